//! What comes next of something that is on sale, and what can be done about it now.

use super::page::{OnSale, Way};
use crate::{loan::terms::usd, vault::amount::exact};
use anyhow::{bail, ensure};
use caliber_primitives::units::UsdaiAmount;
use caliber_runtime::AccountId;
use pallet_auctions::{Arranged, Phase, SETTLE_TIME};

impl OnSale {
	/// It as a sale that was arranged.
	///
	/// # Errors
	/// When it is an auction.
	pub fn arranged(&self) -> anyhow::Result<&Arranged<AccountId>> {
		match &self.way {
			Way::Arranged(sale) => Ok(sale),
			Way::Auction(details) => {
				let loan = details.spec.loan.0;
				bail!(
					"lot {} is sold by auction: `caliber bid {loan}` buys it; nothing was sent",
					self.lot
				)
			},
		}
	}

	/// What is bid: the least that may be, or so much.
	///
	/// # Errors
	/// When that is too little or too late.
	pub fn bids(&self, price: Option<UsdaiAmount>) -> anyhow::Result<UsdaiAmount> {
		let sale = self.arranged()?;
		ensure!(
			self.clock <= sale.until,
			"bids for lot {} were taken until {}; nothing was sent",
			self.lot,
			self.date(sale.until)
		);
		let price = price.unwrap_or_else(|| sale.least());
		ensure!(
			price >= sale.least(),
			"bid at least {} USDai for lot {}, which is 2 % more; nothing was sent",
			exact(sale.least().get()),
			self.lot
		);
		Ok(price)
	}

	/// What its Liquidator pays to end it.
	///
	/// # Errors
	/// When it is not his, not so far, or somebody has bid more.
	pub fn settles(&self, by: &AccountId) -> anyhow::Result<UsdaiAmount> {
		let sale = self.arranged()?;
		ensure!(
			*by == sale.liquidator,
			"only {}, who has arranged it, brings the proceeds of lot {}; nothing was sent",
			sale.liquidator,
			self.lot
		);
		let settled = sale.clone().settle(by, self.clock);
		ensure!(settled.is_ok(), "lot {}: {}; nothing was sent", self.lot, self.next(sale));
		Ok(sale.price)
	}

	/// How it ends when nobody does anything else.
	///
	/// # Errors
	/// While it has time.
	pub fn closes(&self) -> anyhow::Result<&Way> {
		match &self.way {
			Way::Auction(details) => ensure!(
				details.phase == Phase::Over,
				"lot {} is on sale until {}; nothing was sent",
				self.lot,
				self.date(details.ends)
			),
			Way::Arranged(sale) => ensure!(
				sale.clone().close(self.clock).is_ok(),
				"lot {}: {}; nothing was sent",
				self.lot,
				self.next(sale)
			),
		}
		Ok(&self.way)
	}

	/// What comes next of it.
	pub(super) fn next(&self, sale: &Arranged<AccountId>) -> String {
		let lot = self.lot;
		let settled_by = sale.until.saturating_add(SETTLE_TIME);
		if self.clock <= sale.until {
			let (least, until) = (usd(sale.least()), self.date(sale.until));
			return format!(
				"until {until} anyone bids {least} USDai or more: `caliber sale overbid {lot}`"
			);
		}
		if let Some(bid) = &sale.best {
			return format!("anyone closes it, {} has it: `caliber sale close {lot}`", bid.bidder);
		}
		if self.clock > settled_by {
			return format!(
				"its proceeds have not come: anyone ends it by `caliber sale close {lot}`"
			);
		}
		let by = self.date(settled_by);
		match sale.attested.iter().all(Option::is_some) {
			true => {
				format!("its Liquidator brings the proceeds by {by}: `caliber sale settle {lot}`")
			},
			false => {
				let price = exact(sale.price.get());
				format!(
					"a Custodian and an Auditor attest the proceeds by {by}: `caliber sale attest {lot} \
					 --price {price} --evidence DOCUMENT`"
				)
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		auction::page::{
			tests::{at, auction, outbid, sale},
			text,
		},
		loan::tests::{account, usdai},
	};

	fn attested() -> Arranged<AccountId> {
		Arranged { attested: [Some(account("//Bob")), Some(account("//Ferdie"))], ..sale() }
	}

	#[test]
	fn next_step_should_be_told_when_bids_are_over() {
		for (sale, days, says) in [
			(outbid(), 4, "has it: `caliber sale close 7`"),
			(
				sale(),
				4,
				"by 2027-02-04 00:00 UTC: `caliber sale attest 7 --price 400,000.00 --evidence",
			),
			(attested(), 4, "brings the proceeds by 2027-02-04 00:00 UTC: `caliber sale settle 7`"),
			(attested(), 34, "have not come: anyone ends it by `caliber sale close 7`"),
			(outbid(), 1, "anyone bids 510,000.00 USDai or more"),
		] {
			let text = text(&[at(sale, days)]);
			assert!(text.contains(says), "{text}");
		}
		let text = text(&[at(attested(), 4)]);
		let ferdie = account("//Ferdie");
		assert!(text.contains(&format!("by {ferdie} as Auditor")), "{text}");
	}

	#[test]
	fn sale_should_be_refused_in_one_line_when_it_is_not_so_far() {
		let (dave, bob) = (account("//Dave"), account("//Bob"));
		assert_eq!(at(sale(), 1).bids(None).unwrap(), usdai(408_000));
		assert_eq!(at(sale(), 1).bids(Some(usdai(409_000))).unwrap(), usdai(409_000));
		assert_eq!(at(attested(), 4).settles(&dave).unwrap(), usdai(400_000));
		assert!(at(outbid(), 4).closes().is_ok() && at(sale(), 34).closes().is_ok());
		assert!(auction(Phase::Over).closes().is_ok());
		for (error, says) in [
			(
				at(sale(), 1).bids(Some(usdai(407_999))).unwrap_err(),
				"bid at least 408,000.00 USDai",
			),
			(at(sale(), 4).bids(None).unwrap_err(), "were taken until 2027-01-05 00:00 UTC"),
			(auction(Phase::OnSale).bids(None).unwrap_err(), "by auction: `caliber bid 3` buys it"),
			(at(attested(), 4).settles(&bob).unwrap_err(), "who has arranged it, brings"),
			(at(sale(), 4).settles(&dave).unwrap_err(), "an Auditor attest the proceeds"),
			(at(outbid(), 4).settles(&dave).unwrap_err(), "anyone closes it"),
			(at(sale(), 4).closes().unwrap_err(), "attest the proceeds"),
			(auction(Phase::OnSale).closes().unwrap_err(), "on sale until 2027-01-09 00:00 UTC"),
		] {
			let error = error.to_string();
			assert!(error.contains(says) && error.ends_with("; nothing was sent"), "{error}");
			assert!(!error.contains('\n'), "{error}");
		}
	}
}
