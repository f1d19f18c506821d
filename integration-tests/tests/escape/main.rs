//! Collateral cannot escape: whoever tries whatever, by whatever way, is refused by name, and
//! titles and records stay as they are, bit for bit.

mod by_other_ways;
mod free_titles;
mod registry_calls;
mod titles;
mod ways;

use caliber_integration_tests::{
	initialize_at,
	registry::{
		active, as_root, as_signed, attest_custody, day, grant, paper, registry, serials, submit,
		submitted, APPRAISER, BASIS, CUSTODIAN, INSURER, REGISTRAR, SKU, TODAY,
	},
};
use caliber_primitives::{
	collateral::Collateral,
	ids::{AssetClass, ItemId, LoanId, PolicyId, SiteId},
	roles::{Role, RoleError, Scope},
	units::{Ppm, Seconds, UsdCents},
};
use caliber_runtime::{
	AccountId, Address, BaseFilter, Caliber, Executive, Multisig, Nfts, OriginCaller, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeOrigin, Signature, System,
};
use codec::Encode;
use frame_support::{
	assert_ok,
	dispatch::RawOrigin,
	storage::{with_transaction, TransactionOutcome},
	traits::{Contains, GetCallName, UnfilteredDispatchable},
	weights::Weight,
	BoundedVec,
};
use pallet_caliber::{Call as Registry, Cause, Error, Invoice, Items, Rules, Skus, State, Values};
use pallet_nfts::{
	AttributeNamespace, Call as Titles, CancelAttributesApprovalWitness, CollectionConfig,
	CollectionSettings, DestroyWitness, ItemConfig, ItemSettings, ItemTip, MintSettings,
	PreSignedAttributes, PreSignedMint,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, One, Two};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeSet;

/// The collection of GPUs.
const COLLECTION: u32 = 0;
const LOAN: LoanId = LoanId(7);
/// Serials of the item that is attacked, and of another of the same holder.
const OURS: [&str; 2] = ["SN-1", "SN-2"];
const OTHERS: [&str; 1] = ["SN-9"];

/// What is attacked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Phase {
	Pledged,
	Seized,
}

const PHASES: [Phase; 2] = [Phase::Pledged, Phase::Seized];

fn filtered() -> DispatchError {
	frame_system::Error::<Runtime>::CallFiltered.into()
}

fn titles(error: pallet_nfts::Error<Runtime>) -> DispatchError {
	error.into()
}

fn registry_says(error: Error<Runtime>) -> DispatchError {
	error.into()
}

/// Every entry of titles and records.
fn state() -> Vec<(Vec<u8>, Vec<u8>)> {
	let mut entries = Vec::new();
	for pallet in ["Nfts", "Caliber"] {
		let prefix = sp_io::hashing::twox_128(pallet.as_bytes());
		let mut key = prefix.to_vec();
		while let Some(next) = sp_io::storage::next_key(&key).filter(|key| key.starts_with(&prefix))
		{
			entries.push((
				next.clone(),
				sp_io::storage::get(&next).expect("the key is there").to_vec(),
			));
			key = next;
		}
	}
	assert!(entries.len() > 10);
	entries
}

/// Does something and forgets it.
fn forgotten(act: impl FnOnce()) {
	let done: Result<(), DispatchError> = with_transaction(|| {
		act();
		TransactionOutcome::Rollback(Ok(()))
	});
	assert_ok!(done);
}

/// Fails unless the attempt is refused so and leaves everything as it was.
fn refused(what: &str, attempt: impl FnOnce() -> DispatchResult, error: DispatchError) {
	forgotten(|| {
		let before = state();
		assert_eq!(attempt(), Err(error), "{what}");
		assert!(state() == before, "{what}");
	});
}

/// Two racks of `holder`'s, of which the first is collateral: its id and the other's.
fn collateral(holder: &AccountId, phase: Phase) -> (ItemId, ItemId) {
	let endow = pallet_balances::Call::force_set_balance {
		who: holder.clone().into(),
		new_free: 1_000_000 * caliber_runtime_common::currency::CAL,
	};
	assert_ok!(as_root(endow));
	let (item, other) = (active(holder, &OURS), active(holder, &OTHERS));
	assert_ok!(<Caliber as Collateral<_>>::pledge(item, holder, LOAN));
	if phase == Phase::Seized {
		assert_ok!(<Caliber as Collateral<_>>::seize(item, LOAN));
	}
	let holder = match phase {
		Phase::Pledged => Some(holder.clone()),
		Phase::Seized => Some(Caliber::account()),
	};
	assert_eq!(Nfts::owner(COLLECTION, item.0), holder);
	(item, other)
}

fn address(who: Sr25519Keyring) -> Address {
	who.to_account_id().into()
}

fn text<S: frame_support::traits::Get<u32>>(text: &str) -> BoundedVec<u8, S> {
	text.as_bytes().to_vec().try_into().expect("it is short")
}

fn sign(who: Sr25519Keyring, what: &impl Encode) -> Signature {
	who.sign(&what.encode()).into()
}
