import RandomTesting
import Testing

@testable import Site

@Suite("Addresses and fields")
struct RequestTargetTests {
    @Test("Any fields survive being written into a query and read again")
    func roundTrip() throws {
        let seed: UInt64 = 8
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let fields = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                (name: text(&generator), value: text(&generator))
            }
            let form = try #require(URLEncodedForm.decoded(Array(URLEncodedForm.encoded(fields).utf8)), "seed \(seed)")
            #expect(form.fields.map(\.name) == fields.map(\.name), "seed \(seed)")
            #expect(form.fields.map(\.value) == fields.map(\.value), "seed \(seed)")
        }
    }

    private func text(_ generator: inout SeededGenerator) -> String {
        let scalars = (0...Int.random(in: 0...8, using: &generator)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...0x1_FFFF, using: &generator))
        }
        return "a" + String(String.UnicodeScalarView(scalars))
    }

    @Test("Random bytes are read or refused, and a path that is read has no NUL")
    func random() {
        let seed: UInt64 = 9
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "/", "%", "%00", "%2f", "%e3%81%82", "%ff", "..", ".", "?", "&", "=", "+", "a", "並", "//", "\\", "#",
        ]
        for _ in 0..<5_000 {
            let target =
                "/"
                + (0..<Int.random(in: 0...10, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }
                .joined()
            guard let read = try? RequestTarget(target) else { continue }
            #expect(!read.segments.contains { $0.utf8.contains(0) }, "seed \(seed): \(target)")
        }
    }

    @Test("Known addresses")
    func known() throws {
        let target = try RequestTarget("/%E4%B8%A6/a%2Fb/?q=%E6%9C%A8+1&q=&x")
        #expect(target.segments == ["並", "a/b"])
        #expect(target.query.all("q") == ["木 1", ""])
        #expect(target.query["x"] == "")
        #expect(try RequestTarget("/").segments.isEmpty)
        for (wrong, problem) in [
            ("", RequestTarget.Problem.malformed), ("*", .malformed), ("http://x/", .malformed), ("/a%0", .malformed),
            ("/%00", .malformed), ("/?%", .malformed), ("/並", .malformed),
            ("/" + String(repeating: "a", count: 2_000), .tooLong),
        ] {
            #expect(throws: problem, "\(wrong)") { try RequestTarget(wrong) }
        }
    }
}

@Suite("Routes")
struct RouteTableTests {
    private func table(_ routes: [(Route.Method, String)]) throws -> RouteTable {
        try RouteTable(routes.map { Route($0.0, $0.1, access: .open) { _ in .json([:]) } })
    }

    private func found(_ table: RouteTable, _ path: [String], _ method: Route.Method = .get) -> String {
        switch table.match(method, path) {
        case .found(let route, let parameters, let json):
            "\(route.path) \(parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ","))\(json ? " json" : "")"
        case .otherMethods(let methods): "other \(methods.map(\.rawValue).joined(separator: ","))"
        case .none: "none"
        }
    }

    @Test("A literal goes before a parameter, from the left; an ending .json is taken off unless a route is called so")
    func order() throws {
        let table = try table([
            (.get, ":a/:b"), (.get, "rounds/:round"), (.get, ":a/new"), (.get, "rounds/new"), (.post, "rounds/:round"),
            (.get, ""), (.get, "rounds"), (.get, "rounds/:round/data.json"), (.post, "only"),
        ])
        #expect(found(table, []) == " ")
        #expect(found(table, ["rounds", "new"]) == "rounds/new ")
        #expect(found(table, ["rounds", "1"]) == "rounds/:round round=1")
        #expect(found(table, ["x", "new"]) == ":a/new a=x")
        #expect(found(table, ["x", "y"]) == ":a/:b a=x,b=y")
        #expect(found(table, ["rounds", "1.json"]) == "rounds/:round round=1 json")
        #expect(found(table, ["rounds.json"]) == "rounds  json")
        #expect(found(table, ["rounds", "1", "data.json"]) == "rounds/:round/data.json round=1")
        #expect(found(table, ["rounds", "1"], .post) == "rounds/:round round=1")
        #expect(found(table, ["only"]) == "other POST")
        #expect(found(table, [".json"]) == "none")
        #expect(found(table, ["a", "b", "c", "d"]) == "none")
        #expect(found(table, ["rounds", ""]) == "none")
    }

    @Test("The table agrees with the slowest way of looking, on random tables and paths")
    func oracle() throws {
        let seed: UInt64 = 44
        var generator = SeededGenerator(seed: seed)
        for round in 0..<400 {
            var routes: [(Route.Method, String)] = []
            for _ in 0..<8 {
                let segments = (0..<Int.random(in: 1...3, using: &generator)).map { place in
                    ["a", "b", ":p\(place)"].randomElement(using: &generator)!
                }
                routes.append((Bool.random(using: &generator) ? .get : .post, segments.joined(separator: "/")))
            }
            guard let table = try? table(routes) else { continue }
            for _ in 0..<20 {
                let path = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                    ["a", "b", "c"].randomElement(using: &generator)!
                }
                // Patterns in the order of their preference: a literal is written as 0, a parameter as 1.
                let fitting = routes.filter { $0.0 == .get && fits($0.1, path) }
                    .min { rank($0.1) < rank($1.1) }
                let answer = found(table, path).split(separator: " ").first.map(String.init)
                let posts = routes.contains { $0.0 == .post && fits($0.1, path) }
                #expect(answer == (fitting?.1 ?? (posts ? "other" : "none")), "seed \(seed), round \(round), \(path)")
            }
        }
    }

    private func fits(_ pattern: String, _ path: [String]) -> Bool {
        let segments = pattern.split(separator: "/").map(String.init)
        return segments.count == path.count && zip(segments, path).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
    }

    private func rank(_ pattern: String) -> String {
        pattern.split(separator: "/").map { $0.hasPrefix(":") ? "1" : "0" }.joined()
    }

    @Test(
        "A table that contradicts itself, or a path that is not written as it should be, is refused",
        arguments: [
            ["a", "a"], ["a/:x", "a/:y"], ["/a"], ["a/"], ["a//b"], [":"], [":x/:x"],
        ])
    func refused(paths: [String]) {
        #expect(throws: ServerStartError.self) { try table(paths.map { (.get, $0) }) }
    }
}
