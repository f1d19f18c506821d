//! A loan that runs: what a payment makes of it, and what a review does. A move consumes the old state
//! and returns the new one.

use super::{
	charges::{Advance, Advances, Charge, Credit, Credits},
	defaulted::Cause,
	exposure::{Dependence, Sites},
	figures::Status,
	lenders::Positions,
	loan::Repaid,
	terms::{Ask, Items, Terms, Tranches},
	watch::{Behind, CollateralStatus, Margin, Watch},
};
use alloc::vec::Vec;
use caliber_finance::{
	book::{advanced, Entry, Levies, Levy, Parts, Paying, Payment, Progress, Security},
	instalment::Loan,
	pots::{Pot, Pots, Taken},
	tranches::Tranche,
	treasury::{difference, sum, total},
	FinanceError,
};
use caliber_primitives::units::{Day, Seconds, UsdaiAmount, SECONDS_PER_DAY};
use sp_core::H256;

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
	/// By what payments are divided among its lenders: amounts and rates of the terms, until principal
	/// has gone to senior tranches first.
	pub tranches: Tranches,
	/// The lenders beside the vault.
	pub positions: Positions<AccountId>,
	/// The payees beside the lenders.
	pub credits: Credits<AccountId>,
	/// What others have paid for the borrower.
	pub advances: Advances<AccountId>,
	/// Money that lies with it.
	pub pots: Pots,
	/// What it is watched for.
	pub watch: Watch,
	/// Who has reported a breach, while that is not cured.
	pub breach: Option<Breach<AccountId>>,
	/// What it counts in the book.
	pub entry: Entry,
}

/// A breach of the loan's covenants, as it was reported.
#[frame_support::stored]
pub struct Breach<AccountId> {
	/// The Servicer who says so.
	pub by: AccountId,
	/// Names what shows it.
	pub evidence: H256,
	/// When he has said so, in block time.
	pub since: Seconds,
}

/// Who pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
	/// Whoever signs pays what insurance money and the lockbox do not.
	Signer,
	/// Insurance money and the lockbox pay all of it.
	Lockbox,
	/// The reserve pays what those do not.
	Reserve,
}

impl By {
	/// The pots that pay what is `due`, in their order. Ahead of the due date the lockbox waits for it.
	fn pots(self, due: bool) -> &'static [Pot] {
		match self {
			Self::Signer if !due => &[Pot::Insured],
			Self::Signer | Self::Lockbox => &[Pot::Insured, Pot::Lockbox],
			Self::Reserve => &[Pot::Insured, Pot::Lockbox, Pot::Reserve],
		}
	}
}

/// A payment, and what it makes of the loan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled<AccountId> {
	/// What the loan counted in the book until now.
	pub before: Entry,
	/// What is paid.
	pub payment: Payment,
	/// How many instalments.
	pub windows: u32,
	/// Of it, by money that lay with the loan.
	pub spent: UsdaiAmount,
	/// What is left of that.
	pub pots: Pots,
	/// What is to come from elsewhere.
	pub due: UsdaiAmount,
	/// Of it, to lenders and payees beside the vault.
	pub beside: UsdaiAmount,
	/// Where it leaves the loan.
	pub after: Outcome<AccountId>,
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

impl<AccountId> Outcome<AccountId> {
	/// What it sets free, when it is over.
	pub fn freed(&self) -> Option<&Freed<AccountId>> {
		match self {
			Self::RunsOn(_) => None,
			Self::Over(_, freed) => Some(freed),
		}
	}

	/// The loan, when it runs on, to change it.
	pub fn running_mut(&mut self) -> Option<&mut Running<AccountId>> {
		match self {
			Self::RunsOn(running) => Some(running),
			Self::Over(..) => None,
		}
	}
}

/// What a loan that is over sets free.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Freed<AccountId> {
	/// The items.
	pub items: Items,
	/// What had hung on whom and what.
	pub hung: Vec<(Dependence<AccountId>, UsdaiAmount)>,
	/// Money that lay with it, for the borrower.
	pub money: UsdaiAmount,
}

