# sys.excepthook replaced, failing, missing; displayhook and the like.
import sys
def hook(t, v, tb):
    print("hook", t.__name__, v, tb.tb_lineno)
    raise KeyError("in the hook")
sys.excepthook = hook
def f(): 1 / 0
f()
