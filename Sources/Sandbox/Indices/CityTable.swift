/// Some cities of some countries as `CODE City, City, ...`; the first two are the document's.
enum CityTable {
    static let text = """
        AE Abu Dhabi, Dubai, Sharjah; AR Buenos Aires, Cordoba, Rosario; AT Vienna, Graz, Linz, Salzburg;
        AU Sydney, Melbourne, Brisbane, Perth; BD Dhaka, Chittagong; BE Brussels, Antwerp, Ghent;
        BG Sofia, Plovdiv, Varna; BR Sao Paulo, Rio de Janeiro, Brasilia, Salvador; BY Minsk, Gomel;
        CA Toronto, Montreal, Vancouver, Calgary; CH Zurich, Geneva, Basel, Bern; CL Santiago, Valparaiso;
        CN Beijing, Shanghai, Guangzhou, Shenzhen; CO Bogota, Medellin, Cali; CY Nicosia, Limassol;
        CZ Prague, Brno, Ostrava; DE Berlin, Hamburg, Munich, Cologne, Frankfurt, Leipzig;
        DK Copenhagen, Aarhus, Odense; EE Tallinn, Tartu; EG Cairo, Alexandria, Giza;
        ES Madrid, Barcelona, Valencia, Seville; FI Helsinki, Espoo, Tampere;
        FR Paris, Marseille, Lyon, Toulouse, Nantes, Lille; GB London, Manchester, Birmingham, Glasgow, Leeds;
        GE Tbilisi, Batumi; GR Athens, Thessaloniki; HK Hong Kong; HR Zagreb, Split; HU Budapest, Debrecen;
        ID Jakarta, Surabaya, Bandung; IE Dublin, Cork; IL Tel Aviv, Jerusalem, Haifa;
        IN Mumbai, Delhi, Bangalore, Chennai, Kolkata; IT Rome, Milan, Naples, Turin;
        JP Tokyo, Osaka, Nagoya, Sapporo; KE Nairobi, Mombasa; KR Seoul, Busan, Incheon;
        KZ Almaty, Astana; LT Vilnius, Kaunas; LU Luxembourg; LV Riga, Daugavpils; MA Casablanca, Rabat;
        MD Chisinau; MX Mexico City, Guadalajara, Monterrey; MY Kuala Lumpur, George Town; NG Lagos, Abuja, Kano;
        NL Amsterdam, Rotterdam, Utrecht, The Hague; NO Oslo, Bergen, Trondheim; NZ Auckland, Wellington;
        PE Lima, Arequipa; PH Manila, Quezon City, Cebu; PK Karachi, Lahore, Islamabad;
        PL Warsaw, Krakow, Wroclaw, Gdansk; PT Lisbon, Porto, Braga; QA Doha; RO Bucharest, Cluj-Napoca, Iasi;
        RS Belgrade, Novi Sad; RU Moscow, Saint Petersburg, Novosibirsk, Kazan; SA Riyadh, Jeddah, Mecca;
        SE Stockholm, Gothenburg, Malmo; SG Singapore; SI Ljubljana, Maribor; SK Bratislava, Kosice;
        TH Bangkok, Chiang Mai; TR Istanbul, Ankara, Izmir; TW Taipei, Kaohsiung; TZ Dar es Salaam, Dodoma;
        UA Kyiv, Kharkiv, Odesa, Lviv;
        US New York, Los Angeles, Chicago, Houston, Phoenix, Philadelphia, San Antonio, San Diego, Dallas, Miami;
        UY Montevideo; UZ Tashkent, Samarkand; VE Caracas, Maracaibo; VN Ho Chi Minh City, Hanoi, Da Nang;
        ZA Johannesburg, Cape Town, Durban
        """
}
