import Japanese

/// Running heads that name the section of their page beside the title of the document.
extension Furniture {
    /// 防災計画 2026　｜　第3節　助ける: the title, a sign between, and a section that is another on each page.
    static func sectionHeads(_ lines: [NoticeText.Line]) -> [Int] {
        guard let first = lines.first else { return [] }
        let title = first.scalars.filter { !$0.isSpace }
        guard (6...40).contains(title.count) else { return [] }
        let found = lines.dropFirst().filter { line in
            guard line.cell == nil, line.scalars.count <= headMax else { return false }
            let letters = line.scalars.filter { !$0.isSpace }
            guard letters.count > title.count + 1, letters.starts(with: title) else { return false }
            return "｜|│┃／/".unicodeScalars.contains(letters[title.count])
        }
        return found.count >= 2 ? found.map(\.number) : []
    }

    private static let headMax = 80

    /// 第4章　施策の内容 at the right edge, over the chapter of this title: the head of its first page.
    static func headsBeforeTitles(_ lines: [NoticeText.Line]) -> [Int] {
        zip(lines, lines.dropFirst()).compactMap { head, title in
            guard head.cell == nil, title.cell == nil, head.scalars.count <= headMax,
                head.scalars.prefix(while: \.isSpace).count >= title.scalars.prefix(while: \.isSpace).count + edgeMin
            else { return nil }
            let letters = head.scalars.filter { !$0.isSpace }
            return letters.count >= 4 && letters == title.scalars.filter { !$0.isSpace } ? head.number : nil
        }
    }

    private static let edgeMin = 8
}
