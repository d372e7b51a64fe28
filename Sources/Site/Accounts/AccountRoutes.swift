import Ward

/// Pages for everybody: the first page, signing in and out, one's account, help.
enum AccountRoutes {
    static func all(duties: [DutySource], help: [ModuleHelp]) -> [Route] {
        [
            Route(.get, "", access: .signedIn) { request in
                try await FirstPage.answer(
                    request, duties: [RequestRoutes.duties, SingleSignOnAdministration.duties] + duties)
            },
            Route(.get, "help", access: .open) { request in
                .page(
                    HelpPage(
                        modules: help, declared: request.declared.roles,
                        roles: Set(request.signedIn?.assignments.map(\.role) ?? [])
                    ).page)
            },
        ] + SignInPages.routes + SingleSignOnRoutes.all + AccountPages.routes + SecondFactorRoutes.all
    }
}
