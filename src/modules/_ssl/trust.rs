//! Whom a context trusts: its certificates, and whether a chain leads to one of them. Paths are found and checked by webpki;
//! here is what OpenSSL does differently (trusted certificates that are no authorities, names, the strict rules) and the
//! reason of a failure in OpenSSL's numbers and words.

use super::der::{self, Certificate};
use rustls::crypto::WebPkiSupportedAlgorithms;
use rustls::pki_types::{CertificateDer, SubjectPublicKeyInfoDer, TrustAnchor, UnixTime};
use std::cell::RefCell;
use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::Arc;
use webpki::{
    CertRevocationList, EndEntityCert, Error, KeyUsage, OwnedCertRevocationList, RawPublicKeyEntity,
    RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy,
};

/// VERIFY_CRL_CHECK_LEAF
pub const CRL_CHECK: i64 = 0x4;
/// The other half of VERIFY_CRL_CHECK_CHAIN
pub const CRL_CHECK_ALL: i64 = 0x8;
/// VERIFY_X509_STRICT
pub const STRICT: i64 = 0x20;
/// VERIFY_X509_PARTIAL_CHAIN
pub const PARTIAL_CHAIN: i64 = 0x80000;

/// Why a certificate is not accepted: OpenSSL's number and text, and the alert that the peer gets.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// X509_V_ERR_...
    pub code: i64,
    /// Its text.
    pub message: String,
    /// Number of the alert.
    pub alert: u8,
}

/// Codes, texts and alerts.
static REFUSALS: [(i64, &str, u8); 23] = [
    (2, "unable to get issuer certificate", 48),
    (3, "unable to get certificate CRL", 48),
    (7, "certificate signature failure", 51),
    (8, "CRL signature failure", 51),
    (9, "certificate is not yet valid", 42),
    (10, "certificate has expired", 45),
    (12, "CRL has expired", 45),
    (13, "format error in certificate's notBefore field", 42),
    (18, "self-signed certificate", 48),
    (19, "self-signed certificate in certificate chain", 48),
    (20, "unable to get local issuer certificate", 48),
    (22, "certificate chain too long", 48),
    (23, "certificate revoked", 44),
    (25, "path length constraint exceeded", 48),
    (26, "unsuitable certificate purpose", 43),
    (34, "unhandled critical extension", 46),
    (47, "permitted subtree violation", 46),
    (66, "EE certificate key too weak", 42),
    (79, "invalid CA certificate", 48),
    (85, "Missing Authority Key Identifier", 46),
    (86, "Missing Subject Key Identifier", 46),
    (89, "Basic Constraints of CA cert not marked critical", 46),
    (92, "CA cert does not include key usage extension", 46),
];

fn refuse<T>(code: i64) -> Result<T, Refusal> {
    let (message, alert) = REFUSALS
        .iter()
        .find(|r| r.0 == code)
        .map_or(("unspecified certificate verification error", 46), |r| (r.1, r.2));
    Err(Refusal { code, message: message.to_owned(), alert })
}

/// A trusted certificate.
pub struct Trusted {
    /// Its bytes.
    pub der: Vec<u8>,
    /// Whether it may sign others.
    pub authority: bool,
    self_issued: bool,
}

/// A set of trusted certificates and revocation lists.
#[derive(Default)]
pub struct Trust {
    certificates: Vec<Arc<Trusted>>,
    known: HashSet<Vec<u8>>,
    lists: Vec<Arc<OwnedCertRevocationList>>,
    anchors: Vec<TrustAnchor<'static>>,
    intermediates: Vec<CertificateDer<'static>>,
}

impl Clone for Trust {
    fn clone(&self) -> Trust {
        Trust {
            certificates: self.certificates.clone(),
            known: self.known.clone(),
            lists: self.lists.clone(),
            ..Trust::default()
        }
    }
}

/// What a chain is checked for.
pub struct Question<'a> {
    /// Whether the peer is a server.
    pub server: bool,
    /// VERIFY_... bits.
    pub flags: i64,
    /// The name that the certificate has to be for.
    pub host: Option<&'a str>,
    /// Whether a common name counts where there are no alternative names.
    pub common_names: bool,
    /// Now.
    pub now: UnixTime,
}

thread_local! {
    /// What the last verification on this thread said: rustls has no room for it in its results.
    static LAST: RefCell<Option<Result<Vec<Vec<u8>>, Refusal>>> = const { RefCell::new(None) };
}

/// Keeps what a verification said.
pub fn note(r: Result<Vec<Vec<u8>>, Refusal>) {
    LAST.set(Some(r));
}

