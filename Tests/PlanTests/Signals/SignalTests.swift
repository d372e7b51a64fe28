import Japanese
import Testing

@testable import Plan

@Suite("Signals from an initiative's record")
struct SignalTests {
    typealias T = TestedHistory

    @Test("A quiet record gives no signal")
    func quiet() {
        let promise = T.commitment("令和9年度中に稼働する。", own: ("令和9年度中", "2028-03-31"))
        let history = T.history([T.record(0, mark: "C"), T.record(1, mark: "B", commitments: [promise])])
        #expect(history.signals.isEmpty)
        #expect(T.history([]).signals.isEmpty)
    }

    @Test("Every rule is printable: its own identifier, a title and a criterion that ends as a sentence does")
    func criteria() {
        #expect(Set(SignalRule.all) == Set(SignalRule.allCases))
        #expect(SignalRule.all.count == SignalRule.allCases.count)
        #expect(Set(SignalRule.all.map(\.rawValue)).count == SignalRule.all.count)
        #expect(Set(SignalRule.all.map(\.criterion)).count == SignalRule.all.count)
        for rule in SignalRule.all {
            #expect(!rule.title.isEmpty, "\(rule)")
            #expect(rule.criterion.hasSuffix("。"), "\(rule)")
        }
    }

    @Test(
        "A day within three months of the as-of date is asked about until evidence of completion is there",
        arguments: [
            // As-of date 2024-09-30.
            ("2024-12-31", "B", 0, 1), ("2025-01-01", "B", 0, 0), ("2024-12-31", "A", 1, 0), ("2024-12-31", "A", 0, 1),
            ("2024-12-31", "E", 0, 0), ("2024-12-31", "D", 3, 1),
            // The day has come: V12 or the mark speaks, unless nothing was said.
            ("2024-09-30", "B", 0, 0), ("2024-09-30", "D", 0, 0), ("2024-09-30", "G", 0, 1),
        ])
    func dueSoon(due: String, mark: String, evidence: Int, expected: Int) {
        let promise = T.commitment("窓口を開く。", own: ("今年中", due))
        let history = T.history([T.record(1, mark: mark, evidence: evidence, commitments: [promise])])
        #expect(history.signals(.dueSoon).count == expected)
    }

    @Test("An unanswered initiative whose day has come is not silent")
    func dueUnanswered() throws {
        let promise = T.commitment("窓口を開く。", own: ("今年9月", "2024-09-30"))
        let signals = T.history([T.record(1, mark: nil, commitments: [promise])]).signals
        let signal = try #require(signals.first)
        #expect(signals.count == 1)
        #expect(signal.rule == .dueSoon)
        #expect(signal.sentence.contains("今年9月"))
        #expect(signal.sentence.contains("来ています"))
        #expect(signal.inputs.contains { $0.label == "進捗区分" && $0.value == "未回答" })
    }

    @Test(
        "Three months end on the day before the matching day, or on the month's last day",
        arguments: [
            ("2024-06-30", "2024-09-30"), ("2024-09-30", "2024-12-31"), ("2024-12-31", "2025-03-31"),
            ("2025-03-31", "2025-06-30"), ("2024-05-15", "2024-08-15"), ("2024-11-29", "2025-02-28"),
            ("2024-11-30", "2025-02-28"), ("2023-11-29", "2024-02-29"),
        ])
    func months(from: String, to: String) {
        #expect(SignalRule.dueSoonPeriod.lastDay(from: T.day(from)) == T.day(to))
    }

    @Test(
        "V12: a day that has come with a mark that says all is well, never for another mark, another body's date or 〜から",
        arguments: [
            ("B", "2024-09-30", 1), ("F", "2024-09-30", 1), ("B", "2024-10-01", 0), ("D", "2024-09-30", 0),
            ("A", "2024-09-30", 0), ("G", "2024-09-30", 0),
        ])
    func pastDue(mark: String, due: String, expected: Int) {
        let own = T.commitment("移行する。", own: ("今年9月", due))
        let history = T.history([T.record(1, mark: mark, commitments: [own])])
        #expect(history.signals(.pastDue).count == expected)
        let others = [
            T.commitment("国が定める。", external: ("今年9月", due)),
            .init(
                content: "始める。",
                deadlines: [
                    .init(deadlineClass: .from, from: T.day(due), to: T.day(due), raw: "9月から", isExternal: false)
                ]),
        ]
        #expect(T.history([T.record(1, mark: mark, commitments: others)]).signals(.pastDue).isEmpty)
    }

