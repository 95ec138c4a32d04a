"""A copy in the style of another house, which looks like a form that was filled in anew.

March 3 and 3 March, $1.2 billion and $1.2bn, 7:30 a.m. and 7.30am: word by word, facts are others in every sentence,
and by what they say none is. So where two texts look like one form and can still be read along each other from
beginning to end, their differences are looked at by value (:mod:`~syndicheck.matching.changes`).
"""

from __future__ import annotations

from syndicheck.matching.edits import in_line
from syndicheck.matching.evidence import Evidence
from syndicheck.matching.layout import Track
from syndicheck.model.changes import ChangeKind

CHANGED = 2
"""Places up to which what is said may be other. Copies in another style had one, forms three and more; where a script
has no capitals another name is another word, so words count as well."""

STYLED_SHARE = 0.8
"""Parts of both texts that follow each other word by word; a value written otherwise at either end is outside."""


def restyled(e: Evidence) -> Track | None:
    """How two texts follow each other, if they say the same with values that are written otherwise."""
    if e.fillings.named:
        return None
    track = in_line(e, STYLED_SHARE)
    if track is None:
        return None
    from syndicheck.matching.changes import what_changed

    changes = [change for change in what_changed(e.a, e.b) if change.kind is not ChangeKind.HEADLINE]
    return track if len(changes) <= CHANGED else None
