//! A node in the runtime's own types: transactions, events, answers.

use crate::programs::Node;
use caliber_feeds_core::{Assignment, FeedKey, ObsDay};
use caliber_runtime::{
	tx_extension, AccountId, Hash, Runtime, RuntimeCall, RuntimeEvent, SignedPayload,
	UncheckedExtrinsic,
};
use codec::{Decode, Encode};
use frame_support::{
	storage::storage_prefix,
	view_functions::{ViewFunction, ViewFunctionDispatchError},
};
use frame_system::EventRecord;
use pallet_feeds::{DayValue, FeedStatus, Refusal};
use serde_json::{json, Value};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{generic::Era, DispatchError, DispatchResult, MultiAddress, MultiSignature};

fn hex(bytes: &[u8]) -> String {
	sp_core::bytes::to_hex(bytes, false)
}

fn bytes_of(value: &Value) -> Vec<u8> {
	sp_core::bytes::from_hex(value.as_str().expect("hexadecimal text")).unwrap()
}

fn hash_of(value: &Value) -> Hash {
	Hash::from_slice(&bytes_of(value))
}

fn height_of(header: &Value) -> u64 {
	let number = header["number"].as_str().unwrap().trim_start_matches("0x");
	u64::from_str_radix(number, 16).unwrap()
}

impl Node {
	/// The hash of a block by its height; of the last one without.
	pub fn hash(&self, number: Option<u64>) -> Option<Hash> {
		let params = number.map_or(json!([]), |number| json!([number]));
		let hash = self.call("chain_getBlockHash", &params);
		(!hash.is_null()).then(|| hash_of(&hash))
	}

	/// The height of the last block.
	pub fn height(&self) -> u64 {
		height_of(&self.call("chain_getHeader", &json!([])))
	}

	/// The height of the last final block.
	pub fn finalised(&self) -> u64 {
		let head = self.call("chain_getFinalizedHead", &json!([]));
		height_of(&self.call("chain_getHeader", &json!([head])))
	}

	/// What is stored under a key at a block, or at the last one.
	pub fn stored<V: Decode>(&self, key: &[u8], at: Option<Hash>) -> Option<V> {
		let value = self.call("state_getStorage", &json!([hex(key), at]));
		(!value.is_null()).then(|| V::decode(&mut &bytes_of(&value)[..]).unwrap())
	}

	/// What a runtime API answers.
	pub fn api<V: Decode>(&self, method: &str, arguments: &[u8]) -> V {
		let answer = self.call("state_call", &json!([method, hex(arguments)]));
		V::decode(&mut &bytes_of(&answer)[..]).unwrap()
	}

	/// What a view function answers.
	pub fn view<V>(&self, question: V) -> V::ReturnType
	where
		V: ViewFunction + Encode,
		V::ReturnType: Decode,
	{
		let arguments = (V::id(), question.encode()).encode();
		let answer: Result<Vec<u8>, ViewFunctionDispatchError> =
			self.api("RuntimeViewFunction_execute_view_function", &arguments);
		V::ReturnType::decode(&mut &answer.unwrap()[..]).unwrap()
	}

	/// What is kept for the worker under a key.
	pub fn kept<V: Decode>(&self, key: &[u8]) -> Option<V> {
		let value = self.call("offchain_localStorageGet", &json!(["PERSISTENT", hex(key)]));
		(!value.is_null()).then(|| V::decode(&mut &bytes_of(&value)[..]).unwrap())
	}

	/// All that is known of a feed.
	pub fn status(&self, feed: FeedKey) -> FeedStatus {
		self.api::<Option<_>>("FeedsApi_status", &feed.encode()).expect("the feed is registered")
	}

	/// What a feed said for each day.
	pub fn history(&self, feed: FeedKey, from: ObsDay, to: ObsDay) -> Vec<DayValue> {
		self.api("FeedsApi_history", &(feed, from, to).encode())
	}

	/// What a reporter may say.
	pub fn assignment(&self, who: Sr25519Keyring) -> Option<Assignment> {
		self.api("FeedsApi_assignment", &who.public().0.encode())
	}

	/// What happened in a block.
	pub fn events(&self, hash: Hash) -> Vec<RuntimeEvent> {
		let key = storage_prefix(b"System", b"Events");
		let records: Vec<EventRecord<RuntimeEvent, Hash>> =
			self.stored(&key, Some(hash)).unwrap_or_default();
		records.into_iter().map(|record| record.event).collect()
	}

