//! Claims on cover. Each state is a type that only this module makes, and each way out of it
//! consumes it.
//!
//! ```text
//! Filed ─────▶ Accepted ─────▶ Paid
//!   │           ▲     │          ▲
//!   │           │     └▶ Overdue ┘    open: all but Paid, Refused, Withdrawn
//!   ▼           │
//! Rejected ─▶ Contested               Withdrawn: from Accepted and Overdue;
//!   │           │                     from the other open ones: forgotten
//!   └▶ Refused ◀┘
//! ```

use caliber_primitives::{
	collateral::Loss,
	ids::{ItemId, LoanId, PolicyId},
	units::{Seconds, UsdCents, SECONDS_PER_DAY},
};
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// Waits for the insurer's answer.
#[frame_support::stored]
#[derive(Copy)]
pub struct Filed {
	deadline: Seconds,
}

/// The insurer owes it.
#[frame_support::stored]
#[derive(Copy)]
pub struct Accepted {
	pay_by: Seconds,
}

/// The insurer owes it and is late.
#[frame_support::stored]
#[derive(Copy)]
pub struct Overdue {
	since: Seconds,
}

/// The insurer says that he owes nothing. It stays so unless somebody stands for the contrary.
#[frame_support::stored]
#[derive(Copy)]
pub struct Rejected {
	reason: H256,
	until: Seconds,
}

/// Somebody stands for its being owed, and governance has not decided.
#[frame_support::stored]
#[derive(Copy)]
pub struct Contested {
	reason: H256,
	ends: Seconds,
}

/// The insurer owes nothing, for good.
#[frame_support::stored]
#[derive(Copy)]
pub struct Refused {
	reason: H256,
	at: Seconds,
}

/// The insurer has paid.
#[frame_support::stored]
#[derive(Copy)]
pub struct Paid {
	at: Seconds,
}

/// Its claimant does not claim any more.
#[frame_support::stored]
#[derive(Copy)]
pub struct Withdrawn {
	at: Seconds,
}

/// A claim that the insurer owes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Owed {
	/// Whether he is late.
	pub late: bool,
}

/// A claim that is not over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Open {
	/// Whether the insurer owes it and is late.
	pub late: bool,
	/// Whether the insurer owes it.
	pub owed: bool,
}

impl Filed {
	/// The first second in which it counts as accepted.
	pub fn deadline(&self) -> Seconds {
		self.deadline
	}

	/// The insurer owes it.
	pub fn accept(self, pay_by: Seconds) -> Accepted {
		Accepted { pay_by }
	}

	/// The insurer refuses, while it is his to answer. Until `until` that can be contested.
	pub fn reject(self, reason: H256, until: Seconds, now: Seconds) -> Option<Rejected> {
		(now < self.deadline).then_some(Rejected { reason, until })
	}
}

impl Rejected {
	/// Somebody stands for its being owed, while there is time for it.
	pub fn contest(self, ends: Seconds, now: Seconds) -> Option<Contested> {
		let Self { reason, until } = self;
		(now < until).then_some(Contested { reason, ends })
	}

	/// Nobody has in time. `None` while there is time.
	pub fn close(self, now: Seconds) -> Option<Refused> {
		let Self { reason, until } = self;
		(now >= until).then_some(Refused { reason, at: now })
	}
}

impl Contested {
	/// Governance finds that it is owed.
	pub fn uphold(self, pay_by: Seconds) -> Accepted {
		Accepted { pay_by }
	}

	/// Governance finds that it is not.
	pub fn refuse(self, now: Seconds) -> Refused {
		Refused { reason: self.reason, at: now }
	}

	/// Governance has been silent. `None` while there is time.
	pub fn close(self, now: Seconds) -> Option<Refused> {
		(now >= self.ends).then_some(self.refuse(now))
	}
}

