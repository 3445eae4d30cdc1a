//! HTML to trees. Tokens are the standard's (html5ever); the tree is built as lxml's library builds it, which is not the
//! standard's way: a start tag closes what its table says, html, head and body are added where they are missed, and
//! nothing is ever moved to another place.

use crate::forest::{Attr, Forest, Id, Info, Kind, Name};
use crate::tables;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;
use std::rc::Rc;

/// How to parse.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Leave out comments.
    pub remove_comments: bool,
    /// Leave out processing instructions (HTML has none; kept for the interface).
    pub remove_pis: bool,
    /// Leave out blank text between elements that are no inline elements.
    pub remove_blank_text: bool,
    /// Do not assume a document type where there is none.
    pub no_default_doctype: bool,
    /// What is known of the document.
    pub info: Info,
}

/// Trees deeper than this are cut: what is deeper becomes a sibling.
const DEEPEST: usize = 2048;

/// Parses a text; the document node. There may be no element in it.
pub fn parse(forest: &mut Forest, text: &str, options: &Options) -> Id {
    let info = Info { html: true, ..options.info.clone() };
    let top = forest.new_tree(Rc::new(info));
    let builder = RefCell::new(Builder {
        forest,
        top,
        options,
        stack: Vec::new(),
        head_seen: false,
        body_seen: false,
        done: false,
        over: false,
        ignored: 0,
        text: String::new(),
        source: String::new(),
        line: 1,
    });
    let sink = Sink(builder);
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    // Piece by piece, each ending with a tag's end: so the builder has the source of the tag at hand.
    for piece in text.split_inclusive('>') {
        tokenizer.sink.0.borrow_mut().source.push_str(piece);
        input.push_back(StrTendril::from_slice(piece));
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let mut builder = tokenizer.sink.0.into_inner();
    builder.flush();
    let info = builder.forest.info(top);
    if info.doctype.is_none() && !options.no_default_doctype && !builder.forest.root(top).is_nil() {
        let info = Info {
            doctype: Some("html".into()),
            public_id: Some("-//W3C//DTD HTML 4.0 Transitional//EN".into()),
            system_id: Some("http://www.w3.org/TR/REC-html40/loose.dtd".into()),
            ..(*info).clone()
        };
        builder.forest.set_info(top, Rc::new(info));
    }
    top
}

struct Sink<'a>(RefCell<Builder<'a>>);

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut b = self.0.borrow_mut();
        b.line = line as u32;
        match token {
            Token::CharacterTokens(text) => b.text.push_str(&text),
            Token::NullCharacterToken => b.text.push('\u{fffd}'),
            Token::ParseError(_) => {}
            Token::TagToken(tag) => {
                b.flush();
                let result = b.tag(&tag);
                b.source.clear();
                return result;
            }
            Token::CommentToken(text) => {
                b.flush();
                b.comment(&text);
                b.source.clear();
            }
            Token::DoctypeToken(doctype) => {
                b.flush();
                b.doctype(&doctype);
                b.source.clear();
            }
            Token::EOFToken => b.flush(),
        }
        TokenSinkResult::Continue
    }
}

struct Builder<'a> {
    forest: &'a mut Forest,
    top: Id,
    options: &'a Options,
    /// Open elements with their names.
    stack: Vec<(Id, String)>,
    head_seen: bool,
    body_seen: bool,
    /// After `</html>`.
    done: bool,
    /// After more than comments behind that.
    over: bool,
    /// How many tags html, head and body have been ignored.
    ignored: u32,
    /// Text that has not found its place yet.
    text: String,
    /// The source since the last tag.
    source: String,
    line: u32,
}

