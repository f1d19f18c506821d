//! What a chain starts with.

use crate::{
	mock::*, Appraisal, AppraisalRules, Cause, Custody, Health, Heartbeat, Insurance,
	InsuranceRules, Invoice, Record, Rules, RulesInForce, SerialSet, Skus, State, Title, Values,
	MAX_RECORD_BYTES,
};
use caliber_primitives::{
	collateral::Fact,
	ids::{AssetClass, PolicyId, SiteId, SkuId},
	invariants::Invariants,
	testing::reset,
	units::{Day, Ppm, Seconds, UsdCents},
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{assert_noop, traits::Hooks};
use sp_runtime::AccountId32;

#[test]
fn genesis_should_make_a_collection_of_each_class_owned_by_nobody_with_a_key() {
	with_chain(|| {
		for class in AssetClass::ALL {
			let owner = Nfts::collection_owner(class.collection());
			assert_eq!(owner, Some(Caliber::account()));
		}
		assert_eq!(Nfts::collection_owner(4), None);
		assert_noop!(
			Nfts::mint(signed(OWNER), 0, 0, OWNER, None),
			pallet_nfts::Error::<Test>::NoPermission
		);
		assert!(Skus::<Test>::contains_key(H100));
	});
}

#[test]
fn genesis_should_hold_every_statement_when_nothing_is_configured() {
	reset();
	build(vec![], Rules::default()).execute_with(|| assert!(Caliber::broken().is_empty()));
}

fn starts(skus: Vec<crate::SkuRow>, rules: Rules) -> bool {
	std::panic::catch_unwind(|| build(skus, rules)).is_ok()
}

#[test]
fn chain_should_not_start_when_genesis_is_unsound() {
	assert!(starts(skus(), Rules::default()));
	let [row, other]: [_; 2] = skus().try_into().unwrap();
	assert!(!starts(vec![row.clone(), row.clone()], Rules::default()));
	assert!(!starts(vec![crate::SkuRow { name: "x".repeat(33), ..row }], Rules::default()));
	assert!(!starts(vec![crate::SkuRow { haircut: Ppm(1_000_001), ..other }], Rules::default()));
	assert!(!starts(vec![], Rules { custody_life: Seconds::ZERO, ..Rules::default() }));
}

/// What people read in the documents is what a chain has that sets nothing.
#[test]
fn rules_should_be_those_of_the_documents_when_nothing_is_set() {
	let rules = Rules::default();
	let AppraisalRules { fresh, life, challenge_window, challenge_time, .. } = rules.appraisals;
	let days = |days| Seconds(days * DAY);
	assert_eq!((fresh, life), (days(90), days(120)));
	assert_eq!((challenge_window, challenge_time), (days(1), days(14)));
	let AppraisalRules { stale_haircut, opinion_gap, gate, market_margin, .. } = rules.appraisals;
	assert_eq!(
		[stale_haircut, opinion_gap, gate, market_margin].map(|ppm| ppm.get() / 10_000),
		[5, 15, 10, 40]
	);
	assert_eq!(rules.appraisals.second_opinion_above, UsdCents(5_000_000 * 100));
	let InsuranceRules { first_premium, premium_grace, claim_time, payment_time, notice } =
		rules.insurance;
	assert_eq!([first_premium, premium_grace, notice], [days(365), days(60), days(60)]);
	assert_eq!([claim_time, payment_time], [days(30), days(30)]);
}

#[test]
fn rules_should_be_in_range_only_when_each_of_them_is() {
	let (a, i) = (AppraisalRules::default(), InsuranceRules::default());
	let (over, most) = (Ppm(1_000_001), Rules::MAX_LIFE.get());
	let longer = |time: Seconds| Seconds(time.get() + 1);
	let appraisals = [
		AppraisalRules { fresh: Seconds(0), ..a },
		AppraisalRules { fresh: longer(a.life), ..a },
		AppraisalRules { life: Seconds(most + 1), ..a },
		AppraisalRules { stale_haircut: over, ..a },
		AppraisalRules { opinion_gap: over, ..a },
		AppraisalRules { gate: over, ..a },
		AppraisalRules { market_margin: over, ..a },
		AppraisalRules { challenge_window: longer(AppraisalRules::MAX_WINDOW), ..a },
		AppraisalRules { challenge_time: Seconds(0), ..a },
		AppraisalRules { challenge_time: Seconds(91 * DAY), ..a },
		// No appraisal could live to be counted.
		AppraisalRules { challenge_window: a.min_life, ..a },
		AppraisalRules { min_life: Seconds(0), challenge_window: Seconds(0), ..a },
		AppraisalRules { dispute_rest: Seconds(366 * DAY), ..a },
	];
	let year = longer(InsuranceRules::MAX_PREPAID);
	let insurance = [
		InsuranceRules { first_premium: year, ..i },
		InsuranceRules { premium_grace: year, ..i },
		InsuranceRules { claim_time: year, ..i },
		InsuranceRules { claim_time: Seconds(0), ..i },
		InsuranceRules { payment_time: year, ..i },
		InsuranceRules { payment_time: Seconds(0), ..i },
		InsuranceRules { notice: year, ..i },
		InsuranceRules { notice: Seconds(0), ..i },
	];
	for appraisals in appraisals {
		assert!(!Rules { appraisals, ..Rules::default() }.in_range(), "{appraisals:?}");
	}
	for insurance in insurance {
		assert!(!Rules { insurance, ..Rules::default() }.in_range(), "{insurance:?}");
	}
	// Nobody could ask for hardware.
	let of_default = Rules::default();
	for rules in [
		Rules { redemption_time: longer(of_default.custody_life), ..of_default },
		Rules { policy_life: Seconds(of_default.redemption_time.get() - 1), ..of_default },
	] {
		assert!(!rules.in_range(), "{rules:?}");
	}
	let none = AppraisalRules { challenge_window: Seconds(0), ..a };
	assert!(Rules { appraisals: none, ..Rules::default() }.in_range());
}

#[test]
fn record_should_fit_its_budget_whatever_it_holds() {
	assert!(Record::<AccountId32>::max_encoded_len() <= MAX_RECORD_BYTES as usize);
	<Caliber as Hooks<u64>>::integrity_test();
}

/// What a record is at its longest, field by field, so that whoever adds one sees what is left.
#[test]
fn record_should_be_as_long_as_its_parts_when_everything_is_said() {
	let account = AccountId32::new([255; 32]);
	let (end, cents) = (Seconds(u64::MAX), UsdCents(u64::MAX));
	let invoice = Invoice { price: cents, date: Day(u32::MAX) };
	let full = Record {
		class: AssetClass::Energy,
		sku: SkuId(u16::MAX),
		quantity: u32::MAX,
		serials: SerialSet { count: 64, root: hash(255) },
		site: SiteId(u32::MAX),
		document: hash(255),
		depositor: account.clone(),
		deposit: u128::MAX,
		custody: Some(Custody {
			custodian: account.clone(),
			receipt: hash(255),
			given: end,
			expires: end,
		}),
		title: Some(Title {
			registrar: account.clone(),
			document: hash(255),
			filing: hash(255),
			invoice,
			given: end,
			lapses: end,
		}),
		insurance: Some(Insurance {
			policy: PolicyId(u32::MAX),
			cover: cents,
			floor: cents,
			given: end,
			until: end,
			cancelled: true,
		}),
		appraisal: Some(Appraisal {
			appraiser: account,
			values: Values { fair: cents, orderly: cents, forced: cents },
			effective: Day(u32::MAX),
			expires: end,
			report: hash(255),
			given: end,
			wait: u32::MAX,
			confirmed: true,
			basis: BASIS,
		}),
		heartbeat: Some(Heartbeat { at: end, utilisation: Ppm(u32::MAX), health: Health::Failed }),
		liened: true,
		dispute: Some(Fact::Telemetry),
		state: State::first()
			.attested()
			.vouched()
			.map_or(State::first(), |vouched| vouched.retire(Cause::Sold).into()),
		opinions: true,
	};
	// A state with a deadline is seven bytes longer than one with a cause.
	assert_eq!(full.encoded_size() + 7, Record::<AccountId32>::max_encoded_len());
	assert!(full.encoded_size() + 7 <= MAX_RECORD_BYTES as usize);
}

/// Governance sets all rules at once: one that it leaves as it was does not begin anew.
#[test]
fn shortened_rule_should_bind_from_when_it_was_told_whatever_else_is_set() {
	let days = |days| Seconds(days * DAY);
	let set = |silence, gap| Rules {
		custody_silence: days(silence),
		heartbeat_gap: Seconds(gap),
		..Rules::default()
	};
	let bound = |rules: RulesInForce, day| rules.at(at(day * DAY)).custody_silence;
	let shortened = RulesInForce::new(set(92, 600)).replace(set(10, 600), at(0));
	let other = shortened.replace(set(10, 601), at(50 * DAY));
	assert_eq!(other, RulesInForce { set: set(10, 601), ..shortened });
	for (day, silence) in [(50, 92), (91, 92), (92, 10)] {
		assert_eq!(bound(other, day), days(silence), "{day}");
	}
	// Shortened again: whoever relies on the first has it to its end, and so does who relies on the
	// second.
	for (then, silence, day, bound_then) in
		[(50, 9, 91, 92), (50, 9, 92, 9), (90, 9, 99, 92), (90, 9, 100, 9), (50, 100, 51, 100)]
	{
		let again = shortened.replace(set(silence, 600), at(then * DAY));
		assert_eq!(bound(again, day), days(bound_then), "{then} {day}");
	}
}
