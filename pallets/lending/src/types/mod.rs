//! Types without `Config`.
//!
//! | module | what it holds |
//! |---|---|
//! | [`terms`] | products, rules, and the terms of an offer |
//! | [`loan`] | the states of a loan and the moves between them |
//! | [`book`] | the one value of the book, a loan's entry in it, and the buckets of a day |
//! | [`accrual`] | interest that is divided once, on reading |
//! | [`calendar`] | which days have a bucket |

mod accrual;
mod book;
mod calendar;
mod loan;
mod terms;

pub use accrual::{Accrual, Speed};
pub use book::{Book, DayBucket, Entry, Starting, Stopping, AGEING_DAYS, STAGES};
pub use calendar::{Days256, DAYS_IN_CHUNK};
pub use loan::{
	Instalment, LoanDetails, Offer, Outcome, Payment, Progress, Record, Repaid, Running, Security,
	Status, TRANCHES,
};
pub use terms::{
	Ageing, Ask, Items, Product, Refusal, Rules, Terms, LTV_CAP, MAX_DEADLINES, MAX_ITEMS,
	MAX_RATE, MAX_TRANCHES, MIN_BLOCK_GAP, MIN_GRACE, MIN_PRINCIPAL,
};
