//! A loan in default: what is owed, what has come in, and how its hardware is sold. A move consumes the
//! old state and returns the new one.

use super::{
	charges::{Advancers, Credit, Credits},
	exposure::{Dependence, Sites},
	lenders::Positions,
	running::{Freed, Running},
	terms::Terms,
	watch::{Behind, Risk},
};
use alloc::vec::Vec;
use caliber_finance::{
	auction::{lot_prices, LotTerms},
	book::{Entry, Parts, Security},
	fees::Fee,
	recovery::{Debts, Divided},
	treasury::{difference, sum},
	FinanceError,
};
use caliber_primitives::{
	units::{Ppm, Seconds, UsdaiAmount, SECONDS_PER_DAY},
	vault::Receipt,
};
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// No sale opens sooner after the notice: ten days.
pub const MIN_NOTICE: Seconds = Seconds(10 * SECONDS_PER_DAY);
/// Notice and a sale last no longer: ninety days each.
pub const MAX_SALE_TIME: Seconds = Seconds(90 * SECONDS_PER_DAY);
/// A stay halts a sale for no longer at a time: sixty days.
pub const MAX_STAY: Seconds = Seconds(60 * SECONDS_PER_DAY);
/// No sale begins above this part of the appraised orderly value.
const MOST_START: Ppm = Ppm(3_000_000);
/// All of it.
const WHOLE: Ppm = Ppm(1_000_000);
/// Prices fall by a tenth at least whenever nobody has bought: in the end somebody does.
const MOST_RESET: Ppm = Ppm(900_000);
/// The highest fee of a sale: 10 %, scaled by 10^18.
const MOST_FEE: u64 = 100_000_000_000_000_000;

/// How hardware of a loan in default is sold (protocol.md 7.2). None of it hangs on the debt.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaleTerms {
	/// How long after the notice of default it opens; at least [`MIN_NOTICE`].
	pub notice: Seconds,
	/// Its first price, parts per million of the appraised orderly value.
	pub start: Ppm,
	/// Its last price, parts per million of the appraised forced value.
	pub floor: Ppm,
	/// How long the price falls.
	pub lasts: Seconds,
	/// What is left of both prices whenever nobody has bought, parts per million.
	pub reset: Ppm,
	/// Taken of the proceeds for the vault, ahead of all lenders: a part scaled by 10^18.
	pub fee: Fee,
}

impl Default for SaleTerms {
	/// After ten days, for a week from 120 % of the orderly value to 70 % of the forced one; 80 % of that
	/// next time; no fee.
	fn default() -> Self {
		Self {
			notice: MIN_NOTICE,
			start: Ppm(1_200_000),
			floor: Ppm(700_000),
			lasts: Seconds(7 * SECONDS_PER_DAY),
			reset: Ppm(800_000),
			fee: Fee::Ratio(0),
		}
	}
}

impl SaleTerms {
	/// Whether every figure lies in its compile-time range.
	pub fn in_range(&self) -> bool {
		(MIN_NOTICE..=MAX_SALE_TIME).contains(&self.notice)
			&& (WHOLE..=MOST_START).contains(&self.start)
			&& !self.floor.is_zero()
			&& self.floor <= WHOLE
			&& !self.lasts.is_zero()
			&& self.lasts <= MAX_SALE_TIME
			&& !self.reset.is_zero()
			&& self.reset <= MOST_RESET
			&& matches!(self.fee, Fee::Ratio(rate) if rate <= MOST_FEE)
	}
}

/// Why a loan is in default.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Cause {
	/// An instalment was late beyond its grace.
	#[codec(index = 0)]
	Overdue,
	/// An event of default was not cured.
	#[codec(index = 1)]
	Event(Risk),
}

/// What halts a sale.
#[frame_support::stored]
pub struct Stay<AccountId> {
	/// The Registrar who says so.
	pub by: AccountId,
	/// When he has said so, in block time.
	pub since: Seconds,
	/// Until when, on the book clock.
	pub until: Seconds,
}

