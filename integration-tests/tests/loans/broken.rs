//! A migration fails, and whoever owes or decides goes on.

use crate::set_up::{ask, by, lend, on_day, repay, with_chain, Rack, BORROWER, SAVER};
use caliber_integration_tests::registry::as_signed;
use caliber_runtime::{
	AccountId, BlockNumber, Migrations, OriginCaller, Preimage, Runtime, RuntimeCall, RuntimeOrigin,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::RawOrigin,
	migrations::MultiStepMigrator,
	traits::{schedule::DispatchTime, OnRuntimeUpgrade, StorePreimage},
};
use pallet_collective::Instance1;
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_migrations::{ActiveCursor, Cursor, MigrationCursor};
use pallet_safe_mode::EnteredUntil;
use sp_runtime::{traits::Dispatchable, DispatchError};

/// Makes a migration fail: another version comes while it is on.
fn fail() {
	let cursor = ActiveCursor { index: 0, inner_cursor: None, started_at: 1 };
	Cursor::<Runtime>::put(MigrationCursor::Active(cursor));
	<Migrations as OnRuntimeUpgrade>::on_runtime_upgrade();
}

fn transfer() -> Result<(), DispatchError> {
	let (dest, value) = (SAVER.to_account_id().into(), 1_000_000_000);
	let call = pallet_balances::Call::transfer_keep_alive { dest, value };
	as_signed(&BORROWER.to_account_id(), call)
}

fn council(ayes: u32) -> RuntimeOrigin {
	pallet_collective::RawOrigin::<AccountId, Instance1>::Members(ayes, 3).into()
}

fn end() -> Result<(), DispatchError> {
	let exit = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_exit {});
	exit.dispatch(council(2)).map(|_| ()).map_err(|refused| refused.error)
}

#[test]
fn debts_and_votes_should_go_on_and_nothing_else_when_a_migration_has_failed() {
	with_chain(|| {
		let item = Rack { forced: 10_000, ..Rack::default() }.active();
		let loan = lend(&[item], ask(20_000));
		on_day(1);
		assert_ok!(transfer());
		fail();

		// Blocks take what is sent, and safe mode what may be.
		assert!(!<Migrations as MultiStepMigrator>::ongoing());
		assert_eq!(EnteredUntil::<Runtime>::get(), Some(BlockNumber::MAX));
		let filtered = || frame_system::Error::<Runtime>::CallFiltered;
		assert_noop!(transfer(), filtered());
		repay(loan, 1);

		// What repairs the state is proposed and voted on.
		let repair = RuntimeCall::Migrations(pallet_migrations::Call::force_onboard_mbms {});
		let submit = pallet_referenda::Call::submit {
			proposal_origin: Box::new(OriginCaller::system(RawOrigin::Root)),
			proposal: Preimage::bound(repair).expect("it is small"),
			enactment_moment: DispatchTime::After(0),
		};
		by(SAVER, submit);
		by(SAVER, pallet_referenda::Call::place_decision_deposit { index: 0 });
		let vote = Vote { aye: true, conviction: Conviction::Locked1x };
		let vote = AccountVote::Standard { vote, balance: 1_000_000_000_000 };
		by(BORROWER, pallet_conviction_voting::Call::vote { poll_index: 0, vote });

		// It lasts until the council ends it, or root.
		on_day(2);
		assert_noop!(transfer(), filtered());
		assert_ok!(end());
		assert_ok!(transfer());
	});
}

#[test]
fn safe_mode_should_lose_its_end_when_a_migration_fails_in_it() {
	with_chain(|| {
		let enter = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_enter {});
		assert_ok!(enter.dispatch(RuntimeOrigin::root()));
		fail();
		assert!(!<Migrations as MultiStepMigrator>::ongoing());
		assert_eq!(EnteredUntil::<Runtime>::get(), Some(BlockNumber::MAX));
		assert_ok!(end());
	});
}
