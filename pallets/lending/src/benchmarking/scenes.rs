//! What benchmarks begin with.

use crate::pallet::{Loans, TheBook};
use crate::*;
use alloc::vec::Vec;
use caliber_finance::{
	fees::Fee,
	instalment::{Model, RepaymentTerms},
};
use caliber_primitives::{
	auction::LotSpec,
	collateral::{Collateral, Loss},
	ids::{LoanId, SkuId},
	roles::{Role, Roles},
	units::{Day, Ppm, RatePerSecond, Seconds, UsdCents, UsdaiAmount, SECONDS_PER_DAY, UNIT},
	vault::Vault,
};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_core::H256;

/// The day on which the calendar of the benchmarks arrives: the third of a chunk.
pub(crate) const TODAY: Day = Day(20_738);
pub(crate) const RATE: RatePerSecond = RatePerSecond(4_756_468_798);
pub(crate) const WHOLE: Ppm = Ppm(1_000_000);
/// No gap between blocks counts as a pause: benchmarks set no clock.
pub(crate) const ANY_GAP: Rules = Rules {
	debt_ceiling: UsdaiAmount::MAX,
	max_block_gap: Seconds::MAX,
	max_offer_life: Seconds(30 * SECONDS_PER_DAY),
	shares: Shares { borrower: WHOLE, site: WHOLE, model: WHOLE, curator: WHOLE },
	margin: Margin {
		call_at: Ppm(900_000),
		default_above: Ppm(1_000_000),
		spacing: Seconds(7 * SECONDS_PER_DAY),
		cure: Seconds(14 * SECONDS_PER_DAY),
	},
	bounty: Ppm(500),
	max_bounty: UsdaiAmount(500 * UNIT),
};
/// What an item of the benchmarks is worth: 10,000 dollars.
pub(crate) const WORTH: UsdCents = UsdCents(1_000_000);

pub(crate) fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

pub(crate) fn product() -> Product {
	Product {
		enabled: true,
		max_ltv: LTV_CAP,
		max_curve_ltv: CURVE_LTV_CAP,
		min_first_loss: Ppm(0),
		min_cover: WHOLE,
		min_cover_days: 0,
		min_days: 1,
		max_days: 4_000,
		min_rate: RATE,
		max_rate: RATE,
		max_grace: Seconds(30 * SECONDS_PER_DAY),
		max_interest_only: 0,
		max_balloon: Ppm(0),
		min_reserve: 0,
		max_escrow: MAX_ESCROW,
		min_carry: RatePerSecond(0),
		origination_fee: Fee::Ratio(10_000_000_000_000_000),
		late_fee: Ppm(10_000),
		exit_fee: Ppm(10_000),
		ageing: Ageing {
			forced_haircut: Ppm(300_000),
			class_haircuts: [Ppm(500_000), Ppm(1_000_000)],
		},
		sale: SaleTerms::default(),
	}
}

/// What is asked on so many items of a model.
pub(crate) fn ask(sku: SkuId, items: u32, duration_days: u32) -> Ask {
	Ask {
		product: sku,
		principal: UsdaiAmount(u128::from(items).saturating_mul(1_000).saturating_mul(UNIT)),
		rate: RATE,
		duration_days,
		due_day: 31,
		utc_offset_seconds: 0,
		repayment: RepaymentTerms {
			model: Model::Amortized,
			principal_in_stub: true,
			interest_only: 0,
			balloon: UsdaiAmount::ZERO,
			grace_rate: RATE,
			grace_duration: Seconds(10 * SECONDS_PER_DAY),
		},
		reserve: MAX_RESERVE,
		refinances: None,
	}
}

pub(crate) fn borrower<T: Config>() -> T::AccountId {
	account("borrower", 0, 0)
}

pub(crate) fn originator<T: Config>() -> T::AccountId {
	let who = account("originator", 0, 0);
	T::Roles::set_up_grant(&who, Role::Originator);
	who
}

/// As many tranches of as many Curators as a loan can have, a dollar each.
pub(crate) fn juniors<T: Config>() -> Vec<Junior<T::AccountId>> {
	let curator = |n| {
		let who = account("curator", n, 0);
		T::Roles::set_up_grant(&who, Role::Curator);
		who
	};
	let junior = |n| Junior { curator: curator(n), amount: UsdaiAmount(UNIT), rate: RATE };
	(0..MAX_JUNIORS).map(junior).collect()
}

