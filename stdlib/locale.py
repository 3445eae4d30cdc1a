"""Locales: which one is set, and formatting and reading of numbers by it."""
import functools
import os
import re
from builtins import str as _builtin_str
from itertools import islice

import _locale
from _locale import *
from _locale import localeconv as _localeconv, setlocale as _setlocale

__all__ = ['getlocale', 'getdefaultlocale', 'getpreferredencoding', 'Error', 'setlocale', 'localeconv', 'strcoll', 'strxfrm',
           'str', 'atof', 'atoi', 'format_string', 'currency', 'normalize', 'LC_CTYPE', 'LC_COLLATE', 'LC_TIME', 'LC_MONETARY',
           'LC_NUMERIC', 'LC_ALL', 'CHAR_MAX', 'getencoding', 'LC_MESSAGES']

_override_localeconv = {}       # for tests


@functools.wraps(_localeconv)
def localeconv():
    return _localeconv() | _override_localeconv


# Numbers

_percent_re = re.compile(r'%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]')


def _grouped(digits, conventions, prefix):
    """Digits with separators between groups, counted from the right; 0 repeats the last size, CHAR_MAX ends it."""
    groups, size = [], 0
    for next_size in conventions[prefix + 'grouping']:
        if next_size == CHAR_MAX:
            break
        size = next_size or size
        if not size:
            raise ValueError('invalid grouping')
        while digits:
            groups.append(digits[-size:])
            digits = digits[:-size]
            if next_size:
                break
    if digits:
        groups.append(digits)
    return conventions[prefix + 'thousands_sep'].join(reversed(groups))


def _localize(formatted, grouping=False, monetary=False):
    """A number as Python writes it, with the signs of the locale; padding makes room for separators."""
    conventions, prefix = localeconv(), 'mon_' if monetary else ''
    whole, dot, rest = formatted.partition('.')
    # Digits are what is grouped; what is around them (padding, a sign, an exponent) stays.
    before = whole[:len(whole) - len(whole.lstrip(' +-'))]
    whole = whole[len(before):]
    if not whole.isdecimal():
        digits = re.match(r'\d*', whole)[0]
        whole, rest = digits, whole[len(digits):] + rest if not dot else rest
    written = _grouped(whole, conventions, prefix) if grouping else whole
    text = before + written + (conventions[prefix + 'decimal_point'] if dot else '') + rest
    return _without_padding(text, len(written) - len(whole))


def _without_padding(text, amount):
    """A text without up to that many spaces of its padding, on the left first."""
    left = min(amount, len(text) - len(text.lstrip(' ')))
    text = text[left:]
    right = min(amount - left, len(text) - len(text.rstrip(' ')))
    return text[:len(text) - right]


def _format(percent, value, grouping=False, monetary=False, *additional):
    """One value, formatted."""
    formatted = percent % ((value, *additional) if additional else value)
    return _localize(formatted, grouping, monetary) if percent[-1] in 'eEfFgGdiu' else formatted


