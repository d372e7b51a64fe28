import Foundation
import HTTPTypes
import Site
import SiteTesting
import Storage
import Testing
import Ward

@testable import namiki

@Suite("Searching the whole platform")
struct SearchTests {
    private static let roles = RoleWalk.roles(of: Platform.modules)
    private static let words = ["標準化", "ﾃﾞｰﾀ", "R", "年金", "確定", "課"]

    private static func path(_ words: String) -> String {
        "/search?q=" + (words.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    }

    @Test("Whoever finds something may open it", arguments: roles)
    func opening(role: Role) async throws {
        let site = try await SamplePlatform.demonstration()
        let person = TestPerson(role)
        var opened = 0
        for words in Self.words {
            let page = try await site.client.get(Self.path(words), as: person)
            #expect(page.status == .ok, "\(words)")
            let main = page.text.components(separatedBy: "<main").last ?? ""
            for hit in main.matches(of: /<li><a href="(\/[^"]+)">/).map({ String($0.1) }).prefix(12) {
                // Words of the help lead to a place in a page, which a browser does not ask for.
                let address = String(hit.prefix { $0 != "#" })
                #expect(try await site.client.get(address, as: person).status == .ok, "\(words): \(hit)")
                opened += 1
            }
        }
        if role == .secretariat { #expect(opened > 20) }
    }

    @Test(
        "What families told and what sections have not handed in is found by nobody who may not read it",
        arguments: roles)
    func secrets(role: Role) async throws {
        let site = try await SamplePlatform.demonstration()
        try await SamplePlatform.Secret.write(into: site.ward)
        let stamp = site.ward.stamp(by: .commandLine)
        let unit = try await site.ward.database.write {
            try UnitStore.create(code: "9999", name: "よその課", by: stamp, on: $0).id
        }
        let grants = try RoleWalk(site, modules: Platform.modules).grants
        let stranger = TestPerson(role, units: [unit])
        let family = try await site.client.get(Self.path(SamplePlatform.Secret.family), as: stranger).text
        #expect(family.contains("見つかりませんでした"))
        guard !grants.holds(role, .readAllEntries) else { return }
        let answer = try await site.client.get(Self.path(SamplePlatform.Secret.answer), as: stranger).text
        #expect(answer.contains("見つかりませんでした"))
    }

    @Test("A case is found by its number, a meeting by what was decided, a procedure by its name")
    func kinds() async throws {
        let site = try await SamplePlatform.demonstration()
        let everybody = TestPerson(all: Self.roles)
        let number: String = try await site.ward.database.read {
            try #require(try $0.value("SELECT number FROM counter_case ORDER BY number LIMIT 1"))
        }
        let wide = number.unicodeScalars.reduce(into: "") { text, scalar in
            let isWide = (0x21...0x7E).contains(scalar.value)
            text.unicodeScalars.append(isWide ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar)
        }
        #expect(try await site.client.get(Self.path(wide), as: everybody).text.contains("案件 \(number)"))
        #expect(try await site.client.get(Self.path("会議"), as: everybody).text.contains("<a href=\"/meetings\">"))
        #expect(try await site.client.get(Self.path("年金"), as: everybody).text.contains("/desk/rules/"))
    }
}
