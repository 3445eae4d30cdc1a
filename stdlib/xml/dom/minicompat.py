"""Lists of nodes, and properties of the DOM."""
import xml.dom

__all__ = ["NodeList", "EmptyNodeList", "StringTypes", "defproperty"]

StringTypes = (str,)


def _read_only(self, value):
    raise xml.dom.NoModificationAllowedErr("attempt to modify read-only attribute 'length'")


class NodeList(list):
    """A list of nodes."""

    __slots__ = ()

    def item(self, index):
        """The node of an index, or None."""
        if 0 <= index < len(self):
            return self[index]

    length = property(lambda self: len(self), _read_only, doc="How many nodes there are.")

    def __setstate__(self, state):
        self[:] = [] if state is None else state


class EmptyNodeList(tuple):
    """No nodes."""

    __slots__ = ()

    def __add__(self, other):
        made = NodeList()
        made.extend(other)
        return made

    def __radd__(self, other):
        made = NodeList()
        made.extend(other)
        return made

    def item(self, index):
        """None."""
        return None

    length = property(lambda self: 0, _read_only, doc="How many nodes there are.")


def defproperty(klass, name, doc):
    """Make a property that calls _get_name() and, if there is one, _set_name()."""
    get = getattr(klass, "_get_" + name)
    set = getattr(klass, "_set_" + name, None)
    if set is None:
        def set(self, value, name=name):
            raise xml.dom.NoModificationAllowedErr("attempt to modify read-only attribute " + repr(name))
    setattr(klass, name, property(get, set, doc=doc))