def format_string(f, val, grouping=False, monetary=False):
    """Format as the % operator does, with the separators of the locale."""
    places = list(_percent_re.finditer(f))
    pattern = _percent_re.sub('%s', f)
    if hasattr(val, 'keys'):
        done = ['%' if place[0][-1] == '%' else _format(place[0], val, grouping, monetary) for place in places]
        return pattern % tuple(done)
    values, done = iter(val if isinstance(val, tuple) else (val,)), []
    for place in places:
        if place[0] == '%%':
            done.append('%')
            continue
        used = list(islice(values, place['modifiers'].count('*') + 1))
        if not used:
            raise IndexError('tuple index out of range')
        done.append(_format(place[0], used[0], grouping, monetary, *used[1:]))
    return pattern % tuple(done)


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money as the locale writes it."""
    conventions = localeconv()
    digits = conventions['int_frac_digits' if international else 'frac_digits']
    if digits == CHAR_MAX:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    text = _localize(f'{abs(val):.{digits}f}', grouping, monetary=True)
    side = 'n' if val < 0 else 'p'
    # The number is between marks while what goes around it is not there yet.
    text = f'<{text}>'
    if symbol:
        name = conventions['int_curr_symbol' if international else 'currency_symbol']
        space = ' ' if conventions[side + '_sep_by_space'] else ''
        if conventions[side + '_cs_precedes']:
            text = name + space + text
        else:
            text += space + (name.removesuffix(' ') if international else name)
    sign = conventions['negative_sign' if val < 0 else 'positive_sign']
    match conventions[side + '_sign_posn']:
        case 0:
            text = f'({text})'
        case 2:
            text += sign
        case 3:
            text = text.replace('<', sign)
        case 4:
            text = text.replace('>', sign)
        case _:
            text = sign + text
    return text.replace('<', '').replace('>', '')


def str(val):
    """A float as text with the decimal point of the locale."""
    return _format('%.12g', val)


def delocalize(string):
    """A number as text of the locale, written as Python does."""
    conventions = localeconv()
    for sign, plain in ((conventions['thousands_sep'], ''), (conventions['decimal_point'], '.')):
        if sign:
            string = string.replace(sign, plain)
    return string


def localize(string, grouping=False, monetary=False):
    """A number as Python writes it, as text of the locale."""
    return _localize(string, grouping, monetary)


def atof(string, func=float):
    """Read a number of the locale."""
    return func(delocalize(string))


def atoi(string):
    """Read a whole number of the locale."""
    return atof(string, int)


# Names

def __getattr__(name):
    # The tables are long, and few need them.
    if name not in ('locale_alias', 'locale_encoding_alias'):
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import _locale_names
    globals().update(locale_alias=_locale_names.aliases(), locale_encoding_alias=_locale_names.encoding_aliases())
    return globals()[name]


def _table(name):
    return globals()[name] if name in globals() else __getattr__(name)


def _with_encoding(name, encoding):
    """A full name with another encoding."""
    import encodings
    known = encodings.normalize_encoding(encoding).lower()
    known = encodings.aliases.aliases.get(known, known)
    ways = _table('locale_encoding_alias')
    shown = ways.get(known) or ways.get(known.replace('_', '')) or (known if known != encoding.replace('-', '_') else encoding)
    return f"{name.partition('.')[0]}.{shown}"


def _with_modifier(name, modifier):
    """A full name with a modifier; that of the euro is an encoding."""
    if modifier == 'euro':
        plain, _, encoding = name.partition('.')
        if encoding in ('', 'ISO8859-1', 'ISO8859-15'):
            return plain + '.ISO8859-15'
        if encoding == 'UTF-8':
            return name
    return f'{name}@{modifier}'


def normalize(localename):
    """The full name of a locale: language, country and encoding."""
    aliases = _table('locale_alias')
    plain, _, modifier = localename.lower().replace(':', '.').partition('@')
    language, _, encoding = plain.partition('.')
    whole = language + ('.' + re.sub('[-_]', '', encoding) if encoding else '')
    if modifier:
        # First with the modifier, then as if there were none.
        if found := aliases.get(f'{whole}@{modifier}'):
            return found
        if found := aliases.get(f'{language}@{modifier}'):
            name, mark, rest = found.partition('@')
            return _with_encoding(name, encoding) + mark + rest if encoding else found
    found = aliases.get(whole)
    if found is None and encoding and (found := aliases.get(language)):
        found = _with_encoding(found.partition('@')[0], encoding)
    if not found:
        return localename
    return _with_modifier(found, modifier) if modifier and '@' not in found else found


def _parse_localename(localename):
    """(language, encoding) of a name."""
    code, mark, modifier = normalize(localename).partition('@')
    if mark and modifier == 'euro' and '.' not in code:
        return code, 'iso-8859-15'
    if '.' in code:
        return tuple(code.split('.')[:2])
    match code:
        case 'C':
            return None, None
        case 'UTF-8':
            return None, 'UTF-8'
    raise ValueError(f'unknown locale: {localename}')


def _build_localename(localetuple):
    """The name of a pair of language and encoding."""
    try:
        language, encoding = localetuple
        language = 'C' if language is None else language
        return language if encoding is None else language + '.' + encoding
    except (TypeError, ValueError):
        raise TypeError('Locale must be None, a string, or an iterable of two strings -- language code, encoding.') from None


def getdefaultlocale(envvars=('LC_ALL', 'LC_CTYPE', 'LANG', 'LANGUAGE')):
    """Language and encoding that the environment names."""
    import warnings
    warnings.warn("Use setlocale(), getencoding() and getlocale() instead", DeprecationWarning, stacklevel=2)
    return _getdefaultlocale(envvars)


def _getdefaultlocale(envvars=('LC_ALL', 'LC_CTYPE', 'LANG', 'LANGUAGE')):
    found = next(((name, value) for name in envvars if (value := os.environ.get(name))), (None, 'C'))
    return _parse_localename(found[1].split(':')[0] if found[0] == 'LANGUAGE' else found[1])


def getlocale(category=LC_CTYPE):
    """Language and encoding that are set for a category."""
    name = _setlocale(category)
    if category == LC_ALL and ';' in name:
        raise TypeError('category LC_ALL is not supported')
    return _parse_localename(name)


def setlocale(category, locale=None):
    """Set a category to a locale, a name or a pair of language and encoding; without one, tell what is set."""
    given = isinstance(locale, _builtin_str) or not locale
    return _setlocale(category, locale if given else normalize(_build_localename(locale)))


def getpreferredencoding(do_setlocale=True):
    """The encoding of text files."""
    import sys
    if sys.flags.utf8_mode:
        return 'utf-8'
    return _users_encoding() if do_setlocale else getencoding()


def _users_encoding():
    """The encoding of the locale that the environment asks for, which is set for this moment only."""
    from contextlib import suppress
    before = _setlocale(LC_CTYPE)
    with suppress(Error):
        _setlocale(LC_CTYPE, '')
    encoding = getencoding()
    _setlocale(LC_CTYPE, before)
    return encoding
