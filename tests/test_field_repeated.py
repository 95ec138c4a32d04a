"""Repeated text that is not copying: the pitfalls A of the field study that the other tests do not hold already.

More on A1, A2, A4 and A5 is in ``test_matching_reuse`` and ``test_field_updates``; A12 (120 outlets in two days) is in
``test_pipeline``. All texts are invented; where the study names real releases, these are of the same build.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests import newsroom
from tests.test_matching_reuse import BRIDGE, MARKET, SCHOOL, codes, look
from tests.test_pipeline import ingested, members, stories_of

from syndicheck import Database, compare, find_marks
from syndicheck.comparison import compare_views, view_of
from syndicheck.matching import reuse
from syndicheck.matching.derivation import derivations
from syndicheck.model.articles import RawArticle
from syndicheck.model.changes import ChangeKind
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.shares import Derivation
from syndicheck.pipeline import learn as learn_database

HEALER = """Ms. Osk's work has three parts: stillness, the listening hand, and the page one writes before going to bed.
She teaches them in a converted mill in Duneholm and in letters that go out to readers in nineteen countries.
People come to her after a loss, after an illness, or because something in their lives has become too loud.
"I do not heal anybody," she says. "I hold the lamp while they look for the door themselves."
Before she moved to the coast she taught geography for eleven years at a school in Kesteren, where she still sings in
the choir of the old harbour church on the second Sunday of every month.
Her readers have sent her more than four thousand letters, all of which she has answered by hand, in green ink.
A new course begins at every full moon; places are given by lot among those who have written before the last quarter."""


def judged(a: str, b: str, lang: str) -> Match:
    return reuse.compare(reuse.prepare(a, (), None, lang), reuse.prepare(b, (), None, lang))


SOPRANO = """La soprano Irène Vasseur, née à Quimper, a commencé le piano à six ans et le chant à quatorze, au lycée.
Elle a étudié à Lyon puis à Leipzig, où elle a rencontré son mari, le luthier Jonas Krell, avec qui elle vit dans une
ferme du Finistère, entourée de douze moutons et de trois clavecins.
Elle enseigne chaque été à quarante jeunes chanteurs venus de toute l'Europe et enregistre pour un petit label breton.
« Je ne cherche pas la perfection, je cherche l'air qui passe », dit-elle de son travail.
Ses disques se sont vendus à plus de 60 000 exemplaires, ce dont personne ne s'étonne plus que sa mère."""

POTTER = """陶芸家の佐久間玲は信楽の山あいに窯を構えて二十年になる。薪だけで焼く器は灰をかぶって一つとして同じ色に
ならない。若いころは東京で会社勤めをしていたが、祖父の残した登り窯を直すために仕事を辞めた。弟子は取らず、近所の子どもたちに週末だけ
土の練り方を教えている。「器は使われて初めて出来上がる」と彼女はいつも話す。作品は海外の料理人にも愛用されている。"""

OTHER_NEWS = [
    pytest.param(
        "en",
        "Veya Osk publishes her third book, The Lamp and the Door, on 4 May with Almstadt Press.",
        "Veya Osk receives the Tamsweiler medal for her garden letters at a ceremony on 19 August.",
        HEALER,
        id="English",
    ),
    pytest.param(
        "fr",
        "Irène Vasseur donnera le 12 mai un récital consacré à Debussy à l'opéra de Rennes.",
        "Irène Vasseur publie le 3 octobre ses mémoires, Une enfance salée, aux éditions du Goéland.",
        SOPRANO,
        id="French",
    ),
    pytest.param(
        "ja",
        "佐久間玲は五月十二日から銀座の画廊で個展を開き、茶碗や花入れなど八十点を並べる。",
        "佐久間玲が県の文化功労賞に選ばれ、十月三日に知事から表彰状を受け取る。",
        POTTER,
        id="Japanese",
    ),
]


@pytest.mark.parametrize(("lang", "one", "other", "portrait"), OTHER_NEWS)
def test_a3_two_releases_of_one_person_with_other_news_are_no_copy_and_the_changed_passage_is_shown(
    lang: str, one: str, other: str, portrait: str
) -> None:
    texts = (f"{one}\n{portrait}", f"{other}\n{portrait}")
    view = compare_views(*(view_of(RawArticle(where=w, text=t, lang=lang)) for w, t in zip("ab", texts, strict=True)))
    assert view.match.share_a > 0.8
    assert not view.match.joins
    assert derivations(view.match) == (Derivation.NON, Derivation.NON)
    (reason,) = (r for r in view.match.reasons if r.code == "other-news")
    assert {reason.data["shorter"][:10], reason.data["longer"][:10]} == {one[:10], other[:10]}
    shown = [change.was + change.now for change in view.changes]
    assert any(one[12:30] in words for words in shown)
    assert any(other[12:30] in words for words in shown)


NOTICE = """About MiningNewsWire

MiningNewsWire (“MNW”) is a specialized communications platform with a focus on developments and opportunities in the
Global Mining and Resources sectors. It is one of 75+ brands of IBN that delivers: (1) access to a vast network of wire
solutions via InvestorWire; (2) article and editorial syndication to 5,000+ outlets; (3) press release enhancement;
(4) social media distribution to millions of followers; and (5) a full array of corporate communications solutions.
With broad reach and a seasoned team of contributing journalists and writers, MNW is uniquely positioned to best serve
private and public companies that want to reach a wide audience of investors, influencers, consumers, journalists, and
the general public. By cutting through the overload of information in today's market, MNW brings its clients
recognition and brand awareness. MNW is where breaking news, insightful content and actionable information converge,
day after day, for readers who have little time and for companies that have much to say and nobody who listens yet.

MiningNewsWire is powered by IBN""".replace("\n", " ").replace("  ", "\n\n")


def test_a1_a_distributors_notice_of_150_words_is_known_and_is_no_match() -> None:
    one, other = f"{MARKET}\n\n{NOTICE}", f"{SCHOOL}\n\n{NOTICE}"
    match = compare(one, other, lang="en")
    assert match.match_class is MatchClass.BOILERPLATE_ONLY
    assert (match.share_a, match.share_b) == (0.0, 0.0)
    notice = max(find_marks(one, lang="en"), key=lambda mark: mark.end - mark.start)
    assert (notice.type, notice.organisation) == ("distributor_footer", "ibn")
    assert len(one[notice.start : notice.end].split()) >= 150


