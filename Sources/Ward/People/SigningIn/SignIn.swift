import Japanese
import Storage

/// What came of a try to sign in.
public enum SignInOutcome: Hashable, Sendable {
    /// The token of a new session, for the cookie.
    case signedIn(token: String)
    /// The password was right; a code of the second factor is asked for, together with this word.
    case codeNeeded(step: String)
    /// The name or the password is wrong, or the person is deactivated: nobody is told which.
    case wrong
    case wrongCode
    /// Too long after the password, or the password has changed since: from the beginning.
    case stepOver
    /// The key that opens the secrets of authenticators is not on this server.
    case keyMissing
    /// The password was right, and is one that somebody else set too long ago.
    case initialPasswordOver
    /// Not even looked at; to be tried again after so many seconds.
    case slowedDown(secondsLeft: Int)

    /// The words for the form; `nil` when the person is in, or goes on to the code.
    public var words: String? {
        switch self {
        case .signedIn, .codeNeeded: nil
        case .wrongCode: SecondFactorRefusal.wrongCode.words
        case .stepOver: "時間がたったか、パスワードが変わったため、初めからやり直してください。"
        case .keyMissing: SecondFactorRefusal.keyMissing.words
        case .initialPasswordOver:
            "最初のパスワードは、設定から\(InitialPassword.days)日を過ぎたため使えません。管理者に、パスワードの再設定を依頼してください。"
        case .wrong: "ログイン名かパスワードが正しくありません。入力し直してください。"
        case .slowedDown(let seconds):
            "失敗が続いたか、混み合っているため、ログインを受け付けていません。\(SignInOutcome.spoken(seconds))後にもう一度お試しください。"
        }
    }

    private static func spoken(_ seconds: Int) -> String {
        seconds < 60 ? "\(seconds)秒" : "\((seconds + 59) / 60)分"
    }
}

/// Signing in with a login name and a password.
public enum SignIn {
    /// When passwords queue up, so many seconds are asked for.
    static let busySeconds = 5

    /// Looks at a login name and a password, and begins a session when they are right.
    ///
    /// A name that does not exist takes the same time and gets the same answer as a wrong password. Failures slow the
    /// next tries down (``Slowdown``) and never shut anybody out: from a browser or an address from which the person has
    /// signed in before, only failures from that very place count.
    /// - Parameters:
    ///   - address: of the client as seen by the server or its trusted proxy.
    ///   - knownDevice: from the cookie of ``FamiliarPlaces/rememberDevice(of:ward:)``.
    public static func attempt(
        loginName: String, password: String, address: String, knownDevice: String? = nil, ward: Ward,
        cost: ScryptCost = .standard
    ) async throws -> SignInOutcome {
        let claim = Claim(loginName: loginName, address: address, knownDevice: knownDevice)
        switch try await look(at: claim, password: password, ward: ward, cost: cost) {
        case .wrong: return .wrong
        case .slowedDown(let seconds): return .slowedDown(secondsLeft: seconds)
        case .right(let known):
            let renewed =
                known.hash.cost.work < cost.work
                ? try? await ward.passwords.hash(password, random: ward.random, cost: cost) : nil
            return try await enter(known, claim: claim, renewed: renewed, ward: ward)
        }
    }

    /// Who asks to be let in, and from where.
    struct Claim: Sendable {
        /// Normalised where it can be a login name; as typed otherwise, to be counted all the same.
        let login: String
        let name: LoginName?
        let address: String
        let device: Place?

        init(loginName: String, address: String, knownDevice: String?) {
            name = try? LoginName(loginName)
            login = name?.text ?? loginName
            self.address = address
            device = knownDevice.map(Place.device)
        }
    }

    /// Somebody whose password was right a moment ago.
    struct Known: Sendable {
        let person: Person
        let hash: PasswordHash
        let place: Place
    }

    enum Answer: Sendable {
        case right(Known)
        case wrong
        case slowedDown(seconds: Int)
    }

    private struct Reservation: Sendable {
        let wait: Int
        let watches: [SlowdownStore.Watch]
        let place: Place
        let person: Person?
        let hash: PasswordHash?
    }

