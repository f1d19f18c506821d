//! The chain on which the stories take place, its people, and how its time passes.

use caliber_feeds_core::{Condition, FeedKey, Tier};
use caliber_finance::instalment::{Model, RepaymentTerms};
use caliber_integration_tests::{
	close_block,
	feeds::say,
	initialize_at,
	registry::{
		as_signed, attest_custody, attest_title, day, grant, heartbeat, registry, serials,
		APPRAISER, BASIS, CUSTODIAN, INSURER, REGISTRAR, SKU,
	},
	set_time,
};
use caliber_primitives::{
	ids::{assets, AssetClass, ItemId, LoanId, PolicyId, ReserveSlot, SiteId, SkuId},
	roles::Role,
	units::{
		MicroUsd, RatePerSecond, ReserveAmount, Seconds, Shares, UsdCents, UsdaiAmount,
		SECONDS_PER_DAY, UNIT,
	},
};
use caliber_runtime::{
	AccountId, Assets, Lending, Runtime, RuntimeCall, RuntimeEvent, Susdai, System,
};
use frame_support::assert_ok;
use pallet_caliber::{NextItem, Values};
use pallet_feeds::Feeds;
use pallet_lending::{
	Ask, Call, CollateralStatus, EscrowTerms, Event, Junior, Loans, NextLoan, Record, Running,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, One, Two};
use sp_runtime::traits::Dispatchable;

/// Borrows.
pub const BORROWER: Sr25519Keyring = Bob;
/// Makes offers.
pub const ORIGINATOR: Sr25519Keyring = One;
/// Lends beside the vault.
pub const CURATOR: Sr25519Keyring = Two;
/// Has a million in the vault, and four million more.
pub const SAVER: Sr25519Keyring = Alice;
/// Has nothing to do with any loan, and no dollars.
pub const PASSER_BY: Sr25519Keyring = AliceStash;

/// 13 % a year.
pub const RATE: RatePerSecond = RatePerSecond(4_122_272_958);
/// 20 % a year: what a Curator gets, and what late seconds cost on top.
pub const DEAR: RatePerSecond = RatePerSecond(6_341_958_397);
/// What the item of a loan earns, and what a used one sells for, when a story begins: 2.40 dollars an
/// hour, 24,000 dollars a unit.
const HOUR: i64 = 2_400_000;
const RESALE: i64 = 2_400_000;
/// The days of a year from 1 March on, by month.
pub const YEAR_FROM_MARCH: [u64; 12] = [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28];

/// So many dollars.
pub const fn usd(whole: u128) -> u128 {
	whole * UNIT
}

/// What an account has in dollars.
pub fn dollars(who: Sr25519Keyring) -> u128 {
	Assets::balance(assets::USDAI, who.to_account_id())
}

/// A call that goes through.
pub fn by(who: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	assert_ok!(as_signed(&who.to_account_id(), call));
}

/// Tells a story on 1 March 2026, with a million dollars in the vault. The books are in order when it
/// ends.
pub fn with_chain(story: impl FnOnce()) {
	begun_chain().execute_with(|| {
		story();
		close_block();
	});
}

/// The chain on which stories begin.
pub fn begun_chain() -> sp_io::TestExternalities {
	let mut chain = registry();
	chain.execute_with(|| {
		grant(&ORIGINATOR.to_account_id(), Role::Originator);
		grant(&CURATOR.to_account_id(), Role::Curator);
		grant(&SAVER.to_account_id(), Role::Auditor);
		hour_costs(SKU, HOUR);
		resale_brings(SKU, RESALE);
		let (slot, max_fee) = (ReserveSlot(0), UsdaiAmount::MAX);
		by(SAVER, pallet_usdai::Call::attest_price { slot, price: MicroUsd(1_000_000) });
		for (who, whole) in [(SAVER, 5_000_000), (CURATOR, 100_000), (BORROWER, 1_000_000)] {
			let amount = ReserveAmount(whole * 1_000_000);
			by(who, pallet_usdai::Call::mint { slot, amount, max_fee });
		}
		deposit(usd(1_000_000));
	});
	chain
}

