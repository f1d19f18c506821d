//! Any order of calls does what the protocol says, to the unit: the pallet against a model.

mod vault;

use crate::mock::{self, *};
use caliber_primitives::{
	ids::RequestId,
	testing::{assert_invariants, world},
	units::{Shares, UsdaiAmount, UNIT},
	vault::{AccretedIncome, Receipt, Vault as TheVault, YieldSource},
};
use frame_support::traits::fungible::Mutate;
use num_bigint::BigInt;
use proptest::prelude::*;
use vault::{int, Vault, FUND};

/// What somebody does. Parts are thousandths of what there is.
#[derive(Clone, Copy, Debug)]
enum Step {
	Deposit(u128, u128),
	Mint(u128, u128),
	Request(u128, u128),
	Leave,
	Claim(usize),
	Redeem(usize, u128),
	Withdraw(usize, u128),
	Lend(u128),
	Repay { principal: u128, accrued: u128, extra: u128 },
	Accrue(u128),
	Mark(u128, u128),
	Close,
	Earn(u128, u128),
	Harvest,
	Bear(u128),
	Cover(u128),
	PayFees,
	Gift(bool, u128),
	AskForFund,
	Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
	let amount = || prop_oneof![UNIT / 100..UNIT, UNIT..50_000 * UNIT];
	let who = || 1u128..5;
	let thousandths = || 0u128..=1_000;
	prop_oneof![
		3 => (who(), amount()).prop_map(|(who, assets)| Step::Deposit(who, assets)),
		2 => (who(), amount()).prop_map(|(who, of)| Step::Mint(who, of)),
		4 => (who(), 1u128..=1_000).prop_map(|(who, part)| Step::Request(who, part)),
		1 => Just(Step::Leave),
		3 => (0..30usize).prop_map(Step::Claim),
		2 => (0..30usize, 1u128..=1_001).prop_map(|(id, part)| Step::Redeem(id, part)),
		2 => (0..30usize, 1u128..=1_001).prop_map(|(id, part)| Step::Withdraw(id, part)),
		3 => amount().prop_map(Step::Lend),
		2 => (thousandths(), thousandths(), 0..100 * UNIT)
			.prop_map(|(principal, accrued, extra)| Step::Repay { principal, accrued, extra }),
		1 => (0..100 * UNIT).prop_map(Step::Accrue),
		1 => (thousandths(), thousandths()).prop_map(|(low, high)| Step::Mark(low, high)),
		1 => Just(Step::Close),
		1 => (0..100 * UNIT, thousandths()).prop_map(|(more, low)| Step::Earn(more, low)),
		1 => Just(Step::Harvest),
		1 => (0..50 * UNIT).prop_map(Step::Bear),
		1 => (0..50 * UNIT).prop_map(Step::Cover),
		1 => Just(Step::PayFees),
		1 => (any::<bool>(), amount()).prop_map(|(to_fund, of)| Step::Gift(to_fund, of)),
		1 => Just(Step::AskForFund),
		8 => (1..12 * vault::DAY).prop_map(Step::Wait),
		1 => (0..4u64).prop_map(|windows| Step::Wait(windows * 30 * vault::DAY)),
	]
}

fn dollar(amount: &BigInt) -> UsdaiAmount {
	UsdaiAmount(amount.try_into().unwrap())
}

fn share(amount: &BigInt) -> Shares {
	Shares(amount.try_into().unwrap())
}

fn scaled(amount: &BigInt, thousandths: u128) -> BigInt {
	amount * int(thousandths) / int(1_000)
}

/// Tells the mocks of loan book and treasury what the model says.
fn tell(model: &Vault) {
	mock::set_book(dollar(&model.lent), dollar(&model.low), dollar(&model.high));
	let (low, high) = (dollar(&model.bills.0), dollar(&model.bills.1));
	world(|w| {
		w.book.accrued = dollar(&model.accrued);
		w.accreted = AccretedIncome { low, high };
	});
}

