"""Headings over safe-harbour notices, told by their words.

One word says that it lies ahead, another that it is said: ``Declarații anticipative``, ``Geleceğe yönelik beyanlar``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from syndicheck.expressions import expression
from syndicheck.marks.lines import fold

LONGEST, LONGEST_CASELESS = 90, 30
"""Characters of such a heading; the latter in scripts without blanks."""

_LETTER = r"(?:[^\W\d_]|[\u0900-\u0963\u200c])"
_WORD = expression(rf"{_LETTER}+(?:['’-]{_LETTER}+)*")
_CASELESS = expression(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")

_SETS: Mapping[str, tuple[str, str, str]] = {
    "en": ("forward-looking", "statements statement information",
           "cautionary note regarding safe harbor harbour notice about concerning and on disclaimer disclosure caution "
           "of the under private securities litigation reform act legal cautions"),
    "de": ("zukunftsgerichtete zukunftsgerichteten zukunftsbezogene zukunftsbezogenen vorausschauende vorausschauenden",
           "aussagen angaben informationen", "hinweis hinweise zu vorbehalt bei und haftungsausschluss warnhinweis"),
    "fr": ("prospectives prospectifs prospectif prévisionnelles prévisionnels prospective",
           "déclarations énoncés informations informations déclaration",
           "avertissement mise en garde concernant relatif relative aux les sur et avis de nature sujet des à "
           "caractère"),
    "es": ("prospectivas futuro prospectiva previsiones", "declaraciones manifestaciones afirmaciones información",
           "a de sobre aviso legal nota cautelar respecto las con carácter y advertencia proyecciones"),
    "pt": ("prospectivas prospetivas futuro futuras", "declarações afirmações informações considerações",
           "sobre o de aviso legal nota relativas ao a e prospecções"),
    "it": ("previsionali previsionale prospettiche prospettico futuro", "dichiarazioni informazioni affermazioni",
           "a carattere e disclaimer avvertenza su di natura sul le relative al"),
    "nl": ("toekomstgerichte toekomst", "verklaringen uitspraken mededelingen informatie",
           "waarschuwing over inzake betreffende de met betrekking tot"),
    "sv": ("framåtblickande framtidsinriktade framåtriktade framtidsutsikter framtida fremadrettede fremtidsrettede "
           "fremtiden fremtidige fremoverskuende framtiden",
           "uttalanden information påståenden udsagn udtalelser erklæringer utsagn uttalelser informasjon", "om "
           "och og med"),
    "fi": ("tulevaisuutta tulevaisuuteen ennakoivat ennakoivia", "lausumat lausunnot lausumia lausuntoja arviot",
           "koskevat koskevia suuntautuvat liittyvät"),
    "pl": ("przyszłości prognozujące", "oświadczenia stwierdzenia wypowiedzi informacje",
           "dotyczące odnoszące się do zastrzeżenie prognoz"),
    "cs": ("výhledová výhledové budoucnosti výhľadové budúcnosti", "prohlášení informace vyhlásenia tvrzení výroky",
           "týkající se do týkajúce sa zaměřená na"),
    "hu": ("előretekintő jövőre jövőbe", "kijelentések nyilatkozatok állítások", "vonatkozó mutató tekintő"),
    "ro": ("anticipative perspectivele perspective viitor", "declarații declaraţii afirmații", "privind cu "
    "privire la de"),
    "ru": ("прогнозного прогнозные прогнозных будущего перспективные перспективного прогнозов",
           "заявления заявлениях утверждения утверждениях информация",
           "характера предупреждение о относительно касающиеся об оговорка в отношении"),
    "uk": ("прогнозні прогнозного майбутнього прогнозних", "заяви твердження заяв", "характеру щодо про застереження"),
    "bg": ("прогнозни бъдещето бъдещи", "изявления твърдения", "за относно"),
    "hr": ("budućnosti budućim buduće", "izjave", "o koje se odnose na događajima predviđanja"),
    "el": ("μέλλον μελλοντικές προβλεπτικές", "δηλώσεις", "για το που αφορούν στο σχετικά με"),
    "tr": ("ileriye İleriye geleceğe gelecek", "beyanlar ifadeler açıklamalar beyanları beyan", "dönük yönelik "
    "ilişkin uyarı"),
    "ar": ("التطلعية تطلعية المستقبلية مستقبلية", "البيانات بيانات إفادات تصريحات التصريحات العبارات", "بشأن "
    "تنويه تحذير حول"),
    "he": ("עתיד", "מידע אמירות", "צופה צופות פני"),
    "fa": ("آینده‌نگر آیندهنگر آینده‌نگرانه نگر", "اظهارات بیانیه‌های بیانیه", "آینده های"),
    "hi": ("दूरंदेशी अग्रगामी भविष्योन्मुखी", "बयान वक्तव्य कथन", ""),
    "id": ("depan prospektif hadapan", "pernyataan kenyataan", "berwawasan berpandangan ke masa tentang yang bersifat"),
    "vi": ("lai báo", "tuyên", "bố hướng tới tương các mang tính dự về mang"),
}  # fmt: skip

_PIECES: Mapping[str, tuple[str, str]] = {
    "ja": ("将来予測|将来予想|将来見通し|将来の見通し|見通し|将来情報|業績予想|将来",
           "に関する|についての|について|に関して|の|記述|注意事項|ご注意|注意|記載|情報|事項|免責|留意|等|および|及び|適切な利用|のための"),
    "zh": ("前瞻性|前瞻", "陈述|陳述|声明|聲明|信息|資訊|资讯|说明|說明|关于|關於|警示|免责|免責|的|性|安全港|之|提示"),
    "ko": ("미래예측|미래 예측|미래 전망|미래전망|전망", "에 관한|에관한|관련|진술|진술문|정보|주의|사항|안내"
    "|에 대한| "),
    "th": ("คาดการณ์ล่วงหน้า|คาดการณ์ในอนาคต|คาดการณ์|มองไปข้างหน้า|อนาคต", "ข้อความ|ถ้อยแถลง|ข้อมูล|เชิง|ที่|เกี่ยวกับ|การ|ใน|คำ|แถลง"),
}  # fmt: skip


@cache
def _vocabularies() -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str]], ...]:
    return tuple(
        (
            frozenset(fold(ahead).split()),
            frozenset(fold(said).split()),
            frozenset(fold(f"{ahead} {said} {more}").split()),
        )
        for ahead, said, more in _SETS.values()
    )


@cache
def _ahead() -> frozenset[str]:
    return frozenset().union(*(ahead for ahead, _, _ in _vocabularies()))


@cache
def _pieces() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (
            tuple(ahead.split("|")),
            tuple(sorted(f"{ahead}|{more}".split("|"), key=lambda piece: (-len(piece), piece))),
        )
        for ahead, more in _PIECES.values()
    )


def forward_heading(text: str) -> bool:
    """Whether a line is the heading of a safe-harbour notice."""
    text = text.strip(" *#_=~<>[]【】■□●◆▼-:：")
    if not text or len(text) > LONGEST or text[-1] in ".!?;,。":
        return False
    if len(text) <= LONGEST_CASELESS and _CASELESS.search(text):
        return _is_pieced(text)
    words = set(_WORD.findall(fold(text)))
    if _ahead().isdisjoint(words):
        return False
    return any(
        words <= known and not ahead.isdisjoint(words) and not said.isdisjoint(words)
        for ahead, said, known in _vocabularies()
    )


def _is_pieced(text: str) -> bool:
    """Whether a line without blanks is made of the pieces of such a heading."""
    for ahead, pieces in _pieces():
        if not any(piece in text for piece in ahead):
            continue
        rest, count = text, 0
        while rest:
            piece = next((piece for piece in pieces if rest.startswith(piece)), None)
            if piece is None:
                break
            rest, count = rest[len(piece) :], count + 1
        if not rest and count > 1:
            return True
    return False
