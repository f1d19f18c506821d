//! What a node answers about the chain.

use crate::{
	eligibility::{Eligibility, Pending},
	ids::ItemId,
	invariants::InvariantReport,
};
use alloc::vec::Vec;
use codec::Codec;

sp_api::decl_runtime_apis! {
	/// Asks a live node whether its books are in order.
	pub trait InvariantsApi {
		/// The statements of one page with whether they hold. A page is a pallet, in the order of
		/// the runtime; the page after the last one is empty.
		fn check(page: u32) -> Vec<InvariantReport>;
	}

	/// Asks about hardware.
	pub trait RegistryApi<AccountId>
	where
		AccountId: Codec,
	{
		/// The item's dossier: JSON in the shape of ERC-721 metadata, with its own schema.
		fn dossier(item: ItemId) -> Option<Vec<u8>>;
		/// What stands between an item and a pledge, now and soon, and who can cure it.
		fn eligibility(item: ItemId) -> Option<Eligibility<AccountId>>;
		/// What waits for an account that attests, insures or appraises: one page, after the item at
		/// which the last one ended.
		fn pending_for(account: AccountId, after: Option<ItemId>) -> Pending;
	}
}
