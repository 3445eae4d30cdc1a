"""Wrapping, filling, indenting and dedenting of text."""
import re

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_whitespace = '\t\n\x0b\x0c\r '


class TextWrapper:
    """Breaks text into lines; its attributes are the settings.

    width: longest line; initial_indent, subsequent_indent: put before the
    first and the other lines; expand_tabs, tabsize, replace_whitespace: what
    happens to whitespace first; fix_sentence_endings: two spaces after a
    sentence; break_long_words, break_on_hyphens: where words may be split;
    drop_whitespace: at the ends of lines; max_lines, placeholder: cut short."""

    unicode_whitespace_trans = dict.fromkeys(map(ord, _whitespace), ord(' '))

    word_punct = r'[\w!"\'&.,?]'
    letter = r'[^\d\W]'
    whitespace = rf'[{re.escape(_whitespace)}]'
    nowhitespace = f'[^{whitespace[1:]}'
    # A part is whitespace, or a dash between words, or text up to a hyphen between letters, a space or such a dash.
    _hyphen = rf'-(?:(?<={letter}{{2}}-)|(?<={letter}-{letter}-))(?={letter}-?{letter})'
    wordsep_re = re.compile(rf'({whitespace}+|(?<={word_punct})-{{2,}}(?=\w)|'
                            rf'{nowhitespace}+?(?:{_hyphen}|(?={whitespace}|\Z)|(?<={word_punct})(?=-{{2,}}\w)))')
    wordsep_simple_re = re.compile(f'({whitespace}+)')
    sentence_end_re = re.compile(r'[a-z][.!?]["\']?\Z')
    del word_punct, letter, whitespace, nowhitespace, _hyphen

    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=' [...]'):
        self.width, self.max_lines, self.placeholder = width, max_lines, placeholder
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.expand_tabs, self.tabsize = expand_tabs, tabsize
        self.replace_whitespace, self.drop_whitespace = replace_whitespace, drop_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words, self.break_on_hyphens = break_long_words, break_on_hyphens

    # from text to chunks: words, parts of words and the whitespace between them

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        return text.translate(self.unicode_whitespace_trans) if self.replace_whitespace else text

    def _split(self, text):
        pattern = self.wordsep_re if self.break_on_hyphens is True else self.wordsep_simple_re
        return [chunk for chunk in pattern.split(text) if chunk]

    def _fix_sentence_endings(self, chunks):
        """Make the space after the end of a sentence two spaces."""
        at = 1
        while at < len(chunks):
            ends = chunks[at] == ' ' and self.sentence_end_re.search(chunks[at - 1])
            if ends:
                chunks[at] = '  '
            at += 2 if ends else 1

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    # from chunks to lines

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """Put as much of a word that is too long for any line into this one as may be."""
        if not self.break_long_words:
            if not cur_line:
                cur_line.append(reversed_chunks.pop())
            return
        word, room = reversed_chunks[-1], width - cur_len if width >= 1 else 1
        if self.break_on_hyphens and len(word) > room:
            hyphen = word.rfind('-', 0, room)
            if hyphen > 0 and word[:hyphen].strip('-'):
                room = hyphen + 1
        cur_line.append(word[:room])
        reversed_chunks[-1] = word[room:]

    def _next_line(self, chunks, width, first):
        """Take the chunks of one line off the end of the list."""
        drop = self.drop_whitespace
        if drop and not first and not chunks[-1].strip():
            chunks.pop()
        line, length = [], 0
        while chunks and (more := length + len(chunks[-1])) <= width:
            line.append(chunks.pop())
            length = more
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, length, width)
        if drop and line and not line[-1].strip():
            line.pop()
        return line

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            margin = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(margin) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks.reverse()
        lines = []
        while chunks:
            margin = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(margin)
            line = self._next_line(chunks, width, not lines)
            if not line:
                continue
            if self.max_lines is not None and len(lines) + 1 >= self.max_lines:
                rest = chunks and not (self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                if rest or len(''.join(line)) > width:
                    self._end_early(lines, line, margin, width)
                    break
            lines.append(margin + ''.join(line))
        return lines

    def _end_early(self, lines, line, margin, width):
        """Make the placeholder the end of this line, or if it is too long for that, of the one before."""
        mark = self.placeholder
        while line:
            if line[-1].strip() and len(text := ''.join(line)) + len(mark) <= width:
                lines.append(margin + text + mark)
                return
            line.pop()
        if lines and len(before := lines[-1].rstrip()) + len(mark) <= self.width:
            lines[-1] = before + mark
        else:
            lines.append(margin + mark.lstrip())

    def wrap(self, text):
        """The paragraph as a list of lines without line ends."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The paragraph as one string with line ends between the lines."""
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """Break a paragraph into a list of lines of at most width columns."""
    return TextWrapper(width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """Break a paragraph into lines of at most width columns, as one string."""
    return TextWrapper(width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse whitespace and cut the text at a word so that it fits width.

    placeholder (' [...]') marks what was cut."""
    return TextWrapper(width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


_blank = re.compile('^[ \t]+$', re.MULTILINE)


def dedent(text):
    """Remove the whitespace that all lines begin with.

    Lines of whitespace only become empty; tabs and spaces are different."""
    lines = _blank.sub('', text).split('\n')
    margins = [line[:len(line) - len(line.lstrip(' \t'))] for line in lines if line]
    if not margins:
        return '\n'.join(lines)
    # what the first and the last in order have in common, all have
    low, high = min(margins), max(margins)
    common = next((i for i, (one, other) in enumerate(zip(low, high)) if one != other), min(len(low), len(high)))
    return '\n'.join(line[common:] for line in lines)


def indent(text, prefix, predicate=None):
    """Put prefix before the lines that predicate accepts; by default, those not blank."""
    wanted = str.strip if predicate is None else predicate
    return ''.join(prefix + line if wanted(line) else line for line in text.splitlines(True))


if __name__ == "__main__":
    print(dedent("Hello there.\n  This is indented."))
