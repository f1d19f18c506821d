//! What may happen, by chance: each act is a row of [`KINDS`] and two numbers, from which its deeds
//! are made when its turn comes.

use crate::{
	deeds::{Deed, Offered, Step},
	model::{
		loan::{Loan, Stage},
		numbers::int,
		Economy,
	},
	world::{
		appraise, rack, said, speak, usd, BORROWERS, CURATORS, DAY, HOUR, KEEPER, OPERATOR, RESALE,
		SAVERS, SLOT,
	},
};
use caliber_finance::instalment::{Model, RepaymentTerms};
use caliber_integration_tests::registry::{
	as_signed, day, heartbeat, APPRAISER, CUSTODIAN, INSURER, SITE, SKU,
};
use caliber_primitives::{
	collateral::Collateral,
	dollar::PauseTier,
	ids::{BillId, ClaimId, ItemId, LoanId, LotId, PolicyId},
	units::{Day, MicroUsd, RatePerSecond, ReserveAmount, Seconds, UsdaiAmount, UNIT},
};
use caliber_runtime::{AccountId, Allocation, Caliber, Runtime};
use pallet_allocation::{Cusip, Purchase, Trade};
use pallet_caliber::NextItem;
use pallet_lending::{Ask, Charge, ChargeKind, EscrowTerms, Junior, Milestone, Payee};
use proptest::prelude::*;
use sp_core::H256;
use sp_keyring::Sr25519Keyring;

/// What an act is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
	Wait,
	Jump,
	Tend,
	Market,
	Revalue,
	Mint,
	Redeem,
	ClaimTicket,
	Deposit,
	Ask,
	Claim,
	Keep,
	Lend,
	Offer,
	Withdraw,
	Stake,
	Accept,
	Order,
	Confirm,
	Deliver,
	GiveBack,
	Repay,
	RepayMany,
	Prepay,
	Fund,
	Sweep,
	Draw,
	Review,
	Advance,
	Transfer,
	Collect,
	CallDefault,
	OpenSale,
	Buy,
	Settle,
	RedeemCollateral,
	Recover,
	Stay,
	FileClaim,
	AnswerClaim,
	PayClaim,
	BuyBill,
	Bill,
	Harvest,
	Pause,
}

/// How often each happens among the others.
pub const KINDS: [(u32, Kind); 45] = [
	(10, Kind::Wait),
	(6, Kind::Jump),
	(4, Kind::Tend),
	(3, Kind::Market),
	(4, Kind::Revalue),
	(3, Kind::Mint),
	(4, Kind::Redeem),
	(2, Kind::ClaimTicket),
	(4, Kind::Deposit),
	(4, Kind::Ask),
	(3, Kind::Claim),
	(2, Kind::Keep),
	(10, Kind::Lend),
	(1, Kind::Offer),
	(1, Kind::Withdraw),
	(2, Kind::Stake),
	(2, Kind::Accept),
	(1, Kind::Order),
	(2, Kind::Confirm),
	(2, Kind::Deliver),
	(1, Kind::GiveBack),
	(8, Kind::Repay),
	(2, Kind::RepayMany),
	(4, Kind::Prepay),
	(6, Kind::Fund),
	(4, Kind::Sweep),
	(4, Kind::Draw),
	(8, Kind::Review),
	(3, Kind::Advance),
	(1, Kind::Transfer),
	(4, Kind::Collect),
	(6, Kind::CallDefault),
	(5, Kind::OpenSale),
	(6, Kind::Buy),
	(2, Kind::Settle),
	(1, Kind::RedeemCollateral),
	(4, Kind::Recover),
	(1, Kind::Stay),
	(3, Kind::FileClaim),
	(3, Kind::AnswerClaim),
	(3, Kind::PayClaim),
	(3, Kind::BuyBill),
	(3, Kind::Bill),
	(2, Kind::Harvest),
	(1, Kind::Pause),
];

/// An act.
#[derive(Clone, Copy)]
pub struct Act {
	pub kind: Kind,
	pub a: u32,
	pub b: u32,
}

impl std::fmt::Debug for Act {
	fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(out, "{:?}({}, {})", self.kind, self.a, self.b)
	}
}

