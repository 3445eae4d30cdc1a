"""Texts about the language, by the labels of pydoc.Helper.topics and keywords. A text begins with its title."""

_TEXTS = r'''
== assert: The assert statement

    assert condition
    assert condition, message

States what must be true at this place. If the condition is false, AssertionError(message) is raised.

    def mean(numbers):
        assert numbers, "there is nothing to take the mean of"
        return sum(numbers) / len(numbers)

Assertions are for mistakes of the programmer, not for wrong input: with the option -O they are not run at all. The
condition must not stand in parentheses together with the message: assert (x, "text") is always true, since it tests a tuple.

== assignment: Assignment

    name = value
    first, second = pair
    first, *rest = sequence
    object.attribute = value
    object[index] = value
    a = b = value
    name: type = value

Binds names to objects, or changes an attribute or an item of an object. Nothing is copied: after b = a both names stand for
the same object.

The right side is evaluated first, then the targets are bound from left to right, so a, b = b, a swaps two values. A list of
targets takes any iterable with as many items; one target with a star takes a list of what is left over.

A name that a function binds anywhere is local in all of it, unless a global or nonlocal statement says otherwise. An annotation
(name: type) says what is meant; Python does not check it.

== assignment-expressions: Assignment expressions

    (name := value)

Binds a name inside of an expression, whose value it is.

    while (line := file.readline()):
        print(line)

    if (match := pattern.search(text)):
        print(match.group())

As a statement of its own it needs parentheses; there name = value says the same. In a comprehension the name belongs to the function
around it.

== async: async def, async for, async with

    async def name(parameters): ...
    async for target in asynchronous_iterable: ...
    async with asynchronous_context_manager as target: ...

A function with async def is a coroutine function: calling it makes a coroutine, which runs when it is awaited or made a task.

    import asyncio

    async def main():
        await asyncio.sleep(1)
        print("one second later")

    asyncio.run(main())

async for awaits each item (__aiter__, __anext__), async with awaits entering and leaving (__aenter__, __aexit__). Both, and await,
stand only inside of async def. At pyr's interactive prompt they can be used directly.

== atom-identifiers: Names in classes that begin with two underscores

Inside of a class a name such as __spam, with two underscores in front and not two behind, is changed to _ClassName__spam. So
attributes of a class do not collide with those of its subclasses.

    class Account:
        def __init__(self):
            self.__balance = 0      # account._Account__balance

A single underscore in front says only to readers that the name is not for others. Names such as __init__ are Python's own.

== atom-literals: Literals

Values that are written down:

    42  1_000_000  0xff  0o17  0b101      int
    3.14  1e-9                            float
    2j                                    complex
    "text"  'text'  """text"""            str
    f"{name}: {value:.2f}"                str, with values in it
    b"bytes"                              bytes
    True  False  None  ...                constants

Tuples, lists, dictionaries and sets are written (1, 2), [1, 2], {"a": 1}, {1, 2}.

== attribute-access: Methods for attributes

A class can say what its attributes do:

    __getattr__(self, name)           asked when an attribute was not found
    __getattribute__(self, name)      asked for every attribute
    __setattr__(self, name, value)    called for every assignment
    __delattr__(self, name)           called for del
    __dir__(self)                     names for dir()

Inside of these, object.__setattr__(self, name, value) and the like do what usually happens, without endless recursion.

A descriptor is an attribute of a class that acts when it is looked up on an instance. It has __get__(self, instance, owner),
and perhaps __set__(self, instance, value), __delete__(self, instance), __set_name__(self, owner, name). Functions, property,
classmethod and staticmethod are descriptors.

    class Circle:
        def __init__(self, radius):
            self.radius = radius
        @property
        def area(self):
            return 3.14159 * self.radius ** 2

__slots__ = ("x", "y") in a class gives its instances just these attributes and no __dict__. A module may have a function
__getattr__(name) for names that it lacks.

== attribute-references: Attributes

    object.name

Looks up an attribute: in the object itself, in its class, then in the bases of the class in the order of Class.__mro__. If it is
nowhere, AttributeError is raised. A function found in the class becomes a method, which passes the object as first argument.

getattr(object, "name", default), setattr, hasattr and delattr do the same with a name that is known only when the program runs.

== augassign: Augmented assignment

    x += 1      -=  *=  /=  //=  %=  **=  @=  &=  |=  ^=  <<=  >>=

Does an operation and binds the result to the same target, which is evaluated once. Objects that can change do so in place: after
a = b = [] and a += [1], b is [1] too. For numbers, strings and tuples there is a new object.

The method of x += y is __iadd__, without it __add__.

== await: The await expression

    result = await awaitable

Suspends the coroutine until the awaitable (a coroutine, a task, a future, or an object with __await__) is done; its result is the
value. Only inside of async def, and at pyr's interactive prompt. A coroutine that nobody awaits does not run: Python warns
"coroutine ... was never awaited".

== binary: Arithmetic with two operands

    x + y    sum; concatenation of sequences
    x - y    difference
    x * y    product; repetition of a sequence
    x / y    quotient, always a float for ints
    x // y   quotient, rounded down
    x % y    remainder, with the sign of y; also formats strings
    x @ y    matrix product, for classes that have it

An int and a float give a float. x == (x // y) * y + (x % y). Dividing by zero raises ZeroDivisionError.

== bitwise: Operations on bits

    x & y    bits set in both
    x | y    bits set in any of them
    x ^ y    bits set in just one of them

The operands are ints, or objects with __and__, __or__, __xor__: for sets these are intersection, union and symmetric difference,
for dictionaries | merges, for types int | str is "one of them".

== bltin-code-objects: Code objects

What the compiler makes of a text: compile(text, name, "exec") returns one, function.__code__ is that of a function. exec() and
eval() run them. Their attributes (co_name, co_filename, co_varnames, co_consts, ...) can be read; the module dis shows the
instructions.

== bltin-ellipsis-object: Ellipsis

The one object that ... stands for. It is used in slices of several dimensions (matrix[..., 0]), in types (tuple[int, ...]), and as
a body that is still to be written.

== bltin-null-object: None

The one object of its kind: "nothing". Functions without a return statement return it, and many parameters have it as default. Test
for it with x is None; it is false in conditions.

== bltin-type-objects: Types

type(x) is the type of an object, and a type is an object itself: int, str, a class. isinstance(x, int) tells whether x is an int
or of a subclass. The standard types that have no name of their own are in the module types.

== booleans: and, or, not

    not x      True if x is false, else False
    x and y    x if x is false, else y
    x or y     x if x is true, else y

What stands behind and or or is evaluated only if it matters. The value is one of the operands, so name or "nobody" gives a default.
not binds stronger than and, and binds stronger than or; comparisons bind stronger than all three.

    value_if_true if condition else value_if_false      chooses between two expressions

== break: The break statement

Ends the innermost for or while loop around it. The else part of the loop is left out then.

    for n in numbers:
        if n < 0:
            print("there is a negative number")
            break
    else:
        print("all are positive")

== callable-types: Callable objects

    __call__(self, arguments)

Makes the instances of a class callable: x(1, 2) means type(x).__call__(x, 1, 2). callable(x) tells whether that is possible.

== calls: Calls

    function(1, 2, name=3, *iterable, **mapping)

Positional arguments come first, then those with names. *iterable gives its items as positional arguments, **mapping its items as
named ones. Every parameter without a default must get a value, and none may get two; otherwise TypeError is raised.

Calling a class makes an instance: Class(1) makes an object and calls its __init__(1). Arguments are evaluated from left to right.

== class: The class statement

    class Name(Base, ...):
        body

Makes a class. The body runs at once; the names it binds become attributes of the class, functions become methods.

    class Dog(Animal):
        kind = "dog"                       # of the class, for all instances
        def __init__(self, name):
            super().__init__()
            self.name = name               # of the instance
        def speak(self):
            return f"{self.name} barks"

    rex = Dog("Rex")
    rex.speak()

The first parameter of a method is the instance, by habit called self. super() is the next class in the order of bases. Decorators
(@dataclass) may stand above; a metaclass=... in the parentheses says what makes the class. Class[T] with type parameters is
declared as class Name[T].

== comparisons: Comparisons

    <  <=  >  >=  ==  !=  is  is not  in  not in

a < b < c means a < b and b < c, with b evaluated once. == compares values, is tells whether two names stand for the very same
object: use is for None and other single objects, == for everything else.

x in y tests membership: items of a sequence or set, keys of a dictionary, parts of a string. Numbers compare across types; other
objects of different types are unequal, and ordering them raises TypeError. Strings are compared by code points, sequences item by
item. Classes say what they mean with __eq__, __lt__ and so on.

nan is not equal to itself.

== compound: Loops and other statements with a body

    if, for, while, try, with, match, def, class        begin a block

A header ends in a colon; the body is indented below it, by habit four spaces, or stands behind the colon if it is short.

    for item in iterable:       once for each item
        ...
    while condition:            as long as the condition is true
        ...

break ends a loop, continue goes on with its next round, an else part runs when it ended without break.

    match command.split():      compares with patterns and binds names
        case ["go", direction]:
            ...
        case ["quit" | "exit"]:
            ...
        case _:
            ...

See also help("if"), help("for"), help("while"), help("try"), help("with"), help("def"), help("class").

== context-managers: Context managers

    __enter__(self)
    __exit__(self, exc_type, exc_value, traceback)

What a with statement calls at its begin and at its end. __exit__ is called however the body ends; its arguments are None unless an
exception came, which is swallowed if __exit__ returns true. contextlib.contextmanager makes one from a generator.

    @contextlib.contextmanager
    def working_in(folder):
        before = os.getcwd()
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)

== continue: The continue statement

Goes on with the next round of the innermost for or while loop around it.

    for line in file:
        if line.startswith("#"):
            continue
        work_on(line)

== conversions: Conversions in arithmetic

When two numbers of different types meet, the simpler one is converted: bool to int, int to float, float to complex. Text and numbers
are never converted by themselves: int("42"), float("1.5"), str(42) do that.

== customization: Basic methods of classes

    __new__(cls, ...)            makes the instance, rarely needed
    __init__(self, ...)          fills the new instance
    __del__(self)                called before the object goes away
    __repr__(self)               text for programmers, repr(x)
    __str__(self)                text for people, str(x), print(x)
    __format__(self, spec)       format(x, spec), f"{x:spec}"
    __bytes__(self)              bytes(x)
    __eq__(self, other)          x == y; also __ne__, __lt__, __le__, __gt__, __ge__
    __hash__(self)               hash(x): equal objects must have equal hashes
    __bool__(self)               whether x is true; without it __len__() != 0

A comparison that does not know the other object returns NotImplemented: then the other one is asked. A class with __eq__ and without
__hash__ has no hash: its instances cannot be keys. functools.total_ordering and dataclasses write many of these.

__init_subclass__(cls) is called for each subclass, __class_getitem__(cls, item) for Class[item].

== debugger: The debugger

    breakpoint()                 stops here
    python -m pdb script.py      runs a program under the debugger
    import pdb; pdb.pm()         looks at the last exception

Commands at the (Pdb) prompt, most with a letter:

    h(elp)              lists the commands
    w(here)             shows the stack
    u(p), d(own)        goes to the calling frame, and back
    l(ist), ll          shows the source
    a(rgs), p x, pp x   shows arguments, an expression
    s(tep)              to the next line, into calls
    n(ext)              to the next line of this function
    unt(il), r(eturn)   until a later line; until the function returns
    c(ontinue)          until the next breakpoint
    b(reak) line, condition    sets a breakpoint; tbreak: for once
    cl(ear), disable, enable, condition, ignore, commands
    display x           shows an expression whenever it changes
    interact            a Python prompt in this frame
    q(uit)              ends

Anything else is a statement of Python in the frame.

== del: The del statement

    del name
    del object.attribute
    del object[index]

Removes a name, an attribute, an item or a slice. The object itself goes away when nothing refers to it any more. Using a name after it
was deleted raises NameError.

== dict: Dictionary displays

    {"one": 1, "two": 2}
    {**defaults, "color": "red"}
    {key: value for item in iterable if condition}

Makes a dictionary. Of equal keys the last one counts. Keys must be hashable: numbers, strings, tuples of these, not lists. {} is an
empty dictionary, set() an empty set, {1, 2} a set.

== dynamic-features: Names in exec and eval

Free variables are looked up when they are used, not where a function is made. eval() and exec() see the global names and a copy of
the local ones; what exec() binds in a function does not change that function's variables. Give them a dictionary to work in.

== else: The else part

Behind if: what is done when no condition was true. Behind for and while: what is done when the loop ended without break. Behind try:
what is done when no exception came.

    while tries < 3:
        if guess() == secret:
            break
        tries += 1
    else:
        print("no luck")

== exceptions: Exceptions

An error raises an exception: the normal course ends, and the nearest try statement around with a fitting except goes on. Without one
the program ends and shows a traceback; the last line says what happened, the lines above where.

Exceptions are classes below BaseException; those of programs derive from Exception. Common ones: ValueError (right type, wrong value),
TypeError (wrong type), KeyError and IndexError (not in there), AttributeError, NameError, OSError (files, network), ZeroDivisionError,
KeyboardInterrupt (Ctrl-C), SystemExit.

    try:
        number = int(text)
    except ValueError as error:
        print("not a number:", error)

An exception raised while another is handled shows both; raise New(...) from old says which caused which. ExceptionGroup holds
several; except* takes some of them. error.add_note(text) adds a line.

== execmodel: How programs run

A program is made of blocks: a module, a class body, a function. A name that a block binds (by assignment, import, def, class, for, with,
except, a parameter) is local to it. Other names are looked up in the functions around, then in the module, then in builtins. A local
variable that has no value yet raises UnboundLocalError; an unknown name raises NameError.

Class bodies are no enclosing blocks for the methods in them: there use self.name or ClassName.name.

== exprlists: Tuples

    1, 2, 3
    (1,)
    ()

A comma makes a tuple, parentheses only group; they are needed for the empty one and inside of calls. (1) is just the number. *iterable
inserts its items.

== floating: Numbers with a fraction

    3.14  10.  .001  1e100  3.14e-10  1_000.5

A float has 53 binary digits, about 16 decimal ones. Most decimal fractions are not exact in it: 0.1 + 0.2 == 0.30000000000000004.
Compare with math.isclose(a, b); for money use decimal.Decimal, for fractions fractions.Fraction.

== for: The for statement

    for target in iterable:
        body
    else:
        body

Runs the body once for each item of an iterable: a list, a string, a dictionary (its keys), a file (its lines), range(10), a generator.
The target may be several names. break ends the loop, continue goes to the next item; else runs if there was no break.

    for number, line in enumerate(lines, 1):
        print(number, line)
    for key, value in mapping.items():
        ...
    for a, b in zip(first, second):
        ...

Do not add or remove items of what is being iterated; iterate a copy, list(items). The target keeps its last value behind the loop.

== formatstrings: Formatting

    f"{value}"            the value as text
    f"{value!r}"          its repr()
    f"{value=}"           the expression and its value
    f"{value:>10}"        with a format
    "{} {name}".format(x, name=y)      the same from a string

A format is  [[fill]align][sign][z][#][0][width][grouping][.precision][type]:

    align    <  left   >  right   ^  centre   =  zeros or fill behind the sign
    sign     +  always   -  only negative ones   space  a space for positive ones
    #        0x, 0b, 0o in front
    grouping ,  or  _   between groups of digits
    type     d decimal   b binary   o octal   x X hexadecimal   c character   n with the locale
             f F fixed   e E exponent   g G general   %  percent
             s text

    f"{3.14159:.2f}"    3.14
    f"{42:05d}"         00042
    f"{1234567:,}"      1,234,567
    f"{255:#x}"         0xff
    f"{0.5:.0%}"        50%
    f"{'hi':*^10}"      ****hi****
    f"{when:%Y-%m-%d}"  a date, by its own format

{{ and }} stand for braces. Values of a format may be expressions themselves: f"{x:{width}}".

== function: The def statement

    def name(parameters) -> type:
        """What it does."""
        body

Makes a function and binds it to the name. The body runs when it is called.

    def greet(name, greeting="Hello", *others, loud=False, **more):
        ...

    name            must be given
    greeting=...    has a default; it is evaluated once, when the function is made
    *others         takes further positional arguments as a tuple
    loud            behind the star: only by name
    **more          takes further named arguments as a dictionary
    /               parameters in front of it: only by position

A default that can change (def f(items=[])) is shared by all calls; use None and make a new one. Without return the function returns None.
Functions see the variables of functions around them. Decorators in lines above (@name) get the function, what they return is bound.
With yield in its body a function is a generator, with async def a coroutine function.

== global: The global statement

    global name, ...

Says that names belong to the module, in all of this function. It is needed only where they are bound; reading works without.

    count = 0
    def more():
        global count
        count += 1

== id-classes: Names with underscores

    _name      not for others; from module import * leaves it out. At the prompt _ is the last result; in match it fits anything.
    __name__   Python's own: __init__, __doc__, __name__
    __name     inside of a class: changed to _Class__name, see PRIVATENAMES

== identifiers: Names

A name begins with a letter or an underscore and goes on with letters, digits and underscores; letters of all scripts count, and case
matters. Keywords (help("keywords")) cannot be names; match, case, type and _ are keywords only where they are meant as such. By habit
variables and functions are lower_case, classes CamelCase, constants UPPER_CASE.

== if: The if statement

    if condition:
        body
    elif other_condition:
        body
    else:
        body

Runs the body of the first condition that is true; else if there is none. elif and else may be left out.

    if n < 0:
        print("negative")
    elif n == 0:
        print("zero")
    else:
        print("positive")

False, None, 0, "" and empty containers count as false, see TRUTHVALUE. As an expression: a if condition else b.

== imaginary: Complex numbers

    3 + 4j     1e10j

A number with j at its end is imaginary; added to another number it makes a complex one. z.real, z.imag, abs(z), z.conjugate();
functions for them are in cmath.

== import: The import statement

    import module
    import package.module as name
    from module import name, other as another
    from . import neighbour
    from module import *

Finds a module, runs it if that has not been done, and binds names. Modules are searched in the folders of sys.path: that of the
program, those of PYTHONPATH, the standard library, site-packages. A folder with modules is a package; its __init__.py is run first.

ModuleNotFoundError says that there is none; ImportError that a module lacks a name. A file of your own with the name of a standard module
(random.py) hides that one.

Code under  if __name__ == "__main__":  runs only when the file is the program, not when it is imported.

== in: The in operator

    x in container      x not in container

Whether an item is in a list, tuple or set, a key in a dictionary, a part in a string. The container decides by __contains__, else its
items are compared one by one. In a for statement in stands between target and iterable.

== integers: Whole numbers

    42   1_000_000   0xff   0o17   0b1010

Ints have no limit. Underscores may stand between digits; a decimal number does not begin with 0. int("ff", 16) reads text, hex(), oct(),
bin() and format() write it.

== lambda: Lambda expressions

    lambda parameters: expression

A function without a name, whose result is the expression.

    sorted(words, key=lambda word: word.lower())

It has no statements in it; for more than an expression use def. A lambda in a loop sees the last value of the loop variable; lambda n=n: n
keeps the one of its round.

== lists: List displays

    [1, 2, 3]
    [*first, *second]
    [expression for target in iterable if condition]

Makes a list. The last form is a comprehension: an item for each item of the iterable that fulfils the condition.

    squares = [n * n for n in range(10) if n % 2]

Several for and if may follow each other. The names in it are its own. In parentheses instead of brackets it is a generator, which makes its
items when they are asked for.

== naming: Names and scopes

See help("EXECUTION"). Where a name is looked up, in this order:

    1. in the function
    2. in the functions around it, from the inside
    3. in the module: global names
    4. in builtins: print, len, ...

Assigning a name in a function makes it local there. global and nonlocal say that another one is meant.

== nonlocal: The nonlocal statement

    nonlocal name, ...

Says that names belong to a function around this one, where they are bound already.

    def counter():
        n = 0
        def more():
            nonlocal n
            n += 1
            return n
        return more

== numbers: Numbers

    int      whole numbers of any size        42, 0xff, 1_000
    float    with a fraction, 53 bits         3.14, 1e-9
    complex  with an imaginary part           3 + 4j

-1 is the operator - in front of 1. decimal.Decimal and fractions.Fraction are exact for decimal and other fractions. math has functions,
random has random numbers, statistics has means.

== numeric-types: Methods of numbers

Operators are methods of classes:

    __add__ +   __sub__ -   __mul__ *   __matmul__ @   __truediv__ /   __floordiv__ //   __mod__ %   __divmod__ divmod()
    __pow__ **  __lshift__ <<  __rshift__ >>  __and__ &  __xor__ ^  __or__ |

With an r in front (__radd__) it is the method of the right operand, asked when the left one returned NotImplemented; with an i (__iadd__)
that of +=.

    __neg__ -x   __pos__ +x   __abs__ abs()   __invert__ ~x
    __int__   __float__   __complex__   __index__ (where a whole number is needed)
    __round__   __trunc__   __floor__   __ceil__

== objects: Objects

Everything is an object: with an identity (id(x), is), a type (type(x)) and a value. The type never changes. Objects whose value can
change are mutable (list, dict, set, most classes), others immutable (int, str, tuple, frozenset). Names refer to objects; two names may
refer to the same one.

An object goes away when nothing refers to it. Close files and the like with a with statement rather than waiting for that.

== operator-summary: Operators, those that bind strongest first

    (x)  [x]  {x}                        grouping, displays
    x[i]  x[i:j]  x(...)  x.name         subscription, slicing, call, attribute
    await x
    x ** y                               power
    +x  -x  ~x
    x * y  x @ y  x / y  x // y  x % y
    x + y  x - y
    x << y  x >> y                       shifts
    x & y
    x ^ y
    x | y
    in  not in  is  is not  <  <=  >  >=  ==  !=
    not x
    x and y
    x or y
    x if condition else y
    lambda
    :=

Operators of a line group from left to right, ** and the conditional expression from right to left: 2 ** 3 ** 2 is 2 ** 9. -1 ** 2 is
-(1 ** 2). Comparisons are chained: a < b < c.

== pass: The pass statement

Does nothing, where a statement is needed.

    class Error(Exception):
        pass

== power: The power operator

    x ** y      pow(x, y)      pow(x, y, modulus)

Binds stronger than a sign to its left: -2 ** 2 is -4; and weaker than one to its right: 2 ** -1 is 0.5. An int to a negative power is a
float; a negative number to a fractional power is complex. Several group from right to left.

== raise: The raise statement

    raise Exception("what went wrong")
    raise NewError(...) from cause
    raise

Raises an exception: an instance, or a class that is called without arguments. from says which exception caused it; from None hides the
one that is being handled. raise alone, in an except part, raises the exception that is being handled once more.

== return: The return statement

    return
    return value

Ends the function; its call has the value, None without one. Several values are a tuple: return a, b. A finally part on the way is run. In
a generator return ends the iteration.

== sequence-types: Methods of containers

    __len__(self)                    len(x)
    __getitem__(self, key)           x[key]; raises IndexError or KeyError if there is none
    __setitem__(self, key, value)    x[key] = value
    __delitem__(self, key)           del x[key]
    __contains__(self, item)         item in x
    __iter__(self)                   iter(x), for; often a generator
    __next__(self)                   of iterators; raises StopIteration at the end
    __reversed__(self)               reversed(x)
    __missing__(self, key)           of subclasses of dict: what x[key] does without the key

x[1:5] calls __getitem__ with slice(1, 5, None). A class with __getitem__ for 0, 1, 2 ... can be iterated even without __iter__. The classes
in collections.abc add the rest of a container's methods.

== shifting: Shifts

    x << n     x * 2 ** n
    x >> n     x // 2 ** n

They bind weaker than + and -: 1 << 2 + 1 is 8. A negative n raises ValueError.

== slicings: Slices

    x[start:stop]
    x[start:stop:step]

The items from start on, up to but without stop. What is left out is the begin or the end; negative numbers count from the end. Slices beyond
the end are shorter, they raise nothing.

    text[:3]     the first three        text[-3:]    the last three
    text[::2]    every second one       text[::-1]   backwards
    list[:]      a copy

To a slice of a list any iterable can be assigned, del removes it.

== specialattrs: Special attributes

    x.__dict__         the attributes of an object
    x.__class__        its class
    C.__bases__        the bases of a class
    C.__mro__          the order in which classes are searched
    C.__subclasses__() the classes below it
    f.__name__         the name of a class, function, module
    f.__qualname__     the name with those around it: "Class.method"
    f.__doc__          the docstring
    f.__module__       the module where it was made
    f.__annotations__  the types that were noted

== specialnames: Special methods

Methods with names such as __add__ are called by Python itself: x + y is type(x).__add__(x, y). They are looked up in the class, not in
the instance. Set one to None to say that the operation is not possible.

    BASICMETHODS      __init__, __repr__, __eq__, __hash__, ...
    ATTRIBUTEMETHODS  __getattr__, __setattr__, descriptors, __slots__
    CALLABLEMETHODS   __call__
    SEQUENCEMETHODS   __len__, __getitem__, __iter__, ...
    NUMBERMETHODS     __add__, __int__, ...
    CONTEXTMANAGERS   __enter__, __exit__

    class Vector:
        def __init__(self, x, y):
            self.x, self.y = x, y
        def __repr__(self):
            return f"Vector({self.x}, {self.y})"
        def __add__(self, other):
            return Vector(self.x + other.x, self.y + other.y)

== string-methods: Methods of strings

Strings do not change: these return new ones.

    s.upper() s.lower() s.title() s.capitalize() s.casefold() s.swapcase()
    s.strip() s.lstrip() s.rstrip()        without white space, or without given characters, at the ends
    s.removeprefix(p) s.removesuffix(p)
    s.split() s.split(",") s.rsplit() s.splitlines() s.partition(sep)
    ", ".join(list)                        the other way round
    s.replace(old, new)
    s.find(part) s.index(part) s.count(part) s.startswith(p) s.endswith(p)
    s.center(n) s.ljust(n) s.rjust(n) s.zfill(n)
    s.isdigit() s.isalpha() s.isalnum() s.isspace() s.isupper() s.islower() s.isidentifier()
    s.format(...) s.encode("utf-8") s.translate(table)

find() returns -1 where index() raises ValueError. help(str) tells all of them.

== strings: Strings

    'text'   "text"   """several
    lines"""

Both quotes mean the same; three of them may hold line ends. Adjacent literals are joined. A backslash begins an escape:

    \n  line end      \t  tab         \\  backslash    \'  \"  quotes
    \xhh  \uhhhh  \Uhhhhhhhh  \N{name}  a character by number or name
    backslash at the end of a line: the line goes on

Letters in front: r"\d" leaves backslashes alone, f"{x}" has values in it (help("FORMATTING")), b"..." is bytes; rb, rf are possible too.

A string is a sequence of Unicode characters: len(s), s[0], s[-1], for c in s. It cannot be changed. ord("a") is the number of a character,
chr(97) the character of a number. s.encode() makes bytes of it, b.decode() text of bytes.

== subscriptions: Items

    x[index]

The item of a sequence at a place, the first at 0, the last at -1, or the value of a key in a dictionary. Without such an item IndexError or
KeyError is raised; d.get(key, default) does not raise. With types, list[int] says what is in the list. The method is __getitem__,
for classes __class_getitem__.

== truth: Truth

False are: False, None, zero of any kind (0, 0.0, 0j), empty strings and containers ("", [], (), {}, set(), range(0)), and objects whose
__bool__() says so or whose __len__() is 0. Everything else is true.

    if items:           rather than   if len(items) > 0:
    if x is None:       where 0 or "" is not meant

== try: The try statement

    try:
        body
    except SomeError as error:
        body
    except (OneError, OtherError):
        body
    else:
        body
    finally:
        body

If the body raises an exception, the first except part with a fitting class runs; else runs if there was none; finally runs in any case, also
after return or break. The name behind as is unbound at the end of its part.

Name the exceptions you expect: except: alone catches even Ctrl-C. Keep the body short. except* takes the fitting members of an
ExceptionGroup.

== types: Types

    None, True, False             NoneType, bool
    1, 1.5, 2j                    int, float, complex
    "text", b"bytes"              str, bytes, bytearray
    [1, 2], (1, 2), range(3)      list, tuple, range
    {1, 2}, frozenset()           set, frozenset
    {"key": "value"}              dict
    def, lambda                   function; method, builtin_function_or_method
    class                         type
    import                        module
    open()                        files, of the module io
    yield                         generator
    async def                     coroutine

type(x) tells the type, isinstance(x, T) asks for one. int("5"), str(5), list("abc") convert. Containers: SEQUENCES, DICTIONARIES; classes
of your own: help("class").

== typesfunctions: Functions

def and lambda make them; the only thing to do with one is to call it, to look at its attributes, and to hand it on: functions are objects.
f.__name__, f.__doc__, f.__defaults__, f.__code__. inspect.signature(f) tells the parameters.

== typesmapping: Dictionaries

    d = {"one": 1}            dict(one=1), dict(pairs)
    d["two"] = 2              sets
    d["one"]                  KeyError without the key
    d.get("x", default)       None or the default without
    "one" in d                whether there is the key
    del d["one"], d.pop("x", default)
    for key in d:             in the order in which keys came
    d.keys(), d.values(), d.items()
    d.setdefault(key, [])     gets, or sets first
    d.update(other), d | other, d |= other
    len(d), d.clear(), d.copy()

Keys are hashable and compared with ==: 1 and 1.0 are the same key. Do not add or remove keys while iterating. collections has defaultdict,
Counter, OrderedDict and ChainMap.

== typesmethods: Methods

A function in a class, looked up on an instance, is a method: instance.method(1) calls Class.method(instance, 1). m.__self__ is the
instance, m.__func__ the function.

    @classmethod     the first argument is the class: for other ways to make instances
    @staticmethod    no such argument
    @property        looked up like an attribute

== typesmodules: Modules

A file of Python, or a part of the interpreter. import makes it; its names are attributes. module.__name__, module.__file__, module.__doc__,
module.__dict__; dir(module) lists the names. All that were imported are in sys.modules; importlib.reload(module) runs one again.

== typesseq: Sequences

Lists, tuples, strings, bytes and ranges:

    x in s, x not in s
    s + t, s * n              joins, repeats
    s[i], s[i:j], s[i:j:k]    items, slices
    len(s), min(s), max(s), sum(s), sorted(s), reversed(s)
    s.index(x), s.count(x)
    for x in s, enumerate(s), zip(s, t)

A list can be changed, a tuple not; a tuple of hashable items can be a key. range(start, stop, step) holds no numbers, it counts them. n * [[]]
holds the same list n times.

== typesseq-mutable: Lists

    l.append(x)               at the end
    l.extend(iterable), l += iterable
    l.insert(i, x)
    l.pop(), l.pop(i)         takes out the last, or the one at a place
    l.remove(x)               the first that is equal; ValueError without
    l[i] = x, l[i:j] = other, del l[i]
    l.sort(key=..., reverse=True), l.reverse()     in place, the result is None
    l.copy(), l[:], list(l)
    l.clear(), l.index(x), l.count(x)

sorted(l) makes a new list. Inserting in front is slow for long lists: collections.deque does it fast.

== unary: Signs and ~

    -x    negative      +x    unchanged      ~x    -(x + 1): all bits turned

Other types than numbers raise TypeError unless they have __neg__, __pos__, __invert__.

== while: The while statement

    while condition:
        body
    else:
        body

Runs the body as long as the condition is true, which is tested before each round. break ends the loop, continue tests again; else runs when
the condition became false.

    while True:
        line = input("> ")
        if line == "quit":
            break
        print(line.upper())

== with: The with statement

    with expression as target:
        body
    with open("a") as a, open("b", "w") as b:
        ...

Enters a context manager, runs the body, and leaves it in any case: files are closed, locks released, also after an exception or return.

    with open("notes.txt", encoding="utf-8") as file:
        for line in file:
            print(line, end="")

Several may stand in parentheses, over several lines.

== yield: The yield expression

    yield value
    x = yield value
    yield from iterable

Makes a function a generator: calling it gives an iterator, whose body runs up to the next yield each time a value is asked for.

    def countdown(n):
        while n > 0:
            yield n
            n -= 1

    list(countdown(3))      [3, 2, 1]

The value of yield is what generator.send(x) passes, else None. yield from hands on all values of another iterable. return ends the
iteration. In async def it makes an asynchronous generator, for async for.
'''

topics = {}
for _text in _TEXTS.split("\n== ")[1:]:
    _label, _, _text = _text.partition(": ")
    topics[_label] = _text.rstrip() + "\n"
del _label, _text
