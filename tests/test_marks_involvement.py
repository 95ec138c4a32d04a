"""Notices that a newsroom took no part in a text, in thirty languages, and news about newsrooms, which are none."""

from __future__ import annotations

import pytest

from syndicheck.marks.finder import find_marks

EN = (
    "The harbour board of Norrvik has leased the old granary to a cooperative of brewers for thirty years, it said on "
    "Monday. Acme Works will move its brushes into the second floor before the winter, and the board will pay the rent."
)
BODY = f"Granary leased\n\n{EN}\n\n{EN.replace('Monday', 'Friday')}"

NOTICES = [
    ("en", "The news and editorial staff of the Norrvik Gazette had no role in this post’s creation."),
    ("en", "The Gazette\u00a0newsroom was not involved in the writing of this article. Some links may earn us money."),
    ("en", "(Our journalists took no part in the preparation of this sponsored material.)"),
    ("de", "An der Erstellung dieses Inhalts war die Redaktion des Hafenboten nicht beteiligt."),
    ("de", "Dieser Beitrag entstand ohne Mitwirkung unserer Redaktion."),
    ("fr", "La rédaction du Courrier de Norrvik n’a pas participé à l’écriture de ce contenu."),
    ("fr", "Contenu proposé par un annonceur, sans intervention de la rédaction."),
    ("es", "Ni la redacción ni los periodistas de La Gaceta participaron en la elaboración de este artículo."),
    ("pt", "A redação do Correio não teve participação na criação deste conteúdo."),
    ("it", "La redazione della Gazzetta non ha partecipato alla stesura di questo articolo."),
    ("nl", "De redactie van de Havenbode was niet betrokken bij het maken van deze inhoud."),
    ("sv", "Redaktionen på Hamnbladet har inte medverkat i produktionen av detta innehåll."),
    ("da", "Redaktionen har ikke været involveret i udarbejdelsen af dette indhold."),
    ("no", "Innholdet er laget av en annonsør uten innblanding fra redaksjonen i Havneavisa."),
    ("fi", "Toimitus ei ole osallistunut tämän sisällön tuottamiseen."),
    ("pl", "Redakcja Kuriera nie brała udziału w tworzeniu tego materiału."),
    ("cs", "Na vzniku tohoto článku se redakce Přístavních listů nepodílela."),
    ("hu", "A cikk a szerkesztőség közreműködése nélkül készült."),
    ("ro", "Redacția Curierului nu a fost implicată în realizarea acestui material."),
    ("ru", "Редакция «Портового вестника» не участвовала в подготовке этого материала."),
    ("uk", "Матеріал підготовлено рекламодавцем без участі нашої редакції."),
    ("bg", "Редакцията не е участвала в създаването на това съдържание."),
    ("el", "Η σύνταξη της εφημερίδας δεν συμμετείχε στη δημιουργία αυτού του περιεχομένου."),
    ("tr", "Bu içeriğin hazırlanmasında Liman Gazetesi haber merkezinin katkısı yoktur."),
    ("ar", "لم تشارك هيئة تحرير الصحيفة في إعداد هذا المحتوى، ولم تتدخل هيئة التحرير في نصه."),
    ("fa", "تحریریه در تهیه این محتوا نقشی نداشته است."),
    ("he", "מערכת העיתון לא הייתה מעורבת ביצירת תוכן זה."),
    ("hi", "इस सामग्री को तैयार करने में हमारी संपादकीय टीम शामिल नहीं थी।"),
    ("id", "Redaksi Warta Pelabuhan tidak terlibat dalam pembuatan konten ini."),
    ("vi", "Tòa soạn không tham gia sản xuất nội dung này."),
    ("th", "กองบรรณาธิการไม่มีส่วนร่วมในการจัดทำเนื้อหานี้"),
    ("ja", "編集部は本コンテンツの制作に関与していません。"),
    ("ko", "편집국은 이 콘텐츠 제작에 참여하지 않았습니다."),
    ("zh", "本报编辑部未参与本内容的制作。"),
    ("hr", "Redakcija Lučkog lista nije sudjelovala u izradi ovog sadržaja."),
    ("en", "The editors of the Gazette had no part in the production of the content of this page."),
    ("fr", "L’équipe rédactionnelle n’a pas été associée à ce contenu."),
    ("es", "Contenido patrocinado. La redacción de este medio no ha intervenido en su elaboración."),
    ("pt", "Este conteúdo foi produzido por um anunciante, sem envolvimento da redação do Correio."),
    ("it", "Contenuto dell’inserzionista, pubblicato senza intervento della redazione."),
    ("sv", "Innehållet i denna annons har redaktionen inte granskat."),
    ("fi", "Toimitus ei osallistu kaupallisen sisällön tuottamiseen."),
    ("pl", "Materiał przygotował reklamodawca bez udziału redakcji."),
    ("cs", "Novináři Přístavních listů se na vzniku tohoto textu nepodíleli."),
    ("cs", "Text připravil zadavatel bez účasti redakce."),
    ("ro", "Materialul este publicitar, fără implicarea redacției."),
    ("ru", "Текст подготовлен рекламодателем без участия редакции портала."),
    ("bg", "Съдържанието е подготвено от рекламодател без участие на редакцията."),
    ("hr", "Članak je nastao bez sudjelovanja redakcije."),
    ("en", "No journalist of the Gazette was involved in the creation of this content."),
    ("en", "The newsroom had no influence on the content."),
    ("de", "Kein Journalist des Anzeigers war an diesem Beitrag beteiligt."),
    ("de", "Dieser Text wurde nicht journalistisch geprüft."),
    ("fr", "Aucun journaliste du Courrier n’a participé à la rédaction de cet article."),
    ("es", "Ningún periodista de la Gaceta ha participado en este contenido."),
    ("it", "Nessun giornalista della Gazzetta ha contribuito a questo contenuto."),
    ("pl", "Dziennikarze portalu nie brali udziału w tworzeniu tego materiału."),
    ("ru", "Журналисты портала не участвовали в подготовке этого материала."),
    ("uk", "Журналісти порталу не брали участі у створенні цього матеріалу."),
    ("id", "Wartawan kami tidak terlibat dalam pembuatan artikel ini."),
    ("pt", "Nenhum jornalista do Correio participou deste conteúdo."),
    ("nl", "Geen journalist van de Courant heeft meegewerkt aan dit artikel."),
    ("hr", "Za sadržaj oglasa portal ne odgovara."),
]

