//! Which reports enter the pool, and a block.

use crate::{
	crypto::AuthoritySignature,
	pallet::{Config, CurrentSet, Feeds, Pallet, Rounds},
	types::{Feed, Refusal, Report, Reporter, ReporterSet, Round, Statement, Vote, LONGEST_LIFE},
};
use caliber_feeds_core::FeedKey;
use caliber_primitives::units::Seconds;
use frame_support::{pallet_prelude::*, weights::Weight};
use sp_application_crypto::RuntimeAppPublic;
use sp_runtime::transaction_validity::TransactionValidityWithRefund;

/// Blocks that a report stays in the pool: two minutes, after which the worker sends it anew.
const LONGEVITY: TransactionLongevity = 64;

/// A statement that counts, with all that was read to see it.
pub(crate) struct Judged {
	/// The feed before it.
	pub feed: Feed,
	/// The open round with the vote in it.
	pub round: Round,
	/// The vote.
	pub vote: Vote,
}

/// Judges what all statements of a report have in common, but its signature.
pub(crate) fn judge_head<'s, Hash>(
	set: &'s ReporterSet<Hash>,
	report: &Report,
	now: Seconds,
) -> Result<&'s Reporter, Refusal> {
	if report.set != set.id {
		return Err(Refusal::OtherSet);
	}
	let reporter = set.reporter(report.reporter).ok_or(Refusal::NotReporter)?;
	if report.key_generation != reporter.generation {
		return Err(Refusal::OtherKey);
	}
	if !set.counts(report.reporter, now) {
		return Err(Refusal::Barred);
	}
	if now > report.expires {
		return Err(Refusal::Expired);
	}
	if report.expires > now.saturating_add(LONGEST_LIFE) {
		return Err(Refusal::LivesTooLong);
	}
	report.check()?;
	Ok(reporter)
}

impl<T: Config> Pallet<T> {
	/// Judges a statement of a report whose head was judged.
	pub(crate) fn judge(
		set: &ReporterSet<T::Hash>,
		report: &Report,
		statement: &Statement,
		now: Seconds,
	) -> Result<Judged, Refusal> {
		let key = statement.observation.feed;
		let feed = Feeds::<T>::get(key).ok_or(Refusal::UnknownFeed)?;
		let vote = feed.judge(report, statement, now)?;
		let round = Rounds::<T>::get(key);
		if statement.round != round.number {
			return Err(Refusal::RoundClosed);
		}
		let round = round.of_set(set.id).with(vote)?;
		Ok(Judged { feed, round, vote })
	}

	/// Judges everything of a report but its signature: one statement that counts is enough.
	pub(crate) fn admit<'s>(
		set: &'s ReporterSet<T::Hash>,
		report: &Report,
		now: Seconds,
	) -> Result<&'s Reporter, Refusal> {
		let reporter = judge_head(set, report, now)?;
		let mut refusal = Refusal::Disordered;
		for statement in report.statements.iter().rev() {
			match Self::judge(set, report, statement, now) {
				Ok(_) => return Ok(reporter),
				Err(reason) => refusal = reason,
			}
		}
		Err(refusal)
	}

	/// Cheap checks first, the signature last. One pending report for each feed, round and reporter.
	pub(crate) fn authorize_report(
		_: TransactionSource,
		report: &Report,
		signature: &AuthoritySignature,
	) -> TransactionValidityWithRefund {
		let (set, now) = (CurrentSet::<T>::get(), Self::now());
		let reporter = Self::admit(&set, report, now)?;
		if !reporter.key.verify(&report.payload(&set.genesis), signature) {
			return Err(Refusal::BadSignature.into());
		}
		let about = |s: &Statement| (report.set, report.reporter, s.observation.feed, s.round);
		report
			.statements
			.iter()
			.fold(ValidTransaction::with_tag_prefix("CaliberFeeds"), |valid, statement| {
				valid.and_provides(about(statement))
			})
			.priority(T::Priority::get())
			.longevity(LONGEVITY)
			.propagate(true)
			.build()
			.map(|valid| (valid, Weight::zero()))
	}

	/// One pending poke for each feed that needs one.
	pub(crate) fn authorize_poke(
		_: TransactionSource,
		feed: &FeedKey,
	) -> TransactionValidityWithRefund {
		if !Self::is_poke_due(*feed) {
			return Err(InvalidTransaction::Stale.into());
		}
		ValidTransaction::with_tag_prefix("CaliberFeedsPoke")
			.priority(T::Priority::get())
			.and_provides(feed)
			.longevity(LONGEVITY)
			.propagate(true)
			.build()
			.map(|valid| (valid, Weight::zero()))
	}
}
