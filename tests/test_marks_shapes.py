"""Marks that are known by shape and place: lost line breaks, datelines, contacts and self-descriptions without a heading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.marks.breaks import name_comes_back
from syndicheck.marks.datelines import before_dash, like_dateline, surely_dateline
from syndicheck.marks.finder import find_marks
from syndicheck.marks.lines import Page

STORY = (
    "The harbour board of Norrvik has leased the old granary to a cooperative of brewers for thirty years, it said on "
    "Monday. Acme Works will move its brushes into the second floor before the winter, and the board will pay the rent."
)
BODY = "\n\n".join([STORY, STORY.replace("Monday", "Tuesday"), STORY.replace("Monday", "Friday")])


def found(text: str, lang: str = "en") -> list[tuple[str, str]]:
    return [(mark.type, text[mark.start : mark.end]) for mark in find_marks(text, lang=lang)]


# ── datelines ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("head", "dateline"),
    [
        ("OAKLAND, Ca. -- Protesters met.", "OAKLAND, Ca."),
        ("DALLAS - October 8, 2025 - The board met.", "DALLAS - October 8, 2025"),
        ("November 06, 2024 - DALLAS - The board met.", "November 06, 2024 - DALLAS"),
        ("NEW YORK, NY/ NOVEMBER 11, 2024 / Acme met.", "NEW YORK, NY/ NOVEMBER 11, 2024"),
        ("Edmond, United States - April 12, 2025 / Acme Works /", "Edmond, United States - April 12, 2025"),
        ("St. Albans, Vt. - The board met.", "St. Albans, Vt."),
        ("Kampala, Uganda - The board met.", "Kampala, Uganda"),
        ("JURUPA VALLEY (CBSLA) - A fire broke out.", "JURUPA VALLEY"),
        ("15th December 2011 - The board met.", "15th December 2011"),
        ("Paris, le 27 juillet 2020 - La société annonce.", "Paris, le 27 juillet 2020"),
        ("LIRE AUSSI - Le conseil du port.", ""),
        ("LA VÉRIFICATION - Le conseil du port.", ""),
        ("WATCH - The board met on Monday.", ""),
        ("EXCLUSIVE - The board met on Monday.", ""),
        ("CA-NEWS (UZ) - The board met.", ""),
        ("ÜBERPRÜFUNG - Der Rat tagte.", ""),
        ("The board, said Doe - and she knew - met.", ""),
        ("Doe, Jane - the mayor of the town - met.", ""),
        ("2024 - a year to remember - has begun.", ""),
        ("", ""),
    ],
)
def test_a_dateline_without_a_credit(head: str, dateline: str) -> None:
    assert head[: before_dash(head)] == dateline


@pytest.mark.parametrize("prefix", ["据", "另據", "a sentence in small letters", "x" * 200, ""])
def test_what_no_dateline_begins_with(prefix: str) -> None:
    assert not like_dateline(prefix)
    assert not surely_dateline(prefix)


@given(st.text(max_size=200))
def test_a_dateline_lies_in_its_line(head: str) -> None:
    assert 0 <= before_dash(head) <= len(head)


def test_a_date_behind_the_credit_is_a_dateline_of_its_own() -> None:
    text = f"MIAMI, FL / ACCESS Newswire / September 11, 2025 / {STORY}"
    assert found(text) == [
        ("dateline", "MIAMI, FL"),
        ("lead_credit", "/ ACCESS Newswire /"),
        ("dateline", "September 11, 2025"),
    ]


def test_a_lead_is_found_behind_a_gallery() -> None:
    text = "\n".join(["Plant opens", *(f"Image {n} of 9" for n in range(1, 10)), f"SOUNDHAVN, Ky. (AP) — {STORY}"])
    assert found(text)[-2:] == [("dateline", "SOUNDHAVN, Ky."), ("lead_credit", "(AP) —")]


# ── lost line breaks ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("About Acme WorksAcme Works is a maker of brushes.", True),
        ("About AcmeAcme is a maker of brushes.", True),
        ("About Acme Works  Acme Works is a maker of brushes.", True),
        ("About Acme Works Founded in 1897, Acme Works is a maker of brushes.", True),
        ("About Acme Works: We make brushes.", True),
        ("About [Acme Works](https://works.example)Acme Works is a maker of brushes.", True),
        ("About Dr. Jane Doe Dr. Jane Doe is a surgeon.", True),
        ("About the PR Net The PR Net is a network.", True),
        ("About 40 people came to the pier, and 40 people left it.", False),
        ("About time: the board has met at last and decided.", False),
        ("About half of the voters came, and half of the voters stayed.", False),
        ("About", False),
    ],
)
def test_a_heading_that_is_glued_to_its_text(line: str, expected: bool) -> None:
    assert name_comes_back(line) is expected


@pytest.mark.parametrize("joint", ["", "  ", "\u00a0\u00a0", " "])
def test_a_block_glued_to_the_story(joint: str) -> None:
    about = "About Acme Works Acme Works is a maker of brushes in Sunville."
    text = f"{BODY}{joint}{about}"
    assert found(text) == [("about_block", about)]


def test_footers_in_one_line() -> None:
    text = (
        f"{BODY}View source version on businesswire.com: https://www.businesswire.com/news/home/20240105005001/en/"
        "SOURCE Acme Works Inc."
    )
    assert [kind for kind, _ in found(text)] == ["distributor_footer", "source_line"]


def test_an_elision_is_no_lost_break() -> None:
    assert found("Il consiglio del porto ha parlato con un giornalista dell'Associated Press. " * 3, "it") == []


def test_tags_left_in_a_text_are_blank_and_spans_stay() -> None:
    text = f"<p>SOUNDHAVN, Mass.--(BUSINESS WIRE)--Dec 5, 2024--</p><p>{STORY}</p><p>SOURCE: Acme Works</p>"
    assert found(text) == [
        ("dateline", "SOUNDHAVN, Mass."),
        ("lead_credit", "--(BUSINESS WIRE)--"),
        ("dateline", "Dec 5, 2024"),
        ("source_line", "SOURCE: Acme Works"),
    ]


@given(st.text(alphabet="<>/pbr =\"'a\n", max_size=60))
def test_blanking_tags_moves_nothing(text: str) -> None:
    page = Page(text)
    assert len(page.text) == len(page.normal.text)


def test_a_notice_that_was_wrapped_to_a_width_is_found_whole() -> None:
    notice = (
        "The article is provided by a third-party content provider. SeaPRwire\n(https://www.seaprwire.com/) makes no "
        "warranties or\nrepresentations in connection therewith."
    )
    assert ("third_party_disclaimer", notice) in found(f"{BODY}\n\n{notice}")


# ── contacts and self-descriptions ────────────────────────────────────────────────────────────────────

CONTACTS = [
    "Jane Doe: jane@works.example\nheart.org and stroke.org",
    "Acme Works\nJane Doe\n+1 555-010-0100\njane@works.example",
    "For more information, visit www.works.example.",
    "Weitere Informationen: https://www.works.example",
    "More information is available on the company's website.",
    "To register for the tour, please contact the brush museum.",
    "Contact Acme Works to discuss a brush of your own.",
    "To learn more about the brushes and explore the museum,\n\nvisit: https://works.example/museum",
    "Weitere Informationen erhalten Sie im Pressezentrum der Bürstenwerke.",
    "Pour plus d'informations, rendez-vous au pavillon des brosses.",
    "För mer information, kontakta Anna Exempel på borstfabriken.",
]


@pytest.mark.parametrize("contact", CONTACTS)
def test_contact_lines_without_a_heading(contact: str) -> None:
    (mark,) = find_marks(f"{BODY}\n\n{contact}", lang="en")
    assert mark.type == "contact_block"
    assert f"{BODY}\n\n{contact}"[mark.start : mark.end] in contact


def test_a_call_that_closes_a_paragraph_is_cut_off_it() -> None:
    call = "For more information, visit www.works.example."
    assert found(f"{BODY} {call}") == [("contact_block", call)]


@pytest.mark.parametrize(
    ("lang", "closing"),
    [
        ("en", "More information was not immediately available."),
        ("en", "For further details of the fire, inspectors will have to wait for the flight recorder."),
        ("en", "To register their anger, residents hung black flags from their windows on Tuesday."),
        ("en", "To order 12 000 000 brushes, the army would have to hear both makers."),
        ("en", "Investors looking for safety turned to bristles, which rose 2% to a record."),
        ("en", "Parties wishing to form a government have until Sunday."),
        ("en", "For eleven years the two boards had no contact."),
        ("en", "Contact between the granary and the mill for the winter was broken off in 2014."),
        ("en", "Follow the money, the prosecutor told the jury."),
        ("en", "To join by e-mail, the brewers would need a vote of both houses."),
        ("de", "Weitere Informationen lagen zunächst nicht vor."),
        ("de", "Mehr dazu wollte die Sprecherin nicht sagen."),
        ("de", "Mehr über die Täter weiß die Polizei bisher nicht."),
        ("fr", "Plus d'informations seront données mardi sur le site de l'accident."),
        ("es", "Más información no hubo hasta la noche del martes."),
        ("it", "Per maggiori tutele i panettieri scioperano due giorni."),
        ("nl", "Meer informatie was dinsdagavond nog niet voorhanden."),
        ("pl", "Więcej informacji na razie nie podano."),
        ("zh", "更多信息仍有待警方公布。"),
    ],
)
def test_the_last_sentence_of_a_story_is_no_contact(lang: str, closing: str) -> None:
    assert found(f"{BODY}\n\n{closing}", lang) == []


@pytest.mark.parametrize(
    "closing",
    [
        "To contact the victims, the police used their mobile phones.",
        "For eleven hours nobody could call the hospital by phone.",
        "To join, the brewers write an e-mail and wait for eleven weeks.",
        "Follow the money on the web, and the answer is 12 000 000 brushes.",
    ],
)
def test_nor_is_the_last_sentence_of_a_paragraph(closing: str) -> None:
    assert found(f"{BODY} {closing}", "en") == []


@pytest.mark.parametrize(
    "closing",
    [
        "For more information, visit www.works.example.",
        "To learn more, please write an e-mail to the museum.",
        "For further details, call 555-0100-22 or write to dana@works.example.",
    ],
)
def test_a_call_behind_the_last_words_of_a_paragraph(closing: str) -> None:
    assert found(f"{BODY} {closing}", "en") == [("contact_block", closing)]


@pytest.mark.parametrize(
    "closing",
    [
        "The previous record was 247 225 passengers, said Doe.",
        "2. http://www.works.example, read on 30 November",
        "Friday, 9 December 2011",
        "The board will meet again at www.norrvik.example, where all its members, guests and critics can hear it speak live.",
    ],
)
def test_what_only_has_figures_or_an_address_is_no_contact(closing: str) -> None:
    assert [kind for kind, _ in found(f"{BODY}\n\n{closing}") if kind == "contact_block"] == []


ABOUT = (
    "Acme Works is a leading provider of brushes for customers in forty countries. Founded in 1897 and headquartered in "
    "Sunville, the company has 310 employees. Visit www.works.example."
)


def test_a_self_description_without_a_heading() -> None:
    assert found(f"{BODY}\n\n{ABOUT}") == [("about_block", ABOUT)]


@pytest.mark.parametrize(
    "text",
    [
        f"{ABOUT}\n\n{BODY}",
        f"{STORY}\n\n{ABOUT}",
        f"{BODY}\n\n{ABOUT.replace('Acme Works', 'Zenith Mills')}",
        f"{BODY}\n\nAcme Works is closing its plant, the company said on Monday, and 310 people in Sunville will lose their work.",
        f'{BODY}\n\n"{ABOUT}"',
    ],
    ids=["at the beginning", "hardly a story before it", "of somebody else", "news of a company", "a quotation"],
)
def test_what_is_no_self_description(text: str) -> None:
    assert "about_block" not in {kind for kind, _ in found(text)}


def test_a_distributor_that_describes_itself_is_a_footer() -> None:
    text = f"{BODY}\n\nAbout Newsworthy.ai:\n\nNewsworthy.ai is a news distribution platform."
    (mark,) = find_marks(text, lang="en")
    assert (mark.type, mark.organisation) == ("distributor_footer", "newsworthy")


# ── furniture ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("![](https://images.example/a.png)", "page_chrome"),
        ("August 08, 2024 14:25 ET", "page_chrome"),
        ("2011年12月16日 00:51", "page_chrome"),
        ("Опубликовано: 8 декабря 2011, 10:49", "page_chrome"),
        ("Hashtag: #brushes #paint", "category_line"),
        ("#brushes #paint", "category_line"),
    ],
)
def test_lines_known_by_their_shape(line: str, kind: str) -> None:
    assert (kind, line) in found(f"Plant opens\n{line}\n{BODY}")


@pytest.mark.parametrize(
    "line", ["![The plant](https://images.example/a.png)", "At 14:25 on August 8, 2024 it opened.", "#1"]
)
def test_lines_that_only_look_like_furniture(line: str) -> None:
    assert found(f"Plant opens\n{line}\n{BODY}") == []


# ── menus, trademarks, notices of any wording ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "menu",
    [
        "Links\nDownloads\nRelease notes\nPress kit\nContact\nDonate",
        "Enlaces\nDescargas\nNotas de la versión\nKit de prensa\nContacto",
        "Startseite\nPolitik\nWirtschaft\nUnsere Leser meinen\nKultur\nImpressum",
        "This page in:\nBurmese\n/ Chinese\n/ English\n/ French\n/ German\n/ Thai",
    ],
)
def test_a_menu_is_one_span(menu: str) -> None:
    assert ("page_chrome", menu) in found(f"{BODY}\n\n{menu}\n\n{STORY}")


@pytest.mark.parametrize(
    "lines",
    [
        "Jane Doe, mayor\nJohn Doe, baker\nPress\nMary Major, teacher\nRichard Roe, smith",
        "Contact\nNews",
        "French\nGerman",
        "The winners:\nNorrvik\nSunville\nBrookport\nEast Haven",
    ],
)
def test_what_is_no_menu(lines: str) -> None:
    assert not [kind for kind, _ in found(f"{BODY}\n\n{lines}\n\n{STORY}") if kind == "page_chrome"]


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        ("Norrvik Brush and the heron are registered trademarks of Acme Works AG.", "en"),
        ("All product names are the property of their owners; Acme and its logo are trademarks of Acme Works.", "en"),
        ("Norrvik y el logotipo de la garza son marcas registradas de Acme Works.", "es"),
        ("Norrvik und das Reiher-Logo sind eingetragene Marken der Acme Works AG, Warenzeichen inbegriffen.", "de"),
        ("本文に記載された会社名は、各社の登録商標です。", "ja"),
    ],
)
def test_a_trademark_notice_is_the_issuers(sentence: str, lang: str) -> None:
    assert ("issuer_disclaimer", sentence) in found(f"{BODY}\n\n{sentence}", lang)


def test_a_dispute_over_a_trademark_is_a_story() -> None:
    text = f"{BODY}\n\nThe court in Norrvik found on Monday that Acme Works had infringed the trademark of its rival."
    assert not [kind for kind, _ in found(text) if kind == "issuer_disclaimer"]


@pytest.mark.parametrize(
    "notice",
    [
        "Footnotes: figures are not audited and are subject to change without notice.",
        "Acme Works is not an affiliate of the harbour board and does not represent it in any capacity whatsoever.",
        "Bemærk: Loven kan løbende ændres. Teksten er vejledende og bør ikke tages som juridisk rådgivning.",
        "The value of shares may fall as well as rise; past performance is no guarantee of future results, and nothing "
        "here is an offer to sell securities or investment advice of any kind.",
    ],
)
def test_a_notice_of_no_known_wording_behind_the_story(notice: str) -> None:
    text = f"{BODY}\n\n{notice}\n\nMedia Contact:\nJane Doe\njane@acme.example"
    assert ("issuer_disclaimer", notice) in found(text)


@pytest.mark.parametrize(
    "closing",
    [
        "The board must not sell the granary before the winter, and the cooperative may use its pier until then.",
        "The mayor said the risk to the town was small and that the regulator would read the report in the spring.",
        '"We do not know what the winter will bring, and nobody should rely on the weather," said the harbour master.',
    ],
)
def test_the_end_of_a_story_is_no_notice(closing: str) -> None:
    assert "issuer_disclaimer" not in [kind for kind, _ in found(f"{BODY}\n\n{closing}")]


@pytest.mark.parametrize(
    ("lang", "closing"),
    [
        ("en", "Securities fraud carries a sentence of up to 20 years, and the warrant for the arrest is valid in both jurisdictions."),
        ("en", "The accuracy of the scales is a matter of dispute, and liability for the losses lies with the maker of the brushes."),
        ("en", "The company is not liable for the losses of the brewers, and it does not have to compensate them for the winter."),
        ("en", "The fund is not a substitute for state aid, and there is no guarantee that the granary survives the winter."),
        ("en", "He urged the brewers to consult a doctor and not to rely on financial advice from friends on the pier."),
        ("en", "Due diligence of the mill took eleven weeks, and the regulator in Sunville has not approved the purchase of it."),
        ("en", "She was dismissed without notice in March, and the court may have to hear again whether she lost her opinion poll."),
        ("de", "Die Stadt haftet nicht für den Schaden am Speicher, und eine Rechtsberatung ersetzt den Brauern kein Geld mehr."),
        ("de", "Eine Gewähr gibt es nicht: Die Risiken des neuen Speichers und die Verluste trägt allein die Genossenschaft."),
        ("fr", "Le feu ne constitue plus un risque pour le vieux grenier, et la responsabilité du brasseur reste à établir en mars."),
        ("es", "El acuerdo no garantiza el empleo en el granero, y los riesgos del invierno los asume la cooperativa de la ciudad."),
        ("pt", "O contrato não garante o emprego no celeiro, e os riscos do inverno ficam com a cooperativa da cidade de Norrvik."),
        ("it", "Il contratto di consulenza con il mulino non costituisce reato, e i rischi del granaio restano alla cooperativa."),
        ("nl", "De gemeente is niet aansprakelijk voor de schade, en de risico's van de winter zijn voor de oude coöperatie zelf."),
        ("da", "Kommunens rådgivning af bryggerne koster elleve millioner, og ansvaret for magasinet er havnebestyrelsens eget."),
        ("pl", "Stary spichlerz nie stanowi już zagrożenia dla miasta, a ryzyko zimowe ponosi spółdzielnia browarników z portu."),
        ("ru", "Старый склад больше не является опасным, а рекомендации комиссии о рисках зимы рассмотрят в совете порта весной."),
        ("de", "Hinweise auf einen Brand im Speicher gibt es nicht, und die Versicherung übernimmt keine Haftung für das Dach."),
        ("de", "Wichtige Zeugen fehlten am Morgen, und die Stadt zahlt ohne Gewähr auf ein Ende der Arbeiten am alten Kai."),
        ("en", "Warning signs stood on the quay for years, but the builder had given no warranty for the stairs of the granary."),
        ("en", "Information about the fire reached the court late, and the insurer sees no obligation to rebuild the old granary."),
        ("fr", "Importante pour le port, la rénovation du grenier ne constitue pas une offre de la ville aux brasseurs du quai."),
        ("it", "Nota per i suoi granai, la città non costituisce una offerta completa, ma il porto attira gli artisti."),
        ("pl", "Uwaga rady skupia się na starym spichlerzu, który nie stanowi oferty dla browarników ani dla młynarzy z portu."),
        ("ru", "Внимание совета привлек старый склад, который не является предложением для пекарей или для мельников из порта."),
        ("en", "The minister faces no liability for the losses, but the court may not hear the case in both jurisdictions in May."),
        ("en", "Legal advice cost the town eleven million, and the risks of the new quay were not known before the vote in March."),
        ("en", "The harbour has no obligation to the brewers, and the loss of the granary will not be shared by the town at all."),
        ("en", "The tenants took tax advice in March, and the compensation must not exceed what the regulations of the port allow."),
    ],
)  # fmt: skip
def test_news_of_courts_and_markets_is_no_notice(lang: str, closing: str) -> None:
    assert found(f"{BODY}\n\n{closing}", lang) == []


@pytest.mark.parametrize(
    ("lang", "notice"),
    [
        ("en", "Acme Works makes no warranty as to the accuracy or completeness of this text and accepts no liability for its use."),
        ("en", "Acme Works is not liable for any losses, and readers may have to do their own research before they buy brushes."),
        ("en", "The rules for brushes vary across jurisdictions. It is your responsibility to comply with all laws and regulations."),
        ("de", "Alle Angaben ohne Gewähr; der Text ist keine Anlageberatung, und die Risiken trägt der Käufer der Bürsten allein."),
        ("fr", "Ce texte ne constitue en aucun cas une offre d'achat, et les performances passées ne préjugent pas des risques."),
        ("it", "Il testo ha scopo informativo e non costituisce in alcun modo consulenza; i rischi restano a carico del lettore."),
        ("pl", "Tekst nie stanowi porady ani oferty w rozumieniu prawa, a ryzyko każdej decyzji ponosi wyłącznie jej czytelnik."),
        ("ru", "Текст не является индивидуальной инвестиционной рекомендацией, а все риски несёт сам читатель этого сообщения."),
        ("de", "Hinweis für Leser: Der Verlag übernimmt keine Haftung für das, was auf den Seiten der Bürstenmacher am Kai steht."),
        ("en", "*Note the figures of the Norrvik brush works were not audited by anybody and are subject to change on any day."),
        ("en", "NOTICE The figures of the Norrvik brush works have been put together by its clerks and are subject to change."),
        ("es", "Nota a los lectores: las cifras del granero se ofrecen con fines informativos y las revisa el consejo en mayo."),
        ("pl", "Uwaga! Tekst o spichlerzu nie stanowi oferty dla browarników, a ceny szczotek podano wyłącznie dla przykładu."),
        ("en", "The makers of the brushes accept no liability for losses, whatever the reason that a buyer may later name."),
        ("en", "This is not legal advice, and the risks of a decision are those of the person who takes it, whoever that may be."),
        ("en", "Acme Works undertakes no obligation to update the figures, which may not be those of the year of the brushes."),
        ("en", "DisclaimerThe figures of the Norrvik brush works may be revised in May and are subject to change on any day."),
        ("en", "Acme Works does not provide any investment, legal or tax advice, and the risks are those of the buyer alone."),
        ("en", "Readers should seek independent financial advice, as the securities of the brush works may lose all their value."),
    ],
)  # fmt: skip
def test_notices_in_other_languages_behind_the_story(lang: str, notice: str) -> None:
    assert found(f"{BODY}\n\n{notice}", lang)[-1:] == [("issuer_disclaimer", notice)]


def test_a_dateline_behind_a_standfirst_on_one_line() -> None:
    head = "A report of the harbour board counts the brushes of the last ten years in the granary of the town "
    text = f"{head}NORRVIK , GA, UNITED STATES, January 2, 2026 /EINPresswire.com/ -- {STORY}"
    kinds = found(text)
    assert ("dateline", "NORRVIK , GA, UNITED STATES, January 2, 2026") in kinds
    assert ("lead_credit", "/EINPresswire.com/ --") in kinds


def test_a_contact_with_a_name_glued_to_the_story() -> None:
    text = f"{BODY} Acme Works Media Contact: Jane Doe, jane@acme.example, +1 555 010 0199"
    assert ("contact_block", "Acme Works Media Contact: Jane Doe, jane@acme.example, +1 555 010 0199") in found(text)


def test_a_self_description_ends_before_another_heading() -> None:
    about = f"About Acme Works\nAcme Works makes brushes. {STORY}"
    text = f"{BODY}\n\n{about}\nMore about the granary\n{STORY}\n{STORY}"
    assert ("about_block", about) in found(text)


@pytest.mark.parametrize(
    ("lang", "about", "contact"),
    [
        (
            "en",
            "Acme Works at a glance\nAcme Works makes brushes. More than 4,000 painters in 60 countries rely on it.",
            "Media Contact:\nDana Exempel\npress@works.example",
        ),
        (
            "de",
            "Hintergrund Bürstenwerke AG\nDie Bürstenwerke fertigen Pinsel für Haus und Werft und beschäftigen 310 Menschen.",
            "Pressekontakt:\nJulia Exempel\npresse@works.example",
        ),
        (
            "fi",
            "Harjatehdas Oyj\nHarjatehdas valmistaa pensseleitä koteihin ja telakoille ja työllistää 310 ihmistä.",
            "Yhteystiedot\nAino Esimerkki\npuh. 040 555 0199",
        ),
    ],
)
def test_blocks_that_rules_and_catalogue_know_are_found_in_the_order_of_the_text(
    lang: str, about: str, contact: str
) -> None:
    assert found(f"{BODY}\n\n{about}\n\n{contact}", lang) == [("about_block", about), ("contact_block", contact)]


@pytest.mark.parametrize(
    "table",
    [
        "【会社概要】\n会社名：株式会社刷毛工房\n代表者：代表取締役社長　見本太郎\n所在地：東京都港区見本1-2-3\n設立：1998年4月\n"
        "資本金：1億円\n従業員数：310名\n事業内容：刷毛の製造および販売\n取引銀行：見本銀行\nURL：https://works.example",
        "About Acme Works\nFounded: 1998\nHeadquarters: Sunville\nEmployees: 310\nPlants: 11\nProducts: brushes\n"
        "Owner: the brewers\nFirst brush: a wide one\nCountries: 40",
    ],
    ids=["ja", "en"],
)
def test_a_table_of_facts_under_a_self_description_is_whole(table: str) -> None:
    text = f"{BODY}\n\n{table}\n\n{STORY}"
    assert ("about_block", table) in found(text, "ja" if "会社" in table else "en")


def test_a_list_of_links_between_bars_belongs_to_the_contact_above_it() -> None:
    block = "For more information, visit:\n\nWebsite | Twitter | Telegram | LinkedIn"
    assert ("contact_block", block) in found(f"{BODY}\n\n{block}")


@pytest.mark.parametrize("cut", ["[+1235 chars]", "[+98 characters]"])
def test_where_a_news_api_cut_a_text(cut: str) -> None:
    assert found(f"{BODY} and then the board … {cut}")[-1] == ("page_chrome", cut)


@pytest.mark.parametrize("above", ["Follow Acme Works:", "Stay connected:"])
def test_a_list_of_social_pages_with_its_heading(above: str) -> None:
    listed = f"{above}\n● Twitter\n● Acme Facebook\n● Instagram"
    about = (
        "About Acme Works\nAcme Works is a leading maker of brushes, headquartered in Norrvik, and has eleven plants."
    )
    kinds = found(f"{BODY}\n\n{about}\n\n{listed}\n\nMedia Contact:\nJane Doe\njane@acme.example")
    assert ("page_chrome", listed) in kinds
    assert ("about_block", about) in kinds
