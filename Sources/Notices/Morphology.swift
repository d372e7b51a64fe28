import CMeCab
import Synchronization

/// Japanese text as words with their parts of speech, by MeCab with IPAdic.
final class Morphology: @unchecked Sendable {
    struct Morpheme: Hashable, Sendable {
        let surface: String
        /// IPAdic's columns: 名詞, 固有名詞, 人名, 姓, …
        let features: [String]

        var isFamilyName: Bool { features.starts(with: ["名詞", "固有名詞", "人名", "姓"]) }
        var isGivenName: Bool { features.starts(with: ["名詞", "固有名詞", "人名", "名"]) }
        var isPlaceName: Bool { features.starts(with: ["名詞", "固有名詞", "地域"]) }
        var isPersonName: Bool { features.starts(with: ["名詞", "固有名詞", "人名"]) }
    }

    /// `nil` where no dictionary is installed.
    static let shared = Morphology()

    private let tagger: Mutex<OpaquePointer>

    private init?() {
        guard let tagger = mecab_new2("") else { return nil }
        self.tagger = Mutex(tagger)
    }

    func morphemes(of text: String) -> [Morpheme] {
        tagger.withLock { tagger in
            guard let parsed = mecab_sparse_tostr(tagger, text) else { return [] }
            return String(cString: parsed).split(separator: "\n").compactMap { line in
                guard let tab = line.firstIndex(of: "\t") else { return nil }
                return Morpheme(
                    surface: String(line[..<tab]),
                    features: line[line.index(after: tab)...].split(separator: ",").map(String.init))
            }
        }
    }
}
