import Ward

/// Sends what was made: each reminder is taken, sent outside any transaction, and marked. A server that dies between
/// leaves 送信中, which a person looks at: nothing is sent twice by itself.
enum ReminderSending {
    struct Outcome: Hashable, Sendable {
        var sent = 0
        var failed = 0
    }

    static func send(
        round: ID<Round>, from sender: MailAddress, through transport: MailTransport, ward: Ward, as actor: Actor
    ) async throws -> Outcome {
        let waiting = try await ward.database.read { connection in
            try ReminderStore.list(round: round, on: connection).filter { $0.state == .made && $0.mail != nil }
        }
        var outcome = Outcome()
        for reminder in waiting {
            guard let message = reminder.message(from: sender) else { continue }
            let taking = ward.stamp(by: actor)
            guard
                try await ward.database.write({
                    try ReminderStore.claim(reminder.id, by: taking, on: $0)
                })
            else { continue }
            let refusal: MailRefusal?
            do throws(MailRefusal) {
                try await transport.send(message)
                refusal = nil
                outcome.sent += 1
            } catch {
                refusal = error
                outcome.failed += 1
            }
            let marking = ward.stamp(by: actor)
            try await ward.database.write {
                try ReminderStore.finish(reminder.id, refusal: refusal, by: marking, on: $0)
            }
            // The others stay unsent, to be sent together once the server can be used again.
            if refusal?.concernsEveryMail == true { break }
        }
        return outcome
    }
}
