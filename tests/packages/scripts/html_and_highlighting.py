"""html5lib, beautifulsoup4, Markdown, Pygments over texts with mistakes."""

import html5lib, bs4, markdown, pygments, pygments.lexers, pygments.formatters, pygments.styles, soupsieve

bad = '<!doctype html><p>a<b>b<i>c</b>d</i><table><tr><td>x<p>y<div>z</table><svg><circle r=1/></svg>&amp;&nope;&eacute<script>if (a<b) "</p>"</script><select><option>1<option selected>2</select><!-- c --><ul><li>1<li>2</ul><a href=1><a href=2>n'
for tb in ('etree', 'dom'):
    t = html5lib.parse(bad, treebuilder=tb)
    w = html5lib.getTreeWalker(tb)
    print(
        ''.join(html5lib.serializer.HTMLSerializer(omit_optional_tags=False, quote_attr_values='always').render(w(t)))
    )
p = html5lib.HTMLParser(strict=False)
p.parse(bad)
print([(pos, e) for pos, e, _ in p.errors])
print(
    html5lib.serialize(html5lib.parseFragment('<b onclick=x>q<script>z</script></b>'), sanitize=True) if False else ''
)
for parser in ('html.parser', 'html5lib'):
    s = bs4.BeautifulSoup(bad, parser)
    print(s.prettify())
    print([x.get_text(' ', strip=True) for x in s.select('li, td > p, a[href="2"], option:checked, p:nth-of-type(1)')])
    print(len(s.find_all('a')), [str(c) for c in s.find_all(string=lambda x: isinstance(x, bs4.Comment))])
    s.b.replace_with('BOLD')
    s.ul.append(s.new_tag('li', attrs={'class': ['p', 'q']}, string='new'))
    s.table.wrap(s.new_tag('section'))
    s.i.unwrap() if s.i else 0
    print(s.ul, s.section.name, s.find_all(class_='q'), s.ul.li.next_sibling, len(list(s.descendants)))
print(
    markdown.markdown(
        '# H {#id}\n\n*a* **b** `c` [l](u "t") ![i](s)\n\n- x\n    - y\n\n1. z\n\n> q\n\n```python\nx=1\n```\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\nT\n: D\n\nf[^1] HTML\n\n[^1]: note\n*[HTML]: Hyper\n\n<div markdown="1">*in*</div>\n\n[TOC]\n\n!!! note "T"\n    body\n',
        extensions=['extra', 'toc', 'codehilite', 'admonition', 'smarty', 'nl2br', 'sane_lists', 'meta', 'wikilinks'],
    )
)
code = {
    'python': 'import os\n@d\nclass A(B):\n    """doc"""\n    async def f(self, x: int = 0x1F) -> str:\n        return f"{x!r:>{5}} {os.path}" + r"\\d" # c\n',
    'javascript': 'const f = async (a, ...b) => { /* c */ return `t${a}` + /re+/g.test("x"); }',
    'html': '<p class="a">x &amp; <script>var a=1;</script><style>p{color:red}</style></p>',
    'rust': "fn main<'a>(x: &'a str) -> u8 { println!(\"{}\", x); 0xFFu8 }",
    'c': '#include <a.h>\nint main(void){ return 0; /* x */ }',
    'bash': 'for i in $(ls); do echo "$i" | grep -v x; done # c',
    'sql': "SELECT a, COUNT(*) FROM t WHERE x = 'y' -- c",
    'json': '{"a": [1, true, null]}',
    'yaml': 'a: &x\n  - 1 # c\nb: *x\n',
    'diff': '--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n',
    'pycon': '>>> 1\n1\n>>> x\nTraceback (most recent call last):\n  File "a", line 1\nNameError: x\n',
}
for n, c in code.items():
    lx = pygments.lexers.get_lexer_by_name(n)
    print(n, [(str(t), v) for t, v in lx.get_tokens(c)])
    print(pygments.highlight(c, lx, pygments.formatters.HtmlFormatter(linenos='inline')))
    print(repr(pygments.highlight(c, lx, pygments.formatters.Terminal256Formatter(style='monokai'))))
print(
    pygments.formatters.HtmlFormatter(style='monokai').get_style_defs('.h')[:500],
    pygments.lexers.guess_lexer('#!/usr/bin/python\nprint(1)').name,
    pygments.lexers.get_lexer_for_filename('a.rs').name,
    len(list(pygments.styles.get_all_styles())),
    pygments.highlight('x=1', pygments.lexers.PythonLexer(), pygments.formatters.LatexFormatter()),
)
