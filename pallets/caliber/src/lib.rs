//! # Caliber
//!
//! The registry of hardware title (Collateralized Asset Ledger: Insurance, Bailment, Evaluation,
//! Redemption). An item is a title in `Nfts`, one collection a class, and one [`Record`] here:
//! what it is, who has vouched for it, and whose collateral it is.
//!
//! | call | by | does |
//! |---|---|---|
//! | `submit` | owner | title for hardware that nobody has vouched for yet |
//! | `withdraw_submission` | holder or governance | takes it back while nobody has |
//! | `amend` | holder | another description, while nobody has |
//! | `transfer` | holder | gives title to another |
//! | `attest_custody` | Custodian | holds the hardware, with a warehouse receipt |
//! | `attest_title` | Registrar | title documents, lien filing, invoice |
//! | `open_policy` | Insurer | a policy that items share |
//! | `insure` | the policy's Insurer | covers an item |
//! | `cancel_cover` | the policy's Insurer | will not any more, after his notice |
//! | `free_ended_cover` | anyone | cover that has ended burdens its policy no more |
//! | `close_policy` | anyone | a policy that is over and unused is forgotten |
//! | `forget_claim` | anyone | a claim that was refused a year ago is forgotten |
//! | `appraise` | Appraiser | values by premise |
//! | `activate` | anyone | once nothing is missing |
//! | `heartbeat` | the site's operator | the machines of many items answer |
//! | `dispute` | Registrar, with a bond | puts a fact in doubt and locks the item |
//! | `resolve` | governance | ends it; a fact found wrong is struck |
//! | `end_title` | governance | burns a title that was found wrong; its serials are free |
//! | `request_redemption` | holder | wants the hardware |
//! | `cancel_redemption` | holder | does not any more |
//! | `refuse_redemption` | the item's Custodian | finds that the holder may not have it |
//! | `confirm_handover` | the item's Custodian | has handed it over: title is burned |
//! | `escalate_redemption` | anyone | after the deadline: custody is in dispute |
//! | `set_site` | Registrar | a site, its operator, and by what right hardware stands there |
//! | `offer_custody` | the item's Custodian | would give the hardware to another |
//! | `withdraw_custody_offer` | the item's Custodian | keeps it |
//! | `accept_custody` | whom it was offered to | has the hardware, at this site |
//! | `confirm_custody` | the items' Custodian | still has the hardware of many items |
//! | `record_lien` | Registrar | another has a lien on the hardware |
//! | `clear_lien` | Registrar | has none any more |
//! | `split` | holder | two lots of one |
//! | `merge` | holder | one lot of two |
//! | `request_retirement` | holder | says that the hardware is gone |
//! | `cancel_retirement` | holder | does not any more |
//! | `retire` | Registrar | agrees: title is burned |
//! | `pay_premium` | anyone | pays the insurer for a policy |
//! | `acknowledge_premium` | the policy's Insurer | was paid elsewhere |
//! | `file_claim` | holder, or for a loan a Servicer | wants insurance money |
//! | `accept_claim` | the policy's Insurer, later anyone | it is owed |
//! | `reject_claim` | the policy's Insurer | it is not |
//! | `contest_claim` | claimant or a loan's speakers, with a bond | it is all the same |
//! | `decide_claim` | governance | whether it is |
//! | `close_claim` | anyone | nobody has contested, or decided, in time |
//! | `pay_claim` | the policy's Insurer | pays the loan, or the holder |
//! | `report_overdue_claim` | anyone | what is owed was not paid in time |
//! | `withdraw_claim` | holder | does not want it any more |
//! | `challenge` | anyone, with a bond | doubts an appraisal |
//! | `expire_dispute` | anyone | nobody has confirmed the doubt in time |
//! | `set_sku` | governance | a row of the table of models |
//! | `set_rules` | governance | how long facts may last |
//!
//! Lenders pledge, release and seize through [`caliber_primitives::collateral::Collateral`].
//! Whoever asks gets answers by view functions and
//! [`RegistryApi`](caliber_primitives::apis::RegistryApi): the dossier, what an item still needs,
//! what waits for an account.
//!
//! **Facts.** Those about one item come from pairwise distinct accounts, never from its holder,
//! each with the role of its kind when it speaks; that is checked again whenever a fact is used.
//! A fact in force is replaced by its giver only. What is missing
//! is the item's [standing](caliber_primitives::collateral::Standing); nothing is pledged before it
//! is empty.
//!
//! **Value.** Above a size, and where no market bounds the value, two appraisers are needed and the
//! lower one counts, premise by premise; too far apart, neither does. An appraisal that lends more
//! than the one in force waits so that anyone can challenge it; what counted before counts
//! meanwhile. One that lends less counts at once.
//!
//! **Cover.** A policy covers as long as its premium is paid, with grace. Cover that a loan or a
//! hand-over rests on ends by notice only, and never shrinks. A claim is answered in time
//! or counts as accepted; its money goes to the loan that the item stands for, else to the holder.
//!
//! **Title.** Who holds it is read from `Nfts` only. Holders move it by `transfer`, which asks the
//! freeze list; and `Nfts` asks this pallet (its `Locker`) before a title moves or burns: never
//! while the item is pledged, seized, in redemption, to be retired, in dispute or unknown here.
//!
//! **Custody.** In force it passes by both custodians' word only. A custodian who is silent keeps
//! it, and nothing is pledged meanwhile. Whoever runs the site speaks for the machines: never the
//! holder, nor anybody but the custodian who has stated another fact.
//!
//! **Redemption.** Refused while anything speaks against it up to its deadline. The custodian hands
//! over or refuses before that, or anyone calls governance by putting his custody in dispute.
//!
//! **Serials.** Each names one item; splitting and merging give it another. While that item's
//! record exists the serial is live; afterwards it is a tombstone for ever, unless nobody had
//! vouched for it or its title was found wrong. Ids are never used again.
//!
//! **Lots.** Splitting and merging conserve serials, units and deposits, and strike what was said
//! of the old lots: cover goes back to its policy. An appraisal alone is kept, by units and never
//! for more: its holder cannot rid himself of a low one.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sets its scene up by hand")]
mod benchmarking;
mod calls;
mod errors;
mod events;
mod impls;
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sums independently")]
mod invariants;
#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "computes by hand")]
mod mock;
#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "computes by hand")]
mod tests;
mod types;
pub mod weights;

