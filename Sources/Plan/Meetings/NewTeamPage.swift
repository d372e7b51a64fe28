import Japanese
import Site
import Storage
import Ward

/// Setting up a working team under a group.
struct NewTeamPage: PageView {
    let group: Body
    let decisions: [BodyOverview.Origin]
    let today: CivilDate
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> NewTeamPage {
        let group = try TeamGroup.load(request, on: connection).body
        return NewTeamPage(
            group: group, decisions: try WorkingTeamStore.origins(of: group.id, on: connection), today: request.today,
            state: request.state)
    }

    private var path: String { BodyPage.path(group.id) }

    var page: Page {
        Page(
            "作業チームを設置する", trail: [BodyPage.list, Link(group.name, path)], section: MeetingListPage.link.path,
            body: decisions.isEmpty ? empty : form)
    }

    private var empty: HTML {
        Notice(
            .information, "先に、設置を決めた会議の記録を確定してください。",
            """
            <p>作業チームは、検討グループの決定により設置します。会議に決定事項を書いて確定すると、ここで選べます。\
            <a href="\(path)">\(group.name)へ戻る</a></p>
            """
        ).html
    }

    private var form: HTML {
        """
        <p>「\(group.name)」のもとに作業チームを設置します。構成は職、組織または区分で書き、氏名は書きません。</p>
        \(FormView(
            "\(path)/teams", state, submit: "設置する", cancel: Link("やめる", path),
            fields: [
                TeamFields.establishedBy(decisions)(), TeamFields.name(), TeamFields.remit(), TeamFields.leader(),
                TeamFields.members(), TeamFields.from(today), TeamFields.to(),
            ]))
        """
    }
}
