import Foundation
import Japanese
import Tabular
import Testing
import Ward

@testable import Conversion
@testable import Standardization

@Suite("A generated ward, rehearsed")
struct GeneratedWardTests {
    @Test("Every planted defect that stops or blocks is found, nearly every one to look at, and no decoy is named")
    func accuracy() async throws {
        let accuracy = try #require(try await RehearsedWard.shared.run().content["accuracy"])
        func value(_ line: String, _ key: String) -> Int { accuracy[line]?[key]?.integer ?? -1 }
        #expect(value("stopAndBlock", "planted") > 80)
        #expect(value("stopAndBlock", "recallPermille") >= 990)
        #expect(value("warn", "planted") > 100)
        #expect(value("warn", "recallPermille") >= 970)
        #expect(value("all", "precisionPermille") >= 980)
        #expect((accuracy["decoys"]?.integer ?? 0) > 20)
        #expect(accuracy["decoysNamed"]?.integer == 0)
        // 支援措置: exactly all, and nothing else.
        let protection = try #require(accuracy["classes"]?.array?.first { $0["class"]?.string == "PR1" })
        #expect((protection["planted"]?.integer ?? 0) >= 3)
        #expect(protection["found"] == protection["planted"])
        #expect(protection["unplanted"]?.integer == 0)
    }

    @Test("The ledger of every system balances, sums agree to the yen, and the gate is closed by what was planted")
    func ledger() async throws {
        let view = RehearsalView(try await RehearsedWard.shared.run().content)
        #expect(view.systems.count == 10)
        #expect(!view.isGateOpen)
        for system in view.systems {
            #expect(system.isConserved, "\(system.name)")
            #expect(!system.blockers.contains { !$0.isListed }, "\(system.name)")
        }
        let amounts = view.systems.flatMap(\.amounts)
        #expect(amounts.count >= 10)
        #expect(amounts.allSatisfy { $0.agrees && $0.source > 0 })
    }