impl Builder<'_> {
    fn current(&self) -> Id {
        self.stack.last().map_or(self.top, |open| open.0)
    }

    fn current_name(&self) -> &str {
        self.stack.last().map_or("", |open| &open.1)
    }

    fn push(&mut self, name: &str) {
        let local = self.forest.intern(name);
        let id = self.forest.new_node(Kind::Element, Name { local, ..Name::default() }, self.current());
        self.forest.node_mut(id).line = self.line;
        self.stack.push((id, name.to_string()));
        self.head_seen |= name == "head";
        self.body_seen |= name == "body";
    }

    fn append_text(&mut self, text: &str) {
        let current = self.current();
        if text.is_empty() || self.stack.is_empty() {
            return;
        }
        let last = self.forest.node(current).last;
        let node = self.forest.node_mut(if last.is_nil() { current } else { last });
        let place = if last.is_nil() { &mut node.text } else { &mut node.tail };
        *place = Some(match place.take() {
            Some(before) => (String::from(before) + text).into(),
            None => text.into(),
        });
    }

    /// Finds the place of text that has come.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() || self.done {
            self.over |= !text.trim_ascii().is_empty();
            return;
        }
        let outside =
            matches!(self.current_name(), "" | "head") || self.current_name() == "html" && !self.body_seen;
        if !outside {
            if self.options.remove_blank_text && text.trim_ascii().is_empty() && self.blank_is_nothing() {
                return;
            }
            self.append_text(&text);
            return;
        }
        // Blanks stay where they are, the rest begins the body.
        let rest = text.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
        self.append_text(&text[..text.len() - rest.len()]);
        if !rest.is_empty() {
            self.close_for("#text");
            self.imply("#text");
            self.append_text(rest);
        }
    }

    /// Whether blank text at this place can go: at the beginning or between blocks.
    fn blank_is_nothing(&self) -> bool {
        let current = self.current();
        match self.forest.node(current).last.get() {
            Some(last) => tables::is_block(self.forest.name_text(self.forest.node(last).name.local)),
            None => self.current_name() != "p" && tables::is_block(self.current_name()),
        }
    }

    fn close_for(&mut self, new: &str) {
        while self.stack.last().is_some_and(|open| tables::closes(new, &open.1)) {
            self.stack.pop();
        }
    }

    /// Adds html, head and body where a start tag or text misses them.
    fn imply(&mut self, new: &str) {
        if new == "html" {
            return;
        }
        if self.stack.is_empty() {
            self.push("html");
        }
        if matches!(new, "head" | "body") {
            return;
        }
        if self.stack.len() <= 1 && tables::HEAD.contains(&new) {
            if !self.head_seen && !self.body_seen {
                self.push("head");
            }
        } else if !matches!(new, "noframes" | "frame" | "frameset")
            && !self.body_seen
            && !self.stack.iter().any(|open| open.1 == "head")
        {
            self.push("body");
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if self.done {
            self.over |= tag.kind == TagKind::StartTag;
            return TokenSinkResult::Continue;
        }
        if tag.kind == TagKind::EndTag {
            self.end(name);
            return TokenSinkResult::Continue;
        }
        self.close_for(name);
        self.imply(name);
        let misplaced = match name {
            "html" => !self.stack.is_empty(),
            "head" => self.stack.len() != 1,
            "body" => self.stack.iter().any(|open| open.1 == "body"),
            _ => false,
        };
        if misplaced {
            // Its end tag will mean nothing either; written as empty element it ends the open one.
            self.ignored += 1;
            if tag.self_closing {
                self.stack.pop();
            }
            return TokenSinkResult::Continue;
        }
        if self.stack.len() >= DEEPEST {
            self.stack.pop();
        }
        self.push(name);
        let id = self.current();
        let bare =
            if tag.attrs.iter().any(|a| a.value.is_empty()) { self.bare_names(name) } else { Vec::new() };
        for a in &tag.attrs {
            let local = self.forest.intern(&a.name.local);
            let (mut value, mut is_bare): (&str, bool) = (&a.value, false);
            if value.is_empty() && bare.iter().any(|b| b.eq_ignore_ascii_case(&a.name.local)) {
                if tables::BOOLEAN.contains(&&*a.name.local) {
                    value = &a.name.local;
                } else {
                    is_bare = true;
                }
            }
            let name = Name { local, ..Name::default() };
            self.forest.node_mut(id).attrs.push(Attr { name, value: value.into(), bare: is_bare });
        }
        if tag.self_closing || tables::VOID.contains(&name) {
            self.done |= name == "html";
            self.stack.pop();
            return TokenSinkResult::Continue;
        }
        if name == "plaintext" {
            return TokenSinkResult::Plaintext;
        }
        match tables::RAW.iter().find(|raw| raw.0 == name) {
            Some(("script", _)) => TokenSinkResult::RawData(RawKind::ScriptData),
            Some((_, false)) => TokenSinkResult::RawData(RawKind::Rawtext),
            Some((_, true)) => TokenSinkResult::RawData(RawKind::Rcdata),
            None => TokenSinkResult::Continue,
        }
    }

    /// The attributes that the last tag of the source has without a value: tokens do not tell.
    fn bare_names(&self, name: &str) -> Vec<String> {
        let source = &self.source;
        for (at, _) in source.match_indices('<') {
            let rest = &source[at + 1..];
            if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && let Some(bare) = scan_bare(&rest[name.len()..])
            {
                return bare.into_iter().map(str::to_string).collect();
            }
        }
        Vec::new()
    }

    fn end(&mut self, name: &str) {
        if self.ignored > 0 && matches!(name, "html" | "head" | "body") {
            self.ignored -= 1;
            return;
        }
        let strength = tables::resistance(name);
        let found =
            self.stack.iter().rev().position(|open| open.1 == name || tables::resistance(&open.1) > strength);
        let Some(depth) = found else { return };
        let at = self.stack.len() - 1 - depth;
        if self.stack[at].1 == name {
            self.stack.truncate(at);
            self.done |= name == "html";
        }
    }

    fn comment(&mut self, text: &str) {
        if self.options.remove_comments || self.over {
            return;
        }
        let id = self.forest.new_node(Kind::Comment, Name::default(), self.current());
        let node = self.forest.node_mut(id);
        (node.text, node.line) = (Some(text.into()), self.line);
    }

    fn doctype(&mut self, doctype: &Doctype) {
        let own = |s: &Option<StrTendril>| s.as_ref().map(|s| s.to_string());
        let info = self.forest.info(self.top);
        if info.doctype.is_some() || !self.stack.is_empty() {
            return;
        }
        let info = Info {
            doctype: own(&doctype.name).or(Some(String::new())),
            public_id: own(&doctype.public_id),
            system_id: own(&doctype.system_id),
            ..(*info).clone()
        };
        self.forest.set_info(self.top, Rc::new(info));
    }
}

