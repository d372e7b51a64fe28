import Japanese
import Ward

/// Everything that is wrong or doubtful with an answer, found at once.
///
/// A pure function of the answer and of what is known beside it.
public struct EntryCheck: Sendable {
    public let answer: Answer
    public let marks: MarkSet
    public let asOf: CivilDate
    public let indicators: [PlanIndicator]
    public let deadlines: [PromiseDeadline]
    public let evidenceCount: Int
    /// What the section answered in the round before; `nil` when it handed nothing in.
    public let previous: Answer?
    /// What the bases of values gave.
    let bases: [ID<PlanIndicator>: BasisOutcome]
    /// What the platform counted: neither asked for nor doubted here.
    let counted: Set<ID<PlanIndicator>>

    init(
        answer: Answer, marks: MarkSet, asOf: CivilDate, indicators: [PlanIndicator] = [],
        deadlines: [PromiseDeadline] = [], evidenceCount: Int = 0, previous: Answer? = nil,
        bases: [ID<PlanIndicator>: BasisOutcome] = [:], counted: Set<ID<PlanIndicator>> = []
    ) {
        self.answer = answer
        self.marks = marks
        self.asOf = asOf
        self.indicators = indicators
        self.deadlines = deadlines
        self.evidenceCount = evidenceCount
        self.previous = previous
        self.bases = bases
        self.counted = counted
    }

    /// A value that moved by more than this share of the one before is asked about; a setting.
    static let jumpPercent = ExactNumber(50)

    public var findings: [EntryFinding] {
        markFindings + textFindings + deadlineFindings + valueFindings + repetitionFindings
    }

    private var mark: MarkSet.Mark? { answer.mark.flatMap { marks[$0] } }

    private func error(_ rule: PlanRule, _ field: String, _ message: String) -> EntryFinding {
        EntryFinding(rule: rule, severity: .error, field: field, message: message)
    }

    private func warning(_ rule: PlanRule, _ field: String, _ message: String) -> EntryFinding {
        EntryFinding(rule: rule, severity: .warning, field: field, message: message)
    }

    private var markFindings: [EntryFinding] {
        guard let symbol = answer.mark else {
            return [error(.marks, "mark", "「進捗区分」を選んでください。")]
        }
        guard let mark else {
            return [
                error(.marks, "mark", "「\(symbol)」は、この四半期の進捗区分（\(marks.name)）にありません。一覧から選び直してください。")
            ]
        }
        var findings: [EntryFinding] = []
        switch mark.canonical {
        case .late, .slightlyLate, .stopped:
            if answer.problem.isBlank {
                findings.append(error(.lateness, "problem", "「\(mark.title)」のときは、「課題」に遅れや中止の理由を書いてください。"))
            }
            if answer.response.isBlank {
                findings.append(error(.lateness, "response", "「\(mark.title)」のときは、「対応」にこれからどうするかを書いてください。"))
            }
        case .done:
            if evidenceCount == 0 {
                findings.append(error(.completion, "evidence", "「\(mark.title)」のときは、終えたことが分かる根拠資料を付けてください。"))
            }
            if let doneOn = answer.doneOn {
                if doneOn > asOf {
                    findings.append(
                        error(.completion, "doneOn", "「終えた日」は基準日（\(asOf.japanese)）以前の日にしてください。基準日より後なら、まだ完了ではありません。"))
                }
            } else {
                findings.append(error(.completion, "doneOn", "「\(mark.title)」のときは、「終えた日」を書いてください。"))
            }
        case .notStarted, .onTrack, .notJudgeable: break
        }
        if mark.canonical != .done, answer.doneOn != nil {
            findings.append(
                warning(.completion, "doneOn", "「終えた日」がありますが、進捗区分が「\(mark.title)」です。終えたのなら、進捗区分を選び直してください。"))
        }
        return findings
    }

    private var textFindings: [EntryFinding] {
        var findings: [EntryFinding] = []
        if answer.done.isBlank {
            findings.append(error(.required, "done", "「実施したこと」を書いてください。何もしていないときは、その理由を書いてください。"))
        }
        let fields = [
            ("done", "実施したこと", answer.done), ("plan", "今後の予定", answer.plan), ("problem", "課題", answer.problem),
            ("response", "対応", answer.response),
        ]
        for (name, label, text) in fields {
            let count = text.unicodeScalars.count
            if count > Answer.textScalarsMax {
                findings.append(
                    error(.length, name, "「\(label)」は\(Answer.textScalarsMax)文字以内にしてください（現在\(count)文字）。"))
            }
        }
        return findings
    }

    /// The day has come, and the mark says that all is well. A date that ends on the as-of date has come: the answer
    /// tells how things stand at the end of that day.
    private var deadlineFindings: [EntryFinding] {
        guard let mark, mark.canonical == .onTrack || mark.canonical == .notStarted else { return [] }
        return deadlines.filter { $0.hasCome(by: asOf) }.map { deadline in
            warning(
                .dueDate, "mark", "期限（\(deadline.raw)）が基準日までに来ていますが、進捗区分が「\(mark.title)」です。終えたか遅れたかを確かめてください。")
        }
    }

    private var valueFindings: [EntryFinding] {
        indicators.flatMap { indicator -> [EntryFinding] in
            let field = Self.field(of: indicator.id)
            if indicator.registryID != nil || counted.contains(indicator.id) { return remarkFindings(of: indicator) }
            guard let value = answer.values[indicator.id] else {
                return [warning(.missingValue, field, "指標「\(indicator.name)」の値がありません。分からないときは空のままで構いません。")]
            }
            var findings = unitFindings(value, of: indicator, field: field)
            if value.qualifiers.contains(.cumulative), indicator.rule == .level {
                findings.append(
                    error(.sums, field, "指標「\(indicator.name)」は水準の値です。延べや合計ではなく、基準日時点の値を書いてください。"))
            }
            findings += basisFindings(value, of: indicator)
            if let before = previous?.values[indicator.id]?.value {
                findings += change(from: before, to: value.value, of: indicator, field: field)
            }
            return findings
        }
    }

