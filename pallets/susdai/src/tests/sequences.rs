//! Any order of calls keeps the statements, conserves money and makes nobody richer at the cost of
//! others.

use crate::{mock::*, Nav, Requests};
use caliber_primitives::{
	ids::RequestId,
	testing::{assert_invariants, world},
	units::{Seconds, Shares, UsdaiAmount, UNIT},
	vault::{AccretedIncome, Receipt, Vault, YieldSource},
};
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	tokens::Preservation,
};
use proptest::prelude::*;
use sp_core::U256;

fn value() -> (Nav, Shares) {
	let price = Susdai::share_price().unwrap();
	(price.nav, price.shares)
}

/// Whether neither price of `after` is below that of `before`, exactly. Without shares there is no
/// price that could fall.
fn no_price_fell((before, s): (Nav, Shares), (after, t): (Nav, Shares)) -> bool {
	let holds = |a: UsdaiAmount, b: UsdaiAmount| {
		U256::from(b.get()) * U256::from(s.get()) >= U256::from(a.get()) * U256::from(t.get())
	};
	let priced = !s.is_zero();
	!priced || holds(before.redemption, after.redemption) && holds(before.deposit, after.deposit)
}

/// What an account owns at the redemption value.
fn wealth(who: AccountId) -> u128 {
	let (mut shares, mut assets) = (shares_of(who).get(), dollars(who).get());
	for (id, request) in Requests::<Test>::iter().filter(|(_, request)| request.controller == who) {
		let status = Susdai::request_status(id).unwrap();
		assert!(request.interval.end > request.interval.start);
		shares += status.pending.get();
		assets += status.claimable.assets.get();
	}
	assets + Susdai::convert_to_assets(Shares(shares)).unwrap_or_default().get()
}

#[derive(Clone, Copy, Debug)]
enum Move {
	Deposit(u128),
	Mint(u128),
	Request(u128),
	Strike,
	Claim(u64),
	Gift(bool, u128),
}

fn one_move() -> impl Strategy<Value = Move> {
	let amount = || prop_oneof![1..10 * UNIT, UNIT..200_000 * UNIT];
	prop_oneof![
		amount().prop_map(Move::Deposit),
		amount().prop_map(Move::Mint),
		(UNIT..50_000 * UNIT).prop_map(Move::Request),
		Just(Move::Strike),
		(0..12u64).prop_map(Move::Claim),
		(any::<bool>(), amount()).prop_map(|(to_fund, amount)| Move::Gift(to_fund, amount)),
	]
}

fn play(step: Move) {
	let me = || RuntimeOrigin::signed(2);
	let _ = match step {
		Move::Deposit(assets) => deposit(2, UsdaiAmount(assets)),
		Move::Mint(of) => mint(2, Shares(of)),
		Move::Request(of) => request(2, Shares(of)),
		Move::Claim(id) => Susdai::claim(me(), RequestId(id), None),
		Move::Gift(to_fund, amount) => {
			let to = if to_fund { Susdai::reserve_account() } else { Susdai::vault_account() };
			<Dollar as Mutate<_>>::transfer(&2, &to, amount, Preservation::Preserve).map(|_| ())
		},
		Move::Strike => {
			close_windows();
			Susdai::valued().map_err(Into::into).and_then(Susdai::strike).map(|_| ())
		},
	};
}

#[derive(Clone, Copy, Debug)]
enum Step {
	Deposit(AccountId, u128),
	Request(AccountId, u128),
	Claim(u64),
	Lend(u128),
	Repay { principal: u128, accrued: u128, extra: u128 },
	Harvest(u128),
	Mark(u128),
	PayFees,
	Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
	let amount = || 1..50_000 * UNIT;
	prop_oneof![
		(1..5u128, amount()).prop_map(|(who, amount)| Step::Deposit(who, amount)),
		(1..5u128, 1..1_000u128).prop_map(|(who, part)| Step::Request(who, part)),
		(0..20u64).prop_map(Step::Claim),
		amount().prop_map(Step::Lend),
		(amount(), 0..100 * UNIT, 0..100 * UNIT)
			.prop_map(|(principal, accrued, extra)| { Step::Repay { principal, accrued, extra } }),
		(1..100 * UNIT).prop_map(Step::Harvest),
		(0..1_000u128).prop_map(Step::Mark),
		Just(Step::PayFees),
		(1..20 * DAY).prop_map(Step::Wait),
		(1..20 * DAY).prop_map(Step::Wait),
	]
}

/// The rest of the chain: a book that was marked by so much.
#[derive(Default)]
struct Chain {
	now: u64,
	loss: UsdaiAmount,
}

impl Chain {
	fn set_book(&self, principal: UsdaiAmount) {
		let doubt = UsdaiAmount(self.loss.get() / 3);
		set_book(principal, principal.saturating_sub(self.loss), principal.saturating_sub(doubt));
	}

