//! What acts come to when their turn comes.

use crate::{
	acts::{fit, Act, Kind, BEFORE},
	chance::{jump, within_years, Dice},
	deeds::{Deed, Step},
	exits::{agree, arrange, end_of, off_chain},
	hardware::{all_items, free_items, holder_of, revalue, tend, vouch},
	model::{loan::Stage, Economy},
	offers::{buy_bill, govern, lend, offer, What},
	world::{said, speak, BORROWERS, CURATORS, DAY, HOUR, KEEPER, RESALE, SAVERS},
};
use caliber_integration_tests::registry::CUSTODIAN;
use caliber_primitives::{
	dollar::PauseTier,
	ids::{BillId, ClaimId, ItemId, LoanId, LotId},
	units::UNIT,
};
use caliber_runtime::AccountId;
use pallet_lending::{Milestone, Payee};
use sp_keyring::Sr25519Keyring;

/// What an act comes to.
pub enum Comes {
	/// Time goes on by so many seconds; feeds speak when the new block begins, or are silent.
	Time(u64, bool),
	/// Calls that are no matter of money.
	Facts,
	/// Deeds.
	Steps(Vec<Step>),
}

fn one(by: Sr25519Keyring, deed: Deed) -> Comes {
	Comes::Steps(vec![Step::new(by, deed)])
}

fn role(deed: Deed) -> Comes {
	Comes::Steps(vec![Step::by_role(deed)])
}

