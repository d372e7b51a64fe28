import ArgumentParser
import Japanese
import LifeEvents
import Ward

/// How many screens of questions people need, tried on the synthetic population.
struct CounterQuestionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questions", abstract: "作り物の人々で、すべての手続きが決まるまでの画面の数を数えます。")
    @OptionGroup var population: PopulationOptions
    @OptionGroup var options: KnowledgeOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (base, _) = try options.read()
            var persons: [CaseFacts] = []
            try population.forEach(of: base) { persons.append($0) }
            let today = try Clock.ofCommand().today
            let trials = QuestionTrial.Manner.allCases.map { manner in
                QuestionTrial(persons, base, manner: manner, today: today)
            }
            format.print(
                json: [
                    "people": JSON(persons.count), "seed": .string("\(population.seed)"),
                    "trials": .array(trials.map(\.json)),
                ],
                text: trials.map(\.words).joined(separator: "\n"))
        }
    }
}

extension QuestionTrial {
    var words: String {
        "\(manner.japanese)　画面 平均\(Self.mean(screens).plain)（最大\(screens.max() ?? 0)）、質問 平均\(Self.mean(questions).plain)、決まらない手続き \(undecided)件"
    }

    var json: JSON {
        [
            "manner": .string(manner.rawValue), "meanScreens": .string(Self.mean(screens).plain),
            "maxScreens": JSON(screens.max() ?? 0), "meanQuestions": .string(Self.mean(questions).plain),
            "undecided": JSON(undecided),
        ]
    }
}
