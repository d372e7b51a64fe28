import Site

/// The address of what is to be checked.
enum SignalRoutes {
    static let all: [Route] = [
        // Drafts of all sections stand in it while a round runs.
        .page("signals", needs: .readAllEntries, SignalPage.load)
    ]
}
