//! What holds after every deed and every block, whatever was done (research I-22 to I-32 as restated,
//! and the conservation of every token).

use crate::{
	deeds::{Deed, Step},
	hardware::holder_of,
	model::{
		default::Called,
		loan::{Counts, Loan, Stage},
		numbers::{down, earned, int, part, ppm, zero, Exact, Int, DAY, ONE},
		watch::Seen,
		Economy, Told,
	},
	world::{balance, issuance, keyless},
};
use caliber_primitives::{
	book::LoanBook,
	collateral::{Collateral, Monitored},
	ids::{assets, ItemId, LoanId},
	units::{Ppm, Seconds},
};
use caliber_runtime::{AccountId, Caliber, Lending, Runtime, Susdai};
use pallet_lending::{Loans, Record, TheBook};
use std::collections::BTreeMap;

/// A cent in units of the dollar.
const CENT: u128 = 10_000_000_000_000_000;
/// Units by which a payment may leave more: its interest to date and that of the rest are rounded up.
const ROUNDING: u8 = 3;

/// The items that a deed is about.
fn items_of(economy: &Economy, deed: &Deed) -> Vec<ItemId> {
	let of = |loan: &LoanId| economy.loans.get(loan).map(|loan| loan.left().to_vec());
	let next = |loan: &LoanId| economy.loans.get(loan).map(|loan| loan.lot().to_vec());
	let found = match deed {
		Deed::Accept { loan }
		| Deed::Review { loan }
		| Deed::CallDefault { loan }
		| Deed::BuyOut { loan }
		| Deed::RedeemCollateral { loan } => of(loan),
		Deed::OpenSale { loan } | Deed::Arrange { loan, .. } => next(loan),
		Deed::SettleSale { lot } | Deed::CloseSale { lot } => {
			economy.arranged(*lot).and_then(|(loan, _)| next(&loan))
		},
		Deed::Buy { lot, .. } | Deed::CreditBid { lot, .. } | Deed::Settle { lot } => {
			economy.lot(*lot).and_then(|(loan, _)| next(&loan))
		},
		Deed::Release { items, .. } => Some(items.clone()),
		Deed::FileClaim { item, .. } => Some(vec![*item]),
		_ => None,
	};
	found.unwrap_or_default()
}

/// What the registry says of items.
fn seen(items: &[ItemId]) -> Seen {
	let mut seen = Seen { is_fresh: true, is_whole: true, ..Default::default() };
	for item in items {
		let Monitored { market, with_income, is_fresh, orderly, forced, cover, lapsed, .. } =
			<Caliber as Collateral<AccountId>>::monitored(*item, Ppm(1_000_000));
		let dollars = |cents: caliber_primitives::units::UsdCents| int(cents.get()) * int(CENT);
		seen.market += dollars(market);
		seen.with_income += dollars(with_income);
		seen.is_fresh &= is_fresh;
		seen.lapsed |= lapsed.is_some();
		seen.is_whole &= !orderly.is_zero();
		seen.orderly += dollars(orderly);
		seen.forced += dollars(forced);
		seen.cover += dollars(cover);
		seen.disputed |= <Caliber as Collateral<AccountId>>::is_disputed(*item);
	}
	seen
}

/// What the registry says of the items that a deed is about.
pub fn told(economy: &Economy, step: &Step) -> Told {
	let items = items_of(economy, &step.deed);
	let mut told = Told { seen: seen(&items), ..Default::default() };
	let mut insurers = Vec::new();
	for item in &items {
		let dollars = |cents: caliber_primitives::units::UsdCents| int(cents.get()) * int(CENT);
		if let Ok(value) = <Caliber as Collateral<AccountId>>::value(*item) {
			told.worth.orderly += dollars(value.orderly);
			told.worth.forced += dollars(value.forced);
			told.worth.cover += dollars(value.cover);
		}
		let insured = <Caliber as Collateral<AccountId>>::insured(*item);
		told.floors.extend(insured.iter().map(|insured| (*item, int(insured.floor.get()))));
		insurers.push(insured.map(|insured| insured.insurer));
	}
	let first = insurers.first().cloned().flatten();
	told.insurer = first.filter(|_| insurers.windows(2).all(|pair| pair[0] == pair[1]));
	told.holder = items.first().and_then(|item| holder_of(*item));
	let sold = match &step.deed {
		Deed::Buy { lot, .. } | Deed::CreditBid { lot, .. } => economy.lot(*lot).map(|sold| sold.0),
		Deed::SettleSale { lot } | Deed::CloseSale { lot } => {
			economy.arranged(*lot).map(|sold| sold.0)
		},
		_ => None,
	};
	if let Some(loan) = sold {
		told.rest = seen(&economy.loans[&loan].left()[items.len()..]);
	}
	told
}

