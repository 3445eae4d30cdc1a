//! The one table of instructions. Enum, names, stack effects, operand kinds and documentation come from it;
//! the verifier, the disassembler and the reference page read it. What an instruction does is in `vm/dispatch.rs`.
//!
//! An instruction is one 32-bit word: bits 0-7 the opcode, then either one 24-bit operand `n` (bits 8-31), or
//! `a` (bits 8-15) and `b` (bits 16-31). Jumps hold a signed 24-bit distance in words, counted from the next
//! instruction. The operand stack grows to the right in the comments: `x y -- z` pops y and x and pushes z.

/// What the operand of an instruction means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Unused.
    None,
    /// A plain number (count, depth, flag) in the 24-bit operand.
    Count,
    /// Index into `localsplus`.
    Local,
    /// Index into `consts`.
    Const,
    /// Index into `names`.
    Name,
    /// Index into `caches`, which name an entry of `names`.
    Cache,
    /// Signed distance to the jump target from the next instruction.
    Jump,
    /// `a` is a flag or count, `b` another.
    Pair,
    /// `a` is a local, `b` (without its top bit, a flag) is a local.
    LocalLocal,
    /// `a` is a local, `b` (without its top bit, a flag) is a constant.
    LocalConst,
    /// Bits 0-22 are a local, bit 23 is a flag.
    StackLocal,
    /// Bits 0-22 are a constant, bit 23 is a flag.
    StackConst,
    /// `a` is a local to store into; bits 0-7 and 8-14 of `b` are locals, bit 15 a flag.
    StoreLocalLocal,
    /// `a` is a local to store into; bits 0-7 of `b` are a local, 8-14 a constant, bit 15 a flag.
    StoreLocalConst,
    /// `a` is a local to store into; `b` (without its top bit, a flag) is a local.
    StoreStackLocal,
    /// `a` is a local to store into; `b` (without its top bit, a flag) is a constant.
    StoreStackConst,
    /// `a` is a local, `b` the lower half of the value word of an int: its 14 bits, signed, and the tag.
    LocalInt,
    /// `a` is a local to store into; bits 0-7 of `b` are a local, 8-14 a signed int, bit 15 a flag.
    StoreLocalInt,
    /// `a` is a local, `b` an index into `caches`.
    LocalCache,
}

/// The static facts of one instruction.
pub struct OpInfo {
    /// Upper-case name as `dis` shows it.
    pub name: &'static str,
    /// Meaning of the operand.
    pub operand: Operand,
    /// Values popped, for the raw operand.
    pub pops: fn(u32) -> u32,
    /// Values pushed, for the raw operand. For instructions that jump: on the fall-through path.
    pub pushes: fn(u32) -> u32,
    /// Stack change on the path that jumps, relative to the depth before; `None` when it doesn't jump.
    pub jump_effect: Option<i32>,
    /// What it does.
    pub doc: &'static str,
}

macro_rules! ops {
    ($($variant:ident $name:literal $operand:ident [$pops:expr, $pushes:expr] $(jump $jump:literal)? $doc:literal;)*) => {
        /// An opcode.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Op { $(#[doc = $doc] $variant,)* }

        /// The table, indexed by opcode.
        pub static OPS: &[OpInfo] = &[
            $(OpInfo {
                name: $name, operand: Operand::$operand,
                pops: { const F: fn(u32) -> u32 = $pops; F }, pushes: { const F: fn(u32) -> u32 = $pushes; F },
                jump_effect: ops!(@jump $($jump)?), doc: $doc,
            },)*
        ];

        /// All opcodes in numeric order.
        pub static ALL: &[Op] = &[$(Op::$variant,)*];
    };
    (@jump) => { None };
    (@jump $jump:literal) => { Some($jump) };
}

const fn a(n: u32) -> u32 {
    n & 0xff
}
const fn b(n: u32) -> u32 {
    n >> 8
}
/// How many values a `MAKE_FUNCTION` flag word pops besides the code object.
const fn function_parts(n: u32) -> u32 {
    (n & 15).count_ones()
}

