import Japanese

/// What stands before the first heading: letterhead, title, and what the notice rests on.
struct NoticeHeading: Sendable {
    let title: String?
    let titleLine: Int?
    let subject: String?
    let fiscalYear: FiscalYear?
    let issuedOn: CivilDate?
    /// The first day of the month that stands alone in the head: 令和7年2月　教育委員会.
    let issuedIn: CivilDate?
    let author: String?
    let addressee: String?
    let basis: [NoticeReading.Basis]

    /// What became of its lines.
    private(set) var accounts: [Int: LineLedger.Use] = [:]

    init(_ outline: NoticeOutline, kind: DocumentKind) {
        var title: LocatedText?
        var issuedOn: CivilDate?
        var author: String?
        var addressee: String?
        var sentences: [LocatedText] = []
        var accounts: [Int: LineLedger.Use] = [:]
        let hasLetterhead = kind != .roster && kind != .minutes
        let lines = Self.lines(outline)
        for line in lines.dropFirst(Self.linesMax) {
            sentences += line.sentences
            for number in line.lines { accounts[number] = .paragraph }
        }
        for line in lines.prefix(Self.linesMax) {
            let text = line.text
            let use: LineLedger.Use
            if let day = CivilDate(reading: text) {
                issuedOn = issuedOn ?? day
                use = .date
            } else if title == nil, Self.isAddressee(text) {
                addressee = addressee ?? text
                use = .addressee
            } else if title == nil, hasLetterhead, let post = Self.signature(text) {
                author = author ?? post
                use = .author
            } else if title == nil, hasLetterhead, Self.isUnit(text) {
                author = author.map { $0 + " " + text } ?? text
                use = .author
            } else if text.hasSuffix("。") {
                sentences += line.sentences
                use = .paragraph
            } else if title == nil, !Self.isDocumentNumber(text) {
                title = line
                use = .title
            } else if hasLetterhead, author == nil, Self.isUnit(text) {
                author = text
                use = .author
            } else if Self.isDocumentNumber(text) || ["記", "以上"].contains(FieldLabel.key(text)) {
                use = .note
            } else {
                sentences.append(line)
                use = .paragraph
                if accounts[line.line] == nil, text.unicodeScalars.count > Self.subtitleMax { continue }
            }
            for number in line.lines { accounts[number] = use }
        }
        // Without a title of its own the first heading serves.
        if title == nil, let root = outline.roots.first, !sentences.isEmpty || root.ordinal == nil {
            title = root.located
        }
        let own = title?.text
        self.title = own
        titleLine = title?.line
        self.issuedOn = issuedOn
        self.author = author
        self.addressee = addressee
        self.accounts = accounts
        let years = DateReader.expressions(in: own ?? "")
        let stated = years.first { $0.kind == .fiscalYear }?.fiscalYear
        let spoken = sentences.lazy.flatMap { DateReader.expressions(in: $0.text) }
            .first { $0.kind == .fiscalYear && $0.deadlineClass == .none && !$0.needsAnchor }
        issuedIn =
            issuedOn == nil
            ? lines.prefix(Self.headMax).lazy.compactMap(Self.month).first ?? Self.updated(outline.text) : nil
        let told = stated ?? (issuedOn ?? issuedIn).map(FiscalYear.init(containing:)) ?? spoken?.fiscalYear
        // 実施計画（令和6～8年度）
        let period = years.lazy.filter { $0.kind == .range }.compactMap(\.period).first
        fiscalYear = told ?? period.map { FiscalYear(containing: $0.from) } ?? Self.statedYear(outline)
        subject = own.map { Self.subject(of: $0, without: years.first { $0.kind == .fiscalYear }) }
        let running = sentences + outline.roots.flatMap { $0.paragraphs.flatMap(\.sentences) }
        basis = Self.basis(in: running)
    }

    /// What a document is and rests on is said in its first lines.
    private static let linesMax = 300

    private static let headMax = 8

