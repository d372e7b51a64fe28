import Japanese
import Site
import Storage
import Ward

/// All comments on an initiative or on one answer, with the form for a further one.
struct CommentListPage: ProgramView {
    let on: CommentedSubject
    let comments: [Comment]
    let entryTitles: [ID<Entry>: String]
    let state: PageState

    private var subject: Comment.Subject { on.subject }
    private var initiative: Initiative { on.initiative }
    private var layers: [CommentLayer] { on.layers }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> CommentListPage {
        let on = try CommentedSubject.load(request, on: connection)
        let seen = try CommentAccess.comments(
            about: on.subject, of: on.initiative, try request.person, on: connection)
        return CommentListPage(
            on: on, comments: seen.comments, entryTitles: on.entryTitle == nil ? seen.titles : [:],
            state: request.state)
    }

    static func path(_ subject: Comment.Subject) -> String { "\(subjectPath(subject))/comments" }

    private static func subjectPath(_ subject: Comment.Subject) -> String {
        switch subject {
        case .initiative(let id): InitiativePage.path(id)
        case .entry(let id): EntryPage.path(id)
        }
    }

    var page: Page {
        let title = on.entryTitle.map { "\(initiative.heading)（\($0)）" } ?? initiative.heading
        return Page(
            "意見と対応結果", trail: [PlanPage.link, Link(title, Self.subjectPath(subject))], section: PlanPage.link.path,
            body: """
                <p>「\(title)」への意見です。意見は書いた人の立場ごとに並び、あとから書いた意見が前の意見を書き換えることはありません。</p>
                <h2>書かれた意見</h2>
                \(CommentSection(comments: comments, entryTitles: entryTitles).html)
                \(layers.isEmpty ? .empty : form)
                """)
    }

    private var form: HTML {
        let source = layers.contains(where: \.isFromOutside) ? [CommentFields.source()] : []
        return """
            <h2>意見を書く</h2>
            \(FormView(
                Self.path(subject), state, submit: "意見を加える",
                fields: [
                    CommentFields.layer(layers)(layers.count == 1 ? layers[0] : nil), CommentFields.content(layers)(),
                ] + source))
            """
    }

    static let program = Route.ProgramSide(
        "取組への意見と対応結果", answer: ["initiative": .text, "comments": .list(Comment.answer)])

    var json: JSON {
        ["initiative": .string(initiative.heading), "comments": .array(comments.map(\.json))]
    }
}
