//! Which cases are armed: for which source, and for which paths and times.

use crate::{
	scenario::{Case, OFF},
	source::Source,
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What arms a case, or lifts it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arming {
	/// The source that misbehaves.
	pub source: Source,
	/// The name of the case, or `off`.
	pub fault: String,
	/// Only for questions whose path and query contain this.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub path: Option<String>,
	/// Only from this moment of the simulation, Unix seconds.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub from: Option<i64>,
	/// Only before this one.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub until: Option<i64>,
	/// How much, for the cases that say so.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub amount: Option<i64>,
}

/// A scenario file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
	scenario: Vec<Arming>,
}

/// Reads a scenario file: JSON if it is called so, else TOML.
///
/// # Errors
/// If it cannot be read, or says what no scenario can.
pub fn read(path: &Path) -> Result<Vec<Arming>, String> {
	let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
	let is_json = path.extension().is_some_and(|extension| extension == "json");
	let File { scenario } = if is_json {
		serde_json::from_str(&text).map_err(|error| error.to_string())?
	} else {
		toml::from_str(&text).map_err(|error: toml::de::Error| error.message().to_string())?
	};
	Ok(scenario)
}

/// A case that is armed.
#[derive(Clone, Debug)]
pub struct Armed {
	/// The case.
	pub case: &'static Case,
	/// What armed it.
	pub arming: Arming,
	/// Since when, in the time of the simulation.
	pub since: i64,
}

impl Armed {
	fn applies(&self, source: Source, path: &str, unix: i64) -> bool {
		let Arming { from, until, .. } = self.arming;
		self.arming.source == source
			&& self.arming.path.as_ref().is_none_or(|part| path.contains(part))
			&& from.is_none_or(|from| from <= unix)
			&& until.is_none_or(|until| unix < until)
	}
}

/// All that is armed.
#[derive(Clone, Debug, Default)]
pub struct Armory(Vec<Armed>);

impl Armory {
	/// Arms a case in the place of another for the same source, path and times, or lifts all that
	/// are armed for a source or for a path of it.
	///
	/// # Errors
	/// If there is no such case, or not for this source.
	pub fn arm(&mut self, arming: Arming, now: i64) -> Result<(), String> {
		let Arming { source, fault, path, from, until, amount } = &arming;
		if fault == OFF {
			self.0.retain(|armed| {
				armed.arming.source != *source
					|| path.as_ref().is_some_and(|part| armed.arming.path.as_ref() != Some(part))
			});
			return Ok(());
		}
		let case = Case::named(fault).ok_or_else(|| {
			format!("no scenario is called {fault}; feed-sim --list-scenarios shows all of them")
		})?;
		if !case.fits.contains(source) {
			return Err(format!("{fault} does not fit {source}; it fits {}", case.sources()));
		}
		if from.zip(*until).is_some_and(|(from, until)| from >= until) {
			return Err(format!("{fault} would end before it begins; put from before until"));
		}
		if amount.is_some_and(|amount| !(-1_000_000..=1_000_000).contains(&amount)) {
			return Err("amount must be from -1000000 to 1000000".into());
		}
		let same = |armed: &Armed| {
			let other = &armed.arming;
			(&other.source, &other.path, &other.from, &other.until) == (source, path, from, until)
		};
		self.0.retain(|armed| !same(armed));
		let since = from.unwrap_or(now);
		self.0.push(Armed { case, arming, since });
		Ok(())
	}

	/// The case for a question, the last that was armed.
	pub fn find(&self, source: Source, path: &str, unix: i64) -> Option<&Armed> {
		self.0.iter().rev().find(|armed| armed.applies(source, path, unix))
	}

	/// What is armed, in the order in which it was.
	pub fn list(&self) -> Vec<&Arming> {
		self.0.iter().map(|armed| &armed.arming).collect()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn arming(text: &str) -> Arming {
		serde_json::from_str(text).unwrap()
	}

	fn named(armory: &Armory, source: Source, path: &str, unix: i64) -> Option<&'static str> {
		armory.find(source, path, unix).map(|armed| armed.case.name)
	}