impl Accepted {
	/// The insurer has not paid in time. `None` while there is time.
	pub fn overdue(self, now: Seconds) -> Option<Overdue> {
		(now >= self.pay_by).then_some(Overdue { since: self.pay_by })
	}
}

impl Owed {
	/// The insurer has paid.
	pub fn pay(self, now: Seconds) -> Paid {
		Paid { at: now }
	}
}

impl Open {
	/// Its claimant gives it up. Nothing is kept of one that nobody owed: it would cost its claimant
	/// nothing.
	pub fn withdraw(self, now: Seconds) -> Option<Withdrawn> {
		self.owed.then_some(Withdrawn { at: now })
	}
}

/// Where a claim stands.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum ClaimStatus {
	/// Waits for the insurer's answer; past its deadline it counts as accepted.
	#[codec(index = 0)]
	Filed(Filed),
	/// Waits for the insurer's money.
	#[codec(index = 1)]
	Accepted(Accepted),
	/// The money has not come in time.
	#[codec(index = 2)]
	Overdue(Overdue),
	/// The insurer has refused; it can be contested.
	#[codec(index = 3)]
	Rejected(Rejected),
	/// The insurer has paid.
	#[codec(index = 4)]
	Paid(Paid),
	/// Was given up.
	#[codec(index = 5)]
	Withdrawn(Withdrawn),
	/// Waits for governance.
	#[codec(index = 6)]
	Contested(Contested),
	/// Is not owed, for good.
	#[codec(index = 7)]
	Refused(Refused),
}

impl ClaimStatus {
	/// Where every claim begins.
	pub fn first(deadline: Seconds) -> Self {
		Self::Filed(Filed { deadline })
	}

	/// The proof that the insurer owes it.
	pub fn owed(self) -> Option<Owed> {
		match self {
			Self::Accepted(_) => Some(Owed { late: false }),
			Self::Overdue(_) => Some(Owed { late: true }),
			_ => None,
		}
	}

	/// The proof that it is not over.
	pub fn open(self) -> Option<Open> {
		match self {
			Self::Filed(_) | Self::Rejected(_) | Self::Contested(_) => {
				Some(Open { late: false, owed: false })
			},
			Self::Accepted(_) => Some(Open { late: false, owed: true }),
			Self::Overdue(_) => Some(Open { late: true, owed: true }),
			Self::Refused(_) | Self::Paid(_) | Self::Withdrawn(_) => None,
		}
	}

	/// The first second in which its answer, the money, a doubt or its decision is late, while it is
	/// open.
	pub fn due(self) -> Option<Seconds> {
		match self {
			Self::Filed(filed) => Some(filed.deadline),
			Self::Accepted(accepted) => Some(accepted.pay_by),
			Self::Overdue(overdue) => Some(overdue.since),
			Self::Rejected(rejected) => Some(rejected.until),
			Self::Contested(contested) => Some(contested.ends),
			Self::Refused(_) | Self::Paid(_) | Self::Withdrawn(_) => None,
		}
	}

	/// Hash of why the insurer refuses, while that is open.
	pub fn reason(self) -> Option<H256> {
		match self {
			Self::Rejected(Rejected { reason, .. }) | Self::Contested(Contested { reason, .. }) => {
				Some(reason)
			},
			_ => None,
		}
	}

	/// When it was refused for good, if it was.
	pub fn refused(self) -> Option<Seconds> {
		match self {
			Self::Refused(refused) => Some(refused.at),
			_ => None,
		}
	}

	/// Refused so long ago that it may be forgotten, whatever the clock says.
	#[cfg(feature = "runtime-benchmarks")]
	pub fn refused_long_ago() -> Self {
		Self::Refused(Refused { reason: H256::zero(), at: Seconds::ZERO })
	}

	/// Contested so long ago that it may be closed, whatever the clock says.
	#[cfg(feature = "runtime-benchmarks")]
	pub fn contested_long_ago() -> Self {
		Self::Contested(Contested { reason: H256::zero(), ends: Seconds::ZERO })
	}

