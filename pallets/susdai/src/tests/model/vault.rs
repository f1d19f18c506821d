//! The vault as the protocol describes it, in exact fractions and plain lists: every request is
//! looked at one by one, every value is summed anew, and nothing is rounded but where the protocol
//! rounds.

use num_bigint::BigInt;
use num_rational::BigRational;
use std::collections::BTreeMap;

pub const DAY: u64 = 86_400;
const WINDOW: u64 = 30 * DAY;
const LOCKED: u128 = 1_000_000;
/// The reserve fund among the people.
pub const FUND: u128 = 0;

pub fn int(number: u128) -> BigInt {
	number.into()
}

fn ratio(a: &BigInt, b: &BigInt) -> BigRational {
	BigRational::new(a.clone(), b.clone())
}

/// `a * b / c`.
fn part(a: &BigInt, b: &BigInt, c: &BigInt) -> BigRational {
	ratio(a, c) * BigRational::from(b.clone())
}

fn floor(fraction: BigRational) -> BigInt {
	fraction.floor().to_integer()
}

fn ceil(fraction: BigRational) -> BigInt {
	fraction.ceil().to_integer()
}

/// A request, as its owner sees it.
pub struct Request {
	pub who: u128,
	pub shares: BigInt,
	/// Shares of everybody before it.
	pub ahead: BigInt,
	asked: u64,
	/// Shares and USDai that were claimed.
	pub claimed: (BigInt, BigInt),
}

/// Everything, in numbers without units.
#[derive(Default)]
pub struct Vault {
	pub now: u64,
	start: u64,
	next_strike: u64,
	pub idle: BigInt,
	pub pot: BigInt,
	pub fee: BigInt,
	pub reserve: BigInt,
	/// What the fund can pay from its account.
	pub fund: BigInt,
	pub shares: BigInt,
	pub held: BTreeMap<u128, BigInt>,
	pub dollars: BTreeMap<u128, BigInt>,
	/// Amount, since and until.
	vesting: (BigInt, u64, u64),
	/// Principal of loans, and what the two values count of it.
	pub lent: BigInt,
	pub low: BigInt,
	pub high: BigInt,
	pub accrued: BigInt,
	pub bills: (BigInt, BigInt),
	pub requests: Vec<Request>,
	/// Shares and USDai of each strike.
	strikes: Vec<(BigInt, BigInt)>,
}

fn net(gross: &BigInt) -> BigInt {
	gross - ceil(ratio(gross, &int(10)))
}

impl Vault {
	/// Opened with so much, at one USDai a share.
	pub fn opened(start: u64, assets: u128) -> Self {
		let mut vault = Self { now: start, start, next_strike: start + DAY, ..Default::default() };
		(vault.idle, vault.shares) = (int(assets), int(assets));
		vault.held.insert(1, int(assets - LOCKED));
		vault
	}

	fn unvested(&self) -> BigInt {
		let (amount, since, until) = &self.vesting;
		match self.now < *until {
			true => ceil(part(amount, &(until - self.now).into(), &(until - since).into())),
			false => int(0),
		}
	}

	pub fn redemption(&self) -> BigInt {
		let all = &self.idle + &self.low + net(&self.bills.0) - self.unvested();
		all.max(int(0))
	}

	pub fn deposit_value(&self) -> BigInt {
		let cover = self.fund_has().min(&self.lent - &self.high);
		&self.idle + &self.high + net(&self.accrued) + net(&self.bills.1) + cover
	}

	/// What the fund can pay: what it is owed, and what came to its account.
	fn fund_has(&self) -> BigInt {
		&self.reserve + &self.fund
	}

	/// Money comes to the fund. A hundredth stays, unless there is a gift that can.
	fn fund_gets(&mut self, amount: &BigInt) {
		let account = self.dollars.entry(FUND).or_default();
		let beside = &*account - &self.fund;
		*account += amount;
		let stays = (int(10u128.pow(16)) - beside).max(int(0));
		self.fund += (amount - stays).max(int(0));
	}

	/// A stranger sends it something.
	pub fn fund_is_given(&mut self, amount: u128) {
		*self.dollars.entry(FUND).or_default() += int(amount);
	}

