//! Why a text is not Python, in CPython's words: a second look at a statement that did not parse.
//!
//! This never runs on valid text. It walks the tokens of the failed top-level statement by
//! recursive descent, alternatives in the order in which CPython tries them, because that order
//! decides which of several messages is given; a rule either matches, does not match, or raises.
//! Rules remember their results, so the walk is linear. Errors of the lexer are made elsewhere.

mod atom;
mod call;
mod expression;
mod simple;
mod statement;

use super::error::ErrorKind;
use super::lexer::Lexed;
use super::token::{Tok, Token};
use crate::source::Source;
use std::collections::HashMap;
use std::rc::Rc;

/// How deep remembered rules may be nested (about seven per bracket) before the search for better words is given up.
const MAX_NESTING: u32 = 400;

/// A message and the tokens it is about.
pub struct Raised {
    pub kind: ErrorKind,
    pub msg: String,
    pub place: Place,
}

/// Where a message points.
#[derive(Clone, Copy)]
pub enum Place {
    /// From the start of one token to the end of another.
    Range(usize, usize),
    /// From the start of a token to the end of what has been read.
    From(usize, usize),
    /// The last character of what stands from one token to another, in the line of the first.
    LastOf(usize, usize),
    /// The token read last.
    Token(usize),
    /// Whatever stopped the lexer, or the bracket that was never closed.
    Lexer,
}

/// A rule's outcome: `None` where it does not match.
type Match<T> = Result<Option<T>, Box<Raised>>;

/// What was recognised: an expression or something like it.
#[derive(Clone)]
struct Node {
    /// The word that messages use for it.
    what: &'static str,
    start: usize,
    end: usize,
    /// Elements of lists, tuples and stars; the left side of `in`.
    parts: Rc<[Node]>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Rule {
    Expression,
    NamedExpression,
    Disjunction,
    BitOr,
    Primary,
    Atom,
    Block,
    Statement,
    StarExpressions,
    Args,
}

/// The state of one walk.
pub struct Explainer<'a> {
    source: &'a Source,
    tokens: &'a [Token],
    lexed: &'a Lexed,
    /// Number of brackets open behind each token.
    levels: Vec<u16>,
    pos: usize,
    /// The furthest token read.
    pub read: usize,
    /// Whether rules about mistakes are tried and raise.
    mistakes: bool,
    /// The first walk follows the plain grammar, in which only a few rules raise.
    first: bool,
    memo: HashMap<(Rule, bool, usize), Option<(Node, usize)>>,
    nesting: u32,
}

