//! The registry's own doors.

use super::*;

/// What somebody tries through the registry's own doors.
pub fn registry_cases(
	item: ItemId,
	other: ItemId,
) -> Vec<(&'static str, AccountId, Registry<Runtime>, [DispatchError; 2])> {
	use Error as No;
	let no = registry_says;
	let unauthorised = no(No::NotAuthorised(RoleError::NotGranted));
	let governance = DispatchError::BadOrigin;
	let both = |error| [error, error];
	// Who has lost title hears that first.
	let lost = |error| [no(error), no(No::NotHolder)];
	let who = |who: Sr25519Keyring| who.to_account_id();
	let (end, hash) = (day(30), H256::repeat_byte(1));
	let values = Values { fair: UsdCents(3), orderly: UsdCents(2), forced: UsdCents(1) };
	let sku = Skus::<Runtime>::get(SKU).expect("the preset has it");
	let swapped: Vec<&str> = OURS.iter().chain(&OTHERS).copied().collect();
	vec![
		(
			"take it back",
			who(Bob),
			Registry::withdraw_submission { item, serials: serials(&OURS) },
			lost(No::AlreadyAttested),
		),
		(
			"take another's back",
			who(One),
			Registry::withdraw_submission { item, serials: serials(&OURS) },
			both(no(No::NotHolder)),
		),
		("give it away", who(Bob), Registry::transfer { item, to: who(One) }, lost(No::Encumbered)),
		("take it", who(One), Registry::transfer { item, to: who(One) }, both(no(No::NotHolder))),
		("a second title", who(Bob), submit(&["0sn 1"]), both(no(No::SerialExists))),
		(
			"a second title for a stranger",
			who(One),
			submit(&["FRESH", "Sn-2"]),
			both(no(No::SerialExists)),
		),
		(
			"another description",
			who(Bob),
			Registry::amend { item, document: hash },
			lost(No::AlreadyAttested),
		),
		(
			"split",
			who(Bob),
			Registry::split {
				item,
				kept: serials(&OURS[..1]),
				moved: serials(&OURS[1..]),
				quantity: 1,
			},
			lost(No::Encumbered),
		),
		(
			"merge into it",
			who(Bob),
			Registry::merge { into: item, from: other, serials: serials(&swapped) },
			lost(No::Encumbered),
		),
		(
			"merge it away",
			who(Bob),
			Registry::merge { into: other, from: item, serials: serials(&swapped) },
			lost(No::Encumbered),
		),
		(
			"its serials in another lot",
			who(Bob),
			Registry::split {
				item: other,
				kept: serials(&OTHERS),
				moved: serials(&OURS[..1]),
				quantity: 1,
			},
			both(no(No::WrongSerials)),
		),
		(
			"ask for the hardware",
			who(Bob),
			Registry::request_redemption { item },
			lost(No::Encumbered),
		),
		(
			"a stranger asks for the hardware",
			who(One),
			Registry::request_redemption { item },
			both(no(No::NotHolder)),
		),
		(
			"give up what nobody asked for",
			who(Bob),
			Registry::cancel_redemption { item },
			lost(No::NotRedeeming),
		),
		(
			"hand it over unasked",
			who(CUSTODIAN),
			Registry::confirm_handover { item, document: hash },
			both(no(No::NotRedeeming)),
		),
		(
			"refuse what nobody asked for",
			who(CUSTODIAN),
			Registry::refuse_redemption { item, reason: hash },
			both(no(No::NotRedeeming)),
		),
		(
			"call governance for what nobody asked for",
			who(One),
			Registry::escalate_redemption { item },
			both(no(No::NotRedeeming)),
		),
		(
			"claim another's insurance money",
			who(One),
			Registry::file_claim { item, amount: UsdCents(1), evidence: hash },
			both(no(No::NotHolder)),
		),
		(
			"carry it off",
			who(One),
			Registry::accept_custody { item, receipt: hash, site: SiteId(1), expires: end },
			both(no(No::NoOffer)),
		),
		(
			"say that it is gone",
			who(Bob),
			Registry::request_retirement { item, cause: Cause::Lost },
			lost(No::Encumbered),
		),
		(
			"say no more that it is gone",
			who(Bob),
			Registry::cancel_retirement { item },
			lost(No::NotRetiring),
		),
		(
			"end it",
			who(REGISTRAR),
			Registry::retire { item, evidence: hash },
			both(no(No::NotRetiring)),
		),
		(
			"end it without a role",
			who(Bob),
			Registry::retire { item, evidence: hash },
			both(unauthorised),
		),
		("activate it", who(One), Registry::activate { item }, both(no(No::NotAttested))),
		(
			"resolve no dispute",
			who(Bob),
			Registry::resolve { item, upheld: true },
			both(governance),
		),
		(
			"dispute one's own",
			who(Bob),
			Registry::dispute {
				item,
				fact: caliber_primitives::collateral::Fact::Title,
				evidence: hash,
			},
			both(unauthorised),
		),
		("hold it oneself", who(Bob), attest_custody(item), both(unauthorised)),
		("hold it as a stranger", who(One), attest_custody(item), both(unauthorised)),
		(
			"hold it as a second custodian",
			who(Two),
			attest_custody(item),
			both(no(No::FactInForce)),
		),
		(
			"hold it as its registrar",
			who(REGISTRAR),
			attest_custody(item),
			both(no(No::ConflictOfRoles)),
		),
		(
			"answer for the machines",
			who(Two),
			caliber_integration_tests::registry::heartbeat(item),
			both(no(No::NotOperator)),
		),
		(
			"own it on paper",
			who(One),
			Registry::attest_title {
				item,
				document: hash,
				filing: hash,
				lapses: end,
				invoice: Invoice { price: UsdCents(1), date: TODAY.day() },
				paper: paper(),
			},
			both(unauthorised),
		),
		(
			"insure it",
			who(One),
			Registry::insure {
				item,
				policy: PolicyId(0),
				cover: UsdCents(1),
				floor: UsdCents(1),
				until: end,
			},
			both(unauthorised),
		),
		(
			"cut its cover",
			who(INSURER),
			Registry::insure {
				item,
				policy: PolicyId(0),
				cover: UsdCents(1),
				floor: UsdCents(1),
				until: day(1_000),
			},
			both(no(No::CoverCut)),
		),
		("end its cover", who(One), Registry::cancel_cover { item }, both(no(No::NotInsurer))),
		(
			"open a policy",
			who(Bob),
			Registry::open_policy {
				class: AssetClass::Gpu,
				limit: UsdCents(1),
				premium: Ppm(1),
				until: end,
				document: hash,
			},
			both(unauthorised),
		),
		(
			"value it",
			who(One),
			Registry::appraise {
				item,
				values,
				basis: BASIS,
				effective: TODAY.day(),
				expires: end,
				report: hash,
			},
			both(unauthorised),
		),
		("change its model", who(Bob), Registry::set_sku { id: SKU, sku }, both(governance)),
		(
			"change the rules",
			who(Bob),
			Registry::set_rules { rules: Rules::default() },
			both(governance),
		),
	]
}

