use super::*;
use codec::{Decode, Encode};

const SOURCE: &str = r#"
version = 1
[[source]]
id = 1
kind = "ust-bill-xml"
base = "https://home.treasury.gov/"
"#;

fn file(text: &str) -> tempfile::NamedTempFile {
	let file = tempfile::NamedTempFile::new().unwrap();
	std::fs::write(file.path(), text).unwrap();
	file
}

fn flags<'a>(config: Option<&'a Path>, bases: &'a [BaseOverride]) -> Flags<'a> {
	Flags { config, off: false, bases }
}

fn load_text(text: &str, network: Network) -> Result<Option<OracleConfig>, String> {
	let oracle = load(flags(Some(file(text).path()), &[]), network)?;
	Ok(oracle.map(|oracle| oracle.config))
}

#[test]
fn config_should_be_encoded_with_its_sources_when_the_file_is_good() {
	std::env::set_var("CALIBER_TEST_KEY", "Bearer abc");
	let text = r#"
version = 1
[limits]
body_bytes = 1000
[[source]]
id = 13
kind = "lambda-instance-types"
base = "https://cloud.lambda.ai:8443"
header = { Authorization = "env:CALIBER_TEST_KEY" }
[[source]]
id = 1
kind = "ust-bill-xml"
base = "https://home.treasury.gov/"
"#;
	let config = load_text(text, Network::Live).unwrap().unwrap();
	assert_eq!(config.limits, Limits { body_bytes: 1_000, ..Limits::default() });
	let [treasury, lambda] = config.sources.as_slice() else { panic!("two sources") };
	assert_eq!(
		(treasury.source, treasury.base.as_slice()),
		(Source::UstBillXml, b"https://home.treasury.gov".as_slice())
	);
	assert_eq!(lambda.headers, [(b"Authorization".to_vec(), b"Bearer abc".to_vec())]);
	assert_eq!(OracleConfig::decode(&mut &config.encode()[..]), Ok(config));
}

#[test]
fn config_should_be_absent_when_nothing_or_off_is_asked_for() {
	assert_eq!(load(flags(None, &[]), Network::Live), Ok(None));
	let off = Flags { off: true, ..Flags::default() };
	assert_eq!(load(off, Network::Development), Ok(None));
}

#[test]
fn config_should_be_refused_in_one_line_when_the_file_is_bad() {
	let cases = [
		("version = 1\n[[source]\n", "line 2"),
		("version = 2", "version 2 is unknown"),
		("", "version"),
		("version = 1\nsauce = 1", "sauce"),
		("version = 1\n[limits]\ntotal_ms = 8001", "only be tightened"),
		("version = 1\n[limits]\nbody_bytes = -1", "line 3"),
		("version = 1\n[limits]\nbody_bytes = 0", "limit of 0"),
		("version = 1\n[limits]\ntotal_ms = 0", "limit of 0"),
		("version = 1\n[limits]\nmax_requests = 0", "limit of 0"),
		(&SOURCE.replace("ust-bill-xml", "crystal-ball"), "unknown kind `crystal-ball`"),
		(&SOURCE.replace("ust-bill-xml", "nyfed"), "the id of `nyfed` is 3"),
		(&SOURCE.replace("id = 1", "id = 10"), "the id of `ust-bill-xml` is 1"),
		(&format!("{SOURCE}{}", SOURCE.replace("version = 1", "")), "twice"),
		(&SOURCE.replace("https", "http"), "use https"),
		(&SOURCE.replace("https://", ""), "https://host"),
		(&format!("{SOURCE}header = {{ K = \"env:CALIBER_NOT_SET\" }}"), "CALIBER_NOT_SET"),
		(&format!("{SOURCE}header = {{ From = \"a\\r\\nb\" }}"), "no header may have"),
		(&format!("{SOURCE}header = {{ From = \" \" }}"), "is empty"),
	];
	for (text, reason) in cases {
		let error = load_text(text, Network::Development).unwrap_err();
		assert!(error.contains(reason), "{text}: {error}");
		assert_eq!(error.lines().count(), 1, "{error}");
	}
	let missing = load(flags(Some(Path::new("no/such.toml")), &[]), Network::Live);
	let error = missing.unwrap_err();
	assert!(error.contains("no/such.toml") && error.contains("TOML file"), "{error}");
}

