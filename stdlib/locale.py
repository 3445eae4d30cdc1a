"""Locales: which one is set, and formatting and reading of numbers by it."""
import functools
import os
import re
from builtins import str as _builtin_str

import _locale
from _locale import *

__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale", "localeconv",
           "strcoll", "strxfrm", "str", "atof", "atoi", "format_string", "currency", "normalize",
           "LC_CTYPE", "LC_COLLATE", "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "CHAR_MAX",
           "getencoding", "LC_MESSAGES"]

_localeconv = _locale.localeconv
_setlocale = _locale.setlocale
_override_localeconv = {}


@functools.wraps(_localeconv)
def localeconv():
    d = _localeconv()
    if _override_localeconv:
        d.update(_override_localeconv)
    return d


# --- numbers

def _grouping_intervals(grouping):
    last = None
    for size in grouping:
        if size == CHAR_MAX:
            return
        if size == 0:
            if last is None:
                raise ValueError("invalid grouping")
            while True:
                yield last
        yield size
        last = size


def _group(s, monetary=False):
    """The text with separators, and how many characters they are."""
    conv = localeconv()
    separator = conv["mon_thousands_sep" if monetary else "thousands_sep"]
    grouping = conv["mon_grouping" if monetary else "grouping"]
    if not grouping:
        return s, 0
    stripped = s.rstrip()
    right_spaces = s[len(stripped):]
    left_spaces = stripped[:len(stripped) - len(stripped.lstrip())]
    s = stripped.lstrip()
    groups = []
    for size in _grouping_intervals(grouping):
        if not s or s[-1] not in "0123456789":
            break
        groups.append(s[-size:])
        s = s[:-size]
    if s:
        groups.append(s)
    groups.reverse()
    return left_spaces + separator.join(groups) + right_spaces, len(separator) * (len(groups) - 1)


def _strip_padding(s, amount):
    """Take back the padding that separators made superfluous."""
    left = 0
    while amount and s[left] == " ":
        left += 1
        amount -= 1
    right = len(s) - 1
    while amount and s[right] == " ":
        right -= 1
        amount -= 1
    return s[left:right + 1]


_percent_re = re.compile(r"%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]")


def _localize(formatted, grouping=False, monetary=False):
    if "." in formatted:
        separators = 0
        parts = formatted.split(".")
        if grouping:
            parts[0], separators = _group(parts[0], monetary=monetary)
        point = localeconv()["mon_decimal_point" if monetary else "decimal_point"]
        formatted = point.join(parts)
        if separators:
            formatted = _strip_padding(formatted, separators)
    else:
        separators = 0
        if grouping:
            formatted, separators = _group(formatted, monetary=monetary)
        if separators:
            formatted = _strip_padding(formatted, separators)
    return formatted


def _format(percent, value, grouping=False, monetary=False, *additional):
    formatted = percent % ((value,) + additional) if additional else percent % value
    if percent[-1] in "eEfFgGdiu":
        formatted = _localize(formatted, grouping, monetary)
    return formatted


def format_string(f, val, grouping=False, monetary=False):
    """Format as the % operator does, with the separators of the locale."""
    percents = list(_percent_re.finditer(f))
    new_f = _percent_re.sub("%s", f)
    if isinstance(val, _mapping()):
        new_val = []
        for percent in percents:
            if percent.group()[-1] == "%":
                new_val.append("%")
            else:
                new_val.append(_format(percent.group(), val, grouping, monetary))
    else:
        if not isinstance(val, tuple):
            val = (val,)
        new_val = []
        i = 0
        for percent in percents:
            if percent.group()[-1] == "%":
                new_val.append("%")
            else:
                stars = percent.group("modifiers").count("*")
                new_val.append(_format(percent.group(), val[i], grouping, monetary, *val[i + 1:i + 1 + stars]))
                i += 1 + stars
    return new_f % tuple(new_val)


