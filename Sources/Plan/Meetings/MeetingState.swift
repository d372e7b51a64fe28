import Storage
import Ward

/// Where the record of a meeting stands.
///
///     planned ─confirm→ held          planned ─cancel→ cancelled          held ─correct→ held, next edition
///
/// What was confirmed (確定) is never changed: a correction is a further entry with its reason.
enum MeetingState: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    case planned, held, cancelled

    var title: String {
        switch self {
        case .planned: "予定・記録中"
        case .held: "確定"
        case .cancelled: "中止"
        }
    }
}

/// What can happen to the record of a meeting.
enum MeetingEvent: String, CaseIterable, Sendable {
    /// Day, place, agenda, minutes, attendance and decisions are written.
    case write
    case confirm, cancel, correct

    var title: String {
        switch self {
        case .write: "記録を書く"
        case .confirm: "会議の記録を確定する"
        case .cancel: "会議を中止にする"
        case .correct: "訂正を加える"
        }
    }
}

extension MeetingState {
    /// The state after an event. Total: every pair has an answer, and what is not foreseen is refused.
    func applying(_ event: MeetingEvent) throws(MeetingRefusal) -> MeetingState {
        switch (self, event) {
        case (.planned, .write): .planned
        case (.planned, .confirm): .held
        case (.planned, .cancel): .cancelled
        case (.held, .correct): .held
        case (.planned, .correct), (.held, .write), (.held, .confirm), (.held, .cancel), (.cancelled, _):
            throw MeetingRefusal.notPossible(event, in: self)
        }
    }
}
