"""XML: etree, sax, dom, and the parser below them."""

__all__ = ["dom", "parsers", "sax", "etree"]
