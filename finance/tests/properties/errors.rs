use caliber_finance::FinanceError;
use codec::{Encode, MaxEncodedLen};
use std::collections::BTreeSet;

#[test]
fn errors_should_keep_name_code_and_message_apart_when_listed() {
	let mut messages = BTreeSet::new();
	for (code, error) in FinanceError::ALL.iter().enumerate() {
		assert_eq!(error.encode(), [u8::try_from(code).unwrap()]);
		assert_eq!(error.name(), format!("{error:?}"));
		let message = error.to_string();
		assert!(message.ends_with('.') && message.contains(": "), "{message}");
		assert!(messages.insert(message));
	}
	assert_eq!(FinanceError::max_encoded_len(), 1);
}
