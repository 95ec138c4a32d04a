"""Who took no part in a text, by language: a newsroom says so under what advertisers wrote.

``The editorial staff was not involved in the creation of this content``: a newsroom or its people, that they took no
part or looked nothing over, and that it is this text (:mod:`syndicheck.marks.disclaimers`). One journalist who took no
part is news; of journalists a notice speaks in the plural, or says that none of them did.
"""

from __future__ import annotations

from collections.abc import Mapping

from syndicheck.marks.disclaimer_wordings import Parts, parts

_NO_VERSION = r"(?<!новой )(?<!новая )(?<!новата )(?<!нова )(?<!новій )(?<!прежней )(?<!старой )(?<!этой )(?<!его )"
_OF_NO_LAW = r"\b(?! (?:(?:на )?(?:закон|документ|проект|договор|договір|устав|статут|стать)|(?:от|від) \d))"
"""In Slavic languages a *redaction* is the newsroom, and the version of a law."""

TAKEN_PART: Mapping[str, Parts] = {
    "en": parts(
        r"\b(?:editorial|editors?|newsroom|news (?:and|staff|team|department)\w*|journalists|no (?:\w+ )?journalist"
        r"|reporters|our (?:staff|team)"
        r"|(?:creation|production|preparation|writing) of this)\b",
        r"\b(?:not|no|nor|neither|never|without|doesn't|wasn't|weren't)\b.{0,70}?\b(?:involve\w*|part|role"
        r"|participat\w+|contribut\w+"
        r"|written|writing|edited|editing|reviewed|checked|produced|created|work of|influence|input|interven\w+)\b",
        r"\b(?:this|the (?:above|preceding|following)|sponsored|partner|branded|paid)\b.{0,24}?\b(?:content"
        r"|article|post(?!-)|story|material(?! witness)"
        r"|text|press release|advert\w*|advertorial)\b(?! of the\b)"
        r"|(?<!or )(?<!and )(?<!nor )(?<!or in )(?<!and in )(?<!nor in )(?<!or over )(?<!and over )(?<!nor over )"
        r"\bthe content\b(?! of (?!this))",
    ),
    "de": parts(
        r"\b(?:\w*redaktion\w*|redakteur\w*|journalist(?:en|innen|isch\w*)|keine? journalist(?:in)?)\b",
        r"\b(?:nicht|kein\w*|ohne|weder)\b.{0,70}?\b(?:beteilig\w+|mitgewirkt|mitwirk\w+|mitarbeit|einfluss\w*"
        r"|zutun|eingebunden"
        r"|involviert|erstellt|verfasst|geschrieben|bearbeitet|geprüft|gegengelesen|redigiert)\b",
        r"\b(?:dies\w{1,2}|vorliegend\w*|obig\w*)\b.{0,24}?\b(?:inhalt\w*|artikel\w*|beitrag\w*|text\w*"
        r"|meldung\w*|\w*mitteilung\w*"
        r"|anzeige\w*|advertorials?)\b|\bde[rsmn] inhalt\w*\b(?! de[rs]\b)"
        r"|\bdies ist (?:ein|eine) (?:\w*anzeige|advertorial|bezahlt\w*|gesponsert\w*|\w*werb\w*|pressemitteilung)\b",
    ),
    "fr": parts(
        r"\b(?:rédaction(?:s|nel\w*|(?! (?:finale|initiale|(?:de ce|de cet|de cette|du|de la|de l') ?(?:article"
        r"|contenu|décret|loi|projet|proposition|rapport|texte|traité)\b)))|rédacteurs?|journalist(?:es|iques?)"
        r"|aucune? journaliste|équipe éditoriale)\b",
        r"(?:\bn'|\bne\b|\bni\b|\bsans\b|\baucune?\b).{0,70}?\b(?:participé?\w*|pris part|contribu\w+|impliqu\w+"
        r"|associé\w*|intervention"
        r"|intervenu\w*|rédigé\w*|écrit|relu\w*|modifié\w*)\b",
        r"\b(?:cet(?:te)?|ce|ces|du présent|l'élaboration du)\b.{0,20}?\b(?:article|contenu|texte|publication"
        r"|publi-?\w+|communiqué|dépêche|page)s?\b"
        r"|^(?:contenu|article|texte|dépêche)s? \w+",
    ),
    "es": parts(
        r"\b(?:(?<!su )redacci[oó]n(?! (?:final|definitiva|(?:de est[ea]|del|de la|de una?) (?:acuerdo|artículo"
        r"|contenido|convenio|documento|informe|ley|norma|nota|noticia|propuesta|proyecto|texto)\b))|redactor\w*|periodistas"
        r"|ning(?:ún|una) periodista"
        r"|equipo (?:editorial|de redacción)|este medio)\b",
        r"\b(?:no|ni|ning(?:ún|una)|sin|tampoco)\b.{0,70}?\b(?:participa\w+|participó|intervenid\w+|intervin\w+|intervenci\w+"
        r"|involucrad\w+|colabora\w+"
        r"|edición|editad\w+|elaborad\w+|redactad\w+)\b",
        r"\b(?:este|esta|presente)\b.{0,20}?\b(?:contenidos?|artículo|texto|noticia|nota|publicación|comunicado"
        r"|reportaje|información)\b"
        r"|^(?:contenido|artículo(?! \d)|texto|nota de prensa)\b"
        r"|\bla redacción\b.{0,40}? no\b.{0,30}? su (?:elaboración|contenido)\b",
    ),
    "pt": parts(
        r"\b(?:reda[cç]+[aã]o(?! (?:final|d(?:est[ea]|[oa]) (?:acordo|artigo|conteúdo|documento|lei|matéria|projeto"
        r"|projecto|proposta|texto)\b))|redator\w*|jornalistas|nenhuma? jornalista"
        r"|equip[ea] (?:editorial|de redação))\b",
        r"\b(?:não|nem|nenhuma?|sem)\b.{0,70}?\b(?:particip\w+|envolvid\w+|envolvimento|interv\w+|colabor\w+|edição"
        r"|editad\w+|produzid\w+|escrit\w+)\b",
        r"\b(?:deste|desta|este|esta|neste)\b.{0,20}?\b(?:conteúdo|artigo|texto|matéria|notícia|reportagem"
        r"|publicação|comunicado)\b"
        r"|^(?:conteúdo|artigo|texto)\b",
    ),
    "it": parts(
        r"\b(?:redazion\w+(?! (?:finale\b|(?:di quest[oa'] ?|del |della |dell')(?:accordo|articolo|contenuto|decreto"
        r"|documento|legge|norma|testo)\b))|redattor\w+|giornalist(?:i|e|ic\w+)|nessuna? giornalista)\b",
        r"\b(?:non|senza|né|alcun\w*|nessuna?)\b.{0,70}?\b(?:partecipat\w+|partecipazion\w+|coinvolt\w+|coinvolgiment\w+"
        r"|preso parte|ruolo|intervent\w+"
        r"|contribuit\w+|rielaborazion\w+|redatt\w+|scritt\w+)\b",
        r"\b(?:quest[oa]|quest'|presente)\W?.{0,20}?\b(?:contenut\w+|articol\w+|testo|comunicato|pubblicazione"
        r"|pagina(?! d(?:i|el|ella)\b))\b"
        r"|^(?:il )?(?:contenuto|articolo(?! \d)|testo)\b"
        r"(?! (?:de(?:l|llo|lla|i|gli|lle) |dell')(?!articolo|comunicato|inserzionist|partner|sponsor))"
        r"|\brielaborazion\w+ del testo\b",
    ),
    "nl": parts(
        r"\b(?:redactie|redacteur\w*|journalist(?:en|iek\w*)|geen journalist)\b",
        r"\b(?:niet|geen|zonder|buiten)\b.{0,70}?\b(?:betrokken\w*|meegewerkt|medewerking|bijgedragen|tussenkomst"
        r"|verantwoordelijkheid|geschreven"
        r"|bewerkt|gecontroleerd)\b|\bbuiten de verantwoordelijkheid van de redactie\b",
        r"\b(?:dit|deze)\b.{0,20}?\b(?:inhoud|content|artikel|bericht|persbericht|tekst|pagina)\b",
    ),
    "sv": parts(
        r"\b(?:redaktion\w*|redaktör\w*|journalist\w*|redaktionell\w*)\b",
        r"\b(?:inte|ej|utan|ingen)\b.{0,60}?\b(?:delaktig\w*|medverka\w*|deltagit|inblanda\w*|inblandning"
        r"|involvera\w*|bidragit|skrivit|granska\w*"
        r"|granskning|bearbeta\w*)\b",
        r"\b(?:detta|denna|den här|det här)\b.{0,20}?\b(?:innehåll|artikel|text|annons|material"
        r"|pressmeddelande)\w*|\binnehållet\b(?! (?:i|på|av) (?!artikel|annons|denna|den här|detta))"
        r"|\b(?:texten|artikeln) är\b",
    ),
    "da": parts(
        r"\b(?:redaktion\w*|redaksjon\w*|redaktør\w*|journalist\w*)\b",
        r"\b(?:ikke|uden|uten|ingen)\b.{0,60}?\b(?:involver\w+|medvirk\w+|deltage[tr]|deltatt|indblanding"
        r"|innblanding|bidrage[tr]|redigere\w*"
        r"|redigert|bearbeid\w+|skreve[tn]|produceret|produsert)\b",
        r"\b(?:dette|denne)\b.{0,20}?\b(?:indhold|innhold|artikel|artikkel|tekst|annonce|annonse|pressem)\w*"
        r"|\b(?:indhold|innhold)et\b(?! (?:i|af|av|på) (?!arti|annon|denne|dette))|\bartiklen er\b",
    ),
    "fi": parts(
        r"\b(?:toimitu(?!kset|ksi)\w+|toimittaj\w+)\b",
        r"\b(?:ei|eivät|ilman)\b.{0,60}?\b(?:osallist\w+|mukana|vaikutt\w+|käsittely\w*|muokan\w+|tuottan\w+)\b",
        r"\btämä\w*.{0,16}?\b(?:sisällö|sisältö|artikkel|teksti|mainos)\w*|\b(?<!n )sisäl(?:lö|tö)\w*"
        r"|\bsisällön (?:tuotta|laati|teke|valmist)\w+|\btiedote on\b",
    ),
    "pl": parts(
        r"\b(?:redakcj\w+|redakcyjn\w+|dziennikarz(?:ami|ach|e|om|y)|żaden dziennikarz)\b",
        r"\b(?:nie|bez)\b.{0,60}?\b(?:udział\w*|uczestniczy\w+|ingerow\w+|ingerencji|współtworzy\w+|przygotowa\w+"
        r"|zmian|napisa\w+)\b",
        r"\b(?:tego|tej|ten|niniejsz\w+)\b.{0,24}?\b(?:materiał\w*|artykuł\w*|tekst\w*|treś\w+)\b|^(?:(?:materiał"
        r"|artykuł|tekst) (?:jest|nie|został|powsta|przygotowa|napisa|pochodzi|sponsorowan|partner|promocyjn|reklamow)"
        r"|źródłem\b)|\bjego treść\b",
    ),
    "cs": parts(
        r"\b(?:redakc\w+|redakčn\w+|novinář\w*)\b",
        r"\b(?:nepodíle\w+|nepodieľ\w+|neúčastni\w+|nezasahova\w+|bez (?:účasti|zásahu|redakčn\w+|úprav\w*))",
        r"\b(?:toho?to|té?to|tohoto)\b.{0,20}?\b(?:obsah\w*|článk\w*|článok|text\w*)\b|^(?:obsah|článek|článok"
        r"|text|tisková zpráva) (?:byl|bol|je|nebyl|nebol|nen|nie|nevznik|vznik|připrav|priprav|doda|zpracov|poskyt)",
    ),
    "hu": parts(
        r"\bszerkesztőség\w*",
        r"\b(?:nem (?:vett részt|működött közre|vettek részt)|közreműködése nélkül|részvétele nélkül)",
        r"\b(?:a|az|ez|e) (?:\w+ )?(?:tartalom|tartalm\w+|cikk\w*|anyag\w*)\b",
    ),
    "ro": parts(
        r"\b(?:redacți\w+|redacţi\w+|jurnaliști\w*)\b",
        r"\b(?:nu|fără)\b.{0,60}?\b(?:implicat\w*|implicarea|participat|participarea|contribui\w*|intervenți\w+)\b",
        r"\b(?:acest\w*)\b.{0,20}?\b(?:conținut\w*|conţinut\w*|material\w*|articol\w*|text\w*)\b|^(?:conținutul"
        r"|materialul|articolul) (?:este|a fost|nu)\b",
    ),
    "ru": parts(
        rf"\b(?:{_NO_VERSION}редакци\w+{_OF_NO_LAW}|редакцион\w+|журналист(?:ам|ами|ах|ов|ск\w+|ы)"
        r"|ни один журналист)\b",
        r"\b(?:не|без)\b.{0,60}?\b(?:участв\w+|участи\w+|правк\w+|правок|редактир\w+|причастн\w+)",
        r"\b(?:эт\w+|данн\w+)\b.{0,20}?\b(?:материал\w*|стать\w+|текст\w*|контент\w*|публикаци\w+)|^(?:материал"
        r"|статья|текст|пресс-релиз) (?:не|был[аи]?|является|подготовлен\w?|предоставлен\w?|опубликован\w?"
        r"|размещ[её]н\w?|написан\w?|создан\w?|публикуется)\b",
    ),
    "uk": parts(
        rf"\b(?:{_NO_VERSION}редакці\w+{_OF_NO_LAW}|журналіст(?:ам|ами|ах|и|ів|ськ\w+)|жоден журналіст)\b",
        r"\b(?:не|без)\b.{0,60}?\b(?:брал\w+|участ\w+|редагува\w+|причетн\w+)",
        r"\b(?:ц(?:ей|я|е|ього|ьому|ієї|ій|ю|им|ими|их|і)|дан\w+)\b.{0,20}?\b(?:матеріал\w*|статт\w+|текст\w*"
        r"|контент\w*)|^(?:матеріал|стаття|текст) (?:не|був|була|є|підготовлен[оаий]+|надан[оаий]+|опублікован[оаий]+"
        r"|розміщен[оаий]+|написан[оаий]+|створен[оаий]+|публікується)\b",
    ),
    "bg": parts(
        rf"\b{_NO_VERSION}редакци\w+{_OF_NO_LAW}",
        r"\b(?:не|без)\b.{0,60}?\b(?:участва\w+|участие\w*)",
        r"\b(?:това|този|тази)\b.{0,20}?\b(?:съдържание|материал|статия|текст)\b|^(?:материалът|съдържанието)\b"
        r"(?! (?:на|по|от)\b)",
    ),
    "el": parts(
        r"(?:σύνταξ\w+|συντακτικ\w+|δημοσιογράφ\w+)",
        r"\b(?:δεν|χωρίς)\b.{0,60}?(?:συμμετ\w+|ενεπλάκη\w*|εμπλοκή)",
        r"(?:αυτού του|αυτό το|του παρόντος) (?:περιεχομένου|περιεχόμενο|άρθρου|κειμένου)"
        r"|το περιεχόμενο(?! (?:της|των|του (?!παρόντος|άρθρου|κειμένου)))",
    ),
    "tr": parts(
        r"\b(?:editör\w*|haber merkez\w+|yayın kurul\w+|muhabir\w*)\b",
        r"\b(?:yer alma\w+|katkı\w* (?:yok|bulunma)\w*|katılma\w+|müdahale\w* (?:yok|olma|bulunma)\w*"
        r"|dahil (?:değil|olma)\w*)",
        r"\bbu\b.{0,16}?\b(?:içeri[kğ]\w*|haber\w*|yazı\w*|metin\w*)\b",
    ),
    "ar": parts(
        r"(?:(?<!منظمة )(?<!ميدان )التحرير|صحفي\w+|المحررين)",
        r"(?:لم|دون|بدون|لا)\s.{0,30}?(?:تشارك|يشارك|مشاركة|تدخل|يقم|علاقة)",
        r"(?:هذا|هذه) (?:المحتوى|المقال|الخبر|النص|المادة)",
    ),
    "fa": parts(
        r"تحریریه",
        r"(?:نقشی|دخالتی|مشارکتی).{0,14}?(?:ندا|نداشته)|(?:بدون|بی) (?:مشارکت|دخالت)",
        r"این (?:محتوا|مطلب|متن|خبر|آگهی)",
    ),
    "he": parts(
        r"(?:המערכת|מערכת (?:האתר|העיתון)|העורכים|עיתונאי)",
        r"(?:לא (?:היית?ה|השתתפ\w+|לקח\w+|היו) ?\S{0,8}|ללא) ?(?:מעורב\w*\b(?! (?:אנוש|אדם|יד אדם|של אדם))|חלק|ביצירת)",
        r"(?:תוכן זה|בתוכן|התוכן|הכתבה|כתבה זו)",
    ),
    "hi": parts(
        r"(?:संपादकीय|सम्पादकीय|संपादक\S*|हमारी टीम|टीम ने (?:इसमें|संपादित|कोई))",
        r"(?:शामिल|भूमिका|हाथ|बदलाव|संपादित|एडिट).{0,24}नहीं",
        r"(?:इस|यह|ये) (?:\S+ ){0,3}?(?:सामग्री|लेख|खबर|ख़बर|कंटेंट|समाचार)|सिंड[िी]केट",
    ),
    "id": parts(
        r"\b(?:redaksi|redaktur|wartawan|editorial)\b(?! (?:bernama|itu|tersebut|yang)\b)",
        r"\b(?:tidak|tanpa|bukan)\b.{0,50}?\b(?:terlibat|keterlibatan|ikut serta|berpartisipasi|campur tangan"
        r"|terbabit)\b",
        r"\b(?:konten|artikel|berita|kandungan|tulisan|materi) ini\b",
    ),
    "vi": parts(
        r"(?:tòa soạn|toà soạn|ban biên tập|phóng viên|biên tập viên)",
        r"(?:không (?:tham gia|có sự tham gia|liên quan|can thiệp))",
        r"(?:nội dung|bài viết|bài báo) này",
    ),
    "th": parts(
        r"(?:กองบรรณาธิการ|บรรณาธิการ)",
        r"ไม่(?:มี|ได้มี)?(?:ส่วน|การ)?(?:ร่วม|เกี่ยวข้อง|มีส่วนร่วม)|โดยไม่มีส่วนร่วม",
        r"(?:เนื้อหา|บทความ)นี้",
    ),
    "ja": parts(
        r"(?:編集部|編集局|記者)",
        r"(?:関与|関わ|参加|携わ)(?:して|って|し)?(?:い|お)?(?:ません|りません|おりません|いません|ない)",
        r"(?:本|この|当)(?:コンテンツ|記事|リリース|ページ|稿)",
    ),
    "ko": parts(
        r"(?:편집국|편집부|기자(?!회견|단|간담)|본지)",
        r"(?:참여|관여|개입)(?:하지|한 바|한 사실).{0,6}?(?:않|없)|무관하게",
        r"(?:이|본|해당) (?:콘텐츠|기사|글|게시물)",
    ),
    "zh": parts(
        r"(?:编辑|編輯|记者|記者|采编|採編)",
        r"(?:编辑|編輯|记者|記者|采编|採編)[^。]{0,12}(?:未|没有|沒有)(?:参与|參與|涉及)",
        r"(?:(?<!日)本|此|该|該|以上)(?:内容|內容|文(?![化字学學明人])|稿)",
    ),
    "hr": parts(
        r"\b(?:redakcij\w+|uredništv\w+|novinar\w*)\b",
        r"\b(?:nije|nisu|bez)\b.{0,40}?\b(?:sudjelova\w+|učestvova\w+|učešć\w+|sudjelovanj\w+)\b",
        r"\b(?:ovog\w?|ovaj|ovom)\b.{0,16}?\b(?:sadržaj\w*|članka?|tekst\w*)\b|^(?:sadržaj|članak|tekst) (?:je|nije)\b",
    ),
}
"""A newsroom, that it took no part, and that it is this text; in every language."""

