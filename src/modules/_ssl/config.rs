//! What a context says, in rustls' terms: the configuration of clients and servers, verifiers, own certificates, sessions.
//! No Python objects.

use super::der::Certificate;
use super::trust::{Question, Refusal, Trust, note};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ClientSessionStore, ResolvesClientCert, Resumption};
use rustls::client::{Tls12ClientSessionValue, Tls13ClientSessionValue};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::{CertificateDer, ServerName, SubjectPublicKeyInfoDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{ClientHello, ResolvesServerCert, ServerSessionMemoryCache};
use rustls::sign::CertifiedKey;
use rustls::{
    CertificateError, CipherSuite, ClientConfig, DigitallySignedStruct, DistinguishedName, Error, KeyLog,
    NamedGroup, ServerConfig, SignatureScheme, SupportedProtocolVersion,
};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use webpki::RawPublicKeyEntity;

/// What a context says.
pub struct Settings {
    /// Whom it trusts, prepared.
    pub trust: Trust,
    /// CERT_NONE, CERT_OPTIONAL or CERT_REQUIRED.
    pub verify_mode: i64,
    /// VERIFY_... bits.
    pub flags: i64,
    /// Whether the name has to fit.
    pub check_hostname: bool,
    /// Whether a common name counts where there are no alternative names.
    pub common_names: bool,
    /// Own certificates with their keys.
    pub identities: Vec<Arc<CertifiedKey>>,
    /// Lowest and highest version, as numbers on the wire.
    pub versions: (u16, u16),
    /// Application protocols, best first.
    pub alpn: Vec<Vec<u8>>,
    /// Numbers of the cipher suites, best first.
    pub suites: Vec<u16>,
    /// Groups for the key exchange; empty: all.
    pub groups: Vec<u16>,
    /// Whether the server's order of suites counts.
    pub server_order: bool,
    /// Session tickets a server sends.
    pub tickets: usize,
    /// Where secrets are written to.
    pub log: Option<std::fs::File>,
}

/// A configuration, for connections of one side.
pub enum Config {
    /// Of clients.
    Client(Arc<ClientConfig>),
    /// Of servers; whether there is a certificate.
    Server(Arc<ServerConfig>, bool),
    /// Of none: OpenSSL's reason.
    Unusable(&'static str),
}

/// What a connection may use. Suites of other versions are left out: who knows them could be taken for one who has the
/// version too.
fn provider(s: &Settings) -> CryptoProvider {
    let mut p = ring::default_provider();
    let all = std::mem::take(&mut p.cipher_suites);
    let found =
        s.suites.iter().filter_map(|n| all.iter().find(|c| c.suite() == CipherSuite::from(*n)).copied());
    p.cipher_suites = found.filter(|c| in_range(s, c.version())).collect();
    if !s.groups.is_empty() {
        p.kx_groups.retain(|g| s.groups.iter().any(|n| g.name() == NamedGroup::from(*n)));
    }
    p
}

fn in_range(s: &Settings, v: &SupportedProtocolVersion) -> bool {
    (s.versions.0..=s.versions.1).contains(&u16::from(v.version))
}

/// The configuration that settings make.
pub fn build(s: Settings, server: bool) -> Config {
    const NO_VERSION: Config = Config::Unusable("NO_PROTOCOLS_AVAILABLE");
    if !rustls::ALL_VERSIONS.iter().any(|v| in_range(&s, v)) {
        return NO_VERSION;
    }
    let provider = Arc::new(provider(&s));
    let has_suite = |v: &&&'static SupportedProtocolVersion| {
        provider.cipher_suites.iter().any(|c| c.version().version == v.version)
    };
    let versions: Vec<_> = rustls::ALL_VERSIONS.iter().filter(has_suite).copied().collect();
    if versions.is_empty() {
        return Config::Unusable("NO_CIPHERS_AVAILABLE");
    }
    let algorithms = provider.signature_verification_algorithms;
    let keys = Arc::new(Keys(s.identities));
    let log: Option<Arc<dyn KeyLog>> = s.log.map(|f| Arc::new(Log(Mutex::new(f))) as _);
    let verifier = Arc::new(Verifier {
        trust: s.trust,
        mode: s.verify_mode,
        flags: s.flags,
        check_hostname: s.check_hostname,
        common_names: s.common_names,
        algorithms,
    });
    if server {
        let Ok(c) = ServerConfig::builder_with_provider(provider).with_protocol_versions(&versions) else {
            return NO_VERSION;
        };
        let c = c.with_client_cert_verifier(verifier);
        let ready = !keys.0.is_empty();
        let mut c = c.with_cert_resolver(keys);
        c.alpn_protocols = s.alpn;
        c.ignore_client_order = s.server_order;
        c.send_tls13_tickets = s.tickets;
        c.session_storage = ServerSessionMemoryCache::new(1024);
        if let Some(log) = log {
            c.key_log = log;
        }
        return Config::Server(Arc::new(c), ready);
    }
    let Ok(c) = ClientConfig::builder_with_provider(provider).with_protocol_versions(&versions) else {
        return NO_VERSION;
    };
    let mut c = c.dangerous().with_custom_certificate_verifier(verifier).with_client_cert_resolver(keys);
    c.alpn_protocols = s.alpn;
    c.resumption = Resumption::disabled();
    if let Some(log) = log {
        c.key_log = log;
    }
    Config::Client(Arc::new(c))
}

// --- own certificates

/// Own certificates: the first one whose key makes signatures that the peer reads.
#[derive(Debug)]
struct Keys(Vec<Arc<CertifiedKey>>);

impl Keys {
    fn fitting(&self, schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.0.iter().find(|k| k.key.choose_scheme(schemes).is_some()).cloned()
    }
}

impl ResolvesServerCert for Keys {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        // With one that does not fit rustls finds no suite, which is what the failure is about.
        self.fitting(hello.signature_schemes()).or_else(|| self.0.first().cloned())
    }
}

