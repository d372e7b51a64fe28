/// How a site is run: where it listens and what stands in its header.
public struct SiteSettings: Hashable, Sendable {
    /// Whether the database holds demo data: every page then wears the 見本 band.
    public var isSample: Bool
    /// Whether people come by HTTPS, through a proxy that ends it: cookies are then kept to HTTPS.
    public var isSecure: Bool
    /// Whose word about the addresses of their clients counts.
    var proxies: TrustedProxies
    var limits = ServingLimits()
    public var host: String
    /// 0 takes any free port.
    public var port: Int
    public var wardName: String
    /// The plan in the header, such as デジタル化推進計画.
    public var planName: String?

    /// Whether the text is an address of IPv4 or IPv6, as the proxies of a site are named.
    public static func isAddress(_ text: String) -> Bool { NetworkAddress(text) != nil }

    /// - Parameter proxies: addresses of the proxies before the site, which add `X-Forwarded-For`.
    public init(
        isSample: Bool = false, isSecure: Bool = false, proxies: [String] = [], host: String = "127.0.0.1",
        port: Int = 8080, wardName: String = "杉並区", planName: String? = nil
    ) {
        self.isSample = isSample
        self.isSecure = isSecure
        self.proxies = TrustedProxies(proxies)
        self.host = host
        self.port = port
        self.wardName = wardName
        self.planName = planName
    }
}
