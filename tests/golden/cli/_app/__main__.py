import sys
import helper
print(__name__, repr(__package__), __spec__.name, sys.argv[1:], helper.NAME)
print(sys.path[0] == __file__.rpartition("/")[0], sys.argv[0])