impl ResolvesClientCert for Keys {
    fn resolve(&self, _: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.fitting(schemes)
    }

    fn has_certs(&self) -> bool {
        !self.0.is_empty()
    }
}

// --- verifying

struct Verifier {
    trust: Trust,
    mode: i64,
    flags: i64,
    check_hostname: bool,
    common_names: bool,
    algorithms: WebPkiSupportedAlgorithms,
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Verifier")
    }
}

/// The error that makes rustls send an alert of that number.
fn error_of(r: &Refusal) -> Error {
    Error::InvalidCertificate(match r.alert {
        42 => CertificateError::BadEncoding,
        43 => CertificateError::InvalidPurpose,
        44 => CertificateError::Revoked,
        45 => CertificateError::Expired,
        48 => CertificateError::UnknownIssuer,
        51 => CertificateError::BadSignature,
        _ => CertificateError::Other(rustls::OtherError(Arc::new(Error::General(r.message.clone())))),
    })
}

impl Verifier {
    fn verify(
        &self,
        leaf: &CertificateDer,
        sent: &[CertificateDer],
        host: Option<String>,
        server: bool,
        now: UnixTime,
    ) -> Result<(), Error> {
        if self.mode == 0 {
            return Ok(());
        }
        let q = Question {
            server,
            flags: self.flags,
            host: host.as_deref().filter(|_| self.check_hostname),
            common_names: self.common_names,
            now,
        };
        let r = self.trust.verify(&self.algorithms, leaf, sent, &q);
        let out = r.as_ref().map(|_| ()).map_err(error_of);
        note(r);
        out
    }

