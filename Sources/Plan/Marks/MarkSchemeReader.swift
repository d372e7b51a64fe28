import Japanese
import Ward

/// Reads the data of a set of marks to its end, collecting what is wrong.
struct MarkSchemeReader {
    private(set) var findings: [MarkSchemeFindings.Finding] = []

    /// - Returns: `nil` when there are findings.
    mutating func scheme(_ json: JSON) -> MarkScheme? {
        if let format = json["format"]?.integer {
            if format != MarkScheme.formatVersion { findings.append(.unknownFormat(format)) }
        } else {
            findings.append(.missing(place: "format"))
        }
        let name = text(json, "name", at: "")
        let version = json["version"]?.integer ?? 0
        if version < 1 { findings.append(.missing(place: "version")) }
        let source = MarkScheme.Source(
            body: text(json["source"], "body", at: "source."),
            document: text(json["source"], "document", at: "source."),
            address: json["source"]?["address"]?.string)
        let nature = nature(json, at: "", otherwise: .status)
        let scheme =
            json["axes"] == nil
            ? oneAxis(json, name: name, version: version, source: source, nature: nature)
            : twoAxes(json, name: name, version: version, source: source, nature: nature)
        // Blank words and symbols used twice were found with their places; what is left speaks of the whole set.
        if findings.isEmpty { findings += scheme.marks.problems.map { .unfit($0) } }
        return findings.isEmpty ? scheme : nil
    }

    private mutating func oneAxis(
        _ json: JSON, name: String, version: Int, source: MarkScheme.Source, nature: MarkNature
    ) -> MarkScheme {
        let values = values(json["marks"], at: "marks")
        var marks: [MarkSet.Mark] = []
        var natures: [String: MarkNature] = [:]
        for (position, value) in values.enumerated() {
            let place = "marks[\(position)]"
            let data = json["marks"]?.array?[position]
            if let canonical = canonical(data, at: place) {
                marks.append(
                    .init(
                        symbol: value.symbol, label: value.label, criterion: value.criterion, canonical: canonical))
            }
            natures[value.symbol] = self.nature(data, at: place + ".", otherwise: nature)
        }
        return MarkScheme(
            marks: MarkSet(name: name, version: version, marks: marks),
            axes: [.init(name: json["axis"]?.string ?? name, values: values)],
            places: Dictionary(values.map { ($0.symbol, [$0.symbol]) }, uniquingKeysWith: { first, _ in first }),
            natures: natures, source: source)
    }

    private mutating func twoAxes(
        _ json: JSON, name: String, version: Int, source: MarkScheme.Source, nature: MarkNature
    ) -> MarkScheme {
        let data = json["axes"]?.array ?? []
        if data.count != MarkScheme.axesMax { findings.append(.axes(count: data.count)) }
        var axes: [MarkScheme.Axis] = []
        for (position, axis) in data.enumerated() {
            axes.append(
                .init(
                    name: text(axis, "name", at: "axes[\(position)]."),
                    values: values(axis["marks"], at: "axes[\(position)].marks")))
        }

        var meanings: [[String]: (canonical: MarkSet.Canonical?, nature: MarkNature)] = [:]
        for (position, pair) in (json["pairs"]?.array ?? []).enumerated() {
            let place = "pairs[\(position)]"
            guard let key = key(pair["of"], of: axes, at: place + ".of") else { continue }
            let meaning = (canonical(pair, at: place), self.nature(pair, at: place + ".", otherwise: nature))
            if meanings.updateValue(meaning, forKey: key) != nil { findings.append(.mappedTwice(key)) }
        }
        if json["pairs"]?.array == nil { findings.append(.missing(place: "pairs")) }
        var impossible: Set<[String]> = []
        for (position, pair) in (json["impossible"]?.array ?? []).enumerated() {
            guard let key = key(pair, of: axes, at: "impossible[\(position)]") else { continue }
            if !impossible.insert(key).inserted || meanings[key] != nil { findings.append(.mappedTwice(key)) }
        }

        var marks: [MarkSet.Mark] = []
        var places: [String: [String]] = [:]
        var natures: [String: MarkNature] = [:]
        for pair in MarkScheme.pairs(axes) where !impossible.contains(pair) && data.count == MarkScheme.axesMax {
            guard let meaning = meanings[pair] else {
                findings.append(.unmapped(pair))
                continue
            }
            let values = zip(axes, pair).compactMap { axis, symbol in axis.values.first { $0.symbol == symbol } }
            let symbol = pair.joined(separator: MarkScheme.pairSeparator)
            guard let canonical = meaning.canonical else { continue }
            marks.append(
                .init(
                    symbol: symbol, label: values.map(\.label).joined(separator: MarkScheme.pairSeparator),
                    criterion: zip(axes, values).map { "\($0.name)：\($1.criterion)" }.joined(),
                    canonical: canonical))
            places[symbol] = pair
            natures[symbol] = meaning.nature
        }
        return MarkScheme(
            marks: MarkSet(name: name, version: version, marks: marks), axes: axes, places: places, natures: natures,
            source: source)
    }

    // MARK: parts

    private mutating func text(_ json: JSON?, _ key: String, at place: String) -> String {
        guard let text = json?[key]?.string, !text.isBlank else {
            findings.append(.missing(place: place + key))
            return ""
        }
        return text
    }

    private mutating func values(_ json: JSON?, at place: String) -> [MarkScheme.Axis.Value] {
        guard let data = json?.array, !data.isEmpty else {
            findings.append(.missing(place: place))
            return []
        }
        var seen: Set<TextKey> = []
        var values: [MarkScheme.Axis.Value] = []
        for (position, value) in data.enumerated() {
            let own = "\(place)[\(position)]."
            let symbol = text(value, "symbol", at: own)
            if !symbol.isEmpty, !seen.insert(TextKey(symbol)).inserted {
                findings.append(.duplicateSymbol(place: own + "symbol", symbol: symbol))
            }
            values.append(
                .init(
                    symbol: symbol, label: text(value, "label", at: own), criterion: text(value, "criterion", at: own)))
        }
        return values
    }

    private mutating func canonical(_ json: JSON?, at place: String) -> MarkSet.Canonical? {
        guard let word = json?["canonical"]?.string else {
            findings.append(.missing(place: place + ".canonical"))
            return nil
        }
        guard let canonical = MarkSet.Canonical(rawValue: word) else {
            findings.append(.unknownCanonical(place: place + ".canonical", word: word))
            return nil
        }
        return canonical
    }

    private mutating func nature(_ json: JSON?, at place: String, otherwise: MarkNature) -> MarkNature {
        guard let value = json?["tells"] else { return otherwise }
        guard let nature = value.string.flatMap(MarkNature.init(rawValue:)) else {
            findings.append(.unknownNature(place: place + "tells", word: value.string ?? ""))
            return otherwise
        }
        return nature
    }

    /// A pair that its axes know; `nil` with a finding otherwise.
    private mutating func key(_ json: JSON?, of axes: [MarkScheme.Axis], at place: String) -> [String]? {
        let symbols = (json?.array ?? []).compactMap(\.string)
        guard symbols.count == axes.count, json?.array?.count == axes.count else {
            findings.append(.missing(place: place))
            return nil
        }
        var isKnown = true
        for (axis, symbol) in zip(axes, symbols) where !axis.values.contains(where: { $0.symbol == symbol }) {
            findings.append(.unknownValue(place: place, symbol: symbol))
            isKnown = false
        }
        return isKnown ? symbols : nil
    }
}
