//! The states of a loan. A move consumes the old state and returns the new one:
//! offered, then active, then repaid.

use super::{
	accrual::Speed,
	book::{Entry, STAGES},
	terms::{Items, Terms, MAX_TRANCHES},
};
use caliber_finance::{
	instalment::{Debt, Loan},
	math::{mul_div, Rounding, MILLION},
	tranches::{Claim, Tranche},
	FinanceError,
};
use caliber_primitives::{
	units::{Day, Ppm, RatePerSecond, Seconds, UsdaiAmount, SECONDS_PER_DAY},
	vault::Receipt,
};
use sp_core::{H256, U256, U512};

/// Length of a buffer that holds the dues of every tranche.
pub const TRANCHES: usize = 8;
const _: () = assert!(MAX_TRANCHES == 8, "the buffer has a place for each tranche");

/// A loan that may be accepted.
#[frame_support::stored]
pub struct Offer<AccountId> {
	/// What both sides would agree on.
	pub terms: Terms<AccountId>,
	/// Names the terms: BLAKE2-256 of the loan's id and the terms.
	pub terms_hash: H256,
	/// Who made it, as an Originator.
	pub originator: AccountId,
	/// When, in block time.
	pub offered: Seconds,
	/// The first second, in block time, in which it cannot be accepted any more.
	pub expires: Seconds,
}

/// What stands behind a loan, as it was valued when the loan was accepted. All of it in USDai.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Security {
	/// What might be lent on.
	pub lendable: UsdaiAmount,
	/// Appraised orderly-liquidation value.
	pub orderly: UsdaiAmount,
	/// Appraised forced-liquidation value.
	pub forced: UsdaiAmount,
	/// Insurance cover.
	pub cover: UsdaiAmount,
	/// Until when all of the cover runs.
	pub cover_until: Seconds,
}

/// How far a loan has come.
#[frame_support::stored]
#[derive(Copy)]
pub struct Progress {
	/// When it began, in block time.
	pub origination: Seconds,
	/// What the book had paused by then: a deadline of the schedule less this is its place on the
	/// book clock.
	pub offset: Seconds,
	/// Windows paid; the next one has this number, counted from 0.
	pub windows_paid: u32,
	/// Principal outstanding, all tranches.
	pub balance: UsdaiAmount,
	/// The vault's part of it.
	pub vault: UsdaiAmount,
	/// Interest paid so far, all tranches, grace included.
	pub interest_paid: UsdaiAmount,
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
}

/// Where a payment leaves a loan.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(clippy::large_enum_variant, reason = "it lives within one call")]
pub enum Outcome<AccountId> {
	/// It runs on.
	RunsOn(Running<AccountId>),
	/// It is over; these items are free.
	Over(Repaid<AccountId>, Items),
}

/// What a payment does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payment<AccountId> {
	/// What the loan counted in the book until now.
	pub before: Entry,
	/// Principal paid, all tranches.
	pub principal: UsdaiAmount,
	/// Interest paid, all tranches, grace included.
	pub interest: UsdaiAmount,
	/// The vault's part of both.
	pub receipt: Receipt,
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
}

impl<AccountId> Offer<AccountId> {
	/// Begins the loan at `now`, in block time, when the book has paused for `paused`.
	pub fn accept(
		self,
		now: Seconds,
		paused: Seconds,
		security: Security,
	) -> Result<Running<AccountId>, FinanceError> {
		let progress = Progress {
			origination: now,
			offset: paused,
			windows_paid: 0,
			balance: self.terms.ask.principal,
			vault: self.terms.vault_principal(),
			interest_paid: UsdaiAmount::ZERO,
		};
		let entry = progress.entry(&self.terms, &security)?;
		let Self { terms, terms_hash, .. } = self;
		Ok(Running { terms, terms_hash, progress, security, entry })
	}
}

impl<AccountId> Terms<AccountId> {
	/// The terms as the mathematics knows them, for a loan that begins at `origination`.
	pub fn finance(&self, origination: Seconds) -> Result<Loan<'_>, FinanceError> {
		Loan::new(self.ask.schedule(origination), self.ask.repayment, &self.tranches)
	}

	/// What the vault lends.
	fn vault_principal(&self) -> UsdaiAmount {
		self.tranches.first().map(|tranche| UsdaiAmount(tranche.amount)).unwrap_or_default()
	}
}

impl Progress {
	/// The debt as the mathematics knows it.
	pub fn debt(&self) -> Debt {
		Debt { windows_paid: self.windows_paid, balance: self.balance }
	}

	/// What a loan that has come so far counts in the book.
	pub fn entry<AccountId>(
		&self,
		terms: &Terms<AccountId>,
		security: &Security,
	) -> Result<Entry, FinanceError> {
		let loan = terms.finance(self.origination)?;
		let window = self.windows_paid;
		let opens = loan.schedule().opens(window).ok_or(FinanceError::NoWindowsLeft)?;
		let due = loan.schedule().deadline(window).ok_or(FinanceError::NoWindowsLeft)?;
		let ends = due.saturating_add(terms.ask.repayment.grace_duration);
		let on_book = |moment: Seconds| moment.saturating_sub(self.offset);

		// An expired policy is a fact, and facts act when the loan is reviewed: were it asked for
		// here, a payment could lower what a deposit counts.
		let mut mark = self.vault.min(kept(security.forced, terms.ageing.forced_haircut)?);
		let high = self.vault.min(security.orderly.saturating_add(security.cover)).max(mark);
		let [first, second] = terms.ageing.class_haircuts;
		let mut low = [mark; STAGES];
		for (place, haircut) in low.iter_mut().skip(1).zip([first, second]) {
			mark = mark.min(kept(self.balance, haircut)?);
			*place = mark;
		}
		Ok(Entry {
			start: midnight_from(on_book(opens)),
			stop: on_book(ends).day(),
			speed: vault_speed(self.balance, loan.rate(), &terms.tranches)?,
			principal: self.vault,
			low,
			high,
		})
	}
}

