import Site
import Storage
import Ward

/// The addresses at which the catalogues of others are kept, and their datasets shown.
enum HarvestRoutes {
    static let all: [Route] = [
        .page("datasets/sources", needs: .readCatalogue, HarvestSourcesPage.load),
        .action(
            "datasets/sources", needs: .manageHarvests, summary: "取込み元を登録する", fields: HarvestFields.declared,
            page: HarvestSourcesPage.load
        ) { form, change in
            let told = try HarvestFields.read(&form)
            let made = try form.blaming(HarvestFields.title) {
                try HarvestSource.create(told, by: change.stamp, on: change.connection)
            }
            return .done("登録しました。間もなく、最初の取込みを始めます。", at: made.path)
        },
        .page("datasets/sources/:source", needs: .readCatalogue, HarvestSourcePage.load),
        .action(
            "datasets/sources/:source", on: HarvestSource.self, needs: .manageHarvests, summary: "取込み元を直す",
            fields: HarvestFields.declared + [FormReader.declaredRevision], page: HarvestSourcePage.load
        ) { source, form, change in
            let told = try HarvestFields.read(&form)
            try form.checkRevision(of: source)
            try form.blaming(HarvestFields.title) {
                try source.rewrite(told, by: change.stamp, on: change.connection)
            }
            return .done("保存しました。")
        },
        .action(
            "datasets/sources/:source/harvest", on: HarvestSource.self, needs: .manageHarvests,
            summary: "取込み元を今すぐ読む", fields: [], page: HarvestSourcePage.load
        ) { source, _, change in
            let job = try HarvestJob.request(source, by: change.stamp, on: change.connection)
            return .done("取込みを頼みました（\(job.state.title)）。終わると、このページに結果が出ます。")
        },
        .action(
            "datasets/sources/:source/end", on: HarvestSource.self, needs: .manageHarvests, summary: "取込みを終える",
            fields: [], page: HarvestSourcePage.load,
            asks: { source, _ in
                Confirmation(
                    "「\(source.title)」の取込みを終えます", submit: "取込みを終える",
                    consequences: ["これからは、このカタログを読みません。", "取り込んだデータセットは残り、更新が止まったことを示します。"],
                    irreversible: "終えた取込み元は、元に戻せません。もう一度取り込むときは、新しく登録します。")
            }
        ) { source, _, change in
            try source.end(by: change.stamp, on: change.connection)
            return .done("取込みを終えました。")
        },
        .page("datasets/sources/:source/records", needs: .readCatalogue, HarvestedListPage.load),
        .page("datasets/harvested/:harvested", needs: .readCatalogue, HarvestedStaffPage.load),
        .action(
            "datasets/harvested/:harvested/hide", on: HarvestedDataset.self, needs: .manageHarvests,
            summary: "取り込んだデータセットを見せない", fields: [HarvestedFields.reason], page: HarvestedStaffPage.load
        ) { dataset, form, change in
            let reason = try form.values(HarvestedFields.reason)
            try dataset.hide(reason, by: change.stamp, on: change.connection)
            return .done("見せないことにしました。", at: dataset.staffPath)
        },
        .action(
            "datasets/harvested/:harvested/show", on: HarvestedDataset.self, needs: .manageHarvests,
            summary: "取り込んだデータセットをまた見せる", fields: [], page: HarvestedStaffPage.load
        ) { dataset, _, change in
            try dataset.show(by: change.stamp, on: change.connection)
            return .done("また見せることにしました。", at: dataset.staffPath)
        },
        .page("opendata/others/:harvested", access: .open, HarvestedPage.load),
    ]
}
