import Japanese
import Storage
import Ward

/// The published quarters as open data: the same rows as in the files of the public edition.
enum PublicTables {
    static let all: [PublishedTable] = [
        table(
            "plan-progress", "デジタル化の取組の進捗",
            "公表した四半期ごとに、取組の担当課、進捗区分、実施したこと、今後の予定を載せています。回答がない取組は「未回答」です。", \.progress),
        table(
            "plan-indicators", "デジタル化の取組の指標",
            "公表した四半期ごとに、取組の指標の値を載せています。「値の出どころ」は、並木が記録から数えたものか、担当課の申告かを示します。", \.indicators),
    ]

    private struct Rows: Sendable {
        let progress: [[String]]
        let indicators: [[String]]
    }

    /// Asked for every minute, and changed with the trail alone.
    private static let kept = KeptByState<String, Rows>(capacity: 1)

    private static func table(
        _ name: String, _ title: String, _ notes: String, _ part: KeyPath<Rows, [[String]]> & Sendable
    ) -> PublishedTable {
        PublishedTable(
            name, title: title, notes: notes, provenance: "確定して公表した四半期の版（内容のSHA-256は公表用のファイルにあります）", tags: ["計画", "進捗"]
        ) { _, connection in
            let rows = try kept.value("", on: connection) {
                let data = PublicData(edition: try PublicationStore.edition(owner: "", on: connection))
                return Rows(progress: data.progress, indicators: data.indicators)
            }
            guard let heads = rows[keyPath: part].first else { return nil }
            return (heads, Array(rows[keyPath: part].dropFirst()))
        }
    }
}
