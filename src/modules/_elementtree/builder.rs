//! `TreeBuilder`: elements from starts, ends and data.

use super::element::{self, Element};
use super::parse_error;
use crate::object::args::{Args, CallArgs, FnName, Signature};
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::payload::Trace;
use crate::object::slots::{BinOp, Slots};
use crate::object::spec::{TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::{str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};
use std::sync::LazyLock;

/// The events that a program can ask for, by their bits.
pub static EVENTS: [&str; 6] = ["start", "end", "start-ns", "end-ns", "comment", "pi"];

/// The native state of a builder.
#[derive(Default)]
pub struct Builder {
    element_factory: Field,
    comment_factory: Field,
    pi_factory: Field,
    insert_comments: Cell<bool>,
    insert_pis: Cell<bool>,
    root: Field,
    /// The elements that have not ended.
    open: RefCell<Vec<Obj>>,
    /// The element that text belongs to: as its tail, if it has ended.
    last: Field,
    ended: Cell<bool>,
    /// Text that waits: what the parser gave, and before it what a program gave.
    text: RefCell<Vec<u8>>,
    texts: RefCell<Vec<Obj>>,
    /// `append` of the queue of events.
    append: Field,
    wanted: Cell<u8>,
}

#[allow(unsafe_code)]
// SAFETY: every field that holds references is visited.
unsafe impl Payload for Builder {
    fn static_type() -> &'static StaticType {
        &BUILDER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.fields().into_iter().for_each(|f| f.trace(visit));
        self.open.trace(visit);
        self.texts.trace(visit);
    }
    fn clear(&self) {
        self.fields().into_iter().for_each(|f| f.set(None));
        drop(self.open.take());
        drop(self.texts.take());
    }
}

/// The state of what is known to be a builder.
#[inline(always)]
pub fn of(o: &Obj) -> &Builder {
    o.downcast().expect("it was checked to be a builder")
}

impl Builder {
    fn fields(&self) -> [&Field; 6] {
        [&self.element_factory, &self.comment_factory, &self.pi_factory, &self.root, &self.last, &self.append]
    }

    /// Whether an event goes to the queue.
    #[inline(always)]
    pub fn wants(&self, event: usize) -> bool {
        self.wanted.get() >> event & 1 != 0
    }

    /// Whether comments, or processing instructions, are of any use.
    pub fn hears(&self, pi: bool) -> bool {
        let (event, insert, factory) = if pi {
            (5, &self.insert_pis, &self.pi_factory)
        } else {
            (4, &self.insert_comments, &self.comment_factory)
        };
        self.wants(event) || insert.get() || factory.is_set()
    }

    /// Puts the events asked for into a queue from now on.
    pub fn report(&self, append: Obj, wanted: u8) {
        self.append.set(Some(append));
        self.wanted.set(wanted);
    }

    /// Puts an event into the queue.
    pub fn event(&self, vm: &Vm, event: usize, what: Obj) -> PyResult<()> {
        if let Some(append) = self.append.get().filter(|_| self.wants(event)) {
            api::call(vm, &append, &[tuple::pair(intern(EVENTS[event]), what)])?;
        }
        Ok(())
    }

    /// Some text from the parser.
    #[inline(always)]
    pub fn add_text(&self, text: &[u8]) {
        if self.last.is_set() {
            self.text.borrow_mut().extend_from_slice(text);
        }
    }

    fn add_object(&self, vm: &Vm, text: &Obj) -> PyResult<()> {
        if self.last.is_set() {
            self.gather(vm)?;
            self.texts.borrow_mut().push(text.clone());
        }
        Ok(())
    }

    /// What the parser gave becomes an object.
    fn gather(&self, vm: &Vm) -> PyResult<()> {
        let made = {
            let mut text = self.text.borrow_mut();
            if text.is_empty() {
                return Ok(());
            }
            let made = str_::make(vm, &text)?;
            text.clear();
            made
        };
        self.texts.borrow_mut().push(made);
        Ok(())
    }

    /// Gives the text to where it belongs.
    #[inline(always)]
    fn flush(&self, vm: &Vm) -> PyResult<()> {
        if self.text.borrow().is_empty() && self.texts.borrow().is_empty() {
            return Ok(());
        }
        self.flush_some(vm)
    }

    fn flush_some(&self, vm: &Vm) -> PyResult<()> {
        self.gather(vm)?;
        let mut texts = self.texts.take();
        let text = match (texts.pop(), texts.is_empty()) {
            (Some(one), true) => one,
            (Some(end), false) => {
                texts.push(end);
                api::call_method_str(vm, &str_::from_str(""), "join", &[crate::types::list::from_vec(texts)])?
            }
            (None, _) => return Ok(()),
        };
        let Some(last) = self.last.get() else { return Ok(()) };
        let ended = self.ended.get();
        if last.is_exact::<Element>() {
            let e = element::of(&last);
            let field = if ended { &e.tail } else { &e.text };
            let before = field.get_or_none();
            let all = if before.is_none() { text } else { api::binary(vm, BinOp::Add, &before, &text)? };
            field.set(Some(all));
            return Ok(());
        }
        let name = intern(if ended { "tail" } else { "text" });
        let before = api::getattr(vm, &last, &name)?;
        let all = if before.is_none() { text } else { api::binary(vm, BinOp::Add, &before, &text)? };
        api::setattr(vm, &last, &name, &all)
    }

