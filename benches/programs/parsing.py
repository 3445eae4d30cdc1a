def tokens(text):
    i = 0
    n = len(text)
    while i < n:
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < n and text[j].isdigit():
                j += 1
            yield ("num", int(text[i:j]))
            i = j
        else:
            yield ("op", c)
            i += 1


class Parser:
    def __init__(self, text):
        self.toks = list(tokens(text))
        self.pos = 0

    def peek(self):
        return self.toks[self.pos] if self.pos < len(self.toks) else ("end", None)

    def next(self):
        t = self.peek()
        self.pos += 1
        return t

    def expr(self):
        v = self.term()
        while self.peek()[1] in ("+", "-"):
            if self.next()[1] == "+":
                v += self.term()
            else:
                v -= self.term()
        return v

    def term(self):
        v = self.atom()
        while self.peek()[1] == "*":
            self.next()
            v = v * self.atom() % 1_000_003
        return v

    def atom(self):
        kind, v = self.next()
        if kind == "num":
            return v
        v = self.expr()
        self.next()
        return v


text = "+".join(f"({i} * {i + 1} - ({i} + 2) * 3)" for i in range(12_000))
print(Parser(text).expr())
