"""Menus in a text: runs of short lines that are the names of a page's parts.

``Links / Downloads / Release notes / Press kit / Contact / Donate``: no line tells that it is one, the run does.
It is one if enough of its lines are words that menus have in some language, and none is a sentence or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicheck.expressions import expression
from syndicheck.marks.lines import Page

LEAST_LINES = 4
"""Lines of a menu."""

LEAST_KNOWN = 3
"""Of them, lines that are known words of menus …"""

LEAST_SHARE = 0.34
"""… and their least part of the run."""

LONGEST_ITEM = 48
"""Characters of an item; longer lines are headlines or text."""

MOST_WORDS = 7

LANGUAGES = 5
"""Neighbouring lines that are names of languages, from which on they are those a page is there in."""

_STRIP = " *•●○◦▪■-–·|/>»:[]()\t"

_WORDS = frozenset(
    word.strip()
    for word in """
    about|about us|account|email|print|share|archive|archives|blog|business|careers|categories|community|contact
    contact us|contacts|contents|cookies|corporate support|donate|download|downloads|english|events|faq|features
    forum|gallery|help|home|home page|imprint|jobs|languages|latest news|legal|licence|license|links|log in|login
    logos|media|media kit|menu|more news|my account|news|newsletter|next|photos|press|press kit|press release
    press releases|previous|privacy|privacy policy|products|quotes|read more|register|release notes|resources|rss
    search|security|security page|services|shop|sign in|sign up|site map|sitemap|sponsors|sport|sports|subscribe
    support|tags|team|terms|terms of use|topics|tv|upcoming events|versioning policy|videos|watch live|weather
    web page|website|what's new|where to download|abonnieren|aktuelles|anmelden|archiv|datenschutz|einloggen|hilfe
    impressum|karriere|kontakt|mediathek|nachrichten|pressemitteilungen|presse|pressemappe|produkte|spenden|sprachen
    startseite|suche|themen|über uns|wetter|werbung|registrieren|inhalt|versionshinweise|sicherheit|politik
    wirtschaft|kultur|accueil|actualités|aide|connexion|contactez-nous|contenu|dons|dossier de presse|faire un don
    s'abonner|s'inscrire|liens|mentions légales|notes de version|plan du site|politique de version|recherche
    rechercher|se connecter|sommaire|sécurité|télécharger|téléchargement|téléchargements|à propos|économie|culture
    politique|acerca de|archivo|ayuda|boletín|buscar|contacto|contactos|contenido|contenidos|descarga|descargas
    donaciones|donar|enlaces|economía|eventos|galería|idiomas|información de seguridad|inicio|iniciar sesión
    kit de prensa|notas de la versión|noticias|política de versiones|prensa|productos|quiénes somos|regístrate
    servicios|suscríbete|ajuda|arquivo|assine|baixar|contato|contatos|conteúdo|doações|entrar|imprensa|início
    notas de lançamento|notas da versão|notícias|política de versionamento|segurança|serviços|sobre nós
    kit de imprensa|busca|cadastre-se|accedi|abbonati|archivio|cerca|chi siamo|contatti|contenuti|donazioni
    iscriviti|notizie|note di rilascio|cartella stampa|sicurezza|servizi|cookie policy|economia|politica|cronaca
    cultura|spettacoli|archief|doneren|downloaden|inhoud|inloggen|nieuws|nieuwsbrief|over ons|persmap|perskit|zoeken
    veiligheid|vacatures|hem|kontakta oss|logga in|nyheter|om oss|prenumerera|sök|ladda ner|pressmeddelanden|log ind
    nyheder|søg|om os|haku|ota yhteyttä|uutiset|yhteystiedot|etusivu|tietosuoja|logg inn|doner|last ned
    pressemeldinger|aktualności|archiwum|darowizny|logowanie|o nas|pobierz|pobieranie|regulamin|strona główna|szukaj
    wiadomości|domů|ke stažení|kontakty|o nás|přihlásit se|zprávy|hledat|novinky|darovat|domov|kapcsolat|letöltés
    hírek|keresés|rólunk|acasă|știri|căutare|despre noi|descărcări|начало|новини|контакти|за нас|търсене|главная
    новости|контакты|о нас|о проекте|поиск|войти|регистрация|подписаться|архив|ссылки|загрузки|скачать|безопасность
    пожертвования|помощь|головна|про нас|пошук|увійти|завантаження|посилання|αρχική|νέα|επικοινωνία|σχετικά με εμάς
    αναζήτηση|ana sayfa|haberler|iletişim|hakkımızda|arama|giriş|indir|indirmeler|bağış|arşiv|basın kiti|güvenlik
    sürüm notları|beranda|berita|berlangganan|cari|catatan rilis|donasi|halaman keamanan|hubungi kami
    kebijakan versioning|kontak|link|masuk|tentang kami|unduh|unduhan|utama|berita terkini|carian|muat turun|derma
    daftar|chính sách phiên bản|liên hệ|liên kết|nội dung|quyên góp|tải về|tin tức|trang chủ|tìm kiếm|đăng nhập
    giới thiệu|ghi chú phát hành|ủng hộ|bảo mật|nơi tải|ลิงค์|ลิงก์|ดาวน์โหลด|หมายเหตุเวอร์ชันใหม่|ชุดข่าว|ติดต่อ
    ติดต่อเรา|บริจาค|หน้าแรก|ข่าว|ค้นหา|เกี่ยวกับเรา|เข้าสู่ระบบ|リンク|ダウンロード|リリースノート|プレスキット
    お問い合わせ|寄付|ホーム|ニュース|検索|ログイン|会社概要|トップページ|セキュリティ|セキュリティページ
    バージョニングポリシー|サイトマップ|プライバシーポリシー|新着記事|関連リンク|目次|首页|新闻|联系我们|关于我们
    下载|链接|搜索|登录|注册|捐赠|帮助|隐私政策|发行说明|安全|目录|版本发布说明|媒体资料包|版本政策|安全页面|首頁
    新聞|聯絡我們|關於我們|下載|連結|搜尋|登入|註冊|捐贈|說明|隱私政策|目錄|發行說明|링크|다운로드|릴리스 노트
    릴리즈 노트|보도자료|연락처|문의|후원|기부|홈|뉴스|검색|로그인|회사소개|보안|회원가입|사이트맵|개인정보처리방침
    الرئيسية|أخبار|اتصل بنا|من نحن|بحث|تسجيل الدخول|تحميل|روابط|صفحه اصلی|اخبار|تماس با ما|درباره ما|جستجو|دانلود
    दान|संपर्क करें|होम|समाचार|डाउनलोड|खोज|हमारे बारे में|דף הבית|חדשות|צור קשר|אודות|חיפוש
    """.replace("\n", "|").split("|")
) - {""}
"""Names of a page's parts, folded, in the languages whose pages were read; each line holds those of a few languages."""

