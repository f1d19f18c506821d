//! Lots: one made two, two made one.
//!
//! Serials, units and titles are conserved: each serial that named the old lots names one of the
//! new ones. No value is made: an appraisal is parted rounding down and joined within one report.

use crate::{
	pallet::{Config, CustodyOffers, Error, Event, Liens, OpinionsOf, Pallet, SerialOf},
	Lot, Record, Said, SerialList, SerialSet, State, MAX_QUANTITY, MAX_SERIALS,
};
use alloc::collections::BTreeSet;
use caliber_primitives::{collateral::Fact, dollar::Compliance, ids::ItemId};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Moves some serials and units of an item into a new one.
	pub(crate) fn part_lot(
		owner: T::AccountId,
		item: ItemId,
		kept: &SerialList,
		moved: &SerialList,
		quantity: u32,
	) -> DispatchResult {
		T::Compliance::ensure_free(&owner)?;
		let record = Self::held_by(&owner, item)?;
		let state = Self::ensure_recastable(item, &record)?;
		let left = record.quantity.saturating_sub(quantity);
		ensure!(left > 0 && quantity > 0, Error::<T>::BadQuantity);
		let (stay, go) = (Self::leaves(kept)?, Self::leaves(moved)?);
		Self::ensure_all_serials(stay.iter().chain(&go), &[item], record.serials.count)?;
		let lot = |quantity, leaves: &[H256]| {
			let serials = SerialSet::of(leaves).ok_or(Error::<T>::BadSerial)?;
			Ok::<_, Error<T>>(Lot { quantity, serials, deposit: Self::deposit_for(serials.count) })
		};
		let (kept, moved) = (lot(left, &stay)?, lot(quantity, &go)?);
		let said = Self::said(item, &record);
		let of = record.quantity;
		let part = |units| said.of_units(units, of).ok_or(Error::<T>::BadValue);
		let (of_kept, of_moved) = (part(left)?, part(quantity)?);

		let new = Self::take_item_id()?;
		go.iter().for_each(|leaf| SerialOf::<T>::insert(leaf, new));
		// It was cleared, and stands against both when that counts no more.
		if let Some(lien) = Self::recorded_lien(item, &record) {
			Liens::<T>::insert(new, lien);
		}
		CustodyOffers::<T>::remove(item);
		Self::free_cover(&record);
		Self::forget_papers(item, &record, Fact::Invoice);
		let recast = |item, lot, said: Said<T::AccountId>| {
			let empty = said.opinions.is_empty();
			let record = record.clone();
			let record = record.recast(lot, state, owner.clone(), (said.appraisal, !empty));
			Self::write_opinions(item, record, said.opinions);
		};
		recast(item, kept, of_kept);
		recast(new, moved, of_moved);
		Self::replace_deposit(&record, &owner, kept.deposit)?;
		Self::issue_title(record.class, new, &owner, moved.deposit)?;
		Self::deposit_event(Event::Split {
			item,
			new,
			owner,
			kept_quantity: kept.quantity,
			moved_quantity: moved.quantity,
			kept_serials: kept.serials.count,
			moved_serials: moved.serials.count,
			kept_root: kept.serials.root,
			moved_root: moved.serials.root,
			kept_deposit: kept.deposit,
			moved_deposit: moved.deposit,
		});
		Ok(())
	}

	/// Moves all serials and units of `from` into `into`.
	pub(crate) fn join_lots(
		owner: T::AccountId,
		into: ItemId,
		from: ItemId,
		serials: &SerialList,
	) -> DispatchResult {
		T::Compliance::ensure_free(&owner)?;
		let (one, other) = (Self::held_by(&owner, into)?, Self::held_by(&owner, from)?);
		let state = Self::ensure_recastable(into, &one)?;
		let alike = state == Self::ensure_recastable(from, &other)?
			&& one.is_like(&other)
			&& Self::recorded_lien(into, &one) == Self::recorded_lien(from, &other);
		ensure!(into != from && alike, Error::<T>::UnlikeLots);
		let count = one.serials.count.saturating_add(other.serials.count);
		ensure!(u32::from(count) <= MAX_SERIALS, Error::<T>::TooManySerials);
		let quantity = one.quantity.saturating_add(other.quantity);
		ensure!(quantity <= MAX_QUANTITY, Error::<T>::BadQuantity);
		let said = Self::joint_appraisal([(into, &one), (from, &other)])?;
		let leaves = Self::leaves(serials)?;
		Self::ensure_all_serials(leaves.iter(), &[into, from], count)?;
		let serials = SerialSet::of(&leaves).ok_or(Error::<T>::BadSerial)?;
		let lot = Lot { quantity, serials, deposit: Self::deposit_for(serials.count) };

		leaves.iter().for_each(|leaf| SerialOf::<T>::insert(leaf, into));
		CustodyOffers::<T>::remove(into);
		[&one, &other].into_iter().for_each(Self::free_cover);
		Self::forget_papers(into, &one, Fact::Invoice);
		Self::forget_papers(into, &one, Fact::Appraisal);
		let opinions = !said.opinions.is_empty();
		let record = one.clone().recast(lot, state, owner.clone(), (said.appraisal, opinions));
		Self::write_opinions(into, record, said.opinions);
		Self::burn_title(from, other, &owner)?;
		Self::replace_deposit(&one, &owner, lot.deposit)?;
		Self::deposit_event(Event::Merged {
			into,
			from,
			owner,
			quantity,
			serials: serials.count,
			serial_root: serials.root,
			deposit: lot.deposit,
		});
		Ok(())
	}

	/// The state of a lot of other serials, if this one may be split or merged.
	fn ensure_recastable(item: ItemId, record: &Record<T::AccountId>) -> Result<State, Error<T>> {
		ensure!(record.dispute.is_none(), Error::<T>::Disputed);
		ensure!(!Self::is_liened(item, record), Error::<T>::Liened);
		Self::ensure_unclaimed(item)?;
		record.state.recast().ok_or(Error::<T>::Encumbered)
	}

	/// Fails unless these are all `count` serials that name one of `items`, each once. Two
	/// spellings of one serial have one leaf.
	fn ensure_all_serials<'a>(
		leaves: impl Iterator<Item = &'a H256>,
		items: &[ItemId],
		count: u8,
	) -> Result<(), Error<T>> {
		let mut seen = BTreeSet::new();
		for leaf in leaves {
			let theirs = SerialOf::<T>::get(leaf).is_some_and(|named| items.contains(&named));
			ensure!(theirs && seen.insert(leaf), Error::<T>::WrongSerials);
		}
		ensure!(seen.len() == usize::from(count), Error::<T>::WrongSerials);
		Ok(())
	}

	/// What appraisers say of an item.
	fn said(item: ItemId, record: &Record<T::AccountId>) -> Said<T::AccountId> {
		let opinions = record.opinions.then(|| OpinionsOf::<T>::get(item)).flatten();
		Said { appraisal: record.appraisal.clone(), opinions: opinions.unwrap_or_default() }
	}

	/// What appraisers say of both together, as far as what has not expired says so of both.
	fn joint_appraisal(
		lots: [(ItemId, &Record<T::AccountId>); 2],
	) -> Result<Said<T::AccountId>, Error<T>> {
		let now = Self::now();
		let [one, other] = lots.map(|(item, record)| Self::said(item, record).running(now));
		ensure!(one.same_reports(&other), Error::<T>::Appraised);
		one.with(&other).ok_or(Error::<T>::BadValue)
	}
}
