import Ward

/// What is known of the session and the browser behind a request.
struct Visit: Sendable {
    /// The living session, if any.
    var session: ID<Session>?
    /// The token in the session cookie.
    var token: String?
    /// From the cookie that tells a browser from which the person has signed in before.
    var knownDevice: String?
    /// The secret of a sign-in through the identity provider that is under way.
    var flow: String?
    /// Of the client, as seen by the server or its proxy.
    var address = ""
}
