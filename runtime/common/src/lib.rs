//! Configuration shared by every Caliber runtime, one macro per concern
#![cfg_attr(not(feature = "std"), no_std)]
