//! Chain specs: three that are built in, and files.
//!
//! A committed spec carries no code: `genesis.runtimeGenesis` names a preset of the runtime and a
//! patch on it, and the node adds its own WASM. Specs with code (plain or raw) start as they are,
//! provided that the code is a Caliber runtime.

use codec::Decode;
use sc_executor::{RuntimeVersion, WasmExecutor};
use serde_json::{json, Value};
use sp_core::traits::ReadRuntimeVersion;

/// A chain spec of this node.
pub type ChainSpec = sc_chain_spec::GenericChainSpec;

const DEV: &str = include_str!("../../chain-specs/dev.json");
const LOCAL: &str = include_str!("../../chain-specs/local.json");
const LOCAL_FAST: &str = include_str!("../../chain-specs/local_fast.json");

/// Loads what `--chain` names: `dev`, `local` (also the empty name, for subcommands that need no
/// chain), `local_fast`, or a file.
///
/// # Errors
///
/// A file that cannot be read or is no spec of a Caliber chain, or a binary without a runtime.
pub fn load(id: &str) -> Result<ChainSpec, String> {
	match id {
		"dev" => parse(DEV),
		"" | "local" => parse(LOCAL),
		"local_fast" => parse(LOCAL_FAST),
		path => {
			let text = std::fs::read_to_string(path).map_err(|error| {
				format!(
					"cannot read chain spec `{path}`: {error}; pass --chain dev, local or \
					 local_fast, or the path of a spec file"
				)
			})?;
			parse(&text).map_err(|error| format!("chain spec `{path}`: {error}"))
		},
	}
	.map_err(|error| error.replace('\n', " "))
}

fn parse(text: &str) -> Result<ChainSpec, String> {
	let mut spec: Value =
		serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
	match code(&spec)? {
		Some(code) => ensure_ours(&code)?,
		None => complete(&mut spec, caliber_runtime_wasm::standalone()?)?,
	}
	let bytes = serde_json::to_vec(&spec).map_err(|error| error.to_string())?;
	ChainSpec::from_json_bytes(bytes)
}

/// The runtime that a spec carries.
fn code(spec: &Value) -> Result<Option<Vec<u8>>, String> {
	let genesis = spec.get("genesis").ok_or("it has no `genesis`")?;
	let hex = genesis
		.pointer("/runtimeGenesis/code")
		.or_else(|| genesis.pointer("/raw/top/0x3a636f6465"));
	match hex {
		Some(Value::String(hex)) => sp_core::bytes::from_hex(hex)
			.map(Some)
			.map_err(|error| format!("its code is no hexadecimal text: {error}")),
		Some(_) => Err("its code is no text".into()),
		None if genesis.get("raw").is_some() => Err("its genesis has no code".into()),
		None => Ok(None),
	}
}

fn ensure_ours(code: &[u8]) -> Result<(), String> {
	let ours = caliber_runtime::VERSION.spec_name;
	match version(code) {
		Some(version) if version.spec_name == ours => Ok(()),
		Some(version) => Err(format!(
			"it is of the chain `{}`; this node runs `{ours}` chains only",
			version.spec_name
		)),
		None => Err(format!("its code is no `{ours}` runtime")),
	}
}

fn version(code: &[u8]) -> Option<RuntimeVersion> {
	let executor = WasmExecutor::<sp_io::SubstrateHostFunctions>::builder().build();
	let mut state = sp_state_machine::BasicExternalities::default();
	let encoded = executor.read_runtime_version(code, &mut state).ok()?;
	RuntimeVersion::decode(&mut encoded.as_slice()).ok()
}

/// Adds the code and turns the preset's name into its patch.
fn complete(spec: &mut Value, code: &[u8]) -> Result<(), String> {
	let genesis = spec
		.pointer_mut("/genesis/runtimeGenesis")
		.and_then(Value::as_object_mut)
		.ok_or("its `genesis` has neither `raw` nor `runtimeGenesis`")?;
	if let Some(preset) = genesis.remove("preset") {
		let name = preset.as_str().ok_or("its `preset` is no text")?.to_owned();
		// The same presets as those of the WASM, which is built from the same sources; asking the
		// WASM would compile it once more at every start.
		let preset = caliber_runtime::presets::get(&name.as_str().into())
			.ok_or_else(|| format!("the runtime has no preset `{name}`"))?;
		let mut patch =
			serde_json::from_slice(&preset).map_err(|error| format!("preset `{name}`: {error}"))?;
		sc_chain_spec::json_merge(&mut patch, genesis.remove("patch").unwrap_or(json!({})));
		genesis.insert("patch".into(), patch);
	}
	genesis.insert("code".into(), sp_core::bytes::to_hex(code, false).into());
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn refusal(spec: Value) -> String {
		parse(&spec.to_string()).err().expect("the spec is refused")
	}

	#[test]
	fn spec_should_be_refused_when_it_is_not_one() {
		assert!(parse("{").err().unwrap().starts_with("not JSON"));
		assert_eq!(refusal(json!({})), "it has no `genesis`");
		assert_eq!(refusal(json!({"genesis": {"raw": {"top": {}}}})), "its genesis has no code");
		assert!(refusal(json!({"genesis": {"runtimeGenesis": {"code": 1}}})).contains("no text"));
		assert!(refusal(json!({"genesis": {"runtimeGenesis": {"code": "0xzz"}}}))
			.contains("no hexadecimal"));
	}

	#[test]
	fn spec_should_be_refused_when_its_code_is_no_caliber_runtime() {
		for genesis in [
			json!({"runtimeGenesis": {"code": "0x0061736d01000000", "patch": {}}}),
			json!({"raw": {"top": {"0x3a636f6465": "0x1234"}}}),
		] {
			let refusal = refusal(json!({ "genesis": genesis }));
			assert_eq!(refusal, "its code is no `caliber` runtime");
		}
	}

	#[test]
	fn spec_should_name_the_remedy_when_its_file_is_missing() {
		let error = load("no/such/file.json").err().unwrap();
		assert!(error.contains("no/such/file.json") && error.contains("--chain dev"), "{error}");
		assert_eq!(error.lines().count(), 1);
	}

	#[test]
	fn committed_specs_should_name_a_preset_and_carry_no_code_when_read() {
		for (text, preset) in
			[(DEV, "development"), (LOCAL, "local_testnet"), (LOCAL_FAST, "local_fast")]
		{
			let spec: Value = serde_json::from_str(text).unwrap();
			assert_eq!(code(&spec), Ok(None));
			assert_eq!(spec.pointer("/genesis/runtimeGenesis/preset"), Some(&json!(preset)));
			assert!(caliber_runtime::presets::get(&preset.into()).is_some());
			assert_eq!(spec.pointer("/properties/tokenDecimals"), Some(&json!(12)));
		}
	}
}
