//! What holds after every block.

use crate::{
	pallet::{
		Challenges, Claims, ClaimsOverdue, Config, Contests, CustodyOffers, HandedOver, HoldReason,
		Invoices, Items, Liens, NextClaim, NextItem, OpenClaims, OpinionsOf, Pallet, PartedClaims,
		Policies, SeizedFrom, SerialOf, Sites, Skus,
	},
	ClaimStatus, InsuranceRules, Judged, Record, State, MAX_QUANTITY, MAX_SERIALS,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec,
	vec::Vec,
};
use caliber_primitives::{
	collateral::Fact,
	ids::{AssetClass, ClaimId, ItemId, LoanId, PolicyId},
	invariants::{held_of, InvariantId, Invariants},
	roles::Role,
	units::{Seconds, UsdCents},
};
use codec::Encode;
use frame_support::traits::{
	fungible::hold::Inspect as _,
	nonfungibles_v2::{Inspect, InspectEnumerable},
	Locker,
};

/// An encumbered item stands for one loan, and title lies where the loan left it.
pub const ENCUMBERED: InvariantId = InvariantId::new(
	33,
	"the registry holds title to what was seized and to nothing else, and knows from whom; each item for one loan",
);
/// No hardware has two titles.
pub const SERIALS: InvariantId =
	InvariantId::new(34, "every live item is named by as many serials as it counts, none by two");
/// Lock and state agree.
pub const LOCKED: InvariantId = InvariantId::new(
	35,
	"every item has a title in its class's collection and every title an item; it is locked by the registry alone, and exactly when it is pledged, seized, to be handed over or retired, or in dispute",
);
/// Nothing leaves that must not.
pub const REDEEMABLE: InvariantId = InvariantId::new(
	36,
	"what is in redemption or to be retired is undisputed but for a challenge, and the former has title, custody and cover",
);
/// Cover is not promised twice, nor without end.
pub const COVERED: InvariantId = InvariantId::new(
	37,
	"no policy covers more than its limit or is paid for more than a year ahead, no item is covered longer than its policy or, under notice, for more than a year",
);
/// Nobody speaks twice about one item.
pub const DISTINCT: InvariantId =
	InvariantId::new(38, "the givers of the facts about one item are distinct, and none of what a loan rests on is its borrower");
/// What is held pays for what is stored.
pub const DEPOSITS: InvariantId = InvariantId::new(
	44,
	"what is held of each account is the sum of its items' deposits, each at its price",
);
/// A policy knows what it covers.
pub const COMMITTED: InvariantId =
	InvariantId::new(100, "what a policy has committed is the sum of its items' cover");
/// Ids are given once.
pub const ISSUED: InvariantId =
	InvariantId::new(101, "every item, live or tombstone, has an id that was given away");
/// A record stays small.
pub const SMALL: InvariantId = InvariantId::new(102, "no record is longer than 512 bytes");
/// Values are in order.
pub const VALUED: InvariantId =
	InvariantId::new(103, "forced value is at most orderly, orderly at most fair");
/// A lot is one that could have been submitted.
pub const SIZED: InvariantId = InvariantId::new(
	104,
	"every item has 1 to 64 serials, 1 to 100,000 units, and a model of its class",
);

/// Nobody offers what he does not hold.
pub const OFFERED: InvariantId = InvariantId::new(
	110,
	"every offer of custody is of an item's custodian; none is open in redemption",
);
/// The flag in the record tells the truth.
pub const LIENED: InvariantId =
	InvariantId::new(111, "an item is flagged as one with a lien if and only if one is recorded");
/// What left is not here.
pub const HANDED_OVER: InvariantId =
	InvariantId::new(112, "nothing that was handed over is registered");
/// Hardware stands somewhere.
pub const SITED: InvariantId =
	InvariantId::new(113, "every item with custody or a heartbeat stands at a registered site");
/// Whoever claims is answered.
pub const CLAIMS: InvariantId = InvariantId::new(
	120,
	"every open claim is its item's open one, or goes on by itself with its money taken out of cover",
);
/// Who owes is known.
pub const OVERDUE: InvariantId = InvariantId::new(
	121,
	"policies and insurers count as many open and overdue claims as there are, and no policy is paid beyond its end or for less than it covers",
);
/// What is held for doubts is theirs.
pub const BONDS: InvariantId = InvariantId::new(
	122,
	"what is held of each account for doubts is the sum of its bonds, each for a fact in dispute or a refusal that is contested",
);
/// What lies beside a record belongs to it.
pub const PAPERS: InvariantId = InvariantId::new(
	123,
	"an item has a paper when it has an invoice, and opinions beside its record when that says so",
);

/// Whoever stands for a claim is heard.
pub const CONTESTED: InvariantId =
	InvariantId::new(124, "somebody stands for each contested claim, and for no other");

