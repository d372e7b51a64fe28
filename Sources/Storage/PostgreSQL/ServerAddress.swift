import CLibPQ

/// A PostgreSQL connection URL, and the parts of it that may be shown.
struct ServerAddress: Sendable {
    /// The URL as given; it may hold a password and is handed to libpq only.
    let url: String
    /// `postgresql://user@host:port/database`, without password and parameters.
    let shown: String
    private let password: String?

    init(_ url: String) throws(StorageError) {
        guard !Self.hasMisplacedUser(url), let options = PQconninfoParse(url, nil) else {
            // libpq's own words quote parts of the URL, so they are not passed on.
            throw .cannotOpen(location: DatabaseLocation.shown(url), reason: .malformedAddress)
        }
        defer { PQconninfoFree(options) }
        var parts: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parts[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        let user = parts["user"].map { $0 + "@" } ?? ""
        let name = parts["dbname"].map { "/" + $0 } ?? ""
        // Several servers are lists of hosts and of ports, side by side; one port counts for all.
        let hosts = (parts["host"] ?? parts["hostaddr"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let ports = (parts["port"] ?? "").split(separator: ",")
        let servers = hosts.enumerated().map { index, host in
            guard let port = index < ports.count ? ports[index] : ports.last else { return String(host) }
            return "\(host):\(port)"
        }
        self.url = url
        shown = "postgresql://" + user + servers.joined(separator: ",") + name
        password = parts["password"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A password with an unescaped `/` makes libpq take its rest, up to the `@`, for the name of the database, which
    /// then would be shown.
    private static func hasMisplacedUser(_ url: String) -> Bool {
        guard let scheme = url.firstRange(of: "://") else { return true }
        let beforeParameters = url[scheme.upperBound...].prefix { $0 != "?" }
        return beforeParameters.drop { $0 != "/" }.contains("@")
    }

    /// A message of the server or of libpq on one line, without the password should it be quoted.
    func cleaned(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard let password else { return line }
        return line.replacing(password, with: "***")
    }
}
