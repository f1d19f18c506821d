//! What is stopped is stopped whichever way it comes, and what must go on goes on.

use crate::{
	filtered, name,
	routes::{self, Route},
	set_up::{by, BORROWER, SAVER},
	stage, Who,
};
use caliber_integration_tests::{
	redeem,
	registry::{as_root, as_signed, TODAY},
};
use caliber_primitives::{
	dollar::PauseTier,
	ids::{assets, LoanId, RequestId, ReserveSlot},
	roles::Role,
	units::{ReserveAmount, Seconds, Shares, UsdaiAmount, UNIT},
};
use caliber_runtime::{AccountId, Assets, Balances, OriginCaller, Preimage, Runtime, RuntimeCall};
use caliber_runtime_common::currency::CAL;
use codec::Compact;
use frame_support::{
	assert_ok,
	dispatch::RawOrigin,
	storage::{with_transaction, TransactionOutcome},
	traits::{fungibles::Mutate, schedule::DispatchTime, tokens::Preservation, StorePreimage},
};
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_susdai::{Checkpoint, Checkpoints, Hint, Requests, State};
use pallet_tx_pause::RuntimeCallNameOf;
use pallet_usdai::{Breaker, Call as Dollar, Error as DollarError, FreezeReason};
use sp_keyring::Sr25519Keyring::{self, FerdieStash};
use sp_runtime::{DispatchError, DispatchResult};

/// Is paid.
const PAYEE: Sr25519Keyring = FerdieStash;
const SLOT: ReserveSlot = ReserveSlot(0);
const TOKENS: [u32; 3] = [assets::USDAI, assets::SUSDAI, assets::USDC];
const DOLLARS: UsdaiAmount = UsdaiAmount(10 * UNIT);

/// A call that an account would make.
type Act = fn(&AccountId) -> RuntimeCall;

fn pay(_: &AccountId) -> RuntimeCall {
	let dest = PAYEE.to_account_id().into();
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest, value: CAL })
}

fn send(id: u32) -> RuntimeCall {
	let amount = if id == assets::USDC { 1_000_000 } else { UNIT };
	let (id, target) = (Compact(id), PAYEE.to_account_id().into());
	RuntimeCall::Assets(pallet_assets::Call::transfer { id, target, amount })
}

fn mint(_: &AccountId) -> RuntimeCall {
	let (amount, max_fee) = (ReserveAmount(10_000_000), UsdaiAmount::MAX);
	Dollar::mint { slot: SLOT, amount, max_fee }.into()
}

fn redeem_dollars(_: &AccountId) -> RuntimeCall {
	Dollar::redeem { slot: SLOT, amount: DOLLARS, max_fee: UsdaiAmount::MAX }.into()
}

fn deposit(_: &AccountId) -> RuntimeCall {
	pallet_susdai::Call::deposit { assets: DOLLARS, min_shares: Shares::ZERO }.into()
}

fn request(who: &AccountId) -> RuntimeCall {
	redeem(who, Shares(UNIT)).into()
}

const SEND: [Act; 3] = [|_| send(assets::USDAI), |_| send(assets::SUSDAI), |_| send(assets::USDC)];

pub fn full(pallet: &str, call: &str) -> RuntimeCallNameOf<Runtime> {
	let bytes = |text: &str| text.as_bytes().to_vec().try_into().expect("it is short");
	(bytes(pallet), bytes(call))
}

pub fn pause(pallet: &str, call: &str) -> RuntimeCall {
	pallet_tx_pause::Call::pause { full_name: full(pallet, call) }.into()
}

