//! Items for benchmarks, of this pallet and of those that lend on them.

use crate::{
	pallet::{
		Config, Invoices, Items, Liens, NextPolicy, OpinionsOf, Pallet, Policies, SerialOf, Sites,
		Skus,
	},
	Appraisal, Basis, Beside, Cover, Curve, Custody, Earlier, Fall, FormFactor, Grade, Hardware,
	Health, Heartbeat, IncomeModel, Insurance, Interconnect, Invoice, InvoicePaper, Lien, LienList,
	Lot, Method, Opinions, Policy, Premises, Record, Release, Resale, Rules, SerialSet, Site,
	SiteTier, Sku, State, Title, Values, MAX_CENTS,
};
use caliber_finance::collateral::CurvePoint;
use caliber_primitives::{
	ids::{AssetClass, ItemId, SiteId, SkuId},
	prices::{Condition, Prices, Tier},
	roles::{Role, Roles},
	units::{Day, MicroUsd, Ppm, Seconds, UsdCents},
};
use frame_benchmarking::account;
use frame_support::{
	traits::{tokens::nonfungibles_v2::Mutate, Get},
	BoundedVec,
};
use pallet_nfts::{ItemConfig, ItemSettings};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// The model of every item of a benchmark.
pub(crate) const SKU: SkuId = SkuId(u16::MAX);

/// A text or list as long as it gets.
fn full<V: Clone, S: Get<u32>>(value: V) -> BoundedVec<V, S> {
	let mut list = BoundedVec::new();
	while list.try_push(value.clone()).is_ok() {}
	list
}

/// A model with the longest texts and curve, that keeps its value and asks for all facts.
pub(crate) fn largest_sku() -> Sku {
	let mut curve = Curve::new();
	for age_days in 0..u32::MAX {
		if curve.try_push(CurvePoint { age_days, retained: Ppm(1_000_000) }).is_err() {
			break;
		}
	}
	Sku {
		name: full(b'x'),
		hardware: Hardware::Gpu {
			form_factor: FormFactor::Sxm,
			memory_gib: u32::MAX,
			interconnect: Interconnect::NvLink,
		},
		released: Day(0),
		useful_life_days: u32::MAX,
		curve,
		resale: Resale {
			new: Ppm(1_000_000),
			refurbished: Ppm(1_000_000),
			used: Ppm(1_000_000),
			for_parts: Ppm(1_000_000),
		},
		haircut: Ppm::ZERO,
		income: Some(IncomeModel {
			tier: Tier::OnDemand,
			utilisation: Ppm(1_000_000),
			payback_months: u16::MAX,
		}),
		heartbeat: Some(Rules::MAX_LIFE),
		resale_feed: Some(Condition::Used),
		max_price: MAX_CENTS,
	}
}

impl<T: Config> Pallet<T> {
	/// The account that speaks as `role`; it has the role.
	pub(crate) fn set_up_giver(role: Role) -> T::AccountId {
		let (name, index) = match role {
			Role::Custodian => ("custodian", 1),
			Role::Registrar => ("registrar", 2),
			Role::Insurer => ("insurer", 3),
			_ => ("appraiser", 4),
		};
		let who = account(name, index, 0);
		T::Roles::set_up_grant(&who, role);
		who
	}

	/// Another account that values hardware.
	pub(crate) fn set_up_second() -> T::AccountId {
		let who = account("appraiser", 5, 0);
		T::Roles::set_up_grant(&who, Role::Appraiser);
		who
	}

	/// Where every item of a benchmark stands, run by its custodian.
	pub(crate) fn set_up_site(site: SiteId) {
		let site_of = |operator| Site {
			tier: SiteTier::IV,
			operator,
			operator_since: Seconds::ZERO,
			premises: Premises::Leased { waiver: H256::repeat_byte(1) },
			by: Some(Self::set_up_registrar("site registrar", site.0)),
			given: Self::now(),
		};
		Sites::<T>::insert(site, site_of(Self::set_up_giver(Role::Custodian)));
	}

