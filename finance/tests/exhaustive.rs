//! Every input of a narrow kind: arithmetic at 8 and 16 bits, small amounts, all days of a range.
//! Expected answers come from the definitions, by search where there is a choice.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

use caliber_finance::{
	auction::{dutch_price, DutchTerms},
	bills::{self, accreted, year_days, FACE},
	calendar::Month,
	collateral::{collateral_value, depreciation, CurvePoint, Valuation},
	instalment::charge,
	schedule::{Schedule, ScheduleTerms},
	shares::{VaultTotals, LOCKED_SHARES},
	tranches::{split, Claim, MAX_TRANCHES},
	units::{Day, MicroUsd, Ppb, Ppm, Seconds, Shares, UsdaiAmount},
	waterfall::waterfall,
	FinanceError,
};
use math::{halves, mul_div_at, Factor, Rounding, Unsigned, Widen};
use words::Digits;

/// The modules once more, because their widths are private to the crate.
#[path = "../src/math.rs"]
#[macro_use]
#[allow(dead_code, reason = "only the arithmetic at any width is tried here")]
mod math;
#[path = "../src/words.rs"]
mod words;

unsigned!(u8, u16, u32);

impl Widen for u8 {
	type Wide = u16;

	fn widening_mul(self, other: Self) -> u16 {
		let parts = words::multiply_by_four::<Self>(halves(self), halves(other));
		parts
			.iter()
			.rev()
			.fold(0, |sum, part| (sum << (Self::BITS_OF_TWO)) + u16::try_from(*part).unwrap())
	}
}

impl Digits for u8 {
	const BITS: u32 = 2;
}

impl Factor for u8 {}

impl Widen for u16 {
	type Wide = u32;

	fn widening_mul(self, other: Self) -> u32 {
		let parts = words::multiply_by_four::<Self>(halves(self), halves(other));
		parts
			.iter()
			.rev()
			.fold(0, |sum, part| (sum << (Self::BITS_OF_TWO)) + u32::try_from(*part).unwrap())
	}
}

impl Digits for u16 {
	const BITS: u32 = 4;
}

impl Factor for u16 {}

/// The largest number up to a bound that passes a test which all below it pass, too.
fn greatest(bound: u64, passes: impl Fn(u64) -> bool) -> u64 {
	(0..=bound).take_while(|number| passes(*number)).last().unwrap()
}

#[test]
fn mul_div_should_be_exact_when_all_numbers_of_8_bits_are_tried() {
	for a in 0..=u8::MAX {
		for b in 0..=u8::MAX {
			let product = u32::from(a) * u32::from(b);
			for divisor in 0..=u8::MAX {
				let down = product.checked_div(divisor.into());
				let up = down.map(|down| down + u32::from(down * u32::from(divisor) < product));
				let want = |whole: Option<u32>| {
					whole.and_then(|whole| u8::try_from(whole).ok()).ok_or(FinanceError::Overflow)
				};
				assert_eq!(mul_div_at(a, b, divisor, Rounding::Down), want(down));
				assert_eq!(mul_div_at(a, b, divisor, Rounding::Up), want(up));
			}
		}
	}
}

/// Numbers of 16 bits where something changes: powers of two and their neighbours, the square root
/// of the range, primes, and the ends.
fn edges() -> Vec<u16> {
	let powers = (0..16).flat_map(|bit| [(1u16 << bit) - 1, 1 << bit, (1 << bit) + 1]);
	let others = [
		7, 10, 100, 181, 241, 251, 362, 1_000, 4_099, 10_000, 16_381, 21_845, 21_846, 32_771,
		43_690, 43_691, 50_000, 65_280, 65_521, 65_534,
	];
	let mut edges: Vec<u16> = powers.chain(others).collect();
	edges.sort_unstable();
	edges.dedup();
	edges
}

