"""HTML: elements with what pages need (links, forms, classes), and functions for documents and fragments."""

import copy
import re
from collections.abc import MutableMapping, MutableSet
from functools import partial
from urllib.parse import urljoin

from .. import etree
from . import defs

__all__ = ["document_fromstring", "fragment_fromstring", "fragments_fromstring", "fromstring", "tostring", "Element",
           "defs", "open_in_browser", "submit_form", "find_rel_links", "find_class", "make_links_absolute",
           "resolve_base_href", "iterlinks", "rewrite_links", "parse"]

XHTML_NAMESPACE = "http://www.w3.org/1999/xhtml"

_rel_links_xpath = etree.XPath("descendant-or-self::a[@rel]|descendant-or-self::x:a[@rel]",
                               namespaces={"x": XHTML_NAMESPACE})
_options_xpath = etree.XPath("descendant-or-self::option|descendant-or-self::x:option",
                             namespaces={"x": XHTML_NAMESPACE})
_forms_xpath = etree.XPath("descendant-or-self::form|descendant-or-self::x:form", namespaces={"x": XHTML_NAMESPACE})
_class_xpath = etree.XPath("descendant-or-self::*[@class and contains(concat(' ', normalize-space(@class), ' '), "
                           "concat(' ', $class_name, ' '))]")
_id_xpath = etree.XPath("descendant-or-self::*[@id=$id]")
_label_xpath = etree.XPath("//label[@for=$id]|//x:label[@for=$id]", namespaces={"x": XHTML_NAMESPACE})
_css_url = re.compile(r"""url\((["'][^"']*["']|[^)"']*)\)""", re.IGNORECASE)
_css_import = re.compile(r"""@import\s+["'](.*?)["']""")
_refresh_url = re.compile(r"^[^;=]*;\s*(?:url\s*=\s*)?(?P<url>.*)$", re.IGNORECASE)
_archive = re.compile(r"[^ ]+")


def _nons(tag):
    return tag.rpartition("}")[2] if isinstance(tag, str) and tag.startswith("{" + XHTML_NAMESPACE) else tag


class Classes(MutableSet):
    """The classes of an element, as a set that changes the attribute."""

    def __init__(self, attributes):
        self._attributes = attributes

    def _get(self):
        return self._attributes.get("class", "").split()

    def _put(self, classes):
        if classes:
            self._attributes["class"] = " ".join(classes)
        elif "class" in self._attributes:
            del self._attributes["class"]

    @staticmethod
    def _one(value):
        if not value or re.search(r"\s", value):
            raise ValueError(f"Invalid class name: {value!r}")
        return value

    def add(self, value):
        classes = self._get()
        if self._one(value) not in classes:
            self._put(classes + [value])

    def discard(self, value):
        classes = self._get()
        if self._one(value) in classes:
            self._put([c for c in classes if c != value])

    def remove(self, value):
        if self._one(value) not in self._get():
            raise KeyError(value)
        self.discard(value)

    def __contains__(self, name):
        return name in self._get()

    def __iter__(self):
        return iter(self._get())

    def __len__(self):
        return len(self._get())

    def update(self, values):
        for value in values:
            self.add(value)

    def toggle(self, value):
        if self._one(value) in self:
            self.discard(value)
            return False
        self.add(value)
        return True


