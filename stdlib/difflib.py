"""Differences between sequences, and texts that show them."""
import functools
from collections import Counter, deque, namedtuple as _namedtuple
from operator import ge, gt
from types import GenericAlias

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher', 'Differ', 'IS_CHARACTER_JUNK', 'IS_LINE_JUNK',
           'context_diff', 'unified_diff', 'diff_bytes', 'HtmlDiff', 'Match']

Match = _namedtuple('Match', 'a b size')


def _similarity(matches, items):
    return 2.0 * matches / items if items else 1.0


class SequenceMatcher:
    """Compares two sequences: longest matching blocks first, then left and right of them.

    isjunk tells which items of b do not matter; with autojunk also those that
    are very common in long sequences."""

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Set both sequences."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Set the first sequence; what is known about the second is kept."""
        if a is not self.a:
            self.a, self.matching_blocks, self.opcodes = a, None, None

    def set_seq2(self, b):
        """Set the second sequence, and analyse it."""
        if b is not self.b:
            self.b, self.matching_blocks, self.opcodes, self.fullbcount = b, None, None, None
            self._index_b()

    def _index_b(self):
        """Note where each item of b stands; leave out junk and what is too common to tell anything."""
        self.b2j = places = {}
        for j, item in enumerate(self.b):
            places.setdefault(item, []).append(j)
        self.bjunk = {item for item in places if self.isjunk(item)} if self.isjunk else set()
        for item in self.bjunk:
            del places[item]
        many = len(self.b) // 100 + 1 if self.autojunk and len(self.b) >= 200 else len(self.b)
        self.bpopular = {item for item, where in places.items() if len(where) > many}
        for item in self.bpopular:
            del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest block a[i:i+k] == b[j:j+k] in the ranges, as Match(i, j, k).

        Of several the one that begins first in a, and then in b.  The block
        contains no junk, but is extended by junk that matches around it."""
        a, b, junk = self.a, self.b, self.bjunk
        ahi, bhi = len(a) if ahi is None else ahi, len(b) if bhi is None else bhi
        start_a, start_b, size = alo, blo, 0
        where, ending = self.b2j.get, {}  # ending: from j to the length of the match that ends before a[i] and at b[j]
        for i in range(alo, ahi):
            lengths = {}
            for j in where(a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                length = lengths[j] = ending.get(j - 1, 0) + 1
                if length > size:
                    start_a, start_b, size = i - length + 1, j - length + 1, length
            ending = lengths
        for is_junk in (False, True):  # what matches around it: first common items, then junk
            while start_a > alo and start_b > blo and a[start_a - 1] == b[start_b - 1] and (b[start_b - 1] in junk) == is_junk:
                start_a, start_b, size = start_a - 1, start_b - 1, size + 1
            while (start_a + size < ahi and start_b + size < bhi and a[start_a + size] == b[start_b + size]
                   and (b[start_b + size] in junk) == is_junk):
                size += 1
        return Match(start_a, start_b, size)

    def get_matching_blocks(self):
        """The matching blocks in order; the last one has size 0 and marks the ends."""
        if self.matching_blocks is None:
            blocks, ends = [], (len(self.a), len(self.b))
            todo = [(0, ends[0], 0, ends[1])]
            for alo, ahi, blo, bhi in todo:
                i, j, size = found = self.find_longest_match(alo, ahi, blo, bhi)
                if size:
                    blocks.append(found)
                    todo += [(alo, i, blo, j)] if alo < i and blo < j else []
                    todo += [(i + size, ahi, j + size, bhi)] if i + size < ahi and j + size < bhi else []
            joined = []
            for i, j, size in sorted(blocks):
                if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
                    joined[-1] = Match(*joined[-1][:2], joined[-1][2] + size)
                else:
                    joined.append(Match(i, j, size))
            self.matching_blocks = [*joined, Match(*ends, 0)]
        return self.matching_blocks

    def get_opcodes(self):
        """How a becomes b: ('replace', 'delete', 'insert' or 'equal', i1, i2, j1, j2)."""
        if self.opcodes is None:
            self.opcodes, i, j = [], 0, 0
            for ai, bj, size in self.get_matching_blocks():
                if kind := {(True, True): 'replace', (True, False): 'delete', (False, True): 'insert'}.get((i < ai, j < bj)):
                    self.opcodes.append((kind, i, ai, j, bj))
                i, j = ai + size, bj + size
                if size:
                    self.opcodes.append(('equal', ai, i, bj, j))
        return self.opcodes

    def get_grouped_opcodes(self, n=3):
        """Groups of opcodes with at most n equal items around the changes."""
        group, codes = [], self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        for place, (kind, i1, i2, j1, j2) in enumerate(codes):
            if kind == 'equal':
                if place == 0:
                    i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
                if place == len(codes) - 1:
                    i2, j2 = min(i2, i1 + n), min(j2, j1 + n)
                if i2 - i1 > 2 * n:
                    group.append((kind, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                    yield group
                    group, i1, j1 = [], max(i1, i2 - n), max(j1, j2 - n)
            group.append((kind, i1, i2, j1, j2))
        if any(code[0] != 'equal' for code in group) or len(group) > 1:
            yield group

    def ratio(self):
        """How similar the sequences are, from 0 to 1."""
        return _similarity(sum(block.size for block in self.get_matching_blocks()), len(self.a) + len(self.b))

    def quick_ratio(self):
        """An upper bound of ratio(), faster."""
        if self.fullbcount is None:
            self.fullbcount = dict(Counter(self.b))
        counts, left, common = self.fullbcount, {}, 0
        for item in self.a:
            count = left[item] if item in left else counts.get(item, 0)
            left[item] = count - 1
            common += count > 0
        return _similarity(common, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """An upper bound of ratio(), very fast: from the lengths alone."""
        lengths = len(self.a), len(self.b)
        return _similarity(min(lengths), sum(lengths))

    def _beats(self, least, strictly=True):
        """The ratio if it is above the least (or equal to it), else None; the quick bounds are asked first."""
        above = gt if strictly else ge
        if above(self.real_quick_ratio(), least) and above(self.quick_ratio(), least) and above(value := self.ratio(), least):
            return value
        return None

    __class_getitem__ = classmethod(GenericAlias)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The n best matches of word whose similarity is at least cutoff, the best first."""
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    matcher, found = SequenceMatcher(b=word), []
    for other in possibilities:
        matcher.set_seq1(other)
        if (score := matcher._beats(cutoff, strictly=False)) is not None:
            found.append((score, other))
    from heapq import nlargest
    return [other for _score, other in nlargest(n, found)]


