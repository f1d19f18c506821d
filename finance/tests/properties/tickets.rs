//! Redemption tickets and the gateway.

use crate::math::{number, wide};
use caliber_finance::{
	dollar::{Ledger, Redemption, Treasury, UNIT},
	gateway::{payout_after, unbooked_after, Brought, Wrapped},
	reserve::{ceiling, dollars, exposure_cap, has_jumped, Holding},
	tickets::{
		brought_by, less, whole_grains, Checkpoint, Point, Service, Stretch, Tickets, Units, GRAIN,
		MAX_ASSETS,
	},
	units::{Day, Ppm, ReserveAmount, Seconds, UsdaiAmount},
	FinanceError,
};
use proptest::prelude::*;

/// Amounts in micro-dollars of assets of 6 to 18 decimals, and something below a grain.
fn assets() -> impl Strategy<Value = Vec<Holding>> {
	let asset =
		(6u8..=18, 0u128..10u128.pow(12), any::<u64>()).prop_map(|(decimals, micro, dust)| {
			let unit = 10u128.pow(u32::from(decimals) - 6);
			let cash = ReserveAmount(micro * unit + u128::from(dust) % unit);
			Holding { decimals, cash }
		});
	prop::collection::vec(asset, 1..=MAX_ASSETS)
}

fn grains(count: u128) -> UsdaiAmount {
	UsdaiAmount(count * GRAIN.get())
}

fn cash_of(assets: &[Holding]) -> UsdaiAmount {
	UsdaiAmount(assets.iter().map(|asset| asset.in_dollars().unwrap().get()).sum())
}

/// What units are worth.
fn worth(units: &Units, assets: &[Holding]) -> u128 {
	let each = units.iter().zip(assets);
	each.map(|(units, asset)| dollars(*units, asset.decimals).unwrap().get()).sum()
}

/// Takes a service out of the cash.
fn apply(mut ledger: Ledger, assets: &mut [Holding], served: UsdaiAmount, units: &Units) -> Ledger {
	ledger = ledger.fulfil(served).unwrap();
	for (asset, units) in assets.iter_mut().zip(units) {
		(ledger, *asset) = ledger.set_aside(*asset, *units).unwrap().unwrap();
	}
	ledger
}

fn find(checkpoints: &[Checkpoint], point: UsdaiAmount) -> Units {
	let at = checkpoints.iter().find(|checkpoint| checkpoint.side(point).is_eq()).unwrap();
	at.units_at(point).unwrap()
}

/// What a claim of everything served pays, and what it leaves.
fn claim(
	stretch: Stretch,
	tickets: &Tickets,
	checkpoints: &[Checkpoint],
) -> Option<(Option<Stretch>, Units)> {
	let to = stretch.claimable_to(tickets.served)?;
	let paid = less(&find(checkpoints, to), &find(checkpoints, stretch.start)).unwrap();
	Some((stretch.rest(tickets), paid))
}

