//! A claim as people read it, and as JSON.

use crate::output::{columns, fixed, heading, moment, table};
use caliber_primitives::{
	collateral::Loss,
	units::{Seconds, UsdCents},
};
use caliber_runtime::AccountId;
use pallet_caliber::{Claim, ClaimStatus};
use serde_json::{json, Value};

/// A claim, at a moment.
#[derive(Debug, Clone)]
pub struct Known {
	/// Its number.
	pub number: u32,
	/// As it is stored.
	pub claim: Claim<AccountId>,
	/// Who must pay, while his policy is kept.
	pub insurer: Option<AccountId>,
	/// The time of the last block.
	pub now: Seconds,
}

/// US cents as dollars.
pub fn dollars(cents: UsdCents) -> String {
	fixed(cents.get().into(), 2, 2)
}

/// For what is claimed.
fn word(loss: Loss) -> &'static str {
	match loss {
		Loss::Casualty(_) => "casualty",
		Loss::Residual => "residual",
	}
}

/// A line each.
pub fn text(all: &[Known]) -> String {
	if all.is_empty() {
		return "no such claims\n".into();
	}
	let head =
		["CLAIM", "STATUS", "AMOUNT (USD)", "FOR", "ITEM", "POLICY", "LOAN", "UNTIL (UTC)", "NEXT"];
	let mut rows = vec![heading(&head)];
	rows.extend(all.iter().map(|known| {
		let Claim { item, policy, loan, amount, loss, status, .. } = &known.claim;
		let none = || "-".to_string();
		vec![
			known.number.to_string(),
			status.name().into(),
			dollars(*amount),
			word(*loss).into(),
			item.0.to_string(),
			policy.0.to_string(),
			loan.map_or_else(none, |loan| loan.0.to_string()),
			status.due().map_or_else(none, |due| moment(due.get())),
			known.next(),
		]
	}));
	table(&rows)
}

impl Known {
	/// What comes next, and who does it.
	pub fn next(&self) -> String {
		let number = self.number;
		let due = self.claim.status.due().unwrap_or_default();
		let (is_late, by) = (self.now >= due, moment(due.get()));
		match self.claim.status {
			ClaimStatus::Filed(_) if is_late => {
				format!(
					"its insurer has not answered: `caliber claims accept {number}`, whoever signs"
				)
			},
			ClaimStatus::Filed(_) => {
				format!("its insurer answers by {by} UTC, else it counts as accepted")
			},
			ClaimStatus::Accepted(_) if is_late => {
				format!("its insurer is late: `caliber claims overdue {number}`, whoever signs")
			},
			ClaimStatus::Accepted(_) => {
				format!("its insurer pays by {by} UTC: `caliber claims pay {number}`")
			},
			ClaimStatus::Overdue(_) => {
				format!("its insurer owes it since {by} UTC: `caliber claims pay {number}`")
			},
			ClaimStatus::Rejected(_) if is_late => format!(
				"nobody has contested the refusal: `caliber claims close {number}`, whoever signs"
			),
			ClaimStatus::Rejected(_) => {
				format!("its insurer has refused: `caliber claims contest {number}` until {by} UTC")
			},
			ClaimStatus::Contested(_) if is_late => format!(
				"governance was silent: `caliber claims close {number}`, whoever signs, ends it"
			),
			ClaimStatus::Contested(_) => {
				format!("governance decides by {by} UTC whether it is owed")
			},
			ClaimStatus::Refused(_) => "nothing: its insurer has refused".into(),
			ClaimStatus::Paid(_) => "nothing: it is paid".into(),
			ClaimStatus::Withdrawn(_) => "nothing: it was given up".into(),
		}
	}

