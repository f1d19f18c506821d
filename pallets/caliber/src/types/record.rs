//! One item, and what is wrong with its facts.

use crate::{
	Appraisal, Appraised, Custody, Grade, Health, Heartbeat, Insurance, Opinions, Place, Policy,
	Rules, Seat, SerialSet, Site, State, Title, Values,
};
use caliber_finance::collateral::{are_apart, is_further};
use caliber_primitives::{
	collateral::{Deficiency, Fact, Lack, Standing},
	ids::{AssetClass, ItemId, SiteId, SkuId},
	roles::{Role, Subject},
	units::Seconds,
};
use sp_core::H256;

/// The most bytes of a record.
pub const MAX_RECORD_BYTES: u32 = 512;

/// Every fact, in the order in which a standing lists them.
pub const FACTS: [Fact; 6] =
	[Fact::Title, Fact::Custody, Fact::Insurance, Fact::Appraisal, Fact::Invoice, Fact::Telemetry];

/// All that is known of one item. Who holds title is known by `Nfts` alone.
#[frame_support::stored]
pub struct Record<AccountId> {
	/// What kind of hardware.
	pub class: AssetClass,
	/// Model.
	pub sku: SkuId,
	/// Units of the model.
	pub quantity: u32,
	/// Serial numbers.
	pub serials: SerialSet,
	/// Where it stands.
	pub site: SiteId,
	/// Hash of what its owner submitted about it.
	pub document: H256,
	/// Whose deposit is held.
	pub depositor: AccountId,
	/// The deposit, in the smallest unit of CAL.
	pub deposit: u128,
	/// Who holds the hardware.
	pub custody: Option<Custody<AccountId>>,
	/// Who owns it and what it cost.
	pub title: Option<Title<AccountId>>,
	/// What pays for its loss.
	pub insurance: Option<Insurance>,
	/// What it is worth.
	pub appraisal: Option<Appraisal<AccountId>>,
	/// When the machines were last heard of, and how they were.
	pub heartbeat: Option<Heartbeat>,
	/// Whether a lien of another is recorded, be it that it was cleared, see [`crate::LienList`].
	pub liened: bool,
	/// The fact that is in dispute.
	pub dispute: Option<Fact>,
	/// Where it stands in its life, and the loan that it stands for.
	pub state: State,
	/// Whether more is kept of what appraisers say, see [`Opinions`].
	pub opinions: bool,
}

/// What splitting and merging change of an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lot {
	/// Units of the model.
	pub quantity: u32,
	/// Serial numbers.
	pub serials: SerialSet,
	/// The deposit, in the smallest unit of CAL.
	pub deposit: u128,
}

impl<AccountId> Record<AccountId> {
	/// Of hardware that its owner has submitted, and of which nobody has said anything.
	pub fn submitted(
		class: AssetClass,
		sku: SkuId,
		lot: Lot,
		site: SiteId,
		document: H256,
		depositor: AccountId,
	) -> Self {
		let Lot { quantity, serials, deposit } = lot;
		Self {
			class,
			sku,
			quantity,
			serials,
			site,
			document,
			depositor,
			deposit,
			custody: None,
			title: None,
			insurance: None,
			appraisal: None,
			heartbeat: None,
			liened: false,
			dispute: None,
			state: State::first(),
			opinions: false,
		}
	}

	/// Whether title must not move.
	pub fn is_locked(&self) -> bool {
		!self.state.is_open() || self.dispute.is_some()
	}

	/// Whether a loan or a hand-over rests on what was said of it.
	pub fn is_rested_on(&self) -> bool {
		self.state.loan().is_some() || matches!(self.state, State::Redeeming(_))
	}

	/// What an act about the item is about.
	pub fn subject(&self, item: ItemId) -> Subject {
		Subject { class: Some(self.class), site: Some(self.site), item: Some(item) }
	}

