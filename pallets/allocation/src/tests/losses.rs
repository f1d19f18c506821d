//! What has not come, and who bears it (protocol.md 4.2).

use crate::{
	mock::*, Accounts, Bills, Charge, CurrentTotals, Error, Event, Policy, Purchase, Sale, Stage,
	Trade, WriteDown,
};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::{Dollar, PauseTier, ReserveBook},
	ids::BillId,
	roles::RoleError,
	testing::{fresh, on_call, world, Mock},
	units::{Ppb, Ppm, RatePpb, UsdaiAmount},
	vault::{AccretedIncome, BillIncome, Vault},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn burned() -> UsdaiAmount {
	world(|w| w.burned.iter().fold(UsdaiAmount::ZERO, |sum, (_, part)| sum.saturating_add(*part)))
}

fn impair(who: AccountId, bill: BillId) -> sp_runtime::DispatchResult {
	Allocation::impair(by(who), bill)
}

#[test]
fn forced_sale_should_be_borne_by_cushion_and_vault_and_leave_redemption_at_one() {
	// Fifteen millions of 52-week bills at 3.85 percent, in a dollar of a hundred millions.
	chain().execute_with(|| {
		world(|w| {
			w.cash.insert(SLOT, coins(100_100_000));
			w.issued = dollars(100_000_000);
			w.rate = Some(fresh(RatePpb(38_500_000)));
		});
		let all = Ppm(1_000_000);
		let none = Ppm(0);
		let ladder =
			crate::Ladder { w4: none, w8: none, w13: none, w17: none, w26: none, w52: all };
		set_policy(Policy { ladder, ..policy() });
		let terms = Purchase {
			face: coins(15_607_000),
			price: price(Ppb(38_500_000), 364).unwrap(),
			matures: after(364),
			..purchase()
		};
		assert_ok!(Allocation::fill(by(OPERATOR), order(), terms));
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(Allocation::confirm_settlement(by(who), BillId(0)));
		}
		let cost = Allocation::at_settled_cost();
		assert_eq!(cost.get() / 10u128.pow(18), 14_999_454);
		// A cushion of a hundred thousand; the vault has a million idle.
		assert_eq!(Ledger::surplus(), dollars(100_000));
		idle(1_000_000);
		// After 14 days rates are a point higher and 90 millions want to leave.
		go(after(14));
		world(|w| {
			w.rate = Some(fresh(RatePpb(48_500_000)));
			w.owed = dollars(90_000_000);
			w.issued = dollars(10_000_000);
		});
		let price = price(Ppb(48_500_000), 350).unwrap();
		assert_ok!(Allocation::rebalance(by(ANYONE)));
		let order = Allocation::orders().0[0];
		assert_eq!(order.trade, Trade::Sell(BillId(0)));
		assert_ok!(Allocation::fill_sale(
			by(OPERATOR),
			order.id,
			Sale { price, settles: after(14) }
		));
		// The loss is borne before the cash comes in, which pays redeemers at once.
		on_call(|method| {
			let borne = world(|w| !w.burned.is_empty());
			assert!(method != "return_cash" || borne);
		});
		assert_ok!(Allocation::settle_sale(by(CUSTODIAN), BillId(0)));
		// 128,367.575: the cushion bears its hundred thousand, the vault the rest.
		let loss = UsdaiAmount(128_367_575 * 10u128.pow(15));
		let rest = loss.saturating_sub(dollars(100_000));
		let none = UsdaiAmount::ZERO;
		let charge = Charge {
			surplus: dollars(100_000),
			income: none,
			idle: rest,
			struck: none,
			..Default::default()
		};
		System::assert_has_event(
			Event::LossCharged { bill: BillId(0), loss, charge, shortfall: UsdaiAmount::ZERO }
				.into(),
		);
		assert_eq!(world(|w| w.burned.clone()), vec![(Mock::account(), rest)]);
		assert_eq!((Ledger::surplus(), Ledger::shortfall()), Default::default());
	});
}

