"""Completion of Python names, for whoever reads lines: names of a namespace, keywords, attributes."""
import atexit
import builtins
import inspect
import keyword
import re
import warnings

import __main__

__all__ = ["Completer"]


class Completer:
    """Completes in a namespace, without one in __main__'s."""

    def __init__(self, namespace=None):
        if namespace and not isinstance(namespace, dict):
            raise TypeError("namespace must be a dictionary")
        if namespace is None:
            self.use_main_ns = 1
        else:
            self.use_main_ns = 0
            self.namespace = namespace

    def complete(self, text, state):
        """The state-th completion of the text, None after the last."""
        if self.use_main_ns:
            self.namespace = __main__.__dict__
        if not text.strip():
            if state == 0:
                return "\t"
            return None
        if state == 0:
            self.matches = self.attr_matches(text) if "." in text else self.global_matches(text)
        try:
            return self.matches[state]
        except IndexError:
            return None

    def _callable_postfix(self, val, word):
        if callable(val):
            word += "("
            try:
                if not inspect.signature(val).parameters:
                    word += ")"
            except ValueError:
                pass
        return word

    def global_matches(self, text):
        """Keywords and names that begin with the text."""
        found = []
        seen = {"__builtins__"}
        for word in keyword.kwlist + keyword.softkwlist:
            if word.startswith(text):
                seen.add(word)
                if word in {"finally", "try"}:
                    word += ":"
                elif word not in {"False", "None", "True", "break", "continue", "pass", "else", "_"}:
                    word += " "
                found.append(word)
        for names in self.namespace, builtins.__dict__:
            for word, value in names.items():
                if word.startswith(text) and word not in seen:
                    seen.add(word)
                    found.append(self._callable_postfix(value, word))
        return found

    def attr_matches(self, text):
        """Attributes of what stands before the last dot; nothing but names and dots is evaluated."""
        match = re.match(r"(\w+(\.\w+)*)\.(\w*)", text)
        if not match:
            return []
        head, start = match.group(1, 3)
        try:
            thing = eval(head, self.namespace)
        except Exception:
            return []
        words = set(dir(thing))
        words.discard("__builtins__")
        if hasattr(thing, "__class__"):
            words.add("__class__")
            words.update(get_class_members(thing.__class__))
        found = []
        # First the public names, then _these, then __those__.
        hidden = {"": "_", "_": "__"}.get(start)
        while True:
            for word in words:
                if not word.startswith(start) or hidden and word.startswith(hidden):
                    continue
                whole = f"{head}.{word}"
                if isinstance(getattr(type(thing), word, None), property):
                    # A property's code is not run.
                    found.append(whole)
                    continue
                if (value := getattr(thing, word, None)) is not None:
                    found.append(self._callable_postfix(value, whole))
                else:
                    found.append(whole)
            if found or not hidden:
                break
            hidden = "__" if hidden == "_" else None
        found.sort()
        return found


def get_class_members(klass):
    """The names of a class and of its bases."""
    names = dir(klass)
    for base in getattr(klass, "__bases__", ()):
        names = names + get_class_members(base)
    return names


try:
    import readline
except ImportError:
    _readline_available = False
else:
    readline.set_completer(Completer().complete)
    atexit.register(lambda: readline.set_completer(None))
    _readline_available = True
