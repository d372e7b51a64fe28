import Foundation
import Japanese
import RandomTesting
import Testing

@testable import Tabular

@Suite("Damaged files of records")
struct RecordFuzzTests {
    /// Inputs for each reader; a million in the long drill.
    private static let rounds = ProcessInfo.processInfo.environment["NAMIKI_SOAK"] == nil ? 3_000 : 1_000_000

    enum Reader: String, CaseIterable {
        case utf8, utf8InPlace, utf8LineEnds, utf16, cp932, jef, keis78, keis83, jips, fixedEnded
    }

    @Test("Whatever happened to a file, nothing of it is lost without a word", arguments: Reader.allCases)
    func mutated(_ reader: Reader) async throws {
        var random = SeededGenerator(seed: 20_261_124)
        let (sample, profile) = (Self.sample(reader), Self.profile(reader))
        for round in 0..<Self.rounds {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...8, using: &random) { Self.damage(&bytes, &random) }
            let read = try await ReadRecords.read(bytes, profile, chunkBytes: [64, 96, 1 << 20][round % 3], workers: 1)
            if reader == .utf8InPlace {
                // Read where it stands or copied: the same values, and the same is noticed.
                let copied = try await ReadRecords.read(bytes, .delimited(columns: 3), workers: 1)
                guard copied.records == read.records, copied.notes == read.notes else {
                    Issue.record("round \(round): two readings of \(bytes)")
                    return
                }
            }
            if let lost = Self.loss(bytes, read, profile) {
                Issue.record("\(reader) round \(round): \(lost) in \(bytes)")
                return
            }
        }
    }

    private static func profile(_ reader: Reader) -> RecordProfile {
        switch reader {
        case .utf8: .delimited(columns: 3)
        case .utf8InPlace: .inPlace(columns: 3)
        case .utf8LineEnds: .delimited(columns: 3, lineEnds: true)
        case .utf16: .delimited(.utf16LE, columns: 3)
        case .cp932: .delimited(.cp932, columns: 3)
        case .jef, .keis78, .keis83, .jips, .fixedEnded: fixed(reader)
        }
    }

    private static func fixed(_ reader: Reader) -> RecordProfile {
        let set = MainframeCharacterSet(MainframeCharacterSet.Name(rawValue: reader.rawValue) ?? .jef)
        return RecordProfile(
            set: .mainframe(set),
            form: .fixed(
                FixedForm(
                    recordBytes: 12, terminator: reader == .fixedEnded ? [0x0D, 0x0A] : [],
                    fields: [
                        FixedField(offset: 0, length: 5, kind: .text), FixedField(offset: 5, length: 2, kind: .doubles),
                        FixedField(offset: 7, length: 2, kind: .zoned(scale: 0)),
                        FixedField(offset: 9, length: 3, kind: .packed(scale: 1)),
                    ])))
    }

    private static func sample(_ reader: Reader) -> [UInt8] {
        let text = "1,\"山田\"\"太\",x\r\n2,髙橋,\"y,z\"\r\n3,,\"ﾔﾏ\"\n4,a,b\n"
        switch reader {
        case .utf8, .utf8InPlace, .utf8LineEnds: return Array(text.utf8)
        case .utf16: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .cp932:
            let codes = WindowsCharacterSet.table.codes()
            return text.unicodeScalars.flatMap { scalar -> [UInt8] in
                if scalar.isASCII { return [UInt8(scalar.value)] }
                if (0xFF61...0xFF9F).contains(scalar.value) { return [UInt8(scalar.value - 0xFEC0)] }
                let code = codes[scalar] ?? 0x8140
                return [UInt8(code >> 8), UInt8(code & 0xFF)]
            }
        case .jef, .keis78, .keis83, .jips, .fixedEnded:
            let record: [UInt8] = [0xF1, 0x28, 0xB0, 0xA1, 0x29, 0xB0, 0xA2, 0xF1, 0xC2, 0x12, 0x34, 0x5C]
            return (0..<5).flatMap { _ in record + (reader == .fixedEnded ? [0x0D, 0x0A] : []) }
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return bytes.append(0x22) }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let odd: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x00, 0x81, 0xE3, 0xF0, 0xFF, 0x28, 0x29, 0x1A, 0x40]
        switch Int.random(in: 0..<7, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] = odd.randomElement(using: &random) ?? 0
        case 2: bytes.insert(odd.randomElement(using: &random) ?? 0, at: place)
        case 3: bytes.remove(at: place)
        case 4: bytes.removeLast(min(bytes.count, Int.random(in: 1...9, using: &random)))
        case 5: bytes.append(0x1A)
        default: bytes += bytes[place...].prefix(20)
        }
    }

    /// What is wrong with a reading; `nil` when every byte is accounted for.
    private static func loss(_ bytes: [UInt8], _ read: ReadRecords, _ profile: RecordProfile) -> String? {
        let numbers = (read.numbers + read.broken.map(\.number)).sorted()
        if numbers != Array(0..<numbers.count).map({ $0 + 1 }) { return "numbers \(numbers)" }
        var covered = [Bool](repeating: false, count: bytes.count)
        for range in read.broken.map(\.bytes) + read.sources.flatMap(\.self) {
            guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return "range \(range)" }
            for place in range { covered[place] = true }
        }
        if read.hasEndMark { covered[bytes.count - 1] = bytes.last == 0x1A }
        for (place, byte) in bytes.enumerated() where !covered[place] {
            // Only what tells values and records apart may lie outside of them (and the marks and zeros of UTF-16).
            guard [0x22, 0x2C, 0x0A, 0x0D, 0x00, 0xEF, 0xBB, 0xBF, 0xFF, 0xFE].contains(byte) else {
                return "byte \(place) is in no record"
            }
        }
        for (values, notes) in zip(read.records, read.notes) {
            for (value, note) in zip(values, notes) where value.unicodeScalars.contains("\u{FFFD}") {
                if note.isDisjoint(with: [.malformed, .unmapped]) { return "a silent replacement" }
            }
        }
        return nil
    }
}
