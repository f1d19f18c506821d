//! The book of open bills, its totals, and the orders.

use super::sum;
use caliber_finance::{
	bills::{accreted, price, FACE},
	math::{mul_div, Rounding},
};
use caliber_primitives::{
	ids::{BillId, OrderId},
	prices::{Reading, Tenor},
	units::{Day, MicroUsd, Ppb, RatePpb, Seconds, UsdaiAmount},
	vault::AccretedIncome,
};
use frame_support::{traits::ConstU32, BoundedVec};

/// The most bills that can be open at a time.
pub const MAX_BILLS: u32 = 64;
/// The most orders that can stand: one a tenor.
pub const MAX_ORDERS: u32 = 6;

/// Days of the year of a simple annual rate.
const YEAR_DAYS: u128 = 365;
const BILLION: u128 = 1_000_000_000;

/// What the treasury holds, in one small value.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Totals {
	/// Bills in custody, at cost.
	pub at_settled_cost: UsdaiAmount,
	/// Cash on its way to bills that nobody has confirmed, which is their cost.
	pub in_transit: UsdaiAmount,
	/// Surplus of bills that have paid, not harvested.
	pub settled_surplus: UsdaiAmount,
	/// When the next open bill matures.
	pub next_maturity: Option<Seconds>,
	/// The next order's id.
	pub next_order: OrderId,
	/// The next bill's id.
	pub next_bill: BillId,
}

impl Totals {
	/// Bills, settled or not, at cost.
	pub fn at_cost(&self) -> UsdaiAmount {
		self.at_settled_cost.saturating_add(self.in_transit)
	}

	/// Cash has left for a bill.
	pub fn bought(self, cost: UsdaiAmount) -> Option<Self> {
		Some(Self { in_transit: self.in_transit.checked_add(cost)?, ..self })
	}

	/// A bill is in custody.
	pub fn settled(self, cost: UsdaiAmount) -> Option<Self> {
		Some(Self {
			in_transit: self.in_transit.checked_sub(cost)?,
			at_settled_cost: self.at_settled_cost.checked_add(cost)?,
			..self
		})
	}

	/// A bill has paid its face.
	pub fn paid(self, cost: UsdaiAmount, gain: UsdaiAmount) -> Option<Self> {
		Some(Self {
			at_settled_cost: self.at_settled_cost.checked_sub(cost)?,
			settled_surplus: self.settled_surplus.checked_add(gain)?,
			..self
		})
	}

	/// Surplus is taken out to be minted.
	pub fn taken(self, surplus: UsdaiAmount) -> Option<Self> {
		Some(Self { settled_surplus: self.settled_surplus.checked_sub(surplus)?, ..self })
	}

	/// What was not minted comes back.
	pub fn put_back(self, surplus: UsdaiAmount) -> Option<Self> {
		Some(Self { settled_surplus: self.settled_surplus.checked_add(surplus)?, ..self })
	}
}

/// A bank discount, and the day on which a bill is priced with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
	/// A year; a negative one counts as zero, since the straight line bounds the value anyway.
	pub discount: Ppb,
	/// Today for a fresh rate; for any other the day on which it was agreed, when it was fresh for
	/// certain: a silent feed freezes the value that it last gave.
	pub day: Day,
}

impl Mark {
	/// The mark that a reading gives today, if the feed ever spoke.
	pub fn of(reading: Reading<RatePpb>, today: Day) -> Option<Self> {
		let fresh = matches!(reading, Reading::Fresh(_));
		reading.last().map(|observed| Self {
			discount: observed.value.non_negative().unwrap_or(Ppb::ZERO),
			day: if fresh { today } else { observed.accepted_at.day().min(today) },
		})
	}
}

