"""Metaclasses: a registry of classes and an ordered table of fields."""


class Field:
    def __init__(self, kind):
        self.kind = kind


class Model(type):
    registry = {}

    def __new__(meta, name, bases, namespace, **options):
        fields = {k: v for k, v in namespace.items() if isinstance(v, Field)}
        cls = super().__new__(meta, name, bases, {k: v for k, v in namespace.items() if k not in fields})
        cls.fields = fields
        if bases:
            Model.registry[options.get("table", name.lower())] = cls
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    def __call__(cls, **values):
        self = super().__call__()
        for key, field in cls.fields.items():
            setattr(self, key, field.kind(values[key]))
        return self


class Base(metaclass=Model):
    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={getattr(self, k)!r}' for k in self.fields)})"


class User(Base, table="users"):
    name = Field(str)
    age = Field(int)


print(User(name="Linus", age="21"), Model.registry, type(User).__name__)
