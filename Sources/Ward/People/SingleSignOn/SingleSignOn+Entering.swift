import Storage

/// How somebody came in through the provider: what their session remembers.
struct ProviderEntry: Hashable, Sendable {
    let identity: ID<PersonIdentity>
    /// Whether the provider asked for a second factor.
    let hasSecondFactor: Bool
}

extension SingleSignOn {
    /// What is known of a try, for the audit trail.
    struct Trail {
        var subject: IDTokenCheck.Subject?
        var person: ID<Person>?
        var detail: String?
    }

    /// Lets in the person with whom an account is connected, with the roles of the groups that the token names.
    func enter(
        _ subject: IDTokenCheck.Subject, _ claims: TokenClaims, _ visitor: Visitor, _ trail: inout Trail, _ ward: Ward
    ) async throws -> Outcome {
        let known = try await ward.database.read { connection in
            try PersonIdentityStore.find(issuer: subject.issuer, subject: subject.subject, on: connection)
                .map { identity in (identity, try Person.known(identity.person, on: connection)) }
        }
        guard let (identity, person) = known else {
            throw SingleSignOnRefusal.unconnected(account: subject.account)
        }
        trail.person = person.id
        guard person.isActive else { throw SingleSignOnRefusal.personLeft }
        let claim = settings.groupsClaim
        let groups = try claim.map { claim in try TokenGroups.read(claims, claim: claim) }
        let hasSecondFactor = settings.asksSecondFactor || subject.hasSecondFactor
        let stamp = ward.stamp(by: Actor(person: person.id, name: person.name))
        return try await ward.database.write { connection in
            // Meanwhile the connection may have ended, or the person been deactivated.
            guard try PersonIdentity.known(identity.id, on: connection).endedAt == nil else {
                throw SingleSignOnRefusal.unconnected(account: subject.account)
            }
            guard try Person.known(person.id, on: connection).isActive else { throw SingleSignOnRefusal.personLeft }
            try connection.execute("UPDATE person_identity SET seen_at = \(stamp.at) WHERE id = \(identity.id)")
            if let claim, let groups {
                try GroupRoles.take(groups, claim: claim, of: identity, by: stamp, on: connection)
            } else {
                try GroupRoles.settle([], of: person.id, by: stamp, on: connection)
            }
            if !hasSecondFactor, try SettingStore.asksSecondFactor(on: connection),
                try SecondFactorStore.find(of: person.id, on: connection).confirmedAt != nil
            {
                return .codeNeeded(
                    step: try SignInStep.begin(for: person.id, through: identity.id, by: stamp, on: connection))
            }
            let claimed = SignIn.Claim(
                loginName: person.loginName, address: visitor.address, knownDevice: visitor.knownDevice)
            let place = try SignIn.place(of: person.id, claimed, on: connection).place
            let entry = ProviderEntry(identity: identity.id, hasSecondFactor: hasSecondFactor)
            let begun = try SignIn.begin(
                for: person, at: place, claimed, through: entry, by: stamp, on: connection)
            guard case .signedIn(let token) = begun else { throw SingleSignOnRefusal.busy }
            return .signedIn(token: token)
        }
    }

    /// Lets a session connect an account once, after its person showed here who they are. The cookie does not say so: whoever
    /// sits at a session that was left open can write one.
    public func allow(_ flow: SignInFlow, session: ID<Session>?, ward: Ward) async throws {
        let hash = allowance(of: flow, session)
        try await ward.database.write { connection in
            try connection.execute(
                "INSERT INTO spent_answer (hash, kept_until) VALUES (\(hash), \(flow.keptUntil))")
        }
    }

    private func allowance(of flow: SignInFlow, _ session: ID<Session>?) -> String {
        ContentHash.of("allowed \(settings.issuer) \(flow.state(session: session))")
    }

    /// Connects an account with the person who is signed in and has just shown to the provider who they are.
    func connect(
        _ subject: IDTokenCheck.Subject, by flow: SignInFlow, _ visitor: Visitor, _ ward: Ward
    ) async throws -> Outcome {
        guard let id = visitor.person, let person = try await ward.database.read({ try Person.find(id, on: $0) }) else {
            throw SingleSignOnRefusal.otherBrowser
        }
        let stamp = ward.stamp(by: Actor(person: person.id, name: person.name))
        let hash = allowance(of: flow, visitor.session)
        try await ward.database.write { connection in
            guard try connection.execute("DELETE FROM spent_answer WHERE hash = \(hash)") == 1 else {
                throw SingleSignOnRefusal.otherBrowser
            }
            try PersonIdentityStore.join(
                issuer: subject.issuer, subject: subject.subject, to: person.id, by: stamp, on: connection)
        }
        return .connected(account: subject.account.isEmpty ? subject.subject : subject.account)
    }
}