/// Any act.
pub fn act() -> impl Strategy<Value = Act> {
	let kinds: Vec<_> = KINDS
		.iter()
		.flat_map(|(weight, kind)| {
			std::iter::repeat_n(*kind, usize::try_from(*weight).unwrap_or(0))
		})
		.collect();
	(proptest::sample::select(kinds), any::<u32>(), any::<u32>()).prop_map(|(kind, a, b)| Act {
		kind,
		a,
		b,
	})
}

/// Numbers that follow from one.
pub struct Dice(u64);

impl Dice {
	pub fn new(a: u32, b: u32) -> Self {
		Self(u64::from(a) << 32 | u64::from(b))
	}

	/// One below an end.
	pub fn below(&mut self, end: u64) -> u64 {
		self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
		let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
		let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
		(mixed ^ (mixed >> 31)) % end.max(1)
	}

	pub fn within(&mut self, least: u64, most: u64) -> u64 {
		least + self.below(most - least + 1)
	}

	pub fn one_in(&mut self, of: u64) -> bool {
		self.below(of) == 0
	}

	pub fn of<T: Clone>(&mut self, all: &[T]) -> Option<T> {
		let len = u64::try_from(all.len()).expect("they are few");
		all.get(usize::try_from(self.below(len)).expect("it is small")).cloned()
	}

	/// So many dollars, seldom whole ones.
	pub fn dollars(&mut self, most: u64) -> u128 {
		let whole = u128::from(self.below(most)) * UNIT;
		whole + if self.one_in(2) { 0 } else { u128::from(self.below(u64::MAX)) % UNIT }
	}
}

/// What is done where there is no loan for an act: what leads to one.
const BEFORE: [(Kind, Kind); 22] = [
	(Kind::Withdraw, Kind::Offer),
	(Kind::Stake, Kind::Offer),
	(Kind::Accept, Kind::Offer),
	(Kind::Confirm, Kind::Order),
	(Kind::Deliver, Kind::Confirm),
	(Kind::GiveBack, Kind::Order),
	(Kind::Repay, Kind::Lend),
	(Kind::Prepay, Kind::Lend),
	(Kind::Fund, Kind::Lend),
	(Kind::Sweep, Kind::Lend),
	(Kind::Review, Kind::Lend),
	(Kind::Draw, Kind::Jump),
	(Kind::Advance, Kind::Jump),
	(Kind::Transfer, Kind::Lend),
	(Kind::Collect, Kind::Fund),
	(Kind::CallDefault, Kind::Jump),
	(Kind::OpenSale, Kind::Jump),
	(Kind::Buy, Kind::OpenSale),
	(Kind::Settle, Kind::Buy),
	(Kind::RedeemCollateral, Kind::CallDefault),
	(Kind::Recover, Kind::Buy),
	(Kind::Stay, Kind::CallDefault),
];

