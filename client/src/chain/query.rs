//! Reading the state at the last block, in the runtime's own types.

use super::Chain;
use anyhow::Context;
use codec::{Decode, DecodeAll, Encode};
use frame_support::{
	storage::storage_prefix,
	view_functions::{ViewFunction, ViewFunctionDispatchError},
};
use subxt::config::substrate::H256;

impl Chain {
	/// The hash of the last block, as the client library spells it.
	fn here(&self) -> Option<H256> {
		Some(H256(self.head.hash.0))
	}

	/// The value under a storage key, `None` when there is none.
	///
	/// # Errors
	/// When the node does not answer or the value is of another type.
	pub async fn storage<V: Decode>(&self, key: &[u8]) -> anyhow::Result<Option<V>> {
		let value = self
			.methods
			.state_get_storage(key, self.here())
			.await
			.context("the node does not tell a storage value")?;
		value
			.map(|bytes| V::decode_all(&mut &bytes[..]))
			.transpose()
			.context("a storage value is of another type; build the client with its node")
	}

	/// All keys under a prefix.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn keys(&self, prefix: &[u8]) -> anyhow::Result<Vec<Vec<u8>>> {
		const PAGE: u32 = 1_000;
		let mut keys: Vec<Vec<u8>> = Vec::new();
		loop {
			let last = keys.last().map(Vec::as_slice);
			let page = self
				.methods
				.state_get_keys_paged(prefix, PAGE, last, self.here())
				.await
				.context("the node does not list its keys")?;
			let full = page.len() == usize::try_from(PAGE)?;
			keys.extend(page);
			if !full {
				return Ok(keys);
			}
		}
	}

	/// The numbers under which a map of a pallet has something, in order: the keys of `Twox64Concat`.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn numbers(&self, pallet: &str, map: &str) -> anyhow::Result<Vec<u32>> {
		let prefix = storage_prefix(pallet.as_bytes(), map.as_bytes());
		let keys = self.keys(&prefix).await?;
		// A hash of eight bytes stands before the key itself.
		let number = |key: &Vec<u8>| u32::decode_all(&mut key.get(prefix.len() + 8..)?).ok();
		let numbers: Option<Vec<_>> = keys.iter().map(number).collect();
		let mut numbers = numbers.context("a storage key is of another type; build anew")?;
		numbers.sort_unstable();
		Ok(numbers)
	}

	/// The answer of a runtime API to encoded arguments.
	///
	/// # Errors
	/// When the node does not answer or the answer is of another type.
	pub async fn api<R: Decode>(&self, method: &str, arguments: &[u8]) -> anyhow::Result<R> {
		let answer = self
			.methods
			.state_call(method, Some(arguments), self.here())
			.await
			.with_context(|| format!("the node does not answer {method}"))?;
		R::decode_all(&mut &answer[..])
			.with_context(|| format!("{method} answers with another type; build the client anew"))
	}

	/// The answer of a view function.
	///
	/// # Errors
	/// When the node does not answer or does not know the function.
	pub async fn view<V>(&self, question: V) -> anyhow::Result<V::ReturnType>
	where
		V: ViewFunction + Encode,
		V::ReturnType: Decode,
	{
		let arguments = (V::id(), question.encode()).encode();
		let answer: Result<Vec<u8>, ViewFunctionDispatchError> =
			self.api("RuntimeViewFunction_execute_view_function", &arguments).await?;
		let answer = answer.map_err(|error| {
			anyhow::anyhow!("the runtime does not know a view function ({error:?}); build anew")
		})?;
		V::ReturnType::decode_all(&mut &answer[..]).context("a view answers with another type")
	}
}
