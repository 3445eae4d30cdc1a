"""Translations of messages, from the catalogs of GNU gettext."""
import os
import re
import sys

__all__ = ['NullTranslations', 'GNUTranslations', 'Catalog', 'bindtextdomain', 'find', 'translation', 'install', 'textdomain',
           'dgettext', 'dngettext', 'gettext', 'ngettext', 'pgettext', 'dpgettext', 'npgettext', 'dnpgettext']

_default_localedir = os.path.join(sys.base_prefix, 'share', 'locale')


# Plural forms: expressions of C are turned into those of Python.

_WORD = re.compile(r'[ \t]*(?:(\d+\b|n\b)|(\|\||&&|[=!<>]=|[<>+*/%?:()!-])|(\w+|.)|$)', re.DOTALL | re.ASCII)
_LEVELS = {'||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6}
_IN_PYTHON = {'||': 'or', '&&': 'and', '/': '//'}
_DEEPEST = 20


class _Plural:
    """Reads an expression: text is what it is in Python."""

    def __init__(self, source):
        self.words, self.depth = self._divided(source), 0
        self.word = next(self.words)
        self.text = self._choice()
        if self.word:
            self._wrong()

    @staticmethod
    def _divided(source):
        for found in _WORD.finditer(source):
            if found[3]:
                raise ValueError(f'invalid token in plural form: {found[3]}')
            if not (word := found[1] or found[2]):
                break
            yield word
        while True:
            yield ''

    def _wrong(self):
        raise ValueError(f'unexpected token in plural form: {self.word}' if self.word else 'unexpected end of plural form')

    def _take(self):
        word, self.word = self.word, next(self.words)
        return word

    def _expect(self, word):
        if self.word != word:
            self._wrong()
        self._take()

    def _choice(self):
        """a ? b : c"""
        test = self._binary(1)
        if self.word != '?':
            return test
        self._take()
        first = self._choice()
        self._expect(':')
        return f'({first} if {test} else {self._choice()})'

    def _binary(self, level):
        """Operators that bind at least as strongly as a level, from the left to the right."""
        left = self._operand()
        while (found := _LEVELS.get(self.word, 0)) >= level:
            sign = self._take()
            value = f'({left} {_IN_PYTHON.get(sign, sign)} {self._binary(found + 1)})'
            left = f'int(bool{value})' if found < 5 else value
        return left

    def _operand(self):
        word = self.word
        if word == '!':
            self._take()
            return f'int(not {self._operand()})'
        if word == '(':
            self.depth += 1
            if self.depth > _DEEPEST:
                raise ValueError('plural form expression is too complex')
            self._take()
            inner = self._choice()
            if self._take() != ')':
                raise ValueError('unbalanced parenthesis in plural form')
            self.depth -= 1
            return inner
        if not (word.isdecimal() or word == 'n'):
            self._wrong()
        return self._take().lstrip('0') or '0'


def _warn_of(n):
    import warnings
    warnings.warn(f'Plural value must be an integer, got {type(n).__name__}', DeprecationWarning,
                  skip_file_prefixes=(_warn_of.__code__.co_filename,))


def _whole(n):
    """A whole number, also of what is only nearly one."""
    try:
        rounded = round(n)
    except TypeError:
        raise TypeError(f'Plural value must be an integer, got {type(n).__name__}') from None
    _warn_of(n)
    return n if rounded != n else rounded


def c2py(plural):
    """The function that a plural form, an expression of C in n, describes."""
    if len(plural) > 1000:
        raise ValueError('plural form expression is too long')
    try:
        form = eval(f'lambda n: int({_Plural(plural).text})', {'__builtins__': {'int': int, 'bool': bool}})
    except RecursionError:
        raise ValueError('plural form expression is too complex') from None
    return lambda n: form(n if isinstance(n, int) else _whole(n))


def _expand_lang(loc):
    """The names of a locale with less and less of what it says, the full one first."""
    import locale
    name = locale.normalize(loc)
    found = re.fullmatch(r'([^_.@]*)(_[^.@]*)?(\.[^@]*)?(@.*)?', name)
    language, *rest = (part or '' for part in found.groups()) if found else (name, '', '', '')
    names = []
    for number in range(7, -1, -1):
        # Country, encoding and what follows @: the first counts most.
        chosen = [part for bit, part in zip((1, 2, 4), rest) if number & bit]
        if all(chosen):
            names.append(language + ''.join(part for bit, part in zip((1, 2, 4), rest) if number & bit))
    return names


class NullTranslations:
    """Translates nothing: the base of catalogs, and what is used without one."""

    def __init__(self, fp=None):
        self._info, self._charset, self._fallback = {}, None, None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        """Read a catalog, for subclasses."""

    def add_fallback(self, fallback):
        """Ask this one for what is not found here."""
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def _beyond(self, method, *args):
        """What the fallback says; without one the message itself."""
        if self._fallback:
            return getattr(self._fallback, method)(*args)
        texts = args[1:] if 'p' in method else args
        if len(texts) > 1 and not isinstance(texts[2], int):
            _warn_of(texts[2])
        return texts[0] if len(texts) == 1 or texts[2] == 1 else texts[1]

    def gettext(self, message):
        """The message translated."""
        return self._beyond('gettext', message)

    def ngettext(self, msgid1, msgid2, n):
        """The form for n of a message, translated."""
        return self._beyond('ngettext', msgid1, msgid2, n)

    def pgettext(self, context, message):
        """The message of a context translated."""
        return self._beyond('pgettext', context, message)

    def npgettext(self, context, msgid1, msgid2, n):
        """The form for n of a context's message, translated."""
        return self._beyond('npgettext', context, msgid1, msgid2, n)

    def info(self):
        """What the catalog says of itself."""
        return self._info

    def charset(self):
        """The catalog's encoding."""
        return self._charset

    def install(self, names=None):
        """Make gettext the builtin _, and those of names builtins as well."""
        import builtins
        builtins._ = self.gettext
        for name in {'gettext', 'ngettext', 'npgettext', 'pgettext'}.intersection(names or ()):
            setattr(builtins, name, getattr(self, name))


class GNUTranslations(NullTranslations):
    """A catalog in the form that msgfmt writes."""

    LE_MAGIC, BE_MAGIC = 0x950412de, 0xde120495
    VERSIONS = (0, 1)
    CONTEXT = '%s\x04%s'

    def _parse(self, fp):
        from struct import unpack
        filename = getattr(fp, 'name', '')
        data = fp.read()
        self._catalog = {}
        self.plural = lambda n: int(n != 1)
        order = {self.LE_MAGIC: '<', self.BE_MAGIC: '>'}.get(unpack('<I', data[:4])[0])
        if order is None:
            raise OSError(0, 'Bad magic number', filename)
        version, count, ids, texts = unpack(order + '4I', data[4:20])
        if version >> 16 not in self.VERSIONS:
            raise OSError(0, f'Bad version number {version >> 16}', filename)
        for number in range(count):
            pair = []
            for table in (ids, texts):
                size, start = unpack(order + '2I', data[table + 8 * number:table + 8 * number + 8])
                if start + size >= len(data):
                    raise OSError(0, 'File is corrupt', filename)
                pair.append(data[start:start + size])
            self._enter(*pair)

    def _enter(self, key, text):
        """Take in a message; the one of nothing says how to read the others."""
        if not key:
            self._read_info(text.decode())
        encoding = self._charset or 'ascii'
        key, *plurals = str(key, encoding).split('\0')
        text = str(text, encoding)
        if plurals:
            self._catalog.update(((key, number), form) for number, form in enumerate(text.split('\0')))
        else:
            self._catalog[key] = text

    def _read_info(self, text):
        last = None
        for line in map(str.strip, text.split('\n')):
            # Tools that put catalogs together leave lines of this kind.
            if not line or line.startswith('#-#-#-#-#') and line.endswith('#-#-#-#-#'):
                continue
            name, colon, value = line.partition(':')
            if colon:
                last, value = name.strip().lower(), value.strip()
                self._info[last] = value
            elif last:
                self._info[last] += '\n' + line
                continue
            if last == 'content-type':
                self._charset = value.split('charset=')[1]
            elif last == 'plural-forms':
                self.plural = c2py(value.split(';')[1].split('plural=')[1])

    def _found(self, key):
        """The translation of a message or, where it has plural forms, of one."""
        found = self._catalog.get(key)
        return self._catalog.get((key, self.plural(1))) if found is None else found

    def gettext(self, message):
        """The message translated."""
        found = self._found(message)
        return super().gettext(message) if found is None else found

    def ngettext(self, msgid1, msgid2, n):
        """The form for n of a message, translated."""
        found = self._catalog.get((msgid1, self.plural(n)))
        return super().ngettext(msgid1, msgid2, n) if found is None else found

    def pgettext(self, context, message):
        """The message of a context translated."""
        found = self._found(self.CONTEXT % (context, message))
        return super().pgettext(context, message) if found is None else found

    def npgettext(self, context, msgid1, msgid2, n):
        """The form for n of a context's message, translated."""
        found = self._catalog.get((self.CONTEXT % (context, msgid1), self.plural(n)))
        return super().npgettext(context, msgid1, msgid2, n) if found is None else found


# Finding catalogs

def _languages():
    """The languages that the environment asks for."""
    for name in ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'):
        if value := os.environ.get(name):
            return value.split(':')
    return []


def find(domain, localedir=None, languages=None, all=False):
    """The path of a domain's catalog, None if there is none; with all, a list of every one."""
    wanted = _languages() + ['C'] if languages is None else languages
    names = dict.fromkeys(name for language in wanted for name in _expand_lang(language))
    paths = []
    for name in names:
        if name == 'C':
            break
        path = os.path.join(localedir or _default_localedir, name, 'LC_MESSAGES', f'{domain}.mo')
        if os.path.exists(path):
            paths.append(path)
            if not all:
                break
    return paths if all else next(iter(paths), None)


_translations = {}      # catalogs that were read, by class and path


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    """A domain's translations, the less exact ones as fallbacks of the more exact."""
    import copy
    result = None
    for path in find(domain, localedir, languages, all=True):
        key = class_ or GNUTranslations, os.path.abspath(path)
        if key not in _translations:
            with open(path, 'rb') as file:
                _translations[key] = key[0](file)
        # A copy gets the fallbacks: another call may find others. The messages are the same.
        found = copy.copy(_translations[key])
        if result is None:
            result = found
        else:
            result.add_fallback(found)
    if result is None:
        if fallback:
            return NullTranslations()
        import errno
        raise FileNotFoundError(errno.ENOENT, 'No translation file found for domain', domain)
    return result


Catalog = translation


def install(domain, localedir=None, *, names=None):
    """Make a domain's gettext the builtin _."""
    translation(domain, localedir, fallback=True).install(names)


# A domain for the whole program

_localedirs = {}
_current_domain = 'messages'


def textdomain(domain=None):
    """Set the domain that gettext() uses; the current one."""
    global _current_domain
    _current_domain = _current_domain if domain is None else domain
    return _current_domain


def bindtextdomain(domain, localedir=None):
    """Say where a domain's catalogs are; where they are."""
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, _default_localedir)