	/// With other serials and units in a lot of `depositor`'s. Whatever was said of the old lot is
	/// gone but what appraisers have, which is given here.
	pub fn recast(
		self,
		lot: Lot,
		state: State,
		depositor: AccountId,
		(appraisal, opinions): (Option<Appraisal<AccountId>>, bool),
	) -> Self {
		Self {
			quantity: lot.quantity,
			serials: lot.serials,
			depositor,
			deposit: lot.deposit,
			custody: None,
			title: None,
			insurance: None,
			appraisal,
			heartbeat: None,
			dispute: None,
			state,
			opinions,
			..self
		}
	}

	/// Whether `other` is hardware of the same kind at the same place.
	pub fn is_like(&self, other: &Self) -> bool {
		self.class == other.class && self.sku == other.sku && self.site == other.site
	}

	/// Whether somebody has stated `fact`.
	pub fn has(&self, fact: Fact) -> bool {
		match fact {
			Fact::Title | Fact::Invoice => self.title.is_some(),
			Fact::Custody => self.custody.is_some(),
			Fact::Insurance => self.insurance.is_some(),
			Fact::Appraisal => self.appraisal.is_some(),
			Fact::Telemetry => self.heartbeat.is_some(),
		}
	}

	/// Without `fact`: it was disputed and found wrong. An invoice goes with the title that it
	/// came with.
	pub fn strike(self, fact: Fact) -> Self {
		match fact {
			Fact::Title | Fact::Invoice => Self { title: None, ..self },
			Fact::Custody => Self { custody: None, ..self },
			Fact::Insurance => Self { insurance: None, ..self },
			Fact::Appraisal => Self { appraisal: None, opinions: false, ..self },
			Fact::Telemetry => Self { heartbeat: None, ..self },
		}
	}
}

/// Whoever stated a fact, and how long it counts.
struct Statement<'a, AccountId> {
	giver: &'a AccountId,
	role: Role,
	given: Seconds,
	expires: Option<Seconds>,
}

/// An item as its facts are judged by.
pub struct Judged<'a, AccountId> {
	/// What is known of it.
	pub record: &'a Record<AccountId>,
	/// Who holds title.
	pub owner: &'a AccountId,
	/// Whom it was seized from, while it is.
	pub borrower: Option<&'a AccountId>,
	/// Its policy, where it has one.
	pub policy: Option<&'a Policy<AccountId>>,
	/// What appraisers say beyond the record, where there is something.
	pub opinions: Option<&'a Opinions<AccountId>>,
	/// What binds those who speak.
	pub rules: &'a Rules,
	/// Whether a market bounds its value.
	pub has_market: bool,
	/// How old a heartbeat may be, where one is asked for.
	pub heartbeat: Option<Seconds>,
	/// Whether it is under a lien of another that was not cleared.
	pub liened: bool,
	/// Where it stands.
	pub site: Option<&'a Site<AccountId>>,
	/// Whether that was registered by somebody who counts.
	pub sited: bool,
	/// Whether a claim on its cover is open.
	pub claimed: bool,
	/// The moment at which it is judged.
	pub now: Seconds,
}

impl<'a, AccountId: PartialEq> Judged<'a, AccountId> {
	/// Every fact that is missing, expired, disputed or given by somebody who does not count.
	/// `counts` tells whether what an account said as a role at a moment counts.
	pub fn standing(&self, counts: impl Fn(&AccountId, Role, Seconds) -> bool) -> Standing {
		let mut standing = Standing::default();
		for fact in FACTS.into_iter().filter(|fact| self.asks_for(*fact)) {
			for lack in self.wrong(fact, &counts) {
				// At most two lacks a fact, two more of cover, four more of an appraisal, six flaws
				// and one dispute: 25 of 32 places.
				let _ = standing.0.try_push(Deficiency { fact, lack });
			}
		}
		standing
	}