fn run(model: &mut Vault, step: Step) {
	let signed = RuntimeOrigin::signed;
	match step {
		Step::Deposit(who, assets) => {
			let wanted = int(assets);
			let got = model.quote(&wanted).filter(|_| model.can_pay(who, &wanted));
			assert_eq!(deposit(who, UsdaiAmount(assets)).is_ok(), got.is_some());
			if let Some(got) = got {
				model.buy(who, wanted, got);
			}
		},
		Step::Mint(who, of) => {
			let cost = model.cost(&int(of)).filter(|cost| model.can_pay(who, cost));
			assert_eq!(mint(who, Shares(of)).is_ok(), cost.is_some());
			if let Some(cost) = cost {
				model.buy(who, cost, int(of));
			}
		},
		Step::Request(who, part) => {
			let of = scaled(&model.held[&who], part);
			let all = of == model.held[&who] && of > int(0);
			let asked = all || of >= int(UNIT);
			assert_eq!(request(who, share(&of)).is_ok(), asked);
			if asked {
				model.ask(who, of);
			}
		},
		// Whoever has shares asks for all of them; what is lent comes back.
		Step::Leave => {
			for who in 1..5 {
				run(model, Step::Request(who, 1_000));
			}
			run(model, Step::Repay { principal: 1_000, accrued: 1_000, extra: 0 });
		},
		Step::Claim(index) => {
			let claimed = Susdai::claim(signed(9), RequestId(index as u64), None);
			let Some(request) = model.requests.get(index) else {
				return assert!(claimed.is_err());
			};
			let (shares, assets) = model.claimable(request);
			let may = shares > int(0) && model.can_be_paid(request.who, &assets);
			assert_eq!(claimed.is_ok(), may, "{claimed:?}");
			if may {
				model.claim(index, request.who, &shares, &assets);
			}
		},
		Step::Redeem(index, part) => {
			let Some(request) = owned(model, index) else { return };
			let all = model.claimable(request).0;
			let of = scaled(&all, part)
				.max(int((part > 1_000).into()) + &all * int((part > 1_000).into()));
			let (by, id) = (request.who, RequestId(index as u64));
			let paid = Susdai::redeem(signed(by), id, share(&of), 4, None);
			let may = of > int(0) && of <= all;
			assert_eq!(paid.is_ok(), may, "{paid:?}");
			if may {
				let worth = model.worth(request, &of);
				model.claim(index, 4, &of, &worth);
			}
		},
		Step::Withdraw(index, part) => {
			let Some(request) = owned(model, index) else { return };
			let (left, all) = model.claimable(request);
			let of = scaled(&all, part)
				.max(int((part > 1_000).into()) + &all * int((part > 1_000).into()));
			let (by, id) = (request.who, RequestId(index as u64));
			let paid = Susdai::withdraw(signed(by), id, dollar(&of), 4, None);
			let may = of > int(0) && of <= all && left > int(0);
			assert_eq!(paid.is_ok(), may, "{paid:?}");
			if may {
				let over = model.pending(request) == int(0) && of == all;
				let done = if over { left } else { model.done_by(request, &of) };
				model.claim(index, 4, &done, &of);
			}
		},
		Step::Lend(amount) => {
			let amount = int(amount);
			// The book first, as Lending does, and no draw without it.
			let lent = lend(dollar(&amount)).is_ok();
			assert_eq!(lent, model.lend(&amount));
		},
		Step::Repay { principal, accrued, extra } => {
			let principal = scaled(&model.high, principal);
			let accrued = scaled(&model.accrued, accrued);
			model.lent -= &principal;
			model.high -= &principal;
			model.low = model.low.clone().min(model.high.clone());
			model.accrued -= &accrued;
			tell(model);
			model.receive(&principal, &accrued, &int(extra));
			let receipt = Receipt {
				principal: dollar(&principal),
				accrued: dollar(&accrued),
				extra: UsdaiAmount(extra),
			};
			<Susdai as TheVault<AccountId>>::receive(&LENDING, receipt).unwrap();
		},
		Step::Accrue(more) => model.accrued += int(more),
		Step::Mark(low, high) => {
			model.high = scaled(&model.high, 900 + high / 10);
			model.low = scaled(&model.high, low);
		},
		// All loans bring their high estimate, and end: what deposits count is there.
		Step::Close => {
			let value = model.deposit_value();
			let [lent, brings, _] =
				[&mut model.lent, &mut model.high, &mut model.low].map(core::mem::take);
			tell(model);
			model.receive(&brings, &int(0), &int(0));
			let receipt = Receipt { principal: dollar(&brings), ..Default::default() };
			<Susdai as TheVault<AccountId>>::receive(&LENDING, receipt).unwrap();
			run(model, Step::Cover(dollar(&(lent - brings)).get()));
			assert_eq!(model.deposit_value(), value);
		},
		Step::Earn(more, low) => {
			model.bills.1 += int(more);
			model.bills.0 = scaled(&model.bills.1, low);
		},
		Step::Harvest => {
			let gross = core::mem::take(&mut model.bills).1;
			tell(model);
			Dollar::mint_into(&Susdai::vault_account(), dollar(&gross).get()).unwrap();
			let harvest = <Susdai as TheVault<AccountId>>::harvest;
			harvest(dollar(&gross), YieldSource::Bills).unwrap();
			model.harvest(&gross);
		},
		Step::Bear(amount) => {
			let borne = <Susdai as TheVault<AccountId>>::bear_loss(UsdaiAmount(amount));
			let expected = int(amount).min(model.idle.clone());
			assert_eq!(int(borne.get()), expected);
			model.idle -= expected;
			set_balance(borne);
		},
		Step::Cover(loss) => {
			let covered = <Susdai as TheVault<AccountId>>::cover_loss(UsdaiAmount(loss));
			assert_eq!(int(covered.get()), model.cover(&int(loss)));
		},
		Step::PayFees => {
			// A receiver cannot begin with less than the least balance.
			if Susdai::pay_fees(signed(9)).is_ok() {
				model.pay_fees();
			}
		},
		Step::Gift(true, amount) => {
			Dollar::mint_into(&Susdai::reserve_account(), amount).unwrap();
			model.fund_is_given(amount);
		},
		Step::Gift(false, amount) => {
			Dollar::mint_into(&Susdai::vault_account(), amount).unwrap();
		},
		Step::AskForFund => {
			let of = model.held[&FUND].clone();
			let asked = Susdai::request_reserve(RuntimeOrigin::root());
			assert_eq!(asked.is_ok(), of > int(0), "{asked:?}");
			if of > int(0) {
				model.ask(FUND, of);
			}
		},
		Step::Wait(seconds) => {
			model.wait(seconds);
			block_at(caliber_primitives::units::Seconds(model.now));
		},
	}
	tell(model);
}