def test_a2_two_bodies_of_250_words_over_a_notice_of_400() -> None:
    notice = " ".join(newsroom.text(5, 9).split()[:400])
    one, other = (f"{' '.join(newsroom.text(seed, 8).split()[:250])}\n\n{notice}" for seed in (1, 2))
    match = look(one, other)
    assert match.share_a == pytest.approx(0.62, abs=0.03)
    assert match.resemblance == pytest.approx(0.44, abs=0.03)
    assert match.match_class is MatchClass.RELATED
    assert "closing-part-only" in codes(match)


def test_a3_what_is_said_in_another_language_may_be_the_same_news() -> None:
    (_, one, other, portrait), *_ = (case.values for case in OTHER_NEWS if case.id == "French")
    texts = (f"{one}\n{portrait}", f"{other}\n{portrait}")
    for languages, told in ((("fr", "fr"), True), (("fr", "br"), False)):
        a, b = (reuse.prepare(text, (), None, lang) for text, lang in zip(texts, languages, strict=True))
        assert ("other-news" in codes(reuse.compare(a, b))) == told


@pytest.mark.parametrize(
    ("lead", "text"),
    [
        ("Commuters in Norhaven face a detour: cracks in two hangers shut the old river crossing to cars.", BRIDGE),
        ("Cider will be dear next year, for April nights below zero have cost the valley its apples.", MARKET),
    ],
)
def test_a3_another_lead_on_the_same_news_is_a_copy(lead: str, text: str) -> None:
    match = look(text, "\n".join([lead, *text.split("\n")[1:]]))
    assert match.match_class is MatchClass.EDITED, match.reasons


MONTHLY = {
    "en": "The trust reports for {m} as follows: it sold {a} properties for {b} thousand crowns in total, paid {c}"
    " thousand crowns to holders and kept {d} thousand crowns in reserve. The occupancy of the remaining sites was {e}"
    " per cent, and rents of {f} thousand crowns were collected. The next report will be published on the usual day on"
    " the website of the trust for all holders.",
    "fr": "La fiducie annonce pour {m} les résultats suivants : {a} immeubles vendus pour {b} milliers de couronnes au"
    " total, {c} milliers de couronnes versés aux porteurs, {d} milliers de couronnes mis en réserve. Le taux"
    " d'occupation des sites restants était de {e} pour cent, et {f} milliers de couronnes de loyers ont été"
    " perçus. Le"
    " prochain rapport sera publié le jour habituel sur le site de la fiducie pour tous les porteurs.",
    "de": "Die Treuhand meldet für {m} folgende Ergebnisse: Sie verkaufte {a} Häuser für zusammen {b} Tausend Kronen,"
    " zahlte den Inhabern {c} Tausend Kronen aus und legte {d} Tausend Kronen zurück. Die übrigen Häuser waren zu {e}"
    " Prozent vermietet, die Mieten brachten {f} Tausend Kronen. Der nächste Bericht erscheint am üblichen Tag auf der"
    " Internetseite der Treuhand für alle Inhaber.",
    "ru": "Фонд недвижимости сообщает о результатах за {m}: продано {a} объектов на общую сумму {b} тысяч крон,"
    " выплачено держателям {c} тысяч крон, в резерве оставлено {d} тысяч крон. Заполняемость оставшихся объектов"
    " составила {e} процентов, собрано арендной платы на {f} тысяч крон. Следующий отчёт будет опубликован в обычный"
    " день на сайте фонда для всех держателей паёв.",
    "pl": "Fundusz nieruchomości informuje o wynikach za {m}: sprzedano {a} obiektów za łączną kwotę {b} tysięcy"
    " koron, wypłacono posiadaczom {c} tysięcy koron, w rezerwie pozostawiono {d} tysięcy koron. Obłożenie pozostałych"
    " obiektów wyniosło {e} procent, a czynsze przyniosły {f} tysięcy koron. Następny raport ukaże się w zwykłym"
    " dniu na stronie"
    " funduszu dla wszystkich posiadaczy.",
    "ar": "أعلن الصندوق العقاري نتائج شهر {m}: بيع {a} عقارا بمبلغ إجمالي قدره {b} ألف كرونة، ودفع {c} ألف كرونة لحملة"
    " الوحدات، واحتفظ بمبلغ {d} ألف كرونة احتياطيا. وبلغت نسبة إشغال المواقع المتبقية {e} في المئة، وتم تحصيل إيجارات"
    " بقيمة {f} ألف كرونة. وسينشر التقرير المقبل في اليوم المعتاد على موقع الصندوق لجميع حملة الوحدات.",
    "ja": "不動産信託は{m}の実績を次のとおり発表した。売却物件は{a}件で総額{b}千クローネ、保有者への分配金は{c}千"
    "クローネ、内部留保は{d}千クローネだった。残る物件の稼働率は{e}パーセントで、賃料収入は{f}千クローネに達した。"
    "次回の報告書は通常どおり"
    "信託のウェブサイトで公表される予定である。",
    "th": "กองทุนอสังหาริมทรัพย์รายงานผลประจำเดือน{m}ดังนี้ ขายทรัพย์สินได้ {a} แห่ง รวมเป็นเงิน {b} พันโครน"
    " จ่ายให้ผู้ถือหน่วย {c} พันโครน"
    " และสำรองไว้ {d} พันโครน อัตราการเช่าพื้นที่ที่เหลืออยู่ที่ร้อยละ {e} และเก็บค่าเช่าได้ {f} พันโครน"
    " รายงานฉบับต่อไปจะเผยแพร่ในวันปกติบนเว็บไซต์ของกองทุนสำหรับผู้ถือหน่วยทุกคน",
}
MONTHS = {
    "en": ("March", "April"), "fr": ("mars", "avril"), "de": ("März", "April"), "ru": ("март", "апрель"),
    "pl": ("marzec", "kwiecień"), "ar": ("مارس", "أبريل"), "ja": ("3月", "4月"), "th": ("มีนาคม", "เมษายน"),
}  # fmt: skip
MARCH = {"a": "12", "b": "4310", "c": "2204", "d": "96", "e": "88", "f": "710"}
APRIL = {"a": "7", "b": "2985", "c": "1871", "d": "103", "e": "91", "f": "655"}


