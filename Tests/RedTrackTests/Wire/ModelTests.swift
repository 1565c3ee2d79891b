import Feeds
import FoundationEssentials
import RedTrack
import Testing

@Suite struct ModelTests {
    /// Bodies of the shapes that the API document shows, and of those that its tables and the API of today have.
    private static let bodies: [(Kind, String)] = [
        (
            .campaign,
            #"{"id":"c","user_id":"u","title":"C","cpc":0.12,"source_id":"s","source_title":"","domain_id":"d","trackback_url":"https://t.example/c","postback_url":"","redirect_type":0,"status":1,"streams":[{"offers":[{"id":"o","weight":3}],"landings":[],"cost":0,"weight":100}],"stat":{"clicks":240,"revenue":20.33,"roi":-1.5},"postbacks":null,"created_at":"2018-02-07T20:47:14.008+03:00","updated_at":"2018-02-07T20:47:14+03:00","tags":null,"notes":["One, two"]}"#
        ),
        (
            .campaign,
            #"{"streams":[{"offers":[{"id":"o","weight":1}],"landings":[{"id":"l","weight":3}],"cost":1,"weight":1,"filters":{"country":{"iso":["US"],"active":true,"exclude":false},"city":{"titles":["New York"],"active":true,"exclude":false},"isp":{"items":null,"active":false,"exclude":false},"browser":{"titles":["Chrome"],"active":false,"exclude":false},"os":{"titles":["Windows 7"],"active":true,"exclude":false},"connection_type":{"id":"","active":false,"exclude":false},"device_type":{"items":["Phone"],"active":false,"exclude":false},"ip":{"items":["192.0.2.1"],"active":false,"exclude":true},"subs":{"items":{"sub1":"a","sub10":""},"active":false,"exclude":false},"bots":{"ids":["b"],"active":true,"exclude":true}}}],"postbacks":[{"url":"https://p.example/?a={ref_id}","payment_percent":50}],"tags":["a","b"]}"#
        ),
        (.campaign, #"{"id":"c","type":"x","pixels":[{"a":[1,2,{"b":null}]}],"rev_share":0.5}"#),
        (
            .offer,
            #"{"id":"o","program_id":"n","network_title":"N","title":"O","country_codes":["GR","CW"],"status":2,"url":"https://o.example/?clickid={clickid}&s=%7Bsub1%7D","postback_url":"","payment":{"amount":0.2},"targeting":{"os":[{"name":"Linux","version":"13"}],"browser":[],"countries":["AI"],"cities":[],"devices":["LG"],"isp":[]},"cap":0,"cap_alert":false,"cpapi":false,"stat":{"clicks":334}}"#
        ),
        (
            .source,
            #"{"id":"s","title":"S","postback_url":"","cost_id":"[cost]","ref_id":"{GCLID}","sub1":"{Keyword}","sub2":"","sub10":"{target}","hints":{"sub1":"Keyword","sub9":""},"preset_id":"p","campaign_count":4,"stat":{}}"#
        ),
        (
            .landing,
            #"{"id":"l","title":"Ünïcode 🌍","url":"https://l.example","stat":{"lp_views":535,"ctr":49.3458}}"#
        ),
        (.domain, #"{"id":"d","title":"D","url":"https://d.example/x","email":"a@d.example","status":1}"#),
        (
            .network,
            #"{"id":"n","title":"N","url":"https://n.example","skype":"n","offer_url":"[insert_offer_url_here]&d={clickid}","postback_url":"https://p.example?c={{D1}}","preset_id":"","offer_count":2}"#
        ),
    ]

    @Test("bodies are read and written again with nothing lost", arguments: bodies)
    func roundTrip(kind: Kind, body: String) throws {
        let node = try JSONDocument.parse(Array(body.utf8))
        let written = try rewritten(node, kind.model)
        #expect(written.canonical == node.value.canonical)
    }

    @Test(
        "numbers keep every digit",
        arguments: ["3", "0.12", "19.496", "-1", "12345678901234567890.123456789"])
    func numbers(literal: String) throws {
        let node = try JSONDocument.parse(Array(#"{"cpc":\#(literal)}"#.utf8))
        #expect(try Campaign(wire: node).wireValue["cpc"]?.value == .number(literal))
    }

    @Test(
        "a list of filters and other names of its values are read like the documented object",
        arguments: [
            #"{"filters":[{"country":{"iso":["US"],"active":true}},{"device_type":{"iso":["Phone"]}}]}"#,
            #"{"filters":{"country":{"values":["US"],"active":true},"device_type":{"titles":["Phone"]}}}"#,
        ])
    func filterShapes(body: String) throws {
        let filters = try Stream(wire: JSONDocument.parse(Array(body.utf8))).filters
        #expect(filters?.country == ValueFilter(["US"], isActive: true))
        #expect(filters?.deviceType?.values == ["Phone"])
        #expect(filters?.wireValue["device_type"]?.value["items"]?.value.list?.count == 1)
    }

    @Test("a request carries no field that the server sets")
    func requestBody() throws {
        for (kind, body) in Self.bodies {
            let node = try JSONDocument.parse(Array(body.utf8))
            let names = Set((try request(node, kind.model).members ?? []).map(\.name))
            let readOnly = kind.fields.filter { !$0.isWritable }.map(\.name)
            #expect(names.isDisjoint(with: readOnly), "\(kind)")
        }
    }

    @Test("numbers in quotes are read as numbers")
    func quotedNumbers() throws {
        let body =
            #"{"status":"2","cpc":"0.120","redirect_type":"1","streams":[{"weight":"3"}],"stat":{"clicks":"9","label":"x"}}"#
        let campaign = try Campaign(wire: JSONDocument.parse(Array(body.utf8)))
        #expect(campaign.status == .archived)
        #expect(campaign.cpc == DecimalLiteral("0.12")?.decimal)
        #expect(campaign.redirectType == .found)
        #expect(campaign.streams?.first?.weight == 3)
        #expect(campaign.statistics?["clicks"] == 9)
        #expect(campaign.wireValue["status"]?.value == .number("2"))
    }

    @Test(
        "a text that is no number is none",
        arguments: [
            #"{"status":""}"#, #"{"status":"1.5"}"#, #"{"status":" 1"}"#, #"{"cpc":"1,5"}"#,
            #"{"cpc":"0x1"}"#,
            #"{"cpc":true}"#, #"{"cpc":[1]}"#, #"{"title":true}"#, #"{"title":5}"#, #"{"title":{}}"#,
        ])
    func noNumber(body: String) {
        #expect(throws: WireError.self) { try Campaign(wire: JSONDocument.parse(Array(body.utf8))) }
    }

    @Test("an id may be called _id")
    func underscoreID() throws {
        #expect(try Landing(wire: JSONDocument.parse(Array(#"{"_id":"x"}"#.utf8))).id == LandingID("x"))
    }

    private func rewritten<Model: AccountObject>(_ node: Node, _ model: Model.Type) throws -> Value {
        try Model(wire: node).wireValue
    }

    private func request<Model: AccountObject>(_ node: Node, _ model: Model.Type) throws -> Value {
        try Model(wire: node).requestBody
    }
}
