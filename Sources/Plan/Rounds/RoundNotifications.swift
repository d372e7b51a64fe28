import Japanese
import Storage
import Ward

/// What sections are told of a round by mail, written by the verbs of ``RoundStore`` and ``EntryStore``.
extension NotificationKind {
    /// A quarter opened, or a section is asked once more: to who answers for it and who approves.
    static let answerAsked = NotificationKind(
        "plan.answer.asked", "進捗確認の回答のお願い", opening: "次の取組について、進捗確認の回答をお願いします。", listPath: RoundListPage.link.path,
        permission: .editEntries
    ) { told, person, today, connection in
        guard let answer = try ToldAnswer(told, on: connection) else { return .over }
        guard person.may(.editEntries, unit: answer.entry.unit) else { return .notAllowed }
        guard !answer.entry.state.isHandedIn, answer.allows(.save) else { return .over }
        return .stands(note: answer.note(answer.reason ?? answer.round.dueNote(on: today)))
    }

    /// An answer was returned: to who wrote it and who handed it in.
    static let answerReturned = NotificationKind(
        "plan.answer.returned", "回答の差戻しのお知らせ", opening: "次の回答が差し戻されました。理由を読んで直し、もう一度提出してください。",
        listPath: RoundListPage.link.path, permission: .editEntries
    ) { told, person, _, connection in
        guard let answer = try ToldAnswer(told, on: connection) else { return .over }
        guard person.may(.editEntries, unit: answer.entry.unit) else { return .notAllowed }
        guard !answer.entry.state.isHandedIn, let reason = answer.reason, answer.allows(.save) else { return .over }
        return .stands(note: answer.note(reason))
    }

    /// An answer waits for the head of its section.
    static let answerWaits = NotificationKind(
        "plan.answer.waits", "回答の承認のお願い", opening: "次の回答が提出され、承認を待っています。", listPath: RoundListPage.link.path,
        permission: .approveEntries
    ) { told, person, today, connection in
        guard let answer = try ToldAnswer(told, on: connection) else { return .over }
        guard person.may(.approveEntries, unit: answer.entry.unit) else { return .notAllowed }
        guard answer.entry.state == .submitted, answer.allows(.approve),
            try EntryStore.submitter(of: answer.entry.id, on: connection) != person.person
        else { return .over }
        return .stands(note: answer.note(answer.round.dueNote(on: today)))
    }
}

/// The answer that somebody is told of, as it stands when the mail is written.
private struct ToldAnswer {
    let entry: Entry
    let round: Round

    /// - Returns: `nil` when there is none any more.
    init?(_ told: PersonNotification, on connection: any Connection) throws {
        guard let id = ID<Entry>(untrusted: told.subject), let entry = try Entry.find(id, on: connection) else {
            return nil
        }
        self.entry = entry
        round = try Round.known(entry.round, on: connection)
    }

    /// With the quarter, which the title does not name.
    func note(_ words: String) -> String { "\(round.label)　\(words)" }

    func allows(_ event: EntryEvent) -> Bool {
        round.allows(event, wasReturned: entry.returnedReason != nil)
    }

    /// Why it was returned or asked for again. Where the reason points to a person it is read on the page alone.
    var reason: String? {
        entry.returnedReason.map { reason in
            PersonalDetail.found(in: reason) == nil ? "理由　\(reason)" : "理由は、画面で確かめてください。"
        }
    }
}

/// Whom a change of a round concerns.
enum RoundNotifications {
    /// Each answer of a round that was opened, in the order of the plan.
    static func opened(_ round: ID<Round>, by stamp: Stamp, on connection: any Connection) throws {
        try ask("entry.round = \(round)", occasion: "open", by: stamp, on: connection)
    }

    /// An answer that its section is asked for once more.
    /// - Parameter entry: as it was before.
    static func reopened(_ entry: Entry, by stamp: Stamp, on connection: any Connection) throws {
        try ask("entry.id = \(entry.id)", occasion: occasion(after: entry), by: stamp, on: connection)
    }

    /// - Parameter entry: as it was before.
    static func returned(_ entry: Entry, by stamp: Stamp, on connection: any Connection) throws {
        let section = try UnitPeople(
            holding: .editEntries, by: PlanGrants.all, unit: entry.unit, on: stamp.today, connection)[entry.unit]
        let wrote = try EntryStore.writers(of: entry.id, on: connection).intersection(section)
        // Where none of them is there any more, somebody of the section mends it.
        try tell(
            .answerReturned, "entry.id = \(entry.id)", occasion: occasion(after: entry), by: stamp, on: connection
        ) { _ in wrote.isEmpty ? section : wrote }
    }

    static func submitted(_ entry: Entry, by stamp: Stamp, on connection: any Connection) throws {
        let heads = try UnitPeople(
            holding: .approveEntries, by: PlanGrants.all, unit: entry.unit, on: stamp.today, connection)
        try tell(
            .answerWaits, "entry.id = \(entry.id)", occasion: "\(entry.revision)", by: stamp, on: connection
        ) { heads[$0] }
    }

    private static func ask(
        _ condition: SQL, occasion: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        let sections = try UnitPeople(holding: .editEntries, by: PlanGrants.all, on: stamp.today, connection)
        try tell(.answerAsked, condition, occasion: occasion, by: stamp, on: connection) { sections[$0] }
    }

    private static func tell(
        _ kind: NotificationKind, _ condition: SQL, occasion: String, by stamp: Stamp, on connection: any Connection,
        whom people: (ID<OfficeUnit>) -> Set<ID<Person>>
    ) throws {
        let matters = try RoundBoard.rows(condition, on: connection).map { _, row in
            NotificationMatter(
                subject: row.entry.text, occasion: occasion, title: "\(row.number) \(row.title)（\(row.unitName)）",
                path: EntryPage.path(row.entry), people: people(row.unit))
        }
        try NotificationStore.tell(kind, matters, by: stamp, on: connection)
    }

    /// Whatever gives an answer back counts a revision.
    private static func occasion(after entry: Entry) -> String { "\(entry.revision + 1)" }
}

extension EntryStore {
    /// Who handed an answer in, and who saved it last: the table keeps the name alone, and the trail the person.
    fileprivate static func writers(of id: ID<Entry>, on connection: any Connection) throws -> Set<ID<Person>> {
        let saved = try Audit.list(
            AuditFilter(subject: "entry/\(id)", actionPrefix: EntryTrail.action(.save)), on: connection
        ).first?.person
        return Set([try submitter(of: id, on: connection), saved].compactMap(\.self))
    }
}
