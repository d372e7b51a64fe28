import Foundation
import PackagePlugin

/// Turns texts into Swift constants, so that the program is one file and needs no folder beside it: the files in a target's own folders
/// `Assets/`, `Knowledge/` and `Migrations/`; for a target without them, the folder `Knowledge/` of the package.
@main
struct EmbedTexts: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let tool = try context.tool(named: "embed-texts").url
        let folders = ["Assets", "Knowledge", "Migrations"].map { target.directoryURL.appending(path: $0) }
        let files = try folders.flatMap { try Self.files(in: $0) }
        guard files.isEmpty else {
            let output = context.pluginWorkDirectoryURL.appending(path: "PackageResources.swift")
            return [
                .buildCommand(
                    displayName: "Embedding the files of \(target.name)", executable: tool,
                    arguments: ["resources", output.path] + files.map(\.path), inputFiles: files,
                    outputFiles: [output])
            ]
        }
        let folder = context.package.directoryURL.appending(path: "Knowledge")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedKnowledge.swift")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        // Folders are inputs, too: a file that is added or taken away changes them.
        let inputs = paths.filter { !$0.contains(".") || $0.hasSuffix(".yaml") }.sorted()
            .map { folder.appending(path: $0) }
        return [
            .buildCommand(
                displayName: "Embedding Knowledge", executable: tool,
                arguments: ["knowledge", output.path, folder.path], inputFiles: inputs, outputFiles: [output])
        ]
    }

    /// Those that are no source of the target; none where there is no such folder.
    private static func files(in folder: URL) throws -> [URL] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { !$0.hasSuffix(".swift") && !$0.hasPrefix(".") }.map { folder.appending(path: $0) }
    }
}
