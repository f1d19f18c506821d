//! One item, and what is wrong with its facts.

use crate::{Appraisal, Custody, Insurance, SerialSet, State, Title};
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
	/// When the machines were last heard of.
	pub heartbeat: Option<Seconds>,
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
	/// The moment at which it is judged.
	pub now: Seconds,
}

impl<'a, AccountId: PartialEq> Judged<'a, AccountId> {
	/// Every fact that is missing, expired, disputed or given by somebody who does not count.
	/// `counts` tells whether what an account said as a role at a moment counts.
	pub fn standing(&self, counts: impl Fn(&AccountId, Role, Seconds) -> bool) -> Standing {
		let mut standing = Standing::default();
		for fact in FACTS.into_iter().filter(|fact| self.asks_for(*fact)) {
			for lack in self.lacks(fact, &counts).into_iter().flatten() {
				// At most two lacks a fact and one dispute: 13 of 16 places.
				let _ = standing.0.try_push(Deficiency { fact, lack });
			}
		}
		standing
	}

	/// Whether nothing is wrong with `fact`.
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

	/// Whether a pledge needs `fact`.
	pub fn asks_for(&self, fact: Fact) -> bool {
		fact != Fact::Telemetry || self.heartbeat.is_some()
	}

	/// Who has stated `fact`, and the first second in which it counts no more, if it ends.
	pub fn stated(&self, fact: Fact) -> Option<(&'a AccountId, Option<Seconds>)> {
		self.statement(fact).map(|statement| (statement.giver, statement.expires))
	}

	/// What is wrong with `fact`.
	pub fn lacks(
		&self,
		fact: Fact,
		counts: &impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> [Option<Lack>; 3] {
		let disputed = (self.record.dispute == Some(fact)).then_some(Lack::Disputed);
		let Some(Statement { giver, role, given, expires }) = self.statement(fact) else {
			return [Some(Lack::Missing), disputed, None];
		};
		let expired = expires.is_some_and(|expires| self.now >= expires).then_some(Lack::Expired);
		let valid = !self.conflicts(giver, role) && counts(giver, role, given);
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
				let given = record.heartbeat?;
				Statement {
					giver: &record.custody.as_ref()?.custodian,
					role: Role::Custodian,
					given,
					expires: self.heartbeat.map(|age| given.saturating_add(age)),
				}
			},
		})
	}
}
