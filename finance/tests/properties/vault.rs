use crate::math::number;
use caliber_finance::{
	accrual::{accrue, annual_to_per_second, tier_yield, Tier, SECONDS_PER_YEAR},
	fees::Fee,
	math::Rounding,
	shares::{VaultTotals, LOCKED_SHARES},
	units::{RatePerSecond, Seconds, Shares, UsdaiAmount},
	FinanceError,
};
use proptest::prelude::*;

/// Totals and amounts up to 10^30 keep every conversion within 128 bits of any price here.
fn vault() -> impl Strategy<Value = VaultTotals> {
	(1u128..10u128.pow(30), 1u128..1_000_000, 1u128..1_000_000).prop_map(|(assets, up, down)| {
		let shares = (assets / down).max(1) * up;
		VaultTotals { assets: UsdaiAmount(assets), shares: Shares(shares) }
	})
}

fn amount() -> impl Strategy<Value = u128> {
	(1u128..10u128.pow(26), 0u32..80).prop_map(|(amount, shift)| (amount >> shift).max(1))
}

/// Any totals: none yet, or at least the locked shares and some assets.
fn any_vault() -> impl Strategy<Value = VaultTotals> {
	let issued = (number(), number()).prop_map(|(assets, shares)| VaultTotals {
		assets: UsdaiAmount((assets >> 1).max(1)),
		shares: LOCKED_SHARES.saturating_add(Shares(shares >> 1)),
	});
	let empty = VaultTotals { assets: UsdaiAmount::ZERO, shares: Shares::ZERO };
	prop_oneof![9 => issued, 1 => Just(empty)]
}

/// What is got, or must be given, for an amount, and the totals afterwards.
type Outcome = Option<(u128, VaultTotals)>;

fn enter(vault: VaultTotals, assets: UsdaiAmount, shares: Shares) -> Option<VaultTotals> {
	let locked = if vault.shares.is_zero() { LOCKED_SHARES } else { Shares::ZERO };
	Some(VaultTotals {
		assets: vault.assets.checked_add(assets)?,
		shares: vault.shares.checked_add(shares)?.checked_add(locked)?,
	})
}

/// The locked shares never leave.
fn leave(vault: VaultTotals, assets: UsdaiAmount, shares: Shares) -> Option<VaultTotals> {
	let after = VaultTotals {
		assets: vault.assets.checked_sub(assets)?,
		shares: vault.shares.checked_sub(shares)?,
	};
	(after.shares >= LOCKED_SHARES).then_some(after)
}

fn deposit(vault: VaultTotals, assets: u128) -> Outcome {
	let shares = vault.shares_for_deposit(UsdaiAmount(assets)).ok()?;
	Some((shares.get(), enter(vault, UsdaiAmount(assets), shares)?))
}

fn mint(vault: VaultTotals, shares: u128) -> Outcome {
	let assets = vault.assets_for_mint(Shares(shares)).ok()?;
	Some((assets.get(), enter(vault, assets, Shares(shares))?))
}

fn redeem(vault: VaultTotals, shares: u128) -> Outcome {
	let assets = vault.assets_for_redeem(Shares(shares)).ok()?;
	Some((assets.get(), leave(vault, assets, Shares(shares))?))
}