#[test]
fn loss_should_be_charged_to_surplus_then_income_then_idle_money_then_nobody() {
	// Surplus, idle, and how a loss of the whole cost of 997,180.56 is borne. The other bill has
	// earned 19 of its 28 days by then: 1,913.19, at the market a little less.
	let whole = COST.get() / 10u128.pow(18);
	for (cushion, money) in [(whole + 1, 0), (1_000, 5_000_000), (0, 5_000_000), (0, 1_000), (0, 0)]
	{
		with_chain(|| {
			let late = bought();
			let other = held_today();
			surplus(cushion);
			idle(money);
			go(after(19));
			let open = Allocation::claims().accreted;
			let before = Ledger::surplus();
			assert_ok!(impair(ANYONE, late));
			let bears = COST.min(before);
			let lacks = COST.saturating_sub(bears);
			let income = lacks.min(open.low);
			let rest = lacks.saturating_sub(income);
			let from_idle = rest.min(dollars(money));
			let none = UsdaiAmount::ZERO;
			assert_eq!(burned(), from_idle);
			assert_eq!(Ledger::shortfall(), rest.saturating_sub(from_idle));
			assert_eq!(Ledger::surplus(), before.saturating_sub(COST));
			let accounts = CurrentTotals::<Test>::get().accounts;
			assert_eq!((accounts.pledged, accounts.at_settled_cost), (income, COST));
			System::assert_last_event(
				Event::LossCharged {
					bill: late,
					loss: COST,
					charge: Charge {
						surplus: bears,
						income,
						idle: from_idle,
						struck: none,
						..Default::default()
					},
					shortfall: Ledger::shortfall(),
				}
				.into(),
			);
			// The other bill pays: its gain redeems the pledge before it is the vault's.
			go(after(28));
			assert_ok!(Allocation::mature(by(CUSTODIAN), other));
			let accounts = CurrentTotals::<Test>::get().accounts;
			assert_eq!(accounts.pledged, UsdaiAmount::ZERO);
			assert_eq!(accounts.settled_surplus, GAIN.saturating_sub(income));
			// What nobody bore is filled by it as well.
			let claim = accounts.settled_surplus.saturating_sub(accounts.struck);
			assert!(claim <= Ledger::surplus());
		});
	}
}

#[test]
fn settled_income_should_be_struck_as_far_as_the_surplus_does_not_back_it() {
	with_chain(|| {
		Cushion::set(dollars(1_000).get());
		let paid = settled();
		assert_ok!(Allocation::harvest(by(ANYONE), paid));
		// The cushion of a thousand dollars is a claim of the vault.
		assert_eq!(Allocation::claims().accreted.high, dollars(1_000));
		go(TODAY);
		let late = bought();
		idle(5_000_000);
		go(after(8));
		let high = Allocation::claims().accreted.high;
		assert_ok!(impair(ANYONE, late));
		assert_eq!(Allocation::claims().accreted.low, UsdaiAmount::ZERO);
		assert_eq!(burned(), COST.saturating_sub(dollars(1_000)));
		// Who enters counts it all the same.
		assert_eq!(Allocation::claims().accreted.high, high);
		assert_eq!(Allocation::claims().returned.high, burned());
		// It is minted to nobody, though there is surplus again.
		surplus(10_000);
		Cushion::set(0);
		assert_ok!(Allocation::harvest(by(ANYONE), paid));
		System::assert_last_event(
			Event::Harvested {
				bill: paid,
				minted: UsdaiAmount::ZERO,
				returned: UsdaiAmount::ZERO,
				left: UsdaiAmount::ZERO,
			}
			.into(),
		);
		assert!(!Bills::<Test>::contains_key(paid));
		assert_eq!(world(|w| w.harvests.len()), 1);
	});
}