/// What the chain counts for the vault's values; nothing while the calendar rolls.
pub fn values() -> Option<(Int, Int)> {
	let nav = Susdai::total_assets()?;
	Some((int(nav.redemption.get()), int(nav.deposit.get())))
}

/// Money is where the model has it, and no unit of any token came or went without a call for it.
pub fn money(economy: &Economy) {
	let held = |asset: u32, all: &BTreeMap<AccountId, Int>| {
		for (who, amount) in all {
			assert_eq!(int(balance(asset, who)), *amount, "asset {asset} of {who}");
		}
		assert_eq!(int(issuance(asset)), all.values().sum(), "asset {asset} is somebody's");
	};
	held(assets::USDAI, &economy.purse);
	held(assets::SUSDAI, &economy.vault.held);
	held(assets::USDC, &economy.coins);
	totals(economy);
}

/// Of what somebody and the keyless accounts have, which every deed is about.
pub fn purses(economy: &Economy, who: &AccountId) {
	for who in keyless().iter().chain([who]) {
		let said = economy.purse.get(who).cloned().unwrap_or_default();
		assert_eq!(int(balance(assets::USDAI, who)), said, "dollars of {who}");
	}
}

/// What the ledgers of the dollar and the vault say.
pub fn totals(economy: &Economy) {
	let ledger = pallet_usdai::State::<Runtime>::get().ledger;
	let dollar = &economy.dollar;
	let seen = [ledger.issued, ledger.cash, ledger.owed].map(|amount| int(amount.get()));
	assert_eq!(seen, [dollar.issued.clone(), dollar.cash.clone(), dollar.owed()]);
	assert_eq!(dollar.issued, economy.purse.values().sum(), "I-1");
	assert_eq!(int(issuance(assets::USDAI)), dollar.issued, "I-1");
	assert!(dollar.surplus() >= zero(), "I-2");

	let totals = pallet_susdai::State::<Runtime>::get().totals;
	let vault = &economy.vault;
	let seen =
		[totals.idle, totals.pot, totals.fee, totals.reserve, totals.fund].map(|of| int(of.get()));
	let said = [&vault.idle, &vault.pot, &vault.fee, &vault.reserve, &vault.fund].map(Clone::clone);
	assert_eq!(seen, said, "idle, pot, fee, reserve");
	assert_eq!(int(totals.shares.get()), vault.shares);
	let asked: Int = vault.requests.iter().map(|request| vault.pending(request)).sum();
	assert_eq!(vault.shares, asked + vault.held.values().sum::<Int>(), "I-7");
}

/// Both values of the vault, to the unit (protocol.md 2).
pub fn value(economy: &Economy) {
	assert_eq!(economy.is_rolling(), values().is_none(), "the calendar rolls");
	let Some((low, high)) = values() else { return };
	assert!(high >= low, "A+ is below A");
	assert_eq!((low, high), economy.values(), "A and A+");
	let book = Lending::value(Seconds(economy.now)).expect("the calendar does not roll");
	let holdings = economy.holdings();
	let seen = [book.conservative, book.optimistic, book.accrued].map(|of| int(of.get()));
	assert_eq!(seen, [holdings.low, holdings.high, holdings.accrued], "I-22");
	interest_is_rational(economy);
}

