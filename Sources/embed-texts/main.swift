import Foundation

// Writes a Swift file with texts, so that the program is one file and needs no folder beside it. A string is compiled in no time, where
// SwiftPM's own embedding, a list of bytes, takes the compiler seconds for each file.
//
//     embed-texts knowledge OUTPUT FOLDER      all .yaml files below a folder, by their paths
//     embed-texts resources OUTPUT FILE…       each file as the bytes of a constant that is named after it

let arguments = CommandLine.arguments
guard arguments.count >= 4, ["knowledge", "resources"].contains(arguments[1]) else {
    FileHandle.standardError.write(Data("usage: embed-texts knowledge OUTPUT FOLDER | resources OUTPUT FILE…\n".utf8))
    exit(1)
}

/// - Returns: the text as a literal, whatever stands in it.
func literal(_ file: URL) throws -> String {
    let text = try String(contentsOf: file, encoding: .utf8)
    guard !text.utf8.contains(0x0D) else {
        // In a literal it would become the end of a plain line.
        FileHandle.standardError.write(Data("\(file.path): lines end with CR; save it with LF alone\n".utf8))
        exit(1)
    }
    var fence = "###"
    while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n        ")
    return "\(fence)\"\"\"\n        \(lines)\n        \"\"\"\(fence)"
}

/// The name of a file as a name of Swift: `0001_plan.sql` becomes `_001_plan_sql`.
func name(_ file: URL) -> String {
    let letters = file.lastPathComponent.unicodeScalars.map { scalar in
        scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? String(scalar) : "_"
    }
    return (("0"..."9").contains(letters[0]) ? "_" : letters[0]) + letters.dropFirst().joined()
}

var source: String
switch arguments[1] {
case "knowledge":
    let folder = URL(fileURLWithPath: arguments[3], isDirectory: true)
    source = "enum EmbeddedKnowledge {\n    static let files: [(path: String, text: String)] = [\n"
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    where path.hasSuffix(".yaml") {
        source += "        (\n        \"\(path)\",\n        \(try literal(folder.appending(path: path)))\n        ),\n"
    }
    source += "    ]\n}\n"
default:
    source = "enum PackageResources {\n"
    for file in arguments.dropFirst(3).map({ URL(fileURLWithPath: $0) }) {
        source += "    static let \(name(file)) = Array(\n        \(try literal(file)).utf8)\n"
    }
    source += "}\n"
}
try source.write(to: URL(fileURLWithPath: arguments[2]), atomically: true, encoding: .utf8)