    /// A dispute is printed with its reason.
    private func remarkFindings(of indicator: PlanIndicator) -> [EntryFinding] {
        guard let remark = answer.remarks[indicator.id], remark.isDisputed, remark.text.isBlank else { return [] }
        return [
            error(.required, Self.remarkField(of: indicator.id), "「\(indicator.name)」の値に異議があるときは、その理由を書いてください。")
        ]
    }

    /// A figure that its own calculation does not give. Shares of a hundred may be written as quotients.
    private func basisFindings(_ value: Quantity, of indicator: PlanIndicator) -> [EntryFinding] {
        let field = Self.basisField(of: indicator.id)
        switch bases[indicator.id] {
        case nil, .stated: return []
        case .unresolved(let reason):
            return [warning(.basis, field, "指標「\(indicator.name)」の値のもとを確かめられません。\(reason)。")]
        case .computed(let result):
            let share = TextKey(indicator.unitName).text == "%" ? result.times(Ratio(100)) : nil
            guard !value.isBorneOut(by: result), !(share.map(value.isBorneOut) ?? false) else { return [] }
            let printed = result.printed(digits: max(value.value.scale, 2)) ?? "別の値"
            return [
                warning(
                    .basis, field,
                    "指標「\(indicator.name)」の値は\(value.japanese)ですが、値のもとを計算すると\(printed)です。値か、もとの書き方を確かめてください。")
            ]
        }
    }

    /// The unit of the indicator, and the year that a comparison compares with.
    private func unitFindings(_ value: Quantity, of indicator: PlanIndicator, field: String) -> [EntryFinding] {
        var findings: [EntryFinding] = []
        if let unit = value.unit, unit != indicator.unitName {
            findings.append(
                error(.units, field, "指標「\(indicator.name)」の単位は「\(indicator.unitName)」です。「\(unit)」の値を直してください。"))
        }
        let isComparison = [indicator.name, value.raw].contains { text in
            // 年度比 and 前年比 compare; 比率 and 対比表 do not say with what.
            text.contains("度比") || text.contains("年比")
        }
        if isComparison, indicator.baselineYear == nil {
            findings.append(
                warning(.units, field, "指標「\(indicator.name)」は比べた値ですが、基準年度が決まっていません。取組の画面で基準年度を決めてください。"))
        }
        return findings
    }

    /// Against the direction, or by more than half.
    ///
    /// A flow starts anew in each period, so that less than last time is no step back; its jumps are asked about.
    private func change(
        from before: ExactNumber, to now: ExactNumber, of indicator: PlanIndicator, field: String
    ) -> [EntryFinding] {
        var findings: [EntryFinding] = []
        let isWorse = indicator.direction == .up ? now < before : before < now
        if isWorse, indicator.rule != .flow {
            findings.append(
                warning(
                    .change, field,
                    "指標「\(indicator.name)」が前回の\(before.grouped)から\(now.grouped)へ、目指す向きと逆に動いています。合っているか確かめてください。"))
        }
        let hundred = ExactNumber(100)
        if !before.isZero, before.magnitude * Self.jumpPercent < (now - before).magnitude * hundred {
            findings.append(
                warning(
                    .change, field,
                    "指標「\(indicator.name)」が前回の\(before.grouped)から\(now.grouped)へ、\(Self.jumpPercent.plain)%を超えて変わっています。桁や単位を確かめてください。"
                ))
        }
        return findings
    }

    /// The same text as last quarter; said in other words where nothing at all was changed, as after copying.
    private var repetitionFindings: [EntryFinding] {
        guard let previous else { return [] }
        let isUnchanged = isUnchanged(since: previous)
        let fields = [("done", "実施したこと", answer.done, previous.done), ("plan", "今後の予定", answer.plan, previous.plan)]
        return fields.compactMap { name, label, now, before in
            !now.isBlank && TextKey(now) == TextKey(before)
                ? warning(
                    .repetition, name,
                    "\(isUnchanged ? "進捗区分、文章、指標の値がすべて前の四半期と同じで、" : "")「\(label)」が前の四半期と同じ文です。この四半期のことに書き直すか、同じでよいか確かめてください。"
                ) : nil
        }
    }

    private func isUnchanged(since previous: Answer) -> Bool {
        func key(_ answer: Answer) -> [TextKey] {
            [answer.done, answer.plan, answer.problem, answer.response].map { TextKey($0) }
        }
        return answer.mark == previous.mark && key(answer) == key(previous)
            && answer.values.mapValues(\.value) == previous.values.mapValues(\.value)
    }

    /// The name of the form field of an indicator.
    public static func field(of indicator: ID<PlanIndicator>) -> String { "value-\(indicator.text)" }

    /// The names of the form fields of what a section says of a counted value.
    static func remarkField(of indicator: ID<PlanIndicator>) -> String { "remark-\(indicator.text)" }
    static func disputeField(of indicator: ID<PlanIndicator>) -> String { "dispute-\(indicator.text)" }

    /// The name of the form field of where its value comes from.
    static func basisField(of indicator: ID<PlanIndicator>) -> String { "basis-\(indicator.text)" }
}

extension String {
    /// Nothing but white space, which a file or a command may hand over where a form does not.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
