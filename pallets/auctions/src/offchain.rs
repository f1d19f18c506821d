//! Sales that somebody arranges off the chain, and that stand open on it to whoever pays more. Types
//! without `Config`: every way to end one consumes it.

use crate::types::{LotError, Sale};
use caliber_finance::auction::least_overbid;
use caliber_primitives::{
	auction::Aside,
	ids::LoanId,
	roles::Role,
	units::{Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use frame_support::ensure;

/// How long a sale stands open to higher bids: 72 hours.
pub const OPEN_TIME: Seconds = Seconds(3 * SECONDS_PER_DAY);
/// How long after that its proceeds may be brought: thirty days.
pub const SETTLE_TIME: Seconds = Seconds(30 * SECONDS_PER_DAY);

/// A bid that lies with the chain.
#[frame_support::stored]
pub struct Bid<AccountId> {
	/// Whose.
	pub bidder: AccountId,
	/// How much.
	pub price: UsdaiAmount,
}

/// A sale that a Liquidator has arranged.
#[frame_support::stored]
pub struct Arranged<AccountId> {
	/// Who gets the proceeds.
	pub seller: AccountId,
	/// What is sold.
	pub aside: Aside,
	/// Who has arranged it, and brings the proceeds.
	pub liquidator: AccountId,
	/// Who buys.
	pub buyer: AccountId,
	/// For how much.
	pub price: UsdaiAmount,
	/// The last second in which more can be bid, on the clock of the auctions.
	pub until: Seconds,
	/// The Custodian and the Auditor who say that the buyer has paid.
	pub attested: [Option<AccountId>; 2],
	/// The best bid of those who pay more.
	pub best: Option<Bid<AccountId>>,
}

/// Who attests proceeds: a Custodian of money, and an Auditor.
pub const ATTESTERS: [Role; 2] = [Role::Custodian, Role::Auditor];

/// How an arranged sale ends once its time is over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending<AccountId> {
	/// Somebody has paid more.
	Outbid(Sale<AccountId>),
	/// Nobody has brought the proceeds.
	Lapsed(LoanId),
}

impl<AccountId: Clone + PartialEq> Arranged<AccountId> {
	/// The least that the next bid may be; see [`least_overbid`].
	pub fn least(&self) -> UsdaiAmount {
		let best = self.best.as_ref().map_or(self.price, |bid| bid.price);
		least_overbid(best)
	}

	/// Whether an account has a part in it: it buys, sells or attests.
	pub fn knows(&self, who: &AccountId) -> bool {
		let attests = self.attested.iter().flatten().any(|attester| attester == who);
		*who == self.buyer || *who == self.liquidator || *who == self.seller || attests
	}

	/// With a higher bid; and the one that it has beaten. Whoever has the first right to sell does not bid,
	/// and neither does who attests.
	pub fn overbid(
		mut self,
		bid: Bid<AccountId>,
		now: Seconds,
	) -> Result<(Self, Option<Bid<AccountId>>), LotError> {
		ensure!(now <= self.until, LotError::Over);
		ensure!(bid.bidder == self.buyer || !self.knows(&bid.bidder), LotError::Involved);
		ensure!(bid.price >= self.least(), LotError::BidTooLow);
		let beaten = self.best.replace(bid);
		Ok((self, beaten))
	}

	/// With somebody's word, in a role, that the buyer has paid `price`: nobody asks once somebody has bid
	/// more, and whoever has bid is a buyer himself.
	pub fn attest(
		mut self,
		who: AccountId,
		role: Role,
		price: UsdaiAmount,
	) -> Result<Self, LotError> {
		ensure!(self.best.is_none(), LotError::Outbid);
		ensure!(price == self.price, LotError::WrongPrice);
		ensure!(!self.knows(&who), LotError::Involved);
		let places = ATTESTERS.iter().zip(self.attested.iter_mut());
		let place = { places }.find(|(of, place)| **of == role && place.is_none());
		let (_, place) = place.ok_or(LotError::Attested)?;
		*place = Some(who);
		Ok(self)
	}

	/// Ends it with the proceeds, once nobody has bid more.
	pub fn settle(self, by: &AccountId, now: Seconds) -> Result<Sale<AccountId>, LotError> {
		ensure!(*by == self.liquidator, LotError::NotLiquidator);
		ensure!(now > self.until, LotError::NotOver);
		ensure!(self.best.is_none(), LotError::Outbid);
		ensure!(self.attested.iter().all(Option::is_some), LotError::NotAttested);
		Ok(Sale {
			loan: self.aside.loan,
			seller: self.seller,
			buyer: self.buyer,
			price: self.price,
		})
	}

	/// Ends it when somebody has bid more, or its proceeds have not come in time.
	pub fn close(self, now: Seconds) -> Result<Ending<AccountId>, LotError> {
		ensure!(now > self.until, LotError::NotOver);
		let loan = self.aside.loan;
		match self.best {
			Some(Bid { bidder, price }) => {
				Ok(Ending::Outbid(Sale { loan, seller: self.seller, buyer: bidder, price }))
			},
			None => {
				ensure!(now > self.until.saturating_add(SETTLE_TIME), LotError::NotOver);
				Ok(Ending::Lapsed(loan))
			},
		}
	}
}
