import NIOCore

/// An address of a machine, written in one way only.
struct NetworkAddress: Hashable, Sendable {
    let text: String
    /// What one party holds: the address, or in IPv6 the first 64 bits, of which a household or an office has all.
    let network: String

    /// - Returns: `nil` when the text is no address of IPv4 or IPv6.
    init?(_ text: String) {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        switch address {
        case .v4:
            guard let text = address.ipAddress else { return nil }
            self.text = text
            network = text
        case .v6(let v6):
            let bytes = withUnsafeBytes(of: v6.address.sin6_addr) { Array($0) }
            if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
                // IPv4 as a socket of both shows it (RFC 4291, 2.5.5.2).
                self.text = bytes.suffix(4).map { "\($0)" }.joined(separator: ".")
                network = self.text
            } else {
                guard let text = address.ipAddress else { return nil }
                self.text = text
                network = bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
            }
        case .unixDomainSocket: return nil
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
