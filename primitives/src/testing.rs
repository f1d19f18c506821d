//! One mock of each trait, for the pallets' tests. State is per thread, so each test starts clean
//! with [`reset`].
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod transactions;

use crate::{
	auction::{Aside, Auctioneer, LotSpec, OnLot, Outcome},
	book::{BookError, BookValue, LoanBook},
	collateral::{
		Collateral, CollateralValue, Curve, FactError, Insured, Loss, LossPayee, Monitored, Payout,
		Standing,
	},
	dollar::{Compliance, Dollar, PauseTier, ReserveBook, SettledSurplus, Treasury},
	ids::{BillId, ItemId, LoanId, LotId, ReporterIndex, ReserveSlot, SetId, SiteId, SkuId},
	invariants::Invariants,
	prices::{Condition, FeedKeyBytes, Prices, RateKey, Reading, Reporters, Tier},
	roles::{Role, RoleError, Roles, Subject},
	units::{Day, MicroUsd, Ppm, RatePpb, ReserveAmount, Seconds, UsdCents, UsdaiAmount},
	vault::{AccretedIncome, BillClaims, BillIncome, Receipt, Returned, Vault, YieldSource},
};
use caliber_finance::collateral::scaled;
use frame_support::{weights::Weight, BoundedVec};
use sp_runtime::{DispatchError, DispatchResult};
use std::{cell::RefCell, collections::BTreeMap, vec::Vec};

/// The account type of the mocks.
pub type AccountId = u64;

/// Everything that the mocks know and have been told.
#[derive(Default)]
pub struct World {
	/// Grants; without any every account holds every role. One that is removed has never been: what
	/// was said under it counts no more. [`Self::ended`] takes one away.
	pub roles: Option<Vec<(AccountId, Role)>>,
	/// Grants that ended, or are in doubt since: what was said before counts, what was said from
	/// that moment on does not, and nothing may be said any more.
	pub ended: Vec<(AccountId, Role, Seconds)>,
	pub frozen: Vec<AccountId>,
	pub paused: Option<PauseTier>,
	/// Official rate of every key; missing when unset.
	pub rate: Option<Reading<RatePpb>>,
	pub gpu_hour: Option<Reading<MicroUsd>>,
	pub resale: Option<Reading<UsdCents>>,
	pub reporters: Vec<FeedKeyBytes>,
	pub set: SetId,
	/// Items: owner, standing, value, the loan they are pledged to.
	pub items: BTreeMap<ItemId, MockItem>,
	/// What belongs to the vault's shares; what is available when unset.
	pub assets: Option<UsdaiAmount>,
	pub disputed: Vec<ItemId>,
	/// The curve of every model.
	pub curve: Curve,
	pub cash: BTreeMap<ReserveSlot, ReserveAmount>,
	/// Reserve cash that left and came back, with whom.
	pub cash_out: Vec<(AccountId, ReserveSlot, ReserveAmount)>,
	pub cash_in: Vec<(AccountId, ReserveSlot, ReserveAmount)>,
	pub issued: UsdaiAmount,
	pub owed: UsdaiAmount,
	pub minted: Vec<(AccountId, SettledSurplus)>,
	pub surplus: UsdaiAmount,
	pub shortfall: UsdaiAmount,
	/// Bills that are over.
	pub ended_bills: Vec<BillId>,
	/// Dollars burned for losses, with whose they were.
	pub burned: Vec<(AccountId, UsdaiAmount)>,
	/// What the vault's queue is to be paid within any term.
	pub queued: UsdaiAmount,
	pub at_settled_cost: UsdaiAmount,
	pub in_transit: UsdaiAmount,
	pub next_maturity: Option<Seconds>,
	pub available: UsdaiAmount,
	pub draws: Vec<(AccountId, UsdaiAmount)>,
	pub receipts: Vec<(AccountId, Receipt)>,
	pub harvests: Vec<(UsdaiAmount, YieldSource)>,
	pub accreted: AccretedIncome,
	pub returned: Returned,
	/// Idle money that came back.
	pub restored: Vec<UsdaiAmount>,
	/// Losses that are final, whatever the reserve fund has paid of them.
	pub covered: Vec<UsdaiAmount>,
	pub reserve_fund: UsdaiAmount,
	pub book: BookValue,
	pub rolling: bool,
	pub committed: UsdaiAmount,
	/// What waits in escrow.
	pub escrowed: UsdaiAmount,
	/// Insurance money of loans.
	pub insured: Vec<(LoanId, AccountId, Payout)>,
	/// Loans' claims that nobody counts on any more.
	pub given_up: Vec<(LoanId, UsdaiAmount)>,
	/// Claims of loans, in order.
	pub claims: Vec<(ItemId, LoanId, UsdaiAmount, Loss)>,
	/// The floor of a sale off the chain, while there may be one.
	pub aside: Option<UsdaiAmount>,
	/// Custodian of all hardware.
	pub keeper: Option<AccountId>,
	/// What each lender would have of the price of hardware.
	pub lenders: BTreeMap<AccountId, UsdaiAmount>,
	/// No claim is taken.
	pub refuses_claims: bool,
	/// Loans on which nobody has a claim any more.
	pub over: Vec<LoanId>,
	pub lots: Vec<(AccountId, LotSpec)>,
	pub cancelled: Vec<LoanId>,
	pub closed: Vec<(LotId, Outcome<AccountId>)>,
}