/// As many payees beside them as there can be.
pub(crate) fn charges<T: Config>() -> Vec<Charge<T::AccountId>> {
	let payee = |n| {
		let who = account("payee", n, 0);
		T::Roles::set_up_grant(&who, Role::Custodian);
		who
	};
	let rate = MAX_CHARGE.checked_div(MAX_CHARGES.into()).unwrap_or_default();
	let charge = |n| Charge { kind: ChargeKind::Custody, payee: payee(n), rate };
	(0..MAX_CHARGES).map(charge).collect()
}

/// So many items of one model, which has a product; the vault has money.
pub(crate) fn items<T: Config>(count: u32) -> Result<(Items, SkuId), BenchmarkError> {
	T::Vault::set_up_idle(UsdaiAmount(1_000_000u128.saturating_mul(UNIT)));
	let items: Vec<_> =
		(0..count).map(|_| T::Collateral::set_up_item(&borrower::<T>(), WORTH)).collect();
	let first = items.first().copied().ok_or("no item")?;
	let sku = T::Collateral::value(first).map_err(|_| "an item has no value")?.sku;
	Pallet::<T>::set_product(governance::<T>()?, sku, product())?;
	Pallet::<T>::set_rules(governance::<T>()?, ANY_GAP)?;
	// On the block's day.
	Pallet::<T>::roll_book(Pallet::<T>::now());
	Ok((BoundedVec::try_from(items).map_err(|_| "too many items")?, sku))
}

/// Has every Curator stage what an offer asks him for.
pub(crate) fn stage<T: Config>(loan: LoanId, terms_hash: H256) -> Result<(), BenchmarkError> {
	for Junior { curator, .. } in juniors::<T>() {
		T::Dollar::mint_into(&curator, UNIT.saturating_mul(10))?;
		Pallet::<T>::stage(RawOrigin::Signed(curator).into(), loan, terms_hash)?;
	}
	Ok(())
}

/// An offer on so many items, to which as many Curators as can be are to add.
pub(crate) fn offer<T: Config>(count: u32, days: u32) -> Result<(LoanId, H256), BenchmarkError> {
	offer_due::<T>(count, days, 31)
}

/// The same, due on a day of the month.
pub(crate) fn offer_due<T: Config>(
	count: u32,
	days: u32,
	due_day: u8,
) -> Result<(LoanId, H256), BenchmarkError> {
	let (items, sku) = items::<T>(count)?;
	let loan = pallet::NextLoan::<T>::get();
	let expires = Pallet::<T>::now().saturating_add(Seconds(SECONDS_PER_DAY));
	let origin = RawOrigin::Signed(originator::<T>());
	let ask = Ask { due_day, ..ask(sku, count, days) };
	let (juniors, charges) = (juniors::<T>(), charges::<T>());
	Pallet::<T>::offer(
		origin.into(),
		borrower::<T>(),
		items,
		ask,
		juniors,
		charges,
		None,
		expires,
	)?;
	let offer = Pallet::<T>::offered(loan).map_err(|_| "no offer")?;
	Ok((loan, offer.terms_hash))
}

/// Money on its way to a vendor that waits for so many items, which have come.
pub(crate) fn waiting<T: Config>(count: u32) -> Result<(LoanId, H256, Items), BenchmarkError> {
	let (items, sku) = items::<T>(count)?;
	T::Collateral::set_up_together(&items);
	let first = items.first().copied().ok_or("no item")?;
	let site = T::Collateral::value(first).map_err(|_| "an item has no value")?.site;
	let vendor = Some(account("vendor", 0, 0));
	let escrow = Some(EscrowTerms { lasts: MAX_ESCROW, carry: RATE, site, vendor });
	let loan = pallet::NextLoan::<T>::get();
	let expires = Pallet::<T>::now().saturating_add(Seconds(SECONDS_PER_DAY));
	let origin = RawOrigin::Signed(originator::<T>());
	let (none, ask) = (Items::default(), ask(sku, count, 4_000));
	let (juniors, charges) = (juniors::<T>(), charges::<T>());
	let who = borrower::<T>();
	Pallet::<T>::offer(origin.into(), who, none, ask, juniors, charges, escrow, expires)?;
	let hash = Pallet::<T>::offered(loan).map_err(|_| "no offer")?.terms_hash;
	stage::<T>(loan, hash)?;
	T::Dollar::mint_into(&borrower::<T>(), UNIT.saturating_mul(10_000_000))?;
	Ok((loan, hash, items))
}

