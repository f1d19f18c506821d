//! What has come of a call, event by event, in words.

use super::{
	disposal,
	terms::{self, filled, instalments, usd},
	waiting::word,
};
use crate::chain::receipt::Receipt;
use crate::output::moment;
use caliber_finance::treasury::total;
use caliber_primitives::units::UsdaiAmount;
use caliber_runtime::{Runtime, RuntimeEvent};
use pallet_lending::{Event, Pot};

/// Prints them; says whether there were any.
pub fn print(receipt: &Receipt) -> bool {
	let lines = lines(receipt);
	for line in &lines {
		println!("block {}: {line}", receipt.block.number);
	}
	!lines.is_empty()
}

fn lines(receipt: &Receipt) -> Vec<String> {
	let events = receipt.events.iter().flatten();
	let told = events.filter_map(|event| match event {
		RuntimeEvent::Lending(event) => line(event).or_else(|| disposal::line(event)),
		RuntimeEvent::Auctions(event) => crate::auction::told::line(event),
		RuntimeEvent::Caliber(event) => crate::claims::told::line(event),
		_ => None,
	});
	told.collect()
}

/// An event of money; nothing of all others.
fn line(event: &Event<Runtime>) -> Option<String> {
	Some(match event {
		Event::AccountOpened { base, .. } => {
			format!("{} USDai beside it opened the account, once for all", usd(*base))
		},
		Event::Funded { pot: Pot::Reserve, amount, pots, .. } => {
			format!("{} USDai were laid into the reserve, it holds {}", usd(*amount), filled(pots))
		},
		Event::Funded { amount, pots, .. } => {
			let holds = usd(pots.lockbox);
			format!("{} USDai were laid into the lockbox, it holds {holds}", usd(*amount))
		},
		Event::Paid { .. } => return paid(event),
		Event::Charged { amount, .. } => {
			format!("{} USDai of charges were paid by what lies with the loan", usd(*amount))
		},
		Event::Advanced { by, amount, .. } => {
			format!("{by} has paid {} USDai of charges for the borrower", usd(*amount))
		},
		Event::Refinanced { old, payoff, paid_out, paid_in, .. } => {
			let rest = match paid_in.is_zero() {
				true => format!("{} of it went to the borrower", usd(*paid_out)),
				false => format!("the borrower paid {} of that", usd(*paid_in)),
			};
			format!("it has paid off loan {} by {} USDai; {rest}", old.0, usd(*payoff))
		},
		Event::Escrowed { principal, prepaid, until, .. } => format!(
			"{} USDai wait for hardware until {} UTC, and {} of carry are laid down",
			usd(*principal),
			moment(until.get()),
			usd(*prepaid)
		),
		Event::MilestoneReached { loan, milestone, by, .. } => {
			format!("{by} says that the hardware of loan {} is {}", loan.0, word(*milestone))
		},
		Event::EscrowReleased { to, paid, carry, unused, .. } => {
			format!("{} USDai were paid to {to}; {}", usd(*paid), earned(*carry, *unused))
		},
		Event::EscrowEnded { loan, carry, unused, .. } => {
			format!("the money of loan {} has gone back; {}", loan.0, earned(*carry, *unused))
		},
		Event::Refilled { amount, pots, .. } => {
			let filled = filled(pots);
			format!(
				"{} USDai of the lockbox went into the reserve, it holds {filled}",
				usd(*amount)
			)
		},
		Event::Released { borrower, amount, .. } => {
			format!("{} USDai of the lockbox went to {borrower}", usd(*amount))
		},
		Event::ReserveDrawn { by, amount, bounty, pots, .. } => {
			let drawn =
				format!("the reserve gave {} USDai, it holds {}", usd(*amount), filled(pots));
			match bounty.is_zero() {
				true => format!("{drawn}; {} wait in the lockbox for the rest", usd(pots.lockbox)),
				false => format!("{drawn}; a bounty of {} went to {by}", usd(*bounty)),
			}
		},
		Event::Closed { loan, borrower, interest, returned, .. } => {
			let back = match returned.is_zero() {
				true => String::new(),
				false => format!("; {} that lay with it went back to him", usd(*returned)),
			};
			format!(
				"loan {} is over, its items are free: {borrower} has title again; {} USDai of \
				 interest were paid in all{back}",
				loan.0,
				usd(*interest)
			)
		},
		_ => return None,
	})
}

