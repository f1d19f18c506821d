//! What the benchmarks begin with.

use super::*;

/// What a unit of hardware is worth.
pub const VALUE: UsdCents = UsdCents(1_000_000);

pub fn governance<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// An owner with CAL.
pub fn rich<T: Config>() -> T::AccountId
where
	T::Currency: Mutate<T::AccountId>,
{
	owner::<T>(0)
}

/// One of several.
fn owner<T: Config>(number: u32) -> T::AccountId
where
	T::Currency: Mutate<T::AccountId>,
{
	let who = account("owner", number, 0);
	let deposit = Pallet::<T>::deposit_for(u8::MAX);
	let _ = <T::Currency as Mutate<_>>::mint_into(&who, deposit.saturating_mul(4));
	who
}

/// So many serials of the greatest length.
pub fn serials(count: u32) -> SerialList {
	let mut list = SerialList::new();
	for n in 0..count {
		let mut serial = [b'X'; 64].to_vec();
		for (byte, digit) in serial.iter_mut().zip(alloc::format!("{n:08}").bytes()) {
			*byte = digit;
		}
		serial.reverse();
		let _ = list.try_push(serial.try_into().unwrap_or_default());
	}
	list
}

/// A submission of so many serials, with its deposit held.
pub fn submitted<T: Config>(count: u32) -> Result<(T::AccountId, ItemId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let owner = rich::<T>();
	Pallet::<T>::set_up_model();
	let item = NextItem::<T>::get();
	Pallet::<T>::submit(
		RawOrigin::Signed(owner.clone()).into(),
		AssetClass::Gpu,
		SKU,
		1_000,
		serials(count),
		SiteId(0),
		H256::zero(),
	)?;
	Ok((owner, item))
}

/// The same with every fact.
pub fn attested<T: Config>() -> Result<(T::AccountId, ItemId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (owner, item) = submitted::<T>(1)?;
	let record = Items::<T>::get(item).ok_or("no item")?;
	Pallet::<T>::set_up_facts(item, record, VALUE);
	Pallet::<T>::set_up_release(item, 0);
	Ok((owner, item))
}

/// The same, active.
pub fn active<T: Config>() -> Result<(T::AccountId, ItemId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (owner, item) = attested::<T>()?;
	Pallet::<T>::activate(RawOrigin::Signed(owner.clone()).into(), item)?;
	Ok((owner, item))
}

/// A lot of so many serials with every fact, whose holder is not its depositor. Its serials are
/// the last of `skipped` more, and its seller has that number.
pub fn bought<T: Config>(
	holder: &T::AccountId,
	count: u32,
	skipped: u32,
) -> Result<(ItemId, SerialList), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let mut list = serials(count.saturating_add(skipped));
	(0..skipped).for_each(|_| drop(list.remove(0)));
	let seller = owner::<T>(skipped);
	Pallet::<T>::set_up_model();
	let item = NextItem::<T>::get();
	let origin = RawOrigin::Signed(seller).into();
	let (sku, site, document) = (SKU, SiteId(0), H256::zero());
	Pallet::<T>::submit(origin, AssetClass::Gpu, sku, 1_000, list.clone(), site, document)?;
	let record = Items::<T>::get(item).ok_or("no item")?;
	Pallet::<T>::set_up_facts(item, record.clone(), VALUE);
	Pallet::<T>::set_up_release(item, 0);
	Pallet::<T>::transfer_title(item, &record, holder)?;
	Ok((item, list))
}

/// An account with CAL that has submitted nothing.
pub fn buyer<T: Config>() -> T::AccountId
where
	T::Currency: Mutate<T::AccountId>,
{
	let who = account("buyer", 0, 0);
	let deposit = Pallet::<T>::deposit_for(u8::MAX);
	let _ = <T::Currency as Mutate<_>>::mint_into(&who, deposit.saturating_mul(4));
	who
}

/// The paper behind an invoice, with the longest name.
pub fn paper() -> InvoicePaper {
	let mut vendor = Name::new();
	while vendor.try_push(b'x').is_ok() {}
	InvoicePaper { hash: H256::repeat_byte(1), vendor }
}

