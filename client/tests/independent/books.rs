//! The demo's money, followed a second time: each line of its timeline is applied to a few sums,
//! and each figure of it is compared with what the rules give.

use super::{
	bill_cost, bill_price, ceil, deadlines, floor, instalments, ppm_ceil, ppm_floor, Instalment,
	Terms, DAY, W,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Units of USDai in one of USDC.
const SCALE: u128 = 1_000_000_000_000;
/// Shares that are locked at the first deposit.
const LOCKED: u128 = 1_000_000;

/// An integer of a figure, spelled as a number or as text.
fn figure(line: &Value, name: &str) -> u128 {
	let value = &line["figures"][name];
	let number = value.as_u64().map(u128::from);
	number
		.or_else(|| value.as_str().and_then(|text| text.parse().ok()))
		.unwrap_or_else(|| panic!("no figure {name} in {line}"))
}

fn signed(line: &Value, name: &str) -> i64 {
	i64::try_from(figure(line, name)).unwrap()
}

/// The bill that was bought.
#[derive(Debug, Clone, Copy)]
struct Bill {
	price: u128,
	days: i64,
	face: u128,
	cost: u128,
	settles: i64,
}

impl Bill {
	/// The straight line above cost at a moment.
	fn accreted(&self, now: i64) -> u128 {
		let elapsed = (now / DAY - self.settles).clamp(0, self.days);
		let (days, elapsed) = (u128::try_from(self.days), u128::try_from(elapsed));
		let (days, elapsed) = (days.unwrap(), elapsed.unwrap());
		let weight = self.price * (days - elapsed) + 100_000_000 * elapsed;
		floor(self.face, weight, 100_000_000 * days) - self.cost
	}
}

/// Everything that the demo moves. USDai and shares have 18 decimals, USDC has 6.
#[derive(Debug, Default)]
pub struct Books {
	rules: BTreeMap<&'static str, u128>,
	pub issued: u128,
	pub cash: u128,
	/// USDai of each account, and what each has won or lost in USDC.
	pub usdai: BTreeMap<String, u128>,
	pub usdc: BTreeMap<String, i128>,
	pub idle: u128,
	pub fee: u128,
	pub reserve: u128,
	pub shares: u128,
	pub saver_shares: u128,
	balance: u128,
	terms: Option<Terms>,
	schedule: Vec<Instalment>,
	opens: Vec<i64>,
	bill: Option<Bill>,
	/// Surplus of the bill that has come in and was not harvested.
	left: u128,
	/// Surplus of the bill that is in the backing.
	surplus: u128,
	pub interest: u128,
	pub paid: u32,
	/// The loan's reserve, and what is credited to the insurer.
	pub kept: u128,
	premium: u128,
	premium_rate: u128,
	reserve_instalments: usize,
	pot: u128,
	vesting: Vesting,
	pub checked: u32,
}

/// Income that redemptions count little by little, in a straight line.
#[derive(Debug, Default, Clone, Copy)]
struct Vesting {
	amount: u128,
	since: i64,
	until: i64,
}

impl Vesting {
	fn unvested(&self, now: i64) -> u128 {
		let seconds = |from: i64, to: i64| u128::try_from((to - from).max(0)).unwrap();
		match seconds(now, self.until) {
			0 => 0,
			left => ceil(self.amount, left, seconds(self.since, self.until)),
		}
	}

	/// What is left and what is new end together, at the mean of their ends by weight.
	fn join(&mut self, extra: u128, window: u128, now: i64) {
		if extra == 0 {
			return;
		}
		let old = self.unvested(now);
		let amount = old + extra;
		let left = u128::try_from((self.until - now).max(0)).unwrap();
		let length = (ceil(old, left, amount) + ceil(extra, window, amount)).min(window);
		*self = Self { amount, since: now, until: now + i64::try_from(length).unwrap() };
	}
}

impl Books {
	fn expect(&mut self, line: &Value, name: &str, value: u128) {
		assert_eq!(figure(line, name), value, "{name} of {line}");
		self.checked += 1;
	}

	fn rule(&self, name: &str) -> u128 {
		self.rules[name]
	}

	fn pay(&mut self, who: &str, usdai: u128) {
		*self.usdai.entry(who.into()).or_default() += usdai;
	}

	fn take(&mut self, who: &str, usdai: u128) {
		let left = self.usdai.entry(who.into()).or_default();
		*left = left.checked_sub(usdai).unwrap_or_else(|| panic!("{who} has not {usdai}"));
	}

	fn coins(&mut self, who: &str, usdc: i128) {
		*self.usdc.entry(who.into()).or_default() += usdc;
		let cash = i128::try_from(self.cash).unwrap() - usdc;
		self.cash = u128::try_from(cash).unwrap();
	}

	/// Takes USDC for USDai; returns what is minted.
	fn mint(&mut self, who: &str, usdc: u128) -> (u128, u128) {
		let value = usdc * SCALE;
		let fee = ppm_ceil(value, self.rule("mint_fee_ppm"));
		self.issued += value - fee;
		self.coins(who, -i128::try_from(usdc).unwrap());
		self.pay(who, value - fee);
		(value - fee, fee)
	}

	/// Divides income of the vault into what is the shares', the fee's and the fund's.
	fn divide(&mut self, gross: u128) -> [u128; 3] {
		let whole = ppm_floor(gross, self.rule("performance_fee_ppm"));
		let reserve = ppm_floor(whole, self.rule("reserve_share_ppm"));
		let parts = [gross - whole, whole - reserve, reserve];
		self.idle += parts[0];
		self.fee += parts[1];
		self.reserve += parts[2];
		parts
	}

	/// What is left of a claim on income.
	fn net(&self, gross: u128) -> u128 {
		gross - ppm_ceil(gross, self.rule("performance_fee_ppm"))
	}

	/// Applies a line and checks its figures.
	pub fn apply(&mut self, line: &Value) {
		match line["act"].as_str() {
			Some("rules") => {
				for name in [
					"mint_fee_ppm",
					"redeem_fee_ppm",
					"cushion_ppm",
					"performance_fee_ppm",
					"reserve_share_ppm",
					"window_seconds",
				] {
					self.rules.insert(name, figure(line, name));
				}
			},
			Some("mint") => {
				let (minted, fee) = self.mint("saver", figure(line, "usdc"));
				self.expect(line, "usdai", minted);
				self.expect(line, "fee", fee);
			},
			Some("stake") => self.stake(line),
			Some("buy") => self.buy(line),
			Some("settle") => {
				let cost = self.bill.unwrap().cost;
				self.expect(line, "at_settled_cost", cost);
			},
			Some("offer") => self.offer(line),
			Some("draw") => self.draw(line),
			Some("redeem") => self.redeem(line),
			Some("mature") => self.mature(line),
			Some("harvest") => self.harvest(line),
			Some("repay") => self.repay(line),
			Some("close") => {
				assert_eq!(self.balance, 0);
				self.expect(line, "principal", self.terms.unwrap().principal);
				self.expect(line, "interest", self.interest);
				let kept = std::mem::take(&mut self.kept);
				self.expect(line, "returned", kept);
				self.pay("borrower", kept);
			},
			Some("premium") => {
				let premium = std::mem::take(&mut self.premium);
				self.expect(line, "amount", premium);
				self.pay("insurer", premium);
			},
			Some("request") => {
				let shares = self.saver_shares / 100 * 40;
				self.saver_shares -= shares;
				self.expect(line, "shares", shares);
			},
			Some("strike") => self.strike(line),
			Some("claim") => {
				self.expect(line, "assets", self.pot);
				let assets = std::mem::take(&mut self.pot);
				self.pay("saver", assets);
			},
			Some("fees") => {
				self.expect(line, "fee", self.fee);
				self.expect(line, "reserve", self.reserve);
				(self.fee, self.reserve) = (0, 0);
			},
			Some("reconcile") => self.reconcile(line),
			_ => {},
		}
	}

	fn stake(&mut self, line: &Value) {
		let (assets, base) = (figure(line, "usdai"), figure(line, "base"));
		self.take("saver", assets);
		self.idle = assets - base;
		self.shares = assets - base;
		self.saver_shares = self.shares - LOCKED;
		self.expect(line, "locked", LOCKED);
		self.expect(line, "susdai", self.saver_shares);
	}

	fn buy(&mut self, line: &Value) {
		let (face, days) = (figure(line, "face"), figure(line, "days"));
		let price = bill_price(figure(line, "discount_ppb"), days);
		self.expect(line, "price_micro", price);
		let paid = bill_cost(face, price);
		self.expect(line, "paid", paid);
		assert!(face.is_multiple_of(100_000_000), "{face} is no whole number of hundreds");
		self.coins("custodian", i128::try_from(paid).unwrap());
		self.bill = Some(Bill {
			price,
			days: i64::try_from(days).unwrap(),
			face: face * SCALE,
			cost: paid * SCALE,
			settles: line["time"].as_i64().unwrap() / DAY,
		});
	}

	fn offer(&mut self, line: &Value) {
		let principal = figure(line, "principal");
		self.terms = Some(Terms {
			origination: 0,
			due_day: signed(line, "due_day"),
			duration_days: signed(line, "duration_days"),
			utc_offset: signed(line, "utc_offset_seconds"),
			rate: figure(line, "rate"),
			principal,
		});
		self.premium_rate = figure(line, "premium_rate");
		self.reserve_instalments = usize::try_from(figure(line, "reserve_instalments")).unwrap();
		self.expect(line, "fee", ceil(principal, figure(line, "fee_ratio"), W));
	}

	fn draw(&mut self, line: &Value) {
		let origination = line["time"].as_i64().unwrap();
		let terms = Terms { origination, ..self.terms.unwrap() };
		self.terms = Some(terms);
		self.schedule = instalments(&terms);
		let (due, _) = deadlines(&terms);
		self.opens = std::iter::once(origination).chain(due).collect();
		self.expect(line, "windows", u128::try_from(self.schedule.len()).unwrap());
		let (principal, fee) = (figure(line, "principal"), figure(line, "fee"));
		assert_eq!(principal, terms.principal);
		self.balance = principal;
		self.idle -= principal;
		// The reserve is that of the first instalments; who pays in first opens the account.
		let first = self.schedule.iter().take(self.reserve_instalments);
		self.kept = first.map(|due| due.principal + due.interest).sum();
		self.expect(line, "reserve", self.kept);
		self.pay("borrower", principal - fee - self.kept - figure(line, "base"));
		let [net, ..] = self.divide(fee);
		self.vesting.join(net, self.rule("window_seconds"), origination);
		if fee > 0 {
			self.expect(line, "fee_net", net);
		}
	}

	fn redeem(&mut self, line: &Value) {
		let who = line["figures"]["who"].as_str().unwrap();
		let amount = figure(line, "usdai");
		let fee = ppm_ceil(amount, self.rule("redeem_fee_ppm"));
		let paid = (amount - fee) / SCALE;
		self.expect(line, "fee", fee);
		self.expect(line, "usdc", paid);
		self.take(who, amount);
		self.issued -= amount;
		self.coins(who, i128::try_from(paid).unwrap());
	}

	fn mature(&mut self, line: &Value) {
		let bill = self.bill.take().unwrap();
		self.expect(line, "surplus", bill.face - bill.cost);
		self.expect(line, "face", bill.face / SCALE);
		self.coins("custodian", -i128::try_from(bill.face / SCALE).unwrap());
		self.left = bill.face - bill.cost;
		self.surplus = self.left;
	}

	/// As much as leaves the cushion whole on the issuance after it, and not a unit more.
	fn harvest(&mut self, line: &Value) {
		let minted = figure(line, "minted");
		let keeps = |minted: u128| {
			let surplus = self.cash * SCALE - self.issued;
			let cushion = ppm_ceil(self.issued + minted, self.rule("cushion_ppm"));
			surplus >= minted + cushion
		};
		assert!(keeps(minted), "the harvest of {minted} breaks the cushion");
		// One division may leave a unit that two would not.
		assert!(minted == self.left || !keeps(minted + 2), "{minted} is less than could be");
		self.left -= minted;
		self.issued += minted;
		self.expect(line, "left", self.left);
		let [net, fee, reserve] = self.divide(minted);
		self.expect(line, "net", net);
		self.expect(line, "fee", fee);
		self.expect(line, "reserve", reserve);
		// It moves no price; what vests in the seconds between two blocks does, a little.
		let (before, after) = (figure(line, "redemption_before"), figure(line, "redemption_after"));
		let most = minted / 1_000;
		assert!(after >= before && after - before <= most, "harvest moved {before} to {after}");
	}

	fn repay(&mut self, line: &Value) {
		let number = usize::try_from(self.paid).unwrap();
		let due = self.schedule[number];
		let paid_at = line["time"].as_i64().unwrap();
		assert!(paid_at <= due.deadline, "instalment {} is late", number + 1);
		let (minted, fee) = self.mint("borrower", figure(line, "usdc"));
		self.expect(line, "minted", minted);
		self.expect(line, "mint_fee", fee);
		self.expect(line, "principal", due.principal);
		self.expect(line, "interest", due.interest);
		self.expect(line, "due", u128::try_from(due.deadline).unwrap());
		let premium = ceil(self.balance, self.premium_rate, W);
		self.expect(line, "premium", premium);
		self.premium += premium;
		self.take("borrower", due.principal + due.interest + premium);

		// Accrual starts at the first midnight of the window.
		let start = (self.opens[number] + DAY - 1).div_euclid(DAY) * DAY;
		let seconds = u128::try_from((paid_at - start).max(0)).unwrap();
		let rate = self.terms.unwrap().rate;
		let accrued = floor(self.balance, rate * seconds, W).min(due.interest);
		self.expect(line, "accrued", accrued);
		self.expect(line, "extra", due.interest - accrued);
		self.balance -= due.principal;
		self.interest += due.interest;
		self.idle += due.principal;
		let (a, b) = (self.divide(accrued), self.divide(due.interest - accrued));
		self.vesting.join(b[0], self.rule("window_seconds"), paid_at);
		self.expect(line, "net", a[0] + b[0]);
		self.expect(line, "fee", a[1] + b[1]);
		self.expect(line, "reserve", a[2] + b[2]);
		self.expect(line, "balance", self.balance);
		self.paid += 1;
		self.expect(line, "instalment", self.paid.into());

		// What deposits buy into: all of it, and the next window has not begun to earn.
		let bills = self.bill.map_or(self.left, |bill| bill.accreted(paid_at));
		self.expect(line, "deposit", self.idle + self.balance + self.net(bills));
		self.expect(line, "shares", self.shares);
		assert!(figure(line, "redemption") <= figure(line, "deposit"));
		// While the bill runs, redemptions count it at the market where that is lower.
		if self.bill.is_none() {
			let value = self.idle + self.balance + self.net(self.left);
			self.expect(line, "redemption", value - self.vesting.unvested(paid_at));
		}
	}

	fn strike(&mut self, line: &Value) {
		let shares = self.shares - LOCKED - self.saver_shares;
		let now = line["time"].as_i64().unwrap();
		let value = self.idle + self.net(self.left) - self.vesting.unvested(now);
		self.expect(line, "shares", shares);
		self.expect(line, "redemption", value);
		self.expect(line, "outstanding", self.shares);
		let assets = floor(shares, value, self.shares);
		self.expect(line, "assets", assets);
		self.idle -= assets;
		self.pot = assets;
		self.shares -= shares;
	}

	fn reconcile(&mut self, line: &Value) {
		let figures = line["figures"].as_object().unwrap();
		if figures.contains_key("issued") {
			self.expect(line, "issued", self.issued);
			self.expect(line, "cash", self.cash * SCALE);
			self.expect(line, "bills", 0);
			self.expect(line, "surplus", self.cash * SCALE - self.issued);
		} else if figures.contains_key("idle") {
			self.expect(line, "idle", self.idle);
			self.expect(line, "loans", 0);
			self.expect(line, "shares", self.shares);
			self.expect(line, "pot", 0);
		} else {
			for (who, held) in figures {
				let usdai = self.usdai.get(who).copied().unwrap_or_default();
				assert_eq!(held["usdai"].as_str().unwrap(), usdai.to_string(), "{who}");
				self.checked += 1;
			}
			let shares = figures["saver"]["susdai"].as_str().unwrap();
			assert_eq!(shares, self.saver_shares.to_string());
		}
	}
}
