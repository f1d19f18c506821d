//! # Lending
//!
//! The loan book. An Originator posts an offer with its full terms, the borrower accepts it; the
//! items are pledged, the vault pays out, and instalments come back by the calendar. The value of
//! all loans is one packed record, moved by the loans that are touched and by the days that pass.
//!
//! | call | by | does |
//! |---|---|---|
//! | `offer` | Originator | puts full terms on chain, hashed, and sets the principal aside |
//! | `withdraw_offer` | its maker, its borrower, anyone once it has expired | takes them back |
//! | `accept` | borrower | pledges the items, draws the principal, keeps the fee |
//! | `stage`, `unstage` | Curator | lays down what the offer asks him for, and takes it back |
//! | `repay` | anyone | pays whole instalments; the last one gives the title back |
//! | `collect` | anyone | pays a lender beside the vault what is credited to him |
//! | `transfer_position` | its holder | gives a position to another |
//! | `set_product` | governance | what may be lent against a model |
//! | `set_rules` | governance | what binds the book as a whole |
//!
//! ## The book
//!
//! A loan counts by its [`Entry`]: interest from one midnight to another, principal until the
//! second, a mark after it. The sums of all entries on the cursor's day are the [`Book`]; what
//! days to come and days gone do to them lies in a [`DayBucket`] a day. `on_initialize` moves the
//! cursor by stored sums only, at most [`MAX_DAYS_A_BLOCK`] days with something to do, so that a
//! late loan is marked down before anybody calls and no cost depends on the number of loans.
//!
//! Days are midnights of the book clock: block time less all time in which blocks stood still for
//! longer than [`Rules::max_block_gap`].
//!
//! ## Tranches
//!
//! The vault lends tranche 0, the senior one; Curators stage up to seven more, which bear losses
//! first. An instalment is divided among them; what is not the vault's is credited in the loan's
//! record, and whoever holds the position has it paid out with `collect`.
//!
//! ## Shares of the book
//!
//! What may hang on one borrower, site, model or Curator is a part of the book, or of a quarter of
//! the vault while that is more. A loan counts with all that the vault lent until it is over.
//!
//! ## The fee
//!
//! `accept` gives the whole principal to the borrower and then receives the origination fee from
//! him as a receipt's `extra`: the borrower is left with principal less fee, the book carries what
//! he owes, and the fee vests over one redemption window like all income that nobody could foresee
//! by the day.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "it makes up amounts")]
mod benchmarking;
mod errors;
mod impls;
#[allow(
	clippy::disallowed_methods,
	clippy::disallowed_types,
	reason = "they sum what `finance` sums, by themselves"
)]
mod invariants;
#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "it makes up amounts")]
mod mock;
#[cfg(test)]
#[allow(
	clippy::disallowed_methods,
	clippy::disallowed_types,
	reason = "they work out what to expect by themselves"
)]
mod tests;
mod types;
pub mod weights;

pub use invariants::{
	BUCKETS, CALENDAR, COMMITTED, DEBT_AND_PLEDGE, EXPOSURES, HELD, INSURED, ORDERED,
	PRINCIPAL_PARTS, STATUS, SUMS,
};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

/// The most days with something to do that one block moves the book by.
pub const MAX_DAYS_A_BLOCK: u32 = 8;
/// The most days in all that one block moves the book by.
pub const MAX_SPAN_A_BLOCK: u32 = 256;
/// The most instalments that one call pays.
pub const MAX_WINDOWS: u32 = 12;