    @Test("V12 speaks exactly when the check of the answer does")
    func pastDueAgreesWithEntryCheck() {
        for mark in MarkSet.standard.marks {
            for due in ["2024-09-29", "2024-09-30", "2024-10-01"] {
                for kind in DeadlineClass.allCases {
                    for isExternal in [false, true] {
                        let deadline = PromiseDeadline(
                            deadlineClass: kind, from: nil, to: T.day(due), raw: "期限", isExternal: isExternal)
                        let record = T.record(
                            1, mark: mark.symbol, commitments: [.init(content: "約束", deadlines: [deadline])])
                        let check = EntryCheck(
                            answer: Answer(mark: mark.symbol), marks: .standard, asOf: record.asOf,
                            deadlines: [deadline])
                        #expect(
                            T.history([record]).signals(.pastDue).count
                                == check.findings.count { $0.rule == .dueDate }, "\(mark.symbol) \(due) \(kind)")
                    }
                }
            }
        }
    }

    @Test("A national date before the ward's own is warned of, with both dates as inputs")
    func external() throws {
        let promise = T.commitment(
            "標準化システムへ移行する。", own: ("令和8年度中", "2027-03-31"), external: ("令和7年度", "2026-03-31"))
        let history = T.history([T.record(1, mark: "B", commitments: [promise])])
        let signal = try #require(history.signals(.externalEarlier).first)
        #expect(signal.level == .warn)
        #expect(signal.inputs.map(\.value) == ["令和7年度（令和8年3月31日）", "令和8年度中（令和9年3月31日）"])
        #expect(signal.sentence.contains("365日早く"))

        // The same day, as in the ward's notice, is no conflict.
        let same = T.commitment("移行する。", own: ("令和7年度中", "2026-03-31"), external: ("令和7年度", "2026-03-31"))
        #expect(T.history([T.record(1, mark: "B", commitments: [same])]).signals(.externalEarlier).isEmpty)
        // A date of another sentence counts when it stands alone, and not when it has its own counterpart.
        let own = T.commitment("移行する。", own: ("令和8年度中", "2027-03-31"))
        let alone = T.commitment("国は求める。", external: ("令和7年度", "2026-03-31"))
        let early = T.commitment("様式を変える。", own: ("6月", "2025-06-30"), external: ("7月", "2025-07-31"))
        #expect(
            T.history([T.record(1, mark: "B", commitments: [own, alone])]).signals(.externalEarlier).count == 1)
        #expect(T.history([T.record(1, mark: "B", commitments: [own, early])]).signals(.externalEarlier).isEmpty)
    }

    @Test("Two sealed quarters without an answer are warned of; a gap, an answer or the open round is not one of them")
    func unanswered() throws {
        func count(_ quarters: [InitiativeHistory.QuarterRecord]) -> Int {
            T.history(quarters).signals(.unansweredTwice).count
        }
        #expect(count([T.record(0, mark: nil)]) == 0)
        #expect(count([T.record(0, mark: nil), T.record(1, mark: nil)]) == 1)
        #expect(count([T.record(0, mark: nil), T.record(2, mark: nil)]) == 0)
        #expect(count([T.record(0, mark: nil), T.record(1, mark: nil), T.record(2, mark: "B")]) == 0)
        #expect(count([T.record(0, mark: nil), T.record(1, mark: nil, sealed: false)]) == 0)
        #expect(count([T.record(0, mark: nil), T.record(1, mark: nil), T.record(2, mark: nil, sealed: false)]) == 1)
        let three = T.history((0..<3).map { T.record($0, mark: nil) }).signals(.unansweredTwice)
        let signal = try #require(three.first)
        #expect(three.count == 1)
        #expect(signal.sentence.contains("3つの四半期"))
        #expect(
            signal.inputs.map(\.reference)
                == (0..<3).map { .entry(.init(round: "r\($0)", edition: 1, entry: "e\($0)")) })
    }

    @Test("The same mark four quarters running is asked about; done and stopped stay as they are")
    func unchanged() throws {
        func signals(_ marks: [String?]) -> [Signal] {
            T.history(marks.enumerated().map { T.record($0.offset, mark: $0.element) }).signals(.unchangedForYear)
        }
        #expect(signals(["B", "B", "B"]).isEmpty)
        #expect(signals(["C", "B", "B", "B", "B"]).first?.inputs.count == 4)
        #expect(signals(["B", "B", nil, "B", "B"]).isEmpty)
        #expect(signals(["B", "C", "B", "B"]).isEmpty)
        #expect(signals(["A", "A", "A", "A"]).isEmpty)
        #expect(signals(["E", "E", "E", "E"]).isEmpty)
        #expect(signals(["B", "B", "B", "B", "B"]).first?.inputs.count == 5)

        // Two sets: by meaning. One set: by symbol, although both mean on track.
        let other = MarkSet(
            name: "別の組", version: 1,
            marks: [
                .init(symbol: "S", label: "上回る", criterion: "x", canonical: .onTrack),
                .init(symbol: "A", label: "どおり", criterion: "x", canonical: .onTrack),
            ])
        let across = T.history([
            T.record(0, mark: "B"), T.record(1, mark: "B"), T.record(2, mark: "A", set: other),
            T.record(3, mark: "A", set: other),
        ])
        #expect(across.signals(.unchangedForYear).count == 1)
        let within = T.history((0..<4).map { T.record($0, mark: $0 < 2 ? "S" : "A", set: other) })
        #expect(within.signals(.unchangedForYear).isEmpty)
    }

    @Test("A date that moved twice is asked about, also when the plan's sentence names the new date")
    func moved() throws {
        func record(_ number: Int, _ raw: String, _ to: String) -> InitiativeHistory.QuarterRecord {
            T.record(number, mark: "B", commitments: [T.commitment("\(raw)に新システムを動かす。", own: (raw, to))])
        }
        let once = [
            record(0, "令和7年度中", "2026-03-31"), record(1, "令和7年度中", "2026-03-31"),
            record(2, "令和8年度中", "2027-03-31"),
        ]
        #expect(T.history(once).signals(.movedTwice).isEmpty)
        let signals = T.history(once + [record(4, "令和9年度中", "2028-03-31")]).signals(.movedTwice)
        let signal = try #require(signals.first)
        #expect(signals.count == 1)
        #expect(signal.level == .ask)
        #expect(signal.inputs.map(\.value) == ["令和8年3月31日", "令和9年3月31日", "令和10年3月31日"])
        #expect(signal.inputs.map(\.label).first == "令和6年度第1四半期の期限")
        #expect(signal.sentence.contains("2回"))

        // Confirming a year is no move.
        let unread = T.record(
            0, mark: "B",
            commitments: [
                .init(
                    content: "9月に開く。",
                    deadlines: [.init(deadlineClass: .within, from: nil, to: nil, raw: "9月", isExternal: false)])
            ])
        let confirmed = (1..<3).map {
            T.record($0, mark: "B", commitments: [T.commitment("9月に開く。", own: ("9月", "202\($0 + 4)-09-30"))])
        }
        #expect(T.history([unread] + confirmed).signals(.movedTwice).isEmpty)
    }

    @Test("Every signal has an identifier, a level, inputs with references, and one Japanese sentence")
    func whole() {
        let promise = T.commitment("移行する。", own: ("今年9月", "2024-09-30"), external: ("今年8月", "2024-08-31"))
        let history = T.history([T.record(1, mark: "B", commitments: [promise])])
        #expect(history.signals.map(\.rule) == [.pastDue, .externalEarlier])
        for signal in history.signals {
            #expect(!signal.inputs.isEmpty)
            #expect(signal.sentence.hasSuffix("。"))
            #expect(signal.inputs.allSatisfy { !$0.label.isEmpty && !$0.value.isEmpty })
            #expect(signal.initiative == "(1) 取組")
            #expect(signal.unit == "第1課")
            #expect(signal.lineage == "L1")
        }
    }
}
