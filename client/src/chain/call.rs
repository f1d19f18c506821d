//! From a typed call to a signed transaction.

use super::{Chain, Signer};
use anyhow::Context;
use caliber_runtime::RuntimeCall;
use codec::Encode;
use frame_support::traits::GetCallMetadata;
use subxt::{
	config::DefaultExtrinsicParamsBuilder,
	ext::scale_encode::{EncodeAsFields, Error, FieldIter, TypeResolver},
	tx::Payload,
	SubstrateConfig,
};

/// A call of the runtime as a payload of the client library. The runtime's codec has already laid
/// out its arguments.
struct Call {
	pallet: &'static str,
	name: &'static str,
	arguments: Arguments,
}

/// Encoded arguments.
struct Arguments(Vec<u8>);

impl EncodeAsFields for Arguments {
	fn encode_as_fields_to<R: TypeResolver>(
		&self,
		_: &mut dyn FieldIter<'_, R::TypeId>,
		_: &R,
		out: &mut Vec<u8>,
	) -> Result<(), Error> {
		out.extend_from_slice(&self.0);
		Ok(())
	}
}

impl Payload for Call {
	type CallData = Arguments;

	fn pallet_name(&self) -> &str {
		self.pallet
	}

	fn call_name(&self) -> &str {
		self.name
	}

	fn call_data(&self) -> &Arguments {
		&self.arguments
	}
}

impl From<&RuntimeCall> for Call {
	fn from(call: &RuntimeCall) -> Self {
		let names = call.get_call_metadata();
		// The first two bytes are the indices of pallet and call, which the metadata gives again.
		let arguments = call.encode().split_off(2);
		Self {
			pallet: names.pallet_name,
			name: names.function_name,
			arguments: Arguments(arguments),
		}
	}
}

/// The name of a call, as `Pallet.call`.
pub fn name(call: &RuntimeCall) -> String {
	let names = call.get_call_metadata();
	format!("{}.{}", names.pallet_name, names.function_name)
}

impl Chain {
	/// Signs a call with the next nonce of its signer.
	pub(super) async fn sign(
		&mut self,
		signer: &Signer,
		call: &RuntimeCall,
	) -> anyhow::Result<Vec<u8>> {
		let nonce = match self.nonces.get(&signer.account) {
			Some(nonce) => *nonce,
			None => {
				let account = signer.key.public_key().to_account_id();
				self.methods
					.system_account_next_index(&account)
					.await
					.context("the node does not tell a nonce")?
			},
		};
		let parameters =
			DefaultExtrinsicParamsBuilder::<SubstrateConfig>::new().immortal().nonce(nonce).build();
		let call = Call::from(call);
		let signed = self
			.layout
			.tx()
			.create_signable_offline(&call, parameters)
			.and_then(|mut transaction| transaction.sign(&signer.key))
			.with_context(|| format!("cannot lay out {}.{}", call.pallet, call.name))?;
		self.nonces.insert(signer.account.clone(), nonce.saturating_add(1));
		Ok(signed.into_encoded())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn call_should_carry_its_names_and_arguments_when_wrapped() {
		let call = RuntimeCall::System(frame_system::Call::remark { remark: vec![1, 2, 3] });
		let wrapped = Call::from(&call);
		assert_eq!((wrapped.pallet, wrapped.name), ("System", "remark"));
		assert_eq!(wrapped.arguments.0, vec![1u8, 2, 3].encode());
		assert_eq!(name(&call), "System.remark");
	}
}
