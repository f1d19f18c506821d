//! What may be lent, and what has been agreed.

use super::{
	charges::{Charge, Charges, MAX_CHARGE},
	defaulted::SaleTerms,
	escrow::{EscrowTerms, MAX_ESCROW},
	exposure::Shares,
	lenders::{Curators, Junior},
	watch::Margin,
};
use alloc::vec::Vec;
use caliber_finance::{
	book::Ageing,
	fees::Fee,
	instalment::{Loan, RepaymentTerms},
	insurance::least_cover,
	schedule::ScheduleTerms,
	tranches::{has_first_loss, senior, Tranche},
	FinanceError,
};
use caliber_primitives::{
	ids::{ItemId, LoanId, SkuId},
	units::{Day, Ppm, RatePerSecond, Seconds, UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};

/// No product lends more of the value than this.
pub const LTV_CAP: Ppm = Ppm(800_000);
/// At no due date may a loan be above this part of what its items are worth then, on the curve of
/// their model (protocol.md 5.2).
pub const CURVE_LTV_CAP: Ppm = Ppm(850_000);
/// No product asks Curators for more of the principal.
const MOST_FIRST_LOSS: Ppm = Ppm(500_000);
/// No loan has less cover than its principal.
const LEAST_COVER: Ppm = Ppm(1_000_000);
/// No product asks more than this: 100 % a year of 365 days.
pub const MAX_RATE: RatePerSecond = RatePerSecond(31_709_791_984);
/// No loan has less grace: a day.
pub const MIN_GRACE: Seconds = Seconds(SECONDS_PER_DAY);
/// No product allows more grace: 60 days.
const MAX_GRACE: Seconds = Seconds(60 * SECONDS_PER_DAY);
/// No loan is smaller: a dollar.
pub const MIN_PRINCIPAL: UsdaiAmount = UsdaiAmount(UNIT);
/// A gap between two blocks up to this length never counts as a pause.
pub const MIN_BLOCK_GAP: Seconds = Seconds(60);
/// The most items behind one loan: a bundle, as long as the original's.
pub const MAX_ITEMS: u32 = 128;
/// The most instalments of a loan that are late: as many as a schedule has.
pub const MAX_LATE: u32 = 134;
/// The most tranches of one loan.
pub const MAX_TRANCHES: u32 = 8;
/// The most instalments of one loan: [`caliber_finance::schedule::MAX_DURATION_DAYS`] in months,
/// the broken one at each end included.
pub const MAX_DEADLINES: u32 = 134;

/// What may be lent against one model of hardware.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
	/// Whether new offers are taken. Offers that stand open are refused as well while it is off.
	pub enabled: bool,
	/// The most that is lent, parts per million of the lendable value; at most [`LTV_CAP`].
	pub max_ltv: Ppm,
	/// The same at each due date, of the value that the items have lost by then on the curve of their
	/// model; at most [`CURVE_LTV_CAP`].
	pub max_curve_ltv: Ppm,
	/// The least insurance cover, parts per million of the principal; all of it at least.
	pub min_cover: Ppm,
	/// For how many days from the acceptance on the cover runs at least. It always runs until the
	/// first instalment and its grace are over.
	pub min_cover_days: u32,
	/// The shortest loan, in days.
	pub min_days: u32,
	/// The longest loan, in days.
	pub max_days: u32,
	/// The lowest rate.
	pub min_rate: RatePerSecond,
	/// The highest rate; at most [`MAX_RATE`].
	pub max_rate: RatePerSecond,
	/// The longest grace; at least [`MIN_GRACE`].
	pub max_grace: Seconds,
	/// The most of the first windows that repay no principal.
	pub max_interest_only: u32,
	/// The most principal that is left to the last window, parts per million of it.
	pub max_balloon: Ppm,
	/// The least instalments that the debt-service reserve holds; at most [`MAX_RESERVE`].
	pub min_reserve: u32,
	/// The least part of the principal that Curators lend beside the vault, to bear losses first.
	pub min_first_loss: Ppm,
	/// The longest that money waits in escrow for hardware; nothing when it does not. At most
	/// [`MAX_ESCROW`].
	pub max_escrow: Seconds,
	/// The least that money earns there a second; at most [`MAX_RATE`].
	pub min_carry: RatePerSecond,
	/// Kept from the borrower at origination, a part of the principal scaled by 10^18.
	pub origination_fee: Fee,
	/// Taken of an instalment that is late, parts per million of its principal and interest; at most
	/// a tenth.
	pub late_fee: Ppm,
	/// Taken of principal that is repaid ahead of time, parts per million; at most a tenth.
	pub exit_fee: Ppm,
	/// How marks fall.
	pub ageing: Ageing,
	/// How hardware is sold after default.
	pub sale: SaleTerms,
}

