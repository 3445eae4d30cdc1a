def f():
	if 1:
		x
        y
