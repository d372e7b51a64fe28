import Japanese

/// A session of a signed-in person, as they see it on their account page.
public struct Session: Hashable, Sendable {
    public let id: ID<Session>
    public let address: String
    public let createdAt: Timestamp
    /// Exact to a minute.
    public let seenAt: Timestamp
}

/// What a request with a valid token knows.
public struct ResumedSession: Sendable {
    public let session: ID<Session>
    public let signedIn: SignedIn
    /// For the forms of this response.
    public let csrfToken: String
    /// The token was replaced: to be set as the cookie with this response.
    public let newToken: String?
    /// Whether ``SessionStore/takeFlash(session:ward:)`` has something to say.
    public let hasFlash: Bool
    /// What is to be done before anything else.
    public let duty: SignInDuty?
    /// The end of the audit trail when the session was read, which names the state of all records; `nil` before its first row.
    public let state: String?
    let csrf: CSRFToken

    /// Whether a form came from this session; takes the same time wherever the text differs.
    public func verify(csrfToken: String) -> Bool {
        csrf.verify(csrfToken)
    }
}

/// What somebody who has just signed in is to do before any other page.
public enum SignInDuty: Hashable, Sendable {
    /// Choose a password of one's own in place of the one that somebody else set.
    case ownPassword
    /// Take up a second factor, which one's permissions ask for.
    case secondFactor
}

/// A message for the next page, kept with the session.
public struct SessionFlash: Hashable, Sendable {
    public static let scalarsMax = 1000

    public let kind: String
    public let text: String

    /// - Parameter text: cut off after ``scalarsMax`` characters.
    public init(kind: String, text: String) {
        self.kind = kind
        self.text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(SessionFlash.scalarsMax)))
    }
}
