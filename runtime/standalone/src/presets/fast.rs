//! The pace of `local_fast`: an hour of the documented rules is a second, so that a network that
//! cannot travel in time gets to the end of every wait within minutes.
//!
//! | what stays | why |
//! |---|---|
//! | calendar days: instalments, grace, notice of a sale, settlement of bills | contracts and markets count days |
//! | how long custody, title, cover and appraisals hold, and a custodian may be silent | whoever states them gives dates |
//! | the dollar's fuses | no window is shorter than a day |
//! | the gap between two blocks | none counts as a pause on any of these presets |
//! | the life of a motion | a constant; it ends as soon as enough have voted |
//! | safe mode | a minute at a time, in which somebody can do something |

use caliber_finance::{outflow::Outflow, queue::Windows};
use caliber_primitives::{governance::Figures, units::Seconds};
use caliber_runtime_common::BlockNumber;
use pallet_caliber::{AppraisalRules, InsuranceRules, Rules};
use pallet_lending::Margin;

/// Seconds of an hour, hence how many of the documented ones are one.
const SCALE: u64 = 3_600;

/// Blocks in a session: a minute. Ten minutes to scale would be less than a block; and who starts or
/// restarts within a session is not called unresponsive.
pub const SESSION_BLOCKS: BlockNumber = 30;

/// Sessions for which a bond waits: four minutes.
const UNBONDING_SESSIONS: u32 = 4;

/// A time of the rules: never nothing.
pub fn time(documented: Seconds) -> Seconds {
	Seconds(documented.get().div_euclid(SCALE).max(1))
}

/// A bond waits for four sessions.
pub fn validators() -> pallet_validators::Rules {
	pallet_validators::Rules {
		unbonding_sessions: UNBONDING_SESSIONS,
		..pallet_validators::Rules::default()
	}
}

/// Heartbeats, handing over, challenges, claims.
pub fn registry(rules: Rules) -> Rules {
	let AppraisalRules { caution, challenge_time, dispute_rest, .. } = rules.appraisals;
	let InsuranceRules { premium_grace, claim_time, payment_time, notice, .. } = rules.insurance;
	Rules {
		heartbeat_gap: time(rules.heartbeat_gap),
		redemption_time: time(rules.redemption_time),
		appraisals: AppraisalRules {
			caution: time(caution),
			challenge_time: time(challenge_time),
			dispute_rest: time(dispute_rest),
			..rules.appraisals
		},
		insurance: InsuranceRules {
			premium_grace: time(premium_grace),
			claim_time: time(claim_time),
			payment_time: time(payment_time),
			notice: time(notice),
			..rules.insurance
		},
		..rules
	}
}

/// Two readings, and the time to cure.
pub fn margin(margin: Margin) -> Margin {
	Margin { spacing: time(margin.spacing), cure: time(margin.cure), ..margin }
}

/// A window, its delay and its strikes.
pub fn windows(windows: Windows) -> Windows {
	Windows {
		length: time(windows.length),
		delay: time(windows.delay),
		strike_every: time(windows.strike_every),
		..windows
	}
}

/// What binds less waits.
pub fn vault(rules: pallet_susdai::Rules) -> pallet_susdai::Rules {
	pallet_susdai::Rules { delay: time(rules.delay), outflow: outflow(rules.outflow), ..rules }
}

/// For how long nothing leaves: a minute at least.
pub fn outflow(limit: Outflow) -> Outflow {
	Outflow { lockdown: time(limit.lockdown).max(Outflow::MIN_LOCKDOWN), ..limit }
}

/// Public votes, and the terms of Guardians.
pub fn figures(figures: Figures) -> Figures {
	Figures {
		delay: time(figures.delay),
		vote: time(figures.vote),
		timelock: time(figures.timelock),
		safe_mode_span: Seconds(60),
		guardian_term: time(figures.guardian_term),
		..figures
	}
}
