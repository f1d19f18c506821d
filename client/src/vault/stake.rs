//! Buying shares: the quote first, then the purchase within its limit.

use super::{amount::exact, best, prices, rules, ROLLING};
use crate::{
	chain::{ledger, Chain, Signer},
	cli::StakeOptions,
	output::columns,
};
use anyhow::{bail, ensure, Context};
use caliber_primitives::{
	ids::assets::USDAI,
	units::{Shares, UsdaiAmount},
};
use caliber_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use codec::Encode;
use pallet_susdai::{Call, Event, Rules, SharePrice};

/// One part in so many of the quote is the limit around it, when none is given: 0.5 %.
const SLIPPAGE: u128 = 200;

/// What a purchase would be, and how far it may differ.
#[derive(Debug, PartialEq, Eq)]
struct Quote {
	assets: u128,
	shares: u128,
	limit: Limit,
	/// Whether the limit was asked for.
	given: bool,
}

/// How far.
#[derive(Debug, PartialEq, Eq)]
enum Limit {
	/// The least shares for these assets.
	Least(u128),
	/// The most assets for these shares.
	Most(u128),
}

impl Quote {
	/// Of what `assets` buy.
	fn deposit(assets: u128, shares: u128, least: Option<u128>) -> Self {
		let limit = Limit::Least(least.unwrap_or(shares.saturating_sub(shares / SLIPPAGE)));
		Self { assets, shares, limit, given: least.is_some() }
	}

	/// Of what `shares` cost.
	fn mint(assets: u128, shares: u128, most: Option<u128>) -> Self {
		let limit = Limit::Most(most.unwrap_or(assets.saturating_add(assets / SLIPPAGE)));
		Self { assets, shares, limit, given: most.is_some() }
	}

	fn call(&self) -> Call<Runtime> {
		match self.limit {
			Limit::Least(least) => {
				Call::deposit { assets: UsdaiAmount(self.assets), min_shares: Shares(least) }
			},
			Limit::Most(most) => {
				Call::mint { shares: Shares(self.shares), max_assets: UsdaiAmount(most) }
			},
		}
	}

