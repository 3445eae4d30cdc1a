//! Arguments of calls: how a caller hands them over (`CallArgs`), and how a signature text binds them for a native
//! function (`Args`). Binding for Python functions is in `vm/call.rs`.
#![allow(unsafe_code)]

use super::obj::Obj;
use super::type_object::Type;
use super::value::Value;
use crate::types::tuple::Tuple;
use crate::types::{dict, str_, tuple};
use crate::vm::{PyResult, Vm};
use std::cell::Cell;
use std::mem::{ManuallyDrop, MaybeUninit};
use std::ops::Index;

/// Arguments as the caller has them: positional ones, then the values of the keywords named by `names`.
#[derive(Clone, Copy)]
pub struct CallArgs<'a> {
    values: &'a [Obj],
    names: Option<&'a Tuple>,
}

impl<'a> CallArgs<'a> {
    /// No arguments.
    pub const EMPTY: CallArgs<'static> = CallArgs { values: &[], names: None };

    /// Positional arguments only.
    #[inline(always)]
    pub const fn positional(values: &'a [Obj]) -> Self {
        CallArgs { values, names: None }
    }

    /// Positional arguments followed by the keyword values.
    #[inline(always)]
    pub fn new(values: &'a [Obj], names: Option<&'a Tuple>) -> Self {
        debug_assert!(names.is_none_or(|n| n.len() <= values.len()), "a value per name");
        CallArgs { values, names }
    }