    /// 令和7年2月, 令和6年12月改定, 令和7年4月　企画課: a month, and nothing behind it but who wrote it; also at the edge of a line.
    private static func month(_ line: LocatedText) -> CivilDate? {
        if let edge = line.scalars.lastIndex(where: \.isSpace),
            let month = month(line.part(edge..<line.scalars.count).trimmed)
        {
            return month
        }
        guard line.scalars.count <= subtitleMax, let found = DateReader.expressions(in: line.text).first,
            found.range.lowerBound == 0, found.kind == .month, found.deadlineClass == .none, let period = found.period
        else { return nil }
        let rest = line.scalars[found.range.upperBound...]
        let word = String(scalars: Array(rest)).trimmingCharacters
        guard rest.first?.isSpace ?? true || ["改定", "改訂", "策定", "発行", "作成"].contains(word) else { return nil }
        return DateReader.expressions(in: word).isEmpty ? period.from : nil
    }

    /// 最終更新日 令和7年3月28日: when a page was published, in one of its first lines.
    private static func updated(_ text: NoticeText) -> CivilDate? {
        text.lines.lazy.filter { !$0.isBlank && $0.scalars.count <= subtitleMax }.prefix(headMax * 2)
            .filter { line in ["更新日", "掲載日", "公開日"].contains(where: line.text.contains) }
            .flatMap { DateReader.expressions(in: $0.text) }.first { $0.kind == .day }?.period?.from
    }

    /// A subtitle is no longer than this, in letters.
    private static let subtitleMax = 40

    /// The first year of the period of a plan or of the first columns of a table: 令和6年度～令和8年度.
    private static func statedYear(_ outline: NoticeOutline) -> FiscalYear? {
        for block in outline.preamble {
            guard case .field(.time, let text, _) = block,
                let period = DateReader.expressions(in: text.text).lazy.compactMap(\.period).first
            else { continue }
            return FiscalYear(containing: period.from)
        }
        for table in outline.tables {
            for row in table.rows.prefix(3) {
                let years = row.cells.compactMap { FiscalYearLabel($0.text)?.year }
                // 着手 | 2027年度 below the head says nothing of the document.
                if years.count > 1 || row.line == table.line, let year = years.first { return year }
            }
        }
        return nil
    }

    /// Each line of the preamble by itself: letterheads have one thing per line.
    private static func lines(_ outline: NoticeOutline) -> [LocatedText] {
        outline.preamble.compactMap(\.paragraph).flatMap { block -> [LocatedText] in
            var lines: [LocatedText] = []
            var start = 0
            for offset in 1...max(1, block.scalars.count) {
                let isEnd = offset >= block.scalars.count
                if isEnd || block.place(of: offset).line != block.place(of: start).line {
                    lines.append(block.part(start..<min(offset, block.scalars.count)))
                    start = offset
                }
            }
            // A sentence that was broken over lines belongs together, and so does a title.
            let isSentence = block.text.hasSuffix("。") && !lines.dropLast().contains { $0.text.hasSuffix("。") }
            return lines.count > 1 && !isLetterhead(lines[0].text)
                && (isSentence || lines.count == 2 && block.text.hasSuffix("について"))
                ? [block] : lines
        }.filter { !$0.isEmpty }
    }

    private static func isLetterhead(_ text: String) -> Bool {
        CivilDate(reading: text) != nil || isAddressee(text) || isUnit(text) || isDocumentNumber(text)
            || text.hasSuffix("について")
    }

    private static func isAddressee(_ text: String) -> Bool {
        ["様", "殿", "御中", "各位", "あて", "宛", "宛て"].contains { text.hasSuffix($0) }
            && text.unicodeScalars.count <= 40
    }

    /// 総務部情報管理課, 総務部　情報管理課, 区長: who wrote it.
    private static func isUnit(_ text: String) -> Bool {
        guard text.unicodeScalars.count <= 40, !text.contains("。") else { return false }
        let words = text.split { $0.isWhitespace }.map(String.init)
        guard (1...3).contains(words.count), !["場所", "会場", "住所", "日時", "議題", "件名"].contains(words[0]) else {
            return false
        }
        return words.allSatisfy { word in
            UnitNames.isName(word)
                || ["部長", "課長", "局長", "区長", "市長", "町長", "村長", "部会", "室長", "所長"].contains { word.hasSuffix($0) }
        }
    }

