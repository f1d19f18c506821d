//! A loan in default: what is owed stands still, hardware is sold, money is divided by rank
//! (protocol.md 7).

use super::{
	arranged::Arranged,
	loan::{Loan, Stage},
	numbers::{down, int, less, part, ppm, take, up, zero, Int, ONE},
	pay::Receipt,
	watch::Seen,
};
use caliber_primitives::ids::{ItemId, LotId};
use caliber_runtime::AccountId;
use std::collections::BTreeMap;

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
	/// Whether the last sale was one off the chain that lapsed.
	pub lapsed: bool,
	pub lot: Option<Lot>,
	/// Until when a stay halts sales, on the book clock.
	pub stay: Option<u64>,
	/// What is the borrower's.
	pub surplus: Int,
	/// Items that are sold, the first ones.
	pub sold: usize,
	/// Whether some of the debts were paid.
	pub partly: bool,
	/// What insurers are to pay of it.
	pub expected: Int,
	/// Insurers who have paid.
	pub insurers: Vec<Insurer>,
	/// Of a closed loan: what deposits count of what insurers are to pay, if they were to at its end.
	pub awaited: Option<Int>,
	/// A sale off the chain, and which tranches agree to one that brings so much.
	pub arranged: Option<Arranged>,
	pub consents: BTreeMap<usize, Int>,
	/// Months since then whose charges somebody has advanced.
	pub months: u64,
}

/// An insurer who has made up for what a sale has brought too little.
#[derive(Clone, Debug)]
pub struct Insurer {
	pub who: AccountId,
	/// What he has not got back.
	pub due: Int,
	pub owed: Int,
}

