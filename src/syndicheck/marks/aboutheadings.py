"""Headings over self-descriptions, told by what stands below: a paragraph that begins with the name in the heading.

The catalogue knows ``About Acme`` in the form of many languages; grammar bends the name (``A Nordkostról``), and houses
vary the words (``Fakta om Nordkost``, ``Nordkost en bref``). Whatever the language, the paragraph below begins with the
name, and the other words of the heading are those of describing a company. A heading without a name (``O nás``) counts
near the end, if somebody whom the story named opens the paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from syndicheck.expressions import expression
from syndicheck.marks.lines import Line, fold

LONGEST, MOST_WORDS = 70, 8
"""Characters and words of such a heading."""

SHORTEST_BELOW = 60
"""Characters of the paragraph below."""

LEAST_STEM = 4
"""Letters that a bent name shares with the name: ``Nordkostról``, ``Nordkost``."""

MOST_BENT_WORDS = 3
"""Words of a heading that only its ending makes one."""

MOST_ENDING = 5
"""Letters by which the two may differ at their ends."""

FIRST_WORDS = 4
"""Words of the paragraph among which the name stands."""

STORY = 200
"""Lines at the beginning in which the story names whom it is about."""

SAME_BEGINNING = 40
"""Characters at which a paragraph of the story that comes again is known."""

LATE = 0.6
"""Part of the text before a heading without a name."""

_WORD = expression(r"[^\W_]+(?:['’.&-][^\W_]+)*")

_ABOUT: Mapping[str, str] = {
    "en": "about profile brief overview background facts glance boilerplate",
    "de": "über zu zum zur unternehmensprofil kurzprofil profil hintergrund überblick kurzportrait kurzporträt "
    "porträt portrait hintergrundinformation hintergrundinformationen",
    "fr": "propos bref présentation profil qui",
    "es": "acerca sobre perfil breve quiénes",
    "pt": "sobre acerca perfil resumo quem",
    "it": "informazioni proposito su profilo chi breve sintesi",
    "nl": "over achtergrond bedrijfsprofiel profiel kort",
    "sv": "om kort korthet fakta",
    "fi": "lyhyesti tietoa tietoja yritysesittely",
    "pl": "o informacje profil",
    "cs": "o profil informace informácie",
    "hu": "bemutatása cégismertető háttér röviden",
    "ro": "despre profil",
    "ru": "о об справка информация досье",
    "uk": "про довідка інформація",
    "bg": "за относно",
    "hr": "o о podaci",
    "el": "σχετικά για λίγα λόγια προφίλ",
    "tr": "hakkında hakkinda",
    "id": "tentang sekilas mengenai profil perihal",
    "vi": "về giới thiệu",
    "lt": "apie",
    "lv": "par",
    "ca": "sobre quant",
}
_MORE: Mapping[str, str] = {
    "en": "the company group at a in of and inc ltd llc corp plc co more us",
    "de": "die der das dem den im unternehmen firma gruppe verein stiftung gmbh ag kg se e.v mbh in auf einen "
    "blick und uns",
    "fr": "à a de du des la le les l en groupe société entreprise sommes-nous est sa",
    "es": "de la el los las del empresa compañía grupo en somos es s.a sl",
    "pt": "a o os as da do de empresa companhia grupo em é somos",
    "it": "la il lo le gli a di del della gruppo società azienda in è siamo s.p.a spa srl s.r.l aziendale",
    "nl": "de het groep bedrijf onderneming b.v bv n.v nv in het kort ons",
    "sv": "i ab a/s as asa publ bolaget koncernen företaget virksomheden selskapet konsernet koncern gruppen oss os",
    "fi": "oy oyj konserni yhtiö yhtiöstä konsernista konserni-",
    "pl": "firmie spółce grupie marce nas s.a sp z o.o firma spółka grupa",
    "cs": "společnosti skupině firmě značce nás s r.o a.s spoločnosti skupine firme nadaci nadácii",
    "hu": "a az zrt kft nyrt cégről vállalatról csoport csoportról rólunk zrt.-ről kft.-ről nyrt.-ről társaságról",
    "ro": "compania compania grupul noi companie societatea",
    "ru": "компании компания группе группа фонде организации нас ао ооо пао гк",
    "uk": "компанію компанія групу організацію нас тов ат",
    "bg": "компанията групата фондацията нас",
    "hr": "tvrtki kompaniji grupi društvu nama podjetju družbi компанији компанија о",
    "el": "με τη την το τον την εταιρεία εταιρία όμιλο ομίλου εταιρείας",
    "tr": "şirket şirketi a.ş grup holding",
    "id": "pt perusahaan kami grup tbk syarikat berhad",
    "vi": "công ty tập đoàn cổ phần chúng tôi",
    "lt": "įmonę bendrovę grupę mus uab ab",
    "lv": "uzņēmumu grupu mums sia as",
    "ca": "a de la l el companyia grup",
}
_LEGAL = frozenset(
    "gmbh ag kg se inc ltd llc corp plc s.p.a spa srl s.r.l s.a sa ab asa a/s oyj oy nv n.v bv b.v zrt nyrt kft "
    "a.s s.r.o "
    "konserni gruppo group gruppe groupe grupo groep koncernen konsernet".split()
)
"""Words that make a heading of a name with nothing else."""

_NAMELESS = frozenset(
    fold(heading)
    for heading in """
    company profile|about the company|about us|boilerplate|corporate profile|unternehmensprofil
    |über das unternehmen|über uns|zum unternehmen|unternehmensporträt|qui sommes-nous|à propos|à propos de nous
    |quiénes somos|sobre la empresa|sobre nosotros|acerca de la empresa|quem somos|sobre a empresa|sobre nós
    |chi siamo|profilo aziendale|l'azienda|la società|over ons|bedrijfsprofiel|over het bedrijf|om oss
    |om bolaget|om företaget|om os|om virksomheden|om selskapet|om selskabet|yritysesittely|tietoa yrityksestä
    |o nas|o firmie|o spółce|informacje o spółce|o nás|o společnosti|o spoločnosti|profil společnosti
    |profil spoločnosti|rólunk|a cégről|a vállalatról|cégismertető|a társaságról|despre noi|despre companie
    |о компании|о нас|информация о компании|справка о компании|об организации|про компанію|про нас|за компанията
    |за нас|o nama|o tvrtki|o kompaniji|o podjetju|o društvu|о компанији|σχετικά με την εταιρεία
    |προφίλ εταιρείας|η εταιρεία|σχετικά με εμάς|hakkımızda|şirket hakkında|firma hakkında|tentang kami
    |tentang perusahaan|profil perusahaan|tentang syarikat|mengenai kami|về chúng tôi|về công ty
    |giới thiệu công ty|apie įmonę|apie mus|par uzņēmumu|par mums|ettevõttest|meist|quant a nosaltres
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)

