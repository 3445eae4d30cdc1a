//! The kinds of nodes: the one table of what `ast` has, with the names, types and order of their fields.
//!
//! Trees become data in this order (`reflect.rs`) and are made of such data (`rebuild.rs`); the classes of the `_ast`
//! module, their documentation and the checks of user-made trees follow from it.

use std::sync::LazyLock;

/// How often something stands in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Times {
    /// Once.
    One,
    /// Once or not at all.
    Optional,
    /// A list.
    Many,
}

/// A field of a node.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// A family, or `identifier`, `string`, `int`, `constant`.
    pub of: &'static str,
    /// How often.
    pub times: Times,
}

/// A class of nodes.
#[derive(Debug)]
pub struct Class {
    /// Its name.
    pub name: &'static str,
    /// Its fields.
    pub fields: Vec<Field>,
    /// How `__doc__` shows it.
    pub text: &'static str,
}

/// Classes that may stand for each other.
#[derive(Debug)]
pub struct Family {
    /// Its name; a family that is one class of the same name is that class.
    pub name: &'static str,
    /// Whether its nodes have a place in the text.
    pub placed: bool,
    /// Its classes.
    pub classes: Vec<Class>,
}

impl Family {
    /// Whether the family is itself a class with fields.
    pub fn is_product(&self) -> bool {
        self.classes.len() == 1 && self.classes[0].name == self.name
    }
}

/// Name, whether nodes have places, classes.
const TABLE: &[(&str, bool, &[&str])] = &[
    (
        "mod",
        false,
        &[
            "Module(stmt* body, type_ignore* type_ignores)",
            "Interactive(stmt* body)",
            "Expression(expr body)",
            "FunctionType(expr* argtypes, expr returns)",
        ],
    ),
    (
        "stmt",
        true,
        &[
            "FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)",
            "AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)",
            "ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)",
            "Return(expr? value)",
            "Delete(expr* targets)",
            "Assign(expr* targets, expr value, string? type_comment)",
            "TypeAlias(expr name, type_param* type_params, expr value)",
            "AugAssign(expr target, operator op, expr value)",
            "AnnAssign(expr target, expr annotation, expr? value, int simple)",
            "For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)",
            "AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)",
            "While(expr test, stmt* body, stmt* orelse)",
            "If(expr test, stmt* body, stmt* orelse)",
            "With(withitem* items, stmt* body, string? type_comment)",
            "AsyncWith(withitem* items, stmt* body, string? type_comment)",
            "Match(expr subject, match_case* cases)",
            "Raise(expr? exc, expr? cause)",
            "Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)",
            "TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)",
            "Assert(expr test, expr? msg)",
            "Import(alias* names)",
            "ImportFrom(identifier? module, alias* names, int? level)",
            "Global(identifier* names)",
            "Nonlocal(identifier* names)",
            "Expr(expr value)",
            "Pass",
            "Break",
            "Continue",
        ],
    ),
    (
        "expr",
        true,
        &[
            "BoolOp(boolop op, expr* values)",
            "NamedExpr(expr target, expr value)",
            "BinOp(expr left, operator op, expr right)",
            "UnaryOp(unaryop op, expr operand)",
            "Lambda(arguments args, expr body)",
            "IfExp(expr test, expr body, expr orelse)",
            "Dict(expr* keys, expr* values)",
            "Set(expr* elts)",
            "ListComp(expr elt, comprehension* generators)",
            "SetComp(expr elt, comprehension* generators)",
            "DictComp(expr key, expr value, comprehension* generators)",
            "GeneratorExp(expr elt, comprehension* generators)",
            "Await(expr value)",
            "Yield(expr? value)",
            "YieldFrom(expr value)",
            "Compare(expr left, cmpop* ops, expr* comparators)",
            "Call(expr func, expr* args, keyword* keywords)",
            "FormattedValue(expr value, int conversion, expr? format_spec)",
            "JoinedStr(expr* values)",
            "Constant(constant value, string? kind)",
            "Attribute(expr value, identifier attr, expr_context ctx)",
            "Subscript(expr value, expr slice, expr_context ctx)",
            "Starred(expr value, expr_context ctx)",
            "Name(identifier id, expr_context ctx)",
            "List(expr* elts, expr_context ctx)",
            "Tuple(expr* elts, expr_context ctx)",
            "Slice(expr? lower, expr? upper, expr? step)",
        ],
    ),
    ("expr_context", false, &["Load", "Store", "Del"]),
    ("boolop", false, &["And", "Or"]),
    (
        "operator",
        false,
        &[
            "Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor",
            "BitAnd", "FloorDiv",
        ],
    ),
    ("unaryop", false, &["Invert", "Not", "UAdd", "USub"]),
    ("cmpop", false, &["Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"]),
    ("comprehension", false, &["comprehension(expr target, expr iter, expr* ifs, int is_async)"]),
    ("excepthandler", true, &["ExceptHandler(expr? type, identifier? name, stmt* body)"]),
    (
        "arguments",
        false,
        &[
            "arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)",
        ],
    ),
    ("arg", true, &["arg(identifier arg, expr? annotation, string? type_comment)"]),
    ("keyword", true, &["keyword(identifier? arg, expr value)"]),
    ("alias", true, &["alias(identifier name, identifier? asname)"]),
    ("withitem", false, &["withitem(expr context_expr, expr? optional_vars)"]),
    ("match_case", false, &["match_case(pattern pattern, expr? guard, stmt* body)"]),
    (
        "pattern",
        true,
        &[
            "MatchValue(expr value)",
            "MatchSingleton(constant value)",
            "MatchSequence(pattern* patterns)",
            "MatchMapping(expr* keys, pattern* patterns, identifier? rest)",
            "MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)",
            "MatchStar(identifier? name)",
            "MatchAs(pattern? pattern, identifier? name)",
            "MatchOr(pattern* patterns)",
        ],
    ),
    ("type_ignore", false, &["TypeIgnore(int lineno, string tag)"]),
    (
        "type_param",
        true,
        &[
            "TypeVar(identifier name, expr? bound, expr? default_value)",
            "ParamSpec(identifier name, expr? default_value)",
            "TypeVarTuple(identifier name, expr? default_value)",
        ],
    ),
];

fn class(text: &'static str) -> Class {
    let (name, rest) = text.split_once('(').unwrap_or((text, ""));
    let field = |part: &'static str| {
        let (of, name) = part.split_once(' ').expect("a row of the table");
        let (of, times) = match of.as_bytes().last() {
            Some(b'*') => (&of[..of.len() - 1], Times::Many),
            Some(b'?') => (&of[..of.len() - 1], Times::Optional),
            _ => (of, Times::One),
        };
        Field { name, of, times }
    };
    let fields = rest.trim_end_matches(')').split(", ").filter(|p| !p.is_empty()).map(field).collect();
    Class { name, fields, text }
}

/// The table.
pub static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    TABLE
        .iter()
        .map(|(name, placed, classes)| Family {
            name,
            placed: *placed,
            classes: classes.iter().map(|text| class(text)).collect(),
        })
        .collect()
});

/// The class of that name and its family.
pub fn find(name: &str) -> Option<(&'static Family, &'static Class)> {
    FAMILIES.iter().find_map(|f| f.classes.iter().find(|c| c.name == name).map(|c| (f, c)))
}