    /// The positional arguments.
    #[inline(always)]
    pub fn pos(&self) -> &'a [Obj] {
        &self.values[..self.values.len() - self.kw_len()]
    }

    /// Everything: positional, then keyword values.
    #[inline(always)]
    pub fn all(&self) -> &'a [Obj] {
        self.values
    }

    /// The keyword names.
    #[inline(always)]
    pub fn names(&self) -> Option<&'a Tuple> {
        self.names
    }

    /// Number of keyword arguments.
    #[inline(always)]
    pub fn kw_len(&self) -> usize {
        self.names.map_or(0, Tuple::len)
    }

    /// The keyword arguments: name, value.
    pub fn keywords(&self) -> impl Iterator<Item = (&'a Obj, &'a Obj)> {
        let n = self.kw_len();
        let names: &'a [Obj] = self.names.map_or(&[], Tuple::as_slice);
        names.iter().zip(&self.values[self.values.len() - n..])
    }

    /// The value of a keyword.
    pub fn keyword(&self, name: &str) -> Option<&'a Obj> {
        self.keywords().find(|(n, _)| str_::bytes_of(n) == name.as_bytes()).map(|(_, v)| v)
    }

    /// Runs `call` with borrowed positional arguments.
    #[inline]
    pub fn borrowed<R>(first: Option<&Obj>, rest: &[&Obj], call: impl FnOnce(CallArgs) -> R) -> R {
        const FEW: usize = 5;
        let n = usize::from(first.is_some()) + rest.len();
        let all = first.into_iter().chain(rest.iter().copied());
        if n > FEW {
            let owned: Vec<Obj> = all.cloned().collect();
            return call(CallArgs::positional(&owned));
        }
        let mut values = [Value::NONE; FEW];
        for (place, o) in values.iter_mut().zip(all) {
            *place = o.value();
        }
        // SAFETY: the caller's handles keep the values alive.
        call(CallArgs::positional(unsafe { slice_of(values.as_ptr(), n) }))
    }

    /// All values with one put in front (for bound methods): use with `CallArgs::new(&v, args.names())`.
    pub fn with_first(&self, first: &Obj) -> Vec<Obj> {
        let mut v = Vec::with_capacity(self.values.len() + 1);
        v.push(first.clone());
        v.extend_from_slice(self.values);
        v
    }

    /// Runs `f` on the same call with a value put in front; allocates only for many arguments.
    #[inline]
    pub fn prepended<R>(&self, first: &Obj, f: impl FnOnce(CallArgs) -> R) -> R {
        const MOST: usize = 8;
        let n = self.values.len() + 1;
        if n > MOST {
            let all = self.with_first(first);
            return f(CallArgs::new(&all, self.names));
        }
        let mut all = [const { MaybeUninit::<Obj>::uninit() }; MOST];
        for (slot, v) in all.iter_mut().zip(std::iter::once(first).chain(self.values)) {
            // SAFETY: a borrowed copy; MaybeUninit never gives it back.
            slot.write(unsafe { Obj::from_owned(v.value()) });
        }
        // SAFETY: the first `n` are written, and stay valid as long as `first` and `self` do.
        f(CallArgs::new(unsafe { std::slice::from_raw_parts(all.as_ptr().cast::<Obj>(), n) }, self.names))
    }

    /// The same call without its first positional argument.
    pub fn skip_first(&self) -> CallArgs<'a> {
        CallArgs { values: &self.values[1..], names: self.names }
    }

    /// Raises TypeError if there are keywords, in the name of a class.
    pub fn no_keywords_for(&self, vm: &Vm, class: &Type) -> PyResult<()> {
        if self.kw_len() == 0 { Ok(()) } else { self.no_keywords(vm, &class.name()) }
    }

    /// Raises TypeError if there are keywords.
    pub fn no_keywords(&self, vm: &Vm, function: &str) -> PyResult<()> {
        if self.kw_len() == 0 {
            Ok(())
        } else {
            Err(vm.type_error(format!("{function}() takes no keyword arguments")))
        }
    }

    /// The arguments of a constructor whose parameters all have defaults and can be given by name.
    pub fn bind<const N: usize>(
        &self,
        vm: &Vm,
        function: &str,
        names: [&str; N],
    ) -> PyResult<[Option<&'a Obj>; N]> {
        self.bind_required(vm, function, 0, names)
    }

    /// `bind` where the first parameters have no defaults.
    pub fn bind_required<const N: usize>(
        &self,
        vm: &Vm,
        function: &str,
        required: usize,
        names: [&str; N],
    ) -> PyResult<[Option<&'a Obj>; N]> {
        let pos = self.pos();
        if self.values.len() > N {
            let s = if N == 1 { "" } else { "s" };
            let kind = if pos.is_empty() { "keyword " } else { "" };
            return Err(vm.type_error(format!(
                "{function}() takes at most {N} {kind}argument{s} ({} given)",
                self.values.len()
            )));
        }
        let mut bound = [None; N];
        for (slot, v) in bound.iter_mut().zip(pos) {
            *slot = Some(v);
        }
        // What is wrong with the keywords, said only if nothing is missing.
        let mut wrong = None;
        for (key, value) in self.keywords() {
            match names.iter().position(|n| n.as_bytes() == str_::bytes_of(key)) {
                Some(i) if i >= pos.len() => bound[i] = Some(value),
                found => drop(wrong.get_or_insert((found, key))),
            }
        }
        if let Some(i) = bound[..required].iter().position(Option::is_none) {
            let (name, place) = (names[i], i + 1);
            return Err(
                vm.type_error(format!("{function}() missing required argument '{name}' (pos {place})"))
            );
        }
        match wrong {
            None => Ok(bound),
            Some((Some(i), _)) => Err(vm.type_error(format!(
                "argument for {function}() given by name ('{}') and position ({})",
                names[i],
                i + 1
            ))),
            Some((None, key)) => Err(vm.type_error(format!(
                "{function}() got an unexpected keyword argument '{}'{}",
                str_::display(key),
                did_you_mean(&str_::display(key), names.iter().copied())
            ))),
        }
    }

    /// The positional arguments if their number is within bounds and there are no keywords; else TypeError in the
    /// words of CPython's `PyArg_UnpackTuple`.
    pub fn exactly(&self, vm: &Vm, function: &str, least: usize, most: usize) -> PyResult<&'a [Obj]> {
        self.no_keywords(vm, function)?;
        let n = self.values.len();
        if n >= least && n <= most {
            return Ok(self.values);
        }
        let s = |n: usize| if n == 1 { "" } else { "s" };
        Err(vm.type_error(if least == most {
            format!("{function} expected {least} argument{}, got {n}", s(least))
        } else if n < least {
            format!("{function} expected at least {least} argument{}, got {n}", s(least))
        } else {
            format!("{function} expected at most {most} argument{}, got {n}", s(most))
        }))
    }
}

/// Arguments bound to the parameters of a native function's signature, in order; `*args` is a tuple, `**kwargs` a dict.
#[derive(Clone, Copy)]
pub struct Args<'a>(&'a [Option<Obj>]);