_LANGUAGES = frozenset(
    """
    arabic bengali bulgarian burmese catalan chinese croatian czech danish dutch english estonian farsi finnish french
    georgian german greek hebrew hindi hungarian indonesian italian japanese kazakh khmer korean latvian lithuanian
    malay mongolian norwegian persian polish portuguese romanian russian serbian slovak slovenian spanish swahili
    swedish tamil telugu thai turkish ukrainian urdu uzbek vietnamese
    deutsch français español italiano português nederlands polski русский українська čeština magyar română svenska
    dansk suomi norsk türkçe ελληνικά български hrvatski srpski slovenčina slovenščina eesti latviešu lietuvių
    العربية فارسی עברית हिन्दी ไทย 日本語 한국어 中文 简体中文 繁體中文 繁体中文 indonesia melayu việt
    """.split()
)
LEAST_PAGES = 2
"""Lines of a list that name a social network."""

LONGEST_PAGE_ITEM = 90

_SOCIAL_NAME = expression(
    r"\b(?:twitter|facebook|instagram|linked-?in|youtube|tiktok|telegram|discord|reddit|medium|wechat|whatsapp|threads"
    r"|pinterest|weibo|x \((?:formerly|formally) twitter\))",
    re.IGNORECASE,
)
_SOCIAL_ITEM = expression(
    r"[*•●○◦▪■-][ \t]*(?:[^.!?:]{0,40}|[\w .]{2,20}: ?\S{2,60})|(?:https?://)?(?:www\.)?(?:twitter|x|facebook|instagram"
    r"|linkedin"
    r"|youtube|tiktok|t|discord|reddit|threads|pinterest)\.(?:com|me|gg|net)/\S{1,70}"
    r"|(?:twitter|facebook|instagram|linked-?in|youtube|tiktok|telegram|discord|reddit|medium|threads|pinterest)"
    r"(?::? \S{1,60})?",
    re.IGNORECASE,
)
_SOCIAL_HEADING = expression(
    r"(?:stay connected|connect with|follow|find us|social media|visit us|join us)\b", re.IGNORECASE
)
"""The line over such a list."""

