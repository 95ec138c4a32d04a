"""Headings over contacts, told by their words: ``Rückfragen zu den Bürozeiten:``, ``För mer information, kontakta:``.

The catalogue lists many; what it does not list is made of the same words. A line is such a heading if all its words, up
to its colon, are those of asking, of press offices and of office hours in one language, one of them for asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from syndicheck.expressions import expression
from syndicheck.marks.lines import fold

LONGEST, LONGEST_BARE = 90, 42
"""Characters of such a heading with and without a colon."""

MOST_WORDS, MOST_BARE_WORDS = 12, 6

LEAST_BARE_WORDS = 2

_WORD = expression(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_FIGURE = expression(r"[\d@]")
_HAN_OR_KANA = expression(r"[\u3040-\u30ff\u4e00-\u9fff]")

_SETS: Mapping[str, tuple[str, str]] = {
    "en": ("contact contacts inquiries enquiries",
           "press media investor investors relations pr public information info office further more for please "
           "the and general"
           " details journalists journalist interviews interview requests to questions additional or a an "
           "company corporate"
           " marketing communications ir analyst analysts agency u us uk europe emea apac asia americas of on "
           "behalf sales"
           " business partnership customer news editorial your our primary alternate secondary team person release"),
    "de": (
        "anmeldung anmeldungen auskünfte auskunft kontakt kontakte pressekontakt pressekontakte "
        "medienkontakt ansprechpartner ansprechpartnerin "
        "rückfragen anfragen"
           " presseanfragen medienanfragen rückfragehinweis pressestelle presserückfragen kontaktdaten",
           "nähere richten bitte an für die der den und von zu bei wenden sie sich an presse medien pressevertreter "
           "medienvertreter journalisten"
           " weitere weiteren mehr informationen ihr ihre während außerhalb ausserhalb bürozeiten am wochenende "
           "im auch nachrichten"
           " investoren investor relations hinweis redaktion agentur unternehmen unternehmenskontakt telefonisch"),
    "fr": ("contact contacts renseignements presse",
           "presse médias media média investisseurs relations pour plus d informations information toute de du "
           "la le les et"
           " veuillez contacter service demandes journalistes complémentaires service-presse d'informations "
           "d'information agence"
           " contactez renseignement des medias"),
    "es": ("contacto contactos contactar contacte consultas",
           "prensa medios de para la los más información por favor con comunicación póngase en y inversores "
           "relaciones departamento"
           " gabinete datos del periodistas empresa agencia mayor adicional"),
    "pt": ("contato contatos contacto contactos contatar",
           "imprensa para a de mais informações por favor com comunicação e investidores relações assessoria "
           "dados mídia jornalistas"
           " informação departamento empresa o"),
    "it": ("contatti contatto contattare",
           "stampa per la i media informazioni ulteriori maggiori ufficio e di investitori relazioni "
           "comunicazione azienda agenzia"
           " con il press office"),
    "nl": ("contact contactpersoon perscontact persvoorlichting contactgegevens contactinformatie",
           "pers voor meer informatie media neem op met en de investeerders relaties noot redactie niet "
           "publicatie vragen journalisten"
           " over kunt u"),
    "sv": (
        "kontakt kontakta kontakter presskontakt mediekontakt kontaktperson kontaktpersoner kontaktuppgifter "
        "pressfrågor",
           "för mer ytterligare information vänligen frågor eller och press media medier till redaktionen "
           "investerare pressansvarig"),
    "da": ("kontakt kontakter pressekontakt kontaktperson kontaktpersoner kontaktes pressens pressetelefon",
           "for mere yderligere information informationer oplysninger venligst presse medier og til redaktionen "
           "kan ved spørgsmål"),
    "no": ("kontakt kontakter pressekontakt kontaktperson kontaktpersoner mediekontakt kontaktinformasjon",
           "for mer ytterligere informasjon vennligst presse medier og ved spørsmål opplysninger til"),
    "fi": ("lisätietoja lisätiedot yhteystiedot yhteyshenkilö mediayhteydet haastattelupyynnöt",
           "antaa antavat medialle media ja lisää tietoa median yhteydenotot toimituksille"),
    "pl": ("kontakt kontaktu kontaktować",
           "dla mediów prasy dziennikarzy prasowy prasowe osoba do więcej informacji dodatkowych udziela biuro i "
           "z rzecznik prosimy o"),
    "cs": ("kontakt kontakty kontaktujte kontaktní kontaktné kontaktovat",
           "pro média novináře více informací prosím mediální tiskové tiskový další osoba osoby oddělení a "
           "mluvčí údaje pre médiá"
           " viac informácií ďalšie"),
    "hu": ("kapcsolat sajtókapcsolat kapcsolattartó elérhetőség elérhetőségek sajtófelelős",
           "további információ információk kérhető sajtó média és a részére"),
    "ro": ("contact contacte contactați contactaţi",
           "pentru presă media mai multe informații informaţii detalii de și persoană date suplimentare vă rugăm să"),
    "ru": ("контакты контакт контактная контактное контактные обращаться обращайтесь аккредитация",
           "для прессы сми дополнительная информация лицо по вопросам за дополнительной информацией пресс-служба "
           "и журналистов"
           " пожалуйста телефон телефону данные пресс-центр связи с"),
    "uk": ("контакти контакт контактна контактні звертатися звертайтеся акредитація",
           "для преси змі додаткова інформація з питань за додатковою інформацією прес-служба і та "
           "журналістів особа"),
    "bg": ("контакти контакт", "за медиите медии и повече информация връзка с пресата лице"),
    "hr": ("kontakt kontakti", "za medije i više informacija dodatne informacije osoba stik novinare"),
    "el": ("επικοινωνία επικοινωνίας", "για τα μμε περισσότερες πληροφορίες στοιχεία τύπου γραφείο δημοσιογράφους"),
    "tr": ("iletişim irtibat", "basın medya için daha fazla detaylı bilgi bilgileri ve ayrıntılı kişi"),
    "ar": (
        "للتواصل الاتصال للاستفسار للاستفسارات", "الإعلامي الإعلامية لمزيد للمزيد من المعلومات يرجى مع جهة و "
        "الصحفية وسائل الإعلام"),
    "he": ("קשר ליצירת לפרטים", "נוספים תקשורת לתקשורת עם דובר דוברות ומידע נוסף איש פרטי"),
    "ko": ("문의 문의처 언론문의 언론문의처 연락처 언론연락처 기사문의", "언론 보도 보도자료 미디어 홍보 "
    "취재 담당 담당자 및 제보 관련"),
    "id": (
        "kontak hubungi narahubung hubungan", "media pers untuk informasi lebih lanjut silakan sila dan maklumat "
        "lanjut atau pertanyaan"),
    "vi": ("liên hệ", "thông tin truyền báo chí để biết thêm chi tiết vui lòng xin với và"),
}  # fmt: skip


_SEGMENTS: Mapping[str, tuple[str, str]] = {
    "ja": (
        "お問い合わせ先|お問い合わせ|お問合せ先|お問合わせ先|お問合せ|お問合わせ|問い合わせ先|問合せ先|問い合わせ|連絡先|ご連絡先",
        "本件|当件|本|当|この|プレスリリース|ニュースリリース|リリース|資料|発表|内容|件|に関する|についての|につきましての"
        "|に関して|について|に対する|取材|報道|関係者|関係|各位|メディア|マスコミ|プレス|からの|の|から|様|さま|向け|一般|お客様"
        "|お客さま|広報|ご|へ|掲載|画像|窓口|担当|事務局|及び|および|または|商品|製品|サービス|企業|法人|投資家|読者|先|方",
    ),
    "zh": (
        "联系方式|聯絡方式|聯繫方式|联系人|聯絡人|聯繫人|联系|聯絡|聯繫|查詢|垂詢|垂询|咨询",
        "媒体|媒體|传媒|傳媒|投资者|投資者|投資人|关系|關係|公司|新闻|新聞|记者|記者|如有|如需|任何|请|請|敬请|敬請|欲知|欲|与|與"
        "|或|及|和|以及|更多|信息|資訊|资讯|详情|詳情|了解|瞭解|我们|我們|公关|公關|负责人|負責人|采访|採訪|需要|进一步|進一步"
        "|部|可|的|有关|有關|关于|關於|本|此|稿|活动|活動|企业|企業",
    ),
}
"""The same for scripts without blanks: what a heading is made of, piece by piece."""

DECORATION = " 【】[]<>《》〈〉「」■□◆◇●○▼▽・*#=:-–|/"
"""What is drawn around a heading or between its parts."""

LEAST_PIECES = 2


@cache
def _pieces() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    return tuple(
        (
            tuple(sorted(f"{sure}|{more}".split("|"), key=lambda piece: (-len(piece), piece))),
            frozenset(sure.split("|")),
        )
        for sure, more in _SEGMENTS.values()
    )


def _is_pieced(text: str) -> bool:
    """Whether a line without blanks is such a heading: all of it pieces of one, one of them for asking."""
    bare = "".join(c for c in text if c not in DECORATION and not c.isspace())
    for pieces, sure in _pieces():
        rest, found = bare, []
        while rest:
            piece = next((piece for piece in pieces if rest.startswith(piece)), None)
            if piece is None:
                break
            found.append(piece)
            rest = rest[len(piece) :]
        if not rest and len(found) >= LEAST_PIECES and not sure.isdisjoint(found):
            return True
    return False


_ALONE = frozenset(
    """
    press office|press contacts|media contacts|media relations|mediekontakt|mediekontakter|mediakontakt|presskontakt
    |presskontakter|pressekontakt|pressekontakter|kontaktpersoner|kontaktpersonen|medienkontakt|pressestelle kontakt
    |yhteyshenkilöt|yhteyshenkilö|mediayhteydet|yhteystiedot|lisätietoja|perscontact|perscontacten|niet voor publicatie
    |voor de redactie|noot voor de redactie|noot voor redactie|informações à imprensa|informações para a imprensa
    |atendimento à imprensa|assessoria de imprensa|gabinete de prensa|servicio de prensa|service de presse
    |relations presse|ufficio stampa|tiskové oddělení|tlačové oddelenie|biuro prasowe|sajtóiroda|birou de presă
    |пресс-центр|прес-служба|medya iletişim|basın iletişim|basınla ilişkiler|kontak pers
    |hubungan masyarakat|thông tin báo chí|liên hệ báo chí|تماس با رسانهها|تماس با رسانه‌ها|μέσα ενημέρωσης
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Headings that are known without a colon although they are short, or hold no word for asking."""


@cache
def _vocabularies() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(fold(sure).split()), frozenset(fold(f"{sure} {more}").split())) for sure, more in _SETS.values()
    )


@cache
def _sure_words() -> frozenset[str]:
    return frozenset().union(*(sure for sure, _ in _vocabularies()))


def contact_heading(text: str) -> int:
    """How many characters of a line are a heading over contacts; 0 if none is."""
    colon = text.find(":", 0, LONGEST)
    end = colon + 1 if colon > 0 else len(text)
    if colon <= 0 and not text.isascii() and (figure := _FIGURE.search(text, 1, LONGEST_BARE)) is not None:
        colon = end = figure.start()  # "언론문의처 02-555-0100"
    if colon <= 0 and len(text) > LONGEST_BARE:
        return 0
    if len(text[:end]) <= LONGEST_BARE and _HAN_OR_KANA.search(text, 0, end) and _is_pieced(text[:end]):
        return end
    if fold(text[:end].strip(DECORATION)) in _ALONE:
        return end
    words = _WORD.findall(fold(text[:end]))
    if not words or len(words) > (MOST_WORDS if colon > 0 else MOST_BARE_WORDS) or _FIGURE.search(text, 0, end):
        return 0
    if colon <= 0 and len(words) < LEAST_BARE_WORDS:
        return 0  # "Pressestelle" also stands among the lines of a contact
    if _sure_words().isdisjoint(words):
        return 0
    letters = set(words)
    return end if any(letters <= words and not sure.isdisjoint(letters) for sure, words in _vocabularies()) else 0


_FURTHER = frozenset(
    "daugiau informacijos kontaktai žiniasklaidai papildu informācija kontaktinformācija lisainfo lisateave "
    "pressikontakt "
    "sajtóinformáció kérhető mluvčí hovorca rzecznik herausgeber öffentlichkeitsarbeit mensupları mọi xin chi tiết "
    "अधिक जानकारी संपर्क contacte premsa més informació dodatne więcej".split()
)
"""Words of such headings in further languages."""


@cache
def _known() -> frozenset[str]:
    return frozenset().union(_FURTHER, *(words for _, words in _vocabularies()))


def like_contact_heading(text: str) -> bool:
    """Whether at least half of the words of a line are those of headings over contacts, of whatever languages."""
    words = _WORD.findall(fold(text))
    return bool(words) and 2 * sum(word in _known() for word in words) >= len(words)
