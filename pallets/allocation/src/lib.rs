//! The treasury: idle reserves in a ladder of T-bills
#![cfg_attr(not(feature = "std"), no_std)]
