import Storage

/// A kind of record that stands in a table under an identifier of its own, read by the names of its columns.
///
///     extension Meeting: Record {
///         static let selection: SQL = "SELECT id, body, number, held_on FROM meeting"
///         static let key: SQL = "meeting.id"
///         static let title = "会議"
///         init(_ row: SQLRow, on _: any Connection) throws { self.init(id: try row["id"], body: try row["body"], …) }
///     }
///
///     let meeting = try Meeting.known(id, on: connection)
///     let planned = try Meeting.list("WHERE state = 'planned' ORDER BY held_on", on: connection)
public protocol Record: Sendable {
    /// `SELECT … FROM …` up to where a `WHERE` may follow.
    static var selection: SQL { get }
    /// The column of the identifier, with its table.
    static var key: SQL { get }
    /// As people call it, such as 会議.
    static var title: String { get }

    var id: ID<Self> { get }

    /// - Parameter connection: for what stands in other tables.
    init(_ row: SQLRow, on connection: any Connection) throws
}

extension Record {
    public static func find(_ id: ID<Self>, on connection: any Connection) throws -> Self? {
        try connection.row(selection + " WHERE " + key + " = \(id)").map { try Self($0, on: connection) }
    }

    /// - Throws: ``RecordRefusal`` when there is none.
    public static func known(_ id: ID<Self>, on connection: any Connection) throws -> Self {
        guard let record = try find(id, on: connection) else { throw UnknownRecord(Self.self) }
        return record
    }

    /// - Parameter tail: what follows the selection, such as `WHERE … ORDER BY …`.
    public static func list(_ tail: SQL, on connection: any Connection) throws -> [Self] {
        try connection.rows(selection + " " + tail).map { try Self($0, on: connection) }
    }
}

/// There is no such record, or none any more: pages answer with 404, commands with the words.
public protocol RecordRefusal: Refusal {}

/// The database allows a record once, and there is one: what two people did at once, or what a rule did not foresee.
/// Stands in the words of people for ``StorageError/duplicate(message:)``.
public struct DuplicateRecord: Refusal {
    public init() {}

    public var words: String {
        "同じ記録がすでにあるため、保存しませんでした。画面を開き直し、今の内容を確かめてから、もう一度行ってください。"
    }
}

/// There is no record where one was named.
public struct UnknownRecord: RecordRefusal {
    private let title: String

    public init(_ kind: any Record.Type) {
        title = kind.title
    }

    public var words: String { "その\(title)はありません。一覧から選び直してください。" }
}
