import Foundation
import Storage
import SiteTesting
import Testing
import Ward

@testable import Conversion
@testable import Site
@testable import Standardization

@Suite("Rehearsals on pages, where something is not as it was")
struct ReviewPlaceTests {
    private static let workbench = SmallWorkbench.one(["0000000001,見本　太郎,0,9"])

    @Test("A section without systems is not told that the gate is open")
    func noSystems() async throws {
        try await SmallReview.use(.one(["0000000001,見本　太郎,0,1"])) { asking in
            let school = TestPerson(.editor, units: [try #require(asking.units["学務課"])])
            let json = try await asking.client.get(asking.record.path + ".json", as: school).text
            #expect(try JSON(parsing: Array(json.utf8))["gate"]?.string == "unknown")
            let page = try await asking.client.get(asking.record.path, as: school).text
            #expect(!page.contains("稼働を止めるものはありません。"))
            #expect(page.contains("あなたの課が担当するシステムは、この試行にありません"))
            let own = TestPerson(.editor, units: [try #require(asking.units["区民課"])])
            let open = try await asking.client.get(asking.record.path + ".json", as: own).text
            #expect(try JSON(parsing: Array(open.utf8))["gate"]?.string == "open")
        }
    }

    @Test("Asked twice, one rehearsal is made")
    func twice() async throws {
        try await SmallReview.use(Self.workbench) { asking in
            let again = asking.record.path + "/again"
            // What cannot be undone is told before anything is begun.
            let asked = try await asking.client.post(again, as: TestPerson(.secretariat))
            #expect(asked.status == .ok)
            #expect(asked.text.contains("消すことも直すこともできません"))
            #expect(try await asking.ward.database.read { try JobStore.list(on: $0) }.isEmpty)
            let confirmed = ["confirmed": try #require(asked.confirmation)]
            let first = try await asking.client.post(again, as: TestPerson(.secretariat), confirmed)
            let second = try await asking.client.post(again, as: TestPerson(.secretariat), confirmed)
            #expect(first.status == .seeOther)
            #expect(first.headers[.location] == second.headers[.location])
            let jobs = try await asking.ward.database.read { try JobStore.list(on: $0) }
            #expect(jobs.count == 1)
        }
    }

    @Test("Where the run's folder is gone or another one, pages say so and show nothing of it")
    func gone() async throws {
        try await SmallReview.use(Self.workbench) { asking in
            let list = asking.record.path + "/findings/juki/CD1-CODE"
            #expect(try await asking.client.get(list, as: TestPerson(.auditor)).text.contains("1件あります"))
            // Another run was put in its place.
            let report = asking.run.appendingPathComponent("report.json")
            let kept = try Data(contentsOf: report)
            try Data(String(decoding: kept, as: UTF8.self).replacing("見本", with: "別物").utf8).write(to: report)
            #expect(try await asking.client.get(list, as: TestPerson(.auditor)).text.contains("試行のフォルダーがありません"))
            #expect(try await asking.client.get(list + "/0", as: TestPerson(.auditor)).status == .conflict)
            try FileManager.default.removeItem(at: asking.folder)
            let page = try await asking.client.get(list, as: TestPerson(.auditor)).text
            #expect(page.contains("試行のフォルダーがありません"))
            #expect(!page.contains("0件あります"))
            #expect(
                try await asking.client.get(asking.record.path, as: TestPerson(.auditor)).text.contains(
                    "試行のフォルダーがありません"))
            #expect(
                try await asking.client.post(asking.record.path + "/again", as: TestPerson(.secretariat)).status
                    == .conflict)
        }
    }

    @Test("Links stay on this site: none begins with two slashes")
    func links() async throws {
        try await SmallReview.use(Self.workbench) { asking in
            for path in asking.addresses where !path.hasSuffix(".json") {
                let page = try await asking.client.get(path, as: TestPerson(.secretariat)).text
                #expect(!page.contains("href=\"//"), "\(path)")
                #expect(!page.contains("action=\"//"), "\(path)")
            }
        }
    }

    @Test("What indicators name leads to pages that are there")
    func references() async throws {
        try await SmallReview.use(Self.workbench) { asking in
            let stamp = asking.ward.stamp(by: .commandLine)
            let file = FindingFile(run: asking.run, system: "juki", reason: .codeUnknown)
            let line = try #require(file.entry(0)?.line)
            let decision = FindingDecision(
                subject: line.subject(system: "juki", reason: .codeUnknown), hash: line.hash, action: .discard,
                value: "", why: "使わない", decidedBy: "見本 花子", decidedOn: stamp.today)
            let record = asking.record
            let places = try await asking.ward.database.write { connection in
                try DecisionStore.add(decision, workbench: record.workbenchID, by: stamp, on: connection)
                return try RehearsalIndicators.all.flatMap { indicator in
                    try indicator.measure(stamp.today, connection).records
                }
            }
            #expect(places.count == 3)
            for place in places {
                #expect(!place.hasPrefix("/"))
                #expect(try await asking.client.get("/" + place, as: TestPerson(.auditor)).status == .ok, "\(place)")
            }
        }
    }

    @Test("A workbench is read once and again when a file of it changed")
    func known() async throws {
        let folder = try Self.workbench.write()
        defer { try? FileManager.default.removeItem(at: folder) }
        let declared = try #require(WorkbenchReader.read(folder).workbench).declarations
        #expect(KnownFiles.workbench(in: folder, declarations: declared) != nil)
        #expect(KnownFiles.workbench(in: folder, declarations: declared)?.declarations == declared)
        let url = folder.appendingPathComponent("juki/mapping.yaml")
        try (Data(contentsOf: url) + Data("# 変えた\n".utf8)).write(to: url)
        #expect(KnownFiles.workbench(in: folder, declarations: declared) == nil)
        let now = try #require(WorkbenchReader.read(folder).workbench).declarations
        #expect(KnownFiles.workbench(in: folder, declarations: now)?.declarations == now)
    }
}
