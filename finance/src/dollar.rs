//! The dollar: what is issued, what backs it, and what minting, redemption and harvest give
//! (protocol.md 4).

use crate::{
	fuse::{Bounds, Exceeded, Fuse, Limit},
	math::{mul_div, wide_mul_div, Rounding, MILLION},
	outflow::{Outflow, OutflowStatus, Valve},
	reserve::{dollars, units, value, Holding},
	tickets::whole_grains,
	units::{MicroUsd, Ppm, ReserveAmount, Seconds, UsdCents, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;
use primitive_types::U256;

/// One USDai, one share, one dollar with 18 decimals.
pub const UNIT: u128 = 1_000_000_000_000_000_000;
/// USDai of one US cent.
const PER_CENT: u128 = UNIT / 100;

/// The dollars that a value in cents stands for, exactly: `cents * 10^16`. It always fits.
pub fn usdai_of_cents(cents: UsdCents) -> UsdaiAmount {
	UsdaiAmount(u128::from(cents.get()).saturating_mul(PER_CENT))
}

/// The cents that a value in dollars has, rounded down and held at the largest amount:
/// `floor(amount / 10^16)`.
pub fn cents_of_usdai(amount: UsdaiAmount) -> UsdCents {
	let cents = amount.get().checked_div(PER_CENT).unwrap_or_default();
	UsdCents(u64::try_from(cents).unwrap_or(u64::MAX))
}

/// Whether paying an amount leaves less than the least balance that an account may have:
/// `max(0, balance - amount) < least`.
pub fn leaves_dust(balance: u128, amount: UsdaiAmount, least: u128) -> bool {
	balance.saturating_sub(amount.get()) < least
}

/// What an account can pay so that the least balance stays: `max(0, balance - least)`.
pub fn above_least(balance: UsdaiAmount, least: UsdaiAmount) -> UsdaiAmount {
	balance.saturating_sub(least)
}

/// What has been minted on the income of one bill once `amount` follows `before`: their sum, or
/// nothing when it passes `limit`, the bill's face less its cost (protocol.md 4.6).
pub fn minted_on_bill(
	before: UsdaiAmount,
	amount: UsdaiAmount,
	limit: UsdaiAmount,
) -> Option<UsdaiAmount> {
	before.checked_add(amount).filter(|sum| *sum <= limit)
}

/// What minting gives.
#[apply(stored!)]
pub struct MintQuote {
	/// Dollars minted.
	pub minted: UsdaiAmount,
	/// The fee.
	pub fee: UsdaiAmount,
	/// Face of the asset above what it is taken at.
	pub discount: UsdaiAmount,
}

impl MintQuote {
	/// What is minted for `face` dollars of an asset at a price.
	///
	/// `taken = floor(face * min(price, 1))`, `discount = face - taken`,
	/// `fee = ceil(taken * rate / 10^6)`, `minted = taken - fee`: the three sum to the face.
	///
	/// Errors: `RateAboveOne` (a fee above a million parts).
	pub fn new(face: UsdaiAmount, price: MicroUsd, rate: Ppm) -> Result<Self, FinanceError> {
		let taken = value(face, price);
		let fee = rate.part_of(taken, Rounding::Up)?;
		let discount = face.saturating_sub(taken);
		Ok(Self { minted: taken.saturating_sub(fee), fee, discount })
	}

	/// What minting costs: fee and discount.
	pub fn cost(&self) -> UsdaiAmount {
		self.fee.saturating_add(self.discount)
	}
}

/// A redemption before anything is paid, or while assets pay their parts one after the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Redemption {
	/// What the dollars claim.
	pub claim: UsdaiAmount,
	/// What a shortfall takes: the dollars less the claim.
	pub discount: UsdaiAmount,
	/// The fees so far.
	pub fee: UsdaiAmount,
}

impl Redemption {
	/// What a redemption that has to wait is promised, and its fee:
	/// `fee = ceil(amount * rate / 10^6)`, `promise = amount - fee` in whole grains, rounded down.
	///
	/// Errors: `RateAboveOne` (a fee above a million parts).
	pub fn promised(
		amount: UsdaiAmount,
		rate: Ppm,
	) -> Result<(UsdaiAmount, UsdaiAmount), FinanceError> {
		let fee = rate.part_of(amount, Rounding::Up)?;
		Ok((whole_grains(amount.saturating_sub(fee)), fee))
	}

	/// Pays all of the claim in an asset of so many decimals.
	///
	/// `fee = ceil(claim * rate / 10^6)`, `paid = floor((claim - fee) / 10^(18 - decimals))`.
	///
	/// Errors in order: `RateAboveOne` (a fee above a million parts), `InvalidDecimals`,
	/// `Overflow`.
	pub fn pay(self, decimals: u8, rate: Ppm) -> Result<(Self, ReserveAmount), FinanceError> {
		self.pay_part(self.claim, decimals, rate)
	}

	/// Pays the part of the claim that an asset has in all cash, so that every redeemer gets the
	/// same mix (protocol.md 4.3): `part = floor(claim * cash of the asset / cash)`, and of the
	/// part fee and payment as in [`Self::pay`]. `cash` is that of all assets in dollars.
	///
	/// Errors in order: `InvalidDecimals`; `Overflow` (also without cash); `RateAboveOne` (a fee
	/// above a million parts).
	pub fn pay_mix(
		self,
		asset: Holding,
		cash: UsdaiAmount,
		rate: Ppm,
	) -> Result<(Self, ReserveAmount), FinanceError> {
		let of_asset = asset.in_dollars()?;
		let part = mul_div(self.claim.get(), of_asset.get(), cash.get(), Rounding::Down)?;
		self.pay_part(UsdaiAmount(part), asset.decimals, rate)
	}

	/// What the redemption costs: fees and discount.
	pub fn cost(&self) -> UsdaiAmount {
		self.fee.saturating_add(self.discount)
	}

	fn pay_part(
		self,
		part: UsdaiAmount,
		decimals: u8,
		rate: Ppm,
	) -> Result<(Self, ReserveAmount), FinanceError> {
		let fee = rate.part_of(part, Rounding::Up)?;
		let paid = units(part.saturating_sub(fee), decimals)?;
		let fee = self.fee.checked_add(fee).ok_or(FinanceError::Overflow)?;
		Ok((Self { fee, ..self }, paid))
	}
}

/// How fast dollars may be issued on each path, and money may leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
	/// By minting, redemptions set off.
	pub mint: Limit,
	/// By harvest, nothing set off.
	pub harvest: Limit,
	/// By what others attest to have received, payouts not set off.
	pub attested: Limit,
	/// In which a fuse refills.
	pub window: Seconds,
	/// Cash that is paid for dollars.
	pub redemption: Outflow,
	/// Money and dollars that leave the chain.
	pub egress: Outflow,
}

