//! Loans that nobody pays: what was lent comes back as far as the hardware brings it, everybody in his
//! order, and the dollar has no part in it.

use crate::{
	set_up::{
		accept, ask, by, dollars, happened, hash_of, hear_from, lend, offer, on_day, refused,
		repay, told, usd, vault, with_chain, Rack, BORROWER, CURATOR, DEAR, PASSER_BY, SAVER,
	},
	sums::net,
};
use caliber_finance::recovery::Debts;
use caliber_integration_tests::registry::{as_signed, day};
use caliber_primitives::{
	collateral::Collateral,
	ids::{ItemId, LoanId, LotId},
	units::{Seconds, UsdaiAmount},
};
use caliber_runtime::{AccountId, Auctions, Caliber, Lending, Runtime, Usdai};
use pallet_lending::{Call, Cause, Error, Event, Junior, Loans, Payee, Record};
use sp_keyring::Sr25519Keyring;
use sp_runtime::DispatchResult;

/// What the vault and a Curator lend.
const PARTS: [u128; 2] = [usd(80_000), usd(20_000)];
/// What the shares began with: of a million a cent opened the vault's account.
const PUT_IN: u128 = usd(1_000_000) - usd(1) / 100;
/// Five basis points of a hundred thousand.
const BOUNTY: u128 = usd(50);

/// A rack of the borrower's, and a loan on it that will never be paid.
fn lent() -> (ItemId, LoanId) {
	let item = Rack { forced: 50_000, ..Rack::default() }.active();
	let (amount, rate) = (UsdaiAmount(PARTS[1]), DEAR);
	let junior = Junior { curator: CURATOR.to_account_id(), amount, rate };
	let loan = offer(&[item], ask(100_000), vec![junior]);
	by(CURATOR, Call::stage { loan, terms_hash: hash_of(loan) });
	accept(loan);
	(item, loan)
}

/// Called on the first day after grace: says what is owed and what lay with the loan.
fn called(loan: LoanId) -> (Debts, u128) {
	on_day(41);
	assert_eq!(refused(PASSER_BY, Call::call_default { loan }), Error::<Runtime>::NoDefault.into());
	on_day(42);
	let before = vault();
	by(PASSER_BY, Call::call_default { loan });
	// The mark has fallen with the end of grace: nobody's share is worth less by the call.
	assert_eq!(vault(), before);
	let of_default = |event: &Event<Runtime>| match event {
		Event::DefaultCalled { debts, money, cause: Cause::Overdue, opens, .. } => {
			assert_eq!(*opens, day(52));
			Some((*debts, money.get()))
		},
		_ => None,
	};
	told().iter().find_map(of_default).expect("it is called")
}

fn lot_of(loan: LoanId) -> LotId {
	Auctions::lot_of(loan).expect("it is on sale")
}

fn buy(who: Sr25519Keyring, lot: LotId, most: u128) -> DispatchResult {
	let max_price = UsdaiAmount(most);
	as_signed(&who.to_account_id(), pallet_auctions::Call::buy { lot, max_price })
}

/// What each gets of so much, the bounty first: late fees, principals, interests, the borrower.
struct ByRank {
	vault: [u128; 3],
	curator: [u128; 2],
	borrower: u128,
}

fn by_rank(debts: &Debts, mut money: u128) -> ByRank {
	let mut take = |claim: u128| {
		let part = claim.min(money);
		money -= part;
		part
	};
	take(debts.costs[0].get());
	let fee = take(debts.fee.get());
	let [vault, curator] = [debts.lenders[0], debts.lenders[1]];
	let principals = [take(vault.principal), take(curator.principal)];
	let interests = [take(vault.interest), take(curator.interest)];
	ByRank {
		vault: [fee, principals[0], interests[0]],
		curator: [principals[1], interests[1]],
		borrower: money,
	}
}

/// The loan is closed and each has what is his. Both values of the vault were `before`.
fn settled(loan: LoanId, debts: &Debts, money: u128, before: (u128, u128)) -> u128 {
	let parts = by_rank(debts, money);
	let Some(Record::Closed(closed)) = Loans::<Runtime>::get(loan) else { panic!("not closed") };
	let owed: Vec<_> = closed.creditors.positions.iter().map(|p| p.stake.owed.get()).collect();
	assert_eq!(owed, vec![parts.curator.iter().sum::<u128>()]);
	assert_eq!(closed.creditors.surplus.get(), parts.borrower);
	assert_eq!(Lending::book_value(), Ok(Default::default()));
	let event = told().into_iter().find_map(|event| match event {
		Event::DefaultClosed { receipt, lost, covered, surplus, .. } => {
			assert_eq!(surplus.get(), parts.borrower);
			assert!(covered <= lost);
			Some((receipt, lost.get(), covered.get()))
		},
		_ => None,
	});
	let (receipt, lost, covered) = event.expect("it is closed");
	let [fee, principal, interest] = parts.vault;
	assert_eq!(receipt.principal.get(), principal);
	assert_eq!(receipt.accrued.get() + receipt.extra.get(), interest + fee);
	assert_eq!(lost, PARTS[0] - principal);
	// What deposits bought into has become money, or is lost.
	let gained = net(receipt.accrued.get()) + net(receipt.extra.get()) + principal + covered;
	let after = vault().1;
	let (was, is) = (before.1 + gained, after + PARTS[0] + counted(before));
	assert!(was.abs_diff(is) <= 2, "{was} {is}");
	lost
}

/// Interest that deposits had counted: what the vault was worth to them beyond what was put in, and the
/// fee of the loan.
fn counted(before: (u128, u128)) -> u128 {
	before.1 - PUT_IN - net(usd(1_000))
}

