//! The book of open bills, its totals, and the orders.

use super::{Cusip, Issuer};
use alloc::vec::Vec;
use caliber_finance::tickets::brought_by;
use caliber_finance::treasury::{
	apr, doubtful, income, money_days, total, Accounts, Mark, Position, Running, Waiting,
};
use caliber_primitives::{
	ids::{BillId, OrderId},
	prices::{Reading, Tenor},
	units::{Day, Ppb, RatePpb, Seconds, UsdaiAmount},
	vault::AccretedIncome,
};
use frame_support::{traits::ConstU32, BoundedVec};

/// The most bills that can be open at a time.
pub const MAX_BILLS: u32 = 64;
/// The most orders that can stand: one a tenor, and sales.
pub const MAX_ORDERS: u32 = 10;

/// What the treasury holds, in one small value.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Totals {
	/// The money.
	pub accounts: Accounts,
	/// When the next open bill matures.
	pub next_maturity: Option<Seconds>,
	/// The next order's id.
	pub next_order: OrderId,
	/// The next bill's id.
	pub next_bill: BillId,
	/// What the book gives on a day.
	pub daily: Daily,
}

/// What the open bills have earned by a day: all that a price of the vault needs of them. Income
/// accretes by whole days, so that these figures stand until midnight or until the book changes.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Daily {
	/// Of which day.
	pub day: Day,
	/// [`Lines::income`], at the marks of the moment at which it was computed.
	pub open: AccretedIncome,
	/// [`Lines::doubtful`].
	pub doubtful: UsdaiAmount,
}

impl Totals {
	/// Bills, settled or not, at cost.
	pub fn at_cost(&self) -> UsdaiAmount {
		self.accounts.at_cost()
	}

	/// The same after money has moved; `None` when it cannot.
	pub fn with(self, change: impl FnOnce(Accounts) -> Option<Accounts>) -> Option<Self> {
		Some(Self { accounts: change(self.accounts)?, ..self })
	}
}

/// The mark that a reading gives today, if the feed ever spoke. A negative rate counts as zero,
/// since the straight line bounds the value anyway.
pub fn mark_of(reading: Reading<RatePpb>, today: Day) -> Option<Mark> {
	let fresh = matches!(reading, Reading::Fresh(_));
	reading.last().map(|observed| Mark {
		discount: observed.value.non_negative().unwrap_or(Ppb::ZERO),
		day: if fresh { today } else { observed.accepted_at.day().min(today) },
	})
}

/// The tenor whose rate prices a bill with so many days left: the shortest that is not shorter.
pub fn tenor_of(left: u32) -> Tenor {
	Tenor::ALL.into_iter().find(|tenor| tenor.days() >= left).unwrap_or(Tenor::W52)
}

/// One open bill.
#[frame_support::stored]
#[derive(Copy)]
pub struct Line {
	/// Which bill.
	pub bill: BillId,
	/// As what it was bought.
	pub tenor: Tenor,
	/// Which security.
	pub cusip: Cusip,
	/// What its value needs.
	pub position: Position,
	/// Whether it was sold before its day and the money is still to come.
	pub sold: bool,
}

impl Line {
	/// Whether it can be sold: in custody, sound, not sold yet.
	pub fn can_be_sold(&self) -> bool {
		self.position.settled && self.position.impaired.is_none() && !self.sold
	}

	/// Its place in the book: by maturity, then by id.
	pub fn rank(&self) -> (Day, BillId) {
		(self.position.matures, self.bill)
	}

	/// The tenor whose rate prices it: the shortest one that is not shorter than what is left.
	pub fn priced_as(&self, today: Day) -> Tenor {
		tenor_of(self.position.days_left(today))
	}
}

