import Ward

/// A protocol that was fixed elsewhere, such as the Action API of CKAN, for programs that know nothing of this site.
///
/// No session counts on its routes, so that no page of another site can use one; who asks is known by an access token alone, also in
/// a header of the protocol's own. JSON comes as it was sent, and what is refused takes the protocol's shape, also where below its place
/// no route or no method answers.
public struct ForeignProtocol: Sendable {
    /// With which a browser lets pages of other sites read an answer (CORS): those that were asked for without credentials.
    public static let sharedHeaders = [
        "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin",
    ]
    /// What such a page may send after asking first: JSON, and no token.
    static let sharedAsking = [
        "Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "Content-Type",
        "Access-Control-Max-Age": "86400",
    ]

    /// The path below which all addresses are its own, without slashes at its ends.
    let place: String
    /// Headers that hold an access token without a scheme, the first that is there.
    let tokenHeaders: [String]
    /// Whether pages of other sites may read what it answers.
    private(set) var isShared: Bool
    /// - Parameter code: of the refusal, as elsewhere on the site.
    let refusal: @Sendable (_ status: Int, _ code: String, _ words: String) -> JSON

    public init(
        at place: String, tokenHeaders: [String], isShared: Bool,
        refusal: @escaping @Sendable (_ status: Int, _ code: String, _ words: String) -> JSON
    ) {
        self.place = place
        self.tokenHeaders = tokenHeaders
        self.isShared = isShared
        self.refusal = refusal
    }

    /// The same for what changes something: no page of another site reads its answers.
    public var unshared: ForeignProtocol {
        var copy = self
        copy.isShared = false
        return copy
    }

    /// - Parameter path: as it was sent, also where it cannot be decoded.
    func holds(_ path: Substring) -> Bool { path == "/\(place)" || path.hasPrefix("/\(place)/") }
}

/// What a program of another protocol sent.
public struct ForeignRequest: Sendable {
    /// The body, where it was JSON; decimal numbers are texts as they were written.
    public let json: JSON?
    /// Whether it may change something: it came with a token for that.
    public let mayWrite: Bool
}

extension Route {
    /// A route of another protocol, open to programs of anybody: what a token is needed for is for the handler to say.
    public static func foreign(
        _ method: Method, _ path: String, speaking spoken: ForeignProtocol, program: ProgramSide? = nil,
        handler: @escaping Handler
    ) -> Route {
        var route = Route(method, path, access: .open, program: program, handler: handler)
        route.spoken = spoken
        return route
    }
}