#[test]
fn bill_should_be_impaired_by_anyone_when_late_and_by_an_auditor_when_due() {
	// In transit it is due on its day of settlement, held on its maturity: Tuesdays both.
	for (held_already, due) in [(false, 0), (true, 28)] {
		with_chain(|| {
			let bill = if held_already { held() } else { bought() };
			go(after(due));
			for who in [ANYONE, AUDITOR] {
				assert_noop!(impair(who, bill), Error::<Test>::NotLate);
			}
			// Five business days end with the next Tuesday.
			for days in [1, 5, 7] {
				go(after(due + days));
				let refused = impair(ANYONE, bill);
				assert_eq!(refused, Err(Error::<Test>::Role(RoleError::NotGranted).into()));
			}
			go(after(due + 1));
			assert_ok!(impair(AUDITOR, bill));
			System::assert_has_event(Event::Impaired { bill, by: AUDITOR, lost: COST }.into());
			assert_noop!(impair(AUDITOR, bill), Error::<Test>::AlreadyImpaired);
		});
		with_chain(|| {
			let bill = if held_already { held() } else { bought() };
			go(after(due + 8));
			assert_ok!(impair(ANYONE, bill));
			assert_noop!(impair(ANYONE, BillId(9)), Error::<Test>::UnknownBill);
		});
	}
	with_chain(|| {
		let bill = settled();
		go(after(90));
		assert_noop!(impair(ANYONE, bill), Error::<Test>::AlreadyPaid);
	});
}

#[test]
fn bill_should_be_impaired_when_its_buyer_does_not_pay() {
	with_chain(|| {
		let bill = held();
		go(after(14));
		world(|w| (w.owed, w.issued) = (dollars(9_502_820), dollars(497_180)));
		assert_ok!(Allocation::rebalance(by(ANYONE)));
		let order = Allocation::orders().0[0].id;
		let price = price(Ppb(36_250_000), 14).unwrap();
		let sale = Sale { price, settles: after(14) };
		assert_ok!(Allocation::fill_sale(by(OPERATOR), order, sale));
		go(after(22));
		assert_ok!(impair(ANYONE, bill));
		assert_eq!(Allocation::bill(bill).unwrap().written_down.unwrap().lost, COST);
		// He pays after all.
		assert_ok!(Allocation::settle_sale(by(CUSTODIAN), bill));
		assert_eq!(CurrentTotals::<Test>::get().accounts.at_settled_cost, UsdaiAmount::ZERO);
	});
}

#[test]
fn impaired_bill_should_count_its_part_and_earn_nothing_until_it_pays() {
	with_chain(|| {
		set_policy(Policy { impaired_at: Ppm(250_000), ..policy() });
		let bill = held();
		surplus(900_000);
		go(after(36));
		assert_eq!(Allocation::claims().accreted.high, GAIN);
		assert_ok!(impair(ANYONE, bill));
		let left = UsdaiAmount(COST.get() / 4);
		let lost = COST.saturating_sub(left);
		let record = Allocation::bill(bill).unwrap();
		// Surplus has borne all of it, and gets it back if the bill pays.
		let marked = WriteDown { lost, dollars: lost, returned: UsdaiAmount::ZERO };
		assert_eq!((record.cost, record.written_down), (left, Some(marked)));
		assert_eq!(Allocation::at_settled_cost(), left);
		// Who leaves counts nothing of it, who enters its straight line.
		let AccretedIncome { low, high } = Allocation::claims().accreted;
		assert_eq!((low, high), (UsdaiAmount::ZERO, GAIN));
		assert_eq!(Allocation::apr_current(), Ppb(0));
		assert_eq!(Allocation::report().impaired, 1);
		assert_noop!(Allocation::harvest(by(ANYONE), bill), Error::<Test>::NotConfirmed);
		// It cannot be sold either, and redeemers do not wait for it.
		world(|w| (w.owed, w.issued) = (dollars(9_100_000), UsdaiAmount::ZERO));
		assert_eq!(Allocation::next_order(), None);
		// It pays after all: the vault has what it would have had, and surplus the rest.
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		let accounts = CurrentTotals::<Test>::get().accounts;
		assert_eq!(accounts.settled_surplus, GAIN);
		assert_eq!(Ledger::surplus(), dollars(900_000).saturating_add(GAIN));
		let results = crate::CurrentResults::<Test>::get();
		assert_eq!(results.earned.saturating_sub(results.lost), GAIN);
	});
}

