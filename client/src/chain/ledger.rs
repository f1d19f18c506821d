//! What accounts hold.

use super::Chain;
use anyhow::Context;
use caliber_runtime::{AccountId, Runtime};
use codec::Encode;
use frame_support::StorageHasher as _;
use pallet_assets::{Account, Asset, AssetAccountOf, AssetDetails};

/// What an account holds of an asset, in its smallest unit.
///
/// # Errors
/// When the node does not answer.
pub async fn balance(chain: &Chain, asset: u32, who: &AccountId) -> anyhow::Result<u128> {
	let key = Account::<Runtime>::hashed_key_for(asset, who);
	let account: Option<AssetAccountOf<Runtime, ()>> = chain.storage(&key).await?;
	Ok(account.map(|account| account.balance).unwrap_or_default())
}

/// How much of an asset there is.
///
/// # Errors
/// When the node does not answer, or there is no such asset.
pub async fn supply(chain: &Chain, asset: u32) -> anyhow::Result<u128> {
	let key = Asset::<Runtime>::hashed_key_for(asset);
	let details: Option<AssetDetails<u128, AccountId, u128>> = chain.storage(&key).await?;
	Ok(details.with_context(|| format!("the chain has no asset {asset}"))?.supply)
}

/// The sum of what all accounts hold of an asset.
///
/// # Errors
/// When the node does not answer.
pub async fn held_by_all(chain: &Chain, asset: u32) -> anyhow::Result<u128> {
	let mut prefix = frame_support::storage::storage_prefix(b"Assets", b"Account").to_vec();
	prefix.extend(frame_support::Blake2_128Concat::hash(&asset.encode()));
	let mut sum = 0u128;
	for key in chain.keys(&prefix).await? {
		let account: Option<AssetAccountOf<Runtime, ()>> = chain.storage(&key).await?;
		sum = sum.saturating_add(account.map(|account| account.balance).unwrap_or_default());
	}
	Ok(sum)
}
