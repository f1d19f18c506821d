//! Products and rules.

use crate::{mock::*, Ageing, CurrentRules, Error, Event, Product, Products, Rules, Shares};
use caliber_finance::fees::Fee;
use caliber_primitives::{
	ids::SkuId,
	units::{Ppm, RatePerSecond, Seconds, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{BuildStorage, DispatchError::BadOrigin};

#[test]
fn product_should_be_stored_and_told_when_governance_sets_it() {
	with_chain(|| {
		let product = Product { enabled: false, ..product() };
		assert_ok!(Lending::set_product(RuntimeOrigin::root(), SkuId(7), product));
		assert_eq!(Products::<Test>::get(SkuId(7)), Some(product));
		System::assert_last_event(Event::ProductSet { sku: SkuId(7), product }.into());
	});
}

fn bad_products() -> Vec<Product> {
	let good = product();
	let ageing = |forced, classes: [u32; 2]| Ageing {
		forced_haircut: Ppm(forced),
		class_haircuts: classes.map(Ppm),
	};
	vec![
		Product { max_ltv: Ppm(800_001), ..good },
		Product { max_ltv: Ppm(0), ..good },
		Product { max_curve_ltv: Ppm(850_001), ..good },
		Product { max_curve_ltv: Ppm(699_999), ..good },
		Product { min_cover: Ppm(999_999), ..good },
		Product { min_cover_days: 4_001, ..good },
		Product { min_days: 0, ..good },
		Product { max_days: 4_001, ..good },
		Product { min_days: 100, max_days: 99, ..good },
		Product { min_rate: RatePerSecond(0), ..good },
		Product { min_rate: RatePerSecond(2), max_rate: RatePerSecond(1), ..good },
		Product { max_rate: RatePerSecond(31_709_791_985), ..good },
		Product { max_grace: Seconds(DAY - 1), ..good },
		Product { max_grace: Seconds(60 * DAY + 1), ..good },
		Product { origination_fee: Fee::Ratio(100_000_000_000_000_001), ..good },
		Product { origination_fee: Fee::Absolute(UsdaiAmount(1)), ..good },
		Product { ageing: ageing(1_000_001, [0, 0]), ..good },
		Product { ageing: ageing(0, [2, 1]), ..good },
		Product { ageing: ageing(0, [0, 1_000_001]), ..good },
	]
}

#[test]
fn product_should_be_refused_when_a_figure_is_out_of_range() {
	with_chain(|| {
		for product in bad_products() {
			assert_noop!(
				Lending::set_product(RuntimeOrigin::root(), SkuId(0), product),
				Error::<Test>::OutOfRange
			);
		}
	});
}

#[test]
fn rules_should_be_stored_and_told_when_governance_sets_them() {
	with_chain(|| {
		let rules = Rules { debt_ceiling: dollars(1), ..Rules::default() };
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), rules));
		assert_eq!(CurrentRules::<Test>::get(), rules);
		System::assert_last_event(Event::RulesSet { rules }.into());
		for rules in [
			Rules { max_block_gap: Seconds(59), ..rules },
			Rules { max_offer_life: Seconds(0), ..rules },
			Rules { shares: Shares { borrower: Ppm(0), ..WHOLE }, ..rules },
			Rules { shares: Shares { site: Ppm(1_000_001), ..WHOLE }, ..rules },
			Rules { shares: Shares { model: Ppm(0), ..WHOLE }, ..rules },
		] {
			assert_noop!(
				Lending::set_rules(RuntimeOrigin::root(), rules),
				Error::<Test>::OutOfRange
			);
		}
	});
}

#[test]
fn setters_should_be_refused_when_not_signed_by_governance() {
	with_chain(|| {
		for origin in [RuntimeOrigin::signed(ORIGINATOR), RuntimeOrigin::none()] {
			let o = || origin.clone();
			assert_noop!(Lending::set_product(o(), SkuId(0), product()), BadOrigin);
			assert_noop!(Lending::set_rules(o(), rules()), BadOrigin);
		}
	});
}

#[test]
#[should_panic = "lending: a product is out of range"]
fn genesis_should_not_start_when_a_product_is_out_of_range() {
	let product = Product { max_ltv: Ppm(900_000), ..product() };
	let _ =
		crate::GenesisConfig::<Test> { products: vec![(SkuId(0), product)], ..Default::default() }
			.build_storage();
}

#[test]
#[should_panic = "lending: a model has two products"]
fn genesis_should_not_start_when_a_model_has_two_products() {
	let _ = crate::GenesisConfig::<Test> {
		products: vec![(SkuId(0), product()), (SkuId(0), product())],
		..Default::default()
	}
	.build_storage();
}

#[test]
#[should_panic = "lending: a rule is out of range"]
fn genesis_should_not_start_when_a_rule_is_out_of_range() {
	let rules = Rules { max_block_gap: Seconds(0), ..Rules::default() };
	let _ = crate::GenesisConfig::<Test> { rules, ..Default::default() }.build_storage();
}