	/// A registrar who has stated no title.
	fn set_up_registrar(name: &'static str, of: u32) -> T::AccountId {
		let who = account(name, of, 2);
		T::Roles::set_up_grant(&who, Role::Registrar);
		who
	}

	/// As many liens as there may be, all cleared: it is asked whether the release counts. Lots of
	/// one number have it in common.
	pub(crate) fn set_up_release(item: ItemId, of: u32) {
		let registrar = Self::set_up_registrar("lien registrar", of);
		let (document, at) = (H256::zero(), Self::now());
		let cleared = Some(Release { registrar: registrar.clone(), document, at });
		let lapses = at.saturating_add(Rules::default().title_life);
		let lien = Lien { registrar, filing: H256::zero(), given: at, lapses };
		Liens::<T>::insert(item, LienList { filed: full(lien), cleared });
		Items::<T>::mutate(item, |record| {
			if let Some(record) = record {
				record.liened = true;
			}
		});
	}

	/// Gives an item a model, a site, givers and a lien that no other has, but for its custodian,
	/// who runs the site.
	pub(crate) fn set_up_far(item: ItemId, custodian: &T::AccountId) {
		Self::set_up_apart(item);
		let sku = SkuId(u16::try_from(item.0).unwrap_or(u16::MAX));
		Skus::<T>::insert(sku, largest_sku());
		Items::<T>::mutate(item, |record| {
			let Some(record) = record else {
				return;
			};
			record.sku = sku;
			if let Some(custody) = record.custody.as_mut() {
				custody.custodian = custodian.clone();
			}
			Sites::<T>::mutate(record.site, |site| {
				if let Some(site) = site {
					site.operator = custodian.clone();
				}
			});
		});
	}

	/// Its model, with a market price that bounds nothing, and its site.
	pub(crate) fn set_up_model() {
		Self::set_up_site(SiteId(0));
		Skus::<T>::insert(SKU, largest_sku());
		T::Prices::set_up_gpu_hour(SKU, Tier::OnDemand, MicroUsd(1_000_000_000));
		T::Prices::set_up_resale(SKU, Condition::Used, UsdCents(1_000_000_000));
	}

	/// Gives an item every fact, worth and covered for `value`.
	pub(crate) fn set_up_facts(item: ItemId, record: Record<T::AccountId>, value: UsdCents) {
		let given = Self::now();
		let end = given.saturating_add(Rules::default().custody_life);
		let insurer = Self::set_up_giver(Role::Insurer);
		let policy = NextPolicy::<T>::get();
		if let Some(next) = policy.next() {
			NextPolicy::<T>::put(next);
		}
		Policies::<T>::insert(
			policy,
			Policy {
				insurer,
				class: record.class,
				cover: Cover { limit: UsdCents::MAX, committed: value },
				premium: Ppm::ZERO,
				until: end,
				document: H256::zero(),
				paid_until: end,
				paid_cover: value,
				overdue: 0,
				claims: 0,
			},
		);
		let values = Values { fair: value, orderly: value, forced: value };
		let appraisal = Appraisal {
			appraiser: Self::set_up_giver(Role::Appraiser),
			values,
			effective: given.day(),
			expires: end,
			report: H256::zero(),
			given,
			wait: 0,
			confirmed: false,
			basis: Basis { method: Method::Cost, grade: Grade::Used },
		};
		let earlier = Earlier { values, grade: Grade::Used, expires: end };
		let fall = Fall { from: value, at: given };
		let beside = Beside { before: Some(earlier), fall: Some(fall), whole: Some(value) };
		OpinionsOf::<T>::insert(
			item,
			Opinions {
				of_first: beside,
				second: Some(Appraisal { appraiser: Self::set_up_second(), ..appraisal.clone() }),
				of_second: beside,
			},
		);
		Invoices::<T>::insert(item, InvoicePaper { hash: H256::zero(), vendor: full(b'x') });
		Items::<T>::insert(
			item,
			Record {
				custody: Some(Custody {
					custodian: Self::set_up_giver(Role::Custodian),
					receipt: H256::zero(),
					given,
					expires: end,
				}),
				title: Some(Title {
					registrar: Self::set_up_giver(Role::Registrar),
					document: H256::zero(),
					filing: H256::zero(),
					invoice: Invoice { price: value, date: given.day() },
					given,
					lapses: end,
				}),
				insurance: Some(Insurance {
					policy,
					cover: value,
					floor: value,
					given,
					until: end,
					cancelled: false,
				}),
				appraisal: Some(appraisal),
				opinions: true,
				heartbeat: Some(Heartbeat {
					at: given,
					utilisation: Ppm(1_000_000),
					health: Health::Good,
				}),
				state: record.state.attested(),
				..record
			},
		);
	}

