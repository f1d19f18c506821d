//! Claiming what requests were served.

use super::{amount::exact, best, record, requests_of, status};
use crate::{
	chain::{
		receipt::{Receipt, Refusal},
		Chain, Signer,
	},
	cli::ClaimOptions,
	output,
};
use anyhow::{bail, ensure, Context};
use caliber_primitives::{
	ids::RequestId,
	redemption::{Hint, RequestStatus},
	units::{Seconds, Shares, UsdaiAmount},
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall, RuntimeEvent};
use codec::Encode;
use frame_support::BoundedVec;
use pallet_susdai::{Call, Event, MAX_CLAIMS};

/// A request and how it stands.
type Standing = (RequestId, RequestStatus<AccountId>);

/// How much of one request.
#[derive(Debug, Clone, Copy)]
enum Part {
	/// All that was served.
	All,
	/// So many shares.
	Shares(Shares),
	/// So much.
	Assets(UsdaiAmount),
}

/// Claims, and says what was paid.
///
/// # Errors
/// When nothing can be claimed or the chain refuses; says what helps.
pub async fn run(options: ClaimOptions) -> anyhow::Result<()> {
	let part = match (options.shares, options.assets) {
		(Some(shares), _) => Some(Part::Shares(Shares(shares))),
		(_, Some(assets)) => Some(Part::Assets(UsdaiAmount(assets))),
		_ => options.to.as_ref().map(|_| Part::All),
	};
	ensure!(
		part.is_none() || options.requests.len() == 1,
		"--shares, --assets and --to are for one request: name one"
	);
	let signer = Signer::of(&options.key)?;
	let mut chain = best(&options.node).await?;
	let standing = match options.requests.is_empty() {
		true => {
			let who = options.controller.as_ref().unwrap_or(&signer.account);
			let all = standing(&chain, requests_of(&chain, who).await?).await?;
			ensure!(!all.is_empty(), "{who} has no requests; make one with `caliber unstake`");
			all
		},
		false => named(&chain, &options.requests).await?,
	};
	let next = record(&chain).await?.totals.queue.next_strike;
	let (ready, waiting) = sorted(standing);
	ensure!(!ready.is_empty(), nothing(&waiting, next));
	if let Some(part) = part {
		let [(request, stands)] = &ready[..] else { bail!("name one request") };
		let call = partial(&chain, *request, stands, part, options.to).await?;
		return claimed(&chain.run(&[(&signer, RuntimeCall::Susdai(call))]).await.map_err(raced)?);
	}
	if !options.requests.is_empty() {
		waiting.iter().for_each(|(request, stands)| {
			println!("request {}: nothing to claim yet, {}", request.0, waits(stands, next));
		});
	}
	let hints: Vec<_> = ready.iter().map(|(request, stands)| (*request, stands.hint)).collect();
	for call in calls(&hints)? {
		let receipt = chain.run(&[(&signer, RuntimeCall::Susdai(call))]).await.map_err(raced)?;
		claimed(&receipt)?;
	}
	Ok(())
}

/// How requests stand; those that are over are left out.
async fn standing(chain: &Chain, requests: Vec<RequestId>) -> anyhow::Result<Vec<Standing>> {
	let mut all = Vec::with_capacity(requests.len());
	for request in requests {
		all.extend(status(chain, request).await?.map(|stands| (request, stands)));
	}
	Ok(all)
}

/// How requests stand that must all be there.
async fn named(chain: &Chain, numbers: &[u64]) -> anyhow::Result<Vec<Standing>> {
	let mut requests: Vec<_> = numbers.iter().copied().map(RequestId).collect();
	requests.sort_unstable();
	requests.dedup();
	let all = standing(chain, requests.clone()).await?;
	let unknown = |request: &&RequestId| all.iter().all(|(found, _)| found != *request);
	if let Some(missing) = requests.iter().find(unknown) {
		bail!(
			"there is no request {}, or it was claimed in full; `caliber vault show --account` lists \
			 those of an account",
			missing.0
		);
	}
	Ok(all)
}

/// Requests of which something can be claimed, and the others.
fn sorted(all: Vec<Standing>) -> (Vec<Standing>, Vec<Standing>) {
	all.into_iter().partition(|(_, stands)| {
		!stands.claimable.shares.is_zero() || !stands.claimable.assets.is_zero()
	})
}

