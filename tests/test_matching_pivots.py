"""Words as evidence beside facts: they raise what facts leave open, and decide nothing alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.test_matching_translation import ENGLISH, GERMAN, OTHER_GERMAN

from syndicheck.lexicon.compiled import Lexicon, write
from syndicheck.lexicon.pivot import pivot
from syndicheck.matching import pivots
from syndicheck.matching.crosslanguage import compare_languages
from syndicheck.matching.reuse import Prepared, prepare
from syndicheck.model.matches import Match, MatchClass

MEANINGS = {
    "minister": "minister", "rücktritt": "resignation", "lehrer": "teacher", "gewerkschaft": "union",
    "streik": "strike",
    "schulen": "school", "löhne": "wage", "brücke": "bridge", "fluss": "river", "hochwasser": "flood", "schiff": "ship",
    "eltern": "parent", "kinder": "child", "bus": "bus", "fahrer": "driver", "hafen": "port", "fischer": "fisherman",
    "krankenhaus": "hospital", "ärzte": "doctor", "ernte": "harvest", "bauern": "farmer", "regen": "rain",
}  # fmt: skip
BRIEF = (
    "Teachers in Lindmark called a strike for March 4. The union wants higher wages, and schools in Velmira"
    " stay closed."
    " Parents bring their children by bus, drivers said. Minister Pekka Aaltonen rejects his resignation."
)
GERMAN_BRIEF = (
    "Die Lehrer in Lindmark rufen für den 4. März zum Streik auf. Die Gewerkschaft will höhere Löhne, die Schulen in"
    " Velmira bleiben zu. Eltern bringen ihre Kinder mit dem Bus, sagten die Fahrer. Minister Pekka Aaltonen"
    " lehnt einen"
    " Rücktritt ab."
)
OTHER_BRIEF = (
    "Die Ärzte in Lindmark warnen für den 4. März vor Hochwasser am Fluss. Im Hafen liegt ein Schiff, an der Brücke bei"
    " Velmira warten Fischer und Bauern auf die Ernte. Das Krankenhaus meldet Regen. Pekka Aaltonen schweigt."
)


@pytest.fixture
def with_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lexicon:
    path = tmp_path / "lexicon"
    write(path, {"de": {word: [pivot(english)] for word, english in MEANINGS.items()}}, [])
    monkeypatch.setenv("SYNDICHECK_LEXICON", str(path))
    return Lexicon(path)


def prepared(text: str, language: str) -> Prepared:
    return prepare(text, (), None, language)


def judged(text: str, other: str) -> Match:
    return compare_languages(prepared(text, "en"), prepared(other, "de"))


@pytest.mark.parametrize(("text", "other"), [(BRIEF, GERMAN_BRIEF), (BRIEF, OTHER_BRIEF), (ENGLISH, GERMAN)])
def test_without_a_dictionary_nothing_changes(
    text: str, other: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain = judged(text, other)
    path = tmp_path / "lexicon"
    write(path, {"xx": {"wort": ["word"]}}, [])  # a lexicon of other languages only
    monkeypatch.setenv("SYNDICHECK_LEXICON", str(path))
    assert judged(text, other) == plain


def test_words_tell_the_translation_from_another_text_with_the_same_facts(
    with_dictionary: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, wrong = judged(BRIEF, GERMAN_BRIEF), judged(BRIEF, OTHER_BRIEF)
    monkeypatch.setenv("SYNDICHECK_LEXICON", "none")
    assert right.score > judged(BRIEF, GERMAN_BRIEF).score
    assert wrong.score < judged(BRIEF, OTHER_BRIEF).score
    assert right.match_class is MatchClass.TRANSLATION


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (ENGLISH, OTHER_GERMAN),
        ("teachers strike union wages schools parents children bus drivers", " ".join(MEANINGS)),
        (" ".join(MEANINGS.values()), " ".join(MEANINGS)),
        ("", ""),
    ],
)
def test_words_alone_join_nothing(with_dictionary: Lexicon, text: str, other: str) -> None:
    assert judged(text, other).match_class is not MatchClass.TRANSLATION


def test_the_words_are_shown_with_their_places(with_dictionary: Lexicon) -> None:
    (shown,) = [reason for reason in judged(BRIEF, GERMAN_BRIEF).reasons if reason.code == "words-agree"]
    pairs = {(BRIEF[slice(*one["a"])], GERMAN_BRIEF[slice(*one["b"])]) for one in shown.data["words"]}
    assert {("Teachers", "Lehrer"), ("strike", "Streik"), ("wages", "Löhne"), ("resignation", "Rücktritt")} <= pairs
    assert "“Streik” = “strike”" in shown.text
    assert shown.text == next(
        reason.text
        for reason in compare_languages(prepared(GERMAN_BRIEF, "de"), prepared(BRIEF, "en")).reasons
        if reason.code == "words-agree"
    )


def test_a_language_of_which_few_words_are_known_is_judged_by_facts() -> None:
    from syndicheck.fingerprint.anchors import Anchor

    few = [Anchor(n, n + 1, f"P:word{n}") for n in range(pivots.LEAST_WORDS - 1)]
    assert pivots.weighed(few, 100) is None
    assert pivots.weighed([*few, Anchor(50, 51, "P:last")], 100) is not None


def test_weights_lie_between_common_and_rare() -> None:
    assert 0 <= pivots.weight("P:say") < pivots.weight("P:harvest") <= 1
    assert pivots.weight("P:no such word") == 1
