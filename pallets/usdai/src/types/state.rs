//! What the dollar is, in one value: a call reads and writes it once.

use super::{Desk, Reserves, Rules, Statement, Way};
use caliber_finance::{
	dollar::{Ledger, Treasury},
	tickets::Tickets,
};
use caliber_primitives::{delayed::Delayed, units::Seconds};

/// Totals, assets, queue, rules and the last proof of reserve.
#[frame_support::stored]
pub struct DollarState<Id> {
	/// The totals.
	pub ledger: Ledger,
	/// The reserve assets by slot: terms, price and cash in hand in the asset's own unit.
	pub reserves: Reserves<Id>,
	/// The queue of tickets.
	pub tickets: Tickets,
	/// The parameters, and the next ones.
	pub rules: Delayed<Rules>,
	/// The last proof of reserve.
	pub statement: Statement,
}

impl<Id> Default for DollarState<Id> {
	fn default() -> Self {
		Self {
			ledger: Ledger::default(),
			reserves: Reserves::default(),
			tickets: Tickets::default(),
			rules: Delayed::default(),
			statement: Statement::default(),
		}
	}
}

impl<Id> DollarState<Id> {
	/// The desk at a moment: rules and terms that have waited long enough are in force.
	pub fn desk(self, treasury: Treasury, now: Seconds) -> Desk<Id> {
		let Self { ledger, mut reserves, tickets, rules: figures, statement } = self;
		let rules = figures.at(now);
		for reserve in reserves.iter_mut() {
			reserve.ripen(now);
		}
		let proof = statement.proof(now, rules.statement_max_age);
		let closed = Way::ALL.map(|way| (way, ledger.valve(way).closed_until));
		Desk { ledger, reserves, tickets, figures, rules, statement, treasury, now, proof, closed }
	}
}

impl<Id: Clone> From<&Desk<Id>> for DollarState<Id> {
	fn from(desk: &Desk<Id>) -> Self {
		let &Desk { ledger, tickets, figures: rules, statement, .. } = desk;
		Self { ledger, reserves: desk.reserves.clone(), tickets, rules, statement }
	}
}
