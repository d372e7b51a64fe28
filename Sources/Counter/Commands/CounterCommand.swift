import ArgumentParser
import Foundation
import Japanese
import LifeEvents
import Ward

/// `namiki counter …`: the rules of the bereavement desk, without a database.
struct CounterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counter", abstract: "おくやみコーナーの手続きの規則を調べ、1件の場合に当てはめます。",
        subcommands: [
            CounterEvaluateCommand.self, CounterLintCommand.self, CounterFactsCommand.self,
            CounterTidyCommand.self, CounterDemoCommand.self, CounterProofCommand.self, CounterPrintCommand.self,
            CounterQuestionsCommand.self,
            CounterPopulationCommand.self, CounterBatchCommand.self,
            CounterMeasureCommand.self,
        ])
}

/// Which rules, and on which day.
struct KnowledgeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("ライフイベント", valueName: "名前"))
    var event = "bereavement"
    @Option(help: ArgumentHelp("規則のフォルダー（書かないときは、プログラムに入っている規則）", valueName: "フォルダー"))
    var knowledge: String?

    /// The rules with everything wrong with the form of their files.
    func read() throws -> (base: KnowledgeBase, findings: [KnowledgeFinding]) {
        let (base, findings): (KnowledgeBase?, [KnowledgeFinding])
        if let knowledge {
            let folder = URL(fileURLWithPath: knowledge, isDirectory: true)
            let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
                .filter { $0.hasSuffix(".yaml") }.sorted()
            (base, findings) = KnowledgeBase.read(
                name: folder.lastPathComponent,
                files: try paths.map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) })
        } else {
            guard KnowledgeBase.embeddedNames.contains(event) else {
                throw KnowledgeRefusal.unknownEvent(event, known: KnowledgeBase.embeddedNames)
            }
            (base, findings) = KnowledgeBase.embedded(event)
        }
        guard let base else { throw KnowledgeRefusal.unreadable(findings) }
        return (base, findings)
    }
}

/// How many made-up people, and which: the same seed gives the same people.
struct PopulationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("人数", valueName: "数"))
    var people = 1000
    @Option(help: ArgumentHelp("乱数の種", valueName: "数"))
    var seed: UInt64 = 1

    /// Draws at least one person from the population that the rules declare, one at a time: there may be millions.
    func forEach(of base: KnowledgeBase, _ take: (CaseFacts) throws -> Void) throws {
        guard var population = base.population(seed: seed) else { throw KnowledgeRefusal.noPopulation(base.name) }
        for _ in 0..<max(1, people) { try take(population.next()) }
    }
}

/// Why rules cannot be used.
enum KnowledgeRefusal: Refusal {
    case unknownEvent(String, known: [String])
    case unreadable([KnowledgeFinding])
    case notJSON(String)
    case noPopulation(String)

    var words: String {
        switch self {
        case .unknownEvent(let name, let known):
            "「\(name)」というライフイベントはありません。使えるのは \(known.joined(separator: "、")) です。"
        case .unreadable(let findings):
            "規則を読めません。\n" + findings.map(\.words).joined(separator: "\n")
        case .noPopulation(let name): "「\(name)」には作り物の人々（population.yaml）がありません。"
        case .notJSON(let path): "「\(path)」をJSONとして読めません。小数は使わず、UTF-8で書いてください。"
        }
    }
}

extension KnowledgeFinding {
    var words: String { "\(file)\(line.map { ":\($0)" } ?? "")　\(message)（\(rule.rawValue)）" }

    var json: JSON {
        [
            "rule": .string(rule.rawValue), "file": .string(file), "line": JSON(line), "message": .string(message),
        ]
    }
}

