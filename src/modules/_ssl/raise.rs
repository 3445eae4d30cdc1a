//! Exceptions of the module: classes, numbers and texts as programs know them. The classes themselves are in
//! `stdlib/ssl.py`.

use super::engine::Failure;
use super::link::Stop;
use crate::modules::os_support::os_error;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::types::{exception, int, str_};
use crate::vm::{Raised, Vm, api};

/// What was being done. The numbers stand in messages that programs print.
#[derive(Clone, Copy)]
pub enum During {
    /// do_handshake
    Handshake,
    /// read
    Read,
    /// write
    Write,
    /// unwrap
    Shutdown,
}

impl During {
    fn line(self) -> i64 {
        match self {
            During::Handshake => 1020,
            During::Read => 2580,
            During::Write => 2427,
            During::Shutdown => 2706,
        }
    }
}

/// What the library says when the peer sends an alert.
static ALERTS: [(u8, &str); 33] = [
    (10, "SSLV3_ALERT_UNEXPECTED_MESSAGE"),
    (20, "SSLV3_ALERT_BAD_RECORD_MAC"),
    (21, "TLSV1_ALERT_DECRYPTION_FAILED"),
    (22, "TLSV1_ALERT_RECORD_OVERFLOW"),
    (30, "SSLV3_ALERT_DECOMPRESSION_FAILURE"),
    (40, "SSLV3_ALERT_HANDSHAKE_FAILURE"),
    (41, "SSLV3_ALERT_NO_CERTIFICATE"),
    (42, "SSLV3_ALERT_BAD_CERTIFICATE"),
    (43, "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE"),
    (44, "SSLV3_ALERT_CERTIFICATE_REVOKED"),
    (45, "SSLV3_ALERT_CERTIFICATE_EXPIRED"),
    (46, "SSLV3_ALERT_CERTIFICATE_UNKNOWN"),
    (47, "SSLV3_ALERT_ILLEGAL_PARAMETER"),
    (48, "TLSV1_ALERT_UNKNOWN_CA"),
    (49, "TLSV1_ALERT_ACCESS_DENIED"),
    (50, "TLSV1_ALERT_DECODE_ERROR"),
    (51, "TLSV1_ALERT_DECRYPT_ERROR"),
    (60, "TLSV1_ALERT_EXPORT_RESTRICTION"),
    (70, "TLSV1_ALERT_PROTOCOL_VERSION"),
    (71, "TLSV1_ALERT_INSUFFICIENT_SECURITY"),
    (80, "TLSV1_ALERT_INTERNAL_ERROR"),
    (86, "TLSV1_ALERT_INAPPROPRIATE_FALLBACK"),
    (90, "TLSV1_ALERT_USER_CANCELLED"),
    (100, "TLSV1_ALERT_NO_RENEGOTIATION"),
    (109, "TLSV13_ALERT_MISSING_EXTENSION"),
    (110, "TLSV1_UNSUPPORTED_EXTENSION"),
    (111, "TLSV1_CERTIFICATE_UNOBTAINABLE"),
    (112, "TLSV1_UNRECOGNIZED_NAME"),
    (113, "TLSV1_BAD_CERTIFICATE_STATUS_RESPONSE"),
    (114, "TLSV1_BAD_CERTIFICATE_HASH_VALUE"),
    (115, "TLSV1_ALERT_UNKNOWN_PSK_IDENTITY"),
    (116, "TLSV13_ALERT_CERTIFICATE_REQUIRED"),
    (120, "TLSV1_ALERT_NO_APPLICATION_PROTOCOL"),
];

