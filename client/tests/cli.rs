//! What is typed wrong ends with one clear line and a status that says so.

use std::{
	net::TcpListener,
	path::{Path, PathBuf},
	process::{Command, Output},
};

fn caliber(arguments: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_caliber")).args(arguments).output().unwrap()
}

fn assert_refused(arguments: &[&str], status: i32, reasons: &[&str]) {
	let output = caliber(arguments);
	let said = String::from_utf8_lossy(&output.stderr);
	assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
	assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
	assert!(said.starts_with("caliber: ") && !said.contains("panicked"), "{said}");
	for reason in reasons {
		assert!(said.contains(reason), "{arguments:?}: {said}");
	}
	assert!(output.stdout.is_empty(), "{arguments:?}");
}

/// A folder with two programs that end at once.
fn broken_programs(name: &str) -> PathBuf {
	let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
	std::fs::create_dir_all(&folder).unwrap();
	for program in ["caliber-node", "feed-sim"] {
		let path = folder.join(program);
		std::fs::write(&path, "#!/bin/sh\necho cannot work today >&2\nexit 7\n").unwrap();
		let mut permissions = std::fs::metadata(&path).unwrap().permissions();
		std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
		std::fs::set_permissions(&path, permissions).unwrap();
	}
	folder
}

#[test]
fn caliber_should_say_what_is_wrong_when_flags_are() {
	for arguments in [
		&["--no-such-flag"][..],
		&["demos"],
		&["demo", "--seed", "x"],
		&["demo", "--rpc-port", "0"],
		&["demo", "--rpc-port", "99999"],
		&["demo", "now"],
	] {
		assert_refused(arguments, 2, &["see --help"]);
	}
	let help = caliber(&["demo", "--help"]);
	assert!(help.status.success());
	for flag in ["--json", "--keep", "--seed", "--rpc-port", "--feed-port", "--bin"] {
		assert!(String::from_utf8_lossy(&help.stdout).contains(flag), "{flag}");
	}
}

#[test]
fn demo_should_name_the_remedy_when_a_program_is_missing() {
	let reasons = ["caliber-node is missing", "make node", "--bin"];
	assert_refused(&["demo", "--bin", "no/such/folder"], 1, &reasons);
}

#[test]
fn demo_should_name_the_flag_when_a_port_is_taken() {
	let folder = broken_programs("taken");
	let folder = folder.to_str().unwrap();
	let taken = TcpListener::bind("127.0.0.1:0").unwrap();
	let port = taken.local_addr().unwrap().port().to_string();
	for flag in ["--rpc-port", "--feed-port"] {
		assert_refused(&["demo", "--bin", folder, flag, &port], 1, &["cannot listen", &port, flag]);
	}
}

#[test]
fn demo_should_repeat_a_programs_last_words_when_it_ends_early() {
	let folder = broken_programs("early");
	let folder = folder.to_str().unwrap();
	assert_refused(&["demo", "--bin", folder], 1, &["feed-sim ended", "cannot work today"]);
}

#[test]
fn seal_should_name_the_flag_when_no_node_answers() {
	let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
	assert_refused(&["seal", "--url", &format!("ws://{free}")], 1, &["no node answers", "--url"]);
}

#[test]
fn gpu_should_say_what_is_wrong_with_a_file_before_it_asks_a_node() {
	let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files");
	std::fs::create_dir_all(&folder).unwrap();
	let write = |name: &str, text: &str| {
		let path = folder.join(name);
		std::fs::write(&path, text).unwrap();
		path.to_str().unwrap().to_string()
	};
	let strange = write("strange.toml", "[rack]\ncolour = \"red\"\n");
	let empty = write("empty.toml", "");
	let bob = ["--as", "//Bob"];
	let refused = |arguments: &[&str], reasons: &[&str]| {
		assert_refused(&[&["gpu"], arguments, &bob].concat(), 1, reasons);
	};
	refused(&["submit", "no/such.toml"], &["cannot read no/such.toml"]);
	refused(&["submit", &strange], &[&strange, "line 2", "unknown field `colour`", "serials"]);
	refused(&["submit", &empty], &["no [rack]", "docs/examples/rack.toml"]);
	refused(&["attest", "custody", "0", &empty], &["no [custody]"]);
	refused(&["insure", "0", &empty], &["no [insurance]"]);
	refused(&["appraise", "0", &empty], &["no [appraisal]"]);
	let help = caliber(&["gpu", "--help"]);
	for command in ["submit", "attest", "insure", "appraise", "activate", "show", "redeem"] {
		assert!(String::from_utf8_lossy(&help.stdout).contains(command), "{command}");
	}
}