/// What of an open bill is needed for the value of the book.
#[frame_support::stored]
#[derive(Copy)]
pub struct Line {
	/// Which bill.
	pub bill: BillId,
	/// As what it was bought.
	pub tenor: Tenor,
	/// The day from which it accretes.
	pub settles: Day,
	/// The day on which it pays.
	pub matures: Day,
	/// Paid for 100 dollars of face.
	pub price: MicroUsd,
	/// Paid.
	pub cost: UsdaiAmount,
	/// Due at maturity.
	pub face: UsdaiAmount,
	/// Whether its settlement is confirmed.
	pub settled: bool,
}

impl Line {
	fn days(&self) -> u32 {
		self.matures.0.saturating_sub(self.settles.0)
	}

	fn days_left(&self, today: Day) -> u32 {
		self.matures.0.saturating_sub(today.max(self.settles).0)
	}

	/// Straight line between cost and face, by whole days since settlement, rounded down.
	pub fn straight(&self, today: Day) -> UsdaiAmount {
		match self.days_left(today) {
			0 => self.face,
			left => {
				let elapsed = self.days().saturating_sub(left);
				accreted(self.price, self.face.get(), self.days(), elapsed)
					.map_or(self.cost, UsdaiAmount)
			},
		}
	}

	/// The tenor whose rate prices it: the shortest one that is not shorter than what is left.
	pub fn priced_as(&self, today: Day) -> Tenor {
		let left = self.days_left(today);
		Tenor::ALL.into_iter().find(|tenor| tenor.days() >= left).unwrap_or(Tenor::W52)
	}

	/// What the market would pay, rounded down; its cost when it never had a price.
	pub fn market(&self, mark: Option<Mark>) -> UsdaiAmount {
		let Some(mark) = mark else { return self.cost };
		match self.days_left(mark.day) {
			0 => self.face,
			left => price(mark.discount, left)
				.and_then(|price| {
					mul_div(
						self.face.get(),
						u128::from(price.get()),
						u128::from(FACE.get()),
						Rounding::Down,
					)
				})
				.map_or(self.cost, UsdaiAmount),
		}
	}

	/// What it earns in a year, simple, on its own terms, rounded down.
	fn yearly(&self) -> UsdaiAmount {
		let gain = self.face.saturating_sub(self.cost);
		mul_div(gain.get(), YEAR_DAYS, u128::from(self.days()), Rounding::Down)
			.map_or(UsdaiAmount::ZERO, UsdaiAmount)
	}
}

/// Every open bill, sorted by maturity and id.
///
/// The straight lines of any number of bills would add up to one multiplication, but each is
/// rounded by itself, and the lower estimate takes the lesser of line and market bill by bill: a
/// least of two is not additive. So the book is one bounded value, and its worth a loop over at
/// most [`MAX_BILLS`] lines, exact to the unit.
#[frame_support::stored]
#[derive(Default)]
pub struct Lines(pub BoundedVec<Line, ConstU32<MAX_BILLS>>);

impl Lines {
	/// Whether no bill can be added.
	pub fn is_full(&self) -> bool {
		self.0.is_full()
	}

	/// Adds a bill in its place; `None` when the book is full.
	pub fn with(mut self, line: Line) -> Option<Self> {
		let place =
			self.0.partition_point(|other| (other.matures, other.bill) < (line.matures, line.bill));
		self.0.try_insert(place, line).ok()?;
		Some(self)
	}

	/// Marks a bill as settled; `None` when it is not here.
	pub fn with_settled(mut self, bill: BillId) -> Option<Self> {
		self.0.iter_mut().find(|line| line.bill == bill)?.settled = true;
		Some(self)
	}

	/// Without a bill; `None` when it is not here.
	pub fn without(mut self, bill: BillId) -> Option<Self> {
		let place = self.0.iter().position(|line| line.bill == bill)?;
		self.0.remove(place);
		Some(self)
	}

	/// When the next bill matures.
	pub fn next_maturity(&self) -> Option<Seconds> {
		self.0.first().map(|line| line.matures.start())
	}

