def main():
    words = []
    for i in range(300_000):
        words.append("word" + str(i % 1000))
    text = " ".join(words)
    n = 0
    for w in text.split():
        if w.startswith("word1") and w.endswith("9"):
            n += 1
    out = ""
    for i in range(300_000):
        out += "x" if i % 3 else "yz"
    print(n, len(text), len(out), text.count("word99"), text.replace("word", "w").upper()[:10])
    print(sum(len(f"{i:05d}:{i!r}") for i in range(300_000)))


main()
