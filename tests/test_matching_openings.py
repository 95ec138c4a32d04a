"""A form that was filled in for another town or firm is no edited copy, though half of its figures are the same."""

from __future__ import annotations

import pytest

from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.matches import JOINING, MatchClass

FORMS = {
    "de": (
        "In {0} bleibt es am Donnerstag meist bewölkt, am Nachmittag zeigt sich gelegentlich die Sonne. Das geht"
        " aus der Vorhersage des Wetterdienstes hervor. Die Temperaturen steigen auf {1} Grad, nachts sinken sie"
        " auf {2} Grad. Die Regenwahrscheinlichkeit liegt bei {3} Prozent. Der Wind weht schwach bis mäßig aus"
        " südwestlichen Richtungen, in Böen werden bis zu {4} Kilometer pro Stunde erreicht.\nAm Freitag setzt sich"
        " das wechselhafte Wetter fort, es fallen einzelne Schauer bei Höchstwerten um {5} Grad. Zum Wochenende"
        " wird es voraussichtlich wieder trockener und etwas wärmer. Autofahrer im Raum {0} müssen am frühen Morgen"
        " mit Nebel rechnen.",
        ("Kassel", 14, 6, 40, 45, 13), ("Bremen", 16, 6, 40, 38, 13),
    ),
    "de-AT": (
        "Bei der Landtagswahl hat im Wahlkreis {0} die Kandidatin der Union das Direktmandat gewonnen. {1} erhielt"
        " nach dem vorläufigen Ergebnis {2} Prozent der Erststimmen, teilte die Wahlleiterin mit. Auf den zweiten"
        " Platz kam {3} von der Opposition mit {4} Prozent. Die Wahlbeteiligung betrug {5} Prozent.\nBei der"
        " Landtagswahl haben die Wähler zwei Stimmen. Mit der Erststimme wird über den Kandidaten des Wahlkreises"
        " entschieden, mit der Zweitstimme über die Zusammensetzung des Parlaments.",
        ("Auental", "Petra Lohmann", "38,2", "Jens Wirtz", "22,1", "83,4"),
        ("Passbach", "Anna Reindl", "41,7", "Uwe Kestner", "22,1", "82,0"),
    ),
    "pt": (
        "O tempo em {0} nesta quinta-feira será de céu muito nublado, com algumas abertas durante a tarde, segundo"
        " a previsão do instituto de meteorologia. A temperatura máxima chega aos {1} graus e a mínima fica nos {2}"
        " graus. A probabilidade de chuva é de {3}%, sobretudo ao fim do dia, com a chegada de uma frente de oeste."
        " O vento sopra de sudoeste, com rajadas até {4} quilómetros por hora.\nNa sexta-feira o tempo continua"
        " instável, com aguaceiros e máximas de {5} graus. O fim de semana deverá ser mais seco e quente. Os"
        " automobilistas devem contar com nevoeiro ao início da manhã.",
        ("Braga", 14, 6, 40, 45, 13), ("Viseu", 15, 6, 60, 45, 13),
    ),
    "el": (
        "Στην πόλη {0} θα επικρατήσει την Πέμπτη νεφελώδης καιρός με ηλιοφάνεια κατά διαστήματα το απόγευμα,"
        " σύμφωνα με την πρόγνωση της μετεωρολογικής υπηρεσίας. Η θερμοκρασία θα φτάσει τους {1} βαθμούς, ενώ τη"
        " νύχτα θα πέσει στους {2} βαθμούς. Η πιθανότητα βροχής είναι {3} τοις εκατό, κυρίως το βράδυ. Οι άνεμοι θα"
        " πνέουν νοτιοδυτικοί με ριπές έως {4} χιλιόμετρα την ώρα.\nΤην Παρασκευή ο καιρός θα παραμείνει άστατος με"
        " βροχές και θερμοκρασία έως {5} βαθμούς. Το Σαββατοκύριακο αναμένεται πιο ξηρός και θερμός καιρός. Οι"
        " οδηγοί πρέπει να προσέχουν την ομίχλη νωρίς το πρωί.",
        ("Λαμία", 24, 16, 40, 45, 23), ("Καβάλα", 21, 16, 30, 45, 23),
    ),
    "pl": (
        "W czwartek w {0} będzie przeważnie pochmurno, po południu pojawią się przejaśnienia, wynika z prognozy"
        " służby meteorologicznej. Temperatura wzrośnie do {1} stopni, w nocy spadnie do {2} stopni."
        " Prawdopodobieństwo opadów wynosi {3} procent, deszcz spodziewany jest głównie wieczorem. Wiatr słaby i"
        " umiarkowany, południowo-zachodni, w porywach do {4} kilometrów na godzinę.\nW piątek pogoda pozostanie"
        " zmienna, z przelotnymi opadami i temperaturą do {5} stopni. W weekend ma być bardziej sucho i cieplej."
        " Kierowcy muszą liczyć się z mgłą we wczesnych godzinach porannych.",
        ("Radomiu", 14, 6, 40, 45, 13), ("Rzeszowie", 15, 9, 40, 45, 13),
    ),
    "ru": (
        "Акции компании «{0}» по итогам торгов во вторник подорожали на {1} процента и стоили {2} рубля. В течение"
        " дня котировки поднимались до {3} рубля. Индекс биржи прибавил 0,6 процента на фоне роста цен на нефть и"
        " благоприятных новостей с внешних рынков.\nС начала года бумаги прибавили {4} процента. Отчётность за"
        " третий квартал компания опубликует {5} октября. Аналитики ожидают, что прибыль составит {6} миллиарда"
        " рублей. Большинство экспертов советует покупать акции. Прошлые результаты не гарантируют доходности в"
        " будущем.",
        ("Сибнефтехим", "1,8", "412,3", "418,5", "12,4", 28, "9,2"),
        ("Волгасталь", "1,8", "63,7", "64,1", "8,1", 28, "14,7"),
    ),
    "zh": (
        "{0}蔬菜批发市场星期二行情：白菜每公斤{1}元，土豆每公斤{2}元，西红柿每公斤{3}元，黄瓜每公斤{4}元，"
        "猪肉每公斤{5}元。市场管理方表示，近期天气转暖，蔬菜供应充足，价格总体平稳。预计节前需求增加，"
        "部分品种价格可能小幅上涨。消费者购买时应注意保留票据，如遇质量问题可拨打投诉电话。",
        ("新发地", "1.20", "2.40", "5.60", "4.80", "22.50"), ("江桥", "1.20", "2.60", "5.60", "5.10", "23.80"),
    ),
    "ja": (
        "{0}のガソリン価格は、レギュラー1リットル当たり{1}円となり、前週から{2}円上がった。軽油は{3}円、"
        "ハイオクは{4}円だった。石油情報センターが22日発表した。原油価格の上昇と円安を受け、"
        "元売り各社が卸値を引き上げたことが響いた。センターは来週も小幅な値上がりを予想している。"
        "政府は補助金を続ける方針で、消費者の負担軽減を図る。",
        ("静岡県", "174.8", "0.6", "153.9", "185.5"), ("長野県", "183.2", "0.6", "163.0", "194.1"),
    ),
}  # fmt: skip


