//! Lots: one made two, two made one.
//!
//! Serials, units and titles are conserved: each serial that named the old lots names one of the
//! new ones. No value is made: an appraisal is parted rounding down and joined within one report.

use crate::{
	pallet::{Config, CustodyOffers, Error, Event, Liens, Pallet, SerialOf},
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
		let (record, said, state) = Self::ensure_recastable(item, &owner)?;
		let left = record.quantity.saturating_sub(quantity);
		ensure!(left > 0 && quantity > 0, Error::<T>::BadQuantity);
		let (stay, go) = (Self::leaves(kept)?, Self::leaves(moved)?);
		Self::ensure_all_serials(stay.iter().chain(&go), &[item], record.serials.count)?;
		let lot = |quantity, leaves: &[H256]| {
			let serials = SerialSet::of(leaves).ok_or(Error::<T>::BadSerial)?;
			Ok::<_, Error<T>>(Lot { quantity, serials, deposit: Self::deposit_for(serials.count) })
		};
		let (kept, moved) = (lot(left, &stay)?, lot(quantity, &go)?);
		let of = record.quantity;
		let part = |units| said.of_units(units, of).ok_or(Error::<T>::BadLot);
		let (of_kept, of_moved) = (part(left)?, part(quantity)?);

		let new = Self::take_item_id()?;
		go.iter().for_each(|leaf| SerialOf::<T>::insert(leaf, new));
		// They were cleared, and stand against both when that counts no more.
		if let Some(liens) = Self::recorded_liens(item, &record) {
			Liens::<T>::insert(new, liens);
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
		let (one, one_said, state) = Self::ensure_recastable(into, &owner)?;
		let (other, other_said, other_state) = Self::ensure_recastable(from, &owner)?;
		let alike = state == other_state
			&& one.is_like(&other)
			&& Self::recorded_liens(into, &one) == Self::recorded_liens(from, &other);
		ensure!(into != from && alike, Error::<T>::UnlikeLots);
		let count = one.serials.count.saturating_add(other.serials.count);
		ensure!(u32::from(count) <= MAX_SERIALS, Error::<T>::TooManySerials);
		let quantity = one.quantity.saturating_add(other.quantity);
		ensure!(quantity <= MAX_QUANTITY, Error::<T>::BadQuantity);
		let (one_said, other_said) =
			one_said.shared(other_said, Self::now()).ok_or(Error::<T>::Appraised)?;
		let said = one_said.with(&other_said).ok_or(Error::<T>::BadLot)?;
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

	/// A lot of `owner`'s that may be split or merged, what appraisers say of it, and its state
	/// once it has other serials.
	fn ensure_recastable(
		item: ItemId,
		owner: &T::AccountId,
	) -> Result<(Record<T::AccountId>, Said<T::AccountId>, State), Error<T>> {
		let loaded = Self::load(item)?;
		ensure!(loaded.owner == *owner, Error::<T>::NotHolder);
		ensure!(loaded.record.dispute.is_none(), Error::<T>::Disputed);
		ensure!(!loaded.liened, Error::<T>::Liened);
		Self::ensure_unclaimed(item)?;
		let state = loaded.record.state.recast().ok_or(Error::<T>::Encumbered)?;
		let appraisal = loaded.record.appraisal.clone();
		let said = Said { appraisal, opinions: loaded.opinions.unwrap_or_default() };
		Ok((loaded.record, said, state))
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
}
