import Ward

/// One address of the site and who may use it. Routes are data, so that a test can walk every role over every route.
///
///     Route(.post, "rounds/:round/freeze", needs: .freezeRounds) { request in … }
public struct Route: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    public enum Access: Sendable, Hashable {
        /// Without sign-in: the sign-in page, style sheets, health.
        case open
        /// Any signed-in person, such as their own account.
        case signedIn
        /// Somebody whose roles grant the permission. Whether it holds for this unit or body is checked by the handler.
        case needs(Permission)

        /// Why somebody does not get in; `nil` when they do.
        func refusal(for person: SignedIn?) -> PageRefusal? {
            switch self {
            case .open: nil
            case .signedIn: person == nil ? .signInNeeded : nil
            case .needs(let permission):
                person.map { $0.may(permission) ? nil : .forbidden(permission) } ?? .signInNeeded
            }
        }
    }

    /// How the body of a POST is written.
    public enum Reading: Sendable, Hashable {
        /// As browsers send forms.
        case form
        /// The same, or as JSON: an object with the fields as its members, from somebody who is signed in. Everything is then
        /// answered as JSON.
        case formOrJSON
    }

    public typealias Handler = @Sendable (PageRequest) async throws -> PageResponse

    public let method: Method
    /// Without the leading slash; `:name` stands for one segment.
    public let path: String
    public let access: Access
    public let reading: Reading
    public let handler: Handler
    /// Whether it says first what cannot be undone; buttons that lead here look like it.
    public internal(set) var asksFirst = false

    public init(
        _ method: Method, _ path: String, access: Access, reading: Reading = .form, handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.reading = reading
        self.handler = handler
    }

    public init(_ method: Method, _ path: String, needs permission: Permission, handler: @escaping Handler) {
        self.init(method, path, access: .needs(permission), handler: handler)
    }

    /// The same, where asking is the exception: settings are saved, and only one that deletes records is asked about.
    public var askingSeldom: Route {
        var copy = self
        copy.asksFirst = false
        return copy
    }
}
