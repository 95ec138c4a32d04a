"""Lines that say when a text was published or changed: ``Published 4 March 2026, 14:05``, ``vor 3 Stunden``.

A line is one if nothing stands in it but a day, clock times, and words that pages put around them.
"""

from __future__ import annotations

from syndicheck.expressions import expression
from syndicheck.marks.lines import WORD, fold

LONGEST_SECTION = 32
"""Characters of the name of a section before the time."""

MOST_OTHERS, LONGEST_MOMENT, LONGEST_AGO = 3, 64, 24
"""Words of a section before a time; characters of such a line, and of one that says how long ago."""

_TIME = expression(
    r"\d{1,2}[:.h]\d{2}(?::\d{2,3})?(?: ?[ap]\.?m\.?)?(?: ?(?:uhr|hrs?|gmt|utc|wib|wita|cet|cest|est|edt|ist|msk|cst"
    r"|jst|kst|мск)\b)?(?:[+-]\d{1,4})?"
    r"|(?:오전|오후|上午|下午|午前|午後) ?\d{1,2}[:시時点点] ?\d{0,2}(?:분|分)?",
    # an hour
)
_CLOCK = expression(r"\b\d{1,2}:\d{2}(?::\d{2,3})?\b")
_DATE = expression(
    r"\d{1,2}[./ -]{1,2}\d{1,2}[./ -]{1,2}(?:19|20)?\d\d|(?:19|20)\d\d ?[./-] ?\d{1,2} ?[./-] ?\d{1,2}\.?"
    r"|(?:19|20)\d\d年(?:\([^()\d]{2}\d{1,2}年\))?\d{1,2}月\d{1,2}日|(?:19|20)\d\d년 ?\d{1,2}월 ?\d{1,2}일"
    r"|\d{1,2}\.? (?:de |di )?[^\W\d]{3,12}\.?,? (?:de |del )?(?:19|20)\d\d|[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd"
    r"|th)?,? (?:19|20)\d\d"
    r"|(?:19|20)\d\d\. [^\W\d]{3,12} \d{1,2}\.?"
    r"|(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}|\b\d{1,2}/\d{1,2} ?\([月火水木金土日]\)"
)

_AGO = expression(
    r"^(?:\d{1,3} )?(?:(?:vor|il y a|hace|há|před|pred|pre|πριν|πριν από|منذ|قبل|לפני) \d{1,3}\b|\d{1,3} ?\w{1,12} "
    r"(?:ago|önce|fa|geleden|sedan|siden|sitten|temu|ezelőtt|назад|тому|преди|पहले|yang lalu|lalu|trước|atrás"
    r"|în urmă)\b"
    r"|\d{1,3} ?(?:分钟|分鐘|分|小时|小時|時間|天|日|시간|분|일)(?:前| ?전))"
)

