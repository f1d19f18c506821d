//! The table of models.

use crate::{
	mock::*, Error, Event, FormFactor, Hardware, IncomeModel, Interconnect, LinkMedium,
	PowerSource, Resale, Sku, SkuRow, Skus, StorageMedium,
};
use caliber_finance::collateral::CurvePoint;
use caliber_primitives::{
	ids::SkuId,
	prices::{Condition, Tier},
	units::{Ppm, Seconds, UsdCents},
};
use frame_support::assert_ok;

fn sound() -> SkuRow {
	skus().remove(0)
}

fn model(utilisation: u32, payback_months: u16) -> Option<IncomeModel> {
	Some(IncomeModel { tier: Tier::OnDemand, utilisation: Ppm(utilisation), payback_months })
}

#[test]
fn model_should_be_refused_when_it_is_unsound() {
	let point = |age_days, retained| CurvePoint { age_days, retained: Ppm(retained) };
	let ok = sound();
	let plain = || SkuRow { income: None, ..sound() };
	let power = |source, kilowatts| Hardware::Energy { source, kilowatts };
	let (form_factor, interconnect) = (FormFactor::Pcie, Interconnect::Pcie);
	let medium = StorageMedium::Disk;
	let resale = |[new, refurbished, used, for_parts]: [u32; 4]| Resale {
		new: Ppm(new),
		refurbished: Ppm(refurbished),
		used: Ppm(used),
		for_parts: Ppm(for_parts),
	};
	let sound_ones = [
		SkuRow { resale: resale([1_000_000; 4]), ..ok.clone() },
		SkuRow { resale: resale([0; 4]), ..ok.clone() },
		SkuRow { hardware: power(PowerSource::Battery { kilowatt_hours: 1 }, 1), ..plain() },
		SkuRow { hardware: power(PowerSource::Generator, 1), ..plain() },
	];
	for row in sound_ones {
		assert!(row.clone().into_sku().is_some(), "{row:?}");
	}
	let unsound = [
		SkuRow { name: "".into(), ..ok.clone() },
		SkuRow { name: r#"A"B"#.into(), ..ok.clone() },
		SkuRow { name: r"A\B".into(), ..ok.clone() },
		SkuRow { name: "Ä".into(), ..ok.clone() },
		SkuRow { name: "x".repeat(33), ..ok.clone() },
		SkuRow { hardware: Hardware::Gpu { form_factor, memory_gib: 0, interconnect }, ..plain() },
		SkuRow { hardware: Hardware::Storage { medium, terabytes: 0 }, ..plain() },
		SkuRow {
			hardware: Hardware::Bandwidth { medium: LinkMedium::Radio, port_mbps: 0 },
			..plain()
		},
		SkuRow { hardware: power(PowerSource::Solar, 0), ..plain() },
		SkuRow { hardware: power(PowerSource::Battery { kilowatt_hours: 1 }, 0), ..plain() },
		SkuRow { hardware: power(PowerSource::Battery { kilowatt_hours: 0 }, 1), ..plain() },
		SkuRow { resale: resale([1_000_001, 0, 0, 0]), ..ok.clone() },
		SkuRow { resale: resale([5, 6, 0, 0]), ..ok.clone() },
		SkuRow { resale: resale([5, 4, 5, 0]), ..ok.clone() },
		SkuRow { resale: resale([5, 4, 3, 4]), ..ok.clone() },
		SkuRow { useful_life_days: 0, ..ok.clone() },
		SkuRow { curve: vec![], ..ok.clone() },
		SkuRow { curve: vec![point(0, 1_000_001)], ..ok.clone() },
		SkuRow { curve: vec![point(0, 5), point(0, 4)], ..ok.clone() },
		SkuRow { curve: vec![point(0, 4), point(1, 5)], ..ok.clone() },
		SkuRow { curve: vec![point(0, 1); 17], ..ok.clone() },
		SkuRow { haircut: Ppm(1_000_001), ..ok.clone() },
		SkuRow { income: model(1_000_001, 1), ..ok.clone() },
		SkuRow { income: model(1, 0), ..ok.clone() },
		SkuRow { income: model(1, 1), hardware: power(PowerSource::Solar, 1), ..ok.clone() },
		SkuRow { heartbeat: Some(Seconds(0)), ..ok.clone() },
		SkuRow { max_price: UsdCents(0), ..ok.clone() },
		SkuRow { max_price: UsdCents(crate::MAX_CENTS.get() + 1), ..ok.clone() },
		// What is fed must bring something.
		SkuRow { resale: resale([5, 4, 0, 0]), resale_feed: Some(Condition::Used), ..ok.clone() },
	];
	for row in unsound {
		assert_eq!(row.clone().into_sku(), None, "{row:?}");
	}
	assert!(ok.into_sku().is_some());
}

#[test]
fn model_should_be_written_by_governance_and_never_change_its_class() {
	with_chain(|| {
		let (_, sku) = sound().into_sku().unwrap();
		let set = |id, sku| Caliber::set_sku(RuntimeOrigin::root(), id, sku);
		let changed = Sku { haircut: Ppm(200_000), ..sku.clone() };
		assert_ok!(set(H100, changed.clone()));
		System::assert_last_event(Event::SkuSet { id: H100, sku: changed.clone() }.into());
		assert_eq!(Skus::<Test>::get(H100), Some(changed));
		let hardware = Hardware::Storage { medium: StorageMedium::Flash, terabytes: 1 };
		let other = Sku { hardware, income: None, ..sku.clone() };
		refused(|| set(H100, other.clone()), Error::<Test>::UnsoundSku);
		refused(
			|| set(H100, Sku { haircut: Ppm(1_000_001), ..sku.clone() }),
			Error::<Test>::UnsoundSku,
		);
		assert_ok!(set(SkuId(4), other));
		// Values follow at once.
		let item = active();
		assert_eq!(Caliber::value_of(item).unwrap().lendable.get(), 16_000_000);
	});
}
