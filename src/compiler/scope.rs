//! Which scope every name belongs to: the symbol tables, built in one walk over the tree (`scope/walk.rs`) and
//! then resolved.
//! The errors that need nothing but scopes (global, nonlocal, walrus, duplicate parameters) are found here;
//! what code a resolved name becomes is in `expr.rs`.

mod walk;

use super::{Fx, Problem, R};
use crate::source::Span;
use crate::syntax::ast::*;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// Index of a scope in [`Scopes`].
pub type ScopeId = usize;

/// How a name occurs in a scope.
pub mod uses {
    pub const GLOBAL: u16 = 1;
    pub const LOCAL: u16 = 2;
    pub const PARAM: u16 = 4;
    pub const NONLOCAL: u16 = 8;
    pub const USE: u16 = 16;
    pub const IMPORT: u16 = 32;
    pub const ANNOT: u16 = 64;
    pub const COMP_ITER: u16 = 128;
    pub const TYPE_PARAM: u16 = 256;
    /// The name gets a value in the scope.
    pub const BOUND: u16 = LOCAL | PARAM | IMPORT | TYPE_PARAM;
}
use uses::*;

/// Where a name of a scope lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the scope itself.
    Local,
    /// In the scope itself, shared with inner functions.
    Cell,
    /// In a cell of an enclosing function.
    Free,
    /// In the module, by a `global` statement.
    GlobalExplicit,
    /// In the module or the builtins, because no function binds it.
    GlobalImplicit,
}

/// A name in a scope.
#[derive(Clone, Debug)]
pub struct Symbol {
    pub uses: u16,
    pub place: Place,
    /// A class has the name itself and also passes the cell of an outer function through.
    pub passes_through: bool,
}

/// What a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension(Comp),
    /// The hidden function around a generic function, class or alias.
    TypeParams,
    /// The hidden function that evaluates a bound; the text says what for.
    TypeVariable(&'static str),
    TypeAlias,
    /// Annotations that are never evaluated (`from __future__ import annotations`).
    Annotation,
}

/// The four comprehensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comp {
    List,
    Set,
    Dict,
    Generator,
}

impl Comp {
    /// The name of the function, and how messages call it.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Comp::List => ("<listcomp>", "list comprehension"),
            Comp::Set => ("<setcomp>", "set comprehension"),
            Comp::Dict => ("<dictcomp>", "dict comprehension"),
            Comp::Generator => ("<genexpr>", "generator expression"),
        }
    }
}

/// One scope and its names.
pub struct Scope {
    pub kind: Kind,
    pub name: Name,
    pub parent: Option<ScopeId>,
    pub symbols: IndexMap<Name, Symbol, Fx>,
    pub nested: bool,
    /// Contains `yield`, or is a generator expression.
    pub generator: bool,
    /// An `async def`, or contains `await` or an asynchronous comprehension.
    pub coroutine: bool,
    /// An annotation scope directly inside a class: sees the class namespace.
    pub sees_class: bool,
    /// A comprehension whose code stands in the enclosing unit.
    pub inlined: bool,
    pub needs_class_closure: bool,
    pub needs_classdict: bool,
    /// The inlined comprehensions whose unit this is.
    pub hosted: Vec<ScopeId>,
    /// In the hidden function around a generic class only these names are mangled.
    pub mangled_only: Option<HashSet<Name>>,
    in_iter_target: bool,
    in_iter_expr: u32,
    /// Places of `global` and `nonlocal`, for errors found late.
    directives: Vec<(Name, Span)>,
}

impl Scope {
    /// Whether locals live in the frame's array.
    pub fn function_like(&self) -> bool {
        !matches!(self.kind, Kind::Module | Kind::Class)
    }

    fn comprehension(&self) -> Option<Comp> {
        match self.kind {
            Kind::Comprehension(comp) => Some(comp),
            _ => None,
        }
    }

    fn uses(&self, name: &str) -> u16 {
        self.symbols.get(name).map_or(0, |s| s.uses)
    }
}

/// All scopes of a tree; the first is the module's.
pub struct Scopes {
    all: Vec<Scope>,
    by_node: HashMap<usize, ScopeId, Fx>,
}

impl std::ops::Index<ScopeId> for Scopes {
    type Output = Scope;
    fn index(&self, id: ScopeId) -> &Scope {
        &self.all[id]
    }
}

/// The address of a node is its key; trees don't move while they are compiled.
pub fn key<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

/// The key of the scope that type parameters make.
pub fn type_params_key(params: &[TypeParam]) -> usize {
    params.as_ptr().addr()
}

/// Private names in classes: `__x` becomes `_Class__x`.
pub fn mangle(class: Option<&str>, name: &Name) -> Name {
    let Some(class) = class else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    match class.trim_start_matches('_') {
        "" => name.clone(),
        class => format!("_{class}{name}").into(),
    }
}

impl Scopes {
    /// Builds and resolves the scopes of a tree.
    pub fn build(tree: &Mod, future_annotations: bool) -> R<Scopes> {
        let mut scopes = walk::walk(tree, future_annotations)?;
        for id in 0..scopes.all.len() {
            scopes.resolve(id)?;
        }
        scopes.share_inlined_cells();
        Ok(scopes)
    }

    /// The scope that a node opens.
    pub fn of(&self, key: usize) -> ScopeId {
        self.by_node[&key]
    }

