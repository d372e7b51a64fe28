import ArgumentParser
import Conversion
import Foundation
import Japanese
import Tabular
import Ward

/// Measures the parts of a rehearsal on one file, for the comparison with other programs.
struct StandardizeMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "1つのCSVファイルで、読取り、規則、文字の変換の速さを測ります。", shouldDisplay: false)
    @Argument(help: ArgumentHelp("引用符の付いたCSV。ファイル名に utf8 か cp932 を含める", valueName: "ファイル"))
    var file: String
    @Option(help: ArgumentHelp("規則（YAML）。見出しの名前の項目に当てはめる", valueName: "ファイル"))
    var rules: String?
    @Option(help: ArgumentHelp("縮退の表", valueName: "ファイル"))
    var shrink: String?
    @Option(help: ArgumentHelp("繰り返す回数。最も速いものを示す", valueName: "数"))
    var times = 3
    @Option(help: ArgumentHelp("同時に使うコアの数", valueName: "数"))
    var workers = 2
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let set: SourceCharacterSet = file.contains("cp932") ? .cp932 : .utf8
            let headings = try heading(set)
            let group = ItemGroup(name: "file", items: headings.map { Item(name: $0, type: .any) })
            let target = RecordLayout(name: "file", business: "999", version: "1", groups: [group])
            let text = try rules.map { try String(contentsOf: URL(fileURLWithPath: $0), encoding: .utf8) } ?? ""
            let read =
                text.isEmpty ? (rules: RuleSet(), findings: []) : RuleReader.read(text, file: "rules", target: target)
            guard read.findings.isEmpty else { throw RunRefusal.declarations(read.findings) }
            let table = try shrink.flatMap { path in
                ShrinkTable(reading: try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8))
            }
            var lines: [(work: MeasuredWork, seconds: Double, result: MeasuredWork.Result)] = []
            for work in MeasuredWork.allCases where work != .rules || !read.rules.rules.isEmpty {
                var best = Double.infinity
                var result = MeasuredWork.Result()
                for _ in 0..<max(1, times) {
                    let clock = ContinuousClock()
                    let start = clock.now
                    let profile = RecordProfile(
                        set: set, form: .delimited(DelimitedForm(columnCount: headings.count)),
                        countsCodes: work == .characters)
                    result = try await work.run(
                        try RecordFile(path: file, profile: profile), rules: read.rules.rules, dictionary: dictionary,
                        shrink: table ?? ShrinkTable(), workers: workers)
                    let (seconds, attoseconds) = start.duration(to: clock.now).components
                    best = min(best, Double(seconds) + Double(attoseconds) / 1e18)
                }
                lines.append((work, best, result))
            }
            format.print(
                json: .array(
                    lines.map { line in
                        [
                            "name": .string("namiki-\(line.work.rawValue)"),
                            "milliseconds": JSON(Int((line.seconds * 1000).rounded())),
                            "records": JSON(line.result.records), "values": JSON(line.result.values),
                            "broken": JSON(line.result.broken), "failures": JSON(line.result.failures),
                            "bytesKept": JSON(line.result.bytesKept), "characters": JSON(line.result.characters),
                        ]
                    }),
                text: lines.map { "\($0.work.rawValue)　\(Int(($0.seconds * 1000).rounded()))ミリ秒　\($0.result)" }.joined(
                    separator: "\n"))
        }
    }

    private func heading(_ set: SourceCharacterSet) throws -> [String] {
        do {
            let form = DelimitedForm(columnCount: RecordLimits.columnsMax)
            return try RecordFile(path: file, profile: RecordProfile(set: set, form: .delimited(form))).headings
        } catch {
            throw RunRefusal.file(error)
        }
    }

    /// Half of the user area is identified, as in a ward in the middle of its work.
    private var dictionary: GaijiDictionary {
        GaijiDictionary(
            (0..<940).map { number in
                let offset = number % 188
                return GaijiDictionary.Entry(
                    system: "measured",
                    code: UInt32((0xF0 + number / 188) << 8 | (offset + (offset < 63 ? 0x40 : 0x41))),
                    target: "邉", grade: .similar, glyphName: "", decidedBy: "measure",
                    decidedOn: CivilDate(dayNumber: 0))
            })
    }
}
