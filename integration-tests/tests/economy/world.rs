//! The chain on which anything happens, its people, and how its time passes.

use caliber_feeds_core::{Condition, FeedKey, Tenor, Tier};
use caliber_finance::instalment::{Model, RepaymentTerms};
use caliber_integration_tests::{
	feeds::say,
	initialize_at,
	registry::{
		as_root, as_signed, attest_title, day, grant, heartbeat, registry, serials, APPRAISER,
		BASIS, CUSTODIAN, INSURER, REGISTRAR, SITE, SKU,
	},
	set_time,
};
use caliber_primitives::{
	collateral::Collateral,
	ids::{assets, AssetClass, ItemId, LoanId, PolicyId, ReserveSlot},
	roles::Role,
	units::{
		MicroUsd, Ppm, RatePerSecond, ReserveAmount, Seconds, Shares, UsdCents, UsdaiAmount,
		SECONDS_PER_DAY, UNIT,
	},
};
use caliber_runtime::{
	invariants, AccountId, Assets, Caliber, Executive, Lending, Runtime, RuntimeCall, Susdai, Usdai,
};
use frame_support::assert_ok;
use pallet_allocation::{Ladder, Policy};
use pallet_caliber::{NextItem, Values};
use pallet_feeds::Feeds;
use pallet_lending::{Ask, Junior, Loans, Offer, Record};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{
	self, Alice, AliceStash, Bob, BobStash, CharlieStash, DaveStash, EveStash, FerdieStash, One,
	Two,
};
use sp_runtime::traits::AccountIdConversion;

/// Borrow.
pub const BORROWERS: [Sr25519Keyring; 2] = [Bob, BobStash];
/// Lend beside the vault.
pub const CURATORS: [Sr25519Keyring; 2] = [Two, EveStash];
/// Hold shares. The first is an Auditor, too.
pub const SAVERS: [Sr25519Keyring; 3] = [Alice, FerdieStash, AliceStash];
/// Holds shares, and calls whatever anybody may call.
pub const KEEPER: Sr25519Keyring = AliceStash;
/// Makes offers.
pub const ORIGINATOR: Sr25519Keyring = One;
/// Says that hardware runs.
pub const SERVICER: Sr25519Keyring = CharlieStash;
/// Trades bills, and sells hardware.
pub const OPERATOR: Sr25519Keyring = DaveStash;

/// Sells hardware off the chain.
pub const LIQUIDATOR: Sr25519Keyring = CharlieStash;
/// Says that it was paid for.
pub const BANK: Sr25519Keyring = DaveStash;

/// What a GPU costs an hour in millionths of a dollar, and what a used one sells for in cents.
pub const HOUR: i64 = 2_400_000;
pub const RESALE: i64 = 2_400_000;
/// The discount of all bills, in parts per billion.
pub const DISCOUNT: u64 = 36_250_000;
/// What harvests leave in surplus, in parts per million of issuance.
pub const CUSHION: u32 = 100;
/// The only reserve asset.
pub const SLOT: ReserveSlot = ReserveSlot(0);
/// A day in seconds.
pub const DAY: u64 = SECONDS_PER_DAY;

/// So many dollars.
pub const fn usd(whole: u128) -> u128 {
	whole * UNIT
}

/// The keyless accounts that hold dollars.
pub fn keyless() -> [AccountId; 4] {
	let fees = caliber_runtime_common::money::FeesId::get();
	[
		Susdai::vault_account(),
		Susdai::reserve_account(),
		Lending::account(),
		fees.into_account_truncating(),
	]
}

/// The account of the cash.
pub fn pot() -> AccountId {
	Usdai::pot()
}

/// The account of bids.
pub fn bids() -> AccountId {
	caliber_runtime::Auctions::account()
}

/// What an account has of an asset.
pub fn balance(asset: u32, who: &AccountId) -> u128 {
	Assets::balance(asset, who)
}

/// What somebody has in dollars.
pub fn purse(who: Sr25519Keyring) -> u128 {
	balance(assets::USDAI, &who.to_account_id())
}