@pytest.mark.parametrize("lang", MONTHLY)
def test_a4_a_monthly_notice_is_a_template_in_any_language_and_its_figures_are_listed(lang: str) -> None:
    march = MONTHLY[lang].format(m=MONTHS[lang][0], **MARCH)
    april = MONTHLY[lang].format(m=MONTHS[lang][1], **APRIL)
    match = judged(march, april, lang)
    assert match.match_class is MatchClass.TEMPLATE, match.reasons
    assert not match.joins
    slots = next(reason for reason in match.reasons if reason.code == "same-template").data["slots"]
    listed = {word for slot in slots for side in slot.values() for word in side}
    assert set(MARCH.values()) | set(APRIL.values()) <= listed


@pytest.mark.parametrize("lang", MONTHLY)
def test_a4_the_same_notice_with_one_figure_corrected_is_no_template(lang: str) -> None:
    march = MONTHLY[lang].format(m=MONTHS[lang][0], **MARCH)
    match = judged(march, march.replace("4310", "4130"), lang)
    assert match.match_class in (MatchClass.VERBATIM, MatchClass.EDITED)


@pytest.mark.parametrize("lang", ["ru", "pl", "ja"])
def test_a4_a_monthly_notice_makes_no_story(lang: str, tmp_path: Path) -> None:
    notices = [
        MONTHLY[lang].format(m=month, **figures) for month, figures in zip(MONTHS[lang], (MARCH, APRIL), strict=True)
    ]
    records = [
        newsroom.record(n, notice, f"o{n}.example", f"2026-0{4 + n}-01") | {"lang": lang}
        for n, notice in enumerate(notices)
    ]
    assert stories_of(ingested(tmp_path / "monthly.db", records)) == ()


STORES = {
    "ja": (
        "{c}市は{d}、市内の{n}か所の避難所に新しい備蓄倉庫を設置すると発表した。倉庫には水、毛布、簡易トイレなど三"
        "日分の物資が保管"
        "される。{m}市長は「市民の命を守るための備えを急ぐ」と述べた。費用は{y}万円で、国の補助金を活用する。設置工"
        "事は来月から始まり、"
        "年度末までに完了する予定だ。市は住民に対し、各家庭でも食料や水を備えるよう呼びかけている。",
        {"c": "青葉", "d": "三日", "n": "12", "m": "田中健一", "y": "4800"},
        {"c": "若松", "d": "五日", "n": "27", "m": "佐藤美咲", "y": "9100"},
    ),
    "ko": (
        "{c} 시는 {d} 시내 {n}곳의 대피소에 새로운 비축 창고를 설치한다고 발표했다. 창고에는 물과 담요, 간이 화장실"
        " 등 사흘분의"
        " 물자가 보관된다. {m} 시장은 시민의 생명을 지키기 위한 준비를 서두르겠다고 말했다. 비용은 {y}만 원이며"
        " 국가 보조금을 활용한다. 설치"
        " 공사는 다음 달에 시작되어 연말까지 완료될 예정이다. {c} 시는 주민들에게 각 가정에서도 식량과 물을 준비해"
        " 달라고 당부했다."
        " {c} 시의 자세한 안내는 누리집에서 볼 수 있다.",
        {"c": "청엽", "d": "3일", "n": "12", "m": "김건일", "y": "4800"},
        {"c": "약송", "d": "5일", "n": "27", "m": "이미소", "y": "9100"},
    ),
    "es": (
        "El ayuntamiento de {c} anunció el día {d} que instalará almacenes en {n} refugios de la ciudad. En ellos"
        " habrá"
        " agua, mantas y aseos para tres días. La alcaldesa, {m}, dijo que la preparación no puede esperar. El"
        " coste es"
        " de {y} euros y se paga en parte con una ayuda del Estado. Las obras empiezan el mes que viene y terminan"
        " antes"
        " de fin de año. {c} pide a los vecinos que guarden comida y agua en casa; en la página de {c} hay una lista.",
        {"c": "Torrealba", "d": "3", "n": "12", "m": "Inés Roca", "y": "48.000"},
        {"c": "Valdeprado", "d": "5", "n": "27", "m": "Marta Gil", "y": "91.000"},
    ),
}


@pytest.mark.parametrize("lang", STORES)
def test_a5_a_notice_for_another_town_is_a_template_whose_places_are_listed(lang: str) -> None:
    form, here, there = STORES[lang]
    match = judged(form.format(**here), form.format(**there), lang)
    assert match.match_class is MatchClass.TEMPLATE, match.reasons
    slots = next(reason for reason in match.reasons if reason.code == "same-template").data["slots"]
    listed = str(slots).lower()
    for name in "cny":
        for figures in (here, there):
            assert figures[name].lower().split(".")[0] in listed, (name, listed)


GRANTS = {
    "en": (
        "Senator Ada Holm announced today that the {a} fire brigade will receive a grant of {b} crowns from the"
        " fund for"
        " volunteer brigades. The money pays for breathing apparatus, hoses and a thermal camera. “Men and women"
        " who leave"
        " their beds at night for their neighbours deserve gear that does not let them down,” said Holm, who has"
        " sat on"
        " the committee for the fund since 2009. The programme was set up after the great fire of Okonora and spends"
        " 40 million crowns a year where municipalities cannot. It is open to every brigade that proves sixty hours of"
        " training a year, and half of the grants go to villages of fewer than 3,000 people. The brigade of {a} was"
        " one of"
        " 212 that had asked for help in this round; applications for the next one are open until 30 June at the"
        " office"
        " of the programme, which also answers questions by letter. The cheque for {a} will be handed over in {c}.",
        {"a": "Greenfield", "b": "63,127", "c": "Alder Hall"},
        {"a": "Eastham", "b": "80,750", "c": "Birch House"},
    ),
    "ko": (
        "아다 홀름 의원은 오늘 {a} 소방대가 의용 소방대 기금에서 {b} 크로네를 받게 된다고 발표했다. 이 돈으로 공기"
        " 호흡기와 소방 호스, 열화상"
        " 카메라를 산다. 홀름 의원은 이웃을 위해 밤잠을 포기하는 사람들에게 믿을 만한 장비가 있어야 한다고 말했다."
        " 이 사업은 오코노라 대화재 뒤에"
        " 시작되었고 해마다 4천만 크로네를 쓴다. 한 해 60시간의 훈련을 마친 소방대라면 어디든 신청할 수 있으며"
        " 지원금의 절반은 주민 3천 명 미만의"
        " 마을로 간다. {a} 소방대는 이번에 신청한 212개 소방대 가운데 하나였다. 다음 신청은 6월 30일까지 사업"
        " 사무소에서 받는다. {a} 주민들은"
        " 수표를 {c} 강당에서 전달받는다.",
        {"a": "청엽", "b": "63127", "c": "오리나무"},
        {"a": "약송", "b": "80750", "c": "자작나무"},
    ),
}