#[test]
fn gpu_should_name_the_flag_when_no_node_answers() {
	let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
	let url = format!("ws://{free}");
	let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples/rack.toml");
	let reasons = ["no node answers", "--url"];
	assert_refused(&["gpu", "show", "0", "--url", &url], 1, &reasons);
	let submit = ["gpu", "submit", example, "--as", "//Bob", "--url", &url];
	assert_refused(&submit, 1, &reasons);
}

#[test]
fn feeds_should_name_the_flag_when_no_node_answers() {
	let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
	let url = format!("ws://{free}");
	assert_refused(&["feeds", "--url", &url], 1, &["no node answers", "--url"]);
	assert_refused(&["feeds", "sofr", "--url", &url], 1, &["no node answers", "--url"]);
	assert_refused(&["feeds", "--history", "7"], 2, &["see --help"]);
}

#[test]
fn treasury_should_name_the_flag_when_no_node_answers() {
	let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
	let url = format!("ws://{free}");
	for command in ["show", "ladder", "orders"] {
		let reasons = ["no node answers", "--url"];
		assert_refused(&["treasury", command, "--url", &url], 1, &reasons);
	}
	assert_refused(&["treasury"], 2, &["see --help"]);
	let help = caliber(&["treasury", "--help"]);
	for command in ["show", "ladder", "orders"] {
		assert!(String::from_utf8_lossy(&help.stdout).contains(command), "{command}");
	}
}

#[test]
fn vault_should_say_what_is_wrong_when_an_amount_or_account_is() {
	let bob = ["--as", "//Bob"];
	for (arguments, reason) in [
		(&["stake", "1,5"][..], "a comma alone"),
		(&["stake", "0"], "give more"),
		(&["stake", "lots"], "such as 1234.5"),
		(&["stake", "1.0000000000000000001"], "18 decimals"),
		(&["unstake", "1", "--owner", "Alice"], "give an address such as"),
		(&["claim", "--shares", "1"], "REQUEST"),
		(&["claim", "first"], "such as 3"),
	] {
		assert_refused(&[arguments, &bob].concat(), 2, &[reason, "see --help"]);
	}
	let one = ["claim", "1", "2", "--assets", "5", "--as", "//Bob"];
	assert_refused(&one, 1, &["one request"]);
	assert_refused(&["vault"], 2, &["a command is missing", "see --help"]);
	assert_refused(&["stake", "1"], 2, &["--key-file", "see --help"]);
	assert_refused(&["vault", "show", "--account", "5Fnobody"], 2, &["//Bob", "see --help"]);
	let help = caliber(&["--help"]);
	for command in ["stake", "unstake", "claim", "vault"] {
		assert!(String::from_utf8_lossy(&help.stdout).contains(command), "{command}");
	}
}

#[test]
fn vault_should_name_the_flag_when_no_node_answers() {
	let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
	let url = format!("ws://{free}");
	for arguments in [
		&["stake", "1000", "--as", "//Bob"][..],
		&["unstake", "all", "--as", "//Bob"],
		&["claim", "--as", "//Bob"],
		&["vault", "show"],
	] {
		let arguments = [arguments, &["--url", &url]].concat();
		assert_refused(&arguments, 1, &["no node answers", "--url"]);
	}
}

/// A loan as it is offered, with what is missing.
const OFFER: [&str; 6] = ["offer", "500000", "--borrower", "//Bob", "--items", "1"];

