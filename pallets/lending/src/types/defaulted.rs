//! A loan in default: what is owed, what has come in, and how its hardware is sold. A move consumes the
//! old state and returns the new one.

use super::{
	charges::{Advancers, Credit},
	closed::Closed,
	creditors::{Creditors, Paid, Subrogees},
	exposure::{Dependence, Sites},
	running::{Freed, Running},
	terms::{Items, Terms, MAX_ITEMS, MAX_TRANCHES},
	watch::{Behind, Risk},
};
use alloc::vec::Vec;
use caliber_finance::{
	auction::{lot_prices, LotTerms},
	book::{Entry, Parts, Security},
	fees::Fee,
	recovery::{Debts, Proportion},
	tranches::Claim,
	treasury::{difference, sum, total},
	FinanceError,
};
use caliber_primitives::{
	ids::ItemId,
	units::{Ppm, Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// How often charges come after a default: every 30 days.
const MONTH: Seconds = Seconds(30 * SECONDS_PER_DAY);
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
	/// How many items are sold in one lot at most, one lot after the other: no more is sold than pays all
	/// that is owed. With as many as a loan may have all go in one.
	pub lot: u32,
	/// Taken of the proceeds for the vault, ahead of all lenders: a part scaled by 10^18.
	pub fee: Fee,
}

impl Default for SaleTerms {
	/// All in one lot: after ten days, for a week from 120 % of the orderly value to 70 % of the forced one; 80 % of that
	/// next time; no fee.
	fn default() -> Self {
		Self {
			notice: MIN_NOTICE,
			start: Ppm(1_200_000),
			floor: Ppm(700_000),
			lasts: Seconds(7 * SECONDS_PER_DAY),
			reset: Ppm(800_000),
			lot: MAX_ITEMS,
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
			&& (1..=MAX_ITEMS).contains(&self.lot)
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

/// A tranche agrees to a sale off the chain.
#[frame_support::stored]
#[derive(Copy)]
pub struct Consent {
	/// Which; the vault is tranche 0.
	pub tranche: u8,
	/// If it brings so much.
	pub least: UsdaiAmount,
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
	/// Who is owed what.
	pub creditors: Creditors<AccountId>,
	/// What has come in for that: pots of the loan, and insurance money.
	pub money: UsdaiAmount,
	/// Interest that the borrower had paid, all tranches.
	pub interest_paid: UsdaiAmount,
	/// What it counts in the book until it is closed.
	pub entry: Entry,
	/// How many of its items are sold, the first ones.
	pub sold: u32,
	/// Sales of the next lot that nobody bought in.
	pub rounds: u32,
	/// Whether a sale goes on.
	pub on_sale: bool,
	/// Whether the last sale was one off the chain whose proceeds did not come: an auction is next.
	pub lapsed: bool,
	/// What halts the next one.
	pub stay: Option<Stay<AccountId>>,
	/// Who agrees to a sale off the chain.
	pub consents: BoundedVec<Consent, ConstU32<MAX_TRANCHES>>,
	/// Months since the default whose charges somebody has advanced.
	pub charged: u32,
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
			creditors: Creditors {
				credits: self.credits_with_advancers(),
				positions: self.positions,
				advancers: Advancers::truncate_from(
					self.advances.into_iter().map(|advance| advance.by).collect(),
				),
				caller: Credit { payee: caller, owed },
				debts,
				expected: UsdaiAmount::ZERO,
				subrogees: Subrogees::default(),
				surplus: UsdaiAmount::ZERO,
			},
			terms: self.terms,
			terms_hash: self.terms_hash,
			cause,
			since: now,
			sites: self.sites,
			security: self.security,
			money,
			interest_paid: self.progress.interest_paid,
			entry: self.entry,
			sold: 0,
			rounds: 0,
			on_sale: false,
			lapsed: false,
			stay: None,
			consents: BoundedVec::new(),
			charged: 0,
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
		self.revalued()
	}

	/// With the marks of what is known: to deposits money that lies with it, and what insurers are to pay,
	/// count as cover does.
	///
	/// Errors: those of [`Entry::revalued`].
	pub fn revalued(mut self) -> Result<Self, FinanceError> {
		let balance = self.creditors.debts.principal();
		let cover = total([self.security.cover, self.creditors.expected, self.money]);
		let security = Security { cover, ..self.security };
		self.entry = self.entry.revalued(balance, &self.terms.ageing, &security)?;
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
		Ok(difference(self.creditors.owed()?, self.money).0)
	}

	/// With more money.
	///
	/// Errors: `Overflow`.
	pub fn with_money(mut self, amount: UsdaiAmount) -> Result<Self, FinanceError> {
		self.money = sum([self.money, amount])?;
		Ok(self)
	}

	/// The items that are not sold.
	pub fn left(&self) -> &[ItemId] {
		usize::try_from(self.sold).ok().and_then(|sold| self.terms.items.get(sold..)).unwrap_or(&[])
	}

	/// The next of them that are sold in one lot.
	pub fn lot(&self) -> Items {
		let most = usize::try_from(self.terms.sale.lot).unwrap_or(usize::MAX);
		Items::truncate_from(self.left().iter().take(most).copied().collect())
	}

	/// What a lot of those that are left is worth where nothing better is known: its part by number of what
	/// was known of them all.
	pub fn part_of_security(&self, lot: &Items) -> Security {
		let part = |value: UsdaiAmount| part_of(value, lot.len(), self.left().len());
		let Security { orderly, forced, .. } = self.security;
		Security { orderly: part(orderly), forced: part(forced), ..self.security }
	}

	/// First and last price of a sale of hardware that is worth so much, by the terms and the sales that
	/// nobody bought in. Neither is nothing: a lot is not given away.
	pub fn prices(&self, orderly: UsdaiAmount, forced: UsdaiAmount) -> (UsdaiAmount, UsdaiAmount) {
		let SaleTerms { start, floor, reset, .. } = self.terms.sale;
		lot_prices(&LotTerms { start, floor, reset }, orderly, forced, self.rounds)
	}

	/// With what a tranche agrees to, or without.
	pub fn agreeing(mut self, tranche: u8, least: Option<UsdaiAmount>) -> Self {
		self.consents.retain(|consent| consent.tranche != tranche);
		if let Some(least) = least {
			// There are as many places as tranches.
			let _ = self.consents.try_push(Consent { tranche, least });
		}
		self
	}

	/// Whether the next lot may be sold off the chain at a price: nobody has bought it by an auction since the
	/// last such sale lapsed, or every tranche that would not be paid whole agrees (protocol.md 7.5).
	///
	/// Errors: `Overflow`.
	pub fn is_agreed(&self, price: UsdaiAmount) -> Result<bool, FinanceError> {
		let debts = self.creditors.debts.with_fee(self.terms.sale.fee.on(price)?)?;
		let left = debts.divide(sum([self.money, price])?).left;
		let agrees = |tranche: u8| {
			let mut consents = self.consents.iter();
			consents.any(|consent| consent.tranche == tranche && consent.least <= price)
		};
		let loses = |claim: &Claim| claim.total() != Some(0);
		let mut losers = (0u8..).zip(&left.lenders).filter(|(_, left)| loses(left));
		let was_tried = self.rounds > 0 && !self.lapsed;
		Ok(was_tried || losers.all(|(tranche, _)| agrees(tranche)))
	}

	/// Pays charges of the next month since the default that keep the collateral, on the principal that is
	/// owed; nothing when no further month is over. Returns what they take.
	///
	/// Errors: `TooManyTranches` when too many have advanced some; `Overflow`.
	pub fn advance(&mut self, by: AccountId, now: Seconds) -> Result<UsdaiAmount, FinanceError> {
		let months = now.saturating_sub(self.since).get().checked_div(MONTH.get()).unwrap_or(0);
		if u64::from(self.charged) >= months {
			return Ok(UsdaiAmount::ZERO);
		}
		let (principal, mut amount) = (self.creditors.debts.principal(), UsdaiAmount::ZERO);
		let charges = self.terms.charges.iter().zip(self.creditors.credits.iter_mut());
		for (charge, credit) in charges.filter(|(charge, _)| charge.kind.comes_first()) {
			let part = charge.levy().fee.on(principal)?;
			credit.owed = sum([credit.owed, part])?;
			amount = sum([amount, part])?;
		}
		self.creditors.advance(by, amount)?;
		self.charged = self.charged.saturating_add(1);
		Ok(amount)
	}

	/// What of a price a lender need not pay who buys: what he would have of it (protocol.md 7.4). Nothing of
	/// what he would have without it.
	///
	/// Errors: `Overflow`.
	pub fn offset(&self, who: &AccountId, price: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		let debts = self.creditors.debts.with_fee(self.terms.sale.fee.on(price)?)?;
		let of = |money| self.creditors.part_of(who, money, &debts);
		let (more, _) = difference(of(sum([self.money, price])?), of(self.money));
		Ok(more.min(price))
	}

	/// Divides all that has come in and `more`, of which `fee` is taken ahead of all lenders.
	///
	/// Errors: `Overflow`.
	pub fn pay(&mut self, more: UsdaiAmount, fee: UsdaiAmount) -> Result<Paid, FinanceError> {
		let money = sum([self.money, more])?;
		self.money = UsdaiAmount::ZERO;
		self.creditors.debts = self.creditors.debts.with_fee(fee)?;
		let accrued = self.entry.whole_interest();
		let paid = self.creditors.pay(money, accrued)?;
		let (accrued, _) = difference(accrued, paid.receipt.accrued);
		self.entry = self.entry.reduced(self.creditors.lent(), accrued)?;
		Ok(paid)
	}

	/// Without the items of a lot that was sold: the next one begins at the prices of the terms.
	pub fn without_lot(mut self, lot: &Items) -> Self {
		let items = u32::try_from(lot.len()).unwrap_or(u32::MAX);
		self.sold = self.sold.saturating_add(items);
		(self.rounds, self.on_sale, self.lapsed) = (0, false, false);
		self.consents = BoundedVec::new();
		self
	}

	/// Whether nobody is owed anything, or nothing is left to sell.
	pub fn is_over(&self) -> bool {
		self.left().is_empty() || !self.creditors.is_owed()
	}

	/// Closes it at `block`, all money divided.
	///
	/// Errors: `Overflow`.
	pub fn close(
		self,
		block: Seconds,
	) -> Result<(Closed<AccountId>, Freed<AccountId>), FinanceError> {
		let hung = self.hangs();
		let items = Items::truncate_from(self.left().to_vec());
		let Self { terms, terms_hash, creditors, money, entry, .. } = self;
		let closed = Closed {
			borrower: terms.borrower,
			terms_hash,
			principal: terms.ask.principal,
			at: block,
			creditors,
			entry: None,
		};
		let closed = closed.awaiting(Some(entry), entry.whole_interest())?;
		Ok((closed, Freed { items, hung, money }))
	}
}

/// `floor(value * count / of)`; nothing of none.
fn part_of(value: UsdaiAmount, count: usize, of: usize) -> UsdaiAmount {
	let number = |count: usize| UsdaiAmount(u128::try_from(count).unwrap_or(u128::MAX));
	let mut shares = Proportion::new(value, number(of), UsdaiAmount(1));
	shares.share(number(count)).unwrap_or_default()
}
