//! Every source tried once, against `feed-sim`.

#[path = "common/sim.rs"]
mod sim;

use caliber_feeds_core::{Limits, OracleConfig, Source, SourceConfig};
use caliber_feeds_web::{
	probe::{every_source, probe},
	Client,
};
use std::time::Duration;

const KEY: &str = "abcdefghijklmnopqrstuvwxyz012345";

fn config(at: &str) -> OracleConfig {
	let source = |source: Source| {
		let folder = match source {
			Source::ResaleCatalogue => "/resale-a",
			Source::ResaleCatalogueB => "/resale-b",
			Source::ResaleCatalogueC => "/resale-c",
			_ => "",
		};
		SourceConfig {
			headers: vec![(b"Authorization".to_vec(), b"Bearer secret".to_vec())],
			key: if source == Source::Fred { KEY.into() } else { Vec::new() },
			..SourceConfig::plain(source, &format!("{at}{folder}"))
		}
	};
	OracleConfig { limits: Limits::MAX, sources: Source::ALL.map(source).to_vec() }
}

#[tokio::test(flavor = "multi_thread")]
async fn probe_should_tell_what_each_source_says_when_all_are_well() {
	let at = sim::serve(0, Duration::ZERO, None).await.remove(0);
	let client = Client::new(Limits::MAX, true).unwrap();
	let table = probe(&client, &config(&at), sim::NOON).await;
	let text = table.to_string();
	assert!(table.is_good(), "{text}");
	let tried = |source| table.0.iter().filter(|row| row.source == source).count();
	for source in Source::ALL {
		// Both overnight rates, four series of bills beside them, each model where it is asked alone.
		let most = match source {
			Source::NyFed => 2,
			Source::Fred | Source::FredCsv => 6,
			Source::VastBundles | Source::OrnnDaily | Source::SfComputeQuote => usize::MAX,
			_ => 1,
		};
		let count = tried(source);
		assert!(if most == usize::MAX { count > 1 } else { count == most }, "{source:?}: {count}");
	}
	for row in &table.0 {
		assert_eq!(row.status, Some(200));
		assert!(row.bytes > 0 && row.url.starts_with(&at), "{row:?}");
	}
	let all = table.0.len();
	assert!(text.ends_with(&format!("{all} of {all} questions are answered well\n")), "{text}");
	assert!(text.contains("  effr: ") && text.contains("  tbill-13w: "), "{text}");
	assert!(text.contains("api_key=KEY"), "{text}");
	assert!(!text.contains(KEY) && !text.contains("secret"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn probe_should_tell_what_to_do_when_a_source_is_not_well() {
	let at = sim::serve(0, Duration::ZERO, None).await.remove(0);
	let client = Client::new(Limits::MAX, true).unwrap();
	let mut config = config(&at);
	for source in &mut config.sources {
		match source.source {
			// No key, a wrong path, nobody there.
			Source::Fred => source.key.clear(),
			Source::OrnnDaily => source.headers.clear(),
			Source::ResaleCatalogue => source.base.extend(b"/nowhere"),
			Source::NyFed => source.base = b"http://127.0.0.1:1".to_vec(),
			_ => {},
		}
	}
	let table = probe(&client, &config, sim::NOON).await;
	let text = table.to_string();
	for (source, why, what) in [
		(Source::Fred, "refused the question", "env:FRED_KEY"),
		(Source::OrnnDaily, "status 401", "header = {"),
		(Source::ResaleCatalogue, "status 404", "correct its base"),
		(Source::NyFed, "cannot be reached", "DNS"),
	] {
		let row = table.0.iter().find(|row| row.source == source).unwrap();
		let error = row.says.as_ref().unwrap_err();
		assert!(error.contains(why) && error.contains(what), "{error}");
	}
	let wrong = table.0.iter().filter(|row| row.says.is_err()).map(|row| row.source);
	let wrong: std::collections::BTreeSet<_> = wrong.collect();
	let want = [Source::NyFed, Source::Fred, Source::OrnnDaily, Source::ResaleCatalogue];
	assert_eq!(wrong, want.into(), "{text}");
	// A year later everything is old.
	let late = probe(&client, &config, sim::NOON + 365 * 86_400).await;
	let stale = late.0.iter().find(|row| row.source == Source::UstBillCsv).unwrap();
	assert!(stale.says.as_ref().unwrap_err().contains("try again in an hour"), "{late}");
}

#[test]
fn every_source_should_be_tried_when_none_is_configured() {
	let config = every_source();
	assert_eq!(config.sources.len(), Source::ALL.len());
	assert!(config.sources.iter().all(|source| source.base == source.source.base().as_bytes()));
}