fn mul_div_16(a: u16, b: u16, divisor: u16) {
	let product = u64::from(a) * u64::from(b);
	let down = product.checked_div(divisor.into());
	let up = down.map(|down| down + u64::from(down * u64::from(divisor) < product));
	let want = |whole: Option<u64>| {
		whole.and_then(|whole| u16::try_from(whole).ok()).ok_or(FinanceError::Overflow)
	};
	assert_eq!(mul_div_at(a, b, divisor, Rounding::Down), want(down), "{a} * {b} / {divisor}");
	assert_eq!(mul_div_at(a, b, divisor, Rounding::Up), want(up), "{a} * {b} / {divisor}");
}

#[test]
fn mul_div_should_be_exact_when_each_argument_runs_through_16_bits() {
	let edges = edges();
	assert!(edges.len() >= 64);
	for first in &edges {
		for second in &edges {
			for any in 0..=u16::MAX {
				mul_div_16(any, *first, *second);
				mul_div_16(*first, any, *second);
				mul_div_16(*first, *second, any);
			}
		}
	}
}

#[test]
fn months_should_hold_when_days_are_out_of_any_range() {
	for day in [i64::MIN, i64::MIN + 1, -1 << 40, 1 << 40, i64::MAX - 1, i64::MAX] {
		let (month, number) = Month::containing(day);
		assert!(month.length() <= 31 && number >= 1 && month.anchor(31) <= 31, "{day}");
		assert!(month.due(31) >= month.due(1), "{day}");
	}
	for number in 0..=u8::MAX {
		for year in [i32::MIN, 0, i32::MAX] {
			assert_eq!(Month::new(year, number).is_some(), (1..=12).contains(&number));
		}
	}
}

#[test]
fn year_should_be_long_when_a_leap_day_follows_within_365_days() {
	// 29 February of every leap year to 2250, by counting whole years.
	let mut leap_days = Vec::new();
	let mut new_year = 0;
	for year in 1970.. {
		let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
		if leap {
			leap_days.push(new_year + 31 + 28);
		}
		if new_year > 102_000 {
			break;
		}
		new_year += if leap { 366 } else { 365 };
	}
	for issue in 0..=100_000u32 {
		let long = leap_days.iter().any(|leap_day| (issue + 1..=issue + 365).contains(leap_day));
		assert_eq!(year_days(Day(issue)), if long { 366 } else { 365 }, "{issue}");
	}
	for issue in u32::MAX - 2_000..=u32::MAX {
		assert!((365..=366).contains(&year_days(Day(issue))));
	}
}

#[test]
fn days_should_begin_with_their_first_second_when_counted() {
	for day in (0..100_000).chain(u32::MAX - 1_000..u32::MAX) {
		let start = Day(day).start();
		assert_eq!(start.get(), u64::from(day) * 86_400);
		assert_eq!(start.day(), Day(day));
		assert_eq!(Seconds(start.get() + 86_399).day(), Day(day));
		assert_eq!(Seconds(start.get() + 86_400).day(), Day(day + 1));
	}
	assert_eq!(Seconds::MAX.day(), Day::MAX);
}

#[test]
fn schedule_should_be_refused_when_any_term_is_out_of_range() {
	let durations = (0..=4_100).chain([u32::MAX]);
	for (due_day, duration_days) in (0..=u8::MAX).flat_map(|day| {
		durations
			.clone()
			.step_by(usize::from(day) * 7 % 40 + 1)
			.map(move |duration| (day, duration))
	}) {
		for offset in [i32::MIN, -43_201, -43_200, 0, 50_400, 50_401, i32::MAX] {
			let terms = ScheduleTerms {
				origination: Seconds(1_704_067_200),
				due_day,
				duration_days,
				utc_offset_seconds: offset,
			};
			let want = match (due_day, duration_days, offset) {
				(0 | 32.., ..) => Err(FinanceError::InvalidDay),
				(_, 0 | 4_001.., _) => Err(FinanceError::InvalidDuration),
				(.., ..=-43_201 | 50_401..) => Err(FinanceError::InvalidOffset),
				_ => Ok(()),
			};
			assert_eq!(Schedule::new(terms).map(|_| ()), want, "{terms:?}");
		}
	}
}

