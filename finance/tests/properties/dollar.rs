use crate::{
	math::{number, wide},
	outflow::OPEN,
};
use caliber_finance::{
	dollar::{
		minted_on_bill, usdai_of_cents, Ledger, Limits, MintQuote, Redemption, Treasury, UNIT,
	},
	fuse::{Exceeded, Fuse, Limit},
	reserve::{dollars, units, value, Holding},
	units::{MicroUsd, Ppm, ReserveAmount, Seconds, UsdCents, UsdaiAmount},
	FinanceError,
};
use primitive_types::U512;
use proptest::prelude::*;

const MILLION: u128 = 1_000_000;
/// Nothing is ever too much.
const WIDE: Limits = {
	let all = Limit { per_call: Ppm(0), per_window: Ppm(0), floor: UsdaiAmount::MAX };
	Limits {
		mint: all,
		harvest: all,
		attested: all,
		window: Seconds(1),
		redemption: OPEN,
		egress: OPEN,
	}
};

fn usd(dollars: u128) -> UsdaiAmount {
	UsdaiAmount(dollars * UNIT)
}

/// USDai in one unit of an asset, counted up.
fn scale(decimals: u8) -> u128 {
	(decimals..18).fold(1, |scale, _| scale * 10)
}

fn ceil(dividend: U512, divisor: U512) -> U512 {
	(dividend + divisor - 1) / divisor
}

/// An answer that is held at the largest amount.
fn capped(exact: U512) -> UsdaiAmount {
	UsdaiAmount(exact.min(wide(u128::MAX)).as_u128())
}

/// A ledger that owes and holds amounts of any size.
fn position() -> impl Strategy<Value = (Ledger, Treasury)> {
	(number(), number(), number(), number(), number()).prop_map(
		|(issued, cash, owed, bills, way)| {
			let ledger = Ledger {
				issued: UsdaiAmount(issued),
				cash: UsdaiAmount(cash),
				owed: UsdaiAmount(owed),
				..Default::default()
			};
			(ledger, Treasury { bills: UsdaiAmount(bills), in_transit: UsdaiAmount(way) })
		},
	)
}

/// Backing and what is owing, exactly.
fn sums(ledger: &Ledger, treasury: &Treasury) -> (U512, U512) {
	let backing = [ledger.cash, treasury.bills, treasury.in_transit];
	let owing = [ledger.issued, ledger.owed];
	let sum = |amounts: &[UsdaiAmount]| {
		amounts.iter().fold(wide(0), |sum, amount| sum + wide(amount.get()))
	};
	(sum(&backing), sum(&owing))
}

/// A ledger backed by nothing but these assets, and as many dollars.
fn backed(holdings: &[Holding]) -> Ledger {
	let cash = holdings.iter().map(|asset| asset.in_dollars().unwrap().get()).sum();
	Ledger { issued: UsdaiAmount(cash), cash: UsdaiAmount(cash), ..Default::default() }
}

