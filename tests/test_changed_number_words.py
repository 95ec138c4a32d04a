"""What changed in numbers that are written out: the same number in words and in figures is no change."""

from __future__ import annotations

import pytest

from syndicheck.matching.changes import what_changed
from syndicheck.matching.reuse import prepare
from syndicheck.provenance.months import months_named

FRAMES = {
    "de": "Der Rat der Stadt schrieb, dass es {} waren, wie das Hafenamt seit vielen Jahren gefordert hatte.",
    "en": "Lindholm told county members of {} in that letter, which reached harbour offices last winter.",
    "es": "El pleno de la ciudad dijo que son {} en aquella carta, que llegó al puerto como todo el mundo sabe.",
    "fr": "Le conseil de la ville disait que ce sont {} dans sa lettre, qui est arrivée au port comme on le sait.",
    "it": "Il consiglio della città disse che sono {} in quella lettera, che arrivò al porto come si sa bene.",
    "ja": "港町の新浜市は旧埠頭地区に施設を建設すると発表した。{}。市長はこの日を長く待ったと述べた。",
    "ko": "신빈시는 옛 부두 지역에 시설을 건설한다고 발표했다. {} 시장은 이날을 오래 기다렸다고 말했다.",
    "pt": "O conselho da cidade disse que são {} naquela carta, que chegou ao porto como todos sabem bem.",
    "ru": "Совет города сообщил, что прошло {} в порту, как много лет требовало управление гавани.",
    "zh": "港口城市新滨市宣布将在旧码头地区建设设施。{}。市长说，居民们等待这一天已经很久了。",
}


def told(lang: str, was: str, now: str) -> list[tuple[str, str, str]]:
    frame = FRAMES.get(lang, FRAMES["en"])
    a, b = prepare(frame.format(was), (), None, lang), prepare(frame.format(now), (), None, lang)
    return [(change.kind.value, change.was, change.now) for change in what_changed(a, b, months_named)]


def same(lang: str, was: str, now: str) -> None:
    assert told(lang, was, now) == []
    assert told(lang, now, was) == []


def other(lang: str, was: str, now: str) -> None:
    for one, two in ((was, now), (now, was)):
        assert [kind for kind, _, _ in told(lang, one, two)] == ["number"]


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("es", "un 5 por ciento", "un 5%"),
        ("es", "cinco por ciento", "5 %"),
        ("it", "5 per cento", "5%"),
        ("pt", "5 por cento", "5%"),
        ("fr", "5 pour cent", "5 %"),
        ("fr", "cinq pour cent", "5 %"),
        ("ca", "5 per cent", "5%"),
        ("gl", "5 por cento", "5%"),
        ("ro", "5 la sută", "5%"),
    ],
)
def test_per_cent_has_no_hundred(lang: str, was: str, now: str) -> None:
    same(lang, was, now)


