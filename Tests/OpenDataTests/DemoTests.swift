import Foundation
import SiteTesting
import Storage
import Testing
import Ward

@testable import OpenData

@Suite("Real files in the demonstration")
struct DemoTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Samples/opendata/yaizu").standardizedFileURL

    @Test("The demonstration has somebody who publishes what a section hands in")
    func people() throws {
        let people = OpenDataModule(files: SampleCatalogue.files).demoPeople
        let grants = OpenDataGrants.all
        let publishing = people.filter { person in
            person.duties.contains { grants.permissions[$0.role]?.contains(.publishDatasets) ?? false }
        }
        let officer = try #require(publishing.first)
        #expect(!officer.loginName.isEmpty)
        #expect(officer.note.contains("公開"))
    }

    @Test(
        "Ten files are checked and three are released after repair, with the credit line and marked as not the ward's")
    func released() async throws {
        let site = try await SampleCatalogue.site()
        await #expect(throws: OpenDataRefusal.notSample) {
            _ = try await OpenDataDemo.check(Self.folder, in: site.ward)
        }
        let stamp = site.ward.stamp(by: .system)
        try await site.ward.database.write { try SettingStore.markAsSample(by: stamp, on: $0) }
        let checked = try await OpenDataDemo.check(Self.folder, in: site.ward)
        #expect(checked.count == 10)
        #expect(checked.compactMap(\.released).sorted() == ["yaizu-aed", "yaizu-fire-hydrants", "yaizu-parks"])
        #expect(checked.first { $0.filename == "222127_preschool.csv" }?.findings == 141)
        for name in checked.compactMap(\.released) {
            let page = try await site.client.get("/opendata/datasets/\(name)", as: nil)
            #expect(page.text.contains(OpenDataDemo.credit), "\(name)")
            #expect(page.text.contains("区の実際のデータではありません"), "\(name)")
        }
        let releases = try await site.ward.database.read { try Release.list("", on: $0) }
        #expect(releases.allSatisfy { $0.repaired > 0 })
    }
}
