//! Powers as people read them.

use super::{body, whole_vote, with_role};
use crate::output::{fixed, moment, percent};
use caliber_primitives::{
	governance::{Act, By, Parameter, Power, Powers},
	roles::Role,
	units::Seconds,
};
use caliber_runtime::AccountId;
use std::fmt::Write;

/// What an act is, in words.
pub fn says(act: Act) -> &'static str {
	match act {
		Act::EnterSafeMode => "Stop everything but repayment, answers and governance",
		Act::LeaveSafeMode => "End that",
		Act::PauseCall => "Stop one call",
		Act::ResumeCall => "Let it work again",
		Act::PauseDollar => "Stop the dollar or one of its assets",
		Act::ResumeDollar => "Let it work again",
		Act::Freeze => "Freeze an account",
		Act::Unfreeze => "Unfreeze it",
		Act::StopFeed => "Stop a feed, bar a reporter",
		Act::ResumeFeed => "Let either back",
		Act::Reprice => "Say what something is worth",
		Act::Decide => "Decide disputes, claims, sales, losses, and where money lies",
		Act::ChangeRules => "Change rules",
		Act::ChangeFigures => "Change figures of governance",
		Act::Veto => "Stop a proposal, once",
		Act::Upgrade => "Upgrade the chain",
		Act::Mint => "Attest money that dollars are minted for",
		Act::Attest => "State facts about hardware",
		Act::Grant => "Grant and revoke roles",
		Act::AdmitValidators => "Admit and remove validators",
		Act::Seat => "Seat members of council and committee",
	}
}

/// A length of time in its largest whole unit.
pub fn span(time: Seconds) -> String {
	let time = time.get();
	let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
	let unit = units.into_iter().find(|(length, _)| time > 0 && time.is_multiple_of(*length));
	let (length, name) = unit.unwrap_or((1, "second"));
	match time / length {
		1 => format!("1 {name}"),
		count => format!("{count} {name}s"),
	}
}

/// A figure's value in words.
pub fn value(parameter: &Parameter) -> String {
	match parameter {
		Parameter::Delay(time)
		| Parameter::Vote(time)
		| Parameter::Timelock(time)
		| Parameter::SafeModeSpan(time)
		| Parameter::GuardianTerm(time) => span(*time),
		Parameter::Quorum(part) | Parameter::Approval(part) => percent(part.get().into()),
		Parameter::Deposit(amount) => format!("{} CAL", fixed(*amount, 12, 0)),
	}
}

fn accounts(accounts: &[AccountId]) -> String {
	match accounts {
		[] => "nobody".into(),
		some => some.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
	}
}

fn role(powers: &Powers<AccountId>, role: Role) -> String {
	let who = with_role(powers, role).into_iter().map(|(who, until)| match until {
		Some(until) => format!("{who} until {}", moment(until.get())),
		None => who.to_string(),
	});
	let who = who.collect::<Vec<_>>();
	match who.is_empty() {
		true => format!("{role:?}: nobody"),
		false => format!("{role:?}: {}", who.join(", ")),
	}
}

/// Who does it and when, a line each.
fn ways(powers: &Powers<AccountId>, power: &Power) -> Vec<String> {
	let then = match power.wait {
		Seconds::ZERO => String::new(),
		wait => format!("; what binds less waits {} more", span(wait)),
	};
	let mut lines = Vec::new();
	for by in &power.by {
		match *by {
			By::Root => {
				let after = span(whole_vote(powers));
				lines.push(format!("holders of CAL by a public vote, after {after}{then}"));
				if let Some(key) = &powers.sudo {
					lines.push(format!("the sudo key {key}, at once{then}"));
				}
			},
			By::Role(one) => lines.push(format!("{}, at once{then}", role(powers, one))),
			By::Both(first, second) => {
				let (first, second) = (role(powers, first), role(powers, second));
				lines.push(format!("{first}; then {second}, at once{then}"));
			},
			By::Council(_) | By::Committee(_) => {
				if let Some((name, members, needed)) = body(powers, *by) {
					lines.push(match members.len() {
						0 => format!("the {name}, which has no member"),
						of => format!("{needed} of {of} of the {name}, at once{then}"),
					});
				}
			},
		}
	}
	lines
}

/// Everything.
pub fn page(powers: &Powers<AccountId>) -> String {
	let mut text = String::new();
	let mut line = |line: String| {
		// A string takes all that is written to it.
		let _ = writeln!(text, "{line}");
	};
	line(format!("Powers at {}", moment(powers.now.get())));
	line(format!("  council              {}", accounts(&powers.council)));
	line(format!("  technical committee  {}", accounts(&powers.committee)));
	line(format!(
		"  sudo key             {}",
		powers.sudo.as_ref().map_or("none".into(), ToString::to_string)
	));
	line("Figures".into());
	for parameter in powers.figures.all() {
		line(format!("  {:<20} {}", parameter.name(), value(&parameter)));
	}
	for (parameter, from) in &powers.waiting {
		let (name, value, from) = (parameter.name(), value(parameter), moment(from.get()));
		line(format!("  {name:<20} {value} from {from} on"));
	}
	for power in &powers.powers {
		line(format!("{}: {}", says(power.act), power.calls.join(", ")));
		for way in ways(powers, power) {
			line(format!("  {way}"));
		}
	}
	text
}