_ARTICLES = frozenset(
    "the a an die der das le la les l il lo el los las o os as de het den det en ett a az η ο το τα".split()
)
_DECORATION = " *#_=~<>[]-–:.?!"


@cache
def _vocabularies() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(fold(about).split()), frozenset(fold(f"{about} {_MORE[language]}").split()))
        for language, about in _ABOUT.items()
    )


def about_heading(lines: Sequence[Line], number: int, total: int) -> bool:
    """Whether a line heads the self-description in the next one; ``total``: characters of the text."""
    text = lines[number].text.strip(_DECORATION)
    if not text or len(text) > LONGEST or number + 1 >= len(lines) or lines[number].text[-1] in ".!;,":
        return False
    below = lines[number + 1].text
    if len(below) < SHORTEST_BELOW or not (text[0].isupper() or text[0].isdigit()):
        return False
    if fold(text) in _NAMELESS:
        return lines[number].start >= LATE * total and _opened_by_a_name(lines, number)
    words = _WORD.findall(text)
    if not words or len(words) > MOST_WORDS:
        return False
    names = [word for word in _WORD.findall(below)[:FIRST_WORDS] if word[0].isupper() and fold(word) not in _ARTICLES]
    if not names:
        return False
    bent = {word for word in words if any(_is_bent(word, name) for name in names)}
    first = next((word for word in words if word in bent), None)
    if first is None or not _is_name(first, names[0]):
        return False
    others = {fold(word) for word in words if word not in bent}
    if others <= _ARTICLES and len(words) <= MOST_BENT_WORDS and len(first) > len(names[0]) and first != names[0]:
        return True  # "A Nordkostról", "Nordkostist": the ending says that it is about the name
    if others <= _LEGAL | _ARTICLES and not others.isdisjoint(_LEGAL):
        return True
    return any(others <= known and not others.isdisjoint(about) for about, known in _vocabularies())


def _is_name(word: str, name: str) -> bool:
    return word[0].isupper() and _is_bent(word, name)


def _is_bent(word: str, name: str) -> bool:
    """Whether a word is a name, or the name with another ending."""
    if word == name:
        return len(word) > 1
    shared = 0
    for one, other in zip(word, name, strict=False):
        if one != other:
            break
        shared += 1
    return shared >= LEAST_STEM and max(len(word), len(name)) - shared <= MOST_ENDING


def _opened_by_a_name(lines: Sequence[Line], number: int) -> bool:
    """Whether the paragraph under a heading begins with a name that the story has."""
    words = _WORD.findall(lines[number + 1].text)
    first = next((word for word in words[:2] if fold(word) not in _ARTICLES), None)
    if first is None or not first[0].isupper() or len(first) < 2:
        return False
    before = [line.text for line in lines[: min(number, STORY)]]
    return any(first in text for text in before) and not any(
        text.startswith(lines[number + 1].text[:40]) for text in before
    )
