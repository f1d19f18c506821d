//! Shares, the vault, its queue and its vesting.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	outflow::Outflow,
	queue::{Checkpoint, Interval, Windows},
	shares::{VaultTotals, LOCKED_SHARES},
	units::{Ppm, Seconds, Shares, UsdaiAmount},
	vault::{
		AccretedIncome, FundAccount, Holdings, Nav, Parts, PerformanceFee, Receipt, Side, Snapshot,
		VaultState,
	},
	vesting::Vesting,
};
use std::cmp::Ordering;

/// A conversion there and back never gains.
#[derive(Arbitrary, Debug)]
pub struct Conversion {
	#[arbitrary(with = amount)]
	total_assets: UsdaiAmount,
	#[arbitrary(with = shares)]
	total_shares: Shares,
	#[arbitrary(with = amount)]
	assets: UsdaiAmount,
	#[arbitrary(with = shares)]
	shares: Shares,
}

impl Conversion {
	pub fn check(&self) {
		let vault = VaultTotals { assets: self.total_assets, shares: self.total_shares };
		let issued = !self.total_shares.is_zero();
		if let Ok(shares) = vault.shares_for_deposit(self.assets) {
			assert!(vault.assets_for_mint(shares).is_ok_and(|assets| assets <= self.assets));
			if issued {
				let back = vault.assets_for_redeem(shares);
				assert!(back.is_ok_and(|assets| assets <= self.assets));
			}
		}
		if let Ok(assets) = vault.assets_for_redeem(self.shares) {
			assert!(issued);
			if !assets.is_zero() {
				let burned = vault.shares_for_withdraw(assets);
				assert!(burned.is_ok_and(|shares| shares <= self.shares));
			}
			let paid = vault.assets_for_mint(self.shares);
			assert!(paid.is_ok_and(|paid| paid.get() - assets.get() <= 1));
		}
		if let Ok(burned) = vault.shares_for_withdraw(self.assets) {
			let got = vault.shares_for_deposit(self.assets).map_or(0, Shares::get);
			assert!(burned.get() - got <= 1);
		}
	}
}

