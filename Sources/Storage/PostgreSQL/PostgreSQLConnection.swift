import CLibPQ

/// The statements of one session; used on its queue only.
///
/// Statements are not prepared under names: a round trip costs more than parsing, and named statements break when
/// another process migrates the tables.
struct PostgreSQLConnection: Connection {
    let handle: OpaquePointer

    func execute(_ statement: SQL) throws -> Int {
        try send(statement).rowsChanged
    }

    func rows(_ statement: SQL) throws -> [SQLRow] {
        do {
            return try send(statement).rows()
        } catch let error as UnreadableColumn {
            let type = error.type == WireValues.ObjectID.numeric ? "numeric with decimals" : "type \(error.type)"
            throw StorageError.decoding(
                column: error.name, reason: "\(type) is not portable; CAST it to BIGINT, DOUBLE PRECISION or TEXT")
        }
    }

    func executeScript(_ script: String) throws {
        _ = try checked(ServerResult(PQexec(handle, script)), text: script)
    }

    private func send(_ statement: SQL) throws(StorageError) -> ServerResult {
        let (text, parameters) = try statement.dollars()
        var bytes: [UInt8] = []
        var types: [UInt32] = []
        var bounds: [Range<Int>] = []
        for parameter in parameters {
            let start = bytes.count
            types.append(WireValues.append(parameter, to: &bytes))
            bounds.append(start..<bytes.count)
        }
        // Empty text is a place with length 0, which needs an address, also when there is nothing else.
        bytes.append(0)
        let result = bytes.withUnsafeBytes { buffer in
            PQexecParams(
                handle, text, Int32(parameters.count), types,
                bounds.map { buffer.baseAddress?.advanced(by: $0.lowerBound).assumingMemoryBound(to: CChar.self) },
                bounds.map { Int32($0.count) }, bounds.map { _ in 1 }, 1)
        }
        return try checked(ServerResult(result), text: statement.text)
    }

    func checked(_ result: consuming ServerResult, text: String) throws(StorageError) -> ServerResult {
        if result.succeeded { return result }
        guard PQstatus(handle) == CONNECTION_OK else {
            throw .connectionLost(message: result.message.isEmpty ? "no answer from the server" : result.message)
        }
        let message = result.message.isEmpty ? String(cString: PQerrorMessage(handle)) : result.message
        throw StorageError(state: result.state, message: message, text: text)
    }
}
