import Japanese
import Synchronization

/// A large file of records, read chunk by chunk on several cores.
///
///     let file = try RecordFile(path: path, profile: profile)
///     try await file.read { chunk in counted(chunk) } combine: { part, place in total += part }
///
/// `process` runs on many chunks at once, `combine` on one after the other in the order of the file. Every record of the file is
/// in exactly one chunk, as a whole record or as a broken one.
public final class RecordFile: Sendable {
    public let profile: RecordProfile
    /// The whole file.
    public let map: MappedFile
    /// The first record's values, where the profile says that it holds headings.
    public let headings: [String]
    /// Whether 0x1A closes the file, as DOS did: the one byte that is in no record and needs none.
    public let hasEndMark: Bool
    /// Where chunks lie, in the order of the file.
    let plan: [Part]
    private let reserves: Mutex<[Reserve]>

    /// A chunk that waits to be used again; it keeps the counts of all it has decoded.
    private struct Reserve: @unchecked Sendable {
        let chunk: RecordChunk
    }

    /// Part of the file that is read at once.
    struct Part: Hashable, Sendable {
        let bytes: Range<Int>
        let isBroken: Bool
    }

    /// Where a chunk lies in the file.
    public struct Place: Hashable, Sendable {
        /// Records of the file that are data before this chunk, whole or broken.
        public let recordsBefore: Int
        /// Whole and broken records of this chunk.
        public let recordCount: Int
        public let bytes: Range<Int>
        /// Bytes of the file.
        public let fileBytes: Int
    }

    public convenience init(path: String, profile: RecordProfile) throws(MappedFileRefusal) {
        self.init(try MappedFile(path: path), profile: profile)
    }

    public init(_ map: MappedFile, profile: RecordProfile, chunkBytes: Int = RecordLimits.chunkBytes) {
        self.map = map
        self.profile = profile
        let planner = RecordPlanner(map, profile: profile, chunkBytes: chunkBytes)
        (headings, plan) = planner.plan()
        hasEndMark = planner.hasEndMark
        reserves = Mutex([])
    }

    /// Where the first record of data begins: what stands before it is a mark and the headings.
    public var dataStart: Int { plan.first?.bytes.lowerBound ?? map.bytes.count - (hasEndMark ? 1 : 0) }

    /// Codes beyond ASCII of all that has been read, with counts.
    public var codes: (found: [UInt32: UInt32], broken: [UInt32: UInt32]) {
        reserves.withLock { reserves in
            let sum = CodeCounts()
            for reserve in reserves { if let counts = reserve.chunk.decoder.counts { sum.add(counts) } }
            return (sum.found, sum.broken)
        }
    }

    /// Reads all chunks.
    /// - Parameter workers: chunks read at the same time.
    /// - Throws: ``RecordFileRefusal`` when the file became shorter on the way; whatever `process` and `combine` throw.
    public func read<Part: Sendable>(
        workers: Int = 2, process: @escaping @Sendable (RecordChunk) throws -> Part,
        combine: (Part, Place) throws -> Void
    ) async throws {
        guard map.isWhole else { throw RecordFileRefusal.cutShort }
        let workers = min(max(1, workers), RecordLimits.workersMax)
        let limit = workers * 2
        try await withThrowingTaskGroup(of: (Int, Part, Int).self) { group in
            var waiting: [Int: (Part, Int)] = [:]
            var (started, combined, records) = (0, 0, 0)
            func start() {
                guard started < plan.count, started - combined < limit else { return }
                let number = started
                started += 1
                group.addTask {
                    try Task.checkCancellation()
                    let (part, count) = try self.readPart(number, process)
                    return (number, part, count)
                }
            }
            for _ in 0..<workers { start() }
            while combined < plan.count {
                guard let (number, part, count) = try await group.next() else { break }
                waiting[number] = (part, count)
                while let (part, count) = waiting.removeValue(forKey: combined) {
                    let bytes = plan[combined].bytes
                    try combine(
                        part,
                        Place(recordsBefore: records, recordCount: count, bytes: bytes, fileBytes: map.bytes.count))
                    map.release(bytes)
                    records += count
                    combined += 1
                }
                while started < plan.count, started - combined < limit,
                    started - combined - waiting.count < workers
                {
                    start()
                }
            }
        }
    }

    /// Reads all chunks one after the other, for a file of a few records.
    public func readInOrder<Part>(_ process: (RecordChunk) throws -> Part) throws -> [Part] {
        try plan.indices.map { try readPart($0, process).0 }
    }

    private func readPart<Part>(_ number: Int, _ process: (RecordChunk) throws -> Part) throws -> (Part, Int) {
        let chunk =
            reserves.withLock { $0.popLast() }?.chunk ?? RecordChunk(file: map.bytes, profile: profile)
        let place = plan[number]
        guard map.isWhole else { throw RecordFileRefusal.cutShort }
        map.expect(place.bytes)
        chunk.begin(place.bytes)
        if place.isBroken {
            chunk.broken.append(
                BrokenRecord(kind: .recordLength, bytes: place.bytes, number: 0, count: place.bytes.count))
        } else {
            switch (profile.form, profile.set) {
            case (.fixed(let form), _): FixedScanner.scan(chunk, form: form)
            case (.delimited(let form), .utf16LE): DelimitedScanner<UTF16LEUnit>.scan(chunk, form: form)
            case (.delimited(let form), .utf16BE): DelimitedScanner<UTF16BEUnit>.scan(chunk, form: form)
            case (.delimited(let form), _): DelimitedScanner<ByteUnit>.scan(chunk, form: form)
            }
        }
        let part = try process(chunk)
        let count = chunk.ordinalCount
        let reserve = Reserve(chunk: chunk)
        reserves.withLock { $0.append(reserve) }
        return (part, count)
    }
}

/// Why a file could not be read to its end.
public enum RecordFileRefusal: Error, Hashable, Sendable {
    /// Somebody wrote it anew meanwhile.
    case cutShort
}
