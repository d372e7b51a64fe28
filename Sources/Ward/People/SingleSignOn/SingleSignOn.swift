import Foundation
import Japanese
import Storage

/// Signing in through the ward's identity provider (OpenID Connect, authorization code flow with PKCE).
///
///     let flow = SignInFlow(.enter, target: "/", at: now, random: ward.random)
///     let address = try await provider.address(of: flow, session: nil, at: now)   // to go there, with flow.cookie kept
///     let outcome = try await provider.finish(answer, …)                          // when the browser comes back
public struct SingleSignOn: Sendable {
    public let settings: ProviderSettings
    private let transport: ProviderTransport
    private let directory: ProviderDirectory
    private let lane = Lane()

    public init(_ settings: ProviderSettings, transport: ProviderTransport) {
        self.settings = settings
        self.transport = transport
        directory = ProviderDirectory(settings, transport)
    }

    /// Codes that are exchanged at a time: who comes meanwhile is asked to wait.
    private actor Lane {
        static let most = 16
        private var inside = 0

        func enter() -> Bool {
            guard inside < Self.most else { return false }
            inside += 1
            return true
        }

        func leave() { inside -= 1 }
    }

    // MARK: going there

    /// Where the browser goes to sign in.
    ///
    /// - Parameter session: of the person who connects an account; `nil` otherwise.
    public func address(
        of flow: SignInFlow, session: ID<Session>?, at now: Timestamp
    ) async throws(SingleSignOnRefusal) -> String {
        let metadata: ProviderMetadata
        do throws(ProviderAway) {
            metadata = try await directory.metadata(at: now)
        } catch {
            throw .away
        }
        var query = [
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", settings.redirect),
            ("scope", (["openid"] + settings.scopes).joined(separator: " ")),
            ("state", flow.state(session: flow.purpose == .connect ? session : nil)), ("nonce", flow.nonce),
            ("code_challenge", flow.challenge), ("code_challenge_method", "S256"),
        ]
        // The account of whoever was signed in before in this browser is not the one that is meant.
        if flow.purpose == .connect { query += [("prompt", "login"), ("max_age", "0")] }
        return Self.address(metadata.authorization, query)
    }

    /// Where somebody signs out of the provider, too, who has left this site (OpenID Connect RP-Initiated Logout 1.0). The token of the
    /// sign-in is not kept, so that the provider asks whether that is meant.
    ///
    /// - Returns: `nil` where the provider offers none, or cannot be asked.
    public func leavingAddress(at now: Timestamp) async -> String? {
        guard let address = try? await directory.metadata(at: now).endSession else { return nil }
        let site = settings.redirect.dropLast(ProviderSettings.callbackPath.count)
        return Self.address(
            address, [("client_id", settings.clientID), ("post_logout_redirect_uri", "\(site)/sign-in")])
    }

    private static func address(_ endpoint: String, _ query: [(String, String)]) -> String {
        let fields = query.map { "\($0.0)=\(PercentCoding.encoded($0.1))" }.joined(separator: "&")
        return endpoint + (endpoint.contains("?") ? "&" : "?") + fields
    }

    // MARK: coming back

    private struct Refused: Error {
        let refusal: SingleSignOnRefusal
        let trail: Trail

        /// Whether it may have been somebody who tries things out. A whole office behind one address does not wait because the
        /// provider is away or tells nobody's groups.
        var isGuess: Bool { trail.subject == nil && refusal != .away && refusal != .busy }
    }

    /// Takes the answer of the provider, once. Answers that are nobody's slow their address down, and all are in the audit trail.
    public func finish(_ answer: Answer, from visitor: Visitor, ward: Ward) async throws -> Outcome {
        let now = ward.clock.now()
        let watches = [
            SlowdownStore.Watch(place: .address(visitor.address), rule: .address, isEnforced: true)
        ]
        let wait = try await ward.database.write { connection in
            try SlowdownStore.purge(at: now, on: connection)
            return try SlowdownStore.reserve(watches, at: now, on: connection)
        }
        guard wait == 0 else { return .refused(.slowedDown(seconds: wait)) }
        do {
            let outcome = try await taken(answer, from: visitor, at: now, ward: ward)
            try await ward.database.write { try SlowdownStore.giveBack(watches, on: $0) }
            return outcome
        } catch let refused as Refused {
            let stamp = ward.stamp(by: .system)
            try await ward.database.write { connection in
                if !refused.isGuess { try SlowdownStore.giveBack(watches, on: connection) }
                try note(refused, visitor, by: stamp, on: connection)
            }
            return .refused(refused.refusal)
        }
    }

    private func note(
        _ refused: Refused, _ visitor: Visitor, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !refused.refusal.isSilent else { return }
        var details: [String: JSON] = [
            "reason": .string(refused.refusal.reason), "address": .string(visitor.address),
            "issuer": .string(settings.issuer),
        ]
        if let subject = refused.trail.subject {
            details["subject"] = .string(subject.subject)
            // Shown to an administrator, who may know whose it is.
            if case .unconnected = refused.refusal {
                try PersonIdentityStore.noteNewcomer(subject, by: stamp, on: connection)
            }
        }
        if let detail = refused.trail.detail { details["detail"] = .string(detail) }
        let person = refused.trail.person.map { "person/\($0)" } ?? "person/unknown"
        try stamp.note("ward.signIn.refused", person, .object(details), on: connection)
    }