	/// Shares that the reserve fund gets before a sale: once all have left, a share costs one USDai
	/// again, and what came in since is the fund's.
	fn earlier(&self) -> BigInt {
		match self.shares > int(LOCKED) {
			true => int(0),
			false => (self.deposit_value() - &self.shares).max(int(0)),
		}
	}

	/// The least that is taken for shares: more while nobody holds any.
	fn least(&self) -> BigInt {
		let opens = self.shares <= int(LOCKED);
		int(if opens { 10u128.pow(18) } else { 10u128.pow(16) })
	}

	/// Whether shares are sold: not while those of holders are worth nothing.
	fn sells(&self) -> bool {
		self.deposit_value() > int(0) && (self.redemption() > int(0) || self.shares <= int(LOCKED))
	}

	/// Shares for an amount, if they are sold.
	pub fn quote(&self, assets: &BigInt) -> Option<BigInt> {
		let sold = self.sells() && *assets >= self.least();
		let shares = &self.shares + self.earlier();
		let got = sold.then(|| floor(part(assets, &shares, &self.deposit_value())))?;
		(got > int(0)).then_some(got)
	}

	/// What so many shares cost, if they are sold.
	pub fn cost(&self, shares: &BigInt) -> Option<BigInt> {
		let sold = self.sells();
		let all = &self.shares + self.earlier();
		let cost = sold.then(|| ceil(part(shares, &self.deposit_value(), &all)))?;
		(cost >= self.least()).then_some(cost)
	}

	/// Whether an account can be paid that: the fund's needs a hundredth to begin with.
	pub fn can_be_paid(&self, who: u128, amount: &BigInt) -> bool {
		*amount == int(0) || &self.dollars[&who] + amount >= int(10u128.pow(16))
	}

	/// Whether he can pay that and keep nothing or at least a hundredth.
	pub fn can_pay(&self, who: u128, amount: &BigInt) -> bool {
		let left = &self.dollars[&who] - amount;
		left == int(0) || left >= int(10u128.pow(16))
	}

	pub fn buy(&mut self, who: u128, assets: BigInt, shares: BigInt) {
		let earlier = self.earlier();
		*self.held.entry(FUND).or_default() += &earlier;
		self.shares += earlier;
		*self.dollars.get_mut(&who).unwrap() -= &assets;
		*self.held.entry(who).or_default() += &shares;
		self.idle += assets;
		self.shares += shares;
	}

	pub fn ask(&mut self, who: u128, shares: BigInt) {
		*self.held.get_mut(&who).unwrap() -= &shares;
		let ahead = self.requests.iter().map(|request| &request.shares).sum();
		let (asked, claimed) = (self.now, (int(0), int(0)));
		self.requests.push(Request { who, shares, ahead, asked, claimed });
	}

	pub fn served(&self) -> BigInt {
		self.strikes.iter().map(|(shares, _)| shares).sum()
	}

	pub fn pending(&self, request: &Request) -> BigInt {
		let served = (self.served() - &request.ahead).max(int(0)).min(request.shares.clone());
		&request.shares - served
	}

	/// USDai that all shares up to a point of the queue were paid.
	fn value(&self, point: &BigInt) -> BigInt {
		let (mut left, mut paid) = (point.clone(), int(0));
		for (shares, assets) in &self.strikes {
			if left <= *shares {
				return paid + floor(part(assets, &left, shares));
			}
			left -= shares;
			paid += assets;
		}
		paid
	}

	/// Shares and USDai that can be claimed.
	pub fn claimable(&self, request: &Request) -> (BigInt, BigInt) {
		let served = &request.shares - self.pending(request);
		let paid = self.value(&(&request.ahead + &served)) - self.value(&request.ahead);
		(served - &request.claimed.0, paid - &request.claimed.1)
	}

	/// What so many of the claimable shares are paid.
	pub fn worth(&self, request: &Request, shares: &BigInt) -> BigInt {
		let to = &request.ahead + &request.claimed.0 + shares;
		self.value(&to) - self.value(&request.ahead) - &request.claimed.1
	}

