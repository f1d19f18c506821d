//! The economy as the protocol describes it, in exact fractions and plain lists. It shares no
//! arithmetic with the chain: every loan is looked at by itself, every value is summed anew, and
//! nothing is rounded but where the protocol rounds.
//!
//! What is no money it is told: what the registry says of hardware, what the market would pay for
//! bills, how far the calendar of the book has come, and what was agreed on at first.
//!
//! | module | what it knows |
//! |---|---|
//! | `numbers`, `calendar` | exact fractions; due dates |
//! | `loan`, `watch` | what a loan owes and counts; what it is watched for |
//! | `pay`, `default` | who gets what of a payment; of the money for a loan in default |
//! | `vault`, `dollar` | shares and their queue; reserves, tickets and bills |
//! | `expect` | which deeds the chain has to let pass, and which not |
//! | `arranged` | sales off the chain |
//! | `claims` | what insurers owe |
//! | `done` | what each deed does; of loans `lend`, `escrow` and `dispose` |

pub mod arranged;
pub mod calendar;
pub mod claims;
pub mod default;
mod dispose;
pub mod dollar;
mod done;
mod escrow;
mod expect;
mod lend;
pub mod loan;
pub mod numbers;
pub mod pay;
pub mod vault;
pub mod watch;

use crate::world::{balance, bids, keyless, now, pot};
use calendar::day_of;
use caliber_primitives::{
	dollar::PauseTier,
	ids::{assets, ClaimId, ItemId, LoanId},
};
use caliber_runtime::{AccountId, Runtime};
use claims::Claim;
use dollar::Dollar;
use loan::{Loan, Stage, Worth};
use numbers::{int, less, zero, Int, DAY, ONE};
use pallet_lending::{CurrentRules, Rules, TheBook};
use sp_keyring::Sr25519Keyring;
use std::collections::BTreeMap;
use vault::{Holdings, Vault};
use watch::Seen;

/// What the registry says before something is done.
#[derive(Clone, Debug, Default)]
pub struct Told {
	/// Of the items of the loan that it is about.
	pub seen: Seen,
	/// What they are worth to a new loan.
	pub worth: Worth,
	/// Who holds the item that it is about.
	pub holder: Option<AccountId>,
	/// The least that they are insured for.
	pub floors: Vec<(ItemId, Int)>,
	/// Who insures all of them.
	pub insurer: Option<AccountId>,
	/// Of what is left of a loan when its next lot is sold.
	pub rest: Seen,
}

#[derive(Clone, Debug)]
pub struct Economy {
	pub now: u64,
	/// All time that counted for nobody.
	pub paused: u64,
	/// The day that the book has come to.
	pub cursor: u64,
	pub tier: Option<PauseTier>,
	pub rules: Rules,
	/// Dollars and coins of everybody.
	pub purse: BTreeMap<AccountId, Int>,
	pub coins: BTreeMap<AccountId, Int>,
	pub dollar: Dollar,
	pub vault: Vault,
	/// What redemptions count of bills.
	pub bills_low: Int,
	pub loans: BTreeMap<LoanId, Loan>,
	pub next_loan: LoanId,
	pub lots: u32,
	pub claims: BTreeMap<ClaimId, Claim>,
	pub next_claim: u32,
	/// What was bid and outbid.
	pub refunds: BTreeMap<AccountId, Int>,
	/// Keyless: of the vault, its reserve fund, the loan book, for fees, of the cash.
	pub account: Accounts,
}

#[derive(Clone, Debug)]
pub struct Accounts {
	pub vault: AccountId,
	pub fund: AccountId,
	pub lending: AccountId,
	pub fees: AccountId,
	pub pot: AccountId,
	pub bids: AccountId,
}

