"""Completion of Python names, for whoever reads lines: names of a namespace, keywords, attributes."""
import builtins

__all__ = ["Completer"]

# what follows a keyword that is no value and does not end a statement
_AFTER_KEYWORD = dict.fromkeys(("False", "None", "True", "break", "continue", "pass"), "") | {
    "else": "", "finally": ":", "try": ":", "_": ""}


class Completer:
    """Completes in a namespace, without one in __main__'s."""

    def __init__(self, namespace=None):
        if namespace and not isinstance(namespace, dict):
            raise TypeError("namespace must be a dictionary")
        self.use_main_ns = 0 if namespace is not None else 1
        if namespace is not None:
            self.namespace = namespace

    def complete(self, text, state):
        """The state-th completion of the text, None after the last."""
        if self.use_main_ns:
            import __main__
            self.namespace = __main__.__dict__
        if not text.strip():
            return self._tab() if state == 0 else None
        if state == 0:
            self.matches = (self.attr_matches if "." in text else self.global_matches)(text)
        return self.matches[state] if state < len(self.matches) else None

    @staticmethod
    def _tab():
        """A tab at the begin of a line is one."""
        try:
            import readline
        except ImportError:
            return "\t"
        readline.insert_text("\t")
        readline.redisplay()
        return ""

    def _callable_postfix(self, val, word):
        """The word of a callable with a parenthesis; with both if it takes no arguments."""
        if not callable(val):
            return word
        import inspect
        try:
            takes = inspect.signature(val).parameters
        except ValueError:
            takes = True
        return f"{word}({'' if takes else ')'}"

    def global_matches(self, text):
        """Keywords and names that begin with the text."""
        import keyword
        found = {word: word + _AFTER_KEYWORD.get(word, " ") for word in (*keyword.kwlist, *keyword.softkwlist)}
        found = {word: shown for word, shown in found.items() if word.startswith(text)}
        for scope in self.namespace, vars(builtins):
            for word, value in scope.items():
                if word.startswith(text) and word not in found and word != "__builtins__":
                    found[word] = self._callable_postfix(value, word)
        return list(found.values())

    def attr_matches(self, text):
        """Attributes of what stands before the last dot; nothing but names and dots is evaluated."""
        import re
        if not (parts := re.match(r"(\w+(?:\.\w+)*)\.(\w*)", text)):
            return []
        path, begin = parts.groups()
        try:
            owner = eval(path, self.namespace)
        except Exception:
            return []
        words = set(dir(owner)) - {"__builtins__"}
        if hasattr(owner, "__class__"):
            words.update(("__class__", *get_class_members(owner.__class__)))
        # names with underscores only if they were asked for, or if there are no others
        for hidden in ("_", "__", None) if not begin else ("__", None) if begin == "_" else (None,):
            fitting = [word for word in words if word.startswith(begin) and not (hidden and word.startswith(hidden))]
            if fitting:
                break
        return sorted(f"{path}.{self._attribute(owner, word)}" for word in fitting)

    def _attribute(self, owner, word):
        if isinstance(getattr(type(owner), word, None), property):
            return word  # reading it might do anything
        value = getattr(owner, word, None)
        return word if value is None else self._callable_postfix(value, word)


def get_class_members(klass):
    """The names of a class and of its bases."""
    names = dir(klass)
    for base in getattr(klass, "__bases__", ()):
        names += get_class_members(base)
    return names


try:
    import readline
except ImportError:
    pass
else:
    import atexit
    readline.set_completer(Completer().complete)
    atexit.register(lambda: readline.set_completer(None))
