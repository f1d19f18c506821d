//! What an offer says, and whether it may become a loan.

use crate::{
	pallet::{
		Config, CurrentRules, Error, Event, Exposures, Loans, NextLoan, Pallet, Products, TheBook,
	},
	types::{
		Ask, Book, Charge, Dependence, EscrowTerms, Exposure, Freed, Items, Junior, Offer, Product,
		Record, Running, Secured, Security, Settled, Sites, Staged, Terms, Unmet,
	},
};
use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};
use caliber_finance::{
	book::{highest_ltv, Aging},
	concentration::hanging,
	instalment::Window,
	schedule::MAX_WINDOWS,
	treasury::{difference, total},
};
use caliber_primitives::{
	collateral::{Collateral, CollateralValue},
	dollar::{Compliance, PauseTier},
	ids::{ItemId, LoanId, SiteId},
	roles::{Role, Roles, Subject},
	units::{usdai_of_cents, Ppm, Seconds, UsdaiAmount},
	vault::Vault,
};
use codec::Encode;
use frame_support::{ensure, BoundedVec};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchResult,
};

/// What an offer asks for: items, terms, tranches, charges, escrow.
pub(crate) type Parts<T> = (
	Items,
	Ask,
	Vec<Junior<<T as frame_system::Config>::AccountId>>,
	Vec<Charge<<T as frame_system::Config>::AccountId>>,
	Option<EscrowTerms<<T as frame_system::Config>::AccountId>>,
);

/// What hangs on whom and what.
type Hung<T> = Vec<(Dependence<<T as frame_system::Config>::AccountId>, Exposure)>;

