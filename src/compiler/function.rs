//! Functions, lambdas, and the hidden functions of type parameters and aliases.

use super::emit::UnitKind;
use super::scope::{ScopeId, key, type_params_key};
use super::{Compiler, R, fold, str_const};
use crate::bytecode::code::{CodeData, Const, Loc, flags};
use crate::bytecode::op::Op;
use crate::syntax::ast::*;
use std::rc::Rc;

/// Operand bits of `MAKE_FUNCTION`.
const DEFAULTS: u32 = 1;
const KW_DEFAULTS: u32 = 2;
const ANNOTATIONS: u32 = 4;
const CLOSURE: u32 = 8;

impl<'a> Compiler<'a> {
    /// The line where a definition begins: that of its first decorator.
    pub fn definition_line(&mut self, stmt: &Stmt, decorators: &[Expr]) -> u32 {
        let span = decorators.first().map_or(stmt.span, |d| d.span);
        self.loc(span).line
    }

    pub fn apply_decorators(&mut self, decorators: &[Expr]) {
        for decorator in decorators.iter().rev() {
            let loc = self.loc(decorator.span);
            self.emit(Op::Call, 0, loc);
        }
    }

    pub fn function_def(&mut self, stmt: &'a Stmt, def: &'a FunctionDef, is_async: bool) -> R<()> {
        self.exprs(&def.decorator_list)?;
        let first_line = self.definition_line(stmt, &def.decorator_list);
        let loc = self.loc(stmt.span);
        self.forbidden_args(&def.args)?;
        if def.type_params.is_empty() {
            let parts = self.defaults(&def.args, loc)?;
            self.function(def, parts, is_async, first_line, loc)?;
        } else {
            // The hidden function gets the defaults as arguments: they are evaluated outside of it. Its callable
            // and null must lie below them, so its closure is made after its code was written.
            let parts = self.defaults(&def.args, loc)?;
            let count = parts.count_ones();
            let name = format!("<generic parameters of {}>", def.name);
            let scope = self.scopes.of(type_params_key(&def.type_params));
            self.enter_unit(UnitKind::TypeParams, name.into(), scope, first_line);
            self.unit.argcount = count;
            self.unit.flags = self.function_flags(scope);
            self.type_params(&def.type_params, loc)?;
            for slot in 0..count {
                self.emit(Op::LoadFast, slot, loc);
            }
            self.function(def, parts, is_async, first_line, loc)?;
            self.emit(Op::Swap, 2, loc);
            self.emit(Op::SetFunctionTypeParams, 0, loc);
            self.emit(Op::Return, 0, loc);
            let code = self.leave_unit(false);
            self.make_function(code, 0, loc);
            self.call_under(count, loc);
        }
        self.apply_decorators(&def.decorator_list);
        self.forbidden(&def.name, ExprContext::Store, stmt.span)?;
        self.name_at(&def.name, ExprContext::Store, loc);
        Ok(())
    }

    /// Calls the function on the stack with the `count` (at most 2) values below it.
    fn call_under(&mut self, count: u32, loc: Loc) {
        match count {
            0 => self.emit(Op::PushNull, 0, loc),
            // d f -- f d: the value takes the place of self.
            1 => self.emit(Op::Swap, 2, loc),
            _ => {
                // d k f -- f k d -- f d k
                self.emit(Op::Swap, 3, loc);
                self.emit(Op::Swap, 2, loc);
            }
        }
        self.emit(Op::Call, count.saturating_sub(1), loc);
    }

