//! Types without `Config`.

use caliber_primitives::{
	roles::{RoleError, Scope, Subject},
	units::Seconds,
};
use frame_support::{traits::ConstU32, BoundedVec};

/// The most grants of one role that one account can ever have.
pub const MAX_GRANTS: u32 = 16;

/// A role for a scope over a time.
#[frame_support::stored]
#[derive(Copy)]
pub struct Grant {
	/// What for.
	pub scope: Scope,
	/// The first second of it.
	pub since: Seconds,
	/// The first second after it, if it ends by itself.
	pub until: Option<Seconds>,
	/// The second in which it was taken back, if it was.
	pub revoked: Option<Seconds>,
	/// What was said under it from this second on does not count, if it was put in doubt.
	pub doubted: Option<Seconds>,
}

impl Grant {
	/// The first second after it, if it ends at all.
	pub fn end(&self) -> Option<Seconds> {
		match (self.until, self.revoked) {
			(Some(until), Some(revoked)) => Some(until.min(revoked)),
			(until, revoked) => until.or(revoked),
		}
	}

	/// Whether it gave the role at `moment`.
	pub fn in_force(&self, moment: Seconds) -> bool {
		self.since <= moment && self.end().is_none_or(|end| moment < end)
	}

	/// Whether what was said under it at `moment` counts.
	fn backs(&self, moment: Seconds) -> bool {
		self.in_force(moment) && self.doubted.is_none_or(|doubted| moment < doubted)
	}
}

/// Why a list of grants cannot be changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GrantError {
	/// No grant in force for exactly this scope.
	NoSuchGrant,
	/// The end is not after the beginning.
	EndsInPast,
	/// There is no room.
	TooMany,
}

/// The grants of one role to one account, sorted by scope and beginning. Those for one scope never
/// overlap in time.
#[frame_support::stored]
#[derive(Default)]
pub struct GrantList(pub BoundedVec<Grant, ConstU32<MAX_GRANTS>>);

impl GrantList {
	/// Adds a grant from `now` on, or moves the end of the one in force for `scope`. Returns it. In
	/// the second in which what was said was put in doubt, it begins with the next one: a moment is
	/// a second, and nothing that was said in that one counts.
	pub fn grant(
		&mut self,
		scope: Scope,
		now: Seconds,
		until: Option<Seconds>,
	) -> Result<Grant, GrantError> {
		if until.is_some_and(|until| until <= now) {
			return Err(GrantError::EndsInPast);
		}
		if let Some(running) = self.running(scope, now) {
			running.until = until;
			return Ok(*running);
		}
		let doubted = |grant: &Grant| grant.doubted.is_some() && grant.revoked == Some(now);
		let since = match self.0.iter().any(doubted) {
			true => now.saturating_add(Seconds(1)),
			false => now,
		};
		if until.is_some_and(|until| until <= since) {
			return Err(GrantError::EndsInPast);
		}
		let new = Grant { scope, since, until, revoked: None, doubted: None };
		match self.0.binary_search_by_key(&(scope, since), |grant| (grant.scope, grant.since)) {
			// It was taken back in the second in which it began: nothing was said under it.
			Ok(place) => {
				if let Some(grant) = self.0.get_mut(place) {
					*grant = new;
				}
			},
			Err(place) => self.0.try_insert(place, new).map_err(|_| GrantError::TooMany)?,
		}
		Ok(new)
	}

	/// Ends the grant in force for `scope`.
	pub fn revoke(&mut self, scope: Scope, now: Seconds) -> Result<(), GrantError> {
		self.running(scope, now).ok_or(GrantError::NoSuchGrant)?.revoked = Some(now);
		Ok(())
	}

	/// Ends every grant in force and takes back what was said from `since` on.
	pub fn doubt(&mut self, since: Seconds, now: Seconds) -> Result<(), GrantError> {
		if self.0.is_empty() {
			return Err(GrantError::NoSuchGrant);
		}
		// What has not begun has backed nothing.
		self.0.retain(|grant| grant.since <= now);
		for grant in self.0.iter_mut() {
			if grant.in_force(now) {
				grant.revoked = Some(now);
			}
			grant.doubted = Some(grant.doubted.map_or(since, |doubted| doubted.min(since)));
		}
		Ok(())
	}

	/// Whether the role covers `about` now.
	pub fn allows(&self, about: &Subject, now: Seconds) -> Result<(), RoleError> {
		let mut covering = self.0.iter().filter(|grant| grant.scope.covers(about)).peekable();
		if covering.peek().is_none() {
			return Err(RoleError::NotGranted);
		}
		match covering.any(|grant| grant.in_force(now)) {
			true => Ok(()),
			false => Err(RoleError::Expired),
		}
	}

	/// Whether what was said on `about` at the moment `given` counts.
	pub fn backed(&self, about: &Subject, given: Seconds) -> bool {
		self.0.iter().any(|grant| grant.scope.covers(about) && grant.backs(given))
	}

	fn running(&mut self, scope: Scope, now: Seconds) -> Option<&mut Grant> {
		self.0.iter_mut().find(|grant| grant.scope == scope && grant.in_force(now))
	}
}
