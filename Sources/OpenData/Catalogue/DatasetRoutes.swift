import Japanese
import Site
import Storage
import Ward

/// The addresses at which staff keep the catalogue.
enum DatasetRoutes {
    /// The whole of what waits, to be looked at before it becomes public.
    private static let pendingFile = Route(
        .get, "datasets/releases/:release/file", access: .needs(.publishDatasets)
    ) { request in
        let (release, bytes) = try await request.ward.database.read { connection in
            let release = try Release.load(request, on: connection)
            guard release.number == nil else { throw PageRefusal.notFound }
            return (release, try release.bytes(on: connection))
        }
        return .bytes(
            bytes, type: DownloadForm.csv.type, filename: "\(release.content.prefix(12)).csv",
            headers: ["Cache-Control": "no-store"])
    }

    /// Whoever reopens a dataset reads which releases everybody can have again.
    @Sendable private static func reopening(_ dataset: Dataset, _ change: Change) throws -> Confirmation {
        let lines = try Resource.of(dataset, on: change.connection).compactMap { resource -> String? in
            let released = try Release.released(of: resource, on: change.connection)
            guard !released.isEmpty else { return nil }
            func numbers(_ releases: [Release]) -> String {
                releases.isEmpty ? "なし" : releases.compactMap(\.number).map { "第\($0)版" }.joined(separator: "、")
            }
            return "「\(resource.title)」で、だれでも読めるようになる版: \(numbers(released.filter(\.isPublic)))。"
                + "公開を取りやめたままの版: \(numbers(released.filter { !$0.isPublic }))。"
        }
        return Confirmation(
            "「\(dataset.title)」を公開しない決定を取り消します", submit: "決定を取り消す",
            consequences: lines.isEmpty
                ? ["公開している版がないので、準備中に戻ります。"] : lines + ["公開してはならない版が残っているときは、先に、その版の公開を取りやめてください。"],
            irreversible: nil)
    }

