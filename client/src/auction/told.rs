//! What has come of a call about a sale, in words.

use crate::loan::terms::usd;
use caliber_primitives::units::UsdaiAmount;
use caliber_runtime::Runtime;
use pallet_auctions::Event;

/// An event of a sale; nothing of those of which the loan tells.
pub fn line(event: &Event<Runtime>) -> Option<String> {
	Some(match event {
		Event::LotOpened { .. } | Event::LotCancelled { .. } => return None,
		Event::LotSold { offset: UsdaiAmount::ZERO, .. } => return None,
		Event::LotSold { buyer, offset, .. } => {
			format!("{} USDai of the price were set off: {buyer} would have had them", usd(*offset))
		},
		Event::LotUnsold { lot, loan, .. } => format!(
			"nobody has bought lot {}: `caliber loan default sell {}` puts it up again, for less",
			lot.0, loan.0
		),
		Event::SaleArranged { lot, loan, buyer, price, .. } => format!(
			"lot {} of loan {} is to be sold to {buyer} for {} USDai, or to whoever bids more",
			lot.0,
			loan.0,
			usd(*price)
		),
		Event::Overbid { lot, bidder, price, .. } => {
			format!("{bidder} has bid {} USDai for lot {}", usd(*price), lot.0)
		},
		Event::ProceedsAttested { lot, by, role, price, .. } => {
			format!("{by} says as {role:?} that {} USDai were paid for lot {}", usd(*price), lot.0)
		},
		Event::SaleLapsed { lot, loan } => format!(
			"the proceeds of lot {} have not come: `caliber loan default sell {}` puts it up for auction",
			lot.0, loan.0
		),
		Event::Refunded { who, amount } => format!("{who} has {} USDai back", usd(*amount)),
		_ => return None,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{account, usdai};
	use caliber_primitives::{
		ids::{LoanId, LotId},
		roles::Role,
		units::Seconds,
	};
	use caliber_runtime::Hash;

	#[test]
	fn event_should_be_told_when_a_sale_goes_on() {
		let (lot, loan, bob) = (LotId(7), LoanId(3), account("//Bob"));
		let sold = |offset| Event::LotSold {
			lot,
			loan,
			seller: account("//Two"),
			buyer: bob.clone(),
			price: usdai(100),
			offset: usdai(offset),
		};
		for (event, says) in [
			(sold(60), "60.00 USDai of the price were set off: BOB would have had them"),
			(
				Event::LotUnsold { lot, loan, floor: usdai(9) },
				"nobody has bought lot 7: `caliber loan default sell 3` puts it up again, for less",
			),
			(
				Event::SaleArranged {
					lot,
					loan,
					liquidator: account("//Dave"),
					buyer: bob.clone(),
					price: usdai(100),
					evidence: Hash::zero(),
					until: Seconds(0),
				},
				"lot 7 of loan 3 is to be sold to BOB for 100.00 USDai, or to whoever bids more",
			),
			(
				Event::Overbid { lot, loan, bidder: bob.clone(), price: usdai(102) },
				"BOB has bid 102.00 USDai for lot 7",
			),
			(
				Event::ProceedsAttested {
					lot,
					by: bob.clone(),
					role: Role::Auditor,
					price: usdai(100),
					evidence: Hash::zero(),
				},
				"BOB says as Auditor that 100.00 USDai were paid for lot 7",
			),
			(
				Event::SaleLapsed { lot, loan },
				"the proceeds of lot 7 have not come: `caliber loan default sell 3` puts it up for auction",
			),
			(Event::Refunded { who: bob.clone(), amount: usdai(5) }, "BOB has 5.00 USDai back"),
		] {
			assert_eq!(line(&event).unwrap(), says.replace("BOB", &bob.to_string()));
		}
		assert_eq!(line(&Event::LotCancelled { lot, loan }), None);
		assert_eq!(line(&sold(0)), None);
	}
}
