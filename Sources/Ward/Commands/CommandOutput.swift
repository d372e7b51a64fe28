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
    } catch let error as CocoaError {
        printError(error.japanese)
        throw ExitCode.failure
    } catch AuditError.headMissing {
        printError("監査証跡の末尾の記録がありません。データベースが書き換えられたおそれがあります。控えと比べてください。")
        throw ExitCode.failure
    }
}

extension CocoaError {
    /// A file that a command cannot read or write: where, and how to mend it.
    fileprivate var japanese: String {
        let path = filePath ?? url?.path ?? "ファイル"
        return switch code {
        case .fileWriteOutOfSpace: "「\(path)」を書けません。ディスクがいっぱいです。空き容量を増やしてから、もう一度行ってください。"
        case .fileNoSuchFile, .fileReadNoSuchFile: "「\(path)」がありません。ファイル名と、フォルダーがあるかを確かめてください。"
        case .fileReadNoPermission, .fileWriteNoPermission: "「\(path)」を読み書きする権限がありません。所有者と権限を確かめてください。"
        default: "「\(path)」を読み書きできません（\(localizedDescription)）。"
        }
    }
}

/// Prints a message for people to standard error.
public func printError(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
}
