//! Who lends beside the vault: capital that bears losses first.

use super::terms::MAX_TRANCHES;
use caliber_finance::{
	tranches::{Stake, Tranche},
	treasury::total,
};
use caliber_primitives::units::{RatePerSecond, Seconds, UsdaiAmount};
use frame_support::{traits::ConstU32, BoundedVec};

/// The most tranches of one loan beside the vault's.
pub const MAX_JUNIORS: u32 = MAX_TRANCHES - 1;

/// A tranche that an offer asks a Curator for.
#[frame_support::stored]
pub struct Junior<AccountId> {
	/// Who is to stage it.
	pub curator: AccountId,
	/// How much, 18 decimals; part of the principal.
	pub amount: UsdaiAmount,
	/// Its interest a second, scaled by 10^18.
	pub rate: RatePerSecond,
}

/// Since when the capital of each tranche lies with the chain, in block time; tranche 1 is the
/// first.
pub type Staged = BoundedVec<Option<Seconds>, ConstU32<MAX_JUNIORS>>;

/// Who is to stage each tranche; tranche 1 is the first.
pub type Curators<AccountId> = BoundedVec<AccountId, ConstU32<MAX_JUNIORS>>;

/// The position of a lender other than the vault.
#[frame_support::stored]
pub struct Position<AccountId> {
	/// Whose it is.
	pub holder: AccountId,
	/// What he has in the loan.
	pub stake: Stake,
}

/// The positions of a loan by tranche; tranche 1 is the first.
pub type Positions<AccountId> = BoundedVec<Position<AccountId>, ConstU32<MAX_JUNIORS>>;

/// The place of a tranche among those beside the vault's; none for the vault's own.
pub fn place(tranche: u8) -> Option<usize> {
	tranche.checked_sub(1).map(usize::from)
}

impl<AccountId> Junior<AccountId> {
	/// As finance knows it.
	pub fn tranche(&self) -> Tranche {
		Tranche { amount: self.amount.get(), rate: self.rate }
	}
}

/// What is credited and not collected.
pub fn owed<A>(positions: &[Position<A>]) -> UsdaiAmount {
	total(positions.iter().map(|position| position.stake.owed))
}
