//! When something will be wrong with a fact that is in order.

use crate::{Appraisal, AppraisalRules, Judged, Place};
use caliber_primitives::{collateral::Fact, roles::Role, units::Seconds};

impl<AccountId> Appraisal<AccountId> {
	/// The first second in which it is stale.
	pub fn stale_from(&self, rules: &AppraisalRules) -> Seconds {
		self.effective.start().saturating_add(rules.fresh)
	}
}

impl<'a, AccountId: PartialEq> Judged<'a, AccountId> {
	/// Who has stated a fact, each with the first second in which something is wrong with it unless
	/// he speaks before: it has run out, he has been silent for too long, it is stale. Two for an
	/// appraisal that has two givers.
	pub fn endings(
		&self,
		fact: Fact,
		counts: &impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> [Option<(&'a AccountId, Seconds)>; 2] {
		if fact == Fact::Appraisal {
			return [Place::First, Place::Second].map(|place| self.appraisal_ends(place, counts));
		}
		let silent =
			self.record.custody.as_ref().filter(|_| fact == Fact::Custody).map(|custody| {
				custody.given.saturating_add(self.rules.custody_silence).saturating_add(Seconds(1))
			});
		let ending = self.stated(fact).and_then(|(giver, ends)| {
			let first = ends.into_iter().chain(silent).min()?;
			Some((giver, first))
		});
		[ending, None]
	}

	/// The end of a second opinion that is not needed does no harm, its age does.
	fn appraisal_ends(
		&self,
		place: Place,
		counts: &impl Fn(&AccountId, Role, Seconds) -> bool,
	) -> Option<(&'a AccountId, Seconds)> {
		let given = self.appraisal(place).filter(|given| self.is_in_force(given, counts))?;
		let needed = place == Place::First || self.needs_second(counts);
		let stale = given.stale_from(&self.rules.appraisals);
		let ends = match needed {
			true => Some(stale.min(given.expires)),
			false => Some(stale).filter(|stale| *stale < given.expires),
		};
		Some((&given.appraiser, ends?))
	}

	/// Whether it is the premium that ends the cover first.
	pub fn is_premium_next(&self) -> bool {
		let until = self.record.insurance.map(|insurance| insurance.until);
		self.covers_until() < until
	}
}
