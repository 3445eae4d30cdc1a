"""Secure hashes: hash objects by name, of files, and keys from passwords."""
import _hashlib
from _blake2 import blake2b, blake2s
from _hashlib import (openssl_md5 as md5, openssl_sha1 as sha1, openssl_sha224 as sha224, openssl_sha256 as sha256,
                      openssl_sha384 as sha384, openssl_sha512 as sha512, openssl_sha3_224 as sha3_224,
                      openssl_sha3_256 as sha3_256, openssl_sha3_384 as sha3_384, openssl_sha3_512 as sha3_512,
                      openssl_shake_128 as shake_128, openssl_shake_256 as shake_256, pbkdf2_hmac, scrypt)

_always = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s', 'sha3_224', 'sha3_256', 'sha3_384',
           'sha3_512', 'shake_128', 'shake_256')
algorithms_guaranteed = set(_always)
algorithms_available = algorithms_guaranteed | _hashlib.openssl_md_meth_names

__all__ = _always + ('new', 'algorithms_guaranteed', 'algorithms_available', 'file_digest', 'pbkdf2_hmac')

_blake = {'blake2b': blake2b, 'blake2s': blake2s}


def new(name, data=b'', **kwargs):
    """A new hash object of the algorithm of that name, with data in it already."""
    if isinstance(name, str) and name in _blake:
        return _blake[name](data, **kwargs)
    try:
        return _hashlib.new(name, data, **kwargs)
    except _hashlib.UnsupportedDigestmodError:
        raise ValueError(f'unsupported hash type {name}')


def _pieces(file, size):
    """What a file still contains, as views of memory that is used again."""
    memory = memoryview(bytearray(size))
    while (length := file.readinto(memory)) != 0:
        if length is None:
            raise BlockingIOError('I/O operation would block.')
        yield memory[:length]


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """A hash object that has taken the content of a file open for reading bytes.

    digest is the name of an algorithm, or a callable that makes a hash object."""
    made = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, 'getbuffer'):
        # It is all in memory.
        made.update(fileobj.getbuffer())
    elif not hasattr(fileobj, 'readinto') or not getattr(fileobj, 'readable', bool)():
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
    else:
        for piece in _pieces(fileobj, _bufsize):
            made.update(piece)
    return made
