/// A state as a word with a shape: never told by colour alone.
///
///     Tag("確定済み", .done)
public struct Tag: Component {
    public enum Kind: String, Sendable, CaseIterable {
        /// Nothing to say about it, such as a kind.
        case neutral
        /// Not begun, or waiting for somebody.
        case waiting
        /// Under way.
        case active
        case done
        /// Needs attention.
        case warning
        /// Late or failed.
        case danger

        var shape: HTML {
            switch self {
            case .neutral: "◆"
            case .waiting: "○"
            case .active: "◐"
            case .done: "●"
            case .warning: "▲"
            case .danger: "■"
            }
        }
    }

    public let text: String
    public let kind: Kind

    public init(_ text: String, _ kind: Kind = .neutral) {
        self.text = text
        self.kind = kind
    }

    public var html: HTML {
        """
        <span class="tag tag-\(kind.rawValue)"><i aria-hidden="true">\(kind.shape)</i>\(text)</span>
        """
    }
}

/// 見本: made up, not the ward's.
public struct SampleMark: Component {
    public init() {}

    public var html: HTML { " \(Tag("見本", .warning))" }
}
