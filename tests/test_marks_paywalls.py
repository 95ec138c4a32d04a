"""Lines that close a text off for those who have not subscribed, in many languages; and news about subscribers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck import find_marks
from syndicheck.comparison import compare_views, view_of
from syndicheck.marks.lines import Page
from syndicheck.marks.paywalls import is_paywall, paywall_lines
from syndicheck.model.articles import RawArticle
from syndicheck.model.matches import MatchClass

STORY = {
    "en": "The council of Brindle wants to close the old gas works by 2029, said its head Nora Veldt on Tuesday.",
    "zh": "乌尔梅瑙市计划在二〇二九年前关闭全部旧煤气管道，市长何敏在星期二的会议上表示，费用由省里承担一半。",
}

LINES = {
    "en": (
        "This article is for subscribers only.",
        "This article is exclusively for subscribers.",
        "You have reached your limit of free articles.",
        "You've reached your limit of free articles. Subscribe to read more.",
        "To continue reading, subscribe for $1 a week.",
        "Already a subscriber? Log in",
        "Register for free to continue reading",
        "Subscribe to unlock this article",
        "This is a premium article",
        "You have 2 free articles left this month.",
        "This content is only available to subscribers.",
        "Create a free account or log in to read the rest",
        "Keep reading for $1",
        "Unlimited articles for $1 a week",
        "Start your subscription for $5 a month",
        "Get A+ for $5 a month",
    ),
    "de": (
        "Weiterlesen mit F+",
        "Weiterlesen mit SZ Plus",
        "Lesen Sie diesen Artikel mit einem Abo weiter",
        "Sie haben bereits ein Abo? Anmelden",
        "Dieser Artikel ist Abonnenten vorbehalten.",
        "Um diesen Artikel zu lesen, benötigen Sie ein Abonnement.",
        "Registrieren Sie sich kostenlos, um weiterzulesen.",
        "Mit einem Digitalabo lesen Sie alle Artikel",
        "4 Wochen kostenlos testen, danach 9,99 Euro im Monat",
    ),
    "fr": (
        "Il vous reste 68% de cet article à lire. La suite est réservée aux abonnés.",
        "Il vous reste 68.5 % de cet article à lire. La suite est réservée aux abonnés.",
        "Déjà abonné ? Connectez-vous",
        "Lecture réservée aux abonnés",
        "Il vous reste 80% à découvrir.",
    ),
    "es": (
        "Este contenido es exclusivo para suscriptores",
        "Suscríbete para seguir leyendo",
        "¿Ya eres suscriptor? Inicia sesión",
        "Inicia sesión para seguir leyendo",
        "Regístrate gratis para seguir leyendo",
    ),
    "pt": (
        "Este artigo é exclusivo para assinantes",
        "Já é assinante? Faça login",
        "Assine para continuar lendo",
    ),
    "it": (
        "Questo contenuto è riservato agli abbonati",
        "Abbonati per continuare a leggere",
        "Solo per abbonati",
        "Contenuto per gli abbonati: accedi",
        "Sei già abbonato? Accedi",
    ),
    "nl": (
        "Dit artikel is alleen voor abonnees",
        "Verder lezen? Neem een abonnement",
        "Al abonnee? Log in",
    ),
    "sv": (
        "Detta är en artikel för prenumeranter",
        "Redan prenumerant? Logga in",
        "Vill du läsa hela artikeln? Bli prenumerant",
    ),
    "da": (
        "Denne artikel er kun for abonnenter",
        "Allerede abonnent? Log ind",
        "Bliv abonnent og læs videre",
        "Log ind for at læse videre",
    ),
    "no": (
        "Denne saken er forbeholdt abonnenter",
        "Allerede abonnent? Logg inn",
        "Kjøp abonnement for å lese hele saken",
    ),
    "fi": (
        "Tämä artikkeli on vain tilaajille",
        "Oletko jo tilaaja? Kirjaudu sisään",
        "Tilaa ja lue koko juttu",
    ),
    "pl": (
        "Ten artykuł jest dostępny tylko dla prenumeratorów",
        "Masz już prenumeratę? Zaloguj się",
        "Wykup prenumeratę, aby czytać dalej",
        "Pozostało 80% artykułu",
    ),
    "cs": (
        "Tento článek je pouze pro předplatitele",
        "Máte předplatné? Přihlaste se",
        "Chcete číst dál? Předplaťte si",
        "Článok je len pre predplatiteľov",
    ),
    "hu": (
        "Ez a tartalom csak előfizetőink számára elérhető",
        "Már előfizető? Jelentkezzen be",
        "Fizessen elő a teljes cikk elolvasásához",
    ),
    "ro": (
        "Acest articol este disponibil doar abonaților",
        "Ești deja abonat? Autentifică-te",
        "Abonează-te pentru a citi tot articolul",
    ),
    "ru": (
        "Эта статья доступна только подписчикам",
        "Материал доступен только по подписке",
        "Оформите подписку, чтобы читать дальше",
        "Уже подписаны? Войдите",
    ),
    "uk": (
        "Ця стаття доступна лише для передплатників",
        "Вже маєте передплату? Увійдіть",
    ),
    "bg": (
        "Статията е достъпна само за абонати",
        "Вече сте абонат? Влезте",
        "Абонирайте се, за да прочетете цялата статия",
    ),
    "hr": (
        "Članak je dostupan samo pretplatnicima",
        "Već ste pretplatnik? Prijavite se",
        "Članek je na voljo samo naročnikom",
    ),
    "el": (
        "Το άρθρο είναι διαθέσιμο μόνο για συνδρομητές",
        "Είστε ήδη συνδρομητής; Συνδεθείτε",
        "Γίνετε συνδρομητής για να διαβάσετε τη συνέχεια",
    ),
    "tr": (
        "Bu içerik sadece abonelere özeldir",
        "Devamını okumak için abone olun",
        "Zaten abone misiniz? Giriş yapın",
        "İçerik yalnızca abonelere özeldir",
    ),
    "ar": (
        "هذا المقال متاح للمشتركين فقط",
        "اشترك لمتابعة القراءة",
        "مشترك بالفعل؟ سجل الدخول",
        "تسجيل الدخول للمشتركين",
    ),
    "he": (
        "הכתבה למנויים בלבד",
        "כבר מנוי? התחבר",
        "להמשך קריאה הירשמו",
    ),
    "fa": (
        "این مطلب فقط برای مشترکان است",
        "برای ادامه مطالعه مشترک شوید",
        "برای خواندن ادامه مطلب وارد شوید",
    ),
    "hi": (
        "यह लेख केवल सब्सक्राइबर्स के लिए है",
        "पूरा लेख पढ़ने के लिए सब्सक्राइब करें",
    ),
    "id": (
        "Artikel ini khusus untuk pelanggan",
        "Berlangganan untuk melanjutkan membaca",
        "Sudah berlangganan? Masuk",
    ),
    "vi": (
        "Bài viết này chỉ dành cho thành viên",
        "Đăng ký để đọc tiếp",
        "Đăng nhập để đọc tiếp",
    ),
    "zh": (
        "本文为付费内容，订阅后可阅读全文",
        "登录后阅读全文",
        "訂閱後繼續閱讀",
        "已是訂戶？請登入",
        "您已达到免费文章阅读上限",
    ),
    "ja": (
        "この記事は有料会員限定です。",
        "残り1,234文字",
        "有料会員になると続きをお読みいただけます。",
        "ログインして続きを読む",
        "会員登録して続きを読む",
        "続きを読むには会員の登録が必要です",
    ),
    "ko": (
        "이 기사는 유료 회원 전용입니다",
        "구독하고 계속 읽기",
        "이미 구독 중이신가요? 로그인",
    ),
    "th": (
        "บทความนี้สำหรับสมาชิกเท่านั้น",
        "สมัครสมาชิกเพื่ออ่านต่อ",
    ),
}

NEWS = {
    "en": (
        "The company has 2 million subscribers.",
        "Subscribers can read the articles for free, the company said.",
        "A subscription is $9.99 a month.",
        "It is available only with a subscription.",
        "It is up to you to sign the report.",
        "Only members of the council may register.",
        "The paper lost 300 subscribers in March.",
        "The story does not end there.",
        "You have reached the limit, the judge told him.",
        "Premium rose by $1 a week.",
        "The tower has two stories left.",
        "This subscription is the limit.",
        "* Lee $10,277",
        "CREATE SUBSCRIPTION",
        "The reading is at 7, for $10.",
        "Full text of the story, $12",
        "Subscriptions start at $5 a month.",
        "Memberships start now",
        "Get an A+",
        "Try the A+",
        "Become an A+ reading content",
    ),
    "de": (
        "Die Zeitung hat 2 Millionen Abonnenten.",
        "Ein Abo kostet 9,99 Euro im Monat.",
        "Abonnenten lesen die Zeitung am Morgen.",
        "Der Artikel 5 ist Bürgern vorbehalten.",
        "Wer wählen will, muss sich bis Freitag registrieren.",
    ),
    "fr": (
        "Le journal compte 2 millions d'abonnés.",
        "L'abonnement coûte 9,99 euros par mois.",
        "La plage est réservée aux habitants.",
        "Il leur reste 68 % du chemin à parcourir.",
        "Il reste 20 % de la ville à découvrir.",
    ),
    "es": (
        "Lectura a las 7, por 10 euros.",
        "El diario tiene 2 millones de suscriptores.",
        "La suscripción cuesta 9 euros al mes.",
        "La sesión siguió.",
        "Sesión de lectura",
    ),
    "pt": (
        "O jornal tem 2 milhões de assinantes.",
        "A assinatura custa 9 euros por mês.",
        "Sessão de leitura",
        "Entre 10 e 20 euros por mês.",
    ),
    "it": ("Il giornale ha 2 milioni di abbonati.", "L'abbonamento costa 9 euro al mese.", "Gratis per gli abbonati"),
    "nl": ("De krant heeft 2 miljoen abonnees.", "Neem het hele verhaal van de haven."),
    "sv": ("Tidningen har 2 miljoner prenumeranter.", "Det här kan bli en artikel."),
    "da": ("Avisen har 2 millioner abonnenter.",),
    "no": ("Avisen har 2 millioner abonnenter.",),
    "fi": ("Lehdellä on 2 miljoonaa tilaajaa.",),
    "pl": ("Gazeta ma 2 miliony prenumeratorów.", "Pozostało 80% drogi."),
    "cs": ("Noviny mají 2 miliony předplatitelů.",),
    "hu": ("A lapnak 2 millió előfizetője van.",),
    "ro": ("Ziarul are 2 milioane de abonați.",),
    "ru": ("У газеты 2 миллиона подписчиков.", "Канал потерял 300 подписчиков."),
    "uk": ("Газета має 2 мільйони передплатників.",),
    "bg": ("Вестникът има 2 милиона абонати.",),
    "hr": ("Novine imaju 2 milijuna pretplatnika.",),
    "el": ("Η εφημερίδα έχει 2 εκατομμύρια συνδρομητές.",),
    "tr": ("Gazetenin 2 milyon abonesi var.",),
    "ar": ("للصحيفة مليونا مشترك.", "سجل الفريق هدفين.", "تسجيل المشتركين"),
    "he": ("לעיתון שני מיליון מנויים.",),
    "fa": ("این روزنامه دو میلیون مشترک دارد.",),
    "hi": ("अखबार के 20 लाख सब्सक्राइबर हैं।",),
    "id": ("Koran itu memiliki 2 juta pelanggan.",),
    "vi": ("Tờ báo có 2 triệu thuê bao.", "Báo đã đăng bài viết này."),
    "zh": ("该报有两百万订户。", "公司会员达到两百万。"),
    "ja": ("同紙の購読者は200万人いる。", "会員は500人に限られる。", "コンテンツの登録", "この記事の登録は無料"),
    "ko": ("이 신문의 구독자는 200만 명이다.",),
    "th": ("หนังสือพิมพ์มีสมาชิกสองล้านคน",),
}


@pytest.mark.parametrize(("lang", "line"), [(lang, line) for lang, lines in LINES.items() for line in lines])
def test_a_line_for_subscribers(lang: str, line: str) -> None:
    story = STORY.get(lang, STORY["en"])
    text = f"{story}\n\n{story}\n\n{line}"
    marks = [mark for mark in find_marks(text, lang=lang) if mark.end > len(text) - len(line)]
    assert [(mark.type, text[mark.start : mark.end]) for mark in marks] == [("page_chrome", line)]


@pytest.mark.parametrize(("lang", "line"), [(lang, line) for lang, lines in NEWS.items() for line in lines])
def test_news_about_subscribers_is_none(lang: str, line: str) -> None:
    text = f"{STORY['en']}\n\n{STORY['en']}\n\n{line}"
    assert list(paywall_lines(Page(text))) == []
    assert not is_paywall(line)


def test_it_stands_at_an_edge_and_is_not_the_headline() -> None:
    line, story = "This article is for subscribers only.", STORY["en"]
    assert list(paywall_lines(Page(f"{line}\n\n{story}"))) == []
    assert list(paywall_lines(Page("\n\n".join([story] * 20 + [line] + [story] * 20)))) == []
    start = len(story) + 2
    assert list(paywall_lines(Page("\n\n".join([story, line, *[story] * 20])))) == [(start, start + len(line))]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Already a subscriber? Log in to read on."),
        ("fr", "Il vous reste 68% de cet article à lire. La suite est réservée aux abonnés."),
        ("zh", "登录后阅读全文。"),
    ],
)
def test_behind_the_last_words_of_a_paragraph_only_the_line_is_marked(lang: str, line: str) -> None:
    story = STORY.get(lang, STORY["en"])
    text = f"{story}\n\n{story}{'' if lang == 'zh' else ' '}{line}"
    assert [text[mark.start : mark.end] for mark in find_marks(text, lang=lang)] == [line]


def test_a_stub_with_its_line_is_an_excerpt() -> None:
    whole = [
        "Les usines Norrvik vont construire une deuxième usine de batteries à Halmstad, a annoncé mardi la direction.",
        "Le conseil d'administration a approuvé le projet, qui doublera la capacité du groupe d'ici à la fin de 2029.",
        "Quelque 1 150 personnes y travailleront, dont 300 ingénieurs que la région voisine cherche à former.",
        "La commune, qui avait proposé trois terrains, prendra à sa charge la route et le raccordement au réseau.",
        "Les riverains ont déposé un recours contre le bruit, que le tribunal examinera au mois de septembre prochain.",
        "Le ministre de l'industrie a promis de suivre le dossier et de visiter le chantier avant les élections.",
    ]
    line = "Il vous reste 48% de cet article à lire. La suite est réservée aux abonnés."
    stub = "\n\n".join([*whole[:3], line])
    one, other = (view_of(RawArticle(where="x", text=text, lang="fr")) for text in ("\n\n".join(whole), stub))
    match = compare_views(one, other).match
    assert match.match_class is MatchClass.EXCERPT
    assert match.share_b == 1.0


def test_what_somebody_is_quoted_with_is_none() -> None:
    assert not is_paywall('"This article is for subscribers only."')


@given(st.text(max_size=220))
def test_any_line_is_answered(line: str) -> None:
    assert is_paywall(line) in (True, False)