/// The block's time.
pub fn now() -> u64 {
	pallet_timestamp::Now::<Runtime>::get() / 1_000
}

fn by(who: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	assert_ok!(as_signed(&who.to_account_id(), call));
}

/// The chain on 1 March 2026: everybody has dollars, savers have shares, each borrower has racks.
pub fn set_up() -> sp_io::TestExternalities {
	let mut chain = registry();
	chain.execute_with(|| {
		for (who, role) in [
			(ORIGINATOR, Role::Originator),
			(CURATORS[0], Role::Curator),
			(CURATORS[1], Role::Curator),
			(SERVICER, Role::Servicer),
			(SAVERS[0], Role::Auditor),
			(OPERATOR, Role::TreasuryOperator),
			(LIQUIDATOR, Role::Liquidator),
			(BANK, Role::Custodian),
		] {
			grant(&who.to_account_id(), role);
		}
		speak(HOUR, RESALE);
		let max_fee = UsdaiAmount::MAX;
		for who in Sr25519Keyring::iter() {
			let whole = if SAVERS.contains(&who) { 1_200_000 } else { 300_000 };
			let amount = ReserveAmount(whole * 1_000_000);
			by(who, pallet_usdai::Call::mint { slot: SLOT, amount, max_fee });
		}
		for (who, whole) in SAVERS.into_iter().zip([500_000, 300_000, 100_000]) {
			let (assets, min_shares) = (UsdaiAmount(usd(whole)), Shares::ZERO);
			by(who, pallet_susdai::Call::deposit { assets, min_shares });
		}
		// Bills of four weeks only, so that some mature; and little cash.
		let [w8, w13, w17, w26, w52] = [Ppm(0); 5];
		let ladder = Ladder { w4: Ppm(1_000_000), w8, w13, w17, w26, w52 };
		let policy =
			Policy { ladder, max_order: UsdaiAmount(usd(5_000_000)), ..Default::default() };
		let policy = Policy { custodian_cap: Ppm(1_000_000), delay: Seconds(0), ..policy };
		assert_ok!(as_root(pallet_allocation::Call::set_policy { policy }));
		// Little stays in surplus, so that harvests come to something.
		let rules = pallet_usdai::Rules { cushion: Ppm(CUSHION), ..Usdai::rules() };
		assert_ok!(as_root(pallet_usdai::Call::set_rules { rules }));
		for who in BORROWERS {
			for _ in 0..4 {
				let item = rack(who);
				assert!(<Caliber as Collateral<AccountId>>::standing(item).is_good());
			}
		}
		open_account();
		// It has an account. That is nothing that it could pay.
		let (to, amount) = (Susdai::reserve_account(), usd(1));
		by(
			ORIGINATOR,
			pallet_assets::Call::transfer { id: assets::USDAI.into(), target: to.into(), amount },
		);
		close();
	});
	chain.commit_all().expect("no transaction is open");
	chain
}

/// The first who pays into the book's account opens it: a Curator of an offer that is taken back.
fn open_account() {
	let (borrower, curator) = (BORROWERS[0].to_account_id(), CURATORS[0].to_account_id());
	let (amount, rate) = (UsdaiAmount(usd(1_000)), RatePerSecond(5_000_000_000));
	let repayment = RepaymentTerms {
		model: Model::Simple,
		principal_in_stub: false,
		interest_only: 0,
		balloon: UsdaiAmount::ZERO,
		grace_rate: RatePerSecond(20_000_000_000),
		grace_duration: Seconds(DAY),
	};
	let ask = Ask {
		product: SKU,
		principal: UsdaiAmount(usd(10_000)),
		rate,
		duration_days: 365,
		due_day: 1,
		utc_offset_seconds: 0,
		repayment,
		reserve: 3,
		refinances: None,
	};
	let offer = pallet_lending::Call::offer {
		borrower,
		items: vec![ItemId(0)].try_into().expect("one fits"),
		ask,
		juniors: vec![Junior { curator, amount, rate }],
		charges: vec![],
		escrow: None,
		expires: day(1),
	};
	by(ORIGINATOR, offer);
	let loan = LoanId(0);
	let Some(Record::Offered(Offer { terms_hash, .. })) = Loans::<Runtime>::get(loan) else {
		panic!("it is no offer")
	};
	by(CURATORS[0], pallet_lending::Call::stage { loan, terms_hash });
	by(CURATORS[0], pallet_lending::Call::unstage { loan });
	by(ORIGINATOR, pallet_lending::Call::withdraw_offer { loan });
}

