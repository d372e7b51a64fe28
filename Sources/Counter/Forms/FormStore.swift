import LifeEvents
import Storage
import Ward

/// Sections' own forms in the database.
enum FormStore {
    /// The forms in use, by the identifier of the template they replace.
    /// - Throws: ``FormRefusal/changedPDF`` when a stored PDF is no longer the one its boxes were made for.
    static func used(_ event: String, on connection: any Connection) throws -> [String: OwnForm] {
        let rows = try connection.rows(
            "SELECT form_id, text, pdf, pages FROM counter_form WHERE event = \(event) AND state = 'used' ORDER BY form_id"
        )
        var found: [String: OwnForm] = [:]
        for row in rows {
            guard let template = FormTemplate.read(try row["text"]).template else { continue }
            let pdf: [UInt8] = try row["pdf"]
            guard template.pdfHash == ContentHash.of(pdf) else { throw FormRefusal.changedPDF(template.title) }
            found[try row["form_id"]] = OwnForm(template: template, pdf: pdf, pages: try row["pages"])
        }
        return found
    }

    static func save(
        _ template: FormTemplate, text: String, pdf: [UInt8], pages: Int, event: String, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        try connection.execute(
            "UPDATE counter_form SET state = 'replaced' WHERE event = \(event) AND form_id = \(template.id)")
        let id: ID<OwnForm> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO counter_form (id, event, form_id, text, pdf, pages, state, made_at, made_by)
            VALUES (\(id), \(event), \(template.id), \(text), \(pdf), \(pages), 'used', \(stamp.at),
                \(stamp.actor.name))
            """)
        try stamp.note("counter.form.save", "desk/forms/\(template.id)", on: connection)
    }

    /// Back to the form the program draws.
    static func remove(_ id: String, event: String, by stamp: Stamp, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE counter_form SET state = 'replaced' WHERE event = \(event) AND form_id = \(id) AND state = 'used'")
        try stamp.note("counter.form.remove", "desk/forms/\(id)", on: connection)
    }
}

/// Why a form is not taken or not printed.
enum FormRefusal: Refusal {
    case changedPDF(String)

    var words: String {
        switch self {
        case .changedPDF(let title):
            "「\(title)」の様式のPDFが、欄の場所を決めたときのものと違います。様式を登録し直してください。それまでは印刷しません。"
        }
    }
}
