/// One answer that can be chosen in a select, among radio buttons or check boxes.
public struct Choice: Hashable, Sendable {
    /// As it is sent.
    public let value: String
    public let label: String
    /// A line below the label; not shown in a select.
    public let hint: String?

    public init(_ value: String, _ label: String, hint: String? = nil) {
        self.value = value
        self.label = label
        self.hint = hint
    }
}
