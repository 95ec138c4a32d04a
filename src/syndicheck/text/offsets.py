"""A text under repair that remembers where each of its characters came from."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

Edit = tuple[int, int, str]
"""Replace the characters ``[start, end)`` by a string (which may be empty, or longer)."""


class Draft:
    """A text that is edited step by step, with the original range of every character.

    As long as every edit keeps the length there is no map at all (``starts is None``): character *i* came
    from character *i*. From the first other edit on, character *i* came from the original range
    ``[starts[i], ends[i])``. Both arrays never decrease. Deleted characters belong to nobody, so that
    ranges stay tight: in ``so<soft hyphen>ft`` the normalised ``so`` maps to the first two characters.
    """

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: array[int] | None = None
        self.ends: array[int] | None = None

    def apply(self, edits: Sequence[Edit]) -> None:
        """Apply edits given in ascending order; they must not overlap, nor be empty ranges.

        An edit that keeps the length maps character by character, any other maps every new character to the
        whole range it replaces.
        """
        text = self.text
        pieces: list[str] = []
        done = 0
        for start, end, replacement in edits:
            pieces += (text[done:start], replacement)
            done = end
        self.text = "".join(pieces) + text[done:]
        if any(len(replacement) != end - start for start, end, replacement in edits):
            self._move(len(text), edits)

    def _move(self, length: int, edits: Sequence[Edit]) -> None:
        old_starts = array("L", range(length)) if self.starts is None else self.starts
        old_ends = array("L", range(1, length + 1)) if self.ends is None else self.ends
        starts, ends = array("L"), array("L")
        done = 0
        for start, end, replacement in edits:
            if len(replacement) == end - start:
                continue
            starts += old_starts[done:start]
            ends += old_ends[done:start]
            if replacement:
                starts += array("L", [old_starts[start]]) * len(replacement)
                ends += array("L", [old_ends[end - 1]]) * len(replacement)
            done = end
        self.starts = starts + old_starts[done:]
        self.ends = ends + old_ends[done:]
