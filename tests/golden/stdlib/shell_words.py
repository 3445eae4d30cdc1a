# shlex: lines made by chance, split and read token by token in all modes; quoting, sources, errors. csv: dialects guessed.
import contextlib
import csv
import io
import os
import random
import shlex
import tempfile

chance = random.Random(5)
for number in range(150):
    text = "".join(chance.choice(["a", "b1", "\\", '"', "'", " ", "\n", "\t", "#", ";", "&&", "|", "é", "-", ".", "x y", '\\"', "~", "\x0b", "("]) for _ in range(chance.randint(0, 12)))
    print(repr(text), end=": ")
    for options in ({}, {"comments": True}, {"posix": False}):
        try:
            print(shlex.split(text, **options), end="; ")
        except ValueError as error:
            print(error, end="; ")
    lexer = shlex.shlex(text, posix=number % 2, punctuation_chars=(False, True, "|&")[number % 3])
    lexer.whitespace_split = number % 5 == 0
    try:
        for token in lexer:
            print(repr(token), lexer.lineno, lexer.state, end=" ")
    except ValueError as error:
        print(error, repr(lexer.token), lexer.error_leader("file"), end="")
    print()
for word in ("", "plain", "it's", "two words", "é", "$x", "new\nline", "''", "a/b=c:d,e.f+g%h@i-j", 5, b"x", None):
    try:
        print(repr(word), shlex.quote(word), shlex.join([word, "b c"]))
    except TypeError as error:
        print(repr(word), error)
for wrong in (None, 5):
    try:
        print(shlex.split(wrong))
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
print(shlex.split(io.StringIO("from 'a stream'")), shlex.shlex("x").wordchars, shlex.shlex("x", posix=True, punctuation_chars=True).wordchars)
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "inner"), "w") as file:
        file.write("inside 'the file'")
    lexer = shlex.shlex('one source "inner" two', os.path.join(folder, "outer"), posix=True)
    lexer.source = "source"
    lexer.push_token("pushed")
    print(list(lexer), lexer.lineno, len(lexer.filestack))
    lexer = shlex.shlex("a b")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        lexer.debug = 1
        lexer.push_token("t"), lexer.push_source("c d", "name"), list(lexer)
    print(lexer.error_leader(), out.getvalue().count("\n") > 4)
for number in range(60):
    delimiter, quote = chance.choice(",;\t |:x"), chance.choice(['"', "'", ""])
    fields = ["a", "bb", "1", "22", "3.5", "", "it's", 'say ""x""', "two words", "a,b", "-1", "1e5"]
    width, height = chance.randint(1, 4), chance.choice([1, 3, 8, 25])
    text = "\n".join(delimiter.join(quote + f + quote if chance.random() < .5 else f for f in chance.choices(fields, k=width)) for _ in range(height))
    for allowed in (None, ",;", "|:"):
        try:
            d = csv.Sniffer().sniff(text, allowed)
            print((d.delimiter, d.quotechar, d.doublequote, d.skipinitialspace, d._name, d.lineterminator, d.quoting), end=" ")
        except csv.Error as error:
            print(error, end=" ")
    try:
        print(csv.Sniffer().has_header(text))
    except (csv.Error, ValueError) as error:
        print(error)
