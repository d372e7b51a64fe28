import Storage

/// The identifier of a record of one kind: a ULID of 26 characters, sortable by time of creation, never a row number.
///
///     let round: ID<Round> = ward.newID()
///
/// The kind is part of the type, so that a person's identifier cannot be passed where a unit's is meant.
public struct ID<Subject>: Hashable, Comparable, Sendable, SQLBindable, SQLDecodable, CustomStringConvertible {
    public let text: String

    /// - Parameter text: as stored; for what comes from outside use ``init(untrusted:)``.
    public init(_ text: String) {
        self.text = text
    }

    /// - Returns: `nil` unless the text has the form of an identifier.
    public init?(untrusted text: String) {
        guard text.utf8.count == 26, text.utf8.allSatisfy({ ULID.alphabet.contains($0) }) else { return nil }
        self.text = text
    }

    public init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.text = text
    }

    public var sqlValue: SQLValue { .text(text) }
    public var description: String { text }

    public static func < (left: ID, right: ID) -> Bool {
        left.text < right.text
    }
}