	/// Its name in a dossier.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Filed(_) => "filed",
			Self::Accepted(_) => "accepted",
			Self::Overdue(_) => "overdue",
			Self::Rejected(_) => "rejected",
			Self::Paid(_) => "paid",
			Self::Withdrawn(_) => "withdrawn",
			Self::Contested(_) => "contested",
			Self::Refused(_) => "refused",
		}
	}
}

macro_rules! into_status {
	($($name:ident),*) => {
		$(impl From<$name> for ClaimStatus {
			fn from(status: $name) -> Self {
				Self::$name(status)
			}
		})*
	};
}

into_status!(Accepted, Overdue, Rejected, Paid, Withdrawn, Contested, Refused);

/// How long a claim is kept that was refused: a year.
pub const REFUSED_KEPT: Seconds = Seconds(365 * SECONDS_PER_DAY);

/// Who stands for a claim that its insurer has refused.
#[frame_support::stored]
pub struct Contest<AccountId> {
	/// Who does.
	pub by: AccountId,
	/// Held of him, in the smallest unit of CAL.
	pub bond: u128,
	/// Hash of what shows that the claim is owed.
	pub evidence: H256,
}

/// A claim on the cover of an item. Kept for ever, unless it is withdrawn while nobody owes it, or
/// was refused [`REFUSED_KEPT`] ago.
#[frame_support::stored]
pub struct Claim<AccountId> {
	/// The item.
	pub item: ItemId,
	/// The policy that must pay.
	pub policy: PolicyId,
	/// The loan that is paid, where the item stood for one.
	pub loan: Option<LoanId>,
	/// Who held title and filed it, or held it when the claim was parted from its item; nobody when
	/// it was filed for the loan.
	pub claimant: Option<AccountId>,
	/// What is claimed, in US cents.
	pub amount: UsdCents,
	/// For what.
	pub loss: Loss,
	/// When it was filed.
	pub filed: Seconds,
	/// What it has taken off the policy's limit already, in US cents, since it goes on without its
	/// item; nothing while it is the item's.
	pub reserved: Option<UsdCents>,
	/// Where it stands.
	pub status: ClaimStatus,
}

/// What binds insurers.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InsuranceRules {
	/// How long the premium of a new policy counts as paid.
	pub first_premium: Seconds,
	/// How long a policy covers beyond the time that is paid for.
	pub premium_grace: Seconds,
	/// How long an insurer has to answer a claim.
	pub claim_time: Seconds,
	/// How long an insurer has to pay what he owes.
	pub payment_time: Seconds,
	/// How long cover goes on after its insurer has given notice.
	pub notice: Seconds,
}

impl Default for InsuranceRules {
	/// A year, 60 days, 30 days, 30 days and 60 days.
	fn default() -> Self {
		Self {
			first_premium: Self::MAX_PREPAID,
			premium_grace: Seconds(60 * SECONDS_PER_DAY),
			claim_time: Seconds(30 * SECONDS_PER_DAY),
			payment_time: Seconds(30 * SECONDS_PER_DAY),
			notice: Seconds(60 * SECONDS_PER_DAY),
		}
	}
}

impl InsuranceRules {
	/// A premium is paid this far ahead at most: a year.
	pub const MAX_PREPAID: Seconds = Seconds(365 * SECONDS_PER_DAY);

	/// Whether insurers have a second to a year for each, and premiums are paid a year ahead at
	/// most.
	pub fn in_range(&self) -> bool {
		let Self { first_premium, premium_grace, claim_time, payment_time, notice } = *self;
		[first_premium, premium_grace, claim_time, payment_time, notice]
			.into_iter()
			.all(|time| time <= Self::MAX_PREPAID)
			&& !claim_time.is_zero()
			&& !payment_time.is_zero()
			&& !notice.is_zero()
	}
}
