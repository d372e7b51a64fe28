import Crypto
import Foundation
import Japanese
import Testing
import WardTesting

@testable import Ward

@Suite("Tokens of the identity provider")
struct TokenTests {
    private static let now = TestedWard.start
    private static var seconds: Int64 { now.milliseconds / 1000 }

    private static let check = IDTokenCheck(
        issuer: ScriptedProvider.issuer, clientID: ScriptedProvider.clientID, nonce: "the-nonce",
        authenticatedSince: nil)

    private static func claims(_ changes: [String: JSON?] = [:]) -> String {
        var claims: [String: JSON] = [
            "iss": .string(ScriptedProvider.issuer), "aud": .string(ScriptedProvider.clientID), "sub": "u-1",
            "nonce": "the-nonce", "iat": .integer(seconds), "exp": .integer(seconds + 300),
        ]
        for (name, value) in changes { claims[name] = value }
        return JSON.object(claims).canonical
    }

    /// What becomes of a token, with the keys that are published.
    private static func problem(
        _ token: String, keys: [TokenKey], _ check: IDTokenCheck = check
    ) async throws -> TokenProblem? {
        do {
            let head = try ProviderKeys.Head(token)
            let claims = try await ProviderKeys(try TokenKey.set(keys)).verified(token, head)
            _ = try check.subject(of: claims, at: now)
            return nil
        } catch let problem as TokenProblem {
            return problem
        }
    }

    // MARK: signatures

    @Test("A token that is signed as allowed is believed", arguments: ["RS256", "PS256", "ES256"])
    func believed(_ algorithm: String) async throws {
        let key = try TokenKey(algorithm, name: "k")
        let other = try TokenKey("ES256", name: "other")
        #expect(try await Self.problem(try key.token(Self.claims()), keys: [other, key]) == nil)
        // Another key of the same name did not sign it.
        let impostor = try TokenKey(algorithm, name: "k")
        #expect(try await Self.problem(try impostor.token(Self.claims()), keys: [key]) == .signature)
    }

