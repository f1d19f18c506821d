//! What amounts must come out, by plain arithmetic on what was agreed: nothing here looks at the
//! chain. Dollars have 18 decimals.

use caliber_finance::math::{mul_div, Rounding, MILLION, SCALE};
use caliber_primitives::units::{Ppm, RatePerSecond, UsdaiAmount, SECONDS_PER_DAY};
use sp_core::U256;

/// The vault keeps nine tenths of its income; the rest is the performance fee.
const TENTH: u128 = 10;

/// Interest on a balance for so many days, rounded up: what is owed.
pub fn interest(balance: u128, rate: RatePerSecond, days: u64) -> u128 {
	let growth = u128::from(rate.get()) * u128::from(days * SECONDS_PER_DAY);
	mul_div(balance, growth, SCALE, Rounding::Up).expect("it fits")
}

/// The same, rounded down: what the book counts of it when the vault lends alone.
pub fn counted(balance: u128, rate: RatePerSecond, days: u64) -> u128 {
	let growth = u128::from(rate.get()) * u128::from(days * SECONDS_PER_DAY);
	mul_div(balance, growth, SCALE, Rounding::Down).expect("it fits")
}

/// A part of an amount, rounded up: a fee.
pub fn fee(amount: u128, part: Ppm) -> u128 {
	mul_div(amount, part.get().into(), MILLION, Rounding::Up).expect("it fits")
}

/// A debt in parts per million of a value in cents, rounded up.
pub fn ltv(debt: u128, cents: u64) -> Ppm {
	let value = u128::from(cents) * (SCALE / 100);
	let parts = mul_div(debt, MILLION, value, Rounding::Up).expect("it fits");
	Ppm(parts.try_into().expect("it fits"))
}

/// What the shares keep of income that was paid.
pub fn net(income: u128) -> u128 {
	income - income / TENTH
}

/// What deposits count of income that is not paid yet: the fee on it is rounded up.
pub fn net_of_claim(income: u128) -> u128 {
	income - income.div_ceil(TENTH)
}

/// An instalment that is paid in time.
#[derive(Clone, Copy, Debug)]
pub struct Due {
	/// Principal before it.
	pub balance: u128,
	/// Principal of it.
	pub principal: u128,
	/// Interest of it.
	pub interest: u128,
}

impl Due {
	/// Both.
	pub fn total(&self) -> u128 {
		self.principal + self.interest
	}

	/// Principal after it.
	pub fn left(&self) -> UsdaiAmount {
		UsdaiAmount(self.balance - self.principal)
	}
}

/// What several of them take.
pub fn total(dues: &[Due]) -> u128 {
	dues.iter().map(Due::total).sum()
}

/// The instalments of a loan that repays principal in equal parts, by the days of its windows.
pub fn in_equal_parts(principal: u128, rate: RatePerSecond, windows: &[u64]) -> Vec<Due> {
	let left = |n: usize| u128::try_from(windows.len() - n).expect("it fits");
	dues(principal, rate, windows, |n, balance, _| balance / left(n))
}

/// The instalments of a loan that is repaid by level payments: each pays a part 1 / S of what the
/// balance would grow to by the end, S being what as many payments of one would grow to.
pub fn level(principal: u128, rate: RatePerSecond, windows: &[u64]) -> Vec<Due> {
	let last = windows.len() - 1;
	dues(principal, rate, windows, |n, balance, interest| {
		let (mut growth, mut sum) = (SCALE, 0);
		for days in windows[n..].iter().rev() {
			let factor = SCALE + u128::from(rate.get()) * u128::from(days * SECONDS_PER_DAY);
			sum += growth;
			growth = mul_div(growth, factor, SCALE, Rounding::Down).expect("it fits");
		}
		let payment = mul_div(balance, growth, sum, Rounding::Down).expect("it fits");
		if n == last {
			balance
		} else {
			payment - interest
		}
	})
}

fn dues(
	principal: u128,
	rate: RatePerSecond,
	windows: &[u64],
	repaid: impl Fn(usize, u128, u128) -> u128,
) -> Vec<Due> {
	let mut balance = principal;
	let each = windows.iter().enumerate().map(|(n, days)| {
		let interest = interest(balance, rate, *days);
		let due = Due { balance, principal: repaid(n, balance, interest), interest };
		balance -= due.principal;
		due
	});
	each.collect()
}

/// Two lenders of one loan: amount and rate of the vault, and of the Curator beside it.
pub struct Lenders {
	/// The vault.
	pub vault: (u128, RatePerSecond),
	/// The Curator.
	pub curator: (u128, RatePerSecond),
}

impl Lenders {
	/// What each earns in a second, with 36 decimals.
	fn weights(&self) -> [U256; 2] {
		[self.vault, self.curator].map(|(amount, rate)| U256::from(amount) * U256::from(rate.get()))
	}

	/// The rate of the loan: theirs by what each lends.
	pub fn rate(&self) -> RatePerSecond {
		let [vault, curator] = self.weights();
		RatePerSecond(((vault + curator) / U256::from(self.vault.0 + self.curator.0)).as_u64())
	}

	/// The Curator's part of an instalment's principal and interest, each rounded down. The last one
	/// pays him what is left.
	pub fn of_curator(&self, due: &Due) -> (u128, u128) {
		let (all, [vault, curator]) = (self.vault.0 + self.curator.0, self.weights());
		let principal = U256::from(due.principal) * U256::from(self.curator.0) / U256::from(all);
		let interest = U256::from(due.interest) * curator / (vault + curator);
		(principal.as_u128(), interest.as_u128())
	}

	/// What the book counts for the vault on a balance in so many days.
	pub fn counted(&self, balance: u128, days: u64) -> u128 {
		let [vault, curator] = self.weights();
		let whole = U256::from(balance) * U256::from(self.rate().get());
		let speed = whole * vault / (vault + curator);
		(speed * U256::from(days * SECONDS_PER_DAY) / U256::from(SCALE)).as_u128()
	}
}
