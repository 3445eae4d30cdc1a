# What the builtin exceptions are made of.
import builtins
from _anatomy import anatomy

anatomy(*(cls for name, cls in sorted(vars(builtins).items())
          if isinstance(cls, type) and issubclass(cls, BaseException) and cls.__name__ == name))
