"""Lists of nodes, and properties of the DOM."""
import xml.dom

__all__ = ["NodeList", "EmptyNodeList", "StringTypes", "defproperty"]

StringTypes = (str,)


def _read_only(get, name, doc):
    """A property that says so when it is set."""
    def refuse(self, value):
        raise xml.dom.NoModificationAllowedErr(f"attempt to modify read-only attribute {name!r}")
    return property(get, refuse, doc=doc)


def _fixed(get):
    """The same for a method that computes the value."""
    return _read_only(get, get.__name__, get.__doc__)


class NodeList(list):
    """A list of nodes."""

    __slots__ = ()

    def item(self, index):
        """The node of an index, or None."""
        if 0 <= index < len(self):
            return self[index]

    length = _read_only(lambda self: len(self), "length", "How many nodes there are.")

    def __setstate__(self, state):
        self[:] = [] if state is None else state


class EmptyNodeList(tuple):
    """No nodes."""

    __slots__ = ()

    def __add__(self, other):
        return NodeList(other)

    __radd__ = __add__

    def item(self, index):
        """None."""
        return None

    length = _read_only(lambda self: 0, "length", "How many nodes there are.")


def defproperty(klass, name, doc):
    """Make a property that calls _get_name() and, if there is one, _set_name()."""
    get = getattr(klass, "_get_" + name)
    set = getattr(klass, "_set_" + name, None)
    setattr(klass, name, property(get, set, doc=doc) if set else _read_only(get, name, doc))
