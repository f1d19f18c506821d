//! What has come of a call about a claim, in words.

use super::page::dollars;
use crate::output::moment;
use caliber_runtime::Runtime;
use pallet_caliber::Event;

/// An event of a claim; nothing of all others.
pub fn line(event: &Event<Runtime>) -> Option<String> {
	Some(match event {
		Event::ClaimFiled { claim, item, amount, deadline, .. } => format!(
			"claim {} of {} USD is filed on the cover of item {}: its insurer answers by {} UTC",
			claim.0,
			dollars(*amount),
			item.0,
			moment(deadline.get())
		),
		Event::ClaimAccepted { claim, pay_by, .. } => format!(
			"claim {} is owed, and to be paid by {} UTC: `caliber claims pay {}`",
			claim.0,
			moment(pay_by.get()),
			claim.0
		),
		Event::ClaimRejected { claim, insurer, until, .. } => format!(
			"{insurer} refuses claim {}: `caliber claims contest {}` until {} UTC",
			claim.0,
			claim.0,
			moment(until.get())
		),
		Event::ClaimContested { claim, by, ends, .. } => format!(
			"{by} contests the refusal of claim {}: governance decides by {} UTC",
			claim.0,
			moment(ends.get())
		),
		Event::ClaimUpheld { claim, pay_by } => format!(
			"claim {} is owed, governance says, and to be paid by {} UTC",
			claim.0,
			moment(pay_by.get())
		),
		Event::ClaimRefused { claim, .. } => format!("claim {} is refused for good", claim.0),
		Event::ClaimPaid { claim, insurer, loan, to, amount, left, .. } => {
			let to = match (loan, to) {
				(Some(loan), _) => format!("loan {}", loan.0),
				(None, Some(to)) => to.to_string(),
				(None, None) => "nobody".into(),
			};
			format!(
				"{insurer} has paid claim {}: {} USD to {to}; the item has {} USD of cover left",
				claim.0,
				dollars(*amount),
				dollars(*left)
			)
		},
		Event::ClaimOverdue { claim, policy, .. } => format!(
			"claim {} was not paid in time: all items of policy {} show it until it is",
			claim.0, policy.0
		),
		Event::ClaimWithdrawn { claim, .. } => format!("claim {} is given up", claim.0),
		Event::ClaimParted { claim, item, left } => format!(
			"claim {} goes on without item {}, which has {} USD of cover left",
			claim.0,
			item.0,
			dollars(*left)
		),
		_ => return None,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{account, TODAY};
	use caliber_primitives::{
		collateral::Loss,
		ids::{ClaimId, ItemId, LoanId, PolicyId},
		units::{Seconds, UsdCents},
	};
	use caliber_runtime::Hash;

	#[test]
	fn event_should_be_told_when_a_claim_goes_on() {
		let (claim, item, policy, dave) = (ClaimId(7), ItemId(4), PolicyId(1), account("//Dave"));
		let amount = UsdCents(1_234_550);
		let paid = |loan, to| Event::ClaimPaid {
			claim,
			item,
			insurer: dave.clone(),
			loan,
			to,
			amount,
			left: UsdCents(100),
		};
		for (event, says) in [
			(
				Event::ClaimFiled {
					claim,
					item,
					policy,
					loan: None,
					claimant: None,
					amount,
					loss: Loss::Residual,
					deadline: Seconds(TODAY),
				},
				"claim 7 of 12,345.50 USD is filed on the cover of item 4: its insurer answers by \
				 2027-01-01 00:00 UTC",
			),
			(
				Event::ClaimAccepted { claim, by: dave.clone(), pay_by: Seconds(TODAY) },
				"claim 7 is owed, and to be paid by 2027-01-01 00:00 UTC: `caliber claims pay 7`",
			),
			(
				Event::ClaimRejected {
					claim,
					insurer: dave.clone(),
					reason: Hash::zero(),
					until: Seconds(TODAY),
				},
				"DAVE refuses claim 7: `caliber claims contest 7` until 2027-01-01 00:00 UTC",
			),
			(
				Event::ClaimContested {
					claim,
					by: dave.clone(),
					bond: 1,
					evidence: Hash::zero(),
					ends: Seconds(TODAY),
				},
				"DAVE contests the refusal of claim 7: governance decides by 2027-01-01 00:00 UTC",
			),
			(
				Event::ClaimUpheld { claim, pay_by: Seconds(TODAY) },
				"claim 7 is owed, governance says, and to be paid by 2027-01-01 00:00 UTC",
			),
			(Event::ClaimRefused { claim, by: None }, "claim 7 is refused for good"),
			(
				paid(Some(LoanId(3)), None),
				"DAVE has paid claim 7: 12,345.50 USD to loan 3; the item has 1.00 USD of cover left",
			),
			(
				paid(None, Some(dave.clone())),
				"DAVE has paid claim 7: 12,345.50 USD to DAVE; the item has 1.00 USD of cover left",
			),
			(
				Event::ClaimOverdue { claim, policy, by: dave.clone() },
				"claim 7 was not paid in time: all items of policy 1 show it until it is",
			),
			(Event::ClaimWithdrawn { claim, by: None }, "claim 7 is given up"),
			(
				Event::ClaimParted { claim, item, left: UsdCents(100) },
				"claim 7 goes on without item 4, which has 1.00 USD of cover left",
			),
		] {
			assert_eq!(line(&event).unwrap(), says.replace("DAVE", &dave.to_string()));
		}
		assert_eq!(line(&Event::ClaimForgotten { claim, by: dave }), None);
	}
}