impl Index<usize> for Args<'_> {
    type Output = Obj;
    /// A required parameter.
    #[inline(always)]
    fn index(&self, i: usize) -> &Obj {
        self.0[i].as_ref().expect("the binder fills required parameters")
    }
}

impl<'a> Args<'a> {
    /// An optional parameter; `None` if it was not given.
    #[inline(always)]
    pub fn opt(&self, i: usize) -> Option<&'a Obj> {
        self.0[i].as_ref()
    }

    /// A required parameter.
    #[inline(always)]
    pub fn get(&self, i: usize) -> &'a Obj {
        self.0[i].as_ref().expect("the binder fills required parameters")
    }

    /// An optional parameter where `None` means the same as absent.
    #[inline(always)]
    pub fn opt_not_none(&self, i: usize) -> Option<&'a Obj> {
        self.0[i].as_ref().filter(|o| !o.is_none())
    }

    /// The items of the `*args` parameter.
    pub fn rest(&self, i: usize) -> &'a [Obj] {
        self.get(i).downcast::<Tuple>().expect("*args is a tuple").as_slice()
    }

    /// The parameters after the first.
    pub fn skip_first(&self) -> Args<'a> {
        Args(&self.0[1..])
    }

    /// Number of parameters.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no parameters.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A native function: takes its bound parameters.
pub type NativeFn = fn(&Vm, Args) -> PyResult<Obj>;

/// A parsed signature text.
#[derive(Debug, Default, Clone)]
pub struct Signature {
    /// Parameter names in binding order: positional-only, positional-or-keyword, `*args`, keyword-only, `**kwargs`.
    pub params: Vec<Param>,
    /// Number of positional-only parameters.
    pub posonly: usize,
    /// Number of all positional parameters.
    pub positional: usize,
    /// Positional parameters without default.
    pub required: usize,
    /// Index of `*args`.
    pub varargs: Option<usize>,
    /// Index of `**kwargs`.
    pub kwargs: Option<usize>,
    /// Any required keyword-only parameter.
    kwonly_required: bool,
    arity: Arity,
    old_style: bool,
}

/// How many positional arguments run a native function as they are: from `least` to `least + span`. What they leave out of
/// its `all` parameters is absent.
#[derive(Debug, Clone, Copy)]
pub struct Arity {
    least: u32,
    span: u16,
    all: u16,
}

impl Arity {
    /// No number of arguments does.
    const NONE: Arity = Arity { least: u32::MAX, span: 0, all: 0 };
    /// The most parameters that such functions have.
    const MOST: usize = 8;

    #[inline(always)]
    fn takes(self, n: usize) -> bool {
        n.wrapping_sub(self.least as usize) <= self.span.into()
    }
}

impl Default for Arity {
    fn default() -> Self {
        Arity::NONE
    }
}

/// A native function as calls with positional arguments only see it. Empty until `set`: it takes no call.
pub struct Direct {
    f: Cell<NativeFn>,
    arity: Cell<Arity>,
}

impl Direct {
    /// Takes no call.
    pub const fn none() -> Direct {
        Direct {
            f: Cell::new(|vm, _| Err(vm.type_error("a function without code was called"))),
            arity: Cell::new(Arity::NONE),
        }
    }

    /// The function and its signature.
    pub fn set(&self, f: NativeFn, signature: &Signature) {
        self.f.set(f);
        self.arity.set(signature.arity);
    }

    /// Whether so many arguments need no binding.
    #[inline(always)]
    pub fn takes(&self, n: usize) -> bool {
        self.arity.get().takes(n)
    }

    /// Runs the function on arguments of a number that it takes.
    #[inline(always)]
    pub fn run(&self, vm: &Vm, args: &[Obj]) -> PyResult<Obj> {
        run_direct(vm, self.f.get(), self.arity.get(), args)
    }
}

#[inline(always)]
fn run_direct(vm: &Vm, f: NativeFn, arity: Arity, args: &[Obj]) -> PyResult<Obj> {
    debug_assert!(arity.takes(args.len()), "a number of arguments that was asked for");
    if args.len() != usize::from(arity.all) {
        return run_short(vm, f, arity, args);
    }
    // SAFETY: `Option<Obj>` and `Obj` have one layout; present values are `Some`.
    let bound = unsafe { std::slice::from_raw_parts(args.as_ptr().cast::<Option<Obj>>(), args.len()) };
    f(vm, Args(bound))
}

