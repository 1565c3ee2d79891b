import Feeds

/// A constructed feed in the shape of a network's, and what a person would take of it.
struct DraftShape: Sendable, CustomStringConvertible {
    let description: String
    let format: FeedFormat
    let text: String
    /// The expressions that a person would write; `nil` for what such a feed does not have.
    let key: String
    let title: String
    let url: String?
    let payout: String?
    var countries: String?
    var status: String?
    var cap: String?
    /// How many of the records become offers when the draft runs, with a link given where it asks for one.
    var objects = 1
}

enum DraftShapes {
    static func json(_ records: String...) throws -> FeedFormat {
        .json(JSONRecordOptions(records: try records.map(JSONRecordPath.init)))
    }

    static func xml(_ records: String) throws -> FeedFormat {
        .xml(XMLRecordOptions(records: try XMLRecordPath(records)))
    }

    static func all() throws -> [DraftShape] {
        try jsonShapes() + smallShapes() + xmlShapes() + tables()
    }

    static func jsonShapes() throws -> [DraftShape] {
        [
            DraftShape(
                description: "TUNE", format: try json("response.data.data.*"),
                text: #"""
                    {"response":{"status":1,"data":{"page":"1","count":2,"data":{
                    "2001":{"Offer":{"id":"2001","name":"Castle Quest \u2013 FTD","description":"<p>First<\/p>","preview_url":"https:\/\/look.example.test\/2001","currency":null,"default_payout":"15.00000","percent_payout":null,"payout_type":"cpa_flat","status":"active","approval_status":"approved","conversion_cap":"0","modified":1600158239},
                    "TrackingLink":{"click_url":"https:\/\/net.go2.example\/aff_c?offer_id=2001&aff_id=7"},
                    "Country":{"840":{"code":"US","name":"United States"},"826":{"code":"GB","name":"United Kingdom"}}},
                    "2002":{"Offer":{"id":"2002","name":"Shop Sale","description":"","preview_url":"","currency":"EUR","default_payout":"0.00000","percent_payout":"10.50","payout_type":"cpa_percentage","status":"paused","approval_status":"pending","conversion_cap":"50","modified":1600158240},
                    "TrackingLink":[],"Country":[]}}}}}
                    """#,
                key: "Offer.id", title: "trim(Offer.name)",
                url: "set_param(TrackingLink.click_url, param('click_parameter'), '{clickid}')",
                payout: "money(Offer.default_payout, param('currency')) | if(@ > `0`, @)",
                countries: "country(Country)", status: "lookup('status', Offer.status)"),
            DraftShape(
                description: "Everflow", format: try json("offers"),
                text: #"""
                    {"offers":[{"network_offer_id":31,"network_id":1,"name":"Berry Gummies - US/CA","offer_status":"active","currency_id":"USD","tracking_url":"https://www.go.example.test/?_ef_transaction_id=&oid=31&affid=9","preview_url":"https://berry.example.test","html_description":"<b>No adult<\/b> &amp; no incent","is_caps_enabled":true,"daily_click_cap":500,"daily_conversion_cap":40,"date_live_until":"","time_created":1671461024,
                    "relationship":{"offer_affiliate_status":"approved",
                    "payouts":{"total":2,"entries":[{"entry_name":"Base","is_default":true,"payout_type":"cpa","payout_amount":42.5,"payout_percentage":0},{"entry_name":"Upsell","is_default":false,"payout_type":"cps","payout_amount":0,"payout_percentage":12}]},
                    "ruleset":{"countries":[{"country_code":"US","targeting_type":"include"},{"country_code":"CA","targeting_type":"include"},{"country_code":"KP","targeting_type":"exclude"}]},
                    "creatives":{"total":0,"entries":[]}}}],"paging":{"page":1,"total_count":1}}
                    """#,
                key: "to_string(network_offer_id)", title: "trim(name)",
                url: "set_param(tracking_url, param('click_parameter'), '{clickid}')",
                payout: "money(relationship.payouts.entries[0].payout_amount, param('currency'))",
                countries:
                    "country(relationship.ruleset.countries[?targeting_type == 'include'].country_code)",
                status: "lookup('status', offer_status)", cap: "daily_click_cap | if(@ > `0`, @)"),
            DraftShape(
                description: "Affise", format: try json("offers"),
                text: #"""
                    {"status":1,"offers":[{"id":77,"offer_id":"5718a0c2e1b0c83b008b1234","title":"Cleaner [Android]","preview_url":"https:\/\/look.example.test\/77","description_lang":{"en":"<p>Payout 32$<\/p>","ru":""},"categories":["5718a0c2"],"full_categories":[{"id":"5718a0c2","title":"Utilities"}],
                    "payments":[{"countries":["US","UK"],"country_exclude":false,"title":"Install","goal":"1","revenue":2.4,"currency":"usd","type":"fixed"},{"countries":["DE"],"country_exclude":false,"title":"Install","goal":"1","revenue":1.75,"currency":"USD","type":"fixed"}],
                    "caps":[{"period":"day","type":"conversions","value":100,"country_type":"all","country":[]}],
                    "required_approval":false,"strictly_country":0,"landings":[{"id":11,"title":"Green","url":"https:\/\/lp.example.test\/g"}],"links":[],
                    "link":"https:\/\/net.go.example.test\/click?pid=610\u0026offer_id=77","hold_period":7}],"pagination":{"page":1}}
                    """#,
                key: "to_string(id)", title: "trim(title)",
                url: "set_param(link, param('click_parameter'), '{clickid}')",
                payout: "money(payments[0].revenue, param('currency'))",
                countries: "country(payments[0].countries)"),
            DraftShape(
                description: "Offer18", format: try json("data.*"),
                text: #"""
                    {"response":"200","data":{"00042":{"offerid":"00042","name":"Loan Lead IN","logo":"","status":"active","category":"finance, lead","currency":"INR","price":100,"model":"CPL","date_start":"2018-01-01 00:00:00","preview_url":"https://loan.example.test","country_allow":"IN,US","country_block":"GB","os_allow":"","capping":[{"rule_id":"7","type":"approved_conversions","period":"daily","value":"50"}],"payout":[{"payout":"515.0000","currency":"INR","model":"CPL","condition":[[{"field":"country","value":"IN"}]]}],"click_url":"https://x.o18.example.test/c?o=42&m=5&a=9&aff_click_id={aff_click_id}&sub_aff_id={sub_aff_id}","authorized":1}}}
                    """#,
                key: "offerid", title: "trim(name)", url: "macro(click_url, '{aff_click_id}', '{clickid}')",
                payout: "money(payout[0].payout, param('currency'))", countries: "country(country_allow)",
                status: "lookup('status', status)"),
            DraftShape(
                description: "Trackier", format: try json("data.campaigns"),
                text: #"""
                    {"success":true,"data":{"campaigns":[{"_id":"5bb1f0","display_id":31,"title":"VPN trial","description":"<p>CC<\/p>","preview_url":"https://vpn.example.test","category":["Utilities"],"device":["all"],"os":["android","ios"],"expiry":"2019-01-31","status":"active","commissions":[{"rate":0.45,"coverage":["ALL"],"model":"cpa","ad_id":""},{"rate":"1.10","coverage":["US","GB"],"model":"cpa","ad_id":""}],"tracking_link":{"url":"https://t.example.test/click?campaign_id=31&pub_id=7","live":true},"goals":[{"id":"g1","title":"Sale","value":"sale","payouts":[{"coverage":["ALL"],"payout":3}]}],"creatives":[]}],"total":1}}
                    """#,
                key: "_id", title: "trim(title)",
                url: "set_param(tracking_link.url, param('click_parameter'), '{clickid}')",
                payout: "money(commissions[0].rate, param('currency'))",
                countries: "country(commissions[0].coverage)", status: "lookup('status', status)"),
            DraftShape(
                description: "Mobidea", format: .json(JSONRecordOptions()),
                text: #"""
                    [[{"_value":"123 - Sweeps IT"},{"_value":"IT"},{"_value":"1.35"},{"_value":"Active"}],
                    [{"_value":"124 - VOD - FR"},{"_value":"FR"},{"_value":"0.90"},{"_value":"Paused"}]]
                    """#,
                key: "[0]._value", title: "trim([0]._value)", url: nil,
                payout: nil, countries: "country([1]._value)", objects: 2),
        ]
    }

    /// Networks whose feeds are small.
    static func smallShapes() throws -> [DraftShape] {
        [
            DraftShape(
                description: "ClicksMob", format: .json(JSONRecordOptions()),
                text: #"""
                    [{"id":58,"name":"Hotels","status":"ACTIVE","startDate":1388534400000,"capsLimitNum":100,"capsLimitUnits":"CONVERSIONS_DAILY","userPayouts":[{"payout":2.2,"countryNames":"Hong Kong,Indonesia","platformNames":"ANDROID"}],"targets":[{"targetUrl":"https://t.example.test/c?o=58"}]}]
                    """#,
                key: "to_string(id)", title: "trim(name)",
                url: "set_param(targets[0].targetUrl, param('click_parameter'), '{clickid}')",
                payout: "money(userPayouts[0].payout, param('currency'))",
                countries: "country(userPayouts[0].countryNames)",
                status: "lookup('status', if(status, lower(status)))"),
            DraftShape(
                description: "mobcool", format: try json("data"),
                text: #"""
                    {"data":[{"id":1029,"name":"Lucky - TH","tracking_url":"http://c.example.test/ck/1029?click_id={click_id}&sub_id={YOUR_PUBLISHER_ID}","payout_model":"CPA","payout":"0.3200","target":{"country":{"allow":["TH"],"deny":null}}}]}
                    """#,
                key: "to_string(id)", title: "trim(name)",
                url: "macro(tracking_url, '{click_id}', '{clickid}')",
                payout: "money(payout, param('currency'))", countries: "country(target.country.allow)"),
            DraftShape(
                description: "Clickky", format: try json("offers"),
                text: #"""
                    {"status":"ok","available":2,"offers":[{"offer_id":9,"name":"Game","payout":2.1,"link":"https:\/\/c.example.test\/9","targeting":{"os":["android"],"countries":["RU","UA"]}},{"offer_id":10,"name":"Bank","payout":"1.5","link":"https:\/\/c.example.test\/10","targeting":{"os":[],"countries":["KZ"]}}]}
                    """#,
                key: "to_string(offer_id)", title: "trim(name)",
                url: "set_param(link, param('click_parameter'), '{clickid}')",
                payout: "money(payout, param('currency'))", countries: "country(targeting.countries)",
                objects: 2),
            DraftShape(
                description: "Zeydoo", format: try json("offers"),
                text: #"""
                    {"offers":[{"id":79,"title":"Survey mix","status":"active","targeting":{"include":{"country":["US","A1","EU"],"device_type":["phone"],"os":[]},"exclude":{"country":["KP"]}},"rates":[{"amount":1.2,"countries":["US"]},{"amount":0.05,"countries":["EU","A1"]}]}]}
                    """#,
                key: "to_string(id)", title: "trim(title)", url: nil,
                payout: "money(rates[0].amount, param('currency'))",
                countries: "country(targeting.include.country)", status: "lookup('status', status)"),
            DraftShape(
                description: "MaxBounty", format: try json("campaigns"),
                text: #"""
                    {"success":true,"campaigns":[{"campaign_id":9007,"name":"Solar quote (UK)","default_rate":"18.00","status":"active","rate_type":"CPA","thumbnail":""}]}
                    """#,
                key: "to_string(campaign_id)", title: "trim(name)", url: nil,
                payout: "money(default_rate, param('currency'))", status: "lookup('status', status)"),
            DraftShape(
                description: "a spreadsheet", format: .csv(CSVOptions()),
                text: """
                    Offer ID;Offer Name;Tracking Link;Payout;GEO;Status;Click Cap
                    a1;Alpha;https://x.example.test/a?s={clickid};$2.50;US, UK;active;100
                    a2;Beta;https://x.example.test/b?s={clickid};0;DE;paused;
                    """,
                key: "to_string(\"Offer ID\")", title: "trim(\"Offer Name\")", url: "\"Tracking Link\"",
                payout: "money(Payout, param('currency')) | if(@ > `0`, @)", countries: "country(GEO)",
                status: "lookup('status', Status)", cap: "to_number(\"Click Cap\") | if(@ > `0`, @)",
                objects: 2),
            DraftShape(
                description: "Awin products", format: .csv(CSVOptions(delimiter: .pipe)),
                text: """
                    aw_deep_link|product_name|aw_product_id|merchant_product_id|merchant_image_url|description|merchant_category|search_price|merchant_name|merchant_id|category_name|category_id|aw_image_url|currency|store_price|delivery_cost|merchant_deep_link|language|last_updated|display_price|data_feed_id
                    https://www.awin1.example.test/pclick.php?p=1&a=7&m=2|Green tea|31001|T-1|https://i.example.test/1.jpg|Leaves|Tea|4.99|Tea & Co|2|Food|15|https://i.example.test/1s.jpg|GBP|4.99|0|https://tea.example.test/1|en|2018-05-01|GBP4.99|88
                    https://www.awin1.example.test/pclick.php?p=2&a=7&m=2|Black tea|31002|T-2|https://i.example.test/2.jpg|Leaves|Tea|5.49|Tea & Co|2|Food|15|https://i.example.test/2s.jpg|GBP|5.49|0|https://tea.example.test/2|en|2018-05-01|GBP5.49|88
                    """,
                key: "aw_product_id", title: "trim(product_name)",
                url: "set_param(aw_deep_link, param('click_parameter'), '{clickid}')", payout: nil, objects: 2
            ),
        ]
    }

    static func xmlShapes() throws -> [DraftShape] {
        [
            DraftShape(
                description: "CAKE", format: try xml("/offer_feed_response/offers/offer"),
                text: """
                    <?xml version="1.0" encoding="utf-8"?>
                    <offer_feed_response xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://cakemarketing.com/affiliates/api/4/">
                      <success>true</success><row_count>2</row_count>
                      <offers>
                        <offer><offer_id>512</offer_id><offer_contract_id>977</offer_contract_id><campaign_id>15021</campaign_id>
                          <offer_name>Sleep Aid &amp; Co - SOI </offer_name><vertical_name>Health</vertical_name>
                          <offer_status><status_id>3</status_id><status_name>Active</status_name></offer_status>
                          <payout>$2.50</payout><price_format>CPA</price_format><preview_link>https://preview.example.test/412</preview_link>
                          <allowed_countries><country><country_code>US</country_code><country_name>United States</country_name></country><country><country_code>GB</country_code><country_name>United Kingdom</country_name></country></allowed_countries>
                          <expiration_date xsi:nil="true" /><hidden>false</hidden></offer>
                        <offer><offer_id>513</offer_id><offer_contract_id>980</offer_contract_id><campaign_id xsi:nil="true" />
                          <offer_name>Sweepstakes CC submit</offer_name><vertical_name>Sweepstakes</vertical_name>
                          <offer_status><status_id>2</status_id><status_name>Public</status_name></offer_status>
                          <payout>$11.00</payout><price_format>CPA</price_format><preview_link />
                          <allowed_countries><country><country_code>DE</country_code><country_name>Germany</country_name></country></allowed_countries>
                          <expiration_date>2018-12-31T00:00:00</expiration_date><hidden>false</hidden></offer>
                      </offers>
                    </offer_feed_response>
                    """,
                key: "offer_id", title: "trim(offer_name)", url: nil,
                payout: "money(payout, param('currency'))",
                countries: "country(allowed_countries)",
                status:
                    "lookup('status', if(offer_status.status_name, lower(offer_status.status_name)))"),
            DraftShape(
                description: "Impact", format: try xml("/ImpactRadiusResponse/Ads/Ad"),
                text: """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <ImpactRadiusResponse><Ads page="1" numpages="1" total="1" nextpageuri="">
                      <Ad><Id>264281</Id><Name>Spring 20% off</Name><Description/><CampaignId>2092</CampaignId><CampaignName>Shoes Inc</CampaignName>
                        <Type>TEXT_LINK</Type><TrackingLink>https://shoes.pxf.example.test/c/111/264281/2092</TrackingLink>
                        <LandingPageUrl>https://shoes.example.test/?p=1&amp;q=2</LandingPageUrl><Code>&lt;a href="https://shoes.pxf.example.test/c/1"&gt;Go&lt;/a&gt;</Code>
                        <StartDate>2018-03-01T00:00:00-08:00</StartDate><EndDate/></Ad>
                    </Ads></ImpactRadiusResponse>
                    """,
                key: "Id", title: "trim(Name)",
                url: "set_param(TrackingLink, param('click_parameter'), '{clickid}')", payout: nil),
            DraftShape(
                description: "CJ links", format: try xml("/cj-api/links/link"),
                text: """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <cj-api><links total-matched="2" records-returned="2" page-number="1">
                      <link><advertiser-id>1845</advertiser-id><advertiser-name>Garten &amp; Haus</advertiser-name><category>home</category><click-commission>0.0</click-commission><lead-commission></lead-commission><sale-commission>10.00%</sale-commission><link-id>10453</link-id><link-name>Frühling</link-name><link-type>Text Link</link-type><destination>https://garten.example.test/</destination><promotion-end-date/><relationship-status>joined</relationship-status><seven-day-epc>N/A</seven-day-epc><targeted-countries>DE,AT</targeted-countries><clickUrl>https://www.dpb.example.test/click-1-10453</clickUrl></link>
                      <link><advertiser-id>1846</advertiser-id><advertiser-name>Quotes4U</advertiser-name><category>insurance</category><click-commission>0.0</click-commission><lead-commission>USD 3.00</lead-commission><sale-commission></sale-commission><link-id>10454</link-id><link-name>Lead</link-name><link-type>Banner</link-type><destination>https://q.example.test/</destination><promotion-end-date>2018-11-30 23:59:00.0</promotion-end-date><relationship-status>notjoined</relationship-status><seven-day-epc>$17.54</seven-day-epc><targeted-countries>US</targeted-countries><clickUrl>https://www.dpb.example.test/click-1-10454</clickUrl></link>
                    </links></cj-api>
                    """,
                key: "to_string(\"link-id\")", title: "trim(\"link-name\")",
                url: "set_param(clickUrl, param('click_parameter'), '{clickid}')",
                payout: "money(\"lead-commission\", param('currency'))",
                countries: "country(\"targeted-countries\")"),
            DraftShape(
                description: "ClickBank", format: try xml("//Site"),
                text: """
                    <?xml version="1.0" encoding="ISO-8859-1"?>
                    <Catalog><Category><Name>Health &amp; Fitness</Name>
                      <Category><Name>Diets</Name>
                        <Site><Id>BERRYPLAN</Id><PopularityRank>1</PopularityRank><Title>Berry Plan &quot;28&quot;</Title><Description>Eat less</Description><HasRecurringProducts>false</HasRecurringProducts><Gravity>112.5</Gravity><PercentPerSale>75</PercentPerSale><AverageEarningsPerSale>31.4</AverageEarningsPerSale><Commission>75</Commission><ActivateDate>2016-02-01</ActivateDate></Site>
                      </Category>
                      <Site><Id>BERRYPLAN</Id><PopularityRank>9</PopularityRank><Title>Berry Plan &quot;28&quot;</Title><Description/><Gravity>112.5</Gravity><PercentPerSale>75</PercentPerSale><AverageEarningsPerSale>31.4</AverageEarningsPerSale><Commission>75</Commission></Site>
                    </Category></Catalog>
                    """,
                key: "Id", title: "trim(Title)", url: nil,
                payout: "money(AverageEarningsPerSale, param('currency'))"),
            DraftShape(
                description: "Google RSS", format: try xml("/rss/channel/item"),
                text: """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title><link>https://shop.example.test</link><description/>
                    <item><g:id>010</g:id><title><![CDATA[Krem "Nord" & gel]]></title><link>https://shop.example.test/p?id=10&amp;c=1</link><g:price>599.00 CZK</g:price><g:availability>in_stock</g:availability><g:brand>Nord</g:brand><g:image_link>https://i.example.test/1.jpg</g:image_link><g:shipping><g:country>CZ</g:country><g:price>0 CZK</g:price></g:shipping></item>
                    </channel></rss>
                    """,
                key: "to_string(\"g:id\")", title: "trim(title)",
                url: "set_param(link, param('click_parameter'), '{clickid}')", payout: nil,
                status: "lookup('status', \"g:availability\")"),
            DraftShape(
                description: "Glispa", format: try xml("/data/campaign"),
                text: """
                    <data hash="9f"><campaign glispaID="3301" name="Taxi RU"><category>Apps</category><countries>RU</countries><payout>1.90 USD</payout><creativeURL>https://c.example.test/3301</creativeURL></campaign></data>
                    """,
                key: "to_string(\"@glispaID\")", title: "trim(\"@name\")",
                url: "set_param(creativeURL, param('click_parameter'), '{clickid}')",
                payout: "money(payout, param('currency'))", countries: "country(countries)"),
        ]
    }

    static func tables() throws -> [DraftShape] {
        [
            DraftShape(
                description: "CJ products", format: .csv(CSVOptions()),
                text: """
                    PROGRAM_NAME,PROGRAM_URL,CATALOG_NAME,LAST_UPDATED,ID,TITLE,DESCRIPTION,LINK,IMAGE_LINK,AVAILABILITY,PRICE,SALE_PRICE,SHIPPING(COUNTRY:REGION:SERVICE:PRICE)
                    Maison Test,https://maison.example.test,FR catalogue,2018-05-02T07:00:00.000-08:00,A-1,"Fauteuil ""Nord"", 3 places","Belle pièce
                    en deux lignes",https://www.anr.example.test/click-1-99?url=https%3A%2F%2Fmaison.example.test%2Fa1,https://img.example.test/a1.jpg,in stock,275.00 EUR,,FR::Standard:4.90 EUR
                    """,
                key: "ID", title: "trim(TITLE)",
                url: "set_param(LINK, param('click_parameter'), '{clickid}')",
                payout: nil, status: "lookup('status', AVAILABILITY)"),
            DraftShape(
                description: "Awin promotions", format: .csv(CSVOptions()),
                text: """
                    "Promotion ID",Advertiser,"Advertiser ID",Type,Code,Description,Starts,Ends,Categories,Regions,Terms,"Deeplink Tracking",Deeplink,"Commission Groups",Commission,Exclusive,"Date Added",Title
                    901,"Tea &amp; Co",5512,"Promotions Only",,"10% off, all teas",31/07/2018 16:36:00,30/09/2018 22:59:00,"Food & Drink","United Kingdom, Ireland",,https://www.awin1.example.test/cread.php?awinmid=5512&amp;awinaffid=77&amp;p=https%3A%2F%2Ftea.example.test,https://tea.example.test,,5%,false,01/07/2018 09:00:00,"10% off &ndash; Tea"
                    """,
                key: "to_string(\"Promotion ID\")", title: "text(Title)",
                url: "set_param(unescape(\"Deeplink Tracking\"), param('click_parameter'), '{clickid}')",
                payout: nil, countries: "country(Regions)"),
            DraftShape(
                description: "ShareASale with a header",
                format: .csv(CSVOptions(quote: .none)),
                text: """
                    ProductID|Name|MerchantID|Merchant|Link|Thumbnail|BigImage|Price|RetailPrice|Category|SubCategory|Description
                    5512|5" nail, box "A"|9021|Nails R Us|https://www.sas.example.test/m-pr.cfm?merchantID=9021&userID=YOURUSERID&productID=5512|||4.99|0|Home|Tools|Says "best" nail
                    """,
                key: "ProductID", title: "trim(Name)",
                url: "set_param(Link, param('click_parameter'), '{clickid}')",
                payout: nil),
            DraftShape(
                description: "ShareASale without a header",
                format: .csv(CSVOptions(delimiter: .pipe, quote: .none, hasHeader: false)),
                text: """
                    5512|5" nail, box "A"|9021|Nails R Us|https://www.sas.example.test/m-pr.cfm?merchantID=9021&userID=YOURUSERID&productID=5512|||4.99|0|Home|Tools|Says "best" nail
                    5513|Glue, 50 ml tube|9021|Nails R Us|https://www.sas.example.test/m-pr.cfm?merchantID=9021&userID=YOURUSERID&productID=5513|||2.49|0|Home|Tools|Sticks very well
                    """,
                key: "column_1", title: "trim(column_2)",
                url: "set_param(column_5, param('click_parameter'), '{clickid}')", payout: nil, objects: 2),
        ]
    }
}
