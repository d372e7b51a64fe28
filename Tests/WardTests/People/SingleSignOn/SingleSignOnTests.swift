import Japanese
import Storage
import StorageTesting
import Testing
import WardTesting

@testable import Ward

@Suite("Signing in through the identity provider")
struct SingleSignOnTests {
    @Test("Somebody whose account is connected is let in, and the trail says so", arguments: TestDatabases.all)
    func wholeWay(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            let person = try await office.connected()
            let begun = try await office.begin()
            #expect(begun.address.hasPrefix(ScriptedProvider.issuer + "/authorize?response_type=code&"))
            #expect(!begun.address.contains("prompt="))
            let back = try office.provider.signIn("yamada", at: begun.address)
            guard case .signedIn(let token) = try await office.finish(back, cookie: begun.flow.cookie) else {
                throw TestedWard.NotSignedIn()
            }
            #expect(try await office.tested.resume(token)?.signedIn.person == person.id)
            let rows = try await office.tested.read { try Audit.list(on: $0) }.filter { $0.action == "ward.signIn" }
            #expect(rows.map(\.person) == [person.id])
            #expect(try await office.failures() == [])
        }
    }

    @Test("A session of the provider is over after eight hours, however much it is used", arguments: TestDatabases.all)
    func eightHours(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            _ = try await office.connected()
            guard case .signedIn(var token) = try await office.signIn("yamada") else { throw TestedWard.NotSignedIn() }
            for _ in 0..<15 {
                office.tested.clock.advance(seconds: 1800)
                token = try #require(try await office.tested.resume(token)).newToken ?? token
            }
            office.tested.clock.advance(seconds: 1799)
            token = try #require(try await office.tested.resume(token)).newToken ?? token
            office.tested.clock.advance(seconds: 1)
            #expect(try await office.tested.resume(token) == nil)
        }
    }

    // MARK: once, in this browser, in time

    @Test("Neither an answer nor a code nor a beginning is taken twice", arguments: TestDatabases.all)
    func replay(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            _ = try await office.connected()
            let begun = try await office.begin()
            let back = try office.provider.signIn("yamada", at: begun.address)
            guard case .signedIn = try await office.finish(back, cookie: begun.flow.cookie) else {
                throw TestedWard.NotSignedIn()
            }
            #expect(try await office.finish(back, cookie: begun.flow.cookie) == .refused(.replayed))
            // A fresh code for a beginning that is over, and a beginning with a code that was taken.
            let fresh = try office.provider.signIn("yamada", at: begun.address)
            #expect(try await office.finish(fresh, cookie: begun.flow.cookie) == .refused(.replayed))
            let other = try await office.begin()
            var mixed = try office.provider.signIn("yamada", at: other.address)
            mixed["code"] = back["code"]
            #expect(try await office.finish(mixed, cookie: other.flow.cookie) == .refused(.replayed))
            #expect(office.provider.asked("token") == 1)
            #expect(try await office.reasons() == ["replayed", "replayed", "replayed"])
        }
    }

    @Test(
        "An answer is worth nothing in another browser, without its cookie, or too late", arguments: TestDatabases.all)
    func otherBrowser(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            _ = try await office.connected()
            let (mine, theirs) = (try await office.begin(), try await office.begin())
            let back = try office.provider.signIn("yamada", at: theirs.address)
            #expect(try await office.finish(back, cookie: mine.flow.cookie) == .refused(.otherBrowser))
            #expect(try await office.finish(back, cookie: nil) == .refused(.otherBrowser))
            #expect(try await office.finish(["code": "x"], cookie: mine.flow.cookie) == .refused(.otherBrowser))
            for cookie in ["", "exxx", "e", theirs.flow.cookie.uppercased(), "z" + theirs.flow.cookie.dropFirst()] {
                #expect(try await office.finish(back, cookie: cookie) == .refused(.otherBrowser), "\(cookie)")
            }
            office.tested.clock.advance(seconds: SignInFlow.secondsMax - 1)
            guard case .signedIn = try await office.finish(back, cookie: theirs.flow.cookie) else {
                throw TestedWard.NotSignedIn()
            }
            let late = try await office.begin()
            let tooLate = try office.provider.signIn("yamada", at: late.address)
            office.tested.clock.advance(seconds: SignInFlow.secondsMax)
            #expect(try await office.finish(tooLate, cookie: late.flow.cookie) == .refused(.tooLate))
        }
    }

    @Test(
        "An answer that names another issuer, or none where the provider names itself, is refused",
        arguments: TestDatabases.all)
    func otherIssuer(_ kind: TestDatabase) async throws {
        for (declared, issuer, isTaken) in [
            (false, nil, true), (false, "https://elsewhere.example.jp", false), (true, nil, false),
            (true, "https://elsewhere.example.jp", false), (true, ScriptedProvider.issuer, true),
        ] {
            try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
                _ = try await office.connected()
                office.provider.declare(["authorization_response_iss_parameter_supported": .bool(declared)])
                let begun = try await office.begin()
                var back = try office.provider.signIn("yamada", at: begun.address)
                back["iss"] = issuer
                let outcome = try await office.finish(back, cookie: begun.flow.cookie)
                #expect((outcome == .refused(.otherIssuer)) == !isTaken, "\(declared) \(issuer ?? "-")")
                #expect(office.provider.asked("token") == (isTaken ? 1 : 0))
            }
        }
    }

    @Test("What the provider says wrongly is refused, told and written down", arguments: TestDatabases.all)
    func lies(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            _ = try await office.connected()
            let lies: [(TokenProblem, String, JSON)] = [
                (.issuer, "iss", "https://elsewhere.example.jp"), (.audience, "aud", "another"),
                (.nonce, "nonce", "another"), (.authorizedParty, "azp", "another"), (.expired, "exp", 1),
                (.issuedAt, "iat", 9_999_999_999),
            ]
            for (problem, name, value) in lies {
                office.provider.lie { $0[name] = value }
                #expect(try await office.signIn("yamada") == .refused(.token(problem)))
            }
            office.provider.lie(header: ["alg": "none"])
            #expect(try await office.signIn("yamada") == .refused(.token(.algorithm)))
            #expect(try await office.reasons().suffix(2) == ["token:issuedAt", "token:algorithm"])
            office.provider.lie()
            let begun = try await office.begin()
            let state = try #require(try office.provider.signIn("yamada", at: begun.address)["state"])
            let denied = try await office.finish(["state": state, "error": "access_denied"], cookie: begun.flow.cookie)
            #expect(denied == .refused(.denied("access_denied")))
            let odd = try await office.begin()
            let word = try #require(try office.provider.signIn("yamada", at: odd.address)["state"])
            let strange = try await office.finish(["state": word, "error": "<b>\n"], cookie: odd.flow.cookie)
            #expect(strange == .refused(.denied("unknown_error")))
        }
    }

    @Test("Neither the secret nor a code, a token or a verifier stands in the trail", arguments: TestDatabases.all)
    func secrets(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            _ = try await office.connected()
            _ = try await office.signIn("yamada")
            office.provider.lie { $0["aud"] = "another" }
            let begun = try await office.begin()
            let back = try office.provider.signIn("yamada", at: begun.address)
            _ = try await office.finish(back, cookie: begun.flow.cookie)
            let rows = try await office.tested.read { try Audit.list(on: $0) }
            for secret in [
                ScriptedProvider.secret, "himitsu", "code-", begun.flow.verifier, back["state"] ?? "", "eyJ",
            ] {
                #expect(!rows.contains { $0.details.contains(secret) }, "\(secret)")
            }
        }
    }

    @Test(
        "Who tries answers out waits in the end, and an office whose accounts are nobody's does not",
        arguments: TestDatabases.all)
    func slowdown(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            let refused = SingleSignOn.Outcome.refused(.unconnected(account: "u-7@city.example.jp"))
            for _ in 0...Slowdown.address.free { #expect(try await office.signIn("u-7") == refused) }
            for number in 0..<Slowdown.address.free {
                let outcome = try await office.finish(["state": "\(number)"], cookie: nil)
                #expect(outcome == .refused(.otherBrowser))
            }
            #expect(try await office.signIn("u-7") == .refused(.slowedDown(seconds: 1)))
            // What was not looked at is not written down.
            let rows = try await office.tested.read { connection throws -> Int? in
                try connection.value("SELECT COUNT(*) FROM audit WHERE action = 'ward.signIn.refused'")
            }
            #expect(rows == 2 * Slowdown.address.free + 1)
        }
    }

    // MARK: the provider's keys

    @Test(
        "A new key is looked for at once, and an unknown one at most every five minutes", arguments: TestDatabases.all)
    func rotation(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            _ = try await office.connected()
            func isIn() async throws -> Bool {
                if case .signedIn = try await office.signIn("yamada") { true } else { false }
            }
            #expect(try await isIn())
            #expect(office.provider.asked("keys") == 1)
            office.tested.clock.advance(seconds: 300)
            office.provider.keys = [try TokenKey("ES256", name: "second")]
            #expect(try await isIn())
            #expect(office.provider.asked("keys") == 2)
            // A name that nobody publishes.
            office.provider.lie(header: ["kid": "third"])
            for _ in 0..<3 {
                office.tested.clock.advance(seconds: 60)
                #expect(try await office.signIn("yamada") == .refused(.token(.unknownKey)))
            }
            #expect(office.provider.asked("keys") == 2)
            office.tested.clock.advance(seconds: 120)
            #expect(try await office.signIn("yamada") == .refused(.token(.unknownKey)))
            #expect(office.provider.asked("keys") == 3)
            office.provider.lie()
            #expect(try await isIn())
            #expect(office.provider.asked("openid-configuration") == 1)
        }
    }

    @Test("While the provider is away, what is known of it is used, and passwords let in", arguments: TestDatabases.all)
    func away(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            _ = try await office.connected()
            let begun = try await office.begin()
            let back = try office.provider.signIn("yamada", at: begun.address)
            office.provider.isAway = true
            office.tested.clock.advance(seconds: 30)
            _ = try await office.begin()
            #expect(try await office.finish(back, cookie: begun.flow.cookie) == .refused(.away))
            #expect(try await office.reasons() == ["away"])
            _ = try await office.tested.token()
        }
        try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
            office.provider.isAway = true
            await #expect(throws: SingleSignOnRefusal.away) { try await office.begin() }
            await #expect(throws: SingleSignOnRefusal.away) { try await office.begin() }
            // Nobody is asked again at once.
            #expect(office.provider.asked("openid-configuration") == 1)
            office.tested.clock.advance(seconds: 10)
            office.provider.isAway = false
            _ = try await office.begin()
        }
    }

    @Test(
        "A provider that calls itself otherwise, or names an address without HTTPS, is not used",
        arguments: TestDatabases.all)
    func metadata(_ kind: TestDatabase) async throws {
        for members: [String: JSON] in [
            ["issuer": "https://elsewhere.example.jp"], ["token_endpoint": "http://login.city.example.jp/token"],
            ["jwks_uri": "file:///etc/passwd"], ["authorization_endpoint": "javascript:alert(1)"],
        ] {
            try await TestedProvider.use(kind, groupsClaim: nil) { office async throws in
                office.provider.declare(members)
                await #expect(throws: SingleSignOnRefusal.away) { try await office.begin() }
            }
        }
    }

    @Test(
        "What is known to everybody comes from files where the ward says so, a new key too",
        arguments: TestDatabases.all)
    func files(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil, fromFiles: true) { office async throws in
            let person = try await office.connected()
            #expect(try await office.session("yamada")?.signedIn.person == person.id)
            office.tested.clock.advance(seconds: 300)
            office.provider.keys = [try TokenKey("RS256", name: "second")]
            #expect(try await office.session("yamada")?.signedIn.person == person.id)
            #expect(office.provider.asked("openid-configuration") == 0)
            #expect(office.provider.asked("keys") == 0)
            #expect(office.provider.asked("token") == 2)
        }
    }

    // MARK: second factors

    @Test(
        "Somebody with an authenticator here shows a code, unless the provider asked for one",
        arguments: TestDatabases.all)
    func secondFactor(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind) { office async throws in
            let person = try await office.connected()
            let mapping = try await office.mapping("kikaku", .secretariat)
            #expect(mapping.state == .confirmed)
            office.groups(["kikaku"])
            let codes = try await office.tested.enrol(person)
            guard case .codeNeeded(let step) = try await office.signIn("yamada") else {
                throw TestedWard.NotSignedIn()
            }
            guard
                case .signedIn(let token) = try await SignIn.attempt(
                    code: codes[0], step: step, address: "10.0.0.1", ward: office.tested.ward)
            else { throw TestedWard.NotSignedIn() }
            // It is a session of the provider all the same.
            #expect(try await office.tested.resume(token)?.signedIn.has(.secretariat) == true)
            office.provider.claims["yamada"] = ["groups": ["kikaku"], "amr": ["pwd", "mfa"]]
            #expect(try await office.session("yamada")?.duty == nil)
        }
    }

    @Test(
        "A password that somebody else set is nobody's business in a session of the provider",
        arguments: TestDatabases.all)
    func initialPassword(_ kind: TestDatabase) async throws {
        try await TestedProvider.use(kind, groupsClaim: nil, asksSecondFactor: true) { office async throws in
            let person = try await PersonStore.create(
                loginName: "sato", name: "佐藤 花子", password: TestedWard.password, by: office.tested.stamp,
                ward: office.tested.ward, cost: .cheap)
            try await office.tested.write {
                try PersonIdentityStore.connect(
                    issuer: ScriptedProvider.issuer, subject: "sato", to: person.id, by: $1, on: $0)
                try PersonStore.assign(role: .administrator, person: person.id, by: $1, on: $0)
            }
            #expect(try await office.session("sato")?.duty == nil)
            let local = try await office.tested.resume(try await office.tested.token("sato"))
            #expect(local?.duty == .ownPassword)
        }
    }
}
