/// Internet providers as `AS-number|COUNTRY|Name`. Their networks are cut from the block that is reserved for
/// benchmarks, so that no address of a made-up click belongs to anybody; the first is the document's.
enum ProviderTable {
    static let text = """
        198870|DE|Ingenico Marketing Solutions GmbH
        3320|DE|Deutsche Telekom AG
        3209|DE|Vodafone GmbH
        6805|DE|Telefonica Germany
        8881|DE|1&1 Versatel
        8447|AT|A1 Telekom Austria
        8412|AT|Magenta Telekom
        3303|CH|Swisscom
        6730|CH|Sunrise
        3215|FR|Orange
        12322|FR|Free SAS
        15557|FR|SFR
        5410|FR|Bouygues Telecom
        2856|GB|British Telecommunications
        5607|GB|Sky UK
        5089|GB|Virgin Media
        12576|GB|EE Limited
        206067|GB|Three UK
        7922|US|Comcast Cable
        701|US|Verizon
        7018|US|AT&T Services
        21928|US|T-Mobile USA
        20115|US|Charter Communications
        577|CA|Bell Canada
        812|CA|Rogers Communications
        3352|ES|Telefonica de Espana
        12479|ES|Orange Espagne
        3269|IT|Telecom Italia
        30722|IT|Vodafone Italia
        1136|NL|KPN
        33915|NL|Ziggo
        5432|BE|Proximus
        3301|SE|Telia Company
        2119|NO|Telenor Norge
        3292|DK|TDC
        719|FI|Elisa
        5617|PL|Orange Polska
        5610|CZ|O2 Czech Republic
        5483|HU|Magyar Telekom
        8708|RO|Digi Romania
        12389|RU|Rostelecom
        8402|RU|Vimpelcom
        13188|UA|Triolan
        6849|UA|Ukrtelecom
        9121|TR|Turk Telekom
        8551|IL|Bezeq International
        5384|AE|Emirates Telecommunications
        25019|SA|Saudi Telecom
        9498|IN|Bharti Airtel
        55836|IN|Reliance Jio
        4808|CN|China Unicom Beijing
        4134|CN|Chinanet
        4713|JP|NTT Communications
        2516|JP|KDDI
        4766|KR|Korea Telecom
        7713|ID|Telkom Indonesia
        45899|VN|VNPT
        4760|HK|HKT Limited
        9506|SG|Singtel
        1221|AU|Telstra
        27699|BR|Telefonica Brasil
        8151|MX|Uninet
        22927|AR|Telefonica de Argentina
        36992|EG|Etisalat Misr
        """
}
