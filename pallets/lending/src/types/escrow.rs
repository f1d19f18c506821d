//! Money that waits until hardware has been delivered: an offer whose loan begins later.

use super::{
	exposure::{Dependence, Sites},
	lenders::{Position, Positions},
	loan::Offer,
	running::Freed,
	terms::{Items, Product, Refusal, MAX_RATE},
};
use alloc::vec::Vec;
use caliber_finance::{
	book::{Carried, Entry, Escrow, Parts},
	tranches::Stake,
	treasury::{difference, sum},
	FinanceError,
};
use caliber_primitives::{
	ids::SiteId,
	roles::{Role, Subject},
	units::{RatePerSecond, Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use frame_support::{traits::ConstU32, BoundedVec};
use sp_core::H256;

/// Money waits for a day at least.
pub const MIN_ESCROW: Seconds = Seconds(SECONDS_PER_DAY);
/// No product lets money wait longer: a year.
pub const MAX_ESCROW: Seconds = Seconds(365 * SECONDS_PER_DAY);
/// How many milestones others confirm, the order included.
pub const MILESTONES: u32 = 3;

/// How money waits for hardware that is to be bought with it (protocol.md 6.6).
#[frame_support::stored]
pub struct EscrowTerms<AccountId> {
	/// How long it waits at most, from [`MIN_ESCROW`] to the product's most.
	pub lasts: Seconds,
	/// What it earns a second meanwhile, scaled by 10^18; the borrower lays all of it down before.
	pub carry: RatePerSecond,
	/// Where the hardware goes.
	pub site: SiteId,
	/// Who is paid, when it is not the borrower.
	pub vendor: Option<AccountId>,
}

impl<AccountId> EscrowTerms<AccountId> {
	/// Whether a product lets money wait so long, for so much.
	pub fn check(&self, product: &Product) -> Result<(), Refusal> {
		let in_band = (MIN_ESCROW..=product.max_escrow).contains(&self.lasts)
			&& (product.min_carry..=MAX_RATE).contains(&self.carry);
		in_band.then_some(()).ok_or(Refusal::Escrow)
	}
}

/// How far the purchase has come. The last one, that the chain itself finds the hardware in good
/// standing, is the beginning of the loan.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Milestone {
	/// The borrower has ordered.
	#[codec(index = 0)]
	Ordered,
	/// The custodian has it.
	#[codec(index = 1)]
	Delivered,
	/// It runs.
	#[codec(index = 2)]
	Installed,
}

impl Milestone {
	/// The first that is not among so many.
	pub fn after(reached: usize) -> Option<Self> {
		[Self::Ordered, Self::Delivered, Self::Installed].get(reached).copied()
	}

	/// Who says so; nobody but the borrower says that he has ordered.
	pub fn role(self) -> Option<Role> {
		match self {
			Self::Ordered => None,
			Self::Delivered => Some(Role::Custodian),
			Self::Installed => Some(Role::Servicer),
		}
	}
}

/// Who has said that a milestone is reached.
#[frame_support::stored]
pub struct Reached<AccountId> {
	/// Who.
	pub by: AccountId,
	/// Names what he relies on: the order, the warehouse receipt, the acceptance report.
	pub evidence: H256,
	/// When, in block time.
	pub at: Seconds,
}

/// The milestones that are reached, in their order.
pub type Milestones<AccountId> = BoundedVec<Reached<AccountId>, ConstU32<MILESTONES>>;

/// An offer whose money waits.
#[frame_support::stored]
pub struct Escrowed<AccountId> {
	/// What will be agreed on; its items are named once they are there.
	pub offer: Offer<AccountId>,
	/// How long the money waits and what it earns.
	pub escrow: Escrow,
	/// What the borrower has laid down for that, 18 decimals.
	pub prepaid: UsdaiAmount,
	/// How far the purchase has come.
	pub reached: Milestones<AccountId>,
	/// What it counts in the book.
	pub entry: Entry,
}

/// Money that has waited goes on or back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waited {
	/// What it has earned.
	pub carried: Carried,
	/// Whose it is, by tranche; the first is the vault.
	pub parts: Parts,
	/// What the borrower has laid down and did not need.
	pub unused: UsdaiAmount,
}

