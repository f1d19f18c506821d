//! The ways in which a call can come.

use super::*;

/// Ways to have a call dispatched in the name of an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
	Direct,
	Batch,
	BatchAll,
	ForceBatch,
	IfElse,
	AsDerivative,
	Proxy,
	ProxyAnnounced,
	PureProxy,
	Multisig1,
	Multisig2,
	DispatchAs,
	DispatchAsFallible,
	SudoAs,
	ScheduledDispatchAs,
	ScheduledNamed,
}

pub const WAYS: [Way; 16] = [
	Way::Direct,
	Way::Batch,
	Way::BatchAll,
	Way::ForceBatch,
	Way::IfElse,
	Way::AsDerivative,
	Way::Proxy,
	Way::ProxyAnnounced,
	Way::PureProxy,
	Way::Multisig1,
	Way::Multisig2,
	Way::DispatchAs,
	Way::DispatchAsFallible,
	Way::SudoAs,
	Way::ScheduledDispatchAs,
	Way::ScheduledNamed,
];

/// What a batch does besides.
pub fn harmless() -> RuntimeCall {
	frame_system::Call::remark_with_event { remark: b"harmless".to_vec() }.into()
}

pub fn remarks() -> usize {
	let remarked = |event: &RuntimeEvent| {
		matches!(event, RuntimeEvent::System(frame_system::Event::Remarked { .. }))
	};
	System::events().iter().filter(|record| remarked(&record.event)).count()
}

/// The first failure that a wrapper reports in its event.
pub fn reported() -> DispatchResult {
	let result = System::events().into_iter().find_map(|record| match record.event {
		RuntimeEvent::Utility(event) => match event {
			pallet_utility::Event::BatchInterrupted { error, .. }
			| pallet_utility::Event::ItemFailed { error }
			| pallet_utility::Event::IfElseFallbackCalled { main_error: error } => Some(error),
			pallet_utility::Event::DispatchedAs { result } => result.err(),
			_ => None,
		},
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => result.err(),
		RuntimeEvent::Multisig(pallet_multisig::Event::MultisigExecuted { result, .. }) => {
			result.err()
		},
		RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => result.err(),
		RuntimeEvent::Sudo(
			pallet_sudo::Event::Sudid { sudo_result: result }
			| pallet_sudo::Event::SudoAsDone { sudo_result: result },
		) => result.err(),
		RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => result.err(),
		_ => None,
	});
	result.map_or(Ok(()), Err)
}

/// Bob and Two, as a multisig wants them.
fn signatories() -> [AccountId; 2] {
	let mut both = [Bob.to_account_id(), Two.to_account_id()];
	both.sort();
	both
}

impl Way {
	/// In whose name it dispatches.
	pub fn holder(self) -> AccountId {
		let bob = Bob.to_account_id();
		match self {
			Self::AsDerivative => pallet_utility::derivative_account_id(bob, 7),
			Self::PureProxy => {
				pallet_proxy::Pallet::<Runtime>::pure_account(&bob, &Default::default(), 0, None)
			},
			Self::Multisig1 => Multisig::multi_account_id(&signatories(), 1),
			Self::Multisig2 => Multisig::multi_account_id(&signatories(), 2),
			_ => bob,
		}
	}

	/// Whether the base filter judges what it dispatches; only root has ways that it does not.
	pub fn is_filtered(self) -> bool {
		!matches!(
			self,
			Self::DispatchAs
				| Self::DispatchAsFallible
				| Self::SudoAs
				| Self::ScheduledDispatchAs
				| Self::ScheduledNamed
		)
	}

