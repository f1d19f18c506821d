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

	/// After units that were burned to be paid out are in circulation again.
	pub fn cancelled(self, amount: ReserveAmount) -> Option<Self> {
		Some(Self {
			circulating: self.circulating.checked_add(amount)?,
			unconfirmed: self.unconfirmed.checked_sub(amount)?,
		})
	}

	/// What custodians have above what they must, when they have `held`: money that came in and that
	/// nobody has attested yet. Nothing when they have less.
	pub fn unbooked(&self, held: ReserveAmount) -> Option<ReserveAmount> {
		held.checked_sub(self.held()?)
	}

	/// After a payout was confirmed.
	pub fn confirmed(self, amount: ReserveAmount) -> Option<Self> {
		Some(Self { unconfirmed: self.unconfirmed.checked_sub(amount)?, ..self })
	}
}

/// What is left of unbooked money once so much of it was booked; nothing when there is less.
pub fn unbooked_after(unbooked: ReserveAmount, booked: ReserveAmount) -> Option<ReserveAmount> {
	unbooked.checked_sub(booked)
}

/// What a payout leaves to be paid once a part of it was given back; nothing when that is more.
pub fn payout_after(amount: ReserveAmount, given_back: ReserveAmount) -> Option<ReserveAmount> {
	amount.checked_sub(given_back)
}

/// What bills have brought to one custodian and is wrapped, but no cash yet: it waits in the pot
/// until he pays it in.
#[apply(stored!)]
#[derive(Default)]
pub struct Brought(pub ReserveAmount);

impl Brought {
	/// With more; nothing when that cannot be counted.
	pub fn with(self, amount: ReserveAmount) -> Option<Self> {
		self.0.checked_add(amount).map(Self)
	}

	/// What he pays in is taken from it as far as it goes: what is left of it, what was taken, and
	/// what his account has to add. `taken = min(amount, brought)`.
	pub fn paid_in(self, amount: ReserveAmount) -> (Self, ReserveAmount, ReserveAmount) {
		let taken = amount.min(self.0);
		(Self(self.0.saturating_sub(taken)), taken, amount.saturating_sub(taken))
	}

	/// Whether nothing waits.
	pub fn is_empty(&self) -> bool {
		self.0.is_zero()
	}
}
