"""The package's logger; logging itself is loaded when something is first logged."""
import sys


class _LazyLogger:
    """Stands for logging.getLogger('asyncio')."""

    def _real(self):
        import logging
        return logging.getLogger('asyncio')

    def debug(self, msg, *args, stacklevel=1, **kwargs):
        # Nobody sees it before logging was set up.
        if 'logging' in sys.modules:
            self._real().debug(msg, *args, stacklevel=stacklevel + 1, **kwargs)

    def __getattr__(self, name):
        return getattr(self._real(), name)

    def __setattr__(self, name, value):
        setattr(self._real(), name, value)

    def __delattr__(self, name):
        delattr(self._real(), name)

    def __repr__(self):
        return repr(self._real())


logger = _LazyLogger()
