//! The network, and what is asked of it again and again.

use crate::{
	network::{finalised, folder, until, Network},
	notes,
	programs::{program, Node},
	spec,
};
use caliber_primitives::invariants::InvariantReport;
use caliber_runtime::{Hash, RuntimeCall, RuntimeEvent, UncheckedExtrinsic};
use codec::Encode;
use frame_support::storage::storage_prefix;
use frame_system::{EventRecord, Phase};
use serde_json::json;
use sp_keyring::Sr25519Keyring::{self, Eve, Ferdie};
use sp_runtime::DispatchResult;
use std::{
	collections::HashSet,
	thread::sleep,
	time::{Duration, Instant},
};

/// The next runtime, beside the programs.
const NEXT: &str = "wbuild/caliber-runtime/caliber_runtime_rehearsal.compact.compressed.wasm";
/// How long a transaction may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often is looked.
const PACE: Duration = Duration::from_millis(200);

/// Four validators.
pub struct World {
	pub network: Network,
}

/// The hash of the code that was authorised.
pub fn authorised(node: &Node) -> Option<Hash> {
	node.stored(&storage_prefix(b"System", b"AuthorizedUpgrade"), None)
}

impl World {
	/// Starts them, with notes in their genesis.
	pub fn begin(
		name: &str,
		notes: &[(Sr25519Keyring, u32)],
		spoilt: &[(Sr25519Keyring, Vec<u8>)],
	) -> Self {
		let folder = folder(name);
		let spec = spec::write(&folder, &notes::genesis(notes, spoilt));
		Self { network: Network::start(folder, spec.to_str().unwrap()) }
	}

	fn node(&self) -> &Node {
		&self.network.nodes[0]
	}

	/// The height of the last block.
	pub fn height(&self) -> u32 {
		u32::try_from(self.node().height()).unwrap()
	}

	/// The version that a node runs.
	pub fn spec_of(&self, node: &Node) -> u32 {
		let version = node.call("state_getRuntimeVersion", &json!([]));
		u32::try_from(version["specVersion"].as_u64().unwrap()).unwrap()
	}

	/// The code of the next version.
	pub fn next(&self) -> Vec<u8> {
		let path = program("caliber").with_file_name(NEXT);
		std::fs::read(&path).unwrap_or_else(|error| {
			panic!("{}: {error}; build it with `make rehearsal-wasm`", path.display())
		})
	}

	/// Anybody brings the code that was authorised, without a signature, to a node of his choice.
	pub fn bring(&self, code: Vec<u8>) {
		let size = code.len();
		let call = RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { code });
		self.network.nodes[3].submit(&UncheckedExtrinsic::new_bare(call)).unwrap();
		until("the code is taken", || authorised(self.node()).is_none());
		println!("block {}: {} KiB of code are the chain's", self.height(), size / 1_024);
	}

	/// No migration is on.
	pub fn is_done(&self) -> bool {
		let key = sp_core::bytes::to_hex(&storage_prefix(b"Migrations", b"Cursor"), false);
		self.node().call("state_getStorage", &json!([key])).is_null()
	}

	/// What does not hold of the books.
	pub fn broken(&self) -> Vec<String> {
		let page = |page: u32| -> Vec<InvariantReport> {
			self.node().api("InvariantsApi_check", &page.encode())
		};
		let all: Vec<_> = (0..).map(page).take_while(|page| !page.is_empty()).flatten().collect();
		assert!(all.len() > 50, "{} statements", all.len());
		let broken = all.into_iter().filter(|report| !report.holds);
		broken
			.map(|report| format!("{} I-{}: {}", report.pallet, report.number, report.says))
			.collect()
	}

	/// What became of a transaction, once it is in a block.
	pub fn outcome(&self, transaction: &UncheckedExtrinsic) -> DispatchResult {
		let node = self.node();
		let bytes = json!(sp_core::bytes::to_hex(&transaction.encode(), false));
		let first = node.height() + 1;
		node.submit(transaction).unwrap();
		let (start, mut seen) = (Instant::now(), HashSet::new());
		loop {
			// A block may take the place of one that was looked at.
			for hash in (first..).map_while(|height| node.hash(Some(height))) {
				if !seen.insert(hash) {
					continue;
				}
				let block = node.call("chain_getBlock", &json!([hash]));
				let body = block["block"]["extrinsics"].as_array().unwrap();
				if let Some(place) = body.iter().position(|other| *other == bytes) {
					return result(node, hash, u32::try_from(place).unwrap());
				}
			}
			assert!(start.elapsed() < PATIENCE, "no block takes it: {transaction:?}");
			sleep(PACE);
		}
	}

	/// Whether Eve can give Ferdie a CAL.
	pub fn transfer(&self) -> DispatchResult {
		let (dest, value) = (Ferdie.to_account_id().into(), caliber_runtime_common::currency::CAL);
		let call = pallet_balances::Call::transfer_keep_alive { dest, value };
		self.outcome(&self.node().signed(Eve, RuntimeCall::Balances(call)))
	}

	/// All four finalise later blocks, and the same ones.
	pub fn goes_on(&self, height: u32) {
		let nodes = &self.network.nodes;
		until("all four finalise more", || nodes.iter().all(|node| finalised(node) > height + 3));
		let hashes: Vec<_> = nodes.iter().map(|node| node.hash(Some(height.into()))).collect();
		assert!(hashes.windows(2).all(|pair| pair[0] == pair[1]), "{hashes:?}");
	}
}

/// What the events of a block say of one transaction.
fn result(node: &Node, block: Hash, place: u32) -> DispatchResult {
	let key = storage_prefix(b"System", b"Events");
	let events: Vec<EventRecord<RuntimeEvent, Hash>> = node.stored(&key, Some(block)).unwrap();
	let mut of = events.into_iter().filter(|record| record.phase == Phase::ApplyExtrinsic(place));
	let result = of.find_map(|record| match record.event {
		RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { .. }) => Some(Ok(())),
		RuntimeEvent::System(frame_system::Event::ExtrinsicFailed { dispatch_error, .. }) => {
			Some(Err(dispatch_error))
		},
		_ => None,
	});
	result.expect("it is told")
}