/// Redeems in every asset, and takes what is paid.
fn redeem_mix(
	mut ledger: Ledger,
	holdings: &mut [Holding],
	amount: UsdaiAmount,
) -> (Ledger, Vec<u128>) {
	let mut redemption = ledger.redemption(amount, Treasury::default());
	let mut paid = vec![];
	for holding in &*holdings {
		let (after, units) = redemption.pay_mix(*holding, ledger.cash, Ppm(0)).unwrap();
		redemption = after;
		paid.push(units);
	}
	ledger = ledger.burn(amount, &WIDE, Seconds(1)).unwrap();
	for (holding, units) in holdings.iter_mut().zip(&paid) {
		(ledger, *holding) = ledger.take_cash(*holding, *units).unwrap().unwrap();
	}
	(ledger, paid.into_iter().map(ReserveAmount::get).collect())
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn cents_should_count_a_hundredth_of_a_dollar_when_converted(cents: u64) {
		let dollars = wide(usdai_of_cents(UsdCents(cents)).get());
		prop_assert_eq!(dollars * 100, wide(cents.into()) * wide(UNIT));
	}

	#[test]
	fn conversion_should_be_exact_to_dollars_and_rounded_down_to_units_when_decimals_differ(
		amount in number(), decimals: u8,
	) {
		let to = dollars(ReserveAmount(amount), decimals);
		let back = units(UsdaiAmount(amount), decimals);
		if decimals > 18 {
			prop_assert_eq!(to, Err(FinanceError::InvalidDecimals));
			prop_assert_eq!(back, Err(FinanceError::InvalidDecimals));
			return Ok(());
		}
		let unit = wide(scale(decimals));
		let exact = wide(amount) * unit;
		match to {
			Ok(dollars) => {
				prop_assert_eq!(wide(dollars.get()), exact);
				prop_assert_eq!(units(dollars, decimals), Ok(ReserveAmount(amount)));
			},
			Err(error) => {
				prop_assert_eq!(error, FinanceError::Overflow);
				prop_assert!(exact > wide(u128::MAX));
			},
		}
		let whole = wide(back.unwrap().get()) * unit;
		prop_assert!(whole <= wide(amount) && wide(amount) < whole + unit);
	}

	#[test]
	fn mint_quote_should_divide_the_face_and_favour_the_protocol_when_parts_are_not_whole(
		face in number(), price in 0u64..2_500_000, rate in 0u32..1_000_001,
	) {
		let taken = wide(face) * wide(u128::from(price).min(MILLION)) / wide(MILLION);
		let fee = ceil(taken * wide(rate.into()), wide(MILLION));
		prop_assert_eq!(wide(value(UsdaiAmount(face), MicroUsd(price)).get()), taken);
		let quote = MintQuote::new(UsdaiAmount(face), MicroUsd(price), Ppm(rate)).unwrap();
		prop_assert_eq!(wide(quote.minted.get()), taken - fee);
		prop_assert_eq!(wide(quote.fee.get()), fee);
		prop_assert_eq!(wide(quote.discount.get()), wide(face) - taken);
		prop_assert_eq!(quote.minted.get() + quote.cost().get(), face);
	}

	#[test]
	fn surplus_and_shortfall_should_be_the_exact_difference_when_amounts_are_of_any_size((ledger, treasury) in position()) {
		let (backing, owing) = sums(&ledger, &treasury);
		prop_assert_eq!(ledger.backing(treasury), capped(backing));
		prop_assert_eq!(ledger.surplus(treasury), capped(backing.saturating_sub(owing)));
		prop_assert_eq!(ledger.shortfall(treasury), capped(owing.saturating_sub(backing)));
		let free = ledger.cash.get().saturating_sub(ledger.owed.get());
		prop_assert_eq!(ledger.free_cash().get(), free);
	}

	#[test]
	fn redemption_should_claim_the_part_that_is_backed_and_pay_no_more_when_it_falls_short(
		(ledger, treasury) in position(), amount in number(), rate in 0u32..1_000_001,
		decimals in 0u8..=18,
	) {
		let (backing, owing) = sums(&ledger, &treasury);
		let claim = match backing < owing {
			true => wide(amount) * backing / owing,
			false => wide(amount),
		};
		let redemption = ledger.redemption(UsdaiAmount(amount), treasury);
		prop_assert_eq!(wide(redemption.claim.get()), claim);
		prop_assert_eq!(wide(redemption.discount.get()), wide(amount) - claim);

		let (done, paid) = redemption.pay(decimals, Ppm(rate)).unwrap();
		prop_assert_eq!(wide(done.fee.get()), ceil(claim * wide(rate.into()), wide(MILLION)));
		let worth = dollars(paid, decimals).unwrap().get();
		let given = worth + done.cost().get();
		prop_assert!(given <= amount && amount - given < scale(decimals));
		prop_assert!(worth <= redemption.claim.get());
	}

	#[test]
	fn mint_then_redeem_should_never_gain_when_one_follows_the_other(
		amount in 1u128..10u128.pow(18), decimals in 0u8..=18, price in 995_000u64..2_000_000,
		mint_fee in 0u32..10_001, redeem_fee in 0u32..10_001,
		(cash, issued) in (0u128..10u128.pow(30), 0u128..10u128.pow(30)),
	) {
		let amount = ReserveAmount(amount);
		let face = dollars(amount, decimals).unwrap();
		let quote = MintQuote::new(face, MicroUsd(price), Ppm(mint_fee)).unwrap();
		let holding = Holding { decimals, cash: ReserveAmount(0) };
		let books = Ledger {
			issued: UsdaiAmount(issued.min(cash)),
			cash: UsdaiAmount(cash),
			..Default::default()
		};
		let minted = books.mint(quote.minted, &WIDE, Seconds(1)).unwrap();
		let (minted, holding) = minted.put_cash(holding, amount).unwrap();
		let none = Treasury::default();
		let redemption = minted.redemption(quote.minted, none);
		let (_, paid) = redemption.pay(decimals, Ppm(redeem_fee)).unwrap();
		prop_assert!(paid <= amount);
		let burned = minted.burn(quote.minted, &WIDE, Seconds(1)).unwrap();
		let (after, left) = burned.take_cash(holding, paid).unwrap().unwrap();
		prop_assert_eq!(left.cash.get(), amount.get() - paid.get());
		prop_assert_eq!(after.issued, books.issued);
		prop_assert!(after.surplus(none) >= books.surplus(none));
		prop_assert!(minted.surplus(none) >= books.surplus(none));
	}

	#[test]
	fn mix_should_pay_the_last_the_same_shares_as_the_first_when_any_assets_are_held(
		assets in prop::collection::vec((0u8..=18, 0u128..1_000_000_000_000), 1..9),
		redeemers in prop::collection::vec(1u128..1_000_000, 1..20),
	) {
		let mut holdings: Vec<Holding> = assets
			.into_iter()
			.map(|(decimals, micro)| {
				// Up to a million dollars of each.
				let cash = units(UsdaiAmount(micro * 10u128.pow(12)), decimals).unwrap();
				Holding { decimals, cash }
			})
			.collect();
		let start = holdings.clone();
		let mut ledger = backed(&holdings);
		let whole = ledger.cash.get();
		prop_assume!(whole > 0);
		let weights: u128 = redeemers.iter().sum();
		let largest: u128 = start.iter().map(|asset| scale(asset.decimals)).sum();
		for (place, weight) in (1u128..).zip(&redeemers) {
			let amount = whole / weights * weight;
			let (after, paid) = redeem_mix(ledger, &mut holdings, UsdaiAmount(amount));
			ledger = after;
			let mut worth = 0;
			for (asset, paid) in start.iter().zip(paid) {
				let of_asset = asset.in_dollars().unwrap().get();
				let share = (wide(amount) * wide(of_asset) / wide(whole)).as_u128();
				let got = paid * scale(asset.decimals);
				// What floors have left in the pot so far, at most a unit of each asset a time.
				prop_assert!(got.abs_diff(share) <= largest * place, "{got} {share}");
				worth += got;
			}
			prop_assert!(worth <= amount);
			let held: u128 = holdings.iter().map(|asset| asset.in_dollars().unwrap().get()).sum();
			prop_assert_eq!(ledger.cash.get(), held);
		}
	}

	#[test]
	fn cushion_should_be_whole_and_no_more_be_left_when_surplus_is_harvested(
		issued in 0u128..10u128.pow(33), gain in 0u128..10u128.pow(33), shift in 0u32..100,
		most in prop_oneof![number(), Just(u128::MAX)], part in 0u32..50_001,
	) {
		let gain = gain >> shift;
		let ledger = Ledger {
			issued: UsdaiAmount(issued),
			cash: UsdaiAmount(issued + gain),
			..Default::default()
		};
		let (none, part) = (Treasury::default(), Ppm(part));
		let (after, minted) = ledger.harvest(UsdaiAmount(most), part, none, &WIDE, Seconds(1));
		let cushion = |issued: u128| ceil(wide(issued) * wide(part.get().into()), wide(MILLION));
		prop_assert_eq!(wide(ledger.cushion(part).get()), cushion(issued));
		prop_assert_eq!(after.issued.get(), issued + minted.get());
		prop_assert_eq!(after.surplus(none).get(), gain - minted.get());
		prop_assert!(minted.get() <= most);
		let whole = |minted: u128| {
			gain.checked_sub(minted).is_some_and(|left| wide(left) >= cushion(issued + minted))
		};
		prop_assert!(minted.is_zero() || whole(minted.get()));
		// Two roundings leave less than two units.
		prop_assert!(minted.get() == most || !whole(minted.get() + 2));
	}

	#[test]
	fn harvest_should_be_nothing_when_backing_falls_short(
		(ledger, treasury) in position(), most: u128, part: u32,
	) {
		let (after, minted) =
			ledger.harvest(UsdaiAmount(most), Ppm(part), treasury, &WIDE, Seconds(1));
		prop_assert_eq!(ledger.issued.checked_add(minted), Some(after.issued));
		prop_assert!(ledger.shortfall(treasury).is_zero() || minted.is_zero());
		prop_assert!(minted <= ledger.surplus(treasury));
		prop_assert_eq!(after.shortfall(treasury), ledger.shortfall(treasury));
	}

	#[test]
	fn cash_should_move_with_its_asset_when_it_is_free(
		cash in number(), owed in number(), more in number(), held in number(),
		amount in number(), decimals in 0u8..=18,
	) {
		let asset = Holding { decimals, cash: ReserveAmount(held) };
		let ledger = Ledger {
			cash: UsdaiAmount(cash),
			owed: UsdaiAmount(owed),
			..Default::default()
		};
		let worth = |amount: u128| wide(amount) * wide(scale(decimals));
		let most = wide(u128::MAX);
		match ledger.put_cash(asset, ReserveAmount(more)) {
			Ok((ledger, asset)) => {
				prop_assert_eq!(wide(ledger.cash.get()), wide(cash) + worth(more));
				prop_assert_eq!(asset.cash.get(), held + more);
			},
			Err(error) => {
				prop_assert_eq!(error, FinanceError::Overflow);
				let fits = wide(cash) + worth(more) <= most && wide(held) + wide(more) <= most;
				prop_assert!(!fits);
			},
		}
		match ledger.take_cash(asset, ReserveAmount(amount)) {
			Ok(Some((ledger, asset))) => {
				prop_assert_eq!(wide(ledger.cash.get()) + worth(amount), wide(cash));
				prop_assert_eq!(asset.cash.get() + amount, held);
				prop_assert!(amount == 0 || ledger.cash.get() >= owed);
			},
			Ok(None) => {
				let free = wide(cash.saturating_sub(owed));
				prop_assert!(amount > held || worth(amount) > free);
			},
			Err(error) => {
				prop_assert_eq!(error, FinanceError::Overflow);
				prop_assert!(worth(amount) > most);
			},
		}
	}

	#[test]
	fn bill_should_bring_its_limit_at_most_when_harvested(before: u128, amount: u128, limit: u128) {
		let sum = minted_on_bill(UsdaiAmount(before), UsdaiAmount(amount), UsdaiAmount(limit));
		let exact = wide(before) + wide(amount);
		prop_assert_eq!(sum.is_some(), exact <= wide(limit));
		prop_assert!(sum.is_none_or(|sum| wide(sum.get()) == exact));
	}
}

