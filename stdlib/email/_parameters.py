"""Headers with parameters (RFC 2045, 2231): reading them, and writing them in lines. The objects are in
headerregistry.py."""
import itertools
import re
import urllib.parse

from email import errors, utils
from email._folding import decoded_in_quotes

TOKEN = re.compile(r"[^\s()<>@,;:\\\"/\[\]?=]+")


def quoted(text):
    """Text between quotes."""
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')


def _pieces(value):
    # The text between semicolons that are in neither quotes nor comments.
    piece, depth, inside, skip = "", 0, False, False
    for char in value:
        if skip:
            skip = False
        elif char == "\\":
            skip = inside or depth
        elif char == '"' and not depth:
            inside = not inside
        elif char == "(" and not inside:
            depth += 1
        elif char == ")" and depth and not inside:
            depth -= 1
        elif char == ";" and not inside and not depth:
            yield piece
            piece = ""
            continue
        piece += char
    yield piece


def _without_comments(text):
    out, depth, skip = "", 0, False
    for char in text:
        if depth and skip:
            skip = False
        elif depth and char == "\\":
            skip = True
        elif char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif not depth:
            out += char
    return out


def _value(text, defects):
    """A parameter's value, and whether it was quoted."""
    text = text.strip()
    if not text.startswith('"'):
        text = _without_comments(text).strip()
        found, _, rest = text.partition(" ")
        if rest.strip():
            defects.append(errors.InvalidHeaderDefect("parameter with invalid trailing text '%s'" % rest))
        return found, False
    out, i = "", 1
    while i < len(text) and text[i] != '"':
        i += text[i] == "\\" and i + 1 < len(text)
        out += text[i]
        i += 1
    if i >= len(text):
        defects.append(errors.InvalidHeaderDefect("end of header inside quoted string"))
    elif _without_comments(text[i + 1:]).strip():
        defects.append(errors.InvalidHeaderDefect("parameter with invalid trailing text '%s'" % text[i + 1:]))
    return decoded_in_quotes(out, defects), True


def parse(value):
    """(first part as text, its value without comments, [(name, value or None)], defects)"""
    defects = []
    first, *pieces = _pieces(value)
    bare = _without_comments(first).strip()
    plain, parts = {}, {}       # by name; by name and number
    names = {}                  # as they were written, in order
    for i, piece in enumerate(pieces):
        name, equals, text = piece.partition("=")
        name = _without_comments(name).strip()
        if not name:
            if i + 1 < len(pieces) or equals:
                defects.append(errors.InvalidHeaderDefect("parameter entry with no content"))
            continue
        if not equals:
            defects.append(errors.InvalidHeaderDefect("Parameter contains name (%s) but no value" % name))
            names.setdefault(name.lower(), name)
            plain.setdefault(name.lower(), None)
            continue
        if not text.strip():
            defects.append(errors.InvalidHeaderDefect("expected parameter value but found nothing"))
            continue
        text, was_quoted = _value(text, defects)
        name, star, number = name.partition("*")
        key = name.lower()
        names.setdefault(key, name)
        if not star:
            if key in plain:
                defects.append(errors.InvalidHeaderDefect("duplicate parameter name; duplicate(s) ignored"))
            plain.setdefault(key, text)
            continue
        encoded = number.endswith("*") or not number
        number = number.removesuffix("*")
        if number and not number.isdecimal():
            defects.append(errors.InvalidHeaderDefect("Invalid encoded parameter"))
            continue
        if number.startswith("0") and number != "0":
            defects.append(errors.InvalidHeaderDefect("Section number has an invalid leading 0"))
        if encoded and was_quoted:
            defects.append(errors.InvalidHeaderDefect("Quoted string value for extended parameter is invalid"))
        parts.setdefault(key, {}).setdefault(int(number or 0), (text, encoded, was_quoted))
    found = []
    for key, name in names.items():
        text = plain.get(key)
        if key in parts:
            text = _joined(parts[key], defects)
        found.append((name, text))
    defects += [errors.UndecodableBytesDefect("Non-ASCII characters found in header token")
                for text in (first, *itertools.chain.from_iterable(found))
                if text and not text.isascii() and utils._has_surrogates(text)]
    head = (first if first.strip() else "") + (";" if pieces and not found else "")
    return head, bare, found, defects


def _joined(numbered, defects):
    # The parts in order up to a gap; the first one of them names the character set.
    out, charset = b"", "utf-8"
    text, encoded, was_quoted = numbered.get(0, ("", True, False))
    if not encoded and not was_quoted and text.count("'") == 2 and any(encoded for _, encoded, _ in numbered.values()):
        defects.append(errors.InvalidHeaderDefect("Apparent initial-extended-value but attribute was not marked as extended or "
                                                  "was not initial section"))
        numbered[0] = text, True, False
    for at in range(len(numbered)):
        if at not in numbered:
            defects.append(errors.InvalidHeaderDefect("inconsistent multipart parameter numbering"))
            break
        text, encoded, _ = numbered[at]
        if not encoded:
            out += text.encode("utf-8", "surrogateescape")
            continue
        if at == 0:
            if text.count("'") >= 2:
                charset, _, text = text.split("'", 2)
            else:
                defects.append(errors.InvalidHeaderDefect("Missing required charset/lang delimiters"))
        out += urllib.parse.unquote_to_bytes(text.encode("utf-8", "surrogateescape"))
    try:
        return out.decode(charset or "us-ascii", "surrogateescape")
    except LookupError:
        return out.decode("us-ascii", "surrogateescape")


def shown(head, pairs):
    """The header as text."""
    return "; ".join([head] + [name if text is None else "%s=%s" % (name, quoted(text)) for name, text in pairs])


def fold(name, head, pairs, policy):
    """The header in lines: parameters that are not ASCII percent-encoded, long ones in several parts."""
    limit = policy.max_line_length or float("inf")
    lines = [name + ": " + head if head else name + ":"]
    for at, (key, text) in enumerate(pairs, 1):
        more = at < len(pairs)      # then a semicolon follows
        if not lines[-1].endswith(";"):
            lines[-1] += ";"
        charset = None
        if text is None:
            entry = key
        else:
            try:
                text.encode("utf-8" if policy.utf8 else "us-ascii")
                entry = "%s=%s" % (key, quoted(text))
            except UnicodeEncodeError:
                charset = "unknown-8bit" if any("\udc80" <= c <= "\udcff" for c in text) else "utf-8"
                entry = "%s*=%s''%s" % (key, charset, _percent(text))
        if len(lines[-1]) + 1 + len(entry) + more <= limit:
            lines[-1] += " " + entry
        elif 1 + len(entry) + more <= limit or text is None:
            lines.append(" " + entry)
        else:
            lines += _continued(key, text, charset or "us-ascii", limit)
    return policy.linesep.join(lines) + policy.linesep


def _percent(text):
    return urllib.parse.quote(text, safe="", encoding="utf-8", errors="surrogateescape")


def _continued(key, text, charset, limit):
    number, lead = 0, charset + "''"
    while text:
        begin = " %s*%d*=%s" % (key, number, lead)
        # Room for at least one character, however long the name is.
        room = max((limit if limit > len(begin) + 4 else 78) - len(begin) - 1, 12)
        size = min(len(text), int(room))
        while size > 1 and len(_percent(text[:size])) > room:
            size -= 1
        yield begin + _percent(text[:size]) + (";" if size < len(text) else "")
        text = text[size:]
        number, lead = number + 1, ""
