"""A parser of HTML that calls a method for each piece and stumbles over nothing."""
import re
import _markupbase
from html import unescape

__all__ = ["HTMLParser"]

_SPACE = r"(?:\s|/(?!>))*"
_NAME = r"(?<=['\"\s/])[^\s/>][^\s/=>]*"

interesting_normal = re.compile("[&<]")
incomplete = re.compile("&[a-zA-Z#]")
entityref = re.compile("&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]")
charref = re.compile("&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]")
starttagopen = re.compile("<[a-zA-Z]")
piclose = re.compile(">")
commentclose = re.compile(r"--\s*>")
endendtag = re.compile(">")
endtagfind = re.compile(r"</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>")
tagfind_tolerant = re.compile(r"([a-zA-Z][^\t\n\r\f />\x00]*)" + _SPACE)
attrfind_tolerant = re.compile(
    "(" + _NAME + r""")(\s*=+\s*('[^']*'|"[^"]*"|(?!['"])[^>\s]*))?""" + _SPACE)
locatestarttagend_tolerant = re.compile(
    r"<[a-zA-Z][^\t\n\r\f />\x00]*(?:[\s/]*(?:" + _NAME
    + r"""(?:\s*=+\s*(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*)\s*)?""" + _SPACE + r")*)?\s*")


