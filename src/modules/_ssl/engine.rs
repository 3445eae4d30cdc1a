//! A TLS connection without input and output: records go in and out as bytes. Nothing here knows Python or sockets, and
//! nothing waits.

use super::config::{Config, Session};
use super::trust::{Refusal, noted};
use rustls::client::Resumption;
use rustls::pki_types::{CertificateDer, DnsName, IpAddr, Ipv4Addr, ServerName};
use rustls::server::{Accepted, Acceptor};
use rustls::{
    ClientConnection, Connection, Error, HandshakeKind, InvalidMessage, PeerIncompatible, ProtocolVersion,
};
use std::io::{Read, Write};
use std::sync::Arc;

/// Why a connection failed.
#[derive(Clone, Debug)]
pub enum Failure {
    /// OpenSSL's reason, which is its text too, in lower case.
    Reason(&'static str),
    /// An alert of the peer's.
    Alert(u8),
    /// The peer's certificate.
    Refused(Refusal),
    /// The peer is gone without a word.
    Eof,
    /// The same, once more.
    EofAgain,
    /// Both sides have said that no more data comes.
    Closed,
}

/// What a connection needs to go on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Bytes from the peer.
    Handshake,
    /// Somebody who looks at the client's greeting and names a configuration.
    Hello,
    /// Nothing: data can be sent and received.
    Open,
}

enum Tls {
    Start(Box<Acceptor>),
    Hello(Box<Accepted>),
    Running(Box<Connection>),
    Failed,
}

/// A connection.
pub struct Engine {
    tls: Tls,
    out: Vec<u8>,
    plaintext: usize,
    peer_closed: bool,
    closed: bool,
    failure: Option<Failure>,
    /// The path that the peer's certificate was accepted by.
    pub path: Vec<Vec<u8>>,
    /// What the client was given, for the next connection.
    pub session: Option<Arc<Session>>,
    /// The suites that the client knows, as far as the server does too.
    pub offered: Vec<u16>,
}

/// Most bytes of data in a record.
pub const CHUNK: usize = 16384;

impl Engine {
    fn new(tls: Tls) -> Engine {
        Engine {
            tls,
            out: Vec::new(),
            plaintext: 0,
            peer_closed: false,
            closed: false,
            failure: None,
            path: Vec::new(),
            session: None,
            offered: Vec::new(),
        }
    }

    /// The server's side; the configuration comes when the client has greeted.
    pub fn server() -> Engine {
        Engine::new(Tls::Start(Box::default()))
    }

    /// The client's side.
    pub fn client(config: &Config, host: Option<&str>, session: Option<Arc<Session>>) -> Engine {
        let unusable = |f: Failure| Engine { failure: Some(f), ..Engine::new(Tls::Failed) };
        let config = match config {
            Config::Client(c) => c,
            Config::Unusable(reason) => return unusable(Failure::Reason(reason)),
            Config::Server(..) => return unusable(Failure::Reason("INTERNAL_ERROR")),
        };
        let mut c = rustls::ClientConfig::clone(config);
        let kept = session.unwrap_or_default();
        c.resumption = Resumption::store(kept.clone());
        let name = host.and_then(server_name);
        c.enable_sni = matches!(name, Some(ServerName::DnsName(_)));
        // Without a name there is nothing to send; the verifier does not ask for it then.
        let name = name.unwrap_or(ServerName::IpAddress(IpAddr::V4(Ipv4Addr::from([0, 0, 0, 0]))));
        let mut c = match ClientConnection::new(Arc::new(c), name) {
            Ok(c) => c,
            Err(e) => return unusable(failure(&e)),
        };
        c.set_buffer_limit(None);
        let mut e = Engine::new(Tls::Running(Box::new(Connection::Client(c))));
        e.session = Some(kept);
        e.collect();
        e
    }

    /// What it needs.
    pub fn phase(&self) -> Phase {
        match &self.tls {
            Tls::Start(_) | Tls::Failed => Phase::Handshake,
            Tls::Hello(_) => Phase::Hello,
            Tls::Running(c) if c.is_handshaking() => Phase::Handshake,
            Tls::Running(_) => Phase::Open,
        }
    }

    /// Why it failed.
    pub fn failure(&self) -> Option<Failure> {
        self.failure.clone()
    }

    /// Makes it fail.
    pub fn fail(&mut self, f: Failure, alert: Option<u8>) {
        if let Some(alert) = alert {
            match &mut self.tls {
                // Only before there are keys.
                Tls::Start(_) | Tls::Hello(_) | Tls::Failed => {
                    self.out.extend([21, 3, 3, 0, 2, 2, alert]);
                }
                Tls::Running(_) => {}
            }
        }
        self.failure = Some(f);
    }

    /// The end of what comes from the peer; without a word, unless that is taken for one.
    pub fn end(&mut self, lenient: bool) {
        if lenient && self.phase() == Phase::Open && self.failure.is_none() {
            self.peer_closed = true;
        }
        if (self.peer_closed && self.phase() == Phase::Open)
            || (self.failure.is_some() && !matches!(self.failure, Some(Failure::Eof)))
        {
            return;
        }
        self.failure = Some(if self.failure.is_some() { Failure::EofAgain } else { Failure::Eof });
    }

