/// What the record lets a computer conclude about an initiative, on the scale of marks.
///
/// Beside the section's mark, never over it. It concludes only from dates, evidence and lines of indicators; where there
/// are none, nothing.
public struct ComputedJudgement: Hashable, Sendable {
    /// `nil` where the record gives nothing to conclude from.
    public let canonical: MarkSet.Canonical?
    /// One sentence for each ground.
    public let reasons: [String]
    public let inputs: [Signal.Input]

    /// 「遅れ」, or why there is none.
    public var title: String { canonical?.japanese ?? "判断する材料がない" }
}

extension MarkSet.Canonical {
    /// The meaning in words, for tables that compare marks of different sets.
    public var japanese: String {
        switch self {
        case .done: "完了"
        case .onTrack: "予定どおり"
        case .slightlyLate: "やや遅れ"
        case .late: "遅れ"
        case .stopped: "中止"
        case .notStarted: "未着手"
        case .notJudgeable: "判定できない"
        }
    }

    /// Whether a self-mark and a conclusion say the same: how late something is cannot be computed.
    func agrees(with computed: MarkSet.Canonical) -> Bool {
        self == computed || Set([self, computed]) == [.late, .slightlyLate]
    }
}

extension InitiativeHistory {
    /// What follows from the newest quarter's record: a day that has come without evidence → late; below the line of an
    /// indicator → slightly late; evidence of completion → done; on or above all lines → on track.
    public var computedJudgement: ComputedJudgement {
        guard let record = newest else { return ComputedJudgement(canonical: nil, reasons: [], inputs: []) }
        let place = Signal.Input.Reference.entry(record.source)
        if record.showsDone, let doneOn = record.doneOn, doneOn <= record.asOf {
            return ComputedJudgement(
                canonical: .done, reasons: ["終えた日（\(doneOn.japanese)）と根拠資料があります。"],
                inputs: [
                    .init("終えた日", doneOn.japanese, place), .init("根拠資料", "\(record.evidenceCount)件", place),
                ])
        }
        let passed = record.commitments.flatMap { commitment in
            commitment.deadlines.filter { $0.hasCome(by: record.asOf) }.map { (commitment, $0) }
        }
        let readings = lineReadings
        let behind = readings.filter(\.isBehind)
        let ahead = readings.filter { !$0.isBehind }
        let passedReasons = passed.map { "期限（\($0.1.raw)）が来ていますが、完了を示す日付と根拠資料がそろっていません。" }
        let behindReasons = behind.map { reading in
            "指標「\(reading.figure.name)」の\(reading.printed)は、直線の値\(reading.line.grouped)\(reading.figure.unitName)に届いていません。"
        }
        let passedInputs = passed.map { commitment, deadline in
            Signal.Input("区の期限", deadline.raw, .promise(lineage: lineage, content: commitment.content))
        }
        if !passed.isEmpty || !behind.isEmpty {
            return ComputedJudgement(
                canonical: passed.isEmpty ? .slightlyLate : .late, reasons: passedReasons + behindReasons,
                inputs: passedInputs + behind.flatMap(\.inputs))
        }
        if record.mark?.canonical == .done {
            return ComputedJudgement(
                canonical: .notJudgeable, reasons: ["完了を示す日付と根拠資料がそろっていません。"],
                inputs: SignalRule.inputs(of: record))
        }
        return ComputedJudgement(
            canonical: ahead.isEmpty ? nil : .onTrack,
            reasons: ahead.map {
                "指標「\($0.figure.name)」の\($0.printed)は、直線の値\($0.line.grouped)\($0.figure.unitName)に届いています。"
            },
            inputs: ahead.flatMap(\.inputs))
    }

    /// Where the section's mark and the record's conclusion differ; `nil` where they agree, or where one of them is missing.
    public var disagreement: Disagreement? {
        guard let record = newest, let mark = record.mark, mark.canonical != .stopped else { return nil }
        let computed = computedJudgement
        guard let canonical = computed.canonical, !mark.canonical.agrees(with: canonical) else { return nil }
        return Disagreement(
            lineage: lineage, initiative: initiative, unit: unit, source: record.source, mark: mark,
            computed: computed)
    }
}

/// A self-mark (自己評価) and a computed judgement that differ, for the list that the secretariat goes through.
public struct Disagreement: Hashable, Sendable {
    public let lineage: String
    public let initiative: String
    public let unit: String
    public let source: InitiativeHistory.Source
    /// What the section says. It stays.
    public let mark: InitiativeHistory.SelfMark
    public let computed: ComputedJudgement

    /// One sentence: both, and why.
    public var sentence: String {
        "自己評価は「\(mark.title)」、記録からの判定は「\(computed.title)」です。" + computed.reasons.joined()
    }

    /// All disagreements, in the order of the histories.
    public static func list(of histories: [InitiativeHistory]) -> [Disagreement] {
        histories.compactMap(\.disagreement)
    }
}
