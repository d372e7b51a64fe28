import Ward

/// What a person reads before something that cannot be undone is done: what will happen, to whom, and what stays.
///
///     Confirmation(
///         "第2四半期を第1版として確定します", submit: "第1版として確定する",
///         consequences: ["未回答の3件は「未回答」と印刷します。"], irreversible: "確定した版は変えられません。訂正は次の版になります。")
///
/// The change itself is tried before this is shown and then taken back, so that nobody confirms what would be refused. What
/// was read is part of what is sent: when it has changed meanwhile, it is shown again.
public struct Confirmation: Sendable {
    public let title: String
    public let submit: String
    /// A sentence each.
    public let consequences: [String]
    /// What cannot be undone; `nil` where everything can.
    public let irreversible: String?
    /// What others will read, as it will stand there; `nil` where nothing of the kind comes of it.
    public let preview: HTML?
    /// What it was read of, in the state in which it was read: part of what must still be true.
    var basis: [String] = []

    public init(
        _ title: String, submit: String, consequences: [String], irreversible: String?, preview: HTML? = nil
    ) {
        self.title = title
        self.submit = submit
        self.consequences = consequences
        self.irreversible = irreversible
        self.preview = preview
    }

    /// The field that says which text was read.
    static let field = "confirmed"
    /// As many sentences leave the buttons in sight.
    static let longest = 10
    /// As the document for programs lists it.
    static let declared = Field.text(
        field, "確かめたしるし", max: 64, hint: "付けずに送ると、何が行われるかと、このしるしが、code「unconfirmed」の拒否として返ります。"
    ).optional

    /// Stands for what was read.
    var mark: String {
        ContentHash.of(
            ([title, submit, irreversible ?? ""] + consequences + [preview?.text ?? ""] + basis).joined(separator: "\n")
        )
    }

    /// A program reads the same, and says that it has.
    var refusal: ProgramRefused {
        ProgramRefused(
            status: 409, code: "unconfirmed",
            findings: [
                ProgramFinding(
                    where: "$.\(Self.field)", what: "\(title)。\(consequences.joined())\(irreversible ?? "")",
                    how: "行うときは、項目「\(Self.field)」に「\(mark)」を付けて、もう一度送ってください。")
            ])
    }

    /// - Parameter back: the page on which the form stands.
    func page(_ request: PageRequest, back: String) -> Page {
        let earlier = request.form[Self.field]
        let changed: HTML =
            earlier == nil || earlier == mark
            ? .empty : Notice(.warning, "表示した後に状況が変わりました。もう一度確かめてください。").html
        let items: [HTML] = consequences.map { "<li>\($0)</li>" }
        let fields = request.form.fields.filter { $0.name != FormView.csrfField && $0.name != Self.field }
        let actions: HTML = """
            \(ButtonForm(
                submit, request.path, request.state, style: irreversible == nil ? .primary : .irreversible,
                fields: fields + [(Self.field, mark)]))\
            <a class="button button-tertiary" href="\(back)">戻る（まだ行いません）</a>
            """
        return Page(
            title,
            body: """
                \(changed)<h2>行われること</h2>
                <ul>\(items)</ul>
                \(preview.map { "<h2>このように読まれます</h2>\n\($0)" as HTML })\
                \(irreversible.map { Notice(.warning, "元に戻せないこと", "<p>\($0)</p>").html })
                \(StickyBar(actions, sticks: items.count > Self.longest))

                """)
    }
}

/// Ends the transaction in which a change was tried, so that nothing of it stays.
struct Unconfirmed: Error {
    let confirmation: Confirmation
    let back: String
}
