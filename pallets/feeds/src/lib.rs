//! Treasury rates and GPU prices from off-chain workers, with visible age and doubt
#![cfg_attr(not(feature = "std"), no_std)]
