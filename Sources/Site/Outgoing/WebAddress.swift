import Ward

/// An address of another site, taken apart in one way only: what is checked is what is asked.
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
    public let isSecure: Bool
    /// In lower case: a name, an address of IPv4, or one of IPv6 without brackets.
    public let host: String
    let port: Int
    /// Path and query, with a slash at its beginning.
    public let target: String

    public static let bytesMax = 2_000

    /// What is wrong with an address that somebody wrote.
    public enum Fault: Error, Hashable {
        /// Anything but http or https with the name of a host, or letters that have to be coded.
        case notWeb
        /// A name or password of a person stands before the host.
        case credentials
        case port(String)
    }

    /// - Returns: `nil` where ``init(checking:)`` throws.
    public init?(_ text: String) {
        guard let known = try? WebAddress(checking: text) else { return nil }
        self = known
    }

    public init(checking text: String) throws(Fault) {
        guard text.utf8.count <= Self.bytesMax,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }),
            let mark = text.firstRange(of: "://")
        else { throw .notWeb }
        switch text[..<mark.lowerBound].lowercased() {
        case "http": isSecure = false
        case "https": isSecure = true
        default: throw .notWeb
        }
        let rest = text[mark.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw .credentials }
        let path = rest[authority.endIndex...]
        target = path.first == "/" ? String(path) : "/" + path
        var (name, digits): (Substring, Substring?)
        if authority.first == "[", let end = authority.firstIndex(of: "]") {
            let inside = authority[authority.index(after: authority.startIndex)..<end]
            let after = authority[authority.index(after: end)...]
            guard inside.contains(":"), NetworkAddress(String(inside)) != nil, after.isEmpty || after.first == ":"
            else { throw .notWeb }
            (name, digits) = (inside, after.isEmpty ? nil : after.dropFirst())
        } else {
            let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), Self.isName(parts[0]) else { throw .notWeb }
            (name, digits) = (parts[0], parts.count == 2 ? parts[1] : nil)
        }
        guard let digits else {
            port = isSecure ? 443 : 80
            host = name.lowercased()
            return
        }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            (1...65_535).contains(number)
        else { throw .port(String(digits)) }
        port = number
        host = name.lowercased()
    }

    /// As people write it, with blanks and Japanese letters in its path.
    public init?(coding text: String) {
        self.init(PercentCoding.encodedAddress(text))
    }

    /// Letters, digits, dots and hyphens; what looks like a number is an address of IPv4 in its usual form.
    private static func isName(_ name: Substring) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        let isMade = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-"
                && label.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                        || byte == 0x2D || byte == 0x5F
                }
        }
        guard isMade, name.utf8.count <= 253, let last = labels.last?.utf8.first else { return false }
        return !(0x30...0x39).contains(last) || NetworkAddress(String(name)) != nil
    }

    private var isIPv6: Bool { host.contains(":") }

    public var description: String {
        let usual = isSecure ? 443 : 80
        return
            "\(isSecure ? "https" : "http")://\(isIPv6 ? "[\(host)]" : host)\(port == usual ? "" : ":\(port)")\(target)"
    }

    /// Another target on the same site.
    public func with(target: String) -> WebAddress? {
        WebAddress("\(description.dropLast(self.target.count))\(target)")
    }
}