    static let all: [Route] = [
        .page("datasets", needs: .readCatalogue, DatasetListPage.load),
        .page("datasets/new", needs: .editDatasets, NewDatasetPage.load),
        .action("datasets/new", needs: .editDatasets, summary: "データセットを登録する", page: NewDatasetPage.load) {
            form, change in
            let units = try EditedDataset.units(change.request, on: change.connection)
            let told = try DatasetFields.read(&form, units: units)
            guard EditedDataset.may(try change.person, told.unit) else {
                throw form.refusing(DatasetFields.unit(units), "「担当課」を選んでください。区全体のデータは、オープンデータ担当が登録します。")
            }
            let made = try form.blaming(DatasetFields.name) {
                try Dataset.create(told, by: change.stamp, on: change.connection)
            }
            return .done("登録しました。続けて、ファイルを提出してください。", at: made.path)
        },
        .page("datasets/:dataset", needs: .readCatalogue, DatasetStaffPage.load),
        .action("datasets/:dataset", on: EditedDataset.self, needs: .editDatasets, page: DatasetStaffPage.load) {
            subject, form, change in
            let units = try EditedDataset.units(change.request, on: change.connection)
            let told = try DatasetFields.read(&form, units: units)
            try form.checkRevision(of: subject.dataset)
            guard EditedDataset.may(try change.person, told.unit) else {
                throw form.refusing(DatasetFields.unit(units), "「担当課」を選んでください。")
            }
            try form.blaming(DatasetFields.name) {
                try subject.dataset.rewrite(told, by: change.stamp, on: change.connection)
            }
            return .done("保存しました。")
        },
        .action(
            "datasets/:dataset/delete", on: EditedDataset.self, needs: .editDatasets, summary: "データセットを消す",
            fields: [], page: DatasetStaffPage.load,
            asks: { subject, _ in
                Confirmation(
                    "「\(subject.dataset.title)」を消します", submit: "データセットを消す",
                    consequences: ["題名、説明など、このデータセットについて書いたものがなくなります。消したことは、操作の記録に残ります。"],
                    irreversible: "消したデータセットは、元に戻せません。")
            }
        ) { subject, _, change in
            try subject.dataset.delete(by: change.stamp, on: change.connection)
            return .done("「\(subject.dataset.title)」を消しました。", at: DatasetListPage.path)
        },
        .action(
            "datasets/:dataset/withhold", on: Dataset.self, needs: .publishDatasets, summary: "公開しないことを決める",
            fields: [DecisionFields.reason, DecisionFields.article], page: DatasetStaffPage.load,
            asks: { dataset, _ in
                Confirmation(
                    "「\(dataset.title)」を公開しません", submit: "公開しない",
                    consequences: ["理由と根拠を、だれでも読めるようにします。", "公開していたときは、公開のページから外れます。"], irreversible: nil)
            }
        ) { dataset, form, change in
            let (reason, article) = try form.values(DecisionFields.reason, DecisionFields.article)
            try dataset.decide(.withheld, reason: reason, article: article, by: change.stamp, on: change.connection)
            return .done("公開しないことを決めました。")
        },
        .action(
            "datasets/:dataset/reopen", on: Dataset.self, needs: .publishDatasets, summary: "公開しない決定を取り消す",
            fields: [], page: DatasetStaffPage.load, asks: reopening
        ) { dataset, _, change in
            guard dataset.state == .withheld else { throw OpenDataRefusal.notWithheld }
            let isReleased = try Resource.of(dataset, on: change.connection).contains {
                try Release.latest(of: $0.id, on: change.connection) != nil
            }
            try dataset.decide(isReleased ? .published : .draft, by: change.stamp, on: change.connection)
            return .done("公開しない決定を取り消しました。")
        },
        .page("datasets/releases/:release", needs: .readCatalogue, ReleaseStaffPage.load),
        pendingFile,
        .action(
            "datasets/releases/:release/publish", on: Release.self, needs: .publishDatasets, summary: "データの版を公開する",
            fields: [], page: ReleaseStaffPage.load,
            asks: { release, change in
                let resource = try Resource.known(release.resource, on: change.connection)
                return try Confirmation(
                    "「\(resource.title)」の新しい版を公開します", submit: "公開する",
                    consequences: ["\(release.rowCount)行を、だれでも読み、保存できるようになります。", "「最新の版」のアドレスが、この版を指します。"]
                        + release.losses(on: change.connection)
                        + TakingDownRoutes.warnings(release, on: change.connection),
                    irreversible: "公開した版は変えられません。直すときは、次の版を公開します。公開を取りやめても、すでに保存した人の手元のファイルは消せません。")
            },
            prepares: { request in
                try await request.ward.database.read { try Release.load(request, on: $0) }.compare(in: request.ward)
            }
        ) { release, _, change in
            // Pressed twice, or by two people at once: what they wanted is done.
            guard !release.isPublic else { return .done("すでに公開しています。") }
            try release.publish(again: true, by: change.stamp, on: change.connection)
            return .done("公開しました。")
        },
        .action(
            "datasets/releases/:release/withdraw", on: Release.self, needs: .editDatasets, summary: "提出を取り下げる",
            fields: [], page: ReleaseStaffPage.load,
            asks: { release, change in
                let resource = try Resource.known(release.resource, on: change.connection)
                return Confirmation(
                    "「\(resource.title)」の提出を取り下げます", submit: "取り下げる",
                    consequences: [
                        "「\(release.filename)」（\(release.rowCount)行）は、公開を待つ一覧からなくなります。", "送ったファイルと取り下げた記録は、証拠として残ります。",
                    ], irreversible: "取り下げた提出は、元に戻せません。公開するときは、もう一度提出します。")
            }
        ) { release, _, change in
            let resource = try Resource.known(release.resource, on: change.connection)
            let dataset = try Dataset.known(resource.dataset, on: change.connection)
            guard EditedDataset.may(try change.person, dataset.unit) else {
                throw PageRefusal.forbidden(.editDatasets)
            }
            try release.withdraw(by: change.stamp, on: change.connection)
            return .done("取り下げました。", at: dataset.path)
        },
    ]
}
