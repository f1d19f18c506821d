//! The vault: every request is looked at one by one, every value is summed anew (protocol.md 2, 3).

use super::{
	numbers::{down, int, less, part, up, zero, Int, DAY},
	pay::Receipt,
};
use caliber_runtime::AccountId;
use std::collections::BTreeMap;

const WINDOW: u64 = 30 * DAY;
/// Shares that nobody has.
const LOCKED: u128 = 1_000_000;

/// A request for redemption.
#[derive(Clone, Debug)]
pub struct Request {
	pub who: AccountId,
	pub shares: Int,
	/// Shares of everybody before it.
	pub ahead: Int,
	asked: u64,
	/// Shares and dollars that were claimed.
	pub claimed: (Int, Int),
}

/// What loans and bills are worth to it.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
	pub low: Int,
	pub high: Int,
	pub accrued: Int,
	pub bills_low: Int,
	pub bills_high: Int,
	/// Principal that is out, whatever it is worth.
	pub lent: Int,
}

#[derive(Clone, Debug, Default)]
pub struct Vault {
	pub next_strike: u64,
	pub idle: Int,
	pub pot: Int,
	pub fee: Int,
	pub reserve: Int,
	/// What the reserve fund was paid and has not given.
	pub fund: Int,
	pub shares: Int,
	pub held: BTreeMap<AccountId, Int>,
	/// Amount, since and until.
	pub vesting: (Int, u64, u64),
	pub requests: Vec<Request>,
	/// Shares and dollars of each strike.
	pub strikes: Vec<(Int, Int)>,
}

/// A claim on income, once the fee is taken.
fn net(gross: &Int) -> Int {
	gross - up(part(gross, &int(1u8), &int(10u8)))
}

impl Vault {
	fn unvested(&self, now: u64) -> Int {
		let (amount, since, until) = &self.vesting;
		match now < *until {
			true => up(part(amount, &int(until - now), &int(until - since))),
			false => zero(),
		}
	}

	/// Both values: A and A+.
	pub fn values(&self, holdings: &Holdings, now: u64) -> (Int, Int) {
		let low = &self.idle + &holdings.low + net(&holdings.bills_low);
		let high = &self.idle + &holdings.high + net(&holdings.accrued) + net(&holdings.bills_high);
		let doubted = less(&holdings.lent, &holdings.high);
		let high = high + doubted.min(&self.reserve + &self.fund);
		(less(&low, &self.unvested(now)), high)
	}

	/// Shares that the fund gets before a sale, when all holders have left.
	fn earlier(&self, high: &Int) -> Int {
		match self.shares > int(LOCKED) {
			true => zero(),
			false => less(high, &self.shares),
		}
	}

	/// Shares for an amount.
	pub fn quote(&self, assets: &Int, high: &Int) -> Int {
		down(part(assets, &(&self.shares + self.earlier(high)), high))
	}

	/// What so many shares cost.
	pub fn cost(&self, shares: &Int, high: &Int) -> Int {
		up(part(shares, high, &(&self.shares + self.earlier(high))))
	}

	/// Somebody buys.
	pub fn buy(
		&mut self,
		who: &AccountId,
		fund: &AccountId,
		assets: &Int,
		shares: &Int,
		high: &Int,
	) {
		let earlier = self.earlier(high);
		*self.held.entry(fund.clone()).or_default() += &earlier;
		*self.held.entry(who.clone()).or_default() += shares;
		self.idle += assets;
		self.shares += shares + earlier;
	}

	/// Somebody asks for redemption.
	pub fn ask(&mut self, who: &AccountId, shares: Int, asked: u64) {
		*self.held.entry(who.clone()).or_default() -= &shares;
		let ahead = self.requests.iter().map(|request| &request.shares).sum();
		let claimed = (zero(), zero());
		self.requests.push(Request { who: who.clone(), shares, ahead, asked, claimed });
	}

	pub fn served(&self) -> Int {
		self.strikes.iter().map(|(shares, _)| shares).sum()
	}

	pub fn pending(&self, request: &Request) -> Int {
		less(&(&request.ahead + &request.shares), &self.served().max(request.ahead.clone()))
	}

	/// What all shares up to a point of the queue were paid.
	fn value(&self, point: &Int) -> Int {
		let (mut left, mut paid) = (point.clone(), zero());
		for (shares, assets) in &self.strikes {
			if left <= *shares {
				return paid + down(part(assets, &left, shares));
			}
			left -= shares;
			paid += assets;
		}
		paid
	}

	/// Shares and dollars that can be claimed.
	pub fn claimable(&self, request: &Request) -> (Int, Int) {
		let served = &request.shares - self.pending(request);
		let paid = self.value(&(&request.ahead + &served)) - self.value(&request.ahead);
		(served - &request.claimed.0, paid - &request.claimed.1)
	}

	/// A request is claimed as far as it was served. Says for whom how much.
	pub fn claim(&mut self, request: usize) -> (AccountId, Int) {
		let (shares, assets) = self.claimable(&self.requests[request]);
		let request = &mut self.requests[request];
		request.claimed.0 += shares;
		request.claimed.1 += &assets;
		self.pot -= &assets;
		(request.who.clone(), assets)
	}

	/// The day's strike at a value.
	pub fn strike(&mut self, value: &Int, now: u64) {
		self.next_strike = (now / DAY + 1) * DAY;
		let matured = |request: &&Request| now >= (request.asked / WINDOW + 1) * WINDOW + DAY;
		let due: Int =
			self.requests.iter().filter(matured).map(|request| self.pending(request)).sum();
		let shares = match self.idle >= *value {
			true => due,
			false => due.min(down(part(&self.idle, &self.shares, value))),
		};
		let assets = down(part(&shares, value, &self.shares));
		if shares > zero() && assets > zero() {
			self.idle -= &assets;
			self.pot += &assets;
			self.shares -= &shares;
			self.strikes.push((shares, assets));
		}
	}

	fn earn(&mut self, gross: &Int) -> Int {
		let whole = down(part(gross, &int(1u8), &int(10u8)));
		let fund = down(part(&whole, &int(1u8), &int(10u8)));
		self.idle += gross - &whole;
		self.fee += &whole - &fund;
		self.reserve += fund;
		gross - whole
	}

	/// A payment on a loan.
	pub fn receive(&mut self, receipt: &Receipt, now: u64) {
		self.idle += &receipt.principal;
		self.earn(&receipt.accrued);
		let new = self.earn(&receipt.extra);
		if new > zero() {
			let (old, left) = (self.unvested(now), self.vesting.2.saturating_sub(now));
			let all = &old + &new;
			let mean = down(part(&(old * int(left) + new * int(WINDOW)), &int(1u8), &all));
			let mean: u64 = mean.try_into().expect("it is no longer than a window");
			self.vesting = (all, now, now + mean);
		}
	}

	/// Income of bills.
	pub fn harvest(&mut self, gross: &Int) {
		self.earn(gross);
	}

	/// Fees go to whom they are owed: to the fee account, and to the fund. What has to stay on the
	/// fund's account somebody has given it.
	pub fn pay_fees(&mut self) -> (Int, Int) {
		self.fund += &self.reserve;
		(core::mem::take(&mut self.fee), core::mem::take(&mut self.reserve))
	}

	/// The fund pays for a loss, what it is owed first. Says what it pays of its own.
	pub fn cover(&mut self, loss: &Int) -> Int {
		let owed = loss.min(&self.reserve).clone();
		let paid = (loss - &owed).min(self.fund.clone());
		self.reserve -= &owed;
		self.fund -= &paid;
		self.idle += &owed + &paid;
		paid
	}
}
