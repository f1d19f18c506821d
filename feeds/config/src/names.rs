//! Where the names of sources lead. A base is judged by its spelling when it is read; a name may
//! still lead anywhere, and elsewhere tomorrow.

use crate::{is_allowed, reach, Oracle};
use caliber_feeds_core::{OracleConfig, Source};
use std::{collections::BTreeMap, net::IpAddr};

/// The addresses of names, or why there are none.
pub type Addresses = BTreeMap<String, Result<Vec<IpAddr>, String>>;

impl Oracle {
	/// The names to which its sources lead, each once. Who is named by an address has been judged.
	pub fn names(&self) -> Vec<String> {
		let hosts = self.config.sources.iter().filter_map(|source| name(&source.base));
		let mut names: Vec<String> = hosts.map(str::to_string).collect();
		names.sort();
		names.dedup();
		names
	}

	/// Those of its sources that may be asked now, and why the others may not: all addresses of a
	/// name must be ones that may be asked, for nobody knows which one will be.
	pub fn reachable(&self, found: &Addresses) -> (OracleConfig, Vec<(Source, String)>) {
		let mut refused = Vec::new();
		let mut config = self.config.clone();
		config.sources.retain(|source| match self.judge(&source.base, found) {
			Ok(()) => true,
			Err(reason) => {
				refused.push((source.source, reason));
				false
			},
		});
		(config, refused)
	}

	fn judge(&self, base: &[u8], found: &Addresses) -> Result<(), String> {
		let Some(name) = name(base) else { return Ok(()) };
		let addresses = match found.get(name) {
			Some(Ok(addresses)) if !addresses.is_empty() => addresses,
			Some(Err(error)) => return Err(format!("{name} is not found: {error}")),
			_ => return Err(format!("{name} is not found")),
		};
		match addresses.iter().find(|ip| !is_allowed(**ip, self.loopback)) {
			Some(ip) => Err(format!("{name} leads to {ip}, which is no public address")),
			None => Ok(()),
		}
	}
}

/// The host of a base, if it is a name.
fn name(base: &[u8]) -> Option<&str> {
	let host = reach::host(std::str::from_utf8(base).ok()?)?;
	host.parse::<IpAddr>().is_err().then_some(host)
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_feeds_core::{Limits, SourceConfig};
	use Source::{NyFed, ResaleCatalogue, UstBillXml, VastBundles};

	fn oracle(sources: &[(Source, &str)], loopback: bool) -> Oracle {
		let sources =
			sources.iter().map(|(source, base)| SourceConfig::plain(*source, base)).collect();
		Oracle { config: OracleConfig { limits: Limits::MAX, sources }, loopback }
	}

	#[test]
	fn source_should_be_left_out_when_its_name_leads_where_nobody_may_ask() {
		let sources = [
			(UstBillXml, "https://home.treasury.gov"),
			(NyFed, "https://127.0.0.1:8090"),
			(VastBundles, "https://home.treasury.gov:8443"),
			(ResaleCatalogue, "https://prices.example.com/broker"),
		];
		let leads = |treasury: &[&str]| {
			let parse = |text: &&str| text.parse().unwrap();
			Addresses::from([
				("home.treasury.gov".into(), Ok(treasury.iter().map(parse).collect())),
				("prices.example.com".into(), Err("no such host".into())),
			])
		};
		for (addresses, loopback, allowed) in [
			(&["93.184.216.34"][..], false, true),
			(&["93.184.216.34", "2606:2800:220:1::1"], false, true),
			// One of several is enough: it may be the one that is asked.
			(&["93.184.216.34", "10.0.0.1"], false, false),
			(&["169.254.169.254"], true, false),
			(&["::ffff:192.168.0.1"], true, false),
			(&["127.0.0.1"], false, false),
			(&["127.0.0.1"], true, true),
			(&[], true, false),
		] {
			let oracle = oracle(&sources, loopback);
			assert_eq!(oracle.names(), ["home.treasury.gov", "prices.example.com"]);
			let (config, refused) = oracle.reachable(&leads(addresses));
			let asked: Vec<_> = config.sources.iter().map(|source| source.source).collect();
			let told: Vec<_> = refused.iter().map(|(source, _)| *source).collect();
			if allowed {
				assert_eq!(
					(asked, told),
					(vec![UstBillXml, NyFed, VastBundles], vec![ResaleCatalogue])
				);
			} else {
				assert_eq!(
					(asked, told),
					(vec![NyFed], vec![UstBillXml, VastBundles, ResaleCatalogue])
				);
				assert!(refused[0].1.contains("home.treasury.gov"), "{refused:?}");
			}
			let (_, reason) = refused.last().unwrap();
			assert_eq!(reason, "prices.example.com is not found: no such host");
		}
		// Before anything was looked up, only addresses are asked.
		let (config, refused) = oracle(&sources, true).reachable(&Addresses::new());
		assert_eq!((config.sources.len(), refused.len()), (1, 3));
	}
}
