import ArgumentParser
import Standardization

/// The commands of the workbench, and the one that invents a ward for it. They meet here: invented data is for trials and tests, and
/// the module that reads real files does not carry what makes them up.
struct StandardizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "standardize", abstract: "住民情報系システムの標準化のために、データの移行を試し、確かめ、収支を示します。",
        subcommands: StandardizationModule.subcommands + [StandardizeGenerateCommand.self])
}
