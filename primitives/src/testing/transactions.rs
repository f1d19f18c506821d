//! Transactions of a test's chain.

/// Makes a test's chain build transactions that are authorised by what they say: its `Extrinsic` with its
/// `TxExtension`, around its `RuntimeCall`.
#[macro_export]
macro_rules! authorized_transactions {
	($test:ty) => {
		impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for $test
		where
			RuntimeCall: From<LocalCall>,
		{
			type RuntimeCall = RuntimeCall;
			type Extrinsic = Extrinsic;
		}

		impl<LocalCall> frame_system::offchain::CreateTransaction<LocalCall> for $test
		where
			RuntimeCall: From<LocalCall>,
		{
			type Extension = TxExtension;

			fn create_transaction(call: RuntimeCall, extension: TxExtension) -> Extrinsic {
				Extrinsic::new_transaction(call, extension)
			}
		}

		impl<LocalCall> frame_system::offchain::CreateAuthorizedTransaction<LocalCall> for $test
		where
			RuntimeCall: From<LocalCall>,
		{
			fn create_extension() -> TxExtension {
				TxExtension::new()
			}
		}
	};
}