@pytest.mark.parametrize("lang", GRANTS)
def test_a5_a_grant_to_the_next_town_is_a_template_although_nearly_all_figures_are_the_same(lang: str) -> None:
    form, here, there = GRANTS[lang]
    match = judged(form.format(**here), form.format(**there), lang)
    assert match.resemblance > 0.55
    assert match.match_class is MatchClass.TEMPLATE, match.reasons
    corrected = judged(form.format(**here), form.format(**(here | {"b": there["b"]})), lang)
    assert corrected.match_class is MatchClass.VERBATIM


OFFICE = {
    "de": (
        "Das Hallenbad in {c} bleibt am {d} wegen der jährlichen Reinigung geschlossen. Ab {e} gelten wieder die"
        " üblichen Zeiten. Wer auf das Schwimmen nicht verzichten möchte, kann in dieser Zeit das Bad in {f} besuchen;"
        " die Jahreskarte wird dort anerkannt. Für Vereine ist die Leitung unter der Nummer {t} zu erreichen. Das Amt"
        " bittet um Verständnis und weist darauf hin, dass die Sauna von der Reinigung nicht betroffen ist und offen"
        " bleibt."
    ),
    "es": (
        "La piscina municipal de {c} estará cerrada el {d} por la limpieza anual. A partir del {e} volverá el horario"
        " de costumbre. Quien no quiera renunciar al baño puede acudir durante ese tiempo a la piscina de {f}, donde se"
        " acepta el mismo abono. Los clubes pueden llamar a la oficina en el número {t}. El ayuntamiento pide"
        " comprensión y recuerda que la sauna no está afectada por la limpieza y permanece abierta."
    ),
}
OFFICE_DAYS = {
    "de": (("Mittwoch, 4. März,", "Donnerstag"), ("Montag, 16. März,", "Dienstag")),
    "es": (("miércoles 4 de marzo", "jueves"), ("lunes 16 de marzo", "martes")),
}
TOWNS = (("Ulmenau", "Birkstedt", "06321 8550"), ("Kesterwald", "Almbruck", "06332 8710"))


@pytest.mark.parametrize("lang", OFFICE)
def test_a5_a_notice_for_the_next_town_and_its_days_is_a_template_whatever_has_a_capital(lang: str) -> None:
    here, there = (
        OFFICE[lang].format(c=c, f=f, t=t, d=d, e=e) for (c, f, t), (d, e) in zip(TOWNS, OFFICE_DAYS[lang], strict=True)
    )
    match = judged(here, there, lang)
    assert match.match_class is MatchClass.TEMPLATE, match.reasons


@pytest.mark.parametrize("lang", OFFICE)
def test_a5_the_same_notice_with_its_day_put_off_is_no_template(lang: str) -> None:
    (c, f, t), (first, other) = TOWNS[0], OFFICE_DAYS[lang]
    here, there = (OFFICE[lang].format(c=c, f=f, t=t, d=d, e=first[1]) for d in (first[0], other[0]))
    assert judged(here, there, lang).joins


DRAW = """Bei der Ziehung der Stiftungslotterie am {d} wurden folgende Gewinnzahlen ermittelt: {z}. Die Zusatzzahl ist
die {s}.
Beim Spiel 88 wurde die Nummer {n} gezogen, bei der Reihe 5 die Nummer {u}. Im Topf liegen nun {j}
Millionen Kronen. Die Aussicht auf den Hauptgewinn beträgt etwa eins zu 140 Millionen. Alle Angaben sind ohne Gewähr.
Spielen kann süchtig machen; Hilfe bietet die Beratungsstelle in Norhaven unter der kostenlosen Nummer 0800 1372700."""
DRAWN = (
    {"d": "Samstag", "z": "3, 11, 19, 24, 38 und 45", "s": "7", "n": "1928374", "u": "558210", "j": "12"},
    {"d": "Mittwoch", "z": "5, 9, 17, 30, 41 und 48", "s": "2", "n": "6620193", "u": "104477", "j": "16"},
)


def test_a4_the_next_draw_of_a_lottery_is_a_template_though_few_runs_are_copied() -> None:
    match = judged(DRAW.format(**DRAWN[0]), DRAW.format(**DRAWN[1]), "de")
    assert match.match_class is MatchClass.TEMPLATE, match.reasons


def alert(company: str, ticker: str, period: str, deadline: str, claim: str, other: str) -> str:
    return f"""The law firm of Brandt Osei & Lind informs investors that a securities class action has been filed
against {company} ({ticker}). The action is on behalf of all who bought {company} shares {period}. The deadline to ask
the court to be appointed lead plaintiff is {deadline}.
The complaint alleges that, throughout the class period, the defendants made false and misleading statements and
failed to disclose that {claim}. As a result, statements about the company's business, operations and prospects
lacked a reasonable basis at all relevant times. {other}
{company} investors may, no later than {deadline}, move the court to serve as lead plaintiff through counsel of their
choice, or may choose to do nothing and remain an absent class member. A lead plaintiff is a representative party who
acts on behalf of all class members in directing the litigation. The ability to share in any recovery is not affected
by the decision of whether or not to serve as a lead plaintiff."""


MERIDAN = alert(
    "Meridan Data",
    "MRDN",
    "between March 7, 2024 and May 30, 2024",
    "September 9, 2024",
    "the restructuring of its sales incentives slowed down the work of winning new customers",
    "On May 30 Meridan cut its outlook for the fiscal year, and the shares fell 23.9 per cent to 236.06.",
)
SYMBRA = alert(
    "Symbra Robotics",
    "SYB",
    "between July 29, 2024 and November 26, 2024",
    "February 3, 2025",
    "cost overruns on certain deployments had not been recognised in the quarter in which they arose",
    "On November 27 Symbra restated four quarters, and the shares fell 35.9 per cent to 24.76.",
)


