//! What somebody states about hardware, as a TOML file. `docs/examples/rack.toml` has all of it.

use anyhow::{bail, ensure, Context};
use caliber_primitives::{
	ids::{AssetClass, ItemId, PolicyId, SiteId, SkuId},
	units::{Day, Ppm, Seconds, UsdCents},
};
use caliber_runtime::{Hash, Runtime};
use pallet_caliber::{
	Basis, Beat, Call, Grade, Health, Invoice, InvoicePaper, Method, Name, Values,
};
use serde::{de, Deserialize, Deserializer};
use sp_runtime::traits::{BlakeTwo256, Hash as _};
use std::{
	fmt,
	path::{Path, PathBuf},
};

/// All that a file can have. Each command needs its own part.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
	rack: Option<Rack>,
	custody: Option<Custody>,
	title: Option<Title>,
	machines: Option<Machines>,
	policy: Option<Policy>,
	insurance: Option<Insurance>,
	appraisal: Option<Appraisal>,
	/// Documents are named beside the file.
	#[serde(skip)]
	folder: PathBuf,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rack {
	class: Class,
	model: u16,
	quantity: u32,
	site: u32,
	document: Document,
	serials: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Custody {
	receipt: Document,
	expires: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
	document: Document,
	filing: Document,
	lapses: Date,
	invoice_usd: Money,
	invoice_date: Date,
	invoice: Document,
	vendor: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Machines {
	utilisation_ppm: u32,
	health: State,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
	Good,
	Degraded,
	Failed,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Way {
	Market,
	Income,
	Cost,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Condition {
	New,
	Refurbished,
	Used,
	ForParts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
	class: Class,
	limit_usd: Money,
	premium_ppm: u32,
	until: Date,
	document: Document,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Insurance {
	policy: Option<u32>,
	cover_usd: Money,
	residual_floor_usd: Money,
	until: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Appraisal {
	fair_usd: Money,
	orderly_usd: Money,
	forced_usd: Money,
	method: Way,
	condition: Condition,
	effective: Date,
	expires: Date,
	report: Document,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Class {
	Gpu,
	Storage,
	Bandwidth,
	Energy,
}

impl From<Class> for AssetClass {
	fn from(class: Class) -> Self {
		match class {
			Class::Gpu => Self::Gpu,
			Class::Storage => Self::Storage,
			Class::Bandwidth => Self::Bandwidth,
			Class::Energy => Self::Energy,
		}
	}
}

/// A hash, or the name of a file whose blake2-256 it is.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Document(pub String);

impl Document {
	/// The hash.
	///
	/// # Errors
	/// When it is none and there is no such file.
	pub fn hash(&self, folder: &Path) -> anyhow::Result<Hash> {
		let Some(digits) = self.0.strip_prefix("0x") else {
			let path = folder.join(&self.0);
			let bytes = std::fs::read(&path).with_context(|| {
				format!("cannot read the document {}; give a file or its hash", path.display())
			})?;
			return Ok(BlakeTwo256::hash(&bytes));
		};
		let wrong = || format!("{} is no hash: 0x and 64 hexadecimal digits", self.0);
		ensure!(digits.len() == 64 && digits.is_ascii(), wrong());
		let byte = |at: usize| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16);
		let bytes: Result<Vec<u8>, _> = (0..32).map(byte).collect();
		Ok(Hash::from_slice(&bytes.with_context(wrong)?))
	}
}

/// The hash of a document that is typed as a file or as its hash.
///
/// # Errors
/// When it is none and there is no such file.
pub fn hash(document: String) -> anyhow::Result<Hash> {
	Document(document).hash(Path::new(""))
}

/// Whole dollars as a number, or dollars and cents as a text: `"1,600,000.50"`.
#[derive(Debug, Clone, Copy)]
struct Money(UsdCents);

impl Money {
	fn parse(text: &str) -> Option<Self> {
		let (dollars, cents) = text.split_once('.').unwrap_or((text, "00"));
		let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
		// Separators stand before three digits, or nowhere.
		let mut groups = dollars.split(',');
		let first = groups.next()?;
		let grouped = groups.clone().count() > 0;
		let sound = digits(first)
			&& (!grouped || first.len() <= 3)
			&& groups.all(|group| group.len() == 3 && digits(group));
		if !sound || cents.len() != 2 || !digits(cents) {
			return None;
		}
		let dollars: u64 = dollars.replace(',', "").parse().ok()?;
		Some(Self(UsdCents(dollars.checked_mul(100)?.checked_add(cents.parse().ok()?)?)))
	}
}

impl Title {
	fn paper(&self, folder: &Path) -> anyhow::Result<InvoicePaper> {
		let vendor: Option<Name> = self.vendor.clone().into_bytes().try_into().ok();
		let vendor = vendor.context("the vendor has more than 64 characters")?;
		Ok(InvoicePaper { hash: self.invoice.hash(folder)?, vendor })
	}
}

impl<'de> Deserialize<'de> for Money {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Typed;

		impl de::Visitor<'_> for Typed {
			type Value = Money;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("whole dollars, or a text such as \"1,600,000.50\"")
			}

			fn visit_i64<E: de::Error>(self, dollars: i64) -> Result<Money, E> {
				let cents =
					u64::try_from(dollars).ok().and_then(|dollars| dollars.checked_mul(100));
				let wrong = || E::invalid_value(de::Unexpected::Signed(dollars), &self);
				cents.map(|cents| Money(UsdCents(cents))).ok_or_else(wrong)
			}

			fn visit_str<E: de::Error>(self, text: &str) -> Result<Money, E> {
				let wrong = || E::invalid_value(de::Unexpected::Str(text), &self);
				Money::parse(text).ok_or_else(wrong)
			}
		}

		deserializer.deserialize_any(Typed)
	}
}

/// A day, `2027-03-01`: its first second.
#[derive(Debug, Clone, Copy)]
struct Date(Day);

impl Date {
	fn start(self) -> Seconds {
		self.0.start()
	}
}

impl<'de> Deserialize<'de> for Date {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let typed = toml::value::Datetime::deserialize(deserializer)?;
		let toml::value::Datetime { date: Some(date), time: None, offset: None } = typed else {
			return Err(de::Error::custom(format_args!("{typed} is no day, such as 2027-03-01")));
		};
		days(date.year.into(), date.month.into(), date.day.into())
			.and_then(|days| u32::try_from(days).ok())
			.map(|days| Self(Day(days)))
			.ok_or_else(|| de::Error::custom(format_args!("{typed} is before 1970-01-01")))
	}
}

/// Days from 1970-01-01 to a civil date; the inverse of [`crate::output::civil`].
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
	// Years that begin in March, in cycles of 400.
	let year = if month <= 2 { year - 1 } else { year };
	let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
	let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
	let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
	(days >= 0).then_some(days)
}

/// A fact that `caliber gpu attest` states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Attested {
	/// The caller holds the hardware: `[custody]`.
	Custody,
	/// Title, lien filing and invoice are in order: `[title]`.
	Title,
	/// The machines answer: `[machines]`.
	Heartbeat,
}

