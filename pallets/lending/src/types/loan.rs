//! The states of a loan. A move consumes the old state and returns the new one:
//! offered, then active, then repaid.

use super::{
	exposure::{Dependence, Sites},
	lenders::{Position, Positions, Staged},
	terms::{Items, Terms},
};
use alloc::vec::Vec;
use caliber_finance::{
	book::{Entry, EntryTerms, Line, Payment, Progress, Security},
	instalment::Loan,
	tranches::{Claim, Stake},
	treasury::total,
	FinanceError,
};
use caliber_primitives::units::{RatePerSecond, Seconds, UsdaiAmount};
use sp_core::H256;

/// As many places as a loan has tranches at most.
const MAX_PARTS: usize = 8;

/// A loan that may be accepted.
#[frame_support::stored]
pub struct Offer<AccountId> {
	/// What both sides would agree on.
	pub terms: Terms<AccountId>,
	/// Names the terms: BLAKE2-256 of the loan's id and the terms.
	pub terms_hash: H256,
	/// Who made it, as an Originator.
	pub originator: AccountId,
	/// Since when Curators have staged what they lend.
	pub staged: Staged,
	/// When, in block time.
	pub offered: Seconds,
	/// The first second, in block time, in which it cannot be accepted any more.
	pub expires: Seconds,
}

/// A loan that runs.
#[frame_support::stored]
pub struct Running<AccountId> {
	/// What both sides have agreed on.
	pub terms: Terms<AccountId>,
	/// Names the terms.
	pub terms_hash: H256,
	/// How far it has come.
	pub progress: Progress,
	/// What stands behind it.
	pub security: Security,
	/// What of it hangs on which site, until it is over.
	pub sites: Sites,
	/// The lenders beside the vault.
	pub positions: Positions<AccountId>,
	/// What it counts in the book.
	pub entry: Entry,
}

/// A loan that is over. No debt, no lock.
#[frame_support::stored]
pub struct Repaid<AccountId> {
	/// Who borrowed.
	pub borrower: AccountId,
	/// Names what was agreed.
	pub terms_hash: H256,
	/// What was lent and paid back.
	pub principal: UsdaiAmount,
	/// What was paid on top, grace included.
	pub interest: UsdaiAmount,
	/// When the last instalment came, in block time.
	pub at: Seconds,
	/// The lenders beside the vault, for what they have not collected.
	pub positions: Positions<AccountId>,
}

/// A loan in whatever state.
#[frame_support::stored]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
#[allow(
	clippy::large_enum_variant,
	reason = "it is read, moved on and written, never kept in numbers"
)]
pub enum Record<AccountId> {
	/// Waits for the borrower.
	#[codec(index = 0)]
	Offered(Offer<AccountId>),
	/// Runs.
	#[codec(index = 1)]
	Active(Running<AccountId>),
	/// Is over.
	#[codec(index = 2)]
	Repaid(Repaid<AccountId>),
	/// An offer that was taken back while Curators had staged capital: it stays until all of it is
	/// collected.
	#[codec(index = 3)]
	Withdrawn(Positions<AccountId>),
}

impl<AccountId> Record<AccountId> {
	/// The lenders beside the vault; an offer has none yet.
	pub fn positions(&self) -> Option<&Positions<AccountId>> {
		match self {
			Self::Offered(_) => None,
			Self::Active(running) => Some(&running.positions),
			Self::Repaid(repaid) => Some(&repaid.positions),
			Self::Withdrawn(positions) => Some(positions),
		}
	}

	/// The same, to change them.
	pub fn positions_mut(&mut self) -> Option<&mut Positions<AccountId>> {
		match self {
			Self::Offered(_) => None,
			Self::Active(running) => Some(&mut running.positions),
			Self::Repaid(repaid) => Some(&mut repaid.positions),
			Self::Withdrawn(positions) => Some(positions),
		}
	}
}

/// Where a payment leaves a loan.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(clippy::large_enum_variant, reason = "it lives within one call")]
pub enum Outcome<AccountId> {
	/// It runs on.
	RunsOn(Running<AccountId>),
	/// It is over; these items are free.
	Over(Repaid<AccountId>, Freed<AccountId>),
}

/// What a loan that is over sets free.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Freed<AccountId> {
	/// The items.
	pub items: Items,
	/// What had hung on whom and what.
	pub hung: Vec<(Dependence<AccountId>, UsdaiAmount)>,
}

/// A payment, and what it makes of the loan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled<AccountId> {
	/// What the loan counted in the book until now.
	pub before: Entry,
	/// What is paid.
	pub payment: Payment,
	/// Of it, to lenders beside the vault.
	pub juniors: UsdaiAmount,
	/// Where it leaves the loan.
	pub after: Outcome<AccountId>,
}

