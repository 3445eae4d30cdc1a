//! What lxml's library knows of HTML's elements, as its answers show.

/// Elements without content.
pub const VOID: [&str; 13] = [
    "area", "base", "basefont", "br", "col", "frame", "hr", "img", "input", "isindex", "link", "meta",
    "param",
];

/// Elements whose content is text; `true`: with character references.
pub const RAW: [(&str, bool); 8] = [
    ("iframe", false),
    ("noembed", false),
    ("noframes", false),
    ("script", false),
    ("style", false),
    ("textarea", true),
    ("title", true),
    ("xmp", false),
];

/// Elements that the writer puts on lines of their own when asked for it.
const BLOCK: &str = " address area base blockquote body caption center col colgroup dd dir div dl dt fieldset form frame frameset \
    h1 h2 h3 h4 h5 h6 head hr html isindex legend li link menu meta noembed noframes noscript ol optgroup option p param \
    plaintext pre style table tbody td tfoot th thead title tr ul ";

/// Attributes that are written without a value.
pub const BOOLEAN: [&str; 13] = [
    "checked", "compact", "declare", "defer", "disabled", "ismap", "multiple", "nohref", "noresize",
    "noshade", "nowrap", "readonly", "selected",
];

/// Elements that belong in the head if nothing else has been there.
pub const HEAD: [&str; 6] = ["base", "link", "meta", "script", "style", "title"];

/// Start tags, and the open elements they close.
const CLOSES: [(&str, &str); 45] = [
    ("a", " a head "),
    ("fieldset", " a h1 h2 h3 h4 h5 h6 head legend p pre "),
    ("table", " a h1 h2 h3 h4 h5 h6 head p pre "),
    ("td", " a b font i p span td th u "),
    ("th", " a b font i p span td th u "),
    ("dd", " address dir dt head menu p pre "),
    ("dl", " address dir dt head menu p pre "),
    ("dt", " address dd dir head menu p pre "),
    ("form", " address dir dl form h1 h2 h3 h4 h5 h6 head menu ol p pre ul "),
    ("li", " address dl h1 h2 h3 h4 h5 h6 head li p pre "),
    ("ul", " address dir head menu p pre "),
    ("center", " b font head i p "),
    ("p", " b big h1 h2 h3 h4 h5 h6 head i p s small strike tt u "),
    ("col", " caption p "),
    ("colgroup", " caption colgroup p "),
    ("tbody", " caption colgroup p tbody td tfoot th thead tr "),
    ("tfoot", " caption colgroup p tbody td th thead tr "),
    ("thead", " caption colgroup "),
    ("tr", " caption colgroup p td th tr "),
    ("optgroup", " option "),
    ("option", " option "),
    ("address", " head p ul "),
    ("blockquote", " head p "),
    ("body", " head p "),
    ("caption", " p "),
    ("dir", " head p "),
    ("div", " head p "),
    ("frameset", " head p "),
    ("h1", " head p "),
    ("h2", " head p "),
    ("h3", " head p "),
    ("h4", " head p "),
    ("h5", " head p "),
    ("h6", " head p "),
    ("head", " p "),
    ("hr", " head p "),
    ("menu", " head p ul "),
    ("ol", " head p "),
    ("pre", " head p ul "),
    ("title", " p "),
    ("xmp", " head p "),
    // Text counts as these do.
    ("#text", " head "),
    ("i", " head "),
    ("img", " head "),
    ("br", " head "),
];

/// Others that close the head.
const CLOSE_HEAD: &str = " abbr acronym b bdo big cite code dfn em font iframe kbd map q s samp small span strike strong sub sup \
    tt u var ";

/// Whether a start tag closes an open element.
pub fn closes(new: &str, open: &str) -> bool {
    if open == "head" && has(CLOSE_HEAD, new) {
        return true;
    }
    CLOSES.iter().any(|(tag, closed)| *tag == new && has(closed, open))
}

fn has(list: &str, name: &str) -> bool {
    list.match_indices(name).any(|(i, _)| list[..i].ends_with(' ') && list[i + name.len()..].starts_with(' '))
}

/// How strongly an element resists end tags of elements around it.
pub fn resistance(name: &str) -> u8 {
    match name {
        "div" => 150,
        "td" | "th" => 160,
        "tr" => 170,
        "thead" | "tbody" | "tfoot" => 180,
        "table" => 190,
        "head" | "body" => 200,
        "html" => 220,
        _ => 100,
    }
}

/// Whether the writer starts new lines around the element.
pub fn is_block(name: &str) -> bool {
    has(BLOCK, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_looked_up() {
        assert!(closes("p", "p") && closes("td", "th") && closes("span", "head"));
        assert!(!closes("p", "pre") && !closes("x", "head") && !is_block("h") && !is_block(""));
    }
}
