"""Comparing files and folders."""
import os
import stat
from itertools import filterfalse
from types import GenericAlias

__all__ = ["clear_cache", "cmp", "dircmp", "cmpfiles", "DEFAULT_IGNORES"]

_cache = {}
BUFSIZE = 8 * 1024

DEFAULT_IGNORES = ["RCS", "CVS", "tags", ".git", ".hg", ".bzr", "_darcs", "__pycache__"]


def clear_cache():
    """Forget the results of earlier comparisons."""
    _cache.clear()


def cmp(f1, f2, shallow=True):
    """Whether two files are equal; if shallow, equal kind, size and time are enough to say so."""
    one, two = _signature(os.stat(f1)), _signature(os.stat(f2))
    if one[0] != stat.S_IFREG or two[0] != stat.S_IFREG:
        return False
    if shallow and one == two:
        return True
    if one[1] != two[1]:
        return False
    key = f1, f2, one, two
    result = _cache.get(key)
    if result is None:
        result = _same_bytes(f1, f2)
        if len(_cache) > 100:
            clear_cache()
        _cache[key] = result
    return result


def _signature(status):
    return stat.S_IFMT(status.st_mode), status.st_size, status.st_mtime


def _same_bytes(f1, f2):
    with open(f1, "rb") as one, open(f2, "rb") as two:
        while True:
            piece = one.read(BUFSIZE)
            if piece != two.read(BUFSIZE):
                return False
            if not piece:
                return True


class dircmp:
    """A comparison of two folders, made as its attributes are asked for."""

    def __init__(self, a, b, ignore=None, hide=None, *, shallow=True):
        self.left = a
        self.right = b
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore
        self.shallow = shallow

    def phase0(self):
        """List both folders."""
        hidden = set(self.hide) | set(self.ignore)
        self.left_list = sorted(filterfalse(hidden.__contains__, os.listdir(self.left)))
        self.right_list = sorted(filterfalse(hidden.__contains__, os.listdir(self.right)))

    def phase1(self):
        """What is on both sides, and on one alone."""
        left = {os.path.normcase(name): name for name in self.left_list}
        right = {os.path.normcase(name): name for name in self.right_list}
        self.common = [name for key, name in left.items() if key in right]
        self.left_only = [name for key, name in left.items() if key not in right]
        self.right_only = [name for key, name in right.items() if key not in left]

    def phase2(self):
        """Folders, files, and what is neither or not the same on both sides."""
        self.common_dirs = []
        self.common_files = []
        self.common_funny = []
        for name in self.common:
            kinds = []
            for side in self.left, self.right:
                try:
                    kinds.append(stat.S_IFMT(os.stat(os.path.join(side, name)).st_mode))
                except (OSError, ValueError):
                    kinds.append(None)
            if kinds[0] is None or kinds[0] != kinds[1]:
                self.common_funny.append(name)
            elif kinds[0] == stat.S_IFDIR:
                self.common_dirs.append(name)
            elif kinds[0] == stat.S_IFREG:
                self.common_files.append(name)
            else:
                self.common_funny.append(name)

    def phase3(self):
        """Compare the files."""
        self.same_files, self.diff_files, self.funny_files = cmpfiles(
            self.left, self.right, self.common_files, self.shallow)

    def phase4(self):
        """Compare the folders: a table of comparisons."""
        self.subdirs = {
            name: self.__class__(os.path.join(self.left, name), os.path.join(self.right, name), self.ignore, self.hide,
                                 shallow=self.shallow)
            for name in self.common_dirs}

    def phase4_closure(self):
        """The same all the way down."""
        self.phase4()
        for below in self.subdirs.values():
            below.phase4_closure()

    def report(self):
        """Print what differs."""
        print("diff", self.left, self.right)
        for title, attribute, in_order in (
                ("Only in " + str(self.left) if not isinstance(self.left, bytes) else "Only in", "left_only", True),
                ("Only in " + str(self.right) if not isinstance(self.right, bytes) else "Only in", "right_only", True),
                ("Identical files", "same_files", True), ("Differing files", "diff_files", True),
                ("Trouble with common files", "funny_files", True),
                ("Common subdirectories", "common_dirs", True), ("Common funny cases", "common_funny", False)):
            names = getattr(self, attribute)
            if names:
                if in_order:
                    names.sort()
                print(title, ":", names)

    def report_partial_closure(self):
        """Print what differs here and in the folders in it."""
        self.report()
        for below in self.subdirs.values():
            print()
            below.report()

    def report_full_closure(self):
        """Print what differs here and below, to the bottom."""
        self.report()
        for below in self.subdirs.values():
            print()
            below.report_full_closure()

    methodmap = dict(subdirs=phase4, same_files=phase3, diff_files=phase3, funny_files=phase3, common_dirs=phase2,
                     common_files=phase2, common_funny=phase2, common=phase1, left_only=phase1, right_only=phase1,
                     left_list=phase0, right_list=phase0)

    def __getattr__(self, attr):
        if attr not in self.methodmap:
            raise AttributeError(attr)
        self.methodmap[attr](self)
        return getattr(self, attr)

    __class_getitem__ = classmethod(GenericAlias)


def cmpfiles(a, b, common, shallow=True):
    """Compare files of two folders: lists of the equal, the different, and those that could not be read."""
    result = ([], [], [])
    for name in common:
        try:
            at = 0 if cmp(os.path.join(a, name), os.path.join(b, name), shallow) else 1
        except (OSError, ValueError):
            at = 2
        result[at].append(name)
    return result


def demo():
    """The command line: compare two folders, with -r all the way down."""
    import getopt
    import sys
    options, names = getopt.getopt(sys.argv[1:], "r")
    if len(names) != 2:
        raise getopt.GetoptError("need exactly two args", None)
    comparison = dircmp(names[0], names[1])
    if ("-r", "") in options:
        comparison.report_full_closure()
    else:
        comparison.report()


if __name__ == "__main__":
    demo()