/// The loans with which an act may pass.
fn fit(economy: &Economy, kind: Kind) -> Vec<LoanId> {
	let book = economy.settles();
	let fits = |loan: &Loan| match (kind, &loan.stage) {
		(Kind::Withdraw | Kind::Stake, Stage::Offered { .. }) => true,
		(Kind::Accept, Stage::Offered { staged, .. }) => staged.iter().all(|is| *is),
		(Kind::Confirm, Stage::Waits(wait)) => {
			wait.witnesses.len() < 2 && economy.book() < wait.until
		},
		(Kind::Deliver, Stage::Waits(wait)) => {
			wait.witnesses.len() == 2 && economy.book() < wait.until
		},
		(Kind::GiveBack, Stage::Waits(_)) => true,
		(Kind::Draw, Stage::Runs) => loan.clock(book) > loan.due() + DAY,
		(Kind::Advance, Stage::Runs) => loan.late(book) > 0 && !loan.payees.is_empty(),
		(Kind::Prepay, Stage::Runs) => loan.late(book) == 0,
		(Kind::Transfer, Stage::Runs) => loan.lenders.len() > 1,
		(Kind::CallDefault, Stage::Runs) => loan.is_overdue(book) || loan.watch.impaired.is_some(),
		(Kind::Review, Stage::Called(_)) => true,
		(Kind::Repay | Kind::Fund | Kind::Sweep | Kind::Review, Stage::Runs) => true,
		(Kind::OpenSale, Stage::Called(called)) => {
			called.lot.is_none() && economy.book() >= called.since + 10 * DAY
		},
		(Kind::Buy, Stage::Called(called)) => {
			called.lot.as_ref().is_some_and(|lot| economy.book() <= lot.ends)
		},
		(Kind::Settle, Stage::Called(called)) => {
			called.lot.as_ref().is_some_and(|lot| economy.book() > lot.ends)
		},
		(Kind::RedeemCollateral | Kind::Stay, Stage::Called(_)) => true,
		(Kind::Recover, Stage::Closed(closed)) => closed.debts.total() > Default::default(),
		(Kind::Collect, _) => {
			let all = loan.lenders.iter().skip(1).map(|lender| &lender.owed);
			let all = all.chain(loan.payees.iter().map(|payee| &payee.owed));
			all.chain(loan.advancers.iter().map(|(_, owed)| owed)).any(|owed| *owed > int(0u8))
		},
		_ => false,
	};
	economy.loans.iter().filter(|(_, loan)| fits(loan)).map(|(id, _)| *id).collect()
}

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
				if let Some(item) = dice.of(&all_items()) {
					let orderly = dice.within(20_000, 240_000);
					let call = appraise(item, orderly, orderly * dice.within(20, 90) / 100);
					let _ = as_signed(&APPRAISER.to_account_id(), call);
				}
				Comes::Facts
			},
			Kind::Mint => {
				one(anybody(dice), Deed::Mint { coins: dice.dollars(100_000) / 1_000_000_000_000 })
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
			Kind::Lend => lend(dice, economy),
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
				let milestone = dice.of(&[Milestone::Delivered, Milestone::Installed]);
				role(Deed::Confirm { loan, milestone: milestone.expect("there are some") })
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
				let payee = match dice.below(6) {
					0 => Payee::Caller,
					1 => Payee::Borrower,
					2 => Payee::Charge(place),
					_ => Payee::Tranche(place),
				};
				one(KEEPER, Deed::Collect { loan: loan(dice), payee })
			},
			Kind::CallDefault => one(KEEPER, Deed::CallDefault { loan: loan(dice) }),
			Kind::OpenSale => one(KEEPER, Deed::OpenSale { loan: loan(dice) }),
			Kind::Buy => {
				let most = if dice.one_in(4) { dice.dollars(200_000) } else { u128::MAX };
				let lot = lot_of(economy, loan(dice));
				one(saver(dice), Deed::Buy { lot, most })
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
					.flat_map(|loan| economy.loans[loan].items.clone())
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
			Kind::PayClaim => role(Deed::PayClaim { claim: claim(dice, economy) }),
			Kind::BuyBill => buy_bill(dice),
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

/// Whole slots; seconds only once the cover of all hardware is about to end.
fn within_years(economy: &Economy, seconds: u64) -> u64 {
	match economy.now + seconds < day(900).get() {
		true => seconds.max(2) / 2 * 2,
		false => 2,
	}
}

/// To a moment at which something ends: a date, a grace, a mark, a notice, a window.
fn jump(dice: &mut Dice, economy: &Economy) -> u64 {
	let book = economy.book();
	let mut ends = vec![(economy.now / (30 * DAY) + 1) * 30 * DAY + DAY - economy.paused];
	for loan in economy.loans.values() {
		match &loan.stage {
			Stage::Runs => {
				let due = loan.due() - loan.offset;
				ends.extend([due, due + DAY, due + loan.grace(), loan.counts.stop * DAY]);
				ends.extend([30, 90].map(|days| (loan.counts.stop + days) * DAY));
			},
			Stage::Called(called) => {
				ends.push(called.since + 10 * DAY);
				ends.extend(called.lot.iter().map(|lot| lot.ends));
				ends.extend(called.stay);
			},
			Stage::Waits(wait) => ends.push(wait.until),
			_ => {},
		}
	}
	ends.extend(economy.dollar.bills.values().map(|bill| bill.matures * DAY - economy.paused));
	ends.retain(|end| (book + 2..book + 60 * DAY).contains(end));
	let end = dice.of(&ends).unwrap_or(book + 5 * DAY);
	let beside = [0, 2, DAY][usize::try_from(dice.below(3)).expect("it is small")];
	let end = if dice.one_in(3) { end.saturating_sub(2) } else { end + beside };
	end.saturating_sub(book)
}

fn all_items() -> Vec<ItemId> {
	(0..NextItem::<Runtime>::get().0).map(ItemId).collect()
}

/// Who holds title.
pub fn holder_of(item: ItemId) -> Option<AccountId> {
	<Caliber as Collateral<AccountId>>::owner(item)
}

fn free_items(who: &AccountId) -> Vec<ItemId> {
	let is_free = |item: &ItemId| {
		holder_of(*item).as_ref() == Some(who) && <Caliber as Collateral<AccountId>>::is_free(*item)
	};
	all_items().into_iter().filter(is_free).collect()
}

/// Facts are renewed; a borrower without racks gets one.
fn tend(dice: &mut Dice) {
	vouch(dice, &all_items());
	for who in BORROWERS {
		if all_items().len() < 16 && free_items(&who.to_account_id()).is_empty() {
			rack(who);
		}
	}
}

/// Everybody vouches for items again, as far as they may.
fn vouch(dice: &mut Dice, items: &[ItemId]) {
	let now = crate::world::now();
	let until = Seconds(now + 360 * DAY).min(day(1_000));
	let by = |who: Sr25519Keyring, call: pallet_caliber::Call<Runtime>| {
		as_signed(&who.to_account_id(), call).is_ok()
	};
	let policy = PolicyId(0);
	by(INSURER, pallet_caliber::Call::acknowledge_premium { policy, until });
	for item in items.iter().copied() {
		by(CUSTODIAN, heartbeat(item));
		let (receipt, expires) = (H256::repeat_byte(2), Seconds(now + 300 * DAY));
		by(CUSTODIAN, pallet_caliber::Call::attest_custody { item, receipt, expires });
		// No appraisal is far above the market.
		let values = [200_000, 120_000, 70_000, 40_000].into_iter();
		if !dice.one_in(4) {
			{ values }.any(|value| by(APPRAISER, appraise(item, value, value / 4)));
		}
	}
	let items = items.to_vec().try_into().expect("they are few");
	by(CUSTODIAN, pallet_caliber::Call::confirm_custody { items });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
	Loan,
	Replace,
	Order,
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
	let claims: Vec<_> = economy.claims.keys().copied().collect();
	dice.of(&claims).unwrap_or(ClaimId(economy.next_claim))
}

fn bill(dice: &mut Dice, economy: &Economy) -> Option<BillId> {
	let open = |bill: &crate::model::dollar::Bill| !bill.seen || bill.surplus > Default::default();
	let bills: Vec<_> =
		economy.dollar.bills.iter().filter(|(_, bill)| open(bill)).map(|(id, _)| *id).collect();
	dice.of(&bills)
}

/// An order, and a bill for it.
fn buy_bill(dice: &mut Dice) -> Comes {
	if Allocation::orders().0.is_empty() {
		let _ = as_signed(&KEEPER.to_account_id(), pallet_allocation::Call::rebalance {});
	}
	let order = Allocation::orders().0.last().copied();
	let Some(order) = order else { return one(KEEPER, Deed::Rebalance) };
	let Trade::Buy(_) = order.trade else { return Comes::Steps(vec![]) };
	let days = dice.within(25, 31);
	let today = u32::try_from(crate::world::now() / DAY).expect("it fits");
	let price = crate::model::dollar::price(days);
	let lots = order.amount.get() / UNIT / 100;
	let lots = u64::try_from(lots).expect("it fits").max(1);
	let face = u128::from(dice.within(lots / 2 + 1, lots)) * 100;
	let purchase = Purchase {
		slot: SLOT,
		custodian: CUSTODIAN.to_account_id(),
		cusip: Cusip(*b"912797VC8"),
		face: ReserveAmount(face * 1_000_000),
		price: MicroUsd(price),
		settles: Day(today),
		matures: Day(today + u32::try_from(days).expect("it is small")),
	};
	one(OPERATOR, Deed::Fill { order: order.id, purchase })
}

/// An offer on free racks of a borrower's, on those of a loan that it replaces, or on some to come.
fn offer(dice: &mut Dice, economy: &Economy, what: What) -> Deed {
	let mut borrower = dice.of(&BORROWERS).expect("there are some").to_account_id();
	let mut items = free_items(&borrower);
	items.truncate(if dice.one_in(4) { 2 } else { 1 });
	let mut refinances = None;
	if what == What::Replace {
		if let Some(loan) = dice.of(&economy.in_stage(|stage| matches!(stage, Stage::Runs))) {
			let found = &economy.loans[&loan];
			(borrower, items) = (found.terms.borrower.clone(), found.items.clone());
			refinances = Some(loan);
		}
	}
	let racks = u64::try_from(items.len()).expect("they are few").max(1);
	let principal = dice.dollars(80_000 * racks) + usd(5_000);
	let part =
		|dice: &mut Dice, percent: u64| principal / 100 * u128::from(dice.within(1, percent));
	let mut juniors = Vec::new();
	for curator in CURATORS {
		if dice.one_in(2) {
			let (amount, rate) =
				(UsdaiAmount(part(dice, 30)), dice.within(2_000_000_000, 20_000_000_000));
			juniors.push(Junior {
				curator: curator.to_account_id(),
				amount,
				rate: RatePerSecond(rate),
			});
		}
	}
	let mut charges = Vec::new();
	for (kind, payee) in [
		(ChargeKind::Premium, INSURER),
		(ChargeKind::Custody, CUSTODIAN),
		(ChargeKind::Servicing, crate::world::SERVICER),
	] {
		if dice.one_in(2) {
			let rate = dice.within(1, 3_000_000_000_000_000);
			charges.push(Charge { kind, payee: payee.to_account_id(), rate });
		}
	}
	let escrow = (what == What::Order).then(|| EscrowTerms {
		lasts: Seconds(dice.within(DAY, 90 * DAY)),
		carry: RatePerSecond(dice.within(1_585_489_600, 6_000_000_000)),
		site: SITE,
		vendor: dice.one_in(2).then(|| OPERATOR.to_account_id()),
	});
	if escrow.is_some() {
		items.clear();
	} else if !dice.one_in(6) {
		vouch(dice, &items);
	}
	let amortized = dice.one_in(2);
	let repayment = RepaymentTerms {
		model: if amortized { Model::Amortized } else { Model::Simple },
		principal_in_stub: dice.one_in(2),
		interest_only: if dice.one_in(3) {
			u32::try_from(dice.below(4)).expect("it is small")
		} else {
			0
		},
		balloon: UsdaiAmount(if dice.one_in(3) { part(dice, 30) } else { 0 }),
		grace_rate: RatePerSecond(dice.within(20_000_000_000, 30_000_000_000)),
		grace_duration: Seconds(dice.within(DAY, 10 * DAY)),
	};
	let offset = i32::try_from(dice.below(93_600)).expect("it is small") - 43_200;
	let ask = Ask {
		product: SKU,
		principal: UsdaiAmount(principal),
		rate: RatePerSecond(dice.within(1_585_489_600, 7_927_447_996)),
		duration_days: u32::try_from(dice.within(90, 500)).expect("it is small"),
		due_day: u8::try_from(dice.within(1, 31)).expect("it is small"),
		utc_offset_seconds: if dice.one_in(2) { 0 } else { offset },
		repayment,
		reserve: u32::try_from(dice.within(3, 4)).expect("it is small"),
		refinances,
	};
	let expires = economy.now + dice.within(1, 20 * DAY);
	Deed::Offer(Box::new(Offered { borrower, items, ask, juniors, charges, escrow, expires }))
}

/// A loan from its offer to its beginning.
fn lend(dice: &mut Dice, economy: &Economy) -> Comes {
	let what = if dice.one_in(5) { What::Replace } else { What::Loan };
	let deed = offer(dice, economy, what);
	let loan = economy.next_loan;
	let Deed::Offer(offered) = &deed else { return Comes::Steps(vec![]) };
	let by = offered.borrower.clone();
	let opened = economy.tier.filter(|_| !dice.one_in(3)).map(|_| Step::by_role(Deed::Unpause));
	let mut steps: Vec<_> = opened.into_iter().chain([Step::by_role(deed)]).collect();
	steps.extend(CURATORS.map(|who| Step::new(who, Deed::Stage { loan })));
	steps.push(Step { by, deed: Deed::Accept { loan } });
	Comes::Steps(steps)
}