#[test]
fn depreciation_should_be_the_line_below_when_all_small_curves_are_tried() {
	let points: Vec<CurvePoint> = (0..6)
		.flat_map(|age_days| (0..6).map(move |value| CurvePoint { age_days, retained: Ppm(value) }))
		.collect();
	assert_eq!(depreciation(&[], 0), Err(FinanceError::EmptyCurve));
	for first in &points {
		for second in &points {
			for third in &points {
				let curve = [*first, *second, *third];
				let bad = curve.windows(2).find_map(|pair| {
					if pair[0].age_days >= pair[1].age_days {
						Some(FinanceError::CurveNotSorted)
					} else if pair[0].retained < pair[1].retained {
						Some(FinanceError::CurveIncreasing)
					} else {
						None
					}
				});
				for age in 0..8 {
					let want = match bad {
						Some(error) => Err(error),
						None => Ok(Ppm(on_the_line(&curve, age))),
					};
					assert_eq!(depreciation(&curve, age), want, "{curve:?} {age}");
				}
			}
		}
	}
}

/// The greatest value not above a sound curve.
fn on_the_line(curve: &[CurvePoint], age: u32) -> u32 {
	let age = age.clamp(curve[0].age_days, curve[curve.len() - 1].age_days);
	let pair = curve.windows(2).find(|pair| age <= pair[1].age_days).unwrap();
	let ages = pair.iter().map(|point| u64::from(point.age_days)).collect::<Vec<_>>();
	let values = pair.iter().map(|point| u64::from(point.retained.get())).collect::<Vec<_>>();
	let (age, span) = (u64::from(age), ages[1] - ages[0]);
	// Value times span, above the later value.
	let height = values[1] * span + (values[0] - values[1]) * (ages[1] - age);
	u32::try_from(greatest(values[0], |value| value * span <= height)).unwrap()
}

#[test]
fn bills_should_refuse_in_order_when_days_years_and_prices_are_out_of_range() {
	let prices = [0, 1, 1_000_000, 100_000_000, 100_000_001, u64::MAX];
	for days in (0..=400).chain([u32::MAX]) {
		let valid_days = (1..=366).contains(&days);
		for price in prices {
			let valid_price = (1..=100_000_000).contains(&price);
			let want = match (valid_days, valid_price) {
				(false, _) => Some(FinanceError::InvalidDays),
				(_, false) => Some(FinanceError::InvalidPrice),
				_ => None,
			};
			assert_eq!(bills::discount(MicroUsd(price), days).err(), want, "{price} {days}");
			assert_eq!(accreted(MicroUsd(price), u128::MAX, days, days).err(), want);
			for year in (0..=400).chain([u32::MAX]) {
				let got = bills::investment_yield(MicroUsd(price), days, year);
				match want {
					Some(FinanceError::InvalidDays) => assert_eq!(got.err(), want),
					_ if year != 365 && year != 366 => {
						assert_eq!(got, Err(FinanceError::InvalidYear));
					},
					Some(_) => assert_eq!(got.err(), want),
					None if price >= 1_000_000 => assert!(got.is_ok(), "{price} {days}"),
					None => assert!(got.is_ok() || got == Err(FinanceError::Overflow)),
				}
			}
		}
	}
}

#[test]
fn bill_price_should_end_at_zero_when_the_discount_takes_the_face() {
	for days in 1..=366u32 {
		let whole = 360_000_000_000 / u64::from(days);
		for discount in whole.saturating_sub(50)..=whole + 50 {
			let left = 360_000_000_000i64 - i64::try_from(discount * u64::from(days)).unwrap();
			let want = match left {
				// 3600 parts are a micro-dollar of face, of which half rounds up.
				0.. => Ok(MicroUsd(u64::try_from((left + 1_800) / 3_600).unwrap())),
				_ => Err(FinanceError::InvalidDiscount),
			};
			assert_eq!(bills::price(Ppb(discount), days), want, "{discount} {days}");
		}
	}
}

