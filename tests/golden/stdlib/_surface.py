# What a module offers: its names, and how they are called. For the surface_*.py beside this.
import importlib
import inspect
import re
import types

SPECIAL = set("""__init__ __new__ __call__ __enter__ __exit__ __iter__ __next__ __len__ __getitem__ __setitem__ __delitem__ __contains__ __eq__
__hash__ __lt__ __le__ __gt__ __ge__ __add__ __repr__ __str__ __bool__ __int__ __getattr__ __aenter__ __aexit__ __format__""".split())


def signature(thing):
    try:
        return re.sub(r" at 0x\w+", "", str(inspect.signature(thing)))
    except (ValueError, TypeError):
        return "(?)"


def show_class(name, cls):
    print(f"  class {name}({', '.join(b.__name__ for b in cls.__bases__)}){signature(cls)}")
    for key, value in sorted(vars(cls).items()):
        if key.startswith("_") and key not in SPECIAL or isinstance(value, types.BuiltinFunctionType):
            continue
        if isinstance(value, (staticmethod, classmethod)):
            print(f"    {type(value).__name__} {key}{signature(value.__func__)}")
        elif isinstance(value, types.FunctionType):
            print(f"    {key}{signature(value)}")
        elif isinstance(value, (int, str, float, bytes, type(None))) and not isinstance(value, property):
            print(f"    {key} = {value!r}"[:110])
        else:
            print(f"    {key}: {type(value).__name__}")


def surface(*names, skip=()):
    """Print the public names of modules, but for those that are absent for the reason beside skip."""
    for name in names:
        module = importlib.import_module(name)
        public = getattr(module, "__all__", None)
        print(name, sorted(public) if public is not None else None)
        for key in sorted({n for n in dir(module) if not n.startswith("_")} | set(public or ())):
            value = getattr(module, key)
            if isinstance(value, types.ModuleType) or f"{name}.{key}" in skip:
                continue
            own = getattr(value, "__module__", name) == name or public and key in public
            if inspect.isclass(value):
                show_class(key, value) if own else None
            elif callable(value):
                print(f"  {key}{signature(value)}") if own else None
            elif isinstance(value, (int, str, float, bytes, type(None))):
                print(f"  {key} = {value!r}"[:110])
            else:
                print(f"  {key}: {type(value).__name__}")