    /// Gives every name of a scope its place. Scopes come outermost first.
    fn resolve(&mut self, id: ScopeId) -> R<()> {
        if self.all[id].kind == Kind::Annotation {
            return Ok(());
        }
        for i in 0..self.all[id].symbols.len() {
            let (name, uses) = {
                let (name, symbol) = self.all[id].symbols.get_index(i).expect("index below the length");
                // Cells and passed cells were decided by an inner scope never; by an outer walk maybe.
                (name.clone(), symbol.uses)
            };
            let place = if uses & GLOBAL != 0 {
                if uses & NONLOCAL != 0 {
                    return Err(self.directive(id, &name, format!("name '{name}' is nonlocal and global")));
                }
                Place::GlobalExplicit
            } else if uses & NONLOCAL != 0 {
                if self.all[id].kind == Kind::Module {
                    return Err(self.directive(
                        id,
                        &name,
                        "nonlocal declaration not allowed at module level".into(),
                    ));
                }
                match self.binder(id, &name) {
                    Some(found) if self.all[found].uses(&name) & TYPE_PARAM != 0 => {
                        let msg = format!("nonlocal binding not allowed for type parameter '{name}'");
                        return Err(self.directive(id, &name, msg));
                    }
                    Some(found) => self.capture(id, found, &name),
                    None => {
                        return Err(self.directive(
                            id,
                            &name,
                            format!("no binding for nonlocal '{name}' found"),
                        ));
                    }
                }
            } else if uses & BOUND != 0 {
                continue;
            } else if uses == 0 {
                continue; // added by an inner scope, already placed
            } else {
                match self.shadowed_by_class(id, &name) {
                    Some(place) => place,
                    None => match self.binder(id, &name) {
                        Some(found) => self.capture(id, found, &name),
                        None => Place::GlobalImplicit,
                    },
                }
            };
            self.all[id].symbols[i].place = place;
        }
        Ok(())
    }

    /// A name that an annotation scope in a class finds in the class is never taken from a function around it.
    fn shadowed_by_class(&self, id: ScopeId, name: &str) -> Option<Place> {
        let mut at = id;
        while self.all[at].sees_class {
            at = self.all[at].parent?;
            if self.all[at].kind == Kind::Class {
                let uses = self.all[at].uses(name);
                return match uses {
                    _ if uses & GLOBAL != 0 => Some(Place::GlobalExplicit),
                    _ if uses & BOUND != 0 && uses & NONLOCAL == 0 => Some(Place::GlobalImplicit),
                    _ => None,
                };
            }
        }
        None
    }

    /// The enclosing scope that binds a name for `id`: a function, or a class for its implicit cells.
    fn binder(&self, id: ScopeId, name: &str) -> Option<ScopeId> {
        let implicit = name == "__class__" || name == "__classdict__";
        let mut only_inlined = self.all[id].inlined;
        let mut at = self.all[id].parent;
        while let Some(scope) = at {
            let s = &self.all[scope];
            match s.kind {
                Kind::Module => return None,
                Kind::Class if implicit => return (!only_inlined).then_some(scope),
                Kind::Class | Kind::Annotation => {}
                _ => {
                    let uses = s.uses(name);
                    if uses & GLOBAL != 0 {
                        return None;
                    }
                    if uses & BOUND != 0 && uses & NONLOCAL == 0 {
                        return Some(scope);
                    }
                }
            }
            only_inlined &= s.inlined;
            at = s.parent;
        }
        None
    }

    /// Makes `name` of the scope `found` reachable from the scope `from`.
    fn capture(&mut self, from: ScopeId, found: ScopeId, name: &Name) -> Place {
        let mut shared = !self.all[from].inlined;
        let mut at = self.all[from].parent.expect("the binder is above");
        while at != found {
            let scope = &mut self.all[at];
            shared |= !scope.inlined;
            let class = scope.kind == Kind::Class;
            let symbol = scope.symbols.entry(name.clone()).or_insert(Symbol {
                uses: 0,
                place: Place::Free,
                passes_through: false,
            });
            if class && symbol.uses & (BOUND | GLOBAL) != 0 {
                symbol.passes_through = true;
            } else {
                symbol.place = Place::Free;
            }
            at = scope.parent.expect("the binder is above");
        }
        let scope = &mut self.all[found];
        if scope.kind == Kind::Class {
            if &**name == "__class__" {
                scope.needs_class_closure = true;
            } else {
                scope.needs_classdict = true;
            }
        } else if shared {
            scope.symbols[name].place = Place::Cell;
        }
        Place::Free
    }

    /// A function that holds an inlined comprehension shares the slots of names they both have.
    fn share_inlined_cells(&mut self) {
        for id in 0..self.all.len() {
            if !self.all[id].inlined {
                continue;
            }
            let mut host = self.all[id].parent.expect("a comprehension stands in something");
            while self.all[host].inlined {
                host = self.all[host].parent.expect("a comprehension stands in something");
            }
            self.all[host].hosted.push(id);
            if !self.all[host].function_like() {
                continue;
            }
            let cells: Vec<Name> = self.all[id]
                .symbols
                .iter()
                .filter(|(_, s)| s.place == Place::Cell)
                .map(|(name, _)| name.clone())
                .collect();
            for name in cells {
                if let Some(symbol) = self.all[host].symbols.get_mut(&name)
                    && symbol.place == Place::Local
                {
                    symbol.place = Place::Cell;
                }
            }
        }
    }

    fn directive(&self, id: ScopeId, name: &str, msg: String) -> Problem {
        let span = self.all[id].directives.iter().find(|(n, _)| &**n == name).map(|(_, span)| *span);
        Problem::new(span.unwrap_or_default(), msg)
    }
}
