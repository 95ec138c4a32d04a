"""What changed between a source and its copy: each kind, in several languages, with exact spans."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.comparison import compare_views, view_of
from syndicheck.data import __file__ as data_file
from syndicheck.data import table
from syndicheck.fingerprint.anchors.written import even
from syndicheck.matching.changes import MOST, what_changed
from syndicheck.matching.particles import minus, negations, number_words
from syndicheck.matching.reuse import prepare
from syndicheck.model.articles import RawArticle
from syndicheck.model.changes import CHANGE_WEIGHTS, Change, ChangeKind
from syndicheck.provenance.months import months_named
from syndicheck.text import tokenise
from syndicheck.text.normal import normalise

STORY = (
    "The harbour board of Norrvik has leased the old granary to a cooperative of brewers for 30 years, it said on "
    "Monday, 3 March 2026. The rent is 1,200 euros a month. Jane Doe, who chairs the board, said the town would not "
    "pay for the roof. The brewers expect 3.5 million bottles a year. Eleven residents spoke at the meeting in the "
    "town hall. The ferry is not affected, and the market stays where it has been since the war."
)


def changes(a: str, b: str, lang: str = "en") -> list[Change]:
    return list(what_changed(prepare(a, (), None, lang), prepare(b, (), None, lang), months_named))


def told(a: str, b: str, lang: str = "en") -> set[tuple[str, str, str]]:
    return {(change.kind.value, change.was, change.now) for change in changes(a, b, lang)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("30 years", "40 years", ("number", "30", "40")),
        ("3.5 million", "3.9 million", ("number", "3.5", "3.9")),
        ("3 March", "5 March", ("date", "3", "5")),
        ("3 March", "3 April", ("date", "March", "April")),
        ("not pay", "pay", ("negation", "not", "")),
        ("Jane Doe", "John Roe", ("name", "Jane Doe", "John Roe")),
        ("expect 3.5", "may expect 3.5", ("hedge", "", "may")),
        ("3.5 million", "3.5 billion", ("unit", "million", "billion")),
        ("old granary", "former granary", ("wording", "old", "former")),
        ("Eleven residents", "Twelve residents", ("number", "Eleven", "Twelve")),
        (
            "Eleven residents spoke at the meeting in the town hall. ",
            "",
            ("dropped", "Eleven residents spoke at the meeting in the town hall", ""),
        ),
    ],
)
def test_one_change_is_told_as_one(old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert told(STORY, STORY.replace(old, new)) == {expected}


def test_what_was_added() -> None:
    added = "The mayor of the town welcomed the lease and hopes for visitors from the islands."
    assert told(STORY, f"{STORY} {added}") == {("added", "", added.rstrip("."))}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,200", "1200"),
        ("1,200", "1 200"),
        ("1’200", "1200"),
        ("1,200", "١٬٢٠٠"),
        ("The rent", "THE RENT"),
        (", it said", " — it said"),
        ("brewers expect", "brewers  expect"),
        ("30 years", "30\u00a0years"),
    ],
)
def test_what_is_no_change(old: str, new: str) -> None:
    assert told(STORY, STORY.replace(old, new)) == set()


@pytest.mark.parametrize(
    ("lang", "a", "b", "expected"),
    [
        (
            "de",
            "Der Rat der Stadt hat am Montag den Vertrag mit den Brauern nicht verlängert, wie er mitteilte.",
            "Der Rat der Stadt hat am Montag den Vertrag mit den Brauern verlängert, wie er mitteilte.",
            ("negation", "nicht", ""),
        ),
        (
            "de",
            "Der Rat der Stadt hat am 3. März den Vertrag mit den Brauern verlängert, wie er mitteilte.",
            "Der Rat der Stadt hat am 3. Mai den Vertrag mit den Brauern verlängert, wie er mitteilte.",
            ("date", "März", "Mai"),
        ),
        (
            "fr",
            "Le conseil du port a loué le grenier pour 30 ans, et la ville ne paiera pas le toit du bâtiment.",
            "Le conseil du port a loué le grenier pour 40 ans, et la ville ne paiera pas le toit du bâtiment.",
            ("number", "30", "40"),
        ),
        (
            "es",
            "El consejo del puerto dijo que el incendio fue provocado por un empleado de la fábrica.",
            "El consejo del puerto dijo que el incendio fue presuntamente provocado por un empleado de la fábrica.",
            ("hedge", "", "presuntamente"),
        ),
        (
            "zh",
            "港口委员会周一表示，已将旧粮仓租给酿酒合作社三十年，该市不会支付屋顶的费用。",
            "港口委员会周一表示，已将旧粮仓租给酿酒合作社三十年，该市会支付屋顶的费用。",
            ("negation", "不", ""),
        ),
    ],
)
def test_in_other_languages(lang: str, a: str, b: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(a, b, lang)


def test_the_weightiest_comes_first() -> None:
    copy = (
        STORY.replace("old granary", "former granary").replace("30 years", "40 years").replace("Jane Doe", "John Roe")
    )
    found = changes(STORY, copy)
    assert [change.kind for change in found] == [ChangeKind.NUMBER, ChangeKind.NAME, ChangeKind.WORDING]
    assert [change.weight for change in found] == sorted((change.weight for change in found), reverse=True)


def test_spans_are_those_of_the_originals() -> None:
    source, copy = f"\u200b«{STORY}»", STORY.replace("30 years", "40 years").replace("not pay", "pay")
    for change in changes(source, copy):
        assert change.a is None or source[change.a.start : change.a.end] == change.was
        assert change.b is None or copy[change.b.start : change.b.end] == change.now
        assert (change.a is None) == (not change.was)
        assert (change.b is None) == (not change.now)


# ── each passage with its counterpart ─────────────────────────────────────────────────────────────────────

PARAGRAPHS = {
    "en": [
        "The city of Norhaven will close the Kettle Bridge for six weeks from 3 March, the roads office said Tuesday.",
        "Inspectors found cracks in two of the eleven steel hangers during a routine check in January.",
        "Some 14,000 cars and 900 lorries cross the river there on a working day.",
        "Buses of lines 4 and 17 will turn round at Mill Square, and a ferry will carry cyclists free of charge.",
        "The repair is expected to cost 2.3 million crowns, of which the region pays a third.",
        "The council rejected that by 19 votes to 12 after a debate that lasted until midnight.",
    ],
    "de": [
        "Die Stadt Nordhafen sperrt die Kesselbrücke vom 3. März an für sechs Wochen, sagte das Bauamt am Dienstag.",
        "Prüfer fanden im Januar Risse in zwei der elf Hänger aus Stahl.",
        "Rund 14.000 Autos und 900 Lastwagen fahren dort an einem Werktag über den Fluss.",
        "Die Busse der Linien 4 und 17 wenden am Mühlplatz, und eine Fähre bringt Radfahrer kostenlos hinüber.",
        "Die Reparatur soll 2,3 Millionen Kronen kosten, von denen die Region ein Drittel trägt.",
        "Der Rat lehnte das mit 19 gegen 12 Stimmen ab, nach einer Debatte bis Mitternacht.",
    ],
    "fr": [
        "La ville a dépensé 3,4 millions d'euros pour le pont, a indiqué le maire dans un communiqué du matin.",
        "Les travaux doivent commencer le 5 mars 2026 et durer moins de deux ans, selon le service des routes.",
        "Quelque 14 000 voitures et 900 camions franchissent le fleuve à cet endroit chaque jour ouvrable.",
        "Les bus des lignes 4 et 17 feront demi-tour place du Moulin, et un bac transportera les cyclistes.",
        "Les commerçants de la rive nord avaient demandé une autre date, à cause du marché de printemps.",
        "Le conseil l'a refusée par 19 voix contre 12 après un débat qui a duré jusqu'à minuit.",
    ],
    "ru": [
        "Город Норхавен с 3 марта на шесть недель закроет Котельный мост, сообщило во вторник дорожное управление.",
        "В январе инспекторы нашли трещины в двух из одиннадцати стальных подвесок.",
        "В рабочий день реку там пересекают около 14 000 машин и 900 грузовиков.",
        "Автобусы линий 4 и 17 будут разворачиваться на Мельничной площади, а велосипедистов перевезёт паром.",
        "Ремонт обойдётся в 2,3 миллиона крон, треть которых заплатит область.",
        "Совет отклонил это 19 голосами против 12 после дебатов, которые длились до полуночи.",
    ],
    "zh": [
        "诺哈文市道路局星期二表示，该市将从3月3日起关闭水壶桥六个星期。",
        "检查人员一月份例行检查时在十一根钢吊杆中的两根上发现了裂缝。",
        "工作日约有14000辆汽车和900辆卡车从那里过河。",
        "4路和17路公共汽车将在磨坊广场掉头，一艘渡轮将免费运送骑自行车的人。",
        "维修预计耗资230万克朗，其中三分之一由地区承担。",
        "议会在持续到午夜的辩论之后以19票对12票否决了这一提议。",
    ],
}


@pytest.mark.parametrize("lang", sorted(PARAGRAPHS))
@pytest.mark.parametrize("order", [[0, 1, 3, 4, 5, 2], [4, 1, 5, 2, 0, 3], [5, 4, 3, 2, 1, 0]])
def test_moved_paragraphs_are_no_change(lang: str, order: list[int]) -> None:
    parts = PARAGRAPHS[lang]
    assert told("\n\n".join(parts), "\n\n".join(parts[at] for at in order), lang) == set()


def test_a_fact_changed_in_a_moved_paragraph_is_told_alone() -> None:
    parts = PARAGRAPHS["en"]
    moved = [parts[at].replace("900 lorries", "600 lorries") for at in (4, 1, 5, 2, 0, 3)]
    assert told("\n\n".join(parts), "\n\n".join(moved)) == {("number", "900", "600")}


def test_what_a_text_says_twice_is_neither_new_nor_gone() -> None:
    parts = PARAGRAPHS["en"]
    assert told("\n\n".join(parts), "\n\n".join([*parts, parts[2]])) == set()


@pytest.mark.parametrize(
    ("lang", "gone", "kept"),
    [
        (
            "en",
            "Mayor Anna Kessler said the bridge will stay closed until May.",
            "Drivers protested at the town hall. On Tuesday the bridge will stay open for cyclists. Mayor"
            " Anna Kessler said the works cost more than planned. The bypass is closed until May, truckers were told.",
        ),
        (
            "de",
            "Bürgermeisterin Anna Kessler sagte, die Brücke bleibt bis Mai gesperrt.",
            "Am Dienstag protestierten Fahrer vor dem Rathaus. Bürgermeisterin Anna Kessler sagte, die Kosten seien"
            " höher als geplant. Für Radfahrer gilt: Die Brücke bleibt bis auf Weiteres offen. Der Weg am Fluss bleibt"
            " bis Mai gesperrt.",
        ),
    ],
)
def test_a_sentence_of_which_only_scraps_stand_elsewhere_is_gone(lang: str, gone: str, kept: str) -> None:
    assert told(f"{gone} {kept}", kept, lang) == {("dropped", gone.rstrip("."), "")}
    assert told(kept, f"{gone} {kept}", lang) == {("added", "", gone.rstrip("."))}


EXTRA = "Local shopkeepers fear that weekend visitors from the mainland will stay away altogether this summer."


@pytest.mark.parametrize(
    ("at", "old", "new", "expected"),
    [
        (1, "in January", "in February", ("date", "January", "February")),
        (3, "free of charge", "free of chains", ("wording", "charge", "chains")),
        (2, "Some 14,000", "Some 41,000", ("number", "14,000", "41,000")),
        (4, "a third", "a quarter", None),
        (3, "at Mill Square", "at Hill Square", ("name", "Mill", "Hill")),
    ],
)
def test_beside_an_added_or_a_dropped_paragraph(
    at: int, old: str, new: str, expected: tuple[str, str, str] | None
) -> None:
    parts = PARAGRAPHS["en"]
    changed = [part.replace(old, new) for part in parts]
    longer = "\n\n".join([*changed[: at + 1], EXTRA, *changed[at + 1 :]])
    shorter = "\n\n".join([*changed[: at + 1], *changed[at + 2 :]])
    dropped = ("dropped", parts[at + 1].rstrip("."), "")
    for found, beside in (
        (told("\n\n".join(parts), longer), ("added", "", EXTRA.rstrip("."))),
        (told("\n\n".join(parts), shorter), dropped),
    ):
        assert beside in found
        assert len(found) == 2
        assert expected is None or expected in found


def test_a_name_at_the_end_before_the_last_paragraph_that_was_dropped() -> None:
    source = f"The union announced a protest in front of the county hall in Estermund.\n\n{EXTRA}"
    assert told(source, "The union announced a protest in front of the county hall in Westermund.") == {
        ("name", "Estermund", "Westermund"),
        ("dropped", EXTRA.rstrip("."), ""),
    }


def test_a_change_does_not_reach_across_a_mark() -> None:
    body = "\n\n".join([*PARAGRAPHS["en"], "The firm will move its yard to the old quay of Monte Novo."])
    about = "About Lindholm Marine\n\nLindholm Marine builds ferries and pilot boats. It was founded in 1931 at Varn."
    source = f"{body}\n\n{about}\n\nImportant remarks"
    copy = f"{body.replace('Monte Novo', 'Monte Velho')}\n\n{EXTRA}"
    view = compare_views(*(view_of(RawArticle(where=w, text=t, lang="en")) for w, t in (("a", source), ("b", copy))))
    assert {mark.mark.type for mark in view.a.marks} == {"about_block"}
    bare = body.replace("Monte Novo", "Monte Velho")
    ends = compare_views(
        *(view_of(RawArticle(where="a", text=text, lang="en")) for text in (f"{body}\n\n{about}", bare))
    )
    assert ("name", "Novo", "Velho") in {(c.kind.value, c.was, c.now) for c in ends.changes}
    assert {(c.kind.value, c.was, c.now) for c in view.changes} == {
        ("name", "Novo", "Velho"),
        ("added", "", EXTRA.rstrip(".")),
        ("dropped", "Important remarks", ""),
    }


# ── by value ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lang", "old", "new"),
    [
        ("en", "six weeks from 3 March", "6 weeks from March 3"),
        ("en", "the eleven steel", "the 11 steel"),
        ("en", "2.3 million crowns", "2,300,000 crowns"),
        ("en", "14,000 cars", "fourteen thousand cars"),
        ("en", "900 lorries", "nine hundred lorries"),
        ("en", "3 March", "Mar. 3"),
        ("de", "für sechs Wochen", "für 6 Wochen"),
        ("de", "2,3 Millionen Kronen", "2,3 Mio. Kronen"),
        ("de", "Rund 14.000", "Rund 14 000"),
        ("ru", "на шесть недель", "на 6 недель"),
        ("ru", "2,3 миллиона", "2,3 млн"),
        ("zh", "230万", "２３０万"),
        ("zh", "十一根", "11根"),
        ("zh", "230万", "二百三十万"),
        ("fr", "3,4 millions d'euros", "3,4 M€"),
        ("fr", "le 5 mars 2026", "le 05/03/2026"),
    ],
)
def test_another_dress_is_no_change(lang: str, old: str, new: str) -> None:
    text = "\n\n".join(PARAGRAPHS[lang])
    assert old in text
    assert told(text, text.replace(old, new), lang) == set()


def test_a_short_sentence_that_moved_and_differs_in_a_number() -> None:
    parts = [*PARAGRAPHS["en"], "The vote was 19 to 12."]
    moved = ["The vote was 18 to 12.", *parts[:-1]]
    assert told("\n\n".join(parts), "\n\n".join(moved)) == {("number", "19", "18")}


@pytest.mark.parametrize(
    ("lang", "frame", "was", "now", "changed"),
    [
        ("en", "The last ferry of the island leaves at {} on all days of the week.", "8.30 p.m.", "8:30pm", False),
        ("en", "The last ferry of the island leaves at {} on all days of the week.", "8.30 p.m.", "20:30", False),
        ("en", "The last ferry of the island leaves at {} on all days of the week.", "8:30", "8:45", True),
        ("de", "Die letzte Fähre der Insel fährt um {} Uhr an allen Tagen der Woche.", "20.30", "20:30", False),
        ("de", "Die letzte Fähre der Insel fährt um {} Uhr an allen Tagen der Woche.", "20.30", "21.30", True),
        ("fr", "Le dernier bac de l'île part à {} tous les jours de la semaine.", "20 h 30", "20h30", False),
    ],
)
def test_the_time_of_day(lang: str, frame: str, was: str, now: str, *, changed: bool) -> None:
    kinds = {change.kind.value for change in changes(frame.format(was), frame.format(now), lang)}
    assert kinds == ({"number"} if changed else set())


STYLES = [
    ("cs", "Oprava mostu bude stát {} a hradí ji kraj, řekl mluvčí radnice.", "2,3 milionu korun", "2,3 mil. Kč"),
    ("el", "Η επισκευή της γέφυρας θα κοστίσει {} στον δήμο, είπε χθες.", "2,3 εκατομμύρια ευρώ", "2,3 εκατ. ευρώ"),
    ("it", "La riparazione del ponte costerà {} al Comune, ha detto ieri.", "2,3 milioni di euro", "2,3 mln di euro"),
    ("nl", "Het herstel van de brug kost de stad {} volgens de wethouder.", "2,3 miljoen euro", "€ 2,3 mln"),
    ("pl", "Naprawa mostu ma kosztować miasto {} jak podał rzecznik.", "2,3 mln złotych", "2,3 miliona zł"),
    ("sv", "Reparationen av bron kostar {} enligt vad kommunen uppger.", "2,5 miljarder kronor", "2,5 mdr kr"),
    ("uk", "Ремонт мосту коштуватиме місту {} заявив речник управління.", "2,3 мільйона гривень", "2,3 млн грн"),
]


@pytest.mark.parametrize(("lang", "frame", "was", "now"), STYLES, ids=[row[0] for row in STYLES])
def test_how_papers_shorten_sums(lang: str, frame: str, was: str, now: str) -> None:
    assert told(frame.format(was), frame.format(now), lang) == set()
    other = now.replace("2,3", "3,2").replace("2,5", "5,2")
    assert "number" in {kind for kind, _, _ in told(frame.format(was), frame.format(other), lang)}


@pytest.mark.parametrize(
    ("lang", "text", "was", "now"),
    [
        ("vi", "Cây cầu sẽ đóng cửa sáu tuần, sở giao thông cho biết hôm thứ Ba trong một thông báo.", "Ba", "Tư"),
        ("pt", "A ponte ficará fechada por seis semanas, disse na terça-feira a secretaria.", "terça", "quarta"),
        ("he", "הגשר ייסגר לשישה שבועות, מסרה העירייה ביום שלישי בהודעה לעיתונות.", "שלישי", "רביעי"),
        ("cs", "Most bude na šest týdnů uzavřen, řekl ve středu mluvčí radnice.", "středu", "sobotu"),
    ],
)
def test_weekdays_of_several_words_and_in_other_cases(lang: str, text: str, was: str, now: str) -> None:
    assert told(text, text.replace(was, now), lang) == {("date", was, now)}


def test_things_exchanged_are_told() -> None:
    text = "Ten of the shops and twenty of the flats on the quay burnt down that night, the fire brigade said."
    copy = "Twenty of the shops and ten of the flats on the quay burnt down that night, the fire brigade said."
    assert told(text, copy) == {("number", "Ten", "Twenty"), ("number", "twenty", "ten")}


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("cost the region 6.8 million dollars last year", "cost the region $6.8 million last year"),
        ("grew by 12 percent in the first months", "grew by 12% in the first months"),
        ("was paid €40 for a ticket that night", "was paid 40 euros for a ticket that night"),
        ("was paid US$3 million for its piers", "was paid 3 million US dollars for its piers"),
        ("was paid £3m for its piers", "was paid 3 million pounds for its piers"),
    ],
)
def test_a_unit_may_be_a_word_or_a_sign(source: str, copy: str) -> None:
    frame = "The ferry company said on Monday that it {}, as its director had feared."
    assert told(frame.format(source), frame.format(copy)) == set()


@pytest.mark.parametrize(
    ("source", "copy", "kind"),
    [
        ("lost 6.8 million crowns last year", "lost $6.8 million last year", "unit"),
        ("lost 6.8 million crowns last year", "lost -6.8 million crowns last year", "number"),
        ("lost 6.8 million crowns last year", "lost 6.8 million dollars last year", "unit"),
        ("lost 12 kilometres of track last year", "lost 12 miles of track last year", "unit"),
        ("saw its shares fall by 3 percent last year", "saw its shares fall by 3 points last year", "unit"),
        ("has owned five boats since last year", "has owned twenty-five boats since last year", "number"),
        ("has owned 2,312,000 shares since last year", "has owned 2,314,000 shares since last year", "number"),
        ("met the union on Monday in the hall", "met the union on Tuesday in the hall", "date"),
        ("met the union in May in the hall", "met the union in June in the hall", "date"),
        ("met the union on 2026-03-05 in the hall", "met the union on 2026-03-06 in the hall", "date"),
        ("met nearly 200 skippers in the hall", "met more than 200 skippers in the hall", "hedge"),
        ("was fined by 12 of 15 members", "was fined by 15 of 12 members", "number"),
        ("said 200 skippers met in the hall", "said about 200 skippers met in the hall", "hedge"),
        ("lost a hundred of its skippers", "lost around a hundred of its skippers", "hedge"),
        ("pays $200 to each of its skippers", "pays up to $200 to each of its skippers", "hedge"),
        ("was up 5 percent last year", "was down 5 percent last year", "wording"),
        ("spoke about the new piers last year", "spoke on the new piers last year", "wording"),
        ("spoke about its plan last year", "spoke its plan last year", "wording"),
        ("pays between 3 and 4 million euros", "pays between 4 and 5 million euros", "number"),
        ("heats the hall to 20 °C at night", "heats the hall to 20 °F at night", "unit"),
        ("was sold for £3m last year", "was sold for €3m last year", "unit"),
        ("sued Sgt. John Miller last year", "sued Sgt. Joan Miller last year", "name"),
        ("would not sail in such weather", "wouldn't sail in such weather", "wording"),
    ],
)
def test_what_counts_is_named(source: str, copy: str, kind: str) -> None:
    frame = "The ferry company of the island {}, its director wrote in a letter to the county."
    (change,) = changes(frame.format(source), frame.format(copy))
    assert change.kind.value == kind


@pytest.mark.parametrize(
    ("lang", "text", "was", "now", "expected"),
    [
        (
            "en",
            "The county {} sign the lease with the brewers, its director wrote.",
            "will not on Monday morning",
            "will on Monday morning not",
            {"wording"},
        ),
        (
            "en",
            "The county {} for the roof of the old granary, its director wrote.",
            "will not sign and will pay",
            "will sign and will not pay",
            {"negation"},
        ),
        (
            "en",
            "The county {} said its director in a letter to the harbour board.",
            "did not pay, the board has not",
            "did pay, the board has not",
            {"negation"},
        ),
        (
            "de",
            "Der Kreis {} den Vertrag mit den Brauern, teilte er am Freitag mit.",
            "verlängert nicht wie geplant im März",
            "verlängert wie geplant im März nicht",
            {"wording"},
        ),
        (
            "fr",
            "Le comté {} le bail de la brasserie, selon son directeur.",
            "ne va pas dès lundi matin signer",
            "ne va dès lundi matin pas signer",
            {"wording"},
        ),
        (
            "en",
            "{} of lying to the board about the bridge in the spring.",
            "Miller accused Smith",
            "Smith accused Miller",
            {"name"},
        ),
        (
            "en",
            "The board said that {} of lying about the bridge.",
            "Anna Miller accused John Smith",
            "John Smith accused Anna Miller",
            {"name"},
        ),
        (
            "en",
            "In the final {} by three goals on Sunday evening in the rain.",
            "Leeds beat Norrvik",
            "Norrvik beat Leeds",
            {"name"},
        ),
        (
            "en",
            "In the town hall {} spoke about the bridge until midnight.",
            "Miller and Smith",
            "Smith and Miller",
            {"wording"},
        ),
        (
            "en",
            "In the town hall {} about the bridge until midnight.",
            "said Miller something",
            "Miller said something",
            {"wording"},
        ),
        (
            "ru",
            "В ратуше {} во лжи совету о мосте через реку весной.",
            "Иванов обвинил Петрова",
            "Петрова обвинил Иванов",
            {"name"},
        ),
    ],
)
def test_what_only_moved_and_what_changed_places(lang: str, text: str, was: str, now: str, expected: set[str]) -> None:
    assert {change.kind.value for change in changes(text.format(was), text.format(now), lang)} == expected


def test_a_name_that_was_left_out_is_not_changed_for_a_word_put_in_nearby() -> None:
    text = "The board said that {} suspected of lying about the bridge in the spring."
    found = told(text.format("Anna Miller was often"), text.format("was often secretly"))
    assert found == {("name", "Anna Miller", ""), ("wording", "", "secretly")}


def test_names_that_changed_places_are_shown_on_both_sides() -> None:
    text = "The board said that {} of lying about the bridge."
    (change,) = changes(text.format("Anna Miller accused John Smith"), text.format("John Smith accused Anna Miller"))
    assert (change.was, change.now) == ("Anna Miller accused John Smith", "John Smith accused Anna Miller")


def test_a_sign_says_nothing_where_a_text_has_lost_all_of_its_stops() -> None:
    source = "The bill gives $100 million to the port, and $5,000 to each of its crews, the office said on Monday."
    bare = "The bill gives 100 million to the port and 5 000 to each of its crews the office said on Monday"
    assert told(source, bare) == set()


LANGUAGES = {
    "ar": (
        "أعلنت شركة ليندهولم يوم الاثنين أنها ستلغي رحلتها المسائية اعتبارا من 1 يونيو. وخسرت الشركة 6.8 مليون كرونة"
        " العام الماضي، ولن تزيد المقاطعة الدعم. وتملك الشركة خمسة قوارب يجب استبدال اثنين منها.",
        [
            ("الاثنين", "الثلاثاء", "date"),
            ("1 يونيو", "1 يوليو", "date"),
            ("كرونة", "دولار", "unit"),
            ("ولن تزيد", "وستزيد", "negation"),
            ("خمسة", "ستة", "number"),
        ],
    ),
    "de": (
        "Die Reederei Lindholm streicht ab dem 1. Juni ihre Abendfähre, wie Direktor Ole Brandt am Montag sagte. Sie"
        " verlor 6,8 Millionen Kronen und besitzt fünf Boote. Der Kreis will den Zuschuss nicht erhöhen.",
        [
            ("Montag", "Dienstag", "date"),
            ("Ole Brandt", "Olaf Brand", "name"),
            ("Kronen", "Euro", "unit"),
            ("fünf", "sechs", "number"),
            ("nicht erhöhen", "erhöhen", "negation"),
            ("den Zuschuss nicht", "keinen Zuschuss", "wording"),
        ],
    ),
    "fi": (
        "Varustamo Lindholm lopettaa iltalauttansa 1. kesäkuuta alkaen, johtaja kertoi maanantaina. Yhtiö menetti"
        " 6,8 miljoonaa kruunua, eikä lääni korota tukea. Varustamo omistaa viisi alusta, joista osa on uusittava.",
        [
            ("maanantaina", "tiistaina", "date"),
            ("kesäkuuta", "heinäkuuta", "date"),
            ("kruunua", "euroa", "unit"),
            ("eikä lääni", "ja lääni", "negation"),
            ("viisi", "kuusi", "number"),
        ],
    ),
    "fr": (
        "La compagnie Lindholm supprimera sa navette du soir à partir du 1er juin, a dit lundi son directeur. Elle a"
        " perdu 6,8 millions de couronnes et possède cinq bateaux. Le comté n'augmentera pas sa subvention.",
        [
            ("lundi", "mardi", "date"),
            ("juin", "juillet", "date"),
            ("couronnes", "euros", "unit"),
            ("cinq", "six", "number"),
            ("n'augmentera pas", "augmentera", "negation"),
        ],
    ),
    "hi": (
        "लिंडहोम कंपनी 1 जून से अपनी शाम की नौका सेवा बंद करेगी, निदेशक ने सोमवार को बताया। कंपनी को 68 लाख डॉलर का घाटा हुआ,"
        " और जिला अनुदान नहीं बढ़ाएगा। उसके पास पाँच नावें हैं, जिनमें से कुछ बदली जाएँगी।",
        [
            ("सोमवार", "मंगलवार", "date"),
            ("जून", "जुलाई", "date"),
            ("68 लाख", "86 लाख", "number"),
            ("डॉलर", "यूरो", "unit"),
            ("नहीं बढ़ाएगा", "बढ़ाएगा", "negation"),
            ("पाँच", "छह", "number"),
        ],
    ),
    "ja": (
        "リンドホルム海運の社長は月曜日、記者会見し、6月1日から夜間のフェリーを廃止すると発表した。"
        "同社は昨年680万クローネの赤字を出し、郡は補助金を増やさない方針だ。同社は海峡で五隻の船を運航している。",
        [
            ("月曜日", "火曜日", "date"),
            ("6月1日", "7月1日", "date"),
            ("クローネ", "ユーロ", "unit"),
            ("増やさない", "増やす", "negation"),
            ("五隻", "六隻", "number"),
        ],
    ),
    "ko": (
        "린드홀름 해운은 6월 1일부터 저녁 여객선 운항을 중단한다고 사장이 월요일 회견에서 밝혔다."
        " 회사는 지난해 680만 크로네의 손실을 냈으며 군은 보조금을 늘리지 않을 방침이다."
        " 회사는 배 다섯 척을 가지고 있는데 일부는 교체해야 한다.",
        [
            ("월요일", "화요일", "date"),
            ("6월 1일", "7월 1일", "date"),
            ("크로네의", "유로의", "unit"),
            ("늘리지 않을", "늘릴", "negation"),
            ("다섯", "여섯", "number"),
        ],
    ),
    "ru": (
        "Компания «Линдхольм» с 1 июня отменит вечерний паром, сообщил в понедельник её директор. В прошлом году она"
        " потеряла 6,8 миллиона крон, и округ не увеличит субсидию. Компания владеет пятью судами на этом берегу.",
        [
            ("понедельник", "вторник", "date"),
            ("июня", "июля", "date"),
            ("крон,", "евро,", "unit"),
            ("не увеличит", "увеличит", "negation"),
            ("пятью", "шестью", "number"),
        ],
    ),
    "tr": (
        "Lindholm şirketi 1 Haziran'dan itibaren akşam vapurunu kaldıracak, müdür pazartesi günü bunu açıkladı. Şirket"
        " geçen yıl 6,8 milyon kron kaybetti ve ilçe desteği artırmayacak. Şirketin limanda beş teknesi var.",
        [
            ("pazartesi", "salı", "date"),
            ("Haziran'dan", "Temmuz'dan", "date"),
            ("kron ", "avro ", "unit"),
            ("artırmayacak", "artıracak", "negation"),
            ("beş", "altı", "number"),
        ],
    ),
    "zh": (
        "林霍尔姆航运公司星期一宣布，该公司将从6月1日起取消晚间渡轮服务。该公司去年亏损680万克朗，县政府不会增加补贴。"
        "林霍尔姆拥有五艘船，其中一部分必须更换。",
        [
            ("星期一", "星期二", "date"),
            ("6月1日", "7月1日", "date"),
            ("克朗", "欧元", "unit"),
            ("不会增加", "会增加", "negation"),
            ("五艘", "六艘", "number"),
        ],
    ),
}


@pytest.mark.parametrize(
    ("lang", "old", "new", "kind"),
    [(lang, *row) for lang, (_, rows) in LANGUAGES.items() for row in rows],
)
def test_kinds_in_many_languages(lang: str, old: str, new: str, kind: str) -> None:
    text = LANGUAGES[lang][0]
    assert old in text
    found = [change.kind.value for change in changes(text, text.replace(old, new), lang)]
    assert found
    assert found[0] == kind
    assert set(found[1:]) <= {"wording"}


JA = "市長は会見で、市の調査に対し{}と発表し、来年四月から新しい橋を建設する方針を決めた。"
KO = "시장은 월요일 회견에서 밝혔다. 대표는 지난 회의에 {}. 군은 보조금을 늘릴 방침이다."
TR = "Lindholm şirketi akşam vapurunu kaldıracak, müdür dün toplantıda bu öneriyi {} ve limandan ayrıldı."
ZH = "林霍尔姆航运公司星期一宣布，该公司将{}，县政府会增加补贴，船只必须更换。"
TH = "บริษัทเรือข้ามฟากบนเกาะ{}ผู้อำนวยการเขียนในจดหมายถึงเทศมณฑลเมื่อวานนี้ตอนเย็น"
AZ = "Lindholm şirkəti axşam bərəsini ləğv edəcək, direktor dünən iclasda bu təklifi {} və limandan getdi."


@pytest.mark.parametrize(
    ("lang", "frame", "was", "now"),
    [
        ("ja", JA, "事実を認めた", "事実を認めなかった"),
        ("ja", JA, "部品を使用した", "部品を使用しなかった"),
        ("ja", JA, "説明しました", "説明しませんでした"),
        ("ja", JA, "説明します", "説明しません"),
        ("ja", JA, "必要である", "必要ではない"),
        ("ja", JA, "工事が進んで", "工事が進まず"),
        ("ja", JA, "工事が済んで", "工事が済まず"),
        ("zh", ZH, "在越南非法捕鱼", "在越南合法捕鱼"),
        ("zh", ZH, "雇用不少于五人", "雇用少于五人"),
        ("th", TH, "จมเมื่อคืน", "ไม่จมเมื่อคืน"),
        ("ko", KO, "참석했다", "참석하지 못했다"),
        ("ko", KO, "참석했다", "참석하지 않았다"),
        ("ko", KO, "참석할 것이다", "참석하지 못할 것이다"),
        ("tr", TR, "kabul etti", "kabul etmedi"),
        ("tr", TR, "kabul ediyor", "kabul etmiyor"),
        ("tr", TR, "kabul edecek", "kabul etmeyecek"),
        ("tr", TR, "geri aldı", "geri almadı"),
        ("tr", TR, "dün gördü", "dün görmedi"),
        ("tr", TR, "uygun buldu", "uygun bulmadı"),
        ("az", AZ, "qəbul etdi", "qəbul etmədi"),
    ],
)
def test_negations_within_words(lang: str, frame: str, was: str, now: str) -> None:
    for one, other in ((was, now), (now, was)):
        assert [change.kind.value for change in changes(frame.format(one), frame.format(other), lang)] == ["negation"]


@pytest.mark.parametrize(
    ("lang", "frame", "was", "now"),
    [
        ("ja", JA, "予算が少ない", "予算が多い"),
        ("ja", JA, "橋は危ない", "橋は古い"),
        ("ja", JA, "市民が亡くなった", "市民が集まった"),
        ("ja", JA, "参加者はわずか三人だった", "参加者は三人だった"),
        ("ja", JA, "五日未明に出火した", "五日早朝に出火した"),
        ("ja", JA, "無人機が飛んだ", "飛行機が飛んだ"),
        ("ja", JA, "延期になるかもしれない", "延期になる"),
        ("ja", JA, "間もなく始まる", "すぐに始まる"),
        ("ja", JA, "今月終わるはずだ", "今月終わるそうだ"),
        ("ja", JA, "非常に大きい", "とても大きい"),
        ("zh", ZH, "在非洲开设航线", "在欧洲开设航线"),
        ("zh", ZH, "在未来两年开设航线", "在今后两年开设航线"),
        ("zh", ZH, "打捞沉没的渡轮", "打捞倾覆的渡轮"),
        ("th", TH, "ของพันธมิตรจม", "ของบริษัทจม"),
        ("th", TH, "จมเดือนมิถุนายน", "จมเดือนก่อน"),
        ("ko", KO, "잘못했다", "도착했다"),
        ("tr", TR, "kabul etti", "kabul etmişti"),
        ("tr", TR, "geri aldı", "geri alındı"),
        ("tr", TR, "dün anladı", "dün anlattı"),
        ("tr", TR, "kabul eder", "kabul etmek ister"),
    ],
)
def test_letters_of_a_negation_that_negate_nothing(lang: str, frame: str, was: str, now: str) -> None:
    for one, other in ((was, now), (now, was)):
        assert "negation" not in {change.kind.value for change in changes(frame.format(one), frame.format(other), lang)}


def test_what_may_be_is_less_certain() -> None:
    """Its words have those of a negation in them."""
    was, now = JA.format("延期になるかもしれない"), JA.format("延期になる")
    assert [change.kind.value for change in changes(was, now, "ja")] == ["hedge"]


def test_of_three_negations_beside_each_other_two_are_a_matter_of_wording() -> None:
    frame = "Der Kreis {} erhöhen, wie sein Direktor in einem langen Brief an die Reederei schrieb."
    was, now = frame.format("will nicht jetzt den Zuschuss nicht"), frame.format("will jetzt keinen Zuschuss")
    for one, other in ((was, now), (now, was)):
        assert [change.kind.value for change in changes(one, other, "de")].count("negation") == 1


def test_two_verbs_negated_beside_each_other_stay_negations() -> None:
    was, now = JA.format("認めた。説明しました"), JA.format("認めなかった。説明しませんでした")
    assert [change.kind.value for change in changes(was, now, "ja")] == ["negation", "negation"]


# ── what only looks different ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 March", "3 @"),
        ("3 March", "@ @"),
        ("30 years", "██ years"),
        ("town would", "t@wn would"),
        ("the roof", "*** roof"),
        ("granary", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd"),
    ],
)
def test_masked_words_are_unknown(old: str, new: str) -> None:
    assert told(STORY, STORY.replace(old, new)) == set()


@pytest.mark.parametrize("bullet", ["●", "■", "□", "▪", "@", "###", "-", "•"])
def test_bullets_hide_nothing(bullet: str) -> None:
    def listed(first: str) -> str:
        return f"The council took these notes:\n{bullet} {first}\n{bullet} the bridge over the river near the mill"

    source = listed("approved by the board on Friday evening in Norrvik")
    assert told(source, listed("not approved by the board on Friday evening in Norrvik")) == {("negation", "", "not")}
    assert told(source, listed("approved by the board on Friday evening")) == {("name", "in Norrvik", "")}


def test_a_mask_hides_no_other_change() -> None:
    assert ("number", "30", "40") in told(STORY, STORY.replace("30 years", "40 years").replace("on Monday", "on @"))


def test_letters_of_another_alphabet_and_broken_words_are_no_change() -> None:
    text = "Во вторник с причала ушло судно, которое с марта возит гостей на острова и обратно."
    assert told(text, text.translate(str.maketrans("аеорсух", "aeopcyx")), "ru") == set()
    german = "Die Gasleitungen unter der Straße am Hafen werden im Sommer erneuert, sagte der Sprecher der Werke."
    assert told(german, german.replace("Gasleitungen", "Gaslei-\ntungen"), "de") == set()


def test_a_vowel_that_is_a_mark_is_a_letter() -> None:
    text = "लिंडहोम कंपनी अपनी शाम की {} सेवा बंद करेगी, निदेशक ने बताया। कंपनी के पास नावें हैं।"
    assert [kind for kind, _, _ in told(text.format("दिन"), text.format("दी\u200cन"), "hi")] == ["wording"]
    assert told(text.format("क्‌षण"), text.format("क्षण"), "hi") == set()


def test_another_headline_is_told_and_the_name_of_the_house_is_none() -> None:
    def found(title: str) -> list[Change]:
        a, b = prepare(STORY, (), "Granary goes to brewers", "en"), prepare(STORY, (), title, "en")
        return list(what_changed(a, b, months_named))

    assert [(c.kind, c.was, c.now, c.a, c.b) for c in found("Beer from the harbour")] == [
        (ChangeKind.HEADLINE, "Granary goes to brewers", "Beer from the harbour", None, None)
    ]
    assert found("Granary Goes to Brewers | Norrvik Echo") == []
    assert found("“Granary goes to brewers”") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ukraine – Russland greift Kraftwerke an", "Ukraine – Selenskyj entlässt Minister", False),
        ("Live | Storm reaches the coast", "Live | Mayor of Norrvik resigns", False),
        ("Storm reaches the coast - Norrvik Echo", "Storm reaches the coast - Bremen Kurier", True),
        ("Storm reaches the coast — Norrvik Echo", "Storm reaches the coast", True),
        ("乌克兰 - 俄罗斯袭击发电厂多人受伤", "乌克兰 - 泽连斯基撤换国防部长", False),
        ("俄罗斯袭击乌克兰发电厂 - 新华网", "俄罗斯袭击乌克兰发电厂", True),
    ],
)
def test_a_house_is_shorter_than_what_it_prints(one: str, other: str, *, same: bool) -> None:
    a, b = prepare(STORY, (), one, "en"), prepare(STORY, (), other, "en")
    assert (what_changed(a, b, months_named) == ()) == same


# ── the tables ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_table_of_particles_names_its_languages_and_folds_as_tokens_do() -> None:
    languages = json.loads(table("particles.json"))["languages"]
    assert set("ar cs de en es fi fr hi it ja ko nl pl pt ru sv th tr uk vi zh".split()) <= set(languages)
    for lang, row in languages.items():
        known = "negations joints hedges rough numbers minus between powers noon halves ones scores"
        assert set(row) <= {
            *known.split(),
            "fractions",
            "half_to",
            "percents",
            "bounds",
            "collectives",
            "by_chance",
            "within_numbers",
        }, lang
        assert set(row.get("negations", {})) <= {"words", "within", "beginnings", "inside", "before", "none"}, lang
        assert negations(lang).words | negations(lang).within or "negations" not in row, lang
        for word in row.get("negations", {}).get("words", "").split():
            running = normalise(word).text.casefold()
            assert negations(lang).count(tokenise(word).keys) or negations(lang).count_in(running), (lang, word)
        for word, value in row.get("numbers", {}).items():
            assert number_words(lang).value(even(word)) == value, (lang, word)


def test_of_the_words_for_minus_the_longest_is_asked_first() -> None:
    """One of them may end another, and where the number begins must not be told by chance."""
    for lang in json.loads(table("particles.json"))["languages"]:
        words = minus(lang).words
        for at, word in enumerate(words):
            assert not any(later.endswith(word) for later in words[at + 1 :]), lang
    assert told(TH.format("ติดลบ 5 องศา"), TH.format("5 องศา"), "th") == {("number", "ติดลบ 5", "5")}


@pytest.mark.parametrize(
    ("lang", "word", "value"),
    [
        ("de", "zweiundzwanzig", 22),
        ("it", "ventidue", 22),
        ("it", "duemila", 2000),
        ("it", "ventimila", 20_000),
        ("it", "Mila", None),
        ("fi", "kaksikymmentäviisi", 25),
        ("nl", "vijfentwintig", 25),
        ("de", "Hand", None),
        ("en", "sixpence", None),
    ],
)
def test_numbers_of_several_parts(lang: str, word: str, value: float | None) -> None:
    assert number_words(lang).value(even(word.lower())) == value


def test_the_tables_of_units_are_of_one_build_and_know_the_commonest() -> None:
    files = sorted((Path(data_file).parent / "units").glob("*.json"))
    assert len(files) == 72
    heads = set()
    for file in files:
        read = json.loads(file.read_text(encoding="utf-8"))
        heads.add((read["source"], read["licence"], read["by"]))
        if file.stem != "signs":
            codes = {code for codes in read["units"].values() for code in codes.split("|")}
            assert {"EUR", "USD", "length-kilometer"} <= codes, file.name
            assert all(word == even(word.lower()) for word in read["units"]), file.name
    assert len(heads) == 1


def test_texts_with_nothing_in_common_have_no_changes() -> None:
    assert changes(STORY, "Eine ganz andere Geschichte über Pinsel und Farben, ohne jedes gemeinsame Wort.") == []
    assert changes("", STORY) == []
    chance = "Nobody in the hotel knew what the market stays open for, and the waiter shrugged at the question twice."
    assert changes(STORY, chance) == []


def test_a_template_lists_the_figures_of_each_month() -> None:
    form = "The trust paid {} dollars a share for {} 2026, and sold {} of its {} properties, it said in its package."
    found = told(form.format("0.12", "March", "3", "160"), form.format("0.17", "April", "5", "155"))
    assert {
        ("number", "0.12", "0.17"),
        ("date", "March", "April"),
        ("number", "3", "5"),
        ("number", "160", "155"),
    } <= found


WORDS = st.lists(
    st.sampled_from("harbour board granary not may 3 40 March Jane lease rent town the of".split()), max_size=60
)


@given(WORDS, WORDS)
def test_any_two_texts(a: list[str], b: list[str]) -> None:
    one, other = " ".join(a), " ".join(b)
    found = changes(one, other)
    assert len(found) <= MOST
    for change in found:
        assert change.a is None or one[change.a.start : change.a.end] == change.was
        assert change.b is None or other[change.b.start : change.b.end] == change.now
        assert change.was != change.now
        assert change.weight == CHANGE_WEIGHTS[change.kind]
    if a == b:
        assert found == []
