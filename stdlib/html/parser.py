"""A parser of HTML that calls a method for each piece and stumbles over nothing."""
import re

import _markupbase
from html import unescape

__all__ = ['HTMLParser']

# Where text ends, and references in it; what may only be the beginning of one.
interesting_normal = re.compile('[&<]')
incomplete = re.compile('&[a-zA-Z#]')
entityref = re.compile(r'&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]')
charref = re.compile('&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]')
_reference_end = re.compile(r'[\s;]')

# The parts of tags. Attributes are separated by white space and slashes, and nothing that is written is wrong.
_NAME = r'[a-zA-Z][^\t\n\r\f />\x00]*'
_KEY = r'''(?<=['"\s/])[^\s/>][^\s/=>]*'''
_VALUE = r'''\'[^\']*\'|"[^"]*"|(?!['"])[^>\s]*'''
_GAP = r'(?:\s|/(?!>))*'

starttagopen = re.compile('<[a-zA-Z]')
piclose = endendtag = re.compile('>')
commentclose = re.compile(r'--\s*>')
endtagfind = re.compile(r'</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>')
tagfind_tolerant = re.compile(f'({_NAME}){_GAP}')
attrfind_tolerant = re.compile(rf'({_KEY})(\s*=+\s*({_VALUE}))?{_GAP}')
locatestarttagend_tolerant = re.compile(rf'<{_NAME}(?:[\s/]*(?:{_KEY}(?:\s*=+\s*(?:{_VALUE})\s*)?{_GAP})*)?\s*')