type Records<T> = Vec<(ItemId, Record<<T as frame_system::Config>::AccountId>)>;

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let items: Records<T> = Items::<T>::iter().collect();
		let all = |holds: &dyn Fn(&Record<T::AccountId>) -> bool| {
			items.iter().all(|(_, record)| holds(record))
		};
		vec![
			(ENCUMBERED, Self::titles_lie_right(&items)),
			(SERIALS, Self::serials_agree(&items)),
			(LOCKED, Self::titles_agree(&items)),
			(
				REDEEMABLE,
				items.iter().all(|(item, record)| match record.state {
					State::Redeeming(_) => {
						!Self::is_in_dispute(*item, record)
							&& record.title.is_some()
							&& record.custody.is_some()
							&& record.insurance.is_some()
					},
					State::Retiring(_) => !Self::is_in_dispute(*item, record),
					_ => true,
				}),
			),
			(COVERED, Self::cover_is_in_bounds(&items)),
			(DISTINCT, Self::givers_differ(&items)),
			(DEPOSITS, Self::deposits_agree(&items)),
			(COMMITTED, Self::cover_agrees(&items)),
			(
				ISSUED,
				items
					.iter()
					.map(|(item, _)| *item)
					.chain(SerialOf::<T>::iter_values())
					.all(|item| item < NextItem::<T>::get()),
			),
			(SMALL, all(&|record| record.encoded_size() <= 512)),
			(
				VALUED,
				all(&|record| {
					record.appraisal.as_ref().is_none_or(|given| given.values.are_sound())
				}) && OpinionsOf::<T>::iter_values()
					.filter_map(|opinions| opinions.second)
					.all(|given| given.values.are_sound()),
			),
			(CLAIMS, Self::claims_agree()),
			(OVERDUE, Self::policies_agree()),
			(BONDS, Self::bonds_agree()),
			(CONTESTED, Self::contests_agree()),
			(PAPERS, Self::papers_agree(&items)),
			(
				SIZED,
				all(&|record| {
					(1..=MAX_SERIALS).contains(&u32::from(record.serials.count))
						&& (1..=MAX_QUANTITY).contains(&record.quantity)
						&& Skus::<T>::get(record.sku).is_some_and(|sku| sku.class() == record.class)
				}),
			),
			(OFFERED, Self::offers_agree()),
			(LIENED, Self::liens_agree(&items)),
			(
				HANDED_OVER,
				HandedOver::<T>::iter_keys()
					.all(|item| item < NextItem::<T>::get() && !Items::<T>::contains_key(item)),
			),
			(
				SITED,
				all(&|record| {
					record.custody.is_none() && record.heartbeat.is_none()
						|| Sites::<T>::contains_key(record.site)
				}),
			),
		]
	}
}

impl<T: Config> Pallet<T> {
	/// Every encumbered item with its loan: for the statement that loans and items name each other.
	/// Walks storage.
	pub fn encumbrances() -> impl Iterator<Item = (ItemId, LoanId)> {
		Items::<T>::iter().filter_map(|(item, record)| record.state.loan().map(|loan| (item, loan)))
	}

	fn titles_lie_right(items: &Records<T>) -> bool {
		let registry = Self::account();
		items.iter().all(|(item, record)| {
			let ours = Self::holder(*item, record).is_ok_and(|holder| holder == registry);
			let seized = matches!(record.state, State::Seized(_));
			ours == seized && SeizedFrom::<T>::contains_key(item) == seized
		}) && SeizedFrom::<T>::iter_keys().all(Items::<T>::contains_key)
	}

	fn serials_agree(items: &Records<T>) -> bool {
		let mut named = BTreeMap::<ItemId, u32>::new();
		for item in SerialOf::<T>::iter_values() {
			let count = named.entry(item).or_default();
			*count = count.saturating_add(1);
		}
		items.iter().all(|(item, record)| {
			record.serials.count > 0 && named.get(item) == Some(&u32::from(record.serials.count))
		})
	}

	fn titles_agree(items: &Records<T>) -> bool {
		let records: BTreeSet<_> =
			items.iter().map(|(item, record)| (record.class.collection(), item.0)).collect();
		let titles: BTreeSet<_> = AssetClass::ALL
			.into_iter()
			.flat_map(|class| {
				let collection = class.collection();
				T::Nfts::items(&collection).map(move |item| (collection, item))
			})
			.collect();
		let account = Self::account();
		records == titles
			&& items.iter().all(|(item, record)| Self::lock_agrees(*item, record))
			&& AssetClass::ALL.into_iter().all(|class| {
				T::Nfts::collection_owner(&class.collection()).as_ref() == Some(&account)
			})
	}

