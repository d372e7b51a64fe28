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
        /// Exact, in plain decimal form.
        let value: String
        let qualifiers: [String]
        /// As the section wrote it.
        let raw: String
        /// The indicator of the registry it was measured by; `nil` when the section declares it itself (自己申告).
        let source: String?

        enum CodingKeys: String, CodingKey {
            case indicator, name, kind, rule, direction, baselineYear, baselineValue, value, qualifiers, raw, source
            case unitName = "unit"
        }
    }

    /// Identifier of the entry.
    let entry: String
    let doneOn: CivilDate?
    let figures: [Figure]

    init(_ entry: Entry, indicators: [PlanIndicator]) {
        self.entry = entry.id.text
        doneOn = entry.answer.doneOn
        figures = indicators.compactMap { indicator in
            entry.answer.values[indicator.id].map { Figure($0, of: indicator) }
        }
    }
}

extension SealedAnswer.Figure {
    init(_ quantity: Quantity, of indicator: PlanIndicator) {
        self.init(
            indicator: indicator.id.text, name: indicator.name, unitName: indicator.unitName,
            kind: indicator.kind.rawValue, rule: indicator.rule.rawValue, direction: indicator.direction.rawValue,
            baselineYear: indicator.baselineYear?.year, baselineValue: indicator.baselineValue?.plain,
            value: quantity.value.plain, qualifiers: quantity.qualifiers.map(\.rawValue), raw: quantity.raw,
            source: indicator.registryID)
    }
}
