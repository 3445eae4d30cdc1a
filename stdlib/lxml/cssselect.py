"""CSS selectors as XPath; the translation is that of the package cssselect."""

try:
    import cssselect as external_cssselect
except ImportError:
    raise ImportError("cssselect does not seem to be installed. See https://pypi.org/project/cssselect/") from None

from . import etree

SelectorSyntaxError = external_cssselect.SelectorSyntaxError
ExpressionError = external_cssselect.ExpressionError
SelectorError = external_cssselect.SelectorError

__all__ = ["SelectorSyntaxError", "ExpressionError", "SelectorError", "CSSSelector"]

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"


class LxmlTranslator(external_cssselect.GenericTranslator):
    """The translator of XML, with `:contains` that ignores case."""

    def xpath_contains_function(self, xpath, function):
        if function.argument_types() not in (["STRING"], ["IDENT"]):
            raise ExpressionError(f"Expected a single string or ident for :contains(), got {function.arguments!r}")
        literal = self.xpath_literal(function.arguments[0].value.lower())
        return xpath.add_condition(f"contains(translate(., '{_UPPER}', '{_UPPER.lower()}'), {literal})")


class LxmlHTMLTranslator(LxmlTranslator, external_cssselect.HTMLTranslator):
    pass


class CSSSelector(etree.XPath):
    """A compiled selector that can be called with elements and trees."""

    def __init__(self, css, namespaces=None, translator="xml"):
        if translator == "xml":
            translator = LxmlTranslator()
        elif translator == "html":
            translator = LxmlHTMLTranslator()
        elif translator == "xhtml":
            translator = LxmlHTMLTranslator(xhtml=True)
        super().__init__(translator.css_to_xpath(css), namespaces=namespaces)
        self.css = css

    def __repr__(self):
        return f"<{self.__class__.__name__} {abs(id(self)):x} for {self.css!r}>"
