import Site
import Storage
import Ward

/// What is done with several answers of a round at once: each by the same rules as alone.
enum RoundBulkRoutes {
    static let all: [Route] = [
        .bulk(
            "rounds/:round/accept", on: Round.self, needs: .reviewEntries, page: RoundPage.load, rows: rows(.accept),
            words: BulkWords(
                verb: "受け付ける", past: "受け付けました。", consequences: ["受け付けた回答を、課は直せません。確定までは、1件ずつ受付を取り消せます。"])
        ) { row, _, change in
            try EntryStore.accept(
                row.answer.entry, revision: row.answer.revision, by: change.stamp, on: change.connection)
        },
        .bulk(
            "rounds/:round/approve", on: Round.self, needs: .approveEntries, page: RoundPage.load, rows: rows(.approve),
            words: BulkWords(verb: "承認する", past: "承認しました。事務局が確認します。", consequences: ["承認した回答は、事務局が確認します。"])
        ) { row, _, change in
            try EntryStore.approve(
                row.answer.entry, revision: row.answer.revision, by: change.stamp, on: change.connection)
        },
        .bulk(
            "rounds/:round/remind", on: Round.self, needs: .manageRounds, page: RoundPage.load, rows: rows(.remind),
            words: BulkWords(
                verb: "督促に載せる", past: "督促に載せました。督促の画面から送ってください。",
                consequences: [
                    "督促は課ごとに1通作り、その課のまだ届いていない回答をすべて載せます。", "この時期の督促をすでに作った課には、もう1通は作りません。", "作っただけでは送りません。",
                ])
        ) { row, _, change in
            try ReminderStore.make(
                for: try Round.known(row.round, on: change.connection), units: [row.answer.unit],
                address: PublicAddress.configured(), by: change.stamp, on: change.connection)
        },
    ]

    private static func rows(
        _ act: RoundAnswers.Act
    ) -> @Sendable (Round, Change) throws -> (Listing<RoundAnswers.Row>, [RoundAnswers.Row]) {
        { round, change in
            let answers = try RoundAnswers(
                RoundBoard(round, on: change.connection), change.person, today: change.today, on: change.connection)
            let listing = answers.listing(offering: [act])
            return (
                listing,
                try answers.rows(
                    for: ListQuery(sentWith: change.request.form, of: listing), on: change.connection)
            )
        }
    }
}
