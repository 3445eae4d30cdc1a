//! The walk over a tree that notes which names its scopes hold, and how. Where each name then lives is decided by
//! the rest of `scope.rs`.

use super::uses::*;
use super::{Comp, Kind, Place, Scope, ScopeId, Scopes, Symbol, key, mangle, type_params_key};
use crate::compiler::{Problem, R};
use crate::source::Span;
use crate::syntax::ast::*;
use indexmap::IndexMap;
use std::collections::HashMap;

/// The scopes of a tree, names not yet placed.
pub fn walk(tree: &Mod, future_annotations: bool) -> R<Scopes> {
    let mut b = Builder {
        scopes: Scopes { all: Vec::new(), by_node: HashMap::default() },
        stack: Vec::new(),
        class: None,
        future_annotations,
    };
    b.enter(Kind::Module, &"<module>".into(), 0);
    match tree {
        Mod::Module { body } | Mod::Interactive { body } => b.stmts(body)?,
        Mod::Expression { body } => b.expr(body)?,
        Mod::FunctionType { argtypes, returns } => {
            b.exprs(argtypes)?;
            b.expr(returns)?;
        }
    }
    Ok(b.scopes)
}

struct Builder {
    scopes: Scopes,
    stack: Vec<ScopeId>,
    /// The class whose private names are mangled.
    class: Option<Name>,
    future_annotations: bool,
}

impl Builder {
    fn cur(&mut self) -> &mut Scope {
        let id = *self.stack.last().expect("the module scope is never left");
        &mut self.scopes.all[id]
    }

    fn enter(&mut self, kind: Kind, name: &Name, key: usize) {
        let parent = self.stack.last().copied();
        let nested = parent.is_some_and(|p| self.scopes.all[p].nested || self.scopes.all[p].function_like());
        // What stands in the type parameters of a class follows their rule, up to the class itself.
        let mangled_only = match (parent, kind) {
            (None, _) | (_, Kind::Class) => None,
            (Some(p), _) => self.scopes.all[p].mangled_only.clone(),
        };
        let id = self.scopes.all.len();
        self.scopes.all.push(Scope {
            kind,
            name: name.clone(),
            parent,
            symbols: IndexMap::default(),
            nested,
            generator: false,
            coroutine: false,
            sees_class: false,
            inlined: false,
            needs_class_closure: false,
            needs_classdict: false,
            hosted: Vec::new(),
            mangled_only,
            in_iter_target: false,
            in_iter_expr: parent.map_or(0, |p| self.scopes.all[p].in_iter_expr),
            directives: Vec::new(),
        });
        self.scopes.by_node.insert(key, id);
        self.stack.push(id);
    }

    fn leave(&mut self) {
        self.stack.pop();
    }

    fn mangled(&mut self, name: &Name) -> Name {
        if self.class.is_none() || !name.starts_with("__") {
            return name.clone();
        }
        if self.cur().mangled_only.as_ref().is_some_and(|only| !only.contains(name)) {
            return name.clone();
        }
        mangle(self.class.as_deref(), name)
    }

    fn def(&mut self, name: &Name, flag: u16, span: Span) -> R<()> {
        let id = *self.stack.last().expect("the module scope is never left");
        let name = self.mangled(name);
        self.def_in(id, name, flag, span)
    }

    fn def_in(&mut self, id: ScopeId, name: Name, flag: u16, span: Span) -> R<()> {
        const NEW: Symbol = Symbol { uses: 0, place: Place::Local, passes_through: false };
        let scope = &mut self.scopes.all[id];
        let in_target = scope.in_iter_target;
        let symbol = scope.symbols.entry(name.clone()).or_insert(NEW);
        let old = symbol.uses;
        symbol.uses |= flag | if in_target { COMP_ITER } else { 0 };
        if flag & old & PARAM != 0 {
            return Err(Problem::new(span, format!("duplicate argument '{name}' in function definition")));
        }
        if flag & old & TYPE_PARAM != 0 {
            return Err(Problem::new(span, format!("duplicate type parameter '{name}'")));
        }
        if in_target && (old | flag) & (GLOBAL | NONLOCAL) != 0 {
            let msg = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
            return Err(Problem::new(span, msg));
        }
        if flag & GLOBAL != 0 && id != 0 {
            let module = &mut self.scopes.all[0];
            module.symbols.entry(name).or_insert(NEW).uses |= GLOBAL;
        }
        Ok(())
    }

    // --- statements

