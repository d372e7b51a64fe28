/// Bodies that items name, with who sits in each below its name.
extension ArticleBodies {
    /// ア　勤務環境ワーキンググループ above リーダー　人事課長
    func seatsItemBodies(_ paragraph: ArticleText.Paragraph) -> Bool {
        zip(paragraph.items, paragraph.items.dropFirst()).contains { body, next in
            places[BodyText.tight(body.text)] != nil && ArticleText.isLabelled(next.text)
        }
    }

    mutating func readItemBodies(_ paragraph: ArticleText.Paragraph) -> Bool {
        guard seatsItemBodies(paragraph) else { return false }
        var place: Int?
        for item in paragraph.items {
            if let named = places[BodyText.tight(item.text)] {
                place = named
                ledger.use(item.line, as: .body)
            } else if let place {
                let seats = ArticleText.Paragraph(text: "", line: item.line, items: [item])
                _ = readList(seats, as: .member, in: place, "")
            }
        }
        return true
    }
}

extension ArticleBodies {
    private static let organisationLettersMax = 30

    /// 協議会は、別表に掲げる団体をもって構成する。: each line of the annex is one, whatever its name ends in.
    mutating func readOrganisations(
        _ annex: ArticleText.Annex, at index: Int, in place: Int, _ sentence: String
    ) -> Bool {
        let rows = annex.rows.filter { !$0.isBlank }
        guard ["掲げる団体", "掲げる機関", "定める団体", "掲げる関係機関", "掲げる関係団体"].contains(where: sentence.contains), rows.count > 1,
            rows.allSatisfy({ row in
                row.filled.count == 1 && row.text.unicodeScalars.count <= Self.organisationLettersMax
                    && !row.text.contains(where: { "。、：:".contains($0) }) && SeatLabel(row.text) == nil
            })
        else { return false }
        for row in rows {
            let name = SeatTokens.withoutSign(BodyText.tight(row.filled[0].text))
            seat(.init(post: nil, category: name, count: 1, raw: name), as: .member, in: place, line: row.line)
            ledger.use(row.line, as: .member)
        }
        usedAnnexes.insert(index)
        return true
    }
}

extension ArticleBodies {
    /// 検討会議に座長を置き、前項第1号の職員をもって充てる。: who is told by the item that names the post.
    mutating func readItem(
        called sentence: String, by paragraph: ArticleText.Paragraph, of article: ArticleText.Article, _ scope: Int
    ) -> Bool {
        guard let call = sentence.firstRange(of: "前項第"), sentence[call.upperBound...].contains("充て"),
            let end = sentence[call.upperBound...].firstIndex(of: "号"),
            let number = Int(BodyText.key(String(sentence[call.upperBound..<end]))), number > 0,
            let place = article.paragraphs.firstIndex(of: paragraph), place > 0,
            number <= article.paragraphs[place - 1].items.count,
            let label = Self.calledLabel(in: sentence[..<call.lowerBound]),
            let member = RoleClause.member(article.paragraphs[place - 1].items[number - 1].text, isList: false),
            member.post != nil
        else { return false }
        seat(member, as: label, in: scope, line: paragraph.line)
        return true
    }

    /// 検討会議に座長を置き、, 座長は、
    private static func calledLabel(in head: Substring) -> SeatLabel? {
        for ending in ["を置き、", "は、", "には、", "は"] where head.hasSuffix(ending) {
            let before = head.dropLast(ending.count)
            let start = before.lastIndex { "に、".contains($0) }.map { before.index(after: $0) } ?? before.startIndex
            guard let label = SeatLabel(String(before[start...])), label.role != nil else { continue }
            return label
        }
        return nil
    }
}
