//! What the loan book costs: the same for any number of loans, also on the day on which all of them
//! fall due.
//!
//! | module | what it holds |
//! |---|---|
//! | `world` | a chain with so many loans |
//! | `acts` | what is done there and measured: a row each |
//! | `costs` | reads, writes and proofs |
//! | `instructions` | the same below callgrind |
//! | `due` | a day on which all loans fall due |
//! | `page` | the table of it in `docs/performance.md` |

mod acts;
mod costs;
mod due;
#[cfg(target_os = "linux")]
mod instructions;
#[cfg(target_os = "linux")]
mod page;
mod world;

use std::env;

/// The size against which others are held.
const FEW: u32 = 1_000;

/// How many loans are asked for by `CALIBER_LOANS`.
fn asked() -> Option<u32> {
	let asked = env::var("CALIBER_LOANS").ok().filter(|loans| !loans.is_empty());
	asked.map(|loans| loans.parse().expect("CALIBER_LOANS is a number"))
}

/// That a cost has grown by a fifth at most; by three tenths beyond 100,000 loans, where tries are
/// deeper.
fn is_flat(few: u64, many: u64, loans: u32) -> bool {
	let most = if loans > 100_000 { 13 } else { 12 };
	many * 10 <= few * most
}
