//! Who may make which call, every call by every kind of origin (I-48), and what stops it, whichever way
//! it comes.

mod brakes;
mod lists;
mod routes;
#[allow(dead_code, reason = "the stories tell more")]
#[path = "../loans/set_up.rs"]
mod set_up;
mod stage;
mod table;
mod unpausable;
mod unsigned;

use caliber_primitives::roles::Role;
use caliber_runtime::{AccountId, Runtime, RuntimeCall, RuntimeOrigin};
use codec::Decode;
use frame_support::{
	dispatch::RawOrigin,
	storage::{with_transaction, TransactionOutcome},
	traits::GetCallMetadata,
};
use pallet_collective::{Instance1, Instance2};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult, StateVersion};
use std::collections::{BTreeMap, BTreeSet};
use table::{By, TABLE};

const ROLES: [Role; 11] = [
	Role::Originator,
	Role::Curator,
	Role::Custodian,
	Role::Appraiser,
	Role::Insurer,
	Role::Registrar,
	Role::Servicer,
	Role::Liquidator,
	Role::TreasuryOperator,
	Role::Auditor,
	Role::Guardian,
];

/// Who makes a call.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Who {
	/// Nobody: what a block's author puts in, or a transaction that a pallet has looked at.
	Nobody,
	/// Nobody: a transaction that the call itself admits.
	Authorised,
	/// An account without any duty.
	Stranger,
	/// An account with one role for everything.
	Has(Role),
	/// A member of the council.
	Councillor,
	/// A member of the technical committee.
	Member,
	/// Whose key sudo takes.
	Sudo,
	/// So many of so many of the council.
	Council(u32, u32),
	/// So many of so many of the committee.
	Committee(u32, u32),
	/// The highest.
	Root,
}

impl Who {
	fn all() -> Vec<Self> {
		use Who::{
			Authorised, Committee, Council, Councillor, Has, Member, Nobody, Root, Stranger, Sudo,
		};
		let alone = [Nobody, Authorised, Stranger, Councillor, Member, Sudo];
		// Less than half, half, more than half, two thirds.
		let shares = [(2, 5), (1, 2), (3, 5), (2, 3)];
		let bodies =
			shares.into_iter().flat_map(|(ayes, of)| [Council(ayes, of), Committee(ayes, of)]);
		alone.into_iter().chain(ROLES.map(Has)).chain(bodies).chain([Root]).collect()
	}

	/// The account that signs, if one does.
	fn account(self) -> Option<AccountId> {
		let mark = match self {
			Self::Stranger => 0xA0,
			Self::Councillor => 0xA1,
			Self::Member => 0xA2,
			Self::Sudo => 0xA3,
			Self::Has(role) => {
				0xB0 + u8::try_from(ROLES.iter().position(|one| *one == role)?).ok()?
			},
			_ => return None,
		};
		Some(AccountId::new([mark; 32]))
	}

	fn origin(self) -> RuntimeOrigin {
		match self {
			Self::Nobody => RuntimeOrigin::none(),
			Self::Authorised => RawOrigin::Authorized.into(),
			Self::Root => RuntimeOrigin::root(),
			Self::Council(ayes, of) => {
				pallet_collective::RawOrigin::<AccountId, Instance1>::Members(ayes, of).into()
			},
			Self::Committee(ayes, of) => {
				pallet_collective::RawOrigin::<AccountId, Instance2>::Members(ayes, of).into()
			},
			_ => RuntimeOrigin::signed(self.account().expect("it is an account")),
		}
	}
}

fn name(call: &RuntimeCall) -> String {
	let about = call.get_call_metadata();
	format!("{}.{}", about.pallet_name, about.function_name)
}

/// The names of all calls, from the metadata.
fn names() -> BTreeSet<String> {
	let pallets = RuntimeCall::get_module_names().iter();
	let calls = pallets.flat_map(|pallet| {
		let calls = RuntimeCall::get_call_names(pallet).iter();
		calls.map(move |call| format!("{pallet}.{call}"))
	});
	calls.collect()
}

