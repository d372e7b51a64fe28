import Ward

extension RoundContent {
    var json: JSON {
        [
            "format": JSON(Self.formatVersion), "plan": .string(planTitle), "planVersion": JSON(planVersion),
            "round": .string(roundID), "quarter": .string(quarter), "asOf": .string(asOf),
            "markSet": MarkSet(name: markSetName, version: 1, marks: marks).json["marks"] ?? .null,
            "markSetName": .string(markSetName), "markSetVersion": JSON(markSetVersion),
            "answers": .array(answers.map(\.json)), "scope": JSON(scope),
            "amendment": amendment.map {
                ["reason": .string($0.reason), "decision": .string($0.decision)]
            } ?? .null,
            "initiatives": .array(
                initiatives.map {
                    [
                        "heading": .string($0.heading), "promises": .array($0.promises.map { .string($0) }),
                        "commitments": $0.commitments,
                    ]
                }),
            "entries": .array(entries.map(\.json)), "sample": JSON(isSample),
        ]
    }

    /// - Returns: `nil` when the content is not one this program wrote.
    init?(_ json: JSON) {
        guard json["format"]?.integer == Self.formatVersion, let planTitle = json["plan"]?.string,
            let planVersion = json["planVersion"]?.integer, let roundID = json["round"]?.string,
            let quarter = json["quarter"]?.string, let asOf = json["asOf"]?.string,
            let markSetName = json["markSetName"]?.string, let marks = json["markSet"],
            let set = MarkSet(["name": .string(markSetName), "version": 1, "marks": marks]),
            let initiatives = json["initiatives"]?.array, let entries = json["entries"]?.array
        else { return nil }
        self.init(
            planTitle: planTitle, planVersion: planVersion, quarter: quarter, asOf: asOf, scope: json["scope"]?.string,
            markSetName: markSetName,
            markSetVersion: json["markSetVersion"]?.integer ?? 1, marks: set.marks,
            amendment: json["amendment"].flatMap { value in
                value["reason"]?.string.map {
                    Round.Amendment(reason: $0, decision: value["decision"]?.string ?? "")
                }
            },
            initiatives: initiatives.compactMap { value in
                value["heading"]?.string.map {
                    InitiativeNote(
                        heading: $0, promises: (value["promises"]?.array ?? []).compactMap(\.string),
                        commitments: value["commitments"] ?? [])
                }
            }, roundID: roundID, entries: entries.compactMap(ReportedEntry.init),
            answers: (json["answers"]?.array ?? []).compactMap(SealedAnswer.init),
            isSample: json["sample"] == .bool(true))
    }

    /// As a report takes it in.
    func reported(edition: Int, contentHash: String) -> ReportedRound {
        ReportedRound(
            id: roundID, quarter: quarter, asOf: asOf, edition: edition, contentHash: contentHash,
            markCriteria: marks.map { "\($0.title)　\($0.criterion)" }, entries: entries)
    }
}
