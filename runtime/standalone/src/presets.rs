//! Genesis states by name, as JSON patches on the default.
//!
//! | preset | validators | sudo | accounts |
//! |---|---|---|---|
//! | `development` | Alice | Alice | the well-known development accounts, 1,000,000 CAL and 100,000,000 wrapped USDC each |
//! | `local_testnet` | Alice, Bob | Alice | the same |
//! | `local_fast` | Alice, Bob, Charlie, Dave | Alice | the same |
//!
//! The council of all is Alice, Bob and Charlie, the technical committee Bob, Charlie and Dave.
//!
//! All start with the assets, one reserve dollar, the H100 as model and product, one site run by
//! Eve, the feeds of the Treasury, the New York Fed and the H100, and no limit on the gap between
//! two blocks, so that a development chain may travel in time. On `local_fast`, which cannot, feeds
//! need the agreement of three reporters, and an hour of the rules is a second: see [`fast`].

pub mod fast;

use alloc::{borrow::ToOwned, vec, vec::Vec};
use caliber_feeds_core::{Condition, FeedKey, Tenor, Tier};
use caliber_finance::{collateral::CurvePoint, fees::Fee};
use caliber_primitives::{
	governance::Figures,
	ids::{assets, SiteId, SkuId},
	units::{Day, Ppm, RatePerSecond, Seconds, UsdCents, UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use caliber_runtime_common::{
	currency::CAL,
	money::{DollarId, VaultId},
};
use frame_support::{build_struct_json_patch, traits::Get, BoundedVec};
use pallet_caliber::{
	AppraisalRules, FormFactor, Hardware, IncomeModel, Interconnect, Premises, Resale, Rules,
	SiteTier, SkuRow,
};
use pallet_feeds::{FeedRules, MarketRules, OfficialRules};
use pallet_lending::{Ageing, Margin, Product, SaleTerms};
use pallet_usdai::{Breaker, Limit, Terms};
use serde_json::Value;
use sp_core::H256;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring as Sr25519;
use sp_runtime::traits::AccountIdConversion;

use super::*;

/// What a development account starts with, in CAL.
const ENDOWMENT: Balance = 1_000_000 * CAL;
/// What a development account starts with, in wrapped USDC: 100 million dollars of 6 decimals.
const RESERVE_ENDOWMENT: Balance = 100_000_000_000_000;
/// The least balance of the dollar: a cent.
const MIN_BALANCE: Balance = UNIT / 100;
/// The least balance of the share; the locked shares are a million.
const SHARE_MIN_BALANCE: Balance = 1;
/// The least balance of a reserve dollar of 6 decimals: a cent.
const RESERVE_MIN_BALANCE: Balance = 10_000;
/// The model whose GPU-hour the feeds tell: see `caliber_feeds_core::sku::H100_SXM`.
const H100_SXM: SkuId = SkuId(caliber_feeds_core::sku::H100_SXM.id);

/// Four validators whose reports must agree, and clocks that run in seconds.
pub const LOCAL_FAST: &str = "local_fast";

/// The session keys of a development account.
fn session_keys(who: Sr25519) -> Option<SessionKeys> {
	let grandpa = sp_keyring::Ed25519Keyring::iter()
		.find(|key| key.to_seed() == who.to_seed())
		.map(|key| key.public().into())?;
	Some(SessionKeys {
		aura: who.public().into(),
		grandpa,
		im_online: who.public().into(),
		authority_discovery: who.public().into(),
		feeds: who.public().into(),
	})
}

/// The dollar, the share and wrapped USDC. Their owners are keyless accounts; the dollar's has the
/// least USDC that an account may have, so that it can pay out every unit of its cash.
fn token_config(holders: &[AccountId]) -> AssetsConfig {
	let dollar: AccountId = DollarId::get().into_account_truncating();
	let vault: AccountId = VaultId::get().into_account_truncating();
	let named = |id, name: &str, symbol: &str, decimals| {
		(id, name.as_bytes().to_vec(), symbol.as_bytes().to_vec(), decimals)
	};
	AssetsConfig {
		assets: vec![
			(assets::USDAI, dollar.clone(), true, MIN_BALANCE),
			(assets::SUSDAI, vault, true, SHARE_MIN_BALANCE),
			(assets::USDC, dollar.clone(), true, RESERVE_MIN_BALANCE),
		],
		metadata: vec![
			named(assets::USDAI, "USDai", "USDai", 18),
			named(assets::SUSDAI, "Staked USDai", "sUSDai", 18),
			named(assets::USDC, "USD Coin", "USDC", 6),
		],
		accounts: holders
			.iter()
			.map(|who| (assets::USDC, who.clone(), RESERVE_ENDOWMENT))
			.chain([(assets::USDC, dollar, RESERVE_MIN_BALANCE)])
			.collect(),
		..Default::default()
	}
}

/// USDC in slot 0 without fees; on a development chain 100 million dollars may be minted or leave at
/// once, a price holds for a month, nobody asks for proofs of reserve and no change of rules waits but
/// at a fast pace: its dollars are toys.
fn dollar_config(pace: Pace) -> UsdaiConfig {
	let mut rules = pallet_usdai::Rules::default();
	let floor = UsdaiAmount(100_000_000 * UNIT);
	rules.mint = Limit { floor, ..rules.mint };
	rules.harvest = Limit { floor, ..rules.harvest };
	rules.price_max_age = Seconds(31 * SECONDS_PER_DAY);
	rules.attested = Limit { floor, ..rules.attested };
	rules.statement_max_age = None;
	rules.delay = pace.wait(rules.delay);
	for way in [&mut rules.redemption, &mut rules.egress] {
		way.floor = floor;
		if pace == Pace::Fast {
			*way = fast::outflow(*way);
		}
	}
	let terms = Terms {
		weight: Ppm(1_000_000),
		minimum: UsdaiAmount(UNIT),
		mint_fee: Ppm(0),
		redeem_fee: Ppm(0),
		breaker: Breaker::AllEnabled,
	};
	UsdaiConfig { reserves: vec![(assets::USDC, 6, terms)], rules }
}

/// One custodian may hold everything: there is only one. No change of the policy waits but at a fast
/// pace, so that a development chain can be tuned.
fn treasury_config(pace: Pace) -> AllocationConfig {
	let rules = pallet_allocation::Policy::default();
	let policy = pallet_allocation::Policy {
		custodian_cap: Ppm(1_000_000),
		order_life: pace.time(rules.order_life),
		delay: pace.wait(rules.delay),
		..rules
	};
	AllocationConfig { policy, ..Default::default() }
}

/// The H100: it loses a quarter of its price in the first year and four fifths in five; its income
/// counts for 24 months at 70 % of the hours, and no invoice says more than 45,000 dollars of one.
/// Appraisals wait for no challenge. Site 1 is leased, its operator is Eve, the custodian of the
/// demo.
fn registry_config(pace: Pace) -> CaliberConfig {
	let appraisals =
		AppraisalRules { challenge_window: Seconds::ZERO, ..AppraisalRules::default() };
	let rules = Rules { appraisals, ..Rules::default() };
	let point = |age_days, retained| CurvePoint { age_days, retained: Ppm(retained) };
	CaliberConfig {
		skus: vec![SkuRow {
			id: H100_SXM,
			name: "H100 SXM 80 GB".to_owned(),
			hardware: Hardware::Gpu {
				form_factor: FormFactor::Sxm,
				memory_gib: 80,
				interconnect: Interconnect::NvLink,
			},
			// 21 March 2023.
			released: Day(19_437),
			useful_life_days: 1_825,
			curve: vec![
				point(0, 1_000_000),
				point(365, 750_000),
				point(730, 550_000),
				point(1_095, 400_000),
				point(1_460, 280_000),
				point(1_825, 200_000),
			],
			resale: Resale {
				new: Ppm(1_000_000),
				refurbished: Ppm(850_000),
				used: Ppm(700_000),
				for_parts: Ppm(150_000),
			},
			haircut: Ppm(50_000),
			income: Some(IncomeModel {
				tier: Tier::OnDemand,
				utilisation: Ppm(700_000),
				payback_months: 24,
			}),
			heartbeat: Some(Seconds(30 * SECONDS_PER_DAY)),
			resale_feed: Some(Condition::Used),
			max_price: UsdCents(4_500_000),
		}],
		sites: vec![(
			SiteId(1),
			SiteTier::III,
			Sr25519::Eve.to_account_id(),
			Premises::Leased { waiver: H256::repeat_byte(8) },
		)],
		rules: match pace {
			Pace::Development => rules,
			Pace::Fast => fast::registry(rules),
		},
		..Default::default()
	}
}

/// 70 % of the value, three months to four years, 5 to 25 % a year, ten days of grace, a fee of
/// 1 %; a year of interest only and three tenths of the principal at the end at most, a reserve of
/// three instalments at least. Who pays late pays 2 % more, who ends a loan early nothing. A late
/// loan falls to nine tenths of the forced value, then to 75 and to 50 % of the
/// principal.
fn loan_config(pace: Pace) -> LendingConfig {
	// A first loan is all of the book.
	let whole = Ppm(1_000_000);
	let rules = pallet_lending::Rules {
		max_block_gap: Seconds::MAX,
		margin: match pace {
			Pace::Development => Margin::default(),
			Pace::Fast => fast::margin(Margin::default()),
		},
		shares: pallet_lending::Shares {
			borrower: whole,
			site: whole,
			model: whole,
			curator: whole,
		},
		bounty: Ppm(500),
		max_bounty: UsdaiAmount(500 * UNIT),
		..Default::default()
	};
	let product = Product {
		enabled: true,
		max_ltv: Ppm(700_000),
		max_curve_ltv: Ppm(850_000),
		min_first_loss: Ppm(0),
		min_cover: Ppm(1_000_000),
		min_cover_days: 0,
		min_days: 90,
		max_days: 1_460,
		min_rate: RatePerSecond(1_585_489_600),
		max_rate: RatePerSecond(7_927_447_996),
		max_grace: Seconds(10 * SECONDS_PER_DAY),
		max_interest_only: 12,
		max_balloon: Ppm(300_000),
		min_reserve: 3,
		max_escrow: Seconds(180 * SECONDS_PER_DAY),
		min_carry: RatePerSecond(1_585_489_600),
		origination_fee: Fee::Ratio(10_000_000_000_000_000),
		late_fee: Ppm(20_000),
		exit_fee: Ppm(0),
		ageing: Ageing {
			forced_haircut: Ppm(100_000),
			class_haircuts: [Ppm(250_000), Ppm(500_000)],
		},
		sale: SaleTerms { lasts: pace.time(SaleTerms::default().lasts), ..Default::default() },
	};
	LendingConfig { products: vec![(H100_SXM, product)], rules, ..Default::default() }
}

/// How fast the clocks of a chain's rules run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
	/// As documented, but that what is agreed on is in force at once and doubts need one
	/// confirmation: a development chain has one reporter, and travels in time.
	Development,
	/// Seconds for hours: a local network of several reporters.
	Fast,
}

impl Pace {
	/// A time of the rules.
	fn time(self, documented: Seconds) -> Seconds {
		match self {
			Self::Development => documented,
			Self::Fast => fast::time(documented),
		}
	}

	/// How long what binds less waits until it is in force.
	fn wait(self, documented: Seconds) -> Seconds {
		match self {
			Self::Development => Seconds::ZERO,
			Self::Fast => fast::time(documented),
		}
	}
}

/// The vault as documented, or its redemptions at the pace of the chain.
fn vault_config(pace: Pace) -> SusdaiConfig {
	match pace {
		Pace::Development => SusdaiConfig::default(),
		Pace::Fast => SusdaiConfig {
			windows: fast::windows(Default::default()),
			rules: fast::vault(Default::default()),
			..Default::default()
		},
	}
}

/// How long sessions are.
fn session_config(pace: Pace) -> PaceConfig {
	match pace {
		Pace::Development => PaceConfig::default(),
		Pace::Fast => PaceConfig { session_blocks: fast::SESSION_BLOCKS, ..Default::default() },
	}
}

/// Both rates of all bills, the overnight rates, and for each model that a venue knows its
/// GPU-hour and what a used one sells for.
fn feed_config(pace: Pace) -> FeedsConfig {
	let official = |rules: OfficialRules| {
		FeedRules::Official(match pace {
			Pace::Development => {
				OfficialRules { poll: Seconds(10), delay: Seconds::ZERO, confirmations: 1, ..rules }
			},
			Pace::Fast => rules.fast(),
		})
	};
	let market = |rules: MarketRules| {
		FeedRules::Market(match pace {
			Pace::Development => MarketRules {
				raise_delay: Seconds::ZERO,
				caution: Seconds::ZERO,
				confirmations: 1,
				..rules
			},
			Pace::Fast => rules.fast(),
		})
	};
	let bills = Tenor::ALL.into_iter().flat_map(|tenor| {
		[FeedKey::TBillDiscount(tenor), FeedKey::TBillCouponEq(tenor)]
			.map(|key| (key, official(OfficialRules::BILLS)))
	});
	let overnight =
		[FeedKey::Sofr, FeedKey::Effr].map(|key| (key, official(OfficialRules::OVERNIGHT)));
	let sku = H100_SXM.0;
	let hardware = [
		(FeedKey::GpuHour { sku, tier: Tier::OnDemand }, market(MarketRules::GPU_HOUR)),
		(FeedKey::GpuResale { sku, condition: Condition::Used }, market(MarketRules::RESALE)),
	];
	FeedsConfig {
		dev: pace == Pace::Development,
		feeds: bills.chain(overnight).chain(hardware).collect(),
		..Default::default()
	}
}

/// The figures of governance: those documented, or at the pace of the chain.
fn figures(pace: Pace) -> Figures {
	match pace {
		Pace::Development => Figures::DOCUMENTED,
		Pace::Fast => fast::figures(Figures::DOCUMENTED),
	}
}

/// Members of a body that has room for them.
fn members<Limit: Get<u32>>(accounts: &[Sr25519]) -> BoundedVec<AccountId, Limit> {
	BoundedVec::truncate_from(accounts.iter().map(|who| who.to_account_id()).collect())
}

/// A chain of development accounts.
fn development(validators: &[Sr25519], root: Sr25519, pace: Pace) -> Value {
	let keys = validators
		.iter()
		.filter_map(|who| Some((who.to_account_id(), who.to_account_id(), session_keys(*who)?)))
		.collect::<Vec<_>>();
	let holders = Sr25519::iter().map(|who| who.to_account_id()).collect::<Vec<_>>();
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: holders.iter().map(|who| (who.clone(), ENDOWMENT)).collect::<Vec<_>>(),
		},
		session: SessionConfig { keys },
		council_membership: CouncilMembershipConfig {
			members: members(&[Sr25519::Alice, Sr25519::Bob, Sr25519::Charlie]),
		},
		technical_membership: TechnicalMembershipConfig {
			members: members(&[Sr25519::Bob, Sr25519::Charlie, Sr25519::Dave]),
		},
		safeguards: SafeguardsConfig { figures: figures(pace) },
		sudo: SudoConfig { key: Some(root.to_account_id()) },
		validators: ValidatorsConfig {
			validators: validators.iter().map(|who| who.to_account_id()).collect::<Vec<_>>(),
			rules: match pace {
				Pace::Development => Default::default(),
				Pace::Fast => fast::validators(),
			},
		},
		assets: token_config(&holders),
		caliber: registry_config(pace),
		feeds: feed_config(pace),
		usdai: dollar_config(pace),
		allocation: treasury_config(pace),
		lending: loan_config(pace),
		susdai: vault_config(pace),
		pace: session_config(pace),
	})
}

/// The preset of that name, or `None` when there is none.
pub fn get(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => development(&[Sr25519::Alice], Sr25519::Alice, Pace::Development),
		LOCAL_TESTNET_RUNTIME_PRESET => {
			development(&[Sr25519::Alice, Sr25519::Bob], Sr25519::Alice, Pace::Development)
		},
		LOCAL_FAST => {
			let validators = [Sr25519::Alice, Sr25519::Bob, Sr25519::Charlie, Sr25519::Dave];
			development(&validators, Sr25519::Alice, Pace::Fast)
		},
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The names of all presets.
pub fn names() -> Vec<PresetId> {
	[DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET, LOCAL_FAST].map(PresetId::from).to_vec()
}