/// What may leave: everything, or a part.
fn room() -> impl Strategy<Value = UsdaiAmount> {
	prop_oneof![
		Just(UsdaiAmount::MAX),
		(0u128..10u128.pow(13))
			.prop_map(|part| { UsdaiAmount(grains(part).get().saturating_add(part)) })
	]
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn service_should_take_whole_grains_and_leave_none_idle_when_reserves_cover_all(
		assets in assets(), owed in 0u128..10u128.pow(13), room in room(),
	) {
		let mut assets = assets;
		let cash = cash_of(&assets);
		let ledger = Ledger { cash, owed: grains(owed), ..Default::default() };
		let treasury = Treasury { bills: grains(owed), ..Default::default() };
		let whole = |assets: &[Holding]| -> u128 {
			assets.iter().map(|asset| whole_grains(asset.in_dollars().unwrap()).get()).sum()
		};
		let before = whole(&assets);
		let expected = before.min(grains(owed).get()).min(whole_grains(room).get());
		match ledger.service(&assets, treasury, room).unwrap() {
			None => prop_assert_eq!(expected, 0),
			Some(service) => {
				prop_assert_eq!((service.dollars.get(), service.cash.get()), (expected, expected));
				prop_assert_eq!(worth(&service.units, &assets), expected);
				let after = apply(ledger, &mut assets, service.dollars, &service.units);
				prop_assert_eq!(after.cash, cash_of(&assets));
				let full = expected == whole_grains(room).get();
				prop_assert!(after.owed.is_zero() || whole(&assets) == 0 || full);
				prop_assert_eq!(after.shortfall(treasury), ledger.shortfall(treasury));
				prop_assert_eq!(after.surplus(treasury), ledger.surplus(treasury));
			},
		}
	}

	#[test]
	fn service_should_pay_every_asset_its_part_to_the_grain_when_several_are_held(
		assets in assets(), owed in 1u128..10u128.pow(12),
	) {
		let ledger = Ledger { cash: cash_of(&assets), owed: grains(owed), ..Default::default() };
		let treasury = Treasury { bills: grains(owed), ..Default::default() };
		let Some(service) = ledger.service(&assets, treasury, UsdaiAmount::MAX).unwrap() else { return Ok(()) };
		let whole = |asset: &Holding| whole_grains(asset.in_dollars().unwrap()).get();
		let all: u128 = assets.iter().map(whole).sum();
		for (units, asset) in service.units.iter().zip(&assets) {
			let part = wide(service.dollars.get()) * wide(whole(asset)) / wide(all);
			let paid = dollars(*units, asset.decimals).unwrap().get();
			prop_assert_eq!(paid % GRAIN.get(), 0);
			prop_assert!(paid.abs_diff(part.as_u128()) <= GRAIN.get() * 8);
			prop_assert!(*units <= asset.cash);
		}
	}

	#[test]
	fn service_should_not_worsen_the_rest_when_backing_falls_short(
		assets in assets(), owed in 1u128..10u128.pow(13), issued in 0u128..10u128.pow(13),
		bills in 0u128..10u128.pow(13),
	) {
		let mut assets = assets;
		let ledger = Ledger {
			cash: cash_of(&assets),
			owed: grains(owed),
			issued: grains(issued),
			..Default::default()
		};
		let treasury = Treasury { bills: grains(bills), ..Default::default() };
		let Some(service) = ledger.service(&assets, treasury, UsdaiAmount::MAX).unwrap() else { return Ok(()) };
		let paid = worth(&service.units, &assets);
		prop_assert!(service.dollars <= ledger.owed && paid <= service.dollars.get());
		let sums = |ledger: &Ledger| {
			(wide(ledger.backing(treasury).get()), wide(ledger.issued.get()) + wide(ledger.owed.get()))
		};
		let (had, owing) = sums(&ledger);
		let after = apply(ledger, &mut assets, service.dollars, &service.units);
		let (has, owes) = sums(&after);
		prop_assert!(has * owing >= had * owes, "the rest is backed by no smaller part");
		if had < owing {
			// At most two grains below the exact part: one of the dollars, one of the value.
			let exact = wide(service.dollars.get()) * had / owing;
			prop_assert!(exact - wide(paid) <= wide(GRAIN.get()));
		}
		let idle: u128 =
			assets.iter().map(|asset| whole_grains(asset.in_dollars().unwrap()).get()).sum();
		prop_assert!(after.owed.is_zero() || idle < 2 * GRAIN.get());
	}

	#[test]
	fn claims_should_add_up_and_be_fair_when_tickets_and_services_come_in_any_order(
		promises in prop::collection::vec(1u128..1_000_000_000, 1..30),
		services in prop::collection::vec((1u128..100, assets()), 1..20),
		order in prop::collection::vec(0usize..30, 0..60),
	) {
		let mut tickets = Tickets::default();
		let mut open: Vec<Option<Stretch>> = vec![];
		for promise in &promises {
			let (after, stretch) = tickets.joined(grains(*promise)).unwrap();
			prop_assert_eq!(stretch.ahead(tickets.served), tickets.pending());
			tickets = after;
			open.push(Some(stretch));
		}
		let whole: u128 = promises.iter().sum();
		let mut checkpoints = vec![];
		let mut paid = vec![Units::default(); open.len()];
		let mut order = order.into_iter();
		for (now, (part, assets)) in (0..).zip(services) {
			let served = tickets.pending().min(grains((whole / 20).max(1) * part / 50 + 1));
			if served.is_zero() {
				break;
			}
			let mut units = Units::default();
			for (units, asset) in units.iter_mut().zip(&assets) {
				*units = asset.cash;
			}
			let service = Service { dollars: served, cash: served, units };
			let (after, checkpoint) = tickets.served(&service, Seconds(now)).unwrap();
			tickets = after;
			checkpoints.push(checkpoint);
			for place in order.by_ref().take(3) {
				let Some(Some(stretch)) = open.get(place).copied() else { continue };
				let Some((rest, units)) = claim(stretch, &tickets, &checkpoints) else { continue };
				tickets = tickets.claimed(&units).unwrap();
				for (sum, units) in paid[place].iter_mut().zip(units) {
					sum.0 += units.0;
				}
				open[place] = rest;
			}
		}
		for (place, stretch) in open.iter().enumerate() {
			let Some((_, units)) = stretch.and_then(|open| claim(open, &tickets, &checkpoints)) else {
				continue;
			};
			tickets = tickets.claimed(&units).unwrap();
			for (sum, units) in paid[place].iter_mut().zip(units) {
				sum.0 += units.0;
			}
		}
		prop_assert_eq!(tickets.set_aside, tickets.claimed);
		prop_assert_eq!(tickets.kept(), Units::default());
		// Each was paid its part of each service, to the unit at its two ends.
		let mut start = 0;
		for (promise, paid) in promises.iter().zip(&paid) {
			let (from, to) = (grains(start), grains(start + promise));
			for (asset, got) in paid.iter().enumerate() {
				let parts = checkpoints.iter().map(|point| {
					let (a, b) = (from.max(point.from.dollars), to.min(point.to.dollars));
					let length = point.to.dollars.get() - point.from.dollars.get();
					let units = point.to.units[asset].get() - point.from.units[asset].get();
					let overlap = b.get().saturating_sub(a.get());
					(wide(units) * wide(overlap) / wide(length)).as_u128()
				});
				let floors: u128 = parts.sum();
				prop_assert!((floors..=floors + 2).contains(&got.get()), "{got:?} {floors}");
			}
			start += promise;
		}
	}

	#[test]
	fn point_should_have_no_value_when_it_is_outside_its_stretch(
		from in 0u128..1_000, length in 1u128..1_000, point in 0u128..3_000,
		units in prop::array::uniform8(0u128..1_000_000),
	) {
		let checkpoint = Checkpoint {
			from: caliber_finance::tickets::Point {
				dollars: UsdaiAmount(from),
				units: [ReserveAmount(7); 8],
			},
			to: caliber_finance::tickets::Point {
				dollars: UsdaiAmount(from + length),
				units: units.map(|units| ReserveAmount(units + 7)),
			},
			at: Seconds(1),
		};
		let inside = (from..=from + length).contains(&point);
		prop_assert_eq!(checkpoint.side(UsdaiAmount(point)).is_eq(), inside);
		let value = checkpoint.units_at(UsdaiAmount(point));
		prop_assert_eq!(value.is_some(), inside);
		if let Some(value) = value {
			for (value, units) in value.iter().zip(units) {
				prop_assert_eq!(value.get(), 7 + units * (point - from) / length);
			}
		}
	}

	#[test]
	fn promise_should_be_whole_grains_and_the_fee_rounded_up_when_a_redemption_waits(
		amount in number(), rate in 0u32..1_000_001,
	) {
		let (promise, fee) = Redemption::promised(UsdaiAmount(amount), Ppm(rate)).unwrap();
		let exact = (wide(amount) * wide(rate.into()) + wide(999_999)) / wide(1_000_000);
		prop_assert_eq!(wide(fee.get()), exact);
		prop_assert_eq!(promise.get() % GRAIN.get(), 0);
		let left = amount - fee.get() - promise.get();
		prop_assert!(left < GRAIN.get());
		prop_assert!(Redemption::promised(UsdaiAmount(amount), Ppm(1_000_001)).is_err());
	}

	#[test]
	fn custodians_should_owe_the_same_when_units_are_burned_to_be_paid_out(
		circulating in number(), amount in number(), more in number(),
	) {
		let (amount, more) = (ReserveAmount(amount), ReserveAmount(more));
		let start = Wrapped { circulating: ReserveAmount(circulating), ..Default::default() };
		match start.requested(amount) {
			None => prop_assert!(amount.get() > circulating),
			Some(after) => {
				prop_assert_eq!(after.held(), start.held());
				prop_assert_eq!(after.confirmed(amount).unwrap().held().unwrap().get(), circulating - amount.get());
				prop_assert_eq!(after.confirmed(ReserveAmount(amount.get().saturating_add(1))).is_none(), amount.get() < u128::MAX);
			},
		}
		let after = start.deposited(more);
		prop_assert_eq!(after.and_then(|after| after.held()), start.held().unwrap().checked_add(more));
	}

	#[test]
	fn bills_should_bring_an_amount_on_the_first_day_that_their_sum_reaches_it(
		payments in prop::collection::vec((0u128..1_000, 0u32..50), 0..20), amount in 0u128..20_000,
	) {
		let mut payments = payments;
		payments.sort_by_key(|(_, day)| *day);
		let list = payments.iter().map(|(payment, day)| (UsdaiAmount(*payment), Day(*day)));
		let found = brought_by(list, UsdaiAmount(amount));
		let upto = |last: u32| -> u128 {
			payments.iter().filter(|(_, day)| *day <= last).map(|(payment, _)| payment).sum()
		};
		let expected = payments.iter().map(|(_, day)| *day).find(|day| upto(*day) >= amount);
		prop_assert_eq!(found, expected.map(Day));
	}

	#[test]
	fn caps_should_be_parts_of_their_whole_and_never_below_their_floor(
		total in number(), part in 0u32..1_000_001, floor in number(), then in number(), now in number(),
	) {
		let exact = wide(total) * wide(part.into()) / wide(1_000_000);
		prop_assert_eq!(wide(ceiling(UsdaiAmount(total), Ppm(part)).get()), exact);
		let cap = exposure_cap(UsdaiAmount(total), Ppm(part), UsdaiAmount(floor));
		prop_assert_eq!(wide(cap.get()), exact.max(wide(floor)));
		let usual = (wide(then) * wide(part.into()) / wide(1_000_000)).max(wide(floor));
		let jumped = wide(now) > wide(then) && wide(now) - wide(then) > usual;
		let [then, now, least] = [then, now, floor].map(ReserveAmount);
		prop_assert_eq!(has_jumped(then, now, Ppm(part), least), jumped);
		// The largest supply that is no jump, and the next one.
		let last = wide(then.get()) + usual;
		if last < wide(u128::MAX) {
			let last = last.as_u128();
			prop_assert!(!has_jumped(then, ReserveAmount(last), Ppm(part), least));
			prop_assert!(has_jumped(then, ReserveAmount(last + 1), Ppm(part), least));
		}
	}
}

