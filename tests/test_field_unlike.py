"""Copying that looks unlike, and faults of arithmetic: the pitfalls B and C of the field study not held elsewhere.

B2 and B5 are in ``test_matching_reuse``, B8 in ``test_matching_scripts``; C1 to C5 and C11 in
``test_matching_passages`` and ``test_matching_reuse``, C7 in ``test_pipeline``, C8 in ``test_provenance_clusters``.
"""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from tests import newsroom
from tests.test_matching_low_resemblance import scanned
from tests.test_matching_reuse import ABOUT, BRIDGE, MARKET, OWN_WORDS, SCHOOL, codes, look
from tests.test_pipeline import ingested, stories_of

from syndicheck import Database, ingest, near_duplicates, stories
from syndicheck.comparison import compare_views, view_of
from syndicheck.matching.derivation import derivations
from syndicheck.model.articles import RawArticle
from syndicheck.model.changes import ChangeKind
from syndicheck.model.hidden import HiddenKind
from syndicheck.model.matches import MatchClass
from syndicheck.model.origins import Verdict
from syndicheck.model.shares import Derivation
from syndicheck.report.wording import derived
from syndicheck.store import reports
from syndicheck.text import normalise, tokenise
from syndicheck.text.hidden import hidden_text
from syndicheck.view import CompareView

PUENTE = """El ayuntamiento de Torrealba cerrará el puente viejo durante seis semanas a partir del lunes.
Los técnicos hallaron grietas en dos de los once tirantes durante una revisión hecha en el mes de enero.
Unos 14.000 coches y 900 camiones cruzan el río por allí cada día laborable, según la oficina de tráfico.
Los autobuses 4 y 17 darán la vuelta en la plaza del Molino y una barca llevará gratis a los ciclistas.
La obra costará 2,3 millones de euros, de los que la región paga un tercio y el resto la ciudad.
Los comerciantes de la orilla norte pidieron otra fecha porque el mercado de primavera abre el día 21.
El pleno lo rechazó por 19 votos contra 12 tras un debate que duró hasta la medianoche del martes.
Los camiones de más de siete toneladas deberán usar el puente de la autovía, un rodeo de 22 kilómetros.
El puente se construyó en 1962 y se renovó por última vez en 1998, cuando se cambió todo el tablero.
La oficina de obras contestará las preguntas de los vecinos en el mercado cada jueves por la mañana.
Quien tenga una cita médica en la otra orilla puede pedir un taxi, que paga la administración municipal.
La escuela de música traslada sus clases a la biblioteca hasta que la obra haya terminado del todo."""


@pytest.mark.parametrize(
    ("source", "words", "line"),
    [
        (f"{BRIDGE}\n{MARKET}\n{SCHOOL}", 80, "Read on with a subscription."),
        (PUENTE, 60, "Este contenido es para suscriptores."),
    ],
)
def test_b1_a_stub_before_a_paywall_is_contained_and_told_to_be_the_beginning(
    source: str, words: int, line: str
) -> None:
    stub = f"{' '.join(source.split()[:words])} … {line}"
    match = look(source, stub)
    assert match.match_class is MatchClass.EXCERPT
    assert match.share_b > 0.85
    part = words / len(source.split())
    assert 0.15 < part < 0.3
    assert match.share_a == pytest.approx(part, abs=0.03)
    (reason,) = (one for one in match.reasons if one.code == "beginning")
    assert reason.data["share"] == pytest.approx(part, abs=0.02)
    assert reason.text.startswith(f"It is the first {round(100 * reason.data['share'])} %")


def test_b1_a_part_from_the_middle_is_not_told_to_be_the_beginning() -> None:
    source = f"{BRIDGE}\n{MARKET}\n{SCHOOL}"
    match = look(source, MARKET)
    assert match.match_class is MatchClass.EXCERPT
    assert "beginning" not in codes(match)