/// Takes what the last verification said: the chain, or why there is none.
pub fn noted() -> Option<Result<Vec<Vec<u8>>, Refusal>> {
    LAST.take()
}

impl Trust {
    /// Adds a certificate; false if it was there, `None` if it is none.
    pub fn add(&mut self, bytes: &[u8]) -> Option<bool> {
        let c = Certificate::parse(bytes)?;
        if !self.known.insert(bytes.to_vec()) {
            return Some(false);
        }
        let t = Trusted {
            der: bytes.to_vec(),
            authority: c.authority().is_some(),
            self_issued: c.is_self_issued(),
        };
        self.certificates.push(Arc::new(t));
        Some(true)
    }

    /// Adds a revocation list; false if it is none.
    pub fn add_list(&mut self, bytes: &[u8]) -> bool {
        match OwnedCertRevocationList::from_der(bytes) {
            Ok(list) => {
                self.lists.push(Arc::new(list));
                true
            }
            Err(_) => false,
        }
    }

    /// The certificates.
    pub fn certificates(&self) -> &[Arc<Trusted>] {
        &self.certificates
    }

    /// How many revocation lists there are.
    pub fn list_count(&self) -> usize {
        self.lists.len()
    }

    /// A copy that is ready to verify.
    pub fn prepared(&self, flags: i64) -> Trust {
        let mut t = self.clone();
        for c in &self.certificates {
            let der = CertificateDer::from(&c.der[..]);
            if c.self_issued || flags & PARTIAL_CHAIN != 0 {
                if let Ok(anchor) = webpki::anchor_from_trusted_cert(&der) {
                    t.anchors.push(anchor.to_owned());
                }
            } else {
                t.intermediates.push(der.into_owned());
            }
        }
        t
    }

    /// Verifies a chain; the path that was found, from the certificate to the anchor.
    pub fn verify(
        &self,
        algorithms: &WebPkiSupportedAlgorithms,
        leaf: &CertificateDer,
        sent: &[CertificateDer],
        q: &Question,
    ) -> Result<Vec<Vec<u8>>, Refusal> {
        let Some(c) = Certificate::parse(leaf) else { return refuse(13) };
        let path = match self.path(algorithms, leaf, &c, sent, q) {
            // Names are looked at before signatures and dates.
            Err(r) if [3, 7, 8, 9, 10, 12, 23].contains(&r.code) => {
                check_name(&c, q)?;
                return Err(r);
            }
            r => r?,
        };
        check_name(&c, q)?;
        let now = i64::try_from(q.now.as_secs()).unwrap_or(i64::MAX);
        for der in path.iter().rev() {
            let Some(c) = Certificate::parse(der) else { return refuse(13) };
            if now < c.not_before {
                return refuse(9);
            }
            if now > c.not_after {
                return refuse(10);
            }
        }
        Ok(path)
    }

    fn path(
        &self,
        algorithms: &WebPkiSupportedAlgorithms,
        leaf: &CertificateDer,
        c: &Certificate,
        sent: &[CertificateDer],
        q: &Question,
    ) -> Result<Vec<Vec<u8>>, Refusal> {
        if self.known.contains(leaf.as_ref()) && (c.is_self_issued() || q.flags & PARTIAL_CHAIN != 0) {
            // The certificate itself is what one trusts.
            check_purpose(c, q)?;
            return Ok(vec![leaf.to_vec()]);
        }
        let end = match EndEntityCert::try_from(leaf) {
            Ok(end) => end,
            Err(Error::UnsupportedCertVersion) => return self.issued_directly(algorithms, leaf, c, sent, q),
            Err(e) => return self.explain(&e, c, sent),
        };
        let known: Vec<CertificateDer> = sent
            .iter()
            .map(|c| CertificateDer::from(c.as_ref()))
            .chain(self.intermediates.iter().map(|c| CertificateDer::from(c.as_ref())))
            .collect();
        let lists: Vec<CertRevocationList> =
            self.lists.iter().map(|l| CertRevocationList::Owned(OwnedCertRevocationList::clone(l))).collect();
        let lists: Vec<&CertRevocationList> = lists.iter().collect();
        let revocation = if q.flags & CRL_CHECK != 0 {
            let depth = if q.flags & CRL_CHECK_ALL != 0 {
                RevocationCheckDepth::Chain
            } else {
                RevocationCheckDepth::EndEntity
            };
            match RevocationOptionsBuilder::new(&lists) {
                Ok(b) => Some(b.with_depth(depth).with_status_policy(UnknownStatusPolicy::Deny).build()),
                Err(_) => return refuse(3),
            }
        } else {
            None
        };
        let usage = if q.server { KeyUsage::server_auth() } else { KeyUsage::client_auth() };
        let found =
            end.verify_for_usage(algorithms.all, &self.anchors, &known, q.now, usage, revocation, None);
        let found = match found {
            Ok(p) => p,
            Err(Error::CaUsedAsEndEntity) => return self.issued_directly(algorithms, leaf, c, sent, q),
            Err(e) => return self.explain(&e, c, sent),
        };
        let mut path = vec![leaf.to_vec()];
        path.extend(found.intermediate_certificates().map(|c| c.der().to_vec()));
        let anchor = found.anchor();
        let is_anchor = |t: &&Arc<Trusted>| {
            Certificate::parse(&t.der).is_some_and(|c| {
                inside(c.subject) == anchor.subject.as_ref()
                    && inside(c.spki) == anchor.subject_public_key_info.as_ref()
            })
        };
        path.extend(self.certificates.iter().find(is_anchor).map(|t| t.der.clone()));
        check_purpose(c, q)?;
        if q.flags & STRICT != 0 {
            check_strictly(&path)?;
        }
        Ok(path)
    }

