import Ward

/// How a module is used: its part of 使い方.
public struct ModuleHelp: Sendable {
    /// What somebody with a role does here, step by step.
    public struct Steps: Sendable {
        public let role: Role
        public let sentences: [String]

        public init(_ role: Role, _ sentences: [String]) {
            self.role = role
            self.sentences = sentences
        }
    }

    /// What the module is for, in one sentence.
    public let purpose: String
    public let steps: [Steps]
    /// What can be done on each of its pages.
    public let pages: [PageHelp]
    /// The words of the field that its pages use.
    public let words: [Word]

    public init(purpose: String, steps: [Steps], pages: [PageHelp] = [], words: [Word] = []) {
        self.purpose = purpose
        self.steps = steps
        self.pages = pages
        self.words = words
    }
}

/// この画面でできること: one to four sentences about one page.
///
///     PageHelp("rounds/:round", "この四半期の回答の状況を見ます。", "期限までにそろわない課には、督促できます。")
public struct PageHelp: Hashable, Sendable {
    /// Of the page's route.
    public let path: String
    public let sentences: [String]

    public init(_ path: String, _ sentences: String...) {
        self.path = path
        self.sentences = sentences
    }
}

/// A word of the field, for the glossary.
public struct Word: Hashable, Sendable {
    public let term: String
    /// In hiragana; the glossary is sorted by it.
    public let reading: String
    /// In one or two sentences.
    public let meaning: String

    public init(_ term: String, _ reading: String, _ meaning: String) {
        self.term = term
        self.reading = reading
        self.meaning = meaning
    }
}