#[inline(never)]
fn run_short(vm: &Vm, f: NativeFn, arity: Arity, args: &[Obj]) -> PyResult<Obj> {
    let mut bound = [const { MaybeUninit::<Option<Obj>>::uninit() }; Arity::MOST];
    let all = &mut bound[..arity.all.into()];
    for (i, slot) in all.iter_mut().enumerate() {
        // SAFETY: a borrowed copy; MaybeUninit never gives it back.
        slot.write(args.get(i).map(|v| unsafe { Obj::from_owned(v.value()) }));
    }
    // SAFETY: all are written.
    f(vm, Args(unsafe { all.assume_init_ref() }))
}

/// A parameter of a native signature.
#[derive(Debug, Clone)]
pub struct Param {
    /// Name; the leading `$` of `$self` is dropped.
    pub name: &'static str,
    /// Text of the default value.
    pub default: Option<&'static str>,
}

impl Signature {
    /// Parses `"($self, a, /, b=None, *args, key=0, **kw)"`. What stands in brackets of its own can be left out, as in
    /// `"($self, a[, b[, c]], /)"`.
    pub fn parse(text: &'static str) -> Signature {
        let mut s = Signature { old_style: text.contains(OLD_STYLE), ..Signature::default() };
        let text = halves(text).1;
        let inner = text.trim().trim_start_matches('(').trim_end_matches(')');
        let mut keyword_only = false;
        let mut optional = false;
        for part in split_params(inner) {
            let part = part.trim();
            let opens = part.ends_with('[');
            let part = if part.contains('=') {
                part
            } else {
                optional |= part.starts_with('[');
                part.trim_matches(['[', ']'])
            };
            if part.is_empty() {
                continue;
            }
            if part == "/" {
                s.posonly = s.params.len();
            } else if part == "*" {
                keyword_only = true;
            } else if let Some(name) = part.strip_prefix("**") {
                s.kwargs = Some(s.params.len());
                s.params.push(Param { name, default: None });
            } else if let Some(name) = part.strip_prefix('*') {
                s.varargs = Some(s.params.len());
                keyword_only = true;
                s.params.push(Param { name, default: None });
            } else {
                let (name, default) = match part.split_once('=') {
                    Some((n, d)) => (n.trim(), Some(d.trim())),
                    None => (part, optional.then_some("")),
                };
                let name = name.strip_prefix('$').unwrap_or(name);
                if keyword_only {
                    s.kwonly_required |= default.is_none();
                } else {
                    s.positional += 1;
                    if default.is_none() {
                        s.required = s.positional;
                    }
                }
                s.params.push(Param { name, default });
            }
            optional |= opens;
        }
        if optional {
            s.posonly = s.params.len();
        }
        if s.varargs.is_none() && s.kwargs.is_none() && !s.kwonly_required && s.params.len() <= Arity::MOST {
            // No number here is above MOST.
            let [least, most, all] = [s.required, s.positional, s.params.len()].map(|n| n as u16);
            s.arity = Arity { least: least.into(), span: most - least, all };
        }
        s
    }

    /// Binds a call and runs the function. `name` is for messages (`list.append`), `has_self` says that the first
    /// parameter is the receiver and does not count in messages.
    #[inline]
    pub fn call(&self, vm: &Vm, f: NativeFn, name: FnName, args: CallArgs) -> PyResult<Obj> {
        let n = args.all().len();
        if args.names().is_none() && self.arity.takes(n) {
            return run_direct(vm, f, self.arity, args.all());
        }
        if let Some(v) = self.varargs
            && args.names().is_none()
            && !self.kwonly_required
            && n >= self.required
            && self.params.len() <= 8
        {
            let (given, rest) = args.all().split_at(n.min(self.positional));
            let rest = tuple::from_slice(rest);
            let mut bound: ManuallyDrop<[Option<Obj>; 8]> = ManuallyDrop::new([const { None }; 8]);
            for (slot, v) in bound.iter_mut().zip(given) {
                // SAFETY: a borrowed copy; ManuallyDrop never gives it back.
                *slot = Some(unsafe { Obj::from_owned(v.value()) });
            }
            // SAFETY: borrowed from `rest`, which outlives the call.
            bound[v] = Some(unsafe { Obj::from_owned(rest.value()) });
            let none_named = self.kwargs.map(|k| (k, dict::new()));
            if let Some((k, d)) = &none_named {
                // SAFETY: as above.
                bound[*k] = Some(unsafe { Obj::from_owned(d.value()) });
            }
            return f(vm, Args(&bound[..self.params.len()]));
        }
        let bound = self.bind(vm, name, args)?;
        f(vm, Args(&bound))
    }

