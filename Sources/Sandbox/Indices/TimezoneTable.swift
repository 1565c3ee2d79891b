/// The zones of the IANA database that belong to a place, with the offset of their standard time (the smaller one
/// of the year), as `REGION: ZONE+HH:MM ...`.
enum TimezoneTable {
    static let text = """
        Africa: Abidjan+00:00 Accra+00:00 Addis_Ababa+03:00 Algiers+01:00 Asmara+03:00 Bamako+00:00
        Bangui+01:00 Banjul+00:00 Bissau+00:00 Blantyre+02:00 Brazzaville+01:00 Bujumbura+02:00
        Cairo+02:00 Casablanca+01:00 Ceuta+01:00 Conakry+00:00 Dakar+00:00 Dar_es_Salaam+03:00
        Djibouti+03:00 Douala+01:00 El_Aaiun+01:00 Freetown+00:00 Gaborone+02:00 Harare+02:00
        Johannesburg+02:00 Juba+02:00 Kampala+03:00 Khartoum+02:00 Kigali+02:00 Kinshasa+01:00
        Lagos+01:00 Libreville+01:00 Lome+00:00 Luanda+01:00 Lubumbashi+02:00 Lusaka+02:00 Malabo+01:00
        Maputo+02:00 Maseru+02:00 Mbabane+02:00 Mogadishu+03:00 Monrovia+00:00 Nairobi+03:00
        Ndjamena+01:00 Niamey+01:00 Nouakchott+00:00 Ouagadougou+00:00 Porto-Novo+01:00 Sao_Tome+00:00
        Tripoli+02:00 Tunis+01:00 Windhoek+02:00
        America: Adak-10:00 Anchorage-09:00 Anguilla-04:00 Antigua-04:00 Araguaina-03:00
        Argentina/Buenos_Aires-03:00 Argentina/Catamarca-03:00 Argentina/Cordoba-03:00
        Argentina/Jujuy-03:00 Argentina/La_Rioja-03:00 Argentina/Mendoza-03:00
        Argentina/Rio_Gallegos-03:00 Argentina/Salta-03:00 Argentina/San_Juan-03:00
        Argentina/San_Luis-03:00 Argentina/Tucuman-03:00 Argentina/Ushuaia-03:00 Aruba-04:00
        Asuncion-04:00 Atikokan-05:00 Bahia-03:00 Bahia_Banderas-06:00 Barbados-04:00 Belem-03:00
        Belize-06:00 Blanc-Sablon-04:00 Boa_Vista-04:00 Bogota-05:00 Boise-07:00 Cambridge_Bay-07:00
        Campo_Grande-04:00 Cancun-05:00 Caracas-04:00 Cayenne-03:00 Cayman-05:00 Chicago-06:00
        Chihuahua-06:00 Ciudad_Juarez-07:00 Costa_Rica-06:00 Coyhaique-04:00 Creston-07:00 Cuiaba-04:00
        Curacao-04:00 Danmarkshavn+00:00 Dawson-07:00 Dawson_Creek-07:00 Denver-07:00 Detroit-05:00
        Dominica-04:00 Edmonton-07:00 Eirunepe-05:00 El_Salvador-06:00 Fort_Nelson-07:00 Fortaleza-03:00
        Glace_Bay-04:00 Goose_Bay-04:00 Grand_Turk-05:00 Grenada-04:00 Guadeloupe-04:00 Guatemala-06:00
        Guayaquil-05:00 Guyana-04:00 Halifax-04:00 Havana-05:00 Hermosillo-07:00
        Indiana/Indianapolis-05:00 Indiana/Knox-06:00 Indiana/Marengo-05:00 Indiana/Petersburg-05:00
        Indiana/Tell_City-06:00 Indiana/Vevay-05:00 Indiana/Vincennes-05:00 Indiana/Winamac-05:00
        Inuvik-07:00 Iqaluit-05:00 Jamaica-05:00 Juneau-09:00 Kentucky/Louisville-05:00
        Kentucky/Monticello-05:00 Kralendijk-04:00 La_Paz-04:00 Lima-05:00 Los_Angeles-08:00
        Lower_Princes-04:00 Maceio-03:00 Managua-06:00 Manaus-04:00 Marigot-04:00 Martinique-04:00
        Matamoros-06:00 Mazatlan-07:00 Menominee-06:00 Merida-06:00 Metlakatla-09:00 Mexico_City-06:00
        Miquelon-03:00 Moncton-04:00 Monterrey-06:00 Montevideo-03:00 Montserrat-04:00 Nassau-05:00
        New_York-05:00 Nome-09:00 Noronha-02:00 North_Dakota/Beulah-06:00 North_Dakota/Center-06:00
        North_Dakota/New_Salem-06:00 Nuuk-02:00 Ojinaga-06:00 Panama-05:00 Paramaribo-03:00
        Phoenix-07:00 Port-au-Prince-05:00 Port_of_Spain-04:00 Porto_Velho-04:00 Puerto_Rico-04:00
        Punta_Arenas-03:00 Rankin_Inlet-06:00 Recife-03:00 Regina-06:00 Resolute-06:00 Rio_Branco-05:00
        Santarem-03:00 Santiago-04:00 Santo_Domingo-04:00 Sao_Paulo-03:00 Scoresbysund-01:00 Sitka-09:00
        St_Barthelemy-04:00 St_Johns-03:30 St_Kitts-04:00 St_Lucia-04:00 St_Thomas-04:00
        St_Vincent-04:00 Swift_Current-06:00 Tegucigalpa-06:00 Thule-04:00 Tijuana-08:00 Toronto-05:00
        Tortola-04:00 Vancouver-08:00 Whitehorse-07:00 Winnipeg-06:00 Yakutat-09:00
        Antarctica: Casey+08:00 Davis+07:00 DumontDUrville+10:00 Macquarie+10:00 Mawson+05:00
        McMurdo+12:00 Palmer-03:00 Rothera-03:00 Syowa+03:00 Troll+00:00 Vostok+05:00
        Arctic: Longyearbyen+01:00
        Asia: Aden+03:00 Almaty+05:00 Amman+03:00 Anadyr+12:00 Aqtau+05:00 Aqtobe+05:00 Ashgabat+05:00
        Atyrau+05:00 Baghdad+03:00 Bahrain+03:00 Baku+04:00 Bangkok+07:00 Barnaul+07:00 Beirut+02:00
        Bishkek+06:00 Brunei+08:00 Chita+09:00 Colombo+05:30 Damascus+03:00 Dhaka+06:00 Dili+09:00
        Dubai+04:00 Dushanbe+05:00 Famagusta+02:00 Gaza+02:00 Hebron+02:00 Ho_Chi_Minh+07:00
        Hong_Kong+08:00 Hovd+07:00 Irkutsk+08:00 Jakarta+07:00 Jayapura+09:00 Jerusalem+02:00
        Kabul+04:30 Kamchatka+12:00 Karachi+05:00 Kathmandu+05:45 Khandyga+09:00 Kolkata+05:30
        Krasnoyarsk+07:00 Kuala_Lumpur+08:00 Kuching+08:00 Kuwait+03:00 Macau+08:00 Magadan+11:00
        Makassar+08:00 Manila+08:00 Muscat+04:00 Nicosia+02:00 Novokuznetsk+07:00 Novosibirsk+07:00
        Omsk+06:00 Oral+05:00 Phnom_Penh+07:00 Pontianak+07:00 Pyongyang+09:00 Qatar+03:00
        Qostanay+05:00 Qyzylorda+05:00 Riyadh+03:00 Sakhalin+11:00 Samarkand+05:00 Seoul+09:00
        Shanghai+08:00 Singapore+08:00 Srednekolymsk+11:00 Taipei+08:00 Tashkent+05:00 Tbilisi+04:00
        Tehran+03:30 Thimphu+06:00 Tokyo+09:00 Tomsk+07:00 Ulaanbaatar+08:00 Urumqi+06:00 Ust-Nera+10:00
        Vientiane+07:00 Vladivostok+10:00 Yakutsk+09:00 Yangon+06:30 Yekaterinburg+05:00 Yerevan+04:00
        Atlantic: Azores-01:00 Bermuda-04:00 Canary+00:00 Cape_Verde-01:00 Faroe+00:00 Madeira+00:00
        Reykjavik+00:00 South_Georgia-02:00 St_Helena+00:00 Stanley-03:00
        Australia: Adelaide+09:30 Brisbane+10:00 Broken_Hill+09:30 Darwin+09:30 Eucla+08:45 Hobart+10:00
        Lindeman+10:00 Lord_Howe+10:30 Melbourne+10:00 Perth+08:00 Sydney+10:00
        Europe: Amsterdam+01:00 Andorra+01:00 Astrakhan+04:00 Athens+02:00 Belgrade+01:00 Berlin+01:00
        Bratislava+01:00 Brussels+01:00 Bucharest+02:00 Budapest+01:00 Busingen+01:00 Chisinau+02:00
        Copenhagen+01:00 Dublin+00:00 Gibraltar+01:00 Guernsey+00:00 Helsinki+02:00 Isle_of_Man+00:00
        Istanbul+03:00 Jersey+00:00 Kaliningrad+02:00 Kirov+03:00 Kyiv+02:00 Lisbon+00:00
        Ljubljana+01:00 London+00:00 Luxembourg+01:00 Madrid+01:00 Malta+01:00 Mariehamn+02:00
        Minsk+03:00 Monaco+01:00 Moscow+03:00 Oslo+01:00 Paris+01:00 Podgorica+01:00 Prague+01:00
        Riga+02:00 Rome+01:00 Samara+04:00 San_Marino+01:00 Sarajevo+01:00 Saratov+04:00
        Simferopol+03:00 Skopje+01:00 Sofia+02:00 Stockholm+01:00 Tallinn+02:00 Tirane+01:00
        Ulyanovsk+04:00 Vaduz+01:00 Vatican+01:00 Vienna+01:00 Vilnius+02:00 Volgograd+03:00
        Warsaw+01:00 Zagreb+01:00 Zurich+01:00
        Indian: Antananarivo+03:00 Chagos+06:00 Christmas+07:00 Cocos+06:30 Comoro+03:00 Kerguelen+05:00
        Mahe+04:00 Maldives+05:00 Mauritius+04:00 Mayotte+03:00 Reunion+04:00
        Pacific: Apia+13:00 Auckland+12:00 Bougainville+11:00 Chatham+12:45 Chuuk+10:00 Easter-06:00
        Efate+11:00 Fakaofo+13:00 Fiji+12:00 Funafuti+12:00 Galapagos-06:00 Gambier-09:00
        Guadalcanal+11:00 Guam+10:00 Honolulu-10:00 Kanton+13:00 Kiritimati+14:00 Kosrae+11:00
        Kwajalein+12:00 Majuro+12:00 Marquesas-09:30 Midway-11:00 Nauru+12:00 Niue-11:00 Norfolk+11:00
        Noumea+11:00 Pago_Pago-11:00 Palau+09:00 Pitcairn-08:00 Pohnpei+11:00 Port_Moresby+10:00
        Rarotonga-10:00 Saipan+10:00 Tahiti-10:00 Tarawa+12:00 Tongatapu+13:00 Wake+12:00 Wallis+12:00
        """
}
