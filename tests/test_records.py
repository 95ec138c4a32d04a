from __future__ import annotations

import pickle

import pytest
from msgspec.structs import replace

from syndicheck.model.marks import Layer, Mark
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span, TextKind
from syndicheck.records import as_dict


def test_records_inside_records_become_dictionaries() -> None:
    reason = Reason("code", "text", {"spans": [Span(0, 2)], "of": (Span(1, 3), "x"), "n": 1})
    assert as_dict(reason) == {
        "code": "code",
        "text": "text",
        "data": {"spans": [{"start": 0, "end": 2}], "of": ({"start": 1, "end": 3}, "x"), "n": 1},
    }


MARK = Mark("label", 0, 7, TextKind.BODY, None, "generic.label.en", Layer.OWN, "strong", 1.0)


def test_records_are_values() -> None:
    """What the rooms rely on: equality and hash by content, no change in place, pickling, order where asked for."""
    assert Span(1, 2) == Span(1, 2) != Span(1, 3)
    assert len({MARK, replace(MARK), replace(MARK, end=8)}) == 2
    assert pickle.loads(pickle.dumps(MARK)) == MARK
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(2, 3)]
    with pytest.raises(AttributeError):
        MARK.end = 9  # type: ignore[misc]
