"""What changed is named after what it is: no unit that is a verb, no wording that is a name, one date as one change."""

from __future__ import annotations

import pytest

from syndicheck.matching.changes import what_changed
from syndicheck.matching.reuse import prepare
from syndicheck.provenance.months import months_named

FRAME = "The council met for long on the old plan. {} and the members left on the evening boat to the harbour."
GERMAN = "Der Rat tagte lange und stritt über den Plan. {} und alle fuhren am Abend mit dem Boot zum Hafen."


def told(was: str, now: str, lang: str = "en", frame: str = FRAME) -> list[tuple[str, str, str]]:
    a, b = prepare(frame.format(was), (), None, lang), prepare(frame.format(now), (), None, lang)
    return [(change.kind.value, change.was, change.now) for change in what_changed(a, b, months_named)]


@pytest.mark.parametrize(
    ("was", "now", "change"),
    [
        ("They have won 5 titles", "They have lost 5 titles", ("wording", "won", "lost")),
        ("The party won 34 seats", "The party has 34 seats", ("wording", "won", "has")),
        ("They paid 3,000 won", "They paid 3,000 yen", ("unit", "won", "yen")),
        ("They paid kr 500", "They paid $500", ("unit", "kr 500", "$500")),
    ],
)
def test_a_word_before_a_number_is_no_currency(was: str, now: str, change: tuple[str, str, str]) -> None:
    assert told(was, now) == [change]
    assert told(now, was) == [(change[0], change[2], change[1])]


@pytest.mark.parametrize(
    ("lang", "frame", "was", "now", "kind"),
    [
        ("en", FRAME, "UN officials stayed", "EU officials stayed", "name"),
        ("en", FRAME, "NATO ships stayed", "EU ships stayed", "name"),
        ("de", GERMAN, "SPD und Grüne blieben", "CDU und Grüne blieben", "name"),
        ("en", FRAME, "He stayed", "She stayed", "wording"),
        ("en", FRAME, "OLD RULES FOR THE HARBOUR. They stayed", "NEW RULES FOR THE HARBOUR. They stayed", "wording"),
    ],
)
def test_capitals_where_a_sentence_begins(lang: str, frame: str, was: str, now: str, kind: str) -> None:
    for one, other in ((was, now), (now, was)):
        assert [found for found, _, _ in told(one, other, lang, frame)] == [kind]


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("It opened on 4 June 1933", "It opened on June 4, 1934", ("4 June 1933", "June 4, 1934")),
        ("It opens on Monday, 12 May", "It opens on Tuesday, May 13", ("Monday, 12 May", "Tuesday, May 13")),
    ],
)
def test_a_date_in_another_order_is_one_change(was: str, now: str, shown: tuple[str, str]) -> None:
    assert told(was, now) == [("date", *shown)]
    assert told(now, was) == [("date", *shown[::-1])]


def test_a_joiner_of_persian_is_a_blank_elsewhere() -> None:
    frame = "شورای شهر روز پنجشنبه اعلام کرد که کارگران آب {} و مردم بندر سال‌ها منتظر این روز بودند."
    assert told("نمی\u200cبرند", "نمی برند", "fa", frame) == told("نمی برند", "نمی\u200cبرند", "fa", frame) == []
    assert [kind for kind, _, _ in told("نمی\u200cبرند", "می\u200cبرند", "fa", frame)] == ["negation"]


@pytest.mark.parametrize(("was", "now"), [("about £84,000", "£84,000"), ("about $5", "$5"), ("nearly €5", "€5")])
def test_a_hedge_is_shown_without_the_sign_behind_it(was: str, now: str) -> None:
    hedge = was.split()[0]
    assert told(f"They paid {was}", f"They paid {now}") == [("hedge", hedge, "")]
    assert told(f"They paid {now}", f"They paid {was}") == [("hedge", "", hedge)]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("They saw the storm[1] and stayed", "They saw the storm and stayed"),
        ("They saw 5 storms[1] and floods,[2] [3] too", "They saw 5 storms and floods, too"),
        ("They saw the storm [12]. They stayed", "They saw the storm. They stayed"),
        ("They saw the storm[1] and stayed", "They saw the storm[2] and stayed"),
    ],
)
def test_numbers_of_footnotes_are_no_change(was: str, now: str) -> None:
    assert told(was, now) == told(now, was) == []


