"""An embedder in a local folder: loaded, asked, and never alone. The model is made here, of a dozen words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.test_matching_translation import ENGLISH, GERMAN, OTHER_GERMAN

from syndicheck.embedding.interface import VARIABLE, configured, cosine
from syndicheck.embedding.nearest import FURTHER, nearest
from syndicheck.embedding.static import StaticEmbedder
from syndicheck.errors import InputError
from syndicheck.fingerprint.anchors import Anchor
from syndicheck.linking import MOST_TRANSLATIONS, _most_promising
from syndicheck.matching.crosslanguage import compare_languages
from syndicheck.matching.reuse import prepare
from syndicheck.matching.translation import anchored, standing_background
from syndicheck.model.matches import MatchClass

TABLE = {
    "[UNK]": (0, 0, 0), "bridge": (1, 0, 0), "brücke": (1, 0.1, 0), "flood": (0, 1, 0), "hochwasser": (0, 1, 0.1),
    "strike": (0, 0, 1), "streik": (0.1, 0, 1),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    model2vec = pytest.importorskip("model2vec", reason="syndicheck[embed] is not installed")
    tokenizers = pytest.importorskip("tokenizers")
    words = tokenizers.models.WordLevel({word: n for n, word in enumerate(TABLE)}, unk_token="[UNK]")
    tokenizer = tokenizers.Tokenizer(words)
    tokenizer.normalizer = tokenizers.normalizers.Lowercase()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    model = model2vec.StaticModel(np.array(list(TABLE.values()), dtype=np.float32), tokenizer)
    model.save_pretrained(tmp_path / "model")
    return tmp_path / "model"


def test_texts_that_say_the_same_point_the_same_way(folder: Path) -> None:
    vectors = StaticEmbedder(str(folder)).encode(
        ["Bridge, flood", "Brücke und Hochwasser", "Streik", "", "unknown"], None
    )
    assert {len(vector) for vector in vectors} == {3}
    assert cosine(vectors[0], vectors[1]) > 0.99
    assert cosine(vectors[0], vectors[2]) < 0.2
    assert cosine(vectors[0], vectors[3]) == cosine(vectors[0], vectors[4]) == 0


def test_the_nearest_are_named_and_what_is_far_is_not(folder: Path) -> None:
    embedder = StaticEmbedder(str(folder))
    others: dict[int, tuple[str, str | None]] = dict.fromkeys(range(1, 20), ("streik", "de"))
    others |= {30: ("brücke", "de"), 31: ("Hochwasser an der Brücke", "de"), 32: ("", None)}
    assert nearest(embedder, "flood bridge", "en", others) == [31, 30]
    assert nearest(embedder, "strike", "en", others) == [1, 2, 3, 4][:FURTHER]
    assert nearest(embedder, "", "en", others) == []


@pytest.mark.parametrize("variable", ["", "none", " None "])
def test_off(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, variable)
    assert configured() is None


@pytest.mark.parametrize("name", ["nowhere", "minish/some-model", "."])
def test_what_is_no_model_is_refused_and_asked_for_nowhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, name)
    with pytest.raises(InputError, match=r"no model of model2vec: config\.json"):
        configured()


@pytest.mark.parametrize("broken", ["config.json", "model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 100])
def test_a_broken_model(folder: Path, broken: str, content: bytes) -> None:
    if broken == "config.json" and content == b"{}":
        pytest.skip("a model without settings is one")
    (folder / broken).write_bytes(content)
    with pytest.raises(InputError, match="cannot be loaded"):
        StaticEmbedder(str(folder))


def test_further_candidates_are_compared_those_of_the_anchors_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {n: (None, prepare("streik" if n != 40 else "hochwasser", (), None, "de")) for n in range(1, 51)}

    class Held:
        def texts(self, numbers: list[int]) -> dict[int, Any]:
            return {number: texts[number] for number in numbers}

        def weighed(self, numbers: list[int]) -> dict[int, Any]:  # no copies of each other
            return {
                number: anchored([Anchor(0, 1, f"N:{number}")], "de", 900, standing_background()) for number in numbers
            }

    own, named = prepare("flood", (), None, "en"), list(texts)
    first = named[:MOST_TRANSLATIONS]
    assert _most_promising(Held(), own, named) == first  # type: ignore[arg-type]
    monkeypatch.setenv(VARIABLE, str(folder))
    assert _most_promising(Held(), own, named) == [*first, 40]  # type: ignore[arg-type]
    assert _most_promising(Held(), own, first) == first  # type: ignore[arg-type]


def test_it_is_told_and_decides_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def judged(text: str, other: str) -> Any:
        return compare_languages(prepare(text, (), None, "en"), prepare(other, (), None, "de"))

    plain = judged(ENGLISH, GERMAN)
    monkeypatch.setenv(VARIABLE, str(folder))
    told = judged(ENGLISH, GERMAN)
    assert (told.match_class, told.score) == (plain.match_class, plain.score)
    assert {one.code for one in told.reasons} - {one.code for one in plain.reasons} == {"meaning-near"}
    json.dumps([one.data for one in told.reasons])
    # vectors that are the same join nothing where the facts do not agree
    assert judged(ENGLISH + " bridge", OTHER_GERMAN + " Brücke").match_class is MatchClass.NONE
    assert judged("flood bridge " * 30, "Hochwasser Brücke " * 30).match_class is not MatchClass.TRANSLATION
