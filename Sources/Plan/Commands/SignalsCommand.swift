import ArgumentParser
import Japanese
import Site
import Storage
import Ward

/// `namiki signals [QUARTER]`: what is to be checked in a quarter, as the page lists it.
struct SignalsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signals", abstract: "記録から計算した「確かめること」を示します。進捗区分は変わりません。")

    @Argument(help: ArgumentHelp("四半期（例: 2026-2）。書かないときは、いちばん新しい四半期。", valueName: "四半期"))
    var quarter: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let asked = try quarter.map { code in
                guard let quarter = Quarter(code: code) else {
                    throw CommandInputRefusal("「\(code)」を四半期として読めません。2026-2 のように書いてください。")
                }
                return quarter
            }
            try await store.withWard(.reading, PlanModule.allMigrations) { ward in
                let review = try await ward.database.read { try SignalReview.load(asked, on: $0) }
                guard let review else { throw UnknownRecord(Round.self) }
                let lines =
                    review.disagreements.map { "\($0.initiative)（\($0.unit)）　\($0.sentence)" }
                    + review.signals.map {
                        "[\($0.rule.rawValue) \($0.level.title)] \($0.initiative)（\($0.unit)）　\($0.sentence)"
                    }
                format.print(
                    json: review.json,
                    text: ([review.round.title] + (lines.isEmpty ? ["確かめることはありません。"] : lines)).joined(separator: "\n"))
            }
        }
    }
}
