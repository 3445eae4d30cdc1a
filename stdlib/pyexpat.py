"""A parser of XML that calls a handler for each piece, with the interface and the errors of expat.

It does not validate and reads no external entity by itself.
"""
import codecs
import re
import sys
from types import ModuleType

__all__ = ["ErrorString", "ExpatError", "ParserCreate", "XMLParserType", "error", "errors", "model"]

EXPAT_VERSION = "expat_2.6.3"
version_info = (2, 6, 3)
native_encoding = "UTF-8"
features = [("sizeof(XML_Char)", 1), ("sizeof(XML_LChar)", 1), ("XML_DTD", 0), ("XML_CONTEXT_BYTES", 1024),
            ("XML_NS", 0), ("XML_BLAP_MAX_AMP", 100), ("XML_BLAP_ACT_THRES", 8388608), ("XML_GE", 0)]

XML_PARAM_ENTITY_PARSING_NEVER = 0
XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE = 1
XML_PARAM_ENTITY_PARSING_ALWAYS = 2

# Names and texts of the errors, by number from 1.
_ERRORS = (
    ("NO_MEMORY", "out of memory"),
    ("SYNTAX", "syntax error"),
    ("NO_ELEMENTS", "no element found"),
    ("INVALID_TOKEN", "not well-formed (invalid token)"),
    ("UNCLOSED_TOKEN", "unclosed token"),
    ("PARTIAL_CHAR", "partial character"),
    ("TAG_MISMATCH", "mismatched tag"),
    ("DUPLICATE_ATTRIBUTE", "duplicate attribute"),
    ("JUNK_AFTER_DOC_ELEMENT", "junk after document element"),
    ("PARAM_ENTITY_REF", "illegal parameter entity reference"),
    ("UNDEFINED_ENTITY", "undefined entity"),
    ("RECURSIVE_ENTITY_REF", "recursive entity reference"),
    ("ASYNC_ENTITY", "asynchronous entity"),
    ("BAD_CHAR_REF", "reference to invalid character number"),
    ("BINARY_ENTITY_REF", "reference to binary entity"),
    ("ATTRIBUTE_EXTERNAL_ENTITY_REF", "reference to external entity in attribute"),
    ("MISPLACED_XML_PI", "XML or text declaration not at start of entity"),
    ("UNKNOWN_ENCODING", "unknown encoding"),
    ("INCORRECT_ENCODING", "encoding specified in XML declaration is incorrect"),
    ("UNCLOSED_CDATA_SECTION", "unclosed CDATA section"),
    ("EXTERNAL_ENTITY_HANDLING", "error in processing external entity reference"),
    ("NOT_STANDALONE", "document is not standalone"),
    ("UNEXPECTED_STATE", "unexpected parser state - please send a bug report"),
    ("ENTITY_DECLARED_IN_PE", "entity declared in parameter entity"),
    ("FEATURE_REQUIRES_XML_DTD", "requested feature requires XML_DTD support in Expat"),
    ("CANT_CHANGE_FEATURE_ONCE_PARSING", "cannot change setting once parsing has begun"),
    ("UNBOUND_PREFIX", "unbound prefix"),
    ("UNDECLARING_PREFIX", "must not undeclare prefix"),
    ("INCOMPLETE_PE", "incomplete markup in parameter entity"),
    ("XML_DECL", "XML declaration not well-formed"),
    ("TEXT_DECL", "text declaration not well-formed"),
    ("PUBLICID", "illegal character(s) in public id"),
    ("SUSPENDED", "parser suspended"),
    ("NOT_SUSPENDED", "parser not suspended"),
    ("ABORTED", "parsing aborted"),
    ("FINISHED", "parsing finished"),
    ("SUSPEND_PE", "cannot suspend in external parameter entity"),
    ("RESERVED_PREFIX_XML", "reserved prefix (xml) must not be undeclared or bound to another namespace name"),
    ("RESERVED_PREFIX_XMLNS", "reserved prefix (xmlns) must not be declared or undeclared"),
    ("RESERVED_NAMESPACE_URI", "prefix must not be bound to one of the reserved namespace names"),
    ("INVALID_ARGUMENT", "invalid argument"),
    ("NO_BUFFER", "a successful prior call to function XML_GetBuffer is required"),
    ("AMPLIFICATION_LIMIT_BREACH", "limit on input amplification factor (from DTD and entities) breached"),
)


class ExpatError(Exception):
    """The text is not well-formed XML; `code`, `lineno` and `offset` say how and where."""


ExpatError.__module__ = "xml.parsers.expat"
error = ExpatError


def _module(name, doc):
    made = ModuleType("pyexpat." + name, doc)
    sys.modules[made.__name__] = made
    return made


errors = _module("errors", "The errors by name, number and text.")
errors.codes = {}
errors.messages = {}
for _number, (_word, _message) in enumerate(_ERRORS, 1):
    setattr(errors, "XML_ERROR_" + _word, _message)
    errors.codes[_message] = _number
    errors.messages[_number] = _message

model = _module("model", "The kinds and counts in the model of an element's content.")
for _number, _word in enumerate(("EMPTY", "ANY", "MIXED", "NAME", "CHOICE", "SEQ"), 1):
    setattr(model, "XML_CTYPE_" + _word, _number)
for _number, _word in enumerate(("NONE", "OPT", "REP", "PLUS")):
    setattr(model, "XML_CQUANT_" + _word, _number)


def ErrorString(code, /):
    """The text of an error's number, None if there is no such error."""
    return errors.messages.get(code)


_CODE = {name: number for number, (name, _) in enumerate(_ERRORS, 1)}

_START = (":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
          "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff")
_NAME = f"[{_START}][-.0-9\xb7\u0300-\u036f\u203f\u2040{_START}]*"
_S = "[ \t\r\n]"
_REF = f"&(?:{_NAME}|#[0-9]+|#x[0-9a-fA-F]+);"
_BAD = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_VALUE = f'''"(?:[^<&"{_BAD}]|{_REF})*"|'(?:[^<&'{_BAD}]|{_REF})*\''''

_name = re.compile(_NAME)
_space = re.compile(_S + "+")
_bad = re.compile(f"[{_BAD}]")
_ref = re.compile(_REF)
_start_tag = re.compile(f"<({_NAME})((?:{_S}+{_NAME}{_S}*={_S}*(?:{_VALUE}))*){_S}*(/?)>")
_attribute = re.compile(f"{_S}+({_NAME}){_S}*={_S}*({_VALUE})")
# What most of a document consists of: text, end tags, start tags, references to what needs no declaration. Anything else
# is taken whole and matches none of the inner groups.
_simple = re.compile(f"(([^<&\\]\r{_BAD}]++)(?=[<&])|</({_NAME}){_S}*>|"
                     f"<({_NAME})((?:{_S}+{_NAME}=(?:\"[^<\"\t\n\r{_BAD}]*\"|'[^<'\t\n\r{_BAD}]*'))*){_S}*(/?)>|"
                     "&(lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});|(?s:.+))")
