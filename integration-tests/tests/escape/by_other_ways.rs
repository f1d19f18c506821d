//! Batches, proxies, multisigs, the scheduler, root and the council.

use super::{registry_calls::registry_cases, titles::every_title_call, ways::*, *};

/// No way is blocked by itself: it does something harmless, moves a free title, and splits a free
/// lot.
#[test]
fn every_way_should_work_when_nothing_is_encumbered() {
	for way in WAYS {
		on_the_way(way, Phase::Pledged, |_, free| {
			forgotten(|| {
				assert_ok!(way.dispatch(harmless()));
				assert!(remarks() > 0, "{way:?}");
			});
			forgotten(|| {
				assert_eq!(Nfts::owner(COLLECTION, free.0), Some(way.holder()));
				assert_eq!(way.dispatch(transfer(free)), Ok(()), "{way:?}");
				assert_eq!(Nfts::owner(COLLECTION, free.0), Some(One.to_account_id()), "{way:?}");
			});
			forgotten(|| {
				let call = Registry::request_redemption { item: free };
				assert_eq!(way.dispatch(call.into()), Ok(()), "{way:?}");
				let record = Items::<Runtime>::get(free).expect("it is there");
				assert!(matches!(record.state, State::Redeeming(_)), "{way:?}");
			});
		});
	}
}

#[test]
fn collateral_should_stay_when_a_call_comes_by_another_way() {
	let mut cases = 0;
	for (place, phase) in PHASES.into_iter().enumerate() {
		for way in WAYS {
			on_the_way(way, phase, |item, other| {
				let wall = |behind| match way.is_filtered() {
					true => filtered(),
					false => behind,
				};
				let mut attempts = Vec::new();
				for (call, error) in every_title_call(item) {
					let wanted = matches!(
						call,
						Titles::transfer { .. }
							| Titles::burn { .. } | Titles::set_price { .. }
							| Titles::create_swap { .. }
							| Titles::approve_transfer { .. }
							| Titles::set_attribute { .. }
							| Titles::set_metadata { .. }
							| Titles::mint_pre_signed { .. }
							| Titles::set_attributes_pre_signed { .. }
							| Titles::set_team { .. }
					);
					// Whose title it is is asked before what is off.
					let whose = matches!(call, Titles::set_attributes_pre_signed { .. });
					let error = match phase {
						Phase::Seized if whose => Some(titles(pallet_nfts::Error::NoPermission)),
						_ => error,
					};
					if wanted {
						attempts.push((call.into(), wall(error.expect("it is about the item"))));
					}
				}
				let bob = Bob.to_account_id();
				for (_, who, call, errors) in registry_cases(item, other) {
					let his =
						matches!(
							call,
							Registry::withdraw_submission { .. }
								| Registry::transfer { .. }
								| Registry::amend { .. } | Registry::split { .. }
								| Registry::merge { .. } | Registry::request_redemption { .. }
								| Registry::request_retirement { .. }
						);
					if his && who == bob {
						attempts.push((call.into(), errors[place]));
					}
				}
				for (call, error) in attempts {
					let what = format!("{phase:?}, {way:?}: {call:?}");
					refused(&what, || way.dispatch(call), error);
					cases += 1;
				}
			});
		}
	}
	assert!(cases > 500, "{cases}");
}

/// Root itself holds no title and has no force in the titles' pallet: a scheduled call, too.
#[test]
fn collateral_should_stay_when_root_or_the_council_call_the_titles_pallet() {
	for phase in PHASES {
		registry().execute_with(|| {
			let (item, _) = collateral(&Bob.to_account_id(), phase);
			for (call, _) in every_title_call(item) {
				let call = RuntimeCall::from(call);
				let what = format!("{phase:?}: {call:?}");
				refused(&what, || as_root(call.clone()), DispatchError::BadOrigin);
				refused(
					&what,
					|| {
						System::reset_events();
						let maybe_periodic = None;
						let when = System::block_number() + 1;
						let call = Box::new(call.clone());
						let schedule = pallet_scheduler::Call::schedule {
							when,
							maybe_periodic,
							priority: 0,
							call,
						};
						// Nobody but root schedules.
						let refused = as_signed(&Bob.to_account_id(), schedule.clone());
						assert_eq!(refused, Err(DispatchError::BadOrigin));
						assert_ok!(as_root(schedule));
						next_block();
						reported()
					},
					DispatchError::BadOrigin,
				);
			}
			// A council of one decides at once.
			let council = pallet_collective::Call::<Runtime, _>::set_members {
				new_members: vec![Bob.to_account_id()],
				prime: None,
				old_count: 0,
			};
			assert_ok!(as_root(RuntimeCall::Council(council)));
			let grant_by_council = RuntimeCall::Roles(pallet_roles::Call::grant {
				who: Two.to_account_id(),
				role: Role::Auditor,
				scope: Scope::All,
				until: None,
			});
			for (call, error) in [
				(grant_by_council, None),
				(Titles::burn { collection: COLLECTION, item: item.0 }.into(), Some(filtered())),
				(transfer(item), Some(DispatchError::BadOrigin)),
				(
					Registry::withdraw_submission { item, serials: serials(&OURS) }.into(),
					Some(registry_says(Error::AlreadyAttested)),
				),
			] {
				forgotten(|| {
					let before = state();
					System::reset_events();
					let length_bound = u32::MAX;
					let proposal = Box::new(call.clone());
					let motion = pallet_collective::Call::<Runtime, _>::propose {
						threshold: 1,
						proposal,
						length_bound,
					};
					let motion = RuntimeCall::Council(motion);
					assert_ok!(as_signed(&Bob.to_account_id(), motion));
					assert_eq!(reported().err(), error, "{phase:?}: {call:?}");
					assert!(state() == before);
				});
			}
		});
	}
}