impl Product {
	/// Whether every figure lies in its compile-time range.
	pub fn in_range(&self) -> bool {
		let days = 1..=caliber_finance::schedule::MAX_DURATION_DAYS;
		self.max_ltv <= LTV_CAP
			&& !self.max_ltv.is_zero()
			&& (self.max_ltv..=CURVE_LTV_CAP).contains(&self.max_curve_ltv)
			&& self.min_first_loss <= MOST_FIRST_LOSS
			&& self.min_cover >= LEAST_COVER
			&& self.min_cover_days <= caliber_finance::schedule::MAX_DURATION_DAYS
			&& days.contains(&self.min_days)
			&& days.contains(&self.max_days)
			&& self.min_days <= self.max_days
			&& !self.min_rate.is_zero()
			&& self.min_rate <= self.max_rate
			&& self.max_rate <= MAX_RATE
			&& (MIN_GRACE..=MAX_GRACE).contains(&self.max_grace)
			&& self.max_balloon <= WHOLE
			&& self.min_reserve <= MAX_RESERVE
			&& self.max_escrow <= MAX_ESCROW
			&& self.min_carry <= MAX_RATE
			&& matches!(self.origination_fee, Fee::Ratio(rate) if rate <= MAX_FEE)
			&& self.late_fee <= MOST_FEE
			&& self.exit_fee <= MOST_FEE
			&& self.ageing.in_range()
			&& self.sale.in_range()
	}

	/// The least cover for so much principal, rounded up.
	pub fn cover_for(&self, principal: UsdaiAmount) -> UsdaiAmount {
		least_cover(principal, self.min_cover)
	}

	/// Until when the cover of a loan that begins now runs at least.
	pub fn covered_until(&self, now: Seconds) -> Seconds {
		now.saturating_add(Day(self.min_cover_days).start())
	}
}

/// The highest origination fee: 10 %, scaled by 10^18.
const MAX_FEE: u64 = 100_000_000_000_000_000;
/// The highest bounty: 1 %.
const MOST_BOUNTY: Ppm = Ppm(10_000);
/// The highest other fee: 10 %.
const MOST_FEE: Ppm = Ppm(100_000);
/// All of it.
const WHOLE: Ppm = Ppm(1_000_000);
/// No reserve holds more instalments: a year's.
pub const MAX_RESERVE: u32 = 12;

/// What binds the book as a whole.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
	/// The most principal that the vault may have in loans, 18 decimals.
	pub debt_ceiling: UsdaiAmount,
	/// A longer time between two blocks counts for nobody; at least [`MIN_BLOCK_GAP`].
	pub max_block_gap: Seconds,
	/// The longest that an offer may stand open.
	pub max_offer_life: Seconds,
	/// How much of the book may hang on one.
	pub shares: Shares,
	/// When margin is called, and for how long it may be cured.
	pub margin: Margin,
	/// What whoever draws a reserve or finds a loan worse earns, parts per million of the principal; at most a hundredth.
	pub bounty: Ppm,
	/// The most that he earns, 18 decimals.
	pub max_bounty: UsdaiAmount,
}

impl Default for Rules {
	/// 100 million dollars; an hour; 30 days; a fifth of the book on one borrower or site, a half on
	/// one model or Curator; 5 basis points, at most 500 dollars; margin by its own default.
	fn default() -> Self {
		Self {
			debt_ceiling: UsdaiAmount(100_000_000 * UNIT),
			max_block_gap: Seconds(3_600),
			max_offer_life: Seconds(30 * SECONDS_PER_DAY),
			shares: Shares {
				borrower: Ppm(200_000),
				site: Ppm(200_000),
				model: Ppm(500_000),
				curator: Ppm(500_000),
			},
			margin: Margin::default(),
			bounty: Ppm(500),
			max_bounty: UsdaiAmount(500 * UNIT),
		}
	}
}

