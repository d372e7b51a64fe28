import HTTPTypes
import Ward

@testable import Site

/// Asks a site for every route as somebody of every role, and says where it answers otherwise than its routes declare.
///
///     let walk = try RoleWalk(site, modules: modules)
///     for role in RoleWalk.roles(of: modules) { #expect(try await walk.findings(as: role, at: walk.unknownRecords) == []) }
public struct RoleWalk: Sendable {
    /// An identifier of the right form that belongs to nothing.
    public static let unknown = "01ARZ3NDEKTSV4RRFFQ69G5FAV"

    public let site: TestSite
    public let routes: [Route]
    public let grants: Grants
    private let table: RouteTable

    /// Every role that can be given, and one that nobody declares: it gets in nowhere.
    public static func roles(of modules: [any Module]) -> [Role] {
        Declared(modules).roles + [Role("elsewhere", "よその役割")]
    }

    public init(_ site: TestSite, modules: [any Module]) throws {
        self.site = site
        routes = SiteServer.routes(of: modules)
        grants = modules.map(\.grants).reduce(WardGrants.all) { $0.merging($1) }
        table = try RouteTable(routes)
    }

    /// One address of a route.
    public struct Address: Sendable, CustomStringConvertible {
        public let route: Route
        public let path: String

        public init(route: Route, path: String) {
            self.route = route
            self.path = path
        }

        public var description: String { "\(route.method.rawValue) \(path)" }
    }

    /// Every route once, about records that do not exist.
    public var unknownRecords: [Address] { routes.map(unknownRecord) }

    private func unknownRecord(_ route: Route) -> Address {
        Address(route: route, path: "/" + route.path.replacing(/:[A-Za-z]+/, with: Self.unknown))
    }

    /// In the same form as another address of the route: what is asked for as JSON is refused in JSON.
    private func unknownRecord(_ route: Route, like path: String) -> Address {
        let address = unknownRecord(route)
        let suffix = ".json"
        guard path.hasSuffix(suffix), !address.path.hasSuffix(suffix) else { return address }
        return Address(route: route, path: address.path + suffix)
    }

    /// Sends an empty form where the route takes forms.
    public func ask(_ address: Address, as person: TestPerson?) async throws -> SiteAnswer {
        try await site.client.ask(
            address.route.method == .post ? .post : .get, address.path, as: person,
            form: address.route.method == .post ? [] : nil)
    }

    // MARK: who gets in

    /// Where nobody in particular gets in without signing in.
    public func findingsWithoutSignIn(at addresses: [Address]) async throws -> [String] {
        var findings: [String] = []
        for address in addresses where address.route.access != .open {
            let answer = try await ask(address, as: nil)
            if answer.status != .seeOther, answer.status != .unauthorized {
                findings.append("nobody: \(address): \(answer.status)")
            }
        }
        return findings
    }

    /// Where a role gets in without the permission of the route, is kept out with it, or meets a failure.
    ///
    /// - Parameter addresses: of records that the role, given for the whole ward, may see when it may see any.
    public func findings(as role: Role, at addresses: [Address]) async throws -> [String] {
        var findings: [String] = []
        for address in addresses {
            guard case .needs(let permission) = address.route.access else { continue }
            let answer = try await ask(address, as: TestPerson(role))
            let isRefused = answer.status == .forbidden
            if isRefused == grants.holds(role, permission) {
                findings.append("\(role): \(address): \(answer.status)")
            }
            if isRefused, !answer.text.contains(permission.title) {
                findings.append("\(role): \(address): the refusal does not name \(permission.title)")
            }
            findings += failures(answer, at: address, as: "\(role)")
        }
        return findings
    }

    /// Where somebody sees words that are not theirs to see, is told by a refusal that a record exists, or meets a failure.
    ///
    /// - Parameter secrets: what must stand in no answer.
    public func findings(
        as person: TestPerson, at addresses: [Address], secrets: [String]
    ) async throws -> [String] {
        let signedIn = person.signedIn(grants)
        var findings: [String] = []
        for address in addresses {
            let answer = try await ask(address, as: person)
            findings += failures(answer, at: address, as: "\(person)")
            let text = answer.text
            for secret in secrets where text.contains(secret) {
                findings.append("\(person): \(address): \(answer.status) shows \(secret)")
            }
            guard case .needs(let permission) = address.route.access, !signedIn.may(permission) else { continue }
            let unknown = try await ask(unknownRecord(address.route, like: address.path), as: person)
            if answer.status != .forbidden {
                findings.append("\(person): \(address): \(answer.status)")
            } else if answer.text != unknown.text {
                findings.append("\(person): \(address): the refusal tells whether there is such a record")
            }
        }
        return findings
    }

    private func failures(_ answer: SiteAnswer, at address: Address, as name: String) -> [String] {
        answer.status.kind == .serverError ? ["\(name): \(address): \(answer.status)"] : []
    }

    // MARK: what there is

    /// Follows links from the first page as somebody, and gathers the addresses of pages, files and forms.
    ///
    /// - Parameter most: so many addresses of one route at the most.
    public func linked(as person: TestPerson, from starts: [String] = ["/"], most: Int) async throws -> [Address] {
        var found: [Address] = []
        var counts: [String: Int] = [:]
        var seen: Set<String> = []
        var waiting = starts.map { (method: Route.Method.get, path: $0) }
        while let next = waiting.popLast() {
            let path = String(next.path.prefix { $0 != "#" && $0 != "?" })
            guard path.hasPrefix("/"), seen.insert("\(next.method) \(path)").inserted,
                let segments = try? RequestTarget(path).segments,
                case .found(let route, _, _) = table.match(next.method, segments)
            else { continue }
            let key = "\(route.method) \(route.path)"
            guard counts[key, default: 0] < most else { continue }
            counts[key, default: 0] += 1
            found.append(Address(route: route, path: path))
            // Files lead nowhere, and some take long to print.
            guard next.method == .get, !path.hasSuffix(".pdf"), !path.hasSuffix(".xlsx") else { continue }
            let answer = try await site.client.get(next.path, as: person)
            guard answer.status == .ok, answer.isPage else { continue }
            let tokens = try MarkupTokenizer.tokens(answer.text)
            waiting += ["a": "href", "img": "src", "iframe": "src"].flatMap { element, attribute in
                tokens.elements(element).compactMap { $0[attribute] }.map { (method: .get, path: $0) }
            }
            waiting += tokens.elements("form").compactMap { form in
                form["action"].map { (method: form["method"] == "post" ? .post : .get, path: $0) }
            }
            waiting += tokens.elements("button").compactMap { $0["formaction"] }.map { (method: .post, path: $0) }
        }
        return found
    }
}
