import Storage
import Ward

/// What the audit trail says of publish decisions and of public releases, to be compared with the tables: nobody makes something public,
/// or changes what is, behind the program's back.
enum OpenDataTrail {
    static let tables = [decisions, releases, takenDown]

    private static let decisions = TrailedTable(
        "データセットの公開の決定", actions: ["opendata.dataset.decide", "opendata.dataset.delete"]
    ) {
        row, details, expected in
        expected.set(row.subject, row.action == "opendata.dataset.delete" ? JSON?.none : details)
    } stored: { connection in
        try Dataset.list("WHERE decided_at IS NOT NULL ORDER BY id", on: connection).map { dataset in
            TrailedTable.Row("dataset/\(dataset.id)", facts: dataset.decision)
        }
    }

    private static let releases = TrailedTable("公開したデータの版", actions: ["opendata.release.publish"]) {
        row, details, expected in
        // Older trails say nothing of the licence.
        expected.set(row.subject, ["number": details["number"] ?? nil, "content": details["content"] ?? nil])
    } stored: { connection in
        try Release.list("WHERE number IS NOT NULL ORDER BY id", on: connection).map { release in
            TrailedTable.Row(
                "release/\(release.id)", facts: ["number": JSON(release.number), "content": .string(release.content)])
        }
    }

    private static let takenDown = TrailedTable(
        "公開を取りやめたデータの版", actions: ["opendata.release.take-down", "opendata.release.correct-take-down"]
    ) { row, details, expected in
        expected.set(row.subject, details)
    } stored: { connection in
        try Release.list("WHERE taken_down_at IS NOT NULL ORDER BY id", on: connection).map { release in
            TrailedTable.Row("release/\(release.id)", facts: release.takenDownFacts)
        }
    }
}

extension Dataset {
    /// As the trail tells it.
    fileprivate var decision: JSON {
        ["state": .string(state.rawValue), "reason": JSON(reason), "article": JSON(article)]
    }
}
