import Japanese
import RandomTesting
import Testing

@testable import LifeEvents

@Suite("Knowledge of the bereavement desk")
struct KnowledgeTests {
    @Test("All 140 rows are there, read without a finding and hold together")
    func lint() throws {
        let (base, findings) = KnowledgeBase.embedded("bereavement")
        #expect(findings.isEmpty)
        let known = try #require(base)
        let counts = Dictionary(grouping: known.procedures, by: { $0.id.prefix(1) }).mapValues(\.count)
        #expect(counts == ["A": 19, "B": 32, "C": 30, "D": 23, "E": 36])
        let today = try #require(CivilDate(iso: "2026-04-01"))
        for finding in KnowledgeLint(known, today: today).findings {
            Issue.record("\(finding.file) \(finding.rule.rawValue): \(finding.message)")
        }
    }
}

@Suite("What the lint refuses")
struct KnowledgeLintTests {
    /// A package of one procedure, changed in one place.
    private static func findings(_ old: String, _ new: String) throws -> [String] {
        let procedure = """
            id: X01
            title: {ja: 見本, easy: みほん, en: Sample}
            kind: duty
            valid: {from: 2024-04-01}
            when:
              all:
                - {fact: moped}
                - {fact: age, from: 65}
            deadline:
              - period: 14d
                anchor: death
            section: kumin
            desk: {mode: receive, minutes: 5}
            law: [民法140条]
            source: {title: 見本, evidence: O, checked: 2026-01-20}
            examples:
              - {given: {moped: true, age: 70, death: 2025-06-03}, state: applies, legal: 2025-06-17}
              - {given: {moped: false}, state: no}
            """
        #expect(old.isEmpty || procedure.contains(old), "\(old)")
        let files = [
            ("package.yaml", "title: 見本\neverybody: すべての人\nevent_day: death\n"),
            (
                "facts.yaml",
                """
                - {code: death, label: 亡くなった日, kind: day}
                - {code: moped, label: 原付, yes: 持っていた, no: 持っていなかった}
                - {code: age, label: 年齢, kind: number, unit: 歳}
                - {code: ins, label: 保険, kind: choice, choices: [{code: NHI, yes: 国保, no: 国保でない}]}
                - {code: old, label: 高齢, yes: 高齢, no: 高齢でない, ruled_out_by: {fact: moped}}
                - {code: kids, label: 子, kind: list, items: [{code: age, label: 年齢, kind: number}]}
                """
            ), ("sections.yaml", "- {code: kumin, name: 区民課}\n"),
            (
                "questions.yaml",
                "- {id: a, title: {ja: あ, easy: あ, en: A}, facts: [death, moped, age, ins, kids, old]}\n"
            ),
            ("procedures/X01.yaml", procedure.replacing(old, with: new)),
        ]
        let (base, read) = KnowledgeBase.read(name: "sample", files: files)
        let today = try #require(CivilDate(iso: "2026-04-01"))
        return (read + (base.map { KnowledgeLint($0, today: today).findings } ?? [])).map(\.rule.rawValue)
    }

    @Test("A sound package has no findings")
    func sound() throws {
        #expect(try Self.findings("", "").isEmpty)
    }

    @Test(
        "Each fault is found, and named",
        arguments: [
            ("fact: moped}", "fact: mopedd}", "unknown-fact"),
            ("fact: age, from: 65", "fact: age, is: NHI", "wrong-type"),
            ("fact: moped}", "fact: ins, is: KOKUHO}", "unknown-fact"), ("law: [民法140条]\n", "", "missing-law"),
            ("source: {title: 見本, evidence: O, checked: 2026-01-20}\n", "", "missing-source"),
            ("section: kumin\n", "", "unknown-section"), ("section: kumin", "section: kumim", "unknown-section"),
            ("    anchor: death\n", "", "missing-anchor"), ("anchor: death", "anchor: age", "wrong-type"),
            ("anchor: death", "anchor: funeral", "missing-anchor"),
            ("checked: 2026-01-20", "checked: 2025-03-01", "stale-check"),
            ("- {fact: age, from: 65}", "- {not: {fact: moped}}", "contradictory"),
            ("- {fact: age, from: 65}", "- {fact: age, from: 65, to: 60}", "contradictory"),
            (
                "all:\n    - {fact: moped}\n    - {fact: age, from: 65}", "any: [{fact: moped}, {not: {fact: moped}}]",
                "contradictory"
            ),
            ("legal: 2025-06-17", "legal: 2025-06-16", "wrong-example"), ("age: 70", "age: 60", "wrong-example"),
            ("  - {given: {moped: false}, state: no}", "", "missing-example"),
            ("- {fact: age, from: 65}", "- {procedure: X01}", "circular"),
            ("- {fact: age, from: 65}", "- {procedure: X02}", "unknown-procedure"),
            ("period: 14d", "period: 14", "format"), ("kind: duty", "kind: dutie", "format"),
            ("when:", "wenn:", "format"),
            ("minutes: 5}", "minutes: five}", "format"),
            ("moped: true, age: 70", "moped: true, agee: 70", "unknown-fact"),
            ("deadline:\n", "deadline:\n  - {term: soon}\n", "unreachable"), ("id: X01", "id: X02", "duplicate"),
            ("fact: moped}", "fact: kids_moped}", "unknown-fact"),
        ])
    func faults(old: String, new: String, rule: String) throws {
        let found = try Self.findings(old, new)
        #expect(found.contains(rule), "\(found)")
    }

    @Test("A rule that the definitions of facts rule out is unreachable")
    func ruledOut() throws {
        #expect(try Self.findings("- {fact: age, from: 65}", "- {fact: old}").contains("unreachable"))
    }

    @Test(
        "All faults of a file are told at once, with their lines; text that is no YAML has the line where reading stopped"
    )
    func allAtOnce() throws {
        let files = [
            ("facts.yaml", "- {code: a, lable: x}\n- {code: b, label: y, kind: numbr}\n"),
            ("sections.yaml", "- [: }\n"),
        ]
        let (_, findings) = KnowledgeBase.read(name: "sample", files: files)
        #expect(findings.contains { $0.file == "facts.yaml" && $0.line == 1 && $0.message.contains("lable") })
        #expect(findings.contains { $0.file == "facts.yaml" && $0.line == 2 && $0.message.contains("numbr") })
        #expect(findings.contains { $0.file == "sections.yaml" && $0.line != nil })
        #expect(findings.contains { $0.file == "package.yaml" && $0.message.contains("ファイルがありません") })
    }

    @Test("Hostile YAML neither stops nor hangs the reader")
    func hostile() {
        var random = SeededGenerator(seed: 7)
        let good = Array(EmbeddedKnowledge.files.first { $0.path.hasSuffix("B03.yaml") }?.text.utf8 ?? "".utf8)
        for _ in 0..<2_000 {
            var bytes = good
            for _ in 0..<(1 + random.next() % 4) {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[..<(place / 2)], at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let (base, findings) = KnowledgeBase.read(
                name: "x", files: [("facts.yaml", text), ("procedures/B03.yaml", text)])
            #expect(base != nil || !findings.isEmpty)
        }
        let deep = String(repeating: "[", count: 5_000)
        #expect(KnowledgeBase.read(name: "x", files: [("facts.yaml", deep)]).findings.isEmpty == false)
    }
}
