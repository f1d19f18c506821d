//! What is asked for: the one place where an [`Ask`] is built, told and written down.

use super::{
	terms::usd,
	typed::{a_year, zone},
};
use crate::{
	cli::{AskOptions, Repayment},
	output,
};
use anyhow::{bail, Context};
use caliber_finance::{
	instalment::{Model, RepaymentTerms},
	schedule::Schedule,
	tranches::blended_rate,
};
use caliber_primitives::{
	ids::{LoanId, SkuId},
	units::{Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use caliber_runtime::AccountId;
use pallet_lending::{Ask, Junior, Product, Refusal, Tranches, MAX_RESERVE};
use serde_json::{json, Value};
use std::ops::Range;

/// What was typed, for a loan that may begin at any moment of `open`.
///
/// # Errors
/// When the product allows no such loan; says what it allows.
pub fn build(
	options: &AskOptions,
	(sku, product): (SkuId, &Product),
	juniors: &[Junior<AccountId>],
	open: Range<Seconds>,
) -> anyhow::Result<Ask> {
	let days = |days: u32| Seconds(u64::from(days) * SECONDS_PER_DAY);
	let utc_offset_seconds = options.utc_offset;
	let repayment = RepaymentTerms {
		model: match options.model {
			Repayment::Simple => Model::Simple,
			Repayment::Amortised => Model::Amortized,
		},
		principal_in_stub: options.principal_in_stub,
		interest_only: options.interest_only,
		balloon: UsdaiAmount(options.balloon.unwrap_or_default()),
		grace_rate: options.grace_rate.unwrap_or(options.rate),
		grace_duration: options.grace.map_or(product.max_grace, days),
	};
	let mut ask = Ask {
		product: sku,
		principal: UsdaiAmount(options.principal),
		rate: options.rate,
		duration_days: options.days.unwrap_or_default(),
		due_day: options.due_day.map_or_else(|| today(open.start, utc_offset_seconds), Ok)?,
		utc_offset_seconds,
		repayment,
		reserve: options.reserve.unwrap_or(product.min_reserve),
		refinances: options.refinances.map(LoanId),
	};
	if options.grace_rate.is_none() {
		let tranches = ask.tranches(juniors).map(|all| blended_rate(&all));
		// The vault's alone is less where Curators ask for more.
		ask.repayment.grace_rate = match tranches {
			Some(Ok(blended)) => blended.max(options.rate),
			_ => options.rate,
		};
	}
	if let Some(months) = options.months {
		ask.duration_days = duration(&ask, months, product, open)?;
	}
	Ok(ask)
}

/// The local day of the month.
fn today(now: Seconds, utc_offset_seconds: i32) -> anyhow::Result<u8> {
	let local = i64::try_from(now.get())?.saturating_add(utc_offset_seconds.into());
	let (_, _, day) = output::civil(local.div_euclid(86_400));
	Ok(u8::try_from(day)?)
}

/// How many instalments there are when the loan begins at that moment.
pub fn count(ask: &Ask, at: Seconds) -> Option<u32> {
	Schedule::new(ask.schedule(at)).ok().map(|schedule| schedule.count())
}

/// Moments in which an offer may be accepted: one a day, and the last.
fn moments(open: &Range<Seconds>) -> impl Iterator<Item = Seconds> {
	let daily = (open.start.get()..open.end.get()).step_by(86_400);
	daily.chain([open.end.get().saturating_sub(1)]).map(Seconds)
}

/// The shortest time that gives so many instalments, on whichever day of `open` the loan begins, or
/// at least now.
fn duration(
	ask: &Ask,
	months: u32,
	product: &Product,
	open: Range<Seconds>,
) -> anyhow::Result<u32> {
	let allowed = product.min_days..=product.max_days;
	let gives = |days: u32, at| count(&Ask { duration_days: days, ..*ask }, at) == Some(months);
	let fits = |days: &u32| gives(*days, open.start);
	let always = |days: &u32| moments(&open).all(|at| gives(*days, at));
	let found = allowed.clone().find(|days| fits(days) && always(days));
	found.or_else(|| allowed.clone().find(fits)).with_context(|| {
		format!(
			"no loan of {months} monthly instalments fits what the product allows, {} to {} days; give \
			 other --months",
			product.min_days, product.max_days
		)
	})
}

/// The first moment of `open` from which on an acceptance gives another number of instalments than
/// now, and that number.
pub fn changes(ask: &Ask, open: Range<Seconds>) -> Option<(Seconds, u32)> {
	let now = count(ask, open.start)?;
	moments(&open).find_map(|at| count(ask, at).filter(|then| *then != now).map(|then| (at, then)))
}

/// The tranches of a loan that the product allows.
///
/// # Errors
/// Says what it allows, and which flag to change.
pub fn check(
	ask: &Ask,
	juniors: &[Junior<AccountId>],
	product: &Product,
	now: Seconds,
) -> anyhow::Result<Tranches> {
	ask.check(juniors, product, now).or_else(|refusal| bail!(refused(refusal, ask, product)))
}

/// What of the product is not kept, and which flag to change.
pub fn refused(refusal: Refusal, ask: &Ask, product: &Product) -> String {
	let days = |length: Seconds| length.get() / SECONDS_PER_DAY;
	let text = match refusal {
		Refusal::Disabled => {
			format!("lending on model {} is switched off; ask governance", ask.product.0)
		},
		Refusal::TooSmall => "a loan is of one dollar at least; ask for more".into(),
		Refusal::Rate => format!(
			"{} is outside what the product allows, {} to {}; give another --rate",
			a_year(ask.rate),
			a_year(product.min_rate),
			a_year(product.max_rate)
		),
		Refusal::Term => format!(
			"{} days are outside what the product allows, {} to {}; give other --days",
			ask.duration_days, product.min_days, product.max_days
		),
		Refusal::Grace => format!(
			"grace is 1 to {} days, at the loan's rate or more, up to 100 % a year; give another \
			 --grace or --grace-rate",
			days(product.max_grace)
		),
		Refusal::TooManyTranches => {
			"a loan has at most seven tranches beside the vault's; merge some".into()
		},
		Refusal::Tranche => {
			"each tranche is of one dollar at least, and so is what is left to the vault; give other \
			 --tranche"
				.into()
		},
		Refusal::FirstLoss => format!(
			"Curators must lend at least {} of the principal; give more --tranche",
			output::percent(product.min_first_loss.get().into())
		),
		Refusal::Balloon => format!(
			"at most {} instalments are of interest only, and at most {} of the principal is left to the \
			 last one; give less --interest-only or --balloon",
			product.max_interest_only,
			output::percent(product.max_balloon.get().into())
		),
		Refusal::Reserve => format!(
			"a reserve holds {} to {MAX_RESERVE} instalments; give another --reserve",
			product.min_reserve
		),
		Refusal::Charge => {
			"a loan has at most four charges, of 1 % of the balance each; give other --charge".into()
		},
		Refusal::Escrow if product.max_escrow.is_zero() => format!(
			"no money waits for hardware of model {}; ask governance, or lend on --items",
			ask.product.0
		),
		Refusal::Escrow => format!(
			"money waits for hardware 1 to {} days, at {} or more; give another --escrow or --carry",
			days(product.max_escrow),
			a_year(product.min_carry)
		),
		Refusal::Terms => {
			"no schedule can be made of this; give another --due-day or --months".into()
		},
	};
	format!("{text}; nothing was sent")
}

/// In words, but for the principal, who lends it and what is kept back.
pub fn lines(ask: &Ask, instalments: Option<u32>) -> Vec<(&'static str, String)> {
	// The principal is told with those who lend it, the reserve with what it comes to.
	let Ask {
		product: _,
		principal: _,
		rate: _,
		duration_days,
		due_day,
		utc_offset_seconds,
		repayment,
		reserve: _,
		refinances,
	} = *ask;
	let RepaymentTerms {
		model,
		principal_in_stub,
		interest_only,
		balloon,
		grace_rate,
		grace_duration,
	} = repayment;
	let parts = match model {
		Model::Amortized => "by level payments",
		Model::Simple => "in equal parts",
	};
	let many = match instalments {
		None => "monthly".into(),
		Some(1) => "1 instalment".into(),
		Some(many) => format!("{many} monthly instalments"),
	};
	let stub = match principal_in_stub {
		true => ", principal in a broken first month, too",
		false => "",
	};
	let first = match interest_only {
		0 => String::new(),
		1 => ", the first of interest only".into(),
		many => format!(", the first {many} of interest only"),
	};
	let last = match balloon.is_zero() {
		true => String::new(),
		false => format!(", {} USDai of principal with the last", usd(balloon)),
	};
	let grace = match grace_duration.get() / SECONDS_PER_DAY {
		1 => "1 day".into(),
		days => format!("{days} days"),
	};
	let mut lines = vec![
		("Repaid", format!("{parts}, {many}{first}{last}{stub}; {duration_days} days")),
		(
			"Due",
			format!("at the beginning of day {due_day} of the month, {}", zone(utc_offset_seconds)),
		),
		("Grace", format!("{grace}, at {} on top", a_year(grace_rate))),
	];
	if let Some(LoanId(old)) = refinances {
		lines.push(("Replaces", format!("loan {old}, which is paid off from the principal")));
	}
	lines
}

/// With the figures of the chain.
pub fn json(ask: &Ask) -> Value {
	let Ask {
		product,
		principal,
		rate,
		duration_days,
		due_day,
		utc_offset_seconds,
		repayment,
		reserve,
		refinances,
	} = *ask;
	json!({
		"model": product,
		"principal": principal.get().to_string(),
		"rate": rate.get(),
		"duration_days": duration_days,
		"due_day": due_day,
		"utc_offset_seconds": utc_offset_seconds,
		"repayment": match repayment.model {
			Model::Amortized => "amortised",
			Model::Simple => "simple",
		},
		"principal_in_stub": repayment.principal_in_stub,
		"interest_only": repayment.interest_only,
		"balloon": repayment.balloon.get().to_string(),
		"grace_rate": repayment.grace_rate.get(),
		"grace": repayment.grace_duration,
		"reserve": reserve,
		"refinances": refinances,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::loan::tests::{ask, options, product, usdai, TODAY};
	use caliber_primitives::units::{Ppm, RatePerSecond};

	const WEEK: u64 = 7 * SECONDS_PER_DAY;

	fn open(from: u64) -> Range<Seconds> {
		Seconds(from)..Seconds(from + WEEK)
	}

	#[test]
	fn months_should_be_kept_on_each_day_of_an_offer_when_they_can_be() {
		for hour in [0, 1, 12, 23] {
			for day in 0..62 {
				let open = open(TODAY + day * SECONDS_PER_DAY + hour * 3_600);
				for months in [4, 12, 36, 47] {
					let options = options(&["--months", &months.to_string()]);
					let built = build(&options, (SkuId(1), &product()), &[], open.clone()).unwrap();
					assert_eq!(count(&built, open.start), Some(months));
					// The due day is today's, so that it does not lie within the offer's life.
					assert_eq!(changes(&built, open.clone()), None, "{day} {hour} {months}");
				}
			}
		}
	}

	#[test]
	fn change_of_months_should_be_found_when_a_due_day_lies_in_the_life_of_an_offer() {
		let typed = options(&["--days", "300", "--due-day", "4"]);
		let built = build(&typed, (SkuId(1), &product()), &[], open(TODAY)).unwrap();
		let (at, then) = changes(&built, open(TODAY)).unwrap();
		assert_eq!((at, then), (Seconds(TODAY + 3 * SECONDS_PER_DAY), 10));
		assert_eq!(count(&built, Seconds(TODAY)), Some(11));
	}

	#[test]
	fn due_day_should_be_the_local_one_when_none_is_given() {
		for (offset, day) in [("+00:00", 1), ("-00:30", 31), ("+14:00", 1)] {
			let flags = ["--months", "12", "--utc-offset", offset];
			let built = build(&options(&flags), (SkuId(1), &product()), &[], open(TODAY)).unwrap();
			assert_eq!(built.due_day, day, "{offset}");
		}
	}

	#[test]
	fn grace_should_bear_the_blended_rate_when_curators_ask_for_more() {
		let curator = crate::chain::key::account("//Ferdie").unwrap();
		let amount = UsdaiAmount(options(&["--months", "12"]).principal / 2);
		let rate = RatePerSecond(2 * ask().rate.get());
		let juniors = [Junior { curator, amount, rate }];
		let typed = options(&["--months", "12"]);
		let built = build(&typed, (SkuId(1), &product()), &juniors, open(TODAY)).unwrap();
		let blended = RatePerSecond(ask().rate.get() / 2 * 3);
		assert_eq!(built.repayment.grace_rate, blended);
		assert!(check(&built, &juniors, &product(), Seconds(TODAY)).is_ok());
	}

	#[test]
	fn reserve_should_be_the_least_of_the_product_when_none_is_given() {
		for (flags, reserve) in
			[(&["--months", "12"][..], 3), (&["--months", "12", "--reserve", "5"], 5)]
		{
			let built = build(&options(flags), (SkuId(1), &product()), &[], open(TODAY)).unwrap();
			assert_eq!(built.reserve, reserve);
		}
	}

	#[test]
	fn reason_should_name_the_flag_when_the_product_does_not_allow_it() {
		let now = Seconds(TODAY);
		let left = |interest_only, balloon| {
			let balloon = usdai(balloon);
			let repayment = RepaymentTerms { interest_only, balloon, ..ask().repayment };
			Ask { repayment, ..ask() }
		};
		assert!(check(&left(12, 150_000), &[], &product(), now).is_ok());
		for (ask, product, reason) in [
			(Ask { rate: RatePerSecond(1), ..ask() }, product(), "0.00 % a year is outside"),
			(Ask { duration_days: 89, ..ask() }, product(), "90 to 1460; give other --days"),
			(Ask { principal: UsdaiAmount(1), ..ask() }, product(), "one dollar at least"),
			(Ask { due_day: 0, ..ask() }, product(), "--due-day"),
			(ask(), Product { enabled: false, ..product() }, "switched off"),
			(ask(), Product { min_first_loss: Ppm(1), ..product() }, "--tranche"),
			(ask(), Product { max_grace: Seconds(1), ..product() }, "--grace-rate"),
			(Ask { reserve: 2, ..ask() }, product(), "3 to 12 instalments; give another --reserve"),
			(left(13, 0), product(), "at most 12 instalments are of interest only"),
			(left(0, 150_001), product(), "30.00 % of the principal is left to the last one"),
		] {
			let error = check(&ask, &[], &product, now).unwrap_err().to_string();
			assert!(error.contains(reason) && error.ends_with("nothing was sent"), "{error}");
		}
		let waits = |product: Product| refused(Refusal::Escrow, &ask(), &product);
		let text = waits(product());
		assert!(
			text.starts_with("money waits for hardware 1 to 180 days, at 5.00 % a year"),
			"{text}"
		);
		let text = waits(Product { max_escrow: Seconds(0), ..product() });
		assert!(text.starts_with("no money waits for hardware of model 1; ask"), "{text}");
		let typed = options(&["--months", "60"]);
		let error = build(&typed, (SkuId(1), &product()), &[], open(TODAY)).unwrap_err();
		assert!(error.to_string().contains("60 monthly"), "{error}");
	}

	#[test]
	fn ask_should_be_told_in_full_when_printed() {
		let text = output::columns(&lines(&ask(), Some(36)));
		assert_eq!(
			text,
			"Repaid           by level payments, 36 monthly instalments; 1080 days\n\
			Due              at the beginning of day 1 of the month, UTC\n\
			Grace            10 days, at 13.00 % a year on top\n"
		);
		let mut simple = Ask { utc_offset_seconds: -18_000, due_day: 31, ..ask() };
		simple.repayment.model = Model::Simple;
		simple.repayment.principal_in_stub = true;
		simple.repayment.interest_only = 3;
		simple.repayment.balloon = usdai(100_000);
		simple.refinances = Some(LoanId(2));
		let text = output::columns(&lines(&simple, None));
		let left = "the first 3 of interest only, 100,000.00 USDai of principal with the last";
		assert!(text.contains(left), "{text}");
		assert!(
			text.starts_with("Repaid           in equal parts, monthly, the first 3"),
			"{text}"
		);
		assert!(
			text.contains("last, principal in a broken first month, too; 1080 days\n"),
			"{text}"
		);
		assert!(text.contains("day 31 of the month, UTC-05:00\n"), "{text}");
		let replaced = "\nReplaces         loan 2, which is paid off from the principal\n";
		assert!(text.ends_with(replaced), "{text}");
		assert_eq!((json(&simple)["refinances"].as_u64(), ask().refinances), (Some(2), None));
	}
}
