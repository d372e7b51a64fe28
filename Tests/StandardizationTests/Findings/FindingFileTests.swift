import Foundation
import Testing

@testable import Conversion
@testable import Standardization

@Suite("Files of findings")
struct FindingFileTests {
    @Test(
        "Pages, items and the next one that waits, against a slow reading of the lines", arguments: ["juki", "kokuho"])
    func slow(system: String) async throws {
        let run = try await RehearsedWard.shared.run()
        var looked = 0
        for reason in Reason.allCases {
            let file = FindingFile(run: run.run, system: system, reason: reason)
            var lines: [FindingLine] = []
            for stage in ["convert-\(system)", "check/\(system)"] {
                let url = run.run.appendingPathComponent("stages/\(stage)/findings/\(reason.code).tsv")
                guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
                lines += text.split(separator: "\n").dropFirst().compactMap { FindingLine($0) }
            }
            let all = file.entries(from: 0, count: .max)
            #expect(all.total == lines.count)
            #expect(all.entries.map(\.line) == lines)
            #expect(all.entries.map(\.number) == Array(lines.indices))
            let places = file.places()
            #expect(places.reduce(0) { $0 + $1.count } == lines.count)
            for place in places {
                let own = lines.filter { $0.target == place.target && $0.item == place.item }
                let found = file.entries(.init(state: .open, place: place), from: 1, count: 3)
                #expect(place.count == own.count)
                #expect(found.total == own.count { $0.state == .open })
                #expect(found.entries.map(\.line) == Array(own.filter { $0.state == .open }.dropFirst().prefix(3)))
            }
            for rule in Set(lines.map(\.rule)) where !rule.isEmpty {
                let own = lines.filter { $0.rule == rule }
                #expect(file.entries(.init(rule: rule), from: 0, count: .max).entries.map(\.line) == own)
            }
            let middle = lines.count / 2
            let wanted = lines.indices.first { $0 > middle && lines[$0].record % 2 == 0 }
            #expect(file.next(after: middle) { $0.record % 2 == 0 }?.number == wanted)
            looked += lines.count
        }
        #expect(looked > 500)
    }

    @Test("What a line says is what was written, with the record it was compared with or without")
    func line() throws {
        for other in [nil, WrittenRecord(system: "juki", target: "住民", number: 7)] {
            var writer = FindingWriter()
            writer.append(
                source: "元", record: 3, key: "1/2".utf8, field: "氏名", target: "先", item: "氏名", rule: "r", bytes: 5..<9,
                hash: 255, other: other, state: .lapsed)
            let text = String(decoding: writer.text, as: UTF8.self)
            let line = try #require(FindingLine(Substring(text.dropLast())))
            #expect(line.other == other)
            #expect(line.state == .lapsed)
            #expect(line.bytes == 5..<9)
            #expect(line.hash == 255)
            #expect(line.key == "1/2")
            #expect(line.rule == "r")
            #expect(line.item == "氏名")
            let heading = String(decoding: FindingLine.heading, as: UTF8.self)
            #expect(heading.count { $0 == "\t" } == text.count { $0 == "\t" })
        }
    }
}
