use crate::math::{number, wide};
use caliber_finance::{
	instalment::{charge, prepay, Debt, Loan, Model, RepaymentTerms, Window},
	schedule::{Schedule, ScheduleTerms, MAX_DURATION_DAYS, MAX_WINDOWS},
	tranches::{blended_rate, split, Claim, Tranche, MAX_TRANCHES},
	units::{Ppm, RatePerSecond, Seconds, UsdaiAmount},
	waterfall::waterfall,
	FinanceError,
};
use proptest::prelude::*;

const GRACE: Seconds = Seconds(864_000);

fn claims() -> impl Strategy<Value = Vec<Claim>> {
	let claim =
		(number(), number()).prop_map(|(principal, interest)| Claim { principal, interest });
	prop::collection::vec(claim, 1..=MAX_TRANCHES)
}

fn tranches() -> impl Strategy<Value = Vec<Tranche>> {
	let tranche = (1u128..10u128.pow(15), 100_000_000u64..20_000_000_000)
		.prop_map(|(amount, rate)| Tranche { amount, rate: RatePerSecond(rate) });
	prop::collection::vec(tranche, 1..6)
}

fn repayment() -> impl Strategy<Value = RepaymentTerms> {
	let later =
		(prop_oneof![2 => Just(0), 1 => 0u32..30], prop_oneof![2 => Just(0), 1 => number()]);
	let all = (any::<bool>(), any::<bool>(), 0u64..20_000_000_000, later);
	all.prop_map(|(simple, stub, rate, (interest_only, balloon))| {
		RepaymentTerms {
			model: if simple { Model::Simple } else { Model::Amortized },
			principal_in_stub: stub,
			interest_only,
			// As large as the principals of these tests.
			balloon: UsdaiAmount(balloon >> 30),
			grace_rate: RatePerSecond(rate),
			grace_duration: GRACE,
		}
	})
}