def test_b4_four_quarters_of_four_releases_are_mapped_to_the_whole_of_a_round_up(tmp_path: Path) -> None:
    releases = [newsroom.paragraphs(seed, 4) for seed in (61, 62, 63, 64)]
    records = [
        newsroom.record(n, "\n\n".join(parts), f"issuer{n}.example", f"2026-03-0{1 + n}T08:00:00Z")
        for n, parts in enumerate(releases)
    ]
    round_up = "\n\n".join(f"{parts[0]}\n\n{parts[1]}" for parts in releases)
    records.append(newsroom.record(9, round_up, "digest.example", "2026-03-09T08:00:00Z"))
    for parts in releases:
        match = look(round_up, "\n\n".join(parts))
        assert match.match_class is MatchClass.EXCERPT
        assert 0.15 < match.share_a < 0.35
    found = stories_of(ingested(tmp_path / "digest.db", records))
    assert len(found) == 4, "a round-up must not bridge stories"
    drawn = [member for story in found for member in story.members if member.role == "draws-on"]
    assert {member.outlet for member in drawn} == {"digest.example"}
    spans = sorted({passage.b for member in drawn if member.match for passage in member.match.passages})
    assert all(one.end <= other.start for one, other in pairwise(spans))
    covered = sum(len("".join(round_up[span.start : span.end].split())) for span in spans)
    assert covered / len("".join(round_up.split())) > 0.97
    assert sum(member.match.share_b for member in drawn if member.match) == pytest.approx(1.0, abs=0.02)


def test_b3_another_headline_on_the_same_release(tmp_path: Path) -> None:
    records = [
        newsroom.record(
            1, f"{BRIDGE}\n\n{ABOUT}", "wire.example", "2026-01-31T13:00:00Z", title="Bridge shut for weeks"
        ),
        newsroom.record(
            2, BRIDGE, "paper.example", "2026-01-31T15:00:00Z", title="Ferry to carry cyclists for nothing"
        ),
        newsroom.record(3, f"{MARKET}\n\n{ABOUT}", "wire.example", "2026-01-31T13:10:00Z", title="Frost hits apples"),
    ]
    view = compare_views(
        *(
            view_of(RawArticle(where=row["id"], text=row["text"], lang="en", title=row["title"]))
            for row in (records[0], records[1])
        )
    )
    assert view.match.joins
    assert [(c.kind, c.was, c.now) for c in view.changes if c.kind is ChangeKind.HEADLINE] == [
        (ChangeKind.HEADLINE, "Bridge shut for weeks", "Ferry to carry cyclists for nothing")
    ]
    (story,) = stories_of(ingested(tmp_path / "headline.db", records))
    assert {member.title for member in story.members} == {
        "Bridge shut for weeks",
        "Ferry to carry cyclists for nothing",
    }


CYRILLIC = str.maketrans("aeocpx", "аеосрх")

DISGUISES = [
    pytest.param(lambda t: t.replace("e", "e\u200b"), HiddenKind.ZERO_WIDTH, id="zero-width spaces"),
    pytest.param(lambda t: t.replace(" ", " \u2060"), HiddenKind.ZERO_WIDTH, id="word joiners"),
    pytest.param(lambda t: t.translate(CYRILLIC), HiddenKind.LOOKALIKE, id="Cyrillic letters"),
    pytest.param(
        lambda t: t[:40] + "".join(chr(0xFE00 + n % 16) for n in range(300)) + t[40:],
        HiddenKind.SELECTOR,
        id="a manifest in selectors",
    ),
    pytest.param(
        lambda t: t.replace("the ", "the \U000e0041\U000e0042\U000e0043"), HiddenKind.SELECTOR, id="tag characters"
    ),
    pytest.param(lambda t: t.replace("bridge", "\u202dbridge\u202c"), HiddenKind.DIRECTION, id="direction overrides"),
    pytest.param(lambda t: t.replace("s", "s\u115f"), HiddenKind.INVISIBLE_LETTER, id="Hangul fillers"),
    pytest.param(lambda t: t.replace("o", "o\x01"), HiddenKind.CONTROL, id="control characters"),
    pytest.param(lambda t: t.replace("o", "օ"), HiddenKind.LOOKALIKE, id="Armenian letters"),
    pytest.param(lambda t: t.translate(str.maketrans("oaiT", "օаіТ")), HiddenKind.LOOKALIKE, id="three alphabets"),
    pytest.param(
        lambda t: t.translate(str.maketrans("THEABC", "ᎢꓧᎬᎪꓐᏟ")), HiddenKind.LOOKALIKE, id="Cherokee and Lisu"
    ),
    pytest.param(lambda t: t.translate(str.maketrans("ag", "ɑɡ")), HiddenKind.LOOKALIKE, id="letters of phonetics"),
    pytest.param(lambda t: t.translate(str.maketrans("en", "ᴇɴ")), HiddenKind.LOOKALIKE, id="small capitals"),
    pytest.param(lambda t: t.replace("o", "𐐬"), HiddenKind.LOOKALIKE, id="Deseret letters"),
    pytest.param(lambda t: t.replace("e", "e\u0338"), HiddenKind.OVERLAY, id="strokes through letters"),
    pytest.param(lambda t: t.replace("e", "e\u2065"), HiddenKind.INVISIBLE_LETTER, id="what Unicode keeps unassigned"),
    pytest.param(lambda t: t.replace("e", "e\u061c"), HiddenKind.DIRECTION, id="Arabic letter marks"),
    pytest.param(lambda t: t.replace("e", "e\U0001d173"), HiddenKind.INVISIBLE_LETTER, id="beams of music"),
    pytest.param(lambda t: t.replace("e", "e\U000e0fff"), HiddenKind.SELECTOR, id="tags to come"),
]


