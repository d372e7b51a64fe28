import Documents
import Japanese

/// What pages carry beside their text: page numbers, running heads, contents; found by place and repetition, and set aside.
struct Furniture: Sendable {
    /// By line number.
    private(set) var reasons: [Int: LineLedger.Reason] = [:]
    /// Whether nearly all of the document is a contents page.
    private(set) var isContentsOnly = false

    init(_ text: NoticeText) {
        let filled = text.lines.filter { !$0.isBlank }
        for line in text.lines where line.isBlank { reasons[line.number] = .blank }
        for line in filled where Self.isFrame(line.scalars) { reasons[line.number] = .tableHead }
        pageNumbers(filled)
        runningHeads(filled)
        for number in Self.sectionHeads(filled) { reasons[number] = .runningHead }
        for number in Self.headsBeforeTitles(filled) { reasons[number] = .runningHead }
        contents(filled)
        webPage(filled)
        let contentsCount = filled.count { reasons[$0.number] == .contents }
        let numberCount = filled.count { reasons[$0.number] == .pageNumber }
        isContentsOnly =
            contentsCount >= 3
            && (contentsCount * 10 >= (filled.count - numberCount) * 7 || endsInContents(filled, contentsCount))
    }

    /// A cover of a few short lines, and then nothing but the contents page.
    private func endsInContents(_ lines: [NoticeText.Line], _ count: Int) -> Bool {
        guard count >= 6, let first = lines.firstIndex(where: { reasons[$0.number] == .contents }), first <= 8 else {
            return false
        }
        let isCover = lines[..<first].allSatisfy { $0.scalars.count <= 40 && !$0.scalars.contains("。") }
        // 第2章　分野別の事業 over its entries has no page of its own.
        let others = lines[first...].filter { reasons[$0.number] == nil }
        return isCover && others.count <= count
            && others.allSatisfy { $0.scalars.count <= 40 && !$0.scalars.contains("。") }
    }

    /// What people said of lines stands above what their places tell.
    mutating func decide(_ lines: [NoticeText.Line]) {
        for line in lines {
            guard let role = line.decided else { continue }
            reasons[line.number] = role == .ignore ? .ignored : nil
        }
    }

    /// ├───┼───┤, +----+----+: a line of the frame of a table.
    private static func isFrame(_ scalars: [Unicode.Scalar]) -> Bool {
        guard scalars.count >= 3, let first = scalars.first(where: { !$0.isSpace }) else { return false }
        let isDrawn = (0x250C...0x254B).contains(first.value) || (0x2552...0x256C).contains(first.value)
        guard isDrawn || first == "+" && scalars.count(where: { $0 == "+" }) >= 2 else { return false }
        return scalars.allSatisfy { scalar in
            scalar.isSpace || (0x2500...0x257F).contains(scalar.value)
                || !isDrawn && "+-=".unicodeScalars.contains(scalar)
        }
    }

    // MARK: Page numbers

    private mutating func pageNumbers(_ lines: [NoticeText.Line]) {
        // 1, 2, 3 alone in their lines, each before a row of a table, count rows.
        let listed = Set(NoticeTable.listedRows(lines).keys.map { lines[$0].number })
        for line in lines where line.cell == nil {
            guard !listed.contains(line.number), let page = Self.pageNumber(line.scalars) else { continue }
            let isAtEdge = line.part == .pageHead || line.part == .pageFoot
            if page.isMarked || isAtEdge || line.number > 2 { reasons[line.number] = .pageNumber }
        }
    }

    /// 3, - 5 -, 3/12, P.4, 5ページ; marked where more than a number stands there.
    static func pageNumber(_ scalars: [Unicode.Scalar]) -> (value: Int, isMarked: Bool)? {
        // A number in the middle of its line stands behind many spaces.
        guard scalars.count <= 160, scalars.allSatisfy(isOfPageNumber), scalars.count(where: { !$0.isSpace }) <= 24
        else { return nil }
        let key = Width.narrowingDigitsAndLatin(String(scalars: scalars)).unicodeScalars
            .filter { !$0.isSpace }
        var text = String(scalars: key)
        let whole = text
        for dash in "-－‐–—―−ー〜~・.".unicodeScalars.map({ String(Character($0)) }) {
            while text.hasPrefix(dash) { text.removeFirst() }
            while text.hasSuffix(dash) { text.removeLast() }
        }
        for word in ["P.", "p.", "P", "p", "ページ", "頁", "Page", "page"] {
            if text.hasPrefix(word) { text.removeFirst(word.count) }
            if text.hasSuffix(word) { text.removeLast(word.count) }
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let value = Int(parts[0]), (1...999).contains(value),
            parts.count == 1 || Int(parts[1]).map({ $0 >= value }) ?? false
        else { return nil }
        return (value, whole != parts[0])
    }

    /// Figures, dashes, P., Page, ページ, 頁 and spaces: nearly no other line needs a second look.
    private static func isOfPageNumber(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "０"..."９", "A"..."Z", "a"..."z", "Ａ"..."Ｚ", "ａ"..."ｚ", "-", "－", "‐", "–", "—", "―", "−", "ー",
            "〜", "~", "・",
            ".", "．", "/", "／", "ペ", "ジ", "頁":
            true
        default: scalar.isSpace
        }
    }

