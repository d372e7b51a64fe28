import Japanese
import Storage

/// Sends what people are told by mail.
///
/// At most once: a mail is marked as being sent before it is handed over, and as sent after. A program that dies between, or a
/// line that breaks there, leaves 送信中, which administration shows and a person decides on; nothing goes twice by itself, as with
/// reminders. A loss is bearable, since 今日の仕事 tells the same.
///
///     let sending = NotificationSending(kinds: kinds, grants: grants, post: post, wardName: "杉並区", address: address, choicePath: …)
///     Tick("ward.notifications", everySeconds: 60) { ward in _ = try await sending.pass(ward) }
public struct NotificationSending: Sendable {
    /// Where mails are handed in, and from whom they come.
    public struct Post: Sendable {
        public let sender: MailAddress
        public let transport: MailTransport

        public init(sender: MailAddress, transport: MailTransport) {
            self.sender = sender
            self.transport = transport
        }
    }

    /// What one pass did, in notifications.
    public struct Outcome: Hashable, Sendable {
        public var sent = 0
        /// Refused by the server, for now or for good, or perhaps lost.
        public var failed = 0

        public init(sent: Int = 0, failed: Int = 0) {
            self.sent = sent
            self.failed = failed
        }
    }

    /// Mails of one pass; the rest follows with the next.
    static let lettersPerPassMax = 200

    private let kinds: [String: NotificationKind]
    private let grants: Grants
    private let post: Post?
    private let wardName: String
    private let address: String?
    private let choicePath: String

