import Japanese
import Site
import Storage
import Ward

/// A sealed edition that somebody makes public.
struct PublishedEdition: RouteSubject {
    let seal: Seal
    let content: JSON
    /// The newest edition of the same record that is public now.
    let replaced: Int?

    /// - Throws: ``PublicationRefusal/unknown`` when there is no such edition, or none that may be public.
    init(kind: String, subject: String, edition: Int, on connection: any Connection) throws {
        guard PublicationStore.kinds.contains(kind),
            let seal = try SealStore.find(kind: kind, subject: subject, edition: edition, on: connection)
        else { throw PublicationRefusal.unknown }
        self.seal = seal
        content = try SealStore.content(of: seal, on: connection)
        replaced = try connection.value(
            """
            SELECT MAX(edition) FROM publication
            WHERE kind = \(kind) AND subject = \(subject) AND edition < \(edition)
            """)
    }

    /// As the form on the page names it.
    static func load(_ request: PageRequest, on connection: any Connection) throws -> PublishedEdition {
        try PublishedEdition(
            kind: request.form["kind"] ?? "", subject: request.form["subject"] ?? "",
            edition: request.form["edition"].flatMap { Int($0) } ?? 0, on: connection)
    }

    var path: String { PublishingPage.link.path }

    var title: String { PublicationStore.title(of: seal, content) }

    var confirmation: Confirmation {
        var consequences = [
            "「\(title)」第\(seal.edition)版（\(seal.sealedAt.japanese)確定）が、公表用のファイルに全文で入ります。",
            "区のサイトには自動では載りません。公表用のファイルを受け取った人が、サイトに置きます。",
        ]
        if let round = RoundContent(content), seal.kind == RoundContent.kind {
            let unanswered = round.entries.filter { !$0.isAnswered }
            consequences.append("回答\(round.entries.count - unanswered.count)件と、SHA-256、CSVとJSONのデータが載ります。")
            if !unanswered.isEmpty {
                let names = unanswered.map { "\($0.unit) \($0.initiative)" }.joined(separator: "、")
                consequences.append("未回答の\(unanswered.count)件は「未回答」と載ります（\(names)）。")
            }
        }
        if let replaced { consequences.append("公表している第\(replaced)版は、公表用のファイルから外れ、第\(seal.edition)版に替わります。") }
        return Confirmation(
            "「\(title)」第\(seal.edition)版を公表します", submit: "公表する", consequences: consequences,
            irreversible: "公表済みにした版は、公表前に戻せません。区のサイトに載せた内容は、だれでも読み、写しを残せます。直すときは、次の版を確定して公表します。")
    }
}
