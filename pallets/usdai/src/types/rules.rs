//! The parameters of the dollar.

use caliber_finance::{dollar::Limits, fuse::Limit, outflow::Outflow};
use caliber_primitives::{
	delayed::Tightens,
	units::{Ppm, Seconds, UsdaiAmount, UNIT},
};
use serde::{Deserialize, Serialize};

/// How the dollar is run.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
	/// How fast reserves may be swapped for dollars, redemptions set off.
	pub mint: Limit,
	/// How fast settled surplus may be harvested, nothing set off.
	pub harvest: Limit,
	/// In which a fuse refills.
	pub window: Seconds,
	/// What a harvest leaves in surplus, of issuance.
	pub cushion: Ppm,
	/// How old a price may be.
	pub price_max_age: Seconds,
	/// How fast money may be attested, payouts not set off.
	pub attested: Limit,
	/// What one custodian may hold.
	pub exposure: Exposure,
	/// How old a proof of reserve may be; without it none is asked for.
	pub statement_max_age: Option<Seconds>,
	/// The most dollars in circulation; the ceiling of an asset is its weight of it.
	pub ceiling: UsdaiAmount,
	/// By how much an asset's supply may grow while its price is good, or by the floor of
	/// `attested` if that is more.
	pub supply_jump: Ppm,
	/// Whether only accounts on the allow-list mint and redeem.
	pub allow_list: bool,
	/// How long a change waits that binds less, of rules and of terms.
	pub delay: Seconds,
	/// What one CAL costs who pays the fee of a transaction in dollars.
	pub usdai_per_cal: UsdaiAmount,
	/// How fast cash is paid for dollars; what is above waits as tickets do.
	pub redemption: Outflow,
	/// How fast money and dollars leave the chain; what is above is refused.
	pub egress: Outflow,
}

/// What one custodian may hold of the money outside.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exposure {
	/// Of issuance.
	pub part: Ppm,
	/// At least this much, so that a young chain can start.
	pub floor: UsdaiAmount,
}

impl Default for Rules {
	/// Mint 0.5 % of issuance a call and 2 % a day, at least 1,000,000; harvest 1 % a call and 2 %
	/// a day, at least 100,000; 25 basis points of cushion; prices of a day. Attested as minted;
	/// a custodian holds 40 %, at least 10,000,000; proofs of reserve of 36 hours; up to 10 billion;
	/// an asset's supply grows by a quarter while its price is good; no allow-list; what binds less
	/// waits two days; fees at a dollar a CAL. Half of issuance is paid out a day, and half leaves the
	/// chain, a quarter at once, or 10,000,000 if that is more; then nothing for six hours.
	fn default() -> Self {
		Self {
			mint: Limit {
				per_call: Ppm(5_000),
				per_window: Ppm(20_000),
				floor: UsdaiAmount(1_000_000 * UNIT),
			},
			harvest: Limit {
				per_call: Ppm(10_000),
				per_window: Ppm(20_000),
				floor: UsdaiAmount(100_000 * UNIT),
			},
			window: Seconds(86_400),
			cushion: Ppm(2_500),
			price_max_age: Seconds(86_400),
			attested: Limit {
				per_call: Ppm(5_000),
				per_window: Ppm(20_000),
				floor: UsdaiAmount(1_000_000 * UNIT),
			},
			exposure: Exposure { part: Ppm(400_000), floor: UsdaiAmount(10_000_000 * UNIT) },
			statement_max_age: Some(Seconds(36 * 3_600)),
			ceiling: UsdaiAmount(10_000_000_000 * UNIT),
			supply_jump: Ppm(250_000),
			allow_list: false,
			delay: Seconds(172_800),
			usdai_per_cal: UsdaiAmount(UNIT),
			redemption: Self::OUTFLOW,
			egress: Self::OUTFLOW,
		}
	}
}

