import Storage

/// A record that several people may change, with a number that is another one after each change, so that nobody overwrites
/// what they have not seen. Where no column counts the changes, see ``ContentRevision``.
public protocol Revised {
    var revision: Int { get }
}

extension Revised {
    /// - Parameter read: the revision that the person saw; `nil` when the form did not say.
    /// - Throws: ``StaleRecord`` unless it is the one that stands now.
    public func check(seen read: Int?) throws(StaleRecord) {
        if read != revision { throw StaleRecord() }
    }
}

/// Somebody else changed the record after it was read.
public struct StaleRecord: Refusal {
    public init() {}

    public var words: String {
        "この画面を開いた後に、ほかの人が内容を変えました。入力した内容は下に残っています。いまの内容と見比べて、もう一度保存してください。"
    }
}
