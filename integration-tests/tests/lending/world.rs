//! The whole runtime with so many loans: a handful by the calls of the chain, the others copies of
//! them that every pallet takes for its own.

use caliber_feeds_core::{Condition, FeedKey, Tier};
use caliber_finance::instalment::{Model, RepaymentTerms};
use caliber_integration_tests::{
	feeds::say,
	registry::{active, as_root, as_signed, day, grant, registry, SITE, SKU},
};
use caliber_primitives::{
	ids::{ItemId, LoanId, PolicyId, ReserveSlot},
	roles::Role,
	units::{
		Day, MicroUsd, RatePerSecond, ReserveAmount, Seconds, Shares, UsdCents, UsdaiAmount, UNIT,
	},
	vault::Vault,
};
use caliber_runtime::{AccountId, Balances, Nfts, Runtime, Susdai};
use caliber_runtime_common::{currency::CAL, time::SLOT_MILLIS};
use codec::Encode;
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Mutate as _, MutateHold},
		tokens::nonfungibles_v2::Mutate as _,
		Hooks,
	},
	PalletId,
};
use pallet_caliber::{HoldReason, Invoices, Items, NextItem, Policies, SerialOf, SerialSet};
use pallet_lending::{
	Ask, Buckets, Calendar, Call, DayBucket, Days256, EscrowTerms, Exposures, Junior, Loans,
	NextLoan, Record, Rules, Running, TheBook,
};
use pallet_nfts::{ItemConfig, ItemSettings};
use sp_consensus_aura::Slot;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Ferdie, One, Two};
use sp_runtime::traits::{AccountIdConversion, BlakeTwo256, Hash};
use std::collections::BTreeMap;

/// Makes offers.
pub const ORIGINATOR: Sr25519Keyring = One;
/// Lends a fifth of each loan beside the vault.
pub const CURATOR: Sr25519Keyring = Two;
/// Says that hardware runs.
pub const SERVICER: Sr25519Keyring = Ferdie;
/// Borrows what is lent by calls.
pub const BORROWER: Sr25519Keyring = Bob;
const SAVER: Sr25519Keyring = Alice;

/// Ten dollars, so that the vault's money is enough for a million loans.
const PRINCIPAL: UsdaiAmount = UsdaiAmount(10 * UNIT);
const JUNIOR: UsdaiAmount = UsdaiAmount(2 * UNIT);
/// What a copied item is covered for, so that the policy is enough.
const COVER: UsdCents = UsdCents(2_000);
/// How many borrow what is copied.
const BORROWERS: u32 = 1_000;
/// Copies that are written before the trie is worked out.
const CHUNK: u32 = 50_000;

/// On which days of the month instalments fall due.
pub enum Due {
	/// On four.
	Spread,
	/// On one.
	OneDay,
}

/// A chain with loans, and what acts are done on.
pub struct World {
	/// The chain, on the registry's first day.
	pub chain: sp_io::TestExternalities,
	/// The loans that acts are about.
	pub at: At,
}

/// Two copies among the others.
#[derive(Clone, Copy)]
pub struct At {
	/// One that runs on.
	pub middle: LoanId,
	/// One that is repaid.
	pub other: LoanId,
}

/// A borrower of copied loans.
fn borrower(n: u32) -> AccountId {
	PalletId(*b"borrower").into_sub_account_truncating(n % BORROWERS)
}

fn by(who: Sr25519Keyring, call: impl Into<caliber_runtime::RuntimeCall>) {
	assert_ok!(as_signed(&who.to_account_id(), call));
}

