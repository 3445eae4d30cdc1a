"""Elements of HTML from nested calls: `A("text", CLASS("x"), href="y")`, one function for each element."""

from lxml.builder import ElementMaker
from lxml.html import defs, html_parser

E = ElementMaker(makeelement=html_parser.makeelement)

for _tag in defs.tags:
    globals()[_tag.upper()] = getattr(E, _tag)
del _tag


def CLASS(v):
    """The attribute `class`."""
    return {"class": v}


def FOR(v):
    """The attribute `for`."""
    return {"for": v}
