import Foundation
import Tabular

/// Findings of one system and one reason, of both stages, line by line.
struct FindingFile {
    /// A finding with its number among all of its file, from 0.
    struct Entry {
        let number: Int
        let line: FindingLine
    }

    private let maps: [MappedFile]

    /// - Parameter run: the run's folder.
    init(run: URL, system: String, reason: Reason) {
        maps = ["convert-\(system)", "check/\(system)"].compactMap { stage in
            let path = run.appendingPathComponent("stages/\(stage)/findings/\(reason.code).tsv").path
            return FileManager.default.fileExists(atPath: path) ? try? MappedFile(path: path) : nil
        }
    }

    /// Calls for each finding's number and line without its end, until the answer is `false`.
    func each(_ body: (Int, UnsafeRawBufferPointer) -> Bool) {
        // The bytes are there only as long as the files are.
        defer { withExtendedLifetime(maps) {} }
        var number = 0
        for map in maps {
            var isHeading = true
            var start = 0
            while start < map.bytes.count {
                let end = map.firstIndex(of: 0x0A, from: start) ?? map.bytes.count
                if isHeading {
                    isHeading = false
                } else {
                    if !body(number, UnsafeRawBufferPointer(rebasing: map.bytes[start..<end])) { return }
                    number += 1
                }
                start = end + 1
            }
        }
    }

    /// The key in a line.
    static func key(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let cells = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
        return UnsafeRawBufferPointer(rebasing: cells.count > 2 ? cells[2] : line[0..<0])
    }

    /// A page of the findings in some state.
    /// - Parameter state: `nil` for all.
    func entries(state: FindingState?, from first: Int, count: Int) -> (entries: [Entry], total: Int) {
        let ending = state.map { Array("\t\($0.word)".utf8) }
        var entries: [Entry] = []
        var total = 0
        each { number, bytes in
            if let ending, !bytes.suffix(ending.count).elementsEqual(ending) { return true }
            if total >= first, entries.count < count, let line = FindingFile.line(bytes) {
                entries.append(Entry(number: number, line: line))
            }
            total += 1
            return true
        }
        return (entries, total)
    }

    func entry(_ wanted: Int) -> Entry? {
        var found: Entry?
        each { number, bytes in
            guard number == wanted else { return true }
            found = FindingFile.line(bytes).map { Entry(number: number, line: $0) }
            return false
        }
        return found
    }

    private static func line(_ bytes: UnsafeRawBufferPointer) -> FindingLine? {
        FindingLine(Substring(decoding: bytes, as: UTF8.self))
    }
}
