//! Offering a loan, and taking the offer back.

use super::{
	ask, now, offered, running,
	terms::{self, usd, Line},
};
use crate::{
	chain::{Chain, Signer},
	cli::{Key, Node, OfferOptions},
	output::{columns, moment},
	vault::best,
};
use anyhow::{ensure, Context};
use caliber_primitives::{
	ids::{ItemId, LoanId, SkuId},
	units::{Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use caliber_runtime::{AccountId, Hash, Runtime, RuntimeCall, RuntimeEvent};
use codec::Encode;
use pallet_lending::{
	Ask, Call, Curators, CurrentRules, Event, Instalment, Items, Product, Products, Rules, Terms,
};
use std::ops::Range;

/// For so many days an offer stands open, where the rules allow it.
const OPEN_DAYS: u64 = 7;

/// Shows the terms and their schedule, and offers them.
///
/// # Errors
/// When the product does not allow them or the chain refuses; says what helps.
pub async fn run(options: OfferOptions) -> anyhow::Result<()> {
	let signer = Signer::of(&options.key)?;
	let chain = &mut best(&options.node).await?;
	let items: Vec<_> = options.items.iter().copied().map(ItemId).collect();
	let items = Items::try_from(items)
		.map_err(|_| anyhow::anyhow!("a loan stands on 128 items at most; make two of it"))?;
	let model = model(chain, &items).await?;
	let product: Option<Product> =
		chain.storage(&Products::<Runtime>::hashed_key_for(model)).await?;
	let product = product.with_context(|| {
		format!("nothing is lent on model {}; ask governance for a product", model.0)
	})?;
	if let Some(old) = options.ask.refinances {
		ensure_his(old, &running(chain, old).await?.terms.borrower, &options.borrower)?;
	}
	let open = open(chain, options.open).await?;
	let juniors = options.tranches;
	let ask = ask::build(&options.ask, (model, &product), &juniors, open.clone())?;
	let curators: Vec<_> = juniors.iter().map(|junior| junior.curator.clone()).collect();
	let terms = Terms {
		borrower: options.borrower,
		items,
		ask,
		tranches: ask::check(&ask, &juniors, &product, open.start)?,
		curators: Curators::truncate_from(curators),
		charges: pallet_lending::charges(options.charges.clone())
			.map_err(|refusal| anyhow::anyhow!(ask::refused(refusal, &ask, &product)))?,
		fee: product.origination_fee.on(ask.principal).map_err(anyhow::Error::new)?,
		late_fee: product.late_fee,
		exit_fee: product.exit_fee,
		ageing: product.ageing,
	};
	let asked = (ask, &juniors, &options.charges).encode();
	let quote: Option<Vec<Instalment>> = chain.api("LendingApi_quote", &asked).await?;
	let quote = quote.context("no schedule can be made of these terms; give others")?;
	let most: Option<UsdaiAmount> =
		chain.api("LendingApi_max_borrow", &terms.items.to_vec().encode()).await?;
	print!("{}", columns(&lines(&terms, &open, most)));
	print!("\n{}\n", terms::schedule(&quote));

	let call = Call::offer {
		borrower: terms.borrower,
		items: terms.items,
		ask,
		juniors,
		charges: options.charges,
		expires: open.end,
	};
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	let (loan, hash) = receipt.find("Lending.Offered", |event| match event {
		RuntimeEvent::Lending(Event::Offered { loan, terms_hash, .. }) => {
			Some((*loan, *terms_hash))
		},
		_ => None,
	})?;
	println!("block {}: loan {} is offered", receipt.block.number, loan.0);
	print!("{}", columns(&then(loan, hash, !terms.curators.is_empty())));
	Ok(())
}

/// The one model of all items.
async fn model(chain: &Chain, items: &[ItemId]) -> anyhow::Result<SkuId> {
	let mut model = None;
	for (at, item) in items.iter().enumerate() {
		ensure!(!items.iter().take(at).any(|one| one == item), "item {} is named twice", item.0);
		let question = pallet_caliber::RecordOfViewFunction::<Runtime>::new(*item);
		let record = chain.view(question).await?.with_context(|| {
			format!(
				"there is no item {}: it was never submitted, or has been redeemed or retired",
				item.0
			)
		})?;
		let first = *model.get_or_insert(record.sku);
		ensure!(
			record.sku == first,
			"item {} is of model {} and the first is of model {}; offer a loan for each model",
			item.0,
			record.sku.0,
			first.0
		);
	}
	model.context("name what is pledged with --items")
}

/// Refuses to replace a loan of somebody else.
fn ensure_his(old: u32, owes: &AccountId, borrower: &AccountId) -> anyhow::Result<()> {
	ensure!(
		owes == borrower,
		"loan {old} is {owes}'s, and an offer replaces one of its borrower; nothing was sent"
	);
	Ok(())
}

/// When an offer may be accepted: from now on, for so many days.
async fn open(chain: &Chain, days: Option<u32>) -> anyhow::Result<Range<Seconds>> {
	let rules: Option<Rules> = chain.storage(&CurrentRules::<Runtime>::hashed_key()).await?;
	let longest = rules.unwrap_or_default().max_offer_life;
	let life = |days: u64| Seconds(days * SECONDS_PER_DAY);
	let open = match days {
		None => life(OPEN_DAYS).min(longest),
		Some(days) => life(days.into()),
	};
	ensure!(
		open <= longest,
		"an offer stands open for {} days at most; give fewer with --open",
		longest.get() / SECONDS_PER_DAY
	);
	let now = now(chain).await?;
	Ok(now..now.saturating_add(open))
}

/// The terms, until when they stand, and whether they could be accepted.
fn lines(terms: &Terms<AccountId>, open: &Range<Seconds>, most: Option<UsdaiAmount>) -> Vec<Line> {
	let mut lines = terms::lines(terms, open.start);
	lines.push(("Open", format!("until {} UTC", moment(open.end.get()))));
	lines.extend(shifts(&terms.ask, open));
	let lend = match most {
		None => "nothing now: `caliber gpu show` tells what an item lacks".into(),
		Some(most) if most < terms.ask.principal => {
			format!("{} USDai now: so much cannot be drawn until they lend more", usd(most))
		},
		Some(most) => format!("up to {} USDai now", usd(most)),
	};
	lines.push(("Items lend", lend));
	lines
}

/// Says so when the number of instalments depends on the day of acceptance.
fn shifts(ask: &Ask, open: &Range<Seconds>) -> Option<Line> {
	let (at, then) = ask::changes(ask, open.clone())?;
	let text = format!(
		"accepted on {} UTC or later it has {}: name the time by --months, or another --due-day",
		moment(at.get()),
		terms::instalments(then)
	);
	Some(("Mind", text))
}

/// What comes next.
fn then(loan: LoanId, hash: Hash, is_staged: bool) -> Vec<Line> {
	let mut lines = vec![("Terms hash", format!("{hash:?}"))];
	let next = |what: &str| format!("caliber {what} {} --terms-hash {hash:?}", loan.0);
	if is_staged {
		lines.push(("Curators", next("loan stage")));
	}
	lines.push(("Borrower", next("borrow")));
	lines
}

/// Takes an offer back.
///
/// # Errors
/// When it is none, or the chain refuses; says what helps.
pub async fn withdraw(loan: u32, key: &Key, node: &Node) -> anyhow::Result<()> {
	let signer = Signer::of(key)?;
	let mut chain = best(node).await?;
	let offer = offered(&chain, loan).await?;
	let call = Call::withdraw_offer { loan: LoanId(loan) };
	let receipt = chain.run(&[(&signer, RuntimeCall::Lending(call))]).await?;
	println!("block {}: the offer of loan {loan} is taken back", receipt.block.number);
	for (tranche, position) in (1..).zip(&offer.withdrawn()) {
		println!("{}", collectable(loan, tranche, &position.holder, position.stake.owed));
	}
	Ok(())
}

fn collectable(loan: u32, tranche: u8, holder: &AccountId, amount: UsdaiAmount) -> String {
	format!("{} USDai of {holder} wait for `caliber loan collect {loan} {tranche}`", usd(amount))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{account, terms, usdai, TODAY};

	#[test]
	fn offer_should_say_whether_it_can_be_accepted_when_it_is_made() {
		let open = Seconds(TODAY)..Seconds(TODAY + 7 * SECONDS_PER_DAY);
		for (most, says) in [
			(Some(usdai(500_000)), "up to 500,000.00 USDai now\n"),
			(Some(usdai(499_999)), "499,999.00 USDai now: so much cannot be drawn"),
			(None, "nothing now: `caliber gpu show`"),
		] {
			let text = columns(&lines(&terms(), &open, most));
			assert!(text.contains(&format!("Items lend       {says}")), "{text}");
			assert!(text.contains("Open             until 2027-01-08 00:00 UTC\n"), "{text}");
			assert!(!text.contains("Mind"), "{text}");
		}
	}

	#[test]
	fn change_of_instalments_should_be_told_when_the_day_of_acceptance_decides() {
		let open = Seconds(TODAY)..Seconds(TODAY + 7 * SECONDS_PER_DAY);
		let ask = Ask { due_day: 4, duration_days: 300, ..terms().ask };
		let (_, text) = shifts(&ask, &open).unwrap();
		assert!(text.starts_with("accepted on 2027-01-04 00:00 UTC or later it has 10 inst"));
	}

	#[test]
	fn offer_should_replace_no_loan_when_it_is_anothers() {
		let [bob, eve] = ["//Bob", "//Eve"].map(account);
		assert!(ensure_his(2, &bob, &bob).is_ok());
		let error = ensure_his(2, &bob, &eve).unwrap_err().to_string();
		assert!(error.starts_with("loan 2 is 5FHneW46") && error.ends_with("sent"), "{error}");
	}

	#[test]
	fn next_steps_should_be_what_can_be_typed_when_a_loan_is_offered() {
		let hash = Hash::repeat_byte(0x12);
		let digits = format!("0x{}", "12".repeat(32));
		let text = columns(&then(LoanId(3), hash, true));
		assert_eq!(
			text,
			format!(
				"Terms hash       {digits}\n\
				Curators         caliber loan stage 3 --terms-hash {digits}\n\
				Borrower         caliber borrow 3 --terms-hash {digits}\n"
			)
		);
		assert!(!columns(&then(LoanId(3), hash, false)).contains("Curators"));
		let text = collectable(3, 1, &account("//Bob"), usdai(5));
		assert!(text.starts_with("5.00 USDai of 5FHneW46") && text.contains("collect 3 1`"));
	}
}
