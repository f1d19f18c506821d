//! Measures what the calls of a Caliber runtime cost.
//!
//! ```sh
//! caliber-bencher --runtime caliber_runtime_benchmarks.compact.compressed.wasm --list=pallets --all
//! caliber-bencher --runtime ... --genesis-builder runtime --pallet pallet_roles --extrinsic '*'
//! ```
//!
//! It takes what `benchmark pallet` of a Substrate node takes, on a runtime that was built with
//! the feature `runtime-benchmarks`. `make weights` calls it, once a pallet.

use clap::Parser;
use frame_benchmarking_cli::PalletCmd;
use sp_runtime::traits::BlakeTwo256;

/// Measures what the calls of a runtime cost.
#[derive(Parser)]
#[command(name = "caliber-bencher", version)]
struct Cli {
	#[command(flatten)]
	command: PalletCmd,
}

fn main() -> sc_cli::Result<()> {
	sp_tracing::try_init_simple();
	// The runtime asks nothing of its host beyond what every Substrate node offers.
	Cli::parse().command.run_with_spec::<BlakeTwo256, ()>(None)
}
