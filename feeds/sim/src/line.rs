//! Connections: of several ports, with TLS or without, each of which can be reset.

use axum::{
	extract::connect_info::Connected,
	serve::{IncomingStream, Listener},
};
use rustls::ServerConfig;
use std::{
	io,
	net::SocketAddr,
	pin::Pin,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc,
	},
	task::{Context, Poll},
	time::Duration,
};
use tokio::{
	io::{AsyncRead, AsyncWrite, ReadBuf},
	net::{TcpListener, TcpStream},
	sync::mpsc,
	time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;

/// Connections that wait to be served.
const WAITING: usize = 64;
/// How long a reader may take to agree on keys.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Until the next try when the system has no more connections to give.
const PAUSE: Duration = Duration::from_millis(50);

/// One connection, as those who answer see it.
#[derive(Clone, Debug)]
pub struct Line {
	/// Who asks.
	pub peer: SocketAddr,
	reset: Arc<AtomicBool>,
}

impl Line {
	fn new(peer: SocketAddr) -> Self {
		Self { peer, reset: Arc::default() }
	}

	/// The connection will end by a reset.
	pub fn reset(&self) {
		self.reset.store(true, Ordering::Relaxed);
	}
}

/// A TCP connection that can end by a reset.
#[derive(Debug)]
struct Socket {
	stream: TcpStream,
	line: Line,
}

impl Drop for Socket {
	fn drop(&mut self) {
		if self.line.reset.load(Ordering::Relaxed) {
			// Should the system refuse, the reader sees an end in the middle all the same.
			let _ = self.stream.set_zero_linger();
		}
	}
}

impl AsyncRead for Socket {
	fn poll_read(
		mut self: Pin<&mut Self>,
		cx: &mut Context<'_>,
		buffer: &mut ReadBuf<'_>,
	) -> Poll<io::Result<()>> {
		Pin::new(&mut self.stream).poll_read(cx, buffer)
	}
}

impl AsyncWrite for Socket {
	fn poll_write(
		mut self: Pin<&mut Self>,
		cx: &mut Context<'_>,
		bytes: &[u8],
	) -> Poll<io::Result<usize>> {
		Pin::new(&mut self.stream).poll_write(cx, bytes)
	}

	fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
		Pin::new(&mut self.stream).poll_flush(cx)
	}

	fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
		if self.line.reset.load(Ordering::Relaxed) {
			return Poll::Ready(Ok(()));
		}
		Pin::new(&mut self.stream).poll_shutdown(cx)
	}
}

/// What is written to and read from.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A connection that is ready.
type Ready = (Box<dyn Stream>, Line);

/// The connections of all ports.
pub struct Ports {
	address: SocketAddr,
	sender: mpsc::Sender<Ready>,
	ready: mpsc::Receiver<Ready>,
}

impl Ports {
	/// Without a port yet. The address is that of the first.
	pub fn new(address: SocketAddr) -> Self {
		let (sender, ready) = mpsc::channel(WAITING);
		Self { address, sender, ready }
	}

	/// Takes connections from a port, with TLS or without.
	pub fn add(&self, listener: TcpListener, tls: Option<Arc<ServerConfig>>) {
		let (sender, tls) = (self.sender.clone(), tls.map(TlsAcceptor::from));
		tokio::spawn(async move {
			while !sender.is_closed() {
				let Ok((stream, peer)) = listener.accept().await else {
					sleep(PAUSE).await;
					continue;
				};
				let line = Line::new(peer);
				let socket = Socket { stream, line: line.clone() };
				tokio::spawn(open(socket, line, tls.clone(), sender.clone()));
			}
		});
	}
}

/// Agrees on keys, if need be. A reader who does not is a reader's affair.
async fn open(socket: Socket, line: Line, tls: Option<TlsAcceptor>, sender: mpsc::Sender<Ready>) {
	let stream: Box<dyn Stream> = match tls {
		None => Box::new(socket),
		Some(tls) => match timeout(HANDSHAKE, tls.accept(socket)).await {
			Ok(Ok(stream)) => Box::new(stream),
			_ => return,
		},
	};
	// Nobody serves any more.
	let _ = sender.send((stream, line)).await;
}

impl Listener for Ports {
	type Io = Box<dyn Stream>;
	type Addr = Line;

	async fn accept(&mut self) -> (Self::Io, Self::Addr) {
		match self.ready.recv().await {
			Some(ready) => ready,
			// Cannot be: this holds a sender itself.
			None => std::future::pending().await,
		}
	}

	fn local_addr(&self) -> io::Result<Self::Addr> {
		Ok(Line::new(self.address))
	}
}

impl Connected<IncomingStream<'_, Ports>> for Line {
	fn connect_info(stream: IncomingStream<'_, Ports>) -> Self {
		stream.remote_addr().clone()
	}
}