/// What a command needs of a file, or where it is missing.
fn part<'a, P>(part: &'a Option<P>, name: &str) -> anyhow::Result<&'a P> {
	part.as_ref().with_context(|| format!("the file has no [{name}]; see docs/examples/rack.toml"))
}

impl File {
	/// Reads a file.
	///
	/// # Errors
	/// When it cannot be read, or is not what a file must be; says where.
	pub fn read(path: &Path) -> anyhow::Result<Self> {
		let text = std::fs::read_to_string(path)
			.with_context(|| format!("cannot read {}", path.display()))?;
		let mut file =
			Self::parse(&text).with_context(|| format!("{} is wrong", path.display()))?;
		file.folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
		Ok(file)
	}

	fn parse(text: &str) -> anyhow::Result<Self> {
		Ok(toml::from_str(text)?)
	}

	/// `[rack]` as a submission.
	///
	/// # Errors
	/// When it is not there or says what cannot be.
	pub fn submission(&self) -> anyhow::Result<Call<Runtime>> {
		let rack = part(&self.rack, "rack")?;
		ensure!(
			(1..=64).contains(&rack.serials.len()),
			"an item has 1 to 64 serial numbers, not {}; submit several",
			rack.serials.len()
		);
		let serials = rack.serials.iter().map(|serial| {
			let bytes = serial.clone().into_bytes();
			bytes.try_into().ok().with_context(|| format!("serial {serial} is longer than 64"))
		});
		let serials = serials.collect::<anyhow::Result<Vec<_>>>()?;
		Ok(Call::submit {
			class: rack.class.into(),
			sku: SkuId(rack.model),
			quantity: rack.quantity,
			serials: serials.try_into().ok().context("there are more than 64 serial numbers")?,
			site: SiteId(rack.site),
			document: rack.document.hash(&self.folder)?,
		})
	}