/// An account with dollars.
pub fn with_dollars<T: Config>(who: &T::AccountId) -> DispatchResult {
	T::Dollar::mint_into(who, usdai_of_cents(VALUE).get().saturating_mul(4)).map(|_| ())
}

/// A claim on all the cover of an active item.
pub fn claimed<T: Config>() -> Result<(T::AccountId, ItemId, ClaimId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (owner, item) = active::<T>()?;
	let claim = NextClaim::<T>::get();
	let origin = RawOrigin::Signed(owner.clone()).into();
	Pallet::<T>::file_claim(origin, item, VALUE, H256::zero())?;
	Ok((owner, item, claim))
}

/// The same, to be paid by the first second of all.
pub fn owed<T: Config>() -> Result<(T::AccountId, ItemId, ClaimId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (owner, item, id) = claimed::<T>()?;
	Claims::<T>::mutate(id, |claim| {
		if let Some(Claim { status, .. }) = claim {
			if let ClaimStatus::Filed(filed) = *status {
				*status = filed.accept(Seconds::ZERO).into();
			}
		}
	});
	Ok((owner, item, id))
}

/// Whether a claim is over.
pub fn is_over<T: Config>(claim: ClaimId) -> bool {
	Claims::<T>::get(claim).is_some_and(|claim| claim.status.open().is_none())
}

pub fn soon<T: Config>() -> Seconds {
	Pallet::<T>::now().saturating_add(Seconds(60))
}

/// So many seized items of one custodian, who runs all their sites; nothing else have two of them
/// in common.
pub fn many<T: Config>(
	count: u32,
	custodian: &T::AccountId,
) -> Result<Vec<ItemId>, BenchmarkError> {
	let item = |n| {
		let item = Pallet::<T>::set_up_active(&account("owner", n, 0), VALUE);
		Pallet::<T>::set_up_far(item, custodian);
		seize::<T>(item)?;
		Ok(item)
	};
	(0..count).map(item).collect()
}

/// An active item whose cover has ended.
pub fn uncovered<T: Config>() -> Result<(ItemId, PolicyId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (_, item) = active::<T>()?;
	let mut record = Items::<T>::get(item).ok_or("no item")?;
	let insurance = record.insurance.as_mut().ok_or("no cover")?;
	(insurance.until, insurance.given) = (Seconds::ZERO, Seconds::ZERO);
	let policy = insurance.policy;
	Items::<T>::insert(item, record);
	Ok((item, policy))
}

/// An active item whose custodian offers it to himself, with both.
pub fn offered<T: Config>() -> Result<(T::AccountId, ItemId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (_, item) = active::<T>()?;
	let who = Pallet::<T>::set_up_giver(Role::Custodian);
	let until = soon::<T>();
	Pallet::<T>::offer_custody(RawOrigin::Signed(who.clone()).into(), item, who.clone(), until)?;
	Ok((who, item))
}

/// A policy whose premium is owed from now on.
pub fn unpaid<T: Config>() -> Result<PolicyId, BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (_, item) = active::<T>()?;
	let insurance = Items::<T>::get(item).and_then(|r| r.insurance).ok_or("no cover")?;
	Policies::<T>::mutate(insurance.policy, |policy| {
		if let Some(policy) = policy {
			policy.paid_until = Pallet::<T>::now();
			policy.premium = Ppm(1_000_000);
		}
	});
	Ok(insurance.policy)
}

/// An active item whose first appraisal is in doubt.
pub fn challenged<T: Config>() -> Result<(T::AccountId, ItemId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (owner, item) = active::<T>()?;
	let who = doubter::<T>();
	let appraiser = Pallet::<T>::set_up_giver(Role::Appraiser);
	let origin = RawOrigin::Signed(who).into();
	Pallet::<T>::challenge(origin, item, appraiser, H256::zero())?;
	Ok((owner, item))
}

/// An account that can hold a bond.
pub fn doubter<T: Config>() -> T::AccountId
where
	T::Currency: Mutate<T::AccountId>,
{
	let who = buyer::<T>();
	with_bond::<T>(&who);
	who
}

