"""Build ``concepts/*.json``: words of many languages for the same common things, from Unicode CLDR's annotations.

CLDR tells of some 2,000 signs (mostly emoji) by which words people look for them, language by language: 👮 is
``police``, ``Polizei``, ``경찰``. Words that name the same signs mean about the same. A concept is a group of English
words that name nearly the same signs, called by the commonest of them; a word of another language belongs to the
concept whose signs are most like its own (cosine of the two sets).

``python -m syndicheck.data.build_concepts FOLDER`` writes the files; FOLDER is the unpacked npm package
``cldr-annotations-full``. Nothing imports this module at run time. CLDR is under Unicode-3.0, which allows
redistribution.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from syndicheck.data.build_anchor_names import LOCALES
from syndicheck.expressions import expression

LIKE = 0.6
"""Cosine of their signs from which on two English words are one concept."""

BELONGS = 0.5
"""The same from which on a word of any language belongs to a concept."""

MOST_SIGNS = 300
"""A word for more signs than these (``face``, ``sign``) names none of them."""

NAMED = 0.2
"""What it adds to the cosine that both words are the name of one sign, not only a way to find it."""

_ENGLISH = expression(r"[a-z]{2,}")
_NO_WORD = expression(r"[\d()\[\],.:;/*\"+=<>#&%$€]")
_IDEOGRAPHIC = ("zh", "zh-Hant", "ja", "ko")
_SYLLABIC = "vi"
"""Its words are of several syllables with blanks between them."""

Signs = Mapping[str, set[str]]


def read(folder: Path, locale: str) -> tuple[Signs, Signs]:
    """Of each word the signs that it finds, and the signs that it is the name of."""
    raw = json.loads((folder / "annotations" / locale / "annotations.json").read_text(encoding="utf-8"))
    finds: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for sign, told in raw["annotations"]["annotations"].items():
        bare = sign.replace("\ufe0f", "")
        for name in told.get("tts", ()):
            names[name.strip().lower()].add(bare)
        for word in (*told.get("default", ()), *told.get("tts", ())):
            finds[word.strip().lower()].add(bare)
    return finds, names


def cosine(one: set[str], other: set[str]) -> float:
    """How like two sets are, 0…1."""
    return float(len(one & other) / (len(one) * len(other)) ** 0.5)


def concepts(english: Signs) -> dict[str, str]:
    """The concept of each English word: the commonest word that is like it, itself where there is none."""
    leaders: dict[str, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for word in sorted(english, key=lambda word: (-len(english[word]), word)):
        near = {leader for sign in english[word] for leader in leaders[sign]}
        like, leader = max(((cosine(english[word], english[one]), one) for one in near), default=(0.0, word))
        if like < LIKE:
            leader = word
            for sign in english[word]:
                leaders[sign].append(word)
        found[word] = leader
    return found


def wanted(word: str, code: str) -> bool:
    """Whether a word can be found in running text."""
    if _NO_WORD.search(word) or (" " in word and (code != _SYLLABIC or word.count(" ") > 3)):
        return False
    return len(word) >= (2 if code in _IDEOGRAPHIC else 3)


def build(folder: Path) -> dict[str, dict[str, str]]:
    """Of each language its concepts, each with its words, separated by strokes."""
    english, english_names = read(folder, "en")
    english = {word: signs for word, signs in english.items() if _ENGLISH.fullmatch(word) and len(signs) <= MOST_SIGNS}
    concept = concepts(english)
    finding: dict[str, set[str]] = defaultdict(set)
    for word, signs in english.items():
        for sign in signs:
            finding[sign].add(word)
    languages: dict[str, dict[str, str]] = {}
    for code in LOCALES:
        rows: dict[str, list[str]] = defaultdict(list)
        words, names = read(folder, {"nb": "no"}.get(code, code))
        for word, signs in sorted(words.items()):
            if len(signs) > MOST_SIGNS or not wanted(word, code):
                continue
            scores: dict[str, float] = {}
            for other in set().union(*(finding[sign] for sign in signs)):
                like = cosine(signs, english[other])
                named = not names.get(word, set()).isdisjoint(english_names.get(other, set()))
                both = len(signs & english[other])
                if like >= BELONGS and (both > 1 or named or max(len(signs), len(english[other])) <= 2):
                    scores[concept[other]] = max(scores.get(concept[other], 0.0), like + NAMED * named)
            if scores:
                rows[min(scores, key=lambda one: (-scores[one], one))].append(word)
        languages[code] = {one: "|".join(row) for one, row in sorted(rows.items())}
    return languages


def main() -> int:
    """Write the tables."""
    folder = Path(sys.argv[1])
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    target = Path(__file__).with_name("concepts")
    target.mkdir(exist_ok=True)
    for code, rows in build(folder).items():
        head = {
            "source": f"Unicode CLDR {package['version']}, annotations ({package['name']})",
            "licence": "Unicode-3.0, https://www.unicode.org/license.txt",
            "built": datetime.date.today().isoformat(),
            "by": "python -m syndicheck.data.build_concepts",
        }
        told = ",\n".join(f"  {json.dumps(one)}: {json.dumps(row, ensure_ascii=False)}" for one, row in rows.items())
        text = json.dumps(head, indent=1)[:-2] + ',\n "concepts": {\n' + told + "\n }\n}\n"
        (target / f"{code}.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
