"""Lines under a headline that hold several facts about the text at once: ``2026-03-08 16:07  来源:港报  作者:王明``.

Each of them is a mark of its own. A line is one of these if all of its parts are: a time, or a label for the source,
for who wrote it or for what it is about, with a name behind it. In Chinese the name ends at a blank; behind it stand
buttons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicheck.expressions import expression
from syndicheck.marks.lines import Line, Page, fold
from syndicheck.marks.sourcelabels import is_source_label
from syndicheck.marks.stamps import is_time

TOP, BOTTOM = 8, 6
"""Lines at the beginning and at the end of a text among which such a line stands."""

LONGEST, LONGEST_NAME, MOST_NAME_WORDS = 140, 48, 7
LEAST = 2
"""Parts of such a line."""

_PERSON = expression(
    r"(?:autor\w{0,2}|author|auteur|autore|redakteur(?:in)?|redaktion|editor|redactor|redattore|writer|by|автор|редактор|yazar|editör"
    r"|penulis|pewarta|szerző|forfatter|författare|作者|文|撰文|记者|記者|编辑|編輯|责任编辑|責任編輯|责编|責編|特约记者|通讯员"
    r"|通訊員|기자|글|작성자)",
    re.IGNORECASE,
)
_ABOUT = expression(
    r"(?:栏目|欄目|分类|分類|tags?|rubrik|ressort|kategorie|category|categoría|categoria|catégorie|рубрика)",
    re.IGNORECASE,
)
_SHOWN = expression(
    r"(?:浏览|瀏覽|阅读|閱讀|点击|點擊|人气|views|visitas|просмотров|조회)(?:次数|次數|量|数|數)?",
    re.IGNORECASE,
)
_WHEN = expression(
    r"(?:发布|發布|发表|發表|更新|时间|時間|日期|发布时间|發布時間|更新时间|date|datum|data|fecha|дата|등록|입력|수정|tarih)",
    re.IGNORECASE,
)
_KINDS = (("byline_credit", _PERSON), ("category_line", _ABOUT), ("page_chrome", _WHEN), ("page_chrome", _SHOWN))
_LABEL = expression(r"(?:^|(?<=[\s|•·]))(?P<label>[^\W\d_]{1,12}(?: [^\W\d_]{1,12})?) ?: ?(?=\S)")
_HAN = expression(r"[\u4e00-\u9fff]")
_BUTTONS = expression(r"(?P<gap> (?! )|(?=【|字号|字號|字体|字體))")
_BAR = " |•·\t"


def metadata_lines(page: Page) -> Iterator[tuple[str, int, int]]:
    """Type and normalised range of each fact."""
    last = len(page.lines) - BOTTOM
    for number, line in enumerate(page.lines):
        if not number or TOP <= number < last or len(line.text) > LONGEST or ":" not in line.text:
            continue
        parts = list(_parts(line))
        if len(parts) >= LEAST and all(kind is not None for kind, _, _ in parts):
            yield from ((kind, start, end) for kind, start, end in parts if kind is not None)


def _parts(line: Line) -> Iterator[tuple[str | None, int, int]]:
    """The parts of a line: what stands before the first label, then each label with what stands behind it."""
    labels = [found for found in _LABEL.finditer(line.text) if _kind(found["label"]) is not None]
    if not labels:
        return
    before = line.text[: labels[0].start()]
    if before.strip(_BAR):
        yield from _part(line, 0, labels[0].start(), "page_chrome" if is_time(before.strip(_BAR)) else None)
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(line.text)
        value = line.text[label.end() : end].strip(_BAR)
        kind = _kind(label["label"])
        if kind == "page_chrome":
            good = is_time(value) or value.isdigit()
        else:
            good = 0 < len(value) <= LONGEST_NAME and len(value.split()) <= MOST_NAME_WORDS and value[-1] not in ".!?。"
            split = _time_behind(value) or _name_end(value)
            good = good and ". " not in value[: split or len(value)]
            if good and split:
                middle = label.end() + line.text[label.end() : end].index(value[split:])
                yield from _part(line, label.start(), middle, kind)
                yield from _part(line, middle, end, "page_chrome")
                continue
        yield from _part(line, label.start(), end, kind if good else None)


def _part(line: Line, start: int, end: int, kind: str | None) -> Iterator[tuple[str | None, int, int]]:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip(_BAR))
    end -= len(text) - len(text.rstrip(_BAR))
    yield kind, line.start + start, line.start + end


def _time_behind(value: str) -> int:
    """Where the time begins that stands behind a name without a label of its own; else 0."""
    for number, char in enumerate(value):
        if char.isdigit() and number and value[number - 1] in _BAR and is_time(value[number:]):
            return number
    return 0


def _name_end(value: str) -> int:
    """Where the buttons begin that stand behind a Chinese name; else 0."""
    found = _BUTTONS.search(value) if _HAN.search(value) is not None else None
    return found.end("gap") if found is not None and found.start() else 0


def _kind(label: str) -> str | None:
    """The type of mark that a label introduces."""
    folded = fold(label)
    if is_source_label(label):
        return "source_line"
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(folded)), None)
