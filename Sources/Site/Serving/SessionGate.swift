import Ward

/// Sessions, as the server needs them: a value of functions with a live form, and others made by tests.
public struct SessionGate: Sendable {
    /// Somebody whose session is alive.
    public struct Resumed: Sendable {
        public let session: ID<Session>
        public let signedIn: SignedIn
        public let csrfToken: String
        /// To be set as the cookie when the token was replaced.
        public let newToken: String?
        public let hasFlash: Bool
        /// What is to be done before any other page.
        public let duty: SignInDuty?
        /// The end of the audit trail, which names the state of all records; `nil` where it was not read.
        public let state: String?
        public let verify: @Sendable (_ csrfToken: String) -> Bool

        public init(
            session: ID<Session>, signedIn: SignedIn, csrfToken: String, newToken: String? = nil,
            hasFlash: Bool = false, duty: SignInDuty? = nil, state: String? = nil,
            verify: @escaping @Sendable (String) -> Bool
        ) {
            self.session = session
            self.signedIn = signedIn
            self.csrfToken = csrfToken
            self.newToken = newToken
            self.hasFlash = hasFlash
            self.duty = duty
            self.state = state
            self.verify = verify
        }
    }

    public var resume: @Sendable (_ token: String, Ward, Grants) async throws -> Resumed?
    public var takeFlash: @Sendable (ID<Session>, Ward) async throws -> Flash?
    public var setFlash: @Sendable (Flash, ID<Session>, Ward) async throws -> Void
    public var end: @Sendable (_ token: String, Ward) async throws -> Void
    /// A token for the browser of somebody who has just signed in; `nil` when browsers are not remembered.
    public var rememberDevice: @Sendable (ID<Person>, Ward) async throws -> String?
    /// Who is behind an access token.
    public var admit: @Sendable (_ token: String, _ address: String, Ward, Grants) async throws -> TokenAdmission

    public init(
        resume: @escaping @Sendable (_ token: String, Ward, Grants) async throws -> Resumed?,
        takeFlash: @escaping @Sendable (ID<Session>, Ward) async throws -> Flash? = { _, _ in nil },
        setFlash: @escaping @Sendable (Flash, ID<Session>, Ward) async throws -> Void = { _, _, _ in },
        end: @escaping @Sendable (_ token: String, Ward) async throws -> Void = { _, _ in },
        rememberDevice: @escaping @Sendable (ID<Person>, Ward) async throws -> String? = { _, _ in nil },
        admit: @escaping @Sendable (_ token: String, _ address: String, Ward, Grants) async throws -> TokenAdmission = {
            try await AccessTokenStore.admit($0, address: $1, ward: $2, grants: $3)
        }
    ) {
        self.resume = resume
        self.takeFlash = takeFlash
        self.setFlash = setFlash
        self.end = end
        self.rememberDevice = rememberDevice
        self.admit = admit
    }

    /// Sessions in the ward's database.
    public static let live = SessionGate(
        resume: { token, ward, grants in
            guard let found = try await SessionStore.resume(token: token, ward: ward, grants: grants) else {
                return nil
            }
            return Resumed(
                session: found.session, signedIn: found.signedIn, csrfToken: found.csrfToken, newToken: found.newToken,
                hasFlash: found.hasFlash, duty: found.duty, state: found.state,
                verify: { found.verify(csrfToken: $0) })
        },
        takeFlash: { session, ward in
            guard let flash = try await SessionStore.takeFlash(session: session, ward: ward) else { return nil }
            return Flash(Flash.Kind(rawValue: flash.kind) ?? .done, flash.text)
        },
        setFlash: { flash, session, ward in
            let kept = SessionFlash(kind: flash.kind.rawValue, text: flash.text)
            try await SessionStore.setFlash(kept, session: session, ward: ward)
        },
        end: { token, ward in try await SessionStore.end(token: token, ward: ward) },
        rememberDevice: { person, ward in try await FamiliarPlaces.rememberDevice(of: person, ward: ward) })
}
