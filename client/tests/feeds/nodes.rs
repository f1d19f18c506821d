//! Cases 26 and 27: what a node asks at all, and whom it believes.

use crate::{
	programs::last_words,
	world::{flags, World, BILLS, FED, SOFR, USED, W13},
};

/// The node does not start with a source that it must not ask.
pub fn forbidden_targets(world: &mut World) -> String {
	let folder = world.folder().join("forbidden");
	let targets = [
		("http://169.254.169.254", "private and link-local addresses are refused"),
		("https://169.254.169.254", "private and link-local addresses are refused"),
		("http://10.0.0.1:9944", "private and link-local addresses are refused"),
		("https://[fd00::1]", "private and link-local addresses are refused"),
		("http://home.treasury.gov", "use https"),
	];
	let mut told: Vec<&str> = Vec::new();
	for (base, reason) in targets {
		let bases = [format!("{BILLS}={base}")];
		let words = last_words(&folder, &flags(world.spec(), bases.into_iter()), &[]);
		assert!(words.contains(base) && words.contains(reason), "{base}: {words}");
		told.push(reason);
	}
	told.dedup();
	// The same by a file, by name, and with a password that nobody must see.
	let file = world.folder().join("forbidden.toml");
	let arguments = [format!("--oracle-config={}", file.display())];
	for (base, shown, reason) in [
		("https://169.254.169.254", "https://169.254.169.254", "private and link-local"),
		("http://localhost:9944", "http://localhost:9944", "allow_http_loopback"),
		("https://LOCALHOST.", "https://LOCALHOST.", "allow_http_loopback"),
		("https://me:s3cret@10.0.0.1", "https://...@10.0.0.1", "only scheme, host and port"),
	] {
		let text =
			format!("version = 1\n[[source]]\nid = 1\nkind = \"{BILLS}\"\nbase = \"{base}\"\n");
		std::fs::write(&file, text).unwrap();
		let mut arguments = arguments.to_vec();
		arguments.splice(0..0, flags(world.spec(), std::iter::empty()));
		let words = last_words(&folder, &arguments, &[]);
		assert!(words.contains(shown) && words.contains(reason), "{base}: {words}");
		assert!(!words.contains("s3cret"), "{words}");
	}
	format!("the node does not start and names the source: {}; so by a file", told.join("; "))
}

/// One node asks by TLS: a good server, one whose certificate has expired, and ones whose
/// certificate is another's.
pub fn certificates(world: &mut World) -> String {
	let nothing = world.folder().join("nothing.pem");
	std::fs::write(&nothing, "").unwrap();
	let folder = world.folder().join("forbidden");
	let variables = [("SSL_CERT_FILE", nothing.as_path()), ("SSL_CERT_DIR", folder.as_path())];
	let bases = [format!("{BILLS}=https://localhost:1")];
	let words = last_words(&folder, &flags(world.spec(), bases.into_iter()), &variables);
	let missing = if words.contains("certificate") { "names the remedy" } else { "says OTHERWISE" };

	let [good, expired, foreign] = ports(&world.sim.log());
	let bases = [
		format!("{BILLS}=https://127.0.0.1:{good}"),
		format!("{FED}=https://127.0.0.1:{expired}"),
		format!("resale-catalogue=https://127.0.0.1:{foreign}/resale-a"),
		format!("resale-catalogue-b=https://127.0.0.1:{foreign}/resale-b"),
		format!("resale-catalogue-c=https://127.0.0.1:{foreign}/resale-c"),
	];
	let authority = world.folder().join("tls/ca.pem");
	world.evening();
	let before = [W13, SOFR, USED].map(|(_, feed)| world.node.status(feed));
	world.restart(Some(bases.into()), &[("SSL_CERT_FILE", authority.as_path())]);
	world.look_at(&[BILLS, FED, "resale-catalogue", "resale-catalogue-b", "resale-catalogue-c"]);
	let told: Vec<String> = [W13, SOFR, USED]
		.into_iter()
		.zip(&before)
		.map(|((name, feed), before)| format!("{name}: {}", world.outcome(feed, before)))
		.collect();
	format!(
		"without authorities the node does not start and {missing}; a good, an expired and \
		 another's certificate: {}",
		told.join(", ")
	)
}

/// The ports that `feed-sim` tells: with a good certificate, an expired one, and one of another
/// host.
fn ports(log: &str) -> [u16; 3] {
	let find = |is_it: fn(&str) -> bool| {
		let mut rest = log.lines().filter_map(|line| line.split_once("https://127.0.0.1:"));
		let port = rest.find(|(_, rest)| is_it(rest)).map(|(_, rest)| rest);
		let digits = port.and_then(|rest| rest.split(' ').next());
		digits.and_then(|digits| digits.parse().ok()).unwrap_or_else(|| panic!("no port: {log}"))
	};
	[
		find(|rest| !rest.contains('(')),
		find(|rest| rest.contains("expired")),
		find(|rest| rest.contains("another host")),
	]
}
