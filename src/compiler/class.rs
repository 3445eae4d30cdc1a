//! Class statements: the body as code, and the call that makes the class.

use super::emit::UnitKind;
use super::scope::{key, type_params_key};
use super::{Compiler, R, str_const};
use crate::bytecode::code::{CodeData, Const, Loc};
use crate::bytecode::op::Op;
use crate::syntax::ast::*;

impl<'a> Compiler<'a> {
    pub fn class_def(&mut self, stmt: &'a Stmt, def: &'a ClassDef) -> R<()> {
        self.exprs(&def.decorator_list)?;
        let first_line = self.definition_line(stmt, &def.decorator_list);
        let loc = self.loc(stmt.span);
        let generic = !def.type_params.is_empty();
        if generic {
            let scope = self.scopes.of(type_params_key(&def.type_params));
            let name = format!("<generic parameters of {}>", def.name);
            self.enter_unit(UnitKind::TypeParams, name.into(), scope, first_line);
            self.unit.flags = self.function_flags(scope);
            self.unit.class = Some(def.name.clone());
            self.type_params(&def.type_params, loc)?;
            self.name_at(&".type_params".into(), ExprContext::Store, loc);
        }
        let code = self.class_body(def, generic, first_line)?;
        self.emit(Op::LoadBuildClass, 0, loc);
        self.emit(Op::PushNull, 0, loc);
        self.make_function(code, 0, loc);
        self.load_str(&def.name, loc);
        if generic {
            self.name_at(&".type_params".into(), ExprContext::Load, loc);
            self.emit(Op::SubscriptGeneric, 0, loc);
            self.name_at(&".generic_base".into(), ExprContext::Store, loc);
            self.generic_call(def, loc)?;
            self.emit(Op::Return, 0, loc);
            let code = self.leave_unit(false);
            self.make_function(code, 0, loc);
            self.emit(Op::PushNull, 0, loc);
            self.emit(Op::Call, 0, loc);
        } else {
            self.call_with(2, &def.bases, &def.keywords, loc)?;
        }
        self.apply_decorators(&def.decorator_list);
        self.forbidden(&def.name, ExprContext::Store, stmt.span)?;
        self.name_at(&def.name, ExprContext::Store, loc);
        Ok(())
    }

    /// The call with `Generic[...]` as one more base.
    fn generic_call(&mut self, def: &ClassDef, loc: Loc) -> R<()> {
        let stars =
            def.bases.iter().any(super::expr::is_starred) || def.keywords.iter().any(|k| k.arg.is_none());
        if !stars {
            self.exprs(&def.bases)?;
            self.name_at(&".generic_base".into(), ExprContext::Load, loc);
            return self.call_with(3 + def.bases.len() as u32, &[], &def.keywords, loc);
        }
        // The arguments so far become a list, the bases are added one by one.
        self.emit(Op::BuildList, 2, loc);
        for base in &def.bases {
            match &base.kind {
                ExprKind::Starred { value, .. } => {
                    self.expr(value)?;
                    self.emit(Op::ListExtend, 1, loc);
                }
                _ => {
                    self.expr(base)?;
                    self.emit(Op::ListAppend, 1, loc);
                }
            }
        }
        self.name_at(&".generic_base".into(), ExprContext::Load, loc);
        self.emit(Op::ListAppend, 1, loc);
        self.emit(Op::ListToTuple, 0, loc);
        self.call_ex_keywords(&def.keywords, loc)
    }

    fn class_body(&mut self, def: &'a ClassDef, generic: bool, first_line: u32) -> R<CodeData> {
        let scope = self.scopes.of(key(def));
        self.enter_unit(UnitKind::Class, def.name.clone(), scope, first_line);
        self.unit.class = Some(def.name.clone());
        self.unit.flags = self.future;
        let loc = self.first_line_loc();
        self.emit_plain_name(Op::LoadName, "__name__", loc);
        self.name_at(&"__module__".into(), ExprContext::Store, loc);
        let qualname = self.unit.qualname.clone();
        self.load_str(&qualname, loc);
        self.name_at(&"__qualname__".into(), ExprContext::Store, loc);
        self.load_const(Const::Int(first_line.into()), loc);
        self.name_at(&"__firstlineno__".into(), ExprContext::Store, loc);
        if generic {
            self.name_at(&".type_params".into(), ExprContext::Load, loc);
            self.emit_plain_name(Op::StoreName, "__type_params__", loc);
        }
        let needs_dict = self.scopes[scope].needs_classdict;
        if needs_dict {
            self.emit(Op::LoadLocals, 0, loc);
            let slot = self.deref_slot("__classdict__");
            self.emit(Op::StoreDeref, slot, Loc::NONE);
        }
        self.body(&def.body)?;
        let attributes = self.unit.static_attributes.iter().map(|name| str_const(name)).collect();
        self.load_const(Const::Tuple(attributes), Loc::NONE);
        self.name_at(&"__static_attributes__".into(), ExprContext::Store, Loc::NONE);
        if needs_dict {
            let slot = self.deref_slot("__classdict__");
            self.emit(Op::LoadFast, slot, Loc::NONE);
            self.emit_plain_name(Op::StoreName, "__classdictcell__", Loc::NONE);
        }
        if self.scopes[scope].needs_class_closure {
            let slot = self.deref_slot("__class__");
            self.emit(Op::LoadFast, slot, Loc::NONE);
            self.emit(Op::Copy, 1, Loc::NONE);
            self.emit_plain_name(Op::StoreName, "__classcell__", Loc::NONE);
        } else {
            self.load_none(Loc::NONE);
        }
        self.emit(Op::Return, 0, Loc::NONE);
        Ok(self.leave_unit(false))
    }
}
