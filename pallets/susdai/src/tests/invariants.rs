//! Each statement can fail.

use crate::{
	mock::*, Checkpoints, Requests, State, AXIS, DEPOSITS, FLOWS, FUND, LOCKED, MARKS, OUTFLOW,
	PENDING, POT, PRICES, SHARES, WIPED_OUT,
};
use caliber_primitives::{
	ids::RequestId,
	invariants::{InvariantId, Invariants},
	testing::world,
	units::{Seconds, Shares, UsdaiAmount},
};
use frame_support::traits::{
	fungible::Mutate,
	tokens::{Fortitude::Force, Precision::Exact, Preservation::Expendable},
};

/// Two requests of 20 and 30, of which a strike served 25.
fn served_in_part() {
	for whole in [20, 30] {
		request(1, shares(whole)).unwrap();
	}
	set_idle(usd(25));
	set_book(usd(75), usd(75), usd(75));
	day(31);
	assert_eq!(totals().queue.served, shares(25));
}

fn broken_by(corrupt: fn()) -> Vec<InvariantId> {
	let mut broken = vec![];
	chain().execute_with(|| {
		let assets = usd(100).saturating_add(BASE);
		deposit(1, assets).unwrap();
		served_in_part();
		assert_eq!(Susdai::broken(), Vec::<String>::new());
		corrupt();
		let all = Susdai::invariants();
		broken = all.into_iter().filter(|(_, holds)| !holds).map(|(id, _)| id).collect();
	});
	broken
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let cases: Vec<(fn(), Vec<InvariantId>)> = vec![
		(|| {}, vec![]),
		(|| set_totals(|s| s.shares = shares(74)), vec![SHARES]),
		(
			|| {
				let dead = Susdai::dead_account();
				Share::burn_from(&dead, 1, Expendable, Exact, Force).unwrap();
				Share::mint_into(&1, 1).unwrap();
			},
			vec![LOCKED],
		),
		(|| set_book(usd(75), usd(75), usd(74)), vec![PRICES]),
		(|| set_totals(|s| s.outflow.fuse.at.0 += 1), vec![OUTFLOW]),
		(|| set_totals(|s| s.outflow.closed_until.0 = u64::MAX), vec![OUTFLOW]),
		(
			|| Requests::<Test>::mutate(RequestId(1), |r| r.as_mut().unwrap().interval.end.0 -= 1),
			vec![PENDING],
		),
		(|| set_totals(|s| s.pot.0 -= 1), vec![POT]),
		(|| set_totals(|s| s.idle = UsdaiAmount(1)), vec![POT, FLOWS]),
		(|| set_totals(|s| s.flows.extra.0 += 1), vec![FLOWS]),
		(
			|| {
				fill_fund(usd(5));
				set_totals(|s| s.fund.0 += 1);
			},
			vec![FUND],
		),
		(
			|| {
				Susdai::set_operator(RuntimeOrigin::signed(1), 2, true).unwrap();
				crate::Operators::<Test>::insert(1, 2, 1);
			},
			vec![DEPOSITS],
		),
		(|| set_totals(|s| s.fee = usd(100)), vec![POT]),
		(
			|| {
				Requests::<Test>::mutate(RequestId(1), |r| {
					r.as_mut().unwrap().interval.start.0 -= 1
				})
			},
			vec![POT, AXIS],
		),
		(
			|| Checkpoints::<Test>::mutate(0, |c| c.as_mut().unwrap().assets_after.0 += 1),
			vec![POT, AXIS],
		),
		(|| Checkpoints::<Test>::insert(1, Checkpoints::<Test>::get(0).unwrap()), vec![AXIS]),
		(|| set_totals(|s| s.queue.requests = 1), vec![AXIS]),
		(
			|| Requests::<Test>::mutate(RequestId(1), |r| r.as_mut().unwrap().deposit += 1),
			vec![DEPOSITS],
		),
		(|| set_totals(|s| s.queue.closed = Shares(1)), vec![MARKS]),
		(|| set_totals(|s| s.queue.closed.0 = u128::MAX), vec![MARKS]),
		(
			|| {
				let window = State::<Test>::get().windows.length.get();
				set_totals(|s| s.vesting.until = Seconds(window + 1))
			},
			vec![MARKS],
		),
	];
	for (n, (corrupt, expected)) in cases.into_iter().enumerate() {
		assert_eq!(broken_by(corrupt), expected, "case {n}");
	}
}

#[test]
fn statement_on_wiped_out_vaults_should_be_about_sales() {
	with_vault(100, || {
		let holds = || {
			let all = Susdai::invariants();
			all.into_iter().find(|(id, _)| *id == WIPED_OUT).is_some_and(|(_, holds)| holds)
		};
		assert!(holds());
		set_idle(UsdaiAmount::ZERO);
		set_book(usd(100), UsdaiAmount::ZERO, usd(100));
		assert_eq!(Susdai::preview_deposit(usd(10)), None);
		assert!(holds());
		world(|w| w.rolling = true);
		assert!(holds());
		world(|w| w.rolling = false);
	});
}
