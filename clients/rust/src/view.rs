//! View functions.

use crate::config::Caliber;
use anyhow::{anyhow, ensure, Context, Result};
use subxt::{
	ext::{
		codec::{Decode, Encode},
		scale_decode::DecodeAsType,
	},
	view_functions::Payload,
	OnlineClientAtBlock,
};

// ANCHOR: view
/// Asks a view function. subxt 0.50.3 neither says how long the arguments are nor takes the answer
/// out of the result that it comes in: what its own `view_functions().call` returns is the first
/// byte of an error.
///
/// # Errors
/// When the chain has no such function, or it answers something else.
pub async fn ask<P: Payload>(
	now: &OnlineClientAtBlock<Caliber>,
	question: P,
) -> Result<P::ReturnType> {
	let bytes = now.view_functions().encode_args(&question)?;
	let (id, arguments) = bytes.split_at_checked(32).context("a question has an id")?;
	let bytes = [id, &arguments.to_vec().encode()].concat();
	let api = "RuntimeViewFunction_execute_view_function";
	let answer = now.runtime_apis().call_raw(api, Some(&bytes)).await?;
	let answer = Result::<Vec<u8>, u8>::decode(&mut &answer[..])?
		.map_err(|error| anyhow!("the chain cannot answer: {error}"))?;

	let metadata = now.metadata_ref();
	let pallet = metadata.pallet_by_name(question.pallet_name()).context("no such pallet")?;
	let view = pallet.view_function_by_name(question.function_name()).context("no such view")?;
	let rest = &mut &answer[..];
	let value = P::ReturnType::decode_as_type(rest, view.output_ty(), metadata.types())?;
	ensure!(rest.is_empty(), "{} bytes more than the answer has", rest.len());
	Ok(value)
}
// ANCHOR_END: view