impl<AccountId: Clone + Ord> Running<AccountId> {
	/// What of it hangs on whom and what. It counts with all that the vault lent until it is over.
	pub fn hangs(&self) -> Vec<(Dependence<AccountId>, UsdaiAmount)> {
		self.terms.hangs(&self.sites)
	}

	/// The loan as the mathematics knows it.
	pub fn finance(&self) -> Result<Loan<'_>, FinanceError> {
		let Ask { repayment, .. } = self.terms.ask;
		Loan::new(self.terms.ask.schedule(self.progress.origination), repayment, &self.tranches)
	}

	/// Pays the next `windows` instalments at `now` of the book clock, in `block` time; see
	/// [`Progress::pay`]. From Watch on principal goes to senior tranches first, and from then on, once
	/// nothing is late, payments are divided by what each has left (protocol.md 6.3).
	///
	/// Errors: `NoWindowsLeft` when the schedule has fewer; `Overflow`.
	pub fn pay(
		self,
		windows: u32,
		by: By,
		now: Seconds,
		block: Seconds,
	) -> Result<Settled<AccountId>, FinanceError> {
		let mut parts = Parts::default();
		let mut payment =
			self.paying(now, |paying| self.progress.pay(paying, windows, now, &mut parts))?;
		payment.advances = self.owed_for_advances(now)?;
		let pots = self.pots_for(windows, by, now)?;
		let Taken { amount: spent, left } = self.pots.take(pots, payment.total()?);
		// Whoever adds to it: what the reserve has paid for is no payment of the borrower's own.
		if left.spent_reserve_since(&self.pots) {
			payment.progress = payment.progress.drawn_since(&self.progress);
		}
		self.settled(payment, &parts, (windows, spent, left), now, block)
	}

	/// Repays principal ahead of time, all of it from the signer; see [`Progress::prepay`].
	///
	/// Errors: those of [`Progress::prepay`].
	pub fn prepay(
		self,
		amount: UsdaiAmount,
		now: Seconds,
		block: Seconds,
	) -> Result<Settled<AccountId>, FinanceError> {
		self.prepay_from(&[], amount, now, block)
	}

	/// Repays as much principal as its lockbox can, at most so much.
	///
	/// Errors: those of [`Progress::prepay`]: also `ZeroAmount` when that is nothing.
	pub fn prepay_by_lockbox(
		self,
		most: UsdaiAmount,
		now: Seconds,
		block: Seconds,
	) -> Result<Settled<AccountId>, FinanceError> {
		// Advances come first.
		let (lockbox, _) = difference(self.pots.lockbox, self.owed_for_advances(now)?);
		let amount = self.paying(now, |paying| self.progress.prepayable(paying, lockbox, now))?;
		self.prepay_from(&[Pot::Lockbox], amount.min(most), now, block)
	}

	fn prepay_from(
		self,
		from: &[Pot],
		amount: UsdaiAmount,
		now: Seconds,
		block: Seconds,
	) -> Result<Settled<AccountId>, FinanceError> {
		let mut parts = Parts::default();
		let mut payment =
			self.paying(now, |paying| self.progress.prepay(paying, amount, now, &mut parts))?;
		payment.advances = self.owed_for_advances(now)?;
		let Taken { amount: spent, left } = self.pots.take(from, payment.total()?);
		self.settled(payment, &parts, (0, spent, left), now, block)
	}

	/// Pays the charges that come first, of the window that is due, out of pots, when they have all of it; see
	/// [`Progress::charge`]. Returns what they have paid.
	///
	/// Errors: those of [`Progress::charge`].
	pub fn charge(&mut self, by: By) -> Result<UsdaiAmount, FinanceError> {
		let mut parts = Parts::default();
		let (progress, sum) = self.progress.charge(&self.levies(), &mut parts)?;
		let Taken { amount, left } = self.pots.take(by.pots(true), sum);
		if amount < sum || sum.is_zero() {
			return Ok(UsdaiAmount::ZERO);
		}
		self.progress = progress;
		self.pots = left;
		self.credit(&parts)?;
		Ok(sum)
	}

	/// Whether an account may advance charges: no more are waited for, to be repaid or to collect,
	/// than a loan has room for. So the payment that repays them never lacks any.
	pub fn has_room_for(&self, by: &AccountId) -> bool {
		let charges = self.terms.charges.len();
		let credited = self.credits.iter().skip(charges).filter(|credit| !credit.owed.is_zero());
		let advanced = self.advances.iter().map(|advance| &advance.by);
		let mut all: Vec<_> = credited.map(|credit| &credit.payee).chain(advanced).collect();
		all.push(by);
		all.sort();
		all.dedup();
		all.len() <= Advances::<AccountId>::bound()
	}

	/// Pays the charges that come first, of the window that is due, for the borrower. Nothing when they are
	/// paid.
	/// Returns what they take.
	///
	/// Errors: those of [`Progress::charge`]; `TooManyTranches` when too many advances wait.
	pub fn advance(&mut self, by: AccountId, now: Seconds) -> Result<UsdaiAmount, FinanceError> {
		let mut parts = Parts::default();
		let (progress, amount) = self.progress.charge(&self.levies(), &mut parts)?;
		if amount.is_zero() {
			return Ok(amount);
		}
		let since = progress.clock(now);
		let pushed = self.advances.try_push(Advance { by, amount, since });
		pushed.map_err(|_| FinanceError::TooManyTranches)?;
		self.progress = progress;
		self.credit(&parts)?;
		Ok(amount)
	}

	/// What each advance takes to be repaid at `now` of the book clock.
	fn advances_at(&self, now: Seconds) -> Result<Vec<(AccountId, UsdaiAmount)>, FinanceError> {
		let (rate, now) = (self.finance()?.rate(), self.progress.clock(now));
		let owed = |advance: &Advance<AccountId>| {
			let amount = advanced(advance.amount, rate, now.saturating_sub(advance.since))?;
			Ok((advance.by.clone(), amount))
		};
		self.advances.iter().map(owed).collect()
	}

	/// What each advance takes, in their order.
	pub fn owed_to_advancers(&self, now: Seconds) -> Result<Vec<UsdaiAmount>, FinanceError> {
		let all = self.advances_at(now)?.into_iter().map(|(_, amount)| amount);
		Ok(all.collect())
	}

	/// The credits, with one for each who waits for an advance. Whoever has collected makes room.
	pub fn credits_with_advancers(&self) -> Credits<AccountId> {
		let (first, others) =
			self.credits.split_at(self.terms.charges.len().min(self.credits.len()));
		let mut all = first.to_vec();
		let owed = others.iter().filter(|credit| !credit.owed.is_zero());
		all.extend(owed.cloned());
		for by in self.advances.iter().map(|advance| &advance.by) {
			let beside = all.iter().skip(first.len());
			if !beside.into_iter().any(|credit| credit.payee == *by) {
				all.push(Credit { payee: by.clone(), owed: UsdaiAmount::ZERO });
			}
		}
		Credits::truncate_from(all)
	}

	/// What is owed once it is called; see [`Progress::demand`].
	pub fn demand(&self, now: Seconds, parts: &mut Parts) -> Result<UsdaiAmount, FinanceError> {
		self.paying(now, |paying| self.progress.demand(paying, now, parts))
	}

	/// The event of default that a review has found and nobody has cured (protocol.md 5.3).
	pub fn event(&self) -> Option<Cause> {
		self.watch.impairment.map(|impairment| Cause::Event(impairment.risk))
	}

	/// What all of them take.
	pub fn owed_for_advances(&self, now: Seconds) -> Result<UsdaiAmount, FinanceError> {
		if self.advances.is_empty() {
			return Ok(UsdaiAmount::ZERO);
		}
		Ok(total(self.advances_at(now)?.into_iter().map(|(_, amount)| amount)))
	}

	/// Credits whoever has advanced charges with what is owed for that.
	fn repay_advances(&mut self, now: Seconds) -> Result<(), FinanceError> {
		if self.advances.is_empty() {
			return Ok(());
		}
		let charges = self.terms.charges.len();
		for (by, amount) in self.advances_at(now)? {
			let others = self.credits.iter_mut().skip(charges);
			match others.into_iter().find(|credit| credit.payee == by) {
				Some(credit) => {
					credit.owed = sum([credit.owed, amount])?;
				},
				None => {
					// Whoever has collected makes room.
					let mut place = 0usize;
					self.credits.retain(|credit| {
						place = place.saturating_add(1);
						place <= charges || !credit.owed.is_zero()
					});
					let credit = Credit { payee: by, owed: amount };
					self.credits.try_push(credit).map_err(|_| FinanceError::TooManyTranches)?;
				},
			}
		}
		self.advances = Advances::default();
		Ok(())
	}

	/// What ends it at `now` of the book clock; see [`Progress::payoff`].
	///
	/// Errors: those of [`Progress::payoff`].
	pub fn payoff(&self, now: Seconds) -> Result<UsdaiAmount, FinanceError> {
		let rest = self.paying(now, |paying| self.progress.payoff(paying, now))?;
		sum([rest, self.owed_for_advances(now)?])
	}

	/// The pots that pay so many instalments.
	fn pots_for(&self, windows: u32, by: By, now: Seconds) -> Result<&'static [Pot], FinanceError> {
		let last = self.progress.windows_paid.saturating_add(windows).saturating_sub(1);
		let tomorrow = self.progress.clock(now).saturating_add(Seconds(SECONDS_PER_DAY));
		let deadline = self.finance()?.schedule().deadline(last);
		Ok(by.pots(deadline.is_some_and(|deadline| deadline <= tomorrow)))
	}

	fn levies(&self) -> Vec<Levy> {
		self.terms.charges.iter().map(Charge::levy).collect()
	}

	/// The loan as a payment at `now` of the book clock needs to know it.
	fn paying<R>(
		&self,
		now: Seconds,
		with: impl FnOnce(&Paying<'_>) -> Result<R, FinanceError>,
	) -> Result<R, FinanceError> {
		let Terms { late_fee, exit_fee, .. } = self.terms;
		let (loan, left, charges) = (self.finance()?, self.left(), self.levies());
		with(&Paying {
			loan: &loan,
			entry: &self.entry,
			levies: Levies { late_fee, exit_fee, charges: &charges },
			left: &left,
			seniors_first: self.is_watched(now),
		})
	}

	/// With other money. A reserve that is full need not be filled any more.
	pub fn with_pots(mut self, pots: Pots) -> Self {
		self.pots = pots;
		if pots.missing().is_zero() {
			self.watch.refill_by = None;
		}
		self
	}

	/// Once its reserve was drawn: it is to be full by `due`, if it was not to be so before.
	pub fn to_be_refilled(mut self, due: Seconds) -> Self {
		self.watch.refill_by = self.watch.refill_by.or(Some(due));
		self
	}

	/// Principal that each tranche has left; the first is the vault's.
	fn left(&self) -> Vec<UsdaiAmount> {
		let juniors = self.positions.iter().map(|position| position.stake.principal);
		[self.progress.vault].into_iter().chain(juniors).collect()
	}

	/// With what the money of its lenders has earned in escrow.
	///
	/// Errors: `Overflow`.
	pub fn with_carry(mut self, parts: &Parts) -> Result<Self, FinanceError> {
		self.credit(parts)?;
		Ok(self)
	}

	/// Credits what is not the vault's.
	fn credit(&mut self, parts: &Parts) -> Result<(), FinanceError> {
		for (position, part) in self.positions.iter_mut().zip(parts.lenders.iter().skip(1)) {
			position.stake = position.stake.paid(part)?;
		}
		for (credit, part) in self.credits.iter_mut().zip(parts.charges) {
			credit.owed = sum([credit.owed, part])?;
		}
		Ok(())
	}

	/// A payment, once it is known who gets what.
	fn settled(
		mut self,
		payment: Payment,
		parts: &Parts,
		(windows, spent, pots): (u32, UsdaiAmount, Pots),
		now: Seconds,
		block: Seconds,
	) -> Result<Settled<AccountId>, FinanceError> {
		let (due, _) = difference(payment.total()?, spent);
		let beside = payment.beside()?;
		let (before, progress) = (self.entry, payment.progress);
		let watched = self.is_watched(now);
		self.credit(parts)?;
		self.repay_advances(now)?;
		self.progress = progress;
		self.pots = pots;
		self.watch.seniors_first |= watched;
		// Windows that are late bear what they did when they were over: their borrower owes no more because
		// seniors are paid first.
		let is_current = self.windows_late(now)? == 0;
		if windows > 0 && is_current && self.watch.seniors_first && !progress.is_over() {
			self.tranches = self.by_what_is_left();
			self.watch.seniors_first = false;
		}
		let after = if progress.is_over() {
			let hung = self.hangs();
			let money = pots.total().ok_or(FinanceError::Overflow)?;
			let Self { terms, terms_hash, positions, credits, .. } = self;
			let repaid = Repaid {
				borrower: terms.borrower,
				terms_hash,
				principal: terms.ask.principal,
				interest: progress.interest_paid,
				at: block,
				positions,
				credits,
			};
			Outcome::Over(repaid, Freed { items: terms.items, hung, money })
		} else {
			self.entry = self.counts()?;
			Outcome::RunsOn(self)
		};
		Ok(Settled { before, payment, windows, spent, pots, due, beside, after })
	}

	/// What it counts in the book until it is touched again.
	fn counts(&self) -> Result<Entry, FinanceError> {
		let impaired = self.watch.impairment.map(|impairment| impairment.day);
		self.terms.entry(&self.progress, &self.tranches, &self.security, impaired)
	}

	/// After a review at `now` of the book clock, when the book is on `day`; see [`Watch::reviewed`].
	///
	/// Errors: those of [`Entry::new`].
	pub fn reviewed(
		mut self,
		behind: &Behind,
		margin: &Margin,
		now: Seconds,
		day: Day,
	) -> Result<Self, FinanceError> {
		let found = behind.findings(self.progress.balance);
		self.watch = self.watch.reviewed(&found, margin, self.progress.clock(now), day);
		self.watch.sound_up_to = match self.watch.call_until {
			Some(_) => behind.sound_up_to(margin),
			None => UsdaiAmount::ZERO,
		};
		self.security = behind.security(&self.security);
		self.entry = self.counts()?;
		Ok(self)
	}

	/// With a breach that may be cured for so long from `now` of the book clock on, or without one.
	pub fn with_breach(
		mut self,
		breach: Option<Breach<AccountId>>,
		until: Option<Seconds>,
	) -> Self {
		(self.breach, self.watch.breach_until) = (breach, until);
		self
	}

	/// How many instalments are late at `now` of the book clock.
	pub fn windows_late(&self, now: Seconds) -> Result<u32, FinanceError> {
		Ok(self.progress.windows_late(self.finance()?.schedule(), now))
	}

	/// How its collateral stands at `now` of the book clock.
	pub fn collateral(&self, now: Seconds) -> CollateralStatus {
		self.watch.status(self.progress.clock(now))
	}

	/// The tranches by what each has left. One that is repaid keeps the smallest amount that there is:
	/// a tranche of nothing has no weight to divide by.
	fn by_what_is_left(&self) -> Tranches {
		let least = |left: UsdaiAmount| left.get().max(1);
		let rates = self.tranches.iter().map(|tranche| tranche.rate);
		let all = self.left().into_iter().zip(rates);
		let tranches = all.map(|(left, rate)| Tranche { amount: least(left), rate });
		Tranches::truncate_from(tranches.collect())
	}

	/// Whether it is on Watch or worse at `now` of the book clock: its collateral is, or its mark has
	/// fallen.
	pub fn is_watched(&self, now: Seconds) -> bool {
		let is_marked = now >= self.entry.stop.start();
		is_marked || self.collateral(now) != CollateralStatus::Sound
	}

	/// Whether an instalment has been late for a day: so long its borrower may pay before his reserve
	/// does.
	pub fn may_draw(&self, now: Seconds) -> Result<bool, FinanceError> {
		let late = self.due()?.saturating_add(Seconds(SECONDS_PER_DAY));
		Ok(self.progress.clock(now) >= late)
	}

	/// Whether a loan to which the vault lends so much may replace it: its borrower has paid up himself,
	/// and from Watch on the vault lends no more than it has in it.
	pub fn may_be_replaced(&self, lent: UsdaiAmount, now: Seconds) -> bool {
		let is_paid = self.status(now) == Ok(Status::Current) && self.progress.drawn == 0;
		is_paid && (!self.is_watched(now) || lent <= self.progress.vault)
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
