/// Heads, feet and page numbers of pages: lines at the top or bottom of pages that are the same on several, numbers aside.
enum PageFurniture {
    /// The lines with heads and feet marked.
    ///
    /// - Parameters:
    ///   - depth: how many lines from the top and the bottom of each page are looked at.
    ///   - isAtTop: whether a line stands where heads stand, where the place on the page is known; so `isAtBottom`.
    static func marked(
        _ lines: [PlacedLine], depth: Int = 3, isAtTop: (Int) -> Bool = { _ in true },
        isAtBottom: (Int) -> Bool = { _ in true }
    ) -> [PlacedLine] {
        var pages: [[Int]] = []
        var present: Int?
        for (position, line) in lines.enumerated() where line.part == .body {
            if line.place.page != present || pages.isEmpty {
                pages.append([])
                present = line.place.page
            }
            pages[pages.count - 1].append(position)
        }
        var marked = lines
        guard pages.count > 1 else {
            for page in pages { markLoneNumbers(page, in: &marked, isAtBottom) }
            return marked
        }
        markRepeated(
            pages.map { $0.prefix(depth).filter(isAtTop) }, of: pages.count, as: .pageHead, in: &marked)
        markRepeated(
            pages.map { $0.reversed().prefix(depth).filter(isAtBottom) }, of: pages.count, as: .pageFoot, in: &marked)
        for page in pages { markLoneNumbers(page, in: &marked, isAtBottom) }
        return marked
    }

    /// From the edge inwards, as long as the lines are repeated.
    private static func markRepeated(
        _ edges: [[Int]], of pageCount: Int, as part: PlacedLine.Part, in lines: inout [PlacedLine]
    ) {
        var pagesByText: [String: Set<Int>] = [:]
        var shiftsByKey: [String: [Int: Set<Int>]] = [:]
        for position in edges.joined() {
            let page = lines[position].place.page ?? 0
            pagesByText[spaceless(lines[position].text), default: []].insert(page)
            for number in numbers(lines[position].text) {
                shiftsByKey[key(lines[position].text), default: [:]][number - page, default: []].insert(page)
            }
        }
        // Odd and even pages may have heads of their own; the first page often has none.
        let needed = max(2, (pageCount - 1) / 3)
        for edge in edges {
            for position in edge where lines[position].part == .body {
                let text = lines[position].text
                let isSame = pagesByText[spaceless(text), default: []].count >= needed
                // With a number that grows as the pages do.
                let counts =
                    text.unicodeScalars.count <= 60
                    && shiftsByKey[key(text), default: [:]].values.contains { $0.count >= needed }
                guard isSame || counts, lines[position].cell == nil else { break }
                lines[position].part = part
            }
        }
    }

    private static func spaceless(_ text: String) -> String {
        String(scalars: text.unicodeScalars.filter { !TrimmedText.isSpace($0) })
    }

    /// The runs of digits, full-width ones too.
    private static func numbers(_ text: String) -> [Int] {
        var found: [Int] = []
        var present: Int?
        for scalar in text.unicodeScalars {
            guard isDigit(scalar) else {
                if let number = present { found.append(number) }
                present = nil
                continue
            }
            let digit = Int(scalar.value >= 0xFF10 ? scalar.value - 0xFF10 : scalar.value - 0x30)
            present = min((present ?? 0) * 10 + digit, 1_000_000)
        }
        if let number = present { found.append(number) }
        return found
    }

    /// `- 3 -`, `3/12`, 第３頁 at the very bottom or top is a page's number even when there is only one page.
    private static func markLoneNumbers(_ page: [Int], in lines: inout [PlacedLine], _ isAtBottom: (Int) -> Bool) {
        guard page.count > 1 else { return }
        if let last = page.last(where: { lines[$0].part == .body }), isDressedNumber(lines[last].text),
            lines[last].cell == nil, isAtBottom(last)
        {
            lines[last].part = .pageFoot
        }
    }

    /// The text with its runs of digits as one sign, so that page numbers are the same on all pages.
    static func key(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !TrimmedText.isSpace(scalar) {
            if isDigit(scalar) {
                if result.last != "#" { result.append("#") }
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }

    private static func isDressedNumber(_ text: String) -> Bool {
        [
            "-#-", "－#－", "ー#ー", "—#—", "‐#‐", "―#―", "−#−", "#/#", "#／#", "#頁", "#ページ", "第#頁", "第#ページ",
            "P#", "p#", "P.#", "p.#", "(#/#)", "（#/#）", "（#／#）", "─#─", "–#–",
        ].contains(key(text))
    }
}
