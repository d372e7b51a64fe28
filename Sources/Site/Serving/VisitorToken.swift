import Ward

/// Guards the forms of people who are not signed in, above all the sign-in itself: the word in the form is the hash of a
/// random cookie, which no other site can read or guess.
enum VisitorToken {
    static let bytes = 32
    static let secondsMax = 86_400

    /// A new value for the cookie.
    static func fresh(_ random: RandomSource) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: random.bytes(bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// - Returns: `nil` unless the cookie has the form of one that was set here.
    static func csrfToken(cookie: String) -> String? {
        guard cookie.utf8.count == 2 * bytes,
            cookie.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        return ContentHash.of("visitor " + cookie)
    }

    /// Takes the same time wherever the texts differ.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
