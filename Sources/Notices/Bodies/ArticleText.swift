import Documents
import Japanese

/// A text in articles (要綱, 規程, 規則) as articles (条), paragraphs (項) and items (号), with its annexes (別表).
struct ArticleText {
    struct Item: Hashable, Sendable {
        var text: String
        let line: Int
        /// Whether a number stood before it: a line without one may go on with it.
        var isNumbered = true
        /// Whether it is counted as paragraphs are: １, ２.
        var isCounted = false
    }

    struct Paragraph: Hashable, Sendable {
        var text: String
        let line: Int
        var items: [Item] = []
        /// The rows of a table in it, whose cells its items hold as words.
        var table: [SeatRow] = []
    }

    struct Article: Hashable, Sendable {
        let number: Int
        var caption: String
        let line: Int
        var paragraphs: [Paragraph] = []
        /// 第2章　実行委員会, which it belongs to.
        var chapter = ""
    }

    struct Annex: Hashable, Sendable {
        /// 別表, 別表第1
        let name: String
        /// The articles it belongs to, from 別表(第3条関係).
        let articles: [Int]
        let line: Int
        var rows: [SeatRow] = []
    }

    private(set) var title: (text: String, line: Int)?
    private(set) var articles: [Article] = []
    private(set) var annexes: [Annex] = []
    /// Whether it changes other rules (一部改正), and gives only what is new.
    let isAmending: Bool
    /// All lines that belong to the text in articles, its date and supplementary provisions (附則) too.
    private(set) var lines: [Int] = []

    private enum Part { case before, articles, supplement, annex, other }

    init(_ printed: [SeatRow]) {
        let (rows, sides) = Self.newSide(of: printed)
        lines = sides
        let texts = rows.lazy.filter { !$0.isGrid }.map(\.text)
        let isBare = Self.isBare(texts)
        let isSectioned = !isBare && Self.isSectioned(texts)
        isAmending = rows.prefix(Self.titleRowsMax).contains { row in
            ["の一部を改正", "の一部を次のように改正"].contains(where: row.text.contains)
        }
        var part = Part.before
        var caption: String?
        var chapter = ""
        var before: [SeatRow] = []
        for row in rows {
            guard !row.isBlank else {
                if part == .annex { annexes[annexes.count - 1].rows.append(row) }
                continue
            }
            let text = row.isGrid ? row.filled.map(\.text).joined(separator: "\u{3000}") : row.text
            let key = BodyText.key(text.unicodeScalars.count > 60 ? String(text.prefix(60)) : text)
            if let annex = Self.annex(key, line: row.line), !row.isGrid || row.filled.count == 1 {
                if part == .before, isAmending { takeTitle(from: before) }
                annexes.append(annex)
                part = .annex
                lines += row.lines
                continue
            }
            if ["附則", "付則"].contains(where: key.hasPrefix), key.count <= 30 {
                // Before the first article it ends the contents.
                if part != .before || !articles.isEmpty { part = .supplement }
                lines += row.lines
                continue
            }
            if ["様式第", "第1号様式", "別記様式", "別記第"].contains(where: key.hasPrefix), part != .before {
                part = .other
                lines += row.lines
                continue
            }
            if part == .before || part == .articles || part == .other && isAmending,
                let head = isSectioned
                    ? Self.sectionHead(text, after: articles.count) : Self.articleHead(text, isBare: isBare)
            {
                if part == .before { takeTitle(from: before) }
                part = .articles
                articles.append(
                    Article(
                        number: head.number, caption: head.caption ?? caption ?? "", line: row.line,
                        paragraphs: [Paragraph(text: head.rest, line: row.line)], chapter: chapter))
                caption = nil
                lines += row.lines
                continue
            }
            // (平30告示34・令元告示84・一部改正)
            if text.hasPrefix("(") || text.hasPrefix("（"),
                ["改正)", "改正）", "追加)", "追加）"].contains(where: text.hasSuffix),
                ["告示", "訓令", "規則", "要綱", "規程", "条例"].contains(where: text.contains), part != .annex
            {
                lines += row.lines
                continue
            }
            if part != .annex, let found = Self.chapter(key) {
                chapter = found
                lines += row.lines
                continue
            }
            // What a text that amends another says of its words belongs to none of the articles that it gives anew.
            if isAmending, part == .articles || part == .annex, Self.amends(text) {
                part = .other
                if Self.amended(text) == nil {
                    lines += row.lines
                    continue
                }
            }
            // 第2条第3項を次のように改める。: what follows is a part of that article.
            if isAmending, part == .before || part == .other, let number = Self.amended(text) {
                if part == .before { takeTitle(from: before) }
                part = .articles
                articles.append(Article(number: number, caption: caption ?? "", line: row.line))
                lines += row.lines
                continue
            }
            if let found = Self.caption(text), part != .annex {
                caption = found
                if part == .before { before.append(row) }
                lines += row.lines
                continue
            }
            switch part {
            case .before:
                before.append(row)
                if before.count > Self.rowsBeforeMax { before.removeFirst() }
            case .articles:
                lines += row.lines
                add(text, line: row.line)
                let article = articles.count - 1
                if row.isGrid, let last = articles[article].paragraphs.indices.last {
                    articles[article].paragraphs[last].table.append(row)
                }
            case .supplement, .other: lines += row.lines
            case .annex:
                lines += row.lines
                annexes[annexes.count - 1].rows.append(row)
            }
        }
    }