    @Test("Without any one of its lines a mapping is not complete: for every line of all ten systems")
    func mutations() async throws {
        let workbench = try await RehearsedWard.shared.run().workbench
        var lines = 0
        for system in workbench.systems {
            #expect(system.coverage.gaps.isEmpty, "\(system.id)")
            for (number, group) in system.mapping.groups.enumerated() {
                func gaps(_ change: (inout GroupMapping) -> Void) -> Int {
                    var mapping = system.mapping
                    change(&mapping.groups[number])
                    lines += 1
                    return Coverage(mapping, from: system.layout, to: workbench.target).gaps.count
                }
                for line in group.items.indices { #expect(gaps { $0.items.remove(at: line) } > 0) }
                for line in group.discards.indices { #expect(gaps { $0.discards.remove(at: line) } > 0) }
                for line in group.unfilled.indices { #expect(gaps { $0.unfilled.remove(at: line) } > 0) }
            }
        }
        #expect(lines > 120)
    }

    @Test("Nobody with a filing date in either of two fields ends without one")
    func filingDates() async throws {
        let run = try await RehearsedWard.shared.run()
        let juki = try #require(run.workbench.systems.first { $0.id == "juki" })
        let group = try #require(juki.layout.groups.first { $0.name == "住民" || $0.item(named: "異動届出日") != nil })
        let columns = try ["異動届出日", "出生届出日"].map { name in
            try #require(group.items.firstIndex { $0.name == name })
        }
        let profile = try #require(juki.profile(of: group, packs: [:]))
        let path = run.folder.appendingPathComponent(juki.files[group.name] ?? "").path
        var dated: [Bool] = []
        try await RecordFile(path: path, profile: profile).read { chunk in
            (0..<chunk.recordCount).map { row in columns.contains { !chunk.text(row, $0).isEmpty } }
        } combine: { part, _ in
            dated += part
        }
        let out = try Data(contentsOf: run.run.appendingPathComponent("stages/convert-juki/out/住民.csv"))
        let table = try CSVReader.read(Array(out))
        let item = try #require(run.workbench.target.group(named: "住民")?.items.firstIndex { $0.name == "届出年月日" })
        let written = table.records.dropFirst().map { !$0.fields[item].text.isEmpty }
        #expect(written.count == dated.count)
        #expect(dated.count { $0 } > 5_000)
        #expect(zip(dated, written).filter { $0 != $1 }.count == 0)
    }

    @Test("No private character stands in anything that is written for the target")
    func gaiji() async throws {
        let run = try await RehearsedWard.shared.run()
        var files = 0
        for system in run.workbench.systems {
            let folder = run.run.appendingPathComponent("stages/convert-\(system.id)/out")
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let text = String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
                #expect(
                    !text.unicodeScalars.contains { (0xE000...0xF8FF).contains($0.value) || $0.value >= 0xF0000 },
                    "\(name)")
                files += 1
            }
        }
        #expect(files == 13)
    }

    @Test("No name, reading, address or number of a protected person stands in findings, ledgers or the report")
    func privacy() async throws {
        let run = try await RehearsedWard.shared.run()
        let protected = ProtectedKeys(reading: run.run.appendingPathComponent("stages/check"))
        let keys = protected.keys
        #expect(keys.count > 10)
        #expect(!protected.isEverybody)
        // Their values, from what was written for the target.
        let out = try Data(contentsOf: run.run.appendingPathComponent("stages/convert-juki/out/住民.csv"))
        let table = try CSVReader.read(Array(out))
        let items = try #require(run.workbench.target.group(named: "住民")).items
        let secret = ["氏名", "氏名_フリガナ", "個人番号", "住民票コード", "通称"].compactMap { name in items.firstIndex { $0.name == name }
        }
        let key = try #require(items.firstIndex { $0.name == "宛名番号" })
        var values: Set<String> = []
        for record in table.records.dropFirst() where keys.contains(record.fields[key].text) {
            for column in secret where record.fields[column].text.unicodeScalars.count > 3 {
                values.insert(record.fields[column].text)
            }
        }
        #expect(values.count > 30)
        let report = RehearsalDocument.bytes(run.content, nil)
        var texts = [("report.json", Data(run.content.canonical.utf8)), ("report.html", Data(report))]
        let walker = FileManager.default.enumerator(at: run.run, includingPropertiesForKeys: nil)
        while let url = walker?.nextObject() as? URL {
            guard ["tsv", "json"].contains(url.pathExtension) else { continue }
            texts.append((url.lastPathComponent, try Data(contentsOf: url)))
        }
        #expect(texts.count > 60)
        for (name, text) in texts {
            for value in values where text.range(of: Data(value.utf8)) != nil {
                Issue.record("\(name) holds a value of a protected person")
            }
        }
    }

    @Test("Every finding leads back to the bytes it was found in: the value there has its fingerprint")
    func addresses() async throws {
        let run = try await RehearsedWard.shared.run()
        var looked = 0
        for system in run.workbench.systems {
            for reason in Reason.allCases {
                let file = FindingFile(run: run.run, system: system.id, reason: reason)
                for entry in file.entries(from: 0, count: 40).entries where !entry.line.field.isEmpty {
                    let line = entry.line
                    let group = try #require(system.layout.group(named: line.source))
                    let profile = try #require(system.profile(of: group, packs: [:]))
                    let map = try MappedFile(
                        path: run.folder.appendingPathComponent(system.files[line.source] ?? "").path)
                    var bytes = withExtendedLifetime(map) { Array(map.bytes[line.bytes]) }
                    var text: String
                    switch profile.form {
                    case .delimited:
                        text = TextDecoder(profile.set).text(bytes).text.replacing("\"\"", with: "\"")
                    case .fixed(let form):
                        let place = try #require(group.item(named: line.field)?.place)
                        #expect(place.length == bytes.count)
                        var alone = form
                        alone.recordBytes = bytes.count
                        alone.terminator = []
                        alone.fields = [FixedField(offset: 0, length: place.length, kind: place.kind)]
                        var values: [String] = []
                        try await RecordFile(
                            MappedFile(bytes), profile: RecordProfile(set: profile.set, form: .fixed(alone))
                        ).read { chunk in
                            [chunk.string(0, 0)]
                        } combine: { part, _ in
                            values += part
                        }
                        text = values.first ?? ""
                    }
                    // Where the item is made from this one alone, the fingerprint is that of its value.
                    let mapped = system.mapping.groups.first { $0.target == line.target && $0.source == line.source }
                    guard mapped?.items.first(where: { $0.item == line.item })?.expression.columns.count == 1 else {
                        continue
                    }
                    bytes = Array(text.utf8)
                    #expect(
                        bytes.withUnsafeBufferPointer { ValueHash.adding($0, to: ValueHash.start) } == line.hash,
                        "\(system.id) \(reason.code) \(line.field)")
                    looked += 1
                }
            }
        }
        #expect(looked > 60)
    }
}
