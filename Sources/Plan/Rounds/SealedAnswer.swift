import Japanese
import Ward

/// The figures of an answer in a sealed edition, by value with all that is needed to read them without the database: the
/// printed form stands in ``ReportedEntry``.
struct SealedAnswer: Codable, Hashable, Sendable {
    /// A value of an indicator, with the indicator as it was defined then.
    struct Figure: Codable, Hashable, Sendable {
        let indicator: String
        let name: String
        let unitName: String
        let kind: String
        let rule: String
        let direction: String
        /// Western year of the fiscal year that values are compared with.
        let baselineYear: Int?
        let baselineValue: String?
        /// Exact, in plain decimal form; `nil` when none was given or counted, never zero in its place.
        var value: String?
        let qualifiers: [String]
        /// As the section wrote it.
        let raw: String
        /// The indicator of the registry it was measured by; `nil` when the section declares it itself (自己申告).
        let source: String?
        /// What was counted, with its evidence; `nil` where the section declares the value.
        var counted: SealedCount?
        var remark: ValueRemark?

        enum CodingKeys: String, CodingKey {
            case indicator, name, kind, rule, direction, baselineYear, baselineValue, value, qualifiers, raw, source,
                counted, remark
            case unitName = "unit"
        }
    }

    /// Identifier of the entry.
    let entry: String
    let doneOn: CivilDate?
    let figures: [Figure]

    /// - Parameter indicators: all that the round asked for; one without a value stays in, without a value.
    init(_ entry: Entry, indicators: [PlanIndicator]) {
        self.entry = entry.id.text
        doneOn = entry.handedIn?.doneOn
        figures = indicators.map { Figure(entry, of: $0) }
    }
}

/// What was counted for a figure, and what proves it: the reading of the registry is sealed with its records under
/// `content`.
struct SealedCount: Codable, Hashable, Sendable {
    /// As the registry called it.
    let name: String
    let asOf: CivilDate
    @OrFalse var isSuppressed: Bool
    let recordCount: Int
    let recordsHash: String
    /// Hash of the sealed reading.
    let content: String

    enum CodingKeys: String, CodingKey {
        case name, asOf, recordCount, recordsHash, content
        case isSuppressed = "suppressed"
    }

    init(_ counted: CountedValue) {
        name = counted.name
        asOf = counted.asOf
        isSuppressed = counted.isSuppressed
        recordCount = counted.recordCount
        recordsHash = counted.recordsHash
        content = counted.contentHash
    }

    /// What does not fit with the reading it names; `nil` when all does.
    func contradiction(value: String?, _ sealed: SealedContents) -> String? {
        guard let reading = sealed(Indicator.sealKind, content).flatMap(IndicatorReading.init) else {
            return "「\(name)」の計測値のもとの記録がありません。"
        }
        let holds =
            reading.value?.plain == value && reading.recordsHash == recordsHash
            && reading.records.count == recordCount && reading.isSuppressed == isSuppressed
        return holds ? nil : "「\(name)」の計測値が、もとの記録と合いません。"
    }
}

extension SealedAnswer.Figure {
    init(_ entry: Entry, of indicator: PlanIndicator) {
        let counted = entry.counted[indicator.id]
        let quantity = entry.reported(indicator.id)
        self.init(
            indicator: indicator.id.text, name: indicator.name, unitName: indicator.unitName,
            kind: indicator.kind.rawValue, rule: indicator.rule.rawValue, direction: indicator.direction.rawValue,
            baselineYear: indicator.baselineYear?.year, baselineValue: indicator.baselineValue?.plain,
            value: quantity?.value.plain, qualifiers: (quantity?.qualifiers ?? []).map(\.rawValue),
            raw: quantity?.raw ?? "", source: counted?.registryID ?? (quantity == nil ? indicator.registryID : nil),
            counted: counted.map { SealedCount($0) },
            remark: entry.handedIn?.remarks[indicator.id])
    }
}

extension SealedAnswer.Figure {
    var origin: IndicatorReading.Origin { source == nil ? .selfDeclared : .measured }

    /// 値あり, 値なし, 未回答: an empty cell alone could mean either.
    func presence(isAnswered: Bool) -> String {
        value != nil
            ? "値あり" : counted?.isSuppressed ?? false ? "少数のため表示しない" : isAnswered || source != nil ? "値なし" : "未回答"
    }
}