_STAMP_WORDS = frozenset(
    """
    published updated posted created modified date last first on at by time gmt utc ist est edt pm am
    veröffentlicht aktualisiert erstellt erschienen stand zuletzt am um uhr datum
    publié publiée publie mis mise à jour le date modifié modifiée à créé paru
    publicado publicada actualizado actualizada fecha el a las última actualización creado hora
    atualizado atualizada em às última atualização data criado por
    pubblicato pubblicata aggiornato aggiornata il alle ore ultimo aggiornamento data creato
    gepubliceerd bijgewerkt geplaatst op om laatste laatst update datum
    publicerad publicerat uppdaterad uppdaterat ändrad ändrat skapad senast kl datum den
    udgivet opdateret offentliggjort publiceret senest kl d dato
    publisert oppdatert sist lagt ut den kl dato
    julkaistu päivitetty muokattu viimeksi klo
    opublikowano zaktualizowano aktualizacja data publikacji dodano utworzono ostatnia o godz r
    publikováno aktualizováno vydáno datum dnes v vytvořeno zveřejněno
    publikované aktualizované zverejnené dnes
    megjelent frissítve frissült közzétéve létrehozva utoljára módosítva
    publicat actualizat data postat la ora ultima actualizare
    публикувано обновено дата на г последна промяна
    опубликовано обновлено дата размещено создано в г последнее обновление
    опубліковано оновлено дата о р востаннє створено
    objavljeno ažurirano datum u zadnja izmjena posodobljeno
    δημοσιεύτηκε δημοσιεύθηκε δημοσίευση ενημερώθηκε ενημέρωση τελευταία στις ημερομηνία
    yayınlanma yayınlandı yayımlanma tarihi tarih güncelleme güncellendi son eklenme oluşturulma
    نشر نُشر تاريخ النشر تم في آخر تحديث الساعة تحديث
    פורסם עודכן בתאריך בשעה תאריך פרסום עדכון אחרון
    تاریخ انتشار منتشر شده در به روزرسانی ساعت بروزرسانی
    प्रकाशित अपडेट अद्यतन को तिथि अंतिम पर
    등록 입력 수정 기사입력 기사수정 최종수정 송고 승인 발행 업데이트 게재
    diterbitkan dipublikasikan diperbarui diperbaharui tanggal tayang terakhir pada wib wita wit pukul dikemas
    kini tarikh
    đăng cập nhật ngày lúc xuất bản lần cuối gmt
    nachricht meldung artikel vom дата публікації публикации publikacji article this is from
    first tue wed thu fri sat sun mon
    lun mar mer jeu ven sam dim mo di mi do fr sa so
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
    segunda terça quarta quinta sexta feira lunedì martedì mercoledì giovedì venerdì sabato domenica
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag
    mandag tirsdag lørdag søndag poniedziałek wtorek środa czwartek piątek sobota niedziela
    pondělí úterý středa čtvrtek pátek neděle hétfő kedd szerda csütörtök péntek szombat vasárnap
    luni marți miercuri joi vineri sâmbătă duminică понедельник вторник среда четверг пятница суббота воскресенье
    понеділок вівторок середа четвер п'ятниця субота неділя понеделник вторник сряда четвъртък петък събота неделя
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή pazartesi salı çarşamba perşembe cuma cumartesi pazar
    senin selasa rabu kamis jumat sabtu minggu isnin khamis jumaat ahad thứ hai ba tư năm sáu bảy chủ nhật
    """.split()
)
_STAMP_CASELESS = tuple(
    """
    投稿 公開 最終更新 更新 掲載 配信 作成 日時 发布 發布 发表 發表 時間 时间 日期 发布于 更新于 最後 最后
    เผยแพร่ อัปเดต อัพเดท วันที่ เวลา น. ล่าสุด ปรับปรุง
    """.split()
)
_STAMP_SURE = frozenset(
    """
    published updated posted veröffentlicht aktualisiert publié publiée publicado publicada actualizado
    actualizada atualizado
    atualizada pubblicato pubblicata aggiornato aggiornamento gepubliceerd bijgewerkt geplaatst publicerad
    publicerat uppdaterad
    udgivet opdateret offentliggjort publiceret publisert oppdatert julkaistu päivitetty opublikowano
    zaktualizowano aktualizacja
    publikováno aktualizováno publikované aktualizované megjelent frissítve frissült közzétéve publicat actualizat
    публикувано
    обновено опубликовано обновлено опубліковано оновлено objavljeno ažurirano δημοσιεύτηκε δημοσιεύθηκε
    δημοσίευση ενημερώθηκε
    yayınlanma yayınlandı güncelleme güncellendi نشر النشر تحديث פורסם עודכן انتشار प्रकाशित अपडेट
    등록 입력 수정 기사입력 송고 승인
    diterbitkan dipublikasikan diperbarui tayang đăng cập
    """.split()
)


def is_stamp(folded: str) -> bool:
    """Whether a line says nothing but when a text was published or changed, perhaps behind the name of a section."""
    for bar in (" | ", " :: ", " • ", " · "):
        head, found, tail = folded.partition(bar)
        if found and len(head) <= LONGEST_SECTION:
            return is_stamp(tail) or (_is_moment(tail) and not any(c.isdigit() for c in head))
    dated, days = _DATE.subn(" ", _CLOCK.sub(" ", folded))
    if not days:
        return _is_ago(folded)
    timed = _TIME.sub(" ", dated)
    sure = False
    for word in _STAMP_CASELESS:
        if word in timed:
            timed, sure = timed.replace(word, " "), True
    words = [word for word in WORD.findall(timed) if not word.isdigit()]
    if _is_moment(folded):
        return True
    return (sure or len(words) > 1 or not _STAMP_SURE.isdisjoint(words)) and all(
        word in _STAMP_WORDS or len(word) == 1 for word in words
    )


def is_time(text: str) -> bool:
    """Whether a text is a day, perhaps with a clock time, and nothing else."""
    folded = fold(text)
    return _is_moment(folded) or is_stamp(folded) or _DATE.fullmatch(folded.strip()) is not None


def _is_ago(folded: str) -> bool:
    """``2 hafta önce``, ``vor 3 Stunden``, ``3小时前``: how long ago, and nothing else."""
    return len(folded) <= LONGEST_AGO and _AGO.search(folded) is not None and any(c.isdigit() for c in folded)


def _is_moment(folded: str) -> bool:
    """Whether a text is a day with a clock time and nothing else."""
    first, early = _CLOCK.subn(" ", folded)
    dated, days = _DATE.subn(" ", first)
    timed, times = _TIME.subn(" ", dated)
    times += early
    others = [word for word in WORD.findall(timed) if not word.isdigit() and word not in _STAMP_WORDS]
    if days and times and len(others) <= MOST_OTHERS and len(folded) <= LONGEST_MOMENT and folded[-1:] not in ".!?。":
        return True  # "Thời sự Thứ bảy, 26/3/2016, 14:17 (GMT+7)"
    return days > 0 and times > 0 and all(word in _STAMP_WORDS for word in WORD.findall(timed) if not word.isdigit())
