//! Hardware with title and a loan on it, in as few transactions as there can be: each is a batch of
//! calls of others, by sudo.

use crate::{
	chain::{as_account, as_root, results},
	programs::Node,
};
use caliber_finance::{
	instalment::{Model, RepaymentTerms},
	schedule::{Schedule, ScheduleTerms},
};
use caliber_primitives::{
	ids::{AssetClass, ItemId, LoanId, PolicyId, ReserveSlot, SiteId, SkuId},
	roles::{Role, Scope},
	units::{
		Day, MicroUsd, Ppm, RatePerSecond, ReserveAmount, Seconds, Shares, UsdCents, UsdaiAmount,
		SECONDS_PER_DAY, UNIT,
	},
};
use caliber_runtime::{AccountId, Hash, Runtime, RuntimeCall, RuntimeEvent};
use pallet_caliber::{
	Basis, Beat, Beats, Call, Grade, Health, Invoice, InvoicePaper, Method, ValueOfViewFunction,
	Values,
};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve, Ferdie, One, Two};
use sp_runtime::DispatchResult;

/// Processors of a rack, in one node.
const QUANTITY: u32 = 8;
/// What a rack costs and is worth, in cents.
const PRICE: UsdCents = UsdCents(24_000_000);
const ORDERLY: u64 = 20_000_000;
/// 13 % a year, a second.
const RATE: RatePerSecond = RatePerSecond(4_122_272_958);
/// What is lent on a rack.
const PRINCIPAL: UsdaiAmount = UsdaiAmount(20_000 * UNIT);

/// A chain on which a batch of calls can be made.
pub trait Ground {
	/// Its node.
	fn node(&self) -> &Node;
	/// The time of its last block.
	fn now(&self) -> u64;
	/// Makes calls by sudo, in one transaction; returns all that happened in its block.
	fn batch(&mut self, calls: Vec<RuntimeCall>) -> Vec<RuntimeEvent>;
}

fn account(who: Sr25519Keyring) -> AccountId {
	who.to_account_id()
}

/// A call to the registry by an account.
fn by(who: Sr25519Keyring, call: Call<Runtime>) -> RuntimeCall {
	as_account(&account(who), RuntimeCall::Caliber(call))
}

/// Who values hardware.
pub fn appraiser() -> AccountId {
	account(Charlie)
}

/// Makes calls that must all succeed.
fn all(ground: &mut impl Ground, calls: Vec<RuntimeCall>) -> Vec<RuntimeEvent> {
	let count = calls.len();
	let events = ground.batch(calls);
	let results = results(&events);
	assert_eq!(results, vec![Ok(()); count]);
	events
}

fn find<V>(events: &[RuntimeEvent], pick: impl Fn(&RuntimeEvent) -> Option<V>) -> V {
	events.iter().find_map(pick).expect("the event happened")
}

/// Who may attest what, and savings to lend.
pub fn open(ground: &mut impl Ground) {
	let roles = [
		(Two, Role::Originator),
		(Eve, Role::Custodian),
		(One, Role::Registrar),
		(Dave, Role::Insurer),
		(Charlie, Role::Appraiser),
		(Ferdie, Role::Auditor),
	];
	let grants = roles.map(|(who, role)| {
		let who = account(who);
		let grant = pallet_roles::Call::grant { who, role, scope: Scope::All, until: None };
		as_root(RuntimeCall::Roles(grant))
	});
	let saver = account(Sr25519Keyring::AliceStash);
	let slot = ReserveSlot(0);
	let dollars = [
		(
			account(Ferdie),
			RuntimeCall::Usdai(pallet_usdai::Call::attest_price {
				slot,
				price: MicroUsd(1_000_000),
			}),
		),
		(saver.clone(), mint(100_000_000_000)),
		(account(Bob), mint(10_000_000_000)),
		(
			saver,
			RuntimeCall::Susdai(pallet_susdai::Call::deposit {
				assets: UsdaiAmount(90_000 * UNIT),
				min_shares: Shares(0),
			}),
		),
	];
	let dollars = dollars.map(|(who, call)| as_account(&who, call));
	all(ground, grants.into_iter().chain(dollars).collect());
}

/// Mints USDai for USDC, 6 decimals.
fn mint(amount: u128) -> RuntimeCall {
	let (amount, max_fee) = (ReserveAmount(amount), UsdaiAmount::MAX);
	RuntimeCall::Usdai(pallet_usdai::Call::mint { slot: ReserveSlot(0), amount, max_fee })
}

/// A rack with title, attested, insured, appraised and activated.
pub struct Rack {
	/// Its id.
	pub item: ItemId,
}

