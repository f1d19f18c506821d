//! Attacks that worked on other vaults (research F1 to F4, and join-book-leave in one block). Each is
//! tried on a naive vault, where it pays, and on this one, where it does not.

use crate::mock::*;
use caliber_primitives::{
	ids::RequestId,
	units::{Shares, UsdaiAmount, UNIT},
	vault::{Receipt, Vault, YieldSource},
};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::Preservation::Preserve,
	},
};
use proptest::prelude::*;
use sp_core::U256;

const ATTACKER: AccountId = 2;
const VICTIM: AccountId = 3;

/// `floor(a * b / c)`.
fn scale(a: u128, b: u128, c: u128) -> u128 {
	(U256::from(a) * U256::from(b) / U256::from(c)).as_u128()
}

/// A vault as one writes it first: it values itself by its balance, takes the locked shares from the
/// first depositor and gives them to nobody, and pays at once.
#[derive(Default)]
struct Naive {
	balance: u128,
	shares: u128,
}

impl Naive {
	fn deposit(&mut self, assets: u128) -> u128 {
		let got = match self.shares {
			0 => assets.saturating_sub(1_000_000),
			shares => scale(assets, shares, self.balance),
		};
		self.balance += assets;
		self.shares += got;
		got
	}

	fn redeem(&mut self, shares: u128) -> u128 {
		let paid = scale(shares, self.balance, self.shares);
		self.balance -= paid;
		self.shares -= shares;
		paid
	}

	/// Burns shares rounded down.
	fn withdraw(&mut self, assets: u128) -> u128 {
		let burned = scale(assets, self.shares, self.balance);
		self.balance -= assets;
		self.shares -= burned;
		burned
	}

	/// Shares by a price that was rounded to 18 decimals first.
	fn shares_by_price(&self, assets: u128) -> u128 {
		scale(assets, UNIT, scale(self.balance, UNIT, self.shares))
	}
}

fn donate(amount: u128) {
	let vault = Susdai::vault_account();
	assert_ok!(<Dollar as Mutate<_>>::transfer(&ATTACKER, &vault, amount, Preserve));
}

/// Everything that an account has, its shares at the price of redemptions.
fn wealth(who: AccountId) -> u128 {
	let worth = Susdai::convert_to_assets(shares_of(who)).unwrap_or_default();
	dollars(who).get() + worth.get()
}

#[test]
fn inflation_should_rob_the_next_depositor_of_a_naive_vault() {
	let mut naive = Naive::default();
	assert_eq!(naive.deposit(1_000_001), 1, "one unit owns everything");
	naive.balance += 1_000 * UNIT;
	assert_eq!(naive.deposit(999 * UNIT), 0, "the victim gets nothing");
	assert!(naive.redeem(1) > 1_998 * UNIT);
}

