//! Offering a loan, and taking the offer back.

use super::{
	ask, now, offered, running,
	terms::{self, usd, Line},
};
use crate::{
	chain::{Chain, Signer},
	cli::{EscrowOptions, Key, Node, OfferOptions},
	output::{columns, moment},
	vault::best,
};
use anyhow::{ensure, Context};
use caliber_primitives::{
	ids::{ItemId, LoanId, SiteId, SkuId},
	units::{Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use caliber_runtime::{AccountId, Hash, Runtime, RuntimeCall, RuntimeEvent};
use codec::Encode;
use pallet_lending::{
	Ask, Call, Curators, CurrentRules, EscrowTerms, Event, Instalment, Items, Product, Products,
	Rules, Terms,
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
	let items = items(&options.items)?;
	let model = match options.escrow.sku {
		Some(model) => SkuId(model),
		None => model(chain, &items).await?,
	};
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
	let escrow = escrow(options.escrow);
	let ask = ask::build(&options.ask, (model, &product), &juniors, begins(&escrow, &open))?;
	if let Some(escrow) = &escrow {
		let allowed = escrow.check(&product);
		allowed.map_err(|refusal| anyhow::anyhow!(ask::refused(refusal, &ask, &product)))?;
	}
	let curators: Vec<_> = juniors.iter().map(|junior| junior.curator.clone()).collect();
	let terms = Terms {
		borrower: options.borrower,
		items,
		ask,
		tranches: ask::check(&ask, &juniors, &product, open.start)?,
		curators: Curators::truncate_from(curators),
		charges: pallet_lending::charges(options.charges.clone())
			.map_err(|refusal| anyhow::anyhow!(ask::refused(refusal, &ask, &product)))?,
		escrow,
		fee: product.origination_fee.on(ask.principal).map_err(anyhow::Error::new)?,
		late_fee: product.late_fee,
		exit_fee: product.exit_fee,
		ageing: product.ageing,
		sale: product.sale,
	};
	let asked = (ask, &juniors, &options.charges).encode();
	let quote: Option<Vec<Instalment>> = chain.api("LendingApi_quote", &asked).await?;
	let quote = quote.context("no schedule can be made of these terms; give others")?;
	let most: Option<UsdaiAmount> =
		chain.api("LendingApi_max_borrow", &terms.items.to_vec().encode()).await?;
	print!("{}", columns(&lines(&terms, &open, most)));
	print!("\n{}\n", terms::schedule(&quote));

	let call = Call::offer {
		borrower: terms.borrower.clone(),
		items: terms.items.clone(),
		ask,
		juniors,
		charges: options.charges,
		escrow: terms.escrow.clone(),
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
	print!("{}", columns(&then(loan, hash, &terms)));
	Ok(())
}

/// Items as they are pledged: none twice, and not too many.
pub(super) fn items(numbers: &[u32]) -> anyhow::Result<Items> {
	for (at, item) in numbers.iter().enumerate() {
		ensure!(!numbers.iter().take(at).any(|one| one == item), "item {item} is named twice");
	}
	let items: Vec<_> = numbers.iter().copied().map(ItemId).collect();
	Items::try_from(items)
		.map_err(|_| anyhow::anyhow!("a loan stands on 128 items at most; make two of it"))
}

/// How the money waits for hardware, if it does.
fn escrow(options: EscrowOptions) -> Option<EscrowTerms<AccountId>> {
	let EscrowOptions { escrow, carry, site, sku: _, vendor } = options;
	let lasts = Seconds(u64::from(escrow?) * SECONDS_PER_DAY);
	Some(EscrowTerms { lasts, carry: carry?, site: SiteId(site?), vendor })
}

/// When the loan may begin: while the offer stands open, and as long as the money waits after.
fn begins(escrow: &Option<EscrowTerms<AccountId>>, open: &Range<Seconds>) -> Range<Seconds> {
	let waits = escrow.as_ref().map_or(Seconds::ZERO, |escrow| escrow.lasts);
	open.start..open.end.saturating_add(waits)
}

/// The one model of all items.
async fn model(chain: &Chain, items: &[ItemId]) -> anyhow::Result<SkuId> {
	let mut model = None;
	for item in items {
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
	lines.extend(shifts(&terms.ask, &begins(&terms.escrow, open)));
	if terms.escrow.is_some() {
		return lines;
	}
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

/// Says so when the number of instalments depends on the day on which the loan begins.
fn shifts(ask: &Ask, begins: &Range<Seconds>) -> Option<Line> {
	let (at, then) = ask::changes(ask, begins.clone())?;
	let text = format!(
		"begun on {} UTC or later it has {}: name the time by --months, or another --due-day",
		moment(at.get()),
		terms::instalments(then)
	);
	Some(("Mind", text))
}

/// What comes next.
fn then(loan: LoanId, hash: Hash, terms: &Terms<AccountId>) -> Vec<Line> {
	let mut lines = vec![("Terms hash", format!("{hash:?}"))];
	let next = |what: &str| format!("caliber {what} {} --terms-hash {hash:?}", loan.0);
	if !terms.curators.is_empty() {
		lines.push(("Curators", next("loan stage")));
	}
	let borrower = match terms.escrow {
		None => next("borrow"),
		Some(_) => format!("{} --order DOCUMENT", next("loan escrow")),
	};
	lines.push(("Borrower", borrower));
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

pub(super) fn collectable(
	loan: u32,
	tranche: u8,
	holder: &AccountId,
	amount: UsdaiAmount,
) -> String {
	format!("{} USDai of {holder} wait for `caliber loan collect {loan} {tranche}`", usd(amount))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		cli::{Cli, Command},
		loan::{
			tests::{account, shared_offer, terms, usdai, TODAY},
			waiting::tests::offer as to_come,
		},
	};
	use clap::Parser;

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
		assert!(text.starts_with("begun on 2027-01-04 00:00 UTC or later it has 10 inst"));
	}

	#[test]
	fn escrow_should_be_what_was_typed_when_hardware_is_to_come() {
		let typed = |flags: &str| {
			let plain = "caliber offer 5000 --borrower //Bob --rate 13 --months 36 --as //Two";
			let flags = plain.split(' ').chain(flags.split(' '));
			match Cli::try_parse_from(flags).unwrap().command {
				Command::Offer(options) => escrow(options.escrow),
				other => panic!("{other:?}"),
			}
		};
		assert_eq!(typed("--items 4"), None);
		let flags = "--escrow 90 --carry 10 --site 1 --sku 1 --vendor //Eve";
		assert_eq!(typed(flags), to_come().terms.escrow);

		// Its instalments are counted on each day on which it may begin.
		let open = Seconds(TODAY)..Seconds(TODAY + SECONDS_PER_DAY);
		let escrow = to_come().terms.escrow;
		assert_eq!(begins(&None, &open), open);
		assert_eq!(begins(&escrow, &open).end, Seconds(TODAY + 91 * SECONDS_PER_DAY));
		let text = columns(&lines(&to_come().terms, &open, None));
		assert!(text.contains("Mind             begun on ") && !text.contains("lend"), "{text}");
	}

	#[test]
	fn items_should_be_refused_when_they_are_twice_or_too_many() {
		assert_eq!(items(&[4, 5]).unwrap().len(), 2);
		let error = items(&[4, 5, 4]).unwrap_err().to_string();
		assert_eq!(error, "item 4 is named twice");
		let many: Vec<_> = (0..129).collect();
		assert!(items(&many).unwrap_err().to_string().contains("128 items at most"));
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
		let text = columns(&then(LoanId(3), hash, &shared_offer().terms));
		assert_eq!(
			text,
			format!(
				"Terms hash       {digits}\n\
				Curators         caliber loan stage 3 --terms-hash {digits}\n\
				Borrower         caliber borrow 3 --terms-hash {digits}\n"
			)
		);
		assert!(!columns(&then(LoanId(3), hash, &terms())).contains("Curators"));
		let text = columns(&then(LoanId(3), hash, &to_come().terms));
		let order = format!("caliber loan escrow 3 --terms-hash {digits} --order DOCUMENT\n");
		assert!(text.ends_with(&order), "{text}");
		let text = collectable(3, 1, &account("//Bob"), usdai(5));
		assert!(text.starts_with("5.00 USDai of 5FHneW46") && text.contains("collect 3 1`"));
	}
}
