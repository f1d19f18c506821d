//! The states of a loan. A move consumes the old state and returns the new one:
//! offered, then active, then repaid, or defaulted and closed; where hardware is still to come, in escrow
//! before.

use super::{
	charges::{Advances, Credit, Credits},
	closed::Closed,
	creditors::Creditors,
	defaulted::Defaulted,
	escrow::Escrowed,
	exposure::{Dependence, Sites},
	lenders::{Position, Positions, Staged},
	running::Running,
	terms::Terms,
	watch::Watch,
};
use alloc::vec::Vec;
use caliber_finance::{
	book::{Entry, EntryTerms, Progress, Security},
	instalment::{Debt, Loan},
	pots::Pots,
	tranches::{Stake, Tranche},
	treasury::total,
	FinanceError,
};
use caliber_primitives::units::{Day, Seconds, UsdaiAmount};
use sp_core::H256;

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
	/// The payees beside the lenders, likewise.
	pub credits: Credits<AccountId>,
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
	/// Its money waits until the hardware has come.
	#[codec(index = 4)]
	Escrowed(Escrowed<AccountId>),
	/// Is in default; its hardware is seized.
	#[codec(index = 5)]
	Defaulted(Defaulted<AccountId>),
	/// Ended in default.
	#[codec(index = 6)]
	Closed(Closed<AccountId>),
}

impl<AccountId> Record<AccountId> {
	/// The lenders beside the vault; an offer has none yet, in escrow or not.
	pub fn positions(&self) -> Option<&Positions<AccountId>> {
		match self {
			Self::Offered(_) | Self::Escrowed(_) => None,
			Self::Active(running) => Some(&running.positions),
			Self::Repaid(repaid) => Some(&repaid.positions),
			Self::Defaulted(Defaulted { creditors, .. })
			| Self::Closed(Closed { creditors, .. }) => Some(&creditors.positions),
			Self::Withdrawn(positions) => Some(positions),
		}
	}

	/// The payees beside the lenders.
	pub fn credits(&self) -> &[Credit<AccountId>] {
		match self {
			Self::Offered(_) | Self::Escrowed(_) | Self::Withdrawn(_) => &[],
			Self::Active(running) => &running.credits,
			Self::Repaid(repaid) => &repaid.credits,
			Self::Defaulted(Defaulted { creditors, .. })
			| Self::Closed(Closed { creditors, .. }) => &creditors.credits,
		}
	}

	/// The same, to change them.
	pub fn credits_mut(&mut self) -> Option<&mut Credits<AccountId>> {
		match self {
			Self::Offered(_) | Self::Escrowed(_) | Self::Withdrawn(_) => None,
			Self::Active(running) => Some(&mut running.credits),
			Self::Repaid(repaid) => Some(&mut repaid.credits),
			Self::Defaulted(Defaulted { creditors, .. })
			| Self::Closed(Closed { creditors, .. }) => Some(&mut creditors.credits),
		}
	}

	/// What was agreed on, of a loan that runs or is in default.
	pub fn agreed(&self) -> Option<&Terms<AccountId>> {
		match self {
			Self::Active(running) => Some(&running.terms),
			Self::Defaulted(defaulted) => Some(&defaulted.terms),
			_ => None,
		}
	}

	/// Who is owed what of a loan in default, closed or not, to change it; and who borrowed.
	pub fn creditors_mut(&mut self) -> Option<(&AccountId, &mut Creditors<AccountId>)> {
		match self {
			Self::Defaulted(defaulted) => {
				Some((&defaulted.terms.borrower, &mut defaulted.creditors))
			},
			Self::Closed(closed) => Some((&closed.borrower, &mut closed.creditors)),
			_ => None,
		}
	}

	/// The positions, to change them.
	pub fn positions_mut(&mut self) -> Option<&mut Positions<AccountId>> {
		match self {
			Self::Offered(_) | Self::Escrowed(_) => None,
			Self::Active(running) => Some(&mut running.positions),
			Self::Repaid(repaid) => Some(&mut repaid.positions),
			Self::Defaulted(Defaulted { creditors, .. })
			| Self::Closed(Closed { creditors, .. }) => Some(&mut creditors.positions),
			Self::Withdrawn(positions) => Some(positions),
		}
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
		let entry = terms.entry(&progress, &terms.tranches, &security, None)?;
		let required = terms.reserve(now)?;
		let credits = terms
			.charges
			.iter()
			.map(|charge| Credit { payee: charge.payee.clone(), owed: UsdaiAmount::ZERO });
		Ok(Running {
			tranches: terms.tranches.clone(),
			credits: Credits::truncate_from(credits.collect()),
			pots: Pots { reserve: required, required, ..Pots::default() },
			watch: Watch::default(),
			breach: None,
			advances: Advances::default(),
			terms,
			terms_hash,
			progress,
			security,
			sites,
			positions,
			entry,
		})
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

	/// What the reserve of a loan that begins at `origination` holds.
	pub fn reserve(&self, origination: Seconds) -> Result<UsdaiAmount, FinanceError> {
		match self.ask.reserve {
			0 => Ok(UsdaiAmount::ZERO),
			windows => {
				let debt = Debt { windows_paid: 0, balance: self.ask.principal };
				self.finance(origination)?.reserve_required(debt, windows)
			},
		}
	}

	/// What a loan on these terms counts in the book once it has come so far.
	pub fn entry(
		&self,
		progress: &Progress,
		tranches: &[Tranche],
		security: &Security,
		impaired: Option<Day>,
	) -> Result<Entry, FinanceError> {
		Entry::new(&EntryTerms {
			schedule: self.finance(progress.origination)?.schedule(),
			tranches,
			grace: self.ask.repayment.grace_duration,
			ageing: &self.ageing,
			security,
			progress,
			impaired,
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
