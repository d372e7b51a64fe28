import Japanese
import Testing

@testable import Tabular

@Suite("Records of fixed length")
struct FixedRecordTests {
    private static let keis = MainframeCharacterSet(.keis83)

    /// number X(4), name in two bytes (6), amount zoned 3, balance packed 3 bytes with one decimal place.
    private static let form = FixedForm(
        recordBytes: 16, terminator: [0x15],
        fields: [
            FixedField(offset: 0, length: 4, kind: .text), FixedField(offset: 4, length: 6, kind: .doubles),
            FixedField(offset: 10, length: 3, kind: .zoned(scale: 0)),
            FixedField(offset: 13, length: 3, kind: .packed(scale: 1)),
        ])
    private static let profile = RecordProfile(set: .mainframe(keis), form: .fixed(form))

    /// 0001, 山田 and a space, -123, 4567.8
    private static func record(_ number: UInt8) -> [UInt8] {
        [0xF0, 0xF0, 0xF0, 0xF0 + number, 0xBB, 0xB3, 0xC5, 0xC4, 0x40, 0x40, 0xF1, 0xF2, 0xD3, 0x45, 0x67, 0x8C]
    }

    @Test("Text, codes of two bytes, zoned and packed numbers")
    func values() async throws {
        let bytes = Self.record(1) + [0x15] + Self.record(2) + [0x15]
        let read = try await ReadRecords.read(bytes, Self.profile, chunkBytes: 64)
        #expect(read.records == [["0001", "山田", "-123", "4567.8"], ["0002", "山田", "-123", "4567.8"]])
        #expect(read.sources[1] == [17..<21, 21..<27, 27..<30, 30..<33])
        #expect(read.broken.isEmpty)
    }

    @Test("Bytes that fit no record are kept out, and reading takes up again at the next one")
    func damage() async throws {
        let terminator: [UInt8] = [0x15]
        let bytes =
            Self.record(1) + terminator + Self.record(2).dropLast(3) + terminator + Self.record(3) + terminator
            + [0x99, 0x99] + Self.record(4) + terminator + Self.record(5)
        let read = try await ReadRecords.read(Array(bytes), Self.profile, chunkBytes: 64)
        #expect(read.records.map { $0[0] } == ["0001", "0003", "0005"])
        #expect(read.numbers == [1, 3, 5])
        #expect(read.broken.map(\.bytes) == [17..<30, 48..<66])
        #expect(read.broken.map(\.number) == [2, 4])
        // Without an end between records, what is left over at the end is broken.
        var form = Self.form
        form.terminator = []
        let plain = RecordProfile(set: .mainframe(Self.keis), form: .fixed(form))
        let rest = try await ReadRecords.read(Self.record(1) + Self.record(2) + [1, 2], plain)
        #expect(rest.records.count == 2)
        #expect(rest.broken.map(\.bytes) == [32..<34])
    }

    @Test("A file of a personal computer may be closed by 0x1A; in sets of mainframes the byte is no mark")
    func endMark() async throws {
        for terminator in [[], [0x0D, 0x0A]] as [[UInt8]] {
            let form = FixedForm(
                recordBytes: 4, terminator: terminator, fields: [FixedField(offset: 0, length: 4, kind: .text)])
            let bytes = Array("AAAA".utf8) + terminator + Array("BBBB".utf8) + terminator + [0x1A]
            let read = try await ReadRecords.read(bytes, RecordProfile(set: .cp932, form: .fixed(form)))
            #expect(read.records == [["AAAA"], ["BBBB"]])
            #expect(read.broken.isEmpty)
            #expect(read.hasEndMark)
            let other = try await ReadRecords.read(
                bytes, RecordProfile(set: .mainframe(Self.keis), form: .fixed(form)))
            #expect(!other.hasEndMark)
            #expect(other.broken.count == 1)
        }
    }

    @Test("A number whose bytes are none is marked, never guessed")
    func numbers() async throws {
        var bytes = Self.record(1)
        bytes[11] = 0xFA
        bytes[15] = 0x84
        let read = try await ReadRecords.read(bytes, Self.profile)
        #expect(read.records[0][2] == "\u{FFFD}")
        #expect(read.records[0][3] == "\u{FFFD}")
        #expect(read.notes[0][2] == .malformed)
        #expect(read.notes[0][3] == .malformed)
        func packed(_ bytes: [UInt8], _ scale: Int = 0) -> String {
            let arena = TextArena()
            _ = bytes.withUnsafeBufferPointer { DecimalText.packed($0, scale: scale, into: arena) }
            return String(decoding: arena.bytes(0..<arena.count), as: UTF8.self)
        }
        #expect(packed([0x00, 0x0C]) == "0")
        #expect(packed([0x00, 0x0D]) == "0")
        #expect(packed([0x01, 0x2D]) == "-12")
        #expect(packed([0x00, 0x5F], 2) == "0.05")
        #expect(packed([0x40, 0x40]).isEmpty)
        #expect(packed([0x1A, 0x0C]) == "\u{FFFD}")
    }
}
