//! The registry as lenders see it.

use crate::{
	pallet::{Config, Error, Event, Items, Pallet, Policies, SeizedFrom, Skus},
	Record, Worth,
};
use caliber_primitives::{
	collateral::{
		Collateral, CollateralValue, Curve, Deficiency, Fact, FactError, Insured, Lack, Loss,
		Monitored, Standing,
	},
	dollar::Compliance,
	ids::{ItemId, LoanId, SkuId},
	prices::Prices,
	roles::Subject,
	units::{cents_of_usdai, usdai_of_cents, Ppm, Seconds, UsdCents, UsdaiAmount},
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Collateral<T::AccountId> for Pallet<T> {
	fn owner(item: ItemId) -> Option<T::AccountId> {
		Self::holder(item, &Items::<T>::get(item)?).ok()
	}

	fn is_free(item: ItemId) -> bool {
		Items::<T>::get(item).is_some_and(|record| record.state.free().is_some())
	}

	fn is_disputed(item: ItemId) -> bool {
		Items::<T>::get(item).is_some_and(|record| Self::is_in_dispute(item, &record))
	}

	/// An item that is unknown lacks everything.
	fn standing(item: ItemId) -> Standing {
		match Self::load(item) {
			Ok(loaded) => loaded.standing(item),
			Err(_) => nothing_known(),
		}
	}

	/// Needs appraisal and invoice, and the market bounds of the model. The lowest of two
	/// appraisals counts, a stale one less a haircut. Cover counts while it is in force.
	fn value(item: ItemId) -> Result<CollateralValue, FactError> {
		let loaded = Self::load(item).map_err(|_| FactError::UnknownItem)?;
		let good = |fact| loaded.is_good(item, fact);
		let record = &loaded.record;
		let (Some(title), Some((values, grade)), true) =
			(record.title.as_ref(), loaded.worth(item), good(Fact::Invoice))
		else {
			return Err(FactError::Deficient);
		};
		let sku = Skus::<T>::get(record.sku).ok_or(FactError::UnknownItem)?;
		let income = match sku.income {
			None => None,
			Some(model) => {
				let hour =
					T::Prices::gpu_hour(record.sku, model.tier).fresh().map_err(FactError::Feed)?;
				let income = model.value(record.quantity, hour);
				Some(income.map_err(|_| FactError::Uncomputable)?)
			},
		};
		let resale = Self::resale_worth(record, &sku, grade)?;
		let age_days = Self::now().day().saturating_sub(title.invoice.date);
		let lendable = sku
			.lendable(&Worth {
				orderly: values.orderly,
				forced: values.forced,
				price: title.invoice.price,
				age_days: age_days.get(),
				income,
				resale,
			})
			.map_err(|_| FactError::Uncomputable)?;
		let (cover, cover_until) = record
			.insurance
			.filter(|_| good(Fact::Insurance))
			.zip(loaded.judged().covers_until())
			.map_or((UsdCents::ZERO, Seconds::ZERO), |(insurance, until)| (insurance.cover, until));
		Ok(CollateralValue {
			class: record.class,
			sku: record.sku,
			site: record.site,
			age_days: age_days.get(),
			lendable,
			orderly: values.orderly,
			forced: values.forced,
			cover,
			cover_until,
		})
	}

	/// A stale appraisal counts less a haircut, one that has run out or whose giver does not count any
	/// more as aged since the day that it speaks of.
	fn monitored(item: ItemId, prices: Ppm) -> Monitored {
		let found = Self::load(item).ok().and_then(|loaded| {
			let sku = Skus::<T>::get(loaded.record.sku)?;
			loaded.monitored(item, &sku, prices)
		});
		// Of an item without appraisal or invoice nothing is known.
		found.unwrap_or(Monitored { lapsed: Some(Fact::Appraisal), ..Default::default() })
	}

	/// Of cover that has lapsed, or whose policy owes no more, there is none.
	fn insured(item: ItemId) -> Option<Insured<T::AccountId>> {
		let record = Items::<T>::get(item)?;
		let insurance = Self::cover_in_force(&record).ok()?;
		let insurer = Policies::<T>::get(insurance.policy)?.insurer;
		let floor = usdai_of_cents(Self::residual_floor(item, &insurance));
		Some(Insured { insurer, floor })
	}

	fn custodian(item: ItemId) -> Option<T::AccountId> {
		Items::<T>::get(item)?.custody.map(|custody| custody.custodian)
	}

	fn subject(item: ItemId) -> Option<Subject> {
		Items::<T>::get(item).map(|record| record.subject(item))
	}

	fn curve(sku: SkuId) -> Curve {
		Skus::<T>::get(sku).map(|sku| sku.curve).unwrap_or_default()
	}

	/// Errors: `UnknownItem`, `NotHolder`, `Encumbered`, `NotActive`, `Disputed`, `NotInStanding`,
	/// `ClaimOpen`; the freeze list's own.
	fn pledge(item: ItemId, borrower: &T::AccountId, loan: LoanId) -> DispatchResult {
		T::Compliance::ensure_free(borrower)?;
		let loaded = Self::load(item)?;
		ensure!(loaded.owner == *borrower, Error::<T>::NotHolder);
		let free = Self::ensure_unencumbered(loaded.record.state)?;
		ensure!(loaded.record.dispute.is_none(), Error::<T>::Disputed);
		Self::ensure_unclaimed(item)?;
		ensure!(loaded.standing(item).is_good(), Error::<T>::NotInStanding);
		Items::<T>::insert(item, Record { state: free.pledge(loan).into(), ..loaded.record });
		Self::deposit_event(Event::Pledged { item, loan, borrower: borrower.clone() });
		Ok(())
	}

	/// Errors: `UnknownItem`, `NotEncumbered`.
	fn release(item: ItemId, loan: LoanId) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let pledged = record.state.pledged_for(loan).ok_or(Error::<T>::NotEncumbered)?;
		Items::<T>::insert(item, Record { state: pledged.release().into(), ..record });
		Self::deposit_event(Event::Released { item, loan });
		Ok(())
	}

	/// A dispute does not stop it. The lock is on before and after; the record is open for the one
	/// move in between. Errors: `UnknownItem`, `NotEncumbered`.
	fn seize(item: ItemId, loan: LoanId) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let pledged = record.state.pledged_for(loan).ok_or(Error::<T>::NotEncumbered)?;
		let from = Self::holder(item, &record)?;
		let open = Record { state: pledged.release().into(), dispute: None, ..record.clone() };
		Items::<T>::insert(item, &open);
		Self::transfer_title(item, &open, &Self::account())?;
		Items::<T>::insert(item, Record { state: pledged.seize().into(), ..record });
		SeizedFrom::<T>::insert(item, &from);
		Self::deposit_event(Event::Seized { item, loan, from });
		Ok(())
	}

	/// A challenge of its appraisal does not stop it, and goes on. Errors: `UnknownItem`,
	/// `NotEncumbered`, `Disputed`.
	fn deliver(item: ItemId, loan: LoanId, to: &T::AccountId) -> DispatchResult {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let seized = record.state.seized_for(loan).ok_or(Error::<T>::NotEncumbered)?;
		ensure!(!Self::is_in_dispute(item, &record), Error::<T>::Disputed);
		let record = Self::part_from_claim(item, record);
		let record = Record { state: seized.deliver().into(), ..record };
		let open = Record { dispute: None, ..record.clone() };
		Items::<T>::insert(item, &open);
		SeizedFrom::<T>::remove(item);
		Self::transfer_title(item, &open, to)?;
		if record.dispute.is_some() {
			Items::<T>::insert(item, record);
		}
		Self::deposit_event(Event::Delivered { item, loan, to: to.clone() });
		Ok(())
	}

	/// Files a claim of the loan's, in whole cents. Errors: `UnknownItem`, `NotEncumbered`,
	/// `NotSeized`, `NotCovered`, `AboveFloor`, `BadAmount` (less than a cent), `AboveCover`,
	/// `ClaimOpen` (the loan has filed one).
	fn claim_cover(item: ItemId, loan: LoanId, amount: UsdaiAmount, loss: Loss) -> DispatchResult {
		Self::put_loan_claim(item, loan, cents_of_usdai(amount), loss)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_item(owner: &T::AccountId, value: UsdCents) -> ItemId {
		let item = Self::set_up_active(owner, value);
		Self::set_up_apart(item);
		item
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_insured(items: &[ItemId]) -> T::AccountId {
		let insurer = Self::set_up_giver(caliber_primitives::roles::Role::Insurer);
		for item in items {
			Items::<T>::mutate(item, |record| {
				let cover = record.as_mut().and_then(|record| record.insurance.as_mut());
				if let Some(cover) = cover {
					cover.floor = cover.cover;
					Policies::<T>::mutate(cover.policy, |policy| {
						if let Some(policy) = policy {
							policy.insurer = insurer.clone();
						}
					});
				}
			});
		}
		insurer
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_together(items: &[ItemId]) {
		let there = items.first().and_then(Items::<T>::get);
		for item in items {
			Items::<T>::mutate(item, |record| {
				if let Some((record, there)) = record.as_mut().zip(there.as_ref()) {
					record.site = there.site;
					record.custody = there.custody.clone();
				}
			});
		}
	}
}

/// The standing of what is unknown.
fn nothing_known() -> Standing {
	let mut standing = Standing::default();
	for fact in crate::FACTS {
		// Six of 32 places.
		let _ = standing.0.try_push(Deficiency { fact, lack: Lack::Missing });
	}
	standing
}
