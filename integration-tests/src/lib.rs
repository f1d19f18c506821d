//! Whole-runtime and network tests
#![cfg_attr(not(feature = "std"), no_std)]