/// An account that can hold one.
pub fn with_bond<T: Config>(who: &T::AccountId)
where
	T::Currency: Mutate<T::AccountId>,
{
	let bond = T::ChallengeBond::get();
	let _ = <T::Currency as Mutate<_>>::mint_into(who, bond.saturating_mul(2));
}

/// A registrar doubts a fact of an item.
pub fn disputed<T: Config>(item: ItemId, fact: Fact) -> DispatchResult
where
	T::Currency: Mutate<T::AccountId>,
{
	let who = Pallet::<T>::set_up_giver(Role::Registrar);
	with_bond::<T>(&who);
	Pallet::<T>::dispute(RawOrigin::Signed(who).into(), item, fact, H256::zero())
}

/// An active item is seized: it is asked whom from.
pub fn seize<T: Config>(item: ItemId) -> Result<(), BenchmarkError> {
	let record = Items::<T>::get(item).ok_or("no item")?;
	let free = record.state.free().ok_or("not free")?;
	let from = Pallet::<T>::holder(item, &record).map_err(|_| "no title")?;
	Pallet::<T>::transfer_title(item, &record, &Pallet::<T>::account())?;
	let state = free.pledge(LoanId(0)).seize().into();
	Items::<T>::insert(item, Record { state, ..record });
	SeizedFrom::<T>::insert(item, from);
	Ok(())
}

/// As many have lost disputes about an item as it remembers, and still rest.
pub fn lost<T: Config>(item: ItemId) {
	let now = Pallet::<T>::now();
	LostDisputes::<T>::mutate(item, |lost| {
		for n in 0..MAX_LOST {
			lost.add(account("loser", n, 0), Fact::Title, Seconds::MAX, now);
		}
	});
}

/// Custody of an item is another's, who has offered it to `to` and does not count.
pub fn offered_by_gone<T: Config>(item: ItemId, to: &T::AccountId) {
	let gone: T::AccountId = account("gone", 0, 0);
	let until = soon::<T>();
	let given = Pallet::<T>::now();
	let offer = CustodyOffer { from: gone.clone(), to: to.clone(), given, until };
	CustodyOffers::<T>::insert(item, offer);
	Items::<T>::mutate(item, |record| {
		if let Some(custody) = record.as_mut().and_then(|record| record.custody.as_mut()) {
			custody.custodian = gone;
		}
	});
}

/// An item whose cover another has given notice of, and an insurer with a policy for it and its
/// end. A claim is open under the new policy: that cannot be, but either costs its reads.
pub fn insured_by_gone<T: Config>(
) -> Result<(T::AccountId, ItemId, PolicyId, Seconds), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (_, item, claim) = claimed::<T>()?;
	let gone: T::AccountId = account("gone", 0, 0);
	T::Roles::set_up_grant(&gone, Role::Insurer);
	Policies::<T>::mutate(PolicyId(0), |policy| {
		if let Some(policy) = policy {
			policy.insurer = gone;
		}
	});
	Items::<T>::mutate(item, |record| {
		if let Some(insurance) = record.as_mut().and_then(|record| record.insurance.as_mut()) {
			insurance.cancelled = true;
		}
	});
	let who = Pallet::<T>::set_up_giver(Role::Insurer);
	let until = soon::<T>();
	let policy = NextPolicy::<T>::get();
	let origin = RawOrigin::Signed(who.clone()).into();
	let document = H256::repeat_byte(1);
	Pallet::<T>::open_policy(origin, AssetClass::Gpu, VALUE, Ppm(1), until, document)?;
	Claims::<T>::mutate(claim, |claim| {
		if let Some(claim) = claim {
			claim.policy = policy;
		}
	});
	Ok((who, item, policy, until))
}

/// What the machines of so many items say.
pub fn beats<T: Config>(count: u32, operator: &T::AccountId) -> Result<Beats, BenchmarkError> {
	let mut beats = Beats::default();
	for item in many::<T>(count, operator)? {
		let beat = Beat { item, utilisation: Ppm(1), health: Health::Degraded };
		let _ = beats.try_push(beat);
	}
	Ok(beats)
}

