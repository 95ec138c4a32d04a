"""``python -m tests.fuzz.kernels [--seconds 300] [TARGET …]``: what texts are put through, under generated input.

Text normalisation, the mark finder, the readers of numbers and dates, the matchers and the loader of the catalogue,
under coverage-guided fuzzing by Atheris. What breaks one is written to ``found_kernels/``, where
``tests/test_fuzz_kernels.py`` reads it again. Ends with 1 when something was found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from tests.fuzz.instrumented import functions, load

from syndicheck.errors import CatalogueError
from syndicheck.fingerprint.anchors import anchors
from syndicheck.fingerprint.sketch import sketch
from syndicheck.identity import canonical_url, outlet_domain
from syndicheck.language import identify
from syndicheck.marks.catalogue import PACKAGED, configured
from syndicheck.marks.catalogue import read as read_catalogue
from syndicheck.marks.finder import find_marks
from syndicheck.marks.releases import find_release_ids
from syndicheck.matching.changes import what_changed
from syndicheck.matching.crosslanguage import compare_languages
from syndicheck.matching.packed import packed, unpacked
from syndicheck.matching.reuse import compare, prepare
from syndicheck.matching.translation import anchored, standing_background
from syndicheck.model.articles import RawTime
from syndicheck.model.matches import Match
from syndicheck.model.spans import Span, TextKind
from syndicheck.provenance.timeline import read_time
from syndicheck.text import normalise, paragraphs, printable, sentences, tokenise
from syndicheck.text.hidden import hidden_text
from syndicheck.text.quotations import quotations

FOUND = Path(__file__).parent / "found_kernels"
LANGUAGES = ("en", "de", "ar", "zh", "ja", "th", "ru", "tr", "fa", "und")
LONGEST = 4_096
"""Bytes of an input: what breaks a kernel is short, and short inputs are many inputs."""
PATIENCE = 20
"""Seconds after which an input counts as hanging."""
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
APART = "\n====\n"
"""Between the two texts of a pair."""


def _language(text: str) -> str:
    return LANGUAGES[len(text) % len(LANGUAGES)]


def _inside(text: str, spans: list[Span]) -> None:
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), span


def normal(text: str) -> None:
    """Every character has a place in the original, and none goes back; normalising again changes nothing."""
    found = normalise(text)
    spans = [found.span(place, place + 1) for place in range(len(found.text))]
    _inside(text, spans)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))
    assert normalise(found.text).text == found.text


def segments(text: str) -> None:
    """Parts lie in the text, in order."""
    for parts in (paragraphs(text), sentences(text, _language(text)), list(quotations(text))):
        _inside(text, parts)
        assert all(a.end <= b.start for a, b in pairwise(parts))
    for hidden in hidden_text(text):
        assert 0 <= hidden.first < len(text)
    shown = printable(text)
    assert "\x1b" not in shown
    assert "\n" not in shown
    shown.encode("utf-8")


def tokens(text: str) -> None:
    """Tokens lie in the text, and a sketch is made of them."""
    found = tokenise(text)
    made = sketch(found)
    assert made.tokens == len(found.keys)
    assert len(made.bands) == (25 if found.keys else 0)
    assert list(made.fingerprints) == sorted(set(made.fingerprints))


def marks(text: str) -> None:
    """Marks lie in the text, tight, apart from each other, and in order."""
    title, _, body = text.partition("\n")
    found = find_marks(body, title=title, lang=_language(text), outlet="Harbour Daybook")
    _inside(body, [mark.span for mark in found])
    for mark in found:
        covered = body[mark.start : mark.end]
        assert covered == covered.strip(), mark
    assert all(a.end <= b.start for a, b in pairwise(found))
    find_release_ids(
        body,
        [mark for mark in found if mark.kind is TextKind.BODY],
        urls=[title],
        links=[title],
        catalogue=configured(),
    )


def facts(text: str) -> None:
    """Anchors lie in the text, and are the same when they were packed."""
    for language in (_language(text), None):
        found = anchors(text, language)
        for anchor in found:
            assert 0 <= anchor.start < anchor.end <= len(text), anchor
            assert anchor.key
        weighed = anchored(found, language, len(text), standing_background())
        kept = unpacked(packed(weighed, language), language, standing_background())
        assert kept is not None
        assert packed(kept, language) == packed(weighed, language)
        assert (kept.weights, kept.late, kept.places) == (weighed.weights, weighed.late, weighed.places)


def times(text: str) -> None:
    """A time is an interval, or it cannot be read."""
    for language in (_language(text), None):
        found = read_time(RawTime("published", text), lang=language, now=NOW)
        assert found is None or found.start <= found.end


def addresses(text: str) -> None:
    """A canonical address is its own canonical address, and printable."""
    found = canonical_url(text)
    if found is not None:
        assert canonical_url(found) == found
        found.encode("ascii")
    outlet_domain(text)


def languages(text: str) -> None:
    """There is always a language tag, if only that of none."""
    declared, _, body = text.partition("\n")
    assert identify(body, declared).tag


def _fair(match: Match, a: str, b: str) -> None:
    assert 0 <= match.share_a <= 1
    assert 0 <= match.share_b <= 1
    assert 0 <= match.resemblance <= 1
    _inside(a, [passage.a for passage in match.passages])
    _inside(b, [passage.b for passage in match.passages])


def pairs(text: str) -> None:
    """A comparison is fair, and the same from both sides."""
    a, _, b = text.partition(APART)
    language = _language(text)
    one, other = prepare(a, (), None, language), prepare(b, (), None, language)
    match, back = compare(one, other), compare(other, one)
    _fair(match, a, b)
    assert (match.match_class, match.share_a, match.share_b) == (back.match_class, back.share_b, back.share_a)
    what_changed(one, other)


def translations(text: str) -> None:
    """The same across languages."""
    a, _, b = text.partition(APART)
    language = _language(text)
    one, other = prepare(a, (), None, language), prepare(b, (), None, "fr")
    _fair(compare_languages(one, other), a, b)


def catalogue(text: str) -> None:
    """A file of a catalogue is read, or the error says what is wrong with it."""
    said = "own.toml"
    try:
        read_catalogue(text.encode("utf-8", "surrogatepass"), Path(said), {})
    except CatalogueError as error:
        said = error.message
    assert "own.toml" in said


def broken(text: str) -> None:
    """A bug behind three doors: only who is told that a door has opened comes to the next one."""
    if text.startswith("f") and text[1:].startswith("i") and text[2:].startswith("n"):
        raise AssertionError("planted")


TARGETS: dict[str, Callable[[str], None]] = {
    "normal": normal,
    "segments": segments,
    "tokens": tokens,
    "marks": marks,
    "facts": facts,
    "times": times,
    "addresses": addresses,
    "languages": languages,
    "pairs": pairs,
    "translations": translations,
    "catalogue": catalogue,
}
PLANTED = "planted"
"""The target that must find something (:func:`broken`): a fuzzer that finds nothing anywhere shows nothing."""
ENOUGH = 2_000_000
"""Inputs after which it has not."""

_STORY = (
    "SOUNDHAVN, March 4, 2026 (AP) — The harbour council approved the ferry tunnel on Wednesday with 17 votes to 3,"
    " said Mira Odell. “We waited 12 years,” she added; the work will cost 3.5 million euros.\n\n"
)
_TEXTS = (
    _STORY
    + "About Acme\nAcme makes boats.\n\nContact: press@acme.example, +49 40 123456\n© 2026 Acme. All rights reserved.",
    "Der Hafenrat stimmte am 4. März 2026 für den Tunnel (dpa). Kosten: 3,5 Mio. Euro – 20 % mehr.\nQuelle: dpa",
    "【新华社北京3月4日电】市政府表示，隧道耗资350万元。（完）\n責任編輯：王小明",
    "قال المجلس يوم ٤ مارس ٢٠٢٦ إن النفق سيكلف ٣٫٥ مليون يورو.",
    "p\u0430ypal\u200b w\u00e4re â€œquotedâ€\x9d \u202eabc\u202c ﬁ ａｂｃ e\u0301 กำ",
)
SEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(TARGETS, _TEXTS),
    PLANTED: _TEXTS[:1],
    "times": (
        *("2026-03-04T09:12:00+01:00", "4. März 2026, 9.12 Uhr", "Mon, 02 Mar 2026 10:00:00 +0100", "03/04/26 5pm EST"),
        *("2026年3月4日 午後3時", "٤ مارس ٢٠٢٦", "1772611200", "20260304T091200Z", "4 آذار 2026", "หกมีนาคม 2569"),
    ),
    "addresses": (
        "https://www.Herald.example:443/a/../b.html?utm_source=x&id=3#top",
        "https://amp-herald-example.cdn.ampproject.org/c/s/herald.example/1",
        "//m.herald.example/%7Euser/ü?b=2&a=1",
        "http://[::1]:80/",
    ),
    "pairs": (_TEXTS[0] + APART + _TEXTS[0].replace("17", "18"), _TEXTS[1] + APART + _TEXTS[2]),
    "translations": (_TEXTS[0] + APART + _TEXTS[1], _TEXTS[2] + APART + _TEXTS[3]),
    "catalogue": (
        *(
            (PACKAGED / f"{name}.toml").read_text(encoding="utf-8")
            for name in ("247pressrelease", "proactive", "evertise")
        ),
        'id = "x"\nname = 3\n[[marks]]\n',
    ),
}


def text_of(data: bytes) -> str:
    """Any bytes as a text that a reader may hand over: UTF-8 without NUL and halves of surrogate pairs."""
    return data.decode("utf-8", "replace").replace("\0", "\ufffd")


def seeds(target: str) -> list[bytes]:
    """Texts to start from, and what was found before."""
    kept = sorted(FOUND.glob(f"{target}-*"))
    return [text.encode() for text in SEEDS[target]] + [path.read_bytes() for path in kept]


def one(target: str, seconds: int, runs: int, folder: Path) -> None:
    """Fuzz one target in this process; libFuzzer ends it. So many ``runs`` are the same ones every time."""
    import atheris

    load()
    for function in (*functions(), broken):
        atheris.instrument_func(function)
    corpus = folder / target
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(target):
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    options = ["-seed=1", f"-runs={runs}"] if runs else [f"-max_total_time={seconds}"]
    options += [f"-max_len={LONGEST}", f"-timeout={PATIENCE}", "-rss_limit_mb=4096"]
    prefix = f"-artifact_prefix={folder / f'{target}-'}"
    check = {**TARGETS, PLANTED: broken}[target]
    atheris.Setup([sys.argv[0], str(corpus), *options, prefix, "-print_final_stats=1"], lambda d: check(text_of(d)))
    atheris.Fuzz()


def main() -> int:
    """Fuzz all targets named, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.kernels", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=300, help="for all targets together (default: 300)")
    parser.add_argument(
        "--runs", type=int, default=0, help="so many inputs of each target instead, from one fixed seed"
    )
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz-kernels"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if unknown := set(chosen.targets) - {*TARGETS, PLANTED}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(TARGETS)}")
    targets = chosen.targets or list(TARGETS)
    if chosen.inside:
        one(targets[0], chosen.seconds, chosen.runs, chosen.folder)
        return 0
    share = max(1, chosen.seconds // len(targets))
    found = [_fuzzed(target, share, chosen.runs, chosen.folder) for target in targets]
    return int(any(found) or not (chosen.targets or _finds_what_was_planted()))


def _finds_what_was_planted() -> bool:
    """Whether a bug that is there is found; nothing of it is kept."""
    with tempfile.TemporaryDirectory() as folder:
        found = _fuzzed(PLANTED, 0, ENOUGH, Path(folder))
    if not found:
        print(f"{PLANTED}: there is a bug, and it was not found", file=sys.stderr)
    return bool(found)


def _fuzzed(target: str, seconds: int, runs: int, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.kernels",
        "--inside",
        "--folder",
        str(folder),
        "--seconds",
        str(seconds),
        "--runs",
        str(runs),
    ]
    done = subprocess.run([*command, target], capture_output=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    # Atheris tells the error on standard output, libFuzzer everything else on the other
    log = (done.stdout + done.stderr).decode("utf-8", "replace").splitlines()
    inputs = next((line.split()[-1] for line in log if "number_of_executed_units" in line), "?")
    grown = [line.split("cov: ")[1].split()[0] for line in log if "cov: " in line]
    covered = f", coverage {grown[0]} → {grown[-1]}" if grown else ""
    took = time.monotonic() - began
    print(f"{target:<12} {inputs:>9} inputs in {took:5.0f} s, exit {done.returncode}{covered}", flush=True)
    if target == PLANTED:
        return int(any("AssertionError: planted" in line for line in log))
    for artefact in sorted(folder.glob(f"{target}-*")):
        data = artefact.read_bytes()
        FOUND.mkdir(exist_ok=True)
        kept = FOUND / f"{target}-{hashlib.sha1(data).hexdigest()[:12]}"
        kept.write_bytes(data)
        artefact.unlink()
        print(f"  {artefact.name} → {kept.name}")
    if done.returncode:
        print("\n".join(f"  {line}" for line in log if line.startswith(("  File", "    ")) or "rror" in line)[-3_000:])
    return int(done.returncode != 0)


if __name__ == "__main__":
    raise SystemExit(main())
