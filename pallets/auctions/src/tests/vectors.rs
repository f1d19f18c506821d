//! The conformance vectors of falling prices, played by the calls.

use crate::{mock::*, Error};
use caliber_primitives::{
	auction::{Auctioneer, LotSpec},
	clock::SetUpTime,
	units::{Seconds, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use serde_json::Value;

fn get(of: &Value, name: &str) -> u128 {
	of[name].as_str().unwrap().parse().unwrap()
}

fn seconds(of: &Value, name: &str) -> Seconds {
	Seconds(get(of, name).try_into().unwrap())
}

#[test]
fn lot_should_cost_what_the_vectors_say_when_it_is_bought() {
	let file = include_str!("../../../../finance/tests/vectors/finance.jsonl");
	let all = file.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
	let (mut bought, mut refused) = (0, 0);
	for vector in all.filter(|vector| vector["op"] == "dutch_price") {
		chain().execute_with(|| {
			let (id, args, want) = (&vector["id"], &vector["args"], &vector["want"]["ok"]);
			let lot = LotSpec {
				start: UsdaiAmount(get(args, "start_price")),
				floor: UsdaiAmount(get(args, "floor_price")),
				opens: seconds(args, "started_at"),
				lasts: seconds(args, "duration"),
				..spec(1)
			};
			Clock::set_up_time(lot.opens);
			let Ok(open) = <Auctions as Auctioneer<_>>::open(&SELLER, lot.clone()) else {
				// Without an answer, or a lot that nobody may sell: for nothing, or for ever.
				let ends = lot.opens.get().checked_add(lot.lasts.get());
				assert!(want.is_null() || lot.floor.is_zero() || ends.is_none(), "{id}");
				refused += 1;
				return;
			};
			let Ok(now) = u64::try_from(get(args, "now")) else { return };
			if now.checked_mul(1_000).is_none() {
				return;
			}
			Clock::set_up_time(Seconds(now));
			Dollar::mint_into(&1, u128::MAX / 2).unwrap();
			let before = Dollar::free_balance(1);
			let buy = || Auctions::buy(RuntimeOrigin::signed(1), open, UsdaiAmount::MAX);
			if now < lot.opens.get() {
				assert_noop!(buy(), Error::<Test>::NotOpenYet);
				refused += 1;
			} else if now > lot.opens.get() + lot.lasts.get() {
				assert_noop!(buy(), Error::<Test>::Over);
				refused += 1;
			} else if get(want, "price") < before - 1 {
				assert_ok!(buy());
				assert_eq!(before - Dollar::free_balance(1), get(want, "price"), "{id}");
				bought += 1;
			}
		});
	}
	assert_eq!((bought, refused), (8, 6));
}
