//! Types without `Config`.

mod feed;
mod refusal;
mod report;
mod reporters;
mod round;
mod rules;

pub use feed::{Agreed, Feed, Outcome};
pub use refusal::Refusal;
pub use report::{Report, FETCHED_AHEAD, FETCHED_BEHIND, LONGEST_LIFE, MAX_CORRECTIONS};
pub use reporters::{ReporterSet, MAX_REPORTERS};
pub use round::{Round, RoundId, RoundStatus, Tally, Vote};
pub use rules::{publishers, Age, FeedRules, MarketRules, OfficialRules};
