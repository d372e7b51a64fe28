import Japanese

/// The units of a day by what people call them in lists and forms.
///
///     let names = UnitNames(try UnitStore.succession(on: connection), validOn: today)
///     names.find("子ども家庭部　管理課")   // .one(…)
///     names.find("管理課")               // .several(["子ども家庭部管理課", "保健福祉部管理課"])
///
/// A name is compared by its ``TextKey``; it may stand alone, after its department, as ``label(_:)`` writes it, or be the unit's code. What
/// several units are called is asked back, never guessed.
public struct UnitNames: Sendable {
    /// Those that exist on the day, by code.
    public let standing: [OfficeUnit]
    private let succession: Succession
    private let day: CivilDate
    private let labels: [ID<OfficeUnit>: String]
    private let own: [TextKey: [OfficeUnit]]
    private let joined: [TextKey: [OfficeUnit]]
    /// By label and by code, where no name says so.
    private let further: [TextKey: OfficeUnit]
    private let ended: [TextKey: OfficeUnit]
    /// The names of all, to find what is spelt alike.
    private let spellings: [(unit: OfficeUnit, key: String, scalars: [Unicode.Scalar])]

    public init(_ succession: Succession, validOn day: CivilDate) {
        self.succession = succession
        self.day = day
        let standing = succession.units.filter { $0.exists(on: day) }
        self.standing = standing
        own = Dictionary(grouping: standing, by: \.nameKey)
        var long: [ID<OfficeUnit>: String] = [:]
        for unit in standing { long[unit.id] = (succession.parent(of: unit, validOn: day)?.name ?? "") + unit.name }
        joined = Dictionary(grouping: standing) { TextKey(long[$0.id] ?? $0.name) }
        var labels: [ID<OfficeUnit>: String] = [:]
        for unit in standing {
            let full = long[unit.id] ?? unit.name
            labels[unit.id] =
                own[unit.nameKey]?.count == 1
                ? unit.name : joined[TextKey(full)]?.count == 1 && full != unit.name ? full : "\(full)（\(unit.code)）"
        }
        self.labels = labels
        further = Dictionary(
            standing.flatMap { unit in
                [(TextKey(labels[unit.id] ?? unit.name), unit), (TextKey(unit.code), unit)]
            }, uniquingKeysWith: { first, _ in first })
        ended = Dictionary(
            succession.units.filter { $0.validTo.map { $0 < day } ?? false }.map { ($0.nameKey, $0) },
            uniquingKeysWith: { _, last in last })
        spellings = standing.map { unit in
            let key = unit.nameKey.text
            return (unit, key, Array(key.unicodeScalars))
        }
    }

    /// What tells a unit from all others of the day; of one that does not exist on it, its name.
    public func label(_ id: ID<OfficeUnit>) -> String {
        labels[id] ?? succession.unit(id)?.name ?? "不明な組織"
    }

    /// The label of each unit of the day, to choose from.
    public var choices: [String] { standing.map { label($0.id) } }

    public func unit(_ id: ID<OfficeUnit>) -> OfficeUnit? { succession.unit(id) }

    public func parent(of unit: OfficeUnit) -> OfficeUnit? { succession.parent(of: unit, validOn: day) }

    public func find(_ raw: String) -> UnitNaming {
        let key = TextKey(raw)
        for candidates in [own[key], joined[key], joined[Self.withoutMarks(key)]] {
            guard let candidates, let first = candidates.first else { continue }
            return candidates.count == 1 ? .one(first) : .several(candidates.map { label($0.id) })
        }
        if let unit = further[key] { return .one(unit) }
        if let unit = ended[key] {
            return .ended(unit, heirs: succession.successors(of: unit.id, validOn: day).map { label($0.id) })
        }
        return .none(similar: similar(to: key))
    }

    private static let similarMax = 3

    private func similar(to key: TextKey) -> [String] {
        let wanted = Array(key.text.unicodeScalars)
        guard wanted.count > 1 else { return [] }
        return spellings.lazy.filter { other in
            if other.scalars.count == wanted.count { return zip(other.scalars, wanted).count { $0 != $1 } == 1 }
            return other.key.contains(key.text) || key.text.contains(other.key)
        }.prefix(Self.similarMax).map { label($0.unit.id) }
    }

    /// 保健福祉部／管理課, 保健福祉部・管理課
    private static func withoutMarks(_ key: TextKey) -> TextKey {
        TextKey(String(key.text.filter { !"/>→・_|".contains($0) }))
    }
}

/// What a name stands for among the units of a day.
public enum UnitNaming: Hashable, Sendable {
    case one(OfficeUnit)
    /// Several are called so; the labels tell them apart.
    case several([String])
    /// It was abolished; who took over its work.
    case ended(OfficeUnit, heirs: [String])
    /// None; those that are spelt much like it.
    case none(similar: [String])

    /// What is wrong with the name and how to mend it; `nil` when it stands for one unit.
    public func problem(with raw: String) -> (what: String, how: String)? {
        switch self {
        case .one: nil
        case .several(let labels):
            ("「\(raw)」という組織が\(labels.count)つあります。", "「\(labels.joined(separator: "」か「"))」のように、部の名前から書いてください。")
        case .ended(let unit, let heirs):
            (
                "「\(raw)」は\(unit.validTo.map { "\($0.japanese)で" } ?? "")廃止されています。",
                heirs.isEmpty
                    ? "今ある組織の名前を書いてください。" : "仕事を継いだ「\(heirs.joined(separator: "」「"))」を書いてください。"
            )
        case .none(let similar):
            (
                "「\(raw)」という組織がありません。",
                similar.isEmpty
                    ? "組織の一覧にある名前を書くか、先に組織を追加してください。"
                    : "「\(similar.joined(separator: "」か「"))」ではありませんか。組織の一覧にある名前を書いてください。"
            )
        }
    }
}
