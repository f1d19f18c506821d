//! What stories of default share: loans that nobody pays, what is owed of them by hand, who buys, and
//! what becomes of the hardware.

use crate::{
	set_up::{
		accept, ask, by, hash_of, hear_from, next_block_on, offer, on_day, told, usd, vault, Rack,
		BORROWER, CURATOR, DEAR, ORIGINATOR, PASSER_BY, RATE, YEAR_FROM_MARCH,
	},
	sums::{counted, fee, in_equal_parts, interest, net, net_of_claim, total},
};
use caliber_finance::recovery::Debts;
use caliber_integration_tests::{
	close_block, initialize_at,
	registry::{as_root, as_signed, day, CUSTODIAN, INSURER, REGISTRAR, SKU},
	set_time,
};
use caliber_primitives::{
	collateral::Collateral,
	ids::{ClaimId, ItemId, LoanId, LotId, PolicyId, ReserveSlot},
	units::{MicroUsd, Ppm, ReserveAmount, Seconds, UsdCents, UsdaiAmount},
	vault::Receipt,
};
use caliber_runtime::{AccountId, Auctions, Caliber, Runtime, System};
use frame_support::assert_ok;
use pallet_caliber::NextItem;
use pallet_lending::{
	Call, Closed, Event, Items, Junior, Loans, NextLoan, Payee, Products, Record, SaleTerms,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice};
use sp_runtime::DispatchResult;

/// What the shares began with: of a million a cent opened the vault's account.
pub const PUT_IN: u128 = usd(1_000_000) - usd(1) / 100;
/// The day on which grace is over, and the one on which somebody calls.
pub const STOP: u64 = 41;
pub const CALLED: u64 = 42;
/// The day on which notice is over.
pub const OPENS: u64 = 52;

/// What is owed of a loan at [`RATE`] that the vault gave alone, of which nothing was ever paid, once it is
/// called: a window of 31 days, eleven of the next, and ten of grace.
pub struct Owed {
	/// Principal.
	pub principal: u128,
	/// Interest, grace included.
	pub interest: u128,
	/// For being late.
	pub fee: u128,
	/// What lies with it, less the bounty.
	pub money: u128,
}

impl Owed {
	/// Of so many dollars.
	pub fn of(whole: u128) -> Self {
		let principal = usd(whole);
		let dues = in_equal_parts(principal, RATE, &YEAR_FROM_MARCH);
		let late = dues[0].interest + interest(principal, DEAR, 10);
		// Whoever repays all ahead of time pays a unit more.
		let since = interest(dues[0].left().get(), RATE, CALLED - 31) + 1;
		Self {
			principal,
			interest: late + since,
			fee: fee(dues[0].principal + late, Ppm(20_000)),
			money: total(&dues[..3]) - bounty(whole),
		}
	}

	/// All of it.
	pub fn all(&self) -> u128 {
		self.principal + self.interest + self.fee
	}

	/// What redeems the hardware.
	pub fn redeems(&self) -> u128 {
		self.all() - self.money
	}

	/// What the vault gets of so much: the fee, principal, interest.
	pub fn divided(&self, mut money: u128) -> [u128; 3] {
		[self.fee, self.principal, self.interest].map(|claim| {
			let part = claim.min(money);
			money -= part;
			part
		})
	}
}

/// Five basis points.
pub fn bounty(whole: u128) -> u128 {
	usd(whole) / 2_000
}

/// What the shares have from the origination of so many dollars, once it has vested.
pub fn begun(whole: u128) -> u128 {
	PUT_IN + net(usd(whole) / 100)
}

/// Interest that deposits count of the vault's own loan until it stops.
pub fn counted_for_deposits(whole: u128) -> u128 {
	net_of_claim(counted(usd(whole), RATE, STOP))
}

/// A rack that is covered, and of whose price so many dollars are made up for.
pub fn rack(forced: u64, floor: u64) -> ItemId {
	let item = Rack { forced, ..Rack::default() }.active();
	make_up_for(item, floor);
	item
}

