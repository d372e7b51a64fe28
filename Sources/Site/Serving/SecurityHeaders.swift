import HTTPTypes

/// Headers that every answer carries.
enum SecurityHeaders {
    /// Nothing is loaded from elsewhere, no script or style stands in a page, and no other site frames it.
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'"

    /// For stored documents, which bring their own style and can do nothing.
    static let documentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; "
        + "base-uri 'none'; form-action 'none'; sandbox"

    /// - Parameter headers: those of the handler, which go first.
    static func add(to headers: inout HTTPFields, isSecure: Bool) {
        var standard: [(String, String)] = [
            ("Content-Security-Policy", contentSecurityPolicy),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ]
        if isSecure { standard.append(("Strict-Transport-Security", "max-age=31536000")) }
        for (name, value) in standard {
            guard let field = HTTPField.Name(name), headers[field] == nil else { continue }
            headers[field] = value
        }
    }
}