impl Act {
	/// What it comes to now. Where nobody can do what it is about, mostly what comes before that.
	pub fn comes(&self, economy: &Economy) -> Comes {
		let dice = &mut Dice::new(self.a, self.b);
		let blind = dice.one_in(8);
		let before = BEFORE.iter().find(|(kind, _)| *kind == self.kind);
		if let (Some((_, before)), false) = (before, blind) {
			if fit(economy, self.kind).is_empty() {
				return Self { kind: *before, ..*self }.comes(economy);
			}
		}
		// Now and then any loan, in whatever stage, or one that there is not.
		let loan = |dice: &mut Dice| match blind {
			true => LoanId(u32::try_from(dice.below(24)).expect("it is small")),
			false => dice.of(&fit(economy, self.kind)).unwrap_or(LoanId(0)),
		};
		let anybody = |dice: &mut Dice| {
			let all: Vec<_> = Sr25519Keyring::iter().collect();
			dice.of(&all).expect("there are some")
		};
		let saver = |dice: &mut Dice| dice.of(&SAVERS).expect("there are some");
		match self.kind {
			Kind::Wait => {
				let seconds = match dice.below(3) {
					0 => dice.within(2, 600),
					1 => dice.within(600, DAY),
					_ => DAY * dice.within(1, 12),
				};
				Comes::Time(within_years(economy, seconds), !dice.one_in(5))
			},
			Kind::Jump => Comes::Time(within_years(economy, jump(dice, economy)), !dice.one_in(5)),
			Kind::Tend => {
				tend(dice);
				Comes::Facts
			},
			Kind::Market => {
				let [hour, resale] = said();
				let part = |dice: &mut Dice| i64::try_from(dice.within(88, 113)).expect("it fits");
				let moved = |value: i64, part: i64| value * part / 100;
				let hour = moved(hour, part(dice)).clamp(HOUR / 4, HOUR * 2);
				let resale = moved(resale, part(dice)).clamp(RESALE / 4, RESALE * 2);
				speak(hour, resale);
				Comes::Facts
			},
			Kind::Revalue => {
				let seized: Vec<_> = fit(economy, Kind::Stay)
					.iter()
					.flat_map(|loan| economy.loans[loan].left().to_vec())
					.collect();
				revalue(dice, &seized);
				Comes::Facts
			},
			Kind::Mint => {
				one(anybody(dice), Deed::Mint { coins: dice.dollars(100_000) / 1_000_000_000_000 })
			},
			Kind::Redeem if dice.one_in(5) => {
				// Many at once, so that cash is not enough.
				let all = Sr25519Keyring::iter().map(|by| {
					let most = u64::try_from(crate::world::purse(by) / UNIT).expect("it fits");
					Step::new(by, Deed::Redeem { amount: dice.dollars(most.max(1)) })
				});
				Comes::Steps(all.collect())
			},
			Kind::Redeem => {
				let most = if dice.one_in(3) { 900_000 } else { 50_000 };
				one(anybody(dice), Deed::Redeem { amount: dice.dollars(most) })
			},
			Kind::ClaimTicket => {
				let tickets: Vec<_> = economy.dollar.tickets.keys().copied().collect();
				let ticket = dice.of(&tickets).unwrap_or(dice.below(3));
				one(anybody(dice), Deed::ClaimTicket { ticket })
			},
			Kind::Deposit => {
				let amount = dice.dollars(60_000);
				one(
					saver(dice),
					match dice.one_in(3) {
						true => Deed::BuyShares { shares: amount },
						false => Deed::Deposit { amount },
					},
				)
			},
			Kind::Ask => one(saver(dice), Deed::Ask { shares: dice.dollars(80_000) }),
			Kind::Claim => {
				let requests = u64::try_from(economy.vault.requests.len()).expect("they are few");
				one(anybody(dice), Deed::Claim { request: dice.below(requests + 1) })
			},
			Kind::Keep => one(
				KEEPER,
				match dice.below(3) {
					0 => Deed::Service,
					1 => Deed::PayFees,
					_ => Deed::Rebalance,
				},
			),
			Kind::Lend => Comes::Steps(lend(dice, economy)),
			Kind::Offer => {
				let what = if dice.one_in(3) { What::Replace } else { What::Loan };
				role(offer(dice, economy, what))
			},
			Kind::Withdraw => {
				let loan = loan(dice);
				let who = dice.of(&[BORROWERS[0], BORROWERS[1], KEEPER]).expect("there are some");
				one(who, Deed::Withdraw { loan })
			},
			Kind::Stake => {
				let loan = loan(dice);
				let curator = dice.of(&CURATORS).expect("there are some");
				one(
					curator,
					match dice.one_in(3) {
						true => Deed::Unstage { loan },
						false => Deed::Stage { loan },
					},
				)
			},
			Kind::Accept => {
				let loan = loan(dice);
				let who = borrower_of(economy, loan);
				let by = if dice.one_in(10) { KEEPER.to_account_id() } else { who };
				let deed = Deed::Accept { loan };
				Comes::Steps(vec![Step { by, deed }])
			},
			Kind::Order => {
				let deed = offer(dice, economy, What::Order);
				let loan = economy.next_loan;
				let mut steps = vec![Step::by_role(deed)];
				steps.extend(CURATORS.map(|who| Step::new(who, Deed::Stage { loan })));
				let Deed::Offer(offered) = &steps[0].deed else { return Comes::Steps(steps) };
				let by = offered.borrower.clone();
				let deed = Deed::Escrow { loan };
				steps.push(Step { by, deed });
				Comes::Steps(steps)
			},
			Kind::Confirm => {
				let loan = loan(dice);
				let stage = economy.loans.get(&loan).map(|loan| &loan.stage);
				let is_next = |count| matches!(stage, Some(Stage::Waits(wait)) if wait.witnesses.len() == count);
				let next = if is_next(0) { Milestone::Delivered } else { Milestone::Installed };
				let other = if is_next(0) { Milestone::Installed } else { Milestone::Delivered };
				role(Deed::Confirm { loan, milestone: if dice.one_in(5) { other } else { next } })
			},
			Kind::Deliver => {
				let loan = loan(dice);
				let by = borrower_of(economy, loan);
				let items: Vec<_> = free_items(&by).into_iter().take(1).collect();
				vouch(dice, &items);
				Comes::Steps(vec![Step { by, deed: Deed::Release { loan, items } }])
			},
			Kind::GiveBack => {
				let loan = loan(dice);
				let own = borrower_of(economy, loan);
				let by = if dice.one_in(3) { own } else { KEEPER.to_account_id() };
				Comes::Steps(vec![Step { by, deed: Deed::EndEscrow { loan } }])
			},
			Kind::Repay => {
				let windows = if dice.one_in(4) { dice.below(14) } else { 1 };
				let windows = u32::try_from(windows).expect("it is small");
				let loan = loan(dice);
				let by = payer(dice, economy, loan);
				Comes::Steps(vec![Step { by, deed: Deed::Repay { loan, windows } }])
			},
			Kind::RepayMany => {
				let mut loans = fit(economy, Kind::Repay);
				let most = usize::try_from(dice.within(1, 4)).expect("it is small");
				loans.truncate(most);
				one(dice.of(&BORROWERS).expect("there are some"), Deed::RepayMany { loans })
			},
			Kind::Prepay => {
				let most = if dice.one_in(4) { 400_000 } else { 20_000 };
				let (loan, amount) = (loan(dice), dice.dollars(most));
				let by = payer(dice, economy, loan);
				Comes::Steps(vec![Step { by, deed: Deed::Prepay { loan, amount } }])
			},
			Kind::Fund => {
				let (loan, amount) = (loan(dice), dice.dollars(15_000));
				let by = payer(dice, economy, loan);
				let deed = match dice.one_in(3) {
					true => Deed::FundReserve { loan, amount },
					false => Deed::FundLockbox { loan, amount },
				};
				Comes::Steps(vec![Step { by, deed }])
			},
			Kind::Sweep => one(KEEPER, Deed::Sweep { loan: loan(dice) }),
			Kind::Draw => one(KEEPER, Deed::Draw { loan: loan(dice) }),
			Kind::Review => one(KEEPER, Deed::Review { loan: loan(dice) }),
			Kind::Advance => one(saver(dice), Deed::Advance { loan: loan(dice) }),
			Kind::Transfer => {
				let tranche = u8::try_from(dice.within(1, 2)).expect("it is small");
				let (loan, to) = (loan(dice), dice.of(&CURATORS).expect("there are some"));
				let lenders = economy.loans.get(&loan).map(|loan| loan.lenders.clone());
				let lender = lenders.unwrap_or_default().get(usize::from(tranche)).cloned();
				let by = lender.and_then(|lender| lender.who);
				let by = by.unwrap_or(CURATORS[0].to_account_id());
				let deed = Deed::Transfer { loan, tranche, to: to.to_account_id() };
				Comes::Steps(vec![Step { by, deed }])
			},
			Kind::Collect => {
				let place = u8::try_from(dice.below(4)).expect("it is small");
				let payee = match dice.below(7) {
					6 => Payee::Insurer(0),
					0 => Payee::Caller,
					1 => Payee::Borrower,
					2 => Payee::Charge(place),
					_ => Payee::Tranche(place),
				};
				one(KEEPER, Deed::Collect { loan: loan(dice), payee })
			},
			Kind::CallDefault => one(KEEPER, Deed::CallDefault { loan: loan(dice) }),
			Kind::OpenSale => one(KEEPER, Deed::OpenSale { loan: loan(dice) }),
			Kind::BuyOut => role(Deed::BuyOut { loan: loan(dice) }),
			Kind::Agree => {
				let loan = loan(dice);
				Comes::Steps(agree(dice, economy, loan))
			},
			Kind::Arrange => {
				let loan = loan(dice);
				Comes::Steps(arrange(dice, economy, loan))
			},
			Kind::OffChain => {
				let loan = loan(dice);
				Comes::Steps(off_chain(dice, economy, loan))
			},
			Kind::Refund => {
				let owed: Vec<_> = economy.refunds.keys().cloned().collect();
				let who = dice.of(&owed).unwrap_or(saver(dice).to_account_id());
				one(KEEPER, Deed::Refund { who })
			},
			Kind::Breach => {
				let loan = loan(dice);
				role(match dice.one_in(3) {
					true => Deed::LiftBreach { loan },
					false => Deed::ReportBreach { loan },
				})
			},
			Kind::Buy => {
				let most = if dice.one_in(2) { dice.dollars(60_000) } else { u128::MAX };
				let lot = lot_of(economy, loan(dice));
				match dice.one_in(3) {
					true => {
						let curator = dice.of(&CURATORS).expect("there are some");
						one(curator, Deed::CreditBid { lot, most })
					},
					false => one(saver(dice), Deed::Buy { lot, most }),
				}
			},
			Kind::Settle => one(KEEPER, Deed::Settle { lot: lot_of(economy, loan(dice)) }),
			Kind::RedeemCollateral => {
				let loan = loan(dice);
				let by = payer(dice, economy, loan);
				Comes::Steps(vec![Step { by, deed: Deed::RedeemCollateral { loan } }])
			},
			Kind::Recover => {
				let loan = loan(dice);
				one(anybody(dice), Deed::Recover { loan, amount: dice.dollars(30_000) })
			},
			Kind::Stay => {
				let loan = loan(dice);
				role(Deed::Stay {
					loan,
					lasts: if dice.one_in(3) { 0 } else { dice.below(70 * DAY) },
				})
			},
			Kind::FileClaim => {
				let pledged: Vec<_> = fit(economy, Kind::Review)
					.iter()
					.flat_map(|loan| economy.loans[loan].left().to_vec())
					.collect();
				let items = if dice.one_in(4) { all_items() } else { pledged };
				let item = dice.of(&items).unwrap_or(ItemId(0));
				let holder = holder_of(item).unwrap_or(KEEPER.to_account_id());
				let deed = Deed::FileClaim { item, cents: dice.within(1, 6_000_000) };
				Comes::Steps(vec![Step { by: holder, deed }])
			},
			Kind::AnswerClaim => {
				let claim = claim(dice, economy);
				role(match dice.one_in(3) {
					true => Deed::RejectClaim { claim },
					false => Deed::AcceptClaim { claim },
				})
			},
			Kind::EndClaim => {
				let claim = claim(dice, economy);
				Comes::Steps(end_of(dice, economy, claim))
			},
			Kind::PayClaim => role(Deed::PayClaim { claim: claim(dice, economy) }),
			Kind::BuyBill => Comes::Steps(buy_bill(dice)),
			Kind::Bill => {
				let Some(bill) = bill(dice, economy) else { return Comes::Steps(vec![]) };
				Comes::Steps(match economy.dollar.bills[&bill].is_settled() {
					false => [CUSTODIAN, SAVERS[0]]
						.map(|who| Step::new(who, Deed::ConfirmBill { bill }))
						.to_vec(),
					true => {
						let seen = Step::new(SAVERS[0], Deed::ConfirmMaturity { bill });
						vec![Step::by_role(Deed::Mature { bill }), seen]
					},
				})
			},
			Kind::Harvest => match bill(dice, economy) {
				Some(bill) => one(KEEPER, Deed::Harvest { bill }),
				None => Comes::Steps(vec![]),
			},
			Kind::Govern => one(SAVERS[0], govern(dice)),
			Kind::Pause => one(
				SAVERS[0],
				match dice.below(4) {
					0 => Deed::Pause(PauseTier::Intake),
					1 => Deed::Pause(PauseTier::Exit),
					_ => Deed::Unpause,
				},
			),
		}
	}
}

