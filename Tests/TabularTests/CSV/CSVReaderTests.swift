import RandomTesting
import Testing

@testable import Tabular

private func read(_ text: String, delimiter: CSVTable.Delimiter? = nil) throws -> CSVTable {
    try CSVReader.read(Array(text.utf8), delimiter: delimiter)
}

private func texts(_ table: CSVTable) -> [[String]] {
    table.records.map { $0.fields.map(\.text) }
}

@Suite("Reading delimited files")
struct CSVReaderTests {
    @Test("Fields, quotes, and every kind of line end")
    func plain() throws {
        let table = try read("a,b\r\n\"x,1\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",z\r最後,\"\"")
        #expect(texts(table) == [["a", "b"], ["x,1", "say \"hi\""], ["two\r\nlines", "z"], ["最後", ""]])
        #expect(table.records.map(\.line) == [1, 2, 3, 5])
        #expect(table.records.map(\.number) == [1, 2, 3, 4])
        #expect(table.findings.isEmpty)
        #expect(!table.hasBOM)
        #expect(table.delimiter == .comma)
        #expect(table.records[1].fields.map(\.isQuoted) == [true, true])
    }

    @Test("Every field knows its bytes")
    func places() throws {
        let text = "\u{FEFF}番号,名\n1,\"並木\"\n"
        let table = try read(text)
        #expect(table.hasBOM)
        let bytes = Array(text.utf8)
        #expect(String(decoding: bytes[table.records[1].fields[1].bytes], as: UTF8.self) == "\"並木\"")
        #expect(String(decoding: bytes[table.records[0].fields[0].bytes], as: UTF8.self) == "番号")
        #expect(table.records[1].fields[1].record == 2)
        #expect(table.records[1].fields[1].column == 2)
        #expect(table.column("番 号") == 0)
        #expect(table.column("ない") == nil)
        #expect(table.records[1][1] == "並木")
        #expect(table.records[1][2] == nil)
    }

    @Test("Ends of files: with, without and only a line end; blank lines are kept")
    func ends() throws {
        #expect(texts(try read("")) == [])
        #expect(texts(try read("\u{FEFF}")) == [])
        #expect(texts(try read("a")) == [["a"]])
        #expect(texts(try read("a\n")) == [["a"]])
        #expect(texts(try read("a,\n")) == [["a", ""]])
        #expect(texts(try read("a,")) == [["a", ""]])
        let blank = try read("a,b\n\nc,d\n")
        #expect(texts(blank) == [["a", "b"], [""], ["c", "d"]])
        #expect(blank.records[1].isBlank)
        #expect(blank.findings.isEmpty)
    }

    @Test("The delimiter is the most frequent outside quotes, or the one given")
    func delimiters() throws {
        #expect(try read("a\tb\tc,d\n").delimiter == .tab)
        #expect(try read("a;b\n1,2;3\n").delimiter == .semicolon)
        #expect(try read("\"a;b;c\",d\n").delimiter == .comma)
        #expect(texts(try read("a;b", delimiter: .comma)) == [["a;b"]])
    }

    @Test("A quote that is never closed is reported and swallows nothing")
    func unterminated() throws {
        let table = try read("a,b\n1,\"broken\n2,fine\n")
        #expect(texts(table) == [["a", "b"], ["1", "\"broken"], ["2", "fine"]])
        #expect(table.findings.map(\.kind) == [.unterminatedQuote])
        #expect(table.records.map(\.line) == [1, 2, 3])
        let finding = try #require(table.findings.first)
        #expect(finding.line == 2)
        #expect(finding.column == 2)
        #expect(finding.byteOffset == 6)
        #expect(finding.record == 2)
        #expect(finding.japanese == "2行目の2列目: 引用符（\"）が閉じられていません。閉じる引用符を補ってください。")
    }

    @Test("Misplaced quotes and other field counts are reported where they are")
    func findings() throws {
        let table = try read("a,b\n\"x\"y,5\" pipe\n1\n1,2,3\n")
        #expect(texts(table)[1] == ["xy", "5\" pipe"])
        #expect(table.findings.map(\.kind) == [.textAfterQuote, .quoteInsideField, .otherFieldCount, .otherFieldCount])
        #expect(table.findings.map(\.line) == [2, 2, 3, 4])
    }

