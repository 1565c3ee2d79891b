/// What feeds call countries besides their short names: former names, official ones, those of address databases.
///
/// A row is a code and its names, separated by bars. Of a name with a comma the other order is known too:
/// "Korea, Republic of" is also "Republic of Korea".
enum CountryAliases {
    static let rows = """
        AE UAE|Emirates
        AG Antigua
        AX Aland
        BA Bosnia|Bosnia Herzegovina|Bosna and Herzegovina
        BL St Barts|Saint Barth
        BN Brunei Darussalam
        BO Bolivia, Plurinational State of
        BQ Bonaire|Bonaire, Sint Eustatius and Saba|BES Islands
        BY Belorussia|Byelorussia
        CC Cocos (Keeling) Islands|Keeling Islands|Cocos (Keeling)
        CD Congo, Democratic Republic of|Congo (Kinshasa)|Congo - Kinshasa|DRC|DR of Congo|Democratic Congo|Zaire
        CD Congo, DR|Congo, Dem|Congo DRC
        CF CAR
        CG Congo (Brazzaville)|Congo - Brazzaville|Congo, Republic of|Congo Republic
        CH Swiss|Swiss Confederation
        CI Ivory Coast|Cote d Ivoire|Cote Ivoire
        CN China, People's Republic of|PR China|PRC|Mainland China
        CV Cape Verde
        CZ Czech Republic|Czech
        DE Germany, Federal Republic of|Deutschland
        ES España
        FK Falkland Islands (Malvinas)|Falklands|Malvinas
        FM Micronesia, Federated States of
        FO Faeroe Islands|Faroes
        FR Metropolitan France
        GB Great Britain|Britain|England|Scotland|Wales|Northern Ireland|UK
        GB United Kingdom of Great Britain and Northern Ireland|United Kingdom (Great Britain)
        GB United Kingdom of Great Britain|United Kingdom (UK)
        GE Georgia, Republic of
        GM Gambia, Republic of
        GN Guinea Conakry|Guinea, Republic of
        GR Hellas|Hellenic Republic
        GS South Georgia|South Georgia and South Sandwich
        HK Hong Kong SAR|Hong Kong SAR China|Hong Kong, SAR China|HongKong|China, Hong Kong SAR
        HK China, Hong Kong Special Administrative Region|Hong Kong Special Administrative Region of China
        HM Heard and McDonald Islands|Heard Island
        IE Eire|Ireland, Republic of
        IO British Indian Ocean|Chagos Islands
        IR Iran, Islamic Republic of
        KG Kyrgyz Republic|Kirghizia|Kirgizstan
        KN St Kitts|Saint Kitts|Saint Christopher and Nevis
        KP Korea, Democratic People's Republic of|Korea, North|Korea (North)|Korea, DPR|DPRK|North Korea (DPRK)
        KR Korea|Korea, Republic of|Korea, South|Korea (South)|ROK|Korea Rep
        LA Lao|Lao PDR|Lao People's Democratic Republic
        LC Santa Lucia
        LY Libyan Arab Jamahiriya|Libya Arab Jamahiriya
        MD Moldova, Republic of|Moldavia
        MF Saint Martin (French part)|Saint Martin (France)|Saint Martin French
        MK Macedonia|Macedonia, former Yugoslav Republic of|FYR Macedonia|FYROM|Macedonia, FYR
        MK Macedonia, Republic of|Macedonia (FYROM)|North Macedonia, Republic of
        MM Burma|Myanmar (Burma)
        MO Macau|Macau SAR|Macao SAR|Macau SAR China|Macao SAR China|China, Macao SAR
        MO China, Macao Special Administrative Region
        MP Northern Marianas|Mariana Islands, Northern
        NL Holland|Nederland
        PN Pitcairn
        PS Palestine, State of|Palestinian Territory|Palestinian Territories|Palestinian Territory, Occupied
        PS Occupied Palestinian Territory
        RE Reunion Island
        RU Russian Federation
        SA KSA|Kingdom of Saudi Arabia
        SH Saint Helena, Ascension and Tristan da Cunha
        SJ Svalbard
        SK Slovak Republic|Slovak
        ST Sao Tome
        SV Salvador
        SX Sint Maarten (Dutch part)|Saint Maarten|Saint Martin (Dutch part)
        SY Syrian Arab Republic
        SZ Swaziland|Eswatini (Swaziland)
        TC Turks and Caicos
        TF French Southern and Antarctic Lands
        TL East Timor|Timor
        TR Turkey|Turkiye, Republic of
        TT Trinidad
        TW Taiwan, Province of China|Taiwan, Republic of China|Chinese Taipei
        TZ Tanzania, United Republic of
        UM United States Minor Outlying Islands|US Minor Outlying Islands|US Outlying Islands
        US United States of America|US of America|U.S.A.|U.S.|United States (USA)|United States (US)
        VA Vatican|Holy See|Holy See (Vatican City State)|Vatican City State|Vatican, Holy See
        VC Saint Vincent
        VE Venezuela, Bolivarian Republic of
        VG Virgin Islands, British|Virgin Islands (British)|British Virgin Is
        VI Virgin Islands, U.S.|Virgin Islands (U.S.)|Virgin Islands, US|United States Virgin Islands|US Virgin Islands
        VI Virgin Islands of the United States|Virgin Islands (USA)
        VN Viet Nam
        WF Wallis and Futuna Islands|Wallis
        WS Western Samoa
        """

    /// Codes of two letters that are no codes of ISO 3166-1 and mean one country.
    static let codes: [(alias: String, code: String)] = [("UK", "GB"), ("EL", "GR")]

    /// Words for all countries.
    static let everywhere = [
        "ALL", "WW", "GLOBAL", "*", "Worldwide", "World wide", "World", "All countries", "All GEOs",
        "All GEO",
        "Any country",
    ]

    /// Codes of address databases for what is no country: anonymous proxies, satellites, and visitors of whom only the
    /// continent is known.
    static let pseudo = ["A1", "A2", "EU", "AP"]

    /// Codes and names that no country has any more, or never had, and what to write instead.
    static let hints: [String: String] = [
        "AN": "the Netherlands Antilles are BQ, CW and SX now",
        "NETHERLANDS ANTILLES": "these are BQ, CW and SX now",
        "CS": "this was Serbia and Montenegro (RS and ME), and Czechoslovakia before",
        "SERBIA AND MONTENEGRO": "these are RS and ME now",
        "YU": "the countries of Yugoslavia have their own codes",
        "YUGOSLAVIA": "its countries have their own codes",
        "SU": "the countries of the Soviet Union have their own codes",
        "USSR": "its countries have their own codes", "EN": "did you mean \"GB\"?",
        "JA": "did you mean \"JP\"?",
        "VIRGIN ISLANDS": "there are two: VG (British) and VI (U.S.)",
        "EUROPE": "list the countries one by one", "ROW": "list the countries, or all but some of them",
        "REST OF WORLD": "list the countries, or all but some of them",
    ]
}
