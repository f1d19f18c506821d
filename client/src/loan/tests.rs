//! What is shown, from loans that a chain could have.

use super::{
	json,
	list::{self, Row},
	page,
	show::{Answers, State},
	terms, typed, unmet,
};
use crate::{
	chain::Signer,
	cli::{AskOptions, Cli, Command, Standing},
};
use caliber_finance::{
	fees::Fee,
	instalment::{Model, RepaymentTerms},
	tranches::Stake,
};
use caliber_primitives::{
	collateral::FactError,
	ids::{ItemId, SiteId, SkuId},
	prices::FeedFault,
	units::{Ppm, Seconds, UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use caliber_runtime::{AccountId, Hash};
use clap::Parser;
use pallet_lending::{
	Advance, Ageing, Ask, Book, CollateralStatus, Credit, Dependence, Findings, Health, Instalment,
	Junior, LoanDetails, Offer, Position, Pots, Product, Record, Repaid, Running, Security, Status,
	Terms, Unmet,
};

/// 1 January 2027.
pub const TODAY: u64 = 1_798_761_600;
pub const DAY: u64 = SECONDS_PER_DAY;

pub const fn usdai(whole: u128) -> UsdaiAmount {
	UsdaiAmount(whole * UNIT)
}

pub fn account(path: &str) -> AccountId {
	Signer::development("", path).unwrap().account
}

/// What is typed after `caliber offer 500000`, with a rate.
pub fn options(flags: &[&str]) -> AskOptions {
	let plain =
		["caliber", "offer", "500000", "--borrower", "//Bob", "--items", "1", "--rate", "13"];
	let typed = plain.iter().chain(flags).chain(&["--as", "//Two"]);
	match Cli::try_parse_from(typed).unwrap().command {
		Command::Offer(options) => options.ask,
		other => panic!("{other:?}"),
	}
}

pub fn ask() -> Ask {
	let rate = typed::rate("13").unwrap();
	Ask {
		product: SkuId(1),
		principal: usdai(500_000),
		rate,
		duration_days: 1_080,
		due_day: 1,
		utc_offset_seconds: 0,
		repayment: RepaymentTerms {
			model: Model::Amortized,
			principal_in_stub: false,
			interest_only: 0,
			balloon: usdai(0),
			grace_rate: rate,
			grace_duration: Seconds(10 * DAY),
		},
		reserve: 3,
		refinances: None,
	}
}

pub fn product() -> Product {
	Product {
		enabled: true,
		max_ltv: Ppm(700_000),
		max_curve_ltv: Ppm(850_000),
		min_cover: Ppm(1_000_000),
		min_cover_days: 0,
		min_days: 90,
		max_days: 1_460,
		min_rate: typed::rate("5").unwrap(),
		max_rate: typed::rate("25").unwrap(),
		max_grace: Seconds(10 * DAY),
		max_interest_only: 12,
		max_balloon: Ppm(300_000),
		max_escrow: Seconds(180 * DAY),
		min_carry: typed::rate("5").unwrap(),
		min_reserve: 3,
		min_first_loss: Ppm(0),
		origination_fee: Fee::Ratio(10_000_000_000_000_000),
		late_fee: Ppm(20_000),
		exit_fee: Ppm(0),
		ageing: ageing(),
		sale: pallet_lending::SaleTerms::default(),
	}
}

fn ageing() -> Ageing {
	Ageing { forced_haircut: Ppm(100_000), class_haircuts: [Ppm(250_000), Ppm(500_000)] }
}

/// Dave is paid a tenth of a percent of the balance for his cover with each instalment.
fn charged(terms: Terms<AccountId>) -> Terms<AccountId> {
	let charge = typed::charge("premium://Dave:0.1").unwrap();
	Terms { charges: vec![charge].try_into().unwrap(), exit_fee: Ppm(10_000), ..terms }
}

fn with(juniors: &[Junior<AccountId>]) -> Terms<AccountId> {
	let ask = ask();
	let curators: Vec<_> = juniors.iter().map(|junior| junior.curator.clone()).collect();
	Terms {
		borrower: account("//Bob"),
		items: vec![ItemId(4), ItemId(5)].try_into().unwrap(),
		ask,
		tranches: ask.tranches(juniors).unwrap(),
		curators: curators.try_into().unwrap(),
		charges: Default::default(),
		escrow: None,
		fee: usdai(5_000),
		late_fee: Ppm(20_000),
		exit_fee: Ppm(0),
		ageing: ageing(),
		sale: pallet_lending::SaleTerms::default(),
	}
}

pub fn terms() -> Terms<AccountId> {
	with(&[])
}

fn offer_of(terms: Terms<AccountId>) -> Offer<AccountId> {
	Offer {
		staged: vec![None; terms.curators.len()].try_into().unwrap(),
		terms,
		terms_hash: Hash::repeat_byte(0x12),
		originator: account("//Two"),
		offered: Seconds(TODAY),
		expires: Seconds(TODAY + 7 * DAY),
	}
}

pub fn offer() -> Offer<AccountId> {
	offer_of(terms())
}

/// Ferdie, Eve and Ferdie again lend beside the vault, and Dave is paid with each instalment.
pub fn shared_offer() -> Offer<AccountId> {
	let junior = |who, amount, percent| Junior {
		curator: account(who),
		amount: usdai(amount),
		rate: typed::rate(percent).unwrap(),
	};
	offer_of(charged(with(&[
		junior("//Ferdie", 50_000, "15"),
		junior("//Eve", 20_000, "18"),
		junior("//Ferdie", 10_000, "22"),
	])))
}

fn security() -> Security {
	Security {
		lendable: usdai(800_000),
		orderly: usdai(900_000),
		forced: usdai(600_000),
		cover: usdai(1_000_000),
		cover_until: Seconds(TODAY + 1_461 * DAY),
	}
}

pub fn running() -> Running<AccountId> {
	offer().accept(Seconds(TODAY), Seconds(0), security(), Default::default()).unwrap()
}

/// The same, of which Eve has advanced so much since a moment.
pub fn advanced(amount: UsdaiAmount, since: Seconds) -> Running<AccountId> {
	let eve = Advance { by: account("//Eve"), amount, since };
	Running { advances: vec![eve].try_into().unwrap(), ..running() }
}

pub fn shared_running() -> Running<AccountId> {
	shared_offer().accept(Seconds(TODAY), Seconds(0), security(), Default::default()).unwrap()
}

fn details(running: &Running<AccountId>, status: Status) -> LoanDetails<AccountId> {
	LoanDetails {
		borrower: running.terms.borrower.clone(),
		status,
		collateral: CollateralStatus::Sound,
		items: running.terms.items.clone(),
		principal: running.terms.ask.principal,
		balance: usdai(490_000),
		interest_paid: usdai(5_300),
		rate: running.terms.ask.rate,
		windows_paid: 1,
		windows: 36,
		next_due: line(1).due,
		terms_hash: running.terms_hash,
		positions: running.positions.clone(),
		credits: running.credits.clone(),
		advances: running.advances.clone(),
		pots: running.pots,
	}
}

/// What a review would find that says so.
pub fn health(reviewed: CollateralStatus) -> Health {
	Health {
		found: Findings {
			ltv: Ppm(650_000),
			ltv_with_income: Ppm(910_000),
			is_fresh: true,
			lapsed: None,
		},
		collateral: CollateralStatus::Sound,
		reviewed,
		status: Status::Current,
		conservative: usdai(480_000),
		optimistic: usdai(490_000),
	}
}

pub fn line(window: u32) -> Instalment {
	Instalment {
		window,
		due: Seconds(TODAY + 59 * DAY),
		principal: usdai(11_000),
		interest: usdai(5_000),
		charges: usdai(0),
		balance: usdai(479_000),
	}
}

pub fn answers(state: State) -> Answers {
	Answers { loan: 3, now: Seconds(TODAY + DAY / 2), state }
}

fn active(running: Running<AccountId>, status: Status) -> Answers {
	answers(State::Active {
		details: details(&running, status),
		running,
		health: Some(health(CollateralStatus::Sound)),
		next: line(1),
		schedule: vec![line(1), line(2)],
		payoff: usdai(560_000),
		refill_by: None,
		cure_by: None,
	})
}

fn positions() -> Vec<Position<AccountId>> {
	vec![Position { holder: account("//Ferdie"), stake: Stake::freed(usdai(50)) }]
}

#[test]
fn offer_should_be_shown_with_what_it_lacks_when_asked_for() {
	let state = State::Offered { offer: offer(), quote: vec![line(0)], unmet: vec![] };
	assert_eq!(
		page::page(&answers(state)),
		"Loan             3, offered, 2027-01-01 12:00 UTC\n\
		Borrower         5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty\n\
		Items            4, 5 of model 1\n\
		Principal        500,000.00 USDai, less a fee of 5,000.00\n\
		Lent by          the vault: 500,000.00 USDai at 13.00 % a year\n\
		Repaid           by level payments, 36 monthly instalments; 1080 days\n\
		Due              at the beginning of day 1 of the month, UTC\n\
		Grace            10 days, at 13.00 % a year on top\n\
		Reserve          50,528.30 USDai are kept back, 3 instalments\n\
		Fees             2.00 % of an instalment that is late\n\
		Sale             10 days after a notice of default: all items in one lot, no fee\n\
		\x20                from 120.00 % of the orderly value to 70.00 % of the forced one in 7 days; 80.00 % of \
		both next time when nobody buys\n\
		Terms hash       0x1212121212121212121212121212121212121212121212121212121212121212\n\
		Offered by       5CUjxa4wVKMj3FqKdqAUf7zcEMr4MYAjXeWmUf44B41neLmJ\n\
		Open             until 2027-01-08 00:00 UTC\n\
		Not met          nothing: `caliber borrow 3` begins it\n\
		\n\
		If it began now:\n\
		NO   DUE (UTC)         PRINCIPAL  INTEREST  PAYMENT    LEFT\n\
		1    2027-03-01 00:00  11,000.00  5,000.00  16,000.00  479,000.00\n\
		all                    11,000.00  5,000.00  16,000.00\n"
	);
	let mut offer = shared_offer();
	offer.staged[1] = Some(Seconds(TODAY));
	let unmet = vec![Unmet::Rolling, Unmet::Paused];
	let text = page::page(&answers(State::Offered { offer, quote: vec![], unmet }));
	for part in [
		"\nLent by          the vault: 420,000.00 USDai at 13.00 % a year\n                 tranche 1: \
		50,000.00 USDai at 15.00 % a year by 5CiPP",
		"\n                 all of them: 13.58 % a year\n",
		"\nCharges          1: 0.10 % of the balance for premium with each instalment, to 5DAAnrj7",
		"\nFees             2.00 % of an instalment that is late; 1.00 % of what is repaid ahead of time\n",
		"\nStaged           tranche 1 is not staged\n                 tranche 2 is staged since \
		2027-01-01 00:00 UTC\n",
		"\nNot met          nothing can be lent yet; the loan book has not caught up",
		"\n                 the chain takes nothing in; wait",
	] {
		assert!(text.contains(part), "{part}: {text}");
	}
}

#[test]
fn offer_should_be_said_to_have_expired_when_it_has() {
	let offer = Offer { expires: Seconds(TODAY), ..offer() };
	let at = offer.expires;
	let answers =
		answers(State::Offered { offer, quote: vec![], unmet: vec![Unmet::Expired { at }] });
	let text = page::page(&answers);
	assert!(text.starts_with("Loan             3, expired, 2027-01-01"), "{text}");
	assert!(text.contains("expired on 2027-01-01 00:00 UTC; ask its originator"), "{text}");
	assert_eq!(json::object(&answers)["status"], "expired");
}

#[test]
fn loan_should_be_shown_with_all_its_figures_when_it_runs() {
	let text = page::page(&active(running(), Status::Current));
	let (_, text) = text.split_once("Terms hash").unwrap();
	assert_eq!(
		text,
		"       0x1212121212121212121212121212121212121212121212121212121212121212\n\
		Began            2027-01-01 00:00 UTC\n\
		Paid             1 of 36 instalments: 10,000.00 principal, 5,300.00 interest\n\
		Left             490,000.00 USDai of principal\n\
		Due next         16,000.00 USDai by 2027-03-01 00:00 UTC: 11,000.00 principal, 5,000.00 \
		interest\n\
		To end it        560,000.00 USDai now: `caliber prepay 3 --all`\n\
		Reserve now      50,537.20 of 50,537.20 USDai\n\
		Collateral       sound, as last reviewed\n\
		Health now       LTV 65.00 %, by income as well 91.00 %; prices are fresh; nothing has lapsed\n\
		Security         when it began the items lent on 800,000.00; at the last review orderly \
		900,000.00, forced 600,000.00\n\
		Cover            1,000,000.00 USDai until 2031-01-01 00:00 UTC, as it was then\n\
		\n\
		NO   DUE (UTC)         PRINCIPAL  INTEREST   PAYMENT    LEFT\n\
		2    2027-03-01 00:00  11,000.00  5,000.00   16,000.00  479,000.00\n\
		3    2027-03-01 00:00  11,000.00  5,000.00   16,000.00  479,000.00\n\
		all                    22,000.00  10,000.00  32,000.00\n"
	);
}

#[test]
fn loan_should_show_lateness_pots_positions_and_charges_when_there_are() {
	let mut late = active(shared_running(), Status::Late);
	late.now = Seconds(TODAY + 60 * DAY);
	if let State::Active { details, next, schedule, refill_by, .. } = &mut late.state {
		details.pots = Pots {
			insured: usdai(12),
			lockbox: usdai(7),
			reserve: usdai(20),
			required: usdai(50),
			..Pots::default()
		};
		details.credits[0].owed = usdai(490);
		next.charges = usdai(490);
		schedule[0].charges = usdai(490);
		*refill_by = Some(Seconds(TODAY + 61 * DAY));
	}
	let text = page::page(&late);
	for part in [
		"Loan             3, late, 2027-03-02",
		"Due next         16,490.00 USDai since 2027-03-01 00:00 UTC: 11,000.00 principal, 5,000.00 \
		interest, 490.00 for charges and being late\n",
		"USDai now: `caliber repay 3`, then `caliber prepay 3 --all`\n",
		"\nInsurance        12.00 USDai of insurance money pay the next",
		"\nLockbox          7.00 USDai pay what is due: `caliber loan sweep 3`\n",
		"\nReserve now      20.00 of 50.00 USDai, to be full by 2027-03-03 00:00 UTC\n",
		"\nCHARGE  PAYEE                                             TO COLLECT\n1       5DAAnrj7",
		"  490.00\n\nNO   DUE (UTC)         PRINCIPAL  INTEREST   CHARGES  PAYMENT    LEFT\n",
		"\nall                    22,000.00  10,000.00  490.00   32,490.00\n",
		"\nTRANCHE  HOLDER                                            LENT NOW   TO COLLECT\n",
		"  50,000.00  0.00\n2        5HGj",
	] {
		assert!(text.contains(part), "{part}: {text}");
	}
	if let State::Active { details, health: found, .. } = &mut late.state {
		let until = Seconds(TODAY + 74 * DAY);
		*found = Some(health(CollateralStatus::MarginCall { until }));
		details.advances = advanced(usdai(90), Seconds(TODAY + 60 * DAY)).advances;
	}
	let text = page::page(&late);
	for part in [
		"490.00 for charges, also advanced ones, and being late\n",
		"\nA review says    margin is called, and may be cured until 2027-03-16 00:00 UTC: `caliber \
		loan review 3`\nAdvances         90.00 USDai of charges by 5HGj",
		" since 2027-03-02 00:00 UTC\n",
	] {
		assert!(text.contains(part), "{part}: {text}");
	}
	let told = json::object(&late);
	assert_eq!(told["health"]["reviewed"]["until"], TODAY + 74 * DAY);
	assert_eq!(told["advances"][0]["amount"], "90000000000000000000");
	late.now = Seconds(TODAY + 62 * DAY);
	let text = page::page(&late);
	assert!(text.contains("it was to be full by 2027-03-03 00:00 UTC: the loan is on Watch\n"));
}

#[test]
fn loan_should_be_shown_when_it_is_over_or_was_taken_back() {
	let repaid = Repaid {
		borrower: account("//Bob"),
		terms_hash: Hash::repeat_byte(0x12),
		principal: usdai(500_000),
		interest: usdai(100_000),
		at: Seconds(TODAY),
		positions: positions().try_into().unwrap(),
		credits: vec![Credit { payee: account("//Dave"), owed: usdai(490) }].try_into().unwrap(),
	};
	let text = page::page(&answers(State::Repaid(repaid)));
	assert!(
		text.contains("Paid             500,000.00 principal, 100,000.00 interest\n"),
		"{text}"
	);
	let table = "0.00      50.00\n";
	assert!(text.contains(table) && text.ends_with("  490.00\n"), "{text}");
	let text = page::page(&answers(State::Withdrawn(positions().try_into().unwrap())));
	assert!(text.starts_with("Loan             3, withdrawn") && text.ends_with(table), "{text}");
}

#[test]
fn figures_should_be_exact_when_they_are_for_programs() {
	let told = json::object(&active(shared_running(), Status::Late));
	for (at, figure) in [
		("/status", "late"),
		("/balance", "490000000000000000000000"),
		("/next_due/interest", "5000000000000000000000"),
		("/schedule/1/principal", "11000000000000000000000"),
		("/payoff", "560000000000000000000000"),
		("/terms/ask/principal", "500000000000000000000000"),
		("/terms/ask/repayment", "amortised"),
		("/terms/lent_by_vault", "420000000000000000000000"),
		("/terms/tranches/1/amount", "20000000000000000000000"),
		("/positions/2/principal", "10000000000000000000000"),
		("/security/forced", "600000000000000000000000"),
		("/pots/lockbox", "0"),
		("/credits/0/owed", "0"),
		("/terms/charges/0/kind", "premium"),
		("/collateral/status", "sound"),
		("/health/reviewed/status", "sound"),
		("/health/conservative", "480000000000000000000000"),
		("/terms/ask/balloon", "0"),
		("/schedule/1/charges", "0"),
	] {
		assert_eq!(told.pointer(at).unwrap(), figure, "{at}");
	}
	for (at, figure) in [
		("/loan", 3),
		("/health/ltv_ppm", 650_000),
		("/terms/ask/rate", 4_122_272_958),
		("/terms/items/1", 5),
		("/next_due/due", TODAY + 59 * DAY),
		("/windows", 36),
		("/positions/2/tranche", 3),
		("/terms/ask/reserve", 3),
		("/terms/late_fee_ppm", 20_000),
		("/credits/0/charge", 0),
	] {
		assert_eq!(told.pointer(at).unwrap(), figure, "{at}");
	}
	let state = State::Offered {
		offer: shared_offer(),
		quote: vec![line(0)],
		unmet: vec![Unmet::Ltv { ltv: None, most: Ppm(700_000) }],
	};
	let told = json::object(&answers(state));
	assert_eq!(told["unmet"][0]["condition"], "ltv");
	assert_eq!(told["unmet"][0]["figures"]["most_ppm"], 700_000);
	assert!(told["staged"][2].is_null() && told["quote"][0]["window"] == 0);
	let told = json::object(&answers(State::Withdrawn(positions().try_into().unwrap())));
	assert_eq!(
		(&told["status"], &told["positions"][0]["owed"]),
		(&"withdrawn".into(), &"50000000000000000000".into())
	);
}

#[test]
fn loans_should_be_a_line_each_when_they_are_listed() {
	let (book, now) = (Book::default(), Seconds(TODAY));
	let row = |loan, record: &Record<AccountId>, details| {
		Row::of(loan, record, details, (&book, now)).unwrap()
	};
	let active = |loan, status| {
		let running = running();
		let details = details(&running, status);
		row(loan, &Record::Active(running), Some(details))
	};
	let expired = Offer { expires: now, ..offer() };
	let rows = [
		row(0, &Record::Offered(offer()), None),
		row(1, &Record::Offered(expired), None),
		active(2, Status::Current),
		active(10, Status::Overdue),
		row(11, &Record::Withdrawn(positions().try_into().unwrap()), None),
	];
	let bob = account("//Bob");
	assert_eq!(
		list::text(&rows),
		format!(
			"LOAN  STATUS     PRINCIPAL   LEFT        PAID     RATE     WHEN (UTC)              \
			BORROWER                                          ITEMS\n\
			0     offered    500,000.00  0.00        -        13.00 %  until 2027-01-08 00:00  \
			{bob}  4, 5\n\
			1     expired    500,000.00  0.00        -        13.00 %  on    2027-01-01 00:00  \
			{bob}  4, 5\n\
			2     current    500,000.00  490,000.00  1 of 36  13.00 %  due   2027-03-01 00:00  \
			{bob}  4, 5\n\
			10    overdue    500,000.00  490,000.00  1 of 36  13.00 %  since 2027-03-01 00:00  \
			{bob}  4, 5\n\
			11    withdrawn  -           0.00        -        -        -                       -                                                 -\n"
		)
	);
	let told = list::json(&rows[2]);
	assert_eq!(told["balance"], "490000000000000000000000");
	assert_eq!(
		(&told["status"], &told["next_due"]),
		(&"current".into(), &(TODAY + 59 * DAY).into())
	);
	assert!(told["expires"].is_null() && list::json(&rows[4])["borrower"].is_null());
	assert_eq!(rows[3].standing, Standing::Overdue);
}

#[test]
fn items_should_be_counted_when_they_are_many() {
	let all: Vec<_> = (0..14).map(ItemId).collect();
	assert_eq!(terms::items(&all[..2]), "0, 1");
	assert_eq!(terms::items(&all), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more");
}

#[test]
fn condition_should_be_told_with_its_remedy_when_it_is_not_met() {
	let (item, at) = (ItemId(7), Seconds(TODAY));
	let eve = account("//Eve");
	let share = |on| Unmet::Share { on, hangs: usdai(5), most: usdai(4) };
	for (condition, says) in [
		(Unmet::Paused, "until governance opens"),
		(Unmet::Shortfall, "until it is made up"),
		(Unmet::Frozen, "ask governance"),
		(Unmet::Expired { at }, "2027-01-01 00:00 UTC; ask its originator"),
		(
			Unmet::Tranche { tranche: 2, curator: eve.clone(), amount: usdai(9) },
			"stages it with `caliber loan stage 3`",
		),
		(Unmet::FrozenCurator { tranche: 2 }, "an offer with another"),
		(Unmet::Refinanced { late: true }, "pay that first"),
		(Unmet::Refinanced { late: false }, "offer without it"),
		(Unmet::Rolling, "try again in some blocks"),
		(Unmet::Originator, "ask another"),
		(Unmet::Product { known: false }, "a product"),
		(Unmet::Product { known: true }, "switched off"),
		(Unmet::Owner(item), "title to item 7; get it"),
		(Unmet::Encumbered(item), "`caliber gpu activate 7`"),
		(Unmet::Standing(item), "`caliber gpu show 7`"),
		(Unmet::Value(item, FactError::UnknownItem), "no item 7"),
		(Unmet::Value(item, FactError::Deficient), "who cures it"),
		(Unmet::Value(item, FactError::Feed(FeedFault::SoftStale)), "(SoftStale); wait"),
		(Unmet::Value(item, FactError::Uncomputable), "appraised anew"),
		(Unmet::Model(item), "for each model"),
		(Unmet::Ltv { ltv: Some(Ppm(750_000)), most: Ppm(700_000) }, "75.00 % of what"),
		(Unmet::Ltv { ltv: None, most: Ppm(700_000) }, "lend on nothing; pledge"),
		(Unmet::CurveLtv { ltv: Some(Ppm(900_000)), most: Ppm(850_000) }, "up to 90.00 %"),
		(Unmet::CurveLtv { ltv: None, most: Ppm(850_000) }, "worth nothing"),
		(Unmet::Cover { cover: usdai(1), least: usdai(2) }, "for 1.00, and 2.00 is the least"),
		(Unmet::CoverUntil { until: at, least: at }, "renew it"),
		(Unmet::DebtCeiling { book: usdai(2), most: usdai(1) }, "the ceiling is 1.00"),
		(share(Dependence::Borrower(eve.clone())), "on the borrower, and 4.00"),
		(share(Dependence::Site(SiteId(1))), "on site 1"),
		(share(Dependence::Model(SkuId(1))), "on model 1"),
		(share(Dependence::Curator(eve)), "on Curator 5HGj"),
		(Unmet::Liquidity { amount: usdai(3) }, "3.00 now; wait for deposits"),
	] {
		let text = unmet::sentence(3, &condition);
		assert!(text.contains(says) && text.contains("; "), "{text}");
		assert_eq!(unmet::json(3, &condition)["says"], text);
	}
	assert_eq!(
		unmet::line(3, &Unmet::Frozen),
		"Not met          the borrower is on the freeze list; ask governance"
	);
}
