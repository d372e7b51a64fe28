import Storage

extension Stamp {
    /// Writes the row of the audit trail for a change of a record, in the transaction of the change.
    ///
    ///     try stamp.note("plan.meeting.confirm", "meeting/\(meeting.id)", ["edition": 2], on: connection)
    public func note(
        _ action: String, _ subject: String, _ details: JSON = [:], on connection: any Connection
    ) throws {
        try Audit.append(action, subject: subject, details: details, by: self, on: connection)
    }
}