impl<T: Config> Pallet<T> {
	/// Posts an offer with its full terms.
	pub(crate) fn offer_by(
		originator: T::AccountId,
		borrower: T::AccountId,
		(items, ask, juniors, charges, escrow): Parts<T>,
		expires: Seconds,
	) -> DispatchResult {
		T::Compliance::ensure_open(PauseTier::Intake)?;
		T::Roles::ensure(&originator, Role::Originator, &Subject::CHAIN)
			.map_err(Error::<T>::Role)?;
		ensure!(borrower != originator, Error::<T>::OwnOffer);
		let offered = Self::now();
		let life = expires.checked_sub(offered).filter(|life| !life.is_zero());
		let longest = CurrentRules::<T>::get().max_offer_life;
		ensure!(life.is_some_and(|life| life <= longest), Error::<T>::InvalidExpiry);

		let terms = Self::terms(borrower, items, ask, juniors, charges, escrow, offered)?;
		let loan = NextLoan::<T>::get();
		let terms_hash = Self::hash(loan, &terms);
		let book = TheBook::<T>::get().with_offer(terms.lent_by_vault());
		Self::ensure_below_ceiling(&terms, book.as_ref())?;

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

	/// The terms of an offer made now, checked against the product.
	pub(crate) fn terms(
		borrower: T::AccountId,
		items: Items,
		ask: Ask,
		juniors: Vec<Junior<T::AccountId>>,
		charges: Vec<Charge<T::AccountId>>,
		escrow: Option<EscrowTerms<T::AccountId>>,
		now: Seconds,
	) -> Result<Terms<T::AccountId>, Error<T>> {
		match escrow {
			None => Self::ensure_items(&items)?,
			Some(_) => {
				ensure!(items.is_empty(), Error::<T>::ItemsToCome);
				ensure!(ask.refinances.is_none(), Error::<T>::RefinancesByEscrow);
			},
		}
		ensure!(juniors.iter().all(|junior| junior.curator != borrower), Error::<T>::OwnTranche);

		if let Some(old) = ask.refinances {
			let old = Self::active(old)?;
			ensure!(old.terms.borrower == borrower, Error::<T>::RefinancesAnothers);
		}
		let product = Products::<T>::get(ask.product).ok_or(Error::<T>::NoProduct)?;
		let tranches = ask.check(&juniors, &product, now)?;
		if let Some(escrow) = &escrow {
			escrow.check(&product)?;
		}
		let charges = crate::types::charges(charges)?;
		for charge in &charges {
			ensure!(charge.payee != borrower, Error::<T>::OwnCharge);
			T::Roles::ensure(&charge.payee, charge.kind.role(), &Subject::CHAIN)
				.map_err(Error::<T>::ChargeRole)?;
		}
		let fee =
			product.origination_fee.on(ask.principal).map_err(|_| Error::<T>::Uncomputable)?;
		let curators: Vec<_> = juniors.into_iter().map(|junior| junior.curator).collect();
		let curators = BoundedVec::try_from(curators).map_err(|_| Error::<T>::TooManyTranches)?;
		let Product { late_fee, exit_fee, ageing, sale, .. } = product;
		Ok(Terms {
			borrower,
			items,
			ask,
			tranches,
			curators,
			charges,
			escrow,
			fee,
			late_fee,
			exit_fee,
			ageing,
			sale,
		})
	}

	/// That all that is lent and offered stays below the debt ceiling, once what an offer replaces is
	/// paid off.
	pub(crate) fn ensure_below_ceiling(
		terms: &Terms<T::AccountId>,
		book: Option<&Book>,
	) -> Result<(), Error<T>> {
		let Book { principal, committed, .. } = *book.ok_or(Error::<T>::Uncomputable)?;
		let old = terms.ask.refinances.and_then(|old| Self::active(old).ok());
		let paid_off = old.map_or(UsdaiAmount::ZERO, |old| old.progress.vault);
		let (lent, _) = difference(total([principal, committed]), paid_off);
		ensure!(lent <= CurrentRules::<T>::get().debt_ceiling, Error::<T>::DebtCeiling);
		Ok(())
	}

	/// That items can stand behind a loan.
	pub(crate) fn ensure_items(items: &[ItemId]) -> Result<(), Error<T>> {
		ensure!(!items.is_empty(), Error::<T>::NoItems);
		ensure!(are_distinct(items), Error::<T>::DuplicateItem);
		Ok(())
	}

	/// Names the terms of a loan.
	pub(crate) fn hash(loan: LoanId, terms: &Terms<T::AccountId>) -> H256 {
		BlakeTwo256::hash(&(loan, terms).encode())
	}

	/// What stands behind an offer now, or the conditions that are not met, in the order in which
	/// `accept` is refused by them: all but those that others check when money and items move.
	pub(crate) fn secure(
		offer: &Offer<T::AccountId>,
		book: &Book,
		now: Seconds,
		replaced: Option<&Freed<T::AccountId>>,
	) -> Result<Secured<T::AccountId>, Vec<Unmet<T::AccountId>>> {
		let terms = &offer.terms;
		let mut unmet = Self::unmet_by_parties(offer, book, now);
		let enabled = Self::enabled(terms).map_err(|lack| unmet.push(lack)).ok();
		let mut worth = Vec::new();
		for item in &terms.items {
			match Self::worth(terms, *item, replaced) {
				Ok(value) => worth.push(value),
				Err(lack) => unmet.push(lack),
			}
		}
		// Without all of it nothing can be said of the whole.
		let whole = worth.len() == terms.items.len();
		let Some(product) = enabled.filter(|_| whole) else { return Err(unmet) };
		let assessed = Self::assess(terms, &product, &worth, book, now, replaced);
		match assessed {
			Ok(secured) if unmet.is_empty() => Ok(secured),
			Ok(_) => Err(unmet),
			Err(lacks) => {
				unmet.extend(lacks);
				Err(unmet)
			},
		}
	}

	/// The product of the terms, when it is on.
	fn enabled(terms: &Terms<T::AccountId>) -> Result<Product, Unmet<T::AccountId>> {
		let product = Products::<T>::get(terms.ask.product);
		let enabled = product.filter(|product| product.enabled);
		enabled.ok_or(Unmet::Product { known: product.is_some() })
	}

	/// What will hang on whom and what while the money of an offer waits, or the conditions that are
	/// not met: all but those of items.
	pub(crate) fn secure_escrow(
		offer: &Offer<T::AccountId>,
		book: &Book,
		now: Seconds,
	) -> Result<Hung<T>, Vec<Unmet<T::AccountId>>> {
		let terms = &offer.terms;
		let mut unmet = Self::unmet_by_parties(offer, book, now);
		unmet.extend(Self::enabled(terms).err());
		let exposures = Self::limits(terms, &terms.sites_in_escrow(), book, now, None, &mut unmet);
		match unmet.is_empty() {
			true => Ok(exposures),
			false => Err(unmet),
		}
	}

	fn unmet_by_parties(
		offer: &Offer<T::AccountId>,
		book: &Book,
		now: Seconds,
	) -> Vec<Unmet<T::AccountId>> {
		let mut unmet = Vec::new();
		if now >= offer.expires {
			unmet.push(Unmet::Expired { at: offer.expires });
		}
		let stakes = offer.terms.juniors().zip(&offer.staged);
		for (tranche, ((curator, amount), since)) in (1u8..).zip(stakes) {
			if since.is_none() {
				unmet.push(Unmet::Tranche { tranche, curator: curator.clone(), amount });
			} else if T::Compliance::ensure_free(curator).is_err() {
				unmet.push(Unmet::FrozenCurator { tranche });
			}
		}
		for (charge, of) in (0u8..).zip(&offer.terms.charges) {
			if T::Roles::ensure(&of.payee, of.kind.role(), &Subject::CHAIN).is_err() {
				unmet.push(Unmet::Payee { charge });
			}
		}
		if book.is_rolling(now) {
			unmet.push(Unmet::Rolling);
		}
		let (originator, offered) = (&offer.originator, offer.offered);
		if !T::Roles::was_valid(originator, Role::Originator, &Subject::CHAIN, offered) {
			unmet.push(Unmet::Originator);
		}
		unmet
	}

	/// What items of such worth carry, and what they do not.
	fn assess(
		terms: &Terms<T::AccountId>,
		product: &Product,
		worth: &[CollateralValue],
		book: &Book,
		now: Seconds,
		replaced: Option<&Freed<T::AccountId>>,
	) -> Result<Secured<T::AccountId>, Vec<Unmet<T::AccountId>>> {
		let mut unmet = Vec::new();
		let mut refuse = |holds: bool, lack| {
			if !holds {
				unmet.push(lack);
			}
		};
		let principal = terms.ask.principal;
		let all = worth.iter().map(security_of);
		let security = { all }.try_fold(Security::NOTHING, |all, one| all.with(&one));
		// What does not fit its type carries nothing.
		let security = security.unwrap_or(Security::NOTHING);

		let (ltv, most) = (security.ltv(principal).ok(), product.max_ltv);
		refuse(ltv.is_some_and(|ltv| ltv <= most), Unmet::Ltv { ltv, most });
		let curve_ltv = Self::highest_ltv(terms, worth, now);
		let most = product.max_curve_ltv;
		let fits = curve_ltv.is_some_and(|ltv| ltv <= most);
		refuse(fits, Unmet::CurveLtv { ltv: curve_ltv, most });
		let (cover, least) = (security.cover, product.cover_for(principal));
		refuse(cover >= least, Unmet::Cover { cover, least });
		let (until, least) = (security.cover_until, product.covered_until(now));
		let least = least.max(terms.first_grace_ends(now).unwrap_or(Seconds::MAX));
		refuse(until >= least, Unmet::CoverUntil { until, least });

		let sites = by_site(terms.lent_by_vault(), &security, worth);
		let exposures = Self::limits(terms, &sites, book, now, replaced, &mut unmet);
		match (ltv, curve_ltv) {
			(Some(ltv), Some(curve_ltv)) if unmet.is_empty() => {
				Ok(Secured { security, sites, ltv, curve_ltv, exposures })
			},
			_ => Err(unmet),
		}
	}

	/// What will hang on whom and what; limits of the book that are passed are added to what is not
	/// met.
	fn limits(
		terms: &Terms<T::AccountId>,
		sites: &Sites,
		book: &Book,
		now: Seconds,
		replaced: Option<&Freed<T::AccountId>>,
		unmet: &mut Vec<Unmet<T::AccountId>>,
	) -> Hung<T> {
		let mut refuse = |holds: bool, lack| {
			if !holds {
				unmet.push(lack);
			}
		};
		let rules = CurrentRules::<T>::get();
		let (lent, most) = (total([book.principal, terms.lent_by_vault()]), rules.debt_ceiling);
		refuse(lent <= most, Unmet::DebtCeiling { book: lent, most });
		let assets = T::Vault::assets();
		// Without a value of the vault nothing is lent, and nothing can be said of shares.
		refuse(assets.is_some() || book.is_rolling(now), Unmet::Rolling);
		let mut exposures = Vec::new();
		for (on, part) in terms.hangs(sites) {
			let most = assets.map_or(UsdaiAmount::MAX, |all| rules.shares.most(&on, lent, all));
			let others = Exposures::<T>::get(&on).without(hung_before(replaced, &on));
			let exposure = others.and_then(|others| others.with(part));
			let hangs = exposure.map_or(UsdaiAmount::MAX, |exposure| exposure.lent);
			refuse(hangs <= most, Unmet::Share { on: on.clone(), hangs, most });
			exposures.push((on, exposure.unwrap_or_default()));
		}
		exposures
	}

	/// The loan that an offer replaces, as it is paid off now; nothing for an offer that replaces none.
	pub(crate) fn replaced_by(
		terms: &Terms<T::AccountId>,
	) -> Result<Option<(LoanId, Settled<T::AccountId>)>, Unmet<T::AccountId>> {
		let Some(old) = terms.ask.refinances else { return Ok(None) };
		let runs = Self::at_now(old).map_err(|_| Unmet::Refinanced { late: false });
		let (running, now, block) = runs?;
		let may = running.may_be_replaced(terms.lent_by_vault(), now);
		ensure!(may, Unmet::Refinanced { late: true });
		let paid = running.prepay(UsdaiAmount::MAX, now, block);
		paid.map(|paid| Some((old, paid))).map_err(|_| Unmet::Refinanced { late: false })
	}

	/// What keeps money from being lent to anybody, or to this borrower.
	pub(crate) fn unmet_by_chain(borrower: &T::AccountId) -> Vec<Unmet<T::AccountId>> {
		[
			(T::Compliance::ensure_open(PauseTier::Intake).is_ok(), Unmet::Paused),
			(T::Compliance::ensure_sound().is_ok(), Unmet::Shortfall),
			(T::Compliance::ensure_free(borrower).is_ok(), Unmet::Frozen),
		]
		.into_iter()
		.filter_map(|(holds, lack)| (!holds).then_some(lack))
		.collect()
	}

	/// Everything that stands between an offer and a loan now, or, where hardware is still to come,
	/// between it and the escrow.
	pub(crate) fn unmet(loan: LoanId) -> Option<Vec<Unmet<T::AccountId>>> {
		let offer = Self::offered(loan).ok()?;
		let (book, now) = (TheBook::<T>::get(), Self::now());
		let senior = offer.terms.lent_by_vault();
		let others = book.without_offer(senior)?;
		let mut unmet = Self::unmet_by_chain(&offer.terms.borrower);
		if offer.terms.escrow.is_some() {
			unmet.extend(Self::secure_escrow(&offer, &others, now).err().unwrap_or_default());
			if !T::Vault::can_draw(senior, others.committed) {
				unmet.push(Unmet::Liquidity { amount: senior });
			}
			return Some(unmet);
		}
		let replaced = Self::replaced_by(&offer.terms);
		let (replaced, missing) = match replaced {
			Ok(replaced) => (replaced.map(|(_, paid)| paid), None),
			Err(lack) => (None, Some(lack)),
		};
		unmet.extend(missing);
		let others = match &replaced {
			Some(paid) => others.without(&paid.before)?,
			None => others,
		};
		let freed = replaced.as_ref().and_then(|paid| paid.after.freed());
		unmet.extend(Self::secure(&offer, &others, now, freed).err().unwrap_or_default());
		let back = replaced.as_ref().map(|paid| paid.payment.receipt.total());
		let back = back.and_then(Result::ok).unwrap_or_default();
		let (more, _) = difference(senior, back);
		if !T::Vault::can_draw(more, others.committed) {
			unmet.push(Unmet::Liquidity { amount: senior });
		}
		Some(unmet)
	}

	/// The most that value and cover of items of one model carry now.
	pub(crate) fn most_on(items: &[ItemId]) -> Option<UsdaiAmount> {
		if !are_distinct(items) {
			return None;
		}
		let mut worth = Vec::new();
		for item in items {
			worth.push(T::Collateral::value(*item).ok()?);
		}
		let sku = worth.first()?.sku;
		let one_model = worth.iter().all(|value| value.sku == sku);
		let product = Products::<T>::get(sku).filter(|product| one_model && product.enabled)?;
		let mut all = worth.iter().map(security_of);
		let security = all.try_fold(Security::NOTHING, |all, one| all.with(&one))?;
		Some(security.most(product.max_ltv, product.min_cover))
	}

	/// What one item is worth, once it may stand behind these terms.
	fn worth(
		terms: &Terms<T::AccountId>,
		item: ItemId,
		replaced: Option<&Freed<T::AccountId>>,
	) -> Result<CollateralValue, Unmet<T::AccountId>> {
		let owner = T::Collateral::owner(item);
		ensure!(owner.as_ref() == Some(&terms.borrower), Unmet::Owner(item));
		let is_freed = replaced.is_some_and(|freed| freed.items.contains(&item));
		ensure!(is_freed || T::Collateral::is_free(item), Unmet::Encumbered(item));
		ensure!(T::Collateral::standing(item).is_good(), Unmet::Standing(item));
		let value = T::Collateral::value(item).map_err(|error| Unmet::Value(item, error))?;
		ensure!(value.sku == terms.ask.product, Unmet::Model(item));
		let there = terms.escrow.as_ref().is_none_or(|escrow| escrow.site == value.site);
		ensure!(there, Unmet::Site(item));
		Ok(value)
	}

	/// The highest part that the loan will be of what the items are worth at a due date, on the curve
	/// of their model. Nothing when they are worth nothing then.
	fn highest_ltv(
		terms: &Terms<T::AccountId>,
		worth: &[CollateralValue],
		now: Seconds,
	) -> Option<Ppm> {
		let loan = terms.finance(now).ok()?;
		let curve = T::Collateral::curve(terms.ask.product);
		let items =
			worth.iter().map(|item| Aging { lendable: item.lendable, age_days: item.age_days });
		let mut places = Box::new([Window::default(); MAX_WINDOWS]);
		highest_ltv(&loan, terms.ask.principal, &curve, items, now, &mut places).ok()
	}

	/// When the first instalment falls due, and how many there are.
	pub(crate) fn first_due(running: &Running<T::AccountId>) -> Result<(Seconds, u32), Error<T>> {
		let loan = running.finance().map_err(|_| Error::<T>::InvalidTerms)?;
		let due = loan.schedule().deadline(0).ok_or(Error::<T>::InvalidTerms)?;
		Ok((due, loan.schedule().count()))
	}
}

/// What of a loan that is replaced had hung on one.
fn hung_before<A: PartialEq>(replaced: Option<&Freed<A>>, on: &Dependence<A>) -> UsdaiAmount {
	let hung = replaced.and_then(|freed| freed.hung.iter().find(|(hung, _)| hung == on));
	hung.map_or(UsdaiAmount::ZERO, |(_, part)| *part)
}

/// What an item is worth, in USDai.
fn security_of(value: &CollateralValue) -> Security {
	Security {
		lendable: usdai_of_cents(value.lendable),
		orderly: usdai_of_cents(value.orderly),
		forced: usdai_of_cents(value.forced),
		cover: usdai_of_cents(value.cover),
		cover_until: value.cover_until,
	}
}

/// What of a loan hangs on each site, by what may be lent on the items there.
fn by_site(lent: UsdaiAmount, security: &Security, worth: &[CollateralValue]) -> Sites {
	let mut there = BTreeMap::<SiteId, Security>::new();
	for item in worth {
		let all = there.entry(item.site).or_insert(Security::NOTHING);
		// The sum over all sites fits.
		*all = all.with(&security_of(item)).unwrap_or(*all);
	}
	let part = |all: Security| hanging(lent, all.lendable, security.lendable).unwrap_or_default();
	let parts = there.into_iter().map(|(site, all)| (site, part(all)));
	// There are no more sites than items.
	Sites::truncate_from(parts.filter(|(_, part)| !part.is_zero()).collect())
}

/// Whether no item is named twice.
fn are_distinct(items: &[ItemId]) -> bool {
	let mut sorted = items.to_vec();
	sorted.sort();
	sorted.iter().zip(sorted.iter().skip(1)).all(|(a, b)| a != b)
}
