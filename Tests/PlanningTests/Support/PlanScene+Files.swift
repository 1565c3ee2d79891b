import Feeds
import Manifests
import Planning
import RedTrack

extension PlanScene {
    /// A project's first plan.
    static func creations() throws -> Plan {
        try Fixture.plan([
            Fixture.file(.network, #"{"title":"Acme","url":"https://acme.example.com"}"#),
            Fixture.file(.source, #"{"title":"Social","ref_id":"{CID}","hints":{"sub1":"ad"}}"#, line: 2),
            Fixture.file(.domain, #"{"title":"Main","url":"https://go.example.com"}"#, line: 3),
            Fixture.file(.landing, #"{"title":"Page","url":"https://page.example.com"}"#, line: 4),
            Fixture.file(
                .offer,
                #"{"key":"acme/17","title":"Bushido","url":"https://o.example.com/?c={clickid}","network":"Acme","payment":{"amount":2.50},"country_codes":["US","DE"]}"#,
                line: 5),
            Fixture.file(
                .campaign,
                #"{"title":"Launch","source":"Social","domain":"Main","redirect_type":1,"streams":[{"weight":1,"filters":{"country":{"iso":["US"],"active":true,"exclude":false}},"offers":[{"offer":"acme/17","weight":3}],"landings":[{"landing":"Page","weight":1}]}]}"#,
                line: 6),
        ])
    }

    /// What is refused.
    static func refusals(_ account: [Snapshot.Object]) throws -> Plan {
        try Fixture.plan(
            [
                Fixture.file(.source, #"{"title":"S","state":"absent"}"#),
                Fixture.file(.campaign, #"{"title":"C","state":"absent","protect":true}"#),
            ], account)
    }

    /// A title that would move a terminal's cursor and make up a line.
    static func hostile() throws -> Plan {
        let title = "\\u001b[31mred\\u202egnp.exe\\n+ campaigns/Fake\\u2066"
        return try Fixture.plan(
            [
                Fixture.file(.landing, "{\"title\":\"\(title)\",\"url\":\"https://x/\(title)\"}"),
                Fixture.file(
                    .source,
                    "{\"key\":\"\(title)\",\"title\":\"\(title)\",\"state\":\"absent\",\"protect\":true,\"id\":\"h\"}"
                ),
            ], [Fixture.object(.source, "{\"id\":\"h\",\"title\":\"\(title)\"}")])
    }

    /// A campaign in which everything that can change does, next to one that stays.
    static func funnel() throws -> Plan {
        let offers = ["Red Bushido", "Blue Ronin", "Green Shogun", "Gold Daimyo"]
        var account = [
            try Fixture.object(.network, #"{"id":"n","title":"Acme","url":"https://acme.example.com"}"#),
            try Fixture.object(.source, #"{"id":"s1","title":"Social"}"#),
            try Fixture.object(.source, #"{"id":"s2","title":"Native Ads"}"#),
            try Fixture.object(.domain, #"{"id":"d","title":"Main","url":"https://go.example.com"}"#),
            try Fixture.object(.landing, #"{"id":"l1","title":"Quiz","url":"https://quiz.example.com"}"#),
            try Fixture.object(.landing, #"{"id":"l2","title":"Story","url":"https://story.example.com"}"#),
        ]
        for (index, title) in offers.enumerated() {
            account.append(
                try Fixture.object(
                    .offer,
                    "{\"id\":\"o\(index + 1)\",\"title\":\"\(title)\",\"url\":\"https://o.example.com/\(index)\",\"program_id\":\"n\",\"status\":1,\"payment\":{\"amount\":\(index + 1)}}"
                ))
        }
        account.append(
            try Fixture.object(
                .campaign,
                #"{"id":"c","title":"Autumn in Europe","source_id":"s1","domain_id":"d","status":1,"cpc":0.02,"streams":[{"weight":20,"filters":{"country":{"iso":["DE","AT"],"active":true}},"landings":[{"id":"l1","weight":1},{"id":"l2","weight":3}],"offers":[{"id":"o1","weight":1},{"id":"o2","weight":1},{"id":"o3","weight":1}]},{"weight":60,"offers":[{"id":"o4","weight":1}]},{"weight":20,"filters":{"os":{"titles":["iOS"],"active":true}},"offers":[{"id":"o2","weight":1}]}]}"#
            ))
        account.append(
            try Fixture.object(
                .campaign,
                #"{"id":"w","title":"Winter","source_id":"s1","status":1,"streams":[{"weight":1,"landings":[{"id":"l1","weight":1}],"offers":[{"id":"o4","weight":1}]}]}"#
            ))
        return try Fixture.plan(
            [
                Fixture.file(
                    .campaign,
                    #"{"title":"Autumn in Europe","source":"Native Ads","domain":"Main","cpc":0.03,"streams":[{"weight":50,"filters":{"country":{"iso":["DE","AT","CH"],"active":true}},"landings":[{"landing":"Quiz","weight":1},{"landing":"Story","weight":1}],"offers":[{"offer":"Red Bushido","weight":3},{"offer":"Blue Ronin","weight":1},{"offer":"New Kensei","weight":1}]},{"weight":60,"offers":[{"offer":"Gold Daimyo","weight":1}]}]}"#
                ),
                Fixture.file(
                    .campaign,
                    #"{"title":"Winter","domain":"Main","streams":[{"weight":1,"landings":[{"landing":"Quiz","weight":1}],"offers":[{"offer":"Gold Daimyo","weight":1}]},{"weight":1,"cost":0.05,"filters":{"country":{"iso":["FR"],"active":true},"device_type":{"items":["mobile"],"active":true,"exclude":true}},"offers":[{"offer":"Gold Daimyo","weight":1}]}]}"#,
                    line: 60),
                Fixture.file(
                    .offer,
                    #"{"title":"New Kensei","url":"https://o.example.com/?c={clickid}","network":"Acme"}"#,
                    line: 12),
                Fixture.file(.offer, #"{"title":"Red Bushido","payment":{"amount":1.25}}"#, line: 20),
                Fixture.file(.offer, #"{"title":"Blue Ronin","state":"absent"}"#, line: 30),
                Fixture.file(.offer, #"{"title":"Gold Daimyo","payment":{"amount":4.0}}"#, line: 40),
            ], account)
    }

    /// Objects of titles, changed and new, and a campaign that shows each of them in its tree.
    static func attack(_ titles: [String]) throws -> Plan {
        var account: [Snapshot.Object] = []
        var files: [ManifestObject] = []
        var shares: [String] = []
        for (index, hostile) in titles.enumerated() {
            let title = Value.string(hostile).jsonText()
            account.append(try Fixture.object(.offer, #"{"id":"o\#(index)","title":\#(title),"status":1}"#))
            shares.append(#"{"offer":\#(title),"weight":\#(index + 1)}"#)
            files.append(try Fixture.file(.offer, #"{"title":\#(title),"url":\#(title)}"#, line: index + 1))
            files.append(
                try Fixture.file(
                    .campaign,
                    #"{"title":\#(title),"source":\#(title),"streams":[{"weight":1,"filters":{"city":{"titles":[\#(title)],"active":true}},"offers":[{"offer":\#(title),"weight":1}]}]}"#,
                    line: index + 1))
            files.append(
                try Fixture.file(.source, #"{"title":\#(title),"ref_id":\#(title)}"#, line: index + 1))
        }
        files.append(
            try Fixture.file(
                .campaign,
                #"{"title":"All of them","source":\#(Value.string(titles[0]).jsonText()),"streams":[{"weight":1,"offers":[\#(shares.joined(separator: ","))]}]}"#
            ))
        return try Fixture.plan(files, account)
    }
}

extension PlanScene {
    /// A plan of many changes: one campaign in ten, the others offers; half of the changes need eyes.
    static func many(_ count: Int) throws -> Plan {
        var account = [try Fixture.object(.source, #"{"id":"s","title":"S"}"#)]
        var files: [ManifestObject] = []
        for number in 0..<count - count / 10 {
            account.append(
                try Fixture.object(
                    .offer,
                    #"{"id":"o\#(number)","title":"Offer \#(number)","url":"https://o.example.com/\#(number)","status":1,"payment":{"amount":1}}"#
                ))
            files.append(
                try Fixture.file(
                    .offer,
                    number.isMultiple(of: 2)
                        ? #"{"title":"Offer \#(number)","payment":{"amount":2.\#(number)}}"#
                        : #"{"title":"Offer \#(number)","country_codes":["US"],"tags":["t\#(number)"]}"#,
                    line: number + 1))
        }
        for number in 0..<count / 10 {
            let elements = { (weight: Int, reference: String, name: (Int) -> String) in
                (0..<3).map {
                    #"{"weight":\#(weight + $0),"offers":[{"\#(reference)":"\#(name(number + $0))","weight":\#(weight)},{"\#(reference)":"\#(name(number + $0 + 7))","weight":1}]}"#
                }.joined(separator: ",")
            }
            account.append(
                try Fixture.object(
                    .campaign,
                    #"{"id":"c\#(number)","title":"Campaign \#(number)","source_id":"s","status":1,"streams":[\#(elements(1, "id") { "o\($0)" })]}"#
                ))
            files.append(
                try Fixture.file(
                    .campaign,
                    #"{"title":"Campaign \#(number)","streams":[\#(elements(2, "offer") { "Offer \($0)" })]}"#,
                    line: number + 1))
        }
        return try Fixture.plan(files, account)
    }
}
