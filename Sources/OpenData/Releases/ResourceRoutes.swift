import Japanese
import Site
import Storage
import Ward

/// The addresses at which staff keep the tables of datasets.
enum ResourceRoutes {
    static let all: [Route] = [
        .page("datasets/resources/:resource", needs: .readCatalogue, ResourceStaffPage.load),
        .action(
            "datasets/resources/:resource", on: EditedResource.self, needs: .editDatasets, summary: "データの名前を直す",
            fields: [ResourceFields.title, ResourceFields.name], page: ResourceStaffPage.load
        ) { subject, form, change in
            let (title, name) = try form.values(ResourceFields.title, ResourceFields.name)
            try form.blaming(ResourceFields.name) {
                try subject.resource.rename(title, name: name, by: change.stamp, on: change.connection)
            }
            return .done("保存しました。")
        },
        .action(
            "datasets/resources/:resource/end", on: EditedResource.self, needs: .publishDatasets,
            summary: "データの提供を終える", fields: [ResourceFields.reason], page: ResourceStaffPage.load,
            asks: { subject, _ in
                Confirmation(
                    "「\(subject.resource.title)」の提供を終えます", submit: "提供を終える",
                    consequences: [
                        "データセットのページ、検索、プログラムのための説明から外れ、「提供を終えたデータ」として理由とともに残ります。",
                        "これまでに公開した版は、同じアドレスで読めるままです。", "新しい版は、提出できなくなります。",
                    ], irreversible: "終えた提供は、元に戻せません。続けるときは、新しいデータとして提出します。")
            }
        ) { subject, form, change in
            let reason = try form.values(ResourceFields.reason)
            try subject.resource.end(reason, by: change.stamp, on: change.connection)
            return .done("提供を終えました。")
        },
        .action(
            "datasets/resources/:resource/delete", on: EditedResource.self, needs: .editDatasets,
            summary: "提出のないデータを消す", fields: [], page: ResourceStaffPage.load,
            asks: { subject, _ in
                Confirmation(
                    "「\(subject.resource.title)」を消します", submit: "データを消す",
                    consequences: ["このデータの名前と、前に選んだ直し方がなくなります。消したことは、操作の記録に残ります。"],
                    irreversible: "消したデータは、元に戻せません。")
            }
        ) { subject, _, change in
            try subject.resource.delete(by: change.stamp, on: change.connection)
            return .done("消しました。", at: subject.dataset.path)
        },
    ]
}
