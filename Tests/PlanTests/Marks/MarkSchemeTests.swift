import Foundation
import Testing
import Ward

@testable import Plan

@Suite("Sets of marks of other bodies, as data")
struct MarkSchemeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let folder = root.appending(path: "Samples/marks")

    private static func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name + ".json")), as: UTF8.self)
    }

    private static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    @Test("Every file of the folder loads, is fit for people, names its source, and comes back as it was")
    func all() throws {
        let files = try Self.files()
        #expect(files.count >= 4)
        for file in files {
            let scheme = try MarkScheme(parsing: Self.text(file))
            #expect(scheme.marks.problems.isEmpty, "\(file)")
            #expect(!scheme.source.body.isEmpty, "\(file)")
            #expect(!scheme.source.document.isEmpty, "\(file)")
            #expect(try MarkScheme(json: scheme.json) == scheme, "\(file)")
            // A round keeps a set as a plain set of marks.
            #expect(MarkSet(scheme.marks.json) == scheme.marks, "\(file)")
            #expect(scheme.marks.marks.allSatisfy { scheme.natures[$0.symbol] != nil }, "\(file)")
        }
    }

    @Test(
        "The sets map to canonical meanings by their data",
        arguments: [
            ("浜松市DX計画", ["A": "onTrack", "B": "onTrack", "C": "late", "D": "notJudgeable"]),
            (
                "あきる野市総合計画",
                [
                    "F": "done", "S": "onTrack", "A": "onTrack", "B": "slightlyLate", "C": "late", "X": "notStarted",
                    "Y": "stopped", "Z": "notJudgeable",
                ]
            ),
            ("松坡区公約", ["완료": "done", "이행후계속": "done", "정상": "onTrack", "일부": "slightlyLate"]),
            (
                "行政改革大綱の二軸",
                [
                    "未着手・未達成": "notStarted", "取組中・未達成": "slightlyLate", "取組中・一部達成": "onTrack",
                    "取組中・達成": "onTrack", "完了・未達成": "late", "完了・一部達成": "slightlyLate", "完了・達成": "done",
                ]
            ),
        ] as [(String, [String: String])])
    func mapping(file: String, expected: [String: String]) throws {
        let marks = try MarkScheme(parsing: Self.text(file)).marks.marks
        let pairs = marks.map { ($0.symbol, $0.canonical.rawValue) }
        #expect(Dictionary(pairs, uniquingKeysWith: { first, _ in first }) == expected)
        #expect(marks.count == expected.count)
        // Also where the file is read as a plain set, which only sets of one axis are.
        if let plain = MarkSet(try JSON(parsing: Self.text(file))) { #expect(plain.marks == marks) }
    }

    @Test("Marks that say where things would go are told from those that say how they stand")
    func natures() throws {
        let scheme = try MarkScheme(parsing: Self.text("あきる野市総合計画"))
        let forecasts = scheme.marks.marks.map(\.symbol).filter { scheme.natures[$0] == .forecast }
        #expect(forecasts == ["S", "A", "B", "C"])
        let other = try MarkScheme(parsing: Self.text("浜松市DX計画"))
        #expect(other.natures.values.allSatisfy { $0 == .status })
    }

    @Test("Pairs of two axes are counted by either axis, as the published table of 69 items is")
    func axes() throws {
        let scheme = try MarkScheme(parsing: Self.text("行政改革大綱の二軸"))
        #expect(scheme.axes.map(\.name) == ["着手の状況", "達成の状況"])
        #expect(scheme.mark(at: ["未着手", "達成"]) == nil)
        #expect(scheme.mark(at: ["取組中", "達成"])?.criterion.contains("着手の状況：") == true)
        let counts = [("取組中・未達成", 21), ("取組中・一部達成", 44), ("完了・一部達成", 2), ("完了・達成", 2)]
        let symbols = counts.flatMap { symbol, count in Array(repeating: symbol, count: count) }
        func tally(_ axis: Int) -> MarkTally<String> {
            MarkTally(
                symbols.enumerated().map { number, symbol in
                    CountedItem(id: "\(number)", mark: scheme.places[symbol]?[axis])
                }, order: scheme.axes[axis].values.map(\.symbol))
        }
        #expect(tally(0).rows.map(\.unique) == [0, 65, 4])
        #expect(tally(1).rows.map(\.unique) == [21, 46, 2])
        #expect(tally(1).rows.map { $0.shareUnique?.percent } == ["30.4", "66.7", "2.9"])
    }

    @Test("No source file names a body whose marks are data, or one of its own marks")
    func noNamesInCode() throws {
        let words = ["浜松", "あきる野", "松坡", "송파", "완료", "이행후", "정상", "일부"]
        let sources = Self.root.appending(path: "Sources").resolvingSymlinksInPath()
        var files = 0
        for module in try FileManager.default.contentsOfDirectory(at: sources, includingPropertiesForKeys: nil) {
            let walk = FileManager.default.enumerator(
                at: module.resolvingSymlinksInPath(), includingPropertiesForKeys: nil)
            while let file = walk?.nextObject() as? URL {
                guard file.pathExtension == "swift" else { continue }
                files += 1
                let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
                for word in words { #expect(!text.contains(word), "\(file.lastPathComponent): \(word)") }
            }
        }
        #expect(files > 100)
    }

    private func findings(_ text: String) -> [MarkSchemeFindings.Finding] {
        do throws(MarkSchemeFindings) {
            _ = try MarkScheme(parsing: text)
            return []
        } catch {
            return error.findings
        }
    }

    @Test("All that is wrong with a file is found at once, each with its place, in words")
    func broken() {
        let found = findings(
            """
            {"format": 1, "name": "組", "version": 1, "source": {"body": "ある市"}, "tells": "状態", "marks": [
            {"symbol": "A", "label": "完了", "criterion": "終えた。", "canonical": "fine"},
            {"symbol": "Ａ", "label": "遅れ", "canonical": "late"},
            {"symbol": "C", "label": " ", "criterion": "x"}]}
            """)
        #expect(
            found == [
                .missing(place: "source.document"), .unknownNature(place: "tells", word: "状態"),
                .duplicateSymbol(place: "marks[1].symbol", symbol: "Ａ"), .missing(place: "marks[1].criterion"),
                .missing(place: "marks[2].label"), .unknownCanonical(place: "marks[0].canonical", word: "fine"),
                .missing(place: "marks[2].canonical"),
            ])
        #expect(found.allSatisfy { $0.japanese.hasSuffix("。") })
        #expect(found.contains { $0.japanese.contains("onTrack（予定どおり）") })
        #expect(findings("{") == [.notJSON(reason: "項目の名前がありません", offset: 1)])
        #expect(findings("[]").contains(.missing(place: "format")))
        #expect(findings(#"{"format": 9}"#).contains(.unknownFormat(9)))
    }

    @Test("Two axes must map every pair once, or say that it cannot occur")
    func brokenPairs() throws {
        func file(_ pairs: String, _ impossible: String, axes: Int = 2) -> String {
            let axis =
                #"{"name": "軸", "marks": [{"symbol": "0", "label": "無", "criterion": "無い。"}, {"symbol": "1", "label": "有", "criterion": "有る。"}]}"#
            return """
                {"format": 1, "name": "組", "version": 1, "source": {"body": "市", "document": "紙"},
                "axes": [\(Array(repeating: axis, count: axes).joined(separator: ","))],
                "pairs": [\(pairs)], "impossible": [\(impossible)]}
                """
        }
        let done = #"{"of": ["1", "1"], "canonical": "done"}"#
        let rest = #"["0", "1"], ["1", "0"], ["0", "0"]"#
        #expect(findings(file(done, rest)) == [])
        #expect(findings(file(done, #"["0", "1"], ["1", "0"]"#)) == [.unmapped(["0", "0"])])
        #expect(findings(file("\(done), \(done)", rest)) == [.mappedTwice(["1", "1"])])
        #expect(findings(file(done, rest + #", ["1", "1"]"#)) == [.mappedTwice(["1", "1"])])
        #expect(findings(file(done, rest + #", ["1", "2"]"#)) == [.unknownValue(place: "impossible[3]", symbol: "2")])
        #expect(findings(file(done, rest, axes: 3)).contains(.axes(count: 3)))
    }
}
