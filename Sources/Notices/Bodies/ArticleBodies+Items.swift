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