#[test]
fn impaired_bill_should_settle_late_and_pay() {
	with_chain(|| {
		set_policy(Policy { impaired_at: Ppm(500_000), ..policy() });
		let bill = bought();
		surplus(900_000);
		go(after(8));
		assert_ok!(impair(ANYONE, bill));
		let half = UsdaiAmount(COST.get() / 2);
		assert_eq!(
			(Allocation::in_transit(), Allocation::at_settled_cost()),
			(half, UsdaiAmount::ZERO)
		);
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(Allocation::confirm_settlement(by(who), bill));
		}
		assert_eq!(
			(Allocation::in_transit(), Allocation::at_settled_cost()),
			(UsdaiAmount::ZERO, half)
		);
		assert_eq!(Allocation::claims().accreted.low, UsdaiAmount::ZERO);
		go(MATURITY);
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert!(matches!(Allocation::bill(bill).unwrap().stage, Stage::Paid(_)));
	});
}

#[test]
fn bill_should_be_written_off_by_governance_when_it_is_impaired() {
	with_chain(|| {
		set_policy(Policy { impaired_at: Ppm(500_000), ..policy() });
		let bill = held();
		surplus(1_500_000);
		go(after(36));
		let write_off = |bill| Allocation::write_off(RuntimeOrigin::root(), bill);
		assert_noop!(write_off(bill), Error::<Test>::NotImpaired);
		assert_noop!(write_off(BillId(4)), Error::<Test>::UnknownBill);
		assert_ok!(impair(ANYONE, bill));
		assert_ok!(write_off(bill));
		let loss = UsdaiAmount(COST.get() / 2);
		System::assert_has_event(Event::WrittenOff { bill, loss }.into());
		assert_eq!(CurrentTotals::<Test>::get().accounts, Accounts::default());
		assert_eq!(Ledger::surplus(), dollars(1_500_000).saturating_sub(COST));
		assert_eq!(Allocation::bill(bill), None);
		assert_noop!(write_off(bill), Error::<Test>::UnknownBill);
	});
	with_chain(|| {
		let bill = bought();
		go(after(8));
		assert_ok!(impair(ANYONE, bill));
		idle(5_000_000);
		assert_ok!(Allocation::unwind(by(CUSTODIAN), bill));
		// What nobody bore was the dollar's, so that nothing of it is left to harvest.
		let again = Allocation::write_off(RuntimeOrigin::root(), bill);
		assert_eq!(again, Err(Error::<Test>::UnknownBill.into()));
	});
}

#[test]
fn income_and_what_comes_back_should_be_told_apart_when_an_impaired_bill_pays() {
	with_chain(|| {
		let bill = held();
		idle(2_000_000);
		go(after(36));
		assert_ok!(impair(ANYONE, bill));
		assert_eq!(burned(), COST);
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		// A cushion of a hundred dollars keeps income: what comes back is minted first.
		Cushion::set(dollars(100).get());
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		assert_eq!(world(|w| w.restored.clone()), vec![COST]);
		assert_eq!(world(|w| w.harvests[0].0), GAIN.saturating_sub(dollars(100)));
		assert_eq!(Allocation::claims().accreted.low, dollars(100));
	});
}

#[test]
fn bill_should_be_impaired_on_business_days_only_when_it_was_due_on_a_friday() {
	with_chain(|| {
		let order = order();
		let friday = Purchase { settles: after(3), matures: after(31), ..purchase() };
		assert_ok!(Allocation::fill(by(OPERATOR), order, friday));
		for days in [4, 5] {
			go(after(days));
			assert_noop!(impair(AUDITOR, BillId(0)), Error::<Test>::NotLate);
		}
		go(after(6));
		assert_ok!(impair(AUDITOR, BillId(0)));
	});
}

#[test]
fn bill_should_not_be_impaired_by_anyone_when_the_chain_takes_no_money_in() {
	for (tier, refused) in
		[(Some(PauseTier::Intake), true), (Some(PauseTier::Transfer), true), (None, false)]
	{
		with_chain(|| {
			let bill = held();
			go(after(60));
			world(|w| w.paused = tier);
			if refused {
				assert_noop!(impair(ANYONE, bill), DispatchError::Other("paused"));
				// An auditor sees whether the money is there.
				assert_ok!(impair(AUDITOR, bill));
			} else {
				assert_ok!(impair(ANYONE, bill));
			}
		});
	}
}
