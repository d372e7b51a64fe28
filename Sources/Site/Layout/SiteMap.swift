/// Where each page of a site stands, and what helps there: by the pattern of its address, such as `/rounds/:round`.
public struct SiteMap: Sendable {
    /// In the order of the bar.
    public let areas: [Area]
    private let area: [String: Int]
    private let help: [String: PageHelpFold]

    /// The built-in pages of the administration, and those of the modules.
    public init(_ modules: [any Module]) {
        let placed =
            modules.compactMap { module in module.area.map { ($0, module.routes) } } + [
                (AdministrationRoutes.area, AdministrationRoutes.all + AuditRoutes.all(titles: [:], subjects: []))
            ]
        let ordered = placed.enumerated().sorted {
            ($0.element.0.order, $0.offset) < ($1.element.0.order, $1.offset)
        }.map(\.element)
        areas = ordered.map(\.0)
        area = ordered.enumerated().reduce(into: [:]) { found, place in
            for route in place.element.1 { found["/" + route.path] = place.offset }
        }
        let told = modules.compactMap(\.help)
        let glossary = Glossary(told)
        help = Dictionary(
            (AdministrationHelp.pages + told.flatMap(\.pages)).map { ("/" + $0.path, PageHelpFold($0, glossary)) }
        ) { first, _ in first }
    }

    func area(of pattern: String) -> Area? { area[pattern].map { areas[$0] } }

    func help(on pattern: String) -> PageHelpFold? { help[pattern] }
}
