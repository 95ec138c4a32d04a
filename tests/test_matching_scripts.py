"""Copies within one language in scripts without blanks between words, and in those that glue them together (field study
B8): Japanese, Korean, Thai, Khmer. One invented text of eight sentences each, and another one.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import newsroom

from syndicheck.api import ingest, stories
from syndicheck.fingerprint.sketch import sketch
from syndicheck.matching.changes import what_changed
from syndicheck.matching.evidence import body_tokens
from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.matches import Match, MatchClass
from syndicheck.provenance.months import months_named
from syndicheck.store.database import Database
from syndicheck.text import tokenise

CLOSURE = {
    "ja": (
        "市は火曜日、ケトル橋を三月三日から六週間閉鎖すると発表した。",
        "一月の定期点検で十一本ある吊り材のうち二本に亀裂が見つかったためだ。",
        "道路局のアンナ・ベーレンス局長は「夏に閉めざるを得なくなるより今閉めるほうがよい」と述べた。",
        "平日には約一万四千台の乗用車と九百台のトラックがこの橋で川を渡る。",
        "四番と十七番のバスは水車広場で折り返し、渡し船が自転車を無料で運ぶ。",
        "修理費は二百三十万クローネの見込みで、三分の一を州が負担する。",
        "北岸の商店主たちは春の市が三月二十一日に始まるとして延期を求めた。",
        "市議会は真夜中まで議論し、十九対十二でこれを退けた。",
    ),
    "ko": (
        "노르하벤 시는 화요일 케틀 다리를 3월 3일부터 6주 동안 폐쇄한다고 발표했다.",
        "1월 정기 점검에서 강철 지지대 열한 개 가운데 두 개에서 균열이 발견되었기 때문이다.",
        "도로국장 안나 베렌스는 “여름에 어쩔 수 없이 닫느니 지금 닫는 편이 낫다”고 말했다.",
        "평일에는 승용차 약 1만 4천 대와 화물차 900대가 이 다리로 강을 건넌다.",
        "4번과 17번 버스는 물레방아 광장에서 돌아가고 나룻배가 자전거를 무료로 실어 나른다.",
        "수리비는 230만 크로네로 예상되며 그 가운데 삼분의 일을 주에서 부담한다.",
        "북쪽 강변 상인들은 봄 장터가 3월 21일에 열린다며 날짜를 미뤄 달라고 요청했다.",
        "시의회는 자정까지 이어진 토론 끝에 19대 12로 이를 거부했다.",
    ),
    "th": (
        "เทศบาลเมืองนอร์ฮาเวนประกาศเมื่อวันอังคารว่าจะปิดสะพานเคทเทิลเป็นเวลาหกสัปดาห์ตั้งแต่วันที่ 3 มีนาคม",
        "เจ้าหน้าที่พบรอยร้าวที่เหล็กแขวนสองเส้นจากทั้งหมดสิบเอ็ดเส้นระหว่างการตรวจตามกำหนดในเดือนมกราคม",
        "แอนนา เบเรนส์ หัวหน้าสำนักงานทางหลวงกล่าวว่าปิดตอนนี้ดีกว่าถูกบังคับให้ปิดในหน้าร้อน",
        "ในวันทำงานมีรถยนต์ราวหนึ่งหมื่นสี่พันคันและรถบรรทุกเก้าร้อยคันข้ามแม่น้ำที่นั่น",
        "รถเมล์สาย 4 และ 17 จะกลับรถที่จัตุรัสโรงสี และเรือข้ามฟากจะรับผู้ขี่จักรยานโดยไม่คิดค่าโดยสาร",
        "คาดว่าค่าซ่อมจะอยู่ที่ 2.3 ล้านโครน โดยแคว้นจะออกให้หนึ่งในสาม",
        "เจ้าของร้านฝั่งเหนือขอให้เลื่อนวันเพราะตลาดนัดฤดูใบไม้ผลิจะเปิดวันที่ 21 มีนาคม",
        "สภาเมืองปฏิเสธด้วยคะแนน 19 ต่อ 12 หลังการอภิปรายที่ยืดเยื้อจนถึงเที่ยงคืน",
    ),
    "km": (
        "សាលាក្រុងណរហាវេនបានប្រកាសកាលពីថ្ងៃអង្គារថានឹងបិទស្ពានខេតធលរយៈពេលប្រាំមួយសប្តាហ៍ចាប់ពីថ្ងៃទី ៣ ខែមីនា។",
        "អ្នកត្រួតពិនិត្យបានរកឃើញស្នាមប្រេះលើខ្សែដែកពីរក្នុងចំណោមដប់មួយនៅក្នុងការត្រួតពិនិត្យខែមករា។",
        "ប្រធានការិយាល័យផ្លូវថ្នល់បាននិយាយថាការបិទឥឡូវនេះប្រសើរជាងត្រូវបង្ខំឱ្យបិទនៅរដូវក្តៅ។",
        "នៅថ្ងៃធ្វើការមានរថយន្តប្រហែលមួយម៉ឺនបួនពាន់គ្រឿងឆ្លងកាត់ទន្លេនៅទីនោះ។",
        "រថយន្តក្រុងលេខ ៤ និង ១៧ នឹងបត់ត្រឡប់នៅទីលានរោងម៉ាស៊ីន ហើយសាឡាងនឹងដឹកអ្នកជិះកង់ដោយឥតគិតថ្លៃ។",
        "ការជួសជុលត្រូវបានគេរំពឹងថានឹងចំណាយអស់ពីរលានបីសែនក្រោន ដែលខេត្តបង់មួយភាគបី។",
        "ម្ចាស់ហាងនៅច្រាំងខាងជើងបានស្នើសុំឱ្យពន្យារពេលព្រោះផ្សាររដូវផ្ការីកនឹងបើកនៅថ្ងៃទី ២១ ខែមីនា។",
        "ក្រុមប្រឹក្សាបានបដិសេធដោយសំឡេង ១៩ ទល់នឹង ១២ បន្ទាប់ពីការពិភាក្សារហូតដល់ពាក់កណ្តាលអធ្រាត្រ។",
    ),
}

HARVEST = {
    "ja": (
        "オルレ谷の果樹農家は、四月に二晩続いた霜のため、この十年で最も少ないりんごの収穫を見込んでいる。",
        "組合によると川沿いの果樹園の損失は七割に達する。",
        "組合長は緊急の基金を求めた。",
        "卸売市場の価格は一週間で二割上がった。",
    ),
    "ko": (
        "오를레 계곡의 농부들은 4월에 이틀 밤 서리가 내린 뒤 십 년 만에 가장 적은 사과 수확을 예상한다.",
        "조합은 강가 과수원의 손실이 최대 70퍼센트라고 집계했다.",
        "조합장은 긴급 기금을 요구했다.",
        "도매 시장의 가격은 일주일 만에 5분의 1이 올랐다.",
    ),
    "th": (
        "ชาวสวนในหุบเขาออร์เลคาดว่าจะเก็บแอปเปิลได้น้อยที่สุดในรอบสิบปีหลังน้ำค้างแข็งสองคืนในเดือนเมษายน",
        "สหภาพผู้ปลูกนับความเสียหายได้ถึงร้อยละ 70 ในสวนใกล้แม่น้ำ",
        "ประธานเรียกร้องให้ตั้งกองทุนฉุกเฉิน",
        "ราคาในตลาดขายส่งสูงขึ้นหนึ่งในห้าภายในหนึ่งสัปดาห์",
    ),
    "km": (
        "កសិករនៅជ្រលងភ្នំអ័រលេរំពឹងថានឹងប្រមូលផលផ្លែប៉ោមបានតិចបំផុតក្នុងរយៈពេលដប់ឆ្នាំបន្ទាប់ពីទឹកកកពីរយប់នៅខែមេសា។",
        "សហជីពអ្នកដាំបានរាប់ការខាតបង់រហូតដល់ចិតសិបភាគរយនៅក្នុងចម្ការជិតទន្លេ។",
        "ប្រធានបានអំពាវនាវឱ្យមានមូលនិធិសង្គ្រោះបន្ទាន់។",
        "តម្លៃនៅទីផ្សារលក់ដុំបានកើនឡើងមួយភាគប្រាំក្នុងមួយសប្តាហ៍។",
    ),
}

JOINT = {"ja": "", "ko": " ", "th": " ", "km": ""}
"""What stands between two sentences."""


def text(lang: str, *sentences: str) -> str:
    return JOINT[lang].join(sentences)


def judged(lang: str, a: str, b: str) -> Match:
    return compare(prepare(a, (), None, lang), prepare(b, (), None, lang))


@pytest.mark.parametrize("lang", CLOSURE)
def test_b8_the_same_and_moved(lang: str) -> None:
    source = CLOSURE[lang]
    whole = judged(lang, text(lang, *source), text(lang, *source))
    assert whole.match_class is MatchClass.VERBATIM
    assert (whole.share_a, whole.share_b) == (1.0, 1.0)
    moved = judged(lang, text(lang, *source), text(lang, *source[4:], *source[:4]))
    assert moved.match_class in (MatchClass.VERBATIM, MatchClass.EDITED)
    assert min(moved.share_a, moved.share_b) > 0.98


@pytest.mark.parametrize("lang", CLOSURE)
def test_b8_cut_and_wrapped_with_percentages_in_characters(lang: str) -> None:
    source, other = CLOSURE[lang], HARVEST[lang]
    cut = judged(lang, text(lang, *source), text(lang, *source[:4]))
    assert cut.match_class is MatchClass.EXCERPT
    assert cut.share_b == 1.0
    letters = [sum(map(len, text(lang, *part).split())) for part in (source[:4], source)]
    assert cut.share_a == pytest.approx(letters[0] / letters[1], abs=0.02)
    assert any(reason.code == "beginning" for reason in cut.reasons)
    wrapped = judged(lang, text(lang, *source), text(lang, *other[:2], *source[1:6], *other[2:]))
    assert wrapped.match_class is MatchClass.EXCERPT
    assert 0.5 < wrapped.share_a < 0.75


@pytest.mark.parametrize("lang", CLOSURE)
def test_b8_one_paragraph_out_one_in_and_figures_altered(lang: str) -> None:
    source, other = CLOSURE[lang], HARVEST[lang]
    altered = "\n".join([*source[:4], *source[5:], other[3]])
    for was, now in (
        ("六", "八"),
        ("17", "71"),
        ("21", "12"),
        ("19", "17"),
        ("900", "600"),
        ("២១", "១២"),
        ("១៩", "១៧"),
    ):
        altered = altered.replace(was, now)
    match = judged(lang, "\n".join(source), altered)
    assert match.match_class is MatchClass.EDITED, match.reasons
    assert 0.7 < match.share_a < 0.95


@pytest.mark.parametrize("lang", CLOSURE)
def test_b8_another_story_has_nothing_in_common(lang: str) -> None:
    match = judged(lang, text(lang, *CLOSURE[lang]), text(lang, *HARVEST[lang], *HARVEST[lang]))
    assert match.match_class is MatchClass.NONE


FIRE = (
    "أعلنت وزارة الصحة يوم الاثنين أن حصيلة ضحايا الحريق الذي اندلع في مستودع ارتفعت إلى 27 قتيلا خلال الليل.",
    "وقالت المتحدثة باسم الوزارة إن فرق الإنقاذ انتشلت من تحت الأنقاض جثث 14 عاملا كانوا يعملون في الطابق العلوي.",
    "وأضافت أن المستشفيات القريبة استقبلت منذ بداية الحريق ما لا يقل عن 63 مصابا بعضهم في حالة حرجة.",
    "وشارك في إخماد النيران رجال الإطفاء القادمون من المدن المجاورة مع أكثر من 45 سيارة إطفاء وطائرتين عموديتين.",
    "وقدر صاحب المستودع قيمة الخسائر المادية الأولية بما يقارب مبلغ 850 ألف دولار بينما فتحت النيابة تحقيقا موسعا.",
    "وأكد المحافظ خلال زيارته للموقع أن المبنى شيد قبل نحو 38 عاما ولم يخضع لأي عملية فحص جدية.",
)


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_other_digits_are_no_other_figures(digits: str) -> None:
    text = " ".join(FIRE)
    match = judged("ar", text, text.translate(str.maketrans("0123456789", digits)))
    assert match.match_class is MatchClass.VERBATIM
    assert (match.share_a, match.share_b, match.resemblance) == (1.0, 1.0, 1.0)


def test_arabic_without_its_hamzas_is_the_same_text() -> None:
    source = " ".join(FIRE)
    bare = source.translate(str.maketrans("أإآ", "ااا"))
    match = judged("ar", source, bare)
    assert match.match_class is MatchClass.VERBATIM
    assert (match.share_a, match.share_b, match.resemblance) == (1.0, 1.0, 1.0)
    for passage in match.passages:
        assert (
            source[passage.a.start : passage.a.end].translate(str.maketrans("أإآ", "ااا"))
            == (bare[passage.b.start : passage.b.end])
        )


def test_a_passage_in_arabic_without_hamzas_is_found_where_it_stands() -> None:
    source = " ".join(FIRE)
    bare = FIRE[2].translate(str.maketrans("أإآ", "ااا"))
    own = "وصلت ثلاث سفن محملة بالقمح مساء الخميس وستفرغ حمولتها خلال يومين حسب بيان هيئة الموانئ."
    draft = f"{own} {bare}"
    (passage,) = judged("ar", source, draft).passages
    assert source[passage.a.start : passage.a.end] == FIRE[2].rstrip(".")
    assert draft[passage.b.start : passage.b.end] == bare.rstrip(".")


LATIN = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)) | {
    "љ": "lj",
    "њ": "nj",
    "џ": "dž",
}
LATIN |= {cyrillic.upper(): latin.capitalize() for cyrillic, latin in LATIN.items()}

SERBIAN = (
    "Градоначелник је изјавио да ће радови на старој школи и болници бити завршени до краја године, након што је"
    " скупштина усвојила повећање буџета за 12 одсто и одобрила нове радове на путу.",
    "Полиција је саопштила да је саобраћај код моста обустављен и да су возачи упућени на обилазницу.",
    "Љиљана Његован, директорка болнице, рекла је да нико није повређен и да џепови магле отежавају вожњу.",
    "Општина ће трошкове од 3,5 милиона динара платити из резерве, саопштено је у уторак.",
)


def test_serbian_in_either_alphabet_is_one_text() -> None:
    cyrillic = " ".join(SERBIAN)
    latin = cyrillic.translate(str.maketrans(LATIN))
    assert "Ljiljana Njegovan" in latin
    for lang in ("sr", "bs", "hr"):
        match = compare(prepare(cyrillic, (), None, "sr"), prepare(latin, (), None, lang))
        assert match.match_class is MatchClass.VERBATIM
        assert (match.share_a, match.share_b, match.resemblance) == (1.0, 1.0, 1.0)
    assert sketch(body_tokens(cyrillic, ())) == sketch(body_tokens(latin, ()))
    cut = judged("sr", cyrillic, " ".join(SERBIAN[:2]).translate(str.maketrans(LATIN)))
    assert cut.match_class is MatchClass.EXCERPT
    assert cut.share_b == 1.0


def test_serbian_in_either_alphabet_is_one_story(tmp_path: Path) -> None:
    latin = " ".join(SERBIAN).translate(str.maketrans(LATIN))
    records = [
        newsroom.record(1, " ".join(SERBIAN), "politika.example", "2026-03-04T08:00:00Z", lang="sr"),
        newsroom.record(2, latin, "vijesti.example", "2026-03-04T09:00:00Z", lang="bs"),
    ]
    with Database(tmp_path / "news.db", write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records), database)
        (story,) = stories(database)
    assert [member.match.match_class for member in story.members if member.match] == [MatchClass.VERBATIM]


def test_what_changed_between_the_alphabets_is_told_alone() -> None:
    source = prepare(" ".join(SERBIAN), (), "Полиција: мост затворен", "sr")
    copy = (
        " ".join(SERBIAN)
        .translate(str.maketrans(LATIN))
        .replace("12 odsto", "15 odsto")
        .replace("nije povr", "je povr")
    )
    found = what_changed(source, prepare(copy, (), "Policija: most zatvoren", "sr"), months_named)
    assert {(change.kind.value, change.was, change.now) for change in found} == {
        ("number", "12", "15"),
        ("negation", "није", "je"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Председатель совета заявил, что ремонт школы и больницы закончат к концу года, передаёт агентство.",
        "Рада ухвалила збільшення бюджету, сказав голова, й дозволила нові роботи на шляху до Києва.",
        "Съветът прие увеличение на бюджета и одобри новите ремонти на пътя, съобщи кметът.",
        "Русский текст с одним сербским словом: Политика и реч „ђачки“ није исто, пишет редакция газеты Известия.",
    ],
)
def test_other_languages_stay_in_cyrillic(text: str) -> None:
    assert body_tokens(text, ()).keys == tokenise(text).keys


def test_a_cut_of_a_macedonian_text_is_found_by_its_letters() -> None:
    text = (
        "Градоначалникот изјави дека работите на старото училиште ќе завршат до крајот на годината, откако советот го"
        " усвои зголемувањето на буџетот. Полицијата соопшти дека сообраќајот кај мостот е запрен. Возачите се упатени"
        " на обиколен пат, а луѓето од соседните улици беа сместени во салата на училиштето преку ноќ."
    )
    match = judged("mk", text, text[: text.index("Возачите")])
    assert match.share_b == 1.0
    assert match.share_a == pytest.approx(0.65, abs=0.02)


def test_romanian_without_its_commas_is_the_same_text() -> None:
    text = (
        "Președinta comisiei a declarat că spitalele și școlile din oraș își vor relua activitatea săptămâna viitoare,"
        " după ce inspecția a constatat că instalațiile și clădirile nu prezintă niciun risc. Părinții au fost anunțați"
        " prin scrisori, iar poliția rămâne în stația din fața primăriei până când circulația își revine."
    )
    match = judged("ro", text, text.translate(str.maketrans("șțȘȚ", "şţŞŢ")))
    assert match.match_class is MatchClass.VERBATIM
    assert (match.share_a, match.share_b, match.resemblance) == (1.0, 1.0, 1.0)


def test_serbian_beside_the_same_in_russian_is_serbian() -> None:
    russian = (
        "Мэр города сказала в понедельник, что старый мост через реку останется закрытым до мая, потому что в опорах"
        " найдены"
        " трещины, и что автобусы пойдут в объезд через северную окраину. Каждый восьмой житель ездит через него на"
        " работу."
    )
    cyrillic, both = " ".join(SERBIAN), " ".join([*SERBIAN, *[russian] * 3])
    for lang, text in (("sr", both), ("sr", f"{russian} {russian}\n\n{cyrillic}")):
        match = compare(prepare(cyrillic, (), None, "sr"), prepare(text, (), None, lang))
        assert match.joins, match.reasons
        assert match.share_a > 0.8
