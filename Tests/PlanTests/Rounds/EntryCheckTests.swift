import Japanese
import Testing
import Ward

@testable import Plan

@Suite("What is wrong or doubtful with an answer")
struct EntryCheckTests {
    private static let asOf = CivilDate(dayNumber: 19_904)  // 2024-06-30

    private static func indicator(
        _ name: String = "業務時間の削減", unit: String = "時間", rule: Indicator.Rule = .level,
        direction: PlanIndicator.Direction = .up, baseline: FiscalYear? = FiscalYear(2021)
    ) -> PlanIndicator {
        PlanIndicator(
            id: ID("01J00000000000000000000IND"), lineage: ID("01J00000000000000000000LIN"), position: 1, name: name,
            unitName: unit, kind: .outcome, rule: rule, direction: direction, baselineYear: baseline,
            baselineValue: .zero, reason: "", registryID: nil)
    }

    private static func deadline(
        _ to: CivilDate?, _ deadlineClass: DeadlineClass = .atEnd, isExternal: Bool = false
    ) -> PromiseDeadline {
        PromiseDeadline(deadlineClass: deadlineClass, from: to, to: to, raw: "6月末", isExternal: isExternal)
    }

    private static func findings(
        _ answer: Answer, indicators: [PlanIndicator] = [], deadlines: [PromiseDeadline] = [], evidence: Int = 0,
        previous: Answer? = nil
    ) -> [EntryFinding] {
        EntryCheck(
            answer: answer, marks: .standard, asOf: asOf, indicators: indicators, deadlines: deadlines,
            evidenceCount: evidence, previous: previous
        ).findings
    }

    private static func keys(_ findings: [EntryFinding]) -> [String] {
        findings.map { "\($0.rule.rawValue) \($0.field) \($0.severity.rawValue)" }
    }

    private static func value(_ text: String) throws -> Quantity {
        try #require(QuantityReader.read(text))
    }

    @Test("An ordinary answer has no findings")
    func ordinary() {
        #expect(Self.findings(Answer(mark: "B", done: "説明会を2回開いた。", plan: "試行する。")).isEmpty)
    }

    @Test("An empty answer is told everything at once, with the fields")
    func empty() {
        #expect(Self.keys(Self.findings(Answer())) == ["V9 mark error", "必須 done error"])
    }

    @Test("A mark that the round's set does not have is refused and named (V9)")
    func foreignMark() throws {
        let finding = try #require(Self.findings(Answer(mark: "S", done: "x")).first)
        #expect(finding.rule == .marks)
        #expect(finding.severity == .error)
        #expect(finding.message.contains("「S」"))
        #expect(finding.message.contains(MarkSet.standard.name))
    }

    @Test("Late, slightly late and stopped need a problem and a response, which blanks are not (V10)")
    func late() {
        for mark in ["C", "D", "E"] {
            let both = ["V10 problem error", "V10 response error"]
            #expect(Self.keys(Self.findings(Answer(mark: mark, done: "x"))) == both)
            #expect(Self.keys(Self.findings(Answer(mark: mark, done: "x", problem: " \n　", response: "\t"))) == both)
            #expect(Self.findings(Answer(mark: mark, done: "x", problem: "人手", response: "増員")).isEmpty)
        }
    }

    @Test("Done needs evidence and a day that is not after the as-of date (V11)")
    func done() {
        var answer = Answer(mark: "A", done: "x")
        #expect(Self.keys(Self.findings(answer)) == ["V11 evidence error", "V11 doneOn error"])
        answer.doneOn = Self.asOf.adding(days: 1)
        #expect(Self.keys(Self.findings(answer, evidence: 1)) == ["V11 doneOn error"])
        answer.doneOn = Self.asOf
        #expect(Self.findings(answer, evidence: 1).isEmpty)
    }

