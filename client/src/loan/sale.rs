//! How hardware is sold once a loan is in default, as terms say it.

use super::{
	terms::{part, Line},
	typed::percentage,
};
use caliber_finance::fees::Fee;
use caliber_primitives::units::{Seconds, SECONDS_PER_DAY};
use pallet_lending::{SaleTerms, MAX_ITEMS};
use serde_json::{json, Value};

fn days(time: Seconds) -> String {
	match (time.get() / SECONDS_PER_DAY, time.get() % SECONDS_PER_DAY) {
		(1, 0) => "1 day".into(),
		(days, 0) => format!("{days} days"),
		_ => crate::output::hours(time.get()),
	}
}

/// For people.
pub(super) fn lines(sale: &SaleTerms) -> Vec<Line> {
	let lot = match sale.lot {
		MAX_ITEMS.. => "all items in one lot".into(),
		1 => "one item after the other".into(),
		lot => format!("lots of {lot} items, one after the other"),
	};
	let fee = match sale.fee {
		Fee::Ratio(0) => "no fee".into(),
		Fee::Ratio(rate) => format!("a fee of {} of the price", percentage(rate.into())),
		Fee::Absolute(amount) => format!("a fee of {} USDai", super::terms::usd(amount)),
	};
	vec![
		("Sale", format!("{} after a notice of default: {lot}, {fee}", days(sale.notice))),
		(
			"",
			format!(
				"from {} of the orderly value to {} of the forced one in {}; {} of both next time when \
				 nobody buys",
				part(sale.start),
				part(sale.floor),
				days(sale.lasts),
				part(sale.reset)
			),
		),
	]
}

/// With the figures of the chain.
pub(super) fn json(sale: &SaleTerms) -> Value {
	json!({
		"notice": sale.notice,
		"start_ppm": sale.start,
		"floor_ppm": sale.floor,
		"lasts": sale.lasts,
		"reset_ppm": sale.reset,
		"lot": sale.lot,
		"fee": sale.fee,
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::output::columns;

	#[test]
	fn terms_of_a_sale_should_be_told_when_they_are_shown() {
		assert_eq!(
			columns(&lines(&SaleTerms::default())),
			"Sale             10 days after a notice of default: all items in one lot, no fee\n\
			 \x20                from 120.00 % of the orderly value to 70.00 % of the forced one in \
			 7 days; 80.00 % of both next time when nobody buys\n"
		);
		let sale = SaleTerms {
			lot: 4,
			fee: Fee::Ratio(10_000_000_000_000_000),
			lasts: Seconds(36 * 3_600),
			notice: Seconds(SECONDS_PER_DAY),
			..SaleTerms::default()
		};
		let text = columns(&lines(&sale));
		for says in
			["1 day after", "lots of 4 items, one after", "a fee of 1.00 % of", "in 36.0 hours;"]
		{
			assert!(text.contains(says), "{says}: {text}");
		}
		let one = columns(&lines(&SaleTerms { lot: 1, ..sale }));
		assert!(one.contains("one item after the other"), "{one}");
		let told = json(&sale);
		assert_eq!((&told["lot"], &told["lasts"]), (&json!(4), &json!(129_600)));
		assert_eq!(told["floor_ppm"], json!(700_000));
	}
}
