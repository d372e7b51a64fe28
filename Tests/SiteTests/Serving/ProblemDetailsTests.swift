import HTTPTypes
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("Refusals for general programs")
struct ProblemDetailsTests {
    @Test("Who asks for problem details gets their type, and everybody who asks for JSON their members")
    func problem() async throws {
        let site = try await TestSite(modules: [NoticeBoard()])
        let person = TestPerson(.secretariat)
        let path = "/notices/01J00000000000000000000009"
        let general = try await site.client.get(path, as: person, headers: ["Accept": "application/problem+json"])
        #expect(general.status == .notFound)
        #expect(general.headers[.contentType]?.hasPrefix("application/problem+json") ?? false)
        let own = try await site.client.get(path, as: person, headers: ["Accept": "application/json"])
        #expect(own.headers[.contentType]?.hasPrefix("application/json") ?? false)
        for answer in [general, own] {
            let json = try answer.json
            #expect(json["type"]?.string == "about:blank")
            #expect(json["status"]?.integer == 404)
            #expect(json["title"]?.string?.isEmpty == false)
            #expect(json["detail"]?.string?.isEmpty == false)
            #expect(json["error"]?["code"]?.string == "notFound")
        }
    }

    @Test("A program with a token is told in JSON that an address cannot be read")
    func malformed() async throws {
        let site = try await TestSite(modules: [NoticeBoard()])
        let answer = try await site.client.get("/notices?q=%GG", as: nil, headers: ["Authorization": "Bearer namiki_x"])
        #expect(answer.status == .badRequest)
        #expect(try answer.json["error"]?["code"]?.string == "malformedAddress")
    }
}