	/// Has `call` dispatched. What the wrapper swallows is its result, too.
	pub fn dispatch(self, call: RuntimeCall) -> DispatchResult {
		use pallet_utility::Call as Utility;
		let bob = &Bob.to_account_id();
		let one = &One.to_account_id();
		let call = Box::new(call);
		let calls = || vec![harmless(), (*call).clone(), harmless()];
		let as_bob = || Box::new(OriginCaller::system(RawOrigin::Signed(self.holder())));
		let delegate = || One.to_account_id().into();
		System::reset_events();
		match self {
			Self::Direct => as_signed(bob, *call)?,
			Self::Batch => as_signed(bob, Utility::batch { calls: calls() })?,
			Self::BatchAll => as_signed(bob, Utility::batch_all { calls: calls() })?,
			Self::ForceBatch => as_signed(bob, Utility::force_batch { calls: calls() })?,
			Self::IfElse => {
				as_signed(bob, Utility::if_else { main: call, fallback: Box::new(harmless()) })?
			},
			Self::AsDerivative => as_signed(bob, Utility::as_derivative { index: 7, call })?,
			Self::Proxy => {
				let proxy_type = Default::default();
				let add =
					pallet_proxy::Call::add_proxy { delegate: delegate(), proxy_type, delay: 0 };
				assert_ok!(as_signed(bob, add));
				let real = address(Bob);
				let force_proxy_type = None;
				as_signed(one, pallet_proxy::Call::proxy { real, force_proxy_type, call })?
			},
			Self::ProxyAnnounced => {
				let proxy_type = Default::default();
				let add =
					pallet_proxy::Call::add_proxy { delegate: delegate(), proxy_type, delay: 1 };
				assert_ok!(as_signed(bob, add));
				use sp_runtime::traits::{BlakeTwo256, Hash};
				let call_hash = BlakeTwo256::hash_of(&call);
				let announce = pallet_proxy::Call::announce { real: address(Bob), call_hash };
				assert_ok!(as_signed(one, announce));
				System::set_block_number(System::block_number() + 1);
				let execute = pallet_proxy::Call::proxy_announced {
					delegate: delegate(),
					real: address(Bob),
					force_proxy_type: None,
					call,
				};
				as_signed(two(), execute)?
			},
			Self::PureProxy => {
				let real = self.holder().into();
				as_signed(bob, pallet_proxy::Call::proxy { real, force_proxy_type: None, call })?
			},
			Self::Multisig1 => {
				let other_signatories = vec![Two.to_account_id()];
				let multi = pallet_multisig::Call::as_multi_threshold_1 { other_signatories, call };
				as_signed(bob, multi)?
			},
			Self::Multisig2 => {
				let maybe_timepoint = Multisig::timepoint();
				let multi =
					|other: Sr25519Keyring, maybe_timepoint| pallet_multisig::Call::as_multi {
						threshold: 2,
						other_signatories: vec![other.to_account_id()],
						maybe_timepoint,
						call: call.clone(),
						max_weight: Weight::MAX,
					};
				assert_ok!(as_signed(bob, multi(Two, None)));
				as_signed(two(), multi(Bob, Some(maybe_timepoint)))?
			},
			Self::DispatchAs => as_root(Utility::dispatch_as { as_origin: as_bob(), call })?,
			Self::DispatchAsFallible => {
				as_root(Utility::dispatch_as_fallible { as_origin: as_bob(), call })?
			},
			Self::SudoAs => {
				let who = self.holder().into();
				as_signed(&Alice.to_account_id(), pallet_sudo::Call::sudo_as { who, call })?
			},
			Self::ScheduledDispatchAs | Self::ScheduledNamed => {
				let call = Utility::dispatch_as { as_origin: as_bob(), call };
				let (when, priority) = (System::block_number() + 1, 0);
				let (call, maybe_periodic) = (Box::new(call.into()), None);
				let schedule = match self {
					Self::ScheduledNamed => pallet_scheduler::Call::schedule_named {
						id: [1; 32],
						when,
						maybe_periodic,
						priority,
						call,
					},
					_ => pallet_scheduler::Call::schedule { when, maybe_periodic, priority, call },
				};
				assert_ok!(as_root(schedule));
				next_block();
			},
		}
		reported()
	}
}

fn two() -> &'static AccountId {
	static TWO: std::sync::LazyLock<AccountId> = std::sync::LazyLock::new(|| Two.to_account_id());
	&TWO
}

/// Ends the block and begins the next: what was scheduled is dispatched.
pub fn next_block() {
	Executive::finalize_block();
	initialize_at(TODAY.saturating_add(Seconds(2)));
}

/// The chain with a rack that is collateral and one that is free, both of the way's holder.
pub fn on_the_way(way: Way, phase: Phase, test: impl FnOnce(ItemId, ItemId)) {
	registry().execute_with(|| {
		if way == Way::PureProxy {
			let create = pallet_proxy::Call::create_pure {
				proxy_type: Default::default(),
				delay: 0,
				index: 0,
			};
			assert_ok!(as_signed(&Bob.to_account_id(), create));
		}
		let (item, other) = collateral(&way.holder(), phase);
		test(item, other);
	});
}

pub fn transfer(item: ItemId) -> RuntimeCall {
	Registry::transfer { item, to: One.to_account_id() }.into()
}
