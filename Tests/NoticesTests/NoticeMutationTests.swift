import RandomTesting
import Testing

@testable import Notices

@Suite("Damages are found")
struct NoticeMutationTests {
    /// Rule and place of everything that is more than information.
    private static func doubts(_ reading: NoticeReading) -> Set<String> {
        Set(reading.findings.filter { $0.severity != .info }.map { "\($0.rule.rawValue):\($0.line):\($0.column)" })
    }

    @Test("Each of 200 seeded damages to the ward's notice raises its rule at its line")
    func ward() throws {
        try check(try NoticeTexts.ward(), kinds: NoticeMutation.Kind.allCases, seeds: 0..<200, name: "ward")
    }

    @Test("Damaged letters are found in other notices too", arguments: ["roman", "untitled"])
    func others(name: String) throws {
        try check(try NoticeTexts.notice(name), kinds: NoticeMutation.Kind.ofCharacters, seeds: 1000..<1120, name: name)
    }

    private func check(_ bytes: [UInt8], kinds: [NoticeMutation.Kind], seeds: Range<UInt64>, name: String) throws {
        let clean = try NoticeReader.read(bytes: bytes, name: name)
        let known = Self.doubts(clean)
        let lines = NoticeTexts.scalars(bytes)
        var made = 0
        for seed in seeds {
            var mutator = NoticeMutator(lines: lines, random: SeededGenerator(seed: seed))
            let kind = kinds[Int(seed) % kinds.count]
            guard let mutation = mutator.mutation(kind) else {
                Issue.record("\(name), seed \(seed): no place for \(kind)")
                continue
            }
            made += 1
            let reading = try NoticeReader.read(bytes: mutation.bytes, name: name)
            let new = reading.findings.filter {
                $0.severity != .info && $0.rule.rawValue == mutation.rule
                    && !known.contains("\($0.rule.rawValue):\($0.line):\($0.column)")
            }
            let found = new.contains { finding in
                if let column = mutation.column {
                    // A number is named where it begins.
                    let isAtPlace =
                        mutation.kind == .otherDigit
                        ? (column - 3...column).contains(finding.column) : finding.column == column
                    return finding.line == mutation.line && isAtPlace
                }
                // A wrong number may show at the heading that follows; a name on either side.
                return mutation.rule == "V2" ? finding.line == mutation.line : finding.line >= mutation.line - 20
            }
            #expect(
                found,
                "\(name), seed \(seed): \(kind) at \(mutation.line):\(mutation.column ?? 0), got \(new.map(\.key))")
        }
        #expect(made == seeds.count)
    }

    @Test("A repair is right where the word stands elsewhere, and there is one where it is long enough")
    func repairs() throws {
        let lines = NoticeTexts.scalars(try NoticeTexts.ward())
        var offered = 0
        for seed in UInt64(5000)..<5160 {
            var mutator = NoticeMutator(lines: lines, random: SeededGenerator(seed: seed))
            let kind: NoticeMutation.Kind = seed % 2 == 0 ? .foreignReplaced : .foreignInserted
            guard let mutation = mutator.mutation(kind), let word = mutation.word, mutation.line != 46
            else { continue }
            // Elsewhere: as a word or part of a word of another line, undamaged.
            let elsewhere = mutation.lines.contains { String(String.UnicodeScalarView($0)).contains(word) }
            guard elsewhere else { continue }
            let reading = try NoticeReader.read(bytes: mutation.bytes, name: "ward")
            let finding = reading.findings("V18").first { $0.line == mutation.line && $0.column == mutation.column }
            if let proposal = finding?.proposal {
                offered += 1
                #expect(
                    proposal == word, "seed \(seed): \(kind) in \(word) at \(mutation.line):\(mutation.column ?? 0)")
            } else {
                #expect(word.unicodeScalars.count < 6, "seed \(seed): no repair for \(word), \(kind)")
            }
        }
        #expect(offered > 15)
    }

    @Test("Two foreign letters in one word are mended together or not at all")
    func together() throws {
        let reading = try NoticeTexts.read(text: "1 主な取組\n住民情報系シЖテムの標Ш化を進める。\n住民情報系Жステム標Ш化\n住民情報系システム標準化\n")
        #expect(reading.findings("V18").filter { $0.line == 3 }.map(\.proposal) == ["住民情報系システム標準化", "住民情報系システム標準化"])
    }

    @Test("Greek in β版 is a word, and a Cyrillic letter in RPA is not")
    func latin() throws {
        let reading = try NoticeTexts.read(text: "1 主な取組\nβ版を公開する。РPAを進める。βシステムを導入する。\n")
        #expect(reading.findings("V18").map(\.column) == [9, 17])
    }

    @Test("The clean ward notice raises the known error and the known question, and nothing else to act on")
    func clean() throws {
        let reading = try NoticeTexts.readWard()
        #expect(Self.doubts(reading) == ["V18:46:10", "D1:32:39", "B1:60:1"])
    }
}
