/// What can stand in `<waybill>` and what cannot, where the schema and the reader have to agree.
enum XSDSpellings {
    static let accepted: [String] =
        [
            "", "<offers/>", "<offers> </offers><networks/><offers/>",
            "<offers><offer><title> a </title></offer></offers><domains><domain key='d'/></domains>",
            "<offers><offer><url>u</url><extra/><title>a</title><id>7</id><key>k</key></offer></offers>",
            "<offers><offer key='k'><extra> {\"a\": [1]} </extra></offer></offers>",
            "<offers xml:lang='en'><offer key='k'><title xml:space='preserve'> a</title></offer></offers>",
            "<sources><source preset='P' key='k'><url><b/>x</url><payment><amount>1</amount></payment></source></sources>",
            "<campaigns><campaign key='k'><streams/><tags/><notes><item/><item>x</item></notes></campaign></campaigns>",
            "<campaigns><campaign key='k'><streams><stream><weight>1</weight><filters/><offers/></stream></streams>"
                + "</campaign></campaigns>",
            "<campaigns><campaign key='k'><streams><stream><filters><country><iso><item>de</item></iso></country>"
                + "</filters><weight>1.0</weight></stream></streams></campaign></campaigns>",
        ]
        + [
            "<state>Absent</state>", "<protect> YES </protect>", "<protect>0</protect>", "<cap> 5 </cap>",
            "<cap>3.0</cap>", "<cap>1e2</cap>", "<cap>-0</cap>", "<cap>9223372036854775807</cap>",
            "<cap_alert>False</cap_alert>", "<cap_alert>1</cap_alert>", "<status>Paused</status>",
            "<status> archived </status>", "<status>2</status>", "<status>2.0</status>", "<postback_url/>",
            "<payment/>", "<payment><amount>0</amount></payment>",
            "<payment><amount>-0.0e3</amount></payment>",
            "<payment><amount>0.0000000000000000000000000000000000001</amount></payment>",
            "<payment><amount> 12345678901234567890123456789012345678 </amount></payment>",
            "<country_codes/>", "<country_codes><item>De</item><item>XK</item></country_codes>",
            "<targeting><os/><isp><item/></isp></targeting>",
        ].map { "<offers><offer key='k'>\($0)</offer></offers>" }

    static let refused: [String] =
        [
            "<offer/>", "<offers><landing/></offers>", "text", "<offers>text</offers>", "<offers x='1'/>",
            "<offers><offer key=''/></offers>", "<offers><offer key='k' cap='5'/></offers>",
            "<offers><offer key='k' preset='P'/></offers>",
            "<offers><offer key='k' protect='maybe'/></offers>",
            "<domains><domain key='k'><url>track.example</url></domain></domains>",
            "<campaigns><campaign key='k'><status>deleted</status></campaign></campaigns>",
            "<campaigns><campaign key='k'><status>3</status></campaign></campaigns>",
            "<campaigns><campaign key='k'><source/></campaign></campaigns>",
            "<campaigns><campaign key='k'><tags><tag>a</tag></tags></campaign></campaigns>",
            "<campaigns><campaign key='k'><streams><stream/></streams></campaign></campaigns>",
            "<campaigns><campaign key='k'><streams><stream><weight>0</weight></stream></streams></campaign></campaigns>",
            "<campaigns><campaign key='k'><streams><item><weight>1</weight></item></streams></campaign></campaigns>",
        ]
        + [
            "<titel>a</titel>", "<title> </title>", "<title x='1'>a</title>",
            "<title>a</title><title>b</title>",
            "<title><b/></title>", "<program_id>5</program_id>", "<cpapi>true</cpapi>", "<preset>P</preset>",
            "<cap/>", "<cap>x</cap>", "<cap>-1</cap>", "<cap>1.5</cap>", "<cap>+5</cap>", "<cap>05</cap>",
            "<cap>1,5</cap>",
            "<cap>9223372036854775808</cap>", "<cap_alert>on</cap_alert>", "<cap_alert/>",
            "<status>deleted</status>",
            "<status>activ</status>", "<status>3.0</status>", "<payment><amount>-1</amount></payment>",
            "<payment><amount>.5</amount></payment>", "<payment><sum>1</sum></payment>",
            "<state> absent</state>",
            "<extra>[1]</extra>", "<extra>x</extra>", "<country_codes>DE</country_codes>",
            "<country_codes><item>UK</item></country_codes>", "<country_codes><item/></country_codes>",
        ].map { "<offers><offer key='k'>\($0)</offer></offers>" }
}