/// The saver gives the vault more.
pub fn deposit(amount: u128) {
	let (assets, min_shares) = (UsdaiAmount(amount), Shares::ZERO);
	by(SAVER, pallet_susdai::Call::deposit { assets, min_shares });
}

/// Both values of the vault: what redemptions are paid from, and what deposits buy into.
pub fn vault() -> (u128, u128) {
	let nav = Susdai::total_assets().expect("the book does not roll");
	(nav.redemption.get(), nav.deposit.get())
}

/// Goes on, a block each midnight, until so many days after the story's first.
pub fn on_day(days: u64) {
	let begun = |moment: u64| moment.saturating_sub(day(0).get()) / SECONDS_PER_DAY;
	let today = begun(pallet_timestamp::Now::<Runtime>::get() / 1_000);
	assert!(days > today, "day {days} is over");
	(today + 1..=days).for_each(next_block_on);
}

/// Closes the block and begins the next one at the midnight of that day, without any in between. Feeds
/// say again what they have said.
pub fn next_block_on(days: u64) {
	close_block();
	set_time(initialize_at(day(days)));
	for (key, feed) in Feeds::<Runtime>::iter() {
		let is_market = matches!(key, FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. });
		if let Some(agreed) = feed.newest().filter(|_| is_market) {
			say(key, agreed.value);
		}
	}
}

/// A GPU of a model is rented out at so many micro-dollars an hour.
pub fn hour_costs(sku: SkuId, micro: i64) {
	say(FeedKey::GpuHour { sku: sku.0, tier: Tier::OnDemand }, micro);
}

/// A used unit of a model is sold at so many cents.
pub fn resale_brings(sku: SkuId, cents: i64) {
	say(FeedKey::GpuResale { sku: sku.0, condition: Condition::Used }, cents);
}

/// That this has happened in the block.
pub fn happened(event: Event<Runtime>) {
	System::assert_has_event(RuntimeEvent::Lending(event));
}

/// What the loan book has told in the block.
pub fn told() -> Vec<Event<Runtime>> {
	let events = System::events().into_iter().map(|record| record.event);
	let of_lending = |event| match event {
		RuntimeEvent::Lending(event) => Some(event),
		_ => None,
	};
	events.filter_map(of_lending).collect()
}

/// A rack of eight units, invoiced for 240,000 dollars, that everybody vouches for.
pub struct Rack {
	/// Its model.
	pub sku: SkuId,
	/// What an orderly sale would bring, in dollars.
	pub orderly: u64,
	/// What a forced one would.
	pub forced: u64,
	/// The first second without cover.
	pub covered_until: Seconds,
}

impl Default for Rack {
	fn default() -> Self {
		Self { sku: SKU, orderly: 200_000, forced: 140_000, covered_until: day(1_000) }
	}
}

impl Rack {
	/// Registers it for the borrower.
	pub fn active(self) -> ItemId {
		let item = NextItem::<Runtime>::get();
		let submit = pallet_caliber::Call::submit {
			class: AssetClass::Gpu,
			sku: self.sku,
			quantity: 8,
			serials: serials(&[&format!("RACK-{}", item.0)]),
			site: SiteId(1),
			document: H256::repeat_byte(1),
		};
		by(BORROWER, submit);
		by(CUSTODIAN, attest_custody(item));
		by(CUSTODIAN, heartbeat(item));
		by(REGISTRAR, attest_title(item));
		insure(item, self.covered_until);
		appraise(item, self.orderly, self.forced, 0);
		by(APPRAISER, pallet_caliber::Call::activate { item });
		item
	}
}

/// Covers a rack for 200,000 dollars.
pub fn insure(item: ItemId, until: Seconds) {
	let (cover, floor) = (UsdCents(20_000_000), UsdCents(2_500_000));
	by(INSURER, pallet_caliber::Call::insure { item, policy: PolicyId(0), cover, floor, until });
}

/// Values a rack, in dollars, for ninety days from a day of the story on.
pub fn appraise(item: ItemId, orderly: u64, forced: u64, days: u64) {
	let [fair, orderly, forced] = [orderly, orderly, forced].map(|value| UsdCents(value * 100));
	let appraise = pallet_caliber::Call::appraise {
		item,
		values: Values { fair, orderly, forced },
		basis: BASIS,
		effective: day(days).day(),
		expires: day(days + 90),
		report: H256::repeat_byte(6),
	};
	by(APPRAISER, appraise);
}

