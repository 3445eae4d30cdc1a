//! Certificates as Python sees them: the dict of `getpeercert()`.

use super::der::{self, Certificate, Der, Element};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::types::{dict, int, str_, tuple};

/// Encoded identifiers of what names are made of, with the names the library has for them.
static PARTS: [(&[u8], &str); 24] = [
    (&[0x55, 4, 3], "commonName"),
    (&[0x55, 4, 4], "surname"),
    (&[0x55, 4, 5], "serialNumber"),
    (&[0x55, 4, 6], "countryName"),
    (&[0x55, 4, 7], "localityName"),
    (&[0x55, 4, 8], "stateOrProvinceName"),
    (&[0x55, 4, 9], "streetAddress"),
    (&[0x55, 4, 10], "organizationName"),
    (&[0x55, 4, 11], "organizationalUnitName"),
    (&[0x55, 4, 12], "title"),
    (&[0x55, 4, 13], "description"),
    (&[0x55, 4, 15], "businessCategory"),
    (&[0x55, 4, 17], "postalCode"),
    (&[0x55, 4, 20], "telephoneNumber"),
    (&[0x55, 4, 41], "name"),
    (&[0x55, 4, 42], "givenName"),
    (&[0x55, 4, 43], "initials"),
    (&[0x55, 4, 46], "dnQualifier"),
    (&[0x55, 4, 97], "organizationIdentifier"),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1], "emailAddress"),
    (&[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25], "domainComponent"),
    (&[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1], "userId"),
    (&[0x2b, 6, 1, 4, 1, 0x82, 0x37, 0x3c, 2, 1, 2], "jurisdictionStateOrProvinceName"),
    (&[0x2b, 6, 1, 4, 1, 0x82, 0x37, 0x3c, 2, 1, 3], "jurisdictionCountryName"),
];

fn text(s: impl AsRef<str>) -> Obj {
    str_::from_str(s.as_ref())
}

/// A name as tuples of pairs.
fn name(encoded: &[u8]) -> Obj {
    let pair = |(oid, value): (&[u8], Element)| {
        let key = match PARTS.iter().find(|(o, _)| *o == oid) {
            Some((_, name)) => (*name).to_owned(),
            None => der::dotted(oid),
        };
        tuple::pair(text(key), text(der::text(value)))
    };
    let set = |s: Vec<_>| tuple::from_vec(s.into_iter().map(pair).collect());
    tuple::from_vec(der::name_parts(encoded).into_iter().map(set).collect())
}

/// One of the names in SubjectAltName.
fn general_name(e: Element) -> Obj {
    let latin = || e.content.iter().map(|b| char::from(*b)).collect::<String>();
    let (kind, value) = match e.tag {
        0x81 => ("email", text(latin())),
        0x82 => ("DNS", text(latin())),
        0x86 => ("URI", text(latin())),
        0x87 => {
            let shown = match e.content {
                [a, b, c, d] => format!("{a}.{b}.{c}.{d}"),
                six if six.len() == 16 => {
                    let words =
                        six.as_chunks().0.iter().map(|w: &[u8; 2]| format!("{:X}", u16::from_be_bytes(*w)));
                    words.collect::<Vec<_>>().join(":")
                }
                _ => "<invalid>".to_owned(),
            };
            ("IP Address", text(shown))
        }
        0xa4 => ("DirName", name(e.content)),
        0x88 => ("Registered ID", text(der::dotted(e.content))),
        0xa0 => ("othername", text("<unsupported>")),
        _ => ("<invalid>", text("<invalid>")),
    };
    tuple::pair(text(kind), value)
}

/// The addresses in AuthorityInfoAccess for one method.
fn information(c: &Certificate, method: u8) -> Vec<Obj> {
    let Some(list) = c.extension(&der::AUTHORITY_INFO).and_then(|e| Der(e.value).want(der::SEQUENCE)) else {
        return Vec::new();
    };
    let address = |e: Element| {
        let mut e = e.inner();
        let wanted = e.want(der::OID)?.content == [0x2b, 6, 1, 5, 5, 7, 0x30, method];
        e.maybe(0x86).filter(|_| wanted).map(|u| text(String::from_utf8_lossy(u.content)))
    };
    list.inner().filter_map(address).collect()
}

fn crl_points(c: &Certificate) -> Vec<Obj> {
    let Some(list) = c.extension(&der::CRL_POINTS).and_then(|e| Der(e.value).want(der::SEQUENCE)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for point in list.inner() {
        let full = point.inner().maybe(0xa0).and_then(|p| p.inner().maybe(0xa0));
        for e in full.iter().flat_map(Element::inner).filter(|e| e.tag == 0x86) {
            found.push(text(String::from_utf8_lossy(e.content)));
        }
    }
    found
}

/// The dict of a certificate.
pub fn describe(c: &Certificate) -> Obj {
    let d = dict::new();
    let put = |key: &str, value: Obj| d.insert_str(intern(key), value);
    put("subject", name(c.subject));
    put("issuer", name(c.issuer));
    put("version", int::from_i64(c.version.into()));
    let serial = c.serial.strip_prefix(&[0]).filter(|s| !s.is_empty()).unwrap_or(c.serial);
    put("serialNumber", text(serial.iter().map(|b| format!("{b:02X}")).collect::<String>()));
    put("notBefore", text(der::moment_text(c.not_before)));
    put("notAfter", text(der::moment_text(c.not_after)));
    let names = c.alternative_names().into_iter().map(general_name).collect();
    let lists = [
        ("subjectAltName", names),
        ("OCSP", information(c, 1)),
        ("caIssuers", information(c, 2)),
        ("crlDistributionPoints", crl_points(c)),
    ];
    for (key, list) in lists {
        if !list.is_empty() {
            put(key, tuple::from_vec(list));
        }
    }
    d.into_obj()
}