    fn stmts(&mut self, body: &[Stmt]) -> R<()> {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    fn stmt(&mut self, stmt: &Stmt) -> R<()> {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(def, stmt.span, false),
            StmtKind::AsyncFunctionDef(def) => self.function(def, stmt.span, true),
            StmtKind::ClassDef(def) => self.class_def(def, stmt.span),
            StmtKind::Return { value } => self.opt(value),
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.exprs(targets)?;
                self.expr(value)
            }
            StmtKind::TypeAlias { name, type_params, value } => self.type_alias(name, type_params, value),
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                if let ExprKind::Name { id, .. } = &target.kind {
                    let name = self.mangled(id);
                    let uses = self.cur().uses(&name);
                    if *simple && uses & (GLOBAL | NONLOCAL) != 0 && self.stack.len() > 1 {
                        let what = if uses & GLOBAL != 0 { "global" } else { "nonlocal" };
                        return Err(Problem::new(
                            stmt.span,
                            format!("annotated name '{id}' can't be {what}"),
                        ));
                    }
                    if *simple {
                        self.def(id, ANNOT | LOCAL, target.span)?;
                    } else if value.is_some() {
                        self.def(id, LOCAL, target.span)?;
                    }
                } else {
                    self.expr(target)?;
                }
                self.annotation(annotation)?;
                self.opt(value)
            }
            StmtKind::For(f) | StmtKind::AsyncFor(f) => {
                self.cur().coroutine |= matches!(stmt.kind, StmtKind::AsyncFor(_));
                self.expr(&f.target)?;
                self.expr(&f.iter)?;
                self.stmts(&f.body)?;
                self.stmts(&f.orelse)
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)
            }
            StmtKind::If { .. } => self.if_chain(stmt),
            StmtKind::With { items, body } | StmtKind::AsyncWith { items, body } => {
                self.cur().coroutine |= matches!(stmt.kind, StmtKind::AsyncWith { .. });
                for item in items {
                    self.expr(&item.context_expr)?;
                    self.opt(&item.optional_vars)?;
                }
                self.stmts(body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.opt(&case.guard)?;
                    self.stmts(&case.body)?;
                }
                Ok(())
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc)?;
                self.opt(cause)
            }
            StmtKind::Try(t) | StmtKind::TryStar(t) => {
                self.stmts(&t.body)?;
                for handler in &t.handlers {
                    self.opt(&handler.type_)?;
                    if let Some(name) = &handler.name {
                        self.def(name, LOCAL, handler.span)?;
                    }
                    self.stmts(&handler.body)?;
                }
                self.stmts(&t.orelse)?;
                self.stmts(&t.finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt(msg)
            }
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|alias| self.alias(alias))
            }
            StmtKind::Global { names } => self.declare(names, GLOBAL, "global", stmt.span),
            StmtKind::Nonlocal { names } => self.declare(names, NONLOCAL, "nonlocal", stmt.span),
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }

    /// `if` with all its `elif`s, however many.
    fn if_chain(&mut self, mut stmt: &Stmt) -> R<()> {
        while let StmtKind::If { test, body, orelse } = &stmt.kind {
            self.expr(test)?;
            self.stmts(body)?;
            match orelse.as_slice() {
                [only] if matches!(only.kind, StmtKind::If { .. }) => stmt = only,
                _ => return self.stmts(orelse),
            }
        }
        Ok(())
    }

    fn declare(&mut self, names: &[Name], flag: u16, word: &str, span: Span) -> R<()> {
        for id in names {
            let name = self.mangled(id);
            let uses = self.cur().uses(&name);
            let problem = if uses & PARAM != 0 {
                format!("name '{name}' is parameter and {word}")
            } else if uses & USE != 0 {
                format!("name '{name}' is used prior to {word} declaration")
            } else if uses & ANNOT != 0 {
                format!("annotated name '{name}' can't be {word}")
            } else if uses & LOCAL != 0 {
                format!("name '{name}' is assigned to before {word} declaration")
            } else {
                self.def(id, flag, span)?;
                self.cur().directives.push((name, span));
                continue;
            };
            return Err(Problem::new(span, problem));
        }
        Ok(())
    }

    fn alias(&mut self, alias: &Alias) -> R<()> {
        if &*alias.name == "*" {
            if self.cur().kind != Kind::Module {
                return Err(Problem::new(alias.span, "import * only allowed at module level"));
            }
            return Ok(());
        }
        match &alias.asname {
            Some(name) => self.def(name, IMPORT, alias.span),
            None => match alias.name.split_once('.') {
                Some((first, _)) => self.def(&first.into(), IMPORT, alias.span),
                None => self.def(&alias.name, IMPORT, alias.span),
            },
        }
    }

    fn function(&mut self, def: &FunctionDef, span: Span, is_async: bool) -> R<()> {
        self.def(&def.name, LOCAL, span)?;
        self.exprs(&def.args.defaults)?;
        def.args.kw_defaults.iter().try_for_each(|e| e.as_ref().map_or(Ok(()), |e| self.expr(e)))?;
        self.exprs(&def.decorator_list)?;
        let generic = !def.type_params.is_empty();
        if generic {
            self.enter_type_params(&def.name, &def.type_params);
            if !def.args.defaults.is_empty() {
                self.def(&".defaults".into(), PARAM, span)?;
            }
            if def.args.kw_defaults.iter().any(Option::is_some) {
                self.def(&".kwdefaults".into(), PARAM, span)?;
            }
            self.type_params(&def.type_params)?;
        }
        let args = &def.args;
        let plain = args.args.iter().chain(&args.posonlyargs);
        let all = plain.chain(args.vararg.as_deref()).chain(&args.kwonlyargs).chain(args.kwarg.as_deref());
        for annotation in all.filter_map(|arg| arg.annotation.as_deref()).chain(def.returns.as_deref()) {
            self.annotation(annotation)?;
        }
        self.enter(Kind::Function, &def.name, key(def));
        self.cur().coroutine = is_async;
        self.params(args)?;
        self.stmts(&def.body)?;
        self.leave();
        if generic {
            self.leave();
        }
        Ok(())
    }

    fn params(&mut self, args: &Arguments) -> R<()> {
        args.all().try_for_each(|arg| self.def(&arg.arg, PARAM, arg.span))
    }

    fn class_def(&mut self, def: &ClassDef, span: Span) -> R<()> {
        self.def(&def.name, LOCAL, span)?;
        self.exprs(&def.decorator_list)?;
        let outer = self.class.clone();
        let generic = !def.type_params.is_empty();
        if generic {
            self.enter_type_params(&def.name, &def.type_params);
            self.class = Some(def.name.clone());
            self.cur().mangled_only = Some(def.type_params.iter().map(|p| p.name.clone()).collect());
            for name in [".type_params", ".generic_base"] {
                self.def(&name.into(), LOCAL, span)?;
                self.def(&name.into(), USE, span)?;
            }
            self.type_params(&def.type_params)?;
        }
        self.exprs(&def.bases)?;
        self.keywords(&def.keywords)?;
        self.enter(Kind::Class, &def.name, key(def));
        self.class = Some(def.name.clone());
        if generic {
            self.def(&"__type_params__".into(), LOCAL, span)?;
            self.def(&".type_params".into(), USE, span)?;
        }
        self.stmts(&def.body)?;
        self.leave();
        if generic {
            self.leave();
        }
        self.class = outer;
        Ok(())
    }

    /// Opens a scope that sees the namespace of the class it stands in.
    fn enter_in_class(&mut self, kind: Kind, name: &Name, key: usize, in_class: bool) {
        self.enter(kind, name, key);
        if in_class {
            self.cur().sees_class = true;
            self.def(&"__classdict__".into(), USE, Span::default()).expect("a use is never refused");
        }
    }

    fn enter_type_params(&mut self, name: &Name, params: &[TypeParam]) {
        let in_class = self.cur().kind == Kind::Class;
        self.enter_in_class(Kind::TypeParams, name, type_params_key(params), in_class);
    }

    fn type_params(&mut self, params: &[TypeParam]) -> R<()> {
        for param in params {
            self.def(&param.name, TYPE_PARAM | LOCAL, param.span)?;
            let in_class = self.cur().sees_class;
            let bound = match &param.kind {
                TypeParamKind::TypeVar { bound: Some(bound) } => Some(&**bound),
                _ => None,
            };
            let what = match (&param.kind, bound.map(|b| &b.kind)) {
                (_, Some(ExprKind::Tuple { .. })) => "a TypeVar constraint",
                _ => "a TypeVar bound",
            };
            let default_of = match param.kind {
                TypeParamKind::TypeVar { .. } => "a TypeVar default",
                TypeParamKind::ParamSpec => "a ParamSpec default",
                TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
            };
            for (expr, what) in [(bound, what), (param.default_value.as_deref(), default_of)] {
                let Some(expr) = expr else { continue };
                self.enter_in_class(Kind::TypeVariable(what), &param.name, key(expr), in_class);
                self.expr(expr)?;
                self.leave();
            }
        }
        Ok(())
    }

    fn type_alias(&mut self, name: &Expr, params: &[TypeParam], value: &Expr) -> R<()> {
        self.expr(name)?;
        let ExprKind::Name { id, .. } = &name.kind else { return Ok(()) };
        let in_class = self.cur().kind == Kind::Class;
        if !params.is_empty() {
            self.enter_type_params(id, params);
            self.type_params(params)?;
        }
        self.enter_in_class(Kind::TypeAlias, id, key(value), in_class);
        self.expr(value)?;
        self.leave();
        if !params.is_empty() {
            self.leave();
        }
        Ok(())
    }

    fn annotation(&mut self, annotation: &Expr) -> R<()> {
        if !self.future_annotations {
            return self.expr(annotation);
        }
        self.enter(Kind::Annotation, &"_annotation".into(), key(annotation));
        self.expr(annotation)?;
        self.leave();
        Ok(())
    }

    fn pattern(&mut self, pattern: &Pattern) -> R<()> {
        match &pattern.kind {
            PatternKind::MatchValue { value } => self.expr(value),
            PatternKind::MatchSingleton { .. } => Ok(()),
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => {
                patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.exprs(keys)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                rest.as_ref().map_or(Ok(()), |name| self.def(name, LOCAL, pattern.span))
            }
            PatternKind::MatchClass { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls)?;
                patterns.iter().chain(kwd_patterns).try_for_each(|p| self.pattern(p))
            }
            PatternKind::MatchStar { name } => {
                name.as_ref().map_or(Ok(()), |name| self.def(name, LOCAL, pattern.span))
            }
            PatternKind::MatchAs { pattern: inner, name } => {
                inner.as_ref().map_or(Ok(()), |p| self.pattern(p))?;
                name.as_ref().map_or(Ok(()), |name| self.def(name, LOCAL, pattern.span))
            }
        }
    }

    // --- expressions

    fn exprs(&mut self, exprs: &[Expr]) -> R<()> {
        exprs.iter().try_for_each(|e| self.expr(e))
    }

    fn opt(&mut self, expr: &Option<Box<Expr>>) -> R<()> {
        expr.as_ref().map_or(Ok(()), |e| self.expr(e))
    }

    fn keywords(&mut self, keywords: &[Keyword]) -> R<()> {
        keywords.iter().try_for_each(|k| self.expr(&k.value))
    }

    fn expr(&mut self, expr: &Expr) -> R<()> {
        match &expr.kind {
            ExprKind::Name { id, ctx } => {
                let load = *ctx == ExprContext::Load;
                self.def(id, if load { USE } else { LOCAL }, expr.span)?;
                if load && &**id == "super" && self.cur().function_like() {
                    self.def(&"__class__".into(), USE, expr.span)?;
                }
                Ok(())
            }
            ExprKind::Constant { .. } => Ok(()),
            ExprKind::BinOp { .. } => {
                let mut left = expr;
                let mut rights = Vec::new();
                while let ExprKind::BinOp { left: l, right, .. } = &left.kind {
                    rights.push(right);
                    left = l;
                }
                self.expr(left)?;
                rights.iter().rev().try_for_each(|right| self.expr(right))
            }
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values),
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.exprs(elts)
            }
            ExprKind::NamedExpr { target, value } => self.named_expr(expr, target, value),
            ExprKind::UnaryOp { operand: value, .. }
            | ExprKind::Attribute { value, .. }
            | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Lambda { args, body } => {
                self.exprs(&args.defaults)?;
                args.kw_defaults.iter().try_for_each(|e| e.as_ref().map_or(Ok(()), |e| self.expr(e)))?;
                self.enter(Kind::Lambda, &"<lambda>".into(), key(&**args));
                self.params(args)?;
                self.expr(body)?;
                self.leave();
                Ok(())
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|k| self.expr(k))?;
                self.exprs(values)
            }
            ExprKind::ListComp { elt, generators } => {
                self.comprehension(Comp::List, elt, None, generators, expr)
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(Comp::Set, elt, None, generators, expr)
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(Comp::Dict, key, Some(value), generators, expr)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(Comp::Generator, elt, None, generators, expr)
            }
            ExprKind::Await { value } => {
                self.not_in_annotation("await expression", expr.span)?;
                self.expr(value)?;
                self.cur().coroutine = true;
                Ok(())
            }
            ExprKind::Yield { value } => {
                self.not_in_annotation("yield expression", expr.span)?;
                self.opt(value)?;
                self.yields(expr.span)
            }
            ExprKind::YieldFrom { value } => {
                self.not_in_annotation("yield expression", expr.span)?;
                self.expr(value)?;
                self.yields(expr.span)
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.keywords(keywords)
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt(format_spec)
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Slice { lower, upper, step } => {
                self.opt(lower)?;
                self.opt(upper)?;
                self.opt(step)
            }
        }
    }

    fn yields(&mut self, span: Span) -> R<()> {
        self.cur().generator = true;
        match self.cur().comprehension() {
            Some(comp) => Err(Problem::new(span, format!("'yield' inside {}", comp.names().1))),
            None => Ok(()),
        }
    }

    fn not_in_annotation(&mut self, what: &str, span: Span) -> R<()> {
        let place = match self.cur().kind {
            Kind::Annotation => "an annotation",
            Kind::TypeVariable(place) => place,
            Kind::TypeAlias => "a type alias",
            Kind::TypeParams => "the definition of a generic",
            _ => return Ok(()),
        };
        Err(Problem::new(span, format!("{what} cannot be used within {place}")))
    }

    fn named_expr(&mut self, expr: &Expr, target: &Expr, value: &Expr) -> R<()> {
        self.not_in_annotation("named expression", expr.span)?;
        if self.cur().in_iter_expr > 0 {
            let msg = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(Problem::new(expr.span, msg));
        }
        if self.cur().comprehension().is_some()
            && let ExprKind::Name { id, .. } = &target.kind
        {
            self.bind_outside_comprehension(id, target.span)?;
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// The target of a walrus in a comprehension belongs to the scope around it.
    fn bind_outside_comprehension(&mut self, id: &Name, span: Span) -> R<()> {
        let name = self.mangled(id);
        for i in (0..self.stack.len()).rev() {
            let scope_id = self.stack[i];
            let scope = &self.scopes.all[scope_id];
            let uses = scope.uses(&name);
            let flag = match scope.kind {
                Kind::Comprehension(_) => {
                    if uses & COMP_ITER != 0 && uses & LOCAL != 0 {
                        let msg = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{id}'"
                        );
                        return Err(Problem::new(span, msg));
                    }
                    continue;
                }
                Kind::Function | Kind::Lambda => {
                    if uses & GLOBAL != 0 {
                        GLOBAL
                    } else {
                        NONLOCAL
                    }
                }
                Kind::Module => GLOBAL,
                Kind::Class
                | Kind::TypeVariable(_)
                | Kind::TypeAlias
                | Kind::TypeParams
                | Kind::Annotation => {
                    let place = match scope.kind {
                        Kind::Class => "in a class body",
                        Kind::TypeVariable(_) => "in a TypeVar bound",
                        Kind::TypeAlias => "in a type alias",
                        _ => "within the definition of a generic",
                    };
                    let msg = format!("assignment expression within a comprehension cannot be used {place}");
                    return Err(Problem::new(span, msg));
                }
            };
            self.def(id, flag, span)?;
            self.cur().directives.push((name.clone(), span));
            return self.def_in(scope_id, name, LOCAL, span);
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        comp: Comp,
        elt: &Expr,
        value: Option<&Expr>,
        generators: &[Comprehension],
        expr: &Expr,
    ) -> R<()> {
        let (first, rest) = generators.split_first().expect("a comprehension has a for part");
        self.cur().in_iter_expr += 1;
        self.expr(&first.iter)?;
        self.cur().in_iter_expr -= 1;
        let inlined = comp != Comp::Generator && !self.cur().sees_class;
        self.enter(Kind::Comprehension(comp), &comp.names().0.into(), generators.as_ptr().addr());
        self.cur().inlined = inlined;
        self.cur().coroutine = first.is_async;
        self.def(&".0".into(), PARAM, expr.span)?;
        self.iter_target(&first.target)?;
        self.exprs(&first.ifs)?;
        for part in rest {
            self.iter_target(&part.target)?;
            self.cur().in_iter_expr += 1;
            self.expr(&part.iter)?;
            self.cur().in_iter_expr -= 1;
            self.exprs(&part.ifs)?;
            self.cur().coroutine |= part.is_async;
        }
        if let Some(value) = value {
            self.expr(value)?;
        }
        self.expr(elt)?;
        self.cur().generator = comp == Comp::Generator;
        // A generator awaits by itself; CPython counts it all the same in a module.
        let in_module = self.stack.len() == 2;
        let makes_coroutine = self.cur().coroutine && (in_module || comp != Comp::Generator);
        self.leave();
        self.cur().coroutine |= makes_coroutine;
        Ok(())
    }

    fn iter_target(&mut self, target: &Expr) -> R<()> {
        self.cur().in_iter_target = true;
        self.expr(target)?;
        self.cur().in_iter_target = false;
        Ok(())
    }
}
