"""Which language a text is in: what the record says, else what a detector says, else "und".

The declared language comes first, because newsrooms know their language and detectors confuse neighbours
(Norwegian and Danish, Croatian and Serbian, Malay and Indonesian). It is overruled only by the writing
itself: a text declared English and written in Hangul is not English.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Literal

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.text import normalise, printable, script
from syndicheck.text.scripts import script_of

UNKNOWN = "und"
"""The BCP 47 tag for an undetermined language."""

_ENOUGH = 200
"""Characters that a detector needs to be worth asking."""
_SAMPLE = 3000
_ENOUGH_LETTERS = 20
"""Letters in another script that outweigh a declared language; fewer may be a name or a ticker."""
_SURE = 0.7

# language, its ISO 639-2 codes, names; scripts it is written in (Latin where none is given).
_TABLE = """
af afr | afrikaans
am amh | amharic አማርኛ | Ethi
ar ara | arabic العربية | Arab
as asm | assamese অসমীয়া | Beng
az aze | azerbaijani azeri azərbaycan | Latn Cyrl Arab
be bel | belarusian беларуская | Cyrl Latn
bg bul | bulgarian български | Cyrl
bn ben | bengali bangla বাংলা | Beng
bs bos | bosnian bosanski | Latn Cyrl
ca cat | catalan català valencian
cs cze ces | czech čeština cestina
cy wel cym | welsh cymraeg
da dan | danish dansk
de ger deu | german deutsch allemand alemán tedesco
el gre ell | greek ελληνικά | Grek
en eng | english englisch anglais inglés inglese
eo epo | esperanto
es spa | spanish español espanol castellano castilian spanisch espagnol
et est | estonian eesti
eu baq eus | basque euskara
fa per fas pes prs | persian farsi dari فارسی | Arab
fi fin | finnish suomi
fil tgl | filipino tagalog
fr fre fra | french français francais französisch francés
ga gle | irish gaeilge
gl glg | galician galego
gu guj | gujarati ગુજરાતી | Gujr
ha hau | hausa | Latn Arab
he heb | hebrew עברית ivrit | Hebr
hi hin | hindi हिन्दी हिंदी | Deva
hr hrv | croatian hrvatski
hu hun | hungarian magyar
hy arm hye | armenian հայերեն | Armn
id ind | indonesian bahasa
ig ibo | igbo
is ice isl | icelandic íslenska
it ita | italian italiano italienisch italien
ja jpn | japanese 日本語 | Jpan Hani
jv jav | javanese
ka geo kat | georgian ქართული | Geor
kk kaz | kazakh қазақ | Cyrl Latn Arab
km khm | khmer cambodian ភាសាខ្មែរ | Khmr
kn kan | kannada ಕನ್ನಡ | Knda
ko kor | korean 한국어 | Kore Hani
ku kur kmr ckb | kurdish kurdî | Latn Arab Cyrl
ky kir | kyrgyz kirghiz кыргызча | Cyrl
la lat | latin
lb ltz | luxembourgish
lo lao | lao laotian ລາວ | Laoo
lt lit | lithuanian lietuvių
lv lav | latvian latviešu
mg mlg | malagasy
mk mac mkd | macedonian македонски | Cyrl
ml mal | malayalam മലയാളം | Mlym
mn mon | mongolian монгол | Cyrl Mong
mr mar | marathi मराठी | Deva
ms may msa zsm | malay melayu | Latn Arab
mt mlt | maltese
my bur mya | burmese myanmar မြန်မာ | Mymr
nb nob | bokmål bokmal
ne nep | nepali नेपाली | Deva
nl dut nld | dutch nederlands flemish vlaams niederländisch
nn nno | nynorsk
no nor | norwegian norsk
pa pan pnb | punjabi panjabi ਪੰਜਾਬੀ | Guru Arab
pl pol | polish polski polnisch
ps pus | pashto پښتو | Arab
pt por | portuguese português portugues portugiesisch
ro rum ron | romanian română romana moldovan | Latn Cyrl
ru rus | russian русский russisch russe | Cyrl
si sin | sinhala sinhalese සිංහල | Sinh
sk slo slk | slovak slovenčina slovencina
sl slv | slovenian slovene slovenščina
so som | somali soomaali
sq alb sqi | albanian shqip
sr srp | serbian српски srpski | Cyrl Latn
sv swe | swedish svenska schwedisch
sw swa swh | swahili kiswahili
ta tam | tamil தமிழ் | Taml
te tel | telugu తెలుగు | Telu
tg tgk | tajik тоҷикӣ | Cyrl Arab
th tha | thai ไทย | Thai
ti tir | tigrinya ትግርኛ | Ethi
tk tuk | turkmen türkmen | Latn Cyrl
tr tur | turkish türkçe turkce
tt tat | tatar татарча | Cyrl Latn
ug uig | uyghur uighur | Arab
uk ukr | ukrainian українська | Cyrl
ur urd | urdu اردو | Arab
uz uzb | uzbek oʻzbek | Latn Cyrl Arab
vi vie | vietnamese việt tiếng
xh xho | xhosa isixhosa
yi yid | yiddish ייִדיש | Hebr
yo yor | yoruba yorùbá
yue | cantonese 粵語 粤语 | Hani
zh chi zho cmn | chinese mandarin 中文 汉语 漢語 华语 chinesisch chinois | Hani
zu zul | zulu isizulu
"""

# Two-letter codes of ISO 639-1 that need no names here: valid, and of any script.
_OTHER_CODES = (
    "aa ab ae ak an av ay ba bh bi bm bo br ce ch co cr cu cv dv dz ee ff fj fo fy gd gn gv ho ht hz ia ie ii ik io iu "
    "kg ki kj kl kr ks kv kw lg li ln lu mh mi na nd ng nr nv ny oc oj om or os pi qu rm rn rw sa sc sd se sg sm sn ss "
    "st su to tn ts tw ty ve vo wa wo za"
)

# Withdrawn codes, and country codes in the place of language codes.
_MISTAKEN = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
    "sh": "sr",
    "cn": "zh",
    "jp": "ja",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "ua": "uk",
}
_NO_LANGUAGE = frozenset(("und", "mul", "mis", "zxx", "root"))
_SAME_SCRIPT = {"Hans": "Hani", "Hant": "Hani", "Hang": "Kore", "Hira": "Jpan", "Kana": "Jpan", "Hrkt": "Jpan"}
_OWN = 0.2
"""Part of the letters of a short text that must be kana for it to be Japanese, Hangul for it to be Korean."""

_ONLY_TRADITIONAL = "國會對說們來時個這學後發過進動產電車東長門問間關開體經機議華實業報總統讓從與應該當點無資訊選員"
_ONLY_SIMPLIFIED = "国会对说们来时个这学后发过进动产电车东长门问间关开体经机议华实业报总统让从与应该当点无资讯选员"
"""Characters of which every Chinese text has some, in the one script and in the other."""

_WITH = {"Jpan": ("Hani",), "Kore": ("Hani",)}
"""Scripts that stand beside another one in texts of one language."""


def _read_table() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    codes: dict[str, str] = {}
    scripts: dict[str, frozenset[str]] = {}
    for line in _TABLE.strip().splitlines():
        own, names, *written = (column.split() for column in line.split("|"))
        codes |= dict.fromkeys((*own, *names), own[0])
        scripts[own[0]] = frozenset(written[0] if written else ("Latn",))
    return codes, scripts


_CODES, _SCRIPTS = _read_table()
_CODES |= {code: code for code in _OTHER_CODES.split()} | _MISTAKEN

_BEHIND = expression(r"[\s,;|/(.@]+")
_HYPHEN = expression("[-_]")
_THREE = expression("[a-z]{3}")
_SUBTAG = expression(r"[a-z0-9]{2,8}")


class Language(Struct, frozen=True):
    """A language tag (BCP 47, ``und`` when unknown), where it comes from, and how sure that is (0…1)."""

    tag: str
    source: Literal["declared", "detected", "unknown"]
    confidence: float


def identify(text: str, declared: str | None = None) -> Language:
    """The language of a text.

    A declared language that can be understood wins, unless the text is written in a script that language is
    not written in. Otherwise the CLD3 network decides (extra ``lang``; Salcianu et al. 2020), on 200 characters
    and more; without it, and in shorter texts, a script that belongs to one language does. Chinese of which nothing
    tells the script is ``zh-Hant`` where more characters are only traditional than only simplified.
    """
    found = _identify(text, declared)
    if found.tag == "zh" and _is_traditional(text[:_SAMPLE]):
        return Language("zh-Hant", found.source, found.confidence)
    return found


def _is_traditional(sample: str) -> bool:
    """Whether Chinese text has more characters that only the traditional script has than such of the simplified one."""
    return sum(map(sample.count, _ONLY_TRADITIONAL)) > sum(map(sample.count, _ONLY_SIMPLIFIED))


def _identify(text: str, declared: str | None) -> Language:
    sample = normalise(text[:_SAMPLE]).text
    written = script(sample)
    tag = language_tag(declared) if declared else None
    if tag and (_agree(tag, written) or sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS):
        return Language(tag, "declared", 1.0)
    if len(sample) >= _ENOUGH:
        detected = _detect(sample, written)
        if detected:
            return detected
    elif (tag := _of_one_language().get(written)) and _is_most(sample, written):
        return Language(tag, "detected", _SURE)
    return Language(UNKNOWN, "unknown", 0.0)


@lru_cache(maxsize=1_000)
def language_tag(declared: str) -> str | None:
    """A declared language as a BCP 47 tag (RFC 5646 §2.1.1 case): "EN_us" → "en-US", "german" → "de".

    Understands tags, POSIX locales, ISO 639-2 codes and names in English or the language itself; of a list the
    first. ``None`` for anything else, and for tags that name no language (``und``, ``mul``, ``zxx``).
    """
    words = _BEHIND.split(declared.strip(), maxsplit=1)
    first, *subtags = _HYPHEN.split(words[0].casefold())
    language = _CODES.get(first)
    if language is None:
        if not _THREE.fullmatch(first) or first in _NO_LANGUAGE:
            return None
        language = first
    if first == "sh":
        subtags = subtags or ["latn"]
    tag = [language]
    for subtag in subtags:
        if not _SUBTAG.fullmatch(subtag):  # also ends at extensions and private use
            break
        tag.append(_cased(subtag))
    return "-".join(tag)


_TRADITIONAL = frozenset(("hant", "tw", "hk", "mo"))
"""The subtags by which Chinese is written in traditional characters, where none says the contrary."""


def primary(language: str | None) -> str:
    """The language without region; Chinese keeps its script apart, for names are written otherwise."""
    own, *subtags = (language or UNKNOWN).lower().replace("_", "-").split("-")
    if own == "zh" and "hans" not in subtags and not _TRADITIONAL.isdisjoint(subtags):
        return "zh-hant"
    return own


def _cased(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    if len(subtag) == 2 and subtag.isalpha():
        return "GB" if subtag == "uk" else subtag.upper()
    return subtag


def _agree(tag: str, written: str) -> bool:
    """Whether a language can be written so; languages we know nothing of can be written in any way."""
    language, *subtags = tag.split("-")
    own = {_SAME_SCRIPT.get(subtag, subtag) for subtag in subtags if len(subtag) == 4 and subtag.isalpha()}
    expected = own or _SCRIPTS.get(language)
    return written == "Zyyy" or expected is None or written in expected


def _is_most(sample: str, written: str) -> bool:
    """Whether more than half of the letters are of a script, with what stands beside it in one language: a word or two
    of it in another text say nothing, nor do a few kana among Han.
    """
    letters = [_SAME_SCRIPT.get(one, one) for one in map(script_of, filter(str.isalpha, sample))]
    own, beside = letters.count(written), sum(map(letters.count, _WITH.get(written, ())))
    return 2 * (own + beside) > len(letters) and own >= _OWN * len(letters)


def _detect(sample: str, written: str) -> Language | None:
    if written == "Zyyy":
        return None
    detector = _detector()
    if detector is not None:
        found = detector.FindLanguage(printable(sample))
        tag = language_tag(found.language)
        if tag and found.is_reliable and found.probability >= _SURE and _agree(tag, written):
            return Language(tag, "detected", round(float(found.probability), 3))
    tag = _of_one_language().get(written)
    return None if tag is None else Language(tag, "detected", _SURE)


@cache
def _of_one_language() -> dict[str, str]:
    """Scripts that tell the language by themselves."""
    return {
        next(iter(written)): tag
        for tag, written in _SCRIPTS.items()
        if len(written) == 1 and sum(written <= others for others in _SCRIPTS.values()) == 1
    } | {"Jpan": "ja", "Kore": "ko"}


@lru_cache(maxsize=1)
def _detector() -> Any:
    """CLD3, or ``None`` where it is not installed."""
    try:
        import gcld3
    except ImportError:
        return None
    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * _SAMPLE)