# Differences for people

def _marked(sign, lines):
    return (f'{sign} {line}' for line in lines)


class Differ:
    """Differences for people: lines marked '- ', '+ ', '  ', and '? ' for hints."""

    _CUTOFF = 0.75  # lines that are less similar are not taken for one that was changed

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk, self.charjunk = linejunk, charjunk

    def compare(self, a, b):
        """Iterate over the lines of the difference."""
        for kind, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if kind == 'equal':
                yield from _marked(' ', a[alo:ahi])
            elif kind == 'replace':
                yield from self._changed(a[alo:ahi], b[blo:bhi])
            else:
                yield from self._replaced(a[alo:ahi], b[blo:bhi])

    @staticmethod
    def _replaced(old, new):
        """The shorter block first, lest the longer one hides it."""
        parts = [_marked('-', old), _marked('+', new)]
        for part in parts[::-1] if len(new) < len(old) and new else parts:
            yield from part

    def _changed(self, old, new):
        """Pair the lines that are most similar and show what differs in them; then do the same before and after them."""
        if not (old and new):
            yield from self._replaced(old, new)
            return
        matcher = SequenceMatcher(self.charjunk)
        best, pair, same = self._CUTOFF - 0.01, None, None
        for j, line in enumerate(new):
            matcher.set_seq2(line)
            for i, other in enumerate(old):
                if other == line:
                    same = same or (i, j)
                    continue
                matcher.set_seq1(other)
                if (score := matcher._beats(best)) is not None:
                    best, pair = score, (i, j)
        if best < self._CUTOFF:
            pair = same
        if pair is None:
            yield from self._replaced(old, new)
            return
        i, j = pair
        yield from self._changed(old[:i], new[:j])
        yield from self._hinted(matcher, old[i], new[j])
        yield from self._changed(old[i + 1:], new[j + 1:])

    @staticmethod
    def _hinted(matcher, old, new):
        """Two versions of a line, each with a line that points to what differs."""
        if old == new:
            yield f'  {old}'
            return
        signs = {'replace': '^^', 'delete': '- ', 'insert': ' +', 'equal': '  '}
        hints = ['', '']
        matcher.set_seqs(old, new)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            hints[0] += signs[kind][0] * (i2 - i1)
            hints[1] += signs[kind][1] * (j2 - j1)
        for mark, line, hint in ('-', old, hints[0]), ('+', new, hints[1]):
            yield f'{mark} {line}'
            # tabs stay, so that the signs stand below what they mean
            hint = ''.join(char if sign == ' ' and char.isspace() else sign for char, sign in zip(line, hint)).rstrip()
            if hint:
                yield f'? {hint}\n'