/// A request of somebody who has a key.
fn owned(model: &Vault, index: usize) -> Option<&vault::Request> {
	model.requests.get(index).filter(|request| request.who != FUND)
}

/// Burns what the vault has given up, as its caller does.
fn set_balance(less: UsdaiAmount) {
	use frame_support::traits::tokens::{
		Fortitude::Force, Precision::Exact, Preservation::Expendable,
	};
	let vault = Susdai::vault_account();
	Dollar::burn_from(&vault, less.get(), Expendable, Exact, Force).unwrap();
}

/// Everything that can be seen is what the model says.
fn compare(model: &Vault) {
	let (totals, price) = (totals(), Susdai::share_price().unwrap());
	let seen = [totals.idle, totals.pot, totals.fee, totals.reserve, totals.fund];
	let said = [&model.idle, &model.pot, &model.fee, &model.reserve, &model.fund];
	assert_eq!(seen.map(|amount| int(amount.get())), said.map(Clone::clone));
	assert_eq!(int(price.nav.redemption.get()), model.redemption());
	assert_eq!(int(price.nav.deposit.get()), model.deposit_value());
	assert_eq!(int(price.shares.get()), model.shares);
	for who in 0..5 {
		let account = if who == FUND { Susdai::reserve_account() } else { who };
		assert_eq!(int(shares_of(account).get()), model.held[&who]);
		assert_eq!(int(dollars(account).get()), model.dollars[&who]);
	}
}

/// So is every request.
fn compare_requests(model: &Vault) {
	for (index, request) in model.requests.iter().enumerate() {
		let id = RequestId(index as u64);
		let (shares, assets) = model.claimable(request);
		assert_eq!(int(Susdai::pending_redeem_request(id).get()), model.pending(request));
		assert_eq!(int(Susdai::max_redeem(id).get()), shares);
		assert_eq!(int(Susdai::max_withdraw(id).get()), assets);
		let ahead = (&request.ahead - model.served()).max(int(0));
		if let Some(status) = Susdai::request_status(id) {
			assert_eq!(int(status.ahead.get()), ahead);
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig { max_shrink_iters: 300, ..ProptestConfig::with_cases(256) })]

	#[test]
	fn vault_should_be_the_model_when_anything_happens(
		steps in prop::collection::vec(step(), 300),
	) {
		with_vault(1_000, || {
			let mut model = Vault::opened(START.get(), 1_000 * UNIT);
			for who in 0..5 {
				model.dollars.insert(who, int(dollars(who).get()));
				model.held.entry(who).or_default();
			}
			for (n, step) in steps.into_iter().enumerate() {
				run(&mut model, step);
				compare(&model);
				// What holds is checked after every block as well.
				if n % 20 == 19 {
					compare_requests(&model);
					assert_invariants::<Susdai>();
				}
			}
		});
	}
}
