//! # Susdai
//!
//! The vault share. USDai goes in and buys shares at once; shares go out through a queue. The vault
//! lends what is idle and takes interest and the income of T-bills; the price of a share says how
//! it does.
//!
//! | call | by | does |
//! |---|---|---|
//! | `deposit`, `mint` | anyone | buys shares at the deposit value A+ |
//! | `request_redeem` | a holder, his operator | burns shares and queues them for a later strike |
//! | `service` | anyone | a strike that the hook could not make |
//! | `claim`, `claim_all` | anyone | pays the controllers of requests everything they were served |
//! | `redeem`, `withdraw` | a controller, his operator | pays a part of what was served to anybody |
//! | `set_operator` | a holder | lets somebody act for him, or no longer |
//! | `offer_request`, `accept_request` | a controller, the receiver | a request changes hands |
//! | `set_tip` | a controller, his operator | pays whoever claims for him |
//! | `pay_fees` | anyone | pays fees owed to the fee account and the reserve fund |
//! | `set_rules`, `request_reserve`, `reopen` | governance | changes [`Rules`]; queues the reserve fund's shares; gives an empty vault money |
//!
//! # Values
//!
//! Two values, of which [`Parts::nav`] is the only source: redemptions are paid from A, deposits buy
//! into A+, which is never below it. Both come from what the vault booked, from the loan book and
//! from the treasury; a transfer to the vault's account or the reserve fund's changes neither.
//!
//! # Money
//!
//! All of it is on one account and in one value, [`VaultRecord`], whose arithmetic is that of
//! [`caliber_finance::vault`]: idle, the pot of what was served
//! and not claimed, fees owed. Money moves between them by booking alone; it enters and leaves the
//! account by one function each way. Lending and the treasury do so by the trait
//! [`caliber_primitives::vault::Vault`].
//!
//! # Queue
//!
//! A window is open for 30 days, and a day later its shares may be served, first in first out, at
//! most once a UTC day: the first block of the day serves what is due and can be paid, at that
//! moment's A. Requests keep earning and keep bearing losses until then. Serving costs the same for
//! any number of requests, see [`Queue`]. Idle money serves the queue before it is lent, open loan
//! offers included.
//!
//! The loan book's pallet must stand before this one in the runtime, so that its calendar has
//! rolled when the strike reads it, and sUSDai needs a minimum balance of at most 1,000,000 units,
//! so that the locked shares exist.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sets up what it measures")]
mod benchmarking;
mod calls;
mod errors;
mod events;
mod impls;
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sums independently")]
mod invariants;
#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sums independently")]
mod mock;
#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sums independently")]
mod tests;
mod types;
pub mod weights;