/// The first midnight at or after a moment.
fn midnight_from(moment: Seconds) -> Day {
	moment.saturating_add(Seconds(SECONDS_PER_DAY.saturating_sub(1))).day()
}

/// What a haircut leaves, rounded down.
fn kept(value: UsdaiAmount, haircut: Ppm) -> Result<UsdaiAmount, FinanceError> {
	let keep = MILLION.saturating_sub(u128::from(haircut.get()));
	mul_div(value.get(), keep, MILLION, Rounding::Down).map(UsdaiAmount)
}

/// `floor(balance * blended * w / sum(w))` with `w = amount * rate` of tranche 0, the vault.
fn vault_speed(
	balance: UsdaiAmount,
	blended: RatePerSecond,
	tranches: &[Tranche],
) -> Result<Speed, FinanceError> {
	// 128 bits times 64 bits, and a few of those summed, never pass 256.
	let product = |a: u128, b: RatePerSecond| U256::from(a).saturating_mul(U256::from(b.get()));
	let weight = |tranche: &Tranche| product(tranche.amount, tranche.rate);
	let all = tranches.iter().map(weight).fold(U256::zero(), U256::saturating_add);
	let vault = tranches.first().map(weight).ok_or(FinanceError::NoTranches)?;
	let speed = product(balance.get(), blended).full_mul(vault).checked_div(U512::from(all));
	speed.and_then(|speed| u128::try_from(speed).ok()).map(Speed).ok_or(FinanceError::Overflow)
}

impl<AccountId> Running<AccountId> {
	/// The loan's own clock at a moment of the book clock: its schedule's time.
	pub fn clock(&self, book: Seconds) -> Seconds {
		book.saturating_add(self.progress.offset)
	}

	/// Pays the next `windows` instalments at `now` of the book clock, in `block` time.
	///
	/// Each is what [`Loan::instalment`] says at that moment on what the one before leaves. The
	/// vault's part of the interest is `accrued` as far as the book had counted it, `extra` beyond.
	///
	/// Errors: `NoWindowsLeft` when the schedule has fewer; `Overflow`.
	pub fn pay(
		self,
		windows: u32,
		now: Seconds,
		block: Seconds,
	) -> Result<Payment<AccountId>, FinanceError> {
		let (progress, principal, vault) = self.paid(windows, now)?;
		let interest = progress.interest_paid.saturating_sub(self.progress.interest_paid);
		let before = self.entry;
		let accrued = before.accrued(now).ok_or(FinanceError::Overflow)?;
		let accrued = accrued.min(UsdaiAmount(vault.interest));
		let receipt = Receipt {
			principal: UsdaiAmount(vault.principal),
			accrued,
			extra: UsdaiAmount(vault.interest).saturating_sub(accrued),
		};
		let Self { terms, terms_hash, security, .. } = self;
		let after = if progress.balance.is_zero() {
			let repaid = Repaid {
				borrower: terms.borrower,
				terms_hash,
				principal: terms.ask.principal,
				interest: progress.interest_paid,
				at: block,
			};
			Outcome::Over(repaid, terms.items)
		} else {
			let entry = progress.entry(&terms, &security)?;
			Outcome::RunsOn(Running { terms, terms_hash, progress, security, entry })
		};
		Ok(Payment { before, principal, interest, receipt, after })
	}

	/// How far the loan comes by paying `windows` instalments, the principal that takes, and the
	/// vault's part.
	fn paid(
		&self,
		windows: u32,
		now: Seconds,
	) -> Result<(Progress, UsdaiAmount, Claim), FinanceError> {
		let loan = self.terms.finance(self.progress.origination)?;
		let now = self.clock(now);
		let mut dues = [Claim::default(); TRANCHES];
		let mut progress = self.progress;
		let mut vault = Claim::default();
		for _ in 0..windows {
			let due = loan.instalment(progress.debt(), now, &mut dues)?;
			let (principal, interest) = (due.principal, due.interest);
			let part = due.dues.first().copied().ok_or(FinanceError::NoTranches)?;
			progress.windows_paid = progress.windows_paid.saturating_add(1);
			progress.balance = progress.balance.saturating_sub(principal);
			progress.vault = progress.vault.saturating_sub(UsdaiAmount(part.principal));
			progress.interest_paid =
				progress.interest_paid.checked_add(interest).ok_or(FinanceError::Overflow)?;
			vault.principal = vault.principal.saturating_add(part.principal);
			vault.interest = vault.interest.saturating_add(part.interest);
			// Only the last window leaves nothing, unless an absurd rate repays it all before.
			if progress.balance.is_zero() && progress.windows_paid < loan.schedule().count() {
				break;
			}
		}
		let principal = self.progress.balance.saturating_sub(progress.balance);
		Ok((progress, principal, vault))
	}

	/// How it stands at a moment of the book clock.
	pub fn status(&self, book: Seconds) -> Result<Status, FinanceError> {
		let due = self.due()?;
		let now = self.clock(book);
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
		let loan = self.terms.finance(self.progress.origination)?;
		loan.schedule().deadline(self.progress.windows_paid).ok_or(FinanceError::NoWindowsLeft)
	}
}
