/// Affiliate networks with the parameter that carries a click id out and the macro that brings it back.
enum NetworkPresetTable {
    /// One a line: `title|url|categories|parameter|click id macro|payout macro`. The first line makes the values of
    /// the API document's example. Accounts of one network differ: these are the usual names.
    static let text = """
        Bomboffers|http://bomboffers.com|Gambling,Pin-submits,Sweepstakes,Nutra|sub1|{sub1}|
        Mobidea|https://www.mobidea.com|Mainstream,Dating,Sweepstakes|data1|{{DATA1}}|
        ClickDealer|https://www.clickdealer.com|Nutra,Sweepstakes,Dating|s2|#s2#|#price#
        MaxBounty|https://www.maxbounty.com|Leads,Finance,Surveys|s2|#S2#|#RATE#
        CPAlead|https://www.cpalead.com|Incent,Mobile|subid|{subid}|{payout}
        Adcombo|https://adcombo.com|COD,Nutra|clickid|{clickid}|{revenue}
        Dr.Cash|https://dr.cash|Nutra,COD|sub1|{sub1}|{payout}
        LemonAD|https://lemonad.com|Nutra,COD|subid|{subid}|{payout}
        TerraLeads|https://terraleads.com|COD,Nutra|sub_id|{sub_id}|{payout}
        Leadbit|https://leadbit.com|COD,Nutra|sub1|{sub1}|{payout}
        Everad|https://everad.com|Nutra,COD|sid1|{sid1}|{payout}
        Zeydoo|https://zeydoo.com|Leads,Finance|ymid|{ymid}|{payout}
        CrakRevenue|https://www.crakrevenue.com|Dating,Cams|aff_sub|{aff_sub}|{payout}
        Advidi|https://advidi.com|Dating,Nutra|s2|#s2#|#price#
        A4D|https://a4d.com|Leads,Nutra|s2|#s2#|#price#
        PeerFly|https://peerfly.com|Leads|subid1|%subid1%|%commission%
        ClickBank|https://www.clickbank.com|Digital|tid|{tid}|
        Digistore24|https://www.digistore24.com|Digital|cid|{cid}|
        BuyGoods|https://www.buygoods.com|Nutra|subid|{SUBID}|{COMMISSION_AMOUNT}
        GiddyUp|https://giddyup.io|E-commerce|sub1|{sub1}|{payout_amount}
        Golden Goose|https://goldengoose.mobi|Mobile content|click_id|{click_id}|{payout}
        Mobipium|https://www.mobipium.com|Mobile content|aff_sub|{aff_sub}|{payout}
        Toro Advertising|https://toroadvertising.com|Mobile content,Sweepstakes|aff_sub|{aff_sub}|{payout}
        Traffic Company|https://trafficcompany.com|Dating|sub1|{sub1}|{payout}
        AdsEmpire|https://adsempire.com|Dating|clickid|{clickid}|{payout}
        Cpamatica|https://cpamatica.io|Dating,Leads|sub1|{sub1}|{sum}
        TopOffers|https://topoffers.com|Dating|aff_sub|{aff_sub}|{payout}
        Affiliaxe|https://affiliaxe.com|Apps,Leads|aff_sub|{aff_sub}|{payout}
        GuruMedia|https://gurumedia.com|Leads|s2|#s2#|#price#
        Perform[cb]|https://www.performcb.com|Leads,Apps|sub1|{sub1}|{payout_amount}
        W4|https://w4.com|Leads|s2|#s2#|#price#
        Madrivo|https://madrivo.com|Leads|s2|#s2#|#price#
        AdCenter|https://adcenter.com|Antivirus,Apps|sub1|{sub1}|{payout}
        CPAGrip|https://www.cpagrip.com|Incent|tracking_id|{tracking_id}|{payout}
        OGAds|https://ogads.com|Incent,Mobile|aff_sub|{aff_sub}|{payout}
        Admitad|https://www.admitad.com|E-commerce|subid|{subid}|{payment_sum}
        Awin|https://www.awin.com|E-commerce|clickref|{clickref}|
        CJ Affiliate|https://www.cj.com|E-commerce|sid|{sid}|
        Impact|https://impact.com|E-commerce|subId1|{SubId1}|{Payout}
        Rakuten Advertising|https://rakutenadvertising.com|E-commerce|u1|{u1}|
        ShareASale|https://www.shareasale.com|E-commerce|afftrack|{afftrack}|
        Partnerize|https://partnerize.com|E-commerce|pubref|{pubref}|
        FlexOffers|https://www.flexoffers.com|E-commerce|fobs|{fobs}|
        PartnerStack|https://partnerstack.com|Software|sid1|{sid1}|
        1xBet Partners|https://1xpartners.com|Gambling|subid|{subid}|
        """
}
