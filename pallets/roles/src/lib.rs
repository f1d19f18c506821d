//! Who may attest what, where and until when
#![cfg_attr(not(feature = "std"), no_std)]
