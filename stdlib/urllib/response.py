"""Answers: a file with headers and an address."""
from tempfile import _TemporaryFileWrapper

__all__ = ['addbase', 'addclosehook', 'addinfo', 'addinfourl']


class addbase(_TemporaryFileWrapper):
    """A file that closes the one below."""

    def __init__(self, fp):
        super().__init__(fp, '<urllib response>', delete=False)
        # What is below has a name of this meaning already.
        self.fp = fp

    def __exit__(self, type, value, traceback):
        self.close()

    def __enter__(self):
        if not self.fp.closed:
            return self
        raise ValueError('I/O operation on closed file')

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self)!r} whose fp = {self.file!r}>'


class addclosehook(addbase):
    """Calls something when closed."""

    def __init__(self, fp, closehook, *hookargs):
        super().__init__(fp)
        self.closehook, self.hookargs = closehook, hookargs

    def close(self):
        hook, args = self.closehook, self.hookargs
        self.closehook = self.hookargs = None
        try:
            if hook:
                hook(*args)
        finally:
            super().close()


class addinfo(addbase):
    """Has headers."""

    def __init__(self, fp, headers):
        self.headers = headers
        super().__init__(fp)

    def info(self):
        """The headers."""
        return self.headers


class addinfourl(addinfo):
    """Has headers, an address and a status."""

    def __init__(self, fp, headers, url, code=None):
        super().__init__(fp, headers)
        self.code, self.url = code, url

    def geturl(self):
        """The address."""
        return self.url

    def getcode(self):
        """The status."""
        return self.code

    status = property(getcode, doc='The status.')
