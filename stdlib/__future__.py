"""Features that modules can ask for before they are there for all."""

CO_NESTED = 0x10
CO_GENERATOR_ALLOWED = 0
CO_FUTURE_DIVISION = 0x20000
CO_FUTURE_ABSOLUTE_IMPORT = 0x40000
CO_FUTURE_WITH_STATEMENT = 0x80000
CO_FUTURE_PRINT_FUNCTION = 0x100000
CO_FUTURE_UNICODE_LITERALS = 0x200000
CO_FUTURE_BARRY_AS_BDFL = 0x400000
CO_FUTURE_GENERATOR_STOP = 0x800000
CO_FUTURE_ANNOTATIONS = 0x1000000


class _Feature:
    """A feature: the versions since which it can be had and is there for all, its flag for compile()."""

    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional, self.mandatory, self.compiler_flag = optionalRelease, mandatoryRelease, compiler_flag

    def getOptionalRelease(self):
        """The first version that has it."""
        return self.optional

    def getMandatoryRelease(self):
        """The first version where nobody need ask for it; None if that is open."""
        return self.mandatory

    def __repr__(self):
        return f"_Feature({self.optional!r}, {self.mandatory!r}, {self.compiler_flag!r})"


def _version(text):
    """A version like 2.2a1 as sys.version_info shows it."""
    if text is None:
        return None
    number, letter, serial = text.partition("a") if "a" in text else text.partition("b") if "b" in text else (text, "", "0")
    major, minor = number.split(".")
    return int(major), int(minor), 0, {"a": "alpha", "b": "beta", "": "final"}[letter], int(serial)


_HISTORY = {
    "nested_scopes": ("2.1b1", "2.2a0", CO_NESTED),
    "generators": ("2.2a1", "2.3", CO_GENERATOR_ALLOWED),
    "division": ("2.2a2", "3.0a0", CO_FUTURE_DIVISION),
    "absolute_import": ("2.5a1", "3.0a0", CO_FUTURE_ABSOLUTE_IMPORT),
    "with_statement": ("2.5a1", "2.6a0", CO_FUTURE_WITH_STATEMENT),
    "print_function": ("2.6a2", "3.0a0", CO_FUTURE_PRINT_FUNCTION),
    "unicode_literals": ("2.6a2", "3.0a0", CO_FUTURE_UNICODE_LITERALS),
    "barry_as_FLUFL": ("3.1a2", "4.0a0", CO_FUTURE_BARRY_AS_BDFL),
    "generator_stop": ("3.5b1", "3.7a0", CO_FUTURE_GENERATOR_STOP),
    "annotations": ("3.7b1", None, CO_FUTURE_ANNOTATIONS),
}
all_feature_names = list(_HISTORY)
__all__ = ["all_feature_names", *_HISTORY]
globals().update((name, _Feature(_version(since), _version(forced), flag)) for name, (since, forced, flag) in _HISTORY.items())
