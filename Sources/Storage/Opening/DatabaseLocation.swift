/// Where a database is, as an administrator writes it.
enum DatabaseLocation: Equatable {
    case memory
    case file(path: String)
    case server(address: String)
    case unknown

    init(_ location: String) {
        if location == ":memory:" {
            self = .memory
        } else if location.hasPrefix("postgresql://") || location.hasPrefix("postgres://") {
            self = .server(address: location)
        } else if location.hasPrefix("sqlite:") {
            self = Self(path: String(location.dropFirst("sqlite:".utf8.count)))
        } else {
            self = Self(path: location)
        }
    }

    /// An address of another kind must not become a file of that name.
    private init(path: String) {
        if path == ":memory:" {
            self = .memory
        } else if path.isEmpty || path.contains("://") {
            self = .unknown
        } else {
            self = .file(path: path)
        }
    }

    /// The location as it may be shown and logged: of an address that is not understood only its scheme, since its rest
    /// may hold a password anywhere.
    static func shown(_ location: String) -> String {
        location.firstRange(of: "://").map { location[..<$0.upperBound] + "…" } ?? location
    }
}
