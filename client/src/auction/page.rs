//! What is on sale, as people read it, and as JSON.

use crate::{
	loan::terms::{items, number, usd},
	output::{columns, heading, moment, table},
};
use caliber_primitives::units::Seconds;
use caliber_runtime::AccountId;
use pallet_auctions::{Arranged, LotDetails, Phase, ATTESTERS, SETTLE_TIME};
use serde_json::{json, Value};

/// How it is sold.
#[derive(Debug, Clone)]
pub enum Way {
	/// By auction.
	Auction(LotDetails<AccountId>),
	/// To whom a Liquidator has found, or whoever pays more.
	Arranged(Arranged<AccountId>),
}

/// A lot, at a moment.
#[derive(Debug, Clone)]
pub struct OnSale {
	/// Its number.
	pub lot: u32,
	/// How it is sold.
	pub way: Way,
	/// Now, on the clock of the auctions.
	pub clock: Seconds,
	/// How far that is behind the time of blocks.
	pub paused: Seconds,
}

/// All of it.
pub fn text(all: &[OnSale]) -> String {
	if all.is_empty() {
		return "nothing is on sale\n".into();
	}
	let lots: Vec<_> = all.iter().filter_map(OnSale::row).collect();
	let mut parts = Vec::new();
	if !lots.is_empty() {
		let head = ["LOT", "LOAN", "PRICE NOW", "FALLS TO", "UNTIL (UTC)", "ITEMS"];
		parts.push(table(&[vec![heading(&head)], lots].concat()));
	}
	let arranged = all.iter().filter_map(|one| Some((one, one.arranged().ok()?)));
	parts.extend(arranged.map(|(one, sale)| columns(&one.lines(sale))));
	parts.join("\n")
}

impl OnSale {
	/// A moment in block time, as far as pauses are known.
	fn at(&self, clock: Seconds) -> Seconds {
		clock.saturating_add(self.paused)
	}

	pub(super) fn date(&self, clock: Seconds) -> String {
		format!("{} UTC", moment(self.at(clock).get()))
	}

	/// A lot of an auction.
	fn row(&self) -> Option<Vec<String>> {
		let Way::Auction(details) = &self.way else { return None };
		let price = match (details.phase, details.price) {
			(Phase::Over, _) => format!("over: `caliber sale close {}`", self.lot),
			(_, price) => price.map_or_else(|| "not yet".into(), usd),
		};
		Some(vec![
			self.lot.to_string(),
			details.spec.loan.0.to_string(),
			price,
			usd(details.spec.floor),
			moment(self.at(details.ends).get()),
			items(&details.spec.items),
		])
	}

	/// A sale that was arranged.
	fn lines(&self, sale: &Arranged<AccountId>) -> Vec<(&'static str, String)> {
		let best = match &sale.best {
			None => "nobody has bid more".into(),
			Some(bid) => format!("{} USDai of {}", usd(bid.price), bid.bidder),
		};
		let said = ATTESTERS.iter().zip(&sale.attested).map(|(role, by)| match by {
			None => format!("by no {role:?} yet"),
			Some(by) => format!("by {by} as {role:?}"),
		});
		vec![
			("Sale", format!("{}, arranged for loan {}", self.lot, sale.aside.loan.0)),
			("Items", items(&sale.aside.items)),
			("Buyer", format!("{} for {} USDai", sale.buyer, usd(sale.price))),
			("Arranged", format!("by {}", sale.liquidator)),
			("Best bid", best),
			("Attested", said.collect::<Vec<_>>().join(", ")),
			("Next", self.next(sale)),
		]
	}

	/// With the figures of the chain.
	pub fn json(&self) -> Value {
		match &self.way {
			Way::Auction(details) => json!({
				"lot": self.lot,
				"kind": "auction",
				"loan": details.spec.loan,
				"items": details.spec.items.to_vec(),
				"phase": match details.phase {
					Phase::Waiting => "waiting",
					Phase::OnSale => "on_sale",
					Phase::Over => "over",
				},
				"price": details.price.map(number),
				"start": number(details.spec.start),
				"floor": number(details.spec.floor),
				"opens": self.at(details.spec.opens),
				"until": self.at(details.ends),
			}),
			Way::Arranged(sale) => json!({
				"lot": self.lot,
				"kind": "arranged",
				"loan": sale.aside.loan,
				"items": sale.aside.items.to_vec(),
				"liquidator": sale.liquidator.to_string(),
				"buyer": sale.buyer.to_string(),
				"price": number(sale.price),
				"best": sale.best.as_ref().map(|bid| json!({
					"bidder": bid.bidder.to_string(),
					"price": number(bid.price),
				})),
				"least": number(sale.least()),
				"until": self.at(sale.until),
				"settle_by": self.at(sale.until.saturating_add(SETTLE_TIME)),
				"custodian": sale.attested[0].as_ref().map(ToString::to_string),
				"auditor": sale.attested[1].as_ref().map(ToString::to_string),
				"next": self.next(sale),
			}),
		}
	}
}