    /// Title, date, number and caption stand right before the first article.
    private static let rowsBeforeMax = 8
    /// A line of a list without numbers is shorter: a longer one breaks off and goes on in the next.
    private static let listedLettersMax = 25
    /// A text says in so many rows what it does.
    private static let titleRowsMax = 20

    private mutating func takeTitle(from rows: [SeatRow]) {
        guard let start = rows.lastIndex(where: { Self.isTitle($0.text) }) else { return }
        let text = rows[start].text.drop { "○◯〇●　 ".contains($0) }
        title = (BodyText.trimmed(text), rows[start].line)
        lines += rows[start...].flatMap(\.lines)
    }

    /// 別表(第3条関係), 別表第1（第3条、第6条関係）
    private static func annex(_ key: String, line: Int) -> Annex? {
        guard key.hasPrefix("別表") || key.hasPrefix("別記"), key.unicodeScalars.count <= 40, !key.contains("。") else {
            return nil
        }
        var name = key.prefix { $0 != "(" && $0 != "-" }
        if let space = name.firstIndex(of: "の") { name = name[..<space] }
        let rest = key.dropFirst(name.count)
        guard rest.isEmpty || rest.first == "(" || rest.first == "-" else { return nil }
        let articles = rest.split { !$0.isNumber }.compactMap { Int($0) ?? KanjiNumeral.value(of: String($0)) }
        return Annex(name: BodyText.key(String(name)), articles: articles, line: line)
    }