	/// Everything about it.
	pub fn page(&self) -> String {
		let Claim { item, policy, loan, claimant, amount, loss, filed, reserved, status } =
			&self.claim;
		let what = match loss {
			Loss::Casualty(evidence) => format!("hardware that is lost or damaged: {evidence:?}"),
			Loss::Residual => "what a sale has brought too little".into(),
		};
		let by = match claimant {
			Some(claimant) => claimant.to_string(),
			None => "the loan book".into(),
		};
		let to = match (loan, claimant) {
			(Some(loan), _) => format!("loan {}", loan.0),
			(None, Some(claimant)) if reserved.is_some() => claimant.to_string(),
			(None, _) => "whoever holds title then".into(),
		};
		let insurer = self.insurer.as_ref().map_or_else(|| "unknown".into(), ToString::to_string);
		let mut lines = vec![
			(
				"Claim",
				format!("{}, {}, {} UTC", self.number, status.name(), moment(self.now.get())),
			),
			("Amount", format!("{} USD, for {what}", dollars(*amount))),
			("Item", item.0.to_string()),
			("Insurer", format!("{insurer}, by policy {}", policy.0)),
			("Filed", format!("{} UTC by {by}", moment(filed.get()))),
			("Pays", to),
		];
		if let Some(reserved) = reserved {
			let text =
				format!("{} USD are off the limit of the policy already", dollars(*reserved));
			lines.push(("Reserved", text));
		}
		lines.push(("Next", self.next()));
		columns(&lines)
	}

	/// With the figures of the chain.
	pub fn json(&self) -> Value {
		let Claim { item, policy, loan, claimant, amount, loss, filed, reserved, status } =
			&self.claim;
		let evidence = match loss {
			Loss::Casualty(evidence) => Some(evidence),
			Loss::Residual => None,
		};
		json!({
			"claim": self.number,
			"status": status.name(),
			"is_open": status.open().is_some(),
			"due": status.due(),
			"next": self.next(),
			"item": item,
			"policy": policy,
			"insurer": self.insurer.as_ref().map(ToString::to_string),
			"loan": loan,
			"claimant": claimant.as_ref().map(ToString::to_string),
			"amount_usd_cents": amount,
			"loss": word(*loss),
			"evidence_hash": evidence,
			"filed": filed,
			"reserved_usd_cents": reserved,
		})
	}
}

#[cfg(test)]
pub mod tests {
	use super::*;
	use crate::loan::tests::{account, DAY, TODAY};
	use caliber_primitives::ids::{ItemId, LoanId, PolicyId};
	use caliber_runtime::Hash;

	/// Of loan 3 on item 4 under policy 1, to be answered in thirty days.
	pub fn claim() -> Claim<AccountId> {
		Claim {
			item: ItemId(4),
			policy: PolicyId(1),
			loan: Some(LoanId(3)),
			claimant: None,
			amount: UsdCents(1_234_550),
			loss: Loss::Residual,
			filed: Seconds(TODAY),
			reserved: None,
			status: ClaimStatus::first(Seconds(TODAY + 30 * DAY)),
		}
	}

	fn answered(by: impl FnOnce(pallet_caliber::Filed) -> ClaimStatus) -> Claim<AccountId> {
		match claim().status {
			ClaimStatus::Filed(filed) => Claim { status: by(filed), ..claim() },
			other => panic!("{other:?}"),
		}
	}

	/// The same, refused for good.
	pub fn refused() -> Claim<AccountId> {
		match rejected().status {
			ClaimStatus::Rejected(rejected) => {
				let refused = rejected.close(Seconds(TODAY + 14 * DAY)).unwrap();
				Claim { status: refused.into(), ..claim() }
			},
			other => panic!("{other:?}"),
		}
	}

	/// The same, refused, which can be contested.
	pub fn rejected() -> Claim<AccountId> {
		answered(|filed| {
			filed
				.reject(Hash::repeat_byte(0x56), Seconds(TODAY + 14 * DAY), Seconds(TODAY))
				.unwrap()
				.into()
		})
	}

	fn accepted() -> Claim<AccountId> {
		answered(|filed| filed.accept(Seconds(TODAY + 60 * DAY)).into())
	}

	fn overdue() -> Claim<AccountId> {
		match accepted().status {
			ClaimStatus::Accepted(accepted) => {
				let status = accepted.overdue(Seconds(TODAY + 60 * DAY)).unwrap().into();
				Claim { status, ..claim() }
			},
			other => panic!("{other:?}"),
		}
	}

	fn paid() -> Claim<AccountId> {
		let status = accepted().status.owed().unwrap().pay(Seconds(TODAY)).into();
		Claim { status, ..claim() }
	}

	fn withdrawn() -> Claim<AccountId> {
		let status = accepted().status.open().unwrap().withdraw(Seconds(TODAY)).unwrap().into();
		Claim { status, ..claim() }
	}

	fn known(claim: Claim<AccountId>, days: u64) -> Known {
		let now = Seconds(TODAY + days * DAY);
		Known { number: 7, claim, insurer: Some(account("//Dave")), now }
	}