#[test]
fn mix_should_pay_every_redeemer_the_same_when_40_usdc_and_60_usdt_are_held() {
	// USDT at 0.90 (protocol.md 8): the price plays no part.
	let coins = |dollars: u128| ReserveAmount(dollars * MILLION);
	let mut holdings = [40, 60].map(|cash| Holding { decimals: 6, cash: coins(cash) });
	let mut ledger = backed(&holdings);
	for dollars in [10, 50, 40] {
		let (after, paid) = redeem_mix(ledger, &mut holdings, usd(dollars));
		ledger = after;
		assert_eq!(paid, [coins(dollars).get() * 4 / 10, coins(dollars).get() * 6 / 10]);
	}
	assert_eq!((ledger.issued, ledger.cash), (usd(0), usd(0)));
}

#[test]
fn mix_should_add_up_its_fees_and_refuse_when_there_is_no_cash() {
	let holding = Holding { decimals: 6, cash: ReserveAmount(30 * MILLION) };
	let redemption = Redemption { claim: usd(10), discount: usd(1), fee: usd(0) };
	let (one, paid) = redemption.pay_mix(holding, usd(120), Ppm(10_000)).unwrap();
	assert_eq!((one.fee, paid), (UsdaiAmount(UNIT / 40), ReserveAmount(2_475_000)));
	let (two, _) = one.pay_mix(holding, usd(120), Ppm(10_000)).unwrap();
	assert_eq!(two.cost(), UsdaiAmount(UNIT / 20 + UNIT));
	let none = redemption.pay_mix(holding, usd(0), Ppm(0));
	assert_eq!(none, Err(FinanceError::Overflow));
}

