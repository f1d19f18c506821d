//! A custodian's key is in wrong hands: what the chain does the same second.

use caliber_integration_tests::{
	initialize_at,
	measure::measure,
	registry::{
		active, as_root, as_signed, attest_custody, day, grant, registry, submitted, APPRAISER,
		CUSTODIAN, TODAY,
	},
	set_time,
};
use caliber_primitives::{
	collateral::{Collateral, Fact, Lack},
	ids::{ItemId, LoanId, SiteId},
	roles::{Role, RoleError, Scope},
	units::{Seconds, SECONDS_PER_DAY},
};
use caliber_runtime::{AccountId, Caliber, Executive, Runtime, RuntimeCall, System};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use pallet_caliber::{Call as Registry, Error};
use pallet_roles::Call as Roles;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{Bob, Two};
use sp_runtime::DispatchError;

/// Racks in the custodian's hands.
const RACKS: u32 = 100;
/// What is taken back: the last week.
const WEEK: u64 = 7;

fn custodian() -> AccountId {
	CUSTODIAN.to_account_id()
}

fn lacks(item: ItemId) -> Vec<(Fact, Lack)> {
	let standing = <Caliber as Collateral<AccountId>>::standing(item);
	standing.0.iter().map(|deficiency| (deficiency.fact, deficiency.lack)).collect()
}

/// What the custodian stands for. For the machines it is whoever runs the site.
const HIS: [(Fact, Lack); 1] = [(Fact::Custody, Lack::GiverInvalid)];

fn says(error: Error<Runtime>) -> DispatchError {
	error.into()
}

/// Ends the block and begins another at `moment`.
fn travel(moment: Seconds) {
	Executive::finalize_block();
	set_time(initialize_at(moment));
}

fn revoke() -> Roles<Runtime> {
	Roles::revoke { who: custodian(), role: Role::Custodian, scope: Scope::All }
}

fn doubt(since: Seconds) -> Roles<Runtime> {
	Roles::doubt { who: custodian(), role: Role::Custodian, since }
}

#[test]
fn custodian_should_say_nothing_more_from_the_block_in_which_his_key_is_revoked() {
	registry().execute_with(|| {
		let bob = Bob.to_account_id();
		let old = active(&bob, &["OLD"]);
		let asked = active(&bob, &["ASKED"]);
		assert_ok!(as_signed(&bob, Registry::request_redemption { item: asked }));
		travel(TODAY.saturating_add(Seconds(2)));
		let fresh = submitted(&bob, &["FRESH"]);
		let last = active(&bob, &["LAST"]);
		assert_eq!((lacks(old), lacks(last)), (vec![], vec![]));

		let block = System::block_number();
		assert_ok!(as_root(revoke()));
		let ended = says(Error::NotAuthorised(RoleError::Expired));
		for call in [
			attest_custody(fresh),
			attest_custody(old),
			Registry::confirm_custody { items: vec![old].try_into().expect("one fits") },
			Registry::confirm_handover { item: asked, document: H256::repeat_byte(9) },
		] {
			assert_noop!(as_signed(&custodian(), call), ended);
		}
		// What he said before counts, but for the second in which the key was lost.
		assert_eq!(lacks(old), []);
		assert_eq!(lacks(last), HIS);
		let pledge = |item| <Caliber as Collateral<_>>::pledge(item, &bob, LoanId(0));
		assert_noop!(pledge(last), says(Error::NotInStanding));
		assert_eq!(System::block_number(), block);
		assert_ok!(pledge(old));

		// Nor does it come back with time. Another custodian cures it.
		travel(day(1));
		assert_noop!(as_signed(&custodian(), attest_custody(last)), ended);
		assert_eq!(lacks(last), HIS);
		grant(&Two.to_account_id(), Role::Custodian);
		assert_ok!(as_signed(&Two.to_account_id(), attest_custody(last)));
		assert_eq!(lacks(last), []);
		assert_ok!(pledge(last));
		// Nor does what counts keep him from what the lost key held, though it stands for a loan.
		assert_ok!(as_signed(&Two.to_account_id(), attest_custody(old)));
		let record = Caliber::record_of(old).expect("it is registered");
		let custodian = record.custody.map(|custody| custody.custodian);
		assert_eq!(custodian, Some(Two.to_account_id()));
	});
}

