//! What each deed does, once the chain has let it pass.

use super::{
	dispose::Exit,
	dollar::{Bill, GRAIN},
	loan::{Loan, Pot, Stage},
	numbers::{int, zero, Int, MILLION},
	Economy, Told,
};
use crate::{
	deeds::{Deed, Step},
	world::SAVERS,
};
use caliber_integration_tests::registry::CUSTODIAN;
use caliber_primitives::ids::{BillId, LoanId, LotId};
use caliber_runtime::{AccountId, Runtime};
use pallet_lending::{Loans, Payee, Record};

/// A loan as the chain has it, for what was agreed on.
fn record(loan: LoanId) -> Record<AccountId> {
	Loans::<Runtime>::get(loan).expect("it is there")
}

impl Economy {
	/// Something was done.
	pub fn done(&mut self, step: &Step, told: &Told) {
		let by = &step.by;
		match &step.deed {
			Deed::Mint { coins } => {
				let coins = int(*coins);
				let pot = self.account.pot.clone();
				self.move_coins(by, &pot, &coins);
				self.dollar.comes_in(&coins);
				let minted = coins * int(GRAIN);
				self.dollar.issued += &minted;
				*self.purse.entry(by.clone()).or_default() += minted;
			},
			Deed::Redeem { amount } => {
				*self.purse.entry(by.clone()).or_default() -= int(*amount);
				if let Some(coins) = self.dollar.redeem(by, &int(*amount)) {
					let pot = self.account.pot.clone();
					self.move_coins(&pot, by, &coins);
				}
			},
			Deed::ClaimTicket { ticket } => {
				let (who, coins) = self.dollar.claim(*ticket);
				let pot = self.account.pot.clone();
				self.move_coins(&pot, &who, &coins);
			},
			Deed::Deposit { amount } => {
				let (amount, high) = (int(*amount), self.values().1);
				let shares = self.vault.quote(&amount, &high);
				self.buy(by, &amount, &shares, &high);
			},
			Deed::BuyShares { shares } => {
				let (shares, high) = (int(*shares), self.values().1);
				let cost = self.vault.cost(&shares, &high);
				self.buy(by, &cost, &shares, &high);
			},
			Deed::Ask { shares } => self.vault.ask(by, int(*shares), self.now),
			Deed::Claim { request } => {
				let request = usize::try_from(*request).expect("they are few");
				let (who, assets) = self.vault.claim(request);
				let vault = self.account.vault.clone();
				self.pay(&vault, &who, &assets);
			},
			Deed::Service => self.strike(),
			Deed::PayFees => {
				let (fee, reserve) = self.vault.pay_fees();
				let account = self.account.clone();
				self.pay(&account.vault, &account.fees, &fee);
				self.pay(&account.vault, &account.fund, &reserve);
			},
			Deed::Pause(tier) => self.tier = Some(*tier),
			Deed::Unpause => self.tier = None,
			// What was agreed on stays as it is.
			Deed::SetProduct(_) => {},
			Deed::SetRules(rules) => self.rules = **rules,
			Deed::FileClaim { .. }
			| Deed::AcceptClaim { .. }
			| Deed::RejectClaim { .. }
			| Deed::ContestClaim { .. }
			| Deed::DecideClaim { .. }
			| Deed::CloseClaim { .. }
			| Deed::ReportOverdue { .. }
			| Deed::WithdrawClaim { .. }
			| Deed::PayClaim { .. } => self.claimed(step, told),
			Deed::Rebalance
			| Deed::Fill { .. }
			| Deed::ConfirmBill { .. }
			| Deed::Mature { .. }
			| Deed::ConfirmMaturity { .. }
			| Deed::Harvest { .. } => self.traded(step),
			Deed::Agree { .. }
			| Deed::Arrange { .. }
			| Deed::Overbid { .. }
			| Deed::Attest { .. }
			| Deed::SettleSale { .. }
			| Deed::CloseSale { .. }
			| Deed::Refund { .. } => self.traded_off_chain(step, told),
			_ => self.lent(step, told),
		}
	}

	fn move_coins(&mut self, from: &AccountId, to: &AccountId, coins: &Int) {
		*self.coins.entry(from.clone()).or_default() -= coins;
		*self.coins.entry(to.clone()).or_default() += coins;
	}

	fn buy(&mut self, who: &AccountId, assets: &Int, shares: &Int, high: &Int) {
		let account = self.account.clone();
		self.vault.buy(who, &account.fund, assets, shares, high);
		self.pay(who, &account.vault, assets);
	}

