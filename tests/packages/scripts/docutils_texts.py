"""docutils: one text in five formats, a directive of its own."""

import docutils.core, docutils.nodes, docutils.parsers.rst as rst, docutils.utils

src = '''
=====
Title
=====
:Author: Me
:Date: 2020-01-01

Section
-------
Para *em* **b** ``lit`` `ref`_ link_ http://x.y foo@b.c footnote [1]_ cite [C]_ |s| sub\\ :sub:`2` x\\ :sup:`3`

.. _link: http://e.f
.. _ref: `link`_
.. |s| replace:: SUBST
.. [1] note
.. [C] citation

- a

  1. one
  #. two
- b

term : classifier
  def

:field: body

-o FILE, --output=FILE  Option

::

  literal <b>

> quoted

>>> doctest
1

+-----+-----+
| a   | b   |
+=====+=====+
| 1   | 2 3 |
|     +-----+
|     | 4   |
+-----+-----+

.. image:: x.png
   :alt: alt
   :width: 50%
.. figure:: y.png

   caption
.. admonition:: Hey

   text
.. code:: python

   x = 1  # c
.. math:: a^2
.. csv-table:: T
   :header: "x","y"

   1, 2
.. raw:: html

   <hr>
.. contents::
.. unknown:: x

*unclosed

Sub
~~~
text `bad

Dup
---
|undefined| `nolink`_
'''
for w in ('pseudoxml', 'html5', 'latex', 'xml', 'manpage', 'odt')[:5]:
    out = docutils.core.publish_string(
        src,
        writer=w,
        settings_overrides={
            'report_level': 5 if w != 'pseudoxml' else 2,
            'halt_level': 6,
            'warning_stream': False,
            'embed_stylesheet': False,
            'datestamp': None,
            'generator': False,
            'output_encoding': 'unicode',
            '_disable_config': True,
        },
    )
    import re

    print(w)
    print(re.sub(r'Docutils \d[^ :]*|[./]\S*/docutils/', 'Docutils', out))


class D(rst.Directive):
    required_arguments = 1
    has_content = True
    option_spec = {'n': rst.directives.nonnegative_int}

    def run(self):
        return [docutils.nodes.paragraph(text=f'{self.arguments} {self.options} {list(self.content)}')]


rst.directives.register_directive('mine', D)
print(docutils.core.publish_parts('.. mine:: a\n   :n: 3\n\n   body\n', writer='html')['body'])
doc = docutils.core.publish_doctree('Hello\n=====\n\nx *y*\n')
print(doc.pformat())
print([n.astext() for n in doc.findall(docutils.nodes.emphasis)], doc.asdom().toxml()[:100])