def _mapping():
    from collections.abc import Mapping
    return Mapping


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money as the locale writes it."""
    conv = localeconv()
    digits = conv["int_frac_digits" if international else "frac_digits"]
    if digits == 127:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    s = _localize(f"{abs(val):.{digits}f}", grouping, monetary=True)
    s = "<" + s + ">"
    sign_of = "n" if val < 0 else "p"
    if symbol:
        smb = conv["int_curr_symbol" if international else "currency_symbol"]
        precedes = conv[sign_of + "_cs_precedes"]
        separated = conv[sign_of + "_sep_by_space"]
        if precedes:
            s = smb + (separated and " " or "") + s
        else:
            if international and smb[-1] == " ":
                smb = smb[:-1]
            s = s + (separated and " " or "") + smb
    position = conv[sign_of + "_sign_posn"]
    sign = conv["negative_sign" if val < 0 else "positive_sign"]
    if position == 0:
        s = "(" + s + ")"
    elif position == 1:
        s = sign + s
    elif position == 2:
        s = s + sign
    elif position == 3:
        s = s.replace("<", sign)
    elif position == 4:
        s = s.replace(">", sign)
    else:
        s = sign + s
    return s.replace("<", "").replace(">", "")


def str(val):
    """A float as text with the decimal point of the locale."""
    return _format("%.12g", val)


def delocalize(string):
    """A number as text of the locale, written as Python does."""
    conv = localeconv()
    separator = conv["thousands_sep"]
    if separator:
        string = string.replace(separator, "")
    point = conv["decimal_point"]
    if point:
        string = string.replace(point, ".")
    return string


def localize(string, grouping=False, monetary=False):
    """A number as Python writes it, as text of the locale."""
    return _localize(string, grouping, monetary)


def atof(string, func=float):
    """Read a number of the locale."""
    return func(delocalize(string))


def atoi(string):
    """Read a whole number of the locale."""
    return int(delocalize(string))


# --- names of locales

# The country that a language alone stands for, where it is not the language's own code in capitals.
_COUNTRIES = {"en": "US", "ja": "JP", "zh": "CN", "ko": "KR", "cs": "CZ", "da": "DK", "el": "GR", "et": "EE",
              "he": "IL", "iw": "IL", "sl": "SI", "sv": "SE", "uk": "UA", "vi": "VN", "ar": "AA", "fa": "IR",
              "hi": "IN", "ca": "ES", "eu": "ES", "gl": "ES", "sr": "RS", "be": "BY", "nb": "NO", "nn": "NO",
              "ga": "IE", "ka": "GE", "kk": "KZ", "ta": "IN", "te": "IN", "ur": "PK"}
_ENCODINGS = {"ja": "eucJP", "zh": "gb2312", "ko": "eucKR", "cs": "ISO8859-2", "pl": "ISO8859-2",
              "hu": "ISO8859-2", "hr": "ISO8859-2", "ro": "ISO8859-2", "sk": "ISO8859-2", "sl": "ISO8859-2",
              "ru": "UTF-8", "uk": "KOI8-U", "el": "ISO8859-7", "tr": "ISO8859-9", "he": "ISO8859-8",
              "iw": "ISO8859-8", "ar": "ISO8859-6", "th": "ISO8859-11", "bg": "CP1251", "sr": "UTF-8",
              "hi": "UTF-8", "vi": "TCVN", "fa": "UTF-8", "lt": "ISO8859-13", "lv": "ISO8859-13"}
_ENCODING_NAMES = {"utf8": "UTF-8", "utf": "UTF-8", "latin1": "ISO8859-1", "88591": "ISO8859-1",
                   "iso88591": "ISO8859-1", "iso885915": "ISO8859-15", "88592": "ISO8859-2",
                   "iso88592": "ISO8859-2", "euc": "eucJP", "eucjp": "eucJP", "ujis": "eucJP", "sjis": "SJIS",
                   "euckr": "eucKR", "koi8r": "KOI8-R", "koi8u": "KOI8-U", "big5": "big5", "gbk": "gbk",
                   "gb2312": "gb2312", "gb18030": "gb18030", "cp1251": "CP1251", "ascii": "ISO8859-1"}
_KNOWN = ("en de fr es it pt nl fi no nb nn is ja zh ko cs pl hu hr ro sk sl ru uk el tr he iw ar th bg sr hi vi "
          "fa lt lv da sv et ca eu gl ga af sq mk").split()


def normalize(localename):
    """The full name of a locale: language, country and encoding."""
    code = localename.lower()
    code, _, modifier = code.partition("@")
    language, _, encoding = code.partition(".")
    if language in ("c", "posix"):
        if not encoding:
            return "C"
        known = _ENCODING_NAMES.get(re.sub(r"[\W_]", "", encoding))
        return f"C.{known}" if known else localename
    parts = language.split("_")
    if parts[0] not in _KNOWN or len(parts) > 2:
        return localename
    country = parts[1].upper() if len(parts) == 2 else _COUNTRIES.get(parts[0], parts[0].upper())
    if encoding:
        known = _ENCODING_NAMES.get(re.sub(r"[\W_]", "", encoding), encoding)
    elif modifier == "euro":
        known = "ISO8859-15"
        modifier = ""
    else:
        known = _ENCODINGS.get(parts[0], "ISO8859-1")
    return f"{parts[0]}_{country}.{known}" + (f"@{modifier}" if modifier else "")


def _parse_localename(localename):
    code = normalize(localename)
    if "@" in code:
        code, modifier = code.split("@", 1)
        if modifier == "euro" and "." not in code:
            return code, "iso-8859-15"
    if "." in code:
        return tuple(code.split(".")[:2])
    if code == "C":
        return None, None
    if code == "UTF-8":
        return None, "UTF-8"
    raise ValueError("unknown locale: %s" % localename)


def _build_localename(localetuple):
    try:
        language, encoding = localetuple
        if language is None:
            language = "C"
        return language if encoding is None else language + "." + encoding
    except (TypeError, ValueError):
        raise TypeError("Locale must be None, a string, or an iterable of two strings -- "
                        "language code, encoding.") from None


def getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    """Language and encoding that the environment names."""
    import warnings
    warnings._deprecated("locale.getdefaultlocale",
                         "{name!r} is deprecated and slated for removal in Python {remove}. "
                         "Use setlocale(), getencoding() and getlocale() instead.", remove=(3, 15))
    return _getdefaultlocale(envvars)


def _getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    for variable in envvars:
        localename = os.environ.get(variable)
        if localename:
            if variable == "LANGUAGE":
                localename = localename.split(":")[0]
            break
    else:
        localename = "C"
    return _parse_localename(localename)


def getlocale(category=LC_CTYPE):
    """Language and encoding that are set for a category."""
    localename = _setlocale(category)
    if category == LC_ALL and ";" in localename:
        raise TypeError("category LC_ALL is not supported")
    return _parse_localename(localename)


def setlocale(category, locale=None):
    """Set a category to a locale, a name or a pair of language and encoding; without one, tell what is set."""
    if locale and not isinstance(locale, _builtin_str):
        locale = normalize(_build_localename(locale))
    return _setlocale(category, locale)


def getpreferredencoding(do_setlocale=True):
    """The encoding of text files."""
    import sys
    if sys.flags.utf8_mode:
        return "utf-8"
    encoding = getencoding()
    if not do_setlocale:
        return encoding
    old = _setlocale(LC_CTYPE)
    try:
        try:
            _setlocale(LC_CTYPE, "")
        except Error:
            pass
        return getencoding()
    finally:
        _setlocale(LC_CTYPE, old)
