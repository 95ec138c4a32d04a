"""Cities that stand in ordinary letters before a dash or a colon and make it a dateline: ``Praha - …``, ``Mumbai: …``.

In capitals, with a date or before a credit, any place is a dateline by its shape; in ordinary letters the shape is also
that of ``Doe - …`` or ``Kultur: …``, so here the name has to be known. Capitals, large cities and the seats of
newspapers, as they are spelled by the press of their own country and of its neighbours.
"""

from __future__ import annotations

CITIES = frozenset(
    name.strip()
    for name in """
    |berlin|hamburg|münchen|köln|frankfurt|frankfurt am main|frankfurt/main|stuttgart|düsseldorf|dortmund|essen
    |leipzig|bremen|dresden|hannover|nürnberg|duisburg|bochum|bonn|münster|karlsruhe|mannheim|augsburg|wiesbaden
    |mainz|kiel|rostock|magdeburg|erfurt|potsdam|saarbrücken|schwerin|freiburg|kassel|halle|heidelberg
    |regensburg|ulm|wismar|wien|graz|linz|salzburg|innsbruck|klagenfurt|bregenz|zürich|bern|basel|genf|lausanne
    |luzern|brüssel|paris|marseille|lyon|toulouse|nice|nantes|strasbourg|straßburg|bordeaux|lille|bruxelles
    |genève|montréal|québec|luxembourg|luxemburg|madrid|barcelona|valencia|sevilla|zaragoza|málaga|bilbao|murcia
    |palma|vigo|granada|toledo|pamplona|oviedo|santander|lisboa|porto|coimbra|braga|faro|roma|milano|napoli
    |torino|palermo|genova|bologna|firenze|bari|catania|venezia|verona|trieste|padova|perugia|cagliari|ancona
    |lecce|salerno|amsterdam|rotterdam|den haag|utrecht|eindhoven|groningen|tilburg|maastricht|arnhem|antwerpen
    |gent|brussel|willemstad|paramaribo|stockholm|göteborg|malmö|uppsala|oslo|bergen|trondheim|stavanger
    |københavn|aarhus|odense|aalborg|helsinki|tampere|turku|oulu|reykjavík|warszawa|kraków|łódź|wrocław|poznań
    |gdańsk|szczecin|lublin|katowice|białystok|rzeszów|toruń|praha|brno|ostrava|plzeň|liberec|olomouc|bratislava
    |košice|žilina|budapest|debrecen|szeged|pécs|győr|miskolc|bucurești|bucureşti|cluj|cluj-napoca|iași|iaşi
    |timișoara|constanța|craiova|brașov|chișinău|sofia|zagreb|split|rijeka|osijek|beograd|novi sad|niš|sarajevo
    |mostar|ljubljana|maribor|skopje|podgorica|tirana|athína|istanbul|ankara|izmir|adana|bursa
    |antalya|konya|london|manchester|birmingham|edinburgh|glasgow|cardiff|belfast|dublin|new york|washington
    |los angeles|chicago|houston|boston|miami|atlanta|dallas|seattle|san francisco|toronto|ottawa|vancouver
    |calgary|sydney|melbourne|brisbane|perth|canberra|auckland|wellington|johannesburg|cape town|pretoria
    |nairobi|lagos|abuja|accra|kampala|kigali|harare|lusaka|addis ababa|cairo|rabat|tunis|algiers|dakar|abidjan
    |kinshasa|mumbai|new delhi|delhi|kolkata|calcutta|chennai|madras|bengaluru|bangalore|hyderabad|ahmedabad
    |pune|jaipur|lucknow|kanpur|nagpur|indore|bhopal|patna|chandigarh|guwahati|srinagar|jammu|ranchi|raipur
    |bhubaneswar|kochi|cochin|thiruvananthapuram|thrissur|coimbatore|madurai|visakhapatnam|vijayawada|mangaluru
    |mysuru|panaji|shimla|dehradun|gurugram|noida|varanasi|surat|vadodara|rajkot|islamabad|karachi|lahore
    |peshawar|quetta|rawalpindi|dhaka|chittagong|kathmandu|colombo|male|thimphu|yangon|bangkok|hanoi|phnom penh
    |vientiane|kuala lumpur|singapore|jakarta|surabaya|bandung|medan|semarang|makassar|yogyakarta|denpasar
    |manila|cebu|tokyo|osaka|seoul|beijing|shanghai|hong kong|taipei|dubai|abu dhabi|doha|riyadh|jeddah|kuwait
    |muscat|manama|tehran|baghdad|beirut|damascus|amman|jerusalem|tel aviv|ciudad de méxico|guadalajara
    |monterrey|bogotá|medellín|cali|barranquilla|lima|arequipa|santiago|valparaíso|buenos aires|córdoba|rosario
    |mendoza|la plata|montevideo|asunción|la paz|santa cruz|quito|guayaquil|caracas|maracaibo|la habana
    |santo domingo|san juan|san josé|ciudad de panamá|panamá|managua|tegucigalpa|san salvador
    |ciudad de guatemala|guatemala|são paulo|rio de janeiro|brasília|salvador|fortaleza|belo horizonte|curitiba
    |recife|porto alegre|manaus|belém|goiânia|luanda|maputo|praia|bissau|díli|москва|санкт-петербург|новосибирск
    |екатеринбург|казань|минск|алма-ата|алматы|астана|ташкент|баку|ереван|тбилиси|бишкек|київ|киев|львів|харків
    |одеса|дніпро|софия|пловдив|варна|бургас|београд|скопје|αθήνα|θεσσαλονίκη|λευκωσία
    """.replace("\n", " ").split("|")
    if name.strip()
)
"""Folded."""