@pytest.mark.parametrize(("disguise", "kind"), DISGUISES)
def test_b7_a_disguised_copy_has_the_shares_of_the_plain_one_and_is_listed_once(disguise, kind) -> None:  # type: ignore[no-untyped-def]
    source = f"{BRIDGE}\n{MARKET}"
    copy = f"{BRIDGE}\n{SCHOOL}"
    plain, disguised = look(source, copy), look(source, disguise(copy))
    assert disguised.match_class is plain.match_class
    assert disguised.share_a == pytest.approx(plain.share_a, abs=0.005)
    assert disguised.share_b == pytest.approx(plain.share_b, abs=0.005)
    for passage in disguised.passages:
        assert disguise(copy)[passage.b.start : passage.b.end].strip()
    found = [hidden for hidden in hidden_text(disguise(copy)) if hidden.kind is kind]
    assert len(found) == 1
    assert hidden_text(copy) == ()


@pytest.mark.parametrize(("disguise", "kind"), DISGUISES)
def test_b7_a_passage_of_a_disguised_copy_is_the_same_words_in_the_original(disguise, kind) -> None:  # type: ignore[no-untyped-def]
    source, copy = f"{BRIDGE}\n{MARKET}", disguise(f"{BRIDGE}\n{SCHOOL}")
    passages = look(source, copy).passages
    assert passages
    for passage in passages:
        here, there = source[passage.a.start : passage.a.end], copy[passage.b.start : passage.b.end]
        assert tokenise(there).keys == tokenise(here).keys


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم به خانه بروم و کتاب‌ها را بخوانم.",
        "क्‍षेत्र में बारिश हुई और श्री‌मान आए।",
        "ประเทศไทย\u200bมีฝนตก\u200bหนัก",
        "👨‍👩‍👧 family ❤️ and 1️⃣ and 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "葛\U000e0100城市の人口",
        "مرحبا \u200fبكم في \u200eSyndicheck\u200f اليوم",
        "TNFα, µm, 5 Ω, SMSка and Aβ plaques",
        "Գիրքը լույս է տեսել, հեղինակը ուրախ է. Google-ի գործադիրը այցելեց Երևան։",
        "رئيس الوزراء علي في الكويت، و یک كتاب",
        "Das Wort Garten [ˈɡaʁtn̩] spricht man hier /ɡaːtən/, am Rand [ɡatɑ] aus.",
        "Pʊ kɔm pʊ-tɛ ɩyaɣ paɣzɩ lɛ, ɛyaa kɩɩ nɛ pa-taa ʋʋʋ ɖɛ",
        "Mɩxɛ ɣeyiɣi bubu si me wodzɔ ɖe ʋu me le Lomé ŋkeke sia",
        "Azərbaycanın şəhərlərində işıq yandı, qəzetlər yazır",
        "ʟᴇɢᴀʟ and ᴀɴᴅ in a poster's letters",
        "3 =\u0338 4, 5 ∈\u0338 M and x\u0338 in a formula",
        "ᎣᏏᏲ, ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ and ⵜⴰⵎⴰⵣⵉⵖⵜ beside English",
        "Die Firma ΑΣ, das CEO-Büro и c точки зрения",
        "\ufeffA byte order mark says nothing.",
        "Soft\u00adhy\u00adphens neither.",
        "plain ASCII with\ttabs\r\nand breaks",
    ],
)
def test_b7_what_writing_needs_is_not_hidden(text: str) -> None:
    assert hidden_text(text) == ()