class HtmlMixin:
    """What nodes of HTML can do besides what all nodes can."""

    def set(self, key, value=None):
        """Sets an attribute; without value it is written by its name only."""
        super().set(key, value)

    @property
    def classes(self):
        return Classes(self.attrib)

    @classes.setter
    def classes(self, classes):
        assert isinstance(classes, Classes)
        value = classes._attributes.get("class")
        if value:
            self.set("class", value)
        elif self.get("class") is not None:
            del self.attrib["class"]

    @property
    def base_url(self):
        return self.getroottree().docinfo.URL

    @property
    def forms(self):
        return _forms_xpath(self)

    @property
    def body(self):
        for element in self.getroottree().iter("body", f"{{{XHTML_NAMESPACE}}}body"):
            return element
        return None

    @property
    def head(self):
        for element in self.getroottree().iter("head", f"{{{XHTML_NAMESPACE}}}head"):
            return element
        return None

    @property
    def label(self):
        id = self.get("id")
        if not id:
            return None
        found = _label_xpath(self, id=id)
        return found[0] if found else None

    @label.setter
    def label(self, label):
        id = self.get("id")
        if not id:
            raise TypeError("You cannot set a label for an element (%r) that has no id" % self)
        if _nons(label.tag) != "label":
            raise TypeError("You can only assign label to a label element (not %r)" % label)
        label.set("for", id)

    @label.deleter
    def label(self):
        label = self.label
        if label is not None:
            del label.attrib["for"]

    def drop_tree(self):
        """Takes the element out and leaves its tail."""
        parent = self.getparent()
        assert parent is not None
        tail, self.tail = self.tail, None
        _give_text(self, parent, tail)
        parent.remove(self)

    def drop_tag(self):
        """Takes the tag out and leaves what is in it."""
        parent = self.getparent()
        assert parent is not None
        if isinstance(self.tag, str):
            _give_text(self, parent, self.text)
        tail, self.tail = self.tail, None
        if tail:
            if len(self):
                self[-1].tail = (self[-1].tail or "") + tail
            else:
                _give_text(self, parent, tail)
        index = parent.index(self)
        parent[index:index + 1] = self[:]

    def find_rel_links(self, rel):
        rel = rel.lower()
        return [a for a in _rel_links_xpath(self) if a.get("rel").lower() == rel]

    def find_class(self, class_name):
        return _class_xpath(self, class_name=class_name)

    def get_element_by_id(self, id, *default):
        found = _id_xpath(self, id=id)
        if found:
            return found[0]
        if default:
            return default[0]
        raise KeyError(id)

    def text_content(self):
        """All text in the element."""
        return self._content() if isinstance(self.tag, str) else self.text or ""

    def cssselect(self, expr, translator="html"):
        from lxml.cssselect import CSSSelector
        return CSSSelector(expr, translator=translator)(self)

    def make_links_absolute(self, base_url=None, resolve_base_href=True, handle_failures=None):
        """Makes all links absolute, seen from `base_url` or the document's address."""
        if base_url is None:
            base_url = self.base_url
            if base_url is None:
                raise TypeError("No base_url given, and the document has no base_url")
        if resolve_base_href:
            self.resolve_base_href()
        if handle_failures not in (None, "ignore", "discard"):
            raise ValueError(f"unexpected value for handle_failures: {handle_failures!r}")

        def absolute(href):
            try:
                return urljoin(base_url, href)
            except ValueError:
                if handle_failures is None:
                    raise
                return href if handle_failures == "ignore" else None
        self.rewrite_links(absolute)

    def resolve_base_href(self, handle_failures=None):
        """Makes all links absolute by the document's `<base href>`, and takes that out."""
        base_href = None
        for base in self.xpath("//base[@href]|//x:base[@href]", namespaces={"x": XHTML_NAMESPACE}):
            base_href = base.get("href")
            base.drop_tree()
        if base_href:
            self.make_links_absolute(base_href, resolve_base_href=False, handle_failures=handle_failures)

    def iterlinks(self):
        """All links as (element, attribute or None, link, place)."""
        link_attributes = defs.link_attrs
        for element in self.iter(etree.Element):
            tag, attributes = _nons(element.tag), element.attrib
            if tag == "object":
                codebase = element.get("codebase")
                if codebase is not None:
                    yield element, "codebase", codebase, 0
                for name in ("classid", "data"):
                    if name in attributes:
                        value = attributes[name]
                        yield element, name, value if codebase is None else urljoin(codebase, value), 0
                if "archive" in attributes:
                    for match in _archive.finditer(attributes["archive"]):
                        value = match.group()
                        yield element, "archive", value if codebase is None else urljoin(codebase, value), match.start()
            else:
                for name in attributes:
                    if name in link_attributes:
                        yield element, name, attributes[name], 0
            if tag == "meta":
                if attributes.get("http-equiv", "").lower() == "refresh":
                    content = attributes.get("content", "")
                    match = _refresh_url.search(content)
                    url = (match.group("url") if match else content).strip()
                    if url:
                        offset = content.find(url)
                        if url[0] == url[-1] and url[0] in "\"'":
                            url, offset = url[1:-1], offset + 1
                        yield element, "content", url, offset
            elif tag == "param":
                if element.get("valuetype", "").lower() == "ref":
                    yield element, "value", element.get("value"), 0
            elif tag == "style" and element.text:
                found = [(m.start(1), m[1]) for m in _css_url.finditer(element.text)]
                found = [(i + 1, u[1:-1]) if u[:1] in "\"'" and u else (i, u) for i, u in found]
                found += [(m.start(1), m[1]) for m in _css_import.finditer(element.text)]
                for start, url in sorted(found, reverse=True):
                    yield element, None, url, start
            if "style" in attributes:
                found = [(m.start(1), m[1]) for m in _css_url.finditer(attributes["style"])]
                found = [(i + 1, u[1:-1]) if u[:1] in "\"'" and u else (i, u) for i, u in found]
                for start, url in reversed(found):
                    yield element, "style", url, start

    def rewrite_links(self, link_repl_func, resolve_base_href=True, base_href=None):
        """Replaces each link by what the function gives for it; None takes it out."""
        if base_href is not None:
            self.make_links_absolute(base_href, resolve_base_href=resolve_base_href)
        elif resolve_base_href:
            self.resolve_base_href()
        for element, name, link, place in self.iterlinks():
            new = link_repl_func(link.strip())
            if new == link:
                continue
            if new is None:
                if name is None:
                    element.text = ""
                else:
                    element.attrib.pop(name, None)
                continue
            if name is None:
                element.text = element.text[:place] + new + element.text[place + len(link):]
                continue
            now = element.get(name)
            if not place and len(now) == len(link):
                element.set(name, new)
            else:
                element.set(name, now[:place] + new + now[place + len(link):])


