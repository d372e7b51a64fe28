import Foundation
import Japanese
import RandomTesting
import Testing

@testable import Tabular

@Suite("Large delimited files")
struct DelimitedRecordTests {
    @Test("A value knows its text and its bytes; quotes, doubled quotes and empty values are read")
    func values() async throws {
        let bytes = Array("番号,氏名,備考\r\n1,\"山田,太郎\",\"5\"\"\"\r\n2,,\"\"\n".utf8)
        let read = try await ReadRecords.read(bytes, .delimited(columns: 3, heading: true))
        #expect(read.headings == ["番号", "氏名", "備考"])
        #expect(read.records == [["1", "山田,太郎", "5\""], ["2", "", ""]])
        #expect(read.numbers == [1, 2])
        #expect(String(decoding: bytes[read.sources[0][1]], as: UTF8.self) == "山田,太郎")
        #expect(String(decoding: bytes[read.sources[0][2]], as: UTF8.self) == "5\"\"")
        #expect(read.broken.isEmpty)
    }

    @Test("A broken record is kept out by its bytes, and the rest goes on")
    func quarantine() async throws {
        let lines = ["1,a", "2,\"open", "3,b,c", "4,\"x\"y", "", "5,\u{0}", "6,z"]
        let bytes = Array(lines.joined(separator: "\n").utf8)
        for chunkBytes in [64, 1 << 20] {
            let read = try await ReadRecords.read(bytes, .delimited(columns: 2), chunkBytes: chunkBytes)
            #expect(read.records == [["1", "a"], ["6", "z"]])
            #expect(read.numbers == [1, 6])
            #expect(read.broken.map(\.kind) == [.openQuote, .columnCount, .textAfterQuote, .nul])
            #expect(read.broken.map(\.number) == [2, 3, 4, 5])
            #expect(
                read.broken.map { String(decoding: bytes[$0.bytes], as: UTF8.self) } == [
                    lines[1], lines[2], lines[3], lines[5],
                ])
            #expect(read.blankLines == 1)
        }
    }

    @Test("The mark that DOS closes a file with is no record; anywhere else, and in other sets, it is told")
    func endMark() async throws {
        for chunkBytes in [64, 1 << 20] {
            let closed = try await ReadRecords.read(
                Array("1,a\r\n2,b\r\n\u{1A}".utf8), .delimited(.cp932, columns: 2), chunkBytes: chunkBytes)
            #expect(closed.records == [["1", "a"], ["2", "b"]])
            #expect(closed.broken.isEmpty)
            #expect(closed.hasEndMark)
        }
        let inside = try await ReadRecords.read(Array("1,a\n2,b\u{1A}".utf8), .delimited(columns: 2))
        #expect(!inside.hasEndMark)
        #expect(inside.notes[1][1].contains(.control))
        let twice = try await ReadRecords.read(Array("1,a\n\u{1A}\n\u{1A}".utf8), .delimited(columns: 2))
        #expect(twice.hasEndMark)
        #expect(twice.broken.map(\.bytes) == [4..<5])
        let wide = try await ReadRecords.read(
            [0x31, 0, 0x2C, 0, 0x61, 0, 0x0A, 0, 0x1A], .delimited(.utf16LE, columns: 2))
        #expect(!wide.hasEndMark)
        #expect(wide.broken.map(\.bytes) == [8..<9])
        let lone = try await ReadRecords.read([0x1A], .delimited(columns: 2))
        #expect(lone.hasEndMark)
        #expect(lone.broken.isEmpty)
    }

    @Test("Where values may hold line ends, a quote that is never closed harms its own line only")
    func lineEnds() async throws {
        let bytes = Array("1,\"two\nlines\"\n2,\"open\n3,c\n4,\"d\"\n".utf8)
        let read = try await ReadRecords.read(bytes, .delimited(columns: 2, lineEnds: true))
        #expect(read.records == [["1", "two\nlines"], ["3", "c"], ["4", "d"]])
        #expect(read.notes[0][1].contains(.control))
        #expect(read.broken.map { String(decoding: bytes[$0.bytes], as: UTF8.self) } == ["2,\"open"])
        // Every line opens a quote: read in a time that grows with the file, not with its square.
        let hostile = Array(String(repeating: "1,\"a\n", count: 40_000).utf8)
        let all = try await ReadRecords.read(hostile, .delimited(columns: 2, lineEnds: true), chunkBytes: 4_096)
        #expect(all.records.count + all.broken.count == 40_000)
    }

    @Test("Windows-31J: second bytes are never taken for delimiters, 外字 and twins are noted")
    func windows() async throws {
        // ソ is 83 5C, 表 is 95 5C, ポ is 83 7C.
        let bytes: [UInt8] = [0x83, 0x5C, 0x2C, 0x95, 0x5C, 0x83, 0x7C, 0x0D, 0x0A, 0xF0, 0x40, 0x2C, 0xFA, 0xFC, 0x0A]
        let read = try await ReadRecords.read(bytes, .delimited(.cp932, columns: 2))
        #expect(read.records == [["ソ", "表ポ"], ["\u{E000}", "浯"]])
        #expect(read.notes[1][0] == [.user, .beyondASCII])
        #expect(read.notes[1][1] == [.beyondASCII])
        #expect(read.sources[1] == [9..<11, 12..<14])
        // A lead byte whose trail is a delimiter: the character is marked, the values stay apart.
        let torn = try await ReadRecords.read([0x41, 0x83, 0x2C, 0x42, 0x0A], .delimited(.cp932, columns: 2))
        #expect(torn.records == [["A\u{FFFD}", "B"]])
        #expect(torn.notes[0][0].contains(.malformed))
    }

    @Test("UTF-16 with and without its mark", arguments: [SourceCharacterSetName.little, .big])
    func utf16(_ name: SourceCharacterSetName) async throws {
        let text = "番,名\r\n1,\"𠮷\"\"田\"\r\n2,Ġ\r\n"
        var bytes: [UInt8] = name == .little ? [0xFF, 0xFE] : [0xFE, 0xFF]
        for unit in text.utf16 {
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            bytes += name == .little ? pair : pair.reversed()
        }
        let set: SourceCharacterSet = name == .little ? .utf16LE : .utf16BE
        for bytes in [bytes, Array(bytes.dropFirst(2))] {
            let read = try await ReadRecords.read(bytes, .delimited(set, columns: 2, heading: true), chunkBytes: 64)
            #expect(read.headings == ["番", "名"])
            // Ġ is 0x0120: neither of its bytes is a delimiter of its own.
            #expect(read.records == [["1", "𠮷\"田"], ["2", "Ġ"]])
            #expect(read.broken.isEmpty)
        }
        let odd = try await ReadRecords.read(bytes + [0x31], .delimited(set, columns: 2, heading: true))
        #expect(odd.records.count == 2)
        #expect(odd.broken.count == 1)
    }

    enum SourceCharacterSetName { case little, big }

    @Test("Any table comes back as it was written, whatever the size of the chunks", arguments: [1, 2, 3, 4])
    func roundTrip(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let pieces = ["", "a", "12", "山", "髙橋", "\"", ",", "𠮷", " ", "ｱ", "x\"y"]
        for _ in 0..<15 {
            let columns = Int.random(in: 1...6, using: &random)
            let rows = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                (0..<columns).map { _ in
                    (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                        .joined()
                }
            }.filter { columns > 1 || $0 != [""] }
            let bytes = CSVWriter.bytes(rows: rows, bom: seed % 2 == 0, guardsFormulas: false)
            for lineEnds in [false, true] {
                for chunkBytes in [64, 150, 1 << 20] {
                    let read = try await ReadRecords.read(
                        bytes, .delimited(columns: columns, lineEnds: lineEnds), chunkBytes: chunkBytes)
                    #expect(read.records == rows)
                    #expect(read.numbers == Array(1...max(1, rows.count)).prefix(rows.count).map { $0 })
                    // Another reader of the project agrees on texts and places.
                    let slow = try CSVReader.read(bytes, delimiter: .comma)
                    #expect(slow.records.map { $0.fields.map(\.text) } == read.records)
                }
            }
        }
    }
}
