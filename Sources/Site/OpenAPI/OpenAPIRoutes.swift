import Ward

/// The document for programs, and the page that explains it.
enum OpenAPIRoutes {
    static let path = "openapi.json"

    /// - Parameter document: of a site with these very routes.
    static func all(_ document: @escaping @Sendable () -> OpenAPIDocument) -> [Route] {
        [
            Route(
                .get, path, access: .signedIn,
                program: Route.ProgramSide("このAPIの文書（OpenAPI 3.1）", answer: .anyObject)
            ) { _ in .json(document().json) },
            Route(.get, String(APIHelpPage.path.dropFirst()), access: .signedIn) { request in
                .page(APIHelpPage(document: document(), person: try request.person).page)
            },
        ]
    }
}
