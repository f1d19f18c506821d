//! Reads, writes and proofs.

use super::*;

/// The cost of each act on a vault with so many requests in one window.
fn costs(requests: u64) -> [(&'static str, Cost); 5] {
	let mut chain = vault();
	chain.execute_with(|| {
		for _ in 0..requests {
			assert_ok!(unfiltered(&bob(), ask()));
		}
	});
	let (done, request) = measure(&mut chain, || unfiltered(&bob(), ask()));
	assert_ok!(done);
	let (done, deposit) =
		measure(&mut chain, || unfiltered(&Charlie.to_account_id(), stake(1_000)));
	assert_ok!(done);

	// The window ends, and a day later all of it is served by the first block of the day.
	chain.execute_with(|| {
		let all = State::<Runtime>::get().totals.queue.requested;
		assert_eq!(all, Shares(u128::from(requests + 1) * UNIT));
		mature();
	});
	let (_, strike) = measure(&mut chain, || Susdai::on_initialize(1));
	chain.execute_with(|| {
		assert_eq!(State::<Runtime>::get().totals.queue.pending(), Shares::ZERO);
	});
	let middle = RequestId(requests / 2);
	let hint = chain.execute_with(|| Susdai::request_status(middle).expect("it stands").hint);
	let (done, claim) = measure(&mut chain, || unfiltered(&bob(), claim(middle, hint)));
	assert_ok!(done);
	let (_, price) = measure(&mut chain, Susdai::share_price);
	[
		("request", request),
		("deposit", deposit),
		("strike", strike),
		("claim", claim),
		("price", price),
	]
}

#[test]
fn vault_should_cost_the_same_when_fifty_thousand_ask_in_one_window() {
	let (few, many) = (costs(50), costs(50_000));
	for ((name, few), (_, many)) in few.into_iter().zip(many) {
		println!("{name}: {few:?} of 50 requests, {many:?} of 50,000");
		assert_eq!((few.reads, few.writes), (many.reads, many.writes), "{name}");
		// A proof grows by a branch or two of each trie path, never with the number of requests.
		assert!(many.proof <= 2 * few.proof && many.proof <= 12_000, "{name}: {few:?}, {many:?}");
	}
	let of = |name| many.iter().find(|(other, _)| *other == name).expect("it was measured").1;
	// The strike's own, the record of the day, and the treasury's day: its lines and six rates.
	let strike = of("strike");
	assert!(strike.reads <= 3 + 1 + 7 && strike.writes <= 2 + 1 + 1, "{strike:?}");
	assert!(of("price").reads <= 4, "{:?}", of("price"));
}

#[test]
fn claim_with_a_hint_should_cost_the_same_after_ten_thousand_strikes() {
	let cost = |strikes: u32| {
		let (mut chain, hint) = struck(strikes);
		let (done, cost) = measure(&mut chain, || unfiltered(&bob(), claim(RequestId(0), hint)));
		assert_ok!(done);
		cost
	};
	let (few, many) = (cost(10), cost(10_000));
	println!("claim: {few:?} after 10 strikes, {many:?} after 10,000");
	assert_eq!((few.reads, few.writes), (many.reads, many.writes));
	assert!(many.proof <= 2 * few.proof && many.proof <= 12_000, "{few:?}, {many:?}");
}

#[test]
fn calls_should_keep_their_budgets_when_weights_are_generated() {
	type Of = OfVault<Counting>;
	// Name, weight, budget, and of what is counted what is only the caller's: his entry of the
	// freeze list, his units of both tokens, his account and what is held of it.
	type Case = (&'static str, fn() -> frame_support::weights::Weight, (u64, u64), (u64, u64));
	let cases: [Case; 4] = [
		("deposit", <Of as WeightInfo>::deposit, (10, 7), (1, 1)),
		("request_redeem", <Of as WeightInfo>::request_redeem, (5, 4), (4, 3)),
		("service", <Of as WeightInfo>::service, (3, 2), (0, 0)),
		("claim", <Of as WeightInfo>::claim, (9, 6), (2, 2)),
	];
	for (name, weight, (reads, writes), (own_reads, own_writes)) in cases {
		let (read, written) = charged(weight);
		// The clock is every call's and in no budget.
		let read = read - 1;
		println!("{name}: {read}/{written}, of which the caller's own {own_reads}/{own_writes}");
		assert!(read <= reads + own_reads, "{name}: {read}");
		assert!(written <= writes + own_writes, "{name}: {written}");
		assert!(read >= 2 && written >= 2, "{name} is counted at all");
	}
}

#[test]
fn vault_should_have_no_more_shares_than_its_holders_and_its_queue() {
	vault().execute_with(|| {
		assert_ok!(unfiltered(&bob(), ask()));
		let totals = State::<Runtime>::get().totals;
		let held = <Assets as Inspect<AccountId>>::total_issuance(assets::SUSDAI);
		assert_eq!(held + totals.queue.pending().get(), totals.shares.get());
	});
}
