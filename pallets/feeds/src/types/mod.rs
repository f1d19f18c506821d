//! Types without `Config`.

mod bill;
mod conduct;
mod feed;
mod refusal;
mod report;
mod reporters;
mod round;
mod rules;
mod status;
mod value;

pub use bill::BillQuote;
pub use conduct::{Conduct, Strikes, STRIKES, STRIKE_DAYS};
pub use feed::{Alarm, Feed, Outcome, MAX_REVISIONS, REVISED_WITHIN};
pub use refusal::Refusal;
pub use report::{
	Report, Statement, FETCHED_AHEAD, FETCHED_BEHIND, LONGEST_LIFE, MAX_CORRECTIONS, MAX_STATEMENTS,
};
pub use reporters::{Reporter, ReporterSet, MAX_REPORTERS};
pub use round::{Round, RoundId, RoundStatus, Tally, Vote};
pub use rules::{publishers, Age, FeedRules, MarketRules, OfficialRules};
pub use status::{DayValue, FeedStatus, State, HISTORY_DAYS};
pub use value::{Agreed, Current, Guarded, Pending, Suspect};
