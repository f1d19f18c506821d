//! Hardware of a loan in default is sold or redeemed, everybody is paid in order, and the loan is closed.

use crate::{
	mock::*, Closed, Defaulted, Error, Event, Exposures, Payee, Record, SaleTerms, MAX_STAY,
};
use caliber_finance::{fees::Fee, recovery::Debts};
use caliber_primitives::{
	auction::{LotSpec, OnLot, Outcome},
	book::BookValue,
	collateral::LossPayee,
	ids::{ItemId, LoanId, LotId},
	roles::{Role, RoleError},
	testing::{on_call, world},
	units::{Ppm, Seconds, UsdCents, UsdaiAmount, UNIT},
	vault::Receipt,
};
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer};
use sp_runtime::DispatchResult;

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn defaulted(loan: LoanId) -> Defaulted<AccountId> {
	match Lending::record(loan) {
		Some(Record::Defaulted(defaulted)) => defaulted,
		other => panic!("not in default: {other:?}"),
	}
}

/// In default, its notice over.
fn for_sale() -> LoanId {
	let loan = overdue();
	call_default(loan).unwrap();
	settle_at(Seconds(Now::get() + 10 * DAY));
	loan
}

fn last_lot() -> LotSpec {
	world(|w| w.lots.last().unwrap().1.clone())
}

fn unsold(loan: LoanId) {
	Lending::closed(loan, LotId(0), Outcome::Unsold).unwrap();
}

fn stay(loan: LoanId, lasts: Seconds) -> DispatchResult {
	with_storage_layer(|| Lending::stay_sale(signed(REGISTRAR), loan, lasts))
}

fn recover(loan: LoanId, amount: u128) -> DispatchResult {
	let call = || Lending::recover(signed(STRANGER), loan, UsdaiAmount(amount));
	with_storage_layer(|| paying(|| Ok(call().map(Into::into)?)))
}

#[test]
fn sale_should_open_after_the_notice_at_prices_that_know_no_debt() {
	with_chain(|| {
		let loan = overdue();
		assert_noop!(open_sale(loan), Error::<Test>::NotDefaulted);
		assert_ok!(call_default(loan));
		settle_at(Seconds(Now::get() + 10 * DAY - 1));
		assert_noop!(open_sale(loan), Error::<Test>::NoticeRuns);
		settle_at(Seconds(Now::get() + 1));
		assert_ok!(open_sale(loan));
		// 120 % of 2,000 in an orderly sale, 70 % of 500 in a forced one.
		let expected = LotSpec {
			loan,
			items: items(&[ItemId(0)]),
			start: dollars(2_400),
			floor: dollars(350),
			opens: Seconds(Now::get()),
			lasts: Seconds(7 * DAY),
		};
		assert_eq!(world(|w| w.lots.clone()), vec![(Lending::account(), expected)]);
		assert_noop!(open_sale(loan), Error::<Test>::SaleGoesOn);
	});
}

#[test]
fn prices_should_be_lower_next_time_when_nobody_has_bought() {
	with_chain(|| {
		let loan = for_sale();
		for part in [1_000u128, 800, 640] {
			assert_ok!(open_sale(loan));
			let lot = last_lot();
			assert_eq!(lot.start.get(), 2_400 * UNIT * part / 1_000);
			assert_eq!(lot.floor.get(), 350 * UNIT * part / 1_000);
			unsold(loan);
		}
		assert_eq!((defaulted(loan).rounds, defaulted(loan).on_sale), (3, false));
		// What nobody values any more counts as it did; what is worth a cent costs a cent.
		world(|w| {
			let item = w.items.get_mut(&ItemId(0)).unwrap();
			(item.monitored.orderly, item.monitored.forced) = (UsdCents(0), UsdCents(0));
		});
		assert_ok!(open_sale(loan));
		assert_eq!(last_lot().start.get(), 1_200 * UNIT * 2 * 512 / 1_000);
		unsold(loan);
		world(|w| w.items.get_mut(&ItemId(0)).unwrap().monitored.orderly = UsdCents(1));
		assert_ok!(open_sale(loan));
		assert_eq!((last_lot().start.get(), last_lot().floor.get()), (UNIT / 100, UNIT / 100));
	});
}