def test_a_number_in_brackets_is_one() -> None:
    assert told("He said that [12] men stayed", "He said that [13] men stayed") == [("number", "12", "13")]
    assert told("He said that men (12) stayed", "He said that men (13) stayed") == [("number", "12", "13")]


STUB = "The county council approved the new ferry plan on Thursday after a debate that lasted until midnight. {}"


@pytest.mark.parametrize(
    ("left", "lost"),
    [
        ("It costs 5 million euros and", "was fined 12 times"),
        ("It costs 5 million euros and…", "was fined 12 times"),
        ("It costs 5 million euros and was fi...", "fined 12 times"),
        ("It costs", "5 million euros and was fined 12 times"),
    ],
)
def test_what_a_stub_lost_within_a_sentence_is_dropped(left: str, lost: str) -> None:
    whole = "It costs 5 million euros and was fined 12 times."
    assert told(whole, left, frame=STUB) == [("dropped", lost, "")]
    assert told(left, whole, frame=STUB) == [("added", "", lost)]


def test_a_sentence_that_ends_earlier_is_no_stub() -> None:
    whole = "It costs 5 million euros and was fined 12 times."
    assert [kind for kind, _, _ in told(whole, "It costs 5 million euros.", frame=STUB)] == ["number"]
    assert told(whole, whole.replace("12 times.", "13 times"), frame=STUB) == [("number", "12", "13")]


@pytest.mark.parametrize(
    ("lang", "was", "now", "kind"),
    [
        ("en", "They close it unless it rains", "They close it if it rains", "negation"),
        ("en", "They close it unless it rains", "They close it when it rains", "negation"),
        ("en", "It appears to be arson", "It is arson", "hedge"),
        ("en", "He is believed to have fled", "He has fled", "hedge"),
        ("pl", "Zatrzymano domniemany napastnik", "Zatrzymano groźny napastnik", "hedge"),
        ("en", "At least 5 men stayed", "At most 5 men stayed", "hedge"),
        ("en", "They saw fewer than 5 men", "They saw more than 5 men", "hedge"),
        ("en", "They saw over 5 men", "They saw more than 5 men", "wording"),
        ("fr", "On a vu plus de 20 hommes", "On a vu moins de 20 hommes", "hedge"),
        ("de", "Es kamen mindestens zwanzig Leute", "Es kamen höchstens zwanzig Leute", "hedge"),
        ("en", "It rose by 5 percent", "It rose by 5 percentage points", "unit"),
        ("en", "It rose by 5 basis points", "It rose by 5 percentage points", "unit"),
        ("en", "Hundreds of men stayed", "Thousands of men stayed", "unit"),
        ("fr", "Une vingtaine de gens", "Une trentaine de gens", "unit"),
        ("es", "Vieron cientos de casas", "Vieron miles de casas", "unit"),
        ("de", "Es kamen Dutzende Leute", "Es kamen Hunderte Leute", "unit"),
        ("en", "Hundreds of men stayed", "Many men stayed", "wording"),
    ],
)
def test_how_many_about_and_how_sure(lang: str, was: str, now: str, kind: str) -> None:
    for one, other in ((was, now), (now, was)):
        assert [found for found, _, _ in told(one, other, lang)] == [kind]


