//! Title, standing and value of hardware.

use crate::{
	ids::{AssetClass, ItemId, LoanId, SiteId, SkuId},
	prices::FeedFault,
	roles::Subject,
	units::{Ppm, Seconds, UsdCents, UsdaiAmount},
};
pub use caliber_finance::collateral::CurvePoint;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec, PalletError};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::DispatchResult;

/// A fact that an item needs to be good collateral.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Fact {
	/// Title documents and the lien filing, attested by a Registrar.
	#[codec(index = 0)]
	Title,
	/// Warehouse receipt, attested by the Custodian.
	#[codec(index = 1)]
	Custody,
	/// Cover in force, bound by the Insurer.
	#[codec(index = 2)]
	Insurance,
	/// Value, signed by an Appraiser.
	#[codec(index = 3)]
	Appraisal,
	/// Invoice with price and date, attested by the Registrar.
	#[codec(index = 4)]
	Invoice,
	/// Heartbeat of the machines.
	#[codec(index = 5)]
	Telemetry,
}

impl Fact {
	/// What it is called, in dossiers and on the command line alike.
	pub const fn name(self) -> &'static str {
		match self {
			Self::Title => "title",
			Self::Custody => "custody",
			Self::Insurance => "insurance",
			Self::Appraisal => "appraisal",
			Self::Invoice => "invoice",
			Self::Telemetry => "telemetry",
		}
	}
}

/// What is wrong with a fact.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Lack {
	/// Nobody has given it.
	#[codec(index = 0)]
	Missing,
	/// It has run out.
	#[codec(index = 1)]
	Expired,
	/// It is in dispute.
	#[codec(index = 2)]
	Disputed,
	/// Its giver no longer counts: the role was revoked or collides with another.
	#[codec(index = 3)]
	GiverInvalid,
	/// Its giver, a custodian, has been silent for too long.
	#[codec(index = 4)]
	Silent,
	/// It says that the machines have failed.
	#[codec(index = 5)]
	Failed,
	/// The hardware is under another's lien.
	#[codec(index = 6)]
	Liened,
	/// An appraisal lends more than what counted before, and its challenge window is open.
	#[codec(index = 7)]
	Pending,
	/// An appraisal speaks of a day too long ago for a new loan.
	#[codec(index = 8)]
	Stale,
	/// A second appraiser must speak.
	#[codec(index = 9)]
	OpinionMissing,
	/// Two appraisers are too far apart. A third must speak, or one of them anew.
	#[codec(index = 10)]
	Apart,
	/// The policy's premium is owed for too long.
	#[codec(index = 11)]
	Lapsed,
	/// The policy's insurer has not paid a claim in time.
	#[codec(index = 12)]
	Defaulting,
	/// The insurer has given notice: cover goes on and ends soon. Another may cover it.
	#[codec(index = 13)]
	Cancelled,
	/// Whoever registered the site at which the hardware stands does not count any more.
	#[codec(index = 14)]
	Unsited,
	/// An appraisal has just fallen far below what counted before: nothing is lent for some hours.
	#[codec(index = 15)]
	Cautious,
	/// A claim on the cover is open.
	#[codec(index = 16)]
	Claimed,
}

/// One thing to cure.
#[frame_support::stored]
#[derive(Copy)]
pub struct Deficiency {
	/// Which fact.
	pub fact: Fact,
	/// What is wrong with it.
	pub lack: Lack,
}

/// Everything that stands between an item and a pledge; empty is good.
#[frame_support::stored]
#[derive(Default)]
pub struct Standing(pub BoundedVec<Deficiency, ConstU32<32>>);

impl Standing {
	/// Whether nothing is missing.
	pub fn is_good(&self) -> bool {
		self.0.is_empty()
	}
}

/// Points of a depreciation curve.
pub type Curve = BoundedVec<CurvePoint, ConstU32<16>>;

/// What an item is worth, all of it in US cents for the whole item.
#[frame_support::stored]
#[derive(Copy)]
pub struct CollateralValue {
	/// Class of the item.
	pub class: AssetClass,
	/// Model.
	pub sku: SkuId,
	/// Where it stands.
	pub site: SiteId,
	/// Days since its invoice: its age on the curve of its model.
	pub age_days: u32,
	/// What may be lent against: the least of appraisal, market bounds and aged invoice, after
	/// confidence and haircut.
	pub lendable: UsdCents,
	/// Appraised orderly liquidation value.
	pub orderly: UsdCents,
	/// Appraised forced liquidation value.
	pub forced: UsdCents,
	/// Cover in force for the item.
	pub cover: UsdCents,
	/// Until when the cover runs, or its premium is paid with grace, whichever is earlier.
	pub cover_until: Seconds,
}

/// How an item stands behind a loan that runs. What is absent or old never raises a value
/// (protocol.md 5.1). All values are in US cents, for the whole item.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Monitored {
	/// What a margin call is measured by: the lesser of appraised orderly value and resale price,
	/// the last ones that are known, aged on the curve of the model where they are old.
	pub market: UsdCents,
	/// The least of that and what it earns: it sets Watch and no more.
	pub with_income: UsdCents,
	/// Whether a margin call may rest on it: the resale price is fresh, or without one the appraisal
	/// in force.
	pub is_fresh: bool,
	/// Appraised orderly liquidation value, the last one.
	pub orderly: UsdCents,
	/// Appraised forced liquidation value, the last one.
	pub forced: UsdCents,
	/// Cover in force.
	pub cover: UsdCents,
	/// Until when it runs.
	pub cover_until: Seconds,
	/// A fact that has to be renewed: missing, run out, or withdrawn with its giver's role.
	pub lapsed: Option<Fact>,
}

