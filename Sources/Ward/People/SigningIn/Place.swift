/// From where somebody signs in, as one word of fixed length: a SHA-256, so that a password that was typed into the
/// field for the login name is not kept as it was typed.
struct Place: Hashable, Sendable {
    let text: String

    /// A browser that carries the token it was given at an earlier sign-in.
    static func device(_ token: String) -> Place { Place("device", token) }
    static func address(_ address: String) -> Place { Place("address", address) }
    static func login(_ name: String) -> Place { Place("login", name) }
    static func login(_ name: String, at place: Place) -> Place { Place("login", name, "at", place.text) }
    /// Access tokens that nobody has, from an address.
    static func token(at address: String) -> Place { Place("token", address) }
    /// Codes of somebody's second factor, from everywhere.
    static func code(of person: ID<Person>) -> Place { Place("code", person.text) }

    private init(_ parts: String...) {
        // Lengths before the parts, so that no two lists of parts are written the same.
        let joined = parts.map { "\($0.utf8.count):\($0)" }.joined()
        text = ContentHash.of(joined)
    }
}
