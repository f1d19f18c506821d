//! A bill, from its purchase to the last dollar of its surplus.

use super::Policy;
use caliber_finance::{
	bills::MAX_DAYS,
	treasury::{cost, proceeds, Position, PriceCheck, Surplus, WriteDown},
	FinanceError,
};
use caliber_primitives::{
	ids::{OrderId, ReserveSlot},
	prices::Tenor,
	units::{Day, MicroUsd, Ppb, ReserveAmount, Seconds, UsdaiAmount},
};

/// The name of a security: nine digits or capitals, the last one a check digit.
#[frame_support::stored]
#[derive(Copy)]
pub struct Cusip(pub [u8; 9]);

/// Who owes a security: the first six places of its CUSIP.
pub type Issuer = [u8; 6];

/// Under which the Treasury issues bills.
const BILLS: [&Issuer; 3] = [b"912795", b"912796", b"912797"];

impl Cusip {
	/// Who owes it.
	pub fn issuer(&self) -> Issuer {
		let [a, b, c, d, e, f, ..] = self.0;
		[a, b, c, d, e, f]
	}

	/// Whether it is that of a Treasury bill: no note or bond has these first six places, and no bill
	/// others.
	pub fn is_bill(&self) -> bool {
		BILLS.contains(&&self.issuer())
	}

	/// Whether it is well formed and its check digit is right.
	pub fn is_valid(&self) -> bool {
		let [body @ .., check] = self.0;
		let mut total = 0u32;
		for (place, character) in body.into_iter().enumerate() {
			let Some(value) = char::from(character).to_digit(36) else { return false };
			if character.is_ascii_lowercase() {
				return false;
			}
			let value = if place % 2 == 1 { value.saturating_mul(2) } else { value };
			total = total.saturating_add(value / 10).saturating_add(value % 10);
		}
		char::from(check).to_digit(10) == Some(10u32.saturating_sub(total % 10) % 10)
	}
}

/// What an operator has bought.
#[frame_support::stored]
pub struct Purchase<AccountId> {
	/// The reserve asset that pays.
	pub slot: ReserveSlot,
	/// Who takes the coins, settles, and holds the bill.
	pub custodian: AccountId,
	/// Which bill.
	pub cusip: Cusip,
	/// What it pays at maturity, in the unit of the reserve asset; whole hundreds of dollars.
	pub face: ReserveAmount,
	/// Paid for 100 dollars of face.
	pub price: MicroUsd,
	/// The day of settlement, from which it accretes.
	pub settles: Day,
	/// The day on which it pays its face.
	pub matures: Day,
}

/// Why a purchase does not fit its order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PurchaseError {
	/// The CUSIP is malformed.
	InvalidCusip,
	/// The CUSIP is not of a bill.
	NotABill,
	/// It settles before today or too late.
	SettlementOutOfRange,
	/// Its days are not those of the tenor.
	WrongTenor,
	/// Dearer than the feed allows.
	TooDear,
	/// Cheaper than the feed makes plausible.
	TooCheap,
	/// The feed's rate has no price.
	Unpriced,
}

impl<AccountId> Purchase<AccountId> {
	/// Days from settlement to maturity.
	pub fn days(&self) -> u32 {
		self.matures.0.saturating_sub(self.settles.0)
	}

	/// What it costs, in the unit of the reserve asset, rounded up.
	pub fn cost(&self) -> Result<ReserveAmount, FinanceError> {
		cost(self.price, self.face)
	}

