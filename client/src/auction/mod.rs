//! Hardware of loans in default on sale: by auction, and by whoever has found a buyer off the chain.
//!
//! | question | module |
//! |---|---|
//! | What is on sale, and how does that read? | [`page`] |
//! | What comes next of it? | [`step`] |
//! | What has come of a call? | [`told`] |

mod page;
mod step;
pub mod told;

use crate::{
	chain::{Chain, Signer},
	cli::{BidOptions, Key, Node, OneLoan, OneLot, SaleCommand},
	gpu::file,
	loan::{self, book, ensure_holds, terms::usd},
	vault::{amount::exact, best},
};
use anyhow::{ensure, Context};
use caliber_primitives::{
	ids::{LoanId, LotId},
	units::UsdaiAmount,
};
use caliber_runtime::{AccountId, Runtime, RuntimeCall};
use page::{OnSale, Way};
use pallet_auctions::{
	ArrangedViewFunction, Call, ClockViewFunction, LotOfViewFunction, LotViewFunction,
	PriceViewFunction, RefundableViewFunction,
};
use pallet_lending::Defaulted;

/// Prints what is on sale.
///
/// # Errors
/// When no node answers; says what helps.
pub async fn list(json: bool, node: &Node) -> anyhow::Result<()> {
	let chain = best(node).await?;
	let all = on_sale(&chain).await?;
	match json {
		true => all.iter().for_each(|one| println!("{}", one.json())),
		false => print!("{}", page::text(&all)),
	}
	Ok(())
}

/// All that is on sale, in order.
async fn on_sale(chain: &Chain) -> anyhow::Result<Vec<OnSale>> {
	let (lots, sales) = (
		chain.numbers("Auctions", "Lots").await?,
		chain.numbers("Auctions", "ArrangedSales").await?,
	);
	let mut numbers = [lots, sales].concat();
	numbers.sort_unstable();
	let clock = chain.view(ClockViewFunction::<Runtime>::new()).await?;
	let paused = book(chain).await?.paused;
	let mut all = Vec::new();
	for lot in numbers {
		if let Some(way) = way(chain, lot).await? {
			all.push(OnSale { lot, way, clock, paused });
		}
	}
	Ok(all)
}

/// How a lot is sold; none when it has ended.
async fn way(chain: &Chain, lot: u32) -> anyhow::Result<Option<Way>> {
	let question = LotViewFunction::<Runtime>::new(LotId(lot));
	if let Some(details) = chain.view(question).await? {
		return Ok(Some(Way::Auction(details)));
	}
	let question = ArrangedViewFunction::<Runtime>::new(LotId(lot));
	Ok(chain.view(question).await?.map(Way::Arranged))
}

/// Something that is on sale.
async fn find(chain: &Chain, lot: u32) -> anyhow::Result<OnSale> {
	let way = way(chain, lot).await?;
	let way = way.with_context(|| {
		format!("there is no lot {lot}, or it has ended: `caliber auctions` lists what is on sale")
	})?;
	let clock = chain.view(ClockViewFunction::<Runtime>::new()).await?;
	Ok(OnSale { lot, way, clock, paused: book(chain).await?.paused })
}

async fn send(chain: &mut Chain, signer: &Signer, call: Call<Runtime>) -> anyhow::Result<()> {
	let receipt = chain.run(&[(signer, RuntimeCall::Auctions(call))]).await?;
	loan::told::print(&receipt);
	Ok(())
}

/// Buys the hardware of a loan in default at the price of the moment.
///
/// # Errors
/// When it is not on sale, the price is above the limit or the chain refuses; says what helps.
pub async fn bid(options: BidOptions) -> anyhow::Result<()> {
	let BidOptions { one: OneLoan { loan, key, node }, max, credit } = options;
	let signer = Signer::of(&key)?;
	let mut chain = best(&node).await?;
	let lot = chain.view(LotOfViewFunction::<Runtime>::new(LoanId(loan))).await?;
	let lot = lot.with_context(|| {
		format!("nothing of loan {loan} is on sale: `caliber auctions` lists what is")
	})?;
	let sale = find(&chain, lot.0).await?;
	ensure!(
		matches!(sale.way, Way::Auction(_)),
		"the hardware of loan {loan} is sold off the chain: `caliber sale overbid {}` bids more; nothing \
		 was sent",
		lot.0
	);
	let price = chain.view(PriceViewFunction::<Runtime>::new(lot)).await?;
	let price = price.with_context(|| format!("lot {} is not on sale now", lot.0))?;
	let max_price = max.map_or(price, UsdaiAmount);
	ensure!(
		price <= max_price,
		"the price is {} USDai now, which is more than --max: it falls with time; nothing was sent",
		usd(price)
	);
	let (call, takes) = match credit {
		false => (Call::buy { lot, max_price }, price),
		true => {
			let defaulted = loan::default::defaulted(&chain, loan).await?;
			let takes = less(loan, &defaulted, &signer.account, price)?;
			(Call::credit_bid { lot, max_price }, takes)
		},
	};
	ensure_holds(&chain, &signer.account, takes.get()).await?;
	send(&mut chain, &signer, call).await
}