impl Rules {
	/// Whether every figure lies in its compile-time range.
	pub fn in_range(&self) -> bool {
		self.max_block_gap >= MIN_BLOCK_GAP
			&& !self.max_offer_life.is_zero()
			&& self.shares.in_range()
			&& self.margin.in_range()
			&& self.bounty <= MOST_BOUNTY
	}

	/// How much of the time between two blocks counts for nobody: all of it, or nothing.
	pub fn pause_in(&self, gap: Seconds) -> Seconds {
		match gap > self.max_block_gap {
			true => gap,
			false => Seconds::ZERO,
		}
	}
}

/// What a lender asks for.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct Ask {
	/// The model of every item, whose product sets the limits.
	pub product: SkuId,
	/// What is lent, 18 decimals.
	pub principal: UsdaiAmount,
	/// Interest a second on what the vault lends, scaled by 10^18.
	pub rate: RatePerSecond,
	/// Length of the loan in days.
	pub duration_days: u32,
	/// Day of the month on which an instalment falls due, 1 to 31.
	pub due_day: u8,
	/// Local time minus UTC in seconds; an instalment falls due at local midnight.
	pub utc_offset_seconds: i32,
	/// How it is repaid, grace included.
	pub repayment: RepaymentTerms,
	/// How many instalments the debt-service reserve holds, kept back from the principal.
	pub reserve: u32,
	/// The borrower's loan that this one replaces: it is paid off from the principal, and its items may
	/// stand behind this one.
	pub refinances: Option<LoanId>,
}

/// Why a product does not allow what is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// The product is off.
	Disabled,
	/// The principal is below [`MIN_PRINCIPAL`].
	TooSmall,
	/// The rate is outside the product's band.
	Rate,
	/// The length is outside the product's.
	Term,
	/// Grace is shorter than a day or longer than the product's, or its rate is below the loan's.
	Grace,
	/// There are more tranches than [`MAX_TRANCHES`].
	TooManyTranches,
	/// A tranche is below [`MIN_PRINCIPAL`], or its rate is nothing or above [`MAX_RATE`].
	Tranche,
	/// Curators lend less than the product asks for.
	FirstLoss,
	/// More windows bear interest only than the product allows, or more principal is left to the last.
	Balloon,
	/// The reserve holds fewer instalments than the product asks for, or more than [`MAX_RESERVE`].
	Reserve,
	/// There are more charges than [`super::MAX_CHARGES`], or one is nothing, or all are above [`MAX_CHARGE`].
	Charge,
	/// Money would wait outside the product's band.
	Escrow,
	/// No schedule can be made of it.
	Terms,
}

impl From<FinanceError> for Refusal {
	fn from(_: FinanceError) -> Self {
		Self::Terms
	}
}

impl Ask {
	/// The tranches of a loan to which Curators add theirs, if the product allows it. `now` stands
	/// for the origination.
	pub fn check<A>(
		&self,
		juniors: &[Junior<A>],
		product: &Product,
		now: Seconds,
	) -> Result<Tranches, Refusal> {
		let grace = &self.repayment;
		let sound = |junior: &Junior<A>| {
			let rate = !junior.rate.is_zero() && junior.rate <= MAX_RATE;
			rate && junior.amount >= MIN_PRINCIPAL
		};
		if juniors.len() >= Tranches::bound() {
			return Err(Refusal::TooManyTranches);
		}
		let senior = self.senior(juniors).unwrap_or_default();
		let first_loss = has_first_loss(self.principal, senior, product.min_first_loss);
		let allowed = [
			(product.enabled, Refusal::Disabled),
			(self.principal >= MIN_PRINCIPAL, Refusal::TooSmall),
			((product.min_rate..=product.max_rate).contains(&self.rate), Refusal::Rate),
			((product.min_days..=product.max_days).contains(&self.duration_days), Refusal::Term),
			((MIN_GRACE..=product.max_grace).contains(&grace.grace_duration), Refusal::Grace),
			(juniors.iter().all(sound), Refusal::Tranche),
			(senior >= MIN_PRINCIPAL, Refusal::Tranche),
			(first_loss, Refusal::FirstLoss),
			(self.has_balloon_within(product), Refusal::Balloon),
			((product.min_reserve..=MAX_RESERVE).contains(&self.reserve), Refusal::Reserve),
		];
		if let Some((_, refusal)) = allowed.into_iter().find(|(holds, _)| !holds) {
			return Err(refusal);
		}
		let tranches = self.tranches(juniors).ok_or(Refusal::TooManyTranches)?;
		let rate = Loan::new(self.schedule(now), self.repayment, &tranches)?.rate();
		match (rate..=MAX_RATE).contains(&grace.grace_rate) {
			true => Ok(tranches),
			false => Err(Refusal::Grace),
		}
	}

