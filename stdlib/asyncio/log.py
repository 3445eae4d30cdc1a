"""The package's logger; logging itself is loaded when something is first logged."""


class _LazyLogger:
    """Stands for logging.getLogger('asyncio')."""

    def _real(self):
        import logging
        return logging.getLogger('asyncio')

    def __getattr__(self, name):
        return getattr(self._real(), name)

    def __setattr__(self, name, value):
        setattr(self._real(), name, value)

    def __delattr__(self, name):
        delattr(self._real(), name)

    def __repr__(self):
        return repr(self._real())


logger = _LazyLogger()
