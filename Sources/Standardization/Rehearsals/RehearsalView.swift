import Conversion
import Ward

/// A sealed report as pages and documents read it.
struct RehearsalView {
    let content: JSON

    init(_ content: JSON) { self.content = content }

    var workbench: String { content["manifest"]?["workbench"]?.string ?? "" }
    var workbenchID: String? { content["manifest"]?["workbenchID"]?.string }
    var number: Int { content["manifest"]?["number"]?.integer ?? 0 }
    var startedAt: Int64 { Int64(content["manifest"]?["startedAt"]?.integer ?? 0) }
    var isGateOpen: Bool { content["gate"]?.string == "open" }
    var systems: [System] { (content["systems"]?.array ?? []).map(System.init) }
    var blocking: Int { systems.flatMap(\.blockers).reduce(0) { $0 + $1.count } }
    /// Findings that people decided about, and those of them that this rehearsal has.
    var decisions: DecisionUse { DecisionUse(content["decisions"]) }
    var inputs: [JSON] { content["manifest"]?["inputs"]?.array ?? [] }
    /// Hashes of everything the stages wrote, by path.
    var files: [String: String] {
        let files = (content["files"]?.array ?? []).compactMap { file in
            file["path"]?.string.map { ($0, file["sha256"]?.string ?? "") }
        }
        return Dictionary(files) { first, _ in first }
    }
    /// Those of them that say who is protected.
    var protectedLists: [String: String] {
        let names = Set(ProtectedKeys.fileNames.map { "stages/check/\($0)" })
        return files.filter { names.contains($0.key) }
    }
    var inputBytes: Int { inputs.reduce(0) { $0 + ($1["bytes"]?.integer ?? 0) } }

    /// One system of the report.
    struct System {
        let json: JSON

        var id: String { json["system"]?.string ?? "" }
        var name: String { json["name"]?.string ?? "" }
        var section: String { json["section"]?.string ?? "" }
        var groups: [Group] { (json["groups"]?.array ?? []).map(Group.init) }
        var blockers: [Blocker] { (json["blockers"]?.array ?? []).compactMap(Blocker.init) }
        var records: Int { groups.reduce(0) { $0 + $1.records } }
        var isConserved: Bool {
            groups.allSatisfy { $0.fields.allSatisfy(\.isConserved) } && amounts.allSatisfy(\.agrees)
        }
        var amounts: [Amount] { (json["amounts"]?.array ?? []).map(Amount.init) }

        /// Findings by reason, the gravest first.
        var findings: [(reason: Reason, count: FindingCount)] {
            guard case .object(let members)? = json["findings"] else { return [] }
            return members.compactMap { code, value -> (Reason, FindingCount)? in
                guard let reason = Reason(code: code) else { return nil }
                return (reason, FindingCount(value))
            }.sorted { left, right in
                left.0.severity != right.0.severity ? left.0.severity > right.0.severity : left.0.code < right.0.code
            }
        }

        /// Findings of rules, in the order of the rules.
        var rules: [Rule] { (json["rules"]?.array ?? []).compactMap(Rule.init) }

        /// Characters by verdict.
        func characters(_ verdict: CharacterLedger.Verdict) -> Int {
            json["characters"]?[verdict.rawValue]?.integer ?? 0
        }
    }

    /// How one rule did.
    struct Rule {
        let name: String
        let reason: Reason
        let group: String
        let count: FindingCount

        init?(_ json: JSON) {
            guard let reason = json["code"]?.string.flatMap(Reason.init(code:)) else { return nil }
            self.reason = reason
            name = json["rule"]?.string ?? ""
            group = json["group"]?.string ?? ""
            count = FindingCount(json["count"])
        }
    }

    struct Blocker {
        let reason: Reason
        let count: Int
        let detail: String

        /// Its records can be looked at one by one; the others concern a layout, a mapping or a sum.
        var isListed: Bool {
            ![.unmapped, .notCovered, .partUnmapped, .notConserved, .ruleNotAsked, .noRecords].contains(reason)
        }

        init?(_ json: JSON) {
            guard let reason = json["code"]?.string.flatMap(Reason.init(code:)) else { return nil }
            self.reason = reason
            count = json["count"]?.integer ?? 0
            detail = json["detail"]?.string ?? ""
        }
    }

    struct Group {
        let json: JSON

        var name: String { json["group"]?.string ?? "" }
        var records: Int { json["records"]?.integer ?? 0 }
        var broken: Int { json["broken"]?.integer ?? 0 }
        var excluded: Int { json["excluded"]?.integer ?? 0 }
        var fields: [Field] { (json["fields"]?.array ?? []).map(Field.init) }
        var written: [(group: String, records: Int)] {
            guard case .object(let members)? = json["written"] else { return [] }
            return members.map { ($0.key, $0.value.integer ?? 0) }.sorted { $0.0 < $1.0 }
        }
    }

    struct Field {
        let json: JSON

        var name: String { json["field"]?.string ?? "" }
        var present: Int { json["present"]?.integer ?? 0 }
        var isConserved: Bool { json["conserved"] == .bool(true) }
        func count(_ outcome: Outcome) -> Int { json["\(outcome)"]?.integer ?? 0 }
        /// Why values did not simply pass, the most frequent first.
        var reasons: [(reason: Reason, count: Int)] {
            guard case .object(let members)? = json["reasons"] else { return [] }
            return members.compactMap { code, value in Reason(code: code).map { ($0, value.integer ?? 0) } }
                .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.code < $1.0.code }
        }
    }

    struct Amount {
        let json: JSON

        var item: String { json["item"]?.string ?? "" }
        var agrees: Bool { json["agrees"] == .bool(true) }
        func value(_ key: String) -> Int { json[key]?.integer ?? 0 }
    }
}
