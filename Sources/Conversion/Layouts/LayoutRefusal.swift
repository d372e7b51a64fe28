/// Why a layout could not be made or read.
package enum LayoutRefusal: Error, Hashable {
    case badDay(String)
    case unreadable(String)
    case exists(String)

    package var words: String {
        switch self {
        case .badDay(let text): "「\(text)」は日付として読めません。2026-04-01 のように書いてください。"
        case .unreadable(let words): words
        case .exists(let folder): "「\(folder)」はもうあります。何も上書きしません。別の名前を書いてください。"
        }
    }
}