    // MARK: Running heads

    /// A title stands in the first lines.
    private static let titleMax = 8

    private mutating func runningHeads(_ lines: [NoticeText.Line]) {
        var places: [[Unicode.Scalar]: [Int]] = [:]
        for (index, line) in lines.enumerated()
        where line.cell == nil && line.scalars.count <= 60 && reasons[line.number] == nil {
            places[line.scalars.filter { !$0.isSpace }, default: []].append(index)
        }
        for (_, found) in places where found.count >= 2 {
            let edges = found.filter { index in
                let line = lines[index]
                if line.part == .pageHead || line.part == .pageFoot { return true }
                if let page = line.page {
                    return index == 0 || index + 1 == lines.count || lines[index - 1].page != page
                        || lines[index + 1].page != page
                }
                let isByNumber = [index - 1, index + 1].contains {
                    lines.indices.contains($0) && reasons[lines[$0].number] == .pageNumber
                }
                return isByNumber || line.scalars.first == "\u{C}"
            }
            // Twice beside the number of a page, or once where the document begins with it; 担当課 or (4) may stand there by chance.
            let body = lines[found[0]].scalars.drop { $0.isSpace }
            let isPart = HeadingSign.read(body) != nil || FieldLabel.atBeginning(of: Array(body)) != nil
            let isOnPages =
                edges.count * 2 >= found.count
                && (edges.count >= (isPart ? 3 : 2) || found[0] == 0 && !isPart && edges.contains { $0 > 0 })
            guard isOnPages else { continue }
            // The first one may be the title itself, near the beginning.
            for index in edges
            where index > 0 && (index != found[0] || index >= Self.titleMax && !isPart)
                || lines[index].part == .pageHead || lines[index].part == .pageFoot
            {
                reasons[lines[index].number] = .runningHead
            }
        }
        for line in lines where reasons[line.number] == nil && line.part == .pageFoot && line.scalars.count <= 40 {
            reasons[line.number] = .runningHead
        }
    }

    // MARK: Web pages

    /// What the frame of a web page says: when it was updated, whom to ask.
    private mutating func webPage(_ lines: [NoticeText.Line]) {
        path(lines)
        for (index, line) in lines.enumerated()
        where line.scalars.count <= 60 && reasons[line.number] == nil && line.cell == nil {
            let key = FieldLabel.key(line.text)
            let isPath =
                key.contains { ">＞".contains($0) }
                && ["トップ", "ホーム", "現在地", "現在位置"].contains(where: key.hasPrefix)
            if isPath || key == "本文" || Self.frame.contains(where: key.hasPrefix) {
                reasons[line.number] = .ignored
            } else if key.hasPrefix("このページに関する") || key.hasPrefix("このページについての") || key.hasPrefix("この記事に関する") {
                // Address and telephone follow, and nothing else.
                for other in lines[index...].prefix(12) where other.scalars.last != "。" {
                    reasons[other.number] = .ignored
                }
            }
        }
    }

    /// 1. トップページ > 2. くらし > 3. 計画, one below the other: where the page stands.
    private mutating func path(_ lines: [NoticeText.Line]) {
        func goesOn(_ line: NoticeText.Line) -> Bool {
            line.scalars.count <= 40
                && line.scalars.last(where: { !$0.isSpace }).map { $0 == ">" || $0 == "＞" } ?? false
        }
        guard
            let first = lines.prefix(12).firstIndex(where: { line in
                goesOn(line) && ["トップ", "ホーム"].contains(where: line.text.contains)
            }), let end = lines[first...].firstIndex(where: { !goesOn($0) }), end - first >= 2
        else { return }
        for line in lines[first...end] where line.scalars.count <= 40 { reasons[line.number] = .ignored }
    }

    private static let frame = [
        "更新日:", "更新日：", "ここから本文", "本文へ移動", "ページID", "ページ番号", "印刷ページ", "サイト内検索", "サイト内を検索", "緊急情報", "最終更新日", "掲載日",
        "ツイート", "シェア", "ページの先頭です", "このページの先頭です", "メニューを飛ばして", "このページの本文へ", "サイトメニュー", "本文ここから", "本文ここまで",
        "印刷用ページを表示", "外部リンク", "記事ID", "記事番号", "AdobeReaderをお持ち", "PDF形式のファイルを",
    ]