    /// - Throws: ``Refused``
    private func taken(_ answer: Answer, from visitor: Visitor, at now: Timestamp, ward: Ward) async throws -> Outcome {
        var trail = Trail()
        do {
            let flow = try begun(answer, visitor, at: now)
            let metadata = try await directory.metadata(at: now)
            if metadata.namesItself || answer.issuer != nil, answer.issuer != settings.issuer {
                throw SingleSignOnRefusal.otherIssuer
            }
            try await spend([answer.state, answer.code], of: flow, ward)
            if let error = answer.error { throw SingleSignOnRefusal.denied(Self.plain(error)) }
            guard let code = answer.code, !code.isEmpty else { throw SingleSignOnRefusal.denied("no_code") }
            let token = try await exchanged(code, flow, metadata)
            let claims = try await directory.claims(of: token, at: now)
            let check = IDTokenCheck(
                issuer: settings.issuer, clientID: settings.clientID, nonce: flow.nonce,
                authenticatedSince: flow.purpose == .connect ? flow.begunAt : nil)
            let subject = try check.subject(of: claims, at: now)
            trail.subject = subject
            switch flow.purpose {
            case .enter: return try await enter(subject, claims, visitor, &trail, ward)
            case .connect:
                trail.person = visitor.person
                return try await connect(subject, by: flow, visitor, ward)
            }
        } catch let refusal as SingleSignOnRefusal {
            throw Refused(refusal: refusal, trail: trail)
        } catch let problem as TokenProblem {
            throw Refused(refusal: .token(problem), trail: trail)
        } catch let away as ProviderAway {
            trail.detail = away.reason
            throw Refused(refusal: .away, trail: trail)
        }
    }

    /// The beginning to which the answer belongs.
    private func begun(
        _ answer: Answer, _ visitor: Visitor, at now: Timestamp
    ) throws(SingleSignOnRefusal) -> SignInFlow {
        guard let flow = visitor.cookie.flatMap(SignInFlow.init(cookie:)), let state = answer.state else {
            throw .otherBrowser
        }
        let expected = flow.state(session: flow.purpose == .connect ? visitor.session : nil)
        guard equalInConstantTime(Array(state.utf8), Array(expected.utf8)) else { throw .otherBrowser }
        guard !flow.isOver(at: now) else { throw .tooLate }
        return flow
    }

    /// Takes what is good once, and throws when any of it was taken before.
    private func spend(_ words: [String?], of flow: SignInFlow, _ ward: Ward) async throws {
        let now = ward.clock.now()
        let until = flow.keptUntil
        let hashes = words.compactMap { $0 }.map { ContentHash.of("\(settings.issuer) \($0)") }
        let isFirst = try await ward.database.write { connection in
            try connection.execute("DELETE FROM spent_answer WHERE kept_until <= \(now)")
            var isFirst = true
            for hash in hashes {
                let taken = try connection.execute(
                    """
                    INSERT INTO spent_answer (hash, kept_until) VALUES (\(hash), \(until)) ON CONFLICT (hash) DO NOTHING
                    """)
                if taken == 0 { isFirst = false }
            }
            return isFirst
        }
        guard isFirst else { throw SingleSignOnRefusal.replayed }
    }

    /// A code of an error, without anything else that somebody may have written there.
    private static func plain(_ error: String) -> String {
        let isCode =
            (1...40).contains(error.utf8.count)
            && error.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
                    || $0 == UInt8(ascii: "_")
            }
        return isCode ? error : "unknown_error"
    }

    // MARK: the code

    private struct TokenAnswer: Decodable {
        let id_token: String
    }

    private struct ErrorAnswer: Decodable {
        let error: String
    }

    /// The ID token for a code.
    private func exchanged(_ code: String, _ flow: SignInFlow, _ metadata: ProviderMetadata) async throws -> String {
        guard await lane.enter() else { throw SingleSignOnRefusal.busy }
        let result: Result<ProviderAnswer, ProviderAway>
        do throws(ProviderAway) {
            result = .success(try await transport.send(question(code, flow, metadata)))
        } catch {
            result = .failure(error)
        }
        await lane.leave()
        let answer = try result.get()
        guard answer.status == 200 else {
            guard let error = try? JSONDecoder().decode(ErrorAnswer.self, from: Data(answer.bytes)).error else {
                throw ProviderAway("\(answer.status) for a code")
            }
            throw SingleSignOnRefusal.denied(Self.plain(error))
        }
        guard let token = try? JSONDecoder().decode(TokenAnswer.self, from: Data(answer.bytes)).id_token else {
            throw TokenProblem.malformed
        }
        return token
    }

    private func question(_ code: String, _ flow: SignInFlow, _ metadata: ProviderMetadata) -> ProviderRequest {
        var form = [
            (name: "grant_type", value: "authorization_code"), (name: "code", value: code),
            (name: "redirect_uri", value: settings.redirect), (name: "code_verifier", value: flow.verifier),
        ]
        var authorization: String?
        switch settings.secret {
        case let secret? where !metadata.takesSecretInForm:
            // Both halves are encoded before they are joined (RFC 6749, 2.3.1).
            let pair = "\(PercentCoding.encoded(settings.clientID)):\(PercentCoding.encoded(secret))"
            authorization = "Basic " + Data(pair.utf8).base64EncodedString()
        case let secret:
            form.append((name: "client_id", value: settings.clientID))
            if let secret { form.append((name: "client_secret", value: secret)) }
        }
        return ProviderRequest(metadata.token, form: form, authorization: authorization)
    }
}
