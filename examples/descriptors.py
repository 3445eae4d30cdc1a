"""Descriptors: attributes that run code, and who wins when the instance has the same name."""


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__[self.name]

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        instance.__dict__[self.name] = value


class Lazy:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        print("computing", self.name)
        value = instance.__dict__[self.name] = self.f(instance)
        return value


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age

    @Lazy
    def initials(self):
        return "".join(part[0] for part in self.name.split())


p = Person("Grace Hopper", 37)
print(p.initials, p.initials)
try:
    p.age = "old"
except TypeError as e:
    print("refused:", e)
print(p.age, type(Person.name).__name__)