def _give_text(element, parent, text):
    """Adds a text to what comes before an element."""
    if not text:
        return
    previous = element.getprevious()
    if previous is None:
        parent.text = (parent.text or "") + text
    else:
        previous.tail = (previous.tail or "") + text


class _MethodFunc:
    """A method as a function that also takes texts of documents; it gives what it has changed."""

    def __init__(self, name, copy=False, source_class=HtmlMixin):
        self.name, self.copy = name, copy
        self.__doc__ = getattr(source_class, name).__doc__

    def __call__(self, doc, *args, **kw):
        result_type = type(doc)
        copied = kw.pop("copy", self.copy) if self.copy else False
        if isinstance(doc, (str, bytes)):
            doc = fromstring(doc, **kw) if not self.copy else fromstring(doc)
        elif copied:
            doc = copy.deepcopy(doc)
        result = getattr(doc, self.name)(*args, **kw)
        if not self.copy:
            return result
        return _transform_result(result_type, doc)


def _transform_result(typ, result):
    """A document as the type that was given."""
    if issubclass(typ, bytes):
        return tostring(result, encoding="utf-8")
    if issubclass(typ, str):
        return tostring(result, encoding="unicode")
    return result


find_rel_links = _MethodFunc("find_rel_links")
find_class = _MethodFunc("find_class")
iterlinks = _MethodFunc("iterlinks")
make_links_absolute = _MethodFunc("make_links_absolute", copy=True)
resolve_base_href = _MethodFunc("resolve_base_href", copy=True)
rewrite_links = _MethodFunc("rewrite_links", copy=True)


class HtmlComment(HtmlMixin, etree.CommentBase):
    pass


class HtmlElement(HtmlMixin, etree.ElementBase):
    HTML = True


class HtmlProcessingInstruction(HtmlMixin, etree.PIBase):
    pass


class HtmlEntity(HtmlMixin, etree.EntityBase):
    pass


class InputMixin:
    """What inputs, selections and text areas have in common."""

    @property
    def name(self):
        return self.get("name")

    @name.setter
    def name(self, value):
        self.set("name", value)

    @name.deleter
    def name(self):
        self.attrib.pop("name", None)

    def __repr__(self):
        type_name = type(self).__name__
        return f"<{type_name} {id(self):x} name={self.name!r}" + (
            f" type={self.type!r}>" if type_name == "InputElement" else ">")


