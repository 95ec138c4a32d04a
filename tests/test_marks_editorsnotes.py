"""Notes on what was changed in a text, in many languages: by their grammar, not by a newsroom's wording."""

from __future__ import annotations

import pytest

from syndicheck import find_marks

STORY = {
    "en": "The council of Brindle wants to close the old gas works by 2029, said its head Nora Veldt on Tuesday.",
    "de": "Die Stadtwerke Ulmenau wollen ihre alten Gasleitungen bis 2029 stilllegen, sagte Leiterin Petra Hausmann.",
    "fr": "La ville de Tamsille veut fermer ses vieilles conduites de gaz d'ici à 2029, a dit sa maire Inès Corval.",
    "es": "El ayuntamiento de Portasol quiere cerrar las viejas tuberías de gas antes de 2029, dijo la alcaldesa.",
    "pt": "A câmara de Vilar Novo quer fechar as velhas condutas de gás até 2029, disse a presidente Marta Neves.",
    "it": "Il comune di Montalba vuole chiudere le vecchie condotte del gas entro il 2029, ha detto la sindaca.",
    "nl": "De gemeente Kesteren wil de oude gasleidingen voor 2029 sluiten, zei burgemeester Anke de Wit dinsdag.",
    "sv": "Norrvik vill stänga sina gamla gasledningar före 2029, sade kommunalrådet Lena Ek på tisdagen.",
    "da": "Havby Kommune vil lukke sine gamle gasledninger inden 2029, sagde borgmester Mette Krog tirsdag aften.",
    "no": "Fjordvik kommune vil stenge de gamle gassrørene innen 2029, sa ordfører Kari Moen på møtet tirsdag kveld.",
    "fi": "Lahtelan kaupunki aikoo sulkea vanhat kaasuputkensa vuoteen 2029 mennessä, sanoi johtaja Aino Salo.",
    "pl": "Miasto Dolany chce zamknąć stare gazociągi do 2029 roku, powiedziała we wtorek burmistrz Ewa Lis na sesji.",
    "cs": "Město Lipany chce do roku 2029 uzavřít staré plynovody, řekla v úterý starostka Jana Malá na zasedání rady.",
    "hu": "Tamásfalva 2029-ig le akarja zárni a régi gázvezetékeket, mondta kedden Kiss Anna polgármester az ülésen.",
    "ro": "Primăria din Valea Lungă vrea să închidă vechile conducte de gaz până în 2029, a spus primarul Ana Pop.",
    "ru": "Город Ольховка хочет закрыть старые газопроводы до 2029 года, сказала во вторник мэр Анна Белова.",
    "uk": "Місто Вільхівка хоче закрити старі газопроводи до 2029 року, сказала у вівторок мер Олена Біла.",
    "el": "Ο δήμος Αλμυρών θέλει να κλείσει τους παλιούς αγωγούς αερίου έως το 2029, είπε την Τρίτη η δήμαρχος.",
    "tr": "Ovacık belediyesi eski gaz borularını 2029'a kadar kapatmak istiyor, dedi başkan Ayla Demir.",
    "id": "Kota Tamanjaya ingin menutup pipa gas lama sebelum 2029, kata wali kota Sri Wulandari, Selasa.",
    "vi": "Thành phố An Phú muốn đóng các đường ống khí cũ trước năm 2029, bà thị trưởng Lê Hoa nói hôm thứ Ba.",
    "ar": "تريد بلدية المرسى إغلاق أنابيب الغاز القديمة قبل عام 2029، كما قالت رئيسة البلدية ليلى منصور يوم الثلاثاء.",
    "ja": "若葉市は二〇二九年までに古いガス管を閉鎖する方針だと、市長の森さくら氏が火曜日の会議で述べた。",
    "zh": "乌尔梅瑙市计划在二〇二九年前关闭全部旧煤气管道，市长何敏在星期二的会议上表示，费用由省里承担一半。",
    "ko": "청엽시는 2029년까지 낡은 가스관을 모두 폐쇄할 계획이라고 김건일 시장이 화요일 회의에서 말했다.",
}

