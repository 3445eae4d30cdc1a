try:
    1 / 0
except ZeroDivisionError as e:
    e.add_note("a note")
    raise ExceptionGroup("g", [e, KeyError("k")]) from e
