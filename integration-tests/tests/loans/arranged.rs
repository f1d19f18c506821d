//! Hardware that a Liquidator sells off the chain, once nobody has bought it by auction: to who pays more on
//! it, to the buyer whom he has found, or to nobody.

use crate::{
	fallen::{
		buy, called, closed, end, lot_of, next_block_at, owner, pay_in, pledged_again, price_after,
		prices, put_up, rack, retired, unsold, Owed, OPENS,
	},
	set_up::{
		ask, by, dollars, lend, next_block_on, on_day, usd, vault, with_chain, BORROWER, CURATOR,
		PASSER_BY, SAVER,
	},
};
use caliber_integration_tests::registry::{as_signed, grant, CUSTODIAN};
use caliber_primitives::{
	ids::{ItemId, LoanId, LotId},
	roles::Role,
	units::UsdaiAmount,
};
use caliber_runtime::{Auctions, Lending, Runtime};
use pallet_auctions::{Call, Error};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, AliceStash, BobStash, CharlieStash, DaveStash, EveStash};
use sp_runtime::DispatchResult;

/// Sells what is seized.
const LIQUIDATOR: Sr25519Keyring = CharlieStash;
/// Has been found off the chain.
const BUYER: Sr25519Keyring = DaveStash;
/// Say that money has come.
const BANK: Sr25519Keyring = EveStash;
const AUDITOR: Sr25519Keyring = BobStash;
/// What he pays, and what was lent.
const PRICE: u128 = usd(30_000);
const LENT: u128 = 100_000;
/// The day on which nobody has bought, and the last one on which more may be bid.
const UNSOLD: u64 = OPENS + 8;
const UNTIL: u64 = UNSOLD + 3;

fn attempt(who: Sr25519Keyring, call: Call<Runtime>) -> DispatchResult {
	as_signed(&who.to_account_id(), call)
}

fn no(who: Sr25519Keyring, call: Call<Runtime>, error: Error<Runtime>) {
	assert_eq!(attempt(who, call), Err(error.into()));
}

/// The Liquidator names his buyer.
fn arrange(loan: LoanId, price: u128) -> DispatchResult {
	let (buyer, evidence) = (BUYER.to_account_id(), H256::repeat_byte(1));
	attempt(LIQUIDATOR, Call::arrange_sale { loan, buyer, price: UsdaiAmount(price), evidence })
}

fn overbid(lot: LotId, price: u128) -> Call<Runtime> {
	Call::overbid { lot, price: UsdaiAmount(price) }
}

fn attest(lot: LotId, price: u128) -> Call<Runtime> {
	Call::attest_proceeds { lot, price: UsdaiAmount(price), evidence: H256::repeat_byte(2) }
}

fn refund(who: Sr25519Keyring) -> Call<Runtime> {
	Call::refund { who: who.to_account_id() }
}

/// Nobody has bought for a week, and a sale for 30,000 is arranged.
fn standing(story: impl FnOnce(ItemId, LoanId, LotId, Owed)) {
	with_chain(|| {
		for (who, role) in
			[(LIQUIDATOR, Role::Liquidator), (BANK, Role::Custodian), (AUDITOR, Role::Auditor)]
		{
			grant(&who.to_account_id(), role);
		}
		pay_in(LIQUIDATOR, 50_000);
		let item = rack(50_000, 0);
		let loan = lend(&[item], ask(LENT));
		let owed = called(loan, LENT);
		on_day(OPENS);
		let error = pallet_lending::Error::<Runtime>::NotAgreed;
		assert_eq!(arrange(loan, usd(35_000)), Err(error.into()));
		put_up(loan);
		unsold(loan, UNSOLD);
		// Four fifths of 35,000 is the least.
		let error = pallet_lending::Error::<Runtime>::BelowFloor;
		assert_eq!(arrange(loan, usd(28_000) - 1), Err(error.into()));
		assert_eq!(arrange(loan, PRICE), Ok(()));
		let lot = lot_of(loan);
		story(item, loan, lot, owed);
	});
}

/// The loan is over, and the vault has got what a price and what lay with the loan pay.
fn paid(loan: LoanId, owed: &Owed, price: u128) {
	let [fee, principal, interest] = owed.divided(owed.money + price);
	let end = end(loan);
	assert_eq!(end.receipt.principal.get(), principal);
	assert_eq!(end.receipt.accrued.get() + end.receipt.extra.get(), fee + interest);
	assert_eq!((end.lost, end.surplus), (owed.principal - principal, 0));
	assert!(closed(loan).creditors.is_owed());
	assert_eq!(Lending::book_value(), Ok(Default::default()));
	assert_eq!(Auctions::lot_of(loan), None);
}