	/// How many shares are done when so much is paid: the first that are worth it, or the last that
	/// are worth less. Found by trying.
	pub fn done_by(&self, request: &Request, assets: &BigInt) -> BigInt {
		let (mut low, mut high) = (int(0), self.claimable(request).0);
		while low < high {
			let middle: BigInt = (&low + &high) / int(2);
			match self.worth(request, &middle) >= *assets {
				true => high = middle,
				false => low = middle + int(1),
			}
		}
		match self.worth(request, &low) > *assets {
			true => low - int(1),
			false => low,
		}
	}

	pub fn claim(&mut self, index: usize, to: u128, shares: &BigInt, assets: &BigInt) {
		let request = &mut self.requests[index];
		request.claimed.0 += shares;
		request.claimed.1 += assets;
		self.pot -= assets;
		match to == FUND {
			true => self.fund_gets(assets),
			false => *self.dollars.get_mut(&to).unwrap() += assets,
		}
	}

	/// Time goes on, and the first block of a day strikes.
	pub fn wait(&mut self, seconds: u64) {
		self.now += seconds;
		if self.now < self.next_strike {
			return;
		}
		self.next_strike = (self.now / DAY + 1) * DAY;
		let matured = |request: &&Request| {
			let window = (request.asked - self.start) / WINDOW + 1;
			self.now >= self.start + window * WINDOW + DAY
		};
		let due: BigInt =
			self.requests.iter().filter(matured).map(|request| self.pending(request)).sum();
		let value = self.redemption();
		let shares = match self.idle >= value {
			true => due,
			false => due.min(floor(part(&self.idle, &self.shares, &value))),
		};
		let assets = floor(part(&shares, &value, &self.shares));
		if shares > int(0) && assets > int(0) {
			self.idle -= &assets;
			self.pot += &assets;
			self.shares -= &shares;
			self.strikes.push((shares, assets));
		}
	}

	/// Whether so much may be lent: what is left pays all that is asked.
	pub fn lend(&mut self, amount: &BigInt) -> bool {
		if *amount > self.idle {
			return false;
		}
		let pending: BigInt = self.requests.iter().map(|request| self.pending(request)).sum();
		// A loan moves money from one part of the value to another.
		let fenced = ceil(part(&pending, &self.redemption(), &self.shares));
		let fits = &self.idle - amount >= fenced;
		if fits {
			self.idle -= amount;
			self.lent += amount;
			self.low += amount;
			self.high += amount;
		}
		fits
	}

	fn earn(&mut self, gross: &BigInt) -> BigInt {
		let whole = floor(ratio(gross, &int(10)));
		let fund = floor(ratio(&whole, &int(10)));
		self.idle += gross - &whole;
		self.fee += &whole - &fund;
		self.reserve += fund;
		gross - whole
	}

	/// A payment: principal, interest that had accrued, and more, which vests.
	pub fn receive(&mut self, principal: &BigInt, accrued: &BigInt, extra: &BigInt) {
		self.idle += principal;
		self.earn(accrued);
		let new = self.earn(extra);
		if new == int(0) {
			return;
		}
		let (old, left) = (self.unvested(), self.vesting.2.saturating_sub(self.now));
		let mean =
			ratio(&(&old * BigInt::from(left) + &new * BigInt::from(WINDOW)), &(&old + &new));
		let mean: u64 = floor(mean).try_into().unwrap();
		self.vesting = (old + new, self.now, self.now + mean);
	}

	pub fn harvest(&mut self, gross: &BigInt) {
		self.earn(gross);
	}

	/// Fees go to who they are owed to.
	pub fn pay_fees(&mut self) {
		self.fee = int(0);
		let reserve = core::mem::take(&mut self.reserve);
		self.fund_gets(&reserve);
	}

	/// The fund pays for a loss, what it is owed first.
	pub fn cover(&mut self, loss: &BigInt) -> BigInt {
		let owed = loss.min(&self.reserve).clone();
		let paid = (loss - &owed).min(self.fund.clone());
		self.reserve -= &owed;
		self.fund -= &paid;
		*self.dollars.entry(FUND).or_default() -= &paid;
		self.idle += &owed + &paid;
		owed + paid
	}
}