OPERA = """Оперный театр в Ноябрьске открыл сезон после ремонта. С января рабочие меняли крышу, сцену и кресла, а с
марта оркестр играл в городском саду. Директор Ростислав Карсавин сказал, что ремонт стоил 48 миллионов рублей и что
театр успел к сроку. У входа стояла очередь: о билетах на премьеру спорили с утра. На сцену вышли и те, кто ушёл на
пенсию."""
HARBOUR = """أعلنت شركة النقل البحري في مدينة الميناء أنها ستلغي رحلتها المسائية على خط الجزيرة ابتداء من أول يونيو.
وقال مديرها كريم اليازجي إن نحو أربعة آلاف راكب يستخدمون القوارب بعد الثامنة، وإن كلفة الرحلة كبيرة. ويقول سكان الجزيرة
إن الشركة لم تسأل أحدا، وإن المستشفى يحتاج إلى القوارب ليلا، لكن المدير يؤكد أن القرار نهائي."""
SCHOOL_HY = """Քաղաքի նոր դպրոցը բացվեց երկուշաբթի օրը, և չորս հարյուր աշակերտ առաջին անգամ մտավ դասարան։ Տնօրեն Անահիտ
Սարգսյանը ասաց, որ շենքի կառուցումը տևեց երեք տարի և արժեցավ երկու միլիոն դրամ։ Օդը ցուրտ էր, սակայն բակում նվագում էր
նվագախումբը, իսկ ծնողները խնդրեցին, որ ավտոբուսը կանգնի նաև կամրջի մոտ։"""


@pytest.mark.parametrize(
    ("text", "lang", "other", "listed"),
    [
        pytest.param(OPERA, "ru", str.maketrans("аеорсухАЕОРСУ", "aeopcyxAEOPCY"), 100, id="Latin letters in Russian"),
        pytest.param(SCHOOL_HY, "hy", str.maketrans("օոսՍՏ", "onuUS"), 30, id="Latin letters in Armenian"),
        pytest.param(HARBOUR, "ar", str.maketrans("يك", "یک"), 0, id="letters of a Persian keyboard"),
        pytest.param(HARBOUR, "ar", str.maketrans("يه", "ىہ"), 0, id="of Egypt and of Urdu"),
    ],
)
def test_b7_the_same_words_in_letters_that_look_alike(text: str, lang: str, other: dict[int, int], listed: int) -> None:
    """Also words that are foreign throughout: с, а, о and у are Latin letters in the Russian copy."""
    copy = text.translate(other)
    assert copy != text
    view = compare_views(
        *(view_of(RawArticle(where=where, text=body, lang=lang)) for where, body in (("a", text), ("b", copy)))
    )
    assert view.match.match_class is MatchClass.VERBATIM
    assert view.match.share_a == view.match.share_b == 1.0
    assert not view.changes
    assert sum(found.characters for found in hidden_text(copy)) >= listed
    assert bool(hidden_text(copy)) == bool(listed)
    assert hidden_text(text) == ()


def test_b7_a_name_in_latin_letters_stays_one_where_a_letter_slipped_in() -> None:
    """One word typed on the wrong keyboard makes no disguise of a text that names the CEO of a company."""
    slip = OPERA.replace("театр", "теaтр", 1) + " CEO HP Cop"
    (found,) = hidden_text(slip)
    assert (found.places, found.characters) == (1, 1)
    assert normalise(slip).text.endswith(" CEO HP Cop")
    assert "теaтр" not in normalise(slip).text