impl Limits {
	/// How fast money may leave by a way.
	pub fn outflow(&self, way: Way) -> &Outflow {
		match way {
			Way::Redemption => &self.redemption,
			Way::Egress => &self.egress,
		}
	}
}

/// A way by which money leaves.
#[apply(stored!)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Way {
	/// As cash that is paid for dollars.
	#[codec(index = 0)]
	Redemption,
	/// Out of the chain: payouts, and dollars for other chains.
	#[codec(index = 1)]
	Egress,
}

impl Way {
	/// Each of them.
	pub const ALL: [Self; 2] = [Self::Redemption, Self::Egress];
}

/// What the treasury holds for the dollar.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Treasury {
	/// Bills at settled cost, an impaired one at what is left of it.
	pub bills: UsdaiAmount,
	/// Cash on its way to or from a counterparty.
	pub in_transit: UsdaiAmount,
}

/// The dollar's totals in one value, so that solvency never sums over assets or accounts. Issuance
/// changes together with the fuse that bounds it, cash together with the asset that it is held in.
#[apply(stored!)]
#[derive(Default)]
pub struct Ledger {
	/// Dollars in circulation: what was minted less what was burned here.
	pub issued: UsdaiAmount,
	/// Cash in hand, all reserve assets, in dollars.
	pub cash: UsdaiAmount,
	/// Promised to redemptions and not yet paid.
	pub owed: UsdaiAmount,
	/// How full the window of swaps is.
	pub mint_fuse: Fuse,
	/// How full the window of harvests is.
	pub harvest_fuse: Fuse,
	/// How full the window of attested money is.
	pub attested_fuse: Fuse,
	/// Dollars in circulation that are on other chains: issued, and not among this chain's units.
	pub bridged: UsdaiAmount,
	/// What bills have brought and is wrapped, but no cash yet.
	pub brought: UsdaiAmount,
	/// Cash that was paid for dollars lately.
	pub redemption: Valve,
	/// What has left the chain lately.
	pub egress: Valve,
}