/// The insurer makes up for so many dollars of an item's price.
pub fn make_up_for(item: ItemId, floor: u64) {
	let (cover, floor) = (UsdCents(20_000_000), UsdCents(floor * 100));
	let (policy, until) = (PolicyId(0), day(1_000));
	by(INSURER, pallet_caliber::Call::insure { item, policy, cover, floor, until });
}

/// A loan of which a Curator lends a part.
pub fn lend_beside(items: &[ItemId], asked: pallet_lending::Ask, amount: u128) -> LoanId {
	let rate = if asked.rate == RATE { DEAR } else { asked.rate };
	let amount = UsdaiAmount(amount);
	let junior = Junior { curator: CURATOR.to_account_id(), amount, rate };
	let loan = offer(items, asked, vec![junior]);
	by(CURATOR, Call::stage { loan, terms_hash: hash_of(loan) });
	accept(loan);
	loan
}

/// Loans of this model that are offered from now on are sold by these terms.
pub fn sold_by(sale: SaleTerms) {
	let product = Products::<Runtime>::get(SKU).expect("there is one");
	let product = pallet_lending::Product { sale, ..product };
	assert_ok!(as_root(Call::set_product { sku: SKU, product }));
}

/// Whoever has no dollars gets some.
pub fn pay_in(who: Sr25519Keyring, whole: u128) {
	let (slot, max_fee) = (ReserveSlot(0), UsdaiAmount::MAX);
	by(Alice, pallet_usdai::Call::attest_price { slot, price: MicroUsd(1_000_000) });
	by(who, pallet_usdai::Call::mint { slot, amount: ReserveAmount(whole * 1_000_000), max_fee });
}

/// The passer-by calls it; what is owed, and what lies with it.
pub fn call(loan: LoanId) -> (Debts, u128) {
	by(PASSER_BY, Call::call_default { loan });
	let of_default = |event| match event {
		Event::DefaultCalled { loan: called, debts, money, .. } if called == loan => {
			Some((debts, money.get()))
		},
		_ => None,
	};
	told().into_iter().find_map(of_default).expect("it is called")
}

/// The vault's own loan is called on its day, and what is owed is what was agreed on. Neither price moves.
pub fn called(loan: LoanId, whole: u128) -> Owed {
	on_day(CALLED);
	let (before, owed) = (vault(), Owed::of(whole));
	let (debts, money) = call(loan);
	assert_eq!(vault(), before);
	let claim = debts.lenders[0];
	assert_eq!((claim.principal, claim.interest), (owed.principal, owed.interest));
	assert_eq!((debts.fee.get(), money), (owed.fee, owed.money));
	assert_eq!(debts.total().map(UsdaiAmount::get), Ok(owed.all()));
	owed
}

/// Puts the next lot up.
pub fn put_up(loan: LoanId) -> LotId {
	by(PASSER_BY, Call::open_sale { loan });
	lot_of(loan)
}

/// What is for sale of a loan.
pub fn lot_of(loan: LoanId) -> LotId {
	Auctions::lot_of(loan).expect("it is on sale")
}

/// First and last price of a lot.
pub fn prices(lot: LotId) -> (u128, u128) {
	let spec = Auctions::lot(lot).expect("it is on sale").spec;
	(spec.start.get(), spec.floor.get())
}

/// What a lot costs so many seconds after it was put up, which falls for a week.
pub fn price_after(start: u128, floor: u128, seconds: u64) -> u128 {
	start - ((start - floor) * u128::from(seconds)).div_ceil(7 * 86_400)
}

/// Somebody buys for that much at most.
pub fn buy(who: Sr25519Keyring, lot: LotId, most: u128) -> DispatchResult {
	let max_price = UsdaiAmount(most);
	as_signed(&who.to_account_id(), pallet_auctions::Call::buy { lot, max_price })
}

/// The next block is so many seconds into a day of the story.
pub fn next_block_at(days: u64, seconds: u64) {
	close_block();
	set_time(initialize_at(day(days).saturating_add(Seconds(seconds))));
}

