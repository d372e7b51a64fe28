import Japanese
import Storage
import StorageTesting
import Synchronization

@testable import Ward

/// Mails as a server would have taken them, or refused them.
final class TestedPost: Sendable {
    private struct State {
        var delivered: [MailMessage] = []
        var tries = 0
        var refusals: [String: MailRefusal] = [:]
        var outage: MailRefusal?
    }

    private let state = Mutex(State())

    var delivered: [MailMessage] { state.withLock { $0.delivered } }
    /// Those that were refused included.
    var tries: Int { state.withLock { $0.tries } }

    /// - Parameter refusal: `nil` takes mails again.
    func refuse(_ address: String, with refusal: MailRefusal?) { state.withLock { $0.refusals[address] = refusal } }
    func refuseAll(with refusal: MailRefusal?) { state.withLock { $0.outage = refusal } }

    var transport: MailTransport {
        MailTransport { message throws(MailRefusal) in
            let refusal = self.state.withLock { state -> MailRefusal? in
                state.tries += 1
                let refusal = state.outage ?? message.recipients.compactMap { state.refusals[$0.text] }.first
                if refusal == nil { state.delivered.append(message) }
                return refusal
            }
            if let refusal { throw refusal }
        }
    }

    func sending(
        _ kinds: [NotificationKind] = [.tested], isSet: Bool = true, address: String? = "https://namiki.example.jp"
    ) throws -> NotificationSending {
        guard let sender = MailAddress("namiki@example.jp") else { throw NoAddress() }
        return NotificationSending(
            kinds: kinds, grants: WardGrants.all, post: isSet ? .init(sender: sender, transport: transport) : nil,
            wardName: "見本区", address: address, choicePath: "/account/notifications")
    }

    struct NoAddress: Error {}
}

extension NotificationKind {
    /// Its subjects say themselves how they stand: `over…`, `secret…`, or anything else.
    static let tested = stub("test.first", "検査のお知らせ")
    static let other = stub("test.second", "別のお知らせ")

    private static func stub(_ code: String, _ title: String) -> NotificationKind {
        NotificationKind(
            code, title, opening: "次の検査をお願いします。", listPath: "/tests", permission: .viewOrganisation
        ) { told, person, _, _ in
            if told.subject.hasPrefix("over") { return .over }
            if told.subject.hasPrefix("secret") { return .notAllowed }
            return person.may(.viewOrganisation) ? .stands(note: "期限は\(told.subject)です。") : .notAllowed
        }
    }
}

extension TestedWard {
    /// Somebody with a role and an address.
    func reachable(_ login: String, role: Role? = .editor, mail: Bool = true) async throws -> Person {
        let person = try await person(login, name: "見本 \(login)")
        try await write { connection, stamp in
            if let role { _ = try PersonStore.assign(role: role, person: person.id, by: stamp, on: connection) }
            guard mail else { return }
            try NotificationChoiceStore.set(
                NotificationChoice(mail: MailAddress("\(login)@example.jp")), of: person.id, by: stamp, on: connection)
        }
        return person
    }

    /// Tells people of subjects, in this order.
    func tell(
        _ subjects: [String], of kind: NotificationKind = .tested, occasion: String = "", to people: [Person]
    ) async throws {
        let people = Set(people.map(\.id))
        try await write { connection, stamp in
            try NotificationStore.tell(
                kind,
                subjects.map {
                    NotificationMatter(
                        subject: $0, occasion: occasion, title: "検査\($0)", path: "/tests/\($0)", people: people)
                }, by: stamp, on: connection)
        }
    }

    /// Waits until nothing more is expected to come together.
    func gather() { clock.advance(seconds: NotificationGroup.quietSeconds) }

    func notifications(_ state: PersonNotification.State? = nil) async throws -> [PersonNotification] {
        try await read { try NotificationStore.list(state, on: $0) }
    }

    /// How many stand in which state.
    func counts() async throws -> [PersonNotification.State: Int] {
        try await read { try NotificationStore.counts(on: $0) }
    }
}