    #[cold]
    fn bind(&self, vm: &Vm, name: FnName, args: CallArgs) -> PyResult<Vec<Option<Obj>>> {
        let hidden = usize::from(name.has_self);
        let pos = args.pos();
        let mut bound: Vec<Option<Obj>> = vec![None; self.params.len()];
        if pos.len() < hidden {
            return Err(vm.type_error(format!("unbound method {name}() needs an argument")));
        }
        self.check_numbers(vm, &name, pos.len() - hidden, args.kw_len())?;
        for (slot, v) in bound.iter_mut().zip(pos.iter().take(self.positional)) {
            *slot = Some(v.clone());
        }
        if let Some(i) = self.varargs {
            bound[i] = Some(tuple::from_slice(&pos[pos.len().min(self.positional)..]));
        }
        let mut extra = self.kwargs.map(|_| dict::new());
        // What is wrong with the keywords, said only if nothing is missing.
        let (mut twice, mut unknown) = (None, None);
        for (key, value) in args.keywords() {
            let key_bytes = str_::bytes_of(key);
            let found = self
                .params
                .iter()
                .position(|p| p.name.as_bytes() == key_bytes)
                .filter(|&i| i >= self.posonly && Some(i) != self.varargs && Some(i) != self.kwargs);
            match (found, &mut extra) {
                (Some(i), _) if bound[i].is_some() => drop(twice.get_or_insert(i)),
                (Some(i), _) => bound[i] = Some(value.clone()),
                (None, Some(d)) => d.set(vm, key, value)?,
                (None, None) => drop(unknown.get_or_insert(key)),
            }
        }
        if let (Some(i), Some(d)) = (self.kwargs, extra) {
            bound[i] = Some(d.into_obj());
        }
        let missing = self.params.iter().zip(&bound).position(|(p, b)| b.is_none() && p.default.is_none());
        let short = name.short();
        if let Some(i) = missing {
            let what = self.params[i].name;
            return Err(vm.type_error(if i < self.positional {
                format!("{short}() missing required argument '{what}' (pos {})", i + 1 - hidden)
            } else {
                format!("{short}() missing 1 required keyword-only argument: '{what}'")
            }));
        }
        if let Some(i) = twice {
            return Err(vm.type_error(format!(
                "argument for {short}() given by name ('{}') and position ({})",
                self.params[i].name,
                i + 1 - hidden
            )));
        }
        if let Some(key) = unknown {
            let key = String::from_utf8_lossy(str_::bytes_of(key)).into_owned();
            let guess = did_you_mean(&key, self.params.iter().map(|p| p.name));
            return Err(vm.type_error(format!("{short}() got an unexpected keyword argument '{key}'{guess}")));
        }
        Ok(bound)
    }

    /// TypeError if the numbers of arguments cannot be right.
    fn check_numbers(&self, vm: &Vm, name: &FnName, given: usize, keywords: usize) -> PyResult<()> {
        let hidden = usize::from(name.has_self);
        let (most, least) = (self.positional - hidden, self.required.saturating_sub(hidden));
        let only_positional = self.posonly == self.positional
            && self.params.len() == self.positional + usize::from(self.varargs.is_some());
        if only_positional && keywords > 0 {
            return Err(vm.type_error(if self.old_style {
                format!("{}() takes no keyword arguments", name.short())
            } else {
                format!("{name}() takes no keyword arguments")
            }));
        }
        if only_positional && (given < least || given > most && self.varargs.is_none()) {
            return Err(self.wrong_count(vm, name, given, least, most));
        }
        let short = name.short();
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let room = self.params.len() - hidden;
        if room > 0 && self.varargs.is_none() && self.kwargs.is_none() && given + keywords > room {
            let (all, total) = (room, given + keywords);
            let kind = if given == 0 { "keyword " } else { "" };
            return Err(vm.type_error(format!(
                "{short}() takes at most {all} {kind}argument{} ({total} given)",
                s(all)
            )));
        }
        if self.varargs.is_none() && given > most {
            return Err(vm.type_error(if most == 0 {
                format!("{short}() takes no positional arguments")
            } else {
                let bound = if least < most { "at most" } else { "exactly" };
                format!("{short}() takes {bound} {most} positional argument{} ({given} given)", s(most))
            }));
        }
        let first = self.posonly.min(self.required).saturating_sub(hidden);
        if given < first {
            let bound = if first < most { "at least" } else { "exactly" };
            return Err(vm.type_error(format!(
                "{short}() takes {bound} {first} positional argument{} ({given} given)",
                s(first)
            )));
        }
        Ok(())
    }

