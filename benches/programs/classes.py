class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    @property
    def norm(self):
        return self.x * self.x + self.y * self.y


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


def main():
    p = Point(0, 0)
    step = Point(1, 2)
    n = 0
    for i in range(700_000):
        p = p + step
        if p == step:
            n += 1
        n += p.norm & 1
        q = Point3(i, i, i)
        n += q.z & 1
    print(p.x, p.y, n)


main()