use frame_support::pallet_macros::import_section;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		place, Ask, Book, DayBucket, Days256, Dependence, Exposure, Freed, Instalment, Items,
		Junior, LoanDetails, Offer, Outcome, Product, Record, Refusal, Rules, Secured, Settled,
		Staged, Status, Terms, Unmet, WeightInfo, MAX_DEADLINES, MAX_ITEMS, MAX_WINDOWS,
	};
	use alloc::vec::Vec;
	use caliber_finance::{book::Payment, insurance::Proceeds, treasury::total};
	use caliber_primitives::{
		book::{BookError, BookValue},
		collateral::{Collateral, FactError},
		dollar::{pay, Compliance, PauseTier},
		ids::{LoanId, SkuId},
		roles::{Role, RoleError, Roles, Subject},
		units::{Day, Ppm, Seconds, UsdaiAmount},
		vault::{Receipt, Vault},
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{self, Inspect},
			UnixTime,
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who sets products and rules.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The clock. In `on_initialize` it already gives this block's time.
		type Time: UnixTime;
		/// A clock that in `on_initialize` still gives the time of the block before: the timestamp.
		type PreviousTime: UnixTime;
		/// Who may post offers.
		type Roles: Roles<Self::AccountId>;
		/// Who is frozen and what is paused.
		type Compliance: Compliance<Self::AccountId>;
		/// Title and value of hardware.
		type Collateral: Collateral<Self::AccountId>;
		/// USDai, as which insurance money comes.
		type Dollar: fungible::Mutate<Self::AccountId, Balance = u128>;
		/// Names the keyless account that holds insurance money until it pays instalments.
		type PalletId: Get<PalletId>;
		/// The vault that lends.
		type Vault: Vault<Self::AccountId>;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// Every loan from its offer on; an offer that is withdrawn leaves nothing.
	#[pallet::storage]
	pub type Loans<T: Config> = StorageMap<_, Twox64Concat, LoanId, Record<T::AccountId>>;

	/// The id of the next offer.
	#[pallet::storage]
	pub type NextLoan<T: Config> = StorageValue<_, LoanId, ValueQuery>;

	/// Insurance money that waits for a loan's next instalments. Only a loan that runs has any.
	#[pallet::storage]
	pub type Insured<T: Config> = StorageMap<_, Twox64Concat, LoanId, Proceeds, ValueQuery>;

	/// Whether the pallet's account has the dollar's minimum balance beside what it holds for
	/// somebody: the first Curator of all pays it.
	#[pallet::storage]
	pub type Based<T: Config> = StorageValue<_, bool, ValueQuery>;

	/// What may be lent against a model.
	#[pallet::storage]
	pub type Products<T: Config> = StorageMap<_, Twox64Concat, SkuId, Product>;

	/// What binds the book as a whole.
	#[pallet::storage]
	pub type CurrentRules<T: Config> = StorageValue<_, Rules, ValueQuery>;

	/// The value of all loans on the cursor's day, the book clock, and what open offers set aside.
	#[pallet::storage]
	pub type TheBook<T: Config> = StorageValue<_, Book, ValueQuery>;

	/// What a day of the book clock does to the book. Days on which nothing happens have none.
	#[pallet::storage]
	pub type Buckets<T: Config> = StorageMap<_, Twox64Concat, Day, DayBucket, ValueQuery>;

	/// Which days have a bucket, one bit a day, 256 days to a value, by day / 256.
	#[pallet::storage]
	pub type Calendar<T: Config> = StorageMap<_, Twox64Concat, u32, Days256, ValueQuery>;

	/// How much of the book hangs on one, counted by what the vault lent in loans that run.
	#[pallet::storage]
	pub type Exposures<T: Config> =
		StorageMap<_, Blake2_128Concat, Dependence<T::AccountId>, Exposure, ValueQuery>;

	/// The first products and the rules.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// What may be lent against which model.
		pub products: Vec<(SkuId, Product)>,
		/// What binds the book as a whole.
		pub rules: Rules,
		#[doc(hidden)]
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(self.rules.in_range(), "lending: a rule is out of range");
			CurrentRules::<T>::put(self.rules);
			for (sku, product) in &self.products {
				assert!(product.in_range(), "lending: a product is out of range");
				assert!(!Products::<T>::contains_key(sku), "lending: a model has two products");
				Products::<T>::insert(sku, product);
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A loan may be accepted.
		Offered {
			/// The loan.
			loan: LoanId,
			/// Who made the offer.
			originator: T::AccountId,
			/// All that would be agreed on.
			terms: Terms<T::AccountId>,
			/// Names the terms; `accept` asks for it.
			terms_hash: H256,
			/// The first second in which it cannot be accepted any more.
			expires: Seconds,
		},
		/// An offer was taken back.
		OfferWithdrawn {
			/// The loan.
			loan: LoanId,
			/// Who did it.
			by: T::AccountId,
			/// No longer set aside for it.
			principal: UsdaiAmount,
		},
		/// A loan has begun.
		Accepted {
			/// The loan.
			loan: LoanId,
			/// Who borrows.
			borrower: T::AccountId,
			/// What is owed.
			principal: UsdaiAmount,
			/// Kept from it.
			fee: UsdaiAmount,
			/// What might have been lent on the items.
			lendable: UsdaiAmount,
			/// Principal in parts per million of that, rounded up.
			ltv: Ppm,
			/// The same at the due date at which it is highest, on the curve of the model.
			curve_ltv: Ppm,
			/// Insurance cover of the items.
			cover: UsdaiAmount,
			/// When the first instalment falls due.
			first_due: Seconds,
			/// How many instalments there are.
			windows: u32,
			/// Names the terms.
			terms_hash: H256,
		},
		/// A Curator has staged capital for an offer.
		Staged {
			/// The loan.
			loan: LoanId,
			/// Whose it is.
			curator: T::AccountId,
			/// How much, all his tranches.
			amount: UsdaiAmount,
			/// Paid beside it to open the account that holds all such capital: the dollar's minimum
			/// balance, once in the life of the chain.
			base: UsdaiAmount,
		},
		/// A Curator has taken staged capital back.
		Unstaged {
			/// The loan.
			loan: LoanId,
			/// Whose it is.
			curator: T::AccountId,
			/// How much, all his tranches.
			amount: UsdaiAmount,
		},
		/// A lender beside the vault has another's position now.
		PositionTransferred {
			/// The loan.
			loan: LoanId,
			/// The tranche, from 1 on.
			tranche: u8,
			/// Who had it.
			from: T::AccountId,
			/// Who has it.
			to: T::AccountId,
		},
		/// What was credited to a lender beside the vault was paid out.
		Collected {
			/// The loan.
			loan: LoanId,
			/// The tranche, from 1 on.
			tranche: u8,
			/// Whose it is.
			holder: T::AccountId,
			/// How much.
			amount: UsdaiAmount,
		},
		/// Insurance money has come for a loan.
		InsuranceReceived {
			/// The loan.
			loan: LoanId,
			/// Who paid.
			insurer: T::AccountId,
			/// What, in USDai.
			amount: UsdaiAmount,
			/// What waits for the next instalments now; nothing when the loan is over.
			left: UsdaiAmount,
		},
		/// Insurance money has paid a part of an instalment, or went to the borrower of a loan that is
		/// over.
		InsuranceSpent {
			/// The loan.
			loan: LoanId,
			/// Whose payment it made smaller, or the borrower.
			to: T::AccountId,
			/// What, in USDai.
			amount: UsdaiAmount,
			/// What waits for the next instalments now.
			left: UsdaiAmount,
		},
		/// Instalments were paid.
		Paid {
			/// The loan.
			loan: LoanId,
			/// Who paid.
			payer: T::AccountId,
			/// How many instalments.
			windows: u32,
			/// Principal paid.
			principal: UsdaiAmount,
			/// Interest paid, grace included.
			interest: UsdaiAmount,
			/// The vault's part of both.
			receipt: Receipt,
			/// The part of both that is credited to lenders beside the vault.
			juniors: UsdaiAmount,
			/// Principal left.
			balance: UsdaiAmount,
		},
		/// A loan is over and its items are free.
		Closed {
			/// The loan.
			loan: LoanId,
			/// Who has title again.
			borrower: T::AccountId,
			/// What was lent and paid back.
			principal: UsdaiAmount,
			/// What was paid on top, grace included.
			interest: UsdaiAmount,
		},
		/// The day has come on which the mark of unpaid loans falls.
		Aged {
			/// The day on which they stopped: the last midnight at or before due + grace.
			stopped: Day,
			/// 0 on that day; 1 and 2 so many steps of [`AGEING_DAYS`](crate::AGEING_DAYS) later.
			stage: u8,
			/// How many loans.
			loans: u32,
			/// What a redemption counted for them.
			from: UsdaiAmount,
			/// What it counts now.
			to: UsdaiAmount,
		},
		/// Time between two blocks counts for nobody.
		PauseCounted {
			/// How much.
			gap: Seconds,
			/// All of it since the chain began.
			paused: Seconds,
		},
		/// A product was set.
		ProductSet {
			/// The model.
			sku: SkuId,
			/// What may be lent against it.
			product: Product,
		},
		/// The rules changed.
		RulesSet {
			/// The new rules.
			rules: Rules,
		},
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

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
		///   [`MAX_JUNIORS`]; the vault lends the rest and is senior to all of them; `expires`: the
		///   first second in which it cannot be accepted any more.
		/// - **Errors**: `Role`, `OwnOffer`, `InvalidExpiry`, `NoItems`, `DuplicateItem`,
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
		///   `NotStaged`, `BookRolling`, `Role`, `NoProduct`, `ProductDisabled`, `NotOwner`, `Deficient`, `Fact`,
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
			T::Vault::receive(&payer, receipt)?;
			pay::<_, T::Dollar>(&payer, &Self::account(), juniors)?;
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

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Insurance money that waits for a loan's next instalments, 18 decimals.
		pub fn insurance_left(loan: LoanId) -> UsdaiAmount {
			Insured::<T>::get(loan).left
		}

		/// A loan in whatever state, as it is stored.
		pub fn record(loan: LoanId) -> Option<Record<T::AccountId>> {
			Loans::<T>::get(loan)
		}

		/// A loan that runs, in figures.
		pub fn loan(loan: LoanId) -> Option<LoanDetails<T::AccountId>> {
			Self::details(loan)
		}

		/// The instalment that is due next, with the grace interest of this moment.
		pub fn next_due(loan: LoanId) -> Option<Instalment> {
			Self::due_now(loan)
		}

		/// Every instalment that is left, as if each were paid in time.
		pub fn schedule(loan: LoanId) -> Option<BoundedVec<Instalment, ConstU32<MAX_DEADLINES>>> {
			Self::schedule_left(loan)
		}

		/// What paying every instalment that is left takes at this moment.
		pub fn payoff(loan: LoanId) -> Option<UsdaiAmount> {
			Self::all_due_now(loan)
		}

		/// The schedule that terms would give if the loan began now. Nothing when they make none.
		pub fn quote(
			ask: Ask,
			juniors: Vec<Junior<T::AccountId>>,
		) -> Option<BoundedVec<Instalment, ConstU32<MAX_DEADLINES>>> {
			Self::schedule_of(ask, juniors)
		}

		/// Everything that stands between an offer and a loan now; nothing when it is no offer. `accept`
		/// is refused by the first of them.
		pub fn eligibility(loan: LoanId) -> Option<Vec<Unmet<T::AccountId>>> {
			Self::unmet(loan)
		}

		/// What the vault has in loans now.
		pub fn book_value() -> Result<BookValue, BookError> {
			TheBook::<T>::get().value(Self::now()).ok_or(BookError::Rolling)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Moves the book to the block's day.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::roll_book(Self::now())
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("lending: an invariant is broken".into()),
			}
		}
	}
}