#[test]
fn loss_should_reach_the_curator_first_when_the_sale_brings_less_than_was_lent() {
	with_chain(|| {
		let (item, loan) = lent();
		let (debts, money) = called(loan);
		let lent: Vec<_> = debts.lenders.iter().take(2).map(|claim| claim.principal).collect();
		assert_eq!(lent, PARTS);
		by(PASSER_BY, Call::collect { loan, payee: Payee::Caller });
		assert_eq!(dollars(PASSER_BY), BOUNTY);

		// Ten days of notice; then the price falls for a week, whatever is owed.
		on_day(51);
		assert_eq!(
			refused(PASSER_BY, Call::open_sale { loan }),
			Error::<Runtime>::NoticeRuns.into()
		);
		on_day(52);
		by(PASSER_BY, Call::open_sale { loan });
		let lot = Auctions::lot(lot_of(loan)).expect("it is on sale").spec;
		assert_eq!((lot.start.get(), lot.floor.get()), (usd(240_000), usd(35_000)));
		on_day(58);
		let price = usd(240_000) - (usd(205_000) * 6).div_ceil(7);
		assert_eq!(Auctions::price(lot_of(loan)), Some(UsdaiAmount(price)));
		let before = vault();
		assert!(buy(SAVER, lot_of(loan), price - 1).is_err());
		assert_eq!(buy(SAVER, lot_of(loan), price), Ok(()));

		let lost = settled(loan, &debts, money + price, before);
		assert_eq!(lost, 0);
		let owner = <Caliber as Collateral<AccountId>>::owner(item);
		assert_eq!(owner, Some(SAVER.to_account_id()));
		assert!(<Caliber as Collateral<AccountId>>::is_free(item));
		let curator = dollars(CURATOR);
		by(PASSER_BY, Call::collect { loan, payee: Payee::Tranche(1) });
		let got = dollars(CURATOR) - curator;
		assert!(got > usd(5_000) && got < PARTS[1]);
	});
}

#[test]
fn loss_should_reach_the_shares_and_not_the_dollar_when_nobody_bids_at_first() {
	with_chain(|| {
		let (_, loan) = lent();
		let (debts, money) = called(loan);
		let start = vault();
		on_day(52);
		by(PASSER_BY, Call::open_sale { loan });
		on_day(60);
		let lot = lot_of(loan);
		assert!(buy(SAVER, lot, u128::MAX).is_err());
		by(PASSER_BY, pallet_auctions::Call::settle { lot });
		by(PASSER_BY, Call::open_sale { loan });
		let spec = Auctions::lot(lot_of(loan)).expect("it is on sale").spec;
		assert_eq!((spec.start.get(), spec.floor.get()), (usd(192_000), usd(28_000)));
		on_day(67);
		let before = vault();
		assert_eq!(buy(SAVER, lot_of(loan), usd(28_000)), Ok(()));
		let lost = settled(loan, &debts, money + usd(28_000), before);
		assert!(lost > usd(20_000) && lost < usd(30_000), "{lost}");
		// Shares are worth less; the dollar is whole.
		assert!(vault().1 + usd(20_000) < start.1);
		assert_eq!(Usdai::shortfall(), UsdaiAmount::ZERO);
		assert_eq!(dollars(CURATOR), usd(80_000) - usd(1) / 100);

		// What comes in a month later still pays the vault.
		on_day(97);
		let before = vault();
		by(SAVER, Call::recover { loan, amount: UsdaiAmount(usd(10_000)) });
		assert_eq!(vault(), (before.0 + usd(10_000), before.1 + usd(10_000)));
	});
}

#[test]
fn surplus_should_be_the_borrowers_when_the_sale_brings_more_than_is_owed() {
	with_chain(|| {
		let (_, loan) = lent();
		let (debts, money) = called(loan);
		on_day(52);
		by(PASSER_BY, Call::open_sale { loan });
		let before = vault();
		assert_eq!(buy(SAVER, lot_of(loan), usd(240_000)), Ok(()));
		let all = debts.total().expect("it fits").get();
		assert_eq!(settled(loan, &debts, money + usd(240_000), before), 0);
		let borrower = dollars(BORROWER);
		by(PASSER_BY, Call::collect { loan, payee: Payee::Borrower });
		assert_eq!(dollars(BORROWER) - borrower, money + usd(240_000) - all);
	});
}

#[test]
fn title_should_return_when_the_borrower_pays_all_before_anybody_buys() {
	with_chain(|| {
		let (item, loan) = lent();
		let (debts, money) = called(loan);
		on_day(52);
		by(PASSER_BY, Call::open_sale { loan });
		let lot = lot_of(loan);
		on_day(58);
		let (borrower, all) = (dollars(BORROWER), debts.total().expect("it fits").get());
		by(BORROWER, Call::redeem_collateral { loan, max_amount: UsdaiAmount::MAX });
		let amount = UsdaiAmount(all - money);
		let who = BORROWER.to_account_id();
		happened(Event::CollateralRedeemed { loan, by: who.clone(), amount });
		assert_eq!(borrower - dollars(BORROWER), amount.get());
		assert_eq!(
			buy(SAVER, lot, u128::MAX),
			Err(pallet_auctions::Error::<Runtime>::NoSuchLot.into())
		);
		assert_eq!(<Caliber as Collateral<AccountId>>::owner(item), Some(who));

		// It stands behind another loan, which is paid.
		hear_from(&[item]);
		let again = lend(&[item], ask(50_000));
		on_day(61);
		repay(again, 1);
		let runs = matches!(Loans::<Runtime>::get(again), Some(Record::Active(_)));
		assert!(runs && Seconds(pallet_timestamp::Now::<Runtime>::get() / 1_000) == day(61));
	});
}