def test_a6_alerts_of_one_law_firm_on_two_matters_are_one_template() -> None:
    match = look(MERIDAN, SYMBRA)
    assert match.match_class is MatchClass.TEMPLATE
    slots = next(reason for reason in match.reasons if reason.code == "same-template").data["slots"]
    named = str(slots).lower()
    assert "meridan" in named
    assert "symbra" in named


ALERT_ZH = (
    "律師事務所布蘭特通知投資人，已對{c}提起集體訴訟。凡在{p}期間購買{c}股票者均屬受害人。申請擔任首席原告的期限"
    "為{d}。訴狀指稱，該公司"
    "隱瞞{g}。{c}的投資人可於{d}之前透過自選律師申請擔任首席原告，也可以不採取任何行動而保留集體成員資格。首席原告"
    "代表全體成員主導訴訟。"
    "能否分得賠償與是否擔任首席原告無關。"
)


def test_a6_alerts_on_two_matters_are_one_template_in_a_script_without_capitals() -> None:
    one = ALERT_ZH.format(
        c="美瑞數據", p="2024年3月7日至5月30日", d="2024年9月9日", g="銷售獎金制度的重組拖慢了新客戶的開發"
    )
    other = ALERT_ZH.format(
        c="新博機器人", p="2024年7月29日至11月26日", d="2025年2月3日", g="若干專案的成本超支未在發生的季度認列"
    )
    match = judged(one, other, "zh")
    assert match.match_class is MatchClass.TEMPLATE, match.reasons


def test_a6_the_same_alert_sent_again_is_the_same_text() -> None:
    reminder = "REMINDER: " + MERIDAN.replace("informs investors", "reminds investors")
    match = look(MERIDAN, reminder)
    assert match.match_class in (MatchClass.VERBATIM, MatchClass.EDITED)
    assert match.joins


def plate(title: str, year: str, place: str, note: str) -> str:
    return f"""{title}
{title}, {year}. Photograph by A. Harrow Lindqvist, from the series A County by Water. {note}
Harrow Lindqvist ({1901}–{1969}) photographed the county for the Sunday magazine of the Norhaven Courier for forty-three
years. He prepared each picture with the patience of a painter, added clouds and moons from his own store of negatives,
and carried a compass, a machete and a tin of talcum powder in the boot of his car. Prints of this and other pictures
are kept at the Museum of the Sound in {place}, where a room is given to his work. The photographer's daughter, who
looks after the archive of fifty thousand negatives, writes this column each week for readers of the Courier."""


def test_a7_a_photo_series_is_no_story() -> None:
    oyster = plate(
        "Oyster Dredgers at Dawn",
        "1948",
        "Okonora",
        "Three boats lie becalmed off Brindle Point. The skipper of the nearest had lost his brother the winter before"
        " and asked that no face be shown; the photographer waited two hours for the haze.",
    )
    pea = plate(
        "Pea Pickers at Noon",
        "1936",
        "Duneholm",
        "Whole families followed the harvest up the coast. The girl with the hat later became a judge and hung this"
        " very picture in her chambers, next to the statute that forbade such work to children under twelve.",
    )
    match = look(oyster, pea)
    assert match.share_a > 0.6
    assert not match.joins
    assert "other-news" in codes(match)


PRESSER = [
    "“We will open the plant in May, and every one of the two hundred and forty people who work in it will come from "
    "this valley,” said Mayor Inga Torvald.",
    "“The bank has told us in writing that the loan stands, whatever the newspapers may have heard from whoever was "
    "thrown out of the negotiations,” she added.",
    "“If anybody wants to see the contract, it lies in room eleven of the town hall, between nine and four, next to "
    "the coffee machine,” said Torvald.",
    "“I was born here when the old mill still ran three shifts, and I do not intend to be buried before the new one "
    "does,” the mayor said.",
]
ONE_PAPER = [
    "Questions outnumbered answers when the municipality of Velmira laid out its plan for the empty mill on Tuesday.",
    "Several of those present had lost their jobs there seven years ago, and some had brought the letters with them.",
    "Officials handed out a single sheet with a drawing of the site and no figures at all.",
    "The opposition wants a second audit of the books before the council votes on the guarantee next month.",
    "Local traders were divided: the baker expects more customers, the innkeeper fears for his view of the river.",
]
OTHER_PAPER = [
    "VELMIRA – An optimistic head of the town presented herself to about three hundred citizens in the sports hall.",
    "It rained through the roof into a bucket beside the lectern, which she moved without interrupting herself.",
    "Union secretary Pavel Roth called the promise a beginning and asked for it to be put into a collective agreement.",
    "A bank spokesman said on the phone that its board decides on the credit in March and that nothing is signed.",
    "Environmental groups have announced a complaint because herons nest on the chimney of the boiler house.",
]


def woven(narration: list[str], quotes: list[str], order: list[int]) -> str:
    parts = [narration[0]]
    for number, quote in enumerate(order):
        parts += [quotes[quote], narration[number + 1]]
    return "\n\n".join(parts)


def test_a8_two_reports_of_one_press_conference_share_quotes_and_are_no_copies() -> None:
    match = look(woven(ONE_PAPER, PRESSER, [0, 1, 2, 3]), woven(OTHER_PAPER, PRESSER, [2, 0, 3, 1]))
    assert 0.3 < match.share_a < 0.6
    assert match.match_class is MatchClass.RELATED
    assert "quotes-only" in codes(match)
    assert derivations(match) == (Derivation.NON, Derivation.NON)


def test_a8_one_long_statement_quoted_by_both_is_no_copy_either() -> None:
    statement = " ".join(quote.strip("“”").split("”")[0] for quote in PRESSER)
    one = f"{' '.join(ONE_PAPER[:3])}\n\n“{statement}” the mayor said.\n\n{' '.join(ONE_PAPER[3:])}"
    other = f"{' '.join(OTHER_PAPER[:2])}\n\nSaid Torvald: “{statement}”\n\n{' '.join(OTHER_PAPER[2:])}"
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED
    assert "quotes-only" in codes(match)