	/// The calls of a block.
	pub fn body(&self, hash: Hash) -> Vec<RuntimeCall> {
		let block = self.call("chain_getBlock", &json!([hash]));
		let body = block["block"]["extrinsics"].as_array().unwrap();
		let read = |bytes| UncheckedExtrinsic::decode(&mut &bytes_of(bytes)[..]).unwrap();
		body.iter().map(|bytes| read(bytes).function).collect()
	}

	/// The time of a block, Unix seconds.
	pub fn time(&self, hash: Option<Hash>) -> u64 {
		let now: Option<u64> = self.stored(&storage_prefix(b"Timestamp", b"Now"), hash);
		now.unwrap_or_default() / 1_000
	}

	/// Puts a transaction into the pool.
	///
	/// # Errors
	/// What the pool says: the name of the refusal where it is one of a report's.
	pub fn submit(&self, transaction: &UncheckedExtrinsic) -> Result<(), String> {
		let params = json!([hex(&transaction.encode())]);
		self.ask("author_submitExtrinsic", &params).map(|_| ()).map_err(|error| {
			let data = error["data"].as_str().unwrap_or_default();
			let code = data.strip_prefix("Custom error: ").and_then(|code| code.parse::<u8>().ok());
			let refusal = code.and_then(Refusal::of_code);
			refusal.map_or_else(
				|| error["message"].as_str().unwrap_or_default().to_string(),
				|refusal| format!("{refusal:?}"),
			)
		})
	}

	/// A call signed by a development account, with its next nonce.
	pub fn signed(&self, who: Sr25519Keyring, call: RuntimeCall) -> UncheckedExtrinsic {
		let account = who.to_account_id();
		let nonce = self.call("system_accountNextIndex", &json!([account.to_string()]));
		let nonce = u32::try_from(nonce.as_u64().unwrap()).unwrap();
		let extension = tx_extension(Era::Immortal, nonce, 0);
		let genesis = self.hash(Some(0)).unwrap();
		let version = self.call("state_getRuntimeVersion", &json!([]));
		let number = |name: &str| u32::try_from(version[name].as_u64().unwrap()).unwrap();
		let (spec, transaction) = (number("specVersion"), number("transactionVersion"));
		let implicit = ((), (), spec, transaction, genesis, genesis, (), (), (), None, ());
		let payload = SignedPayload::from_raw(call, extension, implicit);
		let signature = payload.using_encoded(|bytes| who.sign(bytes));
		let (call, extension, _) = payload.deconstruct();
		let address = MultiAddress::Id(account);
		UncheckedExtrinsic::new_signed(call, address, MultiSignature::Sr25519(signature), extension)
	}

	/// Several calls of others, by sudo, in one transaction of Alice's.
	pub fn batch(&self, calls: Vec<RuntimeCall>) -> UncheckedExtrinsic {
		let calls = pallet_utility::Call::<Runtime>::batch_all { calls };
		self.signed(Sr25519Keyring::Alice, RuntimeCall::Utility(calls))
	}
}

/// A call that authorises itself.
pub fn authorised(call: RuntimeCall) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call, tx_extension(Era::Immortal, 0, 0))
}

/// A call as root, by Alice.
pub fn as_root(call: RuntimeCall) -> RuntimeCall {
	RuntimeCall::Sudo(pallet_sudo::Call::sudo { call: Box::new(call) })
}

/// A call as another account, by Alice.
pub fn as_account(who: &AccountId, call: RuntimeCall) -> RuntimeCall {
	let (who, call) = (MultiAddress::Id(who.clone()), Box::new(call));
	RuntimeCall::Sudo(pallet_sudo::Call::sudo_as { who, call })
}

/// What became of the calls of a batch, in their order.
pub fn results(events: &[RuntimeEvent]) -> Vec<DispatchResult> {
	let done = events.iter().filter_map(|event| match event {
		RuntimeEvent::Sudo(
			pallet_sudo::Event::Sudid { sudo_result }
			| pallet_sudo::Event::SudoAsDone { sudo_result },
		) => Some(*sudo_result),
		RuntimeEvent::System(frame_system::Event::ExtrinsicFailed { dispatch_error, .. }) => {
			Some(Err(*dispatch_error))
		},
		_ => None,
	});
	done.collect()
}

/// The first failure of a batch.
pub fn failure(events: &[RuntimeEvent]) -> Option<DispatchError> {
	results(events).into_iter().find_map(Result::err)
}
