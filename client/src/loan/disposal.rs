//! What has come of a call about a loan in default, in words.

use super::{
	seized::tranche as tranche_name,
	terms::{self, usd},
};
use crate::output::moment;
use caliber_finance::treasury::total;
use caliber_primitives::{units::UsdaiAmount, vault::Receipt};
use caliber_runtime::Runtime;
use pallet_lending::Event;

/// An event of default; nothing of all others.
pub(super) fn line(event: &Event<Runtime>) -> Option<String> {
	Some(match event {
		Event::DefaultCalled { loan, by, money, opens, bounty, .. } => format!(
			"loan {} is in default; {by} earns {} USDai, {} lay with it; its hardware may be sold from \
			 {} UTC on",
			loan.0,
			usd(*bounty),
			usd(*money),
			moment(opens.get())
		),
		Event::DefaultReviewed { loan, conservative, optimistic, .. } => format!(
			"loan {} was looked at: redemptions count {} USDai for it now, deposits {}",
			loan.0,
			usd(conservative.first().copied().unwrap_or_default()),
			usd(*optimistic)
		),
		Event::SaleStayed { loan, by, until } => {
			format!("{by} halts the sale of loan {} until {} UTC", loan.0, moment(until.get()))
		},
		Event::DefaultClosed { .. } => return closed(event),
		Event::PartSold { loan, items, to, price, receipt, .. } => format!(
			"items {} of loan {} were sold to {to} for {} USDai, of which the vault has {}; the rest is sold \
			 next: `caliber loan default sell {}`",
			terms::items(items),
			loan.0,
			usd(*price),
			usd(vaults(receipt)),
			loan.0
		),
		Event::BoughtOut { insurer, amount, .. } => {
			format!("{insurer}, who insures it, has bought it out for {} USDai", usd(*amount))
		},
		Event::NotClaimed { item, amount, .. } => format!(
			"{} USDai were to be claimed of the cover of item {}, but no claim could be filed: \
			 `caliber gpu show {}` tells why",
			usd(*amount),
			item.0,
			item.0
		),
		Event::ClaimGivenUp { loan, amount, lost, covered } => format!(
			"{} USDai of insurers are not counted on any more for loan {}; the vault has lost {}, of which \
			 the reserve fund has paid {}",
			usd(*amount),
			loan.0,
			usd(*lost),
			usd(*covered)
		),
		Event::BreachReported { loan, by, until, .. } => format!(
			"{by} reports a breach of loan {}: it is on Watch, and may be cured until {} UTC",
			loan.0,
			moment(until.get())
		),
		Event::BreachLifted { loan, by } => format!(
			"{by} says that the breach of loan {} is cured; an event of default that it was ends with \
			 `caliber loan review {}`",
			loan.0, loan.0
		),
		Event::SaleAgreed { loan, tranche, least } => {
			let (who, loan) = (tranche_name(*tranche), loan.0);
			match least {
				None => format!("{who} of loan {loan} agrees to no sale off the chain any more"),
				Some(UsdaiAmount::ZERO) => {
					format!("{who} of loan {loan} agrees to a sale off the chain, whatever it brings")
				},
				Some(least) => format!(
					"{who} of loan {loan} agrees to a sale off the chain that brings {} USDai",
					usd(*least)
				),
			}
		},
		Event::CollateralRedeemed { by, amount, .. } => {
			format!("{by} has paid {} USDai for that", usd(*amount))
		},
		Event::Recovered { loan, by, amount, receipt, .. } => format!(
			"{by} has paid {} USDai of what loan {} still owed, {} of it to the vault",
			usd(*amount),
			loan.0,
			usd(vaults(receipt))
		),
		_ => return None,
	})
}

/// All that the vault has of a payment.
fn vaults(receipt: &Receipt) -> UsdaiAmount {
	total([receipt.principal, receipt.accrued, receipt.extra])
}

