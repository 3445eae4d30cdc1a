"""Types of WSGI for type checkers."""
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Protocol, TypeAlias

__all__ = ['StartResponse', 'WSGIEnvironment', 'WSGIApplication', 'InputStream', 'ErrorStream', 'FileWrapper']

_Raised: TypeAlias = tuple[type[BaseException], BaseException, TracebackType]
_OptExcInfo: TypeAlias = _Raised | tuple[None, None, None]


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...
    # There may be a method close() too.


class ErrorStream(Protocol):
    """wsgi.errors of the standard."""
    def write(self, s: str, /) -> object: ...
    def writelines(self, seq: list[str], /) -> object: ...
    def flush(self) -> object: ...


class InputStream(Protocol):
    """wsgi.input of the standard."""
    def __iter__(self) -> Iterator[bytes]: ...
    def read(self, size: int = ..., /) -> bytes: ...
    def readline(self, size: int = ..., /) -> bytes: ...
    def readlines(self, hint: int = ..., /) -> list[bytes]: ...


class FileWrapper(Protocol):
    """wsgi.file_wrapper of the standard."""
    def __call__(self, file: _Readable, block_size: int = ..., /) -> Iterable[bytes]: ...


class StartResponse(Protocol):
    """start_response() of the standard."""
    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: _OptExcInfo | None = ..., /
    ) -> Callable[[bytes], object]: ...


WSGIEnvironment: TypeAlias = dict[str, Any]
WSGIApplication: TypeAlias = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
