import CLibPQ

/// Whether a server's database behaves as the program expects, asked once when it is opened.
enum ServerCheck {
    /// The oldest version that is tested, as libpq writes it: 15.0.
    static let versionMin = 150_000

    static func run(on connection: PostgreSQLConnection, at address: ServerAddress) throws {
        if let failure = try failure(on: connection) {
            throw StorageError.cannotOpen(location: address.shown, reason: failure)
        }
    }

    private static func failure(on connection: PostgreSQLConnection) throws -> OpenFailure? {
        let version = Int(PQserverVersion(connection.handle))
        guard version >= versionMin else { return .serverTooOld(version: "\(version / 10_000).\(version % 10_000)") }

        let encoding: String = try connection.value("SELECT current_setting('server_encoding')") ?? ""
        guard encoding == "UTF8" else { return .encoding(name: encoding) }

        // Asked by comparing, because a locale's name does not tell (ICU and built-in locales have others). By code point
        // each of these holds; languages ignore hyphens, mix capitals with small letters, and order kanji by JIS.
        let sortsByCodePoint: Bool? = try connection.value(
            "SELECT 'B' < 'a' AND 'a-c' < 'ab' AND 'ん' < 'ア' AND '一' < '亜' AND '丁' < '亞'")
        guard sortsByCodePoint == true else {
            let name: String? = try connection.value(
                "SELECT datcollate FROM pg_database WHERE datname = current_database()")
            return .collation(name: name ?? "")
        }
        return nil
    }
}