pub use impls::{HISTORY, MAX_CLAIMS, SEARCH_STEPS};
pub use invariants::*;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		Checkpoint, Explained, Hint, Income, Nav, Offer, OutflowStatus, Request, RequestStatus,
		Rules, SharePrice, Side, Snapshot, VaultRecord, VaultState, WeightInfo, Windows,
		MAX_CLAIMS, MAX_TIP,
	};
	use crate::impls::{claims::Part, requests::Asked, value::Valued};
	use caliber_primitives::{
		book::LoanBook,
		delayed::Delayed,
		dollar::{Compliance, PauseTier},
		ids::RequestId,
		units::{Ppm, Seconds, Shares, UsdaiAmount},
		vault::{BillIncome, YieldSource},
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{hold, Inspect, Mutate},
			UnixTime,
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// USDai.
		type Dollar: Mutate<Self::AccountId, Balance = u128>;
		/// sUSDai, which is minted and burned here only.
		type Share: Mutate<Self::AccountId, Balance = u128>;
		/// CAL, in which the deposits of requests are held.
		type Currency: hold::Mutate<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance = u128,
		>;
		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;
		/// The loan book.
		type Book: LoanBook;
		/// The claim on the treasury's bills.
		type Bills: BillIncome;
		/// Who is frozen and what is paused.
		type Compliance: Compliance<Self::AccountId>;
		/// The clock; in `on_initialize` it is this block's time already.
		type Time: UnixTime;
		/// Who sets the rules.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Where performance fees go.
		type FeeAccount: Get<Self::AccountId>;
		/// Names the keyless accounts of the vault, the locked shares and the reserve fund.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// Why CAL is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit of a request that is not claimed in full.
		Request,
		/// The deposit of an operator.
		Operator,
	}

	/// Money, shares, queue, clock and rules.
	#[pallet::storage]
	pub type State<T: Config> = StorageValue<_, VaultRecord, ValueQuery>;

	/// Strikes that served something, by their number from 0 on.
	#[pallet::storage]
	pub type Checkpoints<T: Config> = StorageMap<_, Twox64Concat, u32, Checkpoint>;

	/// Requests that are not claimed in full.
	#[pallet::storage]
	pub type Requests<T: Config> = StorageMap<_, Twox64Concat, RequestId, Request<T::AccountId>>;

	/// Who may act for a holder, and the deposit that is held of the holder for it, in the smallest
	/// unit of CAL.
	#[pallet::storage]
	pub type Operators<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, T::AccountId, u128>;

	/// The vault at the beginning of each of the last [`HISTORY`] strike days, after its strike, by
	/// the day's number modulo that.
	#[pallet::storage]
	pub type History<T: Config> = StorageMap<_, Twox64Concat, u32, Snapshot>;

	/// Clock and rules.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The clock of redemptions, for ever.
		pub windows: Windows,
		/// The first rules.
		pub rules: Rules,
		/// Nothing of it is stored.
		#[serde(skip)]
		pub marker: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(self.windows.in_range(), "susdai: the windows are out of range");
			assert!(self.rules.in_range(), "susdai: a rule is out of range");
			State::<T>::put(VaultRecord {
				windows: self.windows,
				rules: Delayed::new(self.rules),
				..Default::default()
			});
		}
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Both values of the vault in USDai; none while the loan book rolls.
		pub fn total_assets() -> Option<Nav> {
			Self::price().map(|price| price.nav)
		}

		/// Both values with the shares that they are divided by.
		pub fn share_price() -> Option<SharePrice> {
			Self::price()
		}

		/// Shares that an amount is worth at the deposit value, rounded down.
		pub fn convert_to_shares(assets: UsdaiAmount) -> Option<Shares> {
			Self::shares_worth(assets)
		}

		/// USDai that shares are worth at the redemption value, rounded down.
		pub fn convert_to_assets(shares: Shares) -> Option<UsdaiAmount> {
			Self::assets_worth(shares)
		}

		/// Shares that `deposit` gives now; none when it would be refused.
		pub fn preview_deposit(assets: UsdaiAmount) -> Option<Shares> {
			Self::deposit_quote(assets).ok().map(|(_, purchase)| purchase.shares)
		}

		/// USDai that `mint` takes now; none when it would be refused.
		pub fn preview_mint(shares: Shares) -> Option<UsdaiAmount> {
			Self::mint_quote(shares).ok().map(|(_, purchase)| purchase.assets)
		}

		/// USDai that shares would be paid if they were served now. Their strike sets the price.
		pub fn preview_redeem(shares: Shares) -> Option<UsdaiAmount> {
			Self::assets_worth(shares)
		}

		/// The most that an account can deposit now: nothing when it can deposit nothing.
		pub fn max_deposit(who: T::AccountId) -> UsdaiAmount {
			Self::most_assets(&who)
		}

		/// The most shares that an account can mint now.
		pub fn max_mint(who: T::AccountId) -> Shares {
			Self::most_shares(&who)
		}

		/// The most shares that an account can request the redemption of now.
		pub fn max_request(who: T::AccountId) -> Shares {
			Self::most_requested(&who)
		}

		/// The most shares of a request that can be redeemed now.
		pub fn max_redeem(id: RequestId) -> Shares {
			Self::most_claimed(id).shares
		}

		/// The most USDai that can be withdrawn of a request now.
		pub fn max_withdraw(id: RequestId) -> UsdaiAmount {
			Self::most_claimed(id).assets
		}

		/// Shares of a request that were not served.
		pub fn pending_redeem_request(id: RequestId) -> Shares {
			Self::pending_of(id)
		}

		/// Shares of a request that were served and not claimed.
		pub fn claimable_redeem_request(id: RequestId) -> Shares {
			Self::claimable_of(id).shares
		}

		/// How a request stands.
		pub fn request_status(id: RequestId) -> Option<RequestStatus<T::AccountId>> {
			Self::status(id)
		}

		/// The hint for `redeem` of so many shares; none when they cannot be redeemed.
		pub fn redeem_hint(id: RequestId, shares: Shares) -> Option<Hint> {
			Self::hint_of(id, Part::Shares(shares))
		}

		/// The hint for `withdraw` of an amount; none when it cannot be withdrawn.
		pub fn withdraw_hint(id: RequestId, assets: UsdaiAmount) -> Option<Hint> {
			Self::hint_of(id, Part::Assets(assets))
		}

		/// Whether one account may act for another.
		pub fn is_operator(controller: T::AccountId, operator: T::AccountId) -> bool {
			Operators::<T>::contains_key(controller, operator)
		}

		/// No strike before this moment.
		pub fn next_strike() -> Seconds {
			Self::next_strike_at()
		}

		/// When the window that is open now ends, and the first strike that may serve it.
		pub fn window() -> (Seconds, Seconds) {
			let windows = State::<T>::get().windows;
			let open = windows.ended(Self::now());
			(windows.end_of(open), windows.first_strike(open))
		}

		/// USDai that may be lent now.
		pub fn free_liquidity() -> UsdaiAmount {
			Self::free()
		}

		/// How much a strike may pay now; nothing while the loan book rolls.
		pub fn outflow() -> Option<OutflowStatus> {
			let Valued { record, nav, rules, now, .. } = Self::valued().ok()?;
			Some(record.totals.outflow.status(now, &rules.outflow, nav.redemption))
		}

		/// The part of the vault's money that is lent; none while the loan book rolls.
		pub fn utilisation() -> Option<Ppm> {
			Self::snapshot().map(|now| now.utilisation())
		}

		/// What both values are made of now, and what has moved them; none while the book rolls.
		pub fn components() -> Option<Snapshot> {
			Self::snapshot()
		}

		/// The same at the beginning of the day so many strike days ago, after its strike; today's is
		/// 0.
		pub fn history(days: u32) -> Option<Snapshot> {
			Self::past(days)
		}

		/// What a share has earned since so many strike days ago at the price of redemptions, as a
		/// year of simple interest, in parts per million; none without a record of that day.
		pub fn apr_ppm(days: u32) -> Option<i64> {
			Self::past(days)?.apr_ppm(&Self::snapshot()?).ok()
		}

		/// What moved the price of redemptions since so many strike days ago, day by day.
		pub fn explain_redemption(days: u32) -> Option<Explained> {
			Self::explained(days, Side::Redemption)
		}

		/// What moved the price of deposits since so many strike days ago, day by day.
		pub fn explain_deposit(days: u32) -> Option<Explained> {
			Self::explained(days, Side::Deposit)
		}

		/// The rules in force.
		pub fn rules() -> Rules {
			State::<T>::get().rules.at(Self::now())
		}

		/// The rules that wait, and from when on they hold.
		pub fn rules_waiting() -> Option<(Rules, Seconds)> {
			State::<T>::get().rules.waiting(Self::now())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			match Self::strike_in_hook(Self::now()) {
				true => T::WeightInfo::strike().saturating_add(T::Bills::roll_weight()),
				false => T::WeightInfo::idle_block(),
			}
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("susdai: an invariant is broken".into()),
			}
		}
	}
}