    /// A record from the peer.
    pub fn feed(&mut self, mut record: &[u8]) {
        if self.failure.is_some() {
            return;
        }
        while !record.is_empty() && self.failure.is_none() {
            match &mut self.tls {
                Tls::Start(a) => {
                    if !matches!(a.read_tls(&mut record), Ok(1..)) {
                        return self.fail(Failure::Reason("UNEXPECTED_MESSAGE"), Some(10));
                    }
                    match a.accept() {
                        Ok(None) => {}
                        Ok(Some(accepted)) => self.tls = Tls::Hello(Box::new(accepted)),
                        Err((e, mut alert)) => {
                            let before = self.out.len();
                            // Writing to memory does not fail.
                            let _ = alert.write_all(&mut self.out);
                            self.tls = Tls::Failed;
                            let silent = self.out.len() == before;
                            self.fail(failure(&e), silent.then_some(50));
                        }
                    }
                }
                Tls::Running(c) => {
                    if !matches!(c.read_tls(&mut record), Ok(1..)) {
                        return;
                    }
                    self.process();
                }
                Tls::Hello(_) | Tls::Failed => return,
            }
        }
    }

    fn process(&mut self) {
        let Tls::Running(c) = &mut self.tls else { return };
        let mut missing_certificate = false;
        drop(noted());
        match c.process_new_packets() {
            Ok(state) => {
                self.plaintext = state.plaintext_bytes_to_read();
                self.peer_closed |= state.peer_has_closed();
                if let Some(Ok(path)) = noted() {
                    self.path = path;
                }
            }
            Err(e) => {
                if matches!(e, Error::NoCertificatesPresented)
                    && c.protocol_version() == Some(ProtocolVersion::TLSv1_2)
                {
                    missing_certificate = true;
                }
                self.failure = Some(match noted() {
                    Some(Err(refusal)) => Failure::Refused(refusal),
                    _ => failure(&e),
                });
            }
        }
        self.collect();
        // TLS 1.2 has no word for it yet but "handshake failure"; rustls sends the number of TLS 1.3.
        if missing_certificate && self.out.ends_with(&[2, 116]) {
            self.out.pop();
            self.out.push(40);
        }
    }

    /// Moves what rustls has to send.
    fn collect(&mut self) {
        if let Tls::Running(c) = &mut self.tls {
            while c.wants_write() {
                if !matches!(c.write_tls(&mut self.out), Ok(1..)) {
                    break;
                }
            }
        }
    }

    /// The name that the client asks for.
    pub fn asked_name(&self) -> Option<String> {
        match &self.tls {
            Tls::Hello(a) => a.client_hello().server_name().map(str::to_owned),
            Tls::Running(c) => match &**c {
                Connection::Server(c) => c.server_name().map(str::to_owned),
                Connection::Client(_) => None,
            },
            _ => None,
        }
    }

    /// Goes on after the greeting.
    pub fn accept(&mut self, config: &Config) {
        if !matches!(self.tls, Tls::Hello(_)) {
            return;
        }
        let (config, ready) = match config {
            Config::Server(c, ready) => (c, ready),
            Config::Unusable(reason) => return self.fail(Failure::Reason(reason), Some(70)),
            Config::Client(_) => return self.fail(Failure::Reason("INTERNAL_ERROR"), Some(80)),
        };
        if !ready {
            return self.fail(Failure::Reason("NO_SHARED_CIPHER"), Some(40));
        }
        let Tls::Hello(accepted) = std::mem::replace(&mut self.tls, Tls::Failed) else { return };
        let hello = accepted.client_hello();
        let known = config.crypto_provider().cipher_suites.iter().map(|s| s.suite());
        self.offered = known.filter(|s| hello.cipher_suites().contains(s)).map(u16::from).collect();
        let common = match hello.alpn() {
            Some(mut offered) => offered.any(|p| config.alpn_protocols.iter().any(|q| q == p)),
            None => true,
        };
        let config = if common {
            config.clone()
        } else {
            // Nothing in common is no reason to stop.
            let mut c = rustls::ServerConfig::clone(config);
            c.alpn_protocols.clear();
            Arc::new(c)
        };
        match accepted.into_connection(config) {
            Ok(mut c) => {
                c.set_buffer_limit(None);
                self.tls = Tls::Running(Box::new(Connection::Server(c)));
                self.process();
            }
            Err((e, mut alert)) => {
                let _ = alert.write_all(&mut self.out);
                self.failure = Some(failure(&e));
            }
        }
    }

