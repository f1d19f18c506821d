//! The dollar: its ledger, its fuses, and the assets behind it.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	dollar::{minted_on_bill, usdai_of_cents, Ledger, Limits, MintQuote, Treasury, Way},
	fuse::{Exceeded, Fuse, Limit},
	reserve::{dollars, units, value, Holding, MAX_DECIMALS},
	units::{MicroUsd, Ppm, ReserveAmount, Seconds, UsdCents, UsdaiAmount},
};

#[derive(Arbitrary, Debug)]
enum Act {
	Mint(#[arbitrary(with = amount)] UsdaiAmount),
	Burn(#[arbitrary(with = amount)] UsdaiAmount),
	Harvest(#[arbitrary(with = amount)] UsdaiAmount),
	Reconcile(#[arbitrary(with = amount)] UsdaiAmount),
	Put {
		second: bool,
		#[arbitrary(with = reserve_amount)]
		amount: ReserveAmount,
	},
	Take {
		second: bool,
		#[arbitrary(with = reserve_amount)]
		amount: ReserveAmount,
	},
	Owe(#[arbitrary(with = amount)] UsdaiAmount),
	Redeem(#[arbitrary(with = amount)] UsdaiAmount),
	Leave {
		chain: bool,
		#[arbitrary(with = amount)]
		amount: UsdaiAmount,
	},
	Wait(#[arbitrary(with = short)] u32),
}

#[derive(Arbitrary, Debug)]
pub struct Input {
	#[arbitrary(with = limits)]
	limits: Limits,
	#[arbitrary(with = amount)]
	bills: UsdaiAmount,
	#[arbitrary(with = amount)]
	in_transit: UsdaiAmount,
	#[arbitrary(with = ppm)]
	rate: Ppm,
	#[arbitrary(with = price)]
	price: MicroUsd,
	#[arbitrary(with = amount)]
	face: UsdaiAmount,
	#[arbitrary(with = cents)]
	cents: UsdCents,
	#[arbitrary(with = decimals)]
	decimals: u8,
	#[arbitrary(with = acts)]
	acts: Vec<Act>,
}

fn limit(u: Bytes) -> arbitrary::Result<Limit> {
	Ok(Limit { per_call: ppm(u)?, per_window: ppm(u)?, floor: amount(u)? })
}

fn limits(u: Bytes) -> arbitrary::Result<Limits> {
	Ok(Limits {
		mint: limit(u)?,
		harvest: limit(u)?,
		attested: limit(u)?,
		window: seconds(u)?,
		redemption: outflow(u)?,
		egress: outflow(u)?,
	})
}

fn acts(u: Bytes) -> arbitrary::Result<Vec<Act>> {
	list(u, 32, Act::arbitrary)
}

struct Played<'a> {
	input: &'a Input,
	ledger: Ledger,
	assets: [Holding; 2],
	now: Seconds,
}

impl Input {
	pub fn check(&self) {
		self.check_reserve();
		self.check_quote();
		self.check_fuse();
		let cash = ReserveAmount::ZERO;
		let assets =
			[6, self.decimals.min(MAX_DECIMALS)].map(|decimals| Holding { decimals, cash });
		let ledger = Ledger::default();
		let mut played = Played { input: self, ledger, assets, now: Seconds::ZERO };
		for act in &self.acts {
			played.play(act);
			played.check();
		}
	}

	fn treasury(&self) -> Treasury {
		Treasury { bills: self.bills, in_transit: self.in_transit }
	}

	fn check_reserve(&self) {
		let held = ReserveAmount(self.face.get());
		let back = units(self.face, self.decimals);
		assert_eq!(back.is_ok(), self.decimals <= MAX_DECIMALS);
		if let Ok(face) = dollars(held, self.decimals) {
			assert_eq!(units(face, self.decimals), Ok(held));
			let holding = Holding { decimals: self.decimals, cash: held };
			assert_eq!(holding.in_dollars(), Ok(face));
			assert!(holding.room_below(self.bills).is_ok_and(|room| room <= self.bills));
		}
		assert!(value(self.face, self.price) <= self.face);
		assert_eq!(usdai_of_cents(self.cents).get(), u128::from(self.cents.get()) * 10u128.pow(16));
		if let Some(minted) = minted_on_bill(self.face, self.bills, self.in_transit) {
			assert!(minted <= self.in_transit);
		}
	}

	fn check_quote(&self) {
		let Ok(quote) = MintQuote::new(self.face, self.price, self.rate) else { return };
		let parts = [quote.minted, quote.fee, quote.discount].map(UsdaiAmount::get);
		assert_eq!(total(parts), wide(self.face.get()));
		assert_eq!(quote.cost().get(), quote.fee.get() + quote.discount.get());
	}

	fn check_fuse(&self) {
		let limit = self.limits.mint;
		let bounds = limit.bounds(self.bills, self.limits.window);
		assert!(!limit.fits_a_call() || bounds.call <= bounds.capacity);
		let fuse = Fuse { level: self.face, at: Seconds(self.cents.get()) }.within(&bounds);
		let later = fuse.at.saturating_add(Seconds(self.price.get()));
		assert!(fuse.level <= bounds.capacity);
		assert!(fuse.level_at(later, &bounds) <= fuse.level);
		match fuse.fill(self.in_transit, later, &bounds) {
			Ok(filled) => {
				assert!(self.in_transit <= fuse.room(later, &bounds));
				assert!(filled.level <= bounds.capacity);
				let drained = filled.drain(self.in_transit, later, &bounds);
				assert_eq!(drained.level, fuse.level_at(later, &bounds));
			},
			Err(error) => assert_eq!(error == Exceeded::Call, self.in_transit > bounds.call),
		}
		let (full, filled) = fuse.fill_up(self.in_transit, later, &bounds);
		assert_eq!(filled, self.in_transit.min(fuse.room(later, &bounds)));
		assert!(full.level <= bounds.capacity);
	}
}

impl Played<'_> {
	/// What is refused changes nothing.
	fn play(&mut self, act: &Act) -> Option<()> {
		let before = self.ledger;
		let limits = &self.input.limits;
		match *act {
			Act::Mint(amount) => {
				let room = before.mint_room(limits, self.now);
				self.ledger = before.mint(amount, limits, self.now).ok()?;
				assert!(amount <= room);
				assert_eq!(self.ledger.issued.get() - before.issued.get(), amount.get());
			},
			Act::Burn(amount) => {
				let burned = before.burn(amount, limits, self.now);
				assert_eq!(burned.is_some(), amount <= before.issued);
				self.ledger = burned?;
				assert_eq!(before.issued.get() - self.ledger.issued.get(), amount.get());
			},
			Act::Harvest(most) => {
				let (cushion, treasury) = (self.input.rate, self.input.treasury());
				let (after, minted) = before.harvest(most, cushion, treasury, limits, self.now);
				assert!(minted <= most);
				assert_eq!(after.issued.get() - before.issued.get(), minted.get());
				if !minted.is_zero() {
					assert!(after.surplus(treasury) >= after.cushion(cushion));
				}
				self.ledger = after;
			},
			Act::Reconcile(circulating) => {
				let (after, destroyed) = before.reconcile(circulating, limits)?;
				assert_eq!(after.issued, circulating);
				assert_eq!(before.issued.get() - circulating.get(), destroyed.get());
				self.ledger = after;
			},
			Act::Put { second, amount } => {
				let asset = self.assets.get_mut(usize::from(second))?;
				(self.ledger, *asset) = before.put_cash(*asset, amount).ok()?;
			},
			Act::Take { second, amount } => {
				let asset = self.assets.get_mut(usize::from(second))?;
				(self.ledger, *asset) = before.take_cash(*asset, amount).ok()??;
				assert!(self.ledger.cash >= self.ledger.owed);
			},
			Act::Owe(amount) => self.ledger.owed = amount.min(before.cash),
			Act::Leave { chain, amount } => {
				let way = if chain { Way::Egress } else { Way::Redemption };
				let room = before.outflow(way, limits, self.now).room;
				let out = before.let_out(way, amount, limits, self.now);
				assert_eq!(out.is_some(), amount <= room);
				self.ledger = out?;
				assert!(self.ledger.outflow(way, limits, self.now).room <= room);
			},
			Act::Redeem(amount) => self.redeem(amount),
			Act::Wait(time) => self.now = self.now.saturating_add(Seconds(time.into())),
		}
		Some(())
	}

	/// A redemption pays at most what it claims, in one asset or in all.
	fn redeem(&self, amount: UsdaiAmount) {
		let redemption = self.ledger.redemption(amount, self.input.treasury());
		let parts = redemption.claim.get() + redemption.discount.get();
		assert_eq!(parts, amount.get());
		let rate = self.input.rate;
		if let Ok((paid, units)) = redemption.pay(self.input.decimals, rate) {
			let worth = dollars(units, self.input.decimals).map_or(u128::MAX, UsdaiAmount::get);
			assert!(worth <= redemption.claim.get() - paid.fee.get());
			assert_eq!(paid.cost().get(), paid.fee.get() + paid.discount.get());
		}
		let mut mixed = redemption;
		let mut paid = wide(0);
		for asset in self.assets {
			let Ok((next, units)) = mixed.pay_mix(asset, self.ledger.cash, rate) else { return };
			mixed = next;
			paid += wide(dollars(units, asset.decimals).map_or(u128::MAX, UsdaiAmount::get));
		}
		assert!(paid + mixed.fee.get() <= wide(redemption.claim.get()));
	}

	fn check(&self) {
		let (ledger, treasury) = (&self.ledger, self.input.treasury());
		let cash = self.assets.iter().map(|asset| asset.in_dollars().map_or(0, UsdaiAmount::get));
		assert_eq!(total(cash), wide(ledger.cash.get()));
		let surplus = ledger.surplus(treasury);
		assert!(surplus.is_zero() || ledger.shortfall(treasury).is_zero());
		assert!(ledger.harvestable(self.input.rate, treasury) <= surplus);
		assert!(ledger.free_cash() <= ledger.cash);
		assert!(surplus <= ledger.backing(treasury));
		let within = ledger.within(&self.input.limits);
		assert!(within.mint_fuse.level <= ledger.mint_bounds(&self.input.limits).capacity);
		assert!(within.harvest_fuse.level <= ledger.harvest_bounds(&self.input.limits).capacity);
	}
}
