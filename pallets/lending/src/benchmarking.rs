//! Each call at its worst: 128 items, the longest amortised loan, buckets and bits to come and
//! go.

use super::*;
use crate::pallet::{Buckets, Loans, TheBook};
use alloc::vec::Vec;
use caliber_primitives::{
	ids::SkuId,
	roles::{Role, Roles},
	units::{Day, Ppm, Seconds, UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::fungible::{Inspect, Mutate},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_core::H256;

mod scenes;

pub(crate) use scenes::{aside, lot};
use scenes::{
	ask, awaiting, borrower, charges, claimed, filled, governance, in_default, items, juniors,
	offer, ordered, originator, overdue, product, running, running_at, running_due, stage, waiting,
	witness, ANY_GAP, TODAY,
};

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
	fn call_default(i: Linear<1, MAX_ITEMS>, l: Linear<1, MAX_LATE>) -> Result<(), BenchmarkError> {
		let loan = overdue::<T>(i, l)?;
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

	/// While a sale goes on, and a claim on each item's cover.
	#[benchmark]
	fn redeem_collateral(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (loan, _) = claimed::<T>(i)?;
		Pallet::<T>::open_sale(RawOrigin::Signed(borrower::<T>()).into(), loan)
			.map_err(|e| e.error)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, UsdaiAmount::MAX);
		assert!(matches!(Loans::<T>::get(loan), Some(Record::Closed(_))));
		Ok(())
	}

	/// Of which insurers were to pay all.
	#[benchmark]
	fn recover() -> Result<(), BenchmarkError> {
		let loan = awaiting::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(borrower::<T>()), loan, UsdaiAmount::MAX);
		let Some(Record::Closed(closed)) = Loans::<T>::get(loan) else {
			return Err("not closed".into());
		};
		assert!(!closed.creditors.is_owed());
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

	#[benchmark]
	fn buy_out(i: Linear<1, MAX_ITEMS>) -> Result<(), BenchmarkError> {
		let (loan, insurer) = claimed::<T>(i)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(insurer), loan, UsdaiAmount::MAX);
		assert!(matches!(Loans::<T>::get(loan), Some(Record::Closed(_))));
		Ok(())
	}

	#[benchmark]
	fn report_breach() -> Result<(), BenchmarkError> {
		let loan = running::<T>(MAX_ITEMS, 4_000)?;
		let servicer = account("servicer", 0, 0);
		T::Roles::set_up_grant(&servicer, Role::Servicer);
		#[extrinsic_call]
		_(RawOrigin::Signed(servicer), loan, H256::zero());
		assert!(Pallet::<T>::active(loan).is_ok_and(|running| running.breach.is_some()));
		Ok(())
	}

	#[benchmark]
	fn lift_breach() -> Result<(), BenchmarkError> {
		let loan = running::<T>(MAX_ITEMS, 4_000)?;
		let servicer: T::AccountId = account("servicer", 0, 0);
		T::Roles::set_up_grant(&servicer, Role::Servicer);
		Pallet::<T>::breach_by(servicer.clone(), loan, H256::zero())?;
		#[extrinsic_call]
		_(RawOrigin::Signed(servicer), loan);
		assert!(Pallet::<T>::active(loan).is_ok_and(|running| running.breach.is_none()));
		Ok(())
	}

	#[benchmark]
	fn agree_to_sale() -> Result<(), BenchmarkError> {
		let loan = in_default::<T>(MAX_ITEMS)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(account("curator", 0, 0)), loan, 1, Some(UsdaiAmount(UNIT)));
		let agreed = Pallet::<T>::defaulted(loan).map_err(|_| "over")?;
		assert_eq!(agreed.consents.len(), 1);
		Ok(())
	}

	/// Of a loan of which insurers were to pay all.
	#[benchmark]
	fn give_up() -> Result<(), BenchmarkError> {
		let loan = awaiting::<T>()?;
		#[block]
		{
			Pallet::<T>::count_on_no_more(loan, UsdaiAmount::MAX);
		}
		let Some(Record::Closed(closed)) = Loans::<T>::get(loan) else {
			return Err("not closed".into());
		};
		assert!(closed.entry.is_none());
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
