import Ward

extension ReportedRound {
    var json: JSON {
        [
            "id": .string(id), "quarter": .string(quarter), "asOf": .string(asOf), "edition": JSON(edition),
            "contentHash": .string(contentHash), "markCriteria": .array(markCriteria.map { .string($0) }),
            "entries": .array(entries.map(\.json)),
        ]
    }

    init?(_ json: JSON) {
        guard let id = json["id"]?.string, let quarter = json["quarter"]?.string, let asOf = json["asOf"]?.string,
            let edition = json["edition"]?.integer, let contentHash = json["contentHash"]?.string,
            let criteria = json["markCriteria"]?.array, let entries = json["entries"]?.array
        else { return nil }
        self.init(
            id: id, quarter: quarter, asOf: asOf, edition: edition, contentHash: contentHash,
            markCriteria: criteria.compactMap(\.string), entries: entries.compactMap(ReportedEntry.init))
    }
}

extension ReportedEntry {
    var json: JSON {
        [
            "id": .string(id), "round": .string(round), "lineage": .string(lineage), "initiative": .string(initiative),
            "unit": .string(unit), "studyGroup": JSON(studyGroup), "answered": JSON(isAnswered),
            "state": .string(stateTitle),
            "mark": mark.map {
                ["symbol": .string($0.symbol), "label": .string($0.label), "canonical": .string($0.canonical.rawValue)]
            } ?? .null,
            "done": .string(done), "plan": .string(plan), "problem": .string(problem), "response": .string(response),
            "values": .array(
                values.map {
                    [
                        "indicator": .string($0.indicator), "printed": .string($0.printed), "basis": JSON($0.basis),
                    ]
                }),
            "evidence": .array(evidence.map { ["title": .string($0.title), "hash": .string($0.hash)] }),
            "warnings": .array(warnings.map { .string($0) }), "repeat": JSON(isRepeat),
        ]
    }

    init?(_ json: JSON) {
        guard let id = json["id"]?.string, let round = json["round"]?.string, let lineage = json["lineage"]?.string,
            let initiative = json["initiative"]?.string, let unit = json["unit"]?.string,
            let state = json["state"]?.string
        else { return nil }
        self.init(
            id: id, round: round, lineage: lineage, initiative: initiative, unit: unit,
            studyGroup: json["studyGroup"]?.string, isAnswered: json["answered"] == .bool(true), stateTitle: state,
            mark: json["mark"].flatMap(Mark.init), done: json["done"]?.string ?? "", plan: json["plan"]?.string ?? "",
            problem: json["problem"]?.string ?? "", response: json["response"]?.string ?? "",
            values: (json["values"]?.array ?? []).compactMap { value in
                guard let indicator = value["indicator"]?.string, let printed = value["printed"]?.string else {
                    return nil
                }
                return Value(indicator: indicator, printed: printed, basis: value["basis"]?.string)
            },
            evidence: (json["evidence"]?.array ?? []).compactMap { file in
                guard let title = file["title"]?.string, let hash = file["hash"]?.string else { return nil }
                return EvidenceNote(title: title, hash: hash)
            },
            warnings: (json["warnings"]?.array ?? []).compactMap(\.string), isRepeat: json["repeat"] == .bool(true))
    }
}

extension ReportedEntry.Mark {
    init?(_ json: JSON) {
        guard let symbol = json["symbol"]?.string, let label = json["label"]?.string,
            let canonical = json["canonical"]?.string.flatMap(MarkSet.Canonical.init(rawValue:))
        else { return nil }
        self.init(symbol: symbol, label: label, canonical: canonical)
    }
}