@pytest.mark.parametrize("marks", ["“”", "””", "„“", '„"', "«»", "»«", "»»", "״״", '""', "‘’", "‚‘", "‹›", "›‹", "''"])
def test_a8_a_statement_quoted_by_both_is_no_copy_whatever_the_quotation_marks(marks: str) -> None:
    statement = " ".join(quote.strip("“”").split("”")[0] for quote in PRESSER)
    said = f"{marks[0]}{statement}{marks[1]}"
    one = f"{' '.join(ONE_PAPER[:3])}\n\n{said} the mayor said.\n\n{' '.join(ONE_PAPER[3:])}"
    other = f"{' '.join(OTHER_PAPER[:2])}\n\nSaid Torvald: {said}\n\n{' '.join(OTHER_PAPER[2:])}"
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED, match.reasons
    assert "quotes-only" in codes(match)


def test_a8_all_quotes_and_the_narration_between_them_are_a_copy() -> None:
    source = woven(ONE_PAPER, PRESSER, [0, 1, 2, 3])
    copy = source.replace("on Tuesday", "this week").replace("seven years ago", "in 2019") + "\n\n" + OTHER_PAPER[3]
    match = look(source, copy)
    assert match.joins
    assert derivations(match)[0] is Derivation.WHOLLY


RESOLUTION = """WHEREAS the harbour of Okonora has served the county since its charter of the year 1611, and
WHEREAS the dredging of its northern basin has been postponed four times by administrations of all colours, and
WHEREAS two hundred and eleven families live by what is landed on its quays before six in the morning,
NOW THEREFORE be it resolved that the assembly calls upon the government to release the sum set aside for the basin
without further delay, to lay the soundings of the past ten years before this house, to invite the skippers of the
northern fleet to every meeting at which the depth of the fairway is discussed, and to report on the progress of the
work on the first Monday of each quarter until the basin can be entered at all tides by vessels of four metres."""


@pytest.mark.parametrize("text", [BRIDGE, MARKET])
def test_a9_two_papers_print_the_same_resolution(text: str) -> None:
    one = f"{text}\nThe assembly passed the following text by 31 votes to 9:\n\n{RESOLUTION}\n\n{SCHOOL}"
    other = (
        f"{' '.join(ONE_PAPER[:2])}\n\nWhat the members agreed on in the small hours, in full:\n\n{RESOLUTION}\n\n"
        + " ".join(OTHER_PAPER)
    )
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED
    assert "quoted-document" in codes(match)


@pytest.mark.parametrize("end", [":", ".", ""])
def test_a9_a_resolution_of_300_words_however_the_other_paper_announces_it(end: str) -> None:
    text = f"{RESOLUTION}\n{RESOLUTION.replace('Okonora', 'Brindle').replace('WHEREAS', 'CONSIDERING THAT')}"
    one = f"{BRIDGE}\nThis is the text that was passed by 31 votes to 9{end}\n\n{text}\n\n{SCHOOL}"
    other = f"{' '.join(ONE_PAPER[:2])}\n\nWhat was agreed on, in full:\n\n{text}\n\n{' '.join(OTHER_PAPER)}"
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED, match.reasons
    assert "quoted-document" in codes(match)


def test_a9_a_part_of_a_report_that_nobody_announces_is_a_copy() -> None:
    text = f"{RESOLUTION}\n{RESOLUTION.replace('Okonora', 'Brindle').replace('WHEREAS', 'CONSIDERING THAT')}"
    match = look(f"{BRIDGE}\n\n{text}\n\n{SCHOOL}", f"{' '.join(ONE_PAPER)}\n\n{text}\n\n{' '.join(OTHER_PAPER)}")
    assert match.joins, match.reasons
    inside = look(f"{BRIDGE} Agreed: {text}", f"{' '.join(ONE_PAPER)} {text}\n\n{' '.join(OTHER_PAPER)}")
    assert inside.joins, inside.reasons


def test_a9_who_copies_the_report_copies_its_introduction_too() -> None:
    report = f"{' '.join(ONE_PAPER)}\n\nThe assembly passed the following text by 31 votes to 9:\n\n{RESOLUTION}\n"
    match = look(report, f"{report}\n{MARKET}")
    assert match.joins


TABLE = "\n".join(
    f"{town} {n * 7 % 31} {n * 3 % 17}.{n % 10} {1000 + n * 37} +{n % 9}.{n * 7 % 10} {900 + n * 11}"
    for n, town in enumerate(
        "Norrvik Almstadt Velmira Portasol Kesteren Duneholm Iravelle Tamsweiler Okonora Brindle Sandvik Varga".split(),
        2,
    )
)


def test_a10_the_same_table_under_two_reports_is_weak_evidence() -> None:
    one = f"{' '.join(ONE_PAPER)}\n\nClosing prices\n{TABLE}"
    other = f"{' '.join(OTHER_PAPER)}\n\nMarkets today\n{TABLE}"
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED
    assert "listing" in codes(match)


OTHER_TABLES = {
    "de": (
        "Die Stadtwerke Ulmenau wollen bis 2029 alle 62 Kilometer ihrer alten Gasleitungen stilllegen. Betroffen"
        " sind rund"
        " 3.100 Haushalte in der Nordstadt und im Viertel am Güterbahnhof. Die Kosten von 48 Millionen Euro sollen zur"
        " Hälfte aus einem Förderprogramm des Landes kommen. Vermieter erhalten einen Zuschuss von 1.500 Euro je"
        " Wohnung."
        " Der Mieterbund kritisierte, dass für Bewohner keine Obergrenze der Heizkosten vereinbart worden sei.",
        "Beim Brand einer Lagerhalle im Gewerbegebiet von Teichlingen ist in der Nacht ein Schaden von zwei"
        " Millionen Euro"
        " entstanden. Neun Wehren waren mit 140 Leuten im Einsatz, verletzt wurde niemand. Der Rauch zog über die"
        " Autobahn, die bis gegen fünf Uhr gesperrt blieb. Anwohner sollten die Fenster schließen. Die Kriminalpolizei"
        " ermittelt wegen des Verdachts der fahrlässigen Brandstiftung.",
        "Ulmenau Teichlingen Brunnfeld Hohenau Lindach Mühlbach Sonnthal Waldeck Rosslau Birken Eschau Kaltern",
    ),
    "ar": (
        "أعلنت البلدية يوم الثلاثاء خطة لإزالة أنابيب الغاز القديمة في الحي الشمالي. وتتحمل الوزارة نصف الكلفة. وطالب"
        " السكان بسقف لأسعار التدفئة. ووعد رئيس البلدية بعقد لقاء مفتوح. ويبدأ العمل في الربيع المقبل ويستمر عامين"
        " كاملين.",
        "اندلع حريق في مستودع للأثاث ليلا ولم يصب أحد. وامتد الدخان إلى الطريق السريع الذي أغلق حتى الفجر. وتحقق"
        " الشرطة"
        " في شبهة الإهمال. وطلب من الجيران إغلاق النوافذ. ولم تعرف أسباب الحريق بعد كما قال رجال الإطفاء.",
        "وادي جسر نخيل سوق برج عين باب قصر حصن ميناء",
    ),
    "ja": (
        "市は火曜日、老朽化したガス管の撤去計画を発表した。対象は北部の住宅地で、費用の半分は県の補助でまかなう。住"
        "民からは暖房費の"
        "上限を求める声が上がっている。市長は説明会を開くと約束した。工事は来年の春に始まる見通しだ。家主には補助金"
        "が支給される。",
        "倉庫で火災があり、家具や自転車が焼けた。けが人はいなかった。煙は高速道路に流れ、早朝まで通行止めになった。"
        "警察は失火の疑い"
        "で調べている。近所の人は窓を閉めるよう求められた。消防によると原因はまだ分かっていない。",
        "東山 西川 南町 北原 青葉 若松 中島 大野 小林 白河",
    ),
}


