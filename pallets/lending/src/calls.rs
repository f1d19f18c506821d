//! What Originators, Curators, borrowers and governance do.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Posts an offer with its full terms.
		///
		/// - **Origin**: signed by an Originator.
		/// - **Details**: fees and ageing are the product's of this moment and part of the terms, so
		///   that a later change does not touch them. The principal counts as committed until the
		///   offer is accepted or withdrawn; all that is lent and committed stays below the debt
		///   ceiling, so that nobody can offer away what there will never be.
		/// - **Parameters**: `borrower`: the only account that may accept, not the Originator's own;
		///   `items`: what will be pledged, all of the product's model; `ask`: the terms; `juniors`:
		///   what Curators are to lend of the principal, the most senior first, at most
		///   [`MAX_JUNIORS`](crate::MAX_JUNIORS); the vault lends the rest and is senior to all of
		///   them; `charges`: who is paid with each instalment beside the lenders, at most
		///   [`MAX_CHARGES`](crate::MAX_CHARGES), each with the role for it; `escrow`: how the money
		///   waits where hardware is still to come, whose `items` are then named later, see `escrow`
		///   and `release_escrow`; `expires`: the first second in which it cannot be accepted any more.
		/// - **Errors**: `Role`, `OwnOffer`, `OwnTranche`, `InvalidExpiry`, `NoItems`, `DuplicateItem`,
		///   `NoProduct`, `ProductDisabled`, `PrincipalTooSmall`, `RateOutOfBand`, `TermOutOfBand`,
		///   `GraceOutOfBand`, `TooManyTranches`, `InvalidTranche`, `FirstLossTooSmall`,
		///   `BalloonOutOfBand`, `ReserveOutOfBand`, `InvalidCharge`, `OwnCharge`, `ChargeRole`, `NotActive`, `RefinancesAnothers`,
		///   `DebtCeiling`, `InvalidTerms`, `ItemsToCome`, `RefinancesByEscrow`, `EscrowOutOfBand`, `Uncomputable`; those
		///   of a pause.
		/// - **Events**: `Offered`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::offer(items.len().try_into().unwrap_or(MAX_ITEMS)))]
		#[allow(clippy::too_many_arguments, reason = "an offer has many parts")]
		pub fn offer(
			origin: OriginFor<T>,
			borrower: T::AccountId,
			items: Items,
			ask: Ask,
			juniors: Vec<Junior<T::AccountId>>,
			charges: Vec<Charge<T::AccountId>>,
			escrow: Option<EscrowTerms<T::AccountId>>,
			expires: Seconds,
		) -> DispatchResult {
			let originator = ensure_signed(origin)?;
			let parts = (items, ask, juniors, charges, escrow);
			Self::offer_by(originator, borrower, parts, expires)
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
		/// Curators have staged, is the borrower's less the fee and what the reserve holds.
		///
		/// - **Origin**: signed by the borrower.
		/// - **Details**: standing, value and cover of each item are asked now, as are the vault's
		///   free money and the debt ceiling. What the items will be worth at each due date is worked
		///   out on the curve of their model. Shares are measured against the book with this loan, or
		///   a quarter of the vault while that is more; a loan counts with all that the vault lent
		///   until it is over. The loan is written before the items are pledged and the money moves;
		///   the fee is received from what was drawn. A loan that this one replaces is paid off first, as
		///   by `prepay`, from the principal: the vault moves the difference only, what is left is the
		///   borrower's, and what is missing he pays.
		/// - **Parameters**: `loan`: the offer; `terms_hash`: of the terms agreed to, from `Offered`.
		/// - **Errors**: `UnknownLoan`, `NotOffered`, `NotBorrower`, `WrongTerms`, `PaidThroughEscrow`, `OfferExpired`, `ChargeRole`,
		///   `InstalmentLate`, `NotActive`, `NotStaged`, `CuratorFrozen`, `BookRolling`, `Role`, `NoProduct`, `ProductDisabled`, `NotOwner`, `Encumbered`,
		///   `Deficient`, `Fact`,
		///   `WrongModel`, `LtvTooHigh`, `CurveLtvTooHigh`, `CoverTooLow`, `CoverTooShort`,
		///   `DebtCeiling`, `BorrowerShare`, `ModelShare`, `CuratorShare`, `SiteShare`, `Uncomputable`; those of the freeze list, of a pause, of a shortfall of the dollar, of the
		///   registry and the vault.
		/// - **Events**: `Accepted`; of a loan that is replaced `Paid`, `Closed` and `Refinanced`.
		#[pallet::call_index(2)]
		#[pallet::weight(
			T::WeightInfo::accept(MAX_ITEMS)
				.saturating_add(T::WeightInfo::prepay())
				.saturating_add(T::WeightInfo::close(MAX_ITEMS))
		)]
		pub fn accept(
			origin: OriginFor<T>,
			loan: LoanId,
			terms_hash: H256,
		) -> DispatchResultWithPostInfo {
			let borrower = ensure_signed(origin)?;
			Ok(Some(Self::accept_by(borrower, loan, terms_hash)?).into())
		}

		/// Pays whole instalments.
		///
		/// - **Origin**: signed by anyone; the money is the signer's, the benefit the borrower's.
		/// - **Details**: insurance money of the loan pays first, of instalments whose due date has come
		///   its lockbox, too; the signer pays the rest. An instalment is what finance says it is at this moment: one that is paid early owes
		///   its whole window, a late one grace interest and the late fee on top; charges come with each.
		///   The last one closes the loan, releases the items and returns what still lies with it. It is
		///   never paused, and accepted while the calendar has yet to catch up: then it is settled by the
		///   end of the cursor's day.
		/// - **Parameters**: `loan`: a loan that runs; `windows`: how many instalments, 1 to
		///   [`MAX_WINDOWS`].
		/// - **Errors**: `InvalidWindows`, `UnknownLoan`, `NotActive`, `TooManyWindows`,
		///   `Uncomputable`; those of the vault, the dollar and the registry.
		/// - **Events**: `Paid`, `Closed`.
		#[pallet::call_index(3)]
		#[pallet::weight(
			T::WeightInfo::repay((*windows).min(MAX_WINDOWS))
				.saturating_add(T::WeightInfo::close(MAX_ITEMS))
		)]
		pub fn repay(
			origin: OriginFor<T>,
			loan: LoanId,
			windows: u32,
		) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			ensure!((1..=MAX_WINDOWS).contains(&windows), Error::<T>::InvalidWindows);
			let (running, now, block) = Self::at_now(loan)?;
			let paid = running.pay(windows, By::Signer, now, block).map_err(Self::not_payable)?;
			let closing = Self::settle(loan, paid, Some(&payer))?;
			Ok(Some(T::WeightInfo::repay(windows).saturating_add(closing)).into())
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
		///   them back. Whoever is the first of all to pay in pays the dollar's minimum balance beside it,
		///   which opens the account.
		/// - **Parameters**: `loan`: the offer; `terms_hash`: of the terms agreed to.
		/// - **Errors**: `Role`, `UnknownLoan`, `NotOffered`, `WrongTerms`, `OfferExpired`,
		///   `NothingToStage`, `Uncomputable`; those of the freeze list, of a pause and of the dollar.
		/// - **Events**: `Staged`, `AccountOpened` once.
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
			Self::take(&curator, amount)?;
			Self::deposit_event(Event::Staged { loan, curator, amount });
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
		///   while an instalment is late, and from Watch on (protocol.md 6.3).
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
			Self::transfer_by(ensure_signed(origin)?, loan, tranche, to)
		}

		/// Pays out what is credited to a lender or payee beside the vault.
		///
		/// - **Origin**: signed by anyone; the money is the holder's. Never paused.
		/// - **Details**: all of it, in whatever state the loan is.
		/// - **Parameters**: `loan`: a loan, or an offer that was withdrawn; `payee`: what for.
		/// - **Errors**: `UnknownLoan`, `UnknownTranche`, `UnknownCharge`, `NothingOwed`; those of the
		///   freeze list about the holder, and of the dollar.
		/// - **Events**: `Collected`.
		#[pallet::call_index(9)]
		pub fn collect(origin: OriginFor<T>, loan: LoanId, payee: Payee) -> DispatchResult {
			ensure_signed(origin)?;
			let mut record = Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)?;
			let (holder, owed) = Self::owed_to(&mut record, payee)?;
			let (holder, amount) = (holder.clone(), core::mem::take(owed));
			ensure!(!amount.is_zero(), Error::<T>::NothingOwed);
			T::Compliance::ensure_free(&holder)?;
			match record {
				Record::Withdrawn(positions) => Self::put_withdrawn(loan, positions),
				record => Loans::<T>::insert(loan, record),
			}
			pay::<_, T::Dollar>(&Self::account(), &holder, amount)?;
			Self::deposit_event(Event::Collected { loan, payee, holder, amount });
			Ok(())
		}

		/// Pays any amount into a loan's lockbox: a part of an instalment, or lease revenue.
		///
		/// - **Origin**: signed by anyone; the money is the signer's, the benefit the borrower's.
		/// - **Details**: never paused. It waits for the due date, see `sweep`; while an instalment is
		///   late the lockbox is swept at once.
		/// - **Parameters**: `loan`: a loan that runs; `amount`: how much.
		/// - **Errors**: `ZeroAmount`, `UnknownLoan`, `NotActive`, `Uncomputable`; those of the dollar and
		///   of `sweep`.
		/// - **Events**: `Funded`, `AccountOpened` once; those of `sweep`.
		#[pallet::call_index(10)]
		#[pallet::weight(
			T::WeightInfo::fund_lockbox().saturating_add(Pallet::<T>::weight_of_sweep())
		)]
		pub fn fund_lockbox(
			origin: OriginFor<T>,
			loan: LoanId,
			amount: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let by = ensure_signed(origin)?;
			Self::fund(loan, by, Pot::Lockbox, amount)?;
			let mut weight = T::WeightInfo::fund_lockbox();
			let (running, now, _) = Self::at_now(loan)?;
			if !Self::is_current(&running, now)? {
				weight.saturating_accrue(Self::sweep_lockbox(loan)?);
			}
			Ok(Some(weight).into())
		}

		/// Fills a loan's reserve.
		///
		/// - **Origin**: signed by anyone; the money is the signer's, the benefit the borrower's.
		/// - **Details**: never paused. At most what is missing is taken.
		/// - **Parameters**: `loan`: a loan that runs; `amount`: the most that is paid.
		/// - **Errors**: `ZeroAmount`, `ReserveFull`, `UnknownLoan`, `NotActive`, `Uncomputable`; those of
		///   the dollar.
		/// - **Events**: `Funded`, `AccountOpened` once.
		#[pallet::call_index(11)]
		pub fn fund_reserve(
			origin: OriginFor<T>,
			loan: LoanId,
			amount: UsdaiAmount,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let missing = Self::active(loan)?.pots.missing();
			ensure!(!missing.is_zero(), Error::<T>::ReserveFull);
			Self::fund(loan, by, Pot::Reserve, amount.min(missing))
		}

		/// Pays what is due out of a loan's lockbox.
		///
		/// - **Origin**: signed by anyone. Never paused.
		/// - **Details**: on a due date, which is the day up to the deadline, and while instalments are
		///   late: charges first, but for servicing, then each instalment that the lockbox can pay whole. Then it fills the
		///   reserve; and on a due date, with nothing late, nothing missing and no clock running, the rest
		///   is the borrower's (protocol.md 6.1). Parts of an instalment wait in the lockbox.
		/// - **Parameters**: `loan`: a loan that runs.
		/// - **Errors**: `UnknownLoan`, `NotActive`, `Uncomputable`; those of the vault, the dollar and the
		///   registry.
		/// - **Events**: `Paid`, `Charged`, `Refilled`, `Released`, `Closed`, as far as each happens.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::weight_of_sweep())]
		pub fn sweep(origin: OriginFor<T>, loan: LoanId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Ok(Some(Self::sweep_lockbox(loan)?).into())
		}

		/// Pays an instalment that has been late for a day out of a loan's reserve.
		///
		/// - **Origin**: signed by anyone. Never paused.
		/// - **Details**: insurance money and the lockbox pay first. Where all of it is not enough, charges
		///   are paid if they can be, and the reserve moves into the lockbox to wait for the rest. Lenders
		///   are paid by it, but the mark falls by the borrower's own last payment; a reserve that is not
		///   full again by the next due date puts the loan on Watch (protocol.md 6.2). Whoever asks for a
		///   draw that pays an instalment whole earns the bounty of the rules from what is left.
		/// - **Parameters**: `loan`: a loan that runs.
		/// - **Errors**: `UnknownLoan`, `NotActive`, `NotLate`, `NothingToDraw`, `Uncomputable`; those of
		///   the vault, the dollar and the registry.
		/// - **Events**: `ReserveDrawn`, and `Paid`, `Charged`, `Closed`, as far as each happens.
		#[pallet::call_index(13)]
		#[pallet::weight(
			T::WeightInfo::draw_reserve().saturating_add(T::WeightInfo::close(MAX_ITEMS))
		)]
		pub fn draw_reserve(origin: OriginFor<T>, loan: LoanId) -> DispatchResultWithPostInfo {
			let by = ensure_signed(origin)?;
			let closing = Self::draw(loan, &by)?;
			Ok(Some(T::WeightInfo::draw_reserve().saturating_add(closing)).into())
		}

		/// Repays principal ahead of time.
		///
		/// - **Origin**: signed by anyone; the money is the signer's, the benefit the borrower's.
		/// - **Details**: never paused. It goes to all tranches by their amounts, from Watch on to senior
		///   ones first, bears interest to date and the exit fee of the terms, and once a window the
		///   charges come with it; later instalments are worked out on what is left. All of it ends the
		///   loan, and what lies with it is returned.
		/// - **Parameters**: `loan`: a loan that runs and of which no instalment is late; `amount`: of
		///   principal; more than the balance pays the balance.
		/// - **Errors**: `ZeroAmount`, `UnknownLoan`, `NotActive`, `InstalmentLate`, `Uncomputable`; those
		///   of the vault, the dollar and the registry.
		/// - **Events**: `Paid`, `Closed`.
		#[pallet::call_index(14)]
		#[pallet::weight(
			T::WeightInfo::prepay().saturating_add(T::WeightInfo::close(MAX_ITEMS))
		)]
		pub fn prepay(
			origin: OriginFor<T>,
			loan: LoanId,
			amount: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
			let (running, now, block) = Self::at_now(loan)?;
			ensure!(Self::is_current(&running, now)?, Error::<T>::InstalmentLate);
			let paid = running.prepay(amount, now, block).map_err(Self::not_payable)?;
			let closing = Self::settle(loan, paid, Some(&payer))?;
			Ok(Some(T::WeightInfo::prepay().saturating_add(closing)).into())
		}

		/// Pays the next instalment of many loans.
		///
		/// - **Origin**: signed by anyone; the money is the signer's, the benefit the borrowers'.
		/// - **Details**: as `repay` of one window each, all of them or none; the money moves once.
		///   Never paused. A loan that is named twice pays two.
		/// - **Parameters**: `loans`: loans that run.
		/// - **Errors**: `NoLoans`; those of `repay`.
		/// - **Events**: those of `repay`, loan by loan.
		#[pallet::call_index(15)]
		#[pallet::weight(
			T::WeightInfo::repay_many(Pallet::<T>::count(loans)).saturating_add(
				T::WeightInfo::close(MAX_ITEMS).saturating_mul(Pallet::<T>::count(loans).into())
			)
		)]
		pub fn repay_many(
			origin: OriginFor<T>,
			loans: BoundedVec<LoanId, ConstU32<MAX_BATCH>>,
		) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			ensure!(!loans.is_empty(), Error::<T>::NoLoans);
			let (mut book, mut bill) = (TheBook::<T>::get(), Bill::default());
			let block = Self::now();
			let now = book.settles_at(block);
			for loan in &loans {
				let paid = Self::active(*loan)?.pay(1, By::Signer, now, block);
				let paid = paid.map_err(Self::not_payable)?;
				book = Self::book_payment(book, *loan, paid, Some(&payer), &mut bill)?;
			}
			TheBook::<T>::put(book);
			let closing = Self::pay_bill(bill, Some(&payer))?;
			let weight = T::WeightInfo::repay_many(Self::count(&loans));
			Ok(Some(weight.saturating_add(closing)).into())
		}

		/// Says how a loan's collateral stands now, and what the loan counts in the book by that.
		///
		/// - **Origin**: signed by anyone. Never paused.
		/// - **Details**: values, cover and facts of its items are read now. LTV is the balance against the
		///   lesser of appraised orderly value and resale price, the last ones that are known; what it
		///   earns sets Watch and no more. Two fresh readings at the LTV of a call or above, so far apart,
		///   call margin; a lapsed fact starts a clock. What is not cured in time is an event of default,
		///   a call only above its LTV: the loan is impaired. What is cured is taken back (protocol.md
		///   5.2). Whoever finds a loan worse earns the bounty of the rules from lockbox and reserve, once
		///   a day. Of a loan in default the marks become those of what its items are worth now.
		/// - **Parameters**: `loan`: a loan that runs, or is in default.
		/// - **Errors**: `UnknownLoan`, `NotActive`, `BookRolling`, `Uncomputable`; those of the dollar.
		/// - **Events**: `Reviewed`, of a loan in default `DefaultReviewed`.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::review(MAX_ITEMS))]
		pub fn review(origin: OriginFor<T>, loan: LoanId) -> DispatchResultWithPostInfo {
			let by = ensure_signed(origin)?;
			let items = Self::review_by(by, loan)?;
			Ok(Some(T::WeightInfo::review(items)).into())
		}

		/// Pays the charges of an instalment that is late for the borrower: premium, custody, filing.
		///
		/// - **Origin**: signed by anyone. Never paused.
		/// - **Details**: it is added to the debt, bears the loan's rate, and is repaid by the next
		///   payment of whatever kind, ahead of all else (protocol.md 6.4). Whoever has paid collects
		///   it. The reserve pays charges by `draw_reserve` in the same way, without a debt.
		///   Servicing keeps no collateral: it comes with the instalment only. In default the charges of each
		///   30 days since then can be advanced, on the principal that is owed; nothing bears interest there.
		/// - **Parameters**: `loan`: a loan of which an instalment is late, or that is in default.
		/// - **Errors**: `UnknownLoan`, `NotActive`, `NotLate`, `OwnCharge`, `NothingToAdvance`, `TooManyAdvances`,
		///   `Uncomputable`; those of the dollar.
		/// - **Events**: `Advanced`, `AccountOpened` once.
		#[pallet::call_index(17)]
		pub fn advance_charges(origin: OriginFor<T>, loan: LoanId) -> DispatchResult {
			Self::advance_by(ensure_signed(origin)?, loan)
		}

		/// Has the money of an offer wait for hardware that is still to come.
		///
		/// - **Origin**: signed by the borrower, who has ordered.
		/// - **Details**: what the vault lends is drawn into the pallet's keyless account, where what
		///   Curators have staged lies already. All of it earns the carry of the terms, laid down by the
		///   borrower for all of the time; the vault counts its part at face. It leaves by `release_escrow` or
		///   `end_escrow` only. The vault's free money, the debt ceiling and shares of the book are asked
		///   now, with all of the loan on the site of the terms.
		/// - **Parameters**: `loan`: the offer; `terms_hash`: of the terms agreed to, from `Offered`;
		///   `order`: names the order.
		/// - **Errors**: `UnknownLoan`, `NotOffered`, `NotBorrower`, `WrongTerms`, `NoEscrow`,
		///   `OfferExpired`, `NotStaged`, `CuratorFrozen`, `ChargeRole`, `BookRolling`, `Role`, `NoProduct`,
		///   `ProductDisabled`, `DebtCeiling`, `BorrowerShare`, `SiteShare`, `ModelShare`, `CuratorShare`,
		///   `Uncomputable`; those of the freeze list, of a pause, of a shortfall of the dollar, of the
		///   dollar and the vault.
		/// - **Events**: `Escrowed`, `AccountOpened` once.
		#[pallet::call_index(18)]
		pub fn escrow(
			origin: OriginFor<T>,
			loan: LoanId,
			terms_hash: H256,
			order: H256,
		) -> DispatchResult {
			Self::wait_by(ensure_signed(origin)?, loan, terms_hash, order)
		}

		/// Says that the hardware has come so far.
		///
		/// - **Origin**: signed by whoever has the role for the site of the terms: a Custodian once it
		///   is delivered, a Servicer once it is installed. Each by another, neither the borrower.
		/// - **Details**: milestones are confirmed in their order. No money moves: what lets it go is
		///   `release_escrow`, by which the chain itself finds the hardware in good standing.
		/// - **Parameters**: `loan`: whose money waits; `milestone`: the next one; `evidence`: names the
		///   warehouse receipt, or the acceptance report.
		/// - **Errors**: `UnknownLoan`, `NotEscrowed`, `EscrowOver`, `WrongMilestone`, `Role`,
		///   `SameWitness`.
		/// - **Events**: `MilestoneReached`.
		#[pallet::call_index(19)]
		pub fn confirm_milestone(
			origin: OriginFor<T>,
			loan: LoanId,
			milestone: Milestone,
			evidence: H256,
		) -> DispatchResult {
			Self::confirm(ensure_signed(origin)?, loan, milestone, evidence)
		}

		/// Begins the loan for which money has waited: the items are pledged and whoever has sold them is
		/// paid.
		///
		/// - **Origin**: signed by the borrower.
		/// - **Details**: all milestones are confirmed, and the items, which stand at the site of the
		///   terms, are held to all that `accept` asks of items. The vendor of the terms gets the principal
		///   less fee and reserve, without one the borrower. Lenders are paid the carry of the time that
		///   has passed, the rest of it is the borrower's again. The schedule begins now.
		/// - **Parameters**: `loan`: whose money waits; `items`: what has come, all of the product's model.
		/// - **Errors**: `UnknownLoan`, `NotEscrowed`, `NotBorrower`, `NoItems`, `DuplicateItem`,
		///   `EscrowOver`, `MilestoneMissing`, `VendorFrozen`, `WrongSite`; those of `accept`, except that
		///   the vault has paid already.
		/// - **Events**: `EscrowReleased`, `Accepted`.
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::release_escrow(Pallet::<T>::count(items)))]
		pub fn release_escrow(origin: OriginFor<T>, loan: LoanId, items: Items) -> DispatchResult {
			Self::release_to(ensure_signed(origin)?, loan, items)
		}

		/// Gives money back that has waited in vain.
		///
		/// - **Origin**: signed by the borrower; by anyone once its time is over. Never paused.
		/// - **Details**: the vault has its part with the carry, what Curators have staged is credited to
		///   them with theirs, see `collect`; carry that was laid down for the rest of the time is the
		///   borrower's again.
		/// - **Parameters**: `loan`: whose money waits.
		/// - **Errors**: `UnknownLoan`, `NotEscrowed`, `EscrowRuns`, `Uncomputable`; those of the dollar and
		///   the vault.
		/// - **Events**: `EscrowEnded`.
		#[pallet::call_index(21)]
		pub fn end_escrow(origin: OriginFor<T>, loan: LoanId) -> DispatchResult {
			Self::end_by(ensure_signed(origin)?, loan)
		}

		/// Calls a loan in default.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: its mark has fallen before, so that this moves no price. What is owed stands still
		///   from now on; lockbox, reserve and insurance money go into the waterfall, items to the keyless
		///   account of the registry. The event is the notice. Whoever calls earns the bounty of the rules,
		///   out of what lies with the loan or comes in for it. The fee is by its items and by the instalments
		///   that are late.
		/// - **Parameters**: `loan`: a loan of which an instalment is late beyond its grace, or of which a
		///   review has found an event of default that is one still.
		/// - **Errors**: `UnknownLoan`, `NotActive`, `NoDefault`, `BookRolling`, `Uncomputable`; those of the
		///   registry, and of the dollar for whoever is the first of all to need the account.
		/// - **Events**: `DefaultCalled`, `AccountOpened` once.
		#[pallet::call_index(22)]
		#[pallet::weight(
			T::WeightInfo::call_default(MAX_ITEMS, MAX_LATE)
				.saturating_add(T::WeightInfo::review(MAX_ITEMS))
		)]
		pub fn call_default(origin: OriginFor<T>, loan: LoanId) -> DispatchResultWithPostInfo {
			Ok(Some(Self::default_by(ensure_signed(origin)?, loan)?).into())
		}

		/// Puts the hardware of a loan in default up for sale.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: once the notice of the terms is over and no Registrar halts it. A lot of as many items
		///   as the terms say, whose price falls from a part of their orderly value to a part of their forced
		///   one; when nobody has bought in its time, both are lower the next time. Items that need not be
		///   sold to pay all that is owed are the borrower's again.
		/// - **Parameters**: `loan`: a loan in default.
		/// - **Errors**: `UnknownLoan`, `NotDefaulted`, `SaleGoesOn`, `NoticeRuns`, `Stayed`,
		///   `ItemDisputed`; those of the auctions.
		/// - **Events**: `Auctions::LotOpened`.
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::open_sale(MAX_ITEMS))]
		pub fn open_sale(origin: OriginFor<T>, loan: LoanId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let items = Self::sell_by(loan)?;
			Ok(Some(T::WeightInfo::open_sale(items)).into())
		}

		/// Pays all that is owed of a loan in default, so that its hardware is the borrower's again.
		///
		/// - **Origin**: signed by anyone; the money is the signer's, the benefit the borrower's. Never
		///   paused.
		/// - **Details**: until a lot is sold; a sale that goes on ends. Money that has come in counts.
		/// - **Parameters**: `loan`: a loan in default; `max_amount`: more is not paid.
		/// - **Errors**: `UnknownLoan`, `NotDefaulted`, `AboveLimit`, `Uncomputable`; those of the dollar, the
		///   vault, the registry and the auctions.
		/// - **Events**: `DefaultClosed`, `CollateralRedeemed`.
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::redeem_collateral(MAX_ITEMS))]
		pub fn redeem_collateral(
			origin: OriginFor<T>,
			loan: LoanId,
			max_amount: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let items = Self::redeem_by(ensure_signed(origin)?, loan, max_amount)?;
			Ok(Some(T::WeightInfo::redeem_collateral(items)).into())
		}

		/// Pays what is still owed of a loan that ended in default.
		///
		/// - **Origin**: signed by anyone. Never paused.
		/// - **Details**: it is divided by rank, last to insurers who have made up for a loss, and no more is taken
		///   than is owed to all of them.
		/// - **Parameters**: `loan`: a loan that was closed; `amount`: the most that is paid.
		/// - **Errors**: `ZeroAmount`, `NotClosed`, `NothingOwed`, `Uncomputable`; those of the dollar and the
		///   vault.
		/// - **Events**: `Recovered`.
		#[pallet::call_index(25)]
		pub fn recover(origin: OriginFor<T>, loan: LoanId, amount: UsdaiAmount) -> DispatchResult {
			Self::recover_by(ensure_signed(origin)?, loan, amount)
		}

		/// Halts the sale of hardware, or lets it go on.
		///
		/// - **Origin**: signed by a Registrar.
		/// - **Details**: a sale that goes on ends without a buyer and its prices do not fall. It never touches
		///   the mark, nor who may redeem. It counts while the Registrar does.
		/// - **Parameters**: `loan`: a loan in default; `lasts`: for how long from now, at most
		///   [`MAX_STAY`](crate::MAX_STAY); nothing lets it go on.
		/// - **Errors**: `Role`, `StayTooLong`, `UnknownLoan`, `NotDefaulted`, `NotStayed`; those of the
		///   auctions.
		/// - **Events**: `SaleStayed`, `Auctions::LotCancelled`.
		#[pallet::call_index(26)]
		pub fn stay_sale(origin: OriginFor<T>, loan: LoanId, lasts: Seconds) -> DispatchResult {
			Self::stay_by(ensure_signed(origin)?, loan, lasts)
		}

		/// Buys the hardware of a loan in default out of it.
		///
		/// - **Origin**: signed by whoever insures all of the items.
		/// - **Details**: before they are up for sale for the first time, for whatever is more: all that is still
		///   owed, or their appraised orderly value (protocol.md 7.3). Nothing is claimed of their cover.
		/// - **Parameters**: `loan`: a loan in default; `max_amount`: more is not paid.
		/// - **Errors**: `UnknownLoan`, `NotDefaulted`, `SaleGoesOn`, `Stayed`, `BuyOutOver`, `NotInsurer`,
		///   `AboveLimit`, `Uncomputable`; those of the dollar, the vault and the registry.
		/// - **Events**: `DefaultClosed`, `BoughtOut`.
		#[pallet::call_index(27)]
		#[pallet::weight(T::WeightInfo::buy_out(MAX_ITEMS))]
		pub fn buy_out(
			origin: OriginFor<T>,
			loan: LoanId,
			max_amount: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let items = Self::buy_out_by(ensure_signed(origin)?, loan, max_amount)?;
			Ok(Some(T::WeightInfo::buy_out(items)).into())
		}

		/// Reports that a covenant of a loan is broken, which no fact shows.
		///
		/// - **Origin**: signed by a Servicer for the items, who neither borrows nor lends.
		/// - **Details**: the loan is on Watch. Unless it is lifted in the time of the rules, the next `review`
		///   finds an event of default. It counts while the Servicer does.
		/// - **Parameters**: `loan`: a loan that runs; `evidence`: names what shows it.
		/// - **Errors**: `UnknownLoan`, `NotActive`, `Role`, `NoPartysWord`, `BreachReported`.
		/// - **Events**: `BreachReported`.
		#[pallet::call_index(28)]
		pub fn report_breach(origin: OriginFor<T>, loan: LoanId, evidence: H256) -> DispatchResult {
			Self::breach_by(ensure_signed(origin)?, loan, evidence)
		}

		/// Says that a breach is cured.
		///
		/// - **Origin**: signed by a Servicer for the items, who neither borrows nor lends.
		/// - **Details**: an event of default that it was is one no longer with the next `review`.
		/// - **Parameters**: `loan`: a loan that runs.
		/// - **Errors**: `UnknownLoan`, `NotActive`, `Role`, `NoPartysWord`, `NoBreach`.
		/// - **Events**: `BreachLifted`.
		#[pallet::call_index(29)]
		pub fn lift_breach(origin: OriginFor<T>, loan: LoanId) -> DispatchResult {
			Self::lift_by(ensure_signed(origin)?, loan)
		}

		/// Agrees to a sale off the chain before an auction was tried.
		///
		/// - **Origin**: signed by the holder of the tranche; of the vault's, tranche 0, by governance.
		/// - **Details**: a Liquidator may arrange one once every tranche agrees that it would not pay whole.
		/// - **Parameters**: `loan`: a loan in default; `tranche`: which; `least`: if the next lot brings so
		///   much; nothing takes it back.
		/// - **Errors**: `UnknownLoan`, `NotDefaulted`, `NotHolder`, `UnknownTranche`; `BadOrigin`.
		/// - **Events**: `SaleAgreed`.
		#[pallet::call_index(30)]
		pub fn agree_to_sale(
			origin: OriginFor<T>,
			loan: LoanId,
			tranche: u8,
			least: Option<UsdaiAmount>,
		) -> DispatchResult {
			let who = match T::GovernanceOrigin::try_origin(origin) {
				Ok(_) => None,
				Err(origin) => Some(ensure_signed(origin)?),
			};
			Self::agree_by(who, loan, tranche, least)
		}
	}
}
