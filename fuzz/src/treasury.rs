//! The treasury: accounts, bills, ladder.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	treasury::{
		apr, cap_of, cost, doubtful, income, is_whole, is_whole_lots, ladder, next_purchase, total,
		Accounts, Custody, LadderYield, Liquidity, Mark, Position, PriceCheck, Rung, Surplus,
		WriteDown,
	},
	units::{Day, MicroUsd, Ppb, Ppm, ReserveAmount, UsdaiAmount},
};

#[derive(Arbitrary, Debug)]
pub struct Input {
	#[arbitrary(with = day)]
	today: Day,
	#[arbitrary(with = bills)]
	bills: Vec<(Position, Option<Mark>)>,
	#[arbitrary(with = rungs)]
	rungs: Vec<(Ppm, UsdaiAmount, UsdaiAmount)>,
	#[arbitrary(with = amount)]
	free: UsdaiAmount,
	#[arbitrary(with = amount)]
	smallest: UsdaiAmount,
	#[arbitrary(with = amount)]
	largest: UsdaiAmount,
	#[arbitrary(with = ppm)]
	floor: Ppm,
	#[arbitrary(with = price)]
	price: MicroUsd,
	#[arbitrary(with = ppb)]
	discount: Ppb,
	#[arbitrary(with = ppb)]
	tolerance: Ppb,
	#[arbitrary(with = days)]
	days: u32,
}

fn bills(u: Bytes) -> arbitrary::Result<Vec<(Position, Option<Mark>)>> {
	list(u, 8, |u| {
		let settles = day(u)?;
		let position = Position {
			settles,
			matures: settles.saturating_add(Day(days(u)?)),
			price: price(u)?,
			cost: amount(u)?,
			face: amount(u)?,
			settled: bool::arbitrary(u)?,
			impaired: bool::arbitrary(u)?.then_some(write_down(u)?),
		};
		let mark = Mark { discount: ppb(u)?, day: day(u)? };
		Ok((position, bool::arbitrary(u)?.then_some(mark)))
	})
}

fn write_down(u: Bytes) -> arbitrary::Result<WriteDown> {
	Ok(WriteDown { lost: amount(u)?, dollars: amount(u)?, returned: amount(u)? })
}

fn rungs(u: Bytes) -> arbitrary::Result<Vec<(Ppm, UsdaiAmount, UsdaiAmount)>> {
	list(u, 4, |u| Ok((ppm(u)?, amount(u)?, amount(u)?)))
}

impl Input {
	pub fn check(&self) {
		self.check_bills();
		self.check_ladder();
		self.check_price();
		self.check_accounts();
	}

	fn check_bills(&self) {
		for (bill, mark) in &self.bills {
			assert!(bill.days_left(self.today) <= bill.days());
			assert!(bill.straight(self.today) <= bill.face.max(bill.cost));
			assert!(bill.market(*mark) <= bill.face.max(bill.cost));
			assert!(bill.gain() <= bill.face);
			let _ = bill.yearly();
		}
		let earned = income(self.today, self.bills.iter().copied());
		assert!(earned.low <= earned.high);
		let positions = || self.bills.iter().map(|(bill, _)| *bill);
		let _ = apr(self.today, positions(), self.free);
		assert_eq!(apr(self.today, positions(), UsdaiAmount::ZERO), Ppb::ZERO);
		let all = total(positions().map(|bill| bill.cost));
		assert!(positions().all(|bill| bill.cost <= all));
	}

	fn check_ladder(&self) {
		let whole = is_whole(self.rungs.iter().map(|rung| rung.0));
		let Ok(weights) = <[_; 4]>::try_from(self.rungs.clone()) else { return };
		let mut number = 0;
		let weights = weights.map(|(weight, held, ordered)| {
			number += 1;
			((number, held, ordered), weight)
		});
		let Ok(rungs) = ladder(weights, |tenor| tenor.1, |tenor| tenor.2, self.free) else {
			return;
		};
		let all = total(rungs.iter().map(Rung::filled)).saturating_add(self.free);
		let targets = crate::generate::total(rungs.iter().map(|rung| rung.target.get()));
		assert!(!whole || targets <= wide(all.get()));
		if let Some((tenor, amount)) =
			next_purchase(&rungs, |_| UsdaiAmount::MAX, self.free, self.smallest, self.largest)
		{
			assert!(self.smallest <= amount && amount <= self.largest && amount <= self.free);
			assert!(tenor.2.is_zero());
			assert!(rungs.iter().any(|rung| rung.tenor == tenor && rung.lack() >= amount));
		}
		let mut yields = LadderYield::default();
		for rung in &rungs {
			let Ok(with) = yields.with(rung.weight, self.discount, self.days, self.today) else {
				return;
			};
			yields = with;
		}
		let (all, invested) = (yields.above_floor(Ppm::ZERO), yields.above_floor(self.floor));
		if let (Ok(all), Ok(invested)) = (all, invested) {
			assert!(invested <= all);
		}
	}