    fn wrong_count(
        &self,
        vm: &Vm,
        name: &FnName,
        given: usize,
        least: usize,
        most: usize,
    ) -> crate::vm::Raised {
        let s = |n: usize| if n == 1 { "" } else { "s" };
        vm.type_error(if most == 0 && self.varargs.is_none() {
            format!("{name}() takes no arguments ({given} given)")
        } else if most == 1 && least == 1 && self.varargs.is_none() {
            format!("{name}() takes exactly one argument ({given} given)")
        } else {
            let short = name.short();
            if given < least && (least < most || self.varargs.is_some()) {
                format!("{short} expected at least {least} argument{}, got {given}", s(least))
            } else if least == most {
                format!("{short} expected {least} argument{}, got {given}", s(least))
            } else {
                format!("{short} expected at most {most} argument{}, got {given}", s(most))
            }
        })
    }
}

/// A native function's name in messages.
#[derive(Clone, Copy)]
pub struct FnName<'a> {
    /// Class name of a method.
    pub class: Option<&'a str>,
    /// The class of the receiver, which goes before `class` if it was made by a class statement.
    pub receiver: Option<&'a Type>,
    /// Function name.
    pub name: &'a str,
    /// The first parameter is the receiver.
    pub has_self: bool,
}

impl FnName<'_> {
    fn short(&self) -> &str {
        self.name
    }
}

impl std::fmt::Display for FnName<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.receiver.filter(|t| t.spec.is_none()), self.class) {
            (Some(t), _) => write!(f, "{}.{}", str_::display(&t.qualname.borrow()), self.name),
            (None, Some(c)) => write!(f, "{c}.{}", self.name),
            (None, None) => f.write_str(self.name),
        }
    }
}

/// What is added to the message about a keyword that nobody knows.
#[cold]
fn did_you_mean<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(str::to_owned).collect();
    crate::vm::traceback::closest_name(wrong, &names)
        .map_or_else(String::new, |n| format!(". Did you mean '{n}'?"))
}

/// Where a signature shows something else than how it binds: what is shown, this sign, what is bound. `"|(a, b)"` has no
/// `__text_signature__`.
const BOUND_AS: &str = "|(";
/// The same for functions that get their arguments as a tuple in CPython: messages name them without class and module.
const OLD_STYLE: &str = "~(";

/// What is shown and what is bound.
fn halves(text: &str) -> (&str, &str) {
    [BOUND_AS, OLD_STYLE].iter().find_map(|sign| text.split_once(sign)).unwrap_or((text, text))
}

/// What `__text_signature__` shows of a declared signature.
pub fn shown(signature: &str) -> Option<&str> {
    Some(halves(signature).0).filter(|text| !text.is_empty())
}

/// Splits at commas outside quotes and the brackets of default values.
fn split_params(text: &'static str) -> Vec<&'static str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0, None);
    for (i, c) in text.char_indices() {
        let in_default = text[start..i].contains('=');
        match (c, quote) {
            (_, Some(q)) if c == q => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) => quote = Some(c),
            ('(' | '[' | '{', None) if in_default => depth += 1,
            (')' | ']' | '}', None) if in_default && depth > 0 => depth -= 1,
            (',', None) if depth == 0 => {
                parts.push(&text[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Reads an operand stack range as handles.
///
/// # Safety
/// `n` live values lie at `p` and stay there during the call.
#[inline(always)]
pub unsafe fn slice_of<'a>(p: *const Value, n: usize) -> &'a [Obj] {
    // SAFETY: by contract; `Obj` is transparent over `Value`.
    unsafe { std::slice::from_raw_parts(p.cast::<Obj>(), n) }
}
