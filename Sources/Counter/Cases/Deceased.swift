import Japanese
import LifeEvents
import Storage

/// The person who died, as booking and the list of deaths tell it.
struct Deceased: Hashable, Sendable {
    var name: String
    /// Full-width katakana.
    var kana: String
    var bornOn: CivilDate
    var diedOn: CivilDate
    var address: ProtectedAddress
    /// 支援措置: no paper and no page shows where anybody lives.
    var isRestricted: Bool { address.isRestricted }

    /// By which people are compared, whatever the width and the kind of kana.
    var kanaKey: String { ReadingKey.of(kana) }

    /// The facts that the days of their life are.
    func days(in base: KnowledgeBase) -> [String: FactAnswer] {
        [base.eventDay: .known(.day(diedOn)), "birth": .known(.day(bornOn))]
    }
}

/// An address that cannot be shown by accident: of people under 支援措置 nothing is told, whoever asks.
struct ProtectedAddress: Hashable, Sendable {
    /// As it is stored; for comparing people, never for showing.
    let stored: String
    let isRestricted: Bool

    init(_ stored: String, isRestricted: Bool) {
        self.stored = stored
        self.isRestricted = isRestricted
    }

    /// As pages and papers show it.
    var shown: String { isRestricted ? "（表示しません）" : stored }
}

/// Who comes.
struct Visitor: Hashable, Sendable {
    var name: String
    /// 配偶者, 子, 代理人…
    var relation: String
    var phone: String

    static let relations = ["配偶者", "子", "父母", "兄弟姉妹", "孫", "そのほかの親族", "同居人", "代理人", "成年後見人など", "そのほか"]
}

extension Deceased {
    /// From a row of the table of cases or of deaths.
    init(_ row: SQLRow) throws {
        (name, kana, bornOn, diedOn) = (try row["name"], try row["kana"], try row["born_on"], try row["died_on"])
        address = ProtectedAddress(try row["address"], isRestricted: try row["is_restricted"])
    }
}
