"""Ordinary news is left alone: every mark found in 939 news texts was read once and is pinned by its hash.

``--review`` prints the marks that nobody has judged yet, with their surroundings; ``--pin VERDICT [KEY …]`` stores a
verdict for these keys (or for all unjudged ones): ``right``, ``wrong``, ``wide`` (begins or ends a little off). The pin
file holds hashes, types and verdicts, no text.
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
from syndicheck.model import Mark

INPUTS = ("xling-wmt21/docs.jsonl.gz", "ntrex/docs.jsonl.gz", "daniel/docs.jsonl.gz")
PINS = Path(__file__).resolve().parent / "ordinary_marks.json"
VERDICTS = ("right", "wide", "wrong")

FIGURES = {
    "texts": Figure("min", "news texts looked at: 438 sources, 61 English texts, 440 articles"),
    "unreviewed": Figure("max", "marks that nobody has read", limit=0),
    "wrong_share": Figure("max", "part of the texts with a wrong mark", limit=0.005),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in a text of a corpus; ``key`` stays while text, type and span do."""

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
        yield [
            Found(hashlib.sha256(f"{digest} {m.type} {m.start} {m.end}".encode()).hexdigest()[:12], text, m, lang)
            for m in marks
        ]


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
    for name, count in sorted(counts.items()):
        print(f"   {name:<40} {count}")
    return {
        "texts": number,
        "marks": sum(counts.values()),
        "unreviewed": unreviewed,
        "wide": sum(count for name, count in counts.items() if name.endswith(" wide")),
        "wrong_share": wrong / number,
    }


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
            before = one.text[max(0, one.mark.start - 40) : one.mark.start].replace("\n", "⏎")
            behind = one.text[one.mark.end : one.mark.end + 50].replace("\n", "⏎")
            inside = one.text[one.mark.start : one.mark.end].replace("\n", "⏎")
            print(f"{one.key} {one.lang} {one.mark.type} {one.mark.catalogue_id}: {before}⟦{inside[:160]}⟧{behind}")


if __name__ == "__main__":
    main()