def compared(text: str, other: str, language: str) -> MatchClass:
    """The class of two texts, which is the same from either side."""
    one, two = prepare(text, (), None, language), prepare(other, (), None, language)
    found = compare(one, two).match_class
    assert compare(two, one).match_class is found
    return found


@pytest.mark.parametrize("language", FORMS)
def test_the_same_form_for_another_subject(language: str) -> None:
    form, one, two = FORMS[language]
    assert compared(form.format(*one), form.format(*two), language) is MatchClass.TEMPLATE


@pytest.mark.parametrize("language", FORMS)
def test_the_same_report_with_two_figures_corrected(language: str) -> None:
    form, one, two = FORMS[language]
    corrected = [new if str(new)[0].isdigit() else old for old, new in zip(one, two, strict=True)]
    assert compared(form.format(*one), form.format(*corrected), language) in JOINING


UPDATED = {
    "en": (
        "Police in Manila said on Tuesday that at least {0} people were killed and {1} injured when a ferry caught"
        " fire off the island of Cebu. The vessel was carrying 210 passengers, according to the coast guard, which"
        " sent 5 ships to the scene. Survivors said the fire broke out in the engine room shortly before dawn. The"
        " cause is being investigated. Ferry accidents are common in the Philippines, an archipelago of thousands"
        " of islands.",
        ("Police", "Officials"),
    ),
    "es": (
        "La Policía informó de que al menos {0} personas murieron y {1} resultaron heridas en el incendio de una"
        " fábrica textil el lunes por la mañana en Daca, la capital de Bangladés. En el edificio había unos 150"
        " trabajadores, en su mayoría mujeres. Los bomberos enviaron 18 vehículos y controlaron el fuego hacia el"
        " mediodía. Muchas víctimas murieron asfixiadas porque las salidas de emergencia estaban cerradas. Se"
        " investiga la causa.",
        ("La Policía", "El Gobierno"),
    ),
    "de": (
        "Die Polizei hat am Wochenende bei Kontrollen im Stadtgebiet {0} Autofahrer wegen zu hoher Geschwindigkeit"
        " angezeigt. Der schnellste war nach den Angaben mit 127 statt der erlaubten 50 Kilometer pro Stunde"
        " unterwegs. Er muss mit einem Bußgeld und einem Fahrverbot rechnen. Außerdem wurden {1} Verstöße gegen das"
        " Handyverbot festgestellt. Weitere Kontrollen seien geplant, hieß es, vor allem in der Nähe von Schulen"
        " und Kindergärten.",
        ("Die Polizei", "Das Ordnungsamt"),
    ),
    "ru": (
        "По данным полиции, не менее {0} человек погибли и {1} пострадали при пожаре на швейной фабрике в столице"
        " Бангладеш Дакке утром в понедельник. В здании находились около 150 работников, большинство из них"
        " женщины. На место прибыли 18 пожарных машин, к полудню огонь удалось потушить. Многие задохнулись, потому"
        " что запасные выходы были заперты. Причина пожара выясняется. В стране часто горят фабрики.",
        ("полиции", "МЧС"),
    ),
    "ja": (
        "警察によると、バングラデシュの首都ダッカの縫製工場で月曜日の朝、火災があり、少なくとも{0}人が死亡、{1}人が"
        "負傷した。出火当時、建物には約150人の従業員がおり、多くが女性だった。消防車18台が出動し、火は正午ごろ消し"
        "止められた。非常口に鍵がかかっていたため、多くの人が逃げ遅れたとみられる。出火の原因を調べている。同国では"
        "工場の火災が相次いでいる。",
        ("警察", "当局"),
    ),
    "zh": (
        "据警方通报，九江一家制衣厂星期一上午发生火灾，已造成至少{0}人死亡、{1}人受伤。起火时三层厂房内约有{2}名工人，"
        "其中大部分是女工。消防部门出动18辆消防车赶赴现场，大火燃烧近4小时后被扑灭。许多遇难者因安全出口被锁而窒息身亡。"
        "该厂建于1998年，去年曾因消防隐患被处罚。起火原因正在调查之中。",
        ("警方", "有关部门"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", UPDATED)
def test_a_toll_that_was_brought_up_to_date_and_is_told_by_somebody_else(language: str) -> None:
    form, (before, after) = UPDATED[language]
    assert compared(form.format(12, 40, 150), form.replace(before, after, 1).format(19, 57, 160), language) in JOINING


def test_where_a_sentence_was_put_in_it_is_an_update() -> None:
    form, one, two = FORMS["de"]
    added = " Der Zivilschutz bittet die Bevölkerung, Uferwege zu meiden und lose Gegenstände zu sichern. Zum"
    assert compared(form.format(*one), form.format(*two).replace(" Zum", added), "de") in JOINING
