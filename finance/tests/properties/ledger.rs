use crate::math::{number, wide};
use caliber_finance::{
	dollar::{Ledger, Limits, Way, UNIT},
	fees::in_dollars,
	fuse::{Exceeded, Fuse, Limit},
	outflow::{Outflow, Valve},
	units::{Ppm, Seconds, UsdaiAmount},
	FinanceError,
};
use proptest::prelude::*;

fn usd(dollars: u128) -> UsdaiAmount {
	UsdaiAmount(dollars * UNIT)
}

/// A tenth of everything at once.
const TENTH: Outflow =
	Outflow { per_day: Ppm(200_000), floor: UsdaiAmount::ZERO, lockdown: Seconds(3_600) };
/// Half a million a call and in the bucket, of each path, whatever is issued.
const LIMITS: Limits = {
	let floor = UsdaiAmount(500_000 * UNIT);
	let half = Limit { per_call: Ppm(0), per_window: Ppm(0), floor };
	let window = Seconds(86_400);
	Limits { mint: half, harvest: half, attested: half, window, redemption: TENTH, egress: TENTH }
};

/// A thousand issued of which three hundred are elsewhere, and every other figure is one of its own.
fn ledger() -> Ledger {
	let full = |dollars: u128, at| Fuse { level: usd(dollars), at: Seconds(at) };
	Ledger {
		issued: usd(1_000),
		cash: usd(600),
		owed: usd(7),
		mint_fuse: full(1, 10),
		harvest_fuse: full(2, 11),
		attested_fuse: full(3, 12),
		bridged: usd(300),
		brought: usd(5),
		redemption: Valve { fuse: full(4, 13), closed_until: Seconds(9) },
		egress: Valve { fuse: full(6, 14), closed_until: Seconds(8) },
	}
}

#[test]
fn bridge_should_move_what_is_here_out_and_what_is_out_back() {
	let all = ledger();
	// No more leaves than is here.
	let gone = all.bridge_out(usd(700)).unwrap();
	assert_eq!(gone, Ledger { bridged: usd(1_000), ..all });
	assert_eq!(all.bridge_out(UsdaiAmount(usd(700).get() + 1)), None);
	assert_eq!(all.bridge_out(UsdaiAmount::MAX), None);
	// What comes back fills the fuse of what is attested, gross.
	let now = Seconds(12);
	let back = all.bridge_in(usd(300), &LIMITS, now).unwrap();
	let attested_fuse = Fuse { level: usd(303), at: now };
	assert_eq!(back, Ledger { bridged: UsdaiAmount::ZERO, attested_fuse, ..all });
	let more = UsdaiAmount(usd(300).get() + 1);
	assert_eq!(all.bridge_in(more, &LIMITS, now), Err(Exceeded::Total));
	let much = Ledger { issued: usd(9_000_000), bridged: usd(9_000_000), ..all };
	assert_eq!(much.bridge_in(usd(500_001), &LIMITS, now), Err(Exceeded::Call));
	assert_eq!(much.bridge_in(usd(500_000), &LIMITS, now), Err(Exceeded::Window));
	assert_eq!(all.everywhere(usd(700)), usd(1_000));
}

#[test]
fn loss_should_take_dollars_out_of_circulation_and_leave_every_other_figure() {
	let all = ledger();
	assert_eq!(all.lose(usd(400), &LIMITS), Some(Ledger { issued: usd(600), ..all }));
	assert_eq!(all.lose(usd(1_000), &LIMITS).unwrap().issued, UsdaiAmount::ZERO);
	assert_eq!(all.lose(UsdaiAmount(usd(1_000).get() + 1), &LIMITS), None);
}

#[test]
fn room_should_be_what_ceiling_and_fuse_leave() {
	let all = ledger();
	assert_eq!(all.room_below(usd(1_250)), usd(250));
	assert_eq!(all.room_below(usd(999)), UsdaiAmount::ZERO);
	// A call's most, until the bucket has less room.
	assert_eq!(all.attested_room(&LIMITS, Seconds(12)), usd(499_997));
	let empty = Ledger { attested_fuse: Fuse::default(), ..all };
	assert_eq!(empty.attested_room(&LIMITS, Seconds(0)), usd(500_000));
}

#[test]
fn every_fuse_should_hold_no_more_than_it_can_when_limits_shrink() {
	let over = Fuse { level: usd(500_001), at: Seconds(9) };
	let held = Fuse { level: usd(500_000), at: Seconds(9) };
	let valve = |dollars: u128| Valve {
		fuse: Fuse { level: UsdaiAmount(usd(dollars).get() / 10), at: Seconds(9) },
		closed_until: Seconds(5),
	};
	let all = Ledger {
		mint_fuse: over,
		harvest_fuse: over,
		attested_fuse: over,
		redemption: valve(1_008),
		egress: valve(1_009),
		..ledger()
	};
	let within = Ledger {
		mint_fuse: held,
		harvest_fuse: held,
		attested_fuse: held,
		redemption: valve(1_007),
		egress: valve(1_007),
		..ledger()
	};
	assert_eq!(all.within(&LIMITS), within);
}

#[test]
fn ways_should_be_counted_apart_against_what_is_in_circulation_and_promised() {
	let (all, now) = (ledger(), Seconds(20));
	assert_eq!(all.outstanding(), usd(1_007));
	for (way, level) in [(Way::Redemption, 4), (Way::Egress, 6)] {
		let room = all.outflow(way, &LIMITS, now).room;
		let more = UsdaiAmount(room.get() + 1);
		assert!(room > usd(100 - level) && room < usd(101 - level));
		assert_eq!(all.let_out(way, more, &LIMITS, now), None);
		let out = all.let_out(way, room, &LIMITS, now).unwrap();
		assert_eq!(out.valve(way).closed_until, Seconds(3_620));
		let other = Way::ALL.into_iter().find(|other| *other != way).unwrap();
		assert_eq!(out.valve(other), all.valve(other));
		assert_eq!((out.issued, out.owed, out.cash), (all.issued, all.owed, all.cash));
	}
}

proptest! {
	#[test]
	fn fee_should_cost_the_least_that_covers_it_when_it_is_paid_in_dollars(
		fee in number(), price in number(), one in 1..=1_000_000_000_000_000_000u128,
	) {
		let (product, unit) = (wide(fee) * wide(price), wide(one));
		let exact = (product + unit - 1) / unit;
		match in_dollars(fee, UsdaiAmount(price), one) {
			Ok(cost) => prop_assert_eq!(wide(cost.get()), exact),
			Err(error) => {
				prop_assert_eq!(error, FinanceError::Overflow);
				prop_assert!(exact > wide(u128::MAX));
			},
		}
		prop_assert_eq!(in_dollars(fee, UsdaiAmount(price), 0), Err(FinanceError::Overflow));
	}
}
