//! What the metadata say.

use crate::say;
use anyhow::{ensure, Context, Result};
use std::collections::BTreeMap;
use subxt::Metadata;

/// Caliber's own pallets.
pub const PALLETS: [&str; 10] = [
	"Roles",
	"Caliber",
	"Feeds",
	"Usdai",
	"Allocation",
	"Lending",
	"Susdai",
	"Auctions",
	"Safeguards",
	"Validators",
];
/// Caliber's own questions.
pub const APIS: [&str; 7] = [
	"InvariantsApi",
	"FeedsApi",
	"TreasuryApi",
	"VaultApi",
	"LendingApi",
	"RegistryApi",
	"GovernanceApi",
];

/// Counts, and finds everything of Caliber's own documented.
///
/// # Errors
/// Names what is not.
pub fn check(metadata: &Metadata) -> Result<()> {
	let calls: Vec<_> = metadata.pallets().filter_map(|it| it.call_variants()).collect();
	let all: usize = calls.iter().map(|calls| calls.len()).sum();
	say("calls", &format!("{all} in {} pallets", calls.len()));

	let mut seen = BTreeMap::<&str, usize>::new();
	let mut note = |kind, owner: &str, name: &str, docs: &[String]| {
		*seen.entry(kind).or_default() += 1;
		let documented = docs.iter().any(|line| !line.trim().is_empty());
		ensure!(documented, "{kind}: {owner}.{name} is without documentation");
		Ok(())
	};
	for name in PALLETS {
		let pallet = metadata.pallet_by_name(name).with_context(|| format!("no {name}"))?;
		for (kind, variants) in [
			("calls", pallet.call_variants()),
			("events", pallet.event_variants()),
			("errors", pallet.error_variants()),
		] {
			for it in variants.unwrap_or_default() {
				note(kind, name, &it.name, &it.docs)?;
			}
		}
		for it in pallet.storage().map_or(&[][..], |storage| storage.entries()) {
			note("storage", name, it.name(), it.docs())?;
		}
		for it in pallet.constants() {
			note("constants", name, it.name(), it.docs())?;
		}
		for it in pallet.view_functions() {
			note("views", name, it.name(), it.docs())?;
		}
	}
	for api in metadata.runtime_api_traits().filter(|api| APIS.contains(&api.name())) {
		for it in api.methods() {
			note("questions", api.name(), it.name(), it.docs())?;
		}
	}
	let counts: Vec<_> = seen.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
	say("documented", &counts.join(", "));
	Ok(())
}