def IS_LINE_JUNK(line, pat=None):
    """Is the line blank, or only a #?"""
    return line.strip() in ('', '#') if pat is None else pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    """Is the character a space or tab?"""
    return ch in ws


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """The lines of a Differ's difference."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """The lines of sequence 1 or 2, from what ndiff() gave."""
    try:
        wanted = {1: ('  ', '- '), 2: ('  ', '+ ')}[int(which)]
    except KeyError:
        raise ValueError(f'unknown delta choice (must be 1 or 2): {which!r}') from None
    return (line[2:] for line in delta if line.startswith(wanted))


# Differences for programs

def _check_texts(a, b, *names):
    for lines in a, b:
        if lines and not isinstance(lines[0], str):
            raise TypeError(f'lines to compare must be str, not {type(lines[0]).__name__} ({lines[0]!r})')
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f'all arguments must be str, not: {name!r}')


def _headers(marks, fromfile, fromfiledate, tofile, tofiledate, lineterm):
    for mark, name, date in (marks[0], fromfile, fromfiledate), (marks[1], tofile, tofiledate):
        yield f"{mark} {name}{date and chr(9) + str(date)}{lineterm}"


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    """The lines of a unified diff of two lists of lines, with n lines of context."""
    _check_texts(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)

    def span(start, stop):
        count = stop - start
        return f'{start + 1}' if count == 1 else f'{start + bool(count)},{count}'

    heading = _headers(('---', '+++'), fromfile, fromfiledate, tofile, tofiledate, lineterm)
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        yield from heading
        (_kind, i1, _i2, j1, _j2), (_kind, _i1, i2, _j1, j2) = group[0], group[-1]
        yield f'@@ -{span(i1, i2)} +{span(j1, j2)} @@{lineterm}'
        for kind, i1, i2, j1, j2 in group:
            if kind == 'equal':
                yield from (f' {line}' for line in a[i1:i2])
            else:
                yield from (f'-{line}' for line in a[i1:i2])
                yield from (f'+{line}' for line in b[j1:j2])


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    """The lines of a context diff of two lists of lines, with n lines of context."""
    _check_texts(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)

    def span(start, stop):
        count = stop - start
        return f'{start + bool(count)}' if count <= 1 else f'{start + 1},{stop}'

    signs = {'insert': '+ ', 'delete': '- ', 'replace': '! ', 'equal': '  '}
    heading = _headers(('***', '---'), fromfile, fromfiledate, tofile, tofiledate, lineterm)
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        yield from heading
        yield f'***************{lineterm}'
        kinds = {code[0] for code in group}
        for mark, dashes, lines, at, other in ('***', '****', a, 1, 'insert'), ('---', '----', b, 3, 'delete'):
            yield f'{mark} {span(group[0][at], group[-1][at + 1])} {dashes}{lineterm}'
            if kinds - {'equal', other}:
                for code in group:
                    if code[0] != other:
                        yield from (signs[code[0]] + line for line in lines[code[at]:code[at + 1]])


def diff_bytes(dfunc, a, b, fromfile=b'', tofile=b'', fromfiledate=b'', tofiledate=b'', n=3, lineterm=b'\n'):
    """unified_diff() or context_diff() of lines of bytes in any encoding."""
    def text(value):
        try:
            return value.decode('ascii', 'surrogateescape')
        except AttributeError as error:
            raise TypeError(f'all arguments must be bytes, not {type(value).__name__} ({value!r})') from error

    a, b = list(map(text, a)), list(map(text, b))
    names = [text(value) for value in (fromfile, tofile, fromfiledate, tofiledate)]
    for line in dfunc(a, b, *names, n, text(lineterm)):
        yield line.encode('ascii', 'surrogateescape')


# Differences side by side

# What becomes of the next lines of an ndiff, by how they begin; X stands for the end. In the right column: the lines that are
# taken as a pair (or one alone, or a '-' or '+' line whose blank partner comes later), tried from above.
_PAIRINGS = (('X', 'end'), ('-?+?', 'both'), ('--++', 'old'), ('--?+', 'old last'), ('--+', 'old last'), ('- ', 'old last'),
             ('-+?', 'both'), ('-?+', 'both'), ('-', 'old'), ('+--', 'new'), ('+ ', 'new last'), ('+-', 'new last'), ('+', 'new'),
             (' ', 'same'))


def _flagged(text, hint):
    """The text of a line with what a hint points to between \\0 with a sign and \\1."""
    import re
    parts, at = [], 0
    for found in re.finditer(r'\++|-+|\^+', hint):
        start, end = found.span()
        parts += text[at:start], '\0', hint[start], text[start:end], '\1'
        at = end
    return (''.join(parts) + text[at:])[2:]


def _pairs(lines):
    """From the lines of an ndiff: ((number, old line) or blank or None, the same of the new line, do they differ?).

    A line without a partner comes with None; the blanks are made up for later."""
    ahead, numbers, owed = deque(), [0, 0], 0  # owed: how many more new lines than old ones were given

    def take(side, mark):
        numbers[side] += 1
        line = ahead.popleft()
        if mark == '?':
            hint = ahead.popleft() if ahead and ahead[0].startswith('?') else None
            return numbers[side], line[2:] if hint is None else _flagged(line, hint)
        text = line[2:]
        return numbers[side], text if mark is None else f'\0{mark}{text or " "}\1'

    lines = iter(lines)
    while True:
        while len(ahead) < 4:
            ahead.append(next(lines, 'X'))
        begins = ''.join(line[0] for line in ahead)
        what = next(what for begin, what in _PAIRINGS if begins.startswith(begin))
        if what == 'same':
            numbers[1] += 1
            number, text = take(0, None)
            yield (number, text), (numbers[1], text), False
            continue
        if what == 'both':
            yield take(0, '?'), take(1, '?'), True
            continue
        old = new = None
        if what.startswith('old'):
            old, owed = take(0, '-'), owed - 1
        elif what.startswith('new'):
            new, owed = take(1, '+'), owed + 1
        if what in ('old', 'new'):
            yield old, new, True
            continue
        for _missing in range(abs(owed)):
            yield (None, ('', '\n'), True) if owed < 0 else (('', '\n'), None, True)
        owed = 0
        if what == 'end':
            return
        yield old, new, True


def _aligned(lines):
    """The same with both sides in every row."""
    olds, news = deque(), deque()
    for old, new, differ in _pairs(lines):
        if old is not None:
            olds.append((old, differ))
        if new is not None:
            news.append((new, differ))
        while olds and news:
            (old, one), (new, other) = olds.popleft(), news.popleft()
            yield old, new, one or other


def _in_context(rows, context):
    """The rows that differ and as many around them; three times None between such places."""
    before, after, skipped = deque(maxlen=context), 0, False
    for row in rows:
        if row[2]:
            if skipped:
                yield None, None, None
            yield from before
            before.clear()
            yield row
            after, skipped = context, False
        elif after:
            yield row
            after -= 1
        else:
            skipped = skipped or len(before) == context
            before.append(row)


def _mdiff(fromlines, tolines, context=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """The rows of a table that shows both texts side by side."""
    rows = _aligned(ndiff(fromlines, tolines, linejunk, charjunk))
    return rows if context is None else _in_context(rows, context)


_PAGE = """
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
          "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">

