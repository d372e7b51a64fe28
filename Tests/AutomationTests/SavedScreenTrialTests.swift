import Foundation
import SampleSystem
import Scenarios
import Site
import SiteTesting
import Storage
import Tabular
import Testing
import Ward

@testable import Automation

@Suite("A version is tried on saved screens, without the system")
struct SavedScreenTrialTests {
    /// A page as a browser saves it.
    private static let entry = """
        <!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>変更の入力</title></head><body>
        <h1>ほかの見出し</h1><p>この画面は、約束のどれでもありません。</p></body></html>
        """

    /// The screen of the contract, as a browser told of it: every control by its first candidates.
    private static func snapshot(without control: String, _ sample: SampleRobots) async throws -> PageSnapshot {
        let contract = try #require(
            try await sample.ward.database.read { try ContractVersion.newest("見本システム", on: $0)?.contract })
        let screen = try #require(contract.screen("変更入力"))
        return PageSnapshot(
            address: "/entry", title: screen.title, heading: screen.title,
            elements: screen.controls.filter { $0.name != control }.enumerated().map { index, control in
                func mark(_ way: Candidate.Way) -> String { control.candidates.first { $0.way == way }?.value ?? "" }
                let role = mark(.role).split(separator: " ", maxSplits: 1).map(String.init)
                return PageSnapshot.Element(
                    index: index, kind: control.kind, testID: mark(.testID), id: mark(.id), name: mark(.name),
                    label: mark(.label), role: role.first ?? "", said: role.last ?? mark(.label),
                    heading: mark(.heading), section: mark(.section), text: mark(.text))
            })
    }

    private static func version(_ sample: SampleRobots) async throws -> ScenarioVersion {
        try await ScenarioVersionTests.robot(sample)
        return try await sample.write { robot, stamp, connection in
            try ScenarioVersion.write(Scenario.sampleText, for: robot, by: stamp, on: connection)
        }
    }

    @Test("Each step is told: found, gone, or on a screen that nobody saved")
    func steps() async throws {
        try await RobotPageTests.site { site, sample in
            let version = try await Self.version(sample)
            let encoded = try JSONEncoder().encode([try await Self.snapshot(without: "口座番号", sample)])
            let json = String(decoding: encoded, as: UTF8.self)
            let editor = TestPerson(.editor, units: [sample.unit])
            let path = "\(version.path)/trial"
            let answer = try await site.client.post(
                path, as: editor, [:], file: "screens", filename: "screens.json", json)
            #expect(answer.status == .ok)
            #expect(answer.text.contains("保存した画面での試運転"))
            #expect(answer.text.contains("保存した画面に、この部品はありません。"))
            #expect(answer.text.contains("約束のとおりです。"))
            #expect(answer.text.contains("この画面は保存されていません。"))
            let other = try await sample.write { _, stamp, connection in
                try UnitStore.create(code: "0300", name: "税務課", by: stamp, on: connection).id
            }
            let stranger = try await site.client.post(
                path, as: TestPerson(.editor, units: [other]), [:], file: "screens", filename: "screens.json", json)
            #expect(stranger.status == .forbidden)
            let wrong = try await site.client.post(
                path, as: editor, [:], file: "screens", filename: "memo.txt", "画面ではない")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("保存した画面として読めません"))
        }
    }

    @Test("Pages as a browser saves them are looked at by one", .enabled(if: EngineRunTests.hasBrowser))
    func pages() async throws {
        let screens = try await SavedScreenFile.screens(in: Array(Self.entry.utf8), named: "page.html")
        #expect(screens.map(\.title) == ["変更の入力"])
        #expect(screens.map(\.heading) == ["ほかの見出し"])
    }

    @Test("An archive of pages is read page by page; one without a page, and what is no page, is refused with words")
    func archives() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).zip").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        func archive(_ files: [(path: String, bytes: [UInt8])]) throws -> [UInt8] {
            #expect(ZIPWriter.write(files, to: path))
            return [UInt8](try #require(FileManager.default.contents(atPath: path)))
        }
        let page = Array(Self.entry.utf8)
        let read = try SavedPages.read(
            try archive([("入力.html", page), ("入力_files/frame.html", page), ("入力_files/a.png", [1, 2])]), file: "a.zip")
        guard case .pages(let pages) = read else {
            Issue.record("no pages")
            return
        }
        #expect(pages.map(\.address) == ["入力.html"])
        #expect(pages.first?.html == Self.entry)
        let none = try archive([("a.txt", [0x61])])
        #expect(throws: SavedPagesRefusal.noPage("b.zip")) { try SavedPages.read(none, file: "b.zip") }
        #expect(throws: SavedPagesRefusal.unreadable("c.json")) {
            try SavedPages.read(Array("{}".utf8), file: "c.json")
        }
    }
}
