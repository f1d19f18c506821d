//! A loan on as many items as one may have.

use crate::{
	set_up::{
		ask, by, collateral, hear_from, lend, on_day, review, running, told, usd, with_chain, Rack,
		BORROWER,
	},
	sums::ltv,
};
use caliber_integration_tests::registry::day;
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::ItemId,
	units::UsdaiAmount,
};
use caliber_runtime::{AccountId, Caliber, Lending, Runtime, RuntimeCall, RuntimeEvent, System};
use caliber_runtime_common::limits::RuntimeBlockWeights;
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
use pallet_lending::{Call, CollateralStatus, Event, Items, MAX_ITEMS};

fn is_free(item: &ItemId) -> bool {
	<Caliber as Collateral<AccountId>>::is_free(*item)
}

/// The items that a loan has taken, or given back, in this block.
fn moved(pledged: bool) -> Vec<ItemId> {
	let events = System::events().into_iter().map(|record| record.event);
	let of = |event| match event {
		RuntimeEvent::Caliber(pallet_caliber::Event::Pledged { item, .. }) if pledged => Some(item),
		RuntimeEvent::Caliber(pallet_caliber::Event::Released { item, .. }) if !pledged => {
			Some(item)
		},
		_ => None,
	};
	events.filter_map(of).collect()
}

#[test]
fn bundle_should_stand_for_one_loan_when_it_has_as_many_items_as_fit() {
	with_chain(|| {
		let all: Vec<_> = (0..MAX_ITEMS).map(|_| Rack::default().active()).collect();
		let racks = u128::from(MAX_ITEMS);
		assert!(Items::try_from([&all[..], &all[..1]].concat()).is_err());

		// Values and cover add up, and all are pledged at once.
		let loan = lend(&all, ask(640_000));
		assert_eq!(moved(true), all);
		assert!(!all.iter().any(is_free));
		let accepted = told().into_iter().find_map(|event| match event {
			Event::Accepted { lendable, cover, ltv, .. } => {
				Some((lendable.get(), cover.get(), ltv))
			},
			_ => None,
		});
		let expected = (
			racks * usd(182_400),
			racks * usd(200_000),
			ltv(usd(640_000), 18_240_000 * u64::from(MAX_ITEMS)),
		);
		assert_eq!(accepted, Some(expected));
		let security = running(loan).security;
		assert_eq!(security.orderly.get(), racks * usd(200_000));
		assert_eq!(security.forced.get(), racks * usd(140_000));

		// One silent rack is enough: the other 127 were heard.
		on_day(20);
		hear_from(&all[1..]);
		on_day(30);
		assert_eq!(review(loan), usd(320));
		assert_eq!(collateral(loan), CollateralStatus::Watch);
		let lapse = running(loan).watch.lapse.map(|lapse| (lapse.fact, lapse.until));
		assert_eq!(lapse, Some((Fact::Telemetry, day(44))));
		hear_from(&all[..1]);
		assert_eq!(review(loan), 0);
		assert_eq!(collateral(loan), CollateralStatus::Sound);

		// The end of it gives all of them back. Whatever a call does with a bundle, it fits a block.
		let had = running(loan).pots.reserve;
		let prepay = Call::<Runtime>::prepay { loan, amount: UsdaiAmount::MAX };
		let limit = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_extrinsic;
		let accept = Call::<Runtime>::accept { loan, terms_hash: running(loan).terms_hash };
		let review = Call::<Runtime>::review { loan };
		for call in [accept, review, prepay.clone()] {
			let weight = RuntimeCall::from(call).get_dispatch_info().call_weight;
			assert!(limit.is_some_and(|limit| weight.all_lte(limit)));
		}
		by(BORROWER, prepay);
		assert_eq!(moved(false), all);
		assert!(all.iter().all(is_free));
		assert_eq!(Lending::book_value(), Ok(Default::default()));
		let closed = told().into_iter().find_map(|event| match event {
			Event::Closed { returned, .. } => Some(returned),
			_ => None,
		});
		assert_eq!(closed, Some(had));
	});
}
