//! Offers, loans and bills that are made up by chance.

use crate::{
	chance::Dice,
	deeds::{Deed, Offered, Step},
	hardware::{free_items, vouch},
	model::{dollar::price, loan::Stage, Economy},
	world::{now, usd, BORROWERS, CURATORS, DAY, KEEPER, OPERATOR, SERVICER, SLOT},
};
use caliber_finance::{
	fees::Fee,
	instalment::{Model, RepaymentTerms},
};
use caliber_integration_tests::registry::{as_signed, CUSTODIAN, INSURER, SITE, SKU};
use caliber_primitives::units::{
	Day, MicroUsd, Ppm, RatePerSecond, ReserveAmount, Seconds, UsdaiAmount, UNIT,
};
use caliber_runtime::{Allocation, Runtime};
use pallet_allocation::{Cusip, Purchase, Trade};
use pallet_lending::{Ask, Charge, ChargeKind, CurrentRules, EscrowTerms, Junior, Products};

/// What is offered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
	/// A loan on free racks.
	Loan,
	/// One on the racks of a loan that it replaces.
	Replace,
	/// One on racks to come.
	Order,
}

/// An order, and a bill for it.
pub fn buy_bill(dice: &mut Dice) -> Vec<Step> {
	if Allocation::orders().0.is_empty() {
		let _ = as_signed(&KEEPER.to_account_id(), pallet_allocation::Call::rebalance {});
	}
	let order = Allocation::orders().0.last().copied();
	let Some(order) = order else { return vec![Step::new(KEEPER, Deed::Rebalance)] };
	let Trade::Buy(_) = order.trade else { return vec![] };
	let days = dice.within(25, 31);
	let today = u32::try_from(now() / DAY).expect("it fits");
	let lots = order.amount.get() / UNIT / 100;
	let lots = u64::try_from(lots).expect("it fits").max(1);
	let face = u128::from(dice.within(lots / 2 + 1, lots)) * 100;
	let purchase = Purchase {
		slot: SLOT,
		custodian: CUSTODIAN.to_account_id(),
		cusip: Cusip(*b"912797VC8"),
		face: ReserveAmount(face * 1_000_000),
		price: MicroUsd(price(days)),
		settles: Day(today),
		matures: Day(today + u32::try_from(days).expect("it is small")),
	};
	vec![Step::new(OPERATOR, Deed::Fill { order: order.id, purchase })]
}

/// An offer on free racks of a borrower's, on those of a loan that it replaces, or on some to come.
pub fn offer(dice: &mut Dice, economy: &Economy, what: What) -> Deed {
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
		(ChargeKind::Servicing, SERVICER),
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
pub fn lend(dice: &mut Dice, economy: &Economy) -> Vec<Step> {
	let what = if dice.one_in(5) { What::Replace } else { What::Loan };
	let deed = offer(dice, economy, what);
	let loan = economy.next_loan;
	let Deed::Offer(offered) = &deed else { return vec![] };
	let by = offered.borrower.clone();
	let opened = economy.tier.filter(|_| !dice.one_in(3)).map(|_| Step::by_role(Deed::Unpause));
	let mut steps: Vec<_> = opened.into_iter().chain([Step::by_role(deed)]).collect();
	steps.extend(CURATORS.map(|who| Step::new(who, Deed::Stage { loan })));
	steps.push(Step { by, deed: Deed::Accept { loan } });
	steps
}

/// Another product or other rules, from now on.
pub fn govern(dice: &mut Dice) -> Deed {
	let ppm =
		|dice: &mut Dice, most: u64| Ppm(u32::try_from(dice.below(most + 1)).expect("it is small"));
	if dice.one_in(2) {
		let mut product = Products::<Runtime>::get(SKU).expect("it has one");
		product.late_fee = ppm(dice, 100_000);
		product.exit_fee = ppm(dice, 100_000);
		product.origination_fee = Fee::Ratio(dice.below(20_000_000_000_000_000));
		product.ageing.forced_haircut = ppm(dice, 400_000);
		let first = dice.below(500_000);
		let haircuts = [first, first + dice.below(500_000)];
		product.ageing.class_haircuts =
			haircuts.map(|of| Ppm(u32::try_from(of).expect("it is small")));
		product.sale.fee = Fee::Ratio(dice.below(50_000_000_000_000_000));
		product.sale.lot =
			if dice.one_in(2) { 1 } else { pallet_lending::SaleTerms::default().lot };
		product.sale.lasts = Seconds(dice.within(1, 20 * DAY));
		product.sale.floor = Ppm(1 + ppm(dice, 999_999).0);
		return Deed::SetProduct(Box::new(product));
	}
	let mut rules = CurrentRules::<Runtime>::get();
	rules.max_block_gap = match dice.below(3) {
		0 => Seconds(3_600),
		1 => Seconds(5 * DAY),
		_ => Seconds::MAX,
	};
	rules.bounty = ppm(dice, 1_000);
	rules.margin.spacing = Seconds(dice.within(1, 10 * DAY));
	rules.margin.cure = Seconds(dice.within(1, 20 * DAY));
	Deed::SetRules(Box::new(rules))
}
