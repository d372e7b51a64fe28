import ArgumentParser
import Foundation
import Japanese
import LifeEvents
import Ward

/// Writes people of the synthetic population, one JSON object to a line, as `evaluate` and `batch` read them.
struct CounterPopulationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "population", abstract: "作り物の人々を、1行に1人のJSONで書き出します。割合は試験のために決めたもので、区の数字ではありません。")
    @OptionGroup var population: PopulationOptions
    @OptionGroup var options: KnowledgeOptions

    func run() async throws {
        try await answering {
            let (base, _) = try options.read()
            try population.forEach(of: base) { print($0.json.canonical) }
        }
    }
}

/// Evaluates many cases at once: how many people each procedure applies to.
struct CounterBatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "多くの場合（1行に1つのJSON）に当てはめ、手続きごとの人数を数えます。")
    @Argument(help: ArgumentHelp("1行に1つの場合を書いたファイル", valueName: "ファイル"))
    var file: String
    @Option(help: ArgumentHelp("1行に1人、手続きごとに0（対象でない）、1（未定）、2（対象）を書き出すファイル", valueName: "ファイル"))
    var states: String?
    @OptionGroup var options: KnowledgeOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (base, _) = try options.read()
            let today = try Clock.ofCommand().today
            let text = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
            var people: [CaseFacts] = []
            var findings: [(line: Int, finding: CaseFacts.Finding)] = []
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            where !line.isEmpty {
                guard let json = try? JSON(parsing: String(line)), case .object = json else {
                    throw KnowledgeRefusal.notJSON("\(file):\(number + 1)")
                }
                var (facts, problems) = CaseFacts.read(json, for: base, today: today)
                if let day = facts.day(base.eventDay), let from = base.heldFrom, day < from {
                    problems.append(
                        .init(
                            code: base.eventDay,
                            message: "\(from.japanese)より前の規則は収めていないため、この行の人は数えていません。"))
                } else {
                    people.append(facts)
                }
                findings += problems.map { (number + 1, $0) }
            }
            let program = BatchProgram(base)
            let columns = BatchColumns(people, base)
            let clock = ContinuousClock()
            var result = program.run(columns)
            let time = (0..<5).map { _ in clock.measure { result = program.run(columns) } }.min() ?? .zero
            if let states { try Data(result.lines).write(to: URL(fileURLWithPath: states)) }
            let microseconds = Int(time / .microseconds(1))
            format.print(
                json: [
                    "people": JSON(people.count), "microseconds": JSON(microseconds),
                    "applies": .object(
                        Dictionary(
                            result.applying.map { ($0.id, JSON($0.people)) }, uniquingKeysWith: { first, _ in first })),
                    "findings": .array(
                        findings.map {
                            [
                                "line": JSON($0.line), "code": .string($0.finding.code),
                                "message": .string($0.finding.message),
                            ]
                        }),
                ],
                text: (findings.map { "\($0.line)行目　\($0.finding.message)" }
                    + result.applying.map { "\($0.id)　\(ExactNumber($0.people).grouped)人" }
                    + ["\(ExactNumber(people.count).grouped)人を\(ExactNumber(microseconds).grouped)マイクロ秒で当てはめました"])
                    .joined(separator: "\n"))
            if !findings.isEmpty { throw ExitCode.findings }
        }
    }
}

/// Times single cases with their reasons in words, and the choice of the next screen.
struct CounterMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "1件の当てはめと、次の質問を選ぶ時間を、作り物の人々で測ります。")
    @OptionGroup var population: PopulationOptions
    @OptionGroup var options: KnowledgeOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (base, _) = try options.read()
            let today = try Clock.ofCommand().today
            let sentences = Sentences(base)
            let clock = ContinuousClock()
            var single: [Duration] = []
            var screens: [Duration] = []
            var letters = 0
            try population.forEach(of: base) { person in
                // Half of what is known of each person, so that reasons of all three kinds come up.
                let half = CaseFacts(
                    person.answers.filter { $0.key.utf8.reduce(0) { $0 &+ Int($1) } % 2 == 0 })
                single.append(
                    clock.measure {
                        for result in base.evaluate(half, today: today).results {
                            letters += sentences.sentence(result).utf8.count
                        }
                    })
                screens.append(
                    clock.measure { letters += QuestionPlan(base, facts: half, today: today).next?.facts.count ?? 0 })
            }
            func at(_ share: Int, _ times: [Duration]) -> Int {
                Int(times.sorted()[min(times.count - 1, times.count * share / 100)] / .microseconds(1))
            }
            format.print(
                json: [
                    "people": JSON(single.count), "singleMedian": JSON(at(50, single)),
                    "single99": JSON(at(99, single)),
                    "screenMedian": JSON(at(50, screens)), "screen99": JSON(at(99, screens)),
                    "letters": JSON(letters),
                ],
                text: """
                    1件の当てはめと理由の文　中央値 \(at(50, single))マイクロ秒、99% \(at(99, single))マイクロ秒
                    次の画面　中央値 \(at(50, screens))マイクロ秒、99% \(at(99, screens))マイクロ秒
                    """)
        }
    }
}