	/// An account that speaks as `role` of this item alone; it has the role.
	fn set_up_own_giver(role: Role, name: &'static str, item: ItemId) -> T::AccountId {
		let who = account(name, item.0, 1);
		T::Roles::set_up_grant(&who, role);
		who
	}

	/// Gives an item givers and a site that no other has, so that each costs its own reads.
	pub(crate) fn set_up_apart(item: ItemId) {
		let Some(mut record) = Items::<T>::get(item) else {
			return;
		};
		let giver = |role, name| Self::set_up_own_giver(role, name, item);
		record.site = SiteId(item.0.saturating_add(1));
		Self::set_up_site(record.site);
		let custodian = giver(Role::Custodian, "own custodian");
		Sites::<T>::mutate(record.site, |site| {
			if let Some(site) = site {
				site.operator = custodian.clone();
			}
		});
		if let Some(custody) = record.custody.as_mut() {
			custody.custodian = custodian;
		}
		if let Some(title) = record.title.as_mut() {
			title.registrar = giver(Role::Registrar, "own registrar");
		}
		if let Some(insurance) = record.insurance {
			Policies::<T>::mutate(insurance.policy, |policy| {
				if let Some(policy) = policy {
					policy.insurer = giver(Role::Insurer, "own insurer");
				}
			});
		}
		if let Some(appraisal) = record.appraisal.as_mut() {
			appraisal.appraiser = giver(Role::Appraiser, "own appraiser");
		}
		OpinionsOf::<T>::mutate(item, |opinions| {
			if let Some(second) = opinions.as_mut().and_then(|all| all.second.as_mut()) {
				second.appraiser = giver(Role::Appraiser, "own second");
			}
		});
		Items::<T>::insert(item, record);
		Self::set_up_release(item, item.0);
	}

	/// An active item of one serial, in good standing, worth and covered for `value`. Nothing is
	/// held for it.
	pub(crate) fn set_up_active(owner: &T::AccountId, value: UsdCents) -> ItemId {
		Self::set_up_model();
		let item = Self::take_item_id().unwrap_or_default();
		let leaf = BlakeTwo256::hash_of(&item);
		SerialOf::<T>::insert(leaf, item);
		let serials = SerialSet { count: 1, root: leaf };
		let lot = Lot { quantity: 1_000, serials, deposit: 0 };
		let (site, document) = (SiteId(0), H256::zero());
		let record = Record::submitted(AssetClass::Gpu, SKU, lot, site, document, owner.clone());
		Self::set_up_facts(item, record, value);
		if let Some(record) = Items::<T>::get(item) {
			// Without a hold, so that the owner need not exist.
			let config = ItemConfig { settings: ItemSettings::all_enabled() };
			let _ = T::Nfts::mint_into(&record.class.collection(), &item.0, owner, &config, true);
			if let State::Attested(attested) = record.state {
				Items::<T>::insert(item, Record { state: attested.activate().into(), ..record });
			}
		}
		item
	}
}
