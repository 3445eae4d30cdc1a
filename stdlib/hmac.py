"""Keyed hashes for message authentication (RFC 2104)."""
import hashlib as _hashlib

from _hashlib import UnsupportedDigestmodError as _Unsupported, compare_digest, hmac_digest as _digest, hmac_new as _new

trans_36, trans_5C = (bytes(octet ^ pad for octet in range(256)) for pad in (0x36, 0x5c))

digest_size = None


def _constructor(digestmod):
    """The function that makes a hash of a name, a function or a module."""
    if callable(digestmod):
        return digestmod
    if isinstance(digestmod, str):
        return lambda data=b'': _hashlib.new(digestmod, data)
    return lambda data=b'': digestmod.new(data)


def _block_size(made, default):
    """How many bytes a hash takes at once; a warning if that cannot be right."""
    size = getattr(made, 'block_size', None)
    if size is not None and size >= 16:
        return size
    import warnings
    problem = (f'No block_size attribute on given digest object; Assuming {default}.' if size is None else
               f'block_size of {size} seems too small; using our default of {default}.')
    warnings.warn(problem, RuntimeWarning, stacklevel=4)
    return default


class HMAC:
    """A keyed hash; used like the objects of hashlib."""

    blocksize = 64

    __slots__ = ('_hmac', '_inner', '_outer', 'block_size', 'digest_size', '_name')

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._hmac = self._name = None
        try:
            self._hmac = _new(key, b'' if msg is None else msg, digestmod)
        except (TypeError, _Unsupported):
            self._build(key, msg, _constructor(digestmod))
        else:
            self.digest_size, self.block_size = self._hmac.digest_size, self._hmac.block_size

    def _build(self, key, msg, construct):
        """Put it together of two hashes, where there is none that takes a key."""
        self._inner, self._outer = construct(), construct()
        self.digest_size = self._inner.digest_size
        self.block_size = size = _block_size(self._inner, self.blocksize)
        key = (construct(key).digest() if len(key) > size else bytes(key)).ljust(size, b'\0')
        self._inner.update(key.translate(trans_36))
        self._outer.update(key.translate(trans_5C))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        """hmac- and the name of the hash."""
        return self._hmac.name if self._hmac else f'hmac-{self._inner.name}'

    def update(self, msg):
        """Add a part of the message."""
        (self._hmac or self._inner).update(msg)

    def copy(self):
        """A copy that goes on by itself."""
        twin = type(self).__new__(type(self))
        twin._name, twin.digest_size, twin.block_size = None, self.digest_size, self.block_size
        twin._hmac = self._hmac and self._hmac.copy()
        if not self._hmac:
            twin._inner, twin._outer = self._inner.copy(), self._outer.copy()
        return twin

    def _finished(self):
        if self._hmac:
            return self._hmac
        whole = self._outer.copy()
        whole.update(self._inner.digest())
        return whole

    def digest(self):
        """The hash of what was added so far."""
        return self._finished().digest()

    def hexdigest(self):
        """digest() in hexadecimal."""
        return self._finished().hexdigest()


def new(key, msg=None, digestmod=''):
    """A keyed hash; digestmod is a name, or a constructor of hashlib."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The keyed hash of a whole message."""
    if isinstance(digest, (str, type(len))):
        try:
            return _digest(key, msg, digest)
        except (OverflowError, _Unsupported):
            pass
    whole = HMAC.__new__(HMAC)
    whole._hmac = whole._name = None
    whole._build(key, msg, _constructor(digest))
    return whole.digest()