/// An item's liens stand.
pub fn uncleared<T: Config>(item: ItemId) {
	Liens::<T>::mutate(item, |liens| {
		if let Some(liens) = liens {
			liens.cleared = None;
		}
	});
}

/// The time of a policy is over.
pub fn over<T: Config>(policy: PolicyId) {
	Policies::<T>::mutate(policy, |policy| {
		if let Some(policy) = policy {
			(policy.until, policy.paid_until) = (Seconds::ZERO, Seconds::ZERO);
		}
	});
}

/// A claim that was refused a year ago; the clock of a benchmark may stand at zero.
pub fn refused<T: Config>() -> Result<(T::AccountId, ClaimId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (owner, _, claim) = claimed::<T>()?;
	reject::<T>(claim)?;
	Claims::<T>::mutate(claim, |claim| {
		if let Some(Claim { status, .. }) = claim {
			*status = ClaimStatus::refused_long_ago();
		}
	});
	Ok((owner, claim))
}

/// An insurer refuses a claim.
pub fn reject<T: Config>(claim: ClaimId) -> DispatchResult {
	let insurer = Pallet::<T>::set_up_giver(Role::Insurer);
	Pallet::<T>::reject_claim(RawOrigin::Signed(insurer).into(), claim, H256::zero())
}

/// A claim whose holder contests that it is refused.
pub fn contested<T: Config>() -> Result<(T::AccountId, ItemId, ClaimId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (owner, item, claim) = claimed::<T>()?;
	reject::<T>(claim)?;
	with_bond::<T>(&owner);
	let origin = RawOrigin::Signed(owner.clone()).into();
	Pallet::<T>::contest_claim(origin, claim, H256::zero())?;
	Ok((owner, item, claim))
}

/// The same, without its item, and nobody has decided it in time.
pub fn unheard<T: Config>() -> Result<(T::AccountId, ClaimId), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let (owner, item, claim) = contested::<T>()?;
	let record = Items::<T>::get(item).ok_or("no item")?;
	Items::<T>::insert(item, Pallet::<T>::part_from_claim(item, record));
	Claims::<T>::mutate(claim, |claim| {
		if let Some(Claim { status, .. }) = claim {
			*status = ClaimStatus::contested_long_ago();
		}
	});
	Ok((owner, claim))
}

/// Whoever originates loans and can hold a bond: the last of those who may speak for one.
pub fn originator<T: Config>() -> T::AccountId
where
	T::Currency: Mutate<T::AccountId>,
{
	let who = doubter::<T>();
	T::Roles::set_up_grant(&who, Role::Originator);
	who
}

/// An item stands for a loan.
pub fn pledge<T: Config>(item: ItemId) -> Result<(), BenchmarkError> {
	let record = Items::<T>::get(item).ok_or("no item")?;
	let free = record.state.free().ok_or("not free")?;
	let state = free.pledge(LoanId(0)).into();
	Items::<T>::insert(item, Record { state, ..record });
	Ok(())
}

/// Nobody has decided a doubt in time.
pub fn undecided<T: Config>(item: ItemId) {
	Challenges::<T>::mutate(item, |doubt| {
		if let Some(doubt) = doubt {
			doubt.ends = Seconds::ZERO;
		}
	});
}

/// A lot of so many serials whose title nobody states, its appraisal challenged and a claim on its
/// cover open.
pub fn untitled<T: Config>(count: u32) -> Result<(ItemId, SerialList), BenchmarkError>
where
	T::Currency: Mutate<T::AccountId>,
{
	let holder = buyer::<T>();
	let (item, list) = bought::<T>(&holder, count, 0)?;
	Pallet::<T>::file_claim(RawOrigin::Signed(holder).into(), item, VALUE, H256::zero())?;
	let appraiser = Pallet::<T>::set_up_giver(Role::Appraiser);
	let origin = RawOrigin::Signed(doubter::<T>()).into();
	Pallet::<T>::challenge(origin, item, appraiser, H256::zero())?;
	Items::<T>::mutate(item, |record| {
		if let Some(record) = record {
			record.title = None;
		}
	});
	Ok((item, list))
}
