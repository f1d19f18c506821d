//! Who may state a fact, and what has been stated.

use crate::{
	pallet::{
		Config, CustodyOffers, Error, Invoices, Items, OpenClaims, OpinionsOf, Pallet, Policies,
		SeizedFrom, Sites, Skus,
	},
	Grade, Judged, Opinions, Policy, Record, Release, Rules, Site, Sku, State, Values,
};
use caliber_primitives::{
	collateral::{Fact, Standing},
	ids::ItemId,
	roles::{Role, Roles},
	units::Seconds,
};
use frame_support::ensure;
use sp_runtime::DispatchError;

/// An item with all that its facts are judged by.
pub(crate) struct Loaded<T: Config> {
	/// What is known of it.
	pub(crate) record: Record<T::AccountId>,
	/// Who holds title.
	pub(crate) owner: T::AccountId,
	/// Whom it was seized from, while it is.
	pub(crate) borrower: Option<T::AccountId>,
	/// What binds those who speak.
	pub(crate) rules: Rules,
	/// What appraisers say beyond the record.
	pub(crate) opinions: Option<Opinions<T::AccountId>>,
	/// Its policy.
	pub(crate) policy: Option<Policy<T::AccountId>>,
	has_market: bool,
	heartbeat: Option<Seconds>,
	/// Whether it is under a lien of another that was not cleared.
	pub(crate) liened: bool,
	site: Option<Site<T::AccountId>>,
	sited: bool,
}

impl<T: Config> Loaded<T> {
	/// As its facts are judged now.
	pub(crate) fn judged(&self) -> Judged<'_, T::AccountId> {
		Judged {
			record: &self.record,
			owner: &self.owner,
			borrower: self.borrower.as_ref(),
			policy: self.policy.as_ref(),
			opinions: self.opinions.as_ref(),
			rules: &self.rules,
			has_market: self.has_market,
			heartbeat: self.heartbeat,
			liened: self.liened,
			site: self.site.as_ref(),
			sited: self.sited,
			claimed: false,
			now: Pallet::<T>::now(),
		}
	}

	/// Whether what an account said about `item` counts.
	pub(crate) fn counts(&self, item: ItemId) -> impl Fn(&T::AccountId, Role, Seconds) -> bool {
		let about = self.record.subject(item);
		move |who, role, given| T::Roles::was_valid(who, role, &about, given)
	}

	/// The same with what stands in the way of a pledge although no fact shows it: an open claim.
	pub(crate) fn judged_for_pledge(&self, item: ItemId) -> Judged<'_, T::AccountId> {
		Judged { claimed: OpenClaims::<T>::contains_key(item), ..self.judged() }
	}

	/// What is missing.
	pub(crate) fn standing(&self, item: ItemId) -> Standing {
		self.judged_for_pledge(item).standing(self.counts(item))
	}

	/// What it is worth by its appraisals, and in what condition.
	pub(crate) fn worth(&self, item: ItemId) -> Option<(Values, Grade)> {
		self.judged().worth(self.counts(item))
	}

	/// Whether one fact counts.
	pub(crate) fn is_good(&self, item: ItemId, fact: Fact) -> bool {
		self.judged().is_good(fact, self.counts(item))
	}

	/// Its custodian, if the hardware may leave: no dispute but a challenge, no lien, a title that
	/// counts, custody and cover in force. That the filing of the lender's lien has lapsed does not
	/// matter.
	pub(crate) fn ensure_redeemable(&self, item: ItemId) -> Result<T::AccountId, Error<T>> {
		let disputed = Pallet::<T>::is_in_dispute(item, &self.record);
		ensure!(!disputed, Error::<T>::Disputed);
		ensure!(!self.liened, Error::<T>::Liened);
		ensure!(
			[Fact::Custody, Fact::Insurance].into_iter().all(|fact| self.is_good(item, fact)),
			Error::<T>::NotInStanding
		);
		let titled = self.judged().is_vouched(Fact::Title, self.counts(item));
		ensure!(titled, Error::<T>::NotInStanding);
		let custody = self.record.custody.as_ref().ok_or(Error::<T>::NotInStanding)?;
		Ok(custody.custodian.clone())
	}
}

/// As what a fact is stated.
pub(crate) const fn role_of(fact: Fact) -> Role {
	match fact {
		Fact::Title | Fact::Invoice => Role::Registrar,
		Fact::Custody | Fact::Telemetry => Role::Custodian,
		Fact::Insurance => Role::Insurer,
		Fact::Appraisal => Role::Appraiser,
	}
}