/// A loan in default. Its hardware is the chain's until it is sold or redeemed.
#[frame_support::stored]
pub struct Defaulted<AccountId> {
	/// What both sides had agreed on.
	pub terms: Terms<AccountId>,
	/// Names the terms.
	pub terms_hash: H256,
	/// Why.
	pub cause: Cause,
	/// Since when, on the book clock.
	pub since: Seconds,
	/// What of it hangs on which site.
	pub sites: Sites,
	/// What stood behind it at the last look.
	pub security: Security,
	/// The lenders beside the vault.
	pub positions: Positions<AccountId>,
	/// The payees beside the lenders.
	pub credits: Credits<AccountId>,
	/// Who has advanced charges, in the order of the debts; each has a credit.
	pub advancers: Advancers<AccountId>,
	/// Whoever called default.
	pub caller: Credit<AccountId>,
	/// What is owed; it bears no interest.
	pub debts: Debts,
	/// What has come in for that: pots of the loan, and insurance money.
	pub money: UsdaiAmount,
	/// Interest that the borrower had paid, all tranches.
	pub interest_paid: UsdaiAmount,
	/// What it counts in the book until it is closed.
	pub entry: Entry,
	/// Sales that nobody bought in.
	pub rounds: u32,
	/// Whether a sale goes on.
	pub on_sale: bool,
	/// What halts the next one.
	pub stay: Option<Stay<AccountId>>,
}

/// A loan that ended in default. What is left of its debts is lost, unless more comes in.
#[frame_support::stored]
pub struct Closed<AccountId> {
	/// Who borrowed.
	pub borrower: AccountId,
	/// Names what was agreed.
	pub terms_hash: H256,
	/// What was lent.
	pub principal: UsdaiAmount,
	/// When it was closed, in block time.
	pub at: Seconds,
	/// The lenders beside the vault, for what they have not collected.
	pub positions: Positions<AccountId>,
	/// The payees beside the lenders, likewise.
	pub credits: Credits<AccountId>,
	/// Who had advanced charges, in the order of the debts; each has a credit.
	pub advancers: Advancers<AccountId>,
	/// Whoever called default.
	pub caller: Credit<AccountId>,
	/// What is the borrower's of the proceeds, and was not collected.
	pub surplus: UsdaiAmount,
	/// What was not paid.
	pub debts: Debts,
}

/// Money of a loan in default, divided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recovered<AccountId> {
	/// Where it leaves the loan.
	pub closed: Closed<AccountId>,
	/// What was paid of each claim.
	pub paid: Debts,
	/// The vault's part.
	pub receipt: Receipt,
	/// Principal that the vault has not got back.
	pub lost: UsdaiAmount,
	/// The borrower's part.
	pub surplus: UsdaiAmount,
}

impl<AccountId: Clone + Ord> Running<AccountId> {
	/// In default at `now` of the book clock, for which `caller` earns a bounty, out of what lies with the
	/// loan as far as that reaches. What it counts in the book stays as it is.
	///
	/// Errors: those of [`caliber_finance::book::Progress::demand`].
	pub fn into_default(
		self,
		cause: Cause,
		(caller, bounty): (AccountId, UsdaiAmount),
		now: Seconds,
	) -> Result<Defaulted<AccountId>, FinanceError> {
		let mut parts = Parts::default();
		let fee = self.demand(now, &mut parts)?;
		let mut debts = Debts { fee, ..Debts::default() };
		let money = self.pots.total().ok_or(FinanceError::Overflow)?;
		let owed = bounty.min(money);
		let (bounty, money) = (difference(bounty, owed).0, difference(money, owed).0);
		let charges = parts.charges.into_iter();
		for (place, cost) in debts.costs.iter_mut().zip([bounty].into_iter().chain(charges)) {
			*place = cost;
		}
		for (place, owed) in debts.advances.iter_mut().zip(self.owed_to_advancers(now)?) {
			*place = owed;
		}
		for (place, claim) in debts.lenders.iter_mut().zip(parts.lenders) {
			*place = claim;
		}
		Ok(Defaulted {
			credits: self.credits_with_advancers(),
			terms: self.terms,
			terms_hash: self.terms_hash,
			cause,
			since: now,
			sites: self.sites,
			security: self.security,
			positions: self.positions,
			advancers: Advancers::truncate_from(self.advances.into_iter().map(|a| a.by).collect()),
			caller: Credit { payee: caller, owed },
			debts,
			money,
			interest_paid: self.progress.interest_paid,
			entry: self.entry,
			rounds: 0,
			on_sale: false,
			stay: None,
		})
	}
}

impl<AccountId: Clone + Ord> Defaulted<AccountId> {
	/// What of it hangs on whom and what.
	pub fn hangs(&self) -> Vec<(Dependence<AccountId>, UsdaiAmount)> {
		self.terms.hangs(&self.sites)
	}

