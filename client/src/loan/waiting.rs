//! Money that waits for hardware, as people read it, and as JSON.

use super::terms::{self, number, usd, Line};
use crate::output::moment;
use anyhow::Context;
use caliber_finance::book::Escrow;
use caliber_primitives::{
	ids::SiteId,
	units::{Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use caliber_runtime::AccountId;
use pallet_lending::{Book, EscrowTerms, Escrowed, Milestone, Terms, Waited};
use serde_json::{json, Value};

/// Money that waits, at a moment.
pub struct Waiting {
	/// As it is stored.
	pub escrowed: Escrowed<AccountId>,
	/// When it goes back unless the loan has begun, in block time as far as pauses are known.
	pub until: Seconds,
	/// Whether that has come.
	pub is_over: bool,
	/// What it has earned.
	pub waited: Waited,
}

impl Waiting {
	/// At a block's time.
	///
	/// # Errors
	/// When what it has earned cannot be worked out.
	pub fn at(
		escrowed: Escrowed<AccountId>,
		(book, now): (&Book, Seconds),
	) -> anyhow::Result<Self> {
		let clock = book.clock(now);
		let waited = escrowed.waited(clock).map_err(anyhow::Error::new);
		Ok(Self {
			until: until(&escrowed, book),
			is_over: escrowed.is_over(clock),
			waited: waited.context("what the money has earned cannot be worked out")?,
			escrowed,
		})
	}
}

/// When it goes back, in block time as far as pauses are known.
pub fn until(escrowed: &Escrowed<AccountId>, book: &Book) -> Seconds {
	escrowed.escrow.until.saturating_add(book.paused)
}

/// The word for how far hardware has come.
pub fn word(milestone: Milestone) -> &'static str {
	match milestone {
		Milestone::Ordered => "ordered",
		Milestone::Delivered => "delivered",
		Milestone::Installed => "installed",
	}
}

/// Who confirms a milestone, and how.
pub fn confirms(loan: u32, milestone: Milestone, site: Option<SiteId>) -> String {
	let Some(role) = milestone.role() else {
		return format!("its borrower orders it: `caliber loan escrow {loan} --order DOCUMENT`");
	};
	let at = site.map(|site| format!(" for site {}", site.0)).unwrap_or_default();
	let word = word(milestone);
	format!("a {role:?}{at} confirms it: `caliber loan confirm {loan} {word} --evidence DOCUMENT`")
}

/// What the borrower lays down before the money waits; nothing when it cannot be worked out.
pub fn prepaid(terms: &Terms<AccountId>) -> Option<UsdaiAmount> {
	let EscrowTerms { lasts, carry, .. } = terms.escrow.as_ref()?;
	let escrow = Escrow { since: Seconds::ZERO, until: *lasts, carry: *carry };
	escrow.prepaid(&terms.tranches).ok()
}

/// How the money of an offer waits, as far as its hardware is still to come.
pub fn terms(terms: &Terms<AccountId>) -> Vec<Line> {
	let Some(escrow) = terms.escrow.as_ref().filter(|_| terms.items.is_empty()) else {
		return Vec::new();
	};
	let lasts = match escrow.lasts.get() / SECONDS_PER_DAY {
		1 => "1 day".into(),
		days => format!("{days} days"),
	};
	let to = match &escrow.vendor {
		None => format!("{}, the borrower", terms.borrower),
		Some(vendor) => format!("{vendor}, who has sold it"),
	};
	let carry = super::typed::a_year(escrow.carry);
	let mut lines = vec![
		("Waits", format!("for hardware at site {}, {lasts} at most, at {carry}", escrow.site.0)),
		("Pays then", to),
	];
	if let Some(prepaid) = prepaid(terms) {
		let text = format!(
			"{} USDai, which the borrower lays down when he orders; what is not earned comes back",
			usd(prepaid)
		);
		lines.push(("Carry", text));
	}
	lines
}

/// The same, with the figures of the chain.
pub fn terms_json(terms: &Terms<AccountId>) -> Value {
	let Some(escrow) = &terms.escrow else { return Value::Null };
	json!({
		"lasts": escrow.lasts,
		"carry": escrow.carry.get(),
		"site": escrow.site,
		"vendor": escrow.vendor.as_ref().map(ToString::to_string),
		"prepaid": prepaid(terms).map(number),
	})
}

/// What comes next.
pub fn next(loan: u32, escrowed: &Escrowed<AccountId>, is_over: bool) -> Vec<Line> {
	let end = format!("`caliber loan end {loan}`");
	if is_over {
		return vec![("Next", format!("its time is over: {end} gives it back, whoever signs"))];
	}
	let text = match escrowed.next() {
		None => {
			format!("its borrower begins the loan: `caliber loan release {loan} --items ITEMS`")
		},
		Some(milestone) => {
			let who = confirms(loan, milestone, escrowed.subject().site);
			format!("it is to be {}; {who}", word(milestone))
		},
	};
	vec![("Next", text), ("Or", format!("its borrower gives it back: {end}"))]
}

/// Everything about it.
pub fn lines(loan: u32, waiting: &Waiting, now: Seconds) -> Vec<Line> {
	let Waiting { escrowed, until, is_over, waited } = waiting;
	let offer = &escrowed.offer;
	let mut lines = terms::lines(&offer.terms, now);
	lines.push(("Terms hash", format!("{:?}", offer.terms_hash)));
	lines.push(("Offered by", offer.originator.to_string()));
	let principal = usd(offer.terms.ask.principal);
	lines.push(("Waiting", format!("{principal} USDai until {} UTC", moment(until.get()))));
	let (earned, prepaid) = (usd(waited.carried.total), usd(escrowed.prepaid));
	lines.push(("Earned", format!("{earned} of {prepaid} USDai that were laid down")));
	for (place, reached) in escrowed.reached.iter().enumerate() {
		let heading = if place == 0 { "Reached" } else { "" };
		let how = Milestone::after(place).map(word).unwrap_or_default();
		let (at, by, evidence) = (moment(reached.at.get()), &reached.by, reached.evidence);
		lines.push((heading, format!("{how} on {at} UTC, says {by}: {evidence:?}")));
	}
	lines.extend(next(loan, escrowed, *is_over));
	lines
}

/// The same, with the figures of the chain.
pub fn json(waiting: &Waiting) -> Value {
	let Waiting { escrowed, until, is_over, waited } = waiting;
	let offer = &escrowed.offer;
	let reached = escrowed.reached.iter().enumerate().map(|(place, reached)| {
		json!({
			"milestone": Milestone::after(place).map(word),
			"by": reached.by.to_string(),
			"evidence": reached.evidence,
			"at": reached.at,
		})
	});
	let next = escrowed.next().filter(|_| !is_over).map(|milestone| {
		json!({
			"milestone": word(milestone),
			"role": milestone.role().map(|role| format!("{role:?}")),
			"site": escrowed.subject().site,
		})
	});
	json!({
		"terms": terms::terms_json(&offer.terms),
		"terms_hash": offer.terms_hash,
		"originator": offer.originator.to_string(),
		"until": until,
		"is_over": is_over,
		"prepaid": number(escrowed.prepaid),
		"earned": number(waited.carried.total),
		"reached": reached.collect::<Vec<_>>(),
		"next": next,
	})
}

#[cfg(test)]
pub mod tests {
	use super::*;
	use crate::{
		cli::Standing,
		loan::{
			json::object,
			list::{self, Row},
			page::page,
			show::State,
			tests::{account, answers, line, shared_offer, usdai, DAY, TODAY},
			typed::carry,
			unmet,
		},
		output::columns,
	};
	use caliber_primitives::ids::ItemId;
	use caliber_runtime::Hash;
	use pallet_lending::{Offer, Reached, Record, Unmet};

	/// An offer with Curators whose 500,000 dollars wait for ninety days, to be paid to Eve.
	pub fn offer() -> Offer<AccountId> {
		let mut offer = shared_offer();
		offer.terms.items = Default::default();
		offer.terms.escrow = Some(EscrowTerms {
			lasts: Seconds(90 * DAY),
			carry: carry("10").unwrap(),
			site: SiteId(1),
			vendor: Some(account("//Eve")),
		});
		offer
	}

	fn reached(by: &str, days: u64) -> Reached<AccountId> {
		let evidence = Hash::repeat_byte(0x34);
		Reached { by: account(by), evidence, at: Seconds(TODAY + days * DAY) }
	}

	/// A book that has paused for a day.
	pub fn book() -> Book {
		Book { paused: Seconds(DAY), ..Default::default() }
	}

	/// The same offer since it was ordered.
	pub fn escrowed() -> Escrowed<AccountId> {
		let offer = offer();
		let terms = offer.terms.escrow.clone().unwrap();
		let now = book().clock(Seconds(TODAY));
		offer.wait(&terms, now, reached("//Bob", 0)).unwrap()
	}

	fn waiting(escrowed: Escrowed<AccountId>, days: u64) -> Waiting {
		Waiting::at(escrowed, (&book(), Seconds(TODAY + days * DAY))).unwrap()
	}

	fn installed() -> Escrowed<AccountId> {
		let mut escrowed = escrowed();
		escrowed.reached.try_push(reached("//Eve", 3)).unwrap();
		escrowed.reached.try_push(reached("//Dave", 5)).unwrap();
		escrowed
	}

	#[test]
	fn offer_should_say_how_its_money_waits_when_hardware_is_to_come() {
		let text = columns(&crate::loan::terms::lines(&offer().terms, Seconds(TODAY)));
		let parts = format!(
			"\nItems            of model 1, to come\n\
			Waits            for hardware at site 1, 90 days at most, at 10.00 % a year\n\
			Pays then        {}, who has sold it\n\
			Carry            12,328.76 USDai, which the borrower lays down when he orders; what is not \
			earned comes back\nPrincipal ",
			account("//Eve")
		);
		assert!(text.contains(&parts), "{text}");
		let mut own = offer();
		own.terms.escrow =
			Some(EscrowTerms { vendor: None, lasts: Seconds(DAY), ..own.terms.escrow.unwrap() });
		let text = columns(&terms(&own.terms));
		assert!(text.contains("1 day at most") && text.contains(", the borrower\n"), "{text}");
		// Once it has come, it is among the items.
		own.terms.items = vec![ItemId(4)].try_into().unwrap();
		assert_eq!(terms(&own.terms), vec![]);
		assert_eq!(terms_json(&shared_offer().terms), Value::Null);

		let state = State::Offered { offer: offer(), quote: vec![], unmet: vec![] };
		let text = page(&answers(state));
		let next =
			"\nNot met          nothing: `caliber loan escrow 3 --order DOCUMENT` has the money";
		assert!(text.contains(next), "{text}");
	}

	#[test]
	fn milestones_and_what_comes_next_should_be_shown_when_money_waits() {
		let quote = || vec![line(0)];
		let state = State::Waiting { waiting: waiting(escrowed(), 30), quote: quote() };
		let text = page(&answers(state));
		let evidence = "34".repeat(32);
		let (bob, eve, dave) = (account("//Bob"), account("//Eve"), account("//Dave"));
		let part = format!(
			"\nWaiting          500,000.00 USDai until 2027-04-01 00:00 UTC\n\
			Earned           4,109.58 of 12,328.76 USDai that were laid down\n\
			Reached          ordered on 2027-01-01 00:00 UTC, says {bob}: 0x{evidence}\n\
			Next             it is to be delivered; a Custodian for site 1 confirms it: `caliber loan \
			confirm 3 delivered --evidence DOCUMENT`\n\
			Or               its borrower gives it back: `caliber loan end 3`\n\
			\nIf it began now:\n"
		);
		assert!(text.starts_with("Loan             3, waiting, 2027-01-01"), "{text}");
		assert!(text.contains(&part), "{text}");

		let state = State::Waiting { waiting: waiting(installed(), 30), quote: quote() };
		let text = page(&answers(state));
		let part = format!(
			"\n                 delivered on 2027-01-04 00:00 UTC, says {eve}: 0x{evidence}\n\
			{:17}installed on 2027-01-06 00:00 UTC, says {dave}: 0x{evidence}\n\
			Next             its borrower begins the loan: `caliber loan release 3 --items ITEMS`\n",
			""
		);
		assert!(text.contains(&part), "{text}");

		let state = State::Waiting { waiting: waiting(installed(), 90), quote: quote() };
		let text = page(&answers(state));
		let next =
			"\nNext             its time is over: `caliber loan end 3` gives it back, whoever";
		assert!(text.contains(next) && !text.contains("\nOr "), "{text}");
		assert!(text.contains("Earned           12,328.76 of 12,328.76 USDai"), "{text}");
	}

	#[test]
	fn figures_should_be_exact_when_they_are_for_programs() {
		let told = |escrowed, days| {
			let waiting = waiting(escrowed, days);
			object(&answers(State::Waiting { waiting, quote: vec![line(0)] }))
		};
		let first = told(escrowed(), 30);
		for (at, figure) in [
			("/status", "waiting"),
			("/next/milestone", "delivered"),
			("/next/role", "Custodian"),
			("/reached/0/milestone", "ordered"),
			("/quote/0/principal", "11000000000000000000000"),
		] {
			assert_eq!(first.pointer(at).unwrap(), figure, "{at}");
		}
		for (at, figure) in [
			("/until", TODAY + 90 * DAY),
			("/next/site", 1),
			("/terms/escrow/lasts", 90 * DAY),
			("/terms/escrow/carry", 3_170_979_199),
		] {
			assert_eq!(first.pointer(at).unwrap(), figure, "{at}");
		}
		assert_eq!(first["prepaid"], first["terms"]["escrow"]["prepaid"]);
		assert_eq!(first["is_over"], false);
		let last = told(installed(), 90);
		assert!(last["next"].is_null() && last["is_over"] == true, "{last}");
		assert_eq!(last["earned"], last["prepaid"]);
		assert_eq!(last["reached"][2]["at"], TODAY + 5 * DAY);
	}

	#[test]
	fn loan_should_be_listed_as_waiting_when_its_money_waits() {
		let record = Record::Escrowed(escrowed());
		let row = Row::of(3, &record, None, (&book(), Seconds(TODAY))).unwrap();
		assert_eq!((row.standing, row.principal), (Standing::Waiting, Some(usdai(500_000))));
		let text = list::text(std::slice::from_ref(&row));
		assert!(text.contains("waiting") && text.contains("until 2027-04-01 00:00"), "{text}");
		let told = list::json(&row);
		assert_eq!(
			(&told["status"], &told["until"]),
			(&"waiting".into(), &row.moment.unwrap().get().into())
		);
		assert!(told["expires"].is_null());
	}

	#[test]
	fn condition_should_be_told_with_its_remedy_when_it_is_of_escrow() {
		for (condition, says) in [
			(Unmet::Payee { charge: 0 }, "the payee of charge 1 has no role"),
			(Unmet::Milestone(Milestone::Ordered), "`caliber loan escrow 3 --order"),
			(
				Unmet::Milestone(Milestone::Delivered),
				"is delivered; a Custodian confirms it: `caliber loan confirm 3 delivered --evidence",
			),
			(Unmet::Milestone(Milestone::Installed), "is installed; a Servicer confirms it"),
			(Unmet::EscrowOver { at: Seconds(TODAY) }, "2027-01-01 00:00 UTC, and goes back"),
			(Unmet::Site(ItemId(7)), "item 7 is at another site"),
			(Unmet::FrozenVendor, "the vendor is on the freeze list; ask governance"),
		] {
			let text = unmet::sentence(3, &condition);
			assert!(text.contains(says) && text.contains("; "), "{text}");
			assert_eq!(unmet::json(3, &condition)["says"], text);
		}
	}
}