NOTES = {
    "en": (
        "This article was amended on 4 March 2026 to correct the number of households.",
        "A previous version of our story gave the wrong number of households.",
        "A correction was made on Nov. 4, 2026: An earlier version of this article misstated the number of households.",
        "Update at 2:30 p.m. EST: This article was amended to correct the number of households.",
        "Editors' note: We have taken out a name at the request of the family.",
    ),
    "de": (
        "Anmerkung der Redaktion: In einer früheren Version dieses Artikels wurde eine falsche Zahl genannt.",
        "Die ursprüngliche Fassung dieses Textes enthielt eine falsche Zahl.",
        "Nachtrag vom 4. März, 14:30 Uhr: In einer früheren Version dieses Artikels stand eine falsche Zahl.",
        "Dieser Beitrag wurde am 4. März um die Antwort der Stadt ergänzt und korrigiert.",
    ),
    "fr": (
        "Une version précédente de cet article indiquait un nombre de foyers erroné.",
        "Article mis à jour le 4 mars à 10 h avec la réaction de la maire.",
        "Cet article a depuis été corrigé : il s'agit de 3 100 foyers.",
    ),
    "es": (
        "Una versión anterior de esta noticia indicaba mal el número de hogares.",
        "Este artículo ha sido corregido para cambiar el número de hogares.",
    ),
    "pt": (
        "Uma versão anterior desta reportagem indicava um número errado de casas.",
        "Este texto foi posteriormente corrigido: são 3.100 casas.",
    ),
    "it": (
        "Una precedente versione di questo articolo riportava un numero sbagliato di famiglie.",
        "Questo articolo è stato modificato il 4 marzo per correggere una cifra.",
    ),
    "nl": (
        "In een eerdere versie van dit bericht stond een onjuist aantal huishoudens.",
        "Dit artikel is op 4 maart aangepast: het gaat om 3.100 huishoudens.",
    ),
    "sv": (
        "I en tidigare version av texten angavs fel antal hushåll.",
        "Artikeln har i efterhand rättats vad gäller antalet hushåll.",
    ),
    "da": (
        "I en tidligere version af artiklen stod der et forkert antal husstande.",
        "Artiklen er den 4. marts rettet med det rigtige antal husstande.",
    ),
    "no": (
        "I en tidligere versjon av saken sto det feil antall husstander.",
        "Artikkelen er oppdatert med riktig antall husstander.",
    ),
    "fi": (
        "Artikkelin aiemmassa versiossa kotitalouksien määrä oli väärä.",
        "Juttua on korjattu 4. maaliskuuta: kotitalouksia on 3 100.",
    ),
    "pl": (
        "W poprzedniej wersji tego artykułu podaliśmy błędną liczbę gospodarstw.",
        "Artykuł został zaktualizowany 4 marca o odpowiedź miasta.",
    ),
    "cs": (
        "V původní verzi článku byl uveden chybný počet domácností.",
        "Článek jsme opravili 4. března, jde o 3 100 domácností.",
    ),
    "hu": (
        "A cikk korábbi változatában hibásan szerepelt a háztartások száma.",
        "A cikket március 4-én javítottuk: 3100 háztartásról van szó.",
    ),
    "ro": (
        "O versiune anterioară a acestui articol indica greșit numărul gospodăriilor.",
        "Acest articol a fost corectat pe 4 martie.",
    ),
    "ru": (
        "В более ранней версии этой статьи было указано неверное число хозяйств.",
        "Этот материал был исправлен 4 марта: речь идёт о 3100 хозяйствах.",
    ),
    "uk": (
        "У попередній версії статті було вказано хибну кількість господарств.",
        "Статтю було виправлено 4 березня: йдеться про 3100 господарств.",
    ),
    "el": (
        "Σε προηγούμενη έκδοση του άρθρου αναφερόταν λάθος αριθμός νοικοκυριών.",
        "Το άρθρο διορθώθηκε στις 4 Μαρτίου.",
    ),
    "tr": (
        "Bu haberin önceki bir versiyonunda hane sayısı yanlış verilmişti.",
        "Bu haber 4 Mart'ta doğru hane sayısıyla güncellenmiştir.",
    ),
    "id": (
        "Versi sebelumnya dari artikel ini menyebut jumlah rumah tangga yang keliru.",
        "Artikel ini telah dikoreksi pada 4 Maret.",
    ),
    "vi": (
        "Một phiên bản trước của bài viết này ghi sai số hộ gia đình.",
        "Bài viết này đã được chỉnh sửa ngày 4 tháng 3.",
    ),
    "ar": (
        "ذكرت نسخة سابقة من هذا المقال عددا خاطئا من الأسر.",
        "تم تصحيح هذا الخبر يوم الرابع من مارس.",
    ),
    "ja": (
        "この記事の以前の版では、世帯数が誤っていました。",
        "記事の一部を三月四日に訂正しました。世帯数は三千百です。",
    ),
    "zh": (
        "本文较早版本中的住户数有误，应为三千一百户。",
        "本文已于三月四日更正，住户数应为三千一百户。",
    ),
    "ko": (
        "이 기사의 이전 버전에는 가구 수가 잘못 적혀 있었습니다.",
        "기사 제목을 3월 4일 수정했습니다.",
    ),
}


def noted(text: str, lang: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in find_marks(text, lang=lang) if mark.type == "editorial_note"]


