import Scenarios
import Testing

@Suite("A record is in one state, and only what can happen happens")
struct RecordStateTests {
    @Test("No way leads from sent or unknown to sending again without a query")
    func neverTwice() {
        for event in RecordEvent.allCases {
            #expect(RecordState.submitted.after(event) != .claimed)
            #expect(RecordState.submitted.after(event) != .new)
            #expect(RecordState.submitted.after(event) != .technical)
            let next = RecordState.unknown.after(event)
            #expect(next == nil || [.foundAfter, .absent, .absentToDesk].contains(event))
        }
    }

    @Test("What is final stays as it is", arguments: [RecordState.done, .skipped])
    func final(_ state: RecordState) {
        for event in RecordEvent.allCases { #expect(state.after(event) == nil) }
    }

    @Test("Losing a claimed record leaves it as new, a sent one unknown")
    func losing() {
        #expect(RecordState.claimed.after(.lose) == .new)
        #expect(RecordState.submitted.after(.lose) == .unknown)
        #expect(RecordState.submitted.after(.fail) == .unknown)
        #expect(RecordState.held.after(.submit) == nil)
    }
}

@Suite("The input of a run is read with every row accounted for")
struct InputReaderTests {
    private func plan(_ text: String = SampleTexts.scenario) throws -> InputPlan {
        try #require(SampleTexts.read(text).0).input
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("Right rows are records; each wrong one is told with its line, and never with its value")
    func rows() throws {
        let reading = InputReader.read(
            bytes(
                "番号,口座番号,区分,備考\r\n0001,1234567,1,\r\n2,1234567,1,\r\n0003,123456x,1,\r\n0001,7654321,1,\r\n,1234567,1,\r\n0005,1234567,,\r\n"
            ),
            plan: try plan(), file: "a.csv")
        #expect(reading.records.map(\.key) == ["0001"])
        #expect(reading.findings.compactMap(\.line) == [3, 4, 5, 6, 6, 7])
        #expect(reading.rowsSetAside == 5)
        #expect(!reading.findings.contains { $0.message.contains("123456x") })
    }

    @Test("A missing column, an empty file, a broken workbook and what is no text are refused as a whole")
    func refusals() throws {
        let plan = try plan()
        #expect(
            InputReader.read(bytes("番号,区分,備考\n0001,1,\n"), plan: plan, file: "a").findings.first?.message.contains(
                "口座番号") == true)
        #expect(InputReader.read([], plan: plan, file: "a").findings.count == 1)
        #expect(InputReader.read([0x89, 0x50, 0, 1, 2, 0xFF, 0xFF], plan: plan, file: "a").findings.count == 1)
        let sheet = try self.plan(SampleTexts.scenario.replacing("kind: csv", with: "kind: xlsx"))
        let broken = InputReader.read(bytes("PK\u{3}\u{4}broken"), plan: sheet, file: "a.xlsx")
        #expect(broken.findings.count == 1)
        #expect(broken.records == [])
    }

    @Test("CP932 is read, headings are compared without width, and unequal rows are told")
    func encodings() throws {
        // 番号,口座番号,区分,備考 in CP932, with the name of the first column in full width spaces aside.
        let heading: [UInt8] = [
            0x94, 0xD4, 0x8D, 0x86, 0x2C, 0x8C, 0xFB, 0x8D, 0xC0, 0x94, 0xD4, 0x8D, 0x86, 0x2C, 0x8B, 0xE6, 0x95, 0xAA,
            0x2C,
            0x94, 0xF5, 0x8D, 0x6C,
        ]
        let reading = InputReader.read(heading + bytes("\n0001,1234567,1,\n"), plan: try plan(), file: "a.csv")
        #expect(reading.note.hasPrefix("CP932"))
        #expect(reading.records.count == 1)
        let unequal = InputReader.read(bytes("番号,口座番号,区分,備考\n0001,1234567\n"), plan: try plan(), file: "a.csv")
        #expect(unequal.findings.first?.line == 2)
    }

    @Test("Confidence stands beside its column, and rows of one key are one record where they are grouped")
    func confidence() throws {
        let text = SampleTexts.scenario.replacing("key: [番号]", with: "key: [番号]\n  grouped: true")
        let reading = InputReader.read(
            bytes(
                "番号,口座番号,口座番号_確信度,区分,備考\n0001,1234567,0.91,1,\n0001,1234568,0.99,1,\n0002,1,0.5,1,\n0002,1234567,0.5,1,\n"
            ),
            plan: try plan(text), file: "a.csv")
        #expect(reading.records.map(\.rows.count) == [2])
        #expect(reading.records.first?.rows.first?.values["口座番号"]?.confidence == 0.91)
        // Half a record is none.
        #expect(reading.rowsSetAside == 2)
    }

