import HTTPTypes
import SiteTesting
import Synchronization
import Testing
import Ward

@testable import Site
@testable import namiki

@Suite("The document for programs and what the site does")
struct OpenAPITests {
    private static let everybody = TestPerson(all: RoleWalk.roles(of: Platform.modules))

    private static func operation(_ route: Route, in document: JSON) -> JSON? {
        document["paths"]?[route.openAPIPath]?[route.method.rawValue.lowercased()]
    }

    @Test("A route is in the document exactly when programs are answered there, under a name of its own")
    func routes() {
        let document = OpenAPIDocument(of: Platform.modules).json
        let routes = SiteServer.routes(of: Platform.modules)
        for route in routes {
            #expect((Self.operation(route, in: document) != nil) == (route.program != nil), "\(route.path)")
        }
        guard case .object(let paths)? = document["paths"] else {
            Issue.record("there are paths")
            return
        }
        let operations = paths.values.flatMap { path -> [JSON] in
            if case .object(let methods) = path { Array(methods.values) } else { [] }
        }
        #expect(operations.count == routes.filter { $0.program != nil }.count)
        #expect(operations.count > 100)
        #expect(Set(operations.map { $0["operationId"]?.string }).count == operations.count)
        #expect(document["openapi"]?.string == "3.1.0")
        #expect(document["info"]?["version"]?.string == ProgramVersion.text)
    }

    @Test("Each operation says what it does, whom it lets in, and every segment of its path")
    func operations() throws {
        let document = OpenAPIDocument(of: Platform.modules).json
        for route in SiteServer.routes(of: Platform.modules) where route.program != nil {
            let operation = try #require(Self.operation(route, in: document))
            #expect(operation["summary"]?.string?.isEmpty == false, "\(route.path)")
            let names = (operation["parameters"]?.array ?? []).filter { $0["in"]?.string == "path" }
                .compactMap { $0["name"]?.string }
            #expect(names == route.parameterNames, "\(route.path)")
            let schemes = (operation["security"]?.array ?? []).map { scheme -> [String] in
                if case .object(let members) = scheme { Array(members.keys) } else { [] }
            }
            let expected: [[String]] =
                route.access == .open ? [] : route.takesTokens ? [["token"], ["session"]] : [["session"]]
            #expect(schemes == expected, "\(route.path)")
            if case .needs(let permission) = route.access {
                #expect(operation["x-permission"]?["code"]?.string == permission.code, "\(route.path)")
            }
        }
    }

    @Test("Who asks for JSON gets it where the document says so, in that shape, and nowhere else")
    func reading() async throws {
        let site = try await SamplePlatform.demonstration()
        var shapes = 0
        for address in try await SamplePlatform.linked where address.route.method == .get {
            // Papers take long to print, and files are no pages.
            guard address.route.program != nil || !address.path.contains(".") else { continue }
            let answer = try await site.client.ask(.get, address.path, asProgramOf: Self.everybody)
            guard let program = address.route.program else {
                #expect(!(answer.isJSON && answer.status == .ok), "\(address): not in the document")
                continue
            }
            #expect(answer.isJSON, "\(address)")
            guard answer.status == .ok else { continue }
            shapes += 1
            #expect(program.answer.differences(from: try answer.json) == [], "\(address)")
        }
        #expect(shapes > 15)
    }

    @Test("What is sent is answered as JSON with a status of the document, and the fields read are the fields declared")
    func sending() async throws {
        let read = FieldsRead()
        let site = try await SamplePlatform.demonstration { read.note($1, at: $0.path) }
        let walk = try RoleWalk(site, modules: Platform.modules)
        let document = OpenAPIDocument(of: Platform.modules).json
        var refused: Set<String> = []
        for address in try await SamplePlatform.linked + walk.unknownRecords where address.route.method == .post {
            guard let operation = Self.operation(address.route, in: document) else { continue }
            let answer = try await site.client.ask(.post, address.path, asProgramOf: Self.everybody, json: [:])
            #expect(answer.isJSON, "\(address)")
            let expected = operation["responses"]?["\(answer.status.code)"]
            #expect(expected != nil, "\(address): \(answer.status)")
            let shape = answer.status == .ok ? address.route.program?.answer : RefusedAnswer.shape
            // The protocols of others have refusals of their own shape.
            if answer.status == .ok || address.route.spoken == nil {
                #expect(shape?.differences(from: try answer.json) == [], "\(address)")
            }
            if answer.status == .unprocessableContent { refused.insert(address.route.path) }
        }
        // What is read beside the fields: the revision, and what was confirmed.
        let beside: Set = [FormReader.revisionField, Confirmation.field]
        var compared = 0
        for route in walk.routes where route.method == .post {
            guard let fields = route.program?.fields, let names = read.names(at: route.path) else { continue }
            let declared = Set(fields.map(\.name)).subtracting(beside)
            #expect(names.subtracting(declared) == [], "\(route.path): read and not declared")
            // Where something was wrong with the fields, all of them were read.
            guard refused.contains(route.path) else { continue }
            compared += 1
            #expect(declared.subtracting(names) == [], "\(route.path): declared and not read")
        }
        #expect(compared > 5)
    }

    @Test("What is refused is described once, in the shape in which everything is refused")
    func refusals() {
        let document = OpenAPIDocument(of: Platform.modules).json
        for refusal in OpenAPIOperation.refusals {
            let response = document["components"]?["responses"]?[refusal.name]
            #expect(
                response?["content"]?["application/json"]?["schema"]?["$ref"]?.string
                    == "#/components/schemas/Refusal")
        }
        #expect(document["components"]?["schemas"]?["Refusal"] == RefusedAnswer.shape.schema)
    }

    @Test("The site serves the document, and explains it on a page with every address")
    func served() async throws {
        let site = try await SamplePlatform.empty()
        let person = TestPerson(.secretariat)
        let answer = try await site.client.get("/openapi.json", as: person)
        #expect(answer.status == .ok)
        #expect(try answer.json == OpenAPIDocument(of: Platform.modules).json)
        #expect(try await site.client.get("/openapi.json", as: nil).status == .seeOther)
        let page = try await site.client.get("/help/api", as: person)
        #expect(page.status == .ok)
        for route in SiteServer.routes(of: Platform.modules) where route.program != nil {
            #expect(page.text.contains("<code>\(route.method.rawValue) \(route.openAPIPath)</code>"), "\(route.path)")
        }
    }
}

/// Which declared fields were read, by the path of the route.
private final class FieldsRead: Sendable {
    private let kept = Mutex<[String: Set<String>]>([:])

    func note(_ names: Set<String>, at path: String) {
        kept.withLock { $0[path, default: []].formUnion(names) }
    }

    func names(at path: String) -> Set<String>? { kept.withLock { $0[path] } }
}