_simple_attribute = re.compile(f"({_NAME})=(?:\"([^\"]*)\"|'([^']*)')")
_simple_reference = re.compile("&(lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_end_tag = re.compile(f"</({_NAME}){_S}*>")
_pi = re.compile(rf"<\?({_NAME})(?:{_S}+((?s:.*?)))?\?>")
_text_end = re.compile("[<&]")
_lines = re.compile("\r\n?|\n|[^\r\n]+")
_xml_decl = re.compile(
    rf"""<\?xml{_S}+version{_S}*={_S}*(?:"([-a-zA-Z0-9_.:]+)"|'([-a-zA-Z0-9_.:]+)')"""
    rf"""(?:{_S}+encoding{_S}*={_S}*(?:"([A-Za-z][-A-Za-z0-9._]*)"|'([A-Za-z][-A-Za-z0-9._]*)'))?"""
    rf"""(?:{_S}+standalone{_S}*={_S}*(?:"(yes|no)"|'(yes|no)'))?{_S}*\?>""")
_text_decl = re.compile(
    rf"""<\?xml(?:{_S}+version{_S}*={_S}*(?:"([-a-zA-Z0-9_.:]+)"|'([-a-zA-Z0-9_.:]+)'))?"""
    rf"""{_S}+encoding{_S}*={_S}*(?:"([A-Za-z][-A-Za-z0-9._]*)"|'([A-Za-z][-A-Za-z0-9._]*)')()(){_S}*\?>""")
_dtd_token = re.compile(
    rf"""<!--(?s:.*?)-->|<\?(?s:.*?)\?>|<!\[|<![A-Z]+|{_S}+|"[^"]*"|'[^']*'|%{_NAME};|\#[A-Z]+"""
    rf"""|[-.0-9\xb7{_START}]+[*?+]?|\)[*?+]?|[\[\](|,>%]""")

_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/"

_HANDLERS = (
    "StartElementHandler", "EndElementHandler", "ProcessingInstructionHandler", "CharacterDataHandler",
    "UnparsedEntityDeclHandler", "NotationDeclHandler", "StartNamespaceDeclHandler", "EndNamespaceDeclHandler",
    "CommentHandler", "StartCdataSectionHandler", "EndCdataSectionHandler", "DefaultHandler", "DefaultHandlerExpand",
    "NotStandaloneHandler", "ExternalEntityRefHandler", "StartDoctypeDeclHandler", "EndDoctypeDeclHandler",
    "EntityDeclHandler", "XmlDeclHandler", "ElementDeclHandler", "AttlistDeclHandler", "SkippedEntityHandler")


class _Wait(Exception):
    """More text is needed."""


class _Entity:
    def __init__(self, name, value=None, sysid=None, pubid=None, notation=None):
        self.name = name
        self.value = value
        self.sysid = sysid
        self.pubid = pubid
        self.notation = notation
        self.open = False


class _Dtd:
    """What the document type declares; shared with parsers of external entities."""

    def __init__(self):
        self.entities = {}
        self.expanded = 0
        self.parameters = {}
        self.attributes = {}
        self.incomplete = False
        self.standalone = False


class xmlparser:
    """An XML parser; made by ParserCreate()."""

    __slots__ = _HANDLERS + (
        "intern", "namespace_prefixes", "ordered_attributes", "specified_attributes", "_buffer_text", "_buffer_size",
        "_pieces", "_separator", "_encoding", "_decoder", "_text", "_pos", "_at", "_mark", "_line", "_column", "_bytes",
        "_stack", "_spaces", "_dtd", "_phase", "_finished", "_error", "_base", "_started", "_external", "_deferral",
        "_foreign", "_width", "_in_entity", "_head", "_tail")

    def _set_up(self, encoding, separator, intern):
        for name in _HANDLERS:
            setattr(self, name, None)
        self.intern = {} if intern is None else intern
        self.namespace_prefixes = self.ordered_attributes = self.specified_attributes = False
        self._buffer_text, self._buffer_size, self._pieces = False, 8192, None
        self._separator = separator
        self._encoding, self._decoder, self._head, self._tail = encoding, None, b"", b""
        self._text, self._pos, self._at, self._mark = "", 0, 0, 0
        self._line, self._column, self._bytes = 1, 0, 0
        self._stack, self._spaces, self._dtd = [], [{"xml": _XML_NAMESPACE}], _Dtd()
        self._phase, self._finished, self._error, self._base = "prolog", False, 0, None
        self._started, self._external, self._deferral, self._foreign = False, False, True, False
        self._width, self._in_entity = "utf-8", 0
        return self

    # Settings and positions.

    @property
    def buffer_text(self):
        """Whether text comes in pieces as large as possible."""
        return self._buffer_text

    @buffer_text.setter
    def buffer_text(self, value):
        value = bool(value)
        if not value:
            self._flush()
        self._buffer_text = value

    @property
    def buffer_size(self):
        """How large the pieces may get."""
        return self._buffer_size

    @buffer_size.setter
    def buffer_size(self, value):
        if not isinstance(value, int):
            raise TypeError("buffer_size must be an integer")
        if value <= 0:
            raise ValueError("buffer_size must be greater than zero")
        self._flush()
        self._buffer_size = value

    @property
    def buffer_used(self):
        """How much text waits."""
        return sum(map(len, self._pieces or ()))

    def _count(self):
        """Bring line, column and byte up to where the parser is."""
        if self._at > self._mark:
            passed = self._text[self._mark:self._at]
            self._bytes += len(passed.encode(self._width, "surrogatepass"))
            flat = passed.replace("\r\n", "\n").replace("\r", "\n")
            newlines = flat.count("\n")
            if newlines:
                self._line += newlines
                self._column = len(flat) - flat.rindex("\n") - 1
            else:
                self._column += len(flat)
            self._mark = self._at

    @property
    def CurrentLineNumber(self):
        """The line of the event."""
        self._count()
        return self._line

    @property
    def CurrentColumnNumber(self):
        """The column of the event."""
        self._count()
        return self._column

    @property
    def CurrentByteIndex(self):
        """The byte of the event."""
        self._count()
        return self._bytes if self._started else -1

    ErrorLineNumber = CurrentLineNumber
    ErrorColumnNumber = CurrentColumnNumber
    ErrorByteIndex = CurrentByteIndex

    @property
    def ErrorCode(self):
        """The number of the error, 0 without one."""
        return self._error

    def SetBase(self, base, /):
        """Set what system identifiers are relative to."""
        self._base = base

    def GetBase(self):
        """What system identifiers are relative to."""
        return self._base

    def GetInputContext(self):
        """The text around the event, as bytes; None outside handlers."""
        return self._text[self._at:].encode(self._width, "surrogatepass") if self._started and not self._finished \
            else None

    def SetParamEntityParsing(self, flag, /):
        """Say when external parameter entities are read; this parser reads none."""
        return 1

    def UseForeignDTD(self, flag=True, /):
        """Say that there is a document type declaration elsewhere."""
        if self._started:
            self._throw("CANT_CHANGE_FEATURE_ONCE_PARSING")
        self._foreign = bool(flag)
        self._dtd.incomplete = self._foreign

    def GetReparseDeferralEnabled(self):
        """Whether long tokens may wait for more text."""
        return self._deferral

    def SetReparseDeferralEnabled(self, enabled, /):
        """Say whether long tokens may wait for more text."""
        self._deferral = bool(enabled)

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        """A parser for an external entity, with the handlers of this one."""
        parser = object.__new__(xmlparser)._set_up(encoding, self._separator, self.intern)
        for name in _HANDLERS + ("namespace_prefixes", "ordered_attributes", "specified_attributes", "_buffer_text"):
            setattr(parser, name, getattr(self, name))
        parser._dtd = self._dtd
        parser._spaces = list(self._spaces)
        parser._external = True
        parser._phase = "content"
        parser._base = self._base
        return parser

    # Errors and events.

    def _throw(self, name, at=None):
        code = _CODE[name]
        if at is not None:
            if at < self._mark:
                at = self._mark
            self._at = at
        self._error = code
        self._finished = True
        self._flush()
        raise self._exception(code)

    def _exception(self, code):
        self._count()
        made = ExpatError("%s: line %d, column %d" % (errors.messages[code], self._line, self._column))
        made.code = code
        made.lineno = self._line
        made.offset = self._column
        return made

    def _flush(self):
        if self._pieces:
            text, self._pieces = "".join(self._pieces), None
            if self.CharacterDataHandler is not None:
                self.CharacterDataHandler(text)

    def _default(self, raw):
        handler = self.DefaultHandlerExpand or self.DefaultHandler
        if handler is not None and raw:
            self._flush()
            handler(raw)

    def _characters(self, text, raw=None):
        if self.CharacterDataHandler is None:
            self._default(text if raw is None else raw)
        elif not self._buffer_text:
            self.CharacterDataHandler(text)
        else:
            if self._pieces is None:
                self._pieces = []
            elif self.buffer_used + len(text) > self._buffer_size:
                self._flush()
                self._pieces = []
            self._pieces.append(text)
            if len(text) > self._buffer_size:
                self._flush()

    def _event(self, handler, raw, *args):
        """Call a handler; without one the raw text goes to the default."""
        if handler is None:
            self._default(raw)
            return None
        self._flush()
        return handler(*args)

    def _named(self, text):
        return self.intern.setdefault(text, text)

    # Input.

    def Parse(self, data, isfinal=False, /):
        """Parse more text; isfinal says that it is the last."""
        if isinstance(data, str):
            if not self._started:
                self._encoding, self._decoder = "utf-8", codecs.getincrementaldecoder("utf-8")("surrogatepass")
            data = data.encode("utf-8", "surrogatepass")
        else:
            try:
                data = bytes(memoryview(data))
            except TypeError:
                raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
        if self._finished:
            raise self._exception(_CODE["FINISHED"])
        try:
            self._decode(data, bool(isfinal))
            self._started = True
            self._run(bool(isfinal))
            self._flush()
        except ExpatError:
            raise
        except BaseException:
            self._finished = True
            raise
        self._drop()
        if isfinal:
            self._finished = True
        return 1

    def ParseFile(self, file, /):
        """Parse what a binary file holds."""
        while True:
            data = file.read(2048)
            if not isinstance(data, (bytes, bytearray)):
                raise TypeError(f"read() did not return a bytes object (type={type(data).__name__})")
            result = self.Parse(data, not data)
            if not data:
                return result

    def _drop(self):
        """Forget the text that was parsed."""
        if self._pos > 65536:
            self._at = max(self._at, self._pos)
            self._count()
            self._text = self._text[self._pos:]
            self._at -= self._pos
            self._mark = 0
            self._pos = 0

    def _decode(self, data, final):
        if self._decoder is None:
            self._head += data
            data = self._head
            if len(data) < 4 and not final:
                return
            encoding = self._encoding
            if encoding is None:
                if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    encoding = "utf-16-le" if data[0] == 0xFF else "utf-16-be"
                elif data[:2] == b"<\0" or data[:2] == b"\0<":
                    encoding = "utf-16-le" if data[0] else "utf-16-be"
                else:
                    match = re.match(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][-A-Za-z0-9._]*)""", data)
                    if match is None and data[:5] == b"<?xml" and b"?>" not in data and not final:
                        return
                    encoding = match.group(1).decode() if match else "utf-8"
                    if encoding.lower().startswith("utf-16"):
                        encoding = "utf-8"
            self._use(encoding)
            self._head = b""
        try:
            self._text += self._decoder.decode(data, final)
        except UnicodeDecodeError as wrong:
            # What comes before is parsed first; the parser stops at the byte.
            good = wrong.object[:wrong.start].decode(self._width, "replace")
            self._text += good
            if wrong.end >= len(wrong.object) and final:
                self._tail = "PARTIAL_CHAR"
            else:
                self._tail = "INVALID_TOKEN"

    def _use(self, encoding):
        try:
            info = codecs.lookup(encoding)
        except LookupError:
            info = None
        if info is not None and not info.name.startswith(("utf", "ascii")):
            try:
                size = [len(bytes([byte]).decode(encoding, "replace")) for byte in range(256)]
            except LookupError:
                info = None
            else:
                if any(one != 1 for one in size) or len(bytes(range(256)).decode(encoding, "replace")) != 256:
                    raise ValueError("multi-byte encodings are not supported")
        if info is None:
            encoding = "latin-1"
        self._width = encoding
        errors_ = "strict" if info is None or info.name.startswith("utf") else "replace"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors_)

    # The document.

    def _run(self, final):
        text = self._text
        if self._pos == 0 and self._bytes == 0 and self._mark == 0 and self._at == 0:
            if text.startswith("\ufeff"):
                self._pos = 1
            if not self._declaration(final):
                return
        try:
            while self._pos < len(self._text):
                self._at = self._pos
                if self._phase == "cdata":
                    self._cdata(final)
                elif self._phase == "content":
                    self._content(final)
                else:
                    self._misc(final)
        except _Wait:
            if final and not self._tail:
                self._throw("UNCLOSED_TOKEN", self._at)
        if self._tail:
            self._throw(self._tail, len(self._text))
        if final:
            self._at = len(self._text)
            if self._phase == "cdata":
                self._throw("UNCLOSED_CDATA_SECTION")
            if self._external:
                if self._stack:
                    self._throw("ASYNC_ENTITY")
            elif self._phase != "epilog":
                self._throw("NO_ELEMENTS")
        elif self._pos >= len(self._text):
            self._at = self._pos

    def _declaration(self, final):
        """The XML declaration, if the text begins with one; whether parsing can go on."""
        start = self._pos
        text = self._text
        if not text.startswith("<?xml", start):
            if not final and "<?xml ".startswith(text[start:start + 6]):
                return False
            return True
        if text[start + 5:start + 6] not in tuple(" \t\r\n?") and len(text) > start + 5:
            return True
        end = text.find("?>", start)
        if end < 0:
            if final:
                self._throw("UNCLOSED_TOKEN", start)
            return False
        self._at = start
        match = (_text_decl if self._external else _xml_decl).match(text, start)
        if match is None:
            at = _space.match(text, start + 5)
            self._throw("XML_DECL" if not self._external else "TEXT_DECL", at.end() if at else start + 5)
        one, two, enc_one, enc_two, alone_one, alone_two = match.groups()
        version, encoding, alone = one or two, enc_one or enc_two, alone_one or alone_two
        self._dtd.standalone = alone == "yes"
        self._event(self.XmlDeclHandler, match.group(), version, encoding, {"yes": 1, "no": 0, None: -1}[alone])
        if encoding and encoding.lower().startswith("utf-16") and self._width == "utf-8" and self._encoding is None:
            self._throw("INCORRECT_ENCODING", match.start(3 if enc_one else 4))
        self._pos = match.end()
        return True

    def _misc(self, final):
        """Before the root element and after it."""
        text, at = self._text, self._pos
        match = _space.match(text, at)
        if match:
            self._default(match.group())
            self._pos = match.end()
            return
        if text[at] != "<":
            if self._phase == "prolog":
                self._throw("INVALID_TOKEN" if text[at] in "&" or _bad.match(text, at) else "SYNTAX", at)
            self._throw("INVALID_TOKEN" if text[at] in "&" or _bad.match(text, at) else "JUNK_AFTER_DOC_ELEMENT", at)
        if text.startswith("<?", at):
            self._instruction()
        elif text.startswith("<!--", at):
            self._comment()
        elif self._phase == "prolog" and text.startswith("<!DOCTYPE", at):
            self._doctype(final)
        elif text.startswith("<!", at) or len(text) == at + 1:
            rest = text[at:at + 9]
            if "<!--".startswith(rest) or self._phase == "prolog" and "<!DOCTYPE".startswith(rest):
                raise _Wait
            match = re.compile("<!-?[A-Za-z]*").match(text, at)
            self._throw("INVALID_TOKEN", match.end())
        elif self._phase == "epilog":
            if _name.match(text, at + 1):
                self._throw("JUNK_AFTER_DOC_ELEMENT", at)
            self._throw("INVALID_TOKEN", at + 1)
        else:
            self._tag()

    def _hurry(self):
        """Go through content as long as it is simple; at anything else, errors included, stop before it."""
        # Tokens are looked up in advance, the more the longer this goes well. What the end of a piece cuts is looked up again.
        window = 128
        while (start := self._pos) < len(self._text):
            simple = self._hurry_through(_simple.findall(self._text, start, start + window))
            if self._pos == start:
                break
            window = min(2 * window, 65536) if simple or self._pos > start + window // 2 else 128

    def _hurry_through(self, tokens):
        """Handle tokens; whether all of them were simple."""
        text, pos = self._text, self._pos
        stack, named, bound = self._stack, self.intern.setdefault, self._separator is not None
        for raw, words, closed, opened, attributes, empty, reference in tokens:
            self._at = pos
            if words:
                handler = self.CharacterDataHandler
                if handler is not None and self._buffer_text and self._pieces is None and len(raw) < 512:
                    self._pieces = [words]
                elif handler is not None and not self._buffer_text and "\n" not in words:
                    handler(words)
                else:
                    self._lines_of(text, pos, pos + len(raw))
            elif opened:
                given = {}
                if attributes:
                    pairs = _simple_attribute.findall(attributes)
                    given = {named(key, key): value or other for key, value, other in pairs}
                    if len(given) < len(pairs) or bound and "xmlns" in attributes:
                        return False
                    if "&" in attributes:
                        for key, value in given.items():
                            known, count = _simple_reference.subn(lambda found: self._meant(found[1]), value)
                            if count < value.count("&"):
                                return False
                            given[key] = known
                shown = opened
                if bound:
                    spaces = self._spaces[-1]
                    if attributes and ":" in "".join(given):
                        qualified = {named(k, k): v for k, v in [
                            (self._qualified(key, spaces) if ":" in key else key, value) for key, value in given.items()]}
                        if len(qualified) < len(given):
                            return False
                        given = qualified
                    if ":" in opened or spaces.get(None):
                        shown = self._qualified(opened, spaces)
                    self._spaces.append(spaces)
                shown = named(shown, shown)
                handler = self.StartElementHandler
                if handler is None:
                    self._default(raw)
                else:
                    if self._pieces:
                        self._flush()
                    handler(shown, [one for pair in given.items() for one in pair] if self.ordered_attributes else given)
                stack.append((opened, shown, ()))
                if empty:
                    self._at = pos + len(raw)
                    self._leave("")
            elif closed:
                if len(stack) <= 1 or stack[-1][0] != closed:
                    return False
                if (handler := self.EndElementHandler) is None or stack[-1][2]:
                    self._leave(raw)
                else:
                    if self._pieces:
                        self._flush()
                    if bound:
                        self._spaces.pop()
                    handler(stack.pop()[1])
            elif reference:
                self._characters(self._meant(reference), raw)
            else:
                return False
            pos += len(raw)
            self._pos = pos
        return True

    def _content(self, final):
        if not self._dtd.attributes and not self._in_entity:
            self._hurry()
            if self._pos == len(self._text):
                return
        text, at = self._text, self._pos
        self._at = at
        char = text[at]
        if char == "<":
            following = text[at + 1:at + 2]
            if following == "/":
                self._close()
            elif following == "!":
                if text.startswith("<!--", at):
                    self._comment()
                elif text.startswith("<![CDATA[", at):
                    self._event(self.StartCdataSectionHandler, "<![CDATA[")
                    self._pos += 9
                    self._phase = "cdata"
                elif "<![CDATA[".startswith(text[at:at + 9]) or "<!--".startswith(text[at:at + 4]):
                    raise _Wait
                else:
                    at += 2
                    for want in "[CDATA[" if text[at] == "[" else "":
                        if text[at] != want:
                            break
                        at += 1
                    self._throw("INVALID_TOKEN", at)
            elif following == "?":
                self._instruction()
            else:
                self._tag()
        elif char == "&":
            self._reference(final)
        else:
            match = _text_end.search(text, at)
            end = match.start() if match else len(text)
            self._plain(text, at, end, final or match is not None)

    def _plain(self, text, at, end, complete):
        """Text without markup; its last characters may have to wait."""
        close = text.find("]]>", at, end)
        bad = _bad.search(text, at, end)
        stop = end
        if close >= 0:
            stop = close
        if bad and bad.start() < stop:
            stop, close = bad.start(), -1
        elif bad and close < 0:
            stop = bad.start()
        if stop == end and not complete:
            while stop > at and text[stop - 1] in "]\r":
                stop -= 1
            if stop == at:
                raise _Wait
        self._lines_of(text, at, stop)
        self._pos = stop
        if close >= 0 and stop == close:
            self._throw("INVALID_TOKEN", close + 2)
        if bad and stop == bad.start():
            self._throw("INVALID_TOKEN", stop)

    def _lines_of(self, text, at, end):
        if self.CharacterDataHandler is None and self.DefaultHandler is None and self.DefaultHandlerExpand is None:
            return
        for match in _lines.finditer(text, at, end):
            self._at = match.start()
            piece = match.group()
            if piece[0] in "\r\n":
                self._characters("\n", piece)
            else:
                self._characters(piece)
        self._at = end

    def _cdata(self, final):
        text, at = self._text, self._pos
        end = text.find("]]>", at)
        stop = end if end >= 0 else len(text)
        if end < 0 and not final:
            while stop > at and text[stop - 1] in "]\r":
                stop -= 1
            if stop == at:
                raise _Wait
        bad = _bad.search(text, at, stop)
        self._lines_of(text, at, bad.start() if bad else stop)
        if bad:
            self._throw("INVALID_TOKEN", bad.start())
        self._pos = stop
        if end >= 0:
            self._at = end
            self._event(self.EndCdataSectionHandler, "]]>")
            self._pos = end + 3
            self._phase = "content"

    def _comment(self):
        text, at = self._text, self._pos
        dashes = text.find("--", at + 4)
        bad = _bad.search(text, at + 4, dashes if dashes >= 0 else len(text))
        if bad:
            self._throw("INVALID_TOKEN", bad.start())
        if dashes < 0 or dashes + 2 >= len(text):
            raise _Wait
        if text[dashes + 2] != ">":
            self._throw("INVALID_TOKEN", dashes + 2)
        data = text[at + 4:dashes].replace("\r\n", "\n").replace("\r", "\n")
        self._event(self.CommentHandler, text[at:dashes + 3], data)
        self._pos = dashes + 3

    def _instruction(self):
        text, at = self._text, self._pos
        end = text.find("?>", at + 2)
        match = _pi.match(text, at) if end >= 0 else None
        name = _name.match(text, at + 2)
        if name is None and len(text) > at + 2:
            self._throw("INVALID_TOKEN", at + 2)
        if match is None:
            if end >= 0 or name is not None and name.end() < len(text) and text[name.end()] not in " \t\r\n?":
                self._throw("INVALID_TOKEN", name.end())
            raise _Wait
        target, data = match.group(1), match.group(2) or ""
        if target.lower() == "xml":
            if target == "xml":
                self._throw("MISPLACED_XML_PI", at)
            self._throw("INVALID_TOKEN", at + 5)
        bad = _bad.search(data)
        if bad:
            self._throw("INVALID_TOKEN", match.start(2) + bad.start())
        data = data.replace("\r\n", "\n").replace("\r", "\n")
        self._event(self.ProcessingInstructionHandler, match.group(), self._named(target), data)
        self._pos = match.end()

    # Elements.

    def _tag(self):
        text, at = self._text, self._pos
        match = _start_tag.match(text, at)
        if match is None:
            self._tag_error(text, at)
        name, rest, empty = match.groups()
        pairs = []
        given = set()
        for attribute in _attribute.finditer(rest) if rest else ():
            key, value = attribute.groups()
            if key in given:
                self._throw("DUPLICATE_ATTRIBUTE", match.start(2) + attribute.start(1))
            given.add(key)
            pairs.append((key, self._value(value[1:-1])))
        declared = self._dtd.attributes.get(name)
        specified = len(pairs)
        if declared:
            for i, (key, value) in enumerate(pairs):
                if key in declared and declared[key][0] != "CDATA":
                    pairs[i] = key, " ".join(value.split())
            for key, (_, default) in declared.items():
                if default is not None and key not in given:
                    pairs.append((key, default))
        end = match.end()
        if self._separator is not None:
            shown, pairs, scopes, specified = self._namespaces(name, pairs, specified)
        else:
            shown, scopes = name, []
        flat = pairs[:specified] if self.specified_attributes else pairs
        if self.StartElementHandler is None:
            self._default(match.group())
        else:
            shown = self._named(shown)
            named = [(self._named(key), value) for key, value in flat]
            self._flush()
            if self.ordered_attributes:
                self.StartElementHandler(shown, [one for pair in named for one in pair])
            else:
                self.StartElementHandler(shown, dict(named))
        self._stack.append((name, shown, scopes))
        self._phase = "content"
        self._pos = end
        if empty:
            self._at = end
            self._leave("")

    def _close(self):
        text, at = self._text, self._pos
        match = _end_tag.match(text, at)
        if match is None:
            name = _name.match(text, at + 2)
            if name is None:
                if len(text) > at + 2:
                    self._throw("INVALID_TOKEN", at + 2)
                raise _Wait
            end = name.end()
            space = _space.match(text, end)
            end = space.end() if space else end
            if end < len(text):
                self._throw("INVALID_TOKEN", end)
            raise _Wait
        if not self._stack or len(self._stack) <= self._in_entity:
            self._throw("ASYNC_ENTITY" if self._in_entity or self._external else "INVALID_TOKEN", at)
        if match.group(1) != self._stack[-1][0]:
            self._throw("TAG_MISMATCH", at + 2)
        self._leave(match.group())
        self._pos = match.end()

    def _leave(self, raw):
        name, shown, scopes = self._stack.pop()
        self._event(self.EndElementHandler, raw, shown)
        if self._separator is not None:
            self._spaces.pop()
            for prefix in reversed(scopes):
                if self.EndNamespaceDeclHandler is not None:
                    self._flush()
                    self.EndNamespaceDeclHandler(prefix)
        if not self._stack and not self._external and not self._in_entity:
            self._phase = "epilog"

    def _namespaces(self, name, pairs, specified):
        """Names with the namespaces they are in; (element, attributes, prefixes declared, specified)."""
        spaces = self._spaces[-1]
        scopes = []
        plain = []
        kept = 0
        for at, (key, value) in enumerate(pairs):
            if key == "xmlns" or key.startswith("xmlns:"):
                prefix = key[6:] or None
                if prefix == "xml" and value != _XML_NAMESPACE or prefix != "xml" and value == _XML_NAMESPACE:
                    self._throw("RESERVED_PREFIX_XML" if prefix == "xml" else "RESERVED_NAMESPACE_URI")
                if prefix == "xmlns":
                    self._throw("RESERVED_PREFIX_XMLNS")
                if value == _XMLNS_NAMESPACE:
                    self._throw("RESERVED_NAMESPACE_URI")
                if prefix is not None and not value:
                    self._throw("UNDECLARING_PREFIX")
                if spaces is self._spaces[-1]:
                    spaces = dict(spaces)
                spaces[prefix] = value
                scopes.append(prefix)
                if self.StartNamespaceDeclHandler is not None:
                    self._flush()
                    self.StartNamespaceDeclHandler(prefix, value or None)
            else:
                plain.append((key, value))
                kept += at < specified
        self._spaces.append(spaces)
        found, seen = [], set()
        for key, value in plain:
            if ":" in key:
                prefix, _, local = key.partition(":")
                key = self._qualified(key, spaces)
                same = spaces[prefix], local
                if same in seen:
                    for prefix in reversed(scopes):
                        if self.EndNamespaceDeclHandler is not None:
                            self.EndNamespaceDeclHandler(prefix)
                    self._throw("DUPLICATE_ATTRIBUTE")
                seen.add(same)
            found.append((key, value))
        if ":" in name or spaces.get(None):
            name = self._qualified(name, spaces)
        return name, found, scopes, kept

    def _qualified(self, name, spaces):
        prefix, colon, local = name.partition(":")
        if not colon:
            return spaces[None] + self._separator + name
        uri = spaces.get(prefix)
        if uri is None:
            self._throw("UNBOUND_PREFIX")
        whole = uri + self._separator + local
        return whole + self._separator + prefix if self.namespace_prefixes and self._separator else whole

    def _tag_error(self, text, at):
        """Where a start tag is wrong; _Wait if it is only not all there."""
        def need(i):
            if i >= len(text):
                raise _Wait
            return text[i]

        i = at + 1
        need(i)
        match = _name.match(text, i)
        if match is None:
            self._throw("INVALID_TOKEN", i)
        i = match.end()
        while True:
            char = need(i)
            space = _space.match(text, i)
            if space:
                i = space.end()
                char = need(i)
            if char == "/":
                need(i + 1)
                self._throw("INVALID_TOKEN", i + 1)
            match = _name.match(text, i) if space else None
            if match is None:
                self._throw("INVALID_TOKEN", i)
            i = match.end()
            need(i)
            while need(i) in " \t\r\n":
                i += 1
            if text[i] != "=":
                self._throw("INVALID_TOKEN", i)
            i += 1
            while need(i) in " \t\r\n":
                i += 1
            quote = text[i]
            if quote not in "\"'":
                self._throw("INVALID_TOKEN", i)
            i += 1
            while need(i) != quote:
                if text[i] == "<" or _bad.match(text, i):
                    self._throw("INVALID_TOKEN", i)
                if text[i] == "&":
                    i = self._ref_end(text, i)
                else:
                    i += 1
            i += 1

    def _ref_end(self, text, at):
        """Where a reference ends; an error or _Wait if it is none."""
        match = _ref.match(text, at)
        if match:
            return match.end()
        partial = re.compile(f"&(?:#x?[0-9a-fA-F]*|{_NAME})?").match(text, at)
        if partial.group().startswith("&#") and not partial.group().startswith("&#x"):
            partial = re.compile("&#[0-9]*").match(text, at)
        if partial.end() >= len(text):
            raise _Wait
        self._throw("INVALID_TOKEN", partial.end())

    # References and entities.

    def _char(self, body):
        number = int(body[2:], 16) if body[1] == "x" else int(body[1:])
        if number > 0x10FFFF or _bad.match(chr(number)):
            self._throw("BAD_CHAR_REF", self._at)
        return chr(number)

    def _meant(self, body):
        """What a reference that needs no declaration means."""
        return self._char(body) if body[0] == "#" else _PREDEFINED[body]

    def _value(self, raw, open_names=()):
        """An attribute's value: white space is spaces, references are what they mean."""
        if "&" not in raw:
            if "\n" in raw or "\t" in raw or "\r" in raw:
                raw = raw.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
            return raw

        def meaning(match):
            body = match.group()[1:-1]
            if body[0] == "#":
                return self._char(body)
            if body in _PREDEFINED:
                return _PREDEFINED[body]
            entity = self._dtd.entities.get(body)
            if entity is None:
                if self._dtd.incomplete and not self._dtd.standalone:
                    return ""
                self._throw("UNDEFINED_ENTITY", self._at)
            if body in open_names:
                self._throw("RECURSIVE_ENTITY_REF", self._at)
            if entity.notation is not None:
                self._throw("BINARY_ENTITY_REF", self._at)
            if entity.value is None:
                self._throw("ATTRIBUTE_EXTERNAL_ENTITY_REF", self._at)
            if "<" in entity.value:
                self._throw("INVALID_TOKEN", self._at)
            self._throw_if_huge(entity.value)
            return self._value(entity.value, open_names + (body,))

        parts, at = [], 0
        for match in _ref.finditer(raw):
            parts += [self._value(raw[at:match.start()]), meaning(match)]
            at = match.end()
        parts.append(self._value(raw[at:]) if "&" not in raw[at:] else raw[at:])
        return "".join(parts)

    def _throw_if_huge(self, value):
        """Entities of entities may grow without bound; expat gives up at this size too."""
        self._dtd.expanded += len(value)
        if self._dtd.expanded > 8388608 and self._dtd.expanded > 100 * len(self._text):
            self._throw("AMPLIFICATION_LIMIT_BREACH", self._at)

    def _reference(self, final):
        text, at = self._text, self._pos
        end = self._ref_end(text, at)
        raw = text[at:end]
        body = raw[1:-1]
        if body[0] == "#":
            self._characters(self._char(body), raw)
        elif body in _PREDEFINED:
            self._characters(_PREDEFINED[body], raw)
        else:
            self._entity(body, raw)
        self._pos = end

    def _entity(self, name, raw):
        entity = self._dtd.entities.get(name)
        if entity is None:
            if not self._dtd.incomplete or self._dtd.standalone:
                self._throw("UNDEFINED_ENTITY")
            self._event(self.SkippedEntityHandler, raw, name, 0)
            return
        if entity.open:
            self._throw("RECURSIVE_ENTITY_REF")
        if entity.notation is not None:
            self._throw("BINARY_ENTITY_REF")
        if entity.value is None:
            if self.ExternalEntityRefHandler is None:
                self._default(raw)
                return
            self._flush()
            if not self.ExternalEntityRefHandler(name, self._base, entity.sysid, entity.pubid):
                self._throw("EXTERNAL_ENTITY_HANDLING")
            return
        if self.DefaultHandler is not None and self.DefaultHandlerExpand is None:
            # A plain default handler wants the reference, not what it means.
            self._event(self.SkippedEntityHandler, raw, name, 0)
            return
        self._expand(entity)

    def _expand(self, entity):
        """Parse an entity's text in place; the position stays at the reference."""
        self._throw_if_huge(entity.value)
        self._count()
        kept = (self._text, self._pos, self._at, self._mark, self._line, self._column, self._bytes, self._in_entity)
        entity.open = True
        depth = len(self._stack)
        self._in_entity = depth
        inner = self._text = entity.value
        self._pos = 0
        problem = None
        try:
            # Nothing in here counts as passed.
            self._mark = len(inner) + 1
            while self._pos < len(self._text):
                self._at = self._pos
                self._cdata(True) if self._phase == "cdata" else self._content(True)
            if len(self._stack) != depth:
                problem = "ASYNC_ENTITY"
        except _Wait:
            problem = "ASYNC_ENTITY"
        except ExpatError as wrong:
            problem = _ERRORS[wrong.code - 1][0]
        finally:
            entity.open = False
            (self._text, self._pos, self._at, self._mark, self._line, self._column, self._bytes,
             self._in_entity) = kept
        if problem:
            self._throw(problem, self._at)

    # The document type.

    def _doctype(self, final):
        text, at = self._text, self._pos
        tokens = []
        depth = 0
        i = at
        while True:
            if i >= len(text):
                if final and depth:
                    self._throw("NO_ELEMENTS", len(text))
                raise _Wait
            match = _dtd_token.match(text, i)
            if match is None:
                if text[i] in "\"'<" or "<!".startswith(text[i:i + 2]):
                    if final:
                        self._throw("UNCLOSED_TOKEN", i)
                    raise _Wait
                self._throw("INVALID_TOKEN", i)
            token = match.group()
            tokens.append((token, i))
            i = match.end()
            if token == "[":
                depth = 1
            elif token == "]":
                depth = 0
            elif token == ">" and not depth:
                break
        self._declared(tokens)
        self._pos = i

    def _declared(self, tokens):
        words = [(token, at) for token, at in tokens if not _space.match(token) or token[0] == "<"]
        end = next((n for n, (token, _) in enumerate(words) if token == "["), len(words) - 1)
        head = words[1:end]
        if not head:
            self._throw("SYNTAX", words[1][1])
        name, sysid, pubid = head[0][0], None, None
        if len(head) > 1:
            sysid, pubid = self._identifiers(head[1:], True)
            self._dtd.incomplete = True
        inner = words[end][0] == "["
        if sysid is not None and not self._dtd.standalone and self.NotStandaloneHandler is not None:
            self._at = head[-1][1]
            if not self.NotStandaloneHandler():
                self._throw("NOT_STANDALONE")
        self._at = words[end][1]
        silent = self.StartDoctypeDeclHandler is not None
        if silent:
            self._flush()
            self.StartDoctypeDeclHandler(name, sysid, pubid, int(inner))
        self._tokens_to_default(tokens, tokens[0][1], words[end][1] + (1 if inner else 0), silent)
        stop = words[end][1] + 1
        n = end + 1
        while inner and words[n][0] != "]":
            first = n
            token, at = words[n]
            self._at = at
            if token.startswith("<!--"):
                self._event(self.CommentHandler, token, token[4:-3])
            elif token.startswith("<?"):
                match = _pi.match(token)
                if match is None:
                    self._throw("INVALID_TOKEN", at + 2)
                self._event(self.ProcessingInstructionHandler, token, match.group(1), match.group(2) or "")
            elif token.startswith("%"):
                self._dtd.incomplete = True
                if self.NotStandaloneHandler is not None and not self._dtd.standalone:
                    if not self.NotStandaloneHandler():
                        self._throw("NOT_STANDALONE")
            elif token.startswith("<!") and token[2:] in ("ENTITY", "ELEMENT", "ATTLIST", "NOTATION"):
                while words[n][0] != ">":
                    n += 1
                    if n >= len(words) or words[n][0] == "]" and token != "<!ATTLIST":
                        self._throw("SYNTAX", words[min(n, len(words) - 1)][1])
                used = getattr(self, "_" + token[2:].lower() + "_declaration")(words[first + 1:n], words[n])
                self._tokens_to_default(tokens, at, words[n][1] + 1, used)
            else:
                self._throw("SYNTAX" if not token.startswith("<!") else "INVALID_TOKEN", at)
            n += 1
            stop = words[n][1]
        self._at = tokens[-1][1]
        if self.EndDoctypeDeclHandler is not None:
            self._flush()
            self.EndDoctypeDeclHandler()
        if inner:
            self._tokens_to_default(tokens, stop, tokens[-1][1] + 1, self.EndDoctypeDeclHandler is not None)

    def _tokens_to_default(self, tokens, start, end, silent):
        if not silent and (self.DefaultHandler is not None or self.DefaultHandlerExpand is not None):
            for token, at in tokens:
                if start <= at < end:
                    self._default(token)

    def _identifiers(self, words, doctype=False):
        """(system, public) identifier of SYSTEM "s" or PUBLIC "p" "s"."""
        kind = words[0][0]
        texts = [token[1:-1] for token, _ in words[1:] if token[0] in "\"'"]
        if kind == "SYSTEM" and len(texts) >= 1:
            return texts[0], None
        if kind == "PUBLIC" and texts:
            return (texts[1] if len(texts) > 1 else None), " ".join(texts[0].split())
        self._throw("SYNTAX", words[0][1])

    def _entity_declaration(self, words, close):
        parameter = words[0][0] == "%"
        if parameter:
            words = words[1:]
        if len(words) < 2:
            self._throw("SYNTAX", close[1])
        name = words[0][0]
        table = self._dtd.parameters if parameter else self._dtd.entities
        first = words[1][0]
        if first[0] in "\"'":
            self._at = words[1][1]
            value = re.sub(r"&#(?:[0-9]+|x[0-9a-fA-F]+);", lambda m: self._char(m.group()[1:-1]), first[1:-1])
            value = value.replace("\r\n", "\n").replace("\r", "\n")
            entity = _Entity(name, value)
        else:
            sysid, pubid = self._identifiers(words[1:])
            notation = next((words[n + 1][0] for n, (token, _) in enumerate(words) if token == "NDATA"), None)
            entity = _Entity(name, None, sysid, pubid, notation)
            self._at = close[1]
        new = name not in table and (parameter or name not in _PREDEFINED)
        if new:
            table[name] = entity
        if entity.notation is not None and self.UnparsedEntityDeclHandler is not None:
            self._at = words[-1][1]
            self._flush()
            self.UnparsedEntityDeclHandler(name, self._base, entity.sysid, entity.pubid, entity.notation)
            return True
        if self.EntityDeclHandler is not None and new:
            self._flush()
            self.EntityDeclHandler(name, int(parameter), entity.value, self._base, entity.sysid, entity.pubid,
                                   entity.notation)
        return self.EntityDeclHandler is not None

    def _notation_declaration(self, words, close):
        if len(words) < 3:
            self._throw("SYNTAX", close[1])
        sysid, pubid = self._identifiers(words[1:])
        if self.NotationDeclHandler is not None:
            self._at = close[1]
            self._flush()
            self.NotationDeclHandler(words[0][0], self._base, sysid, pubid)
        return self.NotationDeclHandler is not None

    def _element_declaration(self, words, close):
        if len(words) < 2:
            self._throw("SYNTAX", close[1])
        name, rest = words[0][0], words[1:]
        if rest[0][0] in ("EMPTY", "ANY"):
            made = (1 if rest[0][0] == "EMPTY" else 2, 0, None, ())
            where = rest[0][1]
        else:
            made, n = self._model(rest, 0)
            where = rest[n - 1][1]
            if n < len(rest):
                where = None
        if self.ElementDeclHandler is not None:
            self._at = where if where is not None else rest[n - 1][1]
            self._flush()
            self.ElementDeclHandler(name, made)
        if where is None:
            self._throw("SYNTAX", rest[n][1])
        return self.ElementDeclHandler is not None

    _COUNTS = {"?": 1, "*": 2, "+": 3}

    def _model(self, words, n):
        """A group of the content model as expat's tuples, and where it ends."""
        if n >= len(words) or words[n][0] != "(":
            self._throw("SYNTAX", words[min(n, len(words) - 1)][1])
        n += 1
        parts, kind, mixed = [], None, False
        while n < len(words):
            token, at = words[n]
            if token == "(":
                part, n = self._model(words, n)
                parts.append(part)
            elif token == "#PCDATA":
                mixed = True
                n += 1
            elif token in "|,":
                kind = token
                n += 1
            elif token[0] == ")":
                count = self._COUNTS.get(token[1:], 0)
                n += 1
                if mixed:
                    return (3, count, None, tuple(parts)), n
                return (5 if kind == "|" else 6, count, None, tuple(parts)), n
            else:
                count = self._COUNTS.get(token[-1], 0)
                parts.append((4, count, token[:-1] if count else token, ()))
                n += 1
        self._throw("SYNTAX", words[-1][1])

    def _attlist_declaration(self, words, close):
        name, n = words[0][0], 1
        table = self._dtd.attributes.setdefault(name, {})
        while n < len(words):
            key = words[n][0]
            n += 1
            if n >= len(words):
                self._throw("SYNTAX", close[1])
            kind = words[n][0]
            n += 1
            if kind == "NOTATION" or kind == "(":
                if kind == "NOTATION":
                    n += 1
                start = n
                while n < len(words) and words[n][0][0] != ")":
                    n += 1
                group = "(" + "".join(token for token, _ in words[start:n]) + ")"
                kind = "NOTATION" + group if kind == "NOTATION" else group
                n += 1
            if n >= len(words):
                self._throw("SYNTAX", close[1])
            token, at = words[n]
            default, required = None, 0
            if token == "#REQUIRED":
                required = 1
            elif token == "#FIXED":
                n += 1
                token, at = words[n]
                required = 1
            if token[0] in "\"'":
                self._at = at
                default = self._value(token[1:-1])
            elif token not in ("#REQUIRED", "#IMPLIED"):
                self._throw("SYNTAX", at)
            n += 1
            if key not in table:
                table[key] = (kind, default)
            if self.AttlistDeclHandler is not None:
                self._at = at
                self._flush()
                self.AttlistDeclHandler(name, key, kind, default, required)
        return self.AttlistDeclHandler is not None


xmlparser.__module__ = "pyexpat"
XMLParserType = xmlparser


def _no_instances(cls, *args, **kwargs):
    raise TypeError("cannot create 'pyexpat.xmlparser' instances")


xmlparser.__new__ = _no_instances


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """A parser; with a separator, names are given with their namespaces."""
    for name, value in ("encoding", encoding), ("namespace_separator", namespace_separator):
        if value is not None and not isinstance(value, str):
            raise TypeError(f"ParserCreate() argument '{name}' must be str or None, not {type(value).__name__}")
    if namespace_separator is not None and len(namespace_separator) > 1:
        raise ValueError("namespace_separator must be at most one character, omitted, or None")
    if intern is not None and not isinstance(intern, dict):
        raise TypeError("intern must be a dictionary")
    return object.__new__(xmlparser)._set_up(encoding, namespace_separator, intern)


