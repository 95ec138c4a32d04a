"""Why a verdict is what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field


class Reason(Struct, frozen=True):
    """A named, scored signal that led to a verdict. ``code`` is stable, ``text`` is for people, ``data`` for
    machines.
    """

    code: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def swapped(self) -> Reason:
        """The same reason with the two articles exchanged: what its data call ``a`` is ``b``. Texts name no side."""
        swapped: Mapping[str, Any] = _exchanged(self.data)
        return self if swapped == self.data else Reason(self.code, self.text, swapped)


def _exchanged(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {_OTHER_SIDE.get(key, key): _exchanged(value) for key, value in data.items()}
    return [_exchanged(value) for value in data] if isinstance(data, list) else data


_OTHER_SIDE = {"a": "b", "b": "a"}
