//! What calls cost: within their budgets, and whatever the registry holds.

use caliber_integration_tests::{
	counting::{charged, Counting},
	measure::{measure, unfiltered, Cost},
	registry::{active, attest_custody, registry, submit, submitted, CUSTODIAN},
};
use caliber_primitives::{
	collateral::Collateral,
	ids::{ItemId, LoanId},
};
use caliber_runtime::{AccountId, Caliber, Nfts, Runtime};
use caliber_runtime_common::weights::{
	pallet_caliber::WeightInfo as Generated, pallet_usdai::WeightInfo as OfDollar,
};
use frame_support::{assert_ok, traits::tokens::nonfungibles_v2::Mutate, PalletId};
use pallet_caliber::{leaf, Items, NextItem, Record, SerialOf, SerialSet, WeightInfo};
use pallet_nfts::{ItemConfig, ItemSettings};
use sp_keyring::Sr25519Keyring::Bob;
use sp_runtime::traits::AccountIdConversion;

/// Registers `count` items more like `template`, each with a title and a serial of its own, in the
/// hands of a thousand holders.
fn fill(template: ItemId, count: u32) {
	let template = Items::<Runtime>::get(template).expect("it is there");
	let next = NextItem::<Runtime>::get().0;
	let config = ItemConfig { settings: ItemSettings::all_enabled() };
	for n in next..next + count {
		let holder: AccountId = PalletId(*b"holders!").into_sub_account_truncating(n % 1_000);
		let serial = leaf(format!("FILL-{n}").as_bytes()).expect("it is sound");
		SerialOf::<Runtime>::insert(serial, ItemId(n));
		let serials = SerialSet::of(&[serial]).expect("one fits");
		let collection = template.class.collection();
		let record = Record { serials, depositor: holder.clone(), ..template.clone() };
		Items::<Runtime>::insert(ItemId(n), record);
		assert_ok!(<Nfts as Mutate<_, _>>::mint_into(&collection, &n, &holder, &config, true));
	}
	NextItem::<Runtime>::put(ItemId(next + count));
}

/// What each call costs where so many items are registered.
fn costs(items: u32) -> [(&'static str, Cost); 4] {
	let mut chain = registry();
	let bob = Bob.to_account_id();
	let (fresh, good) = chain.execute_with(|| {
		let good = active(&bob, &["GOOD-1", "GOOD-2"]);
		// What is asked about lies among the others.
		fill(good, items / 2);
		let fresh = submitted(&bob, &["FRESH"]);
		fill(good, items - items / 2 - 2);
		(fresh, good)
	});
	let (done, submit) = measure(&mut chain, || unfiltered(&bob, submit(&["NEW"])));
	assert_ok!(done);
	let custodian = CUSTODIAN.to_account_id();
	let (done, attest) = measure(&mut chain, || unfiltered(&custodian, attest_custody(fresh)));
	assert_ok!(done);
	let loan = LoanId(1);
	let pledge = || <Caliber as Collateral<_>>::pledge(good, &bob, loan);
	let (done, pledge) = measure(&mut chain, pledge);
	assert_ok!(done);
	let release = || <Caliber as Collateral<AccountId>>::release(good, loan);
	let (done, release) = measure(&mut chain, release);
	assert_ok!(done);
	[("submit", submit), ("attest_custody", attest), ("pledge", pledge), ("release", release)]
}

/// The budget of a proof at 100,000 items, in bytes.
const PROOF: usize = 12_000;

#[test]
fn registry_should_cost_the_same_when_a_hundred_times_as_much_is_registered() {
	let (few, many) = (costs(1_000), costs(100_000));
	for ((name, few), (_, many)) in few.into_iter().zip(many) {
		println!("{name}: {few:?} at 1,000 items, {many:?} at 100,000");
		// At most 1.1 times, in whole entries: the same.
		assert!(many.reads * 10 <= few.reads * 11, "{name}: {few:?}, {many:?}");
		assert!(many.writes * 10 <= few.writes * 11, "{name}: {few:?}, {many:?}");
		// A proof grows by a branch or two of each trie path, never with the number of items.
		assert!(many.proof <= 2 * few.proof && many.proof <= PROOF, "{name}: {few:?}, {many:?}");
	}
	let (_, submit) = many[0];
	assert!(submit.reads <= 9 + 1 && submit.writes <= 8 + 1, "{submit:?}");
}

#[test]
fn submission_should_keep_its_budget_of_reads_and_writes_when_weights_are_generated() {
	for serials in [1, 2, 64] {
		let (reads, writes) = charged(|| Generated::<Counting>::submit(serials as u32));
		assert!(reads <= 9 + serials && writes <= 8 + serials, "{serials}: {reads}/{writes}");
		// They are counted at all.
		assert!(reads >= serials && writes >= serials, "{serials}: {reads}/{writes}");
	}
}

#[test]
fn minting_should_keep_its_budget_of_reads_and_writes_whether_or_not_it_serves_the_queue() {
	type Of = OfDollar<Counting>;
	for weight in
		[<Of as pallet_usdai::WeightInfo>::mint, <Of as pallet_usdai::WeightInfo>::mint_serving]
	{
		let (reads, writes) = charged(weight);
		// The clock is every call's and in no budget.
		let reads = reads - 1;
		assert!(reads <= 9 && writes <= 7, "{reads}/{writes}");
		assert!(reads >= 5 && writes >= 5, "{reads}/{writes}");
	}
}