impl<AccountId: Clone + Ord> Offer<AccountId> {
	/// Has the money wait from `now` of the book clock on.
	///
	/// Errors: those of [`Escrow::prepaid`] and [`Escrow::entry`].
	pub fn wait(
		self,
		terms: &EscrowTerms<AccountId>,
		now: Seconds,
		order: Reached<AccountId>,
	) -> Result<Escrowed<AccountId>, FinanceError> {
		let until = now.saturating_add(terms.lasts);
		let escrow = Escrow { since: now, until, carry: terms.carry };
		Ok(Escrowed {
			prepaid: escrow.prepaid(&self.terms.tranches)?,
			entry: escrow.entry(self.terms.lent_by_vault())?,
			reached: Milestones::truncate_from(alloc::vec![order]),
			escrow,
			offer: self,
		})
	}
}

impl<AccountId: Clone + Ord> Escrowed<AccountId> {
	/// The milestone that comes next; `None` once others have confirmed all.
	pub fn next(&self) -> Option<Milestone> {
		Milestone::after(self.reached.len())
	}

	/// What those who confirm milestones speak about: the site.
	pub fn subject(&self) -> Subject {
		let site = self.offer.terms.escrow.as_ref().map(|escrow| escrow.site);
		Subject { site, ..Subject::CHAIN }
	}

	/// Who is paid, when it is not the borrower.
	pub fn vendor(&self) -> Option<&AccountId> {
		self.offer.terms.escrow.as_ref()?.vendor.as_ref()
	}

	/// Whether somebody has confirmed one already.
	pub fn has_spoken(&self, who: &AccountId) -> bool {
		self.reached.iter().any(|reached| reached.by == *who)
	}

	/// Whether the money goes back at `now` of the book clock.
	pub fn is_over(&self, now: Seconds) -> bool {
		now >= self.escrow.until
	}

	/// All money that lies with it. `None` when it does not fit.
	pub fn holds(&self) -> Option<UsdaiAmount> {
		let terms = &self.offer.terms;
		let all = [terms.lent_by_vault(), terms.lent_by_curators(), self.prepaid];
		sum(all).ok()
	}

	/// What hangs on whom and what while it waits: all of it on the site of the terms.
	pub fn hangs(&self) -> Vec<(Dependence<AccountId>, UsdaiAmount)> {
		let terms = &self.offer.terms;
		terms.hangs(&terms.sites_in_escrow())
	}

	/// As a loan that another replaces, which has no items.
	pub fn freed(&self) -> Freed<AccountId> {
		Freed { items: Items::default(), hung: self.hangs(), money: UsdaiAmount::ZERO }
	}

	/// The offer on the items that have come, to be judged as one that may be accepted now.
	pub fn offer_on(&self, items: Items) -> Offer<AccountId> {
		let mut offer = self.offer.clone();
		offer.terms.items = items;
		offer.expires = Seconds::MAX;
		offer
	}

	/// What the money has earned by `now` of the book clock.
	///
	/// Errors: those of [`Escrow::carried_by`].
	pub fn waited(&self, now: Seconds) -> Result<Waited, FinanceError> {
		let mut parts = Parts::default();
		let carried = self.escrow.carried_by(&self.offer.terms.tranches, now, &mut parts)?;
		let (unused, _) = difference(self.prepaid, carried.total);
		Ok(Waited { carried, parts, unused })
	}

	/// What is left once the money goes back: what Curators collect, carry included.
	///
	/// Errors: `Overflow`.
	pub fn given_back(&self, waited: &Waited) -> Result<Positions<AccountId>, FinanceError> {
		let carries = waited.parts.lenders.iter().skip(1);
		let mut all = Vec::new();
		for ((curator, amount), part) in self.offer.terms.juniors().zip(carries) {
			let stake = Stake::freed(sum([amount, UsdaiAmount(part.interest)])?);
			all.push(Position { holder: curator.clone(), stake });
		}
		Ok(Positions::truncate_from(all))
	}
}

impl<AccountId> super::Terms<AccountId> {
	/// Where everything hangs until the items are known.
	pub fn sites_in_escrow(&self) -> Sites {
		let lent = self.lent_by_vault();
		let site = self.escrow.iter().map(|escrow| (escrow.site, lent));
		Sites::truncate_from(site.collect())
	}
}
