import Testing

@testable import Conversion

@Suite("Rules as data")
struct RuleReaderTests {
    @Test("What is wrong with rules is told at once, each with its line")
    func findings() {
        let text = """
            rules:
              - {rule: order, group: 基本, first: 生年月日, then: 届出日}
              - {rule: ordre, group: 基本, first: 生年月日, then: 届出日}
              - {rule: unique, group: なし, items: [宛名番号]}
              - {rule: check-digit, group: 基本, item: 番号, scheme: individual-number}
              - {rule: check-digit, group: 基本, item: 個人番号, scheme: other}
              - {rule: sum, group: 基本, total: 額, parts: [額], extra: 1}
            """
        let (rules, findings) = RuleReader.read(text, file: "rules.yaml", target: MappingTests.target)
        #expect(findings.map(\.line) == [3, 4, 5, 6, 7])
        #expect(rules.rules.first?.reason == .dateOrder)
    }

    @Test("The same rule twice needs a name of its own")
    func twice() {
        let text = """
            rules:
              - {id: a, rule: unique, group: 基本, items: [宛名番号]}
              - {id: a, rule: unique, group: 基本, items: [個人番号]}
            """
        #expect(RuleReader.read(text, file: "rules.yaml", target: MappingTests.target).findings.count == 1)
    }

    @Test("Every reason has a code of its own, a severity and a sentence, and is found by its code")
    func reasons() {
        #expect(Set(Reason.allCases.map(\.code)).count == Reason.allCases.count)
        for reason in Reason.allCases {
            #expect(Reason(code: reason.code) == reason)
            #expect(reason.japanese.hasSuffix("。"))
        }
        // Every class of the defect list but the linking of names (ID2 is told, linking is a person's) has a reason.
        let classes = Set(Reason.allCases.map(\.defectClass))
        let wanted = [
            "DT1", "DT2", "DT3", "DT4", "DT5", "NM1", "NM2", "NM3", "NM4", "NM5", "AD1", "AD2", "AD3", "AD4", "HH1",
            "HH2",
            "HH3", "ID1", "ID2", "ID3", "HI1", "HI2", "CD1", "LN1", "XS1", "XS2", "XS3", "PR1", "PR2", "FM1", "CV1",
        ]
        #expect(classes.isSuperset(of: wanted))
        #expect(Reason.protectionLost.severity == .block)
        #expect(Reason.restrictionLost.severity == .block)
        #expect(Reason.unmapped.severity == .block)
    }
}
