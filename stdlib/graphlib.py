"""Topological sorting."""
from types import GenericAlias

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    """There is no order, because of the cycle in args[1]."""


class TopologicalSorter:
    """Puts nodes after those they depend on; graph maps nodes to their predecessors."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, graph=None):
        self._followers = {}    # node: those that depend on it, once for every time this was said
        self._open = {}         # node: how many of its predecessors are not done
        self._ready = None      # what get_ready() will give; None before prepare()
        self._given = set()     # what get_ready() gave and done() has not been told of
        self._finished = set()
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def add(self, node, *predecessors):
        """Add a node and nodes it depends on; further calls add to what is known."""
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        for known in node, *predecessors:
            self._followers.setdefault(known, [])
            self._open.setdefault(known, 0)
        self._open[node] += len(predecessors)
        for predecessor in predecessors:
            self._followers[predecessor].append(node)

    def prepare(self):
        """No more nodes will come; CycleError if there is a cycle."""
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        self._ready = [node for node, count in self._open.items() if not count]
        if cycle := self._cycle():
            raise CycleError('nodes are in a cycle', cycle)

    def _cycle(self):
        """The first cycle that a walk from predecessors to followers meets."""
        clean = set()
        for start in self._followers:
            # The nodes from the start to where the walk is, each with the followers still to visit.
            path = {} if start in clean else {start: iter(self._followers[start])}
            while path:
                for node in path[here := next(reversed(path))]:
                    if node in path:
                        nodes = [*path]
                        return nodes[nodes.index(node):] + [node]
                    if node not in clean:
                        path[node] = iter(self._followers[node])
                        break
                else:
                    clean.add(here)
                    del path[here]

    def _prepared(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._ready

    def get_ready(self):
        """The nodes that can be worked on now, each only once."""
        nodes = tuple(self._prepared())
        self._given.update(nodes)
        self._ready = []
        return nodes

    def is_active(self):
        """Is there more to do, or to wait for?"""
        return bool(self._prepared() or self._given)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """These nodes are finished: what waits for them may get ready."""
        ready = self._prepared()
        for node in nodes:
            if node not in self._given:
                reason = ('was not added using add()' if node not in self._open else
                          'was already marked done' if node in self._finished else
                          'was not passed out (still not ready)')
                raise ValueError(f'node {node!r} {reason}')
            self._given.remove(node)
            self._finished.add(node)
            for follower in self._followers[node]:
                self._open[follower] -= 1
                if not self._open[follower]:
                    ready.append(follower)

    def static_order(self):
        """All nodes in a topological order."""
        self.prepare()
        while group := self.get_ready():
            yield from group
            self.done(*group)