impl<'a> Explainer<'a> {
    /// Prepares to explain why parsing stopped at token `failed`.
    pub fn new(source: &'a Source, lexed: &'a Lexed, failed: usize) -> Explainer<'a> {
        let mut level = 0u16;
        let levels = lexed.tokens.iter().map(|t| {
            match t.tok {
                Tok::LPar | Tok::WithLPar | Tok::LSqb | Tok::LBrace => level += 1,
                Tok::RPar | Tok::RSqb | Tok::RBrace => level = level.saturating_sub(1),
                _ => {}
            }
            level
        });
        Explainer {
            source,
            tokens: &lexed.tokens,
            lexed,
            levels: levels.collect(),
            pos: statement_start(&lexed.tokens, failed),
            read: failed,
            mistakes: false,
            first: true,
            memo: HashMap::new(),
            nesting: 0,
        }
    }

    /// Looks for the mistake; `None` if there is nothing better to say than "invalid syntax".
    pub fn explain(&mut self) -> Option<Box<Raised>> {
        let start = self.pos;
        self.walk().err().or_else(|| {
            (self.pos, self.first, self.mistakes) = (start, false, true);
            self.walk().err()
        })
    }

    fn walk(&mut self) -> Match<()> {
        match self.tokens[0].tok {
            Tok::StartEval => Ok(self.star_expressions()?.map(drop)),
            Tok::StartFuncType => Ok(None),
            _ => self.statements(),
        }
    }

    // ---- tokens

    /// The next token. What stopped the lexer is raised when it is reached.
    fn peek(&mut self) -> Result<Tok, Box<Raised>> {
        self.peek_at(0)
    }

    fn peek_at(&mut self, ahead: usize) -> Result<Tok, Box<Raised>> {
        let at = (self.pos + ahead).min(self.tokens.len() - 1);
        self.read = self.read.max(at);
        let tok = self.tokens[at].tok;
        if tok == Tok::Error || (tok == Tok::EndMarker && !self.lexed.open.is_empty()) {
            let raised = Raised { kind: ErrorKind::SyntaxError, msg: String::new(), place: Place::Lexer };
            return Err(Box::new(raised));
        }
        Ok(match tok {
            Tok::WithLPar => Tok::LPar,
            tok => tok,
        })
    }

    fn next_is(&mut self, tok: Tok) -> Result<bool, Box<Raised>> {
        Ok(self.peek()? == tok)
    }

    fn next_in(&mut self, toks: &[Tok]) -> Result<bool, Box<Raised>> {
        let next = self.peek()?;
        Ok(toks.contains(&next))
    }

    /// Takes a token of this kind.
    fn eat(&mut self, tok: Tok) -> Match<usize> {
        if self.peek()? != tok {
            return Ok(None);
        }
        self.pos += 1;
        Ok(Some(self.pos - 1))
    }

    fn eat_name(&mut self) -> Match<usize> {
        if !self.peek()?.is_name() {
            return Ok(None);
        }
        self.pos += 1;
        Ok(Some(self.pos - 1))
    }

    /// Takes a token that is read as this soft keyword.
    fn eat_word(&mut self, word: &str) -> Match<usize> {
        if self.peek()?.is_name() && self.text(self.pos) == word {
            self.pos += 1;
            return Ok(Some(self.pos - 1));
        }
        Ok(None)
    }

    fn text(&self, token: usize) -> &'a str {
        let token = self.tokens[token];
        &self.source.text()[token.start as usize..token.end as usize]
    }

    fn line(&self, token: usize) -> u32 {
        self.source.locate(self.tokens[token].start).line
    }

    // ---- ways to match

    /// Tries an alternative; where it does not match nothing is taken.
    fn alt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Match<T>) -> Match<T> {
        let pos = self.pos;
        let found = rule(self)?;
        if found.is_none() {
            self.pos = pos;
        }
        Ok(found)
    }

    /// Whether an alternative would match here.
    fn ahead<T>(&mut self, rule: impl FnOnce(&mut Self) -> Match<T>) -> Result<bool, Box<Raised>> {
        let pos = self.pos;
        let found = rule(self)?;
        self.pos = pos;
        Ok(found.is_some())
    }

    /// As [`Self::alt`], for rules about mistakes only.
    fn mistake(&mut self, rule: impl FnOnce(&mut Self) -> Match<()>) -> Result<(), Box<Raised>> {
        if self.mistakes {
            let pos = self.pos;
            rule(self)?;
            self.pos = pos;
        }
        Ok(())
    }

    /// A rule whose results are remembered; also those found while mistakes are not looked for, as
    /// CPython does it.
    fn memo(&mut self, rule: Rule, parse: impl FnOnce(&mut Self) -> Match<Node>) -> Match<Node> {
        let key = (rule, self.first, self.pos);
        if let Some(known) = self.memo.get(&key) {
            let known = known.clone();
            return Ok(known.map(|(node, pos)| {
                self.pos = pos;
                node
            }));
        }
        if self.nesting >= MAX_NESTING {
            return Ok(None);
        }
        self.nesting += 1;
        let found = self.alt(parse)?;
        self.nesting -= 1;
        self.memo.insert(key, found.clone().map(|node| (node, self.pos)));
        Ok(found)
    }

    /// One or more, with a token between.
    fn list(&mut self, sep: Tok, mut item: impl FnMut(&mut Self) -> Match<Node>) -> Match<Vec<Node>> {
        let Some(first) = self.alt(&mut item)? else { return Ok(None) };
        let mut nodes = vec![first];
        loop {
            let pos = self.pos;
            if self.eat(sep)?.is_none() {
                return Ok(Some(nodes));
            }
            match self.alt(&mut item)? {
                Some(node) => nodes.push(node),
                None => {
                    self.pos = pos;
                    return Ok(Some(nodes));
                }
            }
        }
    }

    fn node(&self, what: &'static str, start: usize) -> Node {
        self.node_of(what, start, Vec::new())
    }

    fn node_of(&self, what: &'static str, start: usize, parts: Vec<Node>) -> Node {
        Node { what, start, end: self.pos - 1, parts: parts.into() }
    }

    // ---- ways to raise

    fn raise<T>(&self, msg: impl Into<String>, place: Place) -> Match<T> {
        if self.mistakes { self.raise_anyway(msg, place) } else { Ok(None) }
    }

    /// For what the plain grammar raises too.
    fn raise_anyway<T>(&self, msg: impl Into<String>, place: Place) -> Match<T> {
        Err(Box::new(Raised { kind: ErrorKind::SyntaxError, msg: msg.into(), place }))
    }

    fn raise_at<T>(&self, msg: impl Into<String>, node: &Node) -> Match<T> {
        self.raise(msg, Place::Range(node.start, node.end))
    }

    fn raise_token<T>(&self, msg: impl Into<String>, token: usize) -> Match<T> {
        self.raise(msg, Place::Range(token, token))
    }

    /// At the token read last.
    fn raise_here<T>(&self, msg: impl Into<String>) -> Match<T> {
        self.raise(msg, Place::Token(self.read))
    }

    fn raise_from<T>(&self, msg: impl Into<String>, token: usize) -> Match<T> {
        self.raise(msg, Place::From(token, self.read))
    }

    /// "expected ':'" and the like, at the next token.
    fn expect(&mut self, tok: Tok, sign: &str) -> Match<usize> {
        match self.eat(tok)? {
            None => self.raise_token(format!("expected '{sign}'"), self.pos),
            found => Ok(found),
        }
    }

    fn raise_indent<T>(&self, after: &str) -> Match<T> {
        if !self.mistakes {
            return Ok(None);
        }
        let msg = format!("expected an indented block{after}");
        Err(Box::new(Raised { kind: ErrorKind::IndentationError, msg, place: Place::Token(self.read) }))
    }

    /// As [`Self::raise_indent`], for the statement that `token` began.
    fn raise_indent_after<T>(&self, what: &str, token: usize) -> Match<T> {
        self.raise_indent(&format!(" after {what} on line {}", self.line(token)))
    }
}

/// The first token of the top-level statement that a token belongs to, or follows.
fn statement_start(tokens: &[Token], failed: usize) -> usize {
    let mut depth = 0;
    let mut start = 1;
    // Where the last line at top level began; decorators belong to the statement below them.
    let mut line = 1;
    for i in 2..failed {
        match tokens[i].tok {
            Tok::Indent => depth += 1,
            Tok::Dedent => depth -= 1,
            Tok::Elif | Tok::Else | Tok::Except | Tok::Finally => {}
            _ if depth == 0 && matches!(tokens[i - 1].tok, Tok::Newline | Tok::Dedent) => {
                if tokens[line].tok != Tok::At {
                    start = i;
                }
                line = i;
            }
            _ => {}
        }
    }
    start
}

/// Propagates both "raised" and "does not match".
macro_rules! want {
    ($found:expr) => {
        match $found? {
            Some(found) => found,
            None => return Ok(None),
        }
    };
}

/// Does not match unless the condition holds.
macro_rules! check {
    ($cond:expr) => {
        if !$cond {
            return Ok(None);
        }
    };
}

use {check, want};