/// An offer of a loan on the item to its holder.
pub fn offer(item: ItemId, due_day: u8) -> Call<Runtime> {
	let rate = RatePerSecond(4_122_272_958);
	let repayment = RepaymentTerms {
		model: Model::Amortized,
		principal_in_stub: false,
		interest_only: 0,
		balloon: UsdaiAmount::ZERO,
		grace_rate: rate,
		grace_duration: Seconds(10 * 86_400),
	};
	let ask = Ask {
		product: SKU,
		principal: PRINCIPAL,
		rate,
		duration_days: 365,
		due_day,
		utc_offset_seconds: 0,
		repayment,
		reserve: 3,
		refinances: None,
	};
	Call::offer {
		borrower: BORROWER.to_account_id(),
		items: vec![item].try_into().expect("one fits"),
		ask,
		juniors: vec![Junior { curator: CURATOR.to_account_id(), amount: JUNIOR, rate }],
		charges: vec![],
		escrow: None,
		expires: day(7),
	}
}

/// An offer whose money is to wait for an item of the registry's model at its site.
pub fn offer_to_come() -> Call<Runtime> {
	let mut call = offer(ItemId(0), 12);
	if let Call::offer { items, escrow, .. } = &mut call {
		items.clear();
		let (lasts, carry) = (Seconds(30 * 86_400), RatePerSecond(2_219_685_438));
		*escrow = Some(EscrowTerms { lasts, carry, site: SITE, vendor: None });
	}
	call
}

/// The newest loan or offer.
pub fn newest() -> LoanId {
	LoanId(NextLoan::<Runtime>::get().0 - 1)
}

/// What its parties agree on.
pub fn hash_of(loan: LoanId) -> H256 {
	match Loans::<Runtime>::get(loan).expect("there is one") {
		Record::Offered(offer) => offer.terms_hash,
		_ => panic!("it is no offer"),
	}
}

/// An item of the borrower's on which a loan can be had.
pub fn free_item() -> ItemId {
	let serial = format!("RACK-{}", NextItem::<Runtime>::get().0);
	active(&BORROWER.to_account_id(), &[&serial])
}

fn running(loan: LoanId) -> Running<AccountId> {
	match Loans::<Runtime>::get(loan).expect("there is one") {
		Record::Active(running) => running,
		_ => panic!("it does not run"),
	}
}

/// A loan by the calls of the chain.
fn lend(due_day: u8) -> LoanId {
	by(ORIGINATOR, offer(free_item(), due_day));
	let (loan, terms_hash) = (newest(), hash_of(newest()));
	by(CURATOR, Call::stage { loan, terms_hash });
	by(BORROWER, Call::accept { loan, terms_hash });
	loan
}

/// The parties, a vault with money, and no limit on the size of the book.
fn prepare() {
	grant(&ORIGINATOR.to_account_id(), Role::Originator);
	grant(&CURATOR.to_account_id(), Role::Curator);
	grant(&SERVICER.to_account_id(), Role::Servicer);
	grant(&SAVER.to_account_id(), Role::Auditor);
	say(FeedKey::GpuHour { sku: SKU.0, tier: Tier::OnDemand }, 2_400_000);
	say(FeedKey::GpuResale { sku: SKU.0, condition: Condition::Used }, 2_400_000);
	let rules = pallet_lending::CurrentRules::<Runtime>::get();
	let rules = Rules { debt_ceiling: UsdaiAmount::MAX, ..rules };
	assert_ok!(as_root(Call::set_rules { rules }));
	let (slot, max_fee, min_shares) = (ReserveSlot(0), UsdaiAmount::MAX, Shares::ZERO);
	by(SAVER, pallet_usdai::Call::attest_price { slot, price: MicroUsd(1_000_000) });
	for who in [SAVER, CURATOR, BORROWER] {
		let amount = ReserveAmount(if who == SAVER { 10_000_000_000_000 } else { 1_000_000_000 });
		by(who, pallet_usdai::Call::mint { slot, amount, max_fee });
	}
	let assets = UsdaiAmount(9_900_000 * UNIT);
	by(SAVER, pallet_susdai::Call::deposit { assets, min_shares });
}