/// What each gets of so much, by the words of protocol.md 7.1.
fn by_rank(debts: &Debts, mut money: u128) -> (u128, Vec<u128>, u128) {
	let mut take = |claim: u128| {
		let part = claim.min(money);
		money -= part;
		part
	};
	let costs: u128 = debts.costs.iter().map(|cost| take(cost.get())).sum();
	let fee = take(debts.fee.get());
	let mut lenders: Vec<_> = debts.lenders[..3].iter().map(|c| take(c.principal)).collect();
	for (place, claim) in lenders.iter_mut().zip(&debts.lenders) {
		*place += take(claim.interest);
	}
	lenders[0] += fee;
	(costs, lenders, money)
}

#[test]
fn proceeds_should_be_paid_by_rank_to_the_unit_whatever_they_are() {
	let debt = || {
		let loan = for_sale();
		(loan, defaulted(loan).creditors.debts)
	};
	let mut all = 0;
	with_chain(|| all = debt().1.total().unwrap().get());
	let some =
		[0, 1, UNIT / 2, 300 * UNIT, 700 * UNIT, 850 * UNIT, 999 * UNIT, all - 1, all, all + 1];
	for price in some.into_iter().chain([5_000 * UNIT]) {
		with_chain(|| {
			let (loan, debts) = debt();
			let entry = defaulted(loan).entry;
			assert_ok!(open_sale(loan));
			assert_ok!(sold(loan, price));
			let (costs, lenders, surplus) = by_rank(&debts, price);
			let over = closed(loan);
			assert_eq!(over.creditors.caller.owed.get(), costs, "{price}");
			let owed: Vec<_> =
				over.creditors.positions.iter().map(|p| p.stake.owed.get()).collect();
			assert_eq!(owed, lenders[1..], "{price}");
			assert_eq!(over.creditors.surplus.get(), surplus, "{price}");
			let (_, receipt) = world(|w| *w.receipts.last().unwrap());
			assert_eq!(receipt.total().unwrap().get(), lenders[0], "{price}");
			let interest = lenders[0] - receipt.principal.get();
			let accrued = entry.accrued(entry.stop.start()).unwrap().get();
			let fee = debts.fee.get().min(price.saturating_sub(costs));
			assert_eq!(receipt.accrued.get(), accrued.min(interest - fee), "{price}");
			// What is lost is the vault's principal, and the reserve fund hears of it.
			let lost = 700 * UNIT - receipt.principal.get();
			let heard: Vec<_> = [UsdaiAmount(lost)].into_iter().filter(|l| !l.is_zero()).collect();
			assert_eq!(world(|w| w.covered.clone()), heard, "{price}");
			// Conservation: what came in is somebody's.
			let paid = costs + lenders.iter().sum::<u128>() + surplus;
			assert_eq!(paid, price);
			let left = over.creditors.debts.total().unwrap().get();
			assert_eq!(left, all.saturating_sub(price), "{price}");
			// It is over: nothing in the book, nothing hangs on it, the buyer has the item.
			assert_eq!(Lending::book_value(), Ok(BookValue::default()));
			assert_eq!(Exposures::<Test>::iter().count(), 0);
			assert_eq!(world(|w| w.items[&ItemId(0)].owner), BUYER);
			assert!(world(|w| w.items[&ItemId(0)].pledged_to.is_none()));
		});
	}
}

