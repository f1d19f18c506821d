//! What a bill costs, what it is worth on its way to maturity, and what the bills have earned.

use super::{total, WriteDown};
use crate::{
	bills::{accreted, price, FACE},
	dollar::UNIT,
	math::{mul_div, Rounding},
	units::{Day, MicroUsd, Ppb, ReserveAmount, UsdaiAmount},
	vault::AccretedIncome,
	FinanceError,
};
use macro_rules_attribute::apply;

/// Face of the smallest bill: 100 dollars.
pub const LOT: UsdaiAmount = UsdaiAmount(100 * UNIT);

/// Days of the year of a simple annual rate.
pub(super) const YEAR_DAYS: u128 = 365;
/// One, in parts per billion.
const BILLION: u128 = 1_000_000_000;

/// Whether a face is one that the Treasury sells: a multiple of [`LOT`] above zero.
pub fn is_whole_lots(face: UsdaiAmount) -> bool {
	!face.is_zero() && face.get().is_multiple_of(LOT.get())
}

/// What a bill costs, in the unit of its face, rounded up: `ceil(face * price / 100 dollars)`.
///
/// Errors: `Overflow` (a price above 100 dollars).
pub fn cost(price: MicroUsd, face: ReserveAmount) -> Result<ReserveAmount, FinanceError> {
	at_price(face.get(), price, Rounding::Up).map(ReserveAmount)
}

/// What a bill brings when it is sold, in the unit of its face, rounded down:
/// `floor(face * price / 100 dollars)`.
///
/// Errors: `Overflow` (a price above 100 dollars).
pub fn proceeds(price: MicroUsd, face: ReserveAmount) -> Result<ReserveAmount, FinanceError> {
	at_price(face.get(), price, Rounding::Down).map(ReserveAmount)
}

fn at_price(face: u128, price: MicroUsd, rounding: Rounding) -> Result<u128, FinanceError> {
	mul_div(face, u128::from(price.get()), u128::from(FACE.get()), rounding)
}

/// How the price of a purchase compares with the fed discount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PriceCheck {
	/// Within the tolerance.
	Agrees,
	/// Above the price at the discount less the tolerance: the treasury would overpay.
	TooDear,
	/// Below the price at the discount and the tolerance: taken for a slip, since it would accrete
	/// income that is not there.
	TooCheap,
}

impl PriceCheck {
	/// Compares a price for 100 dollars of face with the fed bank discount, both a year. Both limits
	/// are [`price`]s, rounded half up: of `max(0, fed - tolerance)` above, of `fed + tolerance`
	/// below.
	///
	/// Errors in order: `InvalidDays` (0 or above 366), `InvalidDiscount` (a limit below zero).
	pub fn of(paid: MicroUsd, fed: Ppb, tolerance: Ppb, days: u32) -> Result<Self, FinanceError> {
		if paid > price(fed.saturating_sub(tolerance), days)? {
			return Ok(Self::TooDear);
		}
		if paid < price(fed.saturating_add(tolerance), days)? {
			return Ok(Self::TooCheap);
		}
		Ok(Self::Agrees)
	}
}

impl PriceCheck {
	/// Compares a price at which a bill is sold with the fed bank discount, on the side that hurts
	/// the treasury: at least the [`price`] of `fed + tolerance`, rounded half up, and at most the
	/// face, which nobody pays before its day.
	///
	/// Errors in order: `InvalidDays` (0 or above 366), `InvalidDiscount` (a limit below zero).
	pub fn of_sale(
		sold: MicroUsd,
		fed: Ppb,
		tolerance: Ppb,
		days: u32,
	) -> Result<Self, FinanceError> {
		if sold < price(fed.saturating_add(tolerance), days)? {
			return Ok(Self::TooCheap);
		}
		if sold > FACE {
			return Ok(Self::TooDear);
		}
		Ok(Self::Agrees)
	}
}

/// A bank discount, and the day on which a bill is priced with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
	/// A year.
	pub discount: Ppb,
	/// Today for a fresh rate; for any other the day on which it was agreed, when it was fresh for
	/// certain: a silent feed freezes the value that it last gave (protocol.md 2.6).
	pub day: Day,
}

/// One bill, in the few figures that its value needs.
#[apply(stored!)]
pub struct Position {
	/// The day from which it accretes.
	pub settles: Day,
	/// The day on which it pays.
	pub matures: Day,
	/// Paid for 100 dollars of face.
	pub price: MicroUsd,
	/// Paid, and of an impaired one what still counts of it.
	pub cost: UsdaiAmount,
	/// Due at maturity.
	pub face: UsdaiAmount,
	/// Whether its settlement is confirmed.
	pub settled: bool,
	/// By what it was written down, if it was marked impaired: a redemption counts no income of it
	/// until it pays.
	pub impaired: Option<WriteDown>,
}

