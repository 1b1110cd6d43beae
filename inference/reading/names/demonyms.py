"""Peoples, nationalities and religions: what a person is called after."""

_PEOPLES = frozenset(
    """afghan albanian algerian american americans andorran angolan antiguan argentine argentinian armenian
    australian aussie austrian azerbaijani azeri bahamian bahraini bangladeshi barbadian basque belarusian belgian
    belizean beninese bengali bhutanese bolivian bosnian botswanan brazilian breton british briton bruneian
    bulgarian burkinabe burmese burundian cambodian cameroonian canadian catalan chadian chechen chilean chinese
    colombian congolese cornish corsican croatian croat cuban cypriot czech dane danish dominican dutch ecuadorian
    egyptian emirati english eritrean estonian ethiopian european fijian filipino finn finnish flemish french
    frenchman frenchwoman englishman englishwoman irishman irishwoman dutchman scotsman welshman gabonese galician
    gambian georgian german ghanaian greek greenlander grenadian guatemalan guinean guyanese haitian hawaiian
    honduran hungarian icelander icelandic indian indonesian iranian iraqi irish israeli italian ivorian jamaican
    japanese jordanian kazakh kenyan korean kosovar kurd kurdish kuwaiti kyrgyz lao laotian latvian lebanese
    liberian libyan lithuanian luxembourger macedonian malagasy malawian malaysian maldivian malian maltese maori
    mauritanian mauritian mexican moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali
    nicaraguan nigerian nigerien norse norwegian omani pakistani palestinian panamanian papuan paraguayan persian
    peruvian pole polish portuguese qatari quebecois romanian russian rwandan sami samoan sardinian saudi scot
    scottish senegalese serb serbian sicilian singaporean slav slavic slovak slovakian slovene slovenian somali
    spaniard spanish sudanese surinamese swede swedish swiss syrian taiwanese tajik tamil tanzanian tatar thai
    tibetan togolese tongan trinidadian tunisian turk turkish turkmen ugandan uighur uyghur ukrainian uruguayan
    uzbek venezuelan vietnamese viking welsh yemeni yemenite yoruba igbo hausa zambian zimbabwean zulu african
    asian arab arabic aboriginal indigenous inuit cherokee navajo apache sioux lenape maya mayan aztec inca roma
    romani latino latina hispanic caucasian scandinavian balkan baltic nordic celtic gaul saxon norman roman
    athenian spartan ottoman byzantine balinese javanese christian catholic protestant orthodox lutheran anglican
    methodist baptist mormon quaker calvinist muslim islamic islamist sunni shia shiite jew jewish hindu buddhist
    sikh jain atheist zionist""".split()
)

COUNTRY_OF_PEOPLE = dict(
    pair.split(":")
    for pair in """american:US australian:AU austrian:AT belgian:BE brazilian:BR briton:GB british:GB english:GB
    scottish:GB
    welsh:GB bulgarian:BG canadian:CA chilean:CL chinese:CN colombian:CO croatian:HR cuban:CU czech:CZ danish:DK
    dane:DK dutch:NL egyptian:EG estonian:EE ethiopian:ET finnish:FI finn:FI french:FR frenchman:FR german:DE
    ghanaian:GH greek:GR hungarian:HU icelandic:IS indian:IN indonesian:ID iranian:IR iraqi:IQ irish:IE israeli:IL
    italian:IT japanese:JP kenyan:KE latvian:LV lebanese:LB lithuanian:LT malaysian:MY mexican:MX moroccan:MA
    nepalese:NP nigerian:NG norwegian:NO pakistani:PK peruvian:PE philippine:PH filipino:PH polish:PL pole:PL
    portuguese:PT romanian:RO russian:RU saudi:SA senegalese:SN serbian:RS serb:RS slovak:SK slovene:SI
    slovenian:SI spanish:ES spaniard:ES sudanese:SD swedish:SE swede:SE swiss:CH syrian:SY taiwanese:TW thai:TH
    tunisian:TN turkish:TR turk:TR ugandan:UG ukrainian:UA venezuelan:VE vietnamese:VN""".split()
)
"""Peoples whose country the text speaks of with them, by its code."""


def is_people(words: tuple[str, ...]) -> bool:
    """Whether a name is a people's, in the singular or the plural."""
    return bool(words) and all(word in _PEOPLES or word.removesuffix("s") in _PEOPLES for word in words)
