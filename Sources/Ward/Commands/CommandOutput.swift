import ArgumentParser
import Foundation
import Storage

/// `--format`: for people, or for other programs.
public enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json
}

/// The `--format` option that every answering command takes.
public struct FormatOption: ParsableArguments {
    @Option(help: ArgumentHelp("出力の形（text または json）", valueName: "形"))
    public var format = OutputFormat.text

    public init() {}

    /// Prints the answer in the form asked for.
    public func print(json: @autoclosure () -> JSON, text: @autoclosure () -> String) {
        switch format {
        case .json: Swift.print(json().pretty, terminator: "")
        case .text: Swift.print(text())
        }
    }
}

extension ExitCode {
    /// The command worked and found errors in its input.
    public static let findings = ExitCode(2)
}

/// Runs the body of a command: a refusal is printed in words and ends with 2, a failure of the store ends with 1.
public func answering(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let refusal as any Refusal {
        printError(refusal.words)
        throw ExitCode.findings
    } catch let error as StorageError {
        printError(error.japanese)
        throw ExitCode.failure
    }
}

/// Prints a message for people to standard error.
public func printError(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
}
