//! Sales that somebody arranges off the chain, open to whoever pays more (protocol.md 7.5).

use super::{
	default::Called,
	dispose::Exit,
	loan::{Loan, Stage},
	numbers::{int, ppm, up, zero, Int, DAY},
	Economy, Told,
};
use crate::{
	deeds::{Deed, Step},
	world::{BANK, LIQUIDATOR, SAVERS},
};
use caliber_primitives::ids::{LoanId, LotId};
use caliber_runtime::AccountId;

/// A sale that a Liquidator has arranged.
#[derive(Clone, Debug)]
pub struct Arranged {
	pub id: LotId,
	pub buyer: AccountId,
	pub price: Int,
	/// The last second in which more can be bid, on the book clock.
	pub until: u64,
	/// The two who say that the buyer has paid.
	pub attested: [bool; 2],
	/// Who has bid most beside the buyer.
	pub best: Option<(AccountId, Int)>,
}

/// Who attests proceeds.
fn attesters() -> [AccountId; 2] {
	[BANK, SAVERS[0]].map(|who| who.to_account_id())
}

impl Arranged {
	pub fn least(&self) -> Int {
		let best = self.best.as_ref().map_or(&self.price, |(_, price)| price);
		up(ppm(best, 1_020_000))
	}

	/// The last second in which its proceeds may come.
	pub fn settles(&self) -> u64 {
		self.until + 30 * DAY
	}

	fn knows(&self, who: &AccountId) -> bool {
		let attests = attesters().iter().zip(self.attested).any(|(by, has)| has && by == who);
		*who == self.buyer || *who == LIQUIDATOR.to_account_id() || attests
	}
}

impl Loan {
	/// Whether everybody agrees to a price off the chain who would lose by it.
	fn agreed(&self, called: &Called, price: &Int) -> bool {
		let mut debts = called.debts.clone();
		debts.fee += self.fee_of_sale(price);
		let _ = debts.pay(&(&called.money + price));
		let agrees = |place: &usize| called.consents.get(place).is_some_and(|least| least <= price);
		let losers = debts.lenders.iter().enumerate().filter(|(_, (a, b))| a + b > zero());
		let was_tried = called.rounds > 0 && !called.lapsed;
		was_tried || losers.map(|(place, _)| place).all(|place| agrees(&place))
	}
}

impl Economy {
	/// An arranged sale, and the loan that it is of.
	pub fn arranged(&self, lot: LotId) -> Option<(LoanId, &Arranged)> {
		self.loans.iter().find_map(|(id, loan)| match &loan.stage {
			Stage::Called(called) => {
				called.arranged.as_ref().filter(|found| found.id == lot).map(|found| (*id, found))
			},
			_ => None,
		})
	}

	/// Whether something about such sales has to pass.
	pub fn expects_of_arranged(&self, step: &Step, told: &Told) -> Option<bool> {
		let (by, book) = (&step.by, self.book());
		let called = |loan: &LoanId| self.called(loan);
		match &step.deed {
			Deed::Agree { loan, tranche, .. } => Some(called(loan).is_some_and(|(loan, _)| {
				let lender = loan.lenders.get(usize::from(*tranche));
				lender.is_some_and(|lender| match &lender.who {
					Some(who) => who == by,
					None => true,
				})
			})),
			Deed::Arrange { loan, price, .. } => {
				let Some((loan, called)) = called(loan) else { return Some(false) };
				let stayed = called.stay.is_some_and(|until| book < until);
				let opens = called.since + loan.terms.sale.notice.get();
				let free = !called.is_on_sale() && !stayed && !told.seen.disputed && book >= opens;
				let (_, floor) = loan.prices(&told.seen, called.rounds);
				let price = int(*price);
				Some(free && price >= floor && loan.agreed(called, &price))
			},
			Deed::Overbid { lot, price } => {
				let Some((_, sale)) = self.arranged(*lot) else { return Some(false) };
				let may = *by == sale.buyer || !sale.knows(by);
				if book > sale.until || !may || int(*price) < sale.least() {
					return Some(false);
				}
				self.affords(by, &int(*price)).then_some(true)
			},
			Deed::Attest { lot, price } => {
				let Some((_, sale)) = self.arranged(*lot) else { return Some(false) };
				let place = attesters().iter().position(|who| who == by);
				let open = place.is_some_and(|place| !sale.attested[place]);
				Some(open && sale.best.is_none() && int(*price) == sale.price && !sale.knows(by))
			},
			Deed::SettleSale { lot } => {
				let Some((_, sale)) = self.arranged(*lot) else { return Some(false) };
				let may = *by == LIQUIDATOR.to_account_id() && book > sale.until;
				if !may || sale.best.is_some() || sale.attested != [true; 2] {
					return Some(false);
				}
				self.affords(by, &sale.price).then_some(true).filter(|_| !told.seen.disputed)
			},
			Deed::CloseSale { lot } => {
				let Some((_, sale)) = self.arranged(*lot) else { return Some(false) };
				match &sale.best {
					_ if book <= sale.until => Some(false),
					None => Some(book > sale.settles()),
					Some(_) => (!told.seen.disputed).then_some(true),
				}
			},
			Deed::Refund { who } => Some(self.refunds.get(who).is_some_and(|owed| *owed > zero())),
			_ => None,
		}
	}

