import SiteTesting
import Synchronization
import Testing
import Ward

@testable import Site

@Suite("How many things wait, in the bar")
struct WaitingCountTests {
    private static let kind = DutyKind("test.do", "行う")

    private static func bar(_ waiting: Int) -> String {
        let person = SignedIn(
            person: ID("01J00000000000000000000001"), name: "見本 花子", assignments: [], grants: SampleModule().grants)
        return AreaBar(areas: [], person: person, current: nil, path: "/", waiting: waiting).html.text
    }

    @Test(
        "今日 carries the number with words for those who hear it, also while the bar is folded, and none where nothing waits"
    )
    func words() throws {
        let text = Self.bar(5)
        let link = try #require(text.firstRange(of: "<a href=\"/\" aria-current=\"page\">"))
        let heard = try MarkupTokenizer.tokens(String(text[link.lowerBound...])).text
        #expect(heard.hasPrefix("今日、届いている仕事 5件"))
        #expect(
            text.contains(
                "<summary>領域：今日<span class=\"bar-fold-count\">　今日 <span class=\"bar-count\">5</span> 件</span></summary>"
            ))
        #expect(Self.bar(0).contains("<a href=\"/\" aria-current=\"page\">今日</a>"))
        #expect(!Self.bar(0).contains("bar-count"))
    }

    @Test(
        "It is counted once for a state of the records, again after a change, and a source that fails leaves the page alone"
    )
    func counting() async throws {
        struct Broken: Error {}
        let site = try await TestSite(modules: [])
        let person = SignedIn(
            person: ID("01J00000000000000000000001"), name: "見本 花子", assignments: [], grants: WardGrants.all)
        let asked = Mutex(0)
        let counts = WaitingCounts([
            DutySource { _, _ in
                let number = asked.withLock { asked in
                    asked += 1
                    return asked
                }
                return (1...number).map { Duty(Self.kind, link: Link("\($0)", "/"), note: "") }
            }
        ])
        #expect(await counts.count(for: person, state: "a", in: site.ward) == 1)
        #expect(await counts.count(for: person, state: "a", in: site.ward) == 1)
        #expect(await counts.count(for: person, state: "b", in: site.ward) == 2)
        #expect(await counts.count(for: person, state: nil, in: site.ward) == nil)
        #expect(asked.withLock(\.self) == 2)
        let broken = WaitingCounts([DutySource { _, _ in throw Broken() }])
        #expect(await broken.count(for: person, state: "a", in: site.ward) == nil)
    }

    @Test("In a live session every page of staff says the number of the first page, and pages for residents say none")
    func pages() async throws {
        let site = try await RealPeople.site(modules: [SampleModule(), BusyModule(waiting: 7, steps: [])])
        let stamp = site.ward.stamp(by: .commandLine)
        try await site.ward.database.write { connection in
            let person = try #require(try PersonStore.list(on: connection).first)
            _ = try PersonStore.assign(role: .editor, person: person.id, by: stamp, on: connection)
        }
        let browser = TestBrowser(site.client)
        _ = try await browser.signIn("kanri", RealPeople.password)
        let first = try await browser.get("/").text
        let told = try #require(first.firstMatch(of: /届いている仕事は(\d+)件です。/)?.1)
        for path in ["/", "/account", "/people"] {
            let text = try await browser.get(path).text
            #expect(text.contains("、届いている仕事 </span><span class=\"bar-count\">\(told)</span>"), "\(path)")
        }
        #expect(try await !browser.get("/residents/easy").text.contains("bar-count"))
    }
}