/// Why an item has no value.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, PalletError, Clone, Copy, PartialEq, Eq, Debug,
)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum FactError {
	/// No such item.
	UnknownItem,
	/// A fact that the value needs is missing, expired or disputed. See the item's standing.
	Deficient,
	/// A market bound that the product requires cannot be used.
	Feed(FeedFault),
	/// The numbers of the item cannot be computed with. Have it appraised anew.
	Uncomputable,
}

/// What is claimed of an item's cover.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Loss {
	/// The hardware is lost or damaged; the hash of what shows it. Up to the cover.
	#[codec(index = 0)]
	Casualty(H256),
	/// A sale left a lender short. Up to the floor.
	#[codec(index = 1)]
	Residual,
}

/// Cover of an item that is in force.
#[frame_support::stored]
pub struct Insured<AccountId> {
	/// Who pays.
	pub insurer: AccountId,
	/// The value that residual cover makes up for when a sale brings less: at most the cover.
	pub floor: UsdaiAmount,
}

/// Insurance money for a loan.
#[frame_support::stored]
#[derive(Copy)]
pub struct Payout {
	/// How much, 18 decimals.
	pub amount: UsdaiAmount,
	/// For what.
	pub loss: Loss,
	/// Whether nobody counted on it any more, see [`LossPayee::give_up`].
	pub given_up: bool,
}

/// The registry of title, as lenders see it. Caliber -> Lending.
pub trait Collateral<AccountId> {
	/// Who holds title.
	fn owner(item: ItemId) -> Option<AccountId>;
	/// Whether nothing encumbers it: no pledge, no redemption or retirement under way.
	fn is_free(item: ItemId) -> bool;
	/// Whether a dispute keeps a seized item from being delivered.
	fn is_disputed(item: ItemId) -> bool;
	/// What is missing.
	fn standing(item: ItemId) -> Standing;
	/// What it is worth now.
	fn value(item: ItemId) -> Result<CollateralValue, FactError>;
	/// How it stands behind a loan, were resale and GPU-hour prices so many parts per million of what
	/// they are; nothing for an item that is unknown.
	fn monitored(item: ItemId, prices: Ppm) -> Monitored;
	/// How a model loses value as it ages; no points for one that is unknown.
	fn curve(sku: SkuId) -> Curve;
	/// Its cover, while that is in force.
	fn insured(item: ItemId) -> Option<Insured<AccountId>>;
	/// Who stores it, while his receipt counts.
	fn custodian(item: ItemId) -> Option<AccountId>;
	/// What an act about it is about; nothing for an item that is unknown.
	fn subject(item: ItemId) -> Option<Subject>;
	/// Locks the item for `loan`. `borrower` must hold title and the standing must be empty.
	fn pledge(item: ItemId, borrower: &AccountId, loan: LoanId) -> DispatchResult;
	/// Gives the item back to its holder.
	fn release(item: ItemId, loan: LoanId) -> DispatchResult;
	/// Takes title to the keyless seizing account.
	fn seize(item: ItemId, loan: LoanId) -> DispatchResult;
	/// Gives a seized item to `to`.
	fn deliver(item: ItemId, loan: LoanId, to: &AccountId) -> DispatchResult;
	/// Files a claim on the item's cover, in whole cents, for the loan; on residual value once the
	/// item is seized. It goes before the borrower's.
	fn claim_cover(item: ItemId, loan: LoanId, amount: UsdaiAmount, loss: Loss) -> DispatchResult;

	/// Makes an item in good standing, worth `value`, that `owner` holds.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_item(owner: &AccountId, value: UsdCents) -> ItemId;

	/// Has one account insure items, each by a policy of its own, with a floor; returns who.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_insured(items: &[ItemId]) -> AccountId;

	/// Has items stand where the first of them does.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_together(items: &[ItemId]);
}

/// Whom insurance money is paid to when an item stands for a loan: the loss payee of its policy.
/// Lending -> Caliber.
pub trait LossPayee<AccountId> {
	/// Takes money from `insurer` for `loan`; of a loan that is over the borrower has it.
	fn receive(loan: LoanId, insurer: &AccountId, payout: Payout) -> DispatchResult;
	/// What [`Self::receive`] costs at most.
	fn receive_weight() -> Weight;
	/// Whether lenders still have a claim on the loan: what makes up for their loss is not due
	/// otherwise.
	fn is_owed(loan: LoanId) -> bool;
	/// A claim on residual value of so much, filed for the loan, is over without money or late: the loss
	/// that it was to make up for is real. Never fails: what the loan says of it is no matter of the
	/// claim's.
	fn give_up(loan: LoanId, amount: UsdaiAmount);
	/// What [`Self::give_up`] costs at most.
	fn give_up_weight() -> Weight;
}