fn schedule() -> impl Strategy<Value = ScheduleTerms> {
	(0u64..7_289_568_000, 1u8..=31, 1u32..=2_000, -43_200i32..=50_400).prop_map(
		|(origination, due_day, duration_days, utc_offset_seconds)| ScheduleTerms {
			origination: Seconds(origination),
			due_day,
			duration_days,
			utc_offset_seconds,
		},
	)
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn all_windows_should_be_each_window_in_turn(
		schedule in schedule(), repayment in repayment(), tranches in tranches(),
		balance in number(), paid in 0u32..80,
	) {
		let loan = Loan::new(schedule, repayment, &tranches).unwrap();
		let mut debt = Debt { windows_paid: paid, balance: UsdaiAmount(balance) };
		let mut places = [Window::default(); MAX_WINDOWS];
		for windows_paid in [loan.schedule().count(), loan.schedule().count() + 1] {
			let over = loan.windows(Debt { windows_paid, ..debt }, &mut places);
			prop_assert_eq!(over, Err(FinanceError::NoWindowsLeft));
		}
		let Ok(windows) = loan.windows(debt, &mut places) else {
			let turns = (paid..loan.schedule().count().max(paid + 1)).try_fold(debt, |debt, _| {
				let window = loan.window(debt)?;
				let balance = debt.balance.saturating_sub(window.principal);
				Ok::<_, FinanceError>(Debt { windows_paid: debt.windows_paid + 1, balance })
			});
			prop_assert!(turns.is_err());
			return Ok(());
		};
		prop_assert_eq!(windows.len() as u32, loan.schedule().count() - paid);
		for window in windows {
			prop_assert_eq!(loan.window(debt), Ok(*window));
			debt.balance = debt.balance.saturating_sub(window.principal);
			debt.windows_paid += 1;
		}
		prop_assert!(debt.balance.is_zero());
	}

	#[test]
	fn due_day_should_be_the_day_up_to_a_deadline(
		schedule in schedule(), near in 0u32..80, off in -3 * 86_400i64..=3 * 86_400,
	) {
		let loan = Schedule::new(schedule).unwrap();
		let near = loan.deadline(near % loan.count()).unwrap().get();
		let edges = [near, near - 86_400, near + 1, near - 86_401];
		for now in edges.into_iter().chain([near.saturating_add_signed(off)]) {
			let due = (0..loan.count()).any(|k| {
				let deadline = loan.deadline(k).unwrap().get();
				deadline >= now && deadline - now <= 86_400
			});
			prop_assert_eq!(loan.is_due_day(Seconds(now)), due, "{}", now);
		}
	}

	#[test]
	fn balloon_should_be_within_a_part_of_the_principal_rounded_down(
		principal in 0u128..1 << 100, part in 0u32..=1_000_000,
	) {
		let most = principal * u128::from(part) / 1_000_000;
		for (balloon, holds) in [(most, true), (most + 1, false), (0, true)] {
			let terms = RepaymentTerms { balloon: UsdaiAmount(balloon), ..AT_ONCE };
			prop_assert_eq!(terms.has_balloon_within(UsdaiAmount(principal), Ppm(part)), holds);
		}
	}

	#[test]
	fn split_should_conserve_when_any_weights_are_given(
		total in number(), weights in prop::collection::vec(number(), 1..=MAX_TRANCHES),
	) {
		prop_assume!(weights.iter().any(|weight| *weight > 0));
		let mut parts = [0; MAX_TRANCHES];
		let parts = split(total, &weights, &mut parts).unwrap();
		prop_assert_eq!(parts.len(), weights.len());
		prop_assert_eq!(parts.iter().sum::<u128>(), total);
		// All but the first are floors; the first also has the dust, less than a unit a part.
		let sum = weights.iter().fold(wide(0), |sum, weight| sum + wide(*weight));
		for (i, (part, weight)) in parts.iter().zip(&weights).enumerate() {
			let dust = if i == 0 { parts.len() - 1 } else { 0 };
			let share = wide(total) * wide(*weight);
			prop_assert!(sum * wide(*part) <= share + sum * dust);
			prop_assert!(share < sum * (wide(*part) + 1));
		}
	}

	#[test]
	fn blended_rate_should_lie_between_its_tranches_when_weighted(tranches in tranches()) {
		let rate = blended_rate(&tranches).unwrap();
		prop_assert!(tranches.iter().any(|tranche| tranche.rate <= rate));
		prop_assert!(tranches.iter().any(|tranche| tranche.rate >= rate));
	}

	#[test]
	fn principal_should_sum_to_the_loan_when_every_window_is_paid(
		schedule in schedule(), repayment in repayment(), tranches in tranches(),
		principal in number(),
	) {
		let loan = Loan::new(schedule, repayment, &tranches).unwrap();
		let count = loan.schedule().count();
		let mut debt = Debt { windows_paid: 0, balance: UsdaiAmount(principal >> 30) };
		let reserve = loan.reserve_required(debt, u32::MAX).unwrap();
		let mut paid = 0;
		for windows_paid in 0..count {
			debt.windows_paid = windows_paid;
			let window = loan.window(debt).unwrap();
			prop_assert!(window.principal <= debt.balance);
			paid += window.principal.get() + window.interest.get();
			debt.balance = debt.balance.checked_sub(window.principal).unwrap();
		}
		prop_assert!(debt.balance.is_zero());
		prop_assert_eq!(reserve.get(), paid);
		debt.windows_paid = count;
		prop_assert_eq!(loan.window(debt), Err(FinanceError::NoWindowsLeft));
	}

	#[test]
	fn debt_should_never_rise_and_be_repaid_in_full_when_prepayments_come_between(
		schedule in schedule(), repayment in repayment(), tranches in tranches(),
		principal in number(),
		prepayments in prop::collection::vec(prop::option::weighted(0.3, 1u128..1 << 95), 70),
	) {
		let loan = Loan::new(schedule, repayment, &tranches).unwrap();
		let amounts: Vec<u128> = tranches.iter().map(|tranche| tranche.amount).collect();
		let principal = principal >> 30;
		let mut balance = UsdaiAmount(principal);
		let mut repaid = vec![0; tranches.len()];
		for (windows_paid, prepayment) in (0..loan.schedule().count()).zip(prepayments) {
			let debt = Debt { windows_paid, balance };
			let mut dues = [Claim::default(); MAX_TRANCHES];
			let due = loan.instalment(debt, Seconds::MAX, &mut dues).unwrap();
			balance = balance.checked_sub(due.principal).unwrap();
			for (repaid, due) in repaid.iter_mut().zip(due.dues) {
				*repaid += due.principal;
			}
			if let Some(amount) = prepayment {
				let mut parts = [0; MAX_TRANCHES];
				let paid = prepay(balance, UsdaiAmount(amount), &amounts, &mut parts).unwrap();
				prop_assert!(paid.balance <= balance);
				balance = paid.balance;
				for (repaid, part) in repaid.iter_mut().zip(paid.principal) {
					*repaid += part;
				}
			}
		}
		prop_assert!(balance.is_zero());
		prop_assert_eq!(repaid.iter().sum::<u128>(), principal);
	}

	#[test]
	fn payment_should_stay_level_when_a_loan_is_amortised(
		schedule in schedule(), tranches in tranches(),
		balance in 10u128.pow(20)..10u128.pow(27),
	) {
		let repayment = RepaymentTerms {
			model: Model::Amortized,
			principal_in_stub: true,
			interest_only: 0,
			balloon: UsdaiAmount::ZERO,
			grace_rate: RatePerSecond::ZERO,
			grace_duration: Seconds::ZERO,
		};
		let loan = Loan::new(schedule, repayment, &tranches).unwrap();
		let mut debt = Debt { windows_paid: 0, balance: UsdaiAmount(balance) };
		let mut level = None;
		for windows_paid in 0..loan.schedule().count() {
			debt.windows_paid = windows_paid;
			let window = loan.window(debt).unwrap();
			let payment = window.principal.get() + window.interest.get();
			let first = *level.get_or_insert(payment);
			prop_assert!(payment.abs_diff(first) <= balance / 10u128.pow(14), "{payment} {first}");
			debt.balance = debt.balance.saturating_sub(window.principal);
		}
	}

	#[test]
	fn dues_should_sum_to_the_instalment_when_paid_early_or_late(
		schedule in schedule(), repayment in repayment(), tranches in tranches(),
		balance in number(), window: prop::sample::Index, late in 0u64..2_000_000,
	) {
		let loan = Loan::new(schedule, repayment, &tranches).unwrap();
		let windows_paid =
			u32::try_from(window.index(loan.schedule().count() as usize)).unwrap();
		let debt = Debt { windows_paid, balance: UsdaiAmount(balance >> 30) };
		let deadline = loan.schedule().deadline(windows_paid).unwrap();
		let in_time = loan.window(debt).unwrap();

		let mut early_dues = [Claim::default(); MAX_TRANCHES];
		let early = loan.instalment(debt, deadline, &mut early_dues).unwrap();
		prop_assert_eq!((early.principal, early.interest), (in_time.principal, in_time.interest));
		prop_assert_eq!(early.deadline, deadline);

		let mut dues = [Claim::default(); MAX_TRANCHES];
		let now = deadline.checked_add(Seconds(late)).unwrap();
		let due = loan.instalment(debt, now, &mut dues).unwrap();
		prop_assert_eq!(due.principal, in_time.principal);
		prop_assert!(due.interest >= in_time.interest);
		prop_assert_eq!(due.dues.len(), tranches.len());
		prop_assert_eq!(
			due.dues.iter().map(|due| due.principal).sum::<u128>(), due.principal.get(),
		);
		prop_assert_eq!(due.dues.iter().map(|due| due.interest).sum::<u128>(), due.interest.get());

		// Grace stops at its duration.
		let mut last_dues = [Claim::default(); MAX_TRANCHES];
		let end = deadline.checked_add(GRACE).unwrap();
		let last = loan.instalment(debt, end, &mut last_dues).unwrap();
		prop_assert!(due.interest <= last.interest);
		if late >= GRACE.get() {
			prop_assert_eq!(due.interest, last.interest);
		}
	}

	#[test]
	fn charge_should_cover_the_lenders_when_decimals_are_cut(
		claims in claims(), decimals in 0u8..=18,
	) {
		let claims: Vec<Claim> = claims
			.into_iter()
			.map(|claim| Claim { principal: claim.principal >> 6, interest: claim.interest >> 6 })
			.collect();
		let total: u128 = claims.iter().map(|claim| claim.principal + claim.interest).sum();
		let unit = 10u128.pow(18 - u32::from(decimals));
		let mut lenders = [0; MAX_TRANCHES];
		let charge = charge(decimals, &claims, &mut lenders).unwrap();
		prop_assert_eq!(charge.borrower_pays, total.div_ceil(unit));
		prop_assert_eq!(charge.lenders.iter().sum::<u128>() + charge.dust, charge.borrower_pays);
		for (lender, claim) in charge.lenders.iter().zip(&claims) {
			prop_assert_eq!(*lender, claim.principal / unit + claim.interest / unit);
		}
	}

	#[test]
	fn prepayment_should_lower_the_debt_by_what_lenders_get_when_any_amount_is_offered(
		balance in number(), amount in number(),
		amounts in prop::collection::vec(1u128.., 1..=MAX_TRANCHES),
	) {
		prop_assume!(amount > 0);
		let mut parts = [0; MAX_TRANCHES];
		let paid =
			prepay(UsdaiAmount(balance), UsdaiAmount(amount), &amounts, &mut parts).unwrap();
		let repaid: u128 = paid.principal.iter().sum();
		prop_assert_eq!(repaid, amount.min(balance));
		prop_assert_eq!(paid.balance.get() + repaid, balance);
	}

	#[test]
	fn waterfall_should_conserve_and_keep_rank_when_money_runs_out(
		proceeds in number(), fee in number(), claims in claims(),
	) {
		let mut paid = [Claim::default(); MAX_TRANCHES];
		let payout = waterfall(proceeds, fee, &claims, &mut paid).unwrap();
		let ranks: Vec<(u128, u128)> = [(fee, payout.fee)]
			.into_iter()
			.chain(claims.iter().zip(payout.paid).map(|(claim, paid)| (claim.principal, paid.principal)))
			.chain(claims.iter().zip(payout.paid).map(|(claim, paid)| (claim.interest, paid.interest)))
			.collect();
		let total = ranks.iter().map(|(_, paid)| paid).sum::<u128>() + payout.surplus;
		prop_assert_eq!(total, proceeds);
		// Once a claim is short, no later one gets anything, nor is there a surplus.
		let short = ranks.iter().position(|(claim, paid)| paid < claim);
		prop_assert!(ranks.iter().all(|(claim, paid)| paid <= claim));
		if let Some(short) = short {
			prop_assert!(ranks[short + 1..].iter().all(|(_, paid)| *paid == 0));
			prop_assert_eq!(payout.surplus, 0);
		}
	}
}

