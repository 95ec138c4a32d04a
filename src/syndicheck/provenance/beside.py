"""Translations of a neighbourhood, judged among each other once all of it is known.

When a text comes, its issuer's other releases may not be there yet, and it is joined with what looks like it. Later
ones show the mistake: they stand in the same neighbourhood, and of two texts of one language that are no versions of
each other only one can be the translation. So before stories are formed the pairs are judged again among the texts of
the neighbourhood (:mod:`matching.contrast`); where it has one text of a language only there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from syndicheck.linking import MOST_READ, Stored, different
from syndicheck.matching.contrast import Contrasted, alike, judge_among
from syndicheck.matching.translation import AnchoredText, primary


class Beside:
    """The texts of a neighbourhood that are joined by translations. ``versions``: text and language of each article."""

    def __init__(
        self, source: Stored, versions: Mapping[str, tuple[int, str]], pairs: Iterable[tuple[str, str]]
    ) -> None:
        self._source = source
        self._versions = versions
        self._keys: dict[str, list[str]] = {}
        for key in sorted({key for pair in pairs for key in pair}):
            self._keys.setdefault(self._language(key), []).append(key)
        self._chosen: dict[str, list[int]] = {}
        self._judged: dict[tuple[str, str], dict[int, Contrasted]] = {}

    def says(self, a: str, b: str) -> Contrasted | None:
        """What the pair is among the others; ``None`` where nothing there decides about it.

        Not to be the translation is said only of a text in whose place another one is: reports of one event in several
        wordings take the weight from each other, and prove nothing against each of them.
        """
        own, other = sorted((a, b))
        languages = self._language(own), self._language(other)
        if languages[0] == languages[1] or not any(map(self._several, languages)):
            return None
        said = self._among(own, other)[self._versions[other][0]]
        if not said.beside:
            return None
        if said.verdict == "translation" or self._has_another(own, other) or self._has_another(other, own):
            return said
        return None

    def _several(self, language: str) -> bool:
        """Whether there are texts of a language that are no copies of each other; hundreds of copies cost nothing."""
        return len(self._keys.get(language, ())) > 1 and len(self._texts_of(language)) > 1

    def _has_another(self, own: str, other: str) -> bool:
        """Whether a text has a translation in the language of another one that is not this other one."""
        wanted = self._versions[other][0]
        found = self._among(own, other)
        mine = self._anchored([wanted])[0]
        return any(
            one.verdict == "translation" and version != wanted and not alike(mine, self._anchored([version])[0])
            for version, one in found.items()
        )

    def _language(self, key: str) -> str:
        return primary(self._versions[key][1])

    def _among(self, own: str, other: str) -> dict[int, Contrasted]:
        """What the text of ``own`` says of that of ``other`` and the others of its language, by version."""
        language, (wanted, _), (mine, _) = self._language(other), self._versions[other], self._versions[own]
        judged = self._judged.get((own, language), {})
        if wanted not in judged:
            chosen = self._texts_of(language)
            among = chosen if wanted in chosen else [*chosen, wanted]  # a copy of one of them is asked about alone
            beside = [one for one in self._texts_of(self._language(own)) if one != mine]
            said = judge_among(self._anchored([mine])[0], self._anchored(among), lambda: self._anchored(beside))
            judged = dict(zip(among, said, strict=True))
            if wanted in chosen:
                self._judged[own, language] = judged
        return judged

    def _texts_of(self, language: str) -> list[int]:
        """The versions of a language that are no copies of each other: so many as a comparison looks at."""
        if language not in self._chosen:
            versions = [self._versions[key][0] for key in self._keys.get(language, ())]
            self._chosen[language] = different(self._source.weighed, versions[:MOST_READ])
        return self._chosen[language]

    def _anchored(self, versions: Sequence[int]) -> list[AnchoredText]:
        return list(self._source.weighed(versions).values())
