//! TLS with a throw-away certification authority.

mod common;

use common::{request, Answer, Sim};
use rustls::{
	pki_types::{pem::PemObject, CertificateDer, ServerName},
	CertificateError, ClientConfig, ClientConnection, RootCertStore, StreamOwned,
};
use std::{
	io::{Read, Write},
	net::{SocketAddr, TcpStream},
	path::PathBuf,
	sync::Arc,
};

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
	let folder = std::env::temp_dir().join(format!("feed-sim-{name}-{}", std::process::id()));
	std::fs::create_dir_all(&folder).unwrap();
	folder
}

/// Asks by TLS, trusting these authorities.
fn ask(address: SocketAddr, host: &str, roots: RootCertStore) -> std::io::Result<Answer> {
	let provider = Arc::new(rustls::crypto::ring::default_provider());
	let config = ClientConfig::builder_with_provider(provider)
		.with_safe_default_protocol_versions()
		.unwrap()
		.with_root_certificates(roots)
		.with_no_client_auth();
	let name = ServerName::try_from(host.to_string()).unwrap();
	let connection = ClientConnection::new(Arc::new(config), name).unwrap();
	let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
	stream.write_all(&request("GET", "/api/v1/instance-types", &[], b""))?;
	let mut bytes = Vec::new();
	let broken = stream.read_to_end(&mut bytes).err().map(|error| error.kind());
	Ok(Answer::read(&bytes, broken).expect("a head"))
}

/// Why a certificate was refused.
fn refusal(result: std::io::Result<Answer>) -> CertificateError {
	let error = result.expect_err("is refused");
	let error = error.into_inner().expect("has a cause");
	match error.downcast::<rustls::Error>().map(|error| *error) {
		Ok(rustls::Error::InvalidCertificate(reason)) => reason,
		other => panic!("another error: {other:?}"),
	}
}

#[test]
fn sim_should_be_trusted_by_its_good_certificate_only_when_its_authority_is() {
	let folder = folder("trust");
	let sim = Sim::start(&["--as-of", "2026-08-11", "--tls", folder.to_str().unwrap()]);
	let plain = sim.get("/api/v1/instance-types");
	let &[good, expired, wrong_host] = &sim.tls[..] else { panic!("{:?}", sim.tls) };
	let trusted = || {
		let mut roots = RootCertStore::empty();
		roots.add(CertificateDer::from_pem_file(folder.join("ca.pem")).unwrap()).unwrap();
		roots
	};
	for host in ["localhost", "127.0.0.1"] {
		let answer = ask(good, host, trusted()).unwrap();
		assert_eq!((answer.status, &answer.body), (200, &plain.body), "{host}");
	}
	assert_eq!(
		refusal(ask(good, "localhost", RootCertStore::empty())),
		CertificateError::UnknownIssuer
	);
	assert!(matches!(
		refusal(ask(expired, "localhost", trusted())),
		CertificateError::Expired | CertificateError::ExpiredContext { .. }
	));
	assert!(matches!(
		refusal(ask(wrong_host, "localhost", trusted())),
		CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }
	));
	// Cases come through TLS too, and a reader who breaks off spoils nothing.
	sim.fault("lambda-instance-types", "connection-reset");
	let broken = ask(good, "localhost", trusted()).unwrap();
	assert!(broken.broken.is_some() && broken.body.len() < plain.body.len());
	sim.fault("lambda-instance-types", "off");
	drop(TcpStream::connect(good).unwrap());
	assert_eq!(ask(good, "localhost", trusted()).unwrap().body, plain.body);
	drop(sim);
	std::fs::remove_dir_all(&folder).unwrap();
}