impl Rules {
	const OUTFLOW: Outflow = Outflow {
		per_day: Ppm(500_000),
		floor: UsdaiAmount(10_000_000 * UNIT),
		lockdown: Seconds(6 * 3_600),
	};
	/// The widest window of a limit: 20 % of issuance.
	pub const MAX_PER_WINDOW: Ppm = Ppm(200_000);
	/// The highest floor of a limit: 100 million dollars.
	pub const MAX_FLOOR: UsdaiAmount = UsdaiAmount(100_000_000 * UNIT);
	/// The highest cushion: 5 % of issuance.
	pub const MAX_CUSHION: Ppm = Ppm(50_000);
	/// The longest window, the oldest price, the oldest statement and the longest delay: 31 days.
	pub const MAX_TIME: Seconds = Seconds(31 * 86_400);
	/// The shortest window: a day, so that what one admits is what a day admits.
	pub const MIN_WINDOW: Seconds = Seconds(86_400);
	/// The shortest that a price may be good for: a minute.
	pub const MIN_PRICE_AGE: Seconds = Seconds(60);
	/// The shortest that a statement may be good for: an hour.
	pub const MIN_STATEMENT_AGE: Seconds = Seconds(3_600);
	/// The highest ceiling: 100 billion dollars.
	pub const MAX_CEILING: UsdaiAmount = UsdaiAmount(100_000_000_000 * UNIT);

	/// The lowest price of a CAL in fees, a thousandth of a dollar: transactions are never free.
	pub const MIN_USDAI_PER_CAL: UsdaiAmount = UsdaiAmount(UNIT / 1_000);
	/// The highest price of a CAL in fees: 1,000 dollars.
	pub const MAX_USDAI_PER_CAL: UsdaiAmount = UsdaiAmount(1_000 * UNIT);

	/// Whether every figure lies in its range: limits whose bucket holds a call, up to
	/// [`Self::MAX_PER_WINDOW`] and [`Self::MAX_FLOOR`]; a cushion up to [`Self::MAX_CUSHION`];
	/// times from their least to [`Self::MAX_TIME`], a delay from none; a ceiling up to
	/// [`Self::MAX_CEILING`]; parts up to the whole; a price of CAL between its bounds; outflows as
	/// [`Outflow::in_range`] says.
	pub fn in_range(&self) -> bool {
		let from = |least: Seconds| least..=Self::MAX_TIME;
		let limits = [self.mint, self.harvest, self.attested];
		let in_range = |limit: &Limit| {
			limit.per_window <= Self::MAX_PER_WINDOW
				&& limit.fits_a_call()
				&& limit.floor <= Self::MAX_FLOOR
		};
		limits.iter().all(in_range)
			&& self.cushion <= Self::MAX_CUSHION
			&& from(Self::MIN_WINDOW).contains(&self.window)
			&& from(Self::MIN_PRICE_AGE).contains(&self.price_max_age)
			&& self.statement_max_age.is_none_or(|age| from(Self::MIN_STATEMENT_AGE).contains(&age))
			&& self.delay <= Self::MAX_TIME
			&& self.ceiling <= Self::MAX_CEILING
			&& self.exposure.part <= Ppm(1_000_000)
			&& self.exposure.floor <= Self::MAX_CEILING
			&& self.supply_jump <= Ppm(1_000_000)
			&& (Self::MIN_USDAI_PER_CAL..=Self::MAX_USDAI_PER_CAL).contains(&self.usdai_per_cal)
			&& [self.redemption, self.egress].iter().all(|flow| flow.in_range(Self::MAX_FLOOR))
	}

	/// How fast each path may issue, and money may leave.
	pub fn limits(&self) -> Limits {
		let Self { mint, harvest, attested, window, redemption, egress, .. } = *self;
		Limits { mint, harvest, attested, window, redemption, egress }
	}
}

impl Tightens for Rules {
	/// Lower caps and floors, longer windows, lockdowns and delays, more cushion, younger prices and statements,
	/// a list where there was none. No price of CAL binds more than another.
	fn only_tightens(&self, old: &Self) -> bool {
		let lower = |new: Limit, old: Limit| {
			new.per_call <= old.per_call
				&& new.per_window <= old.per_window
				&& new.floor <= old.floor
		};
		lower(self.mint, old.mint)
			&& lower(self.harvest, old.harvest)
			&& lower(self.attested, old.attested)
			&& self.window >= old.window
			&& self.cushion >= old.cushion
			&& self.price_max_age <= old.price_max_age
			&& self.exposure.part <= old.exposure.part
			&& self.exposure.floor <= old.exposure.floor
			&& self.statement_max_age.unwrap_or(Seconds::MAX)
				<= old.statement_max_age.unwrap_or(Seconds::MAX)
			&& self.ceiling <= old.ceiling
			&& self.supply_jump <= old.supply_jump
			&& self.allow_list >= old.allow_list
			&& self.delay >= old.delay
			&& self.usdai_per_cal == old.usdai_per_cal
			&& self.redemption.binds_no_less(&old.redemption)
			&& self.egress.binds_no_less(&old.egress)
	}
}
