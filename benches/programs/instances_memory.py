class Small:
    def __init__(self, a, b):
        self.a = a
        self.b = b


items = [Small(i, i + 1) for i in range(1_000_000)]
print(len(items))