/// A price less what a lender would have of it.
fn less(
	loan: u32,
	defaulted: &Defaulted<AccountId>,
	who: &AccountId,
	price: UsdaiAmount,
) -> anyhow::Result<UsdaiAmount> {
	let mut positions = defaulted.creditors.positions.iter();
	ensure!(
		positions.any(|position| position.holder == *who),
		"{who} lends nothing of loan {loan} beside the vault, and has nothing to set off: bid without \
		 --credit; nothing was sent"
	);
	let offset = defaulted.offset(who, price).map_err(anyhow::Error::new)?;
	Ok(price.saturating_sub(offset))
}

/// Does what was typed about a sale off the chain.
///
/// # Errors
/// When there is none, it is not so far or the chain refuses; says what helps.
pub async fn run(command: SaleCommand) -> anyhow::Result<()> {
	match command {
		SaleCommand::Arrange { loan, buyer, price, evidence, key, node } => {
			let evidence = file::hash(evidence)?;
			let (signer, mut chain) = (Signer::of(&key)?, best(&node).await?);
			loan::default::defaulted(&chain, loan).await?;
			let (loan, price) = (LoanId(loan), UsdaiAmount(price));
			let call = Call::arrange_sale { loan, buyer, price, evidence };
			send(&mut chain, &signer, call).await?;
			match chain.view(LotOfViewFunction::<Runtime>::new(loan)).await? {
				Some(lot) => print!("{}", page::text(&[find(&chain, lot.0).await?])),
				None => println!("the sale has ended already"),
			}
			Ok(())
		},
		SaleCommand::Overbid { lot, price, key, node } => {
			let (signer, mut chain) = (Signer::of(&key)?, best(&node).await?);
			let price = find(&chain, lot).await?.bids(price.map(UsdaiAmount))?;
			ensure_holds(&chain, &signer.account, price.get()).await?;
			send(&mut chain, &signer, Call::overbid { lot: LotId(lot), price }).await
		},
		SaleCommand::Attest { lot, price, evidence, key, node } => {
			let (evidence, price) = (file::hash(evidence)?, UsdaiAmount(price));
			let (signer, mut chain) = (Signer::of(&key)?, best(&node).await?);
			let sale = find(&chain, lot).await?;
			let agreed = sale.arranged()?.price;
			ensure!(
				price == agreed,
				"lot {lot} is sold for {} USDai: another price cannot be attested; nothing was sent",
				exact(agreed.get())
			);
			let call = Call::attest_proceeds { lot: LotId(lot), price, evidence };
			send(&mut chain, &signer, call).await
		},
		SaleCommand::Settle(OneLot { lot, key, node }) => settle(lot, &key, &node).await,
		SaleCommand::Close(OneLot { lot, key, node }) => {
			let (signer, mut chain) = (Signer::of(&key)?, best(&node).await?);
			let call = match find(&chain, lot).await?.closes()? {
				Way::Auction(_) => Call::settle { lot: LotId(lot) },
				Way::Arranged(_) => Call::close_sale { lot: LotId(lot) },
			};
			send(&mut chain, &signer, call).await
		},
		SaleCommand::Refund { account, key, node } => {
			let (signer, mut chain) = (Signer::of(&key)?, best(&node).await?);
			let who = account.unwrap_or_else(|| signer.account.clone());
			let owed = chain.view(RefundableViewFunction::<Runtime>::new(who.clone())).await?;
			ensure!(
				!owed.is_zero(),
				"nothing lies with the chain for {who}: it was not outbid, or has its money; nothing was \
				 sent"
			);
			send(&mut chain, &signer, Call::refund { who }).await
		},
	}
}

async fn settle(lot: u32, key: &Key, node: &Node) -> anyhow::Result<()> {
	let (signer, mut chain) = (Signer::of(key)?, best(node).await?);
	let price = find(&chain, lot).await?.settles(&signer.account)?;
	ensure_holds(&chain, &signer.account, price.get()).await?;
	send(&mut chain, &signer, Call::settle_sale { lot: LotId(lot) }).await
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::{
		seized::tests::defaulted,
		tests::{account, usdai},
	};

	#[test]
	fn price_should_be_less_what_a_lender_would_have_when_he_bids_his_credit() {
		let (mut loan, ferdie) = (defaulted(), account("//Ferdie"));
		// Nothing is owed to his tranche yet.
		assert_eq!(less(3, &loan, &ferdie, usdai(100)).unwrap(), usdai(100));
		loan.creditors.debts.lenders[0] = Default::default();
		loan.creditors.debts.lenders[1].principal = usdai(40_060).get();
		// 40,000 have come in: of 100 more he would have 60.
		assert_eq!(less(3, &loan, &ferdie, usdai(100)).unwrap(), usdai(40));
		let error = less(3, &loan, &account("//Bob"), usdai(100)).unwrap_err().to_string();
		assert!(error.contains("bid without --credit"), "{error}");
	}
}