    /// A certificate that webpki does not read, signed by one that is trusted.
    fn issued_directly(
        &self,
        algorithms: &WebPkiSupportedAlgorithms,
        leaf: &CertificateDer,
        c: &Certificate,
        sent: &[CertificateDer],
        q: &Question,
    ) -> Result<Vec<Vec<u8>>, Refusal> {
        let issuers = self
            .certificates
            .iter()
            .filter(|t| t.authority && (t.self_issued || q.flags & PARTIAL_CHAIN != 0));
        for t in issuers {
            let Some(issuer) = Certificate::parse(&t.der).filter(|i| i.subject == c.issuer) else { continue };
            let spki = SubjectPublicKeyInfoDer::from(issuer.spki);
            let Ok(key) = RawPublicKeyEntity::try_from(&spki) else { continue };
            let fits = |a: &&&dyn rustls::pki_types::SignatureVerificationAlgorithm| {
                a.signature_alg_id().as_ref() == c.algorithm.content
            };
            if algorithms
                .all
                .iter()
                .filter(fits)
                .any(|a| key.verify_signature(*a, c.tbs, c.signature).is_ok())
            {
                if q.flags & CRL_CHECK != 0 {
                    return refuse(3);
                }
                check_purpose(c, q)?;
                return Ok(vec![leaf.to_vec(), t.der.clone()]);
            }
        }
        self.explain(&Error::UnknownIssuer, c, sent)
    }

    /// OpenSSL's reason for a failure.
    fn explain<T>(&self, e: &Error, c: &Certificate, sent: &[CertificateDer]) -> Result<T, Refusal> {
        refuse(match e {
            Error::CertExpired { .. } => 10,
            Error::CertNotValidYet { .. } => 9,
            Error::CertRevoked => 23,
            Error::UnknownRevocationStatus => 3,
            Error::CrlExpired { .. } => 12,
            Error::InvalidCrlSignatureForPublicKey | Error::IssuerNotCrlSigner => 8,
            Error::RequiredEkuNotFoundContext(_) | Error::EmptyEkuExtension => 26,
            Error::PathLenConstraintViolated => 25,
            Error::MaximumPathDepthExceeded => 22,
            Error::EndEntityUsedAsCa => 79,
            Error::NameConstraintViolation => 47,
            Error::UnsupportedCriticalExtension => 34,
            Error::UnknownIssuer
            | Error::InvalidSignatureForPublicKey
            | Error::UnsupportedSignatureAlgorithmContext(_)
            | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => {
                match self.missing_issuer(c, sent) {
                    // A chain that leads nowhere is the first thing to say.
                    0 => 7,
                    code => code,
                }
            }
            _ => 13,
        })
    }

    /// Where the chain ends that names alone make.
    fn missing_issuer(&self, c: &Certificate, sent: &[CertificateDer]) -> i64 {
        if c.is_self_issued() {
            return 18;
        }
        let mut want = c.issuer;
        let mut trusted = false;
        for _ in 0..=sent.len() + self.certificates.len() {
            let own = self.certificates.iter().map(|t| (true, &t.der[..]));
            let all = own.chain(sent.iter().map(|c| (false, c.as_ref())));
            let parsed = all.filter_map(|(own, der)| Some((own, Certificate::parse(der)?)));
            let Some((own, issuer)) = parsed.into_iter().find(|(_, i)| i.subject == want) else {
                return if trusted { 2 } else { 20 };
            };
            if issuer.is_self_issued() {
                return if own { 0 } else { 19 };
            }
            trusted = own;
            want = issuer.issuer;
        }
        20
    }
}

