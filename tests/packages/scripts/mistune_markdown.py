"""mistune: Markdown with plugins into HTML, reStructuredText, Markdown and a tree."""

import mistune

md = mistune.create_markdown(
    plugins=['strikethrough', 'footnotes', 'table', 'task_lists', 'def_list', 'abbr', 'math', 'url']
)
print(md('''
# Hello *world* &amp; &copy; &#65;

A paragraph with `code`, **bold**, ~~gone~~, [link](http://a.b "t"), ![img](x.png).
Line two\\
break. https://example.com/x?y=1 &amp; more[^1]

> quote
> more
>> nested

1. one
2. two
   - sub a
   - sub b

- [x] done
- [ ] todo

| a | b |
|---|:-:|
| 1 | 2 |

```python
def f(): return "<b>"
```

    indented

***

Term
: definition

<div>raw</div>

[^1]: the note
'''))
print(mistune.html('a *b* <i>x</i>'))
ast = mistune.create_markdown(renderer='ast')
import pprint

pprint.pprint(ast('# T\n\nx `y` **z**\n\n- a\n- b\n'))
from mistune.renderers.rst import RSTRenderer
from mistune.renderers.markdown import MarkdownRenderer

print(mistune.create_markdown(renderer=RSTRenderer())('# T\n\nx `y` **z** [l](u)\n\n- a\n- b\n\n```\ncode\n```\n'))
print(mistune.create_markdown(renderer=MarkdownRenderer())('# T\n\nx `y` **z** [l](u)\n\n1. a\n2. b\n'))


class R(mistune.HTMLRenderer):
    def heading(self, text, level, **attrs):
        return f'<H{level}>{text}</H{level}>\n'

    def codespan(self, text):
        return '<CODE>' + mistune.escape(text) + '</CODE>'


print(mistune.create_markdown(renderer=R(escape=False))('## a `b<c`\n<u>x</u>'))
from mistune.toc import add_toc_hook, render_toc_ul

m = mistune.create_markdown()
add_toc_hook(m)
html, state = m.parse('# a\n## b\n## c\n### d\n# e\n')
print(html, render_toc_ul(state.env['toc_items']))
