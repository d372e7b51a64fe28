import CLibPQ

/// A result of libpq, freed with this value.
struct ServerResult: ~Copyable {
    private let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var succeeded: Bool {
        let status = PQresultStatus(pointer)
        return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY
    }

    /// The five letters and digits that name an error; empty when the error is not the server's.
    var state: String { field(UInt8(ascii: "C")) }

    /// The server's words without their detail, which quotes values of the row.
    var message: String { field(UInt8(ascii: "M")) }

    /// Such as `COMMIT` or `INSERT 0 1`.
    var tag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    /// How many rows an INSERT, UPDATE or DELETE changed; 0 for anything else.
    var rowsChanged: Int {
        let tag = tag
        guard ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(where: tag.hasPrefix) else { return 0 }
        return tag.split(separator: " ").last.flatMap { Int($0) } ?? 0
    }

    /// - Throws: the name of a column whose type is not in the portable dialect.
    func rows() throws(UnreadableColumn) -> [SQLRow] {
        let positions = 0..<PQnfields(pointer)
        let columns = SQLRow.Columns(positions.map { PQfname(pointer, $0).map { String(cString: $0) } ?? "" })
        let types = positions.map { PQftype(pointer, $0) }
        var rows: [SQLRow] = []
        rows.reserveCapacity(Int(PQntuples(pointer)))
        for row in 0..<PQntuples(pointer) {
            var values: [SQLValue] = []
            values.reserveCapacity(types.count)
            for position in positions {
                guard PQgetisnull(pointer, row, position) == 0 else {
                    values.append(.null)
                    continue
                }
                let bytes = UnsafeRawBufferPointer(
                    start: PQgetvalue(pointer, row, position), count: Int(PQgetlength(pointer, row, position)))
                guard let value = WireValues.value(of: bytes, type: types[Int(position)]) else {
                    throw UnreadableColumn(name: columns.names[Int(position)], type: types[Int(position)])
                }
                values.append(value)
            }
            rows.append(SQLRow(columns: columns, values: values))
        }
        return rows
    }

    private func field(_ code: UInt8) -> String {
        PQresultErrorField(pointer, Int32(code)).map { String(cString: $0) } ?? ""
    }
}

/// A column of a type that the portable dialect does not have.
struct UnreadableColumn: Error {
    let name: String
    /// PostgreSQL's object identifier of the type.
    let type: UInt32
}
