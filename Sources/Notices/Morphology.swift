import CMeCab
import Synchronization

/// Japanese text as words with their parts of speech, by MeCab with IPAdic.
///
///     Morphology.shared?.morphemes(of: "端末を更新する").map(\.base)   // 端末, を, 更新, する
///
/// One tagger serves all threads, one at a time. The dictionary is the one MeCab finds by its own settings.
final class Morphology: @unchecked Sendable {
    struct Morpheme: Hashable, Sendable {
        let surface: String
        /// IPAdic's columns: 名詞, 固有名詞, 人名, 姓, …
        let features: [String]

        var part: String { features.first ?? "" }
        var kind: String { features.count > 1 ? features[1] : "" }
        /// 基本形, 連用形 …: how an inflected word stands.
        var form: String { features.count > 5 ? features[5] : "*" }
        /// The form a dictionary lists; an unknown word itself.
        var base: String { features.count > 6 && features[6] != "*" ? features[6] : surface }

        var isNoun: Bool { part == "名詞" }
        var isVerb: Bool { part == "動詞" }
        var isParticle: Bool { part == "助詞" }
        var isSign: Bool { part == "記号" }
        /// 更新, 導入: makes a verb with する.
        var isAction: Bool { isNoun && kind == "サ変接続" && features.count > 6 && features[6] != "*" }
        var isFamilyName: Bool { features.starts(with: ["名詞", "固有名詞", "人名", "姓"]) }
        var isGivenName: Bool { features.starts(with: ["名詞", "固有名詞", "人名", "名"]) }
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
            // By bytes: letters of a whole text take longer to tell apart than its words to find.
            return String(cString: parsed).utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
                guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
                return Morpheme(
                    surface: String(Substring(line[..<tab])),
                    features: line[line.index(after: tab)...].split(separator: UInt8(ascii: ","))
                        .map { String(Substring($0)) })
            }
        }
    }
}