@pytest.mark.parametrize(
    ("lang", "frame", "was", "now"),
    [
        ("en", FRAME, "The U.S. and the U.K. agreed", "The US and the UK agreed"),
        ("en", FRAME, "They met in Washington, D.C., to talk", "They met in Washington, DC, to talk"),
        ("en", FRAME, "J. K. Rowling spoke", "JK Rowling spoke"),
        ("en", FRAME, "A Ph.D. student spoke", "A PhD student spoke"),
        ("de", GERMAN, "Die U.S.A. stimmten zu", "Die USA stimmten zu"),
    ],
)
def test_points_of_an_abbreviation_are_no_change(lang: str, frame: str, was: str, now: str) -> None:
    assert told(was, now, lang, frame) == told(now, was, lang, frame) == []


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("Later Sen. Ann Lee spoke", "Later Senator Ann Lee spoke", "wording"),
        ("Sgt. Ann Lee spoke", "Sergeant Ann Lee spoke", "wording"),
        ("They met in Norfolk, Va., to talk", "They met in Norfolk, Virginia, to talk", "wording"),
        ("The ships of Acme Corp. left", "The ships of Acme Corporation left", "wording"),
        ("Later J. Lee spoke", "Later James Lee spoke", "name"),
        ("Later Rob Lee spoke", "Later Robert Lee spoke", "name"),
        ("Later Gen. Ann Lee spoke", "Later Sen. Ann Lee spoke", "name"),
        ("Later Sen. Ann Lee spoke", "Later Senator Ann Low spoke", "name"),
    ],
)
def test_a_word_that_is_abbreviated_is_the_same_word(was: str, now: str, kind: str) -> None:
    for one, other in ((was, now), (now, was)):
        found = [found for found, _, _ in told(one, other)]
        assert found[0] == kind
        assert set(found) <= {kind, "wording"}


UNITS = {
    "en": "The council met for long on the old plan. {} and the members left on the evening boat.",
    "de": "Der Rat tagte lange und stritt über den Plan. {} und alle fuhren am Abend mit dem Boot zum Hafen.",
    "fr": "Le conseil a longuement débattu du projet de port. {} et les élus sont repartis le soir par le bateau.",
    "pt": "O conselho debateu longamente o projeto do porto. {} e os vereadores voltaram à noite no barco da ilha.",
    "it": "Il consiglio ha discusso a lungo del progetto del porto. {} e i consiglieri sono tornati la sera.",
    "pl": "Rada długo obradowała nad planem rozbudowy portu. {} a radni wrócili wieczorem promem na wyspę.",
    "ru": "Совет долго обсуждал план расширения порта. {} а депутаты вечером вернулись на пароме на остров.",
    "tr": "Meclis limanın genişletilmesi planını uzun uzun görüştü. {} ve üyeler akşam vapurla adaya döndü.",
    "ar": "ناقش المجلس مطولا خطة توسيع الميناء في مبنى البلدية. {} وعاد الأعضاء مساء بالعبارة إلى الجزيرة.",
    "hi": "परिषद ने पुराने नगर भवन में योजना पर लंबी चर्चा की। {} और सदस्य शाम को नाव से द्वीप पर लौट गए।",
    "vi": "Hội đồng đã thảo luận rất lâu về kế hoạch mở rộng cảng. {} và các đại biểu trở về đảo bằng phà.",
    "fi": "Valtuusto keskusteli pitkään sataman laajennuksesta. {} ja valtuutetut palasivat illalla saarelle.",
    "es": "El consejo debatió largo rato sobre el proyecto del puerto. {} y los concejales volvieron en el barco.",
}


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "It was -5C at noon", "It was minus 5°C at noon"),
        ("en", "It grew by 20 sq m", "It grew by 20 square meters"),
        ("en", "They paid 20 yuan", "They paid 20 RMB"),
        ("en", "It is 6ft 2in tall", "It is 6 feet 2 inches tall"),
        ("en", "They paid 5c a litre", "They paid 5 cents a litre"),
        ("de", "Herr Müller aus Lübeck kam", "Herr Mueller aus Luebeck kam"),
        ("de", "Am Samstag kam er", "Am Sonnabend kam er"),
        ("de", "Im dritten Quartal wuchs es", "Im Q3 wuchs es"),
        ("ar", "وقع ذلك في 3 مايو", "وقع ذلك في 3 أيار"),
        ("ar", "وقع ذلك في 3 فبراير", "وقع ذلك في 3 شباط"),
        ("de", "Es waren minus 5 Grad", "Es waren -5 °C"),
        ("de", "Es fuhr 80 Stundenkilometer", "Es fuhr 80 km/h"),
        ("fr", "À 17h il est venu", "À 17h00 il est venu"),
        ("fr", "À 17 heures il est venu", "À 17h00 il est venu"),
        ("pt", "Veio às 17h de ontem", "Veio às 17h00 de ontem"),
        ("it", "È venuto alle ore 17 di ieri", "È venuto alle ore 17:00 di ieri"),
        ("pl", "Wzrosło o 5 proc. od maja", "Wzrosło o 5% od maja"),
        ("pl", "Jest o godz. 17 w ratuszu", "Jest o godz. 17:00 w ratuszu"),
        ("ru", "Купили 20 кв. м земли", "Купили 20 квадратных метров земли"),
        ("ru", "Пришли в 17 часов", "Пришли в 17:00"),
        ("tr", "Ceza 5 milyon lira", "Ceza 5 milyon TL"),
        ("ar", "ارتفع 5 في المئة", "ارتفع 5٪"),
        ("ar", "ارتفع 5 بالمئة", "ارتفع 5٪"),
        ("hi", "यह 5 प्रतिशत बढ़ा", "यह 5 फीसदी बढ़ा"),
        ("vi", "Tăng 5 phần trăm", "Tăng 5%"),
        ("fi", "Kasvu oli 5 prosentin luokkaa", "Kasvu oli 5 % luokkaa"),
    ],
)
def test_units_and_hours_in_the_style_of_another_house(lang: str, was: str, now: str) -> None:
    frame = UNITS[lang]
    assert told(was, now, lang, frame) == told(now, was, lang, frame) == []