impl Position {
	/// Days from settlement to maturity.
	pub fn days(&self) -> u32 {
		self.matures.saturating_sub(self.settles).get()
	}

	/// Days until it pays, at most all of them.
	pub fn days_left(&self, today: Day) -> u32 {
		self.matures.saturating_sub(today.max(self.settles)).get()
	}

	/// Face less cost, nothing below zero: the most that is ever minted on it.
	pub fn gain(&self) -> UsdaiAmount {
		self.face.saturating_sub(self.cost)
	}

	/// Cost less what it brings, nothing below zero.
	pub fn loss(&self, brings: UsdaiAmount) -> UsdaiAmount {
		self.cost.saturating_sub(brings)
	}

	/// Straight line between purchase price and face by whole days since settlement, rounded down:
	/// [`accreted`] on its own terms, the face from maturity on. Its cost when the terms are none of
	/// a bill (protocol.md 2.6).
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

	/// What the market would pay: the face at the [`price`] of the mark for the days that are left on
	/// its day, rounded down; the face when none is left. Its cost when it never had a price or the
	/// mark has none for it.
	pub fn market(&self, mark: Option<Mark>) -> UsdaiAmount {
		let Some(mark) = mark else { return self.cost };
		match self.days_left(mark.day) {
			0 => self.face,
			left => price(mark.discount, left)
				.and_then(|price| at_price(self.face.get(), price, Rounding::Down))
				.map_or(self.cost, UsdaiAmount),
		}
	}

	/// Whether it earns: settled, still to pay, and not impaired.
	pub fn runs(&self, today: Day) -> bool {
		self.settled && self.impaired.is_none() && self.days_left(today) > 0
	}

	/// What it earns in a year of 365 days, simple, on its own terms, rounded down:
	/// `floor(gain * 365 / days)`.
	pub fn yearly(&self) -> UsdaiAmount {
		mul_div(self.gain().get(), YEAR_DAYS, u128::from(self.days()), Rounding::Down)
			.map_or(UsdaiAmount::ZERO, UsdaiAmount)
	}
}

/// Income of the sound open bills, each with its mark, in any order (protocol.md 2.6). A sum is held
/// at the largest amount.
///
/// - `high`: `sum(max(0, straight - cost))` of all bills, whether or not their settlement is
///   confirmed yet, so that confirming one makes nobody a gift.
/// - `low`: of settled bills only, `max(0, sum(min(straight, market)) - sum(cost))`; a bill that the
///   market puts below cost takes from the income of the others.
pub fn income(
	today: Day,
	bills: impl IntoIterator<Item = (Position, Option<Mark>)>,
) -> AccretedIncome {
	let mut high = UsdaiAmount::ZERO;
	let (mut worth, mut cost) = (UsdaiAmount::ZERO, UsdaiAmount::ZERO);
	for (bill, mark) in bills.into_iter().filter(|(bill, _)| bill.impaired.is_none()) {
		let straight = bill.straight(today);
		high = high.saturating_add(straight.saturating_sub(bill.cost));
		if bill.settled {
			worth = worth.saturating_add(straight.min(bill.market(mark)));
			cost = cost.saturating_add(bill.cost);
		}
	}
	AccretedIncome { low: worth.saturating_sub(cost), high }
}

/// Income that impaired bills bring the vault if they pay after all, which a deposit counts on the
/// straight line until they are written off (protocol.md 2.5, 2.6): `sum(income)` of what each
/// brings above what still counts of it, see [`WriteDown::divided`]. A mark-down is so no gift to
/// who buys in before the bill pays. Held at the largest amount.
pub fn doubtful(today: Day, bills: impl IntoIterator<Item = Position>) -> UsdaiAmount {
	let marked = bills.into_iter().filter_map(|bill| bill.impaired.map(|marked| (bill, marked)));
	total(marked.map(|(bill, marked)| {
		marked.divided(bill.straight(today).saturating_sub(bill.cost)).income
	}))
}

/// What the settled bills that still run earn in a year, on their own terms, of a backing, rounded
/// down: `floor(sum(yearly) * 10^9 / backing)`. Nothing without a backing.
pub fn apr(today: Day, bills: impl IntoIterator<Item = Position>, backing: UsdaiAmount) -> Ppb {
	let running = bills.into_iter().filter(|bill| bill.runs(today));
	rate(total(running.map(|bill| bill.yearly())), backing)
}

/// `floor(yearly * 10^9 / of)`; nothing of nothing, or beyond 64 bits.
pub(super) fn rate(yearly: UsdaiAmount, of: UsdaiAmount) -> Ppb {
	mul_div(yearly.get(), BILLION, of.get(), Rounding::Down)
		.ok()
		.and_then(|rate| u64::try_from(rate).ok())
		.map_or(Ppb::ZERO, Ppb)
}
