//! Which deeds the chain has to let pass, and which it must not. Of some nothing is said: whether
//! hardware carries a loan is the registry's to know.

use super::{
	default::{Called, Lot},
	loan::{Loan, Stage},
	numbers::{int, less, zero, Int, DAY, ONE},
	Economy, Told,
};
use crate::{
	deeds::{Deed, Step},
	world::SERVICER,
};
use caliber_integration_tests::registry::CUSTODIAN;
use caliber_primitives::{
	dollar::PauseTier,
	ids::{LoanId, LotId},
};
use caliber_runtime::AccountId;
use pallet_lending::Milestone;

impl Economy {
	/// Whether it has to pass, if that can be told.
	pub fn expects(&self, step: &Step, told: &Told) -> Option<bool> {
		let by = &step.by;
		match &step.deed {
			Deed::Claim { request } => {
				let request = usize::try_from(*request).expect("they are few");
				let request = self.vault.requests.get(request);
				Some(request.is_some_and(|request| self.vault.claimable(request).0 > zero()))
			},
			Deed::SetProduct(_) | Deed::SetRules(_) => Some(true),
			Deed::ClaimTicket { ticket } => Some(self.dollar.is_claimable(*ticket)),
			Deed::Service => Some(!self.is_rolling() && self.now >= self.vault.next_strike),
			Deed::Deposit { amount } => self.may_buy(by, &int(*amount)),
			Deed::BuyShares { shares } => {
				self.may_buy(by, &self.vault.cost(&int(*shares), &self.values().1))
			},
			Deed::Ask { shares } => {
				let (shares, has) = (int(*shares), self.vault.held.get(by).cloned());
				let has = has.unwrap_or_default();
				let enough = shares >= int(ONE) || (shares == has && shares > zero());
				let open = self.tier < Some(PauseTier::Exit) && !self.is_rolling();
				Some(open && enough && shares <= has)
			},
			Deed::PayFees => {
				let [fee, reserve] = [&self.vault.fee, &self.vault.reserve];
				let fits = |amount: &Int| *amount >= int(ONE / 100);
				match *fee == zero() && *reserve == zero() {
					true => Some(false),
					false => (fits(fee) && fits(reserve)).then_some(true),
				}
			},
			deed if deed.claim().is_some() => self.expects_of_claim(step),
			Deed::Mature { bill } => {
				let found =
					self.dollar.bills.get(bill).filter(|bill| bill.is_settled() && !bill.paid);
				Some(found.is_some_and(|bill| self.now / DAY >= bill.matures))
			},
			Deed::Harvest { bill } => {
				let mut dollar = self.dollar.clone();
				let found = dollar.bills.get(bill).filter(|bill| bill.paid && bill.seen)?;
				(found.surplus > zero()).then(|| dollar.harvest(*bill) > zero())
			},
			_ => self.expects_of_loan(step, told),
		}
	}

	/// Intake is open and the vault has a value.
	fn may_buy(&self, by: &AccountId, assets: &Int) -> Option<bool> {
		let open = self.tier.is_none() && !self.is_rolling();
		if !open || *assets < int(ONE / 100) {
			return Some(false);
		}
		let (low, _) = self.values();
		(low > zero() && self.affords(by, assets)).then_some(true)
	}

	/// One that runs, or else it does not pass; then what `of` says.
	fn of_running(&self, loan: &LoanId, of: impl FnOnce(&Loan) -> Option<bool>) -> Option<bool> {
		match self.loans.get(loan) {
			Some(loan) if matches!(loan.stage, Stage::Runs) => of(loan),
			_ => Some(false),
		}
	}

	fn pays(&self, by: &AccountId, amount: &Int) -> Option<bool> {
		(*amount == zero() || self.affords(by, amount)).then_some(true)
	}

