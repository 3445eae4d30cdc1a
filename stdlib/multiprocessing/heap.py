"""Blocks of memory that children share."""
import bisect
import mmap
import os
import sys
import tempfile
import threading
from . import util
from .context import assert_spawning, reduction

__all__ = ['BufferWrapper']


class Arena(object):
    """A mapped file without a name; children map the same one."""

    # Memory, where the system has a folder for such files.
    _dir_candidates = ['/dev/shm'] if sys.platform == 'linux' else []

    def __init__(self, size, fd=-1):
        self.size, self.fd = size, fd
        if fd == -1:
            self.fd = fd = self._new_file(size)
            util.Finalize(self, os.close, (fd,))
        self.buffer = mmap.mmap(self.fd, size)

    def _new_file(self, size):
        fd, name = tempfile.mkstemp(prefix=f'pym-{os.getpid()}-', dir=self._choose_dir(size))
        os.unlink(name)
        os.ftruncate(fd, size)
        return fd

    def _choose_dir(self, size):
        def room(folder):
            try:
                state = os.statvfs(folder)
            except OSError:
                return -1
            return state.f_bavail * state.f_frsize

        return next((folder for folder in self._dir_candidates if room(folder) >= size), None) or util.get_temp_dir()


def reduce_arena(a):
    """An arena pickled by its descriptor."""
    if a.fd == -1:
        raise ValueError('Arena is unpicklable because forking was enabled when it was created')
    return rebuild_arena, (a.size, reduction.DupFd(a.fd))


def rebuild_arena(size, dupfd):
    """The other side of it."""
    return Arena(size, dupfd.detach())


reduction.register(Arena, reduce_arena)


def _rounded(size, step):
    return -(-size // step) * step


class Heap(object):
    """Blocks out of arenas; freed ones are joined and used again."""

    _alignment = 8
    # Arenas get larger and larger, up to this size; whole ones of at least this size are given back.
    _large = 4 * 1024 * 1024

    def __init__(self, size=mmap.PAGESIZE):
        self._next_size = size
        self._begin()

    def _begin(self):
        self._pid, self._lock = os.getpid(), threading.Lock()
        # (length, number of the arena, start) of the free blocks in order, and the same blocks by where they begin and end.
        self._free, self._starts, self._ends = [], {}, {}
        self._arenas, self._used = {}, set()
        self._waiting = []

    def malloc(self, size):
        """A block of at least size bytes: (arena, start, stop)."""
        if size < 0:
            raise ValueError(f'Size {size:n} out of range')
        if size >= sys.maxsize:
            raise OverflowError(f'Size {size:n} too large')
        if os.getpid() != self._pid:
            self._begin()
        size = max(_rounded(size, self._alignment), self._alignment)
        with self._lock:
            self._take_back()
            number, start, stop = self._find(size)
            if stop - start > size:
                self._add_free(number, start + size, stop)
            self._used.add((number, start, start + size))
            return self._arenas[number], start, start + size

    def _find(self, size):
        """The smallest free block that is large enough, or a new arena."""
        place = bisect.bisect_left(self._free, (size,))
        if place < len(self._free):
            length, number, start = self._free[place]
            self._remove_free(number, start, start + length)
            return number, start, start + length
        length = _rounded(max(self._next_size, size), mmap.PAGESIZE)
        if self._next_size < self._large:
            self._next_size *= 2
        util.info('allocating a new mmap of length %d', length)
        arena = Arena(length)
        self._arenas[id(arena)] = arena
        return id(arena), 0, length

    def _add_free(self, number, start, stop):
        bisect.insort(self._free, (stop - start, number, start))
        self._starts[number, start] = stop
        self._ends[number, stop] = start

    def _remove_free(self, number, start, stop):
        del self._free[bisect.bisect_left(self._free, (stop - start, number, start))]
        del self._starts[number, start], self._ends[number, stop]

    def free(self, block):
        """Give a block back; also from finalizers, at any time."""
        if os.getpid() != self._pid:
            raise ValueError(f'My pid ({os.getpid():n}) is not last pid {self._pid:n}')
        # A finalizer may run while this very thread holds the lock: the block waits for the next occasion then.
        self._waiting.append(block)
        if self._lock.acquire(False):
            try:
                self._take_back()
            finally:
                self._lock.release()

    def _take_back(self):
        while self._waiting:
            arena, start, stop = self._waiting.pop()
            number = id(arena)
            self._used.discard((number, start, stop))
            before, after = self._ends.get((number, start)), self._starts.get((number, stop))
            if before is not None:
                self._remove_free(number, before, start)
                start = before
            if after is not None:
                self._remove_free(number, stop, after)
                stop = after
            if stop - start == arena.size >= self._large:
                del self._arenas[number]
            else:
                self._add_free(number, start, stop)


class BufferWrapper(object):
    """A block that can be given to children."""

    _heap = Heap()

    def __init__(self, size):
        if size < 0:
            raise ValueError(f'Size {size:n} out of range')
        if size >= sys.maxsize:
            raise OverflowError(f'Size {size:n} too large')
        block = self._heap.malloc(size)
        self._state = block, size
        util.Finalize(self, self._heap.free, args=(block,))

    def create_memoryview(self):
        """The memory."""
        (arena, start, _), size = self._state
        return memoryview(arena.buffer)[start:start + size]