	/// Whether it may fill an order for `tenor` today, when the feed says `fed`: a valid bill of about
	/// that length at a price that agrees, see [`PriceCheck`].
	pub fn check(
		&self,
		policy: &Policy,
		tenor: Tenor,
		today: Day,
		fed: Ppb,
	) -> Result<(), PurchaseError> {
		if !self.cusip.is_valid() {
			return Err(PurchaseError::InvalidCusip);
		}
		if !self.cusip.is_bill() {
			return Err(PurchaseError::NotABill);
		}
		let latest = Day(today.0.saturating_add(policy.settle_within.0));
		if !(today..=latest).contains(&self.settles) {
			return Err(PurchaseError::SettlementOutOfRange);
		}
		let days = self.days();
		if !(1..=MAX_DAYS).contains(&days) || days.abs_diff(tenor.days()) > policy.tenor_slack.0 {
			return Err(PurchaseError::WrongTenor);
		}
		match PriceCheck::of(self.price, fed, policy.price_tolerance, days) {
			Ok(PriceCheck::Agrees) => Ok(()),
			Ok(PriceCheck::TooDear) => Err(PurchaseError::TooDear),
			Ok(PriceCheck::TooCheap) => Err(PurchaseError::TooCheap),
			Err(_) => Err(PurchaseError::Unpriced),
		}
	}
}

/// On what terms an operator has sold a bill.
#[frame_support::stored]
#[derive(Copy)]
pub struct Sale {
	/// Paid for 100 dollars of face.
	pub price: MicroUsd,
	/// The day on which the money comes.
	pub settles: Day,
}

impl Sale {
	/// Whether a bill that matures on a day may be sold so today, when the feed says `fed` of bills
	/// of that length, see [`PriceCheck::of_sale`].
	pub fn check(
		&self,
		policy: &Policy,
		matures: Day,
		today: Day,
		fed: Ppb,
	) -> Result<(), PurchaseError> {
		let latest = Day(today.0.saturating_add(policy.settle_within.0));
		if !(today..=latest).contains(&self.settles) || self.settles >= matures {
			return Err(PurchaseError::SettlementOutOfRange);
		}
		let days = matures.0.saturating_sub(self.settles.0);
		match PriceCheck::of_sale(self.price, fed, policy.price_tolerance, days) {
			Ok(PriceCheck::Agrees) => Ok(()),
			Ok(PriceCheck::TooDear) => Err(PurchaseError::TooDear),
			Ok(PriceCheck::TooCheap) => Err(PurchaseError::TooCheap),
			Err(_) => Err(PurchaseError::Unpriced),
		}
	}

	/// What it brings, in the unit of the face, rounded down.
	pub fn proceeds(&self, face: ReserveAmount) -> Result<ReserveAmount, FinanceError> {
		proceeds(self.price, face)
	}
}

/// One bill of the treasury.
#[frame_support::stored]
pub struct Bill<AccountId> {
	/// The order that it filled.
	pub order: OrderId,
	/// As what it was bought.
	pub tenor: Tenor,
	/// Who bought it, and once it is sold who sold it.
	pub operator: AccountId,
	/// The terms.
	pub purchase: Purchase<AccountId>,
	/// Paid, in the unit of the reserve asset.
	pub paid: ReserveAmount,
	/// Paid, and of an impaired bill what still counts of it.
	pub cost: UsdaiAmount,
	/// Due at maturity.
	pub face: UsdaiAmount,
	/// By what it was written down when it was marked impaired, if it was.
	pub written_down: Option<WriteDown>,
	/// How far it has come.
	pub stage: Stage<AccountId>,
}

impl<AccountId> Bill<AccountId> {
	/// What its value needs.
	pub fn position(&self) -> Position {
		let Purchase { settles, matures, price, .. } = self.purchase;
		let settled = !matches!(self.stage, Stage::InTransit(_));
		let (cost, face, impaired) = (self.cost, self.face, self.written_down);
		Position { settles, matures, price, cost, face, settled, impaired }
	}

	/// Whether it is in the book: money is still to come.
	pub fn is_open(&self) -> bool {
		matches!(self.stage, Stage::InTransit(_) | Stage::Held(_) | Stage::Selling(_))
	}

	/// The day on which the next thing is due: the bill itself, its face, or what it was sold for.
	/// Nothing once it has paid.
	pub fn due(&self) -> Option<Day> {
		match &self.stage {
			Stage::InTransit(_) => Some(self.purchase.settles),
			Stage::Held(_) => Some(self.purchase.matures),
			Stage::Selling(sold) => Some(sold.sale.settles),
			Stage::Paid(_) | Stage::Settled(_) => None,
		}
	}

