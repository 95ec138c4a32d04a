"""What looks like a mark and is none: every confusion that was met in print, as an invented text.

A row says which marks its text has, by type and organisation; most have none. The gist of what was met is the id.
"""

from __future__ import annotations

import pytest

from syndicheck.marks.finder import find_marks

Expected = set[tuple[str, str | None]]
NONE: Expected = set()

EN = "The harbour board of Norrvik met on Monday and heard eleven people about the price of the new ferry."
DE = "Der Hafenrat von Norrvik tagte am Montag und hörte elf Bürger zum Preis der neuen Fähre an."

CASES: list[tuple[str, str, str, Expected]] = [
    ("an article about the distributor", "en", f"SeaPRwire tells users how a press release begins\n\n{EN} Users of SeaPRwire "
     "learn what a headline needs.", NONE),
    ("an agency named in prose", "en", f"{EN} The city works with communications agencies such as PR Newswire and others.", NONE),
    ("zh: a distributor mentioned", "zh", "诺维克港务局周一开会，讨论新渡轮的票价。公司代表在会上提及美通社活动，并回答了居民的问题。", NONE),
    ("zh: a distributor as source of a picture", "zh", "诺维克港务局周一开会，讨论新渡轮的票价。\n图片来源：美通社\n居民提出了十一项意见，"
     "会议持续了三个小时。", {("photo_credit", "prnewswire")}),
    ("a path in code", "en", f"{EN} The crawler skips every address that contains /prnewswire-feed/ or /tag/.", NONE),
    ("de: Presseportal as a menu item", "de", f"Nachrichten\nPresseportal\nWetter\n\n{DE}\n\n{DE}", NONE),
    ("de: an outlet that calls itself a Presseportal", "de", f"{DE} Die Seite versteht sich als Presseportal für die Region.", NONE),
    ("de: a company called EQS", "de", f"EQS baut Stellen ab\n\n{DE} Das Unternehmen EQS beschäftigt dort vierzig Menschen.", NONE),
    ("RNS, the network stack", "en", f"{EN} The confidentiality of the path is provided by RNS on every hop.", NONE),
    ("RNS inside words in capitals", "en", f"NORRVIK EARNS PRAISE, WARNS VISITORS, RETURNS FUNDS\n\n{EN}", NONE),
    ("ja: the company PR TIMES in the news", "ja", "ノルヴィク市は月曜日、広報のPR TIMESと連携協定を結んだと発表した。市長は若い世代に情報を届けたいと話した。", NONE),
    ("ja: an enquiry heading on a service page", "ja", "配送についてのご案内です。商品は三日以内に届きます。\n【本件に関するお問い合わせ先】のページから"
     "注文番号を入力してください。", NONE),
    ("ko: newswire as a word", "ko", "노르비크 시의회는 월요일 새 여객선 요금을 논의했다. 시의원들은 유료 뉴스와이어 서비스의 예산도 함께 검토했다고 밝혔다.", NONE),
    ("PTI, a party", "en", f"{EN} His party, Pakistan Tehreek-e-Insaf (PTI), stated that it would not take part in the vote.", NONE),
    ("hi: भाषा, the word language", "hi", "ऐप की सेटिंग में जाएं और अपनी पसंद की (भाषा) चुनें। इसके बाद ऐप दोबारा शुरू होगा और नई भाषा दिखेगी।", NONE),
    ("copyright of another owner", "en", f"{EN}\n\nCopyright 2023 Harbour Media Inc. All rights reserved. This material may not be "
     "published, broadcast, rewritten, or redistributed.", {("copyright", None)}),
    ("a footer that every page of a site has", "en", f"{EN}\n\n{EN}\n\nAssociated Press articles: Copyright © 2016 The Associated "
     "Press. All rights reserved.", NONE),
    ("AP, accredited professional", "en", f"{EN} Jane Doe is a LEED Accredited Professional (AP) and leads the anatomic pathology "
     "(AP) laboratory.", NONE),
    ("a photo by way of AP in a story from elsewhere", "en", f"{EN}\nThe ferry at its pier (Norrvik News Agency/Harbour News "
     f"Service via AP)\n{EN}", {("photo_credit", "ap")}),
    ("AP, the state, the course, the access point", "en", f"The Andhra Pradesh (AP) government met on Monday. AP Government is a "
     f"course; an AP is an access point. {EN}", NONE),
    ("AP at the end of a caption", "en", f"Three people were hurt and a pier was damaged. (AP)\n\n{EN}\n\n{EN}\n\n{EN}\n\n{EN}", NONE),
    ("a label of the data provider", "en", f"Reuters\nAcme Works opens plant\n\n{EN}\n\n{EN}", NONE),
    ("an agency in brackets as a reference", "en", f"Networks are growing, influencing trade (Reuters), China creating its own. {EN}",
     NONE),
    ("de: according to an agency", "de", f"Laut einem Bericht von Reuters am Dienstag steigen die Preise. {DE}", NONE),
    ("zh: an agency as cited source", "zh", "Reuters10月7日引述消息人士说，渡轮公司正在谈判。据路透社报道，双方下周再次会面，地点尚未确定。", NONE),
    ("the agency as subject", "en", f"{EN} Among the wounded was Agence France-Presse (AFP) photographer Maria Lind.", NONE),
    ("de: the agency named in prose", "de", f"Die Deutsche Presse-Agentur (dpa) veröffentlichte dazu eine Meldung. {DE}", NONE),
    ("de: the agency as addressee", "de", f"Das sagte ein Sprecher der Deutschen Presse-Agentur (dpa) am frühen Mittwochmorgen. {DE}",
     NONE),
    ("it: any paper's own article", "it", "Il consiglio del porto di Norrvik si è riunito lunedì e ha ascoltato undici cittadini sul "
     "prezzo del nuovo traghetto.\n\n© RIPRODUZIONE RISERVATA", {("copyright", None)}),
    ("it: an agency under a photo", "it", "Il consiglio del porto di Norrvik si è riunito lunedì.\n© ansa\nUndici cittadini hanno parlato "
     "del prezzo del nuovo traghetto, poi il consiglio ha votato.\n\nIl voto è stato unanime.", {("photo_credit", "ansa")}),
    ("it: an agency that reports on another", "it", "ROMA (ITALPRESS) - Secondo quanto riportato dall'agenzia Xinhua, il traghetto di "
     "Norrvik parte lunedì.", {("dateline", None), ("lead_credit", "italpress")}),
    ("ru: the agency is cited", "ru", "Паром из Норвика уйдёт в понедельник, передает ТАСС. Об этом сообщает ТАСС со ссылкой на "
     "ведомство. Рассказал ТАСС об этом и капитан.", NONE),
    ("ru: an agency's note and comment", "ru", "Паром «Норвик» (прим. ТАСС) уйдёт в понедельник. Капитан доволен, приводит РИА Новости "
     "его комментарий, погода хорошая.", NONE),
    ("zh-Hant: satellite news, not Sputnik", "zh", "諾維克本週舉辦衛星新聞技術論壇，十一位講者將介紹新的轉播設備，並回答觀眾提問。", NONE),
    ("ko: an agency's photo", "ko", "노르비크 항만위원회는 월요일 새 여객선 요금을 논의했다.\n사진: 신화통신\n주민 열한 명이 의견을 냈고 회의는 세 시간 "
     "동안 이어졌다.", {("photo_credit", "xinhua")}),
    ("an agency as source and under a photo", "en", f"Xinhua, the state news agency, later claimed the ferry had sailed. {EN}\nPhoto: "
     f"Xinhua\n{EN}", {("photo_credit", "xinhua")}),
    ("it: an agency's photo between dashes", "it", "Il consiglio del porto di Norrvik si è riunito lunedì.\n-Foto Xinhua-\nUndici "
     "cittadini hanno parlato del prezzo del nuovo traghetto.", {("photo_credit", "xinhua")}),
    ("CCTV, cameras", "en", f"Detectives have reviewed CCTV from the pier. {EN} CCTV - installed in May - was working.", NONE),
    ("CMG, a ticker", "en", f"{EN} Shares of Computer Modelling Group (CMG) rose by two per cent in Toronto.", NONE),
    ("names of agencies as headings of a survey", "en", f"Xinhua\n{EN}\nCGTN\n{EN}\nGlobal Times\n{EN}", NONE),
    ("an abbreviation explained in prose", "en", f"The China Global Television Network (CGTN) released a film about ferries. {EN}", NONE),
    ("zh-Hant: an agency's article spoken of", "zh", "受訪者提到該篇稿件時表示，內容與事實不符。中央社記者受訪表示，電頭無「電」字，已請編輯更正。", NONE),
    ("zh: users' opinions in terms of use", "zh", "用户可以发表评论。用户在论坛发布的观点，不代表本平台立场，平台有权删除违规内容，请遵守规则并尊重他人。",
     NONE),
    ("ja: 共同, jointly", "ja", "ノルヴィク市は月曜日、大学と共同で新しい桟橋を設計すると発表した。両者は共同で管理している施設を使う。", NONE),
    ("ms: bernama, named", "ms", "Lembaga pelabuhan Norrvik bermesyuarat pada hari Isnin. Sebuah feri baharu -- bernama Seri Norrvik -- "
     "akan mula belayar pada bulan Mei.", NONE),
    ("zh-Hant: an agency as cited source", "zh", "北韓官媒朝中社今（7）日刊登評論，批評聯合演習。諾維克港務局對此沒有回應，渡輪照常航行。", NONE),
    ("AA, a level of a standard", "en", f"{EN} The ticket machine meets level AA (AA) of the guidelines and has large keys.", NONE),
    ("fa: end of message in a program", "fa", "ربات پیام کاربر را می‌خواند و اگر عبارت انتهای پیام را ببیند، پاسخ را می‌فرستد و منتظر می‌ماند.", NONE),
    ("ar: the source said", "ar", "اجتمع مجلس ميناء نورفيك يوم الاثنين. قال المصدر إن سعر العبارة الجديدة سيبقى كما هو هذا العام.", NONE),
    ("pl: source of a photo or of data", "pl", "Rada portu w Norrvik zebrała się w poniedziałek. / Źródło: Pixabay\nJedenastu "
     "mieszkańców mówiło o cenie nowego promu i o rozkładzie.", NONE),
    ("id: NTB, a province", "id", "Pelabuhan baru dibangun di Bali, NTB, NTT, dan Maluku. Gubernur NTB (NTB) meninjau dermaga pada hari "
     "Senin.", NONE),
    ("TT, a country", "en", f"{EN} The TT government and the TT Police Service (TTPS) sent a delegation.", NONE),
    ("pt: responsibility in a contract", "pt", "O contrato define o preço da balsa. A manutenção do cais não é de responsabilidade da "
     "empresa, e sim da prefeitura de Norrvik, que paga as obras.", NONE),
    ("AAP, a party and an academy", "en", f"The Aam Aadmi Party (AAP) and the American Academy of Pediatrics (AAP) disagree. {EN}", NONE),
    ("about, a number; about the author; about us", "en", f"About 40 people came to the pier.\n\n{EN}\n\nAbout us\n\n{EN}\n\n{EN}", NONE),
    ("about, in a menu", "en", f"Home\nAbout AP\nAbout PostgreSQL\nDownload\n\n{EN}\n\n{EN}\n\n{EN}\n\n{EN}", NONE),
    ("de: Pressekontakt as a menu item", "de", f"Startseite\nPressekontakt\nPressemitteilungen\nSpenden\n\n{DE}\n\n{DE}\n\n{DE}\n\n{DE}",
     {("page_chrome", None)}),
    ("ru: contacts for the press in a menu", "ru", "Главная\nКонтакты для прессы\nНовости\n\nСовет порта Норвика собрался в понедельник и "
     "выслушал одиннадцать жителей о цене нового парома. Решение примут в мае, сообщил председатель.", {("page_chrome", None)}),
    ("de: a blocking period for manure", "de", f"Für Gülle gilt die Sperrfrist, Sperrfristende 01. Februar. {DE}", NONE),
    ("es: sin embargo", "es", "El consejo del puerto se reunió el lunes. Sin embargo, el precio del nuevo transbordador no cambia hasta "
     "mayo, según dijo su presidente.", NONE),
    ("embargo, a ban on trade", "en", f"{EN} The 2010 embargo on fish from the coast was lifted in May.", NONE),
    ("ends as a name, three hashes as Markdown", "en", f"### What the board decided\n\n{EN}\n\n### What comes next\n\n{EN} The ENDS office "
     "is in the old granary.", NONE),
    ("de: Anzeiger and anzeigen", "de", f"Der Westhavener Anzeiger berichtet. {DE} Die Tafel lässt sich zur Anzeige aktivieren.", NONE),
    ("de: an advertisement beside the article", "de", f"{DE}\n(Anzeige)\n{DE}", {("label", None)}),
    ("sponsored content in a menu", "en", f"News\nBranded Content\nSponsored Content\nPartner Content\n\n{EN}\n\n{EN}",
     {("label", None)}),
    ("ru: advertising in a menu", "ru", "Главная\nРеклама\nКонтакты\n\nСовет порта Норвика собрался в понедельник и выслушал одиннадцать "
     "жителей о цене нового парома. Решение примут в мае.", {("label", None), ("page_chrome", None)}),
    ("de: an article about advertorials", "de", f"{DE} Es ging um Affiliate-Links, Sponsored Posts, Native Advertising und "
     "Advertorials, und wie man sie erkennt.", NONE),
    ("an advertorial spoken of", "en", f"{EN} Critics called the four pages a travel advertorial and asked who had paid.", NONE),
    ("opinions on a private page", "en", f"{EN}\n\nThe views expressed by the author are personal.", NONE),
    ("es: external sites", "es", "El consejo del puerto se reunió el lunes y fijó el precio.\n\nLa Gaceta de Norrvik no se hace responsable "
     "del contenido de sitios externos a los que enlaza.", NONE),
    ("responsible for a white paper", "en", f"{EN} Under the regulation the issuer is solely responsible for the content of this "
     "crypto-asset white paper, which no authority has approved.", NONE),
    ("es: responsible for an advertisement", "es", "El consejo fijó el precio. El oferente del criptoactivo es el único responsable del "
     "contenido de esta comunicación publicitaria.", NONE),
    ("authors responsible for a write-up", "en", f"{EN} The authors are solely responsible for the content of this technical "
     "presentation, not the museum.", NONE),
    ("a text that quotes a disclaimer", "en", f"The cleaner removes lines such as “This content is provided by a third party” before it "
     f"counts words. {EN}", NONE),
    ("it: who writes about a placement", "it", "Il giornalista racconta come lo studio Bianchi e l'agenzia Xinhua abbiano comprato due "
     "pagine del quotidiano per il nuovo traghetto di Norrvik.", NONE),
    ("es: first published on a network", "es", "El consejo del puerto fijó el precio. La versión larga se publicó primero en el servidor "
     "de la universidad y luego en papel.", NONE),
    ("de: source of a photo", "de", f"{DE}\nQuelle: Unsplash\n{DE}", NONE),
    ("zh: sources of pictures and Apple", "zh", "（圖片來源：Bloomberg, Guardian）讀者認為資料可靠。發表會上，Apple 展示了新的平板電腦，現場反應熱烈。", NONE),
    ("source in prose", "en", f"{EN} The software is open source, sources said; the Source of Hope foundation pays.", NONE),
    ("PR, five things", "en", f"She ran a PR in San Juan, PR, after a pull request on PR for the PR system. {EN}", NONE),
    ("contact, a company and a verb", "en", f"Contact Energy shares fell. {EN} The mast came into contact with the pier.\n\n{EN}", NONE),
    ("abbreviations in brackets", "es", "La Universidad Nacional de Ingeniería (UNI) y la Asamblea (APDH) apoyaron el plan, también el "
     "comité (CPJ). El consejo se reunió el lunes.", NONE),
    ("de: companies, parties and versions in brackets", "de", f"Norrvik (AAG) - {DE} Die Software (Beta) läuft, sagt Frau Lind (AA/A).",
     NONE),
    ("abbreviations that begin like an agency", "en", f"{EN} Officials of CPEC, of the TTP and of the FCTA (FCTA) came to the pier.", NONE),
]  # fmt: skip


def test_every_confusion_that_was_met_is_here() -> None:
    assert len(CASES) == 84
    assert len({gist for gist, *_ in CASES}) == 84


@pytest.mark.parametrize(("gist", "lang", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_only_looks_like_a_mark(gist: str, lang: str, text: str, expected: Expected) -> None:
    found = {(mark.type, mark.organisation) for mark in find_marks(text, lang=lang)}
    assert found == expected, gist
