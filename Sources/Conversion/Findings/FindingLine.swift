/// One finding as it stands in a rehearsal's files: where it is and nothing of what it says.
public struct FindingLine: Hashable, Sendable {
    /// The source group.
    public let source: String
    /// Among all records of the source file, from 1.
    public let record: Int
    public let key: String
    /// The source item; empty where the whole record is concerned.
    public let field: String
    /// The target group and item; empty where none is concerned.
    public let target: String
    public let item: String
    /// The rule's id; empty for what the conversion found.
    public let rule: String
    /// In the source file.
    public let bytes: Range<Int>
    /// Fingerprint of the value.
    public let hash: UInt64
    /// The written record that this one was compared with; `nil` where there is none, or where the finding is about one record.
    public let other: WrittenRecord?
    public let state: FindingState

    package static let heading = Array(
        "source\trecord\tkey\tfield\ttarget\titem\trule\tfrom\tto\thash\tother-system\tother-target\tother-record\tstate\n"
            .utf8)

    /// Reads a line of a file; `nil` for one that is none.
    public init?(_ line: Substring) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        // Runs of earlier programs say nothing of other records.
        guard cells.count == 14 || cells.count == 11, let record = Int(cells[1]), let from = Int(cells[7]),
            let to = Int(cells[8]),
            from <= to,
            let hash = UInt64(cells[9], radix: 16),
            let state = FindingState.allCases.first(where: { $0.word == cells[cells.count - 1] })
        else { return nil }
        let others = cells[10..<(cells.count - 1)]
        if others.allSatisfy(\.isEmpty) {
            other = nil
        } else {
            guard let number = Int(cells[12]), number > 0 else { return nil }
            other = WrittenRecord(system: cells[10], target: cells[11], number: number)
        }
        (source, self.record, key, field, target, item, rule) = (
            cells[0], record, cells[2], cells[3], cells[4], cells[5], cells[6]
        )
        bytes = from..<to
        self.hash = hash
        self.state = state
    }
}

extension FindingLine {
    /// What a decision about this finding is about.
    package func subject(system: String, reason: Reason) -> FindingDecision.Subject {
        FindingDecision.Subject(
            system: system, reason: reason, key: key, field: field, target: target, item: item)
    }
}

/// A record as it was written for the target by one system.
public struct WrittenRecord: Hashable, Sendable {
    /// The system's id.
    public let system: String
    /// The target group.
    public let target: String
    /// Among the records that the system wrote for the group, from 1.
    public let number: Int
}

/// Keys as findings and decisions name records.
enum FindingKey {
    /// A key may hold anything: what would break a line becomes “?”, everywhere in the same way.
    static func append(_ bytes: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
        for byte in bytes { key.append(byte < 0x20 || byte == 0x7F ? 0x3F : byte) }
    }
}

/// Writes lines of findings without a string for each value.
struct FindingWriter {
    var text: [UInt8] = []

    private mutating func put(_ value: some StringProtocol) {
        text.append(contentsOf: value.utf8)
        text.append(0x09)
    }

    mutating func append(
        source: String, record: Int, key: some Sequence<UInt8>, field: String, target: String, item: String,
        rule: String, bytes: Range<Int>, hash: UInt64, other: WrittenRecord? = nil, state: FindingState
    ) {
        put(source)
        put(String(record))
        text.append(contentsOf: key)
        text.append(0x09)
        put(field)
        put(target)
        put(item)
        put(rule)
        put(String(bytes.lowerBound))
        put(String(bytes.upperBound))
        put(String(hash, radix: 16))
        put(other?.system ?? "")
        put(other?.target ?? "")
        put(other.map { String($0.number) } ?? "")
        text.append(contentsOf: state.word.utf8)
        text.append(0x0A)
    }
}

/// Findings of one reason, by what became of them.
public struct FindingCount: Hashable, Sendable, Codable {
    public var open = 0
    public var decided = 0
    public var lapsed = 0

    /// What still waits for somebody.
    public var waiting: Int { open + lapsed }
    public var total: Int { open + decided + lapsed }

    package mutating func add(_ state: FindingState) {
        switch state {
        case .open: open += 1
        case .decided: decided += 1
        case .lapsed: lapsed += 1
        }
    }

    package mutating func add(_ other: FindingCount) {
        open += other.open
        decided += other.decided
        lapsed += other.lapsed
    }
}
