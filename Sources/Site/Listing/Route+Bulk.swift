import Storage
import Ward

extension Route {
    /// Something done with several rows of a list in one transaction, after a page that names them.
    ///
    ///     .bulk("rounds/:round/accept", on: Round.self, needs: .reviewEntries, page: RoundPage.load, rows: { round, change in
    ///         let answers = try RoundAnswers(round, change.person, on: change.connection)
    ///         return (answers.listing(for: [.accept]), answers.rows)
    ///     }, words: BulkWords(verb: "受け付ける", past: "受け付けました。")) { row, _, change in
    ///         try EntryStore.accept(row.entry, by: change.stamp, on: change.connection)
    ///     }
    ///
    /// A row that a rule refuses is left and named; the others go on.
    ///
    /// - Parameters:
    ///   - rows: the list and all its rows, as the person may see them: an identifier that is not among them reaches nothing.
    ///     What the person may not do with a row, `isChoosable` of the list says.
    ///   - words: of what is read before it counts, and of what was done.
    ///   - each: checks its rules before it writes anything of a row.
    public static func bulk<Subject: RouteSubject, Row: Sendable>(
        _ path: String, on subject: Subject.Type, needs permission: Permission,
        page: @escaping PageLoading<some PageView>,
        rows: @escaping @Sendable (Subject, Change) throws -> (Listing<Row>, [Row]), words: BulkWords,
        each: @escaping @Sendable (Row, inout FormReader, Change) throws -> Void
    ) -> Route {
        submission(path, needs: permission, page: page) { request, _ in
            try await request.ward.database.write { connection in
                let subject = try Subject.load(request, on: connection)
                let change = Change(request: request, connection: connection)
                let (listing, all) = try rows(subject, change)
                var reader = FormReader(request.form)
                let asked = try listing.chosen(by: request.form, in: all)
                var result = asked
                result.done = []
                for row in asked.done {
                    do {
                        try each(row, &reader, change)
                        result.done.append(row)
                    } catch let refusal as any Refusal {
                        result.left.append((row, refusal.words))
                    }
                }
                try reader.check()
                guard !result.done.isEmpty else {
                    throw FormRefused(FormErrors(general: words.none(result, listing)))
                }
                let confirmation = words.confirmation(result, listing)
                guard request.form[Confirmation.field] == confirmation.mark else {
                    throw Unconfirmed(confirmation: confirmation, back: request.form.listPath(of: listing))
                }
                return .done(words.done(result, listing), at: request.form.listPath(of: listing))
            }
        }
    }
}

/// The words of something that is done with several rows.
public struct BulkWords: Sendable {
    /// As in 3件を受け付ける.
    let verb: String
    /// As in 3件を受け付けました。
    let past: String
    /// What cannot be undone; `nil` where everything can.
    let irreversible: String?
    /// More of what happens, a sentence each.
    let consequences: [String]

    public init(verb: String, past: String, consequences: [String] = [], irreversible: String? = nil) {
        self.verb = verb
        self.past = past
        self.consequences = consequences
        self.irreversible = irreversible
    }

    func confirmation<Row>(_ result: BulkResult<Row>, _ listing: Listing<Row>) -> Confirmation {
        let count = "\(result.done.count)\(listing.counter)"
        let recounted = result.countBefore.map {
            ["表示したときは\($0)\(listing.counter)でしたが、今は\(count)です。"]
        }
        var confirmation = Confirmation(
            "\(count)を\(verb)", submit: "\(count)を\(verb)",
            consequences: (recounted ?? []) + result.done.map(listing.name) + consequences
                + rest(result, listing, namedMax: .max), irreversible: irreversible)
        // What is done is done with the rows as they were read there.
        confirmation.basis = result.done.map(listing.mark)
        return confirmation
    }

    func done<Row>(_ result: BulkResult<Row>, _ listing: Listing<Row>) -> String {
        (["\(result.done.count)\(listing.counter)を\(past)"] + rest(result, listing, namedMax: Self.toldMax)).joined()
    }

    func none<Row>(_ result: BulkResult<Row>, _ listing: Listing<Row>) -> String {
        (["選んだものは、どれもできませんでした。"] + rest(result, listing, namedMax: .max)).joined(separator: "\n")
    }

    private func rest<Row>(_ result: BulkResult<Row>, _ listing: Listing<Row>, namedMax: Int) -> [String] {
        let named = result.left.prefix(namedMax).map { "対象外: \(listing.name($0.row))。\($0.reason)" }
        let others = result.left.count - named.count
        return named + (others == 0 ? [] : ["ほかに\(others)\(listing.counter)が対象外です。"])
            + (result.missing == 0 ? [] : ["選んだうち\(result.missing)\(listing.counter)は、この一覧にありません。"])
    }

    /// Rows that were left, which the message after it names.
    private static let toldMax = 3
}

extension Form {
    /// The list from which rows were sent, as it was asked for.
    func listPath<Row>(of listing: Listing<Row>) -> String {
        ListQuery(sentWith: self, of: listing).path(of: listing)
    }
}
