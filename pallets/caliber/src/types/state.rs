//! Where an item stands. Each state is a type that only this module makes, and each way out of it
//! consumes it: what is not written here does not compile elsewhere.
//!
//! ```text
//! Submitted ─▶ Attested ─▶ Active ──▶ Pledged ─▶ Seized
//!                            │  ▲       │          │
//!                            │  └────┐  ▼          ▼
//!                            ├──────▶ Released ◀───┘
//!                            ▼          │  ▲
//!                        Redeeming ◀────┘  │ handed over: burned as Released, then forgotten
//!                            └─────────────┘
//!
//! Attested, Active, Released ─▶ Retiring ─▶ Attested; retired: burned as that, then forgotten
//! Attested, Active, Released ─▶ Attested, when the item is split or merged
//! Attested, Active, Released, Retiring ─▶ burned by governance, when nobody stands for its title
//! ```
//! A released item is pledged and redeemed like an active one.

use caliber_primitives::{ids::LoanId, units::Seconds};

/// Why an item ends without being redeemed.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Cause {
	/// The hardware does not exist any more.
	#[codec(index = 0)]
	Destroyed,
	/// Nobody knows where the hardware is.
	#[codec(index = 1)]
	Lost,
	/// The hardware was sold without its title.
	#[codec(index = 2)]
	Sold,
}

/// Registered by its owner, attested by nobody.
#[frame_support::stored]
#[derive(Copy)]
pub struct Submitted(());

/// Somebody has vouched for it; facts are still missing or it has not been activated.
#[frame_support::stored]
#[derive(Copy)]
pub struct Attested(());

/// Has been in good standing and was never pledged, or not yet.
#[frame_support::stored]
#[derive(Copy)]
pub struct Active(());

/// Collateral of a loan.
#[frame_support::stored]
#[derive(Copy)]
pub struct Pledged {
	loan: LoanId,
}

/// Taken from the borrower of a loan; the registry's own account holds title.
#[frame_support::stored]
#[derive(Copy)]
pub struct Seized {
	loan: LoanId,
}

/// Free after a loan, a sale, or a redemption that was given up.
#[frame_support::stored]
#[derive(Copy)]
pub struct Released(());

/// Its holder has asked for the hardware.
#[frame_support::stored]
#[derive(Copy)]
pub struct Redeeming {
	deadline: Seconds,
}

/// Its holder says that the hardware is gone.
#[frame_support::stored]
#[derive(Copy)]
pub struct Retiring {
	cause: Cause,
}

/// An item that somebody has vouched for and nothing encumbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Vouched(());

/// An item that may be pledged or redeemed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Free(());

impl Attested {
	/// Its standing is empty.
	pub fn activate(self) -> Active {
		Active(())
	}
}

impl Vouched {
	/// Its holder wants it ended.
	pub fn retire(self, cause: Cause) -> Retiring {
		Retiring { cause }
	}

	/// It has other serials now: what was said of the old lot must be said anew.
	pub fn recast(self) -> Attested {
		Attested(())
	}
}

impl Cause {
	/// Its name in a dossier.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Destroyed => "destroyed",
			Self::Lost => "lost",
			Self::Sold => "sold",
		}
	}
}

impl Retiring {
	/// Why.
	pub fn cause(self) -> Cause {
		self.cause
	}

	/// Its holder has changed his mind, or a fact has come into dispute. It must be activated anew.
	pub fn cancel(self) -> Attested {
		Attested(())
	}

	/// The registrar agrees: title is open for the burn that follows.
	pub fn end(self) -> (Attested, Cause) {
		(Attested(()), self.cause)
	}
}

impl Free {
	/// A loan is drawn on it.
	pub fn pledge(self, loan: LoanId) -> Pledged {
		Pledged { loan }
	}

	/// Its holder wants the hardware. From `deadline` on anyone may call governance.
	pub fn request(self, deadline: Seconds) -> Redeeming {
		Redeeming { deadline }
	}
}

impl Pledged {
	/// The loan is closed.
	pub fn release(self) -> Released {
		Released(())
	}

	/// The loan is in default.
	pub fn seize(self) -> Seized {
		Seized { loan: self.loan }
	}
}

impl Seized {
	/// It goes to whom the sale or the cure gives it.
	pub fn deliver(self) -> Released {
		Released(())
	}
}