#[test]
fn lists_should_be_refused_when_empty_too_long_or_wider_than_the_buffer() {
	let mut parts = [0; MAX_TRANCHES + 1];
	assert_eq!(split(1, &[], &mut parts), Err(FinanceError::NoTranches));
	assert_eq!(split(1, &[1; 33], &mut parts), Err(FinanceError::TooManyTranches));
	assert_eq!(split(1, &[1; 3], &mut parts[..2]), Err(FinanceError::TooManyTranches));
	assert_eq!(split(1, &[0, 0], &mut parts), Err(FinanceError::ZeroAmount));
	assert_eq!(split(5, &[1; 3], &mut parts[..3]), Ok(&[3, 1, 1][..]));

	let claims = [Claim { principal: 2, interest: 1 }; 2];
	let mut short = [Claim::default(); 1];
	assert_eq!(waterfall(9, 1, &claims, &mut short), Err(FinanceError::TooManyTranches));
	assert_eq!(charge(18, &claims, &mut parts[..1]), Err(FinanceError::TooManyTranches));
	assert_eq!(charge(19, &[], &mut parts), Err(FinanceError::InvalidDecimals));
}

/// A loan of a single window, from 1 to 2 January 2024.
const A_DAY: ScheduleTerms = ScheduleTerms {
	origination: Seconds(1_704_067_200),
	due_day: 2,
	duration_days: 1,
	utc_offset_seconds: 0,
};
const AT_ONCE: RepaymentTerms = RepaymentTerms {
	model: Model::Simple,
	principal_in_stub: true,
	interest_only: 0,
	balloon: UsdaiAmount::ZERO,
	grace_rate: RatePerSecond::ZERO,
	grace_duration: Seconds::ZERO,
};