#[test]
fn everybody_should_collect_when_a_loan_is_closed_with_a_surplus() {
	with_chain(|| {
		let loan = for_sale();
		let debts = defaulted(loan).creditors.debts;
		let all = debts.total().unwrap().get();
		assert_ok!(open_sale(loan));
		assert_ok!(sold(loan, all + 40 * UNIT));
		System::assert_has_event(
			Event::DefaultClosed {
				loan,
				to: BUYER,
				price: Some(UsdaiAmount(all + 40 * UNIT)),
				paid: debts,
				receipt: world(|w| w.receipts.last().unwrap().1),
				lost: UsdaiAmount::ZERO,
				covered: UsdaiAmount::ZERO,
				surplus: dollars(40),
				returned: items(&[]),
			}
			.into(),
		);
		let payees = [
			(Payee::Caller, CALLER, UNIT / 2),
			(Payee::Borrower, BORROWER, 40 * UNIT),
			(Payee::Tranche(1), CURATOR, debts.lenders[1].total().unwrap()),
			(Payee::Tranche(2), OTHER_CURATOR, debts.lenders[2].total().unwrap()),
		];
		for (payee, who, amount) in payees {
			let before = Dollar::free_balance(who);
			assert_ok!(Lending::collect(signed(STRANGER), loan, payee));
			assert_eq!(Dollar::free_balance(who) - before, amount, "{payee:?}");
			let again = Lending::collect(signed(STRANGER), loan, payee);
			assert_noop!(again, Error::<Test>::NothingOwed);
		}
		// But for its base the account is empty.
		assert_eq!(Dollar::free_balance(Lending::account()), UNIT / 100);
		assert_noop!(recover(loan, UNIT), Error::<Test>::NothingOwed);
	});
}

#[test]
fn fee_of_a_sale_should_come_ahead_of_all_lenders_and_not_of_a_redemption() {
	with_chain(|| {
		let sale = SaleTerms { fee: Fee::Ratio(50_000_000_000_000_000), ..Default::default() };
		let product = crate::Product { sale, ..product() };
		let sku = caliber_primitives::ids::SkuId(0);
		Lending::set_product(RuntimeOrigin::root(), sku, product).unwrap();
		let loan = for_sale();
		let redeems = defaulted(loan).creditors.debts.total().unwrap();
		assert_eq!(defaulted(loan).redeems(), Ok(redeems));
		assert_ok!(sold(loan, 100 * UNIT));
		let (_, receipt) = world(|w| *w.receipts.last().unwrap());
		// 5 % of a hundred, after the bounty.
		assert_eq!(receipt.extra, dollars(5));
		assert_eq!(receipt.principal.get(), 95 * UNIT - UNIT / 2);
	});
}

#[test]
fn title_should_return_when_all_is_paid_before_the_lot_is_sold() {
	with_chain(|| {
		let loan = for_sale();
		let debts = defaulted(loan).creditors.debts;
		let all = debts.total().unwrap();
		assert_ok!(open_sale(loan));
		let limit = UsdaiAmount(all.get() - 1);
		assert_noop!(
			Lending::redeem_collateral(signed(STRANGER), loan, limit),
			Error::<Test>::AboveLimit
		);
		let before = Dollar::free_balance(STRANGER);
		assert_ok!(redeem(loan, STRANGER));
		assert_eq!(before - Dollar::free_balance(STRANGER), all.get());
		assert_eq!(world(|w| w.cancelled.clone()), vec![loan]);
		assert_eq!(world(|w| w.items[&ItemId(0)].owner), BORROWER);
		assert!(world(|w| w.covered.is_empty()));
		let over = closed(loan);
		assert!(!over.creditors.is_owed() && over.creditors.surplus.is_zero());
		System::assert_has_event(
			Event::CollateralRedeemed { loan, by: STRANGER, amount: all }.into(),
		);
		// The rack stands behind another loan.
		let ask = ask(500);
		let item = ItemId(0);
		let new = crate::NextLoan::<Test>::get();
		Lending::offer(
			signed(ORIGINATOR),
			BORROWER,
			items(&[item]),
			ask,
			vec![],
			vec![],
			None,
			tomorrow(),
		)
		.unwrap();
		assert_ok!(accept(new));
		assert_noop!(redeem(loan, STRANGER), Error::<Test>::NotDefaulted);
	});
}