#[derive(Clone)]
pub struct MockItem {
	pub owner: AccountId,
	pub standing: Standing,
	pub value: Result<CollateralValue, FactError>,
	pub monitored: Monitored,
	pub pledged_to: Option<LoanId>,
	pub seized: bool,
	/// Its cover.
	pub insured: Option<Insured<AccountId>>,
}

std::thread_local! {
	static WORLD: RefCell<World> = RefCell::new(World::default());
	#[allow(clippy::type_complexity)]
	static ON_CALL: RefCell<Option<fn(&'static str)>> = const { RefCell::new(None) };
}

/// Reads or changes what the mocks know.
pub fn world<R>(f: impl FnOnce(&mut World) -> R) -> R {
	WORLD.with(|w| f(&mut w.borrow_mut()))
}

/// Forgets everything.
pub fn reset() {
	WORLD.with(|w| *w.borrow_mut() = World::default());
	ON_CALL.with(|c| *c.borrow_mut() = None);
}

/// Has `f` called with the trait method's name at each state-changing call across: a test proves
/// with it that the caller wrote its own storage first.
pub fn on_call(f: fn(&'static str)) {
	ON_CALL.with(|c| *c.borrow_mut() = Some(f));
}

fn called(method: &'static str) {
	if let Some(f) = ON_CALL.with(|c| *c.borrow()) {
		f(method)
	}
}

/// Fails the test with the broken statements of `P`.
pub fn assert_invariants<P: Invariants>() {
	let broken = P::broken();
	assert!(broken.is_empty(), "broken invariants: {broken:?}");
}

fn is_granted(who: &AccountId, role: Role) -> bool {
	world(|w| w.roles.as_ref().is_none_or(|grants| grants.contains(&(*who, role))))
}

/// All mocks in one type.
pub struct Mock;

impl Roles<AccountId> for Mock {
	fn ensure(who: &AccountId, role: Role, _: &Subject) -> Result<(), RoleError> {
		let ended = world(|w| w.ended.iter().any(|end| (end.0, end.1) == (*who, role)));
		match is_granted(who, role) {
			true if ended => Err(RoleError::Expired),
			true => Ok(()),
			false => Err(RoleError::NotGranted),
		}
	}

	fn was_valid(who: &AccountId, role: Role, _: &Subject, given: Seconds) -> bool {
		let ended =
			|end: &(AccountId, Role, Seconds)| (end.0, end.1) == (*who, role) && given >= end.2;
		is_granted(who, role) && !world(|w| w.ended.iter().any(ended))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_grant(who: &AccountId, role: Role) {
		world(|w| {
			if let Some(grants) = w.roles.as_mut() {
				grants.push((*who, role))
			}
		})
	}
}

impl Compliance<AccountId> for Mock {
	fn ensure_free(who: &AccountId) -> DispatchResult {
		world(|w| match w.frozen.contains(who) {
			true => Err(DispatchError::Other("frozen")),
			false => Ok(()),
		})
	}

	fn ensure_open(tier: PauseTier) -> DispatchResult {
		world(|w| match w.paused {
			Some(paused) if tier <= paused => Err(DispatchError::Other("paused")),
			_ => Ok(()),
		})
	}

	fn ensure_sound() -> DispatchResult {
		world(|w| match w.shortfall.is_zero() {
			true => Ok(()),
			false => Err(DispatchError::Other("shortfall")),
		})
	}
}

impl Prices for Mock {
	fn rate(_: RateKey) -> Reading<RatePpb> {
		world(|w| w.rate.unwrap_or(Reading::Missing))
	}

	fn gpu_hour(_: SkuId, _: Tier) -> Reading<MicroUsd> {
		world(|w| w.gpu_hour.unwrap_or(Reading::Missing))
	}

	fn resale(_: SkuId, _: Condition) -> Reading<UsdCents> {
		world(|w| w.resale.unwrap_or(Reading::Missing))
	}

	/// Weekdays: the first day of all was a Thursday.
	fn business_days(after: Day, to: Day) -> u32 {
		let open = (after.0..to.0).filter(|day| !matches!(day.wrapping_add(4) % 7, 5 | 6));
		u32::try_from(open.count()).unwrap()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_rate(_: RateKey, value: RatePpb) {
		world(|w| w.rate = Some(fresh(value)))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_gpu_hour(_: SkuId, _: Tier, value: MicroUsd) {
		world(|w| w.gpu_hour = Some(fresh(value)))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_resale(_: SkuId, _: Condition, value: UsdCents) {
		world(|w| w.resale = Some(fresh(value)))
	}
}

/// A fresh reading of `value` without confidence, at time zero.
pub fn fresh<T: Default>(value: T) -> Reading<T> {
	Reading::Fresh(crate::prices::Observed {
		value,
		confidence: T::default(),
		observed_at: Seconds::ZERO,
		accepted_at: Seconds::ZERO,
	})
}

impl Reporters for Mock {
	fn set() -> (SetId, u32) {
		world(|w| (w.set, u32::try_from(w.reporters.len()).unwrap()))
	}

	fn key(index: ReporterIndex) -> Option<FeedKeyBytes> {
		world(|w| w.reporters.get(usize::from(index.0)).copied())
	}
}

fn item<R>(
	id: ItemId,
	f: impl FnOnce(&mut MockItem) -> Result<R, DispatchError>,
) -> Result<R, DispatchError> {
	world(|w| f(w.items.get_mut(&id).ok_or(DispatchError::Other("unknown item"))?))
}

impl Collateral<AccountId> for Mock {
	fn owner(id: ItemId) -> Option<AccountId> {
		world(|w| w.items.get(&id).map(|i| i.owner))
	}

	fn is_disputed(id: ItemId) -> bool {
		world(|w| w.disputed.contains(&id))
	}

	fn standing(id: ItemId) -> Standing {
		world(|w| w.items.get(&id).map(|i| i.standing.clone()).unwrap_or_default())
	}

	fn value(id: ItemId) -> Result<CollateralValue, FactError> {
		world(|w| w.items.get(&id).ok_or(FactError::UnknownItem).and_then(|i| i.value))
	}

	/// The whole market moves with the prices.
	fn monitored(id: ItemId, prices: Ppm) -> Monitored {
		let moved = |value| scaled(value, prices);
		let found = world(|w| w.items.get(&id).map(|item| item.monitored)).unwrap_or_default();
		let (market, with_income) = (moved(found.market), moved(found.with_income));
		Monitored { market, with_income, ..found }
	}

	fn is_free(id: ItemId) -> bool {
		world(|w| w.items.get(&id).is_some_and(|item| item.pledged_to.is_none()))
	}

	fn curve(_: SkuId) -> Curve {
		world(|w| w.curve.clone())
	}

	fn pledge(id: ItemId, borrower: &AccountId, loan: LoanId) -> DispatchResult {
		called("pledge");
		item(id, |i| match i.pledged_to {
			None if i.owner == *borrower && i.standing.is_good() => {
				i.pledged_to = Some(loan);
				Ok(())
			},
			_ => Err(DispatchError::Other("cannot pledge")),
		})
	}

	fn release(id: ItemId, loan: LoanId) -> DispatchResult {
		called("release");
		item(id, |i| match i.pledged_to.take() {
			Some(l) if l == loan => Ok(()),
			_ => Err(DispatchError::Other("not pledged")),
		})
	}

	fn seize(id: ItemId, loan: LoanId) -> DispatchResult {
		called("seize");
		item(id, |i| match i.pledged_to {
			Some(l) if l == loan => {
				i.seized = true;
				Ok(())
			},
			_ => Err(DispatchError::Other("not pledged")),
		})
	}

	fn deliver(id: ItemId, loan: LoanId, to: &AccountId) -> DispatchResult {
		called("deliver");
		item(id, |i| match i.pledged_to.take() {
			Some(l) if l == loan && i.seized => {
				i.owner = *to;
				i.seized = false;
				Ok(())
			},
			_ => Err(DispatchError::Other("not seized")),
		})
	}

	fn insured(id: ItemId) -> Option<Insured<AccountId>> {
		world(|w| w.items.get(&id).and_then(|item| item.insured.clone()))
	}

	fn custodian(_: ItemId) -> Option<AccountId> {
		world(|w| w.keeper)
	}

	fn subject(id: ItemId) -> Option<Subject> {
		let value = world(|w| w.items.get(&id).map(|item| item.value))?.ok();
		let (class, site) = (value.map(|value| value.class), value.map(|value| value.site));
		Some(Subject { class, site, item: Some(id) })
	}

	fn claim_cover(id: ItemId, loan: LoanId, amount: UsdaiAmount, loss: Loss) -> DispatchResult {
		called("claim_cover");
		item(id, |i| match i.pledged_to {
			Some(of) if of == loan => Ok(()),
			_ => Err(DispatchError::Other("not pledged")),
		})?;
		world(|w| match w.refuses_claims {
			true => Err(DispatchError::Unavailable),
			false => {
				w.claims.push((id, loan, amount, loss));
				Ok(())
			},
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_item(owner: &AccountId, value: UsdCents) -> ItemId {
		world(|w| {
			let id = ItemId(u32::try_from(w.items.len()).unwrap());
			w.items.insert(id, MockItem::new(*owner, value));
			id
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_insured(items: &[ItemId]) -> AccountId {
		let insurer = 4;
		for id in items {
			let insured = Some(Insured { insurer, floor: UsdaiAmount(1_000 * crate::units::UNIT) });
			let _ = item(*id, |i| {
				i.insured = insured;
				Ok(())
			});
		}
		insurer
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_together(_: &[ItemId]) {}
}

impl LossPayee<AccountId> for Mock {
	fn receive_weight() -> Weight {
		Weight::zero()
	}

	fn receive(loan: LoanId, insurer: &AccountId, payout: Payout) -> DispatchResult {
		called("loss_payee");
		world(|w| w.insured.push((loan, *insurer, payout)));
		Ok(())
	}

	fn give_up(loan: LoanId, amount: UsdaiAmount) {
		called("give_up");
		world(|w| w.given_up.push((loan, amount)));
	}

	fn give_up_weight() -> Weight {
		Weight::zero()
	}

	fn is_owed(loan: LoanId) -> bool {
		world(|w| !w.over.contains(&loan))
	}
}

impl MockItem {
	/// An unpledged GPU item in good standing, worth `value` by every measure.
	pub fn new(owner: AccountId, value: UsdCents) -> Self {
		Self {
			owner,
			standing: Standing::default(),
			value: Ok(CollateralValue {
				class: crate::ids::AssetClass::Gpu,
				sku: SkuId(0),
				site: SiteId(0),
				age_days: 0,
				lendable: value,
				orderly: value,
				forced: value,
				cover: value,
				cover_until: Seconds::MAX,
			}),
			monitored: Monitored {
				market: value,
				with_income: value,
				is_fresh: true,
				orderly: value,
				forced: value,
				cover: value,
				cover_until: Seconds::MAX,
				lapsed: None,
			},
			pledged_to: None,
			seized: false,
			insured: None,
		}
	}
}

impl Dollar<AccountId> for Mock {
	fn mint_surplus(to: &AccountId, surplus: SettledSurplus) -> Result<UsdaiAmount, DispatchError> {
		called("mint_surplus");
		world(|w| w.minted.push((*to, surplus)));
		Ok(surplus.amount)
	}

	fn spend_cash(slot: ReserveSlot, amount: ReserveAmount, to: &AccountId) -> DispatchResult {
		called("spend_cash");
		world(|w| {
			let cash = w.cash.entry(slot).or_default();
			*cash = cash.checked_sub(amount).ok_or(DispatchError::Other("no cash"))?;
			w.cash_out.push((*to, slot, amount));
			Ok(())
		})
	}

	fn return_cash(slot: ReserveSlot, amount: ReserveAmount, from: &AccountId) -> DispatchResult {
		called("return_cash");
		world(|w| {
			let cash = w.cash.entry(slot).or_default();
			*cash = cash.checked_add(amount).ok_or(DispatchError::Other("too much cash"))?;
			w.cash_in.push((*from, slot, amount));
			Ok(())
		})
	}

	fn cash_in(slot: ReserveSlot) -> ReserveAmount {
		world(|w| w.cash.get(&slot).copied().unwrap_or_default())
	}

	/// Six decimals, whatever the slot.
	fn dollars_of(_: ReserveSlot, amount: ReserveAmount) -> Option<UsdaiAmount> {
		amount.get().checked_mul(1_000_000_000_000).map(UsdaiAmount)
	}

	fn cash() -> UsdaiAmount {
		world(|w| {
			w.cash.iter().fold(UsdaiAmount::ZERO, |sum, (slot, amount)| {
				sum.saturating_add(Self::dollars_of(*slot, *amount).unwrap())
			})
		})
	}

	fn issued() -> UsdaiAmount {
		world(|w| w.issued)
	}

	fn owed() -> UsdaiAmount {
		world(|w| w.owed)
	}

	fn surplus() -> UsdaiAmount {
		world(|w| w.surplus)
	}

	fn shortfall() -> UsdaiAmount {
		world(|w| w.shortfall)
	}

	fn burn_for_loss(from: &AccountId, amount: UsdaiAmount) -> DispatchResult {
		called("burn_for_loss");
		world(|w| w.burned.push((*from, amount)));
		Ok(())
	}

	fn bill_ended(bill: BillId) {
		world(|w| w.ended_bills.push(bill));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_cash(slot: ReserveSlot, amount: ReserveAmount) {
		world(|w| {
			w.cash.insert(slot, amount);
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_issued(amount: UsdaiAmount) {
		world(|w| w.issued = w.issued.saturating_add(amount))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_owed(amount: UsdaiAmount) {
		world(|w| w.owed = w.owed.saturating_add(amount))
	}
}

impl ReserveBook for Mock {
	fn treasury() -> Treasury {
		world(|w| Treasury { bills: w.at_settled_cost, in_transit: w.in_transit })
	}

	fn next_maturity() -> Option<Seconds> {
		world(|w| w.next_maturity)
	}

	/// All bills are one, at cost.
	fn matured_by(amount: UsdaiAmount) -> Option<Seconds> {
		world(|w| w.next_maturity.filter(|_| amount <= w.at_settled_cost))
	}
}

impl Vault<AccountId> for Mock {
	/// Account 1,000,000.
	fn account() -> AccountId {
		1_000_000
	}

	fn assets() -> Option<UsdaiAmount> {
		world(|w| Some(w.assets.unwrap_or(w.available)))
	}

	fn draw(to: &AccountId, amount: UsdaiAmount) -> DispatchResult {
		called("draw");
		world(|w| {
			w.available =
				w.available.checked_sub(amount).ok_or(DispatchError::Other("vault is dry"))?;
			w.draws.push((*to, amount));
			Ok(())
		})
	}

	/// What is promised to others plays no part.
	fn can_draw(amount: UsdaiAmount, _: UsdaiAmount) -> bool {
		world(|w| amount <= w.available)
	}

	fn receive(from: &AccountId, receipt: Receipt) -> DispatchResult {
		called("receive");
		world(|w| {
			w.receipts.push((*from, receipt));
			w.available = w
				.available
				.saturating_add(receipt.principal)
				.saturating_add(receipt.accrued)
				.saturating_add(receipt.extra);
		});
		Ok(())
	}

	fn roll(with: &AccountId, receipt: Receipt, amount: UsdaiAmount) -> DispatchResult {
		<Self as Vault<_>>::receive(with, receipt)?;
		Self::draw(with, amount)
	}

	fn harvest(amount: UsdaiAmount, source: YieldSource) -> DispatchResult {
		called("harvest");
		world(|w| w.harvests.push((amount, source)));
		Ok(())
	}

	fn queued_within(_: Seconds) -> UsdaiAmount {
		world(|w| w.queued)
	}

	/// As far as something is available.
	fn bear_loss(amount: UsdaiAmount) -> UsdaiAmount {
		called("bear_loss");
		world(|w| {
			let borne = amount.min(w.available);
			w.available = w.available.saturating_sub(borne);
			borne
		})
	}

	fn restore(amount: UsdaiAmount) -> DispatchResult {
		called("restore");
		world(|w| {
			w.restored.push(amount);
			w.available = w.available.saturating_add(amount);
		});
		Ok(())
	}

	/// As far as the reserve fund reaches.
	fn cover_loss(amount: UsdaiAmount) -> UsdaiAmount {
		called("cover_loss");
		world(|w| {
			w.covered.push(amount);
			let paid = amount.min(w.reserve_fund);
			w.reserve_fund = w.reserve_fund.saturating_sub(paid);
			w.available = w.available.saturating_add(paid);
			paid
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_idle(amount: UsdaiAmount) {
		world(|w| w.available = amount)
	}
}

impl BillIncome for Mock {
	fn claims() -> BillClaims {
		world(|w| BillClaims { accreted: w.accreted, returned: w.returned })
	}

	fn roll() {}

	fn roll_weight() -> Weight {
		Weight::zero()
	}
}

impl LoanBook for Mock {
	fn value(_: Seconds) -> Result<BookValue, BookError> {
		world(|w| if w.rolling { Err(BookError::Rolling) } else { Ok(w.book) })
	}

	fn escrowed() -> UsdaiAmount {
		world(|w| w.escrowed)
	}

	fn committed() -> UsdaiAmount {
		world(|w| w.committed)
	}
}

impl Auctioneer<AccountId> for Mock {
	fn open(seller: &AccountId, lot: LotSpec) -> Result<LotId, DispatchError> {
		called("open");
		world(|w| {
			w.lots.push((*seller, lot));
			Ok(LotId(u32::try_from(w.lots.len()).unwrap().saturating_sub(1)))
		})
	}

	fn cancel(loan: LoanId) -> DispatchResult {
		called("cancel");
		world(|w| w.cancelled.push(loan));
		Ok(())
	}
}

impl Mock {
	/// Who sells what is set aside.
	pub const SELLER: AccountId = 100;
}

impl OnLot<AccountId> for Mock {
	fn closed_weight() -> Weight {
		Weight::zero()
	}

	fn set_aside(loan: LoanId, price: UsdaiAmount) -> Result<(AccountId, Aside), DispatchError> {
		called("set_aside");
		let floor = world(|w| w.aside).ok_or(DispatchError::Other("not for sale"))?;
		match price >= floor {
			true => Ok((
				Self::SELLER,
				Aside { loan, items: BoundedVec::truncate_from(vec![ItemId(7)]) },
			)),
			false => Err(DispatchError::Other("below the floor")),
		}
	}

	fn is_disputed(_: LoanId) -> bool {
		world(|w| !w.disputed.is_empty())
	}

	fn keeps(_: &[ItemId], who: &AccountId) -> bool {
		world(|w| w.keeper == Some(*who))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_lender(_: LoanId) -> AccountId {
		world(|w| w.lenders.insert(5, UsdaiAmount(1)));
		5
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_aside(_: u32) -> LoanId {
		world(|w| w.aside = Some(UsdaiAmount::ZERO));
		LoanId(0)
	}

	/// A lender has a part of every price that the world says.
	fn offset(
		_: LoanId,
		bidder: &AccountId,
		price: UsdaiAmount,
	) -> Result<UsdaiAmount, DispatchError> {
		let part = world(|w| w.lenders.get(bidder).copied());
		Ok(part.ok_or(DispatchError::Other("no lender"))?.min(price))
	}

	fn closed(_: LoanId, lot: LotId, outcome: Outcome<AccountId>) -> Result<Weight, DispatchError> {
		called("closed");
		world(|w| w.closed.push((lot, outcome)));
		Ok(Weight::zero())
	}
}
