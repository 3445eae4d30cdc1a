"""Writes stdlib/_locale_names.py: the aliases of locales as CPython 3.13 answers them.

Run with CPython 3.13: `python src/text/gen_locale_names.py`.
"""
import locale
import pathlib
import sys
import textwrap

assert sys.version_info[:2] == (3, 13)


def derived(alias):
    """What an alias stands for if there is nothing special about it: its country in capitals."""
    language, _, country = alias.partition('.')[0].partition('@')[0].partition('_')
    return f'{language}_{country.upper()}' if country else None


kinds = {}
for alias, full in locale.locale_alias.items():
    name, _, rest = full.partition('.')
    kinds.setdefault(rest, []).append(alias if derived(alias) == name else f'{alias}={name}')
rows = []
for rest, names in sorted(kinds.items()):
    rows += textwrap.wrap(f'{rest or "-"} ' + ' '.join(sorted(names)), 124, subsequent_indent='  ', break_long_words=False,
                          break_on_hyphens=False)
text = '''"""Aliases of locales, written by src/text/gen_locale_names.py: a row is what follows the point (an encoding, perhaps with a
modifier, or - for nothing) and the aliases that have it, each with its name where that is not the alias in usual letters."""

_ROWS = """\\
%s
"""


def aliases():
    """{alias: full name}"""
    found = {}
    for row in _ROWS.replace('\\n  ', ' ').splitlines():
        rest, *names = row.split()
        for entry in names:
            alias, _, name = entry.partition('=')
            if not name:
                language, _, country = alias.partition('.')[0].partition('@')[0].partition('_')
                name = f'{language}_{country.upper()}'
            found[alias] = name if rest == '-' else f'{name}.{rest}'
    return dict(sorted(found.items()))


_ENCODINGS = """\\
%s
"""


def encoding_aliases():
    """{what encodings are called: how names of locales write them}"""
    return dict(pair.split('=') for pair in _ENCODINGS.split())
''' % ('\n'.join(rows), '\n'.join(textwrap.wrap(' '.join(f'{k}={v}' for k, v in sorted(
    locale.locale_encoding_alias.items())), 124, break_long_words=False, break_on_hyphens=False)))
path = pathlib.Path(__file__).resolve().parents[2] / 'stdlib' / '_locale_names.py'
path.write_text(text, encoding='utf-8')