pub use impls::{DOSSIER_SCHEMA, DOSSIER_SCHEMA_HASH};
pub use invariants::*;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		impls::{count, Verdict},
		Basis, Beats, Cause, Challenge, Claim, Contest, CustodyOffer, HandOver, Health, Invoice,
		InvoicePaper, ItemList, LienList, Lost, Name, Opinions, Policy, Premises, Record, Rules,
		RulesInForce, Serial, SerialList, Site, SiteTier, Sku, SkuRow, Values, WeightInfo,
		MAX_RECORD_BYTES,
	};
	use alloc::vec::Vec;
	use caliber_primitives::{
		collateral::{Collateral, CollateralValue, Fact, FactError, Loss, LossPayee, Standing},
		dollar::Compliance,
		eligibility::{Eligibility, Pending},
		ids::{AssetClass, ClaimId, ItemId, LoanId, PolicyId, SiteId, SkuId},
		prices::Prices,
		roles::{RoleError, Roles},
		units::{Day, Ppm, Seconds, UsdCents, UsdaiAmount},
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{self, hold},
			nonfungibles_v2::{Create, Inspect, InspectEnumerable, Mutate, Transfer},
			UnixTime,
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use pallet_nfts::{CollectionConfig, ItemConfig};
	use sp_core::H256;

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who keeps the table of models and the rules, and resolves disputes.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who may attest what.
		type Roles: Roles<Self::AccountId>;
		/// Who is frozen.
		type Compliance: Compliance<Self::AccountId>;
		/// Market bounds.
		type Prices: Prices;
		/// The clock.
		type Time: UnixTime;
		/// Titles: one collection a class, each item's id as here. Its `Locker` is this pallet.
		type Nfts: Inspect<Self::AccountId, CollectionId = u32, ItemId = u32>
			+ InspectEnumerable<Self::AccountId>
			+ Create<Self::AccountId, CollectionConfig<u128, BlockNumberFor<Self>, u32>>
			+ Mutate<Self::AccountId, ItemConfig>
			+ Transfer<Self::AccountId>;
		/// CAL, in which deposits are held.
		type Currency: hold::Mutate<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance = u128,
		>;
		/// USDai, in which premiums and claims are paid.
		type Dollar: fungible::Mutate<Self::AccountId, Balance = u128>;
		/// Whom insurance money of an item is paid to that stands for a loan.
		type LossPayee: LossPayee<Self::AccountId>;
		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;
		/// Names the keyless account that owns the collections and holds what was seized.
		type PalletId: Get<PalletId>;
		/// Held for an item, in the smallest unit of CAL.
		#[pallet::constant]
		type ItemDeposit: Get<u128>;
		/// Held for each of its serials, in the smallest unit of CAL.
		#[pallet::constant]
		type SerialDeposit: Get<u128>;
		/// Held of whoever challenges an appraisal, disputes a fact or contests that a claim is
		/// refused, in the smallest unit of CAL.
		#[pallet::constant]
		type ChallengeBond: Get<u128>;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// Why CAL is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit for an item and its serials.
		Item,
		/// The bond of a challenge, dispute or contest.
		Challenge,
	}

	/// The next item's id; every id below it has been given away.
	#[pallet::storage]
	pub type NextItem<T: Config> = StorageValue<_, ItemId, ValueQuery>;

	/// Every item that has a title.
	#[pallet::storage]
	pub type Items<T: Config> = StorageMap<_, Twox64Concat, ItemId, Record<T::AccountId>>;

	/// The item that a serial names, by its [`leaf`](super::leaf): live while the item has a
	/// record, a tombstone afterwards.
	#[pallet::storage]
	pub type SerialOf<T: Config> = StorageMap<_, Identity, H256, ItemId>;

	/// The next policy's id.
	#[pallet::storage]
	pub type NextPolicy<T: Config> = StorageValue<_, PolicyId, ValueQuery>;

	/// Every policy.
	#[pallet::storage]
	pub type Policies<T: Config> = StorageMap<_, Twox64Concat, PolicyId, Policy<T::AccountId>>;

	/// What appraisers say of an item beyond its record, where that says that there is more.
	#[pallet::storage]
	pub type OpinionsOf<T: Config> = StorageMap<_, Twox64Concat, ItemId, Opinions<T::AccountId>>;

	/// The doubt about an item's fact that waits for governance and that somebody stands for.
	#[pallet::storage]
	pub type Challenges<T: Config> = StorageMap<_, Twox64Concat, ItemId, Challenge<T::AccountId>>;

	/// Who lost disputes about an item of late.
	#[pallet::storage]
	pub type LostDisputes<T: Config> =
		StorageMap<_, Twox64Concat, ItemId, Lost<T::AccountId>, ValueQuery>;

	/// The paper behind the invoice of an item that has title documents.
	#[pallet::storage]
	pub type Invoices<T: Config> = StorageMap<_, Twox64Concat, ItemId, InvoicePaper>;

	/// The next claim's id.
	#[pallet::storage]
	pub type NextClaim<T: Config> = StorageValue<_, ClaimId, ValueQuery>;

	/// Every claim that was filed, but for those that were withdrawn while nobody owed them, and
	/// those that were refused long ago and forgotten.
	#[pallet::storage]
	pub type Claims<T: Config> = StorageMap<_, Twox64Concat, ClaimId, Claim<T::AccountId>>;

	/// Who stands for each claim whose refusal is contested.
	#[pallet::storage]
	pub type Contests<T: Config> = StorageMap<_, Twox64Concat, ClaimId, Contest<T::AccountId>>;

	/// The claim that is open on an item's cover. A seized item that is delivered has none: its new
	/// holder is no party to the claim of the loan.
	#[pallet::storage]
	pub type OpenClaims<T: Config> = StorageMap<_, Twox64Concat, ItemId, ClaimId>;

	/// The claims that are open on no item's cover, by insurer: the item of each was sold since,
	/// its cover struck, or its lender has filed another.
	#[pallet::storage]
	pub type PartedClaims<T: Config> =
		StorageDoubleMap<_, Twox64Concat, T::AccountId, Twox64Concat, ClaimId, ()>;

	/// How many claims each insurer owes and has not paid in time, under all his policies.
	#[pallet::storage]
	pub type ClaimsOverdue<T: Config> = StorageMap<_, Twox64Concat, T::AccountId, u32, ValueQuery>;

	/// The table of models.
	#[pallet::storage]
	pub type Skus<T: Config> = StorageMap<_, Twox64Concat, SkuId, Sku>;

	/// How long facts may last.
	#[pallet::storage]
	pub type CurrentRules<T: Config> = StorageValue<_, RulesInForce, ValueQuery>;

	/// Where hardware may stand.
	#[pallet::storage]
	pub type Sites<T: Config> = StorageMap<_, Twox64Concat, SiteId, Site<T::AccountId>>;

	/// Custody that its custodian would give to another, by item.
	#[pallet::storage]
	pub type CustodyOffers<T: Config> =
		StorageMap<_, Twox64Concat, ItemId, CustodyOffer<T::AccountId>>;

	/// The liens of others, of each item that is or was under one.
	#[pallet::storage]
	pub type Liens<T: Config> = StorageMap<_, Twox64Concat, ItemId, LienList<T::AccountId>>;

	/// Whom each seized item was taken from: he is no stranger to it before it is sold.
	#[pallet::storage]
	pub type SeizedFrom<T: Config> = StorageMap<_, Twox64Concat, ItemId, T::AccountId>;

	/// What proves that the hardware of a redeemed item was handed over; kept for ever.
	#[pallet::storage]
	pub type HandedOver<T: Config> = StorageMap<_, Twox64Concat, ItemId, HandOver<T::AccountId>>;

	/// The first models and the rules. The collections are made whatever it says.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Rows of the table of models, each id once.
		pub skus: Vec<SkuRow>,
		/// How long facts may last.
		pub rules: Rules,
		/// Where hardware may stand, each id once: its tier, operator and premises.
		pub sites: Vec<(SiteId, SiteTier, T::AccountId, Premises)>,
		/// Nothing.
		#[serde(skip)]
		pub marker: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		#[allow(clippy::expect_used, reason = "a genesis that cannot be built must not start")]
		fn build(&self) {
			assert!(self.rules.in_range(), "caliber: a rule is out of range");
			CurrentRules::<T>::put(RulesInForce::new(self.rules));
			for row in &self.skus {
				let (id, sku) = row.clone().into_sku().expect("caliber: a model is unsound");
				assert!(!Skus::<T>::contains_key(id), "caliber: a model is listed twice");
				Skus::<T>::insert(id, sku);
			}
			for (id, tier, operator, premises) in self.sites.iter().cloned() {
				assert!(!premises.document().is_zero(), "caliber: a site is unsound");
				assert!(!Sites::<T>::contains_key(id), "caliber: a site is listed twice");
				let (operator_since, given) = (Seconds::ZERO, Seconds::ZERO);
				let by = None;
				Sites::<T>::insert(
					id,
					Site { tier, operator, operator_since, premises, by, given },
				);
			}
			Pallet::<T>::make_collections().expect("caliber: a collection cannot be made");
		}
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// Blake2-256 of the JSON Schema that every dossier names and keeps.
		#[pallet::constant_name(DossierSchemaHash)]
		fn dossier_schema_hash() -> H256 {
			crate::DOSSIER_SCHEMA_HASH
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// All that is known of an item.
		pub fn record_of(item: ItemId) -> Option<Record<T::AccountId>> {
			Items::<T>::get(item)
		}

		/// Who holds title.
		pub fn holder_of(item: ItemId) -> Option<T::AccountId> {
			<Self as Collateral<_>>::owner(item)
		}

		/// What stands between an item and a pledge.
		pub fn standing_of(item: ItemId) -> Standing {
			<Self as Collateral<_>>::standing(item)
		}

		/// What an item is worth now.
		pub fn value_of(item: ItemId) -> Result<CollateralValue, FactError> {
			<Self as Collateral<_>>::value(item)
		}

		/// What appraisers say of an item beyond its record.
		pub fn opinions_of(item: ItemId) -> Option<Opinions<T::AccountId>> {
			OpinionsOf::<T>::get(item)
		}

		/// The doubt about a fact of an item that somebody stands for.
		pub fn challenge_of(item: ItemId) -> Option<Challenge<T::AccountId>> {
			Challenges::<T>::get(item)
		}

		/// The paper behind an item's invoice.
		pub fn invoice_of(item: ItemId) -> Option<InvoicePaper> {
			Invoices::<T>::get(item)
		}

		/// A policy.
		pub fn policy_of(policy: PolicyId) -> Option<Policy<T::AccountId>> {
			Policies::<T>::get(policy)
		}

		/// What `pay_premium` to that second takes now, in USDai.
		pub fn premium_due(policy: PolicyId, until: Seconds) -> Option<UsdaiAmount> {
			Self::premium_to(&Policies::<T>::get(policy)?, until)
		}

		/// A claim, open or over.
		pub fn claim(claim: ClaimId) -> Option<Claim<T::AccountId>> {
			Claims::<T>::get(claim)
		}

		/// Who stands for a claim whose refusal is contested.
		pub fn contest_of(claim: ClaimId) -> Option<Contest<T::AccountId>> {
			Contests::<T>::get(claim)
		}

		/// The claim that is open on an item's cover.
		pub fn open_claim_of(item: ItemId) -> Option<ClaimId> {
			OpenClaims::<T>::get(item)
		}

		/// The item that a serial number names, in whatever spelling, and whether it is live.
		pub fn item_of(serial: Serial) -> Option<(ItemId, bool)> {
			let item = SerialOf::<T>::get(crate::leaf(&serial)?)?;
			Some((item, Items::<T>::contains_key(item)))
		}

		/// Where hardware may stand.
		pub fn site_of(site: SiteId) -> Option<Site<T::AccountId>> {
			Sites::<T>::get(site)
		}

		/// Who may accept an item's custody, and until when.
		pub fn custody_offer_of(item: ItemId) -> Option<CustodyOffer<T::AccountId>> {
			Self::open_offer(item, Self::now())
		}

		/// The liens of others that an item is or was under.
		pub fn liens_of(item: ItemId) -> Option<LienList<T::AccountId>> {
			Liens::<T>::get(item)
		}

		/// What proves that the hardware of an item was handed over.
		pub fn handover_of(item: ItemId) -> Option<HandOver<T::AccountId>> {
			HandedOver::<T>::get(item)
		}

		/// What stands between an item and a pledge, now and within thirty days, and who can cure
		/// it.
		pub fn eligibility(item: ItemId) -> Option<Eligibility<T::AccountId>> {
			Self::judge_eligibility(item)
		}

		/// What waits for an account, from the item after `after` on: a page of it, out of a
		/// bounded number of items.
		pub fn pending_for(account: T::AccountId, after: Option<ItemId>) -> Pending {
			Self::queue_of(&account, after)
		}

		/// The rules, and for how long those before them still bind.
		pub fn rules_in_force() -> RulesInForce {
			CurrentRules::<T>::get()
		}

		/// The item's dossier: JSON in the shape of ERC-721 metadata, with its own schema.
		pub fn dossier(item: ItemId) -> Option<Vec<u8>> {
			Self::write_dossier(item)
		}

		/// Blake2-256 of the item's dossier.
		pub fn dossier_hash(item: ItemId) -> Option<H256> {
			use sp_runtime::traits::{BlakeTwo256, Hash};
			Self::write_dossier(item).map(|dossier| BlakeTwo256::hash(&dossier))
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			let bytes = u32::try_from(Record::<T::AccountId>::max_encoded_len());
			assert!(
				bytes.is_ok_and(|bytes| bytes <= MAX_RECORD_BYTES),
				"caliber: a record is too long"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("caliber: an invariant is broken".into()),
			}
		}
	}
}