    @Test("What is not UTF-8 is refused with the place and a hint")
    func encodings() {
        func refusal(_ bytes: [UInt8]) -> CSVRefusal? {
            do throws(CSVRefusal) {
                _ = try CSVReader.read(bytes)
                return nil
            } catch {
                return error
            }
        }
        // 番号 in CP932 after a line of ASCII.
        #expect(
            refusal([0x61, 0x0A, 0x94, 0xD4, 0x8D, 0x86])
                == .notUTF8(byteOffset: 2, line: 2, looksLike: .cp932Likely))
        #expect(refusal([0xFF, 0xFE, 0x61, 0x00]) == .notUTF8(byteOffset: 0, line: 1, looksLike: .utf16LE))
        #expect(refusal([0x61, 0xFF, 0x80])?.japanese.contains("先頭から1バイト") == true)
        #expect(refusal([0x94, 0xD4])?.japanese.contains("Shift_JIS") == true)
    }

    @Test("Each limit is refused with its number when it is passed, and not before")
    func limits() throws {
        func refusal(_ text: String, _ limits: CSVLimits) -> CSVRefusal? {
            do throws(CSVRefusal) {
                _ = try CSVReader.read(Array(text.utf8), limits: limits)
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal("12345", CSVLimits(bytesMax: 5)) == nil)
        #expect(refusal("123456", CSVLimits(bytesMax: 5)) == .tooManyBytes(6, max: 5))
        #expect(refusal("a,123", CSVLimits(fieldBytesMax: 3)) == nil)
        #expect(
            refusal("a,1234", CSVLimits(fieldBytesMax: 3)) == .fieldTooLong(line: 1, column: 2, bytesMax: 3))
        #expect(
            refusal("\"1\n34\"", CSVLimits(fieldBytesMax: 3)) == .fieldTooLong(line: 1, column: 1, bytesMax: 3))
        #expect(refusal("1,2,3", CSVLimits(columnsMax: 3)) == nil)
        #expect(refusal("1,2,3,", CSVLimits(columnsMax: 3)) == .tooManyColumns(line: 1, max: 3))
        #expect(refusal("1\n2\n", CSVLimits(recordsMax: 2)) == nil)
        #expect(refusal("1\n2\n3", CSVLimits(recordsMax: 2)) == .tooManyRecords(max: 2))
    }

    @Test("Any bytes are read or refused, and what is read covers the file without overlap")
    func fuzz() {
        let pieces: [[UInt8]] = [
            [0x22], [0x22, 0x22], [0x2C], [0x0A], [0x0D], [0x0D, 0x0A], [0x09], [0x3B], [0x61], Array("並".utf8), [0x20],
            [0xEF, 0xBB, 0xBF],
            [0xFF], [0x00],
        ]
        let seed: UInt64 = 42
        var random = SeededGenerator(seed: seed)
        for round in 0..<50_000 {
            var bytes: [UInt8] = []
            let kinds = round % 4 == 0 ? pieces.count : 11
            for _ in 0..<Int.random(in: 0...24, using: &random) {
                bytes += pieces[Int.random(in: 0..<kinds, using: &random)]
            }
            guard let table = try? CSVReader.read(bytes) else { continue }
            var end = table.hasBOM ? 3 : 0
            for field in table.records.flatMap(\.fields) {
                let gap = bytes[end..<max(end, field.bytes.lowerBound)]
                let separators = gap.allSatisfy { $0 == table.delimiter.rawValue || $0 == 0x0A || $0 == 0x0D }
                guard field.bytes.lowerBound >= end, gap.count <= 2, separators else {
                    Issue.record("seed \(seed), round \(round): \(bytes)")
                    return
                }
                end = field.bytes.upperBound
            }
            guard bytes.count - end <= 2 else {
                Issue.record("seed \(seed), round \(round): \(bytes) read up to \(end)")
                return
            }
        }
    }
}

@Suite("Writing delimited files")
struct CSVWriterTests {
    @Test("Quotes stand where they must, lines end with CRLF, and the mark comes first")
    func writes() {
        let text = CSVWriter.text(rows: [["取組", "a,b"], ["\"x\"", "1\n2"], [" s", ""]])
        #expect(text == "\u{FEFF}取組,\"a,b\"\r\n\"\"\"x\"\"\",\"1\n2\"\r\n\" s\",\r\n")
        #expect(CSVWriter.text(rows: [["a;b", "c,d"]], bom: false, delimiter: .semicolon) == "\"a;b\";c,d\r\n")
        #expect(CSVWriter.bytes(rows: [["a"]], bom: false) == [0x61, 0x0D, 0x0A])
    }

    @Test("Formulas are disarmed, plain numbers and Japanese minus signs are not touched")
    func formulas() {
        for text in ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠x", "－1+1"] {
            #expect(CSVWriter.guarded(text) == "'" + text)
        }
        for text in ["", "-12.5", "+3", "-1,234", "▲3", "1-2-11", "-", "－", "令和6年度", "a=b"] {
            #expect(CSVWriter.guarded(text) == text)
        }
        #expect(CSVWriter.text(rows: [["=1"]], bom: false, guardsFormulas: false) == "=1\r\n")
    }

    @Test("What is written is read back without change or finding")
    func roundTrip() throws {
        let pieces = ["\"", ",", "\n", "\r", "\r\n", "\t", ";", "並木", " ", "=", "a", "\u{FEFF}", "髙", "👨‍👩‍👧"]
        let seed: UInt64 = 99
        var random = SeededGenerator(seed: seed)
        for round in 0..<5_000 {
            let columns = Int.random(in: 1...4, using: &random)
            let rows = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<columns).map { _ in
                    (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                        .joined()
                }
            }
            let delimiter = CSVTable.Delimiter.allCases[round % 3]
            let bytes = CSVWriter.bytes(rows: rows, delimiter: delimiter, guardsFormulas: false)
            let table = try CSVReader.read(bytes, delimiter: delimiter)
            let same =
                table.records.count == rows.count
                && zip(table.records, rows).allSatisfy { record, row in
                    record.fields.count == row.count
                        && zip(record.fields, row).allSatisfy { Array($0.text.utf8) == Array($1.utf8) }
                }
            guard same, table.findings.isEmpty else {
                Issue.record("seed \(seed), round \(round): \(rows) \(table.findings)")
                return
            }
        }
    }
}
