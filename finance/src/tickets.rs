//! Redemption tickets, as sums (protocol.md 4.4).
//!
//! All dollars ever promised lie on one axis, in the order of the tickets: each ticket is an interval
//! of it, behind the one before. Cash that comes in moves one point along the axis and writes one
//! checkpoint, however many tickets it passes. A point has a value in every asset, the units that
//! were ever set aside up to it; a claim takes the difference of the values at the ends of its
//! interval, each rounded down, so that all claims add up to what was set aside, to the unit.

use crate::{
	dollar::{Ledger, Treasury},
	math::{mul_div, wide_mul_div, Rounding},
	reserve::{dollars, units, Holding},
	units::{Day, ReserveAmount, Seconds, UsdaiAmount},
	FinanceError,
};
use core::cmp::Ordering;
use macro_rules_attribute::apply;

/// The most assets that can pay a ticket.
pub const MAX_ASSETS: usize = 8;
/// What tickets count in: a millionth of a dollar, which every reserve asset can pay exactly.
pub const GRAIN: UsdaiAmount = UsdaiAmount(1_000_000_000_000);
/// The fewest decimals of an asset that pays a grain.
pub const MIN_DECIMALS: u8 = 6;

/// An amount of each asset by its slot, in the asset's own unit.
pub type Units = [ReserveAmount; MAX_ASSETS];

/// The whole grains of an amount: `floor(amount / GRAIN) * GRAIN`.
pub fn whole_grains(amount: UsdaiAmount) -> UsdaiAmount {
	let rest = amount.get().checked_rem(GRAIN.get()).unwrap_or_default();
	amount.saturating_sub(UsdaiAmount(rest))
}

/// `a - b` asset by asset; nothing when one is below zero.
pub fn less(a: &Units, b: &Units) -> Option<Units> {
	zip(a, b, |a, b| a.checked_sub(b))
}

/// `a + b` asset by asset; nothing when one does not fit.
pub fn plus(a: &Units, b: &Units) -> Option<Units> {
	zip(a, b, |a, b| a.checked_add(b))
}

fn zip(
	a: &Units,
	b: &Units,
	each: impl Fn(ReserveAmount, ReserveAmount) -> Option<ReserveAmount>,
) -> Option<Units> {
	let mut out = Units::default();
	for (out, (a, b)) in out.iter_mut().zip(a.iter().zip(b)) {
		*out = each(*a, *b)?;
	}
	Some(out)
}

/// The first day by which payments, in the order of their days, have brought an amount; never, if
/// all of them do not.
pub fn brought_by(
	payments: impl IntoIterator<Item = (UsdaiAmount, Day)>,
	amount: UsdaiAmount,
) -> Option<Day> {
	let mut sum = UsdaiAmount::ZERO;
	payments.into_iter().find_map(|(payment, day)| {
		sum = sum.saturating_add(payment);
		(sum >= amount).then_some(day)
	})
}

/// Where the queue stands.
#[apply(stored!)]
#[derive(Default)]
pub struct Tickets {
	/// Dollars ever promised: the end of the axis.
	pub promised: UsdaiAmount,
	/// Dollars ever served: the point up to which the axis is paid.
	pub served: UsdaiAmount,
	/// Units of each asset ever set aside: the value of that point.
	pub set_aside: Units,
	/// Units of each asset ever claimed.
	pub claimed: Units,
	/// Units of each asset that are somebody's and too few to be paid to him.
	pub carried: Units,
	/// How many tickets there ever were.
	pub tickets: u64,
	/// How many checkpoints there are.
	pub checkpoints: u32,
}

impl Tickets {
	/// Promised and not served.
	pub fn pending(&self) -> UsdaiAmount {
		self.promised.saturating_sub(self.served)
	}

	/// Set aside and not claimed, of each asset.
	pub fn unclaimed(&self) -> Units {
		less(&self.set_aside, &self.claimed).unwrap_or_default()
	}

	/// What the pot holds beside the cash, of each asset: `set_aside - claimed + carried`.
	pub fn kept(&self) -> Units {
		plus(&self.unclaimed(), &self.carried).unwrap_or_default()
	}

	/// The queue once `after` is carried for an account for which `before` was:
	/// `carried - before + after`.
	///
	/// Errors: `Overflow`, also when less than `before` is carried.
	pub fn carrying(self, before: &Units, after: &Units) -> Result<Self, FinanceError> {
		let others = less(&self.carried, before).ok_or(FinanceError::Overflow)?;
		let carried = plus(&others, after).ok_or(FinanceError::Overflow)?;
		Ok(Self { carried, ..self })
	}