	#[test]
	fn armory_should_find_the_last_case_when_path_and_time_agree() {
		let mut armory = Armory::default();
		for text in [
			r#"{"source":"nyfed","fault":"stale"}"#,
			r#"{"source":"nyfed","fault":"sofr-spike","path":"secured/sofr","from":10,"until":20}"#,
			r#"{"source":"vast-bundles","fault":"hang"}"#,
		] {
			armory.arm(arming(text), 5).unwrap();
		}
		let sofr = "/api/rates/secured/sofr/last/5.json";
		for (path, unix, want) in [
			(sofr, 9, "stale"),
			(sofr, 10, "sofr-spike"),
			(sofr, 19, "sofr-spike"),
			(sofr, 20, "stale"),
			("/api/rates/unsecured/effr/last/5.json", 15, "stale"),
		] {
			assert_eq!(named(&armory, Source::NyFed, path, unix), Some(want), "{path} {unix}");
		}
		assert_eq!(named(&armory, Source::Lambda, "/", 15), None);
	}

	#[test]
	fn armory_should_forget_when_a_source_or_a_path_is_lifted() {
		let mut armory = Armory::default();
		let stale = r#"{"source":"nyfed","fault":"stale"}"#;
		let hang = r#"{"source":"nyfed","fault":"hang","path":"effr"}"#;
		for text in [stale, stale, hang] {
			armory.arm(arming(text), 5).unwrap();
		}
		assert_eq!(armory.list().len(), 2);
		armory.arm(arming(r#"{"source":"nyfed","fault":"off","path":"effr"}"#), 5).unwrap();
		assert_eq!(named(&armory, Source::NyFed, "effr", 5), Some("stale"));
		armory.arm(arming(hang), 5).unwrap();
		armory.arm(arming(r#"{"source":"vast-bundles","fault":"off"}"#), 5).unwrap();
		assert_eq!(armory.list().len(), 2);
		armory.arm(arming(r#"{"source":"nyfed","fault":"off"}"#), 5).unwrap();
		assert!(armory.list().is_empty());
	}

	#[test]
	fn armory_should_say_what_is_wrong_when_an_arming_is() {
		let mut armory = Armory::default();
		for (text, error) in [
			(r#"{"source":"nyfed","fault":"x"}"#, "--list-scenarios"),
			(r#"{"source":"nyfed","fault":"xml-dtd"}"#, "it fits ust-bill-xml, ust-par-xml"),
			(r#"{"source":"nyfed","fault":"hang","from":9,"until":9}"#, "from before until"),
			(r#"{"source":"nyfed","fault":"revision","amount":1000001}"#, "amount"),
		] {
			let said = armory.arm(arming(text), 5).unwrap_err();
			assert!(said.contains(error), "{said}");
		}
		assert!(armory.list().is_empty());
	}

	#[test]
	fn read_should_understand_both_forms_when_a_file_is_a_scenario() {
		let folder = std::env::temp_dir().join(format!("feed-sim-{}", std::process::id()));
		std::fs::create_dir_all(&folder).unwrap();
		let write = |name: &str, text: &str| {
			let path = folder.join(name);
			std::fs::write(&path, text).unwrap();
			read(&path)
		};
		let toml =
			write("a.toml", "[[scenario]]\nsource = \"nyfed\"\nfault = \"revision\"\namount = 3\n");
		let json =
			write("a.json", r#"{"scenario":[{"source":"nyfed","fault":"revision","amount":3}]}"#);
		assert_eq!(toml, Ok(vec![arming(r#"{"source":"nyfed","fault":"revision","amount":3}"#)]));
		assert_eq!(toml, json);
		assert!(write("b.toml", "[[scenario]]\nsource = \"x\"\nfault = \"off\"\n")
			.unwrap_err()
			.contains("ust-bill-xml"));
		assert!(
			write("c.toml", "[[scenario]]\nsource = \"nyfed\"\nfault = \"off\"\nx = 1\n").is_err()
		);
		assert!(read(&folder.join("none.toml")).is_err());
		std::fs::remove_dir_all(&folder).unwrap();
	}
}