	/// Face less cost: the most that is ever minted on it. Once it was impaired, what was written
	/// down is part of it, of which the vault gets what it has borne.
	pub fn gain(&self) -> UsdaiAmount {
		self.position().gain()
	}
}

/// Who has confirmed something, and when.
#[frame_support::stored]
pub struct Confirmation<AccountId> {
	/// Who.
	pub by: AccountId,
	/// When.
	pub at: Seconds,
}

/// How far a bill has come. Each stage is a type whose transitions consume it.
#[frame_support::stored]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Stage<AccountId> {
	/// The cash has left, the bill has not been seen.
	#[codec(index = 0)]
	InTransit(InTransit<AccountId>),
	/// Custodian and auditor have seen the bill.
	#[codec(index = 1)]
	Held(Held<AccountId>),
	/// The face has come in; an auditor has yet to confirm it.
	#[codec(index = 2)]
	Paid(Surplus),
	/// The face is confirmed; what it brought is harvested as the cushion allows.
	#[codec(index = 3)]
	Settled(Surplus),
	/// Sold before its day; the money is still to come.
	#[codec(index = 4)]
	Selling(Sold<AccountId>),
}

impl<AccountId> Stage<AccountId> {
	/// After the money has come in, with what of it is surplus: settled when an auditor has said so
	/// already.
	fn after(auditor: Option<Confirmation<AccountId>>, surplus: Surplus) -> Self {
		match auditor {
			Some(_) => Self::Settled(surplus),
			None => Self::Paid(surplus),
		}
	}
}

/// Why a bill cannot take a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StageError {
	/// This side has confirmed already.
	AlreadyConfirmed,
}

/// What custodian and auditor both have to say, in any order.
#[frame_support::stored]
pub struct Both<AccountId> {
	/// The custodian's word.
	pub custodian: Option<Confirmation<AccountId>>,
	/// An auditor's.
	pub auditor: Option<Confirmation<AccountId>>,
}

impl<AccountId> Both<AccountId> {
	/// Neither has spoken.
	pub const fn new() -> Self {
		Self { custodian: None, auditor: None }
	}

	/// Without words that do not count any more.
	pub fn kept(
		self,
		custodian: impl FnOnce(&Confirmation<AccountId>) -> bool,
		auditor: impl FnOnce(&Confirmation<AccountId>) -> bool,
	) -> Self {
		Self { custodian: self.custodian.filter(custodian), auditor: self.auditor.filter(auditor) }
	}

	/// With the word of the custodian, or else of an auditor.
	pub fn with(
		self,
		is_custodian: bool,
		word: Confirmation<AccountId>,
	) -> Result<Self, StageError> {
		match (is_custodian, &self.custodian, &self.auditor) {
			(true, None, _) => Ok(Self { custodian: Some(word), ..self }),
			(false, _, None) => Ok(Self { auditor: Some(word), ..self }),
			_ => Err(StageError::AlreadyConfirmed),
		}
	}

	/// Whether both have spoken.
	pub fn is_complete(&self) -> bool {
		self.custodian.is_some() && self.auditor.is_some()
	}
}

impl<AccountId> Default for Both<AccountId> {
	fn default() -> Self {
		Self::new()
	}
}

/// Paid for and not in custody yet.
#[frame_support::stored]
pub struct InTransit<AccountId> {
	/// Who has seen the bill.
	pub seen: Both<AccountId>,
	/// Which auditor says that it never came.
	pub failed: Option<Confirmation<AccountId>>,
}

impl<AccountId> InTransit<AccountId> {
	/// As after the purchase.
	pub const fn new() -> Self {
		Self { seen: Both::new(), failed: None }
	}

