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
        } else if Self.isFilePath(path) {
            self = .file(path: path)
        } else {
            self = .unknown
        }
    }

    /// Neither a scheme (`mysql:…`, `file:…`, `postgresql:/…` with a slash too few), nor the words that libpq also takes
    /// (`host=db dbname=namiki`), nor a name that no shell shows as it is.
    private static func isFilePath(_ path: String) -> Bool {
        let scalars = path.unicodeScalars
        guard scalars.contains(where: { $0 != " " }), !scalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }),
            !path.contains("://"), !libpqWords.contains(where: path.hasPrefix)
        else { return false }
        let beforeColon = scalars.prefix { $0 != ":" }
        let isScheme =
            beforeColon.count < scalars.count && !beforeColon.isEmpty
            && beforeColon.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789+-.".unicodeScalars.contains($0))
            }
        return !isScheme
    }

    /// How a connection string of libpq may begin.
    private static let libpqWords = [
        "host=", "hostaddr=", "dbname=", "user=", "password=", "port=", "service=", "sslmode=", "passfile=",
    ]

    /// The location as it may be shown and logged: of an address that is not understood only its scheme, since its rest
    /// may hold a password anywhere.
    static func shown(_ location: String) -> String {
        if let scheme = location.firstRange(of: "://") { return location[..<scheme.upperBound] + "…" }
        if let colon = location.firstRange(of: ":") { return location[..<colon.upperBound] + "…" }
        // libpq's words may hold a password too.
        return location.contains("=") ? "…" : location
    }
}