def _in_domain(domain):
    """The translations of a domain; none if there is no catalog."""
    return translation(domain, _localedirs.get(domain), fallback=True)


def dgettext(domain, message):
    """The message translated in a domain."""
    return _in_domain(domain).gettext(message)


def dngettext(domain, msgid1, msgid2, n):
    """The form for n of a message, translated in a domain."""
    return _in_domain(domain).ngettext(msgid1, msgid2, n)


def dpgettext(domain, context, message):
    """The message of a context translated in a domain."""
    return _in_domain(domain).pgettext(context, message)


def dnpgettext(domain, context, msgid1, msgid2, n):
    """The form for n of a context's message, translated in a domain."""
    return _in_domain(domain).npgettext(context, msgid1, msgid2, n)


def gettext(message):
    """The message translated in the current domain."""
    return _in_domain(_current_domain).gettext(message)


def ngettext(msgid1, msgid2, n):
    """The form for n of a message, translated in the current domain."""
    return _in_domain(_current_domain).ngettext(msgid1, msgid2, n)


def pgettext(context, message):
    """The message of a context translated in the current domain."""
    return _in_domain(_current_domain).pgettext(context, message)


def npgettext(context, msgid1, msgid2, n):
    """The form for n of a context's message, translated in the current domain."""
    return _in_domain(_current_domain).npgettext(context, msgid1, msgid2, n)
