# What classes and modules are made of: every attribute, its kind and its signature. For the surface_*.py beside this.
import importlib
import inspect
import re
import types

FLAGS = 0xFF << 24 | 1 << 22 | 1 << 20 | 1 << 17 | 1 << 10 | 1 << 8 | 1 << 7 | 1 << 6 | 1 << 5


def signature(thing):
    try:
        return re.sub(r" at 0x\w+", "", str(inspect.signature(thing)))
    except (ValueError, TypeError):
        return "(?)"


def plain(value):
    return re.sub(r" at 0x\w+", "", repr(value))


def member(name, value):
    """What can be asked of one attribute, on a line. Not whether it is documented: some things are in pyr alone."""
    parts = [name, type(value).__name__]
    if name in ("__firstlineno__", "__static_attributes__"):
        pass
    elif isinstance(value, type):
        parts.append(value.__qualname__)
    elif isinstance(value, (int, str, float, bytes, tuple, type(None))):
        parts.append(plain(value)[:60])
    elif callable(value) or hasattr(value, "__objclass__"):
        for key in ("__qualname__", "__module__", "__text_signature__", "__self__"):
            if hasattr(value, key):
                known = getattr(value, key)
                parts.append(f"{key.strip('_')}={getattr(known, '__name__', None) or plain(known)}")
        if hasattr(value, "__objclass__"):
            parts.append("of " + value.__objclass__.__name__)
        if callable(value):
            parts.append(signature(value))
    return " ".join(parts)


def anatomy(*classes, skip=()):
    """Print what classes are made of, one line an attribute, but for the `class.attribute` in skip."""
    for cls in classes:
        print(f"class {cls.__module__}.{cls.__qualname__}({', '.join(b.__name__ for b in cls.__bases__)})", end=" ")
        print(signature(cls), plain(cls.__text_signature__), hex(cls.__flags__ & FLAGS))
        for key in sorted(vars(cls)):
            private = key.startswith("_") and not key.startswith("__") or key == "__doc__"
            if f"{cls.__name__}.{key}" not in skip and not private:
                print("   ", member(key, vars(cls)[key]))


def module_anatomy(name, values=True, skip=()):
    """Print what a module is made of, its own classes included; private names and those in skip are left out."""
    module = importlib.import_module(name)
    print("module", name)
    for key in sorted(vars(module)):
        value = vars(module)[key]
        private = key.startswith("_") and not (key.startswith("__") and callable(value))
        if private or key in skip or isinstance(value, types.ModuleType) or key in ("__loader__", "__spec__"):
            continue
        if not values and isinstance(value, (int, str, float, bytes, tuple)):
            print("  ", key, type(value).__name__)
        else:
            print("  ", member(key, value))
        if isinstance(value, type) and value.__module__ == name and key == value.__name__:
            anatomy(value, skip=skip)