/// What he offered before counts no more either: the thief offers it to his accomplice first.
#[test]
fn offer_of_custody_should_not_be_accepted_when_the_key_that_made_it_is_revoked_or_in_doubt() {
	for (drill, revived) in [(revoke(), true), (doubt(day(1)), false)] {
		registry().execute_with(|| {
			let two = Two.to_account_id();
			let item = active(&Bob.to_account_id(), &["OLD"]);
			grant(&two, Role::Custodian);
			travel(day(1));
			let offer = Registry::offer_custody { item, to: two.clone(), until: day(30) };
			assert_ok!(as_signed(&custodian(), offer));
			travel(day(2));
			assert_ok!(as_root(drill));
			// The custody that he stated a day before the offer counts.
			assert_eq!(lacks(item), []);
			let accept = || {
				let (receipt, site, expires) = (H256::repeat_byte(2), SiteId(1), day(300));
				as_signed(&two, Registry::accept_custody { item, receipt, site, expires })
			};
			assert_noop!(accept(), says(Error::NotInStanding));
			// With a new key he stands by what nobody doubts.
			travel(day(3));
			grant(&custodian(), Role::Custodian);
			let expected = if revived { Ok(()) } else { Err(says(Error::NotInStanding)) };
			assert_eq!(accept(), expected);
		});
	}
}

/// A chain with so many racks, half of them attested before the week that is in doubt and half
/// within it.
fn chain_of(racks: u32) -> (sp_io::TestExternalities, Vec<ItemId>, Vec<ItemId>) {
	let mut chain = registry();
	let (before, within) = chain.execute_with(|| {
		let bob = Bob.to_account_id();
		let rack = |n: u32| active(&bob, &[&format!("RACK-{n}-{racks}")]);
		let before: Vec<_> = (0..racks / 2).map(rack).collect();
		travel(day(10));
		let within: Vec<_> = (racks / 2..racks).map(rack).collect();
		travel(day(10 + WEEK).saturating_sub(Seconds(1)));
		(before, within)
	});
	(chain, before, within)
}

#[test]
fn doubt_should_take_back_a_week_in_one_call_however_many_items_there_are() {
	let since = day(10 + WEEK).saturating_sub(Seconds(WEEK * SECONDS_PER_DAY));
	let mut costs = Vec::new();
	for racks in [2, RACKS] {
		let (mut chain, before, within) = chain_of(racks);
		chain.execute_with(|| {
			for item in before.iter().chain(&within) {
				assert_eq!(lacks(*item), []);
			}
		});
		let call = RuntimeCall::from(doubt(since));
		let weight = call.get_dispatch_info().call_weight;
		let (done, cost) = measure(&mut chain, || as_root(call));
		assert_ok!(done);
		costs.push((weight, cost.reads, cost.writes));
		chain.execute_with(|| {
			let bob = Bob.to_account_id();
			for item in &before {
				assert_eq!(lacks(*item), []);
			}
			for item in &within {
				assert_eq!(lacks(*item), HIS);
				let pledge = || <Caliber as Collateral<_>>::pledge(*item, &bob, LoanId(0));
				assert_noop!(pledge(), says(Error::NotInStanding));
				let activate = Registry::activate { item: *item };
				assert_noop!(
					as_signed(&APPRAISER.to_account_id(), activate),
					says(Error::NotAttested)
				);
			}
			// The key is gone, too; with a new grant he may say it anew, item by item.
			let [item, ..] = within[..] else { panic!("there are racks") };
			let ended = says(Error::NotAuthorised(RoleError::Expired));
			assert_noop!(as_signed(&custodian(), attest_custody(item)), ended);
			travel(day(10 + WEEK));
			grant(&custodian(), Role::Custodian);
			assert_eq!(lacks(item), HIS);
			assert_ok!(as_signed(&custodian(), attest_custody(item)));
			assert_eq!(lacks(item), []);
		});
	}
	// One value, whatever it is that is taken back.
	assert_eq!(costs[0], costs[1]);
	assert_eq!((costs[0].1, costs[0].2), (1, 1));
}
