/// Thrown by what loads a page that has nothing to show as things stand: where to go instead.
///
///     guard let next = plan.next else { throw Elsewhere(deskCase.path, flash: Flash(.done, "質問はすべて済みました。")) }
public struct Elsewhere: Error {
    let path: String
    let flash: Flash?

    public init(_ path: String, flash: Flash? = nil) {
        self.path = path
        self.flash = flash
    }
}
