import sys
print("lost")
sys.stderr = None
1 / 0
