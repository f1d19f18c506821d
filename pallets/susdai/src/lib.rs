//! The yield-bearing vault share with asynchronous redemption
#![cfg_attr(not(feature = "std"), no_std)]
