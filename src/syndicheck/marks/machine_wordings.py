"""How a page says that a machine translated or wrote a text (:mod:`syndicheck.marks.disclaimers`).

News speaks of machines that write and translate, too: a notice says so of *this* text.
"""

from __future__ import annotations

from syndicheck.expressions import expression
from syndicheck.marks.disclaimer_wordings import Parts, parts
from syndicheck.marks.translation_wordings import TRANSLATION

_MACHINE = (
    r"\b(?:automatic\w*|(?:by|with|using|a) machine|machine[- ]\w+|artificial intelligence|(?:by|with|using|an|of) ai"
    r"|ai[- ](?:assisted|generated|powered|translat\w+|tools?)|deepl|google translate|automatisch\w*|maschinell\w*"
    r"|(?:durch|mit|von|einer) ki|ki-\w+"
    r"|automatique\w*|intelligence artificielle|(?:l'|par l'|por|par|pela|com|con|de) ?ia|automátic\w+"
    r"|inteligencia artificial|inteligência artificial"
    r"|automaticamente|automatica|intelligenza artificiale|maskinöversa?\w*|maskinovers\w+|maskinelt|koneellis\w+"
    r"|konekään\w+|automatyczn\w+|maszynow\w+|strojov\w+|automatick\w+|gépi|automat|автоматическ\w*|машинн\w+"
    r"|искусственн\w+|штучн\w+ інтелект\w*|нейросет\w+|нейромереж\w+|автоматичн\w+|αυτόματ\w+|otomatik\w*|yapay zeka"
    r"|otomatis)\b"
    r"|آلي|الذكاء الاصطناعي|אוטומטי|自動|自动|机器|機器|機械|人工智能|人工智慧|자동|인공지능"
    r"|ai(?:로|를|가|により|によって|翻訳|翻译|翻譯)|tự động"
    r"|trí tuệ nhân tạo|ปัญญาประดิษฐ์|هوش مصنوعی|בינה מלאכותית|อัตโนมัติ|मशीन"
)

_THIS_TEXT = (
    r"\b(?:this|diese[rs]?|ce|cet|cette|est[ea]|quest[oa]|dit|deze|denna|det här|den här|detta|denne|dette|den|tämä|ten"
    r"|tento|tato|ez az?|acest\w*|эт\w+|данн\w+|цей|ця|цю|αυτό το|το παρόν|bu) (?:\w+ )?(?:article|text|content"
    r"|summary|headline|résumé|zusammenfassung|resumen|resumo|riassunto|samenvatting|sammanfattning|sammendrag"
    r"|streszczenie|shrnutí|özet"
    r"|(?:page|story)(?! of\b)"
    r"|post|report|announcement|(?:press )?release|artikel\w*|beitrag|inhalt|meldung|mitteilung|seite|texte|contenu"
    r"|dépêche|communiqué|artículo|texto|contenido|noticia|comunicado|artigo|conteúdo|notícia|matéria|articolo|testo"
    r"|contenuto|comunicato|tekst\w*|bericht|inhoud|innehåll\w*|innhold\w*|indhold\w*|artikkeli|teksti|artykuł|materiał"
    r"|článek|článok|cikk|szöveg|articol|материал|текст|статья|публикация|стаття|статтю|новину|новина|матеріал|άρθρο"
    r"|κείμενο|haber|metin"
    r"|yazı|içerik)\b"
    r"|^\W{0,3}(?:the |der |l'|el |o |il |het |a )?(?:article|story|artikel|text|beitrag|texte|artículo|texto|artigo"
    r"|articolo|testo"
    r"|artikeln|texten|artikkelen|saken|artiklen|artikkeli|juttu|artykuł|tekst|materiał|článek|článok|cikk|articolul"
    r"|textul"
    r"|материал|текст|статья|стаття|матеріал) (?:was|has been|is|wurde|ist|a été|est|fue|ha sido|foi|è stato|werd|är"
    r"|har|er|ble|blev"
    r"|on|powstał|został|vznikl|vznikol|byl|készült|a fost|создан\w?|подготовлен\w?|написан\w?|створен\w?"
    r"|підготовлен\w?)\b"
    r"|\b(?:artikel|berita|konten|teks) ini\b"
    r"|هذا (?:المقال|النص|المحتوى|الخبر)|(?:本|この|该|該|此)(?:文|記事|ページ|文章|稿|内容|內容|新闻|新聞)"
    r"|(?:이|본|해당) (?:기사|글|콘텐츠)|bài (?:viết|báo) này|(?:บทความ|เนื้อหา|ข่าว)นี้|(?:यह|इस) (?:लेख|खबर|समाचार)"
    r"|(?:כתבה|הכתבה) זו|המאמר"
)

MACHINE_TRANSLATED: Parts = parts(
    TRANSLATION,
    _MACHINE,
    _THIS_TEXT + r"|\bthis is an? (?:automatic|machine|ai)\w*[ -](?:\w+ )?translation\b"
    r"|\bdies ist eine (?:automatische|maschinelle) übersetzung\b"
    r"|^(?:automatically |automatisch |maschinell )?(?:translated|übersetzt|traducido|traduit|traduzido|tradotto) \w+",
)
"""A translation, a machine, and that it is this text."""

