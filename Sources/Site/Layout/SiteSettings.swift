/// How a site is run: where it listens and what stands in its header.
public struct SiteSettings: Hashable, Sendable {
    /// Whether the database holds demo data: every page then wears the 見本 band.
    public var isSample: Bool
    /// Whether people come by HTTPS, through a proxy that adds `X-Forwarded-For`: cookies are then kept to HTTPS, and the
    /// last address of that header is the client's.
    public var isSecure: Bool
    public var host: String
    /// 0 takes any free port.
    public var port: Int
    public var wardName: String
    /// The plan in the header, such as デジタル化推進計画.
    public var planName: String?

    public init(
        isSample: Bool = false, isSecure: Bool = false, host: String = "127.0.0.1", port: Int = 8080,
        wardName: String = "杉並区", planName: String? = nil
    ) {
        self.isSample = isSample
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.wardName = wardName
        self.planName = planName
    }
}