#[cfg(test)]
pub mod tests {
	use super::*;
	use crate::loan::tests::{account, usdai, DAY, TODAY};
	use caliber_primitives::{
		auction::{Aside, LotSpec},
		ids::{ItemId, LoanId},
	};
	use pallet_auctions::Bid;

	pub fn auction(phase: Phase) -> OnSale {
		let spec = LotSpec {
			loan: LoanId(3),
			items: vec![ItemId(4), ItemId(5)].try_into().unwrap(),
			start: usdai(600_000),
			floor: usdai(300_000),
			opens: Seconds(TODAY),
			lasts: Seconds(7 * DAY),
		};
		let details = LotDetails {
			seller: account("//Two"),
			ends: Seconds(TODAY + 7 * DAY),
			price: (phase == Phase::OnSale).then(|| usdai(450_000)),
			phase,
			spec,
		};
		OnSale { lot: 6, way: Way::Auction(details), clock: Seconds(TODAY), paused: Seconds(DAY) }
	}

	pub fn sale() -> Arranged<AccountId> {
		Arranged {
			seller: account("//Two"),
			aside: Aside { loan: LoanId(3), items: vec![ItemId(4)].try_into().unwrap() },
			liquidator: account("//Dave"),
			buyer: account("//Eve"),
			price: usdai(400_000),
			until: Seconds(TODAY + 3 * DAY),
			attested: [None, None],
			best: None,
		}
	}

	pub fn at(sale: Arranged<AccountId>, days: u64) -> OnSale {
		let clock = Seconds(TODAY + days * DAY);
		OnSale { lot: 7, way: Way::Arranged(sale), clock, paused: Seconds(DAY) }
	}

	pub fn outbid() -> Arranged<AccountId> {
		let best = Some(Bid { bidder: account("//Bob"), price: usdai(500_000) });
		Arranged { best, ..sale() }
	}

	#[test]
	fn lots_and_arranged_sales_should_be_told_side_by_side() {
		assert_eq!(text(&[]), "nothing is on sale\n");
		let all = text(&[auction(Phase::OnSale), at(sale(), 1)]);
		let (eve, dave) = (account("//Eve"), account("//Dave"));
		let says = format!(
			"LOT  LOAN  PRICE NOW   FALLS TO    UNTIL (UTC)       ITEMS\n\
			 6    3     450,000.00  300,000.00  2027-01-09 00:00  4, 5\n\
			 \n\
			 Sale             7, arranged for loan 3\n\
			 Items            4\n\
			 Buyer            {eve} for 400,000.00 USDai\n\
			 Arranged         by {dave}\n\
			 Best bid         nobody has bid more\n\
			 Attested         by no Custodian yet, by no Auditor yet\n\
			 Next             until 2027-01-05 00:00 UTC anyone bids 408,000.00 USDai or more: `caliber \
			 sale overbid 7`\n"
		);
		assert_eq!(all, says);
		for (phase, says) in
			[(Phase::Waiting, "not yet"), (Phase::Over, "over: `caliber sale close 6`")]
		{
			assert!(text(&[auction(phase)]).contains(says));
		}
	}

	#[test]
	fn figures_should_be_exact_when_they_are_for_programs() {
		let told = auction(Phase::OnSale).json();
		assert_eq!((&told["kind"], &told["phase"]), (&json!("auction"), &json!("on_sale")));
		assert_eq!(told["price"], "450000000000000000000000");
		assert_eq!(told["until"], json!(TODAY + 8 * DAY));
		let told = at(outbid(), 1).json();
		for (at, figure) in [
			("/kind", json!("arranged")),
			("/best/price", json!("500000000000000000000000")),
			("/least", json!("510000000000000000000000")),
			("/until", json!(TODAY + 4 * DAY)),
			("/settle_by", json!(TODAY + 34 * DAY)),
			("/custodian", Value::Null),
			("/items", json!([4])),
		] {
			assert_eq!(told.pointer(at).unwrap(), &figure, "{at}");
		}
	}
}
