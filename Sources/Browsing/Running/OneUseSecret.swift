import Synchronization

/// A secret that can be taken once, is wiped then, and writes itself nowhere.
public final class OneUseSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let bytes: Mutex<[UInt8]?>

    public init(_ text: String) {
        bytes = Mutex(Array(text.utf8))
    }

    /// The secret the first time, `nil` ever after.
    public func take() -> String? {
        bytes.withLock { held in
            guard var taken = held else { return nil }
            held = nil
            let text = String(decoding: taken, as: UTF8.self)
            for index in taken.indices { taken[index] = 0 }
            return text
        }
    }

    public var description: String { "（秘密）" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
