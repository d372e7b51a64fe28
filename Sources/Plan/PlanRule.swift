/// The rules of the programme by which answers are checked: each title says what it holds an answer against, of what the notice
/// promised (units, days, marks) or of what was answered before.
///
/// The code is for programs and for the keys of decisions that people made; people read the title.
public enum PlanRule: String, CaseIterable, Hashable, Sendable {
    case units = "V6"
    case sums = "V7"
    case marks = "V9"
    case lateness = "V10"
    case completion = "V11"
    case dueDate = "V12"
    case change = "V13"
    case repetition = "V14"
    case basis = "V15"

    // What an answer must have, whatever the programme says.
    case required = "必須"
    case length = "長さ"
    case missingValue = "値なし"

    public var title: String {
        switch self {
        case .units: "単位と基準年度"
        case .sums: "合計してよい値"
        case .marks: "進捗区分の一覧"
        case .lateness: "遅れと中止の説明"
        case .completion: "完了の証し"
        case .dueDate: "約束した期限"
        case .change: "前回からの動き"
        case .repetition: "前の四半期と同じ文"
        case .basis: "値のもと"
        case .required: "必ず書く欄"
        case .length: "文の長さ"
        case .missingValue: "値のない指標"
        }
    }

    /// Whether a doubt about an answer is printed beside it in the edition: those of the programme's own rules.
    var isPrinted: Bool {
        switch self {
        case .units, .sums, .marks, .lateness, .completion, .dueDate, .change, .repetition, .basis: true
        default: false
        }
    }
}
