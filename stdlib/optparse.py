"""Command-line options, the older way: each option is an object that knows what to do when it is seen."""
import os
import sys
from gettext import gettext, ngettext

__version__ = '1.5.3'
__all__ = ['Option', 'make_option', 'SUPPRESS_HELP', 'SUPPRESS_USAGE', 'Values', 'OptionContainer', 'OptionGroup', 'OptionParser',
           'HelpFormatter', 'IndentedHelpFormatter', 'TitledHelpFormatter', 'OptParseError', 'OptionError',
           'OptionConflictError', 'OptionValueError', 'BadOptionError', 'check_choice']

_ = gettext

NO_DEFAULT = ('NO', 'DEFAULT')
SUPPRESS_HELP = 'SUPPRESSHELP'
SUPPRESS_USAGE = 'SUPPRESSUSAGE'


class OptParseError(Exception):
    """The base of this module's errors."""

    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    """An option was declared with arguments that do not fit."""

    def __init__(self, msg, option):
        super().__init__(msg)
        self.option_id = str(option)

    def __str__(self):
        return f"option {self.option_id}: {self.msg}" if self.option_id else self.msg


class OptionConflictError(OptionError):
    """Two options want the same name."""


class OptionValueError(OptParseError):
    """The user gave a value that does not fit."""


class BadOptionError(OptParseError):
    """The user gave an option that does not exist."""

    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return _("no such option: %s") % self.opt_str


class AmbiguousOptionError(BadOptionError):
    """The user shortened an option so much that it may be several."""

    def __init__(self, opt_str, possibilities):
        super().__init__(opt_str)
        self.possibilities = possibilities

    def __str__(self):
        return _("ambiguous option: %s (%s?)") % (self.opt_str, ", ".join(self.possibilities))


# Help

class HelpFormatter:
    """Writes the help text; subclasses decide how usage and headings look."""

    NO_DEFAULT_VALUE = 'none'

    def __init__(self, indent_increment, max_help_position, width, short_first):
        if width is None:
            columns = os.environ.get('COLUMNS', '')
            width = (int(columns) if columns.isdecimal() else 80) - 2
        self.parser, self.short_first, self.width = None, short_first, width
        self.indent_increment, self.current_indent, self.level = indent_increment, 0, 0
        self.max_help_position = self.help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self.help_width, self.default_tag, self.option_strings = None, "%default", {}
        self.set_short_opt_delimiter(" ")
        self.set_long_opt_delimiter("=")

    def set_parser(self, parser):
        """The parser whose defaults the help shows."""
        self.parser = parser

    @staticmethod
    def _delimited(delim, allowed):
        if delim not in allowed:
            raise ValueError(f"invalid metavar delimiter for {'short' if '' in allowed else 'long'} options: {delim!r}")
        return f"%s{delim}%s"

    def set_short_opt_delimiter(self, delim):
        """What stands between a short option and its value."""
        self._short_opt_fmt = self._delimited(delim, ("", " "))

    def set_long_opt_delimiter(self, delim):
        """What stands between a long option and its value."""
        self._long_opt_fmt = self._delimited(delim, ("=", " "))

    def indent(self):
        """One level deeper."""
        self._move(1)

    def dedent(self):
        """One level back."""
        self._move(-1)
        assert self.current_indent >= 0, "Indent decreased below 0."

    def _move(self, levels):
        self.level += levels
        self.current_indent += levels * self.indent_increment

    def format_usage(self, usage):
        """The usage line; a subclass says how."""
        raise NotImplementedError("subclasses must implement")

    def format_heading(self, heading):
        """A heading; a subclass says how."""
        raise NotImplementedError("subclasses must implement")

    def _format_text(self, text):
        import textwrap
        margin = " " * self.current_indent
        return textwrap.fill(text, max(self.width - self.current_indent, 11), initial_indent=margin, subsequent_indent=margin)

    def format_description(self, description):
        """The description as a paragraph."""
        return f"{self._format_text(description)}\n" if description else ""

    def format_epilog(self, epilog):
        """The epilog as a paragraph."""
        return f"\n{self._format_text(epilog)}\n" if epilog else ""

    def expand_default(self, option):
        """The option's help with its default in place of %default."""
        if self.parser is None or not self.default_tag:
            return option.help
        value = self.parser.defaults.get(option.dest)
        shown = self.NO_DEFAULT_VALUE if value is None or value is NO_DEFAULT else str(value)
        return option.help.replace(self.default_tag, shown)

    def format_option(self, option):
        """An option's names on the left, its help on the right."""
        import textwrap
        margin, column = " " * self.current_indent, self.help_position
        left = margin + self.option_strings[option]
        lines = textwrap.wrap(self.expand_default(option), self.help_width) if option.help else []
        beside = len(left) <= column - 2
        if beside and option.help:
            left = left.ljust(column) + (lines.pop(0) if lines else "")
        elif beside:
            left = left.ljust(column)
        return "".join(f"{line}\n" for line in (left, *(" " * column + line for line in lines)))

    def store_option_strings(self, parser):
        """Write every option's names, and so learn how wide the left column is."""
        widest = 0
        self.indent()
        for container in (parser, *parser.option_groups):
            if container is not parser and container is parser.option_groups[0]:
                self.indent()
            for option in container.option_list:
                shown = self.option_strings[option] = self.format_option_strings(option)
                widest = max(widest, len(shown) + self.current_indent)
        self._move(-2 if parser.option_groups else -1)
        self.help_position = min(widest + 2, self.max_help_position)
        self.help_width = max(self.width - self.help_position, 11)

    def format_option_strings(self, option):
        """An option's names, with what its value is called."""
        kinds = [option._short_opts, option._long_opts]
        if option.takes_value():
            value = option.metavar or option.dest.upper()
            kinds = [[form % (name, value) for name in names] for form, names in zip((self._short_opt_fmt, self._long_opt_fmt), kinds)]
        return ", ".join(sum(kinds if self.short_first else kinds[::-1], []))


