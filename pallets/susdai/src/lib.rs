//! # Susdai
//!
//! The vault share. USDai goes in and buys shares at once; shares go out through a queue. The vault
//! lends what is idle and takes interest and the income of T-bills; the price of a share says how
//! it does.
//!
//! | call | by | does |
//! |---|---|---|
//! | `deposit`, `mint` | anyone | buys shares at the deposit value A+ |
//! | `request_redeem` | a holder | burns shares and queues them for a later strike |
//! | `service` | anyone | a strike that the hook could not make |
//! | `claim` | anyone | pays the owner of a request everything it was served |
//! | `pay_fees` | anyone | pays fees owed to the fee account and the reserve fund |
//! | `set_rules` | governance | changes [`Rules`] |
//!
//! # Values
//!
//! Two values, of which [`Nav::of`] is the only source: redemptions are paid from A, deposits buy
//! into A+, which is never below it. Both come from what the vault booked, from the loan book and
//! from the treasury; a transfer to the vault's account changes neither.
//!
//! # Money
//!
//! All of it is on one account and in one value, [`VaultState`], whose arithmetic is that of
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

pub use impls::SEARCH_STEPS;
pub use invariants::*;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		Checkpoint, Hint, Income, Nav, Portion, Request, RequestStatus, Rules, Settings,
		SharePrice, VaultState, WeightInfo, Windows,
	};
	use crate::impls::value::Valued;
	use caliber_primitives::{
		book::LoanBook,
		dollar::{Compliance, PauseTier},
		ids::RequestId,
		units::{Seconds, Shares, UsdaiAmount},
		vault::{BillIncome, YieldSource},
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{hold, Inspect, Mutate},
			tokens::{Fortitude, Preservation},
			UnixTime,
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;

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
	}

	/// Totals and queue.
	#[pallet::storage]
	pub type State<T: Config> = StorageValue<_, VaultState, ValueQuery>;

	/// Clock and rules.
	#[pallet::storage]
	pub type CurrentSettings<T: Config> = StorageValue<_, Settings, ValueQuery>;

	/// Strikes that served something, by their number from 0 on.
	#[pallet::storage]
	pub type Checkpoints<T: Config> = StorageMap<_, Twox64Concat, u32, Checkpoint>;

	/// Requests that are not claimed in full.
	#[pallet::storage]
	pub type Requests<T: Config> = StorageMap<_, Twox64Concat, RequestId, Request<T::AccountId>>;

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
			CurrentSettings::<T>::put(Settings { windows: self.windows, rules: self.rules });
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The vault has its first holder.
		Opened {
			/// Shares locked for ever.
			locked: Shares,
			/// Shares of the reserve fund for what had been earned before.
			earlier: Shares,
			/// USDai that the vault's account keeps as its minimum balance.
			base: UsdaiAmount,
		},
		/// Shares were bought.
		Deposited {
			/// The buyer.
			who: T::AccountId,
			/// What he paid.
			assets: UsdaiAmount,
			/// What he got.
			shares: Shares,
		},
		/// Shares were burned and queued.
		RedeemRequested {
			/// The request.
			request: RequestId,
			/// Who will be paid.
			owner: T::AccountId,
			/// How many shares.
			shares: Shares,
			/// Pending shares before them.
			ahead: Shares,
			/// The first strike that may serve them.
			first_strike: Seconds,
		},
		/// The queue was served.
		Struck {
			/// The number of the checkpoint.
			checkpoint: u32,
			/// Shares served.
			shares: Shares,
			/// USDai for them, into the pot.
			assets: UsdaiAmount,
			/// The price was this value ...
			redemption: UsdaiAmount,
			/// ... over these shares.
			outstanding: Shares,
			/// Shares that stay in the queue.
			pending: Shares,
		},
		/// The owner of a request was paid.
		Claimed {
			/// The request.
			request: RequestId,
			/// Who was paid.
			owner: T::AccountId,
			/// Who called.
			by: T::AccountId,
			/// Shares paid for.
			shares: Shares,
			/// USDai paid.
			assets: UsdaiAmount,
			/// Whether the request is over and its deposit released.
			done: bool,
		},
		/// Idle money bears a loss of the dollar's reserves.
		LossBorne {
			/// How much.
			amount: UsdaiAmount,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// Idle money that bore a loss has come back.
		LossReturned {
			/// How much.
			amount: UsdaiAmount,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// Idle money was lent.
		Drawn {
			/// Who was paid.
			to: T::AccountId,
			/// How much.
			amount: UsdaiAmount,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// The vault's part of a payment on a loan came in.
		Received {
			/// Who paid.
			from: T::AccountId,
			/// Principal.
			principal: UsdaiAmount,
			/// Interest that deposits had counted, divided.
			accrued: Income,
			/// Other income, divided; what is for the shares vests.
			extra: Income,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// Settled income was minted to the vault.
		Harvested {
			/// Where it comes from.
			source: YieldSource,
			/// How it was divided.
			income: Income,
			/// Idle after it.
			idle: UsdaiAmount,
		},
		/// Fees were paid out.
		FeesPaid {
			/// To the fee account.
			fee: UsdaiAmount,
			/// To the reserve fund.
			reserve: UsdaiAmount,
		},
		/// The rules changed.
		RulesSet {
			/// The new rules.
			rules: Rules,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// Nothing was asked for. Give an amount.
		ZeroAmount,
		/// The amount is below the least that the rules allow. Look at `rules` and give more.
		BelowMinimum,
		/// The price has moved beyond the limit given. Ask for a new quote, or widen the limit.
		SlippageExceeded,
		/// The assets do not buy one unit of a share. Give more.
		ZeroShares,
		/// The shares of holders are worth nothing, so none are sold. Wait for a recovery.
		WipedOut,
		/// A figure does not fit. Check the amounts.
		Overflow,
		/// The loan book has not caught up with the day. Try again in some blocks.
		BookRolling,
		/// The account has fewer free shares. Ask for less.
		InsufficientShares,
		/// There is no such request, or it was claimed in full. Look at the events of its owner.
		NoSuchRequest,
		/// Nothing of the request was served yet. Wait for the strike after its window's end.
		NotClaimable,
		/// Nothing was served since the last claim. Wait for the next strike.
		NothingToClaim,
		/// The hint names another checkpoint. Take it from the view function `request`.
		WrongHint,
		/// The request is too old for a search. Give a hint from an indexer of `Struck`.
		HintNeeded,
		/// This day's strike was made. Wait for the next day.
		AlreadyStruck,
		/// No fee is owed. Wait for income.
		NothingOwed,
		/// The amount is above what may be lent. Look at `free_liquidity`.
		OutOfLiquidity,
		/// The vault's account does not have what is to be booked. Mint it first.
		NotReceived,
		/// A rule is out of range. See the ranges of `Rules`.
		OutOfRange,
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Buys shares for an amount of USDai.
		///
		/// - **Origin**: signed.
		/// - **Details**: at the deposit value, shares rounded down. The first deposit also locks
		///   1,000,000 units of shares and gives the vault's account its minimum balance.
		/// - **Parameters**: `assets`: USDai to pay; `min_shares`: the least to get for it.
		/// - **Errors**: `ZeroAmount`, `BelowMinimum`, `SlippageExceeded`, `ZeroShares`,
		///   `WipedOut`, `BookRolling`, `Overflow`; those of freeze list, pause and the dollar.
		/// - **Events**: `Deposited`; `Opened` at the first one.
		#[pallet::call_index(0)]
		pub fn deposit(
			origin: OriginFor<T>,
			assets: UsdaiAmount,
			min_shares: Shares,
		) -> DispatchResult {
			let who = Self::buyer(origin)?;
			let (state, purchase) = Self::deposit_quote(assets)?;
			ensure!(purchase.shares >= min_shares, Error::<T>::SlippageExceeded);
			Self::buy(who, state, purchase)
		}

		/// Buys a number of shares.
		///
		/// - **Origin**: signed.
		/// - **Details**: at the deposit value, USDai rounded up; the first one as in `deposit`.
		/// - **Parameters**: `shares`: what to get; `max_assets`: the most to pay for it.
		/// - **Errors**: as `deposit`.
		/// - **Events**: as `deposit`.
		#[pallet::call_index(1)]
		pub fn mint(
			origin: OriginFor<T>,
			shares: Shares,
			max_assets: UsdaiAmount,
		) -> DispatchResult {
			let who = Self::buyer(origin)?;
			let (state, purchase) = Self::mint_quote(shares)?;
			ensure!(purchase.assets <= max_assets, Error::<T>::SlippageExceeded);
			Self::buy(who, state, purchase)
		}

		/// Asks for the redemption of shares.
		///
		/// - **Origin**: signed by a holder.
		/// - **Details**: burns the shares at once; they earn and bear losses until they are
		///   served. It cannot be cancelled. A deposit in CAL is held until it is claimed in full.
		/// - **Parameters**: `shares`: how many.
		/// - **Errors**: `BelowMinimum`, `InsufficientShares`, `BookRolling`, `Overflow`; those of
		///   freeze list and pause, and of CAL when the deposit cannot be held.
		/// - **Events**: `RedeemRequested`.
		#[pallet::call_index(2)]
		pub fn request_redeem(origin: OriginFor<T>, shares: Shares) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			T::Compliance::ensure_free(&owner)?;
			T::Compliance::ensure_open(PauseTier::Exit)?;
			let Valued { state, settings: Settings { windows, rules }, now, .. } = Self::valued()?;
			ensure!(shares >= rules.min_request, Error::<T>::BelowMinimum);
			let free =
				T::Share::reducible_balance(&owner, Preservation::Expendable, Fortitude::Polite);
			ensure!(free >= shares.get(), Error::<T>::InsufficientShares);

			let (after, interval) =
				state.requested(shares, &windows, now).map_err(Error::<T>::from)?;
			let request = RequestId(state.queue.requests);
			State::<T>::put(after);
			Requests::<T>::insert(
				request,
				Request {
					owner: owner.clone(),
					interval,
					after: state.queue.checkpoints,
					depositor: owner.clone(),
					deposit: rules.request_deposit,
				},
			);
			Self::burn_and_hold(&owner, shares, rules.request_deposit)?;
			let (ahead, window) = (state.queue.pending(), after.queue.window);
			let first_strike = windows.first_strike(window);
			Self::deposit_event(Event::RedeemRequested {
				request,
				owner,
				shares,
				ahead,
				first_strike,
			});
			Ok(())
		}

		/// Makes the day's strike when the hook could not.
		///
		/// - **Origin**: signed.
		/// - **Details**: serves what is due and can be paid, whatever the number of requests. The
		///   first block of a day does it by itself, unless the loan book was still rolling.
		/// - **Errors**: `AlreadyStruck`, `BookRolling`, `Overflow`.
		/// - **Events**: `Struck` when something was served.
		#[pallet::call_index(3)]
		pub fn service(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			let next = State::<T>::get().queue.next_strike;
			ensure!(Self::now() >= next, Error::<T>::AlreadyStruck);
			Self::strike()
		}

		/// Pays the owner of a request everything it was served.
		///
		/// - **Origin**: signed by anybody; only the owner is paid.
		/// - **Details**: what is not served yet stays in the queue. Never paused.
		/// - **Parameters**: `request`; `hint`: where to look, from the view function `request`;
		///   without one it is searched for, which costs more.
		/// - **Errors**: `NoSuchRequest`, `NotClaimable`, `NothingToClaim`, `WrongHint`,
		///   `HintNeeded`; that of the freeze list when the owner is on it.
		/// - **Events**: `Claimed`.
		#[pallet::call_index(4)]
		#[pallet::weight(match hint {
			Some(_) => <T as Config>::WeightInfo::claim(),
			None => <T as Config>::WeightInfo::claim_search(),
		})]
		pub fn claim(
			origin: OriginFor<T>,
			request: RequestId,
			hint: Option<Hint>,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let found = Requests::<T>::get(request).ok_or(Error::<T>::NoSuchRequest)?;
			let (owner, depositor) = (found.owner.clone(), found.depositor.clone());
			T::Compliance::ensure_free(&owner)?;
			let (state, deposit) = (State::<T>::get(), found.deposit);
			let (rest, Portion { shares, assets }) = Self::settle(found, &state.queue, hint)?;

			State::<T>::put(state.claimed(assets).map_err(Error::<T>::from)?);
			let done = rest.is_none();
			Requests::<T>::set(request, rest);
			if done {
				Self::release(&depositor, deposit)?;
			}
			Self::pay(&owner, assets)?;
			Self::deposit_event(Event::Claimed { request, owner, by, shares, assets, done });
			Ok(())
		}

		/// Pays fees owed to the fee account and the reserve fund.
		///
		/// - **Origin**: signed.
		/// - **Errors**: `NothingOwed`; the dollar's own when a receiver cannot take so little.
		/// - **Events**: `FeesPaid`.
		#[pallet::call_index(5)]
		pub fn pay_fees(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			let state = State::<T>::get();
			let (fee, reserve) = (state.fee, state.reserve);
			ensure!(!fee.is_zero() || !reserve.is_zero(), Error::<T>::NothingOwed);
			State::<T>::put(state.fees_paid());
			Self::pay(&T::FeeAccount::get(), fee)?;
			Self::pay(&Self::reserve_account(), reserve)?;
			Self::deposit_event(Event::FeesPaid { fee, reserve });
			Ok(())
		}

		/// Changes the rules.
		///
		/// - **Origin**: governance.
		/// - **Details**: requests that were made keep the deposit that was held for them.
		/// - **Parameters**: `rules`: the new rules.
		/// - **Errors**: `OutOfRange`.
		/// - **Events**: `RulesSet`.
		#[pallet::call_index(6)]
		pub fn set_rules(origin: OriginFor<T>, rules: Rules) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(rules.in_range(), Error::<T>::OutOfRange);
			CurrentSettings::<T>::mutate(|settings| settings.rules = rules);
			Self::deposit_event(Event::RulesSet { rules });
			Ok(())
		}
	}

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

		/// How a request stands.
		pub fn request(id: RequestId) -> Option<RequestStatus<T::AccountId>> {
			Self::status(id)
		}

		/// No strike before this moment.
		pub fn next_strike() -> Seconds {
			Self::next_strike_at()
		}

		/// When the window that is open now ends, and the first strike that may serve it.
		pub fn window() -> (Seconds, Seconds) {
			let windows = CurrentSettings::<T>::get().windows;
			let open = windows.ended(Self::now());
			(windows.end_of(open), windows.first_strike(open))
		}

		/// USDai that may be lent now.
		pub fn free_liquidity() -> UsdaiAmount {
			Self::valued()
				.ok()
				.and_then(|Valued { state, nav, .. }| state.free(nav, T::Book::committed()).ok())
				.unwrap_or_default()
		}

		/// The rules.
		pub fn rules() -> Rules {
			CurrentSettings::<T>::get().rules
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			match Self::strike_in_hook(Self::now()) {
				true => T::WeightInfo::strike(),
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