/// What it is worth (protocol.md 4.1). Sums are exact; an answer is held at the largest amount.
impl Ledger {
	/// Cash, bills at settled cost and cash in transit.
	pub fn backing(&self, treasury: Treasury) -> UsdaiAmount {
		held(self.backing_wide(treasury))
	}

	/// Backing above what is in circulation and promised.
	pub fn surplus(&self, treasury: Treasury) -> UsdaiAmount {
		held(self.backing_wide(treasury).saturating_sub(self.owing_wide()))
	}

	/// What is in circulation and promised above backing.
	pub fn shortfall(&self, treasury: Treasury) -> UsdaiAmount {
		held(self.owing_wide().saturating_sub(self.backing_wide(treasury)))
	}

	/// Cash that is promised to nobody.
	pub fn free_cash(&self) -> UsdaiAmount {
		self.cash.saturating_sub(self.owed)
	}

	/// Cash of the assets that pay redeemers: that of all less that of those which are switched
	/// off, `cash - sum(off)`. They are few and in one value, so nothing is stored that a breaker
	/// would have to keep true.
	///
	/// Errors: those of [`dollars`].
	pub fn paying_cash(
		&self,
		off: impl IntoIterator<Item = Holding>,
	) -> Result<UsdaiAmount, FinanceError> {
		off.into_iter()
			.try_fold(self.cash, |cash, asset| Ok(cash.saturating_sub(asset.in_dollars()?)))
	}

	/// The redemption of dollars. They claim themselves, in a shortfall their part of the backing,
	/// rounded down: `floor(amount * backing / (issued + owed))` (protocol.md 4.2).
	pub fn redemption(&self, amount: UsdaiAmount, treasury: Treasury) -> Redemption {
		let (backing, owing) = (self.backing_wide(treasury), self.owing_wide());
		// A part that does not fit is above the amount, as is every part of a surplus.
		let claim = wide_mul_div(amount.get(), backing, owing)
			.map_or(amount, |part| UsdaiAmount(part).min(amount));
		Redemption { claim, discount: amount.saturating_sub(claim), fee: UsdaiAmount::ZERO }
	}

	/// What a harvest leaves in surplus, a part of issuance, rounded up (protocol.md 4.2).
	pub fn cushion(&self, part: Ppm) -> UsdaiAmount {
		part.of(self.issued, Rounding::Up)
	}

	/// Surplus that can be minted such that the cushion is whole on the issuance after it:
	/// `floor((surplus - cushion) * 10^6 / (10^6 + part))`, nothing below zero.
	pub fn harvestable(&self, cushion: Ppm, treasury: Treasury) -> UsdaiAmount {
		let above = self.surplus(treasury).saturating_sub(self.cushion(cushion));
		let divisor = MILLION.saturating_add(u128::from(cushion.get()));
		// At most what is above, so it always fits.
		mul_div(above.get(), MILLION, divisor, Rounding::Down)
			.map_or(UsdaiAmount::ZERO, UsdaiAmount)
	}

	/// The bounds of minting.
	pub fn mint_bounds(&self, limits: &Limits) -> Bounds {
		limits.mint.bounds(self.issued, limits.window)
	}

	/// The bounds of harvest.
	pub fn harvest_bounds(&self, limits: &Limits) -> Bounds {
		limits.harvest.bounds(self.issued, limits.window)
	}

	/// The bounds of what is attested.
	pub fn attested_bounds(&self, limits: &Limits) -> Bounds {
		limits.attested.bounds(self.issued, limits.window)
	}

	/// What has left by a way lately.
	pub fn valve(&self, way: Way) -> Valve {
		match way {
			Way::Redemption => self.redemption,
			Way::Egress => self.egress,
		}
	}

	/// Dollars that may still be redeemed or leave: those in circulation and those promised.
	pub fn outstanding(&self) -> UsdaiAmount {
		self.issued.saturating_add(self.owed)
	}

	/// How a way stands.
	pub fn outflow(&self, way: Way, limits: &Limits, now: Seconds) -> OutflowStatus {
		self.valve(way).status(now, limits.outflow(way), self.outstanding())
	}

	/// The bounds of a way.
	pub fn outflow_bounds(&self, way: Way, limits: &Limits) -> Bounds {
		limits.outflow(way).bounds(self.outstanding())
	}

	/// The most dollars that a call can mint now.
	pub fn mint_room(&self, limits: &Limits, now: Seconds) -> UsdaiAmount {
		self.mint_fuse.room(now, &self.mint_bounds(limits))
	}