#[test]
fn book_value_should_lie_on_the_line_when_all_days_of_all_bills_are_tried() {
	for (price, face) in [(99_123_457u64, 1_000_003u128), (1, 100_000_000), (100_000_000, 7)] {
		for total in 1..=366 {
			for elapsed in 0..=370 {
				let value = accreted(MicroUsd(price), face, total, elapsed).unwrap();
				let (total, elapsed) = (u128::from(total), u128::from(elapsed.min(total)));
				let whole = total * 100_000_000;
				// What is missing of the face, rounded up.
				let missing = face * u128::from(FACE.get() - price) * (total - elapsed);
				assert_eq!(value, face - missing.div_ceil(whole), "{price} {total} {elapsed}");
			}
		}
	}
}

#[test]
fn collateral_should_lose_its_haircut_first_when_all_haircuts_are_tried() {
	for haircut in (0..=1_000_010).chain([u32::MAX]) {
		for appraisal in [0u64, 1, 999_999, 1_000_001, 123_456_789] {
			for confidence in [0, 7] {
				let valuation = Valuation {
					appraisal: appraisal.into(),
					resale: None,
					income: None,
					confidence,
					haircut: Ppm(haircut),
				};
				let want = 1_000_000u64.checked_sub(haircut.into()).map(|keep| {
					(u128::from(appraisal * keep) / 1_000_000).saturating_sub(confidence)
				});
				let want = want.ok_or(FinanceError::InvalidHaircut);
				assert_eq!(collateral_value(&valuation), want, "{appraisal} {haircut}");
			}
		}
	}
}

#[test]
fn proceeds_should_go_unit_by_unit_down_the_ranks_when_all_small_claims_are_tried() {
	const NUMBERS: u64 = 4;
	for code in 0..NUMBERS.pow(5) * 4 {
		let digit = |place: u32| u128::from(code / NUMBERS.pow(place) % NUMBERS);
		let proceeds = u128::from(code / NUMBERS.pow(5)) * 5 + digit(0);
		let claims = [
			Claim { principal: digit(1), interest: digit(2) },
			Claim { principal: digit(3), interest: digit(4) },
		];
		for fee in 0..4 {
			let owed = [
				fee,
				claims[0].principal,
				claims[1].principal,
				claims[0].interest,
				claims[1].interest,
				u128::MAX,
			];
			let mut got = [0; 6];
			for _ in 0..proceeds {
				let next = (0..6).find(|rank| got[*rank] < owed[*rank]).unwrap();
				got[next] += 1;
			}
			let mut paid = [Claim::default(); 2];
			let payout = waterfall(proceeds, fee, &claims, &mut paid).unwrap();
			assert_eq!((payout.fee, payout.surplus), (got[0], got[5]));
			assert_eq!(
				payout.paid,
				[
					Claim { principal: got[1], interest: got[3] },
					Claim { principal: got[2], interest: got[4] },
				]
			);
		}
	}
}

#[test]
fn shares_should_convert_by_their_definition_when_all_small_totals_are_tried() {
	const MOST: u64 = 40;
	for (assets, shares, amount) in (1..=MOST).flat_map(|assets| {
		(1..=MOST).flat_map(move |shares| (1..=MOST).map(move |amount| (assets, shares, amount)))
	}) {
		let vault =
			VaultTotals { assets: UsdaiAmount(assets.into()), shares: Shares(shares.into()) };
		let (given, wanted) = (UsdaiAmount(amount.into()), Shares(amount.into()));
		let down = |from: u64, to: u64| greatest(MOST * MOST, |got| got * from <= amount * to);
		let up = |from: u64, to: u64| {
			let short = |got: u64| got * from < amount * to;
			greatest(MOST * MOST, short) + 1
		};

		let deposit = match down(assets, shares) {
			0 => Err(FinanceError::ZeroShares),
			got => Ok(Shares(got.into())),
		};
		assert_eq!(vault.shares_for_deposit(given), deposit);
		let withdraw = Shares(up(assets, shares).into());
		assert_eq!(vault.shares_for_withdraw(given), Ok(withdraw));
		let redeem = UsdaiAmount(down(shares, assets).into());
		assert_eq!(vault.assets_for_redeem(wanted), Ok(redeem));
		let mint = UsdaiAmount(up(shares, assets).into());
		assert_eq!(vault.assets_for_mint(wanted), Ok(mint));
	}
}