class FormElement(HtmlElement):
    """A form."""

    @property
    def inputs(self):
        return InputGetter(self)

    @property
    def fields(self):
        return FieldsDict(self.inputs)

    @fields.setter
    def fields(self, value):
        fields, names = self.fields, set(self.fields)
        for key in names - set(value):
            fields[key] = None
        for key, v in value.items():
            fields[key] = v

    def _name(self):
        if self.get("name"):
            return self.get("name")
        if self.get("id"):
            return "#" + self.get("id")
        forms = list(self.body.iter("form"))
        return str(forms.index(self)) if self in forms else None

    def form_values(self):
        """Names and values that a browser would send."""
        results = []
        for element in self.inputs:
            name = element.name
            if not name or "disabled" in element.attrib:
                continue
            tag = _nons(element.tag)
            if tag == "textarea":
                results.append((name, element.value))
            elif tag == "select":
                value = element.value
                if element.multiple:
                    results += [(name, v) for v in value]
                elif value is not None:
                    results.append((name, value))
            else:
                assert tag == "input"
                if element.checkable and not element.checked or element.type in ("submit", "image", "reset", "file"):
                    continue
                value = element.value
                if value is not None:
                    results.append((name, value))
        return results

    @property
    def action(self):
        base, action = self.base_url, self.get("action")
        return urljoin(base, action) if base and action is not None else action

    @action.setter
    def action(self, value):
        self.set("action", value)

    @action.deleter
    def action(self):
        self.attrib.pop("action", None)

    @property
    def method(self):
        return self.get("method", "GET").upper()

    @method.setter
    def method(self, value):
        self.set("method", value.upper())


def submit_form(form, extra_values=None, open_http=None):
    """Sends a form with a function `open_http(method, url, values)`."""
    values = form.form_values()
    if extra_values:
        values += extra_values.items() if hasattr(extra_values, "items") else list(extra_values)
    url = form.action or form.base_url
    return (open_http or open_http_urllib)(form.method, url, values)


def open_http_urllib(method, url, values):
    if not url:
        raise ValueError("cannot submit, no URL provided")
    from urllib.parse import urlencode
    from urllib.request import urlopen
    if method == "GET":
        if values:
            url += ("&" if "?" in url else "?") + urlencode(values)
        return urlopen(url)
    return urlopen(url, urlencode(values).encode("ASCII"))


class FieldsDict(MutableMapping):
    """Values of a form's fields by name."""

    def __init__(self, inputs):
        self.inputs = inputs

    def __getitem__(self, item):
        return self.inputs[item].value

    def __setitem__(self, item, value):
        self.inputs[item].value = value

    def __delitem__(self, item):
        raise KeyError("You cannot remove keys from ElementDict")

    def keys(self):
        return self.inputs.keys()

    def __contains__(self, item):
        return item in self.inputs

    def __iter__(self):
        return iter(self.inputs.keys())

    def __len__(self):
        return len(self.inputs)

    def __repr__(self):
        return f"<{type(self).__name__} for form {self.inputs.form._name()}>"


class InputGetter:
    """The inputs of a form: all in order, or by name."""

    def __init__(self, form):
        self.form = form

    def __repr__(self):
        return f"<{type(self).__name__} for form {self.form._name()}>"

    def __getitem__(self, name):
        fields = [field for field in self if field.name == name]
        if not fields:
            raise KeyError("No input element with the name %r" % name)
        kind = fields[0].get("type")
        if kind == "radio" and len(fields) > 1:
            return RadioGroup(fields)
        if kind == "checkbox" and len(fields) > 1:
            return CheckboxGroup(fields)
        return fields[0]

    def __contains__(self, name):
        return any(field.name == name for field in self)

    def keys(self):
        return list(dict.fromkeys(field.name for field in self if field.name is not None))

    def items(self):
        return [(name, self[name]) for name in self.keys()]

    def __iter__(self):
        names = ("input", "select", "textarea")
        return self.form.iter(*names, *(f"{{{XHTML_NAMESPACE}}}{name}" for name in names))

    def __len__(self):
        return sum(1 for _ in self)


class TextareaElement(InputMixin, HtmlElement):
    @property
    def value(self):
        content = self.text or ""
        for child in self:
            content += etree.tostring(child, encoding="unicode", method="html")
        return content

    @value.setter
    def value(self, value):
        del self[:]
        self.text = value

    @value.deleter
    def value(self):
        self.text = ""
        del self[:]


