"""Ordinary news: every mark that is found in 939 stories has been read, and wrong ones are next to none.

The stories are news of papers, agencies and broadcasters in eleven languages, chosen for their news and not for their
marks. ``ordinary_marks.json`` holds what a reader said of each mark, under a hash of the text and of the mark itself:
a mark that moves, changes its type, its organisation or its layer is unreviewed again.

``python -m tests.eval.ordinary_news --review`` prints what nobody has read yet, with its surroundings;
``--review all`` (or a verdict) prints the others too; ``--pin right ID…`` stores a verdict, ``--prune`` forgets marks
that are not found any more. Ids are the beginnings of the hashes, as printed.
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
from syndicheck.text.display import printable

INPUTS = ("xling-wmt21/docs.jsonl.gz", "ntrex/docs.jsonl.gz", "daniel/docs.jsonl.gz")
PINS = Path(__file__).resolve().parent / "ordinary_marks.json"

VERDICTS = ("right", "wrong", "too wide", "too narrow", "wrong type")
"""``wrong``: nothing of it is a mark, or it is another organisation's. All but the first count as wrong."""

AROUND = 80
"""Characters of the text printed on each side of a mark."""

ARTICLES = 939
MOST_WRONG = 0.005

FIGURES = {
    "articles": Figure("min", "sources of WMT21, English of NTREX, all of DAnIEL", limit=ARTICLES),
    "unreviewed": Figure("max", "every mark in ordinary news is read by somebody", limit=0),
    "articles_with_wrong_mark_share": Figure("max", "ordinary news is left alone", limit=MOST_WRONG),
    "marks": Figure("min", "marks that were read; credits and datelines of wire stories among them"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A mark with the text that it was found in; ``key`` is what a verdict is stored under."""

    key: str
    article: str
    text: str
    mark: Mark


def stories(corpora: Path) -> Iterator[tuple[str, str, str, str | None]]:
    """Corpus, text, language and headline of every story."""
    for file in INPUTS:
        corpus = file.partition("/")[0]
        for row in rows(corpora / file):
            if corpus == "daniel" or (row["kind"] == "source" and (corpus != "ntrex" or row["lang"] == "en")):
                yield corpus, row["text"], row["lang"], row.get("title")


def found_in(corpora: Path) -> Iterator[tuple[str, list[Found]]]:
    """For each story its id and its marks, found as the pipeline finds them."""
    for corpus, text, lang, title in stories(corpora):
        digest = hashlib.sha256(text.encode()).hexdigest()
        marks = find_marks(text, title=title, lang=identify(text, lang).tag)
        yield (
            f"{corpus}:{digest}",
            [Found(key_of(corpus, digest, mark), f"{corpus}:{digest}", text, mark) for mark in marks],
        )


def key_of(corpus: str, digest: str, mark: Mark) -> str:
    """The hash under which the verdict on a mark is stored."""
    parts = (corpus, digest, mark.type, mark.start, mark.end, mark.organisation or "", mark.layer.value)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:24]


def measure(corpora: Path) -> dict[str, float]:
    """Prints marks without a verdict and those that are wrong."""
    pins = load()
    articles = marks = 0
    unread: list[Found] = []
    wrong: Counter[str] = Counter()
    for article, found in found_in(corpora):
        articles += 1
        marks += len(found)
        for one in found:
            if one.key not in pins:
                unread.append(one)
            elif pins[one.key]["verdict"] != "right":
                wrong[article] += 1
                print(f"   {pins[one.key]['verdict']}: {line(one)}")
    for one in unread:
        print(f"   unreviewed: {line(one)}")
    return {
        "articles": articles,
        "marks": marks,
        "unreviewed": len(unread),
        "articles_with_wrong_mark_share": len(wrong) / max(1, articles),
    }


def load() -> dict[str, dict[str, object]]:
    """The verdicts, by hash."""
    if not PINS.exists():
        return {}
    pins: dict[str, dict[str, object]] = json.loads(PINS.read_text(encoding="utf-8"))
    return pins


def save(pins: dict[str, dict[str, object]]) -> None:
    """One line a mark, in the order of the hashes, so that a change of one verdict is a change of one line."""
    lines = [f" {json.dumps(key)}: {json.dumps(pins[key], ensure_ascii=False)}" for key in sorted(pins)]
    PINS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def line(one: Found) -> str:
    """The mark between its surroundings, safe for a terminal."""
    mark, text = one.mark, one.text
    inside = text[mark.start : mark.end]
    if len(inside) > 300:
        inside = f"{inside[:200]} … {inside[-80:]}"
    before = text[max(0, mark.start - AROUND) : mark.start]
    behind = text[mark.end : mark.end + AROUND]
    shown = printable(f"{before}⟦{inside}⟧{behind}".replace("\n", "⏎"))
    return f"{one.key[:12]} {mark.type} {mark.catalogue_id} {mark.layer.value}: {shown}"


def pinned(one: Found, verdict: str) -> dict[str, object]:
    """What is stored of a mark: nothing of its text."""
    mark = one.mark
    return {
        "corpus": one.article.partition(":")[0],
        "type": mark.type,
        "entry": mark.catalogue_id,
        "start": mark.start,
        "end": mark.end,
        "verdict": verdict,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.eval.ordinary_news", description="Read marks, store verdicts."
    )
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument(
        "--review", nargs="?", const="unreviewed", metavar="WHICH", help="print marks: unreviewed, all, or a verdict"
    )
    group.add_argument("--pin", nargs="+", metavar=("VERDICT", "ID"), help=f"store a verdict: {', '.join(VERDICTS)}")
    group.add_argument("--prune", action="store_true", help="forget verdicts on marks that are not found any more")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        raise SystemExit("The corpora are not here: set SYNDICHECK_CORPORA to their folder.")
    pins = load()
    everything = [one for _, found in found_in(corpora) for one in found]
    if options.review:
        states = {one.key: pins[one.key]["verdict"] if one.key in pins else "unreviewed" for one in everything}
        chosen = [one for one in everything if options.review in ("all", states[one.key])]
        for one in sorted(chosen, key=lambda o: (o.mark.type, o.mark.catalogue_id, o.key)):
            print(line(one))
        print(f"{len(chosen)} of {len(everything)} marks; {dict(Counter(map(str, states.values())))}")
    elif options.pin:
        verdict, *idents = options.pin
        if verdict not in VERDICTS:
            parser.error(f"a verdict is one of {', '.join(VERDICTS)}")
        for ident in idents:
            meant = {one.key: one for one in everything if one.key.startswith(ident)}
            if len(meant) != 1:
                raise SystemExit(f"{ident}: {len(meant)} marks have an id that begins so; nothing stored")
            pins.update({key: pinned(one, verdict) for key, one in meant.items()})
        save(pins)
    else:
        keys = {one.key for one in everything}
        save({key: pin for key, pin in pins.items() if key in keys})
        print(f"{len(pins.keys() - keys)} forgotten")


if __name__ == "__main__":
    main()
