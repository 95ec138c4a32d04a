"""Labels of paid and sent-in texts, judged under a rule."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span


class LabelOutcome(StrEnum):
    """What came of looking for a label under one rule."""

    PRESENT = "present"
    INADEQUATE = "present but inadequate"
    ABSENT = "absent"
    NOT_APPLICABLE = "not applicable"


class LabelSign(Struct, frozen=True):
    """Something that may count as a label. ``about`` has ``release`` and ``paid``, as far as it says so; ``place`` is
    ``headline``, ``text``, ``page``, or ``elsewhere`` on the page; ``span`` counts in the text of that place. ``mark``
    is the type of the mark it is; ``weak-label`` for one that names a partner only.
    """

    words: str
    place: str
    span: Span
    about: frozenset[str] = frozenset()
    mark: str = ""


class LabelFinding(Struct, frozen=True):
    """The outcome under one ``rule`` (an id; its ``name``, ``version`` and ``source``), the sign that decided it
    (``None``: there is none), and why.
    """

    rule: str
    name: str
    version: str
    source: str
    outcome: LabelOutcome
    sign: LabelSign | None
    reason: Reason