struct CounterEvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "1件の場合（JSON）に、すべての手続きを当てはめます。データベースは使いません。")
    @Argument(help: ArgumentHelp("事実を書いたJSONファイル（- は標準入力）", valueName: "ファイル"))
    var file: String
    @OptionGroup var options: KnowledgeOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (base, _) = try options.read()
            let data =
                file == "-"
                ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(fileURLWithPath: file))
            guard let json = try? JSON(parsing: String(decoding: data, as: UTF8.self)), case .object = json else {
                throw KnowledgeRefusal.notJSON(file)
            }
            let today = try Clock.ofCommand().today
            var (facts, findings) = CaseFacts.read(json, for: base, today: today)
            let result = base.evaluate(facts, today: today)
            if let uncovered = Sentences(base).uncovered(result, facts) {
                findings.append(.init(code: base.eventDay, message: uncovered))
            }
            guard case .object(var members) = result.json(in: base) else { return }
            members["findings"] = .array(
                findings.map { ["code": .string($0.code), "message": .string($0.message)] })
            format.print(json: .object(members), text: text(result, base, findings, today: today))
            if !findings.isEmpty { throw ExitCode.findings }
        }
    }

    private func text(
        _ result: CaseResult, _ base: KnowledgeBase, _ findings: [CaseFacts.Finding], today: CivilDate
    ) -> String {
        let sentences = Sentences(base)
        func part(_ title: String, _ list: [ProcedureResult], isBrief: Bool = false) -> [String] {
            guard !list.isEmpty else { return [] }
            return ["", "\(title)（\(list.count)件）"]
                + list.flatMap { item -> [String] in
                    let procedure = item.procedure
                    let section = base.sections[procedure.section]?.name ?? procedure.section
                    let mark = (procedure.isDraft ? "［下書き］" : "") + (item.isDone ? "［済み］" : "")
                    let lines = ["\(item.id) \(procedure.title.japanese)\(mark)　\(section)"]
                    return isBrief
                        ? lines
                        : lines + item.deadlines.map { "    期限　\(sentences.sentence($0))" }
                            + ["    理由　\(sentences.sentence(item))"]
                }
        }
        let problems = findings.map { "\($0.code)　\($0.message)" }
        let contradictions = result.contradictions.map {
            "「\(base.facts[$0]?.label ?? $0)」が、ほかの事実と食い違っています。どちらが正しいか確かめてください。"
        }
        func states(_ state: Truth) -> [ProcedureResult] { result.results.filter { $0.state == state } }
        let running = result.running(on: today)
        let others = result.uncovered.filter { item in !running.contains { $0.id == item.id } }
        let parts =
            part("必要な手続き", states(.yes)) + part("確認が必要な手続き", states(.unknown))
            + part("判定できない手続きのうち、今の規則では期限が残っているもの", running)
            + part("判定できない手続き", others, isBrief: true) + part("対象ではない手続き", states(.no), isBrief: true)
        return (problems + contradictions + parts).joined(separator: "\n")
    }
}

struct CounterLintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "規則の誤りを、すべて一度に示します。")
    @OptionGroup var options: KnowledgeOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (base, read) = try options.read()
            let findings = read + KnowledgeLint(base, today: try Clock.ofCommand().today).findings
            let drafts = base.procedures.count { $0.isDraft }
            format.print(
                json: [
                    "procedures": JSON(base.procedures.count), "facts": JSON(base.facts.count),
                    "drafts": JSON(drafts), "findings": .array(findings.map(\.json)),
                ],
                text: (findings.map(\.words) + [
                    "手続き \(base.procedures.count)件（下書き \(drafts)件）、事実 \(base.facts.count)件、指摘 \(findings.count)件"
                ]).joined(separator: "\n"))
            if !findings.isEmpty { throw ExitCode.findings }
        }
    }
}

struct CounterFactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts", abstract: "事実の一覧を、JSONに書くときの記号とともに示します。")
    @OptionGroup var options: KnowledgeOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (base, _) = try options.read()
            let facts = base.factOrder.compactMap { base.facts[$0] }
            format.print(
                json: .array(
                    facts.map {
                        ["code": .string($0.code), "label": .string($0.label), "kind": .string($0.kindCode)]
                    }),
                text: facts.map { "\($0.code)　\($0.kindCode)　\($0.label)" }.joined(separator: "\n"))
        }
    }
}

extension Fact {
    /// `truth`, `day`, `number`, `choice: NHI, LATE`, `list: age`
    var kindCode: String {
        switch kind {
        case .truth: "truth"
        case .day: "day"
        case .number: "number"
        case .choice(let choices): "choice: " + choices.map(\.code).joined(separator: ", ")
        case .list(let parts): "list: " + parts.map(\.code).joined(separator: ", ")
        }
    }
}