TAKEN_PART_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("editor", "newsroom", "news ", "journalist", "reporter", "our staff", "our team", "of this"),
    "de": ("redakt", "journalist"),
    "fr": ("rédact", "journaliste", "équipe éditoriale"),
    "es": ("redacc", "redactor", "periodista", "equipo editorial", "este medio"),
    "pt": ("redação", "redacção", "redator", "jornalista", "editorial"),
    "it": ("redazion", "redattor", "giornalist"),
    "nl": ("redacti", "redacteur", "journalist"),
    "sv": ("redaktion", "redaktör", "journalist"),
    "da": ("redaktion", "redaksjon", "redaktør", "journalist"),
    "fi": ("toimitu", "toimittaj"),
    "pl": ("redakc", "dziennikarz"),
    "cs": ("redakc", "redakč", "novinář"),
    "hu": ("szerkesztőség",),
    "ro": ("redacți", "redacţi", "jurnali"),
    "ru": ("редакци", "журналист"),
    "uk": ("редакці", "журналіст"),
    "bg": ("редакци",),
    "el": ("σύνταξ", "συντακτ", "δημοσιογρ"),
    "tr": ("editör", "haber merkez", "yayın kurul", "muhabir"),
    "ar": ("تحرير", "المحررين", "صحفي"),
    "fa": ("تحریریه",),
    "he": ("מערכת", "העורכים", "עיתונאי"),
    "hi": ("संपादक", "सम्पादक", "हमारी टीम", "टीम ने"),
    "id": ("redaks", "redaktur", "wartawan", "editorial"),
    "vi": ("soạn", "biên tập", "phóng viên"),
    "th": ("บรรณาธิการ",),
    "ja": ("編集", "記者"),
    "ko": ("편집", "기자", "본지"),
    "zh": ("编辑", "編輯", "记者", "記者", "采编", "採編"),
    "hr": ("redakcij", "uredništv", "novinar"),
}
"""Of each language, folded, who took no part."""