/// What goes on whatever is stopped: a payment of a loan, the claim of what was served, a vote, and
/// session keys, of which the account has none.
fn never_stopped() -> [(RuntimeCall, DispatchResult); 4] {
	let repay = pallet_lending::Call::repay { loan: LoanId(0), windows: 1 };
	let hint = Some(Hint { first: 0, last: 0 });
	let claim = pallet_susdai::Call::claim { request: RequestId(0), hint };
	let vote = Vote { aye: true, conviction: Conviction::None };
	let vote = AccountVote::Standard { vote, balance: CAL };
	let vote = pallet_conviction_voting::Call::vote { poll_index: 0, vote };
	let keys = RuntimeCall::Session(pallet_session::Call::purge_keys {});
	let none = pallet_session::Error::<Runtime>::NoKeys.into();
	[
		(repay.into(), Ok(())),
		(claim.into(), Ok(())),
		(RuntimeCall::ConvictionVoting(vote), Ok(())),
		(keys, Err(none)),
	]
}

/// A brake with what it stops, and what is said then.
struct Brake {
	name: &'static str,
	put_on: fn(&AccountId),
	stops: Vec<(Act, DispatchError)>,
	/// Whether it stops the account, which cannot repay then.
	freezes: bool,
}

fn guardian(call: Dollar<Runtime>) {
	let guardian = Who::Has(Role::Guardian).account().expect("it is an account");
	assert_ok!(as_signed(&guardian, call));
}

fn committee(call: RuntimeCall) {
	assert_ok!(crate::dispatch(Who::Committee(1, 2), &call));
}

fn brakes() -> Vec<Brake> {
	let all = |error: DispatchError, calls: &[Act]| {
		calls.iter().map(|call| (*call, error)).collect::<Vec<_>>()
	};
	let brake = |name, put_on, stops| Brake { name, put_on, stops, freezes: false };
	let spend: &[Act] = &[mint, deposit, redeem_dollars, request];
	let [usdai, susdai, _] = SEND;
	let paused: DispatchError = DollarError::<Runtime>::TierPaused.into();
	let minting: DispatchError = DollarError::<Runtime>::MintingOff.into();
	let redemption: DispatchError = DollarError::<Runtime>::RedemptionOff.into();
	let frozen: DispatchError = DollarError::<Runtime>::AccountFrozen.into();
	// The ledger of assets knows no other word.
	let low: DispatchError = pallet_assets::Error::<Runtime>::BalanceLow.into();
	vec![
		brake(
			"safe mode",
			|_| committee(pallet_safe_mode::Call::force_enter {}.into()),
			[all(filtered(), spend), all(filtered(), &[pay, usdai])].concat(),
		),
		brake(
			"a pause of the call",
			|_| committee(pause("Balances", "transfer_keep_alive")),
			all(filtered(), &[pay]),
		),
		brake(
			"a pause of intake",
			|_| guardian(Dollar::pause { tier: PauseTier::Intake }),
			all(paused, &[mint, deposit]),
		),
		brake(
			"a pause of exits",
			|_| guardian(Dollar::pause { tier: PauseTier::Exit }),
			all(paused, spend),
		),
		brake(
			"a pause of transfers",
			|_| guardian(Dollar::pause { tier: PauseTier::Transfer }),
			[all(paused, spend), all(filtered(), &[usdai, susdai])].concat(),
		),
		brake(
			"the breaker of minting",
			|_| guardian(Dollar::set_breaker { slot: SLOT, breaker: Breaker::MintingOff }),
			all(minting, &[mint]),
		),
		brake(
			"the breaker of everything",
			|_| guardian(Dollar::set_breaker { slot: SLOT, breaker: Breaker::AllOff }),
			vec![(mint, minting), (redeem_dollars, redemption)],
		),
		Brake {
			name: "a freeze",
			put_on: |who| {
				let until = Some(TODAY.saturating_add(Seconds(3_600)));
				let (who, reason) = (who.clone(), FreezeReason::Order);
				guardian(Dollar::freeze { who, reason, until });
			},
			stops: [all(frozen, spend), all(low, &SEND)].concat(),
			freezes: true,
		},
	]
}

