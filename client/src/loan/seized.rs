//! A loan in default, and one that ended so: how it reads, and as JSON.

use super::terms::{self, number, usd, Line};
use crate::output::moment;
use caliber_primitives::units::{Seconds, UsdaiAmount};
use caliber_runtime::AccountId;
use pallet_lending::{Cause, Closed, Consent, Creditors, Defaulted, Risk};
use serde_json::{json, Value};

/// Why a loan is in default.
fn cause(cause: Cause) -> String {
	match cause {
		Cause::Overdue => "an instalment was late beyond its grace".into(),
		Cause::Event(Risk::Market) => "its collateral is worth less than is owed".into(),
		Cause::Event(Risk::Lapse(fact)) => format!("its {} was not renewed", fact.name()),
		Cause::Event(Risk::Breach) => "a breach of its covenants was not cured".into(),
	}
}

/// A tranche, as people call it.
pub(super) fn tranche(tranche: u8) -> String {
	match tranche {
		0 => "the vault".into(),
		tranche => format!("tranche {tranche}"),
	}
}

/// Insurers who are to pay, or have, and whoever else is owed something beside lenders and payees.
fn beside(loan: u32, creditors: &Creditors<AccountId>) -> Vec<Line> {
	let mut lines = Vec::new();
	if !creditors.expected.is_zero() {
		let expected = usd(creditors.expected);
		let text =
			format!("{expected} USDai that insurers are to pay: `caliber claims --loan {loan}`");
		lines.push(("Expected", text));
	}
	for (place, subrogee) in (1..).zip(&creditors.subrogees) {
		let place: u32 = place;
		let collect = match subrogee.owed.is_zero() {
			true => String::new(),
			false => format!(
				"; {} to collect: `caliber loan collect {loan} --insurer {place}`",
				usd(subrogee.owed)
			),
		};
		let text = format!(
			"{place}: {} is due {} USDai of what comes in beyond all claims{collect}",
			subrogee.insurer,
			usd(subrogee.due)
		);
		lines.push((if place == 1 { "Insurers" } else { "" }, text));
	}
	if !creditors.surplus.is_zero() {
		let surplus = usd(creditors.surplus);
		let text = format!("{surplus} USDai: `caliber loan collect {loan} --surplus`");
		lines.push(("Surplus", text));
	}
	let caller = &creditors.caller;
	if !caller.owed.is_zero() {
		let (owed, payee) = (usd(caller.owed), &caller.payee);
		let text = format!("{owed} USDai of {payee}: `caliber loan collect {loan} --bounty`");
		lines.push(("Bounty", text));
	}
	lines
}

/// The same, with the figures of the chain.
fn creditors_json(creditors: &Creditors<AccountId>) -> Vec<(&'static str, Value)> {
	let subrogees = creditors.subrogees.iter().map(|subrogee| {
		json!({
			"insurer": subrogee.insurer.to_string(),
			"due": number(subrogee.due),
			"owed": number(subrogee.owed),
		})
	});
	vec![
		("expected", number(creditors.expected)),
		("subrogees", subrogees.collect()),
		("surplus", number(creditors.surplus)),
		("bounty", number(creditors.caller.owed)),
		("positions", terms::positions_json(&creditors.positions)),
		("credits", terms::credits_json(&creditors.credits)),
	]
}

