/// What a person says a line is, whatever the reader takes it for. Raw values are kept in databases.
public enum LineRole: String, Hashable, Sendable, CaseIterable {
    /// A heading over initiatives.
    case heading
    case initiative, promise
    /// Text that promises nothing.
    case text
    /// The sections, the time or the target of the initiative above; the label itself may stand before.
    case unit, time, target
    /// The name of a body, one of its seats, its secretariat.
    case body, member, secretariat
    /// Nothing of the document: a page's head, a note in the margin.
    case ignore

    public var title: String {
        switch self {
        case .heading: "見出し"
        case .initiative: "取組"
        case .promise: "約束"
        case .text: "説明の文"
        case .unit: "主管課"
        case .time: "時期"
        case .target: "指標・目標"
        case .body: "会議体の名前"
        case .member: "構成員"
        case .secretariat: "事務局"
        case .ignore: "読まない行"
        }
    }
}
