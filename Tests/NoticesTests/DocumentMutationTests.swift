import Notices
import RandomTesting
import Testing

@Suite("What changes nothing for a careful reader changes nothing here")
struct DocumentMutationTests {
    /// What must stay: titles, sections, and dates of each initiative.
    private static func essence(_ lines: [String], _ name: String) throws -> [String] {
        let bytes = Array(lines.joined(separator: "\n").utf8)
        return try NoticeReader.read(bytes: bytes, name: name).initiatives.map { initiative in
            let dues = initiative.promises.flatMap(\.deadlines).map {
                "\($0.deadline.deadlineClass.rawValue) \($0.deadline.from?.description ?? "?")…\($0.deadline.to?.description ?? "?")"
            }
            return "\(initiative.title) \(initiative.units) \(dues)"
        }
    }

    private static var running: [TruthDocument] {
        DocumentFolders.own.filter { document in
            !document.lines.contains { $0.contains("\t") || $0.contains("|") }
                && !belowNumbers.contains { document.name.hasPrefix($0) }
        }
    }

    /// Documents whose items are told by what stands in the line below a number, between empty lines or right below round brackets: what
    /// is put in there or broken there makes another document of them.
    private static let belowNumbers = [
        "92-", "94-", "101-", "102-", "103-", "104-", "106-", "109-", "111-", "123-", "232-",
        "256-", "259-", "260-", "272-", "420-", "427-", "451-", "455-",
        "456-",
    ]

    @Test("Page numbers between the lines", arguments: running)
    func pageNumbers(document: TruthDocument) throws {
        let plain = try Self.essence(document.lines, document.name)
        guard !plain.isEmpty else { return }
        for (seed, style) in ["- # -", "#", "― # ―", "P.#", "#/9"].enumerated() {
            var random = SeededGenerator(seed: UInt64(seed))
            var lines = document.lines
            var page = 9
            var place = lines.count
            while place > 4, page > 0 {
                place -= Int.random(in: 3...7, using: &random)
                guard place > 3 else { break }
                lines.insert(style.replacing("#", with: "\(page)"), at: place)
                page -= 1
            }
            #expect(try Self.essence(lines, document.name) == plain, "\(style)")
        }
    }

    @Test("Numbers in other brackets and widths", arguments: running)
    func restyled(document: TruthDocument) throws {
        let plain = try Self.essence(document.lines, document.name)
        guard !plain.isEmpty else { return }
        let wide = Array("０１２３４５６７８９")
        let styles: [(Int) -> String] = [
            { "（" + String("\($0)".compactMap { $0.wholeNumberValue.map { wide[$0] } }) + "）　" }, { "\($0)) " },
            { "〔\($0)〕" },
        ]
        for (number, style) in styles.enumerated() {
            let lines = document.lines.map { line in
                guard let found = line.prefixMatch(of: /([ 　]*)[（\(]([0-9０-９]{1,2})[）\)][ 　]*/) else { return line }
                let digits = found.2.compactMap(\.wholeNumberValue).reduce(0) { $0 * 10 + $1 }
                return String(found.1) + style(digits) + line[found.range.upperBound...]
            }
            #expect(try Self.essence(lines, document.name) == plain, "style \(number)")
        }
    }

    @Test("Sentences broken over lines at any letter", arguments: running)
    func wrapped(document: TruthDocument) throws {
        let plain = try Self.essence(document.lines, document.name)
        guard !plain.isEmpty else { return }
        for seed in UInt64(0)..<6 {
            var random = SeededGenerator(seed: seed)
            let lines = document.lines.flatMap { line -> [String] in
                let letters = Array(line)
                guard letters.count >= 18, letters.last == "。", !line.contains("："), letters[0] != "・" else {
                    return [line]
                }
                let cut = Int.random(in: 9..<letters.count - 3, using: &random)
                // Nobody breaks a number, or before a full stop or a bracket's end.
                guard !letters[cut].isNumber || !letters[cut - 1].isNumber, !"、。）」".contains(letters[cut]) else {
                    return [line]
                }
                return [String(letters[..<cut]), String(letters[cut...])]
            }
            #expect(try Self.essence(lines, document.name) == plain, "seed \(seed)")
        }
    }

    /// Tables whose heads name their columns.
    private static var tables: [TruthDocument] {
        DocumentFolders.own.filter { document in document.lines.count { $0.contains("\t") } >= 3 }
    }

    @Test("Columns that change places", arguments: tables)
    func columnsSwapped(document: TruthDocument) throws {
        let plain = try Self.essence(document.lines, document.name)
        let widths = Set(
            document.lines.filter { $0.contains("\t") }.map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).count
            })
        // A row that leaves cells out at its end has no place for them elsewhere.
        guard !plain.isEmpty, widths.count == 1, let width = widths.first else { return }
        let head = document.lines.first { $0.contains("\t") } ?? ""
        // Years are read from left to right; two of them do not change places.
        let isYears = head.contains("年度") || head.contains("R") || head.contains("FY")
        guard !isYears, width > 2 else { return }
        for shift in 1..<width {
            let lines = document.lines.map { line -> String in
                guard line.contains("\t") else { return line }
                let cells = line.components(separatedBy: "\t")
                return (cells[shift...] + cells[..<shift]).joined(separator: "\t")
            }
            #expect(try Self.essence(lines, document.name) == plain, "shifted by \(shift)")
        }
    }

    @Test("A running head above the number of each page", arguments: running)
    func runningHeads(document: TruthDocument) throws {
        let plain = try Self.essence(document.lines, document.name)
        guard !plain.isEmpty else { return }
        var lines = document.lines
        var page = 9
        var place = lines.count
        while place > 12, page > 0 {
            place -= 6
            lines.insert(contentsOf: ["みどり市情報化計画　本編", "- \(page) -"], at: place)
            page -= 1
        }
        guard page < 7 else { return }
        #expect(try Self.essence(lines, document.name) == plain)
    }
}
