//! The property lists of ERC-4626 and ERC-7540 vaults, one test each, as far as another file has it not:
//! `docs/vault-properties.md` says which test proves which property.

use crate::{mock::*, Error, Event};
use caliber_primitives::{
	ids::RequestId,
	units::{Shares, UsdaiAmount, UNIT},
};
use frame_support::{assert_ok, traits::fungible::Inspect};
use proptest::prelude::*;

const ID: RequestId = RequestId(0);

/// A vault of 1,000 at any two prices, with a second holder.
fn priced((low, gap): (u128, u128), test: impl FnOnce()) {
	with_vault(1_000, || {
		assert_ok!(deposit(3, usd(100)));
		set_book(usd(0), UsdaiAmount(low), UsdaiAmount(low + gap));
		test();
	});
}

fn prices() -> impl Strategy<Value = (u128, u128)> {
	(0..2_000 * UNIT, prop_oneof![Just(0), 0..500 * UNIT])
}

fn amount() -> impl Strategy<Value = u128> {
	UNIT / 100..900_000 * UNIT
}

/// Shares of a request that were paid, by the events.
fn claimed(id: RequestId) -> u128 {
	let of = |record: frame_system::EventRecord<RuntimeEvent, _>| match record.event {
		RuntimeEvent::Susdai(Event::Claimed { request, shares, .. }) if request == id => {
			Some(shares.get())
		},
		_ => None,
	};
	System::events().into_iter().filter_map(of).sum()
}