/// Each loan is what the model has.
pub fn loans(economy: &Economy) {
	let mut lent = zero();
	for (id, loan) in &economy.loans {
		let record = Loans::<Runtime>::get(id);
		if loan.is_on_book() {
			lent += &loan.counts.principal;
		}
		match (record, &loan.stage) {
			(Some(Record::Offered(_)), Stage::Offered { .. }) => {},
			(Some(Record::Escrowed(found)), Stage::Waits(wait)) => {
				assert_eq!(int(found.prepaid.get()), wait.prepaid);
			},
			(Some(Record::Active(found)), Stage::Runs) => running(loan, &found),
			(Some(Record::Repaid(found)), Stage::Repaid) => {
				assert_eq!(loan.balance(), zero(), "I-24");
				assert_eq!(int(found.interest.get()), loan.interest_paid);
			},
			(Some(Record::Defaulted(found)), Stage::Called(called)) => {
				assert_eq!(int(found.money.get()), called.money);
				owed(&found.creditors, called);
				counted(&found.entry, &loan.counts);
				assert!(u64::from(found.entry.stop.get()) <= economy.cursor, "I-26");
				let kept = 1_000_000 - loan.terms.ageing.forced_haircut.get();
				let low = int(found.entry.low[0].get());
				assert!(low <= down(ppm(&loan.worth.forced, kept)), "I-30");
			},
			(Some(Record::Closed(found)), Stage::Closed(called)) => {
				owed(&found.creditors, called);
				assert_eq!(found.entry.is_some(), called.awaited.is_some(), "7.3");
				found.entry.iter().for_each(|entry| counted(entry, &loan.counts));
			},
			(Some(Record::Withdrawn(_)) | None, Stage::Withdrawn) => {},
			(found, stage) => panic!("I-23: {id:?} is {found:?}, not {stage:?}"),
		}
		let terms = Loans::<Runtime>::get(id).and_then(|record| match record {
			Record::Active(found) => Some(found.terms),
			Record::Defaulted(found) => Some(found.terms),
			_ => None,
		});
		// Items of money that waited are named later.
		let mut agreed = loan.terms.clone();
		agreed.items = loan.items.clone().try_into().expect("they are few");
		assert!(terms.is_none_or(|terms| terms == agreed), "I-31");
		let pledged = matches!(loan.stage, Stage::Runs | Stage::Called(_));
		for item in loan.left().iter().filter(|_| pledged) {
			assert!(!<Caliber as Collateral<AccountId>>::is_free(*item), "I-32");
		}
	}
	assert_eq!(int(TheBook::<Runtime>::get().principal.get()), lent, "I-22");
}

fn running(loan: &Loan, found: &pallet_lending::Running<AccountId>) {
	let left: Vec<_> = [found.progress.vault]
		.into_iter()
		.chain(found.positions.iter().map(|position| position.stake.principal))
		.map(|left| int(left.get()))
		.collect();
	let said: Vec<_> = loan.lenders.iter().map(|lender| lender.left.clone()).collect();
	assert_eq!(left, said, "I-24");
	assert_eq!(int(found.progress.balance.get()), loan.balance());
	let windows = usize::try_from(found.progress.windows_paid).expect("they are few");
	assert_eq!(windows, loan.paid);
	let owed: Vec<_> =
		found.positions.iter().map(|position| int(position.stake.owed.get())).collect();
	let said: Vec<_> = loan.lenders.iter().skip(1).map(|lender| lender.owed.clone()).collect();
	assert_eq!(owed, said);
	let pots = [found.pots.insured, found.pots.lockbox, found.pots.reserve, found.pots.required];
	let said = &loan.pots;
	let said = [&said.insured, &said.lockbox, &said.reserve, &said.required].map(Clone::clone);
	assert_eq!(pots.map(|of| int(of.get())), said);
	counted(&found.entry, &loan.counts);
	let credits: Int = found.credits.iter().map(|credit| int(credit.owed.get())).sum();
	let payees: Int = loan.payees.iter().map(|payee| &payee.owed).sum();
	assert_eq!(credits, payees + loan.advancers.iter().map(|(_, owed)| owed).sum::<Int>());
}

/// What it counts in the book.
fn counted(entry: &caliber_finance::book::Entry, counts: &Counts) {
	let days = [entry.start, entry.stop].map(|day| u64::from(day.get()));
	assert_eq!(days, [counts.start, counts.stop]);
	assert_eq!(int(entry.speed.0), counts.speed);
	assert_eq!(int(entry.principal.get()), counts.principal);
	assert_eq!(entry.low.map(|low| int(low.get())), counts.low);
	assert_eq!(int(entry.high.get()), counts.high);
}

