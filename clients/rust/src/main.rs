//! subxt: the same as the other clients do, in Rust and without the chain's own types. With the
//! argument `digest` only that of the metadata.

mod ask;
mod config;
mod digest;
mod docs;
mod view;

use anyhow::{bail, ensure, Context, Result};
use config::{Caliber, Location};
use subxt::{
	config::DefaultExtrinsicParamsBuilder as Params,
	dynamic::{self, Value},
	ext::scale_decode::DecodeAsType,
	extrinsics::ExtrinsicEvents,
	transactions::Payload,
	utils::AccountId32,
	OnlineClient,
};
use subxt_signer::sr25519::Keypair;

/// One USDai: it has 18 decimals.
const UNIT: u128 = 1_000_000_000_000_000_000;

/// What a client says of what it saw.
pub fn say(what: &str, more: &str) {
	println!("  {what:<14} {more}");
}

fn key(path: &str) -> Result<Keypair> {
	Ok(Keypair::from_uri(&path.parse()?)?)
}

// ANCHOR: balance
/// What an account has of USDai, asset 1.
async fn balance(chain: &OnlineClient<Caliber>, who: &AccountId32) -> Result<u128> {
	#[derive(DecodeAsType)]
	#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
	struct Account {
		balance: u128,
	}
	let place = dynamic::storage::<(u32, AccountId32), Account>("Assets", "Account");
	let now = chain.at_current_block().await?;
	let found = now.storage().try_fetch(place, (1, *who)).await?;
	Ok(found.map(|account| account.decode()).transpose()?.map_or(0, |account| account.balance))
}
// ANCHOR_END: balance

// ANCHOR: follow
/// Signs and sends, and follows to finality; an error is the chain's own.
async fn follow(
	chain: &OnlineClient<Caliber>,
	call: &impl Payload,
	signer: &Keypair,
	params: Params<Caliber>,
) -> Result<ExtrinsicEvents<Caliber>> {
	let mut now = chain.tx().await?;
	let sent = now.sign_and_submit_then_watch(call, signer, params.build()).await?;
	Ok(sent.wait_for_finalized_success().await?)
}
// ANCHOR_END: follow

/// A field of an event, by name.
fn field(events: &ExtrinsicEvents<Caliber>, event: (&str, &str), name: &str) -> Result<Value<()>> {
	for found in events.iter() {
		let found = found?;
		if (found.pallet_name(), found.event_name()) == event {
			let fields =
				found.decode_fields_unchecked_as::<subxt::ext::scale_value::Composite<()>>()?;
			let subxt::ext::scale_value::Composite::Named(fields) = fields else {
				bail!("{event:?} has no names")
			};
			let value = fields.into_iter().find(|(it, _)| it == name);
			return value
				.map(|(_, value)| value)
				.with_context(|| format!("{event:?} has no {name}"));
		}
	}
	bail!("no {event:?}")
}

/// Whether it failed, and why.
fn refused<T>(result: Result<T>, why: &str) -> Result<()> {
	let Err(error) = result else { bail!("{why} was accepted") };
	ensure!(format!("{error:#}").contains(why), "{error:#} is not {why}");
	Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
	let url = std::env::var("CALIBER_WS").unwrap_or_else(|_| "ws://127.0.0.1:9944".into());
	// ANCHOR: connect
	let chain = OnlineClient::<Caliber>::from_insecure_url(url).await?;
	let now = chain.at_current_block().await?;
	// ANCHOR_END: connect
	if std::env::args().nth(1).as_deref() == Some("digest") {
		println!("{}", digest::compute(&now).await?);
		return Ok(());
	}
	say("connected", &format!("specification {}", now.spec_version()));
	docs::check(now.metadata_ref())?;

	let ferdie = key("//Ferdie")?;
	let saver = AccountId32(ferdie.public_key().0);
	let shop = AccountId32(key("//Ferdie//subxt")?.public_key().0);
	let (before, held) = (balance(&chain, &saver).await?, balance(&chain, &shop).await?);

	// ANCHOR: transfer
	let to = Value::unnamed_variant("Id", [Value::from_bytes(shop.0)]);
	let call = dynamic::tx("Assets", "transfer_keep_alive", (1u32, to.clone(), 5 * UNIT));
	let events = follow(&chain, &call, &ferdie, Params::new()).await?;
	// ANCHOR_END: transfer
	let amount = field(&events, ("Assets", "Transferred"), "amount")?;
	ensure!(amount.as_u128() == Some(5 * UNIT), "{amount}");
	ensure!(balance(&chain, &shop).await? == held + 5 * UNIT, "the shop has something else");
	ensure!(balance(&chain, &saver).await? == before - 5 * UNIT, "the saver has something else");
	say("transfer", "5 USDai, final, fee in CAL");

	// ANCHOR: fee
	let params = Params::new().tip_of(0, Location::usdai());
	let events = follow(&chain, &call, &ferdie, params).await?;
	// ANCHOR_END: fee
	let fee = field(&events, ("AssetTxPayment", "AssetTxFeePaid"), "actual_fee")?;
	let fee = fee.as_u128().context("a fee is a number")?;
	ensure!(balance(&chain, &saver).await? == before - 10 * UNIT - fee, "the fee is another");
	say("fee", &format!("{} USDai", (fee / 1_000_000_000_000) as f64 / 1e6));

	let now = chain.at_current_block().await?;
	// ANCHOR: ask
	let question = dynamic::runtime_api_call::<_, Value>("VaultApi", "share_price", ());
	let price = now.runtime_apis().call(question).await?;
	let view = dynamic::view_function_call::<_, bool>("Usdai", "is_frozen", (saver,));
	let frozen = view::ask(&now, view).await?;
	// ANCHOR_END: ask
	ensure!(price.to_string().starts_with("Some") && !frozen, "{price} {frozen}");
	ask::everything(&now).await?;

	// What a user sees when it cannot work.
	let much = dynamic::tx("Assets", "transfer", (1u32, to, 1_000_000_000_000 * UNIT));
	refused(follow(&chain, &much, &ferdie, Params::new()).await, "Assets::BalanceLow")?;
	let stale = follow(&chain, &call, &ferdie, Params::new().nonce(0)).await;
	refused(stale, "Transaction is outdated")?;
	let strange = Params::new().tip_of(0, Location::relay());
	let strange = follow(&chain, &call, &ferdie, strange).await;
	refused(strange, "Inability to pay some fees")?;
	say("refused", "too much, stale nonce, fee in a strange asset");
	Ok(())
}