def test_b7_hidden_signs_are_stored_and_shown(tmp_path: Path) -> None:
    records = [
        newsroom.record(1, BRIDGE, "wire.example", "2026-01-31T13:00:00Z"),
        newsroom.record(2, BRIDGE.replace("bridge", "bri\u200bdge"), "paper.example", "2026-01-31T15:00:00Z"),
    ]
    path = ingested(tmp_path / "hidden.db", records)
    (story,) = stories_of(path)
    shown = {member.outlet: member.hidden for member in story.members}
    assert shown["wire.example"] == ()
    (found,) = shown["paper.example"]
    assert (found.kind, found.characters, found.places) == (HiddenKind.ZERO_WIDTH, 2, 2)
    assert "bri⟨U+200B⟩dge" in found.excerpt
    with Database(path) as database:
        assert reports.article_text(database.connection, 2).hidden == (found,)


@pytest.mark.parametrize("every", [12, 8, 6])
def test_b9_misread_letters_cost_little_and_masked_words_are_no_difference(every: int) -> None:
    source = f"{BRIDGE}\n{MARKET}"
    match = look(source, scanned(source, every))
    assert match.joins
    masked = " ".join("@" if n % 25 == 24 else word for n, word in enumerate(source.split(" ")))
    match = look(source, masked)
    assert match.match_class in (MatchClass.VERBATIM, MatchClass.EDITED)
    assert min(match.share_a, match.share_b) > 0.95
    view = compare_views(*(view_of(RawArticle(where=w, text=t, lang="en")) for w, t in (("a", source), ("b", masked))))
    assert view.changes == ()


def test_b6_the_same_facts_in_wholly_other_sentences_are_not_called_a_copy() -> None:
    paraphrase = """From the beginning of March nobody will drive across the Kettle Bridge for a month and a half.
That is what Norhaven decided after its engineers had discovered damage to a pair of the structure's hangers.
The woman in charge of roads prefers an early closure to an emergency one in the hot season.
Those who usually take this way, nearly fifteen thousand motorists and many truckers, need another one.
Public transport ends at the mill; whoever rides a bicycle may use a boat without paying."""
    match = look(BRIDGE, paraphrase)
    assert not match.joins
    assert match.match_class in (MatchClass.NONE, MatchClass.RELATED)


def test_b6_whether_the_same_facts_in_other_words_are_derived_is_not_said() -> None:
    own = compared(BRIDGE, OWN_WORDS)
    assert own.match.match_class is MatchClass.NONE
    assert {"nothing-shared", "same-facts"} <= codes(own.match)
    assert derivations(own.match) == (None, None)
    assert derived(own) == "Whether one is derived from the other cannot be told"
    other = compared(BRIDGE, MARKET)
    assert codes(other.match) == {"nothing-shared"}
    assert derivations(other.match) == (Derivation.NON, Derivation.NON)
    assert derived(other) == "Neither is derived from the other"


def compared(one: str, other: str) -> CompareView:
    return compare_views(*(view_of(RawArticle(where=w, text=t, lang="en")) for w, t in (("a", one), ("b", other))))


def test_c4_a_passage_printed_twice_never_makes_more_than_all_of_it() -> None:
    twice = f"{BRIDGE}\n{SCHOOL}\n{BRIDGE}"
    match = look(BRIDGE, twice)
    assert match.share_a == 1.0
    assert match.share_b <= 1.0


def test_c6_a_threshold_of_exactly_one_works() -> None:
    pairs = near_duplicates([BRIDGE, MARKET, BRIDGE, SCHOOL], resemblance=1.0)
    assert [(pair.a, pair.b) for pair in pairs] == [(0, 2)]


