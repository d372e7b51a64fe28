import Storage

/// Requests of one list are confirmed or declined as one: all of them, or none.
extension PersonRequestStore {
    /// Asks for several matters together.
    ///
    /// - Throws: the refusal of the first that cannot be asked for; nothing of it then stays, as the transaction ends.
    public static func askTogether(
        _ matters: [(person: ID<Person>, matter: PersonRequest.Matter)], by stamp: Stamp, on connection: any Connection
    ) throws {
        let batch: ID<PersonRequestBatch> = stamp.newID()
        for (person, matter) in matters { try ask(matter, for: person, batch: batch, by: stamp, on: connection) }
    }

    /// Does everything that a list asked for, in the name of a second administrator.
    /// - Returns: how many requests it was.
    @discardableResult
    public static func confirm(
        batch: ID<PersonRequestBatch>, by stamp: Stamp, on connection: any Connection
    ) throws -> Int {
        let requests = try waiting(in: batch, at: stamp, on: connection)
        for request in requests { try confirm(request.id, by: stamp, on: connection) }
        return requests.count
    }

    /// Ends all requests of a list without doing anything.
    /// - Returns: how many requests it was.
    @discardableResult
    public static func decline(
        batch: ID<PersonRequestBatch>, by stamp: Stamp, on connection: any Connection
    ) throws -> Int {
        let requests = try waiting(in: batch, at: stamp, on: connection)
        for request in requests { try decline(request.id, by: stamp, on: connection) }
        return requests.count
    }

    private static func waiting(
        in batch: ID<PersonRequestBatch>, at stamp: Stamp, on connection: any Connection
    ) throws -> [PersonRequest] {
        let requests = try waiting(at: stamp.at, on: connection).filter { $0.batch == batch }
        guard !requests.isEmpty else { throw PersonRequestRefusal.alreadySettled }
        return requests
    }
}