/// The same, once it is ordered.
pub(crate) fn ordered<T: Config>(count: u32) -> Result<(LoanId, Items), BenchmarkError> {
	let (loan, hash, items) = waiting::<T>(count)?;
	let borrower = RawOrigin::Signed(borrower::<T>());
	Pallet::<T>::escrow(borrower.into(), loan, hash, H256::zero())?;
	// The vault of a mock moves nothing.
	T::Dollar::mint_into(&Pallet::<T>::account(), UNIT.saturating_mul(10_000_000))?;
	Ok((loan, items))
}

/// Whoever may confirm a milestone.
pub(crate) fn witness<T: Config>(milestone: Milestone) -> Result<T::AccountId, BenchmarkError> {
	let role = milestone.role().ok_or("nobody")?;
	let who = account("witness", role.encode().into_iter().map(u32::from).sum(), 0);
	T::Roles::set_up_grant(&who, role);
	Ok(who)
}

/// A loan that runs on so many items, its borrower with money to pay it.
pub(crate) fn running<T: Config>(count: u32, days: u32) -> Result<LoanId, BenchmarkError> {
	running_due::<T>(count, days, 31)
}

/// The same, due on a day of the month.
pub(crate) fn running_due<T: Config>(
	count: u32,
	days: u32,
	due_day: u8,
) -> Result<LoanId, BenchmarkError> {
	let (loan, hash) = offer_due::<T>(count, days, due_day)?;
	stage::<T>(loan, hash)?;
	T::Dollar::mint_into(&borrower::<T>(), UNIT.saturating_mul(10_000_000))?;
	Pallet::<T>::accept(RawOrigin::Signed(borrower::<T>()).into(), loan, hash)
		.map_err(|e| e.error)?;
	Ok(loan)
}

/// The same, by a time that its next deadline is so far away, or past; with money in its pots.
pub(crate) fn running_at<T: Config>(
	due: impl FnOnce(Seconds) -> Seconds,
	pots: impl FnOnce(Pots) -> Pots,
) -> Result<LoanId, BenchmarkError> {
	let loan = running::<T>(MAX_ITEMS, 4_000)?;
	T::Dollar::mint_into(&Pallet::<T>::account(), UNIT.saturating_mul(10_000_000))?;
	let mut running = Pallet::<T>::active(loan).map_err(|_| "over")?;
	let next = running.due().map_err(|_| "over")?;
	// Benchmarks set no clock: the loan's own is put on.
	running.progress.offset = due(next).saturating_sub(Pallet::<T>::now());
	running.pots = pots(running.pots);
	Loans::<T>::insert(loan, Record::Active(running));
	Ok(loan)
}

/// A loan on so many items of which so many instalments are late, beyond grace, for which others have
/// advanced charges.
pub(crate) fn overdue<T: Config>(count: u32, late: u32) -> Result<LoanId, BenchmarkError> {
	let loan = running::<T>(count, 4_000)?;
	T::Dollar::mint_into(&Pallet::<T>::account(), UNIT.saturating_mul(10_000_000))?;
	for who in [account("caller", 0, 0), borrower::<T>()] {
		T::Dollar::mint_into(&who, UNIT.saturating_mul(10_000_000))?;
	}
	let mut running = Pallet::<T>::active(loan).map_err(|_| "over")?;
	let next = running.due().map_err(|_| "over")?;
	let deadline = {
		let finance = running.finance().map_err(|_| "no schedule")?;
		let schedule = finance.schedule();
		// It may have a window less than the longest.
		let last = late.min(schedule.count()).saturating_sub(1);
		schedule.deadline(last).ok_or("no window")?
	};
	// Beyond the grace of ten days, and before the next is due.
	let moment = deadline.saturating_add(Seconds(SECONDS_PER_DAY.saturating_mul(15)));
	// Benchmarks set no clock: the loan's own is put on.
	running.progress.offset = moment.saturating_sub(Pallet::<T>::now());
	for n in 0..MAX_ADVANCES {
		let by = account("advancer", n, 0);
		let (amount, since) = (UsdaiAmount(UNIT), next);
		let pushed = running.advances.try_push(Advance { by, amount, since });
		pushed.map_err(|_| "too many")?;
	}
	running.pots.lockbox = UsdaiAmount(UNIT.saturating_mul(10));
	Loans::<T>::insert(loan, Record::Active(running));
	Ok(loan)
}

