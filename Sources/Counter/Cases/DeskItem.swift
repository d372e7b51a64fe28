import Japanese
import LifeEvents
import Site
import Storage

/// What became of one procedure of a case.
struct DeskItem: Sendable {
    enum State: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
        /// 書類を用意した
        case prepared
        case received
        /// 後日郵送
        case mailed
        case handedOver
        case guided
        case done
        case dropped
        case expired

        var title: String {
            switch self {
            case .prepared: "書類を用意"
            case .received: "受け付けた"
            case .mailed: "後日郵送"
            case .handedOver: "担当課へ引き継いだ"
            case .guided: "窓口を案内した"
            case .done: "済み"
            case .dropped: "行わない"
            case .expired: "期限切れ"
            }
        }

        /// Whether the desk has dealt with it at the visit.
        var isServed: Bool {
            switch self {
            case .received, .mailed, .handedOver, .guided, .done: true
            case .prepared, .dropped, .expired: false
            }
        }

        /// Whether no reminder is needed any more.
        var isSettled: Bool {
            switch self {
            case .received, .done, .dropped, .expired: true
            case .prepared, .mailed, .handedOver, .guided: false
            }
        }

        var kind: Tag.Kind {
            switch self {
            case .prepared: .active
            case .received, .done: .done
            case .mailed, .handedOver, .guided: .active
            case .dropped: .waiting
            case .expired: .danger
            }
        }
    }

    let procedure: Procedure
    let result: ProcedureResult
    /// What somebody wrote, else ``State/done`` where something is the case that only comes after it.
    let state: State?
    let reason: String
    /// Nobody wrote it: it follows from what is known.
    var isByItself = false

    /// Something is still to be done.
    var isOpen: Bool { !(state?.isSettled ?? false) }

    var day: CivilDate? { result.deadline?.day }

    var tag: Tag {
        if let state { return Tag(state.title, state.kind) }
        return result.state == .yes ? Tag("対象", .warning) : Tag("確認が必要", .waiting)
    }
}
