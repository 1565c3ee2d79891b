/// What people browse with, as
/// `weight|device code|OS|OS version|browser|browser version|brand|model|proxy type|user agent`. Titles of systems and
/// browsers are those of the indices.
enum PlatformTable {
    static let text = """
        24|DevicePhone|Android|8|Chrome Mobile|64|Samsung|Galaxy S8||Mozilla/5.0 (Linux; Android 8.0; SM-G950F) \
        AppleWebKit/537.36 Chrome/64.0 Mobile Safari/537.36
        9|DevicePhone|Android|7|Chrome Mobile|63|Huawei|P10||Mozilla/5.0 (Linux; Android 7.0; VTR-L09) \
        AppleWebKit/537.36 Chrome/63.0 Mobile Safari/537.36
        5|DevicePhone|Android|6|Samsung Browser|6|Samsung|Galaxy S6||Mozilla/5.0 (Linux; Android 6.0.1; SM-G920F) \
        AppleWebKit/537.36 SamsungBrowser/6.2 Mobile Safari/537.36
        20|DevicePhone|iOS|11|Mobile Safari|11|Apple|IPhone 7||Mozilla/5.0 (iPhone; CPU iPhone OS 11_2 like Mac OS X) \
        AppleWebKit/604.4 Version/11.0 Mobile Safari/604.1
        6|DevicePhone|iOS|10|Mobile Safari|10|Apple|IPhone 6||Mozilla/5.0 (iPhone; CPU iPhone OS 10_3 like Mac OS X) \
        AppleWebKit/603.3 Version/10.0 Mobile Safari/602.1
        14|DeviceComputer|Windows 10|10|Chrome|64||||Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 \
        Chrome/64.0 Safari/537.36
        6|DeviceComputer|Windows 7|7|Chrome|63||||Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/63.0 Safari/537.36
        4|DeviceComputer|Windows 7|7|Firefox|58|||Web|Mozilla/5.0 (Windows NT 6.1; rv:58.0) Gecko/20100101 Firefox/58.0
        3|DeviceComputer|Windows 8.1|8.1|Internet Explorer|11||||Mozilla/5.0 (Windows NT 6.3; Trident/7.0; rv:11.0) like Gecko
        5|DeviceComputer|OSX|10.13|Safari|11|Apple|||Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13) AppleWebKit/604.5 \
        Version/11.0 Safari/604.5
        1|DeviceComputer|Linux||Firefox|57|||VPN|Mozilla/5.0 (X11; Linux x86_64; rv:57.0) Gecko/20100101 Firefox/57.0
        3|DeviceTablet|iOS|11|Mobile Safari|11|Apple|IPad||Mozilla/5.0 (iPad; CPU OS 11_2 like Mac OS X) \
        AppleWebKit/604.4 Version/11.0 Mobile Safari/604.1
        """
}