#[test]
fn mix_should_pay_down_when_a_part_does_not_divide() {
	let claim = UsdaiAmount(10);
	let redemption = Redemption { claim, discount: UsdaiAmount(0), fee: UsdaiAmount(0) };
	let of = |cash| Holding { decimals: 18, cash: ReserveAmount(cash) };
	let paid = |cash| redemption.pay_mix(of(cash), UsdaiAmount(7), Ppm(0)).unwrap().1;
	assert_eq!([3, 4, 7].map(|cash| paid(cash).get()), [4, 5, 10]);
}

#[test]
fn room_should_be_what_a_ceiling_leaves_when_an_asset_is_held() {
	let asset = Holding { decimals: 6, cash: ReserveAmount(30 * MILLION) };
	let room = |ceiling| asset.room_below(usd(ceiling)).unwrap();
	assert_eq!([29, 30, 41].map(room), [usd(0), usd(0), usd(11)]);
}

#[test]
fn fees_should_be_refused_when_they_exceed_the_whole() {
	let above = Ppm(1_000_001);
	let wrong = FinanceError::RateAboveOne;
	assert_eq!(MintQuote::new(usd(1), MicroUsd(1_000_000), above), Err(wrong));
	let redemption = Ledger::default().redemption(usd(1), Treasury::default());
	assert_eq!(redemption.pay(6, above), Err(wrong));
	let all = MintQuote::new(usd(1), MicroUsd(1_000_000), Ppm(1_000_000)).unwrap();
	assert_eq!((all.minted, all.fee), (usd(0), usd(1)));
	let holding = Holding { decimals: 6, cash: ReserveAmount(1) };
	assert_eq!(redemption.pay_mix(holding, usd(1), above), Err(wrong));
}

