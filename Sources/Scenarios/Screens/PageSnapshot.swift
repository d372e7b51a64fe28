/// What stands on a page at one moment, as far as robots may rely on it; it holds no values that were typed.
///
/// A browser takes it from a living or a saved page; rules of matching look at it alone. Its JSON is how a screen is saved.
public struct PageSnapshot: Hashable, Sendable, Codable {
    public let address: String
    public let title: String
    /// The first heading; empty without one.
    public let heading: String
    public let elements: [Element]

    public init(address: String, title: String, heading: String, elements: [Element]) {
        self.address = address
        self.title = title
        self.heading = heading
        self.elements = elements
    }

    /// Something that can be typed into, pressed or read.
    public struct Element: Hashable, Sendable, Codable {
        /// Its position in the page, by which a browser finds it again.
        public let index: Int
        public let kind: String
        public let testID: String
        public let id: String
        public let name: String
        public let label: String
        public let role: String
        /// The accessible name.
        public let said: String
        public let heading: String
        public let section: String
        public let text: String
        public let isVisible: Bool
        public let isEnabled: Bool

        public init(
            index: Int, kind: Control.Kind, testID: String = "", id: String = "", name: String = "", label: String = "",
            role: String = "", said: String = "", heading: String = "", section: String = "", text: String = "",
            isVisible: Bool = true, isEnabled: Bool = true
        ) {
            self.index = index
            self.kind = kind.rawValue
            self.testID = testID
            self.id = id
            self.name = name
            self.label = label
            self.role = role
            self.said = said
            self.heading = heading
            self.section = section
            self.text = text
            self.isVisible = isVisible
            self.isEnabled = isEnabled
        }
    }
}
