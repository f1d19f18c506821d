//! Each statement can fail.

use crate::{mock::*, LotOf, Lots, NextLot, OpenLot, NUMBERED, ONE_A_LOAN, PRICED, WELL_FORMED};
use caliber_primitives::{
	auction::LotSpec,
	ids::{LoanId, LotId},
	invariants::{InvariantId, Invariants},
	units::{Seconds, UsdaiAmount},
};
use codec::{Decode, Encode};

/// The lot that storage would hold, however wrong.
fn corrupt(spec: LotSpec) -> OpenLot<AccountId> {
	OpenLot::decode(&mut (SELLER, spec).encode().as_slice()).unwrap()
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let with = |spoil: fn(&mut LotSpec)| {
		let mut bad = spec(1);
		spoil(&mut bad);
		Lots::<Test>::insert(LotId(0), corrupt(bad));
	};
	let cases: [(&dyn Fn(), Vec<InvariantId>); 11] = [
		(&|| (), vec![]),
		(&|| with(|s| s.items.clear()), vec![WELL_FORMED]),
		(&|| with(|s| s.items[1] = s.items[0]), vec![WELL_FORMED]),
		(&|| with(|s| s.floor = UsdaiAmount::ZERO), vec![WELL_FORMED]),
		(&|| with(|s| s.start = dollars(99)), vec![WELL_FORMED, PRICED]),
		(&|| with(|s| s.lasts = Seconds::ZERO), vec![WELL_FORMED, PRICED]),
		(&|| with(|s| s.lasts = Seconds::MAX), vec![WELL_FORMED, PRICED]),
		(&|| with(|s| s.loan = LoanId(2)), vec![ONE_A_LOAN]),
		(&|| LotOf::<Test>::remove(LoanId(1)), vec![ONE_A_LOAN]),
		(&|| LotOf::<Test>::insert(LoanId(2), LotId(0)), vec![ONE_A_LOAN]),
		(&|| NextLot::<Test>::put(LotId(0)), vec![NUMBERED]),
	];
	for (n, (spoil, expected)) in cases.into_iter().enumerate() {
		let broken: Vec<_> = chain().execute_with(|| {
			open();
			spoil();
			Auctions::invariants().into_iter().filter(|(_, ok)| !ok).map(|(id, _)| id).collect()
		});
		assert_eq!(broken, expected, "case {n}");
	}
}
