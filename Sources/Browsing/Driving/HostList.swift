import Foundation

/// Where the pages of a run may send anything: the system's own address and the hosts somebody named.
struct HostList: Sendable {
    /// `host:port`, lower case.
    private let allowed: Set<String>

    /// - Parameters:
    ///   - base: the system's address.
    ///   - others: `host` (of the usual ports) or `host:port`.
    init(base: String, others: [String]) {
        var allowed: Set<String> = []
        if let address = URL(string: base), let key = Self.key(address) { allowed.insert(key) }
        for other in others {
            let parts = other.lowercased().split(separator: ":")
            guard let host = parts.first.map(String.init) else { continue }
            if parts.count > 1 {
                allowed.insert(other.lowercased())
            } else {
                allowed.formUnion(["\(host):80", "\(host):443"])
            }
        }
        self.allowed = allowed
    }

    /// Addresses that reach no network are always allowed.
    func allows(_ address: String) -> Bool {
        if address.hasPrefix("data:") || address.hasPrefix("blob:") || address.hasPrefix("about:") { return true }
        guard let address = URL(string: address), let key = Self.key(address) else { return false }
        return allowed.contains(key)
    }

    /// The rules by which the browser finds nothing but these hosts at these ports, whatever asks: the first one that fits holds, and each
    /// of these finds itself.
    var resolverRules: String {
        (allowed.sorted().map { "MAP \($0) \($0)" } + ["MAP * ~NOTFOUND"]).joined(separator: " , ")
    }

    static func host(of address: String) -> String { URL(string: address)?.host ?? "" }

    private static func key(_ address: URL) -> String? {
        let ports = ["http": 80, "https": 443, "ws": 80, "wss": 443]
        guard let scheme = address.scheme?.lowercased(), let usual = ports[scheme],
            let host = address.host?.lowercased()
        else { return nil }
        return "\(host):\(address.port ?? usual)"
    }
}