    private mutating func add(_ text: String, line: Int) {
        let article = articles.count - 1
        guard !articles[article].paragraphs.isEmpty else {
            let rest = Self.paragraph(text, after: 0) ?? text
            articles[article].paragraphs = [Paragraph(text: rest, line: line)]
            return
        }
        // (2) 委員は、次に掲げる者をもって充てる。 ア …: an item that has a list of its own is a paragraph.
        if let item = Self.item(text), item.contains("は"), BodyText.isSentence(item), RoleClause.refersToList(item) {
            articles[article].paragraphs.append(Paragraph(text: item, line: line))
        } else if let item = countedItem(text) {
            let paragraph = articles[article].paragraphs.count - 1
            articles[article].paragraphs[paragraph].items.append(Item(text: item, line: line, isCounted: true))
        } else if let item = Self.item(text) {
            let paragraph = articles[article].paragraphs.count - 1
            articles[article].paragraphs[paragraph].items += Self.parts(ofItem: item).map { Item(text: $0, line: line) }
        } else if let paragraph = Self.paragraph(text, after: articles[article].paragraphs.count) {
            articles[article].paragraphs.append(Paragraph(text: paragraph, line: line))
        } else {
            // A line that goes on with the one above, or a list without numbers under its paragraph.
            let paragraph = articles[article].paragraphs.count - 1
            let above = articles[article].paragraphs[paragraph]
            if above.text.contains("左欄"), above.text.hasSuffix("。") {
                articles[article].paragraphs[paragraph].items.append(Item(text: text, line: line, isNumbered: false))
            } else if !above.items.isEmpty, Self.isLabelled(text) {
                articles[article].paragraphs[paragraph].items.append(Item(text: text, line: line, isNumbered: false))
            } else if let last = above.items.indices.last {
                let goesOn = above.items[last].text.hasSuffix("、")
                let isOfList =
                    !above.items[last].isNumbered && above.items[last].text.unicodeScalars.count < Self.listedLettersMax
                    && text.unicodeScalars.count < Self.listedLettersMax && !BodyText.isSentence(text)
                    && !"(（".contains(text.first ?? " ")
                if PostWord.isPost(text) || (isOfList || PostWord.isCategory(text)) && !goesOn {
                    articles[article].paragraphs[paragraph].items.append(
                        Item(text: text, line: line, isNumbered: false))
                } else {
                    articles[article].paragraphs[paragraph].items[last].text += text
                }
            } else if above.text.hasSuffix("。") {
                articles[article].paragraphs[paragraph].items.append(Item(text: text, line: line, isNumbered: false))
            } else {
                articles[article].paragraphs[paragraph].text += text
            }
        }
    }

    /// (1) …, （１）…, 一　…, ア　…: the text behind the number.
    private static func item(_ text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first else { return nil }
        if first == "(" || first == "（" {
            guard let close = scalars.prefix(6).firstIndex(where: { $0 == ")" || $0 == "）" }), close > 1 else {
                return nil
            }
            let inside = BodyText.key(String(scalars: scalars[1..<close]))
            guard Int(inside) != nil || KanjiNumeral.value(of: inside) != nil || isKanaSign(inside) else { return nil }
            return BodyText.trimmed(String(scalars: scalars[(close + 1)...]))
        }
        if "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮".unicodeScalars.contains(first) {
            return BodyText.trimmed(String(scalars: scalars.dropFirst()))
        }
        guard let space = scalars.prefix(5).firstIndex(where: BodyText.isSpace), space > 0 else { return nil }
        let sign = String(scalars: scalars[..<space])
        guard "一二三四五六七八九十".contains(sign.first ?? " ") && KanjiNumeral.value(of: sign) != nil || isKanaSign(sign)
        else { return nil }
        return BodyText.trimmed(String(scalars: scalars[space...]))
    }

    private static func isKanaSign(_ text: String) -> Bool {
        text.unicodeScalars.count == 1 && "アイウエオカキクケコサシスセソタチツテト".contains(text)
    }

    /// ２　…, 2 …: a paragraph whose number follows the last.
    private static func paragraph(_ text: String, after count: Int) -> String? {
        let digits = text.unicodeScalars.prefix {
            (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value)
        }
        guard digits.count > 0, digits.count <= 2, let number = Int(BodyText.key(String(digits))),
            number == count + 1 || number > 1
        else { return nil }
        let rest = text.unicodeScalars.dropFirst(digits.count)
        guard let next = rest.first,
            BodyText.isSpace(next) || Script(of: next) == .kanji || Script(of: next) == .hiragana,
            !"名人年月日条項号件回個階".unicodeScalars.contains(next)
        else { return nil }
        return BodyText.trimmed(String(rest))
    }
}