/// A chain with so many loans.
pub fn world(loans: u32, due: Due) -> World {
	let mut chain = registry();
	let templates = chain.execute_with(|| {
		prepare();
		let days: &[u8] = match due {
			Due::Spread => &[5, 12, 19, 26],
			Due::OneDay => &[5],
		};
		days.iter().map(|due_day| running(lend(*due_day))).collect::<Vec<_>>()
	});
	let lent = u32::try_from(templates.len()).expect("they are few");
	let copies = loans.saturating_sub(lent);
	let mut sums = Sums::default();
	for from in (0..copies).step_by(CHUNK.try_into().expect("it fits")) {
		chain.execute_with(|| {
			// All that a copy takes from the registry is the same for all.
			let item = Items::<Runtime>::get(templates[0].terms.items[0]).expect("it is pledged");
			for n in from..copies.min(from + CHUNK) {
				let template = &templates[usize::try_from(n % lent).expect("it fits")];
				sums.add(copy(template, &item, borrower(n)));
			}
		});
		chain.commit_all().expect("no transaction is open");
	}
	chain.execute_with(|| sums.write(copies));
	let at = At { middle: LoanId(loans / 2), other: LoanId(loans / 2 + 1) };
	World { chain, at }
}

type Item = pallet_caliber::Record<AccountId>;

/// Writes a loan like `template` to another borrower, on an item like `like`.
fn copy(template: &Running<AccountId>, like: &Item, who: AccountId) -> Running<AccountId> {
	let (item, loan) = (NextItem::<Runtime>::get(), NextLoan::<Runtime>::get());
	title(item, loan, like, &who);
	let mut copy = template.clone();
	copy.terms.borrower = who;
	copy.terms.items = vec![item].try_into().expect("one fits");
	copy.terms_hash = BlakeTwo256::hash(&(loan, &copy.terms).encode());
	Loans::<Runtime>::insert(loan, Record::Active(copy.clone()));
	NextLoan::<Runtime>::put(LoanId(loan.0 + 1));
	copy
}

/// Registers an item like another one, pledged for the loan.
fn title(item: ItemId, loan: LoanId, like: &Item, who: &AccountId) {
	let serial = pallet_caliber::leaf(format!("COPY-{}", item.0).as_bytes()).expect("it is sound");
	let mut record = Item {
		serials: SerialSet::of(&[serial]).expect("one fits"),
		depositor: who.clone(),
		state: released(like).pledge(loan).into(),
		..like.clone()
	};
	record.insurance.as_mut().expect("it is covered").cover = COVER;
	let config = ItemConfig { settings: ItemSettings::all_enabled() };
	let paper = caliber_integration_tests::registry::paper();
	SerialOf::<Runtime>::insert(serial, item);
	Invoices::<Runtime>::insert(item, paper);
	assert_ok!(Nfts::mint_into(&record.class.collection(), &item.0, who, &config, true));
	Items::<Runtime>::insert(item, record);
	NextItem::<Runtime>::put(ItemId(item.0 + 1));
}

/// The proof that an item like this one may be pledged.
fn released(like: &Item) -> pallet_caliber::Free {
	let loan = like.state.loan().expect("it is pledged");
	let free: pallet_caliber::State =
		like.state.pledged_for(loan).expect("for that loan").release().into();
	free.free().expect("nothing encumbers it")
}

/// What copies add to the sums that pallets keep.
#[derive(Default)]
struct Sums {
	buckets: BTreeMap<Day, DayBucket>,
	book: Option<pallet_lending::Book>,
	exposures: BTreeMap<pallet_lending::Dependence<AccountId>, pallet_lending::Exposure>,
	lent: UsdaiAmount,
	held: UsdaiAmount,
}