class IndentedHelpFormatter(HelpFormatter):
    """Help in which sections are indented."""

    def __init__(self, indent_increment=2, max_help_position=24, width=None, short_first=1):
        super().__init__(indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        """`Usage: ...`"""
        return _("Usage: %s\n") % usage

    def format_heading(self, heading):
        """`heading:`"""
        return f"{' ' * self.current_indent}{heading}:\n"


class TitledHelpFormatter(HelpFormatter):
    """Help in which headings are underlined."""

    def __init__(self, indent_increment=0, max_help_position=24, width=None, short_first=0):
        super().__init__(indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        """The usage under a heading."""
        return f"{self.format_heading(_('Usage'))}  {usage}\n"

    def format_heading(self, heading):
        """The heading, underlined."""
        return f"{heading}\n{'=-'[self.level] * len(heading)}\n"


# Values of options

def _integer(text):
    """An integer as in the source text of programs in C: 0x1f, 0b11, 017."""
    digits, base = text, 10
    if text[:2].lower() in ("0x", "0b"):
        base = 16 if text[1] in "xX" else 2
        digits = text if base == 16 else text[2:] or "0"
    elif text[:1] == "0":
        base = 8
    return int(digits, base)


_NUMBERS = {'int': (_integer, _('integer')), 'long': (_integer, _('integer')), 'float': (float, _('floating-point')),
            'complex': (complex, _('complex'))}


def check_builtin(option, opt, value):
    """The value as the option's type says; OptionValueError if it does not fit."""
    convert, kind = _NUMBERS[option.type]
    try:
        return convert(value)
    except ValueError:
        raise OptionValueError(_("option %s: invalid %s value: %r") % (opt, kind, value))


def check_choice(option, opt, value):
    """The value if it is one of the option's choices."""
    if value not in option.choices:
        raise OptionValueError(_("option %s: invalid choice: %r (choose from %s)")
                               % (opt, value, ", ".join(map(repr, option.choices))))
    return value


# Options

class Option:
    """One option: its names, what to do (`action`), where to (`dest`)."""

    ATTRS = ['action', 'type', 'dest', 'default', 'nargs', 'const', 'choices', 'callback', 'callback_args', 'callback_kwargs',
             'help', 'metavar']
    ACTIONS = ('store', 'store_const', 'store_true', 'store_false', 'append', 'append_const', 'count', 'callback', 'help',
               'version')
    STORE_ACTIONS = ('store', 'store_const', 'store_true', 'store_false', 'append', 'append_const', 'count')
    TYPED_ACTIONS = ('store', 'append', 'callback')
    ALWAYS_TYPED_ACTIONS = ('store', 'append')
    CONST_ACTIONS = ('store_const', 'append_const')
    TYPES = ('string', 'int', 'long', 'float', 'complex', 'choice')
    TYPE_CHECKER = {**dict.fromkeys(_NUMBERS, check_builtin), 'choice': check_choice}
    CHECK_METHODS = None

    def __init__(self, *opts, **attrs):
        self._short_opts, self._long_opts = [], []
        opts = self._check_opt_strings(opts)
        self._set_opt_strings(opts)
        self._set_attrs(attrs)
        for check in self.CHECK_METHODS:
            check(self)

    def _check_opt_strings(self, opts):
        if not (names := [name for name in opts if name]):
            raise TypeError("at least one option string must be supplied")
        return names

    def _set_opt_strings(self, opts):
        for name in opts:
            if len(name) < 2:
                raise OptionError(f"invalid option string {name!r}: must be at least two characters long", self)
            if len(name) == 2:
                if name[0] != "-" or name[1] == "-":
                    raise OptionError(f"invalid short option string {name!r}: must be of the form -x, (x any non-dash char)", self)
                self._short_opts.append(name)
            elif name.startswith("--") and name[2] != "-":
                self._long_opts.append(name)
            else:
                raise OptionError(f"invalid long option string {name!r}: must start with --, followed by non-dash", self)

    def _set_attrs(self, attrs):
        for name in self.ATTRS:
            setattr(self, name, attrs.pop(name, NO_DEFAULT if name == 'default' else None))
        if attrs:
            raise OptionError(f"invalid keyword arguments: {', '.join(sorted(attrs))}", self)

    def _check_action(self):
        self.action = "store" if self.action is None else self.action
        self._demand(self.action in self.ACTIONS, "invalid action: {!r}", self.action)

    def _check_type(self):
        if self.type is None:
            if self.action in self.ALWAYS_TYPED_ACTIONS:
                self.type = "string" if self.choices is None else "choice"
            return
        if isinstance(self.type, type):
            self.type = self.type.__name__
        self.type = {"str": "string"}.get(self.type, self.type)
        self._demand(self.type in self.TYPES, "invalid option type: {!r}", self.type)
        self._demand(self.action in self.TYPED_ACTIONS, "must not supply a type for action {!r}", self.action)

    def _check_choice(self):
        if self.type == "choice":
            self._demand(self.choices is not None, "must supply a list of choices for type 'choice'")
            self._demand(isinstance(self.choices, (tuple, list)), "choices must be a list of strings ('{}' supplied)",
                         str(type(self.choices)).split("'")[1])
        else:
            self._demand(self.choices is None, "must not supply choices for type {!r}", self.type)

    def _check_dest(self):
        if self.dest is None and (self.action in self.STORE_ACTIONS or self.type is not None):
            # the first long name, or the first short one
            name = self._long_opts[0][2:].replace('-', '_') if self._long_opts else self._short_opts[0][1]
            self.dest = name

    def _check_const(self):
        self._demand(self.const is None or self.action in self.CONST_ACTIONS,
                     "'const' must not be supplied for action {!r}", self.action)

    def _check_nargs(self):
        if self.action not in self.TYPED_ACTIONS:
            self._demand(self.nargs is None, "'nargs' must not be supplied for action {!r}", self.action)
        elif self.nargs is None:
            self.nargs = 1

    def _check_callback(self):
        args, kwargs = self.callback_args, self.callback_kwargs
        if self.action == "callback":
            self._demand(callable(self.callback), "callback not callable: {!r}", self.callback)
            self._demand(args is None or isinstance(args, tuple), "callback_args, if supplied, must be a tuple: not {!r}", args)
            self._demand(kwargs is None or isinstance(kwargs, dict), "callback_kwargs, if supplied, must be a dict: not {!r}", kwargs)
        else:
            self._demand(self.callback is None, "callback supplied ({!r}) for non-callback option", self.callback)
            self._demand(args is None, "callback_args supplied for non-callback option")
            self._demand(kwargs is None, "callback_kwargs supplied for non-callback option")

    def _demand(self, holds, words, *values):
        if not holds:
            raise OptionError(words.format(*values), self)

    CHECK_METHODS = [_check_action, _check_type, _check_choice, _check_dest, _check_const, _check_nargs, _check_callback]

    def __str__(self):
        return "/".join(self._short_opts + self._long_opts)

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}: {self}>"

    def takes_value(self):
        """Whether a value follows the option."""
        return self.type is not None

    def get_opt_string(self):
        """The option's name, the first long one if there is any."""
        return (self._long_opts or self._short_opts)[0]

    def check_value(self, opt, value):
        """The text as a value of the option's type."""
        check = self.TYPE_CHECKER.get(self.type)
        return check(self, opt, value) if check else value

    def convert_value(self, opt, value):
        """The text, or tuple of texts, as values."""
        if value is None or self.nargs == 1:
            return value if value is None else self.check_value(opt, value)
        return tuple(self.check_value(opt, item) for item in value)

    def process(self, opt, value, values, parser):
        """The option was seen: convert its value and act."""
        return self.take_action(self.action, self.dest, opt, self.convert_value(opt, value), values, parser)

    def take_action(self, action, dest, opt, value, values, parser):
        """Do what the action says."""
        match action:
            case "store" | "store_const" | "store_true" | "store_false":
                stored = {"store": value, "store_const": self.const}.get(action, action == "store_true")
                setattr(values, dest, stored)
            case "append" | "append_const":
                values.ensure_value(dest, []).append(value if action == "append" else self.const)
            case "count":
                setattr(values, dest, values.ensure_value(dest, 0) + 1)
            case "callback":
                self.callback(self, opt, value, parser, *(self.callback_args or ()), **(self.callback_kwargs or {}))
            case "help" | "version":
                getattr(parser, f"print_{action}")()
                parser.exit()
            case _:
                raise ValueError(f"unknown action {self.action!r}")
        return 1


make_option = Option


class Values:
    """The values that options left, as attributes."""

    def __init__(self, defaults=None):
        for name, value in (defaults or {}).items():
            setattr(self, name, value)

    def __str__(self):
        return str(self.__dict__)

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}: {self}>"

    def __eq__(self, other):
        match other:
            case Values():
                return self.__dict__ == other.__dict__
            case dict():
                return self.__dict__ == other
        return NotImplemented

    def _update(self, dict, mode):
        if mode not in ("careful", "loose"):
            raise ValueError(f"invalid update mode: {mode!r}")
        getattr(self, f"_update_{mode}")(dict)

    def _update_careful(self, dict):
        known = dir(self)
        self._update_loose({name: value for name, value in dict.items() if name in known and value is not None})

    def _update_loose(self, dict):
        self.__dict__.update(dict)

    def read_module(self, modname, mode='careful'):
        """Take values from a module's variables."""
        __import__(modname)
        self._update(vars(sys.modules[modname]), mode)

    def read_file(self, filename, mode='careful'):
        """Take values from the variables that a Python file sets."""
        variables = {}
        with open(filename) as file:
            exec(file.read(), variables)
        self._update(variables, mode)

    def ensure_value(self, attr, value):
        """The attribute; if it is missing or None it becomes value first."""
        if getattr(self, attr, None) is None:
            setattr(self, attr, value)
        return getattr(self, attr)


