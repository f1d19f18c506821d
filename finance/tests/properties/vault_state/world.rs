//! A vault, somebody who uses it, and what happens around them.

use super::*;

/// The vault and all that decides what it is worth.
#[derive(Clone, Default)]
pub struct World {
	pub state: VaultState,
	pub holdings: Holdings,
	pub windows: Windows,
	pub now: Seconds,
	pub checkpoints: Vec<Checkpoint>,
	/// Shares of the reserve fund.
	pub fund: u128,
	/// What is on its account.
	pub account: u128,
}

impl World {
	/// A vault of so much USDai and as many shares.
	pub fn opened(assets: u128) -> Self {
		let mut world = Self::default();
		world.deposit(UsdaiAmount(assets + BASE.get())).unwrap();
		assert_eq!(world.state.shares.get(), assets);
		world
	}

	pub fn nav(&self) -> Nav {
		Parts::of(&self.state, self.holdings, FEE, self.now).unwrap().nav().unwrap()
	}

	pub fn deposit(&mut self, assets: UsdaiAmount) -> Result<Shares, FinanceError> {
		let purchase = self.state.price(self.nav()).deposit(assets, BASE)?;
		self.state = self.state.bought(purchase)?;
		self.fund += purchase.earlier.get();
		Ok(purchase.shares)
	}

	pub fn mint(&mut self, shares: Shares) -> Result<UsdaiAmount, FinanceError> {
		let purchase = self.state.price(self.nav()).mint(shares, BASE)?;
		self.state = self.state.bought(purchase)?;
		self.fund += purchase.earlier.get();
		Ok(purchase.assets)
	}

	pub fn request(&mut self, shares: Shares) -> Interval {
		let (state, interval) = self.state.requested(shares, &self.windows, self.now).unwrap();
		self.state = state;
		interval
	}

	pub fn strike(&mut self) -> Option<Portion> {
		let (nav, windows) = (self.nav(), &self.windows);
		let (state, checkpoint) = self.state.struck(nav, windows, &OPEN, self.now).unwrap();
		self.state = state;
		self.checkpoints.extend(checkpoint);
		checkpoint.map(|checkpoint| checkpoint.portion())
	}

	/// A strike as if every window had closed a delay ago, and no time had passed.
	pub fn strike_now(&mut self) -> Option<Portion> {
		self.state.queue.closed = self.state.queue.requested;
		self.state.queue.closed_earlier = self.state.queue.requested;
		self.strike()
	}

	/// What a claim of all that is served leaves of a request, and what it pays.
	pub fn settled(&self, interval: Interval) -> (Option<Interval>, UsdaiAmount) {
		let Some(to) = interval.claimable_to(self.state.queue.served) else {
			return (Some(interval), UsdaiAmount::ZERO);
		};
		let value =
			|point| self.checkpoints.iter().find_map(|stretch| stretch.value_at(point)).unwrap();
		let start_value = interval.start_value.unwrap_or_else(|| value(interval.start));
		let (rest, portion) = interval.claimed(to, start_value, value(to)).unwrap();
		(rest, portion.assets)
	}

	/// A loan of `amount`, in the book first, as the vault values it then.
	pub fn lend(&mut self, amount: UsdaiAmount, committed: UsdaiAmount) -> bool {
		let mut lent = self.clone();
		lent.holdings.lent = lent.holdings.lent.saturating_add(amount);
		lent.holdings.loans_low = lent.holdings.loans_low.saturating_add(amount);
		lent.holdings.loans_high = lent.holdings.loans_high.saturating_add(amount);
		let Some(drawn) = self.state.drawn(amount) else { return false };
		lent.state = drawn;
		let covered = drawn.covers(lent.nav(), committed, Ppm(0)).unwrap();
		if covered {
			*self = lent;
		}
		covered
	}

	/// One more loan in the book.
	pub fn book(&mut self, lent: UsdaiAmount, high: UsdaiAmount, low: UsdaiAmount) {
		let holdings = &mut self.holdings;
		holdings.lent = holdings.lent.saturating_add(lent);
		holdings.loans_high = holdings.loans_high.saturating_add(high);
		holdings.loans_low = holdings.loans_low.saturating_add(low);
	}

	/// A loan leaves the book, its sale brings so much, and the fund pays for the rest.
	pub fn close(
		&mut self,
		lent: UsdaiAmount,
		high: UsdaiAmount,
		low: UsdaiAmount,
		brings: UsdaiAmount,
	) {
		let holdings = &mut self.holdings;
		holdings.lent = holdings.lent.saturating_sub(lent);
		holdings.loans_high = holdings.loans_high.saturating_sub(high);
		holdings.loans_low = holdings.loans_low.saturating_sub(low);
		self.receive(Receipt { principal: brings, ..Default::default() });
		self.cover(lent.saturating_sub(brings));
	}

	/// The reserve fund pays for a loss.
	pub fn cover(&mut self, loss: UsdaiAmount) -> Cover {
		let (state, cover) = self.state.covered(loss).unwrap();
		self.state = state;
		self.account -= cover.paid.get();
		cover
	}

	/// The fund has so much that it can pay.
	pub fn fill(&mut self, amount: u128) {
		let amount = amount + BASE.get();
		self.state = self.state.funded(UsdaiAmount(amount), self.fund_account()).unwrap();
		self.account += amount;
	}

	/// Fees go to whom they are owed to.
	pub fn pay_fees(&mut self) {
		let reserve = self.state.reserve;
		self.state = self.state.fees_paid(self.fund_account()).unwrap();
		self.account += reserve.get();
	}