impl Called {
	/// What may still come in for it: its debts, and then what insurers have paid for them.
	pub fn recoverable(&self) -> Int {
		self.debts.total() + self.insurers.iter().map(|insurer| &insurer.due).sum::<Int>()
	}
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
	pub fn pay(&mut self, money: &Int) -> (Self, Int) {
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
	pub fn is_on_sale(&self) -> bool {
		self.lot.is_some() || self.arranged.is_some()
	}

	/// What redeems the hardware.
	pub fn redeems(&self) -> Int {
		less(&self.debts.total(), &self.money)
	}

	/// What of the vault's principal and interest insurers are to pay.
	pub fn waits_for(&self) -> (Int, Int) {
		let (paid, _) = self.debts.clone().pay(&self.expected);
		paid.lenders[0].clone()
	}

	/// The vault's principal that nobody is counted on for.
	pub fn lost(&self) -> Int {
		&self.debts.lenders[0].0 - self.awaited.clone().unwrap_or_default()
	}

	/// All principal.
	pub fn principal(&self) -> Int {
		self.debts.lenders.iter().map(|(principal, _)| principal).sum()
	}

	/// An insurer is owed what he has paid.
	pub fn subrogate(&mut self, who: &AccountId, paid: &Int) {
		match self.insurers.iter_mut().find(|insurer| insurer.who == *who) {
			Some(insurer) => insurer.due += paid,
			None => {
				let (who, due) = (who.clone(), paid.clone());
				self.insurers.push(Insurer { who, due, owed: zero() });
			},
		}
	}

	/// What is beyond all claims is the insurers' first. There is one only in this economy.
	fn reimburse(&mut self, mut money: Int) -> Int {
		for insurer in &mut self.insurers {
			let his = take(&mut money, &insurer.due);
			insurer.due -= &his;
			insurer.owed += his;
		}
		money
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
		Called {
			since: book,
			debts,
			money,
			caller: (by, owed),
			rounds: 0,
			lapsed: false,
			lot: None,
			stay: None,
			surplus: zero(),
			sold: 0,
			partly: false,
			expected: zero(),
			insurers: Vec::new(),
			awaited: None,
			arranged: None,
			consents: BTreeMap::new(),
			months: 0,
		}
	}

	/// First and last price of a sale.
	pub fn prices(&self, seen: &Seen, rounds: u32) -> (Int, Int) {
		let sale = &self.terms.sale;
		let (lot, left) = (int(self.lot().len()), int(self.left().len()));
		let share = |value: &Int| down(part(value, &lot, &left));
		let (orderly, forced) = &match seen.is_whole {
			true => (seen.orderly.clone(), seen.forced.clone()),
			false => (share(&self.worth.orderly), share(&self.worth.forced)),
		};
		let fallen = |value: &Int, part: u32| {
			(0..rounds.min(32))
				.fold(down(ppm(value, part)), |price, _| down(ppm(&price, sale.reset.get())))
		};
		let floor = fallen(forced, sale.floor.get()).max(int(ONE / 100));
		(fallen(orderly, sale.start.get()).max(floor.clone()), floor)
	}

	/// The items that are not sold.
	pub fn left(&self) -> &[ItemId] {
		match &self.stage {
			Stage::Called(called) | Stage::Closed(called) => &self.items[called.sold..],
			_ => &self.items,
		}
	}

	/// Those of them that are sold next.
	pub fn lot(&self) -> &[ItemId] {
		let most = usize::try_from(self.terms.sale.lot).expect("they are few");
		&self.left()[..most.min(self.left().len())]
	}

	/// What buys all of it for its insurer.
	pub fn buys_out(&self, seen: &Seen) -> Int {
		let Stage::Called(called) = &self.stage else { panic!("it is in no default") };
		let orderly = if seen.is_whole { &seen.orderly } else { &self.worth.orderly };
		called.redeems().max(orderly.clone())
	}

	/// What of a sale's price is a fee.
	pub fn fee_of_sale(&self, price: &Int) -> Int {
		let caliber_finance::fees::Fee::Ratio(rate) = self.terms.sale.fee else {
			panic!("it is a part of the price")
		};
		up(part(price, &int(rate), &int(ONE)))
	}

	/// What a lender need not pay of a price: what he would have of it.
	pub fn offset(&self, who: &AccountId, price: &Int) -> Option<Int> {
		let Stage::Called(called) = &self.stage else { return None };
		let his = |lender: &&super::loan::Lender| lender.who.as_ref() == Some(who);
		self.lenders.iter().find(his)?;
		let mut debts = called.debts.clone();
		debts.fee += self.fee_of_sale(price);
		let of = |money: &Int| -> Int {
			let (paid, _) = debts.clone().pay(money);
			let all = self.lenders.iter().zip(&paid.lenders);
			all.filter(|(lender, _)| his(lender)).map(|(_, (a, b))| a + b).sum()
		};
		Some((of(&(&called.money + price)) - of(&called.money)).min(price.clone()))
	}

	/// What has come in and more is divided; what it counts falls by what the vault gets.
	pub fn divide_all(&mut self, more: &Int, fee: &Int) -> Receipt {
		let Stage::Called(called) = &mut self.stage else { panic!("it is in no default") };
		called.debts.fee += fee;
		called.partly = true;
		let money = core::mem::take(&mut called.money) + more;
		let counted = self.counts.whole_interest();
		let receipt = self.divide(&money, &counted);
		self.counts.slow_to(&(counted - &receipt.accrued));
		self.counts.principal = self.lenders[0].left.clone();
		receipt
	}

	/// Counts it by what is known now.
	pub fn revalue(&mut self) {
		let Stage::Called(called) = &self.stage else { panic!("it is in no default") };
		let balance = called.principal();
		let (low, high) = self.marks(&self.counts.principal, &balance);
		(self.counts.low, self.counts.high) = (low, high);
	}

	/// Counts what is left to wait for of a closed loan, of whose interest so much is counted.
	pub fn await_rest(&mut self, counted: &Int) {
		let Stage::Closed(closed) = &mut self.stage else { panic!("it is not closed") };
		let (awaited, interest) = closed.waits_for();
		closed.awaited =
			(closed.expected > zero()).then_some(awaited).filter(|_| closed.awaited.is_some());
		let awaited = closed.awaited.clone().unwrap_or_default();
		self.counts.low = Default::default();
		self.counts.slow_to(counted.min(&interest));
		(self.counts.principal, self.counts.high) = (awaited.clone(), awaited);
	}

	/// Divides money among what is owed; deposits had counted so much of the vault's interest.
	pub fn divide(&mut self, money: &Int, counted: &Int) -> Receipt {
		let (Stage::Called(called) | Stage::Closed(called)) = &mut self.stage else {
			panic!("it is in no default")
		};
		let (paid, surplus) = called.debts.pay(money);
		assert_eq!(*money, paid.total() + &surplus, "all of it is somebody's");
		let surplus = called.reimburse(surplus);
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
		Receipt { principal, accrued, extra }
	}
}
