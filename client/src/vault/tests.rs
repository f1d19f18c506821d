//! What is shown, from answers that a chain could give.

use super::{
	json, page, prices,
	show::{Answers, Move, Position},
};
use crate::chain::Signer;
use caliber_finance::vault::{AccretedIncome, Returned};
use caliber_primitives::{
	delayed::{Delayed, Waiting},
	ids::RequestId,
	redemption::RequestStatus,
	units::{Ppm, Seconds, Shares, UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use caliber_runtime::AccountId;
use pallet_susdai::{
	Explained, Nav, Parts, Portion, Queue, Rules, SharePrice, Snapshot, VaultRecord, VaultState,
	Windows,
};

/// 1 January 2027.
const TODAY: u64 = 1_798_761_600;
const NOW: Seconds = Seconds(TODAY + SECONDS_PER_DAY / 2);

const fn usd(whole: u128) -> UsdaiAmount {
	UsdaiAmount(whole * UNIT)
}

const fn shares(whole: u128) -> Shares {
	Shares(whole * UNIT)
}

fn account(path: &str) -> AccountId {
	Signer::development("", path).unwrap().account
}

fn answers() -> Answers {
	let queue = Queue {
		requested: shares(1_500),
		served: shares(500),
		paid: usd(506),
		requests: 3,
		next_strike: Seconds(TODAY + SECONDS_PER_DAY),
		..Default::default()
	};
	let totals = VaultState {
		idle: usd(300_000),
		pot: usd(506),
		shares: shares(1_000_000),
		queue,
		..Default::default()
	};
	let windows = Windows { start: Seconds(TODAY - 10 * SECONDS_PER_DAY), ..Default::default() };
	let parts = Parts {
		idle: usd(300_000),
		loans_low: usd(690_000),
		loans_high: usd(700_000),
		accrued: usd(5_000),
		bills: AccretedIncome { low: usd(9_000), high: usd(10_000) },
		returned: Returned { low: UsdaiAmount::ZERO, high: usd(1_000) },
		cover: usd(500),
		unvested: usd(2_000),
	};
	let snapshot = Snapshot::of(&totals, parts, usd(700_000), NOW);
	let milli = UNIT / 1_000;
	let cause = i128::try_from(milli).unwrap();
	let why = Explained {
		before: 996 * milli,
		interest: 3 * cause / 2,
		loans: -cause / 2,
		after: 997 * milli,
		..Default::default()
	};
	let month = Explained {
		before: 990 * milli,
		bills: 7 * cause,
		after: 997 * milli,
		..Default::default()
	};
	Answers {
		now: NOW,
		record: VaultRecord { totals, windows, rules: Delayed::new(Rules::default()) },
		snapshot: Some(snapshot),
		free: usd(250_000),
		yields: vec![(7, Some(98_700)), (30, Some(-12_345)), (90, None)],
		moves: vec![
			Move { days: 1, since: Seconds(TODAY - SECONDS_PER_DAY), why },
			Move { days: 30, since: Seconds(TODAY - 30 * SECONDS_PER_DAY), why: month },
		],
		position: None,
	}
}

fn position() -> Position {
	let status = |pending, claimable, offered| RequestStatus {
		controller: account("//Bob"),
		offered,
		tip: usd(1),
		pending: shares(pending),
		ahead: shares(pending / 2),
		indicative: Some(usd(pending)),
		matures: Seconds(TODAY + 21 * SECONDS_PER_DAY),
		claimable: Portion { shares: shares(claimable), assets: usd(claimable) },
		hint: Default::default(),
	};
	Position {
		account: account("//Bob"),
		shares: shares(2_000),
		requests: vec![
			(RequestId(1), status(0, 506, None)),
			(RequestId(12), status(1_000, 0, Some(account("//Alice")))),
		],
	}
}

#[test]
fn prices_should_be_of_one_share_when_printed() {
	let nav = Nav { redemption: usd(1_012), deposit: usd(1_013) };
	for (shares, text) in [
		(shares(1_000), "redemption 1.012000, deposit 1.013000"),
		(shares(3_000), "redemption 0.337333, deposit 0.337666"),
		(Shares::ZERO, "redemption 1.000000, deposit 1.000000"),
	] {
		assert_eq!(prices(SharePrice { nav, shares }), text);
	}
}

#[test]
fn page_should_tell_everything_when_there_is_a_price() {
	assert_eq!(
		page::page(&answers()),
		"Vault            2027-01-01 12:00 UTC\n\
		Price            redemption 0.997000, deposit 1.016500\n\
		Shares           1,000,000.00 outstanding\n\
		Queue            1,000.00 shares pending\n\
		Set apart        506.00 served and not claimed\n\
		Liquidity        250,000.00 free to lend, 70.00 % lent\n\
		APR              7 days 9.87 %, 30 days -1.23 %, 90 days not yet\n\
		Next strike      2027-01-02 00:00\n\
		Window           open until 2027-01-21 00:00; what is asked for in it is served from \
		2027-01-22 00:00 on\n\
		\n\
		VALUE             REDEMPTION  DEPOSIT\n\
		idle              300,000.00  300,000.00\n\
		loans             690,000.00  700,000.00\n\
		interest accrued  -           5,000.00\n\
		income of bills   9,000.00    10,000.00\n\
		back of losses    0.00        1,000.00\n\
		reserve fund      -           500.00\n\
		not vested        -2,000.00   -\n\
		value             997,000.00  1,016,500.00\n\
		\n\
		WHY IT MOVED       1 DAY             30 DAYS\n\
		since              2026-12-31 00:00  2026-12-02 00:00\n\
		price then         0.996000000       0.990000000\n\
		interest of loans  +0.001500000      0.000000000\n\
		income of bills    0.000000000       +0.007000000\n\
		worth of loans     -0.000500000      0.000000000\n\
		price now          0.997000000       0.997000000\n\
		\n\
		Rules            a fee of 10.00 % of interest and income, of which 10.00 % goes to the \
		reserve fund\n                 2.50 % of the value stays idle\n                 at least \
		0.01 USDai a deposit, 1,000.00 the first, 1.00 shares a request\n                 0.1000 CAL \
		held for each request and each operator\n                 strikes pay 50.00 % of the value a \
		day, half of it at once or 10,000,000.00 USDai if that is more, and after that nothing for \
		36.0 hours\n                 a change that binds less waits 48.0 hours\nNext rules       none wait\n"
	);
}

#[test]
fn page_should_say_what_is_unknown_when_the_book_rolls() {
	let rolling = Answers {
		snapshot: None,
		free: UsdaiAmount::ZERO,
		moves: Vec::new(),
		position: Some(position()),
		..answers()
	};
	let text = page::page(&rolling);
	for part in [
		"\nPrice            none: the loan book has not caught up with the day; try again",
		"\nShares           1,000,000.00 outstanding\n",
		"\nLiquidity        unknown\n",
		"\nno price now to compare with an earlier one\n",
		"\nShares           2,000.00, worth unknown now\n",
	] {
		assert!(text.contains(part), "{part}: {text}");
	}
	let told = json::object(&rolling);
	assert!(told["prices"].is_null() && told["values"].is_null() && told["free"].is_null());
	let young = Answers { moves: Vec::new(), ..answers() };
	assert!(page::page(&young).contains("\nno earlier day to compare"));
}

#[test]
fn page_should_name_next_rules_and_short_strike_days_when_there_are() {
	let mut answers = answers();
	answers.record.windows.strike_every = Seconds(60);
	let next = Rules { performance_fee: Ppm(200_000), ..Default::default() };
	let from = Seconds(TODAY + 2 * SECONDS_PER_DAY);
	answers.record.rules.next = Some(Waiting { value: next, from });
	let text = page::page(&answers);
	for part in [
		"WHY IT MOVED       1 STRIKE          30 STRIKES\n",
		"\nAPR              7 strikes 9.87 %",
		"\nNext rules       from 2027-01-03 00:00 on\n                 a fee of 20.00 %",
	] {
		assert!(text.contains(part), "{part}: {text}");
	}
	assert_eq!(json::object(&answers)["next_rules"]["rules"]["performance_fee_ppm"], 200_000);
}

#[test]
fn position_should_list_shares_and_requests_when_an_account_is_named() {
	let with = |position| page::page(&Answers { position: Some(position), ..answers() });
	let text = with(position());
	assert!(
		text.ends_with(
			"\n\
			Account          5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty\n\
			Shares           2,000.00, worth 1,994.00 to a redemption, 2,033.00 to a deposit\n\
			\n\
			REQUEST  PENDING   AHEAD   FIRST STRIKE      NOW WORTH  CLAIMABLE  TIP   OFFERED TO\n\
			1        0.00      0.00    2027-01-22 00:00  0.00       506.00     1.00  -\n\
			12       1,000.00  500.00  2027-01-22 00:00  1,000.00   0.00       1.00  \
			5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY\n"
		),
		"{text}"
	);
	let none = Position { shares: Shares::ZERO, requests: Vec::new(), ..position() };
	let text = with(none);
	assert!(text.ends_with("0.00 to a deposit\nRequests         none\n"), "{text}");
}

#[test]
fn figures_should_be_exact_when_they_are_for_programs() {
	let told = json::object(&Answers { position: Some(position()), ..answers() });
	for (at, figure) in [
		("/prices/redemption", "997000000000000000"),
		("/values/deposit", "1016500000000000000000000"),
		("/values/returned/high", "1000000000000000000000"),
		("/moves/0/causes/loans", "-500000000000000"),
		("/account/worth/deposit", "2033000000000000000000"),
		("/account/requests/0/claimable/assets", "506000000000000000000"),
		("/pending", "1000000000000000000000"),
	] {
		assert_eq!(told.pointer(at).unwrap(), figure, "{at}");
	}
	for (at, figure) in [
		("/time", NOW.get()),
		("/utilisation_ppm", 700_000),
		("/apr/0/ppm", 98_700),
		("/window/first_strike", TODAY + 21 * SECONDS_PER_DAY),
		("/account/requests/1/request", 12),
	] {
		assert_eq!(told.pointer(at).unwrap(), figure, "{at}");
	}
	assert!(told["apr"][2]["ppm"].is_null() && told["next_rules"].is_null());
}
