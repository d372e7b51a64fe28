import ArgumentParser

struct StandardizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "standardize", abstract: "住民情報系システムの標準化のために、データの移行を試し、確かめ、収支を示します。",
        subcommands: [
            StandardizeDraftCommand.self, StandardizeLayoutCommand.self, StandardizeDiffLayoutCommand.self,
            StandardizeCheckCommand.self, StandardizeRehearseCommand.self, StandardizeReportCommand.self,
            StandardizeCodesCommand.self, StandardizeGenerateCommand.self, StandardizeMeasureCommand.self,
        ])
}
