//! Certificates as bytes: a reader of DER and the fields of a certificate. Pure functions; what Python sees of them is in
//! `certificate.rs`, what they are trusted for in `trust.rs`.

/// Reads one element after the other.
#[derive(Clone, Copy)]
pub struct Der<'a>(pub &'a [u8]);

/// An element: its tag, its content, and all of it.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    /// The tag, of one byte.
    pub tag: u8,
    /// What it holds.
    pub content: &'a [u8],
    /// With tag and length.
    pub whole: &'a [u8],
}

/// BOOLEAN
pub const BOOLEAN: u8 = 1;
/// INTEGER
pub const INTEGER: u8 = 2;
/// BIT STRING
pub const BIT_STRING: u8 = 3;
/// OCTET STRING
pub const OCTET_STRING: u8 = 4;
/// OBJECT IDENTIFIER
pub const OID: u8 = 6;
/// SEQUENCE
pub const SEQUENCE: u8 = 0x30;
/// SET
pub const SET: u8 = 0x31;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

impl<'a> Der<'a> {
    /// The next element, which must have that tag.
    pub fn want(&mut self, tag: u8) -> Option<Element<'a>> {
        self.next().filter(|e| e.tag == tag)
    }

    /// The next element if it has that tag.
    pub fn maybe(&mut self, tag: u8) -> Option<Element<'a>> {
        if self.0.first() == Some(&tag) { self.next() } else { None }
    }
}

impl<'a> Iterator for Der<'a> {
    type Item = Element<'a>;

    /// The next element; `None` at the end or at something that is no DER.
    fn next(&mut self) -> Option<Element<'a>> {
        let b = self.0;
        let (&tag, &first) = (b.first()?, b.get(1)?);
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (head, len) = if first < 0x80 {
            (2, usize::from(first))
        } else {
            let n = usize::from(first & 0x7f);
            if n == 0 || n > 4 {
                return None;
            }
            let len = b.get(2..2 + n)?.iter().fold(0usize, |len, b| len << 8 | usize::from(*b));
            (2 + n, len)
        };
        let end = head.checked_add(len)?;
        let whole = b.get(..end)?;
        self.0 = &b[end..];
        Some(Element { tag, content: &whole[head..], whole })
    }
}

impl<'a> Element<'a> {
    /// What is inside of a constructed element.
    pub fn inner(&self) -> Der<'a> {
        Der(self.content)
    }
}

/// An extension of a certificate.
#[derive(Clone, Copy)]
pub struct Extension<'a> {
    /// Encoded identifier.
    pub oid: &'a [u8],
    /// Whether who does not know it has to refuse the certificate.
    pub critical: bool,
    /// Its value, again DER.
    pub value: &'a [u8],
}

/// The fields of a certificate.
pub struct Certificate<'a> {
    /// The signed part.
    pub tbs: &'a [u8],
    /// 1 to 3.
    pub version: u8,
    /// The number, big endian.
    pub serial: &'a [u8],
    /// How it was signed: an encoded AlgorithmIdentifier.
    pub algorithm: Element<'a>,
    /// Who signed it.
    pub issuer: &'a [u8],
    /// First moment, in seconds since 1970, and its text.
    pub not_before: i64,
    /// Last moment.
    pub not_after: i64,
    /// Whom it is about.
    pub subject: &'a [u8],
    /// The key.
    pub spki: &'a [u8],
    /// The rest.
    pub extensions: Vec<Extension<'a>>,
    /// The signature.
    pub signature: &'a [u8],
}

/// 2.5.29.n
pub const fn ce(n: u8) -> [u8; 3] {
    [0x55, 0x1d, n]
}
/// SubjectKeyIdentifier
pub const SUBJECT_KEY_ID: [u8; 3] = ce(14);
/// KeyUsage
pub const KEY_USAGE: [u8; 3] = ce(15);
/// SubjectAltName
pub const SUBJECT_ALT_NAME: [u8; 3] = ce(17);
/// BasicConstraints
pub const BASIC_CONSTRAINTS: [u8; 3] = ce(19);
/// CRLDistributionPoints
pub const CRL_POINTS: [u8; 3] = ce(31);
/// AuthorityKeyIdentifier
pub const AUTHORITY_KEY_ID: [u8; 3] = ce(35);
/// ExtendedKeyUsage
pub const EXTENDED_KEY_USAGE: [u8; 3] = ce(37);
/// AuthorityInfoAccess
pub const AUTHORITY_INFO: [u8; 8] = [0x2b, 6, 1, 5, 5, 7, 1, 1];

