import Japanese
import Ward

/// Pages for everybody: the first pages, signing in and out, one's account, help, search.
enum AccountRoutes {
    static func all(_ modules: [any Module]) -> [Route] {
        let (sources, doors) = (FirstPageSources(modules), modules.flatMap(\.residentDoors))
        let help = modules.compactMap(\.help)
        return [
            Route(.get, "", access: .open, program: FirstPage.program) { request in
                if request.signedIn != nil { return try await FirstPage.answer(request, sources) }
                // A program that forgot to say who it is is told so.
                if request.wantsJSON { throw PageRefusal.signInNeeded }
                return try await ResidentFrontPage.answer(request, .japanese, doors)
            },
            Route(.get, "residents/:language", access: .open, program: ResidentFrontPage.program) { request in
                guard let language = request.parameters["language"].flatMap(PageLanguage.init) else {
                    throw PageRefusal.notFound
                }
                return try await ResidentFrontPage.answer(request, language, doors)
            },
            Route(.get, "today/:kind", access: .signedIn, program: DutyKindPage.program) {
                try await DutyKindPage.answer($0, sources.duties)
            },
            Route(.get, "help", access: .open) { request in
                .page(
                    HelpPage(
                        modules: help, declared: request.declared.roles,
                        roles: Set(request.signedIn?.assignments.map(\.role) ?? [])
                    ).page)
            },
            Route(.get, "help/words", access: .open) { _ in .page(WordsPage(help).page) },
        ] + SearchPage.routes(modules.flatMap(\.searches) + AdministrationSearches.all, SiteMap(modules))
            + (SignInPages.routes + SingleSignOnRoutes.all + AccountPages.routes + SecondFactorRoutes.all
            + AccessTokenRoutes.all
            + NotificationChoicePage.routes).map(\.byHandOnly)
    }
}
