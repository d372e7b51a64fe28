/// Words that were recognised in pictures of pages, as `tesseract … tsv` writes them: their lines and how certain they are.
struct RecognisedText: Sendable {
    struct Line: Sendable {
        let page: Int
        var words: [PageWord]
        /// 0…1 of each word.
        var confidences: [Double]
    }

    private(set) var lines: [Line] = []
    private(set) var pages = 0

    /// Words below this are named to whoever reads.
    static let doubtful = 0.6

    init(_ bytes: [UInt8], limits: DocumentLimits) throws(DocumentRefusal) {
        var previous: [Substring] = []
        for row in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            // level page block paragraph line word left top width height confidence text
            let fields = row.split(separator: "\t", maxSplits: 11, omittingEmptySubsequences: false)
            guard fields.count >= 11, let level = Int(fields[0]), let page = Int(fields[1]), page > 0, page <= 20_000
            else { continue }
            pages = max(pages, page)
            guard level == 5, fields.count == 12, let word = RecognisedText.word(fields),
                let confidence = Double(fields[10]), confidence >= 0
            else { continue }
            let certain = min(confidence, 100) / 100
            if !previous.isEmpty, previous == Array(fields[1...4]), !lines.isEmpty {
                lines[lines.count - 1].words.append(word)
                lines[lines.count - 1].confidences.append(certain)
            } else {
                guard lines.count < limits.linesMax else { throw .tooManyLines(max: limits.linesMax) }
                lines.append(Line(page: page, words: [word], confidences: [certain]))
                previous = Array(fields[1...4])
            }
        }
    }

    /// The boxes of recognised characters are too rough to tell a space between wide ones, unless it is a wide one.
    private static func joined(_ words: [PageWord], em: Double) -> String {
        var result = ""
        var previous: PageWord?
        for word in words {
            if let before = previous {
                let gap = word.left - before.right
                let areWide = [before.text.unicodeScalars.last, word.text.unicodeScalars.first].allSatisfy {
                    $0.map { TrimmedText.width($0) == 1 } == true
                }
                result += areWide ? (gap > em * 1.3 ? "　" : "") : (gap > em * 0.4 ? " " : "")
            }
            result += word.text
            previous = word
        }
        return result
    }

    private static func word(_ fields: [Substring]) -> PageWord? {
        let numbers = fields[6...9].compactMap { Double($0) }
        let text = TrimmedText(fields[11]).text
        guard numbers.count == 4, numbers.allSatisfy({ $0.isFinite && abs($0) < 1_000_000 }), !text.isEmpty else {
            return nil
        }
        return PageWord(
            left: numbers[0], top: numbers[1], right: numbers[0] + numbers[2], bottom: numbers[1] + numbers[3],
            text: text)
    }

    /// Adds the lines, of all pages or of some.
    func add(to book: inout LineBook, pages wanted: Set<Int>? = nil) throws(DocumentRefusal) {
        let chosen = lines.filter { wanted?.contains($0.page) ?? true }
        let sizes = chosen.flatMap(\.words).compactMap(\.em).sorted()
        let em = sizes.isEmpty ? 1 : max(1, sizes[sizes.count / 2])
        var edges: [Int: (left: Double, right: Double)] = [:]
        for line in chosen {
            let left = line.words.map(\.left).min() ?? 0
            let right = line.words.map(\.right).max() ?? 0
            let before = edges[line.page] ?? (left, right)
            edges[line.page] = (min(before.left, left), max(before.right, right))
        }
        var doubtful: [String] = []
        for line in chosen {
            let segment = PageSegment(words: line.words)
            let edge = edges[line.page] ?? (0, 0)
            let weights = line.words.map { Double($0.text.unicodeScalars.count) }
            let certain = zip(line.confidences, weights).reduce(0) { $0 + $1.0 * $1.1 } / max(1, weights.reduce(0, +))
            try book.add(
                PlacedLine(
                    text: RecognisedText.joined(line.words, em: em),
                    place: DocumentPlace(line: book.nextLine, page: line.page),
                    look: LineLook(
                        indent: (((segment.left - edge.left) / em) * 2).rounded() / 2,
                        reachesEdge: segment.right >= edge.right - em * 1.6),
                    confidence: (certain * 1_000).rounded() / 1_000))
            for (word, confidence) in zip(line.words, line.confidences) where confidence < RecognisedText.doubtful {
                doubtful.append("\(book.nextLine - 1)行目「\(word.text)」")
            }
        }
        guard !chosen.isEmpty else { return }
        try book.note(.read, "画像から文字を読み取りました（読み取り）。誤りがあり得ます。元の紙と見比べてください。")
        if !doubtful.isEmpty {
            let shown = doubtful.prefix(100).joined(separator: "、")
            let rest = doubtful.count > 100 ? "ほか\(doubtful.count - 100)語" : ""
            try book.note(.read, "読み取りの確かさが低い語: \(shown)\(rest)")
        }
    }
}