/// A call of each name: those of the stage, which get as far as the question who asks, and for the rest
/// whatever zeros mean, or ones where zeros mean nothing.
fn every_call(staged: Vec<RuntimeCall>) -> BTreeMap<String, RuntimeCall> {
	let mut calls = BTreeMap::new();
	for index in 0..=u16::MAX {
		let decoded = [0, 1].into_iter().find_map(|filler| {
			let mut bytes = vec![filler; 4_096];
			bytes[..2].copy_from_slice(&index.to_be_bytes());
			RuntimeCall::decode(&mut bytes.as_slice()).ok()
		});
		calls.extend(decoded.map(|call| (name(&call), call)));
	}
	calls.extend(staged.into_iter().map(|call| (name(&call), call)));
	calls
}

/// What this state cannot show: natively nobody reads the version that code has, and a block that has
/// its time panics at another.
const ELSEWHERE: [(&str, Who); 2] =
	[("System.set_code", Who::Root), ("Timestamp.set", Who::Nobody)];

fn dispatch(who: Who, call: &RuntimeCall) -> DispatchResult {
	call.clone().dispatch(who.origin()).map(|_| ()).map_err(|refused| refused.error)
}

/// What an origin is told; nothing comes of it.
fn answer(who: Who, call: &RuntimeCall) -> DispatchResult {
	let answer = with_transaction(|| {
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(dispatch(who, call)))
	});
	answer.expect("it is told")
}

fn state() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

fn filtered() -> DispatchError {
	frame_system::Error::<Runtime>::CallFiltered.into()
}

/// What is wrong with what an origin was told, if anything is.
fn wrong(who: Who, row: &table::Row, call: &RuntimeCall) -> Option<String> {
	let lacks = row.lacks.map(|lacks| lacks());
	let is_account = who.account().is_some();
	let refusal = match lacks {
		// An account is told what it lacks, where another account may.
		Some(lacks) if is_account => lacks,
		// Root is above the filter.
		_ if row.by == [By::Filtered] && who != Who::Root => filtered(),
		_ => DispatchError::BadOrigin,
	};
	let admitted = row.by.iter().any(|by| by.admits(who));
	let says = if admitted { answer(who, call) } else { dispatch(who, call) };
	let right = match says {
		Err(error) if admitted => {
			![DispatchError::BadOrigin, filtered()].contains(&error) && Some(error) != lacks
		},
		says => admitted == says.is_ok() && (admitted || says == Err(refusal)),
	};
	let should = if admitted { "be admitted".into() } else { format!("be told {refusal:?}") };
	(!right).then(|| format!("{} by {who:?} should {should}, is told {says:?}", name(call)))
}

#[test]
fn table_should_name_every_call_of_the_runtime_once() {
	let rows: Vec<_> = TABLE.iter().flat_map(|row| row.calls.iter()).collect();
	let listed: BTreeSet<_> = rows.iter().map(|name| name.to_string()).collect();
	assert_eq!(listed, names());
	assert_eq!(listed.len(), rows.len(), "one is listed twice");
}

#[test]
fn call_should_be_refused_without_a_trace_when_its_origin_is_not_listed() {
	stage::set().execute_with(|| {
		let calls = every_call(stage::calls());
		let mut findings = Vec::new();
		for row in TABLE {
			for name in row.calls {
				let Some(call) = calls.get(*name) else {
					findings.push(format!("{name} cannot be made"));
					continue;
				};
				let before = state();
				findings.extend(Who::all().into_iter().filter_map(|who| {
					(!ELSEWHERE.contains(&(*name, who))).then(|| wrong(who, row, call)).flatten()
				}));
				if state() != before {
					findings.push(format!("{name} leaves a trace"));
				}
			}
		}
		assert!(findings.is_empty(), "{}", findings.join("\n"));
	});
}

/// Whoever may only stop things: by the same calls others start them again.
#[test]
fn safety_should_freeze_and_bar_but_neither_thaw_nor_let_in() {
	stage::set().execute_with(|| {
		for call in stage::stops() {
			let stop = table::Row { by: &[By::CouncilMajority, By::Root], lacks: None, calls: &[] };
			let findings: Vec<_> =
				Who::all().into_iter().filter_map(|who| wrong(who, &stop, &call)).collect();
			assert!(findings.is_empty(), "{}", findings.join("\n"));
		}
	});
}
