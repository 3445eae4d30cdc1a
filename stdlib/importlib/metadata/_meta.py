"""What those who give facts about packages must be able to do, for annotations."""
from __future__ import annotations

from typing import Any, Iterator, Protocol


class PackageMetadata(Protocol):
    """The fields of METADATA."""

    def __len__(self) -> int: ...

    def __contains__(self, item: str) -> bool: ...

    def __getitem__(self, key: str) -> str: ...

    def __iter__(self) -> Iterator[str]: ...

    def get(self, name: str, failobj: Any = None) -> Any:
        """The first field of a name."""

    def get_all(self, name: str, failobj: Any = None) -> Any:
        """All fields of a name."""

    @property
    def json(self) -> dict[str, str | list[str]]:
        """The fields as a dict with lower-case keys."""


class SimplePath(Protocol):
    """As much of a path as packages in unusual places need."""

    @property
    def parent(self) -> SimplePath: ...

    def joinpath(self, other) -> SimplePath: ...

    def __truediv__(self, other) -> SimplePath: ...

    def exists(self) -> bool: ...

    def read_text(self, encoding=None) -> str: ...

    def read_bytes(self) -> bytes: ...
