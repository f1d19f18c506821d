//! Hardware that is bought with a loan, as people type it, on the chain that a demo leaves.

use super::{after, figure, Kept, UNIT};

/// Who confirms that hardware runs.
const SERVICER: &str = "//Charlie//stash";

/// The hash of a document.
fn hash(digit: &str) -> String {
	format!("0x{}", digit.repeat(64))
}

fn offer(terms: &str) -> String {
	format!("offer 5000 --borrower //Bob --rate 13 --months 36 --as //Two {terms}")
}

fn order(loan: u32) -> String {
	format!("loan escrow {loan} --order {} --as //Bob", hash("a"))
}

fn confirm(loan: u32, milestone: &str, by: &str) -> String {
	format!("loan confirm {loan} {milestone} --evidence {} --as {by}", hash("b"))
}

/// For a day, at the least that is earned: the borrower has no more than two dollars.
const ESCROW: &str = "--escrow 1 --carry 5 --site 1 --sku 1";

fn assert_refused_when_typed_wrong(chain: &Kept) {
	for (terms, reason) in [
		("--escrow 181 --carry 5 --site 1 --sku 1", "money waits for hardware 1 to 180 days"),
		("--escrow 1 --carry 4 --site 1 --sku 1", "at 5.00 % a year or more"),
		("--escrow 1 --carry 5 --site 1 --sku 99", "nothing is lent on model 99"),
	] {
		chain.refuses(&offer(terms), &[reason]);
	}
	for terms in [&format!("{ESCROW} --items 0"), "--escrow 1 --site 1 --sku 1", ""] {
		let output = chain.output(offer(terms).trim_end());
		let said = String::from_utf8_lossy(&output.stderr);
		assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{terms}: {said}");
	}
}

/// Money of the vault and of a Curator waits, and its borrower gives it back.
fn assert_goes_back(chain: &Kept, item: u32) {
	let parts = [
		"of model 1, to come",
		"for hardware at site 1, 1 day at most, at 5.00 % a year",
		"0.68 USDai, which the borrower lays down",
		"caliber loan stage 3 --terms-hash",
		"caliber loan escrow 3 --terms-hash",
	];
	chain.tells(&offer(&format!("{ESCROW} --tranche //Ferdie:500:15")), &parts);
	chain.refuses("borrow 3 --as //Bob", &["`caliber loan escrow 3 --order DOCUMENT`"]);
	chain.refuses("loan end 3 --as //Bob", &["`caliber loan escrow 3 --order DOCUMENT`"]);
	let said = chain.refuses(&order(3), &["the money of loan 3 cannot wait: a condition"]);
	assert!(said.contains("`caliber loan stage 3`"), "{said}");
	chain.says("loan stage 3 --as //Ferdie");
	chain.refuses(&order(3).replace("//Bob", "//Eve"), &["only its borrower"]);
	chain.tells("loan show 3", &["`caliber loan escrow 3 --order DOCUMENT` has the money wait"]);

	let parts = [
		"5,000.00 USDai wait for hardware until ",
		"0.68 of carry are laid down",
		"`caliber loan confirm 3 delivered --evidence DOCUMENT`",
	];
	chain.tells(&order(3), &parts);
	chain.refuses(&order(3), &["waits for hardware: `caliber loan show 3`"]);
	chain.refuses("repay 3 --as //Bob", &["waits for hardware, and nothing is owed yet"]);
	chain.refuses("loan unstage 3 --as //Ferdie", &["the money of loan 3 waits for hardware"]);
	chain.refuses("loan collect 3 1 --as //Bob", &["nothing is credited until"]);
	let listed = chain.lines("loans --json --status waiting");
	assert_eq!((listed.len(), &listed[0]["loan"]), (1, &3.into()), "{listed:?}");
	let shown = chain.shown(3);
	assert_eq!((&shown["status"], &listed[0]["until"]), (&"waiting".into(), &shown["until"]));
	assert_eq!(shown["next"]["milestone"], "delivered");
	assert!(figure(&shown["earned"]) < figure(&shown["prepaid"]), "{shown}");

	let release = format!("loan release 3 --items {item} --as //Bob");
	let said = chain.refuses(&release, &["loan 3 cannot begin", "conditions are not met"]);
	let parts = ["`caliber loan confirm 3 delivered", &format!("`caliber gpu activate {item}`")];
	parts.iter().for_each(|part| assert!(said.contains(part), "{said}"));
	chain.refuses(&release.replace("//Bob", "//Eve"), &["only its borrower"]);
	chain.refuses(&confirm(3, "installed", SERVICER), &["to confirm that it is delivered"]);
	chain.refuses(&confirm(3, "delivered", "//Ferdie"), &["Lending.Role", "Ask governance"]);
	chain.refuses(&confirm(3, "delivered", "//Bob"), &["has confirmed a milestone"]);

	chain.refuses("loan end 3 --as //Eve", &["only its borrower"]);
	let parts = ["the money of loan 3 has gone back", "`caliber loan collect 3 1`"];
	chain.tells("loan end 3 --as //Bob", &parts);
	chain.refuses("loan end 3 --as //Bob", &["the money of loan 3 has gone back"]);
	chain.tells("loan collect 3 1 --as //Bob", &["tranche 1 of loan 3 paid 500.00"]);
}

