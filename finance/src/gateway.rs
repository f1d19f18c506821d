//! The gateway: units of a reserve asset that are claims on money outside (protocol.md 4.6).

use crate::units::ReserveAmount;
use macro_rules_attribute::apply;

/// What custodians must have of one asset. What is burned to be paid out stays in it until somebody
/// confirms that it was paid, so that the sum changes by attested money only.
#[apply(stored!)]
#[derive(Default)]
pub struct Wrapped {
	/// Units in circulation: what was there when the gate was opened, what was attested since, less
	/// what was burned to be paid out.
	pub circulating: ReserveAmount,
	/// Burned to be paid out, and not confirmed.
	pub unconfirmed: ReserveAmount,
}

/// Each gives nothing when there is too little, or more than can be counted.
impl Wrapped {
	/// What custodians must have: a statement that says anything else has failed.
	pub fn held(&self) -> Option<ReserveAmount> {
		self.circulating.checked_add(self.unconfirmed)
	}

	/// After a deposit was attested.
	pub fn deposited(self, amount: ReserveAmount) -> Option<Self> {
		let after = Self { circulating: self.circulating.checked_add(amount)?, ..self };
		after.held().map(|_| after)
	}

	/// After units were burned to be paid out.
	pub fn requested(self, amount: ReserveAmount) -> Option<Self> {
		Some(Self {
			circulating: self.circulating.checked_sub(amount)?,
			unconfirmed: self.unconfirmed.checked_add(amount)?,
		})
	}

	/// After a payout was confirmed.
	pub fn confirmed(self, amount: ReserveAmount) -> Option<Self> {
		Some(Self { unconfirmed: self.unconfirmed.checked_sub(amount)?, ..self })
	}
}