    fn add_child(&self, vm: &Vm, child: &Obj) -> PyResult<bool> {
        let top = self.open.borrow().last().cloned();
        let Some(top) = top else { return Ok(false) };
        if top.is_exact::<Element>() && child.is_instance::<Element>() {
            element::add(element::of(&top), child.clone());
        } else {
            api::call_method_str(vm, &top, "append", std::slice::from_ref(child))?;
        }
        Ok(true)
    }

    /// An element begins.
    pub fn start(&self, vm: &Vm, tag: Obj, attributes: Option<Obj>) -> PyResult<Obj> {
        self.flush(vm)?;
        let made = match self.element_factory.get() {
            None => element::make(tag, attributes),
            Some(f) => {
                let d = attributes.unwrap_or_else(|| dict::new().into_obj());
                api::call(vm, &f, &[tag, d])?
            }
        };
        if !self.add_child(vm, &made)? {
            if self.root.is_set() {
                return Err(parse_error(vm, "multiple elements on top level"));
            }
            self.root.set(Some(made.clone()));
        }
        self.open.borrow_mut().push(made.clone());
        self.last.set(Some(made.clone()));
        self.ended.set(false);
        if self.wants(0) {
            self.event(vm, 0, made.clone())?;
        }
        Ok(made)
    }

    /// An element ends.
    pub fn end(&self, vm: &Vm) -> PyResult<Obj> {
        self.flush(vm)?;
        let top = self.open.borrow_mut().pop();
        let Some(top) = top else { return Err(vm.index_error("pop from empty stack")) };
        self.last.set(Some(top.clone()));
        self.ended.set(true);
        if self.wants(1) {
            self.event(vm, 1, top.clone())?;
        }
        Ok(top)
    }

    fn aside(&self, vm: &Vm, made: Obj, insert: bool, event: usize) -> PyResult<Obj> {
        if insert && self.last.is_set() {
            self.flush(vm)?;
            if self.add_child(vm, &made)? {
                self.last.set(Some(made.clone()));
                self.ended.set(true);
            }
        }
        self.event(vm, event, made.clone())?;
        Ok(made)
    }

    /// A comment.
    pub fn comment(&self, vm: &Vm, text: Obj) -> PyResult<Obj> {
        let made = match factory(vm, &self.comment_factory, "_comment_factory")? {
            Some(f) => api::call(vm, &f, &[text])?,
            None => text,
        };
        self.aside(vm, made, self.insert_comments.get(), 4)
    }

    /// A processing instruction.
    pub fn pi(&self, vm: &Vm, target: Obj, text: Obj) -> PyResult<Obj> {
        let made = match factory(vm, &self.pi_factory, "_pi_factory")? {
            Some(f) => api::call(vm, &f, &[target, text])?,
            None => tuple::pair(target, text),
        };
        self.aside(vm, made, self.insert_pis.get(), 5)
    }

    /// The root element, or None.
    pub fn close(&self) -> Obj {
        self.root.get_or_none()
    }
}

/// A builder's own factory, or that of the module.
fn factory(vm: &Vm, own: &Field, name: &str) -> PyResult<Option<Obj>> {
    match own.get() {
        Some(f) => Ok(Some(f)),
        None => Ok(super::setting(vm, name)?.filter(|f| !f.is_none())),
    }
}

fn init(vm: &Vm, a: Args) -> PyResult<Obj> {
    let b = of(&a[0]);
    let set = |field: &Field, i: usize| field.set(a.opt_not_none(i).cloned());
    set(&b.element_factory, 1);
    set(&b.comment_factory, 2);
    set(&b.pi_factory, 3);
    let flag = |i: usize| a.opt(i).map_or(Ok(false), |o| api::is_true(vm, o));
    b.insert_comments.set(flag(4)?);
    b.insert_pis.set(flag(5)?);
    Ok(Obj::NONE)
}

fn bind_init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| {
        Signature::parse(
            "($self, element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False, insert_pis=False)",
        )
    });
    let name = FnName { class: None, receiver: None, name: "TreeBuilder", has_self: true };
    args.prepended(o, |all| SIGNATURE.call(vm, init, name, all)).map(drop)
}

static SPEC: TypeSpec = TypeSpec {
    name: "TreeBuilder",
    module: "xml.etree.ElementTree",
    flags: type_flag::BASE,
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Builder::default())),
        init: Some(bind_init),
        getattro: Some(crate::object::attr::generic_getattr),
        ..Slots::NONE
    },
    methods: &[
        method("data", "($self, data, /)", "Some text.", |vm, a| {
            of(&a[0]).add_object(vm, &a[1])?;
            Ok(Obj::NONE)
        }),
        method("start", "($self, tag, attrs, /)", "An element begins; the element.", |vm, a| {
            if !a[2].is_instance::<Dict>() {
                let t = api::given(&a[2]);
                return Err(vm.type_error(format!("start() argument 2 must be dict, not {t}")));
            }
            of(&a[0]).start(vm, a[1].clone(), Some(a[2].clone()))
        }),
        method("end", "($self, tag, /)", "An element ends; the element.", |vm, a| of(&a[0]).end(vm)),
        method("comment", "($self, text, /)", "A comment.", |vm, a| of(&a[0]).comment(vm, a[1].clone())),
        method("pi", "($self, target, text=None, /)", "A processing instruction.", |vm, a| {
            of(&a[0]).pi(vm, a[1].clone(), a.opt(2).cloned().unwrap_or(Obj::NONE))
        }),
        method("close", "($self, /)", "The root element.", |_, a| Ok(of(&a[0]).close())),
    ],
    ..TypeSpec::BASE
};
/// `xml.etree.ElementTree.TreeBuilder`
pub static BUILDER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Builder>(false));
