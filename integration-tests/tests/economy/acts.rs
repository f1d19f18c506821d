//! What may happen, by chance: each act is a row of [`KINDS`] and two numbers, from which its deeds
//! are made when its turn comes.

use crate::{
	model::{
		loan::{Loan, Stage},
		numbers::int,
		Economy,
	},
	world::DAY,
};
use caliber_primitives::ids::LoanId;
use proptest::prelude::*;

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
	EndClaim,
	BuyOut,
	Agree,
	Arrange,
	OffChain,
	Refund,
	Breach,
	BuyBill,
	Bill,
	Harvest,
	Pause,
	Govern,
}

/// How often each happens among the others.
pub const KINDS: [(u32, Kind); 53] = [
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
	(2, Kind::Order),
	(3, Kind::Confirm),
	(4, Kind::Deliver),
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
	(8, Kind::CallDefault),
	(5, Kind::OpenSale),
	(8, Kind::Buy),
	(2, Kind::Settle),
	(1, Kind::RedeemCollateral),
	(4, Kind::Recover),
	(1, Kind::Stay),
	(3, Kind::FileClaim),
	(3, Kind::AnswerClaim),
	(4, Kind::PayClaim),
	(5, Kind::EndClaim),
	(1, Kind::BuyOut),
	(1, Kind::Agree),
	(3, Kind::Arrange),
	(5, Kind::OffChain),
	(1, Kind::Refund),
	(1, Kind::Breach),
	(3, Kind::BuyBill),
	(3, Kind::Bill),
	(2, Kind::Harvest),
	(1, Kind::Pause),
	(2, Kind::Govern),
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

/// What is done where there is no loan for an act: what leads to one.
pub const BEFORE: [(Kind, Kind); 27] = [
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
	(Kind::BuyOut, Kind::CallDefault),
	(Kind::Agree, Kind::CallDefault),
	(Kind::Arrange, Kind::CallDefault),
	(Kind::OffChain, Kind::Arrange),
	(Kind::Breach, Kind::Lend),
];

/// The loans with which an act may pass.
pub fn fit(economy: &Economy, kind: Kind) -> Vec<LoanId> {
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
		(Kind::OpenSale | Kind::Arrange, Stage::Called(called)) => {
			!called.is_on_sale() && economy.book() >= called.since + 10 * DAY
		},
		(Kind::Buy, Stage::Called(called)) => {
			called.lot.as_ref().is_some_and(|lot| economy.book() <= lot.ends)
		},
		(Kind::Settle, Stage::Called(called)) => {
			called.lot.as_ref().is_some_and(|lot| economy.book() > lot.ends)
		},
		(Kind::RedeemCollateral | Kind::Stay | Kind::Advance, Stage::Called(_)) => true,
		(Kind::BuyOut, Stage::Called(called)) => !called.is_on_sale() && called.sold == 0,
		(Kind::OffChain, Stage::Called(called)) => called.arranged.is_some(),
		(Kind::Agree, Stage::Called(_)) => true,
		(Kind::Breach, Stage::Runs) => true,
		(Kind::Recover, Stage::Closed(closed)) => closed.recoverable() > Default::default(),
		(Kind::Collect, _) => {
			let all = loan.lenders.iter().skip(1).map(|lender| &lender.owed);
			let all = all.chain(loan.payees.iter().map(|payee| &payee.owed));
			all.chain(loan.advancers.iter().map(|(_, owed)| owed)).any(|owed| *owed > int(0u8))
		},
		_ => false,
	};
	economy.loans.iter().filter(|(_, loan)| fits(loan)).map(|(id, _)| *id).collect()
}
