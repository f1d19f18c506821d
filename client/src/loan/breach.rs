//! A breach of covenants that a Servicer has reported: how it reads, and as JSON.

use super::terms::Line;
use crate::output::moment;
use caliber_primitives::units::Seconds;
use caliber_runtime::AccountId;
use pallet_lending::Running;
use serde_json::{json, Value};

/// A breach that was reported, and by when it is to be cured.
pub(super) fn line(
	loan: u32,
	running: &Running<AccountId>,
	cure_by: Option<Seconds>,
) -> Option<Line> {
	let breach = running.breach.as_ref()?;
	let cured = match cure_by {
		None => String::new(),
		Some(by) => format!("; to be cured by {} UTC", moment(by.get())),
	};
	let text = format!(
		"reported by {} on {} UTC: {:?}{cured}; a Servicer says that it is cured: `caliber loan default \
		 lift {loan}`",
		breach.by,
		moment(breach.since.get()),
		breach.evidence
	);
	Some(("Breach", text))
}

/// The same, with the figures of the chain.
pub(super) fn json(running: &Running<AccountId>, cure_by: Option<Seconds>) -> Value {
	let breach = running.breach.as_ref().map(|breach| {
		json!({
			"by": breach.by.to_string(),
			"evidence": breach.evidence,
			"since": breach.since,
			"cure_by": cure_by,
		})
	});
	json!(breach)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{account, running, DAY, TODAY};
	use caliber_runtime::Hash;
	use pallet_lending::Breach;

	#[test]
	fn breach_should_be_told_with_its_time_when_one_is_reported() {
		let mut running = running();
		assert_eq!(line(3, &running, None), None);
		assert_eq!(json(&running, None), Value::Null);
		let evidence = Hash::repeat_byte(0x34);
		running.breach = Some(Breach { by: account("//Eve"), evidence, since: Seconds(TODAY) });
		let until = Seconds(TODAY + 14 * DAY);
		let text = line(3, &running, Some(until)).unwrap().1;
		for says in ["on 2027-01-01 00:00 UTC: 0x34", "cured by 2027-01-15", "default lift 3`"] {
			assert!(text.contains(says), "{text}");
		}
		let told = json(&running, Some(until));
		assert_eq!((&told["cure_by"], &told["since"]), (&json!(until), &json!(TODAY)));
	}
}