/// Until when a request waits, at least.
fn waits(stands: &RequestStatus<AccountId>, next: Seconds) -> String {
	format!("it waits for the strike of {} UTC", output::moment(stands.matures.max(next).get()))
}

/// Why nothing can be claimed.
fn nothing(waiting: &[Standing], next: Seconds) -> String {
	let first = waiting.iter().min_by_key(|(request, stands)| (stands.matures.max(next), *request));
	let Some((request, stands)) = first else { return "there is nothing to claim".into() };
	let rest = match waiting.len() {
		0 | 1 => String::new(),
		many => format!(", the first of {many}"),
	};
	format!(
		"nothing can be claimed yet of request {}{rest}: {}; come back then",
		request.0,
		waits(stands, next)
	)
}

/// The calls that claim requests, as few as they can be.
fn calls(claims: &[(RequestId, Hint)]) -> anyhow::Result<Vec<Call<Runtime>>> {
	let call = |chunk: &[(RequestId, Hint)]| {
		if let [(request, hint)] = chunk {
			return Ok(Call::claim { request: *request, hint: Some(*hint) });
		}
		let claims: Vec<_> = chunk.iter().map(|(request, hint)| (*request, Some(*hint))).collect();
		let claims = BoundedVec::try_from(claims)
			.map_err(|_| anyhow::anyhow!("a call claims {MAX_CLAIMS} requests at most"))?;
		Ok(Call::claim_all { claims })
	};
	claims.chunks(usize::try_from(MAX_CLAIMS)?).map(call).collect()
}

/// The call that claims a part of one request, or all of it for another account.
async fn partial(
	chain: &Chain,
	request: RequestId,
	stands: &RequestStatus<AccountId>,
	part: Part,
	to: Option<AccountId>,
) -> anyhow::Result<Call<Runtime>> {
	let receiver = to.unwrap_or_else(|| stands.controller.clone());
	let claimable = stands.claimable;
	let too_much = || {
		format!(
			"of request {} only {} sUSDai can be claimed, which are {} USDai; ask for less",
			request.0,
			exact(claimable.shares.get()),
			exact(claimable.assets.get())
		)
	};
	let of_shares = |shares: Shares| async move {
		let asked = (request, shares).encode();
		chain.api::<Option<Hint>>("VaultApi_redeem_hint", &asked).await
	};
	Ok(match part {
		Part::All => Call::redeem {
			request,
			shares: claimable.shares,
			receiver,
			hint: of_shares(claimable.shares).await?,
		},
		Part::Shares(shares) => {
			let hint = Some(of_shares(shares).await?.with_context(too_much)?);
			Call::redeem { request, shares, receiver, hint }
		},
		Part::Assets(assets) => {
			let asked = (request, assets).encode();
			let hint: Option<Hint> = chain.api("VaultApi_withdraw_hint", &asked).await?;
			let hint = Some(hint.with_context(too_much)?);
			Call::withdraw { request, assets, receiver, hint }
		},
	})
}

/// A refusal, with what helps when a strike was made between question and claim.
fn raced(error: anyhow::Error) -> anyhow::Error {
	let refusal = error.downcast_ref::<Refusal>();
	match refusal.is_some_and(|refusal| refusal.error == "Susdai.WrongHint") {
		true => error.context("a strike came in between; type it again"),
		false => error,
	}
}

/// Says what was paid.
fn claimed(receipt: &Receipt) -> anyhow::Result<()> {
	let lines = receipt.events.iter().flatten().filter_map(paid);
	let lines: Vec<_> =
		lines.map(|line| format!("block {}: {line}", receipt.block.number)).collect();
	ensure!(!lines.is_empty(), "block {}: no event Susdai.Claimed", receipt.block.number);
	println!("{}", lines.join("\n"));
	Ok(())
}

