//! Trees to text, as XML and as HTML.

use crate::forest::{Attr, Forest, Id, Info, Kind, Name};
use crate::names::Atom;
use crate::tables;

/// How to write.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// One element a line, where no text is in the way.
    pub pretty: bool,
    /// With the text behind the node.
    pub with_tail: bool,
}

fn escape(out: &mut String, text: &str, attribute: bool) {
    let mut rest = text;
    let special =
        |c: char| matches!(c, '<' | '>' | '&' | '\r') || attribute && matches!(c, '"' | '\n' | '\t');
    while let Some(i) = rest.find(special) {
        out.push_str(&rest[..i]);
        out.push_str(match rest.as_bytes()[i] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            b'\n' => "&#10;",
            b'\t' => "&#9;",
            _ => "&#13;",
        });
        rest = &rest[i + 1..];
    }
    out.push_str(rest);
}

/// A document type declaration, with a line's end.
pub fn doctype(info: &Info) -> String {
    let Some(name) = &info.doctype else { return String::new() };
    let mut out = format!("<!DOCTYPE {name}");
    let quoted = |s: &str| if s.contains('"') { format!("'{s}'") } else { format!("\"{s}\"") };
    match (&info.public_id, &info.system_id) {
        (Some(public), Some(system)) => out += &format!(" PUBLIC {} {}", quoted(public), quoted(system)),
        (Some(public), None) => out += &format!(" PUBLIC {}", quoted(public)),
        (None, Some(system)) => out += &format!(" SYSTEM {}", quoted(system)),
        (None, None) => {}
    }
    if let Some(subset) = &info.subset {
        out += &format!(" [\n{subset}\n]");
    }
    out + ">\n"
}

/// A node and what is in it, as XML.
pub fn xml(f: &Forest, id: Id, options: &Options) -> String {
    let mut out = String::new();
    // The declarations in force: those written so far, and where the elements around them began.
    let mut scope: Vec<(Atom, Atom)> = Vec::new();
    // Open elements: how many declarations were in force before, whether the element's content is laid out.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut laid_out = options.pretty;
    let mut at = id;
    loop {
        let n = f.node(at);
        if laid_out && at != id {
            out.push('\n');
            (0..open.len()).for_each(|_| out.push_str("  "));
        }
        let mut entered = false;
        match n.kind {
            Kind::Element => {
                let before = scope.len();
                start_tag(f, at, at == id, &mut scope, &mut out);
                let empty = n.first.is_nil() && n.text.is_none();
                if empty {
                    out.push_str("/>");
                    scope.truncate(before);
                } else {
                    out.push('>');
                    let text = n.text.as_deref().unwrap_or("");
                    if n.cdata {
                        out.push_str(&format!("<![CDATA[{text}]]>"));
                    } else {
                        escape(&mut out, text, false);
                    }
                    if let Some(first) = n.first.get() {
                        open.push((before, laid_out));
                        laid_out = laid_out && text.is_empty() && f.children(at).all(|c| plain_child(f, c));
                        at = first;
                        entered = true;
                    } else {
                        out.push_str(&format!("</{}>", f.qualified(n.name)));
                        scope.truncate(before);
                    }
                }
            }
            _ => other(f, at, &mut out),
        }
        if entered {
            continue;
        }
        // To the next node, closing what ends.
        loop {
            let n = f.node(at);
            if at == id {
                if options.with_tail {
                    escape(&mut out, n.tail.as_deref().unwrap_or(""), false);
                }
                return out;
            }
            escape(&mut out, n.tail.as_deref().unwrap_or(""), false);
            if let Some(next) = n.next.get() {
                at = next;
                break;
            }
            at = n.parent;
            let (before, outer) = open.pop().unwrap_or((0, false));
            if laid_out {
                out.push('\n');
                (0..open.len()).for_each(|_| out.push_str("  "));
            }
            laid_out = outer;
            out.push_str(&format!("</{}>", f.qualified(f.node(at).name)));
            scope.truncate(before);
        }
    }
}

/// Whether lines can be begun around a node: no text behind it.
fn plain_child(f: &Forest, id: Id) -> bool {
    let n = f.node(id);
    n.tail.as_deref().unwrap_or("").is_empty() && n.kind != Kind::Entity
}

/// A comment, an instruction or an entity.
fn other(f: &Forest, id: Id, out: &mut String) {
    let n = f.node(id);
    let text = n.text.as_deref().unwrap_or("");
    let target = f.name_text(n.name.local);
    out.push_str(&match n.kind {
        Kind::Comment if n.text.is_some() => format!("<!--{text}-->"),
        Kind::Instruction if n.text.is_none() => format!("<?{target}?>"),
        Kind::Instruction => format!("<?{target} {text}?>"),
        Kind::Entity => format!("&{target};"),
        _ => return,
    });
}

fn start_tag(f: &Forest, id: Id, is_top: bool, scope: &mut Vec<(Atom, Atom)>, out: &mut String) {
    let n = f.node(id);
    out.push('<');
    out.push_str(&f.qualified(n.name));
    let declare = |out: &mut String, scope: &mut Vec<(Atom, Atom)>, d: (Atom, Atom)| {
        out.push_str(" xmlns");
        if !d.0.is_none() {
            out.push(':');
            out.push_str(f.name_text(d.0));
        }
        out.push_str("=\"");
        escape(out, f.name_text(d.1), true);
        out.push('"');
        scope.push(d);
    };
    let means = |scope: &[(Atom, Atom)], prefix: Atom| {
        scope.iter().rev().find(|d| d.0 == prefix).map_or(Atom::NONE, |d| d.1)
    };
    for d in &n.decls {
        declare(out, scope, *d);
    }
    let own = n.name;
    if !own.ns.is_none() && own.prefix != Atom::XML && means(scope, own.prefix) != own.ns {
        declare(out, scope, (own.prefix, own.ns));
    }
    if is_top {
        // What holds around it comes along.
        for d in f.scope(n.parent) {
            if !scope.iter().any(|own| own.0 == d.0) && !d.1.is_none() {
                declare(out, scope, d);
            }
        }
    }
    // What no declaration says.
    for name in n.attrs.iter().map(|a| a.name) {
        if !name.ns.is_none() && name.prefix != Atom::XML && means(scope, name.prefix) != name.ns {
            declare(out, scope, (name.prefix, name.ns));
        }
    }
    for a in &n.attrs {
        out.push(' ');
        out.push_str(&f.qualified(a.name));
        out.push_str("=\"");
        escape(out, &a.value, true);
        out.push('"');
    }
}

