//! Answers as hostile as HTTP lets them be.

mod common;
#[path = "common/sim.rs"]
mod sim;

use caliber_feeds_core::{pipeline::FetchError, FeedError, Limits, Source::UstBillXml};
use caliber_feeds_web::Client;
use common::{answer, question, serve, Reply};
use std::time::Duration;

const LIMITS: Limits = Limits { body_bytes: 10_000, total_ms: 600, max_requests: 128 };

fn raw(text: impl Into<Vec<u8>>) -> Reply {
	Reply { bytes: text.into(), ..Reply::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn answer_should_be_looked_at_only_when_it_is_plain_small_and_in_time() {
	let xml = "application/xml";
	let refused = |error| Err(FetchError::Answer(error));
	let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n";
	let chunked = |body: &str| raw(format!("{head}Transfer-Encoding: chunked\r\n\r\n{body}"));
	let big = "x".repeat(10_001);
	for (name, reply, want) in [
		("good", answer("200 OK", xml, "<a/>"), Ok(b"<a/>".to_vec())),
		("no length", raw(format!("{head}Connection: close\r\n\r\n<a/>")), Ok(b"<a/>".to_vec())),
		("chunked", chunked("4\r\n<a/>\r\n0\r\n\r\n"), Ok(b"<a/>".to_vec())),
		("full", answer("200 OK", xml, &big[1..]), Ok(big.as_bytes()[1..].to_vec())),
		("too large", answer("200 OK", xml, &big), refused(FeedError::TooLarge)),
		(
			"endless",
			raw(format!("{head}Content-Length: 50000000\r\n\r\n{}", big.repeat(3))),
			refused(FeedError::TooLarge),
		),
		("no content", answer("204 No Content", xml, ""), refused(FeedError::Status(204))),
		(
			"moved",
			raw("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"),
			refused(FeedError::Status(302)),
		),
		("too many", answer("429 Too Many", "text/plain", "wait"), refused(FeedError::Status(429))),
		("down", answer("503 Down", xml, ""), refused(FeedError::Status(503))),
		("page", answer("200 OK", "text/html", "<a/>"), refused(FeedError::ContentType)),
		(
			"gzip",
			raw(format!("{head}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab")),
			refused(FeedError::Encoding),
		),
		(
			"cut",
			raw(format!("{head}Content-Length: 9\r\nConnection: close\r\n\r\n<a/>")),
			Err(FetchError::Io),
		),
		("cut chunk", chunked("9\r\n<a/>"), Err(FetchError::Io)),
		("no HTTP", raw("SSH-2.0-OpenSSH\r\n"), Err(FetchError::Io)),
		("nothing", raw(""), Err(FetchError::Io)),
		("silence", Reply { holds: true, ..raw("") }, Err(FetchError::Deadline)),
		(
			"half",
			Reply { holds: true, ..raw(format!("{head}Content-Length: 9\r\n\r\n<")) },
			Err(FetchError::Deadline),
		),
		(
			"drip",
			Reply { drips: true, pause: Duration::from_millis(30), ..answer("200 OK", xml, &big) },
			Err(FetchError::Deadline),
		),
	] {
		let at = serve(move |_, _| reply.clone()).await;
		let client = Client::new(LIMITS, true).unwrap();
		let asked = client.exchange(&question(UstBillXml, &format!("http://{at}"))).await;
		assert_eq!(asked.answer, want, "{name}");
		assert!(asked.took < Duration::from_millis(1_500), "{name}: {:?}", asked.took);
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn question_should_go_out_whole_when_it_is_asked() {
	let at = serve(|path, _| answer("200 OK", "text/xml", path)).await;
	let mut question = question(UstBillXml, &format!("http://{at}"));
	question.config.to_mut().headers.push((b"Authorization".to_vec(), b"Bearer x".to_vec()));
	let client = Client::new(LIMITS, true).unwrap();
	let asked = client.exchange(&question).await;
	let path = question.request.path_and_query.clone();
	assert_eq!((asked.status, asked.answer), (Some(200), Ok(path.into_bytes())));
	question.config.to_mut().headers.push((b"X".to_vec(), b"\xff".to_vec()));
	assert_eq!(client.exchange(&question).await.answer, Err(FetchError::NoText));
}

#[tokio::test(flavor = "multi_thread")]
async fn name_should_not_be_asked_when_it_leads_to_this_machine() {
	let at = serve(|_, _| answer("200 OK", "text/xml", "<a/>")).await;
	let question = question(UstBillXml, &format!("http://localhost:{}", at.port()));
	let ask = |loopback| {
		let question = question.clone();
		async move { Client::new(LIMITS, loopback).unwrap().exchange(&question).await.answer }
	};
	assert_eq!(ask(true).await, Ok(b"<a/>".to_vec()));
	assert_eq!(ask(false).await, Err(FetchError::Io));
}

#[tokio::test(flavor = "multi_thread")]
async fn server_should_be_believed_only_when_its_certificate_is_good() {
	let folder = tempfile::tempdir().unwrap();
	let ca = folder.path().join("ca.pem");
	let addresses = sim::serve(0, Duration::ZERO, Some(folder.path().into())).await;
	// Of all tests of this program only this one looks at certificates.
	std::env::set_var("SSL_CERT_FILE", &ca);
	let client = Client::new(Limits::MAX, true).unwrap();
	let mut answers = Vec::new();
	for address in &addresses {
		let (base, note) = address.split_once(' ').unwrap_or((address, ""));
		let asked = client.exchange(&question(UstBillXml, base)).await;
		answers.push((base.starts_with("https"), note.to_string(), asked.answer.map(|_| ())));
	}
	let [plain, good, bad @ ..] = answers.as_slice() else { panic!("{answers:?}") };
	assert_eq!((plain.0, plain.2), (false, Ok(())));
	assert_eq!((good.0, good.2), (true, Ok(())), "{answers:?}");
	assert_eq!(bad.len(), 2);
	for (is_tls, note, answer) in bad {
		assert_eq!((*is_tls, *answer), (true, Err(FetchError::Io)), "{note}");
	}
}
