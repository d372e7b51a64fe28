import HTTPTypes
import Site
import SiteTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("Pictures at the exception desk")
struct MatterPictureTests {
    private static let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]

    @Test("Each look at one stands in the trail with who looked; who may not look leaves none")
    func looked() async throws {
        try await RobotPageTests.site { site, sample in
            let (matter, other) = try await sample.write { robot, stamp, connection in
                let kept = try EvidenceStore.keep(Self.picture, filename: "change.png", by: stamp, on: connection)
                let matter = try Matter.open(
                    .screen, "画面「入力」が変わった", "見本", robot: robot.id, picture: kept.hash, by: stamp, on: connection)
                return (matter, try UnitStore.create(code: "0300", name: "税務課", by: stamp, on: connection).id)
            }
            let editor = TestPerson(.editor, units: [sample.unit])
            let page = try await site.client.get(matter.path, as: editor)
            #expect(page.text.contains("だれがいつ見たかが監査証跡に残ります"))
            let address = "\(matter.path)/picture"
            for _ in 0..<2 {
                let shown = try await site.client.get(address, as: editor)
                #expect(shown.status == .ok)
                #expect(shown.headers[.cacheControl] == "no-store")
            }
            let stranger = try await site.client.get(address, as: TestPerson(.editor, units: [other]))
            #expect(stranger.status == .forbidden)
            let rows = try await sample.ward.database.read {
                try Audit.list(AuditFilter(subject: "matter/\(matter.id)"), on: $0)
            }
            #expect(rows.map(\.action) == ["automation.picture.look", "automation.picture.look"])
            #expect(Set(rows.map(\.actorName)) == [TestPerson.name])
        }
    }
}
