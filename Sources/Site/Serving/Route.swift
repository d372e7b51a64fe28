import Ward

/// One address of the site and who may use it. Routes are data, so that a test can walk every role over every route, and so that
/// the document for programs is made from them.
///
///     Route(.post, "rounds/:round/freeze", needs: .freezeRounds) { request in … }
public struct Route: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"

        /// The methods that get an answer where a route has this one.
        var names: [String] { self == .get ? ["GET", "HEAD"] : [rawValue] }
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

    /// What a program gets from a route and sends to it: JSON both ways.
    public struct ProgramSide: Sendable {
        /// What is read or done, in a few words.
        public let summary: String
        /// What is answered when all is well.
        public let answer: AnswerShape
        /// What may stand in the query.
        public let query: [FormField]
        /// What is sent; `nil` where it depends on the record.
        public let fields: [FormField]?

        public init(
            _ summary: String, answer: AnswerShape, query: [any DeclaredField] = [],
            fields: [any DeclaredField]? = nil
        ) {
            self.summary = summary
            self.answer = answer
            self.query = query.map(\.drawn)
            self.fields = fields?.map(\.drawn)
        }
    }

    public typealias Handler = @Sendable (PageRequest) async throws -> PageResponse

    public let method: Method
    /// Without the leading slash; `:name` stands for one segment.
    public let path: String
    public let access: Access
    /// `nil` for what is made for people alone. A POST that has it takes its fields as browsers send them, or as the members of
    /// an object of JSON, from somebody who is signed in; everything is then answered as JSON.
    public let program: ProgramSide?
    public let handler: Handler
    /// Whether nobody gets here with an access token, whatever their permissions: accounts, and what gives rights. So a token that
    /// was stolen makes no other token, no account and no role.
    public private(set) var isByHandOnly = false
    /// The protocol of others that it speaks; `nil` for the site's own.
    var spoken: ForeignProtocol?
    /// Whether it says first what cannot be undone; buttons that lead here look like it.
    public internal(set) var asksFirst = false

    public init(
        _ method: Method, _ path: String, access: Access, program: ProgramSide? = nil, handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.program = program
        self.handler = handler
    }

    public init(
        _ method: Method, _ path: String, needs permission: Permission, program: ProgramSide? = nil,
        handler: @escaping Handler
    ) {
        self.init(method, path, access: .needs(permission), program: program, handler: handler)
    }

    /// The same, closed to access tokens.
    public var byHandOnly: Route {
        var copy = self
        copy.isByHandOnly = true
        return copy
    }

    /// Whether a program with an access token may ask for it, as far as the route knows.
    var takesTokens: Bool { program != nil && !isByHandOnly }

    /// The same, where asking is the exception: settings are saved, and only one that deletes records is asked about.
    public var askingSeldom: Route {
        var copy = self
        copy.asksFirst = false
        return copy
    }
}
