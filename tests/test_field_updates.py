"""Updates and corrections (field study, E1 to E3) beside forms that were filled in anew (A4, A5): invented texts."""

from __future__ import annotations

import pytest
from tests.test_field_repeated import judged
from tests.test_field_unlike import CLOSURE
from tests.test_matching_reuse import BRIDGE, MARKET, SCHOOL, codes, look

from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.matches import Match, MatchClass

QUAKE = """At least 12 people died when an earthquake shook the hills above Velmira on Tuesday, the rescue service said.
The quake of magnitude 6.3 struck at 4:10 a.m. at a depth of 9 kilometres and was felt in three provinces.
In hospitals of the town 34 people are being treated, among them Emeka Sorley, who was pulled from a cellar after
eleven hours. The house of Sorley had stood since 1908, and 260 others of its kind were damaged.
All 12 of the dead lived in the old quarter, where the streets are too narrow for the machines of the army.
The government sent 400 soldiers and 18 lorries with tents. The last strong quake, in 1981, had killed 57 people.
Schools stay closed until Monday, and the railway runs no further than Kesteren, 22 kilometres to the south."""


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for was, now in pairs:
        assert was in text
        text = text.replace(was, now)
    return text


def copied_with_an_alarm(match: Match) -> None:
    assert match.match_class in (MatchClass.VERBATIM, MatchClass.EDITED), match.reasons
    assert codes(match) & {"facts-differ", "one-name-differs"}, match.reasons


@pytest.mark.parametrize(
    "edits",
    [
        [("12", "15"), ("34 people", "41 people"), ("the rescue service", "officials")],
        [("Sorley", "Sonnebo"), ("34 people", "35 people"), ("on Tuesday", "on Wednesday")],
        [("Emeka Sorley", "Amadi Sorlund"), ("of Sorley", "of Sorlund"), ("34 people", "35 people")],
        [("12", "19"), ("400 soldiers", "600 soldiers"), ("18 lorries", "24 lorries")],
    ],
    ids=["toll", "a name, a figure and the day", "full name and age", "three figures"],
)
def test_e1_e3_an_update_is_the_same_text_however_often_its_facts_are_named(edits: list[tuple[str, str]]) -> None:
    copied_with_an_alarm(look(QUAKE, changed(QUAKE, *edits)))


def test_e1_both_figures_of_a_text_brought_up_to_date_in_five_places() -> None:
    first = """Rescuers have found 12 people alive under the roof of the market hall that fell in on the first day of
the fair, the fire brigade said. All of the 12 were taken to the hospital, where relatives waited through the night with
blankets and tea that neighbours had brought. The search for the 34 who are still missing goes on with dogs and with
microphones. Among the 34 are a baker and his apprentice. Engineers had warned of the snow on the roof, and the mayor
promised to publish their letter. The fair was called off; the stalls will be cleared once the 34 have been found."""
    match = look(first, changed(first, ("12", "19"), ("34", "27")))
    copied_with_an_alarm(match)
    assert match.resemblance < 0.85


