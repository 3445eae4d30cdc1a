"""Command line parsing: declare the arguments, get values, usage, help and error messages."""
import os as _os
import re as _re
import sys as _sys

__version__ = '1.1'
__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'BooleanOptionalAction', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter', 'MetavarTypeHelpFormatter',
           'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER', 'SUPPRESS', 'ZERO_OR_MORE']

SUPPRESS = '==SUPPRESS=='

OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
PARSER = 'A...'
REMAINDER = '...'
_UNRECOGNIZED_ARGS_ATTR = '_unrecognized_args'


def _(message):
    gettext = _sys.modules.get('gettext')  # nothing is translated before the program loads it
    return gettext.gettext(message) if gettext else message


def ngettext(singular, plural, n):
    gettext = _sys.modules.get('gettext')
    return gettext.ngettext(singular, plural, n) if gettext else singular if n == 1 else plural


class _AttributeHolder(object):
    """An object whose repr() shows its attributes, or those in _shown, as a call would give them."""

    _shown = None

    def __repr__(self):
        shown, odd = [repr(arg) for arg in self._get_args()], {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                shown.append(f"{name}={value!r}")
            else:
                odd[name] = value
        if odd:
            shown.append(f"**{odd!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def _get_kwargs(self):
        return list(vars(self).items()) if self._shown is None else [(name, getattr(self, name)) for name in self._shown]

    def _get_args(self):
        return []


# Usage and help

def _terminal_width():
    try:
        if (columns := int(_os.environ['COLUMNS'])) > 0:
            return columns
    except (KeyError, ValueError):
        pass
    try:
        return _os.get_terminal_size(_sys.__stdout__.fileno()).columns or 80
    except (AttributeError, ValueError, OSError):
        return 80


# From nargs to how many values there are: the least, the most (None: no limit); and how usage shows them.
_COUNTS = {None: (1, 1), OPTIONAL: (0, 1), ZERO_OR_MORE: (0, None), ONE_OR_MORE: (1, None), SUPPRESS: (0, 0)}
_SHOWN_COUNTS = {None: (1, '%s'), OPTIONAL: (1, '[%s]'), ZERO_OR_MORE: (1, '[%s ...]'), ONE_OR_MORE: (2, '%s [%s ...]'),
                 REMAINDER: (0, '...'), PARSER: (1, '%s ...'), SUPPRESS: (0, '')}


class HelpFormatter(object):
    """Formats usage and help; only its name is public."""

    _whitespace_matcher = _re.compile(r'\s+', _re.ASCII)
    _long_break_matcher = _re.compile(r'\n{3,}')

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog
        self._width = _terminal_width() - 2 if width is None else width
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(self._width - 20, indent_increment * 2))
        self._current_indent = self._level = self._action_max_length = 0
        self._root_section = self._current_section = self._Section(self, None)

    class _Section(object):
        """A heading with what stands below it; the texts are made when the whole help is."""

        def __init__(self, formatter, parent, heading=None):
            self.formatter, self.parent, self.heading = formatter, parent, heading
            self.items = []

        def format_help(self):
            formatter, inner = self.formatter, self.parent is not None
            if inner:
                formatter._indent()
            body = formatter._join_parts([make(*args) for make, args in self.items])
            if inner:
                formatter._dedent()
            if not body:
                return ''
            if self.heading is None or self.heading is SUPPRESS:
                return f"\n{body}\n"
            return f"\n{' ' * formatter._current_indent}{self.heading}:\n{body}\n"

    def _indent(self):
        self._level += 1
        self._current_indent += self._indent_increment

    def _dedent(self):
        self._level -= 1
        self._current_indent -= self._indent_increment

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    def start_section(self, heading):
        self._indent()
        section = self._Section(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        self._dedent()
        self._current_section = self._current_section.parent

    def add_text(self, text):
        if text is not None and text is not SUPPRESS:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        self._measure(action)
        for subaction in self._iter_indented_subactions(action):
            self._measure(subaction)
        self._add_item(self._format_action, [action])

    def _measure(self, action):
        length = len(self._format_action_invocation(action)) + self._current_indent
        self._action_max_length = max(self._action_max_length, length)

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._long_break_matcher.sub('\n\n', self._root_section.format_help())
        return text and text.strip('\n') + '\n'

    def _join_parts(self, part_strings):
        return ''.join(part for part in part_strings if part and part is not SUPPRESS)

    # usage

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = _('usage: ') if prefix is None else prefix
        prog = str(self._prog)
        if usage is not None:
            usage = usage % {'prog': self._prog}
        elif not actions:
            usage = prog
        else:
            kinds = [[action for action in actions if bool(action.option_strings) == optional] for optional in (True, False)]
            usage = ' '.join(part for part in (prog, self._format_actions_usage(sum(kinds, []), groups)) if part)
            if len(prefix) + len(usage) > (width := max(self._width - self._current_indent, 11)):
                usage = self._wrapped_usage(prefix, prog, *(self._get_actions_usage_parts(kind, groups) for kind in kinds), width)
        return f"{prefix}{usage}\n\n"

    def _wrapped_usage(self, prefix, prog, options, positionals, width):
        beside = len(prefix) + len(prog) <= 0.75 * width
        margin = len(prefix) + (len(prog) + 1 if beside else 0)

        def rows(parts):
            row, used = [], margin
            for part in parts:
                if row and used + len(part) > width:
                    yield ' '.join(row)
                    row, used = [], margin
                row.append(part)
                used += len(part) + 1
            if row:
                yield ' '.join(row)

        lines = list(rows(options + positionals))
        if len(lines) > 1 or beside:
            lines = [*rows(options), *rows(positionals)]
        if beside:
            lines[:1] = [' '.join([prog, *lines[:1]])]
        else:
            lines.insert(0, prog)
        return f"\n{' ' * margin}".join(lines)

    def _format_actions_usage(self, actions, groups):
        return ' '.join(self._get_actions_usage_parts(actions, groups))

    def _get_actions_usage_parts(self, actions, groups):
        """The parts of the usage between which a line may end."""
        places, parts = self._grouped_places(actions, groups), []
        for i, action in enumerate(actions):
            opening, closing = places.get(i, ('', ''))
            if action.help is not SUPPRESS:
                parts.append(opening + self._usage_part(action, i in places) + closing)
        return parts

    def _grouped_places(self, actions, groups):
        """For the places of actions that usage shows as a group, (text before, text after)."""
        places = {}
        for group in groups:
            members = group._group_actions
            if not members:
                raise ValueError(f'empty group {group}')
            if members[0] not in actions:
                continue
            start = actions.index(members[0])
            if actions[start:start + len(members)] != members:
                continue
            shown = [start + i for i, action in enumerate(members) if action.help is not SUPPRESS]
            if not shown:
                continue
            opening, closing = '[]' if not group.required else '()' if len(shown) > 1 else ('', '')
            for i in shown:
                # a group inside another comes after it
                before, after = places.get(i, ('', ''))
                if i == shown[0]:
                    before += opening
                if i == shown[-1]:
                    after = closing + after
                elif not after:
                    after = ' |'
                places[i] = before, after
        return places

    def _usage_part(self, action, grouped):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            return part[1:-1] if grouped and part.startswith('[') and part.endswith(']') else part
        part = action.format_usage()
        if action.nargs != 0:
            part = f"{action.option_strings[0]} {self._format_args(action, self._get_default_metavar_for_optional(action))}"
        return part if action.required or grouped else f"[{part}]"

    # texts and arguments

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % {'prog': self._prog}
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, ' ' * self._current_indent) + '\n\n'

    def _format_action(self, action):
        column = min(self._action_max_length + 2, self._max_help_position)
        left = ' ' * self._current_indent + self._format_action_invocation(action)
        lines = [left]
        if text := self._expand_help(action) if action.help and action.help.strip() else '':
            first, *more = self._split_lines(text, max(self._width - column, 11))
            if len(left) <= column - 2:
                lines = [left.ljust(column) + first]
            else:
                lines.append(' ' * column + first)
            lines += [' ' * column + line for line in more]
        elif action.help:
            lines = [left.ljust(column) if len(left) <= column - 2 else left]
        parts = ['\n'.join(lines) + '\n']
        for subaction in self._iter_indented_subactions(action):
            parts.append(self._format_action(subaction))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            [shown] = self._metavar_formatter(action, self._get_default_metavar_for_positional(action))(1)
            return shown
        names = ', '.join(action.option_strings)
        if action.nargs == 0:
            return names
        return f"{names} {self._format_args(action, self._get_default_metavar_for_optional(action))}"

    def _metavar_formatter(self, action, default_metavar):
        shown = action.metavar
        if shown is None:
            shown = default_metavar if action.choices is None else '{%s}' % ','.join(map(str, action.choices))
        return lambda size: shown if isinstance(shown, tuple) else (shown,) * size

    def _format_args(self, action, default_metavar):
        metavars, nargs = self._metavar_formatter(action, default_metavar), action.nargs
        if nargs in _SHOWN_COUNTS:
            size, text = _SHOWN_COUNTS[nargs]
            names = metavars(size) if size else ()
            if nargs == ZERO_OR_MORE and len(names) == 2:
                text = '[%s [%s ...]]'
            return text % names
        try:
            text = ' '.join(['%s'] * nargs)
        except TypeError:
            raise ValueError("invalid nargs value") from None
        return text % metavars(nargs)

    def _expand_help(self, action):
        values = {'prog': self._prog}
        for name, value in vars(action).items():
            if value is not SUPPRESS:
                values[name] = getattr(value, '__name__', value)
        if values.get('choices') is not None:
            values['choices'] = ', '.join(map(str, values['choices']))
        return self._get_help_string(action) % values

    def _iter_indented_subactions(self, action):
        if hasattr(action, '_get_subactions'):
            self._indent()
            yield from action._get_subactions()
            self._dedent()

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(self._whitespace_matcher.sub(' ', text).strip(), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        text = self._whitespace_matcher.sub(' ', text).strip()
        return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Keeps the lines of descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Keeps the lines of all help texts as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the default values to the help of arguments."""

    def _get_help_string(self, action):
        text = action.help or ''
        may_lack = action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)
        if may_lack and action.default is not SUPPRESS and '%(default)' not in text:
            text += _(' (default: %(default)s)')
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the name of an argument's type in place of its destination."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional


# Errors

def _get_action_name(argument):
    """What error messages call an argument."""
    if argument is None:
        return None
    if argument.option_strings:
        return '/'.join(argument.option_strings)
    for name in argument.metavar, argument.dest:
        if name is not None and name is not SUPPRESS:
            return name
    return '{%s}' % ','.join(argument.choices) if argument.choices else None


class ArgumentError(Exception):
    """An argument that cannot be declared or used so; str() says which and why."""

    def __init__(self, argument, message):
        self.argument_name = _get_action_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return f"{self.message}"
        return _('argument %(argument_name)s: %(message)s') % vars(self)


class ArgumentTypeError(Exception):
    """Raised by type functions for text they cannot convert."""


# Actions

class Action(_AttributeHolder):
    """What happens to the text of an argument; subclasses define __call__()."""

    _shown = ('option_strings', 'dest', 'nargs', 'const', 'default', 'type', 'choices', 'required', 'help', 'metavar', 'deprecated')

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False,
                 help=None, metavar=None, deprecated=False):
        self.option_strings, self.dest = option_strings, dest
        self.nargs, self.const, self.default = nargs, const, default
        self.type, self.choices, self.required = type, choices, required
        self.help, self.metavar, self.deprecated = help, metavar, deprecated

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


_deprecated_default = object()


class BooleanOptionalAction(Action):
    """--name sets True, --no-name sets False."""

    def __init__(self, option_strings, dest, default=None, type=_deprecated_default, choices=_deprecated_default, required=False,
                 help=None, metavar=_deprecated_default, deprecated=False):
        old = {}
        for name, value in (('type', type), ('choices', choices), ('metavar', metavar)):
            if value is not _deprecated_default:
                import warnings
                warnings.warn(f"{name!r} is deprecated as of Python 3.12 and will be removed in Python 3.14.",
                              DeprecationWarning, stacklevel=2)
                old[name] = value
        names = [name for given in option_strings
                 for name in ((given, f"--no-{given[2:]}") if given.startswith('--') else (given,))]
        super().__init__(names, dest, 0, default=default, required=required, help=help, deprecated=deprecated, **old)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


def _no_values_error(kind, instead):
    return ValueError(f"nargs for {kind} actions must be != 0; if {instead} may be more appropriate")


class _StoreAction(Action):

    _zero = 'store', 'you have nothing to store, actions such as store true or store const'

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False,
                 help=None, metavar=None, deprecated=False):
        if nargs == 0:
            raise _no_values_error(*self._zero)
        if const is not None and nargs != OPTIONAL:
            raise ValueError(f'nargs must be {OPTIONAL!r} to supply const')
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar, deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):

    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None, deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):

    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, deprecated=deprecated)


class _StoreFalseAction(_StoreConstAction):

    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, deprecated=deprecated)


def _copied_list(namespace, name):
    """Set an attribute to a copy of its list, lest a default changes."""
    items = getattr(namespace, name, None)
    if items is not None and type(items) is not list:
        import copy
        items = copy.copy(items)
    else:
        items = list(items or ())
    setattr(namespace, name, items)
    return items


class _AppendAction(_StoreAction):

    _zero = 'append', 'arg strings are not supplying the value to append, the append const action'

    def __call__(self, parser, namespace, values, option_string=None):
        _copied_list(namespace, self.dest).append(values)


class _AppendConstAction(_StoreConstAction):

    def __call__(self, parser, namespace, values, option_string=None):
        _copied_list(namespace, self.dest).append(self.const)


class _ExtendAction(_AppendAction):

    def __call__(self, parser, namespace, values, option_string=None):
        _copied_list(namespace, self.dest).extend(values)


class _CountAction(Action):

    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        count = getattr(namespace, self.dest, None)
        setattr(namespace, self.dest, 1 if count is None else count + 1)


class _HelpAction(Action):

    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):

    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        if help is None:
            help = _("show program's version number and exit")
        super().__init__(option_strings, dest, 0, default=default, help=help, deprecated=deprecated)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        formatter = parser._get_formatter()
        formatter.add_text(parser.version if self.version is None else self.version)
        parser._print_message(formatter.format_help(), _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    """Hands the rest of the command line to the parser of a subcommand."""

    class _ChoicesPseudoAction(Action):
        """The line of a subcommand in the help."""

        def __init__(self, name, aliases, help):
            shown = f"{name} ({', '.join(aliases)})" if aliases else name
            super().__init__([], shown, help=help, metavar=shown)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map, self._choices_actions, self._deprecated = {}, [], set()
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, deprecated=False, **kwargs):
        """Make the parser of a subcommand, which may have aliases; its other arguments are those of ArgumentParser."""
        if kwargs.get('prog') is None:
            kwargs['prog'] = f"{self._prog_prefix} {name}"
        aliases = kwargs.pop('aliases', ())
        for kind, names in (('subparser', (name,)), ('subparser alias', aliases)):
            for taken in names:
                if taken in self._name_parser_map:
                    raise ArgumentError(self, f'conflicting {kind}: {taken}')
        if 'help' in kwargs:
            self._choices_actions.append(self._ChoicesPseudoAction(name, aliases, kwargs.pop('help')))
        parser = self._parser_class(**kwargs)
        self._name_parser_map.update(dict.fromkeys((name, *aliases), parser))
        if deprecated:
            self._deprecated.update((name, *aliases))
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, *args = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(self, _('unknown parser %(parser_name)r (choices: %(choices)s)')
                                % {'parser_name': name, 'choices': ', '.join(self._name_parser_map)})
        if name in self._deprecated:
            parser._warning(_("command '%(parser_name)s' is deprecated") % {'parser_name': name})
        # a namespace of its own, so that defaults of the subcommand win over values of the program
        found, unknown = self._name_parser_map[name].parse_known_args(args, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if unknown:
            vars(namespace).setdefault(_UNRECOGNIZED_ARGS_ATTR, []).extend(unknown)


class FileType(object):
    """A type function that opens the file an argument names; - is stdin or stdout."""

    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize = mode, bufsize
        self._encoding, self._errors = encoding, errors

    def __call__(self, string):
        mode = self._mode
        if string == '-':
            stream = _sys.stdin if 'r' in mode else _sys.stdout if set('wax') & set(mode) else None
            if stream is None:
                raise ValueError(_('argument "-" with mode %r') % mode)
            return stream.buffer if 'b' in mode else stream
        try:
            return open(string, mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(_("can't open '%(filename)s': %(error)s") % {'filename': string, 'error': error})

    def __repr__(self):
        shown = [repr(arg) for arg in (self._mode, self._bufsize) if arg != -1]
        shown += [f"{name}={value!r}" for name, value in (('encoding', self._encoding), ('errors', self._errors)) if value is not None]
        return f"{type(self).__name__}({', '.join(shown)})"


class Namespace(_AttributeHolder):
    """What parse_args() returns: an object with the values as attributes."""

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


# Declaring arguments

_ACTIONS = {None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction, 'store_true': _StoreTrueAction,
            'store_false': _StoreFalseAction, 'append': _AppendAction, 'append_const': _AppendConstAction,
            'count': _CountAction, 'help': _HelpAction, 'version': _VersionAction, 'parsers': _SubParsersAction,
            'extend': _ExtendAction}


class _ActionsContainer(object):
    """What parsers and groups have in common: arguments are declared in them."""

    _negative_number_matcher = _re.compile(r'-(?:\d+|\d*\.\d+)$')

    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        super().__init__()
        self.description, self.argument_default = description, argument_default
        self.prefix_chars, self.conflict_handler = prefix_chars, conflict_handler
        self._registries = {'action': dict(_ACTIONS)}
        self._get_handler()
        self._actions, self._option_string_actions = [], {}
        self._action_groups, self._mutually_exclusive_groups = [], []
        self._defaults = {}
        self._has_negative_number_optionals = []  # filled by the options that look like numbers

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default=None):
        return self._registries[registry_name].get(value, default)

    def set_defaults(self, **kwargs):
        """Set default values, also of attributes that no argument has."""
        self._defaults.update(kwargs)
        for action in self._actions:
            action.default = kwargs.get(action.dest, action.default)

    def get_default(self, dest):
        """The default value of an attribute."""
        found = (action.default for action in self._actions if action.dest == dest and action.default is not None)
        return next(found, self._defaults.get(dest))

    def add_argument(self, *args, **kwargs):
        """Declare an argument: add_argument(name) or add_argument('-o', '--option', ...); with action, nargs, const,
        default, type, choices, required, help, metavar, dest, deprecated, and what the action takes besides."""
        if args and (len(args) > 1 or args[0][0] in self.prefix_chars):
            kwargs = self._get_optional_kwargs(*args, **kwargs)
        elif args and 'dest' in kwargs:
            raise ValueError('dest supplied twice for positional argument')
        else:
            kwargs = self._get_positional_kwargs(*args, **kwargs)
        if 'default' not in kwargs:
            if kwargs['dest'] in self._defaults:
                kwargs['default'] = self._defaults[kwargs['dest']]
            elif self.argument_default is not None:
                kwargs['default'] = self.argument_default
        kind = self._pop_action_class(kwargs)
        if not callable(kind):
            raise ValueError(f'unknown action "{kind}"')
        action = kind(**kwargs)
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ValueError(f'{convert!r} is not callable')
        if convert is FileType:
            raise ValueError(f'{convert!r} is a FileType class object, instance of it must be passed')
        if hasattr(self, '_get_formatter'):
            try:
                self._get_formatter()._format_args(action, None)
            except TypeError:
                raise ValueError("length of metavar tuple does not match nargs")
        return self._add_action(action)

    def add_argument_group(self, *args, **kwargs):
        """Make a group of arguments: add_argument_group(title, description)."""
        self._action_groups.append(group := _ArgumentGroup(self, *args, **kwargs))
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        """Make a group of arguments of which at most one (with required: exactly one) may be given."""
        self._mutually_exclusive_groups.append(group := _MutuallyExclusiveGroup(self, **kwargs))
        return group

    def _add_action(self, action):
        self._check_conflict(action)
        self._actions.append(action)
        action.container = self
        for name in action.option_strings:
            self._option_string_actions[name] = action
            if self._negative_number_matcher.match(name) and not self._has_negative_number_optionals:
                self._has_negative_number_optionals.append(True)
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _add_container_actions(self, container):
        """Take over the arguments of a parent, with their groups."""
        own = {}
        for group in self._action_groups:
            if group.title in own:
                raise ValueError(f'cannot merge actions - two groups are named {group.title!r}')
            own[group.title] = group
        target = {}
        for group in container._action_groups:
            if group.title not in own:
                own[group.title] = self.add_argument_group(group.title, group.description, conflict_handler=group.conflict_handler)
            target.update(dict.fromkeys(group._group_actions, own[group.title]))
        for group in container._mutually_exclusive_groups:
            above = self if group._container is container else own[group._container.title]
            target.update(dict.fromkeys(group._group_actions, above.add_mutually_exclusive_group(required=group.required)))
        for action in container._actions:
            target.get(action, self)._add_action(action)

    def _get_positional_kwargs(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get('nargs')
        may_lack = nargs == OPTIONAL or nargs == ZERO_OR_MORE and 'default' in kwargs
        return {**kwargs, **({} if may_lack else {'required': True}), 'dest': dest, 'option_strings': []}

    def _get_optional_kwargs(self, *args, **kwargs):
        chars = self.prefix_chars
        for name in args:
            if name[0] not in chars:
                raise ValueError(f'invalid option string {name!r}: must start with a character {chars!r}')
        dest = kwargs.pop('dest', None)
        if dest is None:
            model = next((name for name in args if len(name) > 1 and name[1] in chars), args[0])
            dest = model.lstrip(chars).replace('-', '_')
            if not dest:
                raise ValueError(f'dest= is required for options like {model!r}')
        return {**kwargs, 'dest': dest, 'option_strings': list(args)}

    def _pop_action_class(self, kwargs, default=None):
        kind = kwargs.pop('action', default)
        return self._registry_get('action', kind, kind)

    def _get_handler(self):
        handler = getattr(self, f'_handle_conflict_{self.conflict_handler}', None)
        if handler is None:
            raise ValueError(f'invalid conflict_resolution value: {self.conflict_handler!r}')
        return handler

    def _check_conflict(self, action):
        taken = [(name, self._option_string_actions[name]) for name in action.option_strings if name in self._option_string_actions]
        if taken:
            self._get_handler()(action, taken)

    def _handle_conflict_error(self, action, conflicting_actions):
        text = ngettext('conflicting option string: %s', 'conflicting option strings: %s', len(conflicting_actions))
        raise ArgumentError(action, text % ', '.join(name for name, _other in conflicting_actions))

    def _handle_conflict_resolve(self, action, conflicting_actions):
        for name, other in conflicting_actions:
            other.option_strings.remove(name)
            self._option_string_actions.pop(name, None)
            if not other.option_strings:
                other.container._remove_action(other)


class _ArgumentGroup(_ActionsContainer):
    """Arguments that help shows together; they belong to the container all the same."""

    def __init__(self, container, title=None, description=None, **kwargs):
        for name in 'conflict_handler', 'prefix_chars', 'argument_default':
            kwargs.setdefault(name, getattr(container, name))
        super().__init__(description, **kwargs)
        self.title, self._group_actions = title, []
        for name in ('_registries', '_actions', '_option_string_actions', '_defaults', '_has_negative_number_optionals',
                     '_mutually_exclusive_groups'):
            setattr(self, name, getattr(container, name))

    def _add_action(self, action):
        self._group_actions.append(super()._add_action(action))
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)

    def add_argument_group(self, *args, **kwargs):
        _nested("argument groups")
        return super().add_argument_group(*args, **kwargs)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    """Arguments of which one excludes the others."""

    def __init__(self, container, required=False):
        super().__init__(container)
        self.required, self._container = required, container

    def _add_action(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        self._group_actions.append(self._container._add_action(action))
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)

    def add_mutually_exclusive_group(self, **kwargs):
        _nested("mutually exclusive groups")
        return super().add_mutually_exclusive_group(**kwargs)


def _nested(what):
    import warnings
    warnings.warn(f"Nesting {what} is deprecated.", DeprecationWarning, stacklevel=3)


# Parsing

def _same(text):
    return text


class _CommandLine:
    """One run of a parser over the strings of a command line.

    kinds has a letter for each string: O for options, - for the first '--',
    A for the others. Which strings an argument gets is found by matching
    regular expressions to it."""

    def __init__(self, parser, strings, namespace):
        self.parser, self.strings, self.namespace = parser, strings, namespace
        self.options, kinds = {}, []
        for i, string in enumerate(strings):
            if string == '--':
                kinds.append('-' + 'A' * (len(strings) - i - 1))
                break
            meant = parser._parse_optional(string)
            if meant is not None:
                self.options[i] = meant
            kinds.append('A' if meant is None else 'O')
        self.kinds = ''.join(kinds)
        self.positionals = parser._get_positional_actions()
        self.unknown, self.seen, self.given, self.warned = [], set(), set(), set()

    def run(self):
        last, at = max(self.options, default=-1), 0
        while at <= last:
            ahead = next(i for i in range(at, last + 1) if i in self.options)
            if ahead > at:
                before, at = at, self._take_positionals(at)
                if at > before:
                    continue
                self.unknown += self.strings[at:ahead]
            at = self._take_option(ahead)
        at = self._take_positionals(at)
        self.unknown += self.strings[at:]
        self._check_missing()
        return self.namespace, self.unknown

    def _take(self, action, strings, name=None):
        self.seen.add(action)
        value = self.parser._get_values(action, strings)
        if value is not action.default:
            self.given.add(action)
            for group in self.parser._mutually_exclusive_groups:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and other in self.given:
                            raise ArgumentError(action, _('not allowed with argument %s') % _get_action_name(other))
        if value is not SUPPRESS:
            action(self.parser, self.namespace, value, name)

    def _take_positionals(self, at):
        """Give as many positionals as possible their strings, from this place on; where the next string is."""
        counts = self.parser._match_arguments_partial(self.positionals, self.kinds[at:])
        filled, self.positionals = self.positionals[:len(counts)], self.positionals[len(counts):]
        for action, count in zip(filled, counts):
            strings, kinds = self.strings[at:at + count], self.kinds[at:at + count]
            if '-' in kinds and action.nargs not in (PARSER, REMAINDER):
                strings.remove('--')
            at += count
            if count and action.deprecated:
                self._warn_once(_("argument '%(argument_name)s' is deprecated") % {'argument_name': action.dest})
            self._take(action, strings)
        return at

    def _take_option(self, at):
        """Do what an option says, or the flags in one string and the option after them; where the next string is."""
        parser = self.parser
        action, name, sep, value = self.options[at]
        if action is None:
            self.unknown.append(name)
            return at + 1
        calls, after = [], at + 1
        while action is not None:
            if value is None:
                count = parser._match_argument(action, self.kinds[after:])
                calls.append((action, self.strings[after:after + count], name))
                after += count
                break
            count = parser._match_argument(action, 'A')
            if count == 1:
                calls.append((action, [value], name))
                break
            if count or not value or sep or name[1] in parser.prefix_chars or value[0] in parser.prefix_chars:
                raise ArgumentError(action, _('ignored explicit argument %r') % value)
            calls.append((action, [], name))
            # a flag; the rest of the string may be more of them
            rest, name = value, name[0] + value[0]
            action = parser._option_string_actions.get(name)
            if action is None:
                self.unknown.append(name[0] + rest)
            sep, value = ('=', rest[2:]) if rest[1:2] == '=' else ('', rest[1:]) if rest[1:] else (None, None)
        for action, strings, name in calls:
            if action.deprecated:
                self._warn_once(_("option '%(option)s' is deprecated") % {'option': name})
            self._take(action, strings, name)
        return after

    def _warn_once(self, message):
        if message not in self.warned:
            self.warned.add(message)
            self.parser._warning(message)

    def _check_missing(self):
        parser, missing = self.parser, []
        for action in parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_get_action_name(action))
            elif isinstance(default := action.default, str) and getattr(self.namespace, action.dest, None) is default:
                # texts are converted only if they are used in the end
                setattr(self.namespace, action.dest, parser._get_value(action, default))
        if missing:
            raise ArgumentError(None, _('the following arguments are required: %s') % ', '.join(missing))
        for group in parser._mutually_exclusive_groups:
            if group.required and self.given.isdisjoint(group._group_actions):
                names = [_get_action_name(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, _('one of the arguments %s is required') % ' '.join(names))


class _Changed:
    """Attributes that have other values inside a with statement."""

    def __init__(self, objects, **values):
        self.objects, self.values = list(objects), values

    def __enter__(self):
        self.kept = [(thing, name, getattr(thing, name)) for thing in self.objects for name in self.values]
        for thing in self.objects:
            vars(thing).update(self.values)

    def __exit__(self, *error):
        for thing, name, value in self.kept:
            setattr(thing, name, value)


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    """Parses command lines into Python objects.

    prog: name of the program; usage, description, epilog: texts of the help;
    parents: parsers whose arguments are copied; prefix_chars: what options
    begin with; fromfile_prefix_chars: arguments that name files with more
    arguments; argument_default, conflict_handler, add_help, allow_abbrev;
    exit_on_error: false lets errors be exceptions."""

    _shown = 'prog', 'usage', 'description', 'formatter_class', 'conflict_handler', 'add_help'

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter,
                 prefix_chars='-', fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True,
                 allow_abbrev=True, exit_on_error=True):
        _ActionsContainer.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage, self.epilog, self.formatter_class = usage, epilog, formatter_class
        self.fromfile_prefix_chars, self.add_help = fromfile_prefix_chars, add_help
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self._positionals = self.add_argument_group(_('positional arguments'))
        self._optionals = self.add_argument_group(_('options'))
        self._subparsers = None
        self.register('type', None, _same)
        if add_help:
            sign = '-' if '-' in prefix_chars else prefix_chars[0]
            self.add_argument(f'{sign}h', f'{sign * 2}help', action='help', default=SUPPRESS,
                              help=_('show this help message and exit'))
        for parent in parents:
            if not isinstance(parent, ArgumentParser):
                raise TypeError('parents must be a list of ArgumentParser')
            self._add_container_actions(parent)
            self._defaults.update(parent._defaults)

    def add_subparsers(self, **kwargs):
        """Let the program have subcommands; add_parser() of the result makes them."""
        if self._subparsers is not None:
            raise ArgumentError(None, _('cannot have multiple subparser arguments'))
        kwargs.setdefault('parser_class', type(self))
        self._subparsers = self._positionals
        if 'title' in kwargs or 'description' in kwargs:
            title = kwargs.pop('title', None)
            self._subparsers = self.add_argument_group(_('subcommands') if title is None else title, kwargs.pop('description', None))
        if kwargs.get('prog') is None:
            kwargs['prog'] = self._usage_formatter('').format_help().strip()
        action = self._pop_action_class(kwargs, 'parsers')(option_strings=[], **kwargs)
        return self._subparsers._add_action(action)

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    # from the command line to a namespace

    def _fail(self, message):
        if self.exit_on_error:
            self.error(message)
        raise ArgumentError(None, message)

    def _all_known(self, result):
        namespace, unknown = result
        if unknown:
            self._fail(_('unrecognized arguments: %s') % ' '.join(unknown))
        return namespace

    def parse_args(self, args=None, namespace=None):
        """Parse args (default: the command line) into a namespace; errors end the program."""
        return self._all_known(self.parse_known_args(args, namespace))

    def parse_known_args(self, args=None, namespace=None):
        """(namespace, arguments that are not known)"""
        args = _sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        declared = [(action.dest, action.default) for action in self._actions
                    if action.default is not SUPPRESS and action.dest is not SUPPRESS]
        for defaults in declared, self._defaults.items():
            for dest, default in defaults:
                if not hasattr(namespace, dest):
                    setattr(namespace, dest, default)
        try:
            namespace, unknown = self._parse_known_args(args, namespace)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        if hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
            unknown += getattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
        return namespace, unknown

    def _parse_known_args(self, arg_strings, namespace):
        if self.fromfile_prefix_chars is not None:
            arg_strings = self._read_args_from_files(arg_strings)
        return _CommandLine(self, arg_strings, namespace).run()

    def _read_args_from_files(self, arg_strings):
        found = []
        for string in arg_strings:
            if not string or string[0] not in self.fromfile_prefix_chars:
                found.append(string)
                continue
            try:
                with open(string[1:], encoding=_sys.getfilesystemencoding(), errors=_sys.getfilesystemencodeerrors()) as file:
                    lines = file.read().splitlines()
            except OSError as error:
                raise ArgumentError(None, str(error))
            found += self._read_args_from_files([arg for line in lines for arg in self.convert_arg_line_to_args(line)])
        return found

    def convert_arg_line_to_args(self, arg_line):
        """The arguments in one line of a file; override to allow several."""
        return [arg_line]

    def parse_intermixed_args(self, args=None, namespace=None):
        """parse_args() that lets options stand between positionals."""
        return self._all_known(self.parse_known_intermixed_args(args, namespace))

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """(namespace, arguments that are not known)"""
        positionals, groups = self._get_positional_actions(), self._mutually_exclusive_groups
        for action in positionals:
            if action.nargs in (PARSER, REMAINDER):
                raise TypeError(f'parse_intermixed_args: positional arg with nargs={action.nargs}')
        if any(action in positionals for group in groups for action in group._group_actions):
            raise TypeError('parse_intermixed_args: positional in mutuallyExclusiveGroup')
        usage = self.format_usage()[len('usage: '):] if self.usage is None else self.usage
        with _Changed([self], usage=usage):
            with _Changed(positionals, nargs=SUPPRESS, default=SUPPRESS):
                namespace, rest = self.parse_known_args(args, namespace)
            for action in positionals:
                if getattr(namespace, action.dest, None) == []:
                    import warnings
                    warnings.warn(f'Do not expect {action.dest} in {namespace}')
                    delattr(namespace, action.dest)
            with _Changed([*self._get_optional_actions(), *groups], required=False):
                return self.parse_known_args(rest, namespace)

    def _match_argument(self, action, arg_strings_pattern):
        """How many strings an option gets, of those that follow it."""
        found = _re.match(self._get_nargs_pattern(action), arg_strings_pattern)
        if found is None:
            messages = {None: _('expected one argument'), OPTIONAL: _('expected at most one argument'),
                        ONE_OR_MORE: _('expected at least one argument')}
            raise ArgumentError(action, messages.get(action.nargs) or
                                ngettext('expected %s argument', 'expected %s arguments', action.nargs) % action.nargs)
        return len(found[1])

    def _match_arguments_partial(self, actions, arg_strings_pattern):
        """How many strings each positional gets, for as many of them as there are strings for."""
        patterns = [self._get_nargs_pattern(action) for action in actions]
        while patterns:
            if found := _re.match(''.join(patterns), arg_strings_pattern):
                return [len(part) for part in found.groups()]
            patterns.pop()
        return []

    def _get_nargs_pattern(self, action):
        nargs, option = action.nargs, bool(action.option_strings)
        if nargs == REMAINDER:
            return '([AO]*)' if option else '([-AO]*)'
        if nargs == PARSER:
            return '(A[AO]*)' if option else '(-*A[-AO]*)'
        least, most = _COUNTS.get(nargs, (nargs, nargs))
        times = f"{{{least},{'' if most is None else most}}}"
        return f'(A{times})' if option else f'(-*(?:A-*){times})'

    def _parse_optional(self, arg_string):
        """None for the string of a positional; else the option it means: (action or None, name, separator, value)."""
        known = self._option_string_actions
        if not arg_string or arg_string[0] not in self.prefix_chars:
            return None
        if arg_string in known:
            return known[arg_string], arg_string, None, None
        if len(arg_string) == 1:
            return None
        name, sep, value = arg_string.partition('=')
        if sep and name in known:
            return known[name], name, sep, value
        found = self._get_option_tuples(arg_string)
        if len(found) > 1:
            raise ArgumentError(None, _('ambiguous option: %(option)s could match %(matches)s')
                                % {'option': arg_string, 'matches': ', '.join(match[1] for match in found)})
        if found:
            return found[0]
        number = self._negative_number_matcher.match(arg_string) and not self._has_negative_number_optionals
        return None if number or ' ' in arg_string else (None, arg_string, None, None)

    def _get_option_tuples(self, option_string):
        """The options that begin like the string, or that it holds together with their value."""
        known = self._option_string_actions.items()
        if option_string[1] in self.prefix_chars:
            prefix, sep, value = option_string.partition('=')
            value = (sep, value) if sep else (None, None)
            return [(action, name, *value) for name, action in known if name.startswith(prefix)] if self.allow_abbrev else []
        short, rest = option_string[:2], option_string[2:]
        return [(action, name, '', rest) if name == short else (action, name, None, None)
                for name, action in known if name == short or name.startswith(option_string)]

    def _get_values(self, action, arg_strings):
        """The value that an argument gets for its strings."""
        nargs, empty = action.nargs, not arg_strings
        if nargs == SUPPRESS:
            return SUPPRESS
        if empty and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check_value(action, value)
            return value
        if empty and nargs == ZERO_OR_MORE and not action.option_strings:
            if action.default is None:
                return arg_strings
            self._check_value(action, action.default)
            return action.default
        values = [self._get_value(action, string) for string in arg_strings]
        for value in values[:{REMAINDER: 0, PARSER: 1}.get(nargs)]:
            self._check_value(action, value)
        return values[0] if nargs in (None, OPTIONAL) else values

    def _get_value(self, action, arg_string):
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ArgumentError(action, _('%r is not callable') % convert)
        try:
            return convert(arg_string)
        except ArgumentTypeError as error:
            message = str(error)
        except (TypeError, ValueError):
            kind = getattr(action.type, '__name__', repr(action.type))
            message = _('invalid %(type)s value: %(value)r') % {'type': kind, 'value': arg_string}
        raise ArgumentError(action, message)

    def _check_value(self, action, value):
        choices = action.choices
        if choices is not None and value not in choices:
            raise ArgumentError(action, _('invalid choice: %(value)r (choose from %(choices)s)')
                                % {'value': value, 'choices': ', '.join(map(repr, choices))})

    # texts

    def format_usage(self):
        """The usage line as text."""
        return self._usage_formatter().format_help()

    def format_help(self):
        """The whole help as text."""
        formatter = self._usage_formatter()
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def _usage_formatter(self, *prefix):
        actions = self._get_positional_actions() if prefix else self._actions
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, actions, self._mutually_exclusive_groups, *prefix)
        return formatter

    def print_usage(self, file=None):
        """Print the usage line, by default to stdout."""
        self._print_message(self.format_usage(), file or _sys.stdout)

    def print_help(self, file=None):
        """Print the help, by default to stdout."""
        self._print_message(self.format_help(), file or _sys.stdout)

    def _print_message(self, message, file=None):
        if message:
            try:
                (file or _sys.stderr).write(message)
            except (AttributeError, OSError):
                pass  # there is nobody to tell

    def exit(self, status=0, message=None):
        """End the program, after printing message to stderr."""
        self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        """Print usage and message to stderr, end the program with status 2."""
        self.print_usage(_sys.stderr)
        self.exit(2, _('%(prog)s: error: %(message)s\n') % {'prog': self.prog, 'message': message})

    def _warning(self, message):
        self._print_message(_('%(prog)s: warning: %(message)s\n') % {'prog': self.prog, 'message': message}, _sys.stderr)
