import Japanese

@testable import Tabular

/// What a reader made of a file, for comparing.
struct ReadRecords: Equatable {
    var records: [[String]] = []
    var sources: [[Range<Int>]] = []
    /// Numbers among all records of the file, from 1.
    var numbers: [Int] = []
    var broken: [BrokenRecord] = []
    var blankLines = 0
    var hasEndMark = false
    var headings: [String] = []
    var notes: [[DecodingNotes]] = []

    private struct Part: Sendable {
        var read = ReadRecords()
    }

    static func read(
        _ bytes: [UInt8], _ profile: RecordProfile, chunkBytes: Int = RecordLimits.chunkBytes, workers: Int = 2
    ) async throws -> ReadRecords {
        let file = RecordFile(MappedFile(bytes), profile: profile, chunkBytes: chunkBytes)
        var whole = ReadRecords()
        whole.headings = file.headings
        whole.hasEndMark = file.hasEndMark
        try await file.read(workers: workers) { chunk in
            var part = ReadRecords()
            for row in 0..<chunk.recordCount {
                part.records.append((0..<chunk.columnCount).map { chunk.string(row, $0) })
                part.sources.append((0..<chunk.columnCount).map { chunk.source(row, $0) })
                part.notes.append((0..<chunk.columnCount).map { chunk.notes(row, $0) })
                part.numbers.append(chunk.ordinal(row))
            }
            part.broken = chunk.broken
            part.blankLines = chunk.blankLines
            return Part(read: part)
        } combine: { part, place in
            whole.records += part.read.records
            whole.sources += part.read.sources
            whole.notes += part.read.notes
            whole.numbers += part.read.numbers.map { $0 + place.recordsBefore + 1 }
            whole.broken += part.read.broken.map { broken in
                var broken = broken
                broken.number += place.recordsBefore + 1
                return broken
            }
            whole.blankLines += part.read.blankLines
        }
        return whole
    }
}

extension RecordProfile {
    static func delimited(
        _ set: SourceCharacterSet = .utf8, columns: Int, heading: Bool = false, lineEnds: Bool = false
    ) -> RecordProfile {
        RecordProfile(
            set: set,
            form: .delimited(
                DelimitedForm(columnCount: columns, hasHeading: heading, hasLineEndsInQuotes: lineEnds)))
    }

    /// UTF-8 that nobody counts: values stay where they are.
    static func inPlace(columns: Int) -> RecordProfile {
        RecordProfile(
            set: .utf8, form: .delimited(DelimitedForm(columnCount: columns, hasHeading: false)), countsCodes: false)
    }
}