_SENTENCE = expression(r"[.!?…。！？।;,]$|[\"“”„«»]|\d{3}|@|://|www\.")


def menus(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised ranges of the menus of a text, in its order."""
    known: list[int] = []
    spoken: list[int] = []
    for number, line in enumerate(page.lines):
        short = len(line.text) <= LONGEST_ITEM
        item = page.folded[line.start : line.end].strip(_STRIP) if short else ""
        if short and item in _LANGUAGES:
            spoken.append(number)
            short = False
        elif spoken:
            yield from _languages(page, spoken)
            spoken = []
        if short and _is_item(line.text):
            if item in _WORDS:
                known.append(number)
        elif known:
            yield from _menu(page, known)
            known = []
    yield from _languages(page, spoken)
    yield from _menu(page, known)


def social_lists(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised ranges of lists of an organisation's pages elsewhere, with the line that heads them."""
    run: list[int] = []
    for number, line in enumerate(page.lines):
        if len(line.text) <= LONGEST_PAGE_ITEM and _SOCIAL_ITEM.fullmatch(line.text):
            run.append(number)
        elif run:
            yield from _social(page, run)
            run = []
    yield from _social(page, run)


def _social(page: Page, run: list[int]) -> Iterator[tuple[int, int]]:
    named = sum(_SOCIAL_NAME.search(page.lines[number].text) is not None for number in run)
    if named >= LEAST_PAGES and 2 * named >= len(run):
        above = page.lines[run[0] - 1] if run[0] else None
        headed = above is not None and len(above.text) <= LONGEST_PAGE_ITEM and _SOCIAL_HEADING.match(above.text)
        yield (above if headed and above else page.lines[run[0]]).start, page.lines[run[-1]].end


def _languages(page: Page, run: list[int]) -> Iterator[tuple[int, int]]:
    """The languages a page is there in, with the heading over them."""
    if len(run) >= LANGUAGES:
        above = page.lines[run[0] - 1] if run[0] else None
        headed = above is not None and len(above.text) <= LONGEST_ITEM and above.text.endswith((":", "："))
        yield (above if headed and above else page.lines[run[0]]).start, page.lines[run[-1]].end


def _menu(page: Page, known: list[int]) -> Iterator[tuple[int, int]]:
    """The part of a run of items between the first and the last known word, should it be a menu."""
    if len(known) < LEAST_KNOWN:
        return
    length = known[-1] - known[0] + 1
    if length >= LEAST_LINES and len(known) >= LEAST_SHARE * length:
        yield page.lines[known[0]].start, page.lines[known[-1]].end


def _is_item(text: str) -> bool:
    return text.count(" ") < MOST_WORDS and _SENTENCE.search(text) is None
