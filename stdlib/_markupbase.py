"""What parsers of HTML and SGML share: positions, declarations, comments, marked sections."""
import re

_name = re.compile(r"[a-zA-Z][-_.a-zA-Z0-9]*\s*")
_string = re.compile(r"'[^']*'\s*|\"[^\"]*\"\s*")
_comment_end = re.compile(r"--\s*>")
_section_end = re.compile(r"]\s*]\s*>")
_ms_section_end = re.compile(r"]\s*>")
_STANDARD = {"temp", "cdata", "ignore", "include", "rcdata"}
_MICROSOFT = {"if", "else", "endif"}


class ParserBase:
    """Keeps the position in the text and reads what begins with <!."""

    _decl_otherchars = ""

    def __init__(self):
        if self.__class__ is ParserBase:
            raise RuntimeError("_markupbase.ParserBase must be subclassed")

    def reset(self):
        self.lineno = 1
        self.offset = 0

    def getpos(self):
        """Line and column of what is being handled."""
        return self.lineno, self.offset

    def updatepos(self, i, j):
        """Count the text from i to j; j."""
        if i < j:
            text = self.rawdata[i:j]
            lines = text.count("\n")
            if lines:
                self.lineno += lines
                self.offset = len(text) - text.rindex("\n") - 1
            else:
                self.offset += len(text)
        return j

    def unknown_decl(self, data):
        """Called with a marked section that has no handler."""

    def parse_comment(self, i, report=1):
        """Read the comment at i; where it ends, or -1 if it does not yet."""
        text = self.rawdata
        if text[i:i + 4] != "<!--":
            raise AssertionError("unexpected call to parse_comment()")
        end = _comment_end.search(text, i + 4)
        if not end:
            return -1
        if report:
            self.handle_comment(text[i + 4:end.start()])
        return end.end()

    def parse_marked_section(self, i, report=1):
        """Read the section <![name[ ... ]]> at i; where it ends, or -1."""
        text = self.rawdata
        if text[i:i + 3] != "<![":
            raise AssertionError("unexpected call to parse_marked_section()")
        name, j = self._scan_name(i + 3, i)
        if j < 0:
            return j
        if name in _STANDARD:
            end = _section_end.search(text, i + 3)
        elif name in _MICROSOFT:
            end = _ms_section_end.search(text, i + 3)
        else:
            raise AssertionError("unknown status keyword %r in marked section" % text[i + 3:j])
        if not end:
            return -1
        if report:
            self.unknown_decl(text[i + 3:end.start()])
        return end.end()

    def parse_declaration(self, i):
        """Read the declaration <!name ... > at i; where it ends, or -1."""
        text = self.rawdata
        size = len(text)
        if text[i:i + 2] != "<!":
            raise AssertionError("unexpected call to parse_declaration")
        j = i + 2
        following = text[j:j + 1]
        if following == ">":
            return j + 1
        if following in ("-", ""):
            return -1 if following == "" else self.parse_comment(i)
        if following == "[":
            return self.parse_marked_section(i)
        kind, j = self._scan_name(j, i)
        if j < 0:
            return j
        if kind == "doctype":
            self._decl_otherchars = ""
        while j < size:
            char = text[j]
            if char == ">":
                data = text[i + 2:j]
                if kind == "doctype":
                    self.handle_decl(data)
                else:
                    self.unknown_decl(data)
                return j + 1
            if char in "\"'":
                match = _string.match(text, j)
                if not match:
                    return -1
                j = match.end()
            elif char.isascii() and char.isalpha():
                _, j = self._scan_name(j, i)
            elif char in self._decl_otherchars:
                j += 1
            elif char == "[":
                if kind == "doctype":
                    j = self._subset(j + 1)
                elif kind in {"attlist", "linktype", "link", "element"}:
                    raise AssertionError("unsupported '[' char in %s declaration" % kind)
                else:
                    raise AssertionError("unexpected '[' char in declaration")
            else:
                raise AssertionError("unexpected %r char in declaration" % char)
            if j < 0:
                return j
        return -1

    def _subset(self, i):
        """Skip a document type's inner part up to its closing bracket."""
        text = self.rawdata
        depth = None
        while i < len(text):
            char = text[i]
            if char in "\"'":
                match = _string.match(text, i)
                if not match:
                    return -1
                i = match.end()
                continue
            if char == "]" and depth is None:
                return i + 1
            if char == "<":
                depth = i
            elif char == ">":
                depth = None
            i += 1
        return -1

    def _scan_name(self, i, declstartpos):
        text = self.rawdata
        if i == len(text):
            return None, -1
        match = _name.match(text, i)
        if not match:
            self.updatepos(declstartpos, i)
            raise AssertionError("expected name token at %r" % text[declstartpos:declstartpos + 20])
        if match.end() == len(text):
            return None, -1
        return match.group().strip().lower(), match.end()
