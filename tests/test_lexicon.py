"""Dictionaries in their own layouts → a lexicon → words of a text → evidence for a translation."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.cli import cli
from syndicheck.errors import InputError
from syndicheck.lexicon import formats
from syndicheck.lexicon.anchoring import pivot_anchors
from syndicheck.lexicon.building import build
from syndicheck.lexicon.compiled import Lexicon, configured, write
from syndicheck.lexicon.languages import pair_in
from syndicheck.lexicon.pivot import pivot
from syndicheck.lexicon.words import words_of

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def base64_number(value: int) -> str:
    digits = DIGITS[value % 64]
    while value := value // 64:
        digits = DIGITS[value % 64] + digits
    return digits


def dictd(folder: Path, name: str, entries: dict[str, str], *, packed: bool = True) -> Path:
    """An index and its texts, as ``dictfmt`` and ``dictzip`` write them."""
    texts, lines = b"", []
    for word, text in {"00databaseinfo": "Dictionary\n", **entries}.items():
        data = text.encode()
        lines.append(f"{word}\t{base64_number(len(texts))}\t{base64_number(len(data))}")
        texts += data
    folder.mkdir(exist_ok=True)
    index = folder / f"{name}.index"
    index.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / f"{name}.dict.dz").write_bytes(gzip.compress(texts)) if packed else (folder / f"{name}.dict").write_bytes(
        texts
    )
    return index


GERMAN = {
    "lohn": 'Lohn /loːn/ <masc, n, sg>\n [econ.] wage <n>, pay <n>\n      "Lohn und Brot"  - bread\n'
    "   Synonym: {Gehalt}\n\n"
    " see: {Löhne}\n",
    "die": "die /diː/\nthe\n",
    "lehrer": "Lehrer\n1. teacher, schoolteacher\n",
    "wie geht es": "wie geht es\nhow do you do\n",
    "leer": "leer\n",
}
FRENCH = {"wage": "wage /weɪdʒ/\nsalaire\n", "teacher": "teacher\nenseignant, professeur des écoles\n"}
DING = """\
# Version :: invented
# License :: none
Ausschuss {m} [pol.] | Ausschüsse {pl} | Ausschussvorsitzende {m,f} :: committee | committees | chair of the committee
Brücke {f}; Steg {m} /Br./ :: bridge; footbridge (over water)
kaputt :: broken; out of order of some kind or other
"""
EDICT = (
    "　？？？ /EDICT, invented/\n会議 [かいぎ] /(n,vs) (1) meeting/conference/(P)/\nメートル /(n) (1) metre/meter/\n"
)
EDICT2 = "教師;敎師 [きょうし;きょうじ(ok)] /(n) teacher (classroom)/(P)/EntL1237050X/\n橋 [はし] /(n) bridge/EntL1/\n"
CEDICT = "# CC-CEDICT\n# invented\n"
CEDICT += "橋樑 桥梁 [qiao2 liang2] /bridge/CL:座[zuo4]/\n傳統 传统 [chuan2 tong3] /tradition/traditional/\n"


@pytest.fixture
def dictionaries(tmp_path: Path) -> Path:
    folder = tmp_path / "dictionaries"
    dictd(folder, "freedict-deu-eng", GERMAN)
    dictd(folder, "freedict-eng-fra", FRENCH, packed=False)
    dictd(folder, "freedict-deu-fra", {"lohn": "Lohn\nsalaire\n"})
    (folder / "de-en").write_text(DING, encoding="utf-8")
    (folder / "edict").write_bytes(EDICT.encode("euc_jp"))
    (folder / "edict2.utf8").write_text(EDICT2, encoding="utf-8")
    (folder / "cedict_ts.u8").write_text(CEDICT, encoding="utf-8")
    (folder / "README").write_text("Not a dictionary.\n", encoding="utf-8")
    return folder


@pytest.fixture
def lexicon(dictionaries: Path, tmp_path: Path) -> Lexicon:
    built = build([dictionaries], tmp_path / "lexicon", named=True)
    assert built.left_out == []
    assert len(built.sources) == 6  # the pair without English is none of ours
    return Lexicon(tmp_path / "lexicon")


@pytest.mark.parametrize(
    ("language", "word", "meaning"),
    [
        ("de", "lohn", "wages"),
        ("de", "lohn", "pay"),
        ("de", "lehrer", "teachers"),
        ("de", "ausschüsse", "committee"),
        ("de", "ausschussvorsitzende", "chair"),
        ("de", "steg", "bridge"),
        ("fr", "salaire", "wage"),
        ("fr", "enseignant", "teacher"),
        ("ja", "会議", "conference"),
        ("ja", "メートル", "meters"),
        ("ja", "教師", "teacher"),
        ("ja", "敎師", "teacher"),
        ("zh", "橋樑", "bridge"),
        ("zh", "桥梁", "bridge"),
        ("zh", "传统", "tradition"),
    ],
)
def test_a_word_of_each_format(lexicon: Lexicon, language: str, word: str, meaning: str) -> None:
    assert pivot(meaning) in lexicon.pivots(language, word)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "die"),  # means only what says nothing
        ("de", "wie geht es"),
        ("de", "leer"),  # no translation
        ("de", "brot"),  # stands in an example only
        ("fr", "professeur des écoles"),
        ("de", "00databaseinfo"),
        ("de", ""),
    ],
)
def test_what_is_no_word_with_a_meaning(lexicon: Lexicon, language: str, word: str) -> None:
    assert lexicon.pivots(language, word) == ()


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Die Lehrern zahlt Löhne, den LOHN.", ["Lehrern", "LOHN"]),
        ("de-AT", "des Lehrers", ["Lehrers"]),
        ("fr", "Les salaires des enseignantes", ["salaires", "enseignantes"]),
        ("ja", "昨日の会議で教師たちは橋を", ["会議", "教師"]),
        ("zh-Hant", "新橋樑的傳統", ["橋樑", "傳統"]),
        ("en", "The teachers' wages, it said", ["teachers", "wages", "said"]),
        ("ru", "Учителя", []),  # a language that the lexicon does not have
        (None, "Lehrer", []),
        ("de", "", []),
    ],
)
def test_words_of_a_text(lexicon: Lexicon, language: str | None, text: str, found: list[str]) -> None:
    assert [text[word.start : word.end] for word in words_of(text, language, lexicon)] == found


def test_words_of_all_languages_meet_in_one_key(lexicon: Lexicon) -> None:
    texts = [("en", "teachers"), ("de", "Lehrer"), ("fr", "enseignants"), ("ja", "教師")]
    keys = [{anchor.key for anchor in pivot_anchors(text, language, lexicon)} for language, text in texts]
    assert all("P:teacher" in each for each in keys)


@given(st.text(max_size=300), st.sampled_from(["de", "ja", "zh", "ar", "he", "tr", "en", "ko"]))
def test_any_text(text: str, language: str) -> None:
    lexicon = _invented()
    for word in words_of(text, language, lexicon):
        assert 0 <= word.start < word.end <= len(text)
        assert word.pivots


_made: list[Lexicon] = []


def _invented() -> Lexicon:
    if not _made:
        import tempfile

        path = Path(tempfile.mkdtemp()) / "lexicon"
        letters = {"de": "abc", "ja": "あいう会", "zh": "会議橋", "ar": "ابت", "he": "אבג", "tr": "ıiş", "ko": "가나다"}
        words = {code: {a + b: ["key"] for a in of for b in of} for code, of in letters.items()}
        write(path, words, [])
        _made.append(Lexicon(path))
    return _made[0]


@given(st.dictionaries(st.text(min_size=1, max_size=12), st.lists(st.sampled_from("abcdef"), min_size=1), max_size=60))
def test_what_is_written_is_read(words: dict[str, list[str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon"
        write(path, {"xx": words}, [])
        read = Lexicon(path)
        assert {word: list(read.pivots("xx", word)) for word in words} == words
        assert read.pivots("xx", "no such word, it is too long") == ()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("freedict-deu-eng.index", b"haus\tA\tB\n", "no .dict"),
        ("words.index", b"haus\tA\tB\n", "does not tell the languages"),
        ("freedict-deu-fra.index", b"haus\tA\tB\n", "neither language is English"),
        ("empty", b"", "no dictionary that can be read"),
        ("zeros", b"\0" * 5000, "no dictionary that can be read"),
        ("story.txt", "Die Lehrer fordern höhere Löhne.\n".encode() * 50, "no dictionary that can be read"),
        ("words.txt", b"Haus :: house\n", "does not tell the languages"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match="No dictionary with English was found") as caught:
        build([path], tmp_path / "lexicon", named=True)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert not (tmp_path / "lexicon").exists()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"no gzip at all", id="no gzip"),
        pytest.param(gzip.compress(b"Lohn\nwage\n" * 50, mtime=0)[:-30], id="cut off"),
        pytest.param(b"\x1f\x8b\x08\x00" + b"\xff" * 200, id="damaged"),
    ],
)
def test_a_broken_dictionary_does_not_keep_the_others_out(dictionaries: Path, tmp_path: Path, data: bytes) -> None:
    (dictionaries / "freedict-eng-fra.dict").unlink()
    (dictionaries / "freedict-eng-fra.dict.dz").write_bytes(data)
    built = build([dictionaries], tmp_path / "lexicon", named=True)
    assert ["freedict-eng-fra" in str(error) for error in built.left_out] == [True]
    assert "de" in Lexicon(tmp_path / "lexicon")


def test_an_index_that_points_anywhere(tmp_path: Path) -> None:
    index = dictd(tmp_path / "d", "freedict-deu-eng", GERMAN)
    lines = index.read_text(encoding="utf-8") + "weit\t////////\t////////\nkrumm\t!!\t??\nhalb\tA\nlohn\t\t\n\n\t\n"
    index.write_text(lines, encoding="utf-8")
    assert {entry.word for entry in formats.read(index)} == {"lohn", "lehrer", "die", "wie geht es"}


@given(st.binary(max_size=400), st.sampled_from(["de-en.txt", "edict", "cedict_ts.u8", "freedict-deu-eng.index"]))
def test_any_bytes(content: bytes, name: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        path.with_suffix(".dict").write_bytes(content)
        with suppress(InputError):  # nothing else
            list(formats.read(path))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: b"", "cannot be read"),
        (lambda data: b"SQLite format 3\0" + data, "no lexicon"),
        (lambda data: data[:-5], "cut off"),
        (lambda data: data[:30] + b"}}" + data[32:], "no lexicon"),
    ],
)
def test_a_broken_lexicon(lexicon: Lexicon, tmp_path: Path, damage: object, message: str) -> None:
    path = tmp_path / "broken"
    path.write_bytes(damage(lexicon.path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(InputError, match=message):
        Lexicon(path)


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("freedict-deu-eng", ("de", "en")),
        ("trans-de-en", ("de", "en")),
        ("de-en.txt", ("de", "en")),
        ("my.spa-eng.2022", ("es", "en")),
        ("edict", None),
        ("cedict_ts.u8", None),
    ],
)
def test_languages_of_a_name(name: str, pair: tuple[str, str] | None) -> None:
    assert pair_in(name) == pair


@pytest.mark.parametrize(
    ("one", "other"),
    [("wages", "wage"), ("said", "says"), ("cities", "city"), ("stopped", "stopping"), ("women", "woman")],
)
def test_forms_of_a_word_have_one_key(one: str, other: str) -> None:
    assert pivot(one) == pivot(other) != ""


def test_command(dictionaries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNDICHECK_LEXICON", str(tmp_path / "mine"))
    run = CliRunner().invoke
    done = run(cli, ["lexicon", "build", "--from", str(dictionaries), "--from", str(tmp_path / "nowhere")])
    assert done.exit_code == 0, done.output
    assert "6 dictionaries" in done.stderr
    assert "nowhere: there is no such file or folder" in done.stderr
    shown = json.loads(run(cli, ["lexicon", "show", "--json"]).stdout)
    assert shown["languages"] == {"de": 8, "fr": 2, "ja": 6, "zh": 4}
    assert "Lehrer: teacher" in run(cli, ["lexicon", "show", "--lang", "de", "Die Lehrer"]).stdout
    monkeypatch.setenv("SYNDICHECK_LEXICON", "none")
    assert configured() is None
    assert "No lexicon" in run(cli, ["lexicon", "show"]).stdout
