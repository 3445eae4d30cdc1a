"""How the kind of sounds and images is recognised."""
import re


class Kinds:
    """The kinds that one type of media has: how their data begins, and what functions of programs say."""

    def __init__(self, beginnings):
        self._beginnings, self._rules = beginnings, [self._known]

    def _known(self, data):
        return next((name for name, begin in self._beginnings.items() if re.match(begin, data, re.DOTALL)), None)

    def rule(self, rulefunc):
        """Ask another function, too."""
        self._rules.append(rulefunc)
        return rulefunc

    def of(self, data, complaint):
        """The kind of data; a TypeError with the complaint if nobody knows it."""
        for rule in self._rules:
            if kind := rule(data):
                return kind
        raise TypeError(complaint)