    /// Checks a signature with a certificate's key. The certificate may be one that webpki does not read.
    fn signed(
        &self,
        message: &[u8],
        cert: &CertificateDer,
        dss: &DigitallySignedStruct,
        exactly: bool,
    ) -> Result<HandshakeSignatureValid, Error> {
        let bad = || Error::InvalidCertificate(CertificateError::BadSignature);
        let c = Certificate::parse(cert).ok_or(Error::InvalidCertificate(CertificateError::BadEncoding))?;
        let spki = SubjectPublicKeyInfoDer::from(c.spki);
        let key = RawPublicKeyEntity::try_from(&spki).map_err(|_| bad())?;
        let known = self.algorithms.mapping.iter().find(|(s, _)| *s == dss.scheme);
        let (_, fitting) = known.ok_or_else(bad)?;
        // In TLS 1.3 the scheme names the curve.
        let fitting = if exactly { &fitting[..fitting.len().min(1)] } else { fitting };
        if fitting.iter().any(|a| key.verify_signature(*a, message, dss.signature()).is_ok()) {
            Ok(HandshakeSignatureValid::assertion())
        } else {
            Err(bad())
        }
    }
}

macro_rules! signatures {
    () => {
        fn verify_tls12_signature(
            &self,
            message: &[u8],
            cert: &CertificateDer<'_>,
            dss: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            self.signed(message, cert, dss, false)
        }

        fn verify_tls13_signature(
            &self,
            message: &[u8],
            cert: &CertificateDer<'_>,
            dss: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            self.signed(message, cert, dss, true)
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            self.algorithms.supported_schemes()
        }
    };
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let host = server_name.to_str().into_owned();
        self.verify(end_entity, intermediates, Some(host), true, now)
            .map(|()| ServerCertVerified::assertion())
    }

    signatures!();
}

impl ClientCertVerifier for Verifier {
    fn offer_client_auth(&self) -> bool {
        self.mode != 0
    }

    fn client_auth_mandatory(&self) -> bool {
        self.mode == 2
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        self.verify(end_entity, intermediates, None, false, now).map(|()| ClientCertVerified::assertion())
    }

    signatures!();
}

// --- secrets for analysers

struct Log(Mutex<std::fs::File>);

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Log")
    }
}

impl KeyLog for Log {
    fn log(&self, label: &str, client_random: &[u8], secret: &[u8]) {
        let hex = |b: &[u8]| b.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let line = format!("{label} {} {}\n", hex(client_random), hex(secret));
        let mut f = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A log that cannot be written does not stop a connection.
        let _ = f.write_all(line.as_bytes());
    }
}

// --- sessions

/// What a client may begin the next connection with.
#[derive(Debug, Default)]
pub struct Session(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    group: Option<NamedGroup>,
    tls12: Option<Tls12ClientSessionValue>,
    tls13: Vec<Tls13ClientSessionValue>,
}

impl Session {
    fn with<R>(&self, f: impl FnOnce(&mut Kept) -> R) -> R {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether a connection can begin with it.
    pub fn is_useful(&self) -> bool {
        self.with(|k| k.tls12.is_some() || !k.tls13.is_empty())
    }
}

impl ClientSessionStore for Session {
    fn set_kx_hint(&self, _: ServerName<'static>, group: NamedGroup) {
        self.with(|k| k.group = Some(group));
    }

    fn kx_hint(&self, _: &ServerName<'_>) -> Option<NamedGroup> {
        self.with(|k| k.group)
    }

    fn set_tls12_session(&self, _: ServerName<'static>, value: Tls12ClientSessionValue) {
        self.with(|k| k.tls12 = Some(value));
    }

    fn tls12_session(&self, _: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.with(|k| k.tls12.clone())
    }

    fn remove_tls12_session(&self, _: &ServerName<'static>) {
        self.with(|k| k.tls12 = None);
    }

    fn insert_tls13_ticket(&self, _: ServerName<'static>, value: Tls13ClientSessionValue) {
        const MOST: usize = 8;
        self.with(|k| {
            if k.tls13.len() == MOST {
                k.tls13.remove(0);
            }
            k.tls13.push(value);
        });
    }

    fn take_tls13_ticket(&self, _: &ServerName<'_>) -> Option<Tls13ClientSessionValue> {
        self.with(|k| k.tls13.pop())
    }
}