    /// Counts the try, derives the password outside of any transaction, and takes the count back when it was right.
    static func look(at claim: Claim, password: String, ward: Ward, cost: ScryptCost) async throws -> Answer {
        let now = ward.clock.now()
        let reservation = try await ward.database.write { try reserve(claim, at: now, on: $0) }
        guard reservation.wait == 0 else { return .slowedDown(seconds: reservation.wait) }
        let hash = reservation.hash ?? PasswordHash.decoy(cost: cost)
        let isRight: Bool
        do {
            isRight = try await ward.passwords.matches(password, hash)
        } catch is PasswordWorkshop.Busy {
            try await ward.database.write { try SlowdownStore.giveBack(reservation.watches, on: $0) }
            return .slowedDown(seconds: busySeconds)
        }
        guard isRight, let person = reservation.person, person.isActive else {
            let stamp = ward.stamp(by: .system)
            try await ward.database.write { try recordFailure(of: reservation.person, claim, by: stamp, on: $0) }
            return .wrong
        }
        try await ward.database.write { connection in
            try SlowdownStore.giveBack(reservation.watches, on: connection)
            try SlowdownStore.forget(.login(claim.login, at: reservation.place), on: connection)
        }
        return .right(Known(person: person, hash: hash, place: reservation.place))
    }

    private static func reserve(
        _ claim: Claim, at now: Timestamp, on connection: any Connection
    ) throws -> Reservation {
        let person = try claim.name.flatMap { try PersonStore.find(loginName: $0, on: connection) }
        let stored: String? = try person.flatMap { person in
            try connection.value("SELECT password_hash FROM person WHERE id = \(person.id)")
        }
        let address = Place.address(claim.address)
        let (place, isFamiliar) =
            try person.map { try self.place(of: $0.id, claim, on: connection) } ?? (address, false)
        let watches: [SlowdownStore.Watch] = [
            .init(place: .login(claim.login, at: place), rule: .narrow, isEnforced: true),
            .init(place: .login(claim.login), rule: .login, isEnforced: !isFamiliar),
            .init(place: address, rule: .address, isEnforced: !isFamiliar),
        ]
        try SlowdownStore.purge(at: now, on: connection)
        return Reservation(
            wait: try SlowdownStore.reserve(watches, at: now, on: connection), watches: watches, place: place,
            person: person, hash: stored.flatMap(PasswordHash.init(text:)))
    }

    /// The browser, where the person has signed in from it before; the address otherwise.
    static func place(
        of person: ID<Person>, _ claim: Claim, on connection: any Connection
    ) throws -> (place: Place, isFamiliar: Bool) {
        if let device = claim.device, try FamiliarPlaces.isFamiliar(device, to: person, on: connection) {
            return (device, true)
        }
        let address = Place.address(claim.address)
        return (address, try FamiliarPlaces.isFamiliar(address, to: person, on: connection))
    }

    /// The typed name of an unknown person is not recorded: it may be a password.
    private static func recordFailure(
        of person: Person?, _ claim: Claim, by stamp: Stamp, on connection: any Connection
    ) throws {
        try Audit.append(
            "ward.signIn.failed", subject: person.map { "person/\($0.id)" } ?? "person/unknown",
            details: ["address": .string(claim.address)], by: stamp, on: connection)
    }

    private static func enter(
        _ known: Known, claim: Claim, renewed: PasswordHash?, ward: Ward
    ) async throws -> SignInOutcome {
        let stamp = ward.stamp(by: Actor(person: known.person.id, name: known.person.name))
        return try await ward.database.write { connection in
            // While the password was derived the person may have been deactivated or given another one.
            let unchanged = try connection.row(
                """
                SELECT id FROM person
                WHERE id = \(known.person.id) AND is_active = 1 AND password_hash = \(known.hash.text)
                """)
            guard unchanged != nil else { return .wrong }
            if let renewed {
                try connection.execute(
                    "UPDATE person SET password_hash = \(renewed.text) WHERE id = \(known.person.id)")
            }
            if try InitialPassword.isOver(of: known.person.id, at: stamp.at, on: connection) {
                return .initialPasswordOver
            }
            if try SettingStore.asksSecondFactor(on: connection),
                try SecondFactorStore.find(of: known.person.id, on: connection).confirmedAt != nil
            {
                return .codeNeeded(step: try SignInStep.begin(for: known.person.id, by: stamp, on: connection))
            }
            return try begin(for: known.person, at: known.place, claim, by: stamp, on: connection)
        }
    }

    /// Lets somebody in who has shown everything that was asked for.
    static func begin(
        for person: Person, at place: Place, _ claim: Claim, code: SecondFactorStore.Taken? = nil,
        through entry: ProviderEntry? = nil, by stamp: Stamp, on connection: any Connection
    ) throws -> SignInOutcome {
        try SignInStep.endAll(of: person.id, on: connection)
        try FamiliarPlaces.remember(place, of: person.id, at: stamp.at, on: connection)
        let token = try SessionStore.begin(
            for: person.id, address: claim.address, through: entry, by: stamp, on: connection)
        var details: [String: JSON] = ["address": .string(claim.address)]
        if let code { details["code"] = .string(code.rawValue) }
        if let entry { details["identity"] = .string(entry.identity.text) }
        try stamp.note("ward.signIn", "person/\(person.id)", .object(details), on: connection)
        return .signedIn(token: token.text)
    }
}
