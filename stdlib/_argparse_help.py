"""Usage and help of command lines, and the words with which arguments are declared.

`argparse` has these names."""
import os as _os
import re as _re
import sys as _sys

__name__ = "argparse"  # what users import it from

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
