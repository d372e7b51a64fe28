import Japanese
import SiteTesting
import Testing
import Ward

@testable import Plan
@testable import Site
@testable import namiki

@Suite("The frame around all modules")
struct FrameTests {
    private static let roles = RoleWalk.roles(of: Platform.modules)
    private static let map = SiteMap(Platform.modules)

    /// A site on the demonstration, the same for all tests of this suite: they only read.
    private static let site = Task { try await SamplePlatform.demonstration() }

    private static func links(_ tokens: [MarkupTokenizer.Token], in names: Set<String>) -> [String] {
        var (links, isInside): ([String], Bool) = ([], false)
        for token in tokens {
            switch token {
            case .open("nav", let attributes): isInside = names.contains(attributes["aria-label"] ?? "")
            case .close("nav"): isInside = false
            case .open("a", let attributes) where isInside: links.append(attributes["href"] ?? "")
            default: break
            }
        }
        return links
    }

    @Test("Every entry of the bar and of every list beside a page opens for whoever sees it", arguments: roles)
    func entries(role: Role) async throws {
        let client = try await Self.site.value.client
        let person = TestPerson(role)
        let first = try MarkupTokenizer.tokens(try await client.get("/", as: person).text)
        let areas = Self.links(first, in: ["領域"])
        #expect(areas.first == "/")
        // Of no module: it may nothing, and has its first page alone.
        #expect(areas.count > (Declared(Platform.modules).roles.contains(role) ? 1 : 0), "\(role)")
        var opened: Set<String> = []
        for area in areas {
            let page = try MarkupTokenizer.tokens(try await client.get(area, as: person).text)
            let names = Set(page.elements("nav").compactMap { $0["aria-label"] }.filter { $0.hasSuffix("のページ") })
            #expect(names.count <= 1, "\(area)")
            for path in [area] + Self.links(page, in: names) where opened.insert(path).inserted {
                #expect(try await client.get(path, as: person).status == .ok, "\(role): \(path)")
            }
        }
    }

    @Test("Nobody sees an area that they cannot enter, and everybody those that they can", arguments: roles)
    func areas(role: Role) async throws {
        let client = try await Self.site.value.client
        let walk = try RoleWalk(try await Self.site.value, modules: Platform.modules)
        let signedIn = TestPerson(role).signedIn(walk.grants)
        let page = try await client.get("/", as: TestPerson(role)).text
        for area in Self.map.areas {
            let isShown = page.contains(">\(area.title)</a></li>")
            #expect(isShown == area.pages.contains { signedIn.may($0.permission) }, "\(role): \(area.title)")
        }
    }

    @Test("The areas stand in one order, each with its own name, and every page of theirs is a page of the site")
    func order() {
        #expect(Self.map.areas.map(\.title) == ["計画と進捗", "窓口", "標準化", "データ", "自動化", "管理"])
        let pages = Set(SiteServer.routes(of: Platform.modules).filter { $0.method == .get }.map { "/" + $0.path })
        for area in Self.map.areas {
            #expect(!area.pages.isEmpty, "\(area.title)")
            #expect(Set(area.pages.map(\.link.title)).count == area.pages.count, "\(area.title)")
            for entry in area.pages {
                #expect(pages.contains(entry.link.path), "\(entry.link.path)")
                #expect(Self.map.area(of: entry.link.path) == area, "\(entry.link.path)")
                #expect(Self.map.help(on: entry.link.path) != nil, "no help on \(entry.link.path)")
            }
        }
    }

    @Test("What is told of pages is told of pages that there are, in one to four sentences")
    func help() {
        let pages = Set(SiteServer.routes(of: Platform.modules).filter { $0.method == .get }.map(\.path))
        let told = AdministrationHelp.pages + Platform.modules.compactMap(\.help).flatMap(\.pages)
        #expect(Set(told.map(\.path)).count == told.count)
        for help in told {
            #expect(pages.contains(help.path), "\(help.path)")
            #expect((1...4).contains(help.sentences.count), "\(help.path)")
            #expect(help.sentences.allSatisfy { $0.hasSuffix("。") }, "\(help.path)")
        }
        let words = AdministrationHelp.words + Platform.modules.compactMap(\.help).flatMap(\.words)
        #expect(Set(words.map(\.term)).count == words.count)
        for word in words {
            #expect(
                word.reading.unicodeScalars.allSatisfy { (0x3041...0x3096).contains($0.value) || $0 == "ー" },
                "\(word.term)")
        }
    }

    @Test("What the first page counts is what its lists hold, for everybody of the demonstration", arguments: roles)
    func totals(role: Role) async throws {
        let site = try await Self.site.value
        let person = TestPerson(role)
        let answer = try await site.client.get("/", as: person, headers: ["Accept": "application/json"])
        let json = try JSON(parsing: answer.text)
        let kinds = try #require(json["kinds"]?.array)
        var sum = 0
        for kind in kinds {
            let path = try #require(kind["path"]?.string)
            let list = try JSON(parsing: try await site.client.get("\(path).json", as: person).text)
            let count = try #require(list["duties"]?.array?.count)
            #expect(kind["count"] == JSON(count), "\(path)")
            sum += count
        }
        #expect(json["duties"]?.array?.count == sum)
    }

    @Test("The secretariat has as many answers to accept as sections have approved")
    func accepting() async throws {
        let site = try await Self.site.value
        let approved: Int? = try await site.ward.database.read { connection in
            try connection.value(
                """
                SELECT COUNT(*) FROM entry JOIN round ON round.id = entry.round
                WHERE entry.state = 'approved' AND round.state IN ('open', 'chasing', 'reviewing')
                """)
        }
        let answer = try await site.client.get(
            "/", as: TestPerson(.secretariat), headers: ["Accept": "application/json"])
        let accept = try JSON(parsing: answer.text)["kinds"]?.array?.first { $0["kind"]?.string == "plan.accept" }
        #expect(approved != 0)
        #expect(accept?["count"] == approved.map { JSON($0) })
    }

    @Test("No page of the walk has two lists of links under one name, or one without a name")
    func names() async throws {
        let site = try await Self.site.value
        let person = TestPerson(all: Self.roles)
        for address in try await SamplePlatform.linked where address.route.method == .get {
            guard !address.path.hasSuffix(".pdf"), !address.path.hasSuffix(".xlsx") else { continue }
            let answer = try await site.client.get(address.path, as: person)
            guard answer.status == .ok, answer.isPage else { continue }
            let names = try MarkupTokenizer.tokens(answer.text).elements("nav").map { $0["aria-label"] ?? "" }
            #expect(!names.contains(""), "\(address)")
            #expect(Set(names).count == names.count, "\(address): \(names)")
        }
    }

    @Test("Residents find the guide on the first page in each language, and the programme once a quarter is public")
    func residents() async throws {
        let site = try await SamplePlatform.demonstration()
        for language in PageLanguage.allCases {
            let page = try await site.client.get("/residents/\(language.rawValue)", as: nil)
            let guide = "/guides/bereavement/\(language.rawValue)"
            #expect(page.text.contains("<a href=\"\(guide)\">"), "\(language)")
            let doors = try MarkupTokenizer.tokens(page.text).elements("a").compactMap { $0["href"] }
                .filter { $0.hasPrefix(guide) }
            #expect(doors == [guide, "\(guide)/booking/cancel"])
            for door in doors { #expect(try await site.client.get(door, as: nil).status == .ok, "\(door)") }
            #expect(!page.text.contains("/progress/"))
            #expect(try await site.client.get("/progress/\(language.rawValue)", as: nil).status == .notFound)
        }
    }
}
