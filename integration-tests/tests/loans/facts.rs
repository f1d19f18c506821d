//! Facts about an item that lapse: renewed in time, and not.

use crate::{
	set_up::{
		appraise, ask, by, collateral, fill_reserve, happened, hear_from, insure, lend, on_day,
		repay, review, running, usd, vault, with_chain, Rack, PASSER_BY, RATE, YEAR_FROM_MARCH,
	},
	sums::{counted, in_equal_parts, ltv, net_of_claim},
};
use caliber_integration_tests::registry::{day, CUSTODIAN};
use caliber_primitives::{
	collateral::Fact,
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::Lending;
use pallet_lending::{CollateralStatus, Event, Findings, Impairment, Lapse, Risk, Status};

/// What eight used units are sold for, in cents.
const EIGHT: u64 = 19_200_000;

/// The passer-by looks, and finds this of a balance against so many cents. Returns nothing but what a
/// lapse that nobody had seen earns him.
fn finds(loan: LoanId, balance: u128, cents: u64, lapsed: Option<Fact>) {
	let seen = running(loan).watch.lapse.is_some();
	let bounty = review(loan);
	assert_eq!(bounty, if lapsed.is_some() && !seen { usd(50) } else { 0 });
	let ltv = ltv(balance, cents);
	let found = Findings { ltv, ltv_with_income: ltv, is_fresh: true, lapsed };
	let collateral = match lapsed {
		Some(_) => CollateralStatus::Watch,
		None => CollateralStatus::Sound,
	};
	let (by, bounty) = (PASSER_BY.to_account_id(), UsdaiAmount(bounty));
	happened(Event::Reviewed { loan, by, found, collateral, impairment: None, bounty });
}

/// The fact is there again. What the passer-by has earned is missing in the reserve, and is to be there
/// by the next date.
fn renewed(loan: LoanId, balance: u128, cents: u64) {
	assert_eq!(fill_reserve(loan), usd(50));
	finds(loan, balance, cents, None);
}

/// Two weeks from a day of the story on a fact may be renewed.
fn clock_runs(loan: LoanId, fact: Fact, since: u64) {
	let until: Seconds = day(since + 14);
	assert_eq!(running(loan).watch.lapse, Some(Lapse { fact, until }));
}

#[test]
fn loan_should_be_watched_until_a_fact_is_renewed_when_one_has_lapsed() {
	with_chain(|| {
		let item = Rack { covered_until: day(50), ..Rack::default() }.active();
		let loan = lend(&[item], ask(100_000));
		let dues = in_equal_parts(usd(100_000), RATE, &YEAR_FROM_MARCH);

		// The machines were heard on the first day, and are silent for thirty.
		on_day(29);
		finds(loan, usd(100_000), EIGHT, None);
		on_day(30);
		finds(loan, usd(100_000), EIGHT, Some(Fact::Telemetry));
		clock_runs(loan, Fact::Telemetry, 30);
		on_day(31);
		repay(loan, 1);
		let balance = dues[1].balance;
		// Looking again neither pays nor starts the clock anew.
		finds(loan, balance, EIGHT, Some(Fact::Telemetry));
		clock_runs(loan, Fact::Telemetry, 30);
		on_day(33);
		hear_from(&[item]);
		assert_eq!(collateral(loan), CollateralStatus::Watch);
		renewed(loan, balance, EIGHT);

		// Cover ends on 20 April. Lenders lose it in the book as well, until it is bound anew.
		let cover = || running(loan).security.cover.get();
		assert_eq!(cover(), usd(200_000));
		on_day(50);
		finds(loan, balance, EIGHT, Some(Fact::Insurance));
		clock_runs(loan, Fact::Insurance, 50);
		assert_eq!(cover(), 0);
		on_day(55);
		insure(item, day(1_000));
		renewed(loan, balance, EIGHT);
		assert_eq!(cover(), usd(200_000));

		// The appraisal was for ninety days. Its value goes on to fall on the curve of the model: a
		// quarter in a year.
		on_day(61);
		hear_from(&[item]);
		// The custodian as well must be heard once a quarter.
		let items = vec![item].try_into().expect("one fits");
		by(CUSTODIAN, pallet_caliber::Call::confirm_custody { items });
		repay(loan, 1);
		let balance = dues[2].balance;
		on_day(90);
		let retained = (1_000_000 * (365 - 90) + 750_000 * 90) / 365;
		finds(loan, balance, 20_000_000 * retained / 1_000_000, Some(Fact::Appraisal));
		clock_runs(loan, Fact::Appraisal, 90);
		// Another two weeks and it would be an event of default. In the last second it is none.
		on_day(92);
		hear_from(&[item]);
		repay(loan, 1);
		let balance = dues[3].balance;
		on_day(104);
		let retained = (1_000_000 * (365 - 104) + 750_000 * 104) / 365;
		finds(loan, balance, 20_000_000 * retained / 1_000_000, Some(Fact::Appraisal));
		appraise(item, 180_000, 120_000, 104);
		renewed(loan, balance, 18_000_000);
	});
}

#[test]
fn redemptions_should_count_the_mark_at_once_when_a_fact_is_not_renewed_in_time() {
	with_chain(|| {
		let item = Rack { forced: 50_000, ..Rack::default() }.active();
		let loan = lend(&[item], ask(100_000));
		let due = in_equal_parts(usd(100_000), RATE, &YEAR_FROM_MARCH)[1];
		on_day(30);
		finds(loan, usd(100_000), EIGHT, Some(Fact::Telemetry));
		on_day(31);
		repay(loan, 1);

		// In the last second of two weeks it is not too late.
		on_day(44);
		finds(loan, due.balance, EIGHT, Some(Fact::Telemetry));
		on_day(45);
		let (redemption, deposit) = vault();
		assert_eq!(review(loan), usd(50));
		let risk = Risk::Lapse(Fact::Telemetry);
		assert_eq!(collateral(loan), CollateralStatus::Impaired(risk));
		let event = Impairment { risk, day: day(45).day() };
		assert_eq!(running(loan).watch.impairment, Some(event));
		// A forced sale would bring 50,000, of which nine tenths count. Nobody buys at that.
		let fall = due.balance - usd(45_000);
		assert_eq!(vault(), (redemption - fall, deposit));
		assert_eq!(Lending::loan(loan).map(|loan| loan.status), Some(Status::Current));

		// Interest has stopped. Once the machines are heard it has never done so.
		on_day(50);
		assert_eq!(vault().1, deposit);
		hear_from(&[item]);
		assert_eq!(review(loan), 0);
		let grown = |days| net_of_claim(counted(due.balance, RATE, days));
		assert_eq!(vault(), (redemption, deposit + grown(50 - 31) - grown(45 - 31)));
		// What two looks have cost is to be there again.
		assert_eq!(collateral(loan), CollateralStatus::Watch);
		assert_eq!(fill_reserve(loan), usd(100));
		assert_eq!(collateral(loan), CollateralStatus::Sound);
	});
}