/// So many units of the first asset and twice as many of the second.
fn units_of(count: u128) -> Units {
	let mut units = Units::default();
	(units[0], units[1]) = (ReserveAmount(count), ReserveAmount(2 * count));
	units
}

#[test]
fn queue_should_count_every_figure_when_tickets_join_are_served_and_claimed() {
	let none = UsdaiAmount::ZERO;
	let (queue, first) = Tickets::default().joined(grains(100)).unwrap();
	assert_eq!(queue, Tickets { promised: grains(100), tickets: 1, ..Default::default() });
	assert_eq!(first, Stretch { start: none, end: grains(100), after: 0, known: None });
	let (queue, second) = queue.joined(grains(50)).unwrap();
	assert_eq!(second, Stretch { start: grains(100), end: grains(150), after: 0, known: None });
	let service = Service { dollars: grains(120), cash: grains(120), units: units_of(12) };
	let (served, checkpoint) = queue.served(&service, Seconds(7)).unwrap();
	let expected = Tickets {
		served: grains(120),
		set_aside: units_of(12),
		checkpoints: 1,
		..Tickets { promised: grains(150), tickets: 2, ..Default::default() }
	};
	assert_eq!((served, served.pending()), (expected, grains(30)));
	let end = Point { dollars: grains(120), units: units_of(12) };
	assert_eq!(checkpoint, Checkpoint { from: Point::default(), to: end, at: Seconds(7) });
	let (_, third) = served.joined(grains(1)).unwrap();
	assert_eq!((third.start, third.after), (grains(150), 1));
	// One ticket is done and the other begun.
	let point = served.served;
	assert_eq!((first.pending(point), first.ahead(point), first.rest(&served)), (none, none, None));
	assert_eq!((second.pending(point), second.until_done(point)), (grains(30), grains(30)));
	assert_eq!((second.ahead(none), third.ahead(point)), (grains(100), grains(30)));
	assert_eq!(first.claimable_to(point), Some(grains(100)));
	assert_eq!((second.claimable_to(point), third.claimable_to(point)), (Some(point), None));
	let rest = Stretch { start: point, end: grains(150), after: 0, known: Some(0) };
	assert_eq!((second.rest(&served), rest.claimable_to(point)), (Some(rest), None));
	let later = second.rest(&Tickets { checkpoints: 3, ..served });
	assert_eq!(later, Some(Stretch { after: 2, known: Some(2), ..rest }));
	let all = Tickets { served: grains(150), ..served };
	assert_eq!((second.rest(&all), second.claimable_to(grains(150))), (None, Some(grains(150))));
	// What is claimed and what is carried.
	assert_eq!(served.unclaimed(), units_of(12));
	let claimed = served.claimed(&units_of(10)).unwrap();
	assert_eq!(claimed, Tickets { claimed: units_of(10), ..served });
	assert_eq!((claimed.unclaimed(), claimed.kept()), (units_of(2), units_of(2)));
	assert_eq!(claimed.claimed(&units_of(3)), Err(FinanceError::Overflow));
	let carrying = claimed.carrying(&Units::default(), &units_of(5)).unwrap();
	assert_eq!(carrying, Tickets { carried: units_of(5), ..claimed });
	assert_eq!(carrying.kept(), units_of(7));
	assert_eq!(carrying.carrying(&units_of(4), &units_of(1)).unwrap().carried, units_of(2));
	assert_eq!(carrying.carrying(&units_of(6), &units_of(0)), Err(FinanceError::Overflow));
}