/// A request of the saver's that was served.
fn served() {
	by(SAVER, redeem(&SAVER.to_account_id(), Shares(UNIT)));
	let (shares, assets) = (Shares(UNIT), UsdaiAmount(UNIT));
	let checkpoint = Checkpoint {
		shares_before: Shares::ZERO,
		shares_after: shares,
		assets_before: UsdaiAmount::ZERO,
		assets_after: assets,
		at: TODAY,
	};
	Checkpoints::<Runtime>::insert(0, checkpoint);
	State::<Runtime>::mutate(|state| {
		let totals = &mut state.totals;
		totals.queue.served = shares;
		totals.queue.paid = assets;
		totals.queue.checkpoints = 1;
		totals.pot = assets;
	});
	Requests::<Runtime>::mutate(RequestId(0), |request| {
		request.as_mut().expect("it stands").interval.end = Shares(UNIT - 1);
	});
}

/// A chain on which every actor has something of everything, a loan runs, a request is served, and a
/// vote goes on.
pub fn begun() -> sp_io::TestExternalities {
	let mut chain = stage::set();
	chain.execute_with(|| {
		let (saver, keep) = (SAVER.to_account_id(), Preservation::Preserve);
		for Route { actor, .. } in routes::all() {
			let new_free = 10_000 * CAL;
			assert_ok!(as_root(pallet_balances::Call::force_set_balance {
				who: actor.clone().into(),
				new_free
			}));
			for (id, amount) in TOKENS.into_iter().zip([5_000 * UNIT, 100 * UNIT, 5_000_000_000]) {
				assert_ok!(<Assets as Mutate<_>>::transfer(id, &saver, &actor, amount, keep));
			}
		}
		routes::set_up();
		served();
		let proposal = Preimage::bound(pay(&PAYEE.to_account_id())).expect("it is small");
		let submit = pallet_referenda::Call::submit {
			proposal_origin: Box::new(OriginCaller::system(RawOrigin::Root)),
			proposal,
			enactment_moment: DispatchTime::After(0),
		};
		by(BORROWER, RuntimeCall::Referenda(submit));
	});
	chain
}

/// Has something done of which nothing stays.
pub fn tried<T>(act: impl FnOnce() -> T) -> T {
	let done = with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(act())));
	done.expect("it is told")
}

fn books(actor: &AccountId) -> ([u128; 3], u128) {
	let payee = PAYEE.to_account_id();
	(TOKENS.map(|id| Assets::balance(id, actor)), Balances::free_balance(payee))
}

#[test]
fn call_should_be_stopped_by_its_brake_alone_whichever_way_it_comes() {
	begun().execute_with(|| {
		let mut findings = Vec::new();
		let mut expect = |says: DispatchResult, should: DispatchResult, case: String| {
			if says != should {
				findings.push(format!("{case}: {says:?}, should be {should:?}"));
			}
		};
		for (route, brake) in routes::all()
			.iter()
			.flat_map(|route| brakes().into_iter().map(move |brake| (route, brake)))
		{
			let (actor, way) = (&route.actor, route.name);
			let case = |call: &RuntimeCall| format!("{} by {way} under {}", name(call), brake.name);
			for (call, _) in &brake.stops {
				let says = tried(|| (route.send)(call(actor)));
				expect(says, Ok(()), format!("{} without it", case(&call(actor))));
			}
			tried(|| {
				(brake.put_on)(actor);
				let before = books(actor);
				for (call, error) in &brake.stops {
					let (says, after) = tried(|| ((route.send)(call(actor)), books(actor)));
					expect(says, Err(*error), case(&call(actor)));
					assert!(says.is_ok() || after == before, "{}", case(&call(actor)));
				}
				for (call, should) in never_stopped() {
					let pays = matches!(call, RuntimeCall::Lending(..));
					if !(brake.freezes && pays) {
						let says = tried(|| (route.send)(call.clone()));
						expect(says, should, case(&call));
					}
				}
			});
		}
		assert!(findings.is_empty(), "{}", findings.join("\n"));
	});
}