#[test]
fn donation_should_shut_a_naive_vault_that_asks_for_shares() {
	let mut naive = Naive { balance: 0, shares: 1_000_001 };
	naive.balance += 500_000 * UNIT;
	// A minimum of a whole share can no more be bought by anybody.
	assert!(naive.deposit(900_000 * UNIT) < UNIT);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// F1, F2, H1 to H4: the attacker opens the vault with as little as it takes, gives any amount,
	/// and somebody deposits.
	#[test]
	fn inflation_should_cost_the_attacker_and_nobody_else(
		opens in UNIT..10 * UNIT,
		gives in prop_oneof![1..1_000u128, UNIT..900_000 * UNIT],
		pays in UNIT / 100..900_000 * UNIT,
		early in any::<bool>(),
	) {
		with_chain(|| {
			let (attacker, victim) = (wealth(ATTACKER), wealth(VICTIM));
			if early {
				donate(gives.max(BASE.get()));
			}
			assert_ok!(deposit(ATTACKER, UsdaiAmount(opens)));
			if !early {
				donate(gives);
			}
			// Of the account's minimum a sum below is dust that cannot stay.
			let pays = match dollars(VICTIM).get() - pays < BASE.get() {
				true => dollars(VICTIM).get(),
				false => pays,
			};
			assert_ok!(deposit(VICTIM, UsdaiAmount(pays)));
			assert!(!shares_of(VICTIM).is_zero());
			assert!(wealth(VICTIM) + 1 >= victim, "{} of {victim}", wealth(VICTIM));
			assert!(wealth(ATTACKER) <= attacker - gives, "{} of {attacker}", wealth(ATTACKER));
		});
	}

	/// F3: what is withdrawn little by little is never more than what was served.
	#[test]
	fn small_withdrawals_should_take_no_more_than_was_served(
		of in UNIT..50 * UNIT, price in 1u128..5_000, small in 1u128..100,
	) {
		let mut naive = Naive { balance: 4 * UNIT, shares: UNIT };
		let burned: u128 = (0..100).map(|_| naive.withdraw(3)).sum();
		assert_eq!(burned, 0, "a naive vault pays 300 units for no share");

		with_vault(100, || {
			assert_ok!(request(1, Shares(of)));
			set_idle(UsdaiAmount(100 * UNIT / 1_000 * price));
			day(31);
			let id = RequestId(0);
			let (all, before) = (Susdai::max_withdraw(id).get(), dollars(1).get());
			let withdraw =
				|| Susdai::withdraw(RuntimeOrigin::signed(1), id, UsdaiAmount(small), 1, None);
			let paid = (0..50).filter(|_| withdraw().is_ok()).count() as u128;
			assert_eq!(dollars(1).get() - before, paid * small);
			let _ = Susdai::claim(RuntimeOrigin::signed(1), id, None);
			assert_eq!((dollars(1).get() - before, totals().pot), (all, UsdaiAmount::ZERO));
		});
	}

	/// F4: a purchase never gets a unit more than its exact part.
	#[test]
	fn shares_should_never_be_rounded_up_by_a_price_that_was_rounded_down(
		(value, extra) in (1..1_000u128, 1..UNIT), pays in UNIT..900_000 * UNIT,
	) {
		with_vault(1_000, || {
			set_idle(UsdaiAmount(value * UNIT + extra));
			let (assets, outstanding) = (totals().idle.get(), totals().shares.get());
			assert_ok!(deposit(2, UsdaiAmount(pays)));
			let got = shares_of(2).get();
			// got / pays <= outstanding / assets, exactly.
			let exact = |got: u128| {
				U256::from(got) * U256::from(assets) <= U256::from(pays) * U256::from(outstanding)
			};
			assert!(exact(got) && !exact(got + 1));
		});
	}

	/// Buying before income is booked and leaving after it, in one block, whatever its kind.
	#[test]
	fn sandwich_of_a_booking_should_earn_nothing(
		pays in UNIT..900_000 * UNIT, income in 1..1_000 * UNIT, kind in 0..3u8,
	) {
		let mut naive = Naive { balance: 1_000 * UNIT, shares: 1_000 * UNIT };
		let got = naive.deposit(pays);
		naive.balance += income;
		// Below some units rounding eats it.
		assert!(naive.redeem(got) > pays || scale(income, pays, 1_000 * UNIT + pays) < 2);

		with_vault(1_000, || {
			let amount = UsdaiAmount(income);
			// Bills and interest count before they are paid.
			caliber_primitives::testing::world(|w| match kind {
				0 => {
					w.accreted =
						caliber_primitives::vault::AccretedIncome { low: amount, high: amount };
				},
				1 => w.book.accrued = amount,
				_ => {},
			});
			let before = dollars(ATTACKER).get();
			assert_ok!(deposit(ATTACKER, UsdaiAmount(pays)));
			match kind {
				0 => {
					let vault = Susdai::vault_account();
					Dollar::mint_into(&vault, income).unwrap();
					caliber_primitives::testing::world(|w| w.accreted = Default::default());
					assert_ok!(<Susdai as Vault<AccountId>>::harvest(amount, YieldSource::Bills));
				},
				1 => {
					caliber_primitives::testing::world(|w| w.book.accrued = UsdaiAmount::ZERO);
					let receipt = Receipt { accrued: amount, ..Default::default() };
					assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
				},
				_ => {
					let receipt = Receipt { extra: amount, ..Default::default() };
					assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
				},
			}
			if shares_of(ATTACKER) >= rules().min_request {
				assert_ok!(request(ATTACKER, shares_of(ATTACKER)));
				close_windows();
				Susdai::valued().map_err(Into::into).and_then(Susdai::strike).unwrap();
				assert_ok!(Susdai::claim(RuntimeOrigin::signed(ATTACKER), RequestId(0), None));
			}
			assert!(wealth(ATTACKER) <= before, "{} of {before}", wealth(ATTACKER));
		});
	}

	/// Buying before a loan is closed with a loss for which the reserve fund pays.
	#[test]
	fn sandwich_of_a_covered_loss_should_earn_nothing(
		pays in UNIT..900_000 * UNIT,
		(lost, fund) in (UNIT..200 * UNIT, prop_oneof![1 => Just(0), 9 => UNIT..300 * UNIT]),
	) {
		with_vault(1_000, || {
			let (brings, covered) = (UsdaiAmount(400 * UNIT - lost), lost.min(fund));
			let mut naive = Naive { balance: 1_000 * UNIT - lost, shares: 1_000 * UNIT };
			let got = naive.deposit(pays);
			naive.balance += covered;
			assert!(naive.redeem(got) > pays || covered == 0);

			assert_ok!(lend(usd(400)));
			fill_fund(UsdaiAmount(fund));
			set_book(usd(400), UsdaiAmount::ZERO, brings);
			let (before, value) = (wealth(ATTACKER), Susdai::total_assets().unwrap().deposit);
			assert_ok!(deposit(ATTACKER, UsdaiAmount(pays)));
			set_book(UsdaiAmount::ZERO, UsdaiAmount::ZERO, UsdaiAmount::ZERO);
			let receipt = Receipt { principal: brings, ..Default::default() };
			assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
			let lost = UsdaiAmount(lost);
			assert_eq!(<Susdai as Vault<AccountId>>::cover_loss(lost).get(), covered);
			let after = Susdai::total_assets().unwrap();
			assert_eq!((after.deposit.get(), after.redemption), (value.get() + pays, after.deposit));
			assert!(wealth(ATTACKER) <= before, "{} of {before}", wealth(ATTACKER));
			assert!(wealth(ATTACKER) + 2 >= before, "{} of {before}", wealth(ATTACKER));
		});
	}
}

#[test]
fn price_that_is_rounded_first_should_give_too_much_in_a_naive_vault() {
	let naive = Naive { balance: 2 * UNIT - 1, shares: 3 * UNIT };
	let exact = scale(1_000_000 * UNIT, naive.shares, naive.balance);
	assert!(naive.shares_by_price(1_000_000 * UNIT) > exact);
}

#[test]
fn transfers_to_oneself_should_change_nothing() {
	with_vault(100, || {
		let before = (shares_of(1), dollars(1), Susdai::share_price());
		assert_ok!(<Share as Mutate<_>>::transfer(&1, &1, UNIT, Preserve));
		assert_ok!(<Dollar as Mutate<_>>::transfer(&1, &1, UNIT, Preserve));
		assert_eq!((shares_of(1), dollars(1), Susdai::share_price()), before);
		assert_eq!(Share::total_issuance(), totals().shares.get());
	});
}

/// H9: dust cannot be deposited ten thousand times.
#[test]
fn deposits_of_a_unit_should_be_refused() {
	with_vault(100, || {
		let refusal = deposit(2, UsdaiAmount(1));
		assert_eq!(refusal, Err(crate::Error::<Test>::BelowMinimum.into()));
	});
}
