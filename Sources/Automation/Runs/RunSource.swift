import Storage
import Ward

/// Who tells of a run.
enum RunSource: String, CaseIterable, SQLBindable, SQLDecodable {
    /// The engine of this platform, with its ledger.
    case engine
    /// A robot elsewhere, by a program's call.
    case http
    /// A log of a robot elsewhere, in a file.
    case csv
    /// A person, month by month (自己申告).
    case declared

    var title: String {
        switch self {
        case .engine: "並木が実行"
        case .http: "ロボットが報告"
        case .csv: "記録のファイル"
        case .declared: "自己申告"
        }
    }

    /// What is told by it is no surer than this.
    var grade: Effect.Grade {
        switch self {
        case .engine: .randomised
        case .http, .csv: .beforeAndAfter
        case .declared: .declared
        }
    }
}
