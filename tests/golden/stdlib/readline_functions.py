"""readline without a terminal: history and its files, settings, wrong arguments."""
import os
import readline as r
import tempfile

folder = tempfile.mkdtemp()
os.environ["HOME"] = folder
path = os.path.join(folder, "history")


def t(f, *a):
    try:
        print(f.__name__, [x if x != path else "PATH" for x in a], "->", repr(f(*a)))
    except BaseException as e:
        print(f.__name__, [x if x != path else "PATH" for x in a], type(e).__name__, e)


def shown(name=path):
    with open(name) as file:
        print(repr(file.read()))


print(sorted(n for n in dir(r) if not n.startswith("__")))
print(r.get_completer(), repr(r.get_completer_delims()), r.get_history_length(), r.get_current_history_length(), r.backend)
print(r.get_begidx(), r.get_endidx(), r.get_completion_type(), repr(r.get_line_buffer()))
for entry in "one", "two", "three":
    t(r.add_history, entry)
for i in -1, 0, 1, 2, 3, 4:
    t(r.get_history_item, i)
t(r.remove_history_item, -1)
t(r.remove_history_item, 5)
t(r.remove_history_item, 1)
t(r.replace_history_item, 0, "ONE")
t(r.replace_history_item, 9, "x")
t(r.replace_history_item, -1, "x")
print([r.get_history_item(i + 1) for i in range(r.get_current_history_length())])
t(r.write_history_file, path)
shown()
t(r.clear_history)
print(r.get_current_history_length())
t(r.read_history_file, path)
print(r.get_current_history_length())
for f, a in (r.read_history_file, ("/nonexistent/x",)), (r.write_history_file, ("/nonexistent/x",)), (r.append_history_file, (1, "/nonexistent/x")):
    t(f, *a)
t(r.append_history_file, -1, path)
t(r.append_history_file, 1, path)
shown()
t(r.append_history_file, 9, path)
shown()
t(r.set_history_length, 2)
t(r.get_history_length)
for i in range(5):
    r.add_history(f"l{i}")
t(r.write_history_file, path)
shown()
t(r.append_history_file, 1, path)
shown()
t(r.write_history_file)
shown(os.path.join(folder, ".history"))
print(r.write_history_file(os.fsencode(path)))
t(r.read_history_file, 3)
t(r.read_history_file, None, 1)
for f in r.set_completer, r.set_startup_hook, r.set_pre_input_hook, r.set_completion_display_matches_hook:
    t(f, 3)
    t(f, len)
    t(f, None)
    t(f)
t(r.set_completer, len)
print(r.get_completer())
for a in ("ab",), (3,), ("é",), ():
    t(r.set_completer_delims, *a)
    t(r.get_completer_delims)
for a in ("tab: complete",), (3,), ("a\0b",), ("# a comment",), ("set editing-mode vi",), ("set editing-mode emacs",):
    t(r.parse_and_bind, *a)
t(r.read_init_file, "/nonexistent/x")
t(r.read_init_file)
t(r.redisplay)
t(r.insert_text, "abc")
t(r.get_line_buffer)
t(r.insert_text, 3)
for a in (False,), ("x",), ():
    t(r.set_auto_history, *a)
for a in (3,), (), ("a\0b",), (b"x",), ("multi\nline",):
    t(r.add_history, *a)
t(r.get_history_item, r.get_current_history_length())
t(r.get_history_item, "a")
t(r.get_history_item)
t(r.set_history_length, "a")
t(r.remove_history_item, "a")
t(r.replace_history_item, 0, 3)

import rlcompleter
print(r.get_completer() is not None)
