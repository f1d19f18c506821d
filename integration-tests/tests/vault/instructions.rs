//! Instructions, counted on a vault and on one a hundred times as busy.

use super::*;
use caliber_integration_tests::instructions::{counted, instructions};

/// A vault with so many requests in one window: one was made, the others are its copies.
fn crowded(requests: u32) -> sp_io::TestExternalities {
	let mut chain = vault();
	chain.execute_with(|| {
		assert_ok!(unfiltered(&bob(), ask()));
		let first = Requests::<Runtime>::get(RequestId(0)).expect("it stands");
		for n in 1..requests {
			let mut copy = first.clone();
			copy.interval.start = Shares(u128::from(n) * UNIT);
			copy.interval.end = Shares(u128::from(n + 1) * UNIT);
			Requests::<Runtime>::insert(RequestId(n.into()), copy);
		}
		State::<Runtime>::mutate(|record| {
			record.totals.queue.requested = Shares(u128::from(requests) * UNIT);
			record.totals.queue.requests = requests.into();
		});
	});
	chain
}

/// The same after the strike that serves them all, and the hint for the middle one.
fn served(requests: u32) -> (sp_io::TestExternalities, RequestId, Hint) {
	let mut chain = crowded(requests);
	let middle = RequestId((requests / 2).into());
	let hint = chain.execute_with(|| {
		mature();
		Susdai::on_initialize(1);
		assert_eq!(State::<Runtime>::get().totals.queue.pending(), Shares::ZERO);
		Susdai::request_status(middle).expect("it stands").hint
	});
	(chain, middle, hint)
}

/// `make` makes a state of a size and the act that is counted on it. The test of this `name` asks
/// that a hundredfold state costs at most a fifth more, which is what deeper tries take.
fn flat<Act: FnMut()>(
	name: &str,
	most: u32,
	make: impl FnOnce(u32) -> (sp_io::TestExternalities, Act),
) {
	let name = format!("instructions::{name}");
	let counts = instructions(&name, [most / 100, most], |size| {
		let (mut chain, mut act) = make(size);
		chain.execute_with(caliber_runtime::System::reset_events);
		chain.commit_all().expect("no transaction is open");
		chain.execute_with(|| counted(&mut act));
	});
	if let Some([few, many]) = counts {
		println!("{name}: {few} instructions at {}, {many} at {most}", most / 100);
		assert!(many * 10 <= few * 12, "{few} and {many}");
	}
}

fn call(who: &AccountId, call: pallet_susdai::Call<Runtime>) {
	assert_ok!(unfiltered(who, call));
}

#[test]
fn request_should_take_the_same_when_fifty_thousand_have_asked() {
	flat("request_should_take_the_same_when_fifty_thousand_have_asked", 50_000, |size| {
		(crowded(size), || call(&bob(), ask()))
	});
}

#[test]
fn deposit_should_take_the_same_when_fifty_thousand_have_asked() {
	flat("deposit_should_take_the_same_when_fifty_thousand_have_asked", 50_000, |size| {
		(crowded(size), || call(&Charlie.to_account_id(), stake(1_000)))
	});
}

#[test]
fn strike_should_take_the_same_when_it_serves_fifty_thousand() {
	flat("strike_should_take_the_same_when_it_serves_fifty_thousand", 50_000, |size| {
		let mut chain = crowded(size);
		chain.execute_with(mature);
		(chain, || {
			Susdai::on_initialize(1);
			assert_eq!(State::<Runtime>::get().totals.queue.pending(), Shares::ZERO);
		})
	});
}

#[test]
fn claim_should_take_the_same_when_fifty_thousand_were_served() {
	flat("claim_should_take_the_same_when_fifty_thousand_were_served", 50_000, |size| {
		let (chain, middle, hint) = served(size);
		(chain, move || call(&bob(), claim(middle, hint)))
	});
}

#[test]
fn claim_should_take_the_same_when_ten_thousand_strikes_served_it() {
	flat("claim_should_take_the_same_when_ten_thousand_strikes_served_it", 10_000, |size| {
		let (chain, hint) = struck(size);
		(chain, move || call(&bob(), claim(RequestId(0), hint)))
	});
}

#[test]
fn price_should_take_the_same_when_fifty_thousand_have_asked() {
	flat("price_should_take_the_same_when_fifty_thousand_have_asked", 50_000, |size| {
		(crowded(size), || assert!(Susdai::share_price().is_some()))
	});
}