	/// Bills bought as `tenor`, at cost.
	pub fn held(&self, tenor: Tenor) -> UsdaiAmount {
		sum(self.0.iter().filter(|line| line.tenor == tenor).map(|line| line.cost))
	}

	/// Income of the open bills. `mark` is asked once a tenor.
	///
	/// - `high`: each bill's straight line above its cost from its day of settlement on, whether
	///   or not the settlement is confirmed yet, so that confirming it makes nobody a gift.
	/// - `low`: of settled bills only, the lesser of straight line and market, less all their
	///   cost; a bill that the market puts below cost takes from the income of the others.
	pub fn income(
		&self,
		today: Day,
		mut mark: impl FnMut(Tenor) -> Option<Mark>,
	) -> AccretedIncome {
		let mut income = AccretedIncome::default();
		let (mut worth, mut cost) = (UsdaiAmount::ZERO, UsdaiAmount::ZERO);
		// The lines are sorted by what is left, so equal tenors follow each other.
		let mut last = None;
		for line in &self.0 {
			let straight = line.straight(today);
			income.high = income.high.saturating_add(straight.saturating_sub(line.cost));
			if !line.settled {
				continue;
			}
			let tenor = line.priced_as(today);
			let asked = match last {
				Some((same, asked)) if same == tenor => asked,
				_ => mark(tenor),
			};
			last = Some((tenor, asked));
			worth = worth.saturating_add(straight.min(line.market(asked)));
			cost = cost.saturating_add(line.cost);
		}
		income.low = worth.saturating_sub(cost);
		income
	}

	/// What the settled bills that still run earn in a year, on their own terms, of a backing;
	/// rounded down.
	pub fn apr(&self, today: Day, backing: UsdaiAmount) -> Ppb {
		let running = self.0.iter().filter(|line| line.settled && line.days_left(today) > 0);
		let yearly = sum(running.map(Line::yearly));
		mul_div(yearly.get(), BILLION, backing.get(), Rounding::Down)
			.ok()
			.and_then(|rate| u64::try_from(rate).ok())
			.map_or(Ppb::ZERO, Ppb)
	}
}

/// A purchase that the policy asks for.
#[frame_support::stored]
#[derive(Copy)]
pub struct Order {
	/// Its id.
	pub id: OrderId,
	/// Which bills.
	pub tenor: Tenor,
	/// The most that may be spent.
	pub amount: UsdaiAmount,
	/// The first second in which it cannot be filled any more.
	pub expires: Seconds,
}

/// The orders, oldest first; at most one of each tenor can still be filled.
#[frame_support::stored]
#[derive(Default)]
pub struct OrderList(pub BoundedVec<Order, ConstU32<MAX_ORDERS>>);

impl OrderList {
	/// Those that can be filled, and those that have lapsed.
	pub fn split(self, now: Seconds) -> (Self, BoundedVec<Order, ConstU32<MAX_ORDERS>>) {
		let (mut live, mut lapsed) = (self.0.clone(), self.0);
		live.retain(|order| now < order.expires);
		lapsed.retain(|order| now >= order.expires);
		(Self(live), lapsed)
	}

	/// Adds one; `None` when there is no room.
	pub fn with(mut self, order: Order) -> Option<Self> {
		self.0.try_push(order).ok()?;
		Some(self)
	}

	/// Takes one out; `None` when there is none of this id.
	pub fn take(mut self, id: OrderId) -> Option<(Self, Order)> {
		let place = self.0.iter().position(|order| order.id == id)?;
		let order = self.0.remove(place);
		Some((self, order))
	}

	/// Ordered of one tenor.
	pub fn ordered(&self, tenor: Tenor) -> UsdaiAmount {
		sum(self.0.iter().filter(|order| order.tenor == tenor).map(|order| order.amount))
	}

	/// Ordered of all.
	pub fn all(&self) -> UsdaiAmount {
		sum(self.0.iter().map(|order| order.amount))
	}
}
