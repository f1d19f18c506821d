//! A loan in default: what is owed stands still, hardware is sold, money is divided by rank
//! (protocol.md 7).

use super::{
	loan::{Loan, Stage},
	numbers::{down, int, less, part, ppm, take, zero, Int, ONE},
	pay::Receipt,
	watch::Seen,
};
use caliber_primitives::ids::LotId;
use caliber_runtime::AccountId;

/// What is owed by rank, or what was paid of it.
#[derive(Clone, Debug, Default)]
pub struct Debts {
	/// The bounty, then charges.
	pub costs: Vec<Int>,
	pub advances: Vec<(AccountId, Int)>,
	pub fee: Int,
	/// Principal and interest by lender, the most senior first.
	pub lenders: Vec<(Int, Int)>,
}

/// A sale that goes on.
#[derive(Clone, Debug)]
pub struct Lot {
	pub id: LotId,
	pub start: Int,
	pub floor: Int,
	/// On the book clock.
	pub opens: u64,
	pub ends: u64,
}

#[derive(Clone, Debug)]
pub struct Called {
	/// On the book clock.
	pub since: u64,
	pub debts: Debts,
	pub money: Int,
	/// Whoever called default, and what he is owed.
	pub caller: (AccountId, Int),
	pub rounds: u32,
	pub lot: Option<Lot>,
	/// Until when a stay halts sales, on the book clock.
	pub stay: Option<u64>,
	/// What is the borrower's.
	pub surplus: Int,
}

/// Money of a loan in default, divided.
#[derive(Clone, Debug)]
pub struct Divided {
	pub paid: Debts,
	pub receipt: Receipt,
	pub lost: Int,
	pub surplus: Int,
}

impl Debts {
	/// Everything in the order in which it is paid.
	fn ranks(&mut self) -> Vec<&mut Int> {
		let (principals, interests): (Vec<_>, Vec<_>) =
			self.lenders.iter_mut().map(|(principal, interest)| (principal, interest)).unzip();
		let first = self.costs.iter_mut().chain(self.advances.iter_mut().map(|(_, owed)| owed));
		first.chain([&mut self.fee]).chain(principals).chain(interests).collect()
	}

	pub fn total(&self) -> Int {
		self.clone().ranks().into_iter().map(|claim| &*claim).sum()
	}

	/// Pays the first ranks first. What is left of the money is nobody's.
	fn pay(&mut self, money: &Int) -> (Self, Int) {
		let (mut paid, mut left) = (self.clone(), money.clone());
		for (claim, place) in self.ranks().into_iter().zip(paid.ranks()) {
			*place = take(&mut left, claim);
			*claim -= &*place;
		}
		(paid, left)
	}
}

impl Lot {
	/// What it costs at a moment of its sale.
	pub fn price(&self, book: u64) -> Int {
		let gone = int(book - self.opens);
		let fall = (&self.start - &self.floor) * gone;
		down(
			part(&self.start, &int(1u8), &int(1u8))
				- part(&fall, &int(1u8), &int(self.ends - self.opens)),
		)
	}
}

impl Called {
	/// What redeems the hardware.
	pub fn redeems(&self) -> Int {
		less(&self.debts.total(), &self.money)
	}
}

impl Loan {
	/// What is owed once it is called, and to whom what lies with it goes.
	pub fn called(&self, by: AccountId, rules: &pallet_lending::Rules, book: u64) -> Called {
		let late = self.late(book);
		let mut bare = self.clone();
		bare.terms.exit_fee = Default::default();
		let arrears = bare.instalments(late, book);
		let mut lenders: Vec<_> =
			arrears.parts.iter().map(|(_, interest)| interest.clone()).collect();
		if arrears.principal < self.balance() {
			// To date, of what would be left.
			bare.paid += late;
			for (lender, (principal, _)) in bare.lenders.iter_mut().zip(&arrears.parts) {
				lender.left -= principal;
			}
			let rest = bare.ahead(&bare.balance(), book);
			for (place, (_, interest)) in lenders.iter_mut().zip(rest.parts) {
				*place += interest;
			}
		}
		let mut charges = vec![zero(); self.payees.len()];
		for window in self.paid..self.paid + late {
			if self.charged <= window {
				self.levy(&self.balance(), true, &mut charges);
			}
		}
		let (whole, mut money) = (self.most_bounty(rules), self.pots.total());
		let owed = take(&mut money, &whole);
		let debts = Debts {
			costs: [whole - &owed].into_iter().chain(charges).collect(),
			advances: self.advanced(book),
			fee: arrears.fees,
			lenders: self.lenders.iter().map(|lender| lender.left.clone()).zip(lenders).collect(),
		};
		let (rounds, lot, stay, surplus) = (0, None, None, zero());
		Called { since: book, debts, money, caller: (by, owed), rounds, lot, stay, surplus }
	}

	/// First and last price of a sale.
	pub fn prices(&self, seen: &Seen, rounds: u32) -> (Int, Int) {
		let sale = &self.terms.sale;
		let (orderly, forced) = match seen.is_whole {
			true => (&seen.orderly, &seen.forced),
			false => (&self.worth.orderly, &self.worth.forced),
		};
		let fallen = |value: &Int, part: u32| {
			(0..rounds.min(32))
				.fold(down(ppm(value, part)), |price, _| down(ppm(&price, sale.reset.get())))
		};
		let floor = fallen(forced, sale.floor.get()).max(int(ONE / 100));
		(fallen(orderly, sale.start.get()).max(floor.clone()), floor)
	}

	/// Divides money among what is owed; deposits had counted so much of the vault's interest.
	pub fn divide(&mut self, money: &Int, counted: &Int) -> Divided {
		let (Stage::Called(called) | Stage::Closed(called)) = &mut self.stage else {
			panic!("it is in no default")
		};
		let (paid, surplus) = called.debts.pay(money);
		called.caller.1 += &paid.costs[0];
		called.surplus += &surplus;
		for (payee, part) in self.payees.iter_mut().zip(paid.costs.iter().skip(1)) {
			payee.owed += part;
		}
		for (who, part) in &paid.advances {
			let credit = self.advancers.iter_mut().find(|(by, _)| by == who);
			credit.expect("he has a credit").1 += part;
		}
		for (lender, (principal, interest)) in self.lenders.iter_mut().zip(&paid.lenders) {
			lender.left -= principal;
			if lender.who.is_some() {
				lender.owed += principal + interest;
			}
		}
		let (principal, interest) = paid.lenders[0].clone();
		let accrued = counted.min(&interest).clone();
		let extra = interest - &accrued + &paid.fee;
		let receipt = Receipt { principal, accrued, extra };
		Divided { lost: called.debts.lenders[0].0.clone(), paid, receipt, surplus }
	}
}