/// Strikes at once as if every window were over.
fn strike() {
	close_windows();
	Susdai::valued().map_err(Into::into).and_then(Susdai::strike).unwrap();
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn deposit_should_move_exactly_what_it_says(prices in prices(), assets in amount()) {
		priced(prices, || {
			let (had, vault) = (dollars(2), dollars(Susdai::vault_account()));
			let (supply, value) = (Share::total_issuance(), totals().idle);
			let quote = Susdai::preview_deposit(UsdaiAmount(assets));
			if deposit(2, UsdaiAmount(assets)).is_err() {
				return;
			}
			assert_eq!(Some(shares_of(2)), quote, "never more, never less than the preview");
			assert_eq!(had.get() - dollars(2).get(), assets);
			assert_eq!(dollars(Susdai::vault_account()).get() - vault.get(), assets);
			assert_eq!(Share::total_issuance() - supply, shares_of(2).get());
			assert_eq!(totals().idle.get() - value.get(), assets);
		});
	}

	#[test]
	fn mint_should_move_exactly_what_it_says(prices in prices(), of in amount()) {
		priced(prices, || {
			let had = dollars(2).get();
			let quote = Susdai::preview_mint(Shares(of));
			if mint(2, Shares(of)).is_err() {
				return;
			}
			assert_eq!(shares_of(2), Shares(of));
			assert_eq!(Some(UsdaiAmount(had - dollars(2).get())), quote);
		});
	}

	#[test]
	fn first_deposit_and_first_mint_should_follow_one_rule(assets in 2 * UNIT..900_000 * UNIT) {
		with_chain(|| {
			let of = Susdai::preview_deposit(UsdaiAmount(assets)).unwrap();
			assert_eq!(Susdai::preview_mint(of), Some(UsdaiAmount(assets)));
		});
	}

	#[test]
	fn mint_of_what_a_deposit_gives_should_cost_no_more(prices in prices(), assets in amount()) {
		priced(prices, || {
			let Some(of) = Susdai::preview_deposit(UsdaiAmount(assets)) else { return };
			if let Some(cost) = Susdai::preview_mint(of) {
				assert!(cost.get() <= assets);
			}
		});
	}

	#[test]
	fn conversion_should_not_depend_on_the_caller_nor_on_slippage(
		prices in prices(), assets in amount(),
	) {
		priced(prices, || {
			let (to, back) = (
				Susdai::convert_to_shares(UsdaiAmount(assets)),
				Susdai::convert_to_assets(Shares(assets)),
			);
			// There is no caller to depend on; what accounts have or do not have changes nothing.
			use frame_support::traits::{fungible::Mutate, tokens::Preservation::Preserve};
			<Dollar as Mutate<_>>::transfer(&2, &3, usd(1_000).get(), Preserve).unwrap();
			<Share as Mutate<_>>::transfer(&1, &2, UNIT, Preserve).unwrap();
			assert_eq!(Susdai::convert_to_shares(UsdaiAmount(assets)), to);
			assert_eq!(Susdai::convert_to_assets(Shares(assets)), back);
			let quote = Susdai::preview_deposit(UsdaiAmount(assets));
			assert!(quote.is_none() || quote == to);
			assert_eq!(Susdai::preview_redeem(Shares(assets)), back);
		});
	}

	#[test]
	fn all_shares_should_be_worth_all_assets(prices in prices()) {
		priced(prices, || {
			let price = Susdai::share_price().unwrap();
			assert_eq!(Susdai::convert_to_assets(price.shares), Some(price.nav.redemption));
			assert_eq!(Susdai::total_assets(), Some(price.nav));
		});
	}

	#[test]
	fn round_trip_of_conversions_should_never_gain(prices in prices(), assets in amount()) {
		priced(prices, || {
			let of = Susdai::convert_to_shares(UsdaiAmount(assets)).unwrap_or_default();
			let back = Susdai::convert_to_assets(of).unwrap_or_default();
			assert!(back.get() <= assets);
			let worth = Susdai::convert_to_assets(Shares(assets)).unwrap_or_default();
			let again = Susdai::convert_to_shares(worth).unwrap_or_default();
			assert!(again.get() <= assets);
		});
	}

	/// The second legs are requests that are served at once: of the eight round trips those four
	/// that begin with a purchase, through the calls themselves. All eight are laws of
	/// `caliber_finance::shares`.
	#[test]
	fn round_trip_through_the_queue_should_never_gain(
		prices in prices(), assets in amount(), (by_shares, parts) in (any::<bool>(), any::<bool>()),
	) {
		priced(prices, || {
			let had = dollars(2).get();
			let bought = match by_shares {
				true => mint(2, Shares(assets)),
				false => deposit(2, UsdaiAmount(assets)),
			};
			let of = shares_of(2);
			if bought.is_err() || request(2, of).is_err() {
				return;
			}
			set_idle(Susdai::total_assets().unwrap().deposit.max(totals().idle));
			set_book(usd(0), usd(0), usd(0));
			strike();
			let all = Susdai::max_withdraw(ID);
			let me = RuntimeOrigin::signed(2);
			assert_ok!(match parts {
				true => Susdai::redeem(me, ID, of, 2, None),
				false => Susdai::withdraw(me, ID, all, 2, None),
			});
			assert!(dollars(2).get() <= had);
			assert_eq!(totals().pot, UsdaiAmount::ZERO);
		});
	}

	#[test]
	fn served_and_claimed_should_add_up_for_each_request(
		parts in prop::collection::vec((1..4u128, UNIT..100 * UNIT), 1..8),
		idle in prop::collection::vec(1..300 * UNIT, 1..5),
	) {
		with_vault(1_000, || {
			for who in [2, 3] {
				assert_ok!(deposit(who, usd(1_000)));
			}
			let had: u128 = (1..4).map(|who| dollars(who).get()).sum();
			let mut asked = vec![];
			for (who, of) in parts {
				assert_ok!(request(who, Shares(of)));
				asked.push(of);
			}
			for (n, idle) in idle.into_iter().enumerate() {
				set_idle(UsdaiAmount(idle));
				day(31 + n as u64);
				// I-19: pending + claimable + claimed = requested.
				for (id, of) in asked.iter().enumerate() {
					let id = RequestId(id as u64);
					let open = Susdai::pending_redeem_request(id).get()
						+ Susdai::claimable_redeem_request(id).get();
					assert_eq!(open + claimed(id), *of);
				}
				let _ = Susdai::claim(RuntimeOrigin::signed(9), RequestId(n as u64), None);
			}
			for id in 0..asked.len() as u64 {
				let _ = Susdai::claim(RuntimeOrigin::signed(9), RequestId(id), None);
			}
			let got: u128 = (1..4).map(|who| dollars(who).get()).sum::<u128>() - had;
			assert_eq!((totals().pot.get(), got), (0, totals().queue.paid.get()));
		});
	}
}