    @Test("A day of completion beside another mark is asked about (V11)")
    func dayWithoutDone() {
        #expect(
            Self.keys(Self.findings(Answer(mark: "B", done: "x", doneOn: Self.asOf))) == ["V11 doneOn warning"])
    }

    @Test("A date that has come contradicts 予定どおり and 未着手; later, external and open-ended dates do not (V12)")
    func deadlines() {
        let passed = [Self.deadline(Self.asOf.adding(days: -1))]
        for mark in ["B", "F"] {
            let findings = Self.findings(Answer(mark: mark, done: "x"), deadlines: passed)
            #expect(Self.keys(findings) == ["V12 mark warning"])
            #expect(findings.first?.message.contains("6月末") == true)
        }
        #expect(Self.findings(Answer(mark: "B", done: "x"), deadlines: [Self.deadline(Self.asOf)]).count == 1)
        let answer = Answer(mark: "B", done: "x")
        #expect(Self.findings(answer, deadlines: [Self.deadline(Self.asOf.adding(days: 1))]).isEmpty)
        #expect(Self.findings(answer, deadlines: [Self.deadline(Self.asOf, .from)]).isEmpty)
        #expect(Self.findings(answer, deadlines: [Self.deadline(Self.asOf, isExternal: true)]).isEmpty)
        #expect(Self.findings(answer, deadlines: [Self.deadline(nil)]).isEmpty, "the year is not known yet")
        let late = Answer(mark: "D", done: "x", problem: "y", response: "z")
        #expect(Self.findings(late, deadlines: passed).isEmpty)
    }

    @Test("Text at the limit passes, one character more is refused with both numbers; characters are not bytes")
    func lengths() {
        let atLimit = String(repeating: "区", count: Answer.textScalarsMax)
        #expect(Self.findings(Answer(mark: "B", done: atLimit)).isEmpty)
        let findings = Self.findings(Answer(mark: "B", done: atLimit + "区", response: atLimit + "区"))
        #expect(Self.keys(findings) == ["長さ done error", "長さ response error"])
        #expect(findings.first?.message.contains("801") == true)
    }

    @Test("The ward's published hours 約6,500, 約8,200, 約8,900 pass in their order and are questioned backwards (V13)")
    func publishedHours() throws {
        let hours = Self.indicator()
        let values = try ["約6500時間", "約8200時間", "約8900時間"].map(Self.value)
        for (before, now) in zip(values, values.dropFirst()) {
            #expect(
                Self.findings(
                    Answer(mark: "B", done: "x", values: [hours.id: now]), indicators: [hours],
                    previous: Answer(values: [hours.id: before])
                ).isEmpty)
            #expect(
                Self.keys(
                    Self.findings(
                        Answer(mark: "B", done: "x", values: [hours.id: before]), indicators: [hours],
                        previous: Answer(values: [hours.id: now]))) == ["V13 value-\(hours.id) warning"])
        }
    }

    @Test("Falling rates are questioned when they should rise, falling flows are not (V13)")
    func directions() throws {
        func keys(_ rule: Indicator.Rule, _ direction: PlanIndicator.Direction, _ before: String, _ now: String) throws
            -> [String]
        {
            let indicator = Self.indicator(unit: "件", rule: rule, direction: direction)
            return Self.keys(
                Self.findings(
                    Answer(mark: "B", done: "x", values: [indicator.id: try Self.value(now)]), indicators: [indicator],
                    previous: Answer(values: [indicator.id: try Self.value(before)])))
        }
        #expect(try keys(.rate, .up, "90", "80").count == 1)
        #expect(try keys(.rate, .down, "90", "80").isEmpty)
        #expect(try keys(.cumulative, .up, "90", "80").count == 1)
        #expect(try keys(.flow, .up, "90", "80").isEmpty)
        #expect(try keys(.level, .down, "80", "90").count == 1)
    }

    @Test("Exactly half more is no jump, a little over is; from zero nothing is measured in percent (V13)")
    func jumps() throws {
        func count(_ before: String, _ now: String) throws -> Int {
            let indicator = Self.indicator(unit: "件", rule: .flow)
            return Self.findings(
                Answer(mark: "B", done: "x", values: [indicator.id: try Self.value(now)]), indicators: [indicator],
                previous: Answer(values: [indicator.id: try Self.value(before)])
            ).count
        }
        #expect(try count("100", "150") == 0)
        #expect(try count("100", "150.1") == 1)
        #expect(try count("100", "50") == 0)
        #expect(try count("100", "49.9") == 1)
        #expect(try count("0", "1000") == 0)
    }

    @Test("延べ as a level, another unit, and a comparison without a base year are found (V7, V6)")
    func units() throws {
        let people = Self.indicator("利用者", unit: "人", baseline: nil)
        func keys(_ text: String, _ indicator: PlanIndicator) throws -> [String] {
            Self.keys(
                Self.findings(
                    Answer(mark: "B", done: "x", values: [indicator.id: try Self.value(text)]),
                    indicators: [indicator])
            ).map { String($0.prefix { $0 != " " }) }
        }
        #expect(try keys("延べ1,200人", people) == ["V7"])
        #expect(try keys("1,200件", people) == ["V6"])
        #expect(try keys("1,200", people).isEmpty)
        #expect(try keys("1,200", Self.indicator("令和3年度比の削減時間", baseline: nil)) == ["V6"])
        #expect(try keys("1,200", Self.indicator("令和3年度比の削減時間")).isEmpty)
    }

    @Test("A missing value is mentioned, never taken for zero")
    func missing() {
        let findings = Self.findings(Answer(mark: "B", done: "x"), indicators: [Self.indicator()])
        #expect(findings.map(\.severity) == [.warning])
    }

    @Test("The same text as last quarter is pointed out, also when only width and spaces differ (V14)")
    func repetition() {
        let before = Answer(mark: "B", done: "説明会を２回開いた。", plan: "続ける。", problem: "人手", response: "増員")
        let now = Answer(mark: "B", done: "説明会を 2回開いた。", plan: "広げる。", problem: "人手", response: "増員")
        #expect(Self.keys(Self.findings(now, previous: before)) == ["V14 done warning"])
        #expect(Self.findings(Answer(mark: "B", done: "x", plan: " "), previous: Answer(plan: "　")).isEmpty)
    }

    @Test("Only errors block; warnings never do")
    func severities() {
        let hundred = (0..<100).map { Self.deadline(Self.asOf.adding(days: -$0)) }
        let findings = Self.findings(Answer(mark: "B", done: "x"), deadlines: hundred)
        #expect(findings.count == 100)
        #expect(findings.allSatisfy { $0.severity == .warning })
    }
}
