"""Comparing files and folders."""
import os
import stat
from types import GenericAlias

__all__ = ["clear_cache", "cmp", "dircmp", "cmpfiles", "DEFAULT_IGNORES"]

BUFSIZE = 8 * 1024
DEFAULT_IGNORES = ["RCS", "CVS", "tags", ".git", ".hg", ".bzr", "_darcs", "__pycache__"]

# Results of cmp() by the names and what os.stat() said of the files.
_known = {}


def clear_cache():
    """Forget the results of earlier comparisons."""
    _known.clear()


def cmp(f1, f2, shallow=True):
    """Whether two files are equal; if shallow, equal kind, size and time are enough to say so."""
    first, second = ((stat.S_IFMT(found.st_mode), found.st_size, found.st_mtime) for found in map(os.stat, (f1, f2)))
    if first[0] != stat.S_IFREG or second[0] != stat.S_IFREG:
        return False
    if first[1] != second[1] or shallow and first == second:
        return first == second
    key = f1, f2, first, second
    if (result := _known.get(key)) is None:
        if len(_known) > 100:
            clear_cache()
        result = _known[key] = _same_content(f1, f2)
    return result


def _same_content(*names):
    with open(names[0], "rb") as one, open(names[1], "rb") as other:
        while (piece := one.read(BUFSIZE)) == other.read(BUFSIZE):
            if not piece:
                return True
    return False


def cmpfiles(a, b, common, shallow=True):
    """Compare files of two folders: lists of the equal, the different, and those that could not be read."""
    equal, different, unreadable = result = [], [], []
    for name in common:
        try:
            same = cmp(os.path.join(a, name), os.path.join(b, name), shallow)
        except (OSError, ValueError):
            unreadable.append(name)
        else:
            (equal if same else different).append(name)
    return result


class dircmp:
    """A comparison of two folders, made as its attributes are asked for."""

    def __init__(self, a, b, ignore=None, hide=None, *, shallow=True):
        self.left, self.right, self.shallow = a, b, shallow
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore
        self.hide = [os.curdir, os.pardir] if hide is None else hide

    def phase0(self):
        """List both folders."""
        unwanted = {*self.hide, *self.ignore}
        self.left_list, self.right_list = (sorted(name for name in os.listdir(folder) if name not in unwanted)
                                           for folder in (self.left, self.right))

    def phase1(self):
        """What is on both sides, and on one alone."""
        left, right = ({os.path.normcase(name): name for name in names} for names in (self.left_list, self.right_list))
        self.common = [name for key, name in left.items() if key in right]
        self.left_only = [name for key, name in left.items() if key not in right]
        self.right_only = [name for key, name in right.items() if key not in left]

    def phase2(self):
        """Folders, files, and what is neither or not the same on both sides."""
        self.common_dirs, self.common_files, self.common_funny = [], [], []
        places = {stat.S_IFDIR: self.common_dirs, stat.S_IFREG: self.common_files}
        for name in self.common:
            try:
                kinds = {stat.S_IFMT(os.stat(os.path.join(folder, name)).st_mode) for folder in (self.left, self.right)}
            except (OSError, ValueError):
                kinds = set()
            place = places.get(kinds.pop(), self.common_funny) if len(kinds) == 1 else self.common_funny
            place.append(name)

    def phase3(self):
        """Compare the files."""
        self.same_files, self.diff_files, self.funny_files = cmpfiles(self.left, self.right, self.common_files, self.shallow)

    def phase4(self):
        """Compare the folders: a table of comparisons."""
        self.subdirs = {name: type(self)(os.path.join(self.left, name), os.path.join(self.right, name), self.ignore, self.hide,
                                         shallow=self.shallow) for name in self.common_dirs}

    def phase4_closure(self):
        """The same all the way down."""
        self.phase4()
        for below in self.subdirs.values():
            below.phase4_closure()

    def report(self):
        """Print what differs."""
        print("diff", self.left, self.right)
        for title, names in ((f"Only in {self.left} :", self.left_only),
                                      (f"Only in {self.right} :", self.right_only),
                                      ("Identical files :", self.same_files),
                                      ("Differing files :", self.diff_files),
                                      ("Trouble with common files :", self.funny_files),
                                      ("Common subdirectories :", self.common_dirs),
                                      ("Common funny cases :", self.common_funny)):
            if names:
                names.sort()
                print(title, names)

    def _report_below(self, method):
        self.report()
        for below in self.subdirs.values():
            print()
            getattr(below, method)()

    def report_partial_closure(self):
        """Print what differs here and in the folders in it."""
        self._report_below("report")

    def report_full_closure(self):
        """Print what differs here and below, to the bottom."""
        self._report_below("report_full_closure")

    methodmap = {name: phase for phase, names in (
        (phase0, "left_list right_list"), (phase1, "common left_only right_only"),
        (phase2, "common_dirs common_files common_funny"), (phase3, "same_files diff_files funny_files"),
        (phase4, "subdirs")) for name in names.split()}

    def __getattr__(self, attr):
        if (phase := self.methodmap.get(attr)) is None:
            raise AttributeError(attr)
        phase(self)
        return getattr(self, attr)

    __class_getitem__ = classmethod(GenericAlias)


def demo():
    """The command line: compare two folders, with -r all the way down."""
    import getopt
    import sys
    options, folders = getopt.getopt(sys.argv[1:], "r")
    if len(folders) != 2:
        raise getopt.GetoptError("need exactly two args", None)
    comparison = dircmp(*folders)
    if ("-r", "") in options:
        comparison.report_full_closure()
    else:
        comparison.report()


if __name__ == "__main__":
    demo()
