import NIOCore

/// An address of a machine, written in one way only.
struct NetworkAddress: Hashable, Sendable {
    let text: String
    /// What one party holds: the address, or in IPv6 the first 64 bits, of which a household or an office has all.
    let network: String
    /// Whether a machine anywhere may have it: neither this machine, nor one of an own network, nor what is kept for tests and groups
    /// (IANA special-purpose registries).
    let isPublic: Bool

    /// - Returns: `nil` when the text is no address of IPv4 or IPv6.
    init?(_ text: String) {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        switch address {
        case .v4(let v4):
            guard let text = address.ipAddress else { return nil }
            self.text = text
            network = text
            isPublic = Self.isPublic(withUnsafeBytes(of: v4.address.sin_addr) { Array($0) })
        case .v6(let v6):
            let bytes = withUnsafeBytes(of: v6.address.sin6_addr) { Array($0) }
            if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
                // IPv4 as a socket of both shows it (RFC 4291, 2.5.5.2).
                self.text = bytes.suffix(4).map { "\($0)" }.joined(separator: ".")
                network = self.text
                isPublic = Self.isPublic(Array(bytes.suffix(4)))
            } else {
                guard let text = address.ipAddress else { return nil }
                self.text = text
                network = bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
                // Global unicast without what stands for IPv4 (2001::/23 with Teredo, 6to4) and without documentation.
                isPublic =
                    bytes[0] & 0xE0 == 0x20 && !(bytes[0] == 0x20 && bytes[1] == 0x02)
                    && !(bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] < 0x02 || bytes[2...3] == [0x0D, 0xB8]))
                    && !(bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10)
            }
        case .unixDomainSocket: return nil
        }
    }

    private static func isPublic(_ v4: [UInt8]) -> Bool {
        switch (v4[0], v4[1], v4[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _),
            (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100), (203, 0, 113), (224..., _, _):
            false
        default: true
        }
    }
}

/// The addresses of the proxies that stand before the site, and are believed.
struct TrustedProxies: Hashable, Sendable {
    static let header = "X-Forwarded-For"

    private let addresses: Set<NetworkAddress>

    /// - Parameter addresses: those that are none are left out: they were refused where they were given.
    init(_ addresses: [String]) {
        self.addresses = Set(addresses.compactMap(NetworkAddress.init))
    }

    func contains(_ address: NetworkAddress) -> Bool { addresses.contains(address) }

    /// The address of the client: the last hop that is no trusted proxy. What stands before it may be made up, and so may be
    /// everything that comes from somebody else than a trusted proxy.
    ///
    /// - Parameter forwarded: the header that each proxy adds the address of its own client to.
    func client(peer: String, forwarded: String?) -> String {
        guard var hop = NetworkAddress(peer) else { return peer }
        var hops = (forwarded ?? "").split(separator: ",", omittingEmptySubsequences: false)
        while contains(hop), let last = hops.popLast(), let before = NetworkAddress(String(last).trimmingWhitespace) {
            hop = before
        }
        return hop.text
    }
}