impl<T: Config> Pallet<T> {
	/// Reads an item with all that its facts are judged by.
	pub(crate) fn load(item: ItemId) -> Result<Loaded<T>, Error<T>> {
		let record = Items::<T>::get(item).ok_or(Error::<T>::UnknownItem)?;
		let owner = Self::holder(item, &record)?;
		let policy = record.insurance.and_then(|insurance| Policies::<T>::get(insurance.policy));
		let opinions = record.opinions.then(|| OpinionsOf::<T>::get(item)).flatten();
		let liens = Self::recorded_liens(item, &record);
		let filed = liens.as_ref().is_some_and(|liens| liens.runs(Self::now()));
		let site = Sites::<T>::get(record.site);
		let sited = site.as_ref().is_some_and(|site| Self::is_registered(record.site, site));
		let sku = Skus::<T>::get(record.sku);
		let seized = matches!(record.state, State::Seized(_));
		let borrower = seized.then(|| SeizedFrom::<T>::get(item)).flatten();
		let about = record.subject(item);
		let loaded = Loaded {
			record,
			owner,
			borrower,
			rules: Self::rules(),
			opinions,
			policy,
			has_market: sku.as_ref().is_some_and(Sku::has_market),
			heartbeat: sku.and_then(|sku| sku.heartbeat),
			liened: filed,
			site,
			sited,
		};
		// Whoever registered the site or saw a release is a giver like any other.
		let strange = |who: &T::AccountId| !loaded.judged().conflicts(who, Role::Registrar);
		let by = loaded.site.as_ref().and_then(|site| site.by.as_ref());
		let sited = loaded.sited && by.is_none_or(strange);
		let released = liens.and_then(|liens| liens.cleared).is_some_and(|release| {
			let Release { registrar, at, .. } = release;
			strange(&registrar) && T::Roles::was_valid(&registrar, Role::Registrar, &about, at)
		});
		let liened = loaded.liened && !released;
		Ok(Loaded { liened, sited, ..loaded })
	}

	/// The item, if `who` may state `fact` about it: may speak, and replaces nobody else's fact
	/// that is in force.
	pub(crate) fn hear(
		item: ItemId,
		who: &T::AccountId,
		fact: Fact,
	) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::ensure_may_speak(item, who, fact)?;
		ensure!(!Self::is_anothers(&loaded, item, who, fact), Error::<T>::FactInForce);
		Ok(loaded)
	}

	/// The item, if `who` may speak about `fact` at all: has the role, holds no title, and has
	/// stated no fact in another role; and the fact is not in dispute.
	pub(crate) fn ensure_may_speak(
		item: ItemId,
		who: &T::AccountId,
		fact: Fact,
	) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::load(item)?;
		let role = role_of(fact);
		T::Roles::ensure(who, role, &loaded.record.subject(item))
			.map_err(Error::<T>::NotAuthorised)?;
		ensure!(!loaded.judged().conflicts(who, role), Error::<T>::ConflictOfRoles);
		// Title and invoice are stated together.
		let disputed = loaded.record.dispute.map(|disputed| match disputed {
			Fact::Invoice => Fact::Title,
			other => other,
		});
		ensure!(disputed != Some(fact), Error::<T>::Disputed);
		Ok(loaded)
	}

	/// Whether somebody other than `who` has stated `fact`, it is in force, and he could still
	/// speak: what was said under a role that has been taken away counts, but keeps nobody from
	/// following.
	pub(crate) fn is_anothers(
		loaded: &Loaded<T>,
		item: ItemId,
		who: &T::AccountId,
		fact: Fact,
	) -> bool {
		let (role, about) = (role_of(fact), loaded.record.subject(item));
		let speaks = |giver: &T::AccountId| T::Roles::ensure(giver, role, &about).is_ok();
		let another = loaded.judged().givers().into_iter().any(|(as_role, giver)| {
			as_role == role && giver.is_some_and(|giver| giver != who && speaks(giver))
		});
		another && loaded.is_good(item, fact)
	}

	/// Fails unless `end` lies after `start`, and at most `life` after it.
	pub(crate) fn ensure_term(end: Seconds, start: Seconds, life: Seconds) -> Result<(), Error<T>> {
		ensure!(end > start && end <= start.saturating_add(life), Error::<T>::BadTerm);
		Ok(())
	}

	/// Forgets what is kept of a fact beside the record.
	pub(crate) fn forget_papers(item: ItemId, record: &Record<T::AccountId>, fact: Fact) {
		match fact {
			Fact::Title | Fact::Invoice => Invoices::<T>::remove(item),
			Fact::Appraisal if record.opinions => OpinionsOf::<T>::remove(item),
			Fact::Insurance => Self::free_cover(record),
			Fact::Custody => CustodyOffers::<T>::remove(item),
			_ => (),
		}
	}

	/// Gives the item's cover back to its policy.
	pub(crate) fn free_cover(record: &Record<T::AccountId>) {
		if let Some(insurance) = record.insurance {
			Policies::<T>::mutate(insurance.policy, |policy| {
				*policy = policy.take().map(|policy| policy.free(insurance.cover));
			});
		}
	}
}