def test_c7_any_order_gives_the_same_partition(tmp_path: Path) -> None:
    records = newsroom.week_of_news(stories=5, seed=3)
    partitions = []
    for seed in range(3):
        random.Random(seed).shuffle(records)
        found = stories_of(ingested(tmp_path / f"order{seed}.db", records))
        partitions.append({frozenset(member.key for member in story.members) for story in found})
    assert partitions[0] == partitions[1] == partitions[2]


ADDRESSES = [
    "https://www.paper.example/2026/03/kettle-bridge",
    "http://paper.example/2026/03/kettle-bridge/",
    "https://m.paper.example/2026/03/kettle-bridge?utm_source=feed&utm_medium=rss",
    "https://paper.example/2026/03/kettle-bridge/amp/",
    "https://amp.paper.example/2026/03/kettle-bridge?fbclid=IwAR0abc#comments",
]


def test_c9_one_page_under_five_addresses_is_one_article_and_no_copy_of_itself(tmp_path: Path) -> None:
    records = [
        {"url": url, "text": BRIDGE, "lang": "en", "title": "Kettle Bridge", "published": "2026-03-01"}
        for url in ADDRESSES
    ]
    path = ingested(tmp_path / "aliases.db", records)
    with Database(path) as database:
        assert reports.totals(database.connection).articles == 1
        assert stories(database) == ()


def test_c10_five_releases_under_one_file_name_are_five_articles(tmp_path: Path) -> None:
    records = [
        {"outlet": "press.example", "title": "None", "text": newsroom.text(300 + n), "lang": "en"} for n in range(5)
    ]
    with Database(ingested(tmp_path / "none.db", records)) as database:
        assert reports.totals(database.connection).articles == 5


def test_c10_a_file_that_is_written_anew_with_another_release_overwrites_nothing(tmp_path: Path) -> None:
    file = tmp_path / "None.md"
    texts = [newsroom.text(300 + n) for n in range(5)]
    with Database(tmp_path / "none.db", write=True) as database:
        for text in texts:
            file.write_text(f"---\ntitle: None\noutlet: press.example\n---\n{text}\n", encoding="utf-8")
            ingest(str(file), database)
        rows = database.connection.execute("SELECT text FROM article_versions ORDER BY id").fetchall()
    assert [row[0].strip() for row in rows] == texts


# ── E: versions and updates ───────────────────────────────────────────────────────────────────────────────

CLOSURE = """Brindle County will close Mill Road between Harbour Street and the old toll house on December 12 from
8 a.m. to 4 p.m. so that crews can replace a culvert damaged in the November storms.
Detour signs will be posted. Residents and deliveries have access from the northern end up to the work zone.
School buses of the Varga line stop at the corner of Harbour Street that day, and refuse is collected on Friday.
Crews ask drivers to slow down near the detour, where children walk to school on the carriageway.
Updates are available at the road office, by telephone and on the notice board of the library."""


def test_e1_an_update_that_contradicts_the_first_text_is_told_with_the_date_that_changed() -> None:
    delayed = CLOSURE.replace("on December 12", "on December 19").replace(
        "Brindle County will close", "UPDATE: delayed. Brindle County will close"
    )
    view = compare_views(
        *(view_of(RawArticle(where=w, text=t, lang="en")) for w, t in (("a", CLOSURE), ("b", delayed)))
    )
    assert view.match.joins
    dates = [(change.was, change.now) for change in view.changes if change.kind is ChangeKind.DATE]
    assert len(dates) == 1
    assert "12" in dates[0][0]
    assert "19" in dates[0][1]
    assert "facts-differ" in codes(view.match)


def test_e2_the_one_name_that_differs_is_told() -> None:
    text = f"Parkhaven Capital has taken a stake in Precise Piping, the company said.\n{MARKET}"
    other = text.replace("Parkhaven Capital", "Pineford Capital")
    view = compare_views(*(view_of(RawArticle(where=w, text=t, lang="en")) for w, t in (("a", text), ("b", other))))
    assert view.match.joins
    assert [(c.kind, c.was, c.now) for c in view.changes] == [(ChangeKind.NAME, "Parkhaven", "Pineford")]


