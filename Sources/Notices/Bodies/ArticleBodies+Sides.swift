/// Tables of two sides in articles: the body on the left, who leads it on the right.
extension ArticleBodies {
    /// 次の表の左欄に掲げる部会の部会長は、同表の右欄に掲げる職にある者をもって充てる。
    mutating func readSides(_ sentence: String, _ paragraph: ArticleText.Paragraph) -> Bool {
        guard sentence.contains("左欄に掲げる"), sentence.contains("右欄に掲げる"),
            let left = sentence.firstRange(of: "左欄に掲げる"),
            let topic = sentence[left.upperBound...].firstIndex(of: "は"),
            let joint = sentence[left.upperBound..<topic].firstIndex(of: "の"),
            let label = Self.head(String(sentence[sentence.index(after: joint)..<topic]))
        else { return false }
        let cells = paragraph.items.flatMap { item in
            BodyText.words(item.text).map { (text: Self.withoutRemark($0), line: item.line) }
        }
        let start = cells.firstIndex { $0.text.contains("部会") || BodyName.isName($0.text) }
        guard let start else { return false }
        // 推進本部 and 推進本部長 head the columns.
        let isHeaded = start + 1 < cells.count && Self.head(cells[start + 1].text) != nil
        let rows = Array(cells[(isHeaded ? start + 2 : start)...])
        guard rows.count >= 2, rows.count.isMultiple(of: 2) else { return false }
        let pairs = stride(from: 0, to: rows.count, by: 2).map { (body: rows[$0], post: rows[$0 + 1]) }
        guard pairs.allSatisfy({ BodyName.isName($0.body.text) && PostWord.isPost($0.post.text) }) else { return false }
        for (body, post) in pairs {
            guard let place = place(of: body.text, line: body.line) else { break }
            seat(
                .init(post: post.text, category: nil, count: 1, raw: post.text), as: label, in: place, line: post.line)
            ledger.use(body.line, as: .body)
            ledger.use(post.line, as: .member)
        }
        ledger.use(paragraph.line, as: .member)
        return true
    }

    /// 次の表の左欄に掲げる部会を置き、部会長及び部会員は、同表の中欄及び右欄に掲げる職にある者をもって充てる。: a table in the article that names the bodies.
    mutating func readTable(_ sentence: String, _ paragraph: ArticleText.Paragraph) -> Bool {
        guard !paragraph.table.isEmpty, sentence.contains("次の表") || sentence.contains("下表"),
            let blocks = bodiesNamed(in: paragraph.table, line: paragraph.line)
        else { return false }
        take(blocks, in: 0)
        ledger.use(paragraph.line, as: .member)
        return true
    }

    /// 推進本部長, 副部会長, 委員
    private static func head(_ word: String) -> SeatLabel? {
        if let label = SeatLabel(word) { return label.role == nil ? nil : label }
        let heads = ["本部長", "委員長", "部会長", "会長", "リーダー"]
        guard word.unicodeScalars.count <= 12, heads.contains(where: word.hasSuffix) else { return nil }
        return word.hasPrefix("副") ? .deputy : .leader
    }

    /// 参事(町長が指名する参事) → 参事
    private static func withoutRemark(_ text: String) -> String {
        PostWord.withoutBrackets(BodyText.tight(text).replacing("（", with: "(").replacing("）", with: ")"))
    }
}
