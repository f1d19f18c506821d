//! The loan book: offers, schedules, payments and day buckets
#![cfg_attr(not(feature = "std"), no_std)]