#[test]
fn views_should_never_fail_and_change_nothing_whatever_they_are_asked() {
	for opened in [false, true] {
		chain().execute_with(|| {
			if opened {
				assert_ok!(deposit(1, usd(100)));
			}
			frame_support::assert_storage_noop!({
				for n in [0, 1, UNIT, u128::MAX] {
					let _ = Susdai::convert_to_shares(UsdaiAmount(n));
					let _ = Susdai::convert_to_assets(Shares(n));
					let _ = Susdai::preview_deposit(UsdaiAmount(n));
					let _ = Susdai::preview_mint(Shares(n));
					let _ = Susdai::preview_redeem(Shares(n));
					let _ = Susdai::redeem_hint(ID, Shares(n));
					let _ = Susdai::withdraw_hint(ID, UsdaiAmount(n));
					let _ = (Susdai::max_deposit(n), Susdai::max_mint(n), Susdai::max_request(n));
				}
				for id in [0, u64::MAX].map(RequestId) {
					let _ = (Susdai::max_redeem(id), Susdai::max_withdraw(id));
					let _ = (Susdai::request_status(id), Susdai::requests_of(&1, Some(id)));
				}
				for days in [0, 1, u32::MAX] {
					let _ = (Susdai::history(days), Susdai::apr_ppm(days));
					let _ = (Susdai::explain_redemption(days), Susdai::explain_deposit(days));
				}
				let _ = (Susdai::total_assets(), Susdai::share_price(), Susdai::components());
				let _ = (Susdai::window(), Susdai::next_strike(), Susdai::free_liquidity());
			});
		});
	}
}

#[test]
fn shares_should_have_the_decimals_of_the_assets() {
	with_vault(100, || {
		assert_ok!(deposit(2, usd(7)));
		assert_eq!(shares_of(2).get(), usd(7).get(), "at a price of one");
	});
}

#[test]
fn request_above_the_balance_should_be_refused() {
	with_vault(100, || {
		let over = shares_of(1).saturating_add(Shares(1));
		refused(|| request(1, over), Error::<Test>::InsufficientShares);
	});
}

#[test]
fn pending_should_become_claimable_and_then_nothing() {
	with_vault(100, || {
		assert_ok!(request(1, shares(20)));
		let stands = || (Susdai::pending_redeem_request(ID), Susdai::claimable_redeem_request(ID));
		let worth = || Susdai::request_status(ID).unwrap().indicative;
		assert_eq!((stands(), worth()), ((shares(20), shares(0)), Some(usd(20))));
		day(31);
		assert_eq!((stands(), worth()), ((shares(0), shares(20)), Some(usd(0))));
		assert_ok!(Susdai::redeem(RuntimeOrigin::signed(1), ID, shares(5), 1, None));
		assert_eq!(stands(), (shares(0), shares(15)));
		assert_ok!(Susdai::claim(RuntimeOrigin::signed(1), ID, None));
		assert_eq!(stands(), (shares(0), shares(0)));
	});
}

#[test]
fn requests_of_an_account_should_be_found_page_by_page() {
	with_vault(100, || {
		assert_ok!(deposit(2, usd(50)));
		for who in [1, 2, 1] {
			assert_ok!(request(who, shares(2)));
		}
		let of = |who, after: Option<u64>| Susdai::requests_of(&who, after.map(RequestId));
		assert_eq!(of(1, None), (vec![RequestId(0), RequestId(2)], Some(RequestId(2))));
		assert_eq!(of(2, None), (vec![RequestId(1)], Some(RequestId(2))));
		assert_eq!(of(1, Some(0)), (vec![RequestId(2)], Some(RequestId(2))));
		assert_eq!(of(1, Some(2)), (vec![], None));
		set_totals(|totals| totals.queue.requests = 2_500);
		assert_eq!(of(1, None).1, Some(RequestId(999)));
		assert_eq!(of(1, Some(1_999)).1, Some(RequestId(2_499)));
		set_totals(|totals| totals.queue.requests = 3);
	});
}