	#[test]
	fn next_step_should_be_told_of_every_status() {
		for (claim, days, name, says) in [
			(claim(), 0, "filed", "answers by 2027-01-31 00:00 UTC, else it counts as accepted"),
			(claim(), 30, "filed", "has not answered: `caliber claims accept 7`, whoever signs"),
			(accepted(), 0, "accepted", "pays by 2027-03-02 00:00 UTC: `caliber claims pay 7`"),
			(accepted(), 60, "accepted", "is late: `caliber claims overdue 7`, whoever signs"),
			(
				overdue(),
				61,
				"overdue",
				"owes it since 2027-03-02 00:00 UTC: `caliber claims pay 7`",
			),
			(
				rejected(),
				0,
				"rejected",
				"has refused: `caliber claims contest 7` until 2027-01-15 00:00 UTC",
			),
			(
				rejected(),
				14,
				"rejected",
				"contested the refusal: `caliber claims close 7`, whoever signs",
			),
			(refused(), 15, "refused", "its insurer has refused"),
			(paid(), 0, "paid", "it is paid"),
			(withdrawn(), 0, "withdrawn", "it was given up"),
		] {
			let known = known(claim, days);
			let next = known.next();
			assert!(next.ends_with(says), "{next}");
			assert_eq!(
				(&known.json()["status"], &known.json()["next"]),
				(&json!(name), &json!(next))
			);
			assert!(known.page().starts_with(&format!("Claim            7, {name}, 2027-")));
		}
	}

	#[test]
	fn claims_should_be_listed_a_line_each() {
		assert_eq!(text(&[]), "no such claims\n");
		let own = Claim { loan: None, loss: Loss::Casualty(Hash::zero()), ..paid() };
		assert_eq!(
			text(&[known(claim(), 0), known(own, 0)]),
			"CLAIM  STATUS  AMOUNT (USD)  FOR       ITEM  POLICY  LOAN  UNTIL (UTC)       NEXT\n\
			 7      filed   12,345.50     residual  4     1       3     2027-01-31 00:00  its insurer \
			 answers by 2027-01-31 00:00 UTC, else it counts as accepted\n\
			 7      paid    12,345.50     casualty  4     1       -     -                 nothing: it is \
			 paid\n"
		);
	}

	#[test]
	fn claim_should_be_shown_with_all_that_is_known_of_it() {
		let (dave, bob) = (account("//Dave"), account("//Bob"));
		assert_eq!(
			known(claim(), 0).page(),
			format!(
				"Claim            7, filed, 2027-01-01 00:00 UTC\n\
				 Amount           12,345.50 USD, for what a sale has brought too little\n\
				 Item             4\n\
				 Insurer          {dave}, by policy 1\n\
				 Filed            2027-01-01 00:00 UTC by the loan book\n\
				 Pays             loan 3\n\
				 Next             its insurer answers by 2027-01-31 00:00 UTC, else it counts as accepted\n"
			)
		);
		let loss = Loss::Casualty(Hash::repeat_byte(0x56));
		let own = Claim { loan: None, claimant: Some(bob.clone()), loss, ..claim() };
		let page = known(own.clone(), 0).page();
		for says in ["lost or damaged: 0x5656", "whoever holds title then\n"] {
			assert!(page.contains(says), "{page}");
		}
		let parted = Claim { reserved: Some(UsdCents(100)), ..own };
		let page = known(parted.clone(), 0).page();
		for says in [format!("Pays             {bob}\n"), "Reserved         1.00 USD are".into()] {
			assert!(page.contains(&says), "{page}");
		}
		let told = known(parted, 0).json();
		for (at, figure) in [
			("/claim", json!(7)),
			("/is_open", json!(true)),
			("/due", json!(TODAY + 30 * DAY)),
			("/amount_usd_cents", json!(1_234_550)),
			("/loss", json!("casualty")),
			("/claimant", json!(bob.to_string())),
			("/insurer", json!(dave.to_string())),
			("/loan", Value::Null),
			("/reserved_usd_cents", json!(100)),
		] {
			assert_eq!(told.pointer(at).unwrap(), &figure, "{at}");
		}
		let told = known(refused(), 15).json();
		assert_eq!((&told["is_open"], &told["due"]), (&json!(false), &Value::Null));
	}
}
