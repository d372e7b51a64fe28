import Storage

/// Where a unit is written to.
public struct UnitContact: Hashable, Sendable {
    /// The section's shared mailbox, not a person's.
    public let mail: MailAddress
    /// The head's post (課長), written to as well when something is late; `nil` when not known.
    public let headMail: MailAddress?

    public init(mail: MailAddress, headMail: MailAddress? = nil) {
        self.mail = mail
        self.headMail = headMail
    }
}

/// Where a unit is written to as a form was opened on it; a unit without an address is one state as well.
public struct KeptContact: Revised, Sendable {
    public let contact: UnitContact?
    public var revision: Int { ContentRevision.of(contact?.mail.text, contact?.headMail?.text) }

    public init(_ contact: UnitContact?) {
        self.contact = contact
    }
}

/// Addresses of units in the database.
public enum UnitContactStore {
    public static func all(on connection: any Connection) throws -> [ID<OfficeUnit>: UnitContact] {
        let rows = try connection.rows("SELECT unit, mail, head_mail FROM unit_contact").map { row in
            (try row[0] as ID<OfficeUnit>, UnitContact(mail: try row[1], headMail: try row[2]))
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Sets the address of a unit, or takes it away.
    public static func set(
        _ contact: UnitContact?, of unit: ID<OfficeUnit>, by stamp: Stamp, on connection: any Connection
    ) throws {
        if let contact {
            try connection.execute(
                """
                INSERT INTO unit_contact (unit, mail, head_mail)
                VALUES (\(unit), \(contact.mail), \(contact.headMail))
                ON CONFLICT (unit) DO UPDATE SET mail = excluded.mail, head_mail = excluded.head_mail
                """)
        } else {
            try connection.execute("DELETE FROM unit_contact WHERE unit = \(unit)")
        }
        try Audit.append(
            "ward.unit.contact", subject: "unit/\(unit)",
            details: ["mail": JSON(contact?.mail.text), "headMail": JSON(contact?.headMail?.text)], by: stamp,
            on: connection)
    }
}
