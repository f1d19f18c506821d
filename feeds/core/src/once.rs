//! What a source may say once.

use crate::FeedError;
use alloc::vec::Vec;

/// The items by their keys. One that is repeated counts once.
///
/// # Errors
/// `Conflict` if two differ that have one key.
pub(crate) fn once<T: PartialEq, K: Ord>(
	mut items: Vec<T>,
	key: impl Fn(&T) -> K,
) -> Result<Vec<T>, FeedError> {
	items.sort_by_key(&key);
	items.dedup();
	if items.windows(2).any(|pair| matches!(pair, [a, b] if key(a) == key(b))) {
		return Err(FeedError::Conflict);
	}
	Ok(items)
}
