import Foundation

// Writes a Swift file with the texts of all .yaml files below a folder: `embed-texts FOLDER OUTPUT`.

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: embed-texts FOLDER OUTPUT\n".utf8))
    exit(1)
}
let folder = URL(fileURLWithPath: arguments[1], isDirectory: true)
let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
var source = "enum EmbeddedKnowledge {\n    static let files: [(path: String, text: String)] = [\n"
for path in paths {
    let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    var fence = "###"
    while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n        ")
    source +=
        "        (\n        \"\(path)\",\n        \(fence)\"\"\"\n        \(lines)\n        \"\"\"\(fence)\n        ),\n"
}
source += "    ]\n}\n"
try source.write(to: URL(fileURLWithPath: arguments[2]), atomically: true, encoding: .utf8)