/// Nobody has bought by the end of the day after the sale.
pub fn unsold(loan: LoanId, days: u64) {
	let lot = lot_of(loan);
	next_block_on(days);
	assert!(buy(BORROWER, lot, u128::MAX).is_err());
	by(PASSER_BY, pallet_auctions::Call::settle { lot });
}

/// A loan that is over.
pub fn closed(loan: LoanId) -> Closed<AccountId> {
	match Loans::<Runtime>::get(loan) {
		Some(Record::Closed(closed)) => closed,
		other => panic!("it is not over: {other:?}"),
	}
}

/// How a loan was closed in this block: the vault's part, what of its principal is lost, what the fund has
/// paid of that, what is the borrower's, and what is his again.
pub struct End {
	pub receipt: Receipt,
	pub lost: u128,
	pub covered: u128,
	pub surplus: u128,
	pub returned: Items,
}

/// The end of a loan, from what was told.
pub fn end(loan: LoanId) -> End {
	let of = |event| match event {
		Event::DefaultClosed { loan: over, receipt, lost, covered, surplus, returned, .. } => {
			let (lost, covered, surplus) = (lost.get(), covered.get(), surplus.get());
			(over == loan).then_some(End { receipt, lost, covered, surplus, returned })
		},
		_ => None,
	};
	told().into_iter().find_map(of).expect("it is closed")
}

/// What somebody is credited with is paid out.
pub fn collect(loan: LoanId, payee: Payee) {
	by(PASSER_BY, Call::collect { loan, payee });
}

/// Claims that were filed in this block, with their amounts in cents.
pub fn filed() -> Vec<(ClaimId, u64)> {
	let events = System::events().into_iter().map(|record| record.event);
	let of = |event| match event {
		caliber_runtime::RuntimeEvent::Caliber(pallet_caliber::Event::ClaimFiled {
			claim,
			amount,
			..
		}) => Some((claim, amount.get())),
		_ => None,
	};
	events.filter_map(of).collect()
}

/// The insurer says that he owes a claim, and pays it.
pub fn insurer_pays(claim: ClaimId) {
	by(INSURER, pallet_caliber::Call::accept_claim { claim });
	by(INSURER, pallet_caliber::Call::pay_claim { claim });
}

/// Who has an item.
pub fn owner(item: ItemId) -> Option<AccountId> {
	<Caliber as Collateral<AccountId>>::owner(item)
}

/// Whether nothing encumbers it.
pub fn is_free(item: ItemId) -> bool {
	<Caliber as Collateral<AccountId>>::is_free(item)
}

/// Machines are heard and the custodian has looked.
pub fn looked_after(items: &[ItemId]) {
	hear_from(items);
	let items = items.to_vec().try_into().expect("they are few");
	by(CUSTODIAN, pallet_caliber::Call::confirm_custody { items });
}

/// Whoever has an item now borrows on it.
pub fn pledged_again(who: Sr25519Keyring, items: &[ItemId], whole: u128) {
	items.iter().for_each(|item| assert_eq!(owner(*item), Some(who.to_account_id())));
	looked_after(items);
	let loan = NextLoan::<Runtime>::get();
	let offer = Call::offer {
		borrower: who.to_account_id(),
		items: items.to_vec().try_into().expect("they are few"),
		ask: ask(whole),
		juniors: vec![],
		charges: vec![],
		escrow: None,
		expires: Seconds(pallet_timestamp::Now::<Runtime>::get() / 1_000 + 86_400),
	};
	by(ORIGINATOR, offer);
	by(who, Call::accept { loan, terms_hash: hash_of(loan) });
	assert!(!items.iter().any(|item| is_free(*item)));
}

/// Its owner and a registrar say that it is gone.
pub fn retired(who: Sr25519Keyring, item: ItemId) {
	let cause = pallet_caliber::Cause::Destroyed;
	by(who, pallet_caliber::Call::request_retirement { item, cause });
	by(REGISTRAR, pallet_caliber::Call::retire { item, evidence: H256::repeat_byte(9) });
	assert_eq!(owner(item), None);
	assert!(item < NextItem::<Runtime>::get());
}
