"""Translations of messages, from the catalogs of GNU gettext."""
import operator
import os
import sys

__all__ = ["NullTranslations", "GNUTranslations", "Catalog", "bindtextdomain", "find", "translation", "install",
           "textdomain", "dgettext", "dngettext", "gettext", "ngettext", "pgettext", "dpgettext", "npgettext",
           "dnpgettext"]

_default_localedir = os.path.join(sys.base_prefix, "share", "locale")

# Plural forms are written in a small part of C: numbers, n, parentheses, !, and these, the loosest first.
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
_APPLY = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
    "+": operator.add, "-": operator.sub, "*": operator.mul,
    "/": lambda a, b: int(a / b) if abs(a) < 2 ** 52 else a // b, "%": operator.mod,
}


def _tokenize(plural):
    import re
    pattern = re.compile(r"(?P<space>[ \t]+)|(?P<number>[0-9]+\b)|(?P<name>n\b)|(?P<op>[()])"
                         r"|(?P<operator>[-*/%+?:]|[><!]=?|==|&&|\|\|)|(?P<wrong>\w+|.)", re.DOTALL)
    for match in pattern.finditer(plural):
        kind = match.lastgroup
        if kind == "space":
            continue
        text = match.group(kind)
        if kind == "wrong":
            raise ValueError("invalid token in plural form: %s" % text)
        yield text
    yield ""


def _unexpected(token):
    if token:
        return ValueError("unexpected token in plural form: %s" % token)
    return ValueError("unexpected end of plural form")


class _Plural:
    """A parser that makes functions of n out of an expression."""

    def __init__(self, text):
        self.tokens = _tokenize(text)
        self.token = next(self.tokens)

    def step(self):
        token, self.token = self.token, next(self.tokens, "")
        return token

    def choice(self):
        condition = self.level(0)
        if self.token != "?":
            return condition
        self.step()
        yes = self.choice()
        if self.token != ":":
            raise _unexpected(self.token)
        self.step()
        no = self.choice()
        return lambda n: yes(n) if condition(n) else no(n)

    def level(self, depth):
        if depth == len(_LEVELS):
            return self.single()
        left = self.level(depth + 1)
        while self.token in _LEVELS[depth]:
            sign = self.step()
            left = self.joined(sign, left, self.level(depth + 1))
        return left

    @staticmethod
    def joined(sign, left, right):
        if sign == "||":
            return lambda n: int(bool(left(n) or right(n)))
        if sign == "&&":
            return lambda n: int(bool(left(n) and right(n)))
        apply = _APPLY[sign]
        return lambda n: int(apply(left(n), right(n)))

    def single(self):
        token = self.step()
        if token == "!":
            operand = self.single()
            return lambda n: int(not operand(n))
        if token == "(":
            inner = self.choice()
            if self.token != ")":
                raise _closing(self.token)
            self.step()
            return inner
        if token == "n":
            return lambda n: n
        if token.isdecimal():
            number = int(token)
            return lambda n: number
        raise _unexpected(token)


def _closing(token):
    return ValueError("unbalanced parenthesis in plural form") if not token else _unexpected(token)


def _as_int(n):
    try:
        round(n)
    except TypeError:
        raise TypeError("Plural value must be an integer, got %s" % (n.__class__.__name__,)) from None
    return _as_int2(n)


def _as_int2(n):
    try:
        return operator.index(n)
    except TypeError:
        pass
    import warnings
    warnings.warn("Plural value must be an integer, got %s" % (n.__class__.__name__,), DeprecationWarning,
                  stacklevel=_above(_as_int2))
    return n


def _above(function):
    """How many frames of this module are above the caller's."""
    frame, level = sys._getframe(1), 1
    while frame is not None and frame.f_globals.get("__name__") == __name__:
        frame, level = frame.f_back, level + 1
    return level


def c2py(plural):
    """The function that a plural form, an expression of C in n, describes."""
    if len(plural) > 1000:
        raise ValueError("plural form expression is too long")
    try:
        parser = _Plural(plural)
        chosen = parser.choice()
        if parser.token:
            raise _unexpected(parser.token)
    except RecursionError:
        raise ValueError("plural form expression is too complex") from None

    def func(n):
        if not isinstance(n, int):
            n = _as_int(n)
        return int(chosen(n))
    return func


