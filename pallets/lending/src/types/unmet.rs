//! What stands between an offer and a loan.

use super::{escrow::Milestone, exposure::Dependence};
use caliber_primitives::{
	collateral::FactError,
	ids::ItemId,
	units::{Ppm, Seconds, UsdaiAmount},
};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A condition that is not met now. `accept` is refused by the first one, and so are `escrow` and
/// `release_escrow`.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Unmet<AccountId> {
	/// The chain takes nothing in.
	#[codec(index = 0)]
	Paused,
	/// The dollar has a shortfall.
	#[codec(index = 1)]
	Shortfall,
	/// The borrower is on the freeze list.
	#[codec(index = 2)]
	Frozen,
	/// The offer has expired.
	#[codec(index = 3)]
	Expired {
		/// The first second in which it could not be accepted any more.
		at: Seconds,
	},
	/// A Curator has not staged his tranche.
	#[codec(index = 4)]
	Tranche {
		/// Its number, from 1 on.
		tranche: u8,
		/// Who is to stage it.
		curator: AccountId,
		/// How much, 18 decimals.
		amount: UsdaiAmount,
	},
	/// The calendar has not caught up.
	#[codec(index = 5)]
	Rolling,
	/// What the Originator has said does not count any more.
	#[codec(index = 6)]
	Originator,
	/// The model has no product, or it is off.
	#[codec(index = 7)]
	Product {
		/// Whether there is one.
		known: bool,
	},
	/// The borrower does not hold title to an item.
	#[codec(index = 8)]
	Owner(ItemId),
	/// Something is missing for an item: see its standing.
	#[codec(index = 9)]
	Standing(ItemId),
	/// An item has no value.
	#[codec(index = 10)]
	Value(ItemId, FactError),
	/// An item is of another model than the product.
	#[codec(index = 11)]
	Model(ItemId),
	/// More is asked than is lent on the items' value now.
	#[codec(index = 12)]
	Ltv {
		/// Principal in parts per million of the value; none without a value.
		ltv: Option<Ppm>,
		/// The most.
		most: Ppm,
	},
	/// At a due date more would be owed than is allowed on what the items are worth then.
	#[codec(index = 13)]
	CurveLtv {
		/// The highest, in parts per million; none when they are worth nothing then.
		ltv: Option<Ppm>,
		/// The most.
		most: Ppm,
	},
	/// Cover is too low.
	#[codec(index = 14)]
	Cover {
		/// What there is, 18 decimals.
		cover: UsdaiAmount,
		/// The least.
		least: UsdaiAmount,
	},
	/// Cover ends too soon.
	#[codec(index = 15)]
	CoverUntil {
		/// When it ends.
		until: Seconds,
		/// The earliest end.
		least: Seconds,
	},
	/// The book would pass the debt ceiling.
	#[codec(index = 16)]
	DebtCeiling {
		/// The book with the loan, 18 decimals.
		book: UsdaiAmount,
		/// The most.
		most: UsdaiAmount,
	},
	/// Too much of the book would hang on one.
	#[codec(index = 17)]
	Share {
		/// On whom or what.
		on: Dependence<AccountId>,
		/// What would hang on it, 18 decimals.
		hangs: UsdaiAmount,
		/// The most.
		most: UsdaiAmount,
	},
	/// An item is not free: it is pledged already, or on its way to be redeemed or retired.
	#[codec(index = 19)]
	Encumbered(ItemId),
	/// A Curator who has staged capital is on the freeze list: it stays where it is.
	#[codec(index = 20)]
	FrozenCurator {
		/// Number of the tranche, from 1 on.
		tranche: u8,
	},
	/// The loan that is to be replaced cannot be.
	#[codec(index = 21)]
	Refinanced {
		/// Whether an instalment of it is late or was paid by its reserve, or it is watched and the vault
		/// would lend more; otherwise it does not run.
		late: bool,
	},
	/// A payee of a charge does not have the role for it any more.
	#[codec(index = 22)]
	Payee {
		/// Number of the charge, from 0 on.
		charge: u8,
	},
	/// Nobody has confirmed that the hardware has come so far.
	#[codec(index = 23)]
	Milestone(Milestone),
	/// The money has waited long enough: it goes back.
	#[codec(index = 24)]
	EscrowOver {
		/// Since when, in block time.
		at: Seconds,
	},
	/// An item is at another site than the terms say.
	#[codec(index = 25)]
	Site(ItemId),
	/// Whoever is to be paid is on the freeze list.
	#[codec(index = 26)]
	FrozenVendor,
	/// The vault cannot lend so much now.
	#[codec(index = 18)]
	Liquidity {
		/// How much, 18 decimals.
		amount: UsdaiAmount,
	},
}
