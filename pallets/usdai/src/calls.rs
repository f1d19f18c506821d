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
		///   The head of the queue of tickets is paid with it first; what that costs is charged
		///   first and given back when nobody waits.
		/// - **Parameters**: `slot`: the asset; `amount`: of it, in its own unit; `max_fee`: the
		///   most that fee and discount together may be.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, `NotAllowed`, those of
		///   [`super::Desk::mint`], the asset's own when the balance is too small.
		/// - **Events**: `Minted`; `TicketsServed` while tickets wait.
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::mint()
			.max(<T as Config>::WeightInfo::mint_serving()))]
		pub fn mint(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			amount: ReserveAmount,
			max_fee: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let nobody = !Self::mint_for(who, slot, amount, max_fee)?;
			Ok(nobody.then_some(<T as Config>::WeightInfo::mint()).into())
		}

		/// Redeems dollars in one reserve asset.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: one to one less the fee, in a shortfall by backing over what is owing; the
		///   fee rounds up, what is paid rounds down to the asset's unit. What is redeemed leaves
		///   the window of minting again. While a ticket waits, or when the assets that are not
		///   switched off have not so much cash, it gives a ticket instead, which any of them pays.
		/// - **Parameters**: `slot`: the asset; `amount`: dollars; `max_fee`: the most that fee and
		///   discount together may be.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, `NotAllowed`, those of
		///   [`super::Desk::redeem`] or [`super::Desk::ticket`], the token's own when the balance is
		///   too small, that of CAL when a ticket's deposit cannot be held.
		/// - **Events**: `Redeemed`, or `TicketIssued` and perhaps `TicketsServed`.
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config>::WeightInfo::redeem()
			.max(<T as Config>::WeightInfo::redeem_later()))]
		pub fn redeem(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			amount: UsdaiAmount,
			max_fee: UsdaiAmount,
		) -> DispatchResult {
			let (who, desk) = Self::redeemer(origin)?;
			Self::redeem_in(who, desk, slot, amount, max_fee)
		}

		/// Redeems dollars in every held asset that is not switched off, each by its part of their
		/// cash.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: works whatever the assets' prices: the first and the last holder are paid
		///   the same mix. Fees and rounding as in `redeem`, asset by asset; and tickets as there.
		///   What is less of an asset than an account may have is carried, see `collect`.
		/// - **Parameters**: `amount`: dollars; `max_fee`: the most that fees and discount together
		///   may be.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, `NotAllowed`, those of
		///   [`super::Desk::redeem_mix`] or [`super::Desk::ticket`], the token's own when the balance
		///   is too small, that of CAL when a ticket's deposit cannot be held.
		/// - **Events**: `MixRedeemed`, perhaps `Carried`; or `TicketIssued` and perhaps
		///   `TicketsServed`.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::redeem_mix()
			.max(<T as Config>::WeightInfo::redeem_later()))]
		pub fn redeem_mix(
			origin: OriginFor<T>,
			amount: UsdaiAmount,
			max_fee: UsdaiAmount,
		) -> DispatchResult {
			let (who, desk) = Self::redeemer(origin)?;
			Self::redeem_in_all(who, desk, amount, max_fee)
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
			let (at, supply) = (Self::now(), Self::supply_of(&Self::desk(), slot)?);
			Self::change_reserve(slot, |reserve| {
				reserve.price = Some(AttestedPrice { price, at, supply })
			})?;
			Self::deposit_event(Event::PriceAttested { slot, price, by });
			Ok(())
		}

		/// Puts an account on the freeze list.
		///
		/// - **Origin**: signed by a Guardian, or governance.
		/// - **Details**: a Guardian orders at most 30 days in all and never shortens a freeze. Within
		///   30 days after its end he can renew it only up to those 30 days; governance can at any
		///   time.
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
			Self::put_freeze(by, who, reason, until)
		}

		/// Frees an account.
		///
		/// - **Origin**: governance.
		/// - **Details**: the entry stays 30 days, in which a Guardian can freeze it again only for
		///   what the freeze leaves of his 30 days.
		/// - **Parameters**: `who`: the account.
		/// - **Errors**: `NotFrozen`.
		/// - **Events**: `Unfrozen`.
		#[pallet::call_index(6)]
		pub fn unfreeze(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let now = Self::now();
			let freeze = FreezeList::<T>::get(&who).filter(|freeze| freeze.in_force(now));
			FreezeList::<T>::insert(&who, freeze.ok_or(Error::<T>::NotFrozen)?.ended(now));
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
		///   the next slot and stays in the list for ever. The account of the cash must have the
		///   asset's minimum balance, which stays there uncounted.
		/// - **Parameters**: `asset`; `decimals`: as its metadata says now; `terms`.
		/// - **Errors**: `OutOfRange`, `WrongDecimals`, `PotUnfunded`, `AlreadyRegistered`,
		///   `TooManyReserves`.
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
		/// - **Details**: the breaker acts at once, the rest at once when it takes less of the asset in
		///   no smaller amounts at the same fees, and else after the delay of the rules in force.
		/// - **Parameters**: `slot`: the asset; `terms`: the new ones.
		/// - **Errors**: `OutOfRange`, `UnknownReserve`.
		/// - **Events**: `TermsSet`.
		#[pallet::call_index(10)]
		pub fn set_terms(origin: OriginFor<T>, slot: ReserveSlot, terms: Terms) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(terms.in_range(), Error::<T>::OutOfRange);
			let (now, delay) = (Self::now(), Self::desk().rules.delay);
			let set = |reserve: &mut Reserve<_>| reserve.set_terms(terms, now, delay);
			let from = Self::change_reserve(slot, set)?;
			Self::deposit_event(Event::TermsSet { slot, terms, from });
			Self::serve_now()
		}

		/// Changes the rules.
		///
		/// - **Origin**: governance.
		/// - **Details**: at once when they bind in nothing less than those in force, else after these
		///   ones' delay; another decision replaces what waits. What was issued in the running window
		///   still counts in it.
		/// - **Parameters**: `rules`: the new rules.
		/// - **Errors**: `OutOfRange`.
		/// - **Events**: `RulesSet`.
		#[pallet::call_index(11)]
		pub fn set_rules(origin: OriginFor<T>, rules: Rules) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(rules.in_range(), Error::<T>::OutOfRange);
			let (desk, now) = (Self::desk(), Self::now());
			let (figures, from) = desk.figures.with(rules, now, desk.rules.delay);
			Self::store(&Desk { figures, ..desk.under(figures.at(now)) });
			Self::deposit_event(Event::RulesSet { rules, from });
			Ok(())
		}

		/// Pays the owner of a ticket everything that it was served.
		///
		/// - **Origin**: signed by anybody; only the owner is paid.
		/// - **Details**: what is not served yet stays in the queue; what is less of an asset than an
		///   account may have is carried, see `collect`. Never paused.
		/// - **Parameters**: `ticket`; `hint`: where to look, from the view function `ticket`;
		///   without one it is searched for, which costs more.
		/// - **Errors**: `NoSuchTicket`, `NothingToClaim`, `WrongHint`, `HintNeeded`,
		///   `AccountFrozen` when the owner is.
		/// - **Events**: `TicketClaimed`, perhaps `Carried`.
		#[pallet::call_index(12)]
		#[pallet::weight(match hint {
			Some(_) => <T as Config>::WeightInfo::claim(),
			None => <T as Config>::WeightInfo::claim_search(),
		})]
		pub fn claim(origin: OriginFor<T>, ticket: TicketId, hint: Option<Hint>) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::claim_for_owner(by, ticket, hint)
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
			Self::take_ticket(ensure_signed(origin)?, ticket)
		}

		/// Says that a custodian has received money; with the second signature it is wrapped.
		///
		/// - **Origin**: signed by the receipt's Custodian first, then by an Auditor.
		/// - **Details**: mints the wrapped asset only, never dollars. A receipt counts once, for
		///   ever; until then its custodian may correct it. What is minted counts gross against its
		///   own fuse, and against what the custodian may hold. After a proof of reserve that failed
		///   only what it showed above the books can be wrapped.
		/// - **Parameters**: `receipt`: the custodian and his next number; `reference`: hash of the
		///   bank's or issuer's own; `deposit`: what came in and for whom.
		/// - **Errors**: those of the receipt (`Role`, `WrongReceipt`, `NoReceipt`, `ReceiptUsed`,
		///   `ReceiptDiffers`, `ReceiptDoubtful`, `ReferenceBooked`); `NotDistinct`, `NoGate`,
		///   `ZeroAmount`, `StatementLate`, `StatementFailed`, `CapExceeded`, `FuseFull`,
		///   `AboveExposure`; `AccountFrozen` of the receiver, `TierPaused`.
		/// - **Events**: `ReceiptStored`, then `Deposited`.
		#[pallet::call_index(15)]
		pub fn attest_deposit(
			origin: OriginFor<T>,
			receipt: ReceiptId<T::AccountId>,
			reference: H256,
			deposit: Deposit<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_free(&who)?;
			ensure!(CurrentGates::<T>::get().has(deposit.slot), Error::<T>::NoGate);
			ensure!(!deposit.amount.is_zero(), Error::<T>::ZeroAmount);
			let said = Said { about: About::Deposit(deposit.clone()), reference };
			match Self::sign(&who, &receipt, said)? {
				true => Self::book_deposit(receipt, deposit, who),
				false => Ok(()),
			}
		}

		/// Burns units of a wrapped asset, to be paid outside.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: a deposit in CAL is held until the payout is confirmed or cancelled.
		/// - **Parameters**: `slot`, `amount`: what is burned; `account`: hash of where to pay.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, `ZeroAmount`, `NoGate`, `PayoutTooSmall`,
		///   `OutflowFull`, the token's own when the balance is too small.
		/// - **Events**: `PayoutRequested`; `OutflowClosed` when nothing more leaves for a while.
		#[pallet::call_index(16)]
		pub fn request_payout(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			amount: ReserveAmount,
			account: H256,
		) -> DispatchResult {
			Self::put_payout(ensure_signed(origin)?, slot, amount, account)
		}

		/// Says that a custodian has paid; with the second signature the payout is done.
		///
		/// - **Origin**: signed by the receipt's Custodian first, then by an Auditor.
		/// - **Details**: any custodian may pay. Never paused. What he may hold rises again.
		/// - **Parameters**: `payout`; `receipt`, `reference`: as in `attest_deposit`.
		/// - **Errors**: `NoSuchPayout`, `NotDistinct`, `BelowExposure`, those of the receipt as in
		///   `attest_deposit`.
		/// - **Events**: `ReceiptStored`, then `PaidOut`.
		#[pallet::call_index(17)]
		pub fn confirm_payout(
			origin: OriginFor<T>,
			payout: u64,
			receipt: ReceiptId<T::AccountId>,
			reference: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			match Self::sign_of(
				payout,
				&who,
				&receipt,
				Said { about: About::Payout(payout), reference },
			)? {
				true => Self::book_payout(receipt, payout, who),
				false => Ok(()),
			}
		}

		/// Posts a proof of reserve and compares it with the books.
		///
		/// - **Origin**: signed by an Auditor who signed no receipt since the last one.
		/// - **Details**: one that does not agree stops minting, as does a late one; neither stops
		///   redemption. The next one that agrees lifts it. What one shows above the books can still
		///   be attested, so that money that came in between does not stand in its own way.
		/// - **Parameters**: `number`: one above the last one's; `held`: what the custodians have of
		///   each gate's asset, in the order of the gates.
		/// - **Errors**: `Role`, `NotIndependent`, `WrongNumber`.
		/// - **Events**: `StatementPosted`.
		#[pallet::call_index(18)]
		pub fn post_statement(origin: OriginFor<T>, number: u32, held: Held) -> DispatchResult {
			Self::put_statement(ensure_signed(origin)?, number, held)
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
			Self::add_gate(slot)
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

		/// Pays an account what was carried for it, once it can have it.
		///
		/// - **Origin**: signed by anybody; only the owner is paid.
		/// - **Details**: asset by asset, what would leave him with less than the asset's minimum
		///   balance stays. His next claim or mix brings it too. Never paused.
		/// - **Parameters**: `who`: the owner.
		/// - **Errors**: `NothingToClaim`, `AccountFrozen` when the owner is.
		/// - **Events**: `Carried`.
		#[pallet::call_index(22)]
		pub fn collect(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::ensure_free(&who)?;
			let paid = Self::pay_each(&Self::desk(), &who, &Units::default())?;
			ensure!(!paid.is_empty(), Error::<T>::NothingToClaim);
			Ok(())
		}

		/// Says that a payout will not leave; with the second signature its units are the holder's
		/// again.
		///
		/// - **Origin**: signed by the receipt's Custodian first, then by an Auditor.
		/// - **Details**: a bank that rejects it, or a custodian who cannot pay any more, keeps nobody
		///   from his money. What is given back counts gross against the fuse of attested money; what
		///   that does not admit stays a payout, for another receipt later.
		/// - **Parameters**: `payout`; `receipt`, `reference`: as in `attest_deposit`.
		/// - **Errors**: `NoSuchPayout`, `NotDistinct`, `FuseFull`, those of the receipt as in
		///   `attest_deposit`.
		/// - **Events**: `ReceiptStored`, then `PayoutCancelled`.
		#[pallet::call_index(23)]
		pub fn cancel_payout(
			origin: OriginFor<T>,
			payout: u64,
			receipt: ReceiptId<T::AccountId>,
			reference: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			match Self::sign_of(
				payout,
				&who,
				&receipt,
				Said { about: About::Cancelled(payout), reference },
			)? {
				true => Self::book_cancellation(receipt, payout, who),
				false => Ok(()),
			}
		}

		/// Says that bills have brought money to a custodian; with the second signature it is
		/// wrapped, and waits in the pot until he pays it in for a bill.
		///
		/// - **Origin**: signed by the receipt's Custodian first, then by an Auditor.
		/// - **Details**: money that only returns is no new issuance. Up to what bills have cost it
		///   passes whatever the fuse, a proof of reserve, a pause or a freeze says; what is above
		///   that counts as attested. It can become cash of the dollar and nothing else.
		/// - **Parameters**: `receipt`, `reference`: as in `attest_deposit`; `returned`: what came.
		/// - **Errors**: `NoGate`, `ZeroAmount`, `CapExceeded`, `FuseFull`, those of the receipt as
		///   in `attest_deposit`.
		/// - **Events**: `ReceiptStored`, then `Brought`.
		#[pallet::call_index(24)]
		pub fn attest_return(
			origin: OriginFor<T>,
			receipt: ReceiptId<T::AccountId>,
			reference: H256,
			returned: Returned,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(CurrentGates::<T>::get().has(returned.slot), Error::<T>::NoGate);
			ensure!(!returned.amount.is_zero(), Error::<T>::ZeroAmount);
			match Self::sign(&who, &receipt, Said { about: About::Returned(returned), reference })?
			{
				true => Self::book_return(receipt, returned, who),
				false => Ok(()),
			}
		}

		/// Books attested money from one custodian to another, who has it now.
		///
		/// - **Origin**: governance.
		/// - **Details**: so that payouts go on when a custodian is one no more. What there is in all
		///   stays the same, and the next proof of reserve has to agree with it.
		/// - **Parameters**: `from`, `to`: the custodians; `amount`: in dollars.
		/// - **Errors**: `BelowExposure`, `Overflow`.
		/// - **Events**: `CustodyMoved`.
		#[pallet::call_index(25)]
		pub fn move_custody(
			origin: OriginFor<T>,
			from: T::AccountId,
			to: T::AccountId,
			amount: UsdaiAmount,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let left =
				AtCustodian::<T>::get(&from).without(amount).ok_or(Error::<T>::BelowExposure)?;
			Self::set_at_custodian(&from, left);
			let more = AtCustodian::<T>::get(&to).with(amount).ok_or(Error::<T>::Overflow)?;
			Self::set_at_custodian(&to, more);
			Self::deposit_event(Event::CustodyMoved { from, to, amount });
			Ok(())
		}

		/// Cleans away what nobody needs any more.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: checkpoints that lie before the oldest ticket which is not claimed in full;
		///   a freeze that is over and limits no Guardian any more; a receipt that no auditor has
		///   used in 30 days. The number of a receipt stays given for ever.
		/// - **Parameters**: `what`.
		/// - **Errors**: `NothingToClean`.
		/// - **Events**: `Cleaned`.
		#[pallet::call_index(26)]
		pub fn clean(origin: OriginFor<T>, what: Litter<T::AccountId>) -> DispatchResult {
			ensure_signed(origin)?;
			Self::sweep(&what)?;
			Self::deposit_event(Event::Cleaned { what });
			Ok(())
		}

		/// Pays the tickets that wait, out of the cash that may be paid now.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: cash that comes in pays them by itself; this is for cash that was there and
		///   could not leave, because so much had left before. Never paused: it moves cash to those
		///   whom it is owed, and no further.
		/// - **Errors**: `NothingToServe`.
		/// - **Events**: `TicketsServed`; `OutflowClosed` when nothing more leaves for a while.
		#[pallet::call_index(27)]
		pub fn serve(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			let desk = Self::desk();
			let served = desk.tickets.checkpoints;
			let desk = Self::served(desk)?;
			ensure!(desk.tickets.checkpoints != served, Error::<T>::NothingToServe);
			Self::store(&desk);
			Ok(())
		}
	}
}
