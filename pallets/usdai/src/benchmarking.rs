//! Each call in its worst case: a full list of reserve assets, all of them held, every limit on.

use super::*;
use crate::pallet::{
	AllowList, AtCustodian, BroughtBy, Carried, Checkpoints, CleanedTo, CurrentGates, FreezeList,
	Pallet as Usdai, Paused, Payouts, Receipts, State, TicketBook, Unbooked,
};
use alloc::{vec, vec::Vec};
use caliber_primitives::{
	delayed::Delayed,
	dollar::PauseTier,
	ids::{ReserveSlot, TicketId},
	roles::{Role, Roles},
	units::{MicroUsd, Ppm, ReserveAmount, Seconds, UsdaiAmount, UNIT},
};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible,
	fungibles::{self, metadata, Create},
	EnsureOrigin, Get,
};
use frame_system::RawOrigin;
use sp_core::H256;

/// The least that an account can have of them.
const LEAST: u128 = 10_000;
/// The first id of the assets made here.
const FIRST: u32 = 9_000_000;

/// A bank's reference.
const REFERENCE: H256 = H256::repeat_byte(1);
/// That of the transfer that pays out what came in with the other.
const PAID: H256 = H256::repeat_byte(2);

/// An entry of the freeze list from `since` on.
fn order(since: Seconds, until: Option<Seconds>) -> Freeze {
	Freeze { reason: FreezeReason::Order, since, until }
}

#[benchmarks(where
	T::Currency: fungible::Mutate<T::AccountId, Balance = u128>,
	T::ReserveId: From<u32>,
	T::Reserves: fungibles::Create<T::AccountId> + metadata::Mutate<T::AccountId>,
)]
mod benchmarks {
	use super::*;

	fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
		T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
	}

	/// Makes the asset that goes to the `n`-th slot.
	fn asset<T: Config>(n: u32) -> Result<T::ReserveId, BenchmarkError>
	where
		T::ReserveId: From<u32>,
		T::Reserves: fungibles::Create<T::AccountId> + metadata::Mutate<T::AccountId>,
	{
		let id: T::ReserveId = FIRST.saturating_add(n).into();
		let pot = Usdai::<T>::pot();
		<T::Reserves as Create<_>>::create(id.clone(), pot.clone(), true, LEAST)?;
		<T::Reserves as fungibles::Mutate<_>>::mint_into(id.clone(), &pot, LEAST)?;
		<T::Reserves as metadata::Mutate<_>>::set(id.clone(), &pot, vec![b'$'], vec![b'$'], 6)?;
		Ok(id)
	}

	fn terms() -> Terms {
		Terms {
			weight: Terms::MAX_WEIGHT,
			minimum: UsdaiAmount(UNIT),
			mint_fee: Ppm(1_000),
			redeem_fee: Ppm(1_000),
			breaker: Breaker::AllEnabled,
		}
	}

	/// So many assets, priced at a dollar, of each of which the pot holds a thousand and `who` has
	/// a thousand; and dollars of `who` for all of it.
	fn full<T: Config>(assets: u32) -> Result<T::AccountId, BenchmarkError>
	where
		T::ReserveId: From<u32>,
		T::Reserves: fungibles::Create<T::AccountId> + metadata::Mutate<T::AccountId>,
	{
		let who: T::AccountId = whitelisted_caller();
		State::<T>::mutate(|state| state.reserves = Default::default());
		State::<T>::mutate(|state| state.ledger = Default::default());
		let at = Usdai::<T>::now();
		State::<T>::mutate(|state| state.statement = Statement { number: 1, at, good: true });
		State::<T>::mutate(|state| state.rules = Delayed::new(Rules::default()));
		let thousand = ReserveAmount(1_000_000_000);
		for n in 0..assets {
			let id = asset::<T>(n)?;
			let slot = Usdai::<T>::add_reserve(&id, 6, terms())?;
			let (at, supply) = (Usdai::<T>::now(), ReserveAmount(u128::MAX / 4));
			let price = AttestedPrice { price: PEG, at, supply };
			Usdai::<T>::change_reserve(slot, |reserve| reserve.price = Some(price))
				.map_err(|_| "no such slot")?;
			for to in [&who, &Usdai::<T>::pot()] {
				let amount = thousand.get();
				<T::Reserves as fungibles::Mutate<_>>::mint_into(id.clone(), to, amount)?;
			}
			let desk = Usdai::<T>::desk().put_cash(slot, thousand).map_err(|_| "no cash")?;
			Usdai::<T>::store(&desk);
		}
		let dollars = UsdaiAmount(UNIT.saturating_mul(1_000).saturating_mul(assets.into()));
		State::<T>::mutate(|state| state.ledger.issued = dollars);
		<T::Dollar as fungible::Mutate<_>>::mint_into(&who, dollars.get())?;
		let stranger: T::AccountId = account("frozen", 0, 0);
		FreezeList::<T>::insert(stranger, order(Seconds::ZERO, None));
		Ok(who)
	}

	/// Tickets wait for half of the cash, so that whatever looks at the queue serves it from all
	/// assets.
	fn waiting<T: Config>() {
		let half = UsdaiAmount(UNIT.saturating_mul(4_000));
		State::<T>::mutate(|state| (state.ledger.issued, state.ledger.owed) = (half, half));
		State::<T>::mutate(|state| {
			state.tickets = Tickets { promised: half, tickets: 1, ..Default::default() }
		});
	}

	/// A ticket that waits although there is cash, and what it waits for.
	fn held_up<T: Config>() -> Result<(T::AccountId, UsdaiAmount), BenchmarkError>
	where
		T::Currency: fungible::Mutate<T::AccountId, Balance = u128>,
		T::ReserveId: From<u32>,
		T::Reserves: fungibles::Create<T::AccountId> + metadata::Mutate<T::AccountId>,
	{
		let (who, ticket) = queued::<T>(1)?;
		let found = TicketBook::<T>::get(ticket).ok_or("no ticket")?;
		let waiting = found.stretch.end;
		State::<T>::mutate(|state| state.ledger.owed = waiting);
		State::<T>::mutate(|state| {
			state.tickets = Tickets { promised: waiting, tickets: 1, ..Default::default() }
		});
		Ok((who, waiting))
	}

	/// Something of every asset is carried for `who`.
	fn carrying<T: Config>(who: &T::AccountId) {
		let units = [ReserveAmount(1); caliber_finance::tickets::MAX_ASSETS];
		Carried::<T>::insert(who, units);
		State::<T>::mutate(|state| state.tickets.carried = units);
	}

	/// CAL for deposits.
	fn fund<T: Config>(who: &T::AccountId) -> Result<(), BenchmarkError>
	where
		T::Currency: fungible::Mutate<T::AccountId, Balance = u128>,
	{
		let amount = T::RecordDeposit::get().saturating_mul(100);
		<T::Currency as fungible::Mutate<_>>::mint_into(who, amount)?;
		Ok(())
	}

	/// A ticket of `who` that `services` parts of the cash were set aside for, in eight assets.
	fn queued<T: Config>(services: u32) -> Result<(T::AccountId, TicketId), BenchmarkError>
	where
		T::Currency: fungible::Mutate<T::AccountId, Balance = u128>,
		T::ReserveId: From<u32>,
		T::Reserves: fungibles::Create<T::AccountId> + metadata::Mutate<T::AccountId>,
	{
		let who = full::<T>(MAX_RESERVES)?;
		fund::<T>(&who)?;
		State::<T>::mutate(|state| state.tickets = Default::default());
		let amount = UsdaiAmount(UNIT.saturating_mul(4_000));
		let (desk, quote) =
			Usdai::<T>::desk().ticket(amount, UsdaiAmount::MAX).map_err(|_| "no ticket")?;
		let (mut tickets, stretch) =
			Tickets::default().joined(quote.promise).map_err(|_| "no place")?;
		let deposit = T::RecordDeposit::get();
		let offered = None;
		let ticket = Ticket { owner: who.clone(), offered, stretch, deposit };
		TicketBook::<T>::insert(TicketId(0), ticket);
		<T::Currency as fungible::MutateHold<_>>::hold(&HoldReason::Ticket.into(), &who, deposit)?;
		// Somebody waits behind it, so that both its ends lie within checkpoints.
		tickets = tickets.joined(quote.promise).map_err(|_| "no place")?.0;
		let part = |whole: u128| whole.checked_div(services.into()).unwrap_or_default();
		let dollars = UsdaiAmount(part(tickets.promised.get()));
		let units = [ReserveAmount(part(900_000_000)); caliber_finance::tickets::MAX_ASSETS];
		for n in 0..services {
			let service = caliber_finance::tickets::Service { dollars, cash: dollars, units };
			let (after, checkpoint) =
				tickets.served(&service, desk.now).map_err(|_| "not served")?;
			Checkpoints::<T>::insert(n, checkpoint);
			tickets = after;
		}
		State::<T>::mutate(|state| state.tickets = tickets);
		carrying::<T>(&who);
		Ok((who, TicketId(0)))
	}

	/// A custodian's receipt and an auditor who may use it, and a deposit for them.
	fn receipt<T: Config>(
	) -> Result<(ReceiptId<T::AccountId>, T::AccountId, Deposit<T::AccountId>), BenchmarkError>
	where
		T::ReserveId: From<u32>,
		T::Reserves: fungibles::Create<T::AccountId> + metadata::Mutate<T::AccountId>,
	{
		let to = full::<T>(MAX_RESERVES)?;
		let (custodian, auditor) = (account("custodian", 0, 0), account("auditor", 0, 0));
		T::Roles::set_up_grant(&custodian, Role::Custodian);
		T::Roles::set_up_grant(&auditor, Role::Auditor);
		for slot in (0..8).map(ReserveSlot) {
			let wrapped =
				Wrapped { circulating: ReserveAmount(u128::MAX / 4), ..Default::default() };
			let gate = Gate { slot, wrapped };
			CurrentGates::<T>::mutate(|gates| gates.0.try_push(gate)).map_err(|_| "no gate")?;
		}
		let deposit = Deposit { slot: ReserveSlot(7), amount: ReserveAmount(10_000_000), to };
		Ok((ReceiptId { custodian, number: 0 }, auditor, deposit))
	}

	/// A payout of `deposit.to`, for which the same two have attested what is paid.
	fn payout<T: Config>(
		receipt: &mut ReceiptId<T::AccountId>,
		auditor: &T::AccountId,
		deposit: Deposit<T::AccountId>,
	) -> Result<(), BenchmarkError>
	where
		T::Currency: fungible::Mutate<T::AccountId, Balance = u128>,
	{
		fund::<T>(&deposit.to)?;
		for who in [&receipt.custodian, auditor] {
			let by = RawOrigin::Signed(who.clone()).into();
			Usdai::<T>::attest_deposit(by, receipt.clone(), REFERENCE, deposit.clone())?;
		}
		receipt.number = 1;
		let Deposit { slot, amount, to } = deposit;
		Usdai::<T>::request_payout(RawOrigin::Signed(to).into(), slot, amount, REFERENCE)?;
		Ok(())
	}

	#[benchmark]
	fn mint() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		let before = State::<T>::get().ledger.issued;
		let amount = ReserveAmount(10_000_000);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), ReserveSlot(7), amount, UsdaiAmount::MAX);
		assert!(State::<T>::get().ledger.issued > before);
		Ok(())
	}

	#[benchmark]
	fn mint_serving() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		waiting::<T>();
		let before = State::<T>::get().ledger.issued;
		let amount = ReserveAmount(10_000_000);
		#[extrinsic_call]
		mint(RawOrigin::Signed(who), ReserveSlot(7), amount, UsdaiAmount::MAX);
		assert!(State::<T>::get().ledger.issued > before);
		Ok(())
	}

	#[benchmark]
	fn redeem() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		let before = State::<T>::get().ledger.issued;
		let amount = UsdaiAmount(UNIT);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), ReserveSlot(7), amount, UsdaiAmount::MAX);
		assert!(State::<T>::get().ledger.issued < before);
		Ok(())
	}

	#[benchmark]
	fn redeem_later() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		fund::<T>(&who)?;
		waiting::<T>();
		let amount = UsdaiAmount(UNIT);
		#[extrinsic_call]
		redeem(RawOrigin::Signed(who), ReserveSlot(7), amount, UsdaiAmount::MAX);
		assert!(TicketBook::<T>::contains_key(TicketId(1)) && Checkpoints::<T>::contains_key(0));
		Ok(())
	}

	#[benchmark]
	fn redeem_mix() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		carrying::<T>(&who);
		let before = State::<T>::get().ledger.issued;
		let amount = UsdaiAmount(UNIT.saturating_mul(100));
		#[extrinsic_call]
		_(RawOrigin::Signed(who), amount, UsdaiAmount::MAX);
		assert!(State::<T>::get().ledger.issued < before);
		Ok(())
	}

	#[benchmark]
	fn reconcile() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		let before = <T::Dollar as fungible::Inspect<_>>::total_issuance().saturating_add(1);
		State::<T>::mutate(|state| state.ledger.issued = UsdaiAmount(before));
		#[extrinsic_call]
		_(RawOrigin::Signed(who));
		assert!(State::<T>::get().ledger.issued.get() < before);
		Ok(())
	}

	#[benchmark]
	fn attest_price() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		T::Roles::set_up_grant(&who, Role::Auditor);
		let price = MicroUsd(999_000);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), ReserveSlot(7), price);
		let told = State::<T>::get().reserves.last().and_then(|reserve| reserve.price);
		assert!(told.is_some_and(|told| told.price == price));
		Ok(())
	}

	#[benchmark]
	fn freeze() -> Result<(), BenchmarkError> {
		let guardian: T::AccountId = whitelisted_caller();
		T::Roles::set_up_grant(&guardian, Role::Guardian);
		let who: T::AccountId = account("frozen", 0, 0);
		let now = Usdai::<T>::now();
		let until = |seconds| Some(now.saturating_add(Seconds(seconds)));
		FreezeList::<T>::insert(&who, order(now, until(1)));
		let reason = FreezeReason::Compromised;
		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), who.clone(), reason, until(2));
		assert_eq!(FreezeList::<T>::get(who).map(|entry| entry.reason), Some(reason));
		Ok(())
	}

	#[benchmark]
	fn unfreeze() -> Result<(), BenchmarkError> {
		let who: T::AccountId = account("frozen", 0, 0);
		FreezeList::<T>::insert(&who, order(Seconds::ZERO, None));
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());
		assert!(!Usdai::<T>::is_frozen(who));
		Ok(())
	}

	#[benchmark]
	fn pause() -> Result<(), BenchmarkError> {
		let guardian: T::AccountId = whitelisted_caller();
		T::Roles::set_up_grant(&guardian, Role::Guardian);
		Paused::<T>::put(PauseTier::Intake);
		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), PauseTier::Transfer);
		assert_eq!(Paused::<T>::get(), Some(PauseTier::Transfer));
		Ok(())
	}

	#[benchmark]
	fn unpause() -> Result<(), BenchmarkError> {
		Paused::<T>::put(PauseTier::Transfer);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);
		assert_eq!(Paused::<T>::get(), None);
		Ok(())
	}

	#[benchmark]
	fn register() -> Result<(), BenchmarkError> {
		let last = MAX_RESERVES.saturating_sub(1);
		full::<T>(last)?;
		let id = asset::<T>(last)?;
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, 6, terms());
		assert!(State::<T>::get().reserves.is_full());
		Ok(())
	}

	#[benchmark]
	fn set_terms() -> Result<(), BenchmarkError> {
		full::<T>(MAX_RESERVES)?;
		waiting::<T>();
		let new = Terms { breaker: Breaker::AllOff, ..terms() };
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, ReserveSlot(7), new);
		let last = State::<T>::get().reserves.pop();
		assert!(last.is_some_and(|reserve| reserve.terms.breaker == new.breaker));
		Ok(())
	}

	#[benchmark]
	fn set_rules() -> Result<(), BenchmarkError> {
		full::<T>(MAX_RESERVES)?;
		let new = Rules { cushion: Ppm(1), ..Rules::default() };
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, new);
		assert_eq!(Usdai::<T>::waiting_rules().map(|waiting| waiting.0), Some(new));
		Ok(())
	}

	#[benchmark]
	fn claim() -> Result<(), BenchmarkError> {
		let (who, ticket) = queued::<T>(3)?;
		let hint = Usdai::<T>::ticket(ticket).map(|status| status.hint);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), ticket, hint);
		assert!(!TicketBook::<T>::contains_key(ticket));
		Ok(())
	}

	#[benchmark]
	fn claim_search() -> Result<(), BenchmarkError> {
		// So many checkpoints that the search for its beginning takes all its steps.
		let (who, ticket) = queued::<T>(4_095)?;
		#[extrinsic_call]
		claim(RawOrigin::Signed(who), ticket, None);
		assert!(!TicketBook::<T>::contains_key(ticket));
		Ok(())
	}

	#[benchmark]
	fn offer_ticket() -> Result<(), BenchmarkError> {
		let (who, ticket) = queued::<T>(1)?;
		let to: T::AccountId = account("to", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), ticket, Some(to.clone()));
		assert_eq!(TicketBook::<T>::get(ticket).and_then(|found| found.offered), Some(to));
		Ok(())
	}

	#[benchmark]
	fn accept_ticket() -> Result<(), BenchmarkError> {
		let (who, ticket) = queued::<T>(1)?;
		let to: T::AccountId = account("to", 0, 0);
		fund::<T>(&to)?;
		Usdai::<T>::offer_ticket(RawOrigin::Signed(who).into(), ticket, Some(to.clone()))?;
		#[extrinsic_call]
		_(RawOrigin::Signed(to.clone()), ticket);
		assert_eq!(TicketBook::<T>::get(ticket).map(|found| found.owner), Some(to));
		Ok(())
	}

	#[benchmark]
	fn attest_deposit() -> Result<(), BenchmarkError> {
		let (receipt, auditor, deposit) = receipt::<T>()?;
		// The last proof of reserve failed, and shows it.
		State::<T>::mutate(|state| state.statement.good = false);
		let shown: Vec<_> = (0..MAX_RESERVES).map(|_| deposit.amount).collect();
		Unbooked::<T>::put(Held::truncate_from(shown));
		let custodian = receipt.custodian.clone();
		let first = RawOrigin::Signed(custodian.clone()).into();
		Usdai::<T>::attest_deposit(first, receipt.clone(), REFERENCE, deposit.clone())?;
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), receipt, REFERENCE, deposit);
		assert!(!AtCustodian::<T>::get(custodian).is_empty());
		Ok(())
	}

	#[benchmark]
	fn request_payout() -> Result<(), BenchmarkError> {
		let (_, _, deposit) = receipt::<T>()?;
		fund::<T>(&deposit.to)?;
		let Deposit { slot, amount, to } = deposit;
		#[extrinsic_call]
		_(RawOrigin::Signed(to), slot, amount, REFERENCE);
		assert!(Payouts::<T>::contains_key(0));
		Ok(())
	}

	#[benchmark]
	fn confirm_payout() -> Result<(), BenchmarkError> {
		let (mut receipt, auditor, deposit) = receipt::<T>()?;
		payout::<T>(&mut receipt, &auditor, deposit)?;
		let first = RawOrigin::Signed(receipt.custodian.clone()).into();
		Usdai::<T>::confirm_payout(first, 0, receipt.clone(), PAID)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), 0, receipt, PAID);
		assert!(!Payouts::<T>::contains_key(0) && Receipts::<T>::iter().next().is_none());
		Ok(())
	}

	#[benchmark]
	fn cancel_payout() -> Result<(), BenchmarkError> {
		let (mut receipt, auditor, deposit) = receipt::<T>()?;
		payout::<T>(&mut receipt, &auditor, deposit)?;
		let first = RawOrigin::Signed(receipt.custodian.clone()).into();
		Usdai::<T>::cancel_payout(first, 0, receipt.clone(), PAID)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), 0, receipt, PAID);
		assert!(!Payouts::<T>::contains_key(0));
		Ok(())
	}

	#[benchmark]
	fn attest_return() -> Result<(), BenchmarkError> {
		let (receipt, auditor, Deposit { slot, amount, .. }) = receipt::<T>()?;
		let (returned, custodian) = (Returned { slot, amount }, receipt.custodian.clone());
		let first = RawOrigin::Signed(custodian.clone()).into();
		Usdai::<T>::attest_return(first, receipt.clone(), REFERENCE, returned)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), receipt, REFERENCE, returned);
		assert!(!BroughtBy::<T>::get(custodian, slot).is_empty());
		Ok(())
	}

	#[benchmark]
	fn move_custody() -> Result<(), BenchmarkError> {
		let (from, to): (T::AccountId, T::AccountId) = (account("from", 0, 0), account("to", 0, 0));
		AtCustodian::<T>::insert(&from, Custody(UsdaiAmount(2)));
		AtCustodian::<T>::insert(&to, Custody(UsdaiAmount(1)));
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, from, to.clone(), UsdaiAmount(1));
		assert_eq!(AtCustodian::<T>::get(to), Custody(UsdaiAmount(2)));
		Ok(())
	}

	#[benchmark]
	fn collect() -> Result<(), BenchmarkError> {
		let who = full::<T>(MAX_RESERVES)?;
		carrying::<T>(&who);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), who.clone());
		assert!(!Carried::<T>::contains_key(who));
		Ok(())
	}

	#[benchmark]
	fn clean() -> Result<(), BenchmarkError> {
		let who: T::AccountId = whitelisted_caller();
		let (tickets, checkpoints) = (u64::from(SWEEP), SWEEP.saturating_add(1));
		State::<T>::mutate(|state| {
			state.tickets = Tickets { tickets, checkpoints, ..Default::default() }
		});
		for n in 0..checkpoints {
			let (from, to) = (Default::default(), Default::default());
			Checkpoints::<T>::insert(n, Checkpoint { from, to, at: Seconds::ZERO });
		}
		#[extrinsic_call]
		_(RawOrigin::Signed(who), Litter::Checkpoints);
		assert_eq!(CleanedTo::<T>::get(), Cleaned { ticket: tickets, checkpoint: SWEEP });
		Ok(())
	}

	#[benchmark]
	fn post_statement() -> Result<(), BenchmarkError> {
		let (_, auditor, _) = receipt::<T>()?;
		let gates = CurrentGates::<T>::get().0;
		let held: Option<Vec<_>> = gates.iter().map(|gate| gate.wrapped.held()).collect();
		let held = held.and_then(|held| held.try_into().ok()).ok_or("too many gates")?;
		#[extrinsic_call]
		_(RawOrigin::Signed(auditor), 2, held);
		let Statement { number, good, .. } = State::<T>::get().statement;
		assert_eq!((number, good), (2, true));
		Ok(())
	}

	#[benchmark]
	fn open_gate() -> Result<(), BenchmarkError> {
		receipt::<T>()?;
		CurrentGates::<T>::mutate(|gates| gates.0.pop());
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, ReserveSlot(7));
		assert!(CurrentGates::<T>::get().has(ReserveSlot(7)));
		Ok(())
	}

	#[benchmark]
	fn set_breaker() -> Result<(), BenchmarkError> {
		let (_, waiting) = held_up::<T>()?;
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, ReserveSlot(7), Breaker::MintingOff);
		assert!(State::<T>::get().ledger.owed < waiting);
		Ok(())
	}

	#[benchmark]
	fn serve() -> Result<(), BenchmarkError> {
		let (who, waiting) = held_up::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who));
		assert!(State::<T>::get().ledger.owed < waiting);
		Ok(())
	}

	#[benchmark]
	fn set_allowed() -> Result<(), BenchmarkError> {
		let who: T::AccountId = account("allowed", 0, 0);
		let origin = governance::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), true);
		assert!(AllowList::<T>::contains_key(who));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::chain(), crate::mock::Test);
}
