//! Ends of claims, and sales off the chain.

use crate::{
	chance::Dice,
	deeds::{Deed, Step},
	model::{claims::Status, loan::Stage, Economy},
	world::{BANK, BORROWERS, KEEPER, LIQUIDATOR, ORIGINATOR, SAVERS},
};
use caliber_primitives::ids::{ClaimId, LoanId, LotId};

/// What brings a claim on, most often; sometimes what does not.
pub fn end_of(dice: &mut Dice, economy: &Economy, claim: ClaimId) -> Vec<Step> {
	let found = economy.claims.get(&claim);
	let late = found.and_then(|claim| claim.until()).is_none_or(|until| economy.now >= until);
	let owed = dice.one_in(2);
	let status = found.map(|claim| claim.status).filter(|_| !dice.one_in(6));
	let holder = found.map(|claim| claim.holder.clone()).filter(|_| dice.one_in(2));
	let step = match (status, late) {
		(Some(Status::Filed(_)), false) => {
			let mut steps = vec![Step::by_role(Deed::RejectClaim { claim })];
			steps.extend(owed.then(|| Step::by_role(Deed::ContestClaim { claim })));
			return steps;
		},
		(Some(Status::Filed(_)), true) => Step::new(KEEPER, Deed::AcceptClaim { claim }),
		(Some(Status::Rejected(_)), false) => Step::by_role(Deed::ContestClaim { claim }),
		(Some(Status::Contested(_)), false) => Step::by_role(Deed::DecideClaim { claim, owed }),
		(Some(Status::Rejected(_) | Status::Contested(_)), true) => {
			Step::new(KEEPER, Deed::CloseClaim { claim })
		},
		(Some(Status::Accepted(_)), true) => Step::new(KEEPER, Deed::ReportOverdue { claim }),
		(Some(_), _) => {
			let by = holder.unwrap_or(KEEPER.to_account_id());
			Step { by, deed: Deed::WithdrawClaim { claim } }
		},
		(None, _) => match dice.below(4) {
			0 => Step::new(KEEPER, Deed::ReportOverdue { claim }),
			1 => Step::new(KEEPER, Deed::CloseClaim { claim }),
			2 => Step::by_role(Deed::DecideClaim { claim, owed }),
			_ => Step::by_role(Deed::ContestClaim { claim }),
		},
	};
	vec![step]
}

/// Tranches agree to a sale off the chain, the vault's by governance.
pub fn agree(dice: &mut Dice, economy: &Economy, loan: LoanId) -> Vec<Step> {
	let lenders = economy.loans.get(&loan).map(|loan| loan.lenders.clone()).unwrap_or_default();
	let least = (!dice.one_in(4)).then(|| dice.dollars(60_000));
	let steps = lenders.into_iter().zip(0u8..).map(|(lender, tranche)| {
		let by = lender.who.unwrap_or(KEEPER.to_account_id());
		Step { by, deed: Deed::Agree { loan, tranche, least } }
	});
	steps.filter(|_| !dice.one_in(8)).collect()
}

/// A Liquidator has found a buyer. Most often it is said at once that he has paid, or others bid more.
pub fn arrange(dice: &mut Dice, economy: &Economy, loan: LoanId) -> Vec<Step> {
	let buyer = dice.of(&[ORIGINATOR, BORROWERS[0], SAVERS[1]]).expect("there are some");
	let (buyer, price) = (buyer.to_account_id(), dice.dollars(70_000));
	let mut steps = if dice.one_in(2) { agree(dice, economy, loan) } else { Vec::new() };
	steps.push(Step::by_role(Deed::Arrange { loan, buyer, price }));
	let lot = LotId(economy.lots);
	match dice.below(4) {
		0 => {},
		1 => {
			let mut bid = price;
			for by in
				[SAVERS[0], SAVERS[2], SAVERS[0]].into_iter().skip(usize::from(dice.one_in(2)))
			{
				bid = bid / 100 * 102 + 200;
				steps.push(Step::new(by, Deed::Overbid { lot, price: bid }));
			}
		},
		_ => steps.extend([BANK, SAVERS[0]].map(|by| Step::new(by, Deed::Attest { lot, price }))),
	}
	steps
}

/// What is done about a sale off the chain.
pub fn off_chain(dice: &mut Dice, economy: &Economy, loan: LoanId) -> Vec<Step> {
	let sale = match economy.loans.get(&loan).map(|loan| &loan.stage) {
		Some(Stage::Called(called)) => called.arranged.clone(),
		_ => None,
	};
	let Some(sale) = sale else {
		return vec![Step::new(KEEPER, Deed::CloseSale { lot: LotId(0) })];
	};
	let lot = sale.id;
	let units = |amount: crate::model::numbers::Int| u128::try_from(amount).expect("it fits");
	let over = economy.book() > sale.until;
	let by = dice.of(&SAVERS).expect("there are some");
	match dice.below(8) {
		0..=2 if !over || dice.one_in(8) => {
			let (price, low) = (units(sale.least()), dice.one_in(4));
			let price = if low { price - 1 } else { price + dice.dollars(1_000) };
			vec![Step::new(by, Deed::Overbid { lot, price })]
		},
		3..=5 if !over => {
			let price = units(sale.price.clone()) + u128::from(dice.one_in(8));
			[BANK, SAVERS[0]].map(|by| Step::new(by, Deed::Attest { lot, price })).to_vec()
		},
		6 => vec![Step::new(KEEPER, Deed::CloseSale { lot })],
		_ if dice.one_in(8) => vec![Step::new(KEEPER, Deed::SettleSale { lot })],
		_ if sale.best.is_some() => vec![Step::new(KEEPER, Deed::CloseSale { lot })],
		_ => vec![Step::new(LIQUIDATOR, Deed::SettleSale { lot })],
	}
}