	/// `[custody]`, `[title]` or `[machines]` about an item.
	///
	/// # Errors
	/// When it is not there or says what cannot be.
	pub fn attestation(&self, item: ItemId, what: Attested) -> anyhow::Result<Call<Runtime>> {
		Ok(match what {
			Attested::Custody => {
				let custody = part(&self.custody, "custody")?;
				let receipt = custody.receipt.hash(&self.folder)?;
				Call::attest_custody { item, receipt, expires: custody.expires.start() }
			},
			Attested::Title => {
				let title = part(&self.title, "title")?;
				let invoice = Invoice { price: title.invoice_usd.0, date: title.invoice_date.0 };
				Call::attest_title {
					item,
					document: title.document.hash(&self.folder)?,
					filing: title.filing.hash(&self.folder)?,
					lapses: title.lapses.start(),
					invoice,
					paper: title.paper(&self.folder)?,
				}
			},
			Attested::Heartbeat => {
				let machines = part(&self.machines, "machines")?;
				let health = match machines.health {
					State::Good => Health::Good,
					State::Degraded => Health::Degraded,
					State::Failed => Health::Failed,
				};
				let beat = Beat { item, utilisation: Ppm(machines.utilisation_ppm), health };
				Call::heartbeat { beats: [beat].to_vec().try_into().unwrap_or_default() }
			},
		})
	}

	/// `[policy]` as a new policy, if `[insurance]` names none.
	///
	/// # Errors
	/// When both are there, or neither.
	pub fn policy(&self) -> anyhow::Result<Option<Call<Runtime>>> {
		let named = part(&self.insurance, "insurance")?.policy.is_some();
		let Some(policy) = &self.policy else {
			ensure!(named, "[insurance] names no policy and there is no [policy] to open");
			return Ok(None);
		};
		if named {
			bail!("[insurance] names a policy and [policy] opens another; keep one of them");
		}
		Ok(Some(Call::open_policy {
			class: policy.class.into(),
			limit: policy.limit_usd.0,
			premium: Ppm(policy.premium_ppm),
			until: policy.until.start(),
			document: policy.document.hash(&self.folder)?,
		}))
	}

	/// `[insurance]` of an item, under the policy that was just opened or the one that it names.
	///
	/// # Errors
	/// When it is not there or there is no policy.
	pub fn cover(&self, item: ItemId, opened: Option<PolicyId>) -> anyhow::Result<Call<Runtime>> {
		let insurance = part(&self.insurance, "insurance")?;
		let policy = opened.or(insurance.policy.map(PolicyId)).context("there is no policy")?;
		Ok(Call::insure {
			item,
			policy,
			cover: insurance.cover_usd.0,
			floor: insurance.residual_floor_usd.0,
			until: insurance.until.start(),
		})
	}

