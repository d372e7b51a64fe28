import Crypto
import Foundation
import Japanese
import Synchronization
import Ward

/// An identity provider without a network, which checks what a right one checks and then says what the test wants.
///
///     let provider = try ScriptedProvider(clock: clock.clock)
///     provider.claims["yamada"] = ["groups": ["kikaku"]]
///     let back = try provider.signIn("yamada", at: address)   // the query with which the browser comes back
public final class ScriptedProvider: Sendable {
    public static let issuer = "https://login.city.example.jp/staff"
    public static let clientID = "namiki"
    public static let secret = "himitsu:no/kotoba+34"
    public static let redirect = "http://localhost:8080" + ProviderSettings.callbackPath

    private struct Grant {
        let subject: String
        let nonce: String
        let challenge: String
    }

    private struct State {
        var claims: [String: [String: JSON]] = [:]
        var keys: [TokenKey]
        var grants: [String: Grant] = [:]
        var codes = 0
        var asked: [String: Int] = [:]
        var isAway = false
        var change: (@Sendable (inout [String: JSON]) -> Void)?
        var header: [String: JSON] = [:]
        var metadata: [String: JSON] = [:]
    }

    private let state: Mutex<State>
    private let clock: Clock

    public init(clock: Clock) throws {
        self.clock = clock
        state = Mutex(State(keys: [try TokenKey("ES256", name: "first")]))
    }

    /// What is said of each person beside who they are.
    public var claims: [String: [String: JSON]] {
        get { state.withLock { $0.claims } }
        set { state.withLock { $0.claims = newValue } }
    }

    /// The first one signs.
    public var keys: [TokenKey] {
        get { state.withLock { $0.keys } }
        set { state.withLock { $0.keys = newValue } }
    }

    /// Whether nobody answers.
    public var isAway: Bool {
        get { state.withLock { $0.isAway } }
        set { state.withLock { $0.isAway = newValue } }
    }

    /// How often an address was asked, by its last part.
    public func asked(_ address: String) -> Int { state.withLock { $0.asked[address] ?? 0 } }

    /// Claims as they are changed before they are signed, and members of the head.
    public func lie(header: [String: JSON] = [:], _ change: (@Sendable (inout [String: JSON]) -> Void)? = nil) {
        state.withLock { ($0.change, $0.header) = (change, header) }
    }

    /// Members of what the provider says of itself.
    public func declare(_ members: [String: JSON]) {
        state.withLock { $0.metadata = members }
    }

    // MARK: the client's side

    /// - Parameter fromFiles: whether what is known to everybody is read from files.
    public func singleSignOn(
        groupsClaim: String? = nil, asksSecondFactor: Bool = false, fromFiles: Bool = false
    ) throws -> SingleSignOn {
        let settings = try ProviderSettings(
            issuer: Self.issuer, clientID: Self.clientID, secret: Self.secret, redirect: Self.redirect,
            groupsClaim: groupsClaim, asksSecondFactor: asksSecondFactor,
            discoveryFile: fromFiles ? "discovery.json" : nil, keysFile: fromFiles ? "keys.json" : nil)
        return SingleSignOn(settings, transport: transport)
    }

    public var transport: ProviderTransport {
        ProviderTransport(
            send: { request throws(ProviderAway) in try self.answer(request) },
            file: { path throws(ProviderAway) in try self.file(path) })
    }

    private func file(_ path: String) throws(ProviderAway) -> [UInt8] {
        do {
            return path == "discovery.json" ? Array(metadata.canonical.utf8) : try TokenKey.set(keys)
        } catch {
            throw ProviderAway("\(error)")
        }
    }

    private func answer(_ request: ProviderRequest) throws(ProviderAway) -> ProviderAnswer {
        let name = request.address.split(separator: "/").last.map(String.init) ?? ""
        let isAway = state.withLock { state in
            state.asked[name, default: 0] += 1
            return state.isAway
        }
        guard !isAway else { throw ProviderAway("nobody answers") }
        do {
            switch name {
            case "openid-configuration": return ProviderAnswer(status: 200, bytes: Array(metadata.canonical.utf8))
            case "keys": return ProviderAnswer(status: 200, bytes: try TokenKey.set(keys))
            case "token": return try exchange(request)
            default: return ProviderAnswer(status: 404, bytes: [])
            }
        } catch {
            throw ProviderAway("\(error)")
        }
    }

