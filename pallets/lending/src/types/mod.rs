//! Types without `Config`.
//!
//! | module | what it holds |
//! |---|---|
//! | [`terms`] | products, rules, and the terms of an offer |
//! | [`lenders`] | who lends beside the vault |
//! | [`loan`] | the states of a loan and the moves between them |
//! | [`defaulted`] | a loan in default |
//! | [`closed`] | what is left of it once its hardware is sold |
//! | [`creditors`] | who is owed what of either |
//! | [`escrow`] | money that waits until hardware has been delivered |
//! | [`exposure`] | how much of the book hangs on one |
//! | [`unmet`] | what stands between an offer and a loan |
//! | [`calendar`] | which days have a bucket |
//!
//! What a loan counts, the one value of the book and the buckets of a day are `finance`'s:
//! [`caliber_finance::book`].

mod calendar;
mod charges;
mod closed;
mod creditors;
mod defaulted;
mod escrow;
mod exposure;
mod figures;
mod lenders;
mod loan;
mod running;
mod terms;
mod unmet;
mod watch;

pub use calendar::{Days256, DAYS_IN_CHUNK};
pub use caliber_finance::book::{
	Accrual, Ageing, Book, DayBucket, Entry, Progress, Security, Speed, Starting, AGEING_DAYS,
	STAGES,
};
pub use caliber_finance::pots::{Pot, Pots};
pub use caliber_finance::{concentration::Exposure, tranches::Stake};
pub use charges::{
	Advance, Advancers, Advances, Charge, ChargeKind, Charges, Credit, Credits, Payee,
	MAX_ADVANCES, MAX_CHARGE, MAX_CHARGES, MAX_CREDITS,
};
pub use closed::{Closed, Recovered};
pub use creditors::{Creditors, Paid, Subrogee, Subrogees, MAX_SUBROGEES};
pub use defaulted::{
	Cause, Consent, Defaulted, SaleTerms, Stay, MAX_SALE_TIME, MAX_STAY, MIN_NOTICE,
};
pub use escrow::{
	EscrowTerms, Escrowed, Milestone, Milestones, Reached, Waited, MAX_ESCROW, MILESTONES,
	MIN_ESCROW,
};
pub use exposure::{Dependence, Secured, Shares, Sites};
pub use figures::{Health, Instalment, LoanDetails, Status};
pub use lenders::{owed, place, Curators, Junior, Position, Positions, Staged, MAX_JUNIORS};
pub use loan::{Offer, Record, Repaid};
pub use running::{Breach, By, Freed, Outcome, Running, Settled};
pub use terms::{
	charges, Ask, Items, Product, Refusal, Rules, Terms, Tranches, CURVE_LTV_CAP, LTV_CAP,
	MAX_DEADLINES, MAX_ITEMS, MAX_LATE, MAX_RATE, MAX_RESERVE, MAX_TRANCHES, MIN_BLOCK_GAP,
	MIN_GRACE, MIN_PRINCIPAL,
};
pub use unmet::Unmet;
pub use watch::{Behind, CollateralStatus, Findings, Impairment, Lapse, Margin, Risk, Watch};