# Parsers and groups

class OptionContainer:
    """What parsers and groups share: options and their names."""

    def __init__(self, option_class, conflict_handler, description):
        self._create_option_list()
        self.option_class = option_class
        self.set_conflict_handler(conflict_handler)
        self.set_description(description)

    def _create_option_mappings(self):
        self._short_opt, self._long_opt, self.defaults = {}, {}, {}

    def _share_option_mappings(self, parser):
        self._short_opt, self._long_opt, self.defaults = parser._short_opt, parser._long_opt, parser.defaults

    def set_conflict_handler(self, handler):
        """"error" or "resolve": what becomes of a name that exists."""
        if handler not in ("error", "resolve"):
            raise ValueError(f"invalid conflict_resolution value {handler!r}")
        self.conflict_handler = handler

    def set_description(self, description):
        """Set the paragraph above the options."""
        self.description = description

    def get_description(self):
        """The paragraph above the options."""
        return self.description

    def destroy(self):
        """Break the cycles between parser, groups and options."""
        del self._short_opt, self._long_opt, self.defaults

    def _names_of(self, option):
        """Each name of an option, with the mapping it belongs to and the option's own list."""
        for names, known in (option._short_opts, self._short_opt), (option._long_opts, self._long_opt):
            for name in list(names):
                yield name, known, names

    def _check_conflict(self, option):
        taken = {name: known[name] for name, known, _names in self._names_of(option) if name in known}
        if not taken:
            return
        if self.conflict_handler == "error":
            raise OptionConflictError(f"conflicting option string(s): {', '.join(taken)}", option)
        for other in dict.fromkeys(taken.values()):
            for name, known, names in self._names_of(other):
                if name in taken:
                    names.remove(name)
                    del known[name]
            if not (other._short_opts or other._long_opts):
                other.container.option_list.remove(other)

    def add_option(self, *args, **kwargs):
        """Add an Option, or one made of these arguments."""
        if isinstance(args[0], str):
            option = self.option_class(*args, **kwargs)
        elif len(args) != 1 or kwargs:
            raise TypeError("invalid arguments")
        elif not isinstance(option := args[0], Option):
            raise TypeError(f"not an Option instance: {option!r}")
        self._check_conflict(option)
        self.option_list.append(option)
        option.container = self
        for name, known, _names in self._names_of(option):
            known[name] = option
        if option.dest is not None:
            if option.default is not NO_DEFAULT:
                self.defaults[option.dest] = option.default
            else:
                self.defaults.setdefault(option.dest)
        return option

    def add_options(self, option_list):
        """Add several."""
        for option in option_list:
            self.add_option(option)

    def get_option(self, opt_str):
        """The option of a name, or None."""
        return self._short_opt.get(opt_str) or self._long_opt.get(opt_str)

    def has_option(self, opt_str):
        """Whether the name exists."""
        return self.get_option(opt_str) is not None

    def remove_option(self, opt_str):
        """Remove the option of a name, with all its names."""
        if (option := self.get_option(opt_str)) is None:
            raise ValueError(f"no such option {opt_str!r}")
        for name, known, _names in self._names_of(option):
            del known[name]
        option.container.option_list.remove(option)

    def format_option_help(self, formatter):
        """The help of all options."""
        return "".join(formatter.format_option(option) for option in self.option_list if option.help is not SUPPRESS_HELP)

    def format_description(self, formatter):
        """The description as a paragraph."""
        return formatter.format_description(self.get_description())

    def format_help(self, formatter):
        """Description and options."""
        parts = [self.format_description(formatter)] if self.description else []
        if self.option_list:
            parts.append(self.format_option_help(formatter))
        return "\n".join(parts)