#[test]
fn ledger_should_change_one_figure_when_it_promises_fulfils_and_sets_aside() {
	let ledger = Ledger {
		issued: grains(9),
		cash: grains(8),
		owed: grains(5),
		bridged: grains(1),
		brought: grains(2),
		..Default::default()
	};
	let promised = ledger.promise(grains(2)).unwrap();
	assert_eq!(promised, Ledger { owed: grains(7), ..ledger });
	assert_eq!(promised.fulfil(grains(7)), Some(Ledger { owed: grains(0), ..ledger }));
	assert_eq!(ledger.fulfil(grains(6)), None);
	assert_eq!(ledger.promise(UsdaiAmount::MAX), None);
	let asset = Holding { decimals: 7, cash: ReserveAmount(60) };
	let (after, held) = ledger.set_aside(asset, ReserveAmount(60)).unwrap().unwrap();
	assert_eq!(after, Ledger { cash: grains(2), ..ledger });
	assert_eq!(held, Holding { cash: ReserveAmount(0), ..asset });
	assert_eq!(ledger.set_aside(asset, ReserveAmount(61)), Ok(None));
	let more = Holding { cash: ReserveAmount(90), ..asset };
	assert_eq!(ledger.set_aside(more, ReserveAmount(81)), Ok(None));
}