	fn check_price(&self) {
		let face = ReserveAmount(self.free.get());
		if let Ok(cost) = cost(self.price, face) {
			assert!(self.price.get() > 100_000_000 || cost <= face);
		}
		let check = PriceCheck::of(self.price, self.discount, self.tolerance, self.days);
		if check == Ok(PriceCheck::TooCheap) {
			let wider = PriceCheck::of(self.price, self.discount, Ppb::MAX, self.days);
			assert!(wider != Ok(PriceCheck::TooCheap));
		}
		let lots = is_whole_lots(self.free);
		assert_eq!(lots, self.free.get() > 0 && self.free.get().is_multiple_of(10u128.pow(20)));
		if let Ok(cap) = cap_of(self.free, self.floor) {
			assert!(cap <= self.free);
		}
		let liquidity = Liquidity {
			cash: self.free,
			owed: self.smallest,
			issued: self.largest,
			committed: self.smallest,
			queued: self.largest,
		};
		if let Ok(spendable) = liquidity.spendable(self.floor) {
			assert!(spendable <= self.free);
			assert!(liquidity.free(self.floor, self.free).is_ok_and(|free| free.is_zero()));
		}
	}

	/// A bill that is bought, settled and paid leaves its gain, and harvest takes it.
	fn check_accounts(&self) {
		let (cost, gain) = (self.free, self.largest);
		let start = Accounts { settled_surplus: self.smallest, ..Accounts::default() };
		let Some(proceeds) = cost.checked_add(gain) else { return };
		let Some((paid, surplus)) = start
			.bought(cost)
			.and_then(|accounts| accounts.settled(cost))
			.and_then(|accounts| accounts.closed(cost, proceeds, None))
		else {
			assert!(self.smallest.checked_add(gain).is_none());
			return;
		};
		assert_eq!(paid.at_cost(), UsdaiAmount::ZERO);
		assert_eq!(paid.backing(cost), cost);
		assert_eq!(surplus, Surplus::of(gain));
		assert_eq!(paid.taken(surplus), Some((start, surplus)));
		assert_eq!(start.put_back(surplus), Some(paid));
		assert_eq!(surplus.minted(gain), Some(surplus));
		assert_eq!(surplus.without(surplus), Some(Surplus::default()));
		self.check_write_downs(cost, gain);
		let lost = doubtful(self.today, self.bills.iter().map(|(bill, _)| *bill));
		let claim = paid.claim(income(self.today, self.bills.iter().copied()), lost);
		assert!(paid.settled_surplus <= claim.low && claim.low <= claim.high);
		assert!(start.closed(UsdaiAmount(1), gain, None).is_none());
		let custody = Custody::default().with(cost).and_then(|custody| custody.without(cost));
		assert!(custody.is_some_and(|custody| custody.is_empty()));
	}

	/// What an impaired bill brings is divided to the unit.
	fn check_write_downs(&self, cost: UsdaiAmount, gain: UsdaiAmount) {
		for marked in self.bills.iter().filter_map(|(bill, _)| bill.impaired) {
			let brought = marked.divided(gain);
			assert!(brought.returned <= marked.returned && brought.total() <= gain);
			let kept = gain.saturating_sub(brought.total());
			assert_eq!(kept, gain.min(marked.dollars));
			let start =
				Accounts { at_settled_cost: cost, awaited: marked.returned, ..Accounts::default() };
			let closed = cost
				.checked_add(gain)
				.and_then(|proceeds| start.closed(cost, proceeds, Some(marked)));
			let Some((paid, surplus)) = closed else { continue };
			assert_eq!(surplus, brought);
			assert_eq!(
				(paid.awaited, paid.claim_back().low),
				(UsdaiAmount::ZERO, brought.returned)
			);
		}
	}
}