    /// Takes what is to be sent.
    pub fn take_out(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// Whether there is something to send.
    pub fn has_out(&self) -> bool {
        !self.out.is_empty()
    }

    /// Bytes of data that can be read at once.
    pub fn pending(&self) -> usize {
        self.plaintext
    }

    /// Whether the peer said that it sends no more.
    pub fn peer_closed(&self) -> bool {
        self.peer_closed
    }

    /// Whether it said itself that it sends no more.
    pub fn closed(&self) -> bool {
        self.closed
    }

    /// Reads data that is there.
    pub fn read(&mut self, buf: &mut [u8]) -> usize {
        let Tls::Running(c) = &mut self.tls else { return 0 };
        let mut n = 0;
        while n < buf.len() && self.plaintext > 0 {
            match c.reader().read(&mut buf[n..]) {
                Ok(k @ 1..) => {
                    n += k;
                    self.plaintext = self.plaintext.saturating_sub(k);
                }
                _ => self.plaintext = 0,
            }
        }
        n
    }

    /// Makes a record of data.
    pub fn write(&mut self, data: &[u8]) {
        if let Tls::Running(c) = &mut self.tls {
            // The buffer has no limit.
            let _ = c.writer().write_all(data);
        }
        self.collect();
    }

    /// Says that no more data comes.
    pub fn close(&mut self) {
        if let Tls::Running(c) = &mut self.tls {
            c.send_close_notify();
        }
        self.closed = true;
        self.collect();
    }

    fn running(&self) -> Option<&Connection> {
        match &self.tls {
            Tls::Running(c) => Some(c),
            _ => None,
        }
    }

    /// The peer's certificates.
    pub fn peer_certificates(&self) -> &[CertificateDer<'static>] {
        self.running().and_then(|c| c.peer_certificates()).unwrap_or_default()
    }

    /// The version, as a number on the wire, once the handshake is over.
    pub fn version(&self) -> Option<u16> {
        self.open().and_then(|c| c.protocol_version()).map(u16::from)
    }

    /// The cipher suite's number.
    pub fn suite(&self) -> Option<u16> {
        self.open().and_then(|c| c.negotiated_cipher_suite()).map(|c| u16::from(c.suite()))
    }

    /// The application protocol.
    pub fn alpn(&self) -> Option<&[u8]> {
        self.open()?.alpn_protocol()
    }

    /// Whether it goes on from an earlier one.
    pub fn is_resumed(&self) -> bool {
        self.open().is_some_and(|c| c.handshake_kind() == Some(HandshakeKind::Resumed))
    }

    fn open(&self) -> Option<&Connection> {
        self.running().filter(|c| !c.is_handshaking())
    }
}

/// A name as rustls takes it; `None`: it is none that is sent.
fn server_name(host: &str) -> Option<ServerName<'static>> {
    if let Ok(ip) = host.parse::<std::net::IpAddr>() {
        return Some(ServerName::IpAddress(ip.into()));
    }
    DnsName::try_from(host.to_owned()).ok().map(ServerName::DnsName)
}

/// OpenSSL's reason for an error of rustls.
fn failure(e: &Error) -> Failure {
    Failure::Reason(match e {
        Error::AlertReceived(a) => return Failure::Alert((*a).into()),
        Error::NoCertificatesPresented => "PEER_DID_NOT_RETURN_A_CERTIFICATE",
        Error::InappropriateMessage { .. } | Error::InappropriateHandshakeMessage { .. } => {
            "UNEXPECTED_MESSAGE"
        }
        Error::DecryptError => "DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
        Error::PeerSentOversizedRecord => "PACKET_LENGTH_TOO_LONG",
        Error::NoApplicationProtocol => "NO_APPLICATION_PROTOCOL",
        Error::InvalidMessage(m) => match m {
            InvalidMessage::UnexpectedMessage(_) | InvalidMessage::InvalidEmptyPayload => {
                "UNEXPECTED_MESSAGE"
            }
            InvalidMessage::MessageTooLarge => "PACKET_LENGTH_TOO_LONG",
            InvalidMessage::UnknownProtocolVersion | InvalidMessage::InvalidContentType => {
                "WRONG_VERSION_NUMBER"
            }
            _ => "LENGTH_MISMATCH",
        },
        Error::PeerIncompatible(p) => match p {
            PeerIncompatible::NoCipherSuitesInCommon | PeerIncompatible::NoSignatureSchemesInCommon => {
                "NO_SHARED_CIPHER"
            }
            PeerIncompatible::NoKxGroupsInCommon => "NO_SUITABLE_KEY_SHARE",
            PeerIncompatible::ServerDoesNotSupportTls12Or13
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig
            | PeerIncompatible::SupportedVersionsExtensionRequired
            | PeerIncompatible::Tls12NotOffered
            | PeerIncompatible::Tls12NotOfferedOrEnabled => "UNSUPPORTED_PROTOCOL",
            _ => "HANDSHAKE_FAILURE_ON_CLIENT_HELLO",
        },
        Error::InvalidCertificate(_) => "BAD_SIGNATURE",
        Error::PeerMisbehaved(_) => "BAD_EXTENSION",
        _ => "INTERNAL_ERROR",
    })
}
