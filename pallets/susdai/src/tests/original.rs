//! The same deposits, yields and redemptions as the original contract: it rounds a price to 18
//! decimals and then divides or multiplies by it, this vault divides once. Where the price is exact
//! the results are the same, to the unit; elsewhere they differ by what that rounding is worth.

use crate::mock::*;
use caliber_primitives::{
	ids::RequestId,
	units::{Shares, UsdaiAmount, UNIT},
	vault::{Receipt, Vault},
};
use frame_support::assert_ok;
use proptest::prelude::*;
use sp_core::U256;

fn scale(a: u128, b: u128, c: u128) -> u128 {
	(U256::from(a) * U256::from(b) / U256::from(c)).as_u128()
}

/// The original's arithmetic, as its documents and tests show it.
struct Original {
	assets: u128,
	shares: u128,
}

impl Original {
	fn price(&self) -> u128 {
		scale(self.assets, UNIT, self.shares)
	}

	fn is_exact(&self) -> bool {
		U256::from(self.price()) * U256::from(self.shares)
			== U256::from(self.assets) * U256::from(UNIT)
	}

	fn deposit(&mut self, assets: u128) -> u128 {
		let shares = scale(assets, UNIT, self.price());
		self.assets += assets;
		self.shares += shares;
		shares
	}

	fn service(&mut self, shares: u128) -> u128 {
		let paid = scale(shares, self.price(), UNIT);
		self.assets -= paid;
		self.shares -= shares;
		paid
	}
}

/// A vault of 1,000 here and there.
fn both() -> Original {
	let totals = totals();
	Original { assets: totals.idle.get(), shares: totals.shares.get() }
}

/// Brings the vault here to where the original stands, so that steps are compared one by one.
fn align(original: &mut Original) {
	*original = both();
}

fn earn(gross: u128) {
	let receipt = Receipt { accrued: UsdaiAmount(gross), ..Default::default() };
	assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
}

fn redeem(who: AccountId, of: u128) -> u128 {
	let id = RequestId(totals().queue.requests);
	let before = dollars(who).get();
	assert_ok!(request(who, Shares(of)));
	close_windows();
	Susdai::valued().map_err(Into::into).and_then(Susdai::strike).unwrap();
	assert_ok!(Susdai::claim(RuntimeOrigin::signed(who), id, None));
	dollars(who).get() - before
}

/// Two savers, a yield between them, both leave.
#[test]
fn results_should_be_the_originals_when_prices_are_exact() {
	with_vault(1_000, || {
		let mut original = both();
		assert_ok!(deposit(2, usd(500)));
		assert_eq!(shares_of(2).get(), original.deposit(500 * UNIT));
		// 150 above 1,500: 1.1 a share, with the fee of a tenth in it.
		earn(166_666_666_666_666_666_666);
		original.assets += 150 * UNIT;
		assert_eq!((original.assets, original.price()), (totals().idle.get(), 11 * UNIT / 10));
		assert_ok!(deposit(3, usd(1_100)));
		assert_eq!(
			(shares_of(3).get(), original.deposit(1_100 * UNIT)),
			(1_000 * UNIT, 1_000 * UNIT)
		);
		assert_eq!(redeem(2, 500 * UNIT), original.service(500 * UNIT));
		assert_eq!(redeem(3, 400 * UNIT), original.service(400 * UNIT));
		assert_eq!(
			(original.assets, original.shares),
			(totals().idle.get(), totals().shares.get())
		);
	});
}

#[derive(Clone, Copy, Debug)]
enum Step {
	Deposit(AccountId, u128),
	Earn(u128),
	Redeem(AccountId, u128),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		(2u128..5, UNIT..10_000 * UNIT).prop_map(|(who, assets)| Step::Deposit(who, assets)),
		(1..500 * UNIT).prop_map(Step::Earn),
		(2u128..5, UNIT..3_000 * UNIT).prop_map(|(who, of)| Step::Redeem(who, of)),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn results_should_differ_by_the_rounding_of_a_price_alone(
		steps in prop::collection::vec(step(), 1..40),
	) {
		with_vault(1_000, || {
			let mut original = both();
			for step in steps {
				align(&mut original);
				let (price, exact) = (original.price(), original.is_exact());
				match step {
					Step::Deposit(who, assets) => {
						let before = shares_of(who).get();
						if deposit(who, UsdaiAmount(assets)).is_err() {
							continue;
						}
						let (ours, theirs) = (shares_of(who).get() - before, original.deposit(assets));
						// A price that is less than a unit too low.
						let most = scale(theirs, 1, price) + 1;
						assert!(ours <= theirs && theirs - ours <= most, "{ours} for {theirs}");
						assert!(!exact || ours == theirs);
					},
					Step::Earn(gross) => earn(gross),
					Step::Redeem(who, of) => {
						let of = of.min(shares_of(who).get());
						if of < UNIT {
							continue;
						}
						let (ours, theirs) = (redeem(who, of), original.service(of));
						assert!(theirs <= ours && ours - theirs <= of / UNIT + 1, "{ours}, {theirs}");
						assert!(!exact || ours == theirs);
					},
				}
			}
		});
	}
}
