import Tabular
import Ward

/// A first password as it is handed to its person.
struct HandedPassword: Sendable {
    let login: String
    let name: String
    let password: String
}

/// First passwords, shown once: to be printed, or saved as a file. They are kept nowhere, as the hash alone is.
struct HandedPasswords: Component {
    private let people: [HandedPassword]
    private let state: PageState

    init(_ people: [HandedPassword], state: PageState) {
        self.people = people
        self.state = state
    }

    static let path = "/people/passwords.csv"
    private static let content = "content"

    var html: HTML {
        """
        \(Notice(
            .warning, "最初のパスワードは、この画面にだけ出ます。",
            """
            <p>印刷するか、CSVで保存して、一人ずつ封をして渡してください。この画面を閉じると、もう出せません。\
            \(InitialPassword.days)日以内に、本人がサインインして自分のパスワードに変えます。渡した後は、紙もファイルも残さないでください。</p>
            """))
        \(TableView(
            caption: "最初のパスワード（\(people.count)人）", columns: [.rowHeader("氏名"), .text("利用者名"), .text("最初のパスワード")],
            rows: people.map { ["\($0.name)", "\($0.login)", "<code>\($0.password)</code>"] }))
        <div class="actions">\(ButtonForm(
            "CSVで保存する", Self.path, state, fields: [(Self.content, text)], context: "最初のパスワード"))</div>

        """
    }

    private var text: String {
        CSVWriter.text(rows: [["氏名", "利用者名", "最初のパスワード"]] + people.map { [$0.name, $0.login, $0.password] })
    }

    /// Gives back as a file what the page held: nothing else remembers it.
    static let route = Route(.post, "people/passwords.csv", needs: .managePeople) { request in
        guard let content = request.form[Self.content], !content.isEmpty else { throw PageRefusal.notFound }
        return .bytes(Array(content.utf8), type: "text/csv; charset=utf-8", filename: "saisho-no-password.csv")
    }
}