/// The attributes without `=` in the rest of a start tag, if it ends where the text ends.
fn scan_bare(rest: &str) -> Option<Vec<&str>> {
    let blank = |c: char| c.is_ascii_whitespace();
    if !rest.starts_with(|c| blank(c) || c == '/' || c == '>') {
        return None;
    }
    let mut bare = Vec::new();
    let mut rest = rest;
    loop {
        rest = rest.trim_start_matches(|c| blank(c) || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return after.is_empty().then_some(bare);
        }
        // An equals sign can begin a name.
        let skip = usize::from(rest.starts_with('='));
        let end = skip + rest[skip..].find(|c| blank(c) || matches!(c, '/' | '>' | '='))?;
        let (name, after) = rest.split_at(end);
        let value = after.trim_start_matches(blank);
        let Some(value) = value.strip_prefix('=') else {
            bare.push(name);
            rest = after;
            continue;
        };
        let value = value.trim_start_matches(blank);
        rest = match value.chars().next()? {
            q @ ('"' | '\'') => value[1..].split_once(q)?.1,
            _ => &value[value.find(|c| blank(c) || c == '>')?..],
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write;

    fn shown(source: &str) -> String {
        let mut f = Forest::new();
        let top = parse(&mut f, source, &Options::default());
        let root = f.root(top);
        if root.is_nil() { String::new() } else { write::html(&f, root, &write::Options::default()) }
    }

    #[test]
    fn missing_parts_are_added() {
        for (source, want) in [
            ("x", "<html><body>x</body></html>"),
            ("<title>t</title> <p>b", "<html><head><title>t</title> </head><body><p>b</p></body></html>"),
            (
                "<head></head><title>x</title><p>y",
                "<html><head></head><title>x</title><body><p>y</p></body></html>",
            ),
            ("<html> <p>x", "<html> <body><p>x</p></body></html>"),
            ("<body>x</body> y", "<html><body>x</body> y</html>"),
            ("<body>x</body></html> y <p>z", "<html><body>x</body></html>"),
            ("<frameset><frame></frameset>", "<html><frameset><frame></frameset></html>"),
            ("</p>", ""),
        ] {
            assert_eq!(shown(source), want, "{source}");
        }
    }

    #[test]
    fn tags_close_others() {
        for (source, want) in [
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<p>a<div>b</div>c</p>", "<p>a</p><div>b</div>c"),
            (
                "<table><tr><td>1<td>2<tr><td>3</table>",
                "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
            ),
            ("<div><table></div>x", "<div><table>x</table></div>"),
            ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
            ("<p/>x", "<p></p>x"),
            ("<script/>x<b>", "<script></script>x<b></b>"),
            ("a < b <p class id=\"\">", "a &lt; b <p class id=\"\"></p>"),
            ("<p title=\"x>y\" hidden>", "<p title=\"x&gt;y\" hidden></p>"),
            ("<textarea>a<b></textarea>c", "<textarea>a&lt;b&gt;</textarea>c"),
        ] {
            let want = format!("<html><body>{want}</body></html>");
            let source = format!("<body>{source}");
            assert_eq!(shown(&source), want, "{source}");
        }
    }
}