/// Every open bill, sorted by maturity and id.
///
/// The straight lines of any number of bills would add up to one multiplication, but each is
/// rounded by itself, and the lower estimate takes the lesser of line and market bill by bill: a
/// least of two is not additive. So the book is one bounded value, and its worth a loop over at
/// most [`MAX_BILLS`] lines, exact to the unit. [`Daily`] keeps what comes out.
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
		let place = self.0.partition_point(|other| other.rank() < line.rank());
		self.0.try_insert(place, line).ok()?;
		Some(self)
	}

	/// Marks a bill as settled; `None` when it is not here.
	pub fn with_settled(mut self, bill: BillId) -> Option<Self> {
		self.0.iter_mut().find(|line| line.bill == bill)?.position.settled = true;
		Some(self)
	}

	/// With a line in the place of the one of the same bill; `None` when it is not here.
	pub fn with_changed(mut self, line: Line) -> Option<Self> {
		*self.0.iter_mut().find(|other| other.bill == line.bill)? = line;
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
		self.0.first().map(|line| line.position.matures.start())
	}

	/// Bills bought as `tenor`, at cost.
	pub fn held(&self, tenor: Tenor) -> UsdaiAmount {
		total(self.0.iter().filter(|line| line.tenor == tenor).map(|line| line.position.cost))
	}

	/// Owed by one issuer, at cost.
	pub fn owed_by(&self, issuer: Issuer) -> UsdaiAmount {
		let of = self.0.iter().filter(|line| line.cusip.issuer() == issuer);
		total(of.map(|line| line.position.cost))
	}

	/// What comes in by itself up to a day: the face of sound bills that mature by then, and the
	/// cost of those that are sold.
	pub fn coming(&self, until: Day) -> UsdaiAmount {
		total(self.0.iter().filter(|line| line.position.impaired.is_none()).filter_map(|line| {
			match line.sold {
				true => Some(line.position.cost),
				false => (line.position.settled && line.position.matures <= until)
					.then_some(line.position.face),
			}
		}))
	}

	/// The bill to sell for what does not come in up to a day: of those that can be sold and mature
	/// later the first, which loses least when rates have risen. With its cost.
	pub fn to_sell(
		&self,
		until: Day,
		ordered: impl Fn(BillId) -> bool,
	) -> Option<(BillId, UsdaiAmount)> {
		self.0
			.iter()
			.find(|line| line.can_be_sold() && line.position.matures > until && !ordered(line.bill))
			.map(|line| (line.bill, line.position.cost))
	}

	/// When the sound bills that mature have brought so much; never, if all of them do not.
	pub fn matured_by(&self, amount: UsdaiAmount) -> Option<Seconds> {
		let sound = self.0.iter().filter(|line| line.position.impaired.is_none() && !line.sold);
		let payments = sound.map(|line| (line.position.face, line.position.matures));
		brought_by(payments, amount).map(|day| day.start())
	}

	/// On which days the sound bills that mature bring what waits, and how much.
	pub fn dates(&self, waiting: Waiting) -> Vec<(Day, UsdaiAmount)> {
		let sound = self.0.iter().filter(|line| line.position.impaired.is_none() && !line.sold);
		let mut waiting = waiting;
		let parts = sound.map(|line| {
			let (after, paid) = waiting.paid(line.position.face);
			waiting = after;
			(line.position.matures, paid)
		});
		parts.filter(|(_, paid)| !paid.is_zero()).collect()
	}

	/// What it needs to know of one bill.
	pub fn line(&self, bill: BillId) -> Option<&Line> {
		self.0.iter().find(|line| line.bill == bill)
	}

	/// Money times days, see [`money_days`].
	pub fn money_days(&self, today: Day) -> u128 {
		money_days(today, self.0.iter().map(|line| line.position))
	}

	/// The bills that run, taken together.
	pub fn running(&self, today: Day) -> Running {
		Running::of(today, self.0.iter().map(|line| line.position))
	}

	/// Bills that are marked impaired.
	pub fn impaired(&self) -> usize {
		self.0.iter().filter(|line| line.position.impaired.is_some()).count()
	}

	/// [`income`] of the sound open bills. `mark` is asked once a tenor, and not for bills that are not
	/// settled, which need none.
	pub fn income(
		&self,
		today: Day,
		mut mark: impl FnMut(Tenor) -> Option<Mark>,
	) -> AccretedIncome {
		// The lines are sorted by what is left, so equal tenors follow each other.
		let mut last = None;
		let mut asked = |tenor| match last {
			Some((same, asked)) if same == tenor => asked,
			_ => {
				let asked = mark(tenor);
				last = Some((tenor, asked));
				asked
			},
		};
		let marked = self.0.iter().map(|line| {
			let settled = line.position.settled;
			let mark = settled.then(|| asked(line.priced_as(today))).flatten();
			(line.position, mark)
		});
		income(today, marked)
	}

	/// [`doubtful`] income of the impaired ones.
	pub fn doubtful(&self, today: Day) -> UsdaiAmount {
		doubtful(today, self.0.iter().map(|line| line.position))
	}

	/// What the settled bills that still run earn in a year, on their own terms, of a backing;
	/// rounded down.
	pub fn apr(&self, today: Day, backing: UsdaiAmount) -> Ppb {
		apr(today, self.0.iter().map(|line| line.position), backing)
	}
}

/// What an order asks for.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Trade {
	/// Bills of a tenor.
	#[codec(index = 0)]
	Buy(Tenor),
	/// A bill that the treasury holds.
	#[codec(index = 1)]
	Sell(BillId),
}

/// A trade that the policy asks for.
#[frame_support::stored]
#[derive(Copy)]
pub struct Order {
	/// Its id.
	pub id: OrderId,
	/// What to do.
	pub trade: Trade,
	/// The most that may be spent, or the cost of what is sold.
	pub amount: UsdaiAmount,
	/// The first second in which it cannot be filled any more.
	pub expires: Seconds,
}

/// The orders, oldest first; at most one of each tenor and of each bill can still be filled.
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

	/// Whether no order can be added.
	pub fn is_full(&self) -> bool {
		self.0.is_full()
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
		self.sum(|trade| trade == Trade::Buy(tenor))
	}

	/// Ordered of all.
	pub fn all(&self) -> UsdaiAmount {
		self.sum(|trade| matches!(trade, Trade::Buy(_)))
	}

	/// What is to be sold, at cost.
	pub fn on_sale(&self) -> UsdaiAmount {
		self.sum(|trade| matches!(trade, Trade::Sell(_)))
	}

	/// Whether an order asks for this.
	pub fn asks_for(&self, trade: Trade) -> bool {
		self.0.iter().any(|order| order.trade == trade)
	}

	fn sum(&self, which: impl Fn(Trade) -> bool) -> UsdaiAmount {
		total(self.0.iter().filter(|order| which(order.trade)).map(|order| order.amount))
	}
}