#[test]
fn best_bidder_should_have_the_hardware_when_two_bid_more_than_an_arranged_buyer() {
	standing(|item, loan, lot, owed| {
		let [first, second] = [PRICE * 102 / 100, PRICE * 102 / 100 * 102 / 100];
		assert_eq!([first, second], [usd(30_600), usd(31_212)]);
		let had = [SAVER, CURATOR].map(dollars);
		no(SAVER, overbid(lot, first - 1), Error::BidTooLow);
		no(LIQUIDATOR, overbid(lot, first), Error::Involved);
		assert!(attempt(CUSTODIAN, overbid(lot, first)).is_err());
		by(SAVER, overbid(lot, first));
		on_day(UNSOLD + 1);
		no(CURATOR, overbid(lot, second - 1), Error::BidTooLow);
		by(CURATOR, overbid(lot, second));
		assert_eq!(Auctions::refundable(SAVER.to_account_id()), UsdaiAmount(first));
		no(PASSER_BY, refund(CURATOR), Error::NothingToRefund);

		// Whoever was outbid has his money when anyone asks for it, and once.
		on_day(UNTIL);
		no(PASSER_BY, Call::close_sale { lot }, Error::NotOver);
		by(PASSER_BY, refund(SAVER));
		no(PASSER_BY, refund(SAVER), Error::NothingToRefund);
		assert_eq!([SAVER, CURATOR].map(dollars), [had[0], had[1] - second]);
		next_block_at(UNTIL, 6);
		no(SAVER, overbid(lot, usd(40_000)), Error::Over);
		no(LIQUIDATOR, Call::settle_sale { lot }, Error::Outbid);
		by(PASSER_BY, Call::close_sale { lot });
		paid(loan, &owed, second);
		assert_eq!([SAVER, CURATOR].map(dollars), [had[0], had[1] - second]);
		pledged_again(CURATOR, &[item], 20_000);
	});
}

#[test]
fn buyer_should_have_the_hardware_when_both_attest_his_money_and_the_liquidator_brings_it() {
	standing(|item, loan, lot, owed| {
		no(
			LIQUIDATOR,
			attest(lot, PRICE),
			Error::Role(caliber_primitives::roles::RoleError::NotGranted),
		);
		no(BANK, attest(lot, PRICE + 1), Error::WrongPrice);
		by(BANK, attest(lot, PRICE));
		no(BANK, attest(lot, PRICE), Error::Role(caliber_primitives::roles::RoleError::NotGranted));
		assert!(attempt(CUSTODIAN, attest(lot, PRICE)).is_err());
		next_block_at(UNTIL, 6);
		no(LIQUIDATOR, Call::settle_sale { lot }, Error::NotAttested);
		by(AUDITOR, attest(lot, PRICE));
		no(BUYER, Call::settle_sale { lot }, Error::NotLiquidator);
		let (had, start) = (dollars(LIQUIDATOR), vault());
		by(LIQUIDATOR, Call::settle_sale { lot });
		assert_eq!(had - dollars(LIQUIDATOR), PRICE);
		paid(loan, &owed, PRICE);
		assert!(vault().0 > start.0);
		assert_eq!(owner(item), Some(BUYER.to_account_id()));
		retired(BUYER, item);
	});
}

#[test]
fn hardware_should_be_up_for_auction_again_when_arranged_proceeds_never_come() {
	standing(|item, loan, lot, owed| {
		let over = UNTIL + 30;
		on_day(over);
		no(AliceStash, Call::close_sale { lot }, Error::NotOver);
		next_block_at(over, 6);
		by(AliceStash, Call::close_sale { lot });
		no(LIQUIDATOR, Call::settle_sale { lot }, Error::NoSuchLot);
		// Prices are those of the second sale: a Liquidator who brings nothing does not lower them.
		let lot = put_up(loan);
		assert_eq!(prices(lot), (usd(192_000), usd(28_000)));
		next_block_on(over + 6);
		let price = price_after(usd(192_000), usd(28_000), 6 * 86_400 - 6);
		assert!(buy(BORROWER, lot, price - 1).is_err());
		assert_eq!(buy(BORROWER, lot, price), Ok(()));
		paid(loan, &owed, price);
		assert_eq!(owner(item), Some(BORROWER.to_account_id()));
	});
}
