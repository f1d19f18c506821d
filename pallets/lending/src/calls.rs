//! What Originators, Curators, borrowers and governance do.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Posts an offer with its full terms.
		///
		/// - **Origin**: signed by an Originator.
		/// - **Details**: fee and ageing are the product's of this moment and part of the terms, so
		///   that a later change does not touch them. The principal counts as committed until the
		///   offer is accepted or withdrawn.
		/// - **Parameters**: `borrower`: the only account that may accept, not the Originator's own;
		///   `items`: what will be pledged, all of the product's model; `ask`: the terms; `juniors`:
		///   what Curators are to lend of the principal, the most senior first, at most
		///   [`MAX_JUNIORS`](crate::MAX_JUNIORS); the vault lends the rest and is senior to all of
		///   them; `expires`: the first second in which it cannot be accepted any more.
		/// - **Errors**: `Role`, `OwnOffer`, `OwnTranche`, `InvalidExpiry`, `NoItems`, `DuplicateItem`,
		///   `NoProduct`, `ProductDisabled`, `PrincipalTooSmall`, `RateOutOfBand`, `TermOutOfBand`,
		///   `GraceOutOfBand`, `TooManyTranches`, `InvalidTranche`, `FirstLossTooSmall`,
		///   `InvalidTerms`, `Uncomputable`; those of a pause.
		/// - **Events**: `Offered`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::offer(items.len().try_into().unwrap_or(MAX_ITEMS)))]
		pub fn offer(
			origin: OriginFor<T>,
			borrower: T::AccountId,
			items: Items,
			ask: Ask,
			juniors: Vec<Junior<T::AccountId>>,
			expires: Seconds,
		) -> DispatchResult {
			let originator = ensure_signed(origin)?;
			T::Compliance::ensure_open(PauseTier::Intake)?;
			T::Roles::ensure(&originator, Role::Originator, &Subject::CHAIN)
				.map_err(Error::<T>::Role)?;
			ensure!(borrower != originator, Error::<T>::OwnOffer);
			let offered = Self::now();
			let life = expires.checked_sub(offered).filter(|life| !life.is_zero());
			let longest = CurrentRules::<T>::get().max_offer_life;
			ensure!(life.is_some_and(|life| life <= longest), Error::<T>::InvalidExpiry);

			let terms = Self::terms(borrower, items, ask, juniors, offered)?;
			let loan = NextLoan::<T>::get();
			let terms_hash = Self::hash(loan, &terms);
			let book = TheBook::<T>::get().with_offer(terms.lent_by_vault());

			NextLoan::<T>::put(loan.next().ok_or(Error::<T>::Uncomputable)?);
			TheBook::<T>::put(book.ok_or(Error::<T>::Uncomputable)?);
			let offer = Offer {
				terms: terms.clone(),
				terms_hash,
				originator: originator.clone(),
				staged: Staged::truncate_from(alloc::vec![None; terms.curators.len()]),
				offered,
				expires,
			};
			Loans::<T>::insert(loan, Record::Offered(offer));
			Self::deposit_event(Event::Offered { loan, originator, terms, terms_hash, expires });
			Ok(())
		}

		/// Takes an offer back.
		///
		/// - **Origin**: signed by its maker or its borrower; by anyone once it has expired.
		/// - **Details**: capital that Curators have staged is credited to them: see `collect`.
		/// - **Parameters**: `loan`: the offer.
		/// - **Errors**: `UnknownLoan`, `NotOffered`, `NotYours`, `Uncomputable`.
		/// - **Events**: `OfferWithdrawn`.
		#[pallet::call_index(1)]
		pub fn withdraw_offer(origin: OriginFor<T>, loan: LoanId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let offer = Self::offered(loan)?;
			let party = by == offer.originator || by == offer.terms.borrower;
			ensure!(party || Self::now() >= offer.expires, Error::<T>::NotYours);
			let principal = offer.terms.lent_by_vault();
			let book = TheBook::<T>::get().without_offer(principal);

			TheBook::<T>::put(book.ok_or(Error::<T>::Uncomputable)?);
			Self::put_withdrawn(loan, offer.withdrawn());
			Self::deposit_event(Event::OfferWithdrawn { loan, by, principal });
			Ok(())
		}

		/// Accepts an offer: the items are pledged and the principal, what the vault lends and what
		/// Curators have staged, is the borrower's less the fee.
		///
		/// - **Origin**: signed by the borrower.
		/// - **Details**: standing, value and cover of each item are asked now, as are the vault's
		///   free money and the debt ceiling. What the items will be worth at each due date is worked
		///   out on the curve of their model. Shares are measured against the book with this loan, or
		///   a quarter of the vault while that is more; a loan counts with all that the vault lent
		///   until it is over. The loan is written before the items are pledged and the money moves;
		///   the fee is received from what was drawn.
		/// - **Parameters**: `loan`: the offer; `terms_hash`: of the terms agreed to, from `Offered`.
		/// - **Errors**: `UnknownLoan`, `NotOffered`, `NotBorrower`, `WrongTerms`, `OfferExpired`,
		///   `NotStaged`, `CuratorFrozen`, `BookRolling`, `Role`, `NoProduct`, `ProductDisabled`, `NotOwner`, `Encumbered`,
		///   `Deficient`, `Fact`,
		///   `WrongModel`, `LtvTooHigh`, `CurveLtvTooHigh`, `CoverTooLow`, `CoverTooShort`,
		///   `DebtCeiling`, `BorrowerShare`, `ModelShare`, `CuratorShare`, `SiteShare`, `Uncomputable`; those of the freeze list, of a pause, of a shortfall of the dollar, of the
		///   registry and the vault.
		/// - **Events**: `Accepted`.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::accept(MAX_ITEMS))]
		pub fn accept(
			origin: OriginFor<T>,
			loan: LoanId,
			terms_hash: H256,
		) -> DispatchResultWithPostInfo {
			let borrower = ensure_signed(origin)?;
			T::Compliance::ensure_open(PauseTier::Intake)?;
			T::Compliance::ensure_sound()?;
			T::Compliance::ensure_free(&borrower)?;
			let offer = Self::offered(loan)?;
			let now = Self::now();
			let book = TheBook::<T>::get();
			ensure!(offer.terms.borrower == borrower, Error::<T>::NotBorrower);
			ensure!(offer.terms_hash == terms_hash, Error::<T>::WrongTerms);
			let (principal, fee) = (offer.terms.ask.principal, offer.terms.fee);
			let (senior, juniors) = (offer.terms.lent_by_vault(), offer.terms.lent_by_curators());
			let book = book.without_offer(senior).ok_or(Error::<T>::Uncomputable)?;
			let Secured { security, sites, ltv, curve_ltv, exposures } =
				Self::secure(&offer, &book, now)
					.map_err(|unmet| unmet.first().map_or(Error::<T>::Uncomputable, Error::from))?;

			let running = offer.accept(now, book.paused, security, sites);
			let running = running.map_err(|_| Error::<T>::Uncomputable)?;
			let book = Self::enter(book, &running.entry)?;
			Self::hang(exposures);
			let (first_due, windows) = Self::first_due(&running)?;
			let items = running.terms.items.clone();
			TheBook::<T>::put(book);
			Loans::<T>::insert(loan, Record::Active(running));

			for item in &items {
				T::Collateral::pledge(*item, &borrower, loan)?;
			}
			T::Vault::draw(&borrower, senior)?;
			pay::<_, T::Dollar>(&Self::account(), &borrower, juniors)?;
			if !fee.is_zero() {
				T::Vault::receive(&borrower, Receipt { extra: fee, ..Default::default() })?;
			}
			Self::deposit_event(Event::Accepted {
				loan,
				borrower,
				principal,
				fee,
				lendable: security.lendable,
				ltv,
				curve_ltv,
				cover: security.cover,
				first_due,
				windows,
				terms_hash,
			});
			Ok(Some(T::WeightInfo::accept(Self::count(&items))).into())
		}

		/// Pays whole instalments.
		///
		/// - **Origin**: signed by anyone; the money is the signer's, the benefit the borrower's.
		/// - **Details**: insurance money of the loan pays first, in whole cents; the signer pays the
		///   rest. What is left of it when the loan is over is the borrower's.
		///   An instalment is what finance says it is at this moment; one that is paid
		///   early owes its whole window, a late one grace interest on top. The last one closes the
		///   loan and releases the items. It is never paused, and accepted while the calendar has
		///   yet to catch up: then it is settled by the end of the cursor's day.
		/// - **Parameters**: `loan`: a loan that runs; `windows`: how many instalments, 1 to
		///   [`MAX_WINDOWS`].
		/// - **Errors**: `InvalidWindows`, `UnknownLoan`, `NotActive`, `TooManyWindows`,
		///   `Uncomputable`; those of the vault and the registry.
		/// - **Events**: `Paid`, `Closed`, and `InsuranceSpent` where there was any.
		#[pallet::call_index(3)]
		#[pallet::weight(
			T::WeightInfo::repay((*windows).min(MAX_WINDOWS))
				.saturating_add(T::WeightInfo::spend_insurance())
				.saturating_add(T::WeightInfo::close(MAX_ITEMS))
		)]
		pub fn repay(
			origin: OriginFor<T>,
			loan: LoanId,
			windows: u32,
		) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			ensure!((1..=MAX_WINDOWS).contains(&windows), Error::<T>::InvalidWindows);
			let (book, now) = (TheBook::<T>::get(), Self::now());
			let Settled { before, payment, juniors, after } = Self::active(loan)?
				.pay(windows, book.settles_at(now), now)
				.map_err(Self::not_payable)?;
			let due = payment.total().map_err(|_| Error::<T>::Uncomputable)?;
			let Payment { principal, interest, receipt, progress } = payment;
			let mut book = Self::leave(book, &before)?;
			let mut over = None;
			match after {
				Outcome::RunsOn(running) => {
					book = Self::enter(book, &running.entry)?;
					Loans::<T>::insert(loan, Record::Active(running));
				},
				Outcome::Over(repaid, Freed { items, hung }) => {
					Loans::<T>::insert(loan, Record::Repaid(repaid.clone()));
					Self::unhang(hung)?;
					over = Some((repaid, items));
				},
			}
			TheBook::<T>::put(book);

			let insured = Self::spend_insurance(loan, &payer, due)?;
			Self::pass_on(&payer, due, juniors, receipt)?;
			Self::deposit_event(Event::Paid {
				loan,
				payer,
				windows,
				principal,
				interest,
				receipt,
				juniors,
				balance: progress.balance,
			});
			let mut weight = T::WeightInfo::repay(windows);
			if insured {
				weight.saturating_accrue(T::WeightInfo::spend_insurance());
			}
			if let Some((repaid, items)) = over {
				weight.saturating_accrue(T::WeightInfo::close(Self::count(&items)));
				Self::release(loan, repaid, &items)?;
			}
			Ok(Some(weight).into())
		}

		/// Sets what may be lent against a model.
		///
		/// - **Origin**: governance.
		/// - **Details**: loans that run and the terms of open offers stay as they are; an open offer
		///   is held to the new limit of LTV when it is accepted.
		/// - **Parameters**: `sku`: the model; `product`: the limits.
		/// - **Errors**: `OutOfRange`.
		/// - **Events**: `ProductSet`.
		#[pallet::call_index(4)]
		pub fn set_product(origin: OriginFor<T>, sku: SkuId, product: Product) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(product.in_range(), Error::<T>::OutOfRange);
			Products::<T>::insert(sku, product);
			Self::deposit_event(Event::ProductSet { sku, product });
			Ok(())
		}

		/// Sets what binds the book as a whole.
		///
		/// - **Origin**: governance.
		/// - **Details**: a ceiling below the book refuses new loans and touches no running one.
		/// - **Parameters**: `rules`: the new rules.
		/// - **Errors**: `OutOfRange`.
		/// - **Events**: `RulesSet`.
		#[pallet::call_index(5)]
		pub fn set_rules(origin: OriginFor<T>, rules: Rules) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(rules.in_range(), Error::<T>::OutOfRange);
			CurrentRules::<T>::put(rules);
			Self::deposit_event(Event::RulesSet { rules });
			Ok(())
		}

		/// Stages the capital that an offer asks a Curator for.
		///
		/// - **Origin**: signed by a Curator whom the terms name.
		/// - **Details**: all his tranches are staged at once. Until the offer is accepted he may take
		///   them back. Whoever is the first of all to stage pays the dollar's minimum balance beside
		///   it, which opens the account.
		/// - **Parameters**: `loan`: the offer; `terms_hash`: of the terms agreed to.
		/// - **Errors**: `Role`, `UnknownLoan`, `NotOffered`, `WrongTerms`, `OfferExpired`,
		///   `NothingToStage`, `Uncomputable`; those of the freeze list, of a pause and of the dollar.
		/// - **Events**: `Staged`.
		#[pallet::call_index(6)]
		pub fn stage(origin: OriginFor<T>, loan: LoanId, terms_hash: H256) -> DispatchResult {
			let curator = ensure_signed(origin)?;
			T::Compliance::ensure_open(PauseTier::Intake)?;
			T::Compliance::ensure_free(&curator)?;
			T::Roles::ensure(&curator, Role::Curator, &Subject::CHAIN).map_err(Error::<T>::Role)?;
			let (offer, now) = (Self::offered(loan)?, Self::now());
			ensure!(offer.terms_hash == terms_hash, Error::<T>::WrongTerms);
			ensure!(now < offer.expires, Error::<T>::OfferExpired);
			let amount = Self::put_stake(loan, offer, &curator, Some(now))?;
			let base = match Based::<T>::get() {
				true => UsdaiAmount::ZERO,
				false => UsdaiAmount(T::Dollar::minimum_balance()),
			};
			Based::<T>::put(true);
			pay::<_, T::Dollar>(&curator, &Self::account(), total([amount, base]))?;
			Self::deposit_event(Event::Staged { loan, curator, amount, base });
			Ok(())
		}

		/// Takes staged capital back.
		///
		/// - **Origin**: signed by the Curator who has staged it.
		/// - **Details**: all his tranches at once; also after the offer has expired. Once it is
		///   withdrawn, `collect` pays it.
		/// - **Parameters**: `loan`: the offer.
		/// - **Errors**: `UnknownLoan`, `NotOffered`, `NothingToStage`, `Uncomputable`; those of the
		///   freeze list and of the dollar.
		/// - **Events**: `Unstaged`.
		#[pallet::call_index(7)]
		pub fn unstage(origin: OriginFor<T>, loan: LoanId) -> DispatchResult {
			let curator = ensure_signed(origin)?;
			T::Compliance::ensure_free(&curator)?;
			let amount = Self::put_stake(loan, Self::offered(loan)?, &curator, None)?;
			pay::<_, T::Dollar>(&Self::account(), &curator, amount)?;
			Self::deposit_event(Event::Unstaged { loan, curator, amount });
			Ok(())
		}

		/// Gives the position of a lender beside the vault to another.
		///
		/// - **Origin**: signed by its holder.
		/// - **Details**: with all that is credited to it and was not collected. Positions stand still
		///   while an instalment is late (protocol.md 6.3).
		/// - **Parameters**: `loan`: a loan that runs; `tranche`: from 1 on; `to`: who gets it.
		/// - **Errors**: `UnknownLoan`, `NotActive`, `UnknownTranche`, `NotHolder`, `PositionFrozen`,
		///   `Uncomputable`; those of the freeze list and of a pause.
		/// - **Events**: `PositionTransferred`.
		#[pallet::call_index(8)]
		pub fn transfer_position(
			origin: OriginFor<T>,
			loan: LoanId,
			tranche: u8,
			to: T::AccountId,
		) -> DispatchResult {
			let from = ensure_signed(origin)?;
			T::Compliance::ensure_open(PauseTier::Intake)?;
			for who in [&from, &to] {
				T::Compliance::ensure_free(who)?;
			}
			let mut running = Self::active(loan)?;
			let book = TheBook::<T>::get().clock(Self::now());
			let status = running.status(book).map_err(|_| Error::<T>::Uncomputable)?;
			let position = place(tranche).and_then(|place| running.positions.get_mut(place));
			let position = position.ok_or(Error::<T>::UnknownTranche)?;
			ensure!(position.holder == from, Error::<T>::NotHolder);
			ensure!(status == Status::Current, Error::<T>::PositionFrozen);
			position.holder = to.clone();
			Loans::<T>::insert(loan, Record::Active(running));
			Self::deposit_event(Event::PositionTransferred { loan, tranche, from, to });
			Ok(())
		}

		/// Pays out what is credited to a lender beside the vault.
		///
		/// - **Origin**: signed by anyone; the money is the holder's. Never paused.
		/// - **Details**: all of it, in whatever state the loan is.
		/// - **Parameters**: `loan`: a loan, or an offer that was withdrawn; `tranche`: from 1 on, and
		///   of a withdrawn offer the number of the stake.
		/// - **Errors**: `UnknownLoan`, `UnknownTranche`, `NothingOwed`; those of the freeze list about
		///   the holder, and of the dollar.
		/// - **Events**: `Collected`.
		#[pallet::call_index(9)]
		pub fn collect(origin: OriginFor<T>, loan: LoanId, tranche: u8) -> DispatchResult {
			ensure_signed(origin)?;
			let mut record = Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)?;
			let positions = record.positions_mut().ok_or(Error::<T>::UnknownTranche)?;
			let position = place(tranche).and_then(|place| positions.get_mut(place));
			let position = position.ok_or(Error::<T>::UnknownTranche)?;
			let amount = core::mem::take(&mut position.stake.owed);
			let holder = position.holder.clone();
			ensure!(!amount.is_zero(), Error::<T>::NothingOwed);
			T::Compliance::ensure_free(&holder)?;
			match record {
				Record::Withdrawn(positions) => Self::put_withdrawn(loan, positions),
				record => Loans::<T>::insert(loan, record),
			}
			pay::<_, T::Dollar>(&Self::account(), &holder, amount)?;
			Self::deposit_event(Event::Collected { loan, tranche, holder, amount });
			Ok(())
		}
	}
}
