//! How much of the book hangs on one.

use super::terms::MAX_ITEMS;
use alloc::vec::Vec;
use caliber_finance::{
	book::Security,
	concentration::{most, Exposure},
};
use caliber_primitives::{
	ids::{SiteId, SkuId},
	units::{Ppm, UsdaiAmount},
};
use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};

/// All of the book.
const WHOLE: Ppm = Ppm(1_000_000);

/// On what a part of the book hangs.
#[frame_support::stored]
#[derive(PartialOrd, Ord)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Dependence<AccountId> {
	/// On one borrower.
	#[codec(index = 0)]
	Borrower(AccountId),
	/// On one site.
	#[codec(index = 1)]
	Site(SiteId),
	/// On one model of hardware.
	#[codec(index = 2)]
	Model(SkuId),
	/// On one Curator, who has staged capital that bears losses first; his position may be another's
	/// since.
	#[codec(index = 3)]
	Curator(AccountId),
}

/// The most that may hang on one of each, in parts per million of the book, see
/// [`caliber_finance::concentration`]. The whole is no limit.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
	/// On a borrower.
	pub borrower: Ppm,
	/// On a site.
	pub site: Ppm,
	/// On a model.
	pub model: Ppm,
	/// On a Curator.
	pub curator: Ppm,
}

impl Shares {
	/// Whether each is a part of the whole, and not nothing.
	pub fn in_range(&self) -> bool {
		let part = |share: Ppm| !share.is_zero() && share <= WHOLE;
		[self.borrower, self.site, self.model, self.curator].into_iter().all(part)
	}

	/// The most that may hang on it when so much is lent and the vault has so much.
	pub fn most<A>(
		&self,
		on: &Dependence<A>,
		book: UsdaiAmount,
		assets: UsdaiAmount,
	) -> UsdaiAmount {
		let share = match on {
			Dependence::Borrower(_) => self.borrower,
			Dependence::Site(_) => self.site,
			Dependence::Model(_) => self.model,
			Dependence::Curator(_) => self.curator,
		};
		// What hangs counts as it was lent and the book as it is out, so that the whole of the one may
		// be more than the other.
		match share == WHOLE {
			true => UsdaiAmount::MAX,
			false => most(book, assets, share),
		}
	}
}

/// What of a loan hangs on each site at which its items stood when it was accepted.
pub type Sites = BoundedVec<(SiteId, UsdaiAmount), ConstU32<MAX_ITEMS>>;

/// What stands behind an offer that is accepted, and how much is lent on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Secured<AccountId> {
	/// What the items are worth.
	pub security: Security,
	/// What hangs on which site.
	pub sites: Sites,
	/// Principal in parts per million of what might be lent.
	pub ltv: Ppm,
	/// The same at the due date at which it is highest, on the curve of the model.
	pub curve_ltv: Ppm,
	/// What hangs on whom and what once the loan runs.
	pub exposures: Vec<(Dependence<AccountId>, Exposure)>,
}