	fn expects_of_loan(&self, step: &Step, told: &Told) -> Option<bool> {
		let (by, book) = (&step.by, self.settles());
		match &step.deed {
			Deed::Repay { loan, windows } => self.of_running(loan, |loan| {
				let windows = usize::try_from(*windows).expect("they are few");
				if !(1..=12).contains(&windows) || windows > loan.dates.count() - loan.paid {
					return Some(false);
				}
				self.pays(by, &self.due_of(loan, windows))
			}),
			Deed::RepayMany { loans } => {
				let mut sum = zero();
				for id in loans {
					match self.loans.get(id) {
						Some(loan) if matches!(loan.stage, Stage::Runs) => {
							sum += self.due_of(loan, 1);
						},
						_ => return Some(false),
					}
				}
				if loans.is_empty() {
					Some(false)
				} else {
					self.pays(by, &sum)
				}
			},
			Deed::Prepay { loan, amount } => self.of_running(loan, |loan| {
				if loan.clock(book) > loan.due() || *amount == 0 {
					return Some(false);
				}
				self.pays(by, &loan.ahead(&int(*amount), book).total())
			}),
			Deed::FundLockbox { loan, amount } => self.of_running(loan, |_| match *amount > 0 {
				true => self.pays(by, &int(*amount)),
				false => Some(false),
			}),
			Deed::FundReserve { loan, amount } => self.of_running(loan, |loan| {
				let missing = loan.pots.missing();
				match *amount > 0 && missing > zero() {
					true => self.pays(by, &missing.min(int(*amount))),
					false => Some(false),
				}
			}),
			Deed::Sweep { loan } => self.of_running(loan, |_| Some(true)),
			Deed::Draw { loan } => self.of_running(loan, |found| {
				if found.clock(book) < found.due() + DAY {
					return Some(false);
				}
				Some(self.clone().draw(by, *loan))
			}),
			Deed::Review { loan } => {
				let stage = self.loans.get(loan).map(|loan| &loan.stage);
				let may = matches!(stage, Some(Stage::Runs | Stage::Called(_)));
				Some(may && !self.is_rolling())
			},
			Deed::Advance { loan } if self.called(loan).is_some() => {
				let (loan, called) = self.called(loan)?;
				let sum = loan.month(called, self.book());
				if loan.payees.iter().any(|payee| payee.who == *by) || sum == zero() {
					return Some(false);
				}
				let few = called.debts.advances.len() + loan.advancers.len() < 4;
				few.then(|| self.pays(by, &sum)).flatten()
			},
			Deed::ReportBreach { loan } => self.of_running(loan, |loan| {
				Some(loan.watch.breach_until.is_none() && *by == SERVICER.to_account_id())
			}),
			Deed::LiftBreach { loan } => self.of_running(loan, |loan| {
				Some(loan.watch.breach_until.is_some() && *by == SERVICER.to_account_id())
			}),
			Deed::Advance { loan } => self.of_running(loan, |loan| {
				let mut parts = vec![zero(); loan.payees.len()];
				let sum = loan.levy(&loan.balance(), true, &mut parts);
				let late = loan.clock(book) > loan.due();
				let payee = loan.payees.iter().any(|payee| payee.who == *by);
				let open = late && !payee && loan.charged <= loan.paid && sum > zero();
				let few = loan.advances.len() + loan.advancers.len() < 4;
				if !open {
					Some(false)
				} else if few {
					self.pays(by, &sum)
				} else {
					None
				}
			}),
			Deed::Transfer { loan, tranche, to: _ } => self.of_running(loan, |loan| {
				let book = self.book();
				let lender = loan.lenders.get(usize::from(*tranche));
				let own = lender.is_some_and(|lender| lender.who.as_ref() == Some(by));
				let current = loan.clock(book) <= loan.due() && !loan.is_watched(book);
				Some(own && current && self.tier.is_none())
			}),
			Deed::Collect { loan, payee } => {
				let mut found = self.loans.get(loan).cloned();
				let owed = found.as_mut().and_then(|loan| loan.owed_mut(*payee));
				let owed = owed.map(|(_, owed)| owed.clone()).unwrap_or_default();
				Some(owed > zero())
			},
			Deed::CallDefault { loan } => self.of_running(loan, |loan| {
				if loan.is_overdue(book) {
					return Some(true);
				}
				if loan.watch.impaired.is_none() || self.is_rolling() {
					return Some(false);
				}
				let (balance, now) = (loan.balance(), loan.clock(self.book()));
				let margin = &self.rules.margin;
				let found = loan.watch.reviewed(&told.seen, &balance, margin, now, self.cursor);
				Some(found.impaired.is_some())
			}),
			_ => self.expects_of_disposal(step, told),
		}
	}