@pytest.mark.parametrize(
    ("lang", "was", "now"), [("es", "5 por ciento", "6%"), ("fr", "cent maisons", "5 maisons"), ("it", "100", "cinque")]
)
def test_a_hundred_and_per_cent_are_told_apart(lang: str, was: str, now: str) -> None:
    other(lang, was, now)


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("fr", "dix-sept maisons", "17 maisons"),
        ("fr", "vingt et un maisons", "21 maisons"),
        ("fr", "vingt-et-un maisons", "21 maisons"),
        ("fr", "soixante-dix maisons", "70 maisons"),
        ("fr", "soixante et onze maisons", "71 maisons"),
        ("fr", "soixante-douze maisons", "72 maisons"),
        ("fr", "quatre-vingts maisons", "80 maisons"),
        ("fr", "quatre-vingt-onze maisons", "91 maisons"),
        ("fr", "quatre-vingt-dix-sept maisons", "97 maisons"),
        ("fr", "mille maisons", "1 000 maisons"),
        ("fr", "mille deux cents maisons", "1 200 maisons"),
        ("fr", "deux cent quatre-vingt-dix maisons", "290 maisons"),
        ("fr", "un million deux cent mille", "1 200 000"),
        ("en", "three thousand five hundred", "3,500"),
        ("en", "twenty-two thousand", "22,000"),
        ("en", "two hundred thousand", "200,000"),
        ("en", "three hundred and twenty-five thousand four hundred", "325,400"),
        ("de", "einundzwanzig", "21"),
        ("de", "zweitausendfünfhundert", "2500"),
        ("de", "einhunderteinundzwanzigtausend", "121.000"),
        ("de", "eineinhalb Stunden", "1,5 Stunden"),
        ("de", "eine Million", "1 Million"),
        ("es", "mil doscientos euros", "1.200 euros"),
        ("es", "treinta y un días", "31 días"),
        ("es", "mil millones", "1.000 millones"),
        ("it", "duemilacinquecento", "2500"),
        ("it", "ventuno", "21"),
        ("it", "trentotto", "38"),
        ("pt", "cento e vinte e um", "121"),
        ("pt", "mil e duzentos", "1200"),
        ("nl", "eenentwintig", "21"),
        ("nl", "tweehonderd", "200"),
        ("sv", "tvåhundra", "200"),
        ("sv", "tjugoett", "21"),
        ("da", "enogtyve", "21"),
        ("fi", "kaksisataa", "200"),
        ("hu", "kétszáz", "200"),
        ("ru", "полтора часа", "1,5 часа"),
    ],
)
def test_the_same_number_in_words(lang: str, was: str, now: str) -> None:
    same(lang, was, now)


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("fr", "quatre-vingt-onze maisons", "quatre-vingt-douze maisons"),
        ("fr", "soixante-douze maisons", "62 maisons"),
        ("fr", "mille deux cents maisons", "1 300 maisons"),
        ("en", "three thousand five hundred", "3,005"),
        ("en", "twenty-two thousand", "2,200"),
        ("de", "zweitausendfünfhundert", "2050"),
        ("de", "Jahrhundert", "100"),
        ("es", "mil doscientos euros", "1.300 euros"),
        ("it", "ventuno", "22"),
    ],
)
def test_another_number_in_words(lang: str, was: str, now: str) -> None:
    other(lang, was, now)


def test_an_article_is_no_number() -> None:
    assert [kind for kind, _, _ in told("fr", "une maison", "cette maison")] == ["wording"]
    assert [kind for kind, _, _ in told("de", "eine Sache", "diese Sache")] == ["wording"]


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("ko", "공사비는 1200억 원이다.", "공사비는 1천200억 원이다."),
        ("ko", "공사비는 1억 4천 2백만 원이다.", "공사비는 1억4200만 원이다."),
        ("ko", "공사비는 4천 2백만 원이다.", "공사비는 4200만 원이다."),
        ("ja", "3万5千人が集まった", "3万5000人が集まった"),
        ("ja", "費用は1千200億円だ", "費用は1200億円だ"),
        ("ja", "費用は22億5000万円だ", "費用は22億5千万円だ"),
        ("zh", "有3萬5千人", "有3萬5000人"),
    ],
)
def test_figures_and_powers_of_ten_in_turn(lang: str, was: str, now: str) -> None:
    same(lang, was, now)
    other(lang, was, now.replace("2", "3").replace("5", "6"))


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("ja", "3割が反対した", "30%が反対した"),
        ("ja", "三割が反対した", "30%が反対した"),
        ("ja", "費用は3割5分増えた", "費用は35%増えた"),
        ("zh", "有百分之九的人", "有9%的人"),
        ("zh", "有百分之三十五的人", "有35%的人"),
        ("zh", "有百分之三点五的人", "有3.5%的人"),
        ("zh", "有三成的人", "有30%的人"),
        ("zh", "有九成五的人", "有95%的人"),
        ("en", "half of the houses", "50 percent of the houses"),
        ("en", "half of them", "50% of them"),
    ],
)
def test_parts_of_a_hundred(lang: str, was: str, now: str) -> None:
    same(lang, was, now)
    for one, two in (("30", "40"), ("35", "36"), ("3.5", "3.6"), ("9", "8"), ("50", "60")):
        if one in now:
            other(lang, was, now.replace(one, two))


