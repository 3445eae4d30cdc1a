"""Elements from nested calls: `E.a({"href": "x"}, "text", E.b("bold"))`."""

from functools import partial

from . import etree


class ElementMaker:
    """Makes elements with the names of its attributes."""

    def __init__(self, typemap=None, namespace=None, nsmap=None, makeelement=None):
        self._namespace = f"{{{namespace}}}" if namespace is not None else None
        self._nsmap = dict(nsmap) if nsmap else None
        self._make = makeelement or etree.Element
        self._types = {str: self._add_text, dict: self._add_attributes, etree.CDATA: self._add_cdata,
                       **(typemap or {})}

    @staticmethod
    def _add_text(element, text):
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    def _add_attributes(self, element, attributes):
        for key, value in attributes.items():
            if not isinstance(value, str):
                value = self._types[type(value)](None, value)
            element.set(key, value)

    @staticmethod
    def _add_cdata(element, cdata):
        if element.text or len(element):
            raise ValueError("Can't add a CDATA section. Element already has some text: %r" % element.text)
        element.text = cdata

    def __call__(self, tag, *children, **attributes):
        if self._namespace is not None and isinstance(tag, str) and not tag.startswith("{"):
            tag = self._namespace + tag
        element = self._make(tag, nsmap=self._nsmap)
        if attributes:
            self._types[dict](element, attributes)
        for child in children:
            if callable(child):
                child = child()
            add = self._types.get(type(child))
            if add is None:
                if etree.iselement(child):
                    element.append(child)
                    continue
                add = next((self._types[base] for base in type(child).__mro__ if base in self._types), None)
                if add is None:
                    raise TypeError("bad argument type: %s(%r)" % (type(child).__name__, child))
            more = add(element, child)
            if more:
                self._types[type(more)](element, more)
        return element

    def __getattr__(self, tag):
        if tag.startswith("__") and tag.endswith("__"):
            raise AttributeError(tag)
        return partial(self, tag)


E = ElementMaker()
