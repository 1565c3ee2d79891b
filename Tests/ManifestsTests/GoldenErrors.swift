/// What ``GoldenErrorTests`` expects; made by running it with WAYBILL_RECORD set.
let goldenErrors = #"""
    campaigns.csv:1:18: error: a campaign has no field `sorce`
      1 | key,title,source,sorce,stream,stream.weight,stream.filters.country.iso,offer,offer.weight
        |                  ^~~~~
      help: did you mean "source"?

    campaigns.csv:2:23: error: `streams.weight` is at least 1, found 0
      2 | c1,Summer,Facebook,,1,0,DE|UK,Red Bushido,1
        |                       ^
      help: write 1 or more

    campaigns.csv:2:28: error: there is no country "UK"
      2 | c1,Summer,Facebook,,1,0,DE|UK,Red Bushido,1
        |                            ^~
      help: did you mean "GB"?

    campaigns.csv:3:4: error: `title` has another value than in line 2
      3 | c1,Summr,,,1,,,Blue,x
        |    ^~~~~
      help: write the same value, or leave the cell empty on the further rows

    campaigns.csv:3:21: error: `streams.offers.weight` is a whole number, found "x"
      3 | c1,Summr,,,1,,,Blue,x
        |                     ^
      help: numbers are written like 3, 0.25 or 1e3

    landings.xml:3:22: error: <landing> has no attribute `ur`
      3 |     <landing key="a" ur="b"><title>A</title><titel>B</titel></landing>
        |                      ^~
      help: its attributes are key, id, state, protect

    landings.xml:3:46: error: a landing has no field `titel`
      3 |     <landing key="a" ur="b"><title>A</title><titel>B</titel></landing>
        |                                              ^~~~~
      help: did you mean "title"?

    landings.xml:4:5: error: a landing has neither key nor title nor id
      4 |     <landing>stray</landing>
        |     ^
      help: write a `title`, or a `key` to know it by

    landings.xml:4:14: error: <landing> holds elements, not text
      4 |     <landing>stray</landing>
        |              ^
      help: put the text into an element of its own

    landings.xml:5:35: error: `title` stands twice in one element
      5 |     <landing><title>Größe</title><title>2</title></landing>
        |                                   ^~~~~
      help: the first one is at line 5, column 15: keep one of them

    networks.json:2:34: error: `url` is null, which could mean two things
      2 |   {"title": "Bomboffers", "url": null},
        |                                  ^~~~
      help: leave the field out to keep what the account has, or write its value: RedTrack does not take it empty

    networks.json:3:13: error: `title` is a text, found a number
      3 |   {"title": 5, "offer_count": 3},
        |             ^
      help: put it in quotes

    networks.json:3:16: error: `offer_count` is set by RedTrack
      3 |   {"title": 5, "offer_count": 3},
        |                ^~~~~~~~~~~
      help: remove it

    networks.json:4:3: error: there are two networks named "Bomboffers"
      4 |   {"title": "Bomboffers"}
        |   ^
      help: the first one is at networks.json:2:3; give each a `key` of its own if both are meant

    offers.yaml:3:5: error: networks are written by name, not by id
      3 |     program_id: 5a3a6ab1ba4d12e2979aa25a
        |     ^~~~~~~~~~
      help: write `network: NAME` instead of `program_id`

    offers.yaml:4:25: error: there is no country "EU"
      4 |     country_codes: [NO, EU]
        |                         ^~
      help: list the countries one by one

    offers.yaml:5:10: error: `cap` is at least 0, found -1
      5 |     cap: -1
        |          ^~
      help: write 0 or more

    offers.yaml:6:23: warning: `payment.amount` is 0, which RedTrack refuses: it is left out
      6 |     payment: {amount: 0}
        |                       ^
      help: leave the field out when there is no amount

    offers.yaml:7:13: error: `status` cannot be "activ"
      7 |     status: activ
        |             ^~~~~
      help: did you mean "active"? Or write one of active, archived

    offers.yaml:8:12: error: `title` is a text, found a mapping
      8 |   - title: {clickid}
        |            ^
      help: a text that starts with { or [ stands in quotes: "{clickid}"

    offers.yaml:9:10: error: `url` is null, which could mean two things
      9 |     url: ~
        |          ^
      help: leave the field out to keep what the account has, or write its value: RedTrack does not take it empty

    offers.yaml:10:1: error: there is no kind `ofers`
      10 | ofers: []
         | ^~~~~
      help: did you mean "offers"?

    """#
