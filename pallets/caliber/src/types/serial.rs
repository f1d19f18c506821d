//! Serial numbers: one spelling each, one hash each, one root for all of an item.

use alloc::vec::Vec;
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// The most serials of one item.
pub const MAX_SERIALS: u32 = 64;

/// A serial number as somebody types it.
pub type Serial = BoundedVec<u8, ConstU32<64>>;

/// The serial numbers of one item, in the order of their tree.
pub type SerialList = BoundedVec<Serial, ConstU32<MAX_SERIALS>>;

/// The one spelling of a serial number: letters in upper case, no spaces, no hyphens, no leading
/// zeros. `None` when another character occurs or nothing is left.
pub fn normalise(serial: &[u8]) -> Option<Vec<u8>> {
	let mut out = Vec::with_capacity(serial.len());
	for byte in serial {
		match byte {
			b' ' | b'-' => {},
			b'0' if out.is_empty() => {},
			byte if byte.is_ascii_alphanumeric() => out.push(byte.to_ascii_uppercase()),
			_ => return None,
		}
	}
	(!out.is_empty()).then_some(out)
}

/// The key of a serial number and its leaf in the tree: blake2-256 of a zero byte and the one
/// spelling.
pub fn leaf(serial: &[u8]) -> Option<H256> {
	let mut bytes = Vec::from([0]);
	bytes.extend(normalise(serial)?);
	Some(BlakeTwo256::hash(&bytes))
}

/// Blake2-256 of a one byte and both children.
fn node(left: &H256, right: &H256) -> H256 {
	let mut bytes = Vec::from([1]);
	bytes.extend(left.as_bytes());
	bytes.extend(right.as_bytes());
	BlakeTwo256::hash(&bytes)
}

/// What an item keeps of its serial numbers.
#[frame_support::stored]
#[derive(Copy)]
pub struct SerialSet {
	/// How many, at least one.
	pub count: u8,
	/// Root of the binary tree over their leaves in the order given; the last of an odd row moves
	/// up as it is.
	pub root: H256,
}

impl SerialSet {
	/// Of leaves; `None` for none, or for more than [`MAX_SERIALS`].
	pub fn of(leaves: &[H256]) -> Option<Self> {
		let count = u8::try_from(leaves.len()).ok()?;
		if u32::from(count) > MAX_SERIALS {
			return None;
		}
		let mut row = leaves.to_vec();
		while row.len() > 1 {
			row = row
				.chunks(2)
				.filter_map(|pair| match pair {
					[left, right] => Some(node(left, right)),
					[last] => Some(*last),
					_ => None,
				})
				.collect();
		}
		row.first().map(|root| Self { count, root: *root })
	}
}