/// Raises an exception of the module `ssl` with attributes.
#[cold]
pub fn fail(
    vm: &Vm,
    class: &str,
    number: impl Into<Option<i64>>,
    text: &str,
    attributes: &[(&str, Obj)],
) -> Raised {
    let number = number.into();
    let made = || {
        let class = api::getattr_str(vm, &api::import(vm, "ssl")?, class)?;
        let args: Vec<Obj> = number.map(int::from_i64).into_iter().chain([str_::from_str(text)]).collect();
        let e = api::call(vm, &class, &args)?;
        for (key, value) in attributes {
            api::setattr(vm, &e, &intern(key), value)?;
        }
        Ok(e)
    };
    match made() {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

/// Raises an SSLError that has a reason.
#[cold]
pub fn fail_reason(
    vm: &Vm,
    class: &str,
    number: i64,
    library: &str,
    reason: &str,
    text: &str,
    line: i64,
) -> Raised {
    let shown = format!("[{library}: {reason}] {text} (_ssl.c:{line})");
    let attributes = [("library", str_::from_str(library)), ("reason", str_::from_str(reason))];
    fail(vm, class, number, &shown, &attributes)
}

fn spoken(reason: &str) -> String {
    reason.to_ascii_lowercase().replace('_', " ")
}

fn no_reason(vm: &Vm, class: &str, number: i64, text: &str, during: During) -> Raised {
    let shown = format!("{text} (_ssl.c:{})", during.line());
    fail(vm, class, number, &shown, &[("library", Obj::NONE), ("reason", Obj::NONE)])
}

/// Raises what a call stopped for.
#[cold]
pub fn raise(vm: &Vm, stop: Stop, during: During) -> Raised {
    let line = during.line();
    match stop {
        Stop::Read => no_reason(vm, "SSLWantReadError", 2, "The operation did not complete (read)", during),
        Stop::Write => {
            no_reason(vm, "SSLWantWriteError", 3, "The operation did not complete (write)", during)
        }
        Stop::Timeout(reading) => {
            let text = match during {
                During::Handshake => "_ssl.c:1003: The handshake operation timed out",
                During::Read => "The read operation timed out",
                During::Write => "The write operation timed out",
                During::Shutdown if reading => "The read operation timed out",
                During::Shutdown => "The write operation timed out",
            };
            vm.error(&exception::TIMEOUT_ERROR, text)
        }
        Stop::System(e) => os_error(vm, e),
        // The callers go on after these two.
        Stop::Interrupted | Stop::Hello => vm.runtime_error("the connection is in use"),
        Stop::Failed(f) => match f {
            Failure::Reason(reason) => fail_reason(vm, "SSLError", 1, "SSL", reason, &spoken(reason), line),
            Failure::Alert(n) => match ALERTS.iter().find(|a| a.0 == n) {
                Some((115 | 120, reason)) => {
                    let shown = format!("[SSL] {} (_ssl.c:{line})", spoken(reason));
                    fail(
                        vm,
                        "SSLError",
                        1,
                        &shown,
                        &[("library", str_::from_str("SSL")), ("reason", Obj::NONE)],
                    )
                }
                Some((_, reason)) => fail_reason(vm, "SSLError", 1, "SSL", reason, &spoken(reason), line),
                None => {
                    let shown = format!("[SSL] unknown error (_ssl.c:{line})");
                    fail(
                        vm,
                        "SSLError",
                        1,
                        &shown,
                        &[("library", str_::from_str("SSL")), ("reason", Obj::NONE)],
                    )
                }
            },
            Failure::Refused(r) => {
                const REASON: &str = "CERTIFICATE_VERIFY_FAILED";
                let shown =
                    format!("[SSL: {REASON}] certificate verify failed: {} (_ssl.c:{line})", r.message);
                let attributes = [
                    ("library", str_::from_str("SSL")),
                    ("reason", str_::from_str(REASON)),
                    ("verify_code", int::from_i64(r.code)),
                    ("verify_message", str_::from_str(&r.message)),
                ];
                fail(vm, "SSLCertVerificationError", 1, &shown, &attributes)
            }
            Failure::Eof => fail_reason(
                vm,
                "SSLEOFError",
                8,
                "SSL",
                "UNEXPECTED_EOF_WHILE_READING",
                "EOF occurred in violation of protocol",
                line,
            ),
            Failure::Closed => {
                no_reason(vm, "SSLZeroReturnError", 6, "TLS/SSL connection has been closed (EOF)", during)
            }
            Failure::EofAgain => {
                no_reason(vm, "SSLEOFError", 8, "EOF occurred in violation of protocol", during)
            }
        },
    }
}