MACHINE_WRITTEN: Parts = parts(
    r"\b(?:artificial intelligence|generative ai|(?:by|with|using|of) (?:an )?ai|ai[- ](?:assisted|generated|tools?)"
    r"|künstliche\w* intelligenz|(?:durch|mit|von|einer|mithilfe|einsatz) (?:von )?ki|ki-\w+|(?:behulp van|door"
    r"|met) ai|(?:av|med|hjälp av|hjelp av|hjælp fra) ai"
    r"|(?:con|por|com|pela|z pomocą|pomocí|pomocou) (?:la )?(?:ia|ai)|intelligence artificielle"
    r"|l'ia|inteligencia artificial|inteligência artificial|intelligenza artificiale|kunstmatige intelligentie"
    r"|artificiell intelligens|kunstig intelligens|tekoäly\w*|sztuczn\w+ inteligencj\w+|uměl\w+ inteligenc\w+"
    r"|mesterséges intelligenci\w+|inteligenț\w+ artificial\w+|искусственн\w+ интеллект\w*|нейросет\w+"
    r"|штучн\w+ інтелект\w*|изкуствен\w* интелект|τεχνητή\w* νοημοσύνη\w*|yapay zeka\w*|kecerdasan buatan)\b"
    r"|(?:人工知能|生成ai|ai)(?:を|により|によって|が)|人工智能|人工智慧|ai(?:生成|辅助|輔助)"
    r"|인공지능|(?:생성형 )?ai(?:를|로|가)"
    r"|trí tuệ nhân tạo|ปัญญาประดิษฐ์|الذكاء الاصطناعي|בינה מלאכותית|هوش مصنوعی|कृत्रिम बुद्धिमत्ता|एआई",
    r"\b(?:assist\w*|help|aid|support|generated|created|written|produced|drafted|hilfe|mithilfe|unterstütz\w+|erstellt"
    r"|generiert|verfasst|aide|assistance|généré\w*|rédigé\w*|ayuda|asistencia|generad\w+|elaborad\w+|redactad\w+|apoyo"
    r"|ajuda|auxílio|apoio|gerad\w+|produzid\w+|escrit\w+|aiuto|ausilio|supporto|generat\w+|scritt\w+|hulp|gegenereerd"
    r"|gemaakt|hjälp|hjælp|hjelp|stöd|genererad\w*|genereret|generert|avulla|luotu|tuotettu|pomoc\w+|wsparci\w+"
    r"|wygenerowan\w+|vytvořen\w*|segítség\w+|készült|ajutorul|помощ\w+|создан\w*|подготовлен\w*|допомог\w+|створен\w*"
    r"|βοήθεια|yardım\w*|desteği\w*|hazırlan\w+|oluştur\w+|bantuan|dibuat|ditulis)\b"
    r"|作成|生成|執筆|撰写|撰寫|辅助|輔助|협조|작성|생성|hỗ trợ|tạo ra|สร้าง|ช่วย|بمساعدة|إنشاء|כתב|בסיוע|نوشته|तैयार|मदद",
    _THIS_TEXT,
)
"""A machine that writes, that it wrote or helped, and that it is this text."""

CLAUSE = expression(
    r"[,;] (?:(?:and|but|while) (?:an?|he|her|his|its?|she|that|the|their|these|they|this|those|we)"
    r"|(?:aber|doch|und|während) (?:d(?:as|em|en|er|ie|ies\w*)|eine?|ihre?|sie|wir)"
    r"|(?:et|mais|tandis que) (?:ce|cet|cette|elle|ils?|la|le|les|une?)|(?:et|mais|tandis que) l'\w+"
    r"|(?:e|mas|mientras|pero|y) (?:as?|el|esta|este|la|las|los|os?|uma?|una?)"
    r"|(?:e|ma|mentre) (?:gli|i|il|la|le|lo|quest[ao]|una?)|(?:en|maar|terwijl) (?:de|deze|dit|een|het)"
    r"|(?:men|mens|medan|och|og) (?:de|den|denna|denne|detta|dette|det|ei|ett?|en)"
    r"|(?:а|але|и|і|но|та) (?:это\w?|эт[аи]|ц[еяі]|цей))\b"
)
"""Where another clause begins, with a subject of its own: what is said of the text must stand in one."""

MACHINE_WORDS = tuple(
    word.strip()
    for word in """
    artific|generative ai|by ai|with ai|using ai|of ai|by an ai|ai-|ai assisted|ai generated|ai tool|intelligen|
    behulp van ai|door ai|met ai|av ai|med ai|con ia|por ia|com ia|pela ia|pomocą ai|pomocí ai|sztuczn|uměl|umel|
    durch ki|mit ki|von ki|einer ki|einsatz von ki|ki-|l'ia|tekoäly|inteligen|mesterséges|
    искусственн|нейросет|штучн|изкуствен|νοημοσύν|
    yapay zeka|kecerdasan|人工|生成ai|aiを|aiに|aiが|ai生成|ai辅助|ai輔助|인공지능|ai를|ai로|ai가|nhân tạo|ปัญญาประดิษฐ์|
    الذكاء|מלאכותית|مصنوعی|बुद्धिमत्ता|एआई
    """.split("|")
)
"""Of which one stands in every notice that a machine wrote, folded: looked for first."""