impl<'a> Certificate<'a> {
    /// Reads a certificate.
    pub fn parse(der: &'a [u8]) -> Option<Certificate<'a>> {
        let mut all = Der(der);
        let outer = all.want(SEQUENCE)?;
        if !all.0.is_empty() {
            return None;
        }
        let mut outer = outer.inner();
        let tbs = outer.want(SEQUENCE)?;
        let algorithm = outer.want(SEQUENCE)?;
        let signature = outer.want(BIT_STRING)?.content;
        let mut t = tbs.inner();
        let version = match t.maybe(0xa0) {
            Some(v) => v.inner().want(INTEGER)?.content.first()?.checked_add(1)?,
            None => 1,
        };
        let serial = t.want(INTEGER)?.content;
        t.want(SEQUENCE)?;
        let issuer = t.want(SEQUENCE)?.whole;
        let mut validity = t.want(SEQUENCE)?.inner();
        let not_before = moment(validity.next()?)?;
        let not_after = moment(validity.next()?)?;
        let subject = t.want(SEQUENCE)?.whole;
        let spki = t.want(SEQUENCE)?.whole;
        let mut extensions = Vec::new();
        for e in t {
            if e.tag != 0xa3 {
                continue;
            }
            for e in e.inner().want(SEQUENCE)?.inner() {
                let mut e = e.inner();
                let oid = e.want(OID)?.content;
                let critical = e.maybe(BOOLEAN).is_some_and(|b| b.content != [0]);
                extensions.push(Extension { oid, critical, value: e.want(OCTET_STRING)?.content });
            }
        }
        Some(Certificate {
            tbs: tbs.whole,
            version,
            serial,
            algorithm,
            issuer,
            not_before,
            not_after,
            subject,
            spki,
            extensions,
            signature: signature.get(1..)?,
        })
    }

    /// An extension.
    pub fn extension(&self, oid: &[u8]) -> Option<&Extension<'a>> {
        self.extensions.iter().find(|e| e.oid == oid)
    }

    /// Whether it names itself as its issuer.
    pub fn is_self_issued(&self) -> bool {
        self.issuer == self.subject
    }

    /// The limit on the path below it, if it may sign certificates.
    pub fn authority(&self) -> Option<Option<u32>> {
        let Some(e) = self.extension(&BASIC_CONSTRAINTS) else {
            // Before version 3 there was nothing that said it.
            return (self.version < 3 && self.is_self_issued()).then_some(None);
        };
        let mut s = Der(e.value).want(SEQUENCE)?.inner();
        let ca = s.maybe(BOOLEAN).is_some_and(|b| b.content != [0]);
        let limit = s
            .maybe(INTEGER)
            .map(|n| n.content.iter().fold(0u32, |n, b| n.saturating_mul(256).saturating_add((*b).into())));
        ca.then_some(limit)
    }

    /// The first byte of the bits that say what the key is for, if it says that.
    pub fn key_usage(&self) -> Option<u8> {
        let bits = Der(self.extension(&KEY_USAGE)?.value).want(BIT_STRING)?.content;
        Some(bits.get(1).copied().unwrap_or(0))
    }

    /// The names in SubjectAltName.
    pub fn alternative_names(&self) -> Vec<Element<'a>> {
        self.extension(&SUBJECT_ALT_NAME)
            .and_then(|e| Der(e.value).want(SEQUENCE))
            .map(|s| s.inner().collect())
            .unwrap_or_default()
    }

    /// The common names of the subject.
    pub fn common_names(&self) -> Vec<String> {
        name_parts(self.subject)
            .into_iter()
            .flatten()
            .filter(|p| p.0 == [0x55, 4, 3])
            .map(|p| text(p.1))
            .collect()
    }
}

