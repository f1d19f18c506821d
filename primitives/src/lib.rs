//! Units, traits and runtime APIs that every part of the chain shares
#![cfg_attr(not(feature = "std"), no_std)]
