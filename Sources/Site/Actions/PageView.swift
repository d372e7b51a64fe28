import Storage
import Ward

/// A page with what it shows: a value that is read from the store in one consistent state and drawn outside of it.
public protocol PageView: Sendable {
    var page: Page { get }
    /// The list of the page as a file; `nil` where there is none.
    var export: ListExport? { get }
}

extension PageView {
    public var export: ListExport? { nil }
}

/// A page that programs read too.
///
///     struct UnitsPage: ProgramView {
///         static let program = Route.ProgramSide("組織の一覧", answer: ["units": .list(OfficeUnit.answer)])
///         var json: JSON { ["units": .array(units.map(\.json))] }
///     }
public protocol ProgramView: PageView {
    /// What the document says of it.
    static var program: Route.ProgramSide { get }
    /// With stable keys.
    var json: JSON { get throws }
}

/// A page for which many rows may have to be looked through when it is drawn.
public protocol ComputedView: PageView {
    /// In which that is done; `nil` where there is little to do.
    var lane: ComputingLane? { get }
}

/// Reads what a page shows.
public typealias PageLoading<View> = @Sendable (PageRequest, any Connection) throws -> View

extension Route {
    /// A page that is read in one consistent state.
    ///
    ///     .page("rounds/:round", needs: .readRounds, RoundPage.load)
    public static func page(
        _ path: String, needs permission: Permission, _ load: @escaping PageLoading<some PageView>
    ) -> Route {
        page(path, access: .needs(permission), load)
    }

    public static func page<View: PageView>(
        _ path: String, access: Access, _ load: @escaping PageLoading<View>
    ) -> Route {
        Route(.get, path, access: access, program: (View.self as? any ProgramView.Type)?.program) { request in
            let (view, isSample) = try await request.ward.database.read { connection in
                (
                    try load(request, connection),
                    request.listFormat == nil ? false : try SettingStore.isSample(on: connection)
                )
            }
            let answer = { @Sendable () throws -> PageResponse in
                if request.wantsJSON, let view = view as? any ProgramView { return .json(try view.json) }
                if let format = request.listFormat, let export = view.export {
                    return try export.answer(format, at: request.ward.clock.now(), isSample: isSample)
                }
                return .page(view.page)
            }
            guard let lane = (view as? any ComputedView)?.lane else { return try answer() }
            return try await lane.run(answer)
        }
    }
}
