"""Ordinary news is left alone: every mark found in 939 news texts was read once and is pinned by its hash.

``--review`` prints the marks that nobody has judged yet, with their surroundings; ``--pin VERDICT [KEY …]`` stores a
verdict for these keys (or for all unjudged ones): ``right``, ``wrong``, ``wide`` (a mark, but it begins or ends
elsewhere). The pin file holds hashes, types and verdicts, no text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import corpora_folder
from tests.eval._ingested import rows
from tests.eval.gate import Figure

from syndicheck.language import identify
from syndicheck.marks.finder import find_marks
from syndicheck.model.marks import Mark
from syndicheck.text.display import printable

INPUTS = ("xling-wmt21/docs.jsonl.gz", "ntrex/docs.jsonl.gz", "daniel/docs.jsonl.gz")
PINS = Path(__file__).resolve().parent / "ordinary_marks.json"
VERDICTS = ("right", "wide", "wrong")

AROUND = 80
"""Characters of the text printed on each side of a mark."""

LONGEST_SHOWN = 240

FIGURES = {
    "texts": Figure("min", "news texts looked at: 438 sources, 61 English texts, 440 articles"),
    "unreviewed": Figure("max", "marks that nobody has read", limit=0),
    "wrong_share": Figure("max", "part of the texts with a wrong mark", limit=0.005),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in a text of a corpus; ``key`` stays while the text, the mark's type, span, organisation and layer do."""

    key: str
    text: str
    mark: Mark
    lang: str


def texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """Text and language of each article."""
    for row in rows(corpora / INPUTS[0]):
        if row["kind"] == "source":
            yield row["text"], row["lang"]
    for row in rows(corpora / INPUTS[1]):
        if row["lang"] == "en":
            yield row["text"], row["lang"]
    for row in rows(corpora / INPUTS[2]):
        yield row["text"], row["lang"]


def found(corpora: Path) -> Iterator[list[Found]]:
    """The marks of each text."""
    for text, lang in texts(corpora):
        digest = hashlib.sha256(text.encode()).hexdigest()
        marks = find_marks(text, lang=identify(text, lang).tag)
        yield [Found(key_of(digest, mark), text, mark, lang) for mark in marks]


def key_of(digest: str, mark: Mark) -> str:
    """What a verdict is stored under; a credit that changes hands has to be read again."""
    parts = (digest, mark.type, mark.start, mark.end, mark.organisation or "", mark.layer.value)
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()[:12]


def pins() -> dict[str, dict[str, str]]:
    """What people said of each mark."""
    if not PINS.exists():
        return {}
    content: dict[str, dict[str, str]] = json.loads(PINS.read_text(encoding="utf-8"))
    return content


def measure(corpora: Path) -> dict[str, float]:
    """Prints the verdicts by type."""
    known = pins()
    counts: Counter[str] = Counter()
    number = wrong = unreviewed = 0
    for marks in found(corpora):
        number += 1
        verdicts = [known.get(one.key, {}).get("verdict", "unreviewed") for one in marks]
        counts.update(f"{one.mark.type} {verdict}" for one, verdict in zip(marks, verdicts, strict=True))
        wrong += "wrong" in verdicts
        unreviewed += verdicts.count("unreviewed")
        for one, verdict in zip(marks, verdicts, strict=True):
            if verdict in ("unreviewed", "wrong"):
                print(f"   {verdict}: {shown(one)}")
    for name, count in sorted(counts.items()):
        print(f"   {name:<40} {count}")
    return {
        "texts": number,
        "marks": sum(counts.values()),
        "unreviewed": unreviewed,
        "wide": sum(count for name, count in counts.items() if name.endswith(" wide")),
        "wrong_share": wrong / number,
    }


def shown(one: Found) -> str:
    """A mark with its surroundings, both ends of a long one, safe for a terminal."""
    mark, text = one.mark, one.text
    inside = text[mark.start : mark.end]
    if len(inside) > LONGEST_SHOWN:
        inside = f"{inside[: LONGEST_SHOWN // 2]} […] {inside[-LONGEST_SHOWN // 2 :]}"
    excerpt = f"{text[max(0, mark.start - AROUND) : mark.start]}⟦{inside}⟧{text[mark.end : mark.end + AROUND]}"
    label = f"{one.key} {one.lang} {mark.type} {mark.catalogue_id} {mark.layer.value}"
    return f"{label}: {printable(excerpt.replace(chr(10), '⏎'))}"


def main() -> None:
    """Review and pin."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.ordinary_news", description=__doc__)
    parser.add_argument("--review", action="store_true")
    parser.add_argument("--all", action="store_true", help="print judged marks too")
    parser.add_argument("--pin", nargs="+", metavar=("VERDICT", "KEY"))
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        raise SystemExit("The corpora are not here.")
    known = pins()
    now = [one for marks in found(corpora) for one in marks]
    if options.pin:
        verdict, *keys = options.pin
        if verdict not in VERDICTS:
            parser.error(f"a verdict is one of {', '.join(VERDICTS)}")
        chosen = [one for one in now if (one.key in keys if keys else one.key not in known)]
        if missing := set(keys) - {one.key for one in chosen}:
            raise SystemExit(f"no marks have these keys, nothing is stored: {' '.join(sorted(missing))}")
        known |= {
            one.key: {"type": one.mark.type, "entry": one.mark.catalogue_id, "verdict": verdict} for one in chosen
        }
        keep = {one.key for one in now}
        known = {key: value for key, value in sorted(known.items()) if key in keep}
        PINS.write_text(json.dumps(known, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{len(chosen)} pinned as {verdict}, {len(known)} in all")
    if options.review:
        for one in now:
            if one.key in known and not options.all:
                continue
            verdict = known[one.key]["verdict"] if one.key in known else ""
            print(f"{verdict} {shown(one)}".strip())


if __name__ == "__main__":
    main()
