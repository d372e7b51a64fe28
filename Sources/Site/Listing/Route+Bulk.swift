import Storage
import Ward

extension Route {
    /// Something done with several rows of a list in one transaction, after a page that names them.
    ///
    ///     .bulk("rounds/:round/accept", on: Round.self, needs: .reviewEntries, page: RoundPage.load) { round, change in
    ///         (RoundBoardList.listing(round), try RoundBoard(round, on: change.connection).rows)
    ///     } confirmation: { result in
    ///         BulkWords("受け付け", done: "受け付けました。")
    ///     } each: { row, change in
    ///         try EntryStore.accept(row.entry, by: change.stamp, on: change.connection)
    ///     }
    ///
    /// A row that a rule refuses is left and named; the others go on.
    ///
    /// - Parameters:
    ///   - rows: the list and all its rows, as the person may see them.
    ///   - confirmation: what is read before it counts.
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
                var result = BulkResult<Row>(done: [], left: asked.left, missing: asked.missing)
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
        return Confirmation(
            "\(count)を\(verb)", submit: "\(count)を\(verb)",
            consequences: result.done.map { "\(listing.name($0))" } + consequences + rest(result, listing),
            irreversible: irreversible)
    }

    func done<Row>(_ result: BulkResult<Row>, _ listing: Listing<Row>) -> String {
        (["\(result.done.count)\(listing.counter)を\(past)"] + rest(result, listing)).joined(separator: "")
    }

    func none<Row>(_ result: BulkResult<Row>, _ listing: Listing<Row>) -> String {
        (["選んだものは、どれもできませんでした。"] + rest(result, listing)).joined(separator: "\n")
    }

    private func rest<Row>(_ result: BulkResult<Row>, _ listing: Listing<Row>) -> [String] {
        result.left.map { "対象外: \(listing.name($0.row))（\($0.reason)）" }
            + (result.missing == 0 ? [] : ["選んだうち\(result.missing)\(listing.counter)は、もう一覧にありません。"])
    }
}

extension Form {
    /// The list from which rows were sent, as it was asked for.
    func listPath<Row>(of listing: Listing<Row>) -> String {
        guard let choice = BulkChoice(self) else { return listing.path }
        return ListQuery(choice.query, of: listing).path(of: listing)
    }
}
