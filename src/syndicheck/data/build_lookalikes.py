"""Build ``lookalikes.json``: letters that look like those of the Latin alphabet, from Unicode's security data.

``python -m syndicheck.data.build_lookalikes FOLDER`` writes the table; FOLDER has ``confusables.txt`` (Unicode
Technical Standard 39), ``Scripts.txt`` and ``PropertyValueAliases.txt`` (Unicode Character Database). Nothing imports
this module at run time. The files are under Unicode-3.0, which allows redistribution.

``latin`` are letters of phonetics and of scholars that look like an ASCII letter, with those that Unicode itself names
small capitals, and letters of alphabets beyond the Basic Multilingual Plane, which hardly anybody writes in.
``alphabets`` are the others that are written from left to right and have letters like Latin ones, but for Cyrillic and
Greek: theirs are chosen in :mod:`syndicheck.text.lookalikes`, because chemists and physicists put letters
like α and σ into Latin words.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from syndicheck.expressions import expression

LEAST = 5
"""Letters like Latin ones that an alphabet has at least: what has fewer can write no word with them."""

LAST = "\uffff"
"""The last character of the Basic Multilingual Plane."""

ORDINARY = "\u024f"
"""The last letter of the blocks in which languages find the letters that they are written in."""

APART = ("Latn", "Cyrl", "Grek", "Zyyy", "Zinh")
_SMALL_CAPITAL = expression(r"LATIN LETTER SMALL CAPITAL ([A-Z])")


def confusables(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """What looks like what, and whether it was compared itself: the others look alike by way of a third."""
    for line in (folder / "confusables.txt").read_text(encoding="utf-8-sig").splitlines():
        pair, _, remark = line.partition("#")
        if pair.count(";") >= 2:
            one, other = ("".join(chr(int(code, 16)) for code in part.split()) for part in pair.split(";")[:2])
            yield one, other, not remark.rpartition("#")[2].strip()


def scripts(folder: Path) -> dict[str, str]:
    """The script of every letter, by its code of ISO 15924."""
    codes_of = {}
    for line in (folder / "PropertyValueAliases.txt").read_text(encoding="utf-8").splitlines():
        parts = [part.strip() for part in line.split(";")]
        if parts[0] == "sc":
            codes_of[parts[2]] = parts[1]
    found = {}
    for line in (folder / "Scripts.txt").read_text(encoding="utf-8").splitlines():
        codes, _, name = line.partition("#")[0].partition(";")
        first, _, last = codes.strip().partition("..")
        for code in range(int(first, 16), int(last or first, 16) + 1) if first else ():
            if unicodedata.category(chr(code))[0] == "L":
                found[chr(code)] = codes_of[name.strip()]
    return found


def ranges(letters: list[str]) -> list[tuple[str, str]]:
    """Letters in their order as first and last of runs; of one script, so that gaps are unassigned or marks."""
    found: list[tuple[str, str]] = []
    for letter in letters:
        if found and ord(letter) - ord(found[-1][1]) <= 16:
            found[-1] = found[-1][0], letter
        else:
            found.append((letter, letter))
    return found


def table(folder: Path) -> dict[str, object]:
    """The contents of the file."""
    script = scripts(folder)
    latin: dict[str, str] = {}
    others: dict[str, dict[str, str]] = {}
    for one, other, itself in confusables(folder):
        if len(one) > 1 or one not in script or not (other.isascii() and other.isalpha() and len(other) == 1):
            continue
        if unicodedata.normalize("NFKC", one) != one or unicodedata.bidirectional(one) != "L":
            continue
        if script[one] == "Latn" and one > ORDINARY and itself:
            latin[one] = other
        elif script[one] not in APART:
            others.setdefault(script[one], {})[one] = other
    for letter in script:
        if small := _SMALL_CAPITAL.fullmatch(unicodedata.name(letter, "")):
            latin[letter] = small[1].lower()
    for found in others.values():
        latin |= {one: other for one, other in found.items() if min(found) > LAST and len(found) >= LEAST}
    return {
        "latin": dict(sorted(latin.items())),
        "alphabets": {
            name: {
                "letters": ranges(sorted(letter for letter in script if script[letter] == name)),
                "latin": dict(sorted(found.items())),
            }
            for name, found in sorted(others.items())
            if len(found) >= LEAST and max(found) <= LAST
        },
    }


def main() -> None:
    """Write the file beside this one."""
    folder = Path(sys.argv[1])
    version = next(
        line.partition(":")[2].strip()
        for line in (folder / "confusables.txt").read_text(encoding="utf-8-sig").splitlines()
        if "Version:" in line
    )
    head = {
        "by": "python -m syndicheck.data.build_lookalikes",
        "source": f"Unicode Technical Standard 39 {version}, confusables.txt; names of letters",
        "licence": "Unicode-3.0",
    }
    text = json.dumps({**head, **table(folder)}, ensure_ascii=False, separators=(",", ":"))
    text = text.replace('","latin"', '",\n"latin"').replace('},"', '},\n"')
    (Path(__file__).parent / "lookalikes.json").write_text(text + "\n", encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