<html>

<head>
    <meta http-equiv="Content-Type"
          content="text/html; charset={charset}" />
    <title></title>
    <style type="text/css">{styles}
    </style>
</head>

<body>
    {table}{legend}
</body>

</html>"""

_STYLES = """
        table.diff {font-family:Courier; border:medium;}
        .diff_header {background-color:#e0e0e0}
        td.diff_header {text-align:right}
        .diff_next {background-color:#c0c0c0}
        .diff_add {background-color:#aaffaa}
        .diff_chg {background-color:#ffff77}
        .diff_sub {background-color:#ffaaaa}"""

_TABLE = """
    <table class="diff" id="difflib_chg_{prefix}_top"
           cellspacing="0" cellpadding="0" rules="groups" >
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        {header}
        <tbody>
{rows}        </tbody>
    </table>"""

_LEGEND = """
    <table class="diff" summary="Legends">
        <tr> <th colspan="2"> Legends </th> </tr>
        <tr> <td> <table border="" summary="Colors">
                      <tr><th> Colors </th> </tr>
                      <tr><td class="diff_add">&nbsp;Added&nbsp;</td></tr>
                      <tr><td class="diff_chg">Changed</td> </tr>
                      <tr><td class="diff_sub">Deleted</td> </tr>
                  </table></td>
             <td> <table border="" summary="Links">
                      <tr><th colspan="2"> Links </th> </tr>
                      <tr><td>(f)irst change</td> </tr>
                      <tr><td>(n)ext change</td> </tr>
                      <tr><td>(t)op</td> </tr>
                  </table></td> </tr>
    </table>"""

_MARKUP = {'\0+': '<span class="diff_add">', '\0-': '<span class="diff_sub">', '\0^': '<span class="diff_chg">',
           '\1': '</span>', '\t': '&nbsp;'}
_BREAK = '        </tbody>        \n        <tbody>\n'
_NOTHING = '<td></td><td>&nbsp;{}&nbsp;</td>'


class HtmlDiff:
    """A difference as an HTML table, both texts side by side."""

    _default_prefix = 0  # makes the names of the tables of a page different

    def __init__(self, tabsize=8, wrapcolumn=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
        self._tabsize, self._wrapcolumn = tabsize, wrapcolumn
        self._linejunk, self._charjunk = linejunk, charjunk

    def make_file(self, fromlines, tolines, fromdesc='', todesc='', context=False, numlines=5, *, charset='utf-8'):
        """A whole HTML page with the table."""
        table = self.make_table(fromlines, tolines, fromdesc, todesc, context, numlines)
        page = _PAGE.format(charset=charset, styles=_STYLES, table=table, legend=_LEGEND)
        return page.encode(charset, 'xmlcharrefreplace').decode(charset)

    def make_table(self, fromlines, tolines, fromdesc='', todesc='', context=False, numlines=5):
        """The table; with context only numlines lines around the changes."""
        number = HtmlDiff._default_prefix
        HtmlDiff._default_prefix += 1
        self._prefix = f'from{number}_', f'to{number}_'
        sides = [list(map(self._without_tabs, lines)) for lines in (fromlines, tolines)]
        rows = list(self._wrapped(_mdiff(*sides, numlines if context else None, self._linejunk, self._charjunk)))
        anchors, links = self._navigation([row[2] for row in rows], numlines)
        if not rows:
            cells = [(_NOTHING.format('No Differences Found' if context else 'Empty File'),) * 2]
        else:
            cells = [None if old is None else (self._cell(0, *old), self._cell(1, *new)) for old, new, _differ in rows]
        body = []
        for place, (cell, anchor, link) in enumerate(zip(cells, anchors, links)):
            if cell is not None:
                body.append(f'            <tr><td class="diff_next"{anchor}>{link}</td>{cell[0]}'
                            f'<td class="diff_next">{link}</td>{cell[1]}</tr>\n')
            elif place:
                body.append(_BREAK)
        header = ''
        if fromdesc or todesc:
            titles = ''.join(f'<th class="diff_next"><br /></th><th colspan="2" class="diff_header">{title}</th>'
                             for title in (fromdesc, todesc))
            header = f'<thead><tr>{titles}</tr></thead>'
        table = _TABLE.format(prefix=self._prefix[1], header=header, rows=''.join(body))
        return functools.reduce(lambda text, mark: text.replace(mark, _MARKUP[mark]), _MARKUP, table)

    def _without_tabs(self, line):
        """The line with tabs as wide as they are shown; \\t stands for the spaces that they become."""
        line = line.replace(' ', '\0').expandtabs(self._tabsize)
        return line.replace(' ', '\t').replace('\0', ' ').rstrip('\n')

    def _wrapped(self, rows):
        """The rows with long lines in several; the other side is blank then."""
        if not self._wrapcolumn:
            yield from rows
            return
        for old, new, differ in rows:
            if old is None:
                yield old, new, differ
                continue
            olds, news = list(self._folded(*old)), list(self._folded(*new))
            for place in range(max(len(olds), len(news))):
                yield *(lines[place] if place < len(lines) else ('', ' ') for lines in (olds, news)), differ

    def _folded(self, number, text):
        """(number, text) for the line, and ('>', text) for each line it goes on in; marks are closed and opened again."""
        while number and len(text) - 3 * text.count('\0') > self._wrapcolumn and len(text) > self._wrapcolumn:
            at = shown = 0
            mark = ''
            while shown < self._wrapcolumn and at < len(text):
                if text[at] == '\0':
                    mark, at = text[at:at + 2], at + 2
                elif text[at] == '\1':
                    mark, at = '', at + 1
                else:
                    at, shown = at + 1, shown + 1
            yield number, text[:at] + (mark and '\1')
            number, text = '>', mark + text[at:]
        yield number, text

    def _cell(self, side, number, text):
        """The number of a line and its text as cells of the table."""
        name = f' id="{self._prefix[side]}{number}"' if isinstance(number, int) else ''
        text = text.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;').replace(' ', '&nbsp;').rstrip()
        return f'<td class="diff_header"{name}>{number}</td><td nowrap="nowrap">{text}</td>'

    def _navigation(self, differ, numlines):
        """For each row an anchor and a link: from each change to the next, and from the last to the top."""
        name = f'difflib_chg_{self._prefix[1]}'
        count = len(differ) or 1
        anchors, links = [''] * count, [''] * count
        starts = [place for place, flag in enumerate(differ) if flag and not (place and differ[place - 1])]
        for number, place in enumerate(starts):
            anchors[max(0, place - numlines)] = f' id="{name}_{number}"'
            links[place] = f'<a href="#{name}_{number + 1}">n</a>'
        if not differ or not differ[0]:
            links[0] = f'<a href="#{name}_0">f</a>'
        links[starts[-1] if starts else 0] = f'<a href="#{name}_top">t</a>'
        return anchors, links