/// One line of a schedule.
#[frame_support::stored]
#[derive(Copy)]
pub struct Instalment {
	/// Number of the window, counted from 0.
	pub window: u32,
	/// When it falls due, in block time as far as pauses are known.
	pub due: Seconds,
	/// Principal, 18 decimals.
	pub principal: UsdaiAmount,
	/// Interest, 18 decimals.
	pub interest: UsdaiAmount,
	/// Principal left after it, 18 decimals.
	pub balance: UsdaiAmount,
}

/// How a loan stands, as people say it.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Status {
	/// May be accepted until its offer expires.
	#[codec(index = 0)]
	Offered,
	/// Paid up.
	#[codec(index = 1)]
	Current,
	/// An instalment is late, within grace.
	#[codec(index = 2)]
	Late,
	/// An instalment is late beyond grace.
	#[codec(index = 3)]
	Overdue,
	/// Over.
	#[codec(index = 4)]
	Repaid,
}

/// A loan that runs, in figures.
#[frame_support::stored]
pub struct LoanDetails<AccountId> {
	/// Who borrows.
	pub borrower: AccountId,
	/// How it stands.
	pub status: Status,
	/// What stands behind it.
	pub items: Items,
	/// What was lent, 18 decimals.
	pub principal: UsdaiAmount,
	/// Principal outstanding, 18 decimals.
	pub balance: UsdaiAmount,
	/// Interest paid so far, 18 decimals.
	pub interest_paid: UsdaiAmount,
	/// Interest a second, scaled by 10^18.
	pub rate: RatePerSecond,
	/// Instalments paid.
	pub windows_paid: u32,
	/// Instalments in all.
	pub windows: u32,
	/// When the next one falls due, in block time as far as pauses are known.
	pub next_due: Seconds,
	/// Names the terms.
	pub terms_hash: H256,
	/// The lenders beside the vault, by tranche; tranche 1 is the first.
	pub positions: Positions<AccountId>,
}

impl Instalment {
	/// A line of a loan's schedule that falls due at `due` in block time.
	pub fn new(line: Line, due: Seconds) -> Self {
		let Line { window, principal, interest, balance, .. } = line;
		Self { window, due, principal, interest, balance }
	}
}

impl<AccountId: Clone + PartialEq> Offer<AccountId> {
	/// Whether all that Curators lend lies with the chain.
	pub fn is_staged(&self) -> bool {
		self.staged.iter().all(Option::is_some)
	}

	/// What lies with the chain.
	pub fn stakes(&self) -> impl Iterator<Item = (&AccountId, UsdaiAmount)> {
		let all = self.terms.juniors().zip(&self.staged);
		all.filter_map(|(stake, since)| since.map(|_| stake))
	}

	/// The offer with all tranches of a Curator staged at `now`, or none of them, and what moves by
	/// that.
	pub fn staging(self, curator: &AccountId, since: Option<Seconds>) -> (Self, UsdaiAmount) {
		let Self { mut staged, .. } = self;
		let mut moved = UsdaiAmount::ZERO;
		for ((who, amount), place) in self.terms.juniors().zip(staged.iter_mut()) {
			if who == curator && place.is_some() != since.is_some() {
				*place = since;
				moved = total([moved, amount]);
			}
		}
		(Self { staged, ..self }, moved)
	}

	/// What is left of the offer once it is withdrawn: capital that Curators collect.
	pub fn withdrawn(&self) -> Positions<AccountId> {
		let freed = self.stakes().map(|(curator, amount)| Position {
			holder: curator.clone(),
			stake: Stake::freed(amount),
		});
		Positions::truncate_from(freed.collect())
	}

	/// Begins the loan at `now`, in block time, when the book has paused for `paused`.
	pub fn accept(
		self,
		now: Seconds,
		paused: Seconds,
		security: Security,
		sites: Sites,
	) -> Result<Running<AccountId>, FinanceError> {
		let Self { terms, terms_hash, .. } = self;
		let lent = terms.juniors().map(|(curator, amount)| Position {
			holder: curator.clone(),
			stake: Stake::lent(amount),
		});
		let positions = Positions::truncate_from(lent.collect());
		let progress = Progress::begun(now, paused, terms.ask.principal, &terms.tranches);
		let entry = terms.entry(&progress, &security)?;
		Ok(Running { terms, terms_hash, progress, security, sites, positions, entry })
	}
}

impl<AccountId> Terms<AccountId> {
	/// What the vault lends: tranche 0.
	pub fn lent_by_vault(&self) -> UsdaiAmount {
		self.tranches.first().map_or(UsdaiAmount::ZERO, |vault| UsdaiAmount(vault.amount))
	}

	/// What Curators lend in all.
	pub fn lent_by_curators(&self) -> UsdaiAmount {
		total(self.juniors().map(|(_, amount)| amount))
	}

