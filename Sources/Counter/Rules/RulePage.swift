import LifeEvents
import Site
import Storage
import Ward

/// One rule: how it reads, its versions, the draft.
struct RulePage: PageView {
    let place: RulePlace
    let check: RuleCheck?
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RulePage {
        let place = try RulePlace.load(request, on: connection)
        return RulePage(place: place, check: place.check(on: request.today), state: request.state)
    }

    private var path: String { place.path }
    private var procedure: Procedure { place.procedure }

    var page: Page {
        Page(
            "\(procedure.id)　\(procedure.title.japanese)", trail: [RuleListPage.link],
            body: "\(draftPart)\(RuleSummary(procedure: procedure, base: place.base))\(actions)\(history)")
    }

    private func button(_ title: String, _ rest: String, _ style: ButtonStyle = .secondary) -> HTML {
        ButtonForm(title, path + "/" + rest, state, style: style, fields: [("revision", "\(place.revision)")]).html
    }

    private var draftPart: HTML {
        guard let draft = place.version, let check else { return .empty }
        let changes: [HTML] = place.changes(check).map { "<li>\($0)</li>" }
        let wrong: [HTML] = check.problems.map { "<li>\($0.message)</li>" }
        let remarks: [HTML] = check.remarks.map { "<li>\($0.message)</li>" }
        var buttons = ButtonLink("試してみる", path + "/try").html
        if place.isOwn {
            buttons += ButtonLink("案を直す", path + "/edit").html
            if !check.problems.isEmpty, check.problems.allSatisfy({ $0.rule == .wrongExample }) {
                buttons += button("例の答えを新しい規則に合わせる", "examples")
            }
            buttons += button("案を取り下げる", "withdraw")
        }
        if place.mayPublish, check.problems.isEmpty, place.publishers == nil {
            buttons += button("この案を公開する", "publish", .primary)
        }
        let mend: HTML = wrong.isEmpty ? "" : "\(Notice(.error, "直すところがあります（\(wrong.count)件）。", "<ul>\(wrong)</ul>"))"
        let known: HTML = remarks.isEmpty ? "" : "\(Notice(.information, "知っておくこと", "<ul>\(remarks)</ul>"))"
        let publish: HTML =
            place.mayPublish || !wrong.isEmpty ? "" : "<p class=\"field-hint\">公開は、担当の課の課長が行います。</p>"
        let own: HTML =
            place.publishers.map { others in
                let note = SecondPersonNote(
                    others, nobody: "<p>ほかに公開できる人がいません。管理者に、担当の課の課長の役割を別の人へ付けるよう依頼してください。</p>")
                return Notice(.information, "あなたが作った案のため、あなたは公開できません。", note.html).html
            } ?? ""
        return """
            <h2>改める案</h2>
            <p>\(draft.madeBy)さんが\(draft.madeAt.japanese)に作りました。理由：\(draft.note)</p>
            \(changes.isEmpty ? "<p>今の規則と変わるところはありません。</p>" : "<ul>\(changes)</ul>" as HTML)
            \(mend)\(known)\(place.mayPublish ? own : .empty)
            <div class="actions">\(buttons)</div>\(publish)

            """
    }

    private var actions: HTML {
        guard place.isOwn else { return "<div class=\"actions\">\(ButtonLink("試してみる", path + "/try"))</div>" }
        return """
            <div class="actions">\(ButtonLink("改める", path + "/edit", style: .primary))\
            \(button("この内容で間違いないことを確かめた", "check"))\
            \(ButtonLink("試してみる", path + "/try"))\
            \(ButtonLink("規則を文字で直す", path + "/text"))</div>

            """
    }

    private var history: HTML {
        let rows = place.versions.filter { $0.state != .draft }.map { version -> [HTML] in
            [
                "\(version.edition.map { "第\($0)版" } ?? "―")", "\(version.state.title)",
                "\(version.validFrom.japanese)",
                "\(version.note)", "\(version.madeBy)", "\(version.decidedBy ?? "")",
            ]
        }
        return """
            <h2>これまでの改正</h2>
            \(TableView(
                caption: "これまでの改正",
                columns: [.rowHeader("版"), .name("状態"), .text("適用する日"), .text("理由"), .text("作った人"), .text("決めた人")],
                rows: rows, empty: "並木に付いている規則のままです。", isCaptionHidden: true))
            """
    }
}
