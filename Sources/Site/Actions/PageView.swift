import Storage
import Ward

/// A page with what it shows: a value that is read from the store in one consistent state and drawn outside of it.
public protocol PageView: Sendable {
    var page: Page { get }
    /// For programs, with stable keys; `nil` where there is none.
    var json: JSON? { get }
    /// The list of the page as a file; `nil` where there is none.
    var export: ListExport? { get }
}

extension PageView {
    public var json: JSON? { nil }
    public var export: ListExport? { nil }
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

    public static func page(
        _ path: String, access: Access, _ load: @escaping PageLoading<some PageView>
    ) -> Route {
        Route(.get, path, access: access) { request in
            let (view, isSample) = try await request.ward.database.read { connection in
                (
                    try load(request, connection),
                    request.listFormat == nil ? false : try SettingStore.isSample(on: connection)
                )
            }
            if request.wantsJSON, let json = view.json { return .json(json) }
            if let format = request.listFormat, let export = view.export {
                return try export.answer(format, at: request.stamp.at, isSample: isSample)
            }
            return .page(view.page)
        }
    }
}
