/// What a family needs at the visit and the desk has only so many of.
enum VisitWish: String, CaseIterable, Sendable {
    case interpreter, wheelchair, quietRoom

    var title: String {
        switch self {
        case .interpreter: "通訳"
        case .wheelchair: "車椅子で入れる席"
        case .quietRoom: "静かな部屋"
        }
    }

    /// As they are stored.
    static func text(_ wishes: Set<VisitWish>) -> String {
        allCases.filter(wishes.contains).map(\.rawValue).joined(separator: ",")
    }

    static func read(_ text: String) -> Set<VisitWish> {
        Set(text.split(separator: ",").compactMap { VisitWish(rawValue: String($0)) })
    }

    /// 通訳、静かな部屋
    static func japanese(_ wishes: Set<VisitWish>) -> String {
        allCases.filter(wishes.contains).map(\.title).joined(separator: "、")
    }
}
