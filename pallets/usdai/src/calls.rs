//! What users, attesters and governance do.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Mints dollars for a reserve asset.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: the asset counts at its price, at most one dollar; the fee rounds up, what
		///   is minted rounds down, the rest stays in surplus. Both a call and a window are bounded.
		///   The head of the queue of tickets is paid with it first.
		/// - **Parameters**: `slot`: the asset; `amount`: of it, in its own unit; `max_fee`: the
		///   most that fee and discount together may be.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, `NotAllowed`, those of
		///   [`super::Desk::mint`], the asset's own when the balance is too small.
		/// - **Events**: `Minted`; `TicketsServed` while tickets wait.
		#[pallet::call_index(0)]
		pub fn mint(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			amount: ReserveAmount,
			max_fee: UsdaiAmount,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_may(&who, PauseTier::Intake)?;
			let (desk, supply) = (Self::desk(), Self::supply_of(slot)?);
			Self::ensure_allowed(&desk.rules, &who)?;
			let (desk, quote) = desk.mint(slot, amount, max_fee, supply).map_err(Self::error)?;
			let desk = Self::served(desk)?;
			Self::store(&desk);
			Self::take_in(&desk, slot, &who, amount)?;
			Self::issue(&who, quote.minted)?;
			Self::deposit_event(Event::Minted { who, slot, paid: amount, quote });
			Ok(())
		}

		/// Redeems dollars in one reserve asset.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: one to one less the fee, in a shortfall by backing over what is owing; the
		///   fee rounds up, what is paid rounds down to the asset's unit. What is redeemed leaves
		///   the window of minting again. While a ticket waits, or when there is not so much cash,
		///   it gives a ticket instead, which any held asset pays.
		/// - **Parameters**: `slot`: the asset; `amount`: dollars; `max_fee`: the most that fee and
		///   discount together may be.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, `NotAllowed`, those of
		///   [`super::Desk::redeem`] or [`super::Desk::ticket`], the token's own when the balance is
		///   too small, that of CAL when a ticket's deposit cannot be held.
		/// - **Events**: `Redeemed`, or `TicketIssued` and perhaps `TicketsServed`.
		#[pallet::call_index(1)]
		pub fn redeem(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			amount: UsdaiAmount,
			max_fee: UsdaiAmount,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_may(&who, PauseTier::Exit)?;
			let desk = Self::desk();
			Self::ensure_allowed(&desk.rules, &who)?;
			if desk.must_wait(amount) {
				return Self::redeem_later(who, desk, amount, max_fee);
			}
			let (desk, quote) = desk.redeem(slot, amount, max_fee).map_err(Self::error)?;
			Self::store(&desk);
			Self::destroy(&who, amount)?;
			Self::pay_out(&desk, slot, &who, quote.paid)?;
			Self::deposit_event(Event::Redeemed { who, slot, amount, quote });
			Ok(())
		}

		/// Redeems dollars in every held asset, each by its part of the cash.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: works whatever the assets' prices: the first and the last holder are paid
		///   the same mix. Fees and rounding as in `redeem`, asset by asset; and tickets as there.
		/// - **Parameters**: `amount`: dollars; `max_fee`: the most that fees and discount together
		///   may be.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, `NotAllowed`, those of
		///   [`super::Desk::redeem_mix`] or [`super::Desk::ticket`], the token's own when the balance
		///   is too small, that of CAL when a ticket's deposit cannot be held.
		/// - **Events**: `MixRedeemed`, or `TicketIssued` and perhaps `TicketsServed`.
		#[pallet::call_index(2)]
		pub fn redeem_mix(
			origin: OriginFor<T>,
			amount: UsdaiAmount,
			max_fee: UsdaiAmount,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_may(&who, PauseTier::Exit)?;
			let desk = Self::desk();
			Self::ensure_allowed(&desk.rules, &who)?;
			if desk.must_wait(amount) {
				return Self::redeem_later(who, desk, amount, max_fee);
			}
			let (desk, quote) = desk.redeem_mix(amount, max_fee).map_err(Self::error)?;
			Self::store(&desk);
			Self::destroy(&who, amount)?;
			for (slot, units) in &quote.paid {
				Self::pay_out(&desk, *slot, &who, *units)?;
			}
			Self::deposit_event(Event::MixRedeemed { who, amount, quote });
			Ok(())
		}

		/// Books dollars that were destroyed elsewhere, such as dust, to surplus.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: dollars in circulation fall to the token's issuance; they never rise.
		/// - **Errors**: `NothingToReconcile`.
		/// - **Events**: `Reconciled`.
		#[pallet::call_index(3)]
		pub fn reconcile(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			let here = UsdaiAmount(<T::Dollar as fungible::Inspect<_>>::total_issuance());
			let (desk, destroyed) = Self::desk().reconcile(here).map_err(Self::error)?;
			Self::store(&desk);
			Self::deposit_event(Event::Reconciled { destroyed, issued: desk.ledger.issued });
			Ok(())
		}

		/// Says what one unit of a reserve asset is worth.
		///
		/// - **Origin**: signed by an Auditor.
		/// - **Details**: below 0.995 or when it is old, minting stops; outside 0.995 to 1.005 or
		///   when it is old, redemption pays the mix.
		/// - **Parameters**: `slot`: the asset; `price`: of one whole unit.
		/// - **Errors**: `Role`, `OutOfRange`, `UnknownReserve`.
		/// - **Events**: `PriceAttested`.
		#[pallet::call_index(4)]
		pub fn attest_price(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			price: MicroUsd,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::ensure_role(&by, Role::Auditor)?;
			ensure!(in_price_range(price), Error::<T>::OutOfRange);
			let (at, supply) = (Self::now(), Self::supply_of(slot)?);
			Self::change_reserve(slot, |reserve| {
				reserve.price = Some(AttestedPrice { price, at, supply })
			})?;
			Self::deposit_event(Event::PriceAttested { slot, price, by });
			Ok(())
		}

		/// Puts an account on the freeze list.
		///
		/// - **Origin**: signed by a Guardian, or governance.
		/// - **Details**: a Guardian orders at most 30 days and never shortens a freeze.
		/// - **Parameters**: `who`: the account; `reason`: why; `until`: the moment at which it
		///   ends, if any.
		/// - **Errors**: `Role`, `AccountProtected`, `WrongTerm`.
		/// - **Events**: `Frozen`.
		#[pallet::call_index(5)]
		pub fn freeze(
			origin: OriginFor<T>,
			who: T::AccountId,
			reason: FreezeReason,
			until: Option<Seconds>,
		) -> DispatchResult {
			let by = Self::ensure_guard(origin)?;
			ensure!(!Self::is_protected(&who), Error::<T>::AccountProtected);
			let since = Self::now();
			let freeze = Freeze { reason, since, until };
			ensure!(freeze.in_force(since), Error::<T>::WrongTerm);
			if by.is_some() {
				let running = FreezeList::<T>::get(&who).filter(|old| old.in_force(since));
				let longer = running.is_none_or(|old| freeze.outlasts(&old));
				ensure!(longer && freeze.is_short(), Error::<T>::WrongTerm);
			}
			FreezeList::<T>::insert(&who, freeze);
			Self::deposit_event(Event::Frozen { who, reason, until, by });
			Ok(())
		}

		/// Takes an account off the freeze list.
		///
		/// - **Origin**: governance.
		/// - **Parameters**: `who`: the account.
		/// - **Errors**: `NotFrozen`.
		/// - **Events**: `Unfrozen`.
		#[pallet::call_index(6)]
		pub fn unfreeze(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			FreezeList::<T>::take(&who).ok_or(Error::<T>::NotFrozen)?;
			Self::deposit_event(Event::Unfrozen { who });
			Ok(())
		}

		/// Pauses a tier and those below it.
		///
		/// - **Origin**: signed by a Guardian, or governance.
		/// - **Details**: only ever adds to what is paused.
		/// - **Parameters**: `tier`: intake; also exits; also transfers.
		/// - **Errors**: `Role`, `AlreadyPaused`.
		/// - **Events**: `PauseSet`.
		#[pallet::call_index(7)]
		pub fn pause(origin: OriginFor<T>, tier: PauseTier) -> DispatchResult {
			let by = Self::ensure_guard(origin)?;
			ensure!(Paused::<T>::get() < Some(tier), Error::<T>::AlreadyPaused);
			Paused::<T>::put(tier);
			Self::deposit_event(Event::PauseSet { tier, by });
			Ok(())
		}

		/// Lifts the pause.
		///
		/// - **Origin**: governance.
		/// - **Errors**: `NotPaused`.
		/// - **Events**: `PauseLifted`.
		#[pallet::call_index(8)]
		pub fn unpause(origin: OriginFor<T>) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let tier = Paused::<T>::take().ok_or(Error::<T>::NotPaused)?;
			Self::deposit_event(Event::PauseLifted { tier });
			Ok(())
		}

		/// Adds a reserve asset.
		///
		/// - **Origin**: governance.
		/// - **Details**: its decimals are fixed here, whatever its metadata says later. It takes
		///   the next slot and stays in the list for ever.
		/// - **Parameters**: `asset`; `decimals`: as its metadata says now; `terms`.
		/// - **Errors**: `OutOfRange`, `WrongDecimals`, `AlreadyRegistered`, `TooManyReserves`.
		/// - **Events**: `Registered`.
		#[pallet::call_index(9)]
		pub fn register(
			origin: OriginFor<T>,
			asset: T::ReserveId,
			decimals: u8,
			terms: Terms,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let slot = Self::add_reserve(&asset, decimals, terms)?;
			Self::deposit_event(Event::Registered { slot, asset, decimals, terms });
			Ok(())
		}

		/// Changes the terms of a reserve asset.
		///
		/// - **Origin**: governance.
		/// - **Parameters**: `slot`: the asset; `terms`: the new ones.
		/// - **Errors**: `OutOfRange`, `UnknownReserve`.
		/// - **Events**: `TermsSet`.
		#[pallet::call_index(10)]
		pub fn set_terms(origin: OriginFor<T>, slot: ReserveSlot, terms: Terms) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(terms.in_range(), Error::<T>::OutOfRange);
			Self::change_reserve(slot, |reserve| reserve.terms = terms)?;
			Self::deposit_event(Event::TermsSet { slot, terms });
			Self::serve_now()
		}

		/// Changes the rules.
		///
		/// - **Origin**: governance.
		/// - **Details**: what was issued in the running window still counts in it.
		/// - **Parameters**: `rules`: the new rules.
		/// - **Errors**: `OutOfRange`.
		/// - **Events**: `RulesSet`.
		#[pallet::call_index(11)]
		pub fn set_rules(origin: OriginFor<T>, rules: Rules) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(rules.in_range(), Error::<T>::OutOfRange);
			let desk = Self::desk().under(rules);
			CurrentRules::<T>::put(rules);
			Self::store(&desk);
			Self::deposit_event(Event::RulesSet { rules });
			Ok(())
		}

		/// Pays the owner of a ticket everything that it was served.
		///
		/// - **Origin**: signed by anybody; only the owner is paid.
		/// - **Details**: what is not served yet stays in the queue. Never paused.
		/// - **Parameters**: `ticket`; `hint`: where to look, from the view function `ticket`;
		///   without one it is searched for, which costs more.
		/// - **Errors**: `NoSuchTicket`, `NothingToClaim`, `WrongHint`, `HintNeeded`,
		///   `AccountFrozen` when the owner is.
		/// - **Events**: `TicketClaimed`.
		#[pallet::call_index(12)]
		#[pallet::weight(match hint {
			Some(_) => <T as Config>::WeightInfo::claim(),
			None => <T as Config>::WeightInfo::claim_search(),
		})]
		pub fn claim(origin: OriginFor<T>, ticket: TicketId, hint: Option<Hint>) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let found = TicketBook::<T>::get(ticket).ok_or(Error::<T>::NoSuchTicket)?;
			Self::ensure_free(&found.owner)?;
			let tickets = CurrentTickets::<T>::get();
			let (rest, paid) = Self::settle(found.stretch, &tickets, hint)?;
			let tickets = tickets.claimed(&paid).map_err(Refusal::from).map_err(Self::error)?;
			CurrentTickets::<T>::put(tickets);
			let Ticket { owner, deposit, .. } = found.clone();
			let done = rest.is_none();
			TicketBook::<T>::set(ticket, rest.map(|stretch| Ticket { stretch, ..found }));
			if done {
				Self::release(HoldReason::Ticket, &owner, deposit)?;
			}
			let (desk, paid) = (Self::desk(), paid_of(&paid));
			for (slot, units) in &paid {
				Self::pay_kept(&desk, &tickets, *slot, &owner, *units)?;
			}
			Self::deposit_event(Event::TicketClaimed { ticket, owner, by, paid, done });
			Ok(())
		}

		/// Offers a ticket to another account, or withdraws the offer.
		///
		/// - **Origin**: signed by its owner, not frozen.
		/// - **Details**: the ticket stays with him until the other one accepts it.
		/// - **Parameters**: `ticket`; `to`: to whom, if to anybody.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, `NoSuchTicket`, `NotOwner`.
		/// - **Events**: `TicketOffered`.
		#[pallet::call_index(13)]
		pub fn offer_ticket(
			origin: OriginFor<T>,
			ticket: TicketId,
			to: Option<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_may(&who, PauseTier::Transfer)?;
			let found = Self::ticket_of(ticket, &who)?;
			TicketBook::<T>::insert(ticket, Ticket { offered: to.clone(), ..found });
			Self::deposit_event(Event::TicketOffered { ticket, owner: who, to });
			Ok(())
		}

		/// Takes a ticket that is offered.
		///
		/// - **Origin**: signed by the account that it is offered to, not frozen.
		/// - **Details**: its deposit in CAL is held of the new owner, and the old one gets his back.
		/// - **Parameters**: `ticket`.
		/// - **Errors**: `AccountFrozen` when either is, `TierPaused`, `NoSuchTicket`,
		///   `NotOffered`; that of CAL when the deposit cannot be held.
		/// - **Events**: `TicketAccepted`.
		#[pallet::call_index(14)]
		pub fn accept_ticket(origin: OriginFor<T>, ticket: TicketId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_may(&who, PauseTier::Transfer)?;
			let found = TicketBook::<T>::get(ticket).ok_or(Error::<T>::NoSuchTicket)?;
			ensure!(found.offered.as_ref() == Some(&who), Error::<T>::NotOffered);
			let (from, old) = (found.owner.clone(), found.deposit);
			Self::ensure_free(&from)?;
			let deposit = T::RecordDeposit::get();
			let taken = Ticket { owner: who.clone(), offered: None, deposit, ..found };
			TicketBook::<T>::insert(ticket, taken);
			T::Currency::hold(&HoldReason::Ticket.into(), &who, deposit)?;
			Self::release(HoldReason::Ticket, &from, old)?;
			Self::deposit_event(Event::TicketAccepted { ticket, from, to: who });
			Ok(())
		}

		/// Says that a custodian has received money; with the second signature it is wrapped.
		///
		/// - **Origin**: signed by a Custodian first, then by an Auditor.
		/// - **Details**: mints the wrapped asset only, never dollars. A reference counts once, for
		///   ever. What is minted counts gross against its own fuse, and against what the custodian
		///   may hold.
		/// - **Parameters**: `reference`: hash of the bank's or issuer's own; `deposit`: what came in
		///   and for whom.
		/// - **Errors**: those of the receipt (`NoReceipt`, `ReceiptUsed`, `ReceiptDiffers`,
		///   `NotDistinct`, `ReceiptDoubtful`, `Role`); `NoGate`, `ZeroAmount`, `StatementLate`,
		///   `StatementFailed`, `CapExceeded`, `FuseFull`, `AboveExposure`; `AccountFrozen` of the
		///   receiver, `TierPaused`.
		/// - **Events**: `ReceiptStored`, then `Deposited`.
		#[pallet::call_index(15)]
		pub fn attest_deposit(
			origin: OriginFor<T>,
			reference: H256,
			deposit: Deposit<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_free(&who)?;
			ensure!(CurrentGates::<T>::get().has(deposit.slot), Error::<T>::NoGate);
			ensure!(!deposit.amount.is_zero(), Error::<T>::ZeroAmount);
			let about = About::Deposit(deposit.clone());
			match Self::sign(who.clone(), reference, about)? {
				Some(receipt) => Self::book_deposit(reference, deposit, receipt.custodian, who),
				None => Ok(()),
			}
		}

		/// Burns units of a wrapped asset, to be paid outside.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: a deposit in CAL is held until the payout is confirmed.
		/// - **Parameters**: `slot`, `amount`: what is burned; `account`: hash of where to pay.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, `ZeroAmount`, `NoGate`, the token's own when
		///   the balance is too small.
		/// - **Events**: `PayoutRequested`.
		#[pallet::call_index(16)]
		pub fn request_payout(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			amount: ReserveAmount,
			account: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_may(&who, PauseTier::Exit)?;
			ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
			let gates = CurrentGates::<T>::get()
				.with(slot, |gate| gate.requested(amount))
				.map_err(Self::error)?;
			let payout = NextPayout::<T>::get();
			NextPayout::<T>::put(payout.checked_add(1).ok_or(Error::<T>::Overflow)?);
			CurrentGates::<T>::put(gates);
			let (at, deposit) = (Self::now(), T::RecordDeposit::get());
			let record = Payout { who: who.clone(), slot, amount, account, at, deposit };
			Payouts::<T>::insert(payout, record);
			T::Currency::hold(&HoldReason::Payout.into(), &who, deposit)?;
			Self::unwrap_units(&Self::desk(), slot, &who, amount)?;
			Self::deposit_event(Event::PayoutRequested { payout, who, slot, amount, account });
			Ok(())
		}

		/// Says that a custodian has paid; with the second signature the payout is done.
		///
		/// - **Origin**: signed by a Custodian first, then by an Auditor.
		/// - **Details**: never paused. What the custodian may hold rises again.
		/// - **Parameters**: `payout`; `reference`: hash of the bank's or issuer's own.
		/// - **Errors**: `NoSuchPayout`, `BelowExposure`, those of the receipt as in
		///   `attest_deposit`.
		/// - **Events**: `ReceiptStored`, then `PaidOut`.
		#[pallet::call_index(17)]
		pub fn confirm_payout(
			origin: OriginFor<T>,
			payout: u64,
			reference: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(Payouts::<T>::contains_key(payout), Error::<T>::NoSuchPayout);
			match Self::sign(who.clone(), reference, About::Payout(payout))? {
				Some(receipt) => Self::book_payout(reference, payout, receipt.custodian, who),
				None => Ok(()),
			}
		}

		/// Posts a proof of reserve and compares it with the books.
		///
		/// - **Origin**: signed by an Auditor who signed no receipt since the last one.
		/// - **Details**: one that does not agree stops minting, as does a late one; neither stops
		///   redemption. The next one that agrees lifts it.
		/// - **Parameters**: `number`: one above the last one's; `held`: what the custodians have of
		///   each gate's asset, in the order of the gates.
		/// - **Errors**: `Role`, `NotIndependent`, `WrongNumber`.
		/// - **Events**: `StatementPosted`.
		#[pallet::call_index(18)]
		pub fn post_statement(origin: OriginFor<T>, number: u32, held: Held) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::ensure_role(&by, Role::Auditor)?;
			let last = LastStatement::<T>::get().number;
			ensure!(SignedSince::<T>::get(&by) != Some(last), Error::<T>::NotIndependent);
			ensure!(last.checked_add(1) == Some(number), Error::<T>::WrongNumber);
			SignedSince::<T>::remove(&by);
			let good = CurrentGates::<T>::get().agree(&held);
			LastStatement::<T>::put(Statement { number, at: Self::now(), good });
			Self::deposit_event(Event::StatementPosted { number, by, held, good });
			Ok(())
		}

		/// Opens a gate: the asset is a claim on money outside.
		///
		/// - **Origin**: governance.
		/// - **Details**: what there is of it now counts as attested.
		/// - **Parameters**: `slot`: the asset.
		/// - **Errors**: `UnknownReserve`, `GateOpen`.
		/// - **Events**: `GateOpened`.
		#[pallet::call_index(19)]
		pub fn open_gate(origin: OriginFor<T>, slot: ReserveSlot) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let supply = Self::supply_of(slot)?;
			let mut gates = CurrentGates::<T>::get();
			ensure!(!gates.has(slot), Error::<T>::GateOpen);
			let wrapped = Wrapped { circulating: supply, ..Default::default() };
			let gate = Gate { slot, wrapped };
			gates.0.try_push(gate).map_err(|_| Error::<T>::TooManyReserves)?;
			CurrentGates::<T>::put(gates);
			Self::deposit_event(Event::GateOpened { slot, supply });
			Ok(())
		}

		/// Switches an asset off, or on again.
		///
		/// - **Origin**: signed by a Guardian, who can only switch more off; or governance.
		/// - **Parameters**: `slot`: the asset; `breaker`: what is off.
		/// - **Errors**: `Role`, `UnknownReserve`, `OnlyMore`.
		/// - **Events**: `BreakerSet`; `TicketsServed` when the asset pays again.
		#[pallet::call_index(20)]
		pub fn set_breaker(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			breaker: Breaker,
		) -> DispatchResult {
			let by = Self::ensure_guard(origin)?;
			let now = Self::desk().reserve(slot).map_err(Self::error)?.terms.breaker;
			ensure!(by.is_none() || breaker > now, Error::<T>::OnlyMore);
			Self::change_reserve(slot, |reserve| reserve.terms.breaker = breaker)?;
			Self::deposit_event(Event::BreakerSet { slot, breaker, by });
			Self::serve_now()
		}

		/// Puts an account on the allow-list, or takes it off.
		///
		/// - **Origin**: governance.
		/// - **Details**: the list counts while `allow_list` of the rules is on: then nobody else
		///   mints or redeems.
		/// - **Parameters**: `who`; `allowed`.
		/// - **Events**: `AllowanceSet`.
		#[pallet::call_index(21)]
		pub fn set_allowed(
			origin: OriginFor<T>,
			who: T::AccountId,
			allowed: bool,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			match allowed {
				true => AllowList::<T>::insert(&who, ()),
				false => AllowList::<T>::remove(&who),
			}
			Self::deposit_event(Event::AllowanceSet { who, allowed });
			Ok(())
		}
	}
}