/// A loan in default on so many items, whose notice is over.
pub(crate) fn in_default<T: Config>(count: u32) -> Result<LoanId, BenchmarkError> {
	let loan = overdue::<T>(count, MAX_LATE)?;
	let caller: T::AccountId = account("caller", 0, 0);
	Pallet::<T>::call_default(RawOrigin::Signed(caller).into(), loan).map_err(|e| e.error)?;
	let mut waits = Pallet::<T>::defaulted(loan).map_err(|_| "over")?;
	waits.terms.sale.notice = Seconds::ZERO;
	Loans::<T>::insert(loan, Record::Defaulted(waits));
	Ok(loan)
}

/// The same, with a claim on each item's cover that is open, and an insurer of all of them.
pub(crate) fn claimed<T: Config>(count: u32) -> Result<(LoanId, T::AccountId), BenchmarkError> {
	let loan = in_default::<T>(count)?;
	let items = Pallet::<T>::defaulted(loan).map_err(|_| "over")?.terms.items;
	let insurer = T::Collateral::set_up_insured(&items);
	for item in items {
		let loss = Loss::Casualty(H256::zero());
		T::Collateral::claim_cover(item, loan, UsdaiAmount(UNIT), loss)?;
	}
	T::Dollar::mint_into(&insurer, UNIT.saturating_mul(100_000_000))?;
	Ok((loan, insurer))
}

/// A loan in default that nobody has bought at a sale.
pub(crate) fn aside<T: Config>(count: u32) -> LoanId {
	let made = in_default::<T>(count).and_then(|loan| {
		let mut unsold = Pallet::<T>::defaulted(loan).map_err(|_| "over")?;
		unsold.rounds = 1;
		let items = unsold.terms.items.clone();
		Loans::<T>::insert(loan, Record::Defaulted(unsold));
		T::Collateral::set_up_insured(&items);
		Ok(loan)
	});
	made.unwrap_or(LoanId(u32::MAX))
}

/// A loan that was closed, of which insurers are to pay all that is left.
pub(crate) fn awaiting<T: Config>() -> Result<LoanId, BenchmarkError> {
	let loan = in_default::<T>(MAX_ITEMS)?;
	let waits = Pallet::<T>::defaulted(loan).map_err(|_| "over")?;
	let book = Pallet::<T>::leave(TheBook::<T>::get(), &waits.entry).map_err(|_| "no book")?;
	let closed = waits.clone().close(Pallet::<T>::now());
	let (mut closed, _) = closed.map_err(|_| "too much")?;
	closed.creditors.expected = closed.creditors.owed().map_err(|_| "too much")?;
	let counted = waits.entry.whole_interest();
	let closed = closed.awaiting(Some(waits.entry), counted).map_err(|_| "too much")?;
	let entry = closed.entry.ok_or("nothing is awaited")?;
	TheBook::<T>::put(Pallet::<T>::enter(book, &entry).map_err(|_| "no book")?);
	Loans::<T>::insert(loan, Record::Closed(closed));
	Ok(loan)
}

/// The lot of a loan in default, whose items' cover makes up for what it brings too little, and whose
/// proceeds lie with the pallet.
pub(crate) fn lot<T: Config>(count: u32) -> LotSpec {
	let made = in_default::<T>(count).and_then(|loan| {
		let mut sold = Pallet::<T>::defaulted(loan).map_err(|_| "over")?;
		sold.on_sale = true;
		let items = sold.terms.items.clone();
		Loans::<T>::insert(loan, Record::Defaulted(sold));
		T::Collateral::set_up_insured(&items);
		let (start, floor) = (UsdaiAmount::ZERO, UsdaiAmount::ZERO);
		Ok(LotSpec { loan, items, start, floor, opens: Seconds::ZERO, lasts: Seconds::ZERO })
	});
	match made {
		Ok(lot) => lot,
		Err(_) => LotSpec {
			loan: LoanId(0),
			items: Items::default(),
			start: UsdaiAmount::ZERO,
			floor: UsdaiAmount::ZERO,
			opens: Seconds::ZERO,
			lasts: Seconds::ZERO,
		},
	}
}

/// Money enough for many instalments.
pub(crate) fn filled(pots: Pots) -> Pots {
	Pots { lockbox: UsdaiAmount(UNIT.saturating_mul(1_000_000)), ..pots }
}
