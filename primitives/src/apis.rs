//! What a node answers about the chain.

use crate::invariants::InvariantReport;
use alloc::vec::Vec;

sp_api::decl_runtime_apis! {
	/// Asks a live node whether its books are in order.
	pub trait InvariantsApi {
		/// The statements of one page with whether they hold. A page is a pallet, in the order of
		/// the runtime; the page after the last one is empty.
		fn check(page: u32) -> Vec<InvariantReport>;
	}
}
