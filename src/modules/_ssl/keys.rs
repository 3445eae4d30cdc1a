//! Private keys: opening those with a password, and pairing them with certificates.

use super::der::Certificate;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use digest::Digest;
use md5::Md5;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

/// Why a key cannot be used.
pub enum Unfit {
    /// It is no key, or of a kind that is not known here.
    Key,
    /// It belongs to another certificate.
    Other,
}

/// Opens a key of PKCS#8 that has a password.
pub fn open_pkcs8(der: &[u8], password: &[u8]) -> Option<Vec<u8>> {
    let sealed = pkcs8::EncryptedPrivateKeyInfoRef::try_from(der).ok()?;
    Some(sealed.decrypt(password).ok()?.as_bytes().to_vec())
}

/// Opens a key of the older form, whose cipher stands in a header of the PEM text.
pub fn open_traditional(cipher: &str, iv: &[u8], data: &[u8], password: &[u8]) -> Option<Vec<u8>> {
    let size = match cipher {
        "AES-128-CBC" => 16,
        "AES-192-CBC" => 24,
        "AES-256-CBC" => 32,
        _ => return None,
    };
    // The form's own way from a password to a key: MD5 again and again, with eight bytes of salt.
    let salt = iv.get(..8)?;
    let mut key: Vec<u8> = Vec::new();
    let mut last: Vec<u8> = Vec::new();
    while key.len() < size {
        last = Md5::new().chain_update(&last).chain_update(password).chain_update(salt).finalize().to_vec();
        key.extend(&last);
    }
    let key = &key[..size];
    macro_rules! open {
        ($cipher:ty) => {
            cbc::Decryptor::<$cipher>::new_from_slices(key, iv).ok()?.decrypt_padded_vec::<Pkcs7>(data).ok()
        };
    }
    match size {
        16 => open!(aes::Aes128),
        24 => open!(aes::Aes192),
        _ => open!(aes::Aes256),
    }
}

/// A certificate, those that lead to its issuer, and its key.
pub fn pair(chain: Vec<Vec<u8>>, key: &[u8]) -> Result<CertifiedKey, Unfit> {
    let key = PrivateKeyDer::try_from(key.to_vec()).map_err(|_| Unfit::Key)?;
    let key = ring::sign::any_supported_type(&key).map_err(|_| Unfit::Key)?;
    let leaf = chain.first().and_then(|c| Certificate::parse(c)).ok_or(Unfit::Other)?;
    if key.public_key().is_none_or(|k| k.as_ref() != leaf.spki) {
        return Err(Unfit::Other);
    }
    let chain = chain.into_iter().map(CertificateDer::from).collect();
    Ok(CertifiedKey { cert: chain, key, ocsp: None })
}
