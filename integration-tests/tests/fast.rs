//! The figures of `local_fast`, as docs/operators/networks.md tells them: an hour of the rules is a
//! second. The other presets have them as documented, but that nothing waits to be in force.

use caliber_integration_tests::chain;
use caliber_runtime::Runtime;
use caliber_runtime_common::{pace::SessionBlocks, time};
use pallet_feeds::FeedRules;

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;
/// Name, seconds on other presets, seconds on `local_fast`; sessions for the second one.
const FIGURES: [(&str, u64, u64); 21] = [
	("session", 600, 60),
	("bond after leaving, in sessions", 1_008, 4),
	("change of the dollar's rules", 0, 48),
	("change of the treasury's policy", 0, 48),
	("life of an order for bills", 2 * DAY, 48),
	("change of the vault's rules", 2 * DAY, 48),
	("nothing is paid for dollars", 6 * HOUR, 60),
	("strikes pay nothing", 36 * HOUR, 60),
	("window of redemptions", 30 * DAY, 720),
	("from its end to the strike", DAY, 24),
	("between two strikes", DAY, 24),
	("between two readings of a margin call", 7 * DAY, 168),
	("to cure a margin call", 14 * DAY, 336),
	("a lot's price falls", 7 * DAY, 168),
	("between two heartbeats of an item", 600, 1),
	("to hand hardware over", 30 * DAY, 720),
	("caution after a lower appraisal", 6 * HOUR, 6),
	("to decide a challenge", 14 * DAY, 336),
	("to answer or pay a claim", 30 * DAY, 720),
	("cover after a premium or notice", 60 * DAY, 1_440),
	("between two looks at a feed", 10, 10),
];

fn figures(preset: &str) -> Vec<u64> {
	chain(preset).execute_with(|| {
		let registry = pallet_caliber::CurrentRules::<Runtime>::get().set;
		let (appraisals, insurance) = (registry.appraisals, registry.insurance);
		let margin = pallet_lending::CurrentRules::<Runtime>::get().margin;
		let product = pallet_lending::Products::<Runtime>::iter_values().next().unwrap();
		let vault = pallet_susdai::State::<Runtime>::get();
		let policy = pallet_allocation::CurrentPolicy::<Runtime>::get().current;
		let feed =
			pallet_feeds::Feeds::<Runtime>::iter_values().find_map(|feed| match feed.rules {
				FeedRules::Official(rules) => Some(rules),
				FeedRules::Market(_) => None,
			});
		assert_eq!(insurance.claim_time, insurance.payment_time);
		assert_eq!(insurance.premium_grace, insurance.notice);
		let sessions = pallet_validators::CurrentRules::<Runtime>::get().unbonding_sessions;
		let session = u64::from(SessionBlocks::<Runtime>::get()) * time::SLOT_MILLIS / 1_000;
		let times = [
			pallet_usdai::State::<Runtime>::get().rules.current.delay,
			policy.delay,
			policy.order_life,
			vault.rules.current.delay,
			pallet_usdai::State::<Runtime>::get().rules.current.redemption.lockdown,
			vault.rules.current.outflow.lockdown,
			vault.windows.length,
			vault.windows.delay,
			vault.windows.strike_every,
			margin.spacing,
			margin.cure,
			product.sale.lasts,
			registry.heartbeat_gap,
			registry.redemption_time,
			appraisals.caution,
			appraisals.challenge_time,
			insurance.claim_time,
			insurance.notice,
			feed.unwrap().poll,
		];
		[session, sessions.into()].into_iter().chain(times.map(|time| time.get())).collect()
	})
}

#[test]
fn waits_should_be_seconds_for_hours_when_the_preset_is_the_fast_one() {
	for (preset, fast) in [("development", false), ("local_testnet", false), ("local_fast", true)] {
		let figures = figures(preset);
		assert_eq!(figures.len(), FIGURES.len());
		for ((name, documented, scaled), figure) in FIGURES.into_iter().zip(figures) {
			assert_eq!(figure, if fast { scaled } else { documented }, "{preset}: {name}");
		}
	}
}

#[test]
fn sessions_should_be_a_minute_when_the_preset_is_the_fast_one() {
	use caliber_runtime::Session;
	use frame_support::traits::Hooks;
	chain("local_fast").execute_with(|| {
		for block in 1..=60 {
			frame_system::Pallet::<Runtime>::set_block_number(block);
			Session::on_initialize(block);
		}
		assert_eq!(Session::current_index(), 2);
	});
}
