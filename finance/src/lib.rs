//! The mathematics of the chain: integers only, 256-bit intermediates, no FRAME, no allocation.
//!
//! | question | module |
//! |---|---|
//! | What is this number counted in? | [`units`] |
//! | What is `a * b / c`, rounded up or down, when the product is wider than 128 bits? | [`math`] |
//! | Which month does a day lie in, and how long is it? | [`calendar`] |
//! | When does a loan fall due, and how long is each window? | [`schedule`] |
//! | What falls due for a window, by tranche? What must the reserve hold? What does a prepayment repay, and what does the borrower pay in a currency with fewer decimals? | [`instalment`] |
//! | What does cover cost? | [`insurance`] |
//! | What money lies with a loan, and in which order does it pay? | [`pots`] |
//! | What does a service cost, what is held for a record, and what does an offence cost? | [`fees`] |
//! | What do several tranches earn together, and how is a sum split over them? | [`tranches`] |
//! | Who gets what of a sale's proceeds? | [`waterfall`] |
//! | What is owed of a loan in default, and who gets what of all that comes in for it? | [`recovery`] |
//! | How many shares for these assets, and back? | [`shares`] |
//! | What are the vault and its shares worth, and how does each act change that? | [`vault`] |
//! | Who in the redemption queue is served when, and what is he paid? | [`queue`] |
//! | How much of its income does a redemption count yet? | [`vesting`] |
//! | What does a loan count in the book, what are all of them worth, and what do a payment and a day do to that? | [`book`] |
//! | How much interest has grown? | [`accrual`] |
//! | What backs the dollar, and what do minting, redemption and harvest give and change? | [`dollar`] |
//! | What does a reserve asset count in dollars, and what is it taken at? | [`reserve`] |
//! | What must custodians outside have for the chain? | [`gateway`] |
//! | Which ticket of a redemption is paid when, and in what? | [`tickets`] |
//! | How fast may dollars be issued? | [`fuse`] |
//! | How fast may money leave? | [`outflow`] |
//! | What is a Treasury bill worth, and what does it yield? | [`bills`] |
//! | What is hardware worth as it ages and by its rent, how much is lent on it, and what does a policy cover? | [`collateral`] |
//! | How much of the book may hang on one borrower, site, model or curator? | [`concentration`] |
//! | What does the treasury hold, what have its bills earned, and what does it buy next? | [`treasury`] |
//! | Which values does a reporter hold possible, and how far may a price move at once? | [`prices`] |
//! | What does an auction ask now? | [`auction`] |
//!
//! # Rules
//!
//! - One scale, [`math::SCALE`] = 10^18, for rates and for loan balances.
//! - What a debtor owes rounds up, what is paid out rounds down; each function states its own.
//! - A quotient is taken of the exact product, once. An intermediate above 128 bits is no error;
//!   a result above 128 bits is [`FinanceError::Overflow`].
//! - Arguments are checked first, in the order in which a function lists its errors.
//! - A function that answers with a list writes it to the front of a buffer that the caller
//!   provides and returns that part of it. A buffer of [`tranches::MAX_TRANCHES`] always does.
//! - No function panics, wraps or allocates, whatever its arguments.
//!
//! ```
//! use caliber_finance::{
//!     instalment::{Debt, Loan, Model, RepaymentTerms},
//!     schedule::ScheduleTerms,
//!     tranches::{Claim, Tranche},
//!     units::{RatePerSecond, Seconds, UsdaiAmount},
//! };
//!
//! // A million over a year from 1 January 2024, due on the first of each month, at 10 % a year.
//! let schedule = ScheduleTerms {
//!     origination: Seconds(1_704_067_200),
//!     due_day: 1,
//!     duration_days: 365,
//!     utc_offset_seconds: 0,
//! };
//! let repayment = RepaymentTerms {
//!     model: Model::Simple,
//!     principal_in_stub: false,
//!     interest_only: 0,
//!     balloon: UsdaiAmount::ZERO,
//!     grace_rate: RatePerSecond::ZERO,
//!     grace_duration: Seconds::ZERO,
//! };
//! let tranches = [Tranche { amount: 1_000_000, rate: RatePerSecond(3_170_979_199) }];
//!
//! let loan = Loan::new(schedule, repayment, &tranches)?;
//! let debt = Debt { windows_paid: 0, balance: UsdaiAmount(1_000_000 * 10u128.pow(18)) };
//! let mut dues = [Claim::default(); 1];
//! let first = loan.instalment(debt, Seconds(1_706_745_600), &mut dues)?;
//!
//! assert_eq!(first.principal, UsdaiAmount(83_333_333_333_333_333_333_333));
//! assert_eq!(first.interest, UsdaiAmount(8_493_150_686_601_600_000_000));
//! # Ok::<(), caliber_finance::FinanceError>(())
//! ```
#![cfg_attr(not(feature = "std"), no_std)]

#[macro_use]
mod stored;

pub mod accrual;
pub mod auction;
pub mod bills;
pub mod book;
pub mod calendar;
pub mod collateral;
pub mod concentration;
pub mod dollar;
mod error;
pub mod fees;
pub mod fuse;
pub mod gateway;
pub mod instalment;
pub mod insurance;
pub mod math;
pub mod outflow;
pub mod pots;
pub mod prices;
pub mod queue;
pub mod recovery;
pub mod reserve;
pub mod schedule;
pub mod shares;
pub mod tickets;
pub mod tranches;
pub mod treasury;
pub mod units;
pub mod vault;
pub mod vesting;
pub mod waterfall;
mod words;

pub use error::FinanceError;
