import Foundation
import GRDB

/// One transaction of SQLite.
struct SQLiteConnection: Connection {
    /// Statements with more parameters than this (long `IN` lists, each with its own text) are not kept for reuse.
    static let cachedParametersMax = 64
    /// A value of more bytes is handed over where it lies, and its statement, which would keep it, is not kept.
    static let copiedBytesMax = 1 << 20

    let database: GRDB.Database

    func execute(_ statement: SQL) throws -> Int {
        try mappingErrors(of: statement.text) {
            let before = database.totalChangesCount
            if let place = statement.parameters.firstIndex(where: \.isLarge) {
                try execute(statement, borrowing: place)
            } else {
                try prepared(statement).execute(arguments: arguments(of: statement))
            }
            // `changesCount` keeps the number of an earlier statement when this one changes nothing by its nature.
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
    }

    private func execute(_ statement: SQL, borrowing place: Int) throws {
        guard case .blob(let bytes) = statement.parameters[place] else { return }
        try bytes.withUnsafeBytes { buffer in
            var values = statement.parameters.enumerated().map { number, value in
                number == place ? DatabaseValue.null : DatabaseValue(value)
            }
            if let base = buffer.baseAddress {
                let borrowed = Data(
                    bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: buffer.count, deallocator: .none)
                values[place] = borrowed.databaseValue
            }
            try database.makeStatement(sql: statement.text).execute(arguments: StatementArguments(values))
        }
    }

    func rows(_ statement: SQL) throws -> [SQLRow] {
        try mappingErrors(of: statement.text) {
            let prepared = try prepared(statement)
            // As PostgreSQL does: a name that is not quoted is in small letters.
            let columns = SQLRow.Columns(prepared.columnNames.map { $0.lowercased() })
            let positions = columns.names.indices
            let cursor = try Row.fetchCursor(prepared, arguments: arguments(of: statement))
            var rows: [SQLRow] = []
            while let row = try cursor.next() {
                rows.append(SQLRow(columns: columns, values: positions.map { SQLValue(row[$0]) }))
            }
            return rows
        }
    }

    func executeScript(_ script: String) throws {
        try mappingErrors(of: script) { try database.execute(sql: script) }
    }

    private func prepared(_ statement: SQL) throws -> Statement {
        statement.parameters.count <= Self.cachedParametersMax
            ? try database.cachedStatement(sql: statement.text) : try database.makeStatement(sql: statement.text)
    }

    private func arguments(of statement: SQL) -> StatementArguments {
        StatementArguments(statement.parameters.map(DatabaseValue.init))
    }

    private func mappingErrors<Value>(of text: String, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw StorageError(error, text: text)
        }
    }
}

extension DatabaseValue {
    fileprivate init(_ value: SQLValue) {
        self =
            switch value {
            case .null: .null
            case .integer(let value): value.databaseValue
            case .real(let value): value.databaseValue
            case .text(let value): value.databaseValue
            case .blob(let bytes): Data(bytes).databaseValue
            }
    }
}

extension SQLValue {
    fileprivate var isLarge: Bool {
        if case .blob(let bytes) = self { bytes.count > SQLiteConnection.copiedBytesMax } else { false }
    }

    fileprivate init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let value): .integer(value)
            case .double(let value): .real(value)
            case .string(let value): .text(value)
            case .blob(let data): .blob([UInt8](data))
            }
    }
}