#[test]
fn secret_should_never_stand_in_the_file_nor_in_an_error_when_it_is_read() {
	std::env::set_var("CALIBER_TEST_EMPTY", "");
	for (more, reason) in [
		("header = { Authorization = \"Bearer s3cret\" }", "Authorization = \"env:NAME\""),
		("header = { X-Api-Key = \"s3cret\" }", "X-Api-Key = \"env:NAME\""),
		("header = { Cookie = \"s3cret\" }", "env:NAME"),
		("header = { Authorization = \"env:CALIBER_TEST_EMPTY\" }", "is empty"),
	] {
		let error = load_text(&format!("{SOURCE}{more}"), Network::Live).unwrap_err();
		assert!(error.contains(reason) && !error.contains("s3cret"), "{error}");
	}
	let base = SOURCE.replace("https://home", "https://me:s3cret@home");
	let error = load_text(&base, Network::Live).unwrap_err();
	assert!(
		error.contains("https://...@home.treasury.gov") && !error.contains("s3cret"),
		"{error}"
	);
	let harmless = format!("{SOURCE}header = {{ Accept-Language = \"en\" }}");
	assert!(load_text(&harmless, Network::Live).is_ok());
}

#[test]
fn loopback_should_be_allowed_by_policy_only_when_the_chain_is_not_live() {
	let text = SOURCE.replace("https://home.treasury.gov/", "http://127.0.0.1:8090");
	let allowed = format!("{text}[policy]\nallow_http_loopback = true\n");
	let oracle = load(flags(Some(file(&allowed).path()), &[]), Network::Development);
	assert!(oracle.unwrap().unwrap().loopback);
	let strict = load(flags(Some(file(SOURCE).path()), &[]), Network::Development);
	assert!(!strict.unwrap().unwrap().loopback);
	assert!(load_text(&text, Network::Development).is_err());
	assert!(load_text(&allowed, Network::Live).unwrap_err().contains("development and local"));
}

#[test]
fn key_should_come_from_the_environment_when_a_source_wants_one() {
	std::env::set_var("CALIBER_TEST_FRED", "0123456789abcdef0123456789abcdef");
	std::env::set_var("CALIBER_TEST_SPOILT", "a&b");
	let fred = |key: &str| {
		let text = SOURCE.replace("id = 1", "id = 6").replace("ust-bill-xml", "fred-observations");
		load_text(&format!("{text}key = \"{key}\""), Network::Live)
	};
	let config = fred("env:CALIBER_TEST_FRED").unwrap().unwrap();
	assert_eq!(config.sources[0].key, b"0123456789abcdef0123456789abcdef");
	for (key, reason) in [
		("0123456789abcdef0123456789abcdef", "env:NAME"),
		("env:CALIBER_NOT_SET", "CALIBER_NOT_SET"),
		("env:CALIBER_TEST_SPOILT", "letters and digits"),
	] {
		let error = fred(key).unwrap_err();
		assert!(error.contains(reason) && !error.contains("0123"), "{error}");
	}
	let other = format!("{SOURCE}key = \"env:CALIBER_TEST_FRED\"");
	assert!(load_text(&other, Network::Live).unwrap_err().contains("takes no key"));
}

#[test]
fn base_flag_should_replace_or_add_a_source_when_the_chain_is_not_live() {
	let bases = ["ust-bill-xml=http://127.0.0.1:1/", "vast-bundles=http://127.0.0.1:2"]
		.map(|text| text.parse().unwrap());
	let file = file(SOURCE);
	for path in [None, Some(file.path())] {
		let oracle = load(flags(path, &bases), Network::Development).unwrap().unwrap();
		assert!(oracle.loopback);
		let config = oracle.config;
		let sources = config.sources.iter().map(|s| (s.source, s.base.as_slice()));
		let expected = [
			(Source::UstBillXml, &b"http://127.0.0.1:1"[..]),
			(Source::VastBundles, &b"http://127.0.0.1:2"[..]),
		];
		assert!(sources.eq(expected), "{config:?}");
	}
	let refusal = load(flags(None, &bases), Network::Live).unwrap_err();
	assert!(refusal.contains("--oracle-config"), "{refusal}");
	for text in ["ust-bill-xml", "crystal-ball=http://127.0.0.1:1", ""] {
		assert!(text.parse::<BaseOverride>().is_err(), "{text}");
	}
}
