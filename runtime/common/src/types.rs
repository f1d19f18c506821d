//! The primitive types of every Caliber chain.

use sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature, OpaqueExtrinsic,
};

/// A signature of one of the three schemes that wallets use.
pub type Signature = MultiSignature;

/// The hash of the public key that signs for an account.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;

/// How an account is named in a transaction.
pub type Address = MultiAddress<AccountId, ()>;

/// An amount of CAL, USDai, shares or a reserve dollar, in the smallest unit of each.
pub type Balance = u128;

/// The number of transactions an account has sent.
pub type Nonce = u32;

/// The height of a block.
pub type BlockNumber = u32;

/// A hash of 32 bytes.
pub type Hash = sp_core::H256;

/// The header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;

/// A block whose transactions are bytes: all that a node needs to know of it.
pub type OpaqueBlock = generic::Block<Header, OpaqueExtrinsic>;