STORIES = [
    ("en", "The editors had no part in this post-war arrangement, and reporters were not asked about the granary."),
    ("en", "The newsroom was not involved in the production of this story, the publisher told the court in Sunville."),
    ("en", "Journalists played no role in its creation, and the brewers wrote the charter by candlelight."),
    ("en", "Reporters were not let into the granary, and the editors of two newspapers left the pier before noon."),
    ("de", "Die Redaktion der alten Hafenzeitung war an dem Streik nicht beteiligt und druckte weiter bis zum Morgen."),
    ("fi", "Toimittaja ei ollut mukana, kun viljamakasiinin sisällä syttyi, eikä palokunta päässyt laiturille."),
    ("fr", "La rédaction du journal n’a pas pris part à la grève du port, et les brasseurs ont vidé le grenier seuls."),
    ("ru", "Редакция портовой газеты не участвовала в забастовке, и пекари вышли на причал без неё."),
    ("hi", "कप्तान टीम में शामिल नहीं होंगे, यह खबर सोमवार को नॉरविक के बंदरगाह पर आई।"),
    ("ko", "그는 월요일 기자회견에 참여하지 않았고 해당 글을 이틀 뒤에 삭제했다."),
    ("zh", "这名记者没有参与日本文化节的筹备，节日下周在港口开幕。"),
    ("ar", "لم يشارك أحد من سكان ميدان التحرير في بناء المخزن القديم، وبقي الرصيف خاليا حتى الصباح."),
    ("he", "המערכת החשמלית לא הייתה חלק מן השיפוץ, והאסם הישן נשאר חשוך עד הבוקר."),
    ("en", "Journalists were not involved in this dark story of the harbour, and reporters are no material witnesses."),
    ("fr", "Les syndicats n'ont pas participé à la rédaction de ce texte, que le conseil du port examinera en mars."),
    ("fr", "La rédaction de cet article de la loi n'a pas été modifiée, et le vote aura lieu mardi à Norrvik."),
    ("fr", "Les deux journalistes ne sont pas impliqués dans ce dossier, et le procès s'ouvre lundi à Norrvik."),
    ("es", "El proyecto llega al pleno en mayo, y los panaderos no participaron en su redacción."),
    ("es", "Los sindicatos no intervinieron en la redacción de este texto, que el consejo votará el martes."),
    ("es", "La ley entra en vigor sin debate, y los periodistas del puerto no colaboraron en su elaboración."),
    ("pt", "Os moleiros não participaram da redação deste texto, que o conselho do porto votará na terça-feira."),
    ("pt", "Os partidos não colaboraram na redação final desta matéria, e o conselho do porto vota em maio."),
    ("it", "I sindacati non hanno partecipato alla redazione di questo testo, che il consiglio voterà martedì."),
    ("it", "Il testo della legge non è stato scritto con i giornalisti, che sciopereranno due giorni nel porto."),
    ("it", "I giornalisti non hanno avuto alcun ruolo in questa pagina della storia del granaio di Norrvik."),
    ("sv", "Innehållet i avtalet är inte granskat av journalister, och magasinet vid hamnen öppnar igen i maj."),
    ("da", "Indholdet af aftalen er ikke kendt, og journalister har ikke deltaget i mødet på havnen i Norrvik."),
    ("fi", "Toimittajat eivät vaikuttaneet paketin sisältöön, ja viljamakasiini avataan toukokuussa."),
    ("fi", "Toimitukset eivät osallistu sisällön tarkastukseen, ja satama avataan toukokuussa."),
    ("pl", "Artykuł 212 nie obowiązuje bez udziału dziennikarza, a spichlerz w Norrviku otworzą w maju."),
    ("cs", "Text novely prošel radou bez úprav, redakce deníku i novináři ji kritizují od března."),
    ("ro", "Articolul 5 din lege a fost modificat fără participarea jurnaliștilor, iar hambarul se deschide în mai."),
    ("ru", "В новой редакции этот текст принят без участия профсоюзов, и совет порта рассмотрит его весной."),
    ("ru", "Статья устава в редакции от 5 мая не требует участия совета, и пекари подали жалобу."),
    ("ru", "Статья 144 не применяется без участия журналиста, и дело о складе закрыли в марте."),
    ("ru", "Материал дела рассмотрели без участия журналистов, и решение о складе огласят в мае."),
    ("uk", "Стаття 171 не діє без участі журналіста, і справу про склад закрили в березні."),
    ("uk", "Текст статуту ухвалили без участі журналістів, і рада порту розгляне його навесні."),
    ("bg", "Този текст от новата редакция на закона мина без участие на пекарите, а складът отваря през май."),
    ("el", "Οι δημοσιογράφοι δεν συμμετείχαν στη σύσκεψη, το περιεχόμενο της οποίας έμεινε κρυφό ως το βράδυ."),
    ("tr", "Muhabirler bu kez içeride yer almadı, ve liman kurulunun toplantısı mayısa kaldı."),
    ("ar", "لم تشارك منظمة التحرير في صياغة هذا النص، وسيصوت مجلس الميناء عليه في مايو."),
    ("he", "המערכת יוצרת את התוכן ללא מעורבות אנושית, והחברה תציג אותה בנמל במאי."),
    ("hr", "Članak 12. zakona donesen je bez sudjelovanja novinara, a žitnica se otvara u svibnju."),
    ("hr", "Autor teksta nije odgovarao na upite pekara, a rasprava o žitnici nastavlja se u svibnju."),
    ("en", "The agreement is clear that the owner will have no role in the newsroom or in the content."),
    ("en", "The journalist was not involved in this story of smuggled brushes, and the court freed him in May."),
    ("de", "Der Journalist war an diesem Text der Verfassung nicht beteiligt, der im Speicher liegt."),
    ("fr", "Le journaliste n'est pas impliqué dans cette publication de secrets, et le procès s'ouvre lundi."),
    ("es", "El periodista no participó en esta publicación de secretos, y el juicio se abre el lunes."),
    ("it", "Il giornalista non ha avuto alcun ruolo in questa pubblicazione di segreti, e il processo si apre lunedì."),
    ("pl", "Dziennikarz nie przygotował tego materiału na czas, więc rozprawę odroczono do maja."),
    ("ru", "Журналист не участвовал в этой публикации тайн, и суд откроется в понедельник."),
    ("uk", "Журналіст не брав участі в цій публікації таємниць, і суд почнеться в понеділок."),
    ("id", "Wartawan itu tidak terlibat dalam berita ini dan gudang tua dibuka kembali pada bulan Mei."),
    ("id", "Wartawan yang tidak terlibat dalam artikel ini tetap dipanggil ke pelabuhan pada bulan Mei."),
    ("hr", "Informacije s portala ne odgovaraju nalazima policije, a rasprava o žitnici nastavlja se u svibnju."),
]  # fmt: skip


def found(text: str, lang: str) -> list[tuple[str, str]]:
    return [(mark.type, text[mark.start : mark.end]) for mark in find_marks(text, lang=lang or None)]


@pytest.mark.parametrize(("lang", "notice"), NOTICES)
def test_a_newsroom_that_took_no_part(lang: str, notice: str) -> None:
    assert found(f"{BODY}\n\n{notice}", lang)[-1:] == [("third_party_disclaimer", notice)]


@pytest.mark.parametrize("notice", [NOTICES[0][1], NOTICES[3][1], NOTICES[-3][1]])
def test_the_same_with_its_language_unknown(notice: str) -> None:
    assert found(f"{BODY}\n\n{notice}", "")[-1:] == [("third_party_disclaimer", notice)]


@pytest.mark.parametrize(("lang", "sentence"), STORIES)
def test_news_about_newsrooms_is_no_notice(lang: str, sentence: str) -> None:
    assert found(f"{BODY}\n\n{sentence}", lang) == []


def test_in_the_midst_of_a_story_it_is_none() -> None:
    text = f"{BODY}\n\n{EN}\n\n{EN}\n\n{NOTICES[0][1]}\n\n" + "\n\n".join([EN] * 12)
    assert found(text, "en") == []