#[test]
fn parts_should_be_rounded_down_when_they_lack_less_than_a_unit_of_a_grain() {
	// Two parts of 0.9999999999995 grains each: the first asset pays what roundings leave.
	let count = 1_000_000_000_000;
	let of = |cash| Holding { decimals: 6, cash: ReserveAmount(cash) };
	let cash = grains(2 * count + 1);
	let ledger = Ledger { cash, owed: grains(2), ..Default::default() };
	let assets = [of(count), of(count), of(1)];
	let service = ledger.service(&assets, Treasury::default(), UsdaiAmount::MAX).unwrap().unwrap();
	let mut units = Units::default();
	units[0] = ReserveAmount(2);
	assert_eq!(service, Service { dollars: grains(2), cash: grains(2), units });
}

#[test]
fn service_should_be_exact_when_half_is_backed() {
	let asset = Holding { decimals: 6, cash: ReserveAmount(100_000_000) };
	let ledger = Ledger {
		cash: UsdaiAmount(100 * UNIT),
		owed: UsdaiAmount(400 * UNIT),
		issued: UsdaiAmount(500 * UNIT),
		..Default::default()
	};
	let treasury = Treasury { bills: UsdaiAmount(350 * UNIT), ..Default::default() };
	let serve = |room| ledger.service(&[asset], treasury, UsdaiAmount(room)).unwrap();
	let service = serve(u128::MAX).unwrap();
	assert_eq!(service.dollars, UsdaiAmount(200 * UNIT));
	assert_eq!(service.cash, UsdaiAmount(100 * UNIT));
	assert_eq!(service.units[0], ReserveAmount(100_000_000));
	// What may not leave stays.
	let part = serve(30 * UNIT).unwrap();
	assert_eq!((part.dollars, part.cash), (UsdaiAmount(60 * UNIT), UsdaiAmount(30 * UNIT)));
	assert_eq!(part.units[0], ReserveAmount(30_000_000));
	assert_eq!(serve(GRAIN.get() - 1), None);
}