/// The content of an encoded element.
fn inside(der: &[u8]) -> &[u8] {
    der::Der(der).next().map_or(der, |e| e.content)
}

/// What the certificate may be used for.
fn check_purpose(c: &Certificate, q: &Question) -> Result<(), Refusal> {
    const SERVER: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
    const CLIENT: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 2];
    let wanted = if q.server { SERVER } else { CLIENT };
    if let Some(e) = c.extension(&der::EXTENDED_KEY_USAGE) {
        let mut list = der::Der(e.value).want(der::SEQUENCE).map(|s| s.inner()).into_iter().flatten();
        if !list.any(|e| e.content == wanted) {
            return refuse(26);
        }
    }
    // digitalSignature, keyAgreement, and for servers keyEncipherment
    let useful = if q.server { 0xa8 } else { 0x88 };
    match c.key_usage() {
        Some(bits) if bits & useful == 0 => refuse(26),
        _ => Ok(()),
    }
}

/// The rules of VERIFY_X509_STRICT.
fn check_strictly(path: &[Vec<u8>]) -> Result<(), Refusal> {
    for (depth, der) in path.iter().enumerate() {
        let Some(c) = Certificate::parse(der) else { return refuse(13) };
        if c.version < 3 {
            continue;
        }
        if c.authority().is_some() {
            if c.extension(&der::BASIC_CONSTRAINTS).is_some_and(|e| !e.critical) {
                return refuse(89);
            }
            if c.key_usage().is_none() {
                return refuse(92);
            }
            if c.extension(&der::SUBJECT_KEY_ID).is_none() {
                return refuse(86);
            }
        }
        let last = depth + 1 == path.len() && c.is_self_issued();
        if !last && c.extension(&der::AUTHORITY_KEY_ID).is_none() {
            return refuse(85);
        }
    }
    Ok(())
}

fn check_name(c: &Certificate, q: &Question) -> Result<(), Refusal> {
    let Some(host) = q.host else { return Ok(()) };
    let names = c.alternative_names();
    let (code, what) = match host.parse::<IpAddr>() {
        Ok(ip) => {
            let bytes = match ip {
                IpAddr::V4(a) => a.octets().to_vec(),
                IpAddr::V6(a) => a.octets().to_vec(),
            };
            if names.iter().any(|n| n.tag == 0x87 && n.content == bytes) {
                return Ok(());
            }
            (64, "IP address")
        }
        Err(_) => {
            let mut dns = names.iter().filter(|n| n.tag == 0x82).peekable();
            let found = if dns.peek().is_some() {
                dns.any(|n| name_fits(&String::from_utf8_lossy(n.content), host))
            } else {
                q.common_names && c.common_names().iter().any(|n| name_fits(n, host))
            };
            if found {
                return Ok(());
            }
            (62, "Hostname")
        }
    };
    let message = format!("{what} mismatch, certificate is not valid for '{host}'.");
    Err(Refusal { code, message, alert: 42 })
}

/// Whether a name of a certificate, perhaps with a star for its first label, is that of a host.
fn name_fits(pattern: &str, host: &str) -> bool {
    if pattern.contains('\0') {
        return false;
    }
    if pattern.eq_ignore_ascii_case(host) {
        return true;
    }
    let Some(rest) = pattern.strip_prefix('*').filter(|r| r.starts_with('.')) else { return false };
    let Some((label, tail)) = host.split_at_checked(host.find('.').unwrap_or(0)) else { return false };
    // At least two labels after the star.
    rest.matches('.').count() >= 2
        && !label.is_empty()
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && tail.eq_ignore_ascii_case(rest)
}

#[cfg(test)]
mod tests {
    use super::name_fits;

    #[test]
    fn names() {
        for (pattern, host, fits) in [
            ("example.org", "EXAMPLE.org", true),
            ("*.example.org", "a.example.org", true),
            ("*.example.org", "a.b.example.org", false),
            ("*.example.org", "example.org", false),
            ("*.example.org", ".example.org", false),
            ("*.org", "example.org", false),
            ("w*.example.org", "www.example.org", false),
            ("*", "localhost", false),
            ("a\0.example.org", "a\0.example.org", false),
        ] {
            assert_eq!(name_fits(pattern, host), fits, "{pattern} {host}");
        }
    }
}
