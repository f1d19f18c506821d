//! The ways by which an account's call comes to be made.

use caliber_integration_tests::registry::{as_root, as_signed};
use caliber_runtime::{
	AccountId, OriginCaller, Runtime, RuntimeCall, RuntimeEvent, Scheduler, System,
};
use caliber_runtime_common::proxies::ProxyType;
use frame_support::{assert_ok, dispatch::RawOrigin, traits::Hooks, weights::Weight};
use pallet_utility::{derivative_account_id, Call as Utility};
use sp_keyring::Sr25519Keyring::{self, BobStash, CharlieStash, DaveStash, EveStash};
use sp_runtime::DispatchResult;

/// Signs.
const ME: Sr25519Keyring = DaveStash;
/// Signs what takes two.
const FRIEND: Sr25519Keyring = EveStash;
/// Lets me act for it.
const OWNER: Sr25519Keyring = BobStash;
/// Lets the two of us act for it.
const WARD: Sr25519Keyring = CharlieStash;

/// A way to have a call made.
pub struct Route {
	pub name: &'static str,
	/// In whose name the call is made.
	pub actor: AccountId,
	/// Has it made; says how it went.
	pub send: fn(RuntimeCall) -> DispatchResult,
}

/// What an event tells of a call inside another.
fn inner(event: RuntimeEvent) -> Option<DispatchResult> {
	use RuntimeEvent::{Council, Multisig, Proxy, Scheduler, Utility};
	match event {
		Utility(
			pallet_utility::Event::BatchInterrupted { error, .. }
			| pallet_utility::Event::ItemFailed { error }
			| pallet_utility::Event::IfElseFallbackCalled { main_error: error },
		) => Some(Err(error)),
		Utility(pallet_utility::Event::DispatchedAs { result })
		| Multisig(pallet_multisig::Event::MultisigExecuted { result, .. })
		| Proxy(pallet_proxy::Event::ProxyExecuted { result })
		| Scheduler(pallet_scheduler::Event::Dispatched { result, .. })
		| Council(pallet_collective::Event::Executed { result, .. })
		| Council(pallet_collective::Event::MemberExecuted { result, .. }) => Some(result),
		_ => None,
	}
}

/// How what was sent went, its inner calls included.
pub fn told(send: impl FnOnce() -> DispatchResult) -> DispatchResult {
	System::reset_events();
	send()?;
	let inner = System::events().into_iter().filter_map(|record| inner(record.event));
	inner.collect()
}

fn signed(call: impl Into<RuntimeCall>) -> DispatchResult {
	told(|| as_signed(&ME.to_account_id(), call))
}

/// Both of us sign.
fn together(call: RuntimeCall) -> DispatchResult {
	let sign = |who: Sr25519Keyring, other: Sr25519Keyring, maybe_timepoint| {
		let call = pallet_multisig::Call::as_multi {
			threshold: 2,
			other_signatories: vec![other.to_account_id()],
			maybe_timepoint,
			call: Box::new(call.clone()),
			max_weight: Weight::MAX,
		};
		as_signed(&who.to_account_id(), call)
	};
	assert_ok!(sign(ME, FRIEND, None));
	let begun = pallet_multisig::Pallet::<Runtime>::timepoint();
	told(|| sign(FRIEND, ME, Some(begun)))
}

fn proxied(real: Sr25519Keyring, call: RuntimeCall) -> RuntimeCall {
	let real = real.to_account_id().into();
	pallet_proxy::Call::proxy { real, force_proxy_type: None, call: Box::new(call) }.into()
}

/// Root has it done in the next block.
pub fn scheduled(call: RuntimeCall) -> DispatchResult {
	let when = System::block_number() + 1;
	let call = Box::new(call);
	let schedule =
		pallet_scheduler::Call::schedule { when, maybe_periodic: None, priority: 0, call };
	assert_ok!(as_root(RuntimeCall::Scheduler(schedule)));
	System::set_block_number(when);
	told(|| {
		Scheduler::on_initialize(when);
		Ok(())
	})
}

/// Two accounts as one, of which so many sign.
fn ours(threshold: u16) -> AccountId {
	let mut who = [ME, FRIEND].map(|one| one.to_account_id());
	who.sort();
	pallet_multisig::Pallet::<Runtime>::multi_account_id(&who, threshold)
}

pub fn all() -> Vec<Route> {
	let me = ME.to_account_id();
	let mine = |name, send| Route { name, actor: me.clone(), send };
	vec![
		mine("direct", signed),
		mine("batch", |call| signed(Utility::batch { calls: vec![call] })),
		mine("batch_all", |call| signed(Utility::batch_all { calls: vec![call] })),
		mine("force_batch", |call| signed(Utility::force_batch { calls: vec![call] })),
		mine("if_else", |call| {
			let fallback = Box::new(frame_system::Call::remark { remark: vec![] }.into());
			signed(Utility::if_else { main: Box::new(call), fallback })
		}),
		Route {
			name: "as_derivative",
			actor: derivative_account_id(me.clone(), 0),
			send: |call| signed(Utility::as_derivative { index: 0, call: Box::new(call) }),
		},
		Route {
			name: "proxy",
			actor: OWNER.to_account_id(),
			send: |call| signed(proxied(OWNER, call)),
		},
		Route { name: "multisig", actor: ours(2), send: together },
		Route {
			name: "multisig of one",
			actor: ours(1),
			send: |call| {
				let other_signatories = vec![FRIEND.to_account_id()];
				let call = Box::new(call);
				signed(pallet_multisig::Call::as_multi_threshold_1 { other_signatories, call })
			},
		},
		Route {
			name: "proxy in a batch of a multisig",
			actor: WARD.to_account_id(),
			send: |call| together(Utility::batch { calls: vec![proxied(WARD, call)] }.into()),
		},
		// Root, which can replace the code, is above the filter with the call that it names, not with
		// what is inside.
		mine("scheduler", |call| {
			let as_origin = Box::new(OriginCaller::system(RawOrigin::Signed(ME.to_account_id())));
			let call = Box::new(Utility::batch_all { calls: vec![call] }.into());
			scheduled(Utility::dispatch_as { as_origin, call }.into())
		}),
	]
}

/// Lets us act for the others.
pub fn set_up() {
	for (real, delegate) in [(OWNER, ME.to_account_id()), (WARD, ours(2))] {
		let (proxy_type, delegate) = (ProxyType::Any, delegate.into());
		let add = pallet_proxy::Call::add_proxy { delegate, proxy_type, delay: 0 };
		assert_ok!(as_signed(&real.to_account_id(), add));
	}
}
