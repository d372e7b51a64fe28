import LifeEvents
import Site

/// The desk for bereaved families (おくやみコーナー).
enum BereavementDesk {
    /// Its life event, by the name of the knowledge package.
    static let event = "bereavement"

    /// Its rules as they come with the program.
    static var base: KnowledgeBase {
        get throws {
            guard let base = KnowledgeLibrary.base(event) else { throw PageRefusal.notFound }
            return base
        }
    }
}
