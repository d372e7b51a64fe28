import Conversion
import Storage
import Ward

/// A value of somebody's record. Of protected people it cannot be read without a look that was recorded.
struct ProtectedText: Hashable, Sendable {
    fileprivate let text: String
    let isProtected: Bool

    init(_ text: String, isProtected: Bool) {
        self.text = text
        self.isProtected = isProtected
    }

    /// What a page may show.
    var shown: String { isProtected ? "（表示しません）" : text }

    /// The value itself, to whoever looked and is on record for it.
    func text(_ look: RecordedLook?) -> String { look == nil ? shown : text }
}

extension ProtectedText {
    /// Bytes as `8A 95 …`.
    init(_ bytes: some Sequence<UInt8>, isProtected: Bool) {
        let figures = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
        self.init(figures.joined(separator: " "), isProtected: isProtected)
    }
}

extension ProtectedText: CustomStringConvertible {
    var description: String { shown }
}

/// Proof that a look at a protected person's values stands in the audit trail: it is made in no other way.
struct RecordedLook: Sendable {
    private init() {}

    /// Records who looks at which finding.
    /// - Parameter other: the record it was compared with, and its key, where that is shown too.
    static func record(
        _ subject: FindingDecision.Subject, other: (record: WrittenRecord, key: ProtectedText)?, by stamp: Stamp,
        on connection: any Connection
    ) throws -> RecordedLook {
        var details: [String: JSON] = ["key": .string(subject.key), "target": .string(subject.target)]
        if let other {
            details["otherKey"] = .string(other.key.text)
            details["otherTarget"] = .string("\(other.record.system)/\(other.record.target)")
        }
        try stamp.note(
            "standardization.unmask", "rehearsal/\(subject.system)/\(subject.reason.code)", .object(details),
            on: connection)
        return RecordedLook()
    }
}
