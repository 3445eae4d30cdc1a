"""Command line parsing: declare the arguments, get values, usage, help and error messages."""
import os as _os
import re as _re
import sys as _sys

from _argparse_help import (ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE, ArgumentDefaultsHelpFormatter,
                            HelpFormatter, MetavarTypeHelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter, _,
                            _COUNTS, _UNRECOGNIZED_ARGS_ATTR, ngettext)
from _argparse_actions import (
    Action, ArgumentError, ArgumentTypeError, BooleanOptionalAction, FileType, Namespace, _AppendAction, _AppendConstAction,
    _AttributeHolder, _CountAction, _ExtendAction, _get_action_name, _HelpAction, _StoreAction, _StoreConstAction,
    _StoreFalseAction, _StoreTrueAction, _SubParsersAction, _VersionAction)

__version__ = '1.1'
__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'BooleanOptionalAction', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter', 'MetavarTypeHelpFormatter',
           'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER', 'SUPPRESS', 'ZERO_OR_MORE']

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
