/// What fields are mostly called that hold the same thing, with how sure a name is from 0 to 100.
///
/// Names are written without separators and in lower case: `offerid` is `offer_id`, `offer-id` and `OfferID`.
enum DraftNames {
    static let keys: [String: Int] = [
        "id": 100, "networkofferid": 99, "offerid": 98, "oid": 90, "awproductid": 97, "linkid": 96,
        "promotionid": 96, "productid": 95, "adid": 94, "itemid": 92, "campaignid": 90, "programid": 88,
        "sysid": 85, "displayid": 85, "sku": 84, "guid": 82, "uuid": 82, "uid": 78, "merchantproductid": 80,
        "externalid": 76, "reference": 50, "key": 40, "code": 40, "gtin": 35, "ean": 35, "slug": 45,
    ]

    static let titles: [String: Int] = [
        "offername": 100, "offertitle": 100, "productname": 99, "title": 98, "name": 97, "linkname": 96,
        "adname": 90, "campaignname": 90, "campaigntitle": 90, "displayname": 85, "headline": 80,
        "producttitle": 98, "programname": 60, "label": 50, "subject": 40, "description": 20,
    ]

    static let links: [String: Int] = [
        "trackingurl": 100, "trackinglink": 100, "awdeeplink": 99, "deeplinktracking": 99, "clickurl": 98,
        "clicklink": 98, "affiliatelink": 98, "affiliateurl": 98, "trackinglinkurl": 100,
        "clickthroughurl": 95,
        "defaultclickthrough": 95, "uniquelink": 95, "offerurl": 92, "offerlink": 92, "link": 90,
        "deeplink": 86,
        "linkurl": 84, "url": 85, "targeturl": 82, "hoplink": 90, "tracking": 80, "redirecturl": 70,
        "href": 60,
        "producturl": 60, "destinationurl": 40, "destination": 30, "landingpageurl": 25, "landingurl": 25,
        "creativeurl": 45, "website": 15, "campaignurl": 15, "programurl": 12, "merchantdeeplink": 30,
    ]

    static let payouts: [String: Int] = [
        "payout": 100, "defaultpayout": 99, "payoutforaffiliate": 99, "payoutamount": 98,
        "affiliatepayout": 98,
        "defaultrate": 80, "commission": 75, "commissionamount": 78, "revenue": 72, "rate": 70, "reward": 66,
        "payment": 64, "paymentamount": 68, "amount": 60, "leadcommission": 60, "earnings": 50, "cpa": 60,
        "averageearningspersale": 82, "bid": 45, "price": 30, "salecommission": 40, "fee": 20,
    ]

    static let countries: [String: Int] = [
        "allowedcountries": 100, "countryallow": 100, "countriesallowed": 100, "targetedcountries": 98,
        "countrycodes": 97, "countries": 95, "geo": 92, "geos": 92, "geotargeting": 90, "countriesshort": 90,
        "geocountries": 95, "countrynames": 85, "country": 88, "countrycode": 86, "allowedgeo": 96,
        "allowedgeos": 96,
        "geoallowed": 94, "includedcountries": 96, "regions": 55, "shippingregions": 50, "coverage": 45,
        "region": 35,
        "locations": 35, "markets": 30, "market": 30, "primaryregion": 45, "countryiso": 86,
        "targetcountries": 96,
    ]

    static let statuses: [String: Int] = [
        "offerstatus": 100, "statusname": 96, "status": 92, "campaignstatus": 90, "programstatus": 80,
        "active": 76,
        "isactive": 78, "enabled": 66, "isenabled": 66, "offerstate": 80, "state": 50, "accountstatus": 55,
        "availability": 35, "live": 30, "paused": 30,
    ]

    static let approvals: [String: Int] = [
        "approvalstatus": 100, "offeraffiliatestatus": 100, "affiliateofferstatus": 100,
        "affiliatecampaignstatus": 96, "relationshipstatus": 96, "contractstatus": 94, "membershipstatus": 92,
        "affiliatestatus": 92, "approved": 88, "isapproved": 88, "authorized": 86, "authorised": 86,
        "joined": 80,
        "approval": 70,
    ]

    static let caps: [String: Int] = [
        "dailyclickcap": 100, "clickcapdaily": 100, "clickcap": 96, "clicksperday": 96, "clickdaily": 92,
        "dailyclicks": 92, "clicklimit": 80, "dailyclicklimit": 94, "cap": 40, "clickscap": 96,
    ]

    static let currencies: [String: Int] = [
        "currency": 100, "currencyid": 96, "currencycode": 98, "payoutcurrency": 99, "curr": 60,
    ]

    static let advertisers: Set<String> = [
        "advertiser", "advertisername", "merchant", "merchantname", "network", "networkname", "programname",
        "brand",
        "company", "companyname",
    ]

    /// What comes before `id` and `name` where they are those of something else.
    static let others: Set<String> = [
        "account", "advertiser", "affiliate", "brand", "campaign", "catalog", "category", "city", "company",
        "contract",
        "country", "creative", "currency", "file", "group", "image", "language", "manager", "merchant",
        "network",
        "parent", "program", "publisher", "region", "status", "subcategory", "timezone", "user", "vertical",
        "goal",
        "event", "payouts", "payments", "goals", "landings", "creatives", "categories", "targeting",
        "shipping",
        "vendor", "manufacturer", "catalogue", "thumbnail", "site",
    ]

    /// Links that lead visitors nowhere, or past the tracking.
    static let untracked: Set<String> = [
        "preview", "image", "images", "img", "thumbnail", "thumb", "logo", "icon", "banner", "picture",
        "photo",
        "impression", "pixel", "postback", "video", "screenshot", "avatar", "terms", "landings", "landing",
        "creatives",
        "unsubscribe", "suppression", "media",
    ]

    /// What a field counts or says about money without being an amount.
    static let noAmounts: Set<String> = [
        "percent", "percentage", "pct", "type", "model", "currency", "format", "cap", "caps", "epc", "retail",
        "shipping", "delivery", "name", "id", "total", "count", "budget", "per", "rank", "tax", "msrp",
        "status", "sale",
    ]

    /// Countries where an offer must not run, and words about countries that name none.
    static let noCountries: Set<String> = [
        "block", "blocked", "exclude", "excluded", "excludes", "deny", "denied", "disallowed", "except",
        "forbidden",
        "restricted", "type", "count", "total", "id", "language", "locale", "not", "shipping", "strictly",
    ]

    /// What only shops write beside a price.
    static let shopWords: Set<String> = [
        "imagelink", "gtin", "mpn", "brand", "availability", "searchprice", "retailprice", "saleprice",
        "isbn", "upc",
        "merchantid", "thumbnail", "additionalimagelink", "manufacturer", "displayprice",
    ]
}
