import Foundation

/// Where the pages of a run may send anything: the system's own address and the hosts somebody named.
struct HostList: Sendable {
    /// `host:port`, lower case.
    private let allowed: Set<String>
    let names: [String]

    /// - Parameters:
    ///   - base: the system's address.
    ///   - others: `host` (of the usual ports) or `host:port`.
    init(base: String, others: [String]) {
        var allowed: Set<String> = []
        var names: [String] = []
        if let address = URL(string: base), let key = Self.key(address), let host = address.host {
            allowed.insert(key)
            names.append(host)
        }
        for other in others {
            let parts = other.lowercased().split(separator: ":")
            guard let host = parts.first.map(String.init) else { continue }
            names.append(host)
            if parts.count > 1 {
                allowed.insert(other.lowercased())
            } else {
                allowed.formUnion(["\(host):80", "\(host):443"])
            }
        }
        self.allowed = allowed
        self.names = names
    }

    /// Addresses that reach no network are always allowed.
    func allows(_ address: String) -> Bool {
        if address.hasPrefix("data:") || address.hasPrefix("blob:") || address.hasPrefix("about:") { return true }
        guard let address = URL(string: address), let key = Self.key(address) else { return false }
        return allowed.contains(key)
    }

    /// The rule by which the browser finds no other host at all, whatever asks for it.
    var resolverRules: String { (["MAP * ~NOTFOUND"] + names.map { "EXCLUDE \($0)" }).joined(separator: " , ") }

    static func host(of address: String) -> String { URL(string: address)?.host ?? "" }

    private static func key(_ address: URL) -> String? {
        let ports = ["http": 80, "https": 443, "ws": 80, "wss": 443]
        guard let scheme = address.scheme?.lowercased(), let usual = ports[scheme],
            let host = address.host?.lowercased()
        else { return nil }
        return "\(host):\(address.port ?? usual)"
    }
}