#[test]
fn first_deposit_should_be_refused_when_it_does_not_exceed_the_locked_shares() {
	let empty = VaultTotals { assets: UsdaiAmount::ZERO, shares: Shares::ZERO };
	for assets in 1..=2 * LOCKED_SHARES.get() {
		let want = match assets.checked_sub(LOCKED_SHARES.get()) {
			None | Some(0) => Err(FinanceError::BelowMinimum),
			Some(shares) => Ok(Shares(shares)),
		};
		assert_eq!(empty.shares_for_deposit(UsdaiAmount(assets)), want);
	}
}

#[test]
fn split_should_be_by_floors_when_all_small_weights_are_tried() {
	for code in 0..16 * 5u64.pow(3) {
		let (total, code) = (code % 16, code / 16);
		let weights = [0, 1, 2].map(|place| u128::from(code / 5u64.pow(place) % 5));
		let mut parts = [0; MAX_TRANCHES];
		let got = split(total.into(), &weights, &mut parts);
		let sum = u64::try_from(weights.iter().sum::<u128>()).unwrap();
		if sum == 0 {
			assert_eq!(got, Err(FinanceError::ZeroAmount));
			continue;
		}
		let share = |weight: u128| {
			let weight = u64::try_from(weight).unwrap();
			u128::from(greatest(total, |part| part * sum <= total * weight))
		};
		let rest = share(weights[1]) + share(weights[2]);
		let want = [u128::from(total) - rest, share(weights[1]), share(weights[2])];
		assert_eq!(got, Ok(&want[..]), "{total} {weights:?}");
	}
}

#[test]
fn charge_should_keep_the_dust_when_all_decimals_are_tried() {
	for decimals in 0..=u8::MAX {
		let dues = [Claim { principal: 10u128.pow(20) - 1, interest: 1 }; 2];
		let mut lenders = [0; 2];
		let got = charge(decimals, &dues, &mut lenders);
		let Some(missing) = 18u32.checked_sub(decimals.into()) else {
			assert_eq!(got, Err(FinanceError::InvalidDecimals));
			continue;
		};
		let unit = 10u128.pow(missing);
		let lender = (10u128.pow(20) - 1) / unit + 1 / unit;
		let charge = got.unwrap();
		assert_eq!(charge.borrower_pays, 2 * 10u128.pow(20) / unit);
		assert_eq!(charge.lenders, [lender; 2]);
		assert_eq!(charge.dust, charge.borrower_pays - 2 * lender);
	}
}

#[test]
fn auction_price_should_be_the_line_below_when_all_small_auctions_are_tried() {
	for code in 0..8u64.pow(4) * 16 {
		let digit = |place: u32| code / 8u64.pow(place) % 8;
		let (start, floor, started_at, duration) = (digit(0), digit(1), digit(2), digit(3));
		let now = code / 8u64.pow(4);
		let terms = DutchTerms {
			start_price: start.into(),
			floor_price: floor.into(),
			started_at: Seconds(started_at),
			duration: Seconds(duration),
		};
		let want = if floor > start {
			Err(FinanceError::InvalidPrices)
		} else if duration == 0 {
			Err(FinanceError::InvalidDuration)
		} else {
			let elapsed = now.saturating_sub(started_at).min(duration);
			let height = start * (duration - elapsed) + floor * elapsed;
			Ok(greatest(start, |price| price * duration <= height).into())
		};
		assert_eq!(dutch_price(&terms, Seconds(now)), want, "{terms:?} {now}");
	}
}