/// What money has earned while it waited.
fn earned(carry: UsdaiAmount, unused: UsdaiAmount) -> String {
	format!(
		"while it waited the money earned {} USDai, and {} of carry went back to the borrower",
		usd(carry),
		usd(unused)
	)
}

fn paid(event: &Event<Runtime>) -> Option<String> {
	let Event::Paid {
		windows, principal, interest, receipt, fees, advances, beside, spent, ..
	} = event
	else {
		return None;
	};
	let all = total([receipt.total().ok()?, *beside]);
	let charges = all.saturating_sub(total([*principal, *interest, *fees, *advances]));
	let (what, fee) = match windows {
		0 => ("principal ahead of time".into(), "for paying ahead of time"),
		many => (instalments(*many), "for being late"),
	};
	let parts = terms::parts(
		*principal,
		*interest,
		&[(charges, "charges"), (*fees, fee), (*advances, terms::ADVANCED)],
	);
	let lay = match *spent {
		UsdaiAmount::ZERO => String::new(),
		spent => format!("; {} of it had lain with the loan", usd(spent)),
	};
	Some(format!("paid {} USDai for {what}: {parts}{lay}", usd(all)))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		chain::Block,
		loan::tests::{account, usdai, TODAY},
	};
	use caliber_primitives::{ids::LoanId, units::Seconds, vault::Receipt as Part};
	use caliber_runtime::Hash;
	use pallet_lending::{Milestone, Pots};

	const LOAN: LoanId = LoanId(3);

	fn pots() -> Pots {
		Pots { lockbox: usdai(7), reserve: usdai(20), required: usdai(50), ..Pots::default() }
	}

	fn paid(windows: u32, spent: u128, advances: u128) -> Event<Runtime> {
		let receipt = Part { principal: usdai(90), accrued: usdai(4), extra: usdai(3) };
		Event::Paid {
			loan: LOAN,
			payer: Some(account("//Bob")),
			windows,
			principal: usdai(100),
			interest: usdai(5),
			receipt,
			fees: usdai(2),
			advances: usdai(advances),
			// 10 of principal, 1 of charges, and what repays advances.
			beside: usdai(11 + advances),
			spent: usdai(spent),
			pots: pots(),
			balance: usdai(900),
		}
	}

	fn drawn(bounty: u128) -> Event<Runtime> {
		let by = account("//Eve");
		Event::ReserveDrawn {
			loan: LOAN,
			by,
			amount: usdai(30),
			bounty: usdai(bounty),
			pots: pots(),
		}
	}

	#[test]
	fn event_should_be_told_when_money_moves() {
		let bob = account("//Bob");
		let funded = |pot| Event::Funded {
			loan: LOAN,
			by: bob.clone(),
			pot,
			amount: usdai(9),
			pots: pots(),
		};
		let refinanced = |paid_out, paid_in| Event::Refinanced {
			loan: LOAN,
			old: LoanId(2),
			payoff: usdai(90),
			paid_out: usdai(paid_out),
			paid_in: usdai(paid_in),
		};
		let closed = |returned| Event::Closed {
			loan: LOAN,
			borrower: bob.clone(),
			principal: usdai(100),
			interest: usdai(8),
			returned: usdai(returned),
		};
		for (event, says) in [
			(
				Event::Escrowed {
					loan: LOAN,
					borrower: bob.clone(),
					order: Hash::zero(),
					principal: usdai(500),
					prepaid: usdai(12),
					until: Seconds(TODAY),
				},
				"500.00 USDai wait for hardware until 2027-01-01 00:00 UTC, and 12.00 of carry are laid down",
			),
			(
				Event::MilestoneReached {
					loan: LOAN,
					milestone: Milestone::Delivered,
					by: bob.clone(),
					evidence: Hash::zero(),
				},
				"5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty says that the hardware of loan 3 is \
				 delivered",
			),
			(
				Event::EscrowReleased {
					loan: LOAN,
					to: bob.clone(),
					paid: usdai(490),
					carry: usdai(3),
					receipt: Part::default(),
					unused: usdai(9),
				},
				"490.00 USDai were paid to 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty; while it \
				 waited the money earned 3.00 USDai, and 9.00 of carry went back to the borrower",
			),
			(
				Event::EscrowEnded {
					loan: LOAN,
					by: bob.clone(),
					carry: usdai(3),
					receipt: Part::default(),
					unused: usdai(9),
				},
				"the money of loan 3 has gone back; while it waited the money earned 3.00 USDai, and \
				 9.00 of carry went back to the borrower",
			),
			(
				Event::AccountOpened { by: bob.clone(), base: usdai(1) },
				"1.00 USDai beside it opened the account, once for all",
			),
			(funded(Pot::Lockbox), "9.00 USDai were laid into the lockbox, it holds 7.00"),
			(
				funded(Pot::Reserve),
				"9.00 USDai were laid into the reserve, it holds 20.00 of 50.00 USDai",
			),
			(
				paid(1, 0, 0),
				"paid 108.00 USDai for 1 instalment: 100.00 principal, 5.00 interest, 1.00 charges, \
				 2.00 for being late",
			),
			(
				paid(0, 4, 0),
				"paid 108.00 USDai for principal ahead of time: 100.00 principal, 5.00 interest, 1.00 \
				 charges, 2.00 for paying ahead of time; 4.00 of it had lain with the loan",
			),
			(
				paid(1, 0, 3),
				"paid 111.00 USDai for 1 instalment: 100.00 principal, 5.00 interest, 1.00 charges, \
				 2.00 for being late, 3.00 for charges that others have advanced",
			),
			(
				refinanced(6, 0),
				"it has paid off loan 2 by 90.00 USDai; 6.00 of it went to the borrower",
			),
			(refinanced(0, 7), "it has paid off loan 2 by 90.00 USDai; the borrower paid 7.00 of that"),
			(
				Event::Charged { loan: LOAN, amount: usdai(1), pots: pots() },
				"1.00 USDai of charges were paid by what lies with the loan",
			),
			(
				Event::Refilled { loan: LOAN, amount: usdai(2), pots: pots() },
				"2.00 USDai of the lockbox went into the reserve, it holds 20.00 of 50.00 USDai",
			),
			(
				drawn(0),
				"the reserve gave 30.00 USDai, it holds 20.00 of 50.00 USDai; 7.00 wait in the lockbox \
				 for the rest",
			),
		] {
			assert_eq!(line(&event).unwrap(), says);
		}
		for (event, says) in [
			(drawn(1), "50.00 USDai; a bounty of 1.00 went to 5HGj"),
			(
				Event::Released { loan: LOAN, borrower: bob.clone(), amount: usdai(3) },
				"3.00 USDai of the lockbox went to 5FHn",
			),
			(
				Event::Advanced { loan: LOAN, by: bob.clone(), amount: usdai(3) },
				"has paid 3.00 USDai of charges for the borrower",
			),
			(closed(50), "in all; 50.00 that lay with it went back to him"),
			(closed(0), "has title again; 8.00 USDai of interest were paid in all"),
		] {
			let text = line(&event).unwrap();
			assert!(text.contains(says), "{text}");
		}
	}

	#[test]
	fn nothing_should_be_told_when_no_money_of_a_loan_moves() {
		let curator = account("//Ferdie");
		let staged = Event::Staged { loan: LOAN, curator, amount: usdai(1) };
		let events = vec![vec![RuntimeEvent::Lending(staged)]];
		let block = Block { hash: Default::default(), number: 1, time: 0 };
		let receipt = Receipt { block, events };
		assert!(lines(&receipt).is_empty() && !print(&receipt));
	}
}