    /// - Parameters:
    ///   - kinds: those of all modules.
    ///   - grants: those of all modules.
    ///   - post: `nil` where no mail server is set: nothing is sent, and what waits is dropped after some days.
    ///   - address: where the site is reached, without a slash at its end; `nil` where it is not known.
    ///   - choicePath: where people choose what they are told by mail.
    public init(
        kinds: [NotificationKind], grants: Grants, post: Post?, wardName: String, address: String?, choicePath: String
    ) {
        self.kinds = Dictionary(kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        self.grants = grants
        self.post = post
        self.wardName = wardName
        self.address = address
        self.choicePath = choicePath
    }

    /// Sends what is due. Several servers may do it at once: each mail is taken by one.
    ///
    /// - Throws: what broke while a mail was being written, once the others are sent; that mail has then failed, so that people see
    ///   it and no other waits for it.
    public func pass(_ ward: Ward) async throws -> Outcome {
        let now = ward.clock.now()
        let oldest = now.adding(seconds: -NotificationStore.keptDays * 86_400)
        // A look costs no write: most of them find nothing.
        let (groups, outage, isOld) = try await ward.database.read { connection in
            (
                try NotificationStore.groups(at: now, on: connection), try MailOutage.find(on: connection),
                try NotificationStore.isForgettable(before: oldest, on: connection)
            )
        }
        if isOld { try await ward.database.write { try NotificationStore.forget(before: oldest, on: $0) } }
        let maySend = post != nil && !(outage?.holds(at: now) ?? false)
        let due = groups.filter { maySend || NotificationStore.isGivenUp($0.triedFrom, at: now) }
        var outcome = Outcome()
        var broken: (any Error)?
        for group in due.prefix(Self.lettersPerPassMax) where !Task.isCancelled {
            do {
                // In a task of its own: a mail under way is finished also when the program is ending.
                let (count, refusal) = try await Task { try await deliver(group, ward) }.value
                if refusal == nil { outcome.sent += count } else { outcome.failed += count }
                // The others stay unsent, to be sent together once the server can be used again.
                if refusal?.concernsEveryMail == true { break }
            } catch let error as StorageError where error.isPassing {
                throw error
            } catch {
                broken = broken ?? error
                try await ward.database.write { try NotificationStore.fail(group, at: now, on: $0) }
            }
        }
        if let broken { throw broken }
        return outcome
    }

    private func deliver(_ group: NotificationGroup, _ ward: Ward) async throws -> (count: Int, refusal: MailRefusal?) {
        let (id, now): (ID<NotificationLetter>, Timestamp) = (ward.newID(), ward.clock.now())
        let written = try await ward.database.write { try write(group, letter: id, at: now, on: $0) }
        guard let post, let written else { return (0, nil) }
        let refusal: MailRefusal?
        do throws(MailRefusal) {
            try await post.transport.send(written.message)
            refusal = nil
        } catch {
            refusal = error
        }
        let end = ward.clock.now()
        try await ward.database.write { try NotificationStore.finish(id, refusal: refusal, at: end, on: $0) }
        return (written.count, refusal)
    }

    private struct Written {
        let message: MailMessage
        /// Notifications that it tells.
        let count: Int
    }

    /// Settles what is not to be sent, takes the rest, and writes the mail about it.
    /// - Returns: `nil` when nothing is to be sent.
    private func write(
        _ group: NotificationGroup, letter: ID<NotificationLetter>, at now: Timestamp, on connection: any Connection
    ) throws -> Written? {
        let waiting = try NotificationStore.waiting(group, at: now, on: connection)
        guard !waiting.isEmpty else { return nil }
        let recipient: Recipient
        switch try self.recipient(of: group, on: now.date, connection) {
        case .nobody(let reason):
            for one in waiting { try drop(one, because: reason, at: now, on: connection) }
            return nil
        case .somebody(let found): recipient = found
        }
        let outage = try MailOutage.find(on: connection)
        let sender = outage?.holds(at: now) == true ? nil : post?.sender
        var taken: [PersonNotification] = []
        var notes: [String] = []
        for one in waiting {
            // After a long pause of the program nothing was tried yet, and nothing is given up.
            let wasTried = post == nil || outage != nil || one.tries > 0
            let isGivenUp = wasTried && NotificationStore.isGivenUp(one.triedFrom, at: now)
            // Nothing is looked at that can only go on waiting.
            guard sender != nil || isGivenUp else { continue }
            switch try recipient.kind.standing(one, recipient.person, now.date, connection) {
            case .over: try drop(one, because: "用が済んだため", at: now, on: connection)
            case .notAllowed: try drop(one, because: "見る権限がなくなったため", at: now, on: connection)
            case .stands where isGivenUp: try giveUp(one, outage: outage, at: now, on: connection)
            case .stands(let note):
                taken.append(one)
                notes.append(note)
            }
        }
        guard let sender, !taken.isEmpty else { return nil }
        try NotificationStore.take(taken, for: letter, to: recipient.mail, at: now, on: connection)
        let words = NotificationLetter(
            kind: recipient.kind, personName: recipient.person.name, lines: Self.lines(taken, notes),
            wardName: wardName, address: address, choicePath: choicePath,
            isSample: try SettingStore.isSample(on: connection))
        return Written(
            message: MailMessage(
                id: letter.text, from: .init("並木　\(wardName)", sender),
                to: [.init(recipient.person.name, recipient.mail)], subject: words.subject, body: words.body, date: now),
            count: taken.count)
    }

    /// Each address once, with what was told of it last.
    private static func lines(_ told: [PersonNotification], _ notes: [String]) -> [NotificationLetter.Line] {
        var lines: [NotificationLetter.Line] = []
        for (one, note) in zip(told, notes) {
            let line = NotificationLetter.Line(title: one.title, note: note, path: one.address)
            if let known = lines.firstIndex(where: { $0.path == line.path }) {
                lines[known] = line
            } else {
                lines.append(line)
            }
        }
        return lines
    }

    // MARK: whom

    private struct Recipient {
        let kind: NotificationKind
        let person: SignedIn
        let mail: MailAddress
    }

    private enum Reached {
        case somebody(Recipient)
        /// - Parameter because: why nothing is sent to the person.
        case nobody(because: String)
    }

    private func recipient(
        of group: NotificationGroup, on day: CivilDate, _ connection: any Connection
    ) throws -> Reached {
        guard let kind = kinds[group.kind] else { return .nobody(because: "この種類のお知らせが、なくなったため") }
        guard let person = try Person.find(group.person, on: connection), person.isActive else {
            return .nobody(because: "利用を停止している人のため")
        }
        let choice = try NotificationChoiceStore.find(of: person.id, on: connection)
        guard !choice.stopped.contains(kind.code) else { return .nobody(because: "本人が、この種類のメールを止めているため") }
        guard let mail = choice.mail else { return .nobody(because: "メールアドレスの登録がないため") }
        // Whom to tell is found by roles of groups too (``UnitPeople``): a mail belongs to no session.
        let roles = try PersonStore.assignments(of: person.id, on: day, throughGroups: true, on: connection)
        let signedIn = SignedIn(person: person.id, name: person.name, assignments: roles, grants: grants)
        guard signedIn.may(kind.permission) else { return .nobody(because: "見る権限がなくなったため") }
        return .somebody(Recipient(kind: kind, person: signedIn, mail: mail))
    }

    private func drop(
        _ notification: PersonNotification, because reason: String, at now: Timestamp, on connection: any Connection
    ) throws {
        try NotificationStore.move(notification.id, to: .dropped, note: reason, at: now, on: connection)
    }

    private func giveUp(
        _ notification: PersonNotification, outage: MailOutage?, at now: Timestamp, on connection: any Connection
    ) throws {
        let days = NotificationStore.givenUpAfterDays
        guard post != nil else {
            // A house without a mail server has lost nothing.
            return try drop(notification, because: "メールのサーバーが設定されていないため（\(days)日待った）", at: now, on: connection)
        }
        let reason = outage?.note ?? notification.note
        try NotificationStore.move(
            notification.id, to: .failed, note: "\(days)日試したため、あきらめました。\(reason)", at: now, on: connection)
    }
}
