/// The ledger of a system as reports and programs have it: with stable keys, and summed up.
public struct SystemReport: Hashable, Sendable, Codable {
    public let id: String
    public let name: String
    public let section: String
    public let groups: [Group]
    public let amounts: [Amount]
    let counts: [Reason: FindingCount]
    /// Findings of rules, in the order of the rules.
    public let rules: [Rule]
    let characters: [String: Int]
    /// What stands in the way of going live, the gravest first.
    public let blockers: [Blocker]

    enum CodingKeys: String, CodingKey {
        case id = "system", name, section, groups, amounts, counts = "findings", rules, characters, blockers
    }

    public struct Group: Hashable, Sendable, Codable {
        public let name: String
        public let records: Int
        public let excluded: Int
        public let broken: Int
        let blankLines: Int
        /// Reports of earlier programs do not say it.
        let endMark: Bool?
        let bytes: Int
        let sha256: String
        let written: [String: Int]
        public let fields: [Field]

        enum CodingKeys: String, CodingKey {
            case name = "group", records, excluded, broken, blankLines, endMark, bytes, sha256, written, fields
        }

        /// Records by target group.
        public var targets: [(group: String, records: Int)] { written.sorted { $0.key < $1.key }.map { ($0, $1) } }
    }

    public struct Field: Hashable, Sendable, Codable {
        public let name: String
        public let present: Int
        let carried: Int
        let converted: Int
        let merged: Int
        let rejected: Int
        let discarded: Int
        public let isConserved: Bool
        let counts: [Reason: Int]

        enum CodingKeys: String, CodingKey {
            case name = "field", present, carried, converted, merged, rejected, discarded, isConserved = "conserved"
            case counts = "reasons"
        }

        public func count(_ outcome: Outcome) -> Int {
            switch outcome {
            case .absent: 0
            case .carried: carried
            case .converted: converted
            case .merged: merged
            case .rejected: rejected
            case .discarded: discarded
            }
        }

        /// Why values did not simply pass, the most frequent first.
        public var reasons: [(reason: Reason, count: Int)] {
            counts.map { ($0, $1) }.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.code < $1.0.code }
        }
    }

    /// A sum of a target item, in yen.
    public struct Amount: Hashable, Sendable, Codable {
        public let item: String
        public let source: Int
        public let keptOut: Int
        public let decided: Int
        /// Values, not yen.
        public let unreadable: Int
        let expected: Int
        /// `nil` while what was written was not read again.
        public let written: Int?
        public let agrees: Bool

        init(_ item: String, _ tally: AmountTally, written: Int?) {
            (self.item, source, keptOut) = (item, tally.source, tally.keptOut)
            (decided, unreadable, expected) = (tally.decided, tally.unreadable, tally.expected)
            self.written = written
            agrees = written == nil || written == tally.expected
        }
    }

    /// How one rule did.
    public struct Rule: Hashable, Sendable, Codable {
        public let name: String
        let code: ReasonCode
        public let group: String
        public var count: FindingCount

        public var reason: Reason { code.reason }

        enum CodingKeys: String, CodingKey { case name = "rule", code, group, count }
    }

    public struct Blocker: Hashable, Sendable, Codable {
        let code: ReasonCode
        let severity: String
        public let count: Int
        public let detail: String

        init(_ reason: Reason, count: Int, detail: String) {
            code = ReasonCode(reason)
            severity = "\(reason.severity)"
            self.count = count
            self.detail = detail
        }

        public var reason: Reason { code.reason }

        /// Its records can be looked at one by one; the others concern a layout, a mapping or a sum.
        public var isListed: Bool {
            ![.unmapped, .notCovered, .partUnmapped, .notConserved, .ruleNotAsked, .noRecords].contains(reason)
        }
    }

    /// A reason by its code.
    struct ReasonCode: Hashable, Sendable, Codable {
        let reason: Reason

        init(_ reason: Reason) { self.reason = reason }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            guard let reason = Reason(code: try container.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "no such code")
            }
            self.reason = reason
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(reason.code)
        }
    }
}

extension SystemReport {
    public var records: Int { groups.reduce(0) { $0 + $1.records } }
    public var isConserved: Bool {
        groups.allSatisfy { $0.fields.allSatisfy(\.isConserved) } && amounts.allSatisfy(\.agrees)
    }
    /// What blocks, by how often.
    public var blocking: Int { blockers.reduce(0) { $0 + $1.count } }

    /// Findings by reason, the gravest first.
    public var findings: [(reason: Reason, count: FindingCount)] {
        counts.map { ($0, $1) }.sorted { left, right in
            left.0.severity != right.0.severity ? left.0.severity > right.0.severity : left.0.code < right.0.code
        }
    }

    public func characters(_ verdict: CharacterLedger.Verdict) -> Int { characters[verdict.rawValue] ?? 0 }
}

extension SystemLedger {
    public var report: SystemReport {
        SystemReport(
            id: system, name: name, section: section, groups: groups.map(\.report),
            amounts: amounts, counts: allFindings, rules: check?.rules ?? [],
            characters: Dictionary(
                uniqueKeysWithValues: CharacterLedger.Verdict.allCases.map { verdict in
                    (verdict.rawValue, characters.filter { $0.verdict == verdict }.reduce(0) { $0 + $1.count })
                }),
            blockers: blockers)
    }
}

extension GroupLedger {
    fileprivate var report: SystemReport.Group {
        .init(
            name: group, records: records, excluded: excluded, broken: broken, blankLines: blankLines,
            endMark: hasEndMark ?? false, bytes: fileBytes, sha256: fileHash, written: written,
            fields: zip(fields, tallies).map { name, tally in
                .init(
                    name: name, present: tally.present, carried: tally[.carried], converted: tally[.converted],
                    merged: tally[.merged], rejected: tally[.rejected], discarded: tally[.discarded],
                    isConserved: tally.isConserved,
                    counts: Dictionary(
                        uniqueKeysWithValues: Reason.allCases.filter { tally[$0] > 0 }.map { ($0, tally[$0]) }))
            })
    }
}