	/// The queue with one more ticket, and where that lies: at the end of the axis.
	///
	/// Errors: `Overflow`.
	pub fn joined(self, promise: UsdaiAmount) -> Result<(Self, Stretch), FinanceError> {
		let overflow = FinanceError::Overflow;
		let (start, known) = (self.promised, None);
		let end = start.checked_add(promise).ok_or(overflow)?;
		let tickets = self.tickets.checked_add(1).ok_or(overflow)?;
		let stretch = Stretch { start, end, after: self.checkpoints, known };
		Ok((Self { promised: end, tickets, ..self }, stretch))
	}

	/// The queue once so much of it was served, and the checkpoint of it.
	///
	/// Errors: `Overflow`.
	pub fn served(
		self,
		service: &Service,
		now: Seconds,
	) -> Result<(Self, Checkpoint), FinanceError> {
		let overflow = FinanceError::Overflow;
		let served = self.served.checked_add(service.dollars).ok_or(overflow)?;
		let set_aside = plus(&self.set_aside, &service.units).ok_or(overflow)?;
		let checkpoint = Checkpoint {
			from: Point { dollars: self.served, units: self.set_aside },
			to: Point { dollars: served, units: set_aside },
			at: now,
		};
		let checkpoints = self.checkpoints.checked_add(1).ok_or(overflow)?;
		Ok((Self { served, set_aside, checkpoints, ..self }, checkpoint))
	}

	/// The queue once units were claimed of what is set aside.
	///
	/// Errors: `Overflow` when that is more than there is.
	pub fn claimed(self, units: &Units) -> Result<Self, FinanceError> {
		let claimed = plus(&self.claimed, units)
			.filter(|claimed| less(&self.set_aside, claimed).is_some())
			.ok_or(FinanceError::Overflow)?;
		Ok(Self { claimed, ..self })
	}
}

/// A point of the axis with its value.
#[apply(stored!)]
#[derive(Default)]
pub struct Point {
	/// Where on the axis.
	pub dollars: UsdaiAmount,
	/// What was set aside up to it.
	pub units: Units,
}

/// One service: a stretch of the axis that was paid at one moment, in one mix.
#[apply(stored!)]
pub struct Checkpoint {
	/// Its beginning.
	pub from: Point,
	/// Its end.
	pub to: Point,
	/// When.
	pub at: Seconds,
}

impl Checkpoint {
	/// Where a point of the axis lies: before the stretch, in it (both ends included), or after.
	pub fn side(&self, point: UsdaiAmount) -> Ordering {
		if point < self.from.dollars {
			Ordering::Less
		} else if point > self.to.dollars {
			Ordering::Greater
		} else {
			Ordering::Equal
		}
	}

	/// The value of a point of the stretch, rounded down asset by asset; nothing for one outside.
	///
	/// `from + floor((to - from) * (point - start) / (end - start))`
	pub fn units_at(&self, point: UsdaiAmount) -> Option<Units> {
		let into = point.checked_sub(self.from.dollars)?;
		let length = self.to.dollars.checked_sub(self.from.dollars)?;
		if into > length {
			return None;
		}
		let mut paid = less(&self.to.units, &self.from.units)?;
		for units in &mut paid {
			let part = mul_div(units.get(), into.get(), length.get(), Rounding::Down).ok()?;
			*units = ReserveAmount(part);
		}
		plus(&self.from.units, &paid)
	}
}

/// The part of a ticket that was not claimed.
#[apply(stored!)]
pub struct Stretch {
	/// Where it begins on the axis.
	pub start: UsdaiAmount,
	/// Where it ends.
	pub end: UsdaiAmount,
	/// Its beginning lies in this checkpoint or a later one.
	pub after: u32,
	/// The checkpoint whose end is its beginning, once something has been claimed.
	pub known: Option<u32>,
}

impl Stretch {
	/// Its dollars that were not served, of a queue that was served up to the point `served`.
	pub fn pending(&self, served: UsdaiAmount) -> UsdaiAmount {
		self.end.saturating_sub(self.start.max(served))
	}

	/// Pending dollars of others before its own.
	pub fn ahead(&self, served: UsdaiAmount) -> UsdaiAmount {
		self.start.saturating_sub(served)
	}

	/// Dollars that have to be served until all of it is.
	pub fn until_done(&self, served: UsdaiAmount) -> UsdaiAmount {
		self.end.saturating_sub(served)
	}

