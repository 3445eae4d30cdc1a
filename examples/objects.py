"""Everything is an object: functions and classes are values, and every value can be asked what it is."""
import inspect


def shout(text: str, times=1) -> str:
    """The text, louder."""
    return text.upper() + "!" * times


def is_public(name):
    return not name.startswith("_")


class Animal:
    legs = 4

    def __init__(self, name):
        self.name = name

    def sound(self):
        return f"{self.name} says nothing"


Dog = type("Dog", (Animal,), {"sound": lambda self: f"{self.name} says woof", "__doc__": "Made without a class statement."})

actions = {"shout": shout, "count": len, "make": Dog}
for name, action in actions.items():
    print(f"{name:<6}{type(action).__name__:<29}{action('rex') if name != 'make' else action('rex').sound()}")

print(type(1), type(int), type(type), type.__mro__)
print(object.__bases__, Dog.__bases__, isinstance(type, object), isinstance(object, type), issubclass(type, object))

shout.language = "en"
print(shout.__name__, shout.__defaults__, shout.__annotations__, vars(shout), inspect.signature(shout))

rex = Dog("Rex")
print(vars(rex), [n for n in dir(rex) if is_public(n)], rex.sound.__self__ is rex)
rex.legs = 3
print(rex.legs, Dog.legs, getattr(rex, "tail", "no tail"), hasattr(Dog, "name"), callable(rex), callable(Dog))
Animal.sleep = lambda self: f"{self.name} sleeps"
print(rex.sleep(), Dog.__doc__)