	/// Whether no more is left to the end than the product allows.
	fn has_balloon_within(&self, product: &Product) -> bool {
		self.repayment.interest_only <= product.max_interest_only
			&& self.repayment.has_balloon_within(self.principal, product.max_balloon)
	}

	/// The tranches with those of Curators; the vault lends what they leave. `None` when that is
	/// nothing or there are too many.
	pub fn tranches<A>(&self, juniors: &[Junior<A>]) -> Option<Tranches> {
		let vault = Tranche { amount: self.senior(juniors)?.get(), rate: self.rate };
		let all = [vault].into_iter().chain(juniors.iter().map(Junior::tranche));
		Tranches::try_from(all.collect::<Vec<_>>()).ok()
	}

	/// What the vault lends beside Curators.
	fn senior<A>(&self, juniors: &[Junior<A>]) -> Option<UsdaiAmount> {
		senior(self.principal, juniors.iter().map(|junior| junior.amount))
	}

	/// The schedule when the loan begins at `origination`.
	pub fn schedule(&self, origination: Seconds) -> ScheduleTerms {
		ScheduleTerms {
			origination,
			due_day: self.due_day,
			duration_days: self.duration_days,
			utc_offset_seconds: self.utc_offset_seconds,
		}
	}
}

/// Charges as a loan has them, if each is in range.
pub fn charges<A>(charges: Vec<Charge<A>>) -> Result<Charges<A>, Refusal> {
	let sum = charges.iter().fold(0u64, |sum, charge| sum.saturating_add(charge.rate));
	let sound = sum <= MAX_CHARGE && charges.iter().all(|charge| charge.rate > 0);
	let all = sound.then_some(charges).ok_or(Refusal::Charge)?;
	Charges::try_from(all).map_err(|_| Refusal::Charge)
}

/// Who lends, the most senior first: tranche 0 is the vault.
pub type Tranches = BoundedVec<Tranche, ConstU32<MAX_TRANCHES>>;

/// The items behind a loan.
pub type Items = BoundedVec<ItemId, ConstU32<MAX_ITEMS>>;

/// All that both sides agree on. It never changes once offered; its hash names it.
#[frame_support::stored]
pub struct Terms<AccountId> {
	/// Who borrows.
	pub borrower: AccountId,
	/// What stands behind the loan; not empty, no item twice. With escrow they are named once they
	/// have come, and the hash is of the terms without them.
	pub items: Items,
	/// What is lent and how it is repaid.
	pub ask: Ask,
	/// Who lends, the most senior first: tranche 0 is the vault, the others are Curators'.
	pub tranches: Tranches,
	/// Those Curators.
	pub curators: Curators<AccountId>,
	/// Who is paid with each instalment beside them.
	pub charges: Charges<AccountId>,
	/// How the money waits for hardware that is still to come, if it does.
	pub escrow: Option<EscrowTerms<AccountId>>,
	/// Kept from the borrower at origination, 18 decimals.
	pub fee: UsdaiAmount,
	/// Taken of an instalment that is late, parts per million of its principal and interest.
	pub late_fee: Ppm,
	/// Taken of principal that is repaid ahead of time, parts per million.
	pub exit_fee: Ppm,
	/// How marks fall.
	pub ageing: Ageing,
	/// How hardware is sold after default.
	pub sale: SaleTerms,
}
