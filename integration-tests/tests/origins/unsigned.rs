//! What a node takes without a signature, from its own workers or from others.

use crate::{every_call, stage};
use caliber_integration_tests::registry::as_root;
use caliber_runtime::{tx_extension, Executive, RuntimeCall, UncheckedExtrinsic};
use frame_support::assert_ok;
use sp_runtime::{
	generic::Era,
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, UnknownTransaction,
	},
};

/// What the calls look at themselves: reports with a proof, and what a validator's key has signed.
const AUTHORISED: &[&str] =
	&["Feeds.poke", "Feeds.report", "ImOnline.heartbeat", "Validators.report_double_block"];
/// What their pallets look at: a report with a proof, and the code that was authorised.
const BARE: &[&str] = &["Grandpa.report_equivocation_unsigned", "System.apply_authorized_upgrade"];

/// The calls that are not refused at once for being unsigned.
fn looked_at(
	build: impl Fn(RuntimeCall) -> UncheckedExtrinsic,
	refusals: &[TransactionValidityError],
) -> Vec<String> {
	stage::set().execute_with(|| {
		let code_hash = sp_io::hashing::blake2_256(&[]).into();
		let authorise = frame_system::Call::authorize_upgrade_without_checks { code_hash };
		assert_ok!(as_root(authorise));
		let calls = every_call(stage::calls()).into_iter();
		let looked_at = calls.filter(|(_, call)| {
			let (from, at) = (TransactionSource::Local, Default::default());
			let says = Executive::validate_transaction(from, build(call.clone()), at);
			says.map_or_else(|error| !refusals.contains(&error), |_| true)
		});
		looked_at.map(|(name, _)| name).collect()
	})
}

#[test]
fn transaction_should_be_refused_when_nobody_signs_it_and_no_call_admits_it() {
	let general =
		|call| UncheckedExtrinsic::new_transaction(call, tx_extension(Era::Immortal, 0, 0));
	// Only a block's author puts in inherents.
	let inherent = InvalidTransaction::MandatoryValidation.into();
	let unknown = InvalidTransaction::UnknownOrigin.into();
	assert_eq!(looked_at(general, &[unknown, inherent]), AUTHORISED);
	let (none, others) =
		(UnknownTransaction::NoUnsignedValidator.into(), InvalidTransaction::Call.into());
	assert_eq!(looked_at(UncheckedExtrinsic::new_bare, &[none, others, inherent]), BARE);
}