	fn expects_of_disposal(&self, step: &Step, told: &Told) -> Option<bool> {
		let by = &step.by;
		let called = |loan: &LoanId| self.called(loan);
		match &step.deed {
			Deed::OpenSale { loan } => {
				let Some((loan, called)) = called(loan) else { return Some(false) };
				let opens = called.since + loan.terms.sale.notice.get();
				let stayed = called.stay.is_some_and(|until| self.book() < until);
				let free = !called.is_on_sale() && !stayed && !told.seen.disputed;
				Some(free && self.book() >= opens)
			},
			Deed::Buy { lot, most } => {
				let Some((_, lot)) = self.lot(*lot) else { return Some(false) };
				if self.book() > lot.ends || lot.price(self.book()) > int(*most) {
					return Some(false);
				}
				let pays = self.pays(by, &lot.price(self.book()));
				pays.filter(|_| !told.seen.disputed)
			},
			Deed::CreditBid { lot, most } => {
				let Some((loan, lot)) = self.lot(*lot) else { return Some(false) };
				if self.book() > lot.ends || lot.price(self.book()) > int(*most) {
					return Some(false);
				}
				let price = lot.price(self.book());
				let Some(offset) = self.loans[&loan].offset(by, &price) else {
					return Some(false);
				};
				self.pays(by, &(price - offset)).filter(|_| !told.seen.disputed)
			},
			Deed::BuyOut { loan } => {
				let Some((loan, called)) = called(loan) else { return Some(false) };
				let stayed = called.stay.is_some_and(|until| self.book() < until);
				let open = !called.is_on_sale() && !stayed && called.rounds == 0;
				if !open || called.sold > 0 || told.insurer.as_ref() != Some(by) {
					return Some(false);
				}
				self.pays(by, &loan.buys_out(&told.seen)).filter(|_| !told.seen.disputed)
			},
			Deed::Settle { lot } => {
				Some(self.lot(*lot).is_some_and(|(_, lot)| self.book() > lot.ends))
			},
			Deed::RedeemCollateral { loan } => match called(loan) {
				Some((_, called)) => {
					self.pays(by, &called.redeems()).filter(|_| !told.seen.disputed)
				},
				None => Some(false),
			},
			Deed::Recover { loan, amount } => match self.loans.get(loan).map(|loan| &loan.stage) {
				Some(Stage::Closed(closed)) if *amount > 0 => {
					let owed = closed.recoverable();
					match owed > zero() {
						true => self.pays(by, &owed.min(int(*amount))),
						false => Some(false),
					}
				},
				_ => Some(false),
			},
			Deed::Stay { loan, lasts } => Some(called(loan).is_some_and(|(_, called)| {
				*lasts <= 60 * DAY && (*lasts > 0 || called.stay.is_some())
			})),
			_ => self.expects_of_arranged(step, told).or_else(|| self.expects_of_offer(step)),
		}
	}

	fn expects_of_offer(&self, step: &Step) -> Option<bool> {
		let by = &step.by;
		let open = self.tier.is_none();
		let offered = |loan: &LoanId| match self.loans.get(loan).map(|loan| (loan, &loan.stage)) {
			Some((loan, Stage::Offered { expires, staged })) => Some((loan, *expires, staged)),
			_ => None,
		};
		let staked = |loan: &LoanId, put: bool| {
			let (loan, _, staged) = offered(loan)?;
			let places = loan.lenders.iter().skip(1).zip(staged);
			let own = places.filter(|(lender, is)| lender.who.as_ref() == Some(by) && **is != put);
			let sum: Int = own.map(|(lender, _)| &lender.lent).sum();
			(sum > zero()).then_some(sum)
		};
		match &step.deed {
			Deed::Withdraw { loan } => Some(offered(loan).is_some_and(|(loan, expires, _)| {
				self.now >= expires || *by == loan.originator || *by == loan.terms.borrower
			})),
			Deed::Stage { loan, .. } => {
				let lasts = offered(loan).is_some_and(|(_, expires, _)| self.now < expires);
				match staked(loan, true).filter(|_| open && lasts) {
					Some(sum) => self.pays(by, &sum),
					None => Some(false),
				}
			},
			Deed::Unstage { loan } => Some(staked(loan, false).is_some()),
			Deed::Accept { loan, .. } | Deed::Escrow { loan, .. } => {
				let found = offered(loan).filter(|(loan, expires, staged)| {
					let his = *by == loan.terms.borrower && self.now < *expires;
					open && his && staged.iter().all(|is| *is) && !self.is_rolling()
				});
				found.is_none().then_some(false)
			},
			Deed::Confirm { loan, milestone } => {
				let stage = self.loans.get(loan).map(|loan| &loan.stage);
				let Some(Stage::Waits(wait)) = stage else { return Some(false) };
				let next = match wait.witnesses.len() {
					0 => *milestone == Milestone::Delivered && *by == CUSTODIAN.to_account_id(),
					1 => *milestone == Milestone::Installed,
					_ => false,
				};
				Some(next && self.book() < wait.until)
			},
			Deed::EndEscrow { loan } => {
				let found = self.loans.get(loan).map(|loan| (loan, &loan.stage));
				let Some((loan, Stage::Waits(wait))) = found else { return Some(false) };
				Some(*by == loan.terms.borrower || self.settles() >= wait.until)
			},
			_ => None,
		}
	}

	/// What the next windows take of whoever pays them.
	fn due_of(&self, loan: &Loan, windows: usize) -> Int {
		let book = self.settles();
		let total = loan.instalments(windows, book).total();
		let spent = loan.pots.clone().take(loan.pots_for(windows, book), &total);
		less(&total, &spent)
	}

	/// A loan in default.
	pub fn called(&self, loan: &LoanId) -> Option<(&Loan, &Called)> {
		match self.loans.get(loan).map(|loan| (loan, &loan.stage)) {
			Some((loan, Stage::Called(called))) => Some((loan, called)),
			_ => None,
		}
	}

	/// A lot that is on sale, and the loan that it is of.
	pub fn lot(&self, lot: LotId) -> Option<(LoanId, &Lot)> {
		self.loans.iter().find_map(|(id, loan)| match &loan.stage {
			Stage::Called(called) => {
				called.lot.as_ref().filter(|found| found.id == lot).map(|found| (*id, found))
			},
			_ => None,
		})
	}
}
