//! What the calls of `pallet_proxy` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_proxy`, never by hand.
//!
//! 2026-11-25, 10 steps of 3 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_proxy::WeightInfo for WeightInfo<T> {
	// Storage: `Proxy::Proxies` (r:1 w:0)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// `p` is in 1..=31.
	fn proxy(p: u32) -> Weight {
		// Proof in bytes: measured 166 + p * 37, at most 4706.
		// At least 17_165_000 picoseconds.
		Weight::from_parts(20_252_340, 4_706)
			// Standard error 53_145.
			.saturating_add(Weight::from_parts(81_305, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
	}
	// Storage: `Proxy::Proxies` (r:1 w:0)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// Storage: `Proxy::Announcements` (r:1 w:1)
	// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// `a` is in 0..=31.
	// `p` is in 1..=31.
	fn proxy_announced(a: u32, _p: u32) -> Weight {
		// Proof in bytes: measured 527 + a * 68 + p * 35, at most 5698.
		// At least 47_190_000 picoseconds.
		Weight::from_parts(54_542_761, 5_698)
			// Standard error 114_228.
			.saturating_add(Weight::from_parts(251_495, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Proxy::Announcements` (r:1 w:1)
	// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// `a` is in 0..=31.
	// `p` is in 1..=31.
	fn remove_announcement(a: u32, _p: u32) -> Weight {
		// Proof in bytes: measured 367 + a * 68, at most 5698.
		// At least 28_522_000 picoseconds.
		Weight::from_parts(31_041_966, 5_698)
			// Standard error 188_791.
			.saturating_add(Weight::from_parts(396_306, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Proxy::Announcements` (r:1 w:1)
	// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// `a` is in 0..=31.
	// `p` is in 1..=31.
	fn reject_announcement(_a: u32, _p: u32) -> Weight {
		// Proof in bytes: measured 367 + a * 68, at most 5698.
		// At least 30_766_000 picoseconds.
		Weight::from_parts(45_351_286, 5_698)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Proxy::Proxies` (r:1 w:0)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// Storage: `Proxy::Announcements` (r:1 w:1)
	// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// `a` is in 0..=31.
	// `p` is in 1..=31.
	fn announce(a: u32, p: u32) -> Weight {
		// Proof in bytes: measured 383 + a * 68 + p * 35, at most 5698.
		// At least 37_295_000 picoseconds.
		Weight::from_parts(39_135_375, 5_698)
			// Standard error 76_437.
			.saturating_add(Weight::from_parts(238_759, 0).saturating_mul(a.into()))
			// Standard error 79_465.
			.saturating_add(Weight::from_parts(85_294, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Proxy::Proxies` (r:1 w:1)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// `p` is in 1..=31.
	fn add_proxy(p: u32) -> Weight {
		// Proof in bytes: measured 90 + p * 37, at most 4706.
		// At least 26_929_000 picoseconds.
		Weight::from_parts(27_748_255, 4_706)
			// Standard error 85_259.
			.saturating_add(Weight::from_parts(256_096, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Proxy::Proxies` (r:1 w:1)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// `p` is in 1..=31.
	fn remove_proxy(p: u32) -> Weight {
		// Proof in bytes: measured 90 + p * 37, at most 4706.
		// At least 26_559_000 picoseconds.
		Weight::from_parts(28_188_463, 4_706)
			// Standard error 214_198.
			.saturating_add(Weight::from_parts(277_490, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Proxy::Proxies` (r:1 w:1)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// `p` is in 1..=31.
	fn remove_proxies(p: u32) -> Weight {
		// Proof in bytes: measured 90 + p * 37, at most 4706.
		// At least 27_150_000 picoseconds.
		Weight::from_parts(16_152_085, 4_706)
			// Standard error 163_994.
			.saturating_add(Weight::from_parts(3_915_274, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Proxy::Proxies` (r:1 w:1)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// `p` is in 1..=31.
	fn create_pure(_p: u32) -> Weight {
		// Proof in bytes: measured 102, at most 4706.
		// At least 32_348_000 picoseconds.
		Weight::from_parts(53_854_928, 4_706)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Proxy::Proxies` (r:1 w:1)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// `p` is in 0..=30.
	fn kill_pure(p: u32) -> Weight {
		// Proof in bytes: measured 127 + p * 37, at most 4706.
		// At least 28_862_000 picoseconds.
		Weight::from_parts(30_544_400, 4_706)
			// Standard error 74_898.
			.saturating_add(Weight::from_parts(521_482, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Proxy::Proxies` (r:1 w:1)
	// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Proxy::Announcements` (r:1 w:1)
	// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	fn poke_deposit() -> Weight {
		// Proof in bytes: measured 416, at most 5698.
		// At least 67_290_000 picoseconds.
		Weight::from_parts(69_143_000, 5_698)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