#[test]
fn issuance_should_pass_through_its_fuse_when_it_changes() {
	let limit = |floor| Limit { per_call: Ppm(0), per_window: Ppm(0), floor: usd(floor) };
	let limits = Limits {
		mint: limit(100),
		harvest: limit(30),
		attested: limit(30),
		window: Seconds(10),
		redemption: OPEN,
		egress: OPEN,
	};
	let now = Seconds(1_000);
	let empty = Ledger::default();
	assert_eq!(empty.mint(usd(101), &limits, now), Err(Exceeded::Call));
	let books = empty.mint(usd(80), &limits, now).unwrap();
	assert_eq!(books.mint(usd(21), &limits, now), Err(Exceeded::Window));
	assert_eq!((books.issued, books.mint_room(&limits, now)), (usd(80), usd(20)));
	// What is redeemed leaves the window again.
	let books = books.burn(usd(30), &limits, now).unwrap();
	assert_eq!((books.issued, books.mint_room(&limits, now)), (usd(50), usd(50)));
	assert_eq!(books.burn(UsdaiAmount(usd(50).get() + 1), &limits, now), None);
	// A harvest has a fuse of its own.
	let bills = Treasury { bills: usd(150), ..Treasury::default() };
	let (books, minted) = books.harvest(usd(40), Ppm(0), bills, &limits, now);
	assert_eq!((books.issued, minted), (usd(80), usd(30)));
	assert_eq!(books.harvest(usd(40), Ppm(0), bills, &limits, now).1, usd(0));
	assert_eq!(books.mint_room(&limits, now), usd(50));
	// Both hold no more than they can when the limits fall.
	let less = Limits {
		mint: limit(20),
		harvest: limit(3),
		attested: limit(3),
		window: Seconds(10),
		redemption: OPEN,
		egress: OPEN,
	};
	let books = books.within(&less);
	let full = |floor| Fuse { level: usd(floor), at: now };
	assert_eq!((books.mint_fuse, books.harvest_fuse), (full(20), full(3)));
	let most = Ledger { issued: UsdaiAmount::MAX, ..Ledger::default() };
	assert_eq!(most.mint(UsdaiAmount(1), &limits, now), Err(Exceeded::Total));
}

