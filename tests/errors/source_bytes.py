"""Sources as bytes: encodings, and bytes that are none."""
B = [b"x = 'a'\ny = '\xe9'\n", b"\xe9", b"# \xe9\n", b"x = 1 # \xff\n", b"# coding: utf-8\nx = '\xe9'\n", b"\xef\xbb\xbfx = '\xe9'\n", b"# coding: latin-1\nx = '\xe9'\n",
 b"# coding: ascii\nx = '\xe9'\n", b"# coding: foobar\nx = 1\n", b"\xef\xbb\xbf# coding: latin-1\nx = 1\n", b"\xef\xbb\xbf# coding: utf-8\nx = 1\n", b"\xef\xbb\xbf# coding: utf8\nx = 1\n",
 b"# coding: utf-16\nx = 1\n", b"# coding: rot13\nk = 1\n", b"# coding: hex\nk = 1\n", b"# coding: cp1252\nx = '\x80'\n", b"# coding: gbk\nx = '\xc4\xe3'\n", b"# coding: gbk\nx = '\xc4'\n", b"# coding: shift_jis\nx = '\x83\x5c'\n",
 b"# coding: cp1252\nx = 1\ny = '\x81'\n", b"\n# coding: latin-1\nx = '\xe9'\n", b"\n\n# coding: latin-1\nx = '\xe9'\n", b"x = 1\n# coding: latin-1\ny = '\xe9'\n", b"'''\n# coding: latin-1\n'''\ny = '\xe9'\n",
 b"x = (\n1,\n'\xe9')\n", b"x = '\xc3'\n", b"x = '\xe2\x82'\n", b"x = '\xed\xa0\x80'\n", b"x = '\xf4\x90\x80\x80'\n", b"x = '\xc0\x80'\n", b"def f():\n    '''doc\n    \xe9\n    '''\n", b"if 1:\n\tx = '\xe9'\n", b"x = (\n\xe9", b"x = '''\n\xe9\n", b"x = 1 +\ny = '\xe9'\n", b"x = (1\ny = '\xe9'\n", b"a = \xe9 = 1\n", b"import os\nprint('hi \xe9 there')\nprint('more')\n", b"f'{\xe9}'",
 b"# -*- coding: utf-8-sig -*-\nx = 1\n", b"# coding=UTF_8\nx = '\xe9'\n", b"# coding: utf-7\nx = '+AOk-'\n", b"# coding: iso-8859-15\nx = '\xa4'\n", b"# coding: undefined\nx = 1\n", b"# coding: idna\nx = 1\n", b"# coding: unicode_escape\nx = '\\xe9'\n", b"# coding: raw_unicode_escape\nx = 1\n", b"# coding: mbcs\nx = 1\n", b"#!/usr/bin/python\r\n# coding: latin-1\r\nx = '\xe9'\r\n", b"#coding:latin-1 x\nx = '\xe9'", b"# vim: set fileencoding=latin-1 :\nx = '\xe9'", b"# coding : latin-1\nx = '\xe9'", b"#coding=\nx='\xe9'", b"x = 1\x00", b"x = 1\ny = '\x00'\n", b"# coding: latin-1\nx = '\x00'\n", b"'" + b"a" * 300 + b"\xe9'\n", b"x = 1\\\n\xe9", b"\xfe\xff", b"\xff\xfex\x00", b"  \xe9", b"x = 1\n  \xe9 = 2\n", b"\xc3\xa9\xe9 = 1\n", b"s = '\xe4\xbd\xa0\xe5\xa5\xbd' + '\xe9'\n", b"# \xe4\xbd\xa0\xe5\xa5\xbd \xe9\nx=1\n", b"x = 1\r\ny = '\xe9'\r\n", b"x = 1\ry = '\xe9'\r", b"\xe9\nfor\n", b"x = '\xe9'" + b"\n" * 5 + b"y = '\xea'\n", b"# coding: latin-1\nfor \xe9\n", b"# coding: latin-1\nx = '\xe9' y\n", b"# coding: gbk\nprint('\xc4\xe3' x)\n"]
def show(e):
    return f"{type(e).__name__}|{e.msg}|{e.filename}|{e.lineno}|{e.offset}|{e.end_lineno}|{e.end_offset}|{e.text!r}|{e.args!r}" if isinstance(e, SyntaxError) else f"{type(e).__name__}|{e}"
for b in B:
    for name, f in (("compile", lambda: compile(b, "<s>", "exec")), ("exec", lambda: exec(b, {})), ("eval", lambda: eval(b))):
        if name == "eval" and (b"\n" in b or b.startswith(b" ")): continue
        try: f(); r = "ok"
        except BaseException as e: r = show(e)
        print(name, b[:60], r)
