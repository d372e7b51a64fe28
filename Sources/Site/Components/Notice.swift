import Japanese

/// Something to be read before going on.
///
///     Notice(.warning, "組織の継承先が決まっていません。", "<p>総務課に確かめてください。</p>")
public struct Notice: Component {
    public enum Kind: String, Sendable, CaseIterable {
        case information, warning, error
        /// 見本: what is shown is not the ward's.
        case sample

        var word: Wording {
            switch self {
            case .information: Wording("お知らせ", "おしらせ", "Note")
            case .warning: Wording("注意", "ちゅうい", "Attention")
            case .error: FrameWords.error
            case .sample: FrameWords.sample
            }
        }
    }

    public let kind: Kind
    public let title: String
    public let content: HTML
    let language: PageLanguage

    public init(_ kind: Kind, _ title: String, _ content: HTML = .empty, language: PageLanguage = .japanese) {
        self.language = language
        self.kind = kind
        self.title = title
        self.content = content
    }

    public var html: HTML {
        """
        <div class="notice notice-\(kind.rawValue)">
        <p class="notice-title"><span class="notice-kind">\(kind.word[language])</span> \(title)</p>
        \(content)</div>

        """
    }
}