	/// Something about such sales was done.
	pub fn traded_off_chain(&mut self, step: &Step, told: &Told) {
		let (by, book, bids) = (&step.by, self.book(), self.account.bids.clone());
		match &step.deed {
			Deed::Agree { loan, tranche, least } => {
				let called = self.called_mut(*loan);
				called.consents.remove(&usize::from(*tranche));
				called.consents.extend(least.map(|least| (usize::from(*tranche), int(least))));
			},
			Deed::Arrange { loan, buyer, price } => {
				let (id, buyer, price) = (LotId(self.lots), buyer.clone(), int(*price));
				self.lots += 1;
				let (until, attested, best) = (book + 3 * DAY, [false; 2], None);
				let sale = Arranged { id, buyer, price, until, attested, best };
				self.called_mut(*loan).arranged = Some(sale);
			},
			Deed::Overbid { lot, price } => {
				let beaten = self.sale_mut(*lot).best.replace((by.clone(), int(*price)));
				self.owe(beaten);
				self.pay(by, &bids, &int(*price));
			},
			Deed::Attest { lot, .. } => {
				let place = attesters().iter().position(|who| who == by);
				self.sale_mut(*lot).attested[place.expect("he attests")] = true;
			},
			Deed::SettleSale { lot } => {
				let (loan, sale) = self.arranged(*lot).expect("it is arranged");
				let price = sale.price.clone();
				self.sell_off_chain(by.clone(), loan, price, told);
			},
			Deed::CloseSale { lot } => {
				let (loan, sale) = self.arranged(*lot).expect("it is arranged");
				let best = sale.best.clone();
				let called = self.called_mut(loan);
				called.arranged = None;
				called.lapsed = best.is_none();
				if let Some((_, price)) = best {
					self.sell_off_chain(bids, loan, price, told);
				}
			},
			Deed::Refund { who } => {
				let owed = self.refunds.remove(who).expect("he has some");
				self.pay(&bids, who, &owed);
			},
			other => panic!("it has nothing to do with arranged sales: {other:?}"),
		}
	}

	fn sell_off_chain(&mut self, by: AccountId, loan: LoanId, price: Int, told: &Told) {
		let items = self.loans[&loan].lot().len();
		self.exit(loan, told, Exit { by, items, price, offset: zero(), is_sale: true });
	}

	/// Whoever was outbid has his money back once somebody asks for it.
	pub fn owe(&mut self, beaten: Option<(AccountId, Int)>) {
		if let Some((who, price)) = beaten {
			*self.refunds.entry(who).or_default() += price;
		}
	}

	/// What is for sale of a loan is not any more.
	pub fn call_off(&mut self, loan: LoanId) {
		let called = self.called_mut(loan);
		called.lot = None;
		let sale = called.arranged.take();
		self.owe(sale.and_then(|sale| sale.best));
	}

	fn called_mut(&mut self, loan: LoanId) -> &mut Called {
		match self.loans.get_mut(&loan).map(|loan| &mut loan.stage) {
			Some(Stage::Called(called)) => called,
			_ => panic!("it is in no default"),
		}
	}

	fn sale_mut(&mut self, lot: LotId) -> &mut Arranged {
		let (loan, _) = self.arranged(lot).expect("it is arranged");
		self.called_mut(loan).arranged.as_mut().expect("it is arranged")
	}
}
