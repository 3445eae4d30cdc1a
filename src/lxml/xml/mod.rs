//! XML to trees: a parser of well-formed documents with namespaces, whose errors have the words, numbers and places of
//! lxml's library. Of a document type the entities of its internal part count; nothing is ever loaded from elsewhere.

mod prolog;

use crate::forest::{Attr, Forest, Id, Info, Kind, Name};
use crate::names::{Atom, XML_NAMESPACE};
use crate::text::{is_blank, is_name_char, is_name_start, is_xml_char};
use std::collections::HashMap;
use std::rc::Rc;

/// How to parse.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Go on after errors as far as possible.
    pub recover: bool,
    /// Leave out comments.
    pub remove_comments: bool,
    /// Leave out processing instructions.
    pub remove_pis: bool,
    /// Leave out blank text between elements.
    pub remove_blank_text: bool,
    /// Remember that a text was a CDATA section.
    pub keep_cdata: bool,
    /// Keep references to entities as nodes.
    pub keep_entities: bool,
    /// Allow very deep trees and very large texts.
    pub huge: bool,
    /// What is known of the document.
    pub info: Info,
}

/// An error with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The library's number of the error.
    pub code: u32,
    /// What is wrong.
    pub message: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// Depth of elements without `huge`.
const DEEPEST: usize = 256;
/// Depth of entities in entities.
const ENTITIES: usize = 40;
/// Depth of elements with `huge`.
const DEEPEST_HUGE: usize = 1 << 20;

type Parsed<T> = Result<T, Fault>;

/// Parses a document; the document node. With `recover` there may be no element in it.
pub fn parse(forest: &mut Forest, text: &str, options: &Options) -> Parsed<Id> {
    let top = forest.new_tree(Rc::new(options.info.clone()));
    let mut p = Parser {
        forest,
        options,
        top,
        source: text.into(),
        at: 0,
        counted: (0, 1),
        stack: Vec::new(),
        base: 0,
        entities: HashMap::new(),
        outside: None,
        open_entities: Vec::new(),
        expanded: 0,
        length: text.len(),
        text: String::new(),
        text_is_cdata: false,
    };
    match p.document() {
        Ok(()) => Ok(top),
        Err(fault) => {
            p.flush_text(false);
            if options.recover && !forest.root(top).is_nil() {
                return Ok(top);
            }
            forest.free_if_unheld(top);
            Err(fault)
        }
    }
}

struct Open {
    id: Id,
    /// As written.
    name: String,
    line: u32,
}

struct Parser<'a> {
    forest: &'a mut Forest,
    options: &'a Options,
    top: Id,
    /// What is parsed now: the document or an entity's text.
    source: Rc<str>,
    at: usize,
    /// A place and its line, to count on from.
    counted: (usize, u32),
    stack: Vec<Open>,
    /// How many elements were open where the entity began that is parsed.
    base: usize,
    entities: HashMap<String, Option<Rc<str>>>,
    /// The document, and where in it the entity is referred to that is parsed.
    outside: Option<(Rc<str>, usize)>,
    open_entities: Vec<String>,
    expanded: usize,
    length: usize,
    /// Text that is not in the tree yet.
    text: String,
    text_is_cdata: bool,
}