/// A node and what is in it, as HTML.
pub fn html(f: &Forest, id: Id, options: &Options) -> String {
    let mut out = String::new();
    let mut at = id;
    loop {
        let n = f.node(at);
        let name = f.name_text(n.name.local);
        let mut entered = false;
        if n.kind == Kind::Element {
            out.push('<');
            out.push_str(&f.qualified(n.name));
            if at == id {
                for (prefix, ns) in f.scope(at).into_iter().filter(|d| !d.1.is_none()) {
                    let (prefix, ns) = (f.name_text(prefix), f.name_text(ns));
                    let colon = if prefix.is_empty() { "" } else { ":" };
                    out.push_str(&format!(" xmlns{colon}{prefix}=\"{ns}\""));
                }
            }
            for a in &n.attrs {
                html_attribute(f, n.name, a, &mut out);
            }
            out.push('>');
            let text = n.text.as_deref().unwrap_or("");
            if tables::VOID.contains(&name) && n.first.is_nil() && text.is_empty() {
                // Nothing ends it.
            } else if n.first.is_nil() && text.is_empty() {
                if name != "li" {
                    out.push_str(&format!("</{}>", f.qualified(n.name)));
                }
            } else {
                let several = n.first != n.last || !plain_child(f, n.first);
                if options.pretty && text.is_empty() && breaks_inside(f, at) && several {
                    out.push('\n');
                }
                if matches!(name, "script" | "style") {
                    out.push_str(text);
                } else {
                    escape_html(&mut out, text);
                }
                match n.first.get() {
                    Some(first) => {
                        at = first;
                        entered = true;
                    }
                    None => out.push_str(&format!("</{}>", f.qualified(n.name))),
                }
            }
        } else if n.kind == Kind::Instruction {
            let (target, text) = (f.name_text(n.name.local), n.text.as_deref().unwrap_or(""));
            let space = if text.is_empty() { "" } else { " " };
            out.push_str(&format!("<?{target}{space}{text}>"));
        } else {
            other(f, at, &mut out);
        }
        if entered {
            continue;
        }
        loop {
            let n = f.node(at);
            let tail = n.tail.as_deref().unwrap_or("");
            if at == id {
                if options.with_tail {
                    escape_html(&mut out, tail);
                }
                return out;
            }
            let name = f.name_text(n.name.local);
            let parent_name = f.name_text(f.node(n.parent).name.local);
            if options.pretty
                && n.kind == Kind::Element
                && tables::is_block(name)
                && tail.is_empty()
                && !n.next.is_nil()
                && !parent_name.is_empty()
                && !parent_name.starts_with('p')
            {
                out.push('\n');
            }
            if matches!(parent_name, "script" | "style") {
                out.push_str(tail);
            } else {
                escape_html(&mut out, tail);
            }
            if let Some(next) = n.next.get() {
                at = next;
                break;
            }
            at = n.parent;
            let p = f.node(at);
            let only = p.first == p.last && p.text.as_deref().unwrap_or("").is_empty() && tail.is_empty();
            if options.pretty && tail.is_empty() && !only && breaks_inside(f, at) {
                out.push('\n');
            }
            out.push_str(&format!("</{}>", f.qualified(p.name)));
        }
    }
}

/// Whether lines are begun inside an element.
fn breaks_inside(f: &Forest, id: Id) -> bool {
    let name = f.name_text(f.node(id).name.local);
    tables::is_block(name) && !name.starts_with('p')
}

fn escape_html(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(i) = rest.find(['<', '>', '&', '\r']) {
        out.push_str(&rest[..i]);
        out.push_str(match rest.as_bytes()[i] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            _ => "&#13;",
        });
        rest = &rest[i + 1..];
    }
    out.push_str(rest);
}

fn html_attribute(f: &Forest, element: Name, a: &Attr, out: &mut String) {
    let name = f.name_text(a.name.local);
    out.push(' ');
    out.push_str(&f.qualified(a.name));
    if a.bare || a.name.ns.is_none() && tables::BOOLEAN.contains(&name) {
        return;
    }
    let is_link = a.name.ns.is_none()
        && (matches!(name, "href" | "action" | "src") || name == "name" && f.name_text(element.local) == "a");
    let quote = if a.value.contains('"') && !a.value.contains('\'') && !is_link { '\'' } else { '"' };
    out.push('=');
    out.push(quote);
    let value = if is_link { a.value.trim_start() } else { &a.value };
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' if chars.peek() != Some(&'{') => out.push_str("&amp;"),
            '"' if quote == '"' => out.push_str("&quot;"),
            _ if is_link && (c <= ' ' || c >= '\u{7f}') => {
                let mut bytes = [0; 4];
                for b in c.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("%{b:02X}"));
                }
            }
            '\r' => out.push_str("&#13;"),
            _ => out.push(c),
        }
    }
    out.push(quote);
}