fn borrower_of(economy: &Economy, loan: LoanId) -> AccountId {
	let found = economy.loans.get(&loan).map(|loan| loan.terms.borrower.clone());
	found.unwrap_or(KEEPER.to_account_id())
}

/// Most often the borrower, sometimes somebody else.
fn payer(dice: &mut Dice, economy: &Economy, loan: LoanId) -> AccountId {
	match dice.one_in(5) {
		true => KEEPER.to_account_id(),
		false => borrower_of(economy, loan),
	}
}

/// The lot of a loan; one that there will be of one that has none.
fn lot_of(economy: &Economy, loan: LoanId) -> LotId {
	let lot = match economy.loans.get(&loan).map(|loan| &loan.stage) {
		Some(Stage::Called(called)) => called.lot.as_ref().map(|lot| lot.id),
		_ => None,
	};
	lot.unwrap_or(LotId(economy.lots))
}

fn claim(dice: &mut Dice, economy: &Economy) -> ClaimId {
	let mut claims: Vec<_> = economy.claims.keys().copied().collect();
	if claims.iter().any(|claim| economy.claims[claim].residual) && !dice.one_in(4) {
		claims.retain(|claim| economy.claims[claim].residual);
	}
	dice.of(&claims).unwrap_or(ClaimId(economy.next_claim))
}

fn bill(dice: &mut Dice, economy: &Economy) -> Option<BillId> {
	let open = |bill: &crate::model::dollar::Bill| !bill.seen || bill.surplus > Default::default();
	let bills: Vec<_> =
		economy.dollar.bills.iter().filter(|(_, bill)| open(bill)).map(|(id, _)| *id).collect();
	dice.of(&bills)
}
