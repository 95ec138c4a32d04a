"""Notes of the editors on the text itself: it is not finished yet, or it was changed after it appeared.

Every newsroom words its own. What all of them say does not vary. *Not finished*: ``Mehr in Kürze.``, ``Новость
дополняется.``, ``This story will be updated.`` – of a few verbs in each language, a line of its own, or the last
sentence of the text; a story about an article that is updated goes on behind it. *Changed*: *an earlier version of this
article*, or *this article was corrected*; or a word for a note of the editors, or for a correction, and a colon: a
paragraph of its own at an edge of the text; a story about the earlier version of something else does not speak of
*this* article.
"""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.lines import Line, Page

TOP, BOTTOM = 4, 6
"""Lines at the beginning and at the end among which such a note stands."""

LONGEST = 110
"""Characters of a note that a text is not finished."""

TOP_CHANGED, LONGEST_CHANGED = 3, 700
"""Lines at the beginning among which it stands that a text was changed, and characters of such a note."""

LEAST_SENTENCE = 12
"""Characters of a note behind its first word and colon; a headline that opens with the word has no full stop."""

_ENDS = frozenset(".!?…»”\"')")
_NOTE = ignoring_case(
    r"(?:(?:this is a )?(?:breaking|developing)(?: news)? story\b.{0,60}"
    r"|(?:this|the|our) (?:breaking |developing )?(?:story|article|report|page|post) (?:is being|is|will be|has been) "
    r"(?:continually |constantly |regularly )?updated\b.{0,50}"
    r"|(?:more|updates?|further details|details)(?: details| information| updates?)? (?:to follow|will follow"
    r"|soon|to come)"
    r"|(?:please )?(?:check|come) back (?:soon )?for (?:more |further )?(?:updates|details|information)"
    r"|(?:dieser|der|diese|die) (?:artikel|text|beitrag|meldung) wird (?:laufend |ständig |fortlaufend "
    r"|derzeit |in kürze )?"
    r"(?:aktualisiert|ergänzt|erweitert)|(?:eil)?meldung (?:wird (?:ergänzt|aktualisiert)|folgt)"
    r"|mehr (?:dazu )?in kürze"
    r"|(?:weitere |mehr )(?:informationen|details|infos) (?:folgen|in kürze)(?: in kürze)?"
    r"|plus (?:d'informations|de détails|d'infos) (?:à venir|à suivre|bientôt)"
    r"|cet article (?:est|sera) (?:régulièrement )?(?:mis à jour|actualisé|complété)\b.{0,40}|mise à jour à suivre"
    r"|(?:noticia|información|nota) en (?:desarrollo|elaboración|ampliación|proceso)|(?:habrá"
    r"|en breve,?) (?:más )?(?:ampliación"
    r"|ampliaremos(?: la información)?)|más información en breve|en breve,? más información"
    r"|(?:notícia|matéria|reportagem|texto|informação) em (?:atualização|desenvolvimento|actualização)"
    r"|mais informações em (?:instantes|breve)|(?:notizia|articolo) in aggiornamento|segu(?:ono|iranno) aggiornamenti"
    r"|in aggiornamento|(?:dit|het) (?:artikel|bericht) wordt (?:nog )?(?:aangevuld|bijgewerkt|geüpdatet)"
    r"|meer (?:informatie |nieuws |details )?volgt(?: later)?|later meer"
    r"|(?:texten|artikeln|nyheten|artikkelen|saken|artiklen|historien|nyheden) (?:kommer att )?(?:uppdateras|oppdateres"
    r"|opdateres)(?: løbende| fortløpende| löpande)?|(?:mer|mere)(?: information| informasjon)? (?:kommer"
    r"|följer|følger)"
    r"|(?:juttua|artikkelia|uutista) (?:päivitetään|täydennetään)"
    r"|(?:artykuł|informacja|wiadomość|tekst|materiał) (?:jest |będzie )?(?:na bieżąco )?aktualizowan\w{1,2}"
    r"|(?:wkrótce )?więcej informacji(?: wkrótce)?|(?:zprávu|článek|text|správu|článok) (?:průběžně |priebežne )?"
    r"(?:aktualizujeme|doplňujeme|dopĺňame)|podrobnosti (?:připravujeme|pripravujeme)"
    r"|(?:cikkünk|hírünk|a cikk) (?:folyamatosan )?frissül|știre în curs de actualizare"
    r"|(?:новость|материал|статья|текст) (?:дополняется|обновляется|будет дополнен\w?)|подробности (?:следуют"
    r"|позже|позднее)"
    r"|(?:новина|матеріал|стаття|текст) (?:доповнюється|оновлюється)|(?:новината|текстът) се (?:допълва|обновява)"
    r"|(?:haber|gelişme) güncelleni(?:yor|r)|haber güncellenecek\w{0,5}|ayrıntılar (?:geliyor|birazdan)"
    r"|(?:الخبر|المادة) قيد (?:التحديث|التحرير)|خبر عاجل يتبع|این خبر (?:در حال تکمیل|تکمیل می.?شود"
    r"|به.?روز می.?شود).{0,10}"
    r"|berita ini (?:akan|masih) (?:terus )?(?:diperbarui|dikembangkan|diupdate)"
    r"|(?:tin|bài) (?:đang )?(?:tiếp tục )?cập nhật|tiếp tục cập nhật"
    r"|(?:更多消息|详情|詳情)[,， ]?(?:请稍候|稍后|稍後|持续更新|持續更新).{0,8}|(?:持续|持續)更新中|(?:詳細"
    r"|続報)(?:は|が)?(?:追って|入り次第).{0,12}"
    r"|속보(?:가|는)? 이어집니다)[.!…。।]{0,3}",
)