class SelectElement(InputMixin, HtmlElement):
    """A selection; `value` is a set for those with `multiple`."""

    def _text_of(option):
        value = option.get("value")
        return (option.text or "").strip() if value is None else value

    @property
    def value(self):
        if self.multiple:
            return MultipleSelectOptions(self)
        options = _options_xpath(self)
        chosen = [o for o in options if o.get("selected") is not None][-1:] or [
            o for o in options if o.get("disabled") is None][:1]
        return SelectElement._text_of(chosen[0]) if chosen else None

    @value.setter
    def value(self, value):
        if self.multiple:
            if isinstance(value, str):
                raise TypeError("You must pass in a sequence")
            values = self.value
            values.clear()
            values.update(value)
            return
        options = _options_xpath(self)
        if value is not None:
            chosen = [o for o in options if SelectElement._text_of(o) == value]
            if not chosen:
                raise ValueError("There is no option with the value of %r" % value)
        for option in options:
            option.attrib.pop("selected", None)
        if value is not None:
            chosen[0].set("selected", "")

    @value.deleter
    def value(self):
        if self.multiple:
            self.value.clear()
        else:
            self.value = None

    @property
    def value_options(self):
        return [SelectElement._text_of(o) for o in _options_xpath(self)]

    @property
    def multiple(self):
        return "multiple" in self.attrib

    @multiple.setter
    def multiple(self, value):
        if value:
            self.set("multiple", "")
        else:
            self.attrib.pop("multiple", None)


class _Values(MutableSet):
    """A set of values that is kept in elements."""

    def __contains__(self, item):
        return item in list(self)

    def __len__(self):
        return sum(1 for _ in self)

    def discard(self, item):
        if item in self:
            self.remove(item)

    def update(self, other):
        for item in other:
            self.add(item)

    def __repr__(self):
        return f"<{type(self).__name__} {{{', '.join(map(repr, self))}}} for {self._shown()}>"


class MultipleSelectOptions(_Values):
    """The chosen options of a selection."""

    def __init__(self, select):
        self.select = select

    def _shown(self):
        return f"select name={self.select.name!r}"

    @property
    def options(self):
        return iter(_options_xpath(self.select))

    def __iter__(self):
        for option in self.options:
            if "selected" in option.attrib:
                yield SelectElement._text_of(option)

    def _one(self, item):
        for option in self.options:
            if SelectElement._text_of(option) == item:
                return option
        raise ValueError("There is no option with the value %r" % item)

    def add(self, item):
        self._one(item).set("selected", "")

    def remove(self, item):
        option = self._one(item)
        if "selected" not in option.attrib:
            raise ValueError("The option %r is not currently selected" % item)
        del option.attrib["selected"]


class RadioGroup(list):
    """Radio buttons of one name."""

    @property
    def value(self):
        return next((el.get("value") for el in self if "checked" in el.attrib), None)

    @value.setter
    def value(self, value):
        chosen = None
        if value is not None:
            chosen = next((el for el in self if el.get("value") == value), None)
            if chosen is None:
                raise ValueError("There is no radio input with the value %r" % value)
        for el in self:
            el.attrib.pop("checked", None)
        if chosen is not None:
            chosen.set("checked", "")

    @value.deleter
    def value(self):
        self.value = None

    @property
    def value_options(self):
        return [el.get("value") for el in self]

    def __repr__(self):
        return f"{type(self).__name__}({list.__repr__(self)})"


class CheckboxGroup(list):
    """Check boxes of one name."""

    @property
    def value(self):
        return CheckboxValues(self)

    @value.setter
    def value(self, value):
        values = self.value
        values.clear()
        if not hasattr(value, "__iter__"):
            raise ValueError("A CheckboxGroup (name=%r) must be set to a sequence (not %r)" % (self[0].name, value))
        values.update(value)

    @value.deleter
    def value(self):
        self.value.clear()

    @property
    def value_options(self):
        return [el.get("value") for el in self]

    def __repr__(self):
        return f"{type(self).__name__}({list.__repr__(self)})"


class CheckboxValues(_Values):
    """The values of checked boxes."""

    def __init__(self, group):
        self.group = group

    def _shown(self):
        return f"checkboxes name={self.group[0].name!r}"

    def __iter__(self):
        return iter([el.get("value") for el in self.group if "checked" in el.attrib])

    def _one(self, value):
        for el in self.group:
            if el.get("value") == value:
                return el
        raise KeyError("No checkbox with value %r" % value)

    def add(self, value):
        self._one(value).set("checked", "")

    def remove(self, value):
        el = self._one(value)
        if "checked" not in el.attrib:
            raise KeyError("The checkbox with value %r was already unchecked" % value)
        del el.attrib["checked"]