/// The parts of a name: sets of (identifier, value).
pub fn name_parts(name: &[u8]) -> Vec<Vec<(&[u8], Element<'_>)>> {
    let Some(sequence) = Der(name).want(SEQUENCE) else { return Vec::new() };
    sequence
        .inner()
        .filter(|set| set.tag == SET)
        .map(|set| {
            set.inner()
                .filter_map(|e| {
                    let mut e = e.inner();
                    Some((e.want(OID)?.content, e.next()?))
                })
                .collect()
        })
        .collect()
}

/// The text of a string element.
pub fn text(e: Element) -> String {
    match e.tag {
        // BMPString, UniversalString
        0x1e => String::from_utf16_lossy(
            &e.content.as_chunks().0.iter().map(|c: &[u8; 2]| u16::from_be_bytes(*c)).collect::<Vec<_>>(),
        ),
        0x1c => e
            .content
            .as_chunks()
            .0
            .iter()
            .map(|c: &[u8; 4]| char::from_u32(u32::from_be_bytes(*c)).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        // UTF8String
        0x0c => String::from_utf8_lossy(e.content).into_owned(),
        // The others are taken for Latin-1.
        _ => e.content.iter().map(|b| char::from(*b)).collect(),
    }
}

/// An identifier with dots.
pub fn dotted(oid: &[u8]) -> String {
    let mut parts = Vec::new();
    let mut n = 0u64;
    for b in oid {
        n = n << 7 | u64::from(b & 0x7f);
        if b & 0x80 == 0 {
            if parts.is_empty() {
                let first = (n / 40).min(2);
                parts.extend([first, n - first * 40]);
            } else {
                parts.push(n);
            }
            n = 0;
        }
    }
    parts.iter().map(u64::to_string).collect::<Vec<_>>().join(".")
}

/// Days since 1970 of a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let m = (month + 9) % 12;
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * m + 2) / 5 + day - 1 - 719_468
}

/// The moment in a time element.
fn moment(e: Element) -> Option<i64> {
    let s = e.content.strip_suffix(b"Z")?;
    if !s.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |i: usize| Some(i64::from(s.get(i)? - b'0') * 10 + i64::from(s.get(i + 1)? - b'0'));
    let (year, at) = match e.tag {
        UTC_TIME => (two(0).map(|y| if y < 50 { 2000 + y } else { 1900 + y })?, 2),
        GENERALIZED_TIME => (two(0)? * 100 + two(2)?, 4),
        _ => return None,
    };
    let (month, day) = (two(at)?, two(at + 2)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let second = two(at + 8).unwrap_or(0);
    Some(days(year, month, day) * 86_400 + two(at + 4)? * 3600 + two(at + 6)? * 60 + second)
}

/// A moment as the library writes it: `Nov 20 17:31:44 2026 GMT`.
pub fn moment_text(t: i64) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (day, rest) = (t.div_euclid(86_400), t.rem_euclid(86_400));
    let z = day + 719_468;
    let of_era = z.rem_euclid(146_097);
    let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let m = (5 * of_year + 2) / 153;
    let d = of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    let year = years + z.div_euclid(146_097) * 400 + i64::from(month <= 2);
    let name = MONTHS[(month - 1) as usize];
    format!("{name} {d:2} {:02}:{:02}:{:02} {year} GMT", rest / 3600, rest / 60 % 60, rest % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let utc = |s: &'static [u8]| moment(Element { tag: UTC_TIME, content: s, whole: s });
        assert_eq!(utc(b"700101000000Z"), Some(0));
        assert_eq!(utc(b"000229123456Z").map(moment_text).as_deref(), Some("Feb 29 12:34:56 2000 GMT"));
        assert_eq!(utc(b"261120173144Z").map(moment_text).as_deref(), Some("Nov 20 17:31:44 2026 GMT"));
        assert_eq!(utc(b"261320173144Z"), None);
    }

    #[test]
    fn broken_input() {
        for bad in [
            &b""[..],
            b"\x30",
            b"\x30\x84\xff\xff\xff\xff",
            b"\x30\x80",
            b"\x1f\x01\x00",
            b"\x30\x03\x30\x05",
        ] {
            assert!(Certificate::parse(bad).is_none());
        }
        assert_eq!(dotted(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]), "1.2.840.113549");
    }
}