/// What an event says was paid.
fn paid(event: &RuntimeEvent) -> Option<String> {
	let RuntimeEvent::Susdai(Event::Claimed { request, receiver, shares, assets, done, .. }) =
		event
	else {
		return None;
	};
	let then = match done {
		true => "it is over and its deposit is free",
		false => "the rest of it stays",
	};
	Some(format!(
		"request {} paid {} USDai for {} sUSDai to {receiver}; {then}",
		request.0,
		exact(assets.get()),
		exact(shares.get())
	))
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_primitives::units::UNIT;
	use pallet_susdai::Portion;

	/// 1 January 2027.
	const NEXT: Seconds = Seconds(1_798_761_600);

	fn bob() -> AccountId {
		Signer::development("bob", "//Bob").unwrap().account
	}

	fn request(id: u64, matures: Seconds, claimable: u128) -> Standing {
		let stands = RequestStatus {
			controller: bob(),
			offered: None,
			tip: UsdaiAmount::ZERO,
			pending: Shares(UNIT),
			ahead: Shares::ZERO,
			indicative: None,
			matures,
			claimable: Portion { shares: Shares(claimable), assets: UsdaiAmount(claimable) },
			hint: Hint { first: 1, last: 2 },
		};
		(RequestId(id), stands)
	}

	#[test]
	fn claims_should_be_few_and_in_order_when_there_are_many() {
		for (many, each) in
			[(0, &[][..]), (1, &[1]), (2, &[2]), (32, &[32]), (33, &[32, 1]), (70, &[32, 32, 6])]
		{
			let hint = Hint { first: 3, last: 4 };
			let claims: Vec<_> = (0..many).map(|id| (RequestId(id), hint)).collect();
			let mut flat = Vec::new();
			let sizes: Vec<_> = calls(&claims)
				.unwrap()
				.into_iter()
				.map(|call| match call {
					Call::claim { request, hint } => {
						flat.push((request, hint));
						1
					},
					Call::claim_all { claims } => {
						flat.extend(claims.iter().copied());
						claims.len()
					},
					other => panic!("{other:?}"),
				})
				.collect();
			assert_eq!(sizes, each);
			let expected: Vec<_> = claims.into_iter().map(|(id, hint)| (id, Some(hint))).collect();
			assert_eq!(flat, expected);
		}
	}

	#[test]
	fn requests_should_be_told_apart_by_what_can_be_claimed() {
		let (ready, waiting) =
			sorted(vec![request(1, NEXT, 0), request(2, NEXT, UNIT), request(3, NEXT, 0)]);
		let ids = |all: &[Standing]| all.iter().map(|(id, _)| id.0).collect::<Vec<_>>();
		assert_eq!((ids(&ready), ids(&waiting)), (vec![2], vec![1, 3]));
	}

	#[test]
	fn reason_should_be_told_when_nothing_can_be_claimed() {
		let later = Seconds(NEXT.get() + 86_400);
		let past = Seconds(NEXT.get() - 86_400);
		for (waiting, text) in [
			(vec![request(4, later, 0)], "of request 4: it waits for the strike of 2027-01-02"),
			// It was due, and there was no money for it.
			(vec![request(4, past, 0)], "of request 4: it waits for the strike of 2027-01-01"),
			(
				vec![request(4, later, 0), request(5, past, 0)],
				"of request 5, the first of 2: it waits for the strike of 2027-01-01 00:00 UTC",
			),
		] {
			let said = nothing(&waiting, NEXT);
			assert!(said.contains(text), "{said}");
		}
		assert_eq!(nothing(&[], NEXT), "there is nothing to claim");
	}

	#[test]
	fn payment_should_be_told_when_it_is_made() {
		let event = |done| {
			RuntimeEvent::Susdai(Event::Claimed {
				request: RequestId(7),
				controller: bob(),
				receiver: bob(),
				by: bob(),
				shares: Shares(UNIT),
				assets: UsdaiAmount(UNIT + 1),
				tip: UsdaiAmount::ZERO,
				done,
			})
		};
		assert_eq!(
			paid(&event(true)).unwrap(),
			"request 7 paid 1.000000000000000001 USDai for 1.00 sUSDai to \
			5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty; it is over and its deposit is free"
		);
		assert!(paid(&event(false)).unwrap().ends_with("the rest of it stays"));
		let other = RuntimeEvent::Susdai(Event::Reopened { assets: UsdaiAmount(UNIT) });
		assert_eq!(paid(&other), None);
	}

	#[test]
	fn refusal_should_name_the_remedy_when_a_strike_came_in_between() {
		let refusal = |error: &str| {
			raced(Refusal { call: "c".into(), error: error.into(), says: "s".into() }.into())
		};
		assert!(refusal("Susdai.WrongHint").to_string().contains("type it again"));
		assert!(!refusal("Susdai.NotOperator").to_string().contains("type it again"));
	}
}
