//! What the page and the object say of the development chain.

use super::{json, page, whole_vote};
use caliber_integration_tests::chain;
use caliber_primitives::{
	governance::{Act, Parameter, Powers, Registry},
	roles::{Role, Scope},
	units::{Ppm, Seconds, SECONDS_PER_DAY},
};
use caliber_runtime::{powers::powers, AccountId, Figured, Roles, RuntimeOrigin};
use sp_keyring::Sr25519Keyring::{Alice, Ferdie};

/// A Guardian is appointed, and a lower quorum waits.
fn known() -> Powers<AccountId> {
	chain("development").execute_with(|| {
		let until = Some(Seconds(90 * SECONDS_PER_DAY));
		let who = Ferdie.to_account_id();
		Roles::grant(RuntimeOrigin::root(), who, Role::Guardian, Scope::All, until).unwrap();
		Figured::change(Parameter::Quorum(Ppm(10_000)), Seconds(100));
		powers()
	})
}

#[test]
fn page_should_tell_who_and_when_in_words() {
	let page = page::page(&known());
	let (alice, ferdie) = (Alice.to_account_id(), Ferdie.to_account_id());
	for line in [
		format!("  sudo key             {alice}"),
		"  Quorum               4.00 %".into(),
		"  Quorum               1.00 % from 1970-01-08 00:01 on".into(),
		"  Timelock             3 days".into(),
		"  Deposit              10,000 CAL".into(),
		"Stop everything but repayment, answers and governance: \
		 SafeMode.force_enter, SafeMode.force_extend\n  2 of 3 of the technical committee, at once\n  \
		 2 of 3 of the council, at once\n  holders of CAL by a public vote, after 11 days\n"
			.into(),
		format!(
			"Freeze an account: Usdai.freeze\n  Guardian: {ferdie} until 1970-04-01 00:00, at once"
		),
		"holders of CAL by a public vote, after 11 days; what binds less waits 7 days more".into(),
		format!("  the sudo key {alice}, at once"),
		"  Appraiser: nobody, at once".into(),
	] {
		assert!(page.contains(&line), "{line}\n---\n{page}");
	}
}

#[test]
fn page_should_tell_of_nobody_when_bodies_are_empty() {
	let mut powers = known();
	powers.sudo = None;
	powers.council.clear();
	let page = page::page(&powers);
	assert!(page.contains("the council, which has no member"));
	assert!(page.contains("  sudo key             none") && !page.contains("the sudo key"));
}

#[test]
fn object_should_have_the_figures_of_the_chain() {
	let powers = known();
	assert_eq!(whole_vote(&powers), Seconds(11 * SECONDS_PER_DAY));
	let object = json::object(&powers);
	assert_eq!(object["figures"][1]["value"], "604800");
	assert_eq!(object["waiting"][0]["name"], "Quorum");
	assert_eq!(object["waiting"][0]["from"], 604_900);
	assert_eq!(object["council"].as_array().unwrap().len(), 3);
	let all = object["powers"].as_array().unwrap();
	let of = |act: Act| all.iter().find(|power| power["act"] == format!("{act:?}")).unwrap();
	assert_eq!(of(Act::Upgrade)["ways"][0]["seconds"], 950_400);
	assert_eq!(of(Act::Upgrade)["ways"][1]["accounts"][0], Alice.to_account_id().to_string());
	assert_eq!(of(Act::Veto)["ways"][0]["needed"], 2);
	assert_eq!(of(Act::Mint)["ways"][0]["by"][1], "Auditor");
	assert_eq!(of(Act::Freeze)["ways"][0]["accounts"][0]["until"], 90 * SECONDS_PER_DAY);
}

#[test]
fn span_should_be_in_its_largest_whole_unit() {
	for (seconds, text) in [
		(0, "0 seconds"),
		(1, "1 second"),
		(90, "90 seconds"),
		(60, "1 minute"),
		(14_400, "4 hours"),
		(86_400, "1 day"),
		(950_400, "11 days"),
	] {
		assert_eq!(page::span(Seconds(seconds)), text);
	}
}
