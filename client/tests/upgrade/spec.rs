//! The chain spec: `local_fast`, with votes as short as they may be, and notes.

use crate::programs::program;
use serde_json::{json, Value};
use sp_core::bytes::to_hex;
use std::{
	path::{Path, PathBuf},
	process::Command,
};

/// Reads what a chain spec says.
fn read(path: &Path) -> Value {
	serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Writes a raw spec with these entries into a folder.
pub fn write(folder: &Path, entries: &[(Vec<u8>, Vec<u8>)]) -> PathBuf {
	let (plain, raw) = (folder.join("plain.json"), folder.join("raw.json"));
	let mut spec =
		read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../chain-specs/local_fast.json")));
	let figures = json!({ "delay": 10, "vote": 30, "timelock": 10 });
	spec["genesis"]["runtimeGenesis"]["patch"] = json!({ "safeguards": { "figures": figures } });
	std::fs::write(&plain, spec.to_string()).unwrap();
	let mut export = Command::new(program("caliber-node"));
	export.args(["export-chain-spec", "--raw", "--chain"]).arg(&plain).arg("--output").arg(&raw);
	assert!(export.status().unwrap().success());

	let mut spec = read(&raw);
	for (key, value) in entries {
		spec["genesis"]["raw"]["top"][to_hex(key, false)] = json!(to_hex(value, false));
	}
	std::fs::write(&raw, spec.to_string()).unwrap();
	raw
}
