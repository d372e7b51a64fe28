import Storage
import Ward

/// A page with what it shows: a value that is read from the store in one consistent state and drawn outside of it.
public protocol PageView: Sendable {
    var page: Page { get }
    /// For programs, with stable keys; `nil` where there is none.
    var json: JSON? { get }
}

extension PageView {
    public var json: JSON? { nil }
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
            let view = try await request.ward.database.read { try load(request, $0) }
            if request.wantsJSON, let json = view.json { return .json(json) }
            return .page(view.page)
        }
    }
}