#[test]
fn fuses_should_shrink_with_issuance_when_it_falls() {
	let limit = Limit { per_call: Ppm(100_000), per_window: Ppm(200_000), floor: usd(0) };
	let limits = Limits {
		mint: limit,
		harvest: limit,
		attested: limit,
		window: Seconds(10),
		redemption: OPEN,
		egress: OPEN,
	};
	let full = Fuse { level: usd(100), at: Seconds(5) };
	let books =
		Ledger { issued: usd(1_000), mint_fuse: full, harvest_fuse: full, ..Ledger::default() };
	let burned = books.burn(usd(50), &limits, Seconds(5)).unwrap();
	assert_eq!((burned.mint_fuse.level, burned.harvest_fuse.level), (usd(50), usd(95)));
	let (reconciled, destroyed) = books.reconcile(usd(600), &limits).unwrap();
	assert_eq!((reconciled.issued, destroyed), (usd(600), usd(400)));
	assert_eq!((reconciled.mint_fuse.level, reconciled.harvest_fuse.level), (usd(60), usd(60)));
	assert_eq!(books.reconcile(usd(1_000), &limits), None);
	assert_eq!(books.reconcile(usd(1_001), &limits), None);
}

#[test]
fn return_should_count_against_the_fuse_only_above_what_is_out() {
	let limit = Limit { per_call: Ppm(0), per_window: Ppm(0), floor: usd(10) };
	let limits = Limits {
		mint: limit,
		harvest: limit,
		attested: limit,
		window: Seconds(100),
		redemption: OPEN,
		egress: OPEN,
	};
	let out = |bills, way| Treasury { bills: usd(bills), in_transit: usd(way) };
	let bring = |ledger: Ledger, dollars, treasury| {
		ledger.bring(usd(dollars), treasury, &limits, Seconds(1))
	};
	let first = bring(Ledger::default(), 1_000, out(600, 400)).unwrap();
	assert_eq!((first.brought, first.attested_fuse.level), (usd(1_000), usd(0)));
	// Nothing is out any more: all of it counts, up to what the bucket holds.
	let second = bring(first, 4, out(600, 400)).unwrap();
	assert_eq!((second.brought, second.attested_fuse.level), (usd(1_004), usd(4)));
	assert_eq!(bring(second, 7, out(600, 400)), Err(Exceeded::Window));
	assert_eq!(bring(second, 11, out(600, 400)), Err(Exceeded::Call));
	// What was paid in makes room for what is still out.
	let paid = second.pay_in(usd(604)).unwrap();
	assert_eq!(bring(paid, 400, out(600, 200)).unwrap().attested_fuse.level, usd(4));
	assert_eq!(paid.pay_in(usd(401)), None);
	let most = Ledger { brought: UsdaiAmount::MAX, ..Ledger::default() };
	assert_eq!(most.bring(UsdaiAmount(1), out(1, 1), &WIDE, Seconds(1)), Err(Exceeded::Total));
}

#[test]
fn paying_cash_should_be_all_of_it_less_what_is_off() {
	let assets = [(6, 5_000_000u128), (18, 7 * UNIT), (8, 300_000_000)];
	let holdings = assets.map(|(decimals, cash)| Holding { decimals, cash: ReserveAmount(cash) });
	let ledger = backed(&holdings);
	let cases = [(0..0, 15), (0..1, 10), (1..3, 5), (0..3, 0)];
	for (off, left) in cases {
		assert_eq!(ledger.paying_cash(holdings[off].iter().copied()), Ok(usd(left)));
	}
	let wrong = Holding { decimals: 19, cash: ReserveAmount(1) };
	assert_eq!(ledger.paying_cash([wrong]), Err(FinanceError::InvalidDecimals));
}