#[test]
fn collateral_should_stay_when_the_registry_s_own_calls_are_tried() {
	for (place, phase) in PHASES.into_iter().enumerate() {
		registry().execute_with(|| {
			grant(&Two.to_account_id(), Role::Custodian);
			grant(&REGISTRAR.to_account_id(), Role::Custodian);
			let bob = Bob.to_account_id();
			let (item, other) = collateral(&bob, phase);
			for (name, who, call, errors) in registry_cases(item, other) {
				let what = format!("{phase:?}: {name}");
				refused(&what, || as_signed(&who, call.clone()), errors[place]);
			}
			// Governance has no way past the loan either.
			for (call, error) in [
				(
					Registry::withdraw_submission { item, serials: serials(&OURS) },
					Error::AlreadyAttested,
				),
				(Registry::resolve { item, upheld: true }, Error::NotDisputed),
				(Registry::end_title { item, serials: serials(&OURS) }, Error::Titled),
			] {
				refused("root", || as_root(call.clone()), registry_says(error));
			}
			// Nor another loan, nor this one twice.
			let encumbered = match phase {
				Phase::Pledged => Error::Encumbered,
				Phase::Seized => Error::NotHolder,
			};
			let pledge = || <Caliber as Collateral<_>>::pledge(item, &bob, LoanId(8));
			refused("pledge", pledge, registry_says(encumbered));
			let wrong = registry_says(Error::NotEncumbered);
			let strange = LoanId(8);
			refused("release", || <Caliber as Collateral<_>>::release(item, strange), wrong);
			refused("seize", || <Caliber as Collateral<_>>::seize(item, strange), wrong);
			refused("deliver", || <Caliber as Collateral<_>>::deliver(item, strange, &bob), wrong);
		});
	}
}

/// A borrower who has got himself the role that he lacks.
#[test]
fn collateral_should_keep_its_facts_when_its_borrower_has_every_role() {
	registry().execute_with(|| {
		let bob = Bob.to_account_id();
		let (item, _) = collateral(&bob, Phase::Pledged);
		let roles = [Role::Custodian, Role::Registrar, Role::Insurer, Role::Appraiser];
		roles.into_iter().for_each(|role| grant(&bob, role));
		let conflict = registry_says(Error::ConflictOfRoles);
		for call in [
			attest_custody(item),
			caliber_integration_tests::registry::attest_title(item),
			caliber_integration_tests::registry::insure(item),
			caliber_integration_tests::registry::appraise(item),
			Registry::retire { item, evidence: H256::zero() },
		] {
			refused(&format!("{call:?}"), || as_signed(&bob, call.clone()), conflict);
		}
	});
}
