import ArgumentParser
import Japanese

/// A day after an option: `2027-03-31`.
extension CivilDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(iso: argument) }

    public static var defaultCompletionKind: CompletionKind { .default }
}
