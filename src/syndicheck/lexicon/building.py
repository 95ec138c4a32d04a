"""Dictionaries in, a lexicon out: which pivots a word gets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from syndicheck.errors import InputError
from syndicheck.lexicon import compiled, formats
from syndicheck.lexicon.entry import MOST_WORDS, Entry
from syndicheck.lexicon.languages import pair_in
from syndicheck.lexicon.pivot import STOP, pivot
from syndicheck.lexicon.words import folded

MOST_PIVOTS = 4
"""Meanings of a word that are kept, those that most entries name: the rest are rare senses."""

_BEFORE = ("to", "the", "a", "an")
"""Before a verb or noun in a dictionary."""

LONGEST = 40
"""Characters that a word may have."""


class Meanings(Struct):
    """What the dictionaries say of one word: how often each pivot, and whether it is a word like *the* or *on*."""

    pivots: Counter[str] = field(default_factory=Counter)
    empty: bool = False

    def best(self) -> tuple[str, ...]:
        """The pivots that most entries name; of equal ones those that were named first."""
        return () if self.empty else tuple(pivot for pivot, _ in self.pivots.most_common(MOST_PIVOTS))


class Built(Struct):
    """What became of the dictionaries: entries of each file, words of each language, files that could not be used."""

    sources: list[dict[str, object]] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)
    left_out: list[InputError] = field(default_factory=list)
    size: int = 0


def build(places: Iterable[Path], target: Path, *, named: bool) -> Built:
    """Compile the dictionaries of files and folders.

    :param named: the user named the places: what is no dictionary is told.
    :raises InputError: nothing could be read, or the file cannot be written.
    """
    built = Built()
    meanings: dict[str, dict[str, Meanings]] = defaultdict(lambda: defaultdict(Meanings))
    for path in _files(places, built, named):
        try:
            count = _take(formats.read(path), meanings)
        except InputError as error:
            built.left_out.append(error)
            continue
        except OSError as error:
            built.left_out.append(InputError(f"{path}: cannot be read: {error}."))
            continue
        if count:
            built.sources.append({"file": path.name, "entries": count})
        else:
            built.left_out.append(InputError(f"{path}: no entry could be read.", "Is it a dictionary?"))
    if not built.sources:
        raise InputError(
            "No dictionary with English was found.",
            "Install some (on Debian: apt install dict-freedict-deu-eng, trans-de-en, edict), or name them with --from."
            + "".join(f"\n  {error}" for error in built.left_out),
        )
    languages = {language: _finished(words) for language, words in meanings.items()}
    built.size = compiled.write(target, languages, built.sources)
    built.words = {code: row["words"] for code, row in compiled.Lexicon(target).about["languages"].items()}
    return built


def _files(places: Iterable[Path], built: Built, named: bool) -> Iterator[Path]:
    seen: set[Path] = set()
    for place in places:
        if place.is_dir():
            found = formats.files_in(place)
            if named and not found:
                built.left_out.append(InputError(f"{place}: no dictionary in this folder."))
            # a folder may hold dictionaries of any pair: those without English are none of ours
            found = [path for path in found if (pair := pair_in(path.stem)) is None or "en" in pair]
        elif place.exists():
            found = [place]
        else:
            found = []
            if named:
                built.left_out.append(InputError(f"{place}: there is no such file or folder."))
        for path in found:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def _take(entries: Iterable[Entry], meanings: dict[str, dict[str, Meanings]]) -> int:
    count = 0
    for language, word, phrases in entries:
        key = folded(word, language)
        if not key or len(key) > LONGEST or " " in key or key.isdigit():
            continue
        found = meanings[language][key]
        for number, phrase in enumerate(phrases):
            words = [one for one in phrase.lower().replace("-", " ").split() if one not in _BEFORE]
            if len(words) <= MOST_WORDS:
                pivots = [one for word in words if (one := pivot(word))]
                found.pivots.update(pivots)
                found.empty |= not number and not pivots and bool(words) and all(word in STOP for word in words)
        count += bool(found.pivots)
    return count


def _finished(words: dict[str, Meanings]) -> dict[str, tuple[str, ...]]:
    kept = {word: best for word, meanings in words.items() if (best := meanings.best())}
    # the beginnings of words, for forms that no dictionary lists; a beginning of several words means none of them
    beginnings: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for word, chosen in kept.items():
        if len(word) >= 6 and word[0] < "\u0e00":
            beginnings[word[:-2] + compiled.ENDING].add(chosen)
    return kept | {key: next(iter(one)) for key, one in beginnings.items() if len(one) == 1}
