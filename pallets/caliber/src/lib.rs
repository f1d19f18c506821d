//! The registry of hardware title: custody, insurance, appraisal and redemption
#![cfg_attr(not(feature = "std"), no_std)]
