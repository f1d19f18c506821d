//! What a day does to the book: sums that are stored when loans are touched, and that move from
//! one place to another when the day comes.

use super::{
	accrual::moment,
	entry::{Entry, STAGES},
};
use crate::units::UsdaiAmount;
use macro_rules_attribute::apply;
use primitive_types::U256;

/// Loans whose interest begins on a day to come.
#[apply(stored!)]
#[derive(Default)]
pub struct Starting {
	/// How many.
	pub loans: u32,
	/// Sum of their speeds, in USDai times 10^18 a second.
	pub speed: U256,
}

impl Starting {
	/// With a loan.
	pub fn with(mut self, entry: &Entry) -> Option<Self> {
		self.loans = self.loans.checked_add(1)?;
		self.speed = self.speed.checked_add(entry.speed.wide())?;
		Some(self)
	}

	/// Without it.
	pub fn without(mut self, entry: &Entry) -> Option<Self> {
		self.loans = self.loans.checked_sub(1)?;
		self.speed = self.speed.checked_sub(entry.speed.wide())?;
		Some(self)
	}
}

/// Loans that stop on a day, come or gone.
#[apply(stored!)]
#[derive(Default)]
pub struct Stopping {
	/// How many.
	pub loans: u32,
	/// Sum of the vault's principal.
	pub principal: UsdaiAmount,
	/// Sum of their speeds, in USDai times 10^18 a second. Times the day's midnight it is the
	/// moment at the stop.
	pub speed: U256,
	/// Sum of each speed times the second in which it began, in USDai times 10^18.
	pub moment: U256,
	/// Sums of what a redemption counts in each stage.
	pub low: [UsdaiAmount; STAGES],
	/// Sum of what a deposit counts after the stop.
	pub high: UsdaiAmount,
}

/// What a redemption counts for loans that come to a stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fall {
	/// In the stage before; at first, their principal.
	pub from: UsdaiAmount,
	/// In the stage.
	pub to: UsdaiAmount,
}

impl Stopping {
	/// With a loan.
	pub fn with(mut self, entry: &Entry) -> Option<Self> {
		self.loans = self.loans.checked_add(1)?;
		self.principal = self.principal.checked_add(entry.principal)?;
		self.speed = self.speed.checked_add(entry.speed.wide())?;
		self.moment = self.moment.checked_add(moment(entry.speed.wide(), entry.start)?)?;
		for (sum, low) in self.low.iter_mut().zip(&entry.low) {
			*sum = sum.checked_add(*low)?;
		}
		self.high = self.high.checked_add(entry.high)?;
		Some(self)
	}

	/// Without it.
	pub fn without(mut self, entry: &Entry) -> Option<Self> {
		self.loans = self.loans.checked_sub(1)?;
		self.principal = self.principal.checked_sub(entry.principal)?;
		self.speed = self.speed.checked_sub(entry.speed.wide())?;
		self.moment = self.moment.checked_sub(moment(entry.speed.wide(), entry.start)?)?;
		for (sum, low) in self.low.iter_mut().zip(&entry.low) {
			*sum = sum.checked_sub(*low)?;
		}
		self.high = self.high.checked_sub(entry.high)?;
		Some(self)
	}

	/// How the marks fall when the loans come to each stage. No haircut is taken of a sum: the
	/// mark of many loans is not a function of their principal (protocol.md 2.2).
	pub fn falls(&self) -> [Fall; STAGES] {
		let [first, second, third] = self.low;
		[(self.principal, first), (first, second), (second, third)]
			.map(|(from, to)| Fall { from, to })
	}
}

/// What a day does to the book.
///
/// A move is `None` when a sum does not fit, or more is taken out than is in it.
#[apply(stored!)]
#[derive(Default)]
pub struct DayBucket {
	/// Loans whose interest begins; empty once the day has come.
	pub starting: Starting,
	/// Loans that stop.
	pub stopping: Stopping,
}

impl DayBucket {
	/// Whether nothing happens on the day.
	pub fn is_empty(&self) -> bool {
		self.starting.loans == 0 && self.stopping.loans == 0
	}

	/// With a loan that begins on the day.
	pub fn with_start(self, entry: &Entry) -> Option<Self> {
		Some(Self { starting: self.starting.with(entry)?, ..self })
	}

	/// Without it.
	pub fn without_start(self, entry: &Entry) -> Option<Self> {
		Some(Self { starting: self.starting.without(entry)?, ..self })
	}

	/// With a loan that stops on the day.
	pub fn with_stop(self, entry: &Entry) -> Option<Self> {
		Some(Self { stopping: self.stopping.with(entry)?, ..self })
	}

	/// Without it.
	pub fn without_stop(self, entry: &Entry) -> Option<Self> {
		Some(Self { stopping: self.stopping.without(entry)?, ..self })
	}

	/// Once the day has come.
	pub fn begun(self) -> Self {
		Self { starting: Starting::default(), ..self }
	}
}
