import Japanese
import Site
import Storage
import Ward

enum ResourceFields {
    static let title = Field.text("title", "題名", max: 120).published
    static let name = Field.text(
        "name", "識別名", max: 100, hint: "公開するアドレスになります。公開した後は変えられません。"
    ).mapped(to: { DatasetFields.isName($0) ? $0 : nil }, from: { $0 }) { _ in
        "「識別名」は、半角の英小文字、数字、「-」「_」で、2文字から100文字までにしてください。例: data"
    }.optional
    static let reason = Field.textArea("reason", "提供を終える理由", max: 500, rows: 2, hint: "だれでも読めます。").published
}

/// A table that somebody may keep: of a dataset of their section, or any where their role is for the whole ward.
struct EditedResource: RouteSubject {
    let resource: Resource
    let dataset: Dataset

    var path: String { resource.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EditedResource {
        let resource = try Resource.load(request, on: connection)
        let dataset = try Dataset.known(resource.dataset, on: connection)
        guard EditedDataset.may(try request.person, dataset.unit) else { throw PageRefusal.forbidden(.editDatasets) }
        return EditedResource(resource: resource, dataset: dataset)
    }
}

/// One table of a dataset, where it is named, ended, or removed while nothing of it was handed in.
struct ResourceStaffPage: PageView {
    let resource: Resource
    let dataset: Dataset
    let wasPublic: Bool
    let hasReleases: Bool
    let mayEdit: Bool
    let mayPublish: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ResourceStaffPage {
        let resource = try Resource.load(request, on: connection)
        let dataset = try Dataset.known(resource.dataset, on: connection)
        let releases = try Release.list("WHERE resource = \(resource.id) ORDER BY id LIMIT 1", on: connection)
        let person = try request.person
        return ResourceStaffPage(
            resource: resource, dataset: dataset, wasPublic: try resource.wasPublic(on: connection),
            hasReleases: !releases.isEmpty, mayEdit: EditedDataset.may(person, dataset.unit),
            mayPublish: person.may(.publishDatasets), state: request.state)
    }

    var page: Page {
        let standing =
            resource.endedOn.map { "\($0.japanese)に提供を終えました。\(resource.endedReason ?? "")" }
            ?? (wasPublic ? "公開したことがあります" : "公開したことはありません")
        return Page(
            resource.title, trail: [DatasetListPage.link, Link(dataset.title, dataset.path)],
            body: """
                \(SummaryList([("識別名", "\(resource.name)"), ("状態", "\(standing)")]))
                \(mayEdit ? naming : .empty)\(mayPublish && wasPublic && resource.endedOn == nil ? ending : .empty)\
                \(mayEdit && !hasReleases ? ButtonForm("このデータを消す", "\(resource.path)/delete", state).html : .empty)
                """)
    }

    private var naming: HTML {
        Details(
            "名前を直す", for: [resource.path], state,
            FormView(
                resource.path, state, submit: "保存する",
                fields: [ResourceFields.title(resource.title)] + (wasPublic ? [] : [ResourceFields.name(resource.name)])
            ).html
        ).html
    }

    private var ending: HTML {
        let path = "\(resource.path)/end"
        return Details(
            "このデータの提供を終える", for: [path], state,
            FormView(path, state, submit: "提供を終える", fields: [ResourceFields.reason()]).html
        ).html
    }
}
