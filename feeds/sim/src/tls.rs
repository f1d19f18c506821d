//! A throw-away certification authority and what it signs. Keys never leave the memory.

use crate::{clock::AsOf, date::Day};
use anyhow::Context;
use rcgen::{
	date_time_ymd, BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa,
	Issuer, KeyPair, KeyUsagePurpose,
};
use rustls::{
	pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
	ServerConfig,
};
use std::{path::Path, sync::Arc};

/// Days for which a certificate is good.
const GOOD: i64 = 30;

/// What is wrong with a certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
	/// Nothing.
	None,
	/// It ended yesterday.
	Expired,
	/// It is that of another host.
	WrongHost,
}

impl Flaw {
	/// All of them.
	pub const ALL: [Self; 3] = [Self::None, Self::Expired, Self::WrongHost];

	/// The file that its certificate is written to.
	fn file(self) -> &'static str {
		match self {
			Self::None => "server.pem",
			Self::Expired => "expired.pem",
			Self::WrongHost => "wrong-host.pem",
		}
	}

	/// What is said of it.
	pub fn note(self) -> &'static str {
		match self {
			Self::None => "",
			Self::Expired => " (expired certificate)",
			Self::WrongHost => " (certificate of another host)",
		}
	}
}

/// Writes `ca.pem` and the certificates to a folder.
///
/// # Errors
/// If the folder cannot be written.
pub fn make(folder: &Path) -> anyhow::Result<[(Flaw, Arc<ServerConfig>); 3]> {
	let today = Day::of(AsOf::Now.unix());
	let ca_key = KeyPair::generate()?;
	let mut ca = params(&[], today.plus(-2), today.plus(GOOD))?;
	ca.distinguished_name.push(DnType::CommonName, "feed-sim throw-away CA");
	ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
	ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
	let ca_certificate = ca.self_signed(&ca_key)?;
	let issuer = Issuer::new(ca, ca_key);

	std::fs::create_dir_all(folder)
		.and_then(|()| std::fs::write(folder.join("ca.pem"), ca_certificate.pem()))
		.with_context(|| format!("cannot write to {}; name another --tls", folder.display()))?;
	let make = |flaw: Flaw| {
		let names: &[&str] = match flaw {
			Flaw::WrongHost => &["elsewhere.invalid"],
			_ => &["localhost", "127.0.0.1", "::1"],
		};
		let end = if flaw == Flaw::Expired { today.plus(-1) } else { today.plus(GOOD) };
		let mut leaf = params(names, today.plus(-2), end)?;
		leaf.distinguished_name.push(DnType::CommonName, "feed-sim");
		leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
		leaf.use_authority_key_identifier_extension = true;
		let key = KeyPair::generate()?;
		let certificate = leaf.signed_by(&key, &issuer)?;
		std::fs::write(folder.join(flaw.file()), certificate.pem())
			.with_context(|| format!("cannot write to {}", folder.display()))?;
		let config = config(certificate.der().clone(), key.serialize_der())?;
		anyhow::Ok((flaw, Arc::new(config)))
	};
	let [good, expired, wrong_host] = Flaw::ALL.map(make);
	Ok([good?, expired?, wrong_host?])
}

fn params(names: &[&str], first: Day, last: Day) -> anyhow::Result<CertificateParams> {
	let names: Vec<String> = names.iter().map(|name| (*name).to_string()).collect();
	let mut params = CertificateParams::new(names)?;
	params.distinguished_name = rcgen::DistinguishedName::new();
	let date = |day: Day| {
		let (year, month, of_month) = day.civil();
		Some(date_time_ymd(
			year.try_into().ok()?,
			month.try_into().ok()?,
			of_month.try_into().ok()?,
		))
	};
	let dates = date(first).zip(date(last)).context("the machine's clock is far off")?;
	(params.not_before, params.not_after) = dates;
	Ok(params)
}

fn config(certificate: CertificateDer<'static>, key: Vec<u8>) -> anyhow::Result<ServerConfig> {
	let provider = Arc::new(rustls::crypto::ring::default_provider());
	let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key));
	Ok(ServerConfig::builder_with_provider(provider)
		.with_safe_default_protocol_versions()?
		.with_no_client_auth()
		.with_single_cert(vec![certificate], key)?)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn make_should_write_certificates_and_no_key_when_the_folder_is_new() {
		let folder = std::env::temp_dir().join(format!("feed-sim-tls-{}", std::process::id()));
		let made = make(&folder.join("deeper")).unwrap();
		assert_eq!(made.each_ref().map(|(flaw, _)| *flaw), Flaw::ALL);
		let mut files = Vec::new();
		for file in std::fs::read_dir(folder.join("deeper")).unwrap() {
			let path = file.unwrap().path();
			let text = std::fs::read_to_string(&path).unwrap();
			assert!(text.starts_with("-----BEGIN CERTIFICATE-----") && !text.contains("PRIVATE"));
			files.push(path.file_name().unwrap().to_str().unwrap().to_string());
		}
		files.sort_unstable();
		assert_eq!(files, ["ca.pem", "expired.pem", "server.pem", "wrong-host.pem"]);
		std::fs::remove_dir_all(&folder).unwrap();
		assert!(make(Path::new("/dev/null/x")).is_err());
	}
}