	/// Up to where it can be claimed; nothing when all that is served was claimed.
	pub fn claimable_to(&self, served: UsdaiAmount) -> Option<UsdaiAmount> {
		let to = self.end.min(served);
		(to > self.start).then_some(to)
	}

	/// What a claim of everything served leaves of it, or nothing when that is all. What is left
	/// begins where the newest checkpoint ends.
	pub fn rest(self, tickets: &Tickets) -> Option<Self> {
		let newest = tickets.checkpoints.checked_sub(1)?;
		(self.end > tickets.served).then_some(Self {
			start: tickets.served,
			after: newest,
			known: Some(newest),
			..self
		})
	}
}

/// What cash pays of the head of the queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Service {
	/// Dollars of tickets that are served.
	pub dollars: UsdaiAmount,
	/// The cash that is set aside for them, in dollars.
	pub cash: UsdaiAmount,
	/// What is set aside for them.
	pub units: Units,
}

impl Ledger {
	/// What the cash pays of the tickets that wait, in whole grains; nothing when it pays none.
	///
	/// `cash` is the sum of the whole grains of each asset, or those of `room` when that is less. In a
	/// shortfall a ticket is paid its part of the backing (protocol.md 4.2):
	/// `dollars = min(owed, max(cash, cash * owing / backing))`,
	/// `value = dollars * backing / owing`, both rounded down. Of the value each asset pays the part
	/// that it has in the cash, rounded down (protocol.md 4.3), and the first ones that can what
	/// roundings leave.
	///
	/// Errors: those of [`dollars`].
	pub fn service(
		&self,
		assets: &[Holding],
		treasury: Treasury,
		room: UsdaiAmount,
	) -> Result<Option<Service>, FinanceError> {
		let mut whole = [UsdaiAmount::ZERO; MAX_ASSETS];
		let mut all = UsdaiAmount::ZERO;
		for (whole, asset) in whole.iter_mut().zip(assets) {
			*whole = whole_grains(asset.in_dollars()?);
			all = all.checked_add(*whole).ok_or(FinanceError::Overflow)?;
		}
		let cash = all.min(whole_grains(room));
		let (backing, owing) = (self.backing_wide(treasury), self.owing_wide());
		// More than the cash in a shortfall only. What does not fit is above everything that is owed.
		let most =
			wide_mul_div(cash.get(), owing, backing).map_or(self.owed, UsdaiAmount).max(cash);
		let served = whole_grains(self.owed.min(most));
		let value = whole_grains(self.redemption(served, treasury).claim).min(cash);
		if value.is_zero() {
			return Ok(None);
		}
		let mut parts = [UsdaiAmount::ZERO; MAX_ASSETS];
		let mut left = value;
		for (part, whole) in parts.iter_mut().zip(&whole) {
			let share = mul_div(value.get(), whole.get(), all.get(), Rounding::Down)?;
			*part = whole_grains(UsdaiAmount(share));
			left = left.saturating_sub(*part);
		}
		let mut out = Units::default();
		for (((part, whole), asset), out) in parts.iter().zip(&whole).zip(assets).zip(&mut out) {
			let more = left.min(whole.saturating_sub(*part));
			left = left.saturating_sub(more);
			*out = units(part.saturating_add(more), asset.decimals)?;
		}
		Ok(Some(Service { dollars: served, cash: value, units: out }))
	}

	/// Owes dollars to a ticket, for others that have left circulation. Nothing when that does not
	/// fit.
	pub fn promise(self, promise: UsdaiAmount) -> Option<Self> {
		Some(Self { owed: self.owed.checked_add(promise)?, ..self })
	}

	/// Marks promised dollars as served.
	pub fn fulfil(self, served: UsdaiAmount) -> Option<Self> {
		Some(Self { owed: self.owed.checked_sub(served)?, ..self })
	}

	/// Takes cash of an asset out of the cash, to be kept for tickets. Nothing when there is less.
	///
	/// Errors: those of [`dollars`].
	pub fn set_aside(
		self,
		asset: Holding,
		amount: ReserveAmount,
	) -> Result<Option<(Self, Holding)>, FinanceError> {
		let less = dollars(amount, asset.decimals)?;
		let (cash, held) = (self.cash.checked_sub(less), asset.cash.checked_sub(amount));
		Ok(cash
			.zip(held)
			.map(|(cash, held)| (Self { cash, ..self }, Holding { cash: held, ..asset })))
	}
}
