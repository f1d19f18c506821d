//! A chain of this pallet, with mocks for registry, vault, roles and rules.

use crate as pallet_lending;
use crate::{Ageing, Ask, EscrowTerms, Items, Milestone, Product, Rules, Shares};
use caliber_finance::{
	fees::Fee,
	instalment::{Model, RepaymentTerms},
};
use caliber_primitives::{
	auction::{OnLot, Outcome},
	collateral::{CollateralValue, CurvePoint, Loss, Payout},
	ids::{ItemId, LoanId, LotId, SiteId, SkuId},
	testing::{self, assert_invariants, world, Mock, MockItem},
	units::{Ppm, RatePerSecond, Seconds, UsdCents, UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use core::time::Duration;
use frame_support::{
	derive_impl,
	dispatch::DispatchResultWithPostInfo,
	parameter_types,
	storage::with_storage_layer,
	traits::{
		fungible::Mutate,
		tokens::{Fortitude::Force, Precision::Exact, Preservation::Preserve},
		Hooks, UnixTime,
	},
	PalletId,
};
use sp_core::H256;
use sp_runtime::{BuildStorage, DispatchResult};

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlock<Test>;

/// When the first block comes: 1 December 2026, 08:00 UTC.
pub const START: Seconds = Seconds(1_796_112_000);
pub const ORIGINATOR: AccountId = 1;
pub const BORROWER: AccountId = 2;
pub const STRANGER: AccountId = 3;
/// Has a million dollars, as the Curators have.
pub const INSURER: AccountId = 4;
pub const CURATOR: AccountId = 5;
pub const OTHER_CURATOR: AccountId = 6;
pub const CUSTODIAN: AccountId = 7;
pub const SERVICER: AccountId = 8;
/// Calls default.
pub const CALLER: AccountId = 9;
pub const REGISTRAR: AccountId = 10;
/// Buys hardware.
pub const BUYER: AccountId = 11;
/// 15 % a year.
pub const RATE: RatePerSecond = RatePerSecond(4_756_468_798);
/// 7 % a year.
pub const CARRY: RatePerSecond = RatePerSecond(2_219_685_438);
/// Names what was ordered.
pub const ORDER: H256 = H256::repeat_byte(1);
pub const DAY: u64 = SECONDS_PER_DAY;
/// Grace of the loans of these tests, in days.
pub const GRACE_DAYS: u64 = 10;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Dollar: pallet_balances,
		Lending: pallet_lending,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = u128;
	type ExistentialDeposit = frame_support::traits::ConstU128<{ UNIT / 100 }>;
}

parameter_types! {
	pub const LendingId: PalletId = PalletId(*b"cal/lend");
	/// Unix time of this block and of the one before, in seconds.
	pub static Now: u64 = 0;
	pub static Before: u64 = 0;
}

pub struct Clock;
impl UnixTime for Clock {
	fn now() -> Duration {
		Duration::from_secs(Now::get())
	}
}

pub struct ClockBefore;
impl UnixTime for ClockBefore {
	fn now() -> Duration {
		Duration::from_secs(Before::get())
	}
}

impl pallet_lending::Config for Test {
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type Time = Clock;
	type PreviousTime = ClockBefore;
	type Roles = Mock;
	type Compliance = Mock;
	type Collateral = Mock;
	type Dollar = Dollar;
	type PalletId = LendingId;
	type Auctions = Mock;
	type Vault = Mock;
	type WeightInfo = ();
}

/// Lends 70 % on model 0 for up to three years.
pub fn product() -> Product {
	Product {
		enabled: true,
		max_ltv: Ppm(700_000),
		max_curve_ltv: Ppm(850_000),
		min_first_loss: Ppm(0),
		min_cover: Ppm(1_000_000),
		min_cover_days: 0,
		min_days: 30,
		max_days: 1_200,
		min_rate: RatePerSecond(1_585_489_599),
		max_rate: RatePerSecond(9_512_937_595),
		max_grace: Seconds(30 * DAY),
		max_interest_only: 12,
		max_balloon: Ppm(500_000),
		min_reserve: 0,
		max_escrow: Seconds(180 * DAY),
		min_carry: RatePerSecond(1_585_489_599),
		origination_fee: Fee::Ratio(10_000_000_000_000_000),
		late_fee: Ppm(0),
		exit_fee: Ppm(0),
		ageing: Ageing {
			forced_haircut: Ppm(400_000),
			class_haircuts: [Ppm(700_000), Ppm(1_000_000)],
		},
		sale: crate::SaleTerms::default(),
	}
}

/// All of the book may hang on one.
pub const WHOLE: Shares = Shares { borrower: ALL, site: ALL, model: ALL, curator: ALL };
const ALL: Ppm = Ppm(1_000_000);

/// Blocks may be any time apart.
pub fn rules() -> Rules {
	Rules { max_block_gap: Seconds::MAX, shares: WHOLE, ..Rules::default() }
}

/// The chain in its first block, the vault full.
pub fn chain() -> sp_io::TestExternalities {
	testing::reset();
	let storage = RuntimeGenesisConfig {
		dollar: pallet_balances::GenesisConfig {
			balances: [INSURER, CURATOR, OTHER_CURATOR, CALLER]
				.map(|who| (who, 1_000_000 * UNIT))
				.into(),
			..Default::default()
		},
		lending: pallet_lending::GenesisConfig {
			products: vec![(SkuId(0), product())],
			rules: rules(),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		Now::set(0);
		world(|w| {
			w.available = dollars(1_000_000_000);
			// Nothing loses value unless a test says so.
			w.curve =
				vec![CurvePoint { age_days: 0, retained: Ppm(1_000_000) }].try_into().unwrap();
		});
		block_at(START);
	});
	ext
}

/// Runs `test` and checks the statements at its end.
pub fn with_chain(test: impl FnOnce()) {
	chain().execute_with(|| {
		test();
		assert_invariants::<Lending>();
	});
}

/// Makes the next block at `time`, once what holds has been checked.
pub fn block_at(time: Seconds) {
	assert_invariants::<Lending>();
	Before::set(Now::get());
	Now::set(time.get());
	let number = System::block_number() + 1;
	System::reset_events();
	System::set_block_number(number);
	Lending::on_initialize(number);
	assert_invariants::<Lending>();
}

/// Makes blocks at `time` until the book is on its day.
pub fn settle_at(time: Seconds) {
	block_at(time);
	while Lending::book_value().is_err() {
		block_at(time);
	}
}

/// A moment so many days after the midnight before [`START`].
pub fn day(days: u64) -> Seconds {
	Seconds(START.get() / DAY * DAY + days * DAY)
}

pub fn dollars(whole: u128) -> UsdaiAmount {
	UsdaiAmount(whole * UNIT)
}

/// An item of the borrower's, worth so many dollars by every measure.
pub fn item(worth: u64) -> ItemId {
	world(|w| {
		let id = ItemId(w.items.len() as u32);
		w.items.insert(id, MockItem::new(BORROWER, UsdCents(worth * 100)));
		id
	})
}

pub fn items(list: &[ItemId]) -> Items {
	list.to_vec().try_into().unwrap()
}

/// Three years, amortised, due on the first of each month.
pub fn ask(principal: u128) -> Ask {
	Ask {
		product: SkuId(0),
		principal: dollars(principal),
		rate: RATE,
		duration_days: 1_095,
		due_day: 1,
		utc_offset_seconds: 0,
		repayment: RepaymentTerms {
			model: Model::Amortized,
			principal_in_stub: false,
			interest_only: 0,
			balloon: UsdaiAmount::ZERO,
			grace_rate: RATE,
			grace_duration: Seconds(GRACE_DAYS * DAY),
		},
		reserve: 0,
		refinances: None,
	}
}

/// The moment a day from now.
pub fn tomorrow() -> Seconds {
	Seconds(Now::get() + DAY)
}

/// Posts an offer on a fresh item that is worth twice the principal.
pub fn offered(ask: Ask) -> LoanId {
	let id = crate::NextLoan::<Test>::get();
	let item = item((ask.principal.get() / UNIT) as u64 * 2);
	let origin = RuntimeOrigin::signed(ORIGINATOR);
	Lending::offer(origin, BORROWER, items(&[item]), ask, vec![], vec![], None, tomorrow())
		.unwrap();
	id
}

/// An offer of a thousand with such charges, on a fresh item.
pub fn offered_charging(charges: Vec<crate::Charge<AccountId>>) -> LoanId {
	let (id, item) = (crate::NextLoan::<Test>::get(), item(2_000));
	let (origin, list) = (RuntimeOrigin::signed(ORIGINATOR), items(&[item]));
	Lending::offer(origin, BORROWER, list, ask(1_000), vec![], charges, None, tomorrow()).unwrap();
	id
}

/// Tranches of the two Curators, in dollars, at the vault's rate and at twice that.
pub fn juniors(first: u128, second: u128) -> Vec<crate::Junior<AccountId>> {
	let junior = |curator, amount, rate| crate::Junior { curator, amount: dollars(amount), rate };
	let twice = RatePerSecond(2 * RATE.get());
	vec![junior(CURATOR, first, RATE), junior(OTHER_CURATOR, second, twice)]
}

/// An offer on a fresh item that is worth twice the principal, to which both Curators add.
pub fn offered_with(ask: Ask, juniors: Vec<crate::Junior<AccountId>>) -> LoanId {
	let id = crate::NextLoan::<Test>::get();
	let item = item((ask.principal.get() / UNIT) as u64 * 2);
	let origin = RuntimeOrigin::signed(ORIGINATOR);
	Lending::offer(origin, BORROWER, items(&[item]), ask, juniors, vec![], None, tomorrow())
		.unwrap();
	id
}

pub fn stage(loan: LoanId, curator: AccountId) -> DispatchResult {
	Lending::stage(RuntimeOrigin::signed(curator), loan, hash_of(loan))
}

/// A thousand, with grace interest above all that tranches bear.
pub fn thousand() -> Ask {
	let grace_rate = RatePerSecond(2 * RATE.get());
	Ask { repayment: RepaymentTerms { grace_rate, ..ask(1_000).repayment }, ..ask(1_000) }
}

/// A loan of a thousand that runs, of which the Curators lend 200 and 100. The stranger has money
/// to pay it.
pub fn running_with_juniors() -> LoanId {
	let loan = offered_with(thousand(), juniors(200, 100));
	Dollar::set_balance(&STRANGER, 1_000_000 * UNIT);
	for curator in [CURATOR, OTHER_CURATOR] {
		stage(loan, curator).unwrap();
	}
	accept(loan).unwrap();
	loan
}

/// An offer on the items of a loan that replaces it.
pub fn replace(old: LoanId, ask: Ask, juniors: Vec<crate::Junior<AccountId>>) -> DispatchResult {
	let items = active(old).terms.items;
	let ask = Ask { refinances: Some(old), ..ask };
	let origin = RuntimeOrigin::signed(ORIGINATOR);
	Lending::offer(origin, BORROWER, items, ask, juniors, vec![], None, tomorrow())
}

/// Accepts it. The mock's vault moves nothing: what it would pay into the account lies there
/// before, and what it would take from there is gone after.
pub fn refinance(loan: LoanId) -> DispatchResult {
	let Some(crate::Record::Offered(offer)) = Lending::record(loan) else { panic!("no offer") };
	let lent = offer.terms.lent_by_vault().get();
	let old = offer.terms.ask.refinances.and_then(|old| Lending::at_now(old).ok());
	let back = old.and_then(|(running, now, block)| {
		let paid = running.prepay(UsdaiAmount::MAX, now, block).ok()?;
		Some(paid.payment.receipt.total().unwrap().get())
	});
	let owed = back.unwrap_or_default() + offer.terms.fee.get();
	with_storage_layer(|| {
		if lent > owed {
			Dollar::mint_into(&Lending::account(), lent - owed).unwrap();
		}
		accept(loan)?;
		if owed > lent {
			Dollar::burn_from(&Lending::account(), owed - lent, Preserve, Exact, Force)?;
		}
		Ok(())
	})
}

/// Ninety days, at 7 % a year, on the mock's site.
pub fn escrow() -> EscrowTerms<AccountId> {
	let site = SiteId(0);
	EscrowTerms { lasts: Seconds(90 * DAY), carry: CARRY, site, vendor: None }
}

/// An offer for hardware that is still to come.
pub fn offered_by_escrow(
	ask: Ask,
	juniors: Vec<crate::Junior<AccountId>>,
	escrow: EscrowTerms<AccountId>,
) -> LoanId {
	let id = crate::NextLoan::<Test>::get();
	let origin = RuntimeOrigin::signed(ORIGINATOR);
	let escrow = Some(escrow);
	Lending::offer(origin, BORROWER, items(&[]), ask, juniors, vec![], escrow, tomorrow()).unwrap();
	id
}

/// The borrower orders. The mock's vault moves nothing: what it would pay into the account lies
/// there before.
pub fn order(loan: LoanId) -> DispatchResult {
	with_storage_layer(|| {
		if let Some(crate::Record::Offered(offer)) = Lending::record(loan) {
			Dollar::mint_into(&Lending::account(), offer.terms.lent_by_vault().get()).unwrap();
		}
		Lending::escrow(RuntimeOrigin::signed(BORROWER), loan, hash_of(loan), ORDER)
	})
}

/// A loan of a thousand whose money waits, of which the Curators lend 200 and 100.
pub fn waiting() -> LoanId {
	waiting_on(escrow())
}

/// The same, on such terms of escrow.
pub fn waiting_on(escrow: EscrowTerms<AccountId>) -> LoanId {
	let loan = offered_by_escrow(thousand(), juniors(200, 100), escrow);
	Dollar::mint_into(&BORROWER, 1_000 * UNIT).unwrap();
	for curator in [CURATOR, OTHER_CURATOR] {
		stage(loan, curator).unwrap();
	}
	order(loan).unwrap();
	loan
}

/// Others say that it was delivered and runs.
pub fn installed(loan: LoanId) {
	for (by, milestone) in [(CUSTODIAN, Milestone::Delivered), (SERVICER, Milestone::Installed)] {
		let origin = RuntimeOrigin::signed(by);
		Lending::confirm_milestone(origin, loan, milestone, H256::repeat_byte(by as u8)).unwrap();
	}
}

pub fn release_escrow(loan: LoanId, list: &[ItemId]) -> DispatchResult {
	let call = || Lending::release_escrow(RuntimeOrigin::signed(BORROWER), loan, items(list));
	paying(|| call().map(Into::into).map_err(Into::into))
}

pub fn end_escrow(loan: LoanId, by: AccountId) -> DispatchResult {
	let call = || Lending::end_escrow(RuntimeOrigin::signed(by), loan);
	paying(|| call().map(Into::into).map_err(Into::into))
}

/// A loan of a thousand of which the Curators lend 200 and 100, whose item a forced sale would bring
/// 500 for, and which is late beyond its grace. The stranger has money.
pub fn overdue() -> LoanId {
	overdue_with(thousand())
}

/// A loan as that of `overdue` on so many items, each of which is as is said.
pub fn overdue_on(count: u32, is: impl Fn(&mut MockItem)) -> LoanId {
	let id = crate::NextLoan::<Test>::get();
	let list: Vec<_> = (0..count).map(|_| item(1_000)).collect();
	let origin = RuntimeOrigin::signed(ORIGINATOR);
	let juniors = juniors(200, 100);
	Lending::offer(origin, BORROWER, items(&list), thousand(), juniors, vec![], None, tomorrow())
		.unwrap();
	world(|w| list.iter().for_each(|item| is(w.items.get_mut(item).unwrap())));
	late(id);
	id
}

/// The loan of a thousand begins and is late beyond its grace.
fn late(loan: LoanId) {
	for who in [STRANGER, BORROWER] {
		Dollar::set_balance(&who, 1_000_000 * UNIT);
	}
	for curator in [CURATOR, OTHER_CURATOR] {
		stage(loan, curator).unwrap();
	}
	accept(loan).unwrap();
	let due = active(loan).due().unwrap();
	settle_at(Seconds(due.get() + GRACE_DAYS * DAY + 1));
}

/// The same as `overdue`, on such terms.
pub fn overdue_with(ask: Ask) -> LoanId {
	let item = world(|w| w.items.len() as u32);
	let loan = offered_with(ask, juniors(200, 100));
	value_of(item, |value| value.forced = UsdCents(50_000));
	world(|w| {
		let item = w.items.get_mut(&ItemId(item)).unwrap();
		(item.monitored.orderly, item.monitored.forced) = (UsdCents(200_000), UsdCents(50_000));
	});
	late(loan);
	loan
}

/// Anyone calls default.
pub fn call_default(loan: LoanId) -> DispatchResult {
	let signed = RuntimeOrigin::signed(CALLER);
	with_storage_layer(|| Lending::call_default(signed, loan).map(|_| ()).map_err(|e| e.error))
}

/// Anyone puts its hardware up for sale.
pub fn open_sale(loan: LoanId) -> DispatchResult {
	let signed = RuntimeOrigin::signed(STRANGER);
	with_storage_layer(|| Lending::open_sale(signed, loan).map(|_| ()).map_err(|e| e.error))
}

/// The lot is sold: the auctions have paid the price, and say so.
pub fn sold(loan: LoanId, price: u128) -> DispatchResult {
	let (buyer, price) = (BUYER, UsdaiAmount(price));
	with_storage_layer(|| {
		if !price.is_zero() {
			Dollar::mint_into(&Lending::account(), price.get()).unwrap();
		}
		let sale = Outcome::Sold { buyer, price, offset: UsdaiAmount::ZERO };
		paying(|| Ok(Lending::closed(loan, LotId(0), sale).map(|_| ().into())?))
	})
}

/// Somebody pays all that is owed.
pub fn redeem(loan: LoanId, by: AccountId) -> DispatchResult {
	let signed = RuntimeOrigin::signed(by);
	with_storage_layer(|| paying(|| Lending::redeem_collateral(signed, loan, UsdaiAmount::MAX)))
}

/// What has ended in default.
pub fn closed(loan: LoanId) -> crate::Closed<AccountId> {
	match Lending::record(loan) {
		Some(crate::Record::Closed(closed)) => closed,
		other => panic!("not closed: {other:?}"),
	}
}

/// The hash of an offer's terms.
pub fn hash_of(loan: LoanId) -> H256 {
	match Lending::record(loan).unwrap() {
		crate::Record::Offered(offer) => offer.terms_hash,
		crate::Record::Active(running) => running.terms_hash,
		crate::Record::Repaid(repaid) => repaid.terms_hash,
		crate::Record::Escrowed(escrowed) => escrowed.offer.terms_hash,
		crate::Record::Defaulted(defaulted) => defaulted.terms_hash,
		crate::Record::Closed(closed) => closed.terms_hash,
		crate::Record::Withdrawn(_) => panic!("no terms"),
	}
}

pub fn accept(loan: LoanId) -> DispatchResult {
	Lending::accept(RuntimeOrigin::signed(BORROWER), loan, hash_of(loan))
		.map(|_| ())
		.map_err(|e| e.error)
}

pub fn repay(loan: LoanId, windows: u32) -> DispatchResult {
	paying(|| Lending::repay(RuntimeOrigin::signed(STRANGER), loan, windows))
}

pub fn prepay(loan: LoanId, amount: UsdaiAmount) -> DispatchResult {
	paying(|| Lending::prepay(RuntimeOrigin::signed(STRANGER), loan, amount))
}

/// A call that pays the vault, whose mock moves nothing: what it takes from the pallet's account is
/// gone.
pub fn paying(call: impl FnOnce() -> DispatchResultWithPostInfo) -> DispatchResult {
	let before = world(|w| w.receipts.len());
	let paid = call();
	let received = world(|w| w.receipts.get(before..).map(<[_]>::to_vec)).unwrap_or_default();
	for (from, receipt) in received {
		if from == Lending::account() {
			let part = receipt.total().unwrap().get();
			Dollar::burn_from(&from, part, Preserve, Exact, Force).unwrap();
		}
	}
	paid.map(|_| ()).map_err(|e| e.error)
}

/// A loan that runs, on a fresh item that is worth twice the principal.
pub fn running(ask: Ask) -> LoanId {
	let loan = offered(ask);
	accept(loan).unwrap();
	loan
}

/// Changes what the registry says an item is worth.
pub fn value_of(item: u32, change: impl FnOnce(&mut CollateralValue)) {
	world(|w| change(w.items.get_mut(&ItemId(item)).unwrap().value.as_mut().unwrap()))
}

/// A loan that runs, whose only item would bring so many dollars in a forced sale.
pub fn running_on(ask: Ask, forced: u64) -> LoanId {
	let item = world(|w| w.items.len() as u32);
	let loan = offered(ask);
	value_of(item, |value| value.forced = UsdCents(forced * 100));
	accept(loan).unwrap();
	loan
}

/// What has been agreed and how far it has come.
pub fn active(loan: LoanId) -> crate::Running<AccountId> {
	Lending::active(loan).ok().unwrap()
}

/// Insurance money for hardware that is lost.
pub fn casualty(amount: UsdaiAmount) -> Payout {
	Payout { amount, loss: Loss::Casualty(ORDER), given_up: false }
}

/// Insurance money for what a sale has brought too little.
pub fn residual(amount: UsdaiAmount) -> Payout {
	Payout { amount, loss: Loss::Residual, given_up: false }
}
