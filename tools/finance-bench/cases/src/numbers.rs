//! Multiplication and division, and the conversion of shares that rests on it.

use crate::{repeat, Scratch};
use caliber_finance::{
	math::{mul_div, Rounding, SCALE},
	shares::VaultTotals,
	units::{Shares, UsdaiAmount},
};
use core::hint::black_box;

/// A vault of 100 million: every product passes 128 bits.
const VAULT: VaultTotals = VaultTotals {
	assets: UsdaiAmount(104_250_331_018_221_904_117_305_212),
	shares: Shares(100_000_000_000_000_000_000_000_000),
};
const THOUSANDS: u128 = 31_415_926_535_897_932_384_626;

pub fn narrow(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (a, b, divisor) = black_box((SCALE, 1_008_493_150_686_601_600, SCALE));
		mul_div(a, b, divisor, Rounding::Down)
	});
}

pub fn wide(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (a, b, divisor) = black_box((u128::MAX - 1, u128::MAX - 3, u128::MAX - 2));
		mul_div(a, b, divisor, Rounding::Up)
	});
}

pub fn deposit(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (vault, assets) = black_box((VAULT, UsdaiAmount(THOUSANDS)));
		vault.shares_for_deposit(assets)
	});
}

pub fn redeem(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (vault, shares) = black_box((VAULT, Shares(THOUSANDS)));
		vault.assets_for_redeem(shares)
	});
}