	/// Whether title moves as its state says, and nothing but the registry holds it.
	fn lock_agrees(item: ItemId, record: &Record<T::AccountId>) -> bool {
		let stays = match record.state {
			State::Pledged(_) | State::Seized(_) | State::Redeeming(_) | State::Retiring(_) => true,
			State::Submitted(_) | State::Attested(_) | State::Active(_) | State::Released(_) => {
				record.dispute.is_some()
			},
		};
		let collection = record.class.collection();
		<Self as Locker<u32, u32>>::is_locked(collection, item.0) == stays
			&& T::Nfts::can_transfer(&collection, &item.0)
	}

	/// What covers ends: a premium is paid for a year at most, and notice is no longer. So whatever
	/// rests on it has a clock that runs.
	fn cover_is_in_bounds(items: &Records<T>) -> bool {
		let year = Self::now().saturating_add(InsuranceRules::MAX_PREPAID);
		Policies::<T>::iter_values()
			.all(|policy| policy.cover.committed <= policy.cover.limit && policy.paid_until <= year)
			&& items.iter().filter_map(|(_, record)| record.insurance).all(|insurance| {
				let ends = !insurance.cancelled || insurance.until <= year;
				Policies::<T>::get(insurance.policy)
					.is_some_and(|policy| insurance.until <= policy.until && ends)
			})
	}

	fn givers_differ(items: &Records<T>) -> bool {
		items.iter().all(|(item, record)| {
			let policy = record.insurance.and_then(|i| Policies::<T>::get(i.policy));
			let (opinions, rules) = (OpinionsOf::<T>::get(item), Self::rules());
			let judged = Judged {
				record,
				owner: &record.depositor,
				borrower: None,
				policy: policy.as_ref(),
				opinions: opinions.as_ref(),
				rules: &rules,
				has_market: true,
				heartbeat: None,
				liened: false,
				site: None,
				sited: false,
				claimed: false,
				now: Seconds::ZERO,
			};
			let givers: Vec<_> =
				judged.givers().into_iter().filter_map(|(_, giver)| giver).collect();
			let distinct: BTreeSet<_> = givers.iter().collect();
			givers.len() == distinct.len() && Self::no_giver_owns(*item, record, &judged)
		})
	}

	/// What stands for a loan has custody, title, cover and its appraisal of others than whoever
	/// held or holds it: whose word is bought with the hardware shows in the standing only, and
	/// nothing is lent on it.
	fn no_giver_owns(
		item: ItemId,
		record: &Record<T::AccountId>,
		judged: &Judged<'_, T::AccountId>,
	) -> bool {
		let borrower = match record.state {
			State::Pledged(_) => Self::holder(item, record).ok(),
			State::Seized(_) => SeizedFrom::<T>::get(item),
			_ => None,
		};
		// What has run out, and a second opinion that nobody needs, stays when its giver buys the
		// hardware.
		let appraised = record.appraisal.as_ref().filter(|given| {
			matches!(record.state, State::Pledged(_)) && Self::now() < given.expires
		});
		let appraiser = appraised.map(|given| &given.appraiser);
		let others = judged.givers().into_iter().filter(|(role, _)| *role != Role::Appraiser);
		others
			.map(|(_, giver)| giver)
			.chain([appraiser])
			.all(|giver| giver.is_none() || giver != borrower.as_ref())
	}

	fn deposits_agree(items: &Records<T>) -> bool {
		let mut held = BTreeMap::<&T::AccountId, u128>::new();
		for (_, record) in items {
			let sum = held.entry(&record.depositor).or_default();
			*sum = sum.saturating_add(record.deposit);
		}
		// A price of deposits is a constant of the runtime: whoever changes it brings the records
		// along.
		items.iter().all(|(_, record)| record.deposit == Self::deposit_for(record.serials.count))
			&& held.into_iter().all(|(who, sum)| {
				T::Currency::balance_on_hold(&HoldReason::Item.into(), who) == sum
			})
	}

	/// What each account has locked for what it doubts.
	fn bonds() -> impl Iterator<Item = (T::AccountId, u128)> {
		let doubts = Challenges::<T>::iter_values().map(|doubt| (doubt.by, doubt.bond));
		doubts.chain(Contests::<T>::iter_values().map(|contest| (contest.by, contest.bond)))
	}

	/// What is held of each account for items and doubts: nothing else may be held for either.
	/// Walks storage.
	pub fn held_of() -> [BTreeMap<T::AccountId, u128>; 2] {
		let items = Items::<T>::iter_values().map(|record| (record.depositor, record.deposit));
		[held_of(items), held_of(Self::bonds())]
	}

	fn offers_agree() -> bool {
		CustodyOffers::<T>::iter().all(|(item, offer)| {
			Items::<T>::get(item).is_some_and(|record| {
				let redeeming = matches!(record.state, State::Redeeming(_));
				let giver = record.custody.as_ref().map(|custody| &custody.custodian);
				giver == Some(&offer.from) && !(redeeming && Self::now() < offer.until)
			})
		})
	}