impl Sums {
	fn add(&mut self, loan: Running<AccountId>) {
		let entry = &loan.entry;
		let book = self.book.unwrap_or_else(TheBook::<Runtime>::get);
		let of = |day| move || Buckets::<Runtime>::get(day);
		let stop = self.buckets.entry(entry.stop).or_insert_with(of(entry.stop));
		*stop = stop.with_stop(entry).expect("it fits");
		if entry.start > book.cursor {
			let start = self.buckets.entry(entry.start).or_insert_with(of(entry.start));
			*start = start.with_start(entry).expect("it fits");
		}
		self.book = Some(book.with(entry).expect("it fits"));
		for (on, part) in loan.hangs() {
			let of = || Exposures::<Runtime>::get(&on);
			let sum = self.exposures.entry(on.clone()).or_insert_with(of);
			*sum = sum.with(part).expect("it fits");
		}
		self.lent = UsdaiAmount(self.lent.0 + loan.terms.lent_by_vault().0);
		self.held = UsdaiAmount(self.held.0 + loan.pots.total().expect("it fits").0);
	}

	/// Writes the sums for so many copies, moves the money and holds the deposits.
	fn write(self, copies: u32) {
		let Some(book) = self.book else { return };
		TheBook::<Runtime>::put(book);
		for (day, bucket) in self.buckets {
			Buckets::<Runtime>::insert(day, bucket);
			let set = |chunk: &mut Days256| *chunk = chunk.with(day, true);
			Calendar::<Runtime>::mutate(Days256::index(day), set);
		}
		for (on, sum) in self.exposures {
			Exposures::<Runtime>::insert(on, sum);
		}
		assert_ok!(<Susdai as Vault<_>>::draw(&SAVER.to_account_id(), self.lent));
		let target = caliber_runtime::Lending::account().into();
		let (id, amount) = (1.into(), self.held.0);
		by(SAVER, pallet_assets::Call::transfer { id, target, amount });

		let newest = Items::<Runtime>::get(ItemId(NextItem::<Runtime>::get().0 - 1));
		let deposit = newest.expect("it is there").deposit;
		for n in 0..BORROWERS.min(copies) {
			let items = (copies - n).div_ceil(BORROWERS);
			let (who, all) = (borrower(n), deposit * u128::from(items));
			assert_ok!(Balances::mint_into(&who, all + CAL));
			assert_ok!(Balances::hold(&HoldReason::Item.into(), &who, all));
		}
		Policies::<Runtime>::mutate(PolicyId(0), |policy| {
			let covered = UsdCents(COVER.0 * u64::from(copies));
			let policy = policy.as_mut().expect("it is open");
			*policy = policy.clone().commit(covered, day(0)).expect("it is below its limit");
		});
	}
}

/// The clock is at a moment; the block before came a slot earlier.
pub fn clock(now: Seconds) {
	let millis = now.get() * 1_000;
	pallet_timestamp::Now::<Runtime>::put(millis - SLOT_MILLIS);
	pallet_aura::CurrentSlot::<Runtime>::put(Slot::from(millis / SLOT_MILLIS));
}

/// The first block of a day comes next: the book is at the day before.
pub fn eve_of(day: Day) {
	let last = Day(day.0 - 1);
	clock(Seconds(last.start().get() + 2));
	while TheBook::<Runtime>::get().cursor < last {
		roll();
	}
	clock(day.start());
}

/// What the loan book does at the beginning of a block.
pub fn roll() -> frame_support::weights::Weight {
	<caliber_runtime::Lending as Hooks<_>>::on_initialize(1)
}

/// The first day to come on which loans stop, being unpaid past their grace.
pub fn next_stop() -> Day {
	let cursor = TheBook::<Runtime>::get().cursor;
	let stops = Buckets::<Runtime>::iter().filter(|(_, bucket)| bucket.stopping.loans > 0);
	stops.map(|(day, _)| day).filter(|day| *day > cursor).min().expect("loans run")
}

/// Every invariant of every pallet.
pub fn check() {
	use caliber_runtime::invariants;
	let pages = (0..).map(invariants::page).take_while(|page| !page.is_empty());
	for report in pages.flatten() {
		assert!(report.holds, "{report:?}");
	}
}
