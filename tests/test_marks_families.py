"""Marks that are known by their grammar, in many languages: disclaimers, lines to the reader, reporters, headings.

Each row is an invented text of a shape that was met in print, ugly ones first; the second half of each table is story.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.marks.contactheadings import contact_heading
from syndicheck.marks.disclaimers import disclaimers
from syndicheck.marks.finder import find_marks
from syndicheck.marks.forwardheadings import forward_heading
from syndicheck.marks.lines import Page
from syndicheck.marks.readerlines import reader_lines

EN = (
    "The harbour board of Norrvik has leased the old granary to a cooperative of brewers for thirty years, it said on "
    "Monday. Acme Works will move its brushes into the second floor before the winter, and the board will pay the rent."
)
BODY = f"Granary leased\n\n{EN}\n\n{EN.replace('Monday', 'Friday')}"


def found(text: str, lang: str = "") -> list[tuple[str, str]]:
    return [(mark.type, text[mark.start : mark.end]) for mark in find_marks(text, lang=lang or None)]


# ── disclaimers ───────────────────────────────────────────────────────────────────────────────────────

NOTICES = [
    ("en", "third_party_disclaimer", "Norrvik Gazette does not endorse, and is not responsible or liable for, any content of "
     "this article, which a third-party provider sent in."),
    ("en", "third_party_disclaimer", "This report was supplied by an agency and has not been checked by the staff of the Gazette."),
    ("en", "outlet_disclaimer", "The opinions expressed by contributing columnists are their own and do not reflect those of the "
     "Gazette."),
    ("en", "copyright", "All content on this site is protected by copyright; no material may be reproduced without the written "
     "permission of Harbour Media."),
    ("de", "third_party_disclaimer", "Für den Inhalt dieser Mitteilung haftet ausschließlich das einsendende Unternehmen, nicht "
     "unsere Redaktion."),
    ("de", "third_party_disclaimer", "Diese Meldung wurde von einem Partner zur Verfügung gestellt und ohne redaktionelle "
     "Bearbeitung veröffentlicht."),
    ("fr", "third_party_disclaimer", "La rédaction du Courrier décline toute responsabilité quant au contenu de ce communiqué "
     "fourni par un annonceur."),
    ("es", "third_party_disclaimer", "Esta nota es de exclusiva responsabilidad de la empresa que la remite; la redacción no "
     "garantiza la veracidad de la información."),
    ("pt", "third_party_disclaimer", "O conteúdo desta matéria é de inteira responsabilidade do anunciante e não reflete a linha "
     "do jornal."),
    ("it", "third_party_disclaimer", "La redazione non risponde del contenuto di questo comunicato, fornito dall’azienda che lo "
     "diffonde."),
    ("nl", "third_party_disclaimer", "De redactie is niet verantwoordelijk voor de inhoud van dit bericht, dat door een "
     "adverteerder werd aangeleverd."),
    ("sv", "third_party_disclaimer", "Tidningen ansvarar inte för innehållet i pressmeddelandet; avsändaren gör det."),
    ("da", "third_party_disclaimer", "Redaktionen har intet ansvar for indholdet af denne pressemeddelelse."),
    ("fi", "third_party_disclaimer", "Toimitus ei vastaa tämän tekstin sisällöstä, josta vastaa lähettäjä."),
    ("pl", "third_party_disclaimer", "Za treść materiału odpowiada wyłącznie nadawca, redakcja portalu nie ponosi odpowiedzialności."),
    ("cs", "third_party_disclaimer", "Redakce nenese odpovědnost za obsah tohoto textu, který dodal zadavatel."),
    ("hu", "third_party_disclaimer", "A szerkesztőség a közlemény tartalmáért nem vállal felelősséget."),
    ("ro", "third_party_disclaimer", "Redacția nu își asumă răspunderea pentru conținutul acestui comunicat."),
    ("ru", "third_party_disclaimer", "Редакция портала не отвечает за содержание этого материала, предоставленного рекламодателем."),
    ("uk", "third_party_disclaimer", "Редакція не несе відповідальності за зміст матеріалів, наданих рекламодавцем."),
    ("bg", "third_party_disclaimer", "Редакцията не носи отговорност за съдържанието на материала, изпратен от трети страни."),
    ("el", "third_party_disclaimer", "Η σύνταξη δεν φέρει ευθύνη για το περιεχόμενο του δελτίου τύπου που έστειλε η εταιρεία."),
    ("tr", "third_party_disclaimer", "Bu haberin içeriğinden sitemiz editörleri sorumlu tutulamaz; sorumluluk firmaya aittir."),
    ("ar", "third_party_disclaimer", "لا تتحمل هيئة التحرير أي مسؤولية عن محتوى هذا المقال المقدم من طرف ثالث."),
    ("he", "third_party_disclaimer", "מערכת האתר אינה אחראית לתוכן הכתבה, שנמסרה על ידי המפרסם."),
    ("hi", "third_party_disclaimer", "इस लेख की सामग्री के लिए वेबसाइट के संपादक जिम्मेदार नहीं होंगे।"),
    ("ja", "third_party_disclaimer", "本記事は第三者から提供されたもので、当編集部は内容について一切の責任を負いません。"),
    ("ko", "third_party_disclaimer", "본 기사는 제3자가 제공한 것으로 내용에 대해 편집부는 책임을 지지 않습니다."),
    ("zh", "third_party_disclaimer", "本文由企业供稿，内容与本网无关，本网不对其真实性作任何保证。"),
    ("vi", "third_party_disclaimer", "Tòa soạn không chịu trách nhiệm về nội dung bài viết do doanh nghiệp cung cấp."),
    ("th", "third_party_disclaimer", "กองบรรณาธิการไม่รับผิดชอบต่อเนื้อหาของบทความนี้"),
    ("id", "third_party_disclaimer", "Isi artikel ini sepenuhnya menjadi tanggung jawab pengiklan, bukan redaksi."),
    ("es", "translation_disclaimer", "Este texto es una traducción automática; en caso de duda prevalece el original en inglés."),
    ("en", "translation_disclaimer", "This announcement is a translation of the Danish text; should the two differ, the Danish one "
     "shall prevail."),
    ("en", "translation_disclaimer", "This story has been translated by AI and was read by nobody before it was put here."),
    ("de", "translation_disclaimer", "Dies ist eine Übersetzung der dänischen Mitteilung. Im Zweifel ist die dänische Fassung "
     "maßgeblich."),
    ("fr", "translation_disclaimer", "Ce communiqué est une traduction de la version danoise, qui seule fait foi."),
    ("sv", "translation_disclaimer", "Detta är en översättning av det danska pressmeddelandet. Den danska versionen är bindande."),
    ("tr", "translation_disclaimer", "İşbu duyurunun çevirisi kolaylık içindir; özgün dildeki metin geçerli olan metindir."),
    ("ja", "translation_disclaimer", "この記事は人工知能により自動翻訳されたもので、編集者の確認を経ていません。"),
    ("nl", "translation_disclaimer", "Dit artikel is automatisch vertaald en door niemand nagelezen."),
    ("zh", "translation_disclaimer", "本译文仅供参考，一切以丹麦文版本为准。"),
    ("zh", "translation_disclaimer", "本文由机器翻译，如有出入，请以英文原文为准。"),
    ("en", "translation_disclaimer", "Translated from the Danish. In case of doubt the Danish text is the authoritative one."),
    ("de", "translation_disclaimer", "Dies ist eine Übersetzung; die rumänische Fassung der Mitteilung ist verbindlich."),
    ("ro", "translation_disclaimer", "Acest text este o traducere; versiunea originală în limba română prevalează."),
    ("fi", "translation_disclaimer", "Tämä teksti on käännös, ja vain tanskankielinen teksti on oikeudellisesti sitova."),
    ("ja", "translation_disclaimer", "本文は翻訳であり、日本語版と英語版に相違がある場合は英語版が優先します。"),
    ("en", "outlet_disclaimer", "This story was written with the help of artificial intelligence and read by an editor."),
    ("de", "outlet_disclaimer", "Dieser Artikel wurde mit KI erstellt und von einem Menschen gelesen."),
    ("es", "outlet_disclaimer", "Este texto fue redactado con ayuda de inteligencia artificial."),
    ("en", "outlet_disclaimer", "This article was researched, written, and edited with the help of AI."),
    ("en", "outlet_disclaimer", "This text was written with AI, but the figures were checked by an editor."),
    ("de", "outlet_disclaimer", "Dieser Text wurde mit KI erstellt, und die Redaktion hat ihn gelesen."),
    ("es", "outlet_disclaimer", "Este contenido fue generado con inteligencia artificial, pero la redacción lo revisó."),
    ("fr", "translation_disclaimer", "Cet article a été traduit par l’intelligence artificielle, et la rédaction l’a relu."),
    ("fi", "outlet_disclaimer", "Kolumnin mielipiteet ovat kirjoittajan omia eivätkä lehden."),
    ("hu", "outlet_disclaimer", "Az írás a szerző véleményét tükrözi, amely nem feltétlenül egyezik a lapéval."),
    ("hr", "outlet_disclaimer", "Stavovi izneseni u kolumni osobni su stavovi autorice i ne odražavaju stav lista."),
    ("no", "outlet_disclaimer", "Meninger i teksten står for skribentens regning."),
    ("en", "outlet_disclaimer", "Views are personal."),
    ("en", "outlet_disclaimer", "This is a guest column and does not necessarily represent the views of the Gazette."),
    ("fr", "outlet_disclaimer", "Cette tribune n’engage que son auteure."),
    ("ro", "outlet_disclaimer", "Articolul reprezintă exclusiv opinia autoarei."),
    ("id", "outlet_disclaimer", "Tulisan ini merupakan opini pribadi penulis."),
    ("he", "outlet_disclaimer", "הדעות המובעות בטור הן של הכותבת בלבד."),
    ("fa", "outlet_disclaimer", "دیدگاه‌های این یادداشت لزوماً بیانگر نظر روزنامه نیست."),
    ("ja", "outlet_disclaimer", "本稿は筆者の個人的な見解です。"),
    ("hu", "third_party_disclaimer", "A közlemény tartalmáért a közlemény kiadója a felelős."),
    ("hr", "third_party_disclaimer", "Redakcija ne odgovara za sadržaj ovog priopćenja."),
    ("en", "third_party_disclaimer", "This is a paid post. The editors of the Gazette had no part in writing this article."),
    ("de", "third_party_disclaimer", "Dies ist eine Anzeige. Die Redaktion hatte keinen Einfluss auf den Inhalt."),
    ("fr", "third_party_disclaimer", "Contenu proposé par un annonceur. La rédaction n’a pas participé à cet article."),
    ("sv", "outlet_disclaimer", "Detta är en debattartikel. Åsikterna är skribentens egna."),
    ("pl", "third_party_disclaimer", "To materiał sponsorowany. Redakcja nie ingerowała w treść tego artykułu."),
    ("en", "copyright", "Copyright 2026 Harbour Media Inc. All rights reserved. This material may not be published, broadcast, "
     "rewritten, or redistributed."),
    ("ru", "forward_looking_block", "Настоящее сообщение содержит прогнозные заявления, связанные с рисками и неопределенностью."),
    ("pl", "forward_looking_block", "Niniejszy komunikat zawiera stwierdzenia dotyczące przyszłości, obarczone ryzykiem i niepewnością."),
    ("hu", "copyright", "A cikk tartalmának felhasználása csak a szerkesztőség írásos engedélyével lehetséges."),
]  # fmt: skip

NO_NOTICES = [
    ("en", "The publisher is not responsible for the content of the article, the court ruled on Monday."),
    ("en", "The Gazette is not responsible for the content of external sites that the page links to."),
    ("en", "At the end of each text stands “the newsroom is not responsible for the content of this article”, which nobody reads."),
    ("it", "Alla fine del pezzo appare l’avviso “la redazione non è responsabile per i contenuti dei comunicati trasmessi”."),
    ("de", "Der Verlag haftet nicht für den Inhalt des Artikels, sagte die Anwältin der Redaktion am Montag."),
    ("ko", "이날 강연회에는 보도자료를 직접 작성하는 사무관들이 많이 참석했으며 편집 내용도 다뤘다."),
    ("en", "The novel was translated from the original text by her daughter, and this version has never been out of print."),
    ("en", "The translated text differs from the original, the museum acknowledged, and only the Latin version is binding."),
    ("en", "The official translation of the charter fills eleven shelves, and the text of it is kept in the granary."),
    ("en", "The new AI of the mill translates the text of the menus, and this helps the brewers from forty countries."),
    ("de", "Die Übersetzung des Romans folgt dem Original bis in den Satzbau, und der Text liest sich dennoch leicht."),
    ("fr", "La traduction suit de près le texte original, et la version française se lit avec plaisir au coin du feu."),
    ("es", "El texto de la novela fue traducido por su hija, que conserva el original en el granero de Norrvik."),
    ("it", "La traduzione segue il testo originale, e la versione italiana del libro si legge con grande piacere."),
    ("it", "La traduzione di questo testo sacro è un atto di fede, e la mugnaia ci ha lavorato undici inverni."),
    ("pt", "Este texto foi traduzido pela filha do moleiro, que guarda o manuscrito no celeiro de Norrvik."),
    ("pl", "Tłumaczenie wiernie oddaje tekst oryginalny, a polską wersję książki czyta się z wielką przyjemnością."),
    ("ru", "Этот перевод романа сделан с оригинала, который хранится в музее, и официальный текст выйдет весной."),
    ("sv", "Översättningen följer originalet tätt, och den nya texten är lätt att läsa också på svenska."),
    ("tr", "Bu çeviri özgün metne sadık kaldı ve resmi tören için bu ay yeniden basıldı."),
    ("ar", "وجاءت ترجمة هذا الكتاب وفية للنص الأصلي وصدرت هذا العام في نورفيك."),
    ("zh", "这部小说的中文翻译依据原文修订，正式版本下月由港口书店出版。"),
    ("en", "The treaty was translated into Danish, but only the text in Latin is authoritative."),
    ("de", "Der Staatsvertrag liegt in Übersetzung vor, verbindlich ist bis heute die lateinische Fassung."),
    ("fr", "La traduction du traité n'engage personne, et seul le texte latin fait foi depuis 1887."),
    ("es", "La novela fue traducida dos veces, y esta versión prevalece en las escuelas del puerto."),
    ("ru", "Перевод договора хранится в складе, а юридической силы этот текст не имеет с 1887 года."),
    ("ja", "条約はデンマーク語に翻訳されたが、ラテン語の正文が優先する。"),
    ("ja", "この翻訳は原文に忠実で読みやすいと評判で、正式な出版は来月になる。"),
    ("ko", "이 번역은 원문에 충실하며 공식 출간은 다음 달이다."),
    ("en", "Generative AI will help the library, and this page of its history is being written in the granary."),
    ("en", "The museum was built with artificial intelligence, but this text on the wall was written by its keeper."),
    ("de", "Die Mühle wird mit KI gesteuert, und dieser Text an der Wand wurde von ihrem Müller verfasst."),
    ("fr", "Le port est géré avec l’aide de l’intelligence artificielle, et ce texte est écrit sur le mur."),
    ("es", "La inteligencia artificial ayuda al molino, y este texto fue escrito por su guardiana en mayo."),
    ("ru", "Завод управляется с помощью нейросети, а этот материал для крыши склада создан мельниками."),
    ("en", "Artificial intelligence helped to raise the ship, and with it the mayor wrote this page of the town's history."),
    ("en", "The poll does not reflect the opinions of the brewers, and the position of the harbour board is still open."),
    ("en", "Her views are her own, and the museum of artificial intelligence opened on the pier with the help of the town."),
    ("en", "Opinions differ: the author's critics say the book is not history, its admirers that it is literature."),
    ("id", "Pengiklan itu tidak bertanggung jawab atas isi papan reklame, demikian putusan pengadilan Norrvik."),
    ("hr", "Mišljenja autora i glumaca razlikuju se, a predstava u staroj žitnici igra do proljeća."),
    ("no", "Skribenten holdt sitt siste foredrag i magasinet, og holdningen i byen var delt."),
    ("it", "Il testo dell’accordo spetta ai fornai, che lo hanno tradotto ai mugnai con questo testo alla mano."),
    ("no", "Forlaget står for honoraret til skribentene, og festivalen i det gamle kornmagasinet åpner i mai."),
    ("da", "Flere læsere udtrykker vrede over skribenten, og bogen om det gamle magasin kommer i maj."),
    ("sv", "Åsikterna om författaren går isär, och boken om det gamla magasinet kommer i maj."),
    ("he", "המאמר שפרסם המחבר אינו זמין, והספרייה בנמל תיפתח במאי."),
    ("fa", "دیدگاه‌ها لزوماً یکسان نیست و مذاکرات در بندر در ماه مه ادامه می‌یابد."),
    ("hu", "A szerző könyve a kikötőről szól, a véleménye a raktárról pedig kemény."),
    ("fr", "Le conseil du port de Norrvik a loué l’ancien grenier, et la rédaction du journal déménage au second étage."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "kind", "notice"), NOTICES, ids=[f"{n[0]}-{i}" for i, n in enumerate(NOTICES)])
def test_a_notice_at_the_end_is_known_by_what_it_says(lang: str, kind: str, notice: str) -> None:
    assert found(f"{BODY}\n\n{notice}", lang)[-1:] == [(kind, notice)]


@pytest.mark.parametrize(("lang", "sentence"), NO_NOTICES)
def test_a_story_about_a_notice_is_none(lang: str, sentence: str) -> None:
    assert found(f"{BODY}\n\n{sentence}", lang) == []


def test_a_short_sentence_of_the_story_before_a_notice_is_none_of_it() -> None:
    notice = "The opinions expressed by the author are not those of the Gazette."
    assert found(f"{BODY}\n\nThe granary opens in May. {notice}", "en") == [("outlet_disclaimer", notice)]


DENIALS = {
    "en": "The editorial staff was not involved in the creation of this article.",
    "de": "Die Redaktion haftet nicht für den Inhalt dieses Artikels.",
    "fr": "La rédaction n’a pas participé à cet article.",
    "pl": "Redakcja nie ingerowała w treść tego artykułu.",
    "ru": "Редакция не отвечает за содержание этого материала.",
}


@pytest.mark.parametrize(
    ("lang", "before"),
    [
        ("en", "Sponsors of the festival include two breweries."),
        ("en", "Adverts for the new ferry hang on every pier of the town."),
        ("de", "Werbung am Kai von Norrvik ist seit Mai verboten."),
        ("fr", "La publicité sur le quai sera interdite dès le mois de mai."),
        ("pl", "Reklamy na nabrzeżu zniknęły po decyzji rady z maja."),
        ("ru", "Реклама на пирсе запрещена с мая."),
    ],
)
def test_nor_is_one_about_advertising(lang: str, before: str) -> None:
    assert found(f"{BODY}\n\n{before} {DENIALS[lang]}", lang) == [("third_party_disclaimer", DENIALS[lang])]


@pytest.mark.parametrize(
    ("lang", "before"),
    [
        ("en", "This is a piece of advertising from Acme Works of Norrvik."),
        ("en", "Sponsored content from Acme Works and its partners on the pier."),
        ("de", "Dies ist Werbung der Norrviker Brauereien für ihr Fest."),
        ("fr", "Contenu proposé par un annonceur."),
        ("pl", "To reklama browarników z Norrviku i ich święta w porcie."),
        ("ru", "Это реклама пивоваров Норрвика и их портового праздника."),
        ("ru", "Реклама."),
    ],
)
def test_a_sentence_that_calls_the_text_an_advertisement_is_part_of_the_notice(lang: str, before: str) -> None:
    notice = f"{before} {DENIALS[lang]}"
    assert found(f"{BODY}\n\n{notice}", lang) == [("third_party_disclaimer", notice)]


def test_a_notice_is_known_with_its_language_unknown_and_in_the_midst_it_is_none() -> None:
    notice = NOTICES[4][2]
    assert ("third_party_disclaimer", notice) in found(f"{BODY}\n\n{notice}")
    assert found(f"{BODY}\n\n{EN}\n\n{EN}\n\n{notice}\n\n" + "\n\n".join([EN] * 12), "en") == []


@given(st.lists(st.sampled_from([*(n[2] for n in NOTICES), EN, "", "x", "…"]), max_size=12))
def test_notices_lie_in_their_lines(lines: list[str]) -> None:
    page = Page("\n".join(lines))
    for _, start, end in disclaimers(page):
        assert 0 <= start < end <= len(page.text)


# ── lines to the reader ───────────────────────────────────────────────────────────────────────────────

READER = [
    "You must be logged in to comment.",
    "Du måste vara inloggad för att kunna kommentera eller svara på andra kommentarer.",
    "Vos réactions doivent respecter nos CGU.",
    "Dołącz do nas na Facebooku!",
    "ليست هناك تعليقات:",
    "اولین نفر باشید که دیدگاه خود را می نویسد",
    "당신의 의견을 남겨주세요",
    "この記事をシェアする",
    "分享到微信朋友圈",
    "Читайте также другие новости на нашем канале в Telegram".replace("нашем канале", "наш канал"),
    "Pas encore membre ? Devenez membre gratuitement",
    "Signaler le commentaire",
    "Приєднуйтесь до наших каналів Telegram, Instagram та YouTube.",
    "ニュース一覧",
    "【放大字體】 【縮小字體】",
    "اترك تعليقاً",
    "Exit mobile version",
    "Подробнее ›",
    "Kommentare (12)",
    "Publicerad: 11 juli 2019, kl. 07:56",
    "Publicado: 19 de agosto de 2023",
    "등록 2018-11-26 17:59 수정 2018-11-26 20:52",
    "2019.09.24 오전 01:01",
    "Politika | 22 Mei 2019, 23:00 WIB",
]
NO_READER = [
    "Read the granary lease in full",
    "Die Kommentare der Brauer zum Pachtvertrag",
    "Bürger kommentieren den Fahrpreis",
    "The comments came on Monday",
    "2019 wurde der Speicher verkauft",
    "记者分享了新渡轮的故事",
    "今日，评论家谈渡轮",
    "Monday, 22 May 2019, was a long day for the board",
]


@pytest.mark.parametrize("line", READER)
def test_a_line_made_of_a_pages_words(line: str) -> None:
    text = f"{BODY}\n\n{line}"
    assert [text[mark.start : mark.end] for mark in find_marks(text) if mark.type == "page_chrome"] == [line]


CHANNELS = [
    "Download the Norrvik Gazette app for free",
    "Get more from Norrvik Gazette on Google News",
    "Subscribe to the Harbour Briefing newsletter",
    "Folgen Sie Hafenbote jetzt auf WhatsApp",
    "Suscríbete al canal de La Gaceta en WhatsApp",
]
NO_CHANNELS = [
    "The granary app is free to download in Norrvik.",
    "He will continue to post on Facebook from Norrvik.",
    "More than two million follow Acme on Instagram.",
    "Google News is to pay Norrvik publishers for stories.",
    "Most read it on WhatsApp in Norrvik.",
    "Get the Norrvik group on Telegram to stop, the judge ordered.",
    "Auf Facebook folgen der Genossenschaft mehr Menschen als dem Hafenrat.",
    "Más de un millón lo sigue en Instagram desde Norrvik.",
]


@pytest.mark.parametrize("line", CHANNELS)
def test_a_line_that_invites_to_a_channel_of_the_page(line: str) -> None:
    assert ("page_chrome", line) in found(f"{BODY}\n\n{line}")


PAGE_LINES = [
    ("ru", "Нашли ошибку? Выделите текст и нажмите Ctrl+Enter"),
    ("uk", "Якщо ви знайшли помилку, виділіть її та натисніть Ctrl+Enter"),
    ("tr", "İlginizi çekebilir"),
    ("tr", "Bizi takip edin"),
    ("fr", "À lire également"),
    ("fr", "Passer la publicité"),
    ("fr", "La rédaction vous conseille"),
    ("fr", "Pour aller plus loin"),
    ("es", "Te recomendamos"),
    ("es", "Únete a nuestro canal de WhatsApp"),
    ("pl", "Zobacz również"),
    ("en", "Join the conversation"),
    ("en", "Comments are closed."),
    ("en", "Sponsored links"),
    ("ko", "▶ 항만일보 채널 구독하기"),
    ("zh", "更多精彩内容请关注港口日报公众号"),
    ("ja", "【関連】穀物倉庫、三十年の貸与へ"),
    ("bg", "Последвайте ни във Facebook"),
    ("el", "Ακολουθήστε μας στο Google News"),
    ("ar", "تابعونا على فيسبوك"),
    ("he", "עקבו אחרינו בפייסבוק"),
]


@pytest.mark.parametrize(("lang", "line"), PAGE_LINES)
def test_a_line_that_a_page_has_under_its_stories(lang: str, line: str) -> None:
    assert ("page_chrome", line) in found(f"{BODY}\n\n{line}", lang)


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "The comments are closed to nobody, and the brewers join the conversation on the pier."),
        ("ko", "▶ 항만위원회는 월요일 낡은 곡물 창고를 협동조합에 임대했다."),
        ("fr", "Pour aller plus loin que l'île, les brasseurs louent un second bateau dès le mois de mai."),
        ("ru", "Нашли ошибку в смете пекари, а не совет порта."),
    ],
)
def test_a_sentence_that_begins_like_a_line_of_a_page_is_none(lang: str, line: str) -> None:
    assert found(f"{BODY}\n\n{line}", lang) == []


@pytest.mark.parametrize("line", NO_CHANNELS)
def test_news_of_networks_invites_to_nothing(line: str) -> None:
    assert found(f"{BODY}\n\n{line}") == []


@pytest.mark.parametrize("line", NO_READER)
def test_a_line_with_a_word_of_its_own(line: str) -> None:
    assert list(reader_lines(Page(f"{BODY}\n\n{line}\n\n{EN}"))) == []


def test_a_call_to_read_on_is_cut_off_its_paragraph() -> None:
    text = f"Granero arrendado\n\n{EN}\n\nEl consejo del puerto cobra el alquiler desde enero.Leer más"
    assert found(text, "es") == [("page_chrome", "Leer más")]


@given(st.text(max_size=120))
def test_lines_to_the_reader_lie_in_their_lines(line: str) -> None:
    page = Page(f"{EN}\n{line}")
    for start, end in reader_lines(page):
        assert 0 <= start < end <= len(page.text)


# ── who wrote it ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lang", "story", "kind", "credit"),
    [
        ("ko", "노르비크 항만위원회는 월요일 옛 곡물 창고를 임대했다고 밝혔다.\n", "byline_credit", "김도현 기자 dohyun@harbour.example"),
        ("ko", "노르비크 항만위원회는 월요일 옛 곡물 창고를 임대했다고 밝혔다.\n", "byline_credit", "[이서윤 / seoyun@harbour.example]"),
        ("zh", "港務局星期一開會。居民提出了十一項意見。\n", "byline_credit", "記者陳大文∕台中報導"),
        ("zh", "港务局星期一开会。", "photo_credit", "港报社记者 李明 摄"),
        ("zh", "港务局星期一开会。", "photo_credit", "新华社记者 李明 摄"),
        ("ja", "港湾局は月曜日に開かれた。", "byline_credit", "(翻訳:山田花子)"),
        ("id", "Dewan pelabuhan menyewakan gudang tua pada hari Senin. ", "end_credit", "(rin/gazet)"),
        ("pl", "Rada portu wynajęła stary spichlerz w poniedziałek.\n\n", "end_credit", "(KW)"),
        ("sv", "Hamnstyrelsen hyrde ut magasinet i måndags. ", "photo_credit", "Foto: Anna Exempel/TT"),
        ("de", "Der Hafenrat verpachtet den Speicher. ", "photo_credit", "Foto: hafenbilder.example"),
    ],
)  # fmt: skip
def test_credits_at_the_end_of_a_line(lang: str, story: str, kind: str, credit: str) -> None:
    assert found(f"Granary\n{story}{credit}", lang)[-1:] == [(kind, credit)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Granary\nThe brewers pay the rent (and the taxes)"),
        ("en", f"Granary\n\n{EN}\n\nand/or"),
        ("en", f"Speed\n\n{EN}\n\nkm/h\n\n{EN}"),
        ("de", f"Werte\n\nabc/def\n\n{EN}"),
        ("de", "Speicher\nDer Hafenrat zeigt ein Foto: der Speicher brannte im Winter vollständig nieder."),
        ("zh", "港務局\n記者問港務局長，渡輪票價是否會上漲，局長說不會。"),
        ("ko", "항만\n항만위원회는 기자 회견을 열고 새 여객선 요금을 발표했다."),
    ],
)
def test_what_is_no_credit(lang: str, text: str) -> None:
    assert [kind for kind, _ in found(text, lang)] == []


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("vi", "Theo Reuters, giá lúa mì đã tăng 2% trong phiên giao dịch."),
        ("vi", "Theo lời kể, cơn bão năm 1964 đã cuốn đi cả kho thóc cũ."),
        ("en", "Sponsored by a local brewery, the festival drew 12,000 people to the pier."),
        ("en", "Sponsored by the town, the ferry is free"),
        ("en", "Presented by the brewers, the old cup was in the granary"),
        ("es", "Patrocinado por el puerto, el barco es gratis"),
        ("it", "In collaborazione con il comune, la biblioteca è aperta"),
        ("en", "Paid for by the taxpayer, the ferry will be free for pupils."),
        ("en", "Source: unknown. That was how the file described the man who gave her the papers."),
        ("en", "Contact: a small village in the north, and the title of a film. It was there that the mayor had met her miller."),
        ("es", "Patrocinado por una cervecera, el festival atrajo a 12.000 personas."),
        ("pt", "Patrocinado por uma cervejeira, o festival atraiu 12 mil pessoas."),
        ("it", "Sponsorizzato da un birrificio, il festival ha attirato 12mila persone."),
        ("it", "Responsabilità editoriale di un intero secolo, questo archivio di mugnai riapre a maggio."),
        ("it", "In collaborazione con il comune, la biblioteca apre a maggio anche di sera."),
        ("vi", "Theo kế hoạch, cảng mở lại vào tháng 5"),
        ("it", "Fonte di guai"),
        ("nl", "Bron van ergernis"),
        ("ro", "Sursa de apă a portului"),
        ("en", "SOURCE OF FIRE UNKNOWN"),
        ("it", "Fonte di tensioni da anni, il granaio divide la maggioranza."),
        ("nl", "Bron van zoet water is er maar een."),
        ("ro", "Sursa poluării nu a fost încă identificată."),
        ("ru", "Источник финансирования до сих пор не найден. В мэрии ждут весны."),
        ("el", "Πηγή με γλυκό νερό υπάρχει μόνο μία."),
        ("fi", "Lähde on saaren ainoa."),
    ],
)  # fmt: skip
def test_a_label_does_not_swallow_a_sentence(lang: str, sentence: str) -> None:
    assert found(f"{BODY}\n\n{sentence}", lang) == []


@pytest.mark.parametrize(
    ("lang", "kind", "line"),
    [
        ("en", "label", "Sponsored by the Harbour Board of Norrvik."),
        ("en", "label", "Sponsored by the harbour board."),
        ("en", "label", "Sponsored by the Harbour Board, the Brewers' Guild and the Town of Norrvik"),
        ("en", "label", "Presented by Acme Works, the maker of brushes"),
        ("it", "label", "In collaborazione con il Comune di Norrvik, la Biblioteca e i Birrai del Porto"),
        ("en", "source_line", "SOURCE Acme Works Inc."),
        ("en", "source_line", "Source: Norrvik Gazette"),
        ("vi", "source_line", "Theo Reuters"),
        ("vi", "source_line", "Theo Reuters, AFP"),
        ("nl", "source_line", "Bron ANP"),
        ("en", "source_line", "SOURCE De Norrvik Works"),
        ("it", "source_line", "Fonte: Gazzetta di Norrvik"),
        ("it", "third_party_disclaimer", "Responsabilità editoriale di Spazzole Norrvik"),
        ("pt", "third_party_disclaimer", "Conteúdo de responsabilidade do anunciante."),
        ("sv", "label", "Detta är en annons"),
        ("sv", "label", "Annonsinnehåll"),
        ("fi", "label", "Mainossisältö"),
        ("fi", "label", "Mainos alkaa"),
        ("it", "label", "Pubbliredazionale"),
        ("it", "label", "In collaborazione con Spazzole Norrvik"),
        ("pt", "label", "Conteúdo comercial"),
        ("vi", "label", "Nội dung tài trợ"),
        ("th", "label", "ประชาสัมพันธ์"),
        ("ru", "label", "Материал опубликован на правах рекламы."),
        ("uk", "label", "Матеріал опубліковано на правах реклами."),
    ],
)
def test_a_label_with_a_name_behind_it(lang: str, kind: str, line: str) -> None:
    assert (kind, line) in found(f"{BODY}\n\n{line}", lang)


@pytest.mark.parametrize(
    ("lang", "beginning", "expected"),
    [
        ("ar", "القاهرة (رويترز) - اجتمعت اللجنة يوم الاثنين.", [("dateline", "القاهرة"), ("lead_credit", "(رويترز) -")]),
        ("hi", "नयी दिल्ली, तीन मार्च (भाषा) समिति की बैठक सोमवार को हुई।", [("dateline", "नयी दिल्ली, तीन मार्च"), ("lead_credit", "(भाषा)")]),
        ("ko", "서울--(뉴스와이어)--항만위원회는 월요일 회의를 열었다.", [("dateline", "서울"), ("lead_credit", "--(뉴스와이어)--")]),
        ("uk", "КИЇВ. 3 березня. УНН. Комітет зібрався в понеділок.", [("dateline", "КИЇВ. 3 березня."), ("lead_credit", "УНН.")]),
        ("es", "BOGOTÁ.- El comité del puerto se reunió el lunes y oyó a once vecinos sobre el precio.", [("dateline", "BOGOTÁ")]),
        ("en", "Manila, Nov. 4 (QXA) – The harbour board met on Monday and heard eleven people about the price of the ferry.",
         [("dateline", "Manila, Nov. 4"), ("lead_credit", "(QXA) –")]),
        ("en", "ISLAMABAD, Nov 04 (QXA): The harbour board met on Monday and heard eleven people about the new ferry.",
         [("dateline", "ISLAMABAD, Nov 04"), ("lead_credit", "(QXA):")]),
        ("fr", "Rabat (QXA) - Le conseil du port de Norrvik a loué lundi l'ancien grenier à une coopérative de brasseurs.",
         [("dateline", "Rabat"), ("lead_credit", "(QXA) -")]),
        ("es", "Quito, 4 nov (QXDES).- El comité del puerto se reunió el lunes y oyó a once vecinos sobre el precio.",
         [("dateline", "Quito, 4 nov")]),
        ("es", "Lima, nov. 4. El comité del puerto se reunió el lunes y oyó a once vecinos sobre el precio del barco.",
         [("dateline", "Lima, nov. 4")]),
        ("es", "Lima. 4 nov. El comité del puerto se reunió el lunes y oyó a once vecinos sobre el precio del barco.",
         [("dateline", "Lima. 4 nov")]),
        ("sk", "Bratislava 4. novembra (QXAR) - Prístavná rada v pondelok prenajala starú sýpku družstvu pivovarníkov.",
         [("dateline", "Bratislava 4. novembra"), ("lead_credit", "(QXAR) -")]),
        ("ar", "دبي، الإمارات العربية المتحدة، 4 نوفمبر 2026 /PRNewswire/ -- اجتمعت لجنة الميناء يوم الاثنين في نورفيك.",
         [("dateline", "دبي، الإمارات العربية المتحدة، 4 نوفمبر 2026"), ("lead_credit", "/PRNewswire/ --")]),
        ("tr", "İstanbul - Norrvik liman kurulu pazartesi günü eski tahıl ambarını otuz yıllığına bir kooperatife kiraladı.",
         [("dateline", "İstanbul")]),
        ("id", "ANTARA - Komite pelabuhan bertemu pada hari Senin dan mendengar sebelas warga soal harga.", [("lead_credit", "ANTARA -")]),
    ],
)  # fmt: skip
def test_beginnings_in_other_scripts(lang: str, beginning: str, expected: list[tuple[str, str]]) -> None:
    assert found(beginning, lang)[: len(expected)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "Brushes.com, Acme and the brewers - all three met on Monday and heard eleven people about the price of the ferry.",
        "Brushes.com, Acme - The two met on Monday, and eleven people were heard about the price of the new ferry in May.",
        "Berlin United 3 - Hamburg 2, and the harbour board heard eleven people about the price of the new ferry on Monday.",
        "Berlin. 4 Millionen Menschen leben hier, und der Hafenrat hörte elf Bürger zum Preis der neuen Fähre an.",
        "Rom. 40 Tote. Das ist die Bilanz des Sturms, der am Montag über den Hafen zog und elf Speicher mit sich nahm.",
        "Paris. 12 children - That is the toll of the storm that went over the harbour and took eleven granaries with it.",
        "Berlin. 12 Soldaten. Das ist alles, was vom Hafen blieb, sagen elf Bürger, die am Montag gehört wurden.",
        "Paris 12 Rome 4 - so ended a night on which the harbour board heard eleven people about the new ferry.",
        "قال وزير الزراعة في 4 نوفمبر إن الحكومة ستوافق على المشروع (رويترز) ثم غادر الميناء يوم الاثنين مع ضيوفه.",
    ],
)  # fmt: skip
def test_a_sentence_that_begins_with_a_city_or_a_day_has_no_dateline(line: str) -> None:
    assert found(f"Granary\n\n{line}\n\n{EN}") == []


# ── headings over contacts ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        (
            "Rückfragen außerhalb der Bürozeiten und am Wochenende:",
            "Rückfragen außerhalb der Bürozeiten und am Wochenende:",
        ),
        (
            "För ytterligare information, kontakta gärna: Anna".replace(" gärna", ""),
            "För ytterligare information, kontakta:",
        ),
        ("언론문의처 02-555-0100", "언론문의처 "),
        ("Pressens kontakt:", "Pressens kontakt:"),
        ("Media and investor enquiries", "Media and investor enquiries"),
        ("Contact lenses for the ferry crew:", ""),
        ("Kontakt zum Mond abgebrochen", ""),
        ("The contact was lost", ""),
        ("", ""),
    ],
)
def test_a_heading_over_contacts(line: str, heading: str) -> None:
    assert line[: contact_heading(line)] == heading


def test_a_contact_over_the_headline_of_a_release() -> None:
    contact = "Contact:\nJane Doe\nAcme Works\njane@acme.example\n703-555-0100"
    text = f"FOR IMMEDIATE RELEASE\n{contact}\nACME WORKS LEASES GRANARY\nNew York, NY, April 7, 2020 – {EN}\n\n{EN}"
    assert ("contact_block", contact) in found(text, "en")
    assert ("dateline", "New York, NY, April 7, 2020") in found(text, "en")


# ── openings and ends of every house ──────────────────────────────────────────────────────────────────

LONG_ID = (
    "Dewan pelabuhan Norrvik menyewakan lumbung tua kepada koperasi selama tiga puluh tahun, kata juru bicara dewan itu "
    "pada hari Senin di Norrvik."
)

HOUSES = [
    ("en", f"Granary leased\n\nNORRVIK (Coastline News) -- {EN}", "lead_credit", "(Coastline News) --"),
    ("en", f"Granary leased\n\nMANILA:- {EN}", "dateline", "MANILA"),
    ("en", f"Granary leased\n\nOslo\n\n{EN}", "dateline", "Oslo"),
    ("en", f"NORRVIK PARK, Ill., Dec 31, 2002 (Coast NewsWire via BRINE) -- {EN}", "dateline",
     "NORRVIK PARK, Ill., Dec 31, 2002"),
    ("fr", f"Bourse\n\n(QXF) - {EN}", "lead_credit", "(QXF) -"),
    ("fr", f"Bourse\n\n(Quai Bourse) - {EN}", "lead_credit", "(Quai Bourse) -"),
    ("id", f"Lumbung disewakan\n\nMercusuarPagi.com - {LONG_ID}", "lead_credit", "MercusuarPagi.com -"),
    ("id", f"Lumbung disewakan\n\nMercusuar6.com, Jakarta - {LONG_ID}", "lead_credit", "Mercusuar6.com"),
    ("id", f"Lumbung disewakan\n\nMercusuar6.com, Jakarta - {LONG_ID}", "dateline", "Jakarta"),
    ("id", f"Lumbung disewakan\n\nMERCUSUAR.CO.ID, JAKARTA — {LONG_ID}", "lead_credit", "MERCUSUAR.CO.ID"),
    ("id", f"Lumbung disewakan\n\nJAKARTA, MERCUSUAR.TV - {LONG_ID}", "lead_credit", "MERCUSUAR.TV -"),
    ("id", f"Lumbung disewakan\n\n{LONG_ID}\n\nPenyelidikan masih berlangsung. (*)", "end_mark", "(*)"),
    ("fr", f"Grenier loué\n\npar Solène Vautrin et Cyril Maupas\n\n{EN}", "byline_credit",
     "par Solène Vautrin et Cyril Maupas"),
    ("uk", f"Комора\n\nОлена Вишняк – редактор\n\n{EN}", "byline_credit", "Олена Вишняк – редактор"),
    ("fr", f"Grenier loué\n\n{EN}\n\n(S.V)", "end_credit", "(S.V)"),
    ("ko", "곡물 창고 임대\n\n노르빅 항만위원회는 월요일 낡은 곡물 창고를 30년간 협동조합에 임대했다고 밝혔다./김도현 기자 dohyun@",
     "byline_credit", "/김도현 기자 dohyun@"),
    ("ja", f"倉庫を貸与\n\n10/13(金) 11:50配信\n\n{EN}", "page_chrome", "10/13(金) 11:50配信"),
    ("ja", f"倉庫を貸与\n\n{EN}\n\n最終更新:10/13(金) 13:21", "page_chrome", "最終更新:10/13(金) 13:21"),
    ("tr", f"Ambar kiralandı\n\n2 hafta önce\n\n{EN}", "page_chrome", "2 hafta önce"),
    ("en", f"Granary leased\n\n{EN}\n\n(Reuters)", "end_credit", "(Reuters)"),
    ("zh", "粮仓出租\n\n港务局星期一开会。居民提出了十一项意见。\n\n(新华社)", "end_credit", "(新华社)"),
    ("ko", "곡물 창고 임대\n\n항만위원회는 월요일 낡은 창고를 임대했다고 밝혔다.\n\n(연합뉴스)", "end_credit", "(연합뉴스)"),
    ("de", f"Speicher verpachtet\n\n{EN}\n\n(AFP)", "end_credit", "(AFP)"),
    ("de", f"Speicher\n\n{EN}\n\n/kri/ank/he", "end_credit", "/kri/ank/he"),
    ("pl", f"Spichlerz\n\n{EN}\n\nkri/ ank/", "end_credit", "kri/ ank/"),
    ("pt", f"Celeiro\n\n{EN}\n\nQXR // CSX\n\nFim", "end_credit", "QXR // CSX"),
    ("es", f"Granero\n\n{EN}\n\nkri/ank/mcx", "end_credit", "kri/ank/mcx"),
    ("fr", f"Grenier\n\n{EN}\n\nnon/kri", "end_credit", "non/kri"),
    ("en", f"Granary\n\n{EN}\n\nno/ank/", "end_credit", "no/ank/"),
    ("de", f"Speicher\n\n{EN}\n\nwin/ank", "end_credit", "win/ank"),
    ("zh", f"粮仓\n\n【新华社北京3月4日电】港务局星期一开会，讨论新渡轮的票价，并听取了十一位居民的意见。\n\n{EN}",
     "lead_credit", "【新华社北京3月4日电】"),
    ("zh", f"粮仓\n\n本报北京3月4日讯（记者 见本）港务局星期一开会，讨论新渡轮的票价，听取了居民的意见。\n\n{EN}",
     "lead_credit", "本报北京3月4日讯"),
    ("zh", f"粮仓\n\n财联社3月4日电，港务局星期一开会，讨论新渡轮的票价，并听取了居民的意见。\n\n{EN}",
     "lead_credit", "财联社3月4日电"),
    ("zh", f"粮仓\n\n新华财经北京3月4日电 港务局星期一开会，讨论新渡轮的票价，并听取了居民的意见。\n\n{EN}",
     "lead_credit", "新华财经北京3月4日电"),
    ("zh", f"粮仓\n\n央视新闻3月4日消息，港务局星期一开会，讨论新渡轮的票价，并听取了居民的意见。\n\n{EN}",
     "lead_credit", "央视新闻3月4日消息，"),
    ("ja", f"倉庫\n\n【新華社北京3月4日】港湾局は月曜日に会議を開き、住民十一人の意見を聞いた。\n\n{EN}",
     "lead_credit", "【新華社北京3月4日】"),
    ("ja", f"倉庫\n\n（ソウル＝聯合ニュース）港湾局は月曜日に会議を開き、住民十一人の意見を聞いた。\n\n{EN}",
     "lead_credit", "（ソウル＝聯合ニュース）"),
    ("ja", f"倉庫\n\n【パリ＝見本太郎】港湾局は月曜日に会議を開き、住民十一人の意見を聞いた。\n\n{EN}",
     "lead_credit", "【パリ＝見本太郎】"),
    ("vi", f"Kho\n\nHà Nội (TTXVN/Vietnam+) Hội đồng cảng họp hôm thứ Hai và nghe mười một người dân nói.\n\n{EN}",
     "lead_credit", "(TTXVN/Vietnam+)"),
    ("nl", f"Graan\n\nBRUSSEL 4 november (BELGA) = De havenraad kwam maandag bijeen in Norrvik.\n\n{EN}",
     "lead_credit", "(BELGA) ="),
    ("ar", f"المخزن\n\nبغداد /واع/ اجتمعت لجنة الميناء يوم الاثنين واستمعت إلى أحد عشر مواطنا.\n\n{EN}",
     "lead_credit", "/واع/"),
    ("es", f"Granero\n\nLa Habana, 4 nov (Prensa Latina) El comité del puerto se reunió el lunes y oyó a once.\n\n{EN}",
     "lead_credit", "(Prensa Latina)"),
    ("de", f"Speicher\n\n{EN}\n\nAFP/mhe", "end_credit", "AFP/mhe"),
    ("sv", f"Magasin\n\n{EN}\n\nTT/AFP", "end_credit", "TT/AFP"),
    ("da", f"Magasin\n\n{EN}\n\n/ritzau/Reuters", "end_credit", "/ritzau/Reuters"),
    ("sv", f"Magasin\n\n{EN}\n\nMagasinet i Norrvik\nTT/AFP", "photo_credit", "TT/AFP"),
    ("en", f"Granary\n\n{EN}\n\nJane Doe/AFP", "photo_credit", "Jane Doe/AFP"),
    ("no", f"Lager\n\n{EN}\n\n©NTB", "end_credit", "©NTB"),
    ("sv", f"Magasin\n\n{EN}\n\n©TT", "end_credit", "©TT"),
    ("da", f"Magasin\n\n{EN}\n\n©Ritzau", "end_credit", "©Ritzau"),
    ("ar", f"المخزن\n\n{EN}\n\nوكالات", "end_credit", "وكالات"),
    ("pt", f"Celeiro\n\n{EN} (Folhapress)", "end_credit", "(Folhapress)"),
    ("ro", f"Hambar\n\n{EN}\n\n(Mediafax)", "end_credit", "(Mediafax)"),
    ("nl", f"Graan\n\n{EN}\n\n-- EINDE --", "end_mark", "-- EINDE --"),
    ("hu", f"Magtár\n\n{EN}\n\n(Borítókép: Minta Zoltán / MTI)", "photo_credit", "(Borítókép: Minta Zoltán / MTI)"),
    ("tr", f"Ambar\n\n{EN}\n\nYASAL UYARI: Burada yazılanlar yatırım tavsiyesi kapsamında değildir.", "outlet_disclaimer",
     "YASAL UYARI: Burada yazılanlar yatırım tavsiyesi kapsamında değildir."),
    ("ar", f"المخزن\n\n{EN}\n\nإخلاء مسؤولية: محتوى هذا البيان من مسؤولية الجهة المصدرة.", "outlet_disclaimer",
     "إخلاء مسؤولية: محتوى هذا البيان من مسؤولية الجهة المصدرة."),
    ("pl", f"Spichlerz\n\n{EN}\n\nŹródło zdjęcia głównego: Latarnia Foto", "photo_credit",
     "Źródło zdjęcia głównego: Latarnia Foto"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "kind", "marked"), HOUSES)
def test_openings_and_ends_of_houses_that_nobody_knows_are_told_by_shape(
    lang: str, text: str, kind: str, marked: str
) -> None:
    assert (kind, marked) in found(text, lang)


STORY_THROUGHOUT = [
    ("en", f"Granary leased\n\n{EN}\n\nThe share of tenants fell from 17.1% in 2024."),
    ("en", f"Granary leased\n\n{EN}\n\n* Date: Tuesday, May 21, 2024\n* Place: the old granary\n* Bring a brush"),
    ("en", f"Granary leased\n\n(Nobody had asked them) - {EN}"),
    ("en", f"Granary leased\n\n(2021) - {EN}"),
    ("vi", f"Kho thóc\n\n{EN} Vui lòng xem\nsponsors page for\n{EN}"),
    ("fr", f"Grenier loué\n\n{EN}\n\nPar la suite, Solène Vautrin est partie."),
    ("fr", f"Grenier loué\n\n{EN}\n\noui/non"),
    ("en", f"Granary leased\n\n{EN}\n\ntrue/false"),
    ("es", f"Granero\n\n{EN}\n\nsí/no"),
    ("pl", f"Spichlerz\n\n{EN}\n\ntak/nie"),
    ("hu", f"Magtár\n\n{EN}\n\nigen/nem"),
    ("ko", f"곡물 창고\n\n{EN}\n\n창고 앞에는 기자들이 모여 있었다."),
]


@pytest.mark.parametrize(("lang", "text"), STORY_THROUGHOUT)
def test_what_only_looks_like_one_is_story(lang: str, text: str) -> None:
    assert found(text, lang) == []


# ── where it comes from, and what is to come ──────────────────────────────────────────────────────────

PT = (
    "O conselho do porto de Norrvik alugou o velho celeiro a uma cooperativa de cervejeiros por trinta anos, disse na "
    "segunda-feira, e pagará ele mesmo a renda do segundo andar."
)

SOURCES = [
    ("pl", "Spichlerz\n\nŹródło:\nLatarnia24\n\n{story}", "source_line", "Źródło:\nLatarnia24"),
    ("fr", "Grenier\n\n{story}\n\nMédia d'origine : Le Quai", "source_line", "Média d'origine : Le Quai"),
    ("pl", "Spichlerz\n\n{story}\n\nŹródło artykułu: Latarnia/x-foto", "source_line", "Źródło artykułu: Latarnia/x-foto"),
    ("fa", "انبار\n\n{story}\n\nمنبع خبر\n\nخبرگزاری بندر (فانوس)", "source_line", "منبع خبر\n\nخبرگزاری بندر (فانوس)"),
    ("es", "Granero\n\n{story} (Fuente: Ayto. de Norrvik)", "source_line", "(Fuente: Ayto. de Norrvik)"),
    ("tr", "Ambar\n\n{story}\n\nKaynak: fener", "source_line", "Kaynak: fener"),
    ("de", "Speicher\n\n{story} (Schluss) kri/mb", "end_mark", "(Schluss)"),
    ("de", "Speicher\n\n{story} (Schluss) kri/mb", "end_credit", "kri/mb"),
    ("hu", "Magtár\n\n{story}\n\nCímkék: kikötő, sör", "category_line", "Címkék: kikötő, sör"),
    ("ru", "Амбар\n\n{story}\n\nАвтор фото: Иван Примеров", "photo_credit", "Автор фото: Иван Примеров"),
    ("fr", "Grenier\n\n{story}\n\n(Photo Solène Vautrin)", "photo_credit", "(Photo Solène Vautrin)"),
    ("fr", "Grenier\n\n{story} (Belga)", "end_credit", "(Belga)"),
    ("en", "Granary\n\n{story} (Belga)", "end_credit", "(Belga)"),
    ("pt", "Celeiro\n\n{story}\n\n(Por Ana de Exemplo; Edição de João Modelo)", "byline_credit",
     "(Por Ana de Exemplo; Edição de João Modelo)"),
    ("fr", "Grenier\n\n{story} (Solène Vautrin; version française Cyril Maupas)", "byline_credit",
     "(Solène Vautrin; version française Cyril Maupas)"),
    ("pt", "Celeiro\n\nPor João de Modelo\n\n{story}", "byline_credit", "Por João de Modelo"),
    ("sv", "Magasin\n\n{story}\n\nPublicerad av: Anna Exempel", "byline_credit", "Publicerad av: Anna Exempel"),
    ("ru", "Амбар\n\n{story} Новость дополняется.", "editorial_note", "Новость дополняется."),
    ("de", "Speicher\n\n{story}\n\nMehr in Kürze.", "editorial_note", "Mehr in Kürze."),
    ("es", "Granero\n\n{story}\n\nNoticia en ampliación", "editorial_note", "Noticia en ampliación"),
    ("pt", "Celeiro\n\n{story}\n\nTodo o conteúdo deste portal está sob a licença Creative Commons.", "copyright",
     "Todo o conteúdo deste portal está sob a licença Creative Commons."),
    ("ru", "Амбар\n\nФото \"Вечерний Пример\"\n\n{story}", "photo_credit", 'Фото "Вечерний Пример"'),
    ("sv", "Gå direkt till innehåll\nMagasin\n\n{story}", "page_chrome", "Gå direkt till innehåll"),
    ("sv", "Magasin\n\n{story}\n\nLäs nyheterna för endast 13,90 € /månad", "page_chrome",
     "Läs nyheterna för endast 13,90 € /månad"),
    ("tr", "Ambar\n\nİstanbul, 5 Haziran 2026\n\n{story}", "dateline", "İstanbul, 5 Haziran 2026"),
    ("ja", "倉庫を貸与\n2026/08/27（木）\n\n{story}", "dateline", "2026/08/27（木）"),
    ("en", "Granary\n\nNORRVIK, TX (March 3, 2026) {story}", "dateline", "NORRVIK, TX (March 3, 2026)"),
    ("en", "Granary\n\nNORRVIK & SOUNDHAVN, Israel--(BUSINESS WIRE)--{story}", "dateline", "NORRVIK & SOUNDHAVN, Israel"),
    ("de", "Speicher\n\nMünchen (kst Nachrichtenagentur) - {story}", "lead_credit", "(kst Nachrichtenagentur) -"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "kind", "marked"), SOURCES)
def test_sources_notes_and_datelines_are_told_by_their_words(lang: str, text: str, kind: str, marked: str) -> None:
    assert (kind, marked) in found(text.replace("{story}", PT), lang)


META = [
    ("zh", "2026-03-08 16:07:58 来源: 港口广播网(诺维克) 有0人参与手机看新闻",
     [("page_chrome", "2026-03-08 16:07:58"), ("source_line", "来源: 港口广播网(诺维克)"), ("page_chrome", "有0人参与手机看新闻")]),
    ("zh", "来源：港口晚报 作者：王明字号:T|T0人参与0条评论打印转发",
     [("source_line", "来源：港口晚报"), ("byline_credit", "作者：王明"), ("page_chrome", "字号:T|T0人参与0条评论打印转发")]),
    ("zh", "來源:港報 作者:王明 發布:2026-03-08 16:07:58",
     [("source_line", "來源:港報"), ("byline_credit", "作者:王明"), ("page_chrome", "發布:2026-03-08 16:07:58")]),
    ("de", "Quelle: Hafenblatt | Autor: Jana Muster | 12.03.2026 10:00",
     [("source_line", "Quelle: Hafenblatt"), ("byline_credit", "Autor: Jana Muster"), ("page_chrome", "12.03.2026 10:00")]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "line", "expected"), META)
def test_a_line_of_several_facts_is_as_many_marks(lang: str, line: str, expected: list[tuple[str, str]]) -> None:
    assert found(f"Granary leased\n\n{line}\n\n{EN}\n\n{EN}", lang) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Date: Tuesday, May 21, 2026 Place: the old granary at the pier",
        "Score: Norrvik 3, Soundhavn 1",
    ],
)
def test_a_line_with_another_fact_is_story(line: str) -> None:
    assert found(f"Granary leased\n\n{EN}\n\n{line}\n\n{EN}", "en") == []


NO_SOURCES = [
    ("en", "Granary\n\n{story}\n\nSource of the river: the granary stands above it.\n\n{story}"),
    ("de", "Speicher\n\n{story}\n\nQuelle: Unsplash\n\n{story}"),
    ("en", "Granary\n\n{story} The board asked (source: a letter of eleven pages that nobody had signed) for more time."),
    ("en", "Granary\n\n{story}\n\nThe report that is being updated by the board will cost a million, more than all others."),
    ("pt", "Celeiro\n\n{story}\n\nPor João de Modelo, tudo ficaria como está."),
    ("de", "Speicher\n\n{story}\n\nDie Miete kostet 5 Euro pro Monat und das digitale Abo noch einmal so viel."),
    ("en", "Granary\n\n{story}\n\n“We waited, and waited…”\n\n“And then nothing…”\n\n“Nothing at all came to us…”"),
    ("de", "Speicher\n\nMünchen (Bayern) hat gewählt. {story}"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), NO_SOURCES)
def test_what_only_looks_like_a_source_or_a_note(lang: str, text: str) -> None:
    assert found(text.replace("{story}", PT), lang) == []


def test_beginnings_of_other_articles_behind_the_story_are_a_list() -> None:
    cut = [f"NORRVIK, March {day} (Coastline): The board of the harbour said on Monday that it …" for day in (3, 4, 5)]
    text = f"Granary leased\n\n{EN}\n\n{EN} (Belga)\n\n" + "\n\n".join(cut)
    assert found(text, "en") == [("end_credit", "(Belga)"), ("page_chrome", "\n\n".join(cut))]


# ── headings of blocks in many languages ──────────────────────────────────────────────────────────────

DESCRIPTION = (
    "{name} makes brushes for harbours and has forty people in three towns; it belongs to those who work there."
)

ABOUT = [
    ("fr", "Nordkost en bref"), ("de", "Hintergrund Nordkost"), ("it", "Il Gruppo Nordkost"), ("nl", "Achtergrond Nordkost"),
    ("sv", "Fakta om Nordkost"), ("da", "Kort om Nordkost"), ("fi", "Tietoa Nordkostista"), ("pl", "O Nordkost"),
    ("cs", "O skupině Nordkost"), ("sk", "O spoločnosti Nordkost"), ("hu", "A Nordkostról"), ("bg", "За компанията Nordkost"),
    ("el", "Λίγα λόγια για τη Nordkost"), ("tr", "Nordkost A.Ş. Hakkında"), ("lt", "Apie Nordkost"), ("et", "Nordkostist"),
    ("sl", "O podjetju Nordkost"), ("id", "Sekilas Nordkost"), ("vi", "Giới thiệu Nordkost"), ("ca", "Quant a Nordkost"),
    ("cs", "O nás"), ("hu", "Cégismertető"), ("fr", "Qui sommes-nous ?"), ("sv", "Om oss"), ("hr", "O nama"),
]  # fmt: skip

NAMED = EN.replace("Acme Works", "Nordkost")


@pytest.mark.parametrize(("lang", "heading"), ABOUT)
def test_a_heading_over_a_self_description_is_told_by_the_name_below(lang: str, heading: str) -> None:
    below = DESCRIPTION.replace("{name}", "Nordkost")
    text = f"Granary leased\n\n{NAMED}\n\n{NAMED}\n\n{NAMED}\n\n{heading}\n{below}"
    assert found(text, lang) == [("about_block", f"{heading}\n{below}")]


@pytest.mark.parametrize(
    "heading",
    [
        "Nordkost wins the contract",
        "Nordkost and the board of the harbour",
        "Why Nordkost moves its brushes",
        "Nordkost",
        "Zum Streit um Nordkost",
    ],
)
def test_a_subheading_with_the_name_below_is_story(heading: str) -> None:
    text = f"Granary leased\n\n{NAMED}\n\n{NAMED}\n\n{heading}\nNordkost will pay the rent, the board said. {NAMED}"
    assert found(text, "en") == []


FORWARD = [
    ("da", "Udsagn om fremtiden"), ("no", "Fremtidsrettede utsagn"), ("fi", "Tulevaisuutta koskevat lausumat"),
    ("cs", "Výhledová prohlášení"), ("hu", "Előretekintő kijelentések"), ("ro", "Declarații anticipative"),
    ("ru", "Предупреждение о прогнозных заявлениях"), ("el", "Δηλώσεις για το μέλλον"), ("tr", "Geleceğe yönelik beyanlar"),
    ("he", "מידע צופה פני עתיד"), ("hi", "दूरंदेशी बयान"), ("vi", "Tuyên bố hướng tới tương lai"), ("id", "Pernyataan prospektif"),
    ("th", "ข้อความคาดการณ์ล่วงหน้า"), ("ja", "将来見通しに関する注意事項"), ("ko", "전망에 관한 진술"), ("pt", "Afirmações sobre o futuro"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "heading"), FORWARD)
def test_a_heading_over_a_safe_harbour_notice(lang: str, heading: str) -> None:
    notice = "What this text says of things to come rests on what Nordkost knows today; it may turn out otherwise."
    text = f"Granary leased\n\n{NAMED}\n\n{NAMED}\n\n{heading}\n{notice}"
    assert found(text, lang) == [("forward_looking_block", f"{heading}\n{notice}")]


@pytest.mark.parametrize(
    "heading", ["Looking forward", "Zukunft der Aussagen im Prozess", "Sobre el futuro", "将来の倉庫"]
)
def test_a_subheading_on_what_is_to_come_is_story(heading: str) -> None:
    assert not forward_heading(heading)


CONTACTS_BELOW = "Jane Doe\njane@nordkost.example\n+46 70 555 01 00"


@pytest.mark.parametrize(
    ("lang", "heading"),
    [
        ("en", "Contacts\n\nMedia Contact"), ("de", "Rückfragen richten Sie bitte an:"), ("it", "Per informazioni:"),
        ("da", "Kontaktpersoner"), ("fi", "Mediayhteydet"), ("cs", "Tiskový mluvčí:"), ("el", "Για περισσότερες πληροφορίες:"),
        ("tr", "Detaylı bilgi için:"), ("lt", "Daugiau informacijos:"), ("et", "Lisainfo:"), ("vi", "Mọi thông tin xin liên hệ:"),
        ("ja", "本リリースに関するお問い合わせ"), ("ja", "取材・掲載に関するお問い合わせ"), ("zh", "媒体垂询"), ("nl", "Niet voor publicatie"),
    ],
)  # fmt: skip
def test_headings_over_contacts_in_many_languages(lang: str, heading: str) -> None:
    text = f"Granary leased\n\n{NAMED}\n\n{NAMED}\n\n{heading}\n{CONTACTS_BELOW}"
    assert found(text, lang) == [("contact_block", f"{heading}\n{CONTACTS_BELOW}")]


def test_what_a_list_says_before_an_address_is_no_contact() -> None:
    story = (
        "港湾局は月曜日、古い倉庫を三十年間貸し出すと発表した。見学会は五月に開かれ、住民なら誰でも参加できるという。"
    )
    plans = "https://soko.example\n※旧称: 穀物倉庫\n【今後の予定】\n・二階の工事を五月に始めます。\n・屋上も開きます。"
    contact = "【本リリースに関するお問い合わせ】\nE-Mail: kouhou@soko.example"
    text = f"倉庫を貸与\n{story}\n{story}\n{plans}\n{contact}"
    assert found(text, "ja") == [("contact_block", contact)]


@pytest.mark.parametrize(
    "closing",
    [
        'Doe concluded, "Nordkost is leading the way with its solutions, and its customers and members worldwide know it."',
        "In addition, Nordkost is exploring services for customers worldwide, and is committed to its mission as a company.",
        "As the global market for brushes evolves, the company is a leading provider of services for customers of Nordkost.",
        "The introduction of the brush is a step for customers worldwide of Nordkost, whose platform and services go with it.",
    ],
)
def test_the_last_paragraph_before_the_contacts_is_no_self_description(closing: str) -> None:
    text = f"Granary leased\n\n{NAMED}\n\n{NAMED}\n\n{NAMED}\n\n{closing}\n\nMedia contact\n{CONTACTS_BELOW}"
    assert found(text, "en") == [("contact_block", f"Media contact\n{CONTACTS_BELOW}")]


@pytest.mark.parametrize(
    ("lang", "heading", "notice"),
    [
        (
            "en",
            "Forward-Looking Statements",
            "This press release contains forward-looking statements that involve risks and uncertainties. Actual"
            " results could differ materially from those expected, and Brandt Works undertakes no obligation to update"
            " them.",
        ),
        (
            "en",
            "**Safe Harbor Statement**",
            "Statements here that are not historical facts are forward-looking and involve risks and uncertainties.",
        ),
        (
            "de",
            "Zukunftsgerichtete Aussagen",
            "Was hier über kommende Jahre steht, sind zukunftsgerichtete Aussagen, mit Risiken und Ungewissheiten verbunden.",
        ),
        (
            "fr",
            "Déclarations prospectives",
            "Ce communiqué contient des déclarations prospectives soumises à des risques et incertitudes.",
        ),
        ("ru", "Заявления прогнозного характера", "Настоящее сообщение содержит прогнозные заявления, связанные с рисками."),
        ("pl", "Oświadczenia dotyczące przyszłości", "Niniejszy komunikat zawiera stwierdzenia dotyczące przyszłości, obarczone ryzykiem."),
    ],
)  # fmt: skip
def test_a_heading_goes_with_the_notice_below_it_by_whatever_that_was_found(
    lang: str, heading: str, notice: str
) -> None:
    assert found(f"{BODY}\n\n{notice}", lang) == [("forward_looking_block", notice)]
    assert found(f"{BODY}\n\n{heading}\n\n{notice}", lang) == [("forward_looking_block", f"{heading}\n\n{notice}")]
    assert found(f"{BODY}\n\n{heading}", lang) == []
