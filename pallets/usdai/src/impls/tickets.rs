//! Redemptions that wait: how they are made, served and found.

use crate::{
	pallet::{Checkpoints, CleanedTo, Config, Error, Event, HoldReason, Pallet, State, TicketBook},
	types::{
		paid_of, Checkpoint, Desk, Hint, Refusal, Stretch, Ticket, TicketStatus, Tickets, Units,
	},
};
use caliber_finance::tickets::less;
use caliber_primitives::{
	dollar::{Compliance, PauseTier, ReserveBook},
	ids::TicketId,
	units::UsdaiAmount,
};
use core::cmp::Ordering;
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision::BestEffort, Get},
};
use sp_runtime::DispatchResult;

/// The most checkpoints that a call reads to find a point without a hint: enough for 4,095 services
/// after the ticket.
pub const SEARCH_STEPS: u32 = 12;
/// The same for a view, which is not paid for: enough for all there can be.
const VIEW_STEPS: u32 = 32;

impl<T: Config> Pallet<T> {
	/// Serves the tickets that wait out of the cash, when there are any.
	pub(crate) fn served(desk: Desk<T::ReserveId>) -> Result<Desk<T::ReserveId>, Error<T>> {
		if desk.ledger.owed.is_zero() {
			return Ok(desk);
		}
		let checkpoint_id = desk.tickets.checkpoints;
		let (desk, checkpoint) = desk.serve().map_err(Self::error)?;
		if let Some(checkpoint) = checkpoint {
			Checkpoints::<T>::insert(checkpoint_id, checkpoint);
			let paid = less(&checkpoint.to.units, &checkpoint.from.units).unwrap_or_default();
			Self::deposit_event(Event::TicketsServed {
				checkpoint: checkpoint_id,
				served: desk.tickets.served,
				paid: paid_of(&paid),
				owed: desk.ledger.owed,
			});
		}
		Ok(desk)
	}

	/// Pays the owner of a ticket what it was served, whoever asks.
	pub(crate) fn claim_for_owner(
		by: T::AccountId,
		ticket: TicketId,
		hint: Option<Hint>,
	) -> DispatchResult {
		let found = TicketBook::<T>::get(ticket).ok_or(Error::<T>::NoSuchTicket)?;
		Self::ensure_free(&found.owner)?;
		let mut state = State::<T>::get();
		let (rest, paid) = Self::settle(found.stretch, &state.tickets, hint)?;
		state.tickets = state.tickets.claimed(&paid).map_err(Refusal::from).map_err(Self::error)?;
		State::<T>::put(state);
		let Ticket { owner, deposit, .. } = found.clone();
		let done = rest.is_none();
		TicketBook::<T>::set(ticket, rest.map(|stretch| Ticket { stretch, ..found }));
		if done {
			Self::release(HoldReason::Ticket, &owner, deposit)?;
		}
		let paid = Self::pay_each(&Self::desk(), &owner, &paid)?;
		Self::deposit_event(Event::TicketClaimed { ticket, owner, by, paid, done });
		Ok(())
	}