	/// Custodian or auditor has seen the bill. An auditor who has takes back that it never came.
	pub fn confirmed(
		self,
		is_custodian: bool,
		word: Confirmation<AccountId>,
	) -> Result<Stage<AccountId>, StageError> {
		let seen = self.seen.with(is_custodian, word)?;
		let failed = self.failed.filter(|_| is_custodian);
		Ok(match seen.is_complete() {
			true => Stage::Held(Held { auditor: None }),
			false => Stage::InTransit(Self { seen, failed }),
		})
	}

	/// An auditor says that it never came, and takes back that one has seen it.
	pub fn failed(self, word: Confirmation<AccountId>) -> Result<Stage<AccountId>, StageError> {
		match self.failed {
			Some(_) => Err(StageError::AlreadyConfirmed),
			None => {
				let seen = Both { auditor: None, ..self.seen };
				Ok(Stage::InTransit(Self { seen, failed: Some(word) }))
			},
		}
	}

	/// The custodian has paid its cost back. Who has said that the bill never came has not seen this.
	pub fn unwound(self, surplus: Surplus) -> Stage<AccountId> {
		Stage::after(None, surplus)
	}
}

impl<AccountId> Default for InTransit<AccountId> {
	fn default() -> Self {
		Self::new()
	}
}

/// In custody until it pays.
#[frame_support::stored]
pub struct Held<AccountId> {
	/// The auditor's confirmation that it was paid, when it came before the coins.
	pub auditor: Option<Confirmation<AccountId>>,
}

impl<AccountId> Held<AccountId> {
	/// Without a confirmation that does not count any more.
	pub fn kept(self, auditor: impl FnOnce(&Confirmation<AccountId>) -> bool) -> Self {
		Self { auditor: self.auditor.filter(auditor) }
	}

	/// An auditor has seen the face arrive at the custodian.
	pub fn confirmed_by_auditor(
		self,
		confirmation: Confirmation<AccountId>,
	) -> Result<Stage<AccountId>, StageError> {
		match self.auditor {
			Some(_) => Err(StageError::AlreadyConfirmed),
			None => Ok(Stage::Held(Self { auditor: Some(confirmation) })),
		}
	}

	/// The custodian has paid the face in.
	pub fn paid(self, surplus: Surplus) -> Stage<AccountId> {
		Stage::after(self.auditor, surplus)
	}

	/// It was sold, and had been bought by an operator. What an auditor has said of the face does not
	/// count for the sale.
	pub fn sold(
		self,
		sale: Sale,
		proceeds: ReserveAmount,
		brings: UsdaiAmount,
		bought_by: AccountId,
	) -> Stage<AccountId> {
		let cancelled = Both::new();
		Stage::Selling(Sold { sale, proceeds, brings, bought_by, auditor: None, cancelled })
	}
}

/// Sold, not paid for.
#[frame_support::stored]
pub struct Sold<AccountId> {
	/// The terms.
	pub sale: Sale,
	/// What it brings, in the unit of the reserve asset.
	pub proceeds: ReserveAmount,
	/// What it brings.
	pub brings: UsdaiAmount,
	/// Who bought it.
	pub bought_by: AccountId,
	/// The auditor's confirmation that it was paid, when it came before the coins.
	pub auditor: Option<Confirmation<AccountId>>,
	/// Who says that the sale has fallen through.
	pub cancelled: Both<AccountId>,
}

impl<AccountId> Sold<AccountId> {
	/// Without a confirmation that does not count any more.
	pub fn kept(self, auditor: impl FnOnce(&Confirmation<AccountId>) -> bool) -> Self {
		Self { auditor: self.auditor.filter(auditor), ..self }
	}

	/// An auditor has seen the money arrive at the custodian.
	pub fn confirmed_by_auditor(
		self,
		confirmation: Confirmation<AccountId>,
	) -> Result<Stage<AccountId>, StageError> {
		match self.auditor {
			Some(_) => Err(StageError::AlreadyConfirmed),
			None => Ok(Stage::Selling(Self { auditor: Some(confirmation), ..self })),
		}
	}

	/// The custodian has paid it in.
	pub fn paid(self, surplus: Surplus) -> Stage<AccountId> {
		Stage::after(self.auditor, surplus)
	}
}