	/// Whether `fact` counts: stated, running, undisputed and by somebody who counts. A lien, a
	/// silent custodian, an insurer's notice, an open claim and failed machines do not end a fact;
	/// they only stand in the way of a pledge.
	pub fn is_good(&self, fact: Fact, counts: impl Fn(&AccountId, Role, Seconds) -> bool) -> bool {
		self.lacks(fact, &counts).next().is_none()
	}

	/// Whether somebody who counts has stated `fact`, undisputed, be it that it has run out.
	pub fn is_vouched(
		&self,
		fact: Fact,
		counts: impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> bool {
		self.lacks(fact, &counts).all(|lack| lack == Lack::Expired)
	}

	/// What the item is worth by the lowest of its appraisals that count, and in what condition.
	/// `None` when a fact that this needs is wrong, or no opinion counts: not when one is only
	/// stale.
	pub fn worth(
		&self,
		counts: impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> Option<(Values, Grade)> {
		let basic = self.basic_lacks(Fact::Appraisal, &counts);
		if basic.iter().any(Option::is_some) {
			return None;
		}
		self.appraised(&counts)?.worth(&self.rules.appraisals, self.now)
	}

	/// Where an appraisal of these values by `who` goes. `None` when others' are in force that it
	/// must not replace.
	///
	/// Its giver's own place, or the first one if that does not count; else one that is free; else,
	/// of two that are apart, the place of the one that is further from it; else the place of the
	/// higher one, for values that are no higher. Where one alone counts, one that lies far below
	/// it does not replace it but stands beside it: a third settles which of them is wrong.
	pub fn seat(
		&self,
		who: &AccountId,
		values: &Values,
		counts: impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> Option<Seat> {
		let free = |place| Some(Seat { place, own: None, unbound: false });
		let appraised = self.appraised(&counts);
		let own = [Place::First, Place::Second]
			.into_iter()
			.find(|place| self.appraisal(*place).is_some_and(|given| given.appraiser == *who));
		if let Some(own) = own {
			let place = if appraised.is_some() { own } else { Place::First };
			return Some(Seat { place, own: Some(own), unbound: false });
		}
		let Some(appraised) = appraised else {
			return free(Place::First);
		};
		let first = appraised.first.0.values;
		let gap = self.rules.appraisals.opinion_gap;
		let Some((second, _)) = appraised.second else {
			return match (appraised.needs_second, values.at_most(&first)) {
				(true, _) => free(Place::Second),
				(false, true) if are_apart(values.orderly, first.orderly, gap) => {
					free(Place::Second)
				},
				(false, true) => free(Place::First),
				(false, false) => None,
			};
		};
		let second = second.values;
		if appraised.is_apart(&self.rules.appraisals) {
			let place = match is_further(values.orderly, first.orderly, second.orderly) {
				true => Place::First,
				false => Place::Second,
			};
			return Some(Seat { place, own: None, unbound: true });
		}
		let (place, higher) = match second.orderly > first.orderly {
			true => (Place::Second, second),
			false => (Place::First, first),
		};
		values.at_most(&higher).then(|| free(place)).flatten()
	}

	/// The appraisal at a place, whether it counts or not.
	pub fn appraisal(&self, place: Place) -> Option<&'a Appraisal<AccountId>> {
		match place {
			Place::First => self.record.appraisal.as_ref(),
			Place::Second => self.opinions.and_then(|opinions| opinions.second.as_ref()),
		}
	}

	/// Whether an appraisal is in force: it has not expired and its giver counts.
	pub fn is_in_force(
		&self,
		appraisal: &Appraisal<AccountId>,
		counts: impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> bool {
		self.now < appraisal.expires && self.is_believed(appraisal, counts)
	}

	/// Whether its giver counts, be it that it has expired.
	pub fn is_believed(
		&self,
		appraisal: &Appraisal<AccountId>,
		counts: impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> bool {
		let Appraisal { appraiser, given, .. } = appraisal;
		!self.conflicts(appraiser, Role::Appraiser) && counts(appraiser, Role::Appraiser, *given)
	}

	/// Until when nothing is lent because an appraisal has fallen far.
	pub fn caution(&self, counts: impl Fn(&AccountId, Role, Seconds) -> bool) -> Option<Seconds> {
		self.appraised(&counts)?.caution(&self.rules.appraisals)
	}

	/// The appraisals in force, if the record's is.
	fn appraised(
		&self,
		counts: &impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> Option<Appraised<'a, AccountId>> {
		let in_force = |place| {
			let appraisal = self.appraisal(place).filter(|a| self.is_in_force(a, counts))?;
			let beside = self.opinions.map(|opinions| *opinions.of(place));
			Some((appraisal, beside.unwrap_or_default()))
		};
		let first = in_force(Place::First)?;
		let whole = first.1.whole.unwrap_or_default();
		let large = first.0.values.fair.max(whole) > self.rules.appraisals.second_opinion_above;
		let second = in_force(Place::Second);
		Some(Appraised { first, second, needs_second: large || !self.has_market })
	}

	/// Whether the item needs two opinions.
	pub(crate) fn needs_second(&self, counts: &impl Fn(&AccountId, Role, Seconds) -> bool) -> bool {
		self.appraised(counts).is_some_and(|appraised| appraised.needs_second)
	}

	/// Whether `who` may not speak as `role` on this item: it holds title or held it until the
	/// item was seized, or has stated a fact in another role.
	pub fn conflicts(&self, who: &AccountId, role: Role) -> bool {
		who == self.owner
			|| self.borrower == Some(who)
			|| self.givers().into_iter().any(|(other, giver)| other != role && giver == Some(who))
	}

	/// Who has spoken as what.
	pub fn givers(&self) -> [(Role, Option<&'a AccountId>); 5] {
		[
			(Role::Custodian, self.record.custody.as_ref().map(|custody| &custody.custodian)),
			(Role::Registrar, self.record.title.as_ref().map(|title| &title.registrar)),
			(Role::Insurer, self.record.insurance.and(self.insurer())),
			(Role::Appraiser, self.appraisal(Place::First).map(|given| &given.appraiser)),
			(Role::Appraiser, self.appraisal(Place::Second).map(|given| &given.appraiser)),
		]
	}

	/// Whether a pledge needs `fact`. Failed machines, and a dispute, show even where nobody asks
	/// for heartbeats.
	pub fn asks_for(&self, fact: Fact) -> bool {
		fact != Fact::Telemetry
			|| self.heartbeat.is_some()
			|| self.record.dispute == Some(fact)
			|| self.flaws(fact).iter().any(Option::is_some)
	}

	/// What a fact shows although it counts.
	fn flaws(&self, fact: Fact) -> [Option<Lack>; 2] {
		let record = self.record;
		let shows = |lack: Lack, so: bool| so.then_some(lack);
		match fact {
			Fact::Title => [shows(Lack::Liened, self.liened), None],
			Fact::Custody => record.custody.as_ref().map_or([None; 2], |custody| {
				let silent = self.now.saturating_sub(custody.given) > self.rules.custody_silence;
				[shows(Lack::Silent, silent), shows(Lack::Unsited, !self.sited)]
			}),
			Fact::Telemetry => {
				let failed = record.heartbeat.is_some_and(|last| last.health == Health::Failed);
				[shows(Lack::Failed, failed), None]
			},
			Fact::Insurance => record.insurance.map_or([None; 2], |insurance| {
				[shows(Lack::Cancelled, insurance.cancelled), shows(Lack::Claimed, self.claimed)]
			}),
			Fact::Appraisal | Fact::Invoice => [None; 2],
		}
	}

	/// The first second without cover unless more premium is paid.
	pub fn covers_until(&self) -> Option<Seconds> {
		let insurance = self.record.insurance.as_ref()?;
		Some(self.policy?.covers_until(insurance, &self.rules.insurance))
	}

	fn insurer(&self) -> Option<&'a AccountId> {
		self.policy.map(|policy| &policy.insurer)
	}

	/// Who has stated `fact`, and the first second in which it counts no more, if it ends.
	pub fn stated(&self, fact: Fact) -> Option<(&'a AccountId, Option<Seconds>)> {
		let Statement { giver, expires, .. } = self.statement(fact)?;
		let ends = match fact {
			Fact::Insurance => self.covers_until(),
			_ => expires,
		};
		Some((giver, ends))
	}

	/// What is wrong with `fact`: why it does not count, and what it shows although it does.
	pub fn wrong(
		&self,
		fact: Fact,
		counts: &impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> impl Iterator<Item = Lack> {
		self.lacks(fact, counts).chain(self.flaws(fact).into_iter().flatten())
	}

	/// Why a fact does not count.
	fn lacks(
		&self,
		fact: Fact,
		counts: &impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> impl Iterator<Item = Lack> {
		let cover = match (fact, self.record.insurance, self.policy) {
			(Fact::Insurance, Some(_), Some(policy)) => {
				policy.lacks(&self.rules.insurance, self.now)
			},
			_ => [None; 2],
		};
		let value = match fact {
			Fact::Appraisal => self
				.appraised(counts)
				.map_or([None; 4], |all| all.lacks(&self.rules.appraisals, self.now)),
			_ => [None; 4],
		};
		self.basic_lacks(fact, counts).into_iter().chain(cover).chain(value).flatten()
	}

	/// What may be wrong with any fact.
	fn basic_lacks(
		&self,
		fact: Fact,
		counts: &impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> [Option<Lack>; 3] {
		let disputed = (self.record.dispute == Some(fact)).then_some(Lack::Disputed);
		let Some(Statement { giver, role, given, expires }) = self.statement(fact) else {
			return [Some(Lack::Missing), disputed, None];
		};
		let expired = expires.is_some_and(|expires| self.now >= expires).then_some(Lack::Expired);
		let counts = match fact {
			// No role makes an operator, but the registry of sites.
			Fact::Telemetry => {
				self.sited && self.site.is_some_and(|site| given >= site.operator_since)
			},
			_ => counts(giver, role, given),
		};
		let valid = !self.conflicts(giver, role) && counts;
		[expired, disputed, (!valid).then_some(Lack::GiverInvalid)]
	}

	fn statement(&self, fact: Fact) -> Option<Statement<'a, AccountId>> {
		let record = self.record;
		Some(match fact {
			Fact::Title => {
				let title = record.title.as_ref()?;
				Statement {
					giver: &title.registrar,
					role: Role::Registrar,
					given: title.given,
					expires: Some(title.lapses),
				}
			},
			Fact::Invoice => {
				let title = record.title.as_ref()?;
				Statement {
					giver: &title.registrar,
					role: Role::Registrar,
					given: title.given,
					expires: None,
				}
			},
			Fact::Custody => {
				let custody = record.custody.as_ref()?;
				Statement {
					giver: &custody.custodian,
					role: Role::Custodian,
					given: custody.given,
					expires: Some(custody.expires),
				}
			},
			Fact::Insurance => {
				let insurance = record.insurance.as_ref()?;
				Statement {
					giver: self.insurer()?,
					role: Role::Insurer,
					given: insurance.given,
					expires: Some(insurance.until),
				}
			},
			Fact::Appraisal => {
				let appraisal = record.appraisal.as_ref()?;
				Statement {
					giver: &appraisal.appraiser,
					role: Role::Appraiser,
					given: appraisal.given,
					expires: Some(appraisal.expires),
				}
			},
			Fact::Telemetry => {
				let given = record.heartbeat?.at;
				Statement {
					giver: &self.site?.operator,
					// It may be the custodian, but nobody else who has spoken.
					role: Role::Custodian,
					given,
					expires: self.heartbeat.map(|age| given.saturating_add(age)),
				}
			},
		})
	}
}
