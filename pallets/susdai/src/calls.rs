//! What holders, their operators, keepers and governance do.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Buys shares for an amount of USDai.
		///
		/// - **Origin**: signed.
		/// - **Details**: at the deposit value, shares rounded down. The first deposit also locks
		///   1,000,000 units of shares and gives the vault's account its minimum balance; what that
		///   costs more is charged first and given back after any other.
		/// - **Parameters**: `assets`: USDai to pay; `min_shares`: the least to get for it.
		/// - **Errors**: `ZeroAmount`, `BelowMinimum`, `SlippageExceeded`, `ZeroShares`,
		///   `WipedOut`, `BookRolling`, `Overflow`; those of freeze list, pause and the dollar.
		/// - **Events**: `Deposited`; `Opened` at the first one.
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::deposit().max(<T as Config>::WeightInfo::open()))]
		pub fn deposit(
			origin: OriginFor<T>,
			assets: UsdaiAmount,
			min_shares: Shares,
		) -> DispatchResultWithPostInfo {
			let who = Self::buyer(origin)?;
			let (record, purchase) = Self::deposit_quote(assets)?;
			ensure!(purchase.shares >= min_shares, Error::<T>::SlippageExceeded);
			Self::buy(who, record, purchase)?;
			Ok(Self::cost_of(purchase, <T as Config>::WeightInfo::deposit()))
		}

		/// Buys a number of shares.
		///
		/// - **Origin**: signed.
		/// - **Details**: at the deposit value, USDai rounded up; the first one as in `deposit`.
		/// - **Parameters**: `shares`: what to get; `max_assets`: the most to pay for it.
		/// - **Errors**: as `deposit`.
		/// - **Events**: as `deposit`.
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config>::WeightInfo::mint().max(<T as Config>::WeightInfo::open()))]
		pub fn mint(
			origin: OriginFor<T>,
			shares: Shares,
			max_assets: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let who = Self::buyer(origin)?;
			let (record, purchase) = Self::mint_quote(shares)?;
			ensure!(purchase.assets <= max_assets, Error::<T>::SlippageExceeded);
			Self::buy(who, record, purchase)?;
			Ok(Self::cost_of(purchase, <T as Config>::WeightInfo::mint()))
		}

		/// Asks for the redemption of shares.
		///
		/// - **Origin**: signed by their owner or an operator of his.
		/// - **Details**: burns the shares at once; they earn and bear losses until they are
		///   served. It cannot be cancelled. A deposit in CAL is held of the caller until the
		///   request is claimed in full. What an operator's request costs more is given back to an
		///   owner who asks for himself.
		/// - **Parameters**: `shares`: how many, at least `Rules::min_request` or all; `controller`: who is paid, the owner, the caller
		///   or somebody whose operator the caller is; `owner`: whose shares.
		/// - **Errors**: `BelowMinimum`, `InsufficientShares`, `NotOperator`, `BookRolling`,
		///   `Overflow`; those of freeze list and pause, and of CAL when the deposit cannot be held.
		/// - **Events**: `RedeemRequested`.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::request_redeem()
			.max(<T as Config>::WeightInfo::request_redeem_for()))]
		pub fn request_redeem(
			origin: OriginFor<T>,
			shares: Shares,
			controller: T::AccountId,
			owner: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let by = ensure_signed(origin)?;
			T::Compliance::ensure_open(PauseTier::Exit)?;
			Self::ensure_manages(&by, &owner)?;
			if controller != owner {
				Self::ensure_manages(&by, &controller)?;
			}
			let own = by == owner && by == controller;
			let deposit = Self::rules().request_deposit;
			Self::request(Asked { by, controller, owner }, shares, deposit)?;
			Ok(own.then_some(<T as Config>::WeightInfo::request_redeem()).into())
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
			let vault = Self::valued()?;
			ensure!(vault.now >= vault.record.totals.queue.next_strike, Error::<T>::AlreadyStruck);
			Self::strike(vault).map(|_| ())
		}

		/// Pays the controller of a request everything it was served.
		///
		/// - **Origin**: signed by anybody; only the controller is paid.
		/// - **Details**: what is not served yet stays in the queue. Never paused.
		/// - **Parameters**: `request`; `hint`: where to look, from the view function
		///   `request_status`; without one it is searched for, which costs more.
		/// - **Errors**: `NoSuchRequest`, `NotClaimable`, `NothingToClaim`, `WrongHint`,
		///   `HintNeeded`; that of the freeze list when the controller is on it.
		/// - **Events**: `Claimed`.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::claim_weight(hint))]
		pub fn claim(
			origin: OriginFor<T>,
			request: RequestId,
			hint: Option<Hint>,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::claim_for_controller(&by, request, hint)
		}

		/// Pays fees owed to the fee account and the reserve fund.
		///
		/// - **Origin**: signed.
		/// - **Details**: of the fund's first payment its minimum balance stays on its account.
		/// - **Errors**: `NothingOwed`, `Overflow`; the dollar's own when a receiver cannot take so
		///   little.
		/// - **Events**: `FeesPaid`.
		#[pallet::call_index(5)]
		pub fn pay_fees(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			let record = State::<T>::get();
			let VaultState { fee, reserve, .. } = record.totals;
			ensure!(!fee.is_zero() || !reserve.is_zero(), Error::<T>::NothingOwed);
			let paid = record.totals.fees_paid(Self::fund_account()).map_err(Error::<T>::from)?;
			State::<T>::put(record.with(paid));
			Self::pay(&T::FeeAccount::get(), fee)?;
			Self::pay(&Self::reserve_account(), reserve)?;
			Self::deposit_event(Event::FeesPaid { fee, reserve });
			Ok(())
		}

		/// Changes the rules.
		///
		/// - **Origin**: governance.
		/// - **Details**: at once when they bind in nothing less than those in force, else after
		///   these ones' delay; another decision replaces what waits. Requests that were made keep
		///   the deposit that was held for them. By a lower fee the claims on income are worth more:
		///   deposits count that at once, redemptions as it vests.
		/// - **Parameters**: `rules`: the new rules; a lower fee only with what binds in nothing less.
		/// - **Errors**: `OutOfRange`, `LowerFeeWaits`; for a lower fee `BookRolling`, `Overflow`.
		/// - **Events**: `RulesSet`.
		#[pallet::call_index(6)]
		pub fn set_rules(origin: OriginFor<T>, rules: Rules) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(rules.in_range(), Error::<T>::OutOfRange);
			let (record, now) = (State::<T>::get(), Self::now());
			let delay = record.rules.at(now).delay;
			let (delayed, from) = record.rules.with(rules, now, delay);
			let totals = Self::repriced(&record, &rules, from <= now)?;
			State::<T>::put(VaultRecord { rules: delayed, totals, ..record });
			Self::deposit_event(Event::RulesSet { rules, from });
			Ok(())
		}

		/// Lets somebody act for the caller, or no longer.
		///
		/// - **Origin**: signed.
		/// - **Details**: an operator requests redemptions of the caller's shares and claims, moves
		///   and tips his requests. A deposit in CAL is held of the caller meanwhile.
		/// - **Parameters**: `operator`; `approved`: whether he is one from now on.
		/// - **Errors**: `OperatorIsSelf`, `AlreadySo`; those of freeze list and, for an approval,
		///   pause; that of CAL when the deposit cannot be held.
		/// - **Events**: `OperatorSet`.
		#[pallet::call_index(7)]
		pub fn set_operator(
			origin: OriginFor<T>,
			operator: T::AccountId,
			approved: bool,
		) -> DispatchResult {
			let controller = ensure_signed(origin)?;
			T::Compliance::ensure_free(&controller)?;
			ensure!(controller != operator, Error::<T>::OperatorIsSelf);
			match approved {
				true => Self::approve(controller, operator),
				false => Self::dismiss(controller, operator),
			}
		}

		/// Pays a number of served shares to anybody.
		///
		/// - **Origin**: signed by the controller of the request or an operator of his.
		/// - **Details**: at the price that they were served at, rounded down along the request, so
		///   that parts add up to the whole. Never paused.
		/// - **Parameters**: `request`; `shares`: how many of those served; `receiver`: who is paid;
		///   `hint`: as in `claim`, from the view function `redeem_hint`.
		/// - **Errors**: `ZeroAmount`, `ZeroReceiver`, `NotOperator`, `ExceedsClaimable`; those of
		///   `claim`.
		/// - **Events**: `Claimed`.
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::part_weight(hint))]
		pub fn redeem(
			origin: OriginFor<T>,
			request: RequestId,
			shares: Shares,
			receiver: T::AccountId,
			hint: Option<Hint>,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::claim_part(&by, request, Part::Shares(shares), receiver, hint)
		}

		/// Pays an amount of what was served to anybody.
		///
		/// - **Origin**: signed by the controller of the request or an operator of his.
		/// - **Details**: to the unit; of the shares so many are done as that pays in full. Never
		///   paused.
		/// - **Parameters**: `request`; `assets`: how much of what was served; `receiver`: who is
		///   paid; `hint`: as in `claim`, from the view function `withdraw_hint`.
		/// - **Errors**: as `redeem`.
		/// - **Events**: `Claimed`.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::part_weight(hint))]
		pub fn withdraw(
			origin: OriginFor<T>,
			request: RequestId,
			assets: UsdaiAmount,
			receiver: T::AccountId,
			hint: Option<Hint>,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::claim_part(&by, request, Part::Assets(assets), receiver, hint)
		}

		/// Claims many requests, each as `claim` does.
		///
		/// - **Origin**: signed by anybody.
		/// - **Details**: passes over requests that are gone or of which nothing can be claimed.
		/// - **Parameters**: `claims`: requests with their hints, at most 32.
		/// - **Errors**: `NothingToClaim` when that is true of all of them; else those of `claim`.
		/// - **Events**: `Claimed` for each.
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::claims_weight(claims))]
		pub fn claim_all(
			origin: OriginFor<T>,
			claims: BoundedVec<(RequestId, Option<Hint>), ConstU32<MAX_CLAIMS>>,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::claim_each(&by, claims)
		}

		/// Claims a request that is served in full, for the controller and for the tip that he gives.
		///
		/// - **Origin**: signed by anybody.
		/// - **Details**: as `claim`, but that the tip is paid to the caller out of the claim, when
		///   the request is over with it.
		/// - **Parameters**: as `claim`.
		/// - **Errors**: `NoTip`; those of `claim`; that of the freeze list when the caller is on it.
		/// - **Events**: `Claimed`.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::tipped_weight(hint))]
		pub fn claim_tipped(
			origin: OriginFor<T>,
			request: RequestId,
			hint: Option<Hint>,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			T::Compliance::ensure_free(&by)?;
			Self::claim_for_tip(by, request, hint)
		}

		/// Sets what somebody gets who claims the last of a request for its controller.
		///
		/// - **Origin**: signed by the controller or an operator of his.
		/// - **Details**: so that he need not come back: whoever calls `claim_tipped` then earns it.
		/// - **Parameters**: `request`; `tip`: at most 10 USDai, nothing for no tip.
		/// - **Errors**: `NoSuchRequest`, `NotOperator`, `OutOfRange`; that of the freeze list.
		/// - **Events**: `TipSet`.
		#[pallet::call_index(11)]
		pub fn set_tip(
			origin: OriginFor<T>,
			request: RequestId,
			tip: UsdaiAmount,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			ensure!(tip <= MAX_TIP, Error::<T>::OutOfRange);
			let found = Self::managed(&by, request)?;
			Requests::<T>::insert(request, Request { tip, ..found });
			Self::deposit_event(Event::TipSet { request, tip });
			Ok(())
		}

		/// Offers a request to another account, or withdraws the offer.
		///
		/// - **Origin**: signed by the controller or an operator of his.
		/// - **Details**: the request stays with him until the other one accepts it.
		/// - **Parameters**: `request`; `to`: to whom, if to anybody.
		/// - **Errors**: `NoSuchRequest`, `NotOperator`; that of the freeze list, and of the pause when
		///   it is offered.
		/// - **Events**: `RequestOffered`.
		#[pallet::call_index(12)]
		pub fn offer_request(
			origin: OriginFor<T>,
			request: RequestId,
			to: Option<T::AccountId>,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			if to.is_some() {
				T::Compliance::ensure_open(PauseTier::Transfer)?;
			}
			let found = Self::managed(&by, request)?;
			let offered = to.clone().map(|to| Offer { to, by });
			Requests::<T>::insert(request, Request { offered, ..found });
			Self::deposit_event(Event::RequestOffered { request, to });
			Ok(())
		}

		/// Takes a request that is offered.
		///
		/// - **Origin**: signed by the account that it is offered to.
		/// - **Details**: with its place in the queue and all that was served and not claimed,
		///   without its tip. Its deposit in CAL is held of the caller, and who had put it down gets
		///   his back. An offer of somebody who is no operator any more is none.
		/// - **Parameters**: `request`; `min_shares`: the least that must not have been claimed of it.
		/// - **Errors**: `NoSuchRequest`, `NotOffered`, `ClaimedSince`; those of freeze list, for
		///   either account, and pause; that of CAL when the deposit cannot be held.
		/// - **Events**: `RequestAccepted`.
		#[pallet::call_index(13)]
		pub fn accept_request(
			origin: OriginFor<T>,
			request: RequestId,
			min_shares: Shares,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			T::Compliance::ensure_open(PauseTier::Transfer)?;
			T::Compliance::ensure_free(&who)?;
			Self::take_request(who, request, min_shares)
		}

		/// Asks for the redemption of all shares of the reserve fund, for the fund.
		///
		/// - **Origin**: governance, which decides when the price is fair.
		/// - **Details**: the fund gets shares for what the vault had earned while it had no holder,
		///   and from whoever gives it some. As USDai they can pay for a loss. No deposit is held.
		/// - **Errors**: those of `request_redeem`.
		/// - **Events**: `RedeemRequested`.
		#[pallet::call_index(14)]
		pub fn request_reserve(origin: OriginFor<T>) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			T::Compliance::ensure_open(PauseTier::Exit)?;
			let fund = Self::reserve_account();
			let shares = Shares(T::Share::balance(&fund));
			Self::request(
				Asked { by: fund.clone(), controller: fund.clone(), owner: fund },
				shares,
				0,
			)
		}

		/// Opens a vault again whose shares are worth nothing.
		///
		/// - **Origin**: governance.
		/// - **Details**: USDai of the fee account goes into the vault for no shares. All shares
		///   stay what they are, so nothing should be expected to be recovered any more: who buys
		///   at the new price shares in it. A recovery opens the vault by itself.
		/// - **Parameters**: `assets`: how much, at least that of a first deposit.
		/// - **Errors**: `NotEmpty`, `BelowMinimum`, `BookRolling`, `Overflow`; the dollar's own.
		/// - **Events**: `Reopened`.
		#[pallet::call_index(15)]
		pub fn reopen(origin: OriginFor<T>, assets: UsdaiAmount) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let vault = Self::valued()?;
			ensure!(vault.price().is_empty(), Error::<T>::NotEmpty);
			ensure!(assets >= vault.rules.least_deposit(true), Error::<T>::BelowMinimum);
			let given = vault.record.totals.given(assets).map_err(Error::<T>::from)?;
			State::<T>::put(vault.record.with(given));
			Self::take(&T::FeeAccount::get(), assets)?;
			Self::deposit_event(Event::Reopened { assets });
			Ok(())
		}
	}
}
