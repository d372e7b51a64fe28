import Japanese
import Storage

extension SignIn {
    /// Looks at the code that is asked for after the password, and begins a session when it is right.
    ///
    /// - Parameters:
    ///   - step: from ``SignInOutcome/codeNeeded(step:)``.
    ///   - address, knownDevice: as for ``attempt(loginName:password:address:knownDevice:ward:cost:)``.
    public static func attempt(
        code: String, step: String, address: String, knownDevice: String? = nil, ward: Ward
    ) async throws -> SignInOutcome {
        let now = ward.clock.now()
        guard let person = try await ward.database.read({ try SignInStep.person(step, at: now, on: $0) }) else {
            // What has been found to be over is removed, so that no clock that is moved back brings it to life again.
            _ = try await ward.writeIfFree { try SignInStep.end(step, on: $0) }
            return .stepOver
        }
        let taken: SecondFactorStore.Taken
        do {
            taken = try await prove(code, of: person.id, address: address, ward: ward)
        } catch {
            switch error as? SecondFactorRefusal {
            case .slowedDown(let seconds): return .slowedDown(secondsLeft: seconds)
            case .wrongCode: return .wrongCode
            case .keyMissing: return .keyMissing
            // Taken away meanwhile: from the beginning, then without a code.
            case .none?: return .stepOver
            default: throw error
            }
        }
        let claim = Claim(loginName: person.loginName, address: address, knownDevice: knownDevice)
        let stamp = ward.stamp(by: Actor(person: person.id, name: person.name))
        return try await ward.database.write { connection in
            // Meanwhile the password may have been changed, or the person deactivated.
            guard try SignInStep.person(step, at: now, on: connection) != nil else { return .stepOver }
            let place = try place(of: person.id, claim, on: connection).place
            let entry = try SignInStep.entry(step, on: connection)
            return try begin(
                for: person, at: place, claim, code: taken, through: entry, by: stamp, on: connection)
        }
    }

    /// Takes a code of somebody's second factor; guessing at it is slowed down as guessing at a password is.
    ///
    /// - Throws: ``SecondFactorRefusal``
    public static func prove(code: String, of person: ID<Person>, address: String, ward: Ward) async throws {
        _ = try await prove(code, of: person, address: address, ward: ward)
    }

    /// Counts the try, looks, and takes the count back when the code was right.
    private static func prove(
        _ code: String, of person: ID<Person>, address: String, ward: Ward
    ) async throws -> SecondFactorStore.Taken {
        // From everywhere together: who gets as far as this knows the password.
        let watches: [SlowdownStore.Watch] = [
            .init(place: .code(of: person), rule: .narrow, isEnforced: true),
            .init(place: .address(address), rule: .address, isEnforced: false),
        ]
        let now = ward.clock.now()
        let wait = try await ward.database.write { connection in
            try SlowdownStore.purge(at: now, on: connection)
            return try SlowdownStore.reserve(watches, at: now, on: connection)
        }
        guard wait == 0 else { throw SecondFactorRefusal.slowedDown(seconds: wait) }
        let stamp = ward.stamp(by: .system)
        let taken: SecondFactorStore.Taken?
        do {
            taken = try await ward.database.write { connection -> SecondFactorStore.Taken? in
                guard let taken = try SecondFactorStore.take(code, of: person, at: now, ward: ward, on: connection)
                else {
                    try stamp.note(
                        "ward.signIn.codeFailed", "person/\(person)", ["address": .string(address)], on: connection)
                    return nil
                }
                try SlowdownStore.giveBack(watches, on: connection)
                try SlowdownStore.forget(.code(of: person), on: connection)
                return taken
            }
        } catch let refusal as SecondFactorRefusal {
            // The code was not looked at: nobody guessed.
            try await ward.database.write { try SlowdownStore.giveBack(watches, on: $0) }
            throw refusal
        }
        guard let taken else { throw SecondFactorRefusal.wrongCode }
        return taken
    }
}
