//! The dollar and its treasury (protocol.md 4). The reserve asset has six decimals and is worth a
//! dollar.

use super::numbers::{down, int, less, part, ppm, up, zero, Int, DAY};
use crate::world::{CUSHION, DISCOUNT};
use caliber_primitives::ids::BillId;
use caliber_runtime::AccountId;
use std::collections::BTreeMap;

/// Units of the dollar in one of the reserve asset.
pub const GRAIN: u128 = 1_000_000_000_000;

/// A redemption that waits.
#[derive(Clone, Debug)]
pub struct Ticket {
	pub who: AccountId,
	/// Where it lies among all that was ever promised.
	pub start: Int,
	pub end: Int,
}

/// A Treasury bill.
#[derive(Clone, Debug)]
pub struct Bill {
	/// In units of the reserve asset.
	pub face: Int,
	pub cost: Int,
	/// In millionths of a dollar for a hundred.
	pub price: Int,
	pub settles: u64,
	pub matures: u64,
	/// Who has confirmed that it is in custody: the custodian, an auditor.
	pub confirmed: [bool; 2],
	pub paid: bool,
	/// An auditor has seen the face.
	pub seen: bool,
	/// What may still be minted on it, once it is paid.
	pub surplus: Int,
}

#[derive(Clone, Debug, Default)]
pub struct Dollar {
	pub issued: Int,
	/// In dollars.
	pub cash: Int,
	pub promised: Int,
	pub served: Int,
	pub tickets: BTreeMap<u64, Ticket>,
	pub issued_tickets: u64,
	pub bills: BTreeMap<BillId, Bill>,
}

/// Whole grains of an amount.
pub fn grains(amount: &Int) -> Int {
	amount / int(GRAIN) * int(GRAIN)
}

/// What a hundred dollars of face cost so many days before they are paid.
pub fn price(days: u64) -> u64 {
	(360_000_000_000 - DISCOUNT * days + 1_800) / 3_600
}

impl Bill {
	pub fn is_settled(&self) -> bool {
		self.confirmed == [true; 2]
	}

	/// What it has earned on a straight line between cost and face, in dollars.
	pub fn straight(&self, today: u64) -> Int {
		let (days, left) =
			(self.matures - self.settles, less_days(self.matures, today.max(self.settles)));
		let worth = match left {
			0 => &self.face * int(GRAIN),
			_ => {
				let hundred = int(100_000_000u64);
				let weight = &self.price * int(left) + &hundred * int(days - left);
				down(part(&(&self.face * int(GRAIN)), &weight, &(hundred * int(days))))
			},
		};
		less(&worth, &(&self.cost * int(GRAIN)))
	}
}

fn less_days(from: u64, what: u64) -> u64 {
	from.saturating_sub(what)
}

impl Dollar {
	pub fn owed(&self) -> Int {
		&self.promised - &self.served
	}

	/// Bills that have not been paid, at cost.
	pub fn at_cost(&self) -> Int {
		let open = self.bills.values().filter(|bill| !bill.paid);
		open.map(|bill| &bill.cost).sum::<Int>() * int(GRAIN)
	}

	pub fn surplus(&self) -> Int {
		&self.cash + self.at_cost() - &self.issued - self.owed()
	}

	/// What the vault may claim of bills, on the straight line.
	pub fn income(&self, now: u64) -> Int {
		let today = now / DAY;
		let of = |bill: &Bill| if bill.paid { bill.surplus.clone() } else { bill.straight(today) };
		self.bills.values().map(of).sum()
	}

	/// Cash comes in, and pays whoever waits first.
	pub fn comes_in(&mut self, coins: &Int) {
		self.cash += coins * int(GRAIN);
		self.serve();
	}

	pub fn serve(&mut self) {
		let served = self.owed().min(grains(&self.cash));
		self.cash -= &served;
		self.served += served;
	}

	/// Dollars leave: says what is paid in coins at once; else they wait.
	pub fn redeem(&mut self, who: &AccountId, amount: &Int) -> Option<Int> {
		self.issued -= amount;
		if self.owed() == zero() && *amount <= self.cash {
			let coins = amount / int(GRAIN);
			self.cash -= &coins * int(GRAIN);
			return Some(coins);
		}
		let (start, end) = (self.promised.clone(), &self.promised + grains(amount));
		self.promised = end.clone();
		let ticket = Ticket { who: who.clone(), start, end };
		self.tickets.insert(self.issued_tickets, ticket);
		self.issued_tickets += 1;
		self.serve();
		None
	}

	/// Coins that a ticket was served; it is gone when that is all.
	pub fn claim(&mut self, ticket: u64) -> (AccountId, Int) {
		let found = self.tickets.get_mut(&ticket).expect("it is there");
		let to = (&found.end).min(&self.served).clone();
		let coins = (&to - &found.start) / int(GRAIN);
		let (who, done) = (found.who.clone(), to == found.end);
		found.start = to;
		if done {
			self.tickets.remove(&ticket);
		}
		(who, coins)
	}

	/// Whether a ticket can be claimed.
	pub fn is_claimable(&self, ticket: u64) -> bool {
		self.tickets.get(&ticket).is_some_and(|ticket| ticket.start < self.served)
	}

	/// What is minted of a bill that was paid; a cushion stays in surplus.
	pub fn harvest(&mut self, bill: BillId) -> Int {
		let above = less(&self.surplus(), &up(ppm(&self.issued, CUSHION)));
		let most = down(part(&above, &int(1_000_000u32), &int(1_000_000 + CUSHION)));
		let bill = self.bills.get_mut(&bill).expect("it is there");
		let minted = most.min(bill.surplus.clone());
		bill.surplus -= &minted;
		self.issued += &minted;
		minted
	}
}