fn owed(creditors: &pallet_lending::Creditors<AccountId>, called: &Called) {
	let (found, said) = (&creditors.debts, &called.debts);
	assert_eq!(int(creditors.surplus.get()), called.surplus);
	assert_eq!(int(creditors.expected.get()), called.expected, "7.3");
	let insurers = creditors.subrogees.iter();
	let insurers: Vec<_> = insurers.map(|of| [of.due, of.owed].map(|of| int(of.get()))).collect();
	let due = called.insurers.iter().map(|of| [of.due.clone(), of.owed.clone()]);
	assert_eq!(insurers, due.collect::<Vec<_>>(), "7.3");
	assert_eq!(int(found.fee.get()), said.fee);
	let lenders: Vec<_> = found
		.lenders
		.iter()
		.take(said.lenders.len())
		.map(|claim| (int(claim.principal), int(claim.interest)))
		.collect();
	assert_eq!(lenders, said.lenders, "I-29");
	let costs: Vec<_> = found.costs.iter().take(said.costs.len()).map(|of| int(of.get())).collect();
	assert_eq!(costs, said.costs);
	assert_eq!(int(found.total().expect("it fits").get()), said.total());
}

/// What ends a loan that runs now.
fn payoff(loan: LoanId) -> Option<Int> {
	Some(int(Lending::payoff(loan)?.get()))
}

/// What must not get worse by a deed.
pub struct Before {
	debts: BTreeMap<LoanId, Int>,
}

impl Before {
	/// Before a payment.
	pub fn of(deed: &Deed) -> Self {
		let loans = match deed {
			Deed::Repay { loan, .. } | Deed::Prepay { loan, .. } | Deed::Draw { loan } => {
				vec![*loan]
			},
			Deed::Sweep { loan } | Deed::FundLockbox { loan, .. } => vec![*loan],
			Deed::RepayMany { loans } => loans.clone(),
			_ => vec![],
		};
		let debts = loans.into_iter().filter_map(|loan| Some((loan, payoff(loan)?)));
		Self { debts: debts.collect() }
	}

	/// I-25: a payment never raises a debt.
	pub fn is_no_worse(&self) {
		for (loan, before) in &self.debts {
			let after = payoff(*loan).unwrap_or_default();
			// A prepayment takes its interest to date rounded up, and so does the rest.
			let most = before + int(ROUNDING);
			assert!(after <= most, "I-25: {loan:?} owes {after} after {before}");
		}
	}
}

/// I-27: no loan is above the part of what it was valued at that may be lent, nor above its cover.
pub fn lent_soundly(economy: &Economy, loan: LoanId) {
	let loan = &economy.loans[&loan];
	let (principal, worth) = (loan.principal(), &loan.worth);
	let invoices = int(240_000u32) * int(loan.items.len()) * int(100 * CENT);
	let most = down(ppm((&worth.orderly).min(&invoices), 700_000));
	assert!(principal <= most && principal <= worth.cover, "I-27: {principal}");
}

/// The interest that the vault's values count is that of the rational rate, without any rounding, to a
/// unit for each loan and what the rates' last place comes to.
pub fn interest_is_rational(economy: &Economy) {
	let (mut exact, mut most) = (Exact::default(), int(1u8));
	for loan in economy.loans.values() {
		let until = economy.book().min(loan.counts.stop * DAY);
		let time = until.saturating_sub(loan.counts.start * DAY);
		match &loan.stage {
			Stage::Waits(wait) => exact += earned(&loan.counts.principal, &wait.carry, time),
			Stage::Called(Called { partly: true, .. }) | Stage::Closed(_) => {
				exact += part(&loan.counts.undivided(economy.book()), &int(1u8), &int(ONE));
			},
			Stage::Runs | Stage::Called(_) => {
				let balance = loan.balance();
				let weights: Int = loan.weights().iter().sum();
				let vault = part(&balance, &loan.weights()[0], &weights);
				exact += vault * earned(&loan.lenders[0].rate, &int(1u8), time);
				most += &balance * int(time) / int(ONE) + int(1u8);
			},
			_ => {},
		}
	}
	let seen = Exact::from(economy.holdings().accrued);
	let apart = if seen > exact { seen - exact } else { exact - seen };
	assert!(apart <= Exact::from(most), "I-22: interest is {apart} apart");
}
