//! The bonded, council-governed validator set
#![cfg_attr(not(feature = "std"), no_std)]
