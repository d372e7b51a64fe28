import Site
import Storage
import Ward

/// 主管課をまとめて決める: all initiatives in one table, saved at once.
struct AssignmentsPage: PageView {
    static let path = "/plan/units"
    static let link = Link("主管課をまとめて決める", path)

    let assignments: Assignments
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> AssignmentsPage {
        AssignmentsPage(assignments: try Assignments(request, on: connection), state: request.state)
    }

    /// The list of units that every field offers.
    private static let choices = "unit-choices"

    var page: Page {
        Page(Self.link.title, trail: [PlanPage.link], section: PlanPage.link.path, body: body)
    }

    private var body: HTML {
        guard !assignments.initiatives.isEmpty else {
            return "<p>計画は、まだ取り込まれていません。<a href=\"/imports\">通知文を取り込む</a>と、取組がここに並びます。</p>"
        }
        let undecided = assignments.initiatives.count(where: \.mainUnits.isEmpty)
        let options: [HTML] = assignments.names.choices.map { "<option value=\"\($0)\"></option>" }
        return """
            <p class="lead">取組\(assignments.initiatives.count)件のうち、主管課が未定のものは\(undecided)件です。\
            課の名前を書いて、一度に保存します。変えていない行は、そのまま残ります。</p>
            <div class="actions">\(ButtonLink("Excelの名簿で決める", AssignmentRoster.form.path))</div>
            <p>2つ以上の課は「、」で区切ります。同じ名前の課があるときは、部の名前から書きます。</p>
            <datalist id="\(Self.choices)">\(options)</datalist>
            \(FormView(
                Self.path, state, submit: "変えた行を保存する", cancel: Link("やめる", PlanPage.link.path), isWide: true,
                fields: [.content("<div class=\"name-table\">\(table)</div>")]))
            """
    }

    private var table: TableView {
        TableView(
            caption: "取組と主管課", columns: [.text("番号"), .rowHeader("取組"), .text("主管課"), .text("関係課")],
            rows: assignments.initiatives.map(cells), isCaptionHidden: true)
    }

    private func cells(_ initiative: Initiative) -> [HTML] {
        let id = initiative.id
        // The revision is that of now: who sends a row again has seen what others made of it.
        let sent = state.sent(to: Self.path).flatMap { assignments.isUntouched(initiative, $0) ? nil : $0 }
        return [
            "\(initiative.number)<input type=\"hidden\" name=\"\(Assignments.seen(id))\" value=\"\(initiative.assigned.revision)\">",
            "<a href=\"\(initiative.path)\">\(initiative.title)</a>",
            input(
                Assignments.main(id), "\(initiative.number)の主管課",
                sent?[Assignments.main(id)] ?? assignments.words(initiative.mainUnits)),
            input(
                Assignments.related(id), "\(initiative.number)の関係課",
                sent?[Assignments.related(id)] ?? assignments.words(initiative.relatedUnits)),
        ]
    }

    private func input(_ name: String, _ label: String, _ value: String) -> HTML {
        let messages = state.errors(of: Self.path)[name]
        let lines: [HTML] = messages.map { "<span class=\"field-error-line\">\($0)</span>" }
        let error: HTML = messages.isEmpty ? .empty : "<p class=\"field-error\" id=\"\(name)-error\">\(lines)</p>"
        let described: HTML = messages.isEmpty ? .empty : " aria-invalid=\"true\" aria-describedby=\"\(name)-error\""
        return """
            <input type="text" name="\(name)" value="\(value)" list="\(Self.choices)" autocomplete="off" \
            aria-label="\(label)"\(described)>\(error)
            """
    }
}