	fn liens_agree(items: &Records<T>) -> bool {
		let recorded: BTreeSet<_> = Liens::<T>::iter_keys().collect();
		let flagged: BTreeSet<_> =
			items.iter().filter(|(_, record)| record.liened).map(|(item, _)| *item).collect();
		recorded == flagged
	}

	fn claims_agree() -> bool {
		let next = NextClaim::<T>::get();
		let is_open =
			|id: ClaimId| Claims::<T>::get(id).filter(|claim| claim.status.open().is_some());
		OpenClaims::<T>::iter()
			.all(|(item, id)| is_open(id).is_some_and(|claim| claim.item == item))
			&& PartedClaims::<T>::iter_keys().all(|(insurer, id)| {
				is_open(id).is_some_and(|claim| {
					let policy = Policies::<T>::get(claim.policy);
					let his = policy.is_some_and(|policy| policy.insurer == insurer);
					claim.reserved.is_some() && his
				})
			}) && Claims::<T>::iter().all(|(id, claim)| {
			let linked = OpenClaims::<T>::get(claim.item) == Some(id);
			let insurer = Policies::<T>::get(claim.policy).map(|policy| policy.insurer);
			let parted =
				insurer.is_some_and(|insurer| PartedClaims::<T>::contains_key(insurer, id));
			let open = claim.status.open().is_some();
			let own = claim.reserved.is_none();
			id < next && (linked, parted) == (open && own, open && !own)
		})
	}

	fn policies_agree() -> bool {
		let (mut open, mut late) = (BTreeMap::<PolicyId, u32>::new(), BTreeMap::new());
		for claim in Claims::<T>::iter_values() {
			let Some(status) = claim.status.open() else {
				continue;
			};
			let count = open.entry(claim.policy).or_default();
			*count = count.saturating_add(1);
			let count = late.entry(claim.policy).or_insert(0_u32);
			*count = count.saturating_add(u32::from(status.late));
		}
		let known = open.keys().all(Policies::<T>::contains_key);
		let mut of_insurer = BTreeMap::<T::AccountId, u32>::new();
		let policies = Policies::<T>::iter().all(|(id, policy)| {
			if policy.overdue > 0 {
				let count = of_insurer.entry(policy.insurer).or_default();
				*count = count.saturating_add(policy.overdue);
			}
			policy.overdue == late.get(&id).copied().unwrap_or_default()
				&& policy.claims == open.get(&id).copied().unwrap_or_default()
				&& policy.paid_until <= policy.until
				&& policy.paid_cover >= policy.cover.committed
		});
		known && policies && of_insurer == ClaimsOverdue::<T>::iter().collect()
	}

	fn bonds_agree() -> bool {
		let mut held = BTreeMap::<T::AccountId, u128>::new();
		for (who, bond) in Self::bonds() {
			let sum = held.entry(who).or_default();
			*sum = sum.saturating_add(bond);
		}
		let disputed = Challenges::<T>::iter().all(|(item, challenge)| {
			let challenged = challenge.appraiser.map(|_| Fact::Appraisal);
			Items::<T>::get(item)
				.and_then(|record| record.dispute)
				.is_some_and(|fact| challenged.is_none_or(|challenged| challenged == fact))
		});
		let reason = HoldReason::Challenge.into();
		disputed
			&& held.into_iter().all(|(who, sum)| T::Currency::balance_on_hold(&reason, &who) == sum)
	}

	fn contests_agree() -> bool {
		let contested = Claims::<T>::iter()
			.filter(|(_, claim)| matches!(claim.status, ClaimStatus::Contested(_)));
		contested.map(|(id, _)| id).collect::<BTreeSet<_>>() == Contests::<T>::iter_keys().collect()
	}

	fn papers_agree(items: &Records<T>) -> bool {
		let titled = items.iter().filter(|(_, record)| record.title.is_some());
		let titled: BTreeSet<_> = titled.map(|(item, _)| *item).collect();
		let said = items.iter().filter(|(_, record)| record.opinions).map(|(item, _)| *item);
		titled == Invoices::<T>::iter_keys().collect()
			&& said.collect::<BTreeSet<_>>() == OpinionsOf::<T>::iter_keys().collect()
			&& OpinionsOf::<T>::iter_values().all(|opinions| !opinions.is_empty())
	}

	fn cover_agrees(items: &Records<T>) -> bool {
		let mut cover = BTreeMap::<PolicyId, UsdCents>::new();
		for insurance in items.iter().filter_map(|(_, record)| record.insurance) {
			let sum = cover.entry(insurance.policy).or_default();
			*sum = sum.saturating_add(insurance.cover);
		}
		Policies::<T>::iter().all(|(id, policy)| {
			cover.get(&id).copied().unwrap_or_default() == policy.cover.committed
		})
	}
}