#[test]
fn lending_should_say_what_is_wrong_when_terms_or_numbers_are() {
	let two = ["--as", "//Two"];
	for (arguments, reason) in [
		(&["--rate", "13"][..], "--months"),
		(&["--months", "36"], "--rate"),
		(&["--months", "36", "--rate", "0"], "give more"),
		(&["--months", "36", "--rate", "x"], "such as 13 or 12.5"),
		(&["--months", "36", "--rate", "101"], "give less"),
		(&["--months", "0", "--rate", "13"], "134"),
		(&["--months", "36", "--rate", "13", "--due-day", "0"], "31"),
		(&["--months", "36", "--rate", "13", "--utc-offset", "2"], "such as +02:00"),
		(&["--months", "36", "--rate", "13", "--model", "bullet"], "simple"),
		(&["--months", "36", "--rate", "13", "--tranche", "//Eve:5"], "ACCOUNT:AMOUNT:PERCENT"),
		(&["--months", "36", "--rate", "13", "--charge", "//Eve:1"], "KIND:ACCOUNT:PERCENT"),
		(&["--months", "36", "--rate", "13", "--reserve", "13"], "12"),
		(&["--months", "36", "--rate", "13", "--refinances", "all"], "such as 3"),
	] {
		assert_refused(&[&OFFER, arguments, &two].concat(), 2, &[reason, "see --help"]);
	}
	for (arguments, reason) in [
		(&["borrow", "first", "--as", "//Bob"][..], "such as 3"),
		(&["borrow", "1"], "--key-file"),
		(&["borrow", "1", "--terms-hash", "0x1", "--as", "//Bob"], "64 digits"),
		(&["repay", "1", "--windows", "13", "--as", "//Bob"], "12"),
		(&["loans", "--status", "gone"], "overdue"),
		(&["loan", "show"], "LOAN"),
		(&["loan", "collect", "1", "0", "--as", "//Bob"], "255"),
		(&["loan", "collect", "1", "--as", "//Bob"], "TRANCHE"),
		(&["loan", "fund", "1", "0", "--as", "//Bob"], "give more"),
		(&["prepay", "1", "--as", "//Bob"], "AMOUNT"),
		(&["prepay", "1", "0", "--as", "//Bob"], "give more"),
		(&["loan", "collect", "1", "--charge", "9", "--as", "//Bob"], "8"),
		(&["loan", "review", "1"], "--key-file"),
		(&["stress"], "FACTOR"),
		(&["stress", "-0.5"], "such as 0.78"),
		(&["stress", "NaN"], "such as 0.78"),
		(&["stress", "4295"], "give less"),
		(&["loan"], "a command is missing"),
	] {
		assert_refused(arguments, 2, &[reason, "see --help"]);
	}
	let help = caliber(&["--help"]);
	for command in ["offer", "borrow", "repay", "prepay", "loans", "loan", "stress"] {
		assert!(String::from_utf8_lossy(&help.stdout).contains(command), "{command}");
	}
	let help = caliber(&["loan", "--help"]);
	for command in [
		"show", "stage", "unstage", "collect", "transfer", "fund", "sweep", "draw", "review",
		"advance", "withdraw",
	] {
		assert!(String::from_utf8_lossy(&help.stdout).contains(command), "{command}");
	}
}

#[test]
fn lending_should_name_the_flag_when_no_node_answers() {
	let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
	let url = format!("ws://{free}");
	let offer = [&OFFER[..], &["--rate", "13", "--months", "36", "--as", "//Two"]].concat();
	for arguments in [
		&offer[..],
		&["borrow", "1", "--as", "//Bob"],
		&["repay", "1", "--as", "//Bob"],
		&["loans"],
		&["loan", "show", "1"],
		&["loan", "stage", "1", "--as", "//Ferdie"],
		&["loan", "unstage", "1", "--as", "//Ferdie"],
		&["loan", "collect", "1", "1", "--as", "//Ferdie"],
		&["loan", "collect", "1", "--charge", "1", "--as", "//Ferdie"],
		&["loan", "transfer", "1", "1", "//Eve", "--as", "//Ferdie"],
		&["loan", "fund", "1", "1000", "--as", "//Ferdie"],
		&["loan", "sweep", "1", "--as", "//Ferdie"],
		&["loan", "draw", "1", "--as", "//Ferdie"],
		&["loan", "withdraw", "1", "--as", "//Two"],
		&["loan", "review", "1", "--as", "//Ferdie"],
		&["loan", "advance", "1", "--as", "//Ferdie"],
		&["stress", "0.78"],
		&["prepay", "1", "--all", "--as", "//Bob"],
	] {
		let arguments = [arguments, &["--url", &url]].concat();
		assert_refused(&arguments, 1, &["no node answers", "--url"]);
	}
}
