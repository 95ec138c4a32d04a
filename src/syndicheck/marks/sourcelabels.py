"""Lines that say where a text comes from, told by their label: ``Źródło artykułu: …``, ``Média d'origine : …``.

The catalogue lists the plain ones (``Source: Acme``). Others are made of the same few words: one for "source", and
words for "original", "article", "story". The name stands behind the colon or alone on the next line; at the end of
a paragraph all of it stands in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from syndicheck.expressions import expression
from syndicheck.marks.lines import Line, Page, fold

TOP, BOTTOM = 6, 10
"""Lines at the beginning and at the end of a text among which such a line stands."""

LONGEST_LABEL, MOST_LABEL_WORDS = 40, 5
LONGEST_NAME, MOST_NAME_WORDS = 70, 9
"""Characters and words of what is named as the source."""

LEAST_PARAGRAPH = 80
"""Characters of a paragraph, which is no name."""

_WORD = expression(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BRACKET = expression(r"\((?P<label>[^():\n]{3,30}?) ?: ?(?P<name>[^()\n]{2,70})\)\.?$")
_ENDS = (".", "!", "?", '"', "”", "»", "…", "。", "！", "？", "'", "’", "।", "۔", "」")

_SETS: Mapping[str, tuple[str, str]] = {
    "en": ("source sources", "original of the article story news text information content this first published"),
    "de": ("quelle quellen originalquelle", "des der artikels textes meldung nachricht originaltext ursprüngliche"),
    "fr": ("source sources média", "d'origine origine originale de l'article article information du texte la"),
    "es": ("fuente fuentes", "original de la del noticia artículo información texto nota"),
    "pt": ("fonte fontes", "original da do notícia artigo matéria informação texto reportagem"),
    "it": ("fonte fonti", "originale dell'articolo articolo della notizia del testo"),
    "nl": ("bron bronnen", "oorspronkelijke originele van het artikel bericht"),
    "sv": ("källa källor kilde kilder kjelde", "ursprunglig original artikel till artikeln artikkelen til "
    "artiklen opprinnelig"),
    "fi": ("lähde lähteet", "alkuperäinen artikkelin jutun"),
    "pl": ("źródło źródła", "artykułu informacji newsa tekstu oryginalne wiadomości"),
    "cs": ("zdroj zdroje", "článku článok článok zprávy správy původní pôvodný textu"),
    "hu": ("forrás források", "eredeti a cikk cikké"),
    "ro": ("sursa sursă surse", "originală articolului știrii foto text"),
    "ru": ("источник источники", "новости статьи материала информации оригинал публикации"),
    "uk": ("джерело джерела", "новини статті матеріалу інформації публікації"),
    "bg": ("източник източници", "на статията новината информацията"),
    "et": ("allikas allikad", "artikli uudise info algallikas"),
    "lv": ("avots avoti", "raksta ziņas informācijas"),
    "lt": ("šaltinis šaltiniai", "informacijos straipsnio"),
    "ca": ("font fonts", "original de la notícia"),
    "bn": ("সূত্র তথ্যসূত্র উৎস", "খবরের"),
    "ur": ("بشکریہ ماخذ", "خبر"),
    "sr": ("извор извори", "текста вести"),
    "hr": ("izvor izvori vir viri", "članka vijesti vesti teksta originalni"),
    "el": ("πηγή πηγές", "άρθρου είδησης αρχική της του"),
    "tr": ("kaynak kaynaklar kaynağı", "haber haberin orijinal haberin yazının"),
    "ar": ("المصدر مصدر", "الخبر المقال الأصلي"),
    "he": ("מקור מקורות", "הכתבה הידיעה המקור"),
    "fa": ("منبع منابع", "خبر مطلب اصلی"),
    "hi": ("स्रोत सोर्स", "समाचार खबर"),
    "id": ("sumber", "berita artikel asli dari"),
    "vi": ("nguồn", "bài viết tin gốc"),
    "ko": ("출처 자료출처 원문출처", "기사 원문 자료 뉴스"),
    "ja": ("出典 引用元 情報源 出所", "記事"),
    "zh": ("来源 來源 稿源 文章来源 文章來源 新闻来源 新聞來源 信息来源 資料來源 资料来源 消息来源 消息來源 "
    "稿件来源 原文来源 来源网站", "文章 原文"),
}  # fmt: skip


@cache
def _vocabularies() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(sure.split()), frozenset(f"{sure} {more}".split())) for sure, more in _SETS.values())


@cache
def _sure_words() -> frozenset[str]:
    return frozenset().union(*(sure for sure, _ in _vocabularies()))


def is_source_label(text: str) -> bool:
    """Whether a text (without its colon) is what stands before the name of a source."""
    if len(text) > LONGEST_LABEL:
        return False
    words = set(_WORD.findall(fold(text)))
    if not words or len(words) > MOST_LABEL_WORDS or _sure_words().isdisjoint(words):
        return False
    return any(words <= known and not sure.isdisjoint(words) for sure, known in _vocabularies())


def source_lines(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised range of each line, or end of a line, that names the source."""
    last = len(page.lines) - 1
    long = [number for number, line in enumerate(page.lines) if len(line.text) >= LEAST_PARAGRAPH]
    for number, line in enumerate(page.lines):
        if not number or TOP <= number <= last - BOTTOM:
            continue
        if long and long[0] < number < long[-1]:
            continue  # between two paragraphs it is a picture's
        label, colon, name = line.text[: LONGEST_LABEL + 2].partition(":")
        if not colon and number > last - BOTTOM and len(label.split()) > 1 and is_source_label(line.text):
            colon = ":"  # "منبع خبر" over the name
        if colon and is_source_label(label):
            name = line.text[len(label) + 1 :].strip()
            behind = page.lines[number + 1] if number < last else None
            if name:
                if _like_name(name):
                    yield line.start, line.end
            elif behind is not None and _like_name(behind.text):
                yield line.start, behind.end
            continue
        if line.text.endswith((")", ").")) and number > last - BOTTOM and (start := _in_brackets(line)) is not None:
            yield start, line.end


def _in_brackets(line: Line) -> int | None:
    """Where the brackets begin that close a paragraph with its source."""
    found = _BRACKET.search(line.text, max(0, len(line.text) - LONGEST_LABEL - LONGEST_NAME))
    if found is None or not found.start() or not is_source_label(found["label"]):
        return None
    before = line.text[: found.start()].rstrip()
    return line.start + found.start() if before.endswith(_ENDS) and len(before) >= LEAST_PARAGRAPH else None


def _like_name(text: str) -> bool:
    """Whether a text may be the name of a source, or its address, and is no sentence."""
    return (
        len(text) <= LONGEST_NAME
        and len(text.split()) <= MOST_NAME_WORDS
        and not text.endswith((".", "!", "?", ":", "。", "！", "？", "।"))
        and not text[0].islower()
    ) or ("." in text and " " not in text and len(text) <= LONGEST_NAME)
