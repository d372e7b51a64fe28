import Japanese
import Synchronization
import Tabular

/// Work that is measured beside other programs on one file of records: the parts of a rehearsal, each by itself.
package enum MeasuredWork: String, CaseIterable, Sendable {
    /// Every value decoded, told apart and checked for what cannot be read: columns in the core's cache, chunk by chunk.
    case read
    /// The same, with eight rules and every failing row kept with its key.
    case rules
    /// Every value written again in UTF-8 with its 外字 identified, and the ledger of all characters.
    case characters

    /// What came out, so that two runs can be compared.
    package struct Result: Sendable, Hashable {
        package var records = 0
        package var values = 0
        package var broken = 0
        /// Failing rows, all rules together.
        package var failures = 0
        package var bytesKept = 0
        /// Distinct characters of the ledger.
        package var characters = 0

        package init(records: Int = 0, values: Int = 0, broken: Int = 0) {
            self.records = records
            self.values = values
            self.broken = broken
        }

        mutating func add(_ other: Result) {
            records += other.records
            values += other.values
            broken += other.broken
            failures += other.failures
            bytesKept += other.bytesKept
        }
    }

    package func run(_ file: RecordFile, rules: [Rule], dictionary: GaijiDictionary, shrink: ShrinkTable, workers: Int)
        async throws
        -> Result
    {
        var sum = Result()
        switch self {
        case .read:
            try await file.read(workers: workers) {
                MeasuredWork.read($0)
            } combine: { part, _ in
                sum.add(part)
            }
        case .rules:
            let kernels = rules.compactMap { rule -> RecordKernel? in
                guard case .record(let check) = rule.check else { return nil }
                return RecordKernel(rule: rule, check: check, towns: TownList([]))
            }
            var kept = FailingRows(kernels.count)
            try await file.read(workers: workers) { chunk in
                (MeasuredWork.read(chunk), FailingRows(chunk, kernels))
            } combine: { part, place in
                sum.add(part.0)
                kept.add(part.1, recordsBefore: place.recordsBefore)
            }
            sum.failures = kept.count
            sum.bytesKept = kept.bytes
        case .characters:
            let gaiji = dictionary.resolver(system: "measured", set: file.profile.set)
            let arenas = Arenas()
            try await file.read(workers: workers) { chunk in
                let output = arenas.take()
                defer { arenas.give(output) }
                return MeasuredWork.written(chunk, gaiji, output)
            } combine: { part, _ in
                sum.add(part)
            }
            let codes = file.codes
            sum.characters =
                CharacterLedger.lines(
                    found: codes.found, broken: codes.broken, set: file.profile.set, gaiji: gaiji, policy: .jisX0208,
                    shrink: shrink
                ).count
        }
        return sum
    }

    private static func read(_ chunk: RecordChunk) -> Result {
        var broken = chunk.broken.count
        for column in 0..<chunk.columnCount {
            for row in 0..<chunk.recordCount
            where !chunk.notes(row, column).isDisjoint(with: [.malformed, .unmapped, .control]) {
                broken += 1
            }
        }
        return Result(records: chunk.recordCount, values: chunk.recordCount * chunk.columnCount, broken: broken)
    }

    /// A chunk as quoted UTF-8, private scalars replaced where the dictionary knows them.
    private static func written(
        _ chunk: RecordChunk, _ gaiji: [UInt32: GaijiDictionary.Entry], _ output: TextArena
    ) -> Result {
        output.reset()
        var result = Result(
            records: chunk.recordCount, values: chunk.recordCount * chunk.columnCount, broken: chunk.broken.count)
        for row in 0..<chunk.recordCount {
            for column in 0..<chunk.columnCount {
                let text = chunk.text(row, column)
                // A comma, two quotes and a line end around the value.
                var place = output.room(for: text.count + 5)
                if column > 0 {
                    place.pointee = 0x2C
                    place += 1
                }
                place.pointee = 0x22
                place += 1
                let notes = chunk.notes(row, column)
                if !notes.isDisjoint(with: [.malformed, .unmapped, .control]) { result.broken += 1 }
                if notes.contains(.user) {
                    output.advance(to: place)
                    output.append(identified(text, gaiji))
                    place = output.room(for: 3)
                } else if let base = text.baseAddress {
                    place.update(from: base, count: text.count)
                    place += text.count
                }
                place.pointee = 0x22
                output.advance(to: place + 1)
            }
            let place = output.room(for: 2)
            place[0] = 0x0D
            place[1] = 0x0A
            output.advance(to: place + 2)
        }
        result.bytesKept = output.count
        return result
    }

    private static func identified(_ text: UnsafeBufferPointer<UInt8>, _ gaiji: [UInt32: GaijiDictionary.Entry])
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if Gaiji.isPrivate(scalar), let entry = gaiji[scalar.value] {
                bytes += Array(entry.target.utf8)
            } else {
                bytes += Array(String(scalar).utf8)
            }
        }
        return bytes
    }
}

/// Memory for output that goes from one chunk to the next.
private final class Arenas: Sendable {
    private struct Reserve: @unchecked Sendable { let arena: TextArena }
    private let free = Mutex<[Reserve]>([])

    func take() -> TextArena { free.withLock { $0.popLast() }?.arena ?? TextArena(capacity: 1 << 22) }

    func give(_ arena: TextArena) {
        let reserve = Reserve(arena: arena)
        free.withLock { $0.append(reserve) }
    }
}

/// Rows that do not satisfy rules, each with its key: none is left out, however many there are.
struct FailingRows: Sendable {
    /// By rule: numbers of rows from 0.
    private(set) var rows: [[UInt32]]
    /// By rule: the keys of those rows, and where each of them ends.
    private var keys: [[UInt8]]
    private var ends: [[UInt32]]

    init(_ rules: Int) {
        rows = Array(repeating: [], count: rules)
        keys = Array(repeating: [], count: rules)
        ends = Array(repeating: [], count: rules)
    }

    init(_ chunk: RecordChunk, _ kernels: [RecordKernel]) {
        self.init(kernels.count)
        for (number, kernel) in kernels.enumerated() {
            kernel.failures(chunk, into: &rows[number])
            guard !rows[number].isEmpty else { continue }
            keys[number].reserveCapacity(rows[number].count * 12)
            ends[number].reserveCapacity(rows[number].count)
            for row in rows[number] {
                keys[number].append(contentsOf: chunk.text(Int(row), 0))
                ends[number].append(UInt32(truncatingIfNeeded: keys[number].count))
            }
        }
    }

    var count: Int { rows.reduce(0) { $0 + $1.count } }
    var bytes: Int { keys.reduce(0) { $0 + $1.count } }

    mutating func add(_ other: FailingRows, recordsBefore: Int) {
        for number in rows.indices where !other.rows[number].isEmpty {
            let (before, start) = (UInt32(recordsBefore), UInt32(truncatingIfNeeded: keys[number].count))
            for row in other.rows[number] { rows[number].append(before + row) }
            keys[number].append(contentsOf: other.keys[number])
            for end in other.ends[number] { ends[number].append(start + end) }
        }
    }
}
