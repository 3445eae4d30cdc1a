"""sphinx: a small site with autodoc and napoleon, as HTML and text."""

import os, tempfile, textwrap, sys, io, re

d = tempfile.mkdtemp()
os.chdir(d)
os.makedirs('src')
open('src/conf.py', 'w').write(
    'project="P"; author="A"; release="1.0"; copyright="2020, A"; extensions=["sphinx.ext.autodoc","sphinx.ext.napoleon","sphinx.ext.viewcode","sphinx.ext.todo","sphinx.ext.doctest","sphinx.ext.intersphinx" ][:5]; html_theme="alabaster"; todo_include_todos=True; import sys; sys.path.insert(0, %r)\n'
    % d
)
open('mymod.py', 'w').write(
    '"""Module doc."""\nclass K:\n    """Class K.\n\n    Args:\n        a (int): first.\n\n    Example:\n        >>> K(1).m()\n        2\n    """\n    def __init__(self, a: int): self.a = a\n    def m(self, b: str = "x") -> int:\n        """Method.\n\n        Returns:\n            int: more.\n        """\n        return self.a + 1\n    @property\n    def p(self) -> str:\n        "prop"\n        return ""\ndef f(*a, k=None, **kw):\n    """Func :class:`K`."""\n'
)
open('src/index.rst', 'w').write(textwrap.dedent('''
    Title
    =====
    Intro *em* **strong** ``code`` `link <http://a.b>`_ |sub| :ref:`lbl` :doc:`other` :py:func:`mymod.f` [#f]_

    .. |sub| replace:: SUB
    .. [#f] foot
    .. toctree::
       :maxdepth: 2

       other

    .. code-block:: python
       :linenos:

       def f(x): return "<%s>" % x

    .. note:: A note.
    .. todo:: do it
    .. list-table::
       :header-rows: 1

       * - a
         - b
       * - 1
         - 2

    ===  ===
    x    y
    ===  ===
    1    2
    ===  ===
    '''))
open('src/other.rst', 'w').write(
    '.. _lbl:\n\nOther\n-----\n\n.. automodule:: mymod\n   :members:\n   :undoc-members:\n\n:unknown:`x`\n\n* :index:`entry`\n'
)
from sphinx.application import Sphinx

for b in ('html', 'text'):
    st, wa = io.StringIO(), io.StringIO()
    app = Sphinx('src', 'src', 'out/' + b, 'dt/' + b, b, status=st, warning=wa, freshenv=True)
    app.build()
    print(b, app.statuscode, re.sub(r'\x1b\[[0-9;]*m', '', wa.getvalue()).replace(d, 'D') if b == 'html' else '')
    print(sorted(os.listdir('out/' + b))[:30])
print(open('out/text/index.txt').read(), open('out/text/other.txt').read())
h = open('out/html/other.html').read()
print(re.sub(r'(?s).*<div class="body"', '', h)[:4000])
h = open('out/html/index.html').read()
print(re.sub(r'(?s).*<div class="body"', '', h)[:5000])
