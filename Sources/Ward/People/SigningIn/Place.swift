import Crypto

/// From where somebody signs in, as one opaque word: a SHA-256, so that the tables hold neither addresses of colleagues
/// nor passwords that were typed into the wrong field.
struct Place: Hashable, Sendable {
    let text: String

    /// A browser that carries the token it was given at an earlier sign-in.
    static func device(_ token: String) -> Place { Place("device", token) }
    static func address(_ address: String) -> Place { Place("address", address) }
    static func login(_ name: String) -> Place { Place("login", name) }
    static func login(_ name: String, at place: Place) -> Place { Place("login", name, "at", place.text) }

    private init(_ parts: String...) {
        // Lengths before the parts, so that no two lists of parts are written the same.
        let joined = parts.map { "\($0.utf8.count):\($0)" }.joined()
        text = Hexadecimal.text(SHA256.hash(data: Array(joined.utf8)))
    }

    init(stored text: String) {
        self.text = text
    }
}