/// A raw attribute: prefix, name, value.
type RawAttribute = (String, String, String);

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn looking_at(&self, s: &str) -> bool {
        self.rest().starts_with(s)
    }

    fn take(&mut self, s: &str) -> bool {
        let found = self.looking_at(s);
        self.at += if found { s.len() } else { 0 };
        found
    }

    fn skip_blanks(&mut self) -> bool {
        let n = self.rest().find(|c| !is_blank(c)).unwrap_or(self.rest().len());
        self.at += n;
        n > 0
    }

    fn name(&mut self) -> String {
        let rest = self.rest();
        if !rest.starts_with(is_name_start) {
            return String::new();
        }
        let n = rest.find(|c| !is_name_char(c)).unwrap_or(rest.len());
        let name = rest[..n].to_string();
        self.at += n;
        name
    }

    fn line(&mut self) -> u32 {
        let (from, line) = self.counted;
        if from > self.at {
            return line;
        }
        let lines = self.source.as_bytes()[from..self.at].iter().filter(|b| **b == b'\n').count() as u32;
        self.counted = (self.at, line + lines);
        self.counted.1
    }

    #[cold]
    fn fault(&self, code: u32, message: impl Into<String>) -> Fault {
        // In an entity's text, the place is that of the reference in the document.
        let before = match &self.outside {
            Some((source, at)) => &source[..*at],
            None => &self.source[..self.at],
        };
        let line = before.matches('\n').count() as u32 + 1;
        let begin = before.rfind('\n').map_or(0, |i| i + 1);
        let column = before[begin..].chars().count() as u32 + 1;
        Fault { code, message: message.into(), line, column }
    }

    /// Raises an error, or goes on.
    fn tolerate(&self, code: u32, message: impl Into<String>) -> Parsed<()> {
        if self.options.recover { Ok(()) } else { Err(self.fault(code, message)) }
    }

    // --- content

    /// Content up to the end of the element that begins here, or of the text that is parsed.
    fn content(&mut self, document: bool) -> Parsed<()> {
        loop {
            if self.rest().is_empty() {
                self.flush_text(false);
                if self.stack.len() > self.base
                    && let Some(open) = self.stack.last()
                {
                    let message = format!("Premature end of data in tag {} line {}", open.name, open.line);
                    self.tolerate(77, message)?;
                }
                return Ok(());
            }
            if self.take("</") {
                self.flush_text(true);
                self.end_tag()?;
            } else if self.take("<!--") {
                self.flush_text(false);
                self.comment()?;
            } else if self.take("<![CDATA[") {
                self.cdata()?;
            } else if self.take("<?") {
                self.flush_text(false);
                self.instruction()?;
            } else if self.take("<") {
                self.flush_text(false);
                self.start_tag()?;
            } else if self.looking_at("&#") {
                let c = self.character()?;
                self.text.extend(c);
            } else if self.looking_at("&") {
                self.reference()?;
            } else {
                self.characters()?;
            }
            if document && self.stack.is_empty() {
                return Ok(());
            }
        }
    }

    /// Plain text up to the next markup.
    fn characters(&mut self) -> Parsed<()> {
        let rest = self.source[self.at..].find(['<', '&']).map_or(self.source.len(), |n| self.at + n);
        let source = self.source.clone();
        let run = &source[self.at..rest];
        if let Some(n) = run.find("]]>") {
            self.at += n;
            self.tolerate(62, "Sequence ']]>' not allowed in content")?;
            self.at -= n;
        }
        let mut chars = run.char_indices().peekable();
        let mut begin = 0;
        while let Some((i, c)) = chars.next() {
            if c == '\r' {
                self.text.push_str(&run[begin..i]);
                if !matches!(chars.peek(), Some((_, '\n'))) {
                    self.text.push('\n');
                }
                begin = i + 1;
            } else if !is_xml_char(c) {
                let at = self.at;
                self.at += i;
                self.tolerate(9, format!("PCDATA invalid Char value {}", c as u32))?;
                self.at = at;
                self.text.push_str(&run[begin..i]);
                begin = i + c.len_utf8();
            }
        }
        self.text.push_str(&run[begin..]);
        self.at = rest;
        Ok(())
    }

    /// `&#...;`
    fn character(&mut self) -> Parsed<Option<char>> {
        self.at += 2;
        let hex = self.take("x");
        let mut n: u32 = 0;
        loop {
            match self.peek() {
                Some(';') => break,
                Some(c) if c.is_digit(if hex { 16 } else { 10 }) => {
                    let digit = c.to_digit(16).unwrap_or(0);
                    n = n.saturating_mul(if hex { 16 } else { 10 }).saturating_add(digit).min(0x11_0000);
                    self.at += 1;
                }
                _ if hex => return self.tolerate(6, "CharRef: invalid hexadecimal value").map(|()| None),
                _ => return self.tolerate(7, "CharRef: invalid decimal value").map(|()| None),
            }
        }
        self.at += 1;
        if n >= 0x11_0000 {
            return self.tolerate(9, "xmlParseCharRef: character reference out of bounds").map(|()| None);
        }
        match char::from_u32(n).filter(|c| is_xml_char(*c)) {
            Some(c) => Ok(Some(c)),
            None => self.tolerate(9, format!("xmlParseCharRef: invalid xmlChar value {n}")).map(|()| None),
        }
    }

    /// The name in `&name;`; `None` if it is none.
    fn reference_name(&mut self) -> Parsed<Option<String>> {
        self.at += 1;
        let name = self.name();
        if name.is_empty() {
            return self.tolerate(68, "xmlParseEntityRef: no name").map(|()| None);
        }
        if !self.take(";") {
            return self.tolerate(23, "EntityRef: expecting ';'").map(|()| None);
        }
        Ok(Some(name))
    }

    /// What an entity stands for; `None`: it is not known.
    fn entity(&mut self, name: &str) -> Parsed<Option<Rc<str>>> {
        let plain = match name {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            "apos" => "'",
            _ => {
                let Some(Some(value)) = self.entities.get(name).cloned() else {
                    self.tolerate(26, format!("Entity '{name}' not defined"))?;
                    return Ok(None);
                };
                if self.open_entities.iter().any(|open| open == name) || self.open_entities.len() > ENTITIES {
                    return Err(self.fault(89, "Detected an entity reference loop"));
                }
                self.expanded += value.len() + 20;
                if self.expanded > 1_000_000 && self.expanded > 5 * self.length && !self.options.huge {
                    let message =
                        "Maximum entity amplification factor exceeded, see xmlCtxtSetMaxAmplification.";
                    return Err(self.fault(114, message));
                }
                return Ok(Some(value));
            }
        };
        Ok(Some(plain.into()))
    }

    fn is_predefined(name: &str) -> bool {
        matches!(name, "lt" | "gt" | "amp" | "quot" | "apos")
    }

    /// A reference in content.
    fn reference(&mut self) -> Parsed<()> {
        let Some(name) = self.reference_name()? else { return Ok(()) };
        if self.options.keep_entities && !Self::is_predefined(&name) {
            self.flush_text(false);
            let local = self.forest.intern(&name);
            let id = self.forest.new_node(Kind::Entity, Name { local, ..Name::default() }, self.current());
            self.forest.node_mut(id).line = self.line();
            return Ok(());
        }
        let Some(value) = self.entity(&name)? else { return Ok(()) };
        if Self::is_predefined(&name) {
            self.text.push_str(&value);
            return Ok(());
        }
        let first = self.enter();
        let outer = (std::mem::replace(&mut self.source, value), self.at, self.base, self.counted);
        (self.at, self.base, self.counted) = (0, self.stack.len(), (0, self.counted.1));
        self.open_entities.push(name);
        let done = self.content(false);
        self.open_entities.pop();
        (self.source, self.at, self.base, self.counted) = outer;
        if first {
            self.outside = None;
        }
        done
    }

    /// Remembers the place of a reference in the document; whether it is in the document.
    fn enter(&mut self) -> bool {
        let first = self.outside.is_none();
        if first {
            self.outside = Some((self.source.clone(), self.at - 1));
        }
        first
    }

    fn cdata(&mut self) -> Parsed<()> {
        let Some(n) = self.rest().find("]]>") else {
            let rest = self.rest();
            let shown: String = rest.chars().take(rest.chars().count().saturating_sub(2)).take(50).collect();
            self.at = self.source.len();
            return self.tolerate(63, format!("CData section not finished\n{shown}"));
        };
        let text = self.rest()[..n].replace("\r\n", "\n").replace('\r', "\n");
        self.at += n + 3;
        if self.options.keep_cdata && self.text.is_empty() && self.looking_at("</") {
            self.text_is_cdata = true;
        }
        self.text.push_str(&text);
        Ok(())
    }

    fn comment(&mut self) -> Parsed<()> {
        let end = self.rest().find("--");
        if let Some(n) = end
            && !self.rest()[n..].starts_with("-->")
        {
            let shown: String = self.rest()[..n].chars().take(50).collect();
            self.at += n;
            self.tolerate(80, format!("Double hyphen within comment: <!--{shown}"))?;
            self.at -= n;
        }
        let Some(n) = self.rest().find("-->") else {
            self.at = self.source.len();
            return self.tolerate(45, "Comment not terminated");
        };
        let text = self.rest()[..n].replace("\r\n", "\n").replace('\r', "\n");
        self.at += n + 3;
        if !self.options.remove_comments {
            let line = self.line();
            let id = self.forest.new_node(Kind::Comment, Name::default(), self.current());
            let node = self.forest.node_mut(id);
            (node.text, node.line) = (Some(text.into()), line);
        }
        Ok(())
    }

    fn instruction(&mut self) -> Parsed<()> {
        let target = self.name();
        if target.is_empty() {
            return Err(self.fault(46, "xmlParsePI : no target name"));
        }
        if target == "xml" {
            self.tolerate(64, "XML declaration allowed only at the start of the document")?;
        } else if target.eq_ignore_ascii_case("xml") {
            self.tolerate(64, "Invalid PI name")?;
        }
        if !self.looking_at("?>") && !self.skip_blanks() {
            self.tolerate(65, format!("ParsePI: PI {target} space expected"))?;
        }
        let Some(n) = self.rest().find("?>") else {
            self.at = self.source.len();
            return self.tolerate(47, format!("ParsePI: PI {target} never end ..."));
        };
        let text = self.rest()[..n].to_string();
        self.at += n + 2;
        if !self.options.remove_pis {
            let line = self.line();
            let local = self.forest.intern(&target);
            let id =
                self.forest.new_node(Kind::Instruction, Name { local, ..Name::default() }, self.current());
            let node = self.forest.node_mut(id);
            node.line = line;
            node.text = if text.is_empty() { None } else { Some(text.into()) };
        }
        Ok(())
    }

    fn current(&self) -> Id {
        self.stack.last().map_or(self.top, |open| open.id)
    }

    /// Puts text into the tree; `at_end`: an end tag follows.
    fn flush_text(&mut self, at_end: bool) {
        let text = std::mem::take(&mut self.text);
        let cdata = std::mem::take(&mut self.text_is_cdata);
        if text.is_empty() || self.stack.is_empty() {
            return;
        }
        let current = self.current();
        let last = self.forest.node(current).last;
        if self.options.remove_blank_text && text.chars().all(is_blank) {
            let beside_text = self.forest.node(current).text.is_some()
                || !last.is_nil() && self.forest.node(last).tail.is_some();
            if !(last.is_nil() && at_end || beside_text) {
                return;
            }
        }
        let node = self.forest.node_mut(if last.is_nil() { current } else { last });
        node.cdata |= cdata && last.is_nil();
        let place = if last.is_nil() { &mut node.text } else { &mut node.tail };
        *place = Some(match place.take() {
            Some(before) => (String::from(before) + &text).into(),
            None => text.into(),
        });
    }

    // --- tags

    fn end_tag(&mut self) -> Parsed<()> {
        let name = self.name();
        self.skip_blanks();
        if !self.take(">") {
            self.tolerate(73, "expected '>'")?;
            self.at = self.rest().find('>').map_or(self.source.len(), |n| self.at + n + 1);
        }
        if self.stack.len() <= self.base {
            return self.tolerate(76, format!("Opening and ending tag mismatch: {name}"));
        }
        let Some(open) = self.stack.last() else { return Ok(()) };
        if open.name != name {
            let message =
                format!("Opening and ending tag mismatch: {} line {} and {name}", open.name, open.line);
            self.tolerate(76, message)?;
            // An element further out may be meant.
            if let Some(i) = self.stack[self.base..].iter().rposition(|open| open.name == name) {
                self.stack.truncate(self.base + i);
            }
            return Ok(());
        }
        self.stack.pop();
        Ok(())
    }

    fn start_tag(&mut self) -> Parsed<()> {
        let start = self.at;
        let name = self.name();
        if name.is_empty() {
            self.tolerate(68, "StartTag: invalid element name")?;
            if self.stack.is_empty() {
                return Err(self.fault(68, "StartTag: invalid element name"));
            }
            self.text.push('<');
            return Ok(());
        }
        let local = name.split_once(':').map_or(name.as_str(), |(_, local)| local);
        if local.contains(':') {
            self.tolerate(202, format!("Failed to parse QName '{name}'"))?;
        }
        let deepest = if self.options.huge { DEEPEST_HUGE } else { DEEPEST };
        if self.stack.len() >= deepest {
            let message = format!("Excessive depth in document: {deepest}, use XML_PARSE_HUGE option");
            return Err(self.fault(114, message));
        }
        let mut attributes: Vec<RawAttribute> = Vec::new();
        let mut decls: Vec<(Atom, Atom)> = Vec::new();
        let mut broken = false;
        let mut closed = false;
        loop {
            let blank = self.skip_blanks();
            if self.take("/>") {
                closed = true;
                break;
            }
            if self.take(">") {
                break;
            }
            if self.rest().is_empty() {
                broken = true;
                break;
            }
            let first = attributes.is_empty() && decls.is_empty();
            if !blank && !first {
                self.tolerate(65, "attributes construct error")?;
            }
            match self.attribute(&name, &mut attributes, &mut decls) {
                Ok(()) => {}
                Err(fault) if self.options.recover => {
                    let _ = fault;
                    let n = self.rest().find(['>', '<']);
                    self.at = n.map_or(self.source.len(), |n| self.at + n);
                    closed = self.source[..self.at].ends_with('/');
                    if !self.take(">") {
                        broken = true;
                    }
                    break;
                }
                Err(fault) => return Err(fault),
            }
        }
        let line = {
            let end = self.at;
            if self.looking_at("\n") || end > start { self.line() } else { 1 }
        };
        let id = self.forest.new_node(Kind::Element, Name::default(), self.current());
        let back = usize::from(!broken) + usize::from(closed && !broken);
        self.at -= back;
        self.fill(id, &name, attributes, decls)?;
        self.at += back;
        self.forest.node_mut(id).line = line;
        if broken {
            self.tolerate(73, format!("Couldn't find end of Start Tag {name} line {line}"))?;
        }
        if !closed {
            self.stack.push(Open { id, name, line });
        }
        Ok(())
    }

    /// Gives a new element its name, its declarations and its attributes.
    fn fill(
        &mut self,
        id: Id,
        name: &str,
        attributes: Vec<RawAttribute>,
        decls: Vec<(Atom, Atom)>,
    ) -> Parsed<()> {
        self.forest.node_mut(id).decls = decls;
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let resolved = self.resolve(id, prefix, local, |local| {
            format!("Namespace prefix {prefix} on {local} is not defined")
        })?;
        self.forest.node_mut(id).name = resolved;
        for (prefix, own, value) in attributes {
            let name = if prefix.is_empty() {
                Name { local: self.forest.intern(&own), ..Name::default() }
            } else {
                self.resolve(id, &prefix, &own, |own| {
                    format!("Namespace prefix {prefix} for {own} on {local} is not defined")
                })?
            };
            let same = |a: &&Attr| a.name.local == name.local && a.name.ns == name.ns;
            if !name.ns.is_none() && self.forest.node(id).attrs.iter().find(same).is_some() {
                let ns = self.forest.name_text(name.ns).to_string();
                self.tolerate(203, format!("Namespaced Attribute {own} in '{ns}' redefined"))?;
                continue;
            }
            self.forest.node_mut(id).attrs.push(Attr { name, value: value.into(), bare: false });
        }
        Ok(())
    }

    fn resolve(
        &mut self,
        id: Id,
        prefix: &str,
        local: &str,
        message: impl Fn(&str) -> String,
    ) -> Parsed<Name> {
        let p = self.forest.intern(prefix);
        match self.forest.namespace(id, p) {
            Some(ns) => {
                let prefix = if ns.is_none() { Atom::NONE } else { p };
                Ok(Name { ns, local: self.forest.intern(local), prefix })
            }
            None if prefix.is_empty() => Ok(Name { local: self.forest.intern(local), ..Name::default() }),
            None => {
                self.tolerate(201, message(local))?;
                let local = self.forest.intern(&format!("{prefix}:{local}"));
                Ok(Name { local, ..Name::default() })
            }
        }
    }

    fn attribute(
        &mut self,
        _: &str,
        attributes: &mut Vec<RawAttribute>,
        decls: &mut Vec<(Atom, Atom)>,
    ) -> Parsed<()> {
        let name = self.name();
        if name.is_empty() {
            return Err(self.fault(68, "error parsing attribute name"));
        }
        self.skip_blanks();
        if !self.take("=") {
            return Err(self.fault(41, format!("Specification mandates value for attribute {name}")));
        }
        self.skip_blanks();
        let value = self.value()?;
        let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
        if prefix == "xmlns" || name == "xmlns" {
            let declared = if prefix.is_empty() { "" } else { local };
            if declared == "xmlns" {
                return self.tolerate(200, "redefinition of the xmlns prefix is forbidden");
            }
            if declared == "xml" {
                let right = value == XML_NAMESPACE;
                return if right {
                    Ok(())
                } else {
                    self.tolerate(200, "xml namespace prefix mapped to wrong URI")
                };
            }
            if value.is_empty() && !declared.is_empty() {
                return self.tolerate(200, format!("xmlns:{declared}: Empty XML namespace is not allowed"));
            }
            let (p, ns) = (self.forest.intern(declared), self.forest.intern(&value));
            if decls.iter().any(|d| d.0 == p) {
                return self.tolerate(42, format!("Attribute {name} redefined"));
            }
            decls.push((p, ns));
            return Ok(());
        }
        if attributes.iter().any(|a| a.0 == prefix && a.1 == local) {
            return self.tolerate(42, format!("Attribute {name} redefined"));
        }
        attributes.push((prefix.into(), local.into(), value));
        Ok(())
    }

    /// A quoted value; blanks in it become spaces.
    fn value(&mut self) -> Parsed<String> {
        let Some(quote @ ('"' | '\'')) = self.peek() else {
            return Err(self.fault(39, "AttValue: \" or ' expected"));
        };
        self.at += 1;
        let mut out = String::new();
        self.value_text(Some(quote), &mut out)?;
        Ok(out)
    }

    fn value_text(&mut self, quote: Option<char>, out: &mut String) -> Parsed<()> {
        loop {
            let Some(c) = self.peek() else {
                return match quote {
                    None => Ok(()),
                    Some(_) => Err(self.fault(40, "AttValue: ' expected")),
                };
            };
            match c {
                _ if Some(c) == quote => {
                    self.at += 1;
                    return Ok(());
                }
                '<' => return Err(self.fault(38, "Unescaped '<' not allowed in attributes values")),
                '&' if self.looking_at("&#") => out.extend(self.character()?),
                '&' => {
                    let Some(name) = self.reference_name()? else { continue };
                    let Some(value) = self.entity(&name)? else { continue };
                    if Self::is_predefined(&name) {
                        out.push_str(&value);
                        continue;
                    }
                    let first = self.enter();
                    let outer = (std::mem::replace(&mut self.source, value), std::mem::take(&mut self.at));
                    self.open_entities.push(name);
                    let done = self.value_text(None, out);
                    self.open_entities.pop();
                    (self.source, self.at) = outer;
                    if first {
                        self.outside = None;
                    }
                    done?;
                }
                '\r' if self.looking_at("\r\n") => self.at += 1,
                '\t' | '\n' | '\r' => {
                    out.push(' ');
                    self.at += 1;
                }
                _ if !is_xml_char(c) => {
                    return Err(self.fault(9, "invalid character in attribute value"));
                }
                _ => {
                    out.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write;

    fn shown(source: &str, options: &Options) -> String {
        let mut f = Forest::new();
        match parse(&mut f, source, options) {
            Ok(top) => write::xml(&f, f.root(top), &write::Options::default()),
            Err(e) => {
                assert!(f.is_empty(), "nothing is left of a document that failed");
                format!("{} {}:{} {}", e.code, e.line, e.column, e.message)
            }
        }
    }

    #[test]
    fn documents_come_back() {
        for (source, want) in [
            ("<a b='1'>x<b/>y<!--c--><?p q?></a>", "<a b=\"1\">x<b/>y<!--c--><?p q?></a>"),
            ("<!DOCTYPE a [<!ENTITY e \"<b>v</b>\">]><a>&e;&lt;</a>", "<a><b>v</b>&lt;</a>"),
            (
                "<a xmlns='u' xmlns:p='v'><p:b p:c='d'/></a>",
                "<a xmlns=\"u\" xmlns:p=\"v\"><p:b p:c=\"d\"/></a>",
            ),
            ("<a><![CDATA[<x>]]></a>", "<a>&lt;x&gt;</a>"),
            ("<a\n\tb='x\ny'>\r\nx\r</a>", "<a b=\"x y\">\nx\n</a>"),
        ] {
            assert_eq!(shown(source, &Options::default()), want);
        }
    }

    #[test]
    fn errors_have_places() {
        for (source, want) in [
            ("", "4 1:1 Document is empty"),
            ("<a></b>", "76 1:8 Opening and ending tag mismatch: a line 1 and b"),
            ("<a>\n<b>", "77 2:4 Premature end of data in tag b line 2"),
            ("<a b></a>", "41 1:5 Specification mandates value for attribute b"),
            ("<a b=\"1\" b=\"2\"/>", "42 1:15 Attribute b redefined"),
            ("<x:a/>", "201 1:5 Namespace prefix x on a is not defined"),
            ("<a>&foo;</a>", "26 1:9 Entity 'foo' not defined"),
            ("<a/>x", "5 1:5 Extra content at the end of the document"),
            ("<a", "73 1:3 Couldn't find end of Start Tag a line 1"),
            ("<!DOCTYPE a [<!ENTITY e \"&e;\">]><a>&e;</a>", "89 1:38 Detected an entity reference loop"),
        ] {
            assert_eq!(shown(source, &Options::default()), want, "{source}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        let mut dtd = String::from("<!ENTITY a0 \"aaaaaaaaaa\">");
        for i in 1..12 {
            let refs = format!("&a{};", i - 1).repeat(10);
            dtd += &format!("<!ENTITY a{i} \"{refs}\">");
        }
        let source = format!("<!DOCTYPE a [{dtd}]><a>&a11;</a>");
        assert!(shown(&source, &Options::default()).starts_with("114 "));
        assert!(shown(&"<a>".repeat(100_000), &Options::default()).starts_with("114 "));
    }

    #[test]
    fn recovery_keeps_what_it_can() {
        let options = Options { recover: true, ..Options::default() };
        for (source, want) in [
            ("<a><b></a>", "<a><b/></a>"),
            ("<a>&foo;x</a>", "<a>x</a>"),
            ("<a><b>x</c></a>", "<a><b>x</b></a>"),
            ("<a", "<a/>"),
        ] {
            assert_eq!(shown(source, &options), want, "{source}");
        }
    }
}