@pytest.mark.parametrize("place", ["below", "above"])
@pytest.mark.parametrize(("lang", "note"), [(lang, note) for lang, notes in NOTES.items() for note in notes])
def test_a_note_on_what_was_changed(lang: str, note: str, place: str) -> None:
    story = STORY[lang]
    text = f"{story}\n\n{story}\n\n{note}" if place == "below" else f"{story[:40]}\n\n{note}\n\n{story}\n\n{story}"
    assert noted(text, lang) == [note]


def test_behind_the_last_words_of_a_paragraph_only_the_note_is_one() -> None:
    note = "This article was amended on 4 March 2026. An earlier version gave another number."
    assert noted(f"{STORY['en']}\n\n{STORY['en']} {note}", "en") == [note]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "An earlier version of the bill had asked for a limit of 30 years, which both houses refused."),
        ("en", "The report was amended on 4 March 2026 after complaints by the fishing fleet."),
        ("en", "Correction of the river bed begins in May."),
        ("en", "The mayor read the paper aloud. Its answer was short: this article was amended, nobody knew why."),
        ("de", "In einer früheren Fassung des Gesetzes war von dreißig Jahren die Rede gewesen, was niemand wollte."),
        ("de", "Der Bericht wurde am 4. März nach Beschwerden der Fischer korrigiert."),
        ("fr", "Une version précédente de la loi prévoyait une limite de trente ans, que personne ne voulait."),
        ("fr", "Correction des copies : les professeurs de Tamsille demandent du temps"),
        ("es", "Una versión anterior del proyecto pedía un límite de treinta años, que nadie quiso aceptar."),
        ("ru", "В предыдущей версии закона речь шла о тридцати годах, с чем никто не согласился."),
        ("zh", "该法案的较早版本要求设定三十年的期限，两院均予以否决。"),
    ],
)
def test_a_story_about_something_else_that_was_changed_is_none(lang: str, told: str) -> None:
    assert noted(f"{STORY[lang]}\n\n{STORY[lang]}\n\n{told}", lang) == []


def test_in_the_midst_of_a_story_it_is_no_note() -> None:
    told = "This article was amended on Tuesday, the member for Brindle read out from her newspaper."
    assert noted("\n\n".join([STORY["en"]] * 5 + [told] + [STORY["en"]] * 7), "en") == []


def test_the_word_that_opens_a_text_is_marked_with_the_note_behind_it() -> None:
    note = "KORREKTUR: In einer früheren Fassung stand eine falsche Schadenssumme."
    assert noted(f"{note}\n\n{STORY['de']}\n\n{STORY['de']}", "de") == [note]
    assert noted(f"KORREKTUR: Ulmenau schließt Leitungen\n\n{STORY['de']}", "de") == ["KORREKTUR:"]


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        (
            "en",
            "In a release issued under the same headline earlier today by Corvane Systems (Nasdaq: CRVN), please note"
            " that in the second paragraph the number of jobs has been updated. The corrected release follows:",
        ),
        (
            "en",
            "In the news release, Corvane to build second battery plant in Halmstad, issued 03-Mar-2026"
            " by Corvane Systems over PR Newswire, we are advised by the company that the second paragraph should read"
            ' "1,510 people" rather than "1,150 people" as originally issued inadvertently.',
        ),
        ("en", "(This March 3 story has been corrected to fix the number of jobs in paragraph 2)"),
        ("en", "(This version of the story corrects the name of the mayor)"),
        ("en", "/C O R R E C T I O N -- Corvane Systems/"),
        ("en", "Eds: CORRECTS number of jobs to 1,510."),
        ("de", "(Korr: Zahl der Haushalte im 2. Absatz)"),
    ],
)
def test_what_a_wire_says_of_a_text_that_it_sends_again(lang: str, note: str) -> None:
    story = STORY[lang]
    assert noted(f"{note}\n\n{story}\n\n{story}", lang) == [note]
    assert noted(f"{story[:40]}\n\n{note}\n\n{story}\n\n{story}", lang) == [note]


@pytest.mark.parametrize(
    "told",
    [
        "In a release issued on Monday under the same headline as its rival's, the council praised the pier.",
        "In the news release, issued on Monday by the council, the number of jobs was wrong, as it had been before.",
        "This March 3 story was corrected by the family, who had kept the letters of the mayor for ninety years.",
        "(This story was told by three men who had seen the pier burn.)",
        "(This report was withdrawn by the ministry.) Residents of the pier have asked for a new one since the winter.",
    ],
)
def test_a_story_that_begins_much_like_it_is_none(told: str) -> None:
    assert noted(f"{told}\n\n{STORY['en']}\n\n{STORY['en']}", "en") == []


def test_a_kill_before_a_dash_is_no_place() -> None:
    for word in ("KILL", "WITHDRAWN", "ZURÜCKGEZOGEN", "ANNULE"):
        assert not [mark for mark in find_marks(f"{word} -- {STORY['en']}") if mark.type == "dateline"]