def developing_notes(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised range of each such line, and of the last sentence if it is one."""
    last = len(page.lines) - 1
    for number, line in enumerate(page.lines):
        if not number or TOP <= number <= last - BOTTOM:
            continue
        if len(line.text) <= LONGEST and _is_note(line.text):
            yield line.start, line.end
        elif number > last - BOTTOM and (start := _closing(line)):
            yield line.start + start, line.end


def _is_note(text: str) -> bool:
    return _NOTE.fullmatch(text.strip(" ()[]*-+>")) is not None


def _closing(line: Line) -> int:
    """Where the last sentence of a paragraph begins, if it is such a note; else 0."""
    text = line.text
    first = max(0, len(text) - LONGEST - 2) + 2
    blank = text.rfind(" ", first, len(text) - 1)
    while blank >= first:
        if text[blank - 1] in _ENDS:
            return blank + 1 if _is_note(text[blank + 1 :]) else 0
        blank = text.rfind(" ", first, blank)
    return 0


_VERSION = (
    r"(?:in )?(?:an?|the|our) (?:earlier|previous|original|prior|initial|first) (?:version|edition) of"
    r" (?:(?:this|our) (?:article|story|report|post|piece|text|column|item|headline|caption)|the (?:article|story)\b)",
    r"(?:in )?(?:einer|eine|der|die|unserer) (?:früheren?|vorherigen?|vorigen?|ersten?|ursprünglichen?|älteren?"
    r"|vorangegangenen?) (?:version|fassung) (?:(?:dieses|unseres) (?:artikels|textes|beitrags|berichts|stücks)"
    r"|(?:dieser|unserer) (?:meldung|nachricht|geschichte)|des (?:artikels|beitrags))",
    r"(?:dans )?(?:une|la) (?:première version|version (?:précédente|antérieure|initiale)) de"
    r" (?:cet article|ce texte|cette (?:dépêche|information)|l'article)",
    r"(?:en )?(?:una|la) (?:primera versión|versión (?:anterior|previa|inicial|original)) de"
    r" (?:este (?:artículo|texto|reportaje)|esta (?:noticia|nota|información|historia))",
    r"(?:em |n)?uma? (?:primeira versão|versão (?:anterior|prévia|inicial)) (?:deste (?:artigo|texto)"
    r"|desta (?:notícia|reportagem|matéria)|d[ao] (?:artigo|reportagem|notícia|matéria))",
    r"(?:in )?una (?:(?:precedente|prima) versione|versione (?:precedente|iniziale)) (?:di questo|dell'|del)"
    r" ?(?:articolo|testo|pezzo)",
    r"(?:in )?een (?:eerdere|vorige|oudere|eerste) versie van (?:dit|het) (?:artikel|bericht|stuk|verhaal)",
    r"(?:i )?en (?:tidigare|äldre) version av (?:artikeln|texten|nyheten"
    r"|(?:den här|denna) (?:artikeln|artikel|texten))",
    r"(?:i )?en tidligere (?:version|udgave|versjon|utgave) a[fv] (?:artiklen|artikkelen|saken|teksten|historien"
    r"|denne (?:artikel\w{0,2}|saken|teksten))",
    r"(?:tämän )?(?:artikkelin|jutun|uutisen) (?:aiemmassa|aikaisemmassa|alkuperäisessä|varhaisemmassa) versiossa",
    r"(?:we? )?(?:poprzedni|wcześniejsz|pierwotn)(?:a|ej) wersj[ai]"
    r" (?:tego |niniejszego )?(?:artykułu|tekstu|materiału)",
    r"(?:ve? )?(?:předchozí|původní|dřívější|predchádzajúc\w{1,2}|pôvodn\w{1,2}) verz\w{1,2}"
    r" (?:tohoto |tohto )?(?:článku|textu)",
    r"(?:az? |e )?(?:cikk|írás|hír)(?:ünk)? (?:egy )?(?:korábbi|eredeti|előző|első) (?:változat|verzió)\w*",
    r"(?:într-)?o versiune (?:anterioară|precedentă) a (?:acest(?:ui|ei) )?(?:articol\w*|știri\w*|text\w*)",
    r"(?:в )?(?:одной из )?(?:предыдущ|более ранн|первоначальн|прежн)\w{2,3} верси\w"
    r" (?:(?:этой|этого|данной|данного|нашей|нашего) )?(?:статьи|текста|материала|новости|заметки|публикации)",
    r"[ув]? ?(?:попередн|ранн|первісн)\w{2,4} версі\w{1,2} (?:(?:цієї|цього) )?(?:статті|тексту|матеріалу|новини)",
    r"в (?:предишна|по-ранна|първоначалната) версия на (?:(?:тази|този) )?(?:статия|статията|текст|текста|новината)",
    r"[uv] (?:ranijoj|prethodnoj|prijašnjoj|prvotnoj|prejšnji|prvotni) (?:verziji|inačici|različici)"
    r" (?:(?:ovoga?|tega) )?(?:članka|teksta)",
    r"(?:σε )?(?:μια )?προηγούμενη (?:έκδοση|εκδοχή|μορφή) (?:αυτού )?του (?:άρθρου|κειμένου)",
    r"(?:bu )?(?:haberin|yazının|makalenin) (?:daha )?(?:önceki|eski|ilk) (?:bir )?(?:versiyon|sürüm|hal)\w*",
    r"(?:dalam )?versi (?:sebelumnya|awal|terdahulu) (?:dari )?(?:artikel|berita|tulisan) ini",
    r"(?:trong )?(?:một )?phiên bản trước (?:đó |đây )?của bài (?:báo|viết) này",
    r"(?:في |ذكرت |ورد في )?(?:ال)?نسخة (?:ال)?سابقة من (?:هذا|هذه) (?:المقال|المقالة|التقرير|الخبر|القصة)",
    r"(?:ב)?גרסה (?:ה)?(?:קודמת|מוקדמת) של (?:הכתבה|הידיעה|המאמר)",
    r"(?:در )?نسخه (?:قبلی|پیشین|اولیه) (?:این )?(?:خبر|مقاله|گزارش|مطلب)",
    r"(?:इस )?(?:लेख|ख़?बर|रिपोर्ट|समाचार) के (?:पिछले|पुराने|पहले|शुरुआती) संस्करण",
    r"(?:この|本)?(?:記事|原稿)の(?:以前|旧|過去|当初)の?(?:版|バージョン)|(?:以前|当初|初出時)の(?:記事|本文|版)",
    r"(?:本文|本报道|本報導|本報道|该文|此文|文章)的?(?:一?个?)(?:早先|此前|先前|之前|较早|較早|早前|更早|旧|舊)的?版本",
    r"(?:이 )?(?:기사|글)의 (?:이전|초기) (?:버전|판|내용)|(?:이전|당초) 기사(?:에서|에는)",
    r"(?:บทความ|ข่าว)(?:นี้)?(?:ฉบับ|เวอร์ชัน)ก่อนหน้า",
)

_CHANGED = (
    r"this (?:article|story|report|post|piece|column|headline|item) (?:was|has been|has since been|is) (?:\w{2,10} )?"
    r"(?:amended|corrected|changed|modified|revised|clarified|edited|updated) (?:on|at|in|to|after|with|following"
    r"|because|since|for)\b|this (?:article|story|post|piece|column) (?:was|has been) (?:amended|corrected)\b",
    r"(?:dieser (?:artikel|text|beitrag|bericht)|diese (?:meldung|nachricht)|der (?:artikel|beitrag)) (?:wurde|ist)"
    r" (?:\S{1,14} ){0,8}?(?:korrigiert|berichtigt|aktualisiert|ergänzt|geändert|überarbeitet"
    r"|präzisiert)",
    r"(?:cet(?:te)? (?:article|dépêche)|ce texte|l'article) a (?:depuis )?été (?:\S{1,12} ){0,4}?(?:corrigé|modifié"
    r"|mis à jour|amendé|rectifié|actualisé)|article (?:mis à jour|modifié|corrigé|actualisé) (?:le|à|ce|après)\b",
    r"est[ea] (?:artículo|texto|noticia|nota|información|reportaje) (?:ha sido|fue|se ha) (?:\S{1,12} ){0,3}?"
    r"(?:corregi|modifica|actualiza|edita|rectifica)d",
    r"est[ea] (?:artigo|texto|notícia|reportagem|matéria) foi (?:\S{1,16} ){0,3}?(?:corrigi|altera|atualiza|actualiza"
    r"|modifica|retifica)d",
    r"(?:questo |quest'|l')(?:articolo|testo|pezzo) è stato (?:\S{1,14} ){0,3}?(?:corretto|modificato|aggiornato"
    r"|rettificato)",
    r"dit (?:artikel|bericht|stuk|verhaal) (?:is|werd) (?:\S{1,12} ){0,5}?(?:aangepast|gecorrigeerd|gewijzigd"
    r"|bijgewerkt|geactualiseerd)",
    r"(?:artikeln|texten|(?:den här|denna) (?:artikeln|artikel|texten)) har (?:\S{1,12} ){0,3}?(?:rättats|uppdaterats"
    r"|korrigerats|ändrats)",
    r"(?:artiklen|artikkelen|saken|denne (?:artikel|artikkelen|saken)) (?:er|blev|ble|har) (?:\S{1,10} ){0,3}?"
    r"(?:rettet|opdateret|korrigeret|ændret|oppdatert|korrigert|endret)",
    r"(?:tätä )?(?:artikkelia|juttua|uutista|artikkelin \w{3,12}) on (?:\S{1,12} ){0,3}?(?:korjattu|päivitetty"
    r"|muokattu|täsmennetty)",
    r"(?:ten )?(?:artykuł|tekst|materiał) (?:został|poprawiono) (?:\S{1,12} ){0,3}?(?:poprawion|zaktualizowan|zmienion"
    r"|skorygowan)",
    r"(?:tento )?(?:článek|text|článok) (?:byl|bol|jsme|sme) (?:\S{1,12} ){0,3}?(?:opraven|upraven|aktualizov|změněn"
    r"|zmenen|opravili|upravili)",
    r"(?:az? |ezt az? )?(?:cikk|cikket|cikkünk|cikkünket|írást) (?:\S{1,14} ){0,3}?(?:javítottuk|frissítettük"
    r"|módosítottuk|pontosítottuk|frissült)",
    r"(?:acest )?(?:articol|articolul|text|textul) a fost (?:\S{1,12} ){0,3}?(?:corectat|modificat|actualizat"
    r"|rectificat)",
    r"(?:(?:эта )?(?:статья|новость|заметка|публикация) была|(?:этот |данный )?(?:текст|материал) был)"
    r" (?:\S{1,12} ){0,3}?(?:исправлен|измен[её]н|обновл[её]н|уточн[её]н|отредактирован)",
    r"(?:цю )?(?:статтю|новину|текст|матеріал) (?:було )?(?:\S{1,12} ){0,3}?(?:виправлено|оновлено|змінено|уточнено)",
    r"(?:статията|текстът|новината) (?:е|беше) (?:\S{1,12} ){0,2}?(?:коригиран|променен|актуализиран|поправен)",
    r"(?:ovaj )?(?:članak|tekst) je (?:\S{1,12} ){0,3}?(?:ispravljen|ažuriran|izmijenjen|izmenjen)",
    r"το (?:άρθρο|κείμενο) (?:αυτό )?(?:\S{1,12} ){0,2}?(?:διορθώθηκε|ενημερώθηκε|τροποποιήθηκε|επικαιροποιήθηκε)",
    r"(?:bu )?(?:haber|yazı|makale) (?:\S{1,14} ){0,6}?(?:düzeltil|güncellen|değiştiril)(?:miştir|di)\b",
    r"(?:artikel|berita|tulisan) ini telah (?:dikoreksi|diperbaiki|diperbarui|diubah|direvisi)",
    r"bài (?:viết|báo) này đã được (?:chỉnh sửa|cập nhật|đính chính|sửa)",
    r"(?:تم|جرى) (?:تصحيح|تعديل|تحديث) (?:هذا|هذه) (?:المقال|المقالة|الخبر|التقرير)",
    r"(?:הכתבה|הידיעה|המאמר) (?:תוקנה|עודכנה|תוקן|עודכן)",
    r"این (?:خبر|مقاله|مطلب|گزارش) (?:\S{1,10} ){0,3}?(?:اصلاح|ویرایش|به.?روز) شد",
    r"(?:इस )?(?:लेख|ख़?बर|रिपोर्ट|समाचार) को (?:\S{1,10} ){0,3}?(?:संशोधित|अपडेट|ठीक|सुधारा) (?:किया )?गया",
    r"(?:この|本)?(?:記事|本文|見出し)(?:の一部|の内容)?を\S{0,12}?(?:訂正|修正|更新)(?:し|いた|しました)",
    r"(?:本文|此文|本报道|本報導)(?:已|曾)?(?:[于於]\S{2,14}?)?(?:已)?(?:作出?)?(?:更正|修改|修订|修訂|更新)",
    r"(?:이 )?(?:기사|본문|제목)(?:는|가|를|을|의 일부를)? (?:\S{1,10} ){0,3}?(?:수정|정정|업데이트)"
    r"(?:했|되었|됐|하였|합니다)",
)

_RELEASED = (
    r"in a (?:press |news )?release issued (?:[^,.]{3,40} )?under the same headline\b.{0,300}?\b(?:please note|has been"
    r"|have been|should (?:have )?read)\b",
    r"in the (?:news |press )?release, .{3,300}?, issued \d{1,2}-\w{3}-\d{4} (?:by|over)\b.{0,200}?\bwe are advised\b",
    r"we are advised by .{2,200}? that (?:journalists|editors|readers|media)\b.{0,40}? disregard\b",
    r"\(this (?:version of (?:the|this) )?(?:\w{3,9}\.? \d{1,2} )?(?:story|article|report|version) (?:corrects"
    r"|(?:has been|was) (?:corrected|refiled|withdrawn))\b.*\)\W{0,3}$",
    r"\((?:korr|corr)\.?:",
    r"eds\.?: ?(?:corrects|correcting|updates|updating|recasts)\b",
)
"""What agencies and distributors say of a text that they send again; no story begins so."""

_LABEL = (
    r"editor(?:'s|s'|s)? (?:note|correction)|note (?:to|from|by) (?:our )?(?:the )?(?:readers|editors?)"
    r"|corrections?|clarification|erratum",
    r"(?:anmerkung|hinweis|notiz|nachtrag|korrektur) der redaktion|anm\. ?d(?:er|\.) ?red(?:aktion|\.)"
    r"|korrektur(?:hinweis)?|berichtigung|klarstellung|richtigstellung",
    r"(?:note|précision) de la rédaction|ndlr|rectificatif|rectification|correction|erratum",
    r"nota (?:de la redacción|de redacción|del? (?:editor|redactor))|fe de (?:errores|erratas)|corrección|rectificación"
    r"|aclaración",
    r"nota (?:da redaç?[cç]ão|do editor|da direção)|errata|corre[cç]?ção|retificação",
    r"nota (?:della redazione|del redattore|del direttore|redazionale)|n\.?d\.?r\.?|errata corrige|rettifica"
    r"|correzione",
    r"(?:noot|opmerking|naschrift) (?:van )?(?:de )?redactie|correctie|rectificatie|verduidelijking",
    r"redaktionens (?:anmärkning|kommentar|note|merknad)|red\. ?anm\.?|rättelse|förtydligande|rettelse|berigtigelse"
    r"|præcisering|presisering",
    r"toimituksen (?:huomautus|huomio)|oikaisu|täsmennys",
    r"od redakcji|przyp(?:is|\.) red(?:akcji|\.)|sprostowanie|errata",
    r"poznámka redakc[ei]|pozn\. ?red\.?|oprava textu|upřesnění|spresnenie",
    r"(?:a )?szerkeszt(?:ő|ői|őség) megjegyzés\w*|helyesbítés|helyreigazítás|korrekció",
    r"nota redacției|notă a redacției|erată|rectificare",
    r"от редакции|примечание редак(?:ции|тора)|прим\. ?ред\.?|исправление|уточнение",
    r"від редакції|примітка редак(?:ції|тора)|виправлення|уточнення",
    r"бел(?:\.|ежка) (?:на )?ред(?:\.|акцията|актора)|корекция|уточнение",
    r"napomena (?:redakcije|uredništva|urednika)|opomba uredništva|ispravak|ispravka|popravek",
    r"σημείωση (?:της σύνταξης|του συντάκτη)|διόρθωση|διευκρίνιση",
    r"edit(?:ör|ör'|ör’)ün notu|redaksiyon notu|düzeltme",
    r"catatan (?:redaksi|editor)|ralat",
    r"đính chính|ghi chú của (?:ban biên tập|biên tập viên|tòa soạn|toà soạn)|lời t[oò][àa] soạn",
    r"ملاحظة (?:من )?(?:ال)?(?:محرر|تحرير)|تصحيح|تصويب",
    r"הערת (?:ה)?(?:מערכת|עורך)|תיקון טעות|הבהרה",
    r"(?:توضیح|یادداشت) (?:سردبیر|تحریریه)|اصلاحیه|تصحیح",
    r"संपादक(?:ीय)? (?:की |का )?(?:टिप्पणी|नोट)|भूल ?सुधार|स्पष्टीकरण",
    r"編集部(?:注|より|から)|お詫びと訂正|おわびと訂正|訂正",
    r"编者(?:按|注)|編者(?:按|註)|更正(?:启事|啟事|说明)?|勘误|勘誤|澄清",
    r"편집자 ?(?:주|노트)|바로잡습니다|정정(?: ?보도)?",
)

_SAID = ignoring_case(rf"(?:{'|'.join((*_VERSION, *_CHANGED))})")
_SENT_AGAIN = ignoring_case(rf"[*+ ]{{0,4}}(?:{'|'.join(_RELEASED)})")
_LABELLED = ignoring_case(rf"(?:{'|'.join(_LABEL)})\)?\s?(?::|：|-|–|—)\s?(?=\S)")
_OPENING = " ()[]*_-+>•–—"
_BEHIND_WORD = expression(
    r"(?:[^.!?:：。！？\n]|(?<=\d)\.|(?<!\d)\.(?= ?[\da-zà-ÿ,:]| [A-Z]{2,4}[ :,])|:(?=\d)){1,60}[:：](?!\d)\s?(?=\S)"
)
"""A word, a day or a time and a colon, behind which a note goes on: ``Update, Nov. 4, 2:30 p.m.: this article …``."""

_NEXT = expression(r"[.!?。！？]\s?(?=\S)")
_FULL_STOP = expression(r"[.!?。！？।۔][\])\"”»]*$")

LAST_SENTENCES = 3
"""Sentences at the end of a paragraph that may be such a note behind its last words."""


def correction_notes(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised range of each such note."""
    last = len(page.lines) - 1
    for number, line in enumerate(page.lines if last else ()):
        if TOP_CHANGED <= number <= last - BOTTOM:
            continue
        start = _changed(line, first=number == 0, closing=number > last - BOTTOM)
        if start is not None:
            yield line.start + start, line.end


def _changed(line: Line, *, first: bool, closing: bool) -> int | None:
    """Where in a line the note begins that it is, or, of the last ones, ends with; ``None`` where there is none."""
    text = line.text
    begin = len(text) - len(text.lstrip(_OPENING))
    if len(text) <= LONGEST_CHANGED:
        label = _LABELLED.match(text, begin)
        if label is not None and len(text) - label.end() >= LEAST_SENTENCE and _FULL_STOP.search(text, label.end()):
            return 0
        if _SENT_AGAIN.match(text):
            return 0
        word = _BEHIND_WORD.match(text, begin)
        # a story may begin so, and a headline does
        if not first and any(_SAID.match(text, place) for place in (begin, *([word.end()] if word else []))):
            return 0
    if closing and not first:
        starts = [found.end() for found in _NEXT.finditer(text, max(0, len(text) - LONGEST_CHANGED))]
        return next((place for place in starts[-LAST_SENTENCES:] if _SAID.match(text, place)), None)
    return None