	/// `[appraisal]` of an item.
	///
	/// # Errors
	/// When it is not there or says what cannot be.
	pub fn appraisal(&self, item: ItemId) -> anyhow::Result<Call<Runtime>> {
		let appraisal = part(&self.appraisal, "appraisal")?;
		Ok(Call::appraise {
			item,
			values: Values {
				fair: appraisal.fair_usd.0,
				orderly: appraisal.orderly_usd.0,
				forced: appraisal.forced_usd.0,
			},
			basis: Basis {
				method: match appraisal.method {
					Way::Market => Method::Market,
					Way::Income => Method::Income,
					Way::Cost => Method::Cost,
				},
				grade: match appraisal.condition {
					Condition::New => Grade::New,
					Condition::Refurbished => Grade::Refurbished,
					Condition::Used => Grade::Used,
					Condition::ForParts => Grade::ForParts,
				},
			},
			effective: appraisal.effective.0,
			expires: appraisal.expires.start(),
			report: appraisal.report.hash(&self.folder)?,
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::output;
	use caliber_primitives::units::SECONDS_PER_DAY;

	const EXAMPLE: &str = include_str!("../../../docs/examples/rack.toml");

	fn said(text: &str) -> String {
		format!("{:#}", File::parse(text).unwrap_err())
	}

	fn at(date: &str) -> Seconds {
		#[derive(Deserialize)]
		struct One {
			date: Date,
		}
		toml::from_str::<One>(&format!("date = {date}")).unwrap().date.start()
	}

	#[test]
	fn example_should_make_every_call_when_it_is_read() {
		let file = File::parse(EXAMPLE).unwrap();
		let item = ItemId(3);
		let Call::submit { class, sku, quantity, serials, site, document } =
			file.submission().unwrap()
		else {
			panic!("a submission")
		};
		assert_eq!((class, sku, quantity), (AssetClass::Gpu, SkuId(1), 64));
		assert_eq!((serials.len(), site), (8, SiteId(1)));
		assert_eq!(document, Hash::repeat_byte(0x11));
		let custody = file.attestation(item, Attested::Custody).unwrap();
		let (receipt, expires) = (Hash::repeat_byte(0x22), at("2027-02-28"));
		assert_eq!(custody, Call::attest_custody { item, receipt, expires });
		let title = file.attestation(item, Attested::Title).unwrap();
		assert_eq!(
			title,
			Call::attest_title {
				item,
				document: Hash::repeat_byte(0x33),
				filing: Hash::repeat_byte(0x44),
				lapses: at("2031-02-28"),
				invoice: Invoice { price: UsdCents(160_000_050), date: at("2026-02-15").day() },
				paper: InvoicePaper {
					hash: Hash::repeat_byte(0x77),
					vendor: b"Racks & Co., HRB 1234".to_vec().try_into().unwrap(),
				},
			}
		);
		let beat = file.attestation(item, Attested::Heartbeat).unwrap();
		let beats = vec![Beat { item, utilisation: Ppm(875_000), health: Health::Good }];
		assert_eq!(beat, Call::heartbeat { beats: beats.try_into().unwrap() });
		let Some(Call::open_policy { limit, premium, .. }) = file.policy().unwrap() else {
			panic!("a policy")
		};
		assert_eq!((limit, premium), (UsdCents(300_000_000), Ppm(9_000)));
		let Call::insure { policy, cover, floor, .. } =
			file.cover(item, Some(PolicyId(9))).unwrap()
		else {
			panic!("a cover")
		};
		let stated = (PolicyId(9), UsdCents(150_000_000), UsdCents(90_000_000));
		assert_eq!((policy, cover, floor), stated);
		let Call::appraise { values, basis, effective, expires, .. } =
			file.appraisal(item).unwrap()
		else {
			panic!("an appraisal")
		};
		assert_eq!(values.orderly, UsdCents(130_000_000));
		assert_eq!(basis, Basis { method: Method::Market, grade: Grade::Used });
		assert_eq!((effective, expires), (at("2026-03-01").day(), at("2026-05-29")));
	}

	#[test]
	fn file_should_be_refused_with_its_place_when_it_is_wrong() {
		for (text, reasons) in [
			("[rack", &["line 1"][..]),
			("[rack]\ncolour = 1", &["line 2", "unknown field `colour`", "serials"]),
			("[racks]", &["unknown field `racks`", "rack"]),
			("[custody]\nreceipt = \"0x00\"", &["missing field `expires`"]),
			("[custody]\nreceipt = \"0x00\"\nexpires = \"2027-02-28\"", &["line 3", "datetime"]),
			("[custody]\nreceipt = \"0x00\"\nexpires = 2027-02-28T00:00:00Z", &["2027-02-28T00:00:00Z is no day"]),
			("[custody]\nreceipt = \"0x00\"\nexpires = 1969-12-31", &["before 1970"]),
			("[custody]\nreceipt = \"0x00\"\nexpires = 2027-02-30", &["line 3"]),
			("[appraisal]\nfair_usd = -1", &["line 2", "whole dollars"]),
			("[appraisal]\nfair_usd = 1.5", &["whole dollars"]),
			("[appraisal]\nfair_usd = \"1,60.00\"", &["1,600,000.50"]),
			(
				"[rack]\nclass = \"cpu\"\nmodel = 1\nquantity = 1\nsite = 1\ndocument = \"\"\nserials = []",
				&["unknown variant `cpu`", "gpu"],
			),
		] {
			let said = said(text);
			for reason in reasons {
				assert!(said.contains(reason), "{text}: {said}");
			}
		}
	}

	#[test]
	fn part_should_be_asked_for_when_it_is_missing_or_cannot_be() {
		let without = File::default();
		let no = |done: anyhow::Result<Call<Runtime>>, reason: &str| {
			let said = format!("{:#}", done.unwrap_err());
			assert!(said.contains(reason), "{said}");
		};
		let item = ItemId(0);
		no(without.submission(), "no [rack]");
		no(without.attestation(item, Attested::Title), "no [title]");
		no(without.attestation(item, Attested::Heartbeat), "no [machines]");
		no(without.cover(item, None), "no [insurance]");
		no(without.appraisal(item), "no [appraisal]");
		let parse = |text: &str| File::parse(text).unwrap();
		let rack = |serials: &str, document: &str| {
			let text = format!(
				"[rack]\nclass = \"gpu\"\nmodel = 1\nquantity = 1\nsite = 1\n\
				document = \"{document}\"\nserials = [{serials}]"
			);
			parse(&text).submission()
		};
		no(rack("", "0x00"), "1 to 64 serial numbers, not 0");
		no(rack(&"\"A\",".repeat(65), "0x00"), "not 65");
		no(rack(&format!("\"{}\"", "A".repeat(65)), "0x00"), "longer than 64");
		no(rack("\"A\"", "0x00"), "is no hash");
		no(rack("\"A\"", &format!("0x{}", "zz".repeat(32))), "is no hash");
		no(rack("\"A\"", "no/such.pdf"), "cannot read the document no/such.pdf");
		let cover = "[insurance]\ncover_usd = 1\nresidual_floor_usd = 1\nuntil = 2027-01-01\n";
		let said = |text: &str| format!("{:#}", parse(text).policy().unwrap_err());
		assert!(said(cover).contains("no [policy]"));
		let policy = "[policy]\nclass = \"gpu\"\nlimit_usd = 1\npremium_ppm = 1\n\
			until = 2027-01-01\ndocument = \"0x00\"\n";
		let both = format!("{policy}{}", cover.replace("]\n", "]\npolicy = 1\n"));
		assert!(said(&both).contains("keep one"));
		assert!(format!("{:#}", File::read(Path::new("no/such.toml")).unwrap_err())
			.contains("cannot read no/such.toml"));
	}

	#[test]
	fn money_should_be_exact_when_it_is_read() {
		for (text, cents) in [
			("0.01", Some(1)),
			("1", Some(100)),
			("1,600,000.50", Some(160_000_050)),
			("1600000.50", Some(160_000_050)),
			("12,345", Some(1_234_500)),
			("", None),
			("1.5", None),
			("1.005", None),
			(".50", None),
			("1,2345", None),
			("1234,567", None),
			("-1", None),
			("1e3", None),
			("184467440737095517.00", None),
		] {
			assert_eq!(Money::parse(text).map(|money| money.0.get()), cents, "{text}");
		}
	}

	#[test]
	fn date_should_come_back_when_it_is_printed() {
		for day in (0..60_000).step_by(13).chain(59_000..60_000) {
			let (year, month, of_month) = output::civil(day);
			assert_eq!(days(year, month, of_month), Some(day));
			let text = format!("{year:04}-{month:02}-{of_month:02}");
			assert_eq!(at(&text).get(), u64::try_from(day).unwrap() * SECONDS_PER_DAY);
		}
		assert_eq!(days(1969, 12, 31), None);
	}
}
