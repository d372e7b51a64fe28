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
}
