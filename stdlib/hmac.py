"""Keyed hashes for message authentication (RFC 2104)."""
import hashlib as _hashlib
try:
    from _operator import _compare_digest as compare_digest
except ImportError:
    from _hashlib import compare_digest

from _hashlib import UnsupportedDigestmodError as _Unsupported, hmac_digest as _digest, hmac_new as _new

# What the native functions know by themselves: names, and the constructors of hashlib.
_NATIVE = type(_hashlib.md5)

trans_5C = bytes((x ^ 0x5C) for x in range(256))
trans_36 = bytes((x ^ 0x36) for x in range(256))

# Hash functions may have no digest size of their own to go by.
digest_size = None


class HMAC:
    """A keyed hash; used like the objects of hashlib."""

    blocksize = 64

    __slots__ = ("_hmac", "_inner", "_outer", "block_size", "digest_size", "_name")

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError("key: expected bytes or bytearray, but got %r" % type(key).__name__)
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        if isinstance(digestmod, (str, _NATIVE)):
            try:
                self._hmac = _new(key, msg, digestmod)
            except _Unsupported:
                pass
            else:
                self._inner = self._outer = None
                self.digest_size = self._hmac.digest_size
                self.block_size = self._hmac.block_size
                return
        if callable(digestmod):
            digest_cons = digestmod
        elif isinstance(digestmod, str):
            def digest_cons(d=b''):
                return _hashlib.new(digestmod, d)
        else:
            def digest_cons(d=b''):
                return digestmod.new(d)
        self._hmac = None
        self._outer = digest_cons()
        self._inner = digest_cons()
        self.digest_size = self._inner.digest_size
        if hasattr(self._inner, 'block_size'):
            blocksize = self._inner.block_size
            if blocksize < 16:
                import warnings
                warnings.warn('block_size of %d seems too small; using our '
                              'default of %d.' % (blocksize, self.blocksize),
                              RuntimeWarning, 2)
                blocksize = self.blocksize
        else:
            import warnings
            warnings.warn('No block_size attribute on given digest object; '
                          'Assuming %d.' % self.blocksize, RuntimeWarning, 2)
            blocksize = self.blocksize
        if len(key) > blocksize:
            key = digest_cons(key).digest()
        self.block_size = blocksize
        key = key.ljust(blocksize, b'\0')
        self._outer.update(key.translate(trans_5C))
        self._inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return self._hmac.name if self._hmac else f"hmac-{self._inner.name}"

    def update(self, msg):
        """Add a part of the message."""
        (self._hmac or self._inner).update(msg)

    def copy(self):
        """A copy that goes on by itself."""
        other = self.__class__.__new__(self.__class__)
        other.digest_size = self.digest_size
        other.block_size = self.block_size
        if self._hmac:
            other._hmac = self._hmac.copy()
            other._inner = other._outer = None
            return other
        other._hmac = None
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        return other

    def _current(self):
        if self._hmac:
            return self._hmac
        h = self._outer.copy()
        h.update(self._inner.digest())
        return h

    def digest(self):
        """The hash of what was added so far."""
        return self._current().digest()

    def hexdigest(self):
        """digest() in hexadecimal."""
        return self._current().hexdigest()


def new(key, msg=None, digestmod=''):
    """A keyed hash; digestmod is a name, or a constructor of hashlib."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The keyed hash of a whole message."""
    if isinstance(digest, (str, _NATIVE)):
        try:
            return _digest(key, msg, digest)
        except _Unsupported:
            pass
    return HMAC(key, msg, digest).digest()