	fn lent(&mut self, step: &Step, told: &Told) {
		let by = &step.by;
		let lending = self.account.lending.clone();
		match &step.deed {
			Deed::Offer(_) => {
				let loan = self.next_loan;
				let Record::Offered(offer) = record(loan) else { panic!("it is no offer") };
				self.loans.insert(loan, Loan::offered(offer));
				self.next_loan = LoanId(loan.0 + 1);
			},
			Deed::Withdraw { loan } => {
				let loan = self.loans.get_mut(loan).expect("it is there");
				let Stage::Offered { staged, .. } = &loan.stage else { panic!("it is no offer") };
				// The others have no place in it any more.
				let mut staked = [true].into_iter().chain(staged.iter().copied());
				loan.lenders.retain(|_| staked.next() == Some(true));
				for lender in loan.lenders.iter_mut().skip(1) {
					lender.owed = lender.lent.clone();
				}
				loan.stage = Stage::Withdrawn;
			},
			Deed::Stage { loan, .. } => {
				let amount = self.stake(*loan, by, true);
				self.pay(by, &lending, &amount);
			},
			Deed::Unstage { loan } => {
				let amount = self.stake(*loan, by, false);
				self.pay(&lending, by, &amount);
			},
			Deed::Accept { loan, .. } => self.accept(*loan, told),
			Deed::Escrow { loan, .. } => {
				let Record::Escrowed(escrowed) = record(*loan) else { panic!("it does not wait") };
				self.escrow(*loan, &escrowed);
			},
			Deed::Confirm { loan, .. } => {
				let loan = self.loans.get_mut(loan).expect("it is there");
				let Stage::Waits(wait) = &mut loan.stage else { panic!("it does not wait") };
				wait.witnesses.push(by.clone());
			},
			Deed::Release { loan, items } => self.release(*loan, items, told),
			Deed::EndEscrow { loan } => self.end_escrow(*loan),
			Deed::Repay { loan, windows } => {
				self.repay(by, *loan, usize::try_from(*windows).expect("they are few"));
			},
			Deed::RepayMany { loans } => self.repay_many(by, loans),
			Deed::Prepay { loan, amount } => self.prepay(by, *loan, &int(*amount)),
			Deed::FundLockbox { loan, amount } => {
				self.fund(by, *loan, Pot::Lockbox, &int(*amount));
				let running = &self.loans[loan];
				if running.clock(self.settles()) > running.due() {
					self.sweep(*loan);
				}
			},
			Deed::FundReserve { loan, amount } => {
				let amount = self.loans[loan].pots.missing().min(int(*amount));
				self.fund(by, *loan, Pot::Reserve, &amount);
			},
			Deed::Sweep { loan } => self.sweep(*loan),
			Deed::Draw { loan } => assert!(self.draw(by, *loan), "nothing is drawn"),
			Deed::Review { loan } => self.review(by, *loan, told),
			Deed::Advance { loan } => self.advance(by, *loan),
			Deed::Transfer { loan, tranche, to } => {
				let loan = self.loans.get_mut(loan).expect("it is there");
				loan.lenders[usize::from(*tranche)].who = Some(to.clone());
			},
			Deed::Collect { loan, payee } => {
				let found = self.loans.get_mut(loan).expect("it is there");
				let (who, owed) = found.owed_mut(*payee).expect("he is a payee");
				let (who, owed) = (who.clone(), core::mem::take(owed));
				self.pay(&lending, &who, &owed);
			},
			Deed::CallDefault { loan } => self.call_default(by, *loan, told),
			Deed::OpenSale { loan } => self.open_sale(*loan, told),
			Deed::Buy { lot, .. } => self.sold(by, *lot, told, false),
			Deed::CreditBid { lot, .. } => self.sold(by, *lot, told, true),
			Deed::ReportBreach { loan } => {
				let (book, cure) = (self.book(), self.rules.margin.cure.get());
				let loan = self.loans.get_mut(loan).expect("it is there");
				loan.watch.breach_until = Some(loan.clock(book) + cure);
			},
			Deed::LiftBreach { loan } => {
				let loan = self.loans.get_mut(loan).expect("it is there");
				loan.watch.breach_until = None;
			},
			Deed::Settle { lot } => {
				let (loan, _) = self.lot(*lot).expect("it is on sale");
				let loan = self.loans.get_mut(&loan).expect("it is there");
				let Stage::Called(called) = &mut loan.stage else { panic!("it is in no default") };
				called.lot = None;
				called.lapsed = false;
				called.rounds += u32::from(!told.seen.disputed);
			},
			Deed::RedeemCollateral { loan } => {
				let Stage::Called(called) = &self.loans[loan].stage else { panic!("no default") };
				let amount = called.redeems();
				self.paid_for(by, *loan, amount, told);
			},
			Deed::BuyOut { loan } => {
				let amount = self.loans[loan].buys_out(&told.seen);
				self.paid_for(by, *loan, amount, told);
			},
			Deed::Recover { loan, amount } => {
				let Stage::Closed(closed) = &self.loans[loan].stage else { panic!("not closed") };
				let amount = closed.recoverable().min(int(*amount));
				self.recover(by, *loan, &amount, &zero());
			},
			Deed::Stay { loan, lasts } => {
				let until = (*lasts > 0).then_some(self.book() + lasts);
				let id = *loan;
				let loan = self.loans.get_mut(loan).expect("it is there");
				let Stage::Called(called) = &mut loan.stage else { panic!("it is in no default") };
				called.stay = until;
				if until.is_some() {
					self.call_off(id);
				}
			},
			other => panic!("it has nothing to do with loans: {other:?}"),
		}
	}