    private let recognised = SampleTexts.scenario.replacing("kind: csv", with: "kind: ocr")

    @Test(
        "Results of an AI-OCR are pairs of columns or JSON, with confidence as a share or in percent",
        arguments: [
            "番号,番号_確信度,口座番号_値,口座番号（信頼度）,区分,備考\n0001,0.99,12x4567,0.61,1,\n",
            "番号,番号_確信度,口座番号,口座番号_信頼度,区分,備考\n0001,99,12x4567,61,1,\n",
            "番号,番号確信度,口座番号,口座番号_確信度,区分,備考\n0001,99%,12x4567,６１％,1,\n",
            #"{"records": [{"fields": {"番号": {"value": "0001", "confidence": 0.99}, "口座番号": {"value": "12x4567", "confidence": 0.61}, "区分": "1", "備考": null}}]}"#,
            #"[{"fields": [{"name": "番号", "text": "0001", "score": 99}, {"name": "口座番号", "text": "12x4567", "score": 61}, {"name": "区分", "value": 1}, {"name": "備考", "value": ""}]}]"#,
        ])
    func recognised(_ file: String) throws {
        let plan = try plan(recognised)
        let reading = InputReader.read(bytes(file), plan: plan, file: "a")
        #expect(reading.findings.map(\.japanese) == [])
        let record = try #require(reading.records.first)
        #expect(record.key == "0001")
        #expect(record.rows.first?.values["番号"]?.confidence == 0.99)
        #expect(record.rows.first?.values["区分"]?.confidence == nil)
        let doubts = record.doubts(plan, confidenceMin: 0.95)
        #expect(doubts.map(\.column.name) == ["口座番号"])
        #expect(doubts.first?.value.confidence == 0.61)
        let read = try #require(record.settling(doubts, ["1234567"], plan))
        #expect(read.key == "0001")
        #expect(read.doubts(plan, confidenceMin: 1).map(\.column.name) == ["番号"])
    }

    @Test("A machine that does not say how sure it is is not sure; one that should say and has no column is refused")
    func unsure() throws {
        let plan = try plan(recognised)
        let reading = InputReader.read(
            bytes("番号,口座番号,口座番号_確信度,区分,備考\n0001,1234567,,1,\n0002,1234567,1.0,1,\n0003,1234567,たぶん,1,\n"),
            plan: plan, file: "a")
        #expect(reading.findings.compactMap(\.line) == [4])
        #expect(reading.records.map { $0.doubts(plan, confidenceMin: 0.9).count } == [1, 0])
        let asked = try self.plan(
            recognised.replacing("personal: account}", with: "personal: account, confidence: 0.9}"))
        let without = InputReader.read(bytes("番号,口座番号,区分,備考\n0001,1234567,1,\n"), plan: asked, file: "a")
        #expect(without.findings.first?.message.contains("口座番号_確信度") == true)
        for broken in ["{", "[1]", "[]", #"{"records": [{"fields": [{"value": "1"}]}]}"#, #"[{"番号": {"value": [1]}}]"#]
        {
            let refused = InputReader.read(bytes(broken), plan: plan, file: "a")
            #expect(!refused.findings.isEmpty, "\(broken)")
            #expect(refused.records == [])
        }
    }

    @Test("A record whose number was misread has another key, and rows of one record keep one")
    func keys() throws {
        let plan = try plan(recognised.replacing("key: [番号]", with: "key: [番号]\n  grouped: true"))
        let reading = InputReader.read(
            bytes("番号,番号_確信度,口座番号,区分,備考\n0001,0.5,1234567,1,\n0001,0.5,1234568,1,\n"), plan: plan, file: "a")
        let record = try #require(reading.records.first)
        let doubts = record.doubts(plan, confidenceMin: 0.9)
        #expect(record.settling(doubts, ["0007", "0007"], plan)?.key == "0007")
        #expect(record.settling(doubts, ["0007", "0001"], plan) == nil)
        #expect(record.settling(doubts, ["", ""], plan) == nil)
    }
}
