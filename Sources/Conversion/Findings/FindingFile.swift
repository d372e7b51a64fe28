import Foundation
import Tabular

/// Findings of one system and one reason, of both stages, line by line.
package struct FindingFile {
    /// A finding with its number among all of its file, from 0.
    package struct Entry {
        package let number: Int
        package let line: FindingLine
    }

    private let maps: [MappedFile]

    /// - Parameter run: the run's folder.
    package init(run: URL, system: String, reason: Reason) {
        let stages = run.appendingPathComponent("stages")
        self.init(
            folders: ["convert-\(system)", "check/\(system)"].map { stages.appendingPathComponent($0) }, reason: reason)
    }

    /// - Parameter folders: of the conversion and of the rules.
    package init(folders: [URL], reason: Reason) {
        maps = folders.compactMap { folder in
            let path = folder.appendingPathComponent("findings/\(reason.code).tsv").path
            return FileManager.default.fileExists(atPath: path) ? try? MappedFile(path: path) : nil
        }
    }

    /// Calls for each finding's number and line without its end, until the answer is `false`.
    package func each(_ body: (Int, UnsafeRawBufferPointer) -> Bool) {
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
    package static func key(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer { cells(line, 2..<3) }

    /// Which findings are meant.
    package struct Filter {
        /// `nil` for all.
        package var state: FindingState?
        /// `nil` for all.
        package var place: Place?
        /// A rule's id; `nil` for all.
        package var rule: String?
        /// Asked of each finding that the others let through; `nil` for all.
        package var isWanted: ((FindingLine) -> Bool)?

        package init(
            state: FindingState? = nil, place: Place? = nil, rule: String? = nil,
            isWanted: ((FindingLine) -> Bool)? = nil
        ) {
            self.state = state
            self.place = place
            self.rule = rule
            self.isWanted = isWanted
        }
    }

    /// Findings by the target item they are about.
    package struct Place: Hashable {
        package let target: String
        package let item: String
        package var count = 0
    }

    /// A page of findings.
    package func entries(_ filter: Filter = Filter(), from first: Int, count: Int) -> (entries: [Entry], total: Int) {
        let ending = filter.state.map { Array("\t\($0.word)".utf8) }
        let place = filter.place.map { Array("\($0.target)\t\($0.item)".utf8) }
        let rule = filter.rule.map { Array($0.utf8) }
        var entries: [Entry] = []
        var total = 0
        each { number, bytes in
            if let ending, !bytes.suffix(ending.count).elementsEqual(ending) { return true }
            if let place, !FindingFile.place(bytes).elementsEqual(place) { return true }
            if let rule, !FindingFile.cells(bytes, 6..<7).elementsEqual(rule) { return true }
            if let isWanted = filter.isWanted, FindingFile.line(bytes).map(isWanted) != true { return true }
            if total >= first, entries.count < count, let line = FindingFile.line(bytes) {
                entries.append(Entry(number: number, line: line))
            }
            total += 1
            return true
        }
        return (entries, total)
    }

    /// How many findings there are about each target item, in the order they are met.
    package func places() -> [Place] {
        var places: [Place] = []
        var positions: [[UInt8]: Int] = [:]
        var last: (bytes: [UInt8], position: Int) = ([], -1)
        each { _, bytes in
            let place = FindingFile.place(bytes)
            if last.position >= 0, place.elementsEqual(last.bytes) {
                places[last.position].count += 1
                return true
            }
            let own = Array(place)
            if let known = positions[own] {
                last = (own, known)
            } else {
                guard let line = FindingFile.line(bytes) else { return true }
                positions[own] = places.count
                last = (own, places.count)
                places.append(Place(target: line.target, item: line.item))
            }
            places[last.position].count += 1
            return true
        }
        return places
    }

    /// The first finding after another one that no decision closed and that still waits.
    package func next(after number: Int, where waits: (FindingLine) -> Bool) -> Entry? {
        var found: Entry?
        let closed = Array("\t\(FindingState.decided.word)".utf8)
        each { place, bytes in
            guard place > number, !bytes.suffix(closed.count).elementsEqual(closed), let line = FindingFile.line(bytes),
                waits(line)
            else { return true }
            found = Entry(number: place, line: line)
            return false
        }
        return found
    }

    /// Target and item in a line, with the tab between them.
    private static func place(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer { cells(line, 4..<6) }

    /// Cells of a line that follow each other, with the tabs between them.
    private static func cells(_ line: UnsafeRawBufferPointer, _ wanted: Range<Int>) -> UnsafeRawBufferPointer {
        var tabs = 0
        var (start, end) = (wanted.lowerBound == 0 ? 0 : line.count, line.count)
        for position in line.indices where line[position] == 0x09 {
            tabs += 1
            if tabs == wanted.lowerBound { start = position + 1 }
            if tabs == wanted.upperBound {
                end = position
                break
            }
        }
        return UnsafeRawBufferPointer(rebasing: line[min(start, end)..<end])
    }

    package func entry(_ wanted: Int) -> Entry? {
        var found: Entry?
        each { number, bytes in
            guard number == wanted else { return true }
            found = FindingFile.line(bytes).map { Entry(number: number, line: $0) }
            return false
        }
        return found
    }

    package static func line(_ bytes: UnsafeRawBufferPointer) -> FindingLine? {
        FindingLine(Substring(decoding: bytes, as: UTF8.self))
    }
}
