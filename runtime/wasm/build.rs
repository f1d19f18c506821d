//! Builds the runtimes to WASM.

use std::{
	env, fs,
	path::{Path, PathBuf},
	process::Command,
};
use substrate_wasm_builder::WasmBuilder;

/// The toolchain that `scripts/setup.sh` links where rustup cannot fetch the WASM target.
const FALLBACK_TOOLCHAIN: &str = "debian";

fn main() {
	let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
	// The builder fails on a relative path, and a symbolic link would leave its target's name in
	// the WASM past the remapping.
	let workspace = fs::canonicalize(here.join("../..")).expect("this crate is in the workspace");

	println!("cargo:rerun-if-env-changed=SKIP_WASM_BUILD");
	if env::var_os("WASM_BUILD_WORKSPACE_HINT").is_none() {
		// Without it a target folder outside of the workspace hides the lock file, and versions
		// drift.
		env::set_var("WASM_BUILD_WORKSPACE_HINT", &workspace);
	}
	if env::var_os("WASM_BUILD_TOOLCHAIN").is_none() && !has_wasm_target() && has_fallback() {
		env::set_var("WASM_BUILD_TOOLCHAIN", FALLBACK_TOOLCHAIN);
	}

	let builder = WasmBuilder::new()
		.with_project(workspace.join("runtime/standalone/Cargo.toml"))
		.expect("the runtime's manifest is there")
		.import_memory()
		.export_heap_base()
		.append_to_rust_flags(remap(&workspace, "/caliber"))
		.append_to_rust_flags(remap(&cargo_home(), "/cargo"));
	// Under its own name, so that no node ever embeds it.
	#[cfg(feature = "runtime-benchmarks")]
	let builder =
		builder.enable_feature("runtime-benchmarks").set_file_name("caliber_runtime_benchmarks");
	#[cfg(feature = "rehearsal")]
	let builder = builder.enable_feature("rehearsal").set_file_name("caliber_runtime_rehearsal");
	#[cfg(feature = "metadata-hash")]
	let builder = builder.enable_metadata_hash("CAL", 12);
	// The same by a digest that is known already: `make clients` asks a chain of these metadata for
	// it, which costs neither an executor in the build nor a build of all of FRAME with its features.
	println!("cargo:rerun-if-env-changed=CALIBER_METADATA_HASH");
	if let Some(hash) = env::var_os("CALIBER_METADATA_HASH") {
		env::set_var("RUNTIME_METADATA_HASH", hash);
	}
	builder.build();
}

/// Panic messages name source files: keep this machine's folders out of them.
fn remap(from: &Path, to: &str) -> String {
	format!("--remap-path-prefix={}={to}", from.display())
}

fn cargo_home() -> PathBuf {
	let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
		// Cargo's own default.
		env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"))
	});
	let home = home.expect("CARGO_HOME or HOME is set");
	fs::canonicalize(&home).unwrap_or(home)
}

/// Whether the compiler that builds this crate has the standard library for WASM.
fn has_wasm_target() -> bool {
	let rustc = env::var_os("RUSTC").expect("cargo sets it");
	output(Command::new(rustc).args(["--print", "sysroot"]))
		.is_some_and(|sysroot| Path::new(sysroot.trim()).join("lib/rustlib/wasm32v1-none").is_dir())
}

fn has_fallback() -> bool {
	output(Command::new("rustup").args(["toolchain", "list"])).is_some_and(|list| {
		list.lines().any(|line| line.split_whitespace().next() == Some(FALLBACK_TOOLCHAIN))
	})
}

fn output(command: &mut Command) -> Option<String> {
	let output = command.output().ok().filter(|output| output.status.success())?;
	String::from_utf8(output.stdout).ok()
}
