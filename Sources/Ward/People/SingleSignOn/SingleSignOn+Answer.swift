extension SingleSignOn {
    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        case signedIn(token: String)
        /// The provider asked for no second factor, and the person has one here.
        case codeNeeded(step: String)
        case connected(account: String)
        case refused(SingleSignOnRefusal)
    }

    /// What the browser brought back in its query (RFC 6749, 4.1.2; RFC 9207).
    public struct Answer: Sendable {
        let state: String?
        let code: String?
        let issuer: String?
        let error: String?

        public init(state: String?, code: String?, issuer: String?, error: String?) {
            self.state = state
            self.code = code
            self.issuer = issuer
            self.error = error
        }
    }

    /// The browser that came back, as it is known here.
    public struct Visitor: Sendable {
        let cookie: String?
        let session: ID<Session>?
        let person: ID<Person>?
        let address: String
        let knownDevice: String?

        public init(
            cookie: String?, session: ID<Session>?, person: ID<Person>?, address: String, knownDevice: String?
        ) {
            self.cookie = cookie
            self.session = session
            self.person = person
            self.address = address
            self.knownDevice = knownDevice
        }
    }
}