FERRY = {
    "en": (
        [
            "At least 16 people drowned and 38 were hurt when the ferry Anna Sorvik turned over on the Orle near"
            " Kesteren on Tuesday, the fire brigade of the county said.",
            "She had about 130 people on board and was on her way from Velmira to Kesteren when a squall hit her, said"
            " Colonel Emeka Lind of the fire brigade.",
            "Men in small boats pulled people out of the brown water. Families stood on the pier in Kesteren and held"
            " up photographs.",
            "“The wind came like a wall,” said Ines Vandal, 47, who had a blanket round her shoulders. “One moment I"
            " was stirring my tea, and then the river was above us.”",
            "The Norhaven river office opened an investigation. The Anna Sorvik had been inspected in October and was"
            " licensed for 150 people.",
        ],
        [("16", "21"), ("38", "52"), ("130", "137"), ("47", "48")],
        ["The president called off her journey and spoke of a black day for everybody who lives by the water.",
         "Divers worked where they could not see their own hands, and two of them were treated for exhaustion."],
    ),
    "ru": (
        [
            "Не менее 16 человек утонули и 38 пострадали, когда паром «Анна Сорвик» перевернулся на реке Орле возле"
            " Кестерена, сообщила пожарная служба области Норхавен.",
            "На пароме было около 130 человек, он шёл из Вельмиры в Кестерен, когда налетел шквал, сказал полковник"
            " Эмека Линд из Сандвика.",
            "Мужчины на лодках вытаскивали людей из мутной воды. Родные стояли на причале Кестерена и держали в руках"
            " фотографии.",
            "«Ветер встал стеной, — рассказала Инес Вандаль, ей 47 лет. — Только что я мешала чай, и вот река уже над"
            " нами».",
            "Речная инспекция города Норхавен начала проверку. Паром «Анна Сорвик» осматривали осенью 2024 года, он был"
            " рассчитан на 150 человек.",
        ],
        [("16", "21"), ("38", "52"), ("130", "137"), ("47", "48")],
        ["Президент отменила поездку и сказала, что это чёрный день для всех, кто живёт у воды.",
         "Водолазы работали там, где не видно собственных рук, двоим из них понадобилась помощь врачей."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", FERRY)
def test_e1_four_figures_brought_up_to_date_and_paragraphs_put_in_are_the_same_text(lang: str) -> None:
    first, edits, further = FERRY[lang]
    second = [changed("\n".join(first), *edits)]
    lines = second[0].split("\n")
    match = judged("\n".join(first), "\n".join([lines[0], further[0], *lines[1:3], further[1], *lines[3:]]), lang)
    assert match.joins, match.reasons
    assert "facts-differ" in codes(match)


def test_a4_the_next_release_of_a_series_is_no_update_though_few_figures_are_others() -> None:
    form = (
        "We are pleased to announce Almstadt Press {v}, the second preview of the coming edition of our free program"
        " for typesetting by Veya Osk and others. It brings a new engine for ligatures that Emeka Lind wrote in"
        " Kesteren, and the tables that users of Norhaven Type have asked for since the spring. What is new is told on"
        " the pages of the Orle Foundation. In all {f} files were changed since the last edition by people in"
        " Velmira, Sandvik and Duneholm, with {i} lines put in and {o} taken out.\nThe archive of {v} is on the"
        " server of the Foundation, as press-{v}.tar for Linux and as press-{v}.zip for Windows. Whoever tries {v} is"
        " asked to tell Irma Sorley at the Mill Square office what went wrong. We thank the Okonora Fund for the"
        " machine that ran the tests."
    )
    one = form.format(v="preview2", f="2353", i="289057", o="73847")
    match = judged(one, form.format(v="preview3", f="2523", i="241707", o="126230"), "en")
    assert match.match_class is MatchClass.TEMPLATE, match.reasons


def test_e1_in_a_script_without_capitals_a_word_that_was_exchanged_twice_is_no_name() -> None:
    first = (
        "राजधानी में सोमवार को तेज बारिश से कई सड़कें पानी में डूब गईं और यातायात घंटों रुका रहा। मौसम विभाग ने बताया"
        " कि शाम तक 42"
        " मिलीमीटर वर्षा हुई। नगर निगम के अधिकारी ने बताया कि पंप लगातार चल रहे हैं और नालों की सफाई पिछले महीने पूरी"
        " हो गई थी।"
        " रेलवे की 7 गाड़ियां देर से चलीं। स्कूलों में छुट्टी नहीं थी पर बहुत कम बच्चे पहुंचे।"
        " बाजार के दुकानदारों का कहना है कि हर साल यही होता है और कोई सुनता नहीं। पुलिस ने लोगों से घर में रहने की"
        " अपील की।"
    )
    second = changed(first, ("बताया", "सूचित किया"), ("42", "51"), ("अपील", "विनती"))
    match = judged(first, second, "hi")
    assert match.match_class in (MatchClass.VERBATIM, MatchClass.EDITED), match.reasons


@pytest.mark.parametrize("now", ["December 19", "January 5"])
@pytest.mark.parametrize("times", [1, 3, 4])
def test_e1_a_date_that_moved_is_an_update_however_often_it_is_named(times: int, now: str) -> None:
    first = CLOSURE
    there = ["on December 12", "On December 12 the crews ask drivers", "Until December 12 updates are available"]
    for was, then in list(zip(["that day", "Crews ask drivers", "Updates are available"], there, strict=True))[
        : times - 1
    ]:
        first = changed(first, (was, then))
    assert first.count("December 12") == times
    match = judged(first, "UPDATE: delayed. " + changed(first, ("December 12", now)), "en")
    assert match.joins, match.reasons
    assert "facts-differ" in codes(match)


HARBOUR = {
    "tr": (
        "Belediye meclisi eski limanın yenilenmesi için hazırlanan projeyi oybirliğiyle kabul etti. Başkan Ayşe Demir,"
        " çalışmaların {month} ayında başlayacağını ve ilk bölümün 90 gün içinde biteceğini söyledi. Limanda balıkçılar"
        " için yeni bir iskele, çocuklar için bir oyun alanı yapılacak. Müzenin açılışı da {month} ayına"
        " yetiştirilecek."
        " Esnaf derneği inşaat sırasında dükkânların kapanmasından korkuyor. Başkan ise otobüslerin {minutes}"
        " dakikada bir"
        " geleceğini ve {month} ayından önce hiçbir yolun kapatılmayacağını belirtti. Muhalefet üyeleri de projeye"
        " destek"
        " verdi, ancak harcamaların her ay açıklanmasını istedi.",
        [("Mart", "Temmuz"), ("Mayıs", "Kasım"), ("Şubat", "Mayıs")],
    ),
    "ar": (
        "أعلنت بلدية المدينة أن العمل في الميناء القديم سيبدأ في شهر {month} المقبل بعد أن وافق المجلس على الخطة."
        " وقال رئيس"
        " البلدية إن الجزء الأول سينتهي خلال 90 يوما وإن الصيادين سيحصلون على رصيف جديد. وأضاف المهندسون أن متحفا"
        " سيفتح في"
        " المخازن في شهر {month} من السنة التالية. وتخشى جمعية التجار أن تغلق المحلات أبوابها، لكن رئيس البلدية أكد أن"
        " الشوارع ستظل مفتوحة قبل {month} وأن الحافلات ستمر كل {minutes} دقائق. وأيد أعضاء المعارضة المشروع أيضا وطلبوا"
        " نشر النفقات كل شهر، فقبل المجلس هذا الطلب.",
        [("فبراير", "مارس"), ("يناير", "يونيو"), ("مايو", "أبريل")],
    ),
}


@pytest.mark.parametrize(
    ("lang", "was", "now"), [(lang, was, now) for lang, (_, months) in HARBOUR.items() for was, now in months]
)
def test_e1_what_is_put_off_by_months_is_the_same_text_in_any_language(lang: str, was: str, now: str) -> None:
    text = HARBOUR[lang][0]
    match = judged(text.format(month=was, minutes=10), text.format(month=now, minutes=15), lang)
    assert match.joins, match.reasons


DIVIDEND = (
    "RIVERTON, {} 2026. The board of directors of Riverton Savings Corp. declared a quarterly cash dividend of 25"
    " cents per"
    " share on its common stock. The dividend is payable on {} to shareholders of record at the close of business on"
    " {}."
    " Riverton Savings Corp. is the holding company of Riverton Savings Bank, which operates fourteen branches in the"
    " valley"
    " and offers loans, deposits and payment services to families and small companies. The company has paid a"
    " dividend in"
    " every quarter since it went public."
)


def test_a4_the_next_quarters_dividend_is_a_template_though_the_sum_is_the_same() -> None:
    spring = DIVIDEND.format("March 4,", "April 1", "March 15")
    assert judged(spring, DIVIDEND.format("June 3,", "July 1", "June 14"), "en").match_class is MatchClass.TEMPLATE


@pytest.mark.parametrize("now", ["on Thursday", "in March"])
def test_e1_another_day_alone_is_no_other_text(now: str) -> None:
    first = changed(QUAKE, ("the rescue service said", "the rescue service said on Tuesday"), ("Monday", "Tuesday"))
    copied_with_an_alarm(judged(first, first.replace("on Tuesday", now).replace("until Tuesday", "until Friday"), "en"))


@pytest.mark.parametrize(
    ("one", "other"), [("Kiev", "Kyiv"), ("Hezbollah", "Hizbullah"), ("Turkey", "Türkiye"), ("Gaddafi", "Qaddafi")]
)
def test_a_name_in_the_spelling_of_the_house_is_the_same_name(one: str, other: str) -> None:
    text = MARKET.replace("the Orle valley", one).replace("in orchards", f"in {one} in orchards")
    text = text.replace("from abroad", f"from beyond {one}").replace("of frost in April", f"of frost in {one}")
    assert text.count(one) == 4
    match = look(text, text.replace(one, other))
    assert match.match_class in (MatchClass.VERBATIM, MatchClass.EDITED), match.reasons


@pytest.mark.parametrize(("one", "other"), [("Greenfield", "Eastham"), ("Parkway", "Pine"), ("Bern", "Graz")])
def test_another_name_as_often_is_another_subject(one: str, other: str) -> None:
    text = MARKET.replace("the Orle valley", one).replace("in orchards", f"in {one} in orchards")
    text = text.replace("from abroad", f"from beyond {one}").replace("of frost in April", f"of frost in {one}")
    match = look(text, changed(text, (one, other), ("70", "40")))
    assert match.match_class is MatchClass.TEMPLATE, match.reasons


INVESTOR = """{} has taken a stake in Precise Piping, the company said in a statement from its works at Norrvik.
A spokesman for {} would not say what was paid. {} holds parts of nine other makers of pipes.
The council asked {} for a guarantee that the works stay open. {} has until March to answer."""


@pytest.mark.parametrize("kept", [0, 1, 2, 3, 4])
def test_e2_the_one_name_that_differs_is_told_wherever_it_stands(kept: int) -> None:
    """Exchanged throughout it may be what the text is about; where the old one is left in places it is an error."""
    names = ["Parkhaven Capital"] * 5
    first = INVESTOR.format(*names) + "\n" + MARKET
    match = look(first, INVESTOR.format(*names[:kept], *["Pineford Capital"] * (5 - kept)) + "\n" + MARKET)
    (reason,) = (one for one in match.reasons if one.code == "one-name-differs")
    assert {reason.data["shorter"], reason.data["longer"]} == {"parkhaven", "pineford"}
    assert reason.data["places"] == 5 - kept
    assert match.joins or kept < 2


def test_e2_a_name_and_a_figure_are_more_than_one_name() -> None:
    first = INVESTOR.format(*["Parkhaven Capital"] * 5) + "\n" + MARKET
    assert "one-name-differs" not in codes(look(first, changed(first, ("Parkhaven", "Pineford"), ("70", "40"))))
    assert "one-name-differs" not in codes(look(first, changed(first, ("Parkhaven", "Pineford"), ("March", "April"))))
    assert "one-name-differs" not in codes(look(first, changed(first, ("spokesman", "speaker"))))
    assert "one-name-differs" not in codes(look(first, first))


# ── what only looks like an update ────────────────────────────────────────────────────────────────────────

GRANT = """Senator Ada Holm announced that a fire brigade in {a} will receive {b} crowns from the fund for volunteers.
The fund, which Holm wrote into law in 2001 with two colleagues, has paid 190 million crowns to brigades since then.
It pays for engines, breathing apparatus, training and the visits of 4,000 inspectors to schools and homes each year.
The {c} brigade won the grant after a contest in which 3 experts read 212 letters without knowing who had sent them.
"Those who run into a house that others run out of should not have to sell cakes for their hoses," Holm said. "I have
seen boots with 20 years of service in them, and I have seen what a single thermal camera does in a cellar full of
smoke. The fund was a promise, and it is being kept." The brigades may use the money within 12 months. Questions are
answered by the office of the fund in room 7 of the old mint. Last year it helped 65 brigades, three of which had never
asked for anything before. Families in {a} will see the new apparatus on the day of the open door in spring, when the
{c} brigade shows what it can do."""


def test_a5_a_grant_to_the_next_town_is_told_by_town_brigade_and_sum() -> None:
    """The build of real releases: one senator had hundreds, alike to 0.9, town and brigade twice in each."""
    here = GRANT.format(a="Amherst", b="18,314", c="Amherst Village")
    match = look(here, GRANT.format(a="Xenia", b="54,578", c="Jasper Township"))
    assert match.resemblance > 0.75
    assert match.match_class is MatchClass.TEMPLATE, match.reasons
    assert look(here, GRANT.format(a="Amherst", b="54,578", c="Amherst Village")).joins


STANDING = """The trust was formed in 2020 to hold 160 stores and 6 warehouses that were once let to one department
store, and it sells them in an orderly way for the benefit of its holders. It has no employees of its own; a manager in
Norhaven, whose contract runs until 2027, collects the rents, pays the taxes and reports to three trustees. The leases
are net leases: the tenant pays for repairs, insurance and taxes, and may give up to 23 stores a year back against a
fee. Certificates are traded only by appointment, past distributions say nothing about later ones, and the value of the
remaining stores depends on the rents that others pay for such halls. The complete package with a table of all
properties, their sizes and their rents is on the website of the trust; paper copies are sent by the office on request.
Questions are answered on working days by the desk for holders, in writing or on the telephone, in the order in which
they arrive, and the answers of general interest are printed in the next package, which appears on the usual day."""
PACKAGE = (
    "The Copperfield Property Trust published its package for {} today. It sold {} stores for {} million crowns"
    " and paid {} crowns a certificate, and {} per cent of its space is let.\n" + STANDING.replace("\n", " ")
)
DISTRIBUTION = """The Copperfield Property Trust has filed its report for the month that ended on {} {}, 2024. A total
of ${} million or ${} a certificate will be paid on {} {}, 2024, to holders of record on {} {}, 2024, its manager said.
{}
Number of this release: {}"""


def test_a4_next_months_package_is_a_template_though_nine_tenths_of_it_are_standing_text() -> None:
    march = PACKAGE.format("March", "3", "21.4", "0.12", "96.1")
    match = look(march, PACKAGE.format("April", "5", "33.9", "0.17", "95.4"))
    assert match.resemblance > 0.75
    assert match.match_class is MatchClass.TEMPLATE, match.reasons


def test_a4_two_figures_of_the_package_corrected_are_the_same_package() -> None:
    march = PACKAGE.format("March", "3", "21.4", "0.12", "96.1")
    copied_with_an_alarm(look(march, PACKAGE.format("March", "3", "24.1", "0.12", "96.2")))


def test_a4_a_year_amid_the_figures_and_a_number_below_the_boilerplate_stay_or_change_as_they_like() -> None:
    may = DISTRIBUTION.format("May", 31, "7.86", "0.1047", "June", 10, "June", 7, STANDING, 528187560)
    july = DISTRIBUTION.format("July", 28, "9.12", "0.1219", "August", 12, "August", 9, STANDING, 765015497)
    assert judged(may, july, "en").match_class is MatchClass.TEMPLATE
    late = DISTRIBUTION.format("May", 31, "7.86", "0.1047", "June", 12, "June", 7, STANDING, 528187561)
    assert judged(may, late, "en").joins


def test_e2_figures_of_a_report_altered_here_and_there_are_no_next_report() -> None:
    edits = [("6.3", "6.1"), ("34", "41"), ("260", "280"), ("18 lorries", "20 lorries"), ("57", "75")]
    copied_with_an_alarm(look(QUAKE, changed(QUAKE, *edits)))


# ── news that differs, and ends that do ───────────────────────────────────────────────────────────────────

REPORTERS = (
    "Jane Doe is a reporter covering energy, water and the long quarrels about both; she lives in a lighthouse with two"
    " cats, one of which is called Kilowatt after its grandfather.",
    "Additional coverage came from Pedro Alvarez, whose pictures of estuaries hang in museums, and was edited by Lou"
    " Tanaka at the bureau overlooking the fish market.",
)


@pytest.mark.parametrize("text", [BRIDGE, MARKET, SCHOOL])
def test_other_words_behind_the_last_copied_one_are_no_other_news(text: str) -> None:
    match = look(f"{text}\n{REPORTERS[0]}", f"{text}\n{REPORTERS[1]}")
    assert match.joins, match.reasons
    assert "other-news" not in codes(match)


EARNINGS = """Fernlake Pumps said on April 9 that orders rose 8 percent to $2.4 billion in the three months to Feb. 28,
the most since Jan. 31, 2019. Water works in the hills had ordered more valves after the dry summer, it said. Profit
climbed to $96 million from $71 million, the company said at 6:45 a.m. It will close two plants by Nov. 14 and cut 1,300
jobs, about 5 percent of its staff of 26,000. Chief Executive Irma Sorley said half of the savings of $80 million would
go into valves. Shares were up 3.5 percent at 11:20 a.m. in Norhaven, valuing Fernlake at $7 billion."""
ABROAD = [
    ("April 9", "9 April"),
    (" percent", " per cent"),
    ("$2.4 billion", "$2.4bn"),
    ("three months", "3 months"),
    ("Feb. 28", "28 February"),
    ("Jan. 31, 2019", "31 January 2019"),
    ("$96 million", "$96m"),
    ("$71 million", "$71m"),
    ("6:45 a.m.", "6.45am"),
    ("two plants", "2 plants"),
    ("Nov. 14", "14 November"),
    ("1,300", "1300"),
    ("26,000", "26000"),
    ("$80 million", "$80m"),
    ("11:20 a.m.", "11.20am"),
    ("$7 billion", "$7bn"),
]


def test_e1_a_copy_in_the_style_of_another_house_is_no_template() -> None:
    match = judged(EARNINGS, changed(EARNINGS, *ABROAD), "en")
    assert match.match_class is MatchClass.EDITED, match.reasons
    assert "facts-differ" not in codes(match)


def test_a4_the_next_quarters_earnings_in_the_style_of_another_house_are_a_template() -> None:
    later = changed(
        EARNINGS,
        *[("April 9", "July 11"), ("2.4", "2.6"), ("28", "30"), ("96", "99"), ("71", "82"), ("1,300", "1,900")],
        *[("80", "95"), ("11:20", "10:50"), ("$7 ", "$9 "), ("8 percent", "7 percent"), ("Feb.", "May")],
    )
    styled = [(was, now) for was, now in ABROAD if was in later]
    match = judged(EARNINGS, changed(later, *styled), "en")
    assert not match.joins, match.reasons


WARSHIPS = """The U.S. government said on Tuesday that it would send two warships to the Gulf of Norrland after talks
between the U.S. and the U.K. broke down over the weekend. U.S. Secretary of State Mary Holm said the U.N. Security
Council had been told of the decision. "The U.S. does not seek a fight," she said. "We seek free seas." The E.U. said it
would not join the mission. A spokesman for the U.K. said the government in London had been informed by the U.S.
ambassador on Monday. About 3,500 U.S. sailors are aboard the ships, which left Norfolk, Va., on Sunday. They are to
arrive on Oct. 12, the U.S. Navy said. The talks between the U.S. and the U.K. had been held in Washington, D.C., since
Sept. 3. They were to settle how goods worth $1.2 billion a year could pass the strait without being searched."""
STYLE = [(f"{letters[0]}.{letters[1]}.", letters) for letters in ("US", "UK", "UN", "EU", "DC")]
STYLE += [("Oct. 12", "12 October"), ("Sept. 3", "3 September"), ("$1.2 billion", "$1.2bn"), ("Va.", "Virginia")]


@pytest.mark.parametrize("edits", [STYLE, STYLE[:1], STYLE[:5]], ids=["all", "US", "all initials"])
def test_a5_abbreviations_in_the_style_of_another_house_make_no_form(edits: list[tuple[str, str]]) -> None:
    match = compare(prepare(WARSHIPS, (), lang="en"), prepare(changed(WARSHIPS, *edits), (), lang="en"))
    assert match.match_class in (MatchClass.VERBATIM, MatchClass.EDITED), match.reasons
    assert "one-name-differs" not in codes(match)