/// Money waits until the hardware has come; its vendor is paid and the loan begins.
fn assert_goes_on(chain: &Kept, item: u32) {
	let text = chain.tells(&offer(&format!("{ESCROW} --vendor //Dave")), &[", who has sold it"]);
	let vendor = after(&text, "Pays then").trim_end_matches(',').to_string();
	chain.tells(&order(4), &["5,000.00 USDai wait"]);
	let parts = ["the hardware of loan 4 is delivered", "caliber loan confirm 4 installed"];
	chain.tells(&confirm(4, "delivered", "//Eve"), &parts);
	chain.refuses(&confirm(4, "installed", "//Eve"), &["has confirmed a milestone"]);
	let parts = ["the hardware of loan 4 is installed", "`caliber loan release 4 --items ITEMS`"];
	chain.tells(&confirm(4, "installed", SERVICER), &parts);
	let parts = ["Reached          ordered on ", " delivered on ", " installed on ", &hash("b")];
	chain.tells("loan show 4", &parts);

	let release = format!("loan release 4 --items {item} --as //Bob");
	let twice = release.replace(&format!(" {item} "), &format!(" {item},{item} "));
	chain.refuses(&twice, &[&format!("item {item} is named twice")]);
	let said = chain.refuses(&release, &["loan 4 cannot begin: a condition is not met"]);
	assert!(said.contains(&format!("`caliber gpu activate {item}`")), "{said}");
	chain.says(&format!("gpu activate {item} --as //Bob"));
	let paid = format!("USDai were paid to {vendor}; while it waited the money earned 0.00");
	let parts =
		["loan 4 has begun", &paid, "the fee of 50.00 and the reserve", "of 36 instalments"];
	chain.tells(&release, &parts);
	let shown = chain.shown(4);
	assert_eq!((&shown["status"], &shown["windows"]), (&"current".into(), &36.into()));
	assert_eq!(shown["terms"]["items"], serde_json::json!([item]));
	assert_eq!(figure(&shown["balance"]), 5_000 * UNIT);
	chain.refuses("loan end 4 --as //Bob", &["loan 4 has begun: its money does not wait"]);
}

#[test]
#[ignore = "needs a node with a runtime"]
fn money_should_wait_until_hardware_has_come_when_people_type_it() {
	let chain = Kept::start();
	let item = chain.rack();
	assert_refused_when_typed_wrong(&chain);
	assert_goes_back(&chain, item);
	assert_goes_on(&chain, item);
}
