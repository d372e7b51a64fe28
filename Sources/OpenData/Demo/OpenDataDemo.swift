import Japanese
import Storage
import Ward

/// Datasets of the demonstration. Everything in them is made up, and each wears the mark 見本.
enum OpenDataDemo {
    /// - Returns: how many were published.
    /// - Throws: ``OpenDataRefusal/notSample`` unless the database holds demo data and no dataset yet.
    static func load(_ ward: Ward) async throws -> Int {
        try await ward.database.write { connection in
            let known: Int = try connection.value("SELECT COUNT(*) FROM opendata_dataset WHERE source IS NULL") ?? 0
            guard try SettingStore.isSample(on: connection), known == 0 else { throw OpenDataRefusal.notSample }
            let units = try UnitStore.list(validOn: ward.clock.today, on: connection)
            let stamp = ward.stamp(by: Actor(person: nil, name: "見本 オープンデータ担当"))
            for (position, sample) in DemoTables.all.enumerated() {
                // Spread over the last year, so that some are older than was promised.
                let days = 14 + position * 23
                let unit = units.isEmpty ? nil : units[position % units.count].id
                try publish(
                    sample, unit: unit, by: stamp.moved(to: stamp.at.adding(seconds: -days * 86_400)), stamp,
                    on: connection)
            }
            try withhold(by: stamp, on: connection)
            try ask(by: stamp, on: connection)
            return DemoTables.all.count
        }
    }

    private static func publish(
        _ sample: DemoTables.Sample, unit: ID<OfficeUnit>?, by then: Stamp, _ now: Stamp,
        on connection: any Connection
    ) throws {
        let dataset = try Dataset.create(
            DatasetDescription(
                name: sample.name, title: sample.title, notes: "動作を確かめるための見本です。\(sample.notes)", unit: unit,
                licence: sample.name == "events" ? .attribution : .publicData,
                annex: sample.name == "events" ? "画像は、それぞれの主催者の許諾が必要です。" : nil,
                contact: "00-0000-0000（見本）", frequency: sample.frequency, provenance: "見本のための作りもの",
                themes: [sample.theme], tags: sample.tags, standard: sample.standard),
            isSample: true, by: then, on: connection)
        let resource = try Resource.create("data", title: sample.title, of: dataset, by: then, on: connection)
        try release(sample.table(0), sample, resource, by: then, on: connection)
        // One that changes every month shows what changed.
        if sample.frequency == .monthly { try release(sample.table(1), sample, resource, by: now, on: connection) }
    }

    private static func release(
        _ table: ReleaseTable, _ sample: DemoTables.Sample, _ resource: Resource, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        var file = try PreparedFile(made: table, filename: "\(sample.name).csv")
        file.found = 6
        file.repaired = 5
        try Release.handIn(file, for: resource, by: stamp, on: connection).publish(by: stamp, on: connection)
    }

    private static func withhold(by stamp: Stamp, on connection: any Connection) throws {
        let dataset = try Dataset.create(
            DatasetDescription(
                name: "watch-list", title: "見本 見守り登録者の名簿", notes: "動作を確かめるための見本です。", unit: nil,
                themes: [.welfare]), isSample: true, by: stamp, on: connection)
        try dataset.decide(
            .withheld, reason: "個人に関する情報で、特定の個人を識別できるため。", article: "見本の情報公開条例第6条第2号", by: stamp,
            on: connection)
    }

    private static func ask(by stamp: Stamp, on connection: any Connection) throws {
        let resident = stamp.renamed(to: "見本 住民")
        let aed = try Dataset.named("aed", on: connection)
        let wishes: [(wish: String, days: Int, answer: (DataRequest.Outcome, String, ID<Dataset>?)?)] = [
            ("AEDの場所を地図で見たいです。", 60, (.published, "公開しています。24時間使えるかも分かります。", aed?.id)),
            ("学校給食の献立を公開してください。", 40, (.planned, "来月から公開する予定です。", nil)),
            ("街路灯の場所のデータがほしいです。", 8, nil),
        ]
        for wish in wishes {
            let then = resident.moved(to: stamp.at.adding(seconds: -wish.days * 86_400))
            let request = try DataRequest.ask(wish.wish, purpose: nil, client: nil, by: then, on: connection)
            guard let answer = wish.answer else { continue }
            try request.answer(
                RequestAnswer(outcome: answer.0, words: answer.1, dataset: answer.2),
                by: stamp.moved(to: then.at.adding(seconds: 10 * 86_400)), on: connection)
        }
    }
}