	/// What Curators lend, by tranche; tranche 1 is the first.
	pub fn juniors(&self) -> impl Iterator<Item = (&AccountId, UsdaiAmount)> {
		let amounts = self.tranches.iter().skip(1).map(|tranche| UsdaiAmount(tranche.amount));
		self.curators.iter().zip(amounts)
	}

	/// The terms as the mathematics knows them, for a loan that begins at `origination`.
	pub fn finance(&self, origination: Seconds) -> Result<Loan<'_>, FinanceError> {
		Loan::new(self.ask.schedule(origination), self.ask.repayment, &self.tranches)
	}

	/// When the grace of the first instalment ends, if the loan begins at `origination`.
	pub fn first_grace_ends(&self, origination: Seconds) -> Option<Seconds> {
		let due = self.finance(origination).ok()?.schedule().deadline(0)?;
		Some(due.saturating_add(self.ask.repayment.grace_duration))
	}

	/// What a loan on these terms counts in the book once it has come so far.
	pub fn entry(&self, progress: &Progress, security: &Security) -> Result<Entry, FinanceError> {
		Entry::new(&EntryTerms {
			schedule: self.finance(progress.origination)?.schedule(),
			tranches: &self.tranches,
			grace: self.ask.repayment.grace_duration,
			ageing: &self.ageing,
			security,
			progress,
		})
	}
}

impl<AccountId: Clone + Ord> Terms<AccountId> {
	/// What of a loan on these terms hangs on whom and what, with what hangs on which site.
	pub fn hangs(&self, sites: &Sites) -> Vec<(Dependence<AccountId>, UsdaiAmount)> {
		let lent = self.lent_by_vault();
		let sites = sites.iter().map(|(site, part)| (Dependence::Site(*site), *part));
		let borrower = Dependence::Borrower(self.borrower.clone());
		let model = Dependence::Model(self.ask.product);
		let mut curators = self.curators.to_vec();
		curators.sort();
		curators.dedup();
		let curators = curators.into_iter().map(|curator| (Dependence::Curator(curator), lent));
		let whole = [(borrower, lent), (model, lent)].into_iter();
		whole.chain(curators).chain(sites).collect()
	}
}

impl<AccountId: Clone + Ord> Running<AccountId> {
	/// What of it hangs on whom and what. It counts with all that the vault lent until it is over.
	pub fn hangs(&self) -> Vec<(Dependence<AccountId>, UsdaiAmount)> {
		self.terms.hangs(&self.sites)
	}

	/// The loan as the mathematics knows it.
	pub fn finance(&self) -> Result<Loan<'_>, FinanceError> {
		self.terms.finance(self.progress.origination)
	}

	/// Pays the next `windows` instalments at `now` of the book clock, in `block` time; see
	/// [`Progress::pay`].
	///
	/// Errors: `NoWindowsLeft` when the schedule has fewer; `Overflow`.
	pub fn pay(
		self,
		windows: u32,
		now: Seconds,
		block: Seconds,
	) -> Result<Settled<AccountId>, FinanceError> {
		let mut parts = [Claim::default(); MAX_PARTS];
		let payment = self.progress.pay(&self.finance()?, windows, now, &self.entry, &mut parts)?;
		let (progress, juniors) = (payment.progress, payment.beside()?);
		let hung = if progress.is_over() { self.hangs() } else { Vec::new() };
		let Self { terms, terms_hash, security, sites, mut positions, entry: before, .. } = self;
		for (position, part) in positions.iter_mut().zip(parts.iter().skip(1)) {
			position.stake = position.stake.paid(part)?;
		}
		let after = if progress.is_over() {
			positions.iter_mut().for_each(|position| position.stake = position.stake.over());
			let repaid = Repaid {
				borrower: terms.borrower,
				terms_hash,
				principal: terms.ask.principal,
				interest: progress.interest_paid,
				at: block,
				positions,
			};
			Outcome::Over(repaid, Freed { items: terms.items, hung })
		} else {
			let entry = terms.entry(&progress, &security)?;
			let running =
				Running { terms, terms_hash, progress, security, sites, positions, entry };
			Outcome::RunsOn(running)
		};
		Ok(Settled { before, payment, juniors, after })
	}

	/// How it stands at a moment of the book clock.
	pub fn status(&self, book: Seconds) -> Result<Status, FinanceError> {
		let due = self.due()?;
		let now = self.progress.clock(book);
		Ok(if now <= due {
			Status::Current
		} else if now <= due.saturating_add(self.terms.ask.repayment.grace_duration) {
			Status::Late
		} else {
			Status::Overdue
		})
	}

	/// When the next instalment falls due, in the schedule's time.
	pub fn due(&self) -> Result<Seconds, FinanceError> {
		let due = self.finance()?.schedule().deadline(self.progress.windows_paid);
		due.ok_or(FinanceError::NoWindowsLeft)
	}
}