@pytest.mark.parametrize("lang", OTHER_TABLES)
def test_a10_a_table_is_told_as_one_in_german_and_in_scripts_without_capitals(lang: str) -> None:
    one, other, towns = OTHER_TABLES[lang]
    rows = "\n".join(
        f"{town} {3 * n % 17 + 2}. {1000 + 37 * n} {n % 9},{n * 7 % 10} {n * 3 % 5}:{n % 4}"
        for n, town in enumerate(towns.split(), 2)
    )
    match = judged(f"{one}\n\n{rows}", f"{other}\n\n{rows}", lang)
    assert match.match_class is MatchClass.RELATED
    assert "listing" in codes(match), match.reasons


def test_a11_what_stands_under_every_article_of_a_paper_is_in_no_share() -> None:
    furniture = """

About the author: Nele Marsh has covered courts and harbours for the Norhaven Courier since 2009. She lives in Brindle.

Recommended for you
Five walks along the river
Why the clock of the town hall is always late

Sign up for our newsletter and get the most important news every morning at seven.
We use cookies to personalise content and ads, to provide social media features and to analyse our traffic.
"""
    match = compare(BRIDGE + furniture, SCHOOL + furniture, lang="en")
    assert (match.share_a, match.share_b) == (0.0, 0.0)
    assert match.match_class in (MatchClass.BOILERPLATE_ONLY, MatchClass.NONE)
    kept = compare(BRIDGE + furniture, BRIDGE, lang="en")
    assert (kept.share_a, kept.share_b) == (1.0, 1.0)
    assert {mark.type for mark in find_marks(BRIDGE + furniture, lang="en")} == {"page_chrome"}


@pytest.mark.parametrize(
    ("lang", "story", "heading"),
    [
        ("de", OTHER_TABLES["de"][0], "Lesen Sie auch"),
        ("fr", SOPRANO, "À lire aussi"),
        ("ja", POTTER, "関連記事"),
    ],
)
def test_a11_other_articles_under_their_heading_are_in_no_share(lang: str, story: str, heading: str) -> None:
    teasers = {
        "de": "Fünf Wege am Fluss\nWarum die Rathausuhr immer nachgeht",
        "fr": "Cinq promenades le long du fleuve\nPourquoi l'horloge retarde toujours",
        "ja": "川沿いの散歩道五選\n役場の時計はなぜ遅れるのか",
    }[lang]
    page = f"{story}\n\n{heading}\n{teasers}"
    match = compare(page, story, lang=lang)
    assert (match.share_a, match.share_b) == (1.0, 1.0)
    (mark,) = find_marks(page, lang=lang)
    assert page[mark.start : mark.end] == f"{heading}\n{teasers}"