    /// Evaluates default values; says which parts of `MAKE_FUNCTION` they are.
    fn defaults(&mut self, args: &Arguments, loc: Loc) -> R<u32> {
        let mut parts = 0;
        if !args.defaults.is_empty() {
            parts |= DEFAULTS;
            self.exprs(&args.defaults)?;
            self.emit(Op::BuildTuple, args.defaults.len() as u32, loc);
        }
        let mut names = Vec::new();
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            if let Some(default) = default {
                names.push(str_const(&self.mangled(&arg.arg)));
                self.expr(default)?;
            }
        }
        if !names.is_empty() {
            parts |= KW_DEFAULTS;
            let n = names.len() as u32;
            self.load_const(Const::Tuple(names), loc);
            self.emit(Op::BuildConstKeyMap, n, loc);
        }
        Ok(parts)
    }

    fn function(
        &mut self,
        def: &'a FunctionDef,
        mut parts: u32,
        is_async: bool,
        line: u32,
        loc: Loc,
    ) -> R<()> {
        if self.annotations(def, loc)? {
            parts |= ANNOTATIONS;
        }
        let scope = self.scopes.of(key(def));
        let kind = if is_async { UnitKind::AsyncFunction } else { UnitKind::Function };
        self.enter_unit(kind, def.name.clone(), scope, line);
        self.arguments(&def.args, scope);
        let doc = super::stmt::docstring(&def.body);
        let body = if doc.is_some() { &def.body[1..] } else { &def.body[..] };
        let first = match doc {
            Some((text, _)) if self.options.optimize < 2 => {
                self.unit.flags |= flags::HAS_DOCSTRING;
                Const::Str(fold::clean_doc(text).into())
            }
            _ => Const::None,
        };
        self.unit.consts.insert(super::emit::ConstKey(first));
        self.stmts(body)?;
        let code = self.leave_unit(true);
        self.make_function(code, parts, loc);
        Ok(())
    }

    fn forbidden_args(&self, args: &Arguments) -> R<()> {
        args.all().try_for_each(|arg| self.forbidden(&arg.arg, ExprContext::Store, arg.span))
    }

    /// Counts and flags that the parameters decide.
    fn arguments(&mut self, args: &Arguments, scope: ScopeId) {
        let flags = self.function_flags(scope)
            | if args.vararg.is_some() { flags::VARARGS } else { 0 }
            | if args.kwarg.is_some() { flags::VARKEYWORDS } else { 0 };
        let unit = &mut self.unit;
        unit.flags = flags;
        unit.posonly = args.posonlyargs.len() as u32;
        unit.argcount = unit.posonly + args.args.len() as u32;
        unit.kwonly = args.kwonlyargs.len() as u32;
    }

    /// The `co_flags` of a function's scope.
    pub fn function_flags(&self, id: ScopeId) -> u32 {
        let scope = &self.scopes[id];
        let kind = match (scope.generator, scope.coroutine) {
            (true, true) => flags::ASYNC_GENERATOR,
            (true, false) => flags::GENERATOR,
            (false, true) => flags::COROUTINE,
            (false, false) => 0,
        };
        let nested = if scope.nested { flags::NESTED } else { 0 };
        flags::OPTIMIZED | flags::NEWLOCALS | nested | kind | self.future
    }

    fn annotations(&mut self, def: &FunctionDef, loc: Loc) -> R<bool> {
        let args = &def.args;
        let plain = args.args.iter().chain(&args.posonlyargs);
        let all = plain.chain(args.vararg.as_deref()).chain(&args.kwonlyargs).chain(args.kwarg.as_deref());
        let returns: Name = "return".into();
        let pairs = all.filter_map(|arg| Some((&arg.arg, arg.annotation.as_deref()?)));
        let mut count = 0;
        for (name, annotation) in pairs.chain(def.returns.as_deref().map(|r| (&returns, r))) {
            let name = self.mangled(name);
            self.load_str(&name, loc);
            match &annotation.kind {
                // *args: *Ts
                ExprKind::Starred { value, .. } if !self.annotations_are_strings() => {
                    self.expr(value)?;
                    self.emit(Op::UnpackSequence, 1, loc);
                }
                _ => self.annotation(annotation)?,
            }
            count += 2;
        }
        if count > 0 {
            self.emit(Op::BuildTuple, count, loc);
        }
        Ok(count > 0)
    }

    pub fn lambda(&mut self, e: &Expr, args: &Arguments, body: &Expr) -> R<()> {
        self.forbidden_args(args)?;
        let loc = self.loc(e.span);
        let parts = self.defaults(args, loc)?;
        let scope = self.scopes.of(key(args));
        self.enter_unit(UnitKind::Lambda, "<lambda>".into(), scope, loc.line);
        self.arguments(args, scope);
        // A lambda has no docstring.
        self.unit.consts.insert(super::emit::ConstKey(Const::None));
        self.expr(body)?;
        let body_loc = self.loc(body.span);
        self.emit(Op::Return, 0, body_loc);
        let code = self.leave_unit(false);
        self.make_function(code, parts, loc);
        Ok(())
    }

    /// `MAKE_FUNCTION` of a finished unit, with the cells that it needs from here.
    pub fn make_function(&mut self, code: CodeData, mut parts: u32, loc: Loc) {
        let free = code.localsplus.iter().zip(&code.local_kinds);
        let free: Vec<Name> = free
            .filter(|(_, kind)| **kind & crate::bytecode::code::local_kind::FREE != 0)
            .map(|(name, _)| name.clone())
            .collect();
        if !free.is_empty() {
            parts |= CLOSURE;
            for name in &free {
                let slot = self.deref_slot(name);
                self.emit(Op::LoadFast, slot, loc);
            }
            self.emit(Op::BuildTuple, free.len() as u32, loc);
        }
        self.load_const(Const::Code(Rc::new(code)), loc);
        self.emit(Op::MakeFunction, parts, loc);
    }

    // --- PEP 695

    /// Makes and binds type parameters; leaves their tuple.
    pub fn type_params(&mut self, params: &[TypeParam], loc: Loc) -> R<()> {
        let mut had_default = false;
        for param in params {
            let at = self.loc(param.span);
            self.forbidden(&param.name, ExprContext::Store, param.span)?;
            self.load_str(&param.name, at);
            let kind = match &param.kind {
                TypeParamKind::TypeVar { bound: Some(bound) } => {
                    self.lazy(&param.name, bound, at)?;
                    if matches!(bound.kind, ExprKind::Tuple { .. }) { 2 } else { 1 }
                }
                TypeParamKind::TypeVar { bound: None } => 0,
                TypeParamKind::ParamSpec => 3,
                TypeParamKind::TypeVarTuple => 4,
            };
            self.emit(Op::MakeTypeParam, kind, at);
            if let Some(default) = &param.default_value {
                had_default = true;
                self.lazy(&param.name, default, at)?;
                self.emit(Op::SetTypeParamDefault, 0, at);
            } else if had_default {
                let msg =
                    format!("non-default type parameter '{}' follows default type parameter", param.name);
                return self.error(param.span, msg);
            }
            self.emit(Op::Copy, 1, at);
            self.name_at(&param.name, ExprContext::Store, at);
        }
        let loc = params.first().map_or(loc, |p| self.loc(p.span));
        self.emit(Op::BuildTuple, params.len() as u32, loc);
        Ok(())
    }

    /// A function that evaluates an expression when asked.
    fn lazy(&mut self, name: &Name, e: &Expr, loc: Loc) -> R<()> {
        let scope = self.scopes.of(key(e));
        let line = self.loc(e.span).line;
        self.enter_unit(UnitKind::TypeParams, name.clone(), scope, line);
        self.unit.flags = self.function_flags(scope);
        match &e.kind {
            ExprKind::Starred { value, .. } => {
                self.expr(value)?;
                self.emit(Op::UnpackSequence, 1, loc);
            }
            _ => self.expr(e)?,
        }
        let at = self.loc(e.span);
        self.emit(Op::Return, 0, at);
        let code = self.leave_unit(false);
        self.make_function(code, 0, loc);
        Ok(())
    }

    pub fn type_alias(&mut self, stmt: &Stmt, name: &Expr, params: &[TypeParam], value: &Expr) -> R<()> {
        let loc = self.loc(stmt.span);
        let ExprKind::Name { id, .. } = &name.kind else {
            return self.error(name.span, "a type alias needs a name");
        };
        if params.is_empty() {
            self.load_str(id, loc);
            self.load_none(loc);
            self.alias_value(id, value, loc)?;
        } else {
            let scope = self.scopes.of(type_params_key(params));
            let title = format!("<generic parameters of {id}>");
            self.enter_unit(UnitKind::TypeParams, title.into(), scope, loc.line);
            self.unit.flags = self.function_flags(scope);
            self.load_str(id, loc);
            self.type_params(params, loc)?;
            self.alias_value(id, value, loc)?;
            self.emit(Op::Return, 0, loc);
            let code = self.leave_unit(false);
            self.make_function(code, 0, loc);
            self.call_under(0, loc);
        }
        self.forbidden(id, ExprContext::Store, stmt.span)?;
        self.name_at(id, ExprContext::Store, loc);
        Ok(())
    }

    fn alias_value(&mut self, id: &Name, value: &Expr, loc: Loc) -> R<()> {
        let scope = self.scopes.of(key(value));
        self.enter_unit(UnitKind::TypeParams, id.clone(), scope, loc.line);
        self.unit.flags = self.function_flags(scope);
        self.expr(value)?;
        self.emit(Op::Return, 0, loc);
        let code = self.leave_unit(false);
        self.make_function(code, 0, loc);
        self.emit(Op::BuildTuple, 3, loc);
        self.emit(Op::MakeTypeAlias, 0, loc);
        Ok(())
    }
}