/// An object with more in it.
fn with(object: Value, more: Vec<(&'static str, Value)>) -> Value {
	match object {
		Value::Object(mut all) => {
			all.extend(more.into_iter().map(|(name, value)| (name.to_string(), value)));
			Value::Object(all)
		},
		other => other,
	}
}

fn consent(Consent { tranche: of, least }: &Consent) -> String {
	let least = match least.is_zero() {
		true => "whatever it brings".into(),
		false => format!("if it brings {} USDai", usd(*least)),
	};
	format!("{} agrees to a sale off the chain, {least}", tranche(*of))
}

/// What comes next.
fn next(loan: u32, defaulted: &Defaulted<AccountId>, paused: Seconds) -> Vec<Line> {
	let at = |clock: Seconds| moment(clock.saturating_add(paused).get());
	let text = match (defaulted.on_sale, &defaulted.stay) {
		(true, _) => format!("it is on sale: `caliber bid {loan}`, as `caliber auctions` tells"),
		(false, Some(stay)) => format!(
			"{} halts the sale until {} UTC, then `caliber loan default sell {loan}`",
			stay.by,
			at(stay.until)
		),
		(false, None) => format!(
			"from {} UTC on `caliber loan default sell {loan}` puts it up for sale",
			at(defaulted.opens())
		),
	};
	let mut lines = vec![("Next", text)];
	if !defaulted.on_sale && defaulted.rounds == 0 && defaulted.sold == 0 {
		let text =
			format!("whoever insures all of it buys it: `caliber loan default buy-out {loan}`");
		lines.push(("Or", text));
	}
	lines
}

/// How a loan in default reads.
pub(super) fn lines(loan: u32, defaulted: &Defaulted<AccountId>, paused: Seconds) -> Vec<Line> {
	let since = moment(defaulted.since.saturating_add(paused).get());
	let redeems = defaulted.redeems().unwrap_or(UsdaiAmount::MAX);
	let items = &defaulted.terms.items;
	let mut lines = vec![
		("Borrower", defaulted.terms.borrower.to_string()),
		("Default", format!("since {since} UTC: {}", cause(defaulted.cause))),
		("Items", terms::items(items)),
		("Sold", format!("{} of {}", defaulted.sold, items.len())),
		("Came in", format!("{} USDai that lay with it", usd(defaulted.money))),
		("Redeemed", format!("by {} USDai: `caliber loan default redeem {loan}`", usd(redeems))),
		("Unsold", format!("{} times", defaulted.rounds)),
	];
	lines.extend(super::sale::lines(&defaulted.terms.sale));
	let heading = std::iter::once("Agreed").chain(std::iter::repeat(""));
	lines.extend(heading.zip(defaulted.consents.iter().map(consent)));
	lines.extend(beside(loan, &defaulted.creditors));
	lines.extend(next(loan, defaulted, paused));
	lines.push(("Terms hash", format!("{:?}", defaulted.terms_hash)));
	lines
}

/// For programs.
pub(super) fn json(defaulted: &Defaulted<AccountId>) -> Value {
	let consents = defaulted
		.consents
		.iter()
		.map(|Consent { tranche, least }| json!({ "tranche": tranche, "least": number(*least) }));
	let object = json!({
		"borrower": defaulted.terms.borrower.to_string(),
		"terms_hash": defaulted.terms_hash,
		"items": defaulted.terms.items.to_vec(),
		"sold": defaulted.sold,
		"cause": cause(defaulted.cause),
		"since": defaulted.since,
		"sale": super::sale::json(&defaulted.terms.sale),
		"sale_opens": defaulted.opens(),
		"on_sale": defaulted.on_sale,
		"unsold": defaulted.rounds,
		"consents": consents.collect::<Vec<_>>(),
		"months_charged": defaulted.charged,
		"money": number(defaulted.money),
		"redeems": defaulted.redeems().ok().map(number),
	});
	with(object, creditors_json(&defaulted.creditors))
}

/// How a loan that ended in default reads.
pub(super) fn closed_lines(loan: u32, closed: &Closed<AccountId>) -> Vec<Line> {
	let left = closed.creditors.owed().unwrap_or(UsdaiAmount::MAX);
	let mut lines = vec![
		("Borrower", closed.borrower.to_string()),
		("Lent", format!("{} USDai", usd(closed.principal))),
		("Over", format!("{} UTC, in default", moment(closed.at.get()))),
		("Not paid", format!("{} USDai: `caliber loan default recover {loan}`", usd(left))),
		("Lost", format!("{} USDai of the vault's principal", usd(closed.lost()))),
	];
	lines.extend(beside(loan, &closed.creditors));
	lines.push(("Terms hash", format!("{:?}", closed.terms_hash)));
	lines
}

/// For programs.
pub(super) fn closed_json(closed: &Closed<AccountId>) -> Value {
	let object = json!({
		"borrower": closed.borrower.to_string(),
		"terms_hash": closed.terms_hash,
		"principal": number(closed.principal),
		"closed_at": closed.at,
		"not_paid": closed.creditors.owed().ok().map(number),
		"lost": number(closed.lost()),
		"awaited": closed.entry.as_ref().map(|entry| number(entry.principal)),
	});
	with(object, creditors_json(&closed.creditors))
}

#[cfg(test)]
pub mod tests {
	use super::*;
	use crate::{
		loan::{
			json::object,
			list::Row,
			page::page,
			show::{Answers, State},
			tests::{account, shared_offer, usdai, DAY, TODAY},
		},
		output::columns,
	};
	use caliber_finance::{book::Security, recovery::Debts, tranches::Claim};
	use caliber_primitives::{collateral::Fact, units::Day};
	use caliber_runtime::Hash;
	use pallet_lending::{Credit, Entry, Position, Record, Speed, Stake, Stay, Subrogee};

	fn creditors() -> Creditors<AccountId> {
		let none = UsdaiAmount::ZERO;
		let mut debts = Debts::default();
		debts.lenders[0] = Claim { principal: usdai(500_000).get(), interest: usdai(9_000).get() };
		let position = Position { holder: account("//Ferdie"), stake: Stake::lent(usdai(50_000)) };
		Creditors {
			positions: vec![position].try_into().unwrap(),
			credits: Default::default(),
			advancers: Default::default(),
			caller: Credit { payee: account("//Eve"), owed: none },
			debts,
			expected: none,
			subrogees: Default::default(),
			surplus: none,
		}
	}

	/// Of two items with a tranche of Ferdie's, whose sale nobody has bought in once.
	pub fn defaulted() -> Defaulted<AccountId> {
		let principal = usdai(500_000);
		Defaulted {
			terms: shared_offer().terms,
			terms_hash: Hash::repeat_byte(0x12),
			cause: Cause::Overdue,
			since: Seconds(TODAY),
			sites: Default::default(),
			security: Security::NOTHING,
			creditors: creditors(),
			money: usdai(40_000),
			interest_paid: UsdaiAmount::ZERO,
			entry: Entry {
				start: Day(0),
				stop: Day(0),
				speed: Speed(0),
				principal,
				low: [principal; 3],
				high: principal,
			},
			sold: 0,
			rounds: 1,
			on_sale: false,
			lapsed: false,
			stay: None,
			consents: Default::default(),
			charged: 0,
		}
	}

	fn closed() -> Closed<AccountId> {
		let subrogee =
			|who, owed| Subrogee { insurer: account(who), due: usdai(900), owed: usdai(owed) };
		let mut creditors = creditors();
		creditors.caller.owed = usdai(250);
		creditors.surplus = usdai(7);
		creditors.expected = usdai(200_000);
		creditors.subrogees = vec![subrogee("//Dave", 0), subrogee("//Bob", 3)].try_into().unwrap();
		let entry = Entry { principal: usdai(200_000), ..defaulted().entry };
		Closed {
			borrower: account("//Bob"),
			terms_hash: Hash::repeat_byte(0x12),
			principal: usdai(500_000),
			at: Seconds(TODAY),
			creditors,
			entry: Some(entry),
		}
	}

	#[test]
	fn loan_in_default_should_say_what_redeems_it_and_what_comes_next() {
		let text = columns(&lines(3, &defaulted(), Seconds(DAY)));
		for says in [
			"Default          since 2027-01-02 00:00 UTC: an instalment was late beyond its grace\n",
			"Sold             0 of 2\n",
			"Redeemed         by 469,000.00 USDai: `caliber loan default redeem 3`\n",
			"from 2027-01-12 00:00 UTC on `caliber loan default sell 3` puts it up for sale\n",
		] {
			assert!(text.contains(says), "{text}");
		}
		assert!(!text.contains("buy-out"), "{text}");
		let first = Defaulted { rounds: 0, ..defaulted() };
		let text = columns(&lines(3, &first, Seconds::ZERO));
		assert!(text.contains("`caliber loan default buy-out 3`"), "{text}");
		let stay =
			Stay { by: account("//Dave"), since: Seconds(TODAY), until: Seconds(TODAY + 30 * DAY) };
		let stayed = Defaulted { stay: Some(stay), ..defaulted() };
		let text = columns(&lines(3, &stayed, Seconds::ZERO));
		assert!(text.contains("halts the sale until 2027-01-31 00:00 UTC, then"), "{text}");
		let on_sale = Defaulted { on_sale: true, ..defaulted() };
		let text = columns(&lines(3, &on_sale, Seconds::ZERO));
		assert!(text.contains("it is on sale: `caliber bid 3`"), "{text}");
	}

	#[test]
	fn cause_and_consents_should_be_told_when_there_are_any() {
		for (why, says) in [
			(Risk::Market, "is worth less than is owed"),
			(Risk::Lapse(Fact::Insurance), "its insurance was not renewed"),
			(Risk::Breach, "a breach of its covenants was not cured"),
		] {
			assert!(cause(Cause::Event(why)).ends_with(says));
		}
		let mut agreed = defaulted().agreeing(0, Some(usdai(0)));
		agreed = agreed.agreeing(1, Some(usdai(400_000)));
		let text = columns(&lines(3, &agreed, Seconds::ZERO));
		let says =
			"Agreed           the vault agrees to a sale off the chain, whatever it brings\n\
		            \x20                tranche 1 agrees to a sale off the chain, if it brings \
		            400,000.00 USDai\n";
		assert!(text.contains(says), "{text}");
		let told = json(&agreed);
		assert_eq!(told["consents"][1]["tranche"], 1);
		assert_eq!(told["consents"][1]["least"], "400000000000000000000000");
	}

	#[test]
	fn default_should_be_shown_listed_and_told_to_programs() {
		let now = Seconds(TODAY);
		let answers = |state| Answers { loan: 3, now, state };
		let state = answers(State::Defaulted(defaulted(), Seconds::ZERO));
		assert!(page(&state).starts_with("Loan             3, defaulted, 2027-01-01"));
		let told = object(&state);
		assert_eq!(told["redeems"], "469000000000000000000000");
		assert_eq!((&told["on_sale"], &told["unsold"]), (&json!(false), &json!(1)));
		assert_eq!((&told["sold"], &told["sale"]["lot"]), (&json!(0), &json!(128)));

		let state = answers(State::Closed(closed()));
		let text = page(&state);
		for says in [
			"Not paid         509,000.00 USDai: `caliber loan default recover 3`\n",
			"Lost             300,000.00 USDai of the vault's principal\n",
			"Expected         200,000.00 USDai that insurers are to pay: `caliber claims --loan 3`\n",
			"is due 900.00 USDai of what comes in beyond all claims\n",
			"; 3.00 to collect: `caliber loan collect 3 --insurer 2`\n",
			"Surplus          7.00 USDai: `caliber loan collect 3 --surplus`\n",
			"250.00 USDai of 5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw: \
			 `caliber loan collect 3 --bounty`\n",
		] {
			assert!(text.contains(says), "{text}");
		}
		let told = object(&state);
		assert_eq!(told["closed_at"], json!(TODAY));
		assert_eq!(told["awaited"], "200000000000000000000000");
		assert_eq!(told["subrogees"][1]["owed"], "3000000000000000000");

		let row =
			Row::of(3, &Record::Defaulted(defaulted()), None, (&Default::default(), now)).unwrap();
		assert_eq!((row.balance, row.moment), (usdai(469_000), None));
		let row = Row::of(4, &Record::Closed(closed()), None, (&Default::default(), now)).unwrap();
		assert_eq!((row.items.len(), row.moment), (0, Some(now)));
	}
}