	/// A ticket that was offered to `who` becomes his.
	pub(crate) fn take_ticket(who: T::AccountId, ticket: TicketId) -> DispatchResult {
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

	/// Redeems dollars for a ticket, and serves the queue with the cash there is.
	pub(crate) fn redeem_later(
		who: T::AccountId,
		desk: Desk<T::ReserveId>,
		amount: UsdaiAmount,
		max_fee: UsdaiAmount,
	) -> DispatchResult {
		let (desk, quote) = desk.ticket(amount, max_fee).map_err(Self::error)?;
		let (ticket, ahead) = (TicketId(desk.tickets.tickets), desk.tickets.pending());
		let (tickets, stretch) =
			desk.tickets.joined(quote.promise).map_err(Refusal::from).map_err(Self::error)?;
		let deposit = T::RecordDeposit::get();
		let record = Ticket { owner: who.clone(), offered: None, stretch, deposit };
		TicketBook::<T>::insert(ticket, record);
		Self::deposit_event(Event::TicketIssued { ticket, who: who.clone(), amount, quote, ahead });
		Self::store(&Self::served(Desk { tickets, ..desk })?);
		T::Currency::hold(&HoldReason::Ticket.into(), &who, deposit)?;
		Self::destroy(&who, amount)
	}

	/// Releases the deposit of a record that is over.
	pub(crate) fn release(reason: HoldReason, who: &T::AccountId, deposit: u128) -> DispatchResult {
		T::Currency::release(&reason.into(), who, deposit, BestEffort).map(|_| ())
	}

	/// What a claim of everything served leaves of a ticket, and what it pays.
	///
	/// Errors: `NothingToClaim`, `WrongHint`, `HintNeeded`.
	pub(crate) fn settle(
		stretch: Stretch,
		tickets: &Tickets,
		hint: Option<Hint>,
	) -> Result<(Option<Stretch>, Units), Error<T>> {
		let to = stretch.claimable_to(tickets.served).ok_or(Error::<T>::NothingToClaim)?;
		let first = stretch.known.or(hint.map(|hint| hint.first));
		let from = Self::units_at(stretch.start, &stretch, tickets, first)?;
		// All that is served: its value is known without a checkpoint.
		let upto = match to == tickets.served {
			true => tickets.set_aside,
			false => Self::units_at(to, &stretch, tickets, hint.map(|hint| hint.last))?,
		};
		let paid = less(&upto, &from).ok_or(Error::<T>::WrongHint)?;
		Ok((stretch.rest(tickets), paid))
	}

	fn units_at(
		point: UsdaiAmount,
		stretch: &Stretch,
		tickets: &Tickets,
		hint: Option<u32>,
	) -> Result<Units, Error<T>> {
		let checkpoint = match hint {
			Some(index) => Checkpoints::<T>::get(index).ok_or(Error::<T>::WrongHint)?,
			None => {
				let range = Self::range_of(stretch, tickets);
				Self::find(point, range, SEARCH_STEPS).ok_or(Error::<T>::HintNeeded)?.1
			},
		};
		checkpoint.units_at(point).ok_or(Error::<T>::WrongHint)
	}

	/// The checkpoints in which a ticket can lie and that are there.
	fn range_of(stretch: &Stretch, tickets: &Tickets) -> (u32, u32) {
		(stretch.after.max(CleanedTo::<T>::get().checkpoint), tickets.checkpoints)
	}

	/// The checkpoint in which a point lies, by halving the range of those that can hold it.
	fn find(point: UsdaiAmount, (first, end): (u32, u32), steps: u32) -> Option<(u32, Checkpoint)> {
		let (mut low, mut high) = (first, end);
		for _ in 0..steps {
			let middle = low.midpoint(high);
			let checkpoint = Checkpoints::<T>::get(middle)?;
			match checkpoint.side(point) {
				Ordering::Less => high = middle,
				Ordering::Greater => low = middle.saturating_add(1),
				Ordering::Equal => return Some((middle, checkpoint)),
			}
		}
		None
	}

	/// Where a claim of everything served has to look.
	pub(crate) fn hint_for(stretch: &Stretch, tickets: &Tickets) -> Hint {
		let range = Self::range_of(stretch, tickets);
		let find = |point| Self::find(point, range, VIEW_STEPS).map(|(index, _)| index);
		Hint {
			first: stretch.known.or_else(|| find(stretch.start)).unwrap_or_default(),
			last: find(stretch.end).unwrap_or_default(),
		}
	}

	/// How a ticket stands.
	pub(crate) fn status_of(id: TicketId) -> Option<TicketStatus<T::AccountId>> {
		let Ticket { owner, offered, stretch, .. } = TicketBook::<T>::get(id)?;
		let tickets = State::<T>::get().tickets;
		let (pending, ahead) = (stretch.pending(tickets.served), stretch.ahead(tickets.served));
		let hint = Self::hint_for(&stretch, &tickets);
		let claimable = Self::settle(stretch, &tickets, Some(hint))
			.map_or_else(|_| Units::default(), |(_, paid)| paid);
		let expected = match pending.is_zero() {
			true => Some(Self::now()),
			false => T::ReserveBook::matured_by(stretch.until_done(tickets.served)),
		};
		let claimable = paid_of(&claimable);
		Some(TicketStatus { owner, offered, pending, ahead, claimable, expected, hint })
	}

	/// A ticket of `owner`.
	pub(crate) fn ticket_of(
		id: TicketId,
		owner: &T::AccountId,
	) -> Result<Ticket<T::AccountId>, Error<T>> {
		let ticket = TicketBook::<T>::get(id).ok_or(Error::<T>::NoSuchTicket)?;
		ensure!(ticket.owner == *owner, Error::<T>::NotOwner);
		Ok(ticket)
	}
}
