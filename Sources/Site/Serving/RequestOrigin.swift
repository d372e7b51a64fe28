import HTTPTypes

/// Whether a request that changes something comes from a page of this site, as the browser tells.
enum RequestOrigin {
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")
    private static let host = HTTPField.Name("Host")

    /// A request without either header is left to the CSRF token.
    static func isSameSite(_ head: HTTPRequest) -> Bool {
        if let fetchSite, let site = head.headerFields[fetchSite] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = head.headerFields[.origin] else { return true }
        guard let authority = head.authority ?? host.flatMap({ head.headerFields[$0] }) else { return false }
        return origin == "http://\(authority)" || origin == "https://\(authority)"
    }
}