ops! {
    Nop "NOP" None [|_| 0, |_| 0] "Does nothing.";
    // --- stack
    PopTop "POP_TOP" None [|_| 1, |_| 0] "x -- ; drops the top.";
    PushNull "PUSH_NULL" None [|_| 0, |_| 1] "-- null; the empty self slot of a call.";
    Copy "COPY" Count [|n| n, |n| n + 1] "Pushes a copy of the n-th value from the top (1 is the top).";
    Swap "SWAP" Count [|n| n, |n| n] "Exchanges the top with the n-th value from the top.";
    // --- locals, cells, constants
    LoadConst "LOAD_CONST" Const [|_| 0, |_| 1] "Pushes a constant.";
    LoadFast "LOAD_FAST" Local [|_| 0, |_| 1] "Pushes a local; UnboundLocalError if it has no value. On a cell slot it pushes the cell itself (closures).";
    LoadFastAndClear "LOAD_FAST_AND_CLEAR" Local [|_| 0, |_| 1] "Pushes a local (null if unbound) and makes it unbound (PEP 709).";
    StoreFast "STORE_FAST" Local [|_| 1, |_| 0] "Pops into a local; a null makes it unbound.";
    DeleteFast "DELETE_FAST" Local [|_| 0, |_| 0] "Unbinds a local; UnboundLocalError if it has no value.";
    MakeCell "MAKE_CELL" Local [|_| 0, |_| 0] "Replaces the value of a slot by a new cell that holds it.";
    CopyFreeVars "COPY_FREE_VARS" Count [|_| 0, |_| 0] "Copies the n cells of the closure to the last n slots.";
    LoadDeref "LOAD_DEREF" Local [|_| 0, |_| 1] "Pushes the content of a cell; NameError if empty.";
    StoreDeref "STORE_DEREF" Local [|_| 1, |_| 0] "Pops into a cell.";
    DeleteDeref "DELETE_DEREF" Local [|_| 0, |_| 0] "Empties a cell; NameError if it is empty.";
    LoadFromDictOrDeref "LOAD_FROM_DICT_OR_DEREF" Local [|_| 1, |_| 1] "mapping -- value; the variable's name is looked up in the mapping, then the cell.";
    LoadLocals "LOAD_LOCALS" None [|_| 0, |_| 1] "Pushes the namespace of a class body.";
    // --- names
    LoadName "LOAD_NAME" Cache [|_| 0, |_| 1] "Pushes a name looked up in locals, globals, builtins.";
    StoreName "STORE_NAME" Name [|_| 1, |_| 0] "Pops into the local namespace.";
    DeleteName "DELETE_NAME" Name [|_| 0, |_| 0] "Deletes from the local namespace.";
    LoadGlobal "LOAD_GLOBAL" Cache [|_| 0, |_| 1] "Pushes a name looked up in globals, builtins.";
    StoreGlobal "STORE_GLOBAL" Name [|_| 1, |_| 0] "Pops into globals.";
    DeleteGlobal "DELETE_GLOBAL" Name [|_| 0, |_| 0] "Deletes from globals.";
    LoadFromDictOrGlobals "LOAD_FROM_DICT_OR_GLOBALS" Name [|_| 1, |_| 1] "mapping -- value; looks in the mapping, then globals, builtins.";
    LoadBuildClass "LOAD_BUILD_CLASS" None [|_| 0, |_| 1] "Pushes builtins.__build_class__.";
    // --- attributes and items
    LoadAttr "LOAD_ATTR" Cache [|_| 1, |_| 1] "obj -- value";
    LoadMethod "LOAD_METHOD" Cache [|_| 1, |_| 2] "obj -- function obj (a plain method), or value null.";
    LoadSuperAttr "LOAD_SUPER_ATTR" Cache [|_| 3, |_| 1] "super class self -- value; attribute of super(class, self). If `super` is not the builtin it is called.";
    LoadSuperMethod "LOAD_SUPER_METHOD" Cache [|_| 3, |_| 2] "super class self -- function self, or value null.";
    StoreAttr "STORE_ATTR" Cache [|_| 2, |_| 0] "value obj --";
    DeleteAttr "DELETE_ATTR" Name [|_| 1, |_| 0] "obj --";
    BinarySubscr "BINARY_SUBSCR" None [|_| 2, |_| 1] "container key -- value";
    StoreSubscr "STORE_SUBSCR" None [|_| 3, |_| 0] "value container key --";
    DeleteSubscr "DELETE_SUBSCR" None [|_| 2, |_| 0] "container key --";
    BinarySlice "BINARY_SLICE" None [|_| 3, |_| 1] "container start stop -- value";
    StoreSlice "STORE_SLICE" None [|_| 4, |_| 0] "value container start stop --";
    BuildSlice "BUILD_SLICE" Count [|n| n, |_| 1] "start stop [step] -- slice; n is 2 or 3.";
    // --- operators; a = 1 for the in-place form
    Add "ADD" Count [|_| 2, |_| 1] "x + y; operand 1: x += y (so for all binary operators).";
    Sub "SUB" Count [|_| 2, |_| 1] "x - y";
    Mul "MUL" Count [|_| 2, |_| 1] "x * y";
    TrueDiv "TRUE_DIV" Count [|_| 2, |_| 1] "x / y";
    FloorDiv "FLOOR_DIV" Count [|_| 2, |_| 1] "x // y";
    Mod "MOD" Count [|_| 2, |_| 1] "x % y";
    Pow "POW" Count [|_| 2, |_| 1] "x ** y";
    MatMul "MATMUL" Count [|_| 2, |_| 1] "x @ y";
    LShift "LSHIFT" Count [|_| 2, |_| 1] "x << y";
    RShift "RSHIFT" Count [|_| 2, |_| 1] "x >> y";
    And "AND" Count [|_| 2, |_| 1] "x & y";
    Or "OR" Count [|_| 2, |_| 1] "x | y";
    Xor "XOR" Count [|_| 2, |_| 1] "x ^ y";
    Negative "UNARY_NEGATIVE" None [|_| 1, |_| 1] "-x";
    Positive "UNARY_POSITIVE" None [|_| 1, |_| 1] "+x";
    Invert "UNARY_INVERT" None [|_| 1, |_| 1] "~x";
    Not "UNARY_NOT" None [|_| 1, |_| 1] "not x";
    Lt "LT" None [|_| 2, |_| 1] "x < y";
    Le "LE" None [|_| 2, |_| 1] "x <= y";
    Eq "EQ" None [|_| 2, |_| 1] "x == y";
    Ne "NE" None [|_| 2, |_| 1] "x != y";
    Gt "GT" None [|_| 2, |_| 1] "x > y";
    Ge "GE" None [|_| 2, |_| 1] "x >= y";
    Is "IS_OP" Count [|_| 2, |_| 1] "x is y; operand 1: is not.";
    Contains "CONTAINS_OP" Count [|_| 2, |_| 1] "x y -- (x in y); operand 1: not in.";
    // --- jumps
    Jump "JUMP" Jump [|_| 0, |_| 0] jump 0 "Jumps always (no fall-through), without looking at the evaluation breaker; backwards only inside an await or out of a handler.";
    JumpBackward "JUMP_BACKWARD" Jump [|_| 0, |_| 0] jump 0 "Jumps backward always; looks at the evaluation breaker.";
    PopJumpIfFalse "POP_JUMP_IF_FALSE" Jump [|_| 1, |_| 0] jump -1 "x -- ; jumps if x is false.";
    PopJumpIfTrue "POP_JUMP_IF_TRUE" Jump [|_| 1, |_| 0] jump -1 "x -- ; jumps if x is true.";
    PopJumpIfNone "POP_JUMP_IF_NONE" Jump [|_| 1, |_| 0] jump -1 "x -- ; jumps if x is None.";
    PopJumpIfNotNone "POP_JUMP_IF_NOT_NONE" Jump [|_| 1, |_| 0] jump -1 "x -- ; jumps if x is not None.";
    JumpIfFalseOrPop "JUMP_IF_FALSE_OR_POP" Jump [|_| 1, |_| 0] jump 0 "Jumps keeping x if it is false, else drops it.";
    JumpIfTrueOrPop "JUMP_IF_TRUE_OR_POP" Jump [|_| 1, |_| 0] jump 0 "Jumps keeping x if it is true, else drops it.";
    // --- iteration
    GetIter "GET_ITER" None [|_| 1, |_| 1] "x -- iter(x)";
    ForIter "FOR_ITER" Jump [|_| 1, |_| 2] jump -1 "iterator -- iterator next; when exhausted drops the iterator and jumps.";
    GetLen "GET_LEN" None [|_| 1, |_| 2] "x -- x len(x)";
    // --- building
    BuildTuple "BUILD_TUPLE" Count [|n| n, |_| 1] "n values -- tuple";
    BuildList "BUILD_LIST" Count [|n| n, |_| 1] "n values -- list";
    BuildSet "BUILD_SET" Count [|n| n, |_| 1] "n values -- set";
    BuildMap "BUILD_MAP" Count [|n| 2 * n, |_| 1] "n pairs key value -- dict";
    BuildConstKeyMap "BUILD_CONST_KEY_MAP" Count [|n| n + 1, |_| 1] "n values, tuple of n keys -- dict";
    BuildString "BUILD_STRING" Count [|n| n, |_| 1] "n strs -- their concatenation";
    ListAppend "LIST_APPEND" Count [|n| n + 1, |n| n] "Appends the popped value to the list n below the new top (1 is the new top).";
    SetAdd "SET_ADD" Count [|n| n + 1, |n| n] "Adds the popped value to the set n below the new top.";
    MapAdd "MAP_ADD" Count [|n| n + 2, |n| n] "key value -- ; stores in the dict n below the new top.";
    ListExtend "LIST_EXTEND" Count [|n| n + 1, |n| n] "Extends the list n below the new top by the popped iterable.";
    SetUpdate "SET_UPDATE" Count [|n| n + 1, |n| n] "Updates the set n below the new top by the popped iterable.";
    DictUpdate "DICT_UPDATE" Count [|n| n + 1, |n| n] "Updates the dict n below the new top by the popped mapping ({**x}).";
    DictMerge "DICT_MERGE" Count [|n| n + 1, |n| n] "Like DICT_UPDATE for f(**x): TypeError on a repeated key; the callable is found 2 + n below the new top for the message.";
    ListToTuple "LIST_TO_TUPLE" None [|_| 1, |_| 1] "list -- tuple";
    UnpackSequence "UNPACK_SEQUENCE" Count [|_| 1, |n| n] "Unpacks into exactly n values, first on top.";
    UnpackEx "UNPACK_EX" Pair [|_| 1, |n| a(n) + b(n) + 1] "Unpacks with a star: a values before, b after; first on top.";
    ConvertValue "CONVERT_VALUE" Count [|_| 1, |_| 1] "1: str(x), 2: repr(x), 3: ascii(x)";
    FormatSimple "FORMAT_SIMPLE" None [|_| 1, |_| 1] "x -- format(x, '')";
    FormatWithSpec "FORMAT_WITH_SPEC" None [|_| 2, |_| 1] "x spec -- format(x, spec)";
    // --- functions, classes, calls
    MakeFunction "MAKE_FUNCTION" Count [|n| 1 + function_parts(n), |_| 1] "[defaults tuple (1)] [kwdefaults dict (2)] [annotations tuple of name, value (4)] [closure tuple of cells (8)] code -- function";
    Call "CALL" Count [|n| n + 2, |_| 1] "callable self_or_null n arguments -- result";
    CallPlain "CALL_PLAIN" Count [|n| n + 2, |_| 1] "callable null n arguments -- result";
    CallKw "CALL_KW" Count [|n| n + 3, |_| 1] "callable self_or_null n arguments, tuple of the last ones' names -- result";
    CallEx "CALL_EX" Count [|n| 3 + n, |_| 1] "callable null args-iterable [kwargs mapping if n is 1] -- result";
    Return "RETURN_VALUE" None [|_| 1, |_| 0] "Leaves the frame with the popped value.";
    ReturnGenerator "RETURN_GENERATOR" None [|_| 0, |_| 1] "First instruction (after COPY_FREE_VARS and MAKE_CELLs) of a generator or coroutine function: makes the object, returns it to the caller; pushes the value of the first resume.";
    Yield "YIELD_VALUE" Count [|_| 1, |_| 1] "Suspends with the popped value; pushes what is sent. Operand 1: part of an await or yield from. In an async generator the compiler emits ASYNC_GEN_WRAP before a real yield.";
    AsyncGenWrap "ASYNC_GEN_WRAP" None [|_| 1, |_| 1] "Marks a value as yielded by an async generator.";
    // --- delegation and async
    GetYieldFromIter "GET_YIELD_FROM_ITER" None [|_| 1, |_| 1] "x -- iterator for yield from (a coroutine is allowed only inside one).";
    GetAwaitable "GET_AWAITABLE" Count [|_| 1, |_| 1] "x -- its await iterator; 1: from __aenter__, 2: from __aexit__ (message).";
    Send "SEND" Jump [|_| 2, |_| 2] jump 0 "receiver value -- receiver yielded; when the receiver returns: receiver result, and jumps.";
    EndSend "END_SEND" None [|_| 2, |_| 1] "receiver result -- result";
    CleanupThrow "CLEANUP_THROW" None [|_| 3, |_| 2] "receiver sent exc -- none value; StopIteration gives its value, anything else is raised again.";
    GetAiter "GET_AITER" None [|_| 1, |_| 1] "x -- x.__aiter__()";
    GetAnext "GET_ANEXT" None [|_| 1, |_| 2] "aiter -- aiter awaitable of __anext__";
    EndAsyncFor "END_ASYNC_FOR" None [|_| 2, |_| 0] "aiter exc -- ; StopAsyncIteration ends the loop, anything else is raised again.";
    // --- with and exceptions
    BeforeWith "BEFORE_WITH" None [|_| 1, |_| 2] "manager -- exit-method entered";
    BeforeAsyncWith "BEFORE_ASYNC_WITH" None [|_| 1, |_| 2] "manager -- aexit-method awaitable";
    WithExceptStart "WITH_EXCEPT_START" None [|_| 4, |_| 5] "exit lasti prev-exc exc -- the same, then the result of exit(type, value, traceback)";
    PushExcInfo "PUSH_EXC_INFO" None [|_| 1, |_| 2] "exc -- previous-exc exc; exc becomes the one being handled.";
    PopExcept "POP_EXCEPT" None [|_| 1, |_| 0] "previous-exc -- ; it becomes the one being handled again.";
    CheckExcMatch "CHECK_EXC_MATCH" None [|_| 2, |_| 2] "exc class -- exc bool";
    CheckEgMatch "CHECK_EG_MATCH" None [|_| 2, |_| 2] "exc class -- rest-or-None match-or-None (except*).";
    PrepReraiseStar "PREP_RERAISE_STAR" None [|_| 2, |_| 1] "original, list of raised -- exception to raise, or None";
    Reraise "RERAISE" Count [|n| n + 1, |n| n] "[lasti] exc -- ; raises it again without a new traceback entry; if n is not 0 the position is the lasti, the n-th value below it (which stays; 2 after a with).";
    Raise "RAISE_VARARGS" Count [|n| n, |_| 0] "0: raise; 1: raise x; 2: raise x from y";
    LoadAssertionError "LOAD_ASSERTION_ERROR" None [|_| 0, |_| 1] "Pushes AssertionError.";
    // --- imports
    ImportName "IMPORT_NAME" Name [|_| 2, |_| 1] "level fromlist -- module";
    ImportFrom "IMPORT_FROM" Name [|_| 1, |_| 2] "module -- module attribute";
    ImportStar "IMPORT_STAR" None [|_| 1, |_| 0] "module -- ; binds its public names.";
    // --- pattern matching
    MatchClass "MATCH_CLASS" Count [|_| 3, |_| 1] "subject class names -- tuple of attributes, or None; n positional patterns.";
    MatchMapping "MATCH_MAPPING" None [|_| 1, |_| 2] "subject -- subject bool";
    MatchSequence "MATCH_SEQUENCE" None [|_| 1, |_| 2] "subject -- subject bool";
    MatchKeys "MATCH_KEYS" None [|_| 2, |_| 3] "subject keys -- subject keys tuple-or-None";
    // --- others
    SetupAnnotations "SETUP_ANNOTATIONS" None [|_| 0, |_| 0] "Makes __annotations__ in the local namespace if absent.";
    PrintExpr "PRINT_EXPR" None [|_| 1, |_| 0] "Gives the value to sys.displayhook (interactive).";
    MakeTypeParam "MAKE_TYPE_PARAM" Count [|n| if n == 1 || n == 2 { 2 } else { 1 }, |_| 1] "name [lazy bound or constraints function] -- parameter. 0 TypeVar, 1 with bound, 2 with constraints, 3 ParamSpec, 4 TypeVarTuple.";
    SetTypeParamDefault "SET_TYPE_PARAM_DEFAULT" None [|_| 2, |_| 1] "parameter, lazy default function -- parameter";
    SubscriptGeneric "SUBSCRIPT_GENERIC" None [|_| 1, |_| 1] "tuple of type parameters -- Generic[...]";
    MakeTypeAlias "MAKE_TYPE_ALIAS" None [|_| 1, |_| 1] "tuple (name, type parameters or None, lazy value function) -- TypeAliasType";
    SetFunctionTypeParams "SET_FUNCTION_TYPE_PARAMS" None [|_| 2, |_| 1] "function, tuple of type parameters -- function";
    // --- fused by compiler/peephole.rs: LL both operands locals, LC local and constant, LI local and small int, SL and
    // SC stack and local or constant, LS local and stack; a local without a value raises UnboundLocalError as LOAD_FAST
    // does
    AddLL "ADD_LL" LocalLocal [|_| 0, |_| 1] "-- a + b, both locals. In-place if bit 23 of the operand is set (so in all rows with operand modes).";
    AddLC "ADD_LC" LocalConst [|_| 0, |_| 1] "-- a + b, local and constant.";
    AddLI "ADD_LI" LocalInt [|_| 0, |_| 1] "-- a + b, local and small int.";
    AddSL "ADD_SL" StackLocal [|_| 1, |_| 1] "x -- x + local";
    AddSC "ADD_SC" StackConst [|_| 1, |_| 1] "x -- x + constant";
    AddLS "ADD_LS" StackLocal [|_| 1, |_| 1] "x -- local + x";
    AddLSStore "ADD_LS_STORE" StoreStackLocal [|_| 1, |_| 0] "x -- ; local a = local b + x";
    AddLLStore "ADD_LL_STORE" StoreLocalLocal [|_| 0, |_| 0] "local a = local + local: bits 0-7 and 8-14 of b.";
    AddLCStore "ADD_LC_STORE" StoreLocalConst [|_| 0, |_| 0] "local a = local + constant: bits 0-7 and 8-14 of b.";
    AddLIStore "ADD_LI_STORE" StoreLocalInt [|_| 0, |_| 0] "local a = local + small int: bits 0-7 and 8-14 of b.";
    AddSLStore "ADD_SL_STORE" StoreStackLocal [|_| 1, |_| 0] "x -- ; local a = x + local b";
    AddSCStore "ADD_SC_STORE" StoreStackConst [|_| 1, |_| 0] "x -- ; local a = x + constant b";
    SubLL "SUB_LL" LocalLocal [|_| 0, |_| 1] "-- a - b, both locals.";
    SubLC "SUB_LC" LocalConst [|_| 0, |_| 1] "-- a - b, local and constant.";
    SubLI "SUB_LI" LocalInt [|_| 0, |_| 1] "-- a - b, local and small int.";
    SubSL "SUB_SL" StackLocal [|_| 1, |_| 1] "x -- x - local";
    SubSC "SUB_SC" StackConst [|_| 1, |_| 1] "x -- x - constant";
    SubLS "SUB_LS" StackLocal [|_| 1, |_| 1] "x -- local - x";
    SubLSStore "SUB_LS_STORE" StoreStackLocal [|_| 1, |_| 0] "x -- ; local a = local b - x";
    SubLLStore "SUB_LL_STORE" StoreLocalLocal [|_| 0, |_| 0] "local a = local - local: bits 0-7 and 8-14 of b.";
    SubLCStore "SUB_LC_STORE" StoreLocalConst [|_| 0, |_| 0] "local a = local - constant: bits 0-7 and 8-14 of b.";
    SubLIStore "SUB_LI_STORE" StoreLocalInt [|_| 0, |_| 0] "local a = local - small int: bits 0-7 and 8-14 of b.";
    SubSLStore "SUB_SL_STORE" StoreStackLocal [|_| 1, |_| 0] "x -- ; local a = x - local b";
    SubSCStore "SUB_SC_STORE" StoreStackConst [|_| 1, |_| 0] "x -- ; local a = x - constant b";
    MulLL "MUL_LL" LocalLocal [|_| 0, |_| 1] "-- a * b, both locals.";
    MulLC "MUL_LC" LocalConst [|_| 0, |_| 1] "-- a * b, local and constant.";
    MulSL "MUL_SL" StackLocal [|_| 1, |_| 1] "x -- x * local";
    MulSC "MUL_SC" StackConst [|_| 1, |_| 1] "x -- x * constant";
    MulLS "MUL_LS" StackLocal [|_| 1, |_| 1] "x -- local * x";
    MulLSStore "MUL_LS_STORE" StoreStackLocal [|_| 1, |_| 0] "x -- ; local a = local b * x";
    MulLLStore "MUL_LL_STORE" StoreLocalLocal [|_| 0, |_| 0] "local a = local * local: bits 0-7 and 8-14 of b.";
    MulLCStore "MUL_LC_STORE" StoreLocalConst [|_| 0, |_| 0] "local a = local * constant: bits 0-7 and 8-14 of b.";
    MulSLStore "MUL_SL_STORE" StoreStackLocal [|_| 1, |_| 0] "x -- ; local a = x * local b";
    MulSCStore "MUL_SC_STORE" StoreStackConst [|_| 1, |_| 0] "x -- ; local a = x * constant b";
    FloorDivLC "FLOOR_DIV_LC" LocalConst [|_| 0, |_| 1] "-- a // b, local and constant.";
    FloorDivSC "FLOOR_DIV_SC" StackConst [|_| 1, |_| 1] "x -- x // constant";
    ModLC "MOD_LC" LocalConst [|_| 0, |_| 1] "-- a % b, local and constant.";
    ModSC "MOD_SC" StackConst [|_| 1, |_| 1] "x -- x % constant";
    AndLC "AND_LC" LocalConst [|_| 0, |_| 1] "-- a & b, local and constant.";
    AndSC "AND_SC" StackConst [|_| 1, |_| 1] "x -- x & constant";
    RShiftLC "RSHIFT_LC" LocalConst [|_| 0, |_| 1] "-- a >> b, local and constant.";
    RShiftSC "RSHIFT_SC" StackConst [|_| 1, |_| 1] "x -- x >> constant";
    LtTest "LT_TEST" None [|_| 2, |_| 1] "x y -- x < y, then a test. The next instruction is always POP_JUMP_IF_FALSE or POP_JUMP_IF_TRUE: with the bool at hand it is best done at once, skipping the word.";
    LtTestLL "LT_TEST_LL" LocalLocal [|_| 0, |_| 1] "-- a < b, both locals, then a test.";
    LtTestLC "LT_TEST_LC" LocalConst [|_| 0, |_| 1] "-- a < b, local and constant, then a test.";
    LtTestLI "LT_TEST_LI" LocalInt [|_| 0, |_| 1] "-- a < b, local and small int, then a test.";
    LtTestSC "LT_TEST_SC" StackConst [|_| 1, |_| 1] "x -- x < constant, then a test.";
    LeTest "LE_TEST" None [|_| 2, |_| 1] "x y -- x <= y, then a test.";
    LeTestLL "LE_TEST_LL" LocalLocal [|_| 0, |_| 1] "-- a <= b, both locals, then a test.";
    LeTestLC "LE_TEST_LC" LocalConst [|_| 0, |_| 1] "-- a <= b, local and constant, then a test.";
    LeTestLI "LE_TEST_LI" LocalInt [|_| 0, |_| 1] "-- a <= b, local and small int, then a test.";
    LeTestSC "LE_TEST_SC" StackConst [|_| 1, |_| 1] "x -- x <= constant, then a test.";
    EqTest "EQ_TEST" None [|_| 2, |_| 1] "x y -- x == y, then a test.";
    EqTestLL "EQ_TEST_LL" LocalLocal [|_| 0, |_| 1] "-- a == b, both locals, then a test.";
    EqTestLC "EQ_TEST_LC" LocalConst [|_| 0, |_| 1] "-- a == b, local and constant, then a test.";
    EqTestLI "EQ_TEST_LI" LocalInt [|_| 0, |_| 1] "-- a == b, local and small int, then a test.";
    EqTestSC "EQ_TEST_SC" StackConst [|_| 1, |_| 1] "x -- x == constant, then a test.";
    NeTest "NE_TEST" None [|_| 2, |_| 1] "x y -- x != y, then a test.";
    NeTestLL "NE_TEST_LL" LocalLocal [|_| 0, |_| 1] "-- a != b, both locals, then a test.";
    NeTestLC "NE_TEST_LC" LocalConst [|_| 0, |_| 1] "-- a != b, local and constant, then a test.";
    NeTestLI "NE_TEST_LI" LocalInt [|_| 0, |_| 1] "-- a != b, local and small int, then a test.";
    NeTestSC "NE_TEST_SC" StackConst [|_| 1, |_| 1] "x -- x != constant, then a test.";
    GtTest "GT_TEST" None [|_| 2, |_| 1] "x y -- x > y, then a test.";
    GtTestLL "GT_TEST_LL" LocalLocal [|_| 0, |_| 1] "-- a > b, both locals, then a test.";
    GtTestLC "GT_TEST_LC" LocalConst [|_| 0, |_| 1] "-- a > b, local and constant, then a test.";
    GtTestLI "GT_TEST_LI" LocalInt [|_| 0, |_| 1] "-- a > b, local and small int, then a test.";
    GtTestSC "GT_TEST_SC" StackConst [|_| 1, |_| 1] "x -- x > constant, then a test.";
    GeTest "GE_TEST" None [|_| 2, |_| 1] "x y -- x >= y, then a test.";
    GeTestLL "GE_TEST_LL" LocalLocal [|_| 0, |_| 1] "-- a >= b, both locals, then a test.";
    GeTestLC "GE_TEST_LC" LocalConst [|_| 0, |_| 1] "-- a >= b, local and constant, then a test.";
    GeTestLI "GE_TEST_LI" LocalInt [|_| 0, |_| 1] "-- a >= b, local and small int, then a test.";
    GeTestSC "GE_TEST_SC" StackConst [|_| 1, |_| 1] "x -- x >= constant, then a test.";
    SubscrLL "BINARY_SUBSCR_LL" LocalLocal [|_| 0, |_| 1] "-- a[b], both locals.";
    SubscrLC "BINARY_SUBSCR_LC" LocalConst [|_| 0, |_| 1] "-- a[b], local and constant.";
    SubscrSL "BINARY_SUBSCR_SL" StackLocal [|_| 1, |_| 1] "x -- x[local]";
    SubscrSC "BINARY_SUBSCR_SC" StackConst [|_| 1, |_| 1] "x -- x[constant]";
    StoreSubscrLL "STORE_SUBSCR_LL" LocalLocal [|_| 1, |_| 0] "value -- ; a[b] = value, both locals.";
    LoadAttrL "LOAD_ATTR_L" LocalCache [|_| 0, |_| 1] "-- attribute of the local a; b is the cache.";
    LoadMethodL "LOAD_METHOD_L" LocalCache [|_| 0, |_| 2] "LOAD_METHOD of the local a; b is the cache.";
    StoreAttrL "STORE_ATTR_L" LocalCache [|_| 1, |_| 0] "value -- ; STORE_ATTR on the local a; b is the cache.";
    TestFast "TEST_FAST" Local [|_| 0, |_| 1] "Like LOAD_FAST; the next instruction is always a POP_JUMP_IF_...: the local can be tested in place, skipping the word.";
    ForIterStore "FOR_ITER_STORE" Jump [|_| 1, |_| 2] jump -1 "Like FOR_ITER; the next instruction is always a STORE_FAST, which may be done at once, skipping the word.";
    ReturnConst "RETURN_CONST" Const [|_| 0, |_| 0] "Leaves the frame with a constant.";
    ReturnFast "RETURN_FAST" Local [|_| 0, |_| 0] "Leaves the frame with a local.";
    LoadGlobalNull "LOAD_GLOBAL_NULL" Cache [|_| 0, |_| 2] "-- global null";
    LoadFastLoadFast "LOAD_FAST_LOAD_FAST" LocalLocal [|_| 0, |_| 2] "Pushes the local a, then b.";
    LoadFastLoadConst "LOAD_FAST_LOAD_CONST" LocalConst [|_| 0, |_| 2] "Pushes the local a, then the constant b.";
    StoreFastLoadFast "STORE_FAST_LOAD_FAST" LocalLocal [|_| 1, |_| 1] "Pops into the local a, then pushes b.";
    StoreFastStoreFast "STORE_FAST_STORE_FAST" LocalLocal [|_| 2, |_| 0] "Pops into the local a, then b.";
}

impl Op {
    /// The opcode of an instruction word; `None` for a byte that is no opcode.
    pub fn of(word: u32) -> Option<Op> {
        ALL.get((word & 0xff) as usize).copied()
    }

    /// The row of the table.
    pub fn info(self) -> &'static OpInfo {
        &OPS[self as usize]
    }

    /// The instruction word with a 24-bit operand.
    pub fn word(self, n: u32) -> u32 {
        debug_assert!(n < 1 << 24, "operand fits 24 bits");
        self as u32 | n << 8
    }

    /// The instruction word with operands `a` and `b`.
    pub fn pair(self, a: u8, b: u16) -> u32 {
        self as u32 | u32::from(a) << 8 | u32::from(b) << 16
    }

    /// The instruction word of a jump over `distance` words from the next instruction.
    pub fn jump(self, distance: i32) -> u32 {
        self as u32 | (distance as u32) << 8
    }

    /// Whether control never falls through to the next instruction.
    pub fn ends_block(self) -> bool {
        matches!(
            self,
            Op::Jump
                | Op::JumpBackward
                | Op::Return
                | Op::ReturnConst
                | Op::ReturnFast
                | Op::Raise
                | Op::Reraise
        )
    }
}