	pub(crate) fn backing_wide(&self, treasury: Treasury) -> U256 {
		sum([self.cash, treasury.bills, treasury.in_transit])
	}

	pub(crate) fn owing_wide(&self) -> U256 {
		sum([self.issued, self.owed])
	}
}

/// Every way in which it changes.
impl Ledger {
	/// Puts dollars into circulation against reserves.
	///
	/// Errors in order: `Call`, `Window` (see [`Fuse::fill`]), `Total`.
	pub fn mint(
		self,
		amount: UsdaiAmount,
		limits: &Limits,
		now: Seconds,
	) -> Result<Self, Exceeded> {
		let mint_fuse = self.mint_fuse.fill(amount, now, &self.mint_bounds(limits))?;
		let issued = self.issued.checked_add(amount).ok_or(Exceeded::Total)?;
		Ok(Self { issued, mint_fuse, ..self })
	}

	/// Takes redeemed dollars out of circulation and out of the fuse of minting. Nothing when there
	/// are fewer.
	pub fn burn(self, amount: UsdaiAmount, limits: &Limits, now: Seconds) -> Option<Self> {
		let mint_fuse = self.mint_fuse.drain(amount, now, &self.mint_bounds(limits));
		let issued = self.issued.checked_sub(amount)?;
		Some(Self { issued, mint_fuse, ..self }.within(limits))
	}

	/// Puts settled surplus into circulation: at most `most`, what the fuse leaves, and what keeps
	/// the cushion whole after it (see [`Self::harvestable`]). Says how much; it may be nothing,
	/// and is in a shortfall.
	pub fn harvest(
		self,
		most: UsdaiAmount,
		cushion: Ppm,
		treasury: Treasury,
		limits: &Limits,
		now: Seconds,
	) -> (Self, UsdaiAmount) {
		let countable = UsdaiAmount::MAX.saturating_sub(self.issued);
		let most = most.min(self.harvestable(cushion, treasury)).min(countable);
		let bounds = self.harvest_bounds(limits);
		let (harvest_fuse, minted) = self.harvest_fuse.fill_up(most, now, &bounds);
		let issued = self.issued.saturating_add(minted);
		(Self { issued, harvest_fuse, ..self }, minted)
	}

	/// Counts money that others attest against its fuse, gross (protocol.md 4.6).
	///
	/// Errors in order: `Call`, `Window` (see [`Fuse::fill`]).
	pub fn attest(
		self,
		amount: UsdaiAmount,
		limits: &Limits,
		now: Seconds,
	) -> Result<Self, Exceeded> {
		let bounds = self.attested_bounds(limits);
		Ok(Self { attested_fuse: self.attested_fuse.fill(amount, now, &bounds)?, ..self })
	}

	/// Counts what bills have brought, which is wrapped again. What is out is no new issuance when it
	/// returns, so it passes whatever the fuse says; what is above it, the bills' gain, counts as
	/// attested (protocol.md 4.6): `gross = max(0, amount - max(0, bills + in_transit - brought))`.
	///
	/// Errors in order: `Total`, `Call`, `Window` (see [`Fuse::fill`]).
	pub fn bring(
		self,
		amount: UsdaiAmount,
		treasury: Treasury,
		limits: &Limits,
		now: Seconds,
	) -> Result<Self, Exceeded> {
		let out = treasury.bills.saturating_add(treasury.in_transit);
		let gross = amount.saturating_sub(out.saturating_sub(self.brought));
		let brought = self.brought.checked_add(amount).ok_or(Exceeded::Total)?;
		Self { brought, ..self }.attest(gross, limits, now)
	}

	/// Counts what bills have brought as paid in. Nothing when less waits.
	pub fn pay_in(self, amount: UsdaiAmount) -> Option<Self> {
		Some(Self { brought: self.brought.checked_sub(amount)?, ..self })
	}

	/// The most that a call can attest now.
	pub fn attested_room(&self, limits: &Limits, now: Seconds) -> UsdaiAmount {
		self.attested_fuse.room(now, &self.attested_bounds(limits))
	}

	/// Counts what leaves by a way, in dollars, before they are burned or served. Nothing when there
	/// is no room for it.
	pub fn let_out(
		self,
		way: Way,
		amount: UsdaiAmount,
		limits: &Limits,
		now: Seconds,
	) -> Option<Self> {
		let all = self.outstanding();
		let valve = self.valve(way).let_out(amount, now, limits.outflow(way), all)?;
		Some(match way {
			Way::Redemption => Self { redemption: valve, ..self },
			Way::Egress => Self { egress: valve, ..self },
		})
	}