@pytest.mark.parametrize("releases", [40, pytest.param(120, marks=pytest.mark.slow)])
def test_a12_one_paragraph_under_many_releases_of_one_issuer_over_300_days_is_boilerplate(
    tmp_path: Path, releases: int
) -> None:
    paragraph = (
        "Lindholm Marine builds and repairs ferries, pilot boats and workboats for harbours on both sides of the sound."
        " Founded in 1931, it employs people at two yards and belongs to its staff, who hold all of its shares."
    )
    first = date(2025, 3, 1)
    records = [
        newsroom.record(
            n,
            f"{newsroom.text(9000 + n, 3)}\n\n{paragraph}",
            "lindholm-marine.example",
            str(first + timedelta(days=n * 300 // (releases - 1))),
            title=" ".join(newsroom.text(9000 + n).split()[:6]),
        )
        for n in range(releases)
    ]
    path = ingested(tmp_path / "issuer.db", records)
    assert stories_of(path) == ()
    with Database(path, write=True) as database:
        (block,) = learn_database(database)
        assert (block.text, block.stories, block.outlets, block.edge) == (paragraph, releases, 1, "tail")
        assert block.days == releases
        bodies = database.connection.execute("SELECT count(*) FROM marks WHERE type = 'recurring_block'").fetchone()
        assert bodies == (releases,)
    assert stories_of(path) == ()


def test_slots_name_whole_decimals() -> None:
    form = """The trust reported that the share of its stores that are let rose to {} percent while the average rent was
{} dollars a square foot at the end of the month, and its manager said in a statement that the fund would pay {} dollars
a share to holders of record on the last day of {}. The trust owns shopping centres in eleven states and leases them to
a chain of department stores, and the report is filed each month with the regulator as the law requires."""
    match = look(form.format("45.1", "4.45", "0.12", "April"), form.format("41.5", "4.15", "0.17", "July"))
    slots = next(reason for reason in match.reasons if "slots" in reason.data).data["slots"]
    named = {fact for slot in slots for side in ("shorter", "longer") for fact in slot[side]}
    assert {"45.1", "41.5", "4.45", "4.15", "0.12", "0.17"} <= named
    assert not named & {"45", "41", "5", "1", "15", "12", "17"}


@pytest.mark.parametrize("releases", [60, pytest.param(300, marks=pytest.mark.slow)])
def test_a13_a_notice_on_many_releases_makes_no_story(tmp_path: Path, releases: int) -> None:
    notice = " ".join(newsroom.paragraphs(4242, 2))
    records = [
        newsroom.record(
            n, f"{newsroom.text(7000 + n, 2)}\n\n{notice}", f"o{n % 9}.example", f"2026-03-{1 + n % 28:02d}"
        )
        for n in range(releases)
    ]
    found = stories_of(ingested(tmp_path / "chain.db", records))
    assert [members(story) for story in found] == []


NAMES = ", ".join(
    f"{first} {last}"
    for first, last in zip(
        "Ada Bo Cleo Dag Edda Finn Greta Hugo Ines Jarl Karin Leif Mona Nils Olga Per Runa Sven Tilde Ulf".split() * 2,
        "Aker Berg Cole Dahl Ek Falk Gran Holm Isak Juhl Kvist Lund Moe Nord Ost Palm Quist Rask Sund Tran".split()
        + "Ulv Vik Wang Yng Zander Abel Brun Carl Dorn Elm Frost Gade Hjort Ibsen Jung Krog Lie Munk Nyg Orre".split(),
        strict=True,
    )
)


def test_a14_a_list_of_names_in_two_reports_is_weak_evidence() -> None:
    one = f"{' '.join(ONE_PAPER)}\n\nThe squad: {NAMES}."
    other = f"{' '.join(OTHER_PAPER)}\n\nNominated were {NAMES}."
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED
    assert "listing" in codes(match)


LISTS = {
    "police": "Quay Street, Monday 11.40 p.m.: two bicycles stolen from a yard, no suspects.\n"
    "Mill Square, Tuesday 1.15 a.m.: a car scratched with a key, damage of 900 crowns.\n"
    "Harbour Lane, Tuesday 4 p.m.: purse snatched from a woman of 71, who was not hurt.\n"
    "Church Road, Tuesday 6.30 p.m.: a driver of 44 with 1.2 per mille, licence withdrawn.\n"
    "Sandvik, Wednesday 2 a.m.: a garden shed burnt down, the cause is being investigated.\n"
    "Toll House, Wednesday 9 a.m.: three sheep on the road, returned to their owner.\n"
    "Varga School, Wednesday noon: false alarm, a pupil of 13 has been spoken to.",
    "weather": "Norrvik: cloudy with rain in the evening, 9 to 14 degrees\n"
    "Almstadt: sunny at first, later clouds from the west, 7 to 15 degrees\n"
    "Velmira: fog in the morning, dry for the rest of the day, 6 to 13 degrees\n"
    "Portasol: sunny and warm, a light wind from the south, 14 to 22 degrees\n"
    "Kesteren: showers, now and then a clap of thunder, 10 to 16 degrees\n"
    "Duneholm: windy, with high waves on the outer banks, 8 to 12 degrees",
    "television": "18.00 The Lamplighter's Daughter, drama in four parts\n"
    "19.30 News of the hour with the weather for the coast\n20.15 A fish called Edward, comedy about two brothers\n"
    "21.45 The long way to Okonora, report by Hanna Lind\n22.30 Late talk: who pays for the harbour basin",
}


@pytest.mark.parametrize("kind", LISTS)
def test_a10_other_lists_amid_two_reports_are_weak_evidence(kind: str) -> None:
    match = look(
        f"{' '.join(ONE_PAPER)}\n\n{LISTS[kind]}\n\n{MARKET}", f"{' '.join(OTHER_PAPER)}\n\n{LISTS[kind]}\n\n{SCHOOL}"
    )
    assert match.match_class is MatchClass.RELATED, match.reasons
    assert "listing" in codes(match)


def test_a10_sentences_that_were_copied_with_the_list_are_a_copy() -> None:
    copied = f"{BRIDGE}\n\n{LISTS['weather']}"
    assert look(f"{' '.join(ONE_PAPER)}\n\n{copied}", f"{copied}\n\n{' '.join(OTHER_PAPER)}").joins


FAMILY, GIVEN = "佐藤鈴木高橋田中伊藤渡辺山本中村小林加藤吉田山田", "健一美咲翔太陽子大輔直樹恵子真由拓也里奈浩二千夏"
CALLED = {
    "ja": "、".join(
        FAMILY[2 * (n % 12) : 2 * (n % 12) + 2] + GIVEN[2 * ((n * 5 + n // 12) % 12) :][:2] for n in range(40)
    ),
    "ar": "، ".join(
        f"{first} {last}"
        for first in "كريم سامي ليلى هدى نادر رامي سلمى فادي".split()
        for last in "اليازجي الحداد النجار العطار الصباغ".split()
    ),
}
AROUND = {
    "ja": (
        "出場選手は次のとおり。{}。\n\n監督は大会への意気込みを語り、来週から合宿に入ると説明した。",
        "候補者名簿は次のとおりである。{}。\n\n投票は日曜日に行われ、即日開票される。",
    ),
    "ar": (
        "وضمت القائمة كلا من: {}.\n\nوقال المدرب إن المعسكر سيبدأ الأسبوع المقبل استعدادا للبطولة.",
        "وهذه أسماء المرشحين: {}.\n\nوتجرى الانتخابات يوم الأحد وتعلن النتائج في الليلة نفسها.",
    ),
}


@pytest.mark.parametrize("lang", CALLED)
def test_a14_a_list_of_names_where_a_script_has_no_capitals(lang: str) -> None:
    one, other, _ = OTHER_TABLES[lang]
    here, there = (tail.format(CALLED[lang]) for tail in AROUND[lang])
    match = judged(f"{one}\n\n{here}", f"{other}\n\n{there}", lang)
    assert match.match_class is MatchClass.RELATED, match.reasons
    assert "listing" in codes(match)


def test_a_figure_exchanged_in_a_copy_is_told_first() -> None:
    view = compare_views(
        *(
            view_of(RawArticle(where=w, text=t, lang="en"))
            for w, t in (("a", BRIDGE), ("b", BRIDGE.replace("2.3 million", "3.2 million").replace("asked", "begged")))
        )
    )
    assert view.changes[0].kind is ChangeKind.NUMBER
    assert (view.changes[0].was, view.changes[0].now) == ("2.3", "3.2")
