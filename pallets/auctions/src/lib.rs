//! Dutch sales of seized collateral
#![cfg_attr(not(feature = "std"), no_std)]