	pub fn fund_account(&self) -> FundAccount {
		FundAccount { balance: UsdaiAmount(self.account), base: BASE }
	}

	pub fn receive(&mut self, receipt: Receipt) {
		let received = self.state.received(receipt, FEE, self.windows.length, self.now).unwrap();
		self.state = received.state;
	}
}

/// What others do, and what the book is told: anything but a realised loss, which hits those who
/// are there.
#[derive(Clone, Copy, Debug)]
pub enum Event {
	/// The low estimate is this part of the high one.
	Mark(Ppm),
	Accrue(u128),
	/// Interest is paid, and this much above it.
	Pay {
		principal: u128,
		extra: u128,
	},
	/// Bills earn; the market sees this part of it.
	Earn(u128, Ppm),
	Harvest,
	Lend(u128),
}

pub fn event() -> impl Strategy<Value = Event> {
	let amount = || prop_oneof![0..1_000u128, 0..300 * UNIT];
	let part = || (0u32..=1_000_000).prop_map(Ppm);
	prop_oneof![
		part().prop_map(Event::Mark),
		amount().prop_map(Event::Accrue),
		(amount(), amount()).prop_map(|(principal, extra)| Event::Pay { principal, extra }),
		(amount(), part()).prop_map(|(amount, part)| Event::Earn(amount, part)),
		Just(Event::Harvest),
		amount().prop_map(Event::Lend),
	]
}

impl World {
	pub fn happen(&mut self, event: Event) {
		let of = |amount: UsdaiAmount, part: Ppm| {
			UsdaiAmount(scale(amount.get(), part.get().into(), MILLION))
		};
		let holdings = &mut self.holdings;
		match event {
			Event::Mark(part) => holdings.loans_low = of(holdings.loans_high, part),
			Event::Accrue(amount) => {
				holdings.accrued = holdings.accrued.saturating_add(UsdaiAmount(amount));
			},
			Event::Pay { principal, extra } => {
				let principal = UsdaiAmount(principal).min(holdings.loans_high);
				let accrued = core::mem::take(&mut holdings.accrued);
				holdings.lent = holdings.lent.saturating_sub(principal);
				holdings.loans_high = holdings.loans_high.saturating_sub(principal);
				holdings.loans_low = holdings.loans_low.min(holdings.loans_high);
				self.receive(Receipt { principal, accrued, extra: UsdaiAmount(extra) });
			},
			Event::Earn(amount, part) => {
				let high = holdings.bills.high.saturating_add(UsdaiAmount(amount));
				holdings.bills = AccretedIncome { low: of(high, part), high };
			},
			Event::Harvest => {
				let accrued = core::mem::take(&mut holdings.bills).high;
				self.receive(Receipt { accrued, ..Default::default() });
			},
			Event::Lend(amount) => {
				self.lend(UsdaiAmount(amount), UsdaiAmount::ZERO);
			},
		}
	}
}

/// Somebody with USDai, shares and requests.
#[derive(Default)]
pub struct Actor {
	pub usdai: u128,
	pub shares: u128,
	pub requests: Vec<Option<Interval>>,
}

impl Actor {
	/// USDai, and what is served.
	pub fn outside(&self, world: &World) -> u128 {
		let served = |interval: &Interval| world.settled(*interval).1.get();
		self.usdai + self.requests.iter().flatten().map(served).sum::<u128>()
	}

	/// Shares, and what is requested and not served.
	pub fn inside(&self, world: &World) -> u128 {
		let pending = |interval: &Interval| interval.pending(world.state.queue.served).get();
		self.shares + self.requests.iter().flatten().map(pending).sum::<u128>()
	}

	/// What is outside, and the rest at the redemption value.
	pub fn wealth(&self, world: &World) -> u128 {
		let (value, outstanding) = (world.nav().redemption.get(), world.state.shares.get());
		self.outside(world) + scale(self.inside(world), value, outstanding)
	}

	pub fn play(&mut self, world: &mut World, step: Step) {
		match step {
			Step::Deposit(assets) if assets <= self.usdai => {
				if let Ok(shares) = world.deposit(UsdaiAmount(assets)) {
					self.usdai -= assets;
					self.shares += shares.get();
				}
			},
			Step::Mint(shares) => {
				let before = world.clone();
				match world.mint(Shares(shares)) {
					Ok(cost) if cost.get() <= self.usdai => {
						self.usdai -= cost.get();
						self.shares += shares;
					},
					_ => *world = before,
				}
			},
			Step::Request(shares) if shares <= self.shares => {
				self.shares -= shares;
				self.requests.push(Some(world.request(Shares(shares))));
			},
			Step::Strike => {
				world.strike_now();
			},
			Step::Claim(index) => {
				let Some(request) = self.requests.get_mut(index) else { return };
				let Some(interval) = *request else { return };
				let (rest, paid) = world.settled(interval);
				world.state = world.state.claimed(paid).unwrap();
				*request = rest;
				self.usdai += paid.get();
			},
			Step::Deposit(_) | Step::Request(_) => {},
		}
	}
}

#[derive(Clone, Copy, Debug)]
pub enum Step {
	Deposit(u128),
	Mint(u128),
	Request(u128),
	Strike,
	Claim(usize),
}

pub fn step() -> impl Strategy<Value = Step> {
	let amount = || prop_oneof![1..10 * UNIT, UNIT..2_000 * UNIT, 1..1_000u128];
	prop_oneof![
		amount().prop_map(Step::Deposit),
		amount().prop_map(Step::Mint),
		amount().prop_map(Step::Request),
		Just(Step::Strike),
		(0..12usize).prop_map(Step::Claim),
	]
}