def _expand_lang(loc):
    """A locale's name and its less exact forms, the most exact first."""
    import locale
    whole = locale.normalize(loc)
    rest, at, modifier = whole.partition("@")
    rest, dot, codeset = rest.partition(".")
    language, underscore, territory = rest.partition("_")
    pieces = [(underscore + territory, 4), (dot + codeset, 2), (at + modifier, 1)]
    present = sum(bit for text, bit in pieces if text)
    forms = []
    for wanted in range(present, -1, -1):
        if not wanted & ~present:
            forms.append(language + "".join(text for text, bit in pieces if wanted & bit))
    return forms


class NullTranslations:
    """Translates nothing: the base of catalogs, and what is used without one."""

    def __init__(self, fp=None):
        self._info = {}
        self._charset = None
        self._fallback = None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        pass

    def add_fallback(self, fallback):
        """Ask this one for what is not found here."""
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def gettext(self, message):
        """The message translated."""
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        """The form for n of a message, translated."""
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if _as_int2(n) == 1 else msgid2

    def pgettext(self, context, message):
        """The message of a context translated."""
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        """The form for n of a context's message, translated."""
        if self._fallback:
            return self._fallback.npgettext(context, msgid1, msgid2, n)
        return msgid1 if _as_int2(n) == 1 else msgid2

    def info(self):
        """What the catalog says of itself."""
        return self._info

    def charset(self):
        """The catalog's encoding."""
        return self._charset

    def install(self, names=None):
        """Make gettext the builtin _, and those of names builtins as well."""
        import builtins
        builtins.__dict__["_"] = self.gettext
        for name in sorted({"gettext", "ngettext", "npgettext", "pgettext"} & set(names or ())):
            builtins.__dict__[name] = getattr(self, name)


class GNUTranslations(NullTranslations):
    """A catalog in the form that msgfmt writes."""

    LE_MAGIC = 0x950412DE
    BE_MAGIC = 0xDE120495
    CONTEXT = "%s\x04%s"
    VERSIONS = (0, 1)

    def _parse(self, fp):
        from struct import unpack
        filename = getattr(fp, "name", "")
        self._catalog = catalog = {}
        self.plural = lambda n: int(n != 1)
        data = fp.read()
        magic = unpack("<I", data[:4])[0]
        if magic == self.LE_MAGIC:
            order = "<"
        elif magic == self.BE_MAGIC:
            order = ">"
        else:
            raise OSError(0, "Bad magic number", filename)
        version, count, originals, translations = unpack(order + "4I", data[4:20])
        if version >> 16 not in self.VERSIONS:
            raise OSError(0, "Bad version number " + str(version >> 16), filename)

        def text(table, at):
            size, start = unpack(order + "II", data[table + 8 * at:table + 8 * at + 8])
            if start + size >= len(data):
                raise OSError(0, "File is corrupt", filename)
            return data[start:start + size]

        for at in range(count):
            message, translated = text(originals, at), text(translations, at)
            if not message:
                self._head(translated)
            charset = self._charset or "ascii"
            if b"\x00" in message:
                first = str(message.split(b"\x00")[0], charset)
                for form, part in enumerate(translated.split(b"\x00")):
                    catalog[first, form] = str(part, charset)
            else:
                catalog[str(message, charset)] = str(translated, charset)

    def _head(self, translated):
        """The translation of the empty message: lines like those of a mail's head."""
        last = None
        for line in translated.split(b"\n"):
            item = line.decode().strip()
            if not item or item.startswith("#-#-#-#-#") and item.endswith("#-#-#-#-#"):
                continue
            name, colon, value = item.partition(":")
            if colon:
                last, value = name.strip().lower(), value.strip()
                self._info[last] = value
            elif last:
                self._info[last] += "\n" + item
                continue
            if last == "content-type":
                self._charset = value.split("charset=")[1]
            elif last == "plural-forms":
                self.plural = c2py(value.split(";")[1].split("plural=")[1])

    def gettext(self, message):
        """The message translated."""
        missing = object()
        found = self._catalog.get(message, missing)
        if found is missing:
            found = self._catalog.get((message, self.plural(1)), missing)
        if found is not missing:
            return found
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        """The form for n of a message, translated."""
        try:
            return self._catalog[msgid1, self.plural(n)]
        except KeyError:
            if self._fallback:
                return self._fallback.ngettext(msgid1, msgid2, n)
            return msgid1 if n == 1 else msgid2

    def pgettext(self, context, message):
        """The message of a context translated."""
        key = self.CONTEXT % (context, message)
        missing = object()
        found = self._catalog.get(key, missing)
        if found is missing:
            found = self._catalog.get((key, self.plural(1)), missing)
        if found is not missing:
            return found
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        """The form for n of a context's message, translated."""
        try:
            return self._catalog[self.CONTEXT % (context, msgid1), self.plural(n)]
        except KeyError:
            if self._fallback:
                return self._fallback.npgettext(context, msgid1, msgid2, n)
            return msgid1 if n == 1 else msgid2


