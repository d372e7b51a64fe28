import Ward

/// A protocol that was fixed elsewhere, such as the Action API of CKAN, for programs that know nothing of this site.
///
/// No session counts on its routes, so that no page of another site can use one; who asks is known by an access token alone, also in
/// a header of the protocol's own. JSON comes as it was sent, and what is refused takes the protocol's shape.
public struct ForeignProtocol: Sendable {
    /// Headers that hold an access token without a scheme, the first that is there.
    let tokenHeaders: [String]
    /// - Parameter code: of the refusal, as elsewhere on the site.
    let refusal: @Sendable (_ status: Int, _ code: String, _ words: String) -> JSON

    public init(
        tokenHeaders: [String],
        refusal: @escaping @Sendable (_ status: Int, _ code: String, _ words: String) -> JSON
    ) {
        self.tokenHeaders = tokenHeaders
        self.refusal = refusal
    }
}

/// What a program of another protocol sent.
public struct ForeignRequest: Sendable {
    /// The body, where it was JSON.
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
