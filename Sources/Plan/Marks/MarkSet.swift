import Japanese
import Ward

/// A versioned set of progress marks (進捗区分) with the criteria that are printed beside them.
///
/// Marks differ in every municipality: they are data, and each maps to one canonical meaning.
public struct MarkSet: Codable, Hashable, Sendable {
    /// What a mark means, whatever it is called.
    public enum Canonical: String, CaseIterable, Codable, Sendable {
        case notStarted, onTrack, slightlyLate, late, done, stopped, notJudgeable
    }

    public struct Mark: Codable, Hashable, Sendable {
        /// As chosen and printed, such as `B`.
        public let symbol: String
        public let label: String
        /// When to choose it, in plain words.
        public let criterion: String
        public let canonical: Canonical

        public init(symbol: String, label: String, criterion: String, canonical: Canonical) {
            self.symbol = symbol
            self.label = label
            self.criterion = criterion
            self.canonical = canonical
        }

        /// 「B 予定どおり」; a mark whose symbol is its word is not said twice.
        public var title: String { symbol == label ? label : "\(symbol) \(label)" }
    }

    public let name: String
    /// 1, 2, 3 … under the same name.
    public let version: Int
    public let marks: [Mark]

    public init(name: String, version: Int, marks: [Mark]) {
        self.name = name
        self.version = version
        self.marks = marks
    }

    /// Marks of one set: more cannot be told apart on a form.
    public static let marksMax = 12

    /// What makes the set unfit for people, all at once, with how to mend it.
    public var problems: [String] {
        var problems: [String] = []
        if name.isBlank { problems.append("進捗区分の組に名前を付けてください。") }
        if marks.isEmpty || marks.count > Self.marksMax {
            problems.append("区分は1つ以上\(Self.marksMax)個以下にしてください（現在\(marks.count)個）。")
        }
        var seen: Set<TextKey> = []
        for mark in marks {
            if mark.symbol.isBlank {
                problems.append("「\(mark.label)」の記号を書いてください。")
            } else if !seen.insert(TextKey(mark.symbol)).inserted {
                problems.append("記号「\(mark.symbol)」が二度使われています。全角と半角の違いだけでは、見分けられません。")
            }
            if mark.label.isBlank { problems.append("「\(mark.symbol)」の呼び名を書いてください。") }
            if mark.criterion.isBlank { problems.append("「\(mark.symbol)」を選ぶ基準を書いてください。") }
        }
        return problems
    }

    public subscript(symbol: String) -> Mark? {
        marks.first { $0.symbol == symbol }
    }
}

extension MarkSet {
    /// The set a new ward begins with. Not the ward's own: its notice has no marks.
    public static let standard = MarkSet(
        name: "標準の進捗区分（見本）", version: 1,
        marks: [
            Mark(symbol: "A", label: "完了", criterion: "約束したことをすべて終え、根拠資料と終えた日を示せる。", canonical: .done),
            Mark(symbol: "B", label: "予定どおり", criterion: "予定した時期までに終わる見込みである。", canonical: .onTrack),
            Mark(symbol: "C", label: "やや遅れ", criterion: "予定より遅れているが、3か月以内に取り戻せる見込みである。", canonical: .slightlyLate),
            Mark(symbol: "D", label: "遅れ", criterion: "予定より遅れ、取り戻すには計画の見直しが必要である。", canonical: .late),
            Mark(symbol: "E", label: "中止", criterion: "取りやめた、または止めている。", canonical: .stopped),
            Mark(symbol: "F", label: "未着手", criterion: "始める時期に達していない、または始めていない。", canonical: .notStarted),
            Mark(symbol: "G", label: "判定できない", criterion: "国の方針待ちなど、今は判断する材料がない。", canonical: .notJudgeable),
        ])

    public var json: JSON {
        [
            "name": .string(name), "version": JSON(version),
            "marks": .array(
                marks.map {
                    [
                        "symbol": .string($0.symbol), "label": .string($0.label), "criterion": .string($0.criterion),
                        "canonical": .string($0.canonical.rawValue),
                    ]
                }),
        ]
    }

    /// - Returns: `nil` when the data is incomplete, names an unknown meaning, or uses a symbol twice.
    public init?(_ json: JSON) {
        guard let set = try? json.decoded(as: MarkSet.self), set.version > 0, !set.marks.isEmpty,
            set.marks.allSatisfy({ !$0.symbol.isEmpty }), Set(set.marks.map(\.symbol)).count == set.marks.count
        else { return nil }
        self = set
    }
}