class OptionGroup(OptionContainer):
    """Options that stand together in the help."""

    def __init__(self, parser, title, description=None):
        self.parser, self.title = parser, title
        super().__init__(parser.option_class, parser.conflict_handler, description)

    def _create_option_list(self):
        self.option_list = []
        self._share_option_mappings(self.parser)

    def set_title(self, title):
        """Set the heading."""
        self.title = title

    def destroy(self):
        """Break the cycles."""
        super().destroy()
        del self.option_list

    def format_help(self, formatter):
        """The heading and, indented, the rest."""
        heading = formatter.format_heading(self.title)
        formatter.indent()
        body = super().format_help(formatter)
        formatter.dedent()
        return heading + body


class OptionParser(OptionContainer):
    """Reads a command line by its options."""

    standard_option_list = []

    def __init__(self, usage=None, option_list=None, option_class=Option, version=None, conflict_handler='error', description=None,
                 formatter=None, add_help_option=True, prog=None, epilog=None):
        super().__init__(option_class, conflict_handler, description)
        self.set_usage(usage)
        self.prog, self.version, self.epilog = prog, version, epilog
        self.allow_interspersed_args = self.process_default_values = True
        self.formatter = formatter or IndentedHelpFormatter()
        self.formatter.set_parser(self)
        self.add_options(self.standard_option_list)
        self.add_options(option_list or ())
        if version:
            self._add_version_option()
        if add_help_option:
            self._add_help_option()
        self._init_parsing_state()

    def destroy(self):
        """Break the cycles; the parser is of no use afterwards."""
        super().destroy()
        for group in self.option_groups:
            group.destroy()
        del self.option_list, self.option_groups, self.formatter

    def _create_option_list(self):
        self.option_list, self.option_groups = [], []
        self._create_option_mappings()

    def _add_help_option(self):
        self.add_option("-h", "--help", action="help", help=_("show this help message and exit"))

    def _add_version_option(self):
        self.add_option("--version", action="version", help=_("show program's version number and exit"))

    def _init_parsing_state(self):
        self.rargs = self.largs = self.values = None

    def set_usage(self, usage):
        """Set the usage text; None is the usual one, SUPPRESS_USAGE none."""
        if usage is SUPPRESS_USAGE:
            self.usage = None
        elif usage is None:
            self.usage = _("%prog [options]")
        else:
            self.usage = usage[len("usage: "):] if usage.lower().startswith("usage: ") else usage

    def enable_interspersed_args(self):
        """Options may follow other arguments."""
        self.allow_interspersed_args = True

    def disable_interspersed_args(self):
        """The first argument that is no option ends the options."""
        self.allow_interspersed_args = False

    def set_process_default_values(self, process):
        """Whether defaults that are texts are converted."""
        self.process_default_values = process

    def set_default(self, dest, value):
        """Set one default."""
        self.defaults[dest] = value

    def set_defaults(self, **kwargs):
        """Set defaults."""
        self.defaults.update(kwargs)

    def _get_all_options(self):
        return [option for container in (self, *self.option_groups) for option in container.option_list]

    def get_default_values(self):
        """The defaults as Values."""
        found = dict(self.defaults)
        for option in self._get_all_options() if self.process_default_values else ():
            if isinstance(text := found.get(option.dest), str):
                found[option.dest] = option.check_value(option.get_opt_string(), text)
        return Values(found)

    def add_option_group(self, *args, **kwargs):
        """Add an OptionGroup, or one made of these arguments."""
        if isinstance(args[0], str):
            group = OptionGroup(self, *args, **kwargs)
        elif len(args) != 1 or kwargs:
            raise TypeError("invalid arguments")
        elif not isinstance(group := args[0], OptionGroup):
            raise TypeError(f"not an OptionGroup instance: {group!r}")
        if group.parser is not self:
            raise ValueError("invalid OptionGroup (wrong parser)")
        self.option_groups.append(group)
        return group

    def get_option_group(self, opt_str):
        """The group of an option, None if it is in none."""
        option = self.get_option(opt_str)
        return option.container if option and option.container is not self else None

    # reading a command line

    def _get_args(self, args):
        return list(sys.argv[1:] if args is None else args)

    def parse_args(self, args=None, values=None):
        """(values, other arguments) of a command line, by default the program's."""
        self.rargs, self.largs = self._get_args(args), []
        self.values = self.get_default_values() if values is None else values
        try:
            self._process_args(self.largs, self.rargs, self.values)
        except (BadOptionError, OptionValueError) as error:
            self.error(str(error))
        return self.check_values(self.values, self.largs + self.rargs)

    def check_values(self, values, args):
        """A hook for subclasses: the result, checked."""
        return values, args

    def _process_args(self, largs, rargs, values):
        """Take arguments off rargs, until they are used up or the options end; largs gets those that are no options."""
        while rargs:
            arg = rargs[0]
            if arg == "--":
                del rargs[0]
                return
            if arg[:2] == "--":
                self._process_long_opt(rargs, values)
            elif arg[:1] == "-" and len(arg) > 1:
                self._process_short_opts(rargs, values)
            elif not self.allow_interspersed_args:
                return
            else:
                largs.append(rargs.pop(0))

    def _match_long_opt(self, opt):
        return _match_abbrev(opt, self._long_opt)

    def _take_value(self, option, name, rargs):
        """The value or values of an option off rargs, None if it takes none."""
        if not option.takes_value():
            return None
        count = option.nargs
        if len(rargs) < count:
            self.error(ngettext("%(option)s option requires %(number)d argument", "%(option)s option requires %(number)d arguments",
                                count) % {"option": name, "number": count})
        taken = tuple(rargs[:count])
        del rargs[:count]
        return taken[0] if count == 1 else taken

    def _process_long_opt(self, rargs, values):
        name, given, value = rargs.pop(0).partition("=")
        name = self._match_long_opt(name)
        option = self._long_opt[name]
        if given:
            rargs.insert(0, value)
            if not option.takes_value():
                self.error(_("%s option does not take a value") % name)
        option.process(name, self._take_value(option, name, rargs), values, self)

    def _process_short_opts(self, rargs, values):
        letters = rargs.pop(0)[1:]
        while letters:
            name, letters = f"-{letters[0]}", letters[1:]
            option = self._short_opt.get(name)
            if not option:
                raise BadOptionError(name)
            if letters and option.takes_value():
                rargs.insert(0, letters)
                letters = ""
            option.process(name, self._take_value(option, name, rargs), values, self)

    # texts

    def get_prog_name(self):
        """The program's name."""
        return os.path.basename(sys.argv[0]) if self.prog is None else self.prog

    def expand_prog_name(self, s):
        """The text with the program's name in place of %prog."""
        return s.replace("%prog", self.get_prog_name())

    def get_description(self):
        """The description with the program's name."""
        return self.expand_prog_name(self.description)

    def exit(self, status=0, msg=None):
        """Leave the program."""
        if msg:
            sys.stderr.write(msg)
        sys.exit(status)

    def error(self, msg):
        """Print usage and message, and leave with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.get_prog_name()}: error: {msg}\n")

    def get_usage(self):
        """The usage line."""
        return self.formatter.format_usage(self.expand_prog_name(self.usage)) if self.usage else ""

    def print_usage(self, file=None):
        """Print the usage line."""
        if self.usage:
            print(self.get_usage(), file=file)

    def get_version(self):
        """The version text."""
        return self.expand_prog_name(self.version) if self.version else ""

    def print_version(self, file=None):
        """Print the version text."""
        if self.version:
            print(self.get_version(), file=file)

    def format_option_help(self, formatter=None):
        """The help of all options and groups."""
        formatter = formatter or self.formatter
        formatter.store_option_strings(self)
        heading = formatter.format_heading(_("Options"))
        formatter.indent()
        parts = [f"{OptionContainer.format_option_help(self, formatter)}\n"] if self.option_list else []
        parts += [f"{group.format_help(formatter)}\n" for group in self.option_groups]
        formatter.dedent()
        return heading + "".join(parts)[:-1] if parts else ""

    def format_epilog(self, formatter):
        """The epilog as a paragraph."""
        return formatter.format_epilog(self.epilog)

    def format_help(self, formatter=None):
        """The whole help."""
        formatter = formatter or self.formatter
        usage = f"{self.get_usage()}\n" if self.usage else ""
        description = f"{self.format_description(formatter)}\n" if self.description else ""
        return usage + description + self.format_option_help(formatter) + self.format_epilog(formatter)

    def print_help(self, file=None):
        """Print the whole help."""
        (file or sys.stdout).write(self.format_help())


def _match_abbrev(s, wordmap):
    """The one word that begins so."""
    if s in wordmap:
        return s
    found = sorted(word for word in wordmap if word.startswith(s))
    if len(found) > 1:
        raise AmbiguousOptionError(s, found)
    if not found:
        raise BadOptionError(s)
    return found[0]