def test_e4_a_liveblog_that_quotes_a_wire_paragraph_once_is_no_copy(tmp_path: Path) -> None:
    updates = [newsroom.sentence(random.Random(n)) for n in range(40)]
    blog = "\n\n".join(f"{8 + n // 4:02d}:{n % 4 * 15:02d}\n{update}" for n, update in enumerate(updates))
    wire = BRIDGE.split("\n")
    blog = blog.replace("10:30\n", f"10:30\n{' '.join(wire[:3])}\n")
    match = look(BRIDGE, blog)
    assert not match.joins
    assert match.passages
    records = [
        newsroom.record(1, BRIDGE, "wire.example", "2026-03-01T10:00:00Z"),
        newsroom.record(2, blog, "blog.example", "2026-03-01T08:00:00Z"),
    ]
    path = ingested(tmp_path / "blog.db", records)
    assert stories_of(path) == ()
    with Database(path) as store:  # the shape: of its time it is known that it is a beginning
        beginnings = store.connection.execute(
            "SELECT o.name FROM sightings t JOIN articles a ON a.id = t.article_id JOIN outlets o ON o.id = a.outlet_id"
            " WHERE t.source = 'live-entries'"
        ).fetchall()
    assert beginnings == [("blog.example",)]


def test_e4_e5_a_liveblog_that_has_half_of_the_wire_is_neither_first_nor_what_versions_are_compared_with(
    tmp_path: Path,
) -> None:
    wire = newsroom.paragraphs(1, 8)
    updates = [newsroom.sentence(random.Random(n)) for n in range(40)]
    updates[10] = " ".join(wire[:5])
    blog = "\n\n".join(f"{8 + n // 4}.{n % 4 * 15:02d} Uhr: {update}" for n, update in enumerate(updates))
    paper = {"url": "https://paper.example/b"}
    own = [*newsroom.paragraphs(99, 7), wire[3]]
    records = [
        newsroom.record(1, blog, "blog.example", "2026-03-01T07:30:00Z"),
        newsroom.record(2, "\n\n".join(wire), "agency.example", "2026-03-01T08:00:00Z"),
        newsroom.record(3, "\n\n".join(wire), "paper.example", "2026-03-01T09:00:00Z", **paper),
        newsroom.record(
            4, "\n\n".join(own), "paper.example", "2026-03-01T09:00:00Z", modified="2026-03-01T12:00:00Z", **paper
        ),
    ]
    (story,) = stories_of(ingested(tmp_path / "half.db", records))
    by_outlet = {member.outlet: member for member in story.members}
    assert story.origin.verdict is Verdict.UNDETERMINED
    assert "in-pieces" in {reason.code for reason in story.origin.reasons}
    assert by_outlet["agency.example"].match is None
    first, second = by_outlet["paper.example"].versions
    assert first.match is not None
    assert second.match is not None
    assert (first.match.share_a, first.match.share_b) == (1.0, 1.0)
    assert second.match.share_b < 0.2


def test_e5_both_versions_of_a_rewritten_agency_text_are_shown(tmp_path: Path) -> None:
    source = newsroom.paragraphs(1, 8)
    own = newsroom.paragraphs(99, 8)
    records = [
        newsroom.record(
            1, "\n\n".join(source), "agency.example", "2026-03-01T08:00:00Z", url="https://agency.example/a"
        ),
        newsroom.record(2, "\n\n".join(source), "paper.example", "2026-03-01T09:00:00Z", url="https://paper.example/b"),
        newsroom.record(
            3,
            "\n\n".join([*own[:7], source[3]]),
            "paper.example",
            "2026-03-01T09:00:00Z",
            url="https://paper.example/b",
            modified="2026-03-01T12:00:00Z",
        ),
    ]
    (story,) = stories_of(ingested(tmp_path / "versions.db", records))
    paper = next(member for member in story.members if member.outlet == "paper.example")
    first, second = paper.versions
    assert (first.number, first.current, second.number, second.current) == (1, False, 2, True)
    assert first.match is not None
    assert second.match is not None
    assert first.match.match_class is MatchClass.VERBATIM
    assert second.match.match_class is MatchClass.RELATED
    assert second.match.share_b < 0.2
    assert story.origin.verdict is Verdict.FIRST
