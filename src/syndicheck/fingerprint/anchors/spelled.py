"""Numbers in words: the small ones, in the forms that stand in running text, and words for powers of ten."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors.written import both_scripts, even

_SPELLED = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "pt": "dois|duas três quatro cinco seis sete oito nove dez onze doze",
    "ca": "dos|dues tres quatre cinc sis set vuit nou deu onze dotze",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
    "ro": "doi|două trei patru cinci șase șapte opt nouă zece unsprezece doisprezece",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "af": "twee drie vier vyf ses sewe agt nege tien elf twaalf",
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv",
    "da": "to tre fire fem seks syv otte ni ti elleve tolv",
    "nb": "to tre fire fem seks sju|syv åtte ni ti elleve tolv",
    "is": "tveir|tvo|tvö|tvær|tveimur|tveggja þrír|þrjá|þrjú|þrjár|þremur|þriggja"
    " fjórir|fjóra|fjögur|fjórar|fjórum|fjögurra fimm sex sjö átta níu tíu ellefu tólf",
    "ru": "два|две|двух|двумя|двое три|трех|трое|троих четыре|четырех|четверо пять|пяти|пятеро шесть|шести семь|семи"
    " восемь|восьми девять|девяти десять|десяти одиннадцать двенадцать",
    "uk": "два|дві|двох|двоє три|трьох|троє чотири|чотирьох п'ять|п'яти шість|шести сім|семи вісім|восьми"
    " дев'ять|дев'яти десять|десяти одинадцять дванадцять",
    "bg": "два|две|двама|двете|двамата три|трима|трите|тримата четири|четирима пет|петима шест|шестима седем осем девет"
    " десет единадесет дванадесет",
    "sr": "два|две три четири пет шест седам осам девет десет",
    "pl": "dwa|dwie|dwóch|dwaj|dwoje trzy|trzech|trzej|troje cztery|czterech|czterej pięć|pięciu sześć|sześciu"
    " siedem|siedmiu osiem|ośmiu dziewięć|dziewięciu dziesięć|dziesięciu jedenaście dwanaście",
    "cs": "dva|dvě|dvou|dvěma tři|tří|třem|třech čtyři|čtyř|čtyřech pět|pěti šest|šesti sedm|sedmi osm|osmi"
    " devět|devíti deset|deseti jedenáct dvanáct",
    "sk": "dva|dve|dvaja|dvoch tri|traja|troch štyri|štyria|štyroch päť|piatich šesť|šiestich sedem osem deväť desať",
    "hr": "dva|dvije|dvoje|dvojica tri|troje|trojica četiri|četvero pet|petero šest|šestero sedam osam devet deset"
    " jedanaest dvanaest",
    "sl": "dva|dve|dveh tri|trije|treh štiri|štirje pet|petih šest sedem osem devet deset",
    "lt": "du|dvi|dviejų trys|tris|trijų keturi|keturis|keturių penki|penkis|penkių|penkerių šeši|šešis|šešių"
    " septyni|septynis aštuoni|aštuonis devyni|devynis dešimt vienuolika dvylika",
    "lv": "divi|divas|divus|divu trīs|triju četri|četras|četrus pieci|piecas|piecus seši|sešas|sešus septiņi|septiņas"
    " astoņi|astoņas deviņi|deviņas desmit vienpadsmit divpadsmit",
    "et": "kaks|kahe|kaht kolm|kolme neli|nelja viis|viie kuus|kuue seitse|seitsme kaheksa üheksa kümme|kümne"
    " üksteist kaksteist",
    "fi": "kaksi|kahden|kahta|kahdessa|kahdella kolme|kolmen|kolmea neljä|neljän|neljää viisi|viiden|viittä"
    " kuusi|kuuden|kuutta seitsemän|seitsemää kahdeksan|kahdeksaa yhdeksän|yhdeksää kymmenen|kymmentä yksitoista"
    " kaksitoista",
    "hu": "két|kettő három négy öt hat hét nyolc kilenc tíz tizenegy tizenkét",
    "el": "δύο|δυο τρεις|τρία|τριών τέσσερις|τέσσερα|τεσσάρων πέντε έξι επτά|εφτά οκτώ|οχτώ εννέα|εννιά δέκα έντεκα"
    " δώδεκα",
    "tr": "iki üç dört beş altı yedi sekiz dokuz on",
    "id": "dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
    "ms": "dua tiga empat lima enam tujuh lapan sembilan sepuluh sebelas",
    "vi": "hai ba bốn năm sáu bảy tám chín mười",
    "sw": "mbili|wawili|miwili|mawili|viwili tatu|watatu|mitatu|matatu|vitatu nne|wanne|minne|manne|vinne"
    " tano|watano|mitano|matano|vitano sita saba nane|wanane tisa kumi",
    "ar": "اثنین|اثنان|اثنتین ثلاثه|ثلاث اربعه|اربع خمسه|خمس سته|ست سبعه|سبع ثمانیه|ثماني|ثمان تسعه|تسع عشره|عشر",
    "fa": "دو سه چهار پنج شش هفت هشت نه ده",
    "ur": "دو تین چار پانچ چھ سات آٹھ نو دس",
    "he": "שני|שתי|שניים|שתיים שלושה|שלוש|שלושת ארבעה|ארבע|ארבעת חמישה|חמש|חמשת שישה|שש|ששת שבעה|שבע שמונה תשעה|תשע"
    " עשרה|עשר",
    "hi": "दो तीन चार पांच|पाँच छह|छः|छे सात आठ नौ दस",
    "bn": "দুই|দুটি|দুজন তিন|তিনটি|তিনজন চার|চারটি|চারজন পাঁচ|পাঁচটি|পাঁচজন ছয়|ছয়টি|ছয়জন সাত|সাতটি|সাতজন আট|আটটি|আটজন"
    " নয়|নয়টি দশ|দশটি|দশজন",
    "ta": "இரண்டு|இரு மூன்று நான்கு ஐந்து ஆறு ஏழு எட்டு ஒன்பது பத்து",
}
"""Words for 2, 3, 4 … in order; forms of one number have a stroke between them."""

POWERS = {
    "en": {"k": 3, "m": 6, "tn": 12, "trn": 12},
    "ar": {even(word): power for word, power in
           {"ألفا": 3, "مليونا": 6, "مليارا": 9, "تريليون": 12, "تريليونا": 12, "بليون": 9}.items()},
    "vi": {"tỉ": 9, "ngàn": 3, "vạn": 4},
    "ka": {"ათას": 3, "მილიონ": 6, "მილიარდ": 9, "ტრილიონ": 12},
    "ha": {"dubu": 3, "miliyan": 6, "biliyan": 9, "tiriliyan": 12},
    "am": {"ሺ": 3, "ሺህ": 3, "ሚሊዮን": 6, "ሚሊየን": 6, "ቢሊዮን": 9, "ቢሊየን": 9, "ትሪሊዮን": 12},
    "ms": {"bilion": 9, "billion": 9, "trilion": 12},
    "sw": {"elfu": 3, "laki": 5, "milioni": 6, "bilioni": 9, "trilioni": 12},
    "hi": {"हजार": 3, "हज़ार": 3, "मिलियन": 6, "बिलियन": 9, "ट्रिलियन": 12},
    "bn": {"লক্ষ": 5, "মিলিয়ন": 6, "বিলিয়ন": 9, "ট্রিলিয়ন": 12},
    "ta": {"லட்சம்": 5, "கோடி": 7, "மில்லியன்": 6, "பில்லியன்": 9, "டிரில்லியன்": 12},
    "ur": {"ملین": 6, "بلین": 9, "ٹریلین": 12},
    "el": {"χιλιάδες": 3, "χιλιάδων": 3, "εκατομμύρια": 6, "εκατομμυρίων": 6, "δισεκατομμύρια": 9, "δισεκατομμυρίων": 9,
           "δισ": 9, "εκατ": 6, "τρισεκατομμύρια": 12, "τρισεκατομμυρίων": 12},
}  # fmt: skip
"""Powers of ten that CLDR does not list, or not in this form."""

_THAI = dict(zip("สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ".split(), range(2, 11), strict=True))
_KOREAN = dict(zip("두 세 네 다섯 여섯 일곱 여덟 아홉 열".split(), range(2, 11), strict=True))
_COUNTED = {
    "th": (
        expression(
            f"({'|'.join(_THAI)})(?=คน|ปี|วัน|เดือน|ครั้ง|ราย|แห่ง|ชั่วโมง|สัปดาห์|นาที|ล้าน|พัน|หมื่น|แสน|ร้อย|ประเทศ|คัน|ลำ|ชาติ)"
        ),
        _THAI,
    ),
    "ko": (
        expression(
            rf"(?<![가-힣])({'|'.join(_KOREAN)})"
            r"(?=\s?(?:명|개|번|살|시|달|가지|사람|곳|마리|대|배|차례|건|쌍|아이|자녀))"
        ),
        _KOREAN,
    ),
}


@lru_cache(maxsize=64)
def small_numbers(code: str) -> dict[str, int]:
    """The words of a language for small numbers."""
    words = {
        even(word): value for value, forms in enumerate(_SPELLED.get(code, "").split(), 2) for word in forms.split("|")
    }
    return both_scripts(words) if code == "sr" else words


def counted_words(text: str, code: str) -> Iterator[tuple[int, int, int]]:
    """Words for numbers, with their values, in languages where they are parts of other words: they are numbers only
    before what they count.
    """
    if code in _COUNTED:
        pattern, values = _COUNTED[code]
        for match in pattern.finditer(text):
            yield match.start(), match.end(), values[match.group(1)]
