//! The dollar: minted and redeemed one to one against reserves
#![cfg_attr(not(feature = "std"), no_std)]