proptest! {
	#[test]
	fn carried_units_should_be_kept_to_the_unit_whoever_is_paid(
		changes in prop::collection::vec((0..4usize, 0..MAX_ASSETS, 0..1_000u128), 1..60),
	) {
		let mut queue = Tickets::default();
		let mut owners = [Units::default(); 4];
		for (owner, asset, amount) in changes {
			let before = owners[owner];
			owners[owner][asset] = ReserveAmount(amount);
			queue = queue.carrying(&before, &owners[owner]).unwrap();
			for asset in 0..MAX_ASSETS {
				let sum: u128 = owners.iter().map(|units| units[asset].get()).sum();
				prop_assert_eq!(queue.kept()[asset].get(), sum);
			}
		}
		let mut more = queue.carried;
		more[0] = ReserveAmount(more[0].get() + 1);
		prop_assert!(queue.carrying(&more, &Units::default()).is_err());
	}

	#[test]
	fn brought_money_should_be_paid_in_as_far_as_it_goes(brought in number(), amount in number()) {
		let (left, taken, rest) = Brought(ReserveAmount(brought)).paid_in(ReserveAmount(amount));
		prop_assert_eq!(taken.get(), brought.min(amount));
		prop_assert_eq!(wide(left.0.get()) + wide(taken.get()), wide(brought));
		prop_assert_eq!(wide(rest.get()) + wide(taken.get()), wide(amount));
		prop_assert_eq!(left.is_empty(), brought <= amount);
		let sum = Brought(ReserveAmount(brought)).with(ReserveAmount(amount));
		prop_assert_eq!(sum.map(|sum| sum.0.get()), brought.checked_add(amount));
	}

	#[test]
	fn gate_should_count_what_is_given_back_and_what_is_not_booked(
		circulating in 0..1_000u128, paid in 0..1_000u128, back in 0..1_000u128, held in 0..3_000u128,
	) {
		let gate = Wrapped {
			circulating: ReserveAmount(circulating + paid),
			unconfirmed: ReserveAmount(0),
		};
		let asked = gate.requested(ReserveAmount(paid)).unwrap();
		let given = asked.cancelled(ReserveAmount(back));
		// Custodians must have the same, however much is given back.
		prop_assert_eq!(given.map(|gate| gate.held()), (back <= paid).then(|| gate.held()));
		let left = payout_after(ReserveAmount(paid), ReserveAmount(back));
		prop_assert_eq!(left, given.map(|gate| gate.unconfirmed));
		let unbooked = gate.unbooked(ReserveAmount(held));
		prop_assert_eq!(unbooked.map(ReserveAmount::get), held.checked_sub(circulating + paid));
		if let Some(unbooked) = unbooked {
			let booked = gate.deposited(unbooked).unwrap();
			prop_assert_eq!(booked.unbooked(ReserveAmount(held)), Some(ReserveAmount(0)));
			let left = unbooked_after(unbooked, ReserveAmount(back)).map(ReserveAmount::get);
			prop_assert_eq!(left, unbooked.get().checked_sub(back));
		}
	}
}
