import Japanese
import Storage
import StorageTesting
import WardTesting

@testable import Ward

/// A ward with an identity provider, and people who go there and come back.
struct TestedProvider {
    let tested: TestedWard
    let provider: ScriptedProvider
    let singleSignOn: SingleSignOn

    static func use(
        _ kind: TestDatabase, groupsClaim: String? = "groups", asksSecondFactor: Bool = false, fromFiles: Bool = false,
        _ body: (TestedProvider) async throws -> Void
    ) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let provider = try ScriptedProvider(clock: tested.clock.clock)
            try await body(
                TestedProvider(
                    tested: tested, provider: provider,
                    singleSignOn: try provider.singleSignOn(
                        groupsClaim: groupsClaim, asksSecondFactor: asksSecondFactor, fromFiles: fromFiles)))
        }
    }

    /// A sign-in that was begun.
    struct Begun {
        let flow: SignInFlow
        let address: String
    }

    /// - Parameter isAllowed: whether who connects an account showed here who they are.
    func begin(
        _ purpose: SignInFlow.Purpose = .enter, session: ID<Session>? = nil, isAllowed: Bool = true
    ) async throws -> Begun {
        let now = tested.clock.now
        let flow = SignInFlow(purpose, target: "/account", at: now, random: tested.ward.random)
        if purpose == .connect, isAllowed {
            try await singleSignOn.allow(flow, session: session, ward: tested.ward)
        }
        return Begun(flow: flow, address: try await singleSignOn.address(of: flow, session: session, at: now))
    }

    func finish(
        _ query: [String: String], cookie: String?, session: ID<Session>? = nil, person: ID<Person>? = nil
    ) async throws -> SingleSignOn.Outcome {
        try await singleSignOn.finish(
            SingleSignOn.Answer(
                state: query["state"], code: query["code"], issuer: query["iss"], error: query["error"]),
            from: SingleSignOn.Visitor(
                cookie: cookie, session: session, person: person, address: "10.0.0.1", knownDevice: nil),
            ward: tested.ward)
    }

    /// There and back.
    func signIn(_ subject: String) async throws -> SingleSignOn.Outcome {
        let begun = try await begin()
        return try await finish(try provider.signIn(subject, at: begun.address), cookie: begun.flow.cookie)
    }

    /// The session of somebody who is let in.
    func session(_ subject: String) async throws -> ResumedSession? {
        guard case .signedIn(let token) = try await signIn(subject) else { throw TestedWard.NotSignedIn() }
        return try await tested.resume(token)
    }

    /// Somebody with an account of the provider of the same name.
    func connected(_ login: String = "yamada", name: String = "山田 太郎") async throws -> Person {
        let person = try await tested.person(login, name: name)
        try await tested.write {
            _ = try PersonIdentityStore.connect(
                issuer: ScriptedProvider.issuer, subject: login, to: person.id, by: $1, on: $0)
        }
        return person
    }

    /// A row of the table that counts.
    func mapping(
        _ group: String, _ role: Role, unit: ID<OfficeUnit>? = nil, from: CivilDate? = nil, to: CivilDate? = nil
    ) async throws -> RoleMapping {
        try await tested.write {
            try RoleMappingStore.ask(
                issuer: ScriptedProvider.issuer, claim: "groups", value: group, role: role, unit: unit, body: nil,
                from: from, to: to, by: $1, on: $0)
        }
    }

    func groups(_ groups: [String]?, of subject: String = "yamada") {
        provider.claims[subject] = groups.map { ["groups": .array($0.map(JSON.string))] }
    }

    /// Refusals in the audit trail, the oldest first.
    func reasons() async throws -> [String] {
        try await tested.read { connection in
            try Audit.list(on: connection).reversed().filter { $0.action == "ward.signIn.refused" }.map {
                try JSON(parsing: $0.details)["reason"]?.string ?? ""
            }
        }
    }

    /// What is wrong with the records, as the trail tells them.
    func failures() async throws -> [String] {
        try await tested.read { try Verification.run(renderers: [:], on: $0).failures }
    }
}
