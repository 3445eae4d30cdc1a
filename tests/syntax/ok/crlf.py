x = 1
if x:
    y = """a
b"""
    z = f"""{x
}
"""

# c
w = (1,
 2)
