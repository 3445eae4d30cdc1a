"""Classes: abstract bases, duck typing, several bases in one order, and names that are nobody else's business."""
from abc import ABC, abstractmethod


class Shape(ABC):
    count = 0

    def __init__(self, **options):
        super().__init__(**options)
        Shape.count += 1

    @abstractmethod
    def area(self):
        """How large it is."""

    @classmethod
    def of(cls, text):
        return cls(*map(float, text.split()))

    @staticmethod
    def is_size(value):
        return value > 0

    def __str__(self):
        return f"{type(self).__name__.lower()} of {self.area():.2f}"


class Colored:
    def __init__(self, *, color="white", **options):
        super().__init__(**options)
        self.color = color

    def __str__(self):
        return f"{self.color} {super().__str__()}"


class Rectangle(Shape):
    def __init__(self, width, height, **options):
        super().__init__(**options)
        if not (self.is_size(width) and self.is_size(height)):
            raise ValueError(f"a rectangle of {width} by {height}")
        self.__sides = width, height

    def area(self):
        width, height = self.__sides
        return width * height


class ColoredRectangle(Colored, Rectangle):
    def __init__(self, width, height, **options):
        super().__init__(width=width, height=height, **options)


class Lake:
    """No shape by its bases, but it has an area."""

    def area(self):
        return 536.0


print(Rectangle(2, 3), Rectangle.of("1.5 4"), ColoredRectangle(1, 2, color="red"), sep="; ")
print([cls.__name__ for cls in ColoredRectangle.__mro__])
print(sum(thing.area() for thing in (Rectangle(1, 1), Lake())), isinstance(Lake(), Shape))
Shape.register(Lake)
print(isinstance(Lake(), Shape), Shape.count, Rectangle.count)
one = Rectangle(1, 1)
one.count = 100
print(one.count, Shape.count, vars(one))
for wrong in (Shape, lambda: Rectangle(0, 1), lambda: one.__sides):
    try:
        wrong()
    except (TypeError, ValueError, AttributeError) as error:
        print(f"{type(error).__name__}: {error}")