#[test]
fn split_should_be_exact_when_the_weighted_product_passes_256_bits() {
	// Weights of 188 bits times an interest of 128 bits pass 256 bits and stay exact.
	let tranche = Tranche { amount: u128::MAX, rate: RatePerSecond::ONE };
	let tranches = [tranche, Tranche { rate: RatePerSecond(1), ..tranche }];
	let loan = Loan::new(A_DAY, AT_ONCE, &tranches).unwrap();
	assert_eq!(loan.rate(), RatePerSecond(500_000_000_000_000_000));
	let debt = Debt { windows_paid: 0, balance: UsdaiAmount(u128::MAX / 43_200) };
	let mut dues = [Claim::default(); 2];
	let due = loan.instalment(debt, Seconds::ZERO, &mut dues).unwrap();
	let interest = u128::MAX / 43_200 * 43_200;
	let minor = interest / (10u128.pow(18) + 1);
	assert_eq!(due.interest.get(), interest);
	assert_eq!((due.dues[0].interest, due.dues[1].interest), (interest - minor, minor));
}

#[test]
fn charge_should_overflow_when_only_the_dust_is_too_much() {
	// Ten lenders get floor(MAX / 10) each, 5 short of MAX together, and the dust is just those 5.
	let mut dues = [Claim { principal: u128::MAX, interest: 0 }; 10];
	let mut lenders = [0; 10];
	let whole = charge(17, &dues, &mut lenders).unwrap();
	assert_eq!((whole.borrower_pays, whole.dust), (u128::MAX, 5));
	dues[0].interest = 1;
	assert_eq!(charge(17, &dues, &mut lenders), Err(FinanceError::Overflow));
}

