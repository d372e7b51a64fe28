import Storage

/// Why a password is not taken from somebody who is signed in and asked for it once more.
public enum PasswordRefusal: Refusal, Hashable {
    case wrong
    case slowedDown(seconds: Int)

    public var words: String {
        switch self {
        case .wrong: "パスワードが正しくありません。入力し直してください。"
        case .slowedDown(let seconds): SignInOutcome.slowedDown(secondsLeft: seconds).words ?? ""
        }
    }
}

extension SignIn {
    /// Asks somebody who is signed in for their password once more, before something that outlasts their session: who sits at a
    /// session that was left open does not know it. Guessing at it is slowed down as signing in is.
    ///
    /// - Throws: ``PasswordRefusal``
    public static func prove(
        password: String, of person: ID<Person>, address: String, ward: Ward, cost: ScryptCost = .standard
    ) async throws {
        let known = try await ward.database.read { try Person.known(person, on: $0) }
        let claim = Claim(loginName: known.loginName, address: address, knownDevice: nil)
        switch try await look(at: claim, password: password, ward: ward, cost: cost) {
        case .right: return
        case .wrong: throw PasswordRefusal.wrong
        case .slowedDown(let seconds): throw PasswordRefusal.slowedDown(seconds: seconds)
        }
    }
}