    @Test("A token without a signature, or with one that whoever checks could make, is not looked at")
    func otherAlgorithms() async throws {
        let key = try TokenKey("RS256", name: "k")
        for algorithm in ["none", "None", "HS256", "HS512", "RS384", "ES512", "EdDSA", ""] {
            let token = try key.token(Self.claims(), header: ["alg": .string(algorithm)])
            #expect(try await Self.problem(token, keys: [key]) == .algorithm, "\(algorithm)")
        }
        // The public key as the shared secret.
        let head = TokenKey.base64URL(Data(#"{"alg":"HS256","kid":"k"}"#.utf8))
        let signed = head + "." + TokenKey.base64URL(Data(Self.claims().utf8))
        let secret = SymmetricKey(data: Data(try TokenKey.set([key])))
        let mac = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: secret)
        #expect(
            try await Self.problem(signed + "." + TokenKey.base64URL(Data(mac)), keys: [key]) == .algorithm)
        let unsigned =
            TokenKey.base64URL(Data(#"{"alg":"none"}"#.utf8)) + "."
            + TokenKey.base64URL(Data(Self.claims().utf8)) + "."
        #expect(try await Self.problem(unsigned, keys: [key]) == .algorithm)
    }

    @Test("The head of a token does not say how a key is used")
    func headsThatChoose() async throws {
        let rsa = try TokenKey("RS256", name: "k")
        let asPSS = try rsa.token(Self.claims(), header: ["alg": "PS256"])
        #expect(try await Self.problem(asPSS, keys: [rsa]) == .signature)
        let asCurve = try rsa.token(Self.claims(), header: ["alg": "ES256"])
        #expect(try await Self.problem(asCurve, keys: [rsa]) == .unknownKey)
        let critical = try rsa.token(Self.claims(), header: ["crit": ["b64"], "b64": false])
        #expect(try await Self.problem(critical, keys: [rsa]) == .malformed)
    }

    @Test("A key is found by its name; a token without a name takes the one key that there is")
    func names() async throws {
        let (named, nameless) = (try TokenKey("ES256", name: "a"), try TokenKey("ES256", name: nil))
        #expect(
            try await Self.problem(try named.token(Self.claims(), header: ["kid": "b"]), keys: [named]) == .unknownKey)
        #expect(try await Self.problem(try nameless.token(Self.claims()), keys: [nameless]) == nil)
        #expect(try await Self.problem(try nameless.token(Self.claims()), keys: [nameless, named]) == .unknownKey)
    }

    @Test("A token that was changed, cut or written otherwise is refused and ends nothing")
    func broken() async throws {
        let key = try TokenKey("RS256", name: "k")
        let token = try key.token(Self.claims())
        let parts = token.split(separator: ".").map(String.init)
        let changed = TokenKey.base64URL(Data(Self.claims(["sub": "u-2"]).utf8))
        #expect(try await Self.problem("\(parts[0]).\(changed).\(parts[2])", keys: [key]) == .signature)
        #expect(try await Self.problem("\(parts[0]).\(parts[1]).", keys: [key]) == .signature)
        for text in ["", ".", "..", "a.b", "\(token).x", "+.+.+", String(repeating: "a", count: 70_000)] {
            #expect(try await Self.problem(text, keys: [key]) == .malformed, "\(text.prefix(20))")
        }
        // Numbers that fit nowhere.
        let huge = try key.token(Self.claims(), head: #"{"alg":"RS256","kid":"k","x":1e300}"#)
        #expect(try await Self.problem(huge, keys: [key]) == nil)
        let far = try key.token(
            #"{"iss":"\#(ScriptedProvider.issuer)","aud":"namiki","sub":"u","nonce":"the-nonce","iat":-1e300,"exp":1e300}"#
        )
        #expect(try await Self.problem(far, keys: [key]) == .issuedAt)
    }

    @Test("Keys for encryption, of other kinds, and what is none are passed over in a set of keys")
    func mixedSet() async throws {
        let key = try TokenKey("ES256", name: "k")
        let set: JSON = [
            "keys": [
                ["kty": "oct", "kid": "k", "k": "c2VjcmV0"],
                ["kty": "RSA", "use": "enc", "kid": "k", "n": "AQAB", "e": "AQAB"],
                ["kty": "EC", "crv": "secp256k1", "kid": "k", "x": "AA", "y": "AA"], "text", try key.published(),
            ]
        ]
        let token = try key.token(Self.claims())
        let keys = try ProviderKeys(Array(set.canonical.utf8))
        let claims = try await keys.verified(token, try ProviderKeys.Head(token))
        #expect(claims["sub"] == .text("u-1"))
        #expect(throws: ProviderAway.self) { try ProviderKeys(Array("[]".utf8)) }
    }

    // MARK: claims

    private struct Wrong: Sendable, CustomStringConvertible {
        let changes: [String: JSON?]
        let problem: TokenProblem?
        var description: String { "\(changes)" }
    }

    private static let wrong: [Wrong] = [
        Wrong(changes: ["iss": "https://elsewhere.example.jp"], problem: .issuer),
        Wrong(changes: ["iss": .string(ScriptedProvider.issuer + "/")], problem: .issuer),
        Wrong(changes: ["iss": .none], problem: .issuer),
        Wrong(changes: ["aud": "another"], problem: .audience),
        Wrong(changes: ["aud": ["another"]], problem: .audience),
        Wrong(changes: ["aud": []], problem: .audience),
        Wrong(changes: ["aud": .none], problem: .audience),
        Wrong(changes: ["aud": ["namiki"]], problem: nil),
        Wrong(changes: ["aud": ["namiki", "another"]], problem: .authorizedParty),
        Wrong(changes: ["aud": ["namiki", "another"], "azp": "another"], problem: .authorizedParty),
        Wrong(changes: ["aud": ["namiki", "another"], "azp": "namiki"], problem: nil),
        Wrong(changes: ["azp": "another"], problem: .authorizedParty),
        Wrong(changes: ["exp": .integer(seconds - 59)], problem: nil),
        Wrong(changes: ["exp": .integer(seconds - 60)], problem: .expired),
        Wrong(changes: ["exp": .none], problem: .expired),
        Wrong(changes: ["exp": "tomorrow"], problem: .expired),
        Wrong(changes: ["iat": .integer(seconds + 60)], problem: nil),
        Wrong(changes: ["iat": .integer(seconds + 61)], problem: .issuedAt),
        Wrong(changes: ["iat": .integer(seconds - 660)], problem: nil),
        Wrong(changes: ["iat": .integer(seconds - 661)], problem: .issuedAt),
        Wrong(changes: ["iat": .none], problem: .issuedAt),
        Wrong(changes: ["nbf": .integer(seconds + 61)], problem: .notBefore),
        Wrong(changes: ["nbf": .integer(seconds + 60)], problem: nil),
        Wrong(changes: ["nonce": "another"], problem: .nonce),
        Wrong(changes: ["nonce": .none], problem: .nonce),
        Wrong(changes: ["sub": .none], problem: .subject),
        Wrong(changes: ["sub": ""], problem: .subject),
        Wrong(changes: ["sub": 7], problem: .subject),
        Wrong(changes: ["sub": "改行\n"], problem: .subject),
        Wrong(changes: ["sub": .string(String(repeating: "a", count: 256))], problem: .subject),
    ]

    @Test("Each claim that is wrong or missing is refused, with a minute of grace between clocks", arguments: wrong)
    private func claim(_ wrong: Wrong) throws {
        let claims = try JSONDecoder().decode(TokenClaims.self, from: Data(Self.claims(wrong.changes).utf8))
        #expect(Self.problem(of: claims, Self.check) == wrong.problem)
    }

    private static func problem(of claims: TokenClaims, _ check: IDTokenCheck) -> TokenProblem? {
        do throws(TokenProblem) {
            _ = try check.subject(of: claims, at: now)
            return nil
        } catch {
            return error
        }
    }

    @Test("Who connects an account has shown anew who they are")
    func authenticated() throws {
        let check = IDTokenCheck(
            issuer: ScriptedProvider.issuer, clientID: ScriptedProvider.clientID, nonce: "the-nonce",
            authenticatedSince: Self.now)
        let cases: [(at: JSON, problem: TokenProblem?)] = [
            (.integer(Self.seconds - 60), nil), (.integer(Self.seconds - 61), .authenticatedAt),
            (.null, .authenticatedAt),
        ]
        for (at, problem) in cases {
            let claims = try JSONDecoder().decode(
                TokenClaims.self, from: Data(Self.claims(["auth_time": at]).utf8))
            #expect(Self.problem(of: claims, check) == problem)
        }
    }

    // MARK: groups

    @Test("Groups that are absent are not none, and somebody with too many is told so")
    func groups() throws {
        func read(_ changes: [String: JSON?], _ claim: String = "groups") throws -> Set<String> {
            let claims = try JSONDecoder().decode(TokenClaims.self, from: Data(Self.claims(changes).utf8))
            return try TokenGroups.read(claims, claim: claim)
        }
        #expect(try read(["groups": []]) == [])
        #expect(try read(["groups": ["a", "b", "a", ""]]) == ["a", "b"])
        #expect(try read(["groups": "a"]) == ["a"])
        #expect(try read(["realm_access": ["roles": ["a"]]], "realm_access.roles") == ["a"])
        #expect(try read(["https://example.jp/groups": ["a"]], "https://example.jp/groups") == ["a"])
        let missing = SingleSignOnRefusal.noGroups(claim: "groups", tooMany: false)
        let tooMany = SingleSignOnRefusal.noGroups(claim: "groups", tooMany: true)
        #expect(throws: missing) { try read([:]) }
        #expect(throws: missing) { try read(["groups": .null]) }
        #expect(throws: missing) { try read(["groups": ["a", 1]]) }
        // As Entra ID writes it for people with more than 200.
        #expect(throws: tooMany) { try read(["_claim_names": ["groups": "src1"]]) }
        #expect(throws: tooMany) { try read(["hasgroups": true]) }
        #expect(throws: tooMany) {
            try read(["groups": .array((0...TokenGroups.groupsMax).map { .string("g\($0)") })])
        }
        #expect(missing.words != tooMany.words)
    }
}