    /// 緑ヶ原町長　早瀬　敬一郎: the post of who signs; the name is left out.
    static func signature(_ text: String) -> String? {
        let words = text.split { $0.isWhitespace }.map(String.init)
        guard (2...3).contains(words.count), text.unicodeScalars.count <= 40, let post = words.first,
            ["区長", "市長", "町長", "村長", "知事", "教育長", "部長", "課長", "局長", "室長", "所長"].contains(where: post.hasSuffix),
            PersonName.isName(words.dropFirst().joined(separator: " "))
        else { return nil }
        return post
    }

    private static func isDocumentNumber(_ text: String) -> Bool {
        text.contains("第") && text.hasSuffix("号") || ["資料", "別紙", "参考"].contains { text.hasPrefix($0) }
            || text.hasPrefix("（") && text.hasSuffix("）")
    }

    private static func subject(of title: String, without year: DateExpression?) -> String {
        var scalars = Array(title.unicodeScalars)
        if let year { scalars.removeSubrange(year.range) }
        var text = String(scalars: scalars)
        if year != nil, let joint = ["における", "に係る", "の"].first(where: { text.hasPrefix($0) }) {
            text.removeFirst(joint.count)
        }
        for ending in ["（報告）", "（通知）", "(報告)", "(通知)", "について"] where text.hasSuffix(ending) {
            text.removeLast(ending.count)
        }
        return text.trimmingCharacters
    }

    /// Names before に基づき or を踏まえ: 令和6年1月に改定を行った…基本方針及び…計画.
    private static func basis(in sentences: [LocatedText]) -> [NoticeReading.Basis] {
        for sentence in sentences.prefix(linesMax) {
            let text = sentence.text
            guard ["に基", "を踏まえ", "に即し", "に則", "に沿", "にのっと"].contains(where: { text.contains($0) }),
                let cut = ["に基づ", "を踏まえ", "に即し", "に則", "に沿", "にのっと", "に基い"].compactMap({
                    text.firstRange(of: $0)?.lowerBound
                }).min()
            else { continue }
            let before = String(text[..<cut])
            let revision = DateReader.expressions(in: before).first { _ in
                ["改定", "策定", "改訂", "決定"].contains { before.contains($0) }
            }
            var basis: [NoticeReading.Basis] = []
            var piece = ""
            for part in before.replacing("及び", with: "、").replacing("並びに", with: "、").replacing("と", with: "、")
                .split(separator: "、")
            {
                piece = properNoun(at: String(part))
                guard planWords.contains(where: { piece.hasSuffix($0) }), piece.unicodeScalars.count >= 4 else {
                    continue
                }
                basis.append(
                    .init(title: piece, revised: revision?.raw, period: revision?.period, line: sentence.line))
            }
            if !basis.isEmpty { return basis }
        }
        return []
    }

    private static let planWords = ["方針", "計画", "ビジョン", "戦略", "構想", "指針", "条例", "要綱", "プラン", "大綱"]

    /// The last run of kanji, katakana and Latin letters, brackets of quotation taken off.
    private static func properNoun(at text: String) -> String {
        var text = text
        if text.hasSuffix("）") || text.hasSuffix(")"), let open = text.lastIndex(where: { $0 == "（" || $0 == "(" }) {
            text = String(text[..<open])
        }
        var name: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars.reversed() {
            let script = Script(of: scalar)
            if "「」『』".unicodeScalars.contains(scalar) { if name.isEmpty { continue } else { break } }
            guard
                script == .kanji || script == .katakana || script == .latin || script == .digit || scalar == "ー"
                    || scalar == "・" || scalar == "々"
            else { break }
            name.append(scalar)
        }
        return String(scalars: name.reversed())
    }
}