@pytest.mark.parametrize(
    ("lang", "was", "now", "changed"),
    [
        ("de", "die Hälfte der Häuser", "50 Prozent der Häuser", False),
        ("de", "ein Viertel der Häuser", "25 Prozent der Häuser", False),
        ("fr", "la moitié des maisons", "50 % des maisons", False),
        ("fr", "la moitié des maisons", "le quart des maisons", True),
        ("fr", "la moitié des maisons", "40 % des maisons", True),
        ("de", "in der zweiten Hälfte", "in der zweiten Halbzeit", False),
        ("de", "um halb drei Uhr", "um 14.30 Uhr", False),
        ("de", "um halb drei Uhr", "um 2.30 Uhr", False),
        ("de", "um halb drei Uhr", "um 15.30 Uhr", True),
        ("de", "um halb drei Uhr", "um halb vier Uhr", True),
        ("nl", "om half drie", "om 14.30 uur", False),
        ("sv", "klockan halv tre", "klockan 14.30", False),
    ],
)
def test_halves_of_things_and_of_hours(lang: str, was: str, now: str, changed: bool) -> None:
    for one, two in ((was, now), (now, was)):
        assert ("number" in {kind for kind, _, _ in told(lang, one, two)}) is changed


OTHER_WORDS = {
    "bn": "বন্দর কর্তৃপক্ষ চিঠিতে লিখেছে যে {} এবং শহরের মানুষ বহু বছর ধরে এর অপেক্ষায় ছিল।",
    "ca": "El consell de la ciutat va dir que hi ha {} al port, com tothom sap molt bé a la regió.",
    "et": "Sadama juhatus kirjutas kirjas, et {} uue laeva eest, mida linn on aastaid oodanud.",
    "fr": FRAMES["fr"],
    "hu": "A kikötő igazgatósága azt írta, hogy {} indul az új komp, amelyet a város évek óta kért.",
    "it": FRAMES["it"],
    "pt": "O conselho da cidade disse ontem que, {} na carta, o porto será fechado para obras este ano.",
    "ro": "Compania de feribot a insulei a cumpărat {} din regiune, a scris directorul într-o scrisoare.",
}


@pytest.mark.parametrize(
    ("lang", "was", "now", "kind"),
    [
        ("bn", "এটি নয়", "এটি", "negation"),
        ("bn", "নয়টি জাহাজ", "দশটি জাহাজ", "number"),
        ("ro", "o nouă navă", "o altă navă", "wording"),
        ("ro", "nouă nave", "zece nave", "number"),
        ("ro", "nouă milioane de nave", "o mulțime de nave", "number"),
        ("ro", "douăzeci și nouă de nave", "o mulțime de nave", "number"),
        ("pt", "segundo o prefeito", "conforme o prefeito", "wording"),
        ("pt", "no segundo navio", "no terceiro navio", "number"),
        ("ca", "un nou vaixell", "un altre vaixell", "wording"),
        ("ca", "nou vaixells", "deu vaixells", "number"),
        ("fr", "le pont neuf", "le pont vieux", "wording"),
        ("fr", "neuf ponts", "10 ponts", "number"),
        ("hu", "két hét múlva", "két hónap múlva", "unit"),
        ("hu", "hét hajó", "nyolc hajó", "number"),
        ("et", "maksab kuus palju", "maksab aastas palju", "wording"),
        ("et", "kuus laeva", "seitse laeva", "number"),
        ("it", "Mila Rossi", "Anna Rossi", "name"),
        ("it", "duemila navi", "tremila navi", "number"),
    ],
)
def test_a_word_that_is_a_number_by_chance(lang: str, was: str, now: str, kind: str) -> None:
    frame = OTHER_WORDS[lang]
    for one, two in ((was, now), (now, was)):
        a, b = prepare(frame.format(one), (), None, lang), prepare(frame.format(two), (), None, lang)
        assert [change.kind.value for change in what_changed(a, b, months_named)] == [kind]