    private var metadata: JSON {
        var members: [String: JSON] = [
            "issuer": .string(Self.issuer), "authorization_endpoint": .string(Self.issuer + "/authorize"),
            "token_endpoint": .string(Self.issuer + "/token"), "jwks_uri": .string(Self.issuer + "/keys"),
        ]
        members.merge(state.withLock { $0.metadata }) { _, given in given }
        return .object(members)
    }

    // MARK: the browser's side

    public struct Refused: Error {
        public let reason: String
    }

    /// Somebody signs in at the address to which the browser was sent.
    ///
    /// - Returns: with which query the browser comes back.
    public func signIn(_ subject: String, at address: String) throws -> [String: String] {
        let query = try Self.query(of: address)
        for (name, expected) in [
            "response_type": "code", "client_id": Self.clientID, "redirect_uri": Self.redirect,
            "code_challenge_method": "S256",
        ] where query[name] != expected {
            throw Refused(reason: "\(name) is \(query[name] ?? "missing")")
        }
        guard let word = query["state"], let nonce = query["nonce"], let challenge = query["code_challenge"],
            query["scope"]?.split(separator: " ").contains("openid") ?? false
        else { throw Refused(reason: "state, nonce, code_challenge or the scope is missing") }
        let code = state.withLock { state in
            state.codes += 1
            let code = "code-\(state.codes)"
            state.grants[code] = Grant(subject: subject, nonce: nonce, challenge: challenge)
            return code
        }
        return ["code": code, "state": word]
    }

    private static func query(of address: String) throws -> [String: String] {
        let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0] == issuer + "/authorize" else {
            throw Refused(reason: "not sent to \(address)")
        }
        return fields(parts[1])
    }

    private static func fields(_ text: String) -> [String: String] {
        text.split(separator: "&").reduce(into: [:]) { fields, pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            fields[halves[0]] = halves.count == 2 ? halves[1].removingPercentEncoding : ""
        }
    }

    private func exchange(_ request: ProviderRequest) throws -> ProviderAnswer {
        func refused(_ error: String) -> ProviderAnswer {
            ProviderAnswer(status: 400, bytes: Array(JSON.object(["error": .string(error)]).canonical.utf8))
        }
        let fields = Self.fields(request.body ?? "")
        let pair = "\(Self.clientID):himitsu%3Ano%2Fkotoba%2B34"
        guard request.authorization == "Basic " + Data(pair.utf8).base64EncodedString() else {
            return refused("invalid_client")
        }
        // A code is good once.
        guard let grant = state.withLock({ $0.grants.removeValue(forKey: fields["code"] ?? "") }),
            fields["grant_type"] == "authorization_code", fields["redirect_uri"] == Self.redirect
        else { return refused("invalid_grant") }
        let digest = SHA256.hash(data: Data((fields["code_verifier"] ?? "").utf8))
        guard TokenKey.base64URL(Data(digest)) == grant.challenge else { return refused("invalid_grant") }
        let token = try token(for: grant)
        let answer: JSON = ["access_token": "unused", "token_type": "Bearer", "id_token": .string(token)]
        return ProviderAnswer(status: 200, bytes: Array(answer.canonical.utf8))
    }

    private func token(for grant: Grant) throws -> String {
        let seconds = clock.now().milliseconds / 1000
        var claims: [String: JSON] = [
            "iss": .string(Self.issuer), "aud": .string(Self.clientID), "sub": .string(grant.subject),
            "nonce": .string(grant.nonce), "iat": .integer(seconds), "exp": .integer(seconds + 300),
            "auth_time": .integer(seconds), "preferred_username": .string("\(grant.subject)@city.example.jp"),
        ]
        let (more, change, header, key) = state.withLock {
            ($0.claims[grant.subject] ?? [:], $0.change, $0.header, $0.keys[0])
        }
        claims.merge(more) { _, given in given }
        change?(&claims)
        return try key.token(JSON.object(claims).canonical, header: header)
    }
}
