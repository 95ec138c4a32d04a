"""Quotations: whose words they are is known, so that two reports may share them without one copying the other.

The marks of all scripts are known in pairs; some languages open and close with the same one (”Ja”, »Ja»). A quotation
may run over several paragraphs, each of which opens it anew; one that is never closed ends with its paragraph if it
opened at the paragraph's beginning, and is none otherwise. Up to three words in quotation marks are a title or a doubt,
and no quotation. What is spoken behind a dash is not known to be: where it ends, and narration begins, only its sense
says.
"""

from __future__ import annotations

from itertools import islice

from syndicheck.expressions import expression
from syndicheck.model.spans import Span

LEAST_WORDS = 4
LEAST_CHARACTERS = 8
"""The same in scripts without blanks."""

LONGEST = 2_500
"""Characters of a paragraph's quotation; beyond that a closing mark was lost."""

_CLOSERS = {
    "“": "”“", "„": '“”"', "‟": "“”", "”": "”“", "«": "»", "»": "«»", "‹": "›", "›": "‹›", "‘": "’", "‚": "‘’",
    "'": "'", '"': '"', "＂": "＂", "״": "״", "「": "」", "『": "』", "｢": "｣", "﹁": "﹂", "﹃": "﹄", "〝": "〞〟",
    "《": "》",
}  # fmt: skip
"""What may close each opening mark."""

_CORNERS = frozenset("「『｢﹁﹃〝《")
_CLOSING_CORNERS = frozenset("」』｣﹂﹄〞〟》")

_EITHER = frozenset("”»›״")
"""Marks that close as a rule: where a text opens with them, a word follows at once, and no sentence ends before."""

_BEFORE_WORDS = frozenset("¿¡(‚‘")

_BLANKS_INSIDE = frozenset("«“„")
"""Marks that may have a blank behind them, and have one before them then."""

_MAY_OPEN = frozenset("’‘＂“")
"""Marks that may as well open, or be an apostrophe: no word follows where they close."""

_STOPS = frozenset(".,;!?…)。，！？؟،।")

_PARAGRAPH = expression(r"[^\n]+")
_MARKS = expression("[“”„‟«»‹›「」『』｢｣﹁﹂﹃﹄〝〞〟《》\"＂״‘’‚']")
_WORD = expression(r"\w+")
_HANGUL = expression("[\uac00-\ud7af]")
_UNSPACED = expression("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")


def quotations(text: str) -> tuple[Span, ...]:
    """The quotations of a text, their marks included, in its order; they do not overlap."""
    found: list[Span] = []
    running = ""
    for paragraph in _PARAGRAPH.finditer(text):
        running = _in_paragraph(text, paragraph.start(), paragraph.end(), running, found)
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, running: str, found: list[Span]) -> str:
    """Add the quotations of one paragraph. ``running``, and what is returned, is the mark of one that goes on."""
    opened, mark, outer = -1, "", -1
    for match in _MARKS.finditer(text, start, end):
        at, char = match.start(), match.group()
        if opened < 0 or (mark == "'" and char != "'"):  # which may have been an apostrophe
            if char in _CLOSERS and _opens(text, at, start, end, char):
                opened, mark, outer = at, char, opened
        elif char in _CLOSERS[mark] and at > opened + 1 and _closes(text, at, end, char, mark):
            if outer >= 0 and not _is_long_enough(text, opened, at + 1):
                opened, mark, outer = outer, "'", -1  # a title within it: 'He wrote "no" on it.'
                continue
            _add(text, opened, at + 1, found)
            opened, running, outer = -1, "", -1
        elif mark == char == "'" and _is_title(text, opened, at, end):
            opened = -1
    if opened < 0:
        return ""
    lead = not text[start:opened].strip()
    if lead and end - opened <= LONGEST and mark not in "\"'":
        _add(text, opened, end, found)  # it goes on in the next paragraph, or its end was lost
        return mark
    if lead and running == mark:
        _add(text, opened, end, found)
        return mark
    return ""


def _opens(text: str, at: int, start: int, end: int, char: str) -> bool:
    if at + 1 >= end:
        return False
    before, behind = text[at - 1] if at > start else " ", text[at + 1]
    if behind.isspace() and char != "«" and not (char in _BLANKS_INSIDE and before.isspace()):
        return False
    if char in _CORNERS:
        return True
    if char in _EITHER and (before in _STOPS or not (behind.isalnum() or behind in _BEFORE_WORDS)):
        return False
    if char == "'" and not behind.isalpha():
        return False  # the '90s
    return not before.isalnum()


def _closes(text: str, at: int, end: int, char: str, mark: str) -> bool:
    if char in _CLOSING_CORNERS:
        return True
    behind = text[at + 1] if at + 1 < end else "."
    if char == "'":  # else the workers' plan would close it
        return not behind.isalnum() and (text[at - 1] in _STOPS or behind in _STOPS or behind == ":")
    return not ((char == mark or char in _MAY_OPEN) and behind.isalnum())


def _is_title(text: str, opened: int, at: int, end: int) -> bool:
    """Whether few words stand before a mark that may close, or be a genitive: 'Autopro X' is small."""
    behind = text[at + 1] if at + 1 < end else "."
    return not behind.isalnum() and _few_words(text, opened, at)


def _few_words(text: str, start: int, end: int) -> bool:
    """Whether a stretch has fewer words than a quotation. No more are looked for, since many marks may ask the same."""
    return sum(1 for _ in islice(_WORD.finditer(text, start, end), LEAST_WORDS)) < LEAST_WORDS


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    if _is_long_enough(text, start, end):
        found.append(Span(start, end))


def _is_long_enough(text: str, start: int, end: int) -> bool:
    """Whether what stands between two marks, which are the first and the last character, is more than a title or a
    doubt.
    """
    if text[start] == "《" and _HANGUL.search(text, start, end) is None:
        return False  # the title of a book; in the north of Korea, a quotation
    if not _few_words(text, start, end):
        return True
    return end - start - 2 >= LEAST_CHARACTERS and _UNSPACED.search(text, start, end) is not None
