//! Which reports enter the pool, and a block.

use crate::{
	crypto::AuthoritySignature,
	pallet::{Config, CurrentSet, Feeds, Pallet, Rounds},
	types::{Feed, Refusal, Report, ReporterSet, Round, Vote},
};
use caliber_primitives::units::Seconds;
use frame_support::{pallet_prelude::*, weights::Weight};
use sp_application_crypto::RuntimeAppPublic;
use sp_runtime::transaction_validity::TransactionValidityWithRefund;

/// Blocks that a report stays in the pool: two minutes, after which the worker sends it anew.
const LONGEVITY: TransactionLongevity = 64;

/// A report that counts, with all that was read to see it.
pub(crate) struct Judged<Hash> {
	/// The reporters in force.
	pub set: ReporterSet<Hash>,
	/// The feed before it.
	pub feed: Feed,
	/// The open round with the vote in it.
	pub round: Round,
	/// The vote.
	pub vote: Vote,
}

impl<T: Config> Pallet<T> {
	/// Judges a report by all but its signature.
	pub(crate) fn judge(report: &Report, now: Seconds) -> Result<Judged<T::Hash>, Refusal> {
		let set = CurrentSet::<T>::get();
		if report.set != set.id {
			return Err(Refusal::OtherSet);
		}
		if set.key(report.reporter).is_none() {
			return Err(Refusal::NotReporter);
		}
		let key = report.observation.feed;
		let feed = Feeds::<T>::get(key).ok_or(Refusal::UnknownFeed)?;
		let vote = feed.judge(report, now)?;
		let round = Rounds::<T>::get(key);
		if report.round != round.number {
			return Err(Refusal::RoundClosed);
		}
		let round = round.of_set(set.id).with(vote)?;
		Ok(Judged { set, feed, round, vote })
	}

	/// Cheap checks first, the signature last. One pending report for each feed, round and
	/// reporter.
	pub(crate) fn authorize_report(
		_: TransactionSource,
		report: &Report,
		signature: &AuthoritySignature,
	) -> TransactionValidityWithRefund {
		let set = Self::judge(report, Self::now())?.set;
		let key = set.key(report.reporter).ok_or(Refusal::NotReporter)?;
		if !key.verify(&report.payload(&set.genesis), signature) {
			return Err(Refusal::BadSignature.into());
		}
		ValidTransaction::with_tag_prefix("CaliberFeeds")
			.priority(T::Priority::get())
			.and_provides((report.set, report.reporter, report.observation.feed, report.round))
			.longevity(LONGEVITY)
			.propagate(true)
			.build()
			.map(|valid| (valid, Weight::zero()))
	}
}
