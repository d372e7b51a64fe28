import Japanese
import StorageTesting
import Testing

@testable import Ward

@Suite("Signing in")
struct SignInTests {
    @Test("The right name and password let in, in any width", arguments: TestDatabases.all)
    func right(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let token = try await tested.token("ＹＡＭＡＤＡ")
            let resumed = try #require(try await tested.resume(token))
            #expect(resumed.signedIn.person == person.id)
            #expect(resumed.signedIn.name == "山田 太郎")
            #expect(resumed.newToken == nil)
        }
    }

    @Test(
        "An unknown name, a wrong password and a deactivated person get the same answer", arguments: TestDatabases.all)
    func wrong(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let gone = try await tested.person("suzuki")
            try await tested.write { try PersonStore.deactivate(gone.id, by: $1, on: $0) }
            #expect(try await tested.signIn("nobody") == .wrong)
            #expect(try await tested.signIn("名前ではない") == .wrong)
            #expect(try await tested.signIn("") == .wrong)
            #expect(try await tested.signIn("yamada", "hokuto no kaze 8") == .wrong)
            #expect(try await tested.signIn("yamada", "") == .wrong)
            #expect(try await tested.signIn("suzuki") == .wrong)
        }
    }

    @Test("After five failures the sixth waits, known name or not, and the wait ends", arguments: TestDatabases.all)
    func slowed(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            for name in ["yamada", "nobody"] {
                for _ in 0..<5 { #expect(try await tested.signIn(name, "wrong password") == .wrong) }
                #expect(try await tested.signIn(name) == .slowedDown(secondsLeft: 1))
            }
            // Tries while waiting do not lengthen the wait.
            for _ in 0..<20 { #expect(try await tested.signIn() == .slowedDown(secondsLeft: 1)) }
            tested.clock.advance(seconds: 1)
            _ = try await tested.token()
            // Success forgets the failures.
            for _ in 0..<5 { #expect(try await tested.signIn("yamada", "wrong password") == .wrong) }
        }
    }

    @Test(
        "Somebody who hammers a name from elsewhere does not slow the person at their usual address",
        arguments: TestDatabases.all)
    func hammered(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            _ = try await tested.token(from: "10.0.0.1")
            try await hammer(tested, addresses: 10)
            #expect(
                try await tested.signIn(from: "10.9.9.9") != .wrong,
                "from an unfamiliar address there is a wait of seconds, or the person is in")
            _ = try await tested.token(from: "10.0.0.1")
        }
    }

    @Test("From an unfamiliar address a hammered person waits ten seconds at most", arguments: TestDatabases.all)
    func hammeredFromElsewhere(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            try await hammer(tested, addresses: 40)
            guard case .slowedDown(let seconds) = try await tested.signIn(from: "10.9.9.9") else {
                Issue.record("a brake against many addresses is missing")
                return
            }
            #expect(seconds <= Slowdown.login.secondsMax)
            tested.clock.advance(seconds: seconds)
            _ = try await tested.token(from: "10.9.9.9")
        }
    }

    @Test("A known browser is not slowed by others at the same address", arguments: TestDatabases.all)
    func knownDevice(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            _ = try await tested.token()
            let device = try await FamiliarPlaces.rememberDevice(of: person.id, ward: tested.ward)
            for _ in 0..<20 {
                _ = try await tested.signIn("yamada", "wrong password")
                tested.clock.advance(seconds: 1)
            }
            guard case .slowedDown = try await tested.signIn() else {
                Issue.record("the address itself is not slowed")
                return
            }
            guard case .signedIn = try await tested.signIn(device: device) else {
                Issue.record("the known browser is slowed by others")
                return
            }
            // A browser known to one person says nothing about another.
            try await tested.person("suzuki")
            for _ in 0..<5 { #expect(try await tested.signIn("suzuki", "wrong", device: device) == .wrong) }
            #expect(try await tested.signIn("suzuki", device: nil) == .slowedDown(secondsLeft: 1))
        }
    }

    @Test("Guessing from a known browser is slowed as well", arguments: TestDatabases.all)
    func guessingFromKnownDevice(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let device = try await FamiliarPlaces.rememberDevice(of: person.id, ward: tested.ward)
            for _ in 0..<5 { #expect(try await tested.signIn("yamada", "wrong", device: device) == .wrong) }
            #expect(try await tested.signIn(device: device) == .slowedDown(secondsLeft: 1))
        }
    }

    @Test("One password tried on everybody from one address is slowed", arguments: TestDatabases.all)
    func spraying(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            for number in 0..<Slowdown.address.free {
                #expect(try await tested.signIn("person\(number)", from: "10.6.6.6") == .wrong)
            }
            #expect(try await tested.signIn("another", from: "10.6.6.6") == .slowedDown(secondsLeft: 1))
            #expect(try await tested.signIn("another", from: "10.6.6.7") == .wrong)
        }
    }

    @Test("Tries that arrive at once are counted one by one", arguments: TestDatabases.all)
    func concurrent(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await tested.person()
            let outcomes = try await withThrowingTaskGroup(of: SignInOutcome.self) { group in
                for _ in 0..<40 { group.addTask { try await tested.signIn("yamada", "wrong password") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == .wrong }.count == 5)
            #expect(outcomes.filter { $0 == .slowedDown(secondsLeft: 1) }.count == 35)
        }
    }

    @Test("A dearer cost renews the stored password at the next sign-in", arguments: TestDatabases.all)
    func renewal(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let dearer = ScryptCost(roundsLog: 5, blockSize: 1, parallelism: 1)
            let outcome = try await SignIn.attempt(
                loginName: "yamada", password: TestedWard.password, address: "10.0.0.1", ward: tested.ward, cost: dearer
            )
            guard case .signedIn = outcome else {
                Issue.record("not signed in")
                return
            }
            let stored = try await tested.read { connection throws in
                try connection.value("SELECT password_hash FROM person WHERE id = \(person.id)", as: String.self)
            }
            #expect(stored.flatMap(PasswordHash.init(text:))?.cost == dearer)
            _ = try await tested.token()
            let kept = try await tested.read { connection throws in
                try connection.value("SELECT password_hash FROM person WHERE id = \(person.id)", as: String.self)
            }
            #expect(kept == stored, "never made cheaper")
        }
    }

    @Test(
        "Changing the password needs the present one, ends other sessions and renews this one",
        arguments: TestDatabases.all)
    func changing(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let person = try await tested.person()
            let other = try await tested.token()
            let mine = try await tested.token()
            let session = try #require(try await tested.resume(mine)).session
            func change(_ current: String, _ new: String) async throws -> PasswordChange {
                try await SignIn.changePassword(
                    of: person.id, session: session, current: current, new: new, address: "10.0.0.1",
                    ward: tested.ward, cost: .cheap)
            }
            #expect(try await change("wrong", "mikan denwa tokei") == .wrong)
            #expect(try await change(TestedWard.password, "short") == .refused([.tooShort(scalars: 5)]))
            guard case .changed(let next) = try await change(TestedWard.password, "mikan denwa tokei") else {
                Issue.record("not changed")
                return
            }
            #expect(try await tested.resume(other)?.session == nil)
            #expect(try await tested.resume(mine)?.session == nil, "no grace after a change of rights")
            #expect(try await tested.resume(next)?.session == session)
            #expect(try await tested.signIn() == .wrong)
            guard case .signedIn = try await tested.signIn("yamada", "mikan denwa tokei") else {
                Issue.record("the new password does not let in")
                return
            }
            for _ in 0..<5 { _ = try await change("wrong", "umi to yama to kawa") }
            #expect(try await change("mikan denwa tokei", "umi to yama to kawa") == .slowedDown(secondsLeft: 1))
        }
    }

    /// Tries from several addresses, one a second, for as long as each is looked at a few times.
    private func hammer(_ tested: TestedWard, addresses: Int) async throws {
        for round in 0..<3 {
            for address in 0..<addresses {
                _ = try await tested.signIn("yamada", "guess \(round)", from: "203.0.113.\(address)")
            }
            tested.clock.advance(seconds: 10)
        }
        for address in 0..<addresses {
            _ = try await tested.signIn("yamada", "guess", from: "203.0.113.\(address)")
        }
    }
}
