"""What arguments do with their values: actions, the errors they raise, the namespace they fill.

`argparse` has these names."""
import sys as _sys

from _argparse_help import _UNRECOGNIZED_ARGS_ATTR, OPTIONAL, PARSER, SUPPRESS, _

__name__ = "argparse"


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