@pytest.mark.parametrize(
    ("lang", "was", "now", "kind"),
    [
        ("en", "It took 5h to land", "It took 5 days to land", "unit"),
        ("en", "It was -5C at noon", "It was minus 5°F at noon", "unit"),
        ("fr", "À 17h il est venu", "À 18h00 il est venu", "number"),
        ("en", "It is 6ft 2in tall", "It is 6 feet 3 inches tall", "number"),
        ("de", "Herr Karl Müller kam", "Herr Karl Möller kam", "name"),
        ("en", "They paid 5c a litre", "They paid 5 dollars a litre", "unit"),
        ("de", "Am Sonntag kam er", "Am Sonnabend kam er", "date"),
        ("ar", "وقع ذلك في 3 مايو", "وقع ذلك في 3 نيسان", "date"),
        ("en", "It grew in Q3 again", "It grew in the third quarter again", "wording"),
        ("en", "It grew in Q3 again", "It grew in the fourth quarter again", "number"),
        ("en", "They left in May", "They left", "wording"),
        ("en", "The quarter profit rose", "The profit rose", "wording"),
        ("it", "È venuto alle ore 17 di ieri", "È venuto alle ore 18:00 di ieri", "number"),
        ("hi", "यह 5 प्रतिशत बढ़ा", "यह 6 फीसदी बढ़ा", "number"),
        ("fi", "Noin 200 ihmistä tuli", "200 ihmistä tuli", "hedge"),
        ("es", "Vinieron unas 200 personas", "Vinieron 200 personas", "hedge"),
        ("de", "Es kamen knapp 200 Gäste", "Es kamen 200 Gäste", "hedge"),
        ("ar", "حضر أكثر من 200 شخص", "حضر أقل من 200 شخص", "hedge"),
        ("vi", "Hơn 200 người đến", "Dưới 200 người đến", "hedge"),
    ],
)
def test_other_units_hours_and_hedges_are_changes(lang: str, was: str, now: str, kind: str) -> None:
    for one, other in ((was, now), (now, was)):
        assert [found for found, _, _ in told(one, other, lang, UNITS[lang])] == [kind]