	fn run(&mut self, step: Step) {
		let signed = RuntimeOrigin::signed;
		let principal = world(|w| w.book.principal);
		match step {
			Step::Deposit(who, assets) => {
				let _ = Susdai::deposit(signed(who), UsdaiAmount(assets), Shares::ZERO);
			},
			Step::Request(who, part) => {
				let of = shares_of(who).get() / 1_000 * part;
				let _ = request(who, Shares(of));
			},
			Step::Claim(id) => {
				let _ = Susdai::claim(signed(5), RequestId(id), None);
			},
			Step::Lend(amount) => {
				self.set_book(UsdaiAmount(principal.get() + amount));
				if <Susdai as Vault<_>>::draw(&LENDING, UsdaiAmount(amount)).is_err() {
					self.set_book(principal);
				}
			},
			Step::Repay { principal: amount, accrued, extra } => {
				let paid = principal.min(UsdaiAmount(amount));
				let left = principal.saturating_sub(paid);
				self.loss = self.loss.min(left);
				self.set_book(left);
				let counted = world(|w| w.book.accrued.min(UsdaiAmount(accrued)));
				world(|w| w.book.accrued = w.book.accrued.saturating_sub(counted));
				let extra = UsdaiAmount(extra);
				let receipt = Receipt { principal: paid, accrued: counted, extra };
				<Susdai as Vault<_>>::receive(&LENDING, receipt).unwrap();
			},
			Step::Harvest(amount) => {
				let amount = world(|w| w.accreted.low.min(UsdaiAmount(amount)));
				let vault = Susdai::vault_account();
				if <Dollar as Mutate<_>>::mint_into(&vault, amount.get()).is_ok() {
					world(|w| {
						w.accreted = AccretedIncome {
							low: w.accreted.low.saturating_sub(amount),
							high: w.accreted.high.saturating_sub(amount),
						}
					});
					<Susdai as Vault<_>>::harvest(amount, YieldSource::Bills).unwrap();
				}
			},
			Step::Mark(thousandths) => {
				self.loss = UsdaiAmount(principal.get() / 1_000 * thousandths);
				self.set_book(principal);
			},
			Step::PayFees => {
				let _ = Susdai::pay_fees(signed(5));
			},
			Step::Wait(seconds) => {
				self.now += seconds;
				world(|w| {
					let earned = UsdaiAmount(u128::from(seconds) * 10u128.pow(13));
					w.book.accrued = w.book.accrued.saturating_add(earned);
					w.accreted.low = w.accreted.low.saturating_add(earned);
					w.accreted.high = w.accreted.high.saturating_add(earned);
				});
				block_at(at(self.now));
			},
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn nobody_should_gain_when_time_and_bookings_stand_still(
		(low, gap, accrued) in (0..2_000u128, 0..500u128, 0..100u128),
		(earned, unvested, funded) in (0..100u128, 0..900u128, 0..2_000u128),
		steps in prop::collection::vec(one_move(), 30..60)
	) {
		with_vault(1_000, || {
			set_book(milli(low * 1_003 + gap * 9), milli(low * 1_003), milli(low * 1_003 + gap * 7));
			fill_fund(milli(funded));
			world(|w| w.book.accrued = milli(accrued));
			world(|w| w.accreted = AccretedIncome { low: milli(earned), high: milli(2 * earned) });
			set_totals(|state| {
				state.vesting.amount = milli(unvested * 1_001);
				state.vesting.since = START;
				state.vesting.until = Seconds(START.get() + 30 * DAY);
			});
			let before = wealth(2);
			for step in steps {
				let price = value();
				play(step);
				assert_invariants::<Susdai>();
				assert!(no_price_fell(price, value()), "{step:?} lowered a price");
				assert!(wealth(2) <= before, "{step:?} made {} of {before}", wealth(2));
			}
		});
	}

	#[test]
	fn money_should_be_conserved_and_prices_fall_by_losses_alone(
		steps in prop::collection::vec(step(), 60..100)
	) {
		with_chain(|| {
			let mut rest = Chain::default();
			// What the fund is owed is worth as much once it is paid.
			fill_fund(UsdaiAmount(1));
			for step in steps {
				let (price, issued) = (value(), Dollar::total_issuance());
				rest.run(step);
				assert_invariants::<Susdai>();
				if !matches!(step, Step::Mark(_)) {
					assert!(no_price_fell(price, value()), "{step:?} lowered a price");
				}
				let everyone = (1..10).chain([
					LENDING,
					TREASURY,
					Susdai::vault_account(),
					Susdai::reserve_account(),
				]);
				let owned: u128 = everyone.map(|who| dollars(who).get()).sum();
				assert_eq!(owned, Dollar::total_issuance());
				assert!(matches!(step, Step::Harvest(_)) || issued == owned);
			}
		});
	}

	#[test]
	fn queue_should_be_paid_to_the_unit_when_all_leave_over_many_strikes(
		parts in prop::collection::vec((1..5u128, UNIT..9_999 * UNIT), 3..12),
		incomes in prop::collection::vec(1..7_777 * UNIT, 8..20)
	) {
		with_vault(10_000, || {
			for who in 2..5 {
				deposit(who, usd(10_000)).unwrap();
			}
			let _ = lend(usd(40_000));
			for (who, of) in &parts {
				let _ = request(*who, Shares(*of));
			}
			// The loan comes back in pieces, each served to the queue on its day.
			for (n, income) in incomes.iter().enumerate() {
				let principal = world(|w| w.book.principal);
				let paid = principal.min(UsdaiAmount(*income));
				let left = principal.saturating_sub(paid);
				set_book(left, left, left);
				let receipt = Receipt { principal: paid, ..Default::default() };
				<Susdai as Vault<_>>::receive(&LENDING, receipt).unwrap();
				day(31 + n as u64);
				let _ = Susdai::claim(RuntimeOrigin::signed(9), RequestId(n as u64 / 2), None);
			}
			for id in 0..parts.len() as u64 {
				let _ = Susdai::claim(RuntimeOrigin::signed(9), RequestId(id), None);
			}
			assert_eq!(totals().pot, UsdaiAmount::ZERO);
		});
	}
}
