//! Every question of the chain's own, with an argument for each name.

use crate::{
	config::Caliber,
	docs::{APIS, PALLETS},
	say, view, UNIT,
};
use anyhow::{bail, Context, Result};
use subxt::{
	dynamic::{self, value, Value},
	OnlineClientAtBlock,
};
use subxt_signer::sr25519::dev;

/// 10 % a year.
const RATE: u64 = 3_170_979_198;
const DAY: u32 = 20_800;

fn known(name: &str) -> Result<Value> {
	let alice = Value::from_bytes(dev::alice().public_key().0);
	Ok(match name {
		"account" | "controller" | "custodian" | "operator" | "who" => alice,
		"claim" | "item" | "loan" | "lot" | "policy" | "slot" | "bill" | "id" => value!(0u8),
		"items" => value!((0u8)),
		"page" => value!(7u8),
		"site" | "days" => value!(1u8),
		"amount" | "assets" | "shares" => Value::u128(100 * UNIT),
		"after" => value!(None()),
		"from" | "issue" => value!(DAY),
		"to" | "maturity" => Value::u128((DAY + 91).into()),
		"discount" => value!(36_000_000u32),
		"prices" => value!(900_000u32),
		"until" => value!(1_900_000_000u32),
		"feed" => value!(GpuHour { sku: 1u8, tier: OnDemand() }),
		"key" => Value::from_bytes([0; 32]),
		"serial" => Value::from_bytes(b"H100"),
		"role" => value!(Auditor()),
		"about" => value!({ class: None(), site: None(), item: Some(0u8) }),
		"tier" => value!(Intake()),
		"way" => value!(Redemption()),
		"ask" => value!({
			product: 1u8,
			principal: 10_000 * UNIT,
			rate: RATE,
			duration_days: 360u32,
			due_day: 1u8,
			utc_offset_seconds: 0u8,
			reserve: 3u8,
			refinances: None(),
			repayment: {
				model: Amortized(),
				principal_in_stub: false,
				interest_only: 0u8,
				balloon: 0u8,
				grace_rate: RATE,
				grace_duration: 432_000u32
			}
		}),
		"juniors" => value!(({ curator: alice, amount: 1_000 * UNIT, rate: RATE })),
		"charges" => value!(({ kind: Servicing(), payee: alice, rate: 500_000_000_000_000u64 })),
		other => bail!("no argument for {other}; give it one here"),
	})
}

/// Asks it all, and decodes every answer.
///
/// # Errors
/// When one cannot be asked or understood.
pub async fn everything(now: &OnlineClientAtBlock<Caliber>) -> Result<()> {
	let metadata = now.metadata();
	let mut asked = 0;
	for api in metadata.runtime_api_traits().filter(|api| APIS.contains(&api.name())) {
		for method in api.methods() {
			let arguments =
				method.inputs().map(|input| known(&input.name)).collect::<Result<Vec<_>>>()?;
			let question =
				dynamic::runtime_api_call::<_, Value>(api.name(), method.name(), arguments);
			let answer = now.runtime_apis().call(question).await;
			answer.with_context(|| format!("{}.{}", api.name(), method.name()))?;
			asked += 1;
		}
	}
	say("asked", &format!("{asked} questions of {} runtime APIs", APIS.len()));
	let mut viewed = 0;
	for pallet in metadata.pallets().filter(|pallet| PALLETS.contains(&pallet.name())) {
		for it in pallet.view_functions() {
			let arguments =
				it.inputs().map(|input| known(&input.name)).collect::<Result<Vec<_>>>()?;
			let question =
				dynamic::view_function_call::<_, Value>(pallet.name(), it.name(), arguments);
			let answer = view::ask(now, question).await;
			answer.with_context(|| format!("{}.{}", pallet.name(), it.name()))?;
			viewed += 1;
		}
	}
	say("viewed", &format!("{viewed} view functions"));
	Ok(())
}