impl Economy {
	/// As the chain is before anything is lent.
	pub fn begin() -> Self {
		let [vault, fund, lending, fees] = keyless();
		let account = Accounts { vault, fund, lending, fees, pot: pot(), bids: bids() };
		let Accounts { vault, fund, lending, fees, pot, bids } = account.clone();
		let people = Sr25519Keyring::iter().map(|who| who.to_account_id());
		let everybody: Vec<_> =
			people.chain([vault, fund, lending, fees, pot, bids, pallet_susdai_dead()]).collect();
		let of = |asset: u32| -> BTreeMap<_, _> {
			let all = everybody.iter().map(|who| (who.clone(), int(balance(asset, who))));
			all.collect()
		};
		let state = pallet_susdai::State::<Runtime>::get().totals;
		let ledger = pallet_usdai::State::<Runtime>::get().ledger;
		Self {
			now: now(),
			paused: 0,
			cursor: u64::from(TheBook::<Runtime>::get().cursor.get()),
			tier: None,
			rules: CurrentRules::<Runtime>::get(),
			purse: of(assets::USDAI),
			coins: of(assets::USDC),
			dollar: Dollar {
				issued: int(ledger.issued.get()),
				cash: int(ledger.cash.get()),
				..Default::default()
			},
			vault: Vault {
				next_strike: state.queue.next_strike.get(),
				idle: int(state.idle.get()),
				fund: int(state.fund.get()),
				shares: int(state.shares.get()),
				held: of(assets::SUSDAI),
				..Default::default()
			},
			bills_low: zero(),
			loans: BTreeMap::new(),
			next_loan: pallet_lending::NextLoan::<Runtime>::get(),
			lots: 0,
			claims: BTreeMap::new(),
			next_claim: 0,
			refunds: BTreeMap::new(),
			account,
		}
	}

	/// The book clock.
	pub fn book(&self) -> u64 {
		self.now - self.paused
	}

	/// Whether the calendar has yet to catch up.
	pub fn is_rolling(&self) -> bool {
		day_of(self.book()) > self.cursor
	}

	/// The moment of the book clock by which payments are settled.
	pub fn settles(&self) -> u64 {
		self.book().min((self.cursor + 1) * DAY)
	}

	/// A block begins.
	pub fn begins(&mut self, moment: u64, cursor: u64, bills_low: Int) {
		let gap = moment - self.now;
		if gap > self.rules.max_block_gap.get().max(60) {
			self.paused += gap;
		}
		self.now = moment;
		let last = self.cursor;
		(self.cursor, self.bills_low) = (cursor, bills_low);
		assert!((last..=day_of(self.book())).contains(&cursor), "the book is on no day to come");
		if !self.is_rolling() && self.now >= self.vault.next_strike {
			self.strike();
		}
	}

	/// The day's strike.
	pub fn strike(&mut self) {
		let (low, _) = self.values();
		self.vault.strike(&low, self.now);
	}

	/// What loans and bills are worth to the vault.
	pub fn holdings(&self) -> Holdings {
		let mut all = Holdings { bills_low: self.bills_low.clone(), ..Default::default() };
		let mut undivided = zero();
		for loan in self.loans.values() {
			if loan.is_on_book() {
				all.lent += &loan.counts.principal;
				let (low, high) = loan.counts.marks(self.cursor);
				all.low += low;
				all.high += high;
				undivided += loan.counts.undivided(self.book());
			}
		}
		all.accrued = undivided / int(ONE);
		all.bills_high = self.dollar.income(self.now);
		all
	}

	/// A and A+.
	pub fn values(&self) -> (Int, Int) {
		self.vault.values(&self.holdings(), self.now)
	}

	/// Dollars move.
	pub fn pay(&mut self, from: &AccountId, to: &AccountId, amount: &Int) {
		*self.purse.entry(from.clone()).or_default() -= amount;
		*self.purse.entry(to.clone()).or_default() += amount;
	}

	/// Whether somebody has so much and can still have an account after it.
	pub fn affords(&self, who: &AccountId, amount: &Int) -> bool {
		let has = self.purse.get(who).cloned().unwrap_or_default();
		less(&has, amount) >= int(ONE / 100)
	}

	/// The loan that an item stands for.
	pub fn stands_for(&self, item: ItemId) -> Option<LoanId> {
		let stands = |loan: &Loan| {
			matches!(loan.stage, Stage::Runs | Stage::Called(_)) && loan.left().contains(&item)
		};
		self.loans.iter().find(|(_, loan)| stands(loan)).map(|(id, _)| *id)
	}

	/// Loans in a stage.
	pub fn in_stage(&self, is_in: impl Fn(&Stage) -> bool) -> Vec<LoanId> {
		self.loans.iter().filter(|(_, loan)| is_in(&loan.stage)).map(|(id, _)| *id).collect()
	}
}

fn pallet_susdai_dead() -> AccountId {
	caliber_runtime::Susdai::dead_account()
}
