//! Asking for the redemption of shares.

use super::{
	amount::{exact, Wanted},
	best, rules, status,
};
use crate::{
	chain::{ledger, Chain, Signer},
	cli::UnstakeOptions,
	output::{self, columns},
};
use anyhow::{bail, Context};
use caliber_primitives::{
	ids::{assets::SUSDAI, RequestId},
	units::{Shares, UsdaiAmount},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall, RuntimeEvent};
use codec::Encode;
use pallet_susdai::{Call, Event, Request, Requests, Rules};

/// A request as it was made.
struct Made {
	request: RequestId,
	controller: AccountId,
	shares: Shares,
	ahead: Shares,
	first_strike: u64,
	/// What it would be paid now, when there is a price.
	worth: Option<UsdaiAmount>,
	/// What is held for it, and of whom.
	deposit: u128,
	depositor: AccountId,
}

/// Requests, and says what comes of it.
///
/// # Errors
/// When there is nothing to request or the chain refuses; says what helps.
pub async fn run(options: UnstakeOptions) -> anyhow::Result<()> {
	let signer = Signer::of(&options.key)?;
	let mut chain = best(&options.node).await?;
	let owner = options.owner.unwrap_or_else(|| signer.account.clone());
	let controller = options.controller.unwrap_or_else(|| owner.clone());
	let shares = match options.shares {
		Wanted::Exactly(shares) => Shares(shares),
		Wanted::All => all(&chain, &owner).await?,
	};
	let call = Call::request_redeem { shares, controller, owner };
	let receipt = chain.run(&[(&signer, RuntimeCall::Susdai(call))]).await?;
	let made = receipt.find("Susdai.RedeemRequested", |event| match event {
		RuntimeEvent::Susdai(Event::RedeemRequested {
			request,
			controller,
			shares,
			ahead,
			first_strike,
			by,
			..
		}) => Some(Made {
			request: *request,
			controller: controller.clone(),
			shares: *shares,
			ahead: *ahead,
			first_strike: first_strike.get(),
			worth: None,
			deposit: 0,
			depositor: by.clone(),
		}),
		_ => None,
	})?;
	let stands = status(&chain, made.request).await?.context("the request is gone")?;
	let key = Requests::<Runtime>::hashed_key_for(made.request);
	let stored: Option<Request<AccountId>> = chain.storage(&key).await?;
	let deposit = stored.map(|stored| stored.deposit).unwrap_or_default();
	let made = Made { worth: stands.indicative, deposit, ..made };
	println!(
		"block {}: request {} is made for {} sUSDai",
		receipt.block.number,
		made.request.0,
		exact(made.shares.get())
	);
	print!("{}", columns(&lines(&made)));
	Ok(())
}

/// All shares that an account can request the redemption of.
async fn all(chain: &Chain, owner: &AccountId) -> anyhow::Result<Shares> {
	let shares: Shares = chain.api("VaultApi_max_request", &owner.encode()).await?;
	if !shares.is_zero() {
		return Ok(shares);
	}
	let held = ledger::balance(chain, SUSDAI, owner).await?;
	bail!(nothing(owner, Shares(held), &rules(chain).await?))
}

/// Why an account can request nothing.
fn nothing(owner: &AccountId, held: Shares, rules: &Rules) -> String {
	if held.is_zero() {
		return format!("{owner} has no shares; buy some with `caliber stake`");
	}
	if held < rules.min_request {
		return format!(
			"{owner} has {} sUSDai, and a request is for {} at least; buy some more first",
			exact(held.get()),
			exact(rules.min_request.get())
		);
	}
	format!(
		"none of the {} sUSDai of {owner} can be given back now: it is frozen or exits are paused; \
		 ask governance, or wait",
		exact(held.get())
	)
}

fn lines(made: &Made) -> Vec<(&'static str, String)> {
	let strike = output::moment(made.first_strike);
	let worth = match made.worth {
		Some(worth) => format!(
			"{} USDai, if it were served now: its strike sets the price",
			exact(worth.get())
		),
		None => "unknown while the loan book catches up with the day".into(),
	};
	vec![
		("Ahead", format!("{} sUSDai", exact(made.ahead.get()))),
		("First strike", format!("{strike} UTC, or later while money is lent")),
		("Worth", worth),
		("Pays", made.controller.to_string()),
		(
			"Deposit",
			format!(
				"{} CAL of {} held until all of it is claimed",
				output::fixed(made.deposit, 12, 4),
				made.depositor
			),
		),
		("Then", format!("caliber claim {}", made.request.0)),
	]
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_primitives::units::UNIT;

	fn bob() -> AccountId {
		Signer::development("bob", "//Bob").unwrap().account
	}

	#[test]
	fn request_should_be_told_in_full_when_it_is_made() {
		let made = Made {
			request: RequestId(7),
			controller: bob(),
			shares: Shares(100 * UNIT),
			ahead: Shares(UNIT / 2),
			first_strike: 1_798_761_600,
			worth: Some(UsdaiAmount(101 * UNIT)),
			deposit: 100_000_000_000,
			depositor: bob(),
		};
		assert_eq!(
			columns(&lines(&made)),
			"Ahead            0.50 sUSDai\n\
			First strike     2027-01-01 00:00 UTC, or later while money is lent\n\
			Worth            101.00 USDai, if it were served now: its strike sets the price\n\
			Pays             5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty\n\
			Deposit          0.1000 CAL of 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty held \
			until all of it is claimed\n\
			Then             caliber claim 7\n"
		);
		let rolling = Made { worth: None, ..made };
		assert!(columns(&lines(&rolling)).contains("Worth            unknown while"));
	}

	#[test]
	fn reason_should_be_told_when_nothing_can_be_requested() {
		for (held, reason) in [
			(0, "caliber stake"),
			(UNIT / 2, "has 0.50 sUSDai, and a request is for 1.00 at least"),
			(UNIT, "exits are paused"),
		] {
			let text = nothing(&bob(), Shares(held), &Rules::default());
			assert!(text.contains(reason), "{text}");
		}
	}
}