#[derive(Arbitrary, Debug)]
enum Act {
	Deposit(#[arbitrary(with = sensible)] UsdaiAmount),
	Mint(#[arbitrary(with = sensible_shares)] Shares),
	Request(#[arbitrary(with = sensible_shares)] Shares),
	Strike,
	Claim {
		request: u8,
		partly: bool,
	},
	Draw(#[arbitrary(with = sensible)] UsdaiAmount),
	Receive {
		#[arbitrary(with = sensible)]
		accrued: UsdaiAmount,
		#[arbitrary(with = sensible)]
		extra: UsdaiAmount,
	},
	Withdraw {
		request: u8,
		part: u8,
	},
	Harvest(#[arbitrary(with = sensible)] UsdaiAmount),
	Bear(#[arbitrary(with = sensible)] UsdaiAmount),
	Restore(#[arbitrary(with = sensible)] UsdaiAmount),
	Cover(#[arbitrary(with = sensible)] UsdaiAmount),
	/// Somebody sends the reserve fund money.
	Endow(#[arbitrary(with = sensible)] UsdaiAmount),
	Give(#[arbitrary(with = sensible)] UsdaiAmount),
	Impair,
	PayFees,
	Wait(u32),
}

#[derive(Arbitrary, Debug)]
pub struct Input {
	#[arbitrary(with = windows)]
	windows: Windows,
	#[arbitrary(with = outflow)]
	outflow: Outflow,
	#[arbitrary(with = ppm)]
	fee: Ppm,
	#[arbitrary(with = ppm)]
	reserve_share: Ppm,
	#[arbitrary(with = short)]
	now: u32,
	#[arbitrary(with = sensible)]
	base: UsdaiAmount,
	#[arbitrary(with = sensible)]
	accrued: UsdaiAmount,
	#[arbitrary(with = accreted)]
	bills: AccretedIncome,
	#[arbitrary(with = acts)]
	acts: Vec<Act>,
	#[arbitrary(with = vesting)]
	vesting: Vesting,
	#[arbitrary(with = sensible)]
	fund: UsdaiAmount,
}

fn sensible_shares(u: Bytes) -> arbitrary::Result<Shares> {
	sensible(u).map(|amount| Shares(amount.get()))
}

fn windows(u: Bytes) -> arbitrary::Result<Windows> {
	let length = u.int_in_range(60..=366 * 86_400)?;
	Ok(match u.ratio(1, 16)? {
		true => Windows {
			start: seconds(u)?,
			length: seconds(u)?,
			delay: seconds(u)?,
			strike_every: seconds(u)?,
		},
		false => Windows {
			start: Seconds(short(u)?.into()),
			length: Seconds(length),
			delay: Seconds(u.int_in_range(0..=length)?),
			strike_every: Seconds(*u.choose(&[1, 60, 3_600, 43_200, 86_400])?),
		},
	})
}

fn accreted(u: Bytes) -> arbitrary::Result<AccretedIncome> {
	let (one, other) = (sensible(u)?, sensible(u)?);
	Ok(AccretedIncome { low: one.min(other), high: one.max(other) })
}

fn acts(u: Bytes) -> arbitrary::Result<Vec<Act>> {
	list(u, 40, Act::arbitrary)
}

/// Any three numbers, also none that ever join.
fn vesting(u: Bytes) -> arbitrary::Result<Vesting> {
	Ok(Vesting { amount: amount(u)?, since: seconds(u)?, until: seconds(u)? })
}

/// A vault with all that happened to it.
struct Played<'a> {
	input: &'a Input,
	fee: PerformanceFee,
	now: Seconds,
	state: VaultState,
	/// Principal in loans: what the vault drew and nobody has paid back.
	lent: UsdaiAmount,
	impaired: bool,
	/// USDai in its account: all that came in less all that left.
	account: u128,
	/// USDai in that of the reserve fund.
	fund: u128,
	requests: Vec<(Interval, Option<Interval>)>,
	checkpoints: Vec<Checkpoint>,
	claimed: u128,
}

impl Input {
	pub fn check(&self) {
		let fee = PerformanceFee { rate: self.fee, reserve_share: self.reserve_share };
		self.check_fee(fee);
		self.check_vesting();
		self.check_windows();
		if !self.windows.in_range() {
			return;
		}
		let mut played = Played {
			input: self,
			fee,
			now: Seconds(self.now.into()),
			state: VaultState::default(),
			lent: UsdaiAmount::ZERO,
			impaired: false,
			account: 0,
			fund: 0,
			requests: Vec::new(),
			checkpoints: Vec::new(),
			claimed: 0,
		};
		played.fund_gets(self.fund);
		for act in &self.acts {
			played.play(act);
			played.check();
		}
		played.claim_all();
	}

	fn check_fee(&self, fee: PerformanceFee) {
		let gross = self.accrued;
		if let Ok(income) = fee.split(gross) {
			let parts = [income.net, income.fee, income.reserve].map(UsdaiAmount::get);
			assert_eq!(total(parts), wide(gross.get()));
			assert!(fee.net(gross).is_ok_and(|net| net <= income.net));
		}
	}

	fn check_vesting(&self) {
		let now = Seconds(self.now.into());
		for stream in [self.vesting, Vesting::default()] {
			let Ok(left) = stream.unvested(now) else { continue };
			assert!(left <= stream.amount);
			let Ok(joined) = stream.joined(self.accrued, self.windows.length, now) else {
				continue;
			};
			if self.accrued.is_zero() {
				assert_eq!(joined, stream);
				continue;
			}
			// Nothing moves at the moment itself, and no stream is longer than a window.
			let at_once = joined.unvested(joined.since);
			let after = stream.unvested(joined.since).map(|old| old.saturating_add(self.accrued));
			assert!(at_once == after || joined.until == joined.since);
			assert!(joined.until.saturating_sub(joined.since) <= self.windows.length);
			assert_eq!(joined.unvested(joined.until), Ok(UsdaiAmount::ZERO));
		}
	}

	fn check_windows(&self) {
		let now = Seconds(self.now.into());
		let windows = &self.windows;
		let (ended, matured) = (windows.ended(now), windows.matured(now));
		assert!(matured <= ended);
		let _ = (windows.end_of(ended), windows.first_strike(ended));
		if windows.in_range() {
			assert!(windows.end_of(ended) > now);
			assert!(windows.strike_after(now) > now);
			assert!(windows.first_strike(ended) >= windows.end_of(ended));
		}
	}
}

impl Played<'_> {
	fn holdings(&self) -> Holdings {
		let part = |of| if self.impaired { UsdaiAmount(self.lent.get() / of) } else { self.lent };
		Holdings {
			lent: self.lent,
			loans_low: part(3),
			loans_high: part(2),
			accrued: self.input.accrued,
			bills: self.input.bills,
			..Default::default()
		}
	}

	fn nav(&self) -> Option<Nav> {
		Parts::of(&self.state, self.holdings(), self.fee, self.now).ok()?.nav().ok()
	}

	/// What is refused changes nothing.
	fn play(&mut self, act: &Act) -> Option<()> {
		match *act {
			Act::Deposit(assets) => {
				let price = self.state.price(self.nav()?);
				let purchase = price.deposit(assets, self.input.base).ok()?;
				assert_eq!(purchase.assets, assets);
				self.buy(purchase)?;
			},
			Act::Mint(shares) => {
				let price = self.state.price(self.nav()?);
				let purchase = price.mint(shares, self.input.base).ok()?;
				assert_eq!(purchase.shares, shares);
				self.buy(purchase)?;
			},
			Act::Request(shares) => {
				// Nobody has the locked ones.
				let held = self.state.shares.checked_sub(LOCKED_SHARES)?;
				let shares = shares.min(held.saturating_sub(self.state.queue.pending()));
				if shares.is_zero() {
					return None;
				}
				let (state, interval) =
					self.state.requested(shares, &self.input.windows, self.now).ok()?;
				self.state = state;
				self.requests.push((interval, Some(interval)));
			},
			Act::Strike => self.strike()?,
			Act::Claim { request, partly } => {
				let number = usize::from(request).checked_rem(self.requests.len())?;
				self.claim(number, partly)?;
			},
			Act::Draw(amount) => {
				let nav = self.nav()?;
				let free = self.state.free(nav, UsdaiAmount::ZERO, Ppm::ZERO).ok()?;
				let amount = amount.min(free);
				self.state = self.state.drawn(amount)?;
				self.account -= amount.get();
				self.lent = self.lent.checked_add(amount)?;
			},
			Act::Receive { accrued, extra } => {
				let receipt = Receipt { principal: self.lent, accrued, extra };
				let window = self.input.windows.length;
				let received = self.state.received(receipt, self.fee, window, self.now).ok()?;
				let total = receipt.total().ok()?;
				self.state = received.state;
				self.account += total.get();
				self.lent = UsdaiAmount::ZERO;
			},
			Act::Withdraw { request, part } => {
				let number = usize::from(request).checked_rem(self.requests.len())?;
				self.withdraw(number, part)?;
			},
			Act::Harvest(amount) => {
				self.state = self.state.harvested(amount, self.fee).ok()?.0;
				self.account += amount.get();
			},
			Act::Bear(amount) => {
				let amount = amount.min(self.state.idle);
				self.state = self.state.borne(amount)?;
				self.account -= amount.get();
			},
			Act::Restore(amount) => {
				self.state = self.state.restored(amount).ok()?;
				self.account += amount.get();
			},
			Act::Cover(loss) => {
				let (state, cover) = self.state.covered(loss).ok()?;
				assert!(cover.total() <= loss && cover.paid <= self.state.fund);
				self.state = state;
				self.account += cover.paid.get();
				self.fund -= cover.paid.get();
			},
			Act::Endow(amount) => self.fund += amount.get(),
			Act::Give(amount) => {
				self.state = self.state.given(amount).ok()?;
				self.account += amount.get();
			},
			Act::Impair => self.impaired = !self.impaired,
			Act::PayFees => {
				let (fee, reserve) = (self.state.fee.get(), self.state.reserve.get());
				self.state = self.state.fees_paid(self.fund_account()).ok()?;
				self.account -= fee + reserve;
				self.fund += reserve;
			},
			Act::Wait(time) => self.now = self.now.saturating_add(Seconds(time.into())),
		}
		Some(())
	}

	fn fund_account(&self) -> FundAccount {
		FundAccount { balance: UsdaiAmount(self.fund), base: self.input.base }
	}

	fn fund_gets(&mut self, amount: UsdaiAmount) {
		if let Ok(state) = self.state.funded(amount, self.fund_account()) {
			self.state = state;
			self.fund += amount.get();
		}
	}

	fn buy(&mut self, purchase: caliber_finance::vault::Purchase) -> Option<()> {
		self.state = self.state.bought(purchase).ok()?;
		self.account += purchase.assets.get();
		Some(())
	}

	fn strike(&mut self) -> Option<()> {
		let before = self.state;
		let nav = self.nav()?;
		let (state, checkpoint) =
			before.struck(nav, &self.input.windows, &self.input.outflow, self.now).ok()?;
		self.state = state;
		assert!(state.queue.next_strike > self.now);
		assert_eq!(state.held(), before.held());
		if let Some(checkpoint) = checkpoint {
			let portion = checkpoint.portion();
			let room = before.outflow.room(self.now, &self.input.outflow, nav.redemption);
			assert!(portion.assets <= room);
			assert_eq!(state.shares.get() + portion.shares.get(), before.shares.get());
			assert_eq!(state.pot.get() - before.pot.get(), portion.assets.get());
			// Nobody is paid more than his part of what redemptions count.
			assert!(
				wide(portion.assets.get()) * wide(before.shares.get())
					<= wide(portion.shares.get()) * wide(nav.redemption.get())
			);
			self.checkpoints.push(checkpoint);
		}
		Some(())
	}

	/// The value of a point that was served, by the checkpoint that it lies in.
	fn value_at(&self, point: Shares) -> Option<UsdaiAmount> {
		let lies_in = |checkpoint: &&Checkpoint| checkpoint.side(point) == Ordering::Equal;
		self.checkpoints.iter().find(lies_in)?.value_at(point)
	}

	fn claim(&mut self, number: usize, partly: bool) -> Option<()> {
		let interval = self.requests.get(number)?.1?;
		let served = self.state.queue.served;
		let mut to = interval.claimable_to(served)?;
		if partly {
			to = Shares(interval.start.get() + (to.get() - interval.start.get()).div_ceil(2));
		}
		self.pay(number, to, self.value_at(to)?)
	}

	/// A part of what can be claimed, as an amount.
	fn withdraw(&mut self, number: usize, part: u8) -> Option<()> {
		let interval = self.requests.get(number)?.1?;
		let all = interval.claimable_to(self.state.queue.served)?;
		let from = interval.start_value.or_else(|| self.value_at(interval.start))?;
		let worth = self.value_at(all)?.get() - from.get();
		let value = UsdaiAmount(from.get() + worth / 256 * u128::from(part));
		let lies_in = |checkpoint: &&Checkpoint| checkpoint.side_of(value) == Ordering::Equal;
		let point = self.checkpoints.iter().find(lies_in)?.point_at(value)?;
		assert!(self.value_at(point)? <= value);
		// What was withdrawn before may have gone beyond the value of the point where it ended.
		self.pay(number, point.max(interval.start).min(all), value)
	}

	fn pay(&mut self, number: usize, to: Shares, to_value: UsdaiAmount) -> Option<()> {
		let interval = self.requests.get(number)?.1?;
		let start_value = interval.start_value.or_else(|| self.value_at(interval.start))?;
		let (rest, portion) = interval.claimed(to, start_value, to_value).ok()?;
		let Ok(state) = self.state.claimed(portion.assets) else {
			panic!("the pot cannot pay {portion:?}");
		};
		self.state = state;
		self.account -= portion.assets.get();
		self.claimed += portion.assets.get();
		if let Some(request) = self.requests.get_mut(number) {
			request.1 = rest;
		}
		Some(())
	}

	fn check(&self) {
		let state = &self.state;
		let Some(unbooked) = state.unbooked(UsdaiAmount(self.account), self.input.base) else {
			panic!("the account has less than the vault holds");
		};
		assert!(unbooked.is_zero());
		let kept = self.fund.checked_sub(state.fund.get());
		assert!(state.fund.is_zero() || kept >= Some(self.input.base.get()));
		assert!(state.queue.pending() <= state.shares);
		assert!(state.queue.due(&self.input.windows, self.now) <= state.queue.requested);
		let pending = self.requests.iter().map(|(whole, _)| whole.pending(state.queue.served));
		assert_eq!(total(pending.map(Shares::get)), wide(state.queue.pending().get()));
		for (whole, _) in &self.requests {
			assert!(whole.ahead(state.queue.served) <= state.queue.pending());
		}
		assert_eq!(state.flows.idle(state.queue.paid), Some(state.idle));
		self.check_history();
		if let Some(nav) = self.nav() {
			assert!(nav.redemption <= nav.deposit);
			let price = state.price(nav);
			if let (Ok(assets), false) = (price.assets_of(state.shares), state.shares.is_zero()) {
				assert_eq!(assets, nav.redemption);
			}
			let _ = (price.shares_of(UsdaiAmount(1_000_000)), price.wiped_out());
			let _ = (state.fenced(nav), state.covers(nav, self.input.accrued, self.input.fee));
		}
	}

	/// What moved a price since the vault was empty adds up to the move.
	fn check_history(&self) {
		let holdings = self.holdings();
		let Ok(parts) = Parts::of(&self.state, holdings, self.fee, self.now) else { return };
		let (first, last) =
			(Snapshot::default(), Snapshot::of(&self.state, parts, holdings.lent, self.now));
		for side in [Side::Redemption, Side::Deposit] {
			let Ok(told) = first.explain(&last, side) else { continue };
			assert_eq!(Ok(told.after), last.price(side));
			let (before, after) = (told.before.cast_signed(), told.after.cast_signed());
			assert_eq!(told.total(), Some(after - before));
		}
		let _ = (first.apr_ppm(&last), last.apr_ppm(&last), last.utilisation());
	}

	/// Claims add up to what was served, to the unit.
	fn claim_all(&mut self) {
		for number in 0..self.requests.len() {
			self.claim(number, false);
		}
		let served_in_full = self.requests.iter().all(|(whole, rest)| {
			rest.is_none_or(|rest| rest.claimable_to(self.state.queue.served).is_none())
				|| whole.claimable_to(self.state.queue.served).is_none()
		});
		assert!(served_in_full);
		assert_eq!(self.claimed, self.state.queue.paid.get());
		assert!(self.state.pot.is_zero());
	}
}