impl Redeeming {
	/// The first second in which anyone may call governance.
	pub fn deadline(self) -> Seconds {
		self.deadline
	}

	/// The holder has changed his mind, the custodian has refused, or a fact has come into dispute.
	pub fn cancel(self) -> Released {
		Released(())
	}

	/// The custodian has handed the hardware over: title is open for the burn that follows.
	pub fn hand_over(self) -> Released {
		Released(())
	}
}

/// Where an item stands.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum State {
	/// Registered, attested by nobody.
	#[codec(index = 0)]
	Submitted(Submitted),
	/// Attested at least once.
	#[codec(index = 1)]
	Attested(Attested),
	/// May be pledged or redeemed.
	#[codec(index = 2)]
	Active(Active),
	/// Collateral of a loan.
	#[codec(index = 3)]
	Pledged(Pledged),
	/// Taken from the borrower.
	#[codec(index = 4)]
	Seized(Seized),
	/// May be pledged or redeemed again.
	#[codec(index = 5)]
	Released(Released),
	/// Waits for the custodian's hand-over.
	#[codec(index = 6)]
	Redeeming(Redeeming),
	/// Waits for a registrar to end it.
	#[codec(index = 7)]
	Retiring(Retiring),
}

impl State {
	/// Where every item begins.
	pub fn first() -> Self {
		Self::Submitted(Submitted(()))
	}

	/// After somebody has vouched for the item.
	pub fn attested(self) -> Self {
		match self {
			Self::Submitted(_) => Self::Attested(Attested(())),
			other => other,
		}
	}

	/// The proof that the item may be pledged or redeemed.
	pub fn free(self) -> Option<Free> {
		matches!(self, Self::Active(_) | Self::Released(_)).then_some(Free(()))
	}

	/// The proof that somebody has vouched for the item and nothing encumbers it.
	pub fn vouched(self) -> Option<Vouched> {
		matches!(self, Self::Attested(_) | Self::Active(_) | Self::Released(_))
			.then_some(Vouched(()))
	}

	/// After the item has got other serials. `None` while it is encumbered.
	pub fn recast(self) -> Option<Self> {
		match self {
			Self::Submitted(_) => Some(self),
			other => other.vouched().map(|vouched| vouched.recast().into()),
		}
	}

	/// The proof that the item is pledged for `loan`.
	pub fn pledged_for(self, loan: LoanId) -> Option<Pledged> {
		match self {
			Self::Pledged(pledged) if pledged.loan == loan => Some(pledged),
			_ => None,
		}
	}

	/// The proof that the item was seized for `loan`.
	pub fn seized_for(self, loan: LoanId) -> Option<Seized> {
		match self {
			Self::Seized(seized) if seized.loan == loan => Some(seized),
			_ => None,
		}
	}

	/// The loan that the item stands for.
	pub fn loan(self) -> Option<LoanId> {
		match self {
			Self::Pledged(Pledged { loan }) | Self::Seized(Seized { loan }) => Some(loan),
			_ => None,
		}
	}

	/// As what an item is burned whose title was found wrong: that its holder says the hardware is
	/// gone keeps nobody from it. `None` while it is encumbered.
	pub fn given_up(self) -> Option<Self> {
		match self {
			Self::Retiring(retiring) => Some(retiring.cancel().into()),
			other => other.vouched().map(|_| other),
		}
	}

	/// Whether title may move in this state.
	pub fn is_open(self) -> bool {
		match self {
			Self::Submitted(_) | Self::Attested(_) | Self::Active(_) | Self::Released(_) => true,
			Self::Pledged(_) | Self::Seized(_) | Self::Redeeming(_) | Self::Retiring(_) => false,
		}
	}

	/// Its name in a dossier.
	pub fn name(self) -> &'static str {
		match self {
			Self::Submitted(_) => "submitted",
			Self::Attested(_) => "attested",
			Self::Active(_) => "active",
			Self::Pledged(_) => "pledged",
			Self::Seized(_) => "seized",
			Self::Released(_) => "released",
			Self::Redeeming(_) => "redeeming",
			Self::Retiring(_) => "retiring",
		}
	}
}

macro_rules! into_state {
	($($name:ident),*) => {
		$(impl From<$name> for State {
			fn from(state: $name) -> Self {
				Self::$name(state)
			}
		})*
	};
}

into_state!(Attested, Active, Pledged, Seized, Released, Redeeming, Retiring);
