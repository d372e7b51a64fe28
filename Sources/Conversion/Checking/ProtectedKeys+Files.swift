import Foundation

/// The list of a run, in the folder of its check.
extension ProtectedKeys {
    private static let name = "protected.tsv"
    /// Lists of another heading were written before doubts and groups stood in them, and say too little.
    private static let heading = "key\t2"
    private static let knownName = "known.tsv"
    /// What a run's list of keys stands in.
    package static let fileNames = [name, knownName]

    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines =
            [ProtectedKeys.heading] + (isEverybody ? ["*"] : []) + (known == nil ? [] : ["?"])
            + groups.sorted().map { "*\t\($0)" } + keys.map { String($0.filter { !$0.isNewline }) }.sorted()
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: folder.appendingPathComponent(ProtectedKeys.name))
        guard let known else { return }
        try Data(([ProtectedKeys.heading] + known.sorted()).map { $0 + "\n" }.joined().utf8).write(
            to: folder.appendingPathComponent(ProtectedKeys.knownName))
    }

    /// Those of a run; everybody when the list is not there.
    package init(reading folder: URL) {
        func lines(_ name: String) -> [String]? {
            let lines = (try? Data(contentsOf: folder.appendingPathComponent(name))).map {
                String(decoding: $0, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
            }
            guard let lines, lines.first == ProtectedKeys.heading else { return nil }
            return Array(lines.dropFirst())
        }
        guard let listed = lines(ProtectedKeys.name) else {
            isEverybody = true
            return
        }
        groups = Set(listed.filter { $0.hasPrefix("*\t") }.map { String($0.dropFirst(2)) })
        keys = Set(listed.filter { !$0.hasPrefix("*\t") })
        isEverybody = keys.remove("*") != nil
        if keys.remove("?") != nil {
            known = Set(lines(ProtectedKeys.knownName) ?? [])
        }
        fold()
    }
}
