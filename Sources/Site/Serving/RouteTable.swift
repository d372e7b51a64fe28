/// Finds the route for a path. A literal segment goes before a `:name`.
///
/// Hummingbird's router does not do it: it matches paths that are not decoded, knows no other methods of a path (405 with `Allow`),
/// no ending that asks for JSON, and finds no contradiction between two routes; around it there would be more lines than here.
struct RouteTable: Sendable {
    enum Match: Sendable {
        case found(Route, parameters: [String: String], wantsJSON: Bool)
        /// The path exists, for other methods.
        case otherMethods([Route.Method])
        case none
    }

    let routes: [Route]
    /// The protocols of others, one for each place.
    private let protocols: [ForeignProtocol]
    /// By the number of segments.
    private let patterns: [Int: [Pattern]]

    private struct Pattern: Sendable {
        let route: Route
        let segments: [Segment]

        /// Literal segments first, from the left.
        func goesBefore(_ other: Pattern) -> Bool {
            for (left, right) in zip(segments, other.segments) where left.isLiteral != right.isLiteral {
                return left.isLiteral
            }
            return false
        }
    }

    private enum Segment: Hashable, Sendable {
        case literal(String)
        case parameter(String)

        var isLiteral: Bool { if case .literal = self { true } else { false } }
        /// Parameters are the same whatever their names.
        var shape: String? { if case .literal(let text) = self { text } else { nil } }
    }

    /// - Throws: ``ServerStartError`` when two routes answer the same requests, or a path is not written as it should be.
    init(_ routes: [Route]) throws(ServerStartError) {
        var patterns: [Int: [Pattern]] = [:]
        for route in routes {
            let pattern = Pattern(route: route, segments: try RouteTable.segments(route))
            let rivals = patterns[pattern.segments.count, default: []]
            if rivals.contains(where: {
                $0.route.method == route.method && $0.segments.map(\.shape) == pattern.segments.map(\.shape)
            }) {
                throw .duplicateRoute(method: route.method.rawValue, path: route.path)
            }
            patterns[pattern.segments.count, default: []].append(pattern)
        }
        self.routes = routes
        self.patterns = patterns
        protocols = routes.compactMap(\.spoken).reduce(into: []) { protocols, spoken in
            if !protocols.contains(where: { $0.place == spoken.place }) { protocols.append(spoken) }
        }
    }

    /// The protocol of others in whose place an address lies.
    /// - Parameter target: as it was sent, with its query.
    func spoken(at target: String) -> ForeignProtocol? {
        guard !protocols.isEmpty else { return nil }
        let path = target.prefix { $0 != "?" }
        return protocols.first { $0.holds(path) }
    }

    /// - Parameter segments: of the path, decoded. Where no route names a file with the ending `.json`, the ending asks for
    ///   JSON and is taken off.
    func match(_ method: Route.Method?, _ segments: [String]) -> Match {
        let suffix = ".json"
        guard let last = segments.last, last.hasSuffix(suffix), last != suffix else {
            return match(method, segments, wantsJSON: false, lastIsLiteral: false)
        }
        let literal = match(method, segments, wantsJSON: false, lastIsLiteral: true)
        if case .none = literal {
            let stripped = segments.dropLast() + [String(last.dropLast(suffix.count))]
            return match(method, Array(stripped), wantsJSON: true, lastIsLiteral: false)
        }
        return literal
    }

    private func match(
        _ method: Route.Method?, _ segments: [String], wantsJSON: Bool, lastIsLiteral: Bool
    ) -> Match {
        var best: (pattern: Pattern, parameters: [String: String])?
        var others: Set<Route.Method> = []
        for pattern in patterns[segments.count] ?? [] {
            guard let parameters = parameters(pattern, segments),
                !lastIsLiteral || pattern.segments.last?.isLiteral ?? false
            else { continue }
            if pattern.route.method != method {
                others.insert(pattern.route.method)
            } else if best.map({ pattern.goesBefore($0.pattern) }) ?? true {
                best = (pattern, parameters)
            }
        }
        if let best { return .found(best.pattern.route, parameters: best.parameters, wantsJSON: wantsJSON) }
        return others.isEmpty ? .none : .otherMethods(others.sorted { $0.rawValue < $1.rawValue })
    }

    private func parameters(_ pattern: Pattern, _ segments: [String]) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (expected, segment) in zip(pattern.segments, segments) {
            switch expected {
            case .literal(let text):
                if text != segment { return nil }
            case .parameter(let name):
                if segment.isEmpty { return nil }
                parameters[name] = segment
            }
        }
        return parameters
    }

    private static func segments(_ route: Route) throws(ServerStartError) -> [Segment] {
        guard !route.path.isEmpty else { return [] }
        var segments: [Segment] = []
        for part in route.path.split(separator: "/", omittingEmptySubsequences: false) {
            let segment: Segment = part.hasPrefix(":") ? .parameter(String(part.dropFirst())) : .literal(String(part))
            if part.isEmpty || part == ":" || !segment.isLiteral && segments.contains(segment) {
                throw .malformedRoute(path: route.path)
            }
            segments.append(segment)
        }
        return segments
    }
}