class HTMLParser(_markupbase.ParserBase):
    """Feed it text; what it finds goes to the handle_* methods of a subclass."""

    CDATA_CONTENT_ELEMENTS = ('script', 'style')
    __starttag_text = None

    def __init__(self, *, convert_charrefs=True):
        super().__init__()
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Forget everything."""
        self.rawdata, self.lasttag = '', '???'
        self.clear_cdata_mode()
        super().reset()

    def feed(self, data):
        """Handle more text; what is incomplete waits."""
        self.rawdata += data
        self.goahead(0)

    def close(self):
        """Handle what still waits as if the text ended here."""
        self.goahead(1)

    def get_starttag_text(self):
        """The latest start tag as it was written."""
        return self.__starttag_text

    def set_cdata_mode(self, elem):
        """Read text up to the end tag of elem without looking for markup."""
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(rf'</\s*{self.cdata_elem}\s*>', re.IGNORECASE)

    def clear_cdata_mode(self):
        """Look for markup again."""
        self.cdata_elem = None
        self.interesting = interesting_normal

    # -- Going through the text

    def _say(self, start, stop):
        """Hand on text, with its references replaced where that is wanted."""
        text = self.rawdata[start:stop]
        self.handle_data(unescape(text) if self.convert_charrefs and not self.cdata_elem else text)

    def _text_end(self, i):
        """Where the text at i ends; None if more is needed to know."""
        text = self.rawdata
        if self.convert_charrefs and not self.cdata_elem:
            if (end := text.find('<', i)) >= 0:
                return end
            # The last few characters may be a reference that goes on.
            start = text.rfind('&', max(i, len(text) - 34))
            return None if start >= 0 and not _reference_end.search(text, start) else len(text)
        if found := self.interesting.search(text, i):
            return found.start()
        return None if self.cdata_elem else len(text)

    def _markup(self, i):
        """Handle what begins with < at i; where it ends, -1 if that is missing, None if it may be anything yet."""
        text = self.rawdata
        if starttagopen.match(text, i):
            return self.parse_starttag(i)
        for start, parse in (('</', self.parse_endtag), ('<!--', self.parse_comment), ('<?', self.parse_pi),
                             ('<!', self.parse_html_declaration)):
            if text.startswith(start, i):
                return parse(i)
        if i + 1 == len(text):
            return None
        self.handle_data('<')
        return i + 1

    def _reference(self, i, end):
        """Handle the & at i; where to go on, and whether to go on."""
        text = self.rawdata
        number = text.startswith('&#', i)
        if found := (charref if number else entityref).match(text, i):
            if number:
                self.handle_charref(found[0][2:-1])
            else:
                self.handle_entityref(found[1])
            # The character after it belongs to it only if that is a semicolon.
            return found.end() - (text[found.end() - 1] != ';'), True
        if number:
            if ';' not in text[i:]:
                return i, False
            self.handle_data('&#')
            return i + 2, False
        if found := incomplete.match(text, i):
            # The last two characters of all are known not to go on.
            return i + bool(end and found[0] == text[i:]), False
        if i + 1 == len(text):
            return i, False
        self.handle_data('&')
        return i + 1, True

    def goahead(self, end):
        """Handle the waiting text as far as it is complete; with end, all of it."""
        text = self.rawdata
        i, size = 0, len(text)
        while i < size:
            if (stop := self._text_end(i)) is None:
                break
            if i < stop:
                self._say(i, stop)
                i = self.updatepos(i, stop)
                if i == size:
                    break
            if text[i] == '&':
                stop, more = self._reference(i, end)
                i = self.updatepos(i, stop)
                if not more:
                    break
                continue
            if text[i] != '<':
                break
            stop = self._markup(i)
            if stop is None:
                break
            if stop < 0:
                if not end:
                    break
                # What is no tag after all is text: up to > or to the next <.
                stop = text.find('>', i + 1) + 1 or text.find('<', i + 1)
                self._say(i, stop := stop if stop > 0 else i + 1)
            i = self.updatepos(i, stop)
        if end and i < size and not self.cdata_elem:
            self._say(i, size)
            i = self.updatepos(i, size)
        self.rawdata = text[i:]

    # -- Declarations, comments, instructions

    def parse_html_declaration(self, i):
        """Read what begins with <! at i; where it ends, or -1."""
        text = self.rawdata
        if text.startswith('<!--', i):
            return self.parse_comment(i)
        if text.startswith('<![', i):
            return self.parse_marked_section(i)
        if text[i:i + 9].lower() != '<!doctype':
            return self.parse_bogus_comment(i)
        if (close := text.find('>', i + 9)) < 0:
            return -1
        self.handle_decl(text[i + 2:close])
        return close + 1

    def parse_bogus_comment(self, i, report=1):
        """Read a comment that is none: <! or </ followed by anything up to >."""
        text = self.rawdata
        assert text[i:i + 2] in ('<!', '</'), 'unexpected call to parse_bogus_comment()'
        close = text.find('>', i + 2)
        if close >= 0 and report:
            self.handle_comment(text[i + 2:close])
        return close if close < 0 else close + 1

    def parse_pi(self, i):
        """Read the processing instruction at i; where it ends, or -1."""
        text = self.rawdata
        assert text.startswith('<?', i), 'unexpected call to parse_pi()'
        if close := piclose.search(text, i + 2):
            self.handle_pi(text[i + 2:close.start()])
            return close.end()
        return -1

    # -- Tags

    def parse_starttag(self, i):
        """Read the start tag at i; where it ends, or -1."""
        text, stop = self.rawdata, self.check_for_whole_start_tag(i)
        self.__starttag_text = text[i:stop] if stop >= 0 else None
        if stop < 0:
            return stop
        name = tagfind_tolerant.match(text, i + 1)
        assert name, 'unexpected call to parse_starttag()'
        self.lasttag = tag = name[1].lower()
        place, attributes = name.end(), []
        while place < stop and (found := attrfind_tolerant.match(text, place)):
            key, assigned, value = found.groups()
            if not assigned:
                value = None
            elif value[:1] == value[-1:] and value[:1] in ('"', "'"):
                value = value[1:-1]
            attributes.append((key.lower(), unescape(value) if value else value))
            place = found.end()
        match text[place:stop].strip():
            case '>':
                self.handle_starttag(tag, attributes)
                if tag in self.CDATA_CONTENT_ELEMENTS:
                    self.set_cdata_mode(tag)
            case '/>':
                self.handle_startendtag(tag, attributes)
            case _:
                self.handle_data(text[i:stop])
        return stop

    def check_for_whole_start_tag(self, i):
        """Where the start tag at i ends; -1 if it is not all there."""
        text = self.rawdata
        found = locatestarttagend_tolerant.match(text, i)
        assert found, 'we should not get here!'
        stop = found.end()
        for close in '>', '/>':
            if text.startswith(close, stop):
                return stop + len(close)
        # A letter, an equals sign or a slash could go on.
        if re.match(r'[a-zA-Z=/]|\Z', text[stop:stop + 1]):
            return -1
        return max(stop, i + 1)

    def parse_endtag(self, i):
        """Read the end tag at i; where it ends, or -1."""
        text = self.rawdata
        assert text.startswith('</', i), 'unexpected call to parse_endtag'
        if (close := endendtag.search(text, i + 1)) is None:
            return -1
        stop = close.end()
        plain = endtagfind.match(text, i)
        if self.cdata_elem is not None and (plain is None or plain[1].lower() != self.cdata_elem):
            self.handle_data(text[i:stop])
            return stop
        if plain:
            self.handle_endtag(plain[1].lower())
            self.clear_cdata_mode()
            return stop
        if name := tagfind_tolerant.match(text, i + 2):
            stop = text.find('>', name.end()) + 1
            self.handle_endtag(name[1].lower())
            return stop
        return i + 3 if text.startswith('</>', i) else self.parse_bogus_comment(i)

    # -- What subclasses override

    def handle_startendtag(self, tag, attrs):
        """For <tag/>; both handlers, if not overridden."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        """For a start tag, with its (name, value) pairs."""

    def handle_endtag(self, tag):
        """For an end tag."""

    def handle_data(self, data):
        """For text."""

    def handle_entityref(self, name):
        """For &name; where references are not converted."""

    def handle_charref(self, name):
        """For &#name; where references are not converted."""

    def handle_comment(self, data):
        """For a comment."""

    def handle_decl(self, decl):
        """For the document type."""

    def handle_pi(self, data):
        """For a processing instruction."""

    def unknown_decl(self, data):
        """For a marked section."""