	/// The quote and its limit, in words.
	fn lines(&self) -> [(&'static str, String); 2] {
		let quote = format!("{} USDai for {} sUSDai", exact(self.assets), exact(self.shares));
		let (limit, unit, side) = match self.limit {
			Limit::Least(least) => (format!("at least {}", exact(least)), "sUSDai", "below"),
			Limit::Most(most) => (format!("at most {}", exact(most)), "USDai", "above"),
		};
		let why = match self.given {
			true => "as you said".into(),
			false => format!("0.5 % {side} the quote"),
		};
		[("Quote", quote), ("Limit", format!("{limit} {unit}, {why}"))]
	}

	/// Refuses a purchase that the chain would refuse, before anything is signed.
	fn ensure_within(&self, holds: u128) -> anyhow::Result<()> {
		let Self { assets, shares, .. } = *self;
		ensure!(
			holds >= assets,
			"the account has {} USDai and this takes {}; nothing was sent",
			exact(holds),
			exact(assets)
		);
		match self.limit {
			Limit::Least(least) => ensure!(
				shares >= least,
				"it would buy {} sUSDai, which is below --min {}; nothing was sent",
				exact(shares),
				exact(least)
			),
			Limit::Most(most) => ensure!(
				assets <= most,
				"it would cost {} USDai, which is above --max {}; nothing was sent",
				exact(assets),
				exact(most)
			),
		}
		Ok(())
	}
}

/// Buys shares, and says what they cost.
///
/// # Errors
/// When there is no price, the quote is beyond a limit, or the chain refuses; says what helps.
pub async fn run(options: StakeOptions) -> anyhow::Result<()> {
	let signer = Signer::of(&options.key)?;
	let mut chain = best(&options.node).await?;
	let price: Option<SharePrice> = chain.api("VaultApi_share_price", &[]).await?;
	let price = price.with_context(|| format!("the vault has no price now: {ROLLING}"))?;
	let quote = match ask(&chain, &options).await? {
		Some(quote) => quote,
		None => bail!(unsold(price, &rules(&chain).await?)),
	};
	let mut lines = vec![("Price", prices(price))];
	lines.extend(quote.lines());
	print!("{}", columns(&lines));
	quote.ensure_within(ledger::balance(&chain, USDAI, &signer.account).await?)?;

	let receipt = chain.run(&[(&signer, RuntimeCall::Susdai(quote.call()))]).await?;
	let block = receipt.block.number;
	if let Some(locked) = receipt.events.iter().flatten().find_map(|event| match event {
		RuntimeEvent::Susdai(Event::Opened { locked, .. }) => Some(locked.get()),
		_ => None,
	}) {
		println!("block {block}: the vault is open, {} sUSDai are locked for ever", exact(locked));
	}
	let (assets, shares) = receipt.find("Susdai.Deposited", |event| match event {
		RuntimeEvent::Susdai(Event::Deposited { assets, shares, .. }) => {
			Some((assets.get(), shares.get()))
		},
		_ => None,
	})?;
	println!("block {block}: paid {} USDai, got {} sUSDai", exact(assets), exact(shares));
	Ok(())
}

/// What the chain would sell now, if it would.
async fn ask(chain: &Chain, options: &StakeOptions) -> anyhow::Result<Option<Quote>> {
	let amount = options.amount;
	Ok(match options.shares {
		true => {
			let cost: Option<UsdaiAmount> =
				chain.api("VaultApi_preview_mint", &Shares(amount).encode()).await?;
			cost.map(|cost| Quote::mint(cost.get(), amount, options.max))
		},
		false => {
			let bought: Option<Shares> =
				chain.api("VaultApi_preview_deposit", &UsdaiAmount(amount).encode()).await?;
			bought.map(|bought| Quote::deposit(amount, bought.get(), options.min))
		},
	})
}

/// Why nothing is sold at a price that there is.
fn unsold(price: SharePrice, rules: &Rules) -> String {
	if price.is_empty() {
		return "the shares of the vault are worth nothing, so none are sold; wait for a recovery"
			.into();
	}
	let first = price.shares.is_zero();
	let which = if first { "the first deposit" } else { "a deposit" };
	format!(
		"there is no quote for so much: {which} brings at least {} USDai and buys at least one unit \
		 of a share, and no more than there can be; give another amount",
		exact(rules.least_deposit(first).get())
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_primitives::units::UNIT;
	use pallet_susdai::Nav;

	#[test]
	fn limit_should_be_half_a_percent_around_the_quote_unless_it_is_given() {
		let (assets, shares) = (1_000 * UNIT, 800 * UNIT);
		for (quote, call, line) in [
			(
				Quote::deposit(assets, shares, None),
				Call::deposit { assets: UsdaiAmount(assets), min_shares: Shares(796 * UNIT) },
				"at least 796.00 sUSDai, 0.5 % below the quote",
			),
			(
				Quote::deposit(assets, shares, Some(799 * UNIT)),
				Call::deposit { assets: UsdaiAmount(assets), min_shares: Shares(799 * UNIT) },
				"at least 799.00 sUSDai, as you said",
			),
			(
				Quote::mint(assets, shares, None),
				Call::mint { shares: Shares(shares), max_assets: UsdaiAmount(1_005 * UNIT) },
				"at most 1,005.00 USDai, 0.5 % above the quote",
			),
			(
				Quote::mint(assets, shares, Some(assets)),
				Call::mint { shares: Shares(shares), max_assets: UsdaiAmount(assets) },
				"at most 1,000.00 USDai, as you said",
			),
		] {
			assert_eq!(quote.call(), call);
			let [(_, text), (_, limit)] = quote.lines();
			assert_eq!(text, "1,000.00 USDai for 800.00 sUSDai");
			assert_eq!(limit, line);
		}
	}

	#[test]
	fn purchase_should_be_refused_before_it_is_signed_when_it_cannot_be() {
		let (assets, shares) = (1_000 * UNIT, 800 * UNIT);
		for (quote, holds, reason) in [
			(Quote::deposit(assets, shares, None), assets, None),
			(Quote::mint(assets, shares, None), assets, None),
			(Quote::deposit(assets, shares, None), assets - 1, Some("has 999.99")),
			(Quote::deposit(assets, shares, Some(shares + 1)), assets, Some("below --min")),
			(Quote::mint(assets, shares, Some(assets - 1)), assets, Some("above --max")),
		] {
			let refused = quote.ensure_within(holds).map_err(|error| error.to_string());
			match (refused, reason) {
				(Ok(()), None) => {},
				(Err(error), Some(reason)) => assert!(error.contains(reason), "{error}"),
				other => panic!("{other:?}"),
			}
		}
	}

	#[test]
	fn reason_should_be_told_when_nothing_is_sold() {
		let price = |value: u128, shares: u128| {
			let value = UsdaiAmount(value);
			let nav = Nav { redemption: value, deposit: value };
			SharePrice { nav, shares: Shares(shares) }
		};
		for (price, reason) in [
			(price(0, UNIT), "worth nothing"),
			(price(UNIT, UNIT), "a deposit brings at least 0.01 USDai"),
			(price(0, 0), "the first deposit brings at least 1,000.00 USDai"),
		] {
			let text = unsold(price, &Rules::default());
			assert!(text.contains(reason), "{text}");
		}
	}
}