#[test]
fn money_that_came_in_should_count_when_the_collateral_is_redeemed() {
	with_chain(|| {
		let loan = overdue();
		assert_ok!(call_default(loan));
		let all = defaulted(loan).creditors.debts.total().unwrap().get();
		assert_ok!(Lending::receive(loan, &INSURER, casualty(dollars(400))));
		let before = Dollar::free_balance(STRANGER);
		assert_ok!(redeem(loan, STRANGER));
		assert_eq!(before - Dollar::free_balance(STRANGER), all - 400 * UNIT);

		// More than all: whoever asks for it gives the rack back for nothing, and the rest is the
		// borrower's.
		let loan = overdue();
		assert_ok!(call_default(loan));
		assert_ok!(Lending::receive(loan, &INSURER, casualty(dollars(2_000))));
		let all = defaulted(loan).creditors.debts.total().unwrap().get();
		assert_ok!(redeem(loan, CALLER));
		assert_eq!(closed(loan).creditors.surplus.get(), 2_000 * UNIT - all);
	});
}

#[test]
fn what_is_still_owed_should_be_paid_by_rank_when_more_comes_in() {
	with_chain(|| {
		let loan = for_sale();
		let debts = defaulted(loan).creditors.debts;
		let all = debts.total().unwrap().get();
		assert_noop!(recover(loan, 1), Error::<Test>::NotClosed);
		assert_ok!(sold(loan, 600 * UNIT));
		assert_noop!(recover(loan, 0), Error::<Test>::ZeroAmount);
		assert!(<Lending as LossPayee<_>>::is_owed(loan));
		// A hundred of principal goes back to the vault, without a fee on it.
		assert_ok!(recover(loan, 100 * UNIT));
		let (_, receipt) = world(|w| *w.receipts.last().unwrap());
		let none = UsdaiAmount::ZERO;
		assert_eq!(receipt, Receipt { principal: dollars(100), accrued: none, extra: none });
		// Insurance money does the same, and what is beyond all claims is credited to the borrower.
		assert_ok!(paying(|| {
			Ok(Lending::receive(loan, &INSURER, casualty(UsdaiAmount(all))).map(Into::into)?)
		}));
		let over = closed(loan);
		assert_eq!(over.creditors.surplus.get(), 700 * UNIT);
		assert!(!over.creditors.is_owed() && !<Lending as LossPayee<_>>::is_owed(loan));
		let owed: Vec<_> = over.creditors.positions.iter().map(|p| p.stake.owed.get()).collect();
		let claims: Vec<_> = debts.lenders[1..3].iter().map(|c| c.total().unwrap()).collect();
		assert_eq!(owed, claims);
		assert_noop!(recover(loan, 1), Error::<Test>::NothingOwed);
	});
}

#[test]
fn no_more_than_is_owed_should_be_taken_when_somebody_pays_late() {
	with_chain(|| {
		let loan = for_sale();
		let all = defaulted(loan).creditors.debts.total().unwrap().get();
		assert_ok!(sold(loan, all - 10));
		let before = Dollar::free_balance(STRANGER);
		assert_ok!(recover(loan, 1_000 * UNIT));
		assert_eq!(before - Dollar::free_balance(STRANGER), 10);
	});
}

#[test]
fn registrar_should_halt_a_sale_and_nothing_else() {
	with_chain(|| {
		let loan = for_sale();
		let (day_long, none) = (Seconds(DAY), Seconds::ZERO);
		assert_noop!(stay(loan, none), Error::<Test>::NotStayed);
		assert_noop!(stay(loan, Seconds(MAX_STAY.get() + 1)), Error::<Test>::StayTooLong);
		assert_ok!(open_sale(loan));
		let value = Lending::book_value();
		assert_ok!(stay(loan, day_long));
		assert_eq!(Lending::book_value(), value);
		// The sale that went on has ended, and no other opens; prices have not fallen.
		assert_eq!(world(|w| w.cancelled.clone()), vec![loan]);
		assert_noop!(open_sale(loan), Error::<Test>::Stayed);
		assert_eq!(defaulted(loan).rounds, 0);
		settle_at(Seconds(Now::get() + DAY));
		assert_ok!(open_sale(loan));
		// He may let it go on, and does not count once he has lost his role.
		assert_ok!(stay(loan, MAX_STAY));
		assert_ok!(stay(loan, none));
		assert_ok!(open_sale(loan));
		assert_ok!(stay(loan, MAX_STAY));
		world(|w| w.ended.push((REGISTRAR, Role::Registrar, none)));
		assert_ok!(open_sale(loan));
		let ended = Error::<Test>::Role(RoleError::Expired);
		assert_noop!(stay(loan, day_long), ended);
		world(|w| w.ended.clear());
		assert_noop!(stay(LoanId(7), day_long), Error::<Test>::UnknownLoan);
		// Whoever pays all has the rack in any case.
		assert_ok!(stay(loan, day_long));
		assert_ok!(redeem(loan, STRANGER));
	});
}

