//! Any bytes: decoded, lexed and laid out. The parts that are found lie in the text, in order, on character boundaries.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyr_front::source::decode;
use pyr_front::syntax::outline::outline;

fuzz_target!(|data: &[u8]| {
    let text = match decode(data, "fuzz") {
        Ok(text) => text,
        Err(error) => {
            assert!(!error.msg.is_empty(), "an error without words");
            String::from_utf8_lossy(data).into_owned()
        }
    };
    let found = outline(&text);
    let mut end = 0;
    for (class, from, to) in &found.parts {
        assert!(end <= *from && from <= to, "{class:?} at {from} is out of order");
        assert!(text.get(*from..*to).is_some(), "{class:?} at {from}..{to} splits a character");
        end = *to;
    }
    let brackets = found.open.iter().chain(found.pairs.iter().flat_map(|(a, b)| [a, b]));
    for at in brackets {
        assert!(b"()[]{}".contains(&text.as_bytes()[*at]), "no bracket at {at}");
    }
});
