import Hummingbird

/// The cookies of the site.
///
/// They are written here: Hummingbird's own type writes the attributes of a cookie in another order each time the program runs.
struct Cookies: Sendable {
    enum Name: String, Sendable {
        case session = "namiki"
        /// Binds the forms of somebody who is not signed in to their browser.
        case visitor = "namiki-visitor"
        /// A browser from which the person has signed in before.
        case device = "namiki-device"
        /// A sign-in through the identity provider that is under way.
        case flow = "namiki-flow"
    }

    /// With HTTPS, the prefix lets no other host or path set the cookie (RFC 6265bis 4.1.3.2).
    let isSecure: Bool

    func name(_ name: Name) -> String {
        isSecure ? "__Host-" + name.rawValue : name.rawValue
    }

    /// The value of a cookie in a `Cookie` header.
    func value(_ name: Name, in header: String) -> String? {
        Hummingbird.Cookies(from: [header])[self.name(name)]?.value
    }

    /// A `Set-Cookie` header.
    /// - Parameters:
    ///   - value: letters and digits only.
    ///   - secondsMax: `nil` until the browser is closed.
    func setting(_ name: Name, to value: String, secondsMax: Int? = nil) -> String {
        let age = secondsMax.map { "; Max-Age=\($0)" } ?? ""
        return "\(self.name(name))=\(value); Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") + age
    }

    func clearing(_ name: Name) -> String {
        setting(name, to: "", secondsMax: 0)
    }
}