    // MARK: Contents

    private mutating func contents(_ lines: [NoticeText.Line]) {
        var later: [String: [Int]] = [:]
        func namesContents(_ line: NoticeText.Line) -> Bool {
            guard line.scalars.count <= 12 else { return false }
            let key = FieldLabel.key(line.text).filter { !"<>〈〉《》".contains($0) }
            return ["目次", "もくじ", "CONTENTS", "Contents"].contains(key)
        }
        func key(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            let kept = scalars.filter { !$0.isSpace && !Self.leaders.contains($0) }
            return Width.narrowingDigitsAndLatin(String(scalars: kept))
        }
        if lines.contains(where: namesContents) {
            for (index, line) in lines.enumerated() where line.scalars.count <= Self.entryMax {
                later[key(line.scalars), default: []].append(index)
            }
        }
        // 目 and 次 one below the other.
        for (line, next) in zip(lines, lines.dropFirst())
        where line.text.trimmingCharacters == "目" && next.text.trimmingCharacters == "次" {
            reasons[line.number] = .contents
            reasons[next.number] = .contents
        }
        var isInside = false
        for (index, line) in lines.enumerated() {
            if namesContents(line) {
                isInside = true
                reasons[line.number] = .contents
                // Up to where the first entry stands again, if all between is short.
                if let entry = lines[(index + 1)...].first,
                    let again = later[key(entry.scalars)]?.first(where: { $0 > index + 1 }),
                    again - index <= Self.entriesMax,
                    lines[(index + 1)..<again].allSatisfy({ $0.scalars.count <= 60 && $0.scalars.last != "。" })
                {
                    for entry in lines[(index + 1)..<again] where reasons[entry.number] == nil {
                        reasons[entry.number] = .contents
                    }
                }
                continue
            }
            let isDots =
                line.scalars.count >= 3
                && line.scalars.allSatisfy { Self.leaders.contains($0) || $0.isSpace }
            // ・・・・7: dots and the page in a line of their own, behind the entry.
            if Self.hasLeader(line.scalars, alone: true) {
                reasons[line.number] = .contents
                for before in lines[..<index].suffix(2).reversed()
                where reasons[before.number] == nil && before.scalars.last != "。" {
                    let isSign = before.scalars.filter { !$0.isSpace }.count <= 3
                    if before.number == lines[index - 1].number || isSign { reasons[before.number] = .contents }
                }
                continue
            }
            if isDots, line.scalars.contains("…") || line.scalars.contains("・") || line.scalars.contains(".") {
                reasons[line.number] = .contents
                if index > 0, lines[index - 1].scalars.last != "。", reasons[lines[index - 1].number] == nil {
                    reasons[lines[index - 1].number] = .contents
                }
                continue
            }
            if Self.hasLeader(line.scalars) {
                reasons[line.number] = .contents
                continue
            }
            guard isInside, reasons[line.number] == nil else { continue }
            let whole = key(line.scalars)
            // Without dots: the same heading stands again below, or only its page follows.
            var title = Array(whole.unicodeScalars)
            var digits = 0
            while let last = title.last, (0x30...0x39).contains(last.value), digits < 3 {
                title.removeLast()
                digits += 1
            }
            let bare = String(scalars: title)
            let comesAgain =
                (later[whole] ?? []).contains { $0 > index }
                || digits > 0 && (later[bare] ?? []).contains { $0 > index }
            if comesAgain || digits > 0 && title.count >= 2 && line.scalars.count <= 60 {
                reasons[line.number] = .contents
            } else {
                isInside = false
            }
        }
    }

    /// An entry of a contents page is no longer, in letters.
    private static let entryMax = 100
    private static let entriesMax = 200

    private static let leaders: Set<Unicode.Scalar> = ["…", "‥", "・", "･", ".", "．", "·", "─", "―", "-", "_"]

    /// 1 目的 ……… 3: a row of dots and a page.
    private static func hasLeader(_ scalars: [Unicode.Scalar], alone: Bool = false) -> Bool {
        var end = scalars.count
        var digits = 0
        while end > 0, scalars[end - 1].isSpace || ")）P.p頁".unicodeScalars.contains(scalars[end - 1]) {
            end -= 1
        }
        while end > 0, Script(of: scalars[end - 1]) == .digit || Script(of: scalars[end - 1]) == .fullwidthDigit {
            end -= 1
            digits += 1
        }
        guard (1...3).contains(digits) else { return false }
        var dots = 0
        while end > 0 {
            let scalar = scalars[end - 1]
            if leaders.contains(scalar) {
                dots += scalar == "…" || scalar == "‥" ? 3 : 1
            } else if !scalar.isSpace && !"(（".unicodeScalars.contains(scalar) {
                break
            }
            end -= 1
        }
        return dots >= 3 && (end > 0) != alone
    }
}
