//! One item, and what is wrong with its facts.

use crate::{Appraisal, Custody, Health, Heartbeat, Insurance, SerialSet, Site, State, Title};
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
	/// Whether it is under another's lien.
	pub liened: bool,
	/// The fact that is in dispute.
	pub dispute: Option<Fact>,
	/// Where it stands in its life, and the loan that it stands for.
	pub state: State,
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
	/// Whether title must not move.
	pub fn is_locked(&self) -> bool {
		!self.state.is_open() || self.dispute.is_some()
	}

	/// What an act about the item is about.
	pub fn subject(&self, item: ItemId) -> Subject {
		Subject { class: Some(self.class), site: Some(self.site), item: Some(item) }
	}

	/// With other serials and units in a lot of `depositor`'s. Whatever was said of the old lot is
	/// gone but the appraisal, which is given here.
	pub fn recast(
		self,
		lot: Lot,
		state: State,
		depositor: AccountId,
		appraisal: Option<Appraisal<AccountId>>,
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
			Fact::Appraisal => Self { appraisal: None, ..self },
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
	/// The insurer of its policy, where it has one.
	pub insurer: Option<&'a AccountId>,
	/// How old a heartbeat may be, where one is asked for.
	pub heartbeat: Option<Seconds>,
	/// Where it stands, if its machines have spoken.
	pub site: Option<&'a Site<AccountId>>,
	/// How long its custodian may be silent.
	pub silence: Seconds,
	/// The moment at which it is judged.
	pub now: Seconds,
}

impl<'a, AccountId: PartialEq> Judged<'a, AccountId> {
	/// Every fact that is missing, expired, disputed or given by somebody who does not count.
	/// `counts` tells whether what an account said as a role at a moment counts.
	pub fn standing(&self, counts: impl Fn(&AccountId, Role, Seconds) -> bool) -> Standing {
		let mut standing = Standing::default();
		for fact in FACTS.into_iter().filter(|fact| self.asks_for(*fact)) {
			let lacks = self.lacks(fact, &counts).into_iter().chain([self.flaw(fact)]);
			for lack in lacks.flatten() {
				// At most two lacks a fact, three flaws and one dispute: 15 of 16 places.
				let _ = standing.0.try_push(Deficiency { fact, lack });
			}
		}
		standing
	}

	/// Whether `fact` counts: stated, running, undisputed and by somebody who counts. A lien, a
	/// silent custodian and failed machines do not end a fact; they only stand in the way of a
	/// pledge.
	pub fn is_good(&self, fact: Fact, counts: impl Fn(&AccountId, Role, Seconds) -> bool) -> bool {
		self.lacks(fact, &counts).iter().all(Option::is_none)
	}

	/// Whether `who` may not speak as `role` on this item: it holds title, or has stated a fact
	/// in another role.
	pub fn conflicts(&self, who: &AccountId, role: Role) -> bool {
		who == self.owner
			|| self.givers().into_iter().any(|(other, giver)| other != role && giver == Some(who))
	}

	/// Who has spoken as what.
	pub fn givers(&self) -> [(Role, Option<&'a AccountId>); 4] {
		[
			(Role::Custodian, self.record.custody.as_ref().map(|custody| &custody.custodian)),
			(Role::Registrar, self.record.title.as_ref().map(|title| &title.registrar)),
			(Role::Insurer, self.record.insurance.and(self.insurer)),
			(Role::Appraiser, self.record.appraisal.as_ref().map(|given| &given.appraiser)),
		]
	}

	/// Failed machines show even where nobody asks for heartbeats.
	fn asks_for(&self, fact: Fact) -> bool {
		fact != Fact::Telemetry || self.heartbeat.is_some() || self.flaw(fact).is_some()
	}

	/// What a fact shows although it counts.
	fn flaw(&self, fact: Fact) -> Option<Lack> {
		let record = self.record;
		match fact {
			Fact::Title => record.liened.then_some(Lack::Liened),
			Fact::Custody => {
				let given = record.custody.as_ref()?.given;
				(self.now.saturating_sub(given) > self.silence).then_some(Lack::Silent)
			},
			Fact::Telemetry => (record.heartbeat?.health == Health::Failed).then_some(Lack::Failed),
			Fact::Insurance | Fact::Appraisal | Fact::Invoice => None,
		}
	}

	fn lacks(
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
			Fact::Telemetry => self.site.is_some_and(|site| given >= site.operator_since),
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
					giver: self.insurer?,
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