class InputElement(InputMixin, HtmlElement):
    """An input."""

    @property
    def value(self):
        if self.checkable:
            return (self.get("value") or "on") if self.checked else None
        return self.get("value")

    @value.setter
    def value(self, value):
        if self.checkable:
            if not value:
                self.checked = False
            else:
                self.checked = True
                if isinstance(value, str):
                    self.set("value", value)
        else:
            self.set("value", value)

    @value.deleter
    def value(self):
        if self.checkable:
            self.checked = False
        else:
            self.attrib.pop("value", None)

    @property
    def type(self):
        return self.get("type", "text").lower()

    @type.setter
    def type(self, value):
        self.set("type", value)

    @property
    def checkable(self):
        return self.type in ("checkbox", "radio")

    @property
    def checked(self):
        if not self.checkable:
            raise AttributeError("Not a checkable input type")
        return "checked" in self.attrib

    @checked.setter
    def checked(self, value):
        if not self.checkable:
            raise AttributeError("Not a checkable input type")
        if value:
            self.set("checked", "")
        else:
            self.attrib.pop("checked", None)


class LabelElement(HtmlElement):
    @property
    def for_element(self):
        id = self.get("for")
        return self.body.get_element_by_id(id) if id else None

    @for_element.setter
    def for_element(self, other):
        id = other.get("id")
        if not id:
            raise TypeError("Element %r has no id attribute" % other)
        self.set("for", id)

    @for_element.deleter
    def for_element(self):
        self.attrib.pop("id", None)


class HtmlElementClassLookup(etree.CustomElementClassLookup):
    """The classes above, by name."""

    _lasting = True
    _default_element_classes = {"form": FormElement, "input": InputElement, "select": SelectElement,
                                "textarea": TextareaElement, "label": LabelElement}

    def __init__(self, classes=None, mixins=None):
        super().__init__()
        self._element_classes = {**self._default_element_classes, **(classes or {})}
        extra = {}
        for name, value in mixins or ():
            extra.setdefault(name, []).append(value)
        for name, bases in extra.items():
            base = self._element_classes.get(name, HtmlElement)
            self._element_classes[name] = type(base.__name__, (*bases, base), {})

    def lookup(self, node_type, document, namespace, name):
        if node_type == "element":
            return self._element_classes.get(name.lower(), HtmlElement)
        return {"comment": HtmlComment, "PI": HtmlProcessingInstruction, "entity": HtmlEntity}.get(node_type)


class HTMLParser(etree.HTMLParser):
    """A parser that makes these elements."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.set_element_class_lookup(_lookup)


class XHTMLParser(etree.XMLParser):
    """A parser of XML that makes these elements."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.set_element_class_lookup(_lookup)


_lookup = HtmlElementClassLookup()
html_parser = HTMLParser()
xhtml_parser = XHTMLParser()


def Element(*args, **kw):
    """An element of HTML."""
    return html_parser.makeelement(*args, **kw)


# --- documents and fragments

_full_text = re.compile(r"^\s*<(?:html|!doctype)", re.IGNORECASE).match
_full_bytes = re.compile(rb"^\s*<(?:html|!doctype)", re.IGNORECASE).match


def document_fromstring(html, parser=None, ensure_head_body=False, **kw):
    """The root of a whole document."""
    value = etree.fromstring(html, html_parser if parser is None else parser, **kw)
    if value is None:
        raise etree.ParserError("Document is empty")
    if ensure_head_body:
        if value.find("head") is None:
            value.insert(0, Element("head"))
        if value.find("body") is None:
            value.append(Element("body"))
    return value


def fragments_fromstring(html, no_leading_text=False, base_url=None, parser=None, **kw):
    """The elements of a fragment, with its leading text as the first item."""
    is_bytes = isinstance(html, bytes)
    if not (_full_bytes if is_bytes else _full_text)(html):
        html = b"<html><body>" + html + b"</body></html>" if is_bytes else f"<html><body>{html}</body></html>"
    doc = document_fromstring(html, parser=parser, base_url=base_url, **kw)
    assert _nons(doc.tag) == "html"
    bodies = [e for e in doc if _nons(e.tag) == "body"]
    assert len(bodies) == 1, f"too many bodies: {bodies!r} in {html!r}"
    body = bodies[0]
    elements = []
    if no_leading_text and body.text and body.text.strip():
        raise etree.ParserError(f"There is leading text: {body.text!r}")
    if body.text and body.text.strip():
        elements.append(body.text)
    elements.extend(body)
    return elements