#[test]
fn instalment_should_overflow_when_only_window_and_grace_together_are_too_much() {
	let grace_duration = Seconds(86_400);
	let repayment = RepaymentTerms { grace_rate: RatePerSecond::ONE, grace_duration, ..AT_ONCE };
	let tranches = [Tranche { amount: 1, rate: RatePerSecond::ONE }];
	let loan = Loan::new(A_DAY, repayment, &tranches).unwrap();
	// A day each, at the whole balance a second.
	let most = u128::MAX / 172_800;
	let mut dues = [Claim::default(); 1];
	let mut interest = |balance| {
		let debt = Debt { windows_paid: 0, balance: UsdaiAmount(balance) };
		loan.instalment(debt, Seconds::MAX, &mut dues).map(|due| due.interest.get())
	};
	assert_eq!(interest(most), Ok(most * 172_800));
	assert_eq!(interest(most + 1), Err(FinanceError::Overflow));
}

#[test]
fn window_should_overflow_when_a_level_payment_has_no_base() {
	// A balance that grows by 1.8 a month: the sum of the walk is too wide before its growth is.
	let schedule = ScheduleTerms { due_day: 1, duration_days: 4_000, ..A_DAY };
	let repayment = RepaymentTerms { model: Model::Amortized, ..AT_ONCE };
	let tranches = [Tranche { amount: 1, rate: RatePerSecond(300_000_000_000) }];
	let loan = Loan::new(schedule, repayment, &tranches).unwrap();
	let window = |windows_paid| loan.window(Debt { windows_paid, balance: UsdaiAmount(1) });
	assert_eq!(window(0), Err(FinanceError::Overflow));
	assert!(window(loan.schedule().count() - 60).is_ok());
}

#[test]
fn longest_schedule_should_have_as_many_windows_as_there_are_places() {
	let terms = |origination: u64, due_day| ScheduleTerms {
		origination: Seconds(origination),
		due_day,
		duration_days: MAX_DURATION_DAYS,
		utc_offset_seconds: 0,
	};
	let counts = (0..3_000u64).flat_map(|day| {
		[1, 15, 31].map(|due| Schedule::new(terms(day * 86_400 + 1, due)).unwrap().count())
	});
	assert!(counts.max().unwrap() as usize <= MAX_WINDOWS);
}