impl Rack {
	/// Registers one, whose serial number begins with these letters.
	pub fn register(ground: &mut impl Ground, letters: &str) -> Self {
		let now = ground.now();
		let until = |days: u64| Seconds(now + days * SECONDS_PER_DAY);
		let serial = format!("{letters}-H100-8X").into_bytes().try_into().unwrap();
		let submit = Call::submit {
			class: AssetClass::Gpu,
			sku: SkuId(1),
			quantity: QUANTITY,
			serials: vec![serial].try_into().unwrap(),
			site: SiteId(1),
			document: Hash::repeat_byte(1),
		};
		let open = Call::open_policy {
			class: AssetClass::Gpu,
			limit: PRICE,
			premium: Ppm(9_000),
			until: until(400),
			document: Hash::repeat_byte(5),
		};
		let calls = vec![by(Bob, submit), by(Dave, open)];
		let events = all(ground, calls);
		let item: ItemId = find(&events, |event| match event {
			RuntimeEvent::Caliber(pallet_caliber::Event::Submitted { item, .. }) => Some(*item),
			_ => None,
		});
		let policy: PolicyId = find(&events, |event| match event {
			RuntimeEvent::Caliber(pallet_caliber::Event::PolicyOpened { policy, .. }) => {
				Some(*policy)
			},
			_ => None,
		});
		let rack = Self { item };
		let title = Call::attest_title {
			item,
			document: Hash::repeat_byte(3),
			filing: Hash::repeat_byte(4),
			lapses: until(1_000),
			invoice: Invoice { price: PRICE, date: Seconds(now).day() },
			paper: InvoicePaper {
				hash: Hash::repeat_byte(7),
				vendor: b"Rack Makers Inc.".to_vec().try_into().unwrap(),
			},
		};
		let custody =
			Call::attest_custody { item, receipt: Hash::repeat_byte(2), expires: until(300) };
		let beat = Beat { item, utilisation: Ppm(900_000), health: Health::Good };
		let insure = Call::insure {
			item,
			policy,
			cover: PRICE,
			floor: UsdCents(10_000_000),
			until: until(400),
		};
		let calls = [
			(Eve, custody),
			(One, title),
			(Eve, Call::heartbeat { beats: Beats::truncate_from(vec![beat]) }),
			(Dave, insure),
		];
		let calls = calls.into_iter().map(|(who, call)| by(who, call));
		let last = [rack.appraisal(now, 100), by(Bob, Call::activate { item })];
		all(ground, calls.chain(last).collect());
		rack
	}

	/// The appraiser's word, in percent of what the rack is worth.
	pub fn appraisal(&self, now: u64, percent: u64) -> RuntimeCall {
		let effective: Day = Seconds(now).day();
		let cents = |of: u64| UsdCents(ORDERLY / 10 * of / 100 * percent);
		let appraise = Call::appraise {
			item: self.item,
			values: Values { fair: cents(11), orderly: cents(10), forced: cents(7) },
			basis: Basis { method: Method::Market, grade: Grade::New },
			effective,
			expires: effective.start().saturating_add(Seconds(80 * SECONDS_PER_DAY)),
			report: Hash::repeat_byte(6),
		};
		by(Charlie, appraise)
	}

	/// What may be lent on it, in cents.
	pub fn lendable(&self, ground: &impl Ground) -> u64 {
		let value = ground.node().view(ValueOfViewFunction::<Runtime>::new(self.item));
		value.expect("the rack has a value").lendable.get()
	}

	/// The orderly value that counts, in cents.
	pub fn orderly(&self, ground: &impl Ground) -> u64 {
		let value = ground.node().view(ValueOfViewFunction::<Runtime>::new(self.item));
		value.expect("the rack has a value").orderly.get()
	}
}

/// What a borrower asks for: a year, level instalments.
fn ask(now: u64) -> pallet_lending::Ask {
	let of_month = (1..=28).find(|due_day| {
		let terms = ScheduleTerms {
			origination: Seconds(now),
			due_day: *due_day,
			duration_days: 365,
			utc_offset_seconds: 0,
		};
		Schedule::new(terms).is_ok()
	});
	pallet_lending::Ask {
		product: SkuId(1),
		principal: PRINCIPAL,
		rate: RATE,
		duration_days: 365,
		due_day: of_month.unwrap(),
		utc_offset_seconds: 0,
		repayment: RepaymentTerms {
			model: Model::Amortized,
			principal_in_stub: false,
			interest_only: 0,
			balloon: UsdaiAmount::ZERO,
			grace_rate: RATE,
			grace_duration: Seconds(10 * SECONDS_PER_DAY),
		},
		reserve: 3,
		refinances: None,
	}
}

/// Offers a loan on a rack and accepts it; what came of that.
pub fn borrow(ground: &mut impl Ground, rack: &Rack) -> (LoanId, DispatchResult) {
	let now = ground.now();
	let offer = pallet_lending::Call::offer {
		borrower: account(Bob),
		items: vec![rack.item].try_into().unwrap(),
		ask: ask(now),
		juniors: vec![],
		charges: vec![],
		escrow: None,
		expires: Seconds(now + 7 * SECONDS_PER_DAY),
	};
	let offer = as_account(&account(Two), RuntimeCall::Lending(offer));
	let events = all(ground, vec![offer]);
	let (loan, terms_hash) = find(&events, |event| match event {
		RuntimeEvent::Lending(pallet_lending::Event::Offered { loan, terms_hash, .. }) => {
			Some((*loan, *terms_hash))
		},
		_ => None,
	});
	let accept = RuntimeCall::Lending(pallet_lending::Call::accept { loan, terms_hash });
	let events = ground.batch(vec![as_account(&account(Bob), accept)]);
	(loan, results(&events).pop().unwrap())
}

/// Pays an instalment.
pub fn repay(ground: &mut impl Ground, loan: LoanId) -> DispatchResult {
	let repay = RuntimeCall::Lending(pallet_lending::Call::repay { loan, windows: 1 });
	let events = ground.batch(vec![as_account(&account(Bob), repay)]);
	results(&events).pop().unwrap()
}
