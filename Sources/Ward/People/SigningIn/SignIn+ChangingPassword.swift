import Storage

/// What came of changing one's own password.
public enum PasswordChange: Hashable, Sendable {
    /// The session goes on under this new token; all others ended.
    case changed(token: String)
    /// The present password is wrong.
    case wrong
    case slowedDown(secondsLeft: Int)
    /// The new password is the present one.
    case unchanged
    /// Everything that is wrong with the new password.
    case refused([PasswordProblem])

    /// The words for the form; `nil` when it is changed.
    public var words: String? {
        switch self {
        case .changed: nil
        case .wrong: "現在のパスワードが正しくありません。入力し直してください。"
        case .slowedDown(let seconds): SignInOutcome.slowedDown(secondsLeft: seconds).words
        case .unchanged: "新しいパスワードが、今のものと同じです。別のものにしてください。"
        case .refused(let problems): problems.map(\.words).joined(separator: "\n")
        }
    }
}

extension SignIn {
    /// Changes one's own password, asking for the present one; guessing at it is slowed down as signing in is.
    ///
    /// Every other session of the person ends, and this one goes on under a new token.
    public static func changePassword(
        of person: ID<Person>, session: ID<Session>, current: String, new: String, address: String, ward: Ward,
        cost: ScryptCost = .standard
    ) async throws -> PasswordChange {
        guard let known = try await ward.database.read({ try Person.find(person, on: $0) }) else {
            throw PersonError.unknownPerson
        }
        let problems = PasswordRule.problems(new, loginName: known.loginName)
        guard problems.isEmpty else { return .refused(problems) }
        guard new != current else { return .unchanged }
        let claim = Claim(loginName: known.loginName, address: address, knownDevice: nil)
        switch try await look(at: claim, password: current, ward: ward, cost: cost) {
        case .wrong: return .wrong
        case .slowedDown(let seconds): return .slowedDown(secondsLeft: seconds)
        case .right: break
        }
        let hash = try await ward.passwords.hash(new, random: ward.random, cost: cost)
        let stamp = ward.stamp(by: Actor(person: person, name: known.name))
        return try await ward.database.write { connection in
            try PersonStore.setPassword(hash, of: person, isInitial: false, by: stamp, on: connection)
            try SessionStore.endAll(of: person, except: session, on: connection)
            let token = SessionToken(random: ward.random)
            guard try SessionStore.replaceToken(of: session, person: person, with: token, at: stamp.at, on: connection)
            else { return .wrong }
            return .changed(token: token.text)
        }
    }
}
