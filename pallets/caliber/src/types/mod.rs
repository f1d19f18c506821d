//! Types without `Config`.

mod appraisal_rules;
mod bailment;
mod claims;
mod doubts;
mod endings;
mod facts;
mod hardware;
mod policy;
mod record;
mod serial;
mod site;
mod sku;
mod state;
mod valuation;

pub use appraisal_rules::*;
pub use bailment::*;
pub use claims::*;
pub use doubts::*;
pub use facts::*;
pub use hardware::*;
pub use policy::*;
pub use record::*;
pub use serial::*;
pub use site::*;
pub use sku::*;
pub use state::*;
pub use valuation::*;

pub use caliber_finance::collateral::{Cover, ResaleWorth, Worth};

use caliber_primitives::units::{Ppm, UsdCents};

/// The highest value that anybody may state: a trillion dollars. It keeps every stated value
/// exact in a JSON number.
pub const MAX_CENTS: UsdCents = UsdCents(100_000_000_000_000);

/// The whole, in parts per million.
pub const WHOLE: Ppm = Ppm(1_000_000);
