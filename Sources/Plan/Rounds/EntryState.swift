import Storage

/// Where an answer (進捗記入) stands.
///
///     notAnswered ─save→ draft ─submit→ submitted ─approve→ approved ─accept→ accepted
///     accepted ─undoAccept→ approved
///     submitted | approved ─return→ draft        at freeze, notAnswered stays and is printed as 未回答
public enum EntryState: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    case notAnswered, draft, submitted, approved, accepted

    public var title: String {
        switch self {
        case .notAnswered: "未回答"
        case .draft: "下書き"
        case .submitted: "承認待ち"
        case .approved: "事務局の確認待ち"
        case .accepted: "受付済み"
        }
    }

    /// Whether the section has handed it in.
    public var isHandedIn: Bool {
        switch self {
        case .submitted, .approved, .accepted: true
        case .notAnswered, .draft: false
        }
    }
}

/// What can happen to an answer.
public enum EntryEvent: String, CaseIterable, Sendable {
    case save, submit, approve, accept, undoAccept, sendBack, withdraw, reopen
    /// A correction was given up, and the answer says again what is sealed. Nobody asks for it by itself.
    case restore

    public var title: String {
        switch self {
        case .save: "下書きを保存する"
        case .submit: "提出する"
        case .approve: "承認する"
        case .accept: "受け付ける"
        case .undoAccept: "受付を取り消す"
        case .sendBack: "差し戻す"
        case .withdraw: "取り下げる"
        case .reopen: "再び照会する"
        case .restore: "訂正の前に戻す"
        }
    }
}

extension EntryState {
    /// The state after an event. Total: what is not foreseen is refused.
    public func applying(_ event: EntryEvent) throws(RoundRefusal) -> EntryState {
        switch (self, event) {
        case (.notAnswered, .save), (.draft, .save): .draft
        case (.draft, .submit): .submitted
        case (.submitted, .approve): .approved
        case (.approved, .accept): .accepted
        case (.accepted, .undoAccept): .approved
        case (.submitted, .sendBack), (.approved, .sendBack): .draft
        case (.submitted, .withdraw), (.approved, .withdraw): .draft
        // The secretariat asks a whole unit again: what was never answered stays so.
        case (.submitted, .reopen), (.approved, .reopen), (.accepted, .reopen), (.draft, .reopen): .draft
        case (.notAnswered, .reopen): .notAnswered
        default: throw RoundRefusal.entryNotPossible(event, in: self)
        }
    }

    /// Whether the round, as it stands, lets the event happen.
    ///
    /// Sections write while the round takes answers; during review only what was returned or reopened. What they handed in
    /// may still be approved, and the secretariat accepts and returns until the freeze.
    /// - Parameters:
    ///   - wasReturned: the answer was returned or asked for again, and was not accepted since.
    ///   - isAmending: an edition of the round is sealed already: only the answers that the correction names may change,
    ///     so that the next edition differs from the one before by nothing else.
    public static func isAllowed(
        _ event: EntryEvent, in round: RoundState, wasReturned: Bool, isAmending: Bool = false
    ) -> Bool {
        guard wasReturned || !isAmending || event == .reopen else { return false }
        return switch event {
        case .save, .submit: round.takesAnswers || round == .reviewing && wasReturned
        case .withdraw: round.takesAnswers
        case .approve, .accept, .undoAccept, .sendBack: round.takesAnswers || round == .reviewing
        case .reopen: round == .reviewing
        case .restore: false
        }
    }
}