fn closed(event: &Event<Runtime>) -> Option<String> {
	let Event::DefaultClosed { loan, to, price, lost, covered, surplus, returned, .. } = event
	else {
		return None;
	};
	let how = match price {
		Some(price) => format!("its hardware was sold to {to} for {} USDai", usd(*price)),
		None => format!("its hardware is {to}'s"),
	};
	let back = match returned.is_empty() {
		true => String::new(),
		false => format!("; items {} had not to be sold and are his", terms::items(returned)),
	};
	Some(format!(
		"loan {} is closed: {how}; the vault has lost {}, of which the reserve fund has paid {}; {} are \
		 the borrower's{back}",
		loan.0,
		usd(*lost),
		usd(*covered),
		usd(*surplus)
	))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{account, usdai, TODAY};
	use caliber_finance::recovery::Debts;
	use caliber_primitives::{
		ids::{ItemId, LoanId},
		units::Seconds,
	};
	use caliber_runtime::Hash;

	const LOAN: LoanId = LoanId(3);

	fn closed(price: Option<u128>, returned: &[u32]) -> Event<Runtime> {
		let returned: Vec<_> = returned.iter().map(|item| ItemId(*item)).collect();
		Event::DefaultClosed {
			loan: LOAN,
			to: account("//Bob"),
			price: price.map(usdai),
			paid: Debts::default(),
			receipt: Receipt::default(),
			lost: usdai(9),
			covered: usdai(4),
			surplus: usdai(0),
			returned: returned.try_into().unwrap(),
		}
	}

	#[test]
	fn event_should_be_told_when_hardware_is_disposed_of() {
		let bob = account("//Bob");
		let agreed = |tranche, least: Option<u128>| Event::SaleAgreed {
			loan: LOAN,
			tranche,
			least: least.map(usdai),
		};
		for (event, says) in [
			(
				closed(Some(50), &[]),
				"loan 3 is closed: its hardware was sold to BOB for 50.00 USDai; the vault has lost 9.00, of \
				 which the reserve fund has paid 4.00; 0.00 are the borrower's",
			),
			(
				closed(None, &[5, 6]),
				"loan 3 is closed: its hardware is BOB's; the vault has lost 9.00, of which the reserve fund \
				 has paid 4.00; 0.00 are the borrower's; items 5, 6 had not to be sold and are his",
			),
			(
				Event::PartSold {
					loan: LOAN,
					items: vec![ItemId(4)].try_into().unwrap(),
					to: bob.clone(),
					price: usdai(50),
					paid: Debts::default(),
					receipt: Receipt { principal: usdai(40), accrued: usdai(1), extra: usdai(2) },
				},
				"items 4 of loan 3 were sold to BOB for 50.00 USDai, of which the vault has 43.00; the rest is \
				 sold next: `caliber loan default sell 3`",
			),
			(
				Event::BoughtOut { loan: LOAN, insurer: bob.clone(), amount: usdai(50) },
				"BOB, who insures it, has bought it out for 50.00 USDai",
			),
			(
				Event::NotClaimed {
					loan: LOAN,
					item: ItemId(4),
					amount: usdai(50),
					error: sp_runtime::DispatchError::Other(""),
				},
				"50.00 USDai were to be claimed of the cover of item 4, but no claim could be filed: `caliber \
				 gpu show 4` tells why",
			),
			(
				Event::ClaimGivenUp {
					loan: LOAN,
					amount: usdai(50),
					lost: usdai(20),
					covered: usdai(5),
				},
				"50.00 USDai of insurers are not counted on any more for loan 3; the vault has lost 20.00, of \
				 which the reserve fund has paid 5.00",
			),
			(
				Event::BreachReported {
					loan: LOAN,
					by: bob.clone(),
					evidence: Hash::zero(),
					until: Seconds(TODAY),
				},
				"BOB reports a breach of loan 3: it is on Watch, and may be cured until 2027-01-01 00:00 UTC",
			),
			(
				Event::BreachLifted { loan: LOAN, by: bob.clone() },
				"BOB says that the breach of loan 3 is cured; an event of default that it was ends with \
				 `caliber loan review 3`",
			),
			(agreed(1, None), "tranche 1 of loan 3 agrees to no sale off the chain any more"),
			(
				agreed(0, Some(0)),
				"the vault of loan 3 agrees to a sale off the chain, whatever it brings",
			),
			(
				agreed(2, Some(5)),
				"tranche 2 of loan 3 agrees to a sale off the chain that brings 5.00 USDai",
			),
		] {
			assert_eq!(line(&event).unwrap(), says.replace("BOB", &bob.to_string()));
		}
	}
}