/// The machines of these racks answer.
pub fn hear_from(items: &[ItemId]) {
	items.iter().for_each(|item| by(CUSTODIAN, heartbeat(*item)));
}

/// So many dollars, repaid in equal parts of principal in a year of months, at [`RATE`].
pub fn ask(whole: u128) -> Ask {
	Ask {
		product: SKU,
		principal: UsdaiAmount(usd(whole)),
		rate: RATE,
		duration_days: 365,
		due_day: 1,
		utc_offset_seconds: 0,
		repayment: RepaymentTerms {
			model: Model::Simple,
			principal_in_stub: false,
			interest_only: 0,
			balloon: UsdaiAmount::ZERO,
			grace_rate: DEAR,
			grace_duration: Seconds(10 * 86_400),
		},
		reserve: 3,
		refinances: None,
	}
}

/// Offers a loan to the borrower.
pub fn offer(items: &[ItemId], ask: Ask, juniors: Vec<Junior<AccountId>>) -> LoanId {
	offer_with(items, ask, juniors, None)
}

/// The same, whose money may wait.
pub fn offer_with(
	items: &[ItemId],
	ask: Ask,
	juniors: Vec<Junior<AccountId>>,
	escrow: Option<EscrowTerms<AccountId>>,
) -> LoanId {
	let loan = NextLoan::<Runtime>::get();
	let now = Seconds(pallet_timestamp::Now::<Runtime>::get() / 1_000);
	let offer = Call::offer {
		borrower: BORROWER.to_account_id(),
		items: items.to_vec().try_into().expect("they are few"),
		ask,
		juniors,
		charges: vec![],
		escrow,
		expires: now.saturating_add(Seconds(86_400)),
	};
	by(ORIGINATOR, offer);
	loan
}

/// Names the terms of an offer.
pub fn hash_of(loan: LoanId) -> H256 {
	match Loans::<Runtime>::get(loan) {
		Some(Record::Offered(offer)) => offer.terms_hash,
		other => panic!("it is no offer: {other:?}"),
	}
}

/// The borrower accepts.
pub fn accept(loan: LoanId) {
	by(BORROWER, Call::accept { loan, terms_hash: hash_of(loan) });
}

/// A loan of the vault's alone.
pub fn lend(items: &[ItemId], ask: Ask) -> LoanId {
	let loan = offer(items, ask, vec![]);
	accept(loan);
	loan
}

/// A loan that runs, as it is stored.
pub fn running(loan: LoanId) -> Running<AccountId> {
	match Loans::<Runtime>::get(loan) {
		Some(Record::Active(running)) => running,
		other => panic!("it does not run: {other:?}"),
	}
}

/// How the collateral of a loan stands.
pub fn collateral(loan: LoanId) -> CollateralStatus {
	Lending::loan(loan).expect("it runs").collateral
}

/// The borrower pays the next instalments.
pub fn repay(loan: LoanId, windows: u32) {
	by(BORROWER, Call::repay { loan, windows });
}

/// The borrower fills the reserve, and pays so much for it.
pub fn fill_reserve(loan: LoanId) -> u128 {
	let before = dollars(BORROWER);
	by(BORROWER, Call::fund_reserve { loan, amount: UsdaiAmount::MAX });
	before - dollars(BORROWER)
}

/// A passer-by looks at the collateral. Returns what that earned him.
pub fn review(loan: LoanId) -> u128 {
	let before = dollars(PASSER_BY);
	by(PASSER_BY, Call::review { loan });
	dollars(PASSER_BY) - before
}

/// A call that is refused, with its reason.
pub fn refused(who: Sr25519Keyring, call: Call<Runtime>) -> sp_runtime::DispatchError {
	let origin = caliber_runtime::RuntimeOrigin::signed(who.to_account_id());
	RuntimeCall::from(call).dispatch(origin).expect_err("it is refused").error
}