	/// After a look at what its items are worth: interest stays stopped, its marks are those of now.
	///
	/// Errors: those of [`Entry::revalued`].
	pub fn reviewed(mut self, behind: &Behind) -> Result<Self, FinanceError> {
		self.security = behind.security(&self.security);
		let balance = self.debts.principal();
		self.entry = self.entry.revalued(balance, &self.terms.ageing, &self.security)?;
		Ok(self)
	}

	/// When its first sale opens, on the book clock.
	pub fn opens(&self) -> Seconds {
		self.since.saturating_add(self.terms.sale.notice)
	}

	/// What redeems the hardware: all that is owed less what has come in.
	///
	/// Errors: `Overflow`.
	pub fn redeems(&self) -> Result<UsdaiAmount, FinanceError> {
		Ok(difference(self.debts.total()?, self.money).0)
	}

	/// With more money.
	///
	/// Errors: `Overflow`.
	pub fn with_money(mut self, amount: UsdaiAmount) -> Result<Self, FinanceError> {
		self.money = sum([self.money, amount])?;
		Ok(self)
	}

	/// First and last price of a sale of hardware that is worth so much, by the terms and the sales that
	/// nobody bought in. Neither is nothing: a lot is not given away.
	pub fn prices(&self, orderly: UsdaiAmount, forced: UsdaiAmount) -> (UsdaiAmount, UsdaiAmount) {
		let SaleTerms { start, floor, reset, .. } = self.terms.sale;
		lot_prices(&LotTerms { start, floor, reset }, orderly, forced, self.rounds)
	}

	/// Closes it at `block` with a sale for so much, or a redemption without one.
	///
	/// Errors: `Overflow`.
	pub fn close(
		self,
		proceeds: UsdaiAmount,
		fee: UsdaiAmount,
		block: Seconds,
	) -> Result<(Recovered<AccountId>, Freed<AccountId>), FinanceError> {
		let hung = self.hangs();
		let money = sum([self.money, proceeds])?;
		let debts = self.debts.with_fee(fee)?;
		let accrued = self.entry.accrued(self.entry.stop.start()).unwrap_or_default();
		let Self { terms, terms_hash, positions, credits, advancers, caller, .. } = self;
		let closed = Closed {
			borrower: terms.borrower,
			terms_hash,
			principal: terms.ask.principal,
			at: block,
			positions,
			credits,
			advancers,
			caller,
			surplus: UsdaiAmount::ZERO,
			debts,
		};
		let recovered = closed.recover(money, accrued)?;
		Ok((recovered, Freed { items: terms.items, hung, money: UsdaiAmount::ZERO }))
	}
}

impl<AccountId: Clone + Ord> Closed<AccountId> {
	/// Divides money among what is left of the debts; the book had counted `accrued` of the vault's
	/// interest.
	///
	/// Errors: `Overflow`.
	pub fn recover(
		mut self,
		money: UsdaiAmount,
		accrued: UsdaiAmount,
	) -> Result<Recovered<AccountId>, FinanceError> {
		let Divided { paid, left, surplus } = self.debts.divide(money);
		let mut lenders = paid.lenders.iter();
		let vault = lenders.next().copied().unwrap_or_default();
		for (position, part) in self.positions.iter_mut().zip(lenders) {
			position.stake = position.stake.paid(part)?;
		}
		let mut costs = paid.costs.into_iter();
		let bounty = costs.next().unwrap_or_default();
		self.caller.owed = sum([self.caller.owed, bounty])?;
		for (credit, part) in self.credits.iter_mut().zip(costs) {
			credit.owed = sum([credit.owed, part])?;
		}
		for (by, part) in self.advancers.iter().zip(paid.advances) {
			let credit = self.credits.iter_mut().find(|credit| credit.payee == *by);
			let credit = credit.ok_or(FinanceError::Overflow)?;
			credit.owed = sum([credit.owed, part])?;
		}
		self.surplus = sum([self.surplus, surplus])?;
		self.debts = left;
		let interest = UsdaiAmount(vault.interest);
		let accrued = accrued.min(interest);
		let (more, _) = difference(interest, accrued);
		let receipt = Receipt {
			principal: UsdaiAmount(vault.principal),
			accrued,
			extra: sum([more, paid.fee])?,
		};
		let lost = left.lenders.first().map(|left| UsdaiAmount(left.principal));
		let lost = lost.unwrap_or_default();
		Ok(Recovered { closed: self, paid, receipt, lost, surplus })
	}

	/// Whether anybody still has a claim.
	pub fn is_owed(&self) -> bool {
		self.debts.total().is_ok_and(|left| !left.is_zero())
	}
}
