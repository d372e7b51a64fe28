/// What robots rely on in the screens of a system (画面契約), apart from scenarios: a changed screen is mended once for all of them.
public struct ScreenContract: Hashable, Sendable {
    public let system: String
    /// The release of the system whose screens these are.
    public let release: String
    public let screens: [Screen]

    public init(system: String, release: String, screens: [Screen]) {
        self.system = system
        self.release = release
        self.screens = screens
    }

    public func screen(_ name: String) -> Screen? { screens.first { $0.name == name } }

    public func control(_ name: ControlName) -> Control? {
        screen(name.screen)?.controls.first { $0.name == name.control }
    }
}

public struct Screen: Hashable, Sendable {
    public let name: String
    /// The title of the page, or its first heading; compared by `TextKey`.
    public let title: String
    /// Below the system's address, `/entry`; `nil` for screens that only other screens lead to.
    public let path: String?
    /// The system asks for signing in here: seen in the middle of a run, the session has ended.
    public let isSignIn: Bool
    public let controls: [Control]

    public init(name: String, title: String, path: String?, isSignIn: Bool = false, controls: [Control]) {
        self.name = name
        self.title = title
        self.path = path
        self.isSignIn = isSignIn
        self.controls = controls
    }
}

public struct Control: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case field, choice, button, link, text, file
    }

    public let name: String
    public let kind: Kind
    /// The screen is this screen without it, too.
    public let isOptional: Bool
    /// Three or more, the most trusted first.
    public let candidates: [Candidate]

    public init(name: String, kind: Kind, isOptional: Bool = false, candidates: [Candidate]) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.candidates = candidates
    }
}

/// One way to tell a control from the others of its screen.
public struct Candidate: Hashable, Sendable {
    public enum Way: String, Hashable, Sendable, CaseIterable {
        /// `data-testid`
        case testID = "testid"
        /// `id`, where it is not made anew each time
        case id
        /// `name`
        case name
        /// The text of its label.
        case label
        /// Role and accessible name: `textbox 口座番号`.
        case role
        /// The heading of its row or column in a table.
        case heading
        /// The heading or legend of the part of the screen it stands in.
        case section
        /// The text people read on it.
        case text

        /// How much it says that a control is the same: what programs know a control by is changed less lightly than where it stands.
        public var weight: Int {
            switch self {
            case .testID: 5
            case .id, .name: 4
            case .label, .role, .heading: 3
            case .section, .text: 2
            }
        }
    }

    public let way: Way
    public let value: String

    public init(_ way: Way, _ value: String) {
        self.way = way
        self.value = value
    }
}
