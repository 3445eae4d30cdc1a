import sys
def hook(*a):
    print("hook", a[0])
    sys.exit(7)
sys.excepthook = hook
1 / 0