def fragment_fromstring(html, create_parent=False, base_url=None, parser=None, **kw):
    """The one element of a fragment, or a new element around all of it."""
    elements = fragments_fromstring(html, parser=parser, no_leading_text=not create_parent, base_url=base_url, **kw)
    if create_parent:
        root = Element(create_parent if isinstance(create_parent, str) else "div")
        if elements:
            if isinstance(elements[0], str):
                root.text = elements.pop(0)
            root.extend(elements)
        return root
    if not elements:
        raise etree.ParserError("No elements found")
    if len(elements) > 1:
        shown = ", ".join(_element_name(e) for e in elements)
        raise etree.ParserError(f"Multiple elements found ({shown})")
    element = elements[0]
    if element.tail and element.tail.strip():
        raise etree.ParserError(f"Element followed by text: {element.tail!r}")
    element.tail = None
    return element


def fromstring(html, base_url=None, parser=None, **kw):
    """A document or a fragment, whatever the text looks like."""
    is_full = (_full_bytes if isinstance(html, bytes) else _full_text)(html)
    doc = document_fromstring(html, parser=parser, base_url=base_url, **kw)
    if is_full:
        return doc
    bodies = [e for e in doc if _nons(e.tag) == "body"]
    heads = [e for e in doc if _nons(e.tag) == "head"]
    if heads:
        # What has a head, or more than one body, is a document.
        return doc
    if not bodies:
        return doc
    body = bodies[0]
    if len(bodies) > 1:
        for other in bodies[1:]:
            if other.text:
                if len(body):
                    body[-1].tail = (body[-1].tail or "") + other.text
                else:
                    body.text = (body.text or "") + other.text
            body.extend(other)
            other.drop_tree()
    if len(body) == 1 and not (body.text and body.text.strip()) and not (body[-1].tail and body[-1].tail.strip()):
        return body[0]
    body.tag = "div" if _contains_block_level_tag(body) else "span"
    return body


def parse(filename_or_url, parser=None, base_url=None, **kw):
    """The tree of a document in a file or at a URL."""
    return etree.parse(filename_or_url, html_parser if parser is None else parser, base_url=base_url, **kw)


def _contains_block_level_tag(element):
    return any(_nons(e.tag) in defs.block_tags for e in element.iterdescendants(etree.Element))


def _element_name(element):
    if isinstance(element, str):
        return "string"
    tag = element.tag
    return "comment" if isinstance(element, etree.CommentBase) else tag


def html_to_xhtml(html):
    """Puts all elements without namespace into that of XHTML."""
    _move(html, "{%s}" % XHTML_NAMESPACE, lambda tag: not tag.startswith("{"))


def xhtml_to_html(xhtml):
    """Takes the namespace of XHTML off."""
    prefix = "{%s}" % XHTML_NAMESPACE
    root = xhtml.getroot() if hasattr(xhtml, "getroot") else xhtml
    for element in root.iter(prefix + "*"):
        element.tag = element.tag[len(prefix):]


def _move(html, prefix, wanted):
    root = html.getroot() if hasattr(html, "getroot") else html
    for element in root.iter(etree.Element):
        if wanted(element.tag):
            element.tag = prefix + element.tag


_meta_text = re.compile(r'<meta http-equiv="Content-Type"[^>]*>')
_meta_bytes = re.compile(rb'<meta http-equiv="Content-Type"[^>]*>')


def tostring(doc, pretty_print=False, include_meta_content_type=False, encoding=None, method="html", with_tail=True,
             doctype=None):
    """A document or an element as HTML."""
    html = etree.tostring(doc, method=method, pretty_print=pretty_print, encoding=encoding, with_tail=with_tail,
                          doctype=doctype)
    if method == "html" and not include_meta_content_type:
        if isinstance(html, str):
            return _meta_text.sub("", html)
        return _meta_bytes.sub(b"", html)
    return html


def open_in_browser(doc, encoding=None):
    """Shows a document in a browser."""
    import os
    import tempfile
    import webbrowser
    if not isinstance(doc, etree._ElementTree):
        doc = etree.ElementTree(doc)
    handle, name = tempfile.mkstemp(suffix=".html")
    with os.fdopen(handle, "wb") as file:
        doc.write(file, method="html", encoding=encoding or doc.docinfo.encoding or "UTF-8")
    webbrowser.open("file://" + name.replace(os.path.sep, "/"))