def find(domain, localedir=None, languages=None, all=False):
    """The path of a domain's catalog, None if there is none; with all, a list of every one."""
    if localedir is None:
        localedir = _default_localedir
    if languages is None:
        languages = []
        for name in "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG":
            value = os.environ.get(name)
            if value:
                languages = value.split(":")
                break
        if "C" not in languages:
            languages.append("C")
    forms = []
    for language in languages:
        for form in _expand_lang(language):
            if form not in forms:
                forms.append(form)
    found = []
    for form in forms:
        if form == "C":
            break
        path = os.path.join(localedir, form, "LC_MESSAGES", "%s.mo" % domain)
        if os.path.exists(path):
            if not all:
                return path
            found.append(path)
    return found if all else None


_translations = {}


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    """A domain's translations, the less exact ones as fallbacks of the more exact."""
    if class_ is None:
        class_ = GNUTranslations
    paths = find(domain, localedir, languages, all=True)
    if not paths:
        if fallback:
            return NullTranslations()
        from errno import ENOENT
        raise FileNotFoundError(ENOENT, "No translation file found for domain", domain)
    result = None
    for path in paths:
        key = class_, os.path.abspath(path)
        catalog = _translations.get(key)
        if catalog is None:
            with open(path, "rb") as fp:
                catalog = _translations.setdefault(key, class_(fp))
        # Each use has fallbacks of its own.
        import copy
        catalog = copy.copy(catalog)
        if result is None:
            result = catalog
        else:
            result.add_fallback(catalog)
    return result


def install(domain, localedir=None, *, names=None):
    """Make a domain's gettext the builtin _."""
    translation(domain, localedir, fallback=True).install(names)


_localedirs = {}
_current_domain = "messages"


def textdomain(domain=None):
    """Set the domain that gettext() uses; the current one."""
    global _current_domain
    if domain is not None:
        _current_domain = domain
    return _current_domain


def bindtextdomain(domain, localedir=None):
    """Say where a domain's catalogs are; where they are."""
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, _default_localedir)


def _of(domain):
    """The catalog of a domain, None without one."""
    try:
        return translation(domain, _localedirs.get(domain, None))
    except OSError:
        return None


def dgettext(domain, message):
    """The message translated in a domain."""
    catalog = _of(domain)
    return message if catalog is None else catalog.gettext(message)


def dngettext(domain, msgid1, msgid2, n):
    """The form for n of a message, translated in a domain."""
    catalog = _of(domain)
    if catalog is None:
        return msgid1 if _as_int2(n) == 1 else msgid2
    return catalog.ngettext(msgid1, msgid2, n)


def dpgettext(domain, context, message):
    """The message of a context translated in a domain."""
    catalog = _of(domain)
    return message if catalog is None else catalog.pgettext(context, message)


def dnpgettext(domain, context, msgid1, msgid2, n):
    """The form for n of a context's message, translated in a domain."""
    catalog = _of(domain)
    if catalog is None:
        return msgid1 if _as_int2(n) == 1 else msgid2
    return catalog.npgettext(context, msgid1, msgid2, n)


def gettext(message):
    """The message translated in the current domain."""
    return dgettext(_current_domain, message)


def ngettext(msgid1, msgid2, n):
    """The form for n of a message, translated in the current domain."""
    return dngettext(_current_domain, msgid1, msgid2, n)


def pgettext(context, message):
    """The message of a context translated in the current domain."""
    return dpgettext(_current_domain, context, message)


def npgettext(context, msgid1, msgid2, n):
    """The form for n of a context's message, translated in the current domain."""
    return dnpgettext(_current_domain, context, msgid1, msgid2, n)


Catalog = translation