fn withdraw(vault: VaultTotals, assets: u128) -> Outcome {
	let shares = vault.shares_for_withdraw(UsdaiAmount(assets)).ok()?;
	Some((shares.get(), leave(vault, UsdaiAmount(assets), shares)?))
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn round_trips_of_assets_should_never_gain_when_totals_stand(
		vault in vault(), assets in amount(),
	) {
		let assets = UsdaiAmount(assets);
		let burned = vault.shares_for_withdraw(assets).unwrap();
		prop_assert!(vault.assets_for_mint(burned).unwrap() >= assets);
		prop_assert!(vault.assets_for_redeem(burned).unwrap() >= assets);
		match vault.shares_for_deposit(assets) {
			Ok(got) => {
				prop_assert!(got <= burned);
				prop_assert!(vault.assets_for_redeem(got).unwrap() <= assets);
				prop_assert!(vault.assets_for_mint(got).unwrap() <= assets);
			},
			Err(error) => prop_assert_eq!(error, FinanceError::ZeroShares),
		}
	}

	#[test]
	fn round_trips_of_shares_should_never_gain_when_totals_stand(
		vault in vault(), shares in amount(),
	) {
		let shares = Shares(shares);
		let cost = vault.assets_for_mint(shares).unwrap();
		let worth = vault.assets_for_redeem(shares).unwrap();
		prop_assert!(worth <= cost);
		prop_assert!(vault.shares_for_withdraw(cost).unwrap() >= shares);
		prop_assert!(vault.shares_for_deposit(cost).unwrap() >= shares);
		if !worth.is_zero() {
			prop_assert!(vault.shares_for_withdraw(worth).unwrap() <= shares);
			let again = vault.shares_for_deposit(worth);
			prop_assert!(again == Err(FinanceError::ZeroShares) || again.unwrap() <= shares);
		}
	}

	// The eight round trips of ERC-4626, the second leg on the totals that the first one leaves.

	#[test]
	fn round_trips_from_a_deposit_should_never_gain_when_totals_move(
		vault in any_vault(), assets in number(),
	) {
		if let Some((shares, after)) = deposit(vault, assets) {
			prop_assert!(redeem(after, shares).is_none_or(|(back, _)| back <= assets));
			prop_assert!(withdraw(after, assets).is_none_or(|(burned, _)| burned >= shares));
		}
	}

	#[test]
	fn round_trips_from_a_mint_should_never_gain_when_totals_move(
		vault in any_vault(), shares in number(),
	) {
		if let Some((cost, after)) = mint(vault, shares) {
			prop_assert!(redeem(after, shares).is_none_or(|(back, _)| back <= cost));
			prop_assert!(withdraw(after, cost).is_none_or(|(burned, _)| burned >= shares));
		}
	}

	#[test]
	fn round_trips_from_a_redemption_should_never_gain_when_totals_move(
		vault in any_vault(), shares in number(),
	) {
		if let Some((worth, after)) = redeem(vault, shares) {
			prop_assert!(deposit(after, worth).is_none_or(|(got, _)| got <= shares));
			prop_assert!(mint(after, shares).is_none_or(|(cost, _)| cost >= worth));
		}
	}

	#[test]
	fn round_trips_from_a_withdrawal_should_never_gain_when_totals_move(
		vault in any_vault(), assets in number(),
	) {
		if let Some((burned, after)) = withdraw(vault, assets) {
			prop_assert!(deposit(after, assets).is_none_or(|(got, _)| got <= burned));
			prop_assert!(mint(after, burned).is_none_or(|(cost, _)| cost >= assets));
		}
	}

	#[test]
	fn first_deposit_should_leave_out_the_locked_shares_when_there_are_none(
		assets: u128, amount in amount(),
	) {
		let empty = VaultTotals { assets: UsdaiAmount(assets), shares: Shares::ZERO };
		let cost = empty.assets_for_mint(Shares(amount)).unwrap();
		prop_assert_eq!(cost.get(), amount + LOCKED_SHARES.get());
		prop_assert_eq!(empty.shares_for_deposit(cost), Ok(Shares(amount)));
		prop_assert_eq!(
			empty.assets_for_redeem(Shares(amount)), Err(FinanceError::ZeroShares),
		);
	}

	#[test]
	fn interest_should_be_additive_within_a_unit_when_time_is_split(
		principal in 0u128..10u128.pow(30), rate in 0u64..=20_000_000_000,
		first in 0u64..100_000_000, second in 0u64..100_000_000,
	) {
		let (principal, rate) = (UsdaiAmount(principal), RatePerSecond(rate));
		let interest = |seconds, rounding| {
			accrue(principal, rate, Seconds(seconds), rounding).unwrap().get()
		};
		let parts = |rounding| interest(first, rounding) + interest(second, rounding);
		let down = interest(first + second, Rounding::Down);
		let up = interest(first + second, Rounding::Up);
		prop_assert!(parts(Rounding::Down) <= down && down <= parts(Rounding::Down) + 1);
		prop_assert!(up <= parts(Rounding::Up) && parts(Rounding::Up) <= up + 1);
		prop_assert!(down <= up && up <= down + 1);
	}

	#[test]
	fn annual_rate_should_come_back_when_multiplied_by_the_year(apr: u128) {
		let rate = annual_to_per_second(apr);
		prop_assert!(rate == 0 || (rate - 1) * SECONDS_PER_YEAR < apr);
		prop_assert!(rate.checked_mul(SECONDS_PER_YEAR).is_none_or(|back| back >= apr));
	}

	#[test]
	fn tiers_should_earn_as_their_slices_when_the_balance_grows(
		tiers in prop::collection::vec((0u64..=20_000_000_000, 0u128..10u128.pow(27)), 0..8),
		balance in 0u128..10u128.pow(28), more in 0u128..10u128.pow(27),
		seconds in 0u64..100_000_000,
	) {
		let tiers: Vec<Tier> = tiers
			.into_iter()
			.map(|(rate, width)| Tier { rate: RatePerSecond(rate), threshold: UsdaiAmount(width) })
			.collect();
		let seconds = Seconds(seconds);
		let earned = |balance| tier_yield(UsdaiAmount(balance), &tiers, seconds).unwrap();
		prop_assert!(earned(balance) <= earned(balance + more));

		let mut left = balance;
		let mut slices = 0;
		for tier in &tiers {
			let slice = UsdaiAmount(left.min(tier.threshold.get()));
			left -= slice.get();
			slices += accrue(slice, tier.rate, seconds, Rounding::Down).unwrap().get();
		}
		prop_assert_eq!(earned(balance).get(), slices);
	}

	#[test]
	fn fee_should_round_up_and_stay_within_the_basis_when_it_is_a_ratio(
		basis: u128, rate in 0u64..=1_000_000_000_000_000_000,
	) {
		let basis = UsdaiAmount(basis);
		let fee = Fee::Ratio(rate).on(basis).unwrap();
		prop_assert!(fee <= basis);
		let rest = Fee::Ratio(1_000_000_000_000_000_000 - rate).on(basis).unwrap();
		let both = fee.get().checked_add(rest.get());
		prop_assert!(both.is_none_or(|both| both - basis.get() <= 1));
		prop_assert_eq!(Fee::Absolute(fee).on(UsdaiAmount::ZERO), Ok(fee));
	}
}

#[test]
fn tiers_should_overflow_when_only_their_sum_is_too_much() {
	let tier = Tier { rate: RatePerSecond::ONE, threshold: UsdaiAmount(u128::MAX / 3) };
	let earned = |tiers: &[Tier]| tier_yield(UsdaiAmount::MAX, tiers, Seconds(2));
	assert_eq!(earned(&[tier]), Ok(UsdaiAmount(u128::MAX / 3 * 2)));
	assert_eq!(earned(&[tier; 2]), Err(FinanceError::Overflow));
}
