/// The page in place of the one that was asked for.
struct RefusedPage {
    let refused: RefusedAnswer

    var page: Page {
        Page(refused.title, hasHelp: false, body: body)
    }

    private static let keptScalarsMin = 20
    /// Never shown again.
    private static let secret: Set<String> = [FormView.csrfField, "password", "current", "new", "again"]

    private var body: HTML {
        let sentences: [HTML] = refused.sentences.map { "<p>\($0)</p>\n" }
        let reference: HTML? = refused.reference.map { "\(SummaryList([("受付番号", "<code>\($0)</code>")]))" }
        let links: [HTML] = refused.links.map {
            "<a class=\"button button-secondary\" href=\"\($0.path)\">\($0.title)</a>\n"
        }
        return "\(sentences)\(reference)\(kept)<div class=\"actions\">\(links)</div>"
    }

    /// Text that was entered and not stored; short fields can be typed again.
    private var kept: HTML {
        let texts = refused.kept.fields.filter { field in
            !Self.secret.contains(field.name) && field.value.unicodeScalars.count >= Self.keptScalarsMin
        }
        guard !texts.isEmpty else { return .empty }
        let areas: [HTML] = texts.enumerated().map { position, field in
            """
            <div class="field"><label class="field-label" for="kept-\(position)">送信した文章（\(position + 1)）</label>
            <textarea id="kept-\(position)" rows="8" readonly>
            \(field.value)</textarea></div>

            """
        }
        return """
            <h2>送信した内容</h2>
            <p>まだ保存されていません。必要な文章をコピーしておき、操作し直すときに貼り付けてください。</p>
            \(areas)
            """
    }
}
