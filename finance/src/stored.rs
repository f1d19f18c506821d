//! One word for what every type here derives that a chain stores, sends or shows.

macro_rules_attribute::attribute_alias! {
	#[apply(stored!)] = #[derive(
		::codec::Encode,
		::codec::Decode,
		::codec::DecodeWithMemTracking,
		::codec::MaxEncodedLen,
		::scale_info::TypeInfo,
		::serde::Serialize,
		::serde::Deserialize,
		Clone,
		Copy,
		PartialEq,
		Eq,
		Debug,
	)];
}