	/// Counts dollars that leave for another chain. Nothing when fewer are here.
	pub fn bridge_out(self, amount: UsdaiAmount) -> Option<Self> {
		let bridged = self.bridged.checked_add(amount).filter(|sum| *sum <= self.issued)?;
		Some(Self { bridged, ..self })
	}

	/// Counts dollars that come back from another chain, gross against the fuse of what is attested.
	/// More than is out there never comes back.
	///
	/// Errors in order: `Total` (more than is out there), `Call`, `Window` (see [`Fuse::fill`]).
	pub fn bridge_in(
		self,
		amount: UsdaiAmount,
		limits: &Limits,
		now: Seconds,
	) -> Result<Self, Exceeded> {
		let bridged = self.bridged.checked_sub(amount).ok_or(Exceeded::Total)?;
		Self { bridged, ..self }.attest(amount, limits, now)
	}

	/// Takes dollars out of circulation that bear a loss, and leaves the fuse of minting as it is.
	/// Nothing when there are fewer.
	pub fn lose(self, amount: UsdaiAmount, limits: &Limits) -> Option<Self> {
		Some(Self { issued: self.issued.checked_sub(amount)?, ..self }.within(limits))
	}

	/// The most that can still be issued below a ceiling.
	pub fn room_below(&self, ceiling: UsdaiAmount) -> UsdaiAmount {
		ceiling.saturating_sub(self.issued)
	}

	/// Dollars in circulation, held at the largest amount, when so many are on this chain.
	pub fn everywhere(&self, here: UsdaiAmount) -> UsdaiAmount {
		here.saturating_add(self.bridged)
	}

	/// Books dollars that were destroyed elsewhere to surplus, when only `here` are left on this
	/// chain, and says how many. Nothing when none were.
	pub fn reconcile(self, here: UsdaiAmount, limits: &Limits) -> Option<(Self, UsdaiAmount)> {
		let circulating = self.everywhere(here);
		let destroyed = self.issued.checked_sub(circulating).filter(|sum| !sum.is_zero())?;
		Some((Self { issued: circulating, ..self }.within(limits), destroyed))
	}

	/// Holds fuses and valves to what they can hold at this issuance under these limits.
	pub fn within(self, limits: &Limits) -> Self {
		let all = self.outstanding();
		Self {
			redemption: self.redemption.within(&limits.redemption, all),
			egress: self.egress.within(&limits.egress, all),
			mint_fuse: self.mint_fuse.within(&self.mint_bounds(limits)),
			harvest_fuse: self.harvest_fuse.within(&self.harvest_bounds(limits)),
			attested_fuse: self.attested_fuse.within(&self.attested_bounds(limits)),
			..self
		}
	}

	/// Adds cash to an asset and to the total.
	///
	/// Errors in order: those of [`dollars`], `Overflow`.
	pub fn put_cash(
		self,
		asset: Holding,
		amount: ReserveAmount,
	) -> Result<(Self, Holding), FinanceError> {
		let more = dollars(amount, asset.decimals)?;
		let cash = self.cash.checked_add(more).ok_or(FinanceError::Overflow)?;
		let held = asset.cash.checked_add(amount).ok_or(FinanceError::Overflow)?;
		Ok((Self { cash, ..self }, Holding { cash: held, ..asset }))
	}

	/// Takes cash of an asset that is promised to nobody, from it and from the total. Nothing when
	/// there is less.
	///
	/// Errors: those of [`dollars`].
	pub fn take_cash(
		self,
		asset: Holding,
		amount: ReserveAmount,
	) -> Result<Option<(Self, Holding)>, FinanceError> {
		let less = dollars(amount, asset.decimals)?;
		let held = asset.cash.checked_sub(amount).filter(|_| less <= self.free_cash());
		let cash = self.cash.saturating_sub(less);
		Ok(held.map(|held| (Self { cash, ..self }, Holding { cash: held, ..asset })))
	}
}

/// The sum of a few amounts, which is far from 256 bits.
fn sum<const N: usize>(amounts: [UsdaiAmount; N]) -> U256 {
	let wide = amounts.map(|amount| U256::from(amount.get()));
	wide.into_iter().fold(U256::zero(), U256::saturating_add)
}

fn held(wide: U256) -> UsdaiAmount {
	u128::try_from(wide).map_or(UsdaiAmount::MAX, UsdaiAmount)
}