/// Every feed speaks, and the price of the reserve asset is one dollar.
pub fn speak(hour: i64, resale: i64) {
	say(FeedKey::GpuHour { sku: SKU.0, tier: Tier::OnDemand }, hour);
	say(FeedKey::GpuResale { sku: SKU.0, condition: Condition::Used }, resale);
	for tenor in Tenor::ALL {
		say(FeedKey::TBillDiscount(tenor), DISCOUNT.try_into().expect("it fits"));
	}
	let price = MicroUsd(1_000_000);
	by(SAVERS[0], pallet_usdai::Call::attest_price { slot: SLOT, price });
}

/// What the market feeds have said last.
pub fn said() -> [i64; 2] {
	let hour = FeedKey::GpuHour { sku: SKU.0, tier: Tier::OnDemand };
	let resale = FeedKey::GpuResale { sku: SKU.0, condition: Condition::Used };
	[hour, resale].map(|key| {
		let feed = Feeds::<Runtime>::get(key).expect("it is registered");
		feed.newest().expect("it has spoken").value
	})
}

/// A rack of a borrower's that everybody vouches for, as far as they may now.
pub fn rack(who: Sr25519Keyring) -> ItemId {
	let item = NextItem::<Runtime>::get();
	let submit = pallet_caliber::Call::submit {
		class: AssetClass::Gpu,
		sku: SKU,
		quantity: 8,
		serials: serials(&[&format!("RACK-{}", item.0)]),
		site: SITE,
		document: H256::repeat_byte(1),
	};
	let (receipt, expires) = (H256::repeat_byte(2), Seconds(now() + 300 * DAY));
	let steps = [
		(who, submit),
		(CUSTODIAN, pallet_caliber::Call::attest_custody { item, receipt, expires }),
		(CUSTODIAN, heartbeat(item)),
		(REGISTRAR, attest_title(item)),
		(INSURER, insure(item)),
		(APPRAISER, appraise(item, 200_000, 60_000)),
		(APPRAISER, pallet_caliber::Call::activate { item }),
	];
	for (who, call) in steps {
		let _ = as_signed(&who.to_account_id(), call);
	}
	item
}

fn insure(item: ItemId) -> pallet_caliber::Call<Runtime> {
	// Of some racks the insurer answers for little, of others for nearly all.
	let (cover, floors) = (UsdCents(20_000_000), [2_000_000, 6_000_000, 15_000_000]);
	let floor = UsdCents(floors[usize::try_from(item.0 % 3).expect("it is small")]);
	pallet_caliber::Call::insure { item, policy: PolicyId(0), cover, floor, until: day(1_000) }
}

/// Values a rack in dollars, for ninety days.
pub fn appraise(item: ItemId, orderly: u64, forced: u64) -> pallet_caliber::Call<Runtime> {
	let [fair, orderly, forced] = [orderly, orderly, forced].map(|value| UsdCents(value * 100));
	pallet_caliber::Call::appraise {
		item,
		values: Values { fair, orderly, forced },
		basis: BASIS,
		effective: Seconds(now()).day(),
		expires: Seconds(now() + 90 * DAY),
		report: H256::repeat_byte(6),
	}
}

/// Closes the block once every statement about the books holds.
pub fn close() {
	let pages = (0..).map(invariants::page).take_while(|page| !page.is_empty());
	for report in pages.flatten() {
		assert!(report.holds, "{report:?}");
	}
	Executive::finalize_block();
}

/// Begins a block at a moment.
pub fn open(moment: u64) {
	set_time(initialize_at(Seconds(moment)));
}

/// All that there is of an asset.
pub fn issuance(asset: u32) -> u128 {
	use frame_support::traits::fungibles::Inspect;
	Assets::total_issuance(asset)
}
