/// Traffic sources with the macros that their platforms publish; a platform without macros has none here.
enum SourcePresetTable {
    /// One a line: `title|url|formats|ref_id|cost_id|postback_url|logo|macro=hint|...`, at most ten macros.
    /// The first line holds the values of the API document's example.
    static let text = """
        Google AdWords|||{GCLID}||\
        |https://s3.eu-central-1.amazonaws.com/redtrackpartnerlogos/logos/adwords.png\
        |{Keyword}=Bidded keyword|{Placement}=Website placement for display network\
        |{MatchType}=Bidded keyword match type|{adgroupid}=The ID of the ad group that served the ad\
        |{creative}=The ID of your ad creative|{campaignid}=The ID of the campaign that served the ad\
        |{device}=Returns “m” for mobile, “t” for tablet or “c” for computer\
        |{adposition}=The position on the page that your ad appeared in\
        |{network}=Network type (search or display)|{target}=Category placement for display network
        Microsoft Advertising|https://ads.microsoft.com|search|{msclkid}||||{keyword}=Keyword\
        |{QueryString}=Search query|{MatchType}=Match type|{AdId}=Ad|{AdGroupId}=Ad group\
        |{CampaignId}=Campaign|{Device}=Device|{Network}=Search network|{TargetId}=Target
        Facebook Ads|https://www.facebook.com/business|social|||||{{ad.id}}=Ad id|{{adset.id}}=Ad set id\
        |{{campaign.id}}=Campaign id|{{ad.name}}=Ad name|{{adset.name}}=Ad set name\
        |{{campaign.name}}=Campaign name|{{placement}}=Placement|{{site_source_name}}=Site
        TikTok Ads|https://ads.tiktok.com|social|__CLICKID__||||__CAMPAIGN_ID__=Campaign id\
        |__AID__=Ad group id|__CID__=Creative id|__CAMPAIGN_NAME__=Campaign name\
        |__AID_NAME__=Ad group name|__CID_NAME__=Creative name|__PLACEMENT__=Placement
        Snapchat Ads|https://forbusiness.snapchat.com|social|||||{{campaign.id}}=Campaign id\
        |{{adSet.id}}=Ad set id|{{ad.id}}=Ad id|{{campaign.name}}=Campaign name\
        |{{adSet.name}}=Ad set name|{{ad.name}}=Ad name|{{site_source_name}}=Site
        Pinterest Ads|https://ads.pinterest.com|social|||||{campaignid}=Campaign id\
        |{adgroupid}=Ad group id|{adid}=Ad id|{keyword}=Keyword|{device}=Device
        Reddit Ads|https://ads.reddit.com|social|{{CLICK_ID}}||||{{CAMPAIGN_ID}}=Campaign id\
        |{{ADGROUP_ID}}=Ad group id|{{AD_ID}}=Ad id
        LinkedIn Ads|https://business.linkedin.com|social|||||{{CAMPAIGN_ID}}=Campaign id\
        |{{CAMPAIGN_NAME}}=Campaign name|{{CREATIVE_ID}}=Creative id\
        |{{CAMPAIGN_GROUP_ID}}=Campaign group id
        Quora Ads|https://quoraadsupport.zendesk.com|social|{{qclid}}||||{{campaign_id}}=Campaign id\
        |{{adset_id}}=Ad set id|{{ad_id}}=Ad id
        X Ads|https://ads.x.com|social||||
        VK Ads|https://ads.vk.com|social|||||{campaign_id}=Campaign id|{ad_id}=Ad id
        Yandex Direct|https://direct.yandex.com|search|{yclid}||||{campaign_id}=Campaign id\
        |{gbid}=Ad group id|{ad_id}=Ad id|{keyword}=Keyword|{source}=Site\
        |{source_type}=Search or context|{position}=Position|{device_type}=Device
        Yahoo Native|https://gemini.yahoo.com|native|||||{campaignid}=Campaign id\
        |{adgroupid}=Ad group id|{creative}=Creative id|{network}=Network|{matchtype}=Match type\
        |{device}=Device
        Taboola|https://www.taboola.com|native|{click_id}|{cpc}|||{site}=Site|{site_id}=Site id\
        |{campaign_id}=Campaign id|{campaign_name}=Campaign name|{campaign_item_id}=Item id\
        |{title}=Title|{thumbnail}=Thumbnail|{platform}=Platform
        Outbrain|https://www.outbrain.com|native|{{ob_click_id}}||||{{publisher_id}}=Publisher id\
        |{{publisher_name}}=Publisher name|{{section_id}}=Section id|{{section_name}}=Section name\
        |{{campaign_id}}=Campaign id|{{ad_id}}=Ad id|{{ad_title}}=Ad title|{{origsrcname}}=Source name
        RevContent|https://www.revcontent.com|native|{uuid}||||{boost_id}=Boost id\
        |{content_id}=Content id|{widget_id}=Widget id|{adv_targets}=Targets
        MGID|https://www.mgid.com|native|{click_id}|{click_price}|||{widget_id}=Widget id\
        |{teaser_id}=Teaser id|{campaign_id}=Campaign id|{category_id}=Category id|{geo}=Country\
        |{source_id}=Source id
        Adnow|https://adnow.com|native||||
        Content.ad|https://www.content.ad|native||||
        Dianomi|https://www.dianomi.com|native||||
        Nativo|https://www.nativo.com|native||||
        StackAdapt|https://www.stackadapt.com|native|||||{SA_CAMPAIGN_ID}=Campaign id\
        |{SA_CREATIVE_ID}=Creative id|{SA_DOMAIN}=Domain
        PropellerAds|https://propellerads.com|push,popunder|${SUBID}|{cost}|||{zoneid}=Zone id\
        |{campaignid}=Campaign id|{bannerid}=Banner id|{geo}=Country
        PopAds|https://www.popads.net|popunder|[IMPRESSIONID]|[BID]|||[WEBSITEID]=Site id\
        |[CAMPAIGNID]=Campaign id|[CATEGORYNAME]=Category|[KEYWORD]=Keyword|[QUALITY]=Quality\
        |[DEVICENAME]=Device|[COUNTRYISO]=Country|[FORMFACTORNAME]=Form factor
        PopCash|https://popcash.net|popunder|[clickid]|[bid]|||[siteid]=Site id|[campaignid]=Campaign id\
        |[category]=Category|[operatingsystem]=System|[country]=Country
        Zeropark|https://zeropark.com|push,popunder,domain|{cid}|{visit_cost}|||{target}=Target\
        |{source}=Source|{keyword}=Keyword|{match}=Match|{geo}=Country|{campaign_id}=Campaign id\
        |{campaign_name}=Campaign name|{os}=System
        Adsterra|https://adsterra.com|popunder,push|##SUB_ID_SHORT(action)##|||\
        |##PLACEMENT_ID##=Placement id|##CAMPAIGN_ID##=Campaign id|##BANNER_ID##=Banner id
        Clickadu|https://www.clickadu.com|popunder,push|${SUBID}|{cost}|||{zoneid}=Zone id\
        |{campaignid}=Campaign id|{bannerid}=Banner id
        HilltopAds|https://hilltopads.com|popunder|{{ctoken}}|{{price}}|||{{zoneid}}=Zone id\
        |{{campaignid}}=Campaign id|{{geo}}=Country
        Adcash|https://adcash.com|popunder|[clickid]||||[zone]=Zone|[campaign]=Campaign\
        |[creative]=Creative|[country]=Country
        AdMaven|https://ad-maven.com|push,popunder|{click_id}||||{source_id}=Source id\
        |{campaign_id}=Campaign id
        BidVertiser|https://www.bidvertiser.com|popunder|{BV_CLICKID}|{BV_BID}|||{BV_SRCID}=Source id\
        |{BV_CAMPID}=Campaign id
        RichAds|https://richads.com|push,popunder|[CLICK_ID]|[BID_PRICE]|||[PUBLISHER_ID]=Publisher id\
        |[SITE_ID]=Site id|[CAMPAIGN_ID]=Campaign id|[CREATIVE_ID]=Creative id
        EvaDav|https://evadav.com|push|{CLICK_ID}|{PRICE}|||{SOURCE_ID}=Source id\
        |{CAMPAIGN_ID}=Campaign id
        MegaPush|https://megapu.sh|push|{click_id}||||{source_id}=Source id|{campaign_id}=Campaign id
        Dats.Push|https://datspush.com|push||||
        Push.House|https://push.house|push|{click_id}|{cost}|||{site}=Site|{camp}=Campaign\
        |{creative_id}=Creative id
        TacoLoco|https://tacoloco.co|push||||
        Kadam|https://kadam.net|push,teaser|{clickid}||||{campaign}=Campaign|{source}=Source
        ExoClick|https://www.exoclick.com|banner,popunder|{conversions_tracking}|{actual_cost}||\
        |{site_id}=Site id|{zone_id}=Zone id|{campaign_id}=Campaign id|{variation_id}=Variation id\
        |{category_id}=Category id|{keyword}=Keyword|{src_hostname}=Host
        TrafficStars|https://trafficstars.com|banner,popunder|{click_id}|{cost}|||{site_id}=Site id\
        |{spot_id}=Spot id|{campaign_id}=Campaign id|{creative_id}=Creative id|{carrier}=Carrier
        TrafficJunky|https://www.trafficjunky.com|banner|{ACLID}|{BidValue}|||{SiteName}=Site\
        |{CampaignID}=Campaign id|{BannerID}=Banner id|{SpotID}=Spot id
        JuicyAds|https://www.juicyads.com|banner,popunder||||
        TrafficFactory|https://www.trafficfactory.biz|banner||||
        TrafficForce|https://www.trafficforce.com|banner||||
        PlugRush|https://www.plugrush.com|banner,popunder||||
        EroAdvertising|https://www.ero-advertising.com|banner||||
        Adxxx|https://www.adxxx.com|push||||
        TwinRed|https://twinred.com|banner||||
        Tonic|https://tonic.com|domain||||
        Sedo|https://sedo.com|domain||||
        Bodis|https://www.bodis.com|domain||||
        Epom|https://epom.com|banner||||
        SiteScout|https://www.sitescout.com|banner|{clickId}||||{siteId}=Site id\
        |{campaignId}=Campaign id|{adId}=Ad id|{networkId}=Network id|{pageUrl}=Page
        Go2mobi|https://www.go2mobi.com|mobile||||
        AppLovin|https://www.applovin.com|mobile||||
        Unity Ads|https://unity.com/solutions/unity-ads|mobile|||||{campaign_id}=Campaign id\
        |{source_game_id}=Source game id|{creative_pack_id}=Creative pack id|{country}=Country
        Vungle|https://vungle.com|mobile||||
        ironSource|https://www.is.com|mobile||||
        Digital Turbine|https://www.digitalturbine.com|mobile||||
        InMobi|https://www.inmobi.com|mobile||||
        Smadex|https://smadex.com|mobile||||
        LeadBolt|https://www.leadbolt.com|mobile||||
        Mobusi|https://mobusi.com|mobile||||
        Airpush|https://airpush.com|mobile||||
        Apple Search Ads|https://searchads.apple.com|search||||
        Amazon Ads|https://advertising.amazon.com|search||||
        Criteo|https://www.criteo.com|retargeting||||
        AdRoll|https://www.adroll.com|retargeting||||
        Email||email||||
        Direct traffic||||||
        """
}