	/// Somebody buys the next lot; a lender need not pay what he would have of the price.
	fn sold(&mut self, by: &AccountId, lot: LotId, told: &Told, sets_off: bool) {
		let (id, lot) = self.lot(lot).expect("it is on sale");
		let (price, loan) = (lot.price(self.book()), &self.loans[&id]);
		let offset = loan.offset(by, &price).filter(|_| sets_off).unwrap_or_default();
		let (by, items) = (by.clone(), loan.lot().len());
		self.exit(id, told, Exit { by, items, price, offset, is_sale: true });
	}

	/// Somebody pays for all that is left.
	fn paid_for(&mut self, by: &AccountId, loan: LoanId, price: Int, told: &Told) {
		let (by, items, offset) = (by.clone(), self.loans[&loan].left().len(), zero());
		self.exit(loan, told, Exit { by, items, price, offset, is_sale: false });
	}

	fn stake(&mut self, loan: LoanId, who: &AccountId, put: bool) -> Int {
		let loan = self.loans.get_mut(&loan).expect("it is there");
		let Stage::Offered { staged, .. } = &mut loan.stage else { panic!("it is no offer") };
		let mut moved = zero();
		for (lender, staged) in loan.lenders.iter().skip(1).zip(staged) {
			if lender.who.as_ref() == Some(who) && *staged != put {
				*staged = put;
				moved += &lender.lent;
			}
		}
		moved
	}

	fn bill(&mut self, bill: &BillId) -> &mut Bill {
		self.dollar.bills.get_mut(bill).expect("it is there")
	}

	fn traded(&mut self, step: &Step) {
		let (pot, custodian) = (self.account.pot.clone(), CUSTODIAN.to_account_id());
		match &step.deed {
			Deed::Rebalance => {},
			Deed::Fill { purchase, .. } => {
				let (face, price) = (int(purchase.face.get()), int(purchase.price.get()));
				let cost = (&face * &price + int(100 * MILLION - 1)) / int(100 * MILLION);
				self.move_coins(&pot, &custodian, &cost);
				self.dollar.cash -= &cost * int(GRAIN);
				let bill = Bill {
					face,
					cost,
					price,
					settles: purchase.settles.get().into(),
					matures: purchase.matures.get().into(),
					confirmed: [false; 2],
					paid: false,
					seen: false,
					surplus: zero(),
				};
				let id = u64::try_from(self.dollar.bills.len()).expect("they are few");
				self.dollar.bills.insert(BillId(id.try_into().expect("they are few")), bill);
			},
			Deed::ConfirmBill { bill } => {
				let place = usize::from(step.by == SAVERS[0].to_account_id());
				self.bill(bill).confirmed[place] = true;
			},
			Deed::Mature { bill } => {
				let face = self.bill(bill).face.clone();
				let found = self.bill(bill);
				found.paid = true;
				found.surplus = (&found.face - &found.cost) * int(GRAIN);
				self.move_coins(&custodian, &pot, &face);
				self.dollar.comes_in(&face);
			},
			Deed::ConfirmMaturity { bill } => self.bill(bill).seen = true,
			Deed::Harvest { bill } => {
				let minted = self.dollar.harvest(*bill);
				let vault = self.account.vault.clone();
				*self.purse.entry(vault).or_default() += &minted;
				self.vault.harvest(&minted);
			},
			other => panic!("it has nothing to do with bills: {other:?}"),
		}
	}
}

impl Loan {
	/// Who is to be paid out of it, and how much is credited to him.
	pub fn owed_mut(&mut self, payee: Payee) -> Option<(&AccountId, &mut Int)> {
		match payee {
			Payee::Tranche(tranche) => {
				let lender = self.lenders.get_mut(usize::from(tranche))?;
				Some((lender.who.as_ref()?, &mut lender.owed))
			},
			Payee::Charge(place) => {
				let place = usize::from(place);
				match place.checked_sub(self.payees.len()) {
					None => self.payees.get_mut(place).map(|payee| (&payee.who, &mut payee.owed)),
					Some(place) => self.advancers.get_mut(place).map(|(who, owed)| (&*who, owed)),
				}
			},
			Payee::Caller => match &mut self.stage {
				Stage::Called(called) | Stage::Closed(called) => {
					Some((&called.caller.0, &mut called.caller.1))
				},
				_ => None,
			},
			Payee::Borrower => match &mut self.stage {
				Stage::Called(called) | Stage::Closed(called) => {
					Some((&self.terms.borrower, &mut called.surplus))
				},
				_ => None,
			},
			Payee::Insurer(place) => match &mut self.stage {
				Stage::Called(called) | Stage::Closed(called) => {
					let insurer = called.insurers.get_mut(usize::from(place))?;
					Some((&insurer.who, &mut insurer.owed))
				},
				_ => None,
			},
		}
	}
}
