import Japanese
import Ward

/// The figures of an answer in a sealed edition, by value with all that is needed to read them without the database: the
/// printed form stands in ``ReportedEntry``.
struct SealedAnswer: Hashable, Sendable {
    /// A value of an indicator, with the indicator as it was defined then.
    struct Figure: Hashable, Sendable {
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

extension SealedAnswer {
    var json: JSON {
        [
            "entry": .string(entry), "doneOn": JSON(doneOn),
            "figures": .array(
                figures.map { figure in
                    [
                        "indicator": .string(figure.indicator), "name": .string(figure.name),
                        "unit": .string(figure.unitName), "kind": .string(figure.kind), "rule": .string(figure.rule),
                        "direction": .string(figure.direction), "baselineYear": JSON(figure.baselineYear),
                        "baselineValue": JSON(figure.baselineValue), "value": .string(figure.value),
                        "qualifiers": .array(figure.qualifiers.map { .string($0) }), "raw": .string(figure.raw),
                        "source": JSON(figure.source),
                    ]
                }),
        ]
    }

    /// - Returns: `nil` when the content is not one this program wrote.
    init?(_ json: JSON) {
        guard let entry = json["entry"]?.string, let figures = json["figures"]?.array else { return nil }
        self.entry = entry
        doneOn = json["doneOn"]?.string.flatMap { CivilDate(iso: $0) }
        self.figures = figures.compactMap(Figure.init)
    }
}

extension SealedAnswer.Figure {
    fileprivate init?(_ json: JSON) {
        func text(_ key: String) -> String? { json[key]?.string }
        guard let indicator = text("indicator"), let name = text("name"), let unit = text("unit"),
            let kind = text("kind"), let rule = text("rule"), let direction = text("direction"),
            let value = text("value"), let qualifiers = json["qualifiers"]?.array, let raw = text("raw")
        else { return nil }
        self.init(
            indicator: indicator, name: name, unitName: unit, kind: kind, rule: rule, direction: direction,
            baselineYear: json["baselineYear"]?.integer, baselineValue: text("baselineValue"), value: value,
            qualifiers: qualifiers.compactMap(\.string), raw: raw, source: text("source"))
    }
}
