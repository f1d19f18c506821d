//! What can be called.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Votes in the open rounds of up to 16 feeds.
		///
		/// - **Origin**: authorised by the signature; free of fees. One vote a reporter, feed and
		///   round, and three corrections a day, are all that a key can send.
		/// - **Details**: the vote that completes a quorum closes the round of its feed. Everything
		///   but the signature is judged again here, since the state may have moved on; a statement
		///   that no longer counts is passed over as long as another one counts.
		/// - **Parameters**: `report`: what is said; `signature`: of [`Report::payload`], by the
		///   feed key of the reporter.
		/// - **Errors**: `Refused`, by the reason of the first statement when none counts.
		/// - **Events**: for each statement `Reported` or `PassedOver`; `RoundClosed`,
		///   `RoundRevised`, `SourceDiversityLost`.
		#[pallet::call_index(0)]
		#[pallet::authorize(Self::authorize_report)]
		#[pallet::weight(T::WeightInfo::report_closing(report.len()))]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_report(report.len()))]
		pub fn report(
			origin: OriginFor<T>,
			report: Report,
			signature: AuthoritySignature,
		) -> DispatchResultWithPostInfo {
			ensure_authorized(origin)?;
			// Whoever comes here with that origin has had it verified.
			let _ = signature;
			let closed = Self::take(&report, Self::now()).map_err(Error::<T>::from)?;
			Ok(Some(Self::weight_of_report(report.len(), closed)).into())
		}

		/// Writes down what time has done to a feed, and strikes who was wrong in its last rounds.
		///
		/// - **Origin**: authorised while there is something to do; free of fees. The workers of all
		///   nodes send it, anyone may.
		/// - **Details**: readers see the end of a delay and the age of a value without it; it is
		///   what tells others by events. The alarm for a missing quorum comes before the value is
		///   stale. At most 8 reporters are struck at once.
		/// - **Parameters**: `feed`.
		/// - **Errors**: `UnknownFeed`, `NothingToPoke`.
		/// - **Events**: `FeedUpdated`; `QuorumLost`, `SourceDiversityLost`, `FeedSoftStale` or
		///   `FeedHardStale`; `ReporterStruck`.
		#[pallet::call_index(1)]
		#[pallet::authorize(Self::authorize_poke)]
		pub fn poke(origin: OriginFor<T>, feed: FeedKey) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::write_down(feed)
		}

		/// Shows two reports in which one reporter says two things about one feed, round, day and
		/// correction.
		///
		/// - **Origin**: signed; free of fees when it convicts.
		/// - **Details**: the reporter is barred until governance lets him in again, his votes in
		///   open rounds no longer count, and he is slashed and ejected. Nothing else is slashed:
		///   whoever is wrong in good faith is struck.
		/// - **Parameters**: `first` and `second`: each a report and its signature.
		/// - **Errors**: `NoContradiction`, `UnknownSet`, `NotSigned`, `AlreadyConvicted`; those of
		///   the offence's report.
		/// - **Events**: `ReporterConvicted`.
		#[pallet::call_index(2)]
		pub fn report_equivocation(
			origin: OriginFor<T>,
			first: (Report, AuthoritySignature),
			second: (Report, AuthoritySignature),
		) -> DispatchResultWithPostInfo {
			let by = ensure_signed(origin)?;
			Self::convict(by, first, second)?;
			Ok(Pays::No.into())
		}

		/// Freezes a feed, or thaws it.
		///
		/// - **Origin**: to freeze, safety or governance; to thaw, governance.
		/// - **Details**: a frozen feed reads `Frozen` and takes no reports. Votes that were cast, a
		///   value that waits and one in doubt are dropped either way.
		/// - **Parameters**: `feed`; `frozen`.
		/// - **Errors**: `UnknownFeed`, `NothingChanges`.
		/// - **Events**: `FrozenSet`.
		#[pallet::call_index(3)]
		pub fn set_frozen(origin: OriginFor<T>, feed: FeedKey, frozen: bool) -> DispatchResult {
			Self::ensure_may(origin, frozen)?;
			let known = Feeds::<T>::get(feed).ok_or(Error::<T>::UnknownFeed)?;
			ensure!(known.frozen != frozen, Error::<T>::NothingChanges);
			Feeds::<T>::insert(feed, known.with_frozen(frozen, Self::now()));
			Rounds::<T>::mutate(feed, |round| *round = core::mem::take(round).next());
			Self::deposit_event(Event::FrozenSet { feed, frozen });
			Ok(())
		}

		/// Takes a doubtful value in, or drops it.
		///
		/// - **Origin**: governance.
		/// - **Details**: what is taken in waits for its delay like any other, and is remembered for
		///   its day.
		/// - **Parameters**: `feed`; `accept`.
		/// - **Errors**: `UnknownFeed`, `NothingInDoubt`.
		/// - **Events**: `Settled`, `RoundRevised`.
		#[pallet::call_index(4)]
		pub fn settle(origin: OriginFor<T>, feed: FeedKey, accept: bool) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let known = Feeds::<T>::get(feed).ok_or(Error::<T>::UnknownFeed)?;
			let agreed = known.suspect.ok_or(Error::<T>::NothingInDoubt)?.agreed;
			if !accept {
				Feeds::<T>::insert(feed, Feed { suspect: None, ..known });
				Self::deposit_event(Event::Settled { feed, agreed, outcome: None });
				return Ok(());
			}
			let now = Self::now();
			let before = known.revised_by(agreed.day);
			let (known, outcome) = known.overrule(now).ok_or(Error::<T>::NothingInDoubt)?;
			let outcome = Some(outcome);
			Self::deposit_event(Event::Settled { feed, agreed, outcome });
			Self::remember(feed, &known, Agreed { accepted: now, ..agreed }, before);
			Feeds::<T>::insert(feed, known);
			Ok(())
		}

		/// Registers a feed, or changes how it is run.
		///
		/// - **Origin**: governance.
		/// - **Details**: what waits already waits as long as it was told. A shorter delay counts from
		///   when the old one, begun now, would be over. Votes that were cast are dropped.
		/// - **Parameters**: `feed`; `rules`.
		/// - **Errors**: `BadRules`.
		/// - **Events**: `FeedSet`.
		#[pallet::call_index(5)]
		pub fn set_feed(origin: OriginFor<T>, feed: FeedKey, rules: FeedRules) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(rules.in_range(feed), Error::<T>::BadRules);
			let known = match Feeds::<T>::get(feed) {
				Some(known) => known.under(rules, Self::now()),
				None => Feed::new(rules),
			};
			Feeds::<T>::insert(feed, known);
			Rounds::<T>::mutate(feed, |round| *round = core::mem::take(round).next());
			Self::deposit_event(Event::FeedSet { feed, rules });
			Ok(())
		}

		/// Bars a reporter, or lets him in again.
		///
		/// - **Origin**: to bar, safety or governance; to let in, governance.
		/// - **Details**: in force at once, for his key and any that follows. Who is let in has no
		///   strikes.
		/// - **Parameters**: `who`: the validator; `barred`.
		/// - **Errors**: `NothingChanges`.
		/// - **Events**: `BarredSet`.
		#[pallet::call_index(6)]
		pub fn set_barred(origin: OriginFor<T>, who: T::AccountId, barred: bool) -> DispatchResult {
			Self::ensure_may(origin, barred)?;
			let conduct = Conducts::<T>::get(&who);
			let now = Self::now();
			let changed = match barred {
				true => conduct.clone().barred(),
				false => conduct.clone().forgiven(now),
			};
			ensure!(changed != conduct, Error::<T>::NothingChanges);
			Self::put_conduct(&who, changed);
			Self::deposit_event(Event::BarredSet { who, barred });
			Ok(())
		}

		/// Tells on which further days the bond market is closed, so that silence is normal then.
		///
		/// - **Origin**: governance.
		/// - **Details**: they replace those decreed before.
		/// - **Parameters**: `days`: sorted, 32 at most.
		/// - **Errors**: `BadClosures`.
		/// - **Events**: `ClosuresSet`.
		#[pallet::call_index(7)]
		pub fn set_closures(
			origin: OriginFor<T>,
			days: BoundedVec<ObsDay, ConstU32<MAX_CLOSURES>>,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let ascends = days.iter().zip(days.iter().skip(1)).all(|(a, b)| a < b);
			ensure!(ascends, Error::<T>::BadClosures);
			Closures::<T>::put(&days);
			Self::deposit_event(Event::ClosuresSet { days: days.into_inner() });
			Ok(())
		}
	}
}