/// Nobody can be given what is in dispute: no sale opens, and one that ends so says nothing of the price.
#[test]
fn price_should_not_fall_while_an_item_is_in_dispute() {
	with_chain(|| {
		let loan = for_sale();
		assert_ok!(open_sale(loan));
		world(|w| w.disputed.push(ItemId(0)));
		unsold(loan);
		assert_eq!((defaulted(loan).rounds, defaulted(loan).on_sale), (0, false));
		assert_noop!(open_sale(loan), Error::<Test>::ItemDisputed);
		world(|w| w.disputed.clear());
		assert_ok!(open_sale(loan));
		assert_eq!(last_lot().start, dollars(2_400));
	});
}

#[test]
fn lots_should_be_heard_of_only_while_the_loan_is_in_default() {
	with_chain(|| {
		let loan = running_with_juniors();
		let sale = || Outcome::Sold { buyer: BUYER, price: dollars(1), offset: UsdaiAmount::ZERO };
		let not_defaulted = Error::<Test>::NotDefaulted;
		assert_noop!(Lending::closed(loan, LotId(0), sale()), not_defaulted);
		let loan = for_sale();
		assert_ok!(sold(loan, UNIT));
		assert_noop!(Lending::closed(loan, LotId(0), Outcome::Unsold), Error::<Test>::NotDefaulted);
		assert!(matches!(closed(loan), Closed { borrower: BORROWER, .. }));
	});
}

#[test]
fn what_ends_a_default_should_write_its_own_storage_before_it_calls_across() {
	with_chain(|| {
		let (sold_one, redeemed) = (for_sale(), for_sale());
		open_sale(redeemed).unwrap();
		on_call(|method| {
			let is_closed = |loan| matches!(Lending::record(LoanId(loan)), Some(Record::Closed(_)));
			assert!(is_closed(if method == "cancel" { 1 } else { 0 }), "{method}");
		});
		assert_ok!(sold(sold_one, 100 * UNIT));
		assert_ok!(redeem(redeemed, STRANGER));
		on_call(|_| ());
	});
}

#[test]
fn sale_should_be_in_range_when_a_product_is_set() {
	let sale = SaleTerms::default();
	let cases = [
		(sale, true),
		(SaleTerms { notice: Seconds(10 * DAY - 1), ..sale }, false),
		(SaleTerms { notice: Seconds(90 * DAY + 1), ..sale }, false),
		(SaleTerms { start: Ppm(999_999), ..sale }, false),
		(SaleTerms { start: Ppm(3_000_001), ..sale }, false),
		(SaleTerms { floor: Ppm(0), ..sale }, false),
		(SaleTerms { floor: Ppm(1_000_001), ..sale }, false),
		(SaleTerms { lasts: Seconds(0), ..sale }, false),
		(SaleTerms { lasts: Seconds(90 * DAY + 1), ..sale }, false),
		(SaleTerms { reset: Ppm(0), ..sale }, false),
		(SaleTerms { reset: Ppm(900_000), ..sale }, true),
		(SaleTerms { reset: Ppm(900_001), ..sale }, false),
		(SaleTerms { fee: Fee::Ratio(100_000_000_000_000_001), ..sale }, false),
		(SaleTerms { fee: Fee::Absolute(dollars(1)), ..sale }, false),
	];
	for (sale, holds) in cases {
		assert_eq!(crate::Product { sale, ..product() }.in_range(), holds, "{sale:?}");
	}
}
