//! Each call at its worst: 128 items, the longest amortised loan, buckets and bits to come and
//! go.

use super::*;
use crate::pallet::{Buckets, Loans, TheBook};
use alloc::vec::Vec;
use caliber_finance::{
	fees::Fee,
	instalment::{Model, RepaymentTerms},
};
use caliber_primitives::{
	auction::{LotSpec, OnLot, Outcome},
	collateral::Collateral,
	ids::{LoanId, LotId, SkuId},
	roles::{Role, Roles},
	units::{Day, Ppm, RatePerSecond, Seconds, UsdCents, UsdaiAmount, SECONDS_PER_DAY, UNIT},
	vault::Vault,
};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate},
		EnsureOrigin,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_core::H256;

/// The day on which the calendar of the benchmarks arrives: the third of a chunk.
const TODAY: Day = Day(20_738);
const RATE: RatePerSecond = RatePerSecond(4_756_468_798);
const WHOLE: Ppm = Ppm(1_000_000);
/// No gap between blocks counts as a pause: benchmarks set no clock.
const ANY_GAP: Rules = Rules {
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
const WORTH: UsdCents = UsdCents(1_000_000);

fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

fn product() -> Product {
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
fn ask(sku: SkuId, items: u32, duration_days: u32) -> Ask {
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

fn borrower<T: Config>() -> T::AccountId {
	account("borrower", 0, 0)
}

fn originator<T: Config>() -> T::AccountId {
	let who = account("originator", 0, 0);
	T::Roles::set_up_grant(&who, Role::Originator);
	who
}

/// As many tranches of as many Curators as a loan can have, a dollar each.
fn juniors<T: Config>() -> Vec<Junior<T::AccountId>> {
	let curator = |n| {
		let who = account("curator", n, 0);
		T::Roles::set_up_grant(&who, Role::Curator);
		who
	};
	let junior = |n| Junior { curator: curator(n), amount: UsdaiAmount(UNIT), rate: RATE };
	(0..MAX_JUNIORS).map(junior).collect()
}

/// As many payees beside them as there can be.
fn charges<T: Config>() -> Vec<Charge<T::AccountId>> {
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
fn items<T: Config>(count: u32) -> Result<(Items, SkuId), BenchmarkError> {
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
fn stage<T: Config>(loan: LoanId, terms_hash: H256) -> Result<(), BenchmarkError> {
	for Junior { curator, .. } in juniors::<T>() {
		T::Dollar::mint_into(&curator, UNIT.saturating_mul(10))?;
		Pallet::<T>::stage(RawOrigin::Signed(curator).into(), loan, terms_hash)?;
	}
	Ok(())
}

/// An offer on so many items, to which as many Curators as can be are to add.
fn offer<T: Config>(count: u32, days: u32) -> Result<(LoanId, H256), BenchmarkError> {
	offer_due::<T>(count, days, 31)
}

/// The same, due on a day of the month.
fn offer_due<T: Config>(
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
fn waiting<T: Config>(count: u32) -> Result<(LoanId, H256, Items), BenchmarkError> {
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
fn ordered<T: Config>(count: u32) -> Result<(LoanId, Items), BenchmarkError> {
	let (loan, hash, items) = waiting::<T>(count)?;
	let borrower = RawOrigin::Signed(borrower::<T>());
	Pallet::<T>::escrow(borrower.into(), loan, hash, H256::zero())?;
	// The vault of a mock moves nothing.
	T::Dollar::mint_into(&Pallet::<T>::account(), UNIT.saturating_mul(10_000_000))?;
	Ok((loan, items))
}

/// Whoever may confirm a milestone.
fn witness<T: Config>(milestone: Milestone) -> Result<T::AccountId, BenchmarkError> {
	let role = milestone.role().ok_or("nobody")?;
	let who = account("witness", role.encode().into_iter().map(u32::from).sum(), 0);
	T::Roles::set_up_grant(&who, role);
	Ok(who)
}

/// A loan that runs on so many items, its borrower with money to pay it.
fn running<T: Config>(count: u32, days: u32) -> Result<LoanId, BenchmarkError> {
	running_due::<T>(count, days, 31)
}

/// The same, due on a day of the month.
fn running_due<T: Config>(count: u32, days: u32, due_day: u8) -> Result<LoanId, BenchmarkError> {
	let (loan, hash) = offer_due::<T>(count, days, due_day)?;
	stage::<T>(loan, hash)?;
	T::Dollar::mint_into(&borrower::<T>(), UNIT.saturating_mul(10_000_000))?;
	Pallet::<T>::accept(RawOrigin::Signed(borrower::<T>()).into(), loan, hash)
		.map_err(|e| e.error)?;
	Ok(loan)
}

/// The same, by a time that its next deadline is so far away, or past; with money in its pots.
fn running_at<T: Config>(
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

/// A loan on so many items that is late beyond its grace, for which others have advanced charges.
fn overdue<T: Config>(count: u32) -> Result<LoanId, BenchmarkError> {
	let loan = running::<T>(count, 4_000)?;
	T::Dollar::mint_into(&Pallet::<T>::account(), UNIT.saturating_mul(10_000_000))?;
	for who in [account("caller", 0, 0), borrower::<T>()] {
		T::Dollar::mint_into(&who, UNIT.saturating_mul(10_000_000))?;
	}
	let mut running = Pallet::<T>::active(loan).map_err(|_| "over")?;
	let next = running.due().map_err(|_| "over")?;
	// Every instalment is late.
	let last = running.progress.origination.saturating_add(Day(4_100).start());
	let late = last.saturating_add(Seconds(SECONDS_PER_DAY.saturating_mul(90)));
	// Benchmarks set no clock: the loan's own is put on.
	running.progress.offset = late.saturating_sub(Pallet::<T>::now());
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
fn in_default<T: Config>(count: u32) -> Result<LoanId, BenchmarkError> {
	let loan = overdue::<T>(count)?;
	let caller: T::AccountId = account("caller", 0, 0);
	Pallet::<T>::call_default(RawOrigin::Signed(caller).into(), loan).map_err(|e| e.error)?;
	let mut waits = Pallet::<T>::defaulted(loan).map_err(|_| "over")?;
	waits.terms.sale.notice = Seconds::ZERO;
	Loans::<T>::insert(loan, Record::Defaulted(waits));
	Ok(loan)
}

/// The lot of a loan in default, whose proceeds lie with the pallet.
pub(crate) fn lot<T: Config>(count: u32) -> LotSpec {
	let made = in_default::<T>(count).and_then(|loan| {
		let mut sold = Pallet::<T>::defaulted(loan).map_err(|_| "over")?;
		sold.on_sale = true;
		let items = sold.terms.items.clone();
		Loans::<T>::insert(loan, Record::Defaulted(sold));
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
fn filled(pots: Pots) -> Pots {
	Pots { lockbox: UsdaiAmount(UNIT.saturating_mul(1_000_000)), ..pots }
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn offer(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (items, sku) = items::<T>(i)?;
		let (who, borrower) = (originator::<T>(), borrower::<T>());
		let expires = Pallet::<T>::now().saturating_add(Seconds(SECONDS_PER_DAY));
		let loan = pallet::NextLoan::<T>::get();
		#[extrinsic_call]
		_(
			RawOrigin::Signed(who),
			borrower,
			items,
			ask(sku, i, 4_000),
			juniors::<T>(),
			charges::<T>(),
			None,
			expires,
		);
		assert!(matches!(Loans::<T>::get(loan), Some(Record::Offered(_))));
		Ok(())
	}

	#[benchmark]
	fn withdraw_offer() -> Result<(), BenchmarkError> {
		let (loan, hash) = super::offer::<T>(MAX_ITEMS, 4_000)?;
		super::stage::<T>(loan, hash)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan);
		assert!(matches!(Loans::<T>::get(loan), Some(Record::Withdrawn(_))));
		Ok(())
	}

	#[benchmark]
	fn accept(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (loan, hash) = super::offer::<T>(i, 4_000)?;
		super::stage::<T>(loan, hash)?;
		// The mock's vault pays nothing out.
		#[cfg(test)]
		T::Dollar::mint_into(&borrower::<T>(), UNIT.saturating_mul(10_000_000))?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, hash);
		assert!(matches!(Loans::<T>::get(loan), Some(Record::Active(_))));
		Ok(())
	}

	#[benchmark]
	fn repay(w: Linear<1, MAX_WINDOWS>) -> Result<(), BenchmarkError> {
		let loan = running::<T>(MAX_ITEMS, 4_000)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, w);
		let left = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert_eq!(left.progress.windows_paid, w);
		Ok(())
	}

	/// The last instalment, and what it releases.
	#[benchmark]
	fn close(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let loan = running::<T>(i, 1)?;
		#[extrinsic_call]
		repay(RawOrigin::Signed(borrower::<T>()), loan, 1);
		assert!(matches!(Loans::<T>::get(loan), Some(Record::Repaid(_))));
		Ok(())
	}

	/// While nothing is late.
	#[benchmark]
	fn fund_lockbox() -> Result<(), BenchmarkError> {
		let loan = running::<T>(MAX_ITEMS, 4_000)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, UsdaiAmount(UNIT));
		let funded = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert_eq!(funded.pots.lockbox, UsdaiAmount(UNIT));
		Ok(())
	}

	#[benchmark]
	fn fund_reserve() -> Result<(), BenchmarkError> {
		let empty = |pots| Pots { reserve: UsdaiAmount::ZERO, ..pots };
		let loan = running_at::<T>(|due| due, empty)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, UsdaiAmount(UNIT));
		let funded = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert_eq!(funded.pots.reserve, UsdaiAmount(UNIT));
		Ok(())
	}

	/// Without an instalment: it fills the reserve and releases the rest.
	#[benchmark]
	fn sweep() -> Result<(), BenchmarkError> {
		let loan = running_at::<T>(|due| due, filled)?;
		Pallet::<T>::repay(RawOrigin::Signed(borrower::<T>()).into(), loan, 1)
			.map_err(|e| e.error)?;
		let mut running = Pallet::<T>::active(loan).map_err(|_| "over")?;
		running.pots.reserve = UsdaiAmount::ZERO;
		Loans::<T>::insert(loan, Record::Active(running));
		#[extrinsic_call]
		_(RawOrigin::Signed(account("caller", 0, 0)), loan);
		let swept = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert!(swept.pots.lockbox.is_zero() && swept.pots.missing().is_zero());
		Ok(())
	}

	/// Of an instalment that is late.
	#[benchmark]
	fn draw_reserve() -> Result<(), BenchmarkError> {
		let late = |due: Seconds| due.saturating_add(Seconds(SECONDS_PER_DAY));
		let loan = running_at::<T>(late, |pots| pots)?;
		let caller: T::AccountId = account("caller", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(caller), loan);
		let drawn = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert_eq!(drawn.progress.drawn, 1);
		Ok(())
	}

	#[benchmark]
	fn advance_charges() -> Result<(), BenchmarkError> {
		let late = |due: Seconds| due.saturating_add(Seconds(SECONDS_PER_DAY));
		let loan = running_at::<T>(late, |pots| pots)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan);
		let advanced = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert_eq!(advanced.advances.len(), 1);
		Ok(())
	}

	/// The loan running on.
	#[benchmark]
	fn prepay() -> Result<(), BenchmarkError> {
		let loan = running::<T>(MAX_ITEMS, 4_000)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, UsdaiAmount(UNIT));
		let left = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert!(left.progress.balance < left.terms.ask.principal);
		Ok(())
	}

	#[benchmark]
	fn escrow() -> Result<(), BenchmarkError> {
		let (loan, hash, _) = waiting::<T>(1)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, hash, H256::zero());
		assert!(Pallet::<T>::escrowed(loan).is_ok());
		Ok(())
	}

	#[benchmark]
	fn confirm_milestone() -> Result<(), BenchmarkError> {
		let (loan, _) = ordered::<T>(1)?;
		let who = witness::<T>(Milestone::Delivered)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who), loan, Milestone::Delivered, H256::zero());
		let waits = Pallet::<T>::escrowed(loan).map_err(|_| "gone")?;
		assert_eq!(waits.next(), Some(Milestone::Installed));
		Ok(())
	}

	/// On items that have come, which a vendor is paid for.
	#[benchmark]
	fn release_escrow(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (loan, items) = ordered::<T>(i)?;
		for milestone in [Milestone::Delivered, Milestone::Installed] {
			let who = RawOrigin::Signed(witness::<T>(milestone)?);
			Pallet::<T>::confirm_milestone(who.into(), loan, milestone, H256::zero())?;
		}
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, items);
		assert!(Pallet::<T>::active(loan).is_ok());
		Ok(())
	}

	#[benchmark]
	fn end_escrow() -> Result<(), BenchmarkError> {
		let (loan, _) = ordered::<T>(1)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan);
		assert!(matches!(Loans::<T>::get(loan), Some(Record::Withdrawn(_))));
		Ok(())
	}

	/// Late beyond grace, with charges advanced, and money in all pots.
	#[benchmark]
	fn call_default(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let loan = overdue::<T>(i)?;
		let caller: T::AccountId = account("caller", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(caller), loan);
		assert!(Pallet::<T>::defaulted(loan).is_ok());
		Ok(())
	}

	#[benchmark]
	fn open_sale(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let loan = in_default::<T>(i)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(account("caller", 0, 0)), loan);
		let waits = Pallet::<T>::defaulted(loan).map_err(|_| "over")?;
		assert!(waits.on_sale);
		Ok(())
	}

	/// While a sale goes on.
	#[benchmark]
	fn redeem_collateral(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let loan = in_default::<T>(i)?;
		Pallet::<T>::open_sale(RawOrigin::Signed(borrower::<T>()).into(), loan)
			.map_err(|e| e.error)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, UsdaiAmount::MAX);
		assert!(matches!(Loans::<T>::get(loan), Some(Record::Closed(_))));
		Ok(())
	}

	#[benchmark]
	fn recover() -> Result<(), BenchmarkError> {
		let loan = in_default::<T>(1)?;
		let sold = Outcome::Sold { buyer: borrower::<T>(), price: UsdaiAmount(UNIT) };
		Pallet::<T>::closed(loan, LotId(0), sold)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, UsdaiAmount::MAX);
		let Some(Record::Closed(closed)) = Loans::<T>::get(loan) else {
			return Err("not closed".into());
		};
		assert!(!closed.is_owed());
		Ok(())
	}

	/// While a sale goes on.
	#[benchmark]
	fn stay_sale() -> Result<(), BenchmarkError> {
		let loan = in_default::<T>(MAX_ITEMS)?;
		Pallet::<T>::open_sale(RawOrigin::Signed(borrower::<T>()).into(), loan)
			.map_err(|e| e.error)?;
		let registrar: T::AccountId = account("registrar", 0, 0);
		T::Roles::set_up_grant(&registrar, Role::Registrar);
		#[extrinsic_call]
		_(RawOrigin::Signed(registrar), loan, MAX_STAY);
		let stayed = Pallet::<T>::defaulted(loan).map_err(|_| "over")?;
		assert!(stayed.stay.is_some() && !stayed.on_sale);
		Ok(())
	}

	/// Of items that have become worse.
	#[benchmark]
	fn review(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let loan = running::<T>(i, 4_000)?;
		// Whatever they are worth calls margin, on a second reading.
		pallet::CurrentRules::<T>::mutate(|rules| {
			(rules.margin.call_at, rules.margin.spacing) = (Ppm(1), Seconds::ZERO);
		});
		let mut before = Pallet::<T>::active(loan).map_err(|_| "over")?;
		before.watch.high_since = Some(Seconds::ZERO);
		Loans::<T>::insert(loan, Record::Active(before));
		let caller: T::AccountId = account("caller", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), loan);
		let called = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert!(called.watch.call_until.is_some());
		assert!(T::Dollar::balance(&caller) > 0);
		Ok(())
	}

	/// Loans of as many lenders and payees as there can be, an item each, that fall due on different
	/// days.
	#[benchmark]
	fn repay_many(n: Linear<1, MAX_BATCH>) -> Result<(), BenchmarkError> {
		let due = (1..=31u8).cycle().zip(0..n);
		let loans = due.map(|(due_day, _)| running_due::<T>(1, 4_000, due_day));
		let loans: Vec<_> = loans.collect::<Result<_, BenchmarkError>>()?;
		let loans = BoundedVec::try_from(loans).map_err(|_| "too many")?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loans.clone());
		for loan in loans {
			let left = Pallet::<T>::active(loan).map_err(|_| "over")?;
			assert_eq!(left.progress.windows_paid, 1);
		}
		Ok(())
	}

	#[benchmark]
	fn set_product() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, SkuId(1), product());
		assert!(pallet::Products::<T>::contains_key(SkuId(1)));
		Ok(())
	}

	#[benchmark]
	fn set_rules() -> Result<(), BenchmarkError> {
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Rules::default());
		assert_eq!(pallet::CurrentRules::<T>::get(), Rules::default());
		Ok(())
	}

	#[benchmark]
	fn stage() -> Result<(), BenchmarkError> {
		let (loan, hash) = super::offer::<T>(MAX_ITEMS, 4_000)?;
		let curator: T::AccountId = account("curator", 0, 0);
		T::Dollar::mint_into(&curator, UNIT.saturating_mul(10))?;
		#[extrinsic_call]
		_(RawOrigin::Signed(curator), loan, hash);
		assert!(pallet::Based::<T>::get());
		Ok(())
	}

	#[benchmark]
	fn unstage() -> Result<(), BenchmarkError> {
		let (loan, hash) = super::offer::<T>(MAX_ITEMS, 4_000)?;
		super::stage::<T>(loan, hash)?;
		let curator: T::AccountId = account("curator", MAX_JUNIORS.saturating_sub(1), 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(curator), loan);
		let left = Pallet::<T>::offered(loan).map_err(|_| "no offer")?;
		assert!(!left.is_staged());
		Ok(())
	}

	#[benchmark]
	fn transfer_position() -> Result<(), BenchmarkError> {
		let loan = running::<T>(MAX_ITEMS, 4_000)?;
		let (curator, to): (T::AccountId, T::AccountId) =
			(account("curator", 0, 0), account("buyer", 0, 0));
		#[extrinsic_call]
		_(RawOrigin::Signed(curator), loan, 1, to.clone());
		let moved = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert!(moved.positions.iter().any(|position| position.holder == to));
		Ok(())
	}

	#[benchmark]
	fn collect() -> Result<(), BenchmarkError> {
		let loan = running::<T>(MAX_ITEMS, 4_000)?;
		Pallet::<T>::repay(RawOrigin::Signed(borrower::<T>()).into(), loan, 1)
			.map_err(|e| e.error)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(account("caller", 0, 0)), loan, Payee::Tranche(1));
		let paid = Pallet::<T>::active(loan).map_err(|_| "over")?;
		assert!(paid.positions.first().is_some_and(|position| position.stake.owed.is_zero()));
		Ok(())
	}

	/// A block on whose day the book is, long after the one before.
	#[benchmark]
	fn idle() -> Result<(), BenchmarkError> {
		Pallet::<T>::set_rules(governance::<T>()?, ANY_GAP)?;
		let book = Book { cursor: TODAY, loans: 1, ..Default::default() };
		TheBook::<T>::put(book);
		#[block]
		{
			Pallet::<T>::roll_book(TODAY.start());
		}
		assert_eq!(TheBook::<T>::get(), book);
		Ok(())
	}

	/// So many days on each of which loans begin, stop and age, in two chunks of the calendar.
	#[benchmark]
	fn roll(d: Linear<1, MAX_DAYS_A_BLOCK>) -> Result<(), BenchmarkError> {
		Pallet::<T>::set_rules(governance::<T>()?, ANY_GAP)?;
		let mut book = Book { cursor: TODAY.saturating_sub(Day(d)), ..Default::default() };
		for n in 0..d {
			for back in [0].into_iter().chain(AGEING_DAYS) {
				let stop = TODAY.saturating_sub(Day(n.saturating_add(back)));
				let entry = Entry {
					start: stop,
					stop,
					speed: Speed(UNIT),
					principal: UsdaiAmount(UNIT),
					low: [UsdaiAmount(3), UsdaiAmount(2), UsdaiAmount(1)],
					high: UsdaiAmount(UNIT),
				};
				book = Pallet::<T>::enter(book, &entry).map_err(|_| "no room in the book")?;
			}
		}
		TheBook::<T>::put(book);
		#[block]
		{
			Pallet::<T>::roll_book(TODAY.start());
		}
		assert_eq!(TheBook::<T>::get().cursor, TODAY);
		assert_eq!(Buckets::<T>::get(TODAY).starting.loans, 0);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
