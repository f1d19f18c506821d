//! Sums that are split and paid out: to the unit.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	instalment::{charge, prepay},
	recovery::Debts,
	tranches::{blended_rate, split, Claim, Tranche, MAX_TRANCHES},
	units::UsdaiAmount,
	waterfall::waterfall,
	FinanceError,
};

#[derive(Arbitrary, Debug)]
pub enum Input {
	Split {
		#[arbitrary(with = number)]
		total: u128,
		#[arbitrary(with = numbers)]
		weights: Vec<u128>,
	},
	Blended(#[arbitrary(with = tranches)] Vec<Tranche>),
	Waterfall {
		#[arbitrary(with = number)]
		proceeds: u128,
		#[arbitrary(with = number)]
		fee: u128,
		#[arbitrary(with = claims)]
		claims: Vec<Claim>,
	},
	Recovery {
		#[arbitrary(with = debts)]
		debts: Box<Debts>,
		#[arbitrary(with = amount)]
		money: UsdaiAmount,
		#[arbitrary(with = amount)]
		more: UsdaiAmount,
	},
	Charge {
		#[arbitrary(with = decimals)]
		decimals: u8,
		#[arbitrary(with = claims)]
		dues: Vec<Claim>,
	},
	Prepay {
		#[arbitrary(with = amount)]
		balance: UsdaiAmount,
		#[arbitrary(with = amount)]
		paid: UsdaiAmount,
		#[arbitrary(with = numbers)]
		amounts: Vec<u128>,
	},
}

fn debts(u: Bytes) -> arbitrary::Result<Box<Debts>> {
	let mut debts = Debts { fee: amount(u)?, ..Debts::default() };
	for place in debts.costs.iter_mut().chain(&mut debts.advances) {
		*place = amount(u)?;
	}
	for place in &mut debts.lenders {
		*place = Claim { principal: number(u)?, interest: number(u)? };
	}
	Ok(Box::new(debts))
}

impl Input {
	pub fn check(&self) {
		let mut parts = [0; MAX_TRANCHES];
		match self {
			Self::Split { total, weights } => {
				if let Ok(parts) = split(*total, weights, &mut parts) {
					check_split(*total, weights, parts);
				}
			},
			Self::Blended(tranches) => {
				if let Ok(rate) = blended_rate(tranches) {
					assert!(tranches.iter().any(|tranche| tranche.rate <= rate));
					assert!(tranches.iter().any(|tranche| tranche.rate >= rate));
				}
			},
			Self::Waterfall { proceeds, fee, claims } => check_waterfall(*proceeds, *fee, claims),
			Self::Recovery { debts, money, more } => check_recovery(debts, *money, *more),
			Self::Charge { decimals, dues } => {
				if let Ok(charge) = charge(*decimals, dues, &mut parts) {
					let owed = total(dues.iter().flat_map(|due| [due.principal, due.interest]));
					let unit = wide(10u128.pow(18 - u32::from(*decimals)));
					let asked = owed.div_mod(unit);
					let asked = if asked.1.is_zero() { asked.0 } else { asked.0 + 1 };
					assert_eq!(wide(charge.borrower_pays), asked);
					let lenders = total(charge.lenders.iter().copied());
					assert_eq!(lenders + charge.dust, asked);
				}
			},
			Self::Prepay { balance, paid, amounts } => {
				if let Ok(prepayment) = prepay(*balance, *paid, amounts, &mut parts) {
					let repaid = paid.min(balance).get();
					check_split(repaid, amounts, prepayment.principal);
					assert_eq!(prepayment.balance.get(), balance.get() - repaid);
				}
			},
		}
	}
}

/// Floors, and the dust with the first.
fn check_split(whole: u128, weights: &[u128], parts: &[u128]) {
	assert_eq!(parts.len(), weights.len());
	assert_eq!(total(parts.iter().copied()), wide(whole));
	let sum = total(weights.iter().copied());
	for (i, (part, weight)) in parts.iter().zip(weights).enumerate() {
		let floor = wide(whole) * wide(*weight) / sum;
		let dust = wide(*part) - floor;
		assert!(dust.is_zero() || (i == 0 && dust < parts.len().into()));
	}
}

fn check_waterfall(proceeds: u128, fee: u128, claims: &[Claim]) {
	let mut paid = [Claim::default(); MAX_TRANCHES];
	let Ok(payout) = waterfall(proceeds, fee, claims, &mut paid) else {
		assert!(!(1..=MAX_TRANCHES).contains(&claims.len()));
		return;
	};
	let pairs = || claims.iter().zip(payout.paid);
	let ranks = [(fee, payout.fee)]
		.into_iter()
		.chain(pairs().map(|(claim, paid)| (claim.principal, paid.principal)))
		.chain(pairs().map(|(claim, paid)| (claim.interest, paid.interest)));
	let mut left = proceeds;
	for (claim, paid) in ranks {
		assert_eq!(paid, claim.min(left));
		left -= paid;
	}
	assert_eq!(payout.surplus, left);
}

/// By rank, to the unit, and the same when money comes in two sums.
fn check_recovery(debts: &Debts, money: UsdaiAmount, more: UsdaiAmount) {
	let claims = by_rank(debts);
	let all = total(claims.iter().copied());
	match debts.total() {
		Ok(total) => assert_eq!(wide(total.get()), all),
		Err(error) => {
			assert!(all > wide(u128::MAX));
			assert_eq!(error, FinanceError::Overflow);
		},
	}
	assert_eq!(debts.with_fee(more).is_ok(), debts.fee.checked_add(more).is_some());

	let first = debts.divide(money);
	let (paid, left) = (by_rank(&first.paid), by_rank(&first.left));
	let mut rest = money.get();
	for ((claim, paid), left) in claims.iter().zip(&paid).zip(&left) {
		assert_eq!((*paid, *left), (rest.min(*claim), claim - paid));
		rest -= paid;
	}
	assert_eq!(first.surplus.get(), rest);

	let Some(both) = money.checked_add(more) else { return };
	let (second, whole) = (first.left.divide(more), debts.divide(both));
	assert_eq!(second.left, whole.left);
	assert_eq!(first.surplus.get() + second.surplus.get(), whole.surplus.get());
}

/// Costs, advances, fee, principals, interests.
fn by_rank(debts: &Debts) -> Vec<u128> {
	let first = debts.costs.iter().chain(&debts.advances).chain([&debts.fee]);
	let first = first.map(|amount| amount.get());
	let principals = debts.lenders.iter().map(|claim| claim.principal);
	let interests = debts.lenders.iter().map(|claim| claim.interest);
	first.chain(principals).chain(interests).collect()
}
