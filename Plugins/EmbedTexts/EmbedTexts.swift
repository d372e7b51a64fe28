import Foundation
import PackagePlugin

/// Turns the folder `Knowledge/` of the package into Swift constants, so that the program is one file and needs no folder
/// beside it.
@main
struct EmbedTexts: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "Knowledge")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedKnowledge.swift")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        // Folders are inputs, too: a file that is added or taken away changes them.
        let inputs = paths.filter { !$0.contains(".") || $0.hasSuffix(".yaml") }.sorted()
            .map { folder.appending(path: $0) }
        return [
            .buildCommand(
                displayName: "Embedding Knowledge", executable: try context.tool(named: "embed-texts").url,
                arguments: [folder.path, output.path], inputFiles: inputs, outputFiles: [output])
        ]
    }
}