class HTMLParser(_markupbase.ParserBase):
    """Feed it text; what it finds goes to the handle_* methods of a subclass."""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        super().__init__()
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Forget everything."""
        self.rawdata = ""
        self.lasttag = "???"
        self.interesting = interesting_normal
        self.cdata_elem = None
        super().reset()

    def feed(self, data):
        """Handle more text; what is incomplete waits."""
        self.rawdata += data
        self.goahead(0)

    def close(self):
        """Handle what still waits as if the text ended here."""
        self.goahead(1)

    __starttag_text = None

    def get_starttag_text(self):
        """The latest start tag as it was written."""
        return self.__starttag_text

    def set_cdata_mode(self, elem):
        """Read text up to the end tag of elem without looking for markup."""
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(r"</\s*%s\s*>" % self.cdata_elem, re.I)

    def clear_cdata_mode(self):
        """Look for markup again."""
        self.interesting = interesting_normal
        self.cdata_elem = None

    def _text(self, data):
        if data:
            self.handle_data(unescape(data) if self.convert_charrefs and not self.cdata_elem else data)

    def goahead(self, end):
        """Handle the waiting text as far as it is complete; with end, all of it."""
        text = self.rawdata
        size = len(text)
        i = 0
        while i < size:
            j = self._next_markup(text, i, size)
            if j is None:
                break
            self._text(text[i:j])
            i = self.updatepos(i, j)
            if i == size:
                break
            if text[i] == "<":
                k = self._markup(text, i, size, end)
            elif text[i] == "&":
                k = self._reference(text, i, size, end)
            else:
                raise AssertionError("interesting.search() lied")
            if k is None:
                break
            if k < 0:
                i = self.updatepos(i, ~k)
                break
            i = self.updatepos(i, k)
        if end and i < size and not self.cdata_elem:
            self._text(text[i:size])
            i = self.updatepos(i, size)
        self.rawdata = text[i:]

    def _next_markup(self, text, i, size):
        """Where the text from i ends; None if that cannot be known yet."""
        if self.convert_charrefs and not self.cdata_elem:
            j = text.find("<", i)
            if j >= 0:
                return j
            # A reference that may go on in what is fed next stays whole.
            amp = text.rfind("&", max(i, size - 34))
            if amp >= 0 and not re.compile(r"[\s;]").search(text, amp):
                return None
            return size
        match = self.interesting.search(text, i)
        if match:
            return match.start()
        return None if self.cdata_elem else size

    def _markup(self, text, i, size, end):
        if starttagopen.match(text, i):
            k = self.parse_starttag(i)
        elif text.startswith("</", i):
            k = self.parse_endtag(i)
        elif text.startswith("<!--", i):
            k = self.parse_comment(i)
        elif text.startswith("<?", i):
            k = self.parse_pi(i)
        elif text.startswith("<!", i):
            k = self.parse_html_declaration(i)
        elif i + 1 < size:
            self.handle_data("<")
            return i + 1
        else:
            return None
        if k >= 0:
            return k
        if not end:
            return None
        k = text.find(">", i + 1)
        if k >= 0:
            k += 1
        else:
            k = text.find("<", i + 1)
            if k < 0:
                k = i + 1
        self._text(text[i:k])
        return k

    def _reference(self, text, i, size, end):
        numeric = text.startswith("&#", i)
        match = (charref if numeric else entityref).match(text, i)
        if match:
            if numeric:
                self.handle_charref(match.group()[2:-1])
            else:
                self.handle_entityref(match.group(1))
            return match.end() if match.group().endswith(";") else match.end() - 1
        if numeric:
            if ";" not in text[i:]:
                return None
            self.handle_data(text[i:i + 2])
            return ~(i + 2)
        match = incomplete.match(text, i)
        if match:
            if end and match.group() == text[i:]:
                return ~(i + 1) if match.end() > i else None
            return None
        if i + 1 < size:
            self.handle_data("&")
            return i + 1
        return None

    def parse_html_declaration(self, i):
        """Read what begins with <! at i; where it ends, or -1."""
        text = self.rawdata
        assert text[i:i + 2] == "<!", "unexpected call to parse_html_declaration()"
        if text[i:i + 4] == "<!--":
            return self.parse_comment(i)
        if text[i:i + 3] == "<![":
            return self.parse_marked_section(i)
        if text[i:i + 9].lower() == "<!doctype":
            close = text.find(">", i + 9)
            if close == -1:
                return -1
            self.handle_decl(text[i + 2:close])
            return close + 1
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        """Read a comment that is none: <! or </ followed by anything up to >."""
        text = self.rawdata
        assert text[i:i + 2] in ("<!", "</"), "unexpected call to parse_bogus_comment()"
        close = text.find(">", i + 2)
        if close == -1:
            return -1
        if report:
            self.handle_comment(text[i + 2:close])
        return close + 1

    def parse_pi(self, i):
        """Read the processing instruction at i; where it ends, or -1."""
        text = self.rawdata
        assert text[i:i + 2] == "<?", "unexpected call to parse_pi()"
        close = piclose.search(text, i + 2)
        if not close:
            return -1
        self.handle_pi(text[i + 2:close.start()])
        return close.end()

    def parse_starttag(self, i):
        """Read the start tag at i; where it ends, or -1."""
        self.__starttag_text = None
        end = self.check_for_whole_start_tag(i)
        if end < 0:
            return end
        text = self.rawdata
        self.__starttag_text = text[i:end]
        match = tagfind_tolerant.match(text, i + 1)
        assert match, "unexpected call to parse_starttag()"
        self.lasttag = tag = match.group(1).lower()
        attrs = []
        k = match.end()
        while k < end:
            match = attrfind_tolerant.match(text, k)
            if not match:
                break
            name, rest, value = match.group(1, 2, 3)
            if not rest:
                value = None
            elif value[:1] == value[-1:] and value[:1] in ("'", '"'):
                value = value[1:-1]
            if value:
                value = unescape(value)
            attrs.append((name.lower(), value))
            k = match.end()
        closing = text[k:end].strip()
        if closing not in (">", "/>"):
            self.handle_data(text[i:end])
        elif closing == "/>":
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def check_for_whole_start_tag(self, i):
        """Where the start tag at i ends; -1 if it is not all there."""
        text = self.rawdata
        match = locatestarttagend_tolerant.match(text, i)
        if not match:
            raise AssertionError("we should not get here!")
        j = match.end()
        following = text[j:j + 1]
        if following == ">":
            return j + 1
        if following == "/":
            if text.startswith("/>", j):
                return j + 2
            if text.startswith("/", j):
                return -1
        if following == "" or following in "abcdefghijklmnopqrstuvwxyz=/ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            return -1
        return j if j > i else i + 1

    def parse_endtag(self, i):
        """Read the end tag at i; where it ends, or -1."""
        text = self.rawdata
        assert text[i:i + 2] == "</", "unexpected call to parse_endtag"
        close = endendtag.search(text, i + 1)
        if not close:
            return -1
        end = close.end()
        match = endtagfind.match(text, i)
        if not match:
            if self.cdata_elem is not None:
                self.handle_data(text[i:end])
                return end
            match = tagfind_tolerant.match(text, i + 2)
            if not match:
                # </> is nothing, </3> a comment.
                return i + 3 if text[i:i + 3] == "</>" else self.parse_bogus_comment(i)
            # </div/> and </div attr> end a div all the same.
            self.handle_endtag(match.group(1).lower())
            return text.find(">", match.end()) + 1
        tag = match.group(1).lower()
        if self.cdata_elem is not None and tag != self.cdata_elem:
            self.handle_data(text[i:end])
            return end
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return end

    def handle_startendtag(self, tag, attrs):
        """For <tag/>; both handlers, if not overridden."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        """For a start tag, with its (name, value) pairs."""

    def handle_endtag(self, tag):
        """For an end tag."""

    def handle_charref(self, name):
        """For &#name; where references are not converted."""

    def handle_entityref(self, name):
        """For &name; where references are not converted."""

    def handle_data(self, data):
        """For text."""

    def handle_comment(self, data):
        """For a comment."""

    def handle_decl(self, decl):
        """For the document type."""

    def handle_pi(self, data):
        """For a processing instruction."""

    def unknown_decl(self, data):
        """For a marked section."""
