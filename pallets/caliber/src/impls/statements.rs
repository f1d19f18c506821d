//! What attesters say, once it is known that they may.

use crate::{
	is_plain, is_sound_amount,
	pallet::{Config, CustodyOffers, Error, Event, Invoices, Items, Pallet, Policies, Skus},
	Custody, Insurance, Invoice, InvoicePaper, Record, State, Title,
};
use caliber_primitives::{
	collateral::Fact,
	ids::{ItemId, PolicyId},
	units::{Seconds, UsdCents},
};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The caller holds the hardware.
	pub(crate) fn put_custody(
		custodian: T::AccountId,
		item: ItemId,
		receipt: H256,
		expires: Seconds,
	) -> DispatchResult {
		let given = Self::now();
		let life = Self::rules().custody_life;
		Self::ensure_documents(&[receipt])?;
		Self::ensure_term(expires, given, life)?;
		let loaded = Self::hear(item, &custodian, Fact::Custody)?;
		Self::ensure_custody_kept(&loaded, item, &custodian, expires, life)?;
		let record = loaded.record;
		Self::ensure_site(record.site)?;
		// What another custodian offered is not his any more.
		if record.custody.as_ref().is_some_and(|old| old.custodian != custodian) {
			CustodyOffers::<T>::remove(item);
		}
		let custody = Custody { custodian: custodian.clone(), receipt, given, expires };
		Items::<T>::insert(
			item,
			Record { custody: Some(custody), state: record.state.attested(), ..record },
		);
		Self::deposit_event(Event::CustodyAttested { item, custodian, receipt, expires });
		Ok(())
	}

	/// Title documents, lien filing and the second in which it lapses, and invoice are in order.
	pub(crate) fn put_title(
		registrar: T::AccountId,
		item: ItemId,
		(document, filing, lapses): (H256, H256, Seconds),
		invoice: Invoice,
		paper: InvoicePaper,
	) -> DispatchResult {
		let given = Self::now();
		Self::ensure_documents(&[document, filing, paper.hash])?;
		Self::ensure_term(lapses, given, Self::rules().title_life)?;
		let Invoice { price, date } = invoice;
		ensure!(is_sound_amount(price), Error::<T>::BadAmount);
		ensure!(date <= given.day(), Error::<T>::InFuture);
		ensure!(is_plain(&paper.vendor), Error::<T>::BadText);
		let record = Self::hear(item, &registrar, Fact::Title)?.record;
		let sku = Skus::<T>::get(record.sku).ok_or(Error::<T>::UnknownSku)?;
		ensure!(date >= sku.released, Error::<T>::InvoiceBeforeRelease);
		ensure!(price <= sku.most_paid(record.quantity), Error::<T>::InvoiceAboveCap);
		// What a loan was drawn on does not rise under it by one word.
		let old = record.title.as_ref().filter(|_| record.state.loan().is_some());
		let raised = old.is_some_and(|old| price > old.invoice.price || date > old.invoice.date);
		ensure!(!raised, Error::<T>::InvoiceRaised);
		let title =
			Title { registrar: registrar.clone(), document, filing, invoice, given, lapses };
		Items::<T>::insert(
			item,
			Record { title: Some(title), state: record.state.attested(), ..record },
		);
		Invoices::<T>::insert(item, &paper);
		Self::deposit_event(Event::TitleAttested {
			item,
			registrar,
			document,
			filing,
			price,
			date,
			lapses,
			invoice: paper.hash,
			vendor: paper.vendor,
		});
		Ok(())
	}

	/// The policy covers the item for the first amount, and makes up for residual value to the
	/// second.
	pub(crate) fn put_insurance(
		insurer: T::AccountId,
		item: ItemId,
		policy: PolicyId,
		(cover, floor): (UsdCents, UsdCents),
		until: Seconds,
	) -> DispatchResult {
		let given = Self::now();
		ensure!(is_sound_amount(cover), Error::<T>::BadAmount);
		ensure!(floor <= cover, Error::<T>::FloorAboveCover);
		ensure!(until > given, Error::<T>::BadTerm);
		let loaded = Self::hear_insurer(item, &insurer)?;
		Self::ensure_pays(&insurer)?;
		Self::free_cover(&loaded.record);
		let terms = Policies::<T>::get(policy).ok_or(Error::<T>::UnknownPolicy)?;
		ensure!(terms.insurer == insurer, Error::<T>::NotInsurer);
		ensure!(terms.class == loaded.record.class, Error::<T>::WrongClass);
		ensure!(until <= terms.until, Error::<T>::PolicyTooShort);
		// A notice is its giver's, and stands until his cover is longer again.
		let his = loaded.policy.as_ref().is_some_and(|old| old.insurer == insurer);
		let cancelled =
			loaded.record.insurance.is_some_and(|old| his && old.cancelled && until <= old.until);
		let insurance = Insurance { policy, cover, floor, given, until, cancelled };
		Self::ensure_claim_kept(item, &insurance)?;
		let terms = terms.commit(cover, given).ok_or(Error::<T>::CoverExceeded)?;
		Self::ensure_kept(&loaded, item, &insurance, &terms)?;
		let committed = terms.cover.committed;
		Policies::<T>::insert(policy, terms);
		let record = loaded.record;
		Items::<T>::insert(
			item,
			Record { insurance: Some(insurance), state: record.state.attested(), ..record },
		);
		Self::deposit_event(Event::Insured {
			item,
			policy,
			insurer,
			cover,
			floor,
			until,
			committed,
		});
		Ok(())
	}

	/// Nothing is missing.
	pub(crate) fn put_to_use(item: ItemId) -> DispatchResult {
		let loaded = Self::load(item)?;
		let State::Attested(attested) = loaded.record.state else {
			return Err(Error::<T>::NotAttested.into());
		};
		ensure!(loaded.standing(item).is_good(), Error::<T>::NotInStanding);
		Items::<T>::insert(item, Record { state: attested.activate().into(), ..loaded.record });
		Self::deposit_event(Event::Activated { item });
		Ok(())
	}
}
